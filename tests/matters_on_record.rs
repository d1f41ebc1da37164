//! Matters on the record: the 24 of scenario 05 handed in, triaged by two and counted; support,
//! appeals, merging and what follows from other entries.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod common;

use guanjia::map::Set;

use common::record::{day, founded, id, keyed, paper, refused, refused_about, unit};
use guanjia::event::{AppealTriage, Attest, MoveMatter, Office, RaiseMatter, Support, TriageMatter};
use guanjia::hall::TriageCount;
use guanjia::matter::{
    EscalationGround, Intake, MatterState, MatterStep, PartyStudy, Route, Submission, Triage, alike,
};
use guanjia::role::Role;
use guanjia::sample::Scribe;
use guanjia::words::Words;
use guanjia::{Error, Hall, Hash, Id};
use serde_json::{Value, json};

const SALT: [u8; 16] = [7; 16];

fn scenario() -> Value {
    serde_json::from_str(include_str!("scenarios/05_pengshui_triage_and_items.json")).unwrap()
}

/// A record with three residents who have keys and one who has none.
fn community(seed: &str) -> Scribe {
    let mut scribe = founded(seed);
    for n in 1..=3 {
        let enrol = keyed(&mut scribe, "residents", unit(json!({"handle": format!("R-{n}"), "voter": true})));
        scribe.enter("registrar", enrol).unwrap();
    }
    scribe.enter("registrar", paper("residents", unit(json!({"handle": "R-4", "voter": true})))).unwrap();
    scribe
}

fn submission(matter: &str, text: &str) -> Submission {
    Submission {
        id: id(matter),
        intake: Intake::Own,
        part_of: None,
        resident: Some(id("R-1")),
        safety: false,
        words: Words::Text(text.to_owned()),
    }
}

fn raise(matter: Submission) -> RaiseMatter {
    RaiseMatter { matter }
}

fn step(matter: &str, step: MatterStep) -> MoveMatter {
    MoveMatter { matter: id(matter), step }
}

fn triage(matter: &str, route: Route) -> TriageMatter {
    let triage = Triage { reason: "依目录和职权划分".to_owned(), route, rule: "三事分流清单".to_owned() };
    TriageMatter { matter: id(matter), triage }
}

fn minor(matter: &str, item: &str) -> TriageMatter {
    triage(matter, Route::Minor(id(item)))
}

fn state(scribe: &Scribe, matter: &str) -> MatterState {
    scribe.hall().matter(&id(matter)).unwrap().state()
}

/// A resident hands a matter in and a clerk takes it up.
fn accepted(scribe: &mut Scribe, matter: &str, text: &str) {
    scribe.enter("R-1", raise(submission(matter, text))).unwrap();
    let compared = scribe
        .hall()
        .matters()
        .filter(|other| other.submission().words.text().is_some_and(|words| alike(words, text)))
        .map(|other| other.id().clone())
        .collect();
    scribe.enter("clerk", step(matter, MatterStep::Accept { compared, read_back: false })).unwrap();
}

/// A clerk triages and the committee attests.
fn triaged(scribe: &mut Scribe, event: TriageMatter) -> Result<Hash, Error> {
    let proposed = scribe.enter("clerk", event)?;
    scribe.enter_about("committee", proposed, Attest {})
}

fn count(major: u64, minor: u64, private: u64) -> TriageCount {
    TriageCount { major, minor, private }
}

#[test]
fn the_24_matters_of_pengshui_are_counted_on_the_record() {
    let scenario = scenario();
    let mut scribe = community("24");
    for matter in scenario["matters"].as_array().unwrap() {
        let (number, text) = (matter["id"].as_str().unwrap(), matter["text"].as_str().unwrap());
        let route = match matter["class"].as_str().unwrap() {
            "大事" => Route::Major,
            "小事" => Route::Minor(id(matter["item"].as_str().unwrap())),
            "私事" => Route::Private,
            other => panic!("{other}"),
        };
        if number == "T17" {
            assert_eq!(refused(&mut scribe, "R-1", raise(submission(number, text))), "matter.text-exposed");
            let words = Words::sealed(text, &SALT).unwrap();
            scribe.enter("R-1", raise(Submission { safety: true, words, ..submission(number, text) })).unwrap();
            let accept = MatterStep::Accept { compared: Set::new(), read_back: false };
            scribe.enter("clerk", step(number, accept)).unwrap();
            for route in [Route::Private, Route::Minor(id("D1"))] {
                assert_eq!(refused(&mut scribe, "clerk", triage(number, route)), "triage.safety");
            }
            let proposed = scribe.enter("clerk", triage(number, Route::Major)).unwrap();
            assert_eq!(refused_about(&mut scribe, "committee", proposed, Attest {}), "triage.unreported");
            scribe.enter("clerk", step(number, MatterStep::Report { to: "派出所、妇联".to_owned() })).unwrap();
            scribe.enter_about("committee", proposed, Attest {}).unwrap();
        } else {
            accepted(&mut scribe, number, text);
            triaged(&mut scribe, triage(number, route)).unwrap();
        }
    }
    let counts = &scenario["counts"];
    let told = ["大事", "小事", "私事"].map(|class| counts[class].as_u64().unwrap());
    assert_eq!(scribe.hall().triaged(), count(told[0], told[1], told[2]));
    assert_eq!(scribe.hall().triaged(), count(8, 10, 6));
    let restricted: Vec<&str> =
        scribe.hall().matters().filter(|matter| matter.is_restricted()).map(|matter| matter.id().as_str()).collect();
    assert_eq!(restricted, ["T17"]);

    // T24: the leak turns out to come from a shared pipe.
    day(&mut scribe, 7);
    let appeal = |matter: &str| AppealTriage { matter: id(matter), reason: "物业查明为公共管道".to_owned() };
    assert_eq!(refused(&mut scribe, "clerk", appeal("T24")), "member.missing");
    scribe.enter("R-2", appeal("T24")).unwrap();
    assert_eq!(scribe.hall().triaged(), count(8, 10, 5));
    triaged(&mut scribe, minor("T24", "B1")).unwrap();
    assert_eq!(scribe.hall().triaged(), count(8, 11, 5));
    assert_eq!(refused(&mut scribe, "R-2", appeal("T24")), "machine.step");
    day(&mut scribe, 8);
    assert_eq!(refused(&mut scribe, "R-2", appeal("T07")), "triage.appeal-late");

    assert_eq!(&Hall::replay(scribe.lines().iter()), scribe.hall());
}

#[test]
fn a_triage_is_proposed_by_one_person_and_attested_by_another() {
    let mut scribe = community("two");
    let roles = [Role::Clerk, Role::Committee].into();
    let cnf = guanjia::event::Confirmation { jwk: scribe.key("both") };
    scribe.enter("committee", Office { cnf, office: id("both"), roles }).unwrap();
    accepted(&mut scribe, "M-1", "小区凉亭漏雨");

    assert_eq!(refused(&mut scribe, "committee", minor("M-1", "B1")), "office.missing");
    assert_eq!(refused(&mut scribe, "R-1", minor("M-1", "B1")), "office.missing");
    let own = scribe.enter("both", minor("M-1", "B1")).unwrap();
    assert_eq!(refused_about(&mut scribe, "both", own, Attest {}), "triage.same-person");
    assert_eq!(refused_about(&mut scribe, "clerk", own, Attest {}), "office.missing");
    assert_eq!(refused(&mut scribe, "committee", step("M-1", MatterStep::Shortlist)), "triage.unconfirmed");

    // Another proposal takes the place of the first, which nobody can attest any more.
    let other = scribe.enter("clerk", minor("M-1", "B2")).unwrap();
    assert_eq!(refused_about(&mut scribe, "committee", own, Attest {}), "attest.unasked");
    scribe.enter_about("both", other, Attest {}).unwrap();
    assert_eq!(refused_about(&mut scribe, "committee", other, Attest {}), "attest.unasked");
    let settled = scribe.hall().matter(&id("M-1")).unwrap().triage().unwrap();
    assert_eq!((settled.proposed_by.as_str(), settled.attested_by.as_str()), ("clerk", "both"));
    assert_eq!(settled.triage.route, Route::Minor(id("B2")));
}

#[test]
fn a_matter_comes_from_its_resident_or_from_a_clerk_who_read_it_back() {
    let mut scribe = community("intake");
    accepted(&mut scribe, "M-1", "路灯不亮");
    let oral = Submission { intake: Intake::Oral, resident: Some(id("R-4")), ..submission("M-2", "路灯不亮") };
    assert_eq!(refused(&mut scribe, "R-1", raise(oral.clone())), "office.missing");
    assert_eq!(refused(&mut scribe, "R-2", raise(submission("M-2", "路灯不亮"))), "matter.not-own");
    assert_eq!(refused(&mut scribe, "R-1", raise(submission("M-1", "路灯不亮"))), "matter.taken");
    for text in ["3栋501室漏水", "请打13800138000"] {
        assert_eq!(refused(&mut scribe, "R-1", raise(submission("M-2", text))), "words.personal");
    }
    let stranger = Submission { resident: Some(id("R-9")), ..oral.clone() };
    assert_eq!(refused(&mut scribe, "clerk", raise(stranger)), "register.not-listed");
    let part = Submission { part_of: Some(id("M-9")), ..oral.clone() };
    assert_eq!(refused(&mut scribe, "clerk", raise(part)), "matter.unknown");
    scribe.enter("clerk", raise(oral)).unwrap();

    let accept = |compared: &[&str], read_back| {
        step("M-2", MatterStep::Accept { compared: compared.iter().map(|text| id(text)).collect(), read_back })
    };
    assert_eq!(refused(&mut scribe, "clerk", accept(&[], true)), "matter.not-compared");
    assert_eq!(refused(&mut scribe, "clerk", accept(&["M-1"], false)), "matter.not-read-back");
    scribe.enter("clerk", accept(&["M-1"], true)).unwrap();
    assert_eq!(state(&scribe, "M-2"), MatterState::Screening);
}

#[test]
fn each_supports_once_by_key_or_on_paper() {
    let mut scribe = community("support");
    accepted(&mut scribe, "M-1", "规范养犬");
    let support =
        |handles: &[&str]| Support { handles: handles.iter().map(|text| id(text)).collect(), matter: id("M-1") };
    scribe.enter("R-1", support(&[])).unwrap();
    assert_eq!(refused(&mut scribe, "R-1", support(&[])), "matter.supported");
    assert_eq!(refused(&mut scribe, "clerk", support(&[])), "matter.supporters-missing");
    assert_eq!(refused(&mut scribe, "R-2", support(&["R-3"])), "office.missing");
    for (handles, expected) in [(["R-4", "R-1"], "matter.supported"), (["R-4", "R-9"], "register.not-listed")] {
        assert_eq!(refused(&mut scribe, "clerk", support(&handles)), expected);
    }
    scribe.enter("clerk", support(&["R-4", "R-3"])).unwrap();
    assert_eq!(scribe.hall().matter(&id("M-1")).unwrap().support_count(), 3);
    let unknown = Support { handles: Set::new(), matter: id("M-9") };
    assert_eq!(refused(&mut scribe, "R-1", unknown), "matter.unknown");
}

#[test]
fn supporters_go_on_with_a_merged_or_split_matter() {
    let mut scribe = community("merge");
    let support = |matter: &str| Support { handles: Set::new(), matter: id(matter) };
    let reason = "与另一件是一回事".to_owned();
    accepted(&mut scribe, "M-1", "规范养犬");
    accepted(&mut scribe, "M-2", "遛狗要牵绳");
    for (who, matter) in [("R-1", "M-1"), ("R-2", "M-1"), ("R-2", "M-2"), ("R-3", "M-2")] {
        scribe.enter(who, support(matter)).unwrap();
    }
    let merge = |into: &str| step("M-2", MatterStep::Merge { into: id(into), reason: reason.clone() });
    assert_eq!(refused(&mut scribe, "clerk", merge("M-9")), "matter.unknown");
    assert_eq!(refused(&mut scribe, "clerk", merge("M-2")), "matter.into-itself");
    scribe.enter("clerk", merge("M-1")).unwrap();
    let supporters = |scribe: &Scribe, matter: &str| scribe.hall().matter(&id(matter)).unwrap().support_count();
    assert_eq!((supporters(&scribe, "M-1"), state(&scribe, "M-2")), (3, MatterState::Merged));
    let back = step("M-1", MatterStep::Merge { into: id("M-2"), reason: reason.clone() });
    assert_eq!(refused(&mut scribe, "clerk", back), "matter.settled");

    for part in ["M-1a", "M-1b"] {
        let part_of = Some(id("M-1")).filter(|_| part == "M-1a");
        let intake = Intake::Paper;
        scribe.enter("clerk", raise(Submission { intake, part_of, ..submission(part, part) })).unwrap();
    }
    let split =
        |parts: [&str; 2]| step("M-1", MatterStep::Split { into: parts.map(id).into(), reason: reason.clone() });
    assert_eq!(refused(&mut scribe, "clerk", split(["M-1a", "M-1b"])), "matter.not-part");
    let part_of = Some(id("M-1"));
    let intake = Intake::Paper;
    scribe.enter("clerk", raise(Submission { intake, part_of, ..submission("M-1c", "M-1c") })).unwrap();
    scribe.enter("clerk", split(["M-1a", "M-1c"])).unwrap();
    assert_eq!((supporters(&scribe, "M-1a"), supporters(&scribe, "M-1c")), (3, 3));
}

#[test]
fn what_follows_from_other_entries_is_not_entered_by_itself() {
    let mut scribe = community("elsewhere");
    accepted(&mut scribe, "M-1", "小区凉亭漏雨");
    triaged(&mut scribe, minor("M-1", "B1")).unwrap();
    let propose = MatterStep::Propose { triage: minor("M-1", "B1").triage };
    let assign = MatterStep::Assign { due: None, owner: id("R-1"), test: "不再漏雨".to_owned() };
    for (who, taken) in [
        ("clerk", propose),
        ("R-1", MatterStep::Appeal { reason: "应当列为大事".to_owned() }),
        ("facilitator", MatterStep::PutOnAgenda { session: id("S-1") }),
        ("facilitator", MatterStep::OpenConsult),
        ("committee", assign),
    ] {
        assert_eq!(refused(&mut scribe, who, step("M-1", taken)), "matter.elsewhere");
    }
}

#[test]
fn a_major_matter_is_referred_and_its_result_made_public_before_it_is_struck_off() {
    let mut scribe = community("major");
    accepted(&mut scribe, "M-1", "村口县道一整段路灯不亮");
    triaged(&mut scribe, triage("M-1", Route::Major)).unwrap();
    let refer = MatterStep::Refer { due: "2026-03-20".parse().unwrap(), to: "住建委".to_owned() };
    assert_eq!(refused(&mut scribe, "clerk", step("M-1", refer.clone())), "machine.role");
    scribe.enter("committee", step("M-1", refer)).unwrap();
    let done = MatterStep::ReportDone { evidence: Hash::of(b"photo") };
    assert_eq!(refused(&mut scribe, "clerk", step("M-1", done.clone())), "machine.role");
    scribe.enter("department", step("M-1", done)).unwrap();
    let strike = step("M-1", MatterStep::StrikeOff);
    assert_eq!(refused(&mut scribe, "supervisor", strike), "matter.not-publicised");
}

#[test]
fn ab26_what_a_statute_reserves_goes_to_those_who_decide_it() {
    let mut scribe = community("competence");
    accepted(&mut scribe, "T05", "红白喜事大操大办,想写进村规民约");
    triaged(&mut scribe, minor("T05", "A2")).unwrap();
    let agree = MatterStep::DirectAgree { rule: "两委商定".to_owned() };
    assert_eq!(refused(&mut scribe, "committee", step("T05", agree)), "motion.not-competent");
    accepted(&mut scribe, "T08", "不牵绳一次罚款100元");
    assert_eq!(refused(&mut scribe, "clerk", minor("T08", "D1")), "matter.negative-list");
    let studied = PartyStudy { on: "2026-03-02".parse().unwrap(), record: "支委会记录".to_owned() };
    let escalate = MatterStep::Escalate { ground: EscalationGround::Reserved, studied };
    assert_eq!(refused(&mut scribe, "committee", step("T05", escalate)), "machine.step");
}

#[test]
fn the_payloads_have_one_spelling() {
    let handle: Id = id("R-1");
    for (kind, text, ok) in [
        ("support", r#"{"aud":"a","iat":1,"matter":"M-1","seq":1}"#.to_owned(), true),
        ("support", format!(r#"{{"aud":"a","handles":["{handle}"],"iat":1,"matter":"M-1","seq":1}}"#), true),
        ("support", r#"{"aud":"a","handles":[],"iat":1,"matter":"M-1","seq":1}"#.to_owned(), false),
        ("support", r#"{"aud":"a","handles":["R-2","R-1"],"iat":1,"matter":"M-1","seq":1}"#.to_owned(), false),
        ("matter-move", r#"{"aud":"a","iat":1,"matter":"M-1","move":"shortlist","seq":1}"#.to_owned(), true),
        ("matter-move", r#"{"aud":"a","iat":1,"matter":"M-1","move":"sell","seq":1}"#.to_owned(), false),
        ("appeal", r#"{"aud":"a","iat":1,"matter":"M-1","reason":"…","seq":1,"x":1}"#.to_owned(), false),
    ] {
        assert_eq!(guanjia::Payload::parse(kind, &text).is_ok(), ok, "{text}");
    }
}
