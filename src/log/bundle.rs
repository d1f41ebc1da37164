//! Bundles 记录包: a whole record in one file, to be checked offline (SPEC.md section 3).
//!
//! ```text
//! guanjia-bundle/v1
//! entries <N>
//! <entry 0>
//! …
//! <entry N-1>
//!
//! <checkpoint, verbatim>
//! ```
//!
//! ```
//! use guanjia::log::Bundle;
//! let text = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! let bundle = Bundle::parse(&text).unwrap();
//! assert_eq!(bundle.tree().root(), bundle.checkpoint().unverified().root);
//! // There is one way to write it, and what is wrong is named with its line.
//! let refused = |text: &str| Bundle::parse(text).unwrap_err().code();
//! assert_eq!(refused(&text.replace('\n', "\r\n")), "bundle.header");
//! let count = |n: usize| format!("entries {n}\n");
//! let size = bundle.entries().len();
//! assert_eq!(refused(&text.replace(&count(size), &count(size - 1))), "bundle.count");
//! ```

use std::fmt;

use crate::error::{Code, Error};
use crate::log::checkpoint::SignedCheckpoint;
use crate::log::entry::MAX_LEN;
use crate::log::lines::Lines;
use crate::log::note;
use crate::log::tree::{Tree, leaf_hash};

const HEADER: &str = "guanjia-bundle/v1";

/// The lines of a record and its checkpoint: of the right form, and nothing checked yet.
///
/// A line may be something that is no entry; it is still a leaf, and the audit says so.
///
/// ```
/// use guanjia::log::{Bundle, Checkpoint, Tree, entry};
/// use guanjia::SecretKey;
/// let key = SecretKey::from_seed(&[7; 32]);
/// let signed = entry::sign("note", "{}", &key).unwrap();
/// let tree: Tree = [signed.leaf()].into_iter().collect();
/// let head = Checkpoint { origin: "example.org/hall".to_owned(), size: 1, root: tree.root() };
/// let bundle = Bundle::new([signed.as_str()], head.sign(&key).unwrap()).unwrap();
/// let read = Bundle::parse(&bundle.to_string()).unwrap();
/// assert_eq!(read, bundle);
/// assert_eq!(read.tree().root(), read.checkpoint().unverified().root);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    entries: Lines,
    checkpoint: SignedCheckpoint,
}

impl Bundle {
    /// A bundle of these lines.
    ///
    /// Errors: `bundle.entry`, at the entry, for a line that is empty, longer than an entry may be, or
    /// has anything but visible ASCII.
    pub fn new<S: AsRef<str>>(
        entries: impl IntoIterator<Item = S>,
        checkpoint: SignedCheckpoint,
    ) -> Result<Self, Error> {
        let entries: Lines = entries.into_iter().collect();
        (3..).zip(entries.iter()).try_for_each(|(number, line)| check_line(number, line))?;
        Ok(Self { entries, checkpoint })
    }

    /// Reads what [`Bundle`] prints, and nothing else.
    ///
    /// Errors: `bundle.header`, `bundle.count`, `bundle.entry`, those of [`SignedCheckpoint`], each
    /// with the line of the file.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let count = |line: usize| Error::new(Code::BundleCount).with("line", line);
        let mut rest = text;
        let mut next = || {
            let (line, after) = rest.split_once('\n')?;
            rest = after;
            Some(line)
        };
        next().filter(|line| *line == HEADER).ok_or_else(|| Error::new(Code::BundleHeader).with("line", 1))?;
        let announced = next().and_then(|line| line.strip_prefix("entries ")).and_then(note::decimal);
        let announced = announced.ok_or_else(|| count(2))?;
        // The count may be any number, so nothing is reserved for it.
        let (mut starts, mut size) = (Vec::new(), 0);
        for number in 3.. {
            let line = next().ok_or_else(|| count(number))?;
            if starts.len() as u64 == announced {
                if line.is_empty() {
                    break;
                }
                return Err(count(number));
            }
            check_line(number, line)?;
            starts.push(size);
            size += line.len() + 1;
        }
        let checkpoint = SignedCheckpoint::parse_at(rest, starts.len() + 4)?;
        // The lines are what stands before the empty one.
        let end = text.len() - rest.len() - 1;
        let entries = Lines::of(text.get(end - size..end).unwrap_or_default(), starts);
        Ok(Self { entries, checkpoint })
    }

    /// The lines, each an entry if all is well, in the order of the record.
    pub fn entries(&self) -> &Lines {
        &self.entries
    }

    /// The same, without the rest.
    pub fn into_entries(self) -> Lines {
        self.entries
    }

    /// The checkpoint.
    pub fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }

    /// The tree of the lines; whether its root is the checkpoint's is for the reader to check.
    pub fn tree(&self) -> Tree {
        self.entries.iter().map(|line| leaf_hash(line.as_bytes())).collect()
    }
}

fn check_line(number: usize, line: &str) -> Result<(), Error> {
    let visible = line.bytes().all(|b| b.is_ascii_graphic());
    if visible && (1..=MAX_LEN).contains(&line.len()) {
        return Ok(());
    }
    Err(Error::new(Code::BundleEntry).with("line", number).at(number.saturating_sub(3) as u64))
}

impl fmt::Display for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{HEADER}\nentries {}\n{}\n{}", self.entries.len(), self.entries, self.checkpoint)
    }
}
