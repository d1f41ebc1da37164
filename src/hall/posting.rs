//! What may be posted: what there is, for long enough, without giving anybody away (SPEC.md section 8).
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
//! let (motion, building) = (hall.motions()[0].leaf(), "building".parse().unwrap());
//! assert_eq!(hall.result_table(motion, &building).unwrap_err().code(), "finalise.not-announced");
//! enter(&mut hall, "host", r#"{"kind": "clock", "at": 1773799200}"#).unwrap(); // the day after the window
//! enter(&mut hall, "clerk", &format!(r#"{{"kind": "close", "re": "{motion}"}}"#)).unwrap();
//! let announced = enter(&mut hall, "clerk", &format!(r#"{{"kind": "announce", "abstain": 0, "invalid": 0,
//!     "options": {{"N": 0, "Y": 0}}, "outcome": "inquorate", "participating": 0, "re": "{motion}"}}"#)).unwrap();
//! for witness in ["witness", "witness-2"] {
//!     enter(&mut hall, witness, &format!(r#"{{"kind": "attest", "re": "{announced}"}}"#)).unwrap();
//! }
//! // Three households are too few to tell any of them apart, so that a table of the result has no rows.
//! let table = hall.result_table(motion, &building).unwrap();
//! assert!(table.rows.is_empty());
//! ```

use crate::map::Set;

use super::publicity::refuse;
use super::{Hall, MotionRecord};
use crate::aggregate::{Aggregate, SMALL_CELL};
use crate::convention::{Convention, ConventionState};
use crate::error::{Code, Error};
use crate::event::{Post, Subject};
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::Machine;
use crate::points::PointsState;
use crate::publicity::{check_published_list, check_published_table};
use crate::roster::RosterState;
use crate::session::Session;
use crate::tally::breakdown;

impl Hall {
    /// How many of each stratum under a key chose what in a vote, with small cells merged; errors
    /// `motion.unknown`, and `finalise.not-announced` while the result as it is now is not announced.
    pub fn result_table(&self, motion: Hash, key: &Id) -> Result<Aggregate, Error> {
        let record = self.announced(motion)?;
        let members = self.session_members(record.session())?.into_iter();
        let strata = members.filter_map(|(handle, member)| Some((handle.clone(), member.strata.get(key)?.to_string())));
        Ok(Aggregate::of(&breakdown(record.ballots(), &strata.collect()), SMALL_CELL))
    }

    /// A motion whose result as it is now was announced and witnessed; otherwise `finalise.not-announced`.
    pub(super) fn announced(&self, motion: Hash) -> Result<&MotionRecord, Error> {
        let record = self.motion(motion)?;
        let unannounced = || Error::new(Code::FinaliseNotAnnounced).with("motion", &record.question().id);
        if record.is_announced() { Ok(record) } else { Err(unannounced()) }
    }

    /// Whether there is what is to be posted, as it may be posted now and in just these words.
    pub(super) fn check_subject(&self, post: &Post) -> Result<(), Error> {
        let subject = &post.subject;
        let unready = |state: &dyn std::fmt::Display, state_zh: &str| {
            Err(refuse(Code::PublicityUnready, subject).with("state", state).with("state_zh", state_zh))
        };
        let must = |is: bool, state: &dyn std::fmt::Display, state_zh: &str| {
            if is { Ok(()) } else { unready(state, state_zh) }
        };
        match subject {
            Subject::Roster(id) => {
                let state = self.roster(id)?.state();
                must(state == RosterState::Publicised, &state, state.zh())
            }
            Subject::Draft(id) => {
                let record = self.known_convention(id)?;
                let state = record.state();
                must(state == ConventionState::DraftPublic, &state, state.zh())?;
                same_text(record.current(), post.text)
            }
            Subject::Filing(id) => {
                let record = self.known_convention(id)?;
                let state = record.state();
                must(record.promulgated().is_some(), &state, state.zh())?;
                same_text(record.promulgated().map(|promulgated| &promulgated.text), post.text)
            }
            Subject::Result(motion) => {
                self.announced(*motion)?;
                if self.is_final(subject) { Err(refuse(Code::FinaliseRepeated, subject)) } else { Ok(()) }
            }
            Subject::Points(claims) if claims.is_empty() => unready(&"empty", "空"),
            Subject::Points(claims) => claims.iter().try_for_each(|claim| {
                let state = self.known_claim(claim)?.state;
                must(state == PointsState::Verified, &state, state.zh())
            }),
            Subject::Drive(id) => {
                let drive = self.known_drive(id)?;
                let state = drive.state();
                must(drive.may_be_posted(), &state, state.zh())
            }
            Subject::Agenda(id) => self.known_session(id).map(drop),
            Subject::Minutes(id) => {
                let session = self.known_session(id)?;
                let state = session.state();
                let drafted = session.minutes().is_some_and(|minutes| minutes.text == post.text);
                must(drafted, &state, state.zh())
            }
            Subject::Matter(id) => self.known_matter(id).map(drop),
            Subject::List(_) => Ok(()),
        }
    }

    pub(crate) fn known_session(&self, id: &Id) -> Result<&Session, Error> {
        self.session(id).ok_or_else(|| Error::new(Code::SessionUnknown).with("session", id))
    }

    /// Refuses tables and lists that would give somebody away, or that are not what the record gives.
    pub(super) fn check_contents(&self, post: &Post) -> Result<(), Error> {
        let handles = self.handles();
        check_published_list(&post.listed, &handles)?;
        if post.listed.is_empty() == matches!(post.subject, Subject::List(_)) {
            return Err(refuse(Code::PublicityList, &post.subject));
        }
        let Some(table) = &post.table else { return Ok(()) };
        check_published_table(table, &handles)?;
        self.check_counted(&post.subject, table)
    }

    /// Refuses a table of votes or signatures that is not what the record gives under some key of strata.
    fn check_counted(&self, subject: &Subject, table: &Aggregate) -> Result<(), Error> {
        let is_counted = match subject {
            Subject::Drive(drive) => {
                let members = self.known_base(self.known_drive(drive)?.base())?.members().values();
                let mut keys = members.flat_map(|member| member.strata.keys()).collect::<Set<_>>().into_iter();
                keys.any(|key| self.drive_table(drive, key).is_ok_and(|counted| counted == *table))
            }
            Subject::Result(motion) => {
                let members = self.session_members(self.motion(*motion)?.session())?;
                let strata = members.values().flat_map(|member| member.strata.keys());
                let mut keys = strata.collect::<Set<_>>().into_iter();
                keys.any(|key| self.result_table(*motion, key).is_ok_and(|counted| counted == *table))
            }
            _ => true,
        };
        if is_counted { Ok(()) } else { Err(refuse(Code::PublicityTableWrong, subject)) }
    }

    /// The digest of what is posted about a subject, where the record has it: a version, or minutes as they were drafted.
    pub(crate) fn recorded_text(&self, subject: &Subject) -> Result<Option<Hash>, Error> {
        Ok(match subject {
            Subject::Draft(id) => Some(self.current_text(id)?.digest()),
            Subject::Filing(id) => {
                self.known_convention(id)?.promulgated().map(|promulgated| promulgated.text.digest())
            }
            Subject::Minutes(id) => self.known_session(id)?.minutes().map(|minutes| minutes.text),
            _ => None,
        })
    }

    /// The fewest days that a subject must be up.
    pub(crate) fn days_needed(&self, subject: &Subject) -> Result<u32, Error> {
        let Subject::Result(motion) = subject else { return Ok(1) };
        Ok(self.motion(*motion)?.question().rule.rule()?.publicity_days.unwrap_or(0).max(1))
    }

    /// Every handle that stands or stood on the record.
    fn handles(&self) -> Set<Id> {
        let registers = self.registers().flat_map(|register| register.units().map(|unit| &unit.handle));
        let bases = self.bases().flat_map(|base| base.members().keys());
        registers.chain(bases).cloned().collect()
    }
}

fn same_text(version: Option<&Convention>, text: Hash) -> Result<(), Error> {
    match version {
        Some(version) if version.digest() != text => {
            Err(Error::new(Code::ConventionOtherText).with("title", version.title()).with("version", version.version()))
        }
        _ => Ok(()),
    }
}
