//! Sorting by one body of code for all types.

use std::cmp::Ordering;

/// Puts things in order like the standard library's stable sort, which is compiled anew for every type.
pub(crate) trait Order<T> {
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }

    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

impl<T> Order<T> for [T] {
    #[expect(clippy::indexing_slicing, reason = "the places are those of the slice")]
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let mut places = places(self.len(), &|a, b| compare(&self[a], &self[b]));
        // Every cycle of places is gone through once, and each thing put where it belongs.
        for start in 0..self.len() {
            let mut at = start;
            while places[at] != start {
                let next = std::mem::replace(&mut places[at], at);
                self.swap(at, next);
                at = next;
            }
            places[at] = at;
        }
    }
}

/// Which thing comes first, which second, and so on: merged from runs of 1, 2, 4 …
#[expect(clippy::indexing_slicing, reason = "runs end where the list does")]
fn places(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut from: Vec<usize> = (0..len).collect();
    let mut to = Vec::with_capacity(len);
    let mut run = 1;
    while run < len {
        for start in (0..len).step_by(2 * run) {
            let (mut a, mut b) = (start, (start + run).min(len));
            let (middle, end) = (b, (start + 2 * run).min(len));
            while a < middle || b < end {
                if b == end || (a < middle && compare(from[a], from[b]).is_le()) {
                    to.push(from[a]);
                    a += 1;
                } else {
                    to.push(from[b]);
                    b += 1;
                }
            }
        }
        std::mem::swap(&mut from, &mut to);
        to.clear();
        run *= 2;
    }
    from
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Order;

    proptest! {
        #[test]
        fn things_stand_as_the_standard_library_puts_them(mut things: Vec<(u8, u16)>) {
            let mut expected = things.clone();
            expected.sort_by_key(|(key, _)| *key);
            things.order_by_key(|(key, _)| *key);
            prop_assert_eq!(things, expected);
        }
    }
}
