//! Somebody's seats: on rosters, in draws, at sessions (SPEC.md sections 5 and 6).
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
//! enter(&mut hall, "committee", r#"{"kind": "roster", "roster": {
//!     "base": "households", "candidates": "households", "id": "R-2026",
//!     "rule": {"ratio": [1, 3], "measure": "households", "rounding": "ceil"},
//!     "seats": {"measure": "households", "base": 3, "total": 1, "strata": {"all": 1}}}}"#).unwrap();
//! enter(&mut hall, "committee",
//!     r#"{"kind": "roster-move", "event": "open_nomination", "roster": "R-2026", "until": "2026-03-20"}"#).unwrap();
//! enter(&mut hall, "H-1", r#"{"kind": "nominate", "handle": "H-1", "roster": "R-2026", "source": "own"}"#).unwrap();
//! // The one who stands sees so; nobody has the seat yet.
//! let mine = hall.standing(&"H-1".parse().unwrap()).unwrap();
//! assert_eq!(mine.rosters[0].stands, Some(guanjia::roster::Nominator::Own));
//! assert!(mine.rosters[0].seat.is_none() && !mine.rosters[0].waits);
//! // Everyone in the base is convened to the assembly.
//! assert_eq!(mine.sessions[0].session.as_str(), "ASM-1");
//! ```

use serde::Serialize;

use crate::hall::{DrawRecord, Hall};
use crate::id::Id;
use crate::roster::{Nominator, Roster};
use crate::selection::Pool;
use crate::session::{Presence, Session, When};
use crate::stratum::Stratum;
use crate::view::{State, selection};

/// Somebody on a roster of stewards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RosterStanding {
    /// The roster.
    pub roster: Id,
    /// Where it stands.
    pub state: State,
    /// Who put them forward, if they stand in this round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands: Option<Nominator>,
    /// Whether they are on the list of those to be appointed.
    pub listed: bool,
    /// The stratum of the seat they hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<Stratum>,
    /// Whether they wait for a seat as an alternate 递补.
    pub waits: bool,
}

/// Somebody in a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DrawStanding {
    /// The draw.
    pub draw: Id,
    /// `announced`, `committed`, `drawn` or `failed`.
    pub state: State,
    /// The session those drawn are convened for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Id>,
    /// Whether they are a candidate.
    pub candidate: bool,
    /// Whether they are a party that commits and reveals.
    pub party: bool,
    /// The stratum of the seat they hold on the panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<Stratum>,
    /// Whether they wait for a seat on the panel as an alternate 递补.
    pub waits: bool,
}

/// Somebody who is convened to a session, or a guest of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SessionStanding {
    /// The session.
    pub session: Id,
    /// Where it stands.
    pub state: State,
    /// When it meets.
    pub when: When,
    /// Whether they may speak but do not count or vote 列席.
    pub guest: bool,
    /// How they are present, once they checked in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
}

pub(super) fn on_roster(roster: &Roster, handle: &Id) -> Option<RosterStanding> {
    let pool = roster.pool().ok();
    let stands = roster.standing().find(|(who, _)| *who == handle).map(|(_, by)| by);
    let listed = roster.list().is_some_and(|list| list.members().contains_key(handle));
    let (seat, waits) = seat(pool, handle);
    let shown = || RosterStanding {
        roster: roster.notice().id.clone(),
        state: State::of(roster.state()),
        stands,
        listed,
        seat: seat.clone(),
        waits,
    };
    (stands.is_some() || listed || seat.is_some() || waits).then(shown)
}

pub(super) fn in_draw(hall: &Hall, draw: &DrawRecord, handle: &Id) -> Option<DrawStanding> {
    let announcement = draw.announcement();
    let candidate = draw.candidates().has(handle);
    let party = announcement.parties.contains(handle);
    let (seat, waits) = seat(hall.panel(&announcement.id).ok(), handle);
    let shown = || DrawStanding {
        draw: announcement.id.clone(),
        state: selection::state(hall, draw),
        session: draw.session().cloned(),
        candidate,
        party,
        seat,
        waits,
    };
    (candidate || party).then(shown)
}

/// The seat that somebody holds, or whether they wait for one.
fn seat(pool: Option<&Pool>, handle: &Id) -> (Option<Stratum>, bool) {
    let seat = pool.and_then(|pool| pool.members().get(handle));
    (seat.cloned(), seat.is_none() && pool.is_some_and(|pool| pool.has(handle)))
}

pub(super) fn in_session(session: &Session, handle: &Id) -> Option<SessionStanding> {
    let call = session.called();
    let guest = call.guests.contains(handle);
    let shown = || SessionStanding {
        session: session.id().clone(),
        state: State::of(session.state()),
        when: call.when,
        guest,
        presence: session.present().get(handle).copied(),
    };
    (guest || call.convened.contains(handle)).then(shown)
}
