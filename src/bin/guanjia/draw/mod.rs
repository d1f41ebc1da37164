//! `guanjia draw`: selection alone, done again by anybody; and lotteries of panels, found, checked and drawn from.

mod panels;

use std::path::PathBuf;
use std::process::ExitCode;

use guanjia::selection::{DrawReport, DrawSpec};
use guanjia::stratum::Stratum;

use crate::files;
use crate::out::{Page, print, print_json};
use crate::words::{Done, Failure, Lang};

/// The label of the lots for general alternates (SPEC.md section 5.4).
const GENERAL: &str = "general";
/// The label of the lots for those in reserve behind a panel (SPEC.md section 5.9).
const RESERVE: &str = "reserve";

#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "例 Examples:
  guanjia draw --example > spec.json     写出一个示例 write an example
  guanjia draw spec.json                 重新抽一遍 do it again
  guanjia draw spec.json --json          全部中间值 every value on the way

同样的文件总是得出同样的结果;算法见 SPEC.md 第 5 节,用任何语言都能重算。
The same file always gives the same result; SPEC.md section 5 has the algorithm, for any language."
)]
pub struct Args {
    #[command(subcommand)]
    way: Option<Way>,
    /// 抽签说明 The draw with everything that decides it: 候选人、名额、各方、公开值 candidates, seats, parties,
    /// public value; `-` 为标准输入 is standard input
    #[arg(required_unless_present = "example")]
    spec: Option<PathBuf>,
    /// 写出一个可以照着改的示例 Print an example to start from
    #[arg(long)]
    example: bool,
    /// 以 JSON 输出 Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum Way {
    /// 求一个方案:许多合名额的名单,每人机会尽量公平 Find a lottery: panels within the quotas, the chances as fair as can be
    Find(panels::FindArgs),
    /// 核验方案 Check a lottery
    Check(panels::CheckArgs),
    /// 用公开值从方案中抽一个名单 Draw a panel of a lottery by a public value
    Panel(panels::PanelArgs),
    /// 严格按 RFC 3797 抽 Select by RFC 3797 to the letter
    Rfc3797(panels::RfcArgs),
}

pub fn run(args: &Args, lang: Lang) -> Done {
    match &args.way {
        Some(Way::Find(args)) => return panels::find(args, lang),
        Some(Way::Check(args)) => return panels::check_file(args, lang),
        Some(Way::Panel(args)) => return panels::panel(args, lang),
        Some(Way::Rfc3797(args)) => return panels::by_rfc(args),
        None => {}
    }
    let Some(path) = args.spec.as_ref().filter(|_| !args.example) else {
        print(include_str!("../../../../tests/vectors/draw_spec.json"))?;
        return Ok(ExitCode::SUCCESS);
    };
    let spec = files::parse(path, DrawSpec::parse)?;
    let report = spec.run().map_err(|error| Failure::Content(path.display().to_string(), error))?;
    if args.json {
        return print_json(&report);
    }
    page(&spec, &report, lang).print()?;
    Ok(ExitCode::SUCCESS)
}

fn page(spec: &DrawSpec, report: &DrawReport, lang: Lang) -> Page {
    let (announcement, drawn) = (&report.announcement, &report.drawn);
    let word = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
    let mut page = Page::default();
    page.line(format!("{} {}", word("抽签", "draw"), announcement.id));
    page.rows(
        2,
        &[
            [word("候选名单摘要", "digest of the candidates"), announcement.candidates.to_string()],
            [word("公告摘要", "digest of the announcement"), drawn.announcement.to_string()],
            [word("公开值", "public value"), drawn.value.to_string()],
            [word("种子", "seed"), drawn.seed.0.to_string()],
        ],
    );
    page.line(format!("  {}", word("公告(规范 JSON,摘要由它算出)", "announcement (canonical JSON, which is hashed)")));
    page.line(format!("  {}", serde_json::to_value(announcement).unwrap_or_default()));

    page.heading(word("名额", "seats"));
    if let (Some(seats), Some(rule)) = (&report.seats, &spec.rule) {
        let (num, den) = (rule.ratio.num(), rule.ratio.den());
        let base = lang.amount(seats.measure, seats.base);
        page.line(match lang {
            Lang::Zh => format!("  {base}的 {num}/{den}:{} 名", seats.total),
            Lang::En => format!("  {num}/{den} of {base}: {} seats", seats.total),
        });
    }
    let weight = |stratum: &Stratum| match (&report.seats, spec.weights.get(stratum)) {
        (Some(seats), Some(weight)) => lang.amount(seats.measure, *weight),
        _ => String::new(),
    };
    let seats: Vec<[String; 3]> = announcement
        .seats
        .iter()
        .map(|(stratum, seats)| [stratum.to_string(), weight(stratum), lang.count(*seats, "名", "seats")])
        .collect();
    page.rows(2, &seats);

    if !spec.parties.is_empty() {
        page.heading(word("各方", "parties"));
        let hash = |hash: Option<String>| hash.unwrap_or_else(|| word("没有", "none"));
        let parties: Vec<[String; 5]> = spec
            .parties
            .iter()
            .map(|party| {
                let reveal = party.reveal.map(|reveal| serde_json::to_value(reveal).unwrap_or_default());
                [
                    party.id.to_string(),
                    word("承诺", "committed"),
                    hash(party.commitment.map(|commitment| commitment.to_string())),
                    word("揭示", "revealed"),
                    hash(reveal.and_then(|reveal| reveal.as_str().map(str::to_owned))),
                ]
            })
            .collect();
        page.rows(2, &parties);
    }

    page.heading(match (drawn.panel, lang) {
        (Some(panel), Lang::Zh) => format!("抽中第 {panel} 个名单,从 0 数起"),
        (Some(panel), Lang::En) => format!("panel {panel} was drawn, counted from 0"),
        (None, _) => word("签号,小者在前", "lots, the smallest first"),
    });
    for (stratum, selected) in &drawn.selected {
        page.line(format!("  {stratum}"));
        let ticket = |handle| report.tickets.get(handle).map_or_else(String::new, ToString::to_string);
        let selected = selected.iter().map(|handle| [handle.to_string(), ticket(handle), word("✓ 选中", "✓ selected")]);
        let alternates = drawn.alternates.get(stratum).into_iter().flatten().zip(1..).map(|(handle, place)| {
            [handle.to_string(), ticket(handle), format!("{} {place}", word("备选", "alternate"))]
        });
        page.rows(4, &selected.chain(alternates).collect::<Vec<_>>());
    }
    if !drawn.general.is_empty() {
        page.line(format!("  {}", word("通用备选(另抽一签)", "general alternates (lots of their own)")));
        let label = if drawn.panel.is_some() { RESERVE } else { GENERAL };
        let general = drawn.general.iter().zip(1..).map(|(handle, place)| {
            let ticket = drawn.seed.ticket(label, handle).to_string();
            [handle.to_string(), ticket, format!("{} {place}", word("备选", "alternate"))]
        });
        page.rows(4, &general.collect::<Vec<_>>());
    }
    if !drawn.forfeited.is_empty() {
        let parties = lang.names(&drawn.forfeited);
        page.heading(match lang {
            Lang::Zh => format!("没有揭示、按空值计入的一方:{parties}"),
            Lang::En => format!("parties that brought in nothing: {parties}"),
        });
    }
    page
}
