//! The scribe 书记 of a sample: keeps everybody's keys, counts their entries and writes them down.
//!
//! ```
//! use guanjia::event::{Attest, Auth, Charter, Confirmation, Office};
//! use guanjia::role::Role;
//! use guanjia::sample::Scribe;
//! use guanjia::{Time, Zone, audit};
//! let mut scribe = Scribe::new("example.org/hall", b"any seed");
//! scribe.set_time(Time(1_772_416_800));
//! let mut office = |name: &str, role| {
//!     Office { cnf: Confirmation { jwk: scribe.key(name) }, office: name.parse().unwrap(), roles: [role].into() }
//! };
//! let offices = vec![office("committee", Role::Committee), office("host", Role::Host)];
//! let charter = Charter {
//!     answer_days: 7, appeal_days: 7, auth: [Auth::Code].into(), cnf: offices[0].cnf.clone(),
//!     name: "示例社区".to_owned(), offices, online_basis: None, zone: Zone(480),
//! };
//! let founded = scribe.enter("committee", charter).unwrap();
//! scribe.clock(Time(1_772_420_400)).unwrap();
//! // What is refused leaves nothing behind.
//! assert_eq!(scribe.enter_about("host", founded, Attest {}).unwrap_err().code(), "attest.unasked");
//! assert_eq!(scribe.hall().len(), 2);
//! assert!(audit(&scribe.bundle().unwrap().to_string(), None).unwrap().is_clean());
//! ```

use crate::map::Map;

use crate::error::Error;
use crate::event::{Clock, Event, Payload};
use crate::hall::Hall;
use crate::hash::Hash;
use crate::log::{Bundle, Lines, Receipt, SignedCheckpoint, SignedEntry, entry};
use crate::record::Record;
use crate::sign::{PublicKey, SecretKey};
use crate::time::Time;

/// Builds a record from a seed, signing for everyone in it: for samples and tests, where all the
/// keys are made up. A real host never holds another's key.
///
/// ```
/// use guanjia::sample::Scribe;
/// let scribe = Scribe::new("example.org/hall", b"any seed");
/// assert!(scribe.hall().is_empty());
/// ```
pub struct Scribe {
    record: Record,
    origin: String,
    seed: Vec<u8>,
    host: String,
    signers: Map<String, Signer>,
    now: Time,
}

struct Signer {
    key: SecretKey,
    generation: u64,
    seq: u64,
}

impl Scribe {
    /// A scribe with an empty record; all keys follow from the seed. The host is called `host`.
    pub fn new(origin: &str, seed: &[u8]) -> Self {
        Self {
            record: Record::new(),
            origin: origin.to_owned(),
            seed: seed.to_vec(),
            host: "host".to_owned(),
            signers: Map::new(),
            now: Time(0),
        }
    }

    /// The hall after everything written so far.
    pub fn hall(&self) -> &Hall {
        self.record.hall()
    }

    /// The entries in order.
    pub fn lines(&self) -> &Lines {
        self.record.lines()
    }

    /// The public key of someone.
    pub fn key(&mut self, who: &str) -> PublicKey {
        self.signer(who).key.public()
    }

    /// The key someone will have next; they go on signing with the old one until
    /// [`Scribe::take_next_key`].
    pub fn next_key(&mut self, who: &str) -> PublicKey {
        let generation = self.signer(who).generation + 1;
        derive(&self.seed, who, generation).public()
    }

    /// Someone signs with their next key from now on.
    pub fn take_next_key(&mut self, who: &str) {
        let generation = self.signer(who).generation + 1;
        let key = derive(&self.seed, who, generation);
        self.signers.insert(who.to_owned(), Signer { key, generation, seq: 0 });
    }

    /// The seeds of everybody's keys, in base64url: the first of each under their name, later ones under the name with
    /// `/2`, `/3` …, so that a program can act in the record at any of its stages. All of it is made up.
    ///
    /// ```
    /// use guanjia::sample::Scribe;
    /// let mut scribe = Scribe::new("example.org/hall", b"any seed");
    /// let (first, second) = (scribe.key("clerk"), scribe.next_key("clerk"));
    /// scribe.take_next_key("clerk");
    /// let key = |name: &str| scribe.seeds()[name].parse::<guanjia::SecretKey>().unwrap().public();
    /// assert_eq!([key("clerk"), key("clerk/2")], [first, second]);
    /// ```
    pub fn seeds(&self) -> Map<String, String> {
        let name = |who: &str, at: u64| if at == 0 { who.to_owned() } else { format!("{who}/{}", at + 1) };
        let of = |(who, signer): (&String, &Signer)| {
            let seeds = (0..=signer.generation).map(|at| (name(who, at), seed_of(&self.seed, who, at).to_string()));
            seeds.collect::<Vec<_>>()
        };
        self.signers.iter().flat_map(of).collect()
    }

    /// Sets what clocks show, without an entry: the `iat` of what is signed next.
    pub fn set_time(&mut self, now: Time) {
        self.now = now;
    }

    /// Lets the host enter the time.
    pub fn clock(&mut self, now: Time) -> Result<Hash, Error> {
        self.now = now;
        let host = self.host.clone();
        self.enter(&host, Clock { at: now })
    }

    /// Signs an event as someone; nothing is entered.
    pub fn sign(&mut self, who: &str, re: Option<Hash>, event: impl Into<Event>) -> Result<SignedEntry, Error> {
        let (aud, iat) = (self.origin.clone(), self.now);
        let signer = self.signer(who);
        Payload { aud, iat, seq: signer.seq + 1, re, event: event.into() }.sign(&signer.key)
    }

    /// Signs any text as an entry of any kind, as no honest program would, to see it refused.
    pub fn sign_text(&mut self, who: &str, kind: &str, payload: &str) -> Result<SignedEntry, Error> {
        entry::sign(kind, payload, &self.signer(who).key)
    }

    /// Enters an event as someone; a refused one leaves nothing behind. Gives its leaf hash.
    pub fn enter(&mut self, who: &str, event: impl Into<Event>) -> Result<Hash, Error> {
        let entry = self.sign(who, None, event)?;
        self.admit(who, &entry)
    }

    /// Enters an event about an earlier entry.
    pub fn enter_about(&mut self, who: &str, re: Hash, event: impl Into<Event>) -> Result<Hash, Error> {
        let entry = self.sign(who, Some(re), event)?;
        self.admit(who, &entry)
    }

    /// Puts a signed entry on the record whatever it says, as evidence; gives why it is void, if it is.
    pub fn keep(&mut self, entry: &SignedEntry) -> Option<Error> {
        let index = self.record.record(entry.as_str());
        let line = usize::try_from(index).ok().and_then(|index| self.hall().lines().get(index));
        line.and_then(|line| line.void.clone())
    }

    /// The whole record with a checkpoint signed by the host.
    ///
    /// Errors: `key-name.invalid` when the origin cannot name a log.
    pub fn bundle(&mut self) -> Result<Bundle, Error> {
        let signed = self.checkpoint()?;
        self.record.bundle(signed)
    }

    /// The receipt of an entry, under the checkpoint of now.
    ///
    /// Errors: `receipt.beyond` when there is no such entry.
    pub fn receipt(&mut self, index: u64) -> Result<Receipt, Error> {
        let signed = self.checkpoint()?;
        self.record.receipt(index, signed)
    }

    fn checkpoint(&mut self) -> Result<SignedCheckpoint, Error> {
        let host = self.host.clone();
        self.record.checkpoint().sign(&self.signer(&host).key)
    }

    fn admit(&mut self, who: &str, entry: &SignedEntry) -> Result<Hash, Error> {
        self.record.admit(entry.as_str())?;
        self.signer(who).seq += 1;
        Ok(entry.leaf())
    }

    /// A key is derived once: that is most of what it costs to write a sample.
    fn signer(&mut self, who: &str) -> &mut Signer {
        let seed = &self.seed;
        let fresh = || Signer { key: derive(seed, who, 0), generation: 0, seq: 0 };
        self.signers.entry(who.to_owned()).or_insert_with(fresh)
    }
}

fn derive(seed: &[u8], who: &str, generation: u64) -> SecretKey {
    SecretKey::from_seed(&seed_of(seed, who, generation).0)
}

fn seed_of(seed: &[u8], who: &str, generation: u64) -> Hash {
    Hash::tagged("guanjia/sample-key", &[seed, who.as_bytes(), &generation.to_be_bytes()])
}
