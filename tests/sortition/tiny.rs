//! Pools so small that all their panels can be gone through, and what is then known of every lottery.

use guanjia::sortition::{Level, Problem, Proof, Refusal, check, check_conflict, find};

use crate::small;

/// Panels of each lottery; a multiple of most denominators that so few people come to.
const PANELS: u32 = 60;
/// How many pools are tried.
const POOLS: u32 = 300;

/// An exact fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ratio(i128, i128);

impl Ratio {
    fn new(of: i128, by: i128) -> Self {
        let (mut a, mut b) = (of.abs(), by.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = if by < 0 { -1 } else { 1 };
        Self(sign * of / a.max(1), sign * by / a.max(1))
    }

    fn minus(self, other: Self) -> Self {
        Self::new(self.0 * other.1 - other.0 * self.1, self.1 * other.1)
    }

    fn times(self, other: Self) -> Self {
        Self::new(self.0 * other.0, self.1 * other.1)
    }

    fn by(self, other: Self) -> Self {
        Self::new(self.0 * other.1, self.1 * other.0)
    }
}

/// The greatest chance that some lottery of these panels gives each of these people: the value of the game in which one side picks
/// a panel and the other a person, by the simplex method in fractions. Of `max Σ w, panel by panel Σ w ≤ 1` it is the inverse.
fn value(panels: &[Vec<u32>], people: &[u32]) -> Ratio {
    if people.iter().any(|person| panels.iter().all(|panel| !panel.contains(person))) {
        return Ratio(0, 1);
    }
    let one = |is: bool| Ratio(i128::from(is), 1);
    let mut table: Vec<Vec<Ratio>> = panels
        .iter()
        .map(|panel| people.iter().map(|person| one(panel.contains(person))).chain([one(true)]).collect())
        .collect();
    let mut price: Vec<Ratio> = people.iter().map(|_| Ratio(1, 1)).chain([Ratio(0, 1)]).collect();
    // What each row and each column stands for; Bland's rule goes by it.
    let mut rows: Vec<usize> = (people.len()..people.len() + panels.len()).collect();
    let mut columns: Vec<usize> = (0..people.len()).collect();
    while let Some(into) = (0..people.len()).filter(|at| price[*at].0 > 0).min_by_key(|at| columns[*at]) {
        let last = people.len();
        let rated = (0..rows.len()).filter(|row| table[*row][into].0 > 0);
        let out = rated.min_by(|a, b| {
            let room = |row: usize| table[row][last].by(table[row][into]);
            let (a, b) = ((room(*a), rows[*a]), (room(*b), rows[*b]));
            (a.0.0 * b.0.1).cmp(&(b.0.0 * a.0.1)).then(a.1.cmp(&b.1))
        });
        let out = out.unwrap();
        let pivot = table[out][into];
        let mut row: Vec<Ratio> = table[out].iter().map(|value| value.by(pivot)).collect();
        row[into] = Ratio(1, 1).by(pivot);
        for (at, other) in table.iter_mut().chain([&mut price]).enumerate() {
            let times = other[into];
            if at != out && times.0 != 0 {
                other[into] = Ratio(0, 1);
                for (value, change) in other.iter_mut().zip(&row) {
                    *value = value.minus(times.times(*change));
                }
            }
        }
        table[out] = row;
        std::mem::swap(&mut rows[out], &mut columns[into]);
    }
    let Ratio(weight, by) = price[people.len()];
    Ratio::new(by, -weight)
}

/// What SPEC.md section 5.8 says a level's proof is: how much everybody weighs, and what no panel exceeds.
fn weighed(problem: &Problem, level: &Level) -> (Vec<i128>, i128) {
    let multipliers = match &level.proof {
        Proof::Search(search) => return (search.weights.iter().map(|w| i128::from(*w)).collect(), search.bound.into()),
        Proof::Quotas(multipliers) => multipliers,
    };
    let pool = problem.pool();
    let mut bound = i128::from(multipliers.seats) * i128::from(problem.seats());
    for (feature, value, times) in &multipliers.quotas {
        let quota = &pool.features[*feature as usize].values[*value as usize];
        bound += i128::from(*times) * i128::from(if *times > 0 { quota.max } else { quota.min });
    }
    bound += multipliers.households.iter().map(|(_, times)| i128::from(*times).max(0)).sum::<i128>();
    let mut weights = Vec::new();
    for person in &pool.people {
        let quotas = multipliers.quotas.iter().filter(|(f, v, _)| person.values[*f as usize] == *v);
        let home = |first: u32| person.household.is_some() && pool.people[first as usize].household == person.household;
        let homes = multipliers.households.iter().filter(|(first, _)| home(*first) && person.must != Some(false));
        let all = quotas.map(|(_, _, times)| *times).chain(homes.map(|(_, times)| *times));
        let h = i128::from(multipliers.seats + all.sum::<i64>());
        bound -= match person.must {
            Some(true) => h,
            Some(false) => 0,
            None => h.min(0),
        };
        weights.push(if person.must.is_none() { h.max(0) } else { 0 });
    }
    (weights, bound)
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % n).unwrap()
    }
}

fn random(dice: &mut Dice) -> Problem {
    let count = 4 + dice.below(4);
    // Half of the features let one of some people sit: of three of them parts of people would do what no whole ones can.
    let mut features = vec![vec![(0, 1), (0, 9)]; 1 + dice.below(4) as usize];
    for values in &mut features {
        if dice.below(2) == 0 {
            continue;
        }
        values.clear();
        for _ in 0..2 + dice.below(2) {
            let min = dice.below(3) / 2;
            values.push((min, min + 1 + dice.below(2)));
        }
    }
    let values: Vec<Vec<u32>> =
        (0..count).map(|_| features.iter().map(|values| dice.below(values.len() as u64)).collect()).collect();
    let people: Vec<(&[u32], _, _)> = values
        .iter()
        .map(|values| {
            let home = Some(dice.below(8)).filter(|home| *home < 5);
            let must = [Some(true), Some(false)].get(dice.below(20) as usize).copied().flatten();
            (values.as_slice(), home, must)
        })
        .collect();
    let features: Vec<&[(u32, u32)]> = features.iter().map(Vec::as_slice).collect();
    small::problem(&features, &people, 2 + dice.below(3))
}

#[test]
fn of_tiny_pools_the_fairest_chance_and_every_bound_are_known() {
    let mut dice = Dice(6);
    let (mut none, mut by_search, mut several) = (0, 0, 0);
    for pool in 0..POOLS {
        let problem = random(&mut dice);
        let panels = small::panels(&problem);
        let lottery = match find(&problem, PANELS, &mut |_| true) {
            Ok(lottery) => lottery,
            Err(Refusal::Conflict(conflict)) => {
                check_conflict(&problem, &conflict).unwrap();
                assert!(panels.is_empty(), "{pool}: {problem:?}");
                none += 1;
                continue;
            }
            Err(refusal) => panic!("{pool}: {refusal:?} {problem:?} {panels:?}"),
        };
        let proved = check(&problem, &lottery).unwrap();
        assert!(lottery.panels.iter().all(|panel| panels.contains(panel)), "{pool}: {problem:?}");
        for level in &lottery.certificate.levels {
            let (weights, bound) = weighed(&problem, level);
            for panel in &panels {
                let weight: i128 = panel.iter().map(|person| weights[*person as usize]).sum();
                assert!(weight <= bound, "{pool}: {panel:?} weighs {weight}, {level:?} {problem:?}");
            }
        }
        let people = &problem.pool().people;
        let open: Vec<u32> = (0..).zip(people).filter(|(_, person)| person.must.is_none()).map(|(at, _)| at).collect();
        // With nothing to prove, everybody sits on every panel.
        let chance = proved.chance.map_or(Ratio(1, 1), |(of, by)| Ratio::new(of.into(), by.into()));
        if !open.is_empty() {
            assert_eq!(chance, value(&panels, &open), "{pool}: {problem:?} {panels:?}");
        }
        assert_eq!((proved.least, proved.off <= 1), (proved.best, true), "{pool}: {proved:?} {problem:?}");
        by_search += u32::from(lottery.certificate.levels.iter().any(|level| matches!(level.proof, Proof::Search(_))));
        several += u32::from(lottery.certificate.levels.len() > 1);
    }
    assert!(none > 50 && by_search > 3 && several > 50, "{none} {by_search} {several}");
}
