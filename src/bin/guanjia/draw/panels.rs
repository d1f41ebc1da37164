//! `guanjia draw find`, `check` and `panel`: a lottery of panels that look like the community.

use std::path::PathBuf;
use std::process::ExitCode;

use guanjia::Error;
use guanjia::fraction::{Fraction, Rounding};
use guanjia::lottery::{PublicSource, PublicValue, rfc3797};
use guanjia::sortition::{
    LotteryFile, Method, MethodOutcome, Objective, Pool, Problem, Proved, Refusal, check, compare, find_by, pinned,
    relax,
};
use indicatif::{ProgressBar, ProgressStyle};

use crate::files;
use crate::out::{Page, print_json};
use crate::words::{Done, Failure, Lang};

#[derive(clap::Args)]
#[command(after_help = "例 Examples:
  guanjia draw find --quotas quotas.csv --people people.csv --seats 30 --out lottery.json
  guanjia draw find --quotas quotas.csv --people people.csv --share 6/100 --of 1698 --compare

名额表的列 columns of the quotas: feature,value,min,max (特征,取值,下限,上限)
候选名单的列 columns of the people: id, 各特征 the features, household (户), must (必须: yes/no)")]
pub struct FindArgs {
    /// 名额表 The table of quotas (CSV)
    #[arg(long)]
    quotas: PathBuf,
    /// 候选名单 The table of people (CSV)
    #[arg(long)]
    people: PathBuf,
    /// 名额 How many sit on a panel
    #[arg(long, required_unless_present = "share")]
    seats: Option<u32>,
    /// 名额占基数的比例,如 6/100 The seats as a share of a base, such as 6/100
    #[arg(long, conflicts_with = "seats", requires = "of", value_parser = fraction)]
    share: Option<Fraction>,
    /// 基数 The base, such as 1698 households
    #[arg(long)]
    of: Option<u64>,
    /// 取整 How the share becomes whole: ceil 进一, half-up 四舍五入, floor 舍去
    #[arg(long, default_value = "ceil", value_parser = rounding)]
    rounding: Rounding,
    /// 名单个数 How many panels
    #[arg(long, default_value_t = 1_000)]
    panels: u32,
    /// 纳什公平,而不是最小者优先 By Nash welfare instead of LEXIMIN
    #[arg(long)]
    nash: bool,
    /// 不限同户 Let people of one household sit together
    #[arg(long)]
    households: bool,
    /// 与别的方法并列比较 Show what other methods would do, side by side
    #[arg(long)]
    compare: bool,
    /// 分层抽签按哪个特征(默认第一个)The feature to stratify by for the comparison; the first unless said
    #[arg(long, requires = "compare")]
    by: Option<String>,
    /// 写入文件 Write the lottery to a file
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct CheckArgs {
    /// `find --out` 写出的文件 The file that `find --out` wrote
    file: PathBuf,
    /// 以 JSON 输出 Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
#[command(after_help = "例 Example:
  guanjia draw panel lottery.json --value 3.9.11.14.21.27.32./

公开值的写法见 SPEC.md 第 5.3 节:每个数后加点,每个源后加斜线,不计次序的从小到大。
SPEC.md section 5.3 has the form of the value: a dot after each number, a slash after each source, sorted unless thrown.")]
pub struct PanelArgs {
    /// `find --out` 写出的文件 The file that `find --out` wrote
    file: PathBuf,
    /// 公开值 What the public sources showed
    #[arg(long)]
    value: String,
    /// 数值计次序(如掷骰)The order of the values counts, as with dice
    #[arg(long)]
    ordered: bool,
    /// 递补几人 How many wait in reserve
    #[arg(long, default_value_t = 20)]
    reserve: usize,
    /// 以 JSON 输出 Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
#[command(after_help = "例 Example (RFC 3797 section 6):
  guanjia draw rfc3797 --value 9319./2.5.8.10.12./9.18.26.34.41.45./ --pool 25 --select 10")]
pub struct RfcArgs {
    /// 公开值 What the public sources showed
    #[arg(long)]
    value: String,
    /// 候选人数 How many are in the numbered pool
    #[arg(long)]
    pool: u64,
    /// 选几人 How many to select
    #[arg(long)]
    select: u64,
}

fn fraction(text: &str) -> Result<Fraction, String> {
    let parts = text.split_once('/').and_then(|(num, den)| Fraction::new(num.parse().ok()?, den.parse().ok()?));
    parts.ok_or_else(|| format!("{text}: 应写成 6/100 的样子 should look like 6/100"))
}

fn rounding(text: &str) -> Result<Rounding, String> {
    guanjia::from_json(&format!("\"{text}\"")).map_err(|_| format!("{text}: ceil, half-up, floor"))
}

pub fn find(args: &FindArgs, lang: Lang) -> Done {
    let (quotas, people) = (files::read(&args.quotas)?, files::read(&args.people)?);
    let at = |error: Error| {
        let of_quotas = error.field("table") == Some("quotas") || error.code() == "sortition.quota-inverted";
        Failure::Content(if of_quotas { &args.quotas } else { &args.people }.display().to_string(), error)
    };
    let mut pool = Pool::from_tables(&quotas, &people).map_err(at)?;
    if args.households {
        pool.people.iter_mut().for_each(|person| person.household = None);
    }
    let share = args.share.zip(args.of).map(|(share, of)| share.of(of, args.rounding));
    let seats = args.seats.or(share.and_then(|seats| seats.try_into().ok())).unwrap_or(u32::MAX);
    let problem = Problem::new(pool.clone(), seats).map_err(at)?;
    let objective = if args.nash { Objective::Nash } else { Objective::Leximin };
    let lottery = match search(&problem, objective, args.panels) {
        Ok(lottery) => lottery,
        Err(Refusal::Conflict(_)) => return conflict(&problem, lang),
        Err(refusal) => return Err(at(refusal.into_error(&problem))),
    };
    let proved = check(&problem, &lottery).map_err(at)?;
    let file = LotteryFile { pool, seats, lottery };
    let mut page = Page::default();
    describe(&file, &problem, &proved, lang, &mut page).map_err(at)?;
    if args.compare {
        let by = args.by.as_ref().map_or(Some(0), |by| problem.pool().features.iter().position(|f| f.name == *by));
        let by = by
            .and_then(|by| u32::try_from(by).ok())
            .ok_or_else(|| Failure::Other("没有这个特征".to_owned(), "there is no such feature".to_owned()))?;
        let other = if args.nash { Objective::Leximin } else { Objective::Nash };
        let beside = search(&problem, other, args.panels).map_err(|refusal| at(refusal.into_error(&problem)))?;
        let named = |objective| if objective == Objective::Nash { Method::Nash } else { Method::Leximin };
        let lotteries = [(named(objective), &file.lottery), (named(other), &beside)];
        comparison(&compare(&problem, by, args.panels.min(1_000), &lotteries).map_err(at)?, lang, &mut page);
    }
    page.print()?;
    if let Some(out) = &args.out {
        files::write(out, &(guanjia::to_json(&file).map_err(at)? + "\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn search(problem: &Problem, objective: Objective, panels: u32) -> Result<guanjia::sortition::Lottery, Refusal> {
    let bar = ProgressBar::new(1);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    let found = find_by(problem, objective, panels, &mut |progress| {
        bar.set_length(progress.of.into());
        bar.set_position(progress.done.into());
        true
    });
    bar.finish_and_clear();
    found
}

/// The quotas contradict each other: what would have to be changed, the smallest ways first.
fn conflict(problem: &Problem, lang: Lang) -> Done {
    let mut page = Page::default();
    let ways = relax(problem, 5);
    page.line(if ways.is_empty() {
        lang.pick(
            "名额互相矛盾,没有一个名单能全部满足;也没有找到只改名额就能满足的办法:请核对名额数、户和必须在列的人",
            "the quotas contradict each other, and no panel can meet them all; nor was any change of quotas found that would do: look at the number of seats, the households and who must sit",
        )
    } else {
        lang.pick(
            "名额互相矛盾,没有一个名单能全部满足。改动人数最少的办法(选一种):",
            "the quotas contradict each other, and no panel can meet them all. The smallest ways out, to choose from:",
        )
    });
    for (way, number) in ways.iter().zip(1..) {
        let said: Vec<String> = way
            .changes
            .iter()
            .map(|change| lang.pick(&change.advice().zh(), &change.advice().en()).to_owned())
            .collect();
        page.line(format!("  {number}. {}", said.join(lang.pick(",并", " and "))));
    }
    page.print()?;
    Ok(ExitCode::from(1))
}

fn describe(
    file: &LotteryFile,
    problem: &Problem,
    proved: &Proved,
    lang: Lang,
    page: &mut Page,
) -> Result<(), guanjia::Error> {
    let (people, panels) = (file.pool.people.len(), file.lottery.panels.len());
    let seats = file.seats;
    page.line(match lang {
        Lang::Zh => format!("{people} 人中选 {seats} 人:{panels} 个名单,每个都合名额,机会均等"),
        Lang::En => format!("{seats} of {people} people: {panels} panels, each within the quotas, each as likely"),
    });
    let Proved { least, best, .. } = proved;
    page.line(match (lang, proved.chance) {
        (Lang::Zh, Some((num, den))) => {
            format!("机会最小的人在 {least} 个名单中;没有办法能让每人的机会都超过 {num}/{den}(至多 {best} 个名单)")
        }
        (Lang::En, Some((num, den))) => format!(
            "the least likely person sits on {least} panels; nothing could give everybody more than {num}/{den} ({best} panels at most)"
        ),
        (Lang::Zh, None) => "名额已经决定了每个人在不在列".to_owned(),
        (Lang::En, None) => "the quotas decide of everybody whether they sit".to_owned(),
    });
    page.line(format!("{} {}", lang.pick("方案摘要", "digest of the lottery"), file.lottery.digest(problem)?));
    let (all, of) = (file.pool.people.len(), file.lottery.panels.len());
    for (feature, place) in file.pool.features.iter().zip(0_usize..) {
        page.heading(&feature.name);
        let row = |(quota, value): (&guanjia::sortition::Quota, u32)| {
            let has = |person: &&guanjia::sortition::Person| person.values.get(place) == Some(&value);
            let there = file.pool.people.iter().filter(has).count();
            let zip = file.pool.people.iter().zip(&file.lottery.counts);
            let sits: u64 = zip.filter(|(person, _)| has(person)).map(|(_, count)| u64::from(*count)).sum();
            let hundredths = sits * 100 / (of as u64).max(1);
            [
                quota.name.clone(),
                format!("{there}/{all}"),
                format!("{}–{}", quota.min, quota.max),
                format!("{} {}.{:02}", lang.pick("平均", "mean"), hundredths / 100, hundredths % 100),
            ]
        };
        page.rows(2, &feature.values.iter().zip(0..).map(row).collect::<Vec<_>>());
    }
    let pinned = pinned(problem);
    if !pinned.is_empty() {
        page.heading(lang.pick("名额已经决定的人", "decided by the quotas alone"));
        for pinned in pinned {
            let sentence = pinned.sentence(problem);
            page.line(format!("  {}", lang.pick(&sentence.zh(), &sentence.en())));
        }
    }
    Ok(())
}

fn comparison(outcomes: &[MethodOutcome], lang: Lang, page: &mut Page) {
    page.heading(lang.pick("各种方法", "methods side by side"));
    let word = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
    let mut rows = vec![[
        String::new(),
        word("最小机会", "least chance"),
        word("最大机会", "greatest"),
        word("毫无机会", "no chance"),
        word("基尼系数", "Gini"),
        word("不合名额的名单", "panels off quota"),
        word("同户同列的名单", "panels with housemates"),
    ]];
    let percent = |(num, den): (u64, u64)| {
        let ten_thousandths = u128::from(num) * 1_000_000 / u128::from(den.max(1));
        format!("{num}/{den} = {}.{:04} %", ten_thousandths / 10_000, ten_thousandths % 10_000)
    };
    for outcome in outcomes {
        let name = match outcome.method {
            Method::Simple => word("简单抽签", "simple"),
            Method::Stratified => word("分层抽签", "stratified"),
            Method::Nash => word("纳什公平", "Nash"),
            Method::Leximin => word("最小者优先", "LEXIMIN"),
        };
        rows.push([
            name,
            percent(outcome.least),
            percent(outcome.most),
            outcome.never.to_string(),
            format!("{}.{:06}", outcome.gini / 1_000_000, outcome.gini % 1_000_000),
            format!("{}/{}", outcome.quotas, outcome.panels),
            format!("{}/{}", outcome.households, outcome.panels),
        ]);
    }
    page.rows(2, &rows);
}

pub fn check_file(args: &CheckArgs, lang: Lang) -> Done {
    let file = files::parse(&args.file, LotteryFile::parse)?;
    let at = |error| Failure::Content(args.file.display().to_string(), error);
    let problem = file.problem().map_err(at)?;
    let proved = match check(&problem, &file.lottery) {
        Ok(proved) => proved,
        Err(error) => {
            let mut page = Page::default();
            page.line(format!("✗ {}", lang.error(&error)));
            page.print()?;
            return Ok(ExitCode::from(1));
        }
    };
    if args.json {
        return print_json(&proved);
    }
    let mut page = Page::default();
    page.line(lang.pick("✓ 方案属实", "✓ the lottery is as it says"));
    describe(&file, &problem, &proved, lang, &mut page).map_err(at)?;
    page.print()?;
    Ok(ExitCode::SUCCESS)
}

/// A value as it is written, of as many sources as it has slashes.
fn value(text: &str, ordered: bool) -> Result<PublicValue, Failure> {
    let date = "2026-01-01".parse().map_err(|error| Failure::Content(text.to_owned(), error))?;
    let source = PublicSource { text: "-".to_owned(), date, ordered };
    let sources = vec![source; text.matches('/').count()];
    PublicValue::parse(&sources, text).map_err(|error| Failure::Content("--value".to_owned(), error))
}

pub fn panel(args: &PanelArgs, lang: Lang) -> Done {
    let file = files::parse(&args.file, LotteryFile::parse)?;
    let at = |error| Failure::Content(args.file.display().to_string(), error);
    let drawn = file.draw(&value(&args.value, args.ordered)?, args.reserve).map_err(at)?;
    if args.json {
        return print_json(&drawn);
    }
    let mut page = Page::default();
    let word = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
    page.rows(
        0,
        &[
            [word("方案摘要", "digest of the lottery"), drawn.digest.to_string()],
            [word("公开值", "public value"), drawn.value.to_string()],
            [word("种子", "seed"), drawn.seed.0.to_string()],
            [word("抽中的名单", "panel drawn"), format!("{} / {}", drawn.panel, file.lottery.panels.len())],
        ],
    );
    page.heading(word("名单", "panel"));
    page.line(format!("  {}", lang.names(&drawn.members)));
    page.heading(word("递补次序", "reserve, in this order"));
    page.line(format!("  {}", lang.names(&drawn.reserve)));
    page.print()?;
    Ok(ExitCode::SUCCESS)
}

pub fn by_rfc(args: &RfcArgs) -> Done {
    let picks = rfc3797(&value(&args.value, false)?, args.pool, args.select);
    let picks = picks.map_err(|error| Failure::Content("RFC 3797".to_owned(), error))?;
    let mut page = Page::default();
    let row = |(pick, number): (&guanjia::lottery::Rfc3797Pick, u32)| {
        [number.to_string(), pick.digest.clone(), pick.place.to_string()]
    };
    page.rows(0, &picks.iter().zip(1..).map(row).collect::<Vec<_>>());
    page.print()?;
    Ok(ExitCode::SUCCESS)
}
