//! Scenario 02 comes out of the library number by number; the numbers are those of the scenario's file.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use common::record::id;
use common::sample::{Sample, number, run, string};
use guanjia::agenda::{Agenda, AgendaItem, AgendaMotion};
use guanjia::ballot::Choice;
use guanjia::event::{Motion, MoveSession, Notice, SessionBody, Subject};
use guanjia::hall::MotionRecord;
use guanjia::machine::Machine;
use guanjia::matter::MatterState;
use guanjia::measure::{Amounts, Measure};
use guanjia::motion::Effect;
use guanjia::objection::Ruling;
use guanjia::rule::{Channel, Of, Side};
use guanjia::sample::{Chapter, tanggui};
use guanjia::session::{SessionState, SessionStep, Venue, When, Window};
use guanjia::task::TaskState;
use guanjia::verdict::Outcome;
use guanjia::{Hall, Time};
use serde_json::Value;

static SCENARIO: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("scenarios/02_tanggui_falling_objects.json")).unwrap());
static SAMPLE: LazyLock<Sample> = LazyLock::new(|| Sample::tell(tanggui(b"tanggui", &mut |_: Chapter, _| ()).unwrap()));

fn hall() -> &'static Hall {
    &SAMPLE.hall
}

fn motion(name: &str) -> &'static MotionRecord {
    hall().motion_named(&id(name)).unwrap()
}

fn session() -> &'static Value {
    &SCENARIO["async_session"]
}

/// Area and heads, as the file gives them.
fn same(amounts: &Amounts, expected: &Value) {
    let counted = (amounts.of(Measure::Area), amounts.of(Measure::Heads));
    assert_eq!(counted, (number(&expected["area"]), number(&expected["count"])));
}

#[test]
fn the_audit_is_clean_and_has_nothing_to_list() {
    assert_eq!(SAMPLE.audit(), [""; 0]);
}

#[test]
fn the_households_and_accounts_are_the_files() {
    let base = hall().base(&id("households-2026")).unwrap();
    assert_eq!(base.total(Measure::Households), number(&session()["min_participants"]["households"]));
    let record = hall().session(&id(string(&session()["id"]))).unwrap();
    assert_eq!(record.present_count(), number(&session()["accounts_verified"]));
    let mut ages = BTreeMap::new();
    for handle in record.present().keys() {
        *ages.entry(base.members()[handle].strata[&id("age")].to_string()).or_insert(0) += 1;
    }
    assert_eq!(serde_json::to_value(ages).unwrap(), session()["age_bands"]);
    for post in session()["posts"].as_array().unwrap() {
        let strata = &base.members()[&id(string(&post["resident"]))].strata;
        assert_eq!(strata[&id("age")].as_str(), string(&post["age_band"]));
    }
}

#[test]
fn enough_households_are_there_for_an_opinion() {
    let quorum = hall().session_quorum(&id(string(&session()["id"]))).unwrap();
    let wanted = &session()["min_participants"];
    assert_eq!((quorum.need, quorum.have), (number(&wanted["need"]), number(&session()["accounts_verified"])));
    assert_eq!(Value::from(quorum.is_met()), wanted["ok"]);
}

#[test]
fn everything_posted_is_on_the_minutes_and_what_accuses_a_door_is_hidden() {
    let record = hall().session(&id(string(&session()["id"]))).unwrap();
    let posts = session()["posts"].as_array().unwrap();
    assert_eq!(record.statements().len(), posts.len());
    assert_eq!(record.minutes().unwrap().statements, record.statements().keys().copied().collect());
    for (post, statement) in posts.iter().zip(record.statements().values()) {
        assert_eq!(statement.speaker, id(string(&post["resident"])));
        let hidden = string(&post["handling"]).strip_prefix("隐藏:");
        assert_eq!(statement.hidden.as_deref(), hidden);
        // The salt is with whoever spoke; without it nobody can say what the words were.
        assert_eq!(statement.words.text(), Some(string(&post["text"])).filter(|_| hidden.is_none()));
    }
    assert_eq!(record.statements().values().filter(|statement| statement.hidden.is_some()).count(), 1);
}

#[test]
fn the_poll_adopts_what_more_than_half_of_those_who_took_part_want() {
    let poll = &session()["poll"];
    let record = motion("MEASURES");
    let tally = record.tally().unwrap();
    let decision = record.decision().unwrap();
    assert_eq!(record.question().effect, Effect::Opinion);
    assert_eq!(record.ballots().counted().count(), poll["ballots"].as_array().unwrap().len());
    for (option, expected) in poll["expected"].as_object().unwrap() {
        assert_eq!(tally.count.options[&id(option)].of(Measure::Heads), number(expected), "{option}");
        let tests = &decision.verdicts[&id(option)].tests;
        let need = |side| tests.iter().find(|test| test.side == side).unwrap().need;
        assert_eq!(need(Side::Participation), number(&session()["min_participants"]["need"]));
        assert_eq!(need(Side::Approval), number(&poll["need"]), "{option}");
    }
    let adopted: BTreeSet<&str> = decision.adopted.iter().map(guanjia::Id::as_str).collect();
    assert_eq!(adopted, poll["adopted"].as_array().unwrap().iter().map(string).collect());
    assert!(poll["not_adopted"].as_array().unwrap().iter().all(|option| !adopted.contains(string(option))));
    assert_eq!(record.outcome(), Some(Outcome::Passed));
}

#[test]
fn every_ballot_of_the_poll_says_what_the_file_says() {
    let accounts: Vec<(&guanjia::Id, &Choice)> =
        motion("MEASURES").ballots().counted().map(|(who, _, choice)| (who, choice)).collect();
    for (n, marks) in (1..).zip(session()["poll"]["ballots"].as_array().unwrap()) {
        let handle = id(&format!("R-{}", 5_000 + n));
        let (_, choice) = accounts.iter().find(|(who, _)| **who == handle).unwrap();
        let bits = match choice {
            Choice::Options(options) => {
                options.iter().map(|option| 1 << (option.as_str().as_bytes()[0] - b'A')).sum::<u64>()
            }
            _ => 0,
        };
        assert_eq!(bits, number(marks), "{handle}");
    }
}

#[test]
fn ab34_the_owners_are_heads_whatever_they_hold() {
    let vote = &SCENARIO["owners_vote"];
    let base = hall().base(&id("owners-2026")).unwrap();
    assert_eq!(base.total(Measure::Heads), number(&vote["persons"]));
    assert_eq!(base.total(Measure::Area), number(&vote["round1"]["tally"]["total_area"]));
    let register = hall().register(&id("owners")).unwrap();
    let flats: usize = register.units().map(|unit| unit.holdings.len()).sum();
    assert_eq!(flats, vote["units"].as_object().unwrap().len());
    let mut held: BTreeMap<&str, u64> = BTreeMap::new();
    for flat in vote["units"].as_object().unwrap().values() {
        *held.entry(string(&flat[1])).or_default() += number(&flat[0]);
    }
    for (owner, area) in held {
        let member = base.member(&id(owner)).unwrap();
        assert_eq!((member.amounts.of(Measure::Heads), member.amounts.of(Measure::Area)), (1, area), "{owner}");
    }
    assert_eq!(register.unit(&id("DEV")).unwrap().holdings.len(), 4);
    assert_eq!(register.unit(&id("R-7001")).unwrap().holdings.len(), 3);
}

#[test]
fn ab33_the_owners_refuse_by_one_head_and_then_agree() {
    let vote = &SCENARIO["owners_vote"];
    for (name, round) in [("CAMERA-1", &vote["round1"]), ("CAMERA-2", &vote["round2"])] {
        let record = motion(name);
        assert_eq!(record.question().rule.rule().unwrap().id, id(string(&vote["preset"])));
        let count = record.tally().unwrap().count;
        let (tally, judge) = (&round["tally"], &round["judge"]);
        same(&count.approval[&Of::Participating], &tally["participating"]);
        same(&count.options[&id("Y")], &tally["by_choice"]["同意"]);
        same(&count.options[&id("N")], &tally["by_choice"]["不同意"]);
        same(&count.abstain, &tally["by_choice"]["弃权"]);
        let all = &count.participation[&Of::Entitled];
        let all = (all.of(Measure::Area), all.of(Measure::Heads));
        assert_eq!(all, (number(&tally["total_area"]), number(&tally["total_persons"])));

        let decision = record.decision().unwrap();
        let verdict = &decision.verdicts[&id("Y")];
        let names = ["participation_area", "participation_count", "approval_area", "approval_count"];
        assert_eq!(verdict.tests.len(), names.len());
        for (name, test) in names.into_iter().zip(&verdict.tests) {
            assert_eq!(test.need, number(&judge["need"][name]), "{name}");
            assert_eq!(Value::from(test.met), judge[name], "{name}");
        }
        assert_eq!(record.outcome().unwrap().zh(), string(&judge["result"]));
    }
    let verdict = &motion("CAMERA-1").decision().unwrap().verdicts[&id("Y")];
    assert_eq!(verdict.zh(), "未通过:还差 1 人");
}

#[test]
fn every_owner_votes_as_the_file_says() {
    let vote = &SCENARIO["owners_vote"];
    for (name, round) in [("CAMERA-1", &vote["round1"]), ("CAMERA-2", &vote["round2"])] {
        let counted = motion(name).ballots().counted().map(|(who, standing, choice)| {
            assert_eq!(standing.channel, Channel::Online);
            let word = match choice {
                Choice::Option(option) if *option == id("Y") => "同意",
                Choice::Option(_) => "不同意",
                _ => "弃权",
            };
            (who.to_string(), Value::from(word))
        });
        assert_eq!(counted.collect::<serde_json::Map<_, _>>(), *round["votes"].as_object().unwrap());
    }
}

#[test]
fn objections_are_met_by_measures_or_stand() {
    let wanted = SCENARIO["owners_vote"]["objections"].as_array().unwrap();
    let about = |session: &str| {
        let subject = Subject::Agenda(id(session));
        let mut records: Vec<_> = hall().objections().map(|(_, o)| o).filter(|o| o.subject == subject).collect();
        records.sort_by_key(|record| record.entry);
        records
    };
    let first = about("OWN-3-1");
    assert_eq!(first.len(), wanted.len());
    for (record, wanted) in first.iter().zip(wanted) {
        let answer = record.objection.answer.as_ref().unwrap();
        assert!(record.objection.reason.ends_with(string(&wanted["ground"])));
        assert!(answer.reason.contains(string(&wanted["measure"])));
        let ruling = if wanted["status"] == "met" { Ruling::Upheld } else { Ruling::Dismissed };
        assert_eq!(answer.ruling, ruling);
        assert!(motion("CAMERA-2").question().text.zh.contains(string(&wanted["measure"])));
        // Whose objection was met agrees, and whose was not does not.
        let vote = &SCENARIO["owners_vote"]["round2"]["votes"][record.objection.by.as_str()];
        assert_eq!(vote == "同意", ruling == Ruling::Upheld);
    }
    let stood = wanted.iter().filter(|objection| objection["status"] == "stood").count();
    assert_eq!(about("OWN-3-2").len(), stood);
}

/// The question that failed is put on a further agenda, word for word under another name.
#[test]
fn ab14_the_question_that_failed_is_not_put_again_unchanged() {
    let mut quiet = |_: Chapter, _| ();
    let mut story = tanggui(b"tanggui", &mut quiet).unwrap();
    let mut question = motion("CAMERA-1").question().clone();
    question.id = id("CAMERA-3");
    question.title.zh = "再议3号楼摄像头".to_owned();
    let now = story.scribe().hall().now();
    let later = |days: u64| Time(now.0 + days * 86_400);
    let motions = vec![AgendaMotion { id: question.id.clone(), question: question.digest().unwrap() }];
    let notice = Notice {
        agenda: Agenda { items: vec![AgendaItem { matter: None, motions, no: 1, title: "摄像头".to_owned() }] },
        body: SessionBody::Base(id("owners-2026")),
        guests: guanjia::map::Set::new(),
        place: None,
        rule: question.rule.clone(),
        session: id("OWN-3-3"),
        special: None,
        stakeholders: None,
        turns: None,
        venue: Venue::Both,
        when: When::Window(Window { closes: later(20), opens: later(16) }),
    };
    let scribe = story.scribe();
    scribe.enter("facilitator", notice).unwrap();
    scribe.clock(later(17)).unwrap();
    let open = MoveSession { step: SessionStep::OpenCheckin, session: id("OWN-3-3") };
    scribe.enter("clerk-a", open).unwrap();
    let before = scribe.hall().clone();
    let again = Motion { convention: None, question, session: id("OWN-3-3") };
    let refused = scribe.enter("facilitator", again.clone()).unwrap_err();
    assert_eq!((refused.code(), refused.field("failed")), ("motion.same", Some("CAMERA-1")));
    assert!(before == *scribe.hall());
    let kept = scribe.sign("facilitator", None, again).unwrap();
    assert_eq!(scribe.keep(&kept).unwrap().code(), "motion.same");
    assert!(scribe.hall().motion_named(&id("CAMERA-3")).is_none());
}

#[test]
fn matter_and_session_go_the_way_of_the_file() {
    let matter = SAMPLE.states(|hall| Some(hall.matter(&id("M-TG-01"))?.state()));
    assert_eq!(matter, run::<MatterState>(&SCENARIO, "M-TG-01"));
    let name = string(&session()["id"]);
    let states = SAMPLE.states(|hall| Some(hall.session(&id(name))?.state()));
    // It is announced in the entry that drafts it.
    assert_eq!(states, run::<SessionState>(&SCENARIO, name)[1..]);
    assert_eq!(states.last().map(|state| state.zh()), Some("定稿"));
}

#[test]
fn the_owners_result_is_final_and_the_camera_is_up() {
    assert!(hall().is_final(&Subject::Result(motion("CAMERA-2").leaf())));
    assert!(!hall().is_final(&Subject::Result(motion("CAMERA-1").leaf())));
    let state = |task: &str| hall().task(&id(task)).unwrap().task().state();
    assert_eq!((state("T-TG-1"), state("T-TG-2")), (TaskState::StruckOff, TaskState::Implementing));
}
