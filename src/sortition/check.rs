//! The check of a lottery and its proof, in whole numbers only (SPEC.md section 5.8).

use super::lottery::{Certificate, Conflict, Lottery, MAX_PANELS, PARTS, Pinned, Proved};
use super::problem::Problem;
use super::proof::{Ground, State};
use crate::error::{Code, Error};

/// Checks that every panel is legal, that everybody sits on as many as is stated, and what the certificate proves.
///
/// Fails at the first place that is wrong, which it names. Nothing in it depends on how the lottery was found.
pub fn check(problem: &Problem, lottery: &Lottery) -> Result<Proved, Error> {
    let seats = lottery.seats;
    if seats != problem.seats() {
        return Err(level_error(0, "seats", seats, problem.seats()));
    }
    let found = lottery.panels.len();
    if found == 0 || found > MAX_PANELS as usize {
        return Err(Error::new(Code::SortitionPanelCount).with("most", MAX_PANELS).with("found", found));
    }
    let ground = Ground::new(problem);
    let people = &problem.pool().people;
    let mut counts = vec![0_u32; people.len()];
    for (place, panel) in lottery.panels.iter().enumerate() {
        legal(&ground, panel).map_err(|error| error.with("panel", place + 1))?;
        for member in panel {
            if let Some(count) = counts.get_mut(*member as usize) {
                *count += 1;
            }
        }
    }
    if lottery.counts.len() != people.len() {
        let error = Error::new(Code::SortitionCountsMissing).with("people", people.len());
        return Err(error.with("found", lottery.counts.len()));
    }
    for ((person, stated), found) in people.iter().zip(&lottery.counts).zip(&counts) {
        if stated != found {
            let error = Error::new(Code::SortitionCount).with("person", &person.id);
            return Err(error.with("stated", stated).with("found", found));
        }
    }
    proved(&ground, &lottery.certificate, &counts, u32::try_from(found).unwrap_or(MAX_PANELS))
}

/// Checks that a conflict is one: that in each of its cases the quotas contradict each other.
pub fn check_conflict(problem: &Problem, conflict: &Conflict) -> Result<(), Error> {
    let ground = Ground::new(problem);
    let weights = vec![0; problem.pool().people.len()];
    // With nothing weighed against a bound of nothing, a case is closed only by a contradiction.
    ground.close(&conflict.cases, &weights, 0, 0).map_err(|_| Error::new(Code::SortitionProofWrong))
}

/// Checks that the quotas pin those people as is said.
pub fn check_pinned(problem: &Problem, pinned: &Pinned) -> Result<(), Error> {
    let wrong = || Error::new(Code::SortitionProofWrong);
    let ground = Ground::new(problem);
    let weighed = ground.weigh(&pinned.multipliers, 0)?;
    // Out: one of them would weigh more than the bound. In: without one of them, what they take away is missing.
    let counted = ground.counted(&pinned.multipliers, 0)?;
    for person in &pinned.people {
        let of = counted.get(*person as usize).copied().ok_or_else(wrong)?;
        let open = ground.states().get(*person as usize) == Some(&State::Open);
        let shown = if pinned.sits { of < 0 && weighed.bound + of < 0 } else { of > 0 && weighed.bound < of };
        if !(open && shown) {
            return Err(wrong());
        }
    }
    if pinned.people.is_empty() { Err(wrong()) } else { Ok(()) }
}

/// Whether a panel meets every quota and limit; the error is yet without its number.
pub(super) fn legal(ground: &Ground<'_>, panel: &[u32]) -> Result<(), Error> {
    let pool = ground.problem.pool();
    let seats = ground.problem.seats();
    if panel.len() != seats as usize {
        return Err(Error::new(Code::SortitionPanelSeats).with("found", panel.len()).with("seats", seats));
    }
    let mut of_value: Vec<Vec<u32>> = pool.features.iter().map(|feature| vec![0; feature.values.len()]).collect();
    let mut homes = crate::map::Map::new();
    let mut sits = vec![false; pool.people.len()];
    let mut before = None;
    for (place, member) in panel.iter().enumerate() {
        let person = pool.people.get(*member as usize).filter(|_| before < Some(*member));
        let Some(person) = person else {
            return Err(Error::new(Code::SortitionPanelMember).with("place", place + 1).with("found", member));
        };
        before = Some(*member);
        if let Some(sits) = sits.get_mut(*member as usize) {
            *sits = true;
        }
        for (value, counts) in person.values.iter().zip(&mut of_value) {
            if let Some(count) = counts.get_mut(*value as usize) {
                *count += 1;
            }
        }
        if let Some(household) = &person.household
            && let Some(other) = homes.insert(household, &person.id)
        {
            let error = Error::new(Code::SortitionPanelHousehold);
            return Err(error.with("person", &person.id).with("other", other));
        }
    }
    for (person, sits) in pool.people.iter().zip(sits) {
        if person.must == Some(!sits) {
            let code = if sits { Code::SortitionPanelMustNot } else { Code::SortitionPanelMust };
            return Err(Error::new(code).with("person", &person.id));
        }
    }
    for (feature, counts) in pool.features.iter().zip(of_value) {
        for (quota, found) in feature.values.iter().zip(counts) {
            if found < quota.min || found > quota.max {
                let error = Error::new(Code::SortitionPanelQuota).with("feature", &feature.name);
                let error = error.with("value", &quota.name).with("found", found);
                return Err(error.with("min", quota.min).with("max", quota.max));
            }
        }
    }
    Ok(())
}

/// What the certificate proves of these counts.
fn proved(ground: &Ground<'_>, certificate: &Certificate, counts: &[u32], panels: u32) -> Result<Proved, Error> {
    let mut states = ground.states();
    let least = states.iter().zip(counts).filter(|(state, _)| **state == State::Open).map(|(_, count)| *count).min();
    let mut proved = Proved { least: least.unwrap_or(panels), best: panels, chance: None, levels: 0, off: 0 };
    for (place, level) in certificate.levels.iter().enumerate() {
        let weighed = ground.weigh_proof(&level.proof, place)?;
        let (left, weight) = weighed.chance(&states);
        if weight <= 0 || left < 0 {
            return Err(Error::new(Code::SortitionProofEmpty).with("level", place + 1));
        }
        let parts = i128::from(PARTS);
        let chance = u64::try_from((left / weight).min(parts)).unwrap_or(PARTS);
        let share = (left * i128::from(panels) / (weight * parts)).min(panels.into());
        let share = u32::try_from(share).unwrap_or(panels);
        let before = states.clone();
        let people = weighed.fix(&mut states, chance);
        let mut range = (u32::MAX, 0);
        for ((before, after), count) in before.iter().zip(&states).zip(counts) {
            if before != after {
                range = (range.0.min(*count), range.1.max(*count));
            }
        }
        let said = [("chance", level.chance), ("people", level.people.into()), ("least", level.least.into())];
        let found = [chance, people.into(), range.0.into()];
        for ((what, stated), found) in said.into_iter().zip(found) {
            if stated != found {
                return Err(level_error(place + 1, what, stated, found));
            }
        }
        if level.most != range.1 {
            return Err(level_error(place + 1, "most", level.most, range.1));
        }
        if place == 0 {
            proved.best = share;
            proved.chance = ratio(left, weight * parts);
        }
        let off = share.saturating_sub(range.0).max(range.1.saturating_sub(share));
        proved.off = proved.off.max(off);
        if range.0 >= share && off <= 1 && proved.levels as usize == place {
            proved.levels += 1;
        }
    }
    let rest = |state: &State, count: u32| *state == State::Open && count != panels;
    for ((person, state), count) in ground.problem.pool().people.iter().zip(&states).zip(counts) {
        if rest(state, *count) {
            return Err(Error::new(Code::SortitionProofOpen).with("person", &person.id));
        }
    }
    Ok(proved)
}

/// A ratio in lowest terms, if it can be written.
fn ratio(of: i128, by: i128) -> Option<(u64, u64)> {
    let (mut a, mut b) = (of, by);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let a = a.max(1);
    Some((u64::try_from(of / a).ok()?, u64::try_from(by / a).ok()?))
}

fn level_error(level: usize, what: &str, stated: impl std::fmt::Display, found: impl std::fmt::Display) -> Error {
    let error = Error::new(Code::SortitionProofLevel).with("level", level).with("what", what);
    error.with("stated", stated).with("found", found)
}
