//! A quorum 法定人数: how many are needed and how many are there (SPEC.md section 6).

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::fraction::Fraction;

/// How many a rule needs and how many there are; nobody declares one, it is computed.
///
/// ```
/// use guanjia::{Fraction, Quorum};
/// let half = Fraction::new(1, 2).unwrap();
/// assert!(Quorum::of(half, true, 1698, 850).check().is_ok());
/// assert_eq!(Quorum::of(half, true, 1698, 849).check().unwrap_err().code(), "session.no-quorum");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
