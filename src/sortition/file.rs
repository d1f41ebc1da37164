//! A lottery with its problem in one file, and its panel drawn by a public value (SPEC.md section 5.9).

use serde::{Deserialize, Serialize};

use super::check::check;
use super::lottery::{Lottery, Proved};
use super::problem::{Pool, Problem};
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::json;
use crate::lottery::{PublicValue, Seed};

/// Everything that is needed to check a lottery and to draw from it, as `guanjia draw` writes and reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LotteryFile {
    /// Who may be selected, and the quotas.
    pub pool: Pool,
    /// How many sit on a panel.
    pub seats: u32,
    /// The panels and their proof.
    pub lottery: Lottery,
}

/// A panel drawn by a public value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DrawnPanel {
    /// What the lottery is known by; it is published before the value exists.
    pub digest: Hash,
    /// What the public sources showed.
    pub value: PublicValue,
    /// The seed, which follows from both.
    pub seed: Seed,
    /// Which panel it is, counted from 0.
    pub panel: u32,
    /// Who is on it, in the order of the pool.
    pub members: Vec<String>,
    /// Who waits behind them, in the order in which they are asked.
    pub reserve: Vec<String>,
}

impl LotteryFile {
    /// Reads a file; any spelling of JSON will do (`json.invalid`).
    pub fn parse(text: &str) -> Result<Self, Error> {
        json::from_json(text)
    }

    /// The problem; errors of [`Problem::new`].
    pub fn problem(&self) -> Result<Problem, Error> {
        Problem::new(self.pool.clone(), self.seats)
    }

    /// Checks the lottery; errors of [`check`].
    pub fn check(&self) -> Result<Proved, Error> {
        check(&self.problem()?, &self.lottery)
    }

    /// Draws a panel by what the public sources showed, with so many in reserve. The seed is that of a draw without parties
    /// whose announcement is the lottery's digest.
    ///
    /// Errors of [`LotteryFile::check`]: nothing is drawn from a lottery that is not as it says.
    pub fn draw(&self, value: &PublicValue, reserve: usize) -> Result<DrawnPanel, Error> {
        let problem = self.problem()?;
        check(&problem, &self.lottery)?;
        let digest = self.lottery.digest(&problem)?;
        let seed = Seed::of(&digest, &[], value);
        let none = || Error::new(Code::SortitionPanelCount).with("most", super::MAX_PANELS).with("found", 0);
        let panel = self.lottery.drawn(&seed).ok_or_else(none)?;
        let id = |person: u32| problem.pool().people.get(person as usize).map(|person| person.id.clone());
        let reserve = self.lottery.reserve(&problem, &seed, panel, reserve).into_iter().filter_map(id).collect();
        let members = self.lottery.ids(&problem, panel).map(str::to_owned).collect();
        Ok(DrawnPanel { digest, value: value.clone(), seed, panel, members, reserve })
    }
}
