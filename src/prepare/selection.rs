//! Bases, rosters and draws as they are announced (SPEC.md sections 4 and 5).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! use guanjia::{Event, prepare::Ask};
//! let ask = Ask::from_json(r#"{"kind": "roster", "roster": "R-2026", "base": "households", "candidates": "households",
//!     "rule": {"ratio": [1, 3], "measure": "households", "rounding": "ceil"}}"#).unwrap();
//! let Ok((Event::DeclareRoster(declared), None)) = hall.prepare(ask) else { panic!("no roster") };
//! assert_eq!((declared.roster.seats.base, declared.roster.seats.total), (3, 1));
//!
//! // Two of the three; the digest of those who may be drawn is the record's.
//! let ask = Ask::from_json(r#"{"kind": "draw", "draw": "PANEL-1", "from": {"base": "households"}, "session": "SES-1",
//!     "seats": {"all": 2}, "alternates": 1, "general": 0, "commit_by": "2026-03-16", "reveal_by": "2026-03-16",
//!     "sources": [{"text": "双色球第2026030期(虚构)", "date": "2026-03-17"}]}"#).unwrap();
//! let Ok((Event::AnnounceDraw(announced), None)) = hall.prepare(ask) else { panic!("no draw") };
//! let base = hall.base(&"households".parse().unwrap()).unwrap();
//! let candidates = guanjia::selection::Candidates::of_base(base, base.members().keys()).unwrap();
//! assert_eq!(announced.draw.candidates, candidates.digest());
//! ```

use crate::map::Map;

use serde::{Deserialize, Serialize};

use super::{follows, missing};
use crate::error::Error;
use crate::event::{AnnounceDraw, CommitDraw, DeclareRoster, DrawFrom, FinishDraw, Freeze};
use crate::hall::Hall;
use crate::id::Id;
use crate::lottery::{PublicSource, PublicValue, Reveal, commitment};
use crate::register::Scope;
use crate::roster::RosterNotice;
use crate::selection::{Draw, LotteryNotice, SeatRule};
use crate::stratum::Stratum;
use crate::time::Date;

/// A base to be frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct FreezeAsk {
    /// A new identifier for the base.
    pub base: Id,
    /// The register.
    pub register: Id,
    /// Which part of it; all that may vote when left out.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<Scope>"))]
    pub scope: Scope,
}

/// A roster to be declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RosterAsk {
    /// A new identifier for the roster.
    pub roster: Id,
    /// The base the seats are a share of.
    pub base: Id,
    /// The base whose voters may stand.
    pub candidates: Id,
    /// How the seats are reckoned.
    pub rule: SeatRule,
}

/// A draw to be announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DrawAsk {
    /// A new name for the draw.
    pub draw: Id,
    /// Among whom.
    pub from: DrawFrom,
    /// The session those drawn are convened for; left out where a roster is filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Id>,
    /// The key of the strata that share the seats; of a roster it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// The seats of each stratum; of a roster they follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<Map<Stratum, u64>>,
    /// How many alternates each stratum gets.
    pub alternates: u64,
    /// How many general alternates there are besides.
    pub general: u64,
    /// Those who bring in a secret.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Id>,
    /// The last day for commitments.
    pub commit_by: Date,
    /// The last day for reveals.
    pub reveal_by: Date,
    /// The public sources, in the order in which their values are written.
    pub sources: Vec<PublicSource>,
    /// The lottery one of whose panels is drawn, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery: Option<LotteryNotice>,
}

/// A commitment to be made. The secret stays with the party until it reveals it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CommitAsk {
    /// The draw.
    pub draw: Id,
    /// The office or handle that will sign it.
    pub party: Id,
    /// Its secret: 32 bytes.
    pub secret: Reveal,
}

/// A draw to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DrawnAsk {
    /// The draw.
    pub draw: Id,
    /// What each public source showed, number by number.
    pub values: Vec<Vec<String>>,
}

impl FreezeAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<Freeze, Error> {
        let frozen = hall.known_register(&self.register)?.freeze(self.base, &self.scope)?;
        Ok(Freeze { base: frozen.notice().clone() })
    }
}

impl RosterAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<DeclareRoster, Error> {
        let Self { roster: id, base, candidates, rule } = self;
        let seats = rule.seats(hall.known_base(&base)?)?;
        Ok(DeclareRoster { roster: RosterNotice { base, candidates, id, rule, seats } })
    }
}

impl DrawAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<AnnounceDraw, Error> {
        let (by, seats) = match (&self.from, self.by, self.seats) {
            (DrawFrom::Candidates(roster), None, None) => {
                let roster = hall.roster(roster)?;
                (roster.notice().rule.by.clone(), roster.seats_to_draw())
            }
            (DrawFrom::Candidates(_), Some(_), _) => return Err(follows("by")),
            (DrawFrom::Candidates(_), None, Some(_)) => return Err(follows("seats")),
            (_, by, seats) => (by, seats.ok_or_else(|| missing("seats"))?),
        };
        let draw = Draw {
            id: self.draw,
            candidates: hall.candidates_of(&self.from)?.digest(),
            by,
            seats,
            alternates: self.alternates,
            general: self.general,
            parties: self.parties,
            commit_by: self.commit_by,
            reveal_by: self.reveal_by,
            sources: self.sources,
            lottery: self.lottery,
        };
        Ok(AnnounceDraw { draw, from: self.from, session: self.session })
    }
}

impl CommitAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<CommitDraw, Error> {
        let announcement = hall.draw(&self.draw)?.announcement().digest()?;
        Ok(CommitDraw { commitment: commitment(&announcement, &self.party, &self.secret), draw: self.draw })
    }
}

impl DrawnAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<FinishDraw, Error> {
        let value = PublicValue::of(&hall.draw(&self.draw)?.announcement().sources, &self.values)?;
        Ok(FinishDraw { draw: self.draw, value: value.to_string() })
    }
}
