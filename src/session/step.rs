//! What can happen in a session, and what must hold for it (SPEC.md section 6).
//!
//! ```
//! use guanjia::Id;
//! use guanjia::actor::Actor;
//! use guanjia::agenda::NoticeRule;
//! use guanjia::quorum::Quorum;
//! use guanjia::role::Role;
//! use guanjia::session::{Session, SessionContext, SessionState};
//! # let id = |text: &str| text.parse::<Id>().unwrap();
//! # let with = SessionContext {
//! #     at: guanjia::Time(1_778_913_000), zone: guanjia::Zone(480), entry: 7,
//! #     notice: NoticeRule { days: 0, special: false }, quorum: Quorum { have: 2, need: 2 },
//! #     stakeholders: None, base: None, votes: &Default::default(), publicity: None,
//! # };
//! let mut session = Session::call(guanjia::from_json(
//!     r#"{"id": "SES-1", "convened": ["S-001", "S-002", "S-003"], "venue": "hall", "when": {"held": 1778913000}}"#,
//! ).unwrap()).unwrap();
//! let mut take = |who: &str, role, step: &str| {
//!     let (step, by) = (guanjia::from_json(step).unwrap(), Actor::new(id(who), [role]));
//!     session.apply(&step, &by, &with).map(|()| session.state()).map_err(|error| error.code())
//! };
//! take("facilitator", Role::Facilitator, r#"{"publish-agenda": {"agenda": {"items": [
//!     {"no": 1, "title": "文明养犬公约(草案)",
//!      "motions": [{"id": "Q1", "question": "VZU1loNmWPDR8LEm0-nKFR-RnrFFTMsvh3Th4CMb3EE"}]}]}}}"#).unwrap();
//! take("clerk-a", Role::Clerk, r#""open-checkin""#).unwrap();
//! take("S-001", Role::Steward, r#"{"check-in": {"presence": "hall", "who": "S-001"}}"#).unwrap();
//! take("S-002", Role::Steward, r#"{"check-in": {"presence": "hall", "who": "S-002"}}"#).unwrap();
//! take("facilitator", Role::Facilitator, r#""begin""#).unwrap();
//! take("facilitator", Role::Facilitator, r#"{"start-debate": {"item": 1}}"#).unwrap();
//! take("S-001", Role::Steward, r#"{"speak": {"motion": "Q1", "speaker": "S-001", "stance": "for",
//!     "words": {"text": "早晚两段,上班的人也能遛"}}}"#).unwrap();
//!
//! // No vote before the other side was heard, or was asked and had nothing to say.
//! let close = r#""close-debate""#;
//! assert_eq!(take("facilitator", Role::Facilitator, close), Err("session.one-sided"));
//! take("facilitator", Role::Facilitator, r#"{"decline": {"motion": "Q1", "stance": "against"}}"#).unwrap();
//! assert_eq!(take("facilitator", Role::Facilitator, close), Ok(SessionState::Voting));
//! ```

use crate::map::{Map, Set};

use serde::{Deserialize, Serialize};

use super::{
    Minutes, Presence, Session, SessionContext, SessionEvent, SessionState, Stance, Statement, Venue, VoteStage, When,
};
use crate::actor::Actor;
use crate::agenda::{Agenda, FrozenAgenda};
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::reason::check_reason;
use crate::register::BaseNotice;
use crate::role::Role;
use crate::selection::stakeholders;
use crate::time::Time;
use crate::verdict::Outcome;

/// Fewest witnesses of a count.
const WITNESSES: usize = 2;

/// A step of a session: `"open-checkin"`.
///
/// ```
/// use guanjia::session::{SessionEvent, SessionStep};
/// let event = |text: &str| guanjia::from_json::<SessionStep>(text).unwrap().event();
/// assert_eq!(event(r#"{"cool-off": {"minutes": 5}}"#), Some(SessionEvent::CoolOff));
/// assert_eq!(event(r#"{"check-in": {"presence": "hall", "who": "S-006"}}"#), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SessionStep {
    /// The agenda is posted with the notice; from then on it is frozen.
    PublishAgenda {
        /// The agenda.
        agenda: Agenda,
        /// The base on the register that quorum and majority will be computed on; absent where
        /// that is those convened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        base: Option<BaseNotice>,
        /// Special circumstances that shorten the notice, where the rule allows them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        special: Option<String>,
    },
    /// Check-in begins, on the announced day.
    OpenCheckin,
    /// Someone convened checks in 签到, or a clerk enters it.
    CheckIn {
        /// In the hall or online.
        presence: Presence,
        /// Who.
        who: Id,
    },
    /// The session begins: the rule's quorum is met.
    Begin,
    /// The session does not begin: the rule's quorum is not met.
    Adjourn,
    /// It is announced again for another time; the agenda stays.
    Renotice {
        /// Special circumstances that shorten the notice, where the rule allows them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        special: Option<String>,
        /// When it meets.
        when: When,
    },
    /// Someone convened takes no part in a motion 回避.
    Recuse {
        /// The motion.
        motion: Id,
        /// Why.
        reason: String,
        /// Who.
        who: Id,
    },
    /// The debate on an item begins.
    StartDebate {
        /// The item's number.
        item: u64,
    },
    /// Someone speaks; the entry's index is their receipt.
    Speak {
        /// The motion it is about, if about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        motion: Option<Id>,
        /// Who.
        speaker: Id,
        /// For, against or neither.
        stance: Stance,
        /// What was said, or its salted digest.
        words: crate::words::Words,
    },
    /// Nobody wants to speak on a side, after being asked.
    Decline {
        /// The motion.
        motion: Id,
        /// The side.
        stance: Stance,
    },
    /// A speaker takes back words that were kept off the record.
    Withdraw {
        /// The index of the statement's entry.
        statement: u64,
    },
    /// A statement is no longer shown; it stays in the minutes.
    Hide {
        /// Why.
        reason: String,
        /// The index of the statement's entry.
        statement: u64,
    },
    /// A hidden statement is shown again.
    Show {
        /// Why.
        reason: String,
        /// The index of the statement's entry.
        statement: u64,
    },
    /// A pause 休会冷静.
    CoolOff {
        /// Minutes.
        minutes: u64,
    },
    /// The debate on the item closes and its vote begins.
    CloseDebate,
    /// The vote on the item ends though not every motion of it was put; it ends by itself when all
    /// that were put are closed (see [`Session::follow`]).
    CloseVote,
    /// On to the next item.
    NextItem,
    /// The recorder drafts the minutes.
    DraftMinutes {
        /// The minutes.
        minutes: Minutes,
    },
    /// One of the three signs the minutes.
    SignMinutes {
        /// The digest of their text.
        text: Hash,
    },
    /// Minutes and result are published.
    Publish,
    /// The result is challenged 申请复核.
    Challenge {
        /// Why.
        reason: String,
    },
    /// The challenge is dismissed.
    Dismiss {
        /// Why.
        reason: String,
    },
    /// The votes are counted again before witnesses.
    Recount {
        /// Who witnesses.
        witnesses: Set<Id>,
    },
    /// The session is void.
    Annul {
        /// Why.
        reason: String,
    },
    /// The days of publicity are over and nothing is open.
    Finalise,
}

impl SessionStep {
    /// What it does to the machine; none for steps that leave the state as it is. Signing the
    /// minutes changes the state with the third signature only.
    pub fn event(&self) -> Option<SessionEvent> {
        Some(match self {
            Self::PublishAgenda { .. } => SessionEvent::PublishAgenda,
            Self::OpenCheckin => SessionEvent::OpenCheckin,
            Self::Begin => SessionEvent::QuorumOk,
            Self::Adjourn => SessionEvent::QuorumFail,
            Self::Renotice { .. } => SessionEvent::Renotice,
            Self::StartDebate { .. } => SessionEvent::StartDebate,
            Self::CoolOff { .. } => SessionEvent::CoolOff,
            Self::CloseDebate => SessionEvent::CloseDebate,
            Self::CloseVote => SessionEvent::CloseVote,
            Self::NextItem => SessionEvent::NextItem,
            Self::DraftMinutes { .. } => SessionEvent::DraftMinutes,
            Self::SignMinutes { .. } => SessionEvent::ConfirmMinutes,
            Self::Publish => SessionEvent::Publish,
            Self::Challenge { .. } => SessionEvent::Challenge,
            Self::Dismiss { .. } => SessionEvent::Dismiss,
            Self::Recount { .. } => SessionEvent::Recount,
            Self::Annul { .. } => SessionEvent::Annul,
            Self::Finalise => SessionEvent::Finalise,
            Self::CheckIn { .. }
            | Self::Recuse { .. }
            | Self::Speak { .. }
            | Self::Decline { .. }
            | Self::Withdraw { .. }
            | Self::Hide { .. }
            | Self::Show { .. } => return None,
        })
    }
}

impl Session {
    /// Takes a step, if everything it needs holds; otherwise nothing changes and the error says
    /// what is missing: `machine.step`, `machine.role`, `office.missing`, `reason.short`, and the
    /// codes named at each step in SPEC.md section 6.
    pub fn apply(&mut self, step: &SessionStep, by: &Actor, with: &SessionContext) -> Result<(), Error> {
        match step {
            SessionStep::CheckIn { who, presence } => self.check_in(who, *presence, by),
            SessionStep::Begin if self.call.by_voting => self.begin_by_voting(by, with),
            SessionStep::Recuse { motion, who, reason } => self.recuse(motion, who, reason, by),
            SessionStep::Speak { motion, speaker, stance, words } => {
                let said = Statement {
                    hidden: None,
                    motion: motion.clone(),
                    speaker: speaker.clone(),
                    stance: *stance,
                    withdrawn: false,
                    words: words.clone(),
                };
                self.speak(&said, by, with)
            }
            SessionStep::Decline { motion, stance } => self.decline(motion, *stance, by),
            SessionStep::Withdraw { statement } => self.withdraw(*statement, by),
            SessionStep::Hide { statement, reason } => {
                by.require(&[Role::Facilitator])?;
                check_reason(reason)?;
                self.statement(*statement)?.hidden = Some(reason.clone());
                Ok(())
            }
            SessionStep::Show { statement, reason } => {
                by.require(&[Role::Supervisor])?;
                check_reason(reason)?;
                self.statement(*statement)?.hidden = None;
                Ok(())
            }
            SessionStep::DraftMinutes { minutes } => self.draft_minutes(minutes, by),
            SessionStep::SignMinutes { text } => self.sign_minutes(*text, by),
            step => self.proceed(step, by, with),
        }
    }

    /// Steps that move the machine.
    fn proceed(&mut self, step: &SessionStep, by: &Actor, with: &SessionContext) -> Result<(), Error> {
        let Some(event) = step.event() else { return Ok(()) };
        if self.state == SessionState::MinutesDraft && event == SessionEvent::Publish {
            self.check_signed()?;
        }
        let next = by.step(self.state, event)?;
        let today = with.at.date(with.zone);
        match step {
            SessionStep::PublishAgenda { agenda, base, special } => {
                with.notice.check(today, self.call.when.first_day(with.zone), special.as_deref())?;
                self.agenda = Some(agenda.clone().freeze()?);
                self.base.clone_from(base);
                self.posted = Some(today);
            }
            SessionStep::Renotice { special, when } => {
                with.notice.check(today, when.first_day(with.zone), special.as_deref())?;
                self.call.when = *when;
                self.posted = Some(today);
                self.present.clear();
            }
            SessionStep::OpenCheckin if !self.call.when.includes(with.at, with.zone) => {
                let announced = self.call.when.first_day(with.zone);
                return Err(Error::new(Code::SessionWrongDay).with("announced", announced).with("today", today));
            }
            SessionStep::Begin => self.check_begin(with)?,
            SessionStep::Adjourn => self.check_adjourn(with)?,
            SessionStep::StartDebate { item } => {
                self.agenda.as_ref().map_or(Ok(()), |agenda| agenda.item(*item).map(|_| ()))?;
                if !self.debated.insert(*item) {
                    return Err(Error::new(Code::SessionItemDone).with("no", item));
                }
                self.item = Some(*item);
            }
            SessionStep::CloseDebate => self.check_close_debate()?,
            SessionStep::CloseVote => self.check_close_vote(with)?,
            SessionStep::NextItem => self.item = None,
            SessionStep::Challenge { reason } => {
                check_reason(reason)?;
                let publicity = self.posted_minutes(with)?;
                if !publicity.takes_objections(today) {
                    return Err(Error::new(Code::SessionChallengeLate)
                        .with("posted", publicity.posted)
                        .with("last", publicity.last_day()));
                }
            }
            SessionStep::Dismiss { reason } | SessionStep::Annul { reason } => check_reason(reason)?,
            SessionStep::Recount { witnesses } => {
                self.check_witnesses(witnesses, by)?;
                self.drop_minutes();
            }
            SessionStep::Finalise => self.posted_minutes(with)?.complete(today)?,
            _ => {}
        }
        self.state = next;
        Ok(())
    }

    /// Checks someone in. `session.not-open`; `session.not-convened`; `session.checked-in`;
    /// `session.attendance` for online attendance of a session in a hall, and the reverse.
    fn check_in(&mut self, who: &Id, presence: Presence, by: &Actor) -> Result<(), Error> {
        if who != by.who() {
            by.require(&[Role::Clerk])?;
        }
        if self.call.by_voting {
            return Err(Error::new(Code::SessionByVoting).with("session", self.id()));
        }
        if !matches!(self.state, SessionState::Checkin | SessionState::InSession | SessionState::Debating) {
            return Err(Error::new(Code::SessionNotOpen).with("session", self.id()));
        }
        if !self.call.convened.contains(who) {
            return Err(Error::new(Code::SessionNotConvened).with("who", who));
        }
        let meets_here = match self.call.venue {
            Venue::Both => true,
            Venue::Hall => presence == Presence::Hall,
            Venue::Online => presence == Presence::Online,
        };
        if !meets_here {
            return Err(Error::new(Code::SessionAttendance).with("session", self.id()));
        }
        if self.present.contains_key(who) {
            return Err(Error::new(Code::SessionCheckedIn).with("who", who));
        }
        self.present.insert(who.clone(), presence);
        Ok(())
    }

    /// What a session needs to begin: the base of its notice (`base.changed`), the rule's quorum
    /// (`session.no-quorum`), those affected among those present (`panel.stakeholder-share`).
    fn check_begin(&self, with: &SessionContext) -> Result<(), Error> {
        if let Some(posted) = &self.base {
            let missing = || {
                Error::new(Code::BaseChanged)
                    .with("base", &posted.id)
                    .with("announced", posted.digest)
                    .with("found", "-")
            };
            with.base.ok_or_else(missing)?.check(posted)?;
        }
        with.quorum.check()?;
        let affected = |share| stakeholders(self.stakeholders_present(), self.present_count(), share);
        with.stakeholders.map_or(Ok(()), affected)
    }

    /// A session that is short of its quorum is put off, and no other; where to vote is to attend,
    /// one in which too few took part in whatever was put.
    fn check_adjourn(&self, with: &SessionContext) -> Result<(), Error> {
        if self.call.by_voting {
            let too_few = |stage: &VoteStage| *stage == VoteStage::Counted(Outcome::Inquorate);
            let over = self.is_over(with.at) || !with.votes.is_empty();
            if over && with.votes.values().all(too_few) {
                return Ok(());
            }
            return Err(Error::new(Code::SessionByVoting).with("session", self.id()));
        }
        if self.check_begin(with).is_err() {
            return Ok(());
        }
        Err(Error::new(Code::SessionQuorate).with("have", with.quorum.have).with("need", with.quorum.need))
    }

    /// What a debate needs to close: both sides heard on every motion of the item.
    fn check_close_debate(&self) -> Result<(), Error> {
        self.item_motions().iter().try_for_each(|motion| self.check_two_sided(motion))
    }

    /// What the vote on an item needs to end: nothing that was put is still open.
    fn check_close_vote(&self, with: &SessionContext) -> Result<(), Error> {
        let open = |motion: &&Id| with.votes.get(*motion) == Some(&VoteStage::Open);
        match self.item_motions().iter().find(open) {
            Some(motion) => Err(Error::new(Code::SessionVoteOpen).with("motion", motion)),
            None => Ok(()),
        }
    }

    /// An assembly over a window in which not everything was put ends with its window.
    fn begin_by_voting(&mut self, by: &Actor, with: &SessionContext) -> Result<(), Error> {
        by.step(self.state, SessionEvent::QuorumOk)?;
        self.follow(with.votes, with.at);
        if self.state == SessionState::Announced {
            return Ok(());
        }
        Err(Error::new(Code::SessionByVoting).with("session", self.id()))
    }

    /// Goes where its votes are: once every motion of the item is closed it is counting, and once
    /// each that was put is counted the outcomes are announced. Where to vote is to attend, the
    /// session has its quorum and all is announced once every motion is counted, and enough took
    /// part in one of them. An outcome that is corrected before the minutes takes the place of the first.
    pub fn follow(&mut self, votes: &Map<Id, VoteStage>, at: Time) {
        let motions = self.item_motions();
        let put: Map<&Id, VoteStage> =
            motions.iter().filter_map(|motion| votes.get(motion).map(|stage| (motion, *stage))).collect();
        let all_put = put.len() == motions.len();
        if self.state == SessionState::Voting && all_put && put.values().all(|stage| *stage != VoteStage::Open) {
            self.state = SessionState::Counting;
        }
        let outcomes: Map<Id, Outcome> = put
            .iter()
            .filter_map(|(motion, stage)| match stage {
                VoteStage::Counted(outcome) => Some(((*motion).clone(), *outcome)),
                VoteStage::Open | VoteStage::Closed => None,
            })
            .collect();
        let counted = outcomes.len() == put.len();
        let quorate = outcomes.values().any(|outcome| *outcome != Outcome::Inquorate);
        let by_voting = self.call.by_voting && self.state == SessionState::Checkin && (all_put || self.is_over(at));
        if self.state == SessionState::Announced {
            self.outcomes.extend(outcomes);
        } else if counted && (self.state == SessionState::Counting || (by_voting && quorate)) {
            self.state = SessionState::Announced;
            self.outcomes.extend(outcomes);
        }
    }

    /// Whether the window has closed.
    fn is_over(&self, at: Time) -> bool {
        matches!(self.call.when, When::Window(window) if at > window.closes)
    }

    /// The motions of the item under debate or vote; of all items that were debated when there is
    /// none, after a recount; of the whole agenda where to vote is to attend.
    fn item_motions(&self) -> Vec<Id> {
        let taken = |no: u64| self.call.by_voting || self.item.map_or(self.debated.contains(&no), |item| item == no);
        let items = self.agenda.iter().flat_map(FrozenAgenda::items).filter(|item| taken(item.no));
        items.flat_map(|item| &item.motions).map(|motion| motion.id.clone()).collect()
    }

    /// Two witnesses or more, none of whom announces the count or is recused from what was counted.
    fn check_witnesses(&self, witnesses: &Set<Id>, by: &Actor) -> Result<(), Error> {
        let partial = |who: &&Id| *who == by.who() || self.recusals.values().any(|recused| recused.contains_key(*who));
        if let Some(who) = witnesses.iter().find(partial) {
            return Err(Error::new(Code::SessionWitnessPartial).with("who", who));
        }
        if witnesses.len() < WITNESSES {
            return Err(Error::new(Code::SessionUnwitnessed).with("have", witnesses.len()).with("need", WITNESSES));
        }
        Ok(())
    }
}
