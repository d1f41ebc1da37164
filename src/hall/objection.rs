//! Objections on the record: lodged in time, answered by somebody else, put right (SPEC.md section 8).
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
//! let post = enter(&mut hall, "clerk", r#"{"kind": "post", "days": 7, "post": "list-1", "subject": {"list": "2026Q1"},
//!     "listed": [{"organisation": {"name": "某物业公司"}}],
//!     "evidence": ["hIGcisBQdswwpDgLCvcFkhuhPqBPgi7Jb4dYR5OQumg"],
//!     "text": "HRkdU15d51HALaEwZidOkVvx4h34yo-TiUZE4wHm1dk"}"#).unwrap();
//! let objection = enter(&mut hall, "H-1", &format!(
//!     r#"{{"kind": "object", "claim": "红榜上的公司上月停了三次水", "re": "{post}"}}"#
//! )).unwrap();
//! let answer = format!(
//!     r#"{{"kind": "answer", "ruling": "dismissed", "reason": "停水系市政抢修,有通知为证", "re": "{objection}"}}"#
//! );
//! assert_eq!(enter(&mut hall, "clerk", &answer).unwrap_err().code(), "office.missing");
//!
//! // Seven days to answer by the charter; after that it is overdue, and a finding of every audit.
//! assert_eq!(hall.objection(objection).unwrap().objection.due.to_string(), "2026-03-23");
//! enter(&mut hall, "host", r#"{"kind": "clock", "at": 1774317600}"#).unwrap();
//! assert_eq!(hall.overdue_objections(hall.today()).len(), 1);
//! enter(&mut hall, "supervisor", &answer).unwrap();
//! assert!(hall.overdue_objections(hall.today()).is_empty());
//! ```

use crate::map::Set;

use super::matter::check_private;
use super::publicity::About;
use super::{Act, Hall, PostRecord};
use crate::error::{Code, Error};
use crate::event::{Object, ObjectionAnswer, Subject};
use crate::hash::Hash;
use crate::id::Id;
use crate::objection::{Against, Objection, Ruling};
use crate::points::{PointsLedger, PointsState};
use crate::role::Role;
use crate::roster::RosterEvent;
use crate::time::Date;
use crate::words::Words;

/// Who may answer, each in the cases that [`Objection::answer`] allows.
const ANSWERS: &[Role] = &[Role::Supervisor, Role::Committee, Role::Street];

/// An objection 异议 on the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectionRecord {
    /// The objection, and its answer.
    pub objection: Objection,
    /// What it is about.
    pub subject: Subject,
    /// The claim to points it is about, if about one.
    pub claim: Option<Id>,
    /// Its entry.
    pub entry: u64,
}

impl Hall {
    /// An objection by the leaf hash of its entry.
    pub fn objection(&self, leaf: Hash) -> Option<&ObjectionRecord> {
        self.posts.objections.get(&leaf)
    }

    /// Every objection, by the leaf hash of its entry.
    pub fn objections(&self) -> impl Iterator<Item = (&Hash, &ObjectionRecord)> {
        self.posts.objections.iter()
    }

    /// A warning `objection.overdue` for each objection that should have been answered by a day and was
    /// not (AB29); the street may answer it now.
    pub fn overdue_objections(&self, today: Date) -> Vec<Error> {
        let overdue = self.posts.objections.values().filter(|record| record.objection.is_overdue(today));
        overdue
            .map(|ObjectionRecord { objection, entry, .. }| {
                Error::new(Code::ObjectionOverdue)
                    .with("objection", &objection.id)
                    .with("due", objection.due)
                    .with("overdue", today.days_since(objection.due))
                    .at(*entry)
            })
            .collect()
    }

    /// Whether somebody may object now to what an entry is about, with their own key, and otherwise why not:
    /// `member.no-key`, and what admission refuses. Their reason is looked at when they do.
    pub fn may_object(&self, leaf: Hash, handle: &Id) -> Result<(), Error> {
        self.check_has_key(handle)?;
        self.check_objectable(leaf).map(drop)
    }

    /// What an entry is about, who signed it, and the post about it, while that takes objections.
    fn check_objectable(&self, leaf: Hash) -> Result<(About, Id, Subject, &PostRecord), Error> {
        let (about, signer) = self.objectable(leaf)?.clone();
        let subject = self.subject_of(&about)?;
        let post = self.check_takes_objections(&subject)?;
        Ok((about, signer, subject, post))
    }

    /// The objections to a subject, to whichever of its posts.
    pub(crate) fn objections_to(&self, subject: &Subject) -> Vec<Objection> {
        let same = self.posts.objections.values().filter(|record| record.subject == *subject);
        same.map(|record| record.objection.clone()).collect()
    }

    /// Who speaks: the member who signed, or whoever's words a clerk took down.
    pub(super) fn speaker(&self, act: &Act, handle: Option<&Id>) -> Result<Id, Error> {
        let Some(handle) = handle else { return act.member().cloned() };
        act.office(&[Role::Clerk])?;
        self.check_stands(handle)?;
        Ok(handle.clone())
    }

    pub(super) fn on_object(&mut self, act: &Act, object: &Object) -> Result<(), Error> {
        let by = self.speaker(act, object.handle.as_ref())?;
        let (about, signer, subject, post) = self.check_objectable(act.about()?)?;
        let is_draft = matches!(subject, Subject::Draft(_));
        let against = if is_draft { Against::Draft } else { Against::Result };
        let objected_to = if is_draft { None } else { Some(signer) };
        let answer_days = self.founding.charter().map_or(0, |charter| charter.answer_days);
        let id = act.leaf.to_string().parse()?;
        let claim = object.claim.clone();
        let publicity = post.publicity.clone();
        let today = self.today();
        let objection = Objection::lodge(id, against, by, objected_to, claim, &publicity, today, answer_days)?;
        check_private(&Words::Text(object.claim.clone()))?;
        let mut disputed = None;
        if let About::Claim(claim) = &about {
            if self.known_claim(claim)?.state != PointsState::Disputed {
                self.points.ledger.object(claim, &publicity, today, &object.claim)?;
            }
            disputed = Some(claim.clone());
        }
        if let Subject::Roster(roster) = &subject {
            self.roster_follows(roster, RosterEvent::Object)?;
        }
        let record = ObjectionRecord { objection, subject, claim: disputed, entry: act.index };
        self.posts.objections.insert(act.leaf, record);
        Ok(())
    }

    pub(super) fn on_answer(&mut self, act: &Act, answer: &ObjectionAnswer) -> Result<(), Error> {
        let about = act.about()?;
        let unknown = || Error::new(Code::ObjectionUnknown).with("re", about);
        let mut record = self.objection(about).ok_or_else(unknown)?.clone();
        let role = self.answering(act, &record)?;
        record.objection.answer(act.person(), role, self.today(), answer.clone())?;
        let voids = self.voided_entries(&record.subject, &answer.voids)?;
        let others =
            self.posts.objections.iter().filter(|(leaf, other)| {
                **leaf != about && other.objection.is_open() && other.subject == record.subject
            });
        let last = others.clone().next().is_none();
        let last_of_claim = !others.into_iter().any(|(_, other)| other.claim == record.claim);
        let ledger = self.settled(&record, answer, last_of_claim)?;
        let subject = record.subject.clone();

        // Of these at most one can be refused, since a subject is only of one kind.
        match &subject {
            Subject::Result(motion) if !voids.is_empty() => self.void_ballots(*motion, &voids, &answer.reason)?,
            Subject::Roster(roster) if last => self.roster_follows(roster, RosterEvent::ResolveObjection)?,
            _ => {}
        }
        if let Some(ledger) = ledger {
            self.points.ledger = ledger;
        }
        self.posts.objections.insert(about, record);
        Ok(())
    }

    /// Whether somebody may answer an objection now, with their own key, and otherwise why not: `member.no-key`, and
    /// what admission refuses.
    pub fn may_answer(&self, leaf: Hash, who: &Id) -> Result<(), Error> {
        let unknown = || Error::new(Code::ObjectionUnknown).with("re", leaf);
        let record = self.objection(leaf).ok_or_else(unknown)?;
        self.answering(&self.act_of(who, Some(leaf))?, record).map(drop)
    }

    /// In whichever of their roles somebody may answer an objection: they have no part in what it is about.
    fn answering(&self, act: &Act, record: &ObjectionRecord) -> Result<Role, Error> {
        let (by, objection) = (act.office(ANSWERS)?, &record.objection);
        let mut refusal = None;
        for role in ANSWERS.iter().filter(|role| act.office(&[**role]).is_ok()) {
            match objection.may_answer(by, *role, self.today()) {
                Ok(()) if objection.against == Against::Result && self.involved(&record.subject).contains(by) => {
                    return Err(Error::new(Code::ObjectionOwnCase).with("objection", &objection.id).with("by", by));
                }
                Ok(()) => return Ok(*role),
                Err(error) if error.kind() == Code::ObjectionRole => {
                    refusal.get_or_insert(error);
                }
                Err(error) => return Err(error),
            }
        }
        Err(refusal.unwrap_or_else(|| Error::new(Code::ObjectionUnknown).with("re", &objection.id)))
    }

    /// The entries of the ballots that an upheld objection voids.
    fn voided_entries(&self, subject: &Subject, ballots: &[Hash]) -> Result<Vec<u64>, Error> {
        let about_votes = matches!(subject, Subject::Result(_));
        let entry = |leaf: &Hash| {
            let missing = || Error::new(Code::ObjectionVoidsNothing).with("ballot", leaf);
            self.index_of(*leaf).filter(|_| about_votes).ok_or_else(missing)
        };
        let entries = ballots.iter().map(entry).collect::<Result<Set<_>, _>>()?;
        Ok(entries.into_iter().collect())
    }

    /// The points after a disputed claim was reversed, or kept because no other objection to it is open.
    fn settled(
        &self,
        record: &ObjectionRecord,
        answer: &ObjectionAnswer,
        last: bool,
    ) -> Result<Option<PointsLedger>, Error> {
        let keep = answer.ruling == Ruling::Dismissed;
        let Some(claim) = record.claim.as_ref().filter(|_| last || !keep) else { return Ok(None) };
        if self.known_claim(claim)?.state != PointsState::Disputed {
            return Ok(None);
        }
        let mut ledger = self.points.ledger.clone();
        ledger.settle(claim, keep, &answer.reason)?;
        Ok(Some(ledger))
    }
}
