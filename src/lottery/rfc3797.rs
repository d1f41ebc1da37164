//! The method of RFC 3797 to the letter, for those who must use it (SPEC.md section 5).
//!
//! ```
//! use guanjia::lottery::{PublicSource, PublicValue, rfc3797};
//! let source = |text: &str| PublicSource { text: text.into(), date: "2004-06-01".parse().unwrap(), ordered: false };
//! let sources = ["the sum of rain", "one lottery", "another"].map(source);
//! let value = PublicValue::parse(&sources, "9319./2.5.8.10.12./9.18.26.34.41.45./").unwrap();
//! // The worked example of its section 6: the first three of 25.
//! let places: Vec<u64> = rfc3797(&value, 25, 3).unwrap().iter().map(|pick| pick.place).collect();
//! assert_eq!(places, [17, 7, 2]);
//! ```

use md5::{Digest, Md5};
use serde::Serialize;

use super::PublicValue;
use crate::error::{Code, Error};

/// As many picks as an index of two bytes can number.
const MOST: u64 = 1 << 16;

/// One selection by [`rfc3797`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Rfc3797Pick {
    /// The place in the published list of the pool, counted from 1.
    pub place: u64,
    /// The MD5 hash that decided it, as 32 digits in base 16.
    pub digest: String,
}

/// Selects from a numbered pool as RFC 3797 section 4 says: with the public value as key, and for i = 0, 1, … the index in
/// two big-endian bytes, the number MD5(i ‖ key ‖ i) modulo how many remain says which of those who remain comes next.
///
/// The draws of a record do not use it: MD5 is broken, the remainder is biased, and one who is struck off moves all others.
///
/// `draw.candidates-few` when fewer are in the pool than are selected, or more are selected than 65,536.
pub fn rfc3797(value: &PublicValue, pool: u64, select: u64) -> Result<Vec<Rfc3797Pick>, Error> {
    if select > pool || select > MOST {
        let few = Error::new(Code::DrawCandidatesFew).with("stratum", "RFC 3797");
        return Err(few.with("seats", select).with("candidates", pool.min(MOST)));
    }
    // Who was selected, in the order of their places: the n-th of the others stands one later for each before it.
    let mut taken: Vec<u64> = Vec::new();
    let mut picks = Vec::new();
    for index in 0..select {
        let number = u16::try_from(index).unwrap_or(u16::MAX).to_be_bytes();
        let mut hasher = Md5::new();
        hasher.update(number);
        hasher.update(value.as_str());
        hasher.update(number);
        let hash = u128::from_be_bytes(hasher.finalize().into());
        let remainder = hash % u128::from(pool - index);
        let mut place = u64::try_from(remainder).unwrap_or_default();
        let mut at = 0;
        while taken.get(at).is_some_and(|before| *before <= place) {
            place += 1;
            at += 1;
        }
        taken.insert(at, place);
        picks.push(Rfc3797Pick { place: place + 1, digest: format!("{hash:032X}") });
    }
    Ok(picks)
}
