//! A session 会议: called, announced, checked in, heard, put on minutes (SPEC.md section 6).
//!
//! ```
//! use guanjia::actor::Actor;
//! use guanjia::agenda::Agenda;
//! use guanjia::quorum::Quorum;
//! use guanjia::role::Role;
//! use guanjia::session::{Presence, Session, SessionContext, SessionState, SessionStep};
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! // Three stewards are convened for 16 May 2026, 14:30; two of them have to be there.
//! let call = guanjia::from_json(r#"{
//!     "id": "SES-2026Q2-1", "convened": ["S-001", "S-002", "S-003"], "guests": ["R-0101"],
//!     "venue": "hall", "when": {"held": 1778913000}
//! }"#).unwrap();
//! let mut session = Session::call(call).unwrap();
//! let votes = Default::default();
//! let with = |at, have| SessionContext {
//!     at: guanjia::Time(at),
//!     zone: guanjia::Zone(480),
//!     entry: 0,
//!     notice: guanjia::agenda::NoticeRule { days: 10, special: false },
//!     quorum: Quorum { have, need: 2 },
//!     stakeholders: None,
//!     base: None,
//!     votes: &votes,
//!     publicity: None,
//! };
//! let by = |who: &str, role| Actor::new(id(who), [role]);
//! let facilitator = by("facilitator", Role::Facilitator);
//! let agenda: Agenda = guanjia::from_json(r#"{"items": [{"no": 1, "title": "文明养犬公约(草案)"}]}"#).unwrap();
//! let publish = SessionStep::PublishAgenda { agenda, base: None, special: None };
//! let day = 86_400;
//! let late = session.apply(&publish, &facilitator, &with(1_778_913_000 - 9 * day, 0));
//! assert_eq!(late.unwrap_err().code(), "notice.short");
//! session.apply(&publish, &facilitator, &with(1_778_913_000 - 11 * day, 0)).unwrap();
//!
//! session.apply(&SessionStep::OpenCheckin, &by("clerk-a", Role::Clerk), &with(1_778_910_000, 0)).unwrap();
//! for who in ["S-001", "S-002"] {
//!     let here = SessionStep::CheckIn { presence: Presence::Hall, who: id(who) };
//!     session.apply(&here, &by(who, Role::Steward), &with(1_778_912_000, 0)).unwrap();
//! }
//! let alone = session.apply(&SessionStep::Begin, &facilitator, &with(1_778_913_000, 1));
//! assert_eq!(alone.unwrap_err().code(), "session.no-quorum");
//! session.apply(&SessionStep::Begin, &facilitator, &with(1_778_913_000, session.present_count())).unwrap();
//! assert_eq!((session.state(), session.present_count()), (SessionState::InSession, 2));
//! ```

mod debate;
mod minutes;
mod state;
mod step;

use crate::map::{Map, Set};

use serde::{Deserialize, Serialize};

use crate::agenda::{FrozenAgenda, NoticeRule};
use crate::error::{Code, Error};
use crate::fraction::Fraction;
use crate::id::Id;
use crate::machine::Machine;
use crate::publicity::Publicity;
use crate::quorum::Quorum;
use crate::register::{Base, BaseNotice};
use crate::time::{Date, Time, Zone};
use crate::verdict::Outcome;

pub use debate::{Recusal, Stance, Statement};
pub use minutes::Minutes;
pub use state::{SessionEvent, SessionState};
pub use step::SessionStep;

/// Where a session meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Venue {
    /// In a hall 线下.
    Hall,
    /// Online 线上.
    Online,
    /// In a hall and online 线下和线上.
    Both,
}

/// How someone takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// In the hall 现场.
    Hall,
    /// Online 线上.
    Online,
}

/// When a session meets: `{"held":1778913000}` or `{"window":{"closes":…,"opens":…}}`.
///
/// ```
/// use guanjia::session::When;
/// use guanjia::{Time, Zone};
/// let china = Zone(480);
/// // An assembly from 13 June 8:00 to 14 June 20:00, and a session on 16 May at 14:30.
/// let window: When = guanjia::from_json(r#"{"window": {"closes": 1781438400, "opens": 1781308800}}"#).unwrap();
/// assert!(window.includes(Time(1_781_400_000), china) && !window.includes(Time(1_781_500_000), china));
/// let held: When = guanjia::from_json(r#"{"held": 1778913000}"#).unwrap();
/// assert_eq!(held.first_day(china).to_string(), "2026-05-16");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// At once, at an hour.
    Held(Time),
    /// Over days or weeks.
    Window(Window),
}

/// From when until when a session over time is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The last moment.
    pub closes: Time,
    /// The first moment.
    pub opens: Time,
}

/// The call 召集 of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Whether to take part in the vote is to attend 参加表决即到会, as in an assembly that goes from door to door for days:
    /// then nobody checks in, and participation is judged when a motion is counted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_voting: bool,
    /// Who is convened and counts for the quorum.
    pub convened: Set<Id>,
    /// Who may speak but does not count or vote 列席: part-time members, police, property managers, advisers.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub guests: Set<Id>,
    /// Its number, such as `SES-2026Q2-1`.
    pub id: Id,
    /// Where, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Those of the convened who have a stake in the matter 利益相关方.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub stakeholders: Set<Id>,
    /// How often one person may speak to one question; without limit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turns: Option<u64>,
    /// Where it meets.
    pub venue: Venue,
    /// When it meets.
    pub when: When,
}

/// Where a session stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Session {
    call: Call,
    state: SessionState,
    agenda: Option<FrozenAgenda>,
    base: Option<BaseNotice>,
    posted: Option<Date>,
    present: Map<Id, Presence>,
    item: Option<u64>,
    debated: Set<u64>,
    statements: Map<u64, Statement>,
    /// How often each person spoke to each motion.
    spoken: Map<(Id, Id), u64>,
    declined: Set<(Id, Stance)>,
    recusals: Map<Id, Map<Id, Recusal>>,
    outcomes: Map<Id, Outcome>,
    minutes: Option<Minutes>,
    signatures: Map<crate::role::Role, Id>,
}

/// What a step on a session is judged by, besides the session itself.
#[derive(Clone, Debug)]
pub struct SessionContext<'a> {
    /// The host's time.
    pub at: Time,
    /// The community's distance from UTC.
    pub zone: Zone,
    /// The index of the entry that takes the step: the receipt of who speaks.
    pub entry: u64,
    /// How long before it the notice must hang.
    pub notice: NoticeRule,
    /// How many are present and how many must be, by the rule of the session.
    pub quorum: Quorum,
    /// The share of those present who must have a stake, if the rule is on (重庆2025: ≥ 1/2).
    pub stakeholders: Option<Fraction>,
    /// The base as it is now, where the notice named one.
    pub base: Option<&'a Base>,
    /// How far the motions that were put to the vote in this session are.
    pub votes: &'a Map<Id, VoteStage>,
    /// The publicity of the minutes and their result, once posted.
    pub publicity: Option<&'a Publicity>,
}

/// How far a motion is that was put to the vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum VoteStage {
    /// Ballots come in, or a further round is due.
    Open,
    /// No more ballots come in.
    Closed,
    /// It is counted before witnesses.
    Counted(Outcome),
}

impl When {
    /// The first day in a zone: the day of holding.
    pub fn first_day(self, zone: Zone) -> Date {
        match self {
            Self::Held(at) => at.date(zone),
            Self::Window(window) => window.opens.date(zone),
        }
    }

    /// Whether a session may be open at a time: on the day it is held, or within its window.
    pub fn includes(self, at: Time, zone: Zone) -> bool {
        match self {
            Self::Held(held) => held.date(zone) == at.date(zone),
            Self::Window(window) => (window.opens..=window.closes).contains(&at),
        }
    }
}

impl Session {
    /// Calls a session. `session.nobody-convened`; `session.window` for a window that closes before
    /// it opens; `session.roles-mixed` for a guest who is convened or a stakeholder who is not.
    pub fn call(call: Call) -> Result<Self, Error> {
        if call.convened.is_empty() {
            return Err(Error::new(Code::SessionNobodyConvened).with("session", &call.id));
        }
        if matches!(call.when, When::Window(window) if window.closes <= window.opens) {
            return Err(Error::new(Code::SessionWindow).with("session", &call.id));
        }
        let mixed = call.guests.intersection(&call.convened).next();
        if let Some(who) = mixed.or_else(|| call.stakeholders.difference(&call.convened).next()) {
            return Err(Error::new(Code::SessionRolesMixed).with("who", who));
        }
        Ok(Self {
            call,
            state: SessionState::Draft,
            agenda: None,
            base: None,
            posted: None,
            present: Map::new(),
            item: None,
            debated: Set::new(),
            statements: Map::new(),
            spoken: Map::new(),
            declined: Set::new(),
            recusals: Map::new(),
            outcomes: Map::new(),
            minutes: None,
            signatures: Map::new(),
        })
    }

    /// Takes those who are convened now for those who were when the session was announced: until
    /// check-in opens, alternates move up for who declines.
    pub fn reconvene(&mut self, convened: Set<Id>, stakeholders: &Set<Id>) {
        if self.state == SessionState::Noticed {
            self.call.stakeholders = stakeholders.intersection(&convened).cloned().collect();
            self.call.convened = convened;
        }
    }

    /// Its number.
    pub fn id(&self) -> &Id {
        &self.call.id
    }

    /// As it was called, with the time of the last notice.
    pub fn called(&self) -> &Call {
        &self.call
    }

    /// Where it stands.
    pub fn state(&self) -> SessionState {
        self.state
    }

    /// Its agenda, once posted.
    pub fn agenda(&self) -> Option<&FrozenAgenda> {
        self.agenda.as_ref()
    }

    /// The base named in its notice.
    pub fn base(&self) -> Option<&BaseNotice> {
        self.base.as_ref()
    }

    /// The day its notice was posted.
    pub fn posted(&self) -> Option<Date> {
        self.posted
    }

    /// Those convened who checked in, and how.
    pub fn present(&self) -> &Map<Id, Presence> {
        &self.present
    }

    /// How many of those convened are present.
    pub fn present_count(&self) -> u64 {
        count(self.present.len())
    }

    /// How many of those present have a stake.
    pub fn stakeholders_present(&self) -> u64 {
        count(self.call.stakeholders.iter().filter(|who| self.present.contains_key(*who)).count())
    }

    /// The item under debate or vote.
    pub fn item(&self) -> Option<u64> {
        self.item
    }

    /// Whether a motion may be put to the vote now.
    ///
    /// In a session that is attended, once it has begun with its quorum and the debate on the
    /// motion's item is closed with both sides heard; where to vote is to attend, while the window is
    /// open. `agenda.not-on-agenda`; `session.one-sided`; `session.not-voting`.
    pub fn check_vote(&self, motion: &Id, at: Time, zone: Zone) -> Result<(), Error> {
        let missing = || Error::new(Code::AgendaNotOnAgenda).with("id", motion);
        let item = self.agenda.as_ref().ok_or_else(missing)?.item_of(motion.as_str())?.no;
        let open = if self.call.by_voting {
            self.state == SessionState::Checkin && self.call.when.includes(at, zone)
        } else {
            self.state == SessionState::Voting && self.item == Some(item)
        };
        if open {
            return Ok(());
        }
        if self.state == SessionState::Debating && self.item == Some(item) {
            self.check_two_sided(motion)?;
        }
        Err(Error::new(Code::SessionNotVoting)
            .with("session", self.id())
            .with("motion", motion)
            .with("state", self.state)
            .with("state_zh", self.state.zh()))
    }

    /// Everything said, by the index of its entry; withdrawn and hidden statements too.
    pub fn statements(&self) -> &Map<u64, Statement> {
        &self.statements
    }

    /// Who is recused from a motion, and why.
    pub fn recused(&self, motion: &str) -> impl Iterator<Item = (&Id, &Recusal)> {
        self.recusals.get(motion).into_iter().flatten()
    }

    /// Those present who are not recused from a motion: the base of its vote.
    pub fn present_for(&self, motion: &str) -> impl Iterator<Item = &Id> {
        let recused = self.recusals.get(motion);
        self.present.keys().filter(move |who| recused.is_none_or(|recused| !recused.contains_key(*who)))
    }

    /// The outcomes announced.
    pub fn outcomes(&self) -> &Map<Id, Outcome> {
        &self.outcomes
    }

    /// The minutes, once drafted.
    pub fn minutes(&self) -> Option<&Minutes> {
        self.minutes.as_ref()
    }

    /// Who signed the minutes, by role.
    pub fn signatures(&self) -> &Map<crate::role::Role, Id> {
        &self.signatures
    }
}

fn count(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}
