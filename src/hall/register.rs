//! Registers, keys of those on them, and frozen bases (SPEC.md section 4).
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
//! let (register, base) = ("households".parse().unwrap(), "households".parse().unwrap());
//! let newcomer = r#"{"kind": "enrol", "register": "households",
//!     "unit": {"handle": "H-4", "amounts": {"households": 1}, "strata": {"building": "B01"}, "voter": true}}"#;
//! enter(&mut hall, "registrar", newcomer).unwrap();
//! // The register has four now; the base of the open vote was frozen with three and stays so.
//! assert_eq!(hall.register(&register).unwrap().units().len(), 4);
//! assert_eq!(hall.base(&base).unwrap().members().len(), 3);
//! assert_eq!(enter(&mut hall, "registrar", newcomer).unwrap_err().code(), "register.person-counted");
//!
//! // A door is no stratum: what could name somebody is kept off the record.
//! let exposed = newcomer.replace("H-4", "H-5").replace("B01", "13800138000");
//! assert_eq!(enter(&mut hall, "registrar", &exposed).unwrap_err().code(), "register.personal");
//! ```

use crate::map::Map;

use super::{Act, Hall, Holder, Pending};
use crate::error::{Code, Error};
use crate::event::{Enrol, Freeze, Rekey, Unenrol};
use crate::hash::Hash;
use crate::id::Id;
use crate::reason::check_reason;
use crate::register::{Base, Register};
use crate::role::Role;
use crate::sign::PublicKey;

/// Who may enrol, and stand second under a new key.
const REGISTRARS: &[Role] = &[Role::Registrar, Role::Clerk];

/// All registers and bases of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Registers {
    by_name: Map<Id, Register>,
    bases: Map<Id, Base>,
    /// The digests of everyone's disclosures, and whose they are.
    digests: Map<Hash, Id>,
}

/// A new key that waits for a second registrar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewKey {
    /// Whose.
    pub(crate) handle: Id,
    key: PublicKey,
    /// The office that entered it.
    pub(super) by: Id,
}

impl Registers {
    /// Whether a handle stands on any register now.
    fn stands(&self, handle: &Id) -> bool {
        self.by_name.values().any(|register| register.unit(handle).is_some())
    }

    /// A base, or `base.unknown`.
    pub(super) fn base(&self, id: &Id) -> Result<&Base, Error> {
        self.bases.get(id).ok_or_else(|| Error::new(Code::BaseUnknown).with("base", id))
    }
}

impl Hall {
    /// A register by its name, as it is now.
    pub fn register(&self, name: &Id) -> Option<&Register> {
        self.registers.by_name.get(name)
    }

    /// Every register, in the order of their names.
    pub fn registers(&self) -> impl Iterator<Item = &Register> {
        self.registers.by_name.values()
    }

    /// A frozen base by its identifier.
    ///
    /// ```
    /// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
    /// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
    /// # let hall = guanjia::Hall::replay(bundle.entries().iter());
    /// let base = hall.base(&"households".parse().unwrap()).unwrap();
    /// assert_eq!((base.members().len(), base.id().as_str()), (3, "households"));
    /// assert!(hall.base(&"2027".parse().unwrap()).is_none());
    /// ```
    pub fn base(&self, id: &Id) -> Option<&Base> {
        self.registers.bases.get(id)
    }

    /// Every base, in the order of their identifiers.
    pub fn bases(&self) -> impl Iterator<Item = &Base> {
        self.registers.bases.values()
    }

    /// The register, or `register.unknown`.
    pub(crate) fn known_register(&self, name: &Id) -> Result<&Register, Error> {
        self.register(name).ok_or_else(|| Error::new(Code::RegisterUnknown).with("register", name))
    }

    /// The base, or `base.unknown`.
    pub(crate) fn known_base(&self, id: &Id) -> Result<&Base, Error> {
        self.registers.base(id)
    }

    /// Whether a disclosure (RFC 9901 section 4.2), which somebody shows off the record, belongs to a
    /// handle: its digest stands in that handle's enrolment.
    pub fn discloses(&self, handle: &Id, disclosure: &str) -> bool {
        self.registers.digests.get(&Hash::of(disclosure.as_bytes())) == Some(handle)
    }

    pub(super) fn on_enrol(&mut self, act: &Act, enrol: &Enrol) -> Result<(), Error> {
        act.office(REGISTRARS)?;
        let handle = &enrol.unit.handle;
        enrol.unit.check_private()?;
        if enrol.digests.is_empty() != enrol.digest_alg.is_none() {
            return Err(Error::new(Code::RegisterDigestAlg).with("handle", handle));
        }
        if let Some(digest) = enrol.digests.iter().find(|digest| self.registers.digests.contains_key(digest)) {
            return Err(Error::new(Code::RegisterDigestTaken).with("digest", digest).with("handle", handle));
        }
        if self.founding.is_office(handle) {
            return Err(Error::new(Code::RegisterOfficeName).with("handle", handle));
        }
        if let Some(cnf) = &enrol.cnf {
            self.founding.check_new_key(&cnf.jwk)?;
            if self.founding.member_key(handle).is_some() {
                return Err(Error::new(Code::RegisterHasKey).with("handle", handle));
            }
        }
        if let Some(register) = self.registers.by_name.get_mut(&enrol.register) {
            register.enrol(enrol.unit.clone())?;
        } else {
            let mut register = Register::new(enrol.register.clone());
            register.enrol(enrol.unit.clone())?;
            self.registers.by_name.insert(enrol.register.clone(), register);
        }
        self.registers.digests.extend(enrol.digests.iter().map(|digest| (*digest, handle.clone())));
        if let Some(cnf) = &enrol.cnf {
            self.founding.enrol_key(handle, false, &cnf.jwk, act.index);
        }
        Ok(())
    }

    pub(super) fn on_rekey(&mut self, act: &Act, rekey: &Rekey) -> Result<(), Error> {
        check_reason(&rekey.reason)?;
        let key = &rekey.cnf.jwk;
        match &act.by {
            Holder::Member { handle } if *handle == rekey.handle => {
                self.founding.check_new_key(key)?;
                self.give_key(handle, key, act.index);
            }
            Holder::Member { .. } => return Err(Error::new(Code::MemberOther).with("handle", &rekey.handle)),
            Holder::Office { .. } => {
                let by = act.office(&[Role::Registrar])?.clone();
                self.check_stands(&rekey.handle)?;
                self.founding.check_new_key(key)?;
                let new = NewKey { handle: rekey.handle.clone(), key: key.clone(), by };
                self.pending.insert(act.leaf, Pending::Rekey(new));
            }
        }
        Ok(())
    }

    pub(super) fn check_new_key(&self, act: &Act, new: &NewKey) -> Result<(), Error> {
        act.second(REGISTRARS, &new.by)?;
        self.founding.check_new_key(&new.key)
    }

    /// The second signature under a new key.
    pub(super) fn attest_rekey(&mut self, act: &Act, new: &NewKey) -> Result<(), Error> {
        self.check_new_key(act, new)?;
        self.give_key(&new.handle, &new.key, act.index);
        Ok(())
    }

    pub(super) fn on_unenrol(&mut self, act: &Act, unenrol: &Unenrol) -> Result<(), Error> {
        act.office(&[Role::Registrar])?;
        check_reason(&unenrol.reason)?;
        let unknown = || Error::new(Code::RegisterUnknown).with("register", &unenrol.register);
        let register = self.registers.by_name.get_mut(&unenrol.register).ok_or_else(unknown)?;
        register.withdraw(&unenrol.handle)?;
        if !self.registers.stands(&unenrol.handle) {
            self.founding.end_keys(&unenrol.handle, false, act.index);
            self.drop_new_keys(&unenrol.handle);
        }
        Ok(())
    }

    pub(super) fn on_freeze(&mut self, act: &Act, freeze: &Freeze) -> Result<(), Error> {
        act.office(&[Role::Committee])?;
        let notice = &freeze.base;
        if self.base(&notice.id).is_some() {
            return Err(Error::new(Code::BaseRepeated).with("base", &notice.id));
        }
        let register = self.known_register(&notice.register)?;
        let base = register.freeze(notice.id.clone(), &notice.scope)?;
        base.check(notice)?;
        self.registers.bases.insert(notice.id.clone(), base);
        Ok(())
    }

    /// Refuses an office under the name of somebody on a register (`register.office-name`).
    pub(super) fn check_office_name(&self, office: &Id) -> Result<(), Error> {
        if self.registers.stands(office) {
            return Err(Error::new(Code::RegisterOfficeName).with("handle", office));
        }
        Ok(())
    }

    /// Refuses a handle that stands on no register (`register.not-listed`).
    pub(super) fn check_stands(&self, handle: &Id) -> Result<(), Error> {
        if self.registers.stands(handle) {
            return Ok(());
        }
        let names: Vec<&str> = self.registers.by_name.keys().map(Id::as_str).collect();
        Err(Error::new(Code::RegisterNotListed).with("handle", handle).with("register", names.join(", ")))
    }

    /// Refuses a handle that stands on no register and in no base, and is no office (`register.not-listed`).
    pub(crate) fn check_known(&self, handle: &Id) -> Result<(), Error> {
        let in_base = self.bases().any(|base| base.members().contains_key(handle));
        if in_base || self.founding.is_office(handle) { Ok(()) } else { self.check_stands(handle) }
    }

    /// A member's new key is good from the next entry on; whatever else waited to become it does not any more.
    fn give_key(&mut self, handle: &Id, key: &PublicKey, index: u64) {
        self.founding.enrol_key(handle, false, key, index);
        self.drop_new_keys(handle);
    }

    fn drop_new_keys(&mut self, handle: &Id) {
        self.pending.retain(|_, pending| !matches!(pending, Pending::Rekey(new) if new.handle == *handle));
    }
}
