//! Signatures checked ahead of a replay, so that several cores can share the work (SPEC.md section 10).
//!
//! Two readers share the work: each checks a half, and what one found good the other does not check again.
//!
//! ```
//! use guanjia::Auditor;
//! let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! let mut auditor = Auditor::open(&bundle).unwrap();
//! let half = bundle.lines().count() / 2;
//! let elsewhere = Auditor::open(&bundle).unwrap().check_signatures(0..half);
//! assert_eq!(elsewhere.len(), half);
//! auditor.rely_on(elsewhere);
//! assert!(auditor.finish(None).is_clean());
//! ```

use std::collections::BTreeMap;

use serde_json::Value;

use crate::hash::Hash;
use crate::json;
use crate::log::SignedEntry;
use crate::sign::{Kid, PublicKey};

/// The keys that a record names, each under its kid; of two with the same kid, the one named first.
///
/// Whether a key is in force when it signs, and whether it may sign what it signs, only the replay knows. What can
/// be known before is whether the signature of an entry is good under the key that its kid finds here.
///
/// ```
/// use guanjia::event::NamedKeys;
/// use guanjia::log::Bundle;
/// let bundle = Bundle::parse(&std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap()).unwrap();
/// let keys = NamedKeys::of(bundle.entries());
/// assert!(bundle.entries().iter().all(|line| keys.is_signed(line)));
/// assert!(!keys.is_signed("not an entry"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedKeys(BTreeMap<Kid, [u8; 32]>);

/// The kinds of entries that name keys.
const NAMING: [&str; 4] = ["charter", "office", "enrol", "rekey"];

impl NamedKeys {
    /// The keys named in these lines.
    pub fn of(lines: &[String]) -> Self {
        let mut keys = BTreeMap::new();
        let entries = lines.iter().filter_map(|line| SignedEntry::parse(line).ok());
        for entry in entries.filter(|entry| NAMING.contains(&entry.kind())) {
            let payload = json::parse(entry.payload()).unwrap_or_default();
            collect(&payload, &mut keys);
        }
        Self(keys)
    }

    /// Whether a line is an entry with a good signature by the key that its kid finds here.
    pub fn is_signed(&self, line: &str) -> bool {
        let key = |entry: &SignedEntry| PublicKey::from_bytes(self.0.get(&entry.kid())?).ok();
        SignedEntry::parse(line)
            .ok()
            .and_then(|entry| key(&entry).map(|key| entry.verify(&key).is_ok()))
            .unwrap_or_default()
    }

    /// Whether its kid finds just this key.
    pub(crate) fn has(&self, key: &PublicKey) -> bool {
        self.0.get(&key.kid()) == Some(key.as_bytes())
    }
}

fn collect(value: &Value, keys: &mut BTreeMap<Kid, [u8; 32]>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        Value::Object(members) => {
            let x = members.get("x").and_then(Value::as_str).and_then(|x| x.parse::<Hash>().ok());
            if let Some(Hash(bytes)) = x {
                keys.entry(Kid::of(&bytes)).or_insert(bytes);
            }
            members.values().for_each(|member| collect(member, keys));
        }
        _ => {}
    }
}
