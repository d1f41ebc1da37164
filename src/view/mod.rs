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
//! # let hall = guanjia::Hall::replay(bundle.entries().iter().map(String::as_str));
//! let summary = Summary::of(&hall);
//! let motion = MotionView::called(&hall, summary.motions[0].id.as_str()).unwrap();
//! assert_eq!((motion.state.name.as_str(), motion.tally), ("open", None));
//!
//! let entitled = motion.entitled.of(guanjia::measure::Measure::Heads);
//! assert!(motion.participating <= entitled);
//! ```

use serde::Serialize;

use crate::machine::Machine;
use crate::task::TaskState;

mod convention;
mod drive;
mod matter;
mod motion;
mod publicity;
mod register;
mod selection;
mod session;
mod standing;
mod summary;
mod work;

pub use convention::{ConventionView, VersionView};
pub use drive::DriveView;
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
pub use work::{PointsRuleView, PointsView, TaskView};

/// Where something stands in its life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct State {
    /// The name that never changes, such as `in_session`.
    pub name: String,
    /// The Chinese name.
    pub zh: String,
}

impl State {
    /// The state of a machine.
    pub fn of(state: impl Machine) -> Self {
        Self::new(state.to_string(), state.zh())
    }

    /// The state of a task.
    pub fn task(state: TaskState) -> Self {
        Self::new(state.to_string(), state.zh())
    }

    fn new(name: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { name: name.into(), zh: zh.into() }
    }
}
