//! Checkpoints 检查点: what a log signs about its tree (SPEC.md section 3; c2sp.org/tlog-checkpoint).
//!
//! ```text
//! <origin>
//! <size>
//! <base64 of the root>
//!
//! — <origin> <base64 of key id and signature>
//! — <witness> <base64 of key id, time and signature>
//! ```
//!
//! ```
//! use guanjia::SecretKey;
//! use guanjia::log::{Checkpoint, Policy, SignedCheckpoint, Tree, VerifierKey, leaf_hash};
//! let (host, other) = (SecretKey::from_seed(&[1; 32]), SecretKey::from_seed(&[2; 32]));
//! let mut tree = Tree::new();
//! let mut sign = |key: &SecretKey, leaf: &[u8]| {
//!     tree.push(leaf_hash(leaf));
//!     let head = Checkpoint { origin: "example.org/hall".to_owned(), size: tree.len(), root: tree.root() };
//!     head.sign(key).unwrap().to_string()
//! };
//! let read = |text: &str| text.parse::<SignedCheckpoint>().unwrap();
//! let trust = Policy::log(VerifierKey::log("example.org/hall", &host.public()).unwrap());
//! // The record grows by an entry, and the host signs for both sizes.
//! let (first, second) = (sign(&host, b"one"), sign(&host, b"two"));
//! assert_eq!(read(&first).verify(&trust).unwrap().checkpoint.size, 1);
//! assert_eq!(read(&second).verify(&trust).unwrap().checkpoint.size, 2);
//! // Nobody else signs for the record.
//! assert_eq!(read(&sign(&other, b"three")).verify(&trust).unwrap_err().code(), "checkpoint.unsigned");
//! ```

use std::fmt;

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::log::note::{self, Note, VerifierKey};
use crate::log::{cosignature, policy};
use crate::sign::SecretKey;
use crate::time::Time;

/// The origin of a record, how many entries it has, and the root of their tree.
///
/// ```
/// use guanjia::log::{Checkpoint, Tree};
/// let empty = Checkpoint { origin: "example.org/hall".to_owned(), size: 0, root: Tree::new().root() };
/// // The root of nothing is SHA-256 of nothing (RFC 9162 section 2.1.1).
/// assert_eq!(empty.text(), "example.org/hall\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Checkpoint {
    /// The record's identity, such as `example.org/hall`: a key's name, without spaces or plus signs.
    pub origin: String,
    /// The number of leaves.
    pub size: u64,
    /// The root of the tree of that size.
    pub root: Hash,
}

/// A checkpoint as a signed note; nobody has checked the signatures yet.
///
/// ```
/// use guanjia::log::{Checkpoint, Policy, SignedCheckpoint, Tree, VerifierKey};
/// use guanjia::SecretKey;
/// let key = SecretKey::from_seed(&[7; 32]);
/// let head = Checkpoint { origin: "example.org/hall".to_owned(), size: 0, root: Tree::new().root() };
/// let text = head.sign(&key).unwrap().to_string();
/// let signed: SignedCheckpoint = text.parse().unwrap();
/// let trust = Policy::log(VerifierKey::log("example.org/hall", &key.public()).unwrap());
/// assert_eq!(signed.verify(&trust).unwrap().checkpoint, head);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl Checkpoint {
    /// The text that is signed: three lines, and never an extension line.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, note::encode(&self.root.0))
    }

    /// Signs as the log, under the origin as the key's name.
    ///
    /// Errors: `key-name.invalid` when the origin cannot be one.
    pub fn sign(&self, key: &SecretKey) -> Result<SignedCheckpoint, Error> {
        let verifier = VerifierKey::log(&self.origin, &key.public())?;
        let mut note = Note::unsigned(self.text());
        note.push(&verifier, key.sign(note.text().as_bytes()).to_vec());
        Ok(SignedCheckpoint { checkpoint: self.clone(), note })
    }

    fn parse(text: &str, first_line: usize) -> Result<Self, Error> {
        let refuse = |line| Error::new(Code::CheckpointMalformed).with("line", first_line + line);
        let mut lines = text.split_terminator('\n');
        let origin = lines.next().filter(|origin| note::is_name(origin)).ok_or_else(|| refuse(0))?.to_owned();
        let size = lines.next().and_then(note::decimal).ok_or_else(|| refuse(1))?;
        let root = lines.next().and_then(note::decode_hash).ok_or_else(|| refuse(2))?;
        if lines.next().is_some() {
            return Err(refuse(3));
        }
        Ok(Self { origin, size, root })
    }
}

impl SignedCheckpoint {
    /// As [`str::parse`], for a checkpoint that begins at some line of a file.
    pub(super) fn parse_at(text: &str, first_line: usize) -> Result<Self, Error> {
        let note = Note::parse_at(text, first_line)?;
        Ok(Self { checkpoint: Checkpoint::parse(note.text(), first_line)?, note })
    }

    /// What it says, whether or not anyone signed it.
    pub fn unverified(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The signed note that it is.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// Adds the cosignature of a witness, made at this time.
    ///
    /// Errors: `key-name.invalid`.
    pub fn cosign(&mut self, name: &str, key: &SecretKey, time: Time) -> Result<(), Error> {
        let verifier = VerifierKey::witness(name, &key.public())?;
        let signature = cosignature::sign(self.note.text(), key, time);
        self.note.push(&verifier, signature);
        Ok(())
    }

    /// Checks that a log of the policy signed it and enough of its witnesses cosigned it.
    ///
    /// Errors: `checkpoint.unsigned`, `signature.invalid`, `policy.unmet`.
    pub fn verify(&self, policy: &policy::Policy) -> Result<policy::Witnessed, Error> {
        policy.verify(self)
    }
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.note, f)
    }
}

impl std::str::FromStr for SignedCheckpoint {
    type Err = Error;

    /// Errors: those of [`Note::parse`], and `checkpoint.malformed` with the line.
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse_at(text, 1)
    }
}
