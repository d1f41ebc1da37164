//! What was made public for as long as it must be (SPEC.md section 8).
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
//! let list = r#"{"kind": "post", "days": 7, "post": "list-1", "subject": {"list": "2026Q1"},
//!     "listed": [{"organisation": {"name": "某物业公司"}}],
//!     "evidence": ["hIGcisBQdswwpDgLCvcFkhuhPqBPgi7Jb4dYR5OQumg"],
//!     "text": "HRkdU15d51HALaEwZidOkVvx4h34yo-TiUZE4wHm1dk"}"#;
//! let neighbour = list.replace(r#""organisation": {"name": "某物业公司"}"#, r#""person": {"handle": "H-2"}"#);
//! assert_eq!(enter(&mut hall, "clerk", &neighbour).unwrap_err().code(), "publicity.person-listed");
//! enter(&mut hall, "clerk", list).unwrap();
//!
//! // Posted on the 16th for seven days, it has run its time when the 23rd is over.
//! let post = hall.post(&"list-1".parse().unwrap()).unwrap();
//! assert_eq!(post.publicity.last_day().to_string(), "2026-03-23");
//! let end = r#"{"kind": "post-end", "post": "list-1"}"#;
//! enter(&mut hall, "host", r#"{"kind": "clock", "at": 1774260000}"#).unwrap(); // the 23rd
//! assert_eq!(enter(&mut hall, "clerk", end).unwrap_err().code(), "publicity.short");
//! enter(&mut hall, "host", r#"{"kind": "clock", "at": 1774317600}"#).unwrap(); // the 24th
//! enter(&mut hall, "clerk", end).unwrap();
//! ```

use crate::map::{Map, Set};
use std::iter;

use super::{Act, Hall, objection::ObjectionRecord};
use crate::aggregate::Aggregate;
use crate::error::{Code, Error};
use crate::event::{EndPost, Event, Finalise, Post, Subject};
use crate::hash::Hash;
use crate::id::Id;
use crate::objection::Objection;
use crate::publicity::{Listed, Publicity, PublicityState};
use crate::role::Role;
use crate::verdict::Outcome;

/// All that was posted, and objections to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Posts {
    by_id: Map<Id, PostRecord>,
    /// The post that counts for each subject.
    latest: Map<Subject, Id>,
    /// What the entries are about that can be objected to, and who signed them.
    about: Map<Hash, (About, Id)>,
    /// When what is final became so.
    finalised: Map<Subject, u64>,
    pub(super) objections: Map<Hash, ObjectionRecord>,
}

/// What an entry is about, for those who object to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// Something that is posted as a whole.
    Subject(Subject),
    /// A claim to points, which is posted with others.
    Claim(Id),
}

/// A post 公示.
///
/// ```
/// # #[cfg(feature = "sample")] {
/// let mut told = |_, _| ();
/// let mut story = guanjia::sample::pengshui(b"any seed", &mut told).unwrap();
/// let hall = story.scribe().hall();
/// use guanjia::event::Subject;
/// let about = Subject::Matter("T01".parse().unwrap());
/// let post = hall.post_about(&about).unwrap();
/// assert_eq!((post.publicity.days, post.publicity.evidence.is_empty()), (7, false));
/// assert!(post.ended.is_some() && hall.is_public(&about));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRecord {
    /// What it is called.
    pub id: Id,
    /// What it is about.
    pub subject: Subject,
    /// The leaf hash of its entry.
    pub leaf: Hash,
    /// Its entry.
    pub entry: u64,
    /// Who posted it.
    pub by: Id,
    /// When it was posted, for how long, and what shows it.
    pub publicity: Publicity,
    /// The counts that were posted.
    pub table: Option<Aggregate>,
    /// The entries of a red or black list.
    pub listed: Vec<Listed>,
    /// The outcome at the time, where it is about a result.
    pub outcome: Option<Outcome>,
    /// The entry that ended it after its full time.
    pub ended: Option<u64>,
}

impl Hall {
    /// A post by its name.
    pub fn post(&self, id: &Id) -> Option<&PostRecord> {
        self.posts.by_id.get(id)
    }

    /// Every post, in the order of their names.
    pub fn posts(&self) -> impl Iterator<Item = &PostRecord> {
        self.posts.by_id.values()
    }

    /// The post that counts for a subject: the latest, unless its subject has changed since.
    pub fn post_about(&self, subject: &Subject) -> Option<&PostRecord> {
        self.posts.latest.get(subject).and_then(|id| self.post(id))
    }

    /// Where a post stands.
    pub fn publicity_state(&self, id: &Id) -> Option<PublicityState> {
        let post = self.post(id)?;
        let open = self.objections_to(&post.subject).into_iter().filter(Objection::is_open).collect::<Vec<_>>();
        Some(if post.ended.is_some() {
            PublicityState::Ended
        } else if post.publicity.pulled.is_some() {
            PublicityState::Scheduled
        } else if open.iter().any(|objection| objection.is_overdue(self.today())) {
            PublicityState::StreetCheck
        } else if open.is_empty() {
            PublicityState::Running
        } else {
            PublicityState::Objection
        })
    }

    /// Whether a subject was public for its full time with evidence, which an entry says, and every
    /// objection to it is answered (models.json `G_publicity_done`).
    pub fn is_public(&self, subject: &Subject) -> bool {
        self.check_public(subject).is_ok()
    }

    /// Whether a subject was finalised 定案.
    pub fn is_final(&self, subject: &Subject) -> bool {
        self.posts.finalised.contains_key(subject)
    }

    /// Whether the list of a roster was public for as long as it must be, and every objection was answered.
    pub(super) fn publicity_done(&self, roster: &Id) -> bool {
        self.is_public(&Subject::Roster(roster.clone()))
    }

    /// The list of a roster has changed, so that what was public before no longer counts.
    pub(super) fn publicity_lapse(&mut self, roster: &Id) {
        self.take_down(&Subject::Roster(roster.clone()));
    }

    /// The latest publicity of minutes, by the digest of their text.
    pub(super) fn posted_text(&self, text: Hash) -> Option<&Publicity> {
        let same = |post: &&PostRecord| matches!(post.subject, Subject::Minutes(_)) && post.publicity.text == text;
        self.posts().filter(same).max_by_key(|post| post.entry).map(|post| &post.publicity)
    }

    /// The publicity of what was done about a matter.
    pub(super) fn posted_about(&self, matter: &Id) -> Option<&Publicity> {
        self.post_about(&Subject::Matter(matter.clone())).map(|post| &post.publicity)
    }

    /// The post that counts for a subject, or `publicity.missing`.
    pub(super) fn known_post_about(&self, subject: &Subject) -> Result<&PostRecord, Error> {
        self.post_about(subject).ok_or_else(|| refuse(Code::PublicityMissing, subject))
    }

    /// The post that counts for a subject, if [`Hall::is_public`]; otherwise what is missing.
    pub(super) fn check_public(&self, subject: &Subject) -> Result<&PostRecord, Error> {
        let post = self.known_post_about(subject)?;
        post.publicity.complete(self.today())?;
        Objection::all_answered(&self.objections_to(subject), self.today())?;
        if post.outcome != self.outcome_of(subject) {
            return Err(refuse(Code::PublicityOutdated, subject).with("post", &post.id));
        }
        if post.ended.is_none() {
            return Err(refuse(Code::PublicityNotEnded, subject).with("post", &post.id));
        }
        Ok(post)
    }

    /// The post about a subject, while it takes objections and comments; otherwise `publicity.missing` or
    /// `objection.window`.
    pub(crate) fn check_takes_objections(&self, subject: &Subject) -> Result<&PostRecord, Error> {
        let post = self.known_post_about(subject)?;
        if post.ended.is_none() && post.publicity.takes_objections(self.today()) {
            return Ok(post);
        }
        Err(Error::new(Code::ObjectionWindow)
            .with("day", self.today())
            .with("posted", post.publicity.posted)
            .with("last", post.publicity.last_day()))
    }

    /// What an entry is about that can be objected to or finalised, and who signed it; `objection.about-nothing`.
    pub(super) fn objectable(&self, leaf: Hash) -> Result<&(About, Id), Error> {
        self.posts.about.get(&leaf).ok_or_else(|| Error::new(Code::ObjectionAboutNothing).with("re", leaf))
    }

    /// The subject that an entry is about, which for a claim is that of the post it stands in.
    pub(super) fn subject_of(&self, about: &About) -> Result<Subject, Error> {
        match about {
            About::Subject(subject) => Ok(subject.clone()),
            About::Claim(claim) => {
                let holds = |subject: &&Subject| matches!(subject, Subject::Points(claims) if claims.contains(claim));
                let missing = || refuse(Code::PublicityMissing, &Subject::Points(iter::once(claim.clone()).collect()));
                self.posts.latest.keys().rev().find(holds).cloned().ok_or_else(missing)
            }
        }
    }

    /// Everyone who signed an entry about a subject.
    pub(super) fn involved(&self, subject: &Subject) -> Set<&Id> {
        let same = |about: &About| self.subject_of(about).is_ok_and(|other| other == *subject);
        self.posts.about.values().filter(|(about, _)| same(about)).map(|(_, by)| by).collect()
    }

    /// Remembers what an entry is about, so that it can be objected to.
    pub(super) fn note_about(&mut self, act: &Act, event: &Event) {
        let about = match event {
            Event::Motion(_) => About::Subject(Subject::Result(act.leaf)),
            Event::Announce(_) => About::Subject(Subject::Result(act.re.unwrap_or(act.leaf))),
            Event::DeclareRoster(declare) => About::Subject(Subject::Roster(declare.roster.id.clone())),
            Event::MoveRoster(step) => About::Subject(Subject::Roster(step.roster.clone())),
            Event::DraftConvention(draft) => About::Subject(Subject::Draft(draft.convention.id().clone())),
            Event::TriageMatter(triage) => About::Subject(Subject::Matter(triage.matter.clone())),
            Event::Notice(notice) => About::Subject(Subject::Agenda(notice.session.clone())),
            Event::TakeMinutes(minutes) => About::Subject(Subject::Minutes(minutes.session.clone())),
            Event::OpenDrive(drive) => About::Subject(Subject::Drive(drive.drive.clone())),
            Event::ClaimPoints(claim) => About::Claim(claim.claim.clone()),
            Event::Post(post) => About::Subject(post.subject.clone()),
            _ => return,
        };
        self.note(act, about);
    }

    /// Remembers that an entry is about something, and who signed it.
    pub(super) fn note(&mut self, act: &Act, about: About) {
        self.posts.about.insert(act.leaf, (about, act.person().clone()));
    }

    pub(super) fn on_post(&mut self, act: &Act, post: &Post) -> Result<(), Error> {
        act.office(&[Role::Clerk])?;
        if self.post(&post.post).is_some() {
            return Err(Error::new(Code::PublicityRepeated).with("post", &post.post));
        }
        self.check_subject(post)?;
        let need = self.days_needed(&post.subject)?;
        if post.days < need {
            return Err(refuse(Code::PublicityDays, &post.subject).with("need", need).with("days", post.days));
        }
        self.check_contents(post)?;
        let ledger = self.points_posted(&post.subject)?;

        let again = self.posts().any(|other| other.subject == post.subject && other.table.is_some());
        if again && post.table.is_some() {
            self.flag(act, refuse(Code::PublicityTableAgain, &post.subject));
        }
        if let Some(ledger) = ledger {
            self.points.ledger = ledger;
        }
        if let Subject::Drive(drive) = &post.subject {
            self.drive_posted(drive);
        }
        self.take_down(&post.subject);
        let publicity = Publicity {
            text: post.text,
            posted: self.today(),
            days: post.days,
            extended_to: post.extended_to,
            pulled: None,
            evidence: post.evidence.clone(),
        };
        let record = PostRecord {
            id: post.post.clone(),
            subject: post.subject.clone(),
            leaf: act.leaf,
            entry: act.index,
            by: act.person().clone(),
            publicity,
            table: post.table.clone(),
            listed: post.listed.clone(),
            outcome: self.outcome_of(&post.subject),
            ended: None,
        };
        self.posts.latest.insert(post.subject.clone(), post.post.clone());
        self.posts.by_id.insert(post.post.clone(), record);
        Ok(())
    }

    pub(super) fn on_post_end(&mut self, act: &Act, end: &EndPost) -> Result<(), Error> {
        act.office(&[Role::Clerk, Role::Host])?;
        let unknown = || Error::new(Code::PublicityUnknown).with("post", &end.post);
        let mut post = self.post(&end.post).ok_or_else(unknown)?.clone();
        if post.ended.is_some() || self.posts.latest.get(&post.subject) != Some(&post.id) {
            return Err(Error::new(Code::PublicityOver).with("post", &end.post));
        }
        post.publicity.evidence.extend(end.evidence.iter().copied());
        post.ended = Some(act.index);
        post.publicity.complete(self.today())?;
        Objection::all_answered(&self.objections_to(&post.subject), self.today())?;
        self.posts.by_id.insert(end.post.clone(), post);
        Ok(())
    }

    pub(super) fn on_finalise(&mut self, act: &Act, _: &Finalise) -> Result<(), Error> {
        act.office(&[Role::Clerk])?;
        let subject = self.subject_of(&self.objectable(act.about()?)?.0)?;
        if self.is_final(&subject) {
            return Err(refuse(Code::FinaliseRepeated, &subject));
        }
        if let Subject::Result(motion) = &subject {
            self.announced(*motion)?;
        }
        self.check_public(&subject)?;
        self.posts.finalised.insert(subject, act.index);
        Ok(())
    }

    /// What was decided, where the subject is a result.
    fn outcome_of(&self, subject: &Subject) -> Option<Outcome> {
        let Subject::Result(motion) = subject else { return None };
        self.motion(*motion).ok().and_then(super::MotionRecord::outcome)
    }

    /// What follows from a subject makes it final.
    pub(super) fn make_final(&mut self, act: &Act, subject: &Subject) {
        self.posts.finalised.entry(subject.clone()).or_insert(act.index);
    }

    /// A post does not count any longer, since its subject has changed or is posted anew.
    pub(super) fn take_down(&mut self, subject: &Subject) {
        let today = self.today();
        self.posts.finalised.remove(subject);
        let Some(before) = self.posts.latest.remove(subject) else { return };
        if let Some(post) = self.posts.by_id.get_mut(&before).filter(|post| post.ended.is_none()) {
            post.publicity.pulled = Some(today);
        }
    }
}

/// An error about a subject.
pub(super) fn refuse(code: Code, subject: &Subject) -> Error {
    Error::new(code).with("subject", subject).with("subject_zh", subject.zh())
}
