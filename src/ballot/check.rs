//! What the box asks of a ballot before anything changes (SPEC.md section 7).
//!
//! A box of three entitled households, from a record:
//!
//! ```
//! use guanjia::ballot::{Ballot, Choice};
//! use guanjia::log::Bundle;
//! use guanjia::Hall;
//! let bundle = Bundle::parse(&std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap()).unwrap();
//! let hall = Hall::replay(bundle.entries().iter());
//! let refused = |elector: &str, option: &str, by: Option<&str>| {
//!     let (elector, choice) = (elector.parse().unwrap(), Choice::Option(option.parse().unwrap()));
//!     let ballot = Ballot { elector, choice, entry: 13, by: by.map(|by| by.parse().unwrap()), mandate: None };
//!     hall.motions()[0].ballots().check(&ballot).map_err(|error| error.code())
//! };
//! assert_eq!(refused("H-1", "Y", None), Ok(()));
//! assert_eq!(refused("H-4", "Y", None), Err("ballot.not-eligible"));
//! assert_eq!(refused("H-1", "MAYBE", None), Err("ballot.choice-unknown"));
//! assert_eq!(refused("H-1", "Y", Some("H-2")), Err("ballot.proxy-off"));
//! ```

use super::{BallotBox, Choice, Issue, Reading};
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::rule::{Channel, Duplicates, Mandate, Proxy};

impl BallotBox {
    pub(super) fn check_entering(&self, serial: &Id, reading: &Reading) -> Result<(), Error> {
        let paper = self.paper_of(serial)?;
        if paper.arrived.is_none() {
            self.check_arrival(serial)?;
        }
        self.check_choice(&reading.choice, true)?;
        paper.check_reading(&reading.clerk)
    }

    pub(super) fn check_arrival(&self, serial: &Id) -> Result<(), Error> {
        let paper = self.paper_of(serial)?;
        if paper.arrived.is_some() {
            return Err(Error::new(Code::BallotEntered).with("serial", serial));
        }
        let Issue { elector, channel, by, mandate, .. } = &paper.issue;
        self.check_elector(elector, *channel)?;
        self.check_proxy(elector, by.as_ref(), *mandate)
    }

    pub(super) fn check_elector(&self, handle: &Id, channel: Channel) -> Result<(), Error> {
        let code = if self.closed.is_some() {
            Code::BallotLate
        } else if !self.electors.contains_key(handle) {
            Code::BallotNotEligible
        } else if self.recused.contains(handle) {
            Code::BallotRecused
        } else if self.present.as_ref().is_some_and(|present| !present.contains(handle)) {
            Code::BallotNotPresent
        } else if self.terms.channels.contains(&channel) {
            return Ok(());
        } else {
            return Err(Error::new(Code::BallotChannelClosed).with("channel", channel.name()));
        };
        Err(about(code, handle))
    }

    pub(super) fn check_proxy(&self, elector: &Id, by: Option<&Id>, mandate: Option<Hash>) -> Result<(), Error> {
        let Some(holder) = by.filter(|holder| *holder != elector) else { return Ok(()) };
        let refuse = |code| Err(about(code, elector).with("holder", holder));
        let Proxy::Allowed(Mandate { cap, same_household, written }) = self.terms.proxy else {
            return refuse(Code::BallotProxyOff);
        };
        if written && mandate.is_none() {
            return refuse(Code::BallotProxyUnwritten);
        }
        let household = |handle| self.electors.get(handle).and_then(|elector| elector.household.as_ref());
        if same_household && (household(elector).is_none() || household(elector) != household(holder)) {
            return refuse(Code::BallotProxyHousehold);
        }
        let held = self.held.get(holder).map_or(0, |held| held.iter().filter(|voter| *voter != elector).count());
        match cap {
            Some(cap) if u64::try_from(held).unwrap_or(u64::MAX) >= u64::from(cap) => {
                Err(about(Code::BallotProxyCap, elector).with("holder", holder).with("cap", cap))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn check_choice(&self, choice: &Choice, paper: bool) -> Result<(), Error> {
        let known = |id: &Id| self.terms.options.contains(id);
        let unknown = |choice: &str| Err(Error::new(Code::BallotChoiceUnknown).with("choice", choice));
        match (choice, self.terms.marks) {
            (Choice::Option(id), None) if known(id) => Ok(()),
            (Choice::Option(id), _) => unknown(id.as_str()),
            (Choice::Options(ids), Some(max)) if !ids.is_empty() => match ids.iter().find(|id| !known(id)) {
                Some(id) => unknown(id.as_str()),
                None if u64::try_from(ids.len()).unwrap_or(u64::MAX) > u64::from(max) => {
                    Err(Error::new(Code::BallotTooMany).with("marks", ids.len()).with("max", max))
                }
                None => Ok(()),
            },
            (Choice::Options(_), _) => unknown("options"),
            (Choice::Invalid(_), _) if !paper => unknown("invalid"),
            (Choice::Abstain | Choice::Blank | Choice::Invalid(_), _) => Ok(()),
        }
    }

    /// Whether a new ballot counts besides or before the one there is.
    pub(super) fn check_duplicate(&self, elector: &Id, channel: Channel) -> Result<(), Error> {
        let Some(standing) = self.standing.get(elector) else { return Ok(()) };
        let (new, old) = (channel.is_paper(), standing.channel.is_paper());
        let replaces = match self.terms.duplicates {
            Duplicates::First => false,
            Duplicates::Last => true,
            Duplicates::Online => old && !new,
            Duplicates::Paper => new && !old,
        };
        if replaces {
            Ok(())
        } else {
            Err(duplicate(elector, standing.channel, channel).with("counted", standing.entry))
        }
    }
}

pub(super) fn about(code: Code, elector: &Id) -> Error {
    Error::new(code).with("elector", elector)
}

pub(super) fn duplicate(elector: &Id, one: Channel, other: Channel) -> Error {
    let same = one.is_paper() == other.is_paper();
    about(if same { Code::BallotDuplicate } else { Code::BallotDuplicateChannel }, elector)
}
