//! Conventions drafted, reviewed, adopted and signed (SPEC.md section 8).
//!
//! Each payload in its one spelling; in an entry `aud`, `iat` and `seq` stand beside, and `kind` in the header.
//!
//! ```
//! use guanjia::{Event, Payload, Time, from_json};
//! use serde_json::Value;
//! for text in [
//!     r#"{"kind": "convention", "convention": {"id": "dogs", "version": 1, "title": "文明养犬公约", "articles": [
//!         {"no": "4", "title": "牵绳", "kind": ["duty", "agreement"], "text": "犬只出户全程系绳。",
//!          "basis": ["动物防疫法第30条"]}]}}"#,
//!     r#"{"kind": "convention", "previous": "iHYqkFyd4I_Vk8uaKhXB_JyL9A5odRbtZugEyE1nhSE", "reason": "采纳居民意见,补上例外",
//!         "replies": [{"comment": "dRhZRjfYKH2iaZYbf7CrSTF7gqUTvEWsX1lKo-mzZ7o", "adopted": true, "reason": "导盲犬除外"}],
//!         "convention": {"id": "dogs", "version": 2, "title": "文明养犬公约", "articles": [
//!             {"no": "4", "title": "牵绳", "kind": ["agreement"], "text": "犬只出户全程系绳,导盲犬除外。"}]}}"#,
//!     r#"{"kind": "comment", "article": "4", "convention": "dogs", "handle": "H-0031", "words": {"text": "导盲犬要除外"}}"#,
//!     r#"{"kind": "review", "convention": "dogs", "digest": "q9bRPaPGdfC3e4DBCFftlYdRbcJLcpGcYaDvYJJ6ZII",
//!         "findings": [
//!             {"about": {"article": "4"}, "level": "ok"},
//!             {"about": {"proposal": "dRhZRjfYKH2iaZYbf7CrSTF7gqUTvEWsX1lKo-mzZ7o"}, "level": "block",
//!              "basis": "行政处罚法第16、17条:村规民约、公约不得设定行政处罚", "reply": "改为提醒—登门—报告三步处理"}
//!         ], "outcome": {"send-back": {"reason": "所附建议多处违法,请改写后再送"}}}"#,
//!     r#"{"kind": "review", "convention": "dogs", "digest": "iHYqkFyd4I_Vk8uaKhXB_JyL9A5odRbtZugEyE1nhSE",
//!         "outcome": "clear"}"#,
//!     r#"{"kind": "gate", "convention": "dogs", "study": {"on": "2026-06-02", "record": "社区党组织会议记录(虚构)"}}"#,
//!     r#"{"kind": "convention-move", "convention": "dogs", "move": {"send-review": {}}}"#,
//!     r#"{"kind": "convention-move", "convention": "dogs",
//!         "move": {"pass": {"motion": "0jX5vNv1HKa0cCEUfZc0-rJcZsc9jyP5iGZtds7JLcI"}}}"#,
//!     r#"{"kind": "convention-move", "convention": "dogs",
//!         "move": {"promulgate": {"in_force": "2026-07-16", "review": "2027-01-16"}}}"#,
//!     r#"{"kind": "drive", "base": "households-2026", "convention": "dogs", "drive": "SIGN-2026",
//!         "until": "2026-08-15"}"#,
//!     r#"{"kind": "sign", "re": "KzdytgqxrsAEV_5p7bqkZsWpLKI8vG2yaMcVOBNFALA"}"#,
//!     r#"{"kind": "sign", "handle": "H-0031", "re": "KzdytgqxrsAEV_5p7bqkZsWpLKI8vG2yaMcVOBNFALA"}"#,
//!     r#"{"kind": "unsign", "re": "KzdytgqxrsAEV_5p7bqkZsWpLKI8vG2yaMcVOBNFALA"}"#,
//!     r#"{"kind": "drive-close", "re": "KzdytgqxrsAEV_5p7bqkZsWpLKI8vG2yaMcVOBNFALA"}"#,
//! ] {
//!     let (event, re) = Event::from_json(text).unwrap();
//!     let payload = Payload { aud: "example.org/hall".to_owned(), iat: Time(1_772_499_600), seq: 1, re, event };
//!     let printed: Value = from_json(&payload.print().unwrap()).unwrap();
//!     let given: Value = from_json(text).unwrap();
//!     assert!(given.as_object().unwrap().iter().all(|(name, value)| name == "kind" || printed[name] == *value));
//! }
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::convention::{CommentReply, Convention, ConventionEvent, Level};
use crate::hash::Hash;
use crate::id::Id;
use crate::matter::PartyStudy;
use crate::time::Date;
use crate::words::Words;

/// A version of a convention is drafted 拟稿, by the committee. Every draft is a version of its own,
/// which stays on the record; one that takes the place of a draft that is public sends it back to review.
///
/// ```
/// use guanjia::event::DraftConvention;
/// let text = r#"{"id": "dogs", "version": 1, "title": "文明养犬公约", "articles": [
///     {"no": "7", "title": "犬便清理", "kind": ["agreement"], "text": "出门带袋,随拉随清。"}]}"#;
/// let draft: DraftConvention = guanjia::from_json(&format!(r#"{{"convention": {text}}}"#)).unwrap();
/// assert_eq!((draft.convention.version(), draft.previous), (1, None));
/// // A text with the same article twice is none at all.
/// let twice = text.replace("]}", r#", {"no": "7", "title": "再说一遍", "kind": ["agreement"], "text": "随拉随清。"}]}"#);
/// assert!(guanjia::from_json::<DraftConvention>(&format!(r#"{{"convention": {twice}}}"#)).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DraftConvention {
    /// The whole text; the version is one more than that of the draft before.
    pub convention: Convention,
    /// The digest of the version before; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// Why a draft that is public is changed 修改理由.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What becomes of every comment that came in and has no reply yet; only where a public draft is changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<CommentReply>,
}

/// A proposal for a draft, or a comment 意见 on one that is public; by a member, or by a clerk who
/// took it down.
///
/// ```
/// use guanjia::event::Comment;
/// use guanjia::words::Words;
/// let comment: Comment = guanjia::from_json(
///     r#"{"article": "6", "convention": "dogs", "words": {"text": "上夜班的人只能深夜遛"}}"#,
/// ).unwrap();
/// assert_eq!(comment.words, Words::Text("上夜班的人只能深夜遛".to_owned()));
/// assert!(comment.handle.is_none()); // the member signs it
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// The article it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Id>,
    /// The convention.
    pub convention: Id,
    /// Whose words a clerk took down; absent when a member signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<Id>,
    /// What it says.
    pub words: Words,
}

/// A draft is reviewed 审查, by the legal adviser and then by the street.
///
/// ```
/// use guanjia::convention::Level;
/// use guanjia::event::{ReviewDraft, ReviewOutcome, Reviewed};
/// let review: ReviewDraft = guanjia::from_json(r#"{
///     "convention": "dogs", "digest": "q9bRPaPGdfC3e4DBCFftlYdRbcJLcpGcYaDvYJJ6ZII",
///     "findings": [{"about": {"article": "13"}, "level": "block",
///                   "basis": "行政处罚法第16、17条", "reply": "改为提醒、登门、报告三步"}],
///     "outcome": {"send-back": {"reason": "第十三条设了罚款,请改写"}}
/// }"#).unwrap();
/// assert_eq!(review.findings[0].about, Reviewed::Article("13".parse().unwrap()));
/// assert!(review.findings[0].level == Level::Block && matches!(review.outcome, ReviewOutcome::SendBack { .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ReviewDraft {
    /// The convention.
    pub convention: Id,
    /// The digest of the version that was read.
    pub digest: Hash,
    /// What was found. The legal adviser's say something of every article that was not read before as
    /// it stands; an article the street says nothing of has nothing against it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<ReviewFinding>,
    /// What comes of it.
    pub outcome: ReviewOutcome,
}

/// What a reviewer found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ReviewFinding {
    /// About what.
    pub about: Reviewed,
    /// The law it rests on; needed where there is something against it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Rules of the lint that meet the article and do not apply.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub dismissed: Set<String>,
    /// What was found.
    pub level: Level,
    /// What the drafters answered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reply: String,
}

/// What a finding is about: `{"article":"7"}`, or somebody's proposal by the leaf hash of its entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Reviewed {
    /// An article of the draft.
    Article(Id),
    /// A proposal 建议.
    Proposal(Hash),
}

/// What comes of a review: `"clear"` or `{"send-back":{"reason":"…"}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ReviewOutcome {
    /// It goes on 通过.
    Clear,
    /// It goes back to the drafters 退回.
    SendBack {
        /// Why.
        reason: String,
    },
}

/// The Party organisation studied a convention 党组织研究, which the committee puts on record: the day and
/// where it is recorded, nothing of what was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PartyGate {
    /// The convention.
    pub convention: Id,
    /// When, and where it is recorded.
    pub study: PartyStudy,
}

/// A convention takes a step that does not follow from another entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MoveConvention {
    /// The convention.
    pub convention: Id,
    /// What happens.
    #[serde(rename = "move")]
    pub step: ConventionStep,
}

/// What happens to a convention: `{"pass":{"motion":"<leaf hash>"}}`. Drafts, comments and reviews
/// have entries of their own.
///
/// ```
/// use guanjia::convention::ConventionEvent;
/// use guanjia::event::ConventionStep;
/// let step: ConventionStep = guanjia::from_json(
///     r#"{"keep": {"reason": "继续施行,半年后再评估", "review": "2027-03-31"}}"#,
/// ).unwrap();
/// assert_eq!((step.event(), step.reason()), (ConventionEvent::Keep, Some("继续施行,半年后再评估")));
/// let file: ConventionStep = guanjia::from_json(r#"{"file": {"evidence": []}}"#).unwrap();
/// assert_eq!(file.reason(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ConventionStep {
    /// The draft goes to the legal adviser 送法律审查.
    SendReview {},
    /// The public draft is put to the vote 提交表决.
    ToVote {
        /// What becomes of every comment that came in and has no reply yet.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replies: Vec<CommentReply>,
    },
    /// It was passed 表决通过.
    Pass {
        /// The leaf hash of the entry that opened the motion.
        motion: Hash,
    },
    /// It was not passed 表决未通过.
    Fail {
        /// The leaf hash of the entry that opened the motion.
        motion: Hash,
        /// Why, and what is to be changed.
        reason: String,
    },
    /// It is filed with the street 报送备案.
    File {
        /// Digests of what shows it, such as the receipt 备案回执.
        evidence: Vec<Hash>,
    },
    /// The street orders it to be put right 责令改正.
    OrderCorrect {
        /// Why.
        reason: String,
    },
    /// It is made public as adopted 公布.
    Promulgate {
        /// The first day on which it holds 施行.
        in_force: Date,
        /// The day by which it is looked at again 评估.
        review: Date,
    },
    /// The day has come on which it holds; the host says so.
    EnterForce {},
    /// It is looked at again 开始评估, by the committee or a steward.
    StartReview {
        /// Why.
        reason: String,
    },
    /// It goes on as it is 继续施行.
    Keep {
        /// Why.
        reason: String,
        /// The day by which it is looked at again.
        review: Date,
    },
    /// It is to be changed 修订; it holds until the new version does.
    Amend {
        /// Why.
        reason: String,
    },
    /// It holds no longer 废止.
    Repeal {
        /// The leaf hash of the entry that opened the motion to repeal it.
        motion: Hash,
        /// Why.
        reason: String,
    },
}

/// The signing of a convention household by household opens 开始签约 on the day it is entered, by a clerk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct OpenDrive {
    /// The frozen base whose households may sign.
    pub base: Id,
    /// The convention, which was made public.
    pub convention: Id,
    /// A new name for the drive.
    pub drive: Id,
    /// The last day for signing.
    pub until: Date,
}

/// A household signs 签约 in the drive that `re` names: with its own key, or on paper taken by a clerk;
/// then it counts once a second clerk attests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// The household whose paper a clerk took; absent when it signs itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<Id>,
}

/// A household takes its signature back 撤回签约 while signing is open, in the same two ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Unsign {
    /// The household whose paper a clerk took; absent when it signs itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<Id>,
}

/// The drive that `re` names ends 签约截止, by a clerk, after its last day. Its counts may be posted once a
/// supervisor attests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CloseDrive {}

impl ConventionStep {
    /// What it does to the machine.
    pub fn event(&self) -> ConventionEvent {
        match self {
            Self::SendReview {} => ConventionEvent::SendReview,
            Self::ToVote { .. } => ConventionEvent::ToVote,
            Self::Pass { .. } => ConventionEvent::Pass,
            Self::Fail { .. } => ConventionEvent::Fail,
            Self::File { .. } => ConventionEvent::File,
            Self::OrderCorrect { .. } => ConventionEvent::OrderCorrect,
            Self::Promulgate { .. } => ConventionEvent::Promulgate,
            Self::EnterForce {} => ConventionEvent::EnterForce,
            Self::StartReview { .. } => ConventionEvent::StartReview,
            Self::Keep { .. } => ConventionEvent::Keep,
            Self::Amend { .. } => ConventionEvent::Amend,
            Self::Repeal { .. } => ConventionEvent::Repeal,
        }
    }

    /// Why, where the step needs a reason.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Fail { reason, .. }
            | Self::OrderCorrect { reason }
            | Self::StartReview { reason }
            | Self::Keep { reason, .. }
            | Self::Amend { reason }
            | Self::Repeal { reason, .. } => Some(reason),
            _ => None,
        }
    }
}
