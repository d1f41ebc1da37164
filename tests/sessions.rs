//! Agendas, notices and sessions: the meeting of scenario 01, the runs of every scenario, the attacks.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::{Map, Set};

use guanjia::actor::Actor;
use guanjia::agenda::{Agenda, AgendaItem, AgendaMotion, NoticeRule};
use guanjia::fraction::Fraction;
use guanjia::machine::Machine;
use guanjia::measure::Measure;
use guanjia::publicity::Publicity;
use guanjia::quorum::Quorum;
use guanjia::register::{Register, Scope};
use guanjia::role::Role;
use guanjia::rule::preset;
use guanjia::session::{
    Call, Minutes, Presence, Session, SessionContext, SessionEvent, SessionState, SessionStep, Stance, Venue,
    VoteStage, When, Window,
};
use guanjia::verdict::Outcome;
use guanjia::words::Words;
use guanjia::{Date, Error, Hash, Id, Time, Zone};
use serde_json::Value;

const BEIJING: Zone = Zone(480);
const SALT: [u8; 16] = [7; 16];

fn scenario() -> Value {
    serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn at(date: &str, hour: u8) -> Time {
    day(date).at(hour, 0, BEIJING)
}

fn question(motion: &str) -> Hash {
    Hash::of(motion.as_bytes())
}

fn code(result: Result<impl std::fmt::Debug, Error>) -> &'static str {
    result.unwrap_err().code()
}

/// The signed minutes, up for fifteen days.
fn posted(on: &str) -> Publicity {
    Publicity {
        days: 15,
        evidence: vec![Hash::of(b"photo")],
        extended_to: None,
        posted: day(on),
        pulled: None,
        text: Hash::of(b"minutes"),
    }
}

fn facilitator() -> Actor {
    Actor::new(id("F"), [Role::Facilitator])
}

fn recorder() -> Actor {
    Actor::new(id("REC"), [Role::Recorder])
}

fn supervisor() -> Actor {
    Actor::new(id("SUP"), [Role::Supervisor])
}

fn clerk() -> Actor {
    Actor::new(id("CLERK"), [Role::Clerk])
}

fn steward(who: &str) -> Actor {
    Actor::new(id(who), [Role::Steward, Role::Resident])
}

fn agenda_of(scenario: &Value) -> Agenda {
    let items = scenario["session"]["agenda"].as_array().unwrap().iter().map(|item| AgendaItem {
        matter: (item["no"] == 1).then(|| id("M-2604-07")),
        motions: item["motions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| AgendaMotion { id: id(m.as_str().unwrap()), question: question(m.as_str().unwrap()) })
            .collect(),
        no: item["no"].as_u64().unwrap(),
        title: item["zh"].as_str().unwrap().to_owned(),
    });
    Agenda { items: items.collect() }
}

fn small_agenda() -> Agenda {
    let motion = AgendaMotion { id: id("Q1"), question: question("Q1") };
    Agenda { items: vec![AgendaItem { matter: None, motions: vec![motion], no: 1, title: "遛犬时段".to_owned() }] }
}

/// The panel of scenario 01: 24 convened, 16 of them stakeholders.
fn call_of(scenario: &Value) -> Call {
    let panel = scenario["session"]["panel"].as_array().unwrap();
    let of = |pick: &dyn Fn(&Value) -> bool| {
        panel.iter().filter(|seat| pick(seat)).map(|seat| id(seat["id"].as_str().unwrap())).collect::<Set<_>>()
    };
    let opinions = scenario["session"]["opinions"].as_array().unwrap();
    Call {
        by_voting: false,
        convened: of(&|_| true),
        guests: opinions.iter().map(|opinion| id(opinion["resident"].as_str().unwrap())).collect(),
        id: id("SES-2026Q2-1"),
        place: Some("百姓管家议事堂".to_owned()),
        stakeholders: of(&|seat| seat["stakeholder"] == true),
        turns: Some(2),
        venue: Venue::Hall,
        when: When::Held(day("2026-05-16").at(14, 30, BEIJING)),
    }
}

/// Everything a step may need, all of it favourable.
struct Desk {
    at: Time,
    entry: u64,
    need: u64,
    notice: NoticeRule,
    publicity: Option<Publicity>,
    stakeholders: Option<Fraction>,
    votes: Map<Id, VoteStage>,
}

impl Desk {
    fn new() -> Self {
        let motions = ["Q1", "Q2", "Q3", "Q4", "QF"];
        Self {
            at: at("2026-05-05", 9),
            entry: 100,
            need: 16,
            notice: NoticeRule::from(preset("x.steward.session").unwrap()),
            publicity: None,
            stakeholders: Fraction::new(1, 2),
            votes: motions.map(|m| (id(m), VoteStage::Counted(Outcome::Passed))).into(),
        }
    }

    fn context(&self, session: &Session) -> SessionContext<'_> {
        SessionContext {
            at: self.at,
            base: None,
            entry: self.entry,
            notice: self.notice,
            publicity: self.publicity.as_ref(),
            quorum: self.quorum(session),
            stakeholders: self.stakeholders,
            votes: &self.votes,
            zone: BEIJING,
        }
    }

    /// Takes a step; one that is refused must leave the session as it was.
    fn take(&mut self, session: &mut Session, step: &SessionStep, by: &Actor) -> Result<(), Error> {
        let before = session.clone();
        self.entry += 1;
        let taken = session.apply(step, by, &self.context(session));
        assert!(taken.is_ok() || *session == before, "a refused step left a trace: {step:?}");
        taken
    }

    fn quorum(&self, session: &Session) -> Quorum {
        Quorum { have: session.present_count(), need: self.need }
    }

    /// What is counted is announced.
    fn follow(&self, session: &mut Session) {
        session.follow(&self.votes, self.at);
    }

    fn publish(&mut self, session: &mut Session, agenda: Agenda) -> Result<(), Error> {
        self.take(session, &SessionStep::PublishAgenda { agenda, base: None, special: None }, &facilitator())
    }

    fn check_in(&mut self, session: &mut Session, who: &str) -> Result<(), Error> {
        let step = SessionStep::CheckIn { presence: Presence::Hall, who: id(who) };
        self.take(session, &step, &steward(who))
    }

    fn speak(&mut self, session: &mut Session, who: &str, motion: &str, stance: Stance) -> Result<(), Error> {
        let words = Words::Text("我说两句".to_owned());
        let step = SessionStep::Speak { motion: Some(id(motion)), speaker: id(who), stance, words };
        self.take(session, &step, &steward(who))
    }

    /// A session of four, all present and all with a stake, debating the one motion.
    fn debating(&mut self) -> Session {
        self.need = 3;
        let panel: Set<Id> = ["S-1", "S-2", "S-3", "S-4"].map(id).into();
        let mut session = Session::call(Call {
            by_voting: false,
            convened: panel.clone(),
            guests: [id("G-1")].into(),
            id: id("SES-1"),
            place: None,
            stakeholders: panel.clone(),
            turns: Some(2),
            venue: Venue::Both,
            when: When::Held(at("2026-05-16", 14)),
        })
        .unwrap();
        self.publish(&mut session, small_agenda()).unwrap();
        self.at = at("2026-05-16", 13);
        self.take(&mut session, &SessionStep::OpenCheckin, &clerk()).unwrap();
        for who in &panel {
            self.check_in(&mut session, who.as_str()).unwrap();
        }
        self.take(&mut session, &SessionStep::Begin, &facilitator()).unwrap();
        self.take(&mut session, &SessionStep::StartDebate { item: 1 }, &facilitator()).unwrap();
        session
    }

    fn announced(&mut self) -> Session {
        let mut session = self.debating();
        self.speak(&mut session, "S-1", "Q1", Stance::For).unwrap();
        self.speak(&mut session, "S-2", "Q1", Stance::Against).unwrap();
        self.take(&mut session, &SessionStep::CloseDebate, &facilitator()).unwrap();
        self.take(&mut session, &SessionStep::CloseVote, &clerk()).unwrap();
        self.follow(&mut session);
        assert_eq!(session.state(), SessionState::Announced);
        session
    }

    fn published(&mut self, on: &str) -> Session {
        let mut session = self.announced();
        self.at = at(on, 9);
        let minutes = full_minutes(&session);
        self.take(&mut session, &SessionStep::DraftMinutes { minutes }, &recorder()).unwrap();
        for by in [facilitator(), recorder(), supervisor()] {
            self.take(&mut session, &SessionStep::SignMinutes { text: Hash::of(b"minutes") }, &by).unwrap();
        }
        self.take(&mut session, &SessionStep::Publish, &clerk()).unwrap();
        self.publicity = Some(posted(on));
        session
    }
}

fn witnesses() -> Set<Id> {
    [id("W1"), id("W2")].into()
}

fn full_minutes(session: &Session) -> Minutes {
    Minutes {
        outcomes: session.outcomes().clone(),
        statements: session.statements().keys().copied().collect(),
        text: Hash::of(b"minutes"),
    }
}

#[test]
fn scenario_01_meets_as_it_says() {
    let scenario = scenario();
    let told = &scenario["session"];
    let mut desk = Desk::new();
    let mut session = Session::call(call_of(&scenario)).unwrap();
    assert_eq!(session.called().convened.len() as u64, told["convened"].as_u64().unwrap());
    assert_eq!(told["notice_posted"], "2026-05-05");
    desk.publish(&mut session, agenda_of(&scenario)).unwrap();
    assert_eq!(session.posted(), Some(day("2026-05-05")));

    desk.at = day("2026-05-16").at(14, 0, BEIJING);
    desk.take(&mut session, &SessionStep::OpenCheckin, &clerk()).unwrap();
    let panel = told["panel"].as_array().unwrap();
    let coming: Vec<&str> =
        panel.iter().filter(|seat| seat["present"] == true).map(|seat| seat["id"].as_str().unwrap()).collect();
    let (last, others) = coming.split_last().unwrap();
    for who in others {
        desk.check_in(&mut session, who).unwrap();
    }
    assert_eq!(code(desk.take(&mut session, &SessionStep::Begin, &facilitator())), "session.no-quorum");
    desk.check_in(&mut session, last).unwrap();

    assert_eq!(session.present_count(), told["present"].as_u64().unwrap());
    assert_eq!(session.stakeholders_present(), told["stakeholders"]["present"].as_u64().unwrap());
    let two_thirds = Fraction::new(2, 3).unwrap();
    let inclusive = Quorum::of(two_thirds, false, 24, session.present_count());
    let strict = Quorum::of(two_thirds, true, 24, session.present_count());
    assert_eq!((Some(inclusive.need), inclusive.is_met()), (told["quorum"]["need"].as_u64(), true));
    assert_eq!((Some(strict.need), strict.is_met()), (told["quorum"]["strict_variant_need"].as_u64(), false));
    assert_eq!(desk.quorum(&session), inclusive);
    desk.take(&mut session, &SessionStep::Begin, &facilitator()).unwrap();

    for motion in told["motions"].as_array().unwrap() {
        for recused in motion["recused"].as_array().unwrap() {
            let who = recused["id"].as_str().unwrap();
            let reason = recused["reason"].as_str().unwrap().to_owned();
            let motion = id(motion["id"].as_str().unwrap());
            let step = SessionStep::Recuse { motion, reason, who: id(who) };
            desk.take(&mut session, &step, &steward(who)).unwrap();
        }
    }
    desk.take(&mut session, &SessionStep::StartDebate { item: 1 }, &facilitator()).unwrap();
    for (place, opinion) in told["opinions"].as_array().unwrap().iter().enumerate() {
        let speaker = opinion["resident"].as_str().unwrap();
        let words = Words::Text(opinion["text"].as_str().unwrap().to_owned());
        let stance = if place % 2 == 0 { Stance::For } else { Stance::Against };
        let step = SessionStep::Speak {
            motion: Some(id(opinion["motion"].as_str().unwrap())),
            speaker: id(speaker),
            stance,
            words,
        };
        desk.take(&mut session, &step, &steward(speaker)).unwrap();
    }
    for motion in ["Q1", "Q2", "Q3", "Q4", "QF"] {
        for stance in [Stance::For, Stance::Against] {
            desk.take(&mut session, &SessionStep::Decline { motion: id(motion), stance }, &facilitator()).unwrap();
        }
    }
    desk.take(&mut session, &SessionStep::CloseDebate, &facilitator()).unwrap();
    assert_eq!(session.statements().len(), 16);

    // What each motion needs of those present who are not recused.
    for motion in told["motions"].as_array().unwrap() {
        let base = session.present_for(motion["id"].as_str().unwrap()).count() as u64;
        let half = Fraction::new(1, 2).unwrap();
        assert_eq!(motion["rounds"][0]["need"], half.need(base, true), "{}", motion["id"]);
    }
}

#[test]
fn ab18_whoever_is_recused_leaves_the_base() {
    let mut desk = Desk::new();
    let mut session = desk.debating();
    let recuse =
        |who: &str, reason: &str| SessionStep::Recuse { motion: id("Q1"), reason: reason.to_owned(), who: id(who) };
    let reason = "经营宠物用品店";
    assert_eq!(code(desk.take(&mut session, &recuse("S-1", "有关系"), &steward("S-1"))), "reason.short");
    assert_eq!(code(desk.take(&mut session, &recuse("S-1", reason), &steward("S-2"))), "office.missing");
    assert_eq!(code(desk.take(&mut session, &recuse("G-1", reason), &steward("G-1"))), "session.not-convened");
    desk.take(&mut session, &recuse("S-1", reason), &steward("S-1")).unwrap();
    desk.take(&mut session, &recuse("S-2", reason), &supervisor()).unwrap();
    assert_eq!(session.present_for("Q1").map(Id::as_str).collect::<Vec<_>>(), ["S-3", "S-4"]);
    assert_eq!(session.present_for("Q2").count(), 4);
    assert_eq!(
        session.recused("Q1").map(|(who, r)| (who.as_str(), r.by.as_str())).collect::<Vec<_>>(),
        [("S-1", "S-1"), ("S-2", "SUP")]
    );

    desk.speak(&mut session, "S-3", "Q1", Stance::For).unwrap();
    desk.speak(&mut session, "S-4", "Q1", Stance::Against).unwrap();
    desk.take(&mut session, &SessionStep::CloseDebate, &facilitator()).unwrap();
    assert_eq!(code(desk.take(&mut session, &recuse("S-3", reason), &steward("S-3"))), "session.recusal-late");
}

#[test]
fn ab05_the_rule_decides_on_the_quorum_and_not_the_chair() {
    let half = Fraction::new(1, 2).unwrap();
    assert_eq!(Quorum::of(half, true, 1698, 849).check().unwrap_err().field("need"), Some("850"));
    assert!(Quorum::of(half, true, 1698, 850).is_met());
    assert!(!Quorum::of(half, false, 0, 0).is_met(), "a base of zero fails");

    let mut desk = Desk::new();
    desk.stakeholders = None;
    let call = call_of(&scenario());
    let panel: Vec<Id> = call.convened.iter().cloned().collect();
    let mut session = Session::call(call).unwrap();
    desk.publish(&mut session, small_agenda()).unwrap();
    desk.at = at("2026-05-16", 14);
    desk.take(&mut session, &SessionStep::OpenCheckin, &clerk()).unwrap();
    for who in &panel[..15] {
        desk.check_in(&mut session, who.as_str()).unwrap();
    }
    let error = desk.take(&mut session, &SessionStep::Begin, &facilitator()).unwrap_err();
    let told = ["have", "need", "short"].map(|name| error.field(name).unwrap().to_owned());
    assert_eq!((error.code(), told), ("session.no-quorum", ["15", "16", "1"].map(str::to_owned)));
    let mut quorate = session.clone();
    desk.check_in(&mut quorate, panel[15].as_str()).unwrap();
    assert_eq!(code(desk.take(&mut quorate, &SessionStep::Adjourn, &facilitator())), "session.quorate");

    desk.take(&mut session, &SessionStep::Adjourn, &facilitator()).unwrap();
    let renotice = |held: &str| SessionStep::Renotice { special: None, when: When::Held(at(held, 14)) };
    assert_eq!(code(desk.take(&mut session, &renotice("2026-05-25"), &facilitator())), "notice.short");
    desk.take(&mut session, &renotice("2026-05-26"), &facilitator()).unwrap();
    assert_eq!((session.state(), session.present_count()), (SessionState::Noticed, 0));
    assert_eq!(code(desk.take(&mut session, &SessionStep::OpenCheckin, &clerk())), "session.wrong-day");
    desk.at = at("2026-05-26", 14);
    desk.take(&mut session, &SessionStep::OpenCheckin, &clerk()).unwrap();
}

#[test]
fn ab07_another_base_than_the_one_posted_needs_another_notice() {
    let base_of = |households: u32| {
        let mut register = Register::new(id("R-2026"));
        for number in 0..households {
            let unit =
                serde_json::json!({ "amounts": { "households": 1 }, "handle": format!("H-{number}"), "voter": true });
            register.enrol(serde_json::from_value(unit).unwrap()).unwrap();
        }
        register.freeze(id("BASE-1"), &Scope::default()).unwrap()
    };
    let (posted, now) = (base_of(8), base_of(7));
    assert_eq!(posted.total(Measure::Households), 8);
    let mut desk = Desk::new();
    (desk.need, desk.stakeholders) = (1, None);
    let mut session = Session::call(call_of(&scenario())).unwrap();
    let publish =
        SessionStep::PublishAgenda { agenda: small_agenda(), base: Some(posted.notice().clone()), special: None };
    desk.take(&mut session, &publish, &facilitator()).unwrap();
    desk.at = at("2026-05-16", 14);
    desk.take(&mut session, &SessionStep::OpenCheckin, &clerk()).unwrap();
    desk.check_in(&mut session, "S-006").unwrap();
    for (base, expected) in [(None, Some("base.changed")), (Some(&now), Some("base.changed")), (Some(&posted), None)] {
        let context = SessionContext { base, ..desk.context(&session) };
        let begun = session.clone().apply(&SessionStep::Begin, &facilitator(), &context);
        assert_eq!(begun.err().map(|error| error.code()), expected);
    }
}

#[test]
fn ab31_half_of_those_present_have_a_stake() {
    let ids = |from: u32, to: u32| (from..to).map(|n| id(&format!("S-{n}"))).collect::<Set<_>>();
    for (stakeholders, present, ok) in [(7, 16, false), (8, 16, true), (8, 17, false), (9, 17, true), (1, 1, true)] {
        let mut desk = Desk::new();
        desk.need = 1;
        let call = Call {
            convened: ids(0, 24),
            guests: Set::new(),
            stakeholders: ids(0, stakeholders),
            ..call_of(&scenario())
        };
        let mut session = Session::call(call).unwrap();
        desk.publish(&mut session, small_agenda()).unwrap();
        desk.at = at("2026-05-16", 14);
        desk.take(&mut session, &SessionStep::OpenCheckin, &clerk()).unwrap();
        for who in ids(0, present) {
            desk.check_in(&mut session, who.as_str()).unwrap();
        }
        let begun = desk.take(&mut session, &SessionStep::Begin, &facilitator());
        assert_eq!(begun.is_ok(), ok, "{stakeholders} of {present}");
        assert!(ok || begun.is_err_and(|error| error.code() == "panel.stakeholder-share"));
    }
}

#[test]
fn ab10_days_of_notice_are_counted_from_the_day_after_posting() {
    let ten = NoticeRule { days: 10, special: false };
    let fifteen = NoticeRule { days: 15, special: false };
    for (rule, posted, held, ok) in [
        (ten, "2026-05-13", "2026-05-16", false),
        (ten, "2026-05-05", "2026-05-16", true),
        (ten, "2026-05-06", "2026-05-16", true),
        (ten, "2026-05-07", "2026-05-16", false),
        (ten, "2026-05-22", "2026-06-01", true),
        (ten, "2026-05-23", "2026-06-01", false),
        (ten, "2026-02-19", "2026-03-01", true),
        (ten, "2026-02-20", "2026-03-01", false),
        (ten, "2024-02-20", "2024-03-01", true),
        (ten, "2024-02-21", "2024-03-01", false),
        (ten, "2026-12-22", "2027-01-01", true),
        (ten, "2100-02-19", "2100-03-01", true),
        (ten, "2100-02-20", "2100-03-01", false),
        (fifteen, "2026-05-01", "2026-05-16", true),
        (fifteen, "2026-05-02", "2026-05-16", false),
        (NoticeRule { days: 0, special: false }, "2026-05-16", "2026-05-16", true),
        (NoticeRule { days: 0, special: false }, "2026-05-17", "2026-05-16", false),
    ] {
        let checked = rule.check(day(posted), day(held), None);
        assert_eq!(checked.is_ok(), ok, "{posted} {held}");
        assert!(ok || checked.is_err_and(|error| error.code() == "notice.short"));
    }
}

#[test]
fn ab10_special_circumstances_are_for_meetings_of_residents_and_villagers() {
    let (posted, held) = (day("2026-05-13"), day("2026-05-16"));
    let special = Some("抗洪抢险须立即议定");
    for (rule, expected) in [
        ("cn.urban.assembly.households.2026", None),
        ("cn.village.assembly.adults.2026", None),
        ("cn.owners.general.278", Some("notice.special")),
        ("cn.rural_collective.assembly.2025", Some("notice.special")),
        ("x.steward.session", Some("notice.special")),
    ] {
        let rule = NoticeRule::from(preset(rule).unwrap());
        assert_eq!(rule.check(posted, held, special).err().map(|error| error.code()), expected, "{rule:?}");
        assert_eq!(code(rule.check(posted, held, None)), "notice.short");
    }
    let rule = NoticeRule { days: 10, special: true };
    assert_eq!(code(rule.check(posted, held, Some("急"))), "reason.short");
    assert_eq!(code(rule.check(held, posted, special)), "notice.short");
}

#[test]
fn ab09_ab12_only_what_was_posted_word_for_word_is_voted_on() {
    let agenda = agenda_of(&scenario()).freeze().unwrap();
    assert_eq!(agenda.admit("Q1", question("Q1")).unwrap().no, 1);
    assert_eq!(code(agenda.admit("Q9", question("Q9"))), "agenda.not-on-agenda");
    assert_eq!(code(agenda.admit("Q1", question("Q1,"))), "agenda.text-changed");
    assert_eq!(agenda.item_about("M-2604-07").unwrap().no, 1);
    assert_eq!(code(agenda.item_about("M-2604-03")), "agenda.not-on-agenda");
    assert_eq!(code(agenda.item(3)), "agenda.item-unknown");

    let mut desk = Desk::new();
    let mut session = desk.debating();
    assert_eq!(code(desk.speak(&mut session, "S-1", "Q9", Stance::For)), "agenda.not-on-agenda");
    desk.speak(&mut session, "S-1", "Q1", Stance::For).unwrap();
    desk.speak(&mut session, "S-2", "Q1", Stance::Against).unwrap();
    assert_eq!(code(session.check_vote(&id("Q9"), desk.at, BEIJING)), "agenda.not-on-agenda");
    assert_eq!(code(session.check_vote(&id("Q1"), desk.at, BEIJING)), "session.not-voting");
    desk.take(&mut session, &SessionStep::CloseDebate, &facilitator()).unwrap();
    session.check_vote(&id("Q1"), desk.at, BEIJING).unwrap();
}

#[test]
fn an_agenda_is_one_list_with_one_digest() {
    let agenda = agenda_of(&scenario());
    let frozen = agenda.clone().freeze().unwrap();
    let json = serde_json::to_value(&agenda).unwrap().to_string();
    assert_eq!(frozen.digest(), Hash::tagged("guanjia/agenda/v1", &[json.as_bytes()]));

    let mut changed = agenda.clone();
    changed.items[1].title.push('。');
    assert_ne!(changed.freeze().unwrap().digest(), frozen.digest());
    let mut renumbered = agenda.clone();
    renumbered.items.reverse();
    assert_eq!(code(renumbered.freeze()), "agenda.numbering");
    let mut twice = agenda.clone();
    twice.items[1].motions.push(agenda.items[0].motions[0].clone());
    assert_eq!(code(twice.freeze()), "agenda.repeated");
    let mut same_matter = agenda.clone();
    same_matter.items[1].matter.clone_from(&agenda.items[0].matter);
    assert_eq!(code(same_matter.freeze()), "agenda.repeated");
    assert_eq!(code(Agenda { items: vec![] }.freeze()), "agenda.empty");
}

#[test]
fn ab17_a_debate_closes_when_each_side_spoke_or_declined() {
    use Stance::{Against, For, Neither};
    for (spoken, declined, missing) in [
        (&[For, Against][..], &[][..], None),
        (&[For], &[], Some("against")),
        (&[Against], &[], Some("for")),
        (&[], &[], Some("for")),
        (&[For, Neither], &[], Some("against")),
        (&[For], &[Against], None),
        (&[], &[For, Against], None),
        (&[], &[Against], Some("for")),
        (&[For], &[Neither], Some("against")),
    ] {
        let mut desk = Desk::new();
        let mut session = desk.debating();
        for stance in spoken {
            desk.speak(&mut session, "S-1", "Q1", *stance).unwrap();
        }
        for stance in declined {
            let decline = SessionStep::Decline { motion: id("Q1"), stance: *stance };
            assert_eq!(code(desk.take(&mut session, &decline, &steward("S-1"))), "office.missing");
            desk.take(&mut session, &decline, &facilitator()).unwrap();
        }
        let closed = desk.take(&mut session, &SessionStep::CloseDebate, &facilitator());
        let found = closed.err().map(|error| (error.code(), error.field("stance").unwrap().to_owned()));
        assert_eq!(found, missing.map(|stance| ("session.one-sided", stance.to_owned())), "{spoken:?} {declined:?}");
    }
}

#[test]
fn who_speaks_is_there_and_leaves_turns_to_others() {
    let mut desk = Desk::new();
    let mut session = desk.debating();
    assert_eq!(code(desk.speak(&mut session, "S-9", "Q1", Stance::For)), "session.not-present");
    desk.speak(&mut session, "G-1", "Q1", Stance::Neither).unwrap();
    desk.speak(&mut session, "S-1", "Q1", Stance::For).unwrap();
    desk.speak(&mut session, "S-1", "Q1", Stance::Against).unwrap();
    assert_eq!(code(desk.speak(&mut session, "S-1", "Q1", Stance::For)), "session.turns-used");
    let general = SessionStep::Speak {
        motion: None,
        speaker: id("S-1"),
        stance: Stance::Neither,
        words: Words::Text("请大家慢慢说".to_owned()),
    };
    desk.take(&mut session, &general, &steward("S-1")).unwrap();
    assert_eq!(code(desk.take(&mut session, &general, &steward("S-2"))), "office.missing");
    desk.take(&mut session, &general, &recorder()).unwrap();
    let empty = SessionStep::Speak {
        motion: None,
        speaker: id("S-1"),
        stance: Stance::For,
        words: Words::Text("\u{3000}".to_owned()),
    };
    assert_eq!(code(desk.take(&mut session, &empty, &steward("S-1"))), "words.empty");
    // The receipt is the index of the entry.
    assert!(session.statements().keys().all(|entry| *entry > 100 && *entry <= desk.entry));
    assert_eq!(session.statements().len(), 5);
}

#[test]
fn words_kept_off_the_record_can_be_withdrawn_and_any_can_be_hidden() {
    let mut desk = Desk::new();
    let mut session = desk.debating();
    let sealed = Words::sealed("××楼那家天天扔", &SALT).unwrap();
    let speak =
        SessionStep::Speak { motion: Some(id("Q1")), speaker: id("S-1"), stance: Stance::Against, words: sealed };
    desk.take(&mut session, &speak, &steward("S-1")).unwrap();
    let kept_off = desk.entry;
    desk.speak(&mut session, "S-2", "Q1", Stance::For).unwrap();
    let open = desk.entry;

    let withdraw = |statement| SessionStep::Withdraw { statement };
    assert_eq!(code(desk.take(&mut session, &withdraw(kept_off), &steward("S-2"))), "session.not-speaker");
    assert_eq!(code(desk.take(&mut session, &withdraw(open), &steward("S-2"))), "session.statement-on-record");
    assert_eq!(code(desk.take(&mut session, &withdraw(7), &steward("S-2"))), "session.statement-unknown");
    desk.take(&mut session, &withdraw(kept_off), &steward("S-1")).unwrap();
    assert!(session.statements()[&kept_off].withdrawn);

    let hide = |reason: &str| SessionStep::Hide { reason: reason.to_owned(), statement: open };
    let show = SessionStep::Show { reason: "申诉成立恢复".to_owned(), statement: open };
    assert_eq!(code(desk.take(&mut session, &hide("攻击"), &facilitator())), "reason.short");
    assert_eq!(code(desk.take(&mut session, &hide("含门牌,煽动"), &clerk())), "office.missing");
    desk.take(&mut session, &hide("含门牌,煽动"), &facilitator()).unwrap();
    assert!(session.statements()[&open].hidden.is_some());
    desk.take(&mut session, &show, &supervisor()).unwrap();
    assert!(session.statements()[&open].hidden.is_none());
    assert!(Words::sealed("短", &[0; 15]).is_err_and(|error| error.code() == "words.salt-short"));
    assert_ne!(Words::sealed("甲", &SALT).unwrap(), Words::sealed("甲", &[8; 16]).unwrap());
}

#[test]
fn check_in_is_once_on_the_day_and_for_those_convened() {
    let mut desk = Desk::new();
    let call = call_of(&scenario());
    let mut session = Session::call(call.clone()).unwrap();
    assert_eq!(code(desk.check_in(&mut session, "S-006")), "session.not-open");
    desk.publish(&mut session, small_agenda()).unwrap();
    for early in [day("2026-05-15").at(23, 59, BEIJING), day("2026-05-17").at(0, 0, BEIJING)] {
        desk.at = early;
        assert_eq!(code(desk.take(&mut session, &SessionStep::OpenCheckin, &clerk())), "session.wrong-day");
    }
    desk.at = day("2026-05-16").at(0, 0, BEIJING);
    desk.take(&mut session, &SessionStep::OpenCheckin, &clerk()).unwrap();
    desk.check_in(&mut session, "S-006").unwrap();
    assert_eq!(code(desk.check_in(&mut session, "S-006")), "session.checked-in");
    assert_eq!(code(desk.check_in(&mut session, "S-100")), "session.not-convened");
    assert_eq!(code(desk.check_in(&mut session, "R-0101")), "session.not-convened");
    let online = SessionStep::CheckIn { presence: Presence::Online, who: id("S-010") };
    assert_eq!(code(desk.take(&mut session, &online, &steward("S-010"))), "session.attendance");
    let for_other = SessionStep::CheckIn { presence: Presence::Hall, who: id("S-010") };
    assert_eq!(code(desk.take(&mut session, &for_other, &steward("S-012"))), "office.missing");
    desk.take(&mut session, &for_other, &clerk()).unwrap();
    assert_eq!(session.present_count(), 2);

    for (changed, expected) in [
        (Call { convened: Set::new(), ..call.clone() }, "session.nobody-convened"),
        (Call { guests: [id("S-006")].into(), ..call.clone() }, "session.roles-mixed"),
        (Call { stakeholders: [id("S-100")].into(), ..call.clone() }, "session.roles-mixed"),
        (Call { when: When::Window(Window { closes: Time(10), opens: Time(10) }), ..call }, "session.window"),
    ] {
        assert_eq!(code(Session::call(changed)), expected);
    }
}

#[test]
fn an_online_session_is_open_within_its_window() {
    let mut desk = Desk::new();
    let window = Window { closes: day("2026-04-27").at(20, 0, BEIJING), opens: at("2026-04-06", 9) };
    let call = Call { venue: Venue::Online, when: When::Window(window), ..call_of(&scenario()) };
    let mut session = Session::call(call).unwrap();
    desk.at = at("2026-03-28", 9);
    assert_eq!(code(desk.publish(&mut session, small_agenda())), "notice.short");
    desk.at = at("2026-03-27", 9);
    desk.publish(&mut session, small_agenda()).unwrap();
    for (time, open) in [
        (Time(window.opens.0 - 1), false),
        (window.opens, true),
        (window.closes, true),
        (Time(window.closes.0 + 1), false),
    ] {
        desk.at = time;
        let opened = desk.take(&mut session.clone(), &SessionStep::OpenCheckin, &clerk());
        assert_eq!(opened.is_ok(), open, "{time:?}");
    }
}

#[test]
fn ab16_minutes_leave_out_no_statement_and_no_outcome() {
    let mut desk = Desk::new();
    let session = desk.announced();
    let full = full_minutes(&session);
    let entries: Vec<u64> = full.statements.iter().copied().collect();
    let without = Minutes { statements: full.statements.iter().copied().skip(1).collect(), ..full.clone() };
    let more = Minutes { statements: full.statements.iter().copied().chain([999]).collect(), ..full.clone() };
    let no_outcome = Minutes { outcomes: Map::new(), ..full.clone() };
    let other_outcome = Minutes { outcomes: [(id("Q1"), Outcome::Failed)].into(), ..full.clone() };
    let mut more_outcomes = full.clone();
    more_outcomes.outcomes.insert(id("Q2"), Outcome::Passed);
    for (minutes, expected, field) in [
        (without, "minutes.statement-missing", entries[0].to_string()),
        (more, "minutes.statement-unknown", "999".to_owned()),
        (no_outcome, "minutes.motion-missing", "Q1".to_owned()),
        (other_outcome, "minutes.outcome-differs", "Q1".to_owned()),
        (more_outcomes, "minutes.outcome-differs", "Q2".to_owned()),
    ] {
        let step = SessionStep::DraftMinutes { minutes };
        let error = desk.take(&mut session.clone(), &step, &recorder()).unwrap_err();
        let named = error.field("entry").or(error.field("motion")).unwrap();
        assert_eq!((error.code(), named), (expected, field.as_str()));
    }
}

#[test]
fn minutes_are_signed_by_three_persons_in_three_roles() {
    let text = Hash::of(b"minutes");
    let sign = SessionStep::SignMinutes { text };
    let mut desk = Desk::new();
    let mut session = desk.announced();
    let minutes = full_minutes(&session);
    let draft = SessionStep::DraftMinutes { minutes };
    assert_eq!(code(desk.take(&mut session, &draft, &facilitator())), "machine.role");
    desk.take(&mut session, &draft, &recorder()).unwrap();
    let unsigned = desk.take(&mut session, &SessionStep::Publish, &clerk()).unwrap_err();
    assert_eq!(
        (unsigned.code(), unsigned.field("roles")),
        ("minutes.unsigned", Some("recorder, facilitator, supervisor"))
    );

    let everything = Actor::new(id("X"), [Role::Facilitator, Role::Recorder, Role::Supervisor]);
    desk.take(&mut session, &sign, &everything).unwrap();
    assert_eq!(code(desk.take(&mut session, &sign, &everything)), "minutes.same-person");
    assert_eq!(code(desk.take(&mut session, &sign, &recorder())), "minutes.signed");
    assert_eq!(code(desk.take(&mut session, &sign, &clerk())), "machine.role");
    let other = SessionStep::SignMinutes { text: Hash::of(b"other") };
    assert_eq!(code(desk.take(&mut session, &other, &facilitator())), "minutes.differs");
    desk.take(&mut session, &sign, &facilitator()).unwrap();
    let unsigned = desk.take(&mut session, &SessionStep::Publish, &clerk()).unwrap_err();
    assert_eq!(unsigned.field("roles"), Some("supervisor"));

    let mut redrafted = session.clone();
    desk.take(&mut redrafted, &draft, &recorder()).unwrap();
    assert!(redrafted.signatures().is_empty(), "another draft needs new signatures");
    desk.take(&mut session, &sign, &supervisor()).unwrap();
    assert_eq!(session.state(), SessionState::MinutesSigned);
    assert_eq!(session.signatures().values().collect::<Set<_>>().len(), 3);
    assert_eq!(code(desk.take(&mut session, &draft, &recorder())), "machine.step");
    desk.take(&mut session, &SessionStep::Publish, &clerk()).unwrap();
}

#[test]
fn a_result_is_open_to_challenge_for_its_days_and_final_after_them() {
    let challenge = SessionStep::Challenge { reason: "票数与唱票不符".to_owned() };
    for (published, last, next) in [
        ("2026-05-16", "2026-05-31", "2026-06-01"),
        ("2024-02-15", "2024-03-01", "2024-03-02"),
        ("2026-02-14", "2026-03-01", "2026-03-02"),
    ] {
        let mut desk = Desk::new();
        let session = desk.published(published);
        for (on, may_challenge, may_finish) in [
            (day(published), true, false),
            (day(published).plus(14), true, false),
            (day(last), true, false),
            (day(next), false, true),
        ] {
            desk.at = on.at(9, 0, BEIJING);
            let challenged = desk.take(&mut session.clone(), &challenge, &steward("S-1"));
            assert_eq!(
                challenged.err().map(|e| e.code()),
                (!may_challenge).then_some("session.challenge-late"),
                "{on}"
            );
            let finished = desk.take(&mut session.clone(), &SessionStep::Finalise, &clerk());
            assert_eq!(finished.err().map(|e| e.code()), (!may_finish).then_some("publicity.short"), "{on}");
        }
    }
}

#[test]
fn the_minutes_that_were_signed_are_the_ones_posted() {
    let challenge = SessionStep::Challenge { reason: "票数与唱票不符".to_owned() };
    for publicity in [None, Some(Publicity { text: Hash::of(b"other"), ..posted("2026-05-16") })] {
        let mut desk = Desk::new();
        let mut session = desk.published("2026-05-16");
        desk.publicity = publicity;
        desk.at = at("2026-06-01", 9);
        assert_eq!(code(desk.take(&mut session, &SessionStep::Finalise, &clerk())), "minutes.not-posted");
        assert_eq!(code(desk.take(&mut session, &challenge, &steward("S-1"))), "minutes.not-posted");
    }
}

#[test]
fn a_challenge_is_dismissed_or_ends_in_a_recount_or_a_void_session() {
    let mut desk = Desk::new();
    let mut session = desk.published("2026-05-16");
    let reason = "经核对票数无误".to_owned();
    let short = SessionStep::Challenge { reason: "不服".to_owned() };
    assert_eq!(code(desk.take(&mut session, &short, &steward("S-1"))), "reason.short");
    let challenge = SessionStep::Challenge { reason: "票数与唱票不符".to_owned() };
    desk.take(&mut session, &challenge, &steward("S-1")).unwrap();
    assert_eq!(code(desk.take(&mut session, &SessionStep::Finalise, &clerk())), "machine.step");
    let mut dismissed = session.clone();
    desk.take(&mut dismissed, &SessionStep::Dismiss { reason: reason.clone() }, &supervisor()).unwrap();
    assert_eq!(dismissed.state(), SessionState::Publicised);
    let mut annulled = session.clone();
    desk.take(&mut annulled, &SessionStep::Annul { reason }, &supervisor()).unwrap();
    assert_eq!(annulled.state(), SessionState::Void);

    let recount = |witnesses: Set<Id>| SessionStep::Recount { witnesses };
    assert_eq!(code(desk.take(&mut session, &recount([id("W1")].into()), &supervisor())), "session.unwitnessed");
    assert_eq!(
        code(desk.take(&mut session, &recount([id("W1"), id("SUP")].into()), &supervisor())),
        "session.witness-partial"
    );
    desk.take(&mut session, &recount(witnesses()), &supervisor()).unwrap();
    assert_eq!((session.minutes(), session.signatures().len()), (None, 0));
    desk.votes.insert(id("Q1"), VoteStage::Closed);
    desk.follow(&mut session);
    assert_eq!(session.state(), SessionState::Counting);
    desk.votes.insert(id("Q1"), VoteStage::Counted(Outcome::Failed));
    desk.follow(&mut session);
    assert_eq!(session.outcomes(), &Map::from([(id("Q1"), Outcome::Failed)]));
}

#[test]
fn a_session_goes_where_its_votes_are() {
    let mut desk = Desk::new();
    let mut session = desk.debating();
    desk.speak(&mut session, "S-1", "Q1", Stance::For).unwrap();
    desk.speak(&mut session, "S-2", "Q1", Stance::Against).unwrap();
    desk.take(&mut session, &SessionStep::CloseDebate, &facilitator()).unwrap();
    assert_eq!(code(desk.speak(&mut session, "S-3", "Q1", Stance::For)), "session.not-speaking");
    assert_eq!(code(desk.check_in(&mut session, "S-3")), "session.not-open");
    for (stage, expected) in [
        (None, SessionState::Voting),
        (Some(VoteStage::Open), SessionState::Voting),
        (Some(VoteStage::Closed), SessionState::Counting),
        (Some(VoteStage::Counted(Outcome::Inquorate)), SessionState::Announced),
    ] {
        desk.votes = stage.map(|stage| (id("Q1"), stage)).into_iter().collect();
        if stage == Some(VoteStage::Open) {
            let close = desk.take(&mut session, &SessionStep::CloseVote, &clerk());
            assert_eq!(code(close), "session.vote-open");
        }
        desk.follow(&mut session);
        assert_eq!(session.state(), expected, "{stage:?}");
    }
    assert_eq!(session.outcomes(), &Map::from([(id("Q1"), Outcome::Inquorate)]));
    desk.take(&mut session, &SessionStep::NextItem, &facilitator()).unwrap();
    assert_eq!(
        code(desk.take(&mut session, &SessionStep::StartDebate { item: 1 }, &facilitator())),
        "session.item-done"
    );
    assert_eq!(
        code(desk.take(&mut session, &SessionStep::StartDebate { item: 2 }, &facilitator())),
        "agenda.item-unknown"
    );
}

#[test]
fn what_was_not_put_is_left_for_another_session() {
    let mut desk = Desk::new();
    let mut session = desk.debating();
    desk.speak(&mut session, "S-1", "Q1", Stance::For).unwrap();
    desk.speak(&mut session, "S-2", "Q1", Stance::Against).unwrap();
    desk.take(&mut session, &SessionStep::CloseDebate, &facilitator()).unwrap();
    desk.votes.clear();
    desk.take(&mut session, &SessionStep::CloseVote, &clerk()).unwrap();
    desk.follow(&mut session);
    assert_eq!((session.state(), session.outcomes().len()), (SessionState::Announced, 0));
}

#[test]
fn where_to_vote_is_to_attend_the_count_says_whether_enough_did() {
    let window = Window { closes: at("2026-05-20", 18), opens: at("2026-05-16", 9) };
    let call = Call { by_voting: true, when: When::Window(window), ..call_of(&scenario()) };
    let mut desk = Desk::new();
    let mut session = Session::call(call).unwrap();
    desk.publish(&mut session, agenda_of(&scenario())).unwrap();
    desk.at = window.opens;
    assert_eq!(code(session.check_vote(&id("Q1"), desk.at, BEIJING)), "session.not-voting");
    desk.take(&mut session, &SessionStep::OpenCheckin, &clerk()).unwrap();
    assert_eq!(code(desk.check_in(&mut session, "S-006")), "session.by-voting");
    desk.speak(&mut session, "S-006", "Q1", Stance::For).unwrap();
    session.check_vote(&id("Q1"), desk.at, BEIJING).unwrap();
    assert_eq!(code(session.check_vote(&id("Q1"), Time(window.closes.0 + 1), BEIJING)), "session.not-voting");

    let counted = |outcome| [(id("Q1"), VoteStage::Counted(outcome))].into();
    for (votes, over, begins, adjourns) in [
        (Map::new(), false, false, false),
        (Map::new(), true, false, true),
        ([(id("Q1"), VoteStage::Closed)].into(), true, false, false),
        (counted(Outcome::Inquorate), true, false, true),
        (counted(Outcome::Failed), true, true, false),
        // The others may still be put while the window is open.
        (counted(Outcome::Failed), false, false, false),
    ] {
        desk.votes = votes;
        desk.at = if over { Time(window.closes.0 + 1) } else { window.closes };
        for (step, ok) in [(SessionStep::Begin, begins), (SessionStep::Adjourn, adjourns)] {
            let taken = desk.take(&mut session.clone(), &step, &facilitator());
            assert_eq!(taken.err().map(|error| error.code()), (!ok).then_some("session.by-voting"), "{step:?}");
        }
    }
    desk.votes = ["Q1", "Q2", "Q3", "Q4", "QF"].map(|m| (id(m), VoteStage::Counted(Outcome::Inquorate))).into();
    desk.follow(&mut session);
    assert_eq!(session.state(), SessionState::Checkin, "too few took part in anything");
    desk.votes.insert(id("QF"), VoteStage::Counted(Outcome::Passed));
    desk.follow(&mut session);
    assert_eq!((session.state(), session.outcomes().len()), (SessionState::Announced, 5));
}

/// What a machine event takes in the run of a scenario, besides what the desk does for it.
fn steps(event: SessionEvent, session: &Session, item: u64) -> Vec<(SessionStep, Actor)> {
    let signed = |by| (SessionStep::SignMinutes { text: Hash::of(b"minutes") }, by);
    match event {
        SessionEvent::OpenCheckin => vec![(SessionStep::OpenCheckin, clerk())],
        SessionEvent::QuorumOk => vec![(SessionStep::Begin, facilitator())],
        SessionEvent::StartDebate => vec![(SessionStep::StartDebate { item }, facilitator())],
        SessionEvent::CoolOff => vec![(SessionStep::CoolOff { minutes: 10 }, facilitator())],
        SessionEvent::CloseDebate => {
            let motions = &session.agenda().unwrap().item(item).unwrap().motions;
            let asked = motions
                .iter()
                .flat_map(|motion| [(motion.id.clone(), Stance::For), (motion.id.clone(), Stance::Against)]);
            let asked = asked.map(|(motion, stance)| (SessionStep::Decline { motion, stance }, facilitator()));
            asked.chain([(SessionStep::CloseDebate, facilitator())]).collect()
        }
        SessionEvent::CloseVote => vec![(SessionStep::CloseVote, clerk())],
        SessionEvent::NextItem => vec![(SessionStep::NextItem, facilitator())],
        SessionEvent::DraftMinutes => vec![(SessionStep::DraftMinutes { minutes: full_minutes(session) }, recorder())],
        SessionEvent::ConfirmMinutes => vec![signed(facilitator()), signed(recorder()), signed(supervisor())],
        SessionEvent::Publish => vec![(SessionStep::Publish, clerk())],
        SessionEvent::Finalise => vec![(SessionStep::Finalise, clerk())],
        other => panic!("no scenario has {other}"),
    }
}

#[test]
fn runs_of_the_scenarios_hold_with_every_guard() {
    let one = scenario();
    let two: Value = serde_json::from_str(include_str!("scenarios/02_tanggui_falling_objects.json")).unwrap();
    let mut runs = 0;
    for run in
        [&one, &two].into_iter().flat_map(|s| s["fsm_runs"].as_array().unwrap()).filter(|r| r["fsm"] == "session")
    {
        let mut desk = Desk::new();
        let mut session = Session::call(call_of(&one)).unwrap();
        let mut item = 0;
        for event in run["events"].as_array().unwrap() {
            let event: SessionEvent = serde_json::from_value(event.clone()).unwrap();
            match event {
                SessionEvent::PublishAgenda => {
                    desk.publish(&mut session, agenda_of(&one)).unwrap();
                    desk.at = day("2026-05-16").at(14, 30, BEIJING);
                }
                SessionEvent::QuorumOk => {
                    let coming: Vec<Id> = session.called().convened.iter().take(20).cloned().collect();
                    for who in coming {
                        desk.check_in(&mut session, who.as_str()).unwrap();
                    }
                }
                SessionEvent::StartDebate => item += 1,
                SessionEvent::Finalise => {
                    desk.publicity = Some(posted("2026-05-16"));
                    desk.at = at("2026-06-01", 9);
                }
                _ => {}
            }
            match event {
                SessionEvent::PublishAgenda => continue,
                SessionEvent::Announce => {
                    desk.follow(&mut session);
                    continue;
                }
                _ => {}
            }
            for (step, by) in steps(event, &session, item) {
                desk.take(&mut session, &step, &by).unwrap_or_else(|error| panic!("{event}: {error}"));
            }
        }
        assert_eq!(serde_json::to_value(session.state()).unwrap(), run["end"]);
        assert!(session.state().is_final());
        runs += 1;
    }
    assert_eq!(runs, 2);
}

#[test]
fn steps_have_one_spelling() {
    for good in [
        r#""open-checkin""#,
        r#"{"check-in":{"presence":"hall","who":"S-006"}}"#,
        r#"{"speak":{"speaker":"S-006","stance":"against","words":{"text":"不同意"}}}"#,
        r#"{"renotice":{"when":{"held":1778913000}}}"#,
        r#"{"renotice":{"when":{"window":{"closes":1778913001,"opens":1778913000}}}}"#,
        r#"{"draft-minutes":{"minutes":{"outcomes":{"Q1":"passed"},"statements":[7,9],"text":"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"}}}"#,
    ] {
        let step: SessionStep = serde_json::from_str(good).unwrap_or_else(|error| panic!("{good}: {error}"));
        assert_eq!(serde_json::to_value(&step).unwrap().to_string(), good);
    }
    for bad in [
        r#"{"open-checkin":{"x":1}}"#,
        r#"{"begin":{"quorum":true}}"#,
        r#"{"check-in":{"who":"S-006"}}"#,
        r#"{"check-in":{"presence":"both","who":"S-006"}}"#,
        r#"{"speak":{"speaker":"S-006","stance":"for","words":{"digest":"x","text":"y"}}}"#,
        r#"{"speak":{"speaker":"S-006","stance":"for","words":"y"}}"#,
        r#"{"renotice":{"when":{"held":-1}}}"#,
        r#"{"renotice":{"when":{"held":1.5}}}"#,
    ] {
        assert!(serde_json::from_str::<SessionStep>(bad).is_err(), "{bad}");
    }
}
