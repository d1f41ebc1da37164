//! The sample deliberations: whole records built from a seed, by the numbers of `tests/scenarios`.
//!
//! All of it is made up but for the facts that the scenario files quote; every person is a number.

mod convention;
mod data;
mod keeping;
mod luoqisi;
mod owners;
mod pengshui;
mod session;
mod story;
mod tanggui;

pub use crate::scribe::Scribe;
pub use luoqisi::luoqisi;
pub use pengshui::pengshui;
pub use story::{Chapter, Story};
pub use tanggui::tanggui;
