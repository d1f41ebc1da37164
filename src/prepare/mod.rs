//! What an event must say, as far as it follows from the record (SPEC.md sections 4 to 8).
//!
//! Whoever enters an event says what they decide; digests, figures, versions and seats are reckoned here, by the same
//! functions that the hall holds the entry against. What is prepared is not signed yet, and whether it may be entered
//! the admission says.
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let mut hall = guanjia::Hall::replay(bundle.entries().iter());
//! # // Everyone in this record is made up, with a key that follows from their name.
//! # let seed = guanjia::Hash::tagged("guanjia/sample-key", &[b"readme", b"committee", &[0; 8]]);
//! # let committee = guanjia::SecretKey::from_seed(&seed.0);
//! use guanjia::prepare::Ask;
//! let ask = Ask::from_json(r#"{"kind": "freeze", "base": "households-2027", "register": "households"}"#).unwrap();
//! let (event, re) = hall.prepare(ask).unwrap();
//! assert!(event.to_json(re).unwrap().contains(r#""totals":{"heads":3,"households":3}"#));
//! let entry = hall.draft(event, re, committee.public().kid(), hall.now()).unwrap().sign(&committee).unwrap();
//! hall.admit(entry.as_str()).unwrap();
//!
//! let unsaid = Ask::from_json(r#"{"kind": "freeze", "register": "households"}"#).unwrap_err();
//! assert_eq!(unsaid.field("reason"), Some("base: missing field"));
//! ```

mod convention;
mod proceedings;
mod selection;

use crate::error::Error;
use crate::event::{Event, RevealDraw};
use crate::hall::Hall;
use crate::hash::Hash;
use crate::json::{self, Misfit, Tree};

pub use convention::{ConventionAsk, PostAsk, ReviewAsk};
pub use proceedings::{AgendaAsk, AnnounceAsk, CloseAsk, ItemAsk, MinutesAsk, MotionAsk, NoticeAsk, RoundAsk};
pub use selection::{CommitAsk, DrawAsk, DrawnAsk, FreezeAsk, RosterAsk};

/// Declares every kind of event that can be prepared, with what is to be said of it.
macro_rules! asks {
    ($($(#[$doc:meta])* $Variant:ident($Ask:ident) $kind:literal;)*) => {
        /// What somebody decides about an event; the rest of it follows from the record.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(tag = "kind"))]
        pub enum Ask {
            $($(#[$doc])* #[cfg_attr(feature = "ts", ts(rename = $kind))] $Variant($Ask),)*
        }

        impl Ask {
            /// The names of all kinds, which are those of the events but for `round`, a later round's `motion`.
            pub const KINDS: &[&str] = &[$($kind,)*];

            fn from_value(kind: &str, value: &Tree<'_>) -> Result<Self, Error> {
                match kind {
                    $($kind => json::read(value).map(Self::$Variant),)*
                    _ => Err(Misfit::unknown(kind, Self::KINDS).within("kind").error()),
                }
            }
        }
    };
}

asks! {
    /// A base, frozen from a register as it is now.
    Freeze(FreezeAsk) "freeze";
    /// A roster with the seats that its rule gives.
    Roster(RosterAsk) "roster";
    /// A draw among the candidates there are now.
    Draw(DrawAsk) "draw";
    /// A party's commitment.
    Commit(CommitAsk) "commit";
    /// What a party committed to.
    Reveal(RevealDraw) "reveal";
    /// The public value as the sources showed it.
    Drawn(DrawnAsk) "drawn";
    /// A session with the questions that it will be asked.
    Notice(NoticeAsk) "notice";
    /// A question that opens to the vote.
    Motion(MotionAsk) "motion";
    /// The next round of a question.
    Round(RoundAsk) "round";
    /// The end of a vote.
    Close(CloseAsk) "close";
    /// The result that the record gives.
    Announce(AnnounceAsk) "announce";
    /// The minutes of all that was said and decided.
    Minutes(MinutesAsk) "minutes";
    /// The next version of a convention.
    Convention(ConventionAsk) "convention";
    /// The review of a convention's current version.
    Review(ReviewAsk) "review";
    /// A post.
    Post(PostAsk) "post";
}

impl Ask {
    /// Reads an ask, with its kind as the member `kind`.
    ///
    /// Errors: `json.invalid`, with what is wrong and where.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let Tree::Members(mut members) = json::parse(text)? else {
            return Err(Misfit::new("要说的应是一个对象", "an ask is an object").error());
        };
        let kind: String = json::read(&members.remove("kind").ok_or_else(|| missing("kind"))?)?;
        Self::from_value(&kind, &Tree::Members(members))
    }
}

impl Hall {
    /// An event, and the entry it is about, with all that follows from the record now.
    ///
    /// Errors: that what is named is not there (`register.unknown`, `base.unknown`, `roster.unknown`, `draw.unknown`,
    /// `motion.unknown`, `session.unknown`, `convention.unknown`), that nothing follows yet (`count.open`,
    /// `motion.round-unfit`), or that something is to be said or not to be said (`json.invalid`).
    pub fn prepare(&self, ask: Ask) -> Result<(Event, Option<Hash>), Error> {
        let event = match ask {
            Ask::Freeze(ask) => ask.prepare(self)?.into(),
            Ask::Roster(ask) => ask.prepare(self)?.into(),
            Ask::Draw(ask) => ask.prepare(self)?.into(),
            Ask::Commit(ask) => ask.prepare(self)?.into(),
            Ask::Reveal(reveal) => reveal.into(),
            Ask::Drawn(ask) => ask.prepare(self)?.into(),
            Ask::Notice(ask) => ask.prepare()?.into(),
            Ask::Motion(ask) => ask.prepare(self)?.into(),
            Ask::Round(ask) => ask.prepare(self)?.into(),
            Ask::Minutes(ask) => ask.prepare(self)?.into(),
            Ask::Convention(ask) => ask.prepare(self)?.into(),
            Ask::Review(ask) => ask.prepare(self)?.into(),
            Ask::Post(ask) => ask.prepare(self)?.into(),
            Ask::Close(ask) => return ask.prepare(self).map(|(re, close)| (close.into(), Some(re))),
            Ask::Announce(ask) => return ask.prepare(self).map(|(re, announce)| (announce.into(), Some(re))),
        };
        Ok((event, None))
    }
}

/// That something has to be said, since it does not follow.
fn missing(member: &str) -> Error {
    Misfit::missing(member).error()
}

/// That something is not to be said, since it follows.
fn follows(member: &str) -> Error {
    Misfit::new("由记录推出,不必写", "follows from the record, so it is left out").within(member).error()
}
