//! Charter, offices, keys and the host's time (SPEC.md section 4).
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
//! let founding = hall.founding();
//! assert_eq!((founding.origin(), founding.charter().unwrap().name.as_str()), ("example.org/hall", "示例社区"));
//! assert_eq!(hall.today().to_string(), "2026-03-16"); // as the host's clock last said
//!
//! // An office is given and ended by the committee; its key then signs nothing more.
//! enter(&mut hall, "committee", r#"{"kind": "office-end", "office": "clerk-2", "reason": "调离社区工作"}"#).unwrap();
//! let held = hall.founding().offices();
//! let left = held.iter().find(|held| held.office.as_str() == "clerk-2").unwrap();
//! assert!(!left.in_force && left.roles.contains(&guanjia::role::Role::Clerk));
//! let refused = enter(&mut hall, "clerk-2", r#"{"kind": "clock", "at": 1773626400}"#);
//! assert_eq!(refused.unwrap_err().code(), "key.ended");
//! let refused = enter(&mut hall, "clerk", r#"{"kind": "clock", "at": 1773626400}"#);
//! assert_eq!(refused.unwrap_err().code(), "office.missing");
//! ```

use crate::map::{Map, Set};

use serde::Serialize;

use super::{Act, Hall};
use crate::error::{Code, Error};
use crate::event::{Auth, Charter, Clock, Office, OfficeEnd, Payload};
use crate::id::Id;
use crate::log::{Policy, VerifierKey};
use crate::role::Role;
use crate::sign::{Kid, PublicKey};
use crate::time::{Time, Zone};

/// Whose a key is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// An office 职务 with its roles.
    Office {
        /// The office.
        office: Id,
        /// What it may do.
        roles: Set<Role>,
    },
    /// Someone in a register 名册.
    Member {
        /// Their handle.
        handle: Id,
    },
}

/// An office 职务 as it stands or stood.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// use guanjia::role::Role;
/// let witnesses = hall.founding().offices().into_iter().filter(|held| held.roles.contains(&Role::Witness));
/// assert_eq!(witnesses.filter(|held| held.in_force && held.kid.is_some()).count(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OfficeHeld {
    /// The office.
    pub office: Id,
    /// What it may do, or might.
    pub roles: Set<Role>,
    /// Its key, or the last it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<Kid>,
    /// Whether it is in force.
    pub in_force: bool,
}

/// A key and the range of entries it may sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) public: PublicKey,
    holder: Id,
    is_office: bool,
    /// The entry that ended it.
    until: Option<u64>,
    /// The `seq` of its last entry.
    seq: u64,
}

/// What the charter says, who holds which key, and the time.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// let founding = hall.founding();
/// let host = founding.host().unwrap().kid();
/// assert_eq!(founding.next_seq(host).unwrap(), 2); // it entered the time once
/// assert!(founding.member_key(&"H-1".parse().unwrap()).is_some());
/// let (committee, offices) = ("committee".parse().unwrap(), founding.offices());
/// assert!(offices.iter().any(|held| held.office == committee && held.in_force));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Founding {
    origin: String,
    charter: Option<Charter>,
    offices: Map<Id, Set<Role>>,
    /// The roles of offices that were ended.
    ended: Map<Id, Set<Role>>,
    /// Each behind a pointer, since a key is large and the map moves what it holds.
    keys: Map<Kid, Box<Key>>,
    /// The last key of each.
    last_of_offices: Map<Id, Kid>,
    last_of_members: Map<Id, Kid>,
    pub(super) now: Time,
}

impl Founding {
    /// The record's origin, the `aud` of its every entry and the name of its log.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What the record is; none before its first entry.
    pub fn charter(&self) -> Option<&Charter> {
        self.charter.as_ref()
    }

    /// Every office there is or was, in the order of their identifiers.
    pub fn offices(&self) -> Vec<OfficeHeld> {
        let in_force = self.offices.iter().map(|(office, roles)| (office, (roles, true)));
        let mut offices: Map<_, _> = self.ended.iter().map(|(office, roles)| (office, (roles, false))).collect();
        offices.extend(in_force);
        let held = |(office, (roles, in_force)): (&Id, (&Set<Role>, bool))| OfficeHeld {
            office: office.clone(),
            roles: roles.clone(),
            kid: self.last(office, true),
            in_force,
        };
        offices.into_iter().map(held).collect()
    }

    pub(super) fn zone(&self) -> Zone {
        self.charter.as_ref().map_or(Zone(0), |charter| charter.zone)
    }

    pub(super) fn open(payload: &Payload, charter: &Charter, kid: Kid) -> Result<Self, Error> {
        if charter.auth.iter().all(|auth| *auth == Auth::Face) {
            return Err(Error::new(Code::CharterFaceOnly));
        }
        let mut founding =
            Self { origin: payload.aud.clone(), charter: Some(charter.clone()), now: payload.iat, ..Self::default() };
        if charter.offices.first().is_none_or(|founder| founder.cnf != charter.cnf) {
            return Err(Error::new(Code::CharterFounder));
        }
        for office in &charter.offices {
            founding.give(office, 0)?;
        }
        founding.used(kid, payload.seq);
        Ok(founding)
    }

    /// The key of a kid that may sign the next entry.
    pub(super) fn key(&self, kid: Kid) -> Result<&Key, Error> {
        let key = self.keys.get(&kid).ok_or_else(|| Error::new(Code::KeyUnknown).with("kid", kid))?;
        match key.until {
            Some(until) => Err(Error::new(Code::KeyEnded).with("kid", kid).with("since", until)),
            None => Ok(key),
        }
    }

    /// The `seq` that the next entry of a key may have; `key.unknown`, `key.ended`.
    pub fn next_seq(&self, kid: Kid) -> Result<u64, Error> {
        Ok(self.key(kid)?.seq.saturating_add(1))
    }

    /// The key of the office that hosts the record now, with which it signs checkpoints.
    pub fn host(&self) -> Option<&PublicKey> {
        let hosts = |key: &Key| {
            key.is_office
                && key.until.is_none()
                && self.offices.get(&key.holder).is_some_and(|roles| roles.contains(&Role::Host))
        };
        self.keys.values().find(|key| hosts(key)).map(|key| &key.public)
    }

    pub(super) fn any_key(&self, kid: Kid) -> Option<&PublicKey> {
        self.keys.get(&kid).map(|key| &key.public)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &PublicKey> {
        self.keys.values().map(|key| &key.public)
    }

    /// Who signs with this key, once the payload is for this record and in its signer's order.
    pub(super) fn signer(&self, key: &Key, payload: &Payload) -> Result<Holder, Error> {
        if payload.aud != self.origin {
            return Err(Error::new(Code::EntryForeign).with("aud", &payload.aud).with("origin", &self.origin));
        }
        if payload.seq <= key.seq {
            return Err(Error::new(Code::EntrySequence).with("seq", payload.seq).with("last", key.seq));
        }
        if key.is_office {
            let roles = self.offices.get(&key.holder).cloned().unwrap_or_default();
            Ok(Holder::Office { office: key.holder.clone(), roles })
        } else {
            Ok(Holder::Member { handle: key.holder.clone() })
        }
    }

    pub(super) fn used(&mut self, kid: Kid, seq: u64) {
        if let Some(key) = self.keys.get_mut(&kid) {
            key.seq = seq;
        }
    }

    /// The key that somebody on a register signs with now, if they have one.
    pub fn member_key(&self, handle: &Id) -> Option<&PublicKey> {
        self.live(handle, false).map(|key| &key.public)
    }

    /// Whether an identifier is or was that of an office, so that it can name nobody on a register.
    pub(super) fn is_office(&self, name: &Id) -> bool {
        self.last(name, true).is_some()
    }

    /// Whoever has a key now, with their roles.
    pub(crate) fn holder(&self, person: &Id) -> Option<Holder> {
        if self.live(person, true).is_some() {
            let roles = self.offices.get(person).cloned().unwrap_or_default();
            return Some(Holder::Office { office: person.clone(), roles });
        }
        self.live(person, false).map(|_| Holder::Member { handle: person.clone() })
    }

    /// Whether an office or member has a key now.
    pub(super) fn can_sign(&self, person: &Id) -> bool {
        self.live(person, true).or_else(|| self.live(person, false)).is_some()
    }

    fn live(&self, holder: &Id, is_office: bool) -> Option<&Key> {
        self.keys.get(&self.last(holder, is_office)?).map(|key| &**key).filter(|key| key.until.is_none())
    }

    /// The last key of an office or member.
    fn last(&self, holder: &Id, is_office: bool) -> Option<Kid> {
        let last = if is_office { &self.last_of_offices } else { &self.last_of_members };
        last.get(holder).copied()
    }

    /// Refuses a key that stands or stood on the record already.
    pub(super) fn check_new_key(&self, key: &PublicKey) -> Result<(), Error> {
        if self.keys.contains_key(&key.kid()) { Err(Error::new(Code::KeyTaken).with("kid", key.kid())) } else { Ok(()) }
    }

    /// Ends whatever key the holder has and gives them a new one, from the next entry on.
    pub(super) fn enrol_key(&mut self, holder: &Id, is_office: bool, key: &PublicKey, index: u64) {
        let last = if is_office { &mut self.last_of_offices } else { &mut self.last_of_members };
        let before = last.insert(holder.clone(), key.kid());
        self.end_key(before, index);
        let new = Key { public: key.clone(), holder: holder.clone(), is_office, until: None, seq: 0 };
        self.keys.insert(key.kid(), Box::new(new));
    }

    /// Ends the holder's key from the next entry on.
    pub(super) fn end_keys(&mut self, holder: &Id, is_office: bool, index: u64) {
        self.end_key(self.last(holder, is_office), index);
    }

    fn end_key(&mut self, kid: Option<Kid>, index: u64) {
        if let Some(key) = kid.and_then(|kid| self.keys.get_mut(&kid)).filter(|key| key.until.is_none()) {
            key.until = Some(index);
        }
    }

    fn give(&mut self, office: &Office, index: u64) -> Result<(), Error> {
        let key = &office.cnf.jwk;
        let same =
            self.keys.get(&key.kid()).is_some_and(|k| k.is_office && k.holder == office.office && k.until.is_none());
        if !same {
            self.check_new_key(key)?;
            self.enrol_key(&office.office, true, key, index);
        }
        self.ended.remove(&office.office);
        self.offices.insert(office.office.clone(), office.roles.clone());
        Ok(())
    }
}

impl Hall {
    /// The charter, offices, keys and time.
    pub fn founding(&self) -> &Founding {
        &self.founding
    }

    /// Refuses somebody who has no key of a member (`member.no-key`).
    pub(super) fn check_has_key(&self, handle: &Id) -> Result<(), Error> {
        let missing = || Error::new(Code::MemberNoKey).with("handle", handle);
        self.founding.member_key(handle).map(drop).ok_or_else(missing)
    }

    /// The policy that relies on the office that hosts this record now, under a log's name: what somebody goes by who
    /// has nothing but the record.
    ///
    /// Errors: `checkpoint.unsigned` when no office hosts it, `key-name.invalid`.
    pub fn policy(&self, log: &str) -> Result<Policy, Error> {
        let host = self.founding.host().ok_or_else(|| Error::new(Code::CheckpointUnsigned).with("origin", log))?;
        Ok(Policy::log(VerifierKey::log(log, host)?))
    }

    pub(super) fn on_clock(&mut self, act: &Act, clock: &Clock) -> Result<(), Error> {
        act.office(&[Role::Host])?;
        if clock.at < self.founding.now {
            self.flag(act, Error::new(Code::TimeBackwards).with("at", clock.at.0).with("now", self.founding.now.0));
        } else {
            self.founding.now = clock.at;
        }
        Ok(())
    }

    pub(super) fn on_office(&mut self, act: &Act, office: &Office) -> Result<(), Error> {
        act.office(&[Role::Committee])?;
        self.check_office_name(&office.office)?;
        self.founding.give(office, act.index)
    }

    pub(super) fn on_office_end(&mut self, act: &Act, end: &OfficeEnd) -> Result<(), Error> {
        act.office(&[Role::Committee])?;
        crate::reason::check_reason(&end.reason)?;
        let unknown = || Error::new(Code::OfficeUnknown).with("office", &end.office);
        let roles = self.founding.offices.remove(&end.office).ok_or_else(unknown)?;
        self.founding.ended.insert(end.office.clone(), roles);
        self.founding.end_keys(&end.office, true, act.index);
        Ok(())
    }
}
