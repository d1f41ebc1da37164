//! Publicity and objections on the record: what may be posted, for how long, who objects, who answers,
//! and what is put right.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::assembly::{announce, call, close, community, date, motion, on, question, vote};
use common::record::{id, refused, refused_about};
use guanjia::Hash;
use guanjia::aggregate::{Aggregate, AggregateRow};
use guanjia::ballot::Choice;
use guanjia::event::{
    DeclareRoster, EndPost, Finalise, MoveRoster, Nominate, Object, ObjectionAnswer, Post, Subject, Vote,
};
use guanjia::fraction::{Fraction, Rounding};
use guanjia::measure::Measure;
use guanjia::objection::{Correction, Ruling};
use guanjia::publicity::{Listed, PublicityState};
use guanjia::roster::{Nominator, RosterEvent, RosterNotice, RosterState};
use guanjia::sample::Scribe;
use guanjia::selection::SeatRule;
use guanjia::verdict::Outcome;

const CLAIM: &str = "本户没有投票却显示已参与";

fn post(name: &str, subject: Subject, days: u32) -> Post {
    Post {
        days,
        evidence: vec![Hash::of(b"photo")],
        extended_to: None,
        listed: Vec::new(),
        post: id(name),
        subject,
        table: None,
        text: Hash::of(b"text"),
    }
}

fn end(name: &str) -> EndPost {
    EndPost { evidence: Vec::new(), post: id(name) }
}

fn object() -> Object {
    Object { claim: CLAIM.to_owned(), handle: None }
}

fn answer(ruling: Ruling, voids: &[Hash]) -> ObjectionAnswer {
    let reason = "核对领票登记和存根".to_owned();
    ObjectionAnswer { ruling, reason, voids: voids.to_vec(), corrections: Vec::new() }
}

fn list(listed: Vec<Listed>) -> Post {
    Post { listed, ..post("list", Subject::List(id("red-2026Q2")), 7) }
}

fn organisation(name: &str) -> Listed {
    Listed::Organisation { name: name.to_owned() }
}

fn table(counts: [[u64; 2]; 2], groups: [&str; 2]) -> Aggregate {
    let row = |at: usize| AggregateRow { groups: vec![groups[at].to_owned()], counts: counts[at].to_vec() };
    Aggregate { columns: vec![vec!["no".to_owned()], vec!["yes".to_owned()]], rows: vec![row(0), row(1)] }
}

/// A vote of 14 households on 14 June, 8 to 3, posted on the 15th for 15 days; the motion and its ballots.
fn result(scribe: &mut Scribe) -> (Hash, Vec<Hash>) {
    let asked = question("Q", "是否设置犬便箱");
    call(scribe, "A", &asked, "2026-06-14", "2026-06-14");
    on(scribe, "2026-06-14");
    let opened = motion(scribe, "A", &asked, None);
    let opened = scribe.enter("facilitator", opened).unwrap();
    let ballots = vote(scribe, opened, 8, 3);
    assert_eq!(refused(scribe, "clerk", post("result", Subject::Result(opened), 15)), "finalise.not-announced");
    close(scribe, opened);
    on(scribe, "2026-06-15");
    (opened, ballots)
}

fn codes(errors: &[guanjia::Error]) -> Vec<(&str, Option<u64>)> {
    errors.iter().map(|error| (error.code(), error.entry())).collect()
}

#[test]
fn ab11_what_is_final_was_public_for_its_days_with_evidence() {
    let mut scribe = community("ab11", 14);
    let s = &mut scribe;
    let (opened, _) = result(s);
    let subject = Subject::Result(opened);
    assert_eq!(refused_about(s, "clerk", opened, Finalise {}), "publicity.missing");
    // The rule wants 15 days.
    assert_eq!(refused(s, "clerk", post("result", subject.clone(), 14)), "publicity.days");
    assert_eq!(refused(s, "supervisor", post("result", subject.clone(), 15)), "office.missing");
    s.enter("clerk", Post { evidence: Vec::new(), ..post("result", subject.clone(), 15) }).unwrap();
    assert_eq!(refused(s, "clerk", post("result", subject.clone(), 15)), "publicity.repeated");
    assert_eq!(s.hall().publicity_state(&id("result")), Some(PublicityState::Running));

    let shown = || EndPost { evidence: vec![Hash::of(b"later")], ..end("result") };
    // 14 of 15 days, then on the last day itself.
    for day in ["2026-06-29", "2026-06-30"] {
        on(s, day);
        assert_eq!(refused(s, "clerk", shown()), "publicity.short");
        assert_eq!(refused_about(s, "clerk", opened, Finalise {}), "publicity.short");
    }
    on(s, "2026-07-01");
    assert_eq!(refused(s, "clerk", end("result")), "publicity.no-evidence");
    assert_eq!(refused(s, "supervisor", shown()), "office.missing");
    assert_eq!(refused(s, "clerk", end("nothing")), "publicity.unknown");
    s.enter("clerk", shown()).unwrap();
    assert_eq!(refused(s, "clerk", shown()), "publicity.over");
    assert!(s.hall().is_public(&subject) && !s.hall().is_final(&subject));
    assert_eq!(refused_about(s, "supervisor", opened, Finalise {}), "office.missing");
    s.enter_about("clerk", opened, Finalise {}).unwrap();
    assert!(s.hall().is_final(&subject));
    assert_eq!(refused_about(s, "clerk", opened, Finalise {}), "finalise.repeated");
    // Nobody opens it again by posting it anew.
    assert_eq!(refused(s, "clerk", post("again", subject.clone(), 15)), "finalise.repeated");
    assert_eq!(refused_about(s, "H-1", opened, object()), "objection.window");
    assert_eq!(s.hall().publicity_state(&id("result")), Some(PublicityState::Ended));
}

#[test]
fn a_later_post_is_counted_from_its_own_day() {
    let mut scribe = community("again", 14);
    let s = &mut scribe;
    let (opened, _) = result(s);
    let subject = Subject::Result(opened);
    s.enter("clerk", post("first", subject.clone(), 15)).unwrap();
    on(s, "2026-06-25");
    let holiday = Post { extended_to: Some(date("2026-07-13")), ..post("second", subject.clone(), 15) };
    s.enter("clerk", holiday).unwrap();
    assert_eq!(s.hall().post_about(&subject).unwrap().id, id("second"));
    assert_eq!(s.hall().post(&id("first")).unwrap().publicity.pulled, Some(date("2026-06-25")));
    assert_eq!(s.hall().publicity_state(&id("first")), Some(PublicityState::Scheduled));
    on(s, "2026-07-13");
    assert_eq!(refused(s, "clerk", end("first")), "publicity.over");
    assert_eq!(refused(s, "host", end("second")), "publicity.short");
    on(s, "2026-07-14");
    s.enter("host", end("second")).unwrap();
    s.enter_about("clerk", opened, Finalise {}).unwrap();
}

#[test]
fn ab22_no_table_gives_anyone_away_or_says_what_the_record_does_not() {
    let mut scribe = community("ab22", 40);
    let s = &mut scribe;
    let asked = question("Q", "是否设置犬便箱");
    call(s, "A", &asked, "2026-06-14", "2026-06-14");
    on(s, "2026-06-14");
    let opened = motion(s, "A", &asked, None);
    let opened = s.enter("facilitator", opened).unwrap();
    // B01: 13 yes, 7 no; B02: 5 yes, 2 no, 13 have not voted.
    for n in (1..=20).chain(21..=27) {
        let choice = Choice::Option(id(if matches!(n, 14..=20 | 26..) { "N" } else { "Y" }));
        s.enter_about(&format!("H-{n}"), opened, Vote { choice, principal: None, mandate: None }).unwrap();
    }
    let building = id("building");
    assert_eq!(s.hall().result_table(opened, &building).unwrap_err().code(), "finalise.not-announced");
    close(s, opened);
    let counted = s.hall().result_table(opened, &building).unwrap();
    // Two noes in B02 stand with those who have not voted.
    assert_eq!(
        serde_json::to_string(&counted).unwrap(),
        r#"{"columns":[["(not-voted)","N"],["Y"]],"rows":[{"groups":["B01"],"counts":[7,13]},{"groups":["B02"],"counts":[15,5]}]}"#,
    );

    on(s, "2026-06-15");
    let subject = Subject::Result(opened);
    let posted = |table: Aggregate| Post { table: Some(table), ..post("result", subject.clone(), 15) };
    for (counts, groups) in [
        ([[2, 5], [7, 13]], ["B02", "B01"]),
        ([[4, 60], [7, 48]], ["B01", "B02"]),
        ([[9, 60], [7, 48]], ["H-3", "B02"]),
        ([[9, 60], [7, 48]], ["13812345678", "B02"]),
        ([[9, 60], [7, 48]], ["B01 501室", "B02"]),
    ] {
        assert_eq!(refused(s, "clerk", posted(table(counts, groups))), "publicity.privacy", "{counts:?} {groups:?}");
    }
    let mut uneven = counted.clone();
    uneven.rows[0].counts.pop();
    assert_eq!(refused(s, "clerk", posted(uneven)), "json.invalid");
    let mut better = counted.clone();
    better.rows[0].counts[1] += 1;
    assert_eq!(refused(s, "clerk", posted(better)), "publicity.table-wrong");
    s.enter("clerk", posted(counted.clone())).unwrap();
    // A second table could be subtracted from the first.
    let index = s.hall().len();
    s.enter("clerk", Post { post: id("again"), ..posted(counted) }).unwrap();
    assert_eq!(codes(s.hall().flags()), [("publicity.table-again", Some(index))]);
}

#[test]
fn ab30_red_and_black_lists_name_organisations_only() {
    let mut scribe = community("ab30", 4);
    let s = &mut scribe;
    let person = Listed::Person { handle: id("H-1") };
    for listed in [
        vec![person.clone()],
        vec![organisation("光明物业公司"), person],
        vec![organisation("H-1")],
        vec![organisation("3栋501室业主")],
    ] {
        assert_eq!(refused(s, "clerk", list(listed)), "publicity.person-listed");
    }
    assert_eq!(refused(s, "clerk", list(Vec::new())), "publicity.list");
    let elsewhere = Post { listed: vec![organisation("光明物业公司")], ..post("x", Subject::Agenda(id("A")), 7) };
    assert_eq!(refused(s, "clerk", elsewhere), "session.unknown");
    s.enter("clerk", list(vec![organisation("光明物业公司")])).unwrap();
    assert_eq!(s.hall().post(&id("list")).unwrap().listed.len(), 1);
}

#[test]
fn only_what_there_is_can_be_posted() {
    let mut scribe = community("there", 4);
    let s = &mut scribe;
    for (subject, code) in [
        (Subject::Agenda(id("A")), "session.unknown"),
        (Subject::Draft(id("dogs")), "convention.unknown"),
        (Subject::Drive(id("signing")), "drive.unknown"),
        (Subject::Filing(id("dogs")), "convention.unknown"),
        (Subject::Matter(id("M")), "matter.unknown"),
        (Subject::Minutes(id("A")), "session.unknown"),
        (Subject::Points([].into()), "publicity.unready"),
        (Subject::Points([id("C")].into()), "points.unknown"),
        (Subject::Result(Hash::of(b"")), "motion.unknown"),
        (Subject::Roster(id("R")), "roster.unknown"),
    ] {
        assert_eq!(refused(s, "clerk", post("post", subject, 7)), code);
    }
}

#[test]
fn an_objection_comes_in_time_from_the_register_and_about_what_is_posted() {
    let mut scribe = community("object", 14);
    let s = &mut scribe;
    let (opened, ballots) = result(s);
    assert_eq!(refused_about(s, "H-1", opened, object()), "publicity.missing");
    let posted = s.enter("clerk", post("result", Subject::Result(opened), 15)).unwrap();
    let claim = |claim: &str| Object { claim: claim.to_owned(), handle: None };
    assert_eq!(refused_about(s, "H-1", opened, claim("不对")), "reason.short");
    assert_eq!(refused_about(s, "H-1", opened, claim("3栋501室的人没有投票")), "words.personal");
    assert_eq!(refused_about(s, "clerk", opened, object()), "member.missing");
    assert_eq!(
        refused_about(s, "supervisor", opened, Object { handle: Some(id("H-2")), ..object() }),
        "office.missing"
    );
    assert_eq!(
        refused_about(s, "clerk", opened, Object { handle: Some(id("H-99")), ..object() }),
        "register.not-listed"
    );
    assert_eq!(refused_about(s, "H-1", ballots[0], object()), "objection.about-nothing");
    assert_eq!(refused_about(s, "H-1", Hash::of(b""), object()), "objection.about-nothing");

    let first = s.enter_about("H-1", opened, object()).unwrap();
    let second = s.enter_about("clerk", posted, Object { handle: Some(id("H-2")), ..object() }).unwrap();
    assert_eq!(s.hall().objection(first).unwrap().subject, Subject::Result(opened));
    assert_eq!(s.hall().objection(second).unwrap().objection.by, id("H-2"));
    assert_eq!(s.hall().publicity_state(&id("result")), Some(PublicityState::Objection));
    on(s, "2026-06-30");
    s.enter_about("H-3", posted, object()).unwrap();
    on(s, "2026-07-01");
    assert_eq!(refused_about(s, "H-4", opened, object()), "objection.window");
    assert_eq!(s.hall().objections().count(), 3);
}

#[test]
fn an_answer_comes_once_from_a_supervisor_who_has_no_part_in_it() {
    let mut scribe = community("answer", 14);
    let s = &mut scribe;
    let (opened, ballots) = result(s);
    s.enter("clerk", post("result", Subject::Result(opened), 15)).unwrap();
    let objection = s.enter_about("H-1", opened, object()).unwrap();
    let dismissed = || answer(Ruling::Dismissed, &[]);
    assert_eq!(refused_about(s, "supervisor", opened, dismissed()), "objection.unknown");
    assert_eq!(refused_about(s, "H-1", objection, dismissed()), "office.missing");
    assert_eq!(refused_about(s, "clerk", objection, dismissed()), "office.missing");
    for office in ["committee", "street"] {
        assert_eq!(refused_about(s, office, objection, dismissed()), "objection.role");
    }
    let short = ObjectionAnswer { reason: "不对".to_owned(), ..dismissed() };
    assert_eq!(refused_about(s, "supervisor", objection, short), "reason.short");
    assert_eq!(
        refused_about(s, "supervisor", objection, answer(Ruling::Dismissed, &ballots[..1])),
        "objection.dismissed-voids"
    );
    s.enter_about("supervisor", objection, dismissed()).unwrap();
    assert_eq!(refused_about(s, "supervisor-2", objection, dismissed()), "objection.answered");
    assert_eq!(s.hall().publicity_state(&id("result")), Some(PublicityState::Running));
}

#[test]
fn whoever_posted_or_announced_does_not_answer() {
    use guanjia::event::{Confirmation, Office};
    use guanjia::role::Role;
    let mut scribe = community("own", 14);
    let s = &mut scribe;
    let (opened, _) = result(s);
    // A clerk who is also made a supervisor posts the result.
    let cnf = Confirmation { jwk: s.key("clerk-2") };
    let roles = [Role::Clerk, Role::Supervisor].into();
    s.enter("committee", Office { cnf, office: id("clerk-2"), roles }).unwrap();
    s.enter("clerk-2", post("result", Subject::Result(opened), 15)).unwrap();
    let objection = s.enter_about("H-1", opened, object()).unwrap();
    assert_eq!(refused_about(s, "clerk-2", objection, answer(Ruling::Dismissed, &[])), "objection.own-case");
    s.enter_about("supervisor", objection, answer(Ruling::Dismissed, &[])).unwrap();
}

#[test]
fn ab29_an_objection_that_nobody_answers_blocks_and_goes_to_the_street() {
    let mut scribe = community("ab29", 14);
    let s = &mut scribe;
    let (opened, _) = result(s);
    s.enter("clerk", post("result", Subject::Result(opened), 15)).unwrap();
    on(s, "2026-06-25");
    let index = s.hall().len();
    let objection = s.enter_about("H-1", opened, object()).unwrap();
    on(s, "2026-07-02");
    assert_eq!(refused(s, "clerk", end("result")), "objection.unanswered");
    assert_eq!(refused_about(s, "clerk", opened, Finalise {}), "objection.unanswered");
    assert_eq!(refused_about(s, "street", objection, answer(Ruling::Dismissed, &[])), "objection.role");
    assert!(s.hall().overdue().is_empty());
    // The eighth day.
    on(s, "2026-07-03");
    assert_eq!(codes(&s.hall().overdue_objections(s.hall().today())), [("objection.overdue", Some(index))]);
    assert_eq!(codes(&s.hall().overdue()), [("objection.overdue", Some(index))]);
    assert_eq!(s.hall().publicity_state(&id("result")), Some(PublicityState::StreetCheck));
    assert_eq!(refused(s, "clerk", end("result")), "objection.unanswered");
    s.enter_about("street", objection, answer(Ruling::Dismissed, &[])).unwrap();
    assert!(s.hall().overdue().is_empty());
    s.enter("clerk", end("result")).unwrap();
    s.enter_about("clerk", opened, Finalise {}).unwrap();
}

#[test]
fn ab03_a_ballot_that_was_somebody_else_s_is_voided_and_the_result_announced_anew() {
    let mut scribe = community("ab03", 14);
    let s = &mut scribe;
    let (opened, ballots) = result(s);
    let posted = s.enter("clerk", post("result", Subject::Result(opened), 15)).unwrap();
    let objection = s.enter_about("H-5", opened, object()).unwrap();
    let upheld = |voids: &[Hash]| ObjectionAnswer {
        corrections: vec![Correction { what: "同意".to_owned(), was: "8".to_owned(), is: "7".to_owned() }],
        ..answer(Ruling::Upheld, voids)
    };
    assert_eq!(refused_about(s, "supervisor", objection, upheld(&[Hash::of(b"")])), "objection.voids-nothing");
    // An entry that is no ballot, and the same with a ballot before it: all or nothing.
    assert_eq!(refused_about(s, "supervisor", objection, upheld(&[posted])), "ballot.unknown");
    assert_eq!(refused_about(s, "supervisor", objection, upheld(&[ballots[4], posted])), "ballot.unknown");
    s.enter_about("supervisor", objection, upheld(&ballots[4..5])).unwrap();

    let yes = |s: &Scribe| s.hall().motion(opened).unwrap().tally().unwrap().count.options[&id("Y")].of(Measure::Heads);
    assert_eq!(yes(s), 7);
    assert_eq!(s.hall().motion(opened).unwrap().tally().unwrap().refused["ballot.void"], 1);
    assert!(!s.hall().motion(opened).unwrap().is_announced());
    on(s, "2026-07-01");
    s.enter("clerk", end("result")).unwrap();
    assert_eq!(refused_about(s, "clerk", opened, Finalise {}), "finalise.not-announced");
    announce(s, opened);
    assert_eq!(s.hall().motion(opened).unwrap().outcome(), Some(Outcome::Passed));
    s.enter_about("clerk", posted, Finalise {}).unwrap();
    assert!(s.hall().may_vote(opened, &id("H-5"), &Choice::Abstain).is_err());
}

#[test]
fn nothing_but_a_vote_has_ballots_to_void() {
    let mut scribe = community("voids", 14);
    let s = &mut scribe;
    let (_, ballots) = result(s);
    let posted = s.enter("clerk", list(vec![organisation("光明物业公司")])).unwrap();
    let objection = s.enter_about("H-1", posted, object()).unwrap();
    assert_eq!(
        refused_about(s, "supervisor", objection, answer(Ruling::Upheld, &ballots[..1])),
        "objection.voids-nothing"
    );
    s.enter_about("supervisor", objection, answer(Ruling::Upheld, &[])).unwrap();
}

#[test]
fn a_roster_waits_for_its_list_to_be_public_and_every_objection_answered() {
    let mut scribe = community("roster", 12);
    let s = &mut scribe;
    let base = id("households");
    let rule = SeatRule {
        ratio: Fraction::new(1, 3).unwrap(),
        measure: Some(Measure::Households),
        rounding: Rounding::Ceil,
        by: Some(id("building")),
        floor_one: false,
    };
    let seats = rule.seats(s.hall().base(&base).unwrap()).unwrap();
    let roster = RosterNotice { base: base.clone(), candidates: base, id: id("R"), rule, seats };
    let declared = s.enter("committee", DeclareRoster { roster }).unwrap();
    let step = |event| MoveRoster { event, reason: None, roster: id("R"), until: None };
    let today = s.hall().today();
    s.enter("committee", MoveRoster { until: Some(today), ..step(RosterEvent::OpenNomination) }).unwrap();
    for n in [1, 2, 7, 8] {
        let nominate = Nominate { handle: id(&format!("H-{n}")), roster: id("R"), source: Nominator::Own };
        s.enter(&format!("H-{n}"), nominate).unwrap();
    }
    on(s, "2026-03-09");
    s.enter("committee", step(RosterEvent::CloseNomination)).unwrap();
    let posting = |name: &str| post(name, Subject::Roster(id("R")), 7);
    assert_eq!(refused(s, "clerk", posting("list")), "publicity.unready");
    s.enter("committee", step(RosterEvent::PublishList)).unwrap();
    assert_eq!(refused_about(s, "H-3", declared, object()), "publicity.missing");
    s.enter("clerk", posting("list")).unwrap();

    let state = |s: &Scribe| s.hall().roster(&id("R")).unwrap().state();
    let objections = ["H-3", "H-4"].map(|who| s.enter_about(who, declared, object()).unwrap());
    assert_eq!(state(s), RosterState::Objection);
    on(s, "2026-03-17");
    assert_eq!(refused(s, "committee", step(RosterEvent::Appoint)), "machine.step");
    s.enter_about("supervisor", objections[0], answer(Ruling::Dismissed, &[])).unwrap();
    assert_eq!(state(s), RosterState::Objection);
    assert_eq!(refused(s, "clerk", end("list")), "objection.unanswered");
    s.enter_about("supervisor", objections[1], answer(Ruling::Dismissed, &[])).unwrap();
    assert_eq!(state(s), RosterState::Publicised);
    assert_eq!(refused(s, "committee", step(RosterEvent::Appoint)), "roster.not-public");
    s.enter("clerk", end("list")).unwrap();
    s.enter("committee", step(RosterEvent::Appoint)).unwrap();
    assert_eq!(state(s), RosterState::Active);
}
