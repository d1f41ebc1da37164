//! Tasks on the record: assigned, reported done, checked by somebody else (SPEC.md section 8).
//!
//! ```
//! use guanjia::{Hall, Hash};
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let mut hall = Hall::replay(bundle.entries().iter());
//! # // Everyone in this record is made up, with a key that follows from their name.
//! # fn enter(hall: &mut Hall, who: &str, event: &str) -> Result<Hash, guanjia::Error> {
//! #     let seed = Hash::tagged("guanjia/sample-key", &[b"readme", who.as_bytes(), &[0; 8]]);
//! #     let key = guanjia::SecretKey::from_seed(&seed.0);
//! #     let (event, re) = guanjia::Event::from_json(event)?;
//! #     let entry = hall.draft(event, re, key.public().kid(), hall.now())?.sign(&key)?;
//! #     hall.admit(entry.as_str()).map(|_| entry.leaf())
//! # }
//! enter(&mut hall, "committee", r#"{"kind": "task", "task": {"id": "T1", "text": "添三张长椅", "owner": "物业",
//!     "doers": ["department"], "due": "2026-03-20", "acceptance": "现场核对"}}"#).unwrap();
//! enter(&mut hall, "host", r#"{"kind": "clock", "at": 1774317600}"#).unwrap(); // the 24th
//! assert_eq!(hall.overdue_tasks(hall.today())[0].code(), "task.overdue");
//! enter(&mut hall, "department",
//!     r#"{"kind": "task-done", "evidence": ["S1S2W5I0DyQruJ4UwCsriqK-zxcxGlh8sOWfRuu8UME"], "task": "T1"}"#).unwrap();
//! let check = r#"{"kind": "task-check", "outcome": "struck-off", "task": "T1"}"#;
//! assert_eq!(enter(&mut hall, "department", check).unwrap_err().code(), "office.missing");
//! enter(&mut hall, "supervisor", check).unwrap();
//! let task = hall.task(&"T1".parse().unwrap()).unwrap().task();
//! assert_eq!(task.state(), guanjia::task::TaskState::StruckOff);
//! ```

use crate::map::Map;

use super::{Act, Hall};
use crate::error::{Code, Error};
use crate::event::{AssignTask, CheckTask, ReportTask, TaskOutcome};
use crate::hash::Hash;
use crate::id::Id;
use crate::matter::{MatterState, MatterStep};
use crate::role::Role;
use crate::task::{Due, Task, TaskState};
use crate::time::Date;

/// All tasks of a record.
pub(super) type Tasks = Map<Id, TaskRecord>;

/// A task 任务 on the record.
///
/// ```
/// # #[cfg(feature = "sample")] {
/// let mut told = |_, _| ();
/// let mut story = guanjia::sample::pengshui(b"any seed", &mut told).unwrap();
/// let hall = story.scribe().hall();
/// let record = hall.task(&"TASK-01".parse().unwrap()).unwrap();
/// assert_eq!(record.matter().unwrap().as_str(), "T01");
/// // Who reported it did not check it.
/// let report = &record.task().reports()[0];
/// assert_ne!(report.by, report.check.as_ref().unwrap().by);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRecord {
    task: Task,
    matter: Option<Id>,
    entry: u64,
    checked: Vec<Hash>,
}

impl TaskRecord {
    /// The task, its reports and their checks.
    pub fn task(&self) -> &Task {
        &self.task
    }

    /// The matter it carries out.
    pub fn matter(&self) -> Option<&Id> {
        self.matter.as_ref()
    }

    /// The entry that assigned it.
    pub fn entry(&self) -> u64 {
        self.entry
    }

    /// Digests of what its checks showed.
    pub fn checked(&self) -> &[Hash] {
        &self.checked
    }
}

impl Hall {
    /// A task by its number.
    pub fn task(&self, id: &Id) -> Option<&TaskRecord> {
        self.tasks.get(id)
    }

    /// Every task, in the order of their numbers.
    pub fn tasks(&self) -> impl Iterator<Item = &TaskRecord> {
        self.tasks.values()
    }

    /// Whether somebody may report a task done now with their own key, and otherwise why not: `member.no-key`,
    /// and what admission refuses.
    pub fn may_report(&self, task: &Id, who: &Id) -> Result<(), Error> {
        if !self.founding.can_sign(who) {
            return Err(Error::new(Code::MemberNoKey).with("handle", who));
        }
        self.known_task(task)?.task.may_report(who)
    }

    /// A warning `task.overdue` for each task that should have been reported done by a day.
    pub fn overdue_tasks(&self, today: Date) -> Vec<Error> {
        let overdue = self.tasks().filter(|record| record.task.is_overdue(today));
        overdue
            .filter_map(|record| {
                let plan = record.task.plan();
                let Some(Due::On(due)) = plan.due else { return None };
                let overdue = Error::new(Code::TaskOverdue).with("task", &plan.id).with("owner", &plan.owner);
                Some(overdue.with("due", due).with("overdue", today.days_since(due)).at(record.entry))
            })
            .collect()
    }

    pub(super) fn on_task(&mut self, act: &Act, assign: &AssignTask) -> Result<(), Error> {
        act.office(&[Role::Committee])?;
        let plan = &assign.task;
        if self.task(&plan.id).is_some() {
            return Err(Error::new(Code::TaskRepeated).with("task", &plan.id));
        }
        if let Some(doer) = plan.doers.iter().find(|doer| !self.founding.can_sign(doer)) {
            return Err(Error::new(Code::TaskDoerUnknown).with("task", &plan.id).with("doer", doer));
        }
        if let Some(Due::On(due)) = plan.due.filter(|due| *due < Due::On(self.today())) {
            return Err(Error::new(Code::TaskDuePast).with("task", &plan.id).with("due", due));
        }
        let task = Task::assign(plan.clone())?;
        if let Some(matter) = &assign.matter {
            self.assign_matter(act, matter, &task)?;
        }
        let record = TaskRecord { task, matter: assign.matter.clone(), entry: act.index, checked: Vec::new() };
        self.tasks.insert(plan.id.clone(), record);
        Ok(())
    }

    pub(super) fn on_task_done(&mut self, act: &Act, report: &ReportTask) -> Result<(), Error> {
        let mut record = self.known_task(&report.task)?.clone();
        record.task.report(act.person(), report.evidence.clone())?;
        self.report_matter(act, &record)?;
        self.tasks.insert(report.task.clone(), record);
        Ok(())
    }

    pub(super) fn on_task_check(&mut self, act: &Act, check: &CheckTask) -> Result<(), Error> {
        let by = act.office(&[Role::Supervisor, Role::Committee])?;
        let mut record = self.known_task(&check.task)?.clone();
        match &check.outcome {
            TaskOutcome::StruckOff => record.task.strike_off(by)?,
            TaskOutcome::Returned { reason } => record.task.send_back(by, reason.clone())?,
        }
        self.check_matter(act, &record)?;
        record.checked.extend(check.evidence.iter().copied());
        self.tasks.insert(check.task.clone(), record);
        Ok(())
    }

    /// A matter that was decided is being done from its first task on; later ones join it.
    fn assign_matter(&mut self, act: &Act, matter: &Id, task: &Task) -> Result<(), Error> {
        let plan = task.plan();
        if self.known_matter(matter)?.state() == MatterState::Implementing {
            return Ok(());
        }
        let due = plan.due.and_then(|due| if let Due::On(due) = due { Some(due) } else { None });
        let owner = plan.doers.first().cloned();
        let owner = owner.ok_or_else(|| Error::new(Code::TaskNoOwner).with("task", &plan.id))?;
        self.matter_event(act, matter, &MatterStep::Assign { due, owner, test: plan.acceptance.clone() }, None)
    }

    /// A matter is done once every task of it with a day is reported done.
    fn report_matter(&mut self, act: &Act, reported: &TaskRecord) -> Result<(), Error> {
        let Some(matter) = self.matter_in(reported, MatterState::Implementing) else { return Ok(()) };
        let evidence = reported.task.reports().last().and_then(|report| report.evidence.first().copied());
        let waits = self.others(reported).any(|other| other.task.state() == TaskState::Implementing);
        match evidence {
            Some(evidence) if !waits => self.matter_event(act, &matter, &MatterStep::ReportDone { evidence }, None),
            _ => Ok(()),
        }
    }

    /// A matter is struck off with the last task of it that has a day, and is not done when one is returned.
    fn check_matter(&mut self, act: &Act, checked: &TaskRecord) -> Result<(), Error> {
        let Some(matter) = self.matter_in(checked, MatterState::Feedback) else { return Ok(()) };
        let last = checked.task.reports().last().and_then(|report| report.check.as_ref());
        let step = match last.and_then(|check| check.returned.clone()) {
            Some(reason) => MatterStep::RejectResult { reason },
            None if self.others(checked).all(|other| other.task.state() == TaskState::StruckOff) => {
                MatterStep::StrikeOff
            }
            None => return Ok(()),
        };
        let posted = self.posted_about(&matter).cloned();
        self.matter_event(act, &matter, &step, posted.as_ref())
    }

    /// The matter of a task, while it is in a state.
    fn matter_in(&self, task: &TaskRecord, state: MatterState) -> Option<Id> {
        let matter = self.matter(task.matter.as_ref()?)?;
        (matter.state() == state).then(|| matter.id().clone())
    }

    /// The other tasks of the same matter that have a day; standing ones go on whatever becomes of it.
    fn others(&self, task: &TaskRecord) -> impl Iterator<Item = &TaskRecord> {
        let (id, matter) = (task.task.plan().id.clone(), task.matter.clone());
        let dated = |record: &TaskRecord| record.task.plan().due != Some(Due::Standing);
        self.tasks().filter(move |other| other.matter == matter && other.task.plan().id != id && dated(other))
    }

    fn known_task(&self, id: &Id) -> Result<&TaskRecord, Error> {
        self.task(id).ok_or_else(|| Error::new(Code::TaskUnknown).with("task", id))
    }
}
