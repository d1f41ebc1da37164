//! A motion on the record, and what was announced of it (SPEC.md section 7).
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
//! let ballot = format!(r#"{{"kind": "ballot", "choice": {{"option": "Y"}}, "re": "{motion}"}}"#);
//! enter(&mut hall, "H-1", &ballot).unwrap();
//! let record = hall.motion(motion).unwrap();
//! // One of three households, where more than half must take part: whoever keeps the record can always ask.
//! let decision = record.decision().unwrap();
//! assert_eq!(decision.outcome, guanjia::verdict::Outcome::Inquorate);
//! assert_eq!(decision.verdicts["Y"].zh(), "参与不足:还差 1 人");
//! assert!(record.tally().unwrap().open && !record.is_closed() && record.announcements().is_empty());
//! ```

use crate::map::Set;

use serde::Serialize;

use crate::ballot::BallotBox;
use crate::error::{Code, Error};
use crate::event::{Announce, ConventionText};
use crate::hash::Hash;
use crate::id::Id;
use crate::measure::{Amounts, Measure};
use crate::motion::Question;
use crate::rule::Of;
use crate::tally::{Decision, Tally, decide, tally};
use crate::time::Date;
use crate::verdict::{Outcome, Verdict};

/// How many witnesses a count needs, besides who announces it (models.json `G_witnessed`).
const WITNESSES: usize = 2;

/// A motion 议案 from its opening on.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// let motion = hall.motions()[0];
/// assert_eq!((motion.question().id.as_str(), motion.session().as_str()), ("BENCH", "ASM-1"));
/// assert_eq!(hall.index_of(motion.leaf()), Some(motion.opened()));
/// assert_eq!(motion.ballots().electors().len(), 3);
/// assert_eq!(motion.outcome(), None); // until a result is announced before two witnesses
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MotionRecord {
    pub(super) leaf: Hash,
    pub(super) opened: u64,
    pub(super) session: Id,
    pub(super) question: Question,
    pub(super) convention: Option<ConventionText>,
    pub(super) ballots: BallotBox,
    /// How often ballots were voided after the close, so that a result must be announced anew.
    pub(super) corrections: u64,
    pub(super) announcements: Vec<Announcement>,
}

/// A result as it was announced, and who witnessed it.
///
/// ```
/// # #[cfg(feature = "sample")] {
/// let mut told = |_, _| ();
/// let mut story = guanjia::sample::pengshui(b"any seed", &mut told).unwrap();
/// let hall = story.scribe().hall();
/// let gardens = hall.motion_named(&"GARDENS".parse().unwrap()).unwrap();
/// let [announced] = gardens.announcements() else { panic!("announced once") };
/// assert_eq!(announced.witnesses.len(), 2);
/// assert_eq!(announced.figures.options["Y"], 22);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Announcement {
    /// The entry that announced it.
    pub entry: u64,
    /// Who announced it.
    pub by: Id,
    /// When.
    pub on: Date,
    /// What was announced.
    pub figures: Announce,
    /// Who stood by the count.
    pub witnesses: Set<Id>,
    /// How often ballots had been voided by then.
    #[serde(skip)]
    pub(super) corrections: u64,
}

impl MotionRecord {
    /// The leaf hash of the entry that opened it: the `re` of its ballots.
    pub fn leaf(&self) -> Hash {
        self.leaf
    }

    /// The index of the entry that opened it.
    pub fn opened(&self) -> u64 {
        self.opened
    }

    /// The session it belongs to.
    pub fn session(&self) -> &Id {
        &self.session
    }

    /// The question.
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// The convention whose text it adopts.
    pub fn convention(&self) -> Option<&ConventionText> {
        self.convention.as_ref()
    }

    /// Its ballots.
    pub fn ballots(&self) -> &BallotBox {
        &self.ballots
    }

    /// What the ballots come to; `ballot.entry-mismatch` while a paper is in dispute after the close.
    pub fn tally(&self) -> Result<Tally, Error> {
        tally(&self.ballots)
    }

    /// How it is decided, by the ballots as they are now.
    pub fn decision(&self) -> Result<Decision, Error> {
        decide(&self.question, &self.tally()?)
    }

    /// Whether the vote has ended.
    pub fn is_closed(&self) -> bool {
        self.ballots.is_closed()
    }

    /// Every result that was announced, in order; the last one stands if [`MotionRecord::is_announced`].
    pub fn announcements(&self) -> &[Announcement] {
        &self.announcements
    }

    /// Whether the result as it is now was announced and witnessed.
    pub fn is_announced(&self) -> bool {
        self.announced_on().is_some()
    }

    /// The day on which the result as it is now was announced.
    pub fn announced_on(&self) -> Option<Date> {
        self.announcements.last().filter(|announced| self.stands(announced)).map(|announced| announced.on)
    }

    /// The result, once it was announced and witnessed. It is what was announced, which was checked against the
    /// ballots; those can change only by a correction, after which it stands no longer.
    pub fn outcome(&self) -> Option<Outcome> {
        self.announcements.last().filter(|announced| self.stands(announced)).map(|announced| announced.figures.outcome)
    }

    /// Whether the last announcement says what the ballots come to now, and wants witnesses.
    pub fn wants_witnesses(&self) -> bool {
        let current = |last: &Announcement| last.corrections == self.corrections;
        self.announcements.last().is_some_and(|last| current(last) && !self.stands(last))
    }

    fn stands(&self, announced: &Announcement) -> bool {
        announced.corrections == self.corrections && announced.witnesses.len() >= WITNESSES
    }

    /// What is to be announced: the figures and the outcome that the record gives.
    ///
    /// Errors: `count.open` before the vote ends, `ballot.entry-mismatch` while a paper is in dispute.
    pub fn figures(&self) -> Result<Announce, Error> {
        if !self.is_closed() {
            return Err(self.refuse(Code::CountOpen));
        }
        let tally = self.tally()?;
        let outcome = decide(&self.question, &tally)?.outcome;
        let heads = |amounts: &Amounts| amounts.of(Measure::Heads);
        Ok(Announce {
            abstain: heads(&tally.count.abstain),
            invalid: heads(&tally.count.invalid),
            options: tally.count.options.iter().map(|(option, amounts)| (option.clone(), heads(amounts))).collect(),
            outcome,
            participating: tally.count.participation.get(&Of::Participating).map_or(0, heads),
        })
    }

    /// Refuses an announced result that is not what the record gives.
    pub(super) fn check_announced(&self, announced: &Announce) -> Result<(), Error> {
        let given = self.figures()?;
        if announced.outcome == Outcome::Passed && given.outcome == Outcome::Inquorate {
            let decision = self.decision()?;
            let missing = decision.verdicts.values().next();
            return Err(self
                .refuse(Code::CountNoQuorum)
                .with("zh", missing.map(Verdict::zh).unwrap_or_default())
                .with("en", missing.map(Verdict::en).unwrap_or_default()));
        }
        let mut figures = vec![
            ("participating".to_owned(), announced.participating, given.participating),
            ("abstain".to_owned(), announced.abstain, given.abstain),
            ("invalid".to_owned(), announced.invalid, given.invalid),
        ];
        for option in &self.question.options {
            let of = |figures: &Announce| figures.options.get(&option.id).copied().unwrap_or_default();
            figures.push((option.id.to_string(), of(announced), of(&given)));
        }
        if let Some((what, said, counted)) = figures.into_iter().find(|(_, said, counted)| said != counted) {
            return Err(self.refuse(Code::CountWrong).with("what", what).with("said", said).with("counted", counted));
        }
        if announced.options.keys().any(|id| !self.question.options.iter().any(|option| option.id == *id)) {
            return Err(self.refuse(Code::CountWrong).with("what", "options").with("said", "?").with("counted", "–"));
        }
        if announced.outcome != given.outcome {
            return Err(self
                .refuse(Code::CountWrong)
                .with("what", "outcome")
                .with("said", announced.outcome.zh())
                .with("counted", given.outcome.zh()));
        }
        Ok(())
    }

    pub(super) fn refuse(&self, code: Code) -> Error {
        Error::new(code).with("motion", &self.question.id)
    }
}
