//! Where a draw stands, and every draw of a record (SPEC.md section 5).

use crate::map::Map;

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::lottery::Reveal;
use crate::selection::candidates::Candidates;
use crate::selection::draw::{Announced, Committed, Draw, Drawn, commit_late, lottery_late};
use crate::time::Date;

/// Where a draw stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawStage {
    /// Commitments are taken.
    Announced(Announced),
    /// Reveals are taken.
    Committed(Committed),
    /// It is drawn, once and for all.
    Drawn(Drawn),
}

/// Every draw of a record, so that none is made twice.
///
/// Once announced, a draw is finished or stands on the record as overdue. Only one that failed
/// before its public value was known, for want of any reveal, may be announced again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draws(Map<Id, DrawStage>);

impl DrawStage {
    /// The announcement's identifier.
    pub fn id(&self) -> &Id {
        match self {
            Self::Announced(announced) => &announced.draw().id,
            Self::Committed(committed) => &committed.announced().draw().id,
            Self::Drawn(drawn) => &drawn.draw,
        }
    }

    /// The announcement; none once it is drawn.
    pub fn announced(&self) -> Option<&Announced> {
        match self {
            Self::Announced(announced) => Some(announced),
            Self::Committed(committed) => Some(committed.announced()),
            Self::Drawn(_) => None,
        }
    }

    /// Takes a part of the lottery; errors as for [`Announced::part`].
    pub fn part(&mut self, part: u32, data: &str, today: Date) -> Result<(), Error> {
        match self {
            Self::Announced(announced) => announced.part(part, data, today),
            Self::Committed(committed) => Err(lottery_late(committed.announced().draw())),
            Self::Drawn(drawn) => Err(repeated(&drawn.draw)),
        }
    }

    /// Takes a commitment; errors as for [`Announced::commit`].
    pub fn commit(&mut self, party: &Id, commitment: Hash, today: Date) -> Result<(), Error> {
        match self {
            Self::Announced(announced) => announced.commit(party, commitment, today),
            Self::Committed(committed) => Err(commit_late(party, committed.announced().draw())),
            Self::Drawn(drawn) => Err(repeated(&drawn.draw)),
        }
    }

    /// Takes a reveal and ends the commitments when the first comes in; errors as for
    /// [`Announced::close`] and [`Committed::reveal`].
    pub fn reveal(&mut self, party: &Id, reveal: Reveal, today: Date) -> Result<(), Error> {
        match self {
            Self::Announced(announced) => {
                let mut committed = announced.close(today)?;
                committed.reveal(party, reveal, today)?;
                *self = Self::Committed(committed);
                Ok(())
            }
            Self::Committed(committed) => committed.reveal(party, reveal, today),
            Self::Drawn(drawn) => Err(repeated(&drawn.draw)),
        }
    }

    /// Draws; errors as for [`Committed::close`] and [`Revealed::draw`], `draw.repeated` when it was
    /// drawn before.
    pub fn draw(&mut self, candidates: &Candidates, value: &str, today: Date) -> Result<&Drawn, Error> {
        let revealed = match self {
            Self::Announced(announced) => announced.close(today)?.close(today)?,
            Self::Committed(committed) => committed.close(today)?,
            Self::Drawn(drawn) => return Err(repeated(&drawn.draw)),
        };
        *self = Self::Drawn(revealed.draw(candidates, value, today)?);
        self.drawn()
    }

    /// The finished draw; `draw.open` as long as it is not finished.
    pub fn drawn(&self) -> Result<&Drawn, Error> {
        match self {
            Self::Drawn(drawn) => Ok(drawn),
            open => Err(Error::new(Code::DrawOpen).with("draw", open.id())),
        }
    }

    /// Whether no party revealed in time, or the lottery was not on the record in time, so that the draw cannot take place.
    pub fn failed(&self, today: Date) -> bool {
        match self {
            Self::Announced(announced) if announced.lacks(today) => true,
            Self::Announced(announced) => announced.close(today).is_ok_and(|committed| committed.failed(today)),
            Self::Committed(committed) => committed.failed(today),
            Self::Drawn(_) => false,
        }
    }

    /// A finding `draw.overdue` when every source has had its value before today and nothing was drawn:
    /// whoever held the draw may have disliked the result.
    pub fn overdue(&self, today: Date) -> Option<Error> {
        let draw = match self {
            Self::Announced(announced) => announced.draw(),
            Self::Committed(committed) => committed.announced().draw(),
            Self::Drawn(_) => return None,
        };
        let overdue = !self.failed(today) && draw.sources.iter().all(|source| source.date < today);
        overdue.then(|| Error::new(Code::DrawOverdue).with("draw", &draw.id))
    }
}

impl Draws {
    /// Announces a draw; errors as for [`Draw::announce`], `draw.repeated` when a draw of this
    /// identifier was announced before and has not failed.
    pub fn announce(&mut self, draw: Draw, candidates: &Candidates, today: Date) -> Result<&Announced, Error> {
        let before = self.0.get(&draw.id);
        if before.is_some_and(|stage| !stage.failed(today)) {
            return Err(repeated(&draw.id));
        }
        let id = draw.id.clone();
        let announced = DrawStage::Announced(draw.announce(candidates, today)?);
        self.0.insert(id.clone(), announced);
        match self.0.get(&id) {
            Some(DrawStage::Announced(announced)) => Ok(announced),
            _ => Err(unknown(&id)),
        }
    }

    /// Where a draw stands; `draw.unknown` when it was not announced.
    pub fn stage(&self, id: &Id) -> Result<&DrawStage, Error> {
        self.0.get(id).ok_or_else(|| unknown(id))
    }

    /// The same, to take it further.
    pub fn stage_mut(&mut self, id: &Id) -> Result<&mut DrawStage, Error> {
        self.0.get_mut(id).ok_or_else(|| unknown(id))
    }

    /// Every draw, in the order of the identifiers.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &DrawStage)> {
        self.0.iter()
    }
}

fn repeated(draw: &Id) -> Error {
    Error::new(Code::DrawRepeated).with("draw", draw)
}

fn unknown(draw: &Id) -> Error {
    Error::new(Code::DrawUnknown).with("draw", draw)
}
