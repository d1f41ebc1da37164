//! Instants, civil dates and the counting of days (SPEC.md section 2).
//!
//! Seven days from the posting on 23 March 2026: that day is day 0, and the last must be over.
//!
//! ```
//! use guanjia::{Date, Time, Zone};
//! let china = Zone(480);
//! let posted: Date = "2026-03-23".parse().unwrap();
//! let last = posted.plus(7);
//! assert_eq!(last.to_string(), "2026-03-30");
//! let midnight: Time = last.plus(1).at(0, 0, china);
//! assert_eq!(midnight, Time(1_774_886_400));
//! assert_eq!((Time(midnight.0 - 1).date(china), midnight.date(china)), (last, last.plus(1)));
//! assert_eq!(midnight.date(Zone(0)), last); // in Greenwich it is still the day before
//! assert!("2026-02-29".parse::<Date>().is_err());
//! ```

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Code, Error};

/// Seconds since 1970-01-01T00:00:00Z, as in a JWT's `NumericDate` (RFC 7519 section 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Time(pub u64);

/// A community's fixed distance from UTC, in minutes east: 480 in China.
///
/// ```
/// use guanjia::{Time, Zone};
/// // 00:30 on 16 May in China is still the 15th at UTC.
/// let time = "2026-05-16".parse::<guanjia::Date>().unwrap().at(0, 30, Zone(480));
/// assert_eq!((time, time.date(Zone(0)).to_string().as_str()), (Time(1_778_862_600), "2026-05-15"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Zone(pub i16);

/// A day of the Gregorian calendar, written `2026-05-16`.
///
/// ```
/// use guanjia::Date;
/// let posted: Date = "2026-05-05".parse().unwrap();
/// let held: Date = "2026-05-16".parse().unwrap();
/// assert_eq!(held.days_since(posted), 11);
/// assert_eq!(posted.plus(11), held);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Date {
    /// Days since 1970-01-01.
    days: i32,
}

impl Time {
    /// The civil day of this instant in a zone.
    ///
    /// ```
    /// use guanjia::{Time, Zone};
    /// assert_eq!(Time(1_778_913_000).date(Zone(480)).to_string(), "2026-05-16");
    /// ```
    pub fn date(self, zone: Zone) -> Date {
        let seconds = i64::try_from(self.0).unwrap_or(i64::MAX).saturating_add(i64::from(zone.0) * 60);
        Date { days: i32::try_from(seconds.div_euclid(86_400)).unwrap_or(i32::MAX) }
    }
}

impl Date {
    /// The instant at which `hour:minute` strikes on this day in a zone; before 1970 it is the epoch.
    pub fn at(self, hour: u8, minute: u8, zone: Zone) -> Time {
        let minutes = i64::from(self.days) * 1_440 + i64::from(hour) * 60 + i64::from(minute) - i64::from(zone.0);
        Time(u64::try_from(minutes * 60).unwrap_or(0))
    }

    /// Days from `earlier` to this day, the day of `earlier` being day 0
    /// (民法典第201条: 开始的当日不计入); zero when `earlier` is not earlier.
    ///
    /// ```
    /// use guanjia::Date;
    /// let day = |text: &str| text.parse::<Date>().unwrap();
    /// assert_eq!(day("2026-03-01").days_since(day("2026-02-28")), 1);
    /// assert_eq!(day("2028-03-01").days_since(day("2028-02-28")), 2);
    /// assert_eq!(day("2026-02-28").days_since(day("2026-03-01")), 0);
    /// ```
    pub fn days_since(self, earlier: Date) -> u32 {
        u32::try_from(self.days.saturating_sub(earlier.days)).unwrap_or(0)
    }

    /// The day that many days later.
    #[must_use]
    pub fn plus(self, days: u32) -> Date {
        Date { days: self.days.saturating_add(i32::try_from(days).unwrap_or(i32::MAX)) }
    }

    /// Year, month 1–12 and day 1–31 (Howard Hinnant's `civil_from_days`).
    fn civil(self) -> (i64, i64, i64) {
        let z = i64::from(self.days) + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        (year, month, doy - (153 * mp + 2) / 5 + 1)
    }

    fn from_civil(year: i64, month: i64, day: i64) -> Option<Self> {
        let y = if month <= 2 { year - 1 } else { year };
        let yoe = y.rem_euclid(400);
        let doy = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
        let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        let days = y.div_euclid(400) * 146_097 + doe - 719_468;
        let date = Date { days: i32::try_from(days).ok()? };
        (date.civil() == (year, month, day)).then_some(date)
    }
}

impl std::str::FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let parse = || {
            let mut parts = text.splitn(3, '-');
            let mut next = |len: usize| {
                let part = parts.next()?;
                (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i64>().ok())?
            };
            Date::from_civil(next(4)?, next(2)?, next(2)?)
        };
        parse().ok_or_else(|| Error::new(Code::DateInvalid).with("value", text))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
