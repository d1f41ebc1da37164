//! A record is founded, offices change hands, and time moves only forward.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

use guanjia::map::Set;

use guanjia::event::{Attest, Auth, Charter, Clock, Confirmation, Office, OfficeEnd};
use guanjia::role::Role;
use guanjia::sample::Scribe;
use guanjia::{Error, Event, Hall, Hash, Time, Zone};

const START: Time = Time(1_772_416_800);

fn office(scribe: &mut Scribe, name: &str, roles: &[Role]) -> Office {
    Office {
        cnf: Confirmation { jwk: scribe.key(name) },
        office: name.parse().unwrap(),
        roles: roles.iter().copied().collect(),
    }
}

fn charter(scribe: &mut Scribe) -> Charter {
    let offices = vec![office(scribe, "committee", &[Role::Committee]), office(scribe, "host", &[Role::Host])];
    Charter {
        answer_days: 7,
        appeal_days: 7,
        auth: Set::from([Auth::Code, Auth::InPerson]),
        cnf: Confirmation { jwk: scribe.key("committee") },
        name: "示例社区".to_owned(),
        offices,
        online_basis: None,
        zone: Zone(480),
    }
}

fn founded() -> Scribe {
    let mut scribe = Scribe::new("example.org/hall", b"founding");
    scribe.set_time(START);
    let charter = charter(&mut scribe);
    scribe.enter("committee", charter).unwrap();
    scribe
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    result.unwrap_err().code()
}

#[test]
fn a_charter_opens_a_record() {
    let scribe = founded();
    assert_eq!(scribe.hall().founding().origin(), "example.org/hall");
    assert_eq!(scribe.hall().today().to_string(), "2026-03-02");
}

#[test]
fn nothing_but_a_charter_comes_first_and_it_comes_once() {
    let mut scribe = Scribe::new("example.org/hall", b"founding");
    assert_eq!(code(scribe.enter("host", Clock { at: START })), "charter.missing");
    let mut scribe = founded();
    let again = charter(&mut scribe);
    assert_eq!(code(scribe.enter("committee", again)), "charter.repeated");
}

#[test]
fn ab37_a_face_is_never_the_only_way() {
    for (auth, refused) in [(vec![Auth::Face], true), (vec![], true), (vec![Auth::Face, Auth::Sms], false)] {
        let mut scribe = Scribe::new("example.org/hall", b"founding");
        let charter = Charter { auth: auth.into_iter().collect(), ..charter(&mut scribe) };
        let result = scribe.enter("committee", charter);
        assert_eq!(result.is_err_and(|error| error.code() == "charter.face-only"), refused);
    }
}

#[test]
fn an_office_acts_only_in_its_roles_and_only_while_it_lasts() {
    let mut scribe = founded();
    let clerk = office(&mut scribe, "clerk", &[Role::Clerk]);
    assert_eq!(code(scribe.enter("clerk", clerk.clone())), "key.unknown");
    assert_eq!(code(scribe.enter("host", clerk.clone())), "office.missing");
    scribe.enter("committee", clerk).unwrap();
    assert_eq!(code(scribe.enter("clerk", Clock { at: START })), "office.missing");
    let end = OfficeEnd { office: "clerk".parse().unwrap(), reason: "任期届满离任".to_owned() };
    scribe.enter("committee", end).unwrap();
    assert_eq!(code(scribe.enter("clerk", Clock { at: START })), "key.ended");
}

#[test]
fn ab35_time_goes_back_only_as_a_flag() {
    let mut scribe = founded();
    scribe.clock(Time(START.0 + 3_600)).unwrap();
    scribe.enter("host", Clock { at: START }).unwrap();
    assert_eq!(scribe.hall().now(), Time(START.0 + 3_600));
    let flags: Vec<_> = scribe.hall().flags().iter().map(|flag| (flag.code(), flag.entry())).collect();
    assert_eq!(flags, [("time.backwards", Some(2))]);
}

#[test]
fn ab35_a_clock_that_runs_ahead_is_flagged() {
    let mut scribe = founded();
    scribe.set_time(Time(START.0 + 601));
    let clerk = office(&mut scribe, "clerk", &[Role::Clerk]);
    scribe.enter("committee", clerk).unwrap();
    assert_eq!(scribe.hall().flags().iter().map(Error::code).collect::<Vec<_>>(), ["time.ahead"]);
}

#[test]
fn an_entry_counts_once_in_its_order_and_for_its_record_only() {
    let mut scribe = founded();
    let first = scribe.sign("host", None, Clock { at: START }).unwrap();
    let other = scribe.sign("host", None, Clock { at: Time(START.0 + 1) }).unwrap();
    assert_eq!(scribe.keep(&first), None);
    assert_eq!(scribe.keep(&first).unwrap().code(), "entry.repeated");
    assert_eq!(scribe.keep(&other).unwrap().code(), "entry.sequence");
    let mut elsewhere = Scribe::new("example.org/elsewhere", b"founding");
    elsewhere.set_time(START);
    elsewhere.key("host");
    let foreign = elsewhere.sign("host", None, Clock { at: START }).unwrap();
    assert_eq!(scribe.keep(&foreign).unwrap().code(), "entry.foreign");
}

#[test]
fn admitting_twice_gives_the_same_index() {
    let mut scribe = founded();
    let entry = scribe.sign("host", None, Clock { at: START }).unwrap();
    let mut hall: Hall = scribe.hall().clone();
    assert_eq!(hall.admit(entry.as_str()), Ok(1));
    assert_eq!(hall.admit(entry.as_str()), Ok(1));
    assert_eq!(hall.len(), 2);
}

#[test]
fn a_second_signature_stands_only_under_what_asks_for_one() {
    let mut scribe = founded();
    let nothing = Hash::of(b"nothing");
    assert_eq!(code(scribe.enter_about("host", nothing, Attest {})), "attest.unasked");
    assert_eq!(code(scribe.enter("host", Attest {})), "event.re-missing");
    assert_eq!(code(scribe.enter_about("host", nothing, Clock { at: START })), "event.re-unexpected");
}

#[test]
fn every_kind_has_a_name_of_its_own() {
    let names: Set<_> = Event::KINDS.iter().collect();
    assert_eq!(names.len(), Event::KINDS.len());
}
