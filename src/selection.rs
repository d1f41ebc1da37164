//! How the 6 % are selected: seats, candidates, the draw, and who then takes part (SPEC.md section 5).
//!
//! ```
//! use guanjia::lottery::{PublicSource, Reveal, commitment};
//! use guanjia::selection::{Candidates, Draw, Drawn, Pool};
//! use guanjia::stratum::Strata;
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let day = |text: &str| text.parse().unwrap();
//! let groups = ["养犬户", "养犬户", "养犬户", "其他居民", "其他居民", "其他居民"];
//! let strata = |group: &str| Strata::from([(id("group"), group.parse().unwrap())]);
//! let stewards = groups.iter().zip(1..).map(|(group, n)| (id(&format!("S-{n:03}")), strata(group)));
//! let candidates = Candidates::new(stewards).unwrap();
//!
//! // Two seats for each group are announced before the lottery that decides is drawn.
//! let draw = Draw {
//!     id: id("PANEL-2026Q2"),
//!     candidates: candidates.digest(),
//!     by: Some(id("group")),
//!     seats: [("养犬户".parse().unwrap(), 2), ("其他居民".parse().unwrap(), 2)].into(),
//!     alternates: 1,
//!     general: 0,
//!     parties: vec![id("supervisor-1")],
//!     commit_by: day("2026-04-22"),
//!     reveal_by: day("2026-04-24"),
//!     sources: vec![PublicSource { text: "双色球第2026046期".into(), date: day("2026-04-26"), ordered: false }],
//!     lottery: None,
//! };
//! let mut announced = draw.announce(&candidates, day("2026-04-20")).unwrap();
//! let (party, secret) = (id("supervisor-1"), Reveal([7; 32]));
//! announced.commit(&party, commitment(&announced.announcement(), &party, &secret), day("2026-04-21")).unwrap();
//! let mut committed = announced.close(day("2026-04-21")).unwrap();
//! committed.reveal(&party, secret, day("2026-04-23")).unwrap();
//! let revealed = committed.close(day("2026-04-23")).unwrap();
//! let drawn: Drawn = revealed.draw(&candidates, "3.9.11.14.21.27.32./", day("2026-04-26")).unwrap();
//! assert!(drawn.selected.values().all(|seats| seats.len() == 2));
//!
//! // Who declines makes room for the first alternate of the same group.
//! let mut pool = Pool::of(&drawn);
//! let dogs = "养犬户".parse().unwrap();
//! let (leaver, next) = (drawn.selected[&dogs][0].clone(), drawn.alternates[&dogs][0].clone());
//! assert_eq!(pool.decline(&leaver).unwrap().successor, Some(next));
//! let panel = pool.convene(id("SES-2026Q2-1"), pool.members().keys()).unwrap();
//! assert_eq!(panel.convened().len(), 4);
//! ```

mod candidates;
mod composition;
mod draw;
mod panels;
mod pool;
mod seats;
mod spec;
mod stage;

pub use candidates::Candidates;
pub use composition::{Composition, CompositionRow, stakeholders};
pub use draw::{Announced, Committed, Draw, Drawn, Revealed};
pub use panels::{CheckedLottery, LotteryNotice, parts_of};
pub use pool::{Panel, Pool, Replacement};
pub use seats::{SeatRule, Seats, apportion};
pub use spec::{CandidateSpec, DrawReport, DrawSpec, PartySpec};
pub use stage::{DrawStage, Draws};
