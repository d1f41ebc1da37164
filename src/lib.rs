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
//! let hall = Hall::replay(entries.entries().iter());
//! assert_eq!(hall.motions()[0].question().text.zh, "在小游园添三张长椅");
//! ```

/// The front page, whose example is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

pub mod actor;
pub mod agenda;
pub mod aggregate;
pub mod audit;
pub mod ballot;
pub mod catalogue;
pub mod convention;
mod error;
pub mod event;
pub mod fraction;
pub mod hall;
mod hash;
mod id;
mod json;
pub mod log;
pub mod lottery;
pub mod machine;
pub mod map;
pub mod matter;
pub mod measure;
pub mod motion;
pub mod objection;
pub mod points;
pub mod prepare;
pub mod publicity;
pub mod quorum;
mod reason;
mod record;
pub mod register;
pub mod role;
pub mod roster;
pub mod rule;
#[cfg(feature = "sample")]
pub mod sample;
#[cfg(feature = "sample")]
mod scribe;
pub mod selection;
pub mod session;
mod sign;
pub mod sortition;
pub mod stratum;
pub mod tally;
pub mod task;
mod time;
pub mod verdict;
pub mod view;
mod wording;
pub mod words;

pub use audit::{Auditor, Report, audit};
pub use error::{Code, Error, Severity};
pub use event::{Event, Payload};
pub use hall::Hall;
pub use hash::Hash;
pub use id::Id;
pub use json::{MAX_INTEGER, from_json, to_json};
pub use record::Record;
pub use sign::{Kid, PublicKey, SecretKey, SignatureBatch, verify_batch};
pub use time::{Date, Time, Zone};
