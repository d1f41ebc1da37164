//! Drafts, reviews and posts as they are entered (SPEC.md section 8).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! use guanjia::{Event, Hash, prepare::Ask};
//! let ask = Ask::from_json(r#"{"kind": "convention", "convention": "dogs", "title": "文明养犬公约", "articles": [
//!     {"no": "7", "title": "犬便清理", "kind": ["agreement"], "text": "出门带袋,随拉随清。"}]}"#).unwrap();
//! let Ok((Event::DraftConvention(draft), None)) = hall.prepare(ask) else { panic!("no draft") };
//! assert_eq!((draft.convention.version(), draft.previous), (1, None));
//!
//! let ask = Ask::from_json(r#"{"kind": "post", "post": "list-1", "subject": {"list": "2026Q1"}, "days": 7,
//!     "listed": [{"organisation": {"name": "某物业公司"}}], "text": "红榜:某物业公司"}"#).unwrap();
//! let Ok((Event::Post(post), None)) = hall.prepare(ask) else { panic!("no post") };
//! assert_eq!(post.text, Hash::of("红榜:某物业公司".as_bytes()));
//! ```

use serde::{Deserialize, Serialize};

use super::{follows, missing};
use crate::aggregate::Aggregate;
use crate::convention::{Article, CommentReply, Convention};
use crate::error::Error;
use crate::event::{DraftConvention, Post, ReviewDraft, ReviewFinding, ReviewOutcome, Subject};
use crate::hall::{ConventionRecord, Hall};
use crate::hash::Hash;
use crate::id::Id;
use crate::json::Misfit;
use crate::publicity::Listed;
use crate::time::Date;

/// A version of a convention to be drafted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ConventionAsk {
    /// The convention: a new name, or that of one of which this is the next version.
    pub convention: Id,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub articles: Vec<Article>,
    /// Why a draft that is public is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What becomes of every comment that has no reply yet; only where a public draft is changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<CommentReply>,
}

/// A review of the current version of a convention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ReviewAsk {
    /// The convention.
    pub convention: Id,
    /// What was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<ReviewFinding>,
    /// What comes of it.
    pub outcome: ReviewOutcome,
}

/// Something to be posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PostAsk {
    /// A new name for the post.
    pub post: Id,
    /// What it is about.
    pub subject: Subject,
    /// How many days it is up at least; for the result of a vote those of its rule when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// The words that are posted, which stay off the record. Of a draft and a convention they follow, and of minutes
    /// they may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The key of the strata by which the result of a vote or a drive is counted in a table; no table when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// Digests of what shows that it is up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Hash>,
    /// A later last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_to: Option<Date>,
    /// The entries of a red or black list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<Listed>,
}

impl ConventionAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<DraftConvention, Error> {
        let last = hall.convention(&self.convention).and_then(ConventionRecord::current);
        let version = last.map_or(1, |last| last.version().saturating_add(1));
        Ok(DraftConvention {
            convention: Convention::new(self.convention, version, self.title, self.articles)?,
            previous: last.map(Convention::digest),
            reason: self.reason,
            replies: self.replies,
        })
    }
}

impl ReviewAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<ReviewDraft, Error> {
        let digest = hall.current_text(&self.convention)?.digest();
        Ok(ReviewDraft { convention: self.convention, digest, findings: self.findings, outcome: self.outcome })
    }
}

impl PostAsk {
    pub(super) fn prepare(self, hall: &Hall) -> Result<Post, Error> {
        let days = match (self.days, &self.subject) {
            (Some(days), _) => days,
            (None, Subject::Result(_)) => hall.days_needed(&self.subject)?,
            (None, _) => return Err(missing("days")),
        };
        Ok(Post {
            days,
            evidence: self.evidence,
            extended_to: self.extended_to,
            listed: self.listed,
            post: self.post,
            table: table(hall, &self.subject, self.by.as_ref())?,
            text: text(hall, &self.subject, self.text.as_deref())?,
            subject: self.subject,
        })
    }
}

/// The digest of what is posted: of the words, or of the version that the record has.
fn text(hall: &Hall, subject: &Subject, words: Option<&str>) -> Result<Hash, Error> {
    let recorded = hall.recorded_text(subject)?;
    match (words, recorded) {
        (Some(_), Some(_)) if !matches!(subject, Subject::Minutes(_)) => Err(follows("text")),
        (Some(words), _) => Ok(Hash::of(words.as_bytes())),
        (None, recorded) => recorded.ok_or_else(|| missing("text")),
    }
}

/// The counts that the record gives by some key.
fn table(hall: &Hall, subject: &Subject, by: Option<&Id>) -> Result<Option<Aggregate>, Error> {
    match (by, subject) {
        (None, _) => Ok(None),
        (Some(by), Subject::Result(motion)) => hall.result_table(*motion, by).map(Some),
        (Some(by), Subject::Drive(drive)) => hall.drive_table(drive, by).map(Some),
        (Some(_), _) => {
            Err(Misfit::new("只有表决或签约才分项统计", "only a vote or a drive is counted").within("by").error())
        }
    }
}
