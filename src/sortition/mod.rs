//! Representative selection 代表性抽选: panels that look like the community, everybody's chance as fair as the quotas allow, and the
//! proof of it (SPEC.md section 5.8).

mod check;
mod compare;
mod file;
mod finder;
mod lottery;
mod packed;
mod problem;
mod proof;
mod relax;
mod reserve;
mod table;

pub use self::check::{check, check_conflict, check_pinned};
pub use self::compare::{Method, MethodOutcome, compare};
pub use self::file::{DrawnPanel, LotteryFile};
pub use self::finder::{Objective, conflict, find, find_by, pinned};
pub use self::lottery::{
    Case, Certificate, Conflict, Level, Lottery, MAX_PANELS, Multipliers, PARTS, Pinned, Progress, Proof, Proved,
    Refusal, Search,
};
pub use self::problem::{Feature, MAX_PEOPLE, MAX_VALUES, Person, Pool, Problem, Quota};
pub use self::relax::{Change, End, Relaxation, relax};
