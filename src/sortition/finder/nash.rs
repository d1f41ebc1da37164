//! The chances whose product is the greatest that the quotas allow: Nash welfare (SPEC.md section 5.9).
//!
//! An interior point method over kinds of people, with one unknown for each row of quotas in every step. It only proposes
//! chances; panels are made of them, and checked, like those of LEXIMIN.

use serde::{Deserialize, Serialize};

use super::kinds::Kinds;

/// What everybody's chances are made as fair as possible by 公平目标.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Objective {
    /// The least chance is as great as can be, then the next (LEXIMIN).
    #[default]
    Leximin,
    /// The product of all chances is as great as can be (Nash welfare). Its proof is of the least chance only.
    Nash,
}

/// The most steps; twenty to forty are usual.
const STEPS: usize = 150;
/// The room that a row without any is given, in parts of a person.
const ROOM: f64 = 1e-9;
/// The part of the way to the nearest bound that a step goes at most.
const WAY: f64 = 0.995;

/// The chance of each kind; the quotas must not contradict each other.
pub(super) fn nash(kinds: &Kinds) -> Vec<f64> {
    let open = |kind: &usize| kinds.columns[*kind].iter().all(|row| kinds.rows[*row as usize].max > 0);
    let open: Vec<usize> = (0..kinds.columns.len()).filter(open).collect();
    let mut chances = vec![0.0; kinds.columns.len()];
    let mut point = Point::start(kinds, &open);
    for _ in 0..STEPS {
        if point.is_best() || !point.step() {
            break;
        }
    }
    for (kind, seats) in open.iter().zip(&point.seats) {
        chances[*kind] = (seats / kinds.size(*kind)).clamp(0.0, 1.0);
    }
    chances
}

/// Seats and prices: `seats` of each kind with the price of having no more people than it has, and `sums` of each row with
/// the prices of its two ends.
struct Point<'a> {
    columns: Vec<&'a [u32]>,
    sizes: Vec<f64>,
    bounds: Vec<(f64, f64)>,
    seats: Vec<f64>,
    full: Vec<f64>,
    sums: Vec<f64>,
    price: Vec<f64>,
    above: Vec<f64>,
    below: Vec<f64>,
}

impl<'a> Point<'a> {
    fn start(kinds: &'a Kinds, open: &[usize]) -> Self {
        let sizes: Vec<f64> = open.iter().map(|kind| kinds.size(*kind)).collect();
        let bounds: Vec<(f64, f64)> = kinds.rows.iter().map(|row| (row.min as f64, row.max as f64)).collect();
        let people: f64 = sizes.iter().sum();
        let share = (bounds[0].0 / people.max(1.0)).clamp(1e-6, 0.5);
        Self {
            columns: open.iter().map(|kind| kinds.columns[*kind].as_slice()).collect(),
            seats: sizes.iter().map(|size| size * share).collect(),
            full: vec![1.0; sizes.len()],
            sums: bounds.iter().map(|(min, max)| f64::midpoint(*min, *max)).collect(),
            price: vec![0.0; bounds.len()],
            above: vec![1.0; bounds.len()],
            below: vec![1.0; bounds.len()],
            sizes,
            bounds,
        }
    }

    /// How far a row is from its upper and its lower end.
    fn room(&self, row: usize) -> (f64, f64) {
        let (min, max) = self.bounds[row];
        let room = ROOM * (1.0 + max.abs());
        (max + room - self.sums[row], self.sums[row] - min + room)
    }

    /// What the kinds sum up to in each row.
    fn found(&self) -> Vec<f64> {
        let mut found = vec![0.0; self.bounds.len()];
        for (column, seats) in self.columns.iter().zip(&self.seats) {
            column.iter().for_each(|row| found[*row as usize] += seats);
        }
        found
    }

    /// The mean of room times price, which is nothing at the best point.
    fn gap(&self) -> f64 {
        let mut gap = 0.0;
        for ((size, seats), full) in self.sizes.iter().zip(&self.seats).zip(&self.full) {
            gap += (size - seats) * full;
        }
        for row in 0..self.bounds.len() {
            let (up, down) = self.room(row);
            gap += up * self.above[row] + down * self.below[row];
        }
        gap / (self.sizes.len() + 2 * self.bounds.len()) as f64
    }

    fn is_best(&self) -> bool {
        let off = self.found().iter().zip(&self.sums).fold(0.0_f64, |most, (found, sum)| most.max((found - sum).abs()));
        self.gap() < 1e-11 && off < 1e-9
    }

    /// A step of Newton's method towards a tenth of the gap; false when the arithmetic does not come out.
    fn step(&mut self) -> bool {
        let aim = self.gap() * 0.1;
        let rows = self.bounds.len();
        let mut matrix = vec![0.0; rows * rows];
        let mut right = self.found();
        let (mut stiff, mut pull) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
        for row in 0..rows {
            let (up, down) = self.room(row);
            stiff.push(self.above[row] / up + self.below[row] / down);
            pull.push(aim / up - aim / down - self.price[row]);
            right[row] += pull[row] / stiff[row] - self.sums[row];
            matrix[row * rows + row] = 1.0 / stiff[row];
        }
        let mut kinds = Vec::with_capacity(self.columns.len());
        for (kind, column) in self.columns.iter().enumerate() {
            let (size, seats, full) = (self.sizes[kind], self.seats[kind], self.full[kind]);
            let price: f64 = column.iter().map(|row| self.price[*row as usize]).sum();
            let bend = size / (seats * seats) + full / (size - seats);
            let slope = size / seats - price - aim / (size - seats);
            for row in *column {
                right[*row as usize] += slope / bend;
                column.iter().for_each(|other| matrix[*row as usize * rows + *other as usize] += 1.0 / bend);
            }
            kinds.push((slope, bend));
        }
        if !solve(&mut matrix, &mut right, rows) {
            return false;
        }
        self.go(aim, &right, &kinds, &stiff, &pull);
        true
    }

    fn go(&mut self, aim: f64, prices: &[f64], kinds: &[(f64, f64)], stiff: &[f64], pull: &[f64]) {
        let mut way = 1.0_f64;
        let mut limit = |value: f64, change: f64| {
            if change < 0.0 {
                way = way.min(-WAY * value / change);
            }
        };
        let mut seats = Vec::with_capacity(kinds.len());
        let mut full = Vec::with_capacity(kinds.len());
        for (kind, (slope, bend)) in kinds.iter().enumerate() {
            let price: f64 = self.columns[kind].iter().map(|row| prices[*row as usize]).sum();
            let change = (slope - price) / bend;
            let left = self.sizes[kind] - self.seats[kind];
            let dearer = (aim + self.full[kind] * change) / left - self.full[kind];
            limit(self.seats[kind], change);
            limit(left, -change);
            limit(self.full[kind], dearer);
            seats.push(change);
            full.push(dearer);
        }
        let mut ends = Vec::with_capacity(prices.len());
        for (row, price) in prices.iter().enumerate() {
            let (up, down) = self.room(row);
            let change = (price - pull[row]) / stiff[row];
            let above = (aim + self.above[row] * change) / up - self.above[row];
            let below = (aim - self.below[row] * change) / down - self.below[row];
            limit(up, -change);
            limit(down, change);
            limit(self.above[row], above);
            limit(self.below[row], below);
            ends.push((change, above, below));
        }
        for kind in 0..kinds.len() {
            self.seats[kind] += way * seats[kind];
            self.full[kind] += way * full[kind];
        }
        for (row, (change, above, below)) in ends.into_iter().enumerate() {
            self.sums[row] += way * change;
            self.price[row] += way * prices[row];
            self.above[row] += way * above;
            self.below[row] += way * below;
        }
    }
}

/// Solves a symmetric system in place by Cholesky's method; `right` becomes what is sought.
fn solve(matrix: &mut [f64], right: &mut [f64], n: usize) -> bool {
    for j in 0..n {
        for i in j..n {
            let mut sum = matrix[i * n + j];
            for k in 0..j {
                sum -= matrix[i * n + k] * matrix[j * n + k];
            }
            // A row that others already say has nothing left of it.
            matrix[i * n + j] = if i == j { sum.max(1e-30).sqrt() } else { sum / matrix[j * n + j] };
        }
    }
    for i in 0..n {
        for k in 0..i {
            right[i] -= matrix[i * n + k] * right[k];
        }
        right[i] /= matrix[i * n + i];
    }
    for i in (0..n).rev() {
        for k in i + 1..n {
            right[i] -= matrix[k * n + i] * right[k];
        }
        right[i] /= matrix[i * n + i];
    }
    right.iter().all(|value| value.is_finite())
}
