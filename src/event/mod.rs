//! The closed list of what can happen, and the payload of each (SPEC.md sections 3 and 4–8).
//!
//! What the next person signs is an event in any spelling; what stands on the record has only one:
//!
//! ```
//! use guanjia::{Event, Hash, Payload, SecretKey, Time};
//! let re: Hash = "0jX5vNv1HKa0cCEUfZc0-rJcZsc9jyP5iGZtds7JLcI".parse().unwrap();
//! let ballot = format!(r#"{{ "re": "{re}", "choice": {{"option": "Y"}}, "kind": "ballot" }}"#);
//! let (event, about) = Event::from_json(&ballot).unwrap();
//! assert_eq!((event.kind(), about), ("ballot", Some(re)));
//!
//! let payload = Payload { aud: "example.org/hall".to_owned(), iat: Time(1_773_626_400), seq: 1, re: about, event };
//! let entry = payload.sign(&SecretKey::from_seed(&[7; 32])).unwrap();
//! assert_eq!(Payload::parse(entry.kind(), entry.payload()), Ok(payload));
//! // A ballot that names no question is none, and nothing but what is listed can happen.
//! let refused = |text: &str| Event::from_json(text).unwrap_err().code();
//! assert_eq!(refused(r#"{"kind": "ballot", "choice": "abstain"}"#), "event.re-missing");
//! assert_eq!(refused(r#"{"kind": "fine", "amount": 100}"#), "event.unknown");
//! ```

use std::borrow::Cow;

use serde::Serialize;

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::json::{self, Members, Misfit, Tree};
use crate::log::{SignedEntry, entry};
use crate::sign::SecretKey;
use crate::time::Time;

mod convention;
mod founding;
mod keys;
mod line;
mod matter;
mod publicity;
mod register;
mod selection;
mod session;
mod task;
mod vote;

pub use convention::*;
pub use founding::*;
pub(crate) use keys::Signatures;
pub(crate) use line::ReadLine;
pub use matter::*;
pub use publicity::*;
pub use register::*;
pub use selection::*;
pub use session::*;
pub use task::*;
pub use vote::*;

/// What an entry says, with what every entry says: for which record, when, and as which of its signer's entries.
///
/// ```json
/// {"at":1778913000,"aud":"example.org/luoqisi","iat":1778913000,"seq":7}
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Payload {
    /// The origin of the record this entry is meant for (RFC 7519 section 4.1.3).
    pub aud: String,
    /// When the signer says it was signed; order in the record decides, not this.
    pub iat: Time,
    /// Above that of every earlier entry by the same key.
    pub seq: u64,
    /// The leaf hash of the entry this one is about, so that the signature covers the exact question.
    #[cfg_attr(feature = "ts", ts(skip))]
    pub re: Option<Hash>,
    /// What happened.
    #[cfg_attr(feature = "ts", ts(flatten))]
    pub event: Event,
}

impl Payload {
    /// Reads the payload of an entry of some kind; only what [`Payload::print`] writes is accepted.
    ///
    /// Errors: `event.unknown`, `json.invalid`, `json.not-canonical`, `event.re-missing`, `event.re-unexpected`.
    pub fn parse(kind: &str, text: &str) -> Result<Self, Error> {
        let canonical = json::canonical(text);
        let is_canonical = canonical.is_some();
        let tree = canonical.map_or_else(|| json::parse(text), Ok)?;
        let (payload, rest) = Self::from_members(kind, object(tree)?)?;
        if is_canonical && payload.event.is_written(&rest) {
            return Ok(payload);
        }
        payload.print()?;
        Err(Error::new(Code::JsonNotCanonical))
    }

    /// Reads a payload in any spelling, with its kind as the member `kind`: for programs that are about to sign it.
    ///
    /// ```
    /// let text = r#"{"kind": "clock", "aud": "example.org/hall", "iat": 5, "seq": 1, "at": 5}"#;
    /// let payload = guanjia::Payload::from_json(text).unwrap();
    /// assert_eq!(payload.print().unwrap(), r#"{"at":5,"aud":"example.org/hall","iat":5,"seq":1}"#);
    /// ```
    ///
    /// Errors: those of [`Payload::parse`] but for the spelling.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let mut members = members(text)?;
        let kind: String = take(&mut members, "kind")?;
        Ok(Self::from_members(&kind, members)?.0)
    }

    /// With the members that are the event.
    fn from_members<'a>(kind: &str, mut members: Members<'a>) -> Result<(Self, Tree<'a>), Error> {
        let (aud, iat, seq) = (take(&mut members, "aud")?, take(&mut members, "iat")?, take(&mut members, "seq")?);
        let (event, re, rest) = Event::from_members(kind, members)?;
        Ok((Self { aud, iat, seq, re, event }, rest))
    }

    /// The payload as canonical JSON, ready to be signed.
    ///
    /// Errors: `json.invalid` when a number is above 2^53 − 1.
    pub fn print(&self) -> Result<String, Error> {
        let mut members = self.event.to_members()?;
        put(&mut members, "aud", text(&self.aud));
        put(&mut members, "iat", Tree::Whole(self.iat.0));
        put(&mut members, "seq", Tree::Whole(self.seq));
        if let Some(re) = self.re {
            put(&mut members, "re", text(&re));
        }
        json::print_tree(&Tree::Members(members))
    }

    /// Signs the payload as an entry of its kind.
    ///
    /// Errors: those of [`Payload::print`] and [`entry::sign`].
    pub fn sign(&self, key: &SecretKey) -> Result<SignedEntry, Error> {
        entry::sign(self.event.kind(), &self.print()?, key)
    }
}

fn members(text: &str) -> Result<Members<'static>, Error> {
    object(json::parse(text)?)
}

fn object(tree: Tree<'_>) -> Result<Members<'_>, Error> {
    match tree {
        Tree::Members(members) => Ok(members),
        _ => Err(Misfit::new("内容应是一个对象", "a payload is an object").error()),
    }
}

fn take<T: serde::de::DeserializeOwned>(members: &mut Members<'_>, name: &str) -> Result<T, Error> {
    let value = members.remove(name).ok_or_else(|| Misfit::missing(name).error())?;
    json::read(&value)
}

fn put(members: &mut Members<'static>, name: &'static str, value: Tree<'static>) {
    members.insert(Cow::Borrowed(name), value);
}

fn text(value: &(impl ToString + ?Sized)) -> Tree<'static> {
    Tree::Text(Cow::Owned(value.to_string()))
}

fn to_members<T: Serialize>(event: &T) -> Result<Members<'static>, Error> {
    object(json::write(event)?)
}

impl Event {
    /// Reads an event in any spelling, with its kind as the member `kind` and the entry that it is about as `re`.
    ///
    /// Errors: those of [`Payload::from_json`].
    pub fn from_json(text: &str) -> Result<(Self, Option<Hash>), Error> {
        let mut members = members(text)?;
        let kind: String = take(&mut members, "kind")?;
        let (event, re, _) = Self::from_members(&kind, members)?;
        Ok((event, re))
    }

    /// The event as [`Event::from_json`] reads it, for programs that show it before it is signed.
    ///
    /// ```
    /// let text = r#"{"at":5,"kind":"clock"}"#;
    /// let (event, re) = guanjia::Event::from_json(text).unwrap();
    /// assert_eq!(event.to_json(re).unwrap(), text);
    /// ```
    ///
    /// Errors: `json.invalid` when a number is above 2^53 − 1.
    pub fn to_json(&self, re: Option<Hash>) -> Result<String, Error> {
        let mut members = self.to_members()?;
        put(&mut members, "kind", text(self.kind()));
        if let Some(re) = re {
            put(&mut members, "re", text(&re));
        }
        json::print_tree(&Tree::Members(members))
    }

    fn from_members<'a>(kind: &str, mut members: Members<'a>) -> Result<(Self, Option<Hash>, Tree<'a>), Error> {
        let re = members.contains_key("re").then(|| take(&mut members, "re")).transpose()?;
        let rest = Tree::Members(members);
        let event = Self::from_value(kind, &rest)?;
        match (re.is_some(), event.is_about_an_entry()) {
            (false, true) => Err(Error::new(Code::EventReMissing).with("kind", kind)),
            (true, false) => Err(Error::new(Code::EventReUnexpected).with("kind", kind)),
            _ => Ok((event, re, rest)),
        }
    }
}

/// Declares every kind of event: its variant, its name in the record, whether it is about an earlier entry.
macro_rules! events {
    ($($variant:ident $kind:literal $about:literal;)*) => {
        /// Everything that can happen in a deliberation; no record holds anything else.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Event {
            $(#[doc = concat!("`", $kind, "`: see [`", stringify!($variant), "`].")] $variant($variant),)*
        }

        impl Event {
            /// The names of all kinds, as they stand in an entry's `typ`.
            pub const KINDS: &[&str] = &[$($kind,)*];

            /// The name of this kind.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind,)* }
            }

            /// Whether an entry of this kind names another by its leaf hash, in `re`.
            pub fn is_about_an_entry(&self) -> bool {
                match self { $(Self::$variant(_) => $about,)* }
            }

            fn from_value(kind: &str, value: &Tree<'_>) -> Result<Self, Error> {
                match kind {
                    $($kind => json::read(value).map(Self::$variant),)*
                    _ => Err(Error::new(Code::EventUnknown).with("kind", kind)),
                }
            }

            fn to_members(&self) -> Result<Members<'static>, Error> {
                match self { $(Self::$variant(event) => to_members(event),)* }
            }

            /// Whether these are the members that it is printed with.
            fn is_written(&self, members: &Tree<'_>) -> bool {
                match self { $(Self::$variant(event) => json::is_written(event, members),)* }
            }
        }

        $(impl From<$variant> for Event {
            fn from(event: $variant) -> Self { Self::$variant(event) }
        })*

        #[cfg(feature = "ts")]
        impl ts_rs::TS for Event {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn docs() -> Option<String> {
                Some("What can happen in a deliberation; `re` is the leaf hash of the entry it is about.".to_owned())
            }

            fn name(_: &ts_rs::Config) -> String {
                "Event".to_owned()
            }

            fn inline(cfg: &ts_rs::Config) -> String {
                let member = |kind: &str, about: bool, members: String| {
                    format!("{{ kind: \"{kind}\",{} }} & {members}", if about { " re: Hash," } else { "" })
                };
                [$(member($kind, $about, <$variant as ts_rs::TS>::name(cfg)),)*].join(" | ")
            }

            fn inline_flattened(cfg: &ts_rs::Config) -> String {
                Self::name(cfg)
            }

            fn decl(cfg: &ts_rs::Config) -> String {
                format!("type Event = {};", Self::inline(cfg))
            }

            fn visit_dependencies(visitor: &mut impl ts_rs::TypeVisitor) {
                visitor.visit::<Hash>();
                $(visitor.visit::<$variant>();)*
            }

            fn output_path() -> Option<std::path::PathBuf> {
                Some("Event.ts".into())
            }
        }
    };
}

events! {
    // Founding, offices, time
    Charter "charter" false;
    Clock "clock" false;
    Office "office" false;
    OfficeEnd "office-end" false;
    Attest "attest" true;
    // Votes
    Motion "motion" false;
    Vote "ballot" true;
    HandOut "hand-out" true;
    HandIn "hand-in" true;
    ReadPaper "read-paper" true;
    Adjudicate "adjudicate" true;
    Close "close" true;
    Announce "announce" true;
    // Registers, keys, bases
    Enrol "enrol" false;
    Rekey "rekey" false;
    Unenrol "unenrol" false;
    Freeze "freeze" false;
    // Rosters, draws
    DeclareRoster "roster" false;
    MoveRoster "roster-move" false;
    Nominate "nominate" false;
    AnnounceDraw "draw" false;
    PutPanels "panels" false;
    CommitDraw "commit" false;
    RevealDraw "reveal" false;
    FinishDraw "drawn" false;
    Decline "decline" false;
    // Matters
    RaiseMatter "matter" false;
    Support "support" false;
    TriageMatter "triage" false;
    AppealTriage "appeal" false;
    MoveMatter "matter-move" false;
    // Sessions
    Notice "notice" false;
    CheckIn "check-in" false;
    MoveSession "session-move" false;
    MakeStatement "statement" false;
    Recuse "recuse" false;
    TakeMinutes "minutes" false;
    // Conventions, drives
    DraftConvention "convention" false;
    Comment "comment" false;
    ReviewDraft "review" false;
    PartyGate "gate" false;
    MoveConvention "convention-move" false;
    OpenDrive "drive" false;
    Sign "sign" true;
    Unsign "unsign" true;
    CloseDrive "drive-close" true;
    // Publicity, objections
    Post "post" false;
    EndPost "post-end" false;
    Object "object" true;
    ObjectionAnswer "answer" true;
    Finalise "finalise" true;
    // Tasks, points
    AssignTask "task" false;
    ReportTask "task-done" false;
    CheckTask "task-check" false;
    PointsRule "points-rule" false;
    ClaimPoints "points" false;
    MovePoints "points-move" false;
}
