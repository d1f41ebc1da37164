//! From kinds to people: everybody of a kind as often as the others of it, and one of a household on a panel (SPEC.md section 5.8).

use crate::map::{Map, Order, Set};

use super::deal::Panel;
use super::kinds::{Kinds, Noise};
use super::proof::Ground;

/// How often somebody else of a panel changes places for two of one household to be parted.
const TURNS: u32 = 300;

/// The people of each panel; or the households of which two sit on one and nobody can change places with them.
pub(super) fn lift(ground: &Ground<'_>, kinds: &Kinds, panels: &[Panel]) -> Result<Vec<Vec<u32>>, Set<u32>> {
    let mut next = vec![0; kinds.members.len()];
    let mut lifted: Vec<Vec<u32>> = Vec::with_capacity(panels.len());
    for panel in panels {
        let mut people = kinds.musts.clone();
        for (kind, of) in panel {
            let members = &kinds.members[*kind as usize];
            for _ in 0..*of {
                people.push(members[next[*kind as usize]]);
                next[*kind as usize] = (next[*kind as usize] + 1) % members.len();
            }
        }
        lifted.push(people);
    }
    if ground.homes.iter().any(Option::is_some) {
        Table::new(ground, kinds, &lifted).part(&mut lifted)?;
    }
    for panel in &mut lifted {
        panel.order();
    }
    Ok(lifted)
}

/// Who sits where, as bits of panels.
struct Table<'a> {
    ground: &'a Ground<'a>,
    kinds: &'a Kinds,
    words: usize,
    sits: Vec<u64>,
    kind_of: Vec<Option<usize>>,
    at_home: Map<u32, Vec<u32>>,
    /// For each panel, how many stand in each row.
    sums: Vec<Vec<i64>>,
    noise: Noise,
}

impl<'a> Table<'a> {
    fn new(ground: &'a Ground<'a>, kinds: &'a Kinds, panels: &[Vec<u32>]) -> Self {
        let people = ground.like.len();
        let words = panels.len().div_ceil(64);
        let mut kind_of = vec![None; people];
        for (kind, members) in kinds.members.iter().enumerate() {
            for person in members {
                kind_of[*person as usize] = Some(kind);
            }
        }
        let mut at_home = Map::<u32, Vec<u32>>::new();
        for (person, home) in (0..).zip(&ground.homes) {
            if let Some(home) = home {
                at_home.entry(*home).or_default().push(person);
            }
        }
        let mut sits = vec![0_u64; people * words];
        let mut sums = vec![vec![0; kinds.rows.len()]; panels.len()];
        for (panel, members) in panels.iter().enumerate() {
            for person in members {
                sits[*person as usize * words + panel / 64] |= 1 << (panel % 64);
                if let Some(kind) = kind_of[*person as usize] {
                    for row in &kinds.columns[kind] {
                        sums[panel][*row as usize] += 1;
                    }
                }
            }
        }
        Self { ground, kinds, words, sits, kind_of, at_home, sums, noise: Noise(7) }
    }

    fn of(&self, person: u32) -> &[u64] {
        &self.sits[person as usize * self.words..(person as usize + 1) * self.words]
    }

    fn sits(&self, person: u32, panel: usize) -> bool {
        self.of(person)[panel / 64] >> (panel % 64) & 1 == 1
    }

    /// The panels on which somebody of a person's household sits.
    fn housed(&self, person: u32) -> Vec<u64> {
        let mut housed = self.of(person).to_vec();
        let home = self.ground.homes[person as usize].and_then(|home| self.at_home.get(&home));
        for mate in home.into_iter().flatten() {
            for (word, of) in housed.iter_mut().zip(self.of(*mate)) {
                *word |= of;
            }
        }
        housed
    }

    /// Parts those of one household who sit on one panel, by changing places with people on others.
    fn part(mut self, panels: &mut [Vec<u32>]) -> Result<(), Set<u32>> {
        let mut stuck = Set::new();
        for panel in 0..panels.len() {
            let mut homes = Map::<u32, Vec<u32>>::new();
            for person in &panels[panel] {
                if let Some(home) = self.ground.homes[*person as usize] {
                    homes.entry(home).or_default().push(*person);
                }
            }
            for (home, mut mates) in homes {
                let mut turns = 0;
                while mates.len() > 1 && turns < TURNS {
                    let swap = mates.iter().find_map(|mate| Some((*mate, self.swap(*mate, panel, true)?)));
                    if let Some((mate, (other, to))) = swap {
                        self.exchange(panels, (mate, panel), (other, to));
                        mates.retain(|person| *person != mate);
                        continue;
                    }
                    // Somebody else of the panel makes room in its rows.
                    turns += 1;
                    let third = panels[panel][self.noise.below(panels[panel].len())];
                    if !mates.contains(&third)
                        && let Some((other, to)) = self.swap(third, panel, false)
                    {
                        self.exchange(panels, (third, panel), (other, to));
                    }
                }
                if mates.len() > 1 {
                    stuck.insert(home);
                }
            }
        }
        if stuck.is_empty() { Ok(()) } else { Err(stuck) }
    }

    /// Somebody on another panel to change places with, and the panel.
    fn swap(&mut self, person: u32, panel: usize, alike: bool) -> Option<(u32, usize)> {
        let kind = self.kind_of[person as usize]?;
        let away = self.housed(person);
        let from = self.noise.below(self.kinds.members.len());
        let same = alike.then_some(kind);
        let others = (0..self.kinds.members.len()).map(|at| (at + from) % self.kinds.members.len());
        for other_kind in same.into_iter().chain(others) {
            if (other_kind == kind && !alike) || !self.admits(panel, kind, other_kind) {
                continue;
            }
            for other in &self.kinds.members[other_kind] {
                let home = self.ground.homes[*other as usize];
                let mates = home.and_then(|home| self.at_home.get(&home));
                if self.sits(*other, panel)
                    || mates.is_some_and(|mates| mates.iter().any(|mate| self.sits(*mate, panel)))
                {
                    continue;
                }
                for (at, (with, away)) in self.of(*other).iter().zip(&away).enumerate() {
                    let mut free = with & !away;
                    while free != 0 {
                        let to = at * 64 + free.trailing_zeros() as usize;
                        if self.admits(to, other_kind, kind) {
                            return Some((*other, to));
                        }
                        free &= free - 1;
                    }
                }
            }
        }
        None
    }

    /// Whether a panel's rows allow one of a kind to go and one of another to come.
    fn admits(&self, panel: usize, goes: usize, comes: usize) -> bool {
        if goes == comes {
            return true;
        }
        let (sums, rows) = (&self.sums[panel], &self.kinds.rows);
        let (goes, comes) = (&self.kinds.columns[goes], &self.kinds.columns[comes]);
        goes.iter().all(|row| sums[*row as usize] > rows[*row as usize].min || comes.contains(row))
            && comes.iter().all(|row| sums[*row as usize] < rows[*row as usize].max || goes.contains(row))
    }

    fn exchange(&mut self, panels: &mut [Vec<u32>], (person, panel): (u32, usize), (other, to): (u32, usize)) {
        for (who, at) in [(person, panel), (person, to), (other, panel), (other, to)] {
            self.sits[who as usize * self.words + at / 64] ^= 1 << (at % 64);
        }
        for (goes, comes, at) in [(person, other, panel), (other, person, to)] {
            let slot = panels[at].iter_mut().find(|person| **person == goes);
            if let Some(slot) = slot {
                *slot = comes;
            }
            for (who, by) in [(goes, -1), (comes, 1)] {
                if let Some(kind) = self.kind_of[who as usize] {
                    for row in &self.kinds.columns[kind] {
                        self.sums[at][*row as usize] += by;
                    }
                }
            }
        }
    }
}
