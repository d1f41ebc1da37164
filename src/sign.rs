//! Ed25519 keys, their short identifiers, and the one rule by which a signature is verified
//! (SPEC.md section 2).
//!
//! ```
//! use guanjia::{Kid, PublicKey, SecretKey};
//! // The made-up secret of the household that votes in README.md.
//! let secret: SecretKey = "nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4".parse().unwrap();
//! let public: PublicKey = serde_json::from_str(
//!     r#"{"crv":"Ed25519","kty":"OKP","x":"vgXSTCD6dvyGOdmb0OrSOUAG-n2g9QjvzDtPi-WhUFE"}"#,
//! ).unwrap();
//! assert_eq!(secret.public(), public);
//! let signature = secret.sign("同意".as_bytes());
//! assert!(public.verify("同意".as_bytes(), &signature).is_ok());
//! assert_eq!(public.verify("不同意".as_bytes(), &signature).unwrap_err().code(), "signature.invalid");
//! // A kid finds a key, but is none.
//! let kid: Kid = public.kid().to_string().parse().unwrap();
//! assert_eq!(kid, public.kid());
//! ```

use std::cmp::Ordering;
use std::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Code, Error};
use crate::hash::{self, Hash};
use crate::json;

mod batch;

pub use batch::{SignatureBatch, verify_batch};

/// An Ed25519 public key 公钥 (RFC 8032), written as a JSON Web Key (RFC 8037 section 2) with exactly
/// the members `crv`, `kty` and `x`.
///
/// A value of this type is a canonical encoding of a point that is not of low order.
///
/// ```
/// use guanjia::{PublicKey, SecretKey};
/// let key = SecretKey::from_seed(&[7; 32]).public();
/// let json = serde_json::to_string(&key).unwrap();
/// assert_eq!(json, r#"{"crv":"Ed25519","kty":"OKP","x":"6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw"}"#);
/// assert_eq!(serde_json::from_str::<PublicKey>(&json).unwrap(), key);
/// assert_eq!(PublicKey::from_bytes(&[0; 32]).unwrap_err().code(), "key.weak");
/// ```
#[derive(Clone)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(as = "Jwk"))]
pub struct PublicKey {
    point: VerifyingKey,
    kid: Kid,
}

/// The first eight bytes of the SHA-256 digest of a public key, written as 11 characters of
/// unpadded base64url. It finds a key among those on a register; it does not stand for one.
///
/// ```
/// use guanjia::Kid;
/// // The key of RFC 8037 appendix A.
/// let key: guanjia::PublicKey = guanjia::from_json(
///     r#"{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
/// ).unwrap();
/// let kid = key.kid().to_string();
/// assert_eq!((kid.len(), kid.parse()), (11, Ok(key.kid())));
/// assert_eq!("not a kid".parse::<Kid>().unwrap_err().code(), "kid.invalid");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Kid(u64);

/// An Ed25519 secret key 私钥; wiped from memory when dropped and never printed.
///
/// ```
/// use guanjia::SecretKey;
/// let key = SecretKey::from_seed(&[7; 32]);
/// assert_eq!(key.public().kid().to_string(), "_oEsEvOrTOY");
/// assert_eq!(format!("{key:?}"), "SecretKey(of _oEsEvOrTOY)");
/// key.public().verify(b"text", &key.sign(b"text")).unwrap();
/// ```
pub struct SecretKey(SigningKey);

impl PublicKey {
    /// The key with this encoding (RFC 8032 section 5.1.2).
    ///
    /// Errors: `key.invalid` when the bytes are not the one canonical encoding of a point on the
    /// curve, `key.weak` when the point is of low order, for which anyone can make signatures.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, Error> {
        let refuse = |code| Error::new(code).with("key", hash::encode(bytes));
        let point = VerifyingKey::from_bytes(bytes).map_err(|_| refuse(Code::KeyInvalid))?;
        if batch::is_below_p(bytes) && !batch::is_of_low_order(bytes) {
            return Ok(Self::new(point));
        }
        // Only a point of low order has a second encoding of its x, which costs an inversion to find.
        let is_canonical = point.to_edwards().compress().to_bytes() == *bytes;
        Err(refuse(if is_canonical { Code::KeyWeak } else { Code::KeyInvalid }))
    }

    fn new(point: VerifyingKey) -> Self {
        Self { point, kid: Kid::of(point.as_bytes()) }
    }

    /// The 32 bytes of the encoded point.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.point.as_bytes()
    }

    /// The key's short identifier.
    pub fn kid(&self) -> Kid {
        self.kid
    }

    /// Checks a signature; there is no other verification in this library.
    ///
    /// The rule is that of libsodium: RFC 8032 section 5.1.7 without multiplication by the cofactor, with
    /// `S` below the group order and neither `A` nor `R` of low order or in a second spelling.
    ///
    /// Errors: `signature.invalid`.
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> Result<(), Error> {
        self.point
            .verify_strict(message, &Signature::from_bytes(signature))
            .map_err(|_| Error::new(Code::SignatureInvalid).with("kid", self.kid))
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for PublicKey {}

impl PartialOrd for PublicKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PublicKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", hash::encode(self.as_bytes()))
    }
}

/// RFC 8037 section 2, in the order of the members' names.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
struct Jwk {
    /// The curve.
    crv: Curve,
    /// The type of key: octet key pair.
    kty: KeyType,
    /// The 32 bytes of the key.
    x: Hash,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
enum Curve {
    Ed25519,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
enum KeyType {
    #[serde(rename = "OKP")]
    OctetKeyPair,
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // `Hash` is the crate's type for 32 bytes in strict base64url.
        Jwk { crv: Curve::Ed25519, kty: KeyType::OctetKeyPair, x: Hash(*self.as_bytes()) }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_bytes(&Jwk::deserialize(deserializer)?.x.0).map_err(serde::de::Error::custom)
    }
}

impl Kid {
    /// The identifier of the key with this encoding, whether or not it is a key.
    pub(crate) fn of(key: &[u8; 32]) -> Self {
        let mut kid = [0; 8];
        kid.iter_mut().zip(Hash::of(key).0).for_each(|(to, from)| *to = from);
        Self(u64::from_be_bytes(kid))
    }
}

impl fmt::Display for Kid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(hash::spell(&self.0.to_be_bytes(), &mut [0; 11]))
    }
}

impl fmt::Debug for Kid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Kid {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        hash::decode_array(text)
            .map(|kid| Self(u64::from_be_bytes(kid)))
            .ok_or_else(|| Error::new(Code::KidInvalid).with("value", text))
    }
}

impl Serialize for Kid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Kid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::parsed(deserializer)
    }
}

impl SecretKey {
    /// The key that RFC 8032 section 5.1.5 derives from 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public key that belongs to it.
    pub fn public(&self) -> PublicKey {
        PublicKey::new(self.0.verifying_key())
    }

    /// The deterministic signature of RFC 8032 section 5.1.6.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl std::str::FromStr for SecretKey {
    type Err = Error;

    /// The key of a seed of 32 bytes as 43 characters of base64url, the member `d` of a JWK (RFC 8037 section 2).
    ///
    /// Errors: `key.seed`, which does not repeat the text.
    fn from_str(seed: &str) -> Result<Self, Error> {
        let seed = hash::decode_secret(seed).ok_or_else(|| Error::new(Code::KeySeed))?;
        Ok(Self::from_seed(&seed))
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey(of {})", self.public().kid())
    }
}
