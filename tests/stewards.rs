//! Stewards on the record: rosters, nominations, draws with commitments, panels and alternates.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use guanjia::map::{Map, Set};

use common::record::{day, founded, freeze, id, keyed, paper, refused, unit};
use guanjia::event::{
    AnnounceDraw, CommitDraw, DeclareRoster, Decline, DrawFrom, EndPost, FinishDraw, MoveRoster, Nominate, Object,
    ObjectionAnswer, Post, RevealDraw, SeatOf, Subject,
};
use guanjia::fraction::{Fraction, Rounding};
use guanjia::log::SignedEntry;
use guanjia::lottery::{PublicSource, Reveal, commitment};
use guanjia::measure::Measure;
use guanjia::objection::Ruling;
use guanjia::roster::{Nominator, RosterEvent, RosterNotice, RosterState};
use guanjia::sample::Scribe;
use guanjia::selection::{CandidateSpec, Candidates, Draw, DrawSpec, PartySpec, SeatRule};
use guanjia::stratum::Stratum;
use guanjia::{Hall, Hash, Id};
use serde_json::{Value, json};

/// The days, from the start, on which commitments end, reveals end, and the source has its value.
const COMMIT_BY: u64 = 3;
const REVEAL_BY: u64 = 5;
const SOURCE: u64 = 7;

fn scenario() -> Value {
    serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap()
}

fn date(days: u64) -> guanjia::Date {
    format!("2026-03-{:02}", 2 + days).parse().unwrap()
}

fn stratum(text: &str) -> Stratum {
    text.parse().unwrap()
}

/// A share of the households, by building.
fn share(num: u64, den: u64) -> SeatRule {
    SeatRule {
        ratio: Fraction::new(num, den).unwrap(),
        measure: Some(Measure::Households),
        rounding: Rounding::Ceil,
        by: Some(id("building")),
        floor_one: false,
    }
}

/// Twelve households with keys in two buildings, a third of each to be stewards.
fn community() -> Scribe {
    let mut scribe = founded("stewards");
    for n in 1..=12 {
        let building = if n <= 6 { "B01" } else { "B02" };
        let unit = unit(json!({
            "handle": format!("H-{n}"), "amounts": {"households": 1, "residents": 3},
            "strata": {"building": building, "group": if n % 2 == 0 { "养犬户" } else { "其他" }}, "voter": true,
        }));
        let enrol = keyed(&mut scribe, "households", unit);
        scribe.enter("registrar", enrol).unwrap();
    }
    freeze(&mut scribe, "base", "households");
    scribe
}

/// The households of scenario 01 by building, some of them with a dog, on a register and frozen.
fn luoqisi(scenario: &Value) -> Scribe {
    let mut scribe = founded("stewards");
    let mut n = 0;
    for building in scenario["community"]["buildings"].as_array().unwrap() {
        for place in 0..building["households"].as_u64().unwrap() {
            n += 1;
            let with_dog = place < building["dog_households"].as_u64().unwrap();
            let household = unit(json!({
                "handle": format!("H-{n:04}"), "voter": true,
                "strata": {"building": building["id"], "group": if with_dog { "养犬户" } else { "其他" }},
                // 4,415 residents in 1,698 households: 1,019 of three and the others of two.
                "amounts": {"households": 1, "residents": if n <= 1019 { 3 } else { 2 }},
            }));
            scribe.enter("clerk", paper("households", household)).unwrap();
        }
    }
    freeze(&mut scribe, "base", "households");
    scribe
}

fn declared(scribe: &Scribe, roster: &str, rule: SeatRule) -> DeclareRoster {
    let base = id("base");
    let seats = rule.seats(scribe.hall().base(&base).unwrap()).unwrap();
    DeclareRoster { roster: RosterNotice { base: base.clone(), candidates: base, id: id(roster), rule, seats } }
}

fn step(event: RosterEvent) -> MoveRoster {
    MoveRoster { event, reason: None, roster: id("stewards"), until: None }
}

fn open_nomination(until: u64) -> MoveRoster {
    MoveRoster { until: Some(date(until)), ..step(RosterEvent::OpenNomination) }
}

fn nominate(handle: &str, source: Nominator) -> Nominate {
    Nominate { handle: id(handle), roster: id("stewards"), source }
}

/// A roster of two seats in each building, for which these stand, with nominations closed on the first day.
fn verifying(standing: &[u32]) -> Scribe {
    let mut scribe = community();
    let roster = declared(&scribe, "stewards", share(1, 3));
    scribe.enter("committee", roster).unwrap();
    scribe.enter("committee", open_nomination(0)).unwrap();
    for n in standing {
        scribe.enter(&format!("H-{n}"), nominate(&format!("H-{n}"), Nominator::Own)).unwrap();
    }
    day(&mut scribe, 1);
    scribe.enter("committee", step(RosterEvent::CloseNomination)).unwrap();
    scribe
}

/// An announcement with three parties.
fn announcement(name: &str, candidates: &Candidates, by: &str, seats: Map<Stratum, u64>) -> Draw {
    Draw {
        id: id(name),
        candidates: candidates.digest(),
        by: Some(id(by)),
        seats,
        alternates: 1,
        general: 0,
        parties: vec![id("committee"), id("supervisor"), id("H-1")],
        commit_by: date(COMMIT_BY),
        reveal_by: date(REVEAL_BY),
        sources: vec![PublicSource { text: "双色球开奖号码".to_owned(), date: date(SOURCE), ordered: false }],
        lottery: None,
    }
}

/// The draw of a roster's seats out of those who stand for it.
fn pool_draw(scribe: &Scribe) -> AnnounceDraw {
    let roster = scribe.hall().roster(&id("stewards")).unwrap();
    let candidates = roster.candidates().unwrap();
    let draw = announcement("stewards-2026", &candidates, "building", roster.seats_to_draw());
    let draw = Draw { general: 1, ..draw };
    AnnounceDraw { draw, from: DrawFrom::Candidates(id("stewards")), session: None }
}

/// The draw of a panel out of a base, by group.
fn panel_draw(scribe: &Scribe) -> AnnounceDraw {
    let base = scribe.hall().base(&id("base")).unwrap();
    let candidates = Candidates::of_base(base, base.members().keys()).unwrap();
    let draw = announcement("panel", &candidates, "group", [(stratum("养犬户"), 2), (stratum("其他"), 1)].into());
    AnnounceDraw { draw, from: DrawFrom::Base(id("base")), session: Some(id("SES-1")) }
}

fn secret(who: &str) -> Reveal {
    Reveal(Hash::of(who.as_bytes()).0)
}

fn commit(draw: &Draw, who: &str) -> CommitDraw {
    CommitDraw { commitment: commitment(&draw.digest().unwrap(), &id(who), &secret(who)), draw: draw.id.clone() }
}

fn reveal(draw: &Draw, who: &str) -> RevealDraw {
    RevealDraw { draw: draw.id.clone(), secret: secret(who) }
}

fn finish(draw: &Draw) -> FinishDraw {
    FinishDraw { draw: draw.id.clone(), value: "2.5.12./".to_owned() }
}

/// Announces a draw and lets these parties, who all commit, reveal.
fn draw_with(scribe: &mut Scribe, announce: &AnnounceDraw, revealing: &[&str]) {
    let draw = &announce.draw;
    scribe.enter("committee", announce.clone()).unwrap();
    for party in &draw.parties {
        scribe.enter(party.as_str(), commit(draw, party.as_str())).unwrap();
    }
    for who in revealing {
        scribe.enter(who, reveal(draw, who)).unwrap();
    }
    day(scribe, SOURCE);
    scribe.enter("committee", finish(draw)).unwrap();
}

fn flags(scribe: &Scribe) -> Vec<&'static str> {
    scribe.hall().flags().iter().map(guanjia::Error::code).collect()
}

fn keys<V>(map: &Map<Id, V>) -> Set<Id> {
    map.keys().cloned().collect()
}

/// Everything the record says, read without the hall: kind, payload, and the signer's name.
fn entries(scribe: &Scribe) -> Vec<(String, Value, String)> {
    let mut names = Map::new();
    let mut entries = Vec::new();
    for line in scribe.lines().iter() {
        let entry = SignedEntry::parse(line).unwrap();
        let payload: Value = serde_json::from_str(entry.payload()).unwrap();
        let mut learn = |name: &Value, cnf: &Value| {
            if let (Some(name), Some(jwk)) = (name.as_str(), cnf.get("jwk")) {
                let key: guanjia::PublicKey = serde_json::from_value(jwk.clone()).unwrap();
                names.insert(key.kid(), name.to_owned());
            }
        };
        payload["offices"].as_array().into_iter().flatten().for_each(|office| learn(&office["office"], &office["cnf"]));
        learn(&payload["unit"]["handle"], &payload["cnf"]);
        entries.push((entry.kind().to_owned(), payload, names[&entry.kid()].clone()));
    }
    entries
}

/// The draw done again by an outsider who has the entries and nothing else.
fn outsider(scribe: &Scribe, draw: &str) -> guanjia::selection::Drawn {
    let entries = entries(scribe);
    let of = |kind: &'static str| entries.iter().filter(move |(k, ..)| k == kind);
    let announced = of("draw").map(|(_, payload, _)| payload).rfind(|payload| payload["draw"]["id"] == draw).unwrap();
    let strata: Map<Id, guanjia::stratum::Strata> = of("enrol")
        .map(|(_, payload, _)| &payload["unit"])
        .map(|unit| (id(unit["handle"].as_str().unwrap()), serde_json::from_value(unit["strata"].clone()).unwrap()))
        .collect();
    let handles: Vec<Id> = match announced["from"].get("base") {
        Some(_) => strata.keys().cloned().collect(),
        // In these stories all who stood were taken, or are drawn from.
        None => of("nominate").map(|(_, payload, _)| id(payload["handle"].as_str().unwrap())).collect(),
    };
    let said = |kind: &'static str, field: &str, party: &str| {
        let mut all = of(kind).filter(|(_, payload, by)| payload["draw"] == draw && by == party);
        all.next().map(|(_, payload, _)| payload[field].clone())
    };
    let parse = |value: Option<Value>| value.map(|value| value.as_str().unwrap().to_owned());
    let draw: Draw = serde_json::from_value(announced["draw"].clone()).unwrap();
    let party = |party: &Id| PartySpec {
        id: party.clone(),
        commitment: parse(said("commit", "commitment", party.as_str())).map(|text| text.parse().unwrap()),
        reveal: parse(said("reveal", "secret", party.as_str())).map(|text| text.parse().unwrap()),
    };
    let spec = DrawSpec {
        candidates: handles.iter().map(|h| CandidateSpec { handle: h.clone(), strata: strata[h].clone() }).collect(),
        by: draw.by.clone(),
        seats: draw.seats.clone(),
        rule: None,
        weights: Map::new(),
        alternates: draw.alternates,
        general: draw.general,
        parties: draw.parties.iter().map(party).collect(),
        commit_by: draw.commit_by,
        reveal_by: draw.reveal_by,
        sources: draw.sources.clone(),
        lottery: None,
        parts: vec![],
        value: of("drawn").next().unwrap().1["value"].as_str().unwrap().to_owned(),
        id: draw.id.clone(),
    };
    spec.run().unwrap().drawn
}

#[test]
fn ab32_six_per_cent_of_the_households_are_102_by_building() {
    let scenario = scenario();
    let mut scribe = luoqisi(&scenario);
    let seats = scenario["community"]["buildings"].as_array().unwrap().iter();
    let seats = seats.map(|b| (stratum(b["id"].as_str().unwrap()), b["steward_seats"].as_u64().unwrap())).collect();
    let base = scribe.hall().base(&id("base")).unwrap();
    assert_eq!(base.total(Measure::Households), scenario["community"]["households"].as_u64().unwrap());
    assert_eq!(base.total(Measure::Residents), scenario["community"]["residents"].as_u64().unwrap());

    let right = declared(&scribe, "stewards", share(6, 100));
    assert_eq!(right.roster.seats.total, scenario["roster"]["seats"].as_u64().unwrap());
    assert_eq!(right.roster.seats.strata, seats);
    let mut wrong = Vec::new();
    let mut change = |code, f: &dyn Fn(&mut RosterNotice)| {
        let mut other = right.clone();
        f(&mut other.roster);
        wrong.push((code, other));
    };
    change("roster.base-unit", &|roster| roster.rule.measure = None);
    change("roster.base-unit-changed", &|roster| roster.rule.measure = Some(Measure::Residents));
    change("roster.base-unit-changed", &|roster| roster.seats.measure = Measure::Residents);
    change("roster.seats-wrong", &|roster| roster.rule.rounding = Rounding::Floor);
    change("roster.seats-wrong", &|roster| roster.seats.total = 265);
    change("roster.seats-wrong", &|roster| roster.seats.base = 1700);
    change("roster.seats-wrong", &|roster| {
        roster.seats.strata.insert(stratum("B01"), 9);
        roster.seats.strata.insert(stratum("B02"), 7);
    });
    change("base.unknown", &|roster| roster.base = id("another"));
    change("base.unknown", &|roster| roster.candidates = id("another"));
    for (code, other) in wrong {
        assert_eq!(refused(&mut scribe, "committee", other), code);
    }
    assert_eq!(refused(&mut scribe, "clerk", right.clone()), "office.missing");
    scribe.enter("committee", right.clone()).unwrap();
    assert_eq!(refused(&mut scribe, "committee", right), "roster.repeated");
    assert_eq!(scribe.hall().roster(&id("stewards")).unwrap().state(), RosterState::BaseDeclared);

    assert_eq!(flags(&scribe), [""; 0]);
    let rule = SeatRule { measure: Some(Measure::Residents), ..share(6, 100) };
    let by_residents = declared(&scribe, "stewards-2", rule);
    assert_eq!(by_residents.roster.seats.total, scenario["roster"]["alternatives"][0]["seats"].as_u64().unwrap());
    scribe.enter("committee", by_residents).unwrap();
    assert_eq!(flags(&scribe), ["roster.measure-switched"]);
}

#[test]
fn nominations_have_their_days_and_their_signers() {
    let mut scribe = community();
    let roster = declared(&scribe, "stewards", share(1, 3));
    scribe.enter("committee", roster).unwrap();
    assert_eq!(refused(&mut scribe, "H-1", nominate("H-1", Nominator::Own)), "roster.nominations-closed");
    day(&mut scribe, 1);
    for (until, code) in [(None, "roster.until"), (Some(date(0)), "roster.until")] {
        let open = MoveRoster { until, ..open_nomination(1) };
        assert_eq!(refused(&mut scribe, "committee", open), code);
    }
    assert_eq!(refused(&mut scribe, "clerk", open_nomination(2)), "office.missing");
    scribe.enter("committee", open_nomination(2)).unwrap();
    for (who, nomination, code) in [
        ("H-1", nominate("H-2", Nominator::Own), "member.other"),
        ("H-1", nominate("H-1", Nominator::Joint), "member.other"),
        ("registrar", nominate("H-1", Nominator::Own), "office.missing"),
        ("clerk", nominate("H-99", Nominator::Joint), "register.not-listed"),
        ("clerk", Nominate { roster: id("others"), ..nominate("H-1", Nominator::Joint) }, "roster.unknown"),
    ] {
        assert_eq!(refused(&mut scribe, who, nomination), code);
    }
    scribe.enter("H-1", nominate("H-1", Nominator::Own)).unwrap();
    scribe.enter("clerk", nominate("H-2", Nominator::Building)).unwrap();
    scribe.enter("committee", nominate("H-3", Nominator::Joint)).unwrap();
    assert_eq!(refused(&mut scribe, "clerk", nominate("H-1", Nominator::Joint)), "roster.stands");
    // One who thinks better of it stands no more.
    let decline =
        Decline { from: SeatOf::Roster(id("stewards")), handle: id("H-3"), reason: "家里有事走不开".to_owned() };
    assert_eq!(refused(&mut scribe, "H-2", decline.clone()), "member.other");
    assert_eq!(refused(&mut scribe, "committee", decline.clone()), "office.missing");
    assert_eq!(refused(&mut scribe, "H-3", Decline { reason: "没空".to_owned(), ..decline.clone() }), "reason.short");
    scribe.enter("H-3", decline.clone()).unwrap();
    assert_eq!(refused(&mut scribe, "H-3", decline), "pool.not-member");
    let closing = step(RosterEvent::CloseNomination);
    assert_eq!(refused(&mut scribe, "committee", closing.clone()), "roster.nominations-open");
    day(&mut scribe, 3);
    assert_eq!(refused(&mut scribe, "H-4", nominate("H-4", Nominator::Own)), "roster.nominations-closed");
    scribe.enter("committee", closing).unwrap();
    let roster = scribe.hall().roster(&id("stewards")).unwrap();
    let standing: Vec<_> = roster.standing().map(|(handle, by)| (handle.as_str(), by)).collect();
    assert_eq!(standing, [("H-1", Nominator::Own), ("H-2", Nominator::Building)]);
}

#[test]
fn ab36_who_has_no_vote_does_not_stand() {
    let mut scribe = community();
    let child = unit(json!({"handle": "R-16", "strata": {"building": "B01"}, "voter": false}));
    scribe.enter("clerk", paper("households", child)).unwrap();
    let everyone = guanjia::register::Scope { everyone: true, ..guanjia::register::Scope::default() };
    let base = common::record::notice(&scribe, "all", "households", &everyone);
    scribe.enter("committee", guanjia::event::Freeze { base }).unwrap();
    let mut roster = declared(&scribe, "stewards", share(1, 3));
    roster.roster.candidates = id("all");
    scribe.enter("committee", roster).unwrap();
    scribe.enter("committee", open_nomination(0)).unwrap();
    assert_eq!(refused(&mut scribe, "clerk", nominate("R-16", Nominator::Joint)), "register.not-eligible");
}

#[test]
fn as_many_as_the_seats_are_taken_without_a_draw_once_they_were_public() {
    let mut scribe = verifying(&[1, 2, 7]);
    for event in [RosterEvent::Appoint, RosterEvent::OpenNomination, RosterEvent::FillVacancy] {
        assert_eq!(refused(&mut scribe, "committee", step(event)), "machine.step");
    }
    scribe.enter("committee", step(RosterEvent::PublishList)).unwrap();
    let roster = scribe.hall().roster(&id("stewards")).unwrap();
    assert_eq!(keys(roster.list().unwrap().members()), ["H-1", "H-2", "H-7"].map(id).into());
    assert_eq!(refused(&mut scribe, "committee", step(RosterEvent::Appoint)), "roster.not-public");
    for event in [RosterEvent::Object, RosterEvent::ResolveObjection] {
        let refusal = refused(&mut scribe, "committee", step(event));
        assert!(["machine.role", "machine.step"].contains(&refusal), "{refusal}");
    }
    assert_eq!(scribe.hall().pool(&id("stewards")).unwrap_err().code(), "roster.nobody");
}

#[test]
fn more_than_the_seats_are_drawn() {
    let mut scribe = verifying(&[1, 2, 3, 7]);
    assert_eq!(refused(&mut scribe, "committee", step(RosterEvent::PublishList)), "roster.draw-needed");
    let mut nobody = verifying(&[]);
    assert_eq!(refused(&mut nobody, "committee", step(RosterEvent::PublishList)), "roster.nobody");
    let draw = pool_draw(&scribe);
    // B02 has one candidate for two seats, and is to get that one.
    assert_eq!(draw.draw.seats, [(stratum("B01"), 2), (stratum("B02"), 1)].into());
    draw_with(&mut scribe, &draw, &["committee", "supervisor", "H-1"]);
    assert_eq!(refused(&mut scribe, "clerk", nominate("H-8", Nominator::Joint)), "roster.nominations-closed");
    scribe.enter("committee", step(RosterEvent::PublishList)).unwrap();
    let list = scribe.hall().roster(&id("stewards")).unwrap().list().unwrap();
    assert_eq!(list.members().len(), 3);
    assert!(list.members().contains_key("H-7"));
}

#[test]
fn an_outsider_draws_the_same_from_the_entries_alone() {
    let mut scribe = verifying(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    let draw = pool_draw(&scribe);
    draw_with(&mut scribe, &draw, &["H-1", "supervisor", "committee"]);
    let drawn = outsider(&scribe, "stewards-2026");
    let list = scribe.hall().roster(&id("stewards")).unwrap().list().unwrap();
    let selected: Set<Id> = drawn.selected.values().flatten().cloned().collect();
    assert_eq!((keys(list.members()), list.members().len()), (selected, 4));
    assert_eq!((list.alternates(), list.general()), (&drawn.alternates, &drawn.general[..]));
    assert_eq!(scribe.hall().draw_stage(&id("stewards-2026")).unwrap().drawn(), Ok(&drawn));
    assert_eq!(flags(&scribe), [""; 0]);
    assert_eq!(scribe.hall().panel(&id("stewards-2026")).unwrap_err().code(), "draw.for-roster");
}

#[test]
fn a_panel_is_drawn_from_a_base_by_group_and_alternates_move_up() {
    let mut scribe = verifying(&[]);
    let announce = panel_draw(&scribe);
    draw_with(&mut scribe, &announce, &["H-1", "supervisor", "committee"]);
    let drawn = outsider(&scribe, "panel");
    let panel = scribe.hall().panel(&id("panel")).unwrap();
    assert_eq!(panel.members().values().filter(|group| group.as_str() == "养犬户").count(), 2);
    assert_eq!(keys(panel.members()), drawn.selected.values().flatten().cloned().collect());
    assert_eq!(scribe.hall().panel_base(&id("panel")).unwrap().id(), &id("base"));

    let dogs = stratum("养犬户");
    let (leaver, next) = (drawn.selected[&dogs][0].clone(), drawn.alternates[&dogs][0].clone());
    let decline = |handle: &Id| Decline {
        from: SeatOf::Draw(id("panel")),
        handle: handle.clone(),
        reason: "当天需要上班".to_owned(),
    };
    let other = drawn.selected[&dogs][1].as_str();
    assert_eq!(refused(&mut scribe, other, decline(&leaver)), "member.other");
    scribe.enter(leaver.as_str(), decline(&leaver)).unwrap();
    let members = |scribe: &Scribe| keys(scribe.hall().panel(&id("panel")).unwrap().members());
    assert!(members(&scribe).contains(&next) && !members(&scribe).contains(&leaver));
    assert_eq!(refused(&mut scribe, leaver.as_str(), decline(&leaver)), "pool.not-member");
    // The alternate declines too, through the clerk; nobody is left to move up.
    scribe.enter("clerk", decline(&next)).unwrap();
    assert_eq!(members(&scribe).len(), 2);
    assert_eq!(scribe.hall().panel(&id("panel")).unwrap().replacements().len(), 2);
}

#[test]
fn a_party_that_does_not_reveal_is_left_out_and_named() {
    let mut scribe = verifying(&[]);
    let announce = panel_draw(&scribe);
    draw_with(&mut scribe, &announce, &["supervisor", "H-1"]);
    assert_eq!(flags(&scribe), ["draw.forfeited"]);
    assert_eq!(scribe.hall().flags()[0].field("party"), Some("committee"));
    let drawn = outsider(&scribe, "panel");
    assert_eq!(drawn.forfeited, [id("committee")]);
    assert_eq!(scribe.hall().draw_stage(&id("panel")).unwrap().drawn(), Ok(&drawn));
}

#[test]
fn a_draw_goes_step_by_step() {
    let mut scribe = verifying(&[]);
    let announce = panel_draw(&scribe);
    let draw = &announce.draw;
    assert_eq!(refused(&mut scribe, "H-1", commit(draw, "H-1")), "draw.unknown");
    assert_eq!(refused(&mut scribe, "clerk", announce.clone()), "office.missing");
    scribe.enter("committee", announce.clone()).unwrap();
    assert_eq!(scribe.hall().panel(&id("panel")).unwrap_err().code(), "draw.open");

    scribe.enter("H-1", commit(draw, "H-1")).unwrap();
    assert_eq!(refused(&mut scribe, "H-1", commit(draw, "H-1")), "draw.commit-twice");
    assert_eq!(refused(&mut scribe, "H-2", commit(draw, "H-2")), "draw.party-unknown");
    assert_eq!(refused(&mut scribe, "H-1", reveal(draw, "H-1")), "draw.commits-open");
    assert_eq!(refused(&mut scribe, "committee", finish(draw)), "draw.commits-open");
    scribe.enter("supervisor", commit(draw, "supervisor")).unwrap();
    day(&mut scribe, COMMIT_BY + 1);
    assert_eq!(refused(&mut scribe, "committee", commit(draw, "committee")), "draw.commit-late");

    assert_eq!(refused(&mut scribe, "committee", reveal(draw, "committee")), "draw.not-committed");
    assert_eq!(refused(&mut scribe, "H-1", reveal(draw, "another secret")), "draw.reveal-wrong");
    scribe.enter("H-1", reveal(draw, "H-1")).unwrap();
    assert_eq!(refused(&mut scribe, "H-1", reveal(draw, "H-1")), "draw.reveal-twice");
    assert_eq!(refused(&mut scribe, "committee", finish(draw)), "draw.reveals-open");
    day(&mut scribe, REVEAL_BY + 1);
    assert_eq!(refused(&mut scribe, "supervisor", reveal(draw, "supervisor")), "draw.reveal-late");

    assert_eq!(refused(&mut scribe, "committee", finish(draw)), "draw.value-early");
    assert_eq!(scribe.hall().overdue(), []);
    day(&mut scribe, SOURCE + 1);
    let overdue = scribe.hall().overdue();
    assert_eq!(overdue.iter().map(guanjia::Error::code).collect::<Vec<_>>(), ["draw.overdue"]);
    let announced = entries(&scribe).iter().position(|(kind, ..)| kind == "draw");
    assert_eq!(overdue[0].entry(), announced.map(|index| index as u64));
    assert_eq!(refused(&mut scribe, "clerk", finish(draw)), "office.missing");
    let unsorted = FinishDraw { value: "12.5.2./".to_owned(), ..finish(draw) };
    assert_eq!(refused(&mut scribe, "committee", unsorted), "draw.value-invalid");
    scribe.enter("committee", finish(draw)).unwrap();
    assert_eq!(scribe.hall().overdue(), []);

    assert_eq!(refused(&mut scribe, "committee", finish(draw)), "draw.repeated");
    assert_eq!(refused(&mut scribe, "H-1", commit(draw, "H-1")), "draw.repeated");
    assert_eq!(refused(&mut scribe, "committee", announce), "draw.repeated");
    assert_eq!(outsider(&scribe, "panel").forfeited, [id("committee"), id("supervisor")]);
}

/// Moves the dates of a draw so many days on.
fn later(mut announce: AnnounceDraw, days: u64) -> AnnounceDraw {
    announce.draw.commit_by = date(COMMIT_BY + days);
    announce.draw.reveal_by = date(REVEAL_BY + days);
    announce.draw.sources[0].date = date(SOURCE + days);
    announce
}

#[test]
fn a_session_or_a_round_is_drawn_for_once_unless_nobody_revealed() {
    let mut scribe = verifying(&[1, 2, 3]);
    let (panel, pool) = (panel_draw(&scribe), pool_draw(&scribe));
    scribe.enter("committee", panel.clone()).unwrap();
    scribe.enter("committee", pool.clone()).unwrap();
    let renamed = |announce: &AnnounceDraw, name: &str| {
        let mut other = announce.clone();
        other.draw.id = id(name);
        other
    };
    for (again, code) in [
        (panel.clone(), "draw.repeated"),
        (renamed(&panel, "panel-2"), "draw.repeated"),
        (pool.clone(), "draw.repeated"),
        (renamed(&pool, "stewards-2027"), "draw.repeated"),
    ] {
        assert_eq!(refused(&mut scribe, "committee", again), code);
    }
    assert_eq!(refused(&mut scribe, "committee", step(RosterEvent::PublishList)), "draw.open");
    let decline =
        Decline { from: SeatOf::Roster(id("stewards")), handle: id("H-3"), reason: "家里有事走不开".to_owned() };
    assert_eq!(refused(&mut scribe, "H-3", decline), "draw.open");

    day(&mut scribe, REVEAL_BY + 1);
    assert_eq!(refused(&mut scribe, "committee", finish(&panel.draw)), "draw.reveal-missing");
    let (panel, pool) = (later(renamed(&panel, "panel-2"), 8), later(pool, 8));
    scribe.enter("committee", panel).unwrap();
    scribe.enter("committee", pool).unwrap();
    day(&mut scribe, SOURCE + 1);
    assert_eq!(scribe.hall().overdue(), []);
}

#[test]
fn announcements_that_do_not_fit_the_record_are_refused() {
    let mut scribe = verifying(&[1, 2, 3, 7, 8]);
    let (panel, pool) = (panel_draw(&scribe), pool_draw(&scribe));
    let mut wrong = Vec::new();
    let mut change = |code, announce: &AnnounceDraw, f: &dyn Fn(&mut AnnounceDraw)| {
        let mut other = announce.clone();
        f(&mut other);
        wrong.push((code, other));
    };
    change("draw.session", &panel, &|announce| announce.session = None);
    change("draw.for-roster", &pool, &|announce| announce.session = Some(id("SES-1")));
    change("base.unknown", &panel, &|announce| announce.from = DrawFrom::Base(id("nowhere")));
    change("roster.unknown", &pool, &|announce| announce.from = DrawFrom::Candidates(id("nowhere")));
    change("roster.nobody", &panel, &|announce| announce.from = DrawFrom::Pool(id("stewards")));
    change("draw.candidates-changed", &panel, &|announce| announce.draw.candidates = Hash::of(b"friends"));
    change("draw.candidates-changed", &pool, &|announce| announce.draw.candidates = Hash::of(b"friends"));
    change("draw.party-unknown", &panel, &|announce| announce.draw.parties.push(id("a-stranger")));
    change("draw.party-twice", &panel, &|announce| announce.draw.parties.push(id("supervisor")));
    change("draw.dates", &panel, &|announce| announce.draw.reveal_by = date(SOURCE));
    change("roster.seats-wrong", &pool, &|announce| announce.draw.by = None);
    change("roster.seats-wrong", &pool, &|announce| *announce.draw.seats.get_mut(&stratum("B01")).unwrap() = 1);
    change("roster.seats-wrong", &pool, &|announce| *announce.draw.seats.get_mut(&stratum("B01")).unwrap() = 3);
    for (code, other) in wrong {
        assert_eq!(refused(&mut scribe, "committee", other), code);
    }
    scribe.enter("committee", step(RosterEvent::PublishList)).unwrap_err();
    let mut early = community();
    let roster = declared(&early, "stewards", share(1, 3));
    early.enter("committee", roster).unwrap();
    assert_eq!(refused(&mut early, "committee", pool), "roster.not-verifying");
}

#[test]
fn ab31_a_list_of_friends_is_flagged() {
    let mut scribe = community();
    let roster = declared(&scribe, "stewards", share(1, 3));
    scribe.enter("committee", roster).unwrap();
    scribe.enter("committee", open_nomination(0)).unwrap();
    for handle in ["H-1", "H-2"] {
        scribe.enter("committee", nominate(handle, Nominator::Building)).unwrap();
    }
    day(&mut scribe, 1);
    scribe.enter("committee", step(RosterEvent::CloseNomination)).unwrap();
    scribe.enter("committee", step(RosterEvent::PublishList)).unwrap();
    assert_eq!(flags(&scribe), ["roster.all-recommended", "panel.stratum-empty", "panel.one-stratum"]);
}

/// Lets a clerk post the list of the roster, for a day.
fn post(scribe: &mut Scribe, name: &str) {
    let post = Post {
        days: 1,
        evidence: vec![Hash::of(b"a photograph of the board")],
        extended_to: None,
        listed: vec![],
        post: id(name),
        subject: Subject::Roster(id("stewards")),
        table: None,
        text: Hash::of(b"the list"),
    };
    scribe.enter("clerk", post).unwrap();
}

fn end_post(name: &str) -> EndPost {
    EndPost { evidence: vec![], post: id(name) }
}

#[test]
fn a_list_is_public_and_objections_are_answered_before_anyone_is_appointed() {
    let mut scribe = verifying(&[1, 2, 7]);
    scribe.enter("committee", step(RosterEvent::PublishList)).unwrap();
    post(&mut scribe, "list");
    let list = scribe.hall().post(&id("list")).unwrap().leaf;
    let objection = Object { claim: "二号候选人不住在本楼".to_owned(), handle: None };
    let objection = scribe.enter_about("H-3", list, objection).unwrap();
    assert_eq!(scribe.hall().roster(&id("stewards")).unwrap().state(), RosterState::Objection);
    assert_eq!(refused(&mut scribe, "committee", step(RosterEvent::Appoint)), "machine.step");
    let answer = ObjectionAnswer {
        ruling: Ruling::Upheld,
        reason: "经查已经搬走,由书记员登记退出".to_owned(),
        voids: vec![],
        corrections: vec![],
    };
    scribe.enter_about("supervisor", objection, answer).unwrap();
    let gone =
        Decline { from: SeatOf::Roster(id("stewards")), handle: id("H-2"), reason: "异议成立退出".to_owned() };
    scribe.enter("clerk", gone).unwrap();
    assert_eq!(refused(&mut scribe, "committee", step(RosterEvent::Appoint)), "roster.not-public");
    day(&mut scribe, 3);
    assert_eq!(refused(&mut scribe, "committee", step(RosterEvent::Appoint)), "roster.not-public");
    scribe.enter("clerk", end_post("list")).unwrap();
    scribe.enter("committee", step(RosterEvent::Appoint)).unwrap();
    assert_eq!(keys(scribe.hall().pool(&id("stewards")).unwrap().members()), ["H-1", "H-7"].map(id).into());

    // Vacancies are filled by a list that is public in its turn.
    let fill = MoveRoster { reason: Some("补足空缺名额".to_owned()), ..step(RosterEvent::FillVacancy) };
    scribe.enter("committee", fill).unwrap();
    for handle in ["H-3", "H-8"] {
        scribe.enter(handle, nominate(handle, Nominator::Own)).unwrap();
    }
    scribe.enter("committee", step(RosterEvent::PublishList)).unwrap();
    assert_eq!(refused(&mut scribe, "committee", step(RosterEvent::Appoint)), "roster.not-public");
    post(&mut scribe, "second-list");
    day(&mut scribe, 5);
    scribe.enter("clerk", end_post("second-list")).unwrap();
    scribe.enter("committee", step(RosterEvent::Appoint)).unwrap();
    assert_eq!(scribe.hall().pool(&id("stewards")).unwrap().members().len(), 4);
}

#[test]
fn of_102_stewards_24_are_drawn_for_a_session_by_group() {
    let scenario = scenario();
    let mut scribe = luoqisi(&scenario);
    let roster = declared(&scribe, "stewards", share(6, 100));
    scribe.enter("committee", roster.clone()).unwrap();
    scribe.enter("committee", open_nomination(0)).unwrap();
    // As many stand in each building as it has seats, those with dogs first.
    for (building, seats) in &roster.roster.seats.strata {
        let base = scribe.hall().base(&id("base")).unwrap().clone();
        let of_building = base.members().iter().filter(|(_, member)| member.strata["building"] == *building);
        for (handle, _) in of_building.skip(11).take(usize::try_from(*seats).unwrap()) {
            scribe.enter("clerk", nominate(handle.as_str(), Nominator::Own)).unwrap();
        }
    }
    day(&mut scribe, 1);
    for event in [RosterEvent::CloseNomination, RosterEvent::PublishList] {
        scribe.enter("committee", step(event)).unwrap();
    }
    post(&mut scribe, "list");
    day(&mut scribe, 3);
    scribe.enter("clerk", end_post("list")).unwrap();
    scribe.enter("committee", step(RosterEvent::Appoint)).unwrap();
    let pool = scribe.hall().pool(&id("stewards")).unwrap().clone();
    assert_eq!(pool.members().len(), 102);

    let base = scribe.hall().base(&id("base")).unwrap();
    let candidates = Candidates::of_base(base, pool.members().keys()).unwrap();
    let seats = [(stratum("养犬户"), 8), (stratum("其他"), 16)].into();
    let draw = Draw {
        alternates: 3,
        parties: vec![id("committee"), id("supervisor")],
        ..announcement("panel", &candidates, "group", seats)
    };
    let announce = AnnounceDraw { draw, from: DrawFrom::Pool(id("stewards")), session: Some(id("SES-2026Q2-1")) };
    draw_with(&mut scribe, &announce, &["committee", "supervisor"]);
    let panel = scribe.hall().panel(&id("panel")).unwrap();
    assert_eq!(panel.members().len(), 24);
    assert_eq!(panel.members().values().filter(|group| group.as_str() == "养犬户").count(), 8);
    assert!(keys(panel.members()).is_subset(&keys(pool.members())));
    assert!(panel.alternates().values().all(|waiting| waiting.len() == 3));
    assert_eq!(scribe.hall().draw(&id("panel")).unwrap().session(), Some(&id("SES-2026Q2-1")));
    assert_eq!(keys(panel.members()), outsider(&scribe, "panel").selected.into_values().flatten().collect());

    // Who leaves the panel stays a steward.
    let leaver = panel.members().keys().next().unwrap().clone();
    let decline =
        Decline { from: SeatOf::Draw(id("panel")), handle: leaver.clone(), reason: "当天需要上班".to_owned() };
    scribe.enter("clerk", decline).unwrap();
    assert!(!scribe.hall().panel(&id("panel")).unwrap().has(&leaver));
    assert!(scribe.hall().pool(&id("stewards")).unwrap().members().contains_key(&leaver));
}

#[test]
fn entries_out_of_order_are_refused_and_leave_nothing_behind() {
    let mut scribe = verifying(&[1, 2, 3, 7, 8]);
    let draw = pool_draw(&scribe);
    draw_with(&mut scribe, &draw, &["committee", "supervisor", "H-1"]);
    scribe.enter("committee", step(RosterEvent::PublishList)).unwrap();
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
    assert!(tried > 100, "{tried}");
    assert!(hall == *scribe.hall());
    assert!(Hall::replay(lines.iter()) == hall);
}
