//! A whole draw in one file, to be done again by anybody (SPEC.md section 5).
//!
//! ```
//! use guanjia::selection::DrawSpec;
//! // Seats by a rule and weights instead of given ones: a third of 9 households, two buildings.
//! let text = r#"{
//!   "id": "R-2026", "by": "building",
//!   "candidates": [
//!     {"handle": "S-01", "strata": {"building": "B01"}}, {"handle": "S-02", "strata": {"building": "B01"}},
//!     {"handle": "S-03", "strata": {"building": "B01"}}, {"handle": "S-04", "strata": {"building": "B02"}}
//!   ],
//!   "rule": {"ratio": [1, 3], "measure": "households", "rounding": "ceil", "by": "building"},
//!   "weights": {"B01": 6, "B02": 3}, "alternates": 1, "general": 0,
//!   "commit_by": "2026-05-06", "reveal_by": "2026-05-06",
//!   "sources": [{"text": "双色球第2026052期", "date": "2026-05-07"}], "value": "2.5.8.10.12.33./"
//! }"#;
//! let report = DrawSpec::parse(text).unwrap().run().unwrap();
//! assert_eq!(report.seats.unwrap().total, 3);
//! // Those with the smallest lots of their building are selected.
//! let selected = &report.drawn.selected[&"B01".parse().unwrap()];
//! let alternate = &report.drawn.alternates[&"B01".parse().unwrap()][0];
//! assert!(selected.iter().all(|handle| report.tickets[handle] < report.tickets[alternate]));
//! // Another value of the lottery, another draw; a value in another spelling is none.
//! let other = DrawSpec::parse(&text.replace("2.5.8.", "1.5.8.")).unwrap().run().unwrap();
//! assert_ne!(other.drawn.seed, report.drawn.seed);
//! let misspelt = DrawSpec::parse(&text.replace("2.5.8.", "5.2.8.")).unwrap();
//! assert_eq!(misspelt.run().unwrap_err().code(), "draw.value-invalid");
//! ```

use crate::map::Map;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::json;
use crate::lottery::{PublicSource, Reveal};
use crate::selection::candidates::Candidates;
use crate::selection::draw::{Draw, Drawn, SEAT};
use crate::selection::panels::LotteryNotice;
use crate::selection::seats::{SeatRule, Seats};
use crate::stratum::{Strata, Stratum};
use crate::time::Date;

/// A draw with everything that decides it, as `guanjia draw` reads it.
///
/// ```
/// use guanjia::selection::DrawSpec;
/// use guanjia::stratum::Stratum;
/// let spec = DrawSpec::parse(r#"{
///   "id": "panel-2026Q2",
///   "candidates": [{"handle": "S-01"}, {"handle": "S-02"}, {"handle": "S-03"}, {"handle": "S-04"}],
///   "seats": {"all": 2}, "alternates": 1, "general": 0,
///   "commit_by": "2026-05-06", "reveal_by": "2026-05-06",
///   "sources": [{"text": "双色球第2026052期", "date": "2026-05-07"}],
///   "value": "2.5.8.10.12.33./"
/// }"#).unwrap();
/// let report = spec.run().unwrap();
/// assert_eq!(report.drawn.selected[&Stratum::all()].len(), 2);
/// assert_eq!(report, spec.run().unwrap());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DrawSpec {
    /// What is filled.
    pub id: Id,
    /// Who may be drawn, in any order.
    pub candidates: Vec<CandidateSpec>,
    /// The key of the strata that share the seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// The seats of each stratum. Either they are given, or a rule and weights.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub seats: Map<Stratum, u64>,
    /// The rule that says how many seats there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<SeatRule>,
    /// How much of the rule's measure there is in each stratum.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub weights: Map<Stratum, u64>,
    /// How many alternates each stratum gets.
    pub alternates: u64,
    /// How many general alternates there are.
    pub general: u64,
    /// The parties, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartySpec>,
    /// The last day for commitments.
    pub commit_by: Date,
    /// The last day for reveals.
    pub reveal_by: Date,
    /// The public sources, in order.
    pub sources: Vec<PublicSource>,
    /// The lottery one of whose panels is drawn, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery: Option<LotteryNotice>,
    /// Its parts, as they are on the record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// What the public sources showed, in canonical form.
    pub value: String,
}

/// A candidate of a [`DrawSpec`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CandidateSpec {
    /// Who.
    pub handle: Id,
    /// Where the candidate belongs.
    #[serde(default, skip_serializing_if = "Strata::is_empty")]
    pub strata: Strata,
}

/// A party of a [`DrawSpec`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PartySpec {
    /// Who.
    pub id: Id,
    /// What it committed to, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Hash>,
    /// What it revealed, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reveal: Option<Reveal>,
}

/// A draw done again, with every hash on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DrawReport {
    /// The seats as the rule gives them, where a rule was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<Seats>,
    /// The announcement, whose canonical JSON is hashed.
    pub announcement: Draw,
    /// The lot of every candidate for the seats; the smallest are selected. Empty where a panel of a lottery is drawn.
    pub tickets: Map<Id, Hash>,
    /// The result, with the hash of the announcement, the value and the seed.
    pub drawn: Drawn,
}

impl DrawSpec {
    /// Reads a specification written by hand: any white space and order of members, but nothing
    /// unknown and nothing twice (`json.invalid`).
    pub fn parse(text: &str) -> Result<Self, Error> {
        json::from_json(text)
    }

    /// Does the draw again from the beginning; every error of [`SeatRule::share_out`], [`Draw::announce`]
    /// and the steps after it. `draw.seats-given` unless either seats or a rule with weights are given.
    pub fn run(&self) -> Result<DrawReport, Error> {
        let candidates = self.candidates.iter().map(|c| (c.handle.clone(), c.strata.clone()));
        let candidates = Candidates::new(candidates)?;
        let (seats, by_stratum) = self.reckon()?;
        let announcement = Draw {
            id: self.id.clone(),
            candidates: candidates.digest(),
            by: self.by.clone(),
            seats: by_stratum,
            alternates: self.alternates,
            general: self.general,
            parties: self.parties.iter().map(|party| party.id.clone()).collect(),
            commit_by: self.commit_by,
            reveal_by: self.reveal_by,
            sources: self.sources.clone(),
            lottery: self.lottery.clone(),
        };
        let mut announced = announcement.clone().announce(&candidates, self.commit_by)?;
        for (part, data) in (0..).zip(&self.parts) {
            announced.part(part, data, self.commit_by)?;
        }
        for party in &self.parties {
            if let Some(commitment) = party.commitment {
                announced.commit(&party.id, commitment, self.commit_by)?;
            }
        }
        let last = self.sources.iter().map(|source| source.date).max().unwrap_or(self.reveal_by);
        let mut committed = announced.close(last)?;
        for party in &self.parties {
            if let Some(reveal) = party.reveal {
                committed.reveal(&party.id, reveal, self.reveal_by)?;
            }
        }
        let drawn = committed.close(last)?.draw(&candidates, &self.value, last)?;
        let drawn_alone = candidates.iter().filter(|_| self.lottery.is_none());
        let tickets = drawn_alone.map(|(id, _)| (id.clone(), drawn.seed.ticket(SEAT, id))).collect();
        Ok(DrawReport { seats, announcement, tickets, drawn })
    }

    fn reckon(&self) -> Result<(Option<Seats>, Map<Stratum, u64>), Error> {
        match &self.rule {
            Some(rule) if self.seats.is_empty() && rule.by == self.by => {
                let seats = rule.share_out(&self.weights)?;
                let strata = seats.strata.clone();
                Ok((Some(seats), strata))
            }
            None if self.weights.is_empty() => Ok((None, self.seats.clone())),
            _ => Err(Error::new(Code::DrawSeatsGiven).with("draw", &self.id)),
        }
    }
}
