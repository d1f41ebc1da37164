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

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Code, Error};
use crate::json;

/// 1 to 64 characters out of `A–Z a–z 0–9 . _ -`, compared byte for byte.
///
/// ```
/// use guanjia::Id;
/// assert!("SES-2026Q2-1".parse::<Id>().is_ok());
/// assert_eq!("Q 1".parse::<Id>().unwrap_err().code(), "id.invalid");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Id(Letters);

/// A handle stands in ten lists of a hall. Where a million of them are audited its text is there once; where addresses are
/// short, a text of its own for each is as small, and sharing them would make the package larger.
#[cfg(target_pointer_width = "64")]
type Letters = std::sync::Arc<str>;
#[cfg(not(target_pointer_width = "64"))]
type Letters = String;

impl Id {
    /// An identifier that is known when this is written.
    pub(crate) fn from_static(text: &'static str) -> Self {
        Self(text.into())
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
            Ok(Self(text.into()))
        } else {
            Err(Error::new(Code::IdInvalid).with("value", text))
        }
    }
}

impl Ord for Id {
    /// The order of the letters. The standard library's way to it is three calls in what is compiled to be small, and a replay
    /// looks for identifiers more often than for anything else.
    #[inline(never)]
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, other) = (self.0.as_bytes(), other.0.as_bytes());
        let mut at = 0;
        loop {
            match (one.get(at), other.get(at)) {
                (Some(a), Some(b)) if a == b => at += 1,
                (a, b) => return a.cmp(&b),
            }
        }
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
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

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::parsed(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // A map under identifiers is asked by text, so that the two must have one order.
        #[test]
        fn identifiers_have_the_order_of_their_text(one in "[A-Ca-c._-]{1,10}", other in "[A-Ca-c._-]{1,10}", more in "[AB]{0,3}") {
            for other in [other, one.clone() + &more] {
                let id = |text: &str| text.parse::<Id>().map_err(|error| TestCaseError::fail(error.to_string()));
                prop_assert_eq!(id(&one)?.cmp(&id(&other)?), one.cmp(&other));
            }
        }
    }
}
