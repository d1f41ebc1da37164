//! A quorum 法定人数: how many are needed and how many are there (SPEC.md section 6).

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::fraction::Fraction;
use crate::measure::{Amounts, Measure};
use crate::rule::{Attendance, Condition, Kind, Of, Rule};
use crate::verdict::{Count, Outcome, judge};

/// How many a rule needs and how many there are; nobody declares one, it is computed.
///
/// ```
/// use guanjia::{Fraction, Quorum};
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

impl Quorum {
    /// The quorum of a share of a base, `strict` where the law says 超过 or 过半数. Of a base of
    /// zero one is still needed, so it is never met.
    pub fn of(share: Fraction, strict: bool, base: u64, have: u64) -> Self {
        Self { have, need: share.need(base, strict).max(1) }
    }

    /// The quorum by the participation of a rule, of those who are convened and those who have
    /// come; where there are several tests, by the one that decides. A rule without any needs one.
    ///
    /// Errors: those of [`judge`](crate::judge).
    pub fn by_rule(rule: &Rule, convened: &Amounts, present: &Amounts) -> Result<Self, Error> {
        let participation =
            Rule { kind: Kind::Decision, attendance: Attendance::Present, approval: Condition::NONE, ..rule.clone() };
        let bases =
            [(Of::Entitled, convened), (Of::Convened, convened), (Of::Present, present), (Of::Participating, present)];
        let bases = bases.map(|(of, amounts)| (of, amounts.clone())).into();
        let verdict = judge(&participation, &Count { participation: bases, ..Count::default() }, &rule.id)?;
        let met = verdict.outcome == Outcome::Passed;
        let heads = Self { have: present.of(Measure::Heads), need: 1 };
        let deciding = verdict.tests.iter().find(|test| test.met == met);
        Ok(deciding.map_or(heads, |test| Self { have: test.have, need: test.need.max(1) }))
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
