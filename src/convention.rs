//! The convention 公约: its articles, their review, its life and the signing (SPEC.md section 8).

mod article;
mod diff;
mod drive;
mod life;
mod lint;
mod review;

pub use article::{Amendment, Article, ArticleKind, Convention};
pub use diff::{ArticleDiff, ConventionDiff, Piece, PieceChange, text_diff};
pub use drive::{Drive, SignatureEvent, SignatureState};
pub use life::{Adoption, ConventionEvent, ConventionState, Promulgation, VoteFacts};
pub use lint::{LINT_RULES, Level, LintHit, LintRule, lint};
pub use review::{ArticleHit, CommentReply, Finding, Reviewer};
