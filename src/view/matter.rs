//! Matters as a page shows them (SPEC.md section 6).
//!
//! ```
//! # #[cfg(feature = "sample")] {
//! let mut told = |_, _| ();
//! let mut story = guanjia::sample::pengshui(b"any seed", &mut told).unwrap();
//! let hall = story.scribe().hall();
//! use guanjia::matter::MatterState;
//! use guanjia::view::{MatterView, Summary};
//! let gardens = MatterView::of(hall, &"T01".parse().unwrap()).unwrap();
//! assert_eq!(gardens.state.name, MatterState::Archived.to_string());
//! assert_eq!(gardens.session.unwrap().as_str(), "PS-1");
//! // Twenty-four came in; those that touch somebody's safety are in no list.
//! let (shown, withheld) = (MatterView::all(hall).len() as u64, Summary::of(hall).withheld);
//! assert!(withheld > 0);
//! assert_eq!(shown + withheld, 24);
//! # }
//! ```

use crate::map::Set;

use serde::Serialize;

use super::State;
use crate::error::{Code, Error};
use crate::hall::Hall;
use crate::id::Id;
use crate::matter::{Appeal, Handler, Intake, Matter, SettledTriage, Triage};
use crate::time::Date;
use crate::words::Words;

/// A matter 事项 that may be shown.
///
/// ```
/// # #[cfg(feature = "sample")] {
/// let mut told = |_, _| ();
/// let mut story = guanjia::sample::pengshui(b"any seed", &mut told).unwrap();
/// let hall = story.scribe().hall();
/// let leak = guanjia::view::MatterView::of(hall, &"T24".parse().unwrap()).unwrap();
/// // First taken for private, on appeal for one of many.
/// assert_eq!((leak.appeals.len(), leak.triage.unwrap().triage.route.item().unwrap().as_str()), (1, "B1"));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MatterView {
    /// Its number.
    pub id: Id,
    /// Where it stands.
    pub state: State,
    /// What it says, or its salted digest.
    pub words: Words,
    /// How it came in.
    pub intake: Intake,
    /// The day it was handed in.
    pub submitted: Date,
    /// Who raised it, where that is on the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resident: Option<Id>,
    /// The matter it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Id>,
    /// The matters it went on in.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub continued_in: Set<Id>,
    /// How many support it.
    pub support: u64,
    /// The triage in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triage: Option<SettledTriage>,
    /// The triage that waits for a second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Triage>,
    /// The appeals against its triage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appeals: Vec<Appeal>,
    /// Who has to answer or act, and by when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<Handler>,
    /// By how many days that is overdue.
    pub overdue: u32,
    /// The session on whose agenda it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Id>,
}

impl MatterView {
    /// A matter by its number; `matter.unknown`, also for one that touches somebody's safety.
    pub fn of(hall: &Hall, id: &Id) -> Result<Self, Error> {
        let matter = hall.matter(id).filter(|matter| !matter.is_restricted());
        let matter = matter.ok_or_else(|| Error::new(Code::MatterUnknown).with("matter", id))?;
        let submission = matter.submission();
        Ok(Self {
            id: id.clone(),
            state: State::of(matter.state()),
            words: submission.words.clone(),
            intake: submission.intake,
            submitted: matter.submitted(),
            resident: submission.resident.clone(),
            part_of: submission.part_of.clone(),
            continued_in: matter.continued_in().clone(),
            support: matter.support_count(),
            triage: matter.triage().cloned(),
            proposed: matter.proposed().cloned(),
            appeals: matter.appeals().to_vec(),
            handler: matter.handler().cloned(),
            overdue: matter.overdue(hall.today()),
            session: hall.matter_session(id).cloned(),
        })
    }

    /// Every matter that may be shown, in the order of their numbers.
    pub fn all(hall: &Hall) -> Vec<Self> {
        hall.matters().map(Matter::id).filter_map(|id| Self::of(hall, id).ok()).collect()
    }
}
