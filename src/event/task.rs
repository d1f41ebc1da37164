//! Tasks done and checked, points claimed and credited (SPEC.md section 8).

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
