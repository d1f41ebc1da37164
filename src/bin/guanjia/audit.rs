//! `guanjia audit`, `guanjia proof` and `guanjia receipt`.

use std::path::PathBuf;
use std::process::ExitCode;

use guanjia::log::{Policy, Receipt, SignedEntry};
use guanjia::{Auditor, CheckOutcome, Report, Severity};
use indicatif::{ProgressBar, ProgressStyle};

use crate::files;
use crate::keys::print_json;
use crate::words::{Done, Failure, Lang};

/// Entries between two movements of the progress bar.
const SLICE: usize = 200;

#[derive(clap::Args)]
pub struct Args {
    /// The bundle to check, `-` for standard input 记录包
    bundle: PathBuf,
    /// Whom to rely on: a policy of logs and witnesses (c2sp.org/tlog-policy); without one, the host
    /// that the record's own charter names 信任策略
    #[arg(long)]
    policy: Option<PathBuf>,
    /// Print the whole report as JSON 以 JSON 输出
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
pub struct ProofArgs {
    /// The bundle 记录包
    bundle: PathBuf,
    /// The index of the entry, from 0 条目序号
    index: u64,
}

#[derive(clap::Args)]
pub struct ReceiptArgs {
    /// The receipt, as `guanjia proof` prints it 回执
    receipt: PathBuf,
    /// Whom to rely on (c2sp.org/tlog-policy) 信任策略
    #[arg(long)]
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
        print(&report, lang);
    }
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

fn print(report: &Report, lang: Lang) {
    let words = |zh, en| lang.pick(zh, en);
    println!("{} {}", words("记录", "record"), report.origin);
    println!("{} {}   {} {}", words("条目", "entries"), report.size, words("树根", "root"), report.root);
    for check in &report.checks {
        let mark = match check.outcome {
            CheckOutcome::Passed => words("✓ 通过", "✓ holds  "),
            CheckOutcome::Failed => words("✗ 有问题", "✗ fails  "),
            CheckOutcome::Skipped => words("– 未要求", "– not asked"),
        };
        println!("  {mark}  {}", words(check.zh, check.en));
    }
    for finding in &report.findings {
        let mark = if finding.severity() == Severity::Warning { "!" } else { "✗" };
        println!("  {mark} {}", lang.error(finding));
    }
    if !report.listed.is_empty() {
        println!("{}", words("不计入、留作证据的条目:", "kept as evidence, not counted:"));
        for listed in &report.listed {
            println!("  · {}", lang.error(listed));
        }
    }
    if !report.overdue.is_empty() {
        println!("{}", words("逾期未办:", "overdue:"));
        for overdue in &report.overdue {
            println!("  ! {}", lang.error(overdue));
        }
    }
    println!(
        "{}",
        if report.is_clean() {
            words("核验通过:记录完整,没有被改动", "checked: the record is whole and unchanged").to_owned()
        } else {
            let n = report.findings.len();
            match lang {
                Lang::Zh => format!("核验不通过:{n} 处问题,请联系监督员"),
                Lang::En => format!("not clean: {n} findings; ask the supervisors"),
            }
        }
    );
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
    print!("{}", Receipt::new(entry, args.index, hashes, bundle.checkpoint().clone()));
    Ok(ExitCode::SUCCESS)
}

pub fn receipt(args: &ReceiptArgs, lang: Lang) -> Done {
    let policy = files::parse(&args.policy, str::parse::<Policy>)?;
    let receipt = files::parse(&args.receipt, str::parse::<Receipt>)?;
    match receipt.verify(&policy) {
        Ok(entry) => {
            println!(
                "{} {} ({})",
                lang.pick("回执有效:在记录中,第", "the receipt holds: on the record, entry"),
                receipt.proof().index(),
                entry.kind()
            );
            println!("{}", entry.payload());
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            println!("{}", lang.error(&error));
            Ok(ExitCode::from(1))
        }
    }
}
