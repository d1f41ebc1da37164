//! Registers and bases: who counts, for how much, and that a base stays as it was announced.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::Map;

use guanjia::measure::Measure;
use guanjia::register::{Base, Holding, Register, Scope, Unit};
use guanjia::selection::SeatRule;
use guanjia::stratum::Stratum;
use guanjia::{Error, Id};
use serde_json::{Value, json};

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn unit(value: Value) -> Unit {
    serde_json::from_value(value).unwrap()
}

fn dogs() -> Value {
    serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap()
}

fn falling() -> Value {
    serde_json::from_str(include_str!("scenarios/02_tanggui_falling_objects.json")).unwrap()
}

/// The households of scenario 01: as many per building, and as many residents and adults in all.
fn households() -> Register {
    let community = &dogs()["community"];
    let total = |name: &str| community[name].as_u64().unwrap();
    let spread =
        |name: &str, at: u64| total(name) / total("households") + u64::from(at < total(name) % total("households"));
    let mut register = Register::new(id("households"));
    let mut at = 0;
    for building in community["buildings"].as_array().unwrap() {
        for _ in 0..building["households"].as_u64().unwrap() {
            let amounts =
                json!({"households": 1, "residents": spread("residents", at), "adults": spread("adults", at)});
            let (handle, strata) = (format!("H-{at:04}"), json!({"building": building["id"]}));
            register
                .enrol(unit(json!({"handle": handle, "amounts": amounts, "strata": strata, "voter": true})))
                .unwrap();
            at += 1;
        }
    }
    register
}

/// The owners of scenario 02, each with all the flats they hold.
fn owners() -> Vec<Unit> {
    let mut holdings = Map::<String, Vec<Holding>>::new();
    for (flat, entry) in falling()["owners_vote"]["units"].as_object().unwrap() {
        let holding = Holding { unit: id(flat), area: entry[0].as_u64().unwrap() };
        holdings.entry(entry[1].as_str().unwrap().to_owned()).or_default().push(holding);
    }
    holdings
        .into_iter()
        .map(|(handle, holdings)| Unit { holdings, ..unit(json!({"handle": handle, "voter": true})) })
        .collect()
}

fn freeze(register: &Register) -> Base {
    register.freeze(id("base"), &Scope::default()).unwrap()
}

fn code<T>(result: Result<T, Error>) -> &'static str {
    result.map_or_else(|error| error.code(), |_| "ok")
}

#[test]
fn ninety_six_flats_are_ninety_one_persons() {
    let scenario = falling();
    let flats = scenario["owners_vote"]["units"].as_object().unwrap();
    let mut register = Register::new(id("owners"));
    for owner in owners() {
        register.enrol(owner).unwrap();
    }
    let base = freeze(&register);
    assert_eq!((flats.len(), base.total(Measure::Heads)), (96, 91));
    assert_eq!(Some(base.total(Measure::Heads)), scenario["owners_vote"]["persons"].as_u64());
    assert_eq!(base.total(Measure::Area), flats.values().map(|entry| entry[0].as_u64().unwrap()).sum::<u64>());
    assert_eq!(base.member(&id("R-7001")).unwrap().amounts.of(Measure::Heads), 1);
    assert_eq!(base.member(&id("R-7001")).unwrap().amounts.of(Measure::Area), 6235 + 6235 + 7860);
}

/// AB34: a developer who enters each unsold flat as a person of its own.
#[test]
fn a_flat_or_a_person_counts_once() {
    let mut register = Register::new(id("owners"));
    let developer = unit(json!({"handle": "DEV", "holdings": [{"unit": "3-1107", "area": 10478}], "voter": true}));
    register.enrol(developer.clone()).unwrap();
    let before = freeze(&register);
    let again = Unit { holdings: vec![Holding { unit: id("3-1108"), area: 10478 }], ..developer.clone() };
    let error = register.enrol(again).unwrap_err();
    assert_eq!(error.code(), "register.person-counted");
    assert_eq!(error.zh(), "“DEV”已在名册“owners”上:一人名下有几套房也只算一人,请把房屋并入其名下");
    let other = Unit { handle: id("DEV-2"), ..developer };
    let error = register.enrol(other).unwrap_err();
    assert_eq!((error.code(), error.field("holder")), ("register.unit-taken", Some("DEV")));
    let flat = || Holding { unit: id("3-1208"), area: 10478 };
    let twice = Unit { holdings: vec![flat(), flat()], ..unit(json!({"handle": "R-1", "voter": true})) };
    assert_eq!(code(register.enrol(twice)), "register.unit-taken");
    assert_eq!(freeze(&register), before, "what was refused changed nothing");

    register.withdraw(&id("DEV")).unwrap();
    let buyer = unit(json!({"handle": "R-2", "holdings": [{"unit": "3-1107", "area": 10478}], "voter": true}));
    register.enrol(buyer).unwrap();
    assert_eq!(code(register.withdraw(&id("DEV"))), "register.not-listed");
}

#[test]
fn amounts_that_cannot_be_are_refused() {
    let mut register = Register::new(id("r"));
    for (value, expected) in [
        (json!({"handle": "a", "amounts": {"heads": 1}, "voter": true}), "register.heads-given"),
        (
            json!({"handle": "a", "amounts": {"area": 1}, "holdings": [{"unit": "f", "area": 1}], "voter": true}),
            "register.area-twice",
        ),
        (json!({"handle": "a", "holdings": [{"unit": "f", "area": 0}], "voter": true}), "register.area-missing"),
        (json!({"handle": "a", "amounts": {"residents": 2, "adults": 3}, "voter": true}), "register.adults"),
        (
            json!({"handle": "a", "holdings": [{"unit": "f", "area": 9_007_199_254_740_991_u64}, {"unit": "g", "area": 1}], "voter": true}),
            "measure.too-large",
        ),
        (json!({"handle": "a", "amounts": {"adults": 3}, "voter": true}), "ok"),
    ] {
        assert_eq!(code(register.enrol(unit(value.clone()))), expected, "{value}");
    }
    assert_eq!(code(Register::new(id("r")).freeze(id("b"), &Scope::default())), "base.empty");
    for bad in [
        json!({"handle": "a", "voter": true, "name": "王"}),
        json!({"handle": "a"}),
        json!({"handle": "", "voter": true}),
        json!({"handle": "a", "strata": {"building": ""}, "voter": true}),
        json!({"handle": "a", "strata": {"building": "3 号楼"}, "voter": true}),
        json!({"handle": "a", "amounts": {"area": -1}, "voter": true}),
        json!({"handle": "a", "amounts": {"area": 0}, "voter": true}),
        json!({"handle": "a", "amounts": {"area": 1.5}, "voter": true}),
    ] {
        assert!(serde_json::from_value::<Unit>(bad.clone()).is_err(), "{bad}");
    }
}

/// AB36: somebody of sixteen on the list, and somebody who is not.
#[test]
fn those_without_a_vote_are_listed_but_do_not_vote() {
    let mut register = Register::new(id("residents"));
    register.enrol(unit(json!({"handle": "R-1", "amounts": {"residents": 1, "adults": 1}, "voter": true}))).unwrap();
    register.enrol(unit(json!({"handle": "R-16", "amounts": {"residents": 1}, "voter": false}))).unwrap();
    let everyone = register.freeze(id("all"), &Scope { everyone: true, ..Scope::default() }).unwrap();
    assert_eq!(everyone.total(Measure::Residents), 2);
    assert_eq!(code(everyone.voter(&id("R-16"))), "register.not-eligible");
    assert_eq!(code(everyone.member(&id("R-16"))), "ok");
    assert_eq!(code(everyone.voter(&id("R-2"))), "register.not-listed");
    let voters = freeze(&register);
    assert_eq!(voters.total(Measure::Heads), 1);
    assert_eq!(code(voters.voter(&id("R-16"))), "register.not-listed");
    assert_eq!(code(voters.voter(&id("R-1"))), "ok");
    assert_ne!(voters.digest(), everyone.digest());
}

/// AB07: 1,698 households announced, 1,500 at the vote.
#[test]
fn a_base_that_was_swapped_is_noticed() {
    let mut register = households();
    let announced = freeze(&register);
    assert_eq!(announced.total(Measure::Households), 1698);
    assert_eq!(code(announced.check(announced.notice())), "ok");
    for at in 0..198 {
        register.withdraw(&id(&format!("H-{at:04}"))).unwrap();
    }
    let swapped = freeze(&register);
    assert_eq!(swapped.total(Measure::Households), 1500);
    let error = swapped.check(announced.notice()).unwrap_err();
    assert_eq!(error.code(), "base.changed");
    assert!(error.zh().contains("\"households\":1698") && error.zh().contains("\"households\":1500"), "{error}");
    assert_eq!(announced.total(Measure::Households), 1698, "a base never changes");

    // One household for another: every total is the same, the list is not.
    let mut register = households();
    let mut moved = register.withdraw(&id("H-0000")).unwrap();
    moved.handle = id("H-9999");
    register.enrol(moved).unwrap();
    let other = freeze(&register);
    assert_eq!(other.totals(), announced.totals());
    assert_eq!(code(other.check(announced.notice())), "base.changed");
}

#[test]
fn digests_depend_on_all_that_counts_and_on_nothing_else() {
    let make = |edit: fn(&mut Vec<Value>)| {
        let mut units = vec![
            json!({"handle": "a", "amounts": {"residents": 2}, "strata": {"building": "B01"}, "voter": true}),
            json!({"handle": "b", "amounts": {"residents": 1}, "strata": {"building": "B02"}, "voter": true}),
        ];
        edit(&mut units);
        let mut register = Register::new(id("r"));
        for value in units {
            register.enrol(unit(value)).unwrap();
        }
        freeze(&register).digest()
    };
    let plain = make(|_| ());
    assert_eq!(make(|units| units.reverse()), plain);
    for (what, edit) in [
        ("a handle", (|units| units[0]["handle"] = json!("c")) as fn(&mut Vec<Value>)),
        ("an amount", |units| units[0]["amounts"]["residents"] = json!(3)),
        ("a stratum", |units| units[0]["strata"]["building"] = json!("B02")),
        ("a key", |units| units[0]["strata"] = json!({"grid": "B01"})),
        ("a member more", |units| units.push(json!({"handle": "c", "voter": true}))),
        ("a member less", |units| units.truncate(1)),
    ] {
        assert_ne!(make(edit), plain, "{what}");
    }
}

#[test]
fn a_scope_takes_a_building() {
    let register = households();
    let strata = [(id("building"), "B12".parse::<Stratum>().unwrap())].into();
    let base = register.freeze(id("b12"), &Scope { strata, everyone: false }).unwrap();
    assert_eq!(base.total(Measure::Households), 108);
    let by = freeze(&register).by_stratum(&id("building")).unwrap();
    for building in dogs()["community"]["buildings"].as_array().unwrap() {
        let stratum: Stratum = building["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(Some(by[&stratum].of(Measure::Households)), building["households"].as_u64());
    }
    assert_eq!(code(freeze(&register).by_stratum(&id("grid"))), "stratum.missing");
}

/// AB32, and the seats of scenario 01.
#[test]
fn six_per_cent_of_what() {
    let scenario = dogs();
    let base = freeze(&households());
    let rule = |measure: Option<&str>, rounding: &str| -> SeatRule {
        let mut rule = json!({"ratio": [6, 100], "rounding": rounding, "by": "building"});
        if let Some(measure) = measure {
            rule["measure"] = json!(measure);
        }
        serde_json::from_value(rule).unwrap()
    };
    for (measure, rounding, seats) in [
        ("households", "ceil", &scenario["roster"]["seats"]),
        ("households", "floor", &scenario["roster"]["alternatives"][1]["seats"]),
        ("residents", "ceil", &scenario["roster"]["alternatives"][0]["seats"]),
    ] {
        assert_eq!(rule(Some(measure), rounding).seats(&base).unwrap().total, seats.as_u64().unwrap(), "{measure}");
    }
    let seats = rule(Some("households"), "ceil").seats(&base).unwrap();
    assert_eq!((seats.base, seats.total, seats.measure), (1698, 102, Measure::Households));
    let mut appointed = Map::<&str, u64>::new();
    for steward in scenario["roster"]["stewards"].as_array().unwrap() {
        *appointed.entry(steward["building"].as_str().unwrap()).or_default() += 1;
    }
    for building in scenario["community"]["buildings"].as_array().unwrap() {
        let name = building["id"].as_str().unwrap();
        let n = seats.strata[&name.parse::<Stratum>().unwrap()];
        assert_eq!((Some(n), n), (building["steward_seats"].as_u64(), appointed[name]), "{name}");
    }

    let shown = rule(Some("households"), "ceil").by_measure(&base);
    assert_eq!((shown[&Measure::Households], shown[&Measure::Residents], shown[&Measure::Adults]), (102, 265, 235));
    assert_eq!(code(rule(None, "ceil").seats(&base)), "roster.base-unit");
    assert_eq!(code(rule(Some("area"), "ceil").seats(&base)), "seats.base-zero");
    let switched = rule(Some("residents"), "ceil").check(&rule(Some("households"), "ceil")).unwrap_err();
    assert_eq!(switched.code(), "roster.base-unit-changed");
    assert_eq!(switched.en(), "the seats were announced as a share of households and are now a share of residents");
}
