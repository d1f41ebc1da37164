//! Signatures checked ahead of a replay, so that several cores can share the work (SPEC.md section 10).
//!
//! Two readers share the work: each checks a half, and what one found good the other does not check again.
//!
//! ```
//! use guanjia::Auditor;
//! let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! let mut auditor = Auditor::open(&bundle).unwrap();
//! let half = bundle.lines().count() / 2;
//! let mut elsewhere = Auditor::open(&bundle).unwrap();
//! elsewhere.read_signatures(0..half);
//! let good = elsewhere.check_signatures();
//! assert_eq!(good.len(), half);
//! auditor.rely_on(good);
//! assert!(auditor.finish(None).is_clean());
//! ```

use crate::hash::Hash;
use crate::log::entry;
use crate::map::Map;
use crate::sign::{Kid, PublicKey, SignatureBatch};

/// Signatures of a record's lines, which are read some at a time and then checked together, each by the only key that its kid
/// finds among those that the record names.
///
/// Whether a key is in force when it signs, and whether it may sign what it signs, only the replay knows. What can
/// be known before is whether the signature of an entry is good under the only key that its kid may mean.
#[derive(Clone, Debug)]
pub(crate) struct Signatures {
    named: Map<Kid, Option<Hash>>,
    read: Read,
}

/// What was read since the last check.
#[derive(Clone, Debug, Default)]
struct Read {
    /// Each behind a pointer, since a key is large and the map moves what it holds.
    keys: Map<Kid, Option<Box<PublicKey>>>,
    batch: SignatureBatch,
    /// The indices of the lines, in the order of the batch.
    lines: Vec<usize>,
}

/// The kinds of entries that name keys.
const NAMING: [&str; 4] = ["charter", "office", "enrol", "rekey"];

impl Signatures {
    /// None as yet, of a record with these lines.
    pub(crate) fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut named = Map::new();
        for payload in lines.into_iter().filter_map(|line| entry::payload_of(line, &NAMING)) {
            // In JSON text these letters are a member's name and nothing else: within a string the quotes are escaped.
            for key in payload.split("\"x\":\"").skip(1) {
                if let Some(key) = key.get(..43).and_then(|x| x.parse::<Hash>().ok()) {
                    let only: &mut Option<Hash> = named.entry(Kid::of(&key.0)).or_insert(Some(key));
                    *only = only.filter(|only| *only == key);
                }
            }
        }
        Self { named, read: Read::default() }
    }

    /// Reads the signature of the line with this index. Whoever has read some of the keys already gives them, since that takes as
    /// long as a third of a signature.
    pub(crate) fn read<'a>(&mut self, index: usize, line: &str, key: impl Fn(Kid) -> Option<&'a PublicKey>) {
        let Some(found) = entry::signed_of(line) else { return };
        let key = self.read.keys.entry(found.kid).or_insert_with(|| {
            let named = self.named.get(&found.kid)?.as_ref()?.0;
            let key = key(found.kid).filter(|key| *key.as_bytes() == named);
            key.cloned().or_else(|| PublicKey::from_bytes(&named).ok()).map(Box::new)
        });
        if let Some(key) = key {
            self.read.batch.push(key, found.part, &found.signature);
            self.read.lines.push(index);
        }
    }

    /// The indices of the lines read since the last check whose signatures are good; the lines are asked for once more.
    pub(crate) fn check<'a>(&mut self, line: impl Fn(usize) -> Option<&'a str>) -> Vec<usize> {
        let Read { keys, batch, lines } = std::mem::take(&mut self.read);
        let alone = |index| {
            let found = line(index).and_then(entry::signed_of)?;
            keys.get(&found.kid)?.as_ref()?.verify(found.part, &found.signature).ok()
        };
        let checked = lines.into_iter().zip(batch.finish());
        checked.filter(|(index, good)| *good || alone(*index).is_some()).map(|(index, _)| index).collect()
    }
}
