//! What someone wrote or said: on the record, or kept off it under a salted digest (SPEC.md section 6).
//!
//! A resident tells a clerk of something that must not stand on the record; later it can be shown to be what was told.
//!
//! ```
//! use guanjia::words::Words;
//! use guanjia::Hash;
//! let told = "楼上夫妻夜里打架";
//! let sealed = Words::sealed(told, &[7; 16]).unwrap();
//! let json = serde_json::to_string(&sealed).unwrap();
//! assert!(!json.contains(told));
//! let on_record: Words = guanjia::from_json(&json).unwrap();
//! assert!(on_record.say(told, &[7; 16]));
//! // Whoever only guesses the words cannot find out without the salt, and a short one is refused.
//! assert_ne!(on_record, Words::Digest(Hash::of(told.as_bytes())));
//! assert_eq!(Words::sealed(told, b"1234").unwrap_err().code(), "words.salt-short");
//! ```

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::Hash;

/// Fewest bytes of a salt.
const SALT: usize = 16;

/// A text, or the salted digest of one that is kept off the record so that it can be withdrawn:
/// `{"text":"路灯不亮"}` or `{"digest":"<43 characters>"}`.
///
/// ```
/// use guanjia::words::Words;
/// let words = Words::sealed("隔壁的事", &[7; 16]).unwrap();
/// assert!(words.say("隔壁的事", &[7; 16]));
/// assert!(!words.say("隔壁的事", &[8; 16]));
/// assert_eq!(words.text(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Words {
    /// On the record for good.
    Text(String),
    /// The digest of a text that is kept elsewhere.
    Digest(Hash),
}

impl Words {
    /// A text to be kept off the record. A salt of fewer than 16 bytes is `words.salt-short`: a
    /// short text could be guessed from its digest.
    pub fn sealed(text: &str, salt: &[u8]) -> Result<Self, Error> {
        if salt.len() < SALT {
            return Err(Error::new(Code::WordsSaltShort).with("bytes", salt.len()));
        }
        Ok(Self::Digest(digest(text, salt)))
    }

    /// The text, if it is on the record.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Digest(_) => None,
        }
    }

    /// Whether these are the words of a text, under a salt if they were sealed.
    pub fn say(&self, text: &str, salt: &[u8]) -> bool {
        match self {
            Self::Text(own) => own == text,
            Self::Digest(own) => *own == digest(text, salt),
        }
    }

    /// Refuses a text of blanks only with `words.empty`.
    pub(crate) fn check(&self) -> Result<(), Error> {
        match self {
            Self::Text(text) if text.trim().is_empty() => Err(Error::new(Code::WordsEmpty)),
            _ => Ok(()),
        }
    }
}

fn digest(text: &str, salt: &[u8]) -> Hash {
    Hash::tagged("guanjia/words/v1", &[salt, text.as_bytes()])
}
