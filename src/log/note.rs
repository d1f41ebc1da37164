//! Signed notes and the keys that verify them (SPEC.md section 3; c2sp.org/signed-note).
//!
//! ```text
//! <text, ending in a newline>
//! (empty line)
//! — <key name> <base64 of key id and signature>
//! — …
//! ```
//!
//! ```
//! use guanjia::log::{Checkpoint, Note, Signer, Tree, VerifierKey};
//! use guanjia::SecretKey;
//! let host = SecretKey::from_seed(&[1; 32]);
//! let head = Checkpoint { origin: "example.org/hall".to_owned(), size: 0, root: Tree::new().root() };
//! let text = head.sign(&host).unwrap().to_string();
//! // A note is read only from what it prints, and names the keys that signed it.
//! let note = Note::parse(&text).unwrap();
//! assert_eq!((note.text(), note.to_string()), (head.text().as_str(), text.clone()));
//! let key = VerifierKey::log("example.org/hall", &host.public()).unwrap();
//! assert_eq!((key.signer(), key.id()), (Signer::Log, note.signatures()[0].id()));
//! assert_eq!(note.signatures()[0].name(), key.name());
//! assert_eq!(Note::parse(text.trim_end()).unwrap_err().code(), "note.signature");
//! ```

use std::fmt;

use base64ct::{Base64, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::error::{Code, Error};
use crate::hash;
use crate::sign::PublicKey;

/// How many signature lines a note may have; the specification asks for at least 16.
pub const MAX_SIGNATURES: usize = 64;

/// A text and its signatures, of the right form, none of them checked yet.
///
/// It is read only from what it prints.
///
/// ```
/// use guanjia::log::Note;
/// let note = Note::parse("example.org/hall\n\n— example.org/hall AAAAAQI=\n").unwrap();
/// assert_eq!(note.text(), "example.org/hall\n");
/// assert_eq!((note.signatures()[0].id(), note.signatures()[0].bytes()), (1, [2].as_slice()));
/// assert_eq!(Note::parse("example.org/hall\n").unwrap_err().code(), "note.signature");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line of a note; what the bytes mean depends on the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    name: String,
    id: u32,
    bytes: Vec<u8>,
}

/// What a key signs, told by one byte in its encoding and in its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signer {
    /// The log itself 记录方: type 0x01, Ed25519 over the text.
    Log,
    /// A witness 见证方: type 0x04, Ed25519 over a time and the text (c2sp.org/tlog-cosignature).
    Witness,
}

/// A key by which a note is verified, written `<name>+<id>+<base64 of type and key>`.
///
/// ```
/// use guanjia::log::VerifierKey;
/// let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
/// let key: VerifierKey = text.parse().unwrap();
/// assert_eq!(key.name(), "PeterNeumann");
/// assert_eq!(key.to_string(), text);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct VerifierKey {
    name: String,
    signer: Signer,
    key: PublicKey,
    id: u32,
}

impl Note {
    /// A text without signatures yet; it is [`Note::parse`] that checks the text.
    pub(super) fn unsigned(text: String) -> Self {
        Self { text, signatures: Vec::new() }
    }

    pub(super) fn push(&mut self, key: &VerifierKey, bytes: Vec<u8>) {
        self.signatures.push(NoteSignature { name: key.name.clone(), id: key.id, bytes });
    }

    /// Reads a note.
    ///
    /// Errors: `note.control`, `note.signature`, `note.too-many`, each with the line.
    pub fn parse(note: &str) -> Result<Self, Error> {
        Self::parse_at(note, 1)
    }

    /// As [`Note::parse`], for a note that begins at some line of a file.
    pub(super) fn parse_at(note: &str, first_line: usize) -> Result<Self, Error> {
        let locate = |code, before: &str| Error::new(code).with("line", first_line + before.matches('\n').count());
        if let Some((before, _)) = note.split_once(|c: char| c < ' ' && c != '\n') {
            return Err(locate(Code::NoteControl, before));
        }
        let unsigned = || locate(Code::NoteSignature, note);
        let end = note.rfind("\n\n").ok_or_else(unsigned)?;
        let (text, lines) = note.split_at_checked(end + 1).ok_or_else(unsigned)?;
        let lines = lines.strip_prefix('\n').and_then(|lines| lines.strip_suffix('\n')).ok_or_else(unsigned)?;
        let mut signatures = Vec::new();
        for (i, line) in lines.split('\n').enumerate() {
            let line_number = || first_line + text.matches('\n').count() + 1 + i;
            if i == MAX_SIGNATURES {
                return Err(Error::new(Code::NoteTooMany).with("line", line_number()).with("limit", MAX_SIGNATURES));
            }
            let signature = NoteSignature::parse(line);
            signatures.push(signature.ok_or_else(|| Error::new(Code::NoteSignature).with("line", line_number()))?);
        }
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The text that is signed, with its last newline.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, in their order.
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// The signatures that say they are by this key: those with its name and id.
    pub(super) fn by<'a>(&'a self, key: &'a VerifierKey) -> impl Iterator<Item = &'a [u8]> {
        let matches = |signature: &&NoteSignature| signature.name == key.name && signature.id == key.id;
        self.signatures.iter().filter(matches).map(|signature| signature.bytes.as_slice())
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl NoteSignature {
    fn parse(line: &str) -> Option<Self> {
        let (name, bytes) = line.strip_prefix("— ")?.split_once(' ')?;
        let bytes = decode(bytes)?;
        let (id, bytes) = bytes.split_first_chunk()?;
        let well_formed = is_name(name) && !bytes.is_empty();
        well_formed.then(|| Self { name: name.to_owned(), id: u32::from_be_bytes(*id), bytes: bytes.to_vec() })
    }

    /// The name of the key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the key.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// What the key made.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.id.to_be_bytes(), self.bytes.as_slice()].concat();
        write!(f, "— {} {}", self.name, encode(&bytes))
    }
}

impl Signer {
    fn byte(self) -> u8 {
        match self {
            Self::Log => 0x01,
            Self::Witness => 0x04,
        }
    }
}

impl VerifierKey {
    /// The key of a log, whose name is the origin of its checkpoints.
    ///
    /// Errors: `key-name.invalid` when the name is empty or has a space, a plus sign or a control
    /// character.
    pub fn log(name: &str, key: &PublicKey) -> Result<Self, Error> {
        Self::new(name, Signer::Log, key)
    }

    /// The key of a witness.
    ///
    /// Errors: `key-name.invalid` as for [`VerifierKey::log`].
    pub fn witness(name: &str, key: &PublicKey) -> Result<Self, Error> {
        Self::new(name, Signer::Witness, key)
    }

    fn new(name: &str, signer: Signer, key: &PublicKey) -> Result<Self, Error> {
        check_name(name)?;
        let digest: [u8; 32] = Sha256::new_with_prefix(name)
            .chain_update([b'\n', signer.byte()])
            .chain_update(key.as_bytes())
            .finalize()
            .into();
        let [a, b, c, d, ..] = digest;
        Ok(Self { name: name.to_owned(), signer, key: key.clone(), id: u32::from_be_bytes([a, b, c, d]) })
    }

    /// The name that stands in signature lines.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the key signs.
    pub fn signer(&self) -> Signer {
        self.signer
    }

    /// The Ed25519 key itself.
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The id that stands in signature lines: the first four bytes of SHA-256 over the name, a
    /// newline, the type byte and the key.
    pub fn id(&self) -> u32 {
        self.id
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&[self.signer.byte()], self.key.as_bytes().as_slice()].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id, encode(&bytes))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for VerifierKey {
    type Err = Error;

    /// Errors: `vkey.invalid`, `vkey.type` when it is neither type 0x01 nor 0x04, `key.invalid`,
    /// `key.weak`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let refuse = |code| Error::new(code).with("value", text);
        let invalid = || refuse(Code::VkeyInvalid);
        let (name, rest) = text.split_once('+').ok_or_else(invalid)?;
        let (_, bytes) = rest.split_once('+').ok_or_else(invalid)?;
        let bytes = decode(bytes).ok_or_else(invalid)?;
        let signer = match bytes.first() {
            Some(0x01) => Signer::Log,
            Some(0x04) => Signer::Witness,
            _ => return Err(refuse(Code::VkeyType)),
        };
        let key = bytes.get(1..).and_then(|key| key.try_into().ok()).ok_or_else(invalid)?;
        let vkey = Self::new(name, signer, &PublicKey::from_bytes(key)?).map_err(|_| invalid())?;
        if vkey.to_string() == text { Ok(vkey) } else { Err(invalid()) }
    }
}

impl Serialize for VerifierKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for VerifierKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Whether a text can be a key's name, and with it a record's origin.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c == '+' || c < ' ' || c.is_whitespace())
}

pub(super) fn check_name(name: &str) -> Result<(), Error> {
    if is_name(name) { Ok(()) } else { Err(Error::new(Code::KeyNameInvalid).with("value", name)) }
}

/// Bytes as base64 with padding (RFC 4648 section 4), as these formats have it.
pub(super) fn encode(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// The bytes of a text that [`encode`] printed.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok().filter(|bytes| encode(bytes) == text)
}

/// A number in decimal without leading zeroes, within 2^53 − 1.
pub(super) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok().filter(|n| *n <= crate::json::MAX_INTEGER)?;
    (number.to_string() == text).then_some(number)
}

/// A hash in base64 with padding.
pub(super) fn decode_hash(text: &str) -> Option<hash::Hash> {
    decode(text)?.try_into().ok().map(hash::Hash)
}
