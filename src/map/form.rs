//! What a map is like, compared, printed, read and written: as its pairs in order, whatever lists they lie in.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Map, Set};

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other)
    }
}

impl<K: Eq, V: Eq> Eq for Map<K, V> {}

impl<K: PartialOrd, V: PartialOrd> PartialOrd for Map<K, V> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.iter().partial_cmp(other)
    }
}

impl<K: Ord, V: Ord> Ord for Map<K, V> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other)
    }
}

impl<K: Hash, V: Hash> Hash for Map<K, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.len().hash(state);
        self.iter().for_each(|pair| pair.hash(state));
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<T: fmt::Debug> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self).finish()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<T: Serialize> Serialize for Set<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

/// Reads into a map or a set.
struct Into<C>(PhantomData<C>);

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Into<Map<K, V>> {
    type Value = Map<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
        let mut map = Map::new();
        while let Some((key, value)) = pairs.next_entry()? {
            map.insert(key, value);
        }
        Ok(map)
    }
}

impl<'de, T: Deserialize<'de> + Ord> Visitor<'de> for Into<Set<T>> {
    type Value = Set<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut set = Set::new();
        while let Some(item) = items.next_element()? {
            set.insert(item);
        }
        Ok(set)
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for Map<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Into::<Self>(PhantomData))
    }
}

impl<'de, T: Deserialize<'de> + Ord> Deserialize<'de> for Set<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Into::<Self>(PhantomData))
    }
}

/// In TypeScript they are what the standard library's are.
#[cfg(feature = "ts")]
mod ts {
    use ts_rs::{Config, TS, TypeVisitor};

    use super::{Map, Set};

    macro_rules! like {
        ($(impl<$($of:ident),+> $this:ty as $other:ty;)*) => {
            $(impl<$($of: TS),+> TS for $this {
                type WithoutGenerics = <$other as TS>::WithoutGenerics;
                type OptionInnerType = <$other as TS>::OptionInnerType;
                fn ident(cfg: &Config) -> String { <$other as TS>::ident(cfg) }
                fn name(cfg: &Config) -> String { <$other as TS>::name(cfg) }
                fn inline(cfg: &Config) -> String { <$other as TS>::inline(cfg) }
                fn inline_flattened(cfg: &Config) -> String { <$other as TS>::inline_flattened(cfg) }
                fn visit_dependencies(visitor: &mut impl TypeVisitor) where Self: 'static { <$other as TS>::visit_dependencies(visitor); }
                fn visit_generics(visitor: &mut impl TypeVisitor) where Self: 'static { <$other as TS>::visit_generics(visitor); }
                fn decl(cfg: &Config) -> String { <$other as TS>::decl(cfg) }
                fn decl_concrete(cfg: &Config) -> String { <$other as TS>::decl_concrete(cfg) }
            })*
        };
    }

    like! {
        impl<K, V> Map<K, V> as std::collections::BTreeMap<K, V>;
        impl<T> Set<T> as Vec<T>;
    }
}
