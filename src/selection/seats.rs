//! How many seats there are, and how they are shared out (SPEC.md section 5).
//!
//! ```
//! use guanjia::measure::Measure;
//! use guanjia::selection::{SeatRule, apportion};
//! let rule: SeatRule = guanjia::from_json(
//!     r#"{"ratio": [6, 100], "measure": "households", "rounding": "ceil", "by": "building", "floor_one": true}"#,
//! ).unwrap();
//! // 6 % of 1,698 households in one go: 101.88, made 102, whatever the buildings' own shares come to.
//! let weights = [("B01".parse().unwrap(), 850), ("B02".parse().unwrap(), 843), ("B03".parse().unwrap(), 5)].into();
//! let seats = rule.share_out(&weights).unwrap();
//! assert_eq!((seats.measure, seats.base, seats.total), (Measure::Households, 1698, 102));
//! // B03 has a claim to 0.30 of a seat and gets one.
//! assert_eq!(seats.strata.values().copied().collect::<Vec<_>>(), [51, 50, 1]);
//! assert_eq!(apportion(102, &weights, false).unwrap().values().copied().collect::<Vec<_>>(), [51, 51, 0]);
//!
//! let unsaid = SeatRule { measure: None, ..rule };
//! assert_eq!(unsaid.share_out(&weights).unwrap_err().code(), "roster.base-unit");
//! ```

use crate::map::Map;
use std::iter;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::fraction::{Fraction, Rounding, largest_remainders};
use crate::id::Id;
use crate::json::MAX_INTEGER;
use crate::measure::Measure;
use crate::register::Base;
use crate::stratum::Stratum;

/// How seats are reckoned 名额规则, such as 6 % of the households by building.
///
/// The share is made whole once, for the whole community; the seats are then shared out among the
/// strata. Rounding each stratum by itself would give another total.
///
/// ```
/// use guanjia::selection::SeatRule;
/// let rule = |measure: &str| -> SeatRule {
///     guanjia::from_json(&format!(r#"{{"ratio": [6, 100], "measure": "{measure}", "rounding": "ceil"}}"#)).unwrap()
/// };
/// let seats = |measure, base| {
///     rule(measure).share_out(&[(guanjia::stratum::Stratum::all(), base)].into()).unwrap().total
/// };
/// assert_eq!((seats("households", 1_698), seats("residents", 4_415)), (102, 265));
/// // Whoever announced households does not reckon residents after.
/// assert_eq!(rule("residents").check(&rule("households")).unwrap_err().code(), "roster.base-unit-changed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct SeatRule {
    /// The share, such as `[6, 100]`.
    pub ratio: Fraction,
    /// Of what it is a share. It must be said (`roster.base-unit`): 6 % of 1,698 households are 102
    /// seats, of their 4,415 residents 265. It can be left out in JSON only so that leaving it out
    /// has its own error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// How the number of seats becomes whole.
    pub rounding: Rounding,
    /// The key of the strata that share the seats; none when they are not shared out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// Whether every stratum gets at least one seat.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub floor_one: bool,
}

/// The number of seats, with what it was reckoned from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Seats {
    /// The measure the share is of.
    pub measure: Measure,
    /// How much of it there is.
    pub base: u64,
    /// All seats.
    pub total: u64,
    /// The seats of each stratum; of the one stratum `all` when they are not shared out.
    pub strata: Map<Stratum, u64>,
}

impl SeatRule {
    /// The seats over a base.
    ///
    /// `roster.base-unit` when the rule does not say of what it is a share, `seats.base-zero` when
    /// the base has none of it, `seats.none` when the share makes no seat, `stratum.missing` when a
    /// member belongs to no stratum, `seats.too-few` when there are more strata than seats and each
    /// is to have one.
    pub fn seats(&self, base: &Base) -> Result<Seats, Error> {
        let measure = self.measure.ok_or_else(|| Error::new(Code::RosterBaseUnit))?;
        let weights = match &self.by {
            Some(key) => base.by_stratum(key)?.into_iter().map(|(s, amounts)| (s, amounts.of(measure))).collect(),
            None => iter::once((Stratum::all(), base.total(measure))).collect(),
        };
        self.share_out(&weights)
    }

    /// The seats over strata of known weight; errors as for [`SeatRule::seats`].
    ///
    /// ```
    /// use guanjia::selection::SeatRule;
    /// let rule: SeatRule = serde_json::from_str(
    ///     r#"{"ratio":[6,100],"measure":"households","rounding":"ceil","by":"building"}"#,
    /// ).unwrap();
    /// let seats = rule.share_out(&serde_json::from_str(r#"{"B01":132,"B02":128,"B03":74}"#).unwrap()).unwrap();
    /// assert_eq!(seats.total, 21);
    /// assert_eq!(serde_json::to_string(&seats.strata).unwrap(), r#"{"B01":8,"B02":8,"B03":5}"#);
    /// ```
    pub fn share_out(&self, weights: &Map<Stratum, u64>) -> Result<Seats, Error> {
        let measure = self.measure.ok_or_else(|| Error::new(Code::RosterBaseUnit))?;
        let base = sum(weights)?;
        if base == 0 {
            return Err(Error::new(Code::SeatsBaseZero).with("measure", measure).with("measure_zh", measure.zh()));
        }
        let total = self.ratio.of(base, self.rounding);
        if total == 0 {
            return Err(Error::new(Code::SeatsNone).with("base", base));
        }
        if total > MAX_INTEGER {
            return Err(Error::new(Code::MeasureTooLarge).with("measure", "seats"));
        }
        Ok(Seats { measure, base, total, strata: apportion(total, weights, self.floor_one)? })
    }

    /// What the same share of every other measure of the base would be, to print beside the seats.
    pub fn by_measure(&self, base: &Base) -> Map<Measure, u64> {
        base.totals().iter().map(|(measure, total)| (measure, self.ratio.of(total, self.rounding))).collect()
    }

    /// Checks that the share is of what was announced (`roster.base-unit-changed`).
    pub fn check(&self, announced: &SeatRule) -> Result<(), Error> {
        let name = |measure: Option<Measure>| measure.map_or("?", Measure::name);
        if self.measure == announced.measure {
            return Ok(());
        }
        Err(Error::new(Code::RosterBaseUnitChanged)
            .with("announced", name(announced.measure))
            .with("found", name(self.measure)))
    }
}

/// Shares seats out in proportion to weights by largest remainders 最大余数法 (Hamilton), in exact
/// integers: each stratum gets its share rounded down, the seats left over go to the largest
/// remainders, and equal remainders to the stratum whose name comes first byte for byte.
///
/// With `floor_one`, every stratum of some weight that would get none gets one; the others then
/// share the rest in the same way. `seats.too-few` when there are more such strata than seats;
/// `seats.base-zero` when all weights are zero; `measure.too-large` above 2^53 − 1.
///
/// ```
/// use guanjia::selection::apportion;
/// let weights = [("B01", 60), ("B02", 30), ("B03", 10)].map(|(name, weight)| (name.parse().unwrap(), weight)).into();
/// let shared = |seats, floor_one| {
///     apportion(seats, &weights, floor_one).map(|seats| seats.into_values().collect::<Vec<_>>())
/// };
/// // Of four seats B01 has a claim to 2.4, B02 to 1.2, B03 to 0.4: equal remainders go to the first name.
/// assert_eq!(shared(4, false), Ok(vec![3, 1, 0]));
/// assert_eq!(shared(4, true), Ok(vec![2, 1, 1]));
/// assert_eq!(shared(2, true).unwrap_err().code(), "seats.too-few");
/// ```
pub fn apportion(seats: u64, weights: &Map<Stratum, u64>, floor_one: bool) -> Result<Map<Stratum, u64>, Error> {
    let mut shared: Map<Stratum, u64> = weights.keys().map(|stratum| (stratum.clone(), 0)).collect();
    let mut open: Map<&Stratum, u64> = weights.iter().map(|(s, w)| (s, *w)).filter(|(_, w)| *w > 0).collect();
    let mut left = seats;
    sum(weights)?;
    if open.is_empty() && seats > 0 {
        return Err(Error::new(Code::SeatsBaseZero).with("measure", "weight").with("measure_zh", "权重"));
    }
    if floor_one && (open.len() as u64) > seats {
        return Err(Error::new(Code::SeatsTooFew).with("seats", seats).with("strata", open.len()));
    }
    loop {
        let round = largest_remainders(left, &open);
        let unseated: Vec<&Stratum> = round.iter().filter(|(_, n)| **n == 0).map(|(s, _)| *s).collect();
        if !floor_one || unseated.is_empty() {
            shared.extend(round.into_iter().map(|(stratum, n)| (stratum.clone(), n)));
            return Ok(shared);
        }
        for stratum in unseated {
            open.remove(stratum);
            shared.insert(stratum.clone(), 1);
            left = left.saturating_sub(1);
        }
    }
}

fn sum(weights: &Map<Stratum, u64>) -> Result<u64, Error> {
    let sum = weights.values().try_fold(0_u64, |sum, weight| sum.checked_add(*weight));
    let fits = sum.filter(|sum| *sum <= MAX_INTEGER);
    fits.ok_or_else(|| Error::new(Code::MeasureTooLarge).with("measure", "weight"))
}
