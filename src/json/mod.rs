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

mod misfit;
mod read;
mod tree;
mod write;

use std::fmt::{self, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use self::read::Reader;
use self::tree::Tree;
use self::write::Writer;
use crate::error::{Code, Error};

/// The largest integer that every JSON reader keeps exactly: 2^53 − 1 (RFC 7493 section 2.2).
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// A value as canonical JSON: members in the order of their names, no white space, integers only.
pub(crate) fn print<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    let value = write(value)?;
    check(&value)?;
    Ok(spell(value))
}

/// A value as JSON, as programs take it: as it is written in a record, but what is absent may be `null`.
///
/// ```
/// assert_eq!(guanjia::to_json(&guanjia::measure::Amounts::one_head()).unwrap(), r#"{"heads":1}"#);
/// ```
///
/// Errors: `json.invalid`, for a fraction or for bytes.
pub fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    Ok(spell(write(value)?))
}

/// Writes a value of one of the crate's types.
pub(crate) fn write<T: Serialize + ?Sized>(value: &T) -> Result<Value, Error> {
    let mut written = Value::Null;
    value.serialize(Writer(&mut written)).map_err(not_json)?;
    Ok(written)
}

/// Reads a value from JSON in any spelling, as programs hand it over.
///
/// ```
/// let two_thirds: guanjia::fraction::Fraction = guanjia::from_json("[2, 3]").unwrap();
/// assert_eq!(two_thirds.need(24, false), 16);
/// assert_eq!(guanjia::from_json::<u64>("1.5").unwrap_err().code(), "json.invalid");
/// ```
///
/// Errors: `json.invalid`, with what is wrong and where: the place of the member, as in `options[2].text.zh: missing field`,
/// or the line and column of what is not JSON.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    read(&parse(text)?)
}

/// Reads a value of one of the crate's types.
pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    T::deserialize(Reader(value)).map_err(not_json)
}

/// Reads JSON of no known type; no object may name a member twice.
pub(crate) fn parse(text: &str) -> Result<Value, Error> {
    let tree: Tree = serde_json::from_str(text).map_err(not_json)?;
    Ok(tree.0)
}

/// The error `json.invalid`, for a value that no JSON can be or that cannot be JSON.
pub(crate) fn not_json(reason: impl fmt::Display) -> Error {
    Error::new(Code::JsonInvalid).with("reason", reason)
}

/// Reads JSON that [`print`] would write, and nothing else.
#[cfg(test)]
pub(crate) fn parse_canonical<T: Serialize + DeserializeOwned>(text: &str) -> Result<T, Error> {
    let value: T = from_json(text)?;
    if print(&value)? == text { Ok(value) } else { Err(Error::new(Code::JsonNotCanonical)) }
}

/// Names are ASCII or in the Basic Multilingual Plane, where the order of code points is the order
/// of UTF-16 units that RFC 8785 section 3.2.3 asks for.
fn check(value: &Value) -> Result<(), Error> {
    match value {
        Value::Null => Err(not_json("null is never written")),
        Value::Bool(_) | Value::String(_) => Ok(()),
        Value::Number(number) => match number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs)) {
            Some(n) if n <= MAX_INTEGER => Ok(()),
            Some(n) => Err(not_json(format_args!("`{n}` is above 2^53 - 1"))),
            None => Err(not_json("a number is not an integer")),
        },
        Value::Array(items) => items.iter().try_for_each(check),
        Value::Object(members) => members.iter().try_for_each(|(name, value)| {
            if name.chars().all(|c| (c as u32) < 0xD800) {
                check(value)
            } else {
                Err(not_json(format_args!("`{name}` may not be a member's name")))
            }
        }),
    }
}

/// The one spelling of a value.
fn spell(mut value: Value) -> String {
    // Members are in order already, unless somebody turned on `preserve_order` of serde_json for the whole program.
    value.sort_all_objects();
    let mut text = String::new();
    spell_to(&value, &mut text);
    text
}

/// `Value` prints itself, but with it come the tables that print fractions.
fn spell_to(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => match number.as_u64() {
            Some(n) => text.push_str(&n.to_string()),
            None => text.push_str(&number.as_i64().unwrap_or_default().to_string()),
        },
        Value::String(value) => spell_string(value, text),
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                spell_to(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (at, (name, member)) in members.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                spell_string(name, text);
                text.push(':');
                spell_to(member, text);
            }
            text.push('}');
        }
    }
}

/// RFC 8785 section 3.2.2.2.
fn spell_string(value: &str, text: &mut String) {
    text.push('"');
    let mut plain = 0;
    for (at, c) in value.char_indices().filter(|(_, c)| *c < ' ' || matches!(c, '"' | '\\')) {
        text.push_str(value.get(plain..at).unwrap_or_default());
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            _ => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
        }
        plain = at + 1;
    }
    text.push_str(value.get(plain..).unwrap_or_default());
    text.push('"');
}
