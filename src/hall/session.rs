//! Sessions: announced, attended, heard, put on minutes (SPEC.md section 6).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! let session = "ASM-1".parse().unwrap();
//! // An assembly over two days, of everyone in a base, where to vote is to attend.
//! assert!(hall.session(&session).unwrap().called().by_voting);
//! assert_eq!(hall.session_rule(&session).unwrap().id.as_str(), "cn.urban.assembly.households.2026");
//! assert_eq!(hall.session_quorum(&session).unwrap().need, 2); // more than half of three
//!
//! // Only what was announced is put to the vote, word for word.
//! let question = hall.motions()[0].question();
//! let mut changed = question.clone();
//! changed.text.zh.push_str(",费用由各户分摊");
//! assert!(hall.agenda_allows(&session, &question.id, question.digest().unwrap()).is_ok());
//! let refused = hall.agenda_allows(&session, &question.id, changed.digest().unwrap());
//! assert_eq!(refused.unwrap_err().code(), "agenda.text-changed");
//! ```

use crate::map::{Map, Set};

use super::matter::check_private;
use super::{Act, Hall, Pending};
use crate::agenda::{Agenda, FrozenAgenda, NoticeRule};
use crate::error::{Code, Error};
use crate::event::{
    CheckIn, MakeStatement, MoveSession, Notice, Recuse, Said, SessionBody, Stake, Stakeholders, TakeMinutes,
};
use crate::hash::Hash;
use crate::id::Id;
use crate::measure::Amounts;
use crate::motion::RuleRef;
use crate::quorum::{Quorum, Turnout};
use crate::register::{Base, Member};
use crate::role::Role;
use crate::rule::{Attendance, Kind, Rule};
use crate::session::{
    Call, Minutes, Presence, Session, SessionContext, SessionState, SessionStep, Stance, Venue, VoteStage, When,
};
use crate::stratum::Stratum;
use crate::time::Date;
use crate::words::Words;

/// All sessions of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sessions {
    sittings: Map<Id, Sitting>,
}

/// A session with what it was announced under.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sitting {
    session: Session,
    body: SessionBody,
    rule: RuleRef,
    stakeholders: Option<Stakeholders>,
}

/// Who is convened, with what each stands for and where they belong.
type Members<'a> = Map<&'a Id, &'a Member>;

impl Hall {
    /// A session by its number.
    pub fn session(&self, id: &Id) -> Option<&Session> {
        self.sessions.sittings.get(id).map(|sitting| &sitting.session)
    }

    /// Every session, in the order of their numbers.
    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.sessions.sittings.values().map(|sitting| &sitting.session)
    }

    /// Who is convened to a session, as it was announced: `session.unknown`.
    pub fn session_body(&self, id: &Id) -> Result<&SessionBody, Error> {
        Ok(&self.sitting(id)?.body)
    }

    /// The rule a session was announced under: `session.unknown`.
    pub fn session_rule(&self, id: &Id) -> Result<&Rule, Error> {
        self.sitting(id)?.rule.rule()
    }

    /// How many a session has and how many it needs, by its rule. Where to vote is to attend, nobody
    /// is there before a count.
    pub fn session_quorum(&self, id: &Id) -> Result<Quorum, Error> {
        let present = self.sitting(id)?.session.present().keys();
        quorum(self.session_rule(id)?, &self.session_members(id)?, present)
    }

    /// Those who checked in to a session; none where to vote is to attend.
    pub fn present_at(&self, id: &Id) -> Option<Set<Id>> {
        let session = self.session(id).filter(|session| !session.called().by_voting)?;
        Some(session.present().keys().cloned().collect())
    }

    /// Those who are recused from a question in a session, over all its rounds.
    pub fn recused_from(&self, id: &Id, question: &Id) -> Set<Id> {
        let session = self.session(id).into_iter();
        session.flat_map(|session| session.recused(question.as_str())).map(|(who, _)| who.clone()).collect()
    }

    /// Whether a question stands on the agenda of a session as it was posted, word for word:
    /// `session.unknown`, `agenda.not-on-agenda`, `agenda.text-changed`, `agenda.deferred`.
    pub fn agenda_allows(&self, id: &Id, question: &Id, digest: Hash) -> Result<(), Error> {
        let missing = || Error::new(Code::AgendaNotOnAgenda).with("id", question);
        let agenda = self.sitting(id)?.session.agenda().ok_or_else(missing)?;
        let item = agenda.admit(question.as_str(), digest)?;
        item.matter.as_ref().map_or(Ok(()), |matter| self.check_not_deferred(id, matter))
    }

    /// Whether a question may be put to the vote in a session now: `session.unknown`,
    /// `session.no-quorum`, and what [`Session::check_vote`] refuses.
    pub fn session_ready_to_vote(&self, id: &Id, question: &Id) -> Result<(), Error> {
        let sitting = self.sitting(id)?;
        let waiting = matches!(sitting.session.state(), SessionState::Checkin | SessionState::Adjourned);
        if waiting && !sitting.session.called().by_voting {
            self.session_quorum(id)?.check()?;
        }
        sitting.session.check_vote(question, self.now(), self.founding.zone())
    }

    /// Everyone convened to a session, with what they stand for and where they belong.
    pub(super) fn session_members(&self, id: &Id) -> Result<Members<'_>, Error> {
        let sitting = self.sitting(id)?;
        let base = self.body_base(&sitting.body)?;
        let convened = sitting.session.called().convened.iter();
        convened.map(|handle| Ok((handle, base.voter(handle)?))).collect()
    }

    /// Refuses to let a rule decide a question about a matter that a statute reserves to others
    /// (`motion.not-competent`).
    pub(super) fn check_competence(&self, id: &Id, question: &Id, rule: &Rule) -> Result<(), Error> {
        let agenda = self.sitting(id)?.session.agenda();
        let matter = agenda.and_then(|agenda| agenda.item_of(question.as_str()).ok()?.matter.as_ref());
        let item = matter.and_then(|matter| self.matter(matter)?.triage()?.triage.route.item());
        item.map_or(Ok(()), |item| self.catalogue().competent(item.as_str(), rule))
    }

    /// The session on whose agenda a question stands.
    pub(super) fn session_of_question(&self, question: &Id) -> Option<&Id> {
        let lists = |session: &&Session| session.agenda().is_some_and(|a| a.item_of(question.as_str()).is_ok());
        self.sessions().find(lists).map(Session::id)
    }

    /// Brings a session to where its votes are; called whenever one of them was closed or counted.
    pub(super) fn session_follows(&mut self, id: &Id) {
        let at = self.now();
        let votes = self.session(id).map(|session| self.votes_of(session)).unwrap_or_default();
        if let Some(sitting) = self.sessions.sittings.get_mut(id) {
            sitting.session.follow(&votes, at);
        }
    }

    pub(super) fn on_notice(&mut self, act: &Act, notice: &Notice) -> Result<(), Error> {
        act.office(&[Role::Facilitator])?;
        if self.session(&notice.session).is_some() {
            return Err(Error::new(Code::SessionTaken).with("session", &notice.session));
        }
        let rule = notice.rule.rule()?;
        if rule.kind != Kind::Decision {
            return Err(Error::new(Code::RuleKind).with("rule", &rule.id));
        }
        if let SessionBody::Draw(draw) = &notice.body
            && let Some(announced) = self.draw(draw)?.session().filter(|session| **session != notice.session)
        {
            let error = Error::new(Code::SessionOtherPanel).with("draw", draw).with("announced", announced);
            return Err(error.with("session", &notice.session));
        }
        let first_day = notice.when.first_day(self.founding.zone());
        rule.in_force(first_day)?;
        let members = self.body_members(&notice.body)?;
        quorum(rule, &members, std::iter::empty())?;
        check_groups(rule, &members)?;
        self.check_questions_new(&notice.agenda)?;
        let base = match &notice.body {
            SessionBody::Base(base) => Some(self.known_base(base)?.notice().clone()),
            SessionBody::Draw(_) | SessionBody::Roster(_) => None,
        };
        let mut session = Session::call(Call {
            by_voting: by_voting(notice, rule),
            stakeholders: affected(notice.stakeholders.as_ref(), &members),
            convened: members.into_keys().cloned().collect(),
            guests: notice.guests.clone(),
            id: notice.session.clone(),
            place: notice.place.clone(),
            turns: notice.turns,
            venue: notice.venue,
            when: notice.when,
        })?;
        let votes = Map::new();
        let with = self.session_context(act, rule, &votes);
        let (agenda, special) = (notice.agenda.clone(), notice.special.clone());
        session.apply(&SessionStep::PublishAgenda { agenda, base, special }, &act.actor(), &with)?;
        let listed = session.agenda().map(|agenda| self.matters_on_agenda(act, &notice.session, agenda));
        let listed = listed.transpose()?.unwrap_or_default();
        self.flag_shortened(act, &notice.session, rule, first_day, notice.special.as_deref());
        self.list_matters(&notice.session, listed);
        let stakeholders = notice.stakeholders.clone();
        let sitting = Sitting { session, body: notice.body.clone(), rule: notice.rule.clone(), stakeholders };
        self.sessions.sittings.insert(notice.session.clone(), sitting);
        Ok(())
    }

    pub(super) fn on_check_in(&mut self, act: &Act, event: &CheckIn) -> Result<(), Error> {
        let step = SessionStep::CheckIn { presence: event.presence, who: event.handle.clone() };
        self.take_step(act, &event.session, &step)?;
        let basis = self.founding.charter().and_then(|charter| charter.online_basis.as_ref());
        if event.presence == Presence::Online && basis.is_none() {
            self.flag(act, Error::new(Code::SessionOnlineBasis).with("who", &event.handle));
        }
        Ok(())
    }

    pub(super) fn on_statement(&mut self, act: &Act, event: &MakeStatement) -> Result<(), Error> {
        let actor = act.actor();
        let stance = event.stance;
        let words = match &event.said {
            Said::Text(text) => Words::Text(text.clone()),
            Said::Digest(digest) => Words::Digest(*digest),
            Said::Declined => {
                let motion = event.motion.clone().filter(|_| stance != Stance::Neither && event.handle.is_none());
                let motion = motion.ok_or_else(|| Error::new(Code::SessionDeclineUnclear))?;
                return self.take_step(act, &event.session, &SessionStep::Decline { motion, stance });
            }
        };
        check_private(&words)?;
        let speaker = event.handle.as_ref().unwrap_or(actor.who()).clone();
        if event.handle.as_ref() == Some(actor.who()) {
            return Err(Error::new(Code::JsonNotCanonical));
        }
        let step = SessionStep::Speak { motion: event.motion.clone(), speaker, stance, words };
        self.take_step(act, &event.session, &step)
    }

    pub(super) fn on_recuse(&mut self, act: &Act, event: &Recuse) -> Result<(), Error> {
        let Recuse { handle, motion, reason, session } = event;
        if self.question_stage(session, motion).is_some() {
            return Err(Error::new(Code::SessionRecusalLate).with("who", handle).with("motion", motion));
        }
        let step = SessionStep::Recuse { motion: motion.clone(), reason: reason.clone(), who: handle.clone() };
        self.take_step(act, session, &step)?;
        let actor = act.actor();
        if actor.who() != handle {
            let error = Error::new(Code::SessionRecusedByOther).with("who", handle).with("motion", motion);
            self.flag(act, error.with("by", actor.who()));
        }
        Ok(())
    }

    pub(super) fn on_session_move(&mut self, act: &Act, event: &MoveSession) -> Result<(), Error> {
        let MoveSession { session: id, step } = event;
        if let Some(kind) = elsewhere(step) {
            return Err(Error::new(Code::SessionElsewhere).with("kind", kind));
        }
        if step.event().is_none() {
            return self.take_step(act, id, step);
        }
        let sitting = self.sitting(id)?;
        let rule = sitting.rule.rule()?;
        let votes = self.votes_of(&sitting.session);
        let mut session = sitting.session.clone();
        if matches!(step, SessionStep::OpenCheckin) {
            let members = self.body_members(&sitting.body)?;
            let stakeholders = affected(sitting.stakeholders.as_ref(), &members);
            session.reconvene(members.into_keys().cloned().collect(), &stakeholders);
        }
        let with = SessionContext {
            quorum: self.session_quorum(id)?,
            stakeholders: sitting.stakeholders.as_ref().map(|stakeholders| stakeholders.share),
            base: session.base().and_then(|notice| self.base(&notice.id)),
            publicity: session.minutes().and_then(|minutes| self.posted_text(minutes.text)),
            ..self.session_context(act, rule, &votes)
        };
        session.apply(step, &act.actor(), &with)?;
        let consulted = self.matters_consulted(act, id, &begun(&session, step, |m| self.check_not_deferred(id, m)))?;
        if matches!(step, SessionStep::CloseDebate | SessionStep::CloseVote) {
            session.follow(&votes, self.now());
        }
        if let SessionStep::Renotice { special, when } = step {
            let (rule, first_day) = (rule.clone(), when.first_day(self.founding.zone()));
            self.flag_shortened(act, id, &rule, first_day, special.as_deref());
        }
        for matter in consulted {
            self.keep_matter(matter);
        }
        self.keep_session(id, session);
        Ok(())
    }

    pub(super) fn on_minutes(&mut self, act: &Act, event: &TakeMinutes) -> Result<(), Error> {
        let unknown = |leaf: &Hash| Error::new(Code::MinutesStatementUnknown).with("entry", leaf);
        let entry = |leaf: &Hash| self.index_of(*leaf).ok_or_else(|| unknown(leaf));
        let minutes = Minutes {
            outcomes: event.outcomes.clone(),
            statements: event.statements.iter().map(entry).collect::<Result<_, _>>()?,
            text: event.digest,
        };
        let (actor, id) = (act.actor(), &event.session);
        let (rule, votes) = (self.session_rule(id)?, Map::new());
        let mut session = self.sitting(id)?.session.clone();
        let with = self.session_context(act, rule, &votes);
        session.apply(&SessionStep::DraftMinutes { minutes }, &actor, &with)?;
        session.apply(&SessionStep::SignMinutes { text: event.digest }, &actor, &with)?;
        self.keep_session(id, session);
        self.pending.retain(|_, pending| !matches!(pending, Pending::Minutes { session: of, .. } if of == id));
        let (session, by, text) = (id.clone(), act.person().clone(), event.digest);
        self.pending.insert(act.leaf, Pending::Minutes { session, by, text });
        Ok(())
    }

    /// A session once its minutes have a further signature.
    pub(super) fn minutes_signed(&self, act: &Act, id: &Id, text: Hash) -> Result<Session, Error> {
        let (votes, rule) = (Map::new(), self.session_rule(id)?);
        let mut session = self.sitting(id)?.session.clone();
        session.apply(&SessionStep::SignMinutes { text }, &act.actor(), &self.session_context(act, rule, &votes))?;
        Ok(session)
    }

    /// The third signature under the minutes is the last.
    pub(super) fn attest_minutes(&mut self, act: &Act, id: &Id, text: Hash) -> Result<(), Error> {
        let (about, signed) = (act.about()?, self.minutes_signed(act, id, text)?);
        if signed.state() != SessionState::MinutesDraft {
            self.pending.remove(&about);
        }
        self.keep_session(id, signed);
        Ok(())
    }

    /// Takes a step that needs nothing but the session itself.
    fn take_step(&mut self, act: &Act, id: &Id, step: &SessionStep) -> Result<(), Error> {
        let (votes, rule) = (Map::new(), self.session_rule(id)?.clone());
        let with = self.session_context(act, &rule, &votes);
        let sitting = self.sessions.sittings.get_mut(id).ok_or_else(|| unknown(id))?;
        sitting.session.apply(step, &act.actor(), &with)
    }

    fn sitting(&self, id: &Id) -> Result<&Sitting, Error> {
        self.sessions.sittings.get(id).ok_or_else(|| unknown(id))
    }

    fn keep_session(&mut self, id: &Id, session: Session) {
        if let Some(sitting) = self.sessions.sittings.get_mut(id) {
            sitting.session = session;
        }
    }

    /// How far the questions on a session's agenda are that were put to the vote in it.
    fn votes_of(&self, session: &Session) -> Map<Id, VoteStage> {
        let items = session.agenda().into_iter().flat_map(FrozenAgenda::items);
        let questions = items.flat_map(|item| &item.motions).map(|motion| &motion.id);
        questions.filter_map(|id| Some((id.clone(), self.question_stage(session.id(), id)?))).collect()
    }

    /// The base on which those convened stand.
    fn body_base(&self, body: &SessionBody) -> Result<&Base, Error> {
        match body {
            SessionBody::Base(base) => self.known_base(base),
            SessionBody::Draw(draw) => self.panel_base(draw),
            SessionBody::Roster(roster) => self.known_base(&self.roster(roster)?.notice().candidates),
        }
    }

    /// Who is convened now: of a base those who may vote.
    fn body_members(&self, body: &SessionBody) -> Result<Members<'_>, Error> {
        let base = self.body_base(body)?;
        let handles: Vec<&Id> = match body {
            SessionBody::Base(_) => return Ok(base.members().iter().filter(|(_, member)| member.voter).collect()),
            SessionBody::Draw(draw) => self.panel(draw)?.members().keys().collect(),
            SessionBody::Roster(roster) => self.pool(roster)?.members().keys().collect(),
        };
        handles.into_iter().map(|handle| Ok((handle, base.voter(handle)?))).collect()
    }

    /// Refuses a question that stands on another session's agenda (`agenda.question-taken`), unless
    /// its item was put off there.
    fn check_questions_new(&self, agenda: &Agenda) -> Result<(), Error> {
        for question in agenda.items.iter().flat_map(|item| &item.motions).map(|motion| &motion.id) {
            for session in self.sessions() {
                let item = session.agenda().and_then(|agenda| agenda.item_of(question.as_str()).ok());
                let put_off = |matter| self.check_not_deferred(session.id(), matter).is_err();
                if item.is_some_and(|item| !item.matter.as_ref().is_some_and(put_off)) {
                    return Err(Error::new(Code::AgendaQuestionTaken)
                        .with("motion", question)
                        .with("session", session.id()));
                }
            }
        }
        Ok(())
    }

    /// Flags a notice that special circumstances made shorter than the rule says.
    fn flag_shortened(&mut self, act: &Act, session: &Id, rule: &Rule, first_day: Date, special: Option<&str>) {
        let (days, need) = (first_day.days_since(self.today()), NoticeRule::from(rule).days);
        if let Some(reason) = special.filter(|_| days < need) {
            let error = Error::new(Code::NoticeShortened).with("session", session).with("reason", reason);
            self.flag(act, error.with("days", days).with("need", need));
        }
    }

    /// What every step of a session is judged by.
    fn session_context<'a>(&self, act: &Act, rule: &Rule, votes: &'a Map<Id, VoteStage>) -> SessionContext<'a> {
        SessionContext {
            at: self.now(),
            zone: self.founding.zone(),
            entry: act.index,
            notice: NoticeRule::from(rule),
            quorum: Quorum { have: 0, need: 1 },
            stakeholders: None,
            base: None,
            votes,
            publicity: None,
        }
    }
}

fn unknown(session: &Id) -> Error {
    Error::new(Code::SessionUnknown).with("session", session)
}

/// The quorum of a rule among those convened, and among those of each group that it speaks of.
fn quorum<'a>(rule: &Rule, members: &Members<'_>, present: impl Iterator<Item = &'a Id>) -> Result<Quorum, Error> {
    let present: Set<&Id> = present.collect();
    let turnout = |group: Option<&Id>| -> Result<Turnout, Error> {
        let part = members.iter().filter(|(_, member)| group.is_none_or(|id| Stratum::is_in(&member.strata, id)));
        let part = part.map(|(handle, member)| (*handle, &member.amounts));
        let come = part.clone().filter(|(handle, _)| present.contains(handle));
        Ok(Turnout { convened: Amounts::sum(part.map(|(_, a)| a))?, present: Amounts::sum(come.map(|(_, a)| a))? })
    };
    let groups = rule.tested_groups().into_iter().map(|group| Ok((group.clone(), turnout(Some(&group))?)));
    Quorum::by_rule(rule, &turnout(None)?, &groups.collect::<Result<_, Error>>()?)
}

/// Refuses a rule that not even everyone could meet, since nobody is in a group that it speaks of
/// (`rule.group-missing`).
fn check_groups(rule: &Rule, members: &Members<'_>) -> Result<(), Error> {
    let nobody = |group: &Id| !members.values().any(|member| Stratum::is_in(&member.strata, group));
    match rule.tested_groups().into_iter().find(nobody) {
        Some(group) if !quorum(rule, members, members.keys().copied())?.is_met() => {
            Err(Error::new(Code::RuleGroupMissing).with("rule", &rule.id).with("group", group))
        }
        _ => Ok(()),
    }
}

/// Whether to vote is to attend: in an assembly over a window, unless all of it is online, where one
/// can check in at any hour; and where the rule counts who votes.
fn by_voting(notice: &Notice, rule: &Rule) -> bool {
    let assembly = matches!(notice.body, SessionBody::Base(_));
    let over_days = matches!(notice.when, When::Window(_)) && notice.venue != Venue::Online;
    assembly && (over_days || rule.attendance == Attendance::Participating)
}

/// Those of the convened who have a stake. Handles that are not convened are kept, to be refused.
fn affected(stakeholders: Option<&Stakeholders>, members: &Members<'_>) -> Set<Id> {
    match stakeholders.map(|stakeholders| &stakeholders.who) {
        None => Set::new(),
        Some(Stake::Handles(handles)) => handles.clone(),
        Some(Stake::Stratum { key, value }) => {
            let belongs = members.iter().filter(|(_, member)| member.strata.get(key) == Some(value));
            belongs.map(|(handle, _)| (*handle).clone()).collect()
        }
    }
}

/// The kind of entry by which a step is taken, when it is not a `session-move`.
fn elsewhere(step: &SessionStep) -> Option<&'static str> {
    match step {
        SessionStep::PublishAgenda { .. } => Some("notice"),
        SessionStep::CheckIn { .. } => Some("check-in"),
        SessionStep::Recuse { .. } => Some("recuse"),
        SessionStep::Speak { .. } | SessionStep::Decline { .. } => Some("statement"),
        SessionStep::DraftMinutes { .. } => Some("minutes"),
        SessionStep::SignMinutes { .. } => Some("attest"),
        _ => None,
    }
}

/// The matters that a session begins to consult on by a step: those of the item whose debate starts;
/// where to vote is to attend, those of the whole agenda that were not put off, once its window opens.
fn begun(session: &Session, step: &SessionStep, listed: impl Fn(&Id) -> Result<(), Error>) -> Vec<Id> {
    let items = session.agenda().into_iter().flat_map(FrozenAgenda::items);
    match step {
        SessionStep::StartDebate { item } => items.filter(|i| i.no == *item).filter_map(|i| i.matter.clone()).collect(),
        SessionStep::OpenCheckin if session.called().by_voting => {
            items.filter_map(|item| item.matter.clone()).filter(|matter| listed(matter).is_ok()).collect()
        }
        _ => Vec::new(),
    }
}
