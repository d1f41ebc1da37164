//! The ballots on one question: what is let in, what counts, what is refused and why
//! (SPEC.md section 7).
//!
//! ```
//! use guanjia::ballot::{Ballot, BallotBox, Choice, Elector, Issue, Reading};
//! use guanjia::rule::Channel;
//! # let question: guanjia::motion::Question = guanjia::from_json(r#"{
//! #     "id": "CONVENTION", "title": {"zh": "文明养犬公约"}, "text": {"zh": "是否同意《文明养犬公约》"},
//! #     "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
//! #     "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": "x.steward.session"}, "duplicates": "first",
//! #     "blank": "abstain", "channels": ["online", "home-paper"], "secrecy": "named", "effect": "opinion"
//! # }"#).unwrap();
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let voters = [(id("H-0001"), Elector::one_head()), (id("H-0002"), Elector::one_head())].into();
//! let mut ballots = BallotBox::new(question.terms().unwrap(), voters).unwrap();
//!
//! // One household votes online, the other is handed a paper, which two clerks read.
//! let yes = Choice::Option(id("Y"));
//! let online = Ballot { elector: id("H-0001"), choice: yes.clone(), entry: 20, by: None, mandate: None };
//! ballots.cast(online.clone()).unwrap();
//! let (serial, channel) = (id("P-0005"), Channel::HomePaper);
//! let paper = Issue { serial: serial.clone(), elector: id("H-0002"), channel, by: None, mandate: None };
//! ballots.issue(paper, 21).unwrap();
//! for (clerk, entry) in [("clerk-a", 22), ("clerk-b", 23)] {
//!     ballots.enter(&serial, Reading { choice: Choice::Abstain, clerk: id(clerk), entry }).unwrap();
//! }
//! ballots.close(24).unwrap();
//! assert_eq!(ballots.counted().map(|(_, _, choice)| choice).collect::<Vec<_>>(), [&yes, &Choice::Abstain]);
//! assert_eq!(ballots.cast(Ballot { entry: 25, ..online }).unwrap_err().code(), "ballot.late");
//! ```

mod check;
mod paper;

use crate::map::{Map, Set};

use serde::{Deserialize, Serialize};

use self::check::{about, duplicate};
pub use self::paper::{Issue, Paper, PaperState, Reading};
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::measure::{Amounts, Measure};
use crate::reason::check_reason;
use crate::rule::{Channel, Terms};

/// What a ballot says.
///
/// A question that takes one option is answered with `option`, one that takes several with
/// `options`, even if it is a single one.
///
/// ```
/// use guanjia::ballot::{Choice, Defect};
/// let read = |json: &str| guanjia::from_json::<Choice>(json).unwrap();
/// assert_eq!(read(r#"{"options": ["A", "C"]}"#), Choice::Options(["A", "C"].map(|id| id.parse().unwrap()).into()));
/// assert_eq!(read(r#""abstain""#), Choice::Abstain);
/// assert_eq!(read(r#"{"invalid": "multiple"}"#), Choice::Invalid(Defect::Multiple));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Choice {
    /// One option.
    Option(Id),
    /// Several options, at least one.
    Options(Set<Id>),
    /// 弃权.
    Abstain,
    /// 空白: no mark.
    Blank,
    /// 无效: only ever read on paper.
    Invalid(Defect),
}

/// What makes a paper ballot invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Defect {
    /// 多选: more marks than one may make.
    Multiple,
    /// 无法辨认.
    Unreadable,
}

/// Somebody who is entitled to vote on the question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elector {
    /// What they stand for.
    pub amounts: Amounts,
    /// Their household, where proxies are bound to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<Id>,
    /// The groups they are in, of those that rules speak of.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub groups: Set<Id>,
}

impl Elector {
    /// One head and nothing else.
    pub fn one_head() -> Self {
        Self { amounts: Amounts::one_head(), household: None, groups: Set::new() }
    }
}

/// A ballot signed by a key, the voter's or their proxy's. What comes on paper is an [`Issue`] and
/// two [`Reading`]s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Whose vote it is.
    pub elector: Id,
    /// What it says.
    pub choice: Choice,
    /// The entry of the record that it is.
    pub entry: u64,
    /// Who casts it for them, by proxy.
    pub by: Option<Id>,
    /// The digest of the written mandate.
    pub mandate: Option<Hash>,
}

/// A ballot that counts, as far as is known by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The way it came in.
    pub channel: Channel,
    /// The entry of the record with which it came in.
    pub entry: u64,
    /// Who cast it for the voter.
    pub by: Option<Id>,
    /// What it says, or the serial of the paper that says it.
    content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Online(Choice),
    Paper(Id),
}

/// The ballots on one question.
///
/// Nothing that is refused changes the box. Whoever keeps it on the record as evidence tells the
/// box with [`BallotBox::note`], so that it is counted among [`BallotBox::refused`].
///
/// ```
/// use guanjia::ballot::{Ballot, BallotBox, Choice, Elector};
/// # let question: guanjia::motion::Question = serde_json::from_str(r#"{
/// #     "id": "Q3", "title": {"zh": "犬便箱"}, "text": {"zh": "设6处犬便箱并配取袋"},
/// #     "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
/// #     "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": "x.steward.session"},
/// #     "duplicates": "first", "blank": "abstain", "channels": ["online"], "secrecy": "named", "effect": "opinion"
/// # }"#).unwrap();
/// let voters = [("S-006".parse().unwrap(), Elector::one_head())].into();
/// let mut ballots = BallotBox::new(question.terms().unwrap(), voters).unwrap();
/// let yes = |entry| Ballot {
///     elector: "S-006".parse().unwrap(),
///     choice: Choice::Option("Y".parse().unwrap()),
///     entry,
///     by: None,
///     mandate: None,
/// };
/// assert_eq!(ballots.cast(yes(7)), Ok(()));
/// let refused = ballots.cast(yes(8)).unwrap_err();
/// assert_eq!((refused.code(), refused.entry()), ("ballot.duplicate", Some(8)));
/// ballots.note(refused);
/// assert_eq!(ballots.refused().len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotBox {
    terms: Terms,
    electors: Map<Id, Elector>,
    present: Option<Set<Id>>,
    recused: Set<Id>,
    papers: Map<Id, Paper>,
    received: Set<Id>,
    standing: Map<Id, Standing>,
    /// Whose standing ballots each person cast for others.
    held: Map<Id, Set<Id>>,
    refused: Vec<Error>,
    closed: Option<u64>,
}

impl BallotBox {
    /// An open box for those entitled. `ballot.measure-missing` if somebody has not every measure
    /// that the rule counts.
    pub fn new(terms: Terms, electors: Map<Id, Elector>) -> Result<Self, Error> {
        for (handle, elector) in &electors {
            let needed = terms.measures.iter().chain([&Measure::Heads]);
            if let Some(measure) = needed.into_iter().find(|measure| elector.amounts.of(**measure) == 0) {
                return Err(Error::new(Code::BallotMeasureMissing)
                    .with("elector", handle)
                    .with("measure", measure.name())
                    .with("measure_zh", measure.zh()));
            }
        }
        Ok(Self {
            terms,
            electors,
            present: None,
            recused: Set::new(),
            papers: Map::new(),
            received: Set::new(),
            standing: Map::new(),
            held: Map::new(),
            refused: Vec::new(),
            closed: None,
        })
    }

    /// The same for a session: only those who checked in can vote.
    #[must_use]
    pub fn at_session(mut self, present: Set<Id>) -> Self {
        self.present = Some(present);
        self
    }

    /// Somebody checks in late.
    pub fn check_in(&mut self, handle: &Id) {
        if let Some(present) = &mut self.present {
            present.insert(handle.clone());
        }
    }

    /// Somebody steps aside 回避; a ballot they cast before counts no longer.
    pub fn recuse(&mut self, handle: &Id) -> Result<(), Error> {
        if !self.electors.contains_key(handle) {
            return Err(about(Code::BallotNotEligible, handle));
        }
        self.recused.insert(handle.clone());
        if let Some(standing) = self.stand_down(handle) {
            self.refused.push(about(Code::BallotRecused, handle).at(standing.entry));
        }
        Ok(())
    }

    /// A paper ballot is handed out, at an entry of the record. Who signs for one has received it.
    pub fn issue(&mut self, issue: Issue, entry: u64) -> Result<(), Error> {
        let check = || {
            self.check_elector(&issue.elector, issue.channel)?;
            self.check_proxy(&issue.elector, issue.by.as_ref(), issue.mandate)?;
            if self.papers.contains_key(&issue.serial) {
                return Err(Error::new(Code::BallotSerialTaken).with("serial", &issue.serial));
            }
            Ok(())
        };
        let checked = check();
        checked.map_err(|error| error.at(entry))?;
        self.received.insert(issue.elector.clone());
        self.papers.insert(issue.serial.clone(), Paper::new(issue));
        Ok(())
    }

    /// Somebody opened the question online, which some ordinances take for taking part.
    pub fn receive(&mut self, handle: &Id, entry: u64) -> Result<(), Error> {
        let checked = self.check_elector(handle, Channel::Online);
        checked.map_err(|error| error.at(entry))?;
        self.received.insert(handle.clone());
        Ok(())
    }

    /// Whether [`BallotBox::cast`] would take a ballot.
    pub fn check(&self, ballot: &Ballot) -> Result<(), Error> {
        self.check_elector(&ballot.elector, Channel::Online)?;
        self.check_proxy(&ballot.elector, ballot.by.as_ref(), ballot.mandate)?;
        self.check_choice(&ballot.choice, false)?;
        self.check_duplicate(&ballot.elector, Channel::Online)
    }

    /// A ballot comes in. Refused with `ballot.late`, `ballot.not-eligible`, `ballot.recused`,
    /// `ballot.not-present`, `ballot.channel-closed`, `ballot.proxy-…`, `ballot.choice-unknown`,
    /// `ballot.too-many`, `ballot.duplicate` or `ballot.duplicate-channel`.
    pub fn cast(&mut self, ballot: Ballot) -> Result<(), Error> {
        let checked = self.check(&ballot);
        checked.map_err(|error| error.at(ballot.entry))?;
        let Ballot { elector, mut choice, entry, by, .. } = ballot;
        if let Choice::Option(id) = &mut choice {
            // The text of an option is there once, however many name it.
            let named = self.terms.options.iter().find(|option| *option == id);
            *id = named.unwrap_or(id).clone();
        }
        self.stand(&elector, Standing { channel: Channel::Online, entry, by, content: Content::Online(choice) });
        Ok(())
    }

    /// A paper is put into the box 交票: from now on it is its voter's ballot, whatever is read on it.
    /// One that the rule on duplicates puts behind another is taken in and read as evidence, and
    /// is among those refused.
    pub fn hand_in(&mut self, serial: &Id, entry: u64) -> Result<(), Error> {
        let checked = self.check_arrival(serial);
        checked.map_err(|error| error.at(entry))?;
        self.arrive(serial, entry);
        Ok(())
    }

    /// A clerk enters what a paper says 录入; one that was not put into the box before arrives now.
    /// The second entry must be another clerk's.
    pub fn enter(&mut self, serial: &Id, reading: Reading) -> Result<(), Error> {
        let entry = reading.entry;
        let checked = self.check_entering(serial, &reading);
        checked.map_err(|error| error.at(entry))?;
        if self.papers.get(serial).is_some_and(|paper| paper.arrived.is_none()) {
            self.arrive(serial, entry);
        }
        if let Some(paper) = self.papers.get_mut(serial) {
            let slot = if paper.first.is_none() { &mut paper.first } else { &mut paper.second };
            *slot = Some(reading);
        }
        Ok(())
    }

    /// A paper that was entered in two ways is settled 裁定 by somebody who entered neither.
    pub fn adjudicate(&mut self, serial: &Id, reading: Reading) -> Result<(), Error> {
        self.check_adjudicable(serial, &reading)?;
        if let Some(paper) = self.papers.get_mut(serial) {
            paper.settled = Some(reading);
        }
        Ok(())
    }

    /// Whether [`BallotBox::adjudicate`] would settle a paper in this way.
    pub fn check_adjudicable(&self, serial: &Id, reading: &Reading) -> Result<(), Error> {
        let paper = self.check_choice(&reading.choice, true).and_then(|()| self.paper_of(serial));
        paper.and_then(|paper| paper.check_settling(&reading.clerk)).map_err(|error| error.at(reading.entry))
    }

    /// A ballot is declared void for a reason 作废, named by an entry with which it came in or was
    /// read. `ballot.unknown` if none that counts is there.
    pub fn void(&mut self, ballot: u64, reason: &str) -> Result<(), Error> {
        check_reason(reason)?;
        let found = self.standing.iter().find(|(_, standing)| self.is_at(standing, ballot));
        let handle = found.map(|(handle, _)| handle.clone());
        let handle = handle.ok_or_else(|| Error::new(Code::BallotUnknown).with("ballot", ballot))?;
        self.stand_down(&handle);
        self.received.remove(&handle);
        self.refused.push(about(Code::BallotVoid, &handle).with("reason", reason).at(ballot));
        Ok(())
    }

    /// The vote ends 截止: what comes from now on is late; papers in the box can still be entered.
    pub fn close(&mut self, entry: u64) -> Result<(), Error> {
        if self.closed.is_some() {
            return Err(Error::new(Code::BallotClosed).with("motion", &self.terms.question));
        }
        self.closed = Some(entry);
        Ok(())
    }

    /// `ballot.entry-mismatch` while a paper in the box is not entered twice and beyond dispute.
    pub fn check_papers(&self) -> Result<(), Error> {
        let serials: Vec<&str> = self.unsettled().map(|(serial, _)| serial.as_str()).collect();
        if serials.is_empty() {
            return Ok(());
        }
        Err(Error::new(Code::BallotEntryMismatch).with("serials", serials.join("、")))
    }

    /// `ballot.paper-count` when the papers that were counted by hand in the box are not as many as
    /// came in on the record, those refused included.
    pub fn check_paper_count(&self, counted: u64) -> Result<(), Error> {
        let entered = self.papers.values().filter(|paper| paper.arrived.is_some()).count();
        if u64::try_from(entered) == Ok(counted) {
            return Ok(());
        }
        Err(Error::new(Code::BallotPaperCount).with("counted", counted).with("entered", entered))
    }

    /// What it was told of its question.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Everyone entitled, those who stepped aside included.
    pub fn electors(&self) -> &Map<Id, Elector> {
        &self.electors
    }

    /// Who stepped aside.
    pub fn recused(&self) -> &Set<Id> {
        &self.recused
    }

    /// Who checked in, when it is a session's vote.
    pub fn present(&self) -> Option<&Set<Id>> {
        self.present.as_ref()
    }

    /// Who signed for a ballot or opened the question.
    pub fn received(&self) -> &Set<Id> {
        &self.received
    }

    /// The papers by their serials.
    pub fn papers(&self) -> &Map<Id, Paper> {
        &self.papers
    }

    /// Everything that does not count, with its entry and the reason, in the order it was refused.
    pub fn refused(&self) -> &[Error] {
        &self.refused
    }

    /// Lists what was refused and stands on the record all the same.
    pub fn note(&mut self, refused: Error) {
        self.refused.push(refused);
    }

    /// Whether the vote has ended.
    pub fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    /// The ballots that count and what they say, by voter; papers not yet beyond doubt are left out.
    pub fn counted(&self) -> impl Iterator<Item = (&Id, &Standing, &Choice)> {
        self.standing.iter().filter_map(|(handle, standing)| Some((handle, standing, self.choice(standing)?)))
    }

    /// Somebody's ballot and what it says, once that is beyond doubt; none when no ballot of theirs counts.
    pub fn standing(&self, handle: &Id) -> Option<(&Standing, Option<&Choice>)> {
        self.standing.get(handle).map(|standing| (standing, self.choice(standing)))
    }

    fn choice<'a>(&'a self, standing: &'a Standing) -> Option<&'a Choice> {
        match &standing.content {
            Content::Online(choice) => Some(choice),
            Content::Paper(serial) => self.papers.get(serial)?.choice(),
        }
    }

    fn unsettled(&self) -> impl Iterator<Item = (&Id, &Standing)> {
        self.standing.values().filter_map(|standing| match &standing.content {
            Content::Paper(serial) if self.choice(standing).is_none() => Some((serial, standing)),
            _ => None,
        })
    }

    fn is_at(&self, standing: &Standing, entry: u64) -> bool {
        standing.entry == entry
            || matches!(&standing.content, Content::Paper(serial)
                if self.papers.get(serial).is_some_and(|paper| paper.is_at(entry)))
    }

    fn paper_of(&self, serial: &Id) -> Result<&Paper, Error> {
        self.papers.get(serial).ok_or_else(|| Error::new(Code::BallotNotIssued).with("serial", serial))
    }

    /// A paper arrives; whether it or another ballot of its voter counts is for the rule to say.
    fn arrive(&mut self, serial: &Id, entry: u64) {
        let Some(paper) = self.papers.get_mut(serial) else { return };
        paper.arrived = Some(entry);
        let Issue { elector, channel, by, .. } = paper.issue.clone();
        match self.check_duplicate(&elector, channel) {
            Ok(()) => self.stand(&elector, Standing { channel, entry, by, content: Content::Paper(serial.clone()) }),
            Err(error) => self.note(error.at(entry)),
        }
    }

    /// A ballot takes the place of any other of the same voter.
    fn stand(&mut self, elector: &Id, standing: Standing) {
        let (channel, entry) = (standing.channel, standing.entry);
        let holder = standing.by.clone();
        if let Some(other) = self.standing.insert(elector.clone(), standing) {
            self.let_go(elector, &other);
            self.refused.push(duplicate(elector, channel, other.channel).with("counted", entry).at(other.entry));
        }
        if let Some(holder) = holder {
            self.held.entry(holder).or_default().insert(elector.clone());
        }
    }

    /// A ballot counts no longer.
    fn stand_down(&mut self, elector: &Id) -> Option<Standing> {
        let standing = self.standing.remove(elector)?;
        self.let_go(elector, &standing);
        Some(standing)
    }

    /// Whoever cast a ballot that counts no longer does not hold it any more.
    fn let_go(&mut self, elector: &Id, standing: &Standing) {
        if let Some(held) = standing.by.as_ref().and_then(|holder| self.held.get_mut(holder)) {
            held.remove(elector);
        }
    }
}
