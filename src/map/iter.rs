//! Going through a map, from either end.

use super::{Map, Place};

/// The pairs of a [`Map`], in order.
pub struct Iter<'a, K, V> {
    lists: &'a [Vec<(K, V)>],
    from: Place,
    to: Place,
    left: usize,
}

impl<'a, K, V> Iter<'a, K, V> {
    pub(super) fn new(lists: &'a [Vec<(K, V)>], from: Place, to: Place) -> Self {
        let upto = |(list, place): Place| lists.iter().take(list).map(Vec::len).sum::<usize>() + place;
        Self { lists, from, to, left: upto(to).saturating_sub(upto(from)) }
    }
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        loop {
            if let Some((key, value)) = self.lists.get(self.from.0)?.get(self.from.1) {
                self.from.1 += 1;
                return Some((key, value));
            }
            self.from = (self.from.0 + 1, 0);
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        while self.to.1 == 0 {
            self.to.0 -= 1;
            self.to.1 = self.lists.get(self.to.0)?.len();
        }
        self.to.1 -= 1;
        let (key, value) = self.lists.get(self.to.0)?.get(self.to.1)?;
        Some((key, value))
    }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}

/// The pairs of a [`Map`] in order, without it.
pub type IntoIter<K, V> = std::iter::Flatten<std::vec::IntoIter<Vec<(K, V)>>>;

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.lists.into_iter().flatten()
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        map.extend(pairs);
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(pairs: [(K, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}
