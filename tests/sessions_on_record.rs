//! Sessions on the record: notices, check-in and quorum, both sides heard, votes, minutes signed by
//! three, and assemblies in which to vote is to attend.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod common;

use guanjia::map::{Map, Set};

use common::record::{day, founded, freeze, id, keyed, paper, refused, refused_about, unit};
use guanjia::agenda::{Agenda, AgendaItem, AgendaMotion};
use guanjia::ballot::Choice;
use guanjia::event::{
    Announce, AnnounceDraw, Attest, CheckIn, Close, Decline, DrawFrom, FinishDraw, MakeStatement, Motion, MoveMatter,
    MoveSession, Notice, RaiseMatter, Recuse, Said, SeatOf, SessionBody, Stake, Stakeholders, TakeMinutes,
    TriageMatter, Vote,
};
use guanjia::fraction::Fraction;
use guanjia::lottery::PublicSource;
use guanjia::matter::{Intake, MatterState, MatterStep, Route, Submission, Triage};
use guanjia::motion::{Question, RuleRef};
use guanjia::rule::preset;
use guanjia::sample::Scribe;
use guanjia::selection::{Candidates, Draw};
use guanjia::session::{Presence, SessionState, SessionStep, Stance, Venue, When, Window};
use guanjia::stratum::Stratum;
use guanjia::verdict::Outcome;
use guanjia::words::Words;
use guanjia::{Hall, Hash, Id, Time, Zone};
use serde_json::json;

const CHINA: Zone = Zone(480);

/// Days from the founding on 2 March to 5, 13 and 16 May 2026.
const MAY_5: u64 = 64;
const MAY_13: u64 = 72;
const MAY_16: u64 = 75;

fn date(text: &str) -> guanjia::Date {
    text.parse().unwrap()
}

/// At half past two in the afternoon.
fn held(on: &str) -> When {
    When::Held(date(on).at(14, 30, CHINA))
}

/// A record with so many households, the first few with keys, half of them in the group 养犬户; frozen.
fn community(seed: &str, households: u32, keys: u32) -> Scribe {
    let mut scribe = founded(seed);
    for n in 1..=households {
        let group = if n % 2 == 0 { "养犬户" } else { "其他" };
        let unit = unit(json!({
            "handle": format!("H-{n}"), "amounts": {"households": 1}, "strata": {"kind": group}, "voter": true,
        }));
        let enrol = if n <= keys { keyed(&mut scribe, "households", unit) } else { paper("households", unit) };
        scribe.enter("registrar", enrol).unwrap();
    }
    freeze(&mut scribe, "base", "households");
    scribe
}

fn question(motion: &str, rule: &str) -> Question {
    serde_json::from_value(json!({
        "id": motion, "title": {"zh": "犬便箱"}, "text": {"zh": format!("{motion}:设6处犬便箱")},
        "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
        "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": rule}, "duplicates": "first", "blank": "abstain",
        "channels": ["online"], "secrecy": "named",
        "effect": if rule.starts_with("x.") { "opinion" } else { "decision" },
    }))
    .unwrap()
}

fn item(no: u64, matter: Option<&str>, questions: &[&Question]) -> AgendaItem {
    let motion = |q: &&Question| AgendaMotion { id: q.id.clone(), question: q.digest().unwrap() };
    AgendaItem {
        matter: matter.map(id), motions: questions.iter().map(motion).collect(), no, title: "议题".to_owned()
    }
}

/// The notice of a session of everyone in the base, under the rule of stewards' sessions.
fn notice(session: &str, on: &str, items: Vec<AgendaItem>) -> Notice {
    Notice {
        agenda: Agenda { items },
        body: SessionBody::Base(id("base")),
        guests: Set::new(),
        place: None,
        rule: RuleRef::Preset(id("x.steward.session")),
        session: id(session),
        special: None,
        stakeholders: None,
        turns: Some(2),
        venue: Venue::Both,
        when: held(on),
    }
}

fn go(session: &str, step: SessionStep) -> MoveSession {
    MoveSession { session: id(session), step }
}

fn check_in(session: &str, who: u32) -> CheckIn {
    CheckIn { handle: id(&format!("H-{who}")), presence: Presence::Hall, session: id(session) }
}

fn say(session: &str, motion: &str, stance: Stance) -> MakeStatement {
    let said = Said::Text("我说两句".to_owned());
    MakeStatement { handle: None, motion: Some(id(motion)), said, session: id(session), stance }
}

fn state(scribe: &Scribe, session: &str) -> SessionState {
    scribe.hall().session(&id(session)).unwrap().state()
}

fn matter_state(scribe: &Scribe, matter: &str) -> MatterState {
    scribe.hall().matter(&id(matter)).unwrap().state()
}

/// A matter on the short list, under an item of the catalogue.
fn shortlisted(scribe: &mut Scribe, matter: &str, text: &str, item: &str) {
    let submission = Submission {
        id: id(matter),
        intake: Intake::Own,
        part_of: None,
        resident: Some(id("H-1")),
        safety: false,
        words: Words::Text(text.to_owned()),
    };
    scribe.enter("H-1", RaiseMatter { matter: submission }).unwrap();
    let step = |step| MoveMatter { matter: id(matter), step };
    let compared = scribe.hall().matters().map(|other| other.id().clone()).collect();
    scribe.enter("clerk", step(MatterStep::Accept { compared, read_back: false })).unwrap();
    let route = Route::Minor(id(item));
    let triage = Triage { reason: "属于协商目录".to_owned(), route, rule: "协商事项目录".to_owned() };
    let proposed = scribe.enter("clerk", TriageMatter { matter: id(matter), triage }).unwrap();
    scribe.enter_about("committee", proposed, Attest {}).unwrap();
    scribe.enter("committee", step(MatterStep::Shortlist)).unwrap();
}

/// A session announced on 5 May, opened on the 16th, to which the first so many came.
fn opened(scribe: &mut Scribe, notice: Notice, come: u32) {
    let session = notice.session.to_string();
    day(scribe, MAY_5);
    scribe.enter("facilitator", notice).unwrap();
    day(scribe, MAY_16);
    scribe.enter("clerk", go(&session, SessionStep::OpenCheckin)).unwrap();
    for n in 1..=come {
        scribe.enter("clerk", check_in(&session, n)).unwrap();
    }
}

/// The debate on the one motion of an item, with a statement on each side.
fn debated(scribe: &mut Scribe, session: &str, item: u64, motion: &str) -> [Hash; 2] {
    scribe.enter("facilitator", go(session, SessionStep::StartDebate { item })).unwrap();
    let spoken = [("H-1", Stance::For), ("H-2", Stance::Against)];
    let spoken = spoken.map(|(who, stance)| scribe.enter(who, say(session, motion, stance)).unwrap());
    scribe.enter("facilitator", go(session, SessionStep::CloseDebate)).unwrap();
    spoken
}

/// A motion put to the vote; the first `yes` vote for it, the next `no` against.
fn voted(scribe: &mut Scribe, session: &str, question: &Question, yes: u32, no: u32) -> Hash {
    let motion = Motion { convention: None, question: question.clone(), session: id(session) };
    let leaf = scribe.enter("facilitator", motion).unwrap();
    for n in 1..=yes + no {
        let choice = Choice::Option(id(if n <= yes { "Y" } else { "N" }));
        scribe.enter_about(&format!("H-{n}"), leaf, Vote { choice, principal: None, mandate: None }).unwrap();
    }
    leaf
}

fn announce(yes: u64, no: u64, outcome: Outcome) -> Announce {
    let options = [(id("Y"), yes), (id("N"), no)].into();
    Announce { abstain: 0, invalid: 0, options, outcome, participating: yes + no }
}

/// Closed, counted and witnessed by two.
fn counted(scribe: &mut Scribe, motion: Hash, announce: Announce) {
    scribe.enter_about("clerk", motion, Close { papers: None }).unwrap();
    let announced = scribe.enter_about("facilitator", motion, announce).unwrap();
    for witness in ["witness", "witness-2"] {
        scribe.enter_about(witness, announced, Attest {}).unwrap();
    }
}

fn minutes(session: &str, statements: &[Hash], outcomes: &[(&str, Outcome)]) -> TakeMinutes {
    TakeMinutes {
        digest: Hash::of(b"minutes"),
        outcomes: outcomes.iter().map(|(motion, outcome)| (id(motion), *outcome)).collect(),
        session: id(session),
        statements: statements.iter().copied().collect(),
    }
}

#[allow(clippy::too_many_lines, reason = "it is one story")]
#[test]
fn a_session_from_its_notice_to_its_minutes() {
    let mut scribe = community("session", 24, 24);
    shortlisted(&mut scribe, "M-1", "设6处犬便箱", "B2");
    let q1 = question("Q1", "x.steward.session");
    let items = || vec![item(1, Some("M-1"), &[&q1]), item(2, None, &[])];

    // AB10: three days of notice are not ten.
    day(&mut scribe, MAY_13);
    assert_eq!(refused(&mut scribe, "facilitator", notice("S-1", "2026-05-16", items())), "notice.short");
    let mut scribe = community("session", 24, 24);
    shortlisted(&mut scribe, "M-1", "设6处犬便箱", "B2");
    day(&mut scribe, MAY_5);
    assert_eq!(refused(&mut scribe, "clerk", notice("S-1", "2026-05-16", items())), "office.missing");
    let unlisted = vec![item(1, Some("M-9"), &[&q1])];
    assert_eq!(refused(&mut scribe, "facilitator", notice("S-1", "2026-05-16", unlisted)), "matter.unknown");
    scribe.enter("facilitator", notice("S-1", "2026-05-16", items())).unwrap();
    assert_eq!(matter_state(&scribe, "M-1"), MatterState::OnAgenda);
    assert_eq!(scribe.hall().matter_session(&id("M-1")), Some(&id("S-1")));
    assert_eq!(refused(&mut scribe, "facilitator", notice("S-1", "2026-05-16", items())), "session.taken");
    let again = vec![item(1, None, &[&q1])];
    assert_eq!(refused(&mut scribe, "facilitator", notice("S-2", "2026-05-16", again)), "agenda.question-taken");

    let open = go("S-1", SessionStep::OpenCheckin);
    assert_eq!(refused(&mut scribe, "clerk", open.clone()), "session.wrong-day");
    day(&mut scribe, MAY_16);
    assert_eq!(refused(&mut scribe, "clerk", check_in("S-1", 1)), "session.not-open");
    assert_eq!(refused(&mut scribe, "facilitator", open.clone()), "machine.role");
    scribe.enter("clerk", open).unwrap();

    // AB05: sixteen of twenty-four, and not one less.
    for n in 1..=15 {
        let who = if n <= 3 { format!("H-{n}") } else { "clerk".to_owned() };
        scribe.enter(&who, check_in("S-1", n)).unwrap();
    }
    assert_eq!(refused(&mut scribe, "clerk", check_in("S-1", 15)), "session.checked-in");
    assert_eq!(refused(&mut scribe, "clerk", check_in("S-1", 25)), "session.not-convened");
    assert_eq!(refused(&mut scribe, "H-17", check_in("S-1", 16)), "office.missing");
    let begin = go("S-1", SessionStep::Begin);
    assert_eq!(refused(&mut scribe, "facilitator", begin.clone()), "session.no-quorum");
    let motion = |question: &Question| Motion { convention: None, question: question.clone(), session: id("S-1") };
    assert_eq!(refused(&mut scribe, "facilitator", motion(&q1)), "session.no-quorum");
    scribe.enter("clerk", check_in("S-1", 16)).unwrap();
    assert_eq!(scribe.hall().session_quorum(&id("S-1")).unwrap().have, 16);
    assert_eq!(refused(&mut scribe, "facilitator", go("S-1", SessionStep::Adjourn)), "session.quorate");
    scribe.enter("facilitator", begin).unwrap();

    // AB17: both sides are heard.
    let start = go("S-1", SessionStep::StartDebate { item: 1 });
    scribe.enter("facilitator", start).unwrap();
    assert_eq!(matter_state(&scribe, "M-1"), MatterState::Consulting);
    let spoken = scribe.enter("H-1", say("S-1", "Q1", Stance::For)).unwrap();
    let personal = MakeStatement { said: Said::Text("3栋501室的狗".to_owned()), ..say("S-1", "Q1", Stance::For) };
    assert_eq!(refused(&mut scribe, "H-1", personal), "words.personal");
    assert_eq!(refused(&mut scribe, "H-20", say("S-1", "Q1", Stance::For)), "session.not-present");
    assert_eq!(refused(&mut scribe, "H-1", say("S-1", "Q9", Stance::For)), "agenda.not-on-agenda");
    let close_debate = go("S-1", SessionStep::CloseDebate);
    assert_eq!(refused(&mut scribe, "facilitator", close_debate.clone()), "session.one-sided");
    assert_eq!(refused(&mut scribe, "facilitator", motion(&q1)), "session.one-sided");
    let taken_down = MakeStatement { handle: Some(id("H-5")), ..say("S-1", "Q1", Stance::Against) };
    assert_eq!(refused(&mut scribe, "H-6", taken_down.clone()), "office.missing");
    let taken_down = scribe.enter("recorder", taken_down).unwrap();

    // AB18: whoever is recused leaves the base; 15 need 8.
    let recuse = |who: &str| Recuse {
        handle: id(who),
        motion: id("Q1"),
        reason: "经营宠物用品店".to_owned(),
        session: id("S-1"),
    };
    assert_eq!(refused(&mut scribe, "H-4", recuse("H-3")), "office.missing");
    scribe.enter("H-3", recuse("H-3")).unwrap();
    assert_eq!(scribe.hall().recused_from(&id("S-1"), &id("Q1")), [id("H-3")].into());
    scribe.enter("facilitator", close_debate).unwrap();
    assert_eq!(refused(&mut scribe, "H-4", recuse("H-4")), "session.recusal-late");

    // AB09 and AB12: only what was posted, word for word.
    assert_eq!(
        refused(&mut scribe, "facilitator", motion(&question("Q9", "x.steward.session"))),
        "agenda.not-on-agenda"
    );
    let mut changed = q1.clone();
    changed.text.zh.push(',');
    assert_eq!(refused(&mut scribe, "facilitator", motion(&changed)), "agenda.text-changed");

    let leaf = scribe.enter("facilitator", motion(&q1)).unwrap();
    let vote = |choice: &str| Vote { choice: Choice::Option(id(choice)), principal: None, mandate: None };
    assert_eq!(refused_about(&mut scribe, "H-3", leaf, vote("Y")), "ballot.recused");
    for n in [1, 2, 4, 5, 6, 7, 8, 9] {
        scribe.enter_about(&format!("H-{n}"), leaf, vote("Y")).unwrap();
    }
    for n in 10..=16 {
        scribe.enter_about(&format!("H-{n}"), leaf, vote("N")).unwrap();
    }
    assert_eq!(refused(&mut scribe, "clerk", go("S-1", SessionStep::CloseVote)), "session.vote-open");
    let resolve = MoveMatter { matter: id("M-1"), step: MatterStep::Resolve { motion: id("Q1") } };
    assert_eq!(refused(&mut scribe, "facilitator", resolve.clone()), "session.outcome-missing");
    let draft = |statements: &[Hash], outcome| minutes("S-1", statements, &[("Q1", outcome)]);
    let all = [spoken, taken_down];
    assert_eq!(refused(&mut scribe, "recorder", draft(&all, Outcome::Passed)), "machine.step");
    scribe.enter_about("clerk", leaf, Close { papers: None }).unwrap();
    assert_eq!(state(&scribe, "S-1"), SessionState::Counting);
    let announced = scribe.enter_about("facilitator", leaf, announce(8, 7, Outcome::Passed)).unwrap();
    scribe.enter_about("witness", announced, Attest {}).unwrap();
    assert_eq!(state(&scribe, "S-1"), SessionState::Counting);
    scribe.enter_about("witness-2", announced, Attest {}).unwrap();
    assert_eq!(state(&scribe, "S-1"), SessionState::Announced);
    assert_eq!(scribe.hall().session(&id("S-1")).unwrap().outcomes(), &Map::from([(id("Q1"), Outcome::Passed)]));
    scribe.enter("facilitator", resolve).unwrap();
    assert_eq!(matter_state(&scribe, "M-1"), MatterState::Decided);

    // The second item is only talked about.
    scribe.enter("facilitator", go("S-1", SessionStep::NextItem)).unwrap();
    scribe.enter("facilitator", go("S-1", SessionStep::StartDebate { item: 2 })).unwrap();
    let general = MakeStatement { motion: None, ..say("S-1", "Q1", Stance::Neither) };
    let general = scribe.enter("H-7", general).unwrap();
    scribe.enter("facilitator", go("S-1", SessionStep::CloseDebate)).unwrap();
    assert_eq!(state(&scribe, "S-1"), SessionState::Announced);

    // AB16: minutes leave out nothing. AB15: three persons sign them, and nobody changes them after.
    let all = [spoken, taken_down, general];
    for (statements, outcome, expected) in [
        (&all[..2], Outcome::Passed, "minutes.statement-missing"),
        (&[all[0], all[1], all[2], announced][..], Outcome::Passed, "minutes.statement-unknown"),
        (&[all[0], all[1], all[2], Hash::of(b"x")][..], Outcome::Passed, "minutes.statement-unknown"),
        (&all[..], Outcome::Failed, "minutes.outcome-differs"),
    ] {
        assert_eq!(refused(&mut scribe, "recorder", draft(statements, outcome)), expected);
    }
    assert_eq!(refused(&mut scribe, "recorder", minutes("S-1", &all, &[])), "minutes.motion-missing");
    assert_eq!(refused(&mut scribe, "facilitator", draft(&all, Outcome::Passed)), "machine.role");
    let first = scribe.enter("recorder", draft(&all, Outcome::Passed)).unwrap();
    scribe.enter_about("facilitator", first, Attest {}).unwrap();
    let second = scribe.enter("recorder", draft(&all, Outcome::Passed)).unwrap();
    assert_eq!(refused_about(&mut scribe, "supervisor", first, Attest {}), "attest.unasked");
    assert_eq!(refused_about(&mut scribe, "recorder", second, Attest {}), "minutes.same-person");
    assert_eq!(refused_about(&mut scribe, "clerk", second, Attest {}), "machine.role");
    scribe.enter_about("supervisor", second, Attest {}).unwrap();
    assert_eq!(refused(&mut scribe, "clerk", go("S-1", SessionStep::Publish)), "minutes.unsigned");
    scribe.enter_about("facilitator", second, Attest {}).unwrap();
    assert_eq!(state(&scribe, "S-1"), SessionState::MinutesSigned);
    assert_eq!(refused(&mut scribe, "recorder", draft(&all, Outcome::Passed)), "machine.step");
    scribe.enter("clerk", go("S-1", SessionStep::Publish)).unwrap();
    assert_eq!(refused(&mut scribe, "clerk", go("S-1", SessionStep::Finalise)), "minutes.not-posted");

    assert_eq!(&Hall::replay(scribe.lines().iter()), scribe.hall());
}

#[test]
fn ab05_ab31_a_session_begins_by_its_rule_and_not_by_its_chair() {
    let mut scribe = community("1698", 1698, 0);
    let assembly = |session: &str, on: &str| Notice {
        rule: RuleRef::Preset(id("cn.urban.assembly.households.2026")),
        ..notice(session, on, vec![item(1, None, &[])])
    };
    opened(&mut scribe, assembly("S-1", "2026-05-16"), 849);
    let quorum = scribe.hall().session_quorum(&id("S-1")).unwrap();
    assert_eq!((quorum.have, quorum.need), (849, 850));
    let begin = go("S-1", SessionStep::Begin);
    assert_eq!(refused(&mut scribe, "facilitator", begin.clone()), "session.no-quorum");
    let mut quorate = community("24", 24, 0);
    let staked = |affected: u32| Notice {
        stakeholders: Some(Stakeholders {
            share: Fraction::new(1, 2).unwrap(),
            who: Stake::Handles((1..=affected).map(|n| id(&format!("H-{n}"))).collect()),
        }),
        ..notice("S-1", "2026-05-16", vec![item(1, None, &[])])
    };
    opened(&mut quorate, staked(7), 16);
    assert_eq!(refused(&mut quorate, "facilitator", begin.clone()), "panel.stakeholder-share");
    let mut quorate = community("24", 24, 0);
    opened(&mut quorate, staked(8), 16);
    quorate.enter("facilitator", begin.clone()).unwrap();

    // Without a quorum there is another notice, and nobody is present until they come again.
    scribe.enter("facilitator", go("S-1", SessionStep::Adjourn)).unwrap();
    let renotice = |on: &str| go("S-1", SessionStep::Renotice { special: None, when: held(on) });
    assert_eq!(refused(&mut scribe, "facilitator", renotice("2026-05-25")), "notice.short");
    scribe.enter("facilitator", renotice("2026-05-26")).unwrap();
    assert_eq!(scribe.hall().present_at(&id("S-1")), Some(Set::new()));
    day(&mut scribe, MAY_16 + 10);
    scribe.enter("clerk", go("S-1", SessionStep::OpenCheckin)).unwrap();
    for n in 1..=850 {
        scribe.enter("clerk", check_in("S-1", n)).unwrap();
    }
    scribe.enter("facilitator", begin).unwrap();
}

#[test]
fn stakeholders_may_be_a_stratum() {
    let mut scribe = community("stratum", 6, 0);
    let who = Stake::Stratum { key: id("kind"), value: "养犬户".parse().unwrap() };
    let stakeholders = Some(Stakeholders { share: Fraction::new(1, 2).unwrap(), who });
    opened(&mut scribe, Notice { stakeholders, ..notice("S-1", "2026-05-16", vec![item(1, None, &[])]) }, 5);
    let begin = go("S-1", SessionStep::Begin);
    assert_eq!(refused(&mut scribe, "facilitator", begin.clone()), "panel.stakeholder-share");
    scribe.enter("clerk", check_in("S-1", 6)).unwrap();
    scribe.enter("facilitator", begin).unwrap();

    let handles = Stakeholders { share: Fraction::new(1, 2).unwrap(), who: Stake::Handles([id("H-9")].into()) };
    let stranger = Notice { stakeholders: Some(handles), ..notice("S-2", "2026-06-16", vec![item(1, None, &[])]) };
    assert_eq!(refused(&mut scribe, "facilitator", stranger), "session.roles-mixed");
}

#[test]
fn ab10_special_circumstances_shorten_only_where_the_law_says_so() {
    let mut scribe = community("special", 24, 0);
    day(&mut scribe, MAY_13);
    let special = |rule: &str, reason: &str| Notice {
        rule: RuleRef::Preset(id(rule)),
        special: Some(reason.to_owned()),
        ..notice("S-1", "2026-05-16", vec![item(1, None, &[])])
    };
    let reason = "抗洪抢险须立即议定";
    assert_eq!(refused(&mut scribe, "facilitator", special("x.steward.session", reason)), "notice.special");
    let assembly = "cn.urban.assembly.households.2026";
    assert_eq!(refused(&mut scribe, "facilitator", special(assembly, "急")), "reason.short");
    assert_eq!(refused(&mut scribe, "facilitator", special("x.nothing", reason)), "rule.unknown");
    assert_eq!(refused(&mut scribe, "facilitator", special("cn.urban.assembly.2018", reason)), "rule.not-in-force");
    assert_eq!(refused(&mut scribe, "facilitator", special("cn.urban.reps.composition.2026", reason)), "rule.kind");
    scribe.enter("facilitator", special(assembly, reason)).unwrap();
    let flags: Vec<_> = scribe.hall().flags().iter().map(|flag| (flag.code(), flag.field("days"))).collect();
    assert_eq!(flags, [("notice.shortened", Some("3"))]);
}

#[test]
fn ab07_the_base_and_the_rule_are_those_of_the_notice() {
    let mut scribe = community("base", 24, 0);
    let unknown = |body| Notice { body, ..notice("S-1", "2026-05-16", vec![item(1, None, &[])]) };
    for (body, expected) in [
        (SessionBody::Base(id("other")), "base.unknown"),
        (SessionBody::Draw(id("other")), "draw.unknown"),
        (SessionBody::Roster(id("other")), "roster.unknown"),
    ] {
        assert_eq!(refused(&mut scribe, "facilitator", unknown(body)), expected);
    }
    day(&mut scribe, MAY_5);
    scribe.enter("facilitator", notice("S-1", "2026-05-16", vec![item(1, None, &[])])).unwrap();
    // Who moves in afterwards is on the register and not in the base.
    let late = unit(json!({"handle": "H-25", "amounts": {"households": 1}, "voter": true}));
    scribe.enter("registrar", paper("households", late)).unwrap();
    freeze(&mut scribe, "base-2", "households");
    let hall = scribe.hall();
    assert_eq!(hall.session_body(&id("S-1")).unwrap(), &SessionBody::Base(id("base")));
    assert_eq!(hall.session(&id("S-1")).unwrap().called().convened.len(), 24);
    assert_eq!(hall.session(&id("S-1")).unwrap().base(), Some(hall.base(&id("base")).unwrap().notice()));
    assert_eq!(hall.session_rule(&id("S-1")).unwrap(), preset("x.steward.session").unwrap());
    day(&mut scribe, MAY_16);
    scribe.enter("clerk", go("S-1", SessionStep::OpenCheckin)).unwrap();
    assert_eq!(refused(&mut scribe, "clerk", check_in("S-1", 25)), "session.not-convened");
}

#[test]
fn what_is_put_off_is_neither_debated_nor_voted_on() {
    let mut scribe = community("defer", 4, 4);
    shortlisted(&mut scribe, "M-1", "楼上卫生间漏到我家", "B1");
    let q1 = question("Q1", "x.steward.session");
    opened(&mut scribe, notice("S-1", "2026-05-16", vec![item(1, Some("M-1"), &[&q1]), item(2, None, &[])]), 4);
    scribe.enter("facilitator", go("S-1", SessionStep::Begin)).unwrap();
    let defer = MatterStep::Defer { reason: "等物业查明原因".to_owned() };
    scribe.enter("facilitator", MoveMatter { matter: id("M-1"), step: defer }).unwrap();
    assert_eq!(matter_state(&scribe, "M-1"), MatterState::Shortlisted);
    let start = go("S-1", SessionStep::StartDebate { item: 1 });
    assert_eq!(refused(&mut scribe, "facilitator", start), "agenda.deferred");
    let motion = Motion { convention: None, question: q1.clone(), session: id("S-1") };
    assert_eq!(refused(&mut scribe, "facilitator", motion), "agenda.deferred");

    // On another session's agenda, and then not agreed.
    scribe.enter("facilitator", notice("S-2", "2026-05-26", vec![item(1, Some("M-1"), &[&q1])])).unwrap();
    day(&mut scribe, MAY_16 + 10);
    scribe.enter("clerk", go("S-2", SessionStep::OpenCheckin)).unwrap();
    for n in 1..=4 {
        scribe.enter("clerk", check_in("S-2", n)).unwrap();
    }
    scribe.enter("facilitator", go("S-2", SessionStep::Begin)).unwrap();
    debated(&mut scribe, "S-2", 1, "Q1");
    let leaf = voted(&mut scribe, "S-2", &q1, 2, 2);
    counted(&mut scribe, leaf, announce(2, 2, Outcome::Failed));
    let resolve = MatterStep::Resolve { motion: id("Q1") };
    assert_eq!(
        refused(&mut scribe, "facilitator", MoveMatter { matter: id("M-1"), step: resolve }),
        "matter.not-passed"
    );
    let measure = q1.digest().unwrap();
    let failed = MatterStep::NoAgreement { measure, reason: "两方未能一致".to_owned() };
    scribe.enter("facilitator", MoveMatter { matter: id("M-1"), step: failed }).unwrap();
    let retry = MoveMatter { matter: id("M-1"), step: MatterStep::Retry { measure } };
    assert_eq!(refused(&mut scribe, "committee", retry), "matter.same-measure");
}

#[test]
fn where_to_vote_is_to_attend_nobody_checks_in() {
    let mut scribe = community("window", 6, 6);
    shortlisted(&mut scribe, "M-1", "制定文明养犬公约", "D1");
    let rule = "cn.urban.assembly.households.2026";
    let q = question("Q-1", rule);
    let window = Window { closes: date("2026-06-14").at(18, 0, CHINA), opens: date("2026-05-16").at(9, 0, CHINA) };
    day(&mut scribe, MAY_5);
    let assembly = Notice {
        rule: RuleRef::Preset(id(rule)),
        when: When::Window(window),
        ..notice("S-1", "2026-05-16", vec![item(1, Some("M-1"), &[&q])])
    };
    scribe.enter("facilitator", assembly).unwrap();
    let motion = Motion { convention: None, question: q.clone(), session: id("S-1") };
    assert_eq!(refused(&mut scribe, "facilitator", motion), "session.not-voting");
    day(&mut scribe, MAY_16);
    scribe.enter("clerk", go("S-1", SessionStep::OpenCheckin)).unwrap();
    assert_eq!(matter_state(&scribe, "M-1"), MatterState::Consulting);
    assert_eq!(refused(&mut scribe, "clerk", check_in("S-1", 1)), "session.by-voting");
    assert_eq!(refused(&mut scribe, "facilitator", go("S-1", SessionStep::Begin)), "session.by-voting");
    assert_eq!(scribe.hall().present_at(&id("S-1")), None);
    let spoken = scribe.enter("H-6", say("S-1", "Q-1", Stance::Against)).unwrap();

    // Four of six took part, three of them are for it.
    let leaf = voted(&mut scribe, "S-1", &q, 3, 1);
    let late =
        Recuse { handle: id("H-6"), motion: id("Q-1"), reason: "经营宠物用品店".to_owned(), session: id("S-1") };
    assert_eq!(refused(&mut scribe, "H-6", late), "session.recusal-late");
    counted(&mut scribe, leaf, announce(3, 1, Outcome::Passed));
    assert_eq!(state(&scribe, "S-1"), SessionState::Announced);
    scribe.enter("recorder", minutes("S-1", &[spoken], &[("Q-1", Outcome::Passed)])).unwrap();
}

#[test]
fn ab05_an_assembly_in_which_too_few_voted_is_announced_again() {
    let mut scribe = community("few", 6, 6);
    let rule = "cn.urban.assembly.households.2026";
    let q = question("Q-1", rule);
    let window = Window { closes: date("2026-06-14").at(18, 0, CHINA), opens: date("2026-05-16").at(9, 0, CHINA) };
    day(&mut scribe, MAY_5);
    let assembly = Notice {
        rule: RuleRef::Preset(id(rule)),
        when: When::Window(window),
        ..notice("S-1", "2026-05-16", vec![item(1, None, &[&q])])
    };
    scribe.enter("facilitator", assembly).unwrap();
    day(&mut scribe, MAY_16);
    scribe.enter("clerk", go("S-1", SessionStep::OpenCheckin)).unwrap();
    let leaf = voted(&mut scribe, "S-1", &q, 3, 0);
    scribe.enter_about("clerk", leaf, Close { papers: None }).unwrap();
    let passed = announce(3, 0, Outcome::Passed);
    assert_eq!(refused_about(&mut scribe, "facilitator", leaf, passed), "count.no-quorum");
    let announced = scribe.enter_about("facilitator", leaf, announce(3, 0, Outcome::Inquorate)).unwrap();
    let adjourn = go("S-1", SessionStep::Adjourn);
    assert_eq!(refused(&mut scribe, "facilitator", adjourn.clone()), "session.by-voting");
    for witness in ["witness", "witness-2"] {
        scribe.enter_about(witness, announced, Attest {}).unwrap();
    }
    assert_eq!(state(&scribe, "S-1"), SessionState::Checkin);
    assert_eq!(refused(&mut scribe, "facilitator", go("S-1", SessionStep::Begin)), "session.by-voting");
    scribe.enter("facilitator", adjourn).unwrap();
    let renotice = SessionStep::Renotice { special: None, when: held("2026-06-26") };
    scribe.enter("facilitator", go("S-1", renotice)).unwrap();
    assert_eq!(state(&scribe, "S-1"), SessionState::Noticed);
}

#[test]
fn what_is_to_be_looked_at_is_flagged() {
    let mut scribe = community("flags", 4, 4);
    let q1 = question("Q1", "x.steward.session");
    opened(&mut scribe, notice("S-1", "2026-05-16", vec![item(1, None, &[&q1])]), 3);
    let online = CheckIn { presence: Presence::Online, ..check_in("S-1", 4) };
    scribe.enter("H-4", online).unwrap();
    scribe.enter("facilitator", go("S-1", SessionStep::Begin)).unwrap();
    let recuse = |by: &str, who: &str, scribe: &mut Scribe| {
        let reason = "经营宠物用品店".to_owned();
        scribe.enter(by, Recuse { handle: id(who), motion: id("Q1"), reason, session: id("S-1") }).unwrap();
    };
    recuse("H-1", "H-1", &mut scribe);
    recuse("facilitator", "H-2", &mut scribe);
    let flags: Vec<_> = scribe.hall().flags().iter().map(|flag| (flag.code(), flag.field("who"))).collect();
    assert_eq!(flags, [("session.online-basis", Some("H-4")), ("session.recused-by-other", Some("H-2"))]);
}

#[test]
fn nobody_on_a_side_is_said_by_the_facilitator_and_of_a_side() {
    let mut scribe = community("declined", 4, 4);
    let q1 = question("Q1", "x.steward.session");
    opened(&mut scribe, notice("S-1", "2026-05-16", vec![item(1, None, &[&q1])]), 4);
    scribe.enter("facilitator", go("S-1", SessionStep::Begin)).unwrap();
    scribe.enter("facilitator", go("S-1", SessionStep::StartDebate { item: 1 })).unwrap();
    let declined = |stance| MakeStatement { said: Said::Declined, ..say("S-1", "Q1", stance) };
    assert_eq!(refused(&mut scribe, "H-1", declined(Stance::Against)), "office.missing");
    assert_eq!(refused(&mut scribe, "facilitator", declined(Stance::Neither)), "session.decline-unclear");
    for stance in [Stance::For, Stance::Against] {
        scribe.enter("facilitator", declined(stance)).unwrap();
    }
    scribe.enter("facilitator", go("S-1", SessionStep::CloseDebate)).unwrap();
    assert_eq!(state(&scribe, "S-1"), SessionState::Voting);
    // Nothing is put, and the session goes on.
    scribe.enter("clerk", go("S-1", SessionStep::CloseVote)).unwrap();
    assert_eq!(state(&scribe, "S-1"), SessionState::Announced);
}

#[test]
fn steps_that_have_entries_of_their_own_are_not_moves() {
    let mut scribe = community("elsewhere", 4, 4);
    opened(&mut scribe, notice("S-1", "2026-05-16", vec![item(1, None, &[])]), 0);
    let speak = SessionStep::Speak {
        motion: None,
        speaker: id("H-1"),
        stance: Stance::For,
        words: Words::Text("我说两句".to_owned()),
    };
    for (who, step) in [
        ("clerk", SessionStep::CheckIn { presence: Presence::Hall, who: id("H-1") }),
        ("H-1", speak),
        ("recorder", SessionStep::SignMinutes { text: Hash::of(b"minutes") }),
    ] {
        assert_eq!(refused(&mut scribe, who, go("S-1", step)), "session.elsewhere");
    }
    assert_eq!(refused(&mut scribe, "clerk", go("S-9", SessionStep::OpenCheckin)), "session.unknown");
    let held = When::Held(Time(1_778_913_000));
    assert!(held.includes(Time(1_778_913_000), CHINA));
}

#[test]
fn alternates_move_up_until_check_in_opens() {
    let mut scribe = community("panel", 12, 12);
    let candidates = {
        let base = scribe.hall().base(&id("base")).unwrap();
        Candidates::of_base(base, base.members().keys()).unwrap()
    };
    let draw = Draw {
        id: id("panel"),
        candidates: candidates.digest(),
        by: None,
        seats: [(Stratum::all(), 3)].into(),
        alternates: 2,
        general: 0,
        parties: vec![],
        commit_by: date("2026-03-03"),
        reveal_by: date("2026-03-04"),
        sources: vec![PublicSource {
            text: "双色球开奖号码".to_owned(), date: date("2026-03-05"), ordered: false
        }],
        lottery: None,
    };
    let announced = AnnounceDraw { draw, from: DrawFrom::Base(id("base")), session: Some(id("S-1")) };
    scribe.enter("committee", announced).unwrap();
    let panel = |session: &str| Notice {
        body: SessionBody::Draw(id("panel")),
        ..notice(session, "2026-05-16", vec![item(1, None, &[])])
    };
    day(&mut scribe, 3);
    assert_eq!(refused(&mut scribe, "facilitator", panel("S-1")), "draw.open");
    scribe.enter("committee", FinishDraw { draw: id("panel"), value: "2.5.12./".to_owned() }).unwrap();
    day(&mut scribe, MAY_5);
    assert_eq!(refused(&mut scribe, "facilitator", panel("S-2")), "session.other-panel");
    scribe.enter("facilitator", panel("S-1")).unwrap();
    let convened = |scribe: &Scribe| scribe.hall().session(&id("S-1")).unwrap().called().convened.clone();
    let drawn = convened(&scribe);
    assert_eq!(drawn.len(), 3);

    let leaves =
        |who: &Id| Decline {
            from: SeatOf::Draw(id("panel")), handle: who.clone(), reason: "外出务工半年".to_owned()
        };
    let mut leaving = drawn.iter().cloned();
    let (first, second) = (leaving.next().unwrap(), leaving.next().unwrap());
    scribe.enter(first.as_str(), leaves(&first)).unwrap();
    day(&mut scribe, MAY_16);
    scribe.enter("clerk", go("S-1", SessionStep::OpenCheckin)).unwrap();
    let came = convened(&scribe);
    assert_eq!((came.len(), came.contains(&first), came.contains(&second)), (3, false, true));
    scribe.enter(second.as_str(), leaves(&second)).unwrap();
    assert_eq!(convened(&scribe), came, "nobody joins or leaves once check-in is open");
    let check_in = |who: &Id| CheckIn { handle: who.clone(), presence: Presence::Hall, session: id("S-1") };
    assert_eq!(refused(&mut scribe, "clerk", check_in(&first)), "session.not-convened");
    for who in &came {
        scribe.enter("clerk", check_in(who)).unwrap();
    }
    scribe.enter("facilitator", go("S-1", SessionStep::Begin)).unwrap();
}
