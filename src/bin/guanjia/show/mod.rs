//! `guanjia show`: what was decided, as far as the record goes.

use std::path::PathBuf;
use std::process::ExitCode;

use guanjia::view::{
    ConventionView, DrawView, DriveView, MatterView, MotionView, ObjectionView, PointsRuleView, PointsView, PostView,
    RosterView, SessionView, State, Summary, TaskView,
};
use guanjia::{Auditor, Hall};
use serde::Serialize;

mod agreements;
mod meetings;
mod people;
mod votes;
mod works;

use crate::audit::replay;
use crate::files;
use crate::out::{Page, print_json};
use crate::words::{Done, Lang};

#[derive(clap::Args)]
#[command(after_help = "例 Examples:
  guanjia show luoqisi.bundle
  guanjia show luoqisi.bundle --lang en
  guanjia show luoqisi.bundle --json

show 只说记录里有什么;是否可信,用 guanjia audit 核验。
This says what the record holds; whether to rely on it is for guanjia audit to say.")]
pub struct Args {
    /// 记录包 The bundle; `-` 为标准输入 is standard input
    bundle: PathBuf,
    /// 以 JSON 输出 Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args, lang: Lang) -> Done {
    let mut auditor = files::parse(&args.bundle, Auditor::open)?;
    replay(&mut auditor, lang);
    let shown = Shown::of(auditor.hall());
    if args.json {
        return print_json(&shown);
    }
    let mut page = Page::default();
    shown.write(&mut page, lang);
    page.print()?;
    Ok(ExitCode::SUCCESS)
}

/// A record, as a page would show it.
#[derive(Serialize)]
pub struct Shown {
    summary: Summary,
    rosters: Vec<RosterView>,
    draws: Vec<DrawView>,
    matters: Vec<MatterView>,
    sessions: Vec<SessionView>,
    motions: Vec<MotionView>,
    conventions: Vec<ConventionView>,
    drives: Vec<DriveView>,
    posts: Vec<PostView>,
    objections: Vec<ObjectionView>,
    tasks: Vec<TaskView>,
    /// The rules and their totals; whose points they are is not shown.
    points: Vec<PointsRuleView>,
}

/// The word for where something stands.
fn word(state: &State, lang: Lang) -> &str {
    lang.pick(&state.zh, &state.name)
}

impl Shown {
    /// What a hall holds.
    pub fn of(hall: &Hall) -> Self {
        Self {
            summary: Summary::of(hall),
            rosters: RosterView::all(hall),
            draws: DrawView::all(hall),
            matters: MatterView::all(hall),
            sessions: SessionView::all(hall),
            motions: MotionView::all(hall),
            conventions: ConventionView::all(hall),
            drives: DriveView::all(hall),
            posts: PostView::all(hall),
            objections: ObjectionView::all(hall),
            tasks: TaskView::all(hall),
            points: PointsView::of(hall).rules,
        }
    }

    /// Says it.
    pub fn write(&self, page: &mut Page, lang: Lang) {
        let Summary { origin, name, size, today, .. } = &self.summary;
        page.line(name.as_deref().unwrap_or(origin));
        page.line(match lang {
            Lang::Zh => format!("  记录 {origin},共 {size} 条,主机日期 {today}"),
            Lang::En => format!("  record {origin}, {size} entries, {today} at the host"),
        });
        people::write(self, page, lang);
        meetings::write(self, page, lang);
        self.motions.iter().for_each(|motion| votes::write(motion, page, lang));
        agreements::write(self, page, lang);
        works::write(self, page, lang);
        if !self.summary.refused.is_empty() {
            page.heading(lang.pick("不计入、留作证据的条目", "kept as evidence, not counted"));
            let rows: Vec<[String; 3]> = self
                .summary
                .refused
                .iter()
                .map(|(code, refused)| {
                    let (zh, en) = (refused.first.zh(), refused.first.en());
                    let sentence = lang.pick(&zh, &en);
                    let first = refused.first.entry().map_or_else(String::new, |entry| match lang {
                        Lang::Zh => format!("第 {entry} 条:"),
                        Lang::En => format!("entry {entry}: "),
                    });
                    [code.clone(), lang.count(refused.count, "条", "entries"), format!("{first}{sentence}")]
                })
                .collect();
            page.rows(2, &rows);
        }
    }
}
