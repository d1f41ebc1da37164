//! The panel that a seed draws, who waits behind it, and who moves up (SPEC.md section 5.9).

use super::lottery::Lottery;
use super::problem::{Feature, Problem, Quota};
use crate::error::Error;
use crate::hash::Hash;
use crate::lottery::Seed;
use crate::map::{Order, Set};

/// Under this label the number of the panel is drawn.
const PANEL: &str = "panel";
/// Under this label lots are drawn for the other panels, and within each for those on it.
const RESERVE: &str = "reserve";

impl Lottery {
    /// The panel that a seed draws: a number below the number of panels, each equally likely. None when there is no panel.
    pub fn drawn(&self, seed: &Seed) -> Option<u32> {
        let panels = std::num::NonZeroU64::new(self.panels.len() as u64)?;
        u32::try_from(seed.stream(PANEL).uniform(panels)).ok()
    }

    /// Who waits behind a panel that was drawn, at most so many: those on the other panels who are not on it, panel by panel
    /// in the order of the panels' lots and person by person in that of theirs. So whoever moves up comes from the same
    /// lottery as the panel itself.
    pub fn reserve(&self, problem: &Problem, seed: &Seed, drawn: u32, most: usize) -> Vec<u32> {
        let lot = |name: &str| seed.lot(RESERVE, name);
        let mut others: Vec<(Hash, usize)> =
            (0..self.panels.len()).map(|panel| (lot(&panel.to_string()), panel)).collect();
        others.retain(|(_, panel)| *panel != drawn as usize);
        others.order();
        let mut known: Set<u32> = self.panel(drawn).unwrap_or_default().iter().copied().collect();
        let mut waiting = Vec::new();
        for (_, panel) in others {
            if waiting.len() >= most {
                break;
            }
            let members = self.panels.get(panel).map_or(&[][..], Vec::as_slice);
            let fresh = members.iter().copied().filter(|member| known.insert(*member));
            let id = |member: u32| problem.pool().people.get(member as usize).map_or("", |person| person.id.as_str());
            let mut lots: Vec<(Hash, u32)> = fresh.map(|member| (lot(id(member)), member)).collect();
            lots.order();
            waiting.extend(lots.into_iter().map(|(_, member)| member));
        }
        waiting.truncate(most);
        waiting
    }
}

impl Problem {
    /// By how many people in all the quotas are missed by some of the pool.
    pub fn missed(&self, members: &Set<u32>) -> u32 {
        let mut missed = 0_u32;
        for (place, feature) in self.pool().features.iter().enumerate() {
            let mut counts = vec![0_u32; feature.values.len()];
            for member in members {
                let value = self.pool().people.get(*member as usize).and_then(|person| person.values.get(place));
                if let Some(count) = value.and_then(|value| counts.get_mut(*value as usize)) {
                    *count += 1;
                }
            }
            let off =
                |(quota, count): (&Quota, &u32)| quota.min.saturating_sub(*count) + count.saturating_sub(quota.max);
            missed += feature.values.iter().zip(&counts).map(off).sum::<u32>();
        }
        missed
    }

    /// Whether two of some people live together.
    pub(super) fn has_shared_home(&self, members: &Set<u32>) -> bool {
        let mut homes = Set::new();
        let person = |member: &u32| self.pool().people.get(*member as usize);
        let mut of = members.iter().filter_map(person).filter_map(|person| person.household.as_ref());
        !of.all(|home| homes.insert(home))
    }

    /// Who of those waiting takes a seat that fell vacant: of those whose household does not sit already, the first among
    /// those with whom the quotas are missed least. Gives the place in the list and by how many they are then missed.
    pub fn successor(&self, staying: &Set<u32>, waiting: &[u32]) -> Option<(usize, u32)> {
        let household = |person: &u32| self.pool().people.get(*person as usize).and_then(|p| p.household.as_ref());
        let seated: Set<&String> = staying.iter().filter_map(household).collect();
        let mut best: Option<(usize, u32)> = None;
        for (place, person) in waiting.iter().enumerate() {
            if household(person).is_some_and(|household| seated.contains(household)) {
                continue;
            }
            let mut members = staying.clone();
            members.insert(*person);
            let missed = self.missed(&members);
            if best.is_none_or(|(_, least)| missed < least) {
                best = Some((place, missed));
            }
            if missed == 0 {
                break;
            }
        }
        best
    }

    /// The same problem once some sit and some have left: whoever stays must sit, whoever left must not. A lottery of it
    /// draws those who move up as the first one drew the panel.
    pub fn replacing(&self, staying: &Set<u32>, left: &Set<u32>) -> Result<Self, Error> {
        let mut pool = self.pool().clone();
        for (person, place) in pool.people.iter_mut().zip(0..) {
            if staying.contains(&place) {
                person.must = Some(true);
            } else if left.contains(&place) {
                person.must = Some(false);
            }
        }
        Self::new(pool, self.seats())
    }

    /// What whoever moves up has to fit when a panel was completed by another of the same features: the people of both, with
    /// the quotas of the first. None when the features differ.
    pub(crate) fn joined(&self, other: &Self) -> Option<Self> {
        let names = |problem: &Self| {
            let values = |feature: &Feature| feature.values.iter().map(|quota| quota.name.clone()).collect::<Vec<_>>();
            problem.pool().features.iter().map(|feature| (feature.name.clone(), values(feature))).collect::<Vec<_>>()
        };
        if names(self) != names(other) {
            return None;
        }
        let mut pool = self.pool().clone();
        let known: Set<&str> = self.pool().people.iter().map(|person| person.id.as_str()).collect();
        pool.people.extend(other.pool().people.iter().filter(|person| !known.contains(person.id.as_str())).cloned());
        Self::new(pool, self.seats()).ok()
    }
}
