//! Whole panels by branching: the heaviest there is, or that there is none, with the cases that prove it (SPEC.md section 5.8).
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

use super::deal::Panel;
use super::kinds::Kinds;
use super::lottery::{Case, Multipliers};
use super::lp::{Lp, Outcome, whole};

/// The most pivots for one answer of a program.
const PIVOTS: u64 = 20_000;
/// What multipliers are rounded to when they are not in proportion to small whole numbers.
const SCALES: [f64; 3] = [1e3, 1e5, 1e7];

/// The heaviest panel, what it weighs, and why none weighs more. Without a panel, why there is none.
pub(super) struct Heaviest {
    pub panel: Option<Panel>,
    pub weight: u64,
    pub cases: Case,
}

/// Finds the heaviest panel; `None` if that takes more than so many cases.
pub(super) fn heaviest(kinds: &Kinds, weights: &[u64], cases: u32) -> Option<Heaviest> {
    let mut lp = kinds.program();
    for (cost, weight) in lp.cost.iter_mut().zip(weights) {
        *cost = -(*weight as f64);
    }
    lp.cost[weights.len()..].fill(0.0);
    lp.rebound();
    let mut search = Search { kinds, weights, lp, best: None, weight: 0, left: cases };
    let cases = search.branch()?;
    Some(Heaviest { panel: search.best, weight: search.weight, cases })
}

struct Search<'a> {
    kinds: &'a Kinds,
    weights: &'a [u64],
    lp: Lp,
    best: Option<Panel>,
    weight: u64,
    left: u32,
}

impl Search<'_> {
    fn branch(&mut self) -> Option<Case> {
        self.left = self.left.checked_sub(1)?;
        match self.lp.solve(PIVOTS) {
            Outcome::Stalled => return None,
            Outcome::Infeasible => return self.contradiction(),
            Outcome::Feasible => {}
        }
        let at_most: f64 = self.weights.iter().zip(&self.lp.x).map(|(weight, x)| *weight as f64 * x).sum();
        if self.best.is_some()
            && at_most < self.weight as f64 + 1.0 - 1e-6
            && let Some(closed) = self.bounded()
        {
            return Some(closed);
        }
        let Some(kind) = self.lp.broken() else {
            let sit = self.lp.x.iter().take(self.weights.len()).map(|x| whole(*x) as u32);
            let panel: Panel = (0..).zip(sit).filter(|(_, of)| *of > 0).collect();
            let weight = panel.iter().map(|(kind, of)| self.weights[*kind as usize] * u64::from(*of)).sum();
            if self.best.is_none() || weight > self.weight {
                (self.best, self.weight) = (Some(panel), weight);
            }
            return self.bounded();
        };
        let most = self.lp.x[kind].floor();
        let (lower, upper) = (self.lp.lower[kind], self.lp.upper[kind]);
        self.lp.upper[kind] = most;
        self.lp.rebound();
        let fewer = self.branch()?;
        (self.lp.lower[kind], self.lp.upper[kind]) = (most + 1.0, upper);
        self.lp.rebound();
        let more = self.branch()?;
        (self.lp.lower[kind], self.lp.upper[kind]) = (lower, upper);
        let like = self.kinds.members[kind][0];
        Some(Case::Split { like, most: most as u32, fewer: Box::new(fewer), more: Box::new(more) })
    }

    /// The case as one that multipliers close, if any do.
    fn contradiction(&self) -> Option<Case> {
        let ray = self.lp.ray.clone();
        let most = ray.iter().fold(0.0_f64, |most, times| most.max(times.abs()));
        let exact = self.kinds.multipliers(&ray);
        let exact = exact.filter(|multipliers| self.closes(0, &self.flat(multipliers)));
        let rounded = || {
            let times = SCALES.iter().map(|scale| ray.iter().map(|times| whole(times / most * scale) as i64).collect());
            let mut times = times.filter(|times: &Vec<i64>| self.closes(0, times));
            times.next().map(|times| self.kinds.named(times.into_iter()))
        };
        Some(Case::Closed { times: 0, multipliers: exact.or_else(rounded)? })
    }

    /// The case as one in which nothing weighs more than the best, by what the program's costs say of its rows.
    fn bounded(&self) -> Option<Case> {
        let slacks = &self.lp.cost[self.weights.len()..];
        for scale in [1.0, 2.0, 3.0, 4.0, 6.0, 12.0].into_iter().chain(SCALES) {
            let times: Vec<i64> = slacks.iter().map(|cost| whole(-cost * scale) as i64).collect();
            if self.closes(scale as u64, &times) {
                return Some(Case::Closed { times: scale as u64, multipliers: self.kinds.named(times.into_iter()) });
            }
        }
        None
    }

    /// Multipliers row by row.
    fn flat(&self, multipliers: &Multipliers) -> Vec<i64> {
        use super::kinds::Source;
        let of = |source: &Source| match source {
            Source::Seats => Some(multipliers.seats),
            Source::Quota(feature, value) => {
                let found = multipliers.quotas.iter().find(|(f, v, _)| (f, v) == (feature, value));
                found.map(|(_, _, times)| *times)
            }
            Source::Household(first) => {
                multipliers.households.iter().find(|(person, _)| person == first).map(|(_, times)| *times)
            }
        };
        self.kinds.rows.iter().map(|row| of(&row.source).unwrap_or(0)).collect()
    }

    /// Whether these multipliers close the case, in whole numbers, as the check will reckon.
    fn closes(&self, scale: u64, times: &[i64]) -> bool {
        let mut most = 0_i128;
        for (row, times) in self.kinds.rows.iter().zip(times) {
            most += i128::from(*times) * i128::from(if *times > 0 { row.max } else { row.min });
        }
        for (kind, column) in self.kinds.columns.iter().enumerate() {
            let counted: i128 = column.iter().map(|row| i128::from(times[*row as usize])).sum();
            let each = i128::from(scale) * i128::from(self.weights[kind]) - counted;
            let bound = if each > 0 { self.lp.upper[kind] } else { self.lp.lower[kind] };
            most += each * bound as i128;
        }
        let over = if scale == 0 { 0 } else { i128::from(scale) * (i128::from(self.weight) + 1) };
        most < over
    }
}
