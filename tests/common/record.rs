//! A founded record with offices, and what stories on it share.

use guanjia::event::{Auth, Charter, Confirmation, Enrol, Freeze, Office};
use guanjia::register::{BaseNotice, Scope, Unit};
use guanjia::role::Role;
use guanjia::sample::Scribe;
use guanjia::{Error, Event, Hash, Id, Time, Zone};
use serde_json::Value;

/// 2 March 2026, 10:00 in China.
pub const START: Time = Time(1_772_416_800);

/// The offices of the record and their roles; each bears the name of its scribe's signer.
const OFFICES: &[(&str, &[Role])] = &[
    ("committee", &[Role::Committee]),
    ("host", &[Role::Host]),
    ("registrar", &[Role::Registrar]),
    ("registrar-2", &[Role::Registrar]),
    ("clerk", &[Role::Clerk]),
    ("supervisor", &[Role::Supervisor]),
    ("facilitator", &[Role::Facilitator]),
    ("recorder", &[Role::Recorder]),
    ("department", &[Role::Department]),
    ("witness", &[Role::Witness]),
    ("witness-2", &[Role::Witness]),
];

pub fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// A record with its charter.
pub fn founded(seed: &str) -> Scribe {
    let mut scribe = Scribe::new("example.org/hall", seed.as_bytes());
    scribe.set_time(START);
    let office = |(name, roles): &(&str, &[Role])| Office {
        cnf: Confirmation { jwk: scribe.key(name) },
        office: id(name),
        roles: roles.iter().copied().collect(),
    };
    let offices: Vec<Office> = OFFICES.iter().map(office).collect();
    let charter = Charter {
        answer_days: 7,
        appeal_days: 7,
        auth: [Auth::Code, Auth::InPerson].into(),
        cnf: Confirmation { jwk: scribe.key("committee") },
        name: "示例社区".to_owned(),
        offices,
        online_basis: None,
        zone: Zone(480),
    };
    scribe.enter("committee", charter).unwrap();
    scribe
}

/// Lets the host enter that it is ten in the morning of the day so many days after the start.
pub fn day(scribe: &mut Scribe, days: u64) {
    scribe.clock(Time(START.0 + days * 86_400)).unwrap();
}

pub fn unit(value: Value) -> Unit {
    serde_json::from_value(value).unwrap()
}

/// The enrolment of a unit who votes on paper.
pub fn paper(register: &str, unit: Unit) -> Enrol {
    Enrol { digests: [].into(), digest_alg: None, cnf: None, register: id(register), unit }
}

/// The enrolment of a unit with the key of the signer who bears its handle.
pub fn keyed(scribe: &mut Scribe, register: &str, unit: Unit) -> Enrol {
    let cnf = Some(Confirmation { jwk: scribe.key(unit.handle.as_str()) });
    Enrol { cnf, ..paper(register, unit) }
}

/// What a base frozen from a register now would announce.
pub fn notice(scribe: &Scribe, base: &str, register: &str, scope: &Scope) -> BaseNotice {
    scribe.hall().register(&id(register)).unwrap().freeze(id(base), scope).unwrap().notice().clone()
}

/// Freezes all voters of a register.
pub fn freeze(scribe: &mut Scribe, base: &str, register: &str) -> Hash {
    let base = notice(scribe, base, register, &Scope::default());
    scribe.enter("committee", Freeze { base }).unwrap()
}

/// The code an entry is refused with; the hall must be as it was before.
pub fn refused(scribe: &mut Scribe, who: &str, event: impl Into<Event>) -> &'static str {
    let before = scribe.hall().clone();
    let refusal = scribe.enter(who, event);
    unchanged(scribe, &before, refusal)
}

/// The same for an entry about another.
pub fn refused_about(scribe: &mut Scribe, who: &str, re: Hash, event: impl Into<Event>) -> &'static str {
    let before = scribe.hall().clone();
    let refusal = scribe.enter_about(who, re, event);
    unchanged(scribe, &before, refusal)
}

fn unchanged(scribe: &Scribe, before: &guanjia::Hall, refusal: Result<Hash, Error>) -> &'static str {
    let code = refusal.expect_err("it was not refused").code();
    assert!(before == scribe.hall(), "{code} left something behind");
    code
}
