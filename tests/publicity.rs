//! Publicity and objections: scenario 01's dates and objection, and the attacks on both.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::{Map, Set};

use guanjia::aggregate::Aggregate;
use guanjia::objection::{Against, Correction, Objection, ObjectionAnswer, Ruling};
use guanjia::publicity::{Listed, Publicity, check_published_list, check_published_table, check_published_text};
use guanjia::role::Role;
use guanjia::{Date, Hash, Id};
use serde_json::{Value, json};

fn scenario() -> Value {
    serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn posted(on: &str, days: u32) -> Publicity {
    let evidence = vec![Hash::of(b"photo")];
    Publicity { text: Hash::of(b"text"), posted: day(on), days, extended_to: None, pulled: None, evidence }
}

fn handles() -> Set<Id> {
    ["R-0001", "R-0417", "H-0005", "S-006", "H-1"].map(id).into()
}

fn lodge(reason: &str, today: &str) -> Result<Objection, guanjia::Error> {
    Objection::lodge(
        id("OB-1"),
        Against::Result,
        id("H-0005"),
        Some(id("clerk-1")),
        reason.to_owned(),
        &posted("2026-06-15", 15),
        day(today),
        7,
    )
}

fn answer(ruling: Ruling) -> ObjectionAnswer {
    ObjectionAnswer {
        ruling, reason: "核对领票登记和存根".to_owned(), voids: Vec::new(), corrections: Vec::new()
    }
}

#[test]
fn ab11_publicity_is_over_when_its_last_day_is() {
    let publicity = posted("2026-05-18", 15);
    // 14 of 15 days.
    assert_eq!(publicity.complete(day("2026-06-01")).unwrap_err().code(), "publicity.short");
    assert_eq!(publicity.complete(day("2026-06-02")).unwrap_err().field("last"), Some("2026-06-02"));
    publicity.complete(day("2026-06-03")).unwrap();
    assert_eq!([18, 19].map(|d| publicity.days_left(day(&format!("2026-05-{d}")))), [15, 14]);
    assert_eq!(publicity.days_left(day("2026-07-01")), 0);

    let bare = Publicity { evidence: Vec::new(), ..publicity.clone() };
    assert_eq!(bare.complete(day("2026-06-03")).unwrap_err().code(), "publicity.no-evidence");
    let holiday = Publicity { extended_to: Some(day("2026-06-04")), ..publicity.clone() };
    assert_eq!(holiday.complete(day("2026-06-04")).unwrap_err().code(), "publicity.short");
    holiday.complete(day("2026-06-05")).unwrap();
    let cut = Publicity { extended_to: Some(day("2026-05-20")), ..publicity.clone() };
    assert_eq!(cut.last_day(), publicity.last_day());
    for (pulled, complete) in [("2026-05-25", false), ("2026-06-02", false), ("2026-06-03", true)] {
        let pulled = Publicity { pulled: Some(day(pulled)), ..publicity.clone() };
        assert_eq!(pulled.complete(day("2026-12-31")).is_ok(), complete, "{:?}", pulled.pulled);
    }
    let backwards = Publicity { pulled: Some(day("2026-06-10")), ..publicity };
    assert!(backwards.complete(day("2026-06-01")).is_err());
}

#[test]
fn publicities_of_scenario_01_have_their_dates() {
    let scenario = scenario();
    for row in scenario["publicity"].as_array().unwrap() {
        let days = u32::try_from(row["days"].as_u64().unwrap()).unwrap();
        let publicity = posted(row["from"].as_str().unwrap(), days);
        assert_eq!(publicity.last_day(), day(row["to"].as_str().unwrap()), "{row}");
    }
}

#[test]
fn objection_of_scenario_01_corrects_the_record() {
    let scenario = scenario();
    let (row, vote) = (&scenario["objection"], &scenario["household_vote"]);
    let lodged = row["lodged"].as_str().unwrap();
    let mut objection = lodge(row["claim"].as_str().unwrap(), lodged).unwrap();
    let (was, is) = (vote["tally"]["同意"].to_string(), row["after"]["同意"].to_string());
    assert_eq!((was.as_str(), is.as_str()), ("846", "845"));
    let corrections = vec![Correction { what: "同意".to_owned(), was, is }];
    let given = ObjectionAnswer {
        reason: row["finding"].as_str().unwrap().to_owned(),
        voids: vec![Hash::of(b"the ballot")],
        corrections,
        ..answer(Ruling::Upheld)
    };
    let today = day(row["answered"].as_str().unwrap());
    assert!(Objection::all_answered(std::slice::from_ref(&objection), today).is_err());
    objection.answer(&id("supervisor-1"), Role::Supervisor, today, given).unwrap();
    assert_eq!(objection.voided(), [Hash::of(b"the ballot")]);
    Objection::all_answered(&[objection], today).unwrap();
}

#[test]
fn ab29_day_8_without_an_answer_is_blocked() {
    let objection = lodge("本户没有投票", "2026-06-17").unwrap();
    assert_eq!(objection.due, day("2026-06-24"));
    let blocked = |today: &str| {
        let error = Objection::all_answered(std::slice::from_ref(&objection), day(today)).unwrap_err();
        (error.code(), error.field("overdue").unwrap().to_owned(), objection.is_overdue(day(today)))
    };
    assert_eq!(blocked("2026-06-24"), ("objection.unanswered", "0".to_owned(), false));
    assert_eq!(blocked("2026-06-25"), ("objection.unanswered", "1".to_owned(), true));
    Objection::all_answered(&[], day("2026-06-25")).unwrap();
    let mut answered = objection.clone();
    answered.answer(&id("street-1"), Role::Street, day("2026-06-25"), answer(Ruling::Dismissed)).unwrap();
    let both = [answered, objection];
    assert!(Objection::all_answered(&both, day("2026-06-26")).is_err());
    Objection::all_answered(&both[..1], day("2026-06-26")).unwrap();
}

#[test]
fn objections_are_lodged_in_time_and_with_a_reason() {
    for (today, in_time) in [("2026-06-14", false), ("2026-06-15", true), ("2026-06-30", true), ("2026-07-01", false)] {
        let lodged = lodge("本户没有投票", today);
        assert_eq!(lodged.is_ok(), in_time, "{today}");
        assert!(in_time || lodged.unwrap_err().code() == "objection.window");
    }
    assert_eq!(lodge("不服", "2026-06-17").unwrap_err().code(), "reason.short");
}

#[test]
fn objections_are_answered_once_by_somebody_else() {
    let objection = lodge("本户没有投票", "2026-06-17").unwrap();
    let try_answer = |by: &str, role: Role, today: &str, given: ObjectionAnswer| {
        let mut objection = objection.clone();
        objection.answer(&id(by), role, day(today), given).map_err(|error| error.code())
    };
    let dismissed = || answer(Ruling::Dismissed);
    assert_eq!(try_answer("clerk-1", Role::Supervisor, "2026-06-18", dismissed()), Err("objection.own-case"));
    assert_eq!(try_answer("H-0005", Role::Supervisor, "2026-06-18", dismissed()), Err("objection.own-case"));
    assert_eq!(try_answer("committee-1", Role::Committee, "2026-06-18", dismissed()), Err("objection.role"));
    assert_eq!(try_answer("clerk-2", Role::Clerk, "2026-06-18", dismissed()), Err("objection.role"));
    assert_eq!(try_answer("street-1", Role::Street, "2026-06-24", dismissed()), Err("objection.role"));
    assert_eq!(try_answer("street-1", Role::Street, "2026-06-25", dismissed()), Ok(()));
    let curt = ObjectionAnswer { reason: "不成立".to_owned(), ..dismissed() };
    assert_eq!(try_answer("supervisor-1", Role::Supervisor, "2026-06-18", curt), Err("reason.short"));
    let voids = ObjectionAnswer { voids: vec![Hash::of(b"")], ..dismissed() };
    assert_eq!(try_answer("supervisor-1", Role::Supervisor, "2026-06-18", voids), Err("objection.dismissed-voids"));

    let mut objection = objection;
    objection.answer(&id("supervisor-1"), Role::Supervisor, day("2026-06-18"), dismissed()).unwrap();
    let again = objection.answer(&id("supervisor-2"), Role::Supervisor, day("2026-06-18"), answer(Ruling::Upheld));
    assert_eq!(again.unwrap_err().code(), "objection.answered");

    let about_draft = Objection { against: Against::Draft, ..lodge("条文写得不清楚", "2026-06-17").unwrap() };
    let mut to_committee = about_draft.clone();
    to_committee.answer(&id("committee-1"), Role::Committee, day("2026-06-18"), dismissed()).unwrap();
}

#[test]
fn ab22_published_tables_hold_no_handles_and_no_small_cells() {
    let table = |group: &str, no: u64| -> Aggregate {
        serde_json::from_value(json!({
            "columns": [["no"], ["yes"]],
            "rows": [{ "groups": ["B01", group], "counts": [no, 60] }],
        }))
        .unwrap()
    };
    check_published_table(&table("B02", 5), &handles()).unwrap();
    for (group, no) in [("B02", 2), ("B02", 0), ("R-0001", 9), ("S-006等", 9), ("2栋501室", 9)] {
        let refusal = check_published_table(&table(group, no), &handles()).unwrap_err();
        assert_eq!(refusal.code(), "publicity.privacy", "{group} {no}");
    }
    let uneven: Aggregate = serde_json::from_value(json!({
        "columns": [["no"], ["yes"]], "rows": [{ "groups": ["B01"], "counts": [9] }],
    }))
    .unwrap();
    assert_eq!(check_published_table(&uneven, &handles()).unwrap_err().code(), "json.invalid");
    let counts = Map::from([("B01".to_owned(), Map::from([("R-0001".to_owned(), 9)]))]);
    assert!(check_published_table(&Aggregate::of(&counts, 5), &handles()).is_err());
}

#[test]
fn ab22_published_texts_name_nobody() {
    for (text, private) in [
        ("7月巡查12次,提醒34次。", false),
        ("同意846票,不同意117票", false),
        ("小游园东侧划线,2026-07-20前完成", false),
        ("H-10 号牌", false),
        ("3号楼公共活动室", false),
        ("办公电话 67181234", false),
        ("1号楼,共132户", false),
        ("由 R-0417 提出", true),
        ("(R-0417)", true),
        ("R-0417.", true),
        ("联系13800138000", true),
        ("电话:138-0013-8000", true),
        ("身份证500105199001011234", true),
        ("身份证50010519900101123X", true),
        ("3栋2单元501室未牵绳", true),
        ("1203 室", true),
    ] {
        let checked = check_published_text(text, &handles());
        assert_eq!(checked.is_err(), private, "{text}");
        assert!(!private || checked.unwrap_err().code() == "publicity.privacy");
    }
}

#[test]
fn ab30_no_person_on_a_red_or_black_list() {
    let organisation = |name: &str| Listed::Organisation { name: name.to_owned() };
    check_published_list(&[organisation("某物业公司"), organisation("某装修公司")], &handles()).unwrap();
    for listed in [
        Listed::Person { handle: id("R-0001") },
        Listed::Person { handle: id("R-9999") },
        organisation("R-0001"),
        organisation("501室"),
    ] {
        let refusal = check_published_list(&[organisation("某物业公司"), listed.clone()], &handles()).unwrap_err();
        assert_eq!(refusal.code(), "publicity.person-listed", "{listed:?}");
    }
}
