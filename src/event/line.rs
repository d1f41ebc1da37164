//! A line of a record, read once: its entry, its payload, and whether its signature is known to be good (SPEC.md section 4).

use super::{Event, Payload};
use crate::error::Error;
use crate::hash::Hash;
use crate::log::{SignedEntry, leaf_hash};
use crate::sign::{PublicKey, SignatureBatch};

/// A line as far as it can be judged without the lines before it. Of its errors, the first that replay comes to counts.
#[derive(Clone, Debug)]
pub(crate) struct ReadLine {
    leaf: Hash,
    entry: Result<SignedEntry, Error>,
    /// Behind a pointer, since thousands of lines are read ahead and moved about.
    payload: Option<Result<Box<Payload>, Error>>,
    good: Good,
}

/// What is known of its signature.
#[derive(Clone, Debug, Default)]
enum Good {
    #[default]
    Unknown,
    /// It is good under this key.
    Under([u8; 32]),
    /// It is good under the only key with its kid that the whole record names.
    UnderTheOnly,
}

impl ReadLine {
    /// The line's entry; its payload is read when it is asked for.
    pub(crate) fn of(line: &str) -> Self {
        let (leaf, entry) = (leaf_hash(line.as_bytes()), SignedEntry::parse(line));
        Self { leaf, entry, payload: None, good: Good::Unknown }
    }

    pub(crate) fn leaf(&self) -> Hash {
        self.leaf
    }

    /// The entry.
    ///
    /// Errors: those of [`SignedEntry::parse`].
    pub(crate) fn entry(&self) -> Result<&SignedEntry, Error> {
        self.entry.as_ref().map_err(Clone::clone)
    }

    /// What it says.
    ///
    /// Errors: those of [`SignedEntry::parse`] and [`Payload::parse`].
    pub(crate) fn payload(&mut self) -> Result<&Payload, Error> {
        let entry = self.entry.as_ref().map_err(Clone::clone)?;
        let read = || Payload::parse(entry.kind(), entry.payload()).map(Box::new);
        self.payload.get_or_insert_with(read).as_deref().map_err(Clone::clone)
    }

    /// The keys that it names, whether or not it may.
    pub(crate) fn keys(&mut self) -> Vec<&PublicKey> {
        match self.payload().map(|payload| &payload.event) {
            Ok(Event::Charter(charter)) => charter.offices.iter().map(|office| &office.cnf.jwk).collect(),
            Ok(Event::Office(office)) => vec![&office.cnf.jwk],
            Ok(Event::Enrol(enrol)) => enrol.cnf.iter().map(|cnf| &cnf.jwk).collect(),
            Ok(Event::Rekey(rekey)) => vec![&rekey.cnf.jwk],
            _ => Vec::new(),
        }
    }

    /// Adds its signature by a key to those that are checked together.
    pub(crate) fn push_to(&self, batch: &mut SignatureBatch, key: &PublicKey) {
        if let Ok(entry) = &self.entry {
            entry.push_to(batch, key);
        }
    }

    pub(crate) fn is_relied_on(&self) -> bool {
        !matches!(self.good, Good::Unknown)
    }

    /// Takes its signature to be good under a key.
    pub(crate) fn rely_on(&mut self, key: [u8; 32]) {
        self.good = Good::Under(key);
    }

    /// Takes its signature to be good under the only key with its kid that the whole record names.
    pub(crate) fn rely_on_the_only(&mut self) {
        self.good = Good::UnderTheOnly;
    }

    /// Checks that it is signed by this key.
    ///
    /// Errors: those of [`SignedEntry::parse`] and [`SignedEntry::verify`].
    pub(crate) fn check(&self, key: &PublicKey) -> Result<(), Error> {
        let entry = self.entry()?;
        let is_good = match &self.good {
            Good::Unknown => false,
            Good::Under(known) => known == key.as_bytes(),
            Good::UnderTheOnly => true,
        };
        if is_good && entry.kid() == key.kid() { Ok(()) } else { entry.check(key) }
    }

    /// Its leaf hash, and its kind where it is an entry.
    pub(crate) fn into_parts(self) -> (Hash, Option<String>) {
        (self.leaf, self.entry.ok().map(SignedEntry::into_kind))
    }
}
