//! Points on the record: claimed, verified by another, public, credited (SPEC.md section 8).
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
//! enter(&mut hall, "committee", r#"{"kind": "points-rule", "code": "P2", "text": "参加晚间巡查一次", "ground": "patrol",
//!     "delta": 2, "limit": {"times": 1, "per": "day"}}"#).unwrap();
//! let claimed = enter(&mut hall, "H-1", r#"{"kind": "points", "claim": "C-01", "household": "H-1", "on": "2026-03-15",
//!     "rule": "P2", "evidence": ["CFlstwh-tKSrT-Sag8YZ5cvah6DEdMsAxq5IFjHaOQY"]}"#).unwrap();
//! enter(&mut hall, "clerk", &format!(r#"{{"kind": "attest", "re": "{claimed}"}}"#)).unwrap();
//! // It counts after it was public, and not before.
//! let credit = r#"{"kind": "points-move", "claim": "C-01", "move": "credit"}"#;
//! assert_eq!(enter(&mut hall, "clerk", credit).unwrap_err().code(), "publicity.missing");
//! enter(&mut hall, "clerk", r#"{"kind": "post", "days": 7, "post": "points", "subject": {"points": ["C-01"]},
//!     "evidence": ["hIGcisBQdswwpDgLCvcFkhuhPqBPgi7Jb4dYR5OQumg"],
//!     "text": "dKsTklll9y4CgB_WVv-d38-DOph9tUV3qnmIjkS-Ugo"}"#).unwrap();
//! enter(&mut hall, "host", r#"{"kind": "clock", "at": 1774317600}"#).unwrap(); // the 24th
//! enter(&mut hall, "clerk", r#"{"kind": "post-end", "post": "points"}"#).unwrap();
//! enter(&mut hall, "clerk", credit).unwrap();
//! assert_eq!(hall.balances(), [("H-1".parse().unwrap(), 2)].into());
//! ```

use crate::map::Map;

use super::publicity::About;
use super::{Act, Hall, Holder, Pending};
use crate::error::{Code, Error};
use crate::event::{ClaimPoints, MovePoints, PointsRule, PointsStep, Subject};
use crate::hash::Hash;
use crate::id::Id;
use crate::points::{PointsClaim, PointsLedger};
use crate::role::Role;

/// All points of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Points {
    pub(super) ledger: PointsLedger,
}

impl Hall {
    /// The rules and every claim.
    pub fn points(&self) -> &PointsLedger {
        &self.points.ledger
    }

    /// What every household has: the sum of what was credited.
    pub fn balances(&self) -> Map<Id, i64> {
        self.points.ledger.balances()
    }

    pub(super) fn known_claim(&self, id: &Id) -> Result<&PointsClaim, Error> {
        self.points.ledger.claims().get(id).ok_or_else(|| Error::new(Code::PointsUnknown).with("id", id))
    }

    /// The ledger after the claims of a subject were posted; none when it is about something else.
    pub(super) fn points_posted(&self, subject: &Subject) -> Result<Option<PointsLedger>, Error> {
        let Subject::Points(claims) = subject else { return Ok(None) };
        let mut ledger = self.points.ledger.clone();
        claims.iter().try_for_each(|claim| ledger.publish(claim))?;
        Ok(Some(ledger))
    }

    pub(super) fn on_points_rule(&mut self, act: &Act, rule: &PointsRule) -> Result<(), Error> {
        act.office(&[Role::Committee])?;
        self.points.ledger.adopt(rule.clone())
    }

    pub(super) fn on_points(&mut self, act: &Act, claim: &ClaimPoints) -> Result<(), Error> {
        match &act.by {
            Holder::Member { handle } if *handle == claim.household => {}
            Holder::Member { .. } => return Err(Error::new(Code::MemberOther).with("handle", &claim.household)),
            Holder::Office { .. } => act.office(&[Role::Clerk]).map(drop)?,
        }
        self.check_stands(&claim.household)?;
        if claim.on > self.today() {
            return Err(Error::new(Code::PointsFuture).with("claim", &claim.claim).with("on", claim.on));
        }
        if claim.evidence.is_empty() {
            return Err(Error::new(Code::PointsNoEvidence).with("claim", &claim.claim));
        }
        let by = act.person().clone();
        let household = claim.household.clone();
        self.points.ledger.claim(claim.claim.clone(), household, &claim.rule, claim.on, claim.item.clone(), by)?;
        let evidence = claim.evidence.clone();
        self.pending.insert(act.leaf, Pending::Points { claim: claim.claim.clone(), evidence });
        Ok(())
    }

    pub(super) fn check_points(&self, act: &Act, claim: &Id, evidence: &[Hash]) -> Result<(), Error> {
        let by = act.office(&[Role::Clerk, Role::Supervisor])?;
        self.points.ledger.may_verify(claim, by, evidence).map(drop)
    }

    /// Somebody else verified a claim 核实.
    pub(super) fn attest_points(&mut self, act: &Act, claim: &Id, evidence: &[Hash]) -> Result<(), Error> {
        let by = act.office(&[Role::Clerk, Role::Supervisor])?;
        self.points.ledger.verify(claim, by, evidence)?;
        self.pending.remove(&act.about()?);
        self.note(act, About::Claim(claim.clone()));
        Ok(())
    }

    pub(super) fn on_points_move(&mut self, act: &Act, points: &MovePoints) -> Result<(), Error> {
        let claim = &points.claim;
        match &points.step {
            PointsStep::Reject { reason } => {
                act.office(&[Role::Clerk])?;
                self.points.ledger.reject(claim, reason)?;
                self.pending
                    .retain(|_, pending| !matches!(pending, Pending::Points { claim: one, .. } if one == claim));
                Ok(())
            }
            PointsStep::Credit => {
                act.office(&[Role::Clerk, Role::Host])?;
                self.known_claim(claim)?;
                let subject = self.subject_of(&About::Claim(claim.clone()))?;
                let publicity = self.check_public(&subject)?.publicity.clone();
                let today = self.today();
                self.points.ledger.credit(claim, &publicity, today)
            }
        }
    }
}
