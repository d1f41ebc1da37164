//! Rosters of stewards, draws, and who takes part (SPEC.md section 5).
//!
//! Each payload in its one spelling; in an entry `aud`, `iat` and `seq` stand beside, and `kind` in the header.
//!
//! ```
//! use guanjia::{Event, Payload, Time, from_json};
//! use serde_json::Value;
//! for text in [
//!     r#"{"kind": "roster", "roster": {
//!         "base": "households-2026", "candidates": "residents-2026", "id": "R-2026",
//!         "rule": {"ratio": [6, 100], "measure": "households", "rounding": "ceil",
//!                  "by": "building", "floor_one": true},
//!         "seats": {"measure": "households", "base": 260, "total": 16, "strata": {"B01": 8, "B02": 8}}}}"#,
//!     r#"{"kind": "roster-move", "event": "open_nomination", "roster": "R-2026", "until": "2026-03-20"}"#,
//!     r#"{"kind": "roster-move", "event": "fill_vacancy", "reason": "两名管家迁出本社区", "roster": "R-2026"}"#,
//!     r#"{"kind": "nominate", "handle": "S-003", "roster": "R-2026", "source": "building"}"#,
//!     r#"{"kind": "draw", "draw": {
//!         "id": "PANEL-2026Q2", "candidates": "o6owMX9GF_96y6VrmbX-JryMP0Il7HmQ6porG1EhCOw", "by": "group",
//!         "seats": {"养犬户": 8, "受影响居民": 8, "其他居民": 8}, "alternates": 2, "general": 2,
//!         "parties": ["supervisor-1", "street"], "commit_by": "2026-04-22", "reveal_by": "2026-04-24",
//!         "sources": [{"text": "福利彩票双色球第2026046期(虚构)", "date": "2026-04-26"}]},
//!         "from": {"pool": "R-2026"}, "session": "SES-2026Q2-1"}"#,
//!     r#"{"kind": "panels", "data": "AgEAAHsibGV2ZWxzIjpbXX0", "draw": "PANEL-2026Q2", "part": 0}"#,
//!     r#"{"kind": "commit", "commitment": "5IubMWAiA-SZf6ih-SWFhQ1R0qGkGOvpdkGI9-pmX6c", "draw": "PANEL-2026Q2"}"#,
//!     r#"{"kind": "reveal", "draw": "PANEL-2026Q2", "secret": "WGQT7fN-Hy50pOuShfAMpTwSMncMmI_X6Asxh1lGyVg"}"#,
//!     r#"{"kind": "drawn", "draw": "PANEL-2026Q2", "value": "3.9.11.14.21.27.32./"}"#,
//!     r#"{"kind": "decline", "from": {"draw": "PANEL-2026Q2"}, "handle": "S-002", "reason": "外出务工,不能到会"}"#,
//!     r#"{"kind": "decline", "from": {"roster": "R-2026"}, "handle": "S-003", "reason": "身体原因,不再担任"}"#,
//! ] {
//!     let (event, re) = Event::from_json(text).unwrap();
//!     let payload = Payload { aud: "example.org/hall".to_owned(), iat: Time(1_772_499_600), seq: 1, re, event };
//!     let printed: Value = from_json(&payload.print().unwrap()).unwrap();
//!     let given: Value = from_json(text).unwrap();
//!     assert!(given.as_object().unwrap().iter().all(|(name, value)| name == "kind" || printed[name] == *value));
//! }
//! ```

use serde::{Deserialize, Serialize};

use crate::hash::Hash;
use crate::id::Id;
use crate::lottery::Reveal;
use crate::roster::{Nominator, RosterEvent, RosterNotice};
use crate::selection::Draw;
use crate::time::Date;

/// A roster 百姓管家名册 is declared with its base, rule and seats, by the committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DeclareRoster {
    /// What is announced; its seats must be what the rule gives.
    pub roster: RosterNotice,
}

/// A roster takes a step, by the committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MoveRoster {
    /// What happens.
    pub event: RosterEvent,
    /// Why; needed to fill vacancies and to dissolve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The roster.
    pub roster: Id,
    /// The last day for nominations; needed for `open_nomination` and `rotate`, and nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Somebody stands for a roster 推荐: they sign it themselves, or a clerk or the committee enters it.
///
/// ```
/// use guanjia::event::Nominate;
/// use guanjia::roster::Nominator;
/// let nominate = Nominate {
///     handle: "S-003".parse().unwrap(), roster: "R-2026".parse().unwrap(), source: Nominator::Building,
/// };
/// assert_eq!(guanjia::from_json(r#"{"handle": "S-003", "roster": "R-2026", "source": "building"}"#), Ok(nominate));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Nominate {
    /// Who stands.
    pub handle: Id,
    /// The roster.
    pub roster: Id,
    /// Who put them forward; one who signs it puts themselves forward.
    pub source: Nominator,
}

/// A draw is announced 抽签公告, by the committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AnnounceDraw {
    /// The announcement, whose hash commitments are made under; its candidates must be those of `from`.
    pub draw: Draw,
    /// Among whom.
    pub from: DrawFrom,
    /// The session those drawn are convened for: there unless a roster is filled. No session is drawn
    /// for twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Id>,
}

/// Among whom is drawn: `{"pool":"R-2026"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum DrawFrom {
    /// Those who stand for a roster; who is drawn will hold its seats.
    Candidates(Id),
    /// Those who hold a roster's seats, for a panel.
    Pool(Id),
    /// The voters of a base, for a panel.
    Base(Id),
}

/// A part of the lottery 方案 one of whose panels is to be drawn, by the committee: all parts are on the record, and the lottery
/// is checked, before anybody commits to anything.
///
/// ```
/// use guanjia::event::PutPanels;
/// let part = r#"{"data": "AgEAAHsibGV2ZWxzIjpbXX0", "draw": "PANEL-2026Q2", "part": 0}"#;
/// assert_eq!(guanjia::from_json::<PutPanels>(part).unwrap().part, 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PutPanels {
    /// The bytes, in base64url; those whose hash was announced.
    pub data: String,
    /// The draw.
    pub draw: Id,
    /// Which part, counted from 0.
    pub part: u32,
}

/// A party commits 承诺 to a secret before the public value exists.
///
/// ```
/// use guanjia::event::{CommitDraw, RevealDraw};
/// use guanjia::lottery::{Reveal, commitment};
/// let announcement = guanjia::Hash::of(b"what the announcement of the draw hashes to");
/// let (party, secret) = ("street".parse().unwrap(), Reveal([7; 32]));
/// let draw: guanjia::Id = "PANEL-2026Q2".parse().unwrap();
/// let commit = CommitDraw { commitment: commitment(&announcement, &party, &secret), draw: draw.clone() };
/// // Days later the secret itself, which anybody holds against the commitment.
/// let reveal = RevealDraw { draw, secret };
/// assert_eq!(commitment(&announcement, &party, &reveal.secret), commit.commitment);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CommitDraw {
    /// [`commitment`](crate::lottery::commitment) under the announcement and the party's office or handle.
    pub commitment: Hash,
    /// The draw.
    pub draw: Id,
}

/// A party shows 揭示 what it committed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RevealDraw {
    /// The draw.
    pub draw: Id,
    /// The 32 bytes.
    pub secret: Reveal,
}

/// The public value exists and the draw is made 开签, by the committee; the result follows from the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct FinishDraw {
    /// The draw.
    pub draw: Id,
    /// What the public sources showed, in the form of [`PublicValue`](crate::lottery::PublicValue).
    pub value: String,
}

/// Somebody does not take a seat or gives it up 推辞: they sign it themselves, or a clerk enters it.
/// The next alternate takes the seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// Which seat.
    pub from: SeatOf,
    /// Who.
    pub handle: Id,
    /// Why.
    pub reason: String,
}

/// Where a seat is: `{"draw":"PANEL-2026Q2"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum SeatOf {
    /// In the panel that was drawn.
    Draw(Id),
    /// In the roster, or standing for it.
    Roster(Id),
}
