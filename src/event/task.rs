//! Tasks done and checked, points claimed and credited (SPEC.md section 8).
//!
//! Each payload in its one spelling; in an entry `aud`, `iat` and `seq` stand beside, and `kind` in the header.
//!
//! ```
//! use guanjia::{Event, Payload, Time, from_json};
//! use serde_json::Value;
//! for text in [
//!     r#"{"kind": "task", "matter": "M-2604-07", "task": {"id": "T1", "text": "安装6处犬便箱并配取袋", "owner": "物业",
//!         "doers": ["department"], "due": "2026-07-31", "acceptance": "居务监督员现场核对照片6张"}}"#,
//!     r#"{"kind": "task", "task": {"id": "T4", "text": "百姓管家每周两次晚间巡查", "owner": "百姓管家",
//!         "doers": ["clerk-b"], "due": "standing", "acceptance": "月报"}}"#,
//!     r#"{"kind": "task-done", "evidence": ["S1S2W5I0DyQruJ4UwCsriqK-zxcxGlh8sOWfRuu8UME"], "task": "T1"}"#,
//!     r#"{"kind": "task-check", "outcome": "struck-off", "task": "T1"}"#,
//!     r#"{"kind": "task-check", "outcome": {"returned": {"reason": "只装了4处,少2处"}}, "task": "T1"}"#,
//!     r#"{"kind": "points-rule", "code": "P3", "text": "按时免疫", "ground": "immunisation", "delta": 10,
//!         "limit": {"times": 1, "per": "year", "each_item": true}}"#,
//!     r#"{"kind": "points", "claim": "C-02", "evidence": ["CFlstwh-tKSrT-Sag8YZ5cvah6DEdMsAxq5IFjHaOQY"],
//!         "household": "H-0007", "item": "dog-1", "on": "2026-08-10", "rule": "P3"}"#,
//!     r#"{"kind": "points-move", "claim": "C-02", "move": "credit"}"#,
//!     r#"{"kind": "points-move", "claim": "C-02", "move": {"reject": {"reason": "证明上是另一只犬"}}}"#,
//! ] {
//!     let (event, re) = Event::from_json(text).unwrap();
//!     let payload = Payload { aud: "example.org/hall".to_owned(), iat: Time(1_772_499_600), seq: 1, re, event };
//!     let printed: Value = from_json(&payload.print().unwrap()).unwrap();
//!     let given: Value = from_json(text).unwrap();
//!     assert!(given.as_object().unwrap().iter().all(|(name, value)| name == "kind" || printed[name] == *value));
//! }
//! ```

use serde::{Deserialize, Serialize};

use crate::hash::Hash;
use crate::id::Id;
use crate::task::TaskPlan;
use crate::time::Date;

pub use crate::points::PointsRule;

/// A task is assigned 交办, by the committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AssignTask {
    /// The matter it carries out, if it is about one; its first task sets the matter to being done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Id>,
    /// What is to be done, by whom, until when, and how one will know.
    pub task: TaskPlan,
}

/// One of the doers reports a task done 报办结.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ReportTask {
    /// Digests of what shows it.
    pub evidence: Vec<Hash>,
    /// The task.
    pub task: Id,
}

/// Somebody other than the doers checked a task 验收: a supervisor, or the committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CheckTask {
    /// Digests of what the check shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Hash>,
    /// What was found.
    pub outcome: TaskOutcome,
    /// The task.
    pub task: Id,
}

/// What a check found: `"struck-off"` or `{"returned":{"reason":"…"}}`.
///
/// ```
/// use guanjia::event::TaskOutcome;
/// assert_eq!(guanjia::from_json(r#""struck-off""#), Ok(TaskOutcome::StruckOff));
/// let returned = TaskOutcome::Returned { reason: "只装了4处,少2处".to_owned() };
/// assert_eq!(guanjia::from_json(r#"{"returned": {"reason": "只装了4处,少2处"}}"#), Ok(returned));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum TaskOutcome {
    /// It is done 销号.
    StruckOff,
    /// It is not 退回.
    Returned {
        /// Why.
        reason: String,
    },
}

/// Points are claimed 积分申报, by a clerk or the household; they count once another clerk or a supervisor
/// attests and they were public.
///
/// ```
/// use guanjia::event::ClaimPoints;
/// // For a vaccinated dog: the rule counts each, so that the claim names one.
/// let claim: ClaimPoints = guanjia::from_json(r#"{"claim": "C-02", "household": "H-0007", "item": "dog-1",
///     "on": "2026-08-10", "rule": "P3", "evidence": ["CFlstwh-tKSrT-Sag8YZ5cvah6DEdMsAxq5IFjHaOQY"]}"#).unwrap();
/// assert_eq!((claim.item.unwrap().as_str(), claim.on.to_string().as_str()), ("dog-1", "2026-08-10"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ClaimPoints {
    /// A new name for the claim.
    pub claim: Id,
    /// Digests of what shows that it was done.
    pub evidence: Vec<Hash>,
    /// The household.
    pub household: Id,
    /// The item it was done for, such as a dog, where the rule counts items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// When it was done.
    pub on: Date,
    /// The code of the rule.
    pub rule: Id,
}

/// A claim takes a step that does not follow from another entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MovePoints {
    /// The claim.
    pub claim: Id,
    /// What happens.
    #[serde(rename = "move")]
    pub step: PointsStep,
}

/// What happens to a claim: `"credit"` or `{"reject":{"reason":"…"}}`. That it is verified, posted, objected to
/// and settled follows from other entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum PointsStep {
    /// Its publicity is over and it counts 入账; by a clerk or the host.
    Credit,
    /// It was not found true 不予认定; by a clerk.
    Reject {
        /// Why.
        reason: String,
    },
}
