//! The fairest chances that the quotas allow: the least as great as can be, then the next (SPEC.md section 5.8).
//!
//! Newton's method level by level: a chance that cannot be given to everybody is refused with multipliers of the quotas, and those
//! say what chance is the greatest that they allow. The last multipliers of a level are its proof.

use super::kinds::Kinds;
use super::lottery::{Multipliers, PARTS, Proof};
use super::lp::Outcome;
use super::proof::{Ground, State};

/// The fairest chances.
pub(super) struct Targets {
    /// Of each kind.
    pub chances: Vec<f64>,
    /// The levels' proofs, from the lowest up.
    pub proofs: Vec<Proof>,
}

/// Why there are none.
pub(super) enum Failure {
    /// The quotas contradict each other, as these multipliers of the rows show.
    Conflict(Multipliers),
    /// The arithmetic did not come out.
    Unsolved,
}

/// The fairest chances over kinds.
pub(super) fn targets(ground: &Ground<'_>, kinds: &Kinds) -> Result<Targets, Failure> {
    let count = kinds.columns.len();
    let mut lp = kinds.program();
    match lp.solve(200_000) {
        Outcome::Feasible => {}
        Outcome::Infeasible => {
            return kinds.multipliers(&lp.ray).map_or(Err(Failure::Unsolved), |ray| Err(Failure::Conflict(ray)));
        }
        Outcome::Stalled => return Err(Failure::Unsolved),
    }
    let mut chances = vec![-1.0; count];
    let mut proofs = Vec::new();
    let mut states = ground.states();
    loop {
        let open: f64 = (0..count).filter(|kind| chances[*kind] < 0.0).map(|kind| kinds.size(kind)).sum();
        if open == 0.0 {
            return Ok(Targets { chances, proofs });
        }
        let mut multipliers = Multipliers { seats: 1, ..Multipliers::default() };
        let mut chance = -1.0;
        for _ in 0..2_000 {
            let weighed = ground.weigh(&multipliers, 0).map_err(|_| Failure::Unsolved)?;
            let (left, weight) = weighed.chance(&states);
            if weight <= 0 || left < 0 {
                return Err(Failure::Unsolved);
            }
            let next = (left / weight).min(PARTS.into()) as f64 / PARTS as f64;
            if chance >= 0.0 && next > chance - 1e-13 {
                // No progress: what is left is within the arithmetic.
                chance = next.min(chance);
            } else {
                chance = next;
            }
            let known = |kind: usize| if chances[kind] < 0.0 { chance } else { chances[kind] };
            for kind in 0..count {
                lp.lower[kind] = known(kind) * kinds.size(kind);
                lp.upper[kind] = kinds.size(kind);
            }
            lp.rebound();
            match lp.solve(200_000) {
                Outcome::Feasible => break,
                Outcome::Infeasible => {}
                Outcome::Stalled => return Err(Failure::Unsolved),
            }
            let tighter = kinds.multipliers(&lp.ray).ok_or(Failure::Unsolved)?;
            if tighter == multipliers {
                break;
            }
            multipliers = tighter;
        }
        let weighed = ground.weigh(&multipliers, 0).map_err(|_| Failure::Unsolved)?;
        let (left, weight) = weighed.chance(&states);
        if left >= weight * i128::from(PARTS) {
            // Nobody of those left can be given more than every panel.
            for chance in &mut chances {
                *chance = if *chance < 0.0 { 1.0 } else { *chance };
            }
            return Ok(Targets { chances, proofs });
        }
        let parts = u64::try_from(left / weight).map_err(|_| Failure::Unsolved)?;
        if weighed.fix(&mut states, parts) == 0 {
            return Err(Failure::Unsolved);
        }
        for kind in 0..count {
            if chances[kind] < 0.0 && states[kinds.members[kind][0] as usize] != State::Open {
                chances[kind] = parts as f64 / PARTS as f64;
            }
        }
        proofs.push(Proof::Quotas(multipliers));
    }
}
