//! Receipts 回执: one entry with the proof that it is on the record, as one file that stands alone
//! (SPEC.md section 3).
//!
//! What a household keeps of its ballot, here of the entry that put it on the register:
//!
//! ```
//! use guanjia::log::{Bundle, Policy, Receipt, VerifierKey};
//! use guanjia::{Record, SecretKey};
//! let bundle = Bundle::parse(&std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap()).unwrap();
//! let record = Record::replay(bundle.into_entries());
//! let host: SecretKey = "E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE".parse().unwrap();
//! let receipt = record.receipt(5, record.checkpoint().sign(&host).unwrap()).unwrap().to_string();
//!
//! let read: Receipt = receipt.parse().unwrap();
//! let trust = |key: &SecretKey| Policy::log(VerifierKey::log("example.org/hall", &key.public()).unwrap());
//! assert_eq!(read.verify(&trust(&host)).unwrap().kind(), "enrol");
//! let stranger = SecretKey::from_seed(&[9; 32]);
//! assert_eq!(read.verify(&trust(&stranger)).unwrap_err().code(), "checkpoint.unsigned");
//! ```

use std::fmt;

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::log::checkpoint::SignedCheckpoint;
use crate::log::entry::SignedEntry;
use crate::log::policy::Policy;
use crate::log::proof::Proof;

/// A [`Proof`] whose extra bytes are the entry itself.
///
/// ```
/// use guanjia::log::{Checkpoint, Policy, Receipt, Tree, VerifierKey, entry};
/// use guanjia::SecretKey;
/// let (host, voter) = (SecretKey::from_seed(&[1; 32]), SecretKey::from_seed(&[2; 32]));
/// let ballot = entry::sign("ballot", "{}", &voter).unwrap();
/// let tree: Tree = [ballot.leaf()].into_iter().collect();
/// let head = Checkpoint { origin: "example.org/hall".to_owned(), size: 1, root: tree.root() };
/// let receipt = Receipt::new(ballot, 0, tree.inclusion(0, 1).unwrap(), head.sign(&host).unwrap());
///
/// let read: Receipt = receipt.to_string().parse().unwrap();
/// let trust = Policy::log(VerifierKey::log("example.org/hall", &host.public()).unwrap());
/// let ballot = read.verify(&trust).unwrap().verify(&voter.public()).unwrap();
/// assert_eq!(ballot.kind(), "ballot");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    entry: SignedEntry,
    proof: Proof,
}

impl Receipt {
    /// The receipt of an entry at `index`, with the hashes of
    /// [`Tree::inclusion`](crate::log::Tree::inclusion) at the checkpoint's size.
    pub fn new(entry: SignedEntry, index: u64, hashes: Vec<Hash>, checkpoint: SignedCheckpoint) -> Self {
        let proof = Proof::new(index, hashes, checkpoint).with_extra(entry.as_str().as_bytes());
        Self { entry, proof }
    }

    /// The proof without checking it.
    pub fn proof(&self) -> &Proof {
        &self.proof
    }

    /// Checks that the entry is on the record whose checkpoint the policy relies on. Whose entry it
    /// is remains to be checked, with [`SignedEntry::verify`] and the signer's key.
    ///
    /// Errors: those of [`Proof::verify`].
    pub fn verify(&self, policy: &Policy) -> Result<SignedEntry, Error> {
        self.proof.verify(self.entry.leaf(), policy)?;
        Ok(self.entry.clone())
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.proof, f)
    }
}

impl std::str::FromStr for Receipt {
    type Err = Error;

    /// Errors: those of [`Proof`] and [`SignedEntry::parse`], `receipt.no-entry`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let proof: Proof = text.parse()?;
        let jws = proof.extra().and_then(|extra| std::str::from_utf8(extra).ok());
        let entry = SignedEntry::parse(jws.ok_or_else(|| Error::new(Code::ReceiptNoEntry))?)?;
        Ok(Self { entry, proof })
    }
}
