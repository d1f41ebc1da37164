//! What is posted, objected to, answered and final (SPEC.md section 8).
//!
//! Each payload in its one spelling; in an entry `aud`, `iat` and `seq` stand beside, and `kind` in the header.
//!
//! ```
//! use guanjia::{Event, Payload, Time, from_json};
//! use serde_json::Value;
//! for text in [
//!     r#"{"kind": "post", "days": 7, "post": "draft-3", "subject": {"draft": "dogs"},
//!         "evidence": ["hIGcisBQdswwpDgLCvcFkhuhPqBPgi7Jb4dYR5OQumg"],
//!         "text": "I88ipxVOlaXnqDmBmdCGKHS5TmmTBSPbLxouW1HSkpo"}"#,
//!     r#"{"kind": "post", "days": 15, "extended_to": "2026-10-08", "post": "signatures",
//!         "subject": {"drive": "SIGN-2026"},
//!         "table": {"columns": [["signed"], ["unsigned"]], "rows": [{"groups": ["B01", "B02"], "counts": [202, 58]}]},
//!         "text": "HRkdU15d51HALaEwZidOkVvx4h34yo-TiUZE4wHm1dk"}"#,
//!     r#"{"kind": "post", "days": 7, "post": "list", "subject": {"list": "2026Q2"},
//!         "listed": [{"organisation": {"name": "某物业公司"}}],
//!         "text": "HRkdU15d51HALaEwZidOkVvx4h34yo-TiUZE4wHm1dk"}"#,
//!     r#"{"kind": "post", "days": 7, "post": "points", "subject": {"points": ["C-01", "C-02"]},
//!         "text": "dKsTklll9y4CgB_WVv-d38-DOph9tUV3qnmIjkS-Ugo"}"#,
//!     r#"{"kind": "post-end", "evidence": ["djcxSLwvEvj34R_Exq7RmCf7xe-9t9En9pOWdHr8xz8"], "post": "draft-3"}"#,
//!     r#"{"kind": "object", "claim": "名单没有写明推荐方式,请补充", "handle": "H-0031",
//!         "re": "ebmbwOO_7fNcOPGjZlvH00CFVoUgTiAqrsKNXYRcKF0"}"#,
//!     r#"{"kind": "answer", "ruling": "upheld", "reason": "核对领票登记和存根,本票作废",
//!         "voids": ["1rjMkN3nZhn60MaWKxnzTuPjeu6hPQgGang4bNNN8eQ"],
//!         "corrections": [{"what": "同意", "was": "846", "is": "845"}],
//!         "re": "dxUdnlmIBIS3moPYA35zHnEmHJ9rz07rRD_1d9lo4oc"}"#,
//!     r#"{"kind": "answer", "ruling": "dismissed", "reason": "推荐方式已逐人登记在记录中",
//!         "re": "6b05kPo5YqOmbRwCFk-PYonXiAgm1yDSde-92xysV-k"}"#,
//!     r#"{"kind": "finalise", "re": "0jX5vNv1HKa0cCEUfZc0-rJcZsc9jyP5iGZtds7JLcI"}"#,
//! ] {
//!     let (event, re) = Event::from_json(text).unwrap();
//!     let payload = Payload { aud: "example.org/hall".to_owned(), iat: Time(1_772_499_600), seq: 1, re, event };
//!     let printed: Value = from_json(&payload.print().unwrap()).unwrap();
//!     let given: Value = from_json(text).unwrap();
//!     assert!(given.as_object().unwrap().iter().all(|(name, value)| name == "kind" || printed[name] == *value));
//! }
//! ```

use crate::map::Set;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::aggregate::Aggregate;
use crate::hash::Hash;
use crate::id::Id;
use crate::publicity::Listed;
use crate::time::Date;

pub use crate::objection::ObjectionAnswer;

/// Something is posted 张贴, on the day it is entered, by a clerk. A later post about the same subject
/// takes its place and is counted from its own day.
///
/// ```
/// use guanjia::event::{Post, Subject};
/// let post: Post = guanjia::from_json(r#"{"days": 15, "extended_to": "2026-10-08", "post": "result",
///     "subject": {"filing": "dogs"}, "text": "I88ipxVOlaXnqDmBmdCGKHS5TmmTBSPbLxouW1HSkpo"}"#).unwrap();
/// assert_eq!(post.subject, Subject::Filing("dogs".parse().unwrap()));
/// // What shows that it is up may come with `post-end`, and here it has to.
/// assert!(post.evidence.is_empty() && post.table.is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// How many days it is up at least.
    pub days: u32,
    /// Digests of what shows that it is up: photographs, a page as it was. They may come with `post-end`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Hash>,
    /// A later last day, as when the last day is a holiday (民法典第203条).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_to: Option<Date>,
    /// The entries of a red or black list 红黑榜, where the subject is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<Listed>,
    /// A new name for the post.
    pub post: Id,
    /// What it is about.
    pub subject: Subject,
    /// The counts that are posted, if any are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Aggregate>,
    /// The digest of what is posted; of a draft or a convention, the digest of its version.
    pub text: Hash,
}

/// What is made public: `{"roster":"R-2026"}`.
///
/// ```
/// use guanjia::event::Subject;
/// let subject: Subject = guanjia::from_json(r#"{"points": ["C-01", "C-02"]}"#).unwrap();
/// assert_eq!((subject.zh(), subject.to_string().as_str()), ("积分", "points C-01 C-02"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The agenda of a session 会议公告.
    Agenda(Id),
    /// The draft of a convention 公约草案.
    Draft(Id),
    /// How many households signed in a drive 签约结果.
    Drive(Id),
    /// A convention that was adopted and filed 公约公布.
    Filing(Id),
    /// A red or black list 红黑榜, under a name.
    List(Id),
    /// What was done about a matter 事项办理结果.
    Matter(Id),
    /// The minutes of a session 会议记录.
    Minutes(Id),
    /// Claims to points 积分, by their identifiers.
    Points(Set<Id>),
    /// The result of a vote 表决结果, by the leaf hash of the entry that opened the motion.
    Result(Hash),
    /// The list of a roster 百姓管家名单.
    Roster(Id),
}

/// A post has run its time 期满; by a clerk or the host, once every objection is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct EndPost {
    /// Further digests of what shows that it was up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Hash>,
    /// The post.
    pub post: Id,
}

/// An objection 异议 to the entry that `re` names (a post or what it is about), while it is posted; by
/// somebody on a register, or by a clerk who took it down. Its leaf hash names it.
///
/// ```
/// use guanjia::event::Object;
/// // Taken down by a clerk for somebody who came by.
/// let object = Object { claim: "名单没有写明推荐方式".to_owned(), handle: Some("H-0031".parse().unwrap()) };
/// assert_eq!(guanjia::from_json(r#"{"claim": "名单没有写明推荐方式", "handle": "H-0031"}"#), Ok(object));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Object {
    /// What is wrong.
    pub claim: String,
    /// Whose words a clerk took down; absent when a member signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<Id>,
}

/// What `re` names (a post or what it is about) stands for good 定案, by a clerk: it was public for its
/// days and every objection is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Finalise {}

impl Subject {
    /// The Chinese term for what it is.
    pub fn zh(&self) -> &'static str {
        match self {
            Self::Agenda(_) => "会议公告",
            Self::Draft(_) => "公约草案",
            Self::Drive(_) => "签约结果",
            Self::Filing(_) => "公约公布",
            Self::List(_) => "红黑榜",
            Self::Matter(_) => "事项办理结果",
            Self::Minutes(_) => "会议记录",
            Self::Points(_) => "积分",
            Self::Result(_) => "表决结果",
            Self::Roster(_) => "百姓管家名单",
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agenda(id) => write!(f, "agenda {id}"),
            Self::Draft(id) => write!(f, "draft {id}"),
            Self::Drive(id) => write!(f, "drive {id}"),
            Self::Filing(id) => write!(f, "filing {id}"),
            Self::List(id) => write!(f, "list {id}"),
            Self::Matter(id) => write!(f, "matter {id}"),
            Self::Minutes(id) => write!(f, "minutes {id}"),
            Self::Points(claims) => {
                write!(f, "points {}", claims.iter().map(Id::as_str).collect::<Vec<_>>().join(" "))
            }
            Self::Result(motion) => write!(f, "result {motion}"),
            Self::Roster(id) => write!(f, "roster {id}"),
        }
    }
}
