//! The signing of conventions on the record, household by household (SPEC.md section 8).
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
//! let drive = r#"{"kind": "drive", "base": "households", "convention": "dogs", "drive": "SIGN-2026",
//!     "until": "2026-08-15"}"#;
//! assert_eq!(enter(&mut hall, "clerk", drive).unwrap_err().code(), "convention.unknown");
//! enter(&mut hall, "committee", r#"{"kind": "convention", "convention": {
//!     "id": "dogs", "version": 1, "title": "文明养犬公约",
//!     "articles": [{"no": "7", "title": "犬便清理", "kind": ["agreement"], "text": "出门带袋,随拉随清。"}]}}"#).unwrap();
//! // Nobody signs a draft: only what was adopted, filed and made public.
//! assert_eq!(enter(&mut hall, "clerk", drive).unwrap_err().code(), "drive.not-promulgated");
//! assert!(hall.drives().next().is_none());
//! ```

use crate::map::Map;

use super::{Act, Hall, Pending};
use crate::aggregate::Aggregate;
use crate::convention::{Drive, SignatureEvent, SignatureState};
use crate::error::{Code, Error};
use crate::event::{CloseDrive, OpenDrive, Sign, Unsign};
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::Machine;
use crate::role::Role;
use crate::stratum::Stratum;
use crate::time::Date;

/// All drives of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Drives {
    drives: Map<Id, DriveRecord>,
    /// Their names by the leaf hashes of the entries that opened them.
    by_leaf: Map<Hash, Id>,
}

/// A signature drive 签约 on the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriveRecord {
    convention: Id,
    base: Id,
    drive: Drive,
    state: SignatureState,
}

/// A signature, or its withdrawal, on paper that waits for a second clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paper {
    /// The drive.
    pub(crate) drive: Id,
    /// Whose paper it is.
    pub(crate) household: Id,
    /// Whether it takes the signature back.
    pub(crate) withdraws: bool,
    /// The day the first clerk entered it.
    on: Date,
    pub(super) by: Id,
}

impl DriveRecord {
    /// The convention that is signed.
    pub fn convention(&self) -> &Id {
        &self.convention
    }

    /// The base whose households may sign.
    pub fn base(&self) -> &Id {
        &self.base
    }

    /// Who signed.
    pub fn drive(&self) -> &Drive {
        &self.drive
    }

    /// Where it stands.
    pub fn state(&self) -> SignatureState {
        self.state
    }

    /// Whether its counts may be posted: it is closed, a supervisor checked it, and they were not before.
    pub(super) fn may_be_posted(&self) -> bool {
        self.state == SignatureState::Verified
    }

    fn signed(&mut self, household: &Id, withdraws: bool, on: Date) -> Result<(), Error> {
        if withdraws { self.drive.withdraw(household, on) } else { self.drive.sign(household, on) }
    }
}

impl Hall {
    /// A signature drive by its name.
    pub fn drive(&self, id: &Id) -> Option<&DriveRecord> {
        self.drives.drives.get(id)
    }

    /// Every drive, in the order of their names.
    pub fn drives(&self) -> impl Iterator<Item = (&Id, &DriveRecord)> {
        self.drives.drives.iter()
    }

    /// The leaf hash of the entry that opened a drive: the `re` of signatures.
    pub fn drive_leaf(&self, id: &Id) -> Option<Hash> {
        self.drives.by_leaf.iter().find(|(_, drive)| *drive == id).map(|(leaf, _)| *leaf)
    }

    /// How many households of each stratum under a key signed and did not, with small cells merged.
    ///
    /// Errors: `drive.unknown`, `drive.open` before the close, `stratum.missing`.
    pub fn drive_table(&self, drive: &Id, key: &Id) -> Result<Aggregate, Error> {
        let record = self.known_drive(drive)?;
        let members = self.known_base(&record.base)?.members().iter();
        let strata = members.map(|(handle, member)| {
            Stratum::of(&member.strata, Some(key), handle).map(|stratum| (handle.clone(), stratum))
        });
        record.drive.published(&strata.collect::<Result<_, _>>()?)
    }

    /// Whether a household may sign with its own key now, and otherwise why not: `member.no-key`, and what
    /// admission refuses.
    pub fn may_sign(&self, drive: &Id, household: &Id) -> Result<(), Error> {
        self.check_has_key(household)?;
        self.check_signing(drive, household, false)
    }

    /// Whether a household may withdraw its signature with its own key now, and otherwise why not.
    pub fn may_unsign(&self, drive: &Id, household: &Id) -> Result<(), Error> {
        self.check_has_key(household)?;
        self.check_signing(drive, household, true)
    }

    fn check_signing(&self, drive: &Id, household: &Id, withdraws: bool) -> Result<(), Error> {
        let record = self.known_drive(drive)?;
        self.known_base(&record.base)?.voter(household)?;
        let (drive, on) = (&record.drive, self.today());
        if withdraws { drive.may_withdraw(household, on) } else { drive.may_sign(household, on) }
    }

    pub(crate) fn known_drive(&self, id: &Id) -> Result<&DriveRecord, Error> {
        self.drive(id).ok_or_else(|| Error::new(Code::DriveUnknown).with("drive", id))
    }

    /// The counts of a drive were posted.
    pub(super) fn drive_posted(&mut self, drive: &Id) {
        if let Some(record) = self.drives.drives.get_mut(drive) {
            record.state = record.state.on(SignatureEvent::Publish).unwrap_or(record.state);
        }
    }

    pub(super) fn on_drive(&mut self, act: &Act, open: &OpenDrive) -> Result<(), Error> {
        act.office(&[Role::Clerk])?;
        if self.drive(&open.drive).is_some() {
            return Err(Error::new(Code::DriveRepeated).with("drive", &open.drive));
        }
        self.known_base(&open.base)?;
        let record = self.known_convention(&open.convention)?;
        let unready = || Error::new(Code::DriveNotPromulgated).with("convention", &open.convention);
        let text = &record.promulgated().ok_or_else(unready)?.text;
        let drive = Drive::open(text.digest(), self.today(), open.until)?;
        let record = DriveRecord {
            convention: open.convention.clone(),
            base: open.base.clone(),
            drive,
            state: SignatureState::INITIAL,
        };
        self.drives.by_leaf.insert(act.leaf, open.drive.clone());
        self.drives.drives.insert(open.drive.clone(), record);
        Ok(())
    }

    pub(super) fn on_sign(&mut self, act: &Act, sign: &Sign) -> Result<(), Error> {
        self.sign(act, sign.handle.as_ref(), false)
    }

    pub(super) fn on_unsign(&mut self, act: &Act, unsign: &Unsign) -> Result<(), Error> {
        self.sign(act, unsign.handle.as_ref(), true)
    }

    /// A household signs or withdraws: at once with its own key, on paper once a second clerk attests.
    fn sign(&mut self, act: &Act, handle: Option<&Id>, withdraws: bool) -> Result<(), Error> {
        let id = self.drive_of(act)?.clone();
        let on = self.today();
        let household = match handle {
            None => act.member()?,
            Some(handle) => {
                act.office(&[Role::Clerk])?;
                handle
            }
        };
        self.check_signing(&id, household, withdraws)?;
        if handle.is_none() {
            return self.drive_mut(&id)?.signed(household, withdraws, on);
        }
        let (household, by) = (household.clone(), act.person().clone());
        self.pending.insert(act.leaf, Pending::Signature(Paper { drive: id, household, withdraws, on, by }));
        Ok(())
    }

    pub(super) fn check_paper(&self, act: &Act, paper: &Paper) -> Result<(), Error> {
        act.second(&[Role::Clerk], &paper.by)?;
        let drive = &self.known_drive(&paper.drive)?.drive;
        let (household, on) = (&paper.household, paper.on);
        if paper.withdraws { drive.may_withdraw(household, on) } else { drive.may_sign(household, on) }
    }

    /// The second clerk under a paper. It was in time when the first entered it, as long as the drive is
    /// not closed.
    pub(super) fn attest_signature(&mut self, act: &Act, paper: &Paper) -> Result<(), Error> {
        self.check_paper(act, paper)?;
        let about = act.about()?;
        self.drive_mut(&paper.drive)?.signed(&paper.household, paper.withdraws, paper.on)?;
        self.pending.remove(&about);
        Ok(())
    }

    pub(super) fn on_drive_close(&mut self, act: &Act, _: &CloseDrive) -> Result<(), Error> {
        let by = act.office(&[Role::Clerk])?.clone();
        let id = self.drive_of(act)?.clone();
        let mut record = self.known_drive(&id)?.clone();
        record.drive.close(self.today())?;
        record.state = record.state.step(SignatureEvent::Close, Role::Clerk)?;
        self.pending.insert(act.leaf, Pending::DriveClosed { drive: id.clone(), by });
        self.drives.drives.insert(id, record);
        Ok(())
    }

    /// Where a drive stands once a supervisor checked it.
    pub(super) fn verified(&self, act: &Act, drive: &Id, by: &Id) -> Result<SignatureState, Error> {
        act.second(&[Role::Supervisor], by)?;
        self.known_drive(drive)?.state.step(SignatureEvent::Verify, Role::Supervisor)
    }

    /// A supervisor checked a closed drive 核对.
    pub(super) fn attest_drive(&mut self, act: &Act, drive: &Id, by: &Id) -> Result<(), Error> {
        let state = self.verified(act, drive, by)?;
        self.pending.remove(&act.about()?);
        if let Some(record) = self.drives.drives.get_mut(drive) {
            record.state = state;
        }
        Ok(())
    }

    fn drive_mut(&mut self, id: &Id) -> Result<&mut DriveRecord, Error> {
        self.drives.drives.get_mut(id).ok_or_else(|| Error::new(Code::DriveUnknown).with("drive", id))
    }

    /// The drive that `re` names.
    fn drive_of(&self, act: &Act) -> Result<&Id, Error> {
        let leaf = act.about()?;
        self.drives.by_leaf.get(&leaf).ok_or_else(|| Error::new(Code::DriveUnknown).with("drive", leaf))
    }
}
