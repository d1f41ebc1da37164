//! A lottery of panels as a page shows it: how the community, the pool and the panel compare, and everybody's chance (SPEC.md
//! section 5.10).

use crate::map::Map;

use serde::Serialize;

use crate::event::DrawFrom;
use crate::hall::{DrawRecord, Hall};
use crate::id::Id;
use crate::register::Base;
use crate::selection::{CheckedLottery, LotteryNotice, Pool};
use crate::sortition::{Feature, Objective, Proved, Quota};
use crate::stratum::Strata;

/// A lottery 方案: panels, one of which is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LotteryView {
    /// What the chances were made as fair as possible by.
    pub objective: Objective,
    /// How many panels there are.
    pub panels: u32,
    /// How many of its parts are on the record.
    pub parts: u32,
    /// How many parts it has.
    pub of: u32,
    /// What its proof was found to show, once it is all on the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proved: Option<Proved>,
    /// Community, pool and panel side by side.
    pub features: Vec<FeatureView>,
    /// On how many panels each candidate sits, once it is all on the record: of `panels`, that is the chance.
    pub chances: Map<Id, u32>,
}

/// A feature of a [`LotteryView`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FeatureView {
    /// What it is called.
    pub name: String,
    /// Its values.
    pub values: Vec<ValueView>,
}

/// A value of a [`FeatureView`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ValueView {
    /// What it is called.
    pub name: String,
    /// No fewer than these sit.
    pub min: u32,
    /// No more than these sit.
    pub max: u32,
    /// How many the community has: the members of the base.
    pub base: u32,
    /// How many candidates have it.
    pub pool: u32,
    /// How many of the panel have it now, once it is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panel: Option<u32>,
}

impl LotteryView {
    /// The lottery of a draw, if it has one.
    pub(super) fn of(hall: &Hall, draw: &DrawRecord) -> Option<Self> {
        let notice = draw.announcement().lottery.as_ref()?;
        let checked = draw.lottery();
        Some(Self {
            objective: notice.objective,
            panels: notice.panels,
            parts: u32::try_from(draw.parts().len()).unwrap_or(u32::MAX),
            of: u32::try_from(notice.parts.len()).unwrap_or(u32::MAX),
            proved: checked.map(|checked| checked.proved.clone()),
            features: features(hall, draw, notice),
            chances: checked.map(|checked| chances(draw, checked)).unwrap_or_default(),
        })
    }
}

fn chances(draw: &DrawRecord, checked: &CheckedLottery) -> Map<Id, u32> {
    let handles = draw.candidates().iter().map(|(handle, _)| handle.clone());
    handles.zip(checked.lottery.counts.iter().copied()).collect()
}

fn features(hall: &Hall, draw: &DrawRecord, notice: &LotteryNotice) -> Vec<FeatureView> {
    let id = &draw.announcement().id;
    let base = hall.panel_base(id).ok();
    let seated: Option<&Pool> = match draw.from() {
        DrawFrom::Candidates(roster) => hall.draw_stage(id).ok().filter(|stage| stage.drawn().is_ok()).and_then(|_| {
            let roster = hall.roster(roster).ok()?;
            roster.list().or_else(|| roster.pool().ok())
        }),
        DrawFrom::Pool(_) | DrawFrom::Base(_) => hall.panel(id).ok(),
    };
    let panel: Option<Vec<&Strata>> = seated.map(|seated| {
        let strata = |(handle, strata)| seated.members().contains_key(handle).then_some(strata);
        draw.candidates().iter().filter_map(strata).collect()
    });
    let candidates: Vec<&Strata> = draw.candidates().iter().map(|(_, strata)| strata).collect();
    let community: Vec<&Strata> = base.map(strata_of).unwrap_or_default();
    let value = |feature: &Feature, quota: &Quota| {
        let count = |people: &[&Strata]| {
            let has = |strata: &&&Strata| strata.get(feature.name.as_str()).is_some_and(|s| s.as_str() == quota.name);
            u32::try_from(people.iter().filter(has).count()).unwrap_or(u32::MAX)
        };
        let (base, pool) = (count(&community), count(&candidates));
        let panel = panel.as_deref().map(count);
        ValueView { name: quota.name.clone(), min: quota.min, max: quota.max, base, pool, panel }
    };
    let feature = |feature: &Feature| FeatureView {
        name: feature.name.clone(),
        values: feature.values.iter().map(|quota| value(feature, quota)).collect(),
    };
    notice.features.iter().map(feature).collect()
}

fn strata_of(base: &Base) -> Vec<&Strata> {
    base.members().values().map(|member| &member.strata).collect()
}
