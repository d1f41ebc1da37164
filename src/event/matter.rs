//! Matters handed in, triaged and followed (SPEC.md section 6).
//!
//! Each payload in its one spelling; in an entry `aud`, `iat` and `seq` stand beside, and `kind` in the header.
//!
//! ```
//! use guanjia::{Event, Payload, Time, from_json};
//! use serde_json::Value;
//! for text in [
//!     r#"{"kind": "matter", "matter": {
//!         "id": "M-2604-07", "intake": "own", "resident": "H-0001", "words": {"text": "规范养犬"}}}"#,
//!     r#"{"kind": "matter", "matter": {"id": "M-2604-09", "intake": "oral", "safety": true,
//!         "words": {"digest": "W7c7QeiefseF65hQNLRhaQMXpCfCMDkL6VF3F5ekOFA"}}}"#,
//!     r#"{"kind": "support", "matter": "M-2604-07"}"#,
//!     r#"{"kind": "support", "handles": ["H-0002", "H-0003"], "matter": "M-2604-07"}"#,
//!     r#"{"kind": "triage", "matter": "M-2604-07",
//!         "triage": {"reason": "邻里公共利益矛盾,社区能自己商定", "route": {"minor": "D1"}, "rule": "协商事项清单"}}"#,
//!     r#"{"kind": "triage", "matter": "M-2604-25",
//!         "triage": {"reason": "交通管理属政府职权", "route": "major", "rule": "协商事项清单"}}"#,
//!     r#"{"kind": "appeal", "matter": "M-2604-25", "reason": "只是小区里的车速,社区能管"}"#,
//!     r#"{"kind": "matter-move", "matter": "M-2604-07", "move": {"accept": {"compared": ["M-2604-03"]}}}"#,
//!     r#"{"kind": "matter-move", "matter": "M-2604-25",
//!         "move": {"refer": {"due": "2026-05-10", "to": "交警大队"}}}"#,
//!     r#"{"kind": "matter-move", "matter": "M-2604-07", "move": "shortlist"}"#,
//!     r#"{"kind": "matter-move", "matter": "M-2604-07", "move": {"escalate": {"ground": "reserved",
//!         "studied": {"on": "2026-06-02", "record": "社区党组织会议记录2026-06-02(虚构)"}}}}"#,
//! ] {
//!     let (event, re) = Event::from_json(text).unwrap();
//!     let payload = Payload { aud: "example.org/hall".to_owned(), iat: Time(1_772_499_600), seq: 1, re, event };
//!     let printed: Value = from_json(&payload.print().unwrap()).unwrap();
//!     let given: Value = from_json(text).unwrap();
//!     assert!(given.as_object().unwrap().iter().all(|(name, value)| name == "kind" || printed[name] == *value));
//! }
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::matter::{MatterStep, Submission, Triage};

/// A matter is handed in 提交: by a member, or by a clerk who took it down.
///
/// ```
/// use guanjia::event::RaiseMatter;
/// use guanjia::matter::{Intake, Submission};
/// use guanjia::words::Words;
/// // Somebody tells a clerk of violence next door: the record holds a salted digest and no name.
/// let words = Words::sealed("隔壁夜里有人打人", &[7; 16]).unwrap();
/// let id = "M-2604-09".parse().unwrap();
/// let matter = Submission { id, intake: Intake::Oral, part_of: None, resident: None, safety: true, words };
/// let json = serde_json::to_string(&RaiseMatter { matter }).unwrap();
/// assert!(json.contains(r#""safety":true"#) && !json.contains("隔壁"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RaiseMatter {
    /// What is handed in, under a new number.
    pub matter: Submission,
}

/// A matter is supported 附议, each once: by a member, or by a clerk for those who signed on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Those who signed on paper; empty when a member supports it.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub handles: Set<Id>,
    /// The matter.
    pub matter: Id,
}

/// A clerk proposes how a matter is triaged 三事分流; it has no effect before the `attest` of a
/// member of the committee, who is somebody else.
///
/// ```
/// use guanjia::event::TriageMatter;
/// use guanjia::matter::{Route, Triage};
/// let triage = Triage {
///     reason: "交通管理属政府职权".to_owned(), route: Route::Major, rule: "协商事项清单".to_owned(),
/// };
/// let read: TriageMatter = guanjia::from_json(r#"{"matter": "M-2604-25",
///     "triage": {"reason": "交通管理属政府职权", "route": "major", "rule": "协商事项清单"}}"#).unwrap();
/// assert_eq!(read.triage, triage);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TriageMatter {
    /// The matter.
    pub matter: Id,
    /// Which way it goes, by which rule, and why.
    pub triage: Triage,
}

/// A member appeals 申诉 against a triage, within the charter's `appeal_days`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AppealTriage {
    /// The matter.
    pub matter: Id,
    /// Why, in at least five characters.
    pub reason: String,
}

/// Something else is done with a matter. Steps that follow from other entries are not taken here:
/// a triage, an appeal, a notice, a debate and tasks have entries of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MoveMatter {
    /// The matter.
    pub matter: Id,
    /// What is done.
    #[serde(rename = "move")]
    pub step: MatterStep,
}
