//! Minutes 会议记录: complete, signed by three, then published (SPEC.md section 6).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! use guanjia::session::Minutes;
//! use guanjia::verdict::Outcome;
//! let session = hall.session(&"ASM-1".parse().unwrap()).unwrap();
//! let minutes = |outcomes: &[(&str, Outcome)], statements: &[u64]| Minutes {
//!     outcomes: outcomes.iter().map(|(motion, outcome)| (motion.parse().unwrap(), *outcome)).collect(),
//!     statements: statements.iter().copied().collect(),
//!     text: guanjia::Hash::of("会议记录".as_bytes()),
//! };
//! // Minutes say what happened, no more and no less: here nothing was said, and nothing decided yet.
//! let refused = |minutes| session.check_minutes(&minutes).unwrap_err().code();
//! assert_eq!(refused(minutes(&[], &[12])), "minutes.statement-unknown");
//! assert_eq!(refused(minutes(&[("BENCH", Outcome::Passed)], &[])), "minutes.outcome-differs");
//! ```

use crate::map::{Map, Set};

use serde::{Deserialize, Serialize};

use super::{Session, SessionContext, SessionEvent, SessionState};
use crate::actor::Actor;
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::publicity::Publicity;
use crate::role::Role;
use crate::verdict::Outcome;

/// Who has to sign the minutes; who holds several of these offices signs in the first that is open.
const SIGNERS: [Role; 3] = [Role::Recorder, Role::Facilitator, Role::Supervisor];

/// The minutes of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// Every motion that was put, and its outcome.
    pub outcomes: Map<Id, Outcome>,
    /// Every statement, by the index of its entry.
    pub statements: Set<u64>,
    /// The digest of the text.
    pub text: Hash,
}

impl Session {
    /// Refuses minutes that leave something out or say something else than what happened:
    /// `minutes.statement-missing`, `minutes.statement-unknown`, `minutes.motion-missing`,
    /// `minutes.outcome-differs`.
    pub fn check_minutes(&self, minutes: &Minutes) -> Result<(), Error> {
        if let Some(entry) = self.statements.keys().find(|entry| !minutes.statements.contains(entry)) {
            return Err(Error::new(Code::MinutesStatementMissing).with("entry", entry));
        }
        if let Some(entry) = minutes.statements.iter().find(|entry| !self.statements.contains_key(entry)) {
            return Err(Error::new(Code::MinutesStatementUnknown).with("entry", entry));
        }
        if let Some(motion) = self.outcomes.keys().find(|motion| !minutes.outcomes.contains_key(*motion)) {
            return Err(Error::new(Code::MinutesMotionMissing).with("motion", motion));
        }
        match minutes.outcomes.iter().find(|(motion, outcome)| self.outcomes.get(*motion) != Some(*outcome)) {
            Some((motion, _)) => Err(Error::new(Code::MinutesOutcomeDiffers).with("motion", motion)),
            None => Ok(()),
        }
    }

    /// Drafts the minutes; a new draft before they are confirmed takes away the signatures.
    pub(super) fn draft_minutes(&mut self, minutes: &Minutes, by: &Actor) -> Result<(), Error> {
        let state = if self.state == SessionState::MinutesDraft {
            by.require(&[Role::Recorder])?;
            self.state
        } else {
            by.step(self.state, SessionEvent::DraftMinutes)?
        };
        self.check_minutes(minutes)?;
        self.minutes = Some(minutes.clone());
        self.signatures.clear();
        self.item = None;
        self.state = state;
        Ok(())
    }

    /// Signs the minutes in the role of recorder, facilitator or supervisor that the signer holds
    /// and nobody has signed in yet. The third of three persons makes them effective.
    ///
    /// `minutes.differs` when the text signed is not the draft; `minutes.same-person`.
    pub fn sign_minutes(&mut self, text: Hash, by: &Actor) -> Result<(), Error> {
        let state = by.step(self.state, SessionEvent::ConfirmMinutes)?;
        if self.minutes.as_ref().is_none_or(|minutes| minutes.text != text) {
            return Err(Error::new(Code::MinutesDiffers));
        }
        if self.signatures.values().any(|who| who == by.who()) {
            return Err(Error::new(Code::MinutesSamePerson).with("who", by.who()));
        }
        let open = SIGNERS.into_iter().find(|role| by.has(*role) && !self.signatures.contains_key(role));
        let role = open.ok_or_else(|| Error::new(Code::MinutesSigned).with("who", by.who()))?;
        self.signatures.insert(role, by.who().clone());
        if self.signatures.len() == SIGNERS.len() {
            self.state = state;
        }
        Ok(())
    }

    /// Refuses to go on from minutes that lack a signature, with `minutes.unsigned`.
    pub(super) fn check_signed(&self) -> Result<(), Error> {
        let missing: Vec<Role> = SIGNERS.into_iter().filter(|role| !self.signatures.contains_key(role)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Error::new(Code::MinutesUnsigned)
            .with("roles_zh", missing.iter().map(|role| role.zh()).collect::<Vec<_>>().join("、"))
            .with("roles", missing.iter().map(Role::to_string).collect::<Vec<_>>().join(", ")))
    }

    /// The publicity of these minutes; `minutes.not-posted` when they are not up, or something else is.
    pub(super) fn posted_minutes<'a>(&self, with: &SessionContext<'a>) -> Result<&'a Publicity, Error> {
        let text = self.minutes.as_ref().map(|minutes| minutes.text);
        let posted = with.publicity.filter(|publicity| Some(publicity.text) == text);
        posted.ok_or_else(|| Error::new(Code::MinutesNotPosted).with("session", self.id()))
    }

    /// Forgets minutes that a recount made void.
    pub(super) fn drop_minutes(&mut self) {
        self.minutes = None;
        self.signatures.clear();
    }
}
