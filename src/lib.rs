//! 百姓管家: a community deliberates and decides, and anyone can replay and check it.

/// The front page, whose example is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

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
