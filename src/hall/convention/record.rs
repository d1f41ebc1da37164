//! A convention on the record, and what drafts and reviews make of it (SPEC.md section 8).
//!
//! ```
//! use guanjia::{Hall, Hash};
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let mut hall = Hall::replay(bundle.entries().iter());
//! # // Everyone in this record is made up, with a key that follows from their name.
//! # fn enter(hall: &mut Hall, who: &str, event: &str) -> Result<Hash, guanjia::Error> {
//! #     let seed = Hash::tagged("guanjia/sample-key", &[b"readme", who.as_bytes(), &[0; 8]]);
//! #     let key = guanjia::SecretKey::from_seed(&seed.0);
//! #     let (event, re) = guanjia::Event::from_json(event)?;
//! #     let entry = hall.draft(event, re, key.public().kid(), hall.now())?.sign(&key)?;
//! #     hall.admit(entry.as_str()).map(|_| entry.leaf())
//! # }
//! let dogs = "dogs".parse().unwrap();
//! let draft = |version: u32, previous: &str, text: &str| format!(r#"{{
//!     "kind": "convention", {previous} "convention": {{"id": "dogs", "version": {version}, "title": "文明养犬公约",
//!     "articles": [{{"no": "13", "title": "处理", "kind": ["agreement"], "text": "{text}"}}]}}}}"#);
//! enter(&mut hall, "committee", &draft(1, "", "不牵绳的罚款一百元。")).unwrap();
//! let first = hall.convention(&dogs).unwrap();
//! assert_eq!(first.lint()[0].hit.rule, "fine");
//! let previous = format!(r#""previous": "{}","#, first.current().unwrap().digest());
//! enter(&mut hall, "committee", &draft(2, &previous, "不牵绳的先善意提醒。")).unwrap();
//!
//! // Every version stays, and whoever reads one can see what it changed.
//! let record = hall.convention(&dogs).unwrap();
//! assert_eq!((record.versions().len(), record.current().unwrap().version()), (2, 2));
//! assert_eq!(record.diff(1, 2).unwrap().articles[0].no.as_str(), "13");
//! assert!(record.lint().is_empty());
//! ```

use crate::map::{Map, Set};

use serde::Serialize;

use crate::convention::{
    Adoption, ArticleHit, CommentReply, Convention, ConventionDiff, ConventionEvent, ConventionState, Finding, Level,
    Promulgation, Reviewer,
};
use crate::error::{Code, Error};
use crate::event::{DraftConvention, ReviewDraft, ReviewFinding, ReviewOutcome, Reviewed};
use crate::hall::Act;
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::Machine;
use crate::matter::PartyStudy;
use crate::reason::check_reason;
use crate::words::Words;

/// A convention 公约 with all its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConventionRecord {
    pub(super) versions: Vec<DraftVersion>,
    pub(super) state: ConventionState,
    pub(super) findings: Vec<Finding>,
    pub(super) comments: Map<Hash, CommentRecord>,
    pub(super) study: Option<PartyStudy>,
    /// The entry that asked for a vote: to adopt it, or to look at it again; earlier motions do not count.
    pub(super) vote_since: u64,
    pub(super) adoption: Option<Adoption>,
    pub(super) filed: Vec<Hash>,
    pub(super) promulgated: Option<Promulgated>,
    pub(super) in_force: Option<Promulgated>,
}

/// A version of a convention on the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DraftVersion {
    /// The text.
    pub text: Convention,
    /// The entry it came in.
    pub entry: u64,
    /// Who drafted it, and does not review it.
    pub by: Id,
}

/// A version that was made public as adopted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Promulgated {
    /// The text.
    pub text: Convention,
    /// From when it holds.
    pub promulgation: Promulgation,
    /// By which motion it was adopted.
    pub adoption: Adoption,
}

/// A proposal or comment, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CommentRecord {
    /// Who made it.
    pub by: Id,
    /// The article it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Id>,
    /// What it says.
    pub words: Words,
    /// The version it was made on.
    pub version: u32,
    /// The entry it came in.
    pub entry: u64,
    /// What a reviewer said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<ReviewFinding>,
    /// What the drafters made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<CommentReply>,
}

impl ConventionRecord {
    /// Where it stands.
    pub fn state(&self) -> ConventionState {
        self.state
    }

    /// The version that is being drafted, voted on or, when nothing is, in force.
    pub fn current(&self) -> Option<&Convention> {
        self.versions.last().map(|version| &version.text)
    }

    /// All versions in order, each with its entry.
    pub fn versions(&self) -> &[DraftVersion] {
        &self.versions
    }

    /// A version by its number.
    pub fn version(&self, version: u32) -> Option<&Convention> {
        self.versions.iter().map(|draft| &draft.text).find(|text| text.version() == version)
    }

    /// How one version differs from another; none when one is not there.
    pub fn diff(&self, old: u32, new: u32) -> Option<ConventionDiff> {
        Some(ConventionDiff::between(self.version(old)?, self.version(new)?))
    }

    /// Everything the reviewers found, in order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Proposals and comments by the leaf hashes of their entries.
    pub fn comments(&self) -> &Map<Hash, CommentRecord> {
        &self.comments
    }

    /// The record of the Party organisation's study.
    pub fn study(&self) -> Option<&PartyStudy> {
        self.study.as_ref()
    }

    /// By which motion the last version that was put to the vote was adopted.
    pub fn adoption(&self) -> Option<&Adoption> {
        self.adoption.as_ref()
    }

    /// What shows that it was filed.
    pub fn filed(&self) -> &[Hash] {
        &self.filed
    }

    /// The version that was last made public as adopted, also before the day it holds from.
    pub fn promulgated(&self) -> Option<&Promulgated> {
        self.promulgated.as_ref()
    }

    /// The version that holds, also while the next one is drafted.
    pub fn in_force(&self) -> Option<&Promulgated> {
        self.in_force.as_ref()
    }

    /// Where the lint met the current version.
    pub fn lint(&self) -> Vec<ArticleHit> {
        self.current().map(Convention::lint).unwrap_or_default()
    }

    /// The first draft.
    pub(super) fn open(act: &Act, text: &Convention) -> Result<Self, Error> {
        let state = act.actor().step(ConventionState::INITIAL, ConventionEvent::Draft)?;
        Ok(Self {
            versions: vec![DraftVersion { text: text.clone(), entry: act.index, by: act.person().clone() }],
            state,
            findings: Vec::new(),
            comments: Map::new(),
            study: None,
            vote_since: act.index,
            adoption: None,
            filed: Vec::new(),
            promulgated: None,
            in_force: None,
        })
    }

    pub(super) fn text(&self) -> Result<&Convention, Error> {
        self.current().ok_or_else(|| Error::new(Code::ConventionUnknown).with("convention", ""))
    }

    /// A later draft: in place of one that nobody has seen, or of one that is public and goes back to review.
    pub(super) fn redraft(&mut self, act: &Act, draft: &DraftConvention) -> Result<(), Error> {
        if self.state == ConventionState::Drafting {
            no_replies(&draft.replies)?;
        } else {
            self.state = act.actor().step(self.state, ConventionEvent::Revise)?;
            check_reason(draft.reason.as_deref().unwrap_or_default())?;
            self.reply(&draft.replies)?;
        }
        let last = self.text()?;
        let text = &draft.convention;
        if text.title() == last.title() && text.articles() == last.articles() {
            return Err(Error::new(Code::ConventionUnchanged).with("title", text.title()));
        }
        self.versions.push(DraftVersion { text: text.clone(), entry: act.index, by: act.person().clone() });
        Ok(())
    }

    /// Every comment that waits for a reply gets one, and no other.
    pub(super) fn reply(&mut self, replies: &[CommentReply]) -> Result<(), Error> {
        CommentReply::check(&self.open_comments(), replies)?;
        for reply in replies {
            if let Some(comment) = self.comments.get_mut(&reply.comment) {
                comment.reply = Some(reply.clone());
            }
        }
        Ok(())
    }

    pub(super) fn open_comments(&self) -> Set<Hash> {
        self.comments.iter().filter(|(_, comment)| comment.is_open()).map(|(leaf, _)| *leaf).collect()
    }

    pub(super) fn review(&mut self, act: &Act, review: &ReviewDraft) -> Result<(), Error> {
        let (reviewer, clear, back) = match self.state {
            ConventionState::StreetReview => (Reviewer::Street, ConventionEvent::StreetOk, ConventionEvent::StreetBack),
            _ => (Reviewer::Legal, ConventionEvent::Clear, ConventionEvent::SendBack),
        };
        let event = if review.outcome == ReviewOutcome::Clear { clear } else { back };
        let next = act.actor().step(self.state, event)?;
        let draft = self.text()?.clone();
        if self.versions.last().is_some_and(|version| version.by == *act.person()) {
            return Err(Error::new(Code::AttestSamePerson).with("person", act.person()));
        }
        if draft.digest() != review.digest {
            return Err(other_text(&draft));
        }
        for found in &review.findings {
            self.find(&draft, reviewer, found)?;
        }
        match &review.outcome {
            ReviewOutcome::SendBack { reason } => check_reason(reason)?,
            ReviewOutcome::Clear => {
                if reviewer == Reviewer::Street {
                    self.pass_unnamed(&draft, review);
                }
                draft.reviewed(&self.findings, reviewer)?;
            }
        }
        self.state = next;
        Ok(())
    }

    fn find(&mut self, draft: &Convention, reviewer: Reviewer, found: &ReviewFinding) -> Result<(), Error> {
        if found.level != Level::Ok && found.basis.trim().is_empty() {
            return Err(Error::new(Code::ConventionNoBasis).with("title", draft.title()));
        }
        match &found.about {
            Reviewed::Article(no) => {
                let unknown =
                    || Error::new(Code::ConventionArticleUnknown).with("article", no).with("title", draft.title());
                let article = draft.article(no.as_str()).ok_or_else(unknown)?;
                self.findings.push(Finding {
                    article: no.clone(),
                    text: article.digest(),
                    reviewer,
                    level: found.level,
                    basis: found.basis.clone(),
                    reply: found.reply.clone(),
                    dismissed: found.dismissed.clone(),
                });
            }
            Reviewed::Proposal(leaf) => {
                let unknown = || Error::new(Code::ConventionCommentUnknown).with("comment", leaf);
                self.comments.get_mut(leaf).ok_or_else(unknown)?.finding = Some(found.clone());
            }
        }
        Ok(())
    }

    /// What the street read as a whole and said nothing of, it has nothing against.
    fn pass_unnamed(&mut self, draft: &Convention, review: &ReviewDraft) {
        let named = |no: &Id| review.findings.iter().any(|found| found.about == Reviewed::Article(no.clone()));
        for article in draft.articles().iter().filter(|article| !named(&article.no)) {
            self.findings.push(Finding {
                article: article.no.clone(),
                text: article.digest(),
                reviewer: Reviewer::Street,
                level: Level::Ok,
                basis: String::new(),
                reply: String::new(),
                dismissed: Set::new(),
            });
        }
    }
}

impl CommentRecord {
    /// Whether the drafters still owe a reply: what a reviewer answered needs no second one.
    pub fn is_open(&self) -> bool {
        self.reply.is_none() && self.finding.as_ref().is_none_or(|finding| finding.reply.trim().is_empty())
    }
}

/// Refuses replies where nobody is owed one.
pub(super) fn no_replies(replies: &[CommentReply]) -> Result<(), Error> {
    let unexpected = |reply: &CommentReply| Error::new(Code::ConventionCommentUnknown).with("comment", reply.comment);
    replies.first().map_or(Ok(()), |reply| Err(unexpected(reply)))
}

/// That a text is not the one it should be.
pub(super) fn other_text(draft: &Convention) -> Error {
    Error::new(Code::ConventionOtherText).with("title", draft.title()).with("version", draft.version())
}
