//! Every kind of error, as one table: each row is a variant, its stable name, how much it says of a record, and its
//! sentence in Chinese and English (SPEC.md section 9).
//!
//! The rows are kept in one file for each area. Each of those is a macro that adds its rows to those before and hands them on.
//!
//! ```
//! use guanjia::{Code, Severity};
//! let of = |severity| Code::ALL.iter().filter(|code| code.severity() == severity).count();
//! assert_eq!(of(Severity::Listed) + of(Severity::Warning) + of(Severity::Fault), Code::ALL.len());
//! assert!(Code::ALL.iter().all(|code| code.name().split_once('.').is_some()));
//! ```

use super::Severity;

#[macro_use]
mod meeting;
#[macro_use]
mod outcome;
#[macro_use]
mod panel;
#[macro_use]
mod people;
#[macro_use]
mod record;
#[macro_use]
mod sortition;
#[macro_use]
mod vote;

macro_rules! codes {
    ([] $($variant:ident $name:literal $severity:ident $zh:literal $en:literal;)*) => {
        /// Every kind of error; [`Code::ALL`] lists them with their sentences.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[non_exhaustive]
        pub enum Code {
            $(
                #[doc = concat!("`", $name, "` ", $zh, " ", $en, ".")]
                #[cfg_attr(feature = "ts", ts(rename = $name))]
                $variant,
            )*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The name that never changes.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How much it says about the record.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// The Chinese sentence, with `{field}` for each field.
            pub fn zh(self) -> &'static str {
                match self { $(Code::$variant => $zh,)* }
            }

            /// The English sentence, with `{field}` for each field.
            pub fn en(self) -> &'static str {
                match self { $(Code::$variant => $en,)* }
            }
        }
    };
}

record! { [people sortition panel meeting vote outcome codes] }
