//! A small record for the tests: two signers, one log, one witness.

use guanjia::log::{Bundle, Checkpoint, Policy, Receipt, SignedCheckpoint, SignedEntry, Tree, VerifierKey, entry};
use guanjia::{SecretKey, Time};

pub const ORIGIN: &str = "example.org/hall";
pub const WITNESS: &str = "witness.example/w1";

pub fn key(seed: u8) -> SecretKey {
    SecretKey::from_seed(&[seed; 32])
}

pub fn entries() -> Vec<SignedEntry> {
    let payload = |seq: u64| format!(r#"{{"aud":"{ORIGIN}","seq":{seq},"text":"同意"}}"#);
    let sign = |kind, seed, seq| entry::sign(kind, &payload(seq), &key(seed)).unwrap();
    vec![sign("genesis", 1, 0), sign("ballot", 2, 0), sign("ballot", 3, 0), sign("session-close", 1, 1)]
}

pub fn tree() -> Tree {
    entries().iter().map(SignedEntry::leaf).collect()
}

pub fn checkpoint() -> SignedCheckpoint {
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size: tree().len(), root: tree().root() };
    let mut signed = checkpoint.sign(&key(10)).unwrap();
    signed.cosign(WITNESS, &key(11), Time(1_778_913_000)).unwrap();
    signed
}

pub fn bundle() -> Bundle {
    Bundle::new(entries().iter().map(|entry| entry.as_str().to_owned()), checkpoint()).unwrap()
}

pub fn receipt() -> Receipt {
    let [_, ballot, ..] = entries().try_into().map(|entries: [SignedEntry; 4]| entries).unwrap();
    Receipt::new(ballot, 1, tree().inclusion(1, 4).unwrap(), checkpoint())
}

pub fn log_vkey() -> VerifierKey {
    VerifierKey::log(ORIGIN, &key(10).public()).unwrap()
}

pub fn witness_vkey() -> VerifierKey {
    VerifierKey::witness(WITNESS, &key(11).public()).unwrap()
}

/// Relies on the log, and asks for the witness.
pub fn policy() -> Policy {
    format!("log {}\nwitness W {}\nquorum W\n", log_vkey(), witness_vkey()).parse().unwrap()
}
