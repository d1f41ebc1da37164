//! Tasks and points on the record: done by one and checked by another, claimed by one and verified by
//! another.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use guanjia::map::{Map, Set};

use common::assembly::{community, date, on};
use common::record::{id, refused, refused_about};
use guanjia::event::{
    AssignTask, Attest, CheckTask, ClaimPoints, EndPost, MoveMatter, MovePoints, Object, ObjectionAnswer, PointsRule,
    PointsStep, Post, RaiseMatter, ReportTask, Subject, TaskOutcome, TriageMatter,
};
use guanjia::matter::{Intake, MatterState, MatterStep, Route, Submission, Triage};
use guanjia::objection::Ruling;
use guanjia::points::{Ground, Limit, Period, PointsState};
use guanjia::sample::Scribe;
use guanjia::task::{Due, TaskPlan, TaskState};
use guanjia::words::Words;
use guanjia::{Hash, Id};
use serde_json::Value;

const MATTER: &str = "M-1";

fn scenario() -> Value {
    serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap()
}

fn photo() -> Vec<Hash> {
    vec![Hash::of(b"photo")]
}

fn assign(task: &str, doer: &str, due: Option<Due>) -> AssignTask {
    let plan = TaskPlan {
        id: id(task),
        text: "安装6处犬便箱并配取袋".to_owned(),
        owner: "物业".to_owned(),
        doers: [id(doer)].into(),
        due,
        acceptance: "居务监督员现场核对照片6张".to_owned(),
    };
    AssignTask { matter: None, task: plan }
}

fn due(day: &str) -> Due {
    Due::On(date(day))
}

fn about_matter(task: AssignTask) -> AssignTask {
    AssignTask { matter: Some(id(MATTER)), ..task }
}

fn report(task: &str) -> ReportTask {
    ReportTask { evidence: photo(), task: id(task) }
}

fn struck_off(task: &str) -> CheckTask {
    CheckTask { evidence: Vec::new(), outcome: TaskOutcome::StruckOff, task: id(task) }
}

fn returned(task: &str, reason: &str) -> CheckTask {
    CheckTask { outcome: TaskOutcome::Returned { reason: reason.to_owned() }, ..struck_off(task) }
}

fn state(scribe: &Scribe, task: &str) -> TaskState {
    scribe.hall().task(&id(task)).unwrap().task().state()
}

fn matter_state(scribe: &Scribe) -> MatterState {
    scribe.hall().matter(&id(MATTER)).unwrap().state()
}

fn post(name: &str, subject: Subject) -> Post {
    Post {
        days: 7,
        evidence: photo(),
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

/// A matter that was handed in, triaged by two and agreed by the committee.
fn decided(scribe: &mut Scribe) {
    let submission = Submission {
        id: id(MATTER),
        intake: Intake::Own,
        part_of: None,
        resident: Some(id("H-1")),
        safety: false,
        words: Words::Text("凉亭漏雨需要维修".to_owned()),
    };
    scribe.enter("H-1", RaiseMatter { matter: submission }).unwrap();
    let step = |step| MoveMatter { matter: id(MATTER), step };
    scribe.enter("clerk", step(MatterStep::Accept { compared: [].into(), read_back: false })).unwrap();
    let triage = Triage {
        reason: "依目录和职权划分".to_owned(),
        route: Route::Minor(id("B1")),
        rule: "三事分流清单".to_owned(),
    };
    let triaged = scribe.enter("clerk", TriageMatter { matter: id(MATTER), triage }).unwrap();
    scribe.enter_about("committee", triaged, Attest {}).unwrap();
    scribe.enter("committee", step(MatterStep::DirectAgree { rule: "简易事项清单".to_owned() })).unwrap();
}

#[test]
fn a_task_is_done_by_one_and_struck_off_by_another() {
    let mut scribe = community("tasks", 4);
    let s = &mut scribe;
    on(s, "2026-07-01");
    let plan = || assign("T1", "department", Some(due("2026-07-31")));
    assert_eq!(refused(s, "clerk", plan()), "office.missing");
    assert_eq!(refused(s, "committee", assign("T1", "department", None)), "task.no-due");
    assert_eq!(refused(s, "committee", assign("T1", "department", Some(due("2026-06-30")))), "task.due-past");
    assert_eq!(refused(s, "committee", assign("T1", "nobody", Some(due("2026-07-31")))), "task.doer-unknown");
    let mut vague = plan();
    vague.task.acceptance = " ".to_owned();
    assert_eq!(refused(s, "committee", vague), "task.no-acceptance");
    let mut unowned = plan();
    unowned.task.owner = String::new();
    assert_eq!(refused(s, "committee", unowned), "task.no-owner");
    assert_eq!(refused(s, "committee", about_matter(plan())), "matter.unknown");
    let index = s.hall().len();
    s.enter("committee", plan()).unwrap();
    assert_eq!(refused(s, "committee", plan()), "task.repeated");

    assert_eq!(refused(s, "supervisor", struck_off("T1")), "task.state");
    assert_eq!(refused(s, "clerk", report("T1")), "task.not-doer");
    assert_eq!(refused(s, "department", report("T2")), "task.unknown");
    assert_eq!(refused(s, "department", ReportTask { evidence: Vec::new(), ..report("T1") }), "task.no-evidence");
    on(s, "2026-08-01");
    let overdue: Vec<_> = s.hall().overdue().iter().map(|late| (late.code(), late.entry())).collect();
    assert_eq!(overdue, [("task.overdue", Some(index))]);
    s.enter("department", report("T1")).unwrap();
    assert!(s.hall().overdue().is_empty());

    assert_eq!(refused(s, "clerk", struck_off("T1")), "office.missing");
    assert_eq!(refused(s, "supervisor", returned("T1", "缺照片")), "reason.short");
    s.enter("supervisor", returned("T1", "缺两处的照片")).unwrap();
    assert_eq!(state(s, "T1"), TaskState::Implementing);
    s.enter("department", report("T1")).unwrap();
    s.enter("supervisor", struck_off("T1")).unwrap();
    assert_eq!(state(s, "T1"), TaskState::StruckOff);
    assert_eq!(refused(s, "department", report("T1")), "task.state");

    // A member may do a task; whoever does one does not check it.
    s.enter("committee", assign("T2", "H-2", Some(Due::Standing))).unwrap();
    s.enter("H-2", report("T2")).unwrap();
    s.enter("committee", assign("T3", "supervisor", Some(due("2026-09-01")))).unwrap();
    s.enter("supervisor", report("T3")).unwrap();
    assert_eq!(refused(s, "supervisor", struck_off("T3")), "task.same-person");
    s.enter("supervisor-2", struck_off("T3")).unwrap();
}

#[test]
fn a_matter_follows_its_tasks() {
    let mut scribe = community("matter", 4);
    let s = &mut scribe;
    on(s, "2026-07-01");
    let first = || about_matter(assign("T1", "department", Some(due("2026-07-31"))));
    assert_eq!(refused(s, "committee", first()), "matter.unknown");
    decided(s);
    s.enter("committee", first()).unwrap();
    assert_eq!(matter_state(s), MatterState::Implementing);
    s.enter("committee", about_matter(assign("T2", "clerk", Some(due("2026-07-20"))))).unwrap();
    s.enter("committee", about_matter(assign("T3", "H-3", Some(Due::Standing)))).unwrap();

    // Done once both that have a day are reported; the standing one goes on.
    s.enter("clerk", report("T2")).unwrap();
    s.enter("supervisor", struck_off("T2")).unwrap();
    assert_eq!(matter_state(s), MatterState::Implementing);
    s.enter("department", report("T1")).unwrap();
    assert_eq!(matter_state(s), MatterState::Feedback);
    assert_eq!(refused(s, "committee", returned("T1", "缺两处的照片")), "machine.role");
    s.enter("supervisor", returned("T1", "缺两处的照片")).unwrap();
    assert_eq!(matter_state(s), MatterState::Implementing);
    s.enter("department", report("T1")).unwrap();

    // Struck off once the result was public for its days.
    let subject = Subject::Matter(id(MATTER));
    assert_eq!(refused(s, "supervisor", struck_off("T1")), "matter.not-publicised");
    s.enter("clerk", post("done", subject)).unwrap();
    on(s, "2026-07-08");
    assert_eq!(refused(s, "supervisor", struck_off("T1")), "publicity.short");
    assert_eq!(state(s, "T1"), TaskState::Feedback);
    on(s, "2026-07-09");
    s.enter("clerk", end("done")).unwrap();
    s.enter("supervisor", struck_off("T1")).unwrap();
    assert_eq!((state(s, "T1"), matter_state(s)), (TaskState::StruckOff, MatterState::StruckOff));
    assert_eq!(refused(s, "committee", about_matter(assign("T4", "clerk", Some(due("2026-08-01"))))), "machine.step");
}

fn rule(code: &str, text: &str, delta: i32, limit: Limit) -> PointsRule {
    PointsRule { code: id(code), text: text.to_owned(), ground: Ground::Volunteering, delta, limit }
}

fn times(times: u32, per: Period) -> Limit {
    Limit { times, per, each_item: false }
}

fn claim(name: &str, household: &str, rule: &str) -> ClaimPoints {
    let on = date("2026-07-20");
    ClaimPoints { claim: id(name), evidence: photo(), household: id(household), item: None, on, rule: id(rule) }
}

fn credit(name: &str) -> MovePoints {
    MovePoints { claim: id(name), step: PointsStep::Credit }
}

fn reject(name: &str, reason: &str) -> MovePoints {
    MovePoints { claim: id(name), step: PointsStep::Reject { reason: reason.to_owned() } }
}

fn claims(names: &[&str]) -> Subject {
    Subject::Points(names.iter().map(|name| id(name)).collect())
}

fn points_state(scribe: &Scribe, claim: &str) -> PointsState {
    scribe.hall().points().claims()[&id(claim)].state
}

fn answer(ruling: Ruling) -> ObjectionAnswer {
    ObjectionAnswer {
        ruling, reason: "核对巡查签到记录".to_owned(), voids: Vec::new(), corrections: Vec::new()
    }
}

#[test]
fn ab24_no_rule_gives_points_for_a_choice_or_against_an_opinion() {
    let mut scribe = community("ab24", 4);
    let s = &mut scribe;
    let month = times(1, Period::Month);
    for (text, delta, limit, code) in [
        ("投赞成票加5分", 5, month, "points.for-choice"),
        ("vote yes +5", 5, month, "points.for-choice"),
        ("投诉物业扣2分", -2, month, "points.for-choice"),
        ("发表反对意见扣2分", -2, month, "points.for-choice"),
        ("积分不足取消低保资格", -1, month, "points.for-rights"),
        ("参加晚间巡查一次", 0, month, "points.rule"),
        ("参加晚间巡查一次", 3, times(0, Period::Month), "points.rule"),
    ] {
        assert_eq!(refused(s, "committee", rule("P1", text, delta, limit)), code, "{text}");
    }
    let patrol = || rule("P2", "参加晚间巡查一次", 3, times(8, Period::Month));
    assert_eq!(refused(s, "clerk", patrol()), "office.missing");
    s.enter("committee", patrol()).unwrap();
    assert_eq!(refused(s, "committee", patrol()), "points.rule-twice");
}

#[test]
fn a_claim_is_verified_by_another_public_and_only_then_counts() {
    let mut scribe = community("claim", 4);
    let s = &mut scribe;
    s.enter("committee", rule("P2", "参加晚间巡查一次", 3, times(2, Period::Month))).unwrap();
    on(s, "2026-07-20");
    assert_eq!(refused(s, "H-2", claim("C1", "H-1", "P2")), "member.other");
    assert_eq!(refused(s, "supervisor", claim("C1", "H-1", "P2")), "office.missing");
    assert_eq!(refused(s, "clerk", claim("C1", "H-99", "P2")), "register.not-listed");
    assert_eq!(refused(s, "clerk", claim("C1", "H-1", "P9")), "points.unknown");
    assert_eq!(
        refused(s, "clerk", ClaimPoints { on: date("2026-07-21"), ..claim("C1", "H-1", "P2") }),
        "points.future"
    );
    assert_eq!(
        refused(s, "clerk", ClaimPoints { evidence: Vec::new(), ..claim("C1", "H-1", "P2") }),
        "points.no-evidence"
    );
    assert_eq!(refused(s, "clerk", ClaimPoints { item: Some(id("dog")), ..claim("C1", "H-1", "P2") }), "points.item");
    let first = s.enter("clerk", claim("C1", "H-1", "P2")).unwrap();
    assert_eq!(refused(s, "clerk", claim("C1", "H-1", "P2")), "points.claim-twice");
    let own = s.enter("H-1", claim("C2", "H-1", "P2")).unwrap();
    assert_eq!(refused(s, "clerk", claim("C3", "H-1", "P2")), "points.limit");

    assert_eq!(refused_about(s, "clerk", first, Attest {}), "points.same-person");
    assert_eq!(refused_about(s, "committee", first, Attest {}), "office.missing");
    assert_eq!(refused(s, "clerk", credit("C1")), "publicity.missing");
    assert_eq!(refused(s, "clerk", post("p", claims(&["C1"]))), "publicity.unready");
    s.enter_about("clerk-2", first, Attest {}).unwrap();
    assert_eq!(refused_about(s, "supervisor", first, Attest {}), "attest.unasked");

    // A claim that is not found true makes room for another.
    assert_eq!(refused(s, "clerk", reject("C2", "无签到")), "reason.short");
    assert_eq!(refused(s, "supervisor", reject("C2", "没有签到记录")), "office.missing");
    s.enter("clerk", reject("C2", "没有签到记录")).unwrap();
    assert_eq!(refused_about(s, "clerk-2", own, Attest {}), "attest.unasked");
    let third = s.enter("clerk", claim("C3", "H-1", "P2")).unwrap();
    s.enter_about("supervisor", third, Attest {}).unwrap();

    s.enter("clerk", post("p", claims(&["C1", "C3"]))).unwrap();
    assert_eq!(points_state(s, "C1"), PointsState::Publicised);
    assert_eq!(refused(s, "clerk", post("q", claims(&["C1"]))), "publicity.unready");
    assert_eq!(refused(s, "clerk", credit("C1")), "publicity.short");
    on(s, "2026-07-28");
    assert_eq!(refused(s, "clerk", credit("C1")), "publicity.not-ended");
    s.enter("clerk", end("p")).unwrap();
    assert_eq!(refused(s, "supervisor", credit("C1")), "office.missing");
    assert!(s.hall().balances().is_empty());
    s.enter("host", credit("C1")).unwrap();
    s.enter("clerk", credit("C3")).unwrap();
    assert_eq!(refused(s, "clerk", credit("C3")), "machine.step");
    assert_eq!(s.hall().balances(), Map::from([(id("H-1"), 6)]));
}

#[test]
fn a_disputed_claim_is_kept_or_reversed_by_somebody_without_a_part_in_it() {
    for (rulings, kept) in [
        ([Ruling::Dismissed, Ruling::Dismissed], true),
        ([Ruling::Dismissed, Ruling::Upheld], false),
        ([Ruling::Upheld, Ruling::Dismissed], false),
    ] {
        let mut scribe = community("dispute", 4);
        let s = &mut scribe;
        s.enter("committee", rule("P2", "参加晚间巡查一次", 3, times(2, Period::Month))).unwrap();
        on(s, "2026-07-20");
        let entries = ["C1", "C2"].map(|name| s.enter("clerk", claim(name, "H-1", "P2")).unwrap());
        let object = || Object { claim: "当晚没有见到本人巡查".to_owned(), handle: None };
        assert_eq!(refused_about(s, "H-2", entries[0], object()), "publicity.missing");
        for entry in entries {
            s.enter_about("supervisor-2", entry, Attest {}).unwrap();
        }
        s.enter("clerk", post("p", claims(&["C1", "C2"]))).unwrap();
        let objections = ["H-2", "H-3"].map(|who| s.enter_about(who, entries[0], object()).unwrap());
        assert_eq!((points_state(s, "C1"), points_state(s, "C2")), (PointsState::Disputed, PointsState::Publicised));
        // Who verified it is a party.
        assert_eq!(refused_about(s, "supervisor-2", objections[0], answer(Ruling::Dismissed)), "objection.own-case");
        for (objection, ruling) in objections.into_iter().zip(rulings) {
            assert_eq!(refused(s, "clerk", credit("C2")), "publicity.short");
            s.enter_about("supervisor", objection, answer(ruling)).unwrap();
        }
        on(s, "2026-07-28");
        s.enter("clerk", end("p")).unwrap();
        s.enter("clerk", credit("C2")).unwrap();
        let credited = s.enter("clerk", credit("C1"));
        assert_eq!(credited.map_err(|error| error.code()).err(), (!kept).then_some("machine.step"));
        assert_eq!(s.hall().balances()[&id("H-1")], if kept { 6 } else { 3 });
    }
}

#[test]
fn the_balances_of_scenario_01() {
    let points = &scenario()["points"];
    let ledger: Vec<(String, String, i64)> = serde_json::from_value(points["ledger"].clone()).unwrap();
    let expected: Map<Id, i64> = serde_json::from_value(points["balances"].clone()).unwrap();
    let mut scribe = common::record::founded("balances");
    let s = &mut scribe;
    let households: Set<&String> = ledger.iter().map(|(household, ..)| household).collect();
    for handle in households {
        let unit = common::record::unit(serde_json::json!({"handle": handle, "voter": true}));
        s.enter("registrar", common::record::paper("households", unit)).unwrap();
    }
    for written in points["rules"].as_array().unwrap() {
        let code = written["code"].as_str().unwrap();
        let limit = match code {
            "P1" => times(1, Period::Ever),
            "P2" => times(8, Period::Month),
            "P3" => Limit { each_item: true, ..times(1, Period::Year) },
            _ => times(1, Period::Month),
        };
        let delta = i32::try_from(written["delta"].as_i64().unwrap()).unwrap();
        s.enter("committee", rule(code, written["zh"].as_str().unwrap(), delta, limit)).unwrap();
    }
    on(s, "2026-08-17");
    let mut names = Vec::new();
    for (n, (household, rule, _)) in ledger.iter().enumerate() {
        let name = format!("C-{n}");
        let item = (rule == "P3").then(|| id("dog-1"));
        let entry = s.enter("clerk", ClaimPoints { item, ..claim(&name, household, rule) }).unwrap();
        s.enter_about("supervisor", entry, Attest {}).unwrap();
        names.push(name);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    s.enter("clerk", post("points", claims(&names))).unwrap();
    on(s, "2026-08-25");
    s.enter("clerk", end("points")).unwrap();
    for name in names {
        s.enter("host", credit(name)).unwrap();
    }
    assert_eq!(s.hall().balances(), expected);
}
