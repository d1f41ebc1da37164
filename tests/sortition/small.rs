//! Small problems, and all their panels by going through them.

use guanjia::sortition::{Feature, Person, Pool, Problem, Quota};

/// Somebody as their values, household and obligation.
type Told<'a> = (&'a [u32], Option<u32>, Option<bool>);

/// Features as lists of quotas, and people as their values, household and obligation.
pub fn problem(features: &[&[(u32, u32)]], people: &[Told<'_>], seats: u32) -> Problem {
    let quota = |(at, (min, max)): (usize, &(u32, u32))| Quota { name: format!("v{at}"), min: *min, max: *max };
    let feature = |(at, quotas): (usize, &&[(u32, u32)])| Feature {
        name: format!("f{at}"),
        values: quotas.iter().enumerate().map(quota).collect(),
    };
    let person = |(at, (values, household, must)): (usize, &Told<'_>)| Person {
        id: format!("p{at}"),
        values: values.to_vec(),
        household: household.map(|at| format!("h{at}")),
        must: *must,
    };
    let pool = Pool {
        features: features.iter().enumerate().map(feature).collect(),
        people: people.iter().enumerate().map(person).collect(),
    };
    Problem::new(pool, seats).unwrap()
}

/// Every panel that meets everything, of at most some twenty people.
pub fn panels(problem: &Problem) -> Vec<Vec<u32>> {
    let people = &problem.pool().people;
    let all = 0..1_u32 << people.len();
    let members = |bits: u32| (0..).take(people.len()).filter(move |at| bits >> at & 1 == 1).collect::<Vec<u32>>();
    all.filter(|bits| bits.count_ones() == problem.seats()).map(members).filter(|panel| legal(problem, panel)).collect()
}

fn legal(problem: &Problem, panel: &[u32]) -> bool {
    let people = &problem.pool().people;
    let sits: Vec<&Person> = panel.iter().map(|at| &people[*at as usize]).collect();
    let quotas = problem.pool().features.iter().enumerate().all(|(at, feature)| {
        feature.values.iter().zip(0_u32..).all(|(quota, value)| {
            let found = sits.iter().filter(|person| person.values[at] == value).count();
            (quota.min as usize..=quota.max as usize).contains(&found)
        })
    });
    let mut homes: Vec<_> = sits.iter().filter_map(|person| person.household.as_ref()).collect();
    homes.sort_unstable();
    let housed = homes.windows(2).all(|pair| pair[0] != pair[1]);
    let obliged = (0..).zip(people).all(|(at, person)| person.must.is_none_or(|must| must == panel.contains(&at)));
    quotas && housed && obliged
}
