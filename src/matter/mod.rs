//! Matters 事项: taken in, triaged by two people, consulted on or referred, done, struck off
//! (SPEC.md section 6).
//!
//! ```
//! use guanjia::actor::Actor;
//! use guanjia::catalogue::Catalogue;
//! use guanjia::matter::{Matter, MatterContext, MatterState, MatterStep, Triage};
//! use guanjia::role::Role;
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let by = |who: &str, role| Actor::new(id(who), [role]);
//! let catalogue = Catalogue::bundled();
//! let with = MatterContext {
//!     on: "2026-04-09".parse().unwrap(), catalogue: &catalogue, alike: &Default::default(), appeal_days: 7,
//!     agenda: None, put: None, publicity: None,
//! };
//! let submission = guanjia::from_json(
//!     r#"{"id": "M-2604-07", "intake": "own", "resident": "H-0001", "words": {"text": "规范养犬"}}"#,
//! ).unwrap();
//! let mut matter = Matter::submit(submission, &by("H-0001", Role::Resident), with.on, &catalogue).unwrap();
//! matter.support(&id("H-0002")).unwrap();
//! let accept = MatterStep::Accept { compared: [].into(), read_back: false };
//! matter.apply(&accept, &by("clerk-a", Role::Clerk), &with).unwrap();
//!
//! // 小事 under item D1 of the catalogue: one proposes it, another attests it.
//! let triage: Triage = guanjia::from_json(
//!     r#"{"route": {"minor": "D1"}, "rule": "协商事项清单", "reason": "邻里公共利益矛盾,社区能自己商定"}"#,
//! ).unwrap();
//! matter.apply(&MatterStep::Propose { triage: triage.clone() }, &by("clerk-a", Role::Clerk), &with).unwrap();
//! assert_eq!(matter.state(), MatterState::Screening);
//! matter.attest_triage(&triage, &by("committee-1", Role::Committee), &with).unwrap();
//! assert_eq!(matter.state(), MatterState::Minor);
//! assert_eq!(matter.triage().unwrap().attested_by, id("committee-1"));
//! assert_eq!(matter.support_count(), 1);
//! ```

mod alike;
mod state;
mod step;
mod triage;

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::agenda::FrozenAgenda;
use crate::catalogue::{self, Catalogue};
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::publicity::Publicity;
use crate::role::Role;
use crate::rule::Rule;
use crate::time::Date;
use crate::verdict::Outcome;
use crate::words::Words;

pub use alike::alike;
pub use state::{MatterEvent, MatterState};
pub use step::{EscalationGround, MatterStep, PartyStudy};
pub use triage::{Route, SettledTriage, Triage};

/// How a matter came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Intake {
    /// Written by the resident 本人提交.
    Own,
    /// Told to a clerk who took it down 口头代记.
    Oral,
    /// Handed in on paper and typed by a clerk 纸质代录.
    Paper,
}

/// A matter as it is handed in.
///
/// ```
/// use guanjia::actor::Actor;
/// use guanjia::catalogue::Catalogue;
/// use guanjia::matter::{Matter, Submission};
/// use guanjia::role::Role;
/// let told: Submission = guanjia::from_json(
///     r#"{"id": "M-2604-09", "intake": "oral", "words": {"text": "隔壁家暴,孩子在哭"}}"#,
/// ).unwrap();
/// // What touches somebody's safety never comes onto the record in words.
/// let clerk = Actor::new("clerk-a".parse().unwrap(), [Role::Clerk]);
/// let refused = Matter::submit(told, &clerk, "2026-04-09".parse().unwrap(), &Catalogue::bundled());
/// assert_eq!(refused.unwrap_err().code(), "matter.text-exposed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// Its number, such as `M-2604-07`.
    pub id: Id,
    /// How it came in.
    pub intake: Intake,
    /// The matter it is a part of, when a mixed one is being split 拆分.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Id>,
    /// Who raised it; none when a clerk took it down from someone who is not on the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resident: Option<Id>,
    /// Whether it touches personal safety or a crime: then its words are kept off the record, and
    /// it may only be 大事 and must be reported at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub safety: bool,
    /// What it says.
    pub words: Words,
}

/// Where a matter stands, from its submission to the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matter {
    submission: Submission,
    state: MatterState,
    submitted: Date,
    safety: bool,
    supporters: Set<Id>,
    reported: Vec<MatterReport>,
    proposal: Option<Proposal>,
    triage: Option<SettledTriage>,
    appeals: Vec<Appeal>,
    into: Set<Id>,
    measures: Set<Hash>,
    handler: Option<Handler>,
    doers: Set<Id>,
}

/// A report to the authority that must know at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatterReport {
    /// By whom.
    pub by: Id,
    /// When.
    pub on: Date,
    /// To whom, such as 派出所.
    pub to: String,
}

/// An appeal 申诉 against a triage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Appeal {
    /// By whom.
    pub by: Id,
    /// When.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// Who has to answer or act, and by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Handler {
    /// By which day; that day is still in time. None for a standing task 长期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// How it will be known that it is done, for a task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<String>,
    /// The office, handle or department.
    pub who: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Proposal {
    by: Id,
    triage: Triage,
}

/// What a step on a matter is judged by, besides the matter itself.
#[derive(Clone, Debug)]
pub struct MatterContext<'a> {
    /// The day.
    pub on: Date,
    /// The catalogue in force.
    pub catalogue: &'a Catalogue,
    /// Matters whose words are like this one's (see [`alike`]).
    pub alike: &'a Set<Id>,
    /// Within how many days of its triage it can be appealed.
    pub appeal_days: u32,
    /// The agenda of the session the step is about, if it is about one.
    pub agenda: Option<&'a FrozenAgenda>,
    /// The motion the step is about, as far as it was counted.
    pub put: Option<PutMotion<'a>>,
    /// The publicity of the result, once posted.
    pub publicity: Option<&'a Publicity>,
}

/// A motion about a matter, as it was counted.
#[derive(Clone, Copy, Debug)]
pub struct PutMotion<'a> {
    /// What was decided.
    pub outcome: Outcome,
    /// The digest of its question.
    pub question: Hash,
    /// The rule by which it was decided.
    pub rule: &'a Rule,
}

impl Matter {
    /// Takes a matter in. A resident submits their own; a clerk takes down what was told or handed
    /// in on paper: `member.missing`, `office.missing`, `matter.not-own`.
    ///
    /// Words about personal safety or a crime are refused on the record with `matter.text-exposed`:
    /// what is on it can never be taken back, so they come with `safety` and a salted digest.
    /// `words.empty` for blanks.
    pub fn submit(submission: Submission, by: &Actor, on: Date, catalogue: &Catalogue) -> Result<Self, Error> {
        match submission.intake {
            Intake::Own if !by.has(Role::Resident) => return Err(Error::new(Code::MemberMissing)),
            Intake::Own if submission.resident.as_ref() != Some(by.who()) => {
                return Err(Error::new(Code::MatterNotOwn).with("who", by.who()));
            }
            Intake::Own => {}
            Intake::Oral | Intake::Paper => by.require(&[Role::Clerk])?,
        }
        submission.words.check()?;
        if let Some(text) = submission.words.text() {
            let hits = catalogue.safety_hits(text);
            if let Some(word) = hits.first().map(|hit| hit.word.as_str()).or(submission.safety.then_some("")) {
                return Err(Error::new(Code::MatterTextExposed).with("word", word));
            }
        }
        Ok(Self {
            state: MatterState::Submitted,
            submitted: on,
            safety: submission.safety,
            supporters: Set::new(),
            reported: Vec::new(),
            proposal: None,
            triage: None,
            appeals: Vec::new(),
            into: Set::new(),
            measures: Set::new(),
            handler: None,
            doers: Set::new(),
            submission,
        })
    }

    /// As it was handed in.
    pub fn submission(&self) -> &Submission {
        &self.submission
    }

    /// Its number.
    pub fn id(&self) -> &Id {
        &self.submission.id
    }

    /// Where it stands.
    pub fn state(&self) -> MatterState {
        self.state
    }

    /// The day it was handed in.
    pub fn submitted(&self) -> Date {
        self.submitted
    }

    /// Whether it touches personal safety: then no public view shows it.
    pub fn is_restricted(&self) -> bool {
        self.safety
    }

    /// Who it was reported to because of that.
    pub fn reports(&self) -> &[MatterReport] {
        &self.reported
    }

    /// The triage in force, attested by a second person; none before that or during an appeal.
    pub fn triage(&self) -> Option<&SettledTriage> {
        self.triage.as_ref()
    }

    /// The triage that was proposed and waits for a second person.
    pub fn proposed(&self) -> Option<&Triage> {
        self.proposal.as_ref().map(|proposal| &proposal.triage)
    }

    /// The appeals against its triage.
    pub fn appeals(&self) -> &[Appeal] {
        &self.appeals
    }

    /// The matters it went on in: the one it was merged into, or its parts.
    pub fn continued_in(&self) -> &Set<Id> {
        &self.into
    }

    /// How many support it.
    pub fn support_count(&self) -> u64 {
        u64::try_from(self.supporters.len()).unwrap_or(u64::MAX)
    }

    /// Who has to answer or act, and by when.
    pub fn handler(&self) -> Option<&Handler> {
        self.handler.as_ref()
    }

    /// By how many days an answer or a task is overdue; zero in time, and when nothing is owed.
    pub fn overdue(&self, on: Date) -> u32 {
        let owed = matches!(self.state, MatterState::Referred | MatterState::Implementing);
        let due = self.handler.as_ref().filter(|_| owed).and_then(|handler| handler.due);
        due.map_or(0, |due| on.days_since(due))
    }

    /// Adds the support 附议 of a resident, or of a household where households are counted: one
    /// each, before anything is decided. `matter.supported`, `matter.settled`. Gives the count.
    pub fn support(&mut self, by: &Id) -> Result<u64, Error> {
        self.check_support(by)?;
        self.supporters.insert(by.clone());
        Ok(self.support_count())
    }

    /// Whether [`Matter::support`] would add it.
    pub fn check_support(&self, by: &Id) -> Result<(), Error> {
        use MatterState::{Major, Minor, Screening, Shortlisted, Submitted};
        if !matches!(self.state, Submitted | Screening | Major | Minor | Shortlisted) {
            return Err(Error::new(Code::MatterSettled).with("matter", self.id()));
        }
        if self.supporters.contains(by) {
            return Err(Error::new(Code::MatterSupported).with("who", by).with("matter", self.id()));
        }
        Ok(())
    }

    /// Takes over the supporters of a matter that was merged into this one or split into its parts.
    pub fn take_over(&mut self, from: &Matter) {
        self.supporters.extend(from.supporters.iter().cloned());
    }

    /// Holds words that were kept off the record against their digest and the safety words:
    /// `words.differ`, or `triage.safety` when they touch personal safety and the matter does not say so.
    ///
    /// ```
    /// use guanjia::actor::Actor;
    /// use guanjia::catalogue::Catalogue;
    /// use guanjia::matter::Matter;
    /// let catalogue = Catalogue::bundled();
    /// let words = guanjia::words::Words::sealed("路灯不亮", &[7; 16]).unwrap();
    /// let submission = guanjia::from_json(&format!(
    ///     r#"{{"id": "M-1", "intake": "oral", "words": {}}}"#, serde_json::to_string(&words).unwrap()
    /// )).unwrap();
    /// let clerk = Actor::new("clerk-a".parse().unwrap(), [guanjia::role::Role::Clerk]);
    /// let matter = Matter::submit(submission, &clerk, "2026-04-09".parse().unwrap(), &catalogue).unwrap();
    /// assert_eq!(matter.check_disclosed("路灯不亮", &[7; 16], &catalogue), Ok(()));
    /// assert_eq!(matter.check_disclosed("路灯亮了", &[7; 16], &catalogue).unwrap_err().code(), "words.differ");
    /// ```
    pub fn check_disclosed(&self, text: &str, salt: &[u8], catalogue: &Catalogue) -> Result<(), Error> {
        if !self.submission.words.say(text, salt) {
            return Err(Error::new(Code::WordsDiffer));
        }
        match catalogue.safety_hits(text).first() {
            Some(hit) if !self.safety => Err(catalogue::safety(Some(hit))),
            _ => Ok(()),
        }
    }
}
