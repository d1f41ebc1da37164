//! The convention 公约: its articles, their review, its life and the signing (SPEC.md section 8).
//!
//! ```
//! use guanjia::convention::{Convention, Finding, Level, Reviewer};
//! let convention: Convention = guanjia::from_json(r#"{"id": "dogs", "version": 1, "title": "文明养犬公约", "articles": [
//!     {"no": "4", "title": "牵绳", "kind": ["duty", "agreement"], "text": "犬只出户全程系绳。", "basis": ["动物防疫法第30条"]},
//!     {"no": "13", "title": "处理", "kind": ["agreement"], "text": "不牵绳的罚款一百元。"}
//! ]}"#).unwrap();
//! let ok = |no: &str| Finding {
//!     article: no.parse().unwrap(),
//!     text: convention.article(no).unwrap().digest(),
//!     reviewer: Reviewer::Legal,
//!     level: Level::Ok,
//!     basis: String::new(),
//!     reply: String::new(),
//!     dismissed: Default::default(),
//! };
//! // No community may set fines: the wording itself keeps article 13 from the vote.
//! let open = convention.unresolved(&[ok("4"), ok("13")], Reviewer::Legal);
//! assert_eq!(open.iter().map(|error| error.code()).collect::<Vec<_>>(), ["convention.blocked"]);
//!
//! let next = convention.amend(&[guanjia::from_json(r#"{"replace": {"reason": "改为提醒、登门、报告三步", "article":
//!     {"no": "13", "title": "处理", "kind": ["agreement"], "text": "先善意提醒,再登门沟通,仍不改正的报告公安机关。"}
//! }}"#).unwrap()]).unwrap();
//! // What was read of article 4 still holds, the new text of article 13 is to be read.
//! let open = next.unresolved(&[ok("4"), ok("13")], Reviewer::Legal);
//! assert_eq!((open.len(), open[0].code(), open[0].field("article")), (1, "convention.unreviewed", Some("13")));
//! ```

mod article;
mod diff;
mod drive;
mod life;
mod lint;
mod review;

pub use article::{Amendment, Article, ArticleKind, Convention, DraftText};
pub use diff::{ArticleDiff, ConventionDiff, Piece, PieceChange, text_diff};
pub use drive::{Drive, SignatureEvent, SignatureState};
pub use life::{Adoption, ConventionEvent, ConventionState, Promulgation, VoteFacts};
pub use lint::{LINT_RULES, Level, LintHit, LintRule, lint};
pub use review::{ArticleHit, CommentReply, Finding, Reviewer};
