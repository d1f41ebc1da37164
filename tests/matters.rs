//! Matters from their submission to the archive: the 24 of scenario 05, the runs of every scenario
//! and the attacks on triage.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::{Map, Set};

use guanjia::actor::Actor;
use guanjia::agenda::{Agenda, AgendaItem, AgendaMotion, FrozenAgenda};
use guanjia::catalogue::Catalogue;
use guanjia::machine::Machine;
use guanjia::matter::{
    EscalationGround, Intake, Matter, MatterContext, MatterEvent, MatterState, MatterStep, PartyStudy, PutMotion,
    Route, Submission, Triage, alike,
};
use guanjia::publicity::Publicity;
use guanjia::role::Role;
use guanjia::rule::{Rule, preset};
use guanjia::verdict::Outcome;
use guanjia::words::Words;
use guanjia::{Date, Error, Hash, Id};
use serde_json::Value;

const SALT: [u8; 16] = [7; 16];

fn scenario() -> Value {
    serde_json::from_str(include_str!("scenarios/05_pengshui_triage_and_items.json")).unwrap()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn actor(who: &str, role: Role) -> Actor {
    Actor::new(id(who), [role])
}

fn posted(on: &str) -> Publicity {
    Publicity {
        days: 15,
        evidence: vec![Hash::of(b"photo")],
        extended_to: None,
        posted: day(on),
        pulled: None,
        text: Hash::of(b"result"),
    }
}

fn clerk() -> Actor {
    actor("CLERK", Role::Clerk)
}

fn committee() -> Actor {
    actor("COMMITTEE", Role::Committee)
}

fn resident() -> Actor {
    actor("R-0001", Role::Resident)
}

/// Everything a step may need, all of it favourable.
struct Desk {
    agenda: FrozenAgenda,
    alike: Set<Id>,
    catalogue: Catalogue,
    on: Date,
    publicity: Option<Publicity>,
    put: Option<Outcome>,
    rule: &'static Rule,
}

impl Desk {
    fn about(matter: &str) -> Self {
        let item = AgendaItem { matter: Some(id(matter)), motions: vec![], no: 1, title: "议题".to_owned() };
        Self {
            agenda: Agenda { items: vec![item] }.freeze().unwrap(),
            alike: Set::new(),
            catalogue: Catalogue::bundled(),
            on: day("2026-04-10"),
            publicity: Some(posted("2026-03-20")),
            put: Some(Outcome::Passed),
            rule: preset("x.steward.session").unwrap(),
        }
    }

    fn context(&self) -> MatterContext<'_> {
        MatterContext {
            agenda: Some(&self.agenda),
            alike: &self.alike,
            appeal_days: 7,
            catalogue: &self.catalogue,
            on: self.on,
            publicity: self.publicity.as_ref(),
            put: self.put.map(|outcome| PutMotion { outcome, question: Hash::of(b"Q1"), rule: self.rule }),
        }
    }

    /// Takes a step; one that is refused must leave the matter as it was.
    fn take(&self, matter: &mut Matter, step: &MatterStep, by: &Actor) -> Result<(), Error> {
        let before = matter.clone();
        let taken = matter.apply(step, by, &self.context());
        assert!(taken.is_ok() || *matter == before, "a refused step left a trace: {step:?}");
        taken
    }

    fn attest(&self, matter: &mut Matter, triage: &Triage, by: &Actor) -> Result<(), Error> {
        let before = matter.clone();
        let taken = matter.attest_triage(triage, by, &self.context());
        assert!(taken.is_ok() || *matter == before, "a refused signature left a trace");
        taken
    }

    /// Takes a matter up and triages it by two people.
    fn triaged(&self, matter: &str, text: &str, triage: &Triage) -> Result<Matter, Error> {
        let mut matter = self.accepted(submission(matter, text))?;
        self.take(&mut matter, &MatterStep::Propose { triage: triage.clone() }, &clerk())?;
        self.attest(&mut matter, triage, &committee())?;
        Ok(matter)
    }

    fn accepted(&self, submission: Submission) -> Result<Matter, Error> {
        let by = if submission.intake == Intake::Own { resident() } else { clerk() };
        let mut matter = Matter::submit(submission, &by, self.on, &self.catalogue)?;
        self.take(&mut matter, &MatterStep::Accept { compared: Set::new(), read_back: true }, &clerk())?;
        Ok(matter)
    }
}

fn submission(matter: &str, text: &str) -> Submission {
    Submission {
        id: id(matter),
        intake: Intake::Own,
        part_of: None,
        resident: Some(id("R-0001")),
        safety: false,
        words: Words::Text(text.to_owned()),
    }
}

/// The same, kept off the record and marked as one of personal safety.
fn sealed(matter: &str, text: &str) -> Submission {
    Submission { safety: true, words: Words::sealed(text, &SALT).unwrap(), ..submission(matter, text) }
}

fn triage(route: Route) -> Triage {
    Triage { reason: "依目录和职权划分".to_owned(), route, rule: "三事分流清单".to_owned() }
}

fn minor(item: &str) -> Triage {
    triage(Route::Minor(id(item)))
}

fn route(matter: &Value) -> Route {
    match matter["class"].as_str().unwrap() {
        "大事" => Route::Major,
        "小事" => Route::Minor(id(matter["item"].as_str().unwrap())),
        "私事" => Route::Private,
        other => panic!("{other}"),
    }
}

fn code(result: Result<impl std::fmt::Debug, Error>) -> &'static str {
    result.unwrap_err().code()
}

#[test]
fn the_bundled_catalogue_is_that_of_the_scenario() {
    let scenario = scenario();
    let catalogue = Catalogue::bundled();
    catalogue.check().unwrap();
    let theirs = scenario["consultable"].as_array().unwrap();
    assert_eq!(catalogue.categories.len(), 4);
    assert_eq!(catalogue.items().count(), 16);
    for (ours, theirs) in catalogue.categories.iter().zip(theirs) {
        assert_eq!(ours.name.zh, theirs["category"]);
        assert!(!ours.name.en.is_empty());
        let items = theirs["items"].as_array().unwrap();
        assert_eq!(ours.items.len(), items.len());
        for (ours, theirs) in ours.items.iter().zip(items) {
            assert_eq!(ours.code.as_str(), theirs["code"]);
            assert_eq!(ours.name.zh, theirs["zh"]);
            assert_eq!(ours.path.zh, theirs["path"]);
            assert_eq!(ours.statutory, theirs["statutory"]);
            assert!(!ours.name.en.is_empty() && !ours.path.en.is_empty());
        }
    }
    let negative: Vec<&str> = catalogue.negative.iter().map(|list| list.name.zh.as_str()).collect();
    let theirs: Vec<&str> =
        scenario["negative_list_sample"].as_array().unwrap().iter().map(|entry| entry.as_str().unwrap()).collect();
    assert_eq!(negative, theirs);
}

#[test]
fn a_catalogue_that_is_not_in_order_is_refused() {
    let mut twice = Catalogue::bundled();
    let again = twice.categories[0].items[0].clone();
    twice.categories[3].items.push(again);
    let mut blank = Catalogue::bundled();
    blank.safety[0].words.push(" ".to_owned());
    for (catalogue, which) in [(twice, "A1"), (blank, "S1")] {
        let error = catalogue.check().unwrap_err();
        assert_eq!((error.code(), error.field("code")), ("catalogue.invalid", Some(which)));
    }
}

#[test]
fn all_24_matters_go_where_the_scenario_says() {
    let scenario = scenario();
    let mut counts: Map<&str, u64> = Map::new();
    for matter in scenario["matters"].as_array().unwrap() {
        let (number, text) = (matter["id"].as_str().unwrap(), matter["text"].as_str().unwrap());
        let desk = Desk::about(number);
        let proposal = Triage {
            reason: format!("{};{}", matter["why"].as_str().unwrap(), matter["route"].as_str().unwrap()),
            route: route(matter),
            rule: "三事分流清单".to_owned(),
        };
        let touches_safety = number == "T17";
        assert_eq!(!desk.catalogue.safety_hits(text).is_empty(), touches_safety, "{number}");
        let mut matter_itself =
            desk.accepted(if touches_safety { sealed(number, text) } else { submission(number, text) }).unwrap();
        if touches_safety {
            let report = MatterStep::Report { to: "派出所、妇联".to_owned() };
            desk.take(&mut matter_itself, &report, &clerk()).unwrap();
        }
        desk.take(&mut matter_itself, &MatterStep::Propose { triage: proposal.clone() }, &clerk()).unwrap();
        desk.attest(&mut matter_itself, &proposal, &committee()).unwrap();
        let class = matter["class"].as_str().unwrap();
        let expected = match class {
            "大事" => MatterState::Major,
            "小事" => MatterState::Minor,
            _ => MatterState::Private,
        };
        assert_eq!(matter_itself.state(), expected, "{number}");
        assert_eq!(matter_itself.is_restricted(), touches_safety, "{number}");
        if class == "小事" {
            desk.take(&mut matter_itself, &MatterStep::Shortlist, &committee()).unwrap();
        }
        *counts.entry(class).or_default() += 1;
    }
    for (class, count) in &counts {
        assert_eq!(scenario["counts"][*class], *count, "{class}");
    }
    assert_eq!(counts, Map::from([("大事", 8), ("小事", 10), ("私事", 6)]));
}

#[test]
fn ab27_what_touches_safety_is_neither_private_nor_minor() {
    let scenario = scenario();
    let t17 = scenario["matters"].as_array().unwrap().iter().find(|m| m["id"] == "T17").unwrap();
    let text = t17["text"].as_str().unwrap();
    let desk = Desk::about("T17");

    let exposed = Matter::submit(submission("T17", text), &resident(), desk.on, &desk.catalogue).unwrap_err();
    assert_eq!((exposed.code(), exposed.field("word")), ("matter.text-exposed", Some("打老婆")));
    let marked = Submission { safety: true, ..submission("T17", "隔壁的事") };
    assert_eq!(code(Matter::submit(marked, &resident(), desk.on, &desk.catalogue)), "matter.text-exposed");

    let mut matter = desk.accepted(sealed("T17", text)).unwrap();
    assert!(matter.is_restricted());
    for route in [Route::Private, Route::Minor(id("B3"))] {
        let step = MatterStep::Propose { triage: triage(route) };
        assert_eq!(code(desk.take(&mut matter, &step, &clerk())), "triage.safety");
    }
    let major = triage(Route::Major);
    desk.take(&mut matter, &MatterStep::Propose { triage: major.clone() }, &clerk()).unwrap();
    assert_eq!(code(desk.attest(&mut matter, &major, &committee())), "triage.unreported");
    desk.take(&mut matter, &MatterStep::Report { to: "派出所".to_owned() }, &clerk()).unwrap();
    desk.attest(&mut matter, &major, &committee()).unwrap();
    assert_eq!(matter.state(), MatterState::Major);
    assert_eq!(matter.reports()[0].to, "派出所");
}

#[test]
fn ab27_words_kept_off_the_record_are_held_against_the_list_when_shown() {
    let desk = Desk::about("T17");
    let hidden = Submission { safety: false, ..sealed("T17", "他在家虐待老人") };
    let matter = desk.accepted(hidden).unwrap();
    let disclosed = matter.check_disclosed("他在家虐待老人", &SALT, &desk.catalogue).unwrap_err();
    assert_eq!(
        (disclosed.code(), disclosed.field("word"), disclosed.field("at")),
        ("triage.safety", Some("虐待"), Some("3"))
    );
    assert_eq!(code(matter.check_disclosed("他在家孝敬老人", &SALT, &desk.catalogue)), "words.differ");
    let honest = desk.accepted(sealed("T17", "他在家虐待老人")).unwrap();
    honest.check_disclosed("他在家虐待老人", &SALT, &desk.catalogue).unwrap();
}

#[test]
fn ab27_safety_found_late_stops_whatever_was_under_way() {
    let desk = Desk::about("T13");
    let flag = MatterStep::FlagSafety { reason: "走访发现遗弃老人".to_owned() };
    let mut private = desk.triaged("T13", "两兄弟为赡养父母出多少钱吵架", &triage(Route::Private)).unwrap();
    assert_eq!(code(desk.take(&mut private, &flag, &resident())), "office.missing");
    desk.take(&mut private, &flag, &clerk()).unwrap();
    let advise = MatterStep::Advise { advice: "人民调解".to_owned() };
    assert_eq!(code(desk.take(&mut private, &advise, &clerk())), "triage.safety");
    desk.take(&mut private, &MatterStep::Appeal { reason: "涉及遗弃,应列大事".to_owned() }, &resident()).unwrap();
    desk.take(&mut private, &MatterStep::Report { to: "公安、民政".to_owned() }, &committee()).unwrap();
    let major = triage(Route::Major);
    desk.take(&mut private, &MatterStep::Propose { triage: major.clone() }, &clerk()).unwrap();
    desk.attest(&mut private, &major, &committee()).unwrap();
    assert_eq!(private.state(), MatterState::Major);

    let mut minor = desk.triaged("T13", "楼道堆杂物", &minor("B3")).unwrap();
    desk.take(&mut minor, &flag, &committee()).unwrap();
    assert_eq!(code(desk.take(&mut minor, &MatterStep::Shortlist, &committee())), "triage.safety");
    let agree = MatterStep::DirectAgree { rule: "简易事项清单".to_owned() };
    assert_eq!(code(desk.take(&mut minor, &agree, &committee())), "triage.safety");
}

#[test]
fn words_of_safety_are_found_with_their_place() {
    let catalogue = Catalogue::bundled();
    for (text, found) in [
        ("隔壁男的经常打老婆孩子", Some((6, "打老婆"))),
        ("家暴", Some((0, "家暴"))),
        ("楼上有人 家 暴", Some((5, "家暴"))),
        ("樓上有人遺棄老人", Some((4, "遗弃"))),
        ("他从不家暴", Some((3, "家暴"))),
        ("我想不开车也能到", None),
        ("怀疑非法拘禁", Some((2, "非法拘禁"))),
        ("担心电瓶爆炸", Some((4, "爆炸"))),
        ("虐待动物怎么劝", None),
        ("不遗弃、不虐待犬只", None),
        ("群里信息爆炸", None),
        ("群里信息爆炸,楼下也爆炸了", Some((10, "爆炸"))),
        ("两兄弟为赡养父母出多少钱吵架", None),
        ("自来水主管爆了,整村停水", None),
        ("", None),
    ] {
        let hits = catalogue.safety_hits(text);
        assert_eq!(hits.first().map(|hit| (hit.at, hit.word.as_str())), found, "{text}");
    }
}

#[test]
fn the_negative_list_closes_the_agenda() {
    let catalogue = Catalogue::bundled();
    for (text, entry) in [
        ("请社区开一张无犯罪记录证明", Some("N1")),
        ("请社区强制拆除楼顶的棚子", Some("N2")),
        ("不牵绳一次罚款100元,充作社区经费", Some("N3")),
        ("屡教不改的由社区扣走犬只", Some("N3")),
        ("把违约户公布姓名", Some("N4")),
        ("规定租户不准结婚", Some("N5")),
        ("罰 款一百", Some("N3")),
        ("不得不罚款", Some("N3")),
        ("提醒—登门—报告三步处理,不设罚款", None),
        ("不罚款、不扣犬、不公布姓名", None),
        ("不公布姓名,只公布楼栋次数", None),
        ("红白喜事大操大办,想写进村规民约", None),
        ("设6处犬便箱并配取袋", None),
    ] {
        let result = catalogue.consultable("D1", text);
        match entry {
            Some(entry) => {
                let error = result.unwrap_err();
                assert_eq!((error.code(), error.field("entry")), ("matter.negative-list", Some(entry)), "{text}");
            }
            None => assert_eq!(result.unwrap().code.as_str(), "D1", "{text}"),
        }
    }
    assert_eq!(code(catalogue.consultable("Z9", "设犬便箱")), "catalogue.item-unknown");
    let desk = Desk::about("M-1");
    assert_eq!(code(desk.triaged("M-1", "不牵绳一次罚款100元", &minor("D1"))), "matter.negative-list");
    assert_eq!(code(desk.triaged("M-1", "遛犬时段", &minor("Z9"))), "catalogue.item-unknown");
}

#[test]
fn ab26_stewards_do_not_decide_what_a_statute_reserves() {
    let catalogue = Catalogue::bundled();
    let stewards = preset("x.steward.session").unwrap();
    let assembly = preset("cn.village.assembly.adults.2026").unwrap();
    let error = catalogue.competent("A2", stewards).unwrap_err();
    assert_eq!((error.code(), error.field("rule")), ("motion.not-competent", Some("x.steward.session")));
    catalogue.competent("A2", assembly).unwrap();
    for item in catalogue.items() {
        assert_eq!(catalogue.competent(item.code.as_str(), stewards).is_err(), item.statutory, "{}", item.code);
    }

    let mut desk = Desk::about("T05");
    let mut matter = desk.triaged("T05", "红白喜事大操大办,想写进村规民约", &minor("A2")).unwrap();
    let direct = MatterStep::DirectAgree { rule: "两委商定".to_owned() };
    assert_eq!(code(desk.take(&mut matter, &direct, &committee())), "motion.not-competent");
    let facilitator = actor("F", Role::Facilitator);
    desk.take(&mut matter, &MatterStep::Shortlist, &committee()).unwrap();
    desk.take(&mut matter, &MatterStep::PutOnAgenda { session: id("S-1") }, &facilitator).unwrap();
    desk.take(&mut matter, &MatterStep::OpenConsult, &facilitator).unwrap();
    assert_eq!(
        code(desk.take(&mut matter, &MatterStep::Resolve { motion: id("Q1") }, &facilitator)),
        "motion.not-competent"
    );
    let escalate = |on: &str, record: &str| MatterStep::Escalate {
        ground: EscalationGround::Reserved,
        studied: PartyStudy { on: day(on), record: record.to_owned() },
    };
    assert_eq!(code(desk.take(&mut matter, &escalate("2026-04-11", "支委会记录"), &committee())), "matter.not-studied");
    assert_eq!(code(desk.take(&mut matter, &escalate("2026-04-10", " "), &committee())), "matter.not-studied");
    desk.take(&mut matter, &escalate("2026-04-10", "支委会记录"), &committee()).unwrap();
    assert_eq!(
        code(desk.take(&mut matter, &MatterStep::Adopt { motion: id("Q1") }, &committee())),
        "motion.not-competent"
    );
    desk.rule = assembly;
    desk.take(&mut matter, &MatterStep::Adopt { motion: id("Q1") }, &committee()).unwrap();
    assert_eq!(matter.state(), MatterState::Decided);
}

#[test]
fn a_triage_takes_effect_by_a_second_person_only() {
    let desk = Desk::about("M-1");
    let both = |who: &str| Actor::new(id(who), [Role::Clerk, Role::Committee]);
    let b1 = minor("B1");
    let propose = |triage: &Triage| MatterStep::Propose { triage: triage.clone() };
    let mut matter = desk.accepted(submission("M-1", "小区凉亭漏雨")).unwrap();

    assert_eq!(code(desk.attest(&mut matter, &b1, &committee())), "triage.unproposed");
    assert_eq!(code(desk.take(&mut matter, &propose(&b1), &committee())), "office.missing");
    let short = Triage { reason: "公共 设施".to_owned(), ..b1.clone() };
    assert_eq!(code(desk.take(&mut matter, &propose(&short), &clerk())), "reason.short");
    let bare = Triage { rule: " ".to_owned(), ..b1.clone() };
    assert_eq!(code(desk.take(&mut matter, &propose(&bare), &clerk())), "triage.rule-missing");

    desk.take(&mut matter, &propose(&b1), &both("X")).unwrap();
    assert_eq!(matter.state(), MatterState::Screening);
    assert_eq!((matter.proposed(), matter.triage()), (Some(&b1), None));
    assert_eq!(code(desk.take(&mut matter, &MatterStep::Shortlist, &committee())), "triage.unconfirmed");
    assert_eq!(code(desk.attest(&mut matter, &b1, &both("X"))), "triage.same-person");
    assert_eq!(code(desk.attest(&mut matter, &minor("B2"), &both("Y"))), "triage.differs");
    assert_eq!(code(desk.attest(&mut matter, &b1, &clerk())), "office.missing");
    desk.attest(&mut matter, &b1, &both("Y")).unwrap();
    let settled = matter.triage().unwrap();
    assert_eq!((settled.proposed_by.as_str(), settled.attested_by.as_str()), ("X", "Y"));
    assert_eq!(settled.published, desk.on);
    assert_eq!(matter.state(), MatterState::Minor);
    assert_eq!(code(desk.attest(&mut matter, &b1, &both("Z"))), "machine.step");
}

#[test]
fn an_appeal_is_heard_for_seven_days() {
    for (published, last, late) in [
        ("2026-04-10", "2026-04-17", "2026-04-18"),
        ("2026-01-28", "2026-02-04", "2026-02-05"),
        ("2026-02-22", "2026-03-01", "2026-03-02"),
        ("2024-02-22", "2024-02-29", "2024-03-01"),
        ("2024-02-23", "2024-03-01", "2024-03-02"),
        ("2026-04-24", "2026-05-01", "2026-05-02"),
        ("2026-12-28", "2027-01-04", "2027-01-05"),
    ] {
        let mut desk = Desk::about("T24");
        desk.on = day(published);
        let private = desk.triaged("T24", "楼上卫生间漏到我家", &triage(Route::Private)).unwrap();
        let appeal = MatterStep::Appeal { reason: "疑为公共管道渗漏".to_owned() };
        desk.on = day(late);
        let error = desk.take(&mut private.clone(), &appeal, &resident()).unwrap_err();
        assert_eq!((error.code(), error.field("last")), ("triage.appeal-late", Some(last)), "{published}");
        for on in [published, last] {
            desk.on = day(on);
            let mut matter = private.clone();
            desk.take(&mut matter, &appeal, &resident()).unwrap();
            assert_eq!(matter.state(), MatterState::Screening);
            assert_eq!((matter.triage(), matter.appeals().len()), (None, 1));
        }
    }
}

#[test]
fn t24_is_private_until_an_appeal_shows_the_public_pipe() {
    let desk = Desk::about("T24");
    let mut matter = desk.triaged("T24", "楼上卫生间漏到我家", &triage(Route::Private)).unwrap();
    let appeal = |reason: &str| MatterStep::Appeal { reason: reason.to_owned() };
    assert_eq!(code(desk.take(&mut matter, &appeal("公共管道"), &resident())), "reason.short");
    assert_eq!(code(desk.take(&mut matter, &appeal("疑为公共管道渗漏"), &clerk())), "machine.role");
    desk.take(&mut matter, &appeal("疑为公共管道渗漏"), &resident()).unwrap();
    let b1 = Triage { reason: "物业查明为公共管道".to_owned(), ..minor("B1") };
    desk.take(&mut matter, &MatterStep::Propose { triage: b1.clone() }, &clerk()).unwrap();
    desk.attest(&mut matter, &b1, &committee()).unwrap();
    assert_eq!(matter.state(), MatterState::Minor);
}

/// The step that brings a machine event about, and who takes it.
fn step(event: MatterEvent, run: &Value, on: Date) -> (MatterStep, Actor) {
    let reason = || "情况已经核实".to_owned();
    let facilitator = actor("F", Role::Facilitator);
    let supervisor = actor("SUPERVISOR", Role::Supervisor);
    match event {
        MatterEvent::Accept => (MatterStep::Accept { compared: Set::new(), read_back: false }, clerk()),
        MatterEvent::AppealTriage => (MatterStep::Appeal { reason: reason() }, resident()),
        MatterEvent::Refer => (MatterStep::Refer { due: on.plus(15), to: "住建委".to_owned() }, committee()),
        MatterEvent::Advise => (MatterStep::Advise { advice: "人民调解委员会".to_owned() }, clerk()),
        MatterEvent::Shortlist => (MatterStep::Shortlist, committee()),
        MatterEvent::PutOnAgenda => (MatterStep::PutOnAgenda { session: id("S-1") }, facilitator),
        MatterEvent::OpenConsult => (MatterStep::OpenConsult, facilitator),
        MatterEvent::Defer => (MatterStep::Defer { reason: reason() }, facilitator),
        MatterEvent::Resolve => (MatterStep::Resolve { motion: id("Q1") }, facilitator),
        MatterEvent::NoAgreement => {
            (MatterStep::NoAgreement { measure: Hash::of(b"1"), reason: reason() }, facilitator)
        }
        MatterEvent::Escalate => {
            let studied = PartyStudy { on, record: "支委会记录".to_owned() };
            (MatterStep::Escalate { ground: EscalationGround::Contested, studied }, committee())
        }
        MatterEvent::Adopt => (MatterStep::Adopt { motion: id("Q1") }, committee()),
        MatterEvent::Assign => {
            let test = "现场核对照片".to_owned();
            (MatterStep::Assign { due: Some(on.plus(30)), owner: id("DOER"), test }, committee())
        }
        MatterEvent::ReportDone => {
            let referred = run["events"].as_array().unwrap().iter().any(|event| event == "refer");
            let by = if referred { actor("DEPARTMENT", Role::Department) } else { actor("DOER", Role::Resident) };
            (MatterStep::ReportDone { evidence: Hash::of(b"photo") }, by)
        }
        MatterEvent::StrikeOff => (MatterStep::StrikeOff, supervisor),
        MatterEvent::Archive => (MatterStep::Archive, clerk()),
        other => panic!("no scenario has {other}"),
    }
}

#[test]
fn runs_of_the_scenarios_hold_with_every_guard() {
    let scenario_05 = scenario();
    let mut runs = 0;
    for text in [
        include_str!("scenarios/01_luoqisi_dog_convention.json"),
        include_str!("scenarios/02_tanggui_falling_objects.json"),
        include_str!("scenarios/05_pengshui_triage_and_items.json"),
    ] {
        let scenario: Value = serde_json::from_str(text).unwrap();
        for run in scenario["fsm_runs"].as_array().unwrap().iter().filter(|run| run["fsm"] == "matter") {
            let subject = run["subject"].as_str().unwrap();
            let known = scenario_05["matters"].as_array().unwrap().iter().find(|m| m["id"] == subject);
            let text = known.map_or("规范养犬", |m| m["text"].as_str().unwrap());
            let item = known.and_then(|m| m["item"].as_str()).filter(|item| *item != "—").unwrap_or("D1");
            let desk = Desk::about(subject);
            let mut matter = Matter::submit(submission(subject, text), &resident(), desk.on, &desk.catalogue).unwrap();
            for event in run["events"].as_array().unwrap() {
                let event: MatterEvent = serde_json::from_value(event.clone()).unwrap();
                let proposal = match event {
                    MatterEvent::TriageMajor => Some(triage(Route::Major)),
                    MatterEvent::TriageMinor => Some(minor(item)),
                    MatterEvent::TriagePrivate => Some(triage(Route::Private)),
                    _ => None,
                };
                if let Some(triage) = proposal {
                    desk.take(&mut matter, &MatterStep::Propose { triage: triage.clone() }, &clerk()).unwrap();
                    desk.attest(&mut matter, &triage, &committee()).unwrap();
                } else {
                    let (step, by) = step(event, run, desk.on);
                    assert_eq!(step.event(), Some(event));
                    desk.take(&mut matter, &step, &by).unwrap_or_else(|error| panic!("{subject} {event}: {error}"));
                }
            }
            assert_eq!(serde_json::to_value(matter.state()).unwrap(), run["end"], "{subject}");
            runs += 1;
        }
    }
    assert_eq!(runs, 6);
}

#[test]
fn what_was_taken_down_is_read_back_and_compared() {
    let mut desk = Desk::about("M-2");
    desk.alike = Set::from([id("M-1"), id("M-2")]);
    for (intake, compared, read_back, expected) in [
        (Intake::Own, true, false, None),
        (Intake::Own, false, false, Some("matter.not-compared")),
        (Intake::Oral, true, true, None),
        (Intake::Oral, true, false, Some("matter.not-read-back")),
        (Intake::Paper, true, false, Some("matter.not-read-back")),
    ] {
        let by = if intake == Intake::Own { resident() } else { clerk() };
        let handed_in = Submission { intake, ..submission("M-2", "路灯不亮") };
        let mut matter = Matter::submit(handed_in, &by, desk.on, &desk.catalogue).unwrap();
        let compared = if compared { Set::from([id("M-1")]) } else { Set::new() };
        let taken = desk.take(&mut matter, &MatterStep::Accept { compared, read_back }, &clerk());
        assert_eq!(taken.err().map(|error| error.code()), expected, "{intake:?}");
    }
    let other = Submission { resident: Some(id("R-0002")), ..submission("M-2", "路灯不亮") };
    assert_eq!(code(Matter::submit(other, &resident(), desk.on, &desk.catalogue)), "matter.not-own");
    let oral = Submission { intake: Intake::Oral, ..submission("M-2", "路灯不亮") };
    assert_eq!(code(Matter::submit(oral, &resident(), desk.on, &desk.catalogue)), "office.missing");
    assert_eq!(
        code(Matter::submit(submission("M-2", " \u{3000}"), &resident(), desk.on, &desk.catalogue)),
        "words.empty"
    );
    assert_eq!(code(Matter::submit(submission("M-2", "灯"), &clerk(), desk.on, &desk.catalogue)), "member.missing");
}

#[test]
fn texts_that_share_half_their_pairs_are_alike() {
    for (a, b, expected) in [
        ("村口县道路灯不亮", "村口县道路灯不亮", true),
        ("村口县道路灯不亮!", "村口 县道 路灯不亮", true),
        ("ABCD", "abcd", true),
        ("灯", "灯", true),
        ("灯", "亮", false),
        ("", "路灯", false),
        // Pairs ab bc cd and bc cd de: 2 of 3 and 3, 2·2/6 ≥ 1/2.
        ("abcd", "bcde", true),
        // Pairs ab bc and bc cd: 1 shared, 2·1/4 is exactly 1/2.
        ("abc", "bcd", true),
        // Pairs ab bc cd and cd de ef: 2·1/6 < 1/2.
        ("abcd", "cdef", false),
        ("广场舞声音太大、时间太晚", "小区停车位不够,怎么分", false),
    ] {
        assert_eq!((alike(a, b), alike(b, a)), (expected, expected), "{a} {b}");
    }
}

#[test]
fn each_supports_once_and_before_anything_is_decided() {
    let desk = Desk::about("M-1");
    let mut matter = desk.triaged("M-1", "凉亭漏雨", &minor("B1")).unwrap();
    assert_eq!(matter.support(&id("H-0001")), Ok(1));
    assert_eq!(matter.support(&id("H-0002")), Ok(2));
    let again = matter.support(&id("H-0001")).unwrap_err();
    assert_eq!((again.code(), matter.support_count()), ("matter.supported", 2));
    let mut other = desk.triaged("M-2", "凉亭漏水", &minor("B1")).unwrap();
    other.support(&id("H-0001")).unwrap();
    other.take_over(&matter);
    assert_eq!(other.support_count(), 2, "who supported both is one");
    desk.take(&mut matter, &MatterStep::DirectAgree { rule: "简易事项清单".to_owned() }, &committee()).unwrap();
    assert_eq!(code(matter.support(&id("H-0003"))), "matter.settled");
}

#[test]
fn a_matter_goes_on_in_another_or_in_its_parts() {
    let desk = Desk::about("M-1");
    let reason = "与另一件重复".to_owned();
    let set = |ids: &[&str]| ids.iter().map(|text| id(text)).collect::<Set<_>>();
    for (step, expected) in [
        (MatterStep::Merge { into: id("M-2"), reason: reason.clone() }, Ok(set(&["M-2"]))),
        (MatterStep::Merge { into: id("M-1"), reason: reason.clone() }, Err("matter.into-itself")),
        (MatterStep::Merge { into: id("M-2"), reason: "重复".to_owned() }, Err("reason.short")),
        (MatterStep::Split { into: set(&["M-2", "M-3"]), reason: reason.clone() }, Ok(set(&["M-2", "M-3"]))),
        (MatterStep::Split { into: set(&["M-2"]), reason: reason.clone() }, Err("matter.parts-missing")),
        (MatterStep::Split { into: set(&["M-1", "M-2"]), reason: reason.clone() }, Err("matter.into-itself")),
        (MatterStep::Split { into: set(&[]), reason }, Err("matter.parts-missing")),
    ] {
        let mut matter = desk.accepted(submission("M-1", "楼道堆物,有人还吵架")).unwrap();
        let taken = desk.take(&mut matter, &step, &clerk()).map_err(|error| error.code());
        assert_eq!(taken.map(|()| matter.continued_in().clone()), expected, "{step:?}");
    }
}

#[test]
fn ab14_the_same_is_not_put_twice() {
    let desk = Desk::about("M-1");
    let facilitator = actor("F", Role::Facilitator);
    let mut matter = desk.triaged("M-1", "遛犬时段", &minor("D1")).unwrap();
    let (first, second) = (Hash::of(b"6-8"), Hash::of(b"6-9"));
    desk.take(&mut matter, &MatterStep::Shortlist, &committee()).unwrap();
    for measure in [first, second] {
        desk.take(&mut matter, &MatterStep::PutOnAgenda { session: id("S-1") }, &facilitator).unwrap();
        desk.take(&mut matter, &MatterStep::OpenConsult, &facilitator).unwrap();
        let fail = MatterStep::NoAgreement { measure, reason: "两方未能一致".to_owned() };
        desk.take(&mut matter, &fail, &facilitator).unwrap();
        for old in [first, measure] {
            let retry = MatterStep::Retry { measure: old };
            assert_eq!(code(desk.take(&mut matter, &retry, &committee())), "matter.same-measure");
        }
        if measure == first {
            desk.take(&mut matter, &MatterStep::Retry { measure: second }, &committee()).unwrap();
        }
    }
    desk.take(&mut matter, &MatterStep::Archive, &clerk()).unwrap();
    assert!(matter.state().is_final());
    assert_eq!(code(desk.take(&mut matter, &MatterStep::Report { to: "街道".to_owned() }, &clerk())), "matter.settled");
}

#[test]
fn ab09_a_matter_that_is_not_on_the_posted_agenda_stays_off_it() {
    let desk = Desk::about("M-9");
    let mut matter = desk.triaged("M-1", "凉亭漏雨", &minor("B1")).unwrap();
    desk.take(&mut matter, &MatterStep::Shortlist, &committee()).unwrap();
    let put = MatterStep::PutOnAgenda { session: id("S-1") };
    assert_eq!(code(desk.take(&mut matter, &put, &actor("F", Role::Facilitator))), "agenda.not-on-agenda");
}

#[test]
fn ab05_a_matter_is_settled_by_what_was_carried_and_nothing_else() {
    let mut desk = Desk::about("M-1");
    let facilitator = actor("F", Role::Facilitator);
    let mut matter = desk.triaged("M-1", "凉亭漏雨", &minor("B1")).unwrap();
    desk.take(&mut matter, &MatterStep::Shortlist, &committee()).unwrap();
    desk.take(&mut matter, &MatterStep::PutOnAgenda { session: id("S-1") }, &facilitator).unwrap();
    desk.take(&mut matter, &MatterStep::OpenConsult, &facilitator).unwrap();
    let resolve = MatterStep::Resolve { motion: id("Q1") };
    for (put, expected) in [
        (None, "session.outcome-missing"),
        (Some(Outcome::Failed), "matter.not-passed"),
        (Some(Outcome::Inquorate), "matter.not-passed"),
    ] {
        desk.put = put;
        assert_eq!(code(desk.take(&mut matter, &resolve, &facilitator)), expected);
    }
    let studied = PartyStudy { on: desk.on, record: "支委会记录".to_owned() };
    let escalate = |ground| MatterStep::Escalate { ground, studied: studied.clone() };
    let reserved = escalate(EscalationGround::Reserved);
    assert_eq!(code(desk.take(&mut matter, &reserved, &committee())), "matter.not-reserved");
    desk.take(&mut matter, &escalate(EscalationGround::Contested), &committee()).unwrap();
    let reject = MatterStep::Reject { motion: id("Q1") };
    desk.put = Some(Outcome::Passed);
    assert_eq!(code(desk.take(&mut matter, &reject, &committee())), "matter.passed");
    desk.put = Some(Outcome::Failed);
    desk.take(&mut matter, &reject, &committee()).unwrap();
    let retry = |measure: &[u8]| MatterStep::Retry { measure: Hash::of(measure) };
    assert_eq!(code(desk.take(&mut matter, &retry(b"Q1"), &committee())), "matter.same-measure");
    desk.take(&mut matter, &retry(b"Q2"), &committee()).unwrap();
    let motion = AgendaMotion { id: id("Q3"), question: Hash::of(b"Q1") };
    let item = AgendaItem { matter: Some(id("M-1")), motions: vec![motion], no: 1, title: "议题".to_owned() };
    desk.agenda = Agenda { items: vec![item] }.freeze().unwrap();
    let put = MatterStep::PutOnAgenda { session: id("S-2") };
    assert_eq!(code(desk.take(&mut matter, &put, &facilitator)), "matter.same-measure");
}

#[test]
fn striking_off_is_for_another_than_the_doer_and_after_publicity() {
    let mut desk = Desk::about("M-1");
    let mut matter = desk.triaged("M-1", "凉亭漏雨", &minor("B1")).unwrap();
    let direct = MatterStep::DirectAgree { rule: "简易事项清单".to_owned() };
    desk.take(&mut matter, &direct, &committee()).unwrap();
    let assign =
        |due: &str, test: &str| MatterStep::Assign { due: Some(day(due)), owner: id("W"), test: test.to_owned() };
    assert_eq!(code(desk.take(&mut matter, &assign("2026-04-09", "照片六张"), &committee())), "matter.due-past");
    assert_eq!(code(desk.take(&mut matter, &assign("2026-04-30", " "), &committee())), "matter.test-missing");
    desk.take(&mut matter, &assign("2026-04-30", "照片六张"), &committee()).unwrap();
    for (on, days) in [("2026-04-10", 0), ("2026-04-30", 0), ("2026-05-01", 1), ("2026-05-31", 31)] {
        assert_eq!(matter.overdue(day(on)), days, "{on}");
    }

    let done = MatterStep::ReportDone { evidence: Hash::of(b"photo") };
    assert_eq!(code(desk.take(&mut matter, &done, &resident())), "machine.role");
    let worker = actor("W", Role::Supervisor);
    desk.take(&mut matter, &done, &worker).unwrap();
    assert_eq!(matter.overdue(day("2026-05-31")), 0, "nothing is owed once it is reported");
    let strike = MatterStep::StrikeOff;
    assert_eq!(code(desk.take(&mut matter, &strike, &worker)), "matter.own-work");
    let supervisor = actor("SUPERVISOR", Role::Supervisor);
    for (publicity, expected) in [
        (None, "matter.not-publicised"),
        // Fifteen days from 26 March end with 10 April.
        (Some(posted("2026-03-26")), "publicity.short"),
        (Some(Publicity { evidence: vec![], ..posted("2026-03-25") }), "publicity.no-evidence"),
    ] {
        desk.publicity = publicity;
        assert_eq!(code(desk.take(&mut matter, &strike, &supervisor)), expected);
    }
    desk.publicity = Some(posted("2026-03-25"));
    let reject = MatterStep::RejectResult { reason: "还在漏水没修好".to_owned() };
    desk.take(&mut matter, &reject, &resident()).unwrap();
    desk.take(&mut matter, &done, &worker).unwrap();
    desk.take(&mut matter, &strike, &supervisor).unwrap();
    let reopen = MatterStep::Reopen { reason: "雨季又漏水了".to_owned() };
    desk.take(&mut matter, &reopen, &resident()).unwrap();
    assert_eq!((matter.state(), matter.triage(), matter.handler()), (MatterState::Screening, None, None));
}

#[test]
fn a_department_answers_by_the_day_and_answers_again_when_it_must() {
    let mut desk = Desk::about("T02");
    let mut matter = desk.triaged("T02", "村口县道一整段路灯不亮", &triage(Route::Major)).unwrap();
    let refer = |due: &str| MatterStep::Refer { due: day(due), to: "交通局".to_owned() };
    assert_eq!(code(desk.take(&mut matter, &refer("2026-04-09"), &committee())), "matter.due-past");
    desk.take(&mut matter, &refer("2026-04-25"), &committee()).unwrap();
    assert_eq!(matter.overdue(day("2026-04-28")), 3);
    desk.on = day("2026-04-28");
    let department = actor("TRAFFIC", Role::Department);
    let done = MatterStep::ReportDone { evidence: Hash::of(b"photo") };
    desk.take(&mut matter, &done, &department).unwrap();
    let reject = MatterStep::RejectResult { reason: "还有三盏不亮".to_owned() };
    desk.take(&mut matter, &reject, &resident()).unwrap();
    desk.take(&mut matter, &done, &department).unwrap();
    desk.take(&mut matter, &MatterStep::StrikeOff, &actor("SUPERVISOR", Role::Supervisor)).unwrap();
}

#[test]
fn steps_have_one_spelling() {
    for good in [
        r#""shortlist""#,
        r#"{"accept":{}}"#,
        r#"{"accept":{"compared":["M-1"],"read_back":true}}"#,
        r#"{"propose":{"triage":{"reason":"属于公共设施","route":{"minor":"B1"},"rule":"清单"}}}"#,
        r#"{"propose":{"triage":{"reason":"属于政府职权","route":"major","rule":"清单"}}}"#,
    ] {
        let step: MatterStep = serde_json::from_str(good).unwrap_or_else(|error| panic!("{good}: {error}"));
        assert_eq!(serde_json::to_value(&step).unwrap().to_string(), good);
    }
    for bad in [
        r#"{"shortlist":{"x":1}}"#,
        r#""vanish""#,
        r#"{"return":{}}"#,
        r#"{"return":{"reason":"重复提交了","reason":"重复提交了"}}"#,
        r#"{"accept":{"compared":["M 1"]}}"#,
        r#"{"refer":{"due":"2026-02-29","to":"x"}}"#,
        r#"{"propose":{"triage":{"reason":"属于公共设施","route":"minor","rule":"清单"}}}"#,
        r#"{"propose":{"triage":{"reason":"属于公共设施","route":{"private":"B1"},"rule":"清单"}}}"#,
    ] {
        assert!(serde_json::from_str::<MatterStep>(bad).is_err(), "{bad}");
    }
}
