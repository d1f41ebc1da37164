//! A draw by lot: announced, committed to, revealed, drawn (SPEC.md section 5).
//!
//! ```
//! use guanjia::selection::{Candidates, Draw, DrawStage, Draws};
//! use guanjia::stratum::{Strata, Stratum};
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let day = |text: &str| text.parse().unwrap();
//! let candidates = Candidates::new((1..=5).map(|n| (id(&format!("S-{n:03}")), Strata::new()))).unwrap();
//! let draw: Draw = guanjia::from_json(&format!(r#"{{
//!     "id": "PANEL-1", "candidates": "{}", "seats": {{"all": 3}}, "alternates": 1, "general": 0,
//!     "commit_by": "2026-04-22", "reveal_by": "2026-04-24",
//!     "sources": [{{"text": "双色球第2026046期", "date": "2026-04-26"}}]
//! }}"#, candidates.digest())).unwrap();
//!
//! // Every draw of a record is known, so that none is made until it pleases.
//! let mut draws = Draws::default();
//! draws.announce(draw.clone(), &candidates, day("2026-04-20")).unwrap();
//! assert_eq!(draws.announce(draw, &candidates, day("2026-04-21")).unwrap_err().code(), "draw.repeated");
//! let stage = draws.stage_mut(&id("PANEL-1")).unwrap();
//! let value = "3.9.11.14.21.27.32./";
//! assert_eq!(stage.draw(&candidates, value, day("2026-04-25")).unwrap_err().code(), "draw.value-early");
//! assert_eq!(stage.overdue(day("2026-04-28")).unwrap().code(), "draw.overdue");
//! let drawn = stage.draw(&candidates, value, day("2026-04-28")).unwrap();
//! assert_eq!((drawn.selected[&Stratum::all()].len(), drawn.alternates[&Stratum::all()].len()), (3, 1));
//! assert!(matches!(stage, DrawStage::Drawn(_)));
//! ```

use crate::map::{Map, Set};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::json;
use crate::lottery::{PublicSource, PublicValue, Reveal, Seed, commitment};
use crate::selection::candidates::Candidates;
use crate::selection::panels::{CheckedLottery, LotteryNotice, Outcome, Panels};
use crate::sortition::Problem;
use crate::stratum::Stratum;
use crate::time::Date;

const ANNOUNCEMENT: &str = "guanjia/draw/v1";

/// Under this label lots are drawn for the seats, and for the alternates of each stratum.
pub(crate) const SEAT: &str = "seat";
/// Under this label lots are drawn for the general alternates, apart from the first since among
/// those left over the lots for the seats are no longer equally good.
pub(crate) const GENERAL: &str = "general";

/// The announcement of a draw 抽签公告: all that decides it except the secrets of the parties and
/// values that do not exist yet (RFC 3797 section 2).
///
/// ```
/// use guanjia::selection::{Candidates, Draw};
/// let stewards = (1..=4).map(|n| (format!("S-{n:03}").parse().unwrap(), Default::default()));
/// let candidates = Candidates::new(stewards).unwrap();
/// let draw: Draw = guanjia::from_json(&format!(r#"{{
///     "id": "PANEL-2026Q2", "candidates": "{}", "seats": {{"all": 2}}, "alternates": 1, "general": 0,
///     "parties": ["supervisor-1"], "commit_by": "2026-04-22", "reveal_by": "2026-04-24",
///     "sources": [{{"text": "双色球第2026046期", "date": "2026-04-26"}}]
/// }}"#, candidates.digest())).unwrap();
/// let today = "2026-04-20".parse().unwrap();
/// assert!(draw.clone().announce(&candidates, today).is_ok());
/// // Whoever could still choose a secret when the lottery is known could choose the result.
/// let late = Draw { reveal_by: "2026-04-26".parse().unwrap(), ..draw.clone() };
/// assert_eq!(late.announce(&candidates, today).unwrap_err().code(), "draw.dates");
/// let greedy = Draw { seats: [(guanjia::stratum::Stratum::all(), 5)].into(), ..draw };
/// assert_eq!(greedy.announce(&candidates, today).unwrap_err().code(), "draw.candidates-few");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Draw {
    /// Names what is filled, such as the pool of a year or the panel of a meeting. It is drawn once.
    pub id: Id,
    /// The digest of the candidates, see [`Candidates::digest`].
    pub candidates: Hash,
    /// The key of the strata that the seats are shared out among; none when all are drawn together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// The seats of each stratum; of the one stratum `all` when there is no key.
    pub seats: Map<Stratum, u64>,
    /// How many alternates 备选 each stratum gets, if it has as many candidates.
    pub alternates: u64,
    /// How many general alternates there are besides, for strata whose own run out.
    pub general: u64,
    /// Those who bring in a secret: the committee, a supervisor, an observing resident. None is allowed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Id>,
    /// The last day for commitments.
    pub commit_by: Date,
    /// The last day for reveals, before the first source has a value.
    pub reveal_by: Date,
    /// The public sources, in the order in which their values are written.
    pub sources: Vec<PublicSource>,
    /// The lottery 方案 one of whose panels is drawn; without one, the seats are drawn person by person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery: Option<LotteryNotice>,
}

/// A draw that takes commitments, once its lottery is on the record, if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    draw: Draw,
    announcement: Hash,
    panels: Option<Panels>,
    commitments: Map<Id, Hash>,
}

/// A draw that takes reveals, and no further commitments.
///
/// ```
/// use guanjia::lottery::{Reveal, commitment};
/// use guanjia::selection::{Candidates, Draw};
/// # let candidates = Candidates::new([("S-001".parse().unwrap(), Default::default())]).unwrap();
/// # let draw: Draw = guanjia::from_json(&format!(r#"{{
/// #     "id": "PANEL-2026Q2", "candidates": "{}", "seats": {{"all": 1}}, "alternates": 0, "general": 0,
/// #     "parties": ["supervisor-1", "street"], "commit_by": "2026-04-22", "reveal_by": "2026-04-24",
/// #     "sources": [{{"text": "双色球第2026046期", "date": "2026-04-26"}}]
/// # }}"#, candidates.digest())).unwrap();
/// # let day = |text: &str| text.parse().unwrap();
/// let mut announced = draw.announce(&candidates, day("2026-04-20")).unwrap();
/// let (party, secret) = ("supervisor-1".parse().unwrap(), Reveal([7; 32]));
/// announced.commit(&party, commitment(&announced.announcement(), &party, &secret), day("2026-04-21")).unwrap();
/// let mut committed = announced.close(day("2026-04-23")).unwrap();
/// // What is shown is what was committed to.
/// let other = committed.reveal(&party, Reveal([8; 32]), day("2026-04-23"));
/// assert_eq!(other.unwrap_err().code(), "draw.reveal-wrong");
/// committed.reveal(&party, secret, day("2026-04-23")).unwrap();
/// // The street brought in nothing, and is named.
/// let revealed = committed.close(day("2026-04-23")).unwrap();
/// let drawn = revealed.draw(&candidates, "3.9.11.14.21.27.32./", day("2026-04-26")).unwrap();
/// assert_eq!(drawn.forfeited, ["street".parse().unwrap()]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    announced: Announced,
    reveals: Map<Id, Reveal>,
}

/// A draw that waits for the public value; nobody can influence it any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revealed {
    announced: Announced,
    reveals: Map<Id, Reveal>,
}

/// A finished draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Drawn {
    /// The draw.
    pub draw: Id,
    /// The hash of its announcement.
    pub announcement: Hash,
    /// What the public sources showed.
    pub value: PublicValue,
    /// The seed all lots follow from.
    pub seed: Seed,
    /// The parties that brought in nothing, because they did not commit or did not reveal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forfeited: Vec<Id>,
    /// Those selected in each stratum, in the order of their lots.
    pub selected: Map<Stratum, Vec<Id>>,
    /// The alternates of each stratum, in the order in which they move up.
    pub alternates: Map<Stratum, Vec<Id>>,
    /// The general alternates, in the order in which they move up.
    pub general: Vec<Id>,
    /// Which panel of the lottery was drawn, counted from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panel: Option<u32>,
    /// What whoever moves up has to fit, where a panel of a lottery was drawn.
    #[serde(skip)]
    pub(crate) problem: Option<Arc<Problem>>,
}

impl Draw {
    /// The hash of the announcement: the tagged SHA-256 of its canonical JSON.
    pub fn digest(&self) -> Result<Hash, Error> {
        Ok(Hash::tagged(ANNOUNCEMENT, &[json::print(self)?.as_bytes()]))
    }

    /// Announces the draw on a day.
    ///
    /// `draw.candidates-changed` when the candidates are not those of the announcement;
    /// `stratum.missing` and `draw.stratum-unknown` for a candidate who belongs to no stratum that
    /// has a number of seats (zero will do); `draw.candidates-few` when a stratum has fewer candidates
    /// than seats; `seats.none` when there is no seat; `draw.party-twice`; `draw.source-missing`;
    /// `draw.dates` unless today ≤ `commit_by` ≤ `reveal_by` < the day of every source, so that all
    /// is fixed before any value is known. For a lottery of panels the errors of [`LotteryNotice::problem`].
    pub fn announce(self, candidates: &Candidates, today: Date) -> Result<Announced, Error> {
        let announcement = self.digest()?;
        candidates.check(self.candidates)?;
        for (stratum, group) in candidates.by_stratum(&self.seats, self.by.as_ref())? {
            let seats = self.seats.get(stratum).copied().unwrap_or(0);
            if seats > group.len() as u64 {
                return Err(Error::new(Code::DrawCandidatesFew)
                    .with("stratum", stratum)
                    .with("seats", seats)
                    .with("candidates", group.len()));
            }
        }
        if self.seats.values().all(|seats| *seats == 0) {
            return Err(Error::new(Code::SeatsNone).with("base", candidates.len()));
        }
        let mut parties = Set::new();
        if let Some(party) = self.parties.iter().find(|party| !parties.insert(*party)) {
            return Err(Error::new(Code::DrawPartyTwice).with("party", party));
        }
        let Some(first) = self.sources.iter().map(|source| source.date).min() else {
            return Err(Error::new(Code::DrawSourceMissing).with("draw", &self.id));
        };
        if self.sources.iter().any(|source| source.text.trim().is_empty()) {
            return Err(Error::new(Code::DrawSourceMissing).with("draw", &self.id));
        }
        if today > self.commit_by || self.commit_by > self.reveal_by || self.reveal_by >= first {
            return Err(Error::new(Code::DrawDates)
                .with("today", today)
                .with("commit_by", self.commit_by)
                .with("reveal_by", self.reveal_by)
                .with("source", first));
        }
        let panels = match &self.lottery {
            Some(notice) => Some(Panels::new(notice.problem(&self, candidates)?)),
            None => None,
        };
        Ok(Announced { draw: self, announcement, panels, commitments: Map::new() })
    }
}

impl Announced {
    /// The announcement.
    pub fn draw(&self) -> &Draw {
        &self.draw
    }

    /// The hash of the announcement, which commitments are made under.
    pub fn announcement(&self) -> Hash {
        self.announcement
    }

    /// Takes a part of the lottery, counted from 0, as base64url; with the last one the lottery is checked.
    ///
    /// `draw.lottery-none` when none was announced, `draw.lottery-late` after `commit_by`, `draw.lottery-part` when it is not the
    /// part that was announced, `draw.lottery-twice`; with the last one the errors of [`Lottery::unpack`] and
    /// [`check`](crate::sortition::check()), and `draw.lottery-panels`.
    ///
    /// [`Lottery::unpack`]: crate::sortition::Lottery::unpack
    pub fn part(&mut self, part: u32, data: &str, today: Date) -> Result<(), Error> {
        let (Some(notice), Some(panels)) = (&self.draw.lottery, &mut self.panels) else {
            return Err(Error::new(Code::DrawLotteryNone).with("draw", &self.draw.id));
        };
        if today > self.draw.commit_by {
            return Err(lottery_late(&self.draw));
        }
        panels.take(&self.draw.id, notice, part, data)
    }

    /// The lottery as it was checked, once it is all on the record.
    pub fn lottery(&self) -> Option<&CheckedLottery> {
        self.panels.as_ref()?.checked().map(|lottery| &**lottery)
    }

    pub(crate) fn checked(&self) -> Option<Arc<CheckedLottery>> {
        self.panels.as_ref()?.checked().cloned()
    }

    /// How many parts of the lottery are on the record.
    pub fn parts(&self) -> u32 {
        self.panels.as_ref().map_or(0, Panels::parts)
    }

    /// The problem of the lottery.
    pub fn problem(&self) -> Option<&Problem> {
        self.panels.as_ref().map(|panels| &**panels.problem())
    }

    /// Whether a lottery was announced and is still to be put on the record, for which there is time.
    pub fn wants_lottery(&self, today: Date) -> bool {
        self.check_lottery().is_err() && today <= self.draw.commit_by
    }

    /// Whether a lottery was announced and not put on the record in time.
    pub(super) fn lacks(&self, today: Date) -> bool {
        self.check_lottery().is_err() && today > self.draw.commit_by
    }

    fn check_lottery(&self) -> Result<(), Error> {
        match &self.draw.lottery {
            Some(notice) if self.lottery().is_none() => Err(Error::new(Code::DrawLotteryMissing)
                .with("draw", &self.draw.id)
                .with("found", self.parts())
                .with("parts", notice.parts.len())),
            _ => Ok(()),
        }
    }

    /// Takes the commitment of a party. `draw.party-unknown` for one that was not announced,
    /// `draw.commit-twice`, `draw.commit-late` after `commit_by`, `draw.lottery-missing` before the lottery is on the record.
    pub fn commit(&mut self, party: &Id, commitment: Hash, today: Date) -> Result<(), Error> {
        self.may_commit(party, today)?;
        self.commitments.insert(party.clone(), commitment);
        Ok(())
    }

    /// Whether [`Announced::commit`] would take a commitment.
    pub fn may_commit(&self, party: &Id, today: Date) -> Result<(), Error> {
        self.check_lottery()?;
        if !self.draw.parties.contains(party) {
            return Err(Error::new(Code::DrawPartyUnknown).with("party", party));
        }
        if self.commitments.contains_key(party) {
            return Err(Error::new(Code::DrawCommitTwice).with("party", party));
        }
        if today > self.draw.commit_by {
            return Err(commit_late(party, &self.draw));
        }
        Ok(())
    }

    /// Ends the commitments once all parties have made theirs or `commit_by` is past;
    /// `draw.commits-open` before, `draw.lottery-missing` without the lottery. A party that has not committed is left out of the
    /// draw.
    pub fn close(&self, today: Date) -> Result<Committed, Error> {
        self.check_lottery()?;
        if self.commitments.len() < self.draw.parties.len() && today <= self.draw.commit_by {
            return Err(Error::new(Code::DrawCommitsOpen).with("commit_by", self.draw.commit_by));
        }
        Ok(Committed { announced: self.clone(), reveals: Map::new() })
    }
}

impl Committed {
    /// What was announced and committed to.
    pub fn announced(&self) -> &Announced {
        &self.announced
    }

    /// Takes what a party committed to. `draw.not-committed`, `draw.reveal-twice`,
    /// `draw.reveal-late` after `reveal_by`, `draw.reveal-wrong` when it is not what it committed to.
    pub fn reveal(&mut self, party: &Id, reveal: Reveal, today: Date) -> Result<(), Error> {
        let committed = self.may_reveal(party, today)?;
        if commitment(&self.announced.announcement, party, &reveal) != committed {
            return Err(Error::new(Code::DrawRevealWrong).with("party", party));
        }
        self.reveals.insert(party.clone(), reveal);
        Ok(())
    }

    /// What a party committed to, if [`Committed::reveal`] would take it.
    pub fn may_reveal(&self, party: &Id, today: Date) -> Result<Hash, Error> {
        let draw = &self.announced.draw;
        let Some(committed) = self.announced.commitments.get(party) else {
            return Err(Error::new(Code::DrawNotCommitted).with("party", party));
        };
        if self.reveals.contains_key(party) {
            return Err(Error::new(Code::DrawRevealTwice).with("party", party));
        }
        if today > draw.reveal_by {
            return Err(reveal_late(party, draw));
        }
        Ok(*committed)
    }

    /// Ends the reveals once all commitments are revealed or `reveal_by` is past; `draw.reveals-open`
    /// before, `draw.reveal-missing` when parties were announced and none of them revealed.
    ///
    /// A party that did not reveal is left out of the seed and named in the result. It gains nothing
    /// by it, since it had to choose before the public value was known; if the draw had to wait for
    /// it, it could stop the draw.
    pub fn close(&self, today: Date) -> Result<Revealed, Error> {
        let draw = &self.announced.draw;
        if !self.over(today) {
            return Err(Error::new(Code::DrawRevealsOpen).with("reveal_by", draw.reveal_by));
        }
        if self.failed(today) {
            return Err(Error::new(Code::DrawRevealMissing).with("draw", &draw.id));
        }
        Ok(Revealed { announced: self.announced.clone(), reveals: self.reveals.clone() })
    }

    fn over(&self, today: Date) -> bool {
        self.reveals.len() == self.announced.commitments.len() || today > self.announced.draw.reveal_by
    }

    pub(super) fn failed(&self, today: Date) -> bool {
        self.over(today) && self.reveals.is_empty() && !self.announced.draw.parties.is_empty()
    }
}

impl Revealed {
    /// Draws, once the public value exists. `draw.value-early` before the day of the last source,
    /// `draw.value-invalid` for a value that is not in canonical form, `draw.candidates-changed` when
    /// the candidates are not those of the announcement.
    pub fn draw(&self, candidates: &Candidates, value: &str, today: Date) -> Result<Drawn, Error> {
        let Announced { draw, announcement, .. } = &self.announced;
        candidates.check(draw.candidates)?;
        let value = PublicValue::parse(&draw.sources, value)?;
        if let Some(source) = draw.sources.iter().find(|source| today < source.date) {
            return Err(Error::new(Code::DrawValueEarly).with("source", &source.text).with("date", source.date));
        }
        let reveals: Vec<_> = draw.parties.iter().map(|party| self.reveals.get(party).copied()).collect();
        let forfeited = draw.parties.iter().filter(|party| !self.reveals.contains_key(*party)).cloned().collect();
        let seed = Seed::of(announcement, &reveals, &value);
        let (id, announcement) = (draw.id.clone(), *announcement);
        if let Some(panels) = &self.announced.panels {
            let Some(Outcome { panel, selected, general }) = panels.draw(draw, &seed) else {
                return Err(Error::new(Code::DrawOpen).with("draw", id));
            };
            let (panel, problem) = (Some(panel), Some(panels.problem().clone()));
            let alternates = Map::new();
            return Ok(Drawn {
                draw: id,
                announcement,
                value,
                seed,
                forfeited,
                selected,
                alternates,
                general,
                panel,
                problem,
            });
        }
        let (mut selected, mut alternates, mut rest) = (Map::new(), Map::new(), Vec::new());
        for (stratum, group) in candidates.by_stratum(&draw.seats, draw.by.as_ref())? {
            let mut order = seed.order(SEAT, group).into_iter();
            let seats = draw.seats.get(stratum).copied().unwrap_or(0);
            selected.insert(stratum.clone(), order.by_ref().take(count(seats)).collect());
            alternates.insert(stratum.clone(), order.by_ref().take(count(draw.alternates)).collect());
            rest.extend(order);
        }
        let mut general = seed.order(GENERAL, &rest);
        general.truncate(count(draw.general));
        let (draw, panel, problem) = (id, None, None);
        Ok(Drawn { draw, announcement, value, seed, forfeited, selected, alternates, general, panel, problem })
    }
}

fn count(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

pub(super) fn commit_late(party: &Id, draw: &Draw) -> Error {
    Error::new(Code::DrawCommitLate).with("party", party).with("commit_by", draw.commit_by)
}

fn reveal_late(party: &Id, draw: &Draw) -> Error {
    Error::new(Code::DrawRevealLate).with("party", party).with("reveal_by", draw.reveal_by)
}

pub(super) fn lottery_late(draw: &Draw) -> Error {
    Error::new(Code::DrawLotteryLate).with("draw", &draw.id).with("commit_by", draw.commit_by)
}
