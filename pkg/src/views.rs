//! The views of a hall, each by its name in `guanjia::view`.

use guanjia::view::{
    BallotView, BaseView, ConventionView, DrawView, DriveView, EntryView, MatterView, MotionView, ObjectionView,
    PointsView, PostView, RegisterView, RosterView, SessionView, Summary, TaskView,
};
use guanjia_plain::{Plain, parse, plain, refuse, whole};
use wasm_bindgen::prelude::*;

use crate::hall::RawHall;

/// One view of a name, and all of them.
macro_rules! views {
    ($($one:ident $all:ident $View:ident;)*) => {
        #[wasm_bindgen]
        impl RawHall {
            $(
                #[doc = concat!("`", stringify!($View), "` of one.")]
                pub fn $one(&self, id: &str) -> Plain {
                    plain(&$View::of(self.hall(), &parse(id)?).map_err(refuse)?)
                }

                #[doc = concat!("Every `", stringify!($View), "`.")]
                pub fn $all(&self) -> Plain {
                    plain(&$View::all(self.hall()))
                }
            )*
        }
    };
}

views! {
    register registers RegisterView;
    base bases BaseView;
    roster rosters RosterView;
    draw draws DrawView;
    matter matters MatterView;
    session sessions SessionView;
    convention conventions ConventionView;
    drive drives DriveView;
}

#[wasm_bindgen]
impl RawHall {
    /// The record as it stands.
    pub fn summary(&self) -> Plain {
        plain(&Summary::of(self.hall()))
    }

    /// The lines from one index to before another.
    pub fn entries(&self, from: f64, to: f64) -> Plain {
        plain(&EntryView::range(self.hall(), whole(from)?, whole(to)?))
    }

    /// The motion of a name or leaf hash.
    pub fn motion(&self, name: &str) -> Plain {
        plain(&MotionView::called(self.hall(), name).map_err(refuse)?)
    }

    /// Every motion.
    pub fn motions(&self) -> Plain {
        plain(&MotionView::all(self.hall()))
    }

    /// Every ballot in the box of a motion.
    pub fn ballots(&self, motion: &str) -> Plain {
        let motion = self.hall().motion_called(motion).map_err(refuse)?;
        plain(&BallotView::all(self.hall(), motion))
    }

    /// Everything that was made public.
    pub fn posts(&self) -> Plain {
        plain(&PostView::all(self.hall()))
    }

    /// Every objection.
    pub fn objections(&self) -> Plain {
        plain(&ObjectionView::all(self.hall()))
    }

    /// Every task.
    pub fn tasks(&self) -> Plain {
        plain(&TaskView::all(self.hall()))
    }

    /// The points.
    pub fn points(&self) -> Plain {
        plain(&PointsView::of(self.hall()))
    }

    /// What waits for an office, or for a member who is named.
    pub fn waiting(&self, who: &str) -> Plain {
        plain(&self.hall().waiting(&parse(who)?).map_err(refuse)?)
    }

    /// What somebody is and may do now.
    pub fn standing(&self, handle: &str) -> Plain {
        plain(&self.hall().standing(&parse(handle)?).map_err(refuse)?)
    }
}
