//! The one way from JSON to the crate's types: strict, with the place of what is wrong (SPEC.md section 2).
//!
//! One reader of one kind of value, so that every type is compiled for reading once. Objects become structs, maps and
//! variants; arrays become lists; nothing else becomes anything else.

use std::borrow::Cow;

use serde::Deserializer;
use serde::de::value::U32Deserializer;
use serde::de::{DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::misfit::{ARRAY, Misfit, OBJECT, STRING};
use super::tree::{self, Tree};
use crate::map;

/// A value to be read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(pub(super) &'a Tree<'a>);

impl<'a> Reader<'a> {
    fn object(self) -> Result<&'a tree::Members<'a>, Misfit> {
        if let Tree::Members(members) = self.0 { Ok(members) } else { Err(Misfit::expected(OBJECT, self.0)) }
    }

    fn list(self) -> Option<&'a [Tree<'a>]> {
        if let Tree::Items(items) = self.0 { Some(items) } else { None }
    }

    fn text(self) -> Result<&'a str, Misfit> {
        if let Tree::Text(text) = self.0 { Ok(text) } else { Err(Misfit::expected(STRING, self.0)) }
    }

    fn whole(self) -> Result<u64, Misfit> {
        if let Tree::Whole(n) = self.0 {
            Ok(*n)
        } else {
            Err(Misfit::expected(("不小于零的整数", "a whole number"), self.0))
        }
    }

    fn integer(self) -> Result<i64, Misfit> {
        let n = match self.0 {
            Tree::Whole(n) => i64::try_from(*n).ok(),
            Tree::Negative(n) => Some(*n),
            _ => None,
        };
        n.ok_or_else(|| Misfit::expected(("整数", "an integer"), self.0))
    }

    /// The variant's place among its enum's, its name, and what it holds.
    fn variant(self, known: &[&str]) -> Result<(u32, &'a str, Option<&'a Tree<'a>>), Misfit> {
        let (name, held) = match self.0 {
            Tree::Text(name) => (name, None),
            Tree::Members(members) => match members.first_key_value() {
                Some((name, held)) if members.len() == 1 => (name, Some(held)),
                _ => return Err(Misfit::expected(("只有一项的对象", "an object with one member"), self.0)),
            },
            other => {
                return Err(Misfit::expected(
                    ("字符串,或只有一项的对象", "a string or an object with one member"),
                    other,
                ));
            }
        };
        match (0..).zip(known).find(|(_, known)| *known == name) {
            Some((at, _)) => Ok((at, name, held)),
            None => Err(Misfit::unknown(name, known)),
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Tree::Null => visitor.visit_unit(),
            Tree::Bool(value) => visitor.visit_bool(*value),
            Tree::Whole(whole) => visitor.visit_u64(*whole),
            Tree::Negative(negative) => visitor.visit_i64(*negative),
            Tree::Text(text) => visitor.visit_str(text),
            Tree::Items(items) => visitor.visit_seq(Items { items, at: 0 }),
            Tree::Members(members) => visitor.visit_map(Members { members: members.iter(), current: None }),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if let Tree::Bool(value) = self.0 {
            visitor.visit_bool(*value)
        } else {
            Err(Misfit::expected(("true 或 false", "true or false"), self.0))
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_u64(self.whole()?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_u64(self.whole()?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_u64(self.whole()?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_u64(self.whole()?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_i64(self.integer()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if *self.0 == Tree::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let items = self.list().ok_or_else(|| Misfit::expected(ARRAY, self.0))?;
        visitor.visit_seq(Items { items, at: 0 })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, size: usize, visitor: V) -> Result<V::Value, Misfit> {
        match self.list() {
            Some(items) if items.len() == size => visitor.visit_seq(Items { items, at: 0 }),
            _ => Err(Misfit::expected((&format!("有 {size} 项的数组"), &format!("an array of {size}")), self.0)),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        size: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_tuple(size, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_map(Members { members: self.object()?.iter(), current: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_map(Fields { members: self.object()?, known, at: 0, found: 0, current: self.0 })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let (at, name, held) = self.variant(known)?;
        visitor.visit_enum(Variant { at, name, held })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u128 f32 f64 char bytes byte_buf unit unit_struct identifier ignored_any
    }
}

/// The members of a struct in the order of its fields, each field given by its place, not its name.
struct Fields<'a> {
    members: &'a tree::Members<'a>,
    known: &'static [&'static str],
    at: u32,
    found: usize,
    current: &'a Tree<'a>,
}

impl Fields<'_> {
    /// The place of the next field that is there; in the end, every member must have been one.
    #[inline(never)]
    fn next(&mut self) -> Result<Option<u32>, Misfit> {
        while let Some(name) = self.known.get(self.at as usize) {
            let at = self.at;
            self.at = at.saturating_add(1);
            if let Some(value) = self.members.get(*name) {
                self.current = value;
                self.found = self.found.saturating_add(1);
                return Ok(Some(at));
            }
        }
        if self.found == self.members.len() {
            return Ok(None);
        }
        let unknown = self.members.keys().find(|name| !self.known.contains(&&***name));
        Err(Misfit::unknown(unknown.map_or("", |name| &**name), self.known))
    }

    #[cold]
    #[inline(never)]
    fn within(&self, error: Misfit) -> Misfit {
        let name = self.at.checked_sub(1).and_then(|at| self.known.get(at as usize));
        error.within(name.copied().unwrap_or_default())
    }
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        match self.next()? {
            Some(at) => seed.deserialize(place(at)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        seed.deserialize(Reader(self.current)).map_err(|error| self.within(error))
    }
}

/// The members of a map.
struct Members<'a> {
    members: map::Iter<'a, Cow<'a, str>, Tree<'a>>,
    current: Option<(&'a str, &'a Tree<'a>)>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        self.current = self.members.next().map(|(name, value)| (&**name, value));
        let Some((name, _)) = self.current else { return Ok(None) };
        seed.deserialize(Reader(&Tree::Text(Cow::Borrowed(name)))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let Some((name, value)) = self.current else {
            return Err(Misfit::new("没有别的项了", "no member is left"));
        };
        seed.deserialize(Reader(value)).map_err(|error| error.within(name))
    }
}

/// The items of a list.
struct Items<'a> {
    items: &'a [Tree<'a>],
    at: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let at = self.at;
        let Some(item) = self.items.get(at) else { return Ok(None) };
        self.at = at.saturating_add(1);
        seed.deserialize(Reader(item)).map(Some).map_err(|error| error.within(&format!("[{at}]")))
    }

    fn size_hint(&self) -> Option<usize> {
        self.items.len().checked_sub(self.at)
    }
}

/// A variant of an enum, given by its place, with what it holds.
struct Variant<'a> {
    at: u32,
    name: &'a str,
    held: Option<&'a Tree<'a>>,
}

impl<'a> Variant<'a> {
    fn held(&self) -> Result<Reader<'a>, Misfit> {
        self.held.map(Reader).ok_or_else(|| {
            Misfit::new(
                format!("“{}”应写成对象里唯一的一项", self.name),
                format!("“{}” is an object's one member", self.name),
            )
        })
    }
}

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Misfit> {
        Ok((seed.deserialize(place(self.at))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        match self.held {
            None => Ok(()),
            Some(_) => Err(Misfit::new(format!("“{}”应写成字符串", self.name), format!("“{}” is a string", self.name))),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(self.held()?).map_err(|error| error.within(self.name))
    }

    fn tuple_variant<V: Visitor<'de>>(self, size: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.held()?.deserialize_tuple(size, visitor).map_err(|error| error.within(self.name))
    }

    fn struct_variant<V: Visitor<'de>>(self, known: &'static [&'static str], visitor: V) -> Result<V::Value, Misfit> {
        self.held()?.deserialize_struct("", known, visitor).map_err(|error| error.within(self.name))
    }
}

/// The derived code takes a field or a variant by its place among the known as well as by its name.
fn place(at: u32) -> U32Deserializer<Misfit> {
    at.into_deserializer()
}
