//! Tasks and points as a page shows them (SPEC.md section 8).
//!
//! ```
//! # #[cfg(feature = "sample")] {
//! let mut told = |_, _| ();
//! let mut story = guanjia::sample::pengshui(b"any seed", &mut told).unwrap();
//! let hall = story.scribe().hall();
//! use guanjia::view::{PointsView, TaskView};
//! let task = &TaskView::all(hall)[0];
//! assert_eq!((task.plan.text.as_str(), task.state.zh.as_str()), ("划线编号,公开抽签,逐户交地", "已销号"));
//! assert_eq!(task.reports[0].check.as_ref().unwrap().by.as_str(), "supervisor-1");
//! assert!(PointsView::of(hall).rules.is_empty()); // this community gives none
//! # }
//! ```

use crate::map::Map;

use serde::Serialize;

use super::State;
use crate::hall::{Hall, TaskRecord};
use crate::hash::Hash;
use crate::id::Id;
use crate::points::{PointsClaim, PointsRule, PointsState};
use crate::task::{TaskPlan, TaskReport};

/// A task 任务.
///
/// ```
/// # #[cfg(feature = "sample")] {
/// let mut told = |_, _| ();
/// let mut story = guanjia::sample::pengshui(b"any seed", &mut told).unwrap();
/// let hall = story.scribe().hall();
/// let task = &guanjia::view::TaskView::all(hall)[0];
/// assert_eq!((task.matter.as_ref().unwrap().as_str(), task.overdue), ("T01", false));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TaskView {
    /// Its number.
    pub id: Id,
    /// Where it stands.
    pub state: State,
    /// What is to be done, by whom, until when, and how one will know.
    pub plan: TaskPlan,
    /// Whether it should have been reported done by today.
    pub overdue: bool,
    /// The matter it carries out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Id>,
    /// The entry that assigned it.
    pub entry: u64,
    /// Every report, and its check.
    pub reports: Vec<TaskReport>,
    /// Digests of what the checks showed.
    pub checked: Vec<Hash>,
}

/// Points 积分: the rules, the claims, and what every household has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PointsView {
    /// The rules by their codes.
    pub rules: Vec<PointsRuleView>,
    /// Every claim.
    pub claims: Map<Id, PointsClaim>,
    /// What every household has: the sum of what was credited.
    pub balances: Map<Id, i64>,
}

/// A rule of points, and what came of it in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PointsRuleView {
    /// The rule.
    pub rule: PointsRule,
    /// How many claims under it are in each state.
    pub claims: Map<PointsState, u64>,
    /// What was credited under it in all.
    pub credited: i64,
}

impl TaskView {
    /// Every task, in the order of their numbers.
    pub fn all(hall: &Hall) -> Vec<Self> {
        hall.tasks().map(|record| Self::of(hall, record)).collect()
    }

    /// A task as it stands.
    pub fn of(hall: &Hall, record: &TaskRecord) -> Self {
        let task = record.task();
        Self {
            id: task.plan().id.clone(),
            state: State::task(task.state()),
            plan: task.plan().clone(),
            overdue: task.is_overdue(hall.today()),
            matter: record.matter().cloned(),
            entry: record.entry(),
            reports: task.reports().to_vec(),
            checked: record.checked().to_vec(),
        }
    }
}

impl PointsView {
    /// The points of a record as they stand.
    pub fn of(hall: &Hall) -> Self {
        let ledger = hall.points();
        let rule = |rule: &PointsRule| {
            let mut claims = Map::<PointsState, u64>::new();
            for claim in ledger.claims().values().filter(|claim| claim.rule == rule.code) {
                let number = claims.entry(claim.state).or_default();
                *number = number.saturating_add(1);
            }
            let credited = claims.get(&PointsState::Credited).copied().unwrap_or_default();
            let credited = i64::try_from(credited).unwrap_or(i64::MAX).saturating_mul(rule.delta.into());
            PointsRuleView { rule: rule.clone(), claims, credited }
        };
        Self {
            rules: ledger.rules().values().map(rule).collect(),
            claims: ledger.claims().clone(),
            balances: hall.balances(),
        }
    }
}
