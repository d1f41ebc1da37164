//! A session as a page shows it (SPEC.md section 6).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! use guanjia::session::VoteStage;
//! use guanjia::view::SessionView;
//! let session = SessionView::of(&hall, &"ASM-1".parse().unwrap()).unwrap();
//! let question = &session.agenda.unwrap().items[0].motions[0];
//! assert_eq!((question.id.as_str(), &question.stage), ("BENCH", &Some(VoteStage::Open)));
//! assert_eq!(session.rule.source.article, "第27条");
//! assert!(session.present.is_empty()); // to vote is to attend
//! ```

use crate::map::Map;

use serde::Serialize;

use super::State;
use crate::agenda::{AgendaItem, AgendaMotion, FrozenAgenda};
use crate::error::Error;
use crate::event::SessionBody;
use crate::hall::Hall;
use crate::hash::Hash;
use crate::id::Id;
use crate::quorum::Quorum;
use crate::register::BaseNotice;
use crate::role::Role;
use crate::rule::Rule;
use crate::session::{Call, Minutes, Presence, Recusal, Session, Stance, VoteStage};
use crate::time::Date;
use crate::verdict::Outcome;
use crate::words::Words;

/// A session 会议, from its notice to its minutes.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// let session = &guanjia::view::SessionView::all(&hall)[0];
/// assert_eq!((session.id.as_str(), session.state.zh.as_str()), ("ASM-1", "签到中"));
/// let guanjia::session::When::Window(window) = session.call.when else { panic!("over two days") };
/// assert!(window.opens < window.closes);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SessionView {
    /// Its number.
    pub id: Id,
    /// Where it stands.
    pub state: State,
    /// As it was called: who is convened, where, when, with which guests and stakeholders.
    pub call: Call,
    /// Whom that is.
    pub body: SessionBody,
    /// The rule it was announced under.
    pub rule: Rule,
    /// The base named in its notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<BaseNotice>,
    /// The day its notice was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted: Option<Date>,
    /// What it deals with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agenda: Option<AgendaView>,
    /// How many are present and how many must be; none where to vote is to attend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Quorum>,
    /// Those who checked in, and how.
    pub present: Map<Id, Presence>,
    /// How many of those present have a stake.
    pub stakeholders_present: u64,
    /// The number of the item under debate or vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u64>,
    /// What was said, in order.
    pub statements: Vec<StatementView>,
    /// The minutes, once drafted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Who signed the minutes, by role.
    pub signatures: Map<Role, Id>,
}

/// An agenda 议程 as it was posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AgendaView {
    /// The digest that fixes it.
    pub digest: Hash,
    /// Its items in order.
    pub items: Vec<ItemView>,
}

/// An item 议题 of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemView {
    /// Its number, from 1.
    pub no: u64,
    /// What it is called.
    pub title: String,
    /// The matter it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Id>,
    /// Whether that matter was put off.
    pub deferred: bool,
    /// The questions to be voted on.
    pub motions: Vec<QuestionView>,
}

/// A question on an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct QuestionView {
    /// Its name.
    pub id: Id,
    /// The digest of its exact words.
    pub question: Hash,
    /// How far it is, once it was put to the vote in this session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<VoteStage>,
    /// The outcome that the session announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Who is recused from it, and why.
    pub recused: Map<Id, Recusal>,
    /// Why it can not be put to the vote now, while it was not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Error>,
}

/// What someone said 发言.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StatementView {
    /// Its entry, the speaker's receipt.
    pub entry: u64,
    /// The motion it is about, if about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motion: Option<Id>,
    /// Who said it.
    pub speaker: Id,
    /// Which side it takes.
    pub stance: Stance,
    /// What was said; not shown when it was hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
    /// Why it is not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden: Option<String>,
    /// Whether its words were withdrawn.
    pub withdrawn: bool,
}

impl SessionView {
    /// A session by its number; `session.unknown`.
    pub fn of(hall: &Hall, id: &Id) -> Result<Self, Error> {
        let body = hall.session_body(id)?.clone();
        let rule = hall.session_rule(id)?.clone();
        let session = hall.known_session(id)?;
        let call = session.called().clone();
        Ok(Self {
            id: id.clone(),
            state: State::of(session.state()),
            body,
            rule,
            base: session.base().cloned(),
            posted: session.posted(),
            agenda: session.agenda().map(|agenda| agenda_of(hall, session, agenda)),
            quorum: hall.session_quorum(id).ok().filter(|_| !call.by_voting),
            call,
            present: session.present().clone(),
            stakeholders_present: session.stakeholders_present(),
            item: session.item(),
            statements: statements(session),
            minutes: session.minutes().cloned(),
            signatures: session.signatures().clone(),
        })
    }

    /// Every session, in the order of their numbers.
    pub fn all(hall: &Hall) -> Vec<Self> {
        hall.sessions().filter_map(|session| Self::of(hall, session.id()).ok()).collect()
    }
}

fn agenda_of(hall: &Hall, session: &Session, agenda: &FrozenAgenda) -> AgendaView {
    let item = |item: &AgendaItem| ItemView {
        no: item.no,
        title: item.title.clone(),
        matter: item.matter.clone(),
        deferred: item.matter.as_ref().is_some_and(|matter| hall.check_not_deferred(session.id(), matter).is_err()),
        motions: item.motions.iter().map(|motion| question(hall, session, motion)).collect(),
    };
    AgendaView { digest: agenda.digest(), items: agenda.items().iter().map(item).collect() }
}

fn question(hall: &Hall, session: &Session, motion: &AgendaMotion) -> QuestionView {
    let (id, question) = (&motion.id, motion.question);
    let stage = hall.question_stage(session.id(), id);
    let may_open = || {
        hall.agenda_allows(session.id(), id, question)?;
        hall.session_ready_to_vote(session.id(), id)
    };
    QuestionView {
        refusal: if stage.is_none() { may_open().err() } else { None },
        stage,
        outcome: session.outcomes().get(id).copied(),
        recused: session.recused(id.as_str()).map(|(who, recusal)| (who.clone(), recusal.clone())).collect(),
        id: id.clone(),
        question,
    }
}

fn statements(session: &Session) -> Vec<StatementView> {
    let shown = session.statements().iter().map(|(entry, said)| StatementView {
        entry: *entry,
        motion: said.motion.clone(),
        speaker: said.speaker.clone(),
        stance: said.stance,
        words: Some(&said.words).filter(|_| said.hidden.is_none()).cloned(),
        hidden: said.hidden.clone(),
        withdrawn: said.withdrawn,
    });
    shown.collect()
}
