//! Proofs of inclusion 收录证明 that stand alone (SPEC.md section 3; `c2sp.org/tlog-proof@v1`).
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra <base64>
//! index <index>
//! <base64 of a hash>
//! …
//!
//! <checkpoint, verbatim>
//! ```
//!
//! ```
//! use guanjia::log::{Checkpoint, Policy, Proof, Tree, VerifierKey, leaf_hash};
//! use guanjia::SecretKey;
//! let host = SecretKey::from_seed(&[1; 32]);
//! let tree: Tree = (0..7_u8).map(|n| leaf_hash(&[n])).collect();
//! let head = Checkpoint { origin: "example.org/hall".to_owned(), size: 7, root: tree.root() };
//! // Of seven leaves the last has two hashes above it, any other three.
//! let proof = Proof::new(6, tree.inclusion(6, 7).unwrap(), head.sign(&host).unwrap());
//! assert_eq!(proof.hashes().len(), 2);
//! let read: Proof = proof.to_string().parse().unwrap();
//! let trust = Policy::log(VerifierKey::log("example.org/hall", &host.public()).unwrap());
//! assert_eq!(read.verify(leaf_hash(&[6]), &trust).unwrap().checkpoint, head);
//! assert_eq!(read.verify(leaf_hash(&[5]), &trust).unwrap_err().code(), "proof.inclusion");
//! ```

use std::fmt;

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::log::checkpoint::SignedCheckpoint;
use crate::log::note;
use crate::log::policy::{Policy, Witnessed};
use crate::log::tree::verify_inclusion;

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// An index, the hashes from a leaf up to the root, and the checkpoint that has the root.
///
/// ```
/// use guanjia::SecretKey;
/// use guanjia::log::{Checkpoint, Proof, Tree, leaf_hash};
/// let tree: Tree = [leaf_hash(b"one"), leaf_hash(b"two")].into_iter().collect();
/// let head = Checkpoint { origin: "example.org/hall".to_owned(), size: 2, root: tree.root() };
/// let signed = head.sign(&SecretKey::from_seed(&[1; 32])).unwrap();
/// let proof = Proof::new(1, tree.inclusion(1, 2).unwrap(), signed).with_extra(b"two");
/// let text = proof.to_string();
/// assert!(text.starts_with("c2sp.org/tlog-proof@v1\nextra dHdv\nindex 1\n"));
/// assert_eq!(text.parse::<Proof>().unwrap().extra(), Some(b"two".as_slice()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Bytes that nothing vouches for; never empty, `None` when there are none.
    extra: Option<Vec<u8>>,
    index: u64,
    hashes: Vec<Hash>,
    checkpoint: SignedCheckpoint,
}

impl Proof {
    /// A proof for the leaf at `index`, with the hashes of [`Tree::inclusion`](crate::log::Tree::inclusion)
    /// at the checkpoint's size.
    pub fn new(index: u64, hashes: Vec<Hash>, checkpoint: SignedCheckpoint) -> Self {
        Self { extra: None, index, hashes, checkpoint }
    }

    /// With bytes that travel along; an empty slice is none.
    #[must_use]
    pub fn with_extra(mut self, extra: &[u8]) -> Self {
        self.extra = (!extra.is_empty()).then(|| extra.to_vec());
        self
    }

    /// The bytes that travel along; nothing vouches for them.
    pub fn extra(&self) -> Option<&[u8]> {
        self.extra.as_deref()
    }

    /// The leaf's index.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The hashes from the leaf's sibling to the root's child.
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }

    /// The checkpoint.
    pub fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }

    /// Checks the checkpoint against a policy and that this leaf is in its tree.
    ///
    /// Errors: those of [`SignedCheckpoint::verify`], `proof.inclusion`.
    pub fn verify(&self, leaf: Hash, policy: &Policy) -> Result<Witnessed, Error> {
        let witnessed = self.checkpoint.verify(policy)?;
        let Witnessed { checkpoint, .. } = &witnessed;
        verify_inclusion(leaf, self.index, checkpoint.size, &self.hashes, checkpoint.root)?;
        Ok(witnessed)
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", note::encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{}", note::encode(&hash.0)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl std::str::FromStr for Proof {
    type Err = Error;

    /// Errors: `proof.malformed` with the line, those of [`SignedCheckpoint`].
    fn from_str(text: &str) -> Result<Self, Error> {
        let malformed = |line: usize| Error::new(Code::ProofMalformed).with("line", line);
        let (head, checkpoint) = text.split_once("\n\n").ok_or_else(|| malformed(1))?;
        let mut lines = (1..).zip(head.split('\n')).peekable();
        lines.next_if_eq(&(1, HEADER)).ok_or_else(|| malformed(1))?;
        let extra = match lines.next_if(|(_, line)| line.starts_with("extra ")) {
            Some((line, text)) => {
                let bytes = text.strip_prefix("extra ").and_then(note::decode).filter(|bytes| !bytes.is_empty());
                Some(bytes.ok_or_else(|| malformed(line))?)
            }
            None => None,
        };
        let (line, index) = lines.next().ok_or_else(|| malformed(2))?;
        let index = index.strip_prefix("index ").and_then(note::decimal).ok_or_else(|| malformed(line))?;
        let hash = |(line, text)| note::decode_hash(text).ok_or_else(|| malformed(line));
        let hashes = lines.map(hash).collect::<Result<_, _>>()?;
        let first_line = head.matches('\n').count() + 3;
        Ok(Self { extra, index, hashes, checkpoint: SignedCheckpoint::parse_at(checkpoint, first_line)? })
    }
}
