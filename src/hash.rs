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

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::error::{Code, Error};

/// A SHA-256 digest, written as 43 characters of unpadded base64url.
///
/// ```
/// use guanjia::Hash;
/// let hash = Hash::of(b"");
/// assert_eq!(hash.to_string(), "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
/// assert_eq!("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU".parse(), Ok(hash));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
        let mut hasher = Sha256::new();
        for part in std::iter::once(tag.as_bytes()).chain(parts.iter().copied()) {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode(&self.0))
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
        let bytes = decode(text)?;
        let bytes = bytes.try_into().map_err(|_| Error::new(Code::Base64Invalid).with("value", text))?;
        Ok(Self(bytes))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Bytes as unpadded base64url (RFC 4648 section 5).
pub(crate) fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Unpadded base64url as bytes; a text that is not exactly what [`encode`] prints is refused.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, Error> {
    let refuse = || Error::new(Code::Base64Invalid).with("value", text);
    let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| refuse())?;
    // Four letters stand for three bytes in one way only; the last letter of a shorter end may have bits to spare.
    let end = bytes.len() / 3;
    let same = bytes.get(end * 3..).map(encode).as_deref() == text.get(end * 4..);
    if same { Ok(bytes) } else { Err(refuse()) }
}
