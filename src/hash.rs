//! SHA-256 digests and strict base64url (SPEC.md section 2).

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
    if encode(&bytes) == text { Ok(bytes) } else { Err(refuse()) }
}
