//! Canonical JSON: RFC 8785 with integers only (SPEC.md section 2).
//!
//! A payload is read back only in the one spelling that is printed:
//!
//! ```
//! use guanjia::{MAX_INTEGER, Payload, from_json};
//! let canonical = r#"{"at":5,"aud":"example.org/hall","iat":5,"seq":1}"#;
//! let payload = Payload::parse("clock", canonical).unwrap();
//! assert_eq!(payload.print().unwrap(), canonical);
//! let spaced = canonical.replace(',', ", ");
//! assert_eq!(Payload::parse("clock", &spaced).unwrap_err().code(), "json.not-canonical");
//! assert_eq!(from_json::<u64>("9007199254740991").unwrap(), MAX_INTEGER);
//! ```

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::error::{Code, Error};

/// The largest integer that every JSON reader keeps exactly: 2^53 − 1 (RFC 7493 section 2.2).
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// A value as canonical JSON: members in the order of their names, no white space, integers only.
pub(crate) fn print<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    let mut value = serde_json::to_value(value).map_err(not_json)?;
    check(&value).map_err(not_json)?;
    // Members are in order already, unless somebody turned on `preserve_order` of serde_json for the whole program.
    value.sort_all_objects();
    Ok(value.to_string())
}

/// Reads a value from JSON in any spelling, as programs hand it over.
///
/// ```
/// let two_thirds: guanjia::fraction::Fraction = guanjia::from_json("[2, 3]").unwrap();
/// assert_eq!(two_thirds.need(24, false), 16);
/// assert_eq!(guanjia::from_json::<u64>("1.5").unwrap_err().code(), "json.invalid");
/// ```
///
/// Errors: `json.invalid`, with what is wrong and the line and column.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(not_json)
}

/// The error `json.invalid`, for a value that no JSON can be or that cannot be JSON.
pub fn not_json(reason: impl fmt::Display) -> Error {
    Error::new(Code::JsonInvalid).with("reason", reason)
}

/// Reads JSON that [`print`] would write, and nothing else.
#[cfg(test)]
pub(crate) fn parse<T: Serialize + DeserializeOwned>(text: &str) -> Result<T, Error> {
    let value: T = from_json(text)?;
    if print(&value)? == text { Ok(value) } else { Err(Error::new(Code::JsonNotCanonical)) }
}

/// Names are ASCII or in the Basic Multilingual Plane, where the order of code points is the order
/// of UTF-16 units that RFC 8785 section 3.2.3 asks for.
fn check(value: &Value) -> Result<(), String> {
    match value {
        Value::Null => Err("null is never written".to_owned()),
        Value::Bool(_) | Value::String(_) => Ok(()),
        Value::Number(number) => match number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs)) {
            Some(n) if n <= MAX_INTEGER => Ok(()),
            _ => Err(format!("`{number}` is not an integer within 2^53 - 1")),
        },
        Value::Array(items) => items.iter().try_for_each(check),
        Value::Object(members) => members.iter().try_for_each(|(name, value)| {
            if name.chars().all(|c| (c as u32) < 0xD800) {
                check(value)
            } else {
                Err(format!("`{name}` may not be a member's name"))
            }
        }),
    }
}

/// Reads an object's members and refuses one that is named twice, where the whole is not compared
/// with its canonical form.
pub(crate) fn members<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    struct Members<K, V>(PhantomData<(K, V)>);

    impl<'de, K: Deserialize<'de> + Ord + fmt::Display, V: Deserialize<'de>> Visitor<'de> for Members<K, V> {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = BTreeMap::new();
            while let Some((name, value)) = map.next_entry::<K, V>()? {
                if members.contains_key(&name) {
                    return Err(A::Error::custom(format!("`{name}` is there twice")));
                }
                members.insert(name, value);
            }
            Ok(members)
        }
    }

    deserializer.deserialize_map(Members(PhantomData))
}
