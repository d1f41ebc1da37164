//! A public seed and uniform draws from it, which anyone can do again (SPEC.md section 5).
//!
//! ```
//! use guanjia::lottery::{PublicSource, PublicValue, Reveal, Seed, commitment};
//! use guanjia::Hash;
//! let announcement = Hash::of(b"the panel of the second quarter");
//! let (supervisor, street) = (Reveal([7; 32]), Reveal([9; 32]));
//! let sealed = commitment(&announcement, &"supervisor-1".parse().unwrap(), &supervisor);
//! assert_ne!(sealed, commitment(&announcement, &"street".parse().unwrap(), &supervisor));
//!
//! // After the reveals the public value comes to be, and all lots follow; nobody could know them before.
//! let source = PublicSource { text: "双色球第2026046期".into(), date: "2026-04-26".parse().unwrap(), ordered: false };
//! let value = PublicValue::parse(&[source], "3.9.11.14.21.27.32./").unwrap();
//! let seed = Seed::of(&announcement, &[Some(supervisor.clone()), Some(street)], &value);
//! let stewards = ["S-001", "S-002", "S-003", "S-004"].map(|handle| handle.parse().unwrap());
//! let order = seed.order("seat", &stewards);
//! // One who is struck off moves nobody else.
//! let rest: Vec<_> = order.iter().skip(1).cloned().collect();
//! assert_eq!(seed.order("seat", &stewards.into_iter().filter(|s| *s != order[0]).collect::<Vec<_>>()), rest);
//! // A party that shows nothing is left out, and the seed is another.
//! assert_ne!(Seed::of(&announcement, &[Some(supervisor), None], &value), seed);
//! ```

use crate::map::Order;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Code, Error};
use crate::hash::{Hash, decode, encode};
use crate::id::Id;
use crate::time::Date;

mod rfc3797;

pub use rfc3797::{Rfc3797Pick, rfc3797};

const COMMITMENT: &str = "guanjia/draw-commitment/v1";
const SEED: &str = "guanjia/draw-seed/v1";
const STREAM: &str = "guanjia/draw-stream/v1";
const TICKET: &str = "guanjia/draw-ticket/v1";

/// The 32 random bytes a party commits to before the draw and shows afterwards, written as 43
/// characters of base64url. They are a secret until shown, so `Debug` does not print them.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Reveal(pub [u8; 32]);

/// What a draw runs on: every later number is a function of it and nothing else.
///
/// ```
/// use guanjia::lottery::Seed;
/// use guanjia::Hash;
/// let seed = Seed(Hash::of(b"an example"));
/// let (a, b) = (seed.ticket("seat", &"R-1".parse().unwrap()), seed.ticket("seat", &"R-2".parse().unwrap()));
/// assert_ne!(a, b);
/// assert!(seed.stream("panel").uniform(std::num::NonZeroU64::new(6).unwrap()) < 6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Seed(pub Hash);

/// An unlimited stream of uniform numbers under a seed and a label.
#[derive(Clone, Debug)]
pub struct Stream {
    seed: Seed,
    label: String,
    block: u64,
    words: Vec<u64>,
}

/// A source of public randomness 公开随机源, announced before it exists (RFC 3797 section 3.1):
/// a lottery's result in the newspapers, a beacon's round, dice thrown in the hall.
///
/// ```
/// use guanjia::lottery::{PublicSource, PublicValue};
/// // Dice thrown in the hall: their order counts, as that of a lottery's balls does not.
/// let dice: PublicSource = guanjia::from_json(
///     r#"{"text": "议事堂当众掷骰三次", "date": "2026-04-26", "ordered": true}"#,
/// ).unwrap();
/// let value = PublicValue::of(&[dice.clone()], &[vec!["6".into(), "1".into(), "4".into()]]).unwrap();
/// assert_eq!(value.as_str(), "6.1.4./");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PublicSource {
    /// What it is, exactly enough that everyone reads off the same values.
    pub text: String,
    /// The day on which its values come to be.
    pub date: Date,
    /// Whether the order of its values counts, as with dice; otherwise they are sorted, as with
    /// the balls of a lottery.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ordered: bool,
}

/// What the public sources showed, in the form of RFC 3797 section 4: each value followed by a dot,
/// each source by a slash.
///
/// ```
/// use guanjia::lottery::{PublicSource, PublicValue};
/// let balls = PublicSource { text: "双色球第2026040期".into(), date: "2026-04-12".parse().unwrap(), ordered: false };
/// let value = PublicValue::of(&[balls.clone()], &[vec!["12".into(), "2".into(), "05".into()]]).unwrap();
/// assert_eq!(value.as_str(), "2.5.12./");
/// assert!(PublicValue::parse(&[balls.clone()], "2.5.12./").is_ok());
/// assert_eq!(PublicValue::parse(&[balls], "12.2.5./").unwrap_err().code(), "draw.value-invalid");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct PublicValue(String);

/// What a party announces before the public value exists: the hash of its secret under the
/// announcement of this draw and its own name, so that it opens for no other draw or party, says
/// nothing about the draw, and copying another party's commitment is useless.
pub fn commitment(announcement: &Hash, party: &Id, reveal: &Reveal) -> Hash {
    Hash::tagged(COMMITMENT, &[&announcement.0, party.as_str().as_bytes(), &reveal.0])
}

impl Seed {
    /// The seed of a draw: its announcement, what each party showed, in the order in which the
    /// parties were announced and empty for one who showed nothing, and the public value.
    pub fn of(announcement: &Hash, reveals: &[Option<Reveal>], public: &PublicValue) -> Self {
        let mut parts: Vec<&[u8]> = vec![&announcement.0];
        parts.extend(reveals.iter().map(|reveal| reveal.as_ref().map_or(&[][..], |reveal| &reveal.0[..])));
        parts.push(public.0.as_bytes());
        Self(Hash::tagged(SEED, &parts))
    }

    /// The lot 签号 of somebody. Those who are to be chosen are those with the smallest lots
    /// (see [`Seed::order`]).
    pub fn ticket(&self, label: &str, id: &Id) -> Hash {
        self.lot(label, id.as_str())
    }

    /// The lot of whatever has a name.
    pub(crate) fn lot(&self, label: &str, name: &str) -> Hash {
        Hash::tagged(TICKET, &[&self.0.0, label.as_bytes(), name.as_bytes()])
    }

    /// Everybody in the order of their lots under a label.
    ///
    /// An order by hash is chosen over a shuffle because it is consistent between subsets: striking
    /// somebody off moves nobody else, so a challenged candidate never puts the draw in doubt, and
    /// the next in order is the substitute. Equal hashes are ordered by handle.
    pub fn order<'a>(&self, label: &str, ids: impl IntoIterator<Item = &'a Id>) -> Vec<Id> {
        let mut lots: Vec<(Hash, &Id)> = ids.into_iter().map(|id| (self.ticket(label, id), id)).collect();
        lots.order();
        lots.into_iter().map(|(_, id)| id.clone()).collect()
    }

    /// Uniform numbers under a label.
    pub fn stream(&self, label: &str) -> Stream {
        Stream { seed: *self, label: label.to_owned(), block: 0, words: Vec::new() }
    }
}

impl Stream {
    /// A number in `0..n`, each equally likely: words from the tail that would favour small
    /// remainders are thrown away.
    pub fn uniform(&mut self, n: std::num::NonZeroU64) -> u64 {
        let n = n.get();
        // 2^64 mod n, without 2^64.
        let tail = (u64::MAX % n + 1) % n;
        loop {
            let word = self.word();
            if word <= u64::MAX - tail {
                return word % n;
            }
        }
    }

    /// The next 64 bits: block `c` is the hash of seed, label and counter, read as four big-endian words.
    fn word(&mut self) -> u64 {
        loop {
            if let Some(word) = self.words.pop() {
                return word;
            }
            let block = Hash::tagged(STREAM, &[&self.seed.0.0, self.label.as_bytes(), &self.block.to_be_bytes()]);
            self.block = self.block.wrapping_add(1);
            let word = |bytes: &[u8]| bytes.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte));
            self.words = block.0.chunks_exact(8).rev().map(word).collect();
        }
    }
}

impl PublicValue {
    /// Puts values into canonical form: leading zeros of numbers are dropped, letters capitalised,
    /// and where the order does not count, values are sorted (numbers by size, before words).
    /// `draw.value-invalid` unless each source has at least one value of 1 to 128 letters and digits.
    pub fn of(sources: &[PublicSource], values: &[Vec<String>]) -> Result<Self, Error> {
        let refuse = |value: &str| Error::new(Code::DrawValueInvalid).with("value", value);
        if sources.is_empty() || sources.len() != values.len() {
            return Err(refuse(&values.iter().map(|v| v.join(".")).collect::<Vec<_>>().join("/")));
        }
        let mut text = String::new();
        for (source, values) in sources.iter().zip(values) {
            let mut tokens = values.iter().map(|v| token(v).ok_or_else(|| refuse(v))).collect::<Result<Vec<_>, _>>()?;
            if tokens.is_empty() {
                return Err(refuse(&source.text));
            }
            if !source.ordered {
                tokens.order_by_key(|t| (!t.bytes().all(|b| b.is_ascii_digit()), t.len(), t.clone()));
            }
            for token in tokens {
                text.push_str(&token);
                text.push('.');
            }
            text.push('/');
        }
        Ok(Self(text))
    }

    /// Reads the canonical form and nothing else (`draw.value-invalid`).
    pub fn parse(sources: &[PublicSource], text: &str) -> Result<Self, Error> {
        let refuse = || Error::new(Code::DrawValueInvalid).with("value", text);
        let split = |source: &str| -> Option<Vec<String>> {
            Some(source.strip_suffix('.')?.split('.').map(str::to_owned).collect())
        };
        let body = text.strip_suffix('/').ok_or_else(refuse)?;
        let values = body.split('/').map(split).collect::<Option<Vec<_>>>().ok_or_else(refuse)?;
        let value = Self::of(sources, &values).map_err(|_| refuse())?;
        if value.0 == text { Ok(value) } else { Err(refuse()) }
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn token(value: &str) -> Option<String> {
    if !(1..=128).contains(&value.len()) || !value.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    if !value.bytes().all(|b| b.is_ascii_digit()) {
        return Some(value.to_ascii_uppercase());
    }
    let number = value.trim_start_matches('0');
    Some(if number.is_empty() { "0" } else { number }.to_owned())
}

impl fmt::Display for PublicValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Reveal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reveal(..)")
    }
}

impl std::str::FromStr for Reveal {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let invalid = |_| Error::new(Code::Base64Invalid).with("value", text);
        Ok(Self(decode(text)?.try_into().map_err(invalid)?))
    }
}

impl Serialize for Reveal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Reveal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
