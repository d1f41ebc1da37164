//! Registers and bases, rosters and their seats, draws.

use guanjia::Id;
use guanjia::fraction::Rounding;
use guanjia::measure::Measure;
use guanjia::roster::RosterNotice;
use guanjia::selection::{Draw, Pool, Replacement};
use guanjia::view::{DrawView, RosterView};

use super::{Shown, word};
use crate::out::Page;
use crate::words::Lang;

/// Who could take part, and who was chosen.
pub fn write(shown: &Shown, page: &mut Page, lang: Lang) {
    if !shown.summary.registers.is_empty() {
        page.heading(lang.pick("名册与基数", "registers and bases"));
        for (name, units) in &shown.summary.registers {
            page.line(match lang {
                Lang::Zh => format!("  名册 {name}:{units} 条"),
                Lang::En => format!("  register {name}: {units} units"),
            });
        }
        for base in &shown.summary.bases {
            let totals = lang.amounts(&base.totals);
            page.line(match lang {
                Lang::Zh => format!("  基数 {}(冻结自 {}):{totals}", base.id, base.register),
                Lang::En => format!("  base {} (frozen from {}): {totals}", base.id, base.register),
            });
        }
    }
    shown.rosters.iter().for_each(|roster| write_roster(roster, page, lang));
    shown.draws.iter().for_each(|draw| write_draw(draw, page, lang));
}

fn write_roster(roster: &RosterView, page: &mut Page, lang: Lang) {
    let RosterNotice { id, base, rule, seats, .. } = &roster.notice;
    page.heading(match lang {
        Lang::Zh => format!("百姓管家名册 {id}({})", word(&roster.state, lang)),
        Lang::En => format!("roster {id} ({})", word(&roster.state, lang)),
    });
    let (num, den) = (rule.ratio.num(), rule.ratio.den());
    let whole = lang.amount(seats.measure, seats.base);
    page.line(match lang {
        Lang::Zh => {
            let rounding = match rule.rounding {
                Rounding::Floor => "舍去",
                Rounding::HalfUp => "四舍五入",
                Rounding::Ceil => "进一",
            };
            format!("  名额 {}:{base} {whole}的 {num}/{den},{rounding}", seats.total)
        }
        Lang::En => {
            let rounding = match rule.rounding {
                Rounding::Floor => "rounded down",
                Rounding::HalfUp => "rounded to the nearest",
                Rounding::Ceil => "rounded up",
            };
            format!("  {} seats: {num}/{den} of {whole} of {base}, {rounding}", seats.total)
        }
    });
    let others: Vec<String> = roster
        .by_measure
        .iter()
        .filter(|(measure, _)| **measure != seats.measure && **measure != Measure::Heads)
        .map(|(measure, share)| format!("{} {share}", lang.pick(measure.zh(), measure.name())))
        .collect();
    if !others.is_empty() {
        let others = others.join(lang.pick("、", ", "));
        page.line(match lang {
            Lang::Zh => format!("  (同样比例,若按别的口径:{others})"),
            Lang::En => format!("  (the same share by another measure: {others})"),
        });
    }
    if let Some(key) = &rule.by {
        let strata: Vec<String> = seats.strata.iter().map(|(stratum, seats)| format!("{stratum} {seats}")).collect();
        page.line(format!("  {} {key}: {}", lang.pick("按", "by"), strata.join(" · ")));
    }
    let stand = roster.standing.len();
    let hold = roster.pool.as_ref().map_or(0, |pool| pool.members().len());
    let declined = roster.pool.as_ref().map_or(0, |pool| pool.replacements().len());
    page.line(match lang {
        Lang::Zh => format!("  报名推荐 {stand} 人,在任 {hold} 人,推辞 {declined} 人"),
        Lang::En => format!("  {stand} stand, {hold} hold a seat, {declined} declined"),
    });
}

fn write_draw(draw: &DrawView, page: &mut Page, lang: Lang) {
    let Draw { id, seats, alternates, general, parties, sources, .. } = &draw.announcement;
    let stage = word(&draw.state, lang);
    page.heading(match lang {
        Lang::Zh => format!("抽签 {id}({stage})"),
        Lang::En => format!("draw {id} ({stage})"),
    });
    let total: u64 = seats.values().sum();
    let candidates = draw.candidates.len();
    page.line(match lang {
        Lang::Zh => {
            format!("  {candidates} 人中抽 {total} 人,每组备选 {alternates} 人,通用备选 {general} 人")
        }
        Lang::En => {
            format!("  {total} of {candidates} candidates, {alternates} alternates each, {general} general ones")
        }
    });
    let words: Vec<String> = sources.iter().map(|source| format!("{}({})", source.text, source.date)).collect();
    page.line(format!("  {} {}", lang.pick("公开随机源", "public sources:"), words.join(lang.pick("、", ", "))));
    if !parties.is_empty() {
        page.line(format!("  {} {}", lang.pick("各方", "parties:"), lang.names(parties)));
    }
    let Some(drawn) = &draw.drawn else { return };
    page.line(format!("  {} {}", lang.pick("公开值", "public value"), drawn.value));
    page.line(format!("  {} {}", lang.pick("种子", "seed"), drawn.seed.0));
    for (stratum, selected) in &drawn.selected {
        page.line(format!("  {stratum} {}: {}", selected.len(), lang.names(selected)));
    }
    let replaced = draw.panel.iter().flat_map(Pool::replacements).filter(|replaced| replaced.seat.is_some());
    for Replacement { leaver, successor, .. } in replaced {
        let successor = successor.as_ref().map_or("–", Id::as_str);
        page.line(match lang {
            Lang::Zh => format!("  {leaver} 推辞,{successor} 递补"),
            Lang::En => format!("  {leaver} declined, {successor} moved up"),
        });
    }
}
