//! Exact ratios and the smallest whole number that meets one (SPEC.md section 2).
//!
//! 四分之三以上 and 过半数 of 91 owners:
//!
//! ```
//! use guanjia::fraction::{Fraction, Rounding};
//! let (three_quarters, half) = (Fraction::new(3, 4).unwrap(), Fraction::new(1, 2).unwrap());
//! assert_eq!(three_quarters.need(91, false), 69); // 68.25, so that 69 are the first to be at least that
//! assert_eq!(half.need(91, true), 46);
//! // A share that decides nothing is made whole as its rule says.
//! let rounded = [Rounding::Floor, Rounding::HalfUp, Rounding::Ceil].map(|rounding| half.of(91, rounding));
//! assert_eq!(rounded, [45, 46, 46]);
//! ```

use crate::map::{Map, Order};

use crate::error::{Code, Error};
use serde::{Deserialize, Serialize};

/// A ratio of two integers, written `[num, den]`, with `den` at least 1.
///
/// ```
/// use guanjia::fraction::{Fraction, Rounding};
/// let six_per_cent = Fraction::new(6, 100).unwrap();
/// assert_eq!(six_per_cent.of(1698, Rounding::Ceil), 102);
/// assert_eq!(six_per_cent.of(1698, Rounding::Floor), 101);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "[number, number]"))]
#[serde(try_from = "(u64, u64)", into = "(u64, u64)")]
pub struct Fraction {
    num: u64,
    den: u64,
}

/// How a share that is not whole becomes whole 取整.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Down to the whole number below 舍去.
    Floor,
    /// To the nearest whole number, a half goes up 四舍五入.
    HalfUp,
    /// Up to the whole number above 进一.
    Ceil,
}

impl Fraction {
    /// A ratio; `None` when `den` is zero or either number is above 2^53 − 1.
    pub fn new(num: u64, den: u64) -> Option<Self> {
        let fits = |n| n <= crate::json::MAX_INTEGER;
        (den > 0 && fits(num) && fits(den)).then_some(Self { num, den })
    }

    /// The numerator.
    pub fn num(self) -> u64 {
        self.num
    }

    /// The denominator, at least 1.
    pub fn den(self) -> u64 {
        self.den
    }

    /// This share of `base`, made whole.
    pub fn of(self, base: u64, rounding: Rounding) -> u64 {
        let product = u128::from(self.num) * u128::from(base);
        let den = u128::from(self.den);
        let whole = match rounding {
            Rounding::Floor => product / den,
            Rounding::HalfUp => (2 * product + den) / (2 * den),
            Rounding::Ceil => product.div_ceil(den),
        };
        u64::try_from(whole).unwrap_or(u64::MAX)
    }

    /// The smallest count that meets this share of `base`: ⌊base·p/q⌋ + 1 where the law says
    /// 超过 or 过半数 (strict), ⌈base·p/q⌉ where it says 以上 (民法典第1259条).
    ///
    /// ```
    /// use guanjia::fraction::Fraction;
    /// let two_thirds = Fraction::new(2, 3).unwrap();
    /// assert_eq!(two_thirds.need(24, false), 16);
    /// assert_eq!(two_thirds.need(24, true), 17);
    /// ```
    pub fn need(self, base: u64, strict: bool) -> u64 {
        if strict { self.of(base, Rounding::Floor).saturating_add(1) } else { self.of(base, Rounding::Ceil) }
    }
}

impl TryFrom<(u64, u64)> for Fraction {
    type Error = Error;

    fn try_from((num, den): (u64, u64)) -> Result<Self, Error> {
        Self::new(num, den).ok_or_else(|| Error::new(Code::RatioInvalid).with("num", num).with("den", den))
    }
}

impl From<Fraction> for (u64, u64) {
    fn from(fraction: Fraction) -> Self {
        (fraction.num, fraction.den)
    }
}

/// Shares a number out in proportion to weights by largest remainders 最大余数法 (Hamilton): to each its share rounded down, what
/// is left over one each to the largest remainders, and of equal ones to the first.
pub(crate) fn largest_remainders<K: Ord + Copy>(number: u64, weights: &Map<K, u64>) -> Map<K, u64> {
    let whole = weights.values().map(|w| u128::from(*w)).sum::<u128>().max(1);
    let mut left = number;
    let mut shared = Map::new();
    let mut remainders = Vec::new();
    for (key, weight) in weights {
        let product = u128::from(number) * u128::from(*weight);
        let floor = u64::try_from(product / whole).unwrap_or(u64::MAX);
        left = left.saturating_sub(floor);
        shared.insert(*key, floor);
        remainders.push((std::cmp::Reverse(product % whole), *key));
    }
    remainders.order();
    // Less is left over than there are weights with a remainder.
    for (_, key) in remainders.iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        if let Some(n) = shared.get_mut(key) {
            *n += 1;
        }
    }
    shared
}
