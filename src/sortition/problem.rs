//! The pool, its quotas and the seats (SPEC.md section 5.8).

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};

/// The most people a pool may have.
pub const MAX_PEOPLE: usize = 100_000;
/// The most values all features of a pool may have together.
pub const MAX_VALUES: usize = 2_000;

/// Those who may be selected, and what a panel has to look like 候选池.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SortitionPool"))]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// What is looked at, such as age band or building.
    pub features: Vec<Feature>,
    /// Everybody, in the order that was committed to.
    pub people: Vec<Person>,
}

/// Something by which people differ, of which everybody has one value 特征.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SortitionFeature"))]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// What it is called.
    pub name: String,
    /// Its values, each with its quota.
    pub values: Vec<Quota>,
}

/// How many of a panel may have a value 名额.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SortitionQuota"))]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// What the value is called.
    pub name: String,
    /// No fewer than these.
    pub min: u32,
    /// No more than these.
    pub max: u32,
}

/// Somebody who may be selected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SortitionPerson"))]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Who it is, on this list.
    pub id: String,
    /// For each feature, the place of this person's value among the feature's values.
    pub values: Vec<u32>,
    /// Where this person lives; of those who say the same, at most one sits on a panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<String>,
    /// `true` for whoever must sit, `false` for whoever must not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub must: Option<bool>,
}

/// A pool and the seats to be filled from it, which fit together.
///
/// ```
/// use guanjia::sortition::{Feature, Person, Pool, Problem, Quota};
/// let quota = |name: &str, min, max| Quota { name: name.into(), min, max };
/// let features = vec![Feature { name: "tenure".into(), values: vec![quota("owner", 2, 1)] }];
/// let error = Problem::new(Pool { features, people: Vec::<Person>::new() }, 3).unwrap_err();
/// assert_eq!(error.code(), "sortition.quota-inverted");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pool: Pool,
    seats: u32,
}

impl Problem {
    /// A problem; fails at the first feature, quota or person that is not right. (Quotas that nobody can meet are no
    /// error here: [`conflict`](super::conflict()) proves them.)
    pub fn new(pool: Pool, seats: u32) -> Result<Self, Error> {
        limit("people", pool.people.len(), MAX_PEOPLE)?;
        limit("values", pool.features.iter().map(|feature| feature.values.len()).sum(), MAX_VALUES)?;
        limit("seats", seats as usize, MAX_PEOPLE)?;
        let mut features = Set::new();
        for feature in &pool.features {
            if !features.insert(feature.name.as_str()) {
                return Err(Error::new(Code::SortitionFeatureTwice).with("feature", &feature.name));
            }
            feature.check()?;
        }
        let mut people = Set::new();
        for person in &pool.people {
            if !people.insert(person.id.as_str()) {
                return Err(Error::new(Code::SortitionPersonTwice).with("person", &person.id));
            }
            person.check(&pool.features)?;
        }
        Ok(Self { pool, seats })
    }

    /// The pool.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// How many sit on a panel.
    pub fn seats(&self) -> u32 {
        self.seats
    }
}

impl Feature {
    fn check(&self) -> Result<(), Error> {
        let mut names = Set::new();
        for quota in &self.values {
            let at = |code| Error::new(code).with("feature", &self.name).with("value", &quota.name);
            if !names.insert(quota.name.as_str()) {
                return Err(at(Code::SortitionValueTwice));
            }
            if quota.min > quota.max {
                return Err(at(Code::SortitionQuotaInverted).with("min", quota.min).with("max", quota.max));
            }
            limit("min", quota.min as usize, MAX_PEOPLE)?;
        }
        Ok(())
    }
}

impl Person {
    fn check(&self, features: &[Feature]) -> Result<(), Error> {
        let wrong =
            |feature: &str| Error::new(Code::SortitionPersonValue).with("person", &self.id).with("feature", feature);
        for (place, feature) in features.iter().enumerate() {
            let value = self.values.get(place).and_then(|value| feature.values.get(*value as usize));
            value.ok_or_else(|| wrong(&feature.name))?;
        }
        if self.values.len() > features.len() { Err(wrong(&(features.len() + 1).to_string())) } else { Ok(()) }
    }
}

fn limit(what: &str, found: usize, most: usize) -> Result<(), Error> {
    if found > most { Err(Error::new(Code::SortitionTooLarge).with("what", what).with("most", most)) } else { Ok(()) }
}
