//! What every sample needs: offices, days, and somebody who is told how far it has come.

use crate::error::{Code, Error};
use crate::event::{Charter, Confirmation, Event, Office};
use crate::hash::Hash;
use crate::id::Id;
use crate::role::Role;
use crate::scribe::Scribe;
use crate::time::{Date, Time, Zone};

/// China's distance from UTC.
pub(super) const ZONE: Zone = Zone(480);

/// A part of a sample that begins, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its heading in Chinese.
    pub zh: &'static str,
    /// Its heading in English.
    pub en: &'static str,
    /// About how many entries the whole sample has.
    pub of: u64,
}

/// A record that is being written, with everyone's made-up keys.
pub struct Story<'a> {
    pub(super) scribe: Scribe,
    told: &'a mut dyn FnMut(Chapter, u64),
    chapter: Chapter,
}

/// Those who hold an office in the samples, and their roles.
const OFFICES: [(&str, &[Role]); 14] = [
    ("committee-1", &[Role::Committee]),
    ("host", &[Role::Host]),
    ("registrar-1", &[Role::Registrar]),
    ("registrar-2", &[Role::Registrar]),
    ("clerk-a", &[Role::Clerk]),
    ("clerk-b", &[Role::Clerk]),
    ("facilitator", &[Role::Facilitator]),
    ("recorder", &[Role::Recorder]),
    ("supervisor-1", &[Role::Supervisor]),
    ("legal-advisor", &[Role::LegalAdvisor]),
    ("street", &[Role::Street]),
    ("witness-1", &[Role::Witness]),
    ("witness-2", &[Role::Witness]),
    ("department", &[Role::Department]),
];

impl<'a> Story<'a> {
    /// An empty record; `told` hears of every chapter and of the entries written so far.
    pub(super) fn new(origin: &str, seed: &[u8], told: &'a mut dyn FnMut(Chapter, u64)) -> Self {
        Self { scribe: Scribe::new(origin, seed), told, chapter: Chapter { zh: "", en: "", of: 0 } }
    }

    /// The scribe, with the record as it is now.
    pub fn scribe(&mut self) -> &mut Scribe {
        &mut self.scribe
    }

    pub(super) fn chapter(&mut self, zh: &'static str, en: &'static str, of: u64) {
        self.chapter = Chapter { zh, en, of };
        (self.told)(self.chapter, self.scribe.hall().len());
    }

    /// Enters an event as someone.
    pub(super) fn enter(&mut self, who: &str, event: impl Into<Event>) -> Result<Hash, Error> {
        let leaf = self.scribe.enter(who, event)?;
        self.tell();
        Ok(leaf)
    }

    /// Enters an event about an earlier entry.
    pub(super) fn enter_about(&mut self, who: &str, re: Hash, event: impl Into<Event>) -> Result<Hash, Error> {
        let leaf = self.scribe.enter_about(who, re, event)?;
        self.tell();
        Ok(leaf)
    }

    /// Keeps an entry on the record that breaks a rule, and gives its refusal's code.
    pub(super) fn keep(&mut self, who: &str, re: Hash, event: impl Into<Event>) -> Result<Option<Error>, Error> {
        let entry = self.scribe.sign(who, Some(re), event)?;
        Ok(self.scribe.keep(&entry))
    }

    /// The clock of the host strikes.
    pub(super) fn at(&mut self, day: &str, hour: u8, minute: u8) -> Result<(), Error> {
        let day: Date = day.parse()?;
        self.scribe.clock(day.at(hour, minute, ZONE)).map(drop)
    }

    fn tell(&mut self) {
        let done = self.scribe.hall().len();
        if done.is_multiple_of(100) {
            (self.told)(self.chapter, done);
        }
    }

    /// Founds the record on a day, with the offices of the samples.
    pub(super) fn found(&mut self, day: &str, charter: &CharterWords<'_>) -> Result<(), Error> {
        let day: Date = day.parse()?;
        self.scribe.set_time(day.at(9, 0, ZONE));
        let mut offices = Vec::new();
        for (name, roles) in OFFICES {
            offices.push(Office {
                cnf: Confirmation { jwk: self.scribe.key(name) },
                office: name.parse()?,
                roles: roles.iter().copied().collect(),
            });
        }
        let charter = Charter {
            answer_days: 7,
            appeal_days: 7,
            auth: [crate::event::Auth::Sms, crate::event::Auth::Code, crate::event::Auth::InPerson].into(),
            cnf: Confirmation { jwk: self.scribe.key("committee-1") },
            name: charter.name.to_owned(),
            offices,
            online_basis: charter.online_basis.map(str::to_owned),
            zone: ZONE,
        };
        self.enter("committee-1", charter).map(drop)
    }
}

/// What differs between the charters of the samples.
pub(super) struct CharterWords<'a> {
    pub name: &'a str,
    pub online_basis: Option<&'a str>,
}

/// The instant of a day and hour in the samples.
pub(super) fn time(day: &str, hour: u8, minute: u8) -> Result<Time, Error> {
    Ok(day.parse::<Date>()?.at(hour, minute, ZONE))
}

/// An identifier that the samples know to be one.
pub(super) fn id(text: &str) -> Result<Id, Error> {
    text.parse()
}

/// Spreads `share` marks evenly over `count` places: whether the place has one.
pub(super) fn spread(place: u64, share: u64, count: u64) -> bool {
    (place + 1) * share / count > place * share / count
}

/// What is said when the scenario names something that is not there.
pub(super) fn stray() -> Error {
    Error::new(Code::JsonInvalid).with("reason", "the scenario names something that is not there")
}
