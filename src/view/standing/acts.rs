//! What somebody may sign, object to, support, and has to do (SPEC.md sections 6 and 8).
//!
//! ```
//! use guanjia::{Hall, Hash};
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let mut hall = Hall::replay(bundle.entries().iter());
//! # // Everyone in this record is made up, with a key that follows from their name.
//! # fn enter(hall: &mut Hall, who: &str, event: &str) -> Result<Hash, guanjia::Error> {
//! #     let seed = Hash::tagged("guanjia/sample-key", &[b"readme", who.as_bytes(), &[0; 8]]);
//! #     let key = guanjia::SecretKey::from_seed(&seed.0);
//! #     let (event, re) = guanjia::Event::from_json(event)?;
//! #     let entry = hall.draft(event, re, key.public().kid(), hall.now())?.sign(&key)?;
//! #     hall.admit(entry.as_str()).map(|_| entry.leaf())
//! # }
//! enter(&mut hall, "clerk", r#"{"kind": "post", "days": 7, "post": "list-1", "subject": {"list": "2026Q1"},
//!     "listed": [{"organisation": {"name": "某物业公司"}}],
//!     "evidence": ["hIGcisBQdswwpDgLCvcFkhuhPqBPgi7Jb4dYR5OQumg"],
//!     "text": "HRkdU15d51HALaEwZidOkVvx4h34yo-TiUZE4wHm1dk"}"#).unwrap();
//! let mine = hall.standing(&"H-1".parse().unwrap()).unwrap();
//! // While it is up this household may object; nothing is to be signed, and it has no task.
//! let post = &mine.posts[0];
//! assert!(post.may_object && post.refusal.is_none());
//! assert_eq!((post.zh.as_str(), post.last_day.to_string().as_str()), ("红黑榜", "2026-03-23"));
//! assert!(mine.drives.is_empty() && mine.tasks.is_empty());
//! ```

use crate::map::Map;

use serde::Serialize;

use crate::error::Error;
use crate::event::Subject;
use crate::hall::{DriveRecord, Hall};
use crate::hash::Hash;
use crate::id::Id;
use crate::matter::Matter;
use crate::points::PointsClaim;
use crate::time::Date;
use crate::view::{ObjectionView, State, TaskView};

/// A household that may sign a convention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DriveStanding {
    /// The drive.
    pub drive: Id,
    /// The leaf hash of the entry that opened it: the `re` of a signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaf: Option<Hash>,
    /// Where it stands.
    pub state: State,
    /// The convention that is signed.
    pub convention: Id,
    /// The first day on which it can be signed.
    pub opens: Date,
    /// The last day.
    pub closes: Date,
    /// Whether they signed.
    pub signature: SignatureStanding,
    /// Whether they may sign now with their own key.
    pub may_sign: bool,
    /// Whether they may withdraw their signature now with their own key.
    pub may_unsign: bool,
    /// Why they may not sign, or not withdraw what they signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Error>,
}

/// Whether somebody signed a convention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum SignatureStanding {
    /// They did not 未签约.
    Unsigned,
    /// Their signature stands 已签约.
    Signed,
    /// They withdrew it 已撤回.
    Withdrawn,
}

/// Something public that takes objections today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PostStanding {
    /// The post.
    pub post: Id,
    /// The leaf hash of its entry: the `re` of an objection.
    pub leaf: Hash,
    /// What it is about.
    pub subject: Subject,
    /// The Chinese term for what that is.
    pub zh: String,
    /// The last day on which objections are taken.
    pub last_day: Date,
    /// Whether they may object now with their own key.
    pub may_object: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Error>,
}

/// Somebody who is to do a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TaskStanding {
    /// The task.
    pub task: TaskView,
    /// Whether they may report it done now.
    pub may_report: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Error>,
}

pub(super) fn in_drive(hall: &Hall, id: &Id, record: &DriveRecord, handle: &Id) -> Option<DriveStanding> {
    hall.base(record.base())?.voter(handle).ok()?;
    let drive = record.drive();
    let signature = match (drive.has_signed(handle), drive.has_withdrawn(handle)) {
        (true, _) => SignatureStanding::Signed,
        (false, true) => SignatureStanding::Withdrawn,
        (false, false) => SignatureStanding::Unsigned,
    };
    let (sign, unsign) = (hall.may_sign(id, handle), hall.may_unsign(id, handle));
    Some(DriveStanding {
        drive: id.clone(),
        leaf: hall.drive_leaf(id),
        state: State::of(record.state()),
        convention: record.convention().clone(),
        opens: drive.opens(),
        closes: drive.closes(),
        signature,
        may_sign: sign.is_ok(),
        may_unsign: unsign.is_ok(),
        refusal: if signature == SignatureStanding::Signed { unsign.err() } else { sign.err() },
    })
}

pub(super) fn posts(hall: &Hall, handle: &Id) -> Vec<PostStanding> {
    let open = hall.posts().filter(|post| {
        let counts = hall.post_about(&post.subject).is_some_and(|counts| counts.id == post.id);
        counts && hall.check_takes_objections(&post.subject).is_ok()
    });
    let shown = open.map(|post| {
        let refusal = hall.may_object(post.leaf, handle).err();
        PostStanding {
            post: post.id.clone(),
            leaf: post.leaf,
            subject: post.subject.clone(),
            zh: post.subject.zh().to_owned(),
            last_day: post.publicity.last_day(),
            may_object: refusal.is_none(),
            refusal,
        }
    });
    shown.collect()
}

pub(super) fn objections(hall: &Hall, handle: &Id) -> Vec<ObjectionView> {
    let mut own = ObjectionView::all(hall);
    own.retain(|objection| objection.objection.by == *handle);
    own
}

pub(super) fn drafts(hall: &Hall, handle: &Id) -> Vec<Id> {
    hall.conventions().map(|(id, _)| id).filter(|id| hall.may_comment(id, handle).is_ok()).cloned().collect()
}

pub(super) fn raised(hall: &Hall, handle: &Id) -> Vec<Id> {
    let own = |matter: &&Matter| matter.submission().resident.as_ref() == Some(handle);
    shown(hall).filter(own).map(Matter::id).cloned().collect()
}

pub(super) fn supportable(hall: &Hall, handle: &Id) -> Vec<Id> {
    shown(hall).map(Matter::id).filter(|id| hall.may_support(id, handle).is_ok()).cloned().collect()
}

/// The matters that may be shown.
fn shown(hall: &Hall) -> impl Iterator<Item = &Matter> {
    hall.matters().filter(|matter| !matter.is_restricted())
}

pub(super) fn tasks(hall: &Hall, handle: &Id) -> Vec<TaskStanding> {
    let own = hall.tasks().filter(|record| record.task().plan().doers.contains(handle));
    let shown = own.map(|record| {
        let refusal = hall.may_report(&record.task().plan().id, handle).err();
        TaskStanding { task: TaskView::of(hall, record), may_report: refusal.is_none(), refusal }
    });
    shown.collect()
}

pub(super) fn claims(hall: &Hall, handle: &Id) -> Map<Id, PointsClaim> {
    let own = hall.points().claims().iter().filter(|(_, claim)| claim.household == *handle);
    own.map(|(id, claim)| (id.clone(), claim.clone())).collect()
}
