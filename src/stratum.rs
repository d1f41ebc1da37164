//! Parts of a community, such as buildings, grids or age bands (SPEC.md section 4).
//!
//! Seats, draws and published tables all go by strata, under whatever key a register has:
//!
//! ```
//! use guanjia::register::Unit;
//! use guanjia::selection::SeatRule;
//! use guanjia::stratum::{Strata, Stratum};
//! let unit: Unit = guanjia::from_json(
//!     r#"{"handle": "S-001", "voter": true, "strata": {"building": "B01", "group": "养犬户"}}"#,
//! ).unwrap();
//! let strata: &Strata = &unit.strata;
//! assert_eq!(strata["group"].as_str(), "养犬户");
//! // Where nothing is shared out, all are in one.
//! let rule = r#"{"ratio": [6, 100], "measure": "households", "rounding": "ceil"}"#;
//! let rule: SeatRule = guanjia::from_json(rule).unwrap();
//! let seats = rule.share_out(&[(Stratum::all(), 1698)].into()).unwrap();
//! assert_eq!(seats.strata[&Stratum::all()], 102);
//! ```

use crate::map::Map;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::error::{Code, Error};
use crate::id::Id;

/// One part 分层 of a community, such as `B01` or `养犬户`: 1 to 64 characters, no blanks and
/// nothing beyond U+D7FF, compared byte for byte. It must be coarse, since it is published: a
/// building, never a door.
///
/// ```
/// use guanjia::stratum::Stratum;
/// assert!("养犬户".parse::<Stratum>().is_ok());
/// assert_eq!("3 号楼".parse::<Stratum>().unwrap_err().code(), "stratum.invalid");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Stratum(String);

/// Where somebody belongs: for each key, such as `building`, one stratum.
pub type Strata = Map<Id, Stratum>;

impl Stratum {
    /// The one stratum `all` of what is not stratified.
    pub fn all() -> Self {
        Self("all".to_owned())
    }

    /// The stratum as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether somebody is in a group that a rule speaks of: under some key they belong to the stratum of its name.
    pub(crate) fn is_in(strata: &Strata, group: &Id) -> bool {
        strata.values().any(|stratum| stratum.as_str() == group.as_str())
    }

    /// Where somebody belongs under `by`, or [`Stratum::all`] when nothing is asked;
    /// `stratum.missing` when it is not known.
    pub(crate) fn of(strata: &Strata, by: Option<&Id>, handle: &Id) -> Result<Self, Error> {
        let Some(key) = by else { return Ok(Self::all()) };
        let missing = || Error::new(Code::StratumMissing).with("handle", handle).with("key", key);
        strata.get(key).cloned().ok_or_else(missing)
    }
}

impl std::str::FromStr for Stratum {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        // As a member's name in canonical JSON it must sort alike in UTF-8 and UTF-16.
        let allowed = |c: char| !c.is_control() && !c.is_whitespace() && (c as u32) < 0xD800;
        if (1..=64).contains(&text.chars().count()) && text.chars().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Error::new(Code::StratumInvalid).with("value", text))
        }
    }
}

impl fmt::Display for Stratum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Stratum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Stratum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
