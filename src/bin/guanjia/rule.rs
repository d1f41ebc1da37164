//! `guanjia rule`: what is needed.

use guanjia::map::{Map, Set};
use std::process::ExitCode;

use guanjia::Id;
use guanjia::rule::{Binding, Body, Condition, Kind, Rule, Side, Status, Test, preset, presets};
use serde::Serialize;

use crate::out::{Page, print_json};
use crate::words::{Done, Failure, Lang};

/// How many rules of similar names are suggested.
const SUGGESTIONS: usize = 3;

#[derive(clap::Args)]
#[command(after_help = "例 Examples:
  guanjia rule                                          全部规则 every rule
  guanjia rule cn.urban.assembly.households.2026 --base 1698     要 850 户参加 850 of 1,698 needed
  guanjia rule x.steward.session --base convened=24,present=16   各基数不同 a base of each kind
  guanjia rule cn.owners.general.278 --base heads=91,area=829848   两个口径,面积以 0.01 平方米计
                                                        two measures, area in units of 0.01 m²")]
pub struct Args {
    /// 规则名称 The rule's name; 不写则列出全部 without one all are listed
    name: Option<String>,
    /// 基数 How many there are: 一个数,或按口径、基数、群体分别写 a number, or one each by measure (heads,
    /// households, residents, adults, area), base (entitled, convened, present, participating, cast, valid)
    /// or group, joined by dots where several must agree: heads=91,area=829848
    #[arg(long, value_name = "N", value_parser = Bases::parse)]
    base: Option<Bases>,
    /// 列出全部规则 List every rule
    #[arg(long)]
    list: bool,
    /// 以 JSON 输出 Print JSON
    #[arg(long)]
    json: bool,
}

/// The bases somebody asks about, by what they are bases of; under no name, of everything.
#[derive(Clone)]
struct Bases(Map<String, u64>);

impl Bases {
    fn parse(text: &str) -> Result<Self, String> {
        let number = |text: &str| {
            let number = text.trim().parse::<u64>().ok().filter(|number| *number <= guanjia::MAX_INTEGER);
            number.ok_or_else(|| format!("“{text}” 不是基数 is not a number of people, households or 0.01 m²"))
        };
        let pair = |part: &str| match part.split_once('=') {
            Some((name, value)) => Ok((name.trim().to_owned(), number(value)?)),
            None => Ok((String::new(), number(part)?)),
        };
        text.split(',').map(pair).collect::<Result<_, _>>().map(Self)
    }

    /// The base of a test: the one whose name says most of it.
    fn of(&self, test: &Test) -> Option<u64> {
        let about = [test.measure.name(), test.of.name(), test.group.as_ref().map_or("", |group| group.as_str())];
        let fits = |name: &str| name.is_empty() || name.split('.').all(|word| about.contains(&word));
        let words = |name: &str| if name.is_empty() { 0 } else { name.split('.').count() };
        let fitting = self.0.iter().filter(|(name, _)| fits(name));
        fitting.max_by_key(|(name, _)| words(name)).map(|(_, base)| *base)
    }

    /// The names that no test of the rule knows.
    fn strangers(&self, rule: &Rule) -> Vec<&str> {
        let mut known = Set::new();
        for (_, test) in rule.tests() {
            known.extend([test.measure.name(), test.of.name()]);
            known.extend(test.group.as_ref().map(Id::as_str));
        }
        let stranger = |name: &&str| !name.is_empty() && !name.split('.').all(|word| known.contains(word));
        self.0.keys().map(String::as_str).filter(stranger).collect()
    }
}

/// A rule and what it needs, as JSON.
#[derive(Serialize)]
struct Answer<'a> {
    rule: &'a Rule,
    needs: Vec<Needed<'a>>,
}

/// What one test needs.
#[derive(Serialize)]
struct Needed<'a> {
    side: Side,
    #[serde(flatten)]
    test: &'a Test,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<u64>,
}

pub fn run(args: &Args, lang: Lang) -> Done {
    let Some(name) = args.name.as_ref().filter(|_| !args.list) else {
        if args.json {
            return print_json(&presets());
        }
        list(lang).print()?;
        return Ok(ExitCode::SUCCESS);
    };
    let rule = preset(name).ok_or_else(|| unknown(name))?;
    if let Some(stranger) = args.base.as_ref().and_then(|bases| bases.strangers(rule).first().copied()) {
        return Err(Failure::Other(
            format!("规则 {name} 没有“{stranger}”这个基数"),
            format!("the rule {name} knows no base “{stranger}”"),
        ));
    }
    let needs: Vec<Needed> = rule
        .tests()
        .into_iter()
        .map(|(side, test)| {
            let base = args.base.as_ref().and_then(|bases| bases.of(test));
            Needed { side, test, base, need: base.map(|base| test.need(base)) }
        })
        .collect();
    if args.json {
        return print_json(&Answer { rule, needs });
    }
    page(rule, &needs, lang).print()?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(name: &str) -> Failure {
    let distance = |rule: &Rule| {
        let id = rule.id.as_str();
        let part = !id.contains(name) && !rule.zh.contains(name) && !rule.en.to_lowercase().contains(name);
        (part, strsim::damerau_levenshtein(id, name))
    };
    let mut near: Vec<&Rule> = presets().iter().collect();
    near.sort_by_cached_key(|rule| distance(rule));
    let near: Vec<String> = near.iter().take(SUGGESTIONS).map(|rule| format!("  {}  {}", rule.id, rule.zh)).collect();
    let near = near.join("\n");
    Failure::Other(
        format!("没有名为“{name}”的规则。相近的有:\n{near}\n全部规则:guanjia rule"),
        format!("there is no rule “{name}”; near to it are:\n{near}\nall of them: guanjia rule"),
    )
}

fn page(rule: &Rule, needs: &[Needed], lang: Lang) -> Page {
    let mut page = Page::default();
    page.line(lang.pick(&rule.zh, &rule.en));
    page.line(lang.pick(&rule.en, &rule.zh));
    let source = source(rule);
    let mut facts = vec![
        ("名称", "name", rule.id.to_string()),
        ("种类", "kind", format!("{} · {}", kind(rule.kind, lang), body(rule.body, lang))),
        ("谁有权", "entitled", rule.electorate.clone()),
        ("依据", "source", source),
    ];
    if let Some(quote) = &rule.source.quote {
        facts.push(("原文", "quotation", format!("“{quote}”")));
    }
    facts.push(("施行", "in force", dates(rule, lang)));
    facts.push(("效力", "binding", binding(rule.binding, lang).to_owned()));
    facts.push(("核对", "checked", status(rule.status, lang).to_owned()));
    let days =
        [(rule.notice_days, "通知 {} 日", "notice {} days"), (rule.publicity_days, "公示 {} 日", "published {} days")];
    let days: Vec<String> = days
        .iter()
        .filter_map(|(days, zh, en)| days.map(|days| lang.pick(zh, en).replace("{}", &days.to_string())))
        .collect();
    if !days.is_empty() {
        facts.push(("期限", "terms", days.join(lang.pick("、", ", "))));
    }
    if let Some(scope) = &rule.scope {
        facts.push(("限于", "limits", scope.clone()));
    }
    if let Some(note) = &rule.note {
        facts.push(("说明", "note", note.clone()));
    }
    let facts: Vec<[String; 2]> =
        facts.into_iter().map(|(zh, en, text)| [lang.pick(zh, en).to_owned(), text]).collect();
    page.rows(2, &facts);
    for (side, condition) in [(Side::Participation, &rule.participation), (Side::Approval, &rule.approval)] {
        page.heading(match (side, rule.kind) {
            (Side::Participation, _) => lang.pick("参与条件", "participation"),
            (Side::Approval, Kind::Decision) => lang.pick("通过条件", "approval"),
            (Side::Approval, _) => lang.pick("条件", "condition"),
        });
        match condition {
            Condition::Any(_) => page.line(lang.pick("  满足其一即可:", "  one of these is enough:")),
            Condition::All(all) if all.is_empty() => page.line(lang.pick("  无", "  none")),
            Condition::All(_) | Condition::Test(_) => {}
        }
        let rows: Vec<[String; 5]> = needs
            .iter()
            .filter(|need| need.side == side)
            .map(|need| {
                let amount = |amount| lang.amount(need.test.measure, amount);
                let base = need
                    .base
                    .map_or_else(String::new, |base| format!("{} {}", lang.pick("基数", "base"), amount(base)));
                let least = need
                    .need
                    .map_or_else(String::new, |need| format!("{} {}", lang.pick("至少", "at least"), amount(need)));
                let group = need.test.group.as_ref().map_or_else(String::new, |group| {
                    lang.pick(rule.groups.get(group).map_or("", String::as_str), group.as_str()).to_owned()
                });
                let measure = lang.pick(need.test.measure.zh(), need.test.measure.name());
                let what = if group.is_empty() { measure.to_owned() } else { format!("{group} {measure}") };
                [what, share(need.test, lang), words(need.test, lang).to_owned(), base, least]
            })
            .collect();
        page.rows(2, &rows);
    }
    if needs.iter().all(|need| need.base.is_none()) {
        page.heading(lang.pick(
            "加上 --base 可算出至少要多少,例如 --base 1698",
            "with --base it says how many are needed: --base 1698",
        ));
    }
    page
}

fn list(lang: Lang) -> Page {
    let mut page = Page::default();
    let mut bodies: Vec<Body> = Vec::new();
    presets().iter().map(|rule| rule.body).for_each(|body| {
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    });
    for body in bodies {
        page.heading(self::body(body, lang));
        for rule in presets().iter().filter(|rule| rule.body == body) {
            page.line(format!("  {}  {}", rule.id, lang.pick(&rule.zh, &rule.en)));
            let side = |condition: &Condition| {
                let join = match condition {
                    Condition::Any(_) => lang.pick("或", " or "),
                    Condition::All(_) | Condition::Test(_) => lang.pick("且", " and "),
                };
                condition.tests().into_iter().map(|test| brief(rule, test, lang)).collect::<Vec<_>>().join(join)
            };
            let sides = [(&rule.participation, "参与 ", "take part: "), (&rule.approval, "需 ", "need: ")];
            let sides: Vec<String> = sides
                .iter()
                .filter(|(condition, ..)| !condition.tests().is_empty())
                .map(|(condition, zh, en)| format!("{}{}", lang.pick(zh, en), side(condition)))
                .collect();
            page.line(format!("      {}", sides.join(lang.pick(";", "; "))));
            let about = [source(rule), dates(rule, lang), status(rule.status, lang).to_owned()];
            page.line(format!("      {}", about.join(" · ")));
        }
    }
    page
}

/// A test in a few signs: `人数 ≥ 2/3 召集`.
fn brief(rule: &Rule, test: &Test, lang: Lang) -> String {
    let group = test.group.as_ref().map(|group| match lang {
        Lang::Zh => rule.groups.get(group).cloned().unwrap_or_else(|| group.to_string()),
        Lang::En => group.to_string(),
    });
    let measure = lang.pick(test.measure.zh(), test.measure.name());
    let what = group.map_or_else(|| measure.to_owned(), |group| format!("{group}{}{measure}", lang.pick("", " ")));
    format!("{what} {}", share(test, lang))
}

/// The share a test asks for: `> 1/2 到会`.
fn share(test: &Test, lang: Lang) -> String {
    let sign = if test.strict { ">" } else { "≥" };
    let (num, den) = (test.ratio.num(), test.ratio.den());
    let of = lang.pick(test.of.zh(), test.of.name());
    format!("{sign} {num}/{den} {}{of}", lang.pick("", "of "))
}

/// The words of the law for its sign.
fn words(test: &Test, lang: Lang) -> &'static str {
    match (test.strict, lang) {
        (true, Lang::Zh) => "超过(不含本数)",
        (true, Lang::En) => "more than",
        (false, Lang::Zh) => "以上(含本数)",
        (false, Lang::En) => "at least",
    }
}

pub fn source(rule: &Rule) -> String {
    let law = rule.source.law.as_deref().unwrap_or_default();
    format!("{law}{}", rule.source.article)
}

fn dates(rule: &Rule, lang: Lang) -> String {
    match (rule.effective_from, rule.effective_to, lang) {
        (None, None, Lang::Zh) => "未写明日期".to_owned(),
        (None, None, Lang::En) => "no dates stated".to_owned(),
        (Some(from), None, Lang::Zh) => format!("{from} 起"),
        (Some(from), None, Lang::En) => format!("from {from}"),
        (None, Some(to), Lang::Zh) => format!("至 {to}"),
        (None, Some(to), Lang::En) => format!("until {to}"),
        (Some(from), Some(to), Lang::Zh) => format!("{from} 至 {to}"),
        (Some(from), Some(to), Lang::En) => format!("{from} to {to}"),
    }
}

fn kind(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Decision => lang.pick("表决", "decision"),
        Kind::Composition => lang.pick("组成", "composition"),
        Kind::Initiative => lang.pick("提议", "initiative"),
    }
}

fn body(body: Body, lang: Lang) -> &'static str {
    match body {
        Body::Residents => lang.pick("居民", "residents"),
        Body::Villagers => lang.pick("村民", "villagers"),
        Body::Collective => lang.pick("农村集体经济组织成员", "members of a rural collective"),
        Body::Owners => lang.pick("业主", "owners"),
        Body::Party => lang.pick("党员", "Party members"),
        Body::Stewards => lang.pick("百姓管家", "stewards"),
    }
}

fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::VerifiedFulltext => lang.pick("已与法律全文核对", "checked against the full text"),
        Status::Secondary => lang.pick("转引,未见原文", "from a secondary account"),
        Status::Design => lang.pick("本项目的设计,不是法律", "designed for this library, no law"),
        Status::Declared => lang.pick("自行规定", "stated by the community"),
    }
}

fn binding(binding: Binding, lang: Lang) -> &'static str {
    match binding {
        Binding::Statutory => lang.pick("法律", "national law"),
        Binding::Local => lang.pick("地方性法规", "local ordinance"),
        Binding::Policy => lang.pick("政策文件", "administrative policy"),
        Binding::Party => lang.pick("党内程序", "Party procedure"),
        Binding::Contract => lang.pick("章程、规约或合同", "charter, covenant or contract"),
        Binding::Advisory => lang.pick("只形成意见,不作决定", "advisory: the result is an opinion"),
        Binding::Superseded => lang.pick("已被取代,不得据以决定", "superseded: decides nothing"),
    }
}
