//! People who are alike, taken together, and the rows of quotas over them (SPEC.md section 5.8).

use crate::map::{Map, Set};

use super::lottery::Multipliers;
use super::lp::{Lp, whole};
use super::proof::{Ground, MOST, State, greatest_common_divisor};

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Seats,
    Quota(u32, u32),
    /// By its first person.
    Household(u32),
}

/// What must be true of the sum of some kinds, on one panel, of those who neither must nor must not sit.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub source: Source,
    pub min: i64,
    pub max: i64,
}

/// Kinds of people, each with those of it, and the rows each stands in.
pub(super) struct Kinds {
    pub members: Vec<Vec<u32>>,
    pub columns: Vec<Vec<u32>>,
    pub rows: Vec<Row>,
    /// Those who must sit.
    pub musts: Vec<u32>,
}

impl Kinds {
    /// The kinds, where these households have a row of their own, as well as those of whoever must sit.
    pub fn new(ground: &Ground<'_>, households: &Set<u32>) -> Self {
        let pool = ground.problem.pool();
        let states = ground.states();
        let musts: Vec<u32> =
            (0..).zip(&states).filter(|(_, state)| **state == State::Bound(true)).map(|(p, _)| p).collect();
        let mut households = households.clone();
        for must in &musts {
            households.extend(ground.homes[*must as usize]);
        }
        let home = |person: usize| ground.homes[person].filter(|home| households.contains(home));

        let mut of_kind = Map::<(&[u32], Option<u32>), usize>::new();
        let mut members = Vec::<Vec<u32>>::new();
        for (person, state) in states.iter().enumerate() {
            if *state == State::Open {
                let kind = *of_kind.entry((&pool.people[person].values, home(person))).or_insert(members.len());
                if kind == members.len() {
                    members.push(Vec::new());
                }
                members[kind].push(person as u32);
            }
        }

        let must = |counts: &dyn Fn(u32) -> bool| musts.iter().filter(|must| counts(**must)).count() as i64;
        let seats = i64::from(ground.problem.seats()) - musts.len() as i64;
        let mut rows = vec![Row { source: Source::Seats, min: seats, max: seats }];
        let mut columns: Vec<Vec<u32>> = vec![vec![0]; members.len()];
        for (place, feature) in pool.features.iter().enumerate() {
            let mut kinds_of = vec![Vec::new(); feature.values.len()];
            for (kind, members) in members.iter().enumerate() {
                kinds_of[pool.people[members[0] as usize].values[place] as usize].push(kind);
            }
            for (value, quota) in feature.values.iter().enumerate() {
                let sit = must(&|person| pool.people[person as usize].values[place] as usize == value);
                let (min, max) = (i64::from(quota.min) - sit, i64::from(quota.max) - sit);
                let there: usize = kinds_of[value].iter().map(|kind| members[*kind].len()).sum();
                if min > 0 || max < seats.min(there as i64) || max < 0 {
                    for kind in &kinds_of[value] {
                        columns[*kind].push(rows.len() as u32);
                    }
                    rows.push(Row { source: Source::Quota(place as u32, value as u32), min, max });
                }
            }
        }
        let mut row_of = Map::new();
        for household in &households {
            let sit = must(&|person| ground.homes[person as usize] == Some(*household));
            row_of.insert(*household, rows.len() as u32);
            rows.push(Row { source: Source::Household(*household), min: -sit, max: 1 - sit });
        }
        for (column, members) in columns.iter_mut().zip(&members) {
            column.extend(home(members[0] as usize).and_then(|home| row_of.get(&home)));
        }
        Self { members, columns, rows, musts }
    }

    pub fn size(&self, kind: usize) -> f64 {
        self.members[kind].len() as f64
    }

    /// The program of one panel, where anybody may sit for a part.
    pub fn program(&self) -> Lp {
        let mut lp = Lp::new(self.rows.len(), self.columns.iter().map(Vec::as_slice));
        for kind in 0..self.columns.len() {
            lp.upper[kind] = self.size(kind);
        }
        for (row, bounds) in self.rows.iter().enumerate() {
            let slack = self.columns.len() + row;
            (lp.lower[slack], lp.upper[slack]) = (bounds.min as f64, bounds.max as f64);
        }
        let mut noise = Noise(1);
        lp.price(|_| 1.0 + noise.part());
        lp.rebound();
        lp
    }

    /// A program's multipliers as the whole numbers they are in proportion to; `None` if that does not come out.
    pub fn multipliers(&self, ray: &[f64]) -> Option<Multipliers> {
        Some(self.named(proportion(ray)?.into_iter()))
    }

    /// Multipliers of rows by what the rows are about.
    pub fn named(&self, times: impl Iterator<Item = i64>) -> Multipliers {
        let mut named = Multipliers::default();
        for (row, times) in self.rows.iter().zip(times) {
            match row.source {
                _ if times == 0 => {}
                Source::Seats => named.seats = times,
                Source::Quota(feature, value) => named.quotas.push((feature, value, times)),
                Source::Household(first) => named.households.push((first, times)),
            }
        }
        named
    }
}

/// The least whole numbers that are in this proportion; `None` if there are no small ones.
pub(super) fn proportion(ray: &[f64]) -> Option<Vec<i64>> {
    let most = ray.iter().fold(0.0_f64, |most, times| most.max(times.abs()));
    let mut scale = 1.0;
    for times in ray {
        let times = times.abs() / most;
        if times > 1e-7 {
            scale *= denominator(times * scale)?;
            if scale > 1e6 {
                return None;
            }
        }
    }
    let mut divisor = 0;
    let mut exact = Vec::new();
    for times in ray {
        let times = times / most * scale;
        if (times - whole(times)).abs() > 1e-4 || times.abs() > MOST as f64 {
            return None;
        }
        exact.push(whole(times) as i64);
        divisor = greatest_common_divisor(divisor, whole(times.abs()) as i64);
    }
    Some(exact.iter().map(|times| times / divisor.max(1)).collect())
}

/// The least whole number that makes a whole number of this one, by continued fractions.
fn denominator(x: f64) -> Option<f64> {
    let (mut before, mut now) = (0.0, 1.0);
    let mut rest = x - x.floor();
    while (now * x - whole(now * x)).abs() > 1e-5 {
        if rest < 1e-9 {
            return None;
        }
        let inverse = 1.0 / rest;
        let digit = inverse.floor();
        rest = inverse - digit;
        (before, now) = (now, digit * now + before);
        if now > 1e5 {
            return None;
        }
    }
    Some(now)
}

/// Numbers that look like chance and are the same every time (xorshift64*).
pub(super) struct Noise(pub u64);

impl Noise {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 to 1.
    pub fn part(&mut self) -> f64 {
        (self.next() >> 32) as f64 / 4_294_967_296.0
    }

    pub fn below(&mut self, n: usize) -> usize {
        ((self.next() >> 32) as usize) % n.max(1)
    }
}
