//! A signed entry 条目 of a record, one compact JWS (SPEC.md section 3; RFC 7515, RFC 9864).
//!
//! ```text
//! base64url({"alg":"Ed25519","kid":"<11>","typ":"guanjia-<kind>+jwt"}) "."
//! base64url(<payload>) "." base64url(<signature>)
//! ```
//!
//! ```
//! use guanjia::SecretKey;
//! use guanjia::log::{SignedEntry, entry};
//! let key = SecretKey::from_seed(&[7; 32]);
//! let ballot = |choice: &str| entry::sign("ballot", &format!(r#"{{"choice":"{choice}"}}"#), &key).unwrap();
//! let (yes, no) = (ballot("Y"), ballot("N"));
//! // Another payload under the same signature is an entry of the right form, but another one, and nobody signed it.
//! let parts = |entry: &SignedEntry| entry.as_str().split('.').map(str::to_owned).collect::<Vec<_>>();
//! let forged = [&parts(&yes)[0], &parts(&no)[1], &parts(&yes)[2]].map(String::as_str).join(".");
//! let forged = SignedEntry::parse(&forged).unwrap();
//! assert_ne!(forged.leaf(), yes.leaf());
//! assert_eq!(forged.verify(&key.public()).unwrap_err().code(), "signature.invalid");
//! // The header names the key, so that an entry is nobody else's.
//! let other = SecretKey::from_seed(&[8; 32]).public();
//! assert_eq!(no.verify(&other).unwrap_err().code(), "entry.other-key");
//! ```

#![allow(clippy::similar_names, reason = "`kid` is the name in RFC 7515, `kind` is ours")]

use std::fmt;

use crate::error::{Code, Error};
use crate::hash::{self, Hash};
use crate::log::tree::leaf_hash;
use crate::sign::{Kid, PublicKey, SecretKey, SignatureBatch};

/// The greatest length of an entry, in bytes.
pub const MAX_LEN: usize = 65_535;

/// The greatest length of the name of a kind, in bytes.
pub const MAX_KIND_LEN: usize = 32;

/// An entry of the right form whose signature nobody has checked yet.
///
/// ```
/// use guanjia::log::{SignedEntry, entry};
/// use guanjia::SecretKey;
/// let key = SecretKey::from_seed(&[7; 32]);
/// let signed = entry::sign("note", r#"{"aud":"example.org/hall"}"#, &key).unwrap();
/// let read = SignedEntry::parse(signed.as_str()).unwrap();
/// assert_eq!((read.kid(), read.kind()), (key.public().kid(), "note"));
/// let entry = read.verify(&key.public()).unwrap();
/// assert_eq!(entry.payload(), r#"{"aud":"example.org/hall"}"#);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SignedEntry {
    jws: String,
    kid: Kid,
    kind: String,
    payload: String,
    signature: [u8; 64],
}

/// An entry with a good signature by [`Entry::key`]; it comes only from [`SignedEntry::verify`].
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    signed: SignedEntry,
    key: PublicKey,
}

/// Signs a payload, which should be canonical JSON, as an entry of this kind.
///
/// Errors: `entry.kind` when the kind is not words of small letters joined by dashes, at most 32
/// bytes; `entry.too-long` when the entry would be.
pub fn sign(kind: &str, payload: &str, key: &SecretKey) -> Result<SignedEntry, Error> {
    if !is_kind(kind) {
        return Err(Error::new(Code::EntryKind).with("kind", kind));
    }
    let kid = key.public().kid();
    let header = header(kid, kind);
    let input = format!("{}.{}", hash::encode(header.as_bytes()), hash::encode(payload.as_bytes()));
    let signature = key.sign(input.as_bytes());
    let jws = format!("{input}.{}", hash::encode(&signature));
    check_len(&jws)?;
    Ok(SignedEntry { jws, kid, kind: kind.to_owned(), payload: payload.to_owned(), signature })
}

impl SignedEntry {
    /// Reads what [`sign`] writes, and no other spelling of it; the signature is not checked.
    ///
    /// Errors: `entry.too-long`, `entry.malformed`, `entry.header`, `entry.not-text`.
    pub fn parse(jws: &str) -> Result<Self, Error> {
        check_len(jws)?;
        let malformed = || Error::new(Code::EntryMalformed);
        let mut parts = jws.split('.');
        let mut part = || parts.next().ok_or_else(malformed);
        let (header, payload, signature) = (hash::decode(part()?), hash::decode(part()?), hash::decode_array(part()?));
        let (Ok(header), Ok(payload), Some(signature), None) = (header, payload, signature, parts.next()) else {
            return Err(malformed());
        };
        let (kid, kind) = parse_header(&header).ok_or_else(|| Error::new(Code::EntryHeader))?;
        let payload = String::from_utf8(payload).map_err(|_| Error::new(Code::EntryNotText))?;
        Ok(Self { jws: jws.to_owned(), kid, kind: kind.to_owned(), payload, signature })
    }

    /// Checks the signature: the one door to [`Entry`].
    ///
    /// Errors: `entry.other-key` when the header names another key, `signature.invalid`.
    pub fn verify(self, key: &PublicKey) -> Result<Entry, Error> {
        self.check(key)?;
        Ok(Entry { signed: self, key: key.clone() })
    }

    /// The same, for who goes on with what it is.
    pub(crate) fn check(&self, key: &PublicKey) -> Result<(), Error> {
        if self.kid != key.kid() {
            return Err(Error::new(Code::EntryOtherKey).with("kid", self.kid).with("expected", key.kid()));
        }
        key.verify(self.signed_part(), &self.signature)
    }

    /// Adds the signature to those that are checked together.
    pub(crate) fn push_to(&self, batch: &mut SignatureBatch, key: &PublicKey) {
        batch.push(key, self.signed_part(), &self.signature);
    }

    /// What is signed: header and payload.
    fn signed_part(&self) -> &[u8] {
        self.jws.rsplit_once('.').map_or(&[], |(signed, _)| signed.as_bytes())
    }

    /// The identifier of the key that the entry says signed it.
    pub fn kid(&self) -> Kid {
        self.kid
    }

    /// What kind of entry it is, such as `ballot`.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    pub(crate) fn into_kind(self) -> String {
        self.kind
    }

    /// The payload: any text, as far as the record is concerned.
    pub fn payload(&self) -> &str {
        &self.payload
    }

    /// The hash of the entry as a leaf of the tree, by which other entries refer to it.
    pub fn leaf(&self) -> Hash {
        leaf_hash(self.jws.as_bytes())
    }

    /// The entry as it stands on the record.
    pub fn as_str(&self) -> &str {
        &self.jws
    }
}

impl Entry {
    /// The key whose signature it bears.
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The identifier of that key.
    pub fn kid(&self) -> Kid {
        self.signed.kid
    }

    /// What kind of entry it is, such as `ballot`.
    pub fn kind(&self) -> &str {
        &self.signed.kind
    }

    /// The payload: any text, as far as the record is concerned.
    pub fn payload(&self) -> &str {
        &self.signed.payload
    }

    /// The hash of the entry as a leaf of the tree, by which other entries refer to it.
    pub fn leaf(&self) -> Hash {
        self.signed.leaf()
    }

    /// The entry as it stands on the record.
    pub fn as_str(&self) -> &str {
        &self.signed.jws
    }
}

impl fmt::Debug for SignedEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedEntry({} by {}: {})", self.kind, self.kid, self.payload)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entry({} by {}: {})", self.kind(), self.kid(), self.payload())
    }
}

fn header(kid: Kid, kind: &str) -> String {
    format!(r#"{{"alg":"Ed25519","kid":"{kid}","typ":"guanjia-{kind}+jwt"}}"#)
}

fn parse_header(header: &[u8]) -> Option<(Kid, &str)> {
    let rest = std::str::from_utf8(header).ok()?.strip_prefix(r#"{"alg":"Ed25519","kid":""#)?;
    let (kid, rest) = rest.split_at_checked(11)?;
    let kind = rest.strip_prefix(r#"","typ":"guanjia-"#)?.strip_suffix(r#"+jwt"}"#)?;
    Some((kid.parse().ok()?, is_kind(kind).then_some(kind)?))
}

/// The payload of a line that is of one of some kinds by its header; nothing else of it is read.
pub(crate) fn payload_of(line: &str, kinds: &[&str]) -> Option<String> {
    let mut parts = line.split('.').map(hash::decode);
    let header = parts.next()?.ok()?;
    let (_, kind) = parse_header(&header)?;
    kinds.contains(&kind).then(|| parts.next())??.ok().and_then(|payload| String::from_utf8(payload).ok())
}

/// What there is to a signature.
pub(crate) struct Signed<'a> {
    /// The key that the header names.
    pub(crate) kid: Kid,
    /// Header and payload, which may not be those of an entry.
    pub(crate) part: &'a [u8],
    /// The signature over them.
    pub(crate) signature: [u8; 64],
}

/// What is signed in a line, by whom, and how; the payload is not read.
pub(crate) fn signed_of(line: &str) -> Option<Signed<'_>> {
    let (part, signature) = line.rsplit_once('.')?;
    let (header, _) = part.split_once('.')?;
    let (kid, _) = parse_header(&hash::decode(header).ok()?)?;
    Some(Signed { kid, part: part.as_bytes(), signature: hash::decode_array(signature)? })
}

fn is_kind(kind: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
    kind.len() <= MAX_KIND_LEN && kind.split('-').all(word)
}

fn check_len(jws: &str) -> Result<(), Error> {
    let len = jws.len();
    if len <= MAX_LEN { Ok(()) } else { Err(Error::new(Code::EntryTooLong).with("len", len).with("limit", MAX_LEN)) }
}
