//! Registers and bases, rosters and their seats, draws.

use std::collections::BTreeMap;

use guanjia::event::DrawFrom;
use guanjia::{BaseNotice, Draw, DrawRecord, DrawStage, Drawn, Hall, Measure, Roster, RosterNotice, Rounding};
use serde::Serialize;

use super::State;
use crate::out::Page;
use crate::words::Lang;

/// Who could take part, and who was chosen.
#[derive(Serialize)]
pub struct People {
    /// How many stand on each register now.
    registers: BTreeMap<String, usize>,
    bases: Vec<BaseNotice>,
    rosters: Vec<RosterShown>,
    draws: Vec<DrawShown>,
}

#[derive(Serialize)]
struct RosterShown {
    notice: RosterNotice,
    state: State,
    /// What the same share of every measure of the base would be.
    by_measure: BTreeMap<Measure, u64>,
    stand: usize,
    hold: usize,
    declined: usize,
}

#[derive(Serialize)]
struct DrawShown {
    announcement: Draw,
    from: DrawFrom,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<String>,
    candidates: usize,
    stage: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    drawn: Option<Drawn>,
    /// Who gave up a seat, and who took it.
    replaced: Vec<(String, Option<String>)>,
}

impl People {
    pub fn of(hall: &Hall) -> Self {
        let registers = hall.registers().map(|register| (register.name().to_string(), register.units().len()));
        Self {
            registers: registers.collect(),
            bases: hall.bases().map(|base| base.notice().clone()).collect(),
            rosters: hall.rosters().map(|roster| roster_of(hall, roster)).collect(),
            draws: hall.draws().map(|draw| draw_of(hall, draw)).collect(),
        }
    }

    pub fn write(&self, page: &mut Page, lang: Lang) {
        if !self.registers.is_empty() {
            page.heading(lang.pick("名册与基数", "registers and bases"));
            for (name, units) in &self.registers {
                page.line(match lang {
                    Lang::Zh => format!("  名册 {name}:{units} 条"),
                    Lang::En => format!("  register {name}: {units} units"),
                });
            }
            for base in &self.bases {
                let totals = lang.amounts(&base.totals);
                page.line(match lang {
                    Lang::Zh => format!("  基数 {}(冻结自 {}):{totals}", base.id, base.register),
                    Lang::En => format!("  base {} (frozen from {}): {totals}", base.id, base.register),
                });
            }
        }
        for roster in &self.rosters {
            roster.write(page, lang);
        }
        for draw in &self.draws {
            draw.write(page, lang);
        }
    }
}

fn roster_of(hall: &Hall, roster: &Roster) -> RosterShown {
    let notice = roster.notice().clone();
    let by_measure = hall.base(&notice.base).map(|base| notice.rule.by_measure(base)).unwrap_or_default();
    let pool = roster.pool().ok();
    RosterShown {
        state: State::of(roster.state()),
        by_measure,
        stand: roster.standing().len(),
        hold: pool.map_or(0, |pool| pool.members().len()),
        declined: pool.map_or(0, |pool| pool.replacements().len()),
        notice,
    }
}

fn draw_of(hall: &Hall, draw: &DrawRecord) -> DrawShown {
    let id = &draw.announcement().id;
    let stage = hall.draw_stage(id).ok();
    let panel = hall.panel(id).ok();
    let replaced = panel.map(|panel| panel.replacements().iter().filter(|replaced| replaced.seat.is_some()));
    DrawShown {
        announcement: draw.announcement().clone(),
        from: draw.from().clone(),
        session: draw.session().map(ToString::to_string),
        candidates: draw.candidates().len(),
        stage: match stage {
            Some(DrawStage::Drawn(_)) => "drawn",
            Some(DrawStage::Committed(_)) => "committed",
            Some(DrawStage::Announced(_)) | None => "announced",
        },
        drawn: stage.and_then(|stage| stage.drawn().ok()).cloned(),
        replaced: replaced
            .into_iter()
            .flatten()
            .map(|replaced| (replaced.leaver.to_string(), replaced.successor.as_ref().map(ToString::to_string)))
            .collect(),
    }
}

impl RosterShown {
    fn write(&self, page: &mut Page, lang: Lang) {
        let RosterNotice { id, base, rule, seats, .. } = &self.notice;
        page.heading(match lang {
            Lang::Zh => format!("百姓管家名册 {id}({})", self.state.word(lang)),
            Lang::En => format!("roster {id} ({})", self.state.word(lang)),
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
        let others: Vec<String> = self
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
            let strata: Vec<String> =
                seats.strata.iter().map(|(stratum, seats)| format!("{stratum} {seats}")).collect();
            page.line(format!("  {} {key}: {}", lang.pick("按", "by"), strata.join(" · ")));
        }
        page.line(match lang {
            Lang::Zh => format!("  报名推荐 {} 人,在任 {} 人,推辞 {} 人", self.stand, self.hold, self.declined),
            Lang::En => format!("  {} stand, {} hold a seat, {} declined", self.stand, self.hold, self.declined),
        });
    }
}

impl DrawShown {
    fn write(&self, page: &mut Page, lang: Lang) {
        let Draw { id, seats, alternates, general, parties, sources, .. } = &self.announcement;
        let stage = match (lang, self.stage) {
            (Lang::Zh, "drawn") => "已开签",
            (Lang::Zh, "committed") => "待揭示",
            (Lang::Zh, _) => "已公告",
            (Lang::En, stage) => stage,
        };
        page.heading(match lang {
            Lang::Zh => format!("抽签 {id}({stage})"),
            Lang::En => format!("draw {id} ({stage})"),
        });
        let total: u64 = seats.values().sum();
        page.line(match lang {
            Lang::Zh => {
                format!("  {} 人中抽 {total} 人,每组备选 {alternates} 人,通用备选 {general} 人", self.candidates)
            }
            Lang::En => format!(
                "  {total} of {} candidates, {alternates} alternates each, {general} general ones",
                self.candidates
            ),
        });
        let words: Vec<String> = sources.iter().map(|source| format!("{}({})", source.text, source.date)).collect();
        page.line(format!("  {} {}", lang.pick("公开随机源", "public sources:"), words.join(lang.pick("、", ", "))));
        if !parties.is_empty() {
            page.line(format!("  {} {}", lang.pick("各方", "parties:"), lang.names(parties)));
        }
        let Some(drawn) = &self.drawn else { return };
        page.line(format!("  {} {}", lang.pick("公开值", "public value"), drawn.value));
        page.line(format!("  {} {}", lang.pick("种子", "seed"), drawn.seed.0));
        for (stratum, selected) in &drawn.selected {
            page.line(format!("  {stratum} {}: {}", selected.len(), lang.names(selected)));
        }
        for (leaver, successor) in &self.replaced {
            let successor = successor.as_deref().unwrap_or("–");
            page.line(match lang {
                Lang::Zh => format!("  {leaver} 推辞,{successor} 递补"),
                Lang::En => format!("  {leaver} declined, {successor} moved up"),
            });
        }
    }
}
