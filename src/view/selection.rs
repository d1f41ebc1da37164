//! Rosters and draws as a page shows them (SPEC.md section 5).
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
//! use guanjia::view::{DrawView, RosterView};
//! enter(&mut hall, "committee", r#"{"kind": "roster", "roster": {
//!     "base": "households", "candidates": "households", "id": "R-2026",
//!     "rule": {"ratio": [1, 3], "measure": "households", "rounding": "ceil"},
//!     "seats": {"measure": "households", "base": 3, "total": 1, "strata": {"all": 1}}}}"#).unwrap();
//! let roster = RosterView::of(&hall, &"R-2026".parse().unwrap()).unwrap();
//! assert_eq!((roster.notice.seats.total, roster.state.zh.as_str()), (1, "基数已公布"));
//!
//! let base = hall.base(&"households".parse().unwrap()).unwrap();
//! let candidates = guanjia::selection::Candidates::of_base(base, base.members().keys()).unwrap().digest();
//! enter(&mut hall, "committee", &format!(r#"{{"kind": "draw", "from": {{"base": "households"}}, "session": "S",
//!     "draw": {{"id": "PANEL-1", "candidates": "{candidates}", "seats": {{"all": 2}}, "alternates": 1, "general": 0,
//!     "commit_by": "2026-03-16", "reveal_by": "2026-03-16",
//!     "sources": [{{"text": "双色球第2026030期(虚构)", "date": "2026-03-17"}}]}}}}"#)).unwrap();
//! enter(&mut hall, "host", r#"{"kind": "clock", "at": 1773799200}"#).unwrap();
//! enter(&mut hall, "committee", r#"{"kind": "drawn", "draw": "PANEL-1", "value": "3.9.11.14.21.27.32./"}"#).unwrap();
//! // Whoever doubts the draw does it again, from what the page gives them.
//! let draw = DrawView::of(&hall, &"PANEL-1".parse().unwrap()).unwrap();
//! assert_eq!(draw.spec().unwrap().run().unwrap().drawn, draw.drawn.unwrap());
//! ```

use crate::map::Map;

use serde::Serialize;

use super::State;
use super::lottery::LotteryView;
use crate::error::Error;
use crate::event::DrawFrom;
use crate::hall::{DrawRecord, Hall};
use crate::hash::Hash;
use crate::id::Id;
use crate::measure::Measure;
use crate::role::Role;
use crate::roster::{Nominator, Roster, RosterNotice};
use crate::selection::{CandidateSpec, Draw, DrawSpec, DrawStage, Drawn, PartySpec, Pool};
use crate::stratum::Stratum;
use crate::time::Date;

/// A roster 百姓管家名册.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RosterView {
    /// Its name.
    pub id: Id,
    /// Where it stands.
    pub state: State,
    /// What was announced: the rule, and its seats by stratum.
    pub notice: RosterNotice,
    /// What the same share of every measure of the base would be.
    pub by_measure: Map<Measure, u64>,
    /// The last day for nominations of this round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The seats to be filled in this round.
    pub open: Map<Stratum, u64>,
    /// Who stands in this round, and who put them forward.
    pub standing: Map<Id, Nominator>,
    /// The draw of this round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<Id>,
    /// Who is to be appointed in this round, once that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Pool>,
    /// Those who hold its seats, with alternates and replacements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<Pool>,
}

/// A draw 抽签.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DrawView {
    /// Its name.
    pub id: Id,
    /// `announced` 已公告, `committed` 待揭示, `drawn` 已开签 or `failed` 未成: no party revealed in time.
    pub state: State,
    /// The leaf hash of the entry that announced it.
    pub leaf: Hash,
    /// The announcement.
    pub announcement: Draw,
    /// Its digest, which commitments bind themselves to.
    pub digest: Hash,
    /// Among whom is drawn.
    pub from: DrawFrom,
    /// The session those drawn are convened for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Id>,
    /// The candidates in the order of their handles.
    pub candidates: Vec<CandidateSpec>,
    /// The parties in order, with what they committed to and revealed.
    pub parties: Vec<PartySpec>,
    /// The lottery one of whose panels is drawn, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery: Option<LotteryView>,
    /// The result: what the public sources showed, the seed, who was selected, the alternates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
    /// Who holds the seats of a panel now, and who was replaced by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panel: Option<Pool>,
    /// The parts of the lottery, which are long: for [`DrawView::spec`] alone.
    #[serde(skip)]
    pub(crate) parts: Vec<String>,
}

impl RosterView {
    /// A roster by its name; `roster.unknown`.
    pub fn of(hall: &Hall, id: &Id) -> Result<Self, Error> {
        let roster = hall.roster(id)?;
        let notice = roster.notice();
        Ok(Self {
            id: id.clone(),
            state: State::of(roster.state()),
            by_measure: hall.base(&notice.base).map(|base| notice.rule.by_measure(base)).unwrap_or_default(),
            notice: notice.clone(),
            until: roster.until(),
            open: roster.open().clone(),
            standing: roster.standing().map(|(handle, by)| (handle.clone(), by)).collect(),
            draw: roster.draw().cloned(),
            list: roster.list().cloned(),
            pool: roster.pool().ok().cloned(),
        })
    }

    /// Every roster, in the order of their identifiers.
    pub fn all(hall: &Hall) -> Vec<Self> {
        hall.rosters().map(Roster::notice).filter_map(|notice| Self::of(hall, &notice.id).ok()).collect()
    }
}

impl DrawView {
    /// A draw by its name; `draw.unknown`.
    pub fn of(hall: &Hall, id: &Id) -> Result<Self, Error> {
        let draw = hall.draw(id)?;
        let announcement = draw.announcement();
        let candidate = |(handle, strata): (&Id, &crate::stratum::Strata)| CandidateSpec {
            handle: handle.clone(),
            strata: strata.clone(),
        };
        let party = |id: &Id| PartySpec {
            id: id.clone(),
            commitment: draw.commitments().get(id).copied(),
            reveal: draw.reveals().get(id).copied(),
        };
        Ok(Self {
            id: id.clone(),
            state: state(hall, draw),
            leaf: draw.leaf(),
            digest: announcement.digest()?,
            from: draw.from().clone(),
            session: draw.session().cloned(),
            candidates: draw.candidates().iter().map(candidate).collect(),
            parties: announcement.parties.iter().map(party).collect(),
            announcement: announcement.clone(),
            drawn: hall.draw_stage(id)?.drawn().ok().cloned(),
            panel: hall.panel(id).ok().cloned(),
            lottery: LotteryView::of(hall, draw),
            parts: draw.parts().values().cloned().collect(),
        })
    }

    /// Every draw, in the order of their identifiers.
    pub fn all(hall: &Hall) -> Vec<Self> {
        hall.draws().filter_map(|draw| Self::of(hall, &draw.announcement().id).ok()).collect()
    }

    /// Everything that decides it, to be done again by anybody; none before it is drawn.
    pub fn spec(&self) -> Option<DrawSpec> {
        let Draw { id, by, seats, alternates, general, commit_by, reveal_by, sources, lottery, .. } =
            self.announcement.clone();
        Some(DrawSpec {
            id,
            candidates: self.candidates.clone(),
            by,
            seats,
            rule: None,
            weights: Map::new(),
            alternates,
            general,
            parties: self.parties.clone(),
            commit_by,
            reveal_by,
            sources,
            lottery,
            parts: self.parts.clone(),
            value: self.drawn.as_ref()?.value.to_string(),
        })
    }
}

/// How far a draw is: announced, committed or drawn, or failed for want of any reveal.
pub(super) fn state(hall: &Hall, draw: &DrawRecord) -> State {
    match hall.draw_stage(&draw.announcement().id) {
        Ok(DrawStage::Drawn(_)) => State::new("drawn", "已开签"),
        Ok(stage) if stage.failed(hall.today()) => State::new("failed", "未成"),
        Ok(DrawStage::Committed(committed)) => {
            let state = State::new("committed", "待揭示");
            if committed.close(hall.today()).is_ok() { drawn(state) } else { state.then("reveal", "揭示", &[]) }
        }
        Ok(DrawStage::Announced(announced)) => {
            let state = State::new("announced", "已公告");
            if announced.wants_lottery(hall.today()) {
                return state.then("panels", "方案", &[Role::Committee]);
            }
            match announced.close(hall.today()) {
                Err(_) => state.then("commit", "承诺", &[]),
                Ok(committed) if committed.close(hall.today()).is_err() => state.then("reveal", "揭示", &[]),
                Ok(_) => drawn(state),
            }
        }
        Err(_) => State::new("announced", "已公告"),
    }
}

fn drawn(state: State) -> State {
    state.then("drawn", "开签", &[Role::Committee])
}
