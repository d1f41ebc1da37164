//! The smallest changes of quotas that contradict each other after which they do not any more (SPEC.md section 5.9).

use serde::{Deserialize, Serialize};

use super::finder::find;
use super::lottery::{Case, Multipliers, Pinned, Refusal};
use super::problem::{Pool, Problem};
use crate::error::{Code, Error};
use crate::map::{Map, Order, Set};

/// How many sets of changes are tried at most.
const TRIES: usize = 400;

/// Which end of a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// The minimum.
    Min,
    /// The maximum.
    Max,
}

/// A quota made wider.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Change {
    /// What the feature is called.
    pub feature: String,
    /// What the value is called.
    pub value: String,
    /// Which end of its quota.
    pub end: End,
    /// What it is.
    pub from: u32,
    /// What it would have to be.
    pub to: u32,
}

/// Changes that are enough together, and no fewer people in all would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Relaxation {
    /// What to change.
    pub changes: Vec<Change>,
    /// The problem's quotas with these changes, to go on with.
    pub pool: Pool,
}

/// A quota's end by its places in the pool, and by how many people it is widened.
type Widened = Map<(u32, u32, End), u32>;

impl Change {
    /// What to do, in Chinese and English.
    pub fn advice(&self) -> Error {
        let code = if self.end == End::Min { Code::SortitionWidenMin } else { Code::SortitionWidenMax };
        let error = Error::new(code).with("feature", &self.feature).with("value", &self.value);
        error.with("from", self.from).with("to", self.to)
    }
}

/// The ways to make quotas possible that change them by the fewest people in all, at most so many; of those, the ways that change
/// them least in proportion come first. Empty when the quotas are possible as they are, when no change of quotas would help,
/// or when nothing was found within 400 trials.
///
/// Every contradiction names the quotas it follows from, at least one of which must be widened: so all ways are followed from
/// one contradiction to the next, the ones that need the fewest people first.
pub fn relax(problem: &Problem, most: usize) -> Vec<Relaxation> {
    // By how many people are needed at least, how few were added yet, and how much that changes the quotas in proportion.
    let mut open = Set::from([(0, u32::MAX, 0, Widened::new())]);
    let mut seen = Set::new();
    let mut found = Vec::<(u64, Widened)>::new();
    let mut fewest = None;
    for _ in 0..TRIES {
        let Some(next) = open.first().cloned() else { break };
        open.remove(&next);
        let (least, _, _, widened) = next;
        if found.len() >= most || fewest.is_some_and(|fewest| least > fewest) {
            break;
        }
        let people: u32 = widened.values().sum();
        match find_one(problem, &widened) {
            Outcome::Possible if widened.is_empty() => return Vec::new(),
            Outcome::Possible => {
                fewest.get_or_insert(least);
                found.push((weight(problem, &widened), widened));
            }
            Outcome::Impossible(contradictions) => {
                for (end, needed) in
                    contradictions.iter().flat_map(|contradiction| contradiction.ends(problem, &widened))
                {
                    let mut wider = widened.clone();
                    *wider.entry(end).or_default() += 1;
                    if seen.insert(wider.clone()) {
                        let least = least.max(people.saturating_add(needed.max(1)));
                        open.insert((least, u32::MAX - people, weight(problem, &wider), wider));
                    }
                }
            }
            Outcome::Unknown => {}
        }
    }
    found.order();
    found.into_iter().map(|(_, widened)| relaxation(problem, &widened)).collect()
}

impl Refusal {
    /// Why there is no lottery of a problem, as an error: of quotas that contradict each other, what would have to be changed.
    pub fn into_error(self, problem: &Problem) -> Error {
        match self {
            Self::Error(error) => error,
            Self::Cancelled => Error::new(Code::SortitionCancelled),
            Self::Conflict(_) => match relax(problem, 1).first() {
                Some(way) if !way.changes.is_empty() => {
                    let sentences: Vec<Error> = way.changes.iter().map(Change::advice).collect();
                    let join =
                        |of: &dyn Fn(&Error) -> String, by| sentences.iter().map(of).collect::<Vec<_>>().join(by);
                    let error = Error::new(Code::SortitionConflict).with("advice_zh", join(&Error::zh, ",并"));
                    error.with("advice", join(&Error::en, " and "))
                }
                _ => Error::new(Code::SortitionConflictDeep),
            },
        }
    }
}

impl Pinned {
    /// Who has no chance, or no choice, and which quotas say so, in Chinese and English.
    pub fn sentence(&self, problem: &Problem) -> Error {
        let pool = problem.pool();
        let ids = self.people.iter().filter_map(|person| pool.people.get(*person as usize));
        let ids: Vec<&str> = ids.map(|person| person.id.as_str()).collect();
        let quotas = self.multipliers.quotas.iter().filter_map(|(feature, value, times)| {
            let feature = pool.features.get(*feature as usize)?;
            let quota = feature.values.get(*value as usize)?;
            let (bound, zh, en) =
                if *times < 0 { (quota.min, "下限", "at least") } else { (quota.max, "上限", "at most") };
            let (feature, value) = (&feature.name, &quota.name);
            Some((format!("{feature}:{value} {zh} {bound}"), format!("{en} {bound} of {feature}: {value}")))
        });
        let (zh, en): (Vec<String>, Vec<String>) = quotas.unzip();
        let code = if self.sits { Code::SortitionPinnedIn } else { Code::SortitionPinnedOut };
        let error = Error::new(code).with("people", ids.join(", "));
        error.with("quotas_zh", zh.join("、")).with("quotas", en.join(", "))
    }
}

enum Outcome {
    Possible,
    /// Each contradiction, of which every one is to be resolved.
    Impossible(Vec<Contradiction>),
    Unknown,
}

struct Contradiction(Multipliers);

fn find_one(problem: &Problem, widened: &Widened) -> Outcome {
    let Ok(wider) = Problem::new(pool(problem, widened), problem.seats()) else { return Outcome::Unknown };
    match find(&wider, 1, &mut |_| true) {
        Ok(_) => Outcome::Possible,
        Err(Refusal::Conflict(conflict)) => {
            let mut contradictions = Vec::new();
            gather(&conflict.cases, &mut contradictions);
            Outcome::Impossible(contradictions)
        }
        Err(Refusal::Cancelled | Refusal::Error(_)) => Outcome::Unknown,
    }
}

fn gather(case: &Case, into: &mut Vec<Contradiction>) {
    match case {
        Case::Closed { multipliers, .. } => into.push(Contradiction(multipliers.clone())),
        Case::Split { fewer, more, .. } => {
            gather(fewer, into);
            gather(more, into);
        }
    }
}

impl Contradiction {
    /// The ends that can be widened, and how many people at least are needed in all to resolve the contradiction.
    fn ends(&self, problem: &Problem, widened: &Widened) -> Vec<((u32, u32, End), u32)> {
        let pool = pool(problem, widened);
        let quotas = self.0.quotas.iter().filter_map(|(feature, value, times)| {
            let quota = pool.features.get(*feature as usize)?.values.get(*value as usize)?;
            let (end, bound) = if *times < 0 { (End::Min, quota.min) } else { (End::Max, quota.max) };
            Some(((*feature, *value, end), *times, bound))
        });
        let quotas: Vec<_> = quotas.collect();
        let steepest = quotas.iter().map(|(_, times, _)| times.unsigned_abs()).max().unwrap_or(1).max(1);
        let needed = self.gap(&pool, problem.seats(), &quotas).unsigned_abs().div_ceil(u128::from(steepest));
        let needed = u32::try_from(needed).unwrap_or(u32::MAX);
        let can = |((_, _, end), _, bound): &&((u32, u32, End), i64, u32)| *end == End::Max || *bound > 0;
        quotas.iter().filter(can).map(|(end, _, _)| (*end, needed)).collect()
    }

    /// By how much what the people must add up to is above what the quotas let them.
    fn gap(&self, pool: &Pool, seats: u32, quotas: &[((u32, u32, End), i64, u32)]) -> i128 {
        let mut times_of = Map::new();
        times_of.extend(self.0.quotas.iter().map(|(feature, value, times)| ((*feature, *value), *times)));
        let homes: Map<&str, i64> = self
            .0
            .households
            .iter()
            .filter_map(|(first, times)| Some((pool.people.get(*first as usize)?.household.as_deref()?, *times)))
            .collect();
        let mut must = 0_i128;
        for person in &pool.people {
            let values = (0..).zip(&person.values).filter_map(|(feature, value)| times_of.get(&(feature, *value)));
            let home = person.household.as_deref().and_then(|home| homes.get(home)).copied().unwrap_or(0);
            let weight =
                i128::from(self.0.seats) + values.map(|times| i128::from(*times)).sum::<i128>() + i128::from(home);
            must += match person.must {
                Some(true) => weight,
                Some(false) => 0,
                None => weight.min(0),
            };
        }
        let may: i128 = quotas.iter().map(|(_, times, bound)| i128::from(*times) * i128::from(*bound)).sum();
        let homes: i128 = homes.values().map(|times| i128::from(*times)).sum();
        (must - may - homes - i128::from(self.0.seats) * i128::from(seats)).max(0)
    }
}

/// By how much quotas change in proportion, in millionths.
fn weight(problem: &Problem, widened: &Widened) -> u64 {
    let bound = |(feature, value, end): &(u32, u32, End)| {
        let quota = problem.pool().features.get(*feature as usize).and_then(|f| f.values.get(*value as usize));
        quota.map_or(0, |quota| if *end == End::Min { quota.min } else { quota.max })
    };
    widened.iter().map(|(end, by)| u64::from(*by) * 1_000_000 / u64::from(bound(end).max(1))).sum()
}

fn pool(problem: &Problem, widened: &Widened) -> Pool {
    let mut pool = problem.pool().clone();
    for ((feature, value, end), by) in widened {
        let quota = pool.features.get_mut(*feature as usize).and_then(|f| f.values.get_mut(*value as usize));
        if let Some(quota) = quota {
            match end {
                End::Min => quota.min = quota.min.saturating_sub(*by),
                End::Max => quota.max = quota.max.saturating_add(*by),
            }
        }
    }
    pool
}

fn relaxation(problem: &Problem, widened: &Widened) -> Relaxation {
    let pool = pool(problem, widened);
    let change = |(feature, value, end): &(u32, u32, End)| {
        let of = |pool: &Pool| {
            let feature = pool.features.get(*feature as usize)?;
            let quota = feature.values.get(*value as usize)?;
            let bound = if *end == End::Min { quota.min } else { quota.max };
            Some((feature.name.clone(), quota.name.clone(), bound))
        };
        let ((feature, value, from), (_, _, to)) = (of(problem.pool())?, of(&pool)?);
        Some(Change { feature, value, end: *end, from, to })
    };
    Relaxation { changes: widened.keys().filter_map(change).collect(), pool: pool.clone() }
}
