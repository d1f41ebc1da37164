//! 百姓管家: a community deliberates and decides, and anyone can replay and check it.

mod actor;
mod agenda;
mod aggregate;
mod audit;
mod ballot;
mod catalogue;
mod convention;
mod error;
pub mod event;
mod fraction;
mod hall;
mod hash;
mod id;
mod json;
pub mod log;
mod lottery;
mod machine;
mod matter;
mod measure;
mod motion;
mod objection;
mod points;
mod publicity;
mod quorum;
mod reason;
mod register;
mod role;
mod roster;
mod rule;
#[cfg(feature = "sample")]
mod sample;
#[cfg(feature = "sample")]
mod scribe;
mod selection;
mod session;
mod sign;
mod stratum;
mod tally;
mod task;
mod time;
mod verdict;
mod wording;
mod words;

pub use actor::*;
pub use agenda::*;
pub use aggregate::*;
pub use audit::*;
pub use ballot::*;
pub use catalogue::*;
pub use convention::*;
pub use error::*;
pub use event::{Event, Payload};
pub use fraction::*;
pub use hall::*;
pub use hash::*;
pub use id::*;
pub use json::MAX_INTEGER;
pub use lottery::*;
pub use machine::*;
pub use matter::*;
pub use measure::*;
pub use motion::*;
pub use objection::*;
pub use points::*;
pub use publicity::*;
pub use quorum::*;
pub use register::*;
pub use role::*;
pub use roster::*;
pub use rule::*;
#[cfg(feature = "sample")]
pub use sample::*;
#[cfg(feature = "sample")]
pub use scribe::Scribe;
pub use selection::*;
pub use session::*;
pub use sign::*;
pub use stratum::*;
pub use tally::*;
pub use task::*;
pub use time::*;
pub use verdict::*;
pub use words::*;
pub use selection::{
    Announced, CandidateSpec, Candidates, Committed, Composition, CompositionRow, Draw, DrawReport, DrawSpec,
    DrawStage, Drawn, Draws, Panel, PartySpec, Pool, Replacement, Revealed, SeatRule, Seats, apportion, stakeholders,
};
pub use session::{
    Call, Minutes, Presence, Recusal, Session, SessionContext, SessionEvent, SessionState, SessionStep, Stance,
    Statement, Venue, When, Window,
};
pub use sign::{Kid, PublicKey, SecretKey};
pub use stratum::{Strata, Stratum};
pub use tally::{Decision, PaperCount, Tally, Tied, breakdown, decide, runoff, tally};
pub use task::{Due, Task, TaskCheck, TaskPlan, TaskReport, TaskState};
pub use time::{Date, Time, Zone};
pub use verdict::{Count, Judged, Missing, Outcome, Verdict, judge, judge_composition};
pub use words::Words;
