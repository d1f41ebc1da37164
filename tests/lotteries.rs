//! Around the solver of lotteries: their bytes, the methods side by side, contradictory quotas explained, and who moves up.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a test stops at the first surprise"
)]

mod common;

use guanjia::lottery::{PublicSource, PublicValue, Seed};
use guanjia::map::Set;
use guanjia::sortition::{
    Feature, Lottery, LotteryFile, Method, Objective, Person, Pool, Problem, Quota, check, compare, find, find_by,
    relax,
};
use guanjia::{Error, Hash};

/// Sixty made-up volunteers, of whom twelve are to look like their community.
fn volunteers() -> Problem {
    let table = |name: &str| std::fs::read_to_string(format!("tests/vectors/lottery_{name}.csv")).unwrap();
    Problem::new(Pool::from_tables(&table("quotas"), &table("people")).unwrap(), 12).unwrap()
}

fn instance(name: &str, seats: u32) -> Option<Problem> {
    let folder = common::shared("selection/instances")?.join(format!("{name}_{seats}"));
    let table = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let pool = Pool::from_tables(&table("categories.csv"), &table("respondents.csv")).unwrap();
    Some(Problem::new(pool, seats).unwrap())
}

fn solved(problem: &Problem, objective: Objective, panels: u32) -> Lottery {
    find_by(problem, objective, panels, &mut |_| true).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn seed(n: u8) -> Seed {
    Seed(Hash::of(&[n]))
}

/// As the package finds it in Node and in `JavaScriptCore`, which look for the same digests.
#[test]
fn the_same_tables_give_the_same_lottery_everywhere() {
    let problem = volunteers();
    let digest = |objective| {
        let lottery = solved(&problem, objective, 100);
        check(&problem, &lottery).unwrap();
        lottery.digest(&problem).unwrap()
    };
    let (leximin, nash) = (digest(Objective::Leximin), digest(Objective::Nash));
    common::keep("tests/vectors/lottery_digests.json", |_| {
        format!("{{\n  \"leximin\": \"{leximin}\",\n  \"nash\": \"{nash}\"\n}}\n")
    });
}

#[test]
fn whatever_is_packed_comes_out_again_and_nothing_else_does() {
    let problem = volunteers();
    let lottery = solved(&problem, Objective::Leximin, 100);
    let packed = lottery.pack().unwrap();
    assert_eq!(Lottery::unpack(&packed, 60).as_ref(), Ok(&lottery));
    // Whatever byte is changed, it is no lottery any more, or another one, and that one is not as it says.
    for at in 0..packed.len() {
        for bit in [0x01, 0x80] {
            let mut changed = packed.clone();
            changed[at] ^= bit;
            let found = Lottery::unpack(&changed, 60).and_then(|lottery| check(&problem, &lottery).map(|_| lottery));
            if let Ok(found) = found {
                assert_ne!(found, lottery, "{at}");
                assert_ne!(found.digest(&problem), lottery.digest(&problem));
            }
        }
    }
    for len in 0..packed.len() {
        assert!(Lottery::unpack(&packed[..len], 60).is_err(), "{len}");
    }
    assert!(Lottery::unpack(&[0x80, 0], 60).is_err(), "a number in more bytes than it takes");
    assert!(Lottery::unpack(&[0xff, 0xff, 0xff, 0xff, 0x7f, 1], 60).is_err(), "a number above 2^32");
}

/// Every way to change quotas is, in the end, a panel that misses them by so many: the fewest people that must be moved
/// is that of the panel that misses least.
#[test]
fn no_smaller_change_would_do() {
    let mut state = 1_u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((state >> 33) % below).unwrap()
    };
    let (mut contradictory, mut possible) = (0, 0);
    for _ in 0..60 {
        let mut feature = |name: &str| {
            let mut quota = |name: &str| {
                let min = random(3);
                Quota { name: name.to_owned(), min, max: min + random(3) }
            };
            Feature { name: name.to_owned(), values: vec![quota("a"), quota("b"), quota("c")] }
        };
        let features = vec![feature("f"), feature("g")];
        let person = |n: u32| Person {
            id: format!("p{n}"),
            values: vec![random(3), random(3)],
            household: Some(format!("h{}", random(9))),
            must: None,
        };
        let people = (0..8).map(person).collect();
        let problem = Problem::new(Pool { features, people }, 4).unwrap();
        let lives_apart = |panel: &Set<u32>| {
            let homes = panel.iter().map(|n| problem.pool().people[*n as usize].household.clone());
            homes.collect::<Set<_>>().len() == panel.len()
        };
        let panels = (0_u32..256).filter(|set| set.count_ones() == 4);
        let panels = panels.map(|set| (0..8).filter(|n| set >> n & 1 == 1).collect::<Set<u32>>());
        let least = panels.filter(lives_apart).map(|panel| problem.missed(&panel)).min();
        let ways = relax(&problem, 3);
        match least {
            None | Some(0) => {
                possible += 1;
                assert!(ways.is_empty());
            }
            Some(least) => {
                contradictory += 1;
                assert!(!ways.is_empty(), "{problem:?}");
                for way in &ways {
                    let moved: u32 = way.changes.iter().map(|change| change.from.abs_diff(change.to)).sum();
                    assert_eq!(moved, least, "{:?}", way.changes);
                    let wider = Problem::new(way.pool.clone(), 4).unwrap();
                    assert!(find(&wider, 1, &mut |_| true).is_ok());
                }
            }
        }
    }
    assert!(contradictory > 20 && possible > 5, "{contradictory} {possible}");
}

#[test]
fn the_infeasible_instance_is_explained_as_the_reference_does() {
    let Some(problem) = instance("hdlike", 30) else { return };
    let ways = relax(&problem, 5);
    let change = &ways[0].changes[0];
    assert_eq!((change.advice().zh().as_str(), ways[0].changes.len()), ("至少把“f3:v2”的上限从 11 改为 12", 1));
    let refusal = find(&problem, 100, &mut |_| true).unwrap_err();
    let error: Error = refusal.into_error(&problem);
    assert_eq!(error.code(), "sortition.conflict");
    assert!(error.en().contains("raise the maximum of “f3: v2” from 11 to 12"), "{error}");
    let wider = Problem::new(ways[0].pool.clone(), 30).unwrap();
    // The reference too finds 0.025756 for the least likely with the quota it asks for.
    let proved = check(&wider, &solved(&wider, Objective::Leximin, 100)).unwrap();
    assert_eq!((proved.chance, proved.least, proved.best, proved.off), (Some((23, 893)), 2, 2, 1));
    check(&wider, &solved(&wider, Objective::Nash, 100)).unwrap();
}

#[test]
fn contradictions_that_no_quota_can_help_are_said_to_be_deep() {
    let quota = |name: &str, min, max| Quota { name: name.to_owned(), min, max };
    let person = |n: u32| Person { id: format!("p{n}"), values: vec![0], household: Some("h".to_owned()), must: None };
    let features = vec![Feature { name: "f".to_owned(), values: vec![quota("v", 0, 9)] }];
    // One household of fifty, of whom two were to sit.
    let problem = Problem::new(Pool { features, people: (0..50).map(person).collect() }, 2).unwrap();
    assert!(relax(&problem, 5).is_empty());
    let error = find(&problem, 10, &mut |_| true).unwrap_err().into_error(&problem);
    assert_eq!(error.code(), "sortition.conflict-deep");
}

/// The geometric mean of everybody's chance, of which Nash welfare is the power.
fn geometric_mean(lottery: &Lottery) -> f64 {
    let panels = lottery.panels.len() as f64;
    let logarithms: f64 = lottery.counts.iter().map(|count| (f64::from(*count) / panels).ln()).sum();
    (logarithms / lottery.counts.len() as f64).exp()
}

/// `reference.json` has the geometric mean that the reference's Nash welfare found.
#[test]
fn nash_welfare_is_that_of_the_reference() {
    let Some(reference) = common::shared_json("selection/reference.json") else { return };
    for (name, seats) in [("meeting", 16), ("opendlp_monitoring", 28), ("sf_fixture", 22), ("sf_scaled300t", 45)] {
        let Some(problem) = instance(name, seats) else { return };
        let mut pool = problem.pool().clone();
        pool.people.iter_mut().for_each(|person| person.household = None);
        let problem = Problem::new(pool, seats).unwrap();
        let lottery = solved(&problem, Objective::Nash, 1_000);
        check(&problem, &lottery).unwrap();
        let expected = &reference["reference"][format!("{name}_{seats}")]["nash"];
        let (found, expected) = (geometric_mean(&lottery), expected["geomean"].as_f64().unwrap());
        // Everybody within one panel of a thousand of the best.
        assert!((found / expected - 1.0).abs() < 2e-4, "{name}: {found} {expected}");
    }
}

#[test]
fn methods_stand_side_by_side() {
    let problem = volunteers();
    let (leximin, nash) = (solved(&problem, Objective::Leximin, 100), solved(&problem, Objective::Nash, 100));
    let age = 1;
    let lotteries = [(Method::Leximin, &leximin), (Method::Nash, &nash)];
    let outcomes = compare(&problem, age, 200, &lotteries).unwrap();
    let methods: Vec<Method> = outcomes.iter().map(|outcome| outcome.method).collect();
    assert_eq!(methods, [Method::Simple, Method::Stratified, Method::Nash, Method::Leximin]);
    // 12 of 60 by the same lot; of the ages 4, 16 and 40 of 60, twelve seats are 0.8, 3.2 and 8: the last one left over to the first.
    assert_eq!((outcomes[0].least, outcomes[0].most, outcomes[0].gini), ((1, 5), (1, 5), 0));
    assert_eq!((outcomes[1].least, outcomes[1].most), ((3, 16), (1, 4)));
    // By hand: the pairs differ by 1/16 (4 × 16), 1/20 (4 × 40) and 1/80 (16 × 40); 20 in all, over 60 × 12.
    assert_eq!(outcomes[1].gini, 27_777);
    assert!(outcomes[0].quotas > 150 && outcomes[1].quotas > 100, "{outcomes:?}");
    assert!(outcomes[0].households > 0);
    for (outcome, lottery) in [(&outcomes[2], &nash), (&outcomes[3], &leximin)] {
        let least = *lottery.counts.iter().min().unwrap();
        assert_eq!(u64::from(least) * outcome.least.1, 100 * outcome.least.0);
        assert_eq!((outcome.panels, outcome.quotas, outcome.households), (100, 0, 0));
    }
    assert!(outcomes[3].least.0 * outcomes[2].least.1 >= outcomes[2].least.0 * outcomes[3].least.1);
    assert!(geometric_mean(&nash) >= geometric_mean(&leximin) * 0.999);
}

/// A thousand seeds draw each of few panels about equally often; and the reserve leaves nobody out who may sit.
#[test]
fn a_seed_draws_a_panel_and_who_waits_behind_it() {
    let problem = volunteers();
    let lottery = solved(&problem, Objective::Leximin, 10);
    let mut drawn = [0_u32; 10];
    for n in 0..1_000_u32 {
        drawn[lottery.drawn(&Seed(Hash::of(&n.to_be_bytes()))).unwrap() as usize] += 1;
    }
    // Five standard deviations of a binomial of 1,000 and 1/10.
    assert!(drawn.iter().all(|times| times.abs_diff(100) < 48), "{drawn:?}");

    let panel = lottery.drawn(&seed(1)).unwrap();
    let waiting = lottery.reserve(&problem, &seed(1), panel, usize::MAX);
    let members: Set<u32> = lottery.panels[panel as usize].iter().copied().collect();
    let known: Set<u32> = waiting.iter().copied().collect();
    assert_eq!(known.len(), waiting.len());
    assert!(known.is_disjoint(&members));
    let seated: Set<u32> = lottery.panels.iter().flatten().copied().collect();
    assert_eq!(known.iter().chain(&members).copied().collect::<Set<u32>>(), seated);
    assert_eq!(lottery.reserve(&problem, &seed(1), panel, 5), waiting[..5]);
    assert_ne!(lottery.reserve(&problem, &seed(2), panel, usize::MAX), waiting);

    // Whoever leaves, the first who fits moves up; if nobody fits, the one with whom the least is missed.
    for leaver in &members {
        let mut staying = members.clone();
        staying.remove(leaver);
        let (place, missed) = problem.successor(&staying, &waiting).unwrap();
        let with = |person: &u32| staying.iter().chain([person]).copied().collect::<Set<u32>>();
        let home = |person: &u32| problem.pool().people[*person as usize].household.clone();
        let lives_apart = |person: &&u32| staying.iter().all(|other| home(other) != home(person));
        let short = |person: &u32| problem.missed(&with(person));
        assert!(lives_apart(&&waiting[place]));
        assert_eq!(short(&waiting[place]), missed);
        assert_eq!(waiting.iter().filter(lives_apart).map(short).min(), Some(missed));
        let before = waiting[..place].iter().filter(lives_apart);
        assert!(before.map(short).all(|others| others > missed));

        // Or a new lottery, in which the others stay.
        let left = Set::from([*leaver]);
        let replacing = problem.replacing(&staying, &left).unwrap();
        match find(&replacing, 20, &mut |_| true) {
            Ok(lottery) => {
                check(&replacing, &lottery).unwrap();
                let stay = |panel: &Vec<u32>| staying.iter().all(|person| panel.contains(person));
                assert!(lottery.panels.iter().all(stay) && lottery.counts[*leaver as usize] == 0);
            }
            Err(refusal) => {
                let code = refusal.into_error(&replacing).code();
                assert!(["sortition.conflict", "sortition.conflict-deep"].contains(&code), "{code}");
            }
        }
    }
}

#[test]
fn a_file_is_checked_before_anything_is_drawn_from_it() {
    let problem = volunteers();
    let lottery = solved(&problem, Objective::Leximin, 100);
    let file = LotteryFile { pool: problem.pool().clone(), seats: 12, lottery };
    let text = guanjia::to_json(&file).unwrap();
    assert_eq!(LotteryFile::parse(&text).as_ref(), Ok(&file));
    let source = PublicSource { text: "双色球".into(), date: "2026-04-26".parse().unwrap(), ordered: false };
    let value = PublicValue::parse(&[source], "3.9.11.14.21.27.32./").unwrap();
    let drawn = file.draw(&value, 4).unwrap();
    assert_eq!((drawn.members.len(), drawn.reserve.len()), (12, 4));
    // SPEC.md section 5.9: the seed of a draw without parties, whose announcement is the lottery's digest.
    let seed = Hash::tagged("guanjia/draw-seed/v1", &[&drawn.digest.0, value.as_str().as_bytes()]);
    assert_eq!(drawn.seed, Seed(seed));
    assert_eq!(Some(drawn.panel), file.lottery.drawn(&drawn.seed));
    let mut changed = file.clone();
    changed.lottery.counts[7] += 1;
    let error = changed.draw(&value, 4).unwrap_err();
    assert_eq!((error.code(), error.field("person")), ("sortition.count", Some("V-07")));
    let mut changed = file;
    changed.pool.people.swap(0, 1);
    assert!(changed.draw(&value, 4).map(|other| other.digest) != Ok(drawn.digest));
}
