//! State machines as readable tables (SPEC.md section 8.1).
//!
//! ```
//! use guanjia::machine::Machine;
//! use guanjia::matter::{MatterEvent, MatterState};
//! use guanjia::role::Role;
//! use guanjia::session::SessionState;
//! // What may follow a consultation, and by whom.
//! let next: Vec<_> = MatterState::TRANSITIONS.iter().filter(|row| row.from == MatterState::Consulting).collect();
//! assert_eq!(next.iter().map(|row| MatterState::event_zh(row.event)).collect::<Vec<_>>(), ["议定", "提交上级会议", "未能议定"]);
//! assert_eq!(next[0].by, [Role::Facilitator]);
//! // Who does the work does not strike it off.
//! assert_eq!(MatterState::Feedback.roles(MatterEvent::StrikeOff), [Role::Supervisor]);
//! let ends: Vec<_> = SessionState::ALL.iter().filter(|state| state.is_final()).map(|state| state.zh()).collect();
//! assert_eq!(ends, ["无效", "定稿"]);
//! ```

use std::fmt;

use serde::{Serialize, de::DeserializeOwned};

use crate::error::{Code, Error};
use crate::role::Role;

/// A state machine: its states are the values of the type, its table says what may follow what
/// and who may do it. States and events print and serialise under the names of the model.
///
/// ```
/// use guanjia::convention::{ConventionEvent, ConventionState};
/// use guanjia::machine::Machine;
/// use guanjia::role::Role;
/// let state = ConventionState::INITIAL;
/// assert_eq!(state.on(ConventionEvent::Draft), Some(ConventionState::Drafting));
/// assert_eq!(state.on(ConventionEvent::Promulgate), None);
/// let refusal = state.step(ConventionEvent::Draft, Role::Resident).unwrap_err();
/// assert_eq!(refusal.code(), "machine.role");
/// ```
pub trait Machine: Copy + Ord + fmt::Display + fmt::Debug + Serialize + DeserializeOwned + 'static {
    /// What can happen to it.
    type Event: Copy + Ord + fmt::Display + fmt::Debug + Serialize + DeserializeOwned + 'static;

    /// The name of the machine, such as `convention`.
    const NAME: &'static str;
    /// Its Chinese name, such as 公约.
    const ZH: &'static str;
    /// The state it begins in.
    const INITIAL: Self;
    /// Every state.
    const ALL: &'static [Self];
    /// Every row of the table.
    const TRANSITIONS: &'static [Transition<Self>];

    /// The state after an event, if the event can happen in this state.
    fn on(self, event: Self::Event) -> Option<Self>;

    /// The Chinese name of the state.
    fn zh(self) -> &'static str;

    /// The Chinese name of an event.
    fn event_zh(event: Self::Event) -> &'static str;

    /// Whether nothing can follow.
    fn is_final(self) -> bool {
        Self::TRANSITIONS.iter().all(|row| row.from != self)
    }

    /// The roles that may cause an event in this state; none when it cannot happen.
    fn roles(self, event: Self::Event) -> &'static [Role] {
        Self::TRANSITIONS.iter().find(|row| row.from == self && row.event == event).map_or(&[], |row| row.by)
    }

    /// The state after an event caused by someone in a role; `machine.step` when it cannot happen
    /// in this state, `machine.role` when someone else would have to do it.
    fn step(self, event: Self::Event, role: Role) -> Result<Self, Error> {
        let located = |code| {
            Error::new(code)
                .with("machine", Self::NAME)
                .with("machine_zh", Self::ZH)
                .with("state", self)
                .with("state_zh", self.zh())
                .with("event", event)
                .with("event_zh", Self::event_zh(event))
        };
        let next = self.on(event).ok_or_else(|| located(Code::MachineStep))?;
        if self.roles(event).contains(&role) {
            Ok(next)
        } else {
            Err(located(Code::MachineRole).with("role", role).with("role_zh", role.zh()))
        }
    }
}

/// A row of a machine's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition<S: Machine> {
    /// The state before.
    pub from: S,
    /// What happens.
    pub event: S::Event,
    /// The state after.
    pub to: S,
    /// Who may cause it.
    pub by: &'static [Role],
}

/// Declares a machine. Two rows for one event in one state do not compile without a warning
/// (unreachable pattern), so a table is deterministic.
///
/// ```text
/// machine! {
///     /// The life of a lamp 灯.
///     LampState, LampEvent: "lamp" "灯" from Off;
///     events { Press "按下", Burn "烧坏" }
///     Off "灭" { Press -> On by [Resident] }
///     On "亮" { Press -> Off by [Resident]; Burn -> Broken by [Host] }
///     Broken "坏" {}
/// }
/// ```
macro_rules! machine {
    (
        $(#[$meta:meta])*
        $State:ident, $Event:ident: $name:literal $zh:literal from $initial:ident;
        events { $($event:ident $event_zh:literal),* $(,)? }
        $($from:ident $from_zh:literal { $($on:ident -> $to:ident by [$($role:ident),+]);* $(;)? })*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum $State {
            $(#[doc = concat!($from_zh, ".")] $from,)*
        }

        #[doc = concat!("What can happen to a [`", stringify!($State), "`].")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum $Event {
            $(#[doc = concat!($event_zh, ".")] $event,)*
        }

        impl $crate::machine::Machine for $State {
            type Event = $Event;
            const NAME: &'static str = $name;
            const ZH: &'static str = $zh;
            const INITIAL: Self = Self::$initial;
            const ALL: &'static [Self] = &[$(Self::$from,)*];
            const TRANSITIONS: &'static [$crate::machine::Transition<Self>] = &[$($(
                $crate::machine::Transition {
                    from: Self::$from,
                    event: $Event::$on,
                    to: Self::$to,
                    by: &[$($crate::role::Role::$role),+],
                },
            )*)*];

            fn on(self, event: $Event) -> Option<Self> {
                match (self, event) {
                    $($((Self::$from, $Event::$on) => Some(Self::$to),)*)*
                    _ => None,
                }
            }

            fn zh(self) -> &'static str {
                match self { $(Self::$from => $from_zh,)* }
            }

            fn event_zh(event: $Event) -> &'static str {
                match event { $($Event::$event => $event_zh,)* }
            }
        }

        impl std::fmt::Display for $State {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                serde::Serialize::serialize(self, f)
            }
        }

        impl std::fmt::Display for $Event {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                serde::Serialize::serialize(self, f)
            }
        }
    };
}

pub(crate) use machine;
