//! The life of a convention and what each step of it needs (SPEC.md section 8).
//!
//! ```
//! use guanjia::convention::{CommentReply, Convention, Finding, Level, Promulgation, Reviewer, VoteFacts};
//! use guanjia::matter::PartyStudy;
//! use guanjia::publicity::Publicity;
//! use guanjia::Hash;
//! let day = |text: &str| text.parse().unwrap();
//! let draft: Convention = guanjia::from_json(r#"{"id": "dogs", "version": 3, "title": "文明养犬公约",
//!     "articles": [{"no": "7", "title": "犬便清理", "kind": ["agreement"], "text": "出门带袋,随拉随清。"}]}"#).unwrap();
//! let finding = |reviewer| Finding {
//!     article: "7".parse().unwrap(), text: draft.article("7").unwrap().digest(), reviewer, level: Level::Ok,
//!     basis: String::new(), reply: String::new(), dismissed: Default::default(),
//! };
//! let publicity = Publicity {
//!     text: draft.digest(), posted: day("2026-05-18"), days: 7, extended_to: None, pulled: None,
//!     evidence: vec![Hash::of(b"photograph")],
//! };
//! let comment = Hash::of(b"a comment's entry");
//! let facts = VoteFacts {
//!     draft: &draft,
//!     findings: &[finding(Reviewer::Legal)],
//!     publicity: &publicity,
//!     comments: &[comment].into(),
//!     replies: &[],
//!     objections: &[],
//!     party: Some(&PartyStudy { on: day("2026-05-12"), record: "社区党组织会议记录".to_owned() }),
//!     today: day("2026-05-26"),
//! };
//! // Whatever is left to be done is told, one after the other.
//! assert_eq!(facts.ready().unwrap_err().code(), "convention.unreviewed"); // by the street
//! let findings = [finding(Reviewer::Legal), finding(Reviewer::Street)];
//! let facts = VoteFacts { findings: &findings, ..facts };
//! assert_eq!(facts.ready().unwrap_err().code(), "convention.comment-unanswered");
//! let replies = [CommentReply { comment, adopted: false, reason: "已另设取袋点".to_owned() }];
//! assert_eq!(VoteFacts { replies: &replies, ..facts }.ready(), Ok(()));
//!
//! // Adopted and filed, it is made public; it holds from a day on and is looked at again.
//! let result = Publicity { posted: day("2026-06-15"), days: 15, ..publicity };
//! let dates = (day("2026-07-01"), day("2026-07-16"), day("2027-01-16"));
//! let promulgation = Promulgation::new(&result, &[], dates.0, dates.1, dates.2).unwrap();
//! assert!(!promulgation.holds(day("2026-07-15")) && promulgation.holds(day("2026-07-16")));
//! assert!(promulgation.review_due(day("2027-01-17")));
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::convention::{CommentReply, Convention, Finding, Reviewer};
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::machine::machine;
use crate::matter::PartyStudy;
use crate::objection::Objection;
use crate::publicity::Publicity;
use crate::time::Date;

machine! {
    /// The life of a convention 公约.
    ConventionState, ConventionEvent: "convention" "公约" from Soliciting;
    events {
        Draft "拟稿", SendReview "送法律审查", SendBack "退回修改", Clear "法律审查通过", StreetBack "街道退回",
        StreetOk "街道审核通过", Comment "提意见", Revise "修改", ToVote "提交表决", Pass "表决通过", Fail "表决未通过",
        File "报送备案", OrderCorrect "责令改正", Promulgate "公布", EnterForce "施行", StartReview "开始评估",
        Keep "继续施行", Amend "修订", Repeal "废止",
    }
    Soliciting "征集意见" { Draft -> Drafting by [Committee] }
    Drafting "拟稿" { SendReview -> LegalReview by [Committee] }
    LegalReview "法律审查" {
        SendBack -> Drafting by [LegalAdvisor];
        Clear -> StreetReview by [LegalAdvisor];
    }
    StreetReview "街道审核" {
        StreetBack -> Drafting by [Street];
        StreetOk -> DraftPublic by [Street];
    }
    DraftPublic "草案公示" {
        Comment -> DraftPublic by [Resident];
        Revise -> LegalReview by [Committee];
        ToVote -> Voting by [Committee];
    }
    Voting "表决" {
        Pass -> Adopted by [Committee];
        Fail -> Drafting by [Committee];
    }
    Adopted "已通过" { File -> Filed by [Committee] }
    Filed "已备案" {
        OrderCorrect -> Drafting by [Street];
        Promulgate -> Promulgated by [Committee];
    }
    Promulgated "已公布" { EnterForce -> InForce by [Host] }
    InForce "施行中" { StartReview -> Reviewing by [Committee, Steward] }
    Reviewing "评估修订" {
        Keep -> InForce by [Committee];
        Amend -> Drafting by [Committee];
        Repeal -> Repealed by [Committee];
    }
    Repealed "已废止" {}
}

/// What must be known before a draft is put to a vote.
#[derive(Clone, Copy, Debug)]
pub struct VoteFacts<'a> {
    /// The draft.
    pub draft: &'a Convention,
    /// What the legal adviser and the street found.
    pub findings: &'a [Finding],
    /// How the draft was made public.
    pub publicity: &'a Publicity,
    /// The comments it received while it was public, by the leaf hashes of their entries.
    pub comments: &'a Set<Hash>,
    /// What became of each.
    pub replies: &'a [CommentReply],
    /// Objections to it.
    pub objections: &'a [Objection],
    /// The record of the Party organisation's study.
    pub party: Option<&'a PartyStudy>,
    /// The day it is put to a vote.
    pub today: Date,
}

/// That a convention was adopted 通过: which text, by which motion.
///
/// ```
/// use guanjia::Hash;
/// use guanjia::convention::{Adoption, Convention};
/// let draft: Convention = guanjia::from_json(r#"{"id": "dogs", "version": 3, "title": "文明养犬公约",
///     "articles": [{"no": "7", "title": "犬便清理", "kind": ["agreement"], "text": "出门带袋,随拉随清。"}]}"#).unwrap();
/// let motion = Hash::of(b"the entry that opened the motion");
/// assert_eq!(Adoption::new(&draft, motion, draft.digest(), true).unwrap().convention, draft.digest());
/// assert_eq!(Adoption::new(&draft, motion, draft.digest(), false).unwrap_err().code(), "convention.not-passed");
/// assert_eq!(Adoption::new(&draft, motion, Hash::of(b"another"), true).unwrap_err().code(), "convention.other-text");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// The convention's digest.
    pub convention: Hash,
    /// The leaf hash of the entry that opened the motion.
    pub motion: Hash,
}

/// From when a convention holds, and when it is looked at again.
///
/// ```
/// use guanjia::convention::Promulgation;
/// let promulgation: Promulgation = guanjia::from_json(
///     r#"{"promulgated": "2026-07-01", "in_force": "2026-07-16", "review": "2027-01-16"}"#,
/// ).unwrap();
/// let on = |day: &str| promulgation.holds(day.parse().unwrap());
/// assert!(!on("2026-07-15") && on("2026-07-16"));
/// assert!(promulgation.review_due("2027-01-16".parse().unwrap()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Promulgation {
    /// The day it was made public 公布.
    pub promulgated: Date,
    /// The first day on which it holds 施行.
    pub in_force: Date,
    /// The day by which it is looked at again 评估.
    pub review: Date,
}

impl VoteFacts<'_> {
    /// Whether the draft may be put to a vote: reviewed by the legal adviser and the street without an
    /// open finding, public in just this text for the full time with evidence, every comment and
    /// objection answered, the Party organisation's study on record.
    ///
    /// Errors: `convention.unreviewed`, `convention.blocked`, `convention.unanswered`,
    /// `convention.other-text`, `publicity.short`, `publicity.no-evidence`, `convention.comment-unanswered`,
    /// `convention.comment-unknown`, `reason.short`, `objection.unanswered`, `convention.no-party-gate`.
    pub fn ready(&self) -> Result<(), Error> {
        self.draft.reviewed(self.findings, Reviewer::Legal)?;
        self.draft.reviewed(self.findings, Reviewer::Street)?;
        same_text(self.draft, self.publicity.text)?;
        self.publicity.complete(self.today)?;
        CommentReply::check(self.comments, self.replies)?;
        Objection::all_answered(self.objections, self.today)?;
        match self.party {
            Some(study) if study.on <= self.today => Ok(()),
            _ => Err(Error::new(Code::ConventionNoPartyGate).with("title", self.draft.title())),
        }
    }
}

impl Adoption {
    /// Adopts a draft by a motion that passed and asked about just this text; the motion is named
    /// by the leaf hash of the entry that opened it.
    ///
    /// Errors: `convention.other-text`, `convention.not-passed`.
    pub fn new(draft: &Convention, motion: Hash, voted: Hash, passed: bool) -> Result<Self, Error> {
        same_text(draft, voted)?;
        if passed {
            Ok(Self { convention: draft.digest(), motion })
        } else {
            Err(Error::new(Code::ConventionNotPassed).with("title", draft.title()).with("motion", motion))
        }
    }
}

impl Promulgation {
    /// Makes a filed convention public: the result of the vote was public for its full time and
    /// every objection to it is answered; it holds from that day or later and is looked at again
    /// after that.
    ///
    /// Errors: `publicity.short`, `publicity.no-evidence`, `objection.unanswered`, `convention.dates`.
    pub fn new(
        result: &Publicity,
        objections: &[Objection],
        promulgated: Date,
        in_force: Date,
        review: Date,
    ) -> Result<Self, Error> {
        result.complete(promulgated)?;
        Objection::all_answered(objections, promulgated)?;
        if promulgated <= in_force && in_force < review {
            Ok(Self { promulgated, in_force, review })
        } else {
            Err(Error::new(Code::ConventionDates)
                .with("promulgated", promulgated)
                .with("in_force", in_force)
                .with("review", review))
        }
    }

    /// Whether it holds on a day.
    pub fn holds(&self, today: Date) -> bool {
        self.in_force <= today
    }

    /// Whether it should have been looked at again by now.
    pub fn review_due(&self, today: Date) -> bool {
        self.review <= today
    }
}

/// Refuses any other text than the draft's (`convention.other-text`): one comma changes the digest.
fn same_text(draft: &Convention, text: Hash) -> Result<(), Error> {
    if draft.digest() == text {
        Ok(())
    } else {
        Err(Error::new(Code::ConventionOtherText).with("title", draft.title()).with("version", draft.version()))
    }
}
