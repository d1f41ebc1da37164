//! A quorum 法定人数: how many are needed and how many are there (SPEC.md section 6).
//!
//! ```
//! use guanjia::measure::{Amounts, Measure};
//! use guanjia::quorum::{Quorum, Turnout};
//! use guanjia::rule::preset;
//! // 24 stewards are convened; two thirds of them are 16.
//! let heads = |n| Amounts::default().with(Measure::Heads, n);
//! let session = preset("x.steward.session").unwrap();
//! let quorum = |present| {
//!     let turnout = Turnout { convened: heads(24), present: heads(present) };
//!     Quorum::by_rule(session, &turnout, &Default::default()).unwrap()
//! };
//! assert_eq!(quorum(16), Quorum { have: 16, need: 16 });
//! assert!(quorum(16).is_met() && !quorum(15).is_met());
//!
//! // Owners: two thirds of their number and of the area, and the area falls short.
//! let owners = preset("cn.owners.general.278").unwrap();
//! let of = |heads, area| Amounts::default().with(Measure::Heads, heads).with(Measure::Area, area);
//! let turnout = Turnout { convened: of(91, 900_000), present: of(61, 590_000) };
//! assert!(!Quorum::by_rule(owners, &turnout, &Default::default()).unwrap().is_met()); // 600,000 needed
//! ```

use crate::map::Map;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::fraction::Fraction;
use crate::id::Id;
use crate::measure::{Amounts, Measure};
use crate::rule::{Attendance, Condition, Kind, Of, Rule};
use crate::verdict::{Count, Judged, Outcome, judge};

/// How many a rule needs and how many there are; nobody declares one, it is computed.
///
/// ```
/// use guanjia::fraction::Fraction;
/// use guanjia::quorum::Quorum;
/// let half = Fraction::new(1, 2).unwrap();
/// assert!(Quorum::of(half, true, 1698, 850).check().is_ok());
/// assert_eq!(Quorum::of(half, true, 1698, 849).check().unwrap_err().code(), "session.no-quorum");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// How many there are.
    pub have: u64,
    /// How many the rule needs, at least 1.
    pub need: u64,
}

/// How many of some people are convened, and how many of them have come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// Those convened.
    pub convened: Amounts,
    /// Those of them who have come.
    pub present: Amounts,
}

impl Turnout {
    fn count(&self) -> Count {
        let bases = [
            (Of::Entitled, &self.convened),
            (Of::Convened, &self.convened),
            (Of::Present, &self.present),
            (Of::Participating, &self.present),
        ];
        Count { participation: bases.map(|(of, amounts)| (of, amounts.clone())).into(), ..Count::default() }
    }
}

impl Quorum {
    /// The quorum of a share of a base, `strict` where the law says 超过 or 过半数. Of a base of
    /// zero one is still needed, so it is never met.
    pub fn of(share: Fraction, strict: bool, base: u64, have: u64) -> Self {
        Self { have, need: share.need(base, strict).max(1) }
    }

    /// The quorum by the participation of a rule, of those who are convened and those who have come, and the same of
    /// each group that it speaks of. Where there are several tests, it is by the one that decides: of those that hold
    /// the first, otherwise the one that wants least. A rule without any needs one.
    ///
    /// Errors: those of [`judge`].
    ///
    /// ```
    /// use guanjia::measure::{Amounts, Measure};
    /// use guanjia::quorum::{Quorum, Turnout};
    /// // 三分之二以上的户代表 of 30 households: 20.
    /// let rule = guanjia::rule::preset("cn.village.assembly.households.2026").unwrap();
    /// let heads = |n| Amounts::default().with(Measure::Heads, n);
    /// let turnout = Turnout { convened: heads(30), present: heads(24) };
    /// assert_eq!(Quorum::by_rule(rule, &turnout, &[].into()).unwrap(), Quorum { have: 24, need: 20 });
    /// ```
    pub fn by_rule(rule: &Rule, all: &Turnout, groups: &Map<Id, Turnout>) -> Result<Self, Error> {
        let participation =
            Rule { kind: Kind::Decision, attendance: Attendance::Present, approval: Condition::NONE, ..rule.clone() };
        let groups = groups.iter().map(|(group, turnout)| (group.clone(), turnout.count())).collect();
        let verdict = judge(&participation, &Count { groups, ..all.count() }, &rule.id)?;
        let met = verdict.outcome == Outcome::Passed;
        let heads = Self { have: all.present.of(Measure::Heads), need: 1 };
        let least = verdict.missing.iter().min_by_key(|way| way.iter().map(|missing| missing.amount).sum::<u64>());
        let wants = |test: &&Judged| match least.and_then(|way| way.first()) {
            Some(missing) => test.measure == missing.measure && test.group == missing.group,
            None => true,
        };
        let mut deciding = verdict.tests.iter().filter(|test| test.met == met);
        Ok(deciding.find(wants).map_or(heads, |test| Self { have: test.have, need: test.need.max(1) }))
    }

    /// Whether there are enough.
    pub fn is_met(self) -> bool {
        self.have >= self.need.max(1)
    }

    /// Refuses too few with `session.no-quorum`, naming how many more are needed.
    pub fn check(self) -> Result<(), Error> {
        if self.is_met() {
            return Ok(());
        }
        Err(Error::new(Code::SessionNoQuorum)
            .with("need", self.need.max(1))
            .with("have", self.have)
            .with("short", self.need.max(1).saturating_sub(self.have)))
    }
}
