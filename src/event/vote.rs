//! Questions put to the vote, ballots, and what is announced of them (SPEC.md section 7).
//!
//! Each payload in its one spelling; in an entry `aud`, `iat` and `seq` stand beside, and `kind` in the header.
//!
//! ```
//! use guanjia::{Event, Payload, Time, from_json};
//! use serde_json::Value;
//! for text in [
//!     r#"{"kind": "motion", "session": "ASM-2026-06",
//!         "convention": {"convention": "dogs", "digest": "I88ipxVOlaXnqDmBmdCGKHS5TmmTBSPbLxouW1HSkpo"},
//!         "question": {
//!             "id": "CONVENTION", "title": {"zh": "锣旗寺社区文明养犬公约"},
//!             "text": {"zh": "是否同意《锣旗寺社区文明养犬公约》", "en": "Do you agree to the convention"},
//!             "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
//!             "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": "cn.urban.assembly.households.2026"},
//!             "duplicates": "first", "blank": "abstain", "channels": ["online", "onsite-paper", "home-paper"],
//!             "channel_basis": "《居民自治章程》第九条(虚构)", "secrecy": "named", "effect": "decision"}}"#,
//!     r#"{"kind": "ballot", "choice": {"option": "Y"}, "re": "0jX5vNv1HKa0cCEUfZc0-rJcZsc9jyP5iGZtds7JLcI"}"#,
//!     r#"{"kind": "ballot", "choice": {"options": ["A", "C"]}, "for": "O-2",
//!         "mandate": "W7c7QeiefseF65hQNLRhaQMXpCfCMDkL6VF3F5ekOFA",
//!         "re": "0jX5vNv1HKa0cCEUfZc0-rJcZsc9jyP5iGZtds7JLcI"}"#,
//!     r#"{"kind": "hand-out", "channel": "home-paper", "handle": "H-0025", "serial": "P-0005",
//!         "re": "0jX5vNv1HKa0cCEUfZc0-rJcZsc9jyP5iGZtds7JLcI"}"#,
//!     r#"{"kind": "hand-in", "serial": "P-0005", "re": "0jX5vNv1HKa0cCEUfZc0-rJcZsc9jyP5iGZtds7JLcI"}"#,
//!     r#"{"kind": "read-paper", "choice": "blank", "serial": "P-0005",
//!         "re": "0jX5vNv1HKa0cCEUfZc0-rJcZsc9jyP5iGZtds7JLcI"}"#,
//!     r#"{"kind": "adjudicate", "choice": {"invalid": "multiple"}, "reason": "监督员和见证人当众核对票面",
//!         "serial": "P-0256", "re": "0jX5vNv1HKa0cCEUfZc0-rJcZsc9jyP5iGZtds7JLcI"}"#,
//!     r#"{"kind": "close", "papers": 296, "re": "0jX5vNv1HKa0cCEUfZc0-rJcZsc9jyP5iGZtds7JLcI"}"#,
//!     r#"{"kind": "announce", "abstain": 1, "invalid": 0, "options": {"A": 10, "B": 5}, "outcome": "passed",
//!         "participating": 16, "re": "cUofALBLSHSB6xvV79eTuWdB0kz7010NtfT6g7ZXLx4"}"#,
//! ] {
//!     let (event, re) = Event::from_json(text).unwrap();
//!     let payload = Payload { aud: "example.org/hall".to_owned(), iat: Time(1_772_499_600), seq: 1, re, event };
//!     let printed: Value = from_json(&payload.print().unwrap()).unwrap();
//!     let given: Value = from_json(text).unwrap();
//!     assert!(given.as_object().unwrap().iter().all(|(name, value)| name == "kind" || printed[name] == *value));
//! }
//! ```

use crate::map::Map;

use serde::{Deserialize, Serialize};

use crate::ballot::Choice;
use crate::hash::Hash;
use crate::id::Id;
use crate::motion::Question;
use crate::rule::Channel;
use crate::verdict::Outcome;

/// A question opens to the vote 开始表决; signed by a facilitator or clerk. Its leaf hash is what
/// ballots name, so that a ballot's signature covers the exact question.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// use guanjia::event::Motion;
/// let asked = hall.motions()[0];
/// let motion = Motion { convention: None, question: asked.question().clone(), session: asked.session().clone() };
/// let json = serde_json::to_value(&motion).unwrap();
/// // What ballots name is this exact entry; what it adopts would be named by its digest.
/// assert_eq!((json["session"].as_str(), json.get("convention")), (Some("ASM-1"), None));
/// assert_eq!(json["question"]["poll"]["choice"]["approves"], "Y");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Motion {
    /// The convention it adopts, so that the text that is voted on is the text that is agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub convention: Option<ConventionText>,
    /// The question, as the agenda announced it by its digest.
    pub question: Question,
    /// The session on whose agenda it stands.
    pub session: Id,
}

/// A convention's text, fixed by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ConventionText {
    /// The convention.
    pub convention: Id,
    /// The digest of the version that is put to the vote.
    pub digest: Hash,
}

/// A ballot 选票 on the motion that `re` names; signed by the voter, or by who votes for them.
///
/// ```
/// use guanjia::ballot::Choice;
/// use guanjia::event::Vote;
/// let yes = Vote { choice: Choice::Option("Y".parse().unwrap()), principal: None, mandate: None };
/// assert_eq!(guanjia::from_json(r#"{"choice": {"option": "Y"}}"#), Ok(yes));
/// // 委托: for somebody else, who said so in writing.
/// let proxy: Vote = guanjia::from_json(r#"{"choice": "abstain", "for": "O-2",
///     "mandate": "W7c7QeiefseF65hQNLRhaQMXpCfCMDkL6VF3F5ekOFA"}"#).unwrap();
/// assert_eq!(proxy.principal, Some("O-2".parse().unwrap()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// What it says.
    pub choice: Choice,
    /// Whose ballot it is, when cast by proxy 委托.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub principal: Option<Id>,
    /// The digest of the written mandate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<Hash>,
}

/// A paper ballot is handed out 领票 for the motion that `re` names; signed by a clerk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct HandOut {
    /// At the meeting or at the door.
    pub channel: Channel,
    /// Whose ballot it is.
    pub handle: Id,
    /// Who votes for them, by proxy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Id>,
    /// The digest of the written mandate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<Hash>,
    /// The number on the paper 票号.
    pub serial: Id,
}

/// A paper is put into the box 交票, to be read later; signed by a clerk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct HandIn {
    /// The number on the paper.
    pub serial: Id,
}

/// What a clerk reads on a paper 录入; two clerks read it independently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ReadPaper {
    /// What is marked.
    pub choice: Choice,
    /// The number on the paper.
    pub serial: Id,
}

/// A paper that two clerks read differently is settled 裁定 by a supervisor; counts once a witness
/// attests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Adjudicate {
    /// What it is held to say.
    pub choice: Choice,
    /// Why.
    pub reason: String,
    /// The number on the paper.
    pub serial: Id,
}

/// The vote on the motion that `re` names ends 截止; every ballot after this entry is late. Signed by
/// a clerk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// How many papers were counted by hand in the box, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub papers: Option<u64>,
}

/// The result that is announced 宣布 of the motion that `re` names; stands only if it is what the
/// record gives, and is final once two witnesses attest. Signed by a facilitator or clerk.
///
/// ```
/// use guanjia::event::Announce;
/// use guanjia::verdict::Outcome;
/// // 16 stewards took part: 10 for A, 5 for B, one abstained.
/// let announced: Announce = guanjia::from_json(
///     r#"{"abstain": 1, "invalid": 0, "options": {"A": 10, "B": 5}, "outcome": "passed", "participating": 16}"#,
/// ).unwrap();
/// let said = announced.options.values().sum::<u64>() + announced.abstain + announced.invalid;
/// assert_eq!((said, announced.outcome), (announced.participating, Outcome::Passed));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Announce {
    /// Heads that abstained.
    pub abstain: u64,
    /// Heads whose ballots are invalid.
    pub invalid: u64,
    /// Heads for each option.
    pub options: Map<Id, u64>,
    /// What is decided.
    pub outcome: Outcome,
    /// Heads that took part.
    pub participating: u64,
}
