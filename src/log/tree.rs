//! The Merkle tree 默克尔树 over the leaves of a record (SPEC.md section 3; RFC 9162 section 2.1).
//!
//! ```
//! use guanjia::log::{Tree, leaf_hash, verify_consistency, verify_inclusion};
//! let tree: Tree = (0..8_u8).map(|n| leaf_hash(&[n])).collect();
//! // Of every leaf and every size there is a proof of at most three hashes, and of every size that it only grew.
//! for size in 1..=8 {
//!     let root = tree.root_at(size).unwrap();
//!     for index in 0..size {
//!         let proof = tree.inclusion(index, size).unwrap();
//!         assert!(proof.len() <= 3);
//!         verify_inclusion(tree.leaf(index).unwrap(), index, size, &proof, root).unwrap();
//!     }
//!     verify_consistency(size, root, 8, tree.root(), &tree.consistency(size, 8).unwrap()).unwrap();
//! }
//! assert_eq!(tree.inclusion(8, 8), None);
//! ```

use sha2::{Digest, Sha256};

use crate::error::{Code, Error};
use crate::hash::Hash;

/// A tree that grows by one leaf at a time and answers for every size it ever had.
///
/// ```
/// use guanjia::log::{Tree, leaf_hash, verify_consistency, verify_inclusion};
/// let tree: Tree = [b"a", b"b", b"c"].into_iter().map(|leaf| leaf_hash(leaf)).collect();
/// let proof = tree.inclusion(0, 3).unwrap();
/// verify_inclusion(leaf_hash(b"a"), 0, 3, &proof, tree.root()).unwrap();
/// let proof = tree.consistency(2, 3).unwrap();
/// verify_consistency(2, tree.root_at(2).unwrap(), 3, tree.root(), &proof).unwrap();
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// `levels[h][i]` is the hash of the leaves from `i·2^h` to `(i+1)·2^h`.
    levels: Vec<Vec<Hash>>,
}

/// The hash of a leaf: SHA-256 of a zero byte and the leaf (RFC 9162 section 2.1.1).
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Hash(Sha256::new_with_prefix([0]).chain_update(leaf).finalize().into())
}

fn node_hash(left: Hash, right: Hash) -> Hash {
    Hash(Sha256::new_with_prefix([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

impl Tree {
    /// An empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends the hash of a leaf, as from [`leaf_hash`].
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for level in &mut self.levels {
            level.push(hash);
            match level.as_slice() {
                [.., left, right] if level.len() % 2 == 0 => hash = node_hash(*left, *right),
                _ => return,
            }
        }
        self.levels.push(vec![hash]);
    }

    /// The number of leaves.
    pub fn len(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// Whether there is no leaf.
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty()
    }

    /// The root; of an empty tree it is SHA-256 of nothing.
    pub fn root(&self) -> Hash {
        self.range(0, self.len()).unwrap_or_else(|| Hash::of(b""))
    }

    /// The root when there were `size` leaves; `None` when there never were.
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        if size == 0 { Some(Hash::of(b"")) } else { self.range(0, size) }
    }

    /// The hash of leaf `index`; `None` when there is none.
    pub fn leaf(&self, index: u64) -> Option<Hash> {
        self.node(0, index)
    }

    /// The proof that leaf `index` is in the tree of `size` leaves, from the leaf's sibling to the
    /// root's child (RFC 9162 section 2.1.3.1); `None` unless `index < size ≤ len`.
    pub fn inclusion(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        if index >= size {
            return None;
        }
        let (mut start, mut size, mut proof) = (0, size, Vec::new());
        while size > 1 {
            let left = split(size);
            if index - start < left {
                proof.push(self.range(start + left, size - left)?);
                size = left;
            } else {
                proof.push(self.range(start, left)?);
                start += left;
                size -= left;
            }
        }
        self.leaf(index)?;
        proof.reverse();
        Some(proof)
    }

    /// The proof that the tree of `from` leaves is the beginning of that of `to` (RFC 9162 section
    /// 2.1.4.1); `None` unless `0 < from ≤ to ≤ len`. It is empty when the two are the same.
    pub fn consistency(&self, from: u64, to: u64) -> Option<Vec<Hash>> {
        if from == 0 || from > to || to > self.len() {
            return None;
        }
        let (mut start, mut from, mut to, mut proof) = (0, from, to, Vec::new());
        while from < to {
            let left = split(to);
            if from <= left {
                proof.push(self.range(start + left, to - left)?);
                to = left;
            } else {
                proof.push(self.range(start, left)?);
                start += left;
                from -= left;
                to -= left;
            }
        }
        if start > 0 {
            proof.push(self.range(start, to)?);
        }
        proof.reverse();
        Some(proof)
    }

    fn node(&self, level: u32, index: u64) -> Option<Hash> {
        let level = self.levels.get(usize::try_from(level).ok()?)?;
        level.get(usize::try_from(index).ok()?).copied()
    }

    /// The hash of `size` leaves from `start`, a multiple of the power of two at or above `size`.
    fn range(&self, start: u64, size: u64) -> Option<Hash> {
        if size.is_power_of_two() {
            let level = size.trailing_zeros();
            return self.node(level, start >> level);
        }
        let left = (size > 0).then(|| split(size))?;
        Some(node_hash(self.range(start, left)?, self.range(start + left, size - left)?))
    }
}

impl FromIterator<Hash> for Tree {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut tree = Self::new();
        leaves.into_iter().for_each(|leaf| tree.push(leaf));
        tree
    }
}

/// The largest power of two below `size`, which is at least 2.
fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// Checks that a leaf is in a tree (RFC 9162 section 2.1.3.2).
///
/// Errors: `proof.inclusion`.
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> Result<(), Error> {
    let computed = || {
        let mut node = index;
        let mut last = size.checked_sub(1).filter(|last| index <= *last)?;
        let mut hash = leaf;
        for &sibling in proof {
            if last == 0 {
                return None;
            }
            if node % 2 == 1 || node == last {
                hash = node_hash(sibling, hash);
                skip_right_edge(&mut node, &mut last);
            } else {
                hash = node_hash(hash, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        (last == 0).then_some(hash)
    };
    if computed() == Some(root) {
        Ok(())
    } else {
        Err(Error::new(Code::ProofInclusion).with("index", index).with("size", size))
    }
}

/// Checks that one tree is the beginning of another (RFC 9162 section 2.1.4.2). Nothing can be
/// proven of an empty tree; of a tree and itself the proof is empty.
///
/// Errors: `proof.consistency`.
pub fn verify_consistency(from: u64, from_root: Hash, to: u64, to_root: Hash, proof: &[Hash]) -> Result<(), Error> {
    let computed = || {
        let mut node = from.checked_sub(1)?;
        let mut last = to.checked_sub(from)? + node;
        let trailing = node.trailing_ones();
        (node, last) = (node >> trailing, last >> trailing);
        // The tree of `from` leaves is itself a node when `from` is a power of two.
        let (seed, rest) =
            if node == 0 { (from_root, proof) } else { proof.split_first().map(|(h, rest)| (*h, rest))? };
        let (mut old, mut new) = (seed, seed);
        for &hash in rest {
            if last == 0 {
                return None;
            }
            if node % 2 == 1 || node == last {
                old = node_hash(hash, old);
                new = node_hash(hash, new);
                skip_right_edge(&mut node, &mut last);
            } else {
                new = node_hash(new, hash);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        (last == 0).then_some((old, new))
    };
    let same = from == to && from > 0 && proof.is_empty() && from_root == to_root;
    if same || (from < to && computed() == Some((from_root, to_root))) {
        Ok(())
    } else {
        Err(Error::new(Code::ProofConsistency).with("from", from).with("to", to))
    }
}

/// On the right edge of an incomplete tree some levels have no sibling.
fn skip_right_edge(node: &mut u64, last: &mut u64) {
    while *node != 0 && node.is_multiple_of(2) {
        (*node, *last) = (*node >> 1, *last >> 1);
    }
}
