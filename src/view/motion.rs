//! A motion as a page shows it, and ballots to be found again (SPEC.md section 7).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! use guanjia::view::{BallotView, MotionView};
//! let motion = MotionView::called(&hall, "BENCH").unwrap();
//! // What is needed is told from the start, how the vote stands only at its end.
//! assert_eq!((motion.participation[0].need, motion.participation[0].have), (2, 0));
//! assert!(motion.tally.is_none() && motion.options.iter().all(|option| option.support.is_none()));
//! assert_eq!(motion.rule.unwrap().id.as_str(), "cn.urban.assembly.households.2026");
//! let record = hall.motions()[0];
//! assert_eq!(BallotView::of(&hall, record, &"H-1".parse().unwrap()), None);
//! ```

use crate::map::{Map, Set};

use serde::Serialize;

use super::State;
use crate::ballot::{Choice, PaperState};
use crate::error::{Code, Error};
use crate::event::ConventionText;
use crate::hall::{Announcement, Hall, MotionRecord};
use crate::hash::Hash;
use crate::id::Id;
use crate::measure::{Amounts, Measure};
use crate::motion::{Question, Text};
use crate::role::Role;
use crate::rule::{Channel, Of, Rule, Side};
use crate::session::When;
use crate::tally::{Decision, PaperCount, Tally, decide};
use crate::verdict::{Judged, Outcome, Verdict};

/// A motion 议案 from its opening on.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// let motion = &guanjia::view::MotionView::all(&hall)[0];
/// assert_eq!((motion.state.zh.as_str(), motion.participating), ("表决中", 0));
/// assert_eq!(motion.entitled.of(guanjia::measure::Measure::Heads), 3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MotionView {
    /// Its name.
    pub id: Id,
    /// The leaf hash of the entry that opened it: the `re` of its ballots.
    pub leaf: Hash,
    /// The index of that entry.
    pub opened: u64,
    /// `open` 表决中, `closed` 已截止 or `announced` 已宣布: the result as it is now, before witnesses.
    pub state: State,
    /// The session it belongs to.
    pub session: Id,
    /// When that session meets; where to vote is to attend, until when one may vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Everything that was fixed when it opened.
    pub question: Question,
    /// The rule that decides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// What the rule counts.
    pub measures: Set<Measure>,
    /// The convention whose text it adopts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub convention: Option<ConventionText>,
    /// What everyone entitled stands for, those who stepped aside included.
    pub entitled: Amounts,
    /// Those who stepped aside 回避.
    pub recused: Set<Id>,
    /// How many took part by now, in heads.
    pub participating: u64,
    /// How far participation is, by each test of the rule.
    pub participation: Vec<Judged>,
    /// The options in the order of the ballot, with their support once it is closed.
    pub options: Vec<OptionView>,
    /// What the ballots came to; none before it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tally: Option<Tally>,
    /// How it is decided by the ballots as they are; none before it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Each verdict of the decision in words.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub verdicts: Map<Id, Sentence>,
    /// Why a closed motion has no tally yet: `ballot.entry-mismatch`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncounted: Option<Error>,
    /// The result, once it was announced and witnessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Every result that was announced, the last one standing.
    pub announcements: Vec<Announcement>,
    /// Ballots that were declared void, with why.
    pub corrections: Vec<Error>,
    /// How many papers there are.
    pub papers: PaperCount,
    /// The papers in the box that were not read twice and alike, nor settled.
    pub unsettled: Vec<PaperView>,
    /// The rounds of its question in order, this one among them.
    pub rounds: Vec<RoundView>,
}

/// An option 选项 and its support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OptionView {
    /// Its name on ballots.
    pub id: Id,
    /// Its words.
    pub text: Text,
    /// Its support, once the motion is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Amounts>,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Sentence {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A paper 纸质票 that is not beyond doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PaperView {
    /// The number on it.
    pub serial: Id,
    /// How far it has come.
    pub state: PaperState,
}

/// A round of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RoundView {
    /// The motion.
    pub id: Id,
    /// The leaf hash of the entry that opened it.
    pub leaf: Hash,
}

/// Somebody's ballot in the box, to be found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BallotView {
    /// Whose vote it is.
    pub elector: Id,
    /// The entry it is, or with which a paper came in.
    pub entry: u64,
    /// The leaf hash of that entry, for its receipt.
    pub leaf: Hash,
    /// The way it came in.
    pub channel: Channel,
    /// Who cast it for the voter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// Whether it counts as it is; false for a paper that was not read twice and alike, nor settled.
    pub counted: bool,
    /// What it says, once the motion is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choice>,
}

impl MotionView {
    /// The motion of a name, or else the one that the entry of a leaf hash opened; `motion.unknown`.
    pub fn called(hall: &Hall, name: &str) -> Result<Self, Error> {
        hall.motion_called(name).map(|motion| Self::of(hall, motion))
    }

    /// All motions in the order they opened.
    pub fn all(hall: &Hall) -> Vec<Self> {
        hall.motions().into_iter().map(|motion| Self::of(hall, motion)).collect()
    }

    /// A motion as it stands.
    pub fn of(hall: &Hall, motion: &MotionRecord) -> Self {
        let (question, ballots) = (motion.question(), motion.ballots());
        let rule = question.rule.rule().ok();
        let closed = motion.is_closed();
        let counted = motion.tally();
        let decided = counted.as_ref().ok().and_then(|tally| decide(question, tally).ok());
        let participating = counted.as_ref().ok().and_then(|tally| tally.count.participation.get(&Of::Participating));
        let participating = participating
            .map_or_else(|| u64::try_from(ballots.counted().count()).unwrap_or(u64::MAX), |n| n.of(Measure::Heads));
        let first = question.follows.as_ref().unwrap_or(&question.id);
        let uncounted = counted.as_ref().err().cloned();
        let tally = counted.ok().filter(|_| closed);
        let decision = decided.clone().filter(|_| closed);
        Self {
            id: question.id.clone(),
            leaf: motion.leaf(),
            opened: motion.opened(),
            state: state(motion),
            session: motion.session().clone(),
            when: hall.session(motion.session()).map(|session| session.called().when),
            rule: rule.cloned(),
            measures: rule.map(Rule::measures).unwrap_or_default(),
            convention: motion.convention().cloned(),
            entitled: Amounts::sum(ballots.electors().values().map(|elector| &elector.amounts)).unwrap_or_default(),
            recused: ballots.recused().clone(),
            participating,
            participation: decided.map(participation).unwrap_or_default(),
            options: options(question, tally.as_ref()),
            verdicts: decision.iter().flat_map(|decision| &decision.verdicts).map(sentence).collect(),
            tally,
            decision,
            uncounted,
            outcome: motion.outcome(),
            announcements: motion.announcements().to_vec(),
            corrections: ballots.refused().iter().filter(|error| error.kind() == Code::BallotVoid).cloned().collect(),
            papers: PaperCount::of(ballots),
            unsettled: unsettled(motion),
            rounds: hall.rounds(first).into_iter().map(round).collect(),
            question: question.clone(),
        }
    }
}

/// How far a motion is: open, closed or announced.
pub(super) fn state(motion: &MotionRecord) -> State {
    if motion.is_announced() {
        State::new("announced", "已宣布")
    } else if motion.is_closed() {
        let closed = State::new("closed", "已截止");
        if motion.wants_witnesses() {
            closed.then("attest", "会签", &[Role::Witness, Role::Supervisor])
        } else {
            closed.then("announce", "宣布结果", &[Role::Facilitator, Role::Clerk])
        }
    } else {
        State::new("open", "表决中").then("close", "截止", &[Role::Clerk])
    }
}

/// The tests of participation, which are the same for every option.
fn participation(decision: Decision) -> Vec<Judged> {
    let tests = decision.verdicts.into_values().next().map(|verdict| verdict.tests).unwrap_or_default();
    tests.into_iter().filter(|test| test.side == Side::Participation).collect()
}

pub(super) fn options(question: &Question, tally: Option<&Tally>) -> Vec<OptionView> {
    let support = |id| tally.map(|tally| tally.count.options.get(id).cloned().unwrap_or_default());
    let shown = question.options.iter().map(|option| OptionView {
        id: option.id.clone(),
        text: option.text.clone(),
        support: support(&option.id),
    });
    shown.collect()
}

fn sentence((option, verdict): (&Id, &Verdict)) -> (Id, Sentence) {
    (option.clone(), Sentence { zh: verdict.zh(), en: verdict.en() })
}

fn unsettled(motion: &MotionRecord) -> Vec<PaperView> {
    let doubtful = |state| matches!(state, PaperState::In | PaperState::EnteredOnce | PaperState::Disputed);
    let papers = motion.ballots().papers().iter().map(|(serial, paper)| (serial, paper.state()));
    papers
        .filter(|(_, state)| doubtful(*state))
        .map(|(serial, state)| PaperView { serial: serial.clone(), state })
        .collect()
}

fn round(motion: &MotionRecord) -> RoundView {
    RoundView { id: motion.question().id.clone(), leaf: motion.leaf() }
}

impl BallotView {
    /// Somebody's ballot on a motion; none when no ballot of theirs is in the box.
    pub fn of(hall: &Hall, motion: &MotionRecord, handle: &Id) -> Option<Self> {
        let (standing, choice) = motion.ballots().standing(handle)?;
        Some(Self {
            elector: handle.clone(),
            entry: standing.entry,
            leaf: hall.leaf(standing.entry)?,
            channel: standing.channel,
            by: standing.by.clone(),
            counted: choice.is_some(),
            choice: choice.filter(|_| motion.is_closed()).cloned(),
        })
    }

    /// Every ballot in the box, by the handles of the voters.
    pub fn all(hall: &Hall, motion: &MotionRecord) -> Vec<Self> {
        motion.ballots().electors().keys().filter_map(|handle| Self::of(hall, motion, handle)).collect()
    }
}
