//! Policies 信任策略: whose signatures make a checkpoint one to rely on (SPEC.md section 3;
//! c2sp.org/tlog-policy).
//!
//! ```text
//! log <vkey> [<url>]
//! witness <name> <vkey> [<url>]
//! group <name> all|any|<k> <name>…
//! quorum <name>|none
//! ```
//!
//! ```
//! use guanjia::log::Policy;
//! let log = "log PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
//! let refused = |lines: &str| {
//!     let error = format!("{log}\n{lines}").parse::<Policy>().unwrap_err();
//!     (error.code(), error.field("line").map(str::to_owned))
//! };
//! assert!(format!("{log}\nquorum none\n").parse::<Policy>().is_ok());
//! // Whether witnesses are asked for is never left open, and only those that are known can be.
//! assert_eq!(refused("").0, "policy.no-quorum");
//! assert_eq!(refused("quorum street\n"), ("policy.name-unknown", Some("2".to_owned())));
//! ```

use crate::map::{Map, Set};
use std::fmt;

use crate::error::{Code, Error};
use crate::log::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::log::cosignature;
use crate::log::note::{Signer, VerifierKey};
use crate::sign::PublicKey;
use crate::time::Time;

/// Known logs, known witnesses, and the quorum of witnesses that is asked for.
///
/// A policy is written by people: comments, blanks and the order of lines are free, and it prints
/// without comments, with one blank between items.
///
/// ```
/// use guanjia::log::Policy;
/// let text = "log PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\nquorum none\n";
/// assert_eq!(format!(" # ours\n\n\t{text}").parse::<Policy>().unwrap().to_string(), text);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Log { key: VerifierKey, url: Option<String> },
    Witness { name: String, key: VerifierKey, url: Option<String> },
    Group { name: String, threshold: Threshold, members: Vec<String> },
    Quorum { name: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Threshold {
    All,
    Any,
    AtLeast(usize),
}

/// A checkpoint that satisfied a policy.
///
/// ```
/// use guanjia::log::{Checkpoint, Policy, Tree, VerifierKey};
/// use guanjia::{SecretKey, Time};
/// let [host, one, two] = [1, 2, 3].map(|n| SecretKey::from_seed(&[n; 32]));
/// let log = VerifierKey::log("example.org/hall", &host.public()).unwrap();
/// let witness = |name, key: &SecretKey| VerifierKey::witness(name, &key.public()).unwrap();
/// // Of the street and the university one is enough.
/// let policy: Policy = format!(
///     "log {log}\nwitness street {}\nwitness university {}\ngroup both any street university\nquorum both\n",
///     witness("street.example.org", &one),
///     witness("university.example.org", &two),
/// ).parse().unwrap();
/// let head = Checkpoint { origin: "example.org/hall".to_owned(), size: 0, root: Tree::new().root() };
/// let mut signed = head.sign(&host).unwrap();
/// signed.cosign("university.example.org", &two, Time(1_778_913_000)).unwrap();
/// let witnessed = signed.verify(&policy).unwrap();
/// assert_eq!(witnessed.witnesses, [("university".to_owned(), Time(1_778_913_000))].into());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnessed {
    /// What the log signed.
    pub checkpoint: Checkpoint,
    /// The log's key.
    pub log: VerifierKey,
    /// The witnesses that cosigned, by their name in the policy, and when.
    pub witnesses: Map<String, Time>,
}

impl Policy {
    /// The policy that relies on one log and asks for no witness.
    pub fn log(key: VerifierKey) -> Self {
        Self { lines: vec![Line::Log { key, url: None }, Line::Quorum { name: NONE.to_owned() }] }
    }

    pub(super) fn verify(&self, signed: &SignedCheckpoint) -> Result<Witnessed, Error> {
        let (checkpoint, note) = (signed.unverified(), signed.note());
        let mut log = None;
        let mut witnesses = Map::new();
        for line in &self.lines {
            match line {
                Line::Log { key, .. } if key.name() == checkpoint.origin => {
                    for bytes in note.by(key) {
                        let refuse = |_| Error::new(Code::SignatureInvalid).with("kid", key.key().kid());
                        key.key().verify(note.text().as_bytes(), bytes.try_into().map_err(refuse)?)?;
                        log = Some(key.clone());
                    }
                }
                Line::Witness { name, key, .. } => {
                    for bytes in note.by(key) {
                        let time = cosignature::verify(note.text(), key.key(), bytes)?;
                        let earliest = witnesses.entry(name.clone()).or_insert(time);
                        *earliest = time.min(*earliest);
                    }
                }
                _ => {}
            }
        }
        let log = log.ok_or_else(|| Error::new(Code::CheckpointUnsigned).with("origin", &checkpoint.origin))?;
        self.check_quorum(&witnesses)?;
        Ok(Witnessed { checkpoint: checkpoint.clone(), log, witnesses })
    }

    fn check_quorum(&self, witnesses: &Map<String, Time>) -> Result<(), Error> {
        // A line only names what stands above it, so one pass settles every group.
        let mut satisfied: Set<&str> = witnesses.keys().map(String::as_str).chain([NONE]).collect();
        for line in &self.lines {
            match line {
                Line::Group { name, threshold, members } => {
                    let count = members.iter().filter(|member| satisfied.contains(member.as_str())).count();
                    if count >= threshold.of(members.len()) {
                        satisfied.insert(name);
                    }
                }
                Line::Quorum { name } if !satisfied.contains(name.as_str()) => {
                    return Err(Error::new(Code::PolicyUnmet).with("quorum", name));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

const NONE: &str = "none";

impl Threshold {
    fn of(self, members: usize) -> usize {
        match self {
            Self::All => members,
            Self::Any => 1,
            Self::AtLeast(k) => k,
        }
    }

    fn parse(text: &str, members: usize) -> Option<Self> {
        match text {
            "all" => Some(Self::All),
            "any" => Some(Self::Any),
            k => {
                let number = k.parse().ok().filter(|number| (1..=members).contains(number))?;
                (number.to_string() == k).then_some(Self::AtLeast(number))
            }
        }
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Any => f.write_str("any"),
            Self::AtLeast(k) => k.fmt(f),
        }
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url_of = None;
        match self {
            Self::Log { key, url } => {
                url_of = url.as_ref();
                write!(f, "log {key}")
            }
            Self::Witness { name, key, url } => {
                url_of = url.as_ref();
                write!(f, "witness {name} {key}")
            }
            Self::Group { name, threshold, members } => write!(f, "group {name} {threshold} {}", members.join(" ")),
            Self::Quorum { name } => write!(f, "quorum {name}"),
        }?;
        url_of.map_or(Ok(()), |url| write!(f, " {url}"))
    }
}

impl std::str::FromStr for Policy {
    type Err = Error;

    /// Errors, each with the line: `policy.malformed`, `policy.name-taken`, `policy.name-unknown`,
    /// `policy.member-twice`, `policy.key-twice`; `policy.no-quorum`; those of [`VerifierKey`].
    fn from_str(text: &str) -> Result<Self, Error> {
        let mut reader = Reader::default();
        let refuse = |line| Error::new(Code::PolicyMalformed).with("line", line);
        for (i, line) in text.split('\n').enumerate() {
            let last = i == text.matches('\n').count();
            if (last && !line.is_empty()) || line.contains(|c: char| c.is_ascii_control() && c != '\t') {
                return Err(refuse(i + 1));
            }
            reader.read(i + 1, line)?;
        }
        if reader.has_quorum { Ok(Self { lines: reader.lines }) } else { Err(Error::new(Code::PolicyNoQuorum)) }
    }
}

/// What the lines so far have defined.
#[derive(Default)]
struct Reader {
    lines: Vec<Line>,
    names: Set<String>,
    members: Set<String>,
    logs: Set<PublicKey>,
    witnesses: Set<PublicKey>,
    has_quorum: bool,
}

impl Reader {
    fn read(&mut self, number: usize, line: &str) -> Result<(), Error> {
        let malformed = || Error::new(Code::PolicyMalformed).with("line", number);
        let items: Vec<&str> = line.split([' ', '\t']).filter(|item| !item.is_empty()).collect();
        let line = match items.as_slice() {
            [] => return Ok(()),
            [first, ..] if first.starts_with('#') => return Ok(()),
            ["log", key, url @ ..] if url.len() <= 1 => {
                let key = Self::key(number, key, Signer::Log, &mut self.logs)?;
                Line::Log { key, url: url.first().map(|url| (*url).to_owned()) }
            }
            ["witness", name, key, url @ ..] if url.len() <= 1 => {
                let name = self.define(number, name)?;
                let key = Self::key(number, key, Signer::Witness, &mut self.witnesses)?;
                Line::Witness { name, key, url: url.first().map(|url| (*url).to_owned()) }
            }
            ["group", name, threshold, members @ ..] => {
                let threshold = Threshold::parse(threshold, members.len()).filter(|_| !members.is_empty());
                let threshold = threshold.ok_or_else(malformed)?;
                let members = members.iter().map(|member| self.join(number, member)).collect::<Result<_, _>>()?;
                Line::Group { name: self.define(number, name)?, threshold, members }
            }
            ["quorum", name] if !self.has_quorum => {
                self.has_quorum = true;
                if *name != NONE && !self.names.contains(*name) {
                    return Err(named(Code::PolicyNameUnknown, number, name));
                }
                Line::Quorum { name: (*name).to_owned() }
            }
            _ => return Err(malformed()),
        };
        self.lines.push(line);
        Ok(())
    }

    fn key(line: usize, text: &str, signer: Signer, known: &mut Set<PublicKey>) -> Result<VerifierKey, Error> {
        let key: VerifierKey = text.parse()?;
        if key.signer() != signer {
            return Err(Error::new(Code::VkeyType).with("value", text));
        }
        if known.insert(key.key().clone()) { Ok(key) } else { Err(named(Code::PolicyKeyTwice, line, text)) }
    }

    fn define(&mut self, line: usize, name: &str) -> Result<String, Error> {
        let new = name != NONE && self.names.insert(name.to_owned());
        if new { Ok(name.to_owned()) } else { Err(named(Code::PolicyNameTaken, line, name)) }
    }

    /// A witness counts towards the quorum in only one way.
    fn join(&mut self, line: usize, name: &str) -> Result<String, Error> {
        if !self.names.contains(name) {
            return Err(named(Code::PolicyNameUnknown, line, name));
        }
        let new = self.members.insert(name.to_owned());
        if new { Ok(name.to_owned()) } else { Err(named(Code::PolicyMemberTwice, line, name)) }
    }
}

fn named(code: Code, line: usize, name: &str) -> Error {
    Error::new(code).with("line", line).with("name", name)
}
