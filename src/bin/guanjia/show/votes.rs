//! Motions: what was asked, counted, announced, corrected.

use std::collections::{BTreeMap, BTreeSet};

use guanjia::event::Announce;
use guanjia::log::SignedEntry;
use guanjia::{
    Amounts, Channel, Decision, Event, Hall, Hash, Judged, Measure, MotionRecord, Of, Outcome, Payload, Rule, Side,
    Tally, Text,
};
use serde::Serialize;

use crate::out::Page;
use crate::words::Lang;

/// A motion from its opening on.
#[derive(Serialize)]
pub struct Motion {
    id: String,
    entry: u64,
    session: String,
    /// The first round, where this is a later one.
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<String>,
    title: Text,
    rule: String,
    rule_zh: String,
    rule_en: String,
    source: String,
    options: BTreeMap<String, Text>,
    recused: Vec<String>,
    /// What its rule counts.
    measures: BTreeSet<Measure>,
    closed: bool,
    /// How many took part so far.
    voted: usize,
    /// Whether the result as it is now was announced and witnessed.
    announced: bool,
    /// What the ballots came to, once it is closed; before that only how many took part.
    #[serde(skip_serializing_if = "Option::is_none")]
    tally: Option<Tally>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Decision>,
    /// The verdict on each option, in words.
    verdicts: BTreeMap<String, Words>,
    /// Every result that was announced, the last one standing.
    announcements: Vec<Announcement>,
    /// Ballots that were declared void after the close.
    corrections: Vec<guanjia::Error>,
}

/// A sentence in both languages.
#[derive(Serialize)]
pub struct Words {
    zh: String,
    en: String,
}

/// A result as it was announced.
#[derive(Serialize)]
struct Announcement {
    entry: u64,
    #[serde(flatten)]
    figures: Announce,
}

/// All motions in the order they opened.
pub fn motions(hall: &Hall, entries: &[String]) -> Vec<Motion> {
    let mut announced = announcements(hall, entries);
    hall.motions()
        .into_iter()
        .map(|motion| shown(motion, announced.remove(&motion.leaf()).unwrap_or_default()))
        .collect()
}

/// What was announced of each motion, by the leaf hash of the entry that opened it.
fn announcements(hall: &Hall, entries: &[String]) -> BTreeMap<Hash, Vec<Announcement>> {
    let mut found = BTreeMap::<Hash, Vec<Announcement>>::new();
    for ((entry, line), jws) in (0..).zip(hall.lines()).zip(entries) {
        if line.void.is_some() || line.kind.as_deref() != Some("announce") {
            continue;
        }
        let payload = SignedEntry::parse(jws).and_then(|entry| Payload::parse(entry.kind(), entry.payload()));
        if let Ok(Payload { re: Some(motion), event: Event::Announce(figures), .. }) = payload {
            found.entry(motion).or_default().push(Announcement { entry, figures });
        }
    }
    found
}

fn shown(motion: &MotionRecord, announcements: Vec<Announcement>) -> Motion {
    let question = motion.question();
    let rule = question.rule.rule().ok();
    let words = |words: fn(&Rule) -> &str| rule.map(words).unwrap_or_default().to_owned();
    let decision = motion.decision().ok().filter(|_| motion.is_closed());
    let verdicts = decision.iter().flat_map(|decision| &decision.verdicts);
    let refused = motion.ballots().refused().iter();
    Motion {
        id: question.id.to_string(),
        entry: motion.opened(),
        session: motion.session().to_string(),
        follows: question.follows.as_ref().map(ToString::to_string),
        title: question.title.clone(),
        rule: words(|rule| rule.id.as_str()),
        rule_zh: words(|rule| &rule.zh),
        rule_en: words(|rule| &rule.en),
        source: rule.map_or_else(String::new, crate::rule::source),
        options: question.options.iter().map(|option| (option.id.to_string(), option.text.clone())).collect(),
        recused: motion.ballots().recused().iter().map(ToString::to_string).collect(),
        measures: rule.map(Rule::measures).unwrap_or_default(),
        closed: motion.is_closed(),
        voted: motion.ballots().counted().count(),
        announced: motion.is_announced(),
        tally: motion.tally().ok().filter(|_| motion.is_closed()),
        verdicts: verdicts
            .map(|(option, verdict)| (option.to_string(), Words { zh: verdict.zh(), en: verdict.en() }))
            .collect(),
        decision,
        announcements,
        corrections: refused.filter(|error| error.code() == "ballot.void").cloned().collect(),
    }
}

pub fn write(motions: &[Motion], page: &mut Page, lang: Lang) {
    for motion in motions {
        motion.write(page, lang);
    }
}

impl Motion {
    fn write(&self, page: &mut Page, lang: Lang) {
        let title = lang.text(&self.title);
        page.heading(match lang {
            Lang::Zh => format!("议案 {} {title}(会议 {},第 {} 条开始表决)", self.id, self.session, self.entry),
            Lang::En => {
                format!("motion {} {title} (session {}, opened by entry {})", self.id, self.session, self.entry)
            }
        });
        let (rule, name) = (&self.rule, lang.pick(&self.rule_zh, &self.rule_en));
        page.line(format!("  {} {name} · {rule} · {}", lang.pick("规则", "rule:"), self.source));
        if !self.recused.is_empty() {
            page.line(format!("  {} {}", lang.pick("回避", "stepped aside:"), lang.names(&self.recused)));
        }
        if !self.closed {
            page.line(match lang {
                Lang::Zh => format!("  表决中,已投 {} 票;截止后才公布票数", self.voted),
                Lang::En => format!("  open, {} ballots so far; what they say is shown after the close", self.voted),
            });
        }
        if let Some(tally) = &self.tally {
            self.write_tally(tally, page, lang);
        }
        if let Some(decision) = &self.decision {
            self.write_decision(decision, page, lang);
        }
        for correction in &self.corrections {
            page.line(format!("  {} {}", lang.pick("更正", "correction:"), lang.error(correction)));
        }
        if self.announcements.len() > 1 {
            for announcement in &self.announcements {
                page.line(announcement.words(lang));
            }
        }
    }

    fn write_tally(&self, tally: &Tally, page: &mut Page, lang: Lang) {
        let count = &tally.count;
        let heads = |amounts: Option<&Amounts>| amounts.map_or(0, |amounts| amounts.of(Measure::Heads)).to_string();
        let amounts = |amounts: &Amounts| {
            let measures = self.measures.iter().filter(|measure| amounts.of(**measure) > 0);
            let amounts: Vec<String> = measures.map(|measure| lang.amount(*measure, amounts.of(*measure))).collect();
            if amounts.is_empty() { "0".to_owned() } else { amounts.join(lang.pick("、", ", ")) }
        };
        let whole = |of| count.participation.get(&of).map(amounts);
        let bases = [(Of::Entitled, "名册", "entitled"), (Of::Present, "到会", "present"), (Of::Cast, "投票", "cast")];
        let bases = bases.iter().filter_map(|(of, zh, en)| Some(format!("{} {}", lang.pick(zh, en), whole(*of)?)));
        page.line(format!("  {}", bases.collect::<Vec<_>>().join(lang.pick(",", "; "))));
        let mut rows: Vec<[String; 3]> = self
            .options
            .iter()
            .map(|(id, text)| {
                let votes = count.options.iter().find(|(option, _)| option.as_str() == id).map(|(_, amounts)| amounts);
                [id.clone(), lang.text(text).to_owned(), votes.map_or_else(|| "0".to_owned(), amounts)]
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
                    format!(
                        "  papers: {issued} handed out, {arrived} back, {equal} read alike twice, {settled} settled"
                    )
                }
            });
        }
        if !tally.refused.is_empty() {
            let refused: Vec<String> = tally.refused.iter().map(|(code, n)| format!("{code} × {n}")).collect();
            page.line(format!("  {} {}", lang.pick("不计票", "not counted:"), refused.join(lang.pick("、", ", "))));
        }
    }

    fn write_decision(&self, decision: &Decision, page: &mut Page, lang: Lang) {
        let mut rows = Vec::new();
        if let Some(verdict) = decision.verdicts.values().next() {
            rows.extend(tests(&verdict.tests, Side::Participation, None, lang));
        }
        let several = decision.verdicts.len() > 1;
        for (option, verdict) in &decision.verdicts {
            rows.extend(tests(&verdict.tests, Side::Approval, several.then_some(option.as_str()), lang));
        }
        page.rows(4, &rows);
        let state = if self.announced {
            lang.pick("已宣布并见证", "announced and witnessed")
        } else {
            lang.pick("未宣布", "not announced")
        };
        let outcome = match self.verdicts.values().next() {
            Some(words) if !several => lang.pick(&words.zh, &words.en),
            _ => outcome_words(decision.outcome, lang),
        };
        page.line(match lang {
            Lang::Zh => format!("  结果 {outcome}({state})"),
            Lang::En => format!("  result: {outcome} ({state})"),
        });
        if several && !decision.adopted.is_empty() {
            let adopted = decision.adopted.iter().map(|id| self.option(id.as_str(), lang));
            page.line(format!("  {} {}", lang.pick("选定", "adopted:"), lang.names(adopted)));
        }
        if let Some((one, other)) = &decision.runoff {
            let both = [one, other].map(|id| self.option(id.as_str(), lang));
            page.line(format!("  {} {}", lang.pick("进入下一轮", "next round between"), lang.names(both)));
        }
        if let Some(tied) = &decision.tied {
            page.line(format!("  {} {}", lang.pick("平票", "tied:"), lang.names(&tied.equal)));
        }
    }

    fn option(&self, id: &str, lang: Lang) -> String {
        self.options.get(id).map_or_else(|| id.to_owned(), |text| format!("{id} {}", lang.text(text)))
    }
}

impl Announcement {
    fn words(&self, lang: Lang) -> String {
        let figures = &self.figures;
        let options: Vec<String> = figures.options.iter().map(|(id, heads)| format!("{id} {heads}")).collect();
        let (options, abstain, invalid) = (options.join(" · "), figures.abstain, figures.invalid);
        let outcome = outcome_words(figures.outcome, lang);
        match lang {
            Lang::Zh => {
                format!("  第 {} 条宣布:{options},弃权 {abstain},无效 {invalid},{outcome}", self.entry)
            }
            Lang::En => format!(
                "  announced by entry {}: {options}, {abstain} abstentions, {invalid} invalid, {outcome}",
                self.entry
            ),
        }
    }
}

/// The tests of one side as rows: what, share, need, have, whether it passes.
fn tests(tests: &[Judged], side: Side, option: Option<&str>, lang: Lang) -> Vec<[String; 4]> {
    let row = |test: &Judged| {
        let sign = if test.strict { ">" } else { "≥" };
        let (num, den) = (test.ratio.num(), test.ratio.den());
        let amount = |amount| lang.amount(test.measure, amount);
        let share = match lang {
            Lang::Zh => format!("{} {} {sign} {num}/{den}", test.of.zh(), amount(test.base)),
            Lang::En => format!("{sign} {num}/{den} of {} {}", amount(test.base), test.of.name()),
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
