//! The draw: vectors made by another implementation, what chance and order may and may not do, and
//! everything that must be refused.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "a test fails by panicking")]

use guanjia::map::{Map, Set};
use std::num::NonZeroU64;
use std::path::Path;
use std::process::Command;

use guanjia::lottery::{PublicSource, PublicValue, Reveal, Seed, commitment};
use guanjia::selection::{Candidates, Draw, DrawReport, DrawSpec, DrawStage, Drawn, Draws, Pool};
use guanjia::stratum::{Strata, Stratum};
use guanjia::{Date, Error, Hash, Id};
use proptest::prelude::*;
use serde_json::{Value, json};

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn code<T>(result: Result<T, Error>) -> &'static str {
    result.map_or_else(|error| error.code(), |_| "ok")
}

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors/draw.json")).unwrap()
}

fn run(spec: &Value) -> Result<DrawReport, Error> {
    DrawSpec::parse(&spec.to_string())?.run()
}

/// Twelve candidates in two buildings, three parties, one lottery.
fn example() -> (Draw, Candidates) {
    let strata = |n: u32| Strata::from([(id("building"), ["B01", "B02"][n as usize % 2].parse::<Stratum>().unwrap())]);
    let candidates = Candidates::new((0..12).map(|n| (id(&format!("R-{n:02}")), strata(n)))).unwrap();
    let draw = Draw {
        id: id("stewards-2026"),
        candidates: candidates.digest(),
        by: Some(id("building")),
        seats: [("B01".parse().unwrap(), 2), ("B02".parse().unwrap(), 1)].into(),
        alternates: 2,
        general: 3,
        parties: vec![id("committee"), id("supervisor"), id("observer")],
        commit_by: date("2026-04-08"),
        reveal_by: date("2026-04-10"),
        sources: vec![PublicSource { text: "双色球第2026040期".into(), date: date("2026-04-12"), ordered: false }],
        lottery: None,
    };
    (draw, candidates)
}

fn secret(party: &Id) -> Reveal {
    Reveal(Hash::of(party.as_str().as_bytes()).0)
}

/// The example drawn with those parties revealing that are named.
fn drawn(revealing: &[&str], value: &str) -> Result<Drawn, Error> {
    let (draw, candidates) = example();
    let parties = draw.parties.clone();
    let mut announced = draw.announce(&candidates, date("2026-04-01"))?;
    let announcement = announced.announcement();
    for party in &parties {
        announced.commit(party, commitment(&announcement, party, &secret(party)), date("2026-04-02"))?;
    }
    let mut committed = announced.close(date("2026-04-02"))?;
    for party in revealing {
        committed.reveal(&id(party), secret(&id(party)), date("2026-04-10"))?;
    }
    committed.close(date("2026-04-11"))?.draw(&candidates, value, date("2026-04-12"))
}

#[test]
fn numbers_are_those_of_the_other_implementation() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/lottery.json")).unwrap();
    let seed: Seed = serde_json::from_value(vectors["seed"].clone()).unwrap();
    assert_eq!(seed.0, Hash::of(b"an example"));
    for case in vectors["uniform"].as_array().unwrap() {
        let n: NonZeroU64 = case["n"].as_str().unwrap().parse().unwrap();
        let mut stream = seed.stream(case["label"].as_str().unwrap());
        for number in case["numbers"].as_array().unwrap() {
            assert_eq!(stream.uniform(n).to_string(), number.as_str().unwrap(), "below {n}");
        }
    }
    let handles: Vec<Id> = vectors["tickets"].as_object().unwrap().keys().map(|handle| id(handle)).collect();
    for handle in &handles {
        assert_eq!(seed.ticket("seat", handle).to_string(), vectors["tickets"][handle.as_str()]);
    }
    assert_eq!(json!(seed.order("seat", &handles)), vectors["order"]);
    let case = &vectors["commitment"];
    let reveal: Reveal = serde_json::from_value(case["reveal"].clone()).unwrap();
    let announcement = serde_json::from_value(case["announcement"].clone()).unwrap();
    assert_eq!(json!(commitment(&announcement, &id(case["party"].as_str().unwrap()), &reveal)), case["commitment"]);
}

#[test]
fn draws_are_those_of_the_other_implementation() {
    for case in vectors()["draws"].as_array().unwrap() {
        assert_eq!(json!(run(&case["input"]).unwrap()), case["report"], "{}", case["name"]);
    }
}

/// The vectors, and a draw of the size of scenario 01, done again by Python.
#[test]
fn python_draws_the_same() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/independent/draw.py");
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: there is no python3");
        return;
    }
    let python = |spec: &Value, path: &Path| -> Value {
        std::fs::write(path, spec.to_string()).unwrap();
        let output = Command::new("python3").arg(script).arg(path).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("draw.json");
    for case in vectors()["draws"].as_array().unwrap() {
        assert_eq!(python(&case["input"], &path), case["report"], "{}", case["name"]);
    }
    let scenario: Value = serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap();
    let buildings = scenario["community"]["buildings"].as_array().unwrap();
    let candidates = buildings.iter().flat_map(|building| {
        let households = building["households"].as_u64().unwrap();
        (0..households).map(|n| json!({"handle": format!("{}-{n}", building["id"].as_str().unwrap()), "strata": {"building": building["id"]}}))
    });
    let candidates: Vec<Value> = candidates.collect();
    let weights: Map<_, _> = buildings.iter().map(|b| (b["id"].as_str().unwrap(), &b["households"])).collect();
    let spec = json!({
        "id": "stewards-2026", "candidates": candidates, "by": "building", "weights": weights,
        "rule": {"ratio": [6, 100], "measure": "households", "rounding": "ceil", "by": "building"},
        "alternates": 3, "general": 20, "commit_by": "2026-04-08", "reveal_by": "2026-04-10",
        "sources": [{"text": "双色球第2026040期", "date": "2026-04-12"}], "value": "2.5.8.10.12.33./",
    });
    let report = run(&spec).unwrap();
    for building in buildings {
        let stratum: Stratum = building["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(report.drawn.selected[&stratum].len() as u64, building["steward_seats"].as_u64().unwrap());
        assert!(report.drawn.selected[&stratum].iter().all(|handle| handle.as_str().starts_with(stratum.as_str())));
    }
    assert_eq!(python(&spec, &path), json!(report));
}

/// The sum over cells of (observed − expected)² / expected, rounded down.
fn chi_square(observed: &[u64], expected: u64) -> u64 {
    observed.iter().map(|n| n.abs_diff(expected).pow(2)).sum::<u64>() / expected
}

#[test]
fn numbers_are_uniform() {
    for n in [2_u64, 6, 7, 100] {
        let mut stream = Seed(Hash::of(b"uniform")).stream("dice");
        let mut observed = vec![0; usize::try_from(n).unwrap()];
        for _ in 0..n * 1000 {
            observed[usize::try_from(stream.uniform(n.try_into().unwrap())).unwrap()] += 1;
        }
        // Beyond this lies one seed in a thousand (chi-square with n − 1 degrees of freedom).
        let bound = [(2, 10), (6, 20), (7, 22), (100, 148)].into_iter().find(|(m, _)| *m == n).unwrap().1;
        assert!(chi_square(&observed, 1000) <= bound, "{n}: {observed:?}");
    }
    // Three quarters of all words: without rejection the lowest third would come twice as often.
    let n = NonZeroU64::new(3 << 62).unwrap();
    let mut stream = Seed(Hash::of(b"uniform")).stream("half");
    let mut thirds = [0; 3];
    for _ in 0..3000 {
        thirds[usize::try_from(stream.uniform(n) >> 62).unwrap()] += 1;
    }
    assert!(chi_square(&thirds, 1000) <= 13, "{thirds:?}");
}

/// Over many seeds, everybody of a stratum and every pair of them is selected equally often, and so
/// is everybody who is left over as a general alternate.
#[test]
fn everybody_has_the_same_chance() {
    let (mut single, mut pairs, mut general) = ([0; 12], [0; 36], [0; 12]);
    for n in 0..6000 {
        let drawn = drawn(&["committee"], &format!("{n}./")).unwrap();
        let at = |handle: &Id| handle.as_str()[2..].parse::<usize>().unwrap();
        for stratum in drawn.selected.values() {
            for handle in stratum {
                single[at(handle)] += 1;
            }
        }
        let mut two: Vec<usize> = drawn.selected[&"B01".parse::<Stratum>().unwrap()].iter().map(at).collect();
        two.sort_unstable();
        pairs[two[0] / 2 * 6 + two[1] / 2] += 1;
        drawn.general.first().iter().for_each(|handle| general[at(handle)] += 1);
    }
    let building = |of: usize, counts: &[u64; 12]| counts.iter().skip(of).step_by(2).copied().collect::<Vec<_>>();
    assert!(chi_square(&building(0, &single), 2000) <= 20, "{single:?}");
    assert!(chi_square(&building(1, &single), 1000) <= 20, "{single:?}");
    let pairs: Vec<u64> = pairs.into_iter().filter(|n| *n > 0).collect();
    assert_eq!(pairs.len(), 15);
    assert!(chi_square(&pairs, 400) <= 36, "{pairs:?}");
    // Two are left over in B01 and three in B02, and each of the five comes first equally often.
    assert!(chi_square(&building(0, &general), 6000 * 2 / 5 / 6) <= 20, "{general:?}");
    assert!(chi_square(&building(1, &general), 6000 * 3 / 5 / 6) <= 20, "{general:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_input_does_not_matter(mut shuffled in Just((0..20).collect::<Vec<u32>>()).prop_shuffle(), key in 0_u32..1000) {
        let seed = Seed(Hash::of(&key.to_be_bytes()));
        let of = |numbers: &[u32]| numbers.iter().map(|n| id(&format!("R-{n}"))).collect::<Vec<_>>();
        let candidates = |numbers: &[u32]| Candidates::new(of(numbers).into_iter().map(|handle| (handle, Strata::new()))).unwrap();
        let order = seed.order("seat", &of(&shuffled));
        let digest = candidates(&shuffled).digest();
        shuffled.sort_unstable();
        prop_assert_eq!(&order, &seed.order("seat", &of(&shuffled)));
        prop_assert_eq!(digest, candidates(&shuffled).digest());
        prop_assert_eq!(order.iter().collect::<Set<_>>().len(), 20);
    }

    #[test]
    fn striking_somebody_off_moves_nobody_else(struck in proptest::collection::btree_set(0_u32..30, 0..20), key in 0_u32..1000) {
        let seed = Seed(Hash::of(&key.to_be_bytes()));
        let all: Vec<Id> = (0..30).map(|n| id(&format!("R-{n}"))).collect();
        let gone: Set<Id> = struck.iter().map(|n| id(&format!("R-{n}"))).collect();
        let left: Vec<Id> = all.iter().filter(|handle| !gone.contains(*handle)).cloned().collect();
        let mut order = seed.order("seat", &all);
        order.retain(|handle| !gone.contains(handle));
        prop_assert_eq!(order, seed.order("seat", &left));
    }

    /// Whoever declines, the seats are held by the first in order who have not declined.
    #[test]
    fn replacements_follow_the_order(declining in proptest::collection::vec(0_usize..12, 0..12)) {
        let drawn = drawn(&["committee"], "7./").unwrap();
        let mut pool = Pool::of(&drawn);
        let mut gone = Set::new();
        for n in declining {
            let handle = id(&format!("R-{n:02}"));
            let known = drawn.selected.values().chain(drawn.alternates.values()).chain([&drawn.general]).flatten().any(|h| *h == handle);
            let before = pool.clone();
            match pool.decline(&handle) {
                Ok(replacement) => prop_assert!(replacement.leaver == handle && gone.insert(handle)),
                Err(error) => {
                    prop_assert_eq!(error.code(), "pool.not-member");
                    prop_assert!(gone.contains(&handle) || !known);
                    prop_assert_eq!(&pool, &before);
                }
            }
        }
        let holders = pool.members();
        prop_assert!(holders.keys().all(|handle| !gone.contains(handle)));
        let waiting = drawn.general.iter().any(|handle| !gone.contains(handle) && !holders.contains_key(handle));
        for (stratum, selected) in &drawn.selected {
            let holding: Set<&Id> = holders.iter().filter(|(_, s)| *s == stratum).map(|(handle, _)| handle).collect();
            let own = selected.iter().chain(&drawn.alternates[stratum]).filter(|handle| !gone.contains(*handle));
            let (first, rest) = (own.clone().take(selected.len()), own.skip(selected.len()));
            prop_assert!(first.clone().all(|handle| holding.contains(handle)));
            prop_assert!(rest.clone().all(|handle| !holding.contains(handle)));
            let from_general = holding.iter().filter(|handle| drawn.general.contains(handle)).count();
            prop_assert_eq!(first.count() + from_general, holding.len());
            prop_assert!(holding.len() == selected.len() || (holding.len() < selected.len() && !waiting));
        }
    }

    #[test]
    fn public_values_read_back(values in proptest::collection::vec(proptest::collection::vec("[0-9A-Za-z]{1,6}", 1..6), 1..4), ordered: bool) {
        let sources: Vec<_> = values.iter().map(|_| PublicSource { text: "x".into(), date: date("2026-04-12"), ordered }).collect();
        let value = PublicValue::of(&sources, &values).unwrap();
        prop_assert_eq!(&PublicValue::parse(&sources, value.as_str()).unwrap(), &value);
        if !ordered {
            let reversed: Vec<Vec<String>> = values.iter().map(|v| v.iter().rev().cloned().collect()).collect();
            prop_assert_eq!(&PublicValue::of(&sources, &reversed).unwrap(), &value);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,200}") {
        let source = PublicSource { text: "x".into(), date: date("2026-04-12"), ordered: true };
        let _ = PublicValue::parse(&[source], &text);
        let _ = DrawSpec::parse(&text);
        let _ = text.parse::<Reveal>();
    }
}

/// RFC 3797 section 6: the canonical form of its example's sources.
#[test]
fn public_values_have_the_form_of_rfc_3797() {
    let source = |ordered| PublicSource { text: "x".into(), date: date("2004-01-01"), ordered };
    let values = |texts: &[&[&str]]| {
        texts.iter().map(|v| v.iter().map(|t| (*t).to_owned()).collect()).collect::<Vec<Vec<String>>>()
    };
    let three = [source(false), source(false), source(false)];
    let value = PublicValue::of(
        &three,
        &values(&[&["9319"], &["2", "5", "12", "8", "10"], &["9", "18", "26", "34", "41", "45"]]),
    );
    assert_eq!(value.unwrap().as_str(), "9319./2.5.8.10.12./9.18.26.34.41.45./");
    for (ordered, text, expected) in [
        (false, "2.5.12./", "ok"),
        (false, "12.2.5./", "draw.value-invalid"),
        (true, "12.2.5./", "ok"),
        (true, "3.3.3./", "ok"),
        (false, "02.5./", "draw.value-invalid"),
        (false, "0.5./", "ok"),
        (false, "2.5.12/", "draw.value-invalid"),
        (false, "2.5.12.", "draw.value-invalid"),
        (false, "2..5./", "draw.value-invalid"),
        (false, "2.5./7./", "draw.value-invalid"),
        (false, "./", "draw.value-invalid"),
        (false, "/", "draw.value-invalid"),
        (false, "", "draw.value-invalid"),
        (false, "a0./", "draw.value-invalid"),
        (false, "A0./", "ok"),
        (false, "2.5.B./", "ok"),
        (false, "2. 5./", "draw.value-invalid"),
        (false, "2./", "ok"),
    ] {
        assert_eq!(code(PublicValue::parse(&[source(ordered)], text)), expected, "{text}");
    }
    assert_eq!(code(PublicValue::parse(&[], "")), "draw.value-invalid");
}

#[test]
fn a_commitment_opens_for_one_draw_and_one_party() {
    let (announcement, other) = (Hash::of(b"a"), Hash::of(b"b"));
    let (party, reveal) = (id("committee"), secret(&id("committee")));
    let committed = commitment(&announcement, &party, &reveal);
    assert_ne!(committed, commitment(&other, &party, &reveal));
    assert_ne!(committed, commitment(&announcement, &id("supervisor"), &reveal));
    assert_ne!(committed, commitment(&announcement, &party, &secret(&id("supervisor"))));
    assert_eq!(format!("{reveal:?}"), "Reveal(..)", "a secret is not printed by accident");

    // A party that copies another's commitment cannot open it.
    let (draw, candidates) = example();
    let mut announced = draw.announce(&candidates, date("2026-04-01")).unwrap();
    let copied = commitment(&announced.announcement(), &id("committee"), &reveal);
    for party in ["committee", "supervisor"] {
        announced.commit(&id(party), copied, date("2026-04-02")).unwrap();
    }
    let mut committed = announced.close(date("2026-04-09")).unwrap();
    assert_eq!(code(committed.reveal(&id("supervisor"), reveal, date("2026-04-09"))), "draw.reveal-wrong");
    assert_eq!(code(committed.reveal(&id("committee"), reveal, date("2026-04-09"))), "ok");
}

#[test]
fn every_contribution_changes_the_seed() {
    let all = ["committee", "supervisor", "observer"];
    let seeds = [
        drawn(&all, "2.5./"),
        drawn(&all, "2.6./"),
        drawn(&all[..2], "2.5./"),
        drawn(&all[1..], "2.5./"),
        drawn(&all[..1], "2.5./"),
    ];
    let seeds: Vec<Hash> = seeds.into_iter().map(|drawn| drawn.unwrap().seed.0).collect();
    assert_eq!(seeds.iter().collect::<Set<_>>().len(), seeds.len());
    assert_eq!(drawn(&all[..1], "2.5./").unwrap().forfeited, [id("supervisor"), id("observer")]);
    // Who reveals first does not matter.
    let reversed: Vec<&str> = all.into_iter().rev().collect();
    assert_eq!(drawn(&all, "2.5./"), drawn(&reversed, "2.5./"));
}

#[test]
fn steps_out_of_order_are_refused() {
    let (draw, candidates) = example();
    let [committee, supervisor] = [id("committee"), id("supervisor")];
    let mut draws = Draws::default();
    assert_eq!(code(draws.stage(&draw.id)), "draw.unknown");
    draws.announce(draw.clone(), &candidates, date("2026-04-01")).unwrap();
    assert_eq!(code(draws.announce(draw.clone(), &candidates, date("2026-04-01"))), "draw.repeated");
    let announcement = draw.digest().unwrap();
    let stage = draws.stage_mut(&draw.id).unwrap();
    let made = |party: &Id| commitment(&announcement, party, &secret(party));

    assert_eq!(code(stage.reveal(&committee, secret(&committee), date("2026-04-02"))), "draw.commits-open");
    assert_eq!(code(stage.draw(&candidates, "2.5./", date("2026-04-02"))), "draw.commits-open");
    assert_eq!(code(stage.commit(&id("mayor"), made(&id("mayor")), date("2026-04-02"))), "draw.party-unknown");
    assert_eq!(code(stage.commit(&committee, made(&committee), date("2026-04-08"))), "ok");
    assert_eq!(code(stage.commit(&committee, made(&supervisor), date("2026-04-08"))), "draw.commit-twice");
    assert_eq!(code(stage.commit(&supervisor, made(&supervisor), date("2026-04-09"))), "draw.commit-late");
    assert_eq!(code(stage.commit(&supervisor, made(&supervisor), date("2026-04-08"))), "ok");

    assert_eq!(code(stage.reveal(&id("observer"), secret(&id("observer")), date("2026-04-09"))), "draw.not-committed");
    assert_eq!(code(stage.reveal(&committee, secret(&supervisor), date("2026-04-09"))), "draw.reveal-wrong");
    assert!(matches!(stage, DrawStage::Announced(_)), "what was refused changed nothing");
    assert_eq!(code(stage.reveal(&committee, secret(&committee), date("2026-04-09"))), "ok");
    assert_eq!(code(stage.reveal(&committee, secret(&committee), date("2026-04-09"))), "draw.reveal-twice");
    assert_eq!(code(stage.commit(&id("observer"), made(&id("observer")), date("2026-04-08"))), "draw.commit-late");
    assert_eq!(code(stage.draw(&candidates, "2.5./", date("2026-04-10"))), "draw.reveals-open");
    assert_eq!(code(stage.reveal(&supervisor, secret(&supervisor), date("2026-04-11"))), "draw.reveal-late");

    assert_eq!(code(stage.draw(&candidates, "2.5./", date("2026-04-11"))), "draw.value-early");
    assert_eq!(code(stage.draw(&candidates, "5.2./", date("2026-04-12"))), "draw.value-invalid");
    let fewer =
        Candidates::new(candidates.iter().skip(1).map(|(handle, strata)| (handle.clone(), strata.clone()))).unwrap();
    assert_eq!(code(stage.draw(&fewer, "2.5./", date("2026-04-12"))), "draw.candidates-changed");
    assert_eq!(code(stage.drawn()), "draw.open");
    assert!(stage.overdue(date("2026-04-12")).is_none());
    assert_eq!(stage.overdue(date("2026-04-13")).unwrap().code(), "draw.overdue");
    let result = stage.draw(&candidates, "2.5./", date("2026-04-12")).unwrap().clone();
    assert!(stage.overdue(date("2026-04-13")).is_none());

    assert_eq!(code(stage.draw(&candidates, "2.6./", date("2026-04-13"))), "draw.repeated");
    assert_eq!(code(stage.commit(&committee, made(&committee), date("2026-04-13"))), "draw.repeated");
    assert_eq!(code(stage.reveal(&supervisor, secret(&supervisor), date("2026-04-13"))), "draw.repeated");
    assert_eq!(stage.drawn().unwrap(), &result);
    assert_eq!(code(draws.announce(draw, &candidates, date("2026-04-01"))), "draw.repeated");
}

/// The parties all refuse: nothing is drawn, and only then may the draw be announced again.
#[test]
fn a_draw_nobody_reveals_for_is_announced_again() {
    let (draw, candidates) = example();
    for committing in [true, false] {
        let mut draws = Draws::default();
        let announcement = draws.announce(draw.clone(), &candidates, date("2026-04-01")).unwrap().announcement();
        let stage = draws.stage_mut(&draw.id).unwrap();
        for party in draw.parties.iter().filter(|_| committing) {
            stage.commit(party, commitment(&announcement, party, &secret(party)), date("2026-04-02")).unwrap();
        }
        assert!(!stage.failed(date("2026-04-08")));
        assert_eq!(code(stage.draw(&candidates, "2.5./", date("2026-04-12"))), "draw.reveal-missing");
        assert_eq!(code(draws.announce(draw.clone(), &candidates, date("2026-04-08"))), "draw.repeated");
        let later = Draw { commit_by: date("2026-04-20"), reveal_by: date("2026-04-20"), ..draw.clone() };
        let sources = vec![PublicSource { date: date("2026-04-21"), ..draw.sources[0].clone() }];
        assert_eq!(code(draws.announce(Draw { sources, ..later }, &candidates, date("2026-04-11"))), "ok");
    }
}

#[test]
fn announcements_that_cannot_stand_are_refused() {
    let check = |edit: &dyn Fn(&mut Draw), expected: &str| {
        let (mut draw, candidates) = example();
        edit(&mut draw);
        assert_eq!(code(draw.announce(&candidates, date("2026-04-01"))), expected);
    };
    let stratum = |name: &str| name.parse::<Stratum>().unwrap();
    check(&|_| (), "ok");
    check(&|draw| draw.parties.clear(), "ok");
    check(&|draw| draw.commit_by = draw.reveal_by, "ok");
    check(&|draw| draw.candidates = Hash::of(b""), "draw.candidates-changed");
    check(&|draw| draw.by = Some(id("grid")), "stratum.missing");
    check(&|draw| draw.by = None, "draw.stratum-unknown");
    check(&|draw| _ = draw.seats.remove(&stratum("B02")), "draw.stratum-unknown");
    check(&|draw| _ = draw.seats.insert(stratum("B01"), 7), "draw.candidates-few");
    check(&|draw| _ = draw.seats.insert(stratum("B03"), 1), "draw.candidates-few");
    check(&|draw| _ = draw.seats.insert(stratum("B03"), 0), "ok");
    check(&|draw| draw.seats.values_mut().for_each(|seats| *seats = 0), "seats.none");
    check(&|draw| draw.parties.push(id("committee")), "draw.party-twice");
    check(&|draw| draw.sources.clear(), "draw.source-missing");
    check(&|draw| draw.sources[0].text = " ".into(), "draw.source-missing");
    check(&|draw| draw.commit_by = date("2026-03-31"), "draw.dates");
    check(&|draw| draw.commit_by = date("2026-04-11"), "draw.dates");
    check(&|draw| draw.reveal_by = date("2026-04-12"), "draw.dates");
    check(
        &|draw| draw.sources.push(PublicSource { date: date("2026-04-10"), ..draw.sources[0].clone() }),
        "draw.dates",
    );
    let twice = [id("R-1"), id("R-1")].map(|handle| (handle, Strata::new()));
    assert_eq!(code(Candidates::new(twice)), "draw.candidate-twice");
}

/// A specification changed at one place, and what it ends in.
#[test]
fn hostile_specifications_are_refused() {
    let good = &vectors()["draws"][0]["input"];
    assert_eq!(code(run(good)), "ok");
    for (pointer, value, expected) in [
        ("/id", json!("a b"), "json.invalid"),
        ("/alternates", json!(-1), "json.invalid"),
        ("/alternates", json!(1.0), "json.invalid"),
        ("/alternates", json!(u64::MAX), "json.invalid"),
        ("/alternates", json!(9_007_199_254_740_991_u64), "draw.reveal-wrong"),
        ("/rule/ratio", json!([6, 0]), "json.invalid"),
        ("/rule/ratio", json!([100, 100]), "draw.candidates-few"),
        ("/rule/by", json!("grid"), "draw.seats-given"),
        ("/rule", json!({"ratio": [6, 100], "rounding": "ceil", "by": "building"}), "roster.base-unit"),
        ("/weights/B01", json!(133), "ok"),
        ("/weights/B01", json!(150), "draw.reveal-wrong"),
        ("/weights", json!({}), "seats.base-zero"),
        ("/candidates/0/handle", json!("R-9999"), "draw.reveal-wrong"),
        ("/candidates/0/strata/building", json!("B02"), "draw.reveal-wrong"),
        ("/candidates/0/strata/building", json!("B09"), "draw.stratum-unknown"),
        ("/candidates/0/strata", json!({}), "stratum.missing"),
        ("/candidates/0", good["candidates"][1].clone(), "draw.candidate-twice"),
        ("/parties/0/commitment", good["parties"][1]["commitment"].clone(), "draw.reveal-wrong"),
        ("/parties/0/reveal", good["parties"][2]["reveal"].clone(), "draw.reveal-wrong"),
        ("/parties/0/reveal", json!("A"), "json.invalid"),
        ("/parties/0", json!({"id": "committee", "reveal": good["parties"][0]["reveal"]}), "draw.not-committed"),
        ("/parties/1/id", json!("committee"), "draw.party-twice"),
        ("/parties", json!([{"id": "committee"}]), "draw.reveal-missing"),
        ("/reveal_by", json!("2026-04-12"), "draw.dates"),
        ("/reveal_by", json!("2026-02-30"), "json.invalid"),
        ("/sources", json!([]), "draw.source-missing"),
        ("/sources/0/text", json!("双色球第2026041期开奖号码"), "draw.reveal-wrong"),
        ("/value", json!("5.2.8.10.12.33./7.0.0.3.9.1./"), "draw.value-invalid"),
        ("/value", json!("2.5.8.10.12.33./"), "draw.value-invalid"),
    ] {
        let mut spec = good.clone();
        *spec.pointer_mut(pointer).unwrap() = value.clone();
        assert_eq!(code(run(&spec)), expected, "{pointer} {value}");
    }
    let text = good.to_string();
    for (from, to) in [
        ("\"general\":3", "\"general\":3,\"general\":4"),
        ("\"general\":3", "\"general\":3,\"redraw\":true"),
        ("\"B01\":132", "\"B01\":132,\"B01\":500"),
        ("{\"building\":\"B01\"}", "{\"building\":\"B01\",\"building\":\"B02\"}"),
    ] {
        assert!(text.contains(from));
        assert_eq!(code(DrawSpec::parse(&text.replacen(from, to, 1))), "json.invalid", "{to}");
    }
    let mut both = good.clone();
    both["seats"] = json!({"B01": 1});
    assert_eq!(code(run(&both)), "draw.seats-given");
}
