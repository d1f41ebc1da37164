//! SHA-256 digests and strict base64url (SPEC.md section 2).
//!
//! Whatever is signed for is named by its digest, and other bytes have another:
//!
//! ```
//! use guanjia::convention::Convention;
//! use guanjia::log::leaf_hash;
//! use guanjia::Hash;
//! let draft = |text: &str| -> Convention {
//!     guanjia::from_json(&format!(r#"{{"id": "dogs", "version": 1, "title": "文明养犬公约", "articles": [
//!         {{"no": "7", "title": "犬便清理", "kind": ["agreement"], "text": "{text}"}}
//!     ]}}"#)).unwrap()
//! };
//! assert_ne!(draft("出门带袋,随拉随清").digest(), draft("出门带袋,随拉随清。").digest());
//! // The leaf of an entry is not the hash of its bytes (RFC 9162 section 2.1.1).
//! assert_eq!(leaf_hash(b"entry"), Hash::of(b"\0entry"));
//! assert_eq!("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFV".parse::<Hash>().unwrap_err().code(), "base64.invalid");
//! ```

use std::cmp::Ordering;
use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::error::{Code, Error};
use crate::json;

/// A SHA-256 digest, written as 43 characters of unpadded base64url.
///
/// ```
/// use guanjia::Hash;
/// let hash = Hash::of(b"");
/// assert_eq!(hash.to_string(), "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
/// assert_eq!("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU".parse(), Ok(hash));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of a domain tag and parts, each part preceded by its length as
    /// eight big-endian bytes, so that no two lists of parts read alike.
    ///
    /// ```
    /// use guanjia::Hash;
    /// assert_ne!(Hash::tagged("t", &[b"ab", b"c"]), Hash::tagged("t", &[b"a", b"bc"]));
    /// ```
    pub fn tagged(tag: &str, parts: &[&[u8]]) -> Self {
        let mut tagged = Tagged::new(tag);
        for part in parts {
            tagged.push(part);
        }
        tagged.hash()
    }
}

/// The digest that [`Hash::tagged`] gives, part by part, for more of them than should be in memory at once.
pub(crate) struct Tagged(Sha256);

impl Tagged {
    pub(crate) fn new(tag: &str) -> Self {
        let mut tagged = Self(Sha256::new());
        tagged.push(tag.as_bytes());
        tagged
    }

    /// The next part.
    pub(crate) fn push(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_be_bytes());
        self.0.update(part);
    }

    pub(crate) fn hash(self) -> Hash {
        Hash(self.0.finalize().into())
    }
}

impl Ord for Hash {
    /// The order of the bytes, eight at a time: in wasm they would be compared one by one.
    fn cmp(&self, other: &Self) -> Ordering {
        let words = self.0.as_chunks().0.iter().zip(other.0.as_chunks().0);
        let mut orders = words.map(|(one, other)| u64::from_be_bytes(*one).cmp(&u64::from_be_bytes(*other)));
        orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

impl PartialOrd for Hash {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(spell(&self.0, &mut [0; 43]))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Hash {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        decode_array(text).map(Self).ok_or_else(|| Error::new(Code::Base64Invalid).with("value", text))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::parsed(deserializer)
    }
}

/// Bytes as unpadded base64url (RFC 4648 section 5).
pub(crate) fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// The same where it is known how long it will be.
pub(crate) fn spell<'a>(bytes: &[u8], letters: &'a mut [u8]) -> &'a str {
    Base64UrlUnpadded::encode(bytes, letters).unwrap_or_default()
}

/// The six bits of each letter of base64url; whatever is none has others.
#[expect(clippy::indexing_slicing, reason = "it is worked out by the compiler")]
const SIX_BITS: [u8; 256] = {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut bits = [0xFF; 256];
    let mut at = 0;
    while at < 64 {
        bits[letters[at as usize] as usize] = at;
        at += 1;
    }
    bits
};

/// Unpadded base64url as bytes; a text that is not exactly what [`encode`] prints is refused. It is for what is
/// public: how long it takes may depend on the letters, unlike in [`decode_secret`].
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = vec![0; text.len() / 4 * 3 + text.len() % 4 * 3 / 4];
    if read(text, &mut bytes) { Ok(bytes) } else { Err(Error::new(Code::Base64Invalid).with("value", text)) }
}

/// The same for so many bytes.
pub(crate) fn decode_array<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    read(text, &mut bytes).then_some(bytes)
}

/// The same for what nobody may learn by how long it takes.
pub(crate) fn decode_secret<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let len = Base64UrlUnpadded::decode(text, &mut bytes).ok()?.len();
    // Four letters stand for three bytes in one way only; the last letter of a shorter end may have bits to spare.
    let (last, letters) = (bytes.get(N / 3 * 3..)?, text.get(N / 3 * 4..)?);
    (len == N && spell(last, &mut [0; 4]) == letters).then_some(bytes)
}

/// Reads just so many bytes; whether they are what the text stands for.
fn read(text: &str, bytes: &mut [u8]) -> bool {
    let mut all = 0;
    let mut six = |letter: &u8| {
        let bits = SIX_BITS.get(usize::from(*letter)).copied().unwrap_or(0xFF);
        all |= bits;
        u32::from(bits)
    };
    let (fours, end) = text.as_bytes().as_chunks();
    let (threes, rest) = bytes.as_chunks_mut();
    let as_many = fours.len() == threes.len();
    for (three, [a, b, c, d]) in threes.iter_mut().zip(fours) {
        let [_, whole @ ..] = (six(a) << 18 | six(b) << 12 | six(c) << 6 | six(d)).to_be_bytes();
        *three = whole;
    }
    // The last letter of a shorter end may have bits to spare, which are zero.
    let spare = match (end, rest) {
        ([], []) => 0,
        ([a, b], [first]) => {
            let [_, byte, spare @ ..] = (six(a) << 18 | six(b) << 12).to_be_bytes();
            *first = byte;
            u16::from_be_bytes(spare)
        }
        ([a, b, c], [first, second]) => {
            let [_, one, other, spare] = (six(a) << 18 | six(b) << 12 | six(c) << 6).to_be_bytes();
            (*first, *second) = (one, other);
            spare.into()
        }
        _ => u16::MAX,
    };
    as_many && all < 64 && spare == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What another library reads, if it would print the same.
    fn by_printing(text: &str) -> Option<Vec<u8>> {
        Base64UrlUnpadded::decode_vec(text).ok().filter(|bytes| encode(bytes) == text)
    }

    fn array<const N: usize>(text: &str) {
        let printed = by_printing(text).filter(|bytes| bytes.len() == N);
        assert_eq!(decode_array::<N>(text).map(Vec::from), printed, "{text}");
        assert_eq!(decode_secret::<N>(text).map(Vec::from), printed, "{text}");
    }

    fn same(text: &str) {
        assert_eq!(decode(text).ok(), by_printing(text), "{text}");
        array::<0>(text);
        array::<1>(text);
        array::<2>(text);
        array::<3>(text);
        array::<4>(text);
    }

    #[test]
    fn every_end_has_one_spelling() {
        let letters: Vec<char> = (0..128_u8).map(char::from).chain(['é', '二']).collect();
        same("");
        for first in &letters {
            same(&first.to_string());
            for second in &letters {
                same(&format!("{first}{second}"));
                for start in ["Q", "Qg", "Qgg", "QggQ"] {
                    same(&format!("{start}{first}{second}"));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn it_reads_what_is_printed_and_nothing_else(bytes in prop::collection::vec(any::<u8>(), 0..80), text in "[A-D_=+/ -]{0,9}") {
            prop_assert_eq!(decode(&encode(&bytes)), Ok(bytes));
            same(&text);
        }
    }
}
