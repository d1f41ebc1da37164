//! Finding a lottery (SPEC.md section 5.8).

use crate::map::{Map, Set};

use super::deal::{Stop, deal};
use super::fill::{Filled, fill};
use super::gap::search;
use super::kinds::Kinds;
use super::leximin::{Failure, targets};
use super::lift::lift;
use super::lottery::{
    Case, Certificate, Conflict, Level, Lottery, MAX_PANELS, Multipliers, PARTS, Progress, Proof, Refusal,
};
use super::nash::{Objective, nash};
use super::problem::Problem;
use super::proof::{Ground, State};
use crate::error::{Code, Error};

/// How often households may turn out to need a row of their own.
const ROUNDS: usize = 40;

/// Finds as many panels as asked for, such that the least likely person sits on as many as can be, then the next, and so on
/// (LEXIMIN). `progress` is told how far it is, and answers whether to go on.
pub fn find(problem: &Problem, panels: u32, progress: &mut dyn FnMut(Progress) -> bool) -> Result<Lottery, Refusal> {
    find_by(problem, Objective::Leximin, panels, progress)
}

/// The same by either objective. With [`Objective::Nash`] the product of all chances is as great as can be, and the certificate
/// says of the least chance how great it could have been. Where no panels near those chances come out at all, they are LEXIMIN's.
pub fn find_by(
    problem: &Problem,
    objective: Objective,
    panels: u32,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Lottery, Refusal> {
    if panels == 0 || panels > MAX_PANELS {
        let error = Error::new(Code::SortitionPanelCount).with("most", MAX_PANELS).with("found", panels);
        return Err(Refusal::Error(error));
    }
    // What is tried again begins anew, and is not told so.
    let mut most = 0;
    let progress: &mut dyn FnMut(Progress) -> bool = &mut |at: Progress| {
        most = at.done.max(most);
        progress(Progress { done: most, ..at })
    };
    let ground = Ground::new(problem);
    let unsolved = || Refusal::Error(Error::new(Code::SortitionUnsolved).with("steps", ROUNDS));
    let mut households = Set::new();
    for _ in 0..ROUNDS {
        let kinds = Kinds::new(&ground, &households);
        let targets = match targets(&ground, &kinds) {
            Ok(targets) => targets,
            Err(Failure::Conflict(multipliers)) => {
                let cases = Case::Closed { times: 0, multipliers };
                return Err(Refusal::Conflict(Box::new(Conflict { cases })));
            }
            Err(Failure::Unsolved) => return by_search(&ground, panels, progress),
        };
        let (chances, proofs) = match objective {
            Objective::Leximin => (targets.chances, targets.proofs),
            Objective::Nash => (nash(&kinds), targets.proofs.into_iter().take(1).collect()),
        };
        let crowded = crowded(&ground, &kinds, &chances);
        if crowded.iter().any(|home| !households.contains(home)) {
            households.extend(crowded);
            continue;
        }
        let mut report = |done| progress(Progress { done, of: 100 });
        let dealt = match deal(&kinds, &chances, panels, &mut report) {
            Err(Stop::Gap(begun)) => fill(&kinds, &chances, begun, panels, &mut report),
            dealt => dealt.map(Filled::Near),
        };
        let dealt = match dealt {
            Ok(Filled::Near(dealt)) => dealt,
            // Nothing is proved of Nash welfare but the least chance: the nearest will do.
            Ok(Filled::Far(dealt)) if objective == Objective::Nash => dealt,
            Ok(Filled::Far(_)) | Err(Stop::Gap(_)) => return by_search(&ground, panels, progress),
            Err(Stop::Cancelled) => return Err(Refusal::Cancelled),
        };
        match lift(&ground, &kinds, &dealt) {
            Ok(people) => return Ok(certified(&ground, people, proofs)),
            Err(stuck) => {
                if stuck.is_subset(&households) {
                    return by_search(&ground, panels, progress);
                }
                households.extend(stuck);
            }
        }
    }
    Err(unsolved())
}

/// The same by whole panels alone, where parts of people promise what whole people cannot keep.
fn by_search(ground: &Ground<'_>, panels: u32, progress: &mut dyn FnMut(Progress) -> bool) -> Result<Lottery, Refusal> {
    let dealt = search(ground, panels, progress)?;
    let people = lift(ground, &dealt.kinds, &dealt.panels);
    let people = people.map_err(|_| Refusal::Error(Error::new(Code::SortitionUnsolved).with("steps", ROUNDS)))?;
    Ok(certified(ground, people, dealt.proofs))
}

/// The households whose members would have more than one panel's worth of chances together.
pub(super) fn crowded(ground: &Ground<'_>, kinds: &Kinds, chances: &[f64]) -> Set<u32> {
    let mut of_home = Map::<u32, f64>::new();
    for (members, chance) in kinds.members.iter().zip(chances) {
        for person in members {
            if let Some(home) = ground.homes[*person as usize] {
                *of_home.entry(home).or_default() += chance;
            }
        }
    }
    of_home.into_iter().filter(|(_, sum)| *sum > 1.0 + 1e-7).map(|(home, _)| home).collect()
}

/// The lottery, with its levels as the check will find them.
fn certified(ground: &Ground<'_>, panels: Vec<Vec<u32>>, proofs: Vec<Proof>) -> Lottery {
    let mut counts = vec![0_u32; ground.like.len()];
    for member in panels.iter().flatten() {
        counts.get_mut(*member as usize).into_iter().for_each(|count| *count += 1);
    }
    let mut states = ground.states();
    let mut levels = Vec::new();
    // What the number of seats says closes the list, if somebody is left who does not sit on every panel.
    let closing = Proof::Quotas(Multipliers { seats: 1, ..Multipliers::default() });
    for proof in proofs.into_iter().chain([closing]) {
        let all = u32::try_from(panels.len()).unwrap_or(MAX_PANELS);
        let left = |(state, count): (&State, &u32)| *state == State::Open && *count != all;
        if !states.iter().zip(&counts).any(left) {
            break;
        }
        let Ok(weighed) = ground.weigh_proof(&proof, levels.len()) else { break };
        let (of, weight) = weighed.chance(&states);
        if weight <= 0 || of < 0 {
            break;
        }
        let chance = u64::try_from((of / weight).min(PARTS.into())).unwrap_or(PARTS);
        let before = states.clone();
        let people = weighed.fix(&mut states, chance);
        let fixed = before.iter().zip(&states).zip(&counts).filter(|((before, after), _)| before != after);
        let counts: Vec<u32> = fixed.map(|(_, count)| *count).collect();
        let (least, most) = (counts.iter().min(), counts.iter().max());
        let (least, most) = (least.copied().unwrap_or_default(), most.copied().unwrap_or_default());
        levels.push(Level { chance, people, least, most, proof });
    }
    Lottery { seats: ground.problem.seats(), panels, counts, certificate: Certificate { levels } }
}
