//! Why quotas cannot be met, and whom they leave no chance or no choice (SPEC.md section 5.8).

use crate::map::Set;

use super::deal::dive;
use super::exact::{Answer, heavier};
use super::kinds::Kinds;
use super::lottery::{Case, Conflict, Pinned};
use super::lp::{Lp, Outcome};
use super::problem::Problem;
use super::proof::Ground;

/// The most pivots for one answer of a program.
const PIVOTS: u64 = 200_000;
/// The most cases that are gone through to show that no panel of whole people meets quotas that parts of people would.
const CASES: u32 = 2_000;
/// The most households for which that is tried.
const HOMES: usize = 150;
/// How far from nothing and all somebody's part is who is not asked about.
const PART: f64 = 1e-6;

/// A proof that no panel meets the quotas; `None` if one does, or if neither comes out within a few thousand cases or with very
/// many households.
pub fn conflict(problem: &Problem) -> Option<Conflict> {
    let ground = Ground::new(problem);
    let (kinds, mut lp) = housed(&ground);
    match lp.solve(PIVOTS) {
        Outcome::Infeasible => {
            let multipliers = kinds.multipliers(&lp.ray)?;
            return Some(Conflict { cases: Case::Closed { times: 0, multipliers } });
        }
        Outcome::Stalled => return None,
        Outcome::Feasible => {}
    }
    // Parts of people would do; whether whole ones do takes every household and going through cases.
    let homes = every_home(&ground);
    if homes.len() > HOMES || (homes.is_empty() && dive(&mut lp).is_some()) {
        return None;
    }
    let kinds = Kinds::new(&ground, &homes);
    match heavier(&kinds, &vec![0; kinds.columns.len()], None, CASES)? {
        Answer::Panel(_) => None,
        Answer::None(cases) => Some(Conflict { cases }),
    }
}

/// The people whom the quotas put on every panel or on none, with the quotas that do.
pub fn pinned(problem: &Problem) -> Vec<Pinned> {
    let ground = Ground::new(problem);
    let (kinds, mut lp) = housed(&ground);
    let mut found = Vec::new();
    if lp.solve(PIVOTS) != Outcome::Feasible {
        return found;
    }
    let count = kinds.columns.len();
    let mut could = vec![(false, false); count];
    note(&lp, &kinds, &mut could);
    for kind in 0..count {
        for sits in [false, true] {
            let known = could.get(kind).is_none_or(|could| if sits { could.1 } else { could.0 });
            if known {
                continue;
            }
            let (was, all) = (lp.clone(), kinds.size(kind));
            bound(&mut lp, kind, all, sits);
            match lp.solve(PIVOTS) {
                Outcome::Infeasible => {
                    if let Some(multipliers) = kinds.multipliers(&lp.ray) {
                        let people = kinds.members.get(kind).cloned().unwrap_or_default();
                        found.push(Pinned { people, sits, multipliers });
                    }
                    lp = was;
                }
                Outcome::Feasible => {
                    note(&lp, &kinds, &mut could);
                    lp = was;
                }
                Outcome::Stalled => lp = was,
            }
        }
    }
    found
}

/// Asks for a kind somewhat above nothing, or somewhat below everybody.
fn bound(lp: &mut Lp, kind: usize, all: f64, sits: bool) {
    if sits {
        lp.upper[kind] = all - 0.5;
    } else {
        lp.lower[kind] = 0.5;
    }
    lp.rebound();
}

/// Who is somewhat above nothing here, and who somewhat below everybody, is pinned to neither.
fn note(lp: &Lp, kinds: &Kinds, could: &mut [(bool, bool)]) {
    for (kind, (could, x)) in could.iter_mut().zip(&lp.x).enumerate() {
        could.0 |= *x > PART;
        could.1 |= *x < kinds.size(kind) - PART;
    }
}

/// Everybody's kinds and their program, with a row for each household that would else be too full.
fn housed(ground: &Ground<'_>) -> (Kinds, Lp) {
    let mut households = Set::new();
    loop {
        let kinds = Kinds::new(ground, &households);
        let lp = kinds.program();
        let mut tried = lp.clone();
        if tried.solve(PIVOTS) != Outcome::Feasible {
            return (kinds, lp);
        }
        let parts: Vec<f64> =
            tried.x.iter().enumerate().take(kinds.columns.len()).map(|(kind, x)| x / kinds.size(kind)).collect();
        let crowded = super::find::crowded(ground, &kinds, &parts);
        if crowded.is_subset(&households) {
            return (kinds, lp);
        }
        households.extend(crowded);
    }
}

pub(super) fn every_home(ground: &Ground<'_>) -> Set<u32> {
    ground.homes.iter().copied().flatten().fold(Set::new(), |mut homes, home| {
        homes.insert(home);
        homes
    })
}
