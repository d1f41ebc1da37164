//! The record 记录: signed entries in a Merkle tree, its checkpoints, proofs and the file that holds
//! them all (SPEC.md section 3).
//!
//! Nothing here knows what an entry says.
//!
//! ```
//! use guanjia::SecretKey;
//! use guanjia::log::{Bundle, Checkpoint, Policy, Proof, Tree, VerifierKey, entry, verify_consistency};
//! let [host, witness, voter] = [1, 2, 3].map(|n| SecretKey::from_seed(&[n; 32]));
//!
//! // Two entries, a tree over them, and what the log signs of it, with a witness's cosignature.
//! let lines = ["Y", "N"].map(|choice| entry::sign("ballot", &format!(r#"{{"choice":"{choice}"}}"#), &voter).unwrap());
//! let tree: Tree = lines.iter().map(|line| line.leaf()).collect();
//! let head = Checkpoint { origin: "example.org/hall".to_owned(), size: 2, root: tree.root() };
//! let mut signed = head.sign(&host).unwrap();
//! signed.cosign("witness.example.org", &witness, guanjia::Time(1_778_913_000)).unwrap();
//!
//! // Who relies on the log and asks for the witness checks one entry without the others.
//! let log = VerifierKey::log("example.org/hall", &host.public()).unwrap();
//! let by = VerifierKey::witness("witness.example.org", &witness.public()).unwrap();
//! let policy: Policy = format!("log {log}\nwitness w {by}\nquorum w\n").parse().unwrap();
//! let proof = Proof::new(1, tree.inclusion(1, 2).unwrap(), signed.clone());
//! assert!(proof.verify(lines[1].leaf(), &policy).unwrap().witnesses.contains_key("w"));
//! assert_eq!(proof.verify(lines[0].leaf(), &policy).unwrap_err().code(), "proof.inclusion");
//! // Whoever kept the root of one entry sees that the log only grew.
//! let grown = tree.consistency(1, 2).unwrap();
//! verify_consistency(1, tree.root_at(1).unwrap(), 2, tree.root(), &grown).unwrap();
//!
//! // All of it in one file.
//! let bundle = Bundle::new(lines.map(|line| line.as_str().to_owned()).to_vec(), signed).unwrap();
//! assert_eq!(Bundle::parse(&bundle.to_string()).unwrap().tree().root(), head.root);
//! ```

mod bundle;
mod checkpoint;
mod cosignature;
pub mod entry;
mod lines;
mod note;
mod policy;
mod proof;
mod receipt;
mod tree;

pub use bundle::Bundle;
pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use entry::{Entry, SignedEntry};
pub use lines::Lines;
pub use note::{Note, NoteSignature, Signer, VerifierKey};
pub use policy::{Policy, Witnessed};
pub use proof::Proof;
pub use receipt::Receipt;
pub use tree::{Tree, leaf_hash, verify_consistency, verify_inclusion};
