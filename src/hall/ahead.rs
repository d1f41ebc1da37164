//! The lines that are next: read, and their signatures checked together, before the replay comes to them
//! (SPEC.md section 10).

use std::collections::VecDeque;

use super::Hall;
use crate::event::ReadLine;
use crate::log::SignedEntry;
use crate::map::Map;
use crate::sign::{Kid, PublicKey, SignatureBatch};

/// So many lines are read ahead: enough that a signature costs little, since each stretch costs what 600 of them do, and no burden to
/// the memory of a telephone.
#[cfg(not(feature = "parallel"))]
const MOST: usize = 24_576;

/// The same for each of several cores, which have together what they have read.
#[cfg(feature = "parallel")]
const MOST: usize = 8_192;

/// The same for all cores. What many have in memory is bounded, too.
pub(crate) fn most() -> usize {
    #[cfg(feature = "parallel")]
    return (MOST * rayon::current_num_threads()).min(8 * MOST);
    #[cfg(not(feature = "parallel"))]
    MOST
}

/// Fewer lines are replayed one by one.
pub(crate) const LEAST: usize = 256;

/// A stretch of the record on its way into the hall.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ahead {
    lines: VecDeque<ReadLine>,
    /// How many lines the stretch has.
    size: usize,
    /// The keys that the lines name; of two with one kid, the first. Each behind a pointer, since a key is large and the map
    /// moves what it holds.
    named: Map<Kid, Box<PublicKey>>,
    /// While the signatures are checked, those that are, and whose they are.
    checking: Option<Checking>,
}

#[derive(Clone, Debug, Default)]
struct Checking {
    batch: SignatureBatch,
    pushed: Vec<(usize, [u8; 32])>,
}

impl Ahead {
    /// So many lines at most, replayed from one end to the other.
    pub(super) fn replay(lines: &[&str], hall: &mut Hall) {
        if lines.len() < LEAST {
            for line in lines {
                hall.record(line);
            }
            return;
        }
        let mut ahead = Self::default();
        ahead.begin(lines.len());
        for line in lines {
            ahead.read(ReadLine::of(line), hall);
        }
        while ahead.check(usize::MAX).is_some() {}
        while let Some(line) = ahead.next() {
            hall.record_read(line);
        }
    }

    /// Begins a stretch of so many lines.
    pub(crate) fn begin(&mut self, size: usize) {
        *self = Self { size, checking: Some(Checking::default()), ..Self::default() };
    }

    /// The next line for the replay, once all are checked.
    pub(crate) fn next(&mut self) -> Option<ReadLine> {
        if self.checking.is_some() { None } else { self.lines.pop_front() }
    }

    /// How many lines were read, while not all are.
    pub(crate) fn reading(&self) -> Option<usize> {
        self.checking.as_ref().map(|_| self.lines.len()).filter(|read| *read < self.size)
    }

    /// Takes in the next line.
    pub(crate) fn read(&mut self, mut line: ReadLine, hall: &Hall) {
        name(&mut self.named, &mut line);
        if let Some(checking) = &mut self.checking {
            checking.push(self.lines.len(), &line, &self.named, hall);
        }
        self.lines.push_back(line);
    }

    /// Takes in all lines of the stretch and checks their signatures, on all cores.
    #[cfg(feature = "parallel")]
    pub(crate) fn read_all(&mut self, mut lines: Vec<ReadLine>, hall: &Hall) {
        use rayon::prelude::*;
        for line in &mut lines {
            name(&mut self.named, line);
        }
        let part = lines.len().div_ceil(rayon::current_num_threads()).max(LEAST);
        lines.par_chunks_mut(part).for_each(|lines| {
            let mut checking = Checking::default();
            lines.iter().enumerate().for_each(|(place, line)| checking.push(place, line, &self.named, hall));
            checking.finish(lines);
        });
        (self.lines, self.checking) = (lines.into(), None);
    }

    /// Checks signatures for so much work, and says how much it was; nothing when there are none to check.
    pub(crate) fn check(&mut self, work: usize) -> Option<usize> {
        let checking = self.checking.as_mut()?;
        let (before, _) = checking.batch.progress();
        let is_left = checking.batch.advance(work);
        let (after, _) = checking.batch.progress();
        if !is_left {
            std::mem::take(checking).finish(self.lines.make_contiguous());
            self.checking = None;
        }
        Some(after.saturating_sub(before).max(1))
    }

    /// How much is done of the stretch, in lines, though the replay has taken in only so many of them.
    pub(crate) fn done(&self, replayed: usize) -> usize {
        if replayed >= self.size {
            return replayed;
        }
        let (tested, of) = self.checking.as_ref().map_or((1, 1), |checking| checking.batch.progress());
        let read = replayed + self.lines.len();
        (read + self.size * tested.min(of) / of + replayed) / 3
    }
}

impl Checking {
    /// Adds the signature of a line by the key that its kid finds.
    fn push(&mut self, place: usize, line: &ReadLine, named: &Map<Kid, Box<PublicKey>>, hall: &Hall) {
        let kid = line.entry().ok().map(SignedEntry::kid).filter(|_| !line.is_relied_on());
        if let Some(key) = kid.and_then(|kid| hall.key(kid).or_else(|| named.get(&kid).map(|key| &**key))) {
            line.push_to(&mut self.batch, key);
            self.pushed.push((place, *key.as_bytes()));
        }
    }

    /// Checks what is left, and notes on the lines what was found good.
    fn finish(self, lines: &mut [ReadLine]) {
        for ((place, key), _) in self.pushed.into_iter().zip(self.batch.finish()).filter(|(_, good)| *good) {
            if let Some(line) = lines.get_mut(place) {
                line.rely_on(key);
            }
        }
    }
}

fn name(named: &mut Map<Kid, Box<PublicKey>>, line: &mut ReadLine) {
    for key in line.keys() {
        named.entry(key.kid()).or_insert_with(|| Box::new(key.clone()));
    }
}
