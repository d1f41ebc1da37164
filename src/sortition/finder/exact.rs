//! Whole panels by branching: one that is heavy enough, or the cases that prove that there is none (SPEC.md section 5.8).

use super::deal::{Panel, dive};
use super::kinds::Kinds;
use super::lottery::{Case, Multipliers};
use super::lp::{Lp, Outcome, whole};

/// The most pivots for one answer of a program.
const PIVOTS: u64 = 20_000;
/// What multipliers are rounded to when they are not in proportion to small whole numbers.
const SCALES: [f64; 3] = [1e3, 1e5, 1e7];

/// What came of looking for a panel that weighs more than so much.
pub(super) enum Answer {
    /// There is one.
    Panel(Panel),
    /// There is none, in any of these cases.
    None(Case),
}

/// Looks for a panel heavier than the floor, or for any panel; `None` if neither it nor a proof is there after so many cases.
pub(super) fn heavier(kinds: &Kinds, weights: &[u64], floor: Option<u64>, cases: u32) -> Option<Answer> {
    let costs: Vec<f64> = weights.iter().map(|weight| *weight as f64).collect();
    let mut search = Search { kinds, weights, lp: program(kinds, &costs), floor, panel: None, left: cases };
    let cases = search.branch();
    search.panel.map(Answer::Panel).or_else(|| cases.map(Answer::None))
}

/// A heavy panel, made of parts of people by making them whole one by one.
pub(super) fn heavy(kinds: &Kinds, weights: &[f64]) -> Option<Panel> {
    let mut lp = program(kinds, weights);
    if lp.solve(PIVOTS) != Outcome::Feasible {
        return None;
    }
    dive(&mut lp)?;
    Some(panel(&lp, weights.len()))
}

/// The program of one panel that is to be heavy.
fn program(kinds: &Kinds, weights: &[f64]) -> Lp {
    let mut lp = kinds.program();
    for (cost, weight) in lp.cost.iter_mut().zip(weights) {
        *cost = -weight;
    }
    lp.cost[weights.len()..].fill(0.0);
    lp.rebound();
    lp
}

fn panel(lp: &Lp, kinds: usize) -> Panel {
    let sit = lp.x.iter().take(kinds).map(|x| whole(*x) as u32);
    (0..).zip(sit).filter(|(_, of)| *of > 0).collect()
}

/// What a panel weighs.
pub(super) fn weight(panel: &Panel, weights: &[u64]) -> u64 {
    panel.iter().map(|(kind, of)| weights[*kind as usize] * u64::from(*of)).sum()
}

struct Search<'a> {
    kinds: &'a Kinds,
    weights: &'a [u64],
    lp: Lp,
    floor: Option<u64>,
    panel: Option<Panel>,
    left: u32,
}

impl Search<'_> {
    /// The proof that there is none; `None` when one is found, or nothing.
    fn branch(&mut self) -> Option<Case> {
        self.left = self.left.checked_sub(1)?;
        match self.lp.solve(PIVOTS) {
            Outcome::Stalled => return None,
            Outcome::Infeasible => return self.contradiction(),
            Outcome::Feasible => {}
        }
        let at_most: f64 = self.weights.iter().zip(&self.lp.x).map(|(weight, x)| *weight as f64 * x).sum();
        if self.floor.is_some_and(|floor| at_most < floor as f64 + 1.0 - 1e-6)
            && let Some(closed) = self.bounded()
        {
            return Some(closed);
        }
        let Some(kind) = self.halved() else {
            let panel = panel(&self.lp, self.weights.len());
            if self.floor.is_some_and(|floor| weight(&panel, self.weights) <= floor) {
                return self.bounded();
            }
            self.panel = Some(panel);
            return None;
        };
        let most = self.lp.x[kind].floor();
        let (lower, upper) = (self.lp.lower[kind], self.lp.upper[kind]);
        let mut cases = [None, None];
        let first = self.lp.x[kind] - most > 0.5;
        for more in [first, !first] {
            (self.lp.lower[kind], self.lp.upper[kind]) = if more { (most + 1.0, upper) } else { (lower, most) };
            self.lp.rebound();
            cases[usize::from(more)] = Some(Box::new(self.branch()?));
        }
        (self.lp.lower[kind], self.lp.upper[kind]) = (lower, upper);
        let [fewer, more] = cases;
        Some(Case::Split { like: self.kinds.members[kind][0], most: most as u32, fewer: fewer?, more: more? })
    }

    /// The kind whose number is farthest from whole, if any is not.
    fn halved(&self) -> Option<usize> {
        let (mut found, mut most) = (None, 1e-6);
        for (kind, x) in self.lp.x.iter().take(self.weights.len()).enumerate() {
            let off = (x - whole(*x)).abs();
            if off > most {
                (found, most) = (Some(kind), off);
            }
        }
        found
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

    /// The case as one in which nothing weighs more than the floor, by what the program's costs say of its rows.
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
        let over = if scale == 0 { 0 } else { i128::from(scale) * (i128::from(self.floor.unwrap_or(0)) + 1) };
        most < over
    }
}
