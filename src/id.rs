//! Identifiers chosen by people: motions, sessions, matters, serials, handles (SPEC.md section 2).
//!
//! Handles, offices, questions and serials are compared byte for byte, so that no two of them look alike:
//!
//! ```
//! use guanjia::Id;
//! let household: Id = "H-0007".parse().unwrap();
//! assert_ne!(household, "h-0007".parse().unwrap());
//! let refused = ["", "住户7", "H 0007", "H\u{200b}0007", "H/0007"];
//! assert!(refused.iter().all(|text| text.parse::<Id>().is_err()));
//! // A map under identifiers can be asked by text.
//! let votes = guanjia::map::Map::from([(household, "Y")]);
//! assert_eq!(votes.get("H-0007"), Some(&"Y"));
//! ```

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::error::{Code, Error};
use crate::json;

/// 1 to 64 characters out of `A–Z a–z 0–9 . _ -`, compared byte for byte.
///
/// ```
/// use guanjia::Id;
/// assert!("SES-2026Q2-1".parse::<Id>().is_ok());
/// assert_eq!("Q 1".parse::<Id>().unwrap_err().code(), "id.invalid");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Id(String);

impl Id {
    /// An identifier that is known when this is written.
    pub(crate) fn from_static(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Id {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let allowed = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'_' | b'-');
        if (1..=64).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Error::new(Code::IdInvalid).with("value", text))
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::parsed(deserializer)
    }
}
