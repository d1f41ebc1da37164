//! The agenda 议程 of a session, frozen when it is posted, and its notice 公告 (SPEC.md section 6).
//!
//! ```
//! use guanjia::agenda::{Agenda, NoticeRule};
//! use guanjia::rule::preset;
//! let agenda: Agenda = guanjia::from_json(r#"{"items": [
//!     {"no": 1, "title": "文明养犬公约(草案)", "matter": "M-2604-07",
//!      "motions": [{"id": "Q1", "question": "VZU1loNmWPDR8LEm0-nKFR-RnrFFTMsvh3Th4CMb3EE"}]},
//!     {"no": 2, "title": "下季度议题征集(不表决)"}
//! ]}"#).unwrap();
//! let posted = agenda.freeze().unwrap();
//! assert_eq!(posted.item_of("Q1").unwrap(), posted.item_about("M-2604-07").unwrap());
//! assert!(posted.item(2).unwrap().motions.is_empty());
//!
//! // Ten days of notice, for a residents' meeting as for the stewards; only the law knows special circumstances.
//! let rule = |name| NoticeRule::from(preset(name).unwrap());
//! let (residents, stewards) = (rule("cn.urban.assembly.households.2026"), rule("x.steward.session"));
//! let (posted, held) = ("2026-05-12".parse().unwrap(), "2026-05-16".parse().unwrap());
//! let why = Some("暴雨后围墙倒塌,须立即商定抢修");
//! assert!(residents.check(posted, held, why).is_ok());
//! assert_eq!(stewards.check(posted, held, why).unwrap_err().code(), "notice.special");
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::json;
use crate::reason::check_reason;
use crate::rule::Rule;
use crate::time::Date;

/// What a session will deal with, as it is posted.
///
/// ```
/// use guanjia::agenda::{Agenda, AgendaItem, AgendaMotion};
/// use guanjia::Hash;
/// let question = Hash::of("遛犬时段".as_bytes());
/// let motion = AgendaMotion { id: "Q1".parse().unwrap(), question };
/// let item = AgendaItem { matter: None, motions: vec![motion], no: 1, title: "文明养犬公约(草案)".into() };
/// let agenda = Agenda { items: vec![item] }.freeze().unwrap();
/// assert_eq!(agenda.admit("Q1", question).unwrap().no, 1);
/// assert_eq!(agenda.admit("Q2", question).unwrap_err().code(), "agenda.not-on-agenda");
/// assert_eq!(agenda.admit("Q1", Hash::of(b"")).unwrap_err().code(), "agenda.text-changed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Agenda {
    /// Its items, numbered 1, 2, 3 …
    pub items: Vec<AgendaItem>,
}

/// An item 议题 of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// The matter it comes from, if it comes from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Id>,
    /// The motions to be voted on; none when the item is only talked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub motions: Vec<AgendaMotion>,
    /// Its number, from 1.
    pub no: u64,
    /// What it is called.
    pub title: String,
}

/// A motion on an agenda, with the digest of its exact question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AgendaMotion {
    /// The motion.
    pub id: Id,
    /// The digest of its question, see [`Question::digest`](crate::motion::Question::digest).
    pub question: Hash,
}

/// An agenda that was posted and can no longer change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct FrozenAgenda {
    agenda: Agenda,
    #[serde(skip)]
    digest: Hash,
}

impl Agenda {
    /// Freezes it. `agenda.empty` without items; `agenda.numbering` when items are not numbered 1,
    /// 2, 3 …; `agenda.repeated` when a motion or matter stands on it twice.
    pub fn freeze(self) -> Result<FrozenAgenda, Error> {
        if self.items.is_empty() {
            return Err(Error::new(Code::AgendaEmpty));
        }
        if let Some((no, item)) = (1..).zip(&self.items).find(|(no, item)| item.no != *no) {
            return Err(Error::new(Code::AgendaNumbering).with("no", item.no).with("expected", no));
        }
        let mut motions = Set::new();
        let mut matters = Set::new();
        let of_motions = self.items.iter().flat_map(|item| &item.motions).map(|motion| &motion.id);
        let twice = of_motions.clone().find(|id| !motions.insert(*id));
        let twice =
            twice.or_else(|| self.items.iter().filter_map(|item| item.matter.as_ref()).find(|id| !matters.insert(*id)));
        if let Some(id) = twice {
            return Err(Error::new(Code::AgendaRepeated).with("id", id));
        }
        let digest = Hash::tagged("guanjia/agenda/v1", &[json::print(&self)?.as_bytes()]);
        Ok(FrozenAgenda { agenda: self, digest })
    }
}

impl FrozenAgenda {
    /// The digest that fixes it: over its canonical JSON, under the tag `guanjia/agenda/v1`.
    pub fn digest(&self) -> Hash {
        self.digest
    }

    /// Its items in order.
    pub fn items(&self) -> &[AgendaItem] {
        &self.agenda.items
    }

    /// The item with a number; `agenda.item-unknown`.
    pub fn item(&self, no: u64) -> Result<&AgendaItem, Error> {
        self.items().iter().find(|item| item.no == no).ok_or_else(|| Error::new(Code::AgendaItemUnknown).with("no", no))
    }

    /// The item a motion stands on; `agenda.not-on-agenda` (未公示的议题不表决).
    pub fn item_of(&self, motion: &str) -> Result<&AgendaItem, Error> {
        self.items()
            .iter()
            .find(|item| item.motions.iter().any(|m| m.id.as_str() == motion))
            .ok_or_else(|| Error::new(Code::AgendaNotOnAgenda).with("id", motion))
    }

    /// The item a matter stands on; `agenda.not-on-agenda`.
    pub fn item_about(&self, matter: &str) -> Result<&AgendaItem, Error> {
        self.items()
            .iter()
            .find(|item| item.matter.as_ref().is_some_and(|id| id.as_str() == matter))
            .ok_or_else(|| Error::new(Code::AgendaNotOnAgenda).with("id", matter))
    }

    /// The item a motion stands on with exactly this question: `agenda.not-on-agenda`,
    /// `agenda.text-changed`.
    pub fn admit(&self, motion: &str, question: Hash) -> Result<&AgendaItem, Error> {
        let item = self.item_of(motion)?;
        if item.motions.iter().any(|m| m.id.as_str() == motion && m.question == question) {
            Ok(item)
        } else {
            Err(Error::new(Code::AgendaTextChanged).with("motion", motion))
        }
    }
}

/// How long before a session its notice must hang.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRule {
    /// Full days between posting and holding, the day of posting not counted (民法典第201条).
    pub days: u32,
    /// Whether the law lets special circumstances 特殊情况 shorten it, as for residents' and villagers' meetings.
    pub special: bool,
}

impl From<&Rule> for NoticeRule {
    /// What a decision rule says; where its source is silent, no days.
    fn from(rule: &Rule) -> Self {
        Self { days: rule.notice_days.unwrap_or(0), special: rule.special_notice }
    }
}

impl NoticeRule {
    /// Refuses a session held fewer than the rule's days after its notice was posted, with
    /// `notice.short`, unless special circumstances were recorded and the rule allows them
    /// (`notice.special`, `reason.short`).
    ///
    /// ```
    /// use guanjia::agenda::NoticeRule;
    /// let rule = NoticeRule { days: 10, special: false };
    /// let day = |d: &str| d.parse().unwrap();
    /// assert!(rule.check(day("2026-05-05"), day("2026-05-16"), None).is_ok());
    /// let error = rule.check(day("2026-05-13"), day("2026-05-16"), None).unwrap_err();
    /// assert_eq!((error.code(), error.field("days")), ("notice.short", Some("3")));
    /// ```
    pub fn check(self, posted: Date, held: Date, special: Option<&str>) -> Result<(), Error> {
        let days = held.days_since(posted);
        if let Some(reason) = special {
            check_reason(reason)?;
            if !self.special {
                return Err(Error::new(Code::NoticeSpecial));
            }
        }
        if held >= posted && (days >= self.days || special.is_some()) {
            return Ok(());
        }
        Err(Error::new(Code::NoticeShort)
            .with("posted", posted)
            .with("held", held)
            .with("days", days)
            .with("need", self.days)
            .with("earliest", posted.plus(self.days)))
    }
}
