//! The fairest lottery where parts of people could do what whole people cannot: panels are found one by one, the heaviest each
//! time, until none would help those who are worst off (SPEC.md section 5.8).
#![allow(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the finder proposes in floating point, over arrays whose sizes it sets itself; the check has neither"
)]

use super::conflict::every_home;
use super::deal::Panel;
use super::exact::heaviest;
use super::kinds::{Kinds, proportion};
use super::lottery::{Conflict, PARTS, Progress, Proof, Refusal, Search};
use super::lp::{Lp, Outcome};
use super::proof::{Ground, State};
use crate::error::{Code, Error};

/// The most cases for one heaviest panel.
const CASES: u32 = 2_000;
/// The most panels that are found.
const FOUND: usize = 400;
/// The most kinds and households this is tried for.
const KINDS: usize = 600;
const HOMES: usize = 150;
/// The most that somebody's weight may be of all weights of a level together.
const HEAVY: f64 = 100.0;

/// Panels, and the proofs of their levels.
pub(super) struct Dealt {
    pub kinds: Kinds,
    pub panels: Vec<Panel>,
    pub proofs: Vec<Proof>,
}

pub(super) fn search(
    ground: &Ground<'_>,
    panels: u32,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Dealt, Refusal> {
    let unsolved = || Refusal::Error(Error::new(Code::SortitionUnsolved).with("steps", FOUND));
    let homes = every_home(ground);
    let kinds = Kinds::new(ground, &homes);
    let count = kinds.columns.len();
    if count > KINDS || homes.len() > HOMES {
        return Err(unsolved());
    }
    let first = heaviest(&kinds, &vec![0; count], CASES).ok_or_else(unsolved)?;
    let Some(panel) = first.panel else {
        return Err(Refusal::Conflict(Box::new(Conflict { cases: first.cases })));
    };
    let mut found = vec![panel];
    let mut chances = vec![-1.0; count];
    let mut states = ground.states();
    let mut proofs = Vec::new();
    let mut parts = vec![1.0];
    while chances.iter().any(|chance| *chance < 0.0) && found.len() < FOUND {
        if !progress(Progress { done: (found.len() * 99 / FOUND) as u32, of: 100 }) {
            return Err(Refusal::Cancelled);
        }
        let Some((weights, shares)) = balance(&kinds, &found, &chances) else { break };
        parts = shares;
        let Some(best) = heaviest(&kinds, &weights, CASES) else { break };
        let weigh =
            |panel: &Panel| panel.iter().map(|(kind, of)| weights[*kind as usize] * u64::from(*of)).sum::<u64>();
        let before = found.iter().map(weigh).max().unwrap_or(0);
        if let Some(panel) = best.panel
            && best.weight > before
        {
            found.push(panel);
            continue;
        }
        let mut of_people = vec![0; ground.like.len()];
        for (members, weight) in kinds.members.iter().zip(&weights) {
            for person in members {
                of_people[*person as usize] = *weight;
            }
        }
        let proof = Proof::Search(Search { weights: of_people, bound: best.weight, cases: best.cases });
        let Ok(weighed) = ground.weigh_proof(&proof, proofs.len()) else { break };
        let (left, weight) = weighed.chance(&states);
        if weight <= 0 || left < 0 {
            break;
        }
        let chance = u64::try_from((left / weight).min(PARTS.into())).unwrap_or(PARTS);
        weighed.fix(&mut states, chance);
        for kind in 0..count {
            if chances[kind] < 0.0 && states[kinds.members[kind][0] as usize] != State::Open {
                chances[kind] = chance as f64 / PARTS as f64;
            }
        }
        proofs.push(proof);
    }
    if proofs.is_empty() {
        return Err(unsolved());
    }
    let times = shares_of(&kinds, &found, &parts, &chances, panels);
    let panels = found.iter().zip(times).flat_map(|(panel, times)| std::iter::repeat_n(panel.clone(), times)).collect();
    Ok(Dealt { kinds, panels, proofs })
}

/// The weights under which the panels found so far do least for those who are open, and how much of each panel does best.
fn balance(kinds: &Kinds, found: &[Panel], chances: &[f64]) -> Option<(Vec<u64>, Vec<f64>)> {
    let count = chances.len();
    let seats = kinds.rows[0].max as f64;
    // Column 0 is what the heaviest panel leaves of the seats; the others are the weights. Row 0 is what those who are open weigh
    // together; the others are the panels.
    let mut columns: Vec<Vec<u32>> = vec![(1..=found.len() as u32).collect()];
    for kind in 0..count {
        columns.push(vec![0; if chances[kind] < 0.0 { kinds.members[kind].len() } else { 0 }]);
    }
    for (row, panel) in (1..).zip(found) {
        for (kind, of) in panel {
            columns[*kind as usize + 1].extend(std::iter::repeat_n(row, *of as usize));
        }
    }
    let mut lp = Lp::new(found.len() + 1, columns.iter().map(Vec::as_slice));
    (lp.lower[0], lp.upper[0], lp.cost[0]) = (-1e6, seats, -1.0);
    for kind in 0..count {
        lp.upper[kind + 1] = HEAVY;
        let chance = if chances[kind] < 0.0 { 0.0 } else { chances[kind] };
        lp.cost[kind + 1] = -chance * kinds.size(kind);
    }
    let slack = count + 1;
    (lp.lower[slack], lp.upper[slack]) = (1.0, 1.0);
    for row in 1..=found.len() {
        (lp.lower[slack + row], lp.upper[slack + row]) = (-1e9, seats);
    }
    lp.rebound();
    if lp.solve(50_000) != Outcome::Feasible {
        return None;
    }
    let weights = &lp.x[1..=count];
    let exact = proportion(weights).map(|weights| weights.into_iter().map(i64::unsigned_abs).collect());
    let most = weights.iter().fold(0.0_f64, |most, weight| most.max(*weight));
    let rounded = || weights.iter().map(|weight| (weight / most * 1e6 + 0.5).max(0.0).floor() as u64).collect();
    let shares = lp.cost[slack + 1..].iter().map(|cost| cost.abs()).collect();
    Some((exact.unwrap_or_else(rounded), shares))
}

/// How often each panel is in the lottery, near its share and such that nobody is far from their chance.
fn shares_of(kinds: &Kinds, found: &[Panel], shares: &[f64], chances: &[f64], panels: u32) -> Vec<usize> {
    let all = f64::from(panels);
    let mut times: Vec<f64> =
        found.iter().enumerate().map(|(at, _)| (shares.get(at).unwrap_or(&0.0) * all).floor()).collect();
    let wanted: Vec<f64> = (0..chances.len()).map(|kind| chances[kind].max(0.0) * kinds.size(kind) * all).collect();
    let mut have = vec![0.0; chances.len()];
    for (panel, times) in found.iter().zip(&times) {
        for (kind, of) in panel {
            have[*kind as usize] += f64::from(*of) * times;
        }
    }
    // Too few count more than too many.
    let cost = |kind: usize, have: f64| {
        let off = have - wanted[kind];
        if off < 0.0 { -4.0 * off / kinds.size(kind) } else { off / kinds.size(kind) }
    };
    let change = |have: &[f64], panel: &Panel, by: f64| -> f64 {
        let change = |(kind, of): &(u32, u32)| {
            let kind = *kind as usize;
            cost(kind, have[kind] + by * f64::from(*of)) - cost(kind, have[kind])
        };
        panel.iter().map(change).sum()
    };
    let apply = |have: &mut [f64], panel: &Panel, by: f64| {
        for (kind, of) in panel {
            have[*kind as usize] += by * f64::from(*of);
        }
    };
    let best = |have: &[f64], times: &[f64], by: f64| {
        let (mut best, mut least) = (0, f64::INFINITY);
        for (at, panel) in found.iter().enumerate() {
            let change = if times[at] + by < 0.0 { f64::INFINITY } else { change(have, panel, by) };
            if change < least {
                (best, least) = (at, change);
            }
        }
        (best, least)
    };
    let mut total: f64 = times.iter().sum();
    while total > all {
        let (at, _) = best(&have, &times, -1.0);
        apply(&mut have, &found[at], -1.0);
        times[at] -= 1.0;
        total -= 1.0;
    }
    while total < all {
        let (at, _) = best(&have, &times, 1.0);
        apply(&mut have, &found[at], 1.0);
        times[at] += 1.0;
        total += 1.0;
    }
    for _ in 0..1_000 {
        let (out, lost) = best(&have, &times, -1.0);
        apply(&mut have, &found[out], -1.0);
        let (into, won) = best(&have, &times, 1.0);
        if lost + won > -1e-9 {
            apply(&mut have, &found[out], 1.0);
            break;
        }
        apply(&mut have, &found[into], 1.0);
        times[out] -= 1.0;
        times[into] += 1.0;
    }
    times.into_iter().map(|times| times as usize).collect()
}
