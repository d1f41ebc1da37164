//! Conventions on the record: drafted, reviewed, put to the vote, in force (SPEC.md section 8).
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
//! let draft = r#"{"kind": "convention", "convention": {"id": "dogs", "version": 1, "title": "文明养犬公约", "articles": [
//!     {"no": "13", "title": "处理", "kind": ["agreement"], "text": "先善意提醒,仍不改正的报告公安机关。"}]}}"#;
//! assert_eq!(enter(&mut hall, "clerk", draft).unwrap_err().code(), "office.missing");
//! enter(&mut hall, "committee", draft).unwrap();
//! enter(&mut hall, "committee",
//!     r#"{"kind": "convention-move", "convention": "dogs", "move": {"send-review": {}}}"#).unwrap();
//!
//! // The legal adviser reads this very text, then the street; a clear review says so for every article.
//! let digest = hall.convention(&"dogs".parse().unwrap()).unwrap().current().unwrap().digest();
//! let review = |findings: &str| format!(r#"{{
//!     "kind": "review", "convention": "dogs", "digest": "{digest}", "findings": {findings}, "outcome": "clear"
//! }}"#);
//! assert_eq!(enter(&mut hall, "legal-advisor", &review("[]")).unwrap_err().code(), "convention.unreviewed");
//! let ok = review(r#"[{"about": {"article": "13"}, "level": "ok"}]"#);
//! assert_eq!(enter(&mut hall, "street", &ok).unwrap_err().code(), "machine.role");
//! enter(&mut hall, "legal-advisor", &ok).unwrap();
//! let state = hall.convention(&"dogs".parse().unwrap()).unwrap().state();
//! assert_eq!(state, guanjia::convention::ConventionState::StreetReview);
//! ```

mod record;

use crate::map::Map;

use super::matter::check_private;
use super::{Act, Hall};
use crate::actor::Actor;
use crate::convention::{
    Adoption, ArticleHit, CommentReply, Convention, ConventionEvent, ConventionState, Promulgation, Reviewer, VoteFacts,
};
use crate::error::{Code, Error};
use crate::event::{Comment, ConventionStep, DraftConvention, MoveConvention, PartyGate, ReviewDraft, Subject};
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::Machine;
use crate::motion::Effect;
use crate::reason::check_reason;
use crate::role::Role;
use crate::time::Date;
use crate::verdict::Outcome;
use record::{no_replies, other_text};

pub use record::{CommentRecord, ConventionRecord, DraftVersion, Promulgated};

/// All conventions of a record.
pub(super) type Conventions = Map<Id, ConventionRecord>;

impl Hall {
    /// A convention by its identifier.
    pub fn convention(&self, id: &Id) -> Option<&ConventionRecord> {
        self.conventions.get(id)
    }

    /// Every convention, in the order of their identifiers.
    pub fn conventions(&self) -> impl Iterator<Item = (&Id, &ConventionRecord)> {
        self.conventions.iter()
    }

    /// A warning `convention.review-due` for each convention that should have been looked at again by a day.
    pub fn overdue_reviews(&self, today: Date) -> Vec<Error> {
        let due = |(id, record): (&Id, &ConventionRecord)| {
            let review = record.in_force.as_ref()?.promulgation.review;
            let waits = record.state == ConventionState::InForce && review <= today;
            waits.then(|| Error::new(Code::ConventionReviewDue).with("convention", id).with("review", review))
        };
        self.conventions.iter().filter_map(due).collect()
    }

    /// The convention, or `convention.unknown`.
    pub(crate) fn known_convention(&self, id: &Id) -> Result<&ConventionRecord, Error> {
        self.convention(id).ok_or_else(|| Error::new(Code::ConventionUnknown).with("convention", id))
    }

    /// The current version of a convention, or `convention.unknown`.
    pub(crate) fn current_text(&self, id: &Id) -> Result<&Convention, Error> {
        self.known_convention(id)?.text()
    }

    /// Refuses a motion on a convention that is not to be voted on now, or on another text: it was put to
    /// the vote and nothing blocks it (AB25), or it is looked at again and might be repealed.
    pub(super) fn convention_may_be_voted(&self, convention: &Id, digest: Hash) -> Result<(), Error> {
        let record = self.known_convention(convention)?;
        let draft = record.text()?;
        if draft.digest() != digest {
            return Err(other_text(draft));
        }
        match record.state {
            ConventionState::Voting => draft.reviewed(&record.findings, Reviewer::Legal),
            ConventionState::Reviewing => Ok(()),
            state => state.step(ConventionEvent::Pass, Role::Committee).map(drop),
        }
    }

    pub(super) fn on_convention(&mut self, act: &Act, draft: &DraftConvention) -> Result<(), Error> {
        act.office(&[Role::Committee])?;
        let text = &draft.convention;
        let before = self.convention(text.id());
        let last = before.map(ConventionRecord::text).transpose()?;
        let expected = last.map_or(1, |last| last.version().saturating_add(1));
        if text.version() != expected || draft.previous != last.map(Convention::digest) {
            return Err(Error::new(Code::ConventionVersion)
                .with("title", text.title())
                .with("version", text.version())
                .with("expected", expected));
        }
        let record = if let Some(before) = before {
            let mut record = before.clone();
            record.redraft(act, draft)?;
            record
        } else {
            no_replies(&draft.replies)?;
            ConventionRecord::open(act, text)?
        };
        self.take_down(&Subject::Draft(text.id().clone()));
        for hit in text.lint() {
            self.flag(act, lint_flag(&hit));
        }
        self.conventions.insert(text.id().clone(), record);
        Ok(())
    }

    /// Whether somebody may comment on a convention's draft now with their own key, and otherwise why not:
    /// `member.no-key`, and what admission refuses.
    pub fn may_comment(&self, convention: &Id, handle: &Id) -> Result<(), Error> {
        self.check_has_key(handle)?;
        self.check_takes_comments(convention).map(drop)
    }

    /// A convention, while its draft takes comments: before it is reviewed, and while it is public.
    fn check_takes_comments(&self, id: &Id) -> Result<&ConventionRecord, Error> {
        let record = self.known_convention(id)?;
        if record.state != ConventionState::Drafting {
            record.state.step(ConventionEvent::Comment, Role::Resident)?;
            self.check_takes_objections(&Subject::Draft(id.clone()))?;
        }
        Ok(record)
    }

    pub(super) fn on_comment(&mut self, act: &Act, comment: &Comment) -> Result<(), Error> {
        let by = self.speaker(act, comment.handle.as_ref())?;
        let draft = self.check_takes_comments(&comment.convention)?.text()?;
        if let Some(no) = comment.article.as_ref().filter(|no| draft.article(no.as_str()).is_none()) {
            return Err(Error::new(Code::ConventionArticleUnknown).with("article", no).with("title", draft.title()));
        }
        comment.words.check()?;
        check_private(&comment.words)?;
        let received = CommentRecord {
            by,
            article: comment.article.clone(),
            words: comment.words.clone(),
            version: draft.version(),
            entry: act.index,
            finding: None,
            reply: None,
        };
        if let Some(record) = self.conventions.get_mut(&comment.convention) {
            record.comments.insert(act.leaf, received);
        }
        Ok(())
    }

    pub(super) fn on_review(&mut self, act: &Act, review: &ReviewDraft) -> Result<(), Error> {
        let mut record = self.known_convention(&review.convention)?.clone();
        record.review(act, review)?;
        self.conventions.insert(review.convention.clone(), record);
        Ok(())
    }

    pub(super) fn on_gate(&mut self, act: &Act, gate: &PartyGate) -> Result<(), Error> {
        act.office(&[Role::Committee])?;
        let record = self.known_convention(&gate.convention)?;
        if gate.study.on > self.today() || gate.study.record.trim().is_empty() {
            return Err(Error::new(Code::ConventionNoPartyGate).with("title", record.text()?.title()));
        }
        if let Some(record) = self.conventions.get_mut(&gate.convention) {
            record.study = Some(gate.study.clone());
        }
        Ok(())
    }

    pub(super) fn on_convention_move(&mut self, act: &Act, step: &MoveConvention) -> Result<(), Error> {
        let MoveConvention { convention: id, step } = step;
        let mut record = self.known_convention(id)?.clone();
        record.state = self.steward(act).step(record.state, step.event())?;
        step.reason().map_or(Ok(()), check_reason)?;
        let draft = record.text()?.clone();
        let today = self.today();
        match step {
            ConventionStep::ToVote { replies } => {
                self.check_ready(id, &record, &draft, replies)?;
                record.reply(replies)?;
                record.vote_since = act.index;
            }
            ConventionStep::Pass { motion } => {
                record.adoption = Some(self.adopted(id, &record, &draft, *motion)?);
            }
            ConventionStep::Fail { motion, .. } => self.check_failed(id, &record, *motion)?,
            ConventionStep::File { evidence } => {
                if evidence.is_empty() {
                    return Err(Error::new(Code::ConventionNotFiled).with("title", draft.title()));
                }
                record.filed.clone_from(evidence);
            }
            ConventionStep::Promulgate { in_force, review } => {
                let promulgated = self.promulgated(&record, &draft, *in_force, *review)?;
                self.make_final(act, &Subject::Result(promulgated.adoption.motion));
                record.promulgated = Some(promulgated);
            }
            ConventionStep::EnterForce {} => {
                let promulgated = record.promulgated.clone();
                let from = promulgated.as_ref().map(|promulgated| promulgated.promulgation.in_force);
                if let Some(from) = from.filter(|from| today < *from) {
                    return Err(Error::new(Code::ConventionNotYet)
                        .with("title", draft.title())
                        .with("in_force", from)
                        .with("today", today));
                }
                record.in_force = promulgated;
            }
            ConventionStep::StartReview { .. } => record.vote_since = act.index,
            ConventionStep::Keep { review, .. } => {
                if let Some(kept) = &mut record.in_force {
                    let Promulgation { promulgated, in_force, .. } = kept.promulgation;
                    if *review <= today {
                        return Err(dates(promulgated, in_force, *review));
                    }
                    kept.promulgation.review = *review;
                }
            }
            ConventionStep::Repeal { motion, .. } => {
                self.adopted(id, &record, &draft, *motion)?;
                record.in_force = None;
            }
            ConventionStep::SendReview {} | ConventionStep::OrderCorrect { .. } | ConventionStep::Amend { .. } => {}
        }
        self.conventions.insert(id.clone(), record);
        Ok(())
    }

    /// Whether the draft may be put to a vote (AB25).
    fn check_ready(
        &self,
        id: &Id,
        record: &ConventionRecord,
        draft: &Convention,
        replies: &[CommentReply],
    ) -> Result<(), Error> {
        let subject = Subject::Draft(id.clone());
        let facts = VoteFacts {
            draft,
            findings: &record.findings,
            publicity: &self.known_post_about(&subject)?.publicity,
            comments: &record.open_comments(),
            replies,
            objections: &self.objections_to(&subject),
            party: record.study.as_ref(),
            today: self.today(),
        };
        facts.ready()?;
        self.check_public(&subject).map(drop)
    }

    /// Its adoption, or its repeal, by a motion that was opened since that was asked for, asked about just
    /// this text, decided it, and was announced as passed.
    fn adopted(&self, id: &Id, record: &ConventionRecord, draft: &Convention, motion: Hash) -> Result<Adoption, Error> {
        let voted = self.motion(motion)?;
        let text = voted.convention().filter(|text| text.convention == *id).ok_or_else(|| other_text(draft))?;
        let decided = voted.question().effect == Effect::Decision && voted.opened() > record.vote_since;
        Adoption::new(draft, motion, text.digest, decided && voted.outcome() == Some(Outcome::Passed))
    }

    /// Refuses to let a draft fail by a motion about something else, from before, without a result or passed.
    fn check_failed(&self, id: &Id, record: &ConventionRecord, motion: Hash) -> Result<(), Error> {
        let voted = self.motion(motion)?;
        let draft = record.text()?;
        let asked = voted.convention().is_some_and(|text| text.convention == *id && text.digest == draft.digest());
        if !asked || voted.opened() < record.vote_since {
            return Err(other_text(draft));
        }
        match voted.outcome() {
            None => Err(Error::new(Code::FinaliseNotAnnounced).with("motion", &voted.question().id)),
            Some(Outcome::Passed) => {
                Err(Error::new(Code::ConventionPassed).with("title", draft.title()).with("motion", motion))
            }
            Some(_) => Ok(()),
        }
    }

    /// What is made public as adopted: the result still stands, was public for its days, and every
    /// objection to it is answered.
    fn promulgated(
        &self,
        record: &ConventionRecord,
        draft: &Convention,
        in_force: Date,
        review: Date,
    ) -> Result<Promulgated, Error> {
        let motion = record.adoption.as_ref().map_or(Hash([0; 32]), |adoption| adoption.motion);
        let passed = self.motion(motion)?.outcome() == Some(Outcome::Passed);
        let adoption = Adoption::new(draft, motion, draft.digest(), passed)?;
        let subject = Subject::Result(motion);
        let post = self.known_post_about(&subject)?;
        let objections = self.objections_to(&subject);
        let promulgation = Promulgation::new(&post.publicity, &objections, self.today(), in_force, review)?;
        self.check_public(&subject)?;
        Ok(Promulgated { text: draft.clone(), promulgation, adoption })
    }

    /// Who signed, as a steward too if they hold a seat on a roster.
    fn steward(&self, act: &Act) -> Actor {
        let seated = |pool: &crate::selection::Pool| pool.members().contains_key(act.person());
        let holds = self.rosters().filter_map(|roster| roster.pool().ok()).any(seated);
        if holds { act.actor().also(Role::Steward) } else { act.actor() }
    }
}

fn dates(promulgated: Date, in_force: Date, review: Date) -> Error {
    Error::new(Code::ConventionDates).with("promulgated", promulgated).with("in_force", in_force).with("review", review)
}

fn lint_flag(hit: &ArticleHit) -> Error {
    Error::new(Code::ConventionLint)
        .with("article", &hit.article)
        .with("words", &hit.hit.words)
        .with("rule", hit.hit.rule)
        .with("basis", hit.hit.basis)
        .with("suggestion", hit.hit.suggestion)
}
