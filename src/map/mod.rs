//! Maps and sets in the order of their keys.
//!
//! They do what the standard library's do and are told apart by what a page has to load: those are compiled anew for every
//! pair of types, which was a fifth of the whole package, while a [`Map`] is short lists of pairs, one after the other.
//! Finding is by halving, first among the lists and then in one; putting in and taking out move the pairs of one list.
//!
//! ```
//! use guanjia::map::{Map, Set};
//! let mut seats = Map::from([("B02", 8), ("B01", 7)]);
//! *seats.entry("B01").or_default() += 1;
//! assert_eq!(seats.iter().map(|(building, seats)| (*building, *seats)).collect::<Vec<_>>(), [("B01", 8), ("B02", 8)]);
//! assert_eq!(seats.range("B02"..).count(), 1);
//! let drawn: Set<u32> = [30, 10, 20, 10].into_iter().collect();
//! assert_eq!((drawn.len(), drawn.first(), drawn.last()), (3, Some(&10), Some(&30)));
//! ```

mod form;
mod iter;
mod order;
mod set;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::ops::{Bound, Index, RangeBounds};

pub use iter::{IntoIter, Iter};
pub(crate) use order::Order;
pub use set::Set;

/// How many pairs a list holds at most, in a map of so many: in a great one more, since a new list moves those behind it.
#[inline(never)]
fn full(len: usize) -> usize {
    (len / 512).clamp(32, 512)
}

/// A list and a place in it.
type Place = (usize, usize);

/// A map 映射 in the order of its keys, in place of a `BTreeMap`.
#[derive(Clone)]
pub struct Map<K, V> {
    /// None is empty; every key is above those before it.
    lists: Vec<Vec<(K, V)>>,
    len: usize,
}

impl<K, V> Map<K, V> {
    /// An empty map.
    pub const fn new() -> Self {
        Self { lists: Vec::new(), len: 0 }
    }

    /// The number of keys.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Every key with its value, in order.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter::new(&self.lists, (0, 0), (self.lists.len(), 0))
    }

    /// The same, with values that may be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.lists.iter_mut().flatten().map(|(key, value)| (&*key, value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        self.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.iter().map(|(_, value)| value)
    }

    /// The same, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.lists.iter_mut().flatten().map(|(_, value)| value)
    }

    /// The keys, without the map.
    pub fn into_keys(self) -> impl Iterator<Item = K> {
        self.into_iter().map(|(key, _)| key)
    }

    /// The values, without the map.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.into_iter().map(|(_, value)| value)
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// The first key and its value.
    pub fn first_key_value(&self) -> Option<(&K, &V)> {
        self.iter().next()
    }

    /// The last key and its value.
    pub fn last_key_value(&self) -> Option<(&K, &V)> {
        self.iter().next_back()
    }

    /// Keeps the pairs for which something holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        for list in &mut self.lists {
            list.retain_mut(|(key, value)| keep(key, value));
        }
        self.lists.retain(|list| !list.is_empty());
        self.len = self.lists.iter().map(Vec::len).sum();
    }

    fn at(&self, (list, place): Place) -> Option<&(K, V)> {
        self.lists.get(list)?.get(place)
    }

    fn at_mut(&mut self, (list, place): Place) -> Option<&mut (K, V)> {
        self.lists.get_mut(list)?.get_mut(place)
    }
}

impl<K: Ord, V> Map<K, V> {
    /// Where a key is, or where it would have to be put.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<Place, Place>
    where
        K: Borrow<Q>,
    {
        let compare = |list: usize, place: usize| match self.at((list, place)) {
            Some((found, _)) => found.borrow().cmp(key),
            None => Ordering::Greater,
        };
        // The last list that does not begin above the key.
        let list = match search(self.lists.len(), &|list| compare(list, 0)) {
            Ok(list) => return Ok((list, 0)),
            Err(above) => above.saturating_sub(1),
        };
        let len = self.lists.get(list).map_or(0, Vec::len);
        match search(len, &|place| compare(list, place)) {
            Ok(place) => Ok((list, place)),
            Err(place) => Err((list, place)),
        }
    }

    /// Puts in a value, and gives the one that it takes the place of.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(place) => self.at_mut(place).map(|(_, old)| std::mem::replace(old, value)),
            Err(place) => {
                self.put(place, key, value);
                None
            }
        }
    }

    /// Puts in a value whose key is above all others.
    pub(crate) fn push(&mut self, key: K, value: V) {
        let list = self.lists.len().saturating_sub(1);
        let len = self.lists.get(list).map_or(0, Vec::len);
        self.put((list, len), key, value);
    }

    /// Puts a new key where it belongs, and says where that is now.
    fn put(&mut self, (mut list, mut place): Place, key: K, value: V) -> Place {
        let most = full(self.len);
        self.len += 1;
        if self.lists.is_empty() {
            self.lists.push(Vec::new());
        }
        let len = self.lists.get(list).map_or(0, Vec::len);
        let has_room = |pairs: &Vec<_>| pairs.len() < most;
        // Keys that come in order leave full lists behind, or nearly so; others at least a quarter of one.
        if len < most {
            // There is room.
        } else if place == len && self.lists.get(list + 1).is_some_and(has_room) {
            (list, place) = (list + 1, 0);
        } else if let Some(full) = self.lists.get_mut(list) {
            let half = if place == len { len } else { place.clamp(len / 4, len - len / 4) };
            let rest = full.split_off(half);
            self.lists.insert(list + 1, rest);
            if place > half || half == len {
                (list, place) = (list + 1, place - half);
            }
        }
        if let Some(pairs) = self.lists.get_mut(list) {
            pairs.insert(place, (key, value));
        }
        (list, place)
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.get_key_value(key).map(|(_, value)| value)
    }

    /// A key as it was put in, and its value.
    pub fn get_key_value<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        self.at(self.find(key).ok()?).map(|(key, value)| (key, value))
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.find(key).ok()?;
        self.at_mut(place).map(|(_, value)| value)
    }

    /// Whether a key is there.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Takes out a key, and gives its value.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (list, place) = self.find(key).ok()?;
        let pairs = self.lists.get_mut(list)?;
        let (_, value) = pairs.remove(place);
        if pairs.is_empty() {
            self.lists.remove(list);
        }
        self.len -= 1;
        Some(value)
    }

    /// The place of a key, to be filled or changed.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        let place = self.find(&key);
        Entry { map: self, key, place }
    }

    /// The pairs whose keys lie between two bounds, in order; none where they cross.
    pub fn range<Q: Ord + ?Sized>(&self, bounds: impl RangeBounds<Q>) -> Iter<'_, K, V>
    where
        K: Borrow<Q>,
    {
        let after = |key: &Q| self.find(key).map_or_else(|place| place, |(list, place)| (list, place + 1));
        let before = |key: &Q| self.find(key).unwrap_or_else(|place| place);
        let from = match bounds.start_bound() {
            Bound::Included(key) => before(key),
            Bound::Excluded(key) => after(key),
            Bound::Unbounded => (0, 0),
        };
        let to = match bounds.end_bound() {
            Bound::Included(key) => after(key),
            Bound::Excluded(key) => before(key),
            Bound::Unbounded => (self.lists.len(), 0),
        };
        Iter::new(&self.lists, from, to)
    }
}

/// The value of a key that is known to be there; panics where it is not, like the standard library's.
impl<K: Borrow<Q> + Ord, Q: Ord + ?Sized, V> Index<&Q> for Map<K, V> {
    type Output = V;

    #[expect(clippy::expect_used, reason = "as documented")]
    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("no such key")
    }
}

/// Halves what is in order until a place is found, or where it would be.
fn search(len: usize, compare: &impl Fn(usize) -> Ordering) -> Result<usize, usize> {
    let (mut from, mut to) = (0, len);
    while from < to {
        let middle = usize::midpoint(from, to);
        match compare(middle) {
            Ordering::Equal => return Ok(middle),
            Ordering::Less => from = middle + 1,
            Ordering::Greater => to = middle,
        }
    }
    Err(from)
}

/// The place of a key in a [`Map`].
///
/// ```
/// let mut marks = guanjia::map::Map::new();
/// for option in ["Y", "N", "Y"] {
///     marks.entry(option).and_modify(|count| *count += 1).or_insert(1);
/// }
/// assert_eq!(marks.get("Y"), Some(&2));
/// ```
pub struct Entry<'a, K, V> {
    map: &'a mut Map<K, V>,
    key: K,
    place: Result<Place, Place>,
}

impl<'a, K: Ord, V> Entry<'a, K, V> {
    /// Changes the value that is there, if there is one.
    #[must_use]
    pub fn and_modify(self, change: impl FnOnce(&mut V)) -> Self {
        if let Some((_, value)) = self.place.ok().and_then(|place| self.map.at_mut(place)) {
            change(value);
        }
        self
    }

    /// The value that is there, or this one.
    pub fn or_insert(self, value: V) -> &'a mut V {
        self.or_insert_with(|| value)
    }

    /// The value that is there, or a new one.
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// The value that is there, or what is made.
    #[expect(clippy::indexing_slicing, reason = "a place that was found, or just filled")]
    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'a mut V {
        let (list, place) = match self.place {
            Ok(place) => place,
            Err(place) => self.map.put(place, self.key, make()),
        };
        &mut self.map.lists[list][place].1
    }
}
