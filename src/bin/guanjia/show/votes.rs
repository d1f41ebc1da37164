//! Motions: what was asked, counted, announced, corrected.

use guanjia::Id;
use guanjia::hall::Announcement;
use guanjia::measure::{Amounts, Measure};
use guanjia::rule::{Channel, Of, Side};
use guanjia::tally::{Decision, Tally};
use guanjia::verdict::{Judged, Outcome};
use guanjia::view::{MotionView, OptionView};

use crate::out::Page;
use crate::words::Lang;

/// A motion: what was asked, and what came of it.
pub fn write(motion: &MotionView, page: &mut Page, lang: Lang) {
    let title = lang.text(&motion.question.title);
    page.heading(match lang {
        Lang::Zh => format!("议案 {} {title}(会议 {},第 {} 条开始表决)", motion.id, motion.session, motion.opened),
        Lang::En => {
            format!("motion {} {title} (session {}, opened by entry {})", motion.id, motion.session, motion.opened)
        }
    });
    if let Some(rule) = &motion.rule {
        let (name, source) = (lang.pick(&rule.zh, &rule.en), crate::rule::source(rule));
        page.line(format!("  {} {name} · {} · {source}", lang.pick("规则", "rule:"), rule.id));
    }
    if !motion.recused.is_empty() {
        page.line(format!("  {} {}", lang.pick("回避", "stepped aside:"), lang.names(&motion.recused)));
    }
    if motion.state.name == "open" {
        page.line(match lang {
            Lang::Zh => format!("  表决中,已投 {} 票;截止后才公布票数", motion.participating),
            Lang::En => {
                format!("  open, {} ballots so far; what they say is shown after the close", motion.participating)
            }
        });
    }
    if let Some(tally) = &motion.tally {
        write_tally(motion, tally, page, lang);
    }
    if let Some(decision) = &motion.decision {
        write_decision(motion, decision, page, lang);
    }
    for correction in &motion.corrections {
        page.line(format!("  {} {}", lang.pick("更正", "correction:"), lang.error(correction)));
    }
    if motion.announcements.len() > 1 {
        for announcement in &motion.announcements {
            page.line(announced(motion, announcement, lang));
        }
    }
}

fn write_tally(motion: &MotionView, tally: &Tally, page: &mut Page, lang: Lang) {
    let count = &tally.count;
    let heads = |amounts: Option<&Amounts>| amounts.map_or(0, |amounts| amounts.of(Measure::Heads)).to_string();
    let amounts = |amounts: &Amounts| {
        let measures = motion.measures.iter().filter(|measure| amounts.of(**measure) > 0);
        let amounts: Vec<String> = measures.map(|measure| lang.amount(*measure, amounts.of(*measure))).collect();
        if amounts.is_empty() { "0".to_owned() } else { amounts.join(lang.pick("、", ", ")) }
    };
    let whole = |of| count.participation.get(&of).map(amounts);
    let bases = [(Of::Entitled, "名册", "entitled"), (Of::Present, "到会", "present"), (Of::Cast, "投票", "cast")];
    let bases = bases.iter().filter_map(|(of, zh, en)| Some(format!("{} {}", lang.pick(zh, en), whole(*of)?)));
    page.line(format!("  {}", bases.collect::<Vec<_>>().join(lang.pick(",", "; "))));
    let mut rows: Vec<[String; 3]> = motion
        .options
        .iter()
        .map(|option| {
            let votes = option.support.as_ref().map_or_else(|| "0".to_owned(), amounts);
            [option.id.to_string(), lang.text(&option.text).to_owned(), votes]
        })
        .collect();
    let row = |zh: &str, en: &str, amounts| [String::new(), lang.pick(zh, en).to_owned(), heads(Some(amounts))];
    rows.push(row("弃权", "abstentions", &count.abstain));
    rows.push(row("无效", "invalid", &count.invalid));
    page.rows(4, &rows);
    let channels: Vec<String> = tally
        .channels
        .iter()
        .map(|(channel, amounts)| format!("{} {}", channel_name(*channel, lang), heads(Some(amounts))))
        .collect();
    if channels.len() > 1 {
        page.line(format!("  {} {}", lang.pick("渠道", "channels:"), channels.join(lang.pick("、", ", "))));
    }
    let papers = &tally.papers;
    if papers.issued > 0 {
        let (issued, arrived, equal, settled) = (papers.issued, papers.arrived, papers.equal, papers.adjudicated);
        page.line(match lang {
            Lang::Zh => format!("  纸质票 发出 {issued},收回 {arrived},两次录入一致 {equal},裁定 {settled}"),
            Lang::En => {
                format!("  papers: {issued} handed out, {arrived} back, {equal} read alike twice, {settled} settled")
            }
        });
    }
    if !tally.refused.is_empty() {
        let refused: Vec<String> = tally.refused.iter().map(|(code, n)| format!("{code} × {n}")).collect();
        page.line(format!("  {} {}", lang.pick("不计票", "not counted:"), refused.join(lang.pick("、", ", "))));
    }
}

fn write_decision(motion: &MotionView, decision: &Decision, page: &mut Page, lang: Lang) {
    let mut rows = Vec::new();
    if let Some(verdict) = decision.verdicts.values().next() {
        rows.extend(tests(&verdict.tests, Side::Participation, None, lang));
    }
    let several = decision.verdicts.len() > 1;
    for option in &motion.options {
        let verdict = decision.verdicts.get(&option.id).map_or(&[][..], |verdict| &verdict.tests);
        rows.extend(tests(verdict, Side::Approval, several.then_some(option.id.as_str()), lang));
    }
    page.rows(4, &rows);
    let state = if motion.state.name == "announced" {
        lang.pick("已宣布并见证", "announced and witnessed")
    } else {
        lang.pick("未宣布", "not announced")
    };
    let outcome = match motion.verdicts.values().next() {
        Some(words) if !several => lang.pick(&words.zh, &words.en),
        _ => outcome_words(decision.outcome, lang),
    };
    page.line(match lang {
        Lang::Zh => format!("  结果 {outcome}({state})"),
        Lang::En => format!("  result: {outcome} ({state})"),
    });
    if several && !decision.adopted.is_empty() {
        let adopted = decision.adopted.iter().map(|id| option(motion, id, lang));
        page.line(format!("  {} {}", lang.pick("选定", "adopted:"), lang.names(adopted)));
    }
    if let Some((one, other)) = &decision.runoff {
        let both = [one, other].map(|id| option(motion, id, lang));
        page.line(format!("  {} {}", lang.pick("进入下一轮", "next round between"), lang.names(both)));
    }
    if let Some(tied) = &decision.tied {
        page.line(format!("  {} {}", lang.pick("平票", "tied:"), lang.names(&tied.equal)));
    }
}

fn option(motion: &MotionView, id: &Id, lang: Lang) -> String {
    let named = motion.options.iter().find(|option| option.id == *id);
    named.map_or_else(|| id.to_string(), |option| format!("{id} {}", lang.text(&option.text)))
}

fn announced(motion: &MotionView, announcement: &Announcement, lang: Lang) -> String {
    let figures = &announcement.figures;
    let heads =
        |option: &OptionView| format!("{} {}", option.id, figures.options.get(&option.id).copied().unwrap_or_default());
    let options: Vec<String> = motion.options.iter().map(heads).collect();
    let (options, abstain, invalid) = (options.join(" · "), figures.abstain, figures.invalid);
    let outcome = outcome_words(figures.outcome, lang);
    match lang {
        Lang::Zh => {
            format!("  第 {} 条宣布:{options},弃权 {abstain},无效 {invalid},{outcome}", announcement.entry)
        }
        Lang::En => format!(
            "  announced by entry {}: {options}, {abstain} abstentions, {invalid} invalid, {outcome}",
            announcement.entry
        ),
    }
}

/// The tests of one side as rows: what, share, need, have, whether it passes.
fn tests(tests: &[Judged], side: Side, option: Option<&str>, lang: Lang) -> Vec<[String; 4]> {
    let row = |test: &Judged| {
        let sign = if test.strict { ">" } else { "≥" };
        let (num, den) = (test.ratio.num(), test.ratio.den());
        let amount = |amount| lang.amount(test.measure, amount);
        let group = test.group.as_ref().map_or_else(String::new, |group| format!(" {group}"));
        let share = match lang {
            Lang::Zh => format!("{}{group} {} {sign} {num}/{den}", test.of.zh(), amount(test.base)),
            Lang::En => format!("{sign} {num}/{den} of {} {}{group}", amount(test.base), test.of.name()),
        };
        let side = match side {
            Side::Participation => lang.pick("参与", "taking part"),
            Side::Approval => option.unwrap_or(lang.pick("赞成", "support")),
        };
        let need = format!("{} {}", lang.pick("需", "need"), amount(test.need));
        let mark = if test.met { "✓" } else { "✗" };
        [side.to_owned(), share, need, format!("{} {} {mark}", lang.pick("有", "have"), amount(test.have))]
    };
    tests.iter().filter(|test| test.side == side).map(row).collect()
}

fn outcome_words(outcome: Outcome, lang: Lang) -> &'static str {
    lang.pick(outcome.zh(), outcome.en())
}

fn channel_name(channel: Channel, lang: Lang) -> &'static str {
    match (lang, channel) {
        (Lang::En, channel) => channel.name(),
        (Lang::Zh, Channel::Online) => "线上",
        (Lang::Zh, Channel::OnsitePaper) => "会场纸质",
        (Lang::Zh, Channel::HomePaper) => "上门纸质",
    }
}
