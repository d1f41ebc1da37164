//! Registers on the record: who is enrolled, whose keys are good when, and what a frozen base keeps.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::record::{day, founded, freeze, id, keyed, notice, paper, refused, refused_about, unit};
use guanjia::event::{Attest, Confirmation, DigestAlg, Enrol, Freeze, Office, OfficeEnd, Rekey, Unenrol};
use guanjia::measure::Measure;
use guanjia::register::Scope;
use guanjia::role::Role;
use guanjia::sample::Scribe;
use guanjia::{Event, Hall, Hash, Payload};
use serde_json::json;

fn household(handle: &str, building: &str) -> guanjia::register::Unit {
    unit(
        json!({"handle": handle, "amounts": {"households": 1, "residents": 3}, "strata": {"building": building}, "voter": true}),
    )
}

fn moved_away(handle: &str) -> Unenrol {
    Unenrol { handle: id(handle), reason: "全家迁出本社区".to_owned(), register: id("households") }
}

/// A record with the households H-1 to H-4, of whom H-4 votes on paper.
fn community() -> Scribe {
    let mut scribe = founded("enrolment");
    for handle in ["H-1", "H-2", "H-3"] {
        let enrol = keyed(&mut scribe, "households", household(handle, "B01"));
        scribe.enter("registrar", enrol).unwrap();
    }
    scribe.enter("clerk", paper("households", household("H-4", "B02"))).unwrap();
    scribe
}

fn rekey(scribe: &mut Scribe, handle: &str, key_of: &str) -> Rekey {
    Rekey { cnf: Confirmation { jwk: scribe.key(key_of) }, handle: id(handle), reason: "户代表变更".to_owned() }
}

#[test]
fn an_enrolment_is_shaped_like_an_sd_jwt_payload_and_names_nobody() {
    let mut scribe = founded("enrolment");
    // The example disclosure of RFC 9901 section 4.2.1, and its digest from section 4.2.3.
    let disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
    let digest: Hash = "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0".parse().unwrap();
    let enrol = Enrol {
        digests: [digest].into(),
        digest_alg: Some(DigestAlg::Sha256),
        ..keyed(&mut scribe, "households", household("H-1", "B01"))
    };
    scribe.enter("registrar", enrol.clone()).unwrap();
    assert!(scribe.hall().discloses(&id("H-1"), disclosure));
    assert!(!scribe.hall().discloses(&id("H-2"), disclosure));
    assert!(!scribe.hall().discloses(&id("H-1"), "WyJ4Il0"));
    let line = guanjia::log::SignedEntry::parse(scribe.lines().get(1).unwrap()).unwrap();
    let payload: serde_json::Value = serde_json::from_str(line.payload()).unwrap();
    assert_eq!(payload["_sd"], json!([digest]));
    assert_eq!(payload["_sd_alg"], "sha-256");
    assert_eq!(payload["cnf"]["jwk"]["kty"], "OKP");
    assert_eq!(Payload::parse("enrol", line.payload()).unwrap().event, Event::Enrol(enrol));
}

#[test]
fn digests_have_one_order_and_one_algorithm() {
    let text = |digests: &str, alg: &str| {
        format!(
            r#"{{{digests}{alg}"aud":"example.org/hall","iat":1,"register":"households","seq":1,"unit":{{"handle":"H-1","voter":true}}}}"#
        )
    };
    let (a, b) = (Hash([1; 32]), Hash([2; 32]));
    let alg = r#""_sd_alg":"sha-256","#;
    assert!(Payload::parse("enrol", &text(&format!(r#""_sd":["{a}","{b}"],"#), alg)).is_ok());
    for (digests, alg) in [
        (format!(r#""_sd":["{b}","{a}"],"#), alg),
        (format!(r#""_sd":["{a}","{a}"],"#), alg),
        (r#""_sd":[],"#.to_owned(), alg),
        (format!(r#""_sd":["{a}"],"#), r#""_sd_alg":"sha-512","#),
        (format!(r#""_sd":["{a}"],"#), r#""_sd_alg":null,"#),
    ] {
        assert!(Payload::parse("enrol", &text(&digests, alg)).is_err(), "{digests}{alg}");
    }
    let mut scribe = founded("enrolment");
    let without = Enrol { digests: [a].into(), ..paper("households", household("H-1", "B01")) };
    let idle = Enrol { digest_alg: Some(DigestAlg::Sha256), ..paper("households", household("H-1", "B01")) };
    assert_eq!(refused(&mut scribe, "registrar", without), "register.digest-alg");
    assert_eq!(refused(&mut scribe, "registrar", idle), "register.digest-alg");
}

#[test]
fn twins_are_refused() {
    let mut scribe = community();
    let salted = |handle: &str| Enrol {
        digests: [Hash([7; 32])].into(),
        digest_alg: Some(DigestAlg::Sha256),
        ..paper("households", household(handle, "B02"))
    };
    scribe.enter("registrar", salted("H-5")).unwrap();
    let same_key = Enrol { unit: household("H-9", "B01"), ..keyed(&mut scribe, "households", household("H-1", "B01")) };
    let office_key =
        Enrol { cnf: Some(Confirmation { jwk: scribe.key("clerk") }), ..paper("households", household("H-9", "B01")) };
    let second_key = Enrol {
        cnf: Some(Confirmation { jwk: scribe.key("somebody") }),
        ..paper("residents", household("H-1", "B01"))
    };
    for (enrol, code) in [
        (paper("households", household("H-4", "B02")), "register.person-counted"),
        (same_key, "key.taken"),
        (office_key, "key.taken"),
        (salted("H-9"), "register.digest-taken"),
        (second_key, "register.has-key"),
        (paper("households", household("supervisor", "B01")), "register.office-name"),
    ] {
        assert_eq!(refused(&mut scribe, "registrar", enrol), code);
    }
    let office = Office {
        cnf: Confirmation { jwk: scribe.key("new") },
        office: id("H-1"),
        roles: guanjia::map::Set::from([Role::Clerk]),
    };
    assert_eq!(refused(&mut scribe, "committee", office), "register.office-name");
}

#[test]
fn ab34_several_flats_make_one_person() {
    let mut scribe = founded("enrolment");
    let scenario: serde_json::Value =
        serde_json::from_str(include_str!("scenarios/02_tanggui_falling_objects.json")).unwrap();
    let mut owners = std::collections::BTreeMap::<String, Vec<serde_json::Value>>::new();
    for (flat, held) in scenario["owners_vote"]["units"].as_object().unwrap() {
        let owner = held[1].as_str().unwrap().to_owned();
        owners.entry(owner).or_default().push(json!({"area": held[0], "unit": flat}));
    }
    for (owner, holdings) in &owners {
        let owner = unit(json!({"handle": owner, "holdings": holdings, "voter": true}));
        scribe.enter("clerk", paper("owners", owner)).unwrap();
    }
    let again = unit(json!({"handle": "R-7001", "holdings": [{"area": 1, "unit": "9-0001"}], "voter": true}));
    assert_eq!(refused(&mut scribe, "clerk", paper("owners", again)), "register.person-counted");
    let other = unit(json!({"handle": "R-9999", "holdings": [{"area": 6235, "unit": "3-0101"}], "voter": true}));
    assert_eq!(refused(&mut scribe, "clerk", paper("owners", other)), "register.unit-taken");
    freeze(&mut scribe, "owners-3", "owners");
    let base = scribe.hall().base(&id("owners-3")).unwrap();
    assert_eq!((base.members().len(), base.total(Measure::Heads)), (91, 91));
}

#[test]
fn ab36_a_child_stands_on_the_register_without_a_vote() {
    let mut scribe = community();
    let child = unit(json!({"handle": "R-16", "strata": {"building": "B01"}, "voter": false}));
    let enrol = keyed(&mut scribe, "households", child);
    scribe.enter("registrar", enrol).unwrap();
    freeze(&mut scribe, "base", "households");
    let base = scribe.hall().base(&id("base")).unwrap();
    assert_eq!(base.voter(&id("R-16")).unwrap_err().code(), "register.not-listed");
    let everyone = Scope { everyone: true, ..Scope::default() };
    let base = notice(&scribe, "all", "households", &everyone);
    scribe.enter("committee", Freeze { base }).unwrap();
    let base = scribe.hall().base(&id("all")).unwrap();
    assert_eq!(base.voter(&id("R-16")).unwrap_err().code(), "register.not-eligible");
}

#[test]
fn personal_data_stays_off_the_record() {
    let mut scribe = founded("enrolment");
    let with = |strata: serde_json::Value| unit(json!({"handle": "H-1", "strata": strata, "voter": true}));
    let many: serde_json::Map<_, _> = (0..9).map(|n| (format!("k{n}"), json!("v"))).collect();
    for bad in [
        with(json!({"building": "郭家沱街道锣旗寺社区某某路一百二十三号附一号某某花园小区三栋二单元五零一室户主"})),
        with(json!({"contact": "tel-13800000000"})),
        with(json!({"born": "19620503"})),
        with(many.into()),
        unit(json!({"handle": "13800000000", "voter": true})),
        unit(json!({"handle": "H-1", "holdings": [{"area": 1, "unit": "500105196205030000"}], "voter": true})),
    ] {
        assert_eq!(refused(&mut scribe, "registrar", paper("households", bad)), "register.personal");
    }
    let coarse = with(json!({"age": "50-64", "building": "B01", "grid": "第3网格", "group": "养犬户", "unit": "2"}));
    scribe.enter("registrar", paper("households", coarse)).unwrap();
}

#[test]
fn only_registrars_and_clerks_enrol() {
    let mut scribe = community();
    for who in ["committee", "host", "supervisor", "H-1"] {
        assert_eq!(refused(&mut scribe, who, paper("households", household("H-9", "B01"))), "office.missing");
    }
    assert_eq!(refused(&mut scribe, "clerk", moved_away("H-1")), "office.missing");
}

#[test]
fn a_member_changes_their_own_key_and_the_old_one_is_void_from_there() {
    let mut scribe = community();
    let theft = rekey(&mut scribe, "H-1", "a thief");
    let old = scribe.sign("H-1", None, theft).unwrap();
    let new = scribe.key("H-1 on a new phone");
    let change = Rekey { cnf: Confirmation { jwk: new }, handle: id("H-1"), reason: "换了新手机".to_owned() };
    scribe.enter("H-1", change).unwrap();
    assert_eq!(scribe.keep(&old).unwrap().code(), "key.ended");
    assert_eq!(refused(&mut scribe, "H-1", moved_away("H-2")), "key.ended");
    // The new key speaks for the same handle.
    assert_eq!(refused(&mut scribe, "H-1 on a new phone", moved_away("H-2")), "office.missing");
    let new = scribe.key("H-1 on a new phone");
    assert_eq!(scribe.hall().founding().member_key(&id("H-1")), Some(&new));
}

#[test]
fn nobody_changes_the_key_of_another() {
    let mut scribe = community();
    let theft = rekey(&mut scribe, "H-1", "a thief");
    for (who, code) in [("H-2", "member.other"), ("clerk", "office.missing"), ("committee", "office.missing")] {
        assert_eq!(refused(&mut scribe, who, theft.clone()), code);
    }
    let hasty = Rekey { reason: "丢了".to_owned(), ..theft.clone() };
    assert_eq!(refused(&mut scribe, "registrar", hasty), "reason.short");
    let used = rekey(&mut scribe, "H-1", "H-2");
    assert_eq!(refused(&mut scribe, "registrar", used), "key.taken");
    let unknown = rekey(&mut scribe, "H-99", "nobody");
    assert_eq!(refused(&mut scribe, "registrar", unknown), "register.not-listed");
}

#[test]
fn a_lost_key_is_replaced_by_two_registrars() {
    let mut scribe = community();
    let lost = rekey(&mut scribe, "H-1", "H-1 anew");
    let entry = scribe.enter("registrar", lost).unwrap();
    // Until somebody else stands by it, the old key is good and the new one nobody's.
    assert_eq!(refused(&mut scribe, "H-1 anew", moved_away("H-2")), "key.unknown");
    assert_eq!(refused(&mut scribe, "H-1", moved_away("H-2")), "office.missing");
    assert_eq!(refused_about(&mut scribe, "registrar", entry, Attest {}), "attest.same-person");
    for who in ["committee", "supervisor", "H-1", "H-2"] {
        assert_eq!(refused_about(&mut scribe, who, entry, Attest {}), "office.missing");
    }
    scribe.enter_about("registrar-2", entry, Attest {}).unwrap();
    assert_eq!(refused(&mut scribe, "H-1", moved_away("H-2")), "key.ended");
    assert_eq!(refused(&mut scribe, "H-1 anew", moved_away("H-2")), "office.missing");
    assert_eq!(refused_about(&mut scribe, "clerk", entry, Attest {}), "attest.unasked");
}

#[test]
fn a_member_who_still_has_the_key_stops_a_false_loss() {
    let mut scribe = community();
    let theft = rekey(&mut scribe, "H-1", "a thief");
    let entry = scribe.enter("registrar", theft).unwrap();
    let own = rekey(&mut scribe, "H-1", "H-1 anew");
    scribe.enter("H-1", own).unwrap();
    assert_eq!(refused_about(&mut scribe, "registrar-2", entry, Attest {}), "attest.unasked");
    assert_eq!(refused(&mut scribe, "a thief", moved_away("H-2")), "key.unknown");
}

#[test]
fn two_losses_of_one_key_end_with_one_new_key() {
    let mut scribe = community();
    let (first, second) = (rekey(&mut scribe, "H-1", "one"), rekey(&mut scribe, "H-1", "two"));
    let taken = Rekey { handle: id("H-2"), ..first.clone() };
    let first = scribe.enter("registrar", first).unwrap();
    let second = scribe.enter("registrar", second).unwrap();
    // The same new key for somebody else may wait too; whoever is attested first has it.
    let taken = scribe.enter("registrar-2", taken).unwrap();
    scribe.enter_about("clerk", first, Attest {}).unwrap();
    assert_eq!(refused_about(&mut scribe, "clerk", second, Attest {}), "attest.unasked");
    assert_eq!(refused_about(&mut scribe, "clerk", taken, Attest {}), "key.taken");
}

#[test]
fn one_who_voted_on_paper_gets_a_first_key_from_two() {
    let mut scribe = community();
    let first = rekey(&mut scribe, "H-4", "H-4");
    assert_eq!(scribe.hall().founding().member_key(&id("H-4")), None);
    let entry = scribe.enter("registrar", first).unwrap();
    scribe.enter_about("clerk", entry, Attest {}).unwrap();
    let key = scribe.key("H-4");
    assert_eq!(scribe.hall().founding().member_key(&id("H-4")), Some(&key));
}

#[test]
fn who_leaves_one_register_keeps_the_key_until_the_last() {
    let mut scribe = community();
    scribe.enter("registrar", paper("residents", household("H-1", "B01"))).unwrap();
    let waiting = rekey(&mut scribe, "H-1", "H-1 anew");
    let waiting = scribe.enter("registrar", waiting).unwrap();
    scribe.enter("registrar", moved_away("H-1")).unwrap();
    assert_eq!(refused(&mut scribe, "registrar", moved_away("H-1")), "register.not-listed");
    assert!(scribe.hall().founding().member_key(&id("H-1")).is_some());
    let register = id("elsewhere");
    assert_eq!(refused(&mut scribe, "registrar", Unenrol { register, ..moved_away("H-1") }), "register.unknown");
    let register = id("residents");
    scribe.enter("registrar", Unenrol { register, ..moved_away("H-1") }).unwrap();
    assert_eq!(scribe.hall().founding().member_key(&id("H-1")), None);
    assert_eq!(refused_about(&mut scribe, "clerk", waiting, Attest {}), "attest.unasked");
    assert_eq!(refused(&mut scribe, "H-1", moved_away("H-2")), "key.ended");
}

#[test]
fn a_frozen_base_keeps_those_who_leave_and_not_those_who_come() {
    let mut scribe = community();
    freeze(&mut scribe, "before", "households");
    let before = scribe.hall().base(&id("before")).unwrap().clone();
    scribe.enter("registrar", moved_away("H-2")).unwrap();
    scribe.enter("registrar", paper("households", household("H-5", "B02"))).unwrap();
    let own = rekey(&mut scribe, "H-1", "H-1 anew");
    scribe.enter("H-1", own).unwrap();
    assert_eq!(scribe.hall().base(&id("before")), Some(&before));
    assert!(before.voter(&id("H-2")).is_ok() && before.voter(&id("H-5")).is_err());
    freeze(&mut scribe, "after", "households");
    let after = scribe.hall().base(&id("after")).unwrap();
    assert!(after.voter(&id("H-2")).is_err() && after.voter(&id("H-5")).is_ok());
    assert_ne!(after.digest(), before.digest());
}

#[test]
fn ab07_a_base_is_what_the_register_gives() {
    let mut scribe = community();
    let good = notice(&scribe, "base", "households", &Scope::default());
    let mut fewer = good.clone();
    fewer.totals = fewer.totals.with(Measure::Households, 3);
    let mut other = good.clone();
    other.digest = Hash::of(b"those who were in the hall");
    let mut part = good.clone();
    part.scope = serde_json::from_value(json!({"strata": {"building": "B01"}})).unwrap();
    for base in [fewer, other, part] {
        assert_eq!(refused(&mut scribe, "committee", Freeze { base }), "base.changed");
    }
    assert_eq!(refused(&mut scribe, "registrar", Freeze { base: good.clone() }), "office.missing");
    scribe.enter("committee", Freeze { base: good.clone() }).unwrap();
    assert_eq!(refused(&mut scribe, "committee", Freeze { base: good.clone() }), "base.repeated");
    let mut unknown = good;
    (unknown.id, unknown.register) = (id("base-2"), id("nowhere"));
    assert_eq!(refused(&mut scribe, "committee", Freeze { base: unknown }), "register.unknown");
}

#[test]
fn entries_out_of_order_are_refused_and_leave_nothing_behind() {
    let mut scribe = community();
    freeze(&mut scribe, "base", "households");
    day(&mut scribe, 1);
    let lost = rekey(&mut scribe, "H-1", "H-1 anew");
    let entry = scribe.enter("registrar", lost).unwrap();
    scribe.enter_about("registrar-2", entry, Attest {}).unwrap();
    scribe.enter("registrar", moved_away("H-2")).unwrap();
    let end = OfficeEnd { office: id("registrar-2"), reason: "任期届满离任".to_owned() };
    scribe.enter("committee", end).unwrap();
    let lines = scribe.lines();
    let (mut hall, mut tried) = (Hall::new(), 0);
    for (index, line) in lines.iter().enumerate() {
        for later in lines.range(index..lines.len()) {
            let mut ahead = hall.clone();
            if ahead.admit(later).is_err() {
                assert!(ahead == hall, "a refused entry changed the hall");
                tried += 1;
            }
        }
        hall.admit(line).unwrap();
    }
    assert!(tried > 20, "{tried}");
    assert!(hall == *scribe.hall());
    assert!(Hall::replay(lines.iter()) == hall);
}
