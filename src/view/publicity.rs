//! Posts and objections as a page shows them (SPEC.md section 8).
//!
//! ```
//! # #[cfg(feature = "sample")] {
//! let mut told = |_, _| ();
//! let mut story = guanjia::sample::pengshui(b"any seed", &mut told).unwrap();
//! let hall = story.scribe().hall();
//! use guanjia::view::{ObjectionView, PostView};
//! let posts = PostView::all(hall);
//! let post = posts.iter().find(|post| post.id.as_str() == "T01").unwrap();
//! assert_eq!((post.zh.as_str(), post.last_day.to_string().as_str()), ("事项办理结果", "2026-04-25"));
//! assert!(post.ended.is_some() && !post.takes_objections);
//! assert_eq!(ObjectionView::all(hall), []);
//! # }
//! ```

use crate::map::Order;
use serde::Serialize;

use super::State;
use crate::aggregate::Aggregate;
use crate::event::Subject;
use crate::hall::{Hall, ObjectionRecord, PostRecord};
use crate::hash::Hash;
use crate::id::Id;
use crate::objection::Objection;
use crate::publicity::{Listed, Publicity};
use crate::time::Date;
use crate::verdict::Outcome;

/// A post 公示.
///
/// ```
/// # #[cfg(feature = "sample")] {
/// let mut told = |_, _| ();
/// let mut story = guanjia::sample::pengshui(b"any seed", &mut told).unwrap();
/// let hall = story.scribe().hall();
/// let posts = guanjia::view::PostView::all(hall);
/// // Everything that was posted was up for its time, and shown to have been.
/// assert!(posts.iter().all(|post| post.ended.is_some() && !post.publicity.evidence.is_empty()));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PostView {
    /// What it is called.
    pub id: Id,
    /// The leaf hash of its entry: the `re` of an objection.
    pub leaf: Hash,
    /// Its entry.
    pub entry: u64,
    /// Who posted it.
    pub by: Id,
    /// What it is about.
    pub subject: Subject,
    /// The Chinese term for what that is.
    pub zh: String,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// When it was posted, for how many days, and what shows it.
    pub publicity: Publicity,
    /// The last day on which it must be up, and on which objections are taken.
    pub last_day: Date,
    /// Whether objections are taken today.
    pub takes_objections: bool,
    /// Whether it is the post that counts for its subject.
    pub counts: bool,
    /// Whether what it is about was finalised 定案.
    pub is_final: bool,
    /// The counts that were posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Aggregate>,
    /// The entries of a red or black list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<Listed>,
    /// The outcome at the time, where it is about a result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The entry that ended it after its full time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<u64>,
}

/// An objection 异议.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ObjectionView {
    /// The leaf hash of its entry: the `re` of its answer.
    pub leaf: Hash,
    /// Its entry.
    pub entry: u64,
    /// What it is about.
    pub subject: Subject,
    /// The claim to points it is about, if about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Id>,
    /// Who lodged it and why, the last day for its answer, and the answer.
    pub objection: Objection,
    /// Whether it waits for an answer.
    pub open: bool,
    /// Whether it waits after the last day for it, so that the street may answer.
    pub overdue: bool,
}

impl PostView {
    /// Every post, in the order they were posted.
    pub fn all(hall: &Hall) -> Vec<Self> {
        let mut posts: Vec<_> = hall.posts().collect();
        posts.order_by_key(|post| post.entry);
        posts.into_iter().map(|post| Self::of(hall, post)).collect()
    }

    /// A post as it stands.
    pub fn of(hall: &Hall, post: &PostRecord) -> Self {
        let counts = hall.post_about(&post.subject).is_some_and(|counts| counts.id == post.id);
        Self {
            id: post.id.clone(),
            leaf: post.leaf,
            entry: post.entry,
            by: post.by.clone(),
            subject: post.subject.clone(),
            zh: post.subject.zh().to_owned(),
            state: hall.publicity_state(&post.id).map(State::of),
            publicity: post.publicity.clone(),
            last_day: post.publicity.last_day(),
            takes_objections: counts && hall.check_takes_objections(&post.subject).is_ok(),
            counts,
            is_final: hall.is_final(&post.subject),
            table: post.table.clone(),
            listed: post.listed.clone(),
            outcome: post.outcome,
            ended: post.ended,
        }
    }
}

impl ObjectionView {
    /// Every objection, in the order they were lodged.
    pub fn all(hall: &Hall) -> Vec<Self> {
        let mut objections: Vec<_> = hall.objections().map(|(leaf, record)| Self::of(hall, *leaf, record)).collect();
        objections.order_by_key(|objection| objection.entry);
        objections
    }

    /// An objection as it stands.
    pub fn of(hall: &Hall, leaf: Hash, record: &ObjectionRecord) -> Self {
        let ObjectionRecord { objection, subject, claim, entry } = record.clone();
        let (open, overdue) = (objection.is_open(), objection.is_overdue(hall.today()));
        Self { leaf, entry, subject, claim, objection, open, overdue }
    }
}
