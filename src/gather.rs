//! Gathering into maps and sets one by one.

use std::collections::{BTreeMap, BTreeSet};

/// Like `collect`, which sorts first: that is seldom faster for as few as we gather, and compiled anew for every type,
/// code to sort is a tenth of all that a page has to load.
pub(crate) trait Gather: Iterator + Sized {
    fn gather<C: Ordered + Extend<Self::Item>>(self) -> C {
        let mut gathered = C::default();
        gathered.extend(self);
        gathered
    }

    /// The same, up to the first that fails.
    fn try_gather<C: Ordered + Extend<T>, T, E>(mut self) -> Result<C, E>
    where
        Self: Iterator<Item = Result<T, E>>,
    {
        self.try_fold(C::default(), |mut gathered, item| {
            gathered.extend([item?]);
            Ok(gathered)
        })
    }
}

impl<I: Iterator> Gather for I {}

/// A map or a set.
pub(crate) trait Ordered: Default {}

impl<K, V> Ordered for BTreeMap<K, V> {}

impl<T> Ordered for BTreeSet<T> {}
