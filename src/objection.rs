//! Objections 异议: lodged in time, answered by someone else in time, corrected on the record
//! (SPEC.md section 8).
//!
//! ```
//! use guanjia::objection::{Against, Correction, Objection, ObjectionAnswer, Ruling};
//! use guanjia::publicity::Publicity;
//! use guanjia::role::Role;
//! use guanjia::Hash;
//! let day = |text: &str| text.parse().unwrap();
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let result = Publicity {
//!     text: Hash::of(b"result"), posted: day("2026-06-15"), days: 15, extended_to: None, pulled: None,
//!     evidence: vec![Hash::of(b"photograph")],
//! };
//! let why = "H-0005 的票不是户代表所投".to_owned();
//! let mut objections = vec![
//!     Objection::lodge(id("O-1"), Against::Result, id("H-0005"), None, why, &result, day("2026-06-18"), 7).unwrap(),
//! ];
//! assert_eq!(objections[0].due, day("2026-06-25"));
//! assert_eq!(Objection::all_answered(&objections, day("2026-06-20")).unwrap_err().code(), "objection.unanswered");
//!
//! // A supervisor answers, not whose case it is; the ballot counts no longer and the number is put right.
//! let ballot = Hash::of(b"the ballot's entry");
//! let answer = ObjectionAnswer {
//!     ruling: Ruling::Upheld,
//!     reason: "核对领票登记和存根,本票作废".to_owned(),
//!     voids: vec![ballot],
//!     corrections: vec![Correction { what: "同意".into(), was: "846".into(), is: "845".into() }],
//! };
//! let today = day("2026-06-22");
//! assert!(objections[0].answer(&id("H-0005"), Role::Supervisor, today, answer.clone()).is_err());
//! objections[0].answer(&id("supervisor-1"), Role::Supervisor, today, answer).unwrap();
//! assert_eq!(objections[0].voided(), [ballot]);
//! assert!(Objection::all_answered(&objections, today).is_ok());
//! ```

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::publicity::Publicity;
use crate::reason::check_reason;
use crate::role::Role;
use crate::time::Date;

/// An objection 异议, and its answer once there is one. It is only made by [`Objection::lodge`].
///
/// ```
/// use guanjia::Hash;
/// use guanjia::objection::{Against, Objection};
/// use guanjia::publicity::Publicity;
/// let day = |text: &str| text.parse().unwrap();
/// let draft = Publicity {
///     text: Hash::of(b"draft"), posted: day("2026-05-18"), days: 7, extended_to: None, pulled: None, evidence: vec![],
/// };
/// let lodge = |on: &str, why: &str| {
///     let (id, by) = ("O-1".parse().unwrap(), "H-0031".parse().unwrap());
///     Objection::lodge(id, Against::Draft, by, None, why.to_owned(), &draft, day(on), 7)
/// };
/// let objection = lodge("2026-05-25", "第六条没有留例外").unwrap();
/// assert!(objection.is_open() && objection.is_overdue(day("2026-06-02")));
/// assert_eq!(lodge("2026-05-26", "第六条没有留例外").unwrap_err().code(), "objection.window");
/// assert_eq!(lodge("2026-05-20", "不好").unwrap_err().code(), "reason.short");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Objection {
    /// Its number.
    pub id: Id,
    /// What it is against.
    pub against: Against,
    /// Who lodged it.
    pub by: Id,
    /// Whose doing it is against, where it is somebody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objected_to: Option<Id>,
    /// When it was lodged.
    pub lodged: Date,
    /// The last day for its answer.
    pub due: Date,
    /// Why.
    pub reason: String,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<ObjectionAnswer>,
}

/// What an objection is against, which decides who answers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Against {
    /// A draft that is public; the committee or a supervisor answers.
    Draft,
    /// A result, a list, points: anything already decided; a supervisor answers.
    Result,
}

/// An answer 答复.
///
/// ```
/// use guanjia::objection::{ObjectionAnswer, Ruling};
/// let answer: ObjectionAnswer = guanjia::from_json(r#"{
///     "ruling": "upheld", "reason": "核对领票登记和存根,本票作废",
///     "voids": ["1rjMkN3nZhn60MaWKxnzTuPjeu6hPQgGang4bNNN8eQ"],
///     "corrections": [{"what": "同意", "was": "846", "is": "845"}]
/// }"#).unwrap();
/// assert_eq!((answer.ruling, answer.voids.len()), (Ruling::Upheld, 1));
/// // Both numbers stay on the record.
/// assert_eq!((answer.corrections[0].was.as_str(), answer.corrections[0].is.as_str()), ("846", "845"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ObjectionAnswer {
    /// Whether the objection was right.
    pub ruling: Ruling,
    /// Why, in writing.
    pub reason: String,
    /// Leaf hashes of ballots that do not count any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voids: Vec<Hash>,
    /// What is put right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

/// Whether an objection was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// It was 成立.
    Upheld,
    /// It was not 不成立.
    Dismissed,
}

/// Something put right 更正; both versions stay on the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// What, such as `同意`.
    pub what: String,
    /// What was published.
    pub was: String,
    /// What it should be.
    pub is: String,
}

impl Objection {
    /// Lodges an objection while the publicity it is about takes them; the answer is due in so
    /// many days, the day of lodging not counted.
    ///
    /// Errors: `objection.window`, `reason.short`.
    #[allow(clippy::too_many_arguments, reason = "an objection has that many parts")]
    pub fn lodge(
        id: Id,
        against: Against,
        by: Id,
        objected_to: Option<Id>,
        reason: String,
        publicity: &Publicity,
        today: Date,
        answer_days: u32,
    ) -> Result<Self, Error> {
        if !publicity.takes_objections(today) {
            return Err(Error::new(Code::ObjectionWindow)
                .with("day", today)
                .with("posted", publicity.posted)
                .with("last", publicity.last_day()));
        }
        check_reason(&reason)?;
        let due = today.plus(answer_days);
        Ok(Self { id, against, by, objected_to, lodged: today, due, reason, answer: None })
    }

    /// Answers it, once, for good: `by` is neither who lodged it nor whom it is against, and acts as
    /// supervisor; as committee only where it is about a draft; as street only once it is overdue.
    ///
    /// Errors: `objection.answered`, `objection.own-case`, `objection.role`, `reason.short`,
    /// `objection.dismissed-voids` when a dismissed objection is to void or correct something.
    pub fn answer(&mut self, by: &Id, role: Role, today: Date, answer: ObjectionAnswer) -> Result<(), Error> {
        self.may_answer(by, role, today)?;
        check_reason(&answer.reason)?;
        let changes = !answer.voids.is_empty() || !answer.corrections.is_empty();
        if answer.ruling == Ruling::Dismissed && changes {
            return Err(Error::new(Code::ObjectionDismissedVoids).with("objection", &self.id));
        }
        self.answer = Some(answer);
        Ok(())
    }

    /// Whether [`Objection::answer`] would take an answer by somebody in a role, whatever it says.
    pub fn may_answer(&self, by: &Id, role: Role, today: Date) -> Result<(), Error> {
        let located = |code| Error::new(code).with("objection", &self.id);
        if self.answer.is_some() {
            return Err(located(Code::ObjectionAnswered));
        }
        if *by == self.by || self.objected_to.as_ref() == Some(by) {
            return Err(located(Code::ObjectionOwnCase).with("by", by));
        }
        let may = match role {
            Role::Supervisor => true,
            Role::Committee => self.against == Against::Draft,
            Role::Street => self.is_overdue(today),
            _ => false,
        };
        if !may {
            return Err(located(Code::ObjectionRole).with("role", role).with("role_zh", role.zh()));
        }
        Ok(())
    }

    /// Whether it waits for an answer.
    pub fn is_open(&self) -> bool {
        self.answer.is_none()
    }

    /// Whether it waits for an answer after the last day for it; the street may then answer.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.due < today
    }

    /// The ballots an upheld objection voids.
    pub fn voided(&self) -> &[Hash] {
        self.answer.as_ref().map_or(&[], |answer| &answer.voids)
    }

    /// Refuses to finalise anything while an objection to it waits for an answer
    /// (`objection.unanswered`, with how many days it is overdue).
    pub fn all_answered(objections: &[Self], today: Date) -> Result<(), Error> {
        objections.iter().find(|objection| objection.is_open()).map_or(Ok(()), |objection| {
            Err(Error::new(Code::ObjectionUnanswered)
                .with("objection", &objection.id)
                .with("due", objection.due)
                .with("overdue", today.days_since(objection.due)))
        })
    }
}
