//! Tasks and points: scenario 01's, and the attacks on both.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::Map;

use guanjia::points::{Ground, Limit, Period, PointsLedger, PointsRule, PointsState};
use guanjia::publicity::Publicity;
use guanjia::task::{Due, Task, TaskPlan, TaskState};
use guanjia::{Date, Hash, Id};
use serde_json::Value;

fn scenario() -> Value {
    serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn plan(due: Option<Due>) -> TaskPlan {
    TaskPlan {
        id: id("T1"),
        text: "安装6处犬便箱并配取袋".to_owned(),
        owner: "物业".to_owned(),
        doers: [id("wy-1"), id("wy-2")].into(),
        due,
        acceptance: "居务监督员现场核对照片6张".to_owned(),
    }
}

fn rule(text: &str) -> PointsRule {
    let limit = Limit { times: 1, per: Period::Ever, each_item: false };
    PointsRule { code: id("P9"), text: text.to_owned(), ground: Ground::Volunteering, delta: 5, limit }
}

#[test]
fn tasks_of_scenario_01_come_out() {
    let scenario = scenario();
    let mut overdue = Vec::new();
    for row in scenario["tasks"].as_array().unwrap() {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        let due = if text("due") == "长期" { Due::Standing } else { Due::On(day(&text("due"))) };
        let mut task = Task::assign(TaskPlan {
            id: id(&text("id")),
            text: text("zh"),
            owner: text("owner"),
            doers: [id("doer")].into(),
            due: Some(due),
            acceptance: text("verify"),
        })
        .unwrap();
        if row["state"] == "struck_off" {
            task.report(&id("doer"), vec![Hash::of(b"photo")]).unwrap();
            task.strike_off(&id("supervisor")).unwrap();
        }
        assert_eq!(serde_json::to_value(task.state()).unwrap(), row["state"]);
        if task.is_overdue(day("2026-09-01")) {
            overdue.push(text("id"));
        }
        assert!(!task.is_overdue(day("2026-07-20")));
    }
    assert_eq!(overdue, ["T3"]);
}

#[test]
fn a_task_is_struck_off_by_somebody_else() {
    let mut task = Task::assign(plan(Some(Due::On(day("2026-07-31"))))).unwrap();
    let code = |result: Result<(), guanjia::Error>| result.unwrap_err().code();
    let photo = || vec![Hash::of(b"photo")];
    assert_eq!(code(task.strike_off(&id("jd-1"))), "task.state");
    assert_eq!(code(task.report(&id("wy-1"), Vec::new())), "task.no-evidence");
    assert_eq!(code(task.report(&id("jd-1"), photo())), "task.not-doer");
    task.report(&id("wy-1"), photo()).unwrap();
    assert_eq!(task.state(), TaskState::Feedback);
    assert_eq!(code(task.report(&id("wy-1"), photo())), "task.state");
    // Neither the one who reported nor a colleague.
    for doer in ["wy-1", "wy-2"] {
        assert_eq!(code(task.strike_off(&id(doer))), "task.same-person");
        assert_eq!(code(task.send_back(&id(doer), "少装了一处".to_owned())), "task.same-person");
    }
    assert_eq!(code(task.send_back(&id("jd-1"), "不行".to_owned())), "reason.short");
    assert!(!task.is_overdue(day("2026-08-01")), "it waits for its check");
    task.send_back(&id("jd-1"), "少装了一处".to_owned()).unwrap();
    assert_eq!(task.state(), TaskState::Implementing);
    assert!(task.is_overdue(day("2026-08-01")) && !task.is_overdue(day("2026-07-31")));
    task.report(&id("wy-2"), photo()).unwrap();
    task.strike_off(&id("jd-1")).unwrap();
    assert_eq!(task.state(), TaskState::StruckOff);
    assert!(!task.is_overdue(day("2027-01-01")));
    assert_eq!(code(task.send_back(&id("jd-1"), "少装了一处".to_owned())), "task.state");
    assert_eq!(task.reports().len(), 2);
}

#[test]
fn a_task_says_who_until_when_and_how_one_will_know() {
    let code = |plan: TaskPlan| Task::assign(plan).unwrap_err().code();
    let whole = plan(Some(Due::Standing));
    assert!(Task::assign(whole.clone()).is_ok());
    assert_eq!(code(plan(None)), "task.no-due");
    assert_eq!(code(TaskPlan { owner: " ".to_owned(), ..whole.clone() }), "task.no-owner");
    assert_eq!(code(TaskPlan { doers: [].into(), ..whole.clone() }), "task.no-owner");
    assert_eq!(code(TaskPlan { acceptance: "\u{3000}".to_owned(), ..whole }), "task.no-acceptance");
    for (text, valid) in
        [(r#""standing""#, true), (r#""2026-07-31""#, true), (r#""Standing""#, false), (r#""长期""#, false)]
    {
        let due = serde_json::from_str::<Due>(text);
        assert_eq!(due.is_ok(), valid, "{text}");
        assert!(!valid || serde_json::to_string(&due.unwrap()).unwrap() == text);
    }
}

#[test]
fn ab24_rules_that_reward_a_choice_are_refused() {
    for text in [
        "投赞成票加5分",
        "投票同意+5",
        "投 赞 成 票 加 5 分",
        "對方案投贊成票加5分",
        "因投诉扣分",
        "表决时选择同意的加5分",
        "投反对票扣5分",
        "弃权票扣2分",
        "支持本方案的加3分",
        "举手赞成得5分",
        "向12345举报的扣10分",
        "发表意见扣分",
        "在业主群发布负面言论扣5分",
        "提出合理化建议加5分",
        "不配合工作扣5分",
        "按投赞成票或反对票给分",
        "因投诉、发表意见扣分",
    ] {
        let refusal = rule(text).check().unwrap_err();
        assert_eq!(refusal.code(), "points.for-choice", "{text}");
        assert!(!refusal.field("words").unwrap().is_empty());
    }
    for text in ["与低保、入学等权益挂钩", "满100分优先入学", "积分低的取消补贴", "分数影响公租房申请"]
    {
        assert_eq!(rule(text).check().unwrap_err().code(), "points.for-rights", "{text}");
    }
    // What the scenario forbids is refused in its own words.
    for text in scenario()["points"]["forbidden"].as_array().unwrap() {
        assert!(rule(text.as_str().unwrap()).check().is_err(), "{text}");
    }
}

#[test]
fn ab24_rules_for_what_was_done_are_not() {
    for text in [
        "签署公约",
        "参加晚间巡查一次",
        "出示当年免疫证明",
        "认捐取袋100个",
        "参加居民会议一次",
        "参加投票一次,投什么票不影响积分",
        "调解邻里纠纷一次",
        "清理楼道杂物",
    ] {
        assert_eq!(rule(text).check(), Ok(()), "{text}");
    }
    let whole = rule("清理楼道杂物");
    assert_eq!(PointsRule { delta: 0, ..whole.clone() }.check().unwrap_err().code(), "points.rule");
    let limit = Limit { times: 0, ..whole.limit };
    assert_eq!(PointsRule { limit, ..whole.clone() }.check().unwrap_err().code(), "points.rule");
    assert_eq!(rule(" ").check().unwrap_err().code(), "points.rule");
    let mut ledger = PointsLedger::default();
    ledger.adopt(whole.clone()).unwrap();
    assert_eq!(ledger.adopt(whole).unwrap_err().code(), "points.rule-twice");
    assert_eq!(ledger.adopt(rule("投赞成票加5分")).unwrap_err().code(), "points.for-choice");
}

/// The rules of scenario 01, with the limits it says in words.
fn ledger() -> PointsLedger {
    let scenario = scenario();
    let limits = Map::from([
        ("每户一次", (Ground::Signing, Limit { times: 1, per: Period::Ever, each_item: false })),
        ("每月≤8次", (Ground::Patrol, Limit { times: 8, per: Period::Month, each_item: false })),
        ("每犬每年一次", (Ground::Immunisation, Limit { times: 1, per: Period::Year, each_item: true })),
        ("每月一次", (Ground::Donation, Limit { times: 1, per: Period::Month, each_item: false })),
    ]);
    let mut ledger = PointsLedger::default();
    for row in scenario["points"]["rules"].as_array().unwrap() {
        let (ground, limit) = limits[row["limit"].as_str().unwrap()];
        let delta = i32::try_from(row["delta"].as_i64().unwrap()).unwrap();
        let text = row["zh"].as_str().unwrap().to_owned();
        ledger.adopt(PointsRule { code: id(row["code"].as_str().unwrap()), text, ground, delta, limit }).unwrap();
    }
    ledger
}

fn public() -> Publicity {
    Publicity {
        text: Hash::of(b"points"),
        posted: day("2026-08-03"),
        days: 7,
        extended_to: None,
        pulled: None,
        evidence: vec![Hash::of(b"photo")],
    }
}

#[test]
fn balances_of_scenario_01_come_out_within_its_own_limits() {
    let scenario = scenario();
    let mut ledger = ledger();
    for (at, row) in scenario["points"]["ledger"].as_array().unwrap().iter().enumerate() {
        let (household, rule) = (row[0].as_str().unwrap(), row[1].as_str().unwrap());
        let claim = id(&format!("C-{at}"));
        let item = (rule == "P3").then(|| id("dog-1"));
        ledger.claim(claim.clone(), id(household), &id(rule), day("2026-07-20"), item, id(household)).unwrap();
        ledger.verify(&claim, &id("clerk-1"), &[Hash::of(b"photo")]).unwrap();
        ledger.publish(&claim).unwrap();
        assert!(!ledger.balances().contains_key("nobody"));
        assert_eq!(ledger.credit(&claim, &public(), day("2026-08-10")).unwrap_err().code(), "publicity.short");
        ledger.credit(&claim, &public(), day("2026-08-11")).unwrap();
    }
    let balances: Map<String, i64> =
        ledger.balances().into_iter().map(|(household, points)| (household.to_string(), points)).collect();
    let expected: Map<String, i64> = serde_json::from_value(scenario["points"]["balances"].clone()).unwrap();
    assert_eq!(balances, expected);
}

#[test]
fn limits_hold_per_period_and_item() {
    let mut ledger = ledger();
    let mut number = 0;
    let mut claim = |rule: &str, on: &str, item: Option<&str>| {
        number += 1;
        let claim = id(&format!("C-{number}"));
        ledger.claim(claim, id("H-0007"), &id(rule), day(on), item.map(id), id("H-0007")).map_err(|error| error.code())
    };
    assert_eq!(claim("P1", "2026-07-20", None), Ok(()));
    assert_eq!(claim("P1", "2027-07-20", None), Err("points.limit"));
    for _ in 0..8 {
        assert_eq!(claim("P2", "2026-07-20", None), Ok(()));
    }
    assert_eq!(claim("P2", "2026-07-31", None), Err("points.limit"));
    assert_eq!(claim("P2", "2026-08-01", None), Ok(()));
    assert_eq!(claim("P3", "2026-07-20", None), Err("points.item"));
    assert_eq!(claim("P2", "2026-08-01", Some("dog-1")), Err("points.item"));
    assert_eq!(claim("P3", "2026-01-01", Some("dog-1")), Ok(()));
    assert_eq!(claim("P3", "2026-12-31", Some("dog-1")), Err("points.limit"));
    assert_eq!(claim("P3", "2026-12-31", Some("dog-2")), Ok(()));
    assert_eq!(claim("P3", "2027-01-01", Some("dog-1")), Ok(()));
    assert_eq!(claim("P9", "2026-07-20", None), Err("points.unknown"));
    assert_eq!(ledger.balances(), Map::new());
}

#[test]
fn a_claim_is_verified_by_another_and_can_be_reversed() {
    let mut ledger = ledger();
    let (claim, household, patrol) = (id("C-1"), id("H-0007"), id("P2"));
    let photo = [Hash::of(b"photo")];
    let put_in = |ledger: &mut PointsLedger, claim: &str| {
        ledger.claim(id(claim), household.clone(), &patrol, day("2026-07-20"), None, id("clerk-1"))
    };
    put_in(&mut ledger, "C-1").unwrap();
    let code = |result: Result<(), guanjia::Error>| result.unwrap_err().code();
    assert_eq!(code(put_in(&mut ledger, "C-1")), "points.claim-twice");
    assert_eq!(code(ledger.publish(&claim)), "machine.step");
    for by in ["clerk-1", "H-0007"] {
        assert_eq!(code(ledger.verify(&claim, &id(by), &photo)), "points.same-person");
    }
    assert_eq!(code(ledger.verify(&claim, &id("clerk-2"), &[])), "points.no-evidence");
    assert_eq!(code(ledger.verify(&id("C-9"), &id("clerk-2"), &photo)), "points.unknown");
    ledger.verify(&claim, &id("clerk-2"), &photo).unwrap();
    assert_eq!(code(ledger.credit(&claim, &public(), day("2026-08-11"))), "machine.step");
    ledger.publish(&claim).unwrap();
    assert_eq!(code(ledger.object(&claim, &public(), day("2026-08-11"), "那天没有巡查")), "objection.window");
    assert_eq!(code(ledger.object(&claim, &public(), day("2026-08-05"), "没有")), "reason.short");
    ledger.object(&claim, &public(), day("2026-08-05"), "那天没有巡查").unwrap();
    assert_eq!(code(ledger.credit(&claim, &public(), day("2026-08-11"))), "machine.step");
    ledger.settle(&claim, true, "有巡查照片为证").unwrap();
    ledger.object(&claim, &public(), day("2026-08-06"), "照片是上个月的").unwrap();
    ledger.settle(&claim, false, "照片确系上月所拍").unwrap();
    assert_eq!(ledger.claims()["C-1"].state, PointsState::Reversed);
    assert_eq!(code(ledger.credit(&claim, &public(), day("2026-08-11"))), "machine.step");
    assert_eq!(ledger.balances(), Map::new());

    put_in(&mut ledger, "C-2").unwrap();
    assert_eq!(code(ledger.reject(&id("C-2"), "不行")), "reason.short");
    ledger.reject(&id("C-2"), "没有巡查记录").unwrap();
    // What was reversed does not use up the limit.
    for at in 3..11 {
        put_in(&mut ledger, &format!("C-{at}")).unwrap();
    }
    assert_eq!(code(put_in(&mut ledger, "C-11")), "points.limit");
}
