//! The record 记录: signed entries in a Merkle tree, its checkpoints, proofs and the file that holds
//! them all (SPEC.md section 3).
//!
//! Nothing here knows what an entry says.

mod bundle;
mod checkpoint;
mod cosignature;
pub mod entry;
mod note;
mod policy;
mod proof;
mod receipt;
mod tree;

pub use bundle::Bundle;
pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use entry::{Entry, SignedEntry};
pub use note::{Note, NoteSignature, Signer, VerifierKey};
pub use policy::{Policy, Witnessed};
pub use proof::Proof;
pub use receipt::Receipt;
pub use tree::{Tree, leaf_hash, verify_consistency, verify_inclusion};
