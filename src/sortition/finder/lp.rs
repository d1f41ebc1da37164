//! Linear programs with a bound on each side of everything: a bounded dual simplex with bound flipping and an explicit
//! inverse (SPEC.md section 5.8). It only proposes; nothing is believed of it that [`check`](crate::sortition::check()) does not confirm.
//!
//! A row sums some columns, each once: Σ x = s, with bounds on every x and on every s. Arithmetic is + − × ÷ on `f64` in
//! a fixed order, so that it comes to the same bits wherever it runs.

mod round;

/// What is taken for nothing.
const TINY: f64 = 1e-9;
/// Pivots after which the inverse is computed anew.
const REFRESH: u32 = 50;

/// What became of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Everything is within its bounds.
    Feasible,
    /// Nothing can be; [`Lp::ray`] says why.
    Infeasible,
    /// Not decided within the limit of steps.
    Stalled,
}

/// A program and the basis it stands at. Columns come first, then a slack for each row.
#[derive(Clone)]
pub(super) struct Lp {
    rows: usize,
    columns: usize,
    starts: Vec<usize>,
    entries: Vec<u32>,
    /// Bounds of columns and slacks.
    pub lower: Vec<f64>,
    pub upper: Vec<f64>,
    /// Values of columns and slacks.
    pub x: Vec<f64>,
    /// Reduced costs: at least zero at a lower bound, at most zero at an upper one.
    pub cost: Vec<f64>,
    /// What each row of the basis holds.
    pub head: Vec<usize>,
    basic: Vec<bool>,
    /// The inverse of the basis, column by column.
    inverse: Vec<f64>,
    norms: Vec<f64>,
    since: u32,
    /// Multipliers of rows that show that nothing is feasible.
    pub ray: Vec<f64>,
    row: Vec<f64>,
    alpha: Vec<f64>,
    candidates: Vec<(f64, usize, f64)>,
    /// Pivots so far.
    pub pivots: u64,
}

impl Lp {
    /// A program with these columns, each a list of rows, its basis all slacks.
    pub fn new<'a>(rows: usize, columns: impl Iterator<Item = &'a [u32]>) -> Self {
        let (mut starts, mut entries) = (vec![0], Vec::new());
        for column in columns {
            entries.extend_from_slice(column);
            starts.push(entries.len());
        }
        let columns = starts.len() - 1;
        let all = columns + rows;
        let mut lp = Self {
            rows,
            columns,
            starts,
            entries,
            lower: vec![0.0; all],
            upper: vec![0.0; all],
            x: vec![0.0; all],
            cost: vec![0.0; all],
            head: Vec::new(),
            basic: vec![false; all],
            inverse: vec![0.0; rows * rows],
            norms: vec![1.0; rows],
            since: 0,
            ray: vec![0.0; rows],
            row: vec![0.0; all],
            alpha: vec![0.0; rows],
            candidates: Vec::new(),
            pivots: 0,
        };
        lp.slack_basis();
        lp
    }

    /// Starts again with a basis of all slacks.
    pub fn slack_basis(&mut self) {
        self.head = (self.columns..self.columns + self.rows).collect();
        self.basic = (0..self.columns + self.rows).map(|j| j >= self.columns).collect();
        self.inverse.fill(0.0);
        self.norms.fill(1.0);
        for row in 0..self.rows {
            self.inverse[row * self.rows + row] = -1.0;
        }
        self.since = 0;
    }

    /// The column of `j` in terms of the basis.
    fn column(&mut self, j: usize) {
        let rows = self.rows;
        if j >= self.columns {
            let from = (j - self.columns) * rows;
            for (alpha, inverse) in self.alpha.iter_mut().zip(&self.inverse[from..from + rows]) {
                *alpha = -inverse;
            }
            return;
        }
        self.alpha.fill(0.0);
        for entry in self.starts[j]..self.starts[j + 1] {
            let from = self.entries[entry] as usize * rows;
            for (alpha, inverse) in self.alpha.iter_mut().zip(&self.inverse[from..from + rows]) {
                *alpha += inverse;
            }
        }
    }

    /// What is basic follows from what is not.
    pub fn recompute(&mut self) {
        let mut sums = vec![0.0; self.rows];
        for j in 0..self.columns {
            if !self.basic[j] && self.x[j] != 0.0 {
                for entry in self.starts[j]..self.starts[j + 1] {
                    sums[self.entries[entry] as usize] += self.x[j];
                }
            }
        }
        for row in 0..self.rows {
            if !self.basic[self.columns + row] {
                sums[row] -= self.x[self.columns + row];
            }
        }
        let mut values = vec![0.0; self.rows];
        for (row, sum) in sums.iter().enumerate() {
            if *sum != 0.0 {
                let from = row * self.rows;
                for (value, inverse) in values.iter_mut().zip(&self.inverse[from..from + self.rows]) {
                    *value -= inverse * sum;
                }
            }
        }
        for (value, j) in values.iter().zip(&self.head) {
            self.x[*j] = *value;
        }
    }

    /// Puts what is not basic at the bound its cost asks for, after bounds have changed.
    pub fn rebound(&mut self) {
        for j in 0..self.x.len() {
            if !self.basic[j] {
                self.x[j] = if self.cost[j] < 0.0 { self.upper[j] } else { self.lower[j] };
            }
        }
        self.recompute();
    }

    /// Makes costs of what is at a bound such that staying there is best.
    pub fn price(&mut self, mut cost: impl FnMut(usize) -> f64) {
        for j in 0..self.x.len() {
            let at_upper = self.upper[j] - self.x[j] < self.x[j] - self.lower[j];
            self.cost[j] = if self.basic[j] {
                0.0
            } else if at_upper {
                -cost(j)
            } else {
                cost(j)
            };
        }
    }

    /// Dual simplex from a basis whose costs fit its bounds, until all is feasible.
    pub fn solve(&mut self, limit: u64) -> Outcome {
        let stop = self.pivots + limit;
        loop {
            let Some((place, below)) = self.worst() else { return Outcome::Feasible };
            if self.pivots >= stop {
                return Outcome::Stalled;
            }
            if !self.step(place, below) {
                if self.since > 0 {
                    self.refactor();
                    continue;
                }
                let sign = if below { 1.0 } else { -1.0 };
                for row in 0..self.rows {
                    self.ray[row] = sign * self.inverse[row * self.rows + place];
                }
                return Outcome::Infeasible;
            }
            if self.since >= REFRESH {
                self.refactor();
            }
        }
    }

    /// The place of the basis that is farthest out of its bounds, for its row's length; and whether it is below them.
    fn worst(&self) -> Option<(usize, bool)> {
        let (mut worst, mut most) = (None, 0.0);
        for (place, j) in self.head.iter().enumerate() {
            let (value, lower, upper) = (self.x[*j], self.lower[*j], self.upper[*j]);
            let below = lower - value;
            let out = if below > 0.0 { below } else { value - upper };
            let bound = if below > 0.0 { lower } else { upper };
            if out > TINY * (1.0 + bound.abs()) {
                let score = out * out / self.norms[place];
                if score > most {
                    (worst, most) = (Some((place, below > 0.0)), score);
                }
            }
        }
        worst
    }

    /// One pivot; `false` if nothing can bring the place within its bounds.
    fn step(&mut self, place: usize, below: bool) -> bool {
        let (rows, columns) = (self.rows, self.columns);
        let leaving = self.head[place];
        let bound = if below { self.lower[leaving] } else { self.upper[leaving] };
        let sign = if below { 1.0 } else { -1.0 };
        let out = sign * (bound - self.x[leaving]);
        for row in 0..rows {
            self.ray[row] = self.inverse[row * rows + place];
        }
        self.candidates.clear();
        let mut reach = 0.0;
        for j in 0..columns + rows {
            if self.basic[j] {
                continue;
            }
            let alpha = if j < columns {
                let mut sum = 0.0;
                for entry in self.starts[j]..self.starts[j + 1] {
                    sum += self.ray[self.entries[entry] as usize];
                }
                sum
            } else {
                -self.ray[j - columns]
            };
            self.row[j] = alpha;
            let range = self.upper[j] - self.lower[j];
            if range <= 0.0 || alpha.abs() < TINY {
                continue;
            }
            let at_upper = self.x[j] - self.lower[j] > 0.5 * range;
            let slope = sign * alpha;
            if (at_upper && slope > 0.0) || (!at_upper && slope < 0.0) {
                let drop = slope.abs() * range;
                reach += drop;
                self.candidates.push((self.cost[j].abs() / slope.abs(), j, drop));
            }
        }
        if reach < out - TINY * (1.0 + bound.abs()) {
            return false;
        }
        let entering = self.flip(out);
        self.column(entering);
        let pivot = self.alpha[place];
        let theta = self.cost[entering] / pivot;
        if theta != 0.0 {
            for j in 0..columns + rows {
                if !self.basic[j] {
                    self.cost[j] -= theta * self.row[j];
                }
            }
        }
        let by = (self.x[leaving] - bound) / pivot;
        self.shift(entering, by);
        self.exchange(place, entering);
        self.x[leaving] = bound;
        self.cost[leaving] = -theta;
        self.cost[entering] = 0.0;
        true
    }

    /// Goes through the candidates by how soon their cost changes sign: those that do not bring the place within its bounds by
    /// themselves go to their other bound, and the first that does is the one to enter.
    fn flip(&mut self, out: f64) -> usize {
        let mut left = out;
        let mut from = 0;
        let mut flipped = vec![0.0; 0];
        let mut candidates = std::mem::take(&mut self.candidates);
        let entering = loop {
            let mut least = f64::INFINITY;
            for candidate in &candidates[from..] {
                if candidate.0 < least {
                    least = candidate.0;
                }
            }
            let limit = least * 2.0 + TINY;
            let (mut group, mut drop) = (from, 0.0);
            for at in from..candidates.len() {
                if candidates[at].0 <= limit {
                    drop += candidates[at].2;
                    candidates.swap(group, at);
                    group += 1;
                }
            }
            if group < candidates.len() && drop < left {
                left -= drop;
                from = group;
                continue;
            }
            // The one to enter is in this group; the group is put in order only as far as that.
            let mut at = from;
            loop {
                let mut next = at;
                for other in at + 1..group {
                    let sooner = candidates[other].0 < candidates[next].0;
                    let same = candidates[other].0 <= candidates[next].0;
                    if sooner || (same && candidates[other].2 > candidates[next].2) {
                        next = other;
                    }
                }
                candidates.swap(at, next);
                left -= candidates[at].2;
                if left <= 0.0 || at + 1 == candidates.len() {
                    break;
                }
                at += 1;
                if at == group {
                    group = candidates.len();
                }
            }
            from = at;
            break candidates[at].1;
        };
        for candidate in &candidates[..from] {
            let j = candidate.1;
            let at_upper = self.x[j] - self.lower[j] > 0.5 * (self.upper[j] - self.lower[j]);
            let to = if at_upper { self.lower[j] } else { self.upper[j] };
            if flipped.is_empty() {
                flipped = vec![0.0; self.rows];
            }
            let by = to - self.x[j];
            if j < self.columns {
                for entry in self.starts[j]..self.starts[j + 1] {
                    flipped[self.entries[entry] as usize] += by;
                }
            } else {
                flipped[j - self.columns] -= by;
            }
            self.x[j] = to;
        }
        for (row, by) in flipped.iter().enumerate() {
            if *by != 0.0 {
                let inverse = &self.inverse[row * self.rows..(row + 1) * self.rows];
                for (inverse, j) in inverse.iter().zip(&self.head) {
                    self.x[*j] -= inverse * by;
                }
            }
        }
        self.candidates = candidates;
        entering
    }

    /// Moves `j`, whose column is at hand, and what is basic with it.
    fn shift(&mut self, j: usize, by: f64) {
        self.x[j] += by;
        for (alpha, basic) in self.alpha.iter().zip(&self.head) {
            self.x[*basic] -= alpha * by;
        }
    }

    /// Puts `entering`, whose column is at hand, into the basis.
    fn exchange(&mut self, place: usize, entering: usize) {
        let rows = self.rows;
        let pivot = self.alpha[place];
        let length = self.norms[place];
        // The lengths of the rows of the inverse, before it changes.
        let mut products = vec![0.0; rows];
        for row in 0..rows {
            let column = &self.inverse[row * rows..(row + 1) * rows];
            let of = column[place];
            if of != 0.0 {
                for (product, value) in products.iter_mut().zip(column) {
                    *product += value * of;
                }
            }
        }
        for at in 0..rows {
            if at != place {
                let times = self.alpha[at] / pivot;
                if times != 0.0 {
                    let norm = self.norms[at] - 2.0 * times * products[at] + times * times * length;
                    self.norms[at] = if norm > 1e-4 { norm } else { 1e-4 };
                }
            }
        }
        self.norms[place] = length / (pivot * pivot);
        if self.norms[place] < 1e-4 {
            self.norms[place] = 1e-4;
        }
        for row in 0..rows {
            let column = &mut self.inverse[row * rows..(row + 1) * rows];
            if column[place] != 0.0 {
                let times = column[place] / pivot;
                for (value, alpha) in column.iter_mut().zip(&self.alpha) {
                    *value -= alpha * times;
                }
                column[place] = times;
            }
        }
        self.basic[self.head[place]] = false;
        self.basic[entering] = true;
        self.head[place] = entering;
        self.since += 1;
        self.pivots += 1;
    }

    /// Computes the inverse anew, by elimination with the largest pivots, and what follows from it.
    fn refactor(&mut self) {
        let rows = self.rows;
        let head: Vec<usize> = self.head.iter().copied().filter(|j| *j < self.columns).collect();
        let mut free: Vec<bool> = vec![false; rows];
        for row in 0..rows {
            free[row] = !self.basic[self.columns + row];
        }
        self.slack_basis();
        for j in head {
            self.column(j);
            let (mut place, mut most) = (rows, TINY);
            for row in 0..rows {
                if free[row] && self.alpha[row].abs() > most {
                    (place, most) = (row, self.alpha[row].abs());
                }
            }
            if place < rows {
                free[place] = false;
                self.exchange(place, j);
                self.pivots -= 1;
            }
        }
        for place in 0..rows {
            let mut norm = 0.0;
            for row in 0..rows {
                let value = self.inverse[row * rows + place];
                norm += value * value;
            }
            self.norms[place] = norm;
        }
        self.since = 0;
        self.recompute();
    }
}

/// The nearest whole number.
pub(super) fn whole(x: f64) -> f64 {
    (x + 0.5).floor()
}
