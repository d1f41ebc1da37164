//! The fold: every entry of a record in order, and what is true after them (SPEC.md sections 3–8).
//!
//! Admission and replay are one function, `Hall::step`: a host refuses what a replay would void.
//! A handler checks everything first and changes the hall only then, so that an entry that is
//! refused leaves no trace but its line on the record.
//!
//! Somebody signs what they may do next; the host admits it, or says why not:
//!
//! ```
//! use guanjia::log::Bundle;
//! use guanjia::{Event, Hall, SecretKey};
//! let bundle = Bundle::parse(&std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap()).unwrap();
//! let mut hall = Hall::replay(bundle.entries().iter());
//! let household: SecretKey = "nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4".parse().unwrap();
//! let motion = hall.motions()[0].leaf();
//! let sign = |hall: &Hall, choice: &str| {
//!     let ballot = format!(r#"{{"kind": "ballot", "choice": {{"option": "{choice}"}}, "re": "{motion}"}}"#);
//!     let (event, re) = Event::from_json(&ballot).unwrap();
//!     hall.draft(event, re, household.public().kid(), hall.now()).unwrap().sign(&household).unwrap()
//! };
//! let first = sign(&hall, "Y");
//! let index = hall.admit(first.as_str()).unwrap();
//! assert_eq!(hall.admit(first.as_str()), Ok(index)); // it is there already
//! let second = sign(&hall, "N");
//! assert_eq!(hall.admit(second.as_str()).unwrap_err().code(), "ballot.duplicate");
//! assert_eq!(hall.len(), index + 1);
//!
//! // A replay keeps such a line as void, with the same reason, and nothing else changes by it.
//! let before = hall.motion(motion).unwrap().tally().unwrap().count;
//! hall.record(second.as_str());
//! assert_eq!(hall.lines().last().unwrap().void.as_ref().unwrap().code(), "ballot.duplicate");
//! assert_eq!(hall.motion(motion).unwrap().tally().unwrap().count, before);
//! ```

use std::borrow::Cow;

use crate::map::Map;

use crate::actor::Actor;
use crate::error::{Code, Error};
use crate::event::{Event, Payload, ReadLine};
use crate::hash::Hash;
use crate::id::Id;
use crate::log::{Tree, leaf_hash};
use crate::role::Role;
use crate::sign::{Kid, PublicKey};
use crate::time::{Date, Time};
use leaves::Leaves;

pub(crate) mod ahead;
mod attest;
mod convention;
mod drive;
mod founding;
mod leaves;
mod matter;
mod objection;
mod points;
mod posting;
mod publicity;
mod register;
mod selection;
mod session;
mod task;
mod votes;

pub(crate) use ahead::Ahead;
pub(crate) use attest::Pending;
pub use convention::{CommentRecord, ConventionRecord, DraftVersion, Promulgated};
pub use drive::DriveRecord;
pub use founding::{Founding, Holder, OfficeHeld};
pub use matter::TriageCount;
pub use objection::ObjectionRecord;
pub use publicity::PostRecord;
pub use selection::DrawRecord;
pub use task::TaskRecord;
pub use votes::{Announcement, MotionRecord};

/// How far a signer's clock may run ahead of the host's before it is flagged, in seconds.
const TOLERANCE: u64 = 600;

/// A deliberation as far as its record goes.
///
/// See the crate's front page for a ballot cast and verified in ten lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hall {
    tree: Tree,
    entries: Vec<Line>,
    leaves: Leaves,
    flags: Vec<Error>,
    founding: Founding,
    pending: Map<Hash, Pending>,
    registers: register::Registers,
    selection: selection::Selection,
    votes: votes::Votes,
    matters: matter::Matters,
    sessions: session::Sessions,
    conventions: convention::Conventions,
    drives: drive::Drives,
    posts: publicity::Posts,
    tasks: task::Tasks,
    points: points::Points,
}

/// One line of the record, after it was looked at.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// let kinds: Vec<_> = hall.lines().iter().filter_map(|line| line.kind.as_deref()).collect();
/// assert_eq!((kinds[0], kinds[kinds.len() - 1]), ("charter", "motion"));
/// assert!(hall.lines().iter().all(|line| line.void.is_none() && line.time <= hall.now()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The kind of entry, where it could be read.
    pub kind: Option<Cow<'static, str>>,
    /// The host's time when it came.
    pub time: Time,
    /// Why it is void, if it is.
    pub void: Option<Error>,
}

/// An entry being applied: where it stands, whose it is.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    /// Its index in the record.
    pub index: u64,
    /// Its leaf hash.
    pub leaf: Hash,
    /// The earlier entry it names.
    pub re: Option<Hash>,
    /// Who signed it.
    pub by: Holder,
}

impl Act {
    /// The office that signed, if it has one of these roles.
    pub(crate) fn office(&self, roles: &[Role]) -> Result<&Id, Error> {
        match &self.by {
            Holder::Office { office, roles: held } if roles.iter().any(|role| held.contains(role)) => Ok(office),
            _ => Err(Error::new(Code::OfficeMissing)
                .with("zh", roles.iter().map(|role| role.zh()).collect::<Vec<_>>().join("、"))
                .with("roles", roles.iter().map(Role::to_string).collect::<Vec<_>>().join(", "))),
        }
    }

    /// The office that stands second under what another began, if it has one of these roles.
    pub(crate) fn second(&self, roles: &[Role], first: &Id) -> Result<&Id, Error> {
        let office = self.office(roles)?;
        if office == first { Err(Error::new(Code::AttestSamePerson).with("person", first)) } else { Ok(office) }
    }

    /// The person who signed: an office or a handle, which are never alike.
    pub(crate) fn person(&self) -> &Id {
        match &self.by {
            Holder::Office { office, .. } => office,
            Holder::Member { handle } => handle,
        }
    }

    /// The handle in the register that signed.
    pub(crate) fn member(&self) -> Result<&Id, Error> {
        match &self.by {
            Holder::Member { handle } => Ok(handle),
            Holder::Office { .. } => Err(Error::new(Code::MemberMissing)),
        }
    }

    /// Whoever signed, with their roles; someone on a register is a resident.
    pub(crate) fn actor(&self) -> Actor {
        match &self.by {
            Holder::Office { office, roles } => Actor::new(office.clone(), roles.iter().copied()),
            Holder::Member { handle } => Actor::new(handle.clone(), [Role::Resident]),
        }
    }

    /// The earlier entry that `re` names; payloads without one were refused when they were read.
    pub(crate) fn about(&self) -> Result<Hash, Error> {
        self.re.ok_or_else(|| Error::new(Code::EventReMissing).with("kind", ""))
    }
}

impl Hall {
    /// An empty record.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an entry onto the record if it breaks no rule, and gives its index; an entry that is
    /// already there and not void gives the index it has. Otherwise nothing changes and the error
    /// says why.
    pub fn admit(&mut self, jws: &str) -> Result<u64, Error> {
        if let Some(index) = self.index_of(leaf_hash(jws.as_bytes())) {
            let line = usize::try_from(index).ok().and_then(|index| self.entries.get(index));
            if line.is_some_and(|line| line.void.is_none()) {
                return Ok(index);
            }
        }
        let mut read = ReadLine::of(jws);
        self.step(&mut read)?;
        Ok(self.append(read, None))
    }

    /// Puts an entry on the record whatever it says, as replay does: an entry that breaks a rule is
    /// void, and its line says why. Gives the index.
    pub fn record(&mut self, jws: &str) -> u64 {
        self.record_read(ReadLine::of(jws))
    }

    /// The same for a line that was read before.
    pub(crate) fn record_read(&mut self, mut read: ReadLine) -> u64 {
        match self.step(&mut read) {
            Ok(()) => self.append(read, None),
            Err(error) => {
                let error = error.at(self.len());
                self.note_refused(&mut read, &error);
                self.append(read, Some(error))
            }
        }
    }

    /// Replays a record from its first entry.
    pub fn replay<'a>(entries: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hall = Self::new();
        for stretch in entries.into_iter().collect::<Vec<_>>().chunks(ahead::most()) {
            Ahead::replay(stretch, &mut hall);
        }
        hall
    }

    /// An event as the payload that a key may sign next, with the origin of the record and the key's next `seq`.
    ///
    /// Errors: `key.unknown`, `key.ended`.
    ///
    /// ```
    /// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
    /// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
    /// # let hall = guanjia::Hall::replay(bundle.entries().iter());
    /// // What the host would sign next, and what nobody signs whose key is not on the record.
    /// let host: guanjia::SecretKey = "E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE".parse().unwrap();
    /// let strike = || guanjia::event::Clock { at: hall.now() };
    /// let payload = hall.draft(strike(), None, host.public().kid(), hall.now()).unwrap();
    /// assert_eq!((payload.aud.as_str(), payload.seq), ("example.org/hall", 2));
    /// let stranger = guanjia::SecretKey::from_seed(&[7; 32]).public().kid();
    /// assert_eq!(hall.draft(strike(), None, stranger, hall.now()).unwrap_err().code(), "key.unknown");
    /// ```
    pub fn draft(&self, event: impl Into<Event>, re: Option<Hash>, kid: Kid, now: Time) -> Result<Payload, Error> {
        let seq = self.founding.next_seq(kid)?;
        Ok(Payload { aud: self.founding.origin().to_owned(), iat: now, seq, re, event: event.into() })
    }

    /// The number of entries.
    pub fn len(&self) -> u64 {
        self.tree.len()
    }

    /// Whether nothing was recorded yet.
    pub fn is_empty(&self) -> bool {
        self.tree.len() == 0
    }

    /// The tree over the entries.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The leaf hash of an entry; `None` when there is none of this index.
    pub fn leaf(&self, index: u64) -> Option<Hash> {
        self.tree.leaf(index)
    }

    /// The index of the entry with a leaf hash; of the first one, if it stands on the record twice.
    pub fn index_of(&self, leaf: Hash) -> Option<u64> {
        self.leaves.get(leaf, &self.tree)
    }

    /// The lines of the record in order.
    pub fn lines(&self) -> &[Line] {
        &self.entries
    }

    /// What should be looked at though nothing is void by it, in order.
    pub fn flags(&self) -> &[Error] {
        &self.flags
    }

    /// What should have been done by the day it is at the host, and was not.
    pub fn overdue(&self) -> Vec<Error> {
        let today = self.today();
        let mut overdue = self.overdue_draws();
        overdue.extend(self.overdue_objections(today));
        overdue.extend(self.overdue_tasks(today));
        overdue.extend(self.overdue_reviews(today));
        overdue
    }

    /// The host's time.
    pub fn now(&self) -> Time {
        self.founding.now
    }

    /// The civil day at the host.
    pub fn today(&self) -> Date {
        self.founding.now.date(self.founding.zone())
    }

    fn append(&mut self, read: ReadLine, void: Option<Error>) -> u64 {
        let index = self.tree.len();
        let (leaf, kind) = read.into_parts();
        let known = |kind: String| {
            Event::KINDS.iter().find(|known| **known == kind).map_or(Cow::Owned(kind), |known| Cow::Borrowed(*known))
        };
        self.tree.push(leaf);
        self.leaves.push(leaf, index, &self.tree);
        self.entries.push(Line { kind: kind.map(known), time: self.founding.now, void });
        index
    }

    /// Checks one entry and, if it breaks no rule, applies it.
    fn step(&mut self, read: &mut ReadLine) -> Result<(), Error> {
        let entry = read.entry()?;
        let leaf = read.leaf();
        if self.index_of(leaf).is_some() {
            return Err(Error::new(Code::EntryRepeated));
        }
        let kid = entry.kid();
        if self.is_empty() {
            let payload = read.payload()?;
            let Event::Charter(charter) = &payload.event else { return Err(Error::new(Code::CharterMissing)) };
            let (key, founding) = (charter.cnf.jwk.clone(), Founding::open(payload, charter, kid));
            read.check(&key)?;
            self.founding = founding?;
            return Ok(());
        }
        let key = self.founding.key(kid)?;
        read.check(&key.public)?;
        let payload = read.payload()?;
        let by = self.founding.signer(key, payload)?;
        let act = Act { index: self.len(), leaf, re: payload.re, by };
        self.dispatch(&act, &payload.event)?;
        self.note_about(&act, &payload.event);
        self.founding.used(kid, payload.seq);
        if payload.iat.0 > self.now().0.saturating_add(TOLERANCE) {
            self.flag(&act, Error::new(Code::TimeAhead));
        }
        Ok(())
    }

    fn dispatch(&mut self, act: &Act, event: &Event) -> Result<(), Error> {
        match event {
            Event::Charter(_) => Err(Error::new(Code::CharterRepeated)),
            Event::Clock(clock) => self.on_clock(act, clock),
            Event::Office(office) => self.on_office(act, office),
            Event::OfficeEnd(end) => self.on_office_end(act, end),
            Event::Attest(_) => self.on_attest(act),
            Event::Motion(motion) => self.on_motion(act, motion),
            Event::Vote(vote) => self.on_vote(act, vote),
            Event::HandOut(paper) => self.on_hand_out(act, paper),
            Event::HandIn(paper) => self.on_hand_in(act, paper),
            Event::ReadPaper(paper) => self.on_read_paper(act, paper),
            Event::Adjudicate(paper) => self.on_adjudicate(act, paper),
            Event::Close(close) => self.on_close(act, close),
            Event::Announce(announce) => self.on_announce(act, announce),
            Event::Enrol(enrol) => self.on_enrol(act, enrol),
            Event::Rekey(rekey) => self.on_rekey(act, rekey),
            Event::Unenrol(unenrol) => self.on_unenrol(act, unenrol),
            Event::Freeze(freeze) => self.on_freeze(act, freeze),
            Event::RaiseMatter(matter) => self.on_matter(act, matter),
            Event::Support(support) => self.on_support(act, support),
            Event::TriageMatter(triage) => self.on_triage(act, triage),
            Event::AppealTriage(appeal) => self.on_appeal(act, appeal),
            Event::MoveMatter(step) => self.on_matter_move(act, step),
            Event::Notice(notice) => self.on_notice(act, notice),
            Event::CheckIn(check_in) => self.on_check_in(act, check_in),
            Event::MoveSession(step) => self.on_session_move(act, step),
            Event::MakeStatement(statement) => self.on_statement(act, statement),
            Event::Recuse(recuse) => self.on_recuse(act, recuse),
            Event::TakeMinutes(minutes) => self.on_minutes(act, minutes),
            Event::DeclareRoster(roster) => self.on_roster(act, roster),
            Event::MoveRoster(step) => self.on_roster_move(act, step),
            Event::Nominate(nominate) => self.on_nominate(act, nominate),
            Event::AnnounceDraw(draw) => self.on_draw(act, draw),
            Event::PutPanels(part) => self.on_panels(act, part),
            Event::CommitDraw(commit) => self.on_commit(act, commit),
            Event::RevealDraw(reveal) => self.on_reveal(act, reveal),
            Event::FinishDraw(finish) => self.on_drawn(act, finish),
            Event::Decline(decline) => self.on_decline(act, decline),
            Event::DraftConvention(draft) => self.on_convention(act, draft),
            Event::Comment(comment) => self.on_comment(act, comment),
            Event::ReviewDraft(review) => self.on_review(act, review),
            Event::PartyGate(gate) => self.on_gate(act, gate),
            Event::MoveConvention(step) => self.on_convention_move(act, step),
            Event::OpenDrive(drive) => self.on_drive(act, drive),
            Event::Sign(sign) => self.on_sign(act, sign),
            Event::Unsign(unsign) => self.on_unsign(act, unsign),
            Event::CloseDrive(close) => self.on_drive_close(act, close),
            Event::Post(post) => self.on_post(act, post),
            Event::EndPost(end) => self.on_post_end(act, end),
            Event::Object(object) => self.on_object(act, object),
            Event::ObjectionAnswer(answer) => self.on_answer(act, answer),
            Event::Finalise(finalise) => self.on_finalise(act, finalise),
            Event::AssignTask(assign) => self.on_task(act, assign),
            Event::ReportTask(report) => self.on_task_done(act, report),
            Event::CheckTask(check) => self.on_task_check(act, check),
            Event::PointsRule(rule) => self.on_points_rule(act, rule),
            Event::ClaimPoints(claim) => self.on_points(act, claim),
            Event::MovePoints(step) => self.on_points_move(act, step),
        }
    }

    /// Notes something to look at that voids nothing.
    fn flag(&mut self, act: &Act, error: Error) {
        self.flags.push(error.at(act.index));
    }

    /// The public keys on the record at any time, by kid: enough to check every signature elsewhere.
    pub fn keys(&self) -> impl Iterator<Item = &PublicKey> {
        self.founding.keys()
    }

    /// The key on the record, at any time, that has a kid.
    pub(crate) fn key(&self, kid: Kid) -> Option<&PublicKey> {
        self.founding.any_key(kid)
    }
}
