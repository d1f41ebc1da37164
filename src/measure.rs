//! What is counted: heads, households, residents, adults, area (SPEC.md section 4).
//!
//! 居民 and 户 are never mixed up: a base knows both, and whoever asks names one.
//!
//! ```
//! use guanjia::measure::{Amounts, Measure};
//! let household = |residents| Amounts::one_head().with(Measure::Households, 1).with(Measure::Residents, residents);
//! let total = Amounts::sum(&[household(3), household(2), household(4)]).unwrap();
//! assert_eq!((total.of(Measure::Households), total.of(Measure::Residents)), (3, 9));
//! assert_eq!(total.get(Measure::Area), None); // this register knows nothing of area
//! assert_eq!(total.less(&household(4)).of(Measure::Residents), 5);
//! assert_eq!(Measure::Households.amount_zh(1698), "1,698 户");
//! ```

use crate::map::Map;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Code, Error};
use crate::json::{MAX_INTEGER, Misfit};

/// A measure 计量口径: every number that depends on "how many" names one, so that residents and
/// households are never mixed up.
///
/// ```
/// use guanjia::measure::Measure;
/// let names: Vec<_> = Measure::ALL.iter().map(|measure| (measure.name(), measure.zh())).collect();
/// assert_eq!(names[0].0, "heads");
/// assert_eq!(Measure::Households.amount_en(2), "2 households");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Persons as the register counts them 人数: whoever stands on it is 1, whatever they hold
    /// (最高法建筑物区分所有权司法解释第9条).
    Heads,
    /// Households 户数.
    Households,
    /// Residents of every age 居民数.
    Residents,
    /// Residents of 18 years and more 成年居民数 (居委会组织法第22条).
    Adults,
    /// Area of exclusive parts in units of 0.01 m² 专有部分面积 (民法典第278条).
    Area,
}

/// How much of each measure; what is not mentioned is zero, and a zero is never written.
///
/// ```
/// use guanjia::measure::{Amounts, Measure};
/// let mut total = Amounts::default();
/// total.add(Measure::Heads, 1).unwrap();
/// total.add(Measure::Area, 6235).unwrap();
/// assert_eq!(total.of(Measure::Area), 6235);
/// assert_eq!(total.of(Measure::Households), 0);
/// assert_eq!(serde_json::to_string(&total).unwrap(), r#"{"heads":1,"area":6235}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "{ [key in Measure]?: number }"))]
pub struct Amounts([u64; Measure::ALL.len()]);

impl Measure {
    /// Every measure there is.
    pub const ALL: [Measure; 5] =
        [Measure::Heads, Measure::Households, Measure::Residents, Measure::Adults, Measure::Area];

    /// The name that never changes, as it is written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Heads => "heads",
            Measure::Households => "households",
            Measure::Residents => "residents",
            Measure::Adults => "adults",
            Measure::Area => "area",
        }
    }

    /// The Chinese term.
    pub fn zh(self) -> &'static str {
        match self {
            Measure::Heads => "人数",
            Measure::Households => "户数",
            Measure::Residents => "居民数",
            Measure::Adults => "成年居民数",
            Measure::Area => "专有部分面积",
        }
    }

    /// An amount with its unit in Chinese: `17 人`, `1,204.33 平方米`.
    ///
    /// ```
    /// assert_eq!(guanjia::measure::Measure::Area.amount_zh(120_433), "1,204.33 平方米");
    /// ```
    pub fn amount_zh(self, amount: u64) -> String {
        let unit = match self {
            Measure::Heads => "人",
            Measure::Households => "户",
            Measure::Residents => "名居民",
            Measure::Adults => "名成年居民",
            Measure::Area => "平方米",
        };
        format!("{} {unit}", self.figure(amount))
    }

    /// An amount with its unit in English: `17 heads`, `1,204.33 m²`.
    ///
    /// ```
    /// assert_eq!(guanjia::measure::Measure::Heads.amount_en(1), "1 head");
    /// ```
    pub fn amount_en(self, amount: u64) -> String {
        let (one, many) = match self {
            Measure::Heads => ("head", "heads"),
            Measure::Households => ("household", "households"),
            Measure::Residents => ("resident", "residents"),
            Measure::Adults => ("adult", "adults"),
            Measure::Area => ("m²", "m²"),
        };
        format!("{} {}", self.figure(amount), if amount == 1 { one } else { many })
    }

    fn figure(self, amount: u64) -> String {
        if self == Measure::Area {
            format!("{}.{:02}", thousands(amount / 100), amount % 100)
        } else {
            thousands(amount)
        }
    }
}

/// `1204` as `1,204`.
fn thousands(amount: u64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Amounts {
    /// One person and nothing else.
    pub fn one_head() -> Self {
        Self::default().with(Measure::Heads, 1)
    }

    /// With a measure set; what is above 2^53 − 1 becomes that.
    #[must_use]
    pub fn with(mut self, measure: Measure, value: u64) -> Self {
        self.set(measure, value.min(MAX_INTEGER));
        self
    }

    /// How much of a measure there is; zero when it is not mentioned.
    pub fn of(&self, measure: Measure) -> u64 {
        self.0.get(measure as usize).copied().unwrap_or(0)
    }

    /// The same as [`Amounts::of`], but `None` when the measure is not mentioned.
    pub fn get(&self, measure: Measure) -> Option<u64> {
        Some(self.of(measure)).filter(|value| *value > 0)
    }

    /// Sets a measure; zero takes it away. A value above 2^53 − 1 is `measure.too-large`.
    pub fn insert(&mut self, measure: Measure, value: u64) -> Result<(), Error> {
        if value > MAX_INTEGER {
            return Err(Error::new(Code::MeasureTooLarge).with("measure", measure));
        }
        self.set(measure, value);
        Ok(())
    }

    fn set(&mut self, measure: Measure, value: u64) {
        if let Some(amount) = self.0.get_mut(measure as usize) {
            *amount = value;
        }
    }

    /// Adds to a measure. A sum above 2^53 − 1 is `measure.too-large`.
    pub fn add(&mut self, measure: Measure, value: u64) -> Result<(), Error> {
        self.insert(measure, self.of(measure).saturating_add(value))
    }

    /// Adds all of `other`. A sum above 2^53 − 1 is `measure.too-large`; then nothing was added.
    pub fn add_all(&mut self, other: &Amounts) -> Result<(), Error> {
        let mut sum = self.clone();
        other.iter().try_for_each(|(measure, value)| sum.add(measure, value))?;
        *self = sum;
        Ok(())
    }

    /// The sum of many. A sum above 2^53 − 1 is `measure.too-large`.
    pub fn sum<'a>(parts: impl IntoIterator<Item = &'a Amounts>) -> Result<Self, Error> {
        parts.into_iter().try_fold(Self::default(), |mut sum, part| sum.add_all(part).map(|()| sum))
    }

    /// What is left when `other` is taken away, never below zero.
    #[must_use]
    pub fn less(&self, other: &Amounts) -> Self {
        Self(Measure::ALL.map(|measure| self.of(measure).saturating_sub(other.of(measure))))
    }

    /// The measures that are not zero, in the order of [`Measure::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Measure, u64)> + '_ {
        Measure::ALL.into_iter().zip(self.0).filter(|(_, value)| *value > 0)
    }

    /// Whether every measure is zero.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl Serialize for Amounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Amounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Map::<Measure, u64>::deserialize(deserializer)?;
        let mut amounts = Self::default();
        for (measure, value) in members {
            if value == 0 {
                return Err(serde::de::Error::custom(Misfit::new(
                    format!("“{measure}”为零,不必写"),
                    format!("“{measure}” is zero; leave it out"),
                )));
            }
            amounts.insert(measure, value).map_err(serde::de::Error::custom)?;
        }
        Ok(amounts)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    #[test]
    fn names_are_the_json_names() {
        for measure in Measure::ALL {
            assert_eq!(serde_json::to_string(&measure).unwrap(), format!("\"{measure}\""));
        }
    }

    #[test]
    fn canonical_json_reads_back_and_nothing_else_is_read() {
        let text = r#"{"area":6235,"heads":1}"#;
        let amounts: Amounts = crate::json::parse_canonical(text).unwrap();
        assert_eq!(crate::json::print(&amounts).unwrap(), text);
        for text in [
            r#"{"heads":0}"#,
            r#"{"heads":-1}"#,
            r#"{"heads":1.0}"#,
            r#"{"heads":1,"heads":1}"#,
            r#"{"Heads":1}"#,
            r#"{"volume":1}"#,
            r#"{"area":9007199254740992}"#,
            r#"{"heads":1,"area":1}"#,
            "[]",
        ] {
            assert!(crate::json::parse_canonical::<Amounts>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sums_stop_at_the_largest_exact_integer() {
        let mut amounts = Amounts::one_head();
        amounts.add(Measure::Area, MAX_INTEGER).unwrap();
        let before = amounts.clone();
        let mut more = Amounts::one_head();
        more.insert(Measure::Area, 1).unwrap();
        assert_eq!(amounts.add_all(&more).unwrap_err().code(), "measure.too-large");
        assert_eq!(amounts, before);
        assert_eq!(Amounts::sum([&Amounts::one_head(), &Amounts::one_head()]).unwrap().of(Measure::Heads), 2);
    }
}
