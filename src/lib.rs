//! 百姓管家: a community deliberates and decides, and anyone can replay and check it.
//!
//! A record is a list of signed entries ([`log`]); each entry says one of the things that can happen ([`event`]); a
//! [`Hall`] is what is true after them. A host lets entries in by [`Hall::admit`], which refuses whatever replay would void,
//! and anyone checks the record afterwards by [`audit`](audit()). README.md has a ballot cast and verified in ten lines,
//! SPEC.md the format byte by byte, ARCHITECTURE.md the way through the code.
//!
//! ```
//! use guanjia::{Hall, audit};
//! let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! assert!(audit(&bundle, None).unwrap().is_clean());
//!
//! let entries = guanjia::log::Bundle::parse(&bundle).unwrap();
//! let hall = Hall::replay(entries.entries().iter().map(String::as_str));
//! assert_eq!(hall.motions()[0].question().text.zh, "在小游园添三张长椅");
//! ```

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
mod record;
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
pub mod view;
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
pub use json::{MAX_INTEGER, from_json, not_json};
pub use lottery::*;
pub use machine::*;
pub use matter::*;
pub use measure::*;
pub use motion::*;
pub use objection::*;
pub use points::*;
pub use publicity::*;
pub use quorum::*;
pub use record::*;
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
