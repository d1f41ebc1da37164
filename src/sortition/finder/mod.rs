//! What finds lotteries and contradictions (SPEC.md section 5.8): the one place with floating point. It only proposes, over arrays whose sizes
//! it sets itself; the check, which decides, has neither.
#![allow(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the finder proposes in floating point, over arrays whose sizes it sets itself; the check has neither"
)]

mod conflict;
mod deal;
mod exact;
mod fill;
mod find;
mod gap;
mod kinds;
mod leximin;
mod lift;
mod lp;
mod nash;

use super::{lottery, problem, proof};

pub use self::conflict::{conflict, pinned};
pub use self::find::{find, find_by};
pub use self::nash::Objective;
