//! `guanjia audit`, `guanjia proof` and `guanjia receipt`.

use std::path::PathBuf;
use std::process::ExitCode;

use guanjia::audit::CheckOutcome;
use guanjia::log::{Policy, Receipt, SignedEntry};
use guanjia::{Auditor, Report, Severity};
use indicatif::{ProgressBar, ProgressStyle};

use crate::files;
use crate::out::{Page, print, print_json};
use crate::words::{Done, Failure, Lang};

/// Entries between two movements of the progress bar.
const SLICE: usize = 1_000;

#[derive(clap::Args)]
#[command(after_help = "例 Examples:
  guanjia audit luoqisi.bundle                     核验 check
  guanjia audit luoqisi.bundle --policy policy.txt 按自己的信任策略 rely on whom you chose
  curl -s https://example.org/hall.bundle | guanjia audit - --json

退出码 Exit status: 0 无问题 clean, 1 有发现 findings, 2 无法读取 unreadable")]
pub struct Args {
    /// 记录包 The bundle; `-` 为标准输入 is standard input
    bundle: PathBuf,
    /// 信任策略 Whom to rely on: 信任的主机与见证方 a policy of logs and witnesses (c2sp.org/tlog-policy);
    /// 不写则信记录章程里的主机 without one, the host that the record's own charter names
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// 以 JSON 输出整份报告 Print the whole report as JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
#[command(after_help = "例 Example:
  guanjia proof luoqisi.bundle 1234 > my-ballot.tlog-proof
  guanjia receipt my-ballot.tlog-proof --policy policy.txt")]
pub struct ProofArgs {
    /// 记录包 The bundle; `-` 为标准输入 is standard input
    bundle: PathBuf,
    /// 条目序号,从 0 数起 The index of the entry, counted from 0
    index: u64,
}

#[derive(clap::Args)]
#[command(after_help = "例 Example:
  guanjia receipt my-ballot.tlog-proof --policy policy.txt

信任策略是一个文本文件,至少写明信任哪个主机(c2sp.org/tlog-policy):
A policy is a text file that says at least which log is relied on:
  log example.org/hall+2ab0d1e9+AT1h...
  quorum none")]
pub struct ReceiptArgs {
    /// 回执 The receipt, as `guanjia proof` 所出具 prints it; `-` 为标准输入 is standard input
    receipt: PathBuf,
    /// 信任策略 Whom to rely on (c2sp.org/tlog-policy)
    #[arg(long, value_name = "FILE")]
    policy: PathBuf,
}

pub fn run(args: &Args, lang: Lang) -> Done {
    let mut auditor = files::parse(&args.bundle, Auditor::open)?;
    let policy = args.policy.as_deref().map(|path| files::parse(path, str::parse::<Policy>)).transpose()?;
    replay(&mut auditor, lang);
    let report = auditor.finish(policy.as_ref());
    if args.json {
        print_json(&report)?;
    } else {
        page(&report, lang).print()?;
    }
    // The program ends here, and all that the record left in memory with it: nothing need be given back piece by piece.
    std::mem::forget(auditor);
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Replays with a progress bar on a terminal.
pub fn replay(auditor: &mut Auditor, lang: Lang) {
    let bar = ProgressBar::new(auditor.size());
    let template = lang.pick("核验 {bar:40} {pos}/{len} 条", "checking {bar:40} {pos}/{len} entries");
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    while auditor.advance(SLICE) {
        bar.set_position(auditor.done());
    }
    bar.finish_and_clear();
}

fn page(report: &Report, lang: Lang) -> Page {
    let mut page = Page::default();
    let words = |zh, en| lang.pick(zh, en);
    page.line(format!("{} {}", words("记录", "record"), report.origin));
    page.line(format!("{} {}   {} {}", words("条目", "entries"), report.size, words("树根", "root"), report.root));
    if let Some(charter) = report.charter {
        page.line(format!("{} {charter}", words("章程", "charter")));
    }
    for check in &report.checks {
        let mark = match check.outcome {
            CheckOutcome::Passed => words("✓ 通过", "✓ holds  "),
            CheckOutcome::Failed => words("✗ 有问题", "✗ fails  "),
            CheckOutcome::Skipped => words("– 未要求", "– not asked"),
        };
        page.line(format!("  {mark}  {}", words(check.zh, check.en)));
    }
    for finding in &report.findings {
        let mark = if finding.severity() == Severity::Warning { "!" } else { "✗" };
        page.line(format!("  {mark} {}", lang.error(finding)));
    }
    if !report.listed.is_empty() {
        page.line(words("不计入、留作证据的条目:", "kept as evidence, not counted:"));
        for listed in &report.listed {
            page.line(format!("  · {}", lang.error(listed)));
        }
    }
    if !report.overdue.is_empty() {
        page.line(words("逾期未办:", "overdue:"));
        for overdue in &report.overdue {
            page.line(format!("  ! {}", lang.error(overdue)));
        }
    }
    if report.is_clean() {
        page.line(words("核验通过:记录完整,没有被改动", "checked: the record is whole and unchanged"));
    } else {
        let n = report.findings.len();
        page.line(match lang {
            Lang::Zh => format!("核验不通过:{n} 处问题,请联系监督员"),
            Lang::En => format!("not clean: {n} findings; ask the supervisors"),
        });
    }
    page
}

pub fn proof(args: &ProofArgs) -> Done {
    let auditor = files::parse(&args.bundle, Auditor::open)?;
    let bundle = auditor.bundle();
    let none = || {
        Failure::Other(
            format!("没有第 {} 条:共 {} 条,从 0 数起", args.index, auditor.size()),
            format!("there is no entry {}: there are {}, counted from 0", args.index, auditor.size()),
        )
    };
    let line = usize::try_from(args.index).ok().and_then(|index| bundle.entries().get(index)).ok_or_else(none)?;
    let content = |error| Failure::Content(args.bundle.display().to_string(), error);
    let hashes = bundle.tree().inclusion(args.index, auditor.size()).ok_or_else(none)?;
    let entry = SignedEntry::parse(line).map_err(content)?;
    print(&Receipt::new(entry, args.index, hashes, bundle.checkpoint().clone()).to_string())?;
    Ok(ExitCode::SUCCESS)
}

pub fn receipt(args: &ReceiptArgs, lang: Lang) -> Done {
    let policy = files::parse(&args.policy, str::parse::<Policy>)?;
    let receipt = files::parse(&args.receipt, str::parse::<Receipt>)?;
    let mut page = Page::default();
    let status = match receipt.verify(&policy) {
        Ok(entry) => {
            let holds = lang.pick("回执有效:在记录中,第", "the receipt holds: on the record, entry");
            page.line(format!("{holds} {} ({})", receipt.proof().index(), entry.kind()));
            page.line(entry.payload());
            ExitCode::SUCCESS
        }
        Err(error) => {
            page.line(lang.error(&error));
            ExitCode::from(1)
        }
    };
    page.print()?;
    Ok(status)
}
