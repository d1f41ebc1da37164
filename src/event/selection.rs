//! Rosters of stewards, draws, and who takes part (SPEC.md section 5).

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

/// A party commits 承诺 to a secret before the public value exists.
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
