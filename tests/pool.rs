//! The pool and its panels, and whether they look like the community.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::fraction::Fraction;
use guanjia::measure::Measure;
use guanjia::register::{Register, Scope, Unit};
use guanjia::selection::{Composition, DrawSpec, Pool, stakeholders};
use guanjia::stratum::Stratum;
use guanjia::{Error, Id};
use serde_json::{Value, json};

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn code<T>(result: Result<T, Error>) -> &'static str {
    result.map_or_else(|error| error.code(), |_| "ok")
}

fn dogs() -> Value {
    serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap()
}

/// A pool of three out of seven: S-066, S-003 and S-040 are drawn, S-014 is alternate, then S-081, S-009.
fn pool() -> Pool {
    let vectors: Value = serde_json::from_str(include_str!("vectors/draw.json")).unwrap();
    let spec = DrawSpec::parse(&vectors.pointer("/draws/1/input").unwrap().to_string()).unwrap();
    Pool::of(&spec.run().unwrap().drawn)
}

#[test]
fn those_who_decline_are_replaced_in_order() {
    let mut pool = pool();
    let mut decline = |handle: &str| {
        let replacement = pool.decline(&id(handle)).cloned()?;
        Ok::<_, Error>(json!(replacement))
    };
    assert_eq!(decline("S-003").unwrap(), json!({"leaver": "S-003", "seat": "all", "successor": "S-014"}));
    assert_eq!(decline("S-081").unwrap(), json!({"leaver": "S-081"}), "an alternate moves nobody");
    assert_eq!(decline("S-014").unwrap(), json!({"leaver": "S-014", "seat": "all", "successor": "S-009"}));
    assert_eq!(decline("S-009").unwrap(), json!({"leaver": "S-009", "seat": "all"}), "nobody is left");
    assert_eq!(code(decline("S-009")), "pool.not-member");
    assert_eq!(code(decline("S-027")), "pool.not-member", "neither drawn nor an alternate");
    assert_eq!(pool.members().keys().map(Id::as_str).collect::<Vec<_>>(), ["S-040", "S-066"]);
    assert_eq!(pool.replacements().len(), 4);
}

#[test]
fn only_the_pool_is_convened() {
    let mut pool = pool();
    assert_eq!(code(pool.convene(id("SES-1"), &[id("S-003"), id("S-014")])), "panel.not-in-pool");
    let panel = pool.convene(id("SES-1"), &[id("S-003"), id("S-066")]).unwrap();
    pool.decline(&id("S-003")).unwrap();
    assert_eq!((pool.members().len(), panel.convened().len()), (3, 2));
    assert_eq!(code(pool.convene(id("SES-2"), &[id("S-003")])), "panel.not-in-pool");
}

/// AB31 and the meeting of scenario 01: 12 of the 16 present were affected, 8 were needed.
#[test]
fn half_of_those_present_are_affected() {
    let meeting = dogs()["session"]["stakeholders"].clone();
    let (affected, need) = (meeting["present"].as_u64().unwrap(), meeting["need"].as_u64().unwrap());
    let half = Fraction::new(1, 2).unwrap();
    assert_eq!(code(stakeholders(affected, 16, half)), "ok");
    assert_eq!(code(stakeholders(need, 16, half)), "ok");
    let error = stakeholders(need - 1, 16, half).unwrap_err();
    assert_eq!(error.code(), "panel.stakeholder-share");
    assert_eq!(error.zh(), "到会 16 人中利益相关居民 7 人,须达到 8 人,请补邀");
    assert_eq!(code(stakeholders(8, 17, half)), "panel.stakeholder-share");
}

/// AB31: a building nobody was taken from, and a pool that was all recommended.
#[test]
fn a_pool_that_does_not_look_like_the_community_is_pointed_out() {
    let mut register = Register::new(id("households"));
    for steward in dogs().pointer("/roster/stewards").unwrap().as_array().unwrap() {
        let strata = json!({"building": steward["building"], "source": steward["source"]});
        let unit = json!({"handle": steward["id"], "amounts": {"households": 1}, "strata": strata, "voter": true});
        register.enrol(serde_json::from_value::<Unit>(unit).unwrap()).unwrap();
    }
    let base = register.freeze(id("b"), &Scope::default()).unwrap();
    let all: Vec<Id> = base.members().keys().cloned().collect();
    let compose = |by: &str, selected: &[Id]| Composition::of(&base, &id(by), Measure::Households, selected).unwrap();
    let codes = |composition: &Composition| composition.findings().iter().map(Error::code).collect::<Vec<_>>();

    let whole = compose("building", &all);
    assert_eq!((whole.base, whole.selected, whole.rows.len()), (102, 102, 14));
    assert!(whole.rows.iter().all(|row| row.base == row.selected) && codes(&whole).is_empty());

    let b12: Stratum = "B12".parse().unwrap();
    let without: Vec<Id> = all.iter().filter(|h| base.members()[*h].strata[&id("building")] != b12).cloned().collect();
    let findings = compose("building", &without).findings();
    assert_eq!(
        findings.iter().map(Error::en).collect::<Vec<_>>(),
        ["nobody was selected from “B12” (building, 7 in the base)"]
    );

    let own: Stratum = "楼栋推荐".parse().unwrap();
    let recommended: Vec<Id> =
        all.iter().filter(|h| base.members()[*h].strata[&id("source")] == own).cloned().collect();
    assert_eq!(
        codes(&compose("source", &recommended)),
        ["panel.stratum-empty", "panel.stratum-empty", "panel.one-stratum"]
    );
    assert_eq!(
        code(Composition::of(&base, &id("building"), Measure::Households, &[id("S-999")])),
        "register.not-listed"
    );
}
