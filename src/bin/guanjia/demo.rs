//! `guanjia demo`: the sample deliberation, built before one's eyes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use guanjia::sample::Chapter;
use indicatif::{ProgressBar, ProgressStyle};

use crate::files;
use crate::out::Page;
use crate::show::Shown;
use crate::words::{Done, Failure, Lang};

#[derive(clap::Args)]
#[command(after_help = "例 Examples:
  guanjia demo                           中文 in Chinese
  guanjia demo --lang en                 英文 in English
  guanjia demo --out luoqisi.bundle      写出记录包,再核验 write the bundle, then check it:
  guanjia audit luoqisi.bundle")]
pub struct Args {
    /// 把记录包写到文件 Write the bundle to a file; `-` 写到标准输出,不再打印别的 to standard output and nothing else
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// 把虚构各方的私钥写到文件,供试用 Write everybody's made-up secret keys to a file, to try things out
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// 一切密钥由此算出,同样的文字得出同样的记录 What all keys follow from; the same text gives the same record
    #[arg(long, value_name = "TEXT", default_value = "luoqisi")]
    seed: String,
}

pub fn run(args: &Args, lang: Lang) -> Done {
    let failed = |error| Failure::Content(lang.pick("样例", "the sample").to_owned(), error);
    let quiet = args.out.as_deref() == Some(Path::new("-"));
    let bar = ProgressBar::new(1);
    let template = lang.pick("{bar:40} {pos}/{len} 条  {msg}", "{bar:40} {pos}/{len} entries  {msg}");
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    let mut heading = None;
    let mut printed = Ok(());
    let mut told = |chapter: Chapter, entries: u64| {
        bar.set_length(chapter.of.max(entries));
        bar.set_position(entries);
        if heading.replace(chapter) != Some(chapter) {
            let words = lang.pick(chapter.zh, chapter.en);
            bar.set_message(words.to_owned());
            if !quiet && printed.is_ok() {
                let mut page = Page::default();
                page.line(format!("▸ {words}"));
                printed = bar.suspend(|| page.print());
            }
        }
    };
    let mut story = guanjia::sample::luoqisi(args.seed.as_bytes(), &mut told).map_err(failed)?;
    let bundle = story.scribe().bundle().map_err(failed)?;
    let keys = guanjia::to_json(&story.scribe().seeds()).map_err(failed)?;
    let shown = Shown::of(story.scribe().hall());
    drop(story);
    bar.finish_and_clear();
    printed?;
    if let Some(path) = &args.out {
        files::write(path, &bundle.to_string())?;
    }
    if let Some(path) = &args.keys {
        files::write(path, &keys)?;
    }
    if !quiet {
        let mut page = Page::default();
        page.line("");
        shown.write(&mut page, lang);
        if let Some(path) = &args.out {
            let path = path.display();
            page.heading(match lang {
                Lang::Zh => format!("记录包已写到 {path};核验:guanjia audit {path}"),
                Lang::En => format!("the bundle is in {path}; to check it: guanjia audit {path} --lang en"),
            });
        }
        page.print()?;
    }
    Ok(ExitCode::SUCCESS)
}
