//! Tasks and who checked them; points, never whose.

use guanjia::points::PointsRule;
use guanjia::task::{Due, TaskPlan};
use guanjia::view::{PointsRuleView, TaskView};

use super::Shown;
use crate::out::Page;
use crate::words::Lang;

/// What was done.
pub fn write(shown: &Shown, page: &mut Page, lang: Lang) {
    if !shown.tasks.is_empty() {
        page.heading(lang.pick("任务", "tasks"));
        let rows: Vec<[String; 5]> = shown.tasks.iter().map(|task| task_row(task, lang)).collect();
        page.rows(2, &rows);
    }
    if !shown.points.is_empty() {
        page.heading(lang.pick("积分(只公布合计)", "points (totals only)"));
        let rows: Vec<[String; 4]> = shown.points.iter().map(|points| points_row(points, lang)).collect();
        page.rows(2, &rows);
    }
}

fn task_row(task: &TaskView, lang: Lang) -> [String; 5] {
    let state = match lang {
        Lang::Zh => task.state.zh.as_str(),
        Lang::En => match task.state.name.as_str() {
            "implementing" => "being done",
            "feedback" => "to be checked",
            _ => "struck off",
        },
    };
    let due = match task.plan.due {
        Some(Due::On(day)) => day.to_string(),
        Some(Due::Standing) => lang.pick("长期", "standing").to_owned(),
        None => String::new(),
    };
    let late = if task.overdue { lang.pick("(逾期)", " (overdue)") } else { "" };
    let TaskPlan { id, text, owner, .. } = &task.plan;
    [id.to_string(), format!("{state}{late}"), due, owner.clone(), text.clone()]
}

fn points_row(points: &PointsRuleView, lang: Lang) -> [String; 4] {
    let claims: u64 = points.claims.values().sum();
    let credited = points.credited;
    let PointsRule { code, text, delta, .. } = &points.rule;
    [
        code.to_string(),
        format!("{delta:+}"),
        match lang {
            Lang::Zh => format!("申报 {claims} 次,入账 {credited}"),
            Lang::En => format!("{claims} claims, {credited} credited"),
        },
        text.clone(),
    ]
}
