//! Sessions announced, attended, heard and put on minutes (SPEC.md section 6).
//!
//! Each payload in its one spelling; in an entry `aud`, `iat` and `seq` stand beside, and `kind` in the header.
//!
//! ```
//! use guanjia::{Event, Payload, Time, from_json};
//! use serde_json::Value;
//! for text in [
//!     r#"{"kind": "notice", "session": "SES-2026Q2-1", "venue": "hall", "when": {"held": 1778913000},
//!         "place": "百姓管家议事堂", "rule": {"preset": "x.steward.session"}, "body": {"draw": "PANEL-2026Q2"},
//!         "guests": ["R-0101"], "turns": 2, "stakeholders": {"share": [1, 2], "who": {"handles": ["S-006", "S-010"]}},
//!         "agenda": {"items": [
//!             {"no": 1, "title": "文明养犬公约(草案)", "matter": "M-2604-07",
//!              "motions": [{"id": "Q1", "question": "VZU1loNmWPDR8LEm0-nKFR-RnrFFTMsvh3Th4CMb3EE"}]},
//!             {"no": 2, "title": "下季度议题征集(不表决)"}
//!         ]}}"#,
//!     r#"{"kind": "notice", "session": "ASM-2026-06", "venue": "both", "body": {"base": "households-2026"},
//!         "when": {"window": {"closes": 1781438400, "opens": 1781308800}},
//!         "rule": {"preset": "cn.urban.assembly.households.2026"},
//!         "agenda": {"items": [{"no": 1, "title": "表决《文明养犬公约》",
//!             "motions": [{"id": "CONVENTION", "question": "ADI6a1P1X-sflagbcNyzXr8GZk1yC3T8eCM_iPBA5t8"}]}]}}"#,
//!     r#"{"kind": "check-in", "handle": "S-006", "presence": "hall", "session": "SES-2026Q2-1"}"#,
//!     r#"{"kind": "session-move", "move": "begin", "session": "SES-2026Q2-1"}"#,
//!     r#"{"kind": "session-move", "move": {"start-debate": {"item": 1}}, "session": "SES-2026Q2-1"}"#,
//!     r#"{"kind": "statement", "handle": "R-0322", "motion": "Q1", "said": {"text": "导盲犬要留个口子。"},
//!         "session": "SES-2026Q2-1", "stance": "neither"}"#,
//!     r#"{"kind": "statement", "motion": "Q1", "said": "declined", "session": "SES-2026Q2-1", "stance": "against"}"#,
//!     r#"{"kind": "recuse", "handle": "S-058", "motion": "Q1", "reason": "经营宠物用品店,与采购有利害关系",
//!         "session": "SES-2026Q2-1"}"#,
//!     r#"{"kind": "minutes", "digest": "W7c7QeiefseF65hQNLRhaQMXpCfCMDkL6VF3F5ekOFA", "outcomes": {"Q1": "passed"},
//!         "session": "SES-2026Q2-1", "statements": ["AAVeNQP0CqDksPrpWZQ_avpIeKfrfSxCX3g3c72KBIQ"]}"#,
//! ] {
//!     let (event, re) = Event::from_json(text).unwrap();
//!     let payload = Payload { aud: "example.org/hall".to_owned(), iat: Time(1_772_499_600), seq: 1, re, event };
//!     let printed: Value = from_json(&payload.print().unwrap()).unwrap();
//!     let given: Value = from_json(text).unwrap();
//!     assert!(given.as_object().unwrap().iter().all(|(name, value)| name == "kind" || printed[name] == *value));
//! }
//! ```

use crate::map::{Map, Set};

use serde::{Deserialize, Serialize};

use crate::agenda::Agenda;
use crate::fraction::Fraction;
use crate::hash::Hash;
use crate::id::Id;
use crate::motion::RuleRef;
use crate::session::{Presence, SessionStep, Stance, Venue, When};
use crate::stratum::Stratum;
use crate::verdict::Outcome;

/// A session is announced 公告 with its agenda, which is frozen by that; signed by the facilitator.
/// It is posted on the day it has at the host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// What will be dealt with.
    pub agenda: Agenda,
    /// Who is convened.
    pub body: SessionBody,
    /// Who may speak but does not count or vote 列席.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub guests: Set<Id>,
    /// Where, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The rule that says how many must be there and how long the notice hangs.
    pub rule: RuleRef,
    /// A new number for the session.
    pub session: Id,
    /// Special circumstances 特殊情况 that shorten the notice, where the rule allows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<String>,
    /// Who has a stake in the matter, and their share of those present, if the session needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholders: Option<Stakeholders>,
    /// How often one person may speak to one question; without limit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turns: Option<u64>,
    /// Where it meets.
    pub venue: Venue,
    /// When it meets.
    pub when: When,
}

/// Who is convened to a session: `{"draw":"panel-2026Q2"}`, `{"roster":"2026"}` or
/// `{"base":"households-2026"}`.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// use guanjia::event::SessionBody;
/// let panel = "PANEL-2026Q2".parse().unwrap();
/// assert_eq!(guanjia::from_json(r#"{"draw": "PANEL-2026Q2"}"#), Ok(SessionBody::Draw(panel)));
/// let body = hall.session_body(&"ASM-1".parse().unwrap()).unwrap();
/// assert_eq!(*body, SessionBody::Base("households".parse().unwrap()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum SessionBody {
    /// Those drawn 本次召集.
    Draw(Id),
    /// All who hold a seat on a roster 全体百姓管家.
    Roster(Id),
    /// All who may vote in a frozen base.
    Base(Id),
}

/// Those who have a stake 利益相关方, and their share of those present.
///
/// ```
/// use guanjia::event::{Stake, Stakeholders};
/// let affected: Stakeholders = guanjia::from_json(
///     r#"{"share": [1, 2], "who": {"stratum": {"key": "group", "value": "养犬户"}}}"#,
/// ).unwrap();
/// // At least half of 17 are 9.
/// assert_eq!(affected.share.need(17, false), 9);
/// assert!(matches!(affected.who, Stake::Stratum { .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Stakeholders {
    /// The least share; in Chongqing one half (2025).
    pub share: Fraction,
    /// Who they are.
    pub who: Stake,
}

/// Which of those convened have a stake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Stake {
    /// These.
    Handles(Set<Id>),
    /// Those of a stratum.
    Stratum {
        /// The key.
        key: Id,
        /// The stratum.
        value: Stratum,
    },
}

/// Someone checks in 签到: themselves, or as a clerk enters it.
///
/// ```
/// use guanjia::event::CheckIn;
/// use guanjia::session::Presence;
/// let check_in = CheckIn {
///     handle: "S-006".parse().unwrap(), presence: Presence::Hall, session: "SES-2026Q2-1".parse().unwrap(),
/// };
/// let json = r#"{"handle": "S-006", "presence": "hall", "session": "SES-2026Q2-1"}"#;
/// assert_eq!(guanjia::from_json(json), Ok(check_in));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// Who.
    pub handle: Id,
    /// In the hall or online.
    pub presence: Presence,
    /// The session.
    pub session: Id,
}

/// A session goes on. Steps that follow from other entries are not taken here: a notice, check-in,
/// statement, recusal, vote and minutes have entries of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MoveSession {
    /// What happens.
    #[serde(rename = "move")]
    pub step: SessionStep,
    /// The session.
    pub session: Id,
}

/// Someone speaks 发言; the leaf hash of the entry is their receipt. Signed by the speaker, or by a
/// recorder or clerk who took it down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MakeStatement {
    /// Whose words were taken down; absent when the speaker signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<Id>,
    /// The motion it is about, if about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motion: Option<Id>,
    /// What was said.
    pub said: Said,
    /// The session.
    pub session: Id,
    /// The side it takes.
    pub stance: Stance,
}

/// What was said: `{"text":"…"}`, `{"digest":"…"}` or `"declined"`.
///
/// ```
/// use guanjia::event::Said;
/// assert_eq!(guanjia::from_json(r#"{"text": "导盲犬要留个口子。"}"#), Ok(Said::Text("导盲犬要留个口子。".to_owned())));
/// assert_eq!(guanjia::from_json(r#""declined""#), Ok(Said::Declined));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// On the record for good.
    Text(String),
    /// The salted digest of words kept elsewhere, so that they can be withdrawn.
    Digest(Hash),
    /// Nobody wanted to speak on this side after being asked 经询问无人发言; entered by the facilitator.
    Declined,
}

/// Someone takes no part in a motion 回避, said before it is put to the vote: by themselves, or by
/// the facilitator or supervisor, which is flagged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Recuse {
    /// Who.
    pub handle: Id,
    /// The motion.
    pub motion: Id,
    /// Why, in at least five characters.
    pub reason: String,
    /// The session it is on the agenda of.
    pub session: Id,
}

/// The minutes 会议记录 of a session, drafted by the recorder. They are in force with the `attest` of
/// the facilitator and the supervisor, three persons in all; before that a new draft takes their place,
/// after it nothing does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TakeMinutes {
    /// The digest of their text.
    pub digest: Hash,
    /// Every motion that was put to the vote, and its outcome.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub outcomes: Map<Id, Outcome>,
    /// The session.
    pub session: Id,
    /// Every statement of the session, by the leaf hash of its entry.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub statements: Set<Hash>,
}
