//! Whole panels whose sums are the fairest chances (SPEC.md section 5.8).
//!
//! What everybody is to have of all panels is made whole once, then halved again and again: either half keeps what so many
//! panels need, so that at the end there is one panel in each. What cannot be halved is put together with something else.

use super::kinds::{Kinds, Noise};
use super::lp::{Lp, Outcome, whole};

/// Some kinds, so many of each.
pub(super) type Panel = Vec<(u32, u32)>;

/// Why there are no panels.
#[derive(Debug)]
pub(super) enum Stop {
    /// What the quotas allow of parts of people, no whole people were found to do; these panels came out.
    Gap(Vec<Panel>),
    Cancelled,
}

/// How often what cannot be halved is put together with panels already found.
const REOPENED: usize = 16;
/// How often a rounding is tried, each time another way.
const TRIES: usize = 12;
/// The most pivots for one answer of a program.
const PIVOTS: u64 = 2_000;

struct Share {
    panels: u32,
    of: Vec<u32>,
}

/// Panels of kinds, as many as are asked for, in which each kind has about its chance.
pub(super) fn deal(
    kinds: &Kinds,
    chances: &[f64],
    panels: u32,
    progress: &mut dyn FnMut(u32) -> bool,
) -> Result<Vec<Panel>, Stop> {
    let mut dealer = Dealer { kinds, noise: Noise(0x5EED) };
    let mut come = Vec::new();
    for _ in 0..2 {
        let Some(of) = dealer.totals(chances, panels) else { continue };
        match dealer.divide(Share { panels, of }, progress) {
            Err(Stop::Gap(done)) => come = done,
            other => return other,
        }
    }
    Err(Stop::Gap(come))
}

/// Single panels near these chances, as many as come out of so many tries.
pub(super) fn near(kinds: &Kinds, chances: &[f64], tries: usize) -> Vec<Panel> {
    let mut dealer = Dealer { kinds, noise: Noise(0xA11) };
    let of = (0..tries).filter_map(|_| dealer.totals(chances, 1));
    of.map(|of| (0..).zip(of).filter(|(_, of)| *of > 0).collect()).collect()
}

struct Dealer<'a> {
    kinds: &'a Kinds,
    noise: Noise,
}

impl Dealer<'_> {
    /// What each kind is to have of all panels together.
    fn totals(&mut self, chances: &[f64], panels: u32) -> Option<Vec<u32>> {
        let mut parts = Vec::new();
        let mut base = Vec::new();
        for (kind, chance) in chances.iter().enumerate() {
            let wanted = chance * self.kinds.size(kind) * f64::from(panels);
            let near = whole(wanted);
            if (wanted - near).abs() < 1e-6 {
                base.push(near as u32);
            } else {
                parts.push((kind as u32, wanted - wanted.floor()));
                base.push(wanted.floor() as u32);
            }
        }
        let sums = self.sums(&base);
        let panels = i64::from(panels);
        let limits: Vec<_> = self
            .kinds
            .rows
            .iter()
            .zip(&sums)
            .map(|(row, sum)| (panels * row.min - sum, panels * row.max - sum))
            .collect();
        for _ in 0..TRIES {
            if let Some(more) = self.round(&parts, &limits) {
                for kind in &more {
                    base[*kind as usize] += 1;
                }
                return Some(base);
            }
        }
        None
    }

    fn sums(&self, of: &[u32]) -> Vec<i64> {
        let mut sums = vec![0; self.kinds.rows.len()];
        for (column, of) in self.kinds.columns.iter().zip(of) {
            if *of > 0 {
                for row in column {
                    sums[*row as usize] += i64::from(*of);
                }
            }
        }
        sums
    }

    fn divide(&mut self, all: Share, progress: &mut dyn FnMut(u32) -> bool) -> Result<Vec<Panel>, Stop> {
        let panels = all.panels;
        let mut done: Vec<Panel> = Vec::new();
        let mut open = vec![all];
        let mut rest: Option<Share> = None;
        let (mut reopened, mut merged) = (0, 0);
        loop {
            while let Some(mut share) = open.pop() {
                if share.panels == 1 {
                    done.push((0..).zip(share.of).filter(|(_, of)| *of > 0).collect());
                    if !progress(done.len() as u32 * 99 / panels) {
                        return Err(Stop::Cancelled);
                    }
                    continue;
                }
                if let Some(half) = self.halve(&mut share) {
                    open.push(share);
                    open.push(half);
                } else if let Some(other) = rest.take() {
                    share.add(&other);
                    // Two that cannot be halved alone may come apart into two that cannot again: others join them.
                    merged += 1;
                    for _ in 0..(merged / 4).min(done.len()) {
                        let panel = done.swap_remove(self.noise.below(done.len()));
                        for (kind, of) in panel {
                            share.of[kind as usize] += of;
                        }
                        share.panels += 1;
                    }
                    if merged > 4 * REOPENED {
                        return Err(Stop::Gap(done));
                    }
                    open.push(share);
                } else {
                    rest = Some(share);
                }
            }
            let Some(mut share) = rest.take() else { return Ok(done) };
            reopened += 1;
            if reopened > REOPENED || done.is_empty() {
                return Err(Stop::Gap(done));
            }
            for _ in 0..(2 * reopened).min(done.len()) {
                let panel = done.swap_remove(self.noise.below(done.len()));
                for (kind, of) in &panel {
                    share.of[*kind as usize] += of;
                }
                share.panels += 1;
            }
            open.push(share);
        }
    }

    /// Takes half of the panels off a share, if there is a way.
    fn halve(&mut self, share: &mut Share) -> Option<Share> {
        for turn in 0..TRIES {
            let panels = if turn % 4 == 3 { 1 } else { share.panels / 2 };
            if let Some(of) = self.take(share, panels, turn) {
                share.panels -= panels;
                for (left, of) in share.of.iter_mut().zip(&of) {
                    *left -= of;
                }
                return Some(Share { panels, of });
            }
        }
        None
    }

    fn take(&mut self, share: &Share, panels: u32, turn: usize) -> Option<Vec<u32>> {
        let mut parts = Vec::new();
        let mut base = vec![0; share.of.len()];
        for (kind, of) in share.of.iter().enumerate() {
            let wanted = u64::from(*of) * u64::from(panels);
            let by = u64::from(share.panels);
            base[kind] = (wanted / by) as u32;
            if wanted % by > 0 {
                parts.push((kind as u32, (wanted % by) as f64 / by as f64));
            }
        }
        let (all, sums) = (self.sums(&share.of), self.sums(&base));
        let (taken, left) = (i64::from(panels), i64::from(share.panels - panels));
        let limits: Vec<_> = (self.kinds.rows.iter().zip(&all).zip(&sums))
            .map(|((row, all), sum)| {
                let (min, max) =
                    ((taken * row.min).max(all - left * row.max), (taken * row.max).min(all - left * row.min));
                // A half that keeps to the middle leaves its own halves more ways; later turns are less particular.
                let slack = [0, 1].get(turn / 2).copied().unwrap_or(i64::MAX / 4);
                let near = (all * taken).div_euclid(taken + left);
                let up = near + i64::from((all * taken).rem_euclid(taken + left) > 0);
                (min.max(near - slack) - sum, max.min(up + slack) - sum)
            })
            .collect();
        let more = self.round(&parts, &limits)?;
        for kind in &more {
            base[*kind as usize] += 1;
        }
        Some(base)
    }

    /// Which of these parts to make one and which nothing, so that every row's sum is within its limits.
    fn round(&mut self, parts: &[(u32, f64)], limits: &[(i64, i64)]) -> Option<Vec<u32>> {
        if parts.is_empty() {
            return limits.iter().all(|(min, max)| *min <= 0 && *max >= 0).then(Vec::new);
        }
        let mut order: Vec<_> = parts.to_vec();
        for at in (1..order.len()).rev() {
            order.swap(at, self.noise.below(at + 1));
        }
        let rows = limits.len();
        let mut lp = Lp::new(rows, order.iter().map(|(kind, _)| self.kinds.columns[*kind as usize].as_slice()));
        for (column, (_, part)) in order.iter().enumerate() {
            lp.upper[column] = 1.0;
            lp.x[column] = *part;
        }
        for (row, (min, max)) in limits.iter().enumerate() {
            let slack = order.len() + row;
            (lp.lower[slack], lp.upper[slack]) = (*min as f64, *max as f64);
        }
        lp.recompute();
        for (column, (_, part)) in order.iter().enumerate() {
            let up = self.noise.part() < *part;
            lp.settle(column, up);
        }
        let noise = &mut self.noise;
        // Rows are to give way before people do: a row that is not at its limit leaves nobody in parts.
        let people = order.len();
        lp.price(|j| (1.0 + noise.part()) * if j < people { 1.0 } else { 1e-3 });
        lp.rebound();
        if lp.solve(PIVOTS) != Outcome::Feasible {
            return None;
        }
        dive(&mut lp)?;
        let chosen = order.iter().zip(&lp.x).filter(|(_, x)| **x > 0.5);
        Some(chosen.map(|((kind, _), _)| *kind).collect())
    }
}

/// Makes what is not whole whole, the nearest first, each time seeing what follows.
pub(super) fn dive(lp: &mut Lp) -> Option<()> {
    while let Some(column) = lp.broken() {
        let near = whole(lp.x[column]);
        let (lower, upper) = (lp.lower[column], lp.upper[column]);
        let far = if near > lp.x[column] { near - 1.0 } else { near + 1.0 };
        (lp.lower[column], lp.upper[column]) = (near, near);
        if lp.solve(PIVOTS) == Outcome::Feasible {
            continue;
        }
        if far < lower || far > upper {
            return None;
        }
        (lp.lower[column], lp.upper[column]) = (far, far);
        lp.rebound();
        if lp.solve(PIVOTS) != Outcome::Feasible {
            return None;
        }
    }
    Some(())
}

impl Share {
    fn add(&mut self, other: &Share) {
        self.panels += other.panels;
        for (of, other) in self.of.iter_mut().zip(&other.of) {
            *of += other;
        }
    }
}
