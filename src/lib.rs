//! 百姓管家: a community deliberates and decides, and anyone can replay and check it.

mod error;
mod fraction;
mod hash;
mod id;
mod json;
mod measure;
mod time;

pub use error::{Code, Error, Severity};
pub use fraction::{Fraction, Rounding};
pub use hash::Hash;
pub use id::Id;
pub use json::MAX_INTEGER;
pub use measure::{Amounts, Measure};
pub use time::{Date, Time, Zone};
