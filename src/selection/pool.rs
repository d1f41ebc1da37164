//! Who takes part after the draw: the pool, and the panel convened from it (SPEC.md section 5).
//!
//! ```
//! use guanjia::selection::{DrawSpec, Pool, Replacement};
//! use guanjia::stratum::Stratum;
//! let spec = DrawSpec::parse(r#"{
//!   "id": "R-2026", "candidates": [{"handle": "S-01"}, {"handle": "S-02"}, {"handle": "S-03"}],
//!   "seats": {"all": 1}, "alternates": 1, "general": 0, "commit_by": "2026-05-06", "reveal_by": "2026-05-06",
//!   "sources": [{"text": "双色球第2026052期", "date": "2026-05-07"}], "value": "2.5.8.10.12.33./"
//! }"#).unwrap();
//! let drawn = spec.run().unwrap().drawn;
//! let mut pool = Pool::of(&drawn);
//! let (first, second) = (drawn.selected[&Stratum::all()][0].clone(), drawn.alternates[&Stratum::all()][0].clone());
//!
//! // The alternate moves up; when that one leaves too, nobody is left and the seat stays vacant.
//! pool.decline(&first).unwrap();
//! assert!(pool.members().contains_key(&second));
//! pool.decline(&second).unwrap();
//! assert!(pool.members().is_empty());
//! let last: &Replacement = pool.replacements().last().unwrap();
//! assert_eq!((&last.leaver, &last.successor), (&second, &None));
//! assert_eq!(pool.convene("SES-1".parse().unwrap(), [&first]).unwrap_err().code(), "panel.not-in-pool");
//! ```

use std::sync::Arc;

use crate::map::{Map, Set};

use serde::Serialize;

use crate::error::{Code, Error};
use crate::id::Id;
use crate::selection::Drawn;
use crate::sortition::Problem;
use crate::stratum::Stratum;

/// The pool 名册: those who hold a seat now, such as the 6 % of stewards 百姓管家, and the alternates
/// who wait. Not the same as a [`Panel`] that is convened for one meeting, nor
/// as those who check in at it, whom the session knows.
///
/// ```
/// use guanjia::selection::{DrawSpec, Pool};
/// let spec = DrawSpec::parse(r#"{
///   "id": "R-2026", "by": "building", "candidates": [
///     {"handle": "S-01", "strata": {"building": "B01"}}, {"handle": "S-02", "strata": {"building": "B02"}},
///     {"handle": "S-03", "strata": {"building": "B02"}}
///   ], "seats": {"B01": 1, "B02": 1}, "alternates": 0, "general": 1,
///   "commit_by": "2026-05-06", "reveal_by": "2026-05-06",
///   "sources": [{"text": "双色球第2026052期", "date": "2026-05-07"}], "value": "2.5.8.10.12.33./"
/// }"#).unwrap();
/// let mut pool = Pool::of(&spec.run().unwrap().drawn);
/// // B01 has no alternate of its own, so that the general one moves up, from whatever building.
/// let general = pool.general()[0].clone();
/// let replaced = pool.decline(&"S-01".parse().unwrap()).unwrap();
/// assert_eq!((replaced.seat.as_ref().unwrap().as_str(), &replaced.successor), ("B01", &Some(general)));
/// assert!(pool.general().is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Pool {
    /// What filled it: a draw, or a roster all of whose candidates were taken.
    from: Id,
    /// Those who hold a seat, and of which stratum the seat is.
    members: Map<Id, Stratum>,
    /// The alternates who still wait, in the order in which they move up.
    alternates: Map<Stratum, Vec<Id>>,
    /// The general alternates who still wait, in the order in which they move up.
    general: Vec<Id>,
    /// Who left, in the order of leaving, and who moved up.
    replacements: Vec<Replacement>,
    /// What whoever moves up has to fit, where a panel of a lottery was drawn.
    #[serde(skip)]
    problem: Option<Arc<Problem>>,
}

/// Somebody left, and perhaps somebody moved up 递补.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Replacement {
    /// Who declined or was struck off.
    pub leaver: Id,
    /// The stratum of the seat that fell vacant; none when the leaver was waiting as an alternate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<Stratum>,
    /// Who holds the seat now; none when nobody was left to move up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<Id>,
    /// By how many people the quotas of a lottery's panel are missed since; none when they are met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<u32>,
}

/// Those of the pool who are convened for one meeting 本次召集.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Panel {
    session: Id,
    convened: Set<Id>,
}

impl Pool {
    /// The pool as it was drawn.
    pub fn of(drawn: &Drawn) -> Self {
        let seats = drawn.selected.iter().flat_map(|(stratum, ids)| ids.iter().map(move |id| (id, stratum)));
        Self {
            from: drawn.draw.clone(),
            members: seats.map(|(id, stratum)| (id.clone(), stratum.clone())).collect(),
            alternates: drawn.alternates.clone(),
            general: drawn.general.clone(),
            replacements: Vec::new(),
            problem: drawn.problem.clone(),
        }
    }

    /// All who stood for a roster, where they were no more than the seats; nobody waits.
    pub(crate) fn of_all(roster: Id, members: Map<Id, Stratum>) -> Self {
        let (alternates, general, replacements) = (Map::new(), Vec::new(), Vec::new());
        Self { from: roster, members, alternates, general, replacements, problem: None }
    }

    /// Takes in those who fill vacancies, and the alternates who wait behind them.
    pub(crate) fn join(&mut self, others: &Pool) {
        self.members.extend(others.members.clone());
        for (stratum, waiting) in &others.alternates {
            self.alternates.entry(stratum.clone()).or_default().extend(waiting.iter().cloned());
        }
        self.general.extend(others.general.iter().cloned());
        self.replacements.extend(others.replacements.iter().cloned());
        self.problem = match (&self.problem, &others.problem) {
            (Some(before), Some(now)) => before.joined(now).map(Arc::new),
            _ => None,
        };
    }

    /// Whether somebody holds a seat or waits for one.
    pub fn has(&self, handle: &Id) -> bool {
        let mut waiting = self.alternates.values().flatten().chain(&self.general);
        self.members.contains_key(handle) || waiting.any(|id| id == handle)
    }

    /// Lets somebody out who declines or is struck off: the first alternate of the same stratum takes
    /// the seat, else the first general alternate, else it stays vacant. An alternate may decline in
    /// advance and moves nobody. The order of those who wait never changes.
    ///
    /// `pool.not-member` for somebody who neither holds a seat nor waits for one.
    pub fn decline(&mut self, handle: &Id) -> Result<&Replacement, Error> {
        let seat = self.members.remove(handle);
        let (successor, missed) = match (&seat, self.problem.clone()) {
            (Some(_), Some(problem)) => self.move_up_within(&problem),
            (Some(stratum), None) => (self.move_up(stratum), None),
            (None, _) if self.stop_waiting(handle) => (None, None),
            (None, _) => return Err(Error::new(Code::PoolNotMember).with("handle", handle)),
        };
        if let (Some(stratum), Some(successor)) = (&seat, &successor) {
            self.members.insert(successor.clone(), stratum.clone());
        }
        self.replacements.push(Replacement { leaver: handle.clone(), seat, successor, missed });
        self.replacements.last().ok_or_else(|| Error::new(Code::PoolNotMember).with("handle", handle))
    }

    /// Those who hold a seat, and of which stratum the seat is.
    pub fn members(&self) -> &Map<Id, Stratum> {
        &self.members
    }

    /// The alternates of each stratum who still wait, in the order in which they move up.
    pub fn alternates(&self) -> &Map<Stratum, Vec<Id>> {
        &self.alternates
    }

    /// The general alternates who still wait, in the order in which they move up.
    pub fn general(&self) -> &[Id] {
        &self.general
    }

    /// Who left and who moved up, in order.
    pub fn replacements(&self) -> &[Replacement] {
        &self.replacements
    }

    /// Convenes some of the pool for a session; `panel.not-in-pool` for anybody else.
    pub fn convene<'a>(&self, session: Id, handles: impl IntoIterator<Item = &'a Id>) -> Result<Panel, Error> {
        let mut convened = Set::new();
        for handle in handles {
            if !self.members.contains_key(handle) {
                return Err(Error::new(Code::PanelNotInPool).with("handle", handle));
            }
            convened.insert(handle.clone());
        }
        Ok(Panel { session, convened })
    }

    fn move_up(&mut self, stratum: &Stratum) -> Option<Id> {
        let waiting = self.alternates.get_mut(stratum).filter(|waiting| !waiting.is_empty());
        let waiting = waiting.unwrap_or(&mut self.general);
        if waiting.is_empty() { None } else { Some(waiting.remove(0)) }
    }

    /// Whoever fits the quotas of the lottery best, and by how many they are missed then.
    fn move_up_within(&mut self, problem: &Problem) -> (Option<Id>, Option<u32>) {
        let people = &problem.pool().people;
        let place = |id: &Id| people.iter().position(|person| person.id == id.as_str());
        let place = |id: &Id| place(id).and_then(|place| u32::try_from(place).ok());
        let staying: Set<u32> = self.members.keys().filter_map(place).collect();
        let waiting: Vec<u32> = self.general.iter().map(|id| place(id).unwrap_or(u32::MAX)).collect();
        let (successor, missed) = match problem.successor(&staying, &waiting) {
            Some((at, missed)) => (Some(self.general.remove(at)), missed),
            None => (None, problem.missed(&staying)),
        };
        (successor, Some(missed).filter(|missed| *missed > 0))
    }

    fn stop_waiting(&mut self, handle: &Id) -> bool {
        let mut lists = self.alternates.values_mut().chain(std::iter::once(&mut self.general));
        lists.any(|waiting| {
            let before = waiting.len();
            waiting.retain(|id| id != handle);
            waiting.len() < before
        })
    }
}

impl Panel {
    /// The session it is convened for.
    pub fn session(&self) -> &Id {
        &self.session
    }

    /// Those convened.
    pub fn convened(&self) -> &Set<Id> {
        &self.convened
    }
}
