//! Sessions, votes and minutes as they are entered (SPEC.md sections 6 and 7).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! use guanjia::{Event, prepare::Ask};
//! // A vote by its name, and the entry that opened it.
//! let close = Ask::from_json(r#"{"kind": "close", "motion": "BENCH"}"#).unwrap();
//! let (event, re) = hall.prepare(close).unwrap();
//! assert_eq!((event.kind(), re), ("close", Some(hall.motions()[0].leaf())));
//! // There is nothing to announce before it ends.
//! let announce = Ask::from_json(r#"{"kind": "announce", "motion": "BENCH"}"#).unwrap();
//! assert_eq!(hall.prepare(announce).unwrap_err().code(), "count.open");
//!
//! // A notice is written with the questions, and says their digests.
//! let question = serde_json::to_string(hall.motions()[0].question()).unwrap();
//! let ask = Ask::from_json(&format!(r#"{{"kind": "notice", "session": "ASM-2", "body": {{"base": "households"}},
//!     "rule": {{"preset": "cn.urban.assembly.households.2026"}}, "venue": "both",
//!     "when": {{"window": {{"opens": 1773799200, "closes": 1773885600}}}},
//!     "agenda": {{"items": [{{"title": "小游园", "motions": [{question}]}}]}}}}"#)).unwrap();
//! let Ok((Event::Notice(notice), None)) = hall.prepare(ask) else { panic!("no notice") };
//! assert_eq!((notice.agenda.items[0].no, notice.agenda.items[0].motions[0].id.as_str()), (1, "BENCH"));
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::agenda::{Agenda, AgendaItem, AgendaMotion};
use crate::error::Error;
use crate::event::{Announce, Close, ConventionText, Motion, Notice, SessionBody, Stakeholders, TakeMinutes};
use crate::hall::Hall;
use crate::hash::Hash;
use crate::id::Id;
use crate::motion::{Question, RuleRef};
use crate::session::{Venue, When};

/// A session to be announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NoticeAsk {
    /// What will be dealt with, with the whole questions.
    pub agenda: AgendaAsk,
    /// Who is convened.
    pub body: SessionBody,
    /// Who may speak but does not count or vote.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub guests: Set<Id>,
    /// Where, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The rule that says how many must be there and how long the notice hangs.
    pub rule: RuleRef,
    /// A new number for the session.
    pub session: Id,
    /// Special circumstances that shorten the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<String>,
    /// Who has a stake in the matter, and their share of those present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholders: Option<Stakeholders>,
    /// How often one person may speak to one question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turns: Option<u64>,
    /// Where it meets.
    pub venue: Venue,
    /// When it meets.
    pub when: When,
}

/// An agenda with its questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AgendaAsk {
    /// Its items in order.
    pub items: Vec<ItemAsk>,
}

/// An item of an agenda with its questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ItemAsk {
    /// The matter it comes from, if it comes from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Id>,
    /// The questions to be voted on; none when the item is only talked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub motions: Vec<Question>,
    /// Its number, which is its place when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no: Option<u64>,
    /// What it is called.
    pub title: String,
}

/// A question to be put to the vote, in the words of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MotionAsk {
    /// The session on whose agenda it stands.
    pub session: Id,
    /// The question.
    pub question: Question,
    /// The convention whose current version it adopts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub convention: Option<Id>,
}

/// The next round of a question, once the last one was announced without a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RoundAsk {
    /// The question as it stands on the agenda.
    pub question: Id,
}

/// A vote to be ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CloseAsk {
    /// The motion, by its name or the leaf hash of the entry that opened it.
    pub motion: String,
    /// How many papers were counted by hand in the box. It does not follow: it is what the record is held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub papers: Option<u64>,
}

/// A result to be announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AnnounceAsk {
    /// The motion, by its name or the leaf hash of the entry that opened it.
    pub motion: String,
}

/// Minutes to be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MinutesAsk {
    /// The session.
    pub session: Id,
    /// Their text, which stays off the record.
    pub text: String,
}

impl NoticeAsk {
    pub(super) fn prepare(self) -> Result<Notice, Error> {
        let items = (1..).zip(self.agenda.items).map(|(place, item)| item.prepare(place));
        Ok(Notice {
            agenda: Agenda { items: items.collect::<Result<_, _>>()? },
            body: self.body,
            guests: self.guests,
            place: self.place,
            rule: self.rule,
            session: self.session,
            special: self.special,
            stakeholders: self.stakeholders,
            turns: self.turns,
            venue: self.venue,
            when: self.when,
        })
    }
}

impl ItemAsk {
    /// A question that could never be put to the vote is refused before it is announced.
    fn prepare(self, place: u64) -> Result<AgendaItem, Error> {
        let motion = |question: &Question| {
            question.check()?;
            Ok(AgendaMotion { id: question.id.clone(), question: question.digest()? })
        };
        let motions = self.motions.iter().map(motion).collect::<Result<_, Error>>()?;
        Ok(AgendaItem { matter: self.matter, motions, no: self.no.unwrap_or(place), title: self.title })
    }
}

impl MotionAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<Motion, Error> {
        let text = |convention: Id| {
            let digest = hall.current_text(&convention)?.digest();
            Ok::<_, Error>(ConventionText { convention, digest })
        };
        let convention = self.convention.map(text).transpose()?;
        Ok(Motion { convention, question: self.question, session: self.session })
    }
}

impl RoundAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<Motion, Error> {
        let (last, question) = hall.next_round(&self.question)?;
        Ok(Motion { convention: last.convention().cloned(), question, session: last.session().clone() })
    }
}

impl CloseAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<(Hash, Close), Error> {
        Ok((hall.motion_called(&self.motion)?.leaf(), Close { papers: self.papers }))
    }
}

impl AnnounceAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<(Hash, Announce), Error> {
        let motion = hall.motion_called(&self.motion)?;
        Ok((motion.leaf(), motion.figures()?))
    }
}

impl MinutesAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<TakeMinutes, Error> {
        let session = hall.known_session(&self.session)?;
        Ok(TakeMinutes {
            digest: Hash::of(self.text.as_bytes()),
            outcomes: session.outcomes().clone(),
            statements: session.statements().keys().filter_map(|entry| hall.leaf(*entry)).collect(),
            session: self.session,
        })
    }
}
