//! Publicity 公示: what was posted, for how long, with what evidence, and what may never be posted
//! (SPEC.md section 8).
//!
//! ```
//! use guanjia::publicity::{Listed, Publicity, check_published_list, check_published_text};
//! use guanjia::Hash;
//! let day = |text: &str| text.parse().unwrap();
//! let mut notice = Publicity {
//!     text: Hash::of(b"roster"), posted: day("2026-03-23"), days: 7, extended_to: None, pulled: None,
//!     evidence: vec![Hash::of(b"photograph")],
//! };
//! assert!(notice.takes_objections(day("2026-03-30")) && !notice.takes_objections(day("2026-03-31")));
//! // Taken down on the third day it does not count, however long it hangs after.
//! notice.pulled = Some(day("2026-03-26"));
//! assert!(notice.complete(day("2026-04-30")).is_err());
//!
//! // What may never be posted: a door, a telephone, a neighbour on a black list.
//! let handles = ["H-0007".parse().unwrap()].into();
//! for text in ["3栋501室未签约", "联系13800138000", "H-0007 未签约"] {
//!     assert_eq!(check_published_text(text, &handles).unwrap_err().code(), "publicity.privacy");
//! }
//! let neighbour = Listed::Person { handle: "H-0007".parse().unwrap() };
//! assert_eq!(check_published_list(&[neighbour], &handles).unwrap_err().code(), "publicity.person-listed");
//! assert!(check_published_list(&[Listed::Organisation { name: "某物业公司".into() }], &handles).is_ok());
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, SMALL_CELL};
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::machine;
use crate::time::Date;

machine! {
    /// The life of a publicity 公示.
    PublicityState, PublicityEvent: "publicity" "公示与异议" from Scheduled;
    events {
        Post "张贴", Object "提出异议", Answer "答复异议", Escalate "报街道复核", StreetReply "街道答复", Pull "撤下", End "期满",
    }
    Scheduled "待公示" { Post -> Running by [Clerk] }
    Running "公示中" {
        Object -> Objection by [Resident];
        Pull -> Scheduled by [Clerk];
        End -> Ended by [Host];
    }
    Objection "异议处理中" {
        Answer -> Running by [Committee, Supervisor];
        Escalate -> StreetCheck by [Resident];
    }
    StreetCheck "街道复核" { StreetReply -> Running by [Street] }
    Ended "已期满" {}
}

/// Something posted for a number of days 公示. The day of posting is not counted; the last day counts
/// to its end (民法典第201–203条).
///
/// ```
/// use guanjia::publicity::Publicity;
/// use guanjia::Hash;
/// let day = |text: &str| text.parse().unwrap();
/// let publicity = Publicity {
///     text: Hash::of(b"draft"), posted: day("2026-05-18"), days: 15, extended_to: None, pulled: None,
///     evidence: vec![Hash::of(b"photo")],
/// };
/// assert_eq!(publicity.last_day(), day("2026-06-02"));
/// assert_eq!(publicity.complete(day("2026-06-02")).unwrap_err().code(), "publicity.short");
/// assert!(publicity.complete(day("2026-06-03")).is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Publicity {
    /// The digest of what was posted.
    pub text: Hash,
    /// The day of posting, day 0.
    pub posted: Date,
    /// How many days it must be up.
    pub days: u32,
    /// A later last day, as when the last day is a holiday (民法典第203条); an earlier one is ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_to: Option<Date>,
    /// The day it was taken down before the time; it is then posted anew and counted from the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pulled: Option<Date>,
    /// Digests of what shows that it was up: photographs, a page as it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Hash>,
}

/// Whom an entry of a red or black list 红黑榜 is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Listed {
    /// An organisation, such as a property company.
    Organisation {
        /// Its name.
        name: String,
    },
    /// A natural person, who may not be listed.
    Person {
        /// The handle.
        handle: Id,
    },
}

impl Publicity {
    /// The last day on which it must be up.
    pub fn last_day(&self) -> Date {
        let last = self.posted.plus(self.days);
        self.extended_to.map_or(last, |later| later.max(last))
    }

    /// Whether it was up for its full time with evidence: the last day must be over.
    ///
    /// Errors: `publicity.short`, `publicity.no-evidence`.
    pub fn complete(&self, today: Date) -> Result<(), Error> {
        let last = self.last_day();
        let down = self.pulled.map_or(today, |pulled| pulled.min(today));
        if down <= last {
            return Err(Error::new(Code::PublicityShort)
                .with("posted", self.posted)
                .with("last", last)
                .with("days", self.days)
                .with("today", down));
        }
        if self.evidence.is_empty() {
            Err(Error::new(Code::PublicityNoEvidence).with("posted", self.posted))
        } else {
            Ok(())
        }
    }

    /// Whether a day is one on which objections are taken: from the day of posting to the last day.
    pub fn takes_objections(&self, day: Date) -> bool {
        (self.posted..=self.last_day()).contains(&day)
    }

    /// Days left to the last day; zero from then on.
    pub fn days_left(&self, today: Date) -> u32 {
        self.last_day().days_since(today)
    }
}

/// Refuses a breakdown that is to be published when it has a small cell or names a handle
/// (`publicity.privacy`).
///
/// ```
/// use guanjia::aggregate::Aggregate;
/// use guanjia::publicity::check_published_table;
/// let table = |group: &str, counts: &str| -> Aggregate {
///     guanjia::from_json(&format!(
///         r#"{{"columns": [["signed"], ["unsigned"]], "rows": [{{"groups": ["{group}"], "counts": {counts}}}]}}"#
///     )).unwrap()
/// };
/// let handles = ["H-0007".parse().unwrap()].into();
/// assert!(check_published_table(&table("B01", "[102, 30]"), &handles).is_ok());
/// assert_eq!(check_published_table(&table("B01", "[128, 4]"), &handles).unwrap_err().code(), "publicity.privacy");
/// assert_eq!(check_published_table(&table("H-0007", "[12, 30]"), &handles).unwrap_err().code(), "publicity.privacy");
/// ```
pub fn check_published_table(table: &Aggregate, handles: &Set<Id>) -> Result<(), Error> {
    table.check(SMALL_CELL)?;
    let labels = table.columns.iter().flatten().chain(table.rows.iter().flat_map(|row| &row.groups));
    labels.into_iter().try_for_each(|label| check_published_text(label, handles))
}

/// Refuses a text that is to be published when it names a handle, a telephone or identity number, or
/// a door (`publicity.privacy`). Names of persons can only be found by people.
pub fn check_published_text(text: &str, handles: &Set<Id>) -> Result<(), Error> {
    let refuse = |what: &str| Err(Error::new(Code::PublicityPrivacy).with("what", what));
    let in_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    for word in text.split(|c| !in_id(c)) {
        let trimmed = word.trim_matches(['.', '_', '-']);
        if handles.contains(word) || handles.contains(trimmed) || is_personal_number(trimmed) {
            return refuse(word);
        }
    }
    door(text).map_or(Ok(()), |door| refuse(&door))
}

/// Refuses a red or black list that names a natural person (`publicity.person-listed`), also under
/// the guise of an organisation.
pub fn check_published_list(list: &[Listed], handles: &Set<Id>) -> Result<(), Error> {
    list.iter().try_for_each(|listed| {
        let who = match listed {
            Listed::Organisation { name } if check_published_text(name, handles).is_ok() => return Ok(()),
            Listed::Organisation { name } => name.as_str(),
            Listed::Person { handle } => handle.as_str(),
        };
        Err(Error::new(Code::PublicityPersonListed).with("who", who))
    })
}

/// A mobile number of 11 digits or an identity number of 18, as they are in China.
fn is_personal_number(word: &str) -> bool {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let rest = word.chars().filter(|c| !c.is_ascii_digit() && *c != '-').collect::<String>().to_ascii_lowercase();
    match digits.len() {
        11 => rest.is_empty() && digits.starts_with('1'),
        18 => rest.is_empty(),
        17 => rest == "x" && word.to_ascii_lowercase().ends_with('x'),
        _ => false,
    }
}

/// A door such as `501室` or `3-2-501号`: three or four digits and 室, 号房 or 号门.
fn door(text: &str) -> Option<String> {
    ["室", "号房", "号门"].iter().find_map(|unit| {
        text.match_indices(unit).find_map(|(at, _)| {
            let before = text.get(..at)?;
            let digits = before.trim_end().chars().rev().take_while(char::is_ascii_digit).count();
            (3..=4).contains(&digits).then(|| {
                let number = before.trim_end();
                format!("{}{unit}", number.get(number.len().saturating_sub(digits)..).unwrap_or_default())
            })
        })
    })
}
