//! One located error for everything from outside that is wrong, with a stable code and a
//! sentence in Chinese and English (SPEC.md section 9).
//!
//! Programs go by the code, people by the sentence, which says what is missing:
//!
//! ```
//! use guanjia::fraction::Fraction;
//! use guanjia::quorum::Quorum;
//! use guanjia::{Code, Severity};
//! let error = Quorum::of(Fraction::new(2, 3).unwrap(), false, 24, 13).check().unwrap_err();
//! assert_eq!((error.code(), error.kind()), ("session.no-quorum", Code::SessionNoQuorum));
//! assert_eq!(error.field("need"), Some("16"));
//! assert_eq!(error.severity(), Severity::Fault);
//! assert!(error.zh().contains("16") && error.en().contains("16"));
//!
//! // It is JSON as it is, for a page.
//! let json = serde_json::to_value(&error).unwrap();
//! assert_eq!((json["severity"].as_str(), json["zh"].as_str()), (Some("fault"), Some(error.zh().as_str())));
//! ```

mod codes;

use crate::map::Map;
use std::fmt;

use serde::{Serialize, Serializer};

pub use self::codes::Code;

/// What is wrong, with what, and where.
///
/// ```
/// let error = "Q 1".parse::<guanjia::Id>().unwrap_err();
/// assert_eq!(error.code(), "id.invalid");
/// assert_eq!(error.field("value"), Some("Q 1"));
/// assert_eq!(error.en(), "“Q 1” is not an identifier: 1 to 64 letters, digits, dots, dashes or underscores");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ErrorData", as = "Printed"))]
pub struct Error(Box<Inside>);

/// Behind a pointer, since what may fail is passed on far more often than it fails.
#[derive(Clone, PartialEq, Eq)]
struct Inside {
    code: Code,
    fields: Vec<(&'static str, String)>,
    entry: Option<u64>,
}

/// How much an error says about a record.
///
/// ```
/// // A late ballot is in the nature of voting, a clock that runs back is to be looked at, a forged one is a fault.
/// use guanjia::{Code, Severity};
/// let of = |name| Code::ALL.iter().find(|code| code.name() == name).unwrap().severity();
/// assert_eq!(of("ballot.late"), Severity::Listed);
/// assert_eq!(of("time.backwards"), Severity::Warning);
/// assert_eq!(of("signature.invalid"), Severity::Fault);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Listed as evidence; it is in the nature of voting that some ballots come late 列明.
    Listed,
    /// Something a supervisor should look at; no result depends on it 提示.
    Warning,
    /// A rule was broken by an office-holder, or the record cannot be trusted 问题.
    Fault,
}

impl Error {
    /// An error without fields.
    #[cold]
    #[inline(never)]
    pub(crate) fn new(code: Code) -> Self {
        Self(Box::new(Inside { code, fields: Vec::new(), entry: None }))
    }

    /// With a named field, shown in place of `{name}` in the sentence.
    pub(crate) fn with(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.with_field(name, &value)
    }

    #[cold]
    #[inline(never)]
    fn with_field(mut self, name: &'static str, value: &dyn fmt::Display) -> Self {
        self.0.fields.push((name, value.to_string()));
        self
    }

    /// Located at an entry of the record.
    pub(crate) fn at(mut self, entry: u64) -> Self {
        self.0.entry = Some(entry);
        self
    }

    /// The name that never changes, such as `ballot.late`.
    pub fn code(&self) -> &'static str {
        self.0.code.name()
    }

    /// The kind of error, to match on.
    pub fn kind(&self) -> Code {
        self.0.code
    }

    /// How much it says about the record.
    pub fn severity(&self) -> Severity {
        self.0.code.severity()
    }

    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.0.fields.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// The index of the entry it is about.
    pub fn entry(&self) -> Option<u64> {
        self.0.entry
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        self.fill(self.0.code.zh())
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        self.fill(self.0.code.en())
    }

    fn fill(&self, sentence: &str) -> String {
        self.0
            .fields
            .iter()
            .fold(sentence.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

/// The code and the sentence in English; with `{:#}` in Chinese.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), if f.alternate() { self.zh() } else { self.en() })
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")?;
        self.0.entry.map_or(Ok(()), |entry| write!(f, " (entry {entry})"))
    }
}

impl std::error::Error for Error {}

/// An error as it is written in JSON.
#[derive(Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
struct Printed<'a> {
    /// The name that never changes.
    #[cfg_attr(feature = "ts", ts(as = "Code"))]
    code: &'static str,
    /// How much it says about the record.
    severity: Severity,
    /// The index of the entry it is about, if about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry: Option<u64>,
    /// What the sentences name.
    fields: Map<&'static str, &'a str>,
    /// The sentence in Chinese.
    zh: String,
    /// The sentence in English.
    en: String,
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let printed = Printed {
            code: self.code(),
            severity: self.severity(),
            entry: self.0.entry,
            fields: self.0.fields.iter().map(|(name, value)| (*name, value.as_str())).collect(),
            zh: self.zh(),
            en: self.en(),
        };
        printed.serialize(serializer)
    }
}
