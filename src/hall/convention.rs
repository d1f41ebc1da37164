//! Conventions on the record: drafted, reviewed, put to the vote, in force (SPEC.md section 8).

use std::collections::{BTreeMap, BTreeSet};

use super::{Act, Hall};
use crate::actor::Actor;
use crate::convention::{
    Adoption, ArticleHit, CommentReply, Convention, ConventionDiff, ConventionEvent, ConventionState, Finding, Level,
    Promulgation, Reviewer, VoteFacts,
};
use crate::error::{Code, Error};
use crate::event::{
    Comment, ConventionStep, DraftConvention, MoveConvention, PartyGate, ReviewDraft, ReviewFinding, ReviewOutcome,
    Reviewed, Subject,
};
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::Machine;
use crate::matter::PartyStudy;
use crate::motion::Effect;
use crate::reason::check_reason;
use crate::role::Role;
use crate::time::Date;
use crate::verdict::Outcome;
use crate::words::Words;

/// All conventions of a record.
pub(super) type Conventions = BTreeMap<Id, ConventionRecord>;

/// A convention 公约 with all its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConventionRecord {
    versions: Vec<DraftVersion>,
    state: ConventionState,
    findings: Vec<Finding>,
    comments: BTreeMap<Hash, CommentRecord>,
    study: Option<PartyStudy>,
    /// The entry that asked for a vote: to adopt it, or to look at it again; earlier motions do not count.
    vote_since: u64,
    adoption: Option<Adoption>,
    filed: Vec<Hash>,
    promulgated: Option<Promulgated>,
    in_force: Option<Promulgated>,
}

/// A version of a convention on the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftVersion {
    /// The text.
    pub text: Convention,
    /// The entry it came in.
    pub entry: u64,
}

/// A version that was made public as adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promulgated {
    /// The text.
    pub text: Convention,
    /// From when it holds.
    pub promulgation: Promulgation,
    /// By which motion it was adopted.
    pub adoption: Adoption,
}

/// A proposal or comment, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRecord {
    /// Who made it.
    pub by: Id,
    /// The article it is about.
    pub article: Option<Id>,
    /// What it says.
    pub words: Words,
    /// The version it was made on.
    pub version: u32,
    /// The entry it came in.
    pub entry: u64,
    /// What a reviewer said of it.
    pub finding: Option<ReviewFinding>,
    /// What the drafters made of it.
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
    pub fn comments(&self) -> &BTreeMap<Hash, CommentRecord> {
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
    fn open(act: &Act, text: &Convention) -> Result<Self, Error> {
        let state = act.actor().step(ConventionState::INITIAL, ConventionEvent::Draft)?;
        Ok(Self {
            versions: vec![DraftVersion { text: text.clone(), entry: act.index }],
            state,
            findings: Vec::new(),
            comments: BTreeMap::new(),
            study: None,
            vote_since: act.index,
            adoption: None,
            filed: Vec::new(),
            promulgated: None,
            in_force: None,
        })
    }

    fn text(&self) -> Result<&Convention, Error> {
        self.current().ok_or_else(|| Error::new(Code::ConventionUnknown).with("convention", ""))
    }

    /// A later draft: in place of one that nobody has seen, or of one that is public and goes back to review.
    fn redraft(&mut self, act: &Act, draft: &DraftConvention) -> Result<(), Error> {
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
        self.versions.push(DraftVersion { text: text.clone(), entry: act.index });
        Ok(())
    }

    /// Every comment that waits for a reply gets one, and no other.
    fn reply(&mut self, replies: &[CommentReply]) -> Result<(), Error> {
        CommentReply::check(&self.open_comments(), replies)?;
        for reply in replies {
            if let Some(comment) = self.comments.get_mut(&reply.comment) {
                comment.reply = Some(reply.clone());
            }
        }
        Ok(())
    }

    fn open_comments(&self) -> BTreeSet<Hash> {
        self.comments.iter().filter(|(_, comment)| comment.is_open()).map(|(leaf, _)| *leaf).collect()
    }

    fn review(&mut self, act: &Act, review: &ReviewDraft) -> Result<(), Error> {
        let (reviewer, clear, back) = match self.state {
            ConventionState::StreetReview => (Reviewer::Street, ConventionEvent::StreetOk, ConventionEvent::StreetBack),
            _ => (Reviewer::Legal, ConventionEvent::Clear, ConventionEvent::SendBack),
        };
        let event = if review.outcome == ReviewOutcome::Clear { clear } else { back };
        let next = act.actor().step(self.state, event)?;
        let draft = self.text()?.clone();
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
                dismissed: BTreeSet::new(),
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
    pub(super) fn known_convention(&self, id: &Id) -> Result<&ConventionRecord, Error> {
        self.convention(id).ok_or_else(|| Error::new(Code::ConventionUnknown).with("convention", id))
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
        for hit in text.lint() {
            self.flag(act, lint_flag(&hit));
        }
        self.conventions.insert(text.id().clone(), record);
        Ok(())
    }

    pub(super) fn on_comment(&mut self, act: &Act, comment: &Comment) -> Result<(), Error> {
        let by = self.speaker(act, comment.handle.as_ref())?;
        let record = self.known_convention(&comment.convention)?;
        let draft = record.text()?;
        if let Some(no) = comment.article.as_ref().filter(|no| draft.article(no.as_str()).is_none()) {
            return Err(Error::new(Code::ConventionArticleUnknown).with("article", no).with("title", draft.title()));
        }
        comment.words.check()?;
        if record.state != ConventionState::Drafting {
            record.state.step(ConventionEvent::Comment, Role::Resident)?;
            self.check_takes_objections(&Subject::Draft(comment.convention.clone()))?;
        }
        self.check_may_be_public(comment.words.text().unwrap_or_default())?;
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
                record.promulgated = Some(self.promulgated(&record, &draft, *in_force, *review)?);
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

fn no_replies(replies: &[CommentReply]) -> Result<(), Error> {
    let unexpected = |reply: &CommentReply| Error::new(Code::ConventionCommentUnknown).with("comment", reply.comment);
    replies.first().map_or(Ok(()), |reply| Err(unexpected(reply)))
}

fn other_text(draft: &Convention) -> Error {
    Error::new(Code::ConventionOtherText).with("title", draft.title()).with("version", draft.version())
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
