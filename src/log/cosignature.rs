//! Cosignatures 见证签名: a witness saw this checkpoint, and the log only ever grew (SPEC.md section 3;
//! c2sp.org/tlog-cosignature, version 1).
//!
//! ```text
//! cosignature/v1
//! time <seconds since 1970>
//! <text of the checkpoint>
//! ```
//!
//! ```
//! use guanjia::log::{Checkpoint, Policy, Tree, VerifierKey};
//! use guanjia::{SecretKey, Time};
//! let (host, witness) = (SecretKey::from_seed(&[1; 32]), SecretKey::from_seed(&[2; 32]));
//! let head = Checkpoint { origin: "example.org/hall".to_owned(), size: 0, root: Tree::new().root() };
//! let mut signed = head.sign(&host).unwrap();
//! let log = VerifierKey::log("example.org/hall", &host.public()).unwrap();
//! let key = VerifierKey::witness("witness.example.org", &witness.public()).unwrap();
//! let policy: Policy = format!("log {log}\nwitness street {key}\nquorum street\n").parse().unwrap();
//! assert_eq!(signed.verify(&policy).unwrap_err().code(), "policy.unmet");
//! // The time is part of what the witness signs.
//! signed.cosign("witness.example.org", &witness, Time(1_778_913_000)).unwrap();
//! assert_eq!(signed.verify(&policy).unwrap().witnesses["street"], Time(1_778_913_000));
//! ```

use crate::error::{Code, Error};
use crate::json::MAX_INTEGER;
use crate::sign::{PublicKey, SecretKey};
use crate::time::Time;

fn message(text: &str, time: Time) -> String {
    format!("cosignature/v1\ntime {}\n{text}", time.0)
}

/// Eight bytes of time, then the signature.
pub(super) fn sign(text: &str, key: &SecretKey, time: Time) -> Vec<u8> {
    [time.0.to_be_bytes().as_slice(), &key.sign(message(text, time).as_bytes())].concat()
}

/// The time at which the witness signed.
pub(super) fn verify(text: &str, key: &PublicKey, bytes: &[u8]) -> Result<Time, Error> {
    let refuse = || Error::new(Code::SignatureInvalid).with("kid", key.kid());
    let (time, signature) = bytes.split_first_chunk().ok_or_else(refuse)?;
    let time = u64::from_be_bytes(*time);
    if time > MAX_INTEGER {
        return Err(refuse());
    }
    key.verify(message(text, Time(time)).as_bytes(), signature.try_into().map_err(|_| refuse())?)?;
    Ok(Time(time))
}
