//! Where each entry stands on the record, by its leaf hash (SPEC.md section 3).

use crate::hash::Hash;
use crate::log::Tree;
use crate::map::Map;

/// The index of each leaf, or of the first of those that are alike. The tree has the hashes: here a few bytes find them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Leaves {
    by_start: Map<u64, u64>,
    /// Those that begin like another that came before. Nobody meets one who does not look for it.
    others: Map<Hash, u64>,
}

impl Leaves {
    /// Where the tree has a leaf first.
    pub(super) fn get(&self, leaf: Hash, tree: &Tree) -> Option<u64> {
        let index = self.by_start.get(&start(leaf)).copied()?;
        if tree.leaf(index) == Some(leaf) { Some(index) } else { self.others.get(&leaf).copied() }
    }

    /// Notes a leaf that the tree has at an index, its last.
    pub(super) fn push(&mut self, leaf: Hash, index: u64, tree: &Tree) {
        let first = *self.by_start.entry(start(leaf)).or_insert(index);
        if tree.leaf(first) != Some(leaf) {
            self.others.entry(leaf).or_insert(index);
        }
    }
}

/// The first eight bytes.
fn start(Hash(bytes): Hash) -> u64 {
    bytes.iter().take(8).fold(0, |start, byte| start << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_begin_alike_are_told_apart() {
        let leaf = |start: u8, end: u8| {
            let mut bytes = [0; 32];
            (bytes[7], bytes[31]) = (start, end);
            Hash(bytes)
        };
        // By twos and threes with one beginning, some of them twice.
        let pushed = [(1, 1), (1, 2), (2, 1), (1, 3), (1, 2), (2, 1), (1, 1), (2, 2), (1, 3)];
        let (mut tree, mut leaves) = (Tree::new(), Leaves::default());
        for (index, (start, end)) in (0..).zip(pushed) {
            tree.push(leaf(start, end));
            leaves.push(leaf(start, end), index, &tree);
        }
        for start in 0..4 {
            for end in 0..4 {
                let first = (0..).zip(pushed).find(|(_, pushed)| *pushed == (start, end));
                assert_eq!(leaves.get(leaf(start, end), &tree), first.map(|(index, _)| index), "{start} {end}");
            }
        }
    }
}
