//! The review of a draft, article by article (SPEC.md section 8).
//!
//! ```
//! use guanjia::convention::{CommentReply, Convention, Finding, Level, Reviewer};
//! use guanjia::Hash;
//! let draft: Convention = guanjia::from_json(r#"{"id": "dogs", "version": 1, "title": "文明养犬公约",
//!     "articles": [{"no": "6", "title": "时段", "kind": ["agreement"], "text": "每户限养一只犬。"}]}"#).unwrap();
//! let hits = draft.lint();
//! assert_eq!((hits[0].article.as_str(), hits[0].hit.rule, hits[0].hit.level), ("6", "number-limit", Level::Warn));
//!
//! // The adviser warns; a warning waits for an answer.
//! let mut finding = Finding {
//!     article: "6".parse().unwrap(),
//!     text: draft.article("6").unwrap().digest(),
//!     reviewer: Reviewer::Legal,
//!     level: Level::Warn,
//!     basis: "限养数量由法规规定,公约只能提示".to_owned(),
//!     reply: String::new(),
//!     dismissed: Default::default(),
//! };
//! assert_eq!(draft.reviewed(&[finding.clone()], Reviewer::Legal).unwrap_err().code(), "convention.unanswered");
//! finding.reply = "改为“按规定执行”".to_owned();
//! assert_eq!(draft.reviewed(&[finding], Reviewer::Legal), Ok(()));
//!
//! // So does every comment that came in.
//! let received = [Hash::of(b"one"), Hash::of(b"another")];
//! let reply = CommentReply { comment: received[0], adopted: true, reason: "已采纳,写入第六条".to_owned() };
//! assert_eq!(CommentReply::check(&received.into(), &[reply]).unwrap_err().code(), "convention.comment-unanswered");
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::convention::{Article, Convention, DraftText, Level, LintHit, lint};
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::reason::check_reason;

/// Who reviews a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Reviewer {
    /// The legal adviser 法律审查.
    Legal,
    /// The sub-district office 街道审核.
    Street,
}

/// What a reviewer found about an article as it stood; a later finding by the same reviewer on the
/// same text takes its place.
///
/// ```
/// use guanjia::convention::{Convention, Finding, Reviewer};
/// let draft: Convention = guanjia::from_json(r#"{"id": "dogs", "version": 1, "title": "文明养犬公约", "articles": [
///     {"no": "9", "title": "禁养犬", "kind": ["duty"], "text": "饲养禁养犬的,处罚由公安机关依法决定。"}]}"#).unwrap();
/// let hit = &draft.lint()[0].hit;
/// let finding = |dismissed: &[&str]| -> Finding {
///     guanjia::from_json(&format!(
///         r#"{{"article": "9", "text": "{}", "reviewer": "legal", "level": "ok", "dismissed": {}}}"#,
///         draft.article("9").unwrap().digest(), serde_json::to_string(dismissed).unwrap(),
///     )).unwrap()
/// };
/// // The lint asks, the adviser answers: what the police decide by law is no fine of the community's.
/// assert!(draft.reviewed(&[finding(&[])], Reviewer::Legal).is_err());
/// assert_eq!(draft.reviewed(&[finding(&[hit.rule])], Reviewer::Legal), Ok(()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The article.
    pub article: Id,
    /// The digest of the article that was read: once the text is changed, it is read again.
    pub text: Hash,
    /// Who found it.
    pub reviewer: Reviewer,
    /// What was found.
    pub level: Level,
    /// The law it rests on; empty when there is nothing against the article.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// What the drafters answered; a warning needs an answer, a block needs another text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reply: String,
    /// Rules of the lint that met the article and, the reviewer says, do not apply.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub dismissed: Set<String>,
}

/// What became of a comment 意见 on a public draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CommentReply {
    /// The leaf hash of the entry that holds the comment: the commenter's receipt.
    pub comment: Hash,
    /// Whether the draft was changed accordingly 采纳.
    pub adopted: bool,
    /// Why, or why not.
    pub reason: String,
}

/// A hit of the lint in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ArticleHit {
    /// The article.
    pub article: Id,
    /// Whether it is in the title rather than the text.
    pub in_title: bool,
    /// The hit.
    pub hit: LintHit,
}

impl Convention {
    /// Looks through every article, title and text, for wording it may not have.
    pub fn lint(&self) -> Vec<ArticleHit> {
        self.articles().iter().flat_map(hits).collect()
    }

    /// Every article that stands in the way of a vote as far as one reviewer is concerned: not read
    /// as it stands (`convention.unreviewed`), blocked by a finding or by a hit of the lint that the
    /// legal adviser has not dismissed (`convention.blocked`), or warned of without an answer
    /// (`convention.unanswered`).
    pub fn unresolved(&self, findings: &[Finding], reviewer: Reviewer) -> Vec<Error> {
        self.articles().iter().filter_map(|article| problem(article, findings, reviewer)).collect()
    }

    /// Refuses a draft that has an unresolved article, with the first of [`Convention::unresolved`].
    pub fn reviewed(&self, findings: &[Finding], reviewer: Reviewer) -> Result<(), Error> {
        self.unresolved(findings, reviewer).into_iter().next().map_or(Ok(()), Err)
    }
}

impl DraftText {
    /// Looks through every article, title and text, for wording a convention may not have.
    pub fn lint(&self) -> Vec<ArticleHit> {
        self.articles.iter().flat_map(hits).collect()
    }
}

fn hits(article: &Article) -> impl Iterator<Item = ArticleHit> + '_ {
    let parts = [(true, &article.title), (false, &article.text)];
    parts.into_iter().flat_map(move |(in_title, text)| {
        lint(text).into_iter().map(move |hit| ArticleHit { article: article.no.clone(), in_title, hit })
    })
}

impl CommentReply {
    /// Refuses replies that leave out a comment that was received (`convention.comment-unanswered`),
    /// reply to one that was not (`convention.comment-unknown`), or give no reason (`reason.short`).
    pub fn check(received: &Set<Hash>, replies: &[Self]) -> Result<(), Error> {
        let located = |code, comment: &Hash| Err(Error::new(code).with("comment", comment));
        for reply in replies {
            if !received.contains(&reply.comment) {
                return located(Code::ConventionCommentUnknown, &reply.comment);
            }
            check_reason(&reply.reason)?;
        }
        let answered: Set<_> = replies.iter().map(|reply| reply.comment).collect();
        received
            .difference(&answered)
            .next()
            .map_or(Ok(()), |comment| located(Code::ConventionCommentUnanswered, comment))
    }
}

fn problem(article: &Article, findings: &[Finding], reviewer: Reviewer) -> Option<Error> {
    let located = |code| Error::new(code).with("article", &article.no).with("title", &article.title);
    let text = article.digest();
    let read =
        |finding: &&Finding| finding.reviewer == reviewer && finding.article == article.no && finding.text == text;
    let Some(finding) = findings.iter().rfind(read) else {
        let (zh, en) = (reviewer.zh(), reviewer.en());
        return Some(located(Code::ConventionUnreviewed).with("reviewer_zh", zh).with("reviewer", en));
    };
    if finding.level == Level::Block {
        return Some(located(Code::ConventionBlocked).with("basis", &finding.basis));
    }
    if reviewer == Reviewer::Legal {
        let blocks = |hit: &ArticleHit| hit.hit.level == Level::Block && !finding.dismissed.contains(hit.hit.rule);
        if let Some(hit) = hits(article).find(blocks) {
            return Some(located(Code::ConventionBlocked).with("basis", hit.hit.basis).with("words", hit.hit.words));
        }
    }
    (finding.level == Level::Warn && finding.reply.trim().is_empty())
        .then(|| located(Code::ConventionUnanswered).with("basis", &finding.basis))
}

impl Reviewer {
    /// The Chinese term.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Legal => "法律顾问",
            Self::Street => "街道",
        }
    }

    /// The English term.
    pub fn en(self) -> &'static str {
        match self {
            Self::Legal => "legal adviser",
            Self::Street => "sub-district office",
        }
    }
}
