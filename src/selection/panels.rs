//! A lottery of panels as it is announced, put on the record in parts, checked, and drawn from (SPEC.md section 5.10).

use crate::map::{Map, Set};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::{self, Hash};
use crate::id::Id;
use crate::lottery::Seed;
use crate::selection::candidates::Candidates;
use crate::selection::draw::Draw;
use crate::sortition::{Feature, Lottery, Objective, Person, Pool, Problem, Proved, check};
use crate::stratum::{Strata, Stratum};

const PART: &str = "guanjia/lottery-part/v1";

/// As many bytes of a lottery as one entry of a record carries.
const PART_LEN: usize = 36_000;

/// What is announced of a lottery of panels 方案公告: with the candidates, all that decides which panels there may be, and the
/// hashes of the panels and their proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LotteryNotice {
    /// What a panel has to look like: keys of the candidates' strata, with the quota of every stratum.
    pub features: Vec<Feature>,
    /// The key whose strata are households; of each, at most one sits on a panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<Id>,
    /// Who must sit on every panel.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub sit: Set<Id>,
    /// Who must sit on none.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub out: Set<Id>,
    /// What the chances were made as fair as possible by.
    pub objective: Objective,
    /// How many panels there are.
    pub panels: u32,
    /// The hash of each part of the packed lottery.
    pub parts: Vec<Hash>,
}

/// A lottery that was found to be as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedLottery {
    /// The panels, and the proof of their fairness.
    pub lottery: Lottery,
    /// What the proof shows.
    pub proved: Proved,
}

/// The lottery of an announced draw, as far as it is on the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Panels {
    problem: Arc<Problem>,
    parts: Map<u32, Vec<u8>>,
    checked: Option<Arc<CheckedLottery>>,
}

/// What came of a seed.
pub(super) struct Outcome {
    pub(super) panel: u32,
    pub(super) selected: Map<Stratum, Vec<Id>>,
    pub(super) general: Vec<Id>,
}

impl LotteryNotice {
    /// The problem that the lottery of a draw solves: the candidates in the order of their handles, with their strata.
    ///
    /// `stratum.missing` and `draw.stratum-unknown` for a candidate without a stratum that has a quota; `draw.lottery-seats`
    /// when the seats of a stratum are not fixed by its quota; `draw.lottery-alternates`; errors of [`Problem::new`].
    pub fn problem(&self, draw: &Draw, candidates: &Candidates) -> Result<Problem, Error> {
        self.check_seats(draw)?;
        if draw.alternates > 0 {
            return Err(Error::new(Code::DrawLotteryAlternates).with("draw", &draw.id));
        }
        let person = |(handle, strata): (&Id, &Strata)| self.person(handle, strata);
        let people = candidates.iter().map(person).collect::<Result<_, _>>()?;
        if let Some(unknown) = self.sit.iter().chain(&self.out).find(|handle| !candidates.has(handle)) {
            return Err(Error::new(Code::PoolNotMember).with("handle", unknown));
        }
        let seats = draw.seats.values().sum::<u64>();
        Problem::new(Pool { features: self.features.clone(), people }, u32::try_from(seats).unwrap_or(u32::MAX))
    }

    fn person(&self, handle: &Id, strata: &Strata) -> Result<Person, Error> {
        let value = |feature: &Feature| {
            let Some(stratum) = strata.get(feature.name.as_str()) else {
                return Err(Error::new(Code::StratumMissing).with("handle", handle).with("key", &feature.name));
            };
            let place = feature.values.iter().position(|quota| quota.name == stratum.as_str());
            let unknown = || Error::new(Code::DrawStratumUnknown).with("handle", handle).with("stratum", stratum);
            place.and_then(|place| u32::try_from(place).ok()).ok_or_else(unknown)
        };
        let household = self.household.as_ref().and_then(|key| strata.get(key)).map(ToString::to_string);
        let must = if self.sit.contains(handle) { Some(true) } else { self.out.contains(handle).then_some(false) };
        let values = self.features.iter().map(value).collect::<Result<_, _>>()?;
        Ok(Person { id: handle.to_string(), values, household, must })
    }

    /// Where seats are shared out among strata, every panel has just those.
    fn check_seats(&self, draw: &Draw) -> Result<(), Error> {
        let Some(by) = &draw.by else { return Ok(()) };
        let feature = self.features.iter().find(|feature| feature.name == by.as_str());
        for (stratum, seats) in &draw.seats {
            let quota = feature.and_then(|feature| feature.values.iter().find(|quota| quota.name == stratum.as_str()));
            if quota.is_none_or(|quota| u64::from(quota.min) != *seats || u64::from(quota.max) != *seats) {
                let error = Error::new(Code::DrawLotterySeats).with("draw", &draw.id);
                return Err(error.with("stratum", stratum).with("seats", seats));
            }
        }
        Ok(())
    }
}

/// A packed lottery cut into the parts that entries carry: the hash of each, to be announced, and each as base64url.
pub fn parts_of(lottery: &Lottery) -> Result<(Vec<Hash>, Vec<String>), Error> {
    let packed = lottery.pack()?;
    let parts = packed.chunks(PART_LEN);
    Ok((parts.clone().map(part_hash).collect(), parts.map(hash::encode).collect()))
}

fn part_hash(part: &[u8]) -> Hash {
    Hash::tagged(PART, &[part])
}

impl Panels {
    pub(super) fn new(problem: Problem) -> Self {
        Self { problem: Arc::new(problem), parts: Map::new(), checked: None }
    }

    pub(super) fn problem(&self) -> &Arc<Problem> {
        &self.problem
    }

    pub(super) fn checked(&self) -> Option<&Arc<CheckedLottery>> {
        self.checked.as_ref()
    }

    /// How many parts are on the record.
    pub(super) fn parts(&self) -> u32 {
        u32::try_from(self.parts.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn take(&mut self, draw: &Id, notice: &LotteryNotice, part: u32, data: &str) -> Result<(), Error> {
        let located = |code| Error::new(code).with("draw", draw).with("part", part);
        if self.parts.contains_key(&part) || self.checked.is_some() {
            return Err(located(Code::DrawLotteryTwice));
        }
        let bytes = hash::decode(data)?;
        if notice.parts.get(part as usize) != Some(&part_hash(&bytes)) {
            return Err(located(Code::DrawLotteryPart));
        }
        if self.parts.len() + 1 == notice.parts.len() {
            let mut parts = self.parts.clone();
            parts.insert(part, bytes);
            self.checked = Some(Arc::new(self.check(draw, notice, &parts)?));
            self.parts = parts;
        } else {
            self.parts.insert(part, bytes);
        }
        Ok(())
    }

    fn check(&self, draw: &Id, notice: &LotteryNotice, parts: &Map<u32, Vec<u8>>) -> Result<CheckedLottery, Error> {
        let packed: Vec<u8> = parts.values().flatten().copied().collect();
        let lottery = Lottery::unpack(&packed, self.problem.pool().people.len())?;
        if lottery.panels.len() != notice.panels as usize {
            let error = Error::new(Code::DrawLotteryPanels).with("draw", draw);
            return Err(error.with("stated", notice.panels).with("found", lottery.panels.len()));
        }
        let proved = check(&self.problem, &lottery)?;
        Ok(CheckedLottery { lottery, proved })
    }

    /// The panel that a seed draws, by the strata of the seats, and who waits behind it.
    pub(super) fn draw(&self, draw: &Draw, seed: &Seed) -> Option<Outcome> {
        let (lottery, pool) = (&self.checked()?.lottery, self.problem.pool());
        let panel = lottery.drawn(seed)?;
        let place = draw.by.as_ref().and_then(|by| pool.features.iter().position(|f| f.name == by.as_str()));
        let id = |member: &u32| pool.people.get(*member as usize)?.id.parse::<Id>().ok();
        let mut selected = Map::<Stratum, Vec<Id>>::new();
        selected.extend(draw.seats.keys().map(|stratum| (stratum.clone(), Vec::new())));
        for member in lottery.panel(panel)? {
            let value = place.and_then(|place| {
                let value = pool.people.get(*member as usize)?.values.get(place)?;
                pool.features.get(place)?.values.get(*value as usize)?.name.parse().ok()
            });
            selected.entry(value.unwrap_or_else(Stratum::all)).or_default().extend(id(member));
        }
        let most = usize::try_from(draw.general).unwrap_or(usize::MAX);
        let general = lottery.reserve(&self.problem, seed, panel, most).iter().filter_map(id).collect();
        Some(Outcome { panel, selected, general })
    }
}
