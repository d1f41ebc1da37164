//! How the 6 % are selected: seats, candidates, the draw, and who then takes part (SPEC.md section 5).

mod candidates;
mod composition;
mod draw;
mod pool;
mod seats;
mod spec;

pub use candidates::Candidates;
pub use composition::{Composition, CompositionRow, stakeholders};
pub use draw::{Announced, Committed, Draw, DrawStage, Drawn, Draws, Revealed};
pub use pool::{Panel, Pool, Replacement};
pub use seats::{SeatRule, Seats, apportion};
pub use spec::{CandidateSpec, DrawReport, DrawSpec, PartySpec};
