//! A ballot box counted, the question decided, and what of it may be published (SPEC.md section 7).
//!
//! ```
//! use guanjia::ballot::{Ballot, BallotBox, Choice, Elector};
//! use guanjia::measure::Measure;
//! use guanjia::rule::Channel;
//! use guanjia::tally::{decide, tally};
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! # let question: guanjia::motion::Question = guanjia::from_json(r#"{
//! #     "id": "Q1", "title": {"zh": "遛犬时段"}, "text": {"zh": "倡导的遛犬时段"},
//! #     "options": [
//! #         {"id": "A", "text": {"zh": "早晚"}}, {"id": "B", "text": {"zh": "夜间"}}, {"id": "C", "text": {"zh": "不作倡导"}}
//! #     ],
//! #     "poll": {"two-round": {"tie": "lot"}}, "rule": {"preset": "x.poll.plurality_then_majority"},
//! #     "duplicates": "first", "blank": "abstain", "channels": ["online"], "secrecy": "named", "effect": "opinion"
//! # }"#).unwrap();
//! // 16 stewards and three options (A, B, C): 7, 5, 3, and one abstains. No majority of those present.
//! let voters = (1..=16).map(|n| (id(&format!("S-{n:03}")), Elector::one_head())).collect();
//! let mut ballots = BallotBox::new(question.terms().unwrap(), voters).unwrap();
//! for (n, option) in (1..=16).zip("AAAAAAABBBBBCCC-".chars()) {
//!     let choice = if option == '-' { Choice::Abstain } else { Choice::Option(id(&option.to_string())) };
//!     let elector = id(&format!("S-{n:03}"));
//!     ballots.cast(Ballot { elector, choice, entry: n, by: None, mandate: None }).unwrap();
//! }
//! ballots.close(17).unwrap();
//! let tally = tally(&ballots).unwrap();
//! assert_eq!(tally.count.options[&id("A")].of(Measure::Heads), 7);
//! assert_eq!(tally.channels[&Channel::Online].of(Measure::Heads), 16);
//!
//! let decision = decide(&question, &tally).unwrap();
//! assert_eq!(decision.runoff, Some((id("A"), id("B"))));
//! assert_eq!(decision.verdicts[&id("A")].zh(), "未通过:还差 2 人");
//! ```

use crate::map::{Map, Order};

use serde::{Deserialize, Serialize};

use crate::aggregate::Counts;
use crate::ballot::{BallotBox, Choice, Elector, PaperState};
use crate::error::{Code, Error};
use crate::id::Id;
use crate::measure::{Amounts, Measure};
use crate::motion::{Poll, Question, Tie};
use crate::rule::{Blank, Channel, Of, Silence};
use crate::verdict::{Count, Outcome, Verdict, judge};

/// What a ballot box comes to.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// let tally = hall.motions()[0].tally().unwrap();
/// assert!(tally.open && tally.refused.is_empty());
/// // Three may still come.
/// assert_eq!(tally.count.outstanding[&guanjia::rule::Of::Cast].of(guanjia::measure::Measure::Heads), 3);
/// assert_eq!(tally.papers.issued, 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// The question.
    pub question: Id,
    /// Whether ballots may still come in.
    pub open: bool,
    /// What the rule is applied to.
    pub count: Count,
    /// The ballots that count by the way they came in, invalid ones included.
    pub channels: Map<Channel, Amounts>,
    /// How many were refused, by code.
    pub refused: Map<String, u64>,
    /// What became of the papers.
    pub papers: PaperCount,
}

/// Papers, counted 票数核对.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PaperCount {
    /// Handed out 发出.
    pub issued: u64,
    /// Put into the box 收回.
    pub arrived: u64,
    /// Entered twice, the same 一致.
    pub equal: u64,
    /// Settled in front of witnesses 裁定.
    pub adjudicated: u64,
}

impl PaperCount {
    /// The papers of a box.
    pub fn of(ballots: &BallotBox) -> Self {
        let number = |of: fn(PaperState) -> bool| {
            u64::try_from(ballots.papers().values().filter(|paper| of(paper.state())).count()).unwrap_or(u64::MAX)
        };
        Self {
            issued: number(|_| true),
            arrived: number(|state| state != PaperState::Out),
            equal: number(|state| state == PaperState::Equal),
            adjudicated: number(|state| state == PaperState::Adjudicated),
        }
    }
}

/// How a question is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The question.
    pub question: Id,
    /// Passed if any option is adopted.
    pub outcome: Outcome,
    /// The verdict on each option that was put to the rule.
    pub verdicts: Map<Id, Verdict>,
    /// The options that are adopted, by their support; equals in the order of the ballot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adopted: Vec<Id>,
    /// The two options between which there is a second round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runoff: Option<(Id, Id)>,
    /// Who is equal where only some can go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tied: Option<Tied>,
}

/// Options with equal support, of which only some can go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Tied {
    /// The option that goes on in any case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ahead: Option<Id>,
    /// Those that are equal, in the order of the ballot.
    pub equal: Vec<Id>,
    /// How many of them go on.
    pub places: u32,
    /// What was declared for this case.
    pub tie: Tie,
}

/// Counts a box. An open one may be counted to see what is still to come; a closed one only when
/// every paper is beyond doubt (`ballot.entry-mismatch`).
///
/// At a session participation is judged on everyone convened and present, and those who stepped
/// aside leave only the bases of approval; in a vote without a session they leave every base.
pub fn tally(ballots: &BallotBox) -> Result<Tally, Error> {
    if ballots.is_closed() {
        ballots.check_papers()?;
    }
    let mut count = count(ballots, |_| true)?;
    for group in &ballots.terms().groups {
        count.groups.insert(group.clone(), self::count(ballots, |elector| elector.groups.contains(group))?);
    }
    let mut channels: Map<Channel, Amounts> = Map::new();
    for (handle, standing, _) in ballots.counted() {
        if let Some(elector) = ballots.electors().get(handle) {
            channels.entry(standing.channel).or_default().add_all(&elector.amounts)?;
        }
    }
    let mut refused: Map<String, u64> = Map::new();
    for error in ballots.refused() {
        let number = refused.entry(error.code().to_owned()).or_default();
        *number = number.saturating_add(1);
    }
    Ok(Tally {
        question: ballots.terms().question.clone(),
        open: !ballots.is_closed(),
        count,
        channels,
        refused,
        papers: PaperCount::of(ballots),
    })
}

/// Those whom a rule may take a share of.
#[derive(Default)]
struct Whole {
    register: Amounts,
    present: Amounts,
}

impl Whole {
    fn add(&mut self, elector: &Elector, is_present: bool) -> Result<(), Error> {
        self.register.add_all(&elector.amounts)?;
        if is_present { self.present.add_all(&elector.amounts) } else { Ok(()) }
    }
}

/// Counts the ballots of some of those entitled.
fn count(ballots: &BallotBox, part: impl Fn(&Elector) -> bool) -> Result<Count, Error> {
    let terms = ballots.terms();
    let silence_abstains = ballots.is_closed() && terms.silence == Silence::ReceivedAbstains;
    let (mut everyone, mut unbiased) = (Whole::default(), Whole::default());
    let [mut cast, mut silent, mut to_come, mut abstain, mut blank, mut invalid] = [(); 6].map(|()| Amounts::default());
    let mut options: Map<Id, Amounts> = terms.options.iter().map(|id| (id.clone(), Amounts::default())).collect();
    for (handle, elector) in ballots.electors().iter().filter(|(_, elector)| part(elector)) {
        let amounts = &elector.amounts;
        let is_present = ballots.present().is_none_or(|present| present.contains(handle));
        let takes_part = !ballots.recused().contains(handle);
        everyone.add(elector, is_present)?;
        if takes_part {
            unbiased.add(elector, is_present)?;
        }
        let Some(choice) = ballots.standing(handle).and_then(|(_, choice)| choice) else {
            if takes_part && silence_abstains && ballots.received().contains(handle) {
                silent.add_all(amounts)?;
            } else if takes_part && is_present {
                to_come.add_all(amounts)?;
            }
            continue;
        };
        cast.add_all(amounts)?;
        let mut name = |id: &Id| options.get_mut(id).map_or(Ok(()), |support| support.add_all(amounts));
        match choice {
            Choice::Option(id) => name(id)?,
            Choice::Options(ids) => ids.iter().try_for_each(name)?,
            Choice::Abstain => abstain.add_all(amounts)?,
            Choice::Blank => blank.add_all(amounts)?,
            Choice::Invalid(_) => invalid.add_all(amounts)?,
        }
    }
    abstain.add_all(&silent)?;
    match terms.blank {
        Blank::Abstain => abstain.add_all(&blank)?,
        Blank::Invalid => invalid.add_all(&blank)?,
    }
    let mut participating = cast.clone();
    participating.add_all(&silent)?;

    let at_session = ballots.present().is_some();
    let bases = |of: Whole| -> Map<Of, Amounts> {
        let present = if at_session { of.present } else { participating.clone() };
        let bases = [
            (Of::Entitled, of.register.clone()),
            (Of::Convened, of.register),
            (Of::Present, present),
            (Of::Participating, participating.clone()),
            (Of::Cast, cast.clone()),
            (Of::Valid, cast.less(&invalid)),
        ];
        bases.into_iter().collect()
    };
    let approval = bases(unbiased);
    let participation = if at_session { bases(everyone) } else { approval.clone() };
    let mut outstanding = Map::new();
    if !ballots.is_closed() {
        let grows = [Of::Participating, Of::Cast, Of::Valid].into_iter().chain((!at_session).then_some(Of::Present));
        outstanding.extend(grows.map(|of| (of, to_come.clone())));
    }
    Ok(Count { participation, approval, options, abstain, blank, invalid, outstanding, groups: Map::new() })
}

/// Applies the rule of a question to its tally.
///
/// ```
/// # use guanjia::ballot::{Ballot, BallotBox, Choice, Elector};
/// # use guanjia::motion::Question;
/// # let question: Question = serde_json::from_str(r#"{
/// #     "id": "Q3", "title": {"zh": "犬便箱"}, "text": {"zh": "设6处犬便箱并配取袋"},
/// #     "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
/// #     "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": "x.steward.session"},
/// #     "duplicates": "first", "blank": "abstain", "channels": ["online"], "secrecy": "named", "effect": "opinion"
/// # }"#).unwrap();
/// // 24 stewards are convened, 16 check in, one of them steps aside, 8 of the others say yes.
/// let handle = |n: u32| format!("S-{n:03}").parse().unwrap();
/// let panel = (1..=24).map(|n| (handle(n), Elector::one_head())).collect();
/// let mut ballots = BallotBox::new(question.terms().unwrap(), panel).unwrap();
/// ballots = ballots.at_session((1..=16).map(handle).collect());
/// ballots.recuse(&handle(16)).unwrap();
/// for n in 1..=8 {
///     let choice = Choice::Option("Y".parse().unwrap());
///     ballots.cast(Ballot { elector: handle(n), choice, entry: n.into(), by: None, mandate: None }).unwrap();
/// }
/// ballots.close(9).unwrap();
/// let decision = guanjia::tally::decide(&question, &guanjia::tally::tally(&ballots).unwrap()).unwrap();
/// assert_eq!(decision.outcome, guanjia::verdict::Outcome::Passed);
/// ```
pub fn decide(question: &Question, tally: &Tally) -> Result<Decision, Error> {
    let rule = question.rule.rule()?;
    let options: Vec<&Id> = match &question.poll {
        Poll::Choice { approves } => vec![approves],
        Poll::Approval { .. } | Poll::TwoRound { .. } => question.options.iter().map(|option| &option.id).collect(),
    };
    let verdicts = options.into_iter().map(|option| Ok((option.clone(), judge(rule, &tally.count, option)?)));
    let verdicts = verdicts.collect::<Result<Map<_, _>, Error>>()?;
    let passed = |id: &Id| verdicts.get(id).is_some_and(|verdict| verdict.outcome == Outcome::Passed);
    let mut adopted = ranked(question, tally);
    adopted.retain(|(id, _)| passed(id));
    let outcome = if !adopted.is_empty() {
        Outcome::Passed
    } else if verdicts.values().any(|verdict| verdict.outcome == Outcome::Inquorate) {
        Outcome::Inquorate
    } else {
        Outcome::Failed
    };
    let next = match question.poll {
        Poll::TwoRound { tie } if outcome == Outcome::Failed => next(question, tally, tie),
        _ => Next::Nothing,
    };
    let (runoff, tied) = match next {
        Next::Nothing => (None, None),
        Next::Runoff(first, second) => (Some((first, second)), None),
        Next::Tied(tied) => (None, Some(tied)),
    };
    let adopted = adopted.into_iter().map(|(id, _)| id.clone()).collect();
    Ok(Decision { question: question.id.clone(), outcome, verdicts, adopted, runoff, tied })
}

/// The two options that go to a second round, if there is to be one; `motion.tied` when equal
/// support leaves open which two, or which of the last two wins.
pub fn runoff(question: &Question, tally: &Tally) -> Result<Option<(Id, Id)>, Error> {
    let decision = decide(question, tally)?;
    match decision.tied {
        Some(tied) => {
            let equal = tied.equal.iter().map(Id::as_str).collect::<Vec<_>>().join("、");
            Err(Error::new(Code::MotionTied).with("motion", &question.id).with("options", equal))
        }
        None => Ok(decision.runoff),
    }
}

enum Next {
    Nothing,
    Runoff(Id, Id),
    Tied(Tied),
}

/// What follows when no option of several has a majority.
fn next(question: &Question, tally: &Tally, tie: Tie) -> Next {
    let ranked = ranked(question, tally);
    // Between two, another round would only ask the same again.
    let places = if ranked.len() == 2 || question.follows.is_some() { 1 } else { 2 };
    let Some((_, last)) = ranked.get(places - 1).copied() else { return Next::Nothing };
    let equal = |support: u64| support == last;
    if ranked.get(places).is_some_and(|(_, support)| equal(*support)) {
        let ahead = ranked.first().filter(|(_, support)| !equal(*support)).map(|(id, _)| (*id).clone());
        let left = if ahead.is_some() { 1 } else { places };
        return Next::Tied(Tied {
            ahead,
            equal: ranked.iter().filter(|(_, support)| equal(*support)).map(|(id, _)| (*id).clone()).collect(),
            places: u32::try_from(left).unwrap_or(1),
            tie,
        });
    }
    match (places, ranked.as_slice()) {
        (2, [(first, _), (second, _), ..]) => Next::Runoff((*first).clone(), (*second).clone()),
        _ => Next::Nothing,
    }
}

/// The options by their support in heads, equals in the order of the ballot.
fn ranked<'a>(question: &'a Question, tally: &Tally) -> Vec<(&'a Id, u64)> {
    let support = |id: &Id| tally.count.options.get(id).map_or(0, |amounts| amounts.of(Measure::Heads));
    let mut ranked: Vec<_> = question.options.iter().map(|option| (&option.id, support(&option.id))).collect();
    ranked.order_by_key(|(_, support)| std::cmp::Reverse(*support));
    ranked
}

/// Heads by stratum and choice, to be published only through [`crate::aggregate::Aggregate`], which merges
/// what is small.
///
/// Columns are the options and `(abstain)`, `(invalid)`, `(not-voted)`, which no option can be called,
/// so that every row is the whole stratum; whoever is in no stratum is in `other` 其他. Where a ballot may name several options
/// there are no rows: tables that overlap can be subtracted from one another.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// use guanjia::aggregate::{Aggregate, SMALL_CELL};
/// let ballots = hall.motions()[0].ballots();
/// let buildings = hall.base(&"households".parse().unwrap()).unwrap().members().iter()
///     .map(|(handle, member)| (handle.clone(), member.strata["building"].to_string())).collect();
/// let counts = guanjia::tally::breakdown(ballots, &buildings);
/// assert_eq!((counts["B01"]["(not-voted)"], counts["B02"]["(not-voted)"]), (1, 2));
/// // Exact for those who check; nothing of it is large enough to be published.
/// assert!(Aggregate::of(&counts, SMALL_CELL).rows.is_empty());
/// ```
pub fn breakdown(ballots: &BallotBox, strata: &Map<Id, String>) -> Counts {
    let mut counts = Counts::new();
    if ballots.terms().marks.is_some() {
        return counts;
    }
    let choices: Map<&Id, &Choice> = ballots.counted().map(|(handle, _, choice)| (handle, choice)).collect();
    for handle in ballots.electors().keys().filter(|handle| !ballots.recused().contains(*handle)) {
        let column = match (choices.get(handle), ballots.terms().blank) {
            (Some(Choice::Option(id)), _) => id.as_str(),
            (Some(Choice::Abstain), _) | (Some(Choice::Blank), Blank::Abstain) => "(abstain)",
            (Some(_), _) => "(invalid)",
            (None, _) => "(not-voted)",
        };
        let stratum = strata.get(handle).map_or("other", String::as_str);
        let cell = counts.entry(stratum.to_owned()).or_default().entry(column.to_owned()).or_default();
        *cell = cell.saturating_add(1);
    }
    counts
}
