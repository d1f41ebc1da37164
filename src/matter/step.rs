//! What can be done with a matter, and what must hold for it (SPEC.md section 6).
//!
//! ```
//! use guanjia::actor::Actor;
//! use guanjia::catalogue::Catalogue;
//! use guanjia::matter::{Matter, MatterContext, MatterStep};
//! use guanjia::role::Role;
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! # let catalogue = Catalogue::bundled();
//! # let alike = [id("M-2604-03")].into();
//! # let with = MatterContext {
//! #     on: "2026-04-09".parse().unwrap(), catalogue: &catalogue, alike: &alike, appeal_days: 7,
//! #     agenda: None, put: None, publicity: None,
//! # };
//! let clerk = Actor::new(id("clerk-a"), [Role::Clerk]);
//! let submission = guanjia::from_json(r#"{"id": "M-2604-07", "intake": "oral", "words": {"text": "路灯不亮"}}"#).unwrap();
//! let mut matter = Matter::submit(submission, &clerk, with.on, &catalogue).unwrap();
//! // What was told is read back, and held against those that are like it (here M-2604-03).
//! let mut take_up = |step: &str| {
//!     let step: MatterStep = guanjia::from_json(step).unwrap();
//!     matter.apply(&step, &clerk, &with).map_err(|error| error.code())
//! };
//! assert_eq!(take_up(r#"{"accept": {"compared": ["M-2604-03"]}}"#), Err("matter.not-read-back"));
//! assert_eq!(take_up(r#"{"accept": {"read_back": true}}"#), Err("matter.not-compared"));
//! assert_eq!(take_up(r#"{"accept": {"compared": ["M-2604-03"], "read_back": true}}"#), Ok(()));
//! // It is the same lamp.
//! assert_eq!(take_up(r#"{"merge": {"into": "M-2604-03", "reason": "同一盏路灯"}}"#), Ok(()));
//! assert_eq!(matter.continued_in().first().map(|id| id.as_str()), Some("M-2604-03"));
//! ```

use crate::map::Set;
use std::iter;

use serde::{Deserialize, Serialize};

use super::state::{MatterEvent, MatterState};
use super::{Appeal, Handler, Matter, MatterContext, MatterReport, PutMotion, Triage};
use crate::actor::Actor;
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::Machine;
use crate::reason::check_reason;
use crate::role::Role;
use crate::time::Date;
use crate::verdict::Outcome;

/// A step on a matter: `{"return":{"reason":"…"}}`.
///
/// ```
/// use guanjia::matter::{MatterEvent, MatterStep};
/// let step = |text: &str| guanjia::from_json::<MatterStep>(text);
/// let refer = step(r#"{"refer": {"due": "2026-05-10", "to": "交警大队"}}"#).unwrap();
/// assert_eq!(refer.event(), Some(MatterEvent::Refer));
/// // To report it leaves a matter where it is.
/// assert_eq!(step(r#"{"report": {"to": "派出所"}}"#).unwrap().event(), None);
/// assert_eq!(step(r#"{"refer": {"to": "交警大队"}}"#).unwrap_err().code(), "json.invalid"); // by when?
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum MatterStep {
    /// A clerk takes it up 受理, after comparing it with those that are alike and, where it was not
    /// written by the resident, reading it back 复述确认.
    Accept {
        /// The matters it was compared with 查重.
        #[serde(default, skip_serializing_if = "Set::is_empty")]
        compared: Set<Id>,
        /// Whether it was read back to the resident, who confirmed it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        read_back: bool,
    },
    /// It goes on in another matter 并案.
    Merge {
        /// The other matter.
        into: Id,
        /// Why.
        reason: String,
    },
    /// A mixed matter goes on in its parts 拆分, each handed in by itself.
    Split {
        /// The parts, two or more.
        into: Set<Id>,
        /// Why.
        reason: String,
    },
    /// It is sent back 退回.
    Return {
        /// Why.
        reason: String,
    },
    /// It turns out to touch personal safety or a crime.
    FlagSafety {
        /// Why.
        reason: String,
    },
    /// It was reported 报告 to the authority that must know at once.
    Report {
        /// To whom.
        to: String,
    },
    /// A clerk proposes its triage.
    Propose {
        /// The triage.
        triage: Triage,
    },
    /// A resident appeals 申诉 against its triage.
    Appeal {
        /// Why.
        reason: String,
    },
    /// It is referred 转办 to a department.
    Refer {
        /// By which day an answer is due 回告日期.
        due: Date,
        /// The department.
        to: String,
    },
    /// The resident is told where to turn 指路.
    Advise {
        /// Where to.
        advice: String,
    },
    /// It becomes a candidate for an agenda.
    Shortlist,
    /// It stands on the posted agenda of a session.
    PutOnAgenda {
        /// The session.
        session: Id,
    },
    /// The committee agrees it at once, under a rule that lets it.
    DirectAgree {
        /// The rule.
        rule: String,
    },
    /// The session begins with it.
    OpenConsult,
    /// It is put off to another session.
    Defer {
        /// Why.
        reason: String,
    },
    /// The session agreed 议定.
    Resolve {
        /// The motion by which it did.
        motion: Id,
    },
    /// It is taken to an assembly 提交上级会议.
    Escalate {
        /// Why an assembly must decide.
        ground: EscalationGround,
        /// The party organisation studied it first (村委会组织法 and 城市居委会组织法: 重要事项).
        studied: PartyStudy,
    },
    /// The assembly adopted it.
    Adopt {
        /// The motion by which it did.
        motion: Id,
    },
    /// The session did not agree.
    NoAgreement {
        /// The digest of what was put to it.
        measure: Hash,
        /// Why.
        reason: String,
    },
    /// The assembly did not adopt it.
    Reject {
        /// The motion that was not carried.
        motion: Id,
    },
    /// It comes back with something changed; the same is not put again (同案不得原样重投).
    Retry {
        /// The digest of what will be put.
        measure: Hash,
    },
    /// Someone is to carry it out 交办.
    Assign {
        /// By which day; none for a standing task 长期.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
        /// Who.
        owner: Id,
        /// How it will be known that it is done.
        test: String,
    },
    /// The doer says it is done.
    ReportDone {
        /// The digest of the evidence.
        evidence: Hash,
    },
    /// The result is not accepted.
    RejectResult {
        /// Why.
        reason: String,
    },
    /// It is struck off 销号 by someone who did not do it.
    StrikeOff,
    /// A resident has it taken up again.
    Reopen {
        /// Why.
        reason: String,
    },
    /// It is put away 归档.
    Archive,
}

/// Why a matter goes to an assembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum EscalationGround {
    /// It remains contested.
    Contested,
    /// A statute reserves it to the assembly.
    Reserved,
}

/// The dated record that the party organisation studied a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PartyStudy {
    /// The day.
    pub on: Date,
    /// Where it is recorded.
    pub record: String,
}

impl MatterStep {
    /// What it does to the machine; none for steps that leave the state as it is.
    pub fn event(&self) -> Option<MatterEvent> {
        Some(match self {
            Self::Accept { .. } => MatterEvent::Accept,
            Self::Merge { .. } | Self::Split { .. } => MatterEvent::Merge,
            Self::Return { .. } => MatterEvent::Return,
            Self::FlagSafety { .. } | Self::Report { .. } | Self::Propose { .. } => return None,
            Self::Appeal { .. } => MatterEvent::AppealTriage,
            Self::Refer { .. } => MatterEvent::Refer,
            Self::Advise { .. } => MatterEvent::Advise,
            Self::Shortlist => MatterEvent::Shortlist,
            Self::PutOnAgenda { .. } => MatterEvent::PutOnAgenda,
            Self::DirectAgree { .. } => MatterEvent::DirectAgree,
            Self::OpenConsult => MatterEvent::OpenConsult,
            Self::Defer { .. } => MatterEvent::Defer,
            Self::Resolve { .. } => MatterEvent::Resolve,
            Self::Escalate { .. } => MatterEvent::Escalate,
            Self::Adopt { .. } => MatterEvent::Adopt,
            Self::NoAgreement { .. } => MatterEvent::NoAgreement,
            Self::Reject { .. } => MatterEvent::Reject,
            Self::Retry { .. } => MatterEvent::Retry,
            Self::Assign { .. } => MatterEvent::Assign,
            Self::ReportDone { .. } => MatterEvent::ReportDone,
            Self::RejectResult { .. } => MatterEvent::RejectResult,
            Self::StrikeOff => MatterEvent::StrikeOff,
            Self::Reopen { .. } => MatterEvent::Reopen,
            Self::Archive => MatterEvent::Archive,
        })
    }

    fn reason(&self) -> Option<&str> {
        match self {
            Self::Merge { reason, .. }
            | Self::Split { reason, .. }
            | Self::Return { reason }
            | Self::FlagSafety { reason }
            | Self::Appeal { reason }
            | Self::Defer { reason }
            | Self::NoAgreement { reason, .. }
            | Self::RejectResult { reason }
            | Self::Reopen { reason } => Some(reason),
            _ => None,
        }
    }
}

impl Matter {
    /// Takes a step, if everything it needs holds; otherwise nothing changes and the error says
    /// what is missing: `machine.step`, `machine.role`, `office.missing`, `reason.short`,
    /// `triage.unconfirmed`, `triage.safety`, and the codes named at each step in SPEC.md section 6.
    pub fn apply(&mut self, step: &MatterStep, by: &Actor, with: &MatterContext) -> Result<(), Error> {
        let Some(event) = step.event() else { return self.note(step, by, with) };
        self.check_confirmed(event)?;
        let by = if self.is_doer(by) { &by.also(Role::Doer) } else { by };
        let next = by.step(self.state, event)?;
        step.reason().map_or(Ok(()), check_reason)?;
        self.check(step, by, with)?;
        self.keep(step, by, with);
        self.state = next;
        Ok(())
    }

    /// Steps that leave the state as it is.
    fn note(&mut self, step: &MatterStep, by: &Actor, with: &MatterContext) -> Result<(), Error> {
        step.reason().map_or(Ok(()), check_reason)?;
        match step {
            MatterStep::Propose { triage } => self.propose_triage(triage, by, with),
            MatterStep::FlagSafety { .. } => {
                by.require(&[Role::Clerk, Role::Committee, Role::Supervisor])?;
                self.check_open()?;
                self.safety = true;
                self.proposal = None;
                Ok(())
            }
            MatterStep::Report { to } => {
                by.require(&[Role::Clerk, Role::Committee])?;
                self.check_open()?;
                if to.trim().is_empty() {
                    return Err(Error::new(Code::WordsEmpty));
                }
                self.reported.push(MatterReport { by: by.who().clone(), on: with.on, to: to.clone() });
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The owner of the task; the department when a referred matter was sent back to it.
    fn is_doer(&self, by: &Actor) -> bool {
        self.state == MatterState::Implementing
            && self.handler.as_ref().is_some_and(|handler| {
                handler.who == by.who().as_str() || (handler.test.is_none() && by.has(Role::Department))
            })
    }

    fn check_open(&self) -> Result<(), Error> {
        if self.state.is_final() { Err(Error::new(Code::MatterSettled).with("matter", self.id())) } else { Ok(()) }
    }

    /// What must hold besides the right state, role and reason.
    fn check(&self, step: &MatterStep, by: &Actor, with: &MatterContext) -> Result<(), Error> {
        let refuse = |code| Err(Error::new(code).with("matter", self.id()));
        match step {
            MatterStep::Accept { compared, read_back } => self.check_taken_up(compared, *read_back, with),
            MatterStep::Merge { into, .. } if into == self.id() => refuse(Code::MatterIntoItself),
            MatterStep::Split { into, .. } if into.contains(self.id()) => refuse(Code::MatterIntoItself),
            MatterStep::Split { into, .. } if into.len() < 2 => refuse(Code::MatterPartsMissing),
            MatterStep::Appeal { .. } => self.check_appeal(with),
            MatterStep::Refer { due, .. } | MatterStep::Assign { due: Some(due), .. } if *due < with.on => {
                Err(Error::new(Code::MatterDuePast).with("due", due).with("on", with.on))
            }
            MatterStep::Refer { to: text, .. } | MatterStep::Advise { advice: text } if text.trim().is_empty() => {
                Err(Error::new(Code::WordsEmpty))
            }
            MatterStep::Advise { .. } => self.check_safety(with),
            MatterStep::Shortlist => self.check_consultable(with).map(|_| ()),
            MatterStep::DirectAgree { rule } => {
                if rule.trim().is_empty() {
                    return Err(Error::new(Code::TriageRuleMissing));
                }
                let item = self.check_consultable(with)?;
                with.catalogue.unreserved(item.as_str(), rule)
            }
            MatterStep::PutOnAgenda { session } => {
                self.check_safety(with)?;
                let missing = || Error::new(Code::AgendaNotOnAgenda).with("id", self.id()).with("session", session);
                let item = with.agenda.ok_or_else(missing)?.item_about(self.id().as_str())?;
                if item.motions.iter().any(|motion| self.measures.contains(&motion.question)) {
                    return refuse(Code::MatterSameMeasure);
                }
                Ok(())
            }
            MatterStep::Resolve { motion } | MatterStep::Adopt { motion } => self.check_carried(motion, with),
            MatterStep::Reject { motion } if put(motion, with)?.outcome == Outcome::Passed => {
                Err(Error::new(Code::MatterPassed).with("matter", self.id()).with("motion", motion))
            }
            MatterStep::Escalate { ground: EscalationGround::Reserved, .. } if !self.is_reserved(with) => {
                refuse(Code::MatterNotReserved)
            }
            MatterStep::Escalate { studied, .. } if studied.on > with.on || studied.record.trim().is_empty() => {
                refuse(Code::MatterNotStudied)
            }
            MatterStep::Retry { measure } if self.measures.contains(measure) => refuse(Code::MatterSameMeasure),
            MatterStep::Assign { test, .. } if test.trim().is_empty() => refuse(Code::MatterTestMissing),
            MatterStep::StrikeOff if self.doers.contains(by.who()) => {
                Err(Error::new(Code::MatterOwnWork).with("who", by.who()))
            }
            MatterStep::StrikeOff => match with.publicity {
                Some(publicity) => publicity.complete(with.on),
                None => refuse(Code::MatterNotPublicised),
            },
            _ => Ok(()),
        }
    }

    /// Refuses what was not carried, or carried by a body that is not competent for it.
    fn check_carried(&self, motion: &Id, with: &MatterContext) -> Result<(), Error> {
        let put = put(motion, with)?;
        if put.outcome != Outcome::Passed {
            return Err(Error::new(Code::MatterNotPassed)
                .with("matter", self.id())
                .with("motion", motion)
                .with("outcome", put.outcome.en())
                .with("outcome_zh", put.outcome.zh()));
        }
        self.item().map_or(Ok(()), |item| with.catalogue.competent(item.as_str(), put.rule))
    }

    /// Whether a statute reserves what it is about to an assembly.
    fn is_reserved(&self, with: &MatterContext) -> bool {
        self.item().and_then(|item| with.catalogue.item(item.as_str()).ok()).is_some_and(|item| item.statutory)
    }

    fn check_taken_up(&self, compared: &Set<Id>, read_back: bool, with: &MatterContext) -> Result<(), Error> {
        if self.submission.intake != super::Intake::Own && !read_back {
            return Err(Error::new(Code::MatterNotReadBack).with("matter", self.id()));
        }
        match with.alike.iter().find(|other| *other != self.id() && !compared.contains(*other)) {
            Some(other) => Err(Error::new(Code::MatterNotCompared).with("matter", self.id()).with("other", other)),
            None => Ok(()),
        }
    }

    fn check_appeal(&self, with: &MatterContext) -> Result<(), Error> {
        let published = self.triage.as_ref().map_or(self.submitted, |triage| triage.published);
        let days = with.on.days_since(published);
        if days <= with.appeal_days {
            return Ok(());
        }
        Err(Error::new(Code::TriageAppealLate)
            .with("published", published)
            .with("last", published.plus(with.appeal_days))
            .with("days", days))
    }

    fn check_consultable(&self, with: &MatterContext) -> Result<&Id, Error> {
        self.check_safety(with)?;
        let item = self.item().ok_or_else(|| Error::new(Code::TriageUnconfirmed).with("matter", self.id()))?;
        with.catalogue.consultable(item.as_str(), self.submission.words.text().unwrap_or_default())?;
        Ok(item)
    }

    fn item(&self) -> Option<&Id> {
        self.triage.as_ref().and_then(|triage| triage.triage.route.item())
    }

    /// What is remembered of a step that was taken.
    fn keep(&mut self, step: &MatterStep, by: &Actor, with: &MatterContext) {
        match step {
            MatterStep::Merge { into, .. } => self.into = iter::once(into.clone()).collect(),
            MatterStep::Split { into, .. } => self.into.clone_from(into),
            MatterStep::Appeal { reason } => {
                self.appeals.push(Appeal { by: by.who().clone(), on: with.on, reason: reason.clone() });
                self.triage = None;
            }
            MatterStep::Reopen { .. } => {
                self.triage = None;
                self.proposal = None;
                self.handler = None;
                self.doers.clear();
            }
            MatterStep::Refer { due, to } => {
                self.handler = Some(Handler { due: Some(*due), test: None, who: to.clone() });
            }
            MatterStep::Assign { due, owner, test } => {
                self.handler = Some(Handler { due: *due, test: Some(test.clone()), who: owner.to_string() });
            }
            MatterStep::ReportDone { .. } => {
                self.doers.insert(by.who().clone());
            }
            MatterStep::NoAgreement { measure, .. } => {
                self.measures.insert(*measure);
            }
            MatterStep::Reject { .. } => self.measures.extend(with.put.map(|put| put.question)),
            _ => {}
        }
    }
}

/// The motion a step is about; `session.outcome-missing` as long as it was not counted.
fn put<'a>(motion: &Id, with: &MatterContext<'a>) -> Result<PutMotion<'a>, Error> {
    with.put.ok_or_else(|| Error::new(Code::SessionOutcomeMissing).with("motion", motion))
}
