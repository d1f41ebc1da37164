//! A record 记录 as its host or a reader keeps it: the lines, and the hall they come to (SPEC.md section 3).
//!
//! A host takes in an entry and gives a receipt of it; what is refused can still be kept as evidence:
//!
//! ```
//! use guanjia::event::{Clock, Close};
//! use guanjia::log::{Bundle, Policy, VerifierKey};
//! use guanjia::{Event, Hash, Record, SecretKey, Time};
//! let bundle = Bundle::parse(&std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap()).unwrap();
//! let mut record = Record::replay(bundle.into_entries());
//! let host: SecretKey = "E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE".parse().unwrap();
//! let sign = |record: &Record, event: Event, re: Option<Hash>| {
//!     record.hall().draft(event, re, host.public().kid(), Time(1_773_700_000)).unwrap().sign(&host).unwrap()
//! };
//!
//! let strike = sign(&record, Clock { at: Time(1_773_700_000) }.into(), None);
//! let index = record.admit(strike.as_str()).unwrap();
//! let receipt = record.receipt(index, record.checkpoint().sign(&host).unwrap()).unwrap();
//! let trust = Policy::log(VerifierKey::log("example.org/hall", &host.public()).unwrap());
//! assert_eq!(receipt.verify(&trust).unwrap().leaf(), strike.leaf());
//!
//! // It is not for the host to end a vote.
//! let motion = record.hall().motions()[0].leaf();
//! let close = sign(&record, Close { papers: None }.into(), Some(motion));
//! assert_eq!(record.admit(close.as_str()).unwrap_err().code(), "office.missing");
//! record.record(close.as_str());
//! assert_eq!(record.hall().lines().last().unwrap().void.as_ref().unwrap().code(), "office.missing");
//! assert!(!record.hall().motion(motion).unwrap().is_closed());
//! ```

use crate::error::{Code, Error};
use crate::hall::Hall;
use crate::log::{Bundle, Checkpoint, Lines, Receipt, SignedCheckpoint, SignedEntry};

/// The lines of a record with the [`Hall`] after them.
///
/// ```
/// use guanjia::log::Bundle;
/// use guanjia::Record;
/// let bundle = Bundle::parse(&std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap()).unwrap();
/// let record = Record::replay(bundle.entries().clone());
/// assert_eq!(record.checkpoint(), *bundle.checkpoint().unverified());
/// assert_eq!(record.bundle(bundle.checkpoint().clone()).unwrap(), bundle);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    hall: Hall,
    lines: Lines,
}

impl Record {
    /// An empty record.
    pub fn new() -> Self {
        Self::default()
    }

    /// A record of these lines, whatever they say: what breaks a rule is void.
    pub fn replay(lines: Lines) -> Self {
        Self { hall: Hall::replay(lines.iter()), lines }
    }

    /// Lines that were replayed, with the hall that they came to.
    pub(crate) fn replayed(hall: Hall, lines: Lines) -> Self {
        Self { hall, lines }
    }

    /// What is true after the lines.
    pub fn hall(&self) -> &Hall {
        &self.hall
    }

    /// The lines in order.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The entry at an index, as it was signed.
    ///
    /// Errors: `receipt.beyond` when there is none, those of [`SignedEntry::parse`] for a line that is no entry.
    pub fn entry(&self, index: u64) -> Result<SignedEntry, Error> {
        let line = usize::try_from(index).ok().and_then(|index| self.lines.get(index));
        SignedEntry::parse(line.ok_or_else(|| beyond(index, self.hall.len()))?)
    }

    /// Takes an entry if it breaks no rule, and gives its index: [`Hall::admit`].
    pub fn admit(&mut self, jws: &str) -> Result<u64, Error> {
        let index = self.hall.admit(jws)?;
        if self.hall.len() > self.lines.len() as u64 {
            self.lines.push(jws);
        }
        Ok(index)
    }

    /// Puts an entry on the record whatever it says, as evidence: [`Hall::record`].
    pub fn record(&mut self, jws: &str) -> u64 {
        self.lines.push(jws);
        self.hall.record(jws)
    }

    /// The checkpoint of now, for the host to sign.
    pub fn checkpoint(&self) -> Checkpoint {
        let tree = self.hall.tree();
        Checkpoint { origin: self.hall.founding().origin().to_owned(), size: tree.len(), root: tree.root() }
    }

    /// The record as far as a checkpoint of it goes, as one file.
    ///
    /// Errors: `checkpoint.origin` and `tree.root` when the checkpoint is not of this record, those of [`Bundle::new`].
    pub fn bundle(&self, checkpoint: SignedCheckpoint) -> Result<Bundle, Error> {
        self.check(checkpoint.unverified())?;
        let size = usize::try_from(checkpoint.unverified().size).unwrap_or(usize::MAX);
        Bundle::new(self.lines.range(0..size), checkpoint)
    }

    /// The receipt of an entry under a checkpoint of this record.
    ///
    /// Errors: `checkpoint.origin` and `tree.root` when the checkpoint is not of this record,
    /// `receipt.beyond` when it does not reach the entry.
    ///
    /// ```
    /// use guanjia::{Record, SecretKey};
    /// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
    /// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
    /// let record = Record::replay(bundle.into_entries());
    /// let host = SecretKey::from_seed(&[7; 32]);
    /// let checkpoint = record.checkpoint().sign(&host).unwrap();
    /// assert_eq!(record.receipt(0, checkpoint.clone()).unwrap().proof().index(), 0);
    /// assert_eq!(record.receipt(99, checkpoint).unwrap_err().code(), "receipt.beyond");
    /// ```
    pub fn receipt(&self, index: u64, checkpoint: SignedCheckpoint) -> Result<Receipt, Error> {
        let head = checkpoint.unverified();
        self.check(head)?;
        let hashes = self.hall.tree().inclusion(index, head.size).ok_or_else(|| beyond(index, head.size))?;
        Ok(Receipt::new(self.entry(index)?, index, hashes, checkpoint))
    }

    fn check(&self, head: &Checkpoint) -> Result<(), Error> {
        let origin = self.hall.founding().origin();
        if head.origin != origin {
            return Err(Error::new(Code::CheckpointOrigin).with("origin", origin).with("named", &head.origin));
        }
        if self.hall.tree().root_at(head.size) == Some(head.root) {
            return Ok(());
        }
        Err(Error::new(Code::TreeRoot).with("size", head.size).with("root", head.root))
    }
}

fn beyond(index: u64, size: u64) -> Error {
    Error::new(Code::ReceiptBeyond).with("index", index).with("size", size)
}
