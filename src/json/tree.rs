//! JSON of no known type: integers only, and no object names a member twice (SPEC.md section 2).

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::MAX_INTEGER;
use crate::map::Map;

/// A value as JSON has them; what was read from canonical text still lies in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tree<'a> {
    Null,
    Bool(bool),
    Whole(u64),
    /// Below zero.
    Negative(i64),
    Text(Cow<'a, str>),
    Items(Vec<Tree<'a>>),
    Members(Members<'a>),
}

/// The members of an object.
pub(crate) type Members<'a> = Map<Cow<'a, str>, Tree<'a>>;

impl From<i64> for Tree<'_> {
    fn from(value: i64) -> Self {
        u64::try_from(value).map_or(Self::Negative(value), Self::Whole)
    }
}

struct Reading;

impl<'de> Deserialize<'de> for Tree<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

impl<'de> Visitor<'de> for Reading {
    type Value = Tree<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without fractions")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        if value <= MAX_INTEGER { Ok(Tree::Whole(value)) } else { Err(too_large(&value)) }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        if value.unsigned_abs() <= MAX_INTEGER { Ok(Tree::from(value)) } else { Err(too_large(&value)) }
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Err(E::custom("a number is not an integer"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Tree::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Tree::Items(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Members::new();
        while let Some(name) = map.next_key::<String>()? {
            if members.contains_key(name.as_str()) {
                return Err(A::Error::custom(format!("“{name}” is there twice")));
            }
            members.insert(Cow::Owned(name), map.next_value()?);
        }
        Ok(Tree::Members(members))
    }
}

fn too_large<E: Error>(value: &dyn fmt::Display) -> E {
    E::custom(format_args!("“{value}” is not an integer within 2^53 - 1"))
}
