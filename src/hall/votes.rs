//! Motions, ballots and results on the record (SPEC.md section 7).
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
//! let motion = hall.motions()[0].leaf();
//! let ballot = |option| format!(r#"{{"kind": "ballot", "choice": {{"option": "{option}"}}, "re": "{motion}"}}"#);
//! enter(&mut hall, "H-1", &ballot("Y")).unwrap();
//! enter(&mut hall, "H-2", &ballot("Y")).unwrap();
//! enter(&mut hall, "host", r#"{"kind": "clock", "at": 1773799200}"#).unwrap(); // the day after the window
//! assert_eq!(enter(&mut hall, "H-3", &ballot("N")).unwrap_err().code(), "ballot.late");
//! enter(&mut hall, "clerk", &format!(r#"{{"kind": "close", "re": "{motion}"}}"#)).unwrap();
//!
//! // What is announced must be what the record gives, and two witnesses stand by it.
//! let announce = |yes| format!(r#"{{"kind": "announce", "abstain": 0, "invalid": 0, "options": {{"N": 0, "Y": {yes}}},
//!     "outcome": "passed", "participating": 2, "re": "{motion}"}}"#);
//! assert_eq!(enter(&mut hall, "clerk", &announce(3)).unwrap_err().code(), "count.wrong");
//! let announced = enter(&mut hall, "clerk", &announce(2)).unwrap();
//! for witness in ["witness", "witness-2"] {
//!     assert_eq!(hall.motion(motion).unwrap().outcome(), None);
//!     enter(&mut hall, witness, &format!(r#"{{"kind": "attest", "re": "{announced}"}}"#)).unwrap();
//! }
//! assert_eq!(hall.motion(motion).unwrap().outcome(), Some(guanjia::verdict::Outcome::Passed));
//! ```

mod record;

use crate::map::{Map, Order, Set};

use super::{Act, Hall, Pending};
use crate::ballot::{Ballot, BallotBox, Choice, Elector, Issue, Reading};
use crate::error::{Code, Error};
use crate::event::{Adjudicate, Announce, Close, HandIn, HandOut, Motion, ReadLine, ReadPaper, Vote};
use crate::hash::Hash;
use crate::id::Id;
use crate::motion::{Poll, Question};
use crate::reason::check_reason;
use crate::register::Member;
use crate::role::Role;
use crate::session::VoteStage;
use crate::session::When;
use crate::stratum::Stratum;
use crate::tally::runoff;
use crate::verdict::Outcome;

pub use record::{Announcement, MotionRecord};

/// All motions, by the leaf hash of the entry that opened each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Votes {
    motions: Map<Hash, MotionRecord>,
    by_id: Map<Id, Hash>,
}

impl Hall {
    /// The motion that an entry opened.
    pub fn motion(&self, leaf: Hash) -> Result<&MotionRecord, Error> {
        self.votes.motions.get(&leaf).ok_or_else(|| Error::new(Code::MotionUnknown).with("motion", leaf))
    }

    /// The motion of a name.
    pub fn motion_named(&self, id: &Id) -> Option<&MotionRecord> {
        self.votes.by_id.get(id).and_then(|leaf| self.votes.motions.get(leaf))
    }

    /// All motions in the order they opened.
    pub fn motions(&self) -> Vec<&MotionRecord> {
        let mut motions: Vec<_> = self.votes.motions.values().collect();
        motions.order_by_key(|motion| motion.opened);
        motions
    }

    /// The motions of an agenda item's question: its rounds, in order.
    pub fn rounds(&self, question: &Id) -> Vec<&MotionRecord> {
        let mut rounds = self.motions();
        rounds.retain(|motion| motion.question.id == *question || motion.question.follows.as_ref() == Some(question));
        rounds
    }

    /// The motion of a name, or else the one that the entry of a leaf hash opened; `motion.unknown`.
    ///
    /// ```
    /// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
    /// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
    /// # let hall = guanjia::Hall::replay(bundle.entries().iter());
    /// let leaf = hall.motions()[0].leaf();
    /// assert_eq!(hall.motion_called("BENCH").unwrap().leaf(), leaf);
    /// assert_eq!(hall.motion_called(&leaf.to_string()).unwrap().question().id.as_str(), "BENCH");
    /// ```
    pub fn motion_called(&self, name: &str) -> Result<&MotionRecord, Error> {
        let named = name.parse().ok().and_then(|id| self.motion_named(&id));
        let opened = || self.votes.motions.get(&name.parse().ok()?);
        named.or_else(opened).ok_or_else(|| Error::new(Code::MotionUnknown).with("motion", name))
    }

    /// Whether a ballot that someone signs with their own key would be taken now, and otherwise why not:
    /// `member.no-key`, and what admission refuses.
    ///
    /// ```
    /// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
    /// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
    /// # let hall = guanjia::Hall::replay(bundle.entries().iter());
    /// use guanjia::ballot::Choice;
    /// let motion = hall.motions()[0].leaf();
    /// let may = |handle: &str, choice| {
    ///     hall.may_vote(motion, &handle.parse().unwrap(), &choice).map_err(|error| error.code())
    /// };
    /// assert_eq!(may("H-1", Choice::Option("Y".parse().unwrap())), Ok(()));
    /// assert_eq!(may("H-1", Choice::Option("MAYBE".parse().unwrap())), Err("ballot.choice-unknown"));
    /// assert_eq!(may("H-9", Choice::Abstain), Err("member.no-key"));
    /// ```
    pub fn may_vote(&self, motion: Hash, handle: &Id, choice: &Choice) -> Result<(), Error> {
        self.check_has_key(handle)?;
        let record = self.motion(motion)?;
        self.check_in_time(motion, handle)?;
        let ballot = Ballot { elector: handle.clone(), choice: choice.clone(), entry: 0, by: None, mandate: None };
        record.ballots.check(&ballot)
    }

    /// The entry of someone's ballot that counts, and the way it came.
    pub fn counted_ballot(&self, motion: Hash, handle: &Id) -> Option<(u64, crate::rule::Channel)> {
        let (standing, choice) = self.votes.motions.get(&motion)?.ballots.standing(handle)?;
        choice.map(|_| (standing.entry, standing.channel))
    }

    /// How far a question is that was put to the vote in a session: by its last round, and open while
    /// a further one is due. None when it was not put there.
    pub(crate) fn question_stage(&self, session: &Id, question: &Id) -> Option<VoteStage> {
        let rounds = self.rounds(question);
        let last = rounds.last().filter(|motion| motion.session == *session)?;
        let rounds = matches!(last.question.poll, Poll::TwoRound { .. });
        let due = || rounds && last.decision().is_ok_and(|decision| decision.runoff.is_some());
        Some(match last.outcome() {
            None if last.is_closed() => VoteStage::Closed,
            Some(outcome) if !due() => VoteStage::Counted(outcome),
            _ => VoteStage::Open,
        })
    }

    /// The announced outcome of a question, over all its rounds.
    pub(super) fn question_outcome(&self, question: &Id) -> Option<Outcome> {
        self.rounds(question).last().and_then(|motion| motion.outcome())
    }

    pub(super) fn on_motion(&mut self, act: &Act, motion: &Motion) -> Result<(), Error> {
        act.office(&[Role::Facilitator, Role::Clerk])?;
        let question = &motion.question;
        question.check()?;
        let rule = question.rule.rule()?;
        rule.in_force(self.today())?;
        if self.votes.by_id.contains_key(&question.id) {
            return Err(Error::new(Code::MotionTaken).with("motion", &question.id));
        }
        match &question.follows {
            None => {
                self.agenda_allows(&motion.session, &question.id, question.digest()?)?;
                for failed in self.votes.motions.values().filter(|m| m.outcome() == Some(Outcome::Failed)) {
                    question.check_differs(&failed.question)?;
                }
            }
            Some(first) => self.check_round(first, question)?,
        }
        let first = question.follows.as_ref().unwrap_or(&question.id);
        self.session_ready_to_vote(&motion.session, first)?;
        if let Some(text) = &motion.convention {
            self.convention_may_be_voted(&text.convention, text.digest)?;
        }
        if question.effect == crate::motion::Effect::Decision {
            self.check_competence(&motion.session, first, rule)?;
        }
        let terms = question.terms()?;
        let electors = self.electors(&motion.session, &terms.groups)?;
        let mut ballots = BallotBox::new(terms, electors)?;
        if let Some(present) = self.present_at(&motion.session) {
            ballots = ballots.at_session(present);
        }
        for handle in self.recused_from(&motion.session, first) {
            ballots.recuse(&handle)?;
        }
        for lint in question.lints() {
            self.flag(act, lint);
        }
        let record = MotionRecord {
            leaf: act.leaf,
            opened: act.index,
            session: motion.session.clone(),
            question: question.clone(),
            convention: motion.convention.clone(),
            ballots,
            corrections: 0,
            announcements: Vec::new(),
        };
        self.votes.by_id.insert(question.id.clone(), act.leaf);
        self.votes.motions.insert(act.leaf, record);
        Ok(())
    }

    /// A later round asks exactly what the count of the round before leaves open.
    fn check_round(&self, first: &Id, question: &Question) -> Result<(), Error> {
        let unfit = || Error::new(Code::MotionRoundUnfit).with("motion", &question.id).with("first", first);
        let (_, expected) = self.round_after(first)?.ok_or_else(unfit)?;
        if expected == *question { Ok(()) } else { Err(unfit()) }
    }

    /// The last round of an agenda item's question and what is asked in the next one; `motion.round-unfit` when
    /// none is due.
    pub(crate) fn next_round(&self, first: &Id) -> Result<(&MotionRecord, Question), Error> {
        let unfit = || Error::new(Code::MotionRoundUnfit).with("motion", first).with("first", first);
        self.round_after(first)?.ok_or_else(unfit)
    }

    fn round_after(&self, first: &Id) -> Result<Option<(&MotionRecord, Question)>, Error> {
        let rounds = self.rounds(first);
        let last = rounds.last().filter(|last| last.is_announced());
        let Some(last) = last.filter(|last| matches!(last.question.poll, Poll::TwoRound { .. })) else {
            return Ok(None);
        };
        let (Some((one, other)), Ok(round)) = (runoff(&last.question, &last.tally()?)?, u8::try_from(rounds.len() + 1))
        else {
            return Ok(None);
        };
        Ok(Some((*last, last.question.next_round(&[one, other].into_iter().collect(), round)?)))
    }

    /// Everyone who is entitled to vote at a session, with what they stand for and which groups they are in.
    fn electors(&self, session: &Id, groups: &Set<Id>) -> Result<Map<Id, Elector>, Error> {
        let household = Id::from_static("household");
        let elector = |(handle, member): (&Id, &Member)| {
            let household = member.strata.get(&household).and_then(|value| value.as_str().parse().ok());
            let groups = groups.iter().filter(|group| Stratum::is_in(&member.strata, group)).cloned().collect();
            (handle.clone(), Elector { amounts: member.amounts.clone(), household, groups })
        };
        Ok(self.session_members(session)?.into_iter().map(elector).collect())
    }

    pub(super) fn on_vote(&mut self, act: &Act, vote: &Vote) -> Result<(), Error> {
        let signer = act.member()?;
        let ballot = Ballot {
            elector: vote.principal.as_ref().unwrap_or(signer).clone(),
            choice: vote.choice.clone(),
            entry: act.index,
            by: vote.principal.as_ref().map(|_| signer.clone()),
            mandate: vote.mandate,
        };
        self.check_in_time(act.about()?, &ballot.elector)?;
        self.with_ballots(act, |ballots| ballots.cast(ballot))
    }

    /// Refuses a ballot after the last moment that the notice announced, whether or not the vote was
    /// closed by then (`ballot.late`).
    fn check_in_time(&self, motion: Hash, elector: &Id) -> Result<(), Error> {
        let session = self.session(&self.motion(motion)?.session);
        match session.map(|session| session.called().when) {
            Some(When::Window(window)) if self.now() > window.closes => {
                Err(Error::new(Code::BallotLate).with("elector", elector))
            }
            _ => Ok(()),
        }
    }

    /// The same for a paper that was not put into the box yet.
    fn check_paper_in_time(&self, act: &Act, serial: &Id) -> Result<(), Error> {
        let paper = self.motion(act.about()?)?.ballots.papers().get(serial);
        match paper.filter(|paper| paper.arrived.is_none()) {
            Some(paper) => self.check_in_time(act.about()?, &paper.issue.elector),
            None => Ok(()),
        }
    }

    pub(super) fn on_hand_out(&mut self, act: &Act, paper: &HandOut) -> Result<(), Error> {
        act.office(&[Role::Clerk])?;
        let issue = Issue {
            serial: paper.serial.clone(),
            elector: paper.handle.clone(),
            channel: paper.channel,
            by: paper.holder.clone(),
            mandate: paper.mandate,
        };
        self.check_in_time(act.about()?, &issue.elector)?;
        self.motion_mut(act)?.ballots.issue(issue, act.index)
    }

    pub(super) fn on_hand_in(&mut self, act: &Act, paper: &HandIn) -> Result<(), Error> {
        act.office(&[Role::Clerk])?;
        self.check_paper_in_time(act, &paper.serial)?;
        self.with_ballots(act, |ballots| ballots.hand_in(&paper.serial, act.index))
    }

    pub(super) fn on_read_paper(&mut self, act: &Act, paper: &ReadPaper) -> Result<(), Error> {
        let clerk = act.office(&[Role::Clerk])?.clone();
        let reading = Reading { choice: paper.choice.clone(), clerk, entry: act.index };
        self.check_paper_in_time(act, &paper.serial)?;
        self.with_ballots(act, |ballots| ballots.enter(&paper.serial, reading))
    }

    /// Whether somebody may settle a disputed paper now, with their own key, and otherwise why not: `member.no-key`, and
    /// what admission refuses.
    pub fn may_adjudicate(&self, motion: Hash, serial: &Id, who: &Id) -> Result<(), Error> {
        self.adjudicable(&self.act_of(who, Some(motion))?, motion, serial, &Choice::Abstain).map(drop)
    }

    fn adjudicable(&self, act: &Act, motion: Hash, serial: &Id, choice: &Choice) -> Result<Reading, Error> {
        let clerk = act.office(&[Role::Supervisor])?.clone();
        let reading = Reading { choice: choice.clone(), clerk, entry: act.index };
        self.motion(motion)?.ballots.check_adjudicable(serial, &reading)?;
        Ok(reading)
    }

    pub(super) fn on_adjudicate(&mut self, act: &Act, paper: &Adjudicate) -> Result<(), Error> {
        act.office(&[Role::Supervisor])?;
        check_reason(&paper.reason)?;
        let motion = act.about()?;
        let reading = self.adjudicable(act, motion, &paper.serial, &paper.choice)?;
        self.pending.insert(act.leaf, Pending::Adjudication { motion, serial: paper.serial.clone(), reading });
        Ok(())
    }

    pub(super) fn check_adjudication(
        &self,
        act: &Act,
        motion: Hash,
        serial: &Id,
        reading: &Reading,
    ) -> Result<(), Error> {
        let witness = act.office(&[Role::Witness, Role::Supervisor])?;
        if *witness == reading.clerk {
            return Err(Error::new(Code::AttestSame).with("who", witness));
        }
        self.motion(motion)?.ballots.check_adjudicable(serial, reading)
    }

    /// A witness stands by the settling of a disputed paper.
    pub(super) fn attest_adjudication(
        &mut self,
        act: &Act,
        motion: Hash,
        serial: &Id,
        reading: Reading,
    ) -> Result<(), Error> {
        self.check_adjudication(act, motion, serial, &reading)?;
        self.motion_record(motion)?.ballots.adjudicate(serial, reading)?;
        self.pending.remove(&act.about()?);
        Ok(())
    }

    pub(super) fn on_close(&mut self, act: &Act, close: &Close) -> Result<(), Error> {
        act.office(&[Role::Clerk])?;
        let ballots = &self.motion(act.about()?)?.ballots;
        if let Some(papers) = close.papers {
            ballots.check_paper_count(papers)?;
        } else if !ballots.papers().is_empty() {
            ballots.check_paper_count(0)?;
        }
        let motion = self.motion_mut(act)?;
        motion.ballots.close(act.index)?;
        let session = motion.session.clone();
        self.session_follows(&session);
        Ok(())
    }

    pub(super) fn on_announce(&mut self, act: &Act, announce: &Announce) -> Result<(), Error> {
        let by = act.office(&[Role::Facilitator, Role::Clerk])?.clone();
        let leaf = act.about()?;
        let motion = self.motion(leaf)?;
        motion.check_announced(announce)?;
        if motion.is_announced() {
            return Err(motion.refuse(Code::CountRepeated));
        }
        let announced = Announcement {
            entry: act.index,
            by: by.clone(),
            on: self.today(),
            figures: announce.clone(),
            witnesses: Set::new(),
            corrections: motion.corrections,
        };
        self.motion_mut(act)?.announcements.push(announced);
        self.pending.insert(act.leaf, Pending::Announcement { motion: leaf, by });
        Ok(())
    }

    pub(super) fn check_announcement<'a>(&self, act: &'a Act, motion: Hash) -> Result<&'a Id, Error> {
        let witness = act.office(&[Role::Witness, Role::Supervisor])?;
        let about = act.about()?;
        let entry = self.index_of(about);
        let last = self.motion(motion)?.announcements.last().filter(|last| Some(last.entry) == entry);
        let announced = last.ok_or_else(|| Error::new(Code::AttestUnasked).with("re", about))?;
        if announced.by == *witness || announced.witnesses.contains(witness) {
            return Err(Error::new(Code::AttestSame).with("who", witness));
        }
        Ok(witness)
    }

    /// A witness stands by a count: the last that was announced, and no earlier one.
    pub(super) fn attest_announcement(&mut self, act: &Act, motion: Hash) -> Result<(), Error> {
        let witness = self.check_announcement(act, motion)?.clone();
        let record = self.motion_record(motion)?;
        if let Some(announced) = record.announcements.last_mut() {
            announced.witnesses.insert(witness);
        }
        let session = record.session.clone();
        self.session_follows(&session);
        Ok(())
    }

    /// Voids ballots of a closed motion, after an objection was upheld 更正; its result must be
    /// announced anew. Either all are voided or nothing changes.
    pub(super) fn void_ballots(&mut self, motion: Hash, ballots: &[u64], reason: &str) -> Result<(), Error> {
        let record = self.motion_record(motion)?;
        let mut corrected = record.ballots.clone();
        for ballot in ballots {
            corrected.void(*ballot, reason)?;
        }
        record.ballots = corrected;
        record.corrections += 1;
        let session = record.session.clone();
        self.session_follows(&session);
        Ok(())
    }

    /// Lists a refused ballot that is kept on the record, under the motion it is about.
    pub(super) fn note_refused(&mut self, read: &mut ReadLine, error: &Error) {
        let is_ballot = |kind: &str| matches!(kind, "ballot" | "hand-out" | "hand-in" | "read-paper");
        if !read.entry().is_ok_and(|entry| is_ballot(entry.kind())) {
            return;
        }
        let about = read.payload().ok().and_then(|payload| payload.re);
        if let Some(record) = about.and_then(|leaf| self.votes.motions.get_mut(&leaf)) {
            record.ballots.note(error.clone());
        }
    }

    /// Does something to a motion's ballots, and flags what it listed on the way.
    fn with_ballots(&mut self, act: &Act, work: impl FnOnce(&mut BallotBox) -> Result<(), Error>) -> Result<(), Error> {
        let ballots = &mut self.motion_mut(act)?.ballots;
        let before = ballots.refused().len();
        work(ballots)?;
        for listed in ballots.refused().iter().skip(before).cloned().collect::<Vec<_>>() {
            self.flags.push(listed);
        }
        Ok(())
    }

    fn motion_mut(&mut self, act: &Act) -> Result<&mut MotionRecord, Error> {
        self.motion_record(act.about()?)
    }

    fn motion_record(&mut self, leaf: Hash) -> Result<&mut MotionRecord, Error> {
        self.votes.motions.get_mut(&leaf).ok_or_else(|| Error::new(Code::MotionUnknown).with("motion", leaf))
    }
}
