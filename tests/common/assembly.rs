//! An assembly of households that votes online, and the offices around it.

use guanjia::agenda::{Agenda, AgendaItem, AgendaMotion};
use guanjia::ballot::Choice;
use guanjia::event::{
    Announce, Attest, Close, Confirmation, ConventionText, Motion, MoveSession, Notice, Office, SessionBody, Vote,
};
use guanjia::measure::{Amounts, Measure};
use guanjia::motion::{Effect, Poll, Question, QuestionOption, RuleRef, Text};
use guanjia::role::Role;
use guanjia::rule::{Blank, Channel, Duplicates, Of, Secrecy};
use guanjia::sample::Scribe;
use guanjia::session::{SessionStep, Venue, When, Window};
use guanjia::{Date, Hash, Time, Zone};
use serde_json::json;

use super::record::{founded, freeze, id, keyed, unit};

/// The offices a convention, a count and an objection need besides those of the charter.
const OFFICES: &[(&str, &[Role])] = &[
    ("clerk-2", &[Role::Clerk]),
    ("legal-advisor", &[Role::LegalAdvisor]),
    ("street", &[Role::Street]),
    ("supervisor-2", &[Role::Supervisor]),
];

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn at(day: &str, hour: u8) -> Time {
    date(day).at(hour, 0, Zone(480))
}

/// Lets the host enter that it is ten in the morning of a day.
pub fn on(scribe: &mut Scribe, day: &str) {
    scribe.clock(at(day, 10)).unwrap();
}

/// A record with all offices and `count` households with keys, `H-1` and so on, in two buildings, frozen
/// as the base `households`.
pub fn community(seed: &str, count: u64) -> Scribe {
    let mut scribe = founded(seed);
    for (name, roles) in OFFICES {
        let cnf = Confirmation { jwk: scribe.key(name) };
        let office = Office { cnf, office: id(name), roles: roles.iter().copied().collect() };
        scribe.enter("committee", office).unwrap();
    }
    for n in 1..=count {
        let building = if n <= count / 2 { "B01" } else { "B02" };
        let unit = unit(json!({
            "handle": format!("H-{n}"), "amounts": {"households": 1}, "strata": {"building": building}, "voter": true,
        }));
        let enrol = keyed(&mut scribe, "households", unit);
        scribe.enter("registrar", enrol).unwrap();
    }
    freeze(&mut scribe, "households", "households");
    scribe
}

/// A question to the assembly of households, answered `Y` or `N`.
pub fn question(name: &str, asks: &str) -> Question {
    let text = |zh: &str| Text { zh: zh.to_owned(), en: None };
    let option = |name: &str, zh: &str| QuestionOption { id: id(name), text: text(zh) };
    Question {
        id: id(name),
        title: text(asks),
        text: text(asks),
        options: vec![option("Y", "同意"), option("N", "不同意")],
        poll: Poll::Choice { approves: id("Y") },
        rule: RuleRef::Preset(id("cn.urban.assembly.households.2026")),
        duplicates: Duplicates::First,
        blank: Blank::Abstain,
        channels: [Channel::Online].into(),
        channel_basis: Some("《居民自治章程》第九条(虚构)".to_owned()),
        secrecy: Secrecy::Named,
        proxy_cap: None,
        effect: Effect::Decision,
        contested: Vec::new(),
        follows: None,
    }
}

/// Announces an assembly that votes on a question from one day to another.
pub fn call(scribe: &mut Scribe, session: &str, question: &Question, opens: &str, closes: &str) {
    let motions = vec![AgendaMotion { id: question.id.clone(), question: question.digest().unwrap() }];
    let notice = Notice {
        agenda: Agenda { items: vec![AgendaItem { matter: None, motions, no: 1, title: "表决".to_owned() }] },
        body: SessionBody::Base(id("households")),
        guests: [].into(),
        place: None,
        rule: question.rule.clone(),
        session: id(session),
        special: None,
        stakeholders: None,
        turns: None,
        venue: Venue::Both,
        when: When::Window(Window { closes: at(closes, 20), opens: at(opens, 8) }),
    };
    scribe.enter("facilitator", notice).unwrap();
}

/// The entry that opens the vote on a question; the session takes part in it from now on.
pub fn motion(scribe: &mut Scribe, session: &str, question: &Question, text: Option<(&str, Hash)>) -> Motion {
    if scribe.hall().session(&id(session)).unwrap().state() == guanjia::session::SessionState::Noticed {
        scribe.enter("clerk", MoveSession { session: id(session), step: SessionStep::OpenCheckin }).unwrap();
    }
    let convention = text.map(|(convention, digest)| ConventionText { convention: id(convention), digest });
    Motion { convention, question: question.clone(), session: id(session) }
}

/// The first `yes` households vote `Y` and the next `no` vote `N`; gives their entries.
pub fn vote(scribe: &mut Scribe, motion: Hash, yes: u64, no: u64) -> Vec<Hash> {
    let cast = |n: u64| {
        let choice = Choice::Option(id(if n <= yes { "Y" } else { "N" }));
        let vote = Vote { choice, principal: None, mandate: None };
        scribe.enter_about(&format!("H-{n}"), motion, vote).unwrap()
    };
    (1..=yes + no).map(cast).collect()
}

/// Ends the vote and announces what the ballots come to, before two witnesses.
pub fn close(scribe: &mut Scribe, motion: Hash) {
    scribe.enter_about("clerk", motion, Close { papers: None }).unwrap();
    announce(scribe, motion);
}

/// Announces what the ballots come to, before two witnesses.
pub fn announce(scribe: &mut Scribe, motion: Hash) {
    let record = scribe.hall().motion(motion).unwrap();
    let count = record.tally().unwrap().count;
    let heads = |amounts: &Amounts| amounts.of(Measure::Heads);
    let announce = Announce {
        abstain: heads(&count.abstain),
        invalid: heads(&count.invalid),
        options: count.options.iter().map(|(option, amounts)| (option.clone(), heads(amounts))).collect(),
        outcome: record.decision().unwrap().outcome,
        participating: heads(&count.participation[&Of::Participating]),
    };
    let announced = scribe.enter_about("facilitator", motion, announce).unwrap();
    for witness in ["witness", "witness-2"] {
        scribe.enter_about(witness, announced, Attest {}).unwrap();
    }
}
