//! Tasks and who checked them; points, never whose.

use std::collections::BTreeMap;

use guanjia::{Due, Hall, PointsRule, PointsState, TaskPlan, TaskState};
use serde::Serialize;

use crate::out::Page;
use crate::words::Lang;

/// What was done.
#[derive(Serialize)]
pub struct Works {
    tasks: Vec<TaskShown>,
    points: Vec<PointsShown>,
}

#[derive(Serialize)]
struct TaskShown {
    #[serde(flatten)]
    plan: TaskPlan,
    state: TaskState,
    #[serde(skip_serializing_if = "Option::is_none")]
    matter: Option<String>,
    overdue: bool,
}

/// A rule of points and how many claims under it are where.
#[derive(Serialize)]
struct PointsShown {
    #[serde(flatten)]
    rule: PointsRule,
    claims: BTreeMap<PointsState, u64>,
    /// What was credited under it in all.
    credited: i64,
}

impl Works {
    pub fn of(hall: &Hall) -> Self {
        let tasks = hall.tasks().map(|record| TaskShown {
            plan: record.task().plan().clone(),
            state: record.task().state(),
            matter: record.matter().map(ToString::to_string),
            overdue: record.task().is_overdue(hall.today()),
        });
        let points = hall.points().rules().values().map(|rule| {
            let mut claims = BTreeMap::<PointsState, u64>::new();
            for claim in hall.points().claims().values().filter(|claim| claim.rule == rule.code) {
                *claims.entry(claim.state).or_default() += 1;
            }
            let credited = claims.get(&PointsState::Credited).copied().unwrap_or_default();
            let credited = i64::try_from(credited).unwrap_or(i64::MAX).saturating_mul(rule.delta.into());
            PointsShown { rule: rule.clone(), claims, credited }
        });
        Self { tasks: tasks.collect(), points: points.collect() }
    }

    pub fn write(&self, page: &mut Page, lang: Lang) {
        if !self.tasks.is_empty() {
            page.heading(lang.pick("任务", "tasks"));
            let rows: Vec<[String; 5]> = self.tasks.iter().map(|task| task.row(lang)).collect();
            page.rows(2, &rows);
        }
        if !self.points.is_empty() {
            page.heading(lang.pick("积分(只公布合计)", "points (totals only)"));
            let rows: Vec<[String; 4]> = self.points.iter().map(|points| points.row(lang)).collect();
            page.rows(2, &rows);
        }
    }
}

impl TaskShown {
    fn row(&self, lang: Lang) -> [String; 5] {
        let state = match (lang, self.state) {
            (Lang::Zh, state) => state.zh(),
            (Lang::En, TaskState::Implementing) => "being done",
            (Lang::En, TaskState::Feedback) => "to be checked",
            (Lang::En, TaskState::StruckOff) => "struck off",
        };
        let due = match self.plan.due {
            Some(Due::On(day)) => day.to_string(),
            Some(Due::Standing) => lang.pick("长期", "standing").to_owned(),
            None => String::new(),
        };
        let late = if self.overdue { lang.pick("(逾期)", " (overdue)") } else { "" };
        let TaskPlan { id, text, owner, .. } = &self.plan;
        [id.to_string(), format!("{state}{late}"), due, owner.clone(), text.clone()]
    }
}

impl PointsShown {
    fn row(&self, lang: Lang) -> [String; 4] {
        let claims: u64 = self.claims.values().sum();
        let PointsRule { code, text, delta, .. } = &self.rule;
        [
            code.to_string(),
            format!("{delta:+}"),
            match lang {
                Lang::Zh => format!("申报 {claims} 次,入账 {}", self.credited),
                Lang::En => format!("{claims} claims, {} credited", self.credited),
            },
            text.clone(),
        ]
    }
}
