//! What may be posted: what there is, for long enough, without giving anybody away (SPEC.md section 8).

use std::collections::BTreeSet;

use super::Hall;
use super::publicity::refuse;
use crate::convention::{Convention, ConventionState};
use crate::error::{Code, Error};
use crate::event::{Post, Subject};
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::Machine;
use crate::points::PointsState;
use crate::publicity::{check_published_list, check_published_table, check_published_text};
use crate::roster::RosterState;
use crate::session::Session;

impl Hall {
    /// Refuses words that would give somebody away (`publicity.privacy`), since what is on the record
    /// stays there.
    pub(super) fn check_may_be_public(&self, text: &str) -> Result<(), Error> {
        check_published_text(text, &self.handles())
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
                let motion = self.motion(*motion)?;
                let code = Error::new(Code::FinaliseNotAnnounced).with("motion", &motion.question().id);
                if motion.is_announced() { Ok(()) } else { Err(code) }
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

    fn known_session(&self, id: &Id) -> Result<&Session, Error> {
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
        match &post.subject {
            Subject::Drive(drive) => self.check_drive_table(drive, table),
            _ => Ok(()),
        }
    }

    /// The fewest days that a subject must be up.
    pub(super) fn days_needed(&self, subject: &Subject) -> Result<u32, Error> {
        let Subject::Result(motion) = subject else { return Ok(1) };
        Ok(self.motion(*motion)?.question().rule.rule()?.publicity_days.unwrap_or(0).max(1))
    }

    /// Every handle that stands or stood on the record.
    fn handles(&self) -> BTreeSet<Id> {
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
