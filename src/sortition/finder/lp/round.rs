//! From parts towards whole numbers: columns one by one to a bound, or into the basis (SPEC.md section 5.8).

use super::{Lp, REFRESH, TINY, whole};

impl Lp {
    /// Takes a column that is between its bounds to one of them, or into the basis; `up` is tried first.
    pub fn settle(&mut self, j: usize, up: bool) {
        self.column(j);
        let mut block = (0, 0.0, 0.0);
        for (turn, direction) in [up, !up].into_iter().enumerate() {
            let sign = if direction { 1.0 } else { -1.0 };
            let own = if direction { self.upper[j] - self.x[j] } else { self.x[j] - self.lower[j] };
            let (mut step, mut place) = (own, self.rows);
            for (at, basic) in self.head.iter().enumerate() {
                let rate = -self.alpha[at] * sign;
                if rate.abs() < TINY {
                    continue;
                }
                let room =
                    if rate > 0.0 { self.upper[*basic] - self.x[*basic] } else { self.x[*basic] - self.lower[*basic] };
                let room = if room > 0.0 { room / rate.abs() } else { 0.0 };
                // Of two that stop it at once, the larger rate makes the better pivot.
                let better = place < self.rows && rate.abs() > self.alpha[place].abs();
                if room < step - TINY || (room < step + TINY && place < self.rows && better) {
                    (step, place) = (room, at);
                }
            }
            if place == self.rows {
                self.shift(j, sign * own);
                self.x[j] = if direction { self.upper[j] } else { self.lower[j] };
                return;
            }
            if turn == 0 {
                block = (place, sign * step, sign);
            }
        }
        let (place, by, sign) = block;
        let leaving = self.head[place];
        let rising = -self.alpha[place] * sign > 0.0;
        self.shift(j, by);
        self.x[leaving] = if rising { self.upper[leaving] } else { self.lower[leaving] };
        self.exchange(place, j);
        if self.since >= REFRESH {
            self.refactor();
        }
    }

    /// A column that is basic and not whole, the one nearest to a whole number.
    pub fn broken(&self) -> Option<usize> {
        let (mut found, mut nearest) = (None, 1.0);
        for j in &self.head {
            if *j < self.columns {
                let off = (self.x[*j] - whole(self.x[*j])).abs();
                if off > 1e-6 && off < nearest {
                    (found, nearest) = (Some(*j), off);
                }
            }
        }
        found
    }
}
