//! Tasks on the record: assigned, reported done, checked by somebody else (SPEC.md section 8).

use std::collections::BTreeMap;

use super::{Act, Hall};
use crate::error::{Code, Error};
use crate::event::{AssignTask, CheckTask, ReportTask, TaskOutcome};
use crate::hash::Hash;
use crate::id::Id;
use crate::role::Role;
use crate::task::{Due, Task};
use crate::time::Date;

/// All tasks of a record.
pub(super) type Tasks = BTreeMap<Id, TaskRecord>;

/// A task 任务 on the record.
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
        let record = TaskRecord { task, matter: assign.matter.clone(), entry: act.index, checked: Vec::new() };
        self.tasks.insert(plan.id.clone(), record);
        Ok(())
    }

    pub(super) fn on_task_done(&mut self, act: &Act, report: &ReportTask) -> Result<(), Error> {
        let mut record = self.known_task(&report.task)?.clone();
        record.task.report(act.person(), report.evidence.clone())?;
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
        record.checked.extend(check.evidence.iter().copied());
        self.tasks.insert(check.task.clone(), record);
        Ok(())
    }

    fn known_task(&self, id: &Id) -> Result<&TaskRecord, Error> {
        self.task(id).ok_or_else(|| Error::new(Code::TaskUnknown).with("task", id))
    }
}
