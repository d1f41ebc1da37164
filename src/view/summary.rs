//! A record in short, and the list of its entries (SPEC.md sections 3 and 4).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! use guanjia::view::{EntryView, Summary};
//! let summary = Summary::of(&hall);
//! assert_eq!((summary.origin.as_str(), summary.name.as_deref()), ("example.org/hall", Some("示例社区")));
//! assert_eq!(summary.registers["households"], 3);
//! assert_eq!(summary.motions[0].state.zh, "表决中");
//! let last = EntryView::range(&hall, summary.size - 1, summary.size);
//! assert_eq!(last[0].kind.as_deref(), Some("motion"));
//! ```

use crate::map::{Map, Order};

use serde::Serialize;

use super::{State, motion, selection};
use crate::error::Error;
use crate::event::Subject;
use crate::hall::{Hall, OfficeHeld, TriageCount};
use crate::hash::Hash;
use crate::id::Id;
use crate::matter::{Matter, MatterState};
use crate::register::{Base, BaseNotice};
use crate::time::{Date, Time, Zone};

/// What a record holds.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// use guanjia::role::Role;
/// let summary = guanjia::view::Summary::of(&hall);
/// // Who can be asked: every office that holds a role.
/// let clerks = summary.offices.iter().filter(|held| held.in_force && held.roles.contains(&Role::Clerk));
/// assert_eq!(clerks.map(|held| held.office.as_str()).collect::<Vec<_>>(), ["clerk", "clerk-2"]);
/// assert!(summary.refused.is_empty() && summary.flags.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Summary {
    /// The record's origin: the `aud` of its every entry.
    pub origin: String,
    /// What the community calls itself; none before the charter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The leaf hash of the charter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charter: Option<Hash>,
    /// The number of entries.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
    /// The host's time.
    pub now: Time,
    /// The civil day at the host.
    pub today: Date,
    /// The community's distance from UTC.
    pub zone: Zone,
    /// Every office there is or was.
    pub offices: Vec<OfficeHeld>,
    /// How many stand on each register now.
    pub registers: Map<Id, u64>,
    /// The frozen bases.
    pub bases: Vec<BaseNotice>,
    /// The rosters of stewards.
    pub rosters: Vec<Brief>,
    /// The draws.
    pub draws: Vec<Brief>,
    /// How many matters were triaged which way.
    pub triaged: TriageCount,
    /// The matters in each state, those not shown left out.
    pub matters: Map<MatterState, Vec<Id>>,
    /// How many matters are not shown, since they touch somebody's safety.
    pub withheld: u64,
    /// The sessions.
    pub sessions: Vec<Brief>,
    /// The motions in the order they opened.
    pub motions: Vec<Brief>,
    /// The conventions.
    pub conventions: Vec<Brief>,
    /// The signature drives.
    pub drives: Vec<Brief>,
    /// The posts in the order they were posted.
    pub posts: Vec<Brief>,
    /// How many objections there are.
    pub objections: u64,
    /// The tasks.
    pub tasks: Vec<Brief>,
    /// What should be looked at though nothing is void by it.
    pub flags: Vec<Error>,
    /// What should have been done by today and was not.
    pub overdue: Vec<Error>,
    /// How many entries count for nothing, by the code that says why.
    pub refused: Map<String, Refused>,
}

/// Something with a name, a title and a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Brief {
    /// Its name.
    pub id: Id,
    /// What it is called or about, in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it stands.
    pub state: State,
}

/// Entries that were refused for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Refused {
    /// How many.
    pub count: u64,
    /// Why the first of them was.
    pub first: Error,
}

/// A line of the record.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// use guanjia::view::EntryView;
/// let entries = EntryView::range(&hall, 0, hall.len());
/// assert_eq!(entries[0].leaf, hall.leaf(0).unwrap());
/// let enrolled = entries.iter().filter(|entry| entry.kind.as_deref() == Some("enrol") && entry.void.is_none());
/// assert_eq!(enrolled.count(), 3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EntryView {
    /// Its index.
    pub index: u64,
    /// Its leaf hash.
    pub leaf: Hash,
    /// The kind of entry, where it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The host's time when it came.
    pub time: Time,
    /// Why it is void, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub void: Option<Error>,
}

impl Summary {
    /// A record as it stands.
    pub fn of(hall: &Hall) -> Self {
        let founding = hall.founding();
        let charter = founding.charter();
        Self {
            origin: founding.origin().to_owned(),
            name: charter.map(|charter| charter.name.clone()),
            charter: charter.and_then(|_| hall.leaf(0)),
            size: hall.len(),
            root: hall.tree().root(),
            now: hall.now(),
            today: hall.today(),
            zone: charter.map_or(Zone(0), |charter| charter.zone),
            offices: founding.offices(),
            registers: hall.registers().map(|register| (register.name().clone(), count(register.units()))).collect(),
            bases: hall.bases().map(Base::notice).cloned().collect(),
            rosters: hall.rosters().map(|roster| brief(&roster.notice().id, None, State::of(roster.state()))).collect(),
            draws: hall
                .draws()
                .map(|draw| brief(&draw.announcement().id, None, selection::state(hall, draw)))
                .collect(),
            triaged: hall.triaged(),
            matters: matters(hall),
            withheld: count(hall.matters().filter(|matter| matter.is_restricted())),
            sessions: sessions(hall),
            motions: motions(hall),
            conventions: conventions(hall),
            drives: hall.drives().map(|(id, drive)| brief(id, None, State::of(drive.state()))).collect(),
            posts: posts(hall),
            objections: count(hall.objections()),
            tasks: tasks(hall),
            flags: hall.flags().to_vec(),
            overdue: hall.overdue(),
            refused: refused(hall),
        }
    }
}

impl EntryView {
    /// The lines from one index to another, the latter not included; fewer where there are no more.
    pub fn range(hall: &Hall, from: u64, to: u64) -> Vec<Self> {
        let place = |index: u64| usize::try_from(index.min(hall.len())).unwrap_or(usize::MAX);
        let lines = (from..).zip(hall.lines().get(place(from)..place(to)).unwrap_or_default());
        let view = |(index, line): (u64, &crate::hall::Line)| {
            Some(Self {
                index,
                leaf: hall.leaf(index)?,
                kind: line.kind.as_deref().map(str::to_owned),
                time: line.time,
                void: line.void.clone(),
            })
        };
        lines.filter_map(view).collect()
    }
}

fn brief(id: &Id, title: Option<String>, state: State) -> Brief {
    Brief { id: id.clone(), title, state }
}

pub(super) fn count(of: impl Iterator) -> u64 {
    u64::try_from(of.count()).unwrap_or(u64::MAX)
}

fn matters(hall: &Hall) -> Map<MatterState, Vec<Id>> {
    let mut states = Map::<MatterState, Vec<Id>>::new();
    for matter in hall.matters().filter(|matter| !Matter::is_restricted(matter)) {
        states.entry(matter.state()).or_default().push(matter.id().clone());
    }
    states
}

fn sessions(hall: &Hall) -> Vec<Brief> {
    let title = |session: &crate::session::Session| Some(session.agenda()?.items().first()?.title.clone());
    hall.sessions().map(|session| brief(session.id(), title(session), State::of(session.state()))).collect()
}

fn motions(hall: &Hall) -> Vec<Brief> {
    let shown = hall.motions().into_iter().map(|motion| {
        let question = motion.question();
        brief(&question.id, Some(question.title.zh.clone()), motion::state(motion))
    });
    shown.collect()
}

fn conventions(hall: &Hall) -> Vec<Brief> {
    let shown = hall
        .conventions()
        .map(|(id, record)| brief(id, record.current().map(|text| text.title().to_owned()), State::of(record.state())));
    shown.collect()
}

fn posts(hall: &Hall) -> Vec<Brief> {
    let mut posts: Vec<_> = hall.posts().collect();
    posts.order_by_key(|post| post.entry);
    let title = |subject: &Subject| Some(subject.zh().to_owned());
    let shown = posts
        .into_iter()
        .filter_map(|post| Some(brief(&post.id, title(&post.subject), State::of(hall.publicity_state(&post.id)?))));
    shown.collect()
}

fn tasks(hall: &Hall) -> Vec<Brief> {
    let shown = hall.tasks().map(|record| {
        let (plan, state) = (record.task().plan(), record.task().state());
        brief(&plan.id, Some(plan.text.clone()), State::task(state))
    });
    shown.collect()
}

fn refused(hall: &Hall) -> Map<String, Refused> {
    let mut refused = Map::<String, Refused>::new();
    for error in hall.lines().iter().filter_map(|line| line.void.as_ref()) {
        let first = || Refused { count: 0, first: error.clone() };
        let of = refused.entry(error.code().to_owned()).or_insert_with(first);
        of.count = of.count.saturating_add(1);
    }
    refused
}
