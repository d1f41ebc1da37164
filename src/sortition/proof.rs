//! What quotas taken together come to, in whole numbers only (SPEC.md section 5.8). Both the finder and the check reckon with it.

use crate::map::Map;

use super::lottery::{Case, Multipliers, PARTS, Proof, Search};
use super::problem::Problem;
use crate::error::{Code, Error};

/// The most a multiplier or weight may be, so that no sum overflows.
pub(super) const MOST: i64 = 1 << 31;

/// What a proof says of everybody: no panel weighs more than `bound`.
pub(super) struct Weighed {
    /// For each person of the pool; nothing for those who must or must not sit.
    pub weights: Vec<i128>,
    pub bound: i128,
}

/// A problem, with everybody's household and kind.
pub(super) struct Ground<'a> {
    pub problem: &'a Problem,
    /// For whoever shares a household with somebody else who may sit, the first of it.
    pub homes: Vec<Option<u32>>,
    /// The first of those who are alike: of the same values, household and obligation.
    pub like: Vec<u32>,
}

/// How far a person's place is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Must sit, or must not.
    Bound(bool),
    /// Of a level before, whose chance this is.
    Fixed(u64),
    /// Of no level yet.
    Open,
}

impl<'a> Ground<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        let people = &problem.pool().people;
        let mut households = Map::<&str, (u32, u32)>::new();
        for (place, person) in (0..).zip(people) {
            if let (Some(household), None | Some(true)) = (&person.household, person.must) {
                households.entry(household).or_insert((place, 0)).1 += 1;
            }
        }
        let home = |household: &Option<String>| {
            let (first, shared) = households.get(household.as_deref()?)?;
            (*shared > 1).then_some(*first)
        };
        let homes: Vec<_> = people
            .iter()
            .map(|person| if person.must == Some(false) { None } else { home(&person.household) })
            .collect();
        let mut kinds = Map::new();
        let mut like = Vec::new();
        for ((place, person), home) in (0..).zip(people).zip(&homes) {
            like.push(*kinds.entry((&person.values, *home, person.must)).or_insert(place));
        }
        Self { problem, homes, like }
    }

    /// Everybody's state before the first level.
    pub fn states(&self) -> Vec<State> {
        let people = &self.problem.pool().people;
        people.iter().map(|person| person.must.map_or(State::Open, State::Bound)).collect()
    }

    /// How often each person is counted when the quotas are taken so many times.
    pub fn counted(&self, multipliers: &Multipliers, level: usize) -> Result<Vec<i128>, Error> {
        let wrong =
            |place: usize| Error::new(Code::SortitionProofRow).with("level", level + 1).with("place", place + 1);
        let features = &self.problem.pool().features;
        let fits = |times: i64| times != 0 && times.abs() <= MOST;
        if multipliers.seats.abs() > MOST {
            return Err(wrong(0));
        }
        let mut of_value: Vec<Vec<i128>> = features.iter().map(|feature| vec![0; feature.values.len()]).collect();
        let mut before = None;
        for (place, (feature, value, times)) in multipliers.quotas.iter().enumerate() {
            let slot = of_value.get_mut(*feature as usize).and_then(|values| values.get_mut(*value as usize));
            let (Some(slot), true) = (slot, fits(*times) && before < Some((*feature, *value))) else {
                return Err(wrong(place));
            };
            *slot = i128::from(*times);
            before = Some((*feature, *value));
        }
        let mut of_home = Map::new();
        let mut before = None;
        for (place, (person, times)) in multipliers.households.iter().enumerate() {
            let home = self.homes.get(*person as usize).copied().flatten();
            if home != Some(*person) || !fits(*times) || before >= Some(*person) {
                return Err(wrong(multipliers.quotas.len() + place));
            }
            of_home.insert(*person, i128::from(*times));
            before = Some(*person);
        }
        let count = |(person, home): (&super::problem::Person, &Option<u32>)| {
            let values = person.values.iter().zip(&of_value).filter_map(|(value, times)| times.get(*value as usize));
            let home = home.and_then(|home| of_home.get(&home)).copied().unwrap_or(0);
            i128::from(multipliers.seats) + values.sum::<i128>() + home
        };
        Ok(self.problem.pool().people.iter().zip(&self.homes).map(count).collect())
    }

    /// What the quotas allow when they are taken so many times: maxima above zero, minima below.
    fn allowed(&self, multipliers: &Multipliers) -> i128 {
        let features = &self.problem.pool().features;
        let quota = |(feature, value, times): &(u32, u32, i64)| {
            let quota = features.get(*feature as usize).and_then(|feature| feature.values.get(*value as usize));
            quota.map_or(0, |quota| i128::from(*times) * i128::from(if *times > 0 { quota.max } else { quota.min }))
        };
        let seats = i128::from(multipliers.seats) * i128::from(self.problem.seats());
        let households = multipliers.households.iter().map(|(_, times)| i128::from(*times).max(0));
        seats + multipliers.quotas.iter().map(quota).sum::<i128>() + households.sum::<i128>()
    }

    /// What the quotas say when they are taken so many times: those counted above zero weigh as much, and those below take nothing
    /// away from what is allowed but by sitting, once each.
    pub fn weigh(&self, multipliers: &Multipliers, level: usize) -> Result<Weighed, Error> {
        let times = multipliers.quotas.iter().map(|(_, _, times)| *times);
        let times = times.chain(multipliers.households.iter().map(|(_, times)| *times));
        // Twice the same would be the same proof once more.
        if times.fold(multipliers.seats, greatest_common_divisor).abs() > 1 {
            return Err(Error::new(Code::SortitionProofRow).with("level", level + 1).with("place", 1));
        }
        let mut bound = self.allowed(multipliers);
        let mut weights = self.counted(multipliers, level)?;
        for (weight, state) in weights.iter_mut().zip(self.states()) {
            match state {
                State::Bound(true) => bound -= *weight,
                State::Open if *weight < 0 => bound -= *weight,
                _ => {}
            }
            if state != State::Open || *weight < 0 {
                *weight = 0;
            }
        }
        Ok(Weighed { weights, bound })
    }

    /// What a level's proof says.
    pub fn weigh_proof(&self, proof: &Proof, level: usize) -> Result<Weighed, Error> {
        match proof {
            Proof::Quotas(multipliers) => self.weigh(multipliers, level),
            Proof::Search(search) => self.weigh_search(search, level),
        }
    }

    fn weigh_search(&self, search: &Search, level: usize) -> Result<Weighed, Error> {
        let wrong = |what: &str, stated: u64, found: u64| {
            let error = Error::new(Code::SortitionProofLevel).with("level", level + 1).with("what", what);
            error.with("stated", stated).with("found", found)
        };
        let people = self.like.len();
        if search.weights.len() != people {
            return Err(wrong("weights", search.weights.len() as u64, people as u64));
        }
        for ((weight, like), state) in search.weights.iter().zip(&self.like).zip(self.states()) {
            let of_like = search.weights.get(*like as usize).copied().unwrap_or(0);
            let most = if state == State::Open { of_like.min(MOST.unsigned_abs()) } else { 0 };
            if *weight != most {
                return Err(wrong("weights", *weight, most));
            }
        }
        if search.bound > MOST.unsigned_abs() * 1024 {
            return Err(wrong("bound", search.bound, MOST.unsigned_abs() * 1024));
        }
        let weights: Vec<_> = search.weights.iter().copied().map(i128::from).collect();
        self.close(&search.cases, &weights, search.bound, level)?;
        Ok(Weighed { weights, bound: i128::from(search.bound) })
    }

    /// Whether in each case no panel weighs more than the bound.
    pub fn close(&self, cases: &Case, weights: &[i128], bound: u64, level: usize) -> Result<(), Error> {
        let mut sizes = Map::<u32, (i128, i128)>::new();
        for (like, state) in self.like.iter().zip(self.states()) {
            if state == State::Open {
                sizes.entry(*like).or_insert((0, 0)).1 += 1;
            }
        }
        let mut open = vec![(cases, sizes)];
        let mut place = 0_u32;
        while let Some((case, mut sizes)) = open.pop() {
            place += 1;
            let wrong = || {
                let error = Error::new(Code::SortitionProofSearch).with("level", level + 1).with("place", place);
                error.with("bound", bound)
            };
            match case {
                Case::Split { like, most, fewer, more } => {
                    let size = sizes.get_mut(like).ok_or_else(wrong)?;
                    let (least, all) = *size;
                    let most = i128::from(*most);
                    if most < least || most >= all {
                        return Err(wrong());
                    }
                    *size = (most + 1, all);
                    open.push((more, sizes.clone()));
                    sizes.insert(*like, (least, most));
                    open.push((fewer, sizes));
                }
                Case::Closed { times, multipliers } => {
                    if *times > MOST.unsigned_abs() {
                        return Err(wrong());
                    }
                    let counted = self.counted(multipliers, level)?;
                    let mut most = self.allowed(multipliers);
                    for (counted, state) in counted.iter().zip(self.states()) {
                        most -= if state == State::Bound(true) { *counted } else { 0 };
                    }
                    for (like, (least, all)) in &sizes {
                        let counted = counted.get(*like as usize).copied().unwrap_or(0);
                        let weight = weights.get(*like as usize).copied().unwrap_or(0);
                        let each = i128::from(*times) * weight - counted;
                        most += each * if each > 0 { *all } else { *least };
                    }
                    if most >= i128::from(*times) * (i128::from(bound) + 1) {
                        return Err(wrong());
                    }
                }
            }
        }
        Ok(())
    }
}

impl Weighed {
    /// What those before leave of the bound, in parts, and what those who are open weigh together: the one by the other is the
    /// chance that they cannot all exceed.
    pub fn chance(&self, states: &[State]) -> (i128, i128) {
        let mut left = self.bound * i128::from(PARTS);
        let mut open = 0;
        for (weight, state) in self.weights.iter().zip(states) {
            match state {
                State::Fixed(chance) => left -= weight * i128::from(*chance),
                State::Open => open += weight,
                State::Bound(_) => {}
            }
        }
        (left, open)
    }

    /// Fixes those who are open and weigh something; how many they are.
    pub fn fix(&self, states: &mut [State], chance: u64) -> u32 {
        let mut fixed = 0;
        for (weight, state) in self.weights.iter().zip(states) {
            if *weight > 0 && *state == State::Open {
                *state = State::Fixed(chance);
                fixed += 1;
            }
        }
        fixed
    }
}

pub(super) fn greatest_common_divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
