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
use crate::log::entry;
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
/// assert!(keys.are_signed(bundle.entries().iter(), |_| None).iter().all(|signed| *signed));
/// assert_eq!(keys.are_signed(["not an entry"], |_| None), [false]);
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

    /// For each line, whether what it signs has a good signature by the key that its kid finds here. Whoever has read some of the
    /// keys already gives them, since that takes as long as a third of a signature.
    pub fn are_signed<'a>(
        &self,
        lines: impl IntoIterator<Item = &'a str>,
        read: impl Fn(Kid) -> Option<&'a PublicKey>,
    ) -> Vec<bool> {
        let mut keys: Map<Kid, Option<PublicKey>> = Map::new();
        let mut batch = SignatureBatch::new();
        let mut pushed = Vec::new();
        let mut signed = Vec::new();
        for (place, line) in lines.into_iter().enumerate() {
            signed.push(false);
            let Some(found) = entry::signed_of(line) else { continue };
            let key = keys.entry(found.kid).or_insert_with(|| {
                let named = self.0.get(&found.kid)?.as_ref()?.0;
                let key = read(found.kid).filter(|key| *key.as_bytes() == named);
                key.cloned().or_else(|| PublicKey::from_bytes(&named).ok())
            });
            if let Some(key) = key {
                batch.push(key, found.part, &found.signature);
                pushed.push((place, found));
            }
        }
        for ((place, found), good) in pushed.into_iter().zip(batch.finish()) {
            let key = || keys.get(&found.kid).and_then(Option::as_ref);
            let alone = || key().is_some_and(|key| key.verify(found.part, &found.signature).is_ok());
            if let Some(signed) = signed.get_mut(place) {
                *signed = good || alone();
            }
        }
        signed
    }
}
