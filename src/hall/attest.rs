//! Entries that wait for a further signature, and who may give it (SPEC.md sections 4 to 8).
//!
//! ```
//! use guanjia::{Hall, Hash};
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let mut hall = Hall::replay(bundle.entries().iter());
//! # // Everyone in this record is made up, with a key that follows from their name.
//! # fn enter(hall: &mut Hall, who: &str, event: &str) -> Result<Hash, guanjia::Error> {
//! #     let seed = Hash::tagged("guanjia/sample-key", &[b"readme", who.as_bytes(), &[0; 8]]);
//! #     let key = guanjia::SecretKey::from_seed(&seed.0);
//! #     let (event, re) = guanjia::Event::from_json(event)?;
//! #     let entry = hall.draft(event, re, key.public().kid(), hall.now())?.sign(&key)?;
//! #     hall.admit(entry.as_str()).map(|_| entry.leaf())
//! # }
//! let rekey = enter(&mut hall, "registrar", r#"{"kind": "rekey", "handle": "H-1", "reason": "手机遗失,换新钥匙",
//!     "cnf": {"jwk": {"crv": "Ed25519", "kty": "OKP", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}}"#).unwrap();
//! let may = |hall: &Hall, who: &str| hall.may_attest(rekey, &who.parse().unwrap()).map_err(|error| error.code());
//! assert_eq!(may(&hall, "registrar"), Err("attest.same-person"));
//! assert_eq!(may(&hall, "supervisor"), Err("office.missing"));
//! assert_eq!(may(&hall, "clerk"), Ok(()));
//! enter(&mut hall, "clerk", &format!(r#"{{"kind": "attest", "re": "{rekey}"}}"#)).unwrap();
//! assert_eq!(may(&hall, "clerk-2"), Err("attest.unasked"));
//! ```

use super::drive::Paper;
use super::register::NewKey;
use super::{Act, Hall};
use crate::ballot::Reading;
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::matter::Triage;

/// An entry that waits for further signatures, by what it is; `attest` entries name it by leaf hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pending {
    /// A new key for somebody who lost theirs.
    Rekey(NewKey),
    /// A household's signature on paper, or its withdrawal, for a second clerk.
    Signature(Paper),
    /// A closed drive, for a supervisor.
    DriveClosed {
        /// The drive.
        drive: Id,
        /// Who closed it.
        by: Id,
    },
    /// A claim to points, for whoever verifies it.
    Points {
        /// The claim.
        claim: Id,
        /// Digests of what shows it.
        evidence: Vec<Hash>,
    },
    /// The settling of a disputed paper.
    Adjudication {
        /// The motion it was cast on.
        motion: Hash,
        /// The number on the paper.
        serial: Id,
        /// What it is held to say.
        reading: Reading,
    },
    /// An announced result.
    Announcement {
        /// The motion.
        motion: Hash,
        /// Who announced it.
        by: Id,
    },
    /// A triage, for a member of the committee.
    Triage {
        /// The matter.
        matter: Id,
        /// Who proposed it.
        by: Id,
        /// What was proposed.
        triage: Triage,
    },
    /// Minutes, for facilitator and supervisor.
    Minutes {
        /// The session.
        session: Id,
        /// Who drafted them.
        by: Id,
        /// The digest of their text.
        text: Hash,
    },
}

impl Hall {
    /// Whether somebody may sign second under an entry now, with their own key, and otherwise why not: `member.no-key`,
    /// and what admission refuses.
    pub fn may_attest(&self, entry: Hash, who: &Id) -> Result<(), Error> {
        let act = self.act_of(who, Some(entry))?;
        match self.asked(entry)? {
            Pending::Rekey(new) => self.check_new_key(&act, new),
            Pending::Signature(paper) => self.check_paper(&act, paper),
            Pending::DriveClosed { drive, by } => self.verified(&act, drive, by).map(drop),
            Pending::Points { claim, evidence } => self.check_points(&act, claim, evidence),
            Pending::Adjudication { motion, serial, reading } => {
                self.check_adjudication(&act, *motion, serial, reading)
            }
            Pending::Announcement { motion, .. } => self.check_announcement(&act, *motion).map(drop),
            Pending::Triage { matter, triage, .. } => self.triaged_as(&act, matter, triage).map(drop),
            Pending::Minutes { session, text, .. } => self.minutes_signed(&act, session, *text).map(drop),
        }
    }

    /// Every entry that asked for a further signature, by its leaf hash; not all still wait for one.
    pub(crate) fn pending(&self) -> impl Iterator<Item = (Hash, &Pending)> {
        self.pending.iter().map(|(leaf, pending)| (*leaf, pending))
    }

    /// A second signature counts where the entry it stands under asks for one.
    pub(super) fn on_attest(&mut self, act: &Act) -> Result<(), Error> {
        match self.asked(act.about()?)?.clone() {
            Pending::Rekey(new) => self.attest_rekey(act, &new),
            Pending::Signature(paper) => self.attest_signature(act, &paper),
            Pending::DriveClosed { drive, by } => self.attest_drive(act, &drive, &by),
            Pending::Points { claim, evidence } => self.attest_points(act, &claim, &evidence),
            Pending::Adjudication { motion, serial, reading } => {
                self.attest_adjudication(act, motion, &serial, reading)
            }
            Pending::Announcement { motion, .. } => self.attest_announcement(act, motion),
            Pending::Triage { matter, triage, .. } => self.attest_triage(act, &matter, &triage),
            Pending::Minutes { session, text, .. } => self.attest_minutes(act, &session, text),
        }
    }

    fn asked(&self, entry: Hash) -> Result<&Pending, Error> {
        self.pending.get(&entry).ok_or_else(|| Error::new(Code::AttestUnasked).with("re", entry))
    }

    /// What somebody would enter next with their own key, as far as checks ask; `member.no-key`.
    pub(super) fn act_of(&self, who: &Id, re: Option<Hash>) -> Result<Act, Error> {
        let missing = || Error::new(Code::MemberNoKey).with("handle", who);
        let by = self.founding.holder(who).ok_or_else(missing)?;
        Ok(Act { index: self.len(), leaf: Hash([0; 32]), re, by })
    }
}

impl Pending {
    /// Who made the entry.
    pub(crate) fn by(&self, hall: &Hall) -> Option<Id> {
        match self {
            Self::Rekey(new) => Some(new.by.clone()),
            Self::Signature(paper) => Some(paper.by.clone()),
            Self::Adjudication { reading, .. } => Some(reading.clerk.clone()),
            Self::Points { claim, .. } => hall.points().claims().get(claim).map(|claim| claim.by.clone()),
            Self::DriveClosed { by, .. }
            | Self::Announcement { by, .. }
            | Self::Triage { by, .. }
            | Self::Minutes { by, .. } => Some(by.clone()),
        }
    }
}
