//! Matters: handed in, triaged by two, followed to the archive (SPEC.md section 6).
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
//! enter(&mut hall, "H-1", r#"{"kind": "matter", "matter": {
//!     "id": "M-2603-01", "intake": "own", "resident": "H-1", "words": {"text": "规范养犬"}}}"#).unwrap();
//! enter(&mut hall, "H-2", r#"{"kind": "support", "matter": "M-2603-01"}"#).unwrap();
//! enter(&mut hall, "clerk", r#"{"kind": "matter-move", "matter": "M-2603-01", "move": {"accept": {}}}"#).unwrap();
//! // A clerk proposes the triage; it counts with the signature of somebody of the committee.
//! let proposed = enter(&mut hall, "clerk", r#"{"kind": "triage", "matter": "M-2603-01",
//!     "triage": {"reason": "邻里公共利益矛盾,社区能自己商定", "route": {"minor": "D1"}, "rule": "协商事项清单"}}"#).unwrap();
//! assert_eq!(hall.triaged().minor, 0);
//! enter(&mut hall, "committee", &format!(r#"{{"kind": "attest", "re": "{proposed}"}}"#)).unwrap();
//! assert_eq!(hall.triaged().minor, 1);
//! let matter = hall.matter(&"M-2603-01".parse().unwrap()).unwrap();
//! assert_eq!((matter.state(), matter.support_count()), (guanjia::matter::MatterState::Minor, 1));
//! ```

use crate::map::{Map, Set};
use std::sync::LazyLock;

use super::{Act, Hall, MotionRecord, Pending};
use crate::actor::Actor;
use crate::agenda::FrozenAgenda;
use crate::catalogue::Catalogue;
use crate::error::{Code, Error};
use crate::event::{AppealTriage, MoveMatter, RaiseMatter, Support, TriageMatter};
use crate::id::Id;
use crate::machine::Machine;
use crate::matter::{Matter, MatterContext, MatterEvent, MatterState, MatterStep, PutMotion, Route, Triage, alike};
use crate::publicity::{Publicity, check_published_text};
use crate::role::Role;
use crate::words::Words;

/// The catalogue that comes with the library.
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::bundled);

/// All matters of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Matters {
    matters: Map<Id, Matter>,
    /// The session on whose agenda a matter stands, from its notice until it is put off.
    agendas: Map<Id, Id>,
}

/// How many matters were triaged which way 三事分流.
///
/// ```
/// # #[cfg(feature = "sample")] {
/// let mut told = |_, _| ();
/// let mut story = guanjia::sample::pengshui(b"any seed", &mut told).unwrap();
/// let hall = story.scribe().hall();
/// let count = hall.triaged();
/// // 24 matters, of which one was taken for private until the appeal.
/// assert_eq!((count.major, count.minor, count.private), (8, 11, 5));
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TriageCount {
    /// 大事.
    pub major: u64,
    /// 小事.
    pub minor: u64,
    /// 私事.
    pub private: u64,
}

impl Hall {
    /// A matter by its number.
    pub fn matter(&self, id: &Id) -> Option<&Matter> {
        self.matters.matters.get(id)
    }

    /// Every matter, in the order of their numbers.
    pub fn matters(&self) -> impl Iterator<Item = &Matter> {
        self.matters.matters.values()
    }

    /// The session on whose agenda a matter stands, until it is put off.
    pub fn matter_session(&self, id: &Id) -> Option<&Id> {
        self.matters.agendas.get(id)
    }

    /// How many matters have which triage in force, attested by a second person.
    pub fn triaged(&self) -> TriageCount {
        let mut count = TriageCount::default();
        for settled in self.matters().filter_map(Matter::triage) {
            let number = match settled.triage.route {
                Route::Major => &mut count.major,
                Route::Minor(_) => &mut count.minor,
                Route::Private => &mut count.private,
            };
            *number = number.saturating_add(1);
        }
        count
    }

    /// The catalogue in force, which texts and items are held against.
    #[allow(clippy::unused_self, reason = "a record may come to have a catalogue of its own")]
    pub fn catalogue(&self) -> &Catalogue {
        &CATALOGUE
    }

    pub(super) fn known_matter(&self, id: &Id) -> Result<&Matter, Error> {
        self.matter(id).ok_or_else(|| Error::new(Code::MatterUnknown).with("matter", id))
    }

    pub(super) fn on_matter(&mut self, act: &Act, event: &RaiseMatter) -> Result<(), Error> {
        let submission = &event.matter;
        if self.matter(&submission.id).is_some() {
            return Err(Error::new(Code::MatterTaken).with("matter", &submission.id));
        }
        submission.part_of.as_ref().map_or(Ok(()), |whole| self.known_matter(whole).map(|_| ()))?;
        submission.resident.as_ref().map_or(Ok(()), |resident| self.check_stands(resident))?;
        check_private(&submission.words)?;
        let matter = Matter::submit(submission.clone(), &act.actor(), self.today(), self.catalogue())?;
        self.keep_matter(matter);
        Ok(())
    }

    /// Whether somebody may support a matter now with their own key, and otherwise why not: `member.no-key`,
    /// and what admission refuses.
    pub fn may_support(&self, matter: &Id, handle: &Id) -> Result<(), Error> {
        self.check_has_key(handle)?;
        self.known_matter(matter)?.check_support(handle)
    }

    pub(super) fn on_support(&mut self, act: &Act, event: &Support) -> Result<(), Error> {
        let matter = self.known_matter(&event.matter)?;
        let mut supporters = event.handles.clone();
        if supporters.is_empty() {
            let member = act.member().map_err(|_| Error::new(Code::MatterSupportersMissing))?;
            matter.check_support(member)?;
            supporters.insert(member.clone());
        } else {
            act.office(&[Role::Clerk])?;
            for handle in &supporters {
                self.check_stands(handle)?;
                matter.check_support(handle)?;
            }
        }
        let matter = self.matters.matters.get_mut(&event.matter);
        matter.map_or(Ok(()), |matter| supporters.iter().try_for_each(|handle| matter.support(handle).map(drop)))
    }

    pub(super) fn on_triage(&mut self, act: &Act, event: &TriageMatter) -> Result<(), Error> {
        let step = MatterStep::Propose { triage: event.triage.clone() };
        let matter = self.stepped(&act.actor(), &event.matter, &step, None)?;
        self.drop_triages(&event.matter);
        let (matter_id, by) = (event.matter.clone(), act.person().clone());
        let pending = Pending::Triage { matter: matter_id, by, triage: event.triage.clone() };
        self.pending.insert(act.leaf, pending);
        self.keep_matter(matter);
        Ok(())
    }

    /// What the second signature under a triage makes of the matter.
    pub(super) fn triaged_as(&self, act: &Act, id: &Id, triage: &Triage) -> Result<Matter, Error> {
        let mut matter = self.known_matter(id)?.clone();
        matter.attest_triage(triage, &act.actor(), &self.matter_context(&Set::new()))?;
        Ok(matter)
    }

    /// The second signature under a triage.
    pub(super) fn attest_triage(&mut self, act: &Act, id: &Id, triage: &Triage) -> Result<(), Error> {
        let matter = self.triaged_as(act, id, triage)?;
        self.drop_triages(id);
        self.keep_matter(matter);
        Ok(())
    }

    pub(super) fn on_appeal(&mut self, act: &Act, event: &AppealTriage) -> Result<(), Error> {
        act.member()?;
        let step = MatterStep::Appeal { reason: event.reason.clone() };
        let matter = self.stepped(&act.actor(), &event.matter, &step, None)?;
        self.keep_matter(matter);
        Ok(())
    }

    pub(super) fn on_matter_move(&mut self, act: &Act, event: &MoveMatter) -> Result<(), Error> {
        let MoveMatter { matter: id, step } = event;
        let matter = self.known_matter(id)?;
        let by_task = matter.handler().is_some_and(|handler| handler.test.is_some());
        let elsewhere = match step {
            MatterStep::Propose { .. } => Some("triage"),
            MatterStep::Appeal { .. } => Some("appeal"),
            MatterStep::PutOnAgenda { .. } => Some("notice"),
            MatterStep::OpenConsult => Some("session-move"),
            MatterStep::Assign { .. } => Some("task"),
            MatterStep::ReportDone { .. } if by_task => Some("task-done"),
            MatterStep::RejectResult { .. } | MatterStep::StrikeOff if by_task => Some("task-check"),
            _ => None,
        };
        if let (Some(kind), Some(event)) = (elsewhere, step.event().or(Some(MatterEvent::TriageMajor))) {
            let error = Error::new(Code::MatterElsewhere).with("kind", kind).with("event", event);
            return Err(error.with("event_zh", MatterState::event_zh(event)));
        }
        let stepped = self.stepped(&act.actor(), id, step, self.posted_about(id))?;
        let goes_on_in = self.check_goes_on(&stepped, step)?;
        if matches!(step, MatterStep::Defer { .. }) {
            self.matters.agendas.remove(id);
        }
        for other in goes_on_in {
            self.keep_matter(other);
        }
        self.keep_matter(stepped);
        Ok(())
    }

    /// Takes a step on a matter that follows from an entry of another kind, such as a task; nothing
    /// changes when it is refused. Who does a task counts as the matter's doer.
    pub(super) fn matter_event(
        &mut self,
        act: &Act,
        id: &Id,
        step: &MatterStep,
        publicity: Option<&Publicity>,
    ) -> Result<(), Error> {
        let matter = self.check_matter_event(act, id, step, publicity)?;
        self.keep_matter(matter);
        Ok(())
    }

    /// What [`Hall::matter_event`] would make of the matter.
    pub(super) fn check_matter_event(
        &self,
        act: &Act,
        id: &Id,
        step: &MatterStep,
        publicity: Option<&Publicity>,
    ) -> Result<Matter, Error> {
        let actor = act.actor();
        let actor = if matches!(step, MatterStep::ReportDone { .. }) { actor.also(Role::Doer) } else { actor };
        self.stepped(&actor, id, step, publicity)
    }

    /// What a notice makes of the matters on its agenda: each comes from the short list, or has been
    /// taken to the assembly that is called.
    pub(super) fn matters_on_agenda(
        &self,
        act: &Act,
        session: &Id,
        agenda: &FrozenAgenda,
    ) -> Result<Vec<Matter>, Error> {
        let mut listed = Vec::new();
        let nothing = Set::new();
        for id in agenda.items().iter().filter_map(|item| item.matter.as_ref()) {
            let mut matter = self.known_matter(id)?.clone();
            if matter.state() != MatterState::Escalated {
                let with = MatterContext { agenda: Some(agenda), ..self.matter_context(&nothing) };
                matter.apply(&MatterStep::PutOnAgenda { session: session.clone() }, &act.actor(), &with)?;
            }
            listed.push(matter);
        }
        Ok(listed)
    }

    /// Remembers what [`Hall::matters_on_agenda`] gave.
    pub(super) fn list_matters(&mut self, session: &Id, matters: Vec<Matter>) {
        for matter in matters {
            self.matters.agendas.insert(matter.id().clone(), session.clone());
            self.keep_matter(matter);
        }
    }

    /// The matters among these that a session begins to consult on; one that was put off is refused
    /// (`agenda.deferred`).
    pub(super) fn matters_consulted(&self, act: &Act, session: &Id, ids: &[Id]) -> Result<Vec<Matter>, Error> {
        let actor = act.actor().also(Role::Facilitator);
        let mut consulted = Vec::new();
        for id in ids {
            self.check_not_deferred(session, id)?;
            if self.matter(id).is_some_and(|matter| matter.state() == MatterState::OnAgenda) {
                consulted.push(self.stepped(&actor, id, &MatterStep::OpenConsult, None)?);
            }
        }
        Ok(consulted)
    }

    /// Refuses a matter that was taken off the session's agenda again, with `agenda.deferred`. One
    /// that was escalated meanwhile stands on the agenda of the assembly as well.
    pub(crate) fn check_not_deferred(&self, session: &Id, id: &Id) -> Result<(), Error> {
        let listed = self.matter_session(id) == Some(session);
        let escalated = self.matter(id).is_some_and(|matter| matter.state() == MatterState::Escalated);
        if listed || escalated { Ok(()) } else { Err(Error::new(Code::AgendaDeferred).with("matter", id)) }
    }

    pub(super) fn keep_matter(&mut self, matter: Matter) {
        self.matters.matters.insert(matter.id().clone(), matter);
    }

    fn drop_triages(&mut self, id: &Id) {
        self.pending.retain(|_, pending| !matches!(pending, Pending::Triage { matter, .. } if matter == id));
    }

    /// The matters a merged or split one goes on in, with its supporters.
    fn check_goes_on(&self, matter: &Matter, step: &MatterStep) -> Result<Vec<Matter>, Error> {
        let into: Vec<&Id> = match step {
            MatterStep::Merge { into, .. } => vec![into],
            MatterStep::Split { into, .. } => into.iter().collect(),
            _ => Vec::new(),
        };
        let mut others = Vec::new();
        for id in into {
            let mut other = self.known_matter(id)?.clone();
            if matches!(step, MatterStep::Split { .. }) && other.submission().part_of.as_ref() != Some(matter.id()) {
                return Err(Error::new(Code::MatterNotPart).with("part", id).with("matter", matter.id()));
            }
            if matches!(other.state(), MatterState::Merged | MatterState::Returned | MatterState::Archived) {
                return Err(Error::new(Code::MatterSettled).with("matter", id));
            }
            other.take_over(matter);
            others.push(other);
        }
        Ok(others)
    }

    /// What a step makes of a matter.
    fn stepped(&self, by: &Actor, id: &Id, step: &MatterStep, publicity: Option<&Publicity>) -> Result<Matter, Error> {
        let mut matter = self.known_matter(id)?.clone();
        let alike = match step {
            MatterStep::Accept { .. } => self.alike(&matter),
            _ => Set::new(),
        };
        let put = match step {
            MatterStep::Resolve { motion } => {
                self.check_about(&matter, motion, true)?;
                self.put_motion(motion)?
            }
            MatterStep::Adopt { motion } | MatterStep::Reject { motion } => {
                self.check_about(&matter, motion, false)?;
                self.put_motion(motion)?
            }
            _ => None,
        };
        let with = MatterContext { put, publicity, ..self.matter_context(&alike) };
        matter.apply(step, by, &with)?;
        Ok(matter)
    }

    /// Refuses a motion that stands on an agenda for something else, and, where the matter was on a
    /// session's agenda itself, one that does not stand there for it: `agenda.not-on-agenda`.
    fn check_about(&self, matter: &Matter, motion: &Id, listed: bool) -> Result<(), Error> {
        let session = if listed { self.matter_session(matter.id()) } else { self.session_of_question(motion) };
        let agenda = session.and_then(|session| self.session(session)).and_then(crate::session::Session::agenda);
        let refuse = || Error::new(Code::AgendaNotOnAgenda).with("id", motion);
        match agenda {
            None if listed => Err(refuse()),
            None => Ok(()),
            Some(agenda) => match &agenda.item_of(motion.as_str())?.matter {
                Some(about) if about == matter.id() => Ok(()),
                None if !listed => Ok(()),
                _ => Err(refuse()),
            },
        }
    }

    fn put_motion(&self, motion: &Id) -> Result<Option<PutMotion<'_>>, Error> {
        let outcome = self.question_outcome(motion);
        let question = self.rounds(motion).into_iter().next().map(MotionRecord::question);
        let (Some(outcome), Some(question)) = (outcome, question) else { return Ok(None) };
        Ok(Some(PutMotion { outcome, question: question.digest()?, rule: question.rule.rule()? }))
    }

    /// The other matters whose words are like those of one that is to be taken up.
    fn alike(&self, matter: &Matter) -> Set<Id> {
        let Some(text) = matter.submission().words.text() else { return Set::new() };
        let like = |other: &&Matter| {
            other.id() != matter.id()
                && other.state() != MatterState::Archived
                && other.submission().words.text().is_some_and(|words| alike(words, text))
        };
        self.matters().filter(like).map(|other| other.id().clone()).collect()
    }

    fn matter_context<'a>(&'a self, alike: &'a Set<Id>) -> MatterContext<'a> {
        MatterContext {
            on: self.today(),
            catalogue: self.catalogue(),
            alike,
            appeal_days: self.founding.charter().map_or(0, |charter| charter.appeal_days),
            agenda: None,
            put: None,
            publicity: None,
        }
    }
}

/// Refuses words with a telephone or identity number or a door (`words.personal`): what is on the
/// record can never be taken back.
pub(super) fn check_private(words: &Words) -> Result<(), Error> {
    let nobody = Set::new();
    words.text().map_or(Ok(()), |text| {
        let personal =
            |error: Error| Error::new(Code::WordsPersonal).with("what", error.field("what").unwrap_or_default());
        check_published_text(text, &nobody).map_err(personal)
    })
}
