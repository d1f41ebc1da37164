//! What every sample needs: offices, days, and somebody who is told how far it has come.

use crate::ballot::Choice;
use crate::error::Error;
use crate::event::{
    Attest, Charter, Close, Confirmation, EndPost, Enrol, Event, MoveMatter, MoveSession, Office, Subject,
    TriageMatter, Vote,
};
use crate::hash::Hash;
use crate::id::Id;
use crate::json::Misfit;
use crate::matter::{MatterStep, Route, Triage};
use crate::measure::Amounts;
use crate::motion::{Effect, Poll, Question, QuestionOption, RuleRef, Text};
use crate::prepare::{AnnounceAsk, Ask, FreezeAsk, MinutesAsk, MotionAsk, PostAsk};
use crate::register::{Scope, Unit};
use crate::role::Role;
use crate::rule::{Blank, Channel, Duplicates, Secrecy};
use crate::scribe::Scribe;
use crate::session::SessionStep;
use crate::stratum::Strata;
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

    /// Enters what somebody decides, with what follows from the record.
    pub(super) fn prepare(&mut self, who: &str, ask: Ask) -> Result<Hash, Error> {
        let (event, re) = self.scribe.hall().prepare(ask)?;
        match re {
            Some(re) => self.enter_about(who, re, event),
            None => self.enter(who, event),
        }
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

    /// Puts units on a register, each with a key of its own.
    pub(super) fn enrol(&mut self, register: &str, units: Vec<Unit>) -> Result<(), Error> {
        for unit in units {
            let jwk = self.scribe.key(unit.handle.as_str());
            self.enrol_one(register, unit, Some(Confirmation { jwk }))?;
        }
        Ok(())
    }

    /// Puts units on a register that have no key.
    pub(super) fn enrol_keyless(&mut self, register: &str, units: Vec<Unit>) -> Result<(), Error> {
        units.into_iter().try_for_each(|unit| self.enrol_one(register, unit, None))
    }

    fn enrol_one(&mut self, register: &str, unit: Unit, cnf: Option<Confirmation>) -> Result<(), Error> {
        let register = id(register)?;
        self.enter("registrar-1", Enrol { digests: [].into(), digest_alg: None, cnf, register, unit }).map(drop)
    }

    /// Freezes all voters of a register as a base.
    pub(super) fn freeze(&mut self, base: &str, register: &str) -> Result<(), Error> {
        let freeze = FreezeAsk { base: id(base)?, register: id(register)?, scope: Scope::default() };
        self.prepare("committee-1", Ask::Freeze(freeze)).map(drop)
    }

    /// Somebody does something with a matter.
    pub(super) fn matter(&mut self, who: &str, matter: &str, step: MatterStep) -> Result<(), Error> {
        self.enter(who, MoveMatter { matter: id(matter)?, step }).map(drop)
    }

    /// A clerk proposes a triage and the committee attests it.
    pub(super) fn triage(&mut self, matter: &str, route: Route, reason: &str) -> Result<(), Error> {
        let triage = Triage { reason: reason.to_owned(), route, rule: "协商事项清单".to_owned() };
        let proposed = self.enter("clerk-a", TriageMatter { matter: id(matter)?, triage })?;
        self.enter_about("committee-1", proposed, Attest {}).map(drop)
    }

    /// A session goes on.
    pub(super) fn session(&mut self, who: &str, session: &str, step: SessionStep) -> Result<(), Error> {
        self.enter(who, MoveSession { step, session: id(session)? }).map(drop)
    }

    /// The minutes of everything that was said and decided in a session, signed by three.
    pub(super) fn minutes(&mut self, session: &str, text: &str) -> Result<(), Error> {
        let minutes = MinutesAsk { session: id(session)?, text: text.to_owned() };
        let minutes = self.prepare("recorder", Ask::Minutes(minutes))?;
        self.enter_about("facilitator", minutes, Attest {})?;
        self.enter_about("supervisor-1", minutes, Attest {}).map(drop)
    }

    /// A question is put to the vote.
    pub(super) fn open(&mut self, session: &str, question: Question, convention: Option<&str>) -> Result<Hash, Error> {
        let convention = convention.map(id).transpose()?;
        self.prepare("facilitator", Ask::Motion(MotionAsk { convention, question, session: id(session)? }))
    }

    /// Somebody votes with their own key.
    pub(super) fn vote(&mut self, who: &str, motion: Hash, choice: Choice) -> Result<(), Error> {
        self.enter_about(who, motion, Vote { choice, principal: None, mandate: None }).map(drop)
    }

    /// A vote without papers ends.
    pub(super) fn close(&mut self, motion: Hash) -> Result<(), Error> {
        self.enter_about("clerk-a", motion, Close { papers: None }).map(drop)
    }

    /// Announces what the record gives, before two witnesses.
    pub(super) fn announce(&mut self, motion: Hash) -> Result<(), Error> {
        let announced = AnnounceAsk { motion: motion.to_string() };
        let announced = self.prepare("facilitator", Ask::Announce(announced))?;
        self.enter_about("witness-1", announced, Attest {})?;
        self.enter_about("witness-2", announced, Attest {}).map(drop)
    }

    /// A clerk posts something, in the words it has or else those of the record.
    pub(super) fn post(&mut self, post: &str, subject: Subject, days: u32, text: Option<&str>) -> Result<(), Error> {
        self.post_counted(post, subject, days, text, None)
    }

    /// The same with a table of the counts by a key of strata.
    pub(super) fn post_counted(
        &mut self,
        post: &str,
        subject: Subject,
        days: u32,
        text: Option<&str>,
        by: Option<&str>,
    ) -> Result<(), Error> {
        let ask = PostAsk {
            by: by.map(id).transpose()?,
            days: Some(days),
            evidence: vec![Hash::of(format!("{post} 张贴照片(虚构)").as_bytes())],
            extended_to: None,
            listed: Vec::new(),
            post: id(post)?,
            subject,
            text: text.map(str::to_owned),
        };
        self.prepare("clerk-a", Ask::Post(ask)).map(drop)
    }

    /// A post has run its time.
    pub(super) fn end_post(&mut self, post: &str) -> Result<(), Error> {
        let evidence = vec![Hash::of(format!("{post} 期满照片(虚构)").as_bytes())];
        self.enter("clerk-a", EndPost { evidence, post: id(post)? }).map(drop)
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

/// Somebody on a register, and what they stand for.
pub(super) fn unit(handle: &str, amounts: Amounts, strata: Strata) -> Result<Unit, Error> {
    Ok(Unit { handle: id(handle)?, amounts, strata, holdings: Vec::new(), voter: true })
}

/// A question without a translation, of yes and no, answered online, for an opinion.
pub(super) fn ask(name: &str, title: &str, text: &str, rule: RuleRef) -> Result<Question, Error> {
    let zh = |zh: &str| Text { zh: zh.to_owned(), en: None };
    Ok(Question {
        id: id(name)?,
        title: zh(title),
        text: zh(text),
        options: vec![option("Y", "同意")?, option("N", "不同意")?],
        poll: Poll::Choice { approves: id("Y")? },
        rule,
        duplicates: Duplicates::First,
        blank: Blank::Abstain,
        channels: [Channel::Online].into(),
        channel_basis: Some("会场内用本人手机签名投票(虚构约定)".to_owned()),
        secrecy: Secrecy::Named,
        proxy_cap: None,
        effect: Effect::Opinion,
        contested: Vec::new(),
        follows: None,
    })
}

/// Something one may choose.
pub(super) fn option(name: &str, zh: &str) -> Result<QuestionOption, Error> {
    Ok(QuestionOption { id: id(name)?, text: Text { zh: zh.to_owned(), en: None } })
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
    Misfit::new("剧本提到了没有的东西", "the scenario names something that is not there").error()
}
