//! Tasks 任务: done by one, struck off by another (SPEC.md section 8).
//!
//! ```
//! use guanjia::task::{Due, Task, TaskState};
//! use guanjia::Hash;
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let assign = |due: &str| Task::assign(guanjia::from_json(&format!(r#"{{
//!     "id": "T1", "text": "每周两次晚间巡查", "owner": "百姓管家", "doers": ["S-006"], "due": "{due}", "acceptance": "月报"
//! }}"#)).unwrap()).unwrap();
//! let (dated, standing) = (assign("2026-07-31"), assign("standing"));
//! let august = "2026-08-01".parse().unwrap();
//! assert!(dated.is_overdue(august) && !standing.is_overdue(august));
//! assert_eq!(standing.plan().due, Some(Due::Standing));
//!
//! // What is sent back is reported again, and both reports stay.
//! let (doer, supervisor) = (id("S-006"), id("supervisor-1"));
//! let mut task = dated;
//! task.report(&doer, vec![Hash::of(b"first")]).unwrap();
//! task.send_back(&supervisor, "七月只巡查了三次".to_owned()).unwrap();
//! assert_eq!(task.state(), TaskState::Implementing);
//! task.report(&doer, vec![Hash::of(b"second")]).unwrap();
//! task.strike_off(&supervisor).unwrap();
//! let checks: Vec<_> = task.reports().iter().map(|report| report.check.clone().unwrap().returned).collect();
//! assert_eq!(checks, [Some("七月只巡查了三次".to_owned()), None]);
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::reason::check_reason;
use crate::time::Date;

/// Something to be done about a decision: by whom, until when, and how one will know.
///
/// ```
/// use guanjia::task::{Task, TaskPlan, TaskState};
/// use guanjia::Hash;
/// let plan: TaskPlan = serde_json::from_str(r#"{
///     "id": "T1", "text": "安装6处犬便箱并配取袋", "owner": "物业", "doers": ["wy-01"],
///     "due": "2026-07-31", "acceptance": "居务监督员现场核对照片6张"
/// }"#).unwrap();
/// let mut task = Task::assign(plan).unwrap();
/// let doer = "wy-01".parse().unwrap();
/// task.report(&doer, vec![Hash::of(b"photo")]).unwrap();
/// assert_eq!(task.strike_off(&doer).unwrap_err().code(), "task.same-person");
/// task.strike_off(&"jd-01".parse().unwrap()).unwrap();
/// assert_eq!(task.state(), TaskState::StruckOff);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    plan: TaskPlan,
    reports: Vec<TaskReport>,
}

/// A task as it is assigned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TaskPlan {
    /// Its number.
    pub id: Id,
    /// What is to be done.
    pub text: String,
    /// Who answers for it, as it is published: 物业, 社区.
    pub owner: String,
    /// Who acts for the owner; none of them may check the work.
    pub doers: Set<Id>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// How one will know that it is done 验收标准.
    pub acceptance: String,
}

/// Until when something is due: a day such as `2026-07-31`, or `standing` 长期.
///
/// ```
/// use guanjia::task::Due;
/// assert_eq!(guanjia::from_json(r#""2026-07-31""#), Ok(Due::On("2026-07-31".parse().unwrap())));
/// assert_eq!(guanjia::from_json(r#""standing""#), Ok(Due::Standing));
/// assert!(guanjia::from_json::<Due>(r#""soon""#).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub enum Due {
    /// The last day.
    On(Date),
    /// It goes on 长期.
    Standing,
}

/// That a task was reported done, and what the check said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TaskReport {
    /// Who reported it.
    pub by: Id,
    /// Digests of what shows it.
    pub evidence: Vec<Hash>,
    /// Who checked it, and why it was returned if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<TaskCheck>,
}

/// A check of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TaskCheck {
    /// Who checked.
    pub by: Id,
    /// Why it was returned; none when the task was struck off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<String>,
}

/// Where a task stands, in the words of the matter it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Being done 办理中.
    Implementing,
    /// Reported done, to be checked 待验收.
    Feedback,
    /// Checked and struck off 销号.
    StruckOff,
}

impl Task {
    /// Assigns a task.
    ///
    /// Errors: `task.no-owner`, `task.no-due`, `task.no-acceptance`.
    pub fn assign(plan: TaskPlan) -> Result<Self, Error> {
        let refuse = |code| Err(Error::new(code).with("task", &plan.id));
        if plan.owner.trim().is_empty() || plan.doers.is_empty() {
            return refuse(Code::TaskNoOwner);
        }
        if plan.due.is_none() {
            return refuse(Code::TaskNoDue);
        }
        if plan.acceptance.trim().is_empty() {
            return refuse(Code::TaskNoAcceptance);
        }
        Ok(Self { plan, reports: Vec::new() })
    }

    /// The task as it was assigned.
    pub fn plan(&self) -> &TaskPlan {
        &self.plan
    }

    /// Every report, in order.
    pub fn reports(&self) -> &[TaskReport] {
        &self.reports
    }

    /// Where it stands.
    pub fn state(&self) -> TaskState {
        match self.reports.last() {
            None => TaskState::Implementing,
            Some(TaskReport { check: None, .. }) => TaskState::Feedback,
            Some(TaskReport { check: Some(check), .. }) if check.returned.is_some() => TaskState::Implementing,
            Some(_) => TaskState::StruckOff,
        }
    }

    /// Whether somebody may report it done now: `task.state`, `task.not-doer`.
    pub fn may_report(&self, by: &Id) -> Result<(), Error> {
        self.expect(TaskState::Implementing)?;
        if !self.plan.doers.contains(by) {
            return Err(self.refusal(Code::TaskNotDoer).with("by", by));
        }
        Ok(())
    }

    /// One of the doers reports it done.
    ///
    /// Errors: `task.state`, `task.not-doer`, `task.no-evidence`.
    pub fn report(&mut self, by: &Id, evidence: Vec<Hash>) -> Result<(), Error> {
        self.may_report(by)?;
        if evidence.is_empty() {
            return Err(self.refusal(Code::TaskNoEvidence));
        }
        self.reports.push(TaskReport { by: by.clone(), evidence, check: None });
        Ok(())
    }

    /// Somebody else checked it and strikes it off 销号.
    ///
    /// Errors: `task.state`, `task.same-person`.
    pub fn strike_off(&mut self, by: &Id) -> Result<(), Error> {
        self.check(by, None)
    }

    /// Somebody else checked it and returns it 退回.
    ///
    /// Errors: `task.state`, `task.same-person`, `reason.short`.
    pub fn send_back(&mut self, by: &Id, reason: String) -> Result<(), Error> {
        check_reason(&reason)?;
        self.check(by, Some(reason))
    }

    /// Whether it should have been reported done by now; a task that waits for its check or goes on
    /// is not overdue.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state() == TaskState::Implementing && matches!(self.plan.due, Some(Due::On(last)) if last < today)
    }

    /// Whether somebody may check it now: `task.state`, `task.same-person`.
    pub fn may_check(&self, by: &Id) -> Result<(), Error> {
        self.expect(TaskState::Feedback)?;
        if self.plan.doers.contains(by) {
            return Err(self.refusal(Code::TaskSamePerson).with("by", by));
        }
        Ok(())
    }

    fn check(&mut self, by: &Id, returned: Option<String>) -> Result<(), Error> {
        self.may_check(by)?;
        if let Some(report) = self.reports.last_mut() {
            report.check = Some(TaskCheck { by: by.clone(), returned });
        }
        Ok(())
    }

    fn expect(&self, state: TaskState) -> Result<(), Error> {
        if self.state() == state { Ok(()) } else { Err(self.refusal(Code::TaskState).with("state", self.state().zh())) }
    }

    fn refusal(&self, code: Code) -> Error {
        Error::new(code).with("task", &self.plan.id)
    }
}

impl std::fmt::Display for TaskState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.serialize(f)
    }
}

impl TaskState {
    /// The Chinese term.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Implementing => "办理中",
            Self::Feedback => "待验收",
            Self::StruckOff => "已销号",
        }
    }
}

impl TryFrom<String> for Due {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        if text == "standing" { Ok(Self::Standing) } else { text.parse().map(Self::On) }
    }
}

impl From<Due> for String {
    fn from(due: Due) -> Self {
        match due {
            Due::On(day) => day.to_string(),
            Due::Standing => "standing".to_owned(),
        }
    }
}
