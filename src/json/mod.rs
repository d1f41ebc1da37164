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

mod canonical;
mod misfit;
mod read;
mod tree;
mod write;

use std::fmt::{self, Write};
use std::marker::PhantomData;
use std::str::FromStr;

pub(crate) use self::canonical::canonical;
pub(crate) use self::misfit::{Misfit, not_json};
use self::read::Reader;
pub(crate) use self::tree::{Members, Tree};
use self::write::Writer;
use crate::error::Error;
use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserializer, Serialize};

/// The largest integer that every JSON reader keeps exactly: 2^53 − 1 (RFC 7493 section 2.2).
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// A value as canonical JSON: members in the order of their names, no white space, integers only.
pub(crate) fn print<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    print_tree(&write(value)?)
}

/// The same for a value that was written.
pub(crate) fn print_tree(value: &Tree<'_>) -> Result<String, Error> {
    check(value)?;
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
    Ok(spell(&write(value)?))
}

/// Writes a value of one of the crate's types.
pub(crate) fn write<T: Serialize + ?Sized>(value: &T) -> Result<Tree<'static>, Error> {
    let mut writer = Writer::building();
    value.serialize(&mut writer).map_err(Misfit::error)?;
    Ok(writer.built())
}

/// Whether [`write`] would give just this of a value.
pub(crate) fn is_written<T: Serialize + ?Sized>(value: &T, tree: &Tree<'_>) -> bool {
    value.serialize(&mut Writer::comparing(tree)).is_ok()
}

/// Reads a value from JSON in any spelling, as programs hand it over.
///
/// ```
/// let two_thirds: guanjia::fraction::Fraction = guanjia::from_json("[2, 3]").unwrap();
/// assert_eq!(two_thirds.need(24, false), 16);
/// assert_eq!(guanjia::from_json::<u64>("1.5").unwrap_err().code(), "json.invalid");
/// ```
///
/// Errors: `json.invalid`, with what is wrong and where in the field `reason`, and in Chinese in `reason_zh`: the place of the
/// member, as in `options[2].text.zh: missing field`, or the line and column of what is not JSON.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    read(&parse(text)?)
}

/// Reads a value of one of the crate's types.
pub(crate) fn read<T: DeserializeOwned>(value: &Tree<'_>) -> Result<T, Error> {
    T::deserialize(Reader(value)).map_err(Misfit::error)
}

/// Reads what is written as a string of one spelling.
pub(crate) fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err = Error>>(deserializer: D) -> Result<T, D::Error> {
    struct Parsing<T>(PhantomData<T>);

    impl<T: FromStr<Err = Error>> Visitor<'_> for Parsing<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Parsing(PhantomData))
}

/// Reads JSON of no known type; no object may name a member twice.
pub(crate) fn parse(text: &str) -> Result<Tree<'static>, Error> {
    serde_json::from_str(text).map_err(not_json)
}

/// Reads JSON that [`print`] would write, and nothing else.
#[cfg(test)]
pub(crate) fn parse_canonical<T: Serialize + DeserializeOwned>(text: &str) -> Result<T, Error> {
    let value: T = from_json(text)?;
    if print(&value)? == text { Ok(value) } else { Err(Error::new(crate::error::Code::JsonNotCanonical)) }
}

/// Names are ASCII or in the Basic Multilingual Plane, where the order of code points is the order
/// of UTF-16 units that RFC 8785 section 3.2.3 asks for.
fn check(value: &Tree<'_>) -> Result<(), Error> {
    match value {
        Tree::Null => Err(Misfit::new("没有的项不写,不写成 null", "null is never written").error()),
        Tree::Bool(_) | Tree::Text(_) => Ok(()),
        Tree::Whole(n) => check_size(*n),
        Tree::Negative(n) => check_size(n.unsigned_abs()),
        Tree::Items(items) => items.iter().try_for_each(check),
        Tree::Members(members) => members.iter().try_for_each(|(name, value)| {
            if name.chars().all(|c| (c as u32) < 0xD800) {
                check(value)
            } else {
                Err(Misfit::new(format!("“{name}”不能作一项的名称"), format!("“{name}” may not be a member's name"))
                    .error())
            }
        }),
    }
}

fn check_size(n: u64) -> Result<(), Error> {
    if n <= MAX_INTEGER {
        return Ok(());
    }
    Err(Misfit::new(format!("“{n}”超过 2^53 - 1"), format!("“{n}” is above 2^53 - 1")).error())
}

/// The one spelling of a value.
fn spell(value: &Tree<'_>) -> String {
    let mut text = String::new();
    spell_to(value, &mut text);
    text
}

fn spell_to(value: &Tree<'_>, text: &mut String) {
    match value {
        Tree::Null => text.push_str("null"),
        Tree::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Tree::Whole(n) => text.push_str(&n.to_string()),
        Tree::Negative(n) => text.push_str(&n.to_string()),
        Tree::Text(value) => spell_string(value, text),
        Tree::Items(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                spell_to(item, text);
            }
            text.push(']');
        }
        Tree::Members(members) => {
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
    for (at, c) in value.bytes().enumerate().filter(|(_, c)| *c < b' ' || matches!(c, b'"' | b'\\')) {
        text.push_str(value.get(plain..at).unwrap_or_default());
        match c {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            8 => text.push_str("\\b"),
            b'\t' => text.push_str("\\t"),
            b'\n' => text.push_str("\\n"),
            12 => text.push_str("\\f"),
            b'\r' => text.push_str("\\r"),
            _ => {
                let _ = write!(text, "\\u{c:04x}");
            }
        }
        plain = at + 1;
    }
    text.push_str(value.get(plain..).unwrap_or_default());
    text.push('"');
}
