//! Panels one by one, each the one that is missing most, where halving finds none (SPEC.md section 5.8).

use super::deal::{Panel, Stop};
use super::exact::heavy;
use super::kinds::{Kinds, Noise};

/// How often a panel is exchanged for one that is missing more, for each panel of the lottery and at least.
const TURNS: usize = 3;
const LEAST: usize = 600;
/// How much of what is missing most somebody may seem to miss by chance, the more the longer no panel was better.
const NOISE: [f64; 3] = [0.05, 0.3, 1.0];
const PATIENCE: usize = 25;
/// How many panels are looked at for the one to be exchanged.
const LOOKS: usize = 4;
/// How much more it counts to be farther off than one panel.
const OUT: f64 = 20.0;
/// How often a panel that did not come out is tried again, with other weights.
const TRIES: usize = 6;

/// As many panels as were asked for.
pub(super) enum Filled {
    /// Everybody is within one panel of their chance.
    Near(Vec<Panel>),
    /// Somebody is not.
    Far(Vec<Panel>),
}

/// Adds panels to these until there are as many as are asked for, then exchanges some, until everybody is within one panel of
/// their chance, or until that takes too long.
pub(super) fn fill(
    kinds: &Kinds,
    chances: &[f64],
    begun: Vec<Panel>,
    panels: u32,
    progress: &mut dyn FnMut(u32) -> bool,
) -> Result<Filled, Stop> {
    let all = f64::from(panels);
    let off = chances.iter().enumerate().map(|(kind, chance)| chance * kinds.size(kind) * all).collect();
    let mut filler = Filler { kinds, wanted: off, off: Vec::new(), noise: Noise(0xF111), stale: 0 };
    filler.off.clone_from(&filler.wanted);
    let mut list: Vec<Panel> = Vec::new();
    for panel in begun.into_iter().take(panels as usize) {
        filler.count(&panel, -1.0);
        list.push(panel);
    }
    while list.len() < panels as usize {
        let panel = filler.missing(&list).ok_or_else(|| Stop::Gap(Vec::new()))?;
        filler.count(&panel, -1.0);
        list.push(panel);
        if !progress(list.len() as u32 * 49 / panels) {
            return Err(Stop::Cancelled);
        }
    }
    let turns = (list.len() * TURNS).max(LEAST);
    for turn in 0..turns {
        if filler.settled() {
            return Ok(Filled::Near(list));
        }
        if !progress(49 + (turn * 50 / turns) as u32) {
            return Err(Stop::Cancelled);
        }
        let at = filler.least(&list);
        let old = list[at].clone();
        filler.count(&old, 1.0);
        let by = filler.gain(&old);
        let panel = filler.missing(&list).filter(|panel| filler.gain(panel) >= by).unwrap_or(old);
        filler.stale = if filler.gain(&panel) > by { 0 } else { filler.stale + 1 };
        filler.count(&panel, -1.0);
        list[at] = panel;
    }
    Ok(if filler.settled() { Filled::Near(list) } else { Filled::Far(list) })
}

struct Filler<'a> {
    kinds: &'a Kinds,
    wanted: Vec<f64>,
    /// How many of each kind are missing.
    off: Vec<f64>,
    noise: Noise,
    /// For how many turns no panel was better than the one it was to replace.
    stale: usize,
}

impl Filler<'_> {
    fn count(&mut self, panel: &Panel, by: f64) {
        for (kind, of) in panel {
            self.off[*kind as usize] += by * f64::from(*of);
        }
    }

    /// How far a kind is from where everybody of it is within one panel of their chance, where so many are missing.
    fn out(&self, kind: usize, off: f64) -> f64 {
        let size = self.kinds.size(kind);
        let least = size * (self.wanted[kind] / size + 1e-6).floor();
        let have = self.wanted[kind] - off;
        if have < least - 0.5 {
            least - have
        } else if have > least + size + 0.5 {
            least + size - have
        } else {
            0.0
        }
    }

    /// By how much the squares of what everybody misses become less with a panel.
    fn gain(&self, panel: &Panel) -> f64 {
        let cost = |kind: usize, off: f64| {
            let out = self.out(kind, off);
            (off * off + OUT * out * out) / self.kinds.size(kind)
        };
        let gain = |(kind, of): &(u32, u32)| {
            let (kind, of) = (*kind as usize, f64::from(*of));
            cost(kind, self.off[kind]) - cost(kind, self.off[kind] - of)
        };
        panel.iter().map(gain).sum()
    }

    /// A panel of those who miss most; one of the list once more, if none is better.
    fn missing(&mut self, list: &[Panel]) -> Option<Panel> {
        let most = self.off.iter().fold(1.0_f64, |most, off| most.max(off.abs()));
        let mut best = list.first();
        for panel in list {
            if best.is_some_and(|best| self.gain(panel) > self.gain(best)) {
                best = Some(panel);
            }
        }
        for _ in 0..TRIES {
            let noisy = NOISE[(self.stale / PATIENCE).min(NOISE.len() - 1)] * most;
            let mut weights = Vec::with_capacity(self.off.len());
            for (kind, off) in self.off.iter().enumerate() {
                let missing = off + OUT * self.out(kind, *off) + noisy * self.noise.part();
                weights.push(missing / self.kinds.size(kind));
            }
            if let Some(panel) = heavy(self.kinds, &weights) {
                return Some(best.filter(|best| self.gain(best) > self.gain(&panel)).cloned().unwrap_or(panel));
            }
        }
        best.cloned()
    }

    /// Of a few panels the one that would be missed least.
    fn least(&mut self, list: &[Panel]) -> usize {
        let (mut least, mut loss) = (0, f64::INFINITY);
        for _ in 0..LOOKS {
            let at = self.noise.below(list.len());
            self.count(&list[at], 1.0);
            let gain = self.gain(&list[at]);
            self.count(&list[at], -1.0);
            if gain < loss {
                (least, loss) = (at, gain);
            }
        }
        least
    }

    /// Whether nobody is farther than one panel from what they are to have.
    fn settled(&self) -> bool {
        (0..).zip(&self.off).all(|(kind, off)| self.out(kind, *off) == 0.0)
    }
}
