//! What a page shows of a hall: plain structs, made from it at one moment (SPEC.md sections 4 to 8).
//!
//! Nothing is decided here: what may be done now is asked of the checks by which the hall admits entries.
//! How an open vote stands is in no view, only how many took part; and nothing is shown of a matter that
//! touches somebody's safety.
//!
//! ```
//! use guanjia::view::{MotionView, Summary};
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! let summary = Summary::of(&hall);
//! let motion = MotionView::called(&hall, summary.motions[0].id.as_str()).unwrap();
//! assert_eq!((motion.state.name.as_str(), motion.tally), ("open", None));
//!
//! let entitled = motion.entitled.of(guanjia::measure::Measure::Heads);
//! assert!(motion.participating <= entitled);
//! ```

use std::fmt::Display;

use serde::Serialize;

use crate::machine::Machine;
use crate::role::Role;
use crate::task::TaskState;

mod convention;
mod drive;
mod lottery;
mod matter;
mod motion;
mod publicity;
mod register;
mod selection;
mod session;
mod standing;
mod summary;
mod waiting;
mod work;

pub use convention::{ConventionView, VersionView};
pub use drive::DriveView;
pub use lottery::{FeatureView, LotteryView, ValueView};
pub use matter::MatterView;
pub use motion::{BallotView, MotionView, OptionView, PaperView, RoundView, Sentence};
pub use publicity::{ObjectionView, PostView};
pub use register::{BaseView, RegisterView, UnitView};
pub use selection::{DrawView, RosterView};
pub use session::{AgendaView, ItemView, QuestionView, SessionView, StatementView};
pub use standing::{
    DrawStanding, DriveStanding, MotionStanding, PostStanding, RegisterStanding, RosterStanding, SessionStanding,
    SignatureStanding, Standing, TaskStanding,
};
pub use summary::{Brief, EntryView, Refused, Summary};
pub use waiting::{DrawDuty, DrawWaiting, PaperWaiting, ReadingView, SignatureWaiting, Waiting};
pub use work::{PointsRuleView, PointsView, TaskView};

/// Where something stands in its life.
///
/// ```
/// use guanjia::role::Role;
/// use guanjia::roster::RosterState;
/// use guanjia::view::State;
/// let state = State::of(RosterState::Verifying);
/// assert_eq!((state.name.as_str(), state.zh.as_str()), ("verifying", "审核中"));
/// let [next] = &state.next[..] else { panic!("one thing may follow") };
/// assert_eq!((next.event.as_str(), next.zh.as_str(), &next.roles[..]), ("publish_list", "公示名单", &[Role::Committee][..]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct State {
    /// The name that never changes, such as `in_session`.
    pub name: String,
    /// The Chinese name.
    pub zh: String,
    /// What may follow, and by whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<Step>,
}

/// Something that may follow on a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Step {
    /// The event as the model calls it, such as `publish_list`; of draws, motions and tasks, which have no model of
    /// their own, the kind of entry.
    pub event: String,
    /// Its Chinese name.
    pub zh: String,
    /// The roles that may cause it; none where it is for those who are named, such as the parties of a draw.
    pub roles: Vec<Role>,
}

impl State {
    /// The state of a machine.
    pub fn of<M: Machine>(state: M) -> Self {
        let rows = M::TRANSITIONS.iter().filter(|row| row.from == state);
        let next = rows.map(|row| Step::new(&row.event, M::event_zh(row.event), row.by)).collect();
        Self { next, ..Self::new(state.to_string(), state.zh()) }
    }

    /// The state of a task.
    pub fn task(state: TaskState) -> Self {
        let next = match state {
            TaskState::Implementing => vec![Step::new(&"task-done", "报办结", &[Role::Doer])],
            TaskState::Feedback => vec![Step::new(&"task-check", "验收", &[Role::Supervisor, Role::Committee])],
            TaskState::StruckOff => Vec::new(),
        };
        Self { next, ..Self::new(state.to_string(), state.zh()) }
    }

    fn new(name: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { name: name.into(), zh: zh.into(), next: Vec::new() }
    }

    fn then(self, event: &str, zh: &str, roles: &[Role]) -> Self {
        Self { next: vec![Step::new(&event, zh, roles)], ..self }
    }
}

impl Step {
    fn new(event: &dyn Display, zh: &str, roles: &[Role]) -> Self {
        Self { event: event.to_string(), zh: zh.to_owned(), roles: roles.to_vec() }
    }
}
