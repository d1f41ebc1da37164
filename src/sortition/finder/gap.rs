//! The fairest lottery where parts of people could do what whole people cannot: panels are found one by one, the heaviest each
//! time, until none would help those who are worst off (SPEC.md section 5.8).

use super::conflict::every_home;
use super::deal::{Panel, Stop, near};
use super::exact::{Answer, heavier, heavy, weight};
use super::fill::{Filled, fill};
use super::kinds::{Kinds, Noise, proportion};
use super::leximin::targets;
use super::lottery::{Case, Conflict, PARTS, Progress, Proof, Refusal, Search};
use super::lp::{Lp, Outcome};
use super::proof::{Ground, State};
use crate::error::{Code, Error};

/// The most cases for one heavier panel.
const CASES: u32 = 2_000;
/// The most times that heavier panels are looked for.
const TURNS: usize = 1_000;
/// How many panels are made of the chances that parts of people would have, to begin with.
const SEEDS: usize = 100;
/// How many heavy panels are tried, each with somewhat other weights, before one is searched for.
const DIVES: usize = 12;
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
    let homes = every_home(ground);
    let kinds = Kinds::new(ground, &homes);
    let count = kinds.columns.len();
    if count > KINDS || homes.len() > HOMES {
        return Err(unsolved());
    }
    let mut finder = Finder::new(ground, &kinds)?;
    for _ in 0..TURNS {
        let open = finder.chances.iter().filter(|chance| **chance < 0.0).count();
        if !progress(Progress { done: ((count - open) * 99 / count.max(1)) as u32, of: 100 }) {
            return Err(Refusal::Cancelled);
        }
        if open == 0 || finder.turn().is_none() {
            break;
        }
    }
    if finder.proofs.is_empty() {
        return Err(unsolved());
    }
    let have = finder.have();
    // Whole copies of each panel, and what is then missing.
    let copies = |(panel, share): (&Panel, &f64)| {
        let times = (share * f64::from(panels) + 1e-6).floor() as usize;
        std::iter::repeat_n(panel.clone(), times)
    };
    let begun = finder.found.iter().zip(&finder.shares).flat_map(copies).collect();
    let mut report = |done| progress(Progress { done, of: 100 });
    let dealt = match fill(&kinds, &have, begun, panels, &mut report) {
        Ok(Filled::Near(dealt) | Filled::Far(dealt)) => dealt,
        Err(Stop::Cancelled) => return Err(Refusal::Cancelled),
        Err(Stop::Gap(_)) => return Err(unsolved()),
    };
    let proofs = finder.proofs;
    Ok(Dealt { kinds, panels: dealt, proofs })
}

fn unsolved() -> Refusal {
    Refusal::Error(Error::new(Code::SortitionUnsolved).with("steps", TURNS))
}

/// The panels found so far, and what they do for everybody.
struct Finder<'a> {
    ground: &'a Ground<'a>,
    kinds: &'a Kinds,
    found: Vec<Panel>,
    /// How much of each panel does best.
    shares: Vec<f64>,
    /// Of each kind of a level before; below nothing of the others.
    chances: Vec<f64>,
    states: Vec<State>,
    proofs: Vec<Proof>,
    noise: Noise,
}

impl<'a> Finder<'a> {
    /// Begins with panels near the chances that parts of people would have.
    fn new(ground: &'a Ground<'a>, kinds: &'a Kinds) -> Result<Self, Refusal> {
        let count = kinds.columns.len();
        let first = match heavier(kinds, &vec![0; count], None, CASES).ok_or_else(unsolved)? {
            Answer::Panel(panel) => panel,
            Answer::None(cases) => return Err(Refusal::Conflict(Box::new(Conflict { cases }))),
        };
        let mut found = vec![first];
        if let Ok(targets) = targets(ground, kinds) {
            for panel in near(kinds, &targets.chances, SEEDS) {
                if !found.contains(&panel) {
                    found.push(panel);
                }
            }
        }
        Ok(Self {
            ground,
            kinds,
            found,
            shares: Vec::new(),
            chances: vec![-1.0; count],
            states: ground.states(),
            proofs: Vec::new(),
            noise: Noise(0xF1D),
        })
    }

    /// Finds panels that would help those who are worst off, or closes a level; `None` if neither comes out.
    fn turn(&mut self) -> Option<()> {
        let (weights, shares) = balance(self.kinds, &self.found, &self.chances)?;
        let before = self.found.iter().map(|panel| weight(panel, &weights)).max()?;
        self.keep(shares, &weights, before);
        // What large weights are rounded by is no reason to go on.
        let floor = before + before / 1_000_000;
        let known = self.found.len();
        for _ in 0..DIVES {
            let noise = &mut self.noise;
            let around: Vec<f64> = weights.iter().map(|weight| *weight as f64 * (1.0 + 0.1 * noise.part())).collect();
            if let Some(panel) = heavy(self.kinds, &around)
                && weight(&panel, &weights) > floor
                && !self.found.contains(&panel)
            {
                self.found.push(panel);
            }
        }
        if self.found.len() > known {
            return Some(());
        }
        // If a bound takes too many cases to prove, then a higher one: the check tells by how much people are off it.
        let mut bound = floor;
        let mut more = 1;
        let cases = loop {
            match heavier(self.kinds, &weights, Some(bound), CASES) {
                Some(Answer::Panel(panel)) => {
                    self.found.push(panel);
                    return Some(());
                }
                Some(Answer::None(cases)) => break cases,
                None if bound > 2 * floor => return None,
                None => (bound, more) = (bound + more.max(floor * more / 500), more * 2),
            }
        };
        self.close(&weights, bound, cases)
    }

    /// Notes how much of each panel does best, and lets go of panels of which there are too many and which do nothing.
    fn keep(&mut self, shares: Vec<f64>, weights: &[u64], before: u64) {
        self.shares = shares;
        let most = 2 * self.kinds.columns.len() + SEEDS;
        let mut at = 0;
        while self.found.len() > most && at < self.found.len() {
            if self.shares[at] < 1e-9 && weight(&self.found[at], weights) < before {
                self.found.swap_remove(at);
                self.shares.swap_remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// The chance of each kind in the lottery of the panels found.
    fn have(&self) -> Vec<f64> {
        let mut have = vec![0.0; self.kinds.columns.len()];
        for (panel, share) in self.found.iter().zip(&self.shares) {
            for (kind, of) in panel {
                have[*kind as usize] += share * f64::from(*of);
            }
        }
        have.iter().enumerate().map(|(kind, have)| have / self.kinds.size(kind)).collect()
    }

    fn close(&mut self, weights: &[u64], bound: u64, cases: Case) -> Option<()> {
        let mut of_people = vec![0; self.ground.like.len()];
        for (members, weight) in self.kinds.members.iter().zip(weights) {
            for person in members {
                of_people[*person as usize] = *weight;
            }
        }
        let proof = Proof::Search(Search { weights: of_people, bound, cases });
        let weighed = self.ground.weigh_proof(&proof, self.proofs.len()).ok()?;
        let (left, weight) = weighed.chance(&self.states);
        if weight <= 0 || left < 0 {
            return None;
        }
        let chance = u64::try_from((left / weight).min(PARTS.into())).unwrap_or(PARTS);
        weighed.fix(&mut self.states, chance);
        for (kind, have) in self.have().into_iter().enumerate() {
            if self.chances[kind] < 0.0 && self.states[self.kinds.members[kind][0] as usize] != State::Open {
                self.chances[kind] = have.min(chance as f64 / PARTS as f64);
            }
        }
        self.proofs.push(proof);
        Some(())
    }
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
