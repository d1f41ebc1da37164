//! Signature drives as a page shows them (SPEC.md section 8).
//!
//! ```
//! # #[cfg(feature = "sample")] {
//! let mut told = |_, _| ();
//! let mut story = guanjia::sample::luoqisi(b"any seed", &mut told).unwrap();
//! let hall = story.scribe().hall();
//! use guanjia::view::DriveView;
//! let drive = DriveView::of(hall, &"SIGN-2026".parse().unwrap()).unwrap();
//! // 1,324 of 1,698 households; the counts are shown since the signing is closed and checked.
//! let table = drive.table.unwrap();
//! let column = |n: usize| table.rows.iter().map(|row| row.counts[n]).sum::<u64>();
//! assert_eq!((drive.signed, column(0), column(0) + column(1)), (Some(column(0)), 1_324, 1_698));
//! # }
//! ```

use serde::Serialize;

use super::State;
use crate::aggregate::Aggregate;
use crate::error::Error;
use crate::event::Subject;
use crate::hall::Hall;
use crate::hash::Hash;
use crate::id::Id;
use crate::time::Date;

/// A signature drive 签约.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DriveView {
    /// Its name.
    pub id: Id,
    /// The leaf hash of the entry that opened it: the `re` of signatures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaf: Option<Hash>,
    /// Where it stands.
    pub state: State,
    /// The convention that is signed.
    pub convention: Id,
    /// The digest of its text.
    pub text: Hash,
    /// The base whose households may sign.
    pub base: Id,
    /// The first day on which it can be signed.
    pub opens: Date,
    /// The last day.
    pub closes: Date,
    /// How many households signed, once it is closed: two counts in between would tell who did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<u64>,
    /// How many signatures were withdrawn, once it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<u64>,
    /// What was published of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Aggregate>,
}

impl DriveView {
    /// A drive by its name; `drive.unknown`.
    pub fn of(hall: &Hall, id: &Id) -> Result<Self, Error> {
        let record = hall.known_drive(id)?;
        let drive = record.drive();
        let closed = drive.is_closed();
        Ok(Self {
            id: id.clone(),
            leaf: hall.drive_leaf(id),
            state: State::of(record.state()),
            convention: record.convention().clone(),
            text: drive.convention(),
            base: record.base().clone(),
            opens: drive.opens(),
            closes: drive.closes(),
            signed: closed.then(|| drive.signed()),
            withdrawn: closed.then(|| drive.withdrawn()),
            table: hall.post_about(&Subject::Drive(id.clone())).and_then(|post| post.table.clone()),
        })
    }

    /// Every drive, in the order of their names.
    pub fn all(hall: &Hall) -> Vec<Self> {
        hall.drives().filter_map(|(id, _)| Self::of(hall, id).ok()).collect()
    }
}
