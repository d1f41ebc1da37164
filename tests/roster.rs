//! A roster through its rounds: taken, vacant, filled, rotated, dissolved.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use guanjia::map::{Map, Set};

use guanjia::actor::Actor;
use guanjia::register::{Base, Register, Scope};
use guanjia::role::Role;
use guanjia::roster::{Nominator, Roster, RosterEvent, RosterNotice, RosterState, RosterStep};
use guanjia::selection::SeatRule;
use guanjia::stratum::Stratum;
use guanjia::{Date, Error, Id};
use proptest::prelude::*;
use serde_json::json;

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn date(day: u64) -> Date {
    format!("2026-03-{day:02}").parse().unwrap()
}

/// Six households in each of two buildings.
fn base() -> Base {
    let mut register = Register::new(id("households"));
    for n in 1..=12 {
        let building = if n <= 6 { "B01" } else { "B02" };
        let unit = json!({"handle": format!("H-{n}"), "amounts": {"households": 1}, "strata": {"building": building}, "voter": true});
        register.enrol(serde_json::from_value(unit).unwrap()).unwrap();
    }
    register.freeze(id("base"), &Scope::default()).unwrap()
}

/// A roster of two seats in each building.
fn roster(base: &Base) -> Roster {
    let rule = json!({"by": "building", "measure": "households", "ratio": [1, 3], "rounding": "ceil"});
    let rule: SeatRule = serde_json::from_value(rule).unwrap();
    let seats = rule.seats(base).unwrap();
    let notice = RosterNotice { base: id("base"), candidates: id("base"), id: id("stewards"), rule, seats };
    Roster::declare(notice, base, &committee()).unwrap()
}

fn committee() -> Actor {
    Actor::new(id("committee"), [Role::Committee])
}

fn take(roster: &mut Roster, event: RosterEvent, day: u64) -> Result<(), Error> {
    let opens = matches!(event, RosterEvent::OpenNomination | RosterEvent::Rotate);
    let step = RosterStep {
        event,
        reason: Some("届中调整补选"),
        until: opens.then(|| date(day)),
        today: date(day),
        public: true,
    };
    roster.step(&step, &committee())
}

fn stand(roster: &mut Roster, numbers: &[u32], day: u64) {
    for n in numbers {
        roster.nominate(&id(&format!("H-{n}")), Nominator::Own, &base(), date(day)).unwrap();
    }
}

/// A roster that these hold, no more than its seats.
fn held_by(numbers: &[u32]) -> Roster {
    let mut roster = roster(&base());
    take(&mut roster, RosterEvent::OpenNomination, 1).unwrap();
    stand(&mut roster, numbers, 1);
    take(&mut roster, RosterEvent::CloseNomination, 2).unwrap();
    take(&mut roster, RosterEvent::PublishList, 2).unwrap();
    take(&mut roster, RosterEvent::Appoint, 2).unwrap();
    roster
}

fn members(roster: &Roster) -> Set<String> {
    roster.pool().unwrap().members().keys().map(Id::to_string).collect()
}

fn set(numbers: &[u32]) -> Set<String> {
    numbers.iter().map(|n| format!("H-{n}")).collect()
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    result.unwrap_err().code()
}

#[test]
fn vacancies_are_filled_in_their_own_strata_while_the_others_stay() {
    let mut roster = held_by(&[1, 2, 7]);
    assert_eq!((roster.state(), members(&roster)), (RosterState::Active, set(&[1, 2, 7])));
    roster.decline(&id("H-1")).unwrap();
    assert_eq!(code(roster.decline(&id("H-1"))), "pool.not-member");
    take(&mut roster, RosterEvent::FillVacancy, 3).unwrap();
    let open: Map<Stratum, u64> = [("B01".parse().unwrap(), 1), ("B02".parse().unwrap(), 1)].into();
    assert_eq!(roster.open(), &open);
    assert_eq!(members(&roster), set(&[2, 7]));
    assert_eq!(code(roster.nominate(&id("H-2"), Nominator::Own, &base(), date(3))), "roster.stands");
    stand(&mut roster, &[3], 3);
    assert!(!roster.needs_draw());
    stand(&mut roster, &[4], 3);
    assert!(roster.needs_draw());
    assert_eq!(code(take(&mut roster, RosterEvent::PublishList, 3)), "roster.draw-needed");
    roster.decline(&id("H-4")).unwrap();
    take(&mut roster, RosterEvent::PublishList, 3).unwrap();
    assert_eq!(code(roster.nominate(&id("H-8"), Nominator::Own, &base(), date(3))), "roster.nominations-closed");
    take(&mut roster, RosterEvent::Appoint, 3).unwrap();
    assert_eq!(members(&roster), set(&[2, 3, 7]));
}

#[test]
fn a_full_roster_has_no_vacancy() {
    let mut roster = held_by(&[1, 2, 7, 8]);
    assert_eq!(code(take(&mut roster, RosterEvent::FillVacancy, 3)), "roster.no-vacancy");
    roster.decline(&id("H-8")).unwrap();
    take(&mut roster, RosterEvent::FillVacancy, 3).unwrap();
    assert_eq!(code(roster.nominate(&id("H-3"), Nominator::Own, &base(), date(3))), "roster.no-vacancy");
    assert_eq!(code(take(&mut roster, RosterEvent::PublishList, 3)), "roster.nobody");
}

#[test]
fn the_old_stewards_stay_until_the_new_are_appointed() {
    let mut roster = held_by(&[1, 2, 7, 8]);
    take(&mut roster, RosterEvent::Rotate, 3).unwrap();
    stand(&mut roster, &[2, 3, 9], 3);
    take(&mut roster, RosterEvent::CloseNomination, 4).unwrap();
    assert_eq!(code(roster.nominate(&id("H-10"), Nominator::Own, &base(), date(4))), "roster.nominations-closed");
    take(&mut roster, RosterEvent::PublishList, 4).unwrap();
    assert_eq!(members(&roster), set(&[1, 2, 7, 8]));
    take(&mut roster, RosterEvent::Appoint, 4).unwrap();
    assert_eq!(members(&roster), set(&[2, 3, 9]));
    take(&mut roster, RosterEvent::Dissolve, 5).unwrap();
    assert_eq!(code(roster.pool()), "roster.nobody");
    assert_eq!(code(take(&mut roster, RosterEvent::Rotate, 6)), "machine.step");
}

#[test]
fn some_steps_need_a_reason_a_day_or_publicity() {
    let step = |event, reason, until, public| RosterStep { event, reason, until, today: date(9), public };
    let mut active = held_by(&[1]);
    for (step, expected) in [
        (step(RosterEvent::FillVacancy, None, None, true), "reason.short"),
        (step(RosterEvent::Dissolve, Some("散了"), None, true), "reason.short"),
        (step(RosterEvent::FillVacancy, Some("届中调整补选"), Some(date(9)), true), "roster.until"),
        (step(RosterEvent::Rotate, None, None, true), "roster.until"),
        (step(RosterEvent::Rotate, None, Some(date(8)), true), "roster.until"),
        (step(RosterEvent::Object, None, None, true), "machine.step"),
    ] {
        let before = active.clone();
        assert_eq!(code(active.step(&step, &committee())), expected);
        assert_eq!(active, before);
    }
    take(&mut active, RosterEvent::FillVacancy, 9).unwrap();
    stand(&mut active, &[7], 9);
    take(&mut active, RosterEvent::PublishList, 9).unwrap();
    let unseen = step(RosterEvent::Appoint, None, None, false);
    assert_eq!(code(active.step(&unseen, &committee())), "roster.not-public");
    let clerk = Actor::new(id("clerk"), [Role::Clerk]);
    assert_eq!(code(active.step(&RosterStep { public: true, ..unseen }, &clerk)), "machine.role");
}

#[derive(Clone, Debug)]
enum Try {
    Step(RosterEvent),
    Nominate(u32),
    Decline(u32),
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let events = [
        RosterEvent::OpenNomination,
        RosterEvent::CloseNomination,
        RosterEvent::PublishList,
        RosterEvent::Appoint,
        RosterEvent::FillVacancy,
        RosterEvent::Rotate,
    ];
    let one = prop_oneof![
        proptest::sample::select(events.to_vec()).prop_map(Try::Step),
        (1_u32..=12).prop_map(Try::Nominate),
        (1_u32..=12).prop_map(Try::Decline),
    ];
    proptest::collection::vec(one, 0..120)
}

proptest! {
    #[test]
    fn nobody_ever_holds_a_seat_too_many(tries in tries()) {
        let base = base();
        let mut roster = roster(&base);
        for (n, attempt) in tries.iter().enumerate() {
            let before = roster.clone();
            // Two attempts a day, so that nominations are open for some.
            let day = 1 + (n as u64 / 4) % 28;
            let taken = match attempt {
                Try::Step(event) => take(&mut roster, *event, day),
                Try::Nominate(n) => roster.nominate(&id(&format!("H-{n}")), Nominator::Own, &base, date(day)),
                Try::Decline(n) => roster.decline(&id(&format!("H-{n}"))),
            };
            if taken.is_err() {
                prop_assert!(roster == before);
            }
            let Ok(pool) = roster.pool() else { continue };
            for building in ["B01", "B02"] {
                let held = pool.members().values().filter(|seat| seat.as_str() == building).count();
                prop_assert!(held <= 2, "{held} seats of {building}");
            }
            for (handle, seat) in pool.members() {
                prop_assert_eq!(&base.members()[handle].strata[&id("building")], seat);
            }
        }
    }
}
