//! The sample deliberations: whole records built from a seed, by the numbers of `tests/scenarios`.
//!
//! All of it is made up but for the facts that the scenario files quote; every person is a number.
//!
//! ```
//! use guanjia::sample::{Chapter, pengshui};
//! let mut chapters = Vec::new();
//! let mut told = |chapter: Chapter, _entries| {
//!     if chapters.last() != Some(&chapter.zh) {
//!         chapters.push(chapter.zh);
//!     }
//! };
//! let mut story = pengshui(b"any seed", &mut told).unwrap();
//! let bundle = story.scribe().bundle().unwrap().to_string();
//! assert!(guanjia::audit(&bundle, None).unwrap().is_clean());
//! assert_eq!(chapters[..2], ["立章程,登记户代表", "收集 24 件事项"]);
//! ```

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
