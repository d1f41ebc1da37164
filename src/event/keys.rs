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

use crate::map::Map;

use crate::hash::Hash;
use crate::log::{SignedEntry, entry};
use crate::sign::{Kid, PublicKey, SignatureBatch};

/// The keys that a record names, each under its kid; a kid that two of them have finds neither.
///
/// Whether a key is in force when it signs, and whether it may sign what it signs, only the replay knows. What can
/// be known before is whether the signature of an entry is good under the only key that its kid may mean.
///
/// ```
/// use guanjia::event::NamedKeys;
/// use guanjia::log::Bundle;
/// let bundle = Bundle::parse(&std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap()).unwrap();
/// let keys = NamedKeys::of(bundle.entries().iter());
/// assert!(keys.are_signed(bundle.entries().iter()).iter().all(|signed| *signed));
/// assert_eq!(keys.are_signed(["not an entry"]), [false]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedKeys(Map<Kid, Option<Hash>>);

/// The kinds of entries that name keys.
const NAMING: [&str; 4] = ["charter", "office", "enrol", "rekey"];

impl NamedKeys {
    /// The keys named in these lines.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut keys = Map::new();
        for payload in lines.into_iter().filter_map(|line| entry::payload_of(line, &NAMING)) {
            // In JSON text these letters are a member's name and nothing else: within a string the quotes are escaped.
            for named in payload.split("\"x\":\"").skip(1) {
                if let Some(key) = named.get(..43).and_then(|x| x.parse::<Hash>().ok()) {
                    let named: &mut Option<Hash> = keys.entry(Kid::of(&key.0)).or_insert(Some(key));
                    *named = named.filter(|named| *named == key);
                }
            }
        }
        Self(keys)
    }

    /// For each line, whether it is an entry with a good signature by the key that its kid finds here.
    pub fn are_signed<'a>(&self, lines: impl IntoIterator<Item = &'a str>) -> Vec<bool> {
        let mut signed = Vec::new();
        let mut keys = Map::new();
        let mut batch = SignatureBatch::new();
        let mut entries = Vec::new();
        for (place, line) in lines.into_iter().enumerate() {
            signed.push(false);
            let Ok(entry) = SignedEntry::parse(line) else { continue };
            let kid = entry.kid();
            let key = keys.entry(kid).or_insert_with(|| PublicKey::from_bytes(&self.0.get(&kid)?.as_ref()?.0).ok());
            if let Some(key) = key {
                entry.push_to(&mut batch, key);
                entries.push((place, entry));
            }
        }
        for ((place, entry), good) in entries.into_iter().zip(batch.finish()) {
            let alone = || keys.get(&entry.kid()).and_then(Option::as_ref).is_some_and(|key| entry.check(key).is_ok());
            if let Some(signed) = signed.get_mut(place) {
                *signed = good || alone();
            }
        }
        signed
    }
}
