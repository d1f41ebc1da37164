//! A lottery of panels and the proof that comes with it (SPEC.md section 5.8).

use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::error::Error;

/// The parts into which a level's chance is divided: 10^15.
pub const PARTS: u64 = 1_000_000_000_000_000;
/// The most panels a lottery may have.
pub const MAX_PANELS: u32 = 10_000;

/// Panels, each as likely as any other to be drawn, and the proof that nobody could be given a fairer chance 抽签方案.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SortitionLottery"))]
#[serde(deny_unknown_fields)]
pub struct Lottery {
    /// How many sit on a panel.
    pub seats: u32,
    /// For each panel its members, as places in the pool, ascending.
    pub panels: Vec<Vec<u32>>,
    /// For each person of the pool, on how many panels they sit.
    pub counts: Vec<u32>,
    /// Why nobody could have been given more.
    pub certificate: Certificate,
}

/// The proof, level by level, from the least likely people upwards 证明.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The levels. Whoever is in none of them sits on every panel, or on none because they must not.
    pub levels: Vec<Level>,
}

/// A proof that, as long as everybody of the levels before has their chance, some people cannot all have more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SortitionLevel"))]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The chance that they cannot all exceed, in parts of 10^15, rounded down.
    pub chance: u64,
    /// How many people are of this level.
    pub people: u32,
    /// On how many panels the least served of them sits.
    pub least: u32,
    /// On how many panels the most served of them sits.
    pub most: u32,
    /// Why.
    pub proof: Proof,
}

/// Why a level's people cannot all have a greater chance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Proof {
    /// The quotas alone, taken together so many times, say so.
    Quotas(Multipliers),
    /// Panels being of whole people says so: no panel weighs more than a bound, in any of a few cases.
    Search(Search),
}

/// How many times each quota is taken; those not named are not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Multipliers {
    /// Of the number of seats.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub seats: i64,
    /// Of quotas, as `[feature, value, times]`, by places in the pool, ascending: of the maximum above zero, of the minimum below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<(u32, u32, i64)>,
    /// Of households, as `[person, times]`, by the first person of each in the pool, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub households: Vec<(u32, i64)>,
}

/// Weights of people, and why no panel weighs more than a bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// What each person of the pool weighs.
    pub weights: Vec<u64>,
    /// What no panel exceeds.
    pub bound: u64,
    /// The cases, which leave nothing out.
    pub cases: Case,
}

/// A case, or two that leave nothing out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Case {
    /// The weights, taken so many times, and the quotas, taken together, say so.
    Closed {
        /// How many times the weights are taken; with 0 there is no panel in this case.
        times: u64,
        /// How many times each quota is taken.
        multipliers: Multipliers,
    },
    /// Either at most so many of those like a person sit, or more.
    Split {
        /// The first in the pool of people who are alike.
        like: u32,
        /// How many of them.
        most: u32,
        /// At most so many sit.
        fewer: Box<Case>,
        /// More sit.
        more: Box<Case>,
    },
}

/// What [`check`] found to be so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SortitionProved"))]
pub struct Proved {
    /// On how many panels the least likely person sits (of those who may sit and need not).
    pub least: u32,
    /// On how many, at most, any lottery of as many panels could have put the least likely person.
    pub best: u32,
    /// The chance that no lottery at all could give everybody more than, as an exact ratio; `None` when nobody's is open.
    pub chance: Option<(u64, u64)>,
    /// How many levels each have everybody within one panel of what is proved for them, from the first on.
    pub levels: u32,
    /// By how many panels the person farthest from it is off what is proved of their level; 1 at most in rounding.
    pub off: u32,
}

/// How far a search has come: so many of so many panels, once the chances are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SortitionProgress"))]
pub struct Progress {
    /// What is done.
    pub done: u32,
    /// Of what there is to do.
    pub of: u32,
}

/// Why there is no lottery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No panel can meet the quotas.
    Conflict(Box<Conflict>),
    /// Progress was answered with `false`.
    Cancelled,
    /// Something else.
    Error(Error),
}

/// A proof that no panel can meet the quotas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SortitionConflict"))]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The cases, in each of which the quotas contradict each other; mostly one.
    pub cases: Case,
}

/// Somebody whom the quotas leave no chance, or no choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SortitionPinned"))]
#[serde(deny_unknown_fields)]
pub struct Pinned {
    /// Their places in the pool; they are alike.
    pub people: Vec<u32>,
    /// Whether they sit on every panel, or on none.
    pub sits: bool,
    /// The quotas that say so, taken together.
    pub multipliers: Multipliers,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_zero(times: &i64) -> bool {
    *times == 0
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// The problem a lottery is checked against is that of its record; see [`check`](super::check()).
impl Lottery {
    /// The panel that a number drawn below the number of panels stands for.
    pub fn panel(&self, drawn: u32) -> Option<&[u32]> {
        self.panels.get(drawn as usize).map(Vec::as_slice)
    }

    /// The ids of a panel's members, in the order of the pool.
    pub fn ids<'a>(&'a self, problem: &'a Problem, drawn: u32) -> impl Iterator<Item = &'a str> {
        let people = &problem.pool().people;
        let members = self.panel(drawn).unwrap_or_default();
        members.iter().filter_map(|member| people.get(*member as usize)).map(|person| person.id.as_str())
    }
}
