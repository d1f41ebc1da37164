//! Triage 三事分流 by two people (SPEC.md section 6).
//!
//! ```
//! use guanjia::actor::Actor;
//! use guanjia::catalogue::Catalogue;
//! use guanjia::matter::{Matter, MatterContext, MatterStep, Route, Triage};
//! use guanjia::role::Role;
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! # let catalogue = Catalogue::bundled();
//! # let with = MatterContext {
//! #     on: "2026-04-09".parse().unwrap(), catalogue: &catalogue, alike: &Default::default(), appeal_days: 7,
//! #     agenda: None, put: None, publicity: None,
//! # };
//! # let clerk = Actor::new(id("clerk-a"), [Role::Clerk]);
//! # let submission = guanjia::from_json(r#"{"id": "M-1", "intake": "paper", "words": {"text": "门前车速快"}}"#).unwrap();
//! # let mut matter = Matter::submit(submission, &clerk, with.on, &catalogue).unwrap();
//! # matter.apply(&MatterStep::Accept { compared: [].into(), read_back: true }, &clerk, &with).unwrap();
//! let triage = |reason: &str, route| Triage { reason: reason.to_owned(), route, rule: "协商事项清单".to_owned() };
//! let mut propose = |triage: &Triage| {
//!     matter.apply(&MatterStep::Propose { triage: triage.clone() }, &clerk, &with).map_err(|error| error.code())
//! };
//! assert_eq!(propose(&triage("大事", Route::Major)), Err("reason.short"));
//! assert_eq!(propose(&triage("社区可以商量", Route::Minor(id("Z9")))), Err("catalogue.item-unknown"));
//! let major = triage("交通管理属政府职权", Route::Major);
//! assert_eq!(propose(&major), Ok(()));
//!
//! // The second person attests what was proposed, and is another.
//! let committee = Actor::new(id("committee-1"), [Role::Committee]);
//! let both = Actor::new(id("clerk-a"), [Role::Clerk, Role::Committee]);
//! let private = triage("交通管理属政府职权", Route::Private);
//! assert_eq!(matter.attest_triage(&private, &committee, &with).unwrap_err().code(), "triage.differs");
//! assert_eq!(matter.attest_triage(&major, &both, &with).unwrap_err().code(), "triage.same-person");
//! matter.attest_triage(&major, &committee, &with).unwrap();
//! assert_eq!(matter.triage().unwrap().published, with.on);
//! ```

use serde::{Deserialize, Serialize};

use super::state::MatterEvent;
use super::{Matter, MatterContext, Proposal};
use crate::actor::Actor;
use crate::catalogue;
use crate::error::{Code, Error};
use crate::id::Id;
use crate::machine::Machine;
use crate::reason::check_reason;
use crate::role::Role;
use crate::time::Date;

/// Which way a matter goes: `"major"`, `{"minor":"B1"}` or `"private"`.
///
/// ```
/// use guanjia::matter::Route;
/// let minor: Route = guanjia::from_json(r#"{"minor": "B1"}"#).unwrap();
/// assert_eq!(minor.item().map(|item| item.as_str()), Some("B1"));
/// assert_eq!(guanjia::from_json::<Route>(r#""major""#).unwrap().item(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// 大事: of government and public service; referred to a department.
    Major,
    /// 小事: of the community; consulted on under an item of the catalogue.
    Minor(Id),
    /// 私事: of a person or the market; advised.
    Private,
}

/// A triage as a clerk proposes it and a member of the committee attests it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Triage {
    /// Why, in at least five characters.
    pub reason: String,
    /// Which way it goes.
    pub route: Route,
    /// The rule or list it follows from.
    pub rule: String,
}

/// A triage in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SettledTriage {
    /// Who attested it.
    pub attested_by: Id,
    /// The day it was published; appeals are counted from it.
    pub published: Date,
    /// Who proposed it.
    pub proposed_by: Id,
    /// What it says.
    pub triage: Triage,
}

impl Route {
    fn event(&self) -> MatterEvent {
        match self {
            Self::Major => MatterEvent::TriageMajor,
            Self::Minor(_) => MatterEvent::TriageMinor,
            Self::Private => MatterEvent::TriagePrivate,
        }
    }

    /// The item of the catalogue, for 小事.
    pub fn item(&self) -> Option<&Id> {
        match self {
            Self::Minor(item) => Some(item),
            Self::Major | Self::Private => None,
        }
    }
}

impl Matter {
    /// A clerk's proposal; it takes the place of one not yet attested and has no effect by itself.
    ///
    /// `reason.short`, `triage.rule-missing`; `triage.safety` when the matter touches personal
    /// safety and the route is not 大事; for 小事 what [`Catalogue::consultable`](crate::Catalogue::consultable) refuses.
    pub(super) fn propose_triage(&mut self, triage: &Triage, by: &Actor, with: &MatterContext) -> Result<(), Error> {
        by.require(&[Role::Clerk])?;
        self.state.step(triage.route.event(), Role::Clerk)?;
        check_reason(&triage.reason)?;
        if triage.rule.trim().is_empty() {
            return Err(Error::new(Code::TriageRuleMissing));
        }
        self.check_route(&triage.route, with)?;
        self.proposal = Some(Proposal { by: by.who().clone(), triage: triage.clone() });
        Ok(())
    }

    /// The second person's signature under a proposal; with it the triage takes effect and is
    /// published on that day.
    ///
    /// `triage.unproposed` and `triage.differs` when this is not what was proposed;
    /// `triage.same-person`; `triage.unreported` for a matter of personal safety that was not yet
    /// reported; and whatever the proposal would be refused with by now.
    pub fn attest_triage(&mut self, triage: &Triage, by: &Actor, with: &MatterContext) -> Result<(), Error> {
        by.require(&[Role::Committee])?;
        let state = self.state.step(triage.route.event(), Role::Committee)?;
        let Some(proposal) = &self.proposal else {
            return Err(Error::new(Code::TriageUnproposed).with("matter", self.id()));
        };
        if proposal.triage != *triage {
            return Err(Error::new(Code::TriageDiffers).with("matter", self.id()));
        }
        if proposal.by == *by.who() {
            return Err(Error::new(Code::TriageSamePerson).with("who", by.who()));
        }
        self.check_route(&triage.route, with)?;
        if self.safety && self.reported.is_empty() {
            return Err(Error::new(Code::TriageUnreported).with("matter", self.id()));
        }
        self.triage = Some(SettledTriage {
            attested_by: by.who().clone(),
            published: with.on,
            proposed_by: proposal.by.clone(),
            triage: triage.clone(),
        });
        self.proposal = None;
        self.state = state;
        Ok(())
    }

    /// Refuses a step that needs a triage in force while one only waits for its second signature.
    pub(super) fn check_confirmed(&self, event: MatterEvent) -> Result<(), Error> {
        use MatterEvent::{Advise, DirectAgree, Refer, Shortlist};
        let needs = matches!(event, Advise | DirectAgree | Refer | Shortlist);
        if needs && self.triage.is_none() && self.proposal.is_some() {
            return Err(Error::new(Code::TriageUnconfirmed).with("matter", self.id()));
        }
        Ok(())
    }

    /// Refuses to consult on, advise or agree a matter of personal safety.
    pub(super) fn check_safety(&self, with: &MatterContext) -> Result<(), Error> {
        let hits = self.submission.words.text().map(|text| with.catalogue.safety_hits(text)).unwrap_or_default();
        if self.safety || !hits.is_empty() { Err(catalogue::safety(hits.first())) } else { Ok(()) }
    }

    fn check_route(&self, route: &Route, with: &MatterContext) -> Result<(), Error> {
        if *route != Route::Major {
            self.check_safety(with)?;
        }
        match route {
            Route::Minor(item) => {
                let text = self.submission.words.text().unwrap_or_default();
                with.catalogue.consultable(item.as_str(), text).map(|_| ())
            }
            Route::Major | Route::Private => Ok(()),
        }
    }
}
