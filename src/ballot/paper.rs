//! A sheet of paper, entered twice by different people (SPEC.md section 7).
//!
//! ```
//! use guanjia::ballot::{BallotBox, Choice, Elector, Issue, PaperState, Reading};
//! use guanjia::rule::Channel;
//! # let question: guanjia::motion::Question = guanjia::from_json(r#"{
//! #     "id": "CONVENTION", "title": {"zh": "文明养犬公约"}, "text": {"zh": "是否同意《文明养犬公约》"},
//! #     "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
//! #     "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": "x.steward.session"}, "duplicates": "first",
//! #     "blank": "abstain", "channels": ["home-paper"], "secrecy": "named", "effect": "opinion"
//! # }"#).unwrap();
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! # let voters = [(id("H-0047"), Elector::one_head())].into();
//! let mut ballots = BallotBox::new(question.terms().unwrap(), voters).unwrap();
//! let serial = id("P-0047");
//! let handed_out = Issue {
//!     serial: serial.clone(), elector: id("H-0047"), channel: Channel::HomePaper, by: None, mandate: None,
//! };
//! ballots.issue(handed_out, 5).unwrap();
//! ballots.hand_in(&serial, 6).unwrap();
//!
//! // Two clerks read it differently, so that a third person settles it before witnesses.
//! let reading = |clerk, option, entry| Reading { choice: Choice::Option(id(option)), clerk: id(clerk), entry };
//! ballots.enter(&serial, reading("clerk-a", "Y", 7)).unwrap();
//! assert_eq!(ballots.enter(&serial, reading("clerk-a", "Y", 8)).unwrap_err().code(), "ballot.same-clerk");
//! ballots.enter(&serial, reading("clerk-b", "N", 8)).unwrap();
//! assert_eq!(ballots.papers()[&serial].state(), PaperState::Disputed);
//! assert_eq!(ballots.check_papers().unwrap_err().code(), "ballot.entry-mismatch");
//! ballots.adjudicate(&serial, reading("supervisor", "Y", 9)).unwrap();
//! assert_eq!(ballots.papers()[&serial].choice(), Some(&Choice::Option(id("Y"))));
//! ```

use serde::{Deserialize, Serialize};

use crate::ballot::Choice;
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::rule::Channel;

/// A paper ballot handed out 领票.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// The number on the paper 票号.
    pub serial: Id,
    /// Whose ballot it is.
    pub elector: Id,
    /// At the meeting or at the door.
    pub channel: Channel,
    /// Who votes for them, by proxy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// The digest of the written mandate 书面委托.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<Hash>,
}

/// What somebody read on a paper 录入.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What is marked.
    pub choice: Choice,
    /// Who read it.
    pub clerk: Id,
    /// The entry of the record in which they said so.
    pub entry: u64,
}

/// How far a paper has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum PaperState {
    /// With the voter 已领.
    Out,
    /// In the box 已交.
    In,
    /// Entered by one clerk 已录一次.
    EnteredOnce,
    /// Entered twice, the same 两次一致.
    Equal,
    /// Entered twice, not the same 两次不一致.
    Disputed,
    /// Settled in front of witnesses 已裁定.
    Adjudicated,
}

/// A paper and what was read on it.
///
/// ```
/// use guanjia::ballot::{BallotBox, PaperState};
/// # let question: guanjia::motion::Question = guanjia::from_json(r#"{
/// #     "id": "CONVENTION", "title": {"zh": "文明养犬公约"}, "text": {"zh": "是否同意《文明养犬公约》"},
/// #     "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
/// #     "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": "x.steward.session"}, "duplicates": "first",
/// #     "blank": "abstain", "channels": ["home-paper"], "secrecy": "named", "effect": "opinion"
/// # }"#).unwrap();
/// # let voters = [("H-0025".parse().unwrap(), guanjia::ballot::Elector::one_head())].into();
/// let mut ballots = BallotBox::new(question.terms().unwrap(), voters).unwrap();
/// let issue = guanjia::from_json(r#"{"serial": "P-0005", "elector": "H-0025", "channel": "home-paper"}"#).unwrap();
/// ballots.issue(issue, 5).unwrap();
/// assert_eq!(ballots.papers()["P-0005"].state(), PaperState::Out);
/// ballots.hand_in(&"P-0005".parse().unwrap(), 6).unwrap();
/// let paper = &ballots.papers()["P-0005"];
/// assert_eq!((paper.state(), paper.arrived, paper.choice()), (PaperState::In, Some(6), None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// How it was handed out.
    pub issue: Issue,
    /// The entry in which it was put into the box, or else first read.
    pub arrived: Option<u64>,
    /// What the first clerk read.
    pub first: Option<Reading>,
    /// What the second clerk read.
    pub second: Option<Reading>,
    /// What it was settled to be.
    pub settled: Option<Reading>,
}

impl Paper {
    pub(crate) fn new(issue: Issue) -> Self {
        Self { issue, arrived: None, first: None, second: None, settled: None }
    }

    /// How far it has come.
    pub fn state(&self) -> PaperState {
        match (&self.first, &self.second, &self.settled) {
            (_, _, Some(_)) => PaperState::Adjudicated,
            (Some(first), Some(second), None) if first.choice == second.choice => PaperState::Equal,
            (Some(_), Some(_), None) => PaperState::Disputed,
            (Some(_), None, None) => PaperState::EnteredOnce,
            (None, _, None) if self.arrived.is_some() => PaperState::In,
            (None, _, None) => PaperState::Out,
        }
    }

    /// What it says, once that is beyond doubt.
    pub fn choice(&self) -> Option<&Choice> {
        match self.state() {
            PaperState::Adjudicated => self.settled.as_ref(),
            PaperState::Equal => self.first.as_ref(),
            _ => None,
        }
        .map(|reading| &reading.choice)
    }

    /// Whether an entry of the record is one in which it came in or was read.
    pub(crate) fn is_at(&self, entry: u64) -> bool {
        let readings = [&self.first, &self.second, &self.settled];
        self.arrived == Some(entry) || readings.into_iter().flatten().any(|reading| reading.entry == entry)
    }

    /// Whether somebody may enter it now.
    pub(crate) fn check_reading(&self, clerk: &Id) -> Result<(), Error> {
        if self.second.is_some() {
            return Err(self.refuse(Code::BallotEntered));
        }
        self.check_other_clerk(clerk)
    }

    /// Whether somebody may settle it now.
    pub(crate) fn check_settling(&self, clerk: &Id) -> Result<(), Error> {
        if self.state() != PaperState::Disputed {
            return Err(self.refuse(Code::BallotNotDisputed));
        }
        self.check_other_clerk(clerk)
    }

    fn check_other_clerk(&self, clerk: &Id) -> Result<(), Error> {
        if [&self.first, &self.second].into_iter().flatten().any(|reading| reading.clerk == *clerk) {
            return Err(self.refuse(Code::BallotSameClerk).with("clerk", clerk));
        }
        Ok(())
    }

    fn refuse(&self, code: Code) -> Error {
        Error::new(code).with("serial", &self.issue.serial)
    }
}
