//! A roster of stewards 百姓管家名册: its seats, who stands for them, who holds them (SPEC.md section 5).
//!
//! ```
//! use guanjia::actor::Actor;
//! use guanjia::register::Register;
//! use guanjia::role::Role;
//! use guanjia::roster::{Nominator, Roster, RosterEvent, RosterNotice, RosterStep};
//! use guanjia::selection::SeatRule;
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! // Ten households of two buildings, of which three tenths have a seat.
//! let mut register = Register::new(id("households"));
//! for n in 1..=10 {
//!     let building = if n <= 6 { "B01" } else { "B02" };
//!     register.enrol(guanjia::from_json(&format!(r#"{{
//!         "handle": "H-{n:02}", "amounts": {{"households": 1}}, "strata": {{"building": "{building}"}}, "voter": true
//!     }}"#)).unwrap()).unwrap();
//! }
//! let base = register.freeze(id("households-2026"), &Default::default()).unwrap();
//! let rule: SeatRule = guanjia::from_json(
//!     r#"{"ratio": [3, 10], "measure": "households", "rounding": "ceil", "by": "building"}"#,
//! ).unwrap();
//! let seats = rule.seats(&base).unwrap();
//! let notice = RosterNotice { base: base.id().clone(), candidates: base.id().clone(), id: id("R-2026"), rule, seats };
//! let committee = Actor::new(id("committee-1"), [Role::Committee]);
//! let mut roster = Roster::declare(notice, &base, &committee).unwrap();
//!
//! let mut today = "2026-03-10".parse().unwrap();
//! let step = |event, today, until| RosterStep { event, reason: None, until, today, public: true };
//! let until = "2026-03-20".parse().unwrap();
//! roster.step(&step(RosterEvent::OpenNomination, today, Some(until)), &committee).unwrap();
//! for (handle, by) in [("H-01", Nominator::Own), ("H-02", Nominator::Building), ("H-07", Nominator::Joint)] {
//!     roster.nominate(&id(handle), by, &base, today).unwrap();
//! }
//! today = "2026-03-21".parse().unwrap();
//! let late = roster.nominate(&id("H-08"), Nominator::Own, &base, today);
//! assert_eq!(late.unwrap_err().code(), "roster.nominations-closed");
//! for event in [RosterEvent::CloseNomination, RosterEvent::PublishList, RosterEvent::Appoint] {
//!     roster.step(&step(event, today, None), &committee).unwrap();
//! }
//! // Nobody had to be drawn: there are as many seats as stand for them.
//! assert_eq!(roster.pool().unwrap().members()[&id("H-07")].as_str(), "B02");
//! ```

use crate::map::Map;

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::error::{Code, Error};
use crate::id::Id;
use crate::machine::{Machine, machine};
use crate::reason::check_reason;
use crate::register::Base;
use crate::selection::{Candidates, Draw, Drawn, Pool, SeatRule, Seats};
use crate::stratum::{Strata, Stratum};
use crate::time::Date;

machine! {
    /// The life of the pool of stewards 百姓管家名册.
    RosterState, RosterEvent: "roster" "百姓管家名册" from Drafting;
    events {
        DeclareBase "公布基数", OpenNomination "开始推荐", CloseNomination "结束推荐", PublishList "公示名单",
        Object "提出异议", ResolveObjection "答复异议", Appoint "聘任", FillVacancy "补缺", Rotate "换届", Dissolve "解散",
    }
    Drafting "拟定" { DeclareBase -> BaseDeclared by [Committee] }
    BaseDeclared "基数已公布" { OpenNomination -> Nominating by [Committee] }
    Nominating "推荐中" { CloseNomination -> Verifying by [Committee] }
    Verifying "审核中" { PublishList -> Publicised by [Committee] }
    Publicised "公示中" {
        Object -> Objection by [Resident];
        Appoint -> Active by [Committee];
    }
    Objection "异议处理中" { ResolveObjection -> Publicised by [Supervisor] }
    Active "在任" {
        FillVacancy -> Verifying by [Committee];
        Rotate -> Nominating by [Committee];
        Dissolve -> Dissolved by [Committee];
    }
    Dissolved "已解散" {}
}

/// What is announced of a roster: how many seats there are, reckoned from what, and who may stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RosterNotice {
    /// The base the seats are a share of, such as that of the households.
    pub base: Id,
    /// The base whose voters may stand, such as that of the adult residents; it may be the same one.
    pub candidates: Id,
    /// The roster.
    pub id: Id,
    /// How the seats are reckoned.
    pub rule: SeatRule,
    /// The seats; they must be what the rule gives over the base.
    pub seats: Seats,
}

/// Who put a candidate forward 产生方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Nominator {
    /// The candidate 自荐.
    Own,
    /// The building 楼栋推荐.
    Building,
    /// Several residents together 居民联名推荐.
    Joint,
}

/// What the committee does to a roster after it was declared.
#[derive(Clone, Debug)]
pub struct RosterStep<'a> {
    /// What happens.
    pub event: RosterEvent,
    /// Why; needed to fill vacancies and to dissolve.
    pub reason: Option<&'a str>,
    /// The last day for nominations; needed where they open.
    pub until: Option<Date>,
    /// The day at the host.
    pub today: Date,
    /// Whether the list was public for as long as it must be, and every objection was answered.
    pub public: bool,
}

/// A roster 名册 through its rounds: the first, those that fill vacancies, and rotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    notice: RosterNotice,
    state: RosterState,
    round: Round,
    /// The last day for nominations.
    until: Option<Date>,
    /// The seats to be filled in this round.
    open: Map<Stratum, u64>,
    standing: Map<Id, Standing>,
    /// The draw of this round, if one was announced.
    draw: Option<Id>,
    /// Who is to be appointed in this round.
    list: Option<Pool>,
    pool: Option<Pool>,
}

/// Which seats a round fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Round {
    /// All, for the first time or anew 换届.
    All,
    /// Those that are vacant 补缺.
    Vacant,
}

/// Someone who stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Standing {
    by: Nominator,
    strata: Strata,
    stratum: Stratum,
}

impl Roster {
    /// Declares a roster over its base. `roster.base-unit` when the rule does not say of what the seats
    /// are a share, `roster.base-unit-changed` when the seats are of something else, `roster.seats-wrong`
    /// when they are not what the rule gives, and the errors of [`SeatRule::seats`].
    pub fn declare(notice: RosterNotice, base: &Base, by: &Actor) -> Result<Self, Error> {
        let state = by.step(RosterState::INITIAL, RosterEvent::DeclareBase)?;
        let seats = notice.rule.seats(base)?;
        notice.rule.check(&SeatRule { measure: Some(notice.seats.measure), ..notice.rule.clone() })?;
        if seats != notice.seats {
            return Err(Error::new(Code::RosterSeatsWrong)
                .with("roster", &notice.id)
                .with("announced", notice.seats.total)
                .with("found", seats.total));
        }
        Ok(Self {
            notice,
            state,
            round: Round::All,
            until: None,
            open: seats.strata,
            standing: Map::new(),
            draw: None,
            list: None,
            pool: None,
        })
    }

    /// What was announced.
    pub fn notice(&self) -> &RosterNotice {
        &self.notice
    }

    /// Where it stands.
    pub fn state(&self) -> RosterState {
        self.state
    }

    /// The last day for nominations of this round.
    pub fn until(&self) -> Option<Date> {
        self.until
    }

    /// The seats to be filled in this round.
    pub fn open(&self) -> &Map<Stratum, u64> {
        &self.open
    }

    /// Who stands in this round, and who put them forward.
    pub fn standing(&self) -> impl ExactSizeIterator<Item = (&Id, Nominator)> {
        self.standing.iter().map(|(handle, standing)| (handle, standing.by))
    }

    /// The draw of this round, if one was announced and those drawn are not appointed yet.
    pub fn draw(&self) -> Option<&Id> {
        self.draw.as_ref()
    }

    /// Who is to be appointed in this round, once that is known.
    pub fn list(&self) -> Option<&Pool> {
        self.list.as_ref()
    }

    /// Those who hold its seats; they keep them while vacancies are filled and until their successors
    /// are appointed. `roster.nobody` before the first appointment and after it is dissolved.
    pub fn pool(&self) -> Result<&Pool, Error> {
        self.pool.as_ref().ok_or_else(|| self.refuse(Code::RosterNobody))
    }

    /// Whether nobody on the list put themselves forward, which a supervisor should look at (AB31).
    pub fn is_all_recommended(&self) -> bool {
        let own = |handle: &Id| self.standing.get(handle).is_some_and(|standing| standing.by == Nominator::Own);
        self.list.as_ref().is_some_and(|list| !list.members().keys().any(own))
    }

    /// Somebody stands 推荐. `roster.nominations-closed` unless nominations are open and not past their last
    /// day, or vacancies are to be filled and nothing was drawn or listed yet; `roster.stands` for one who
    /// stands already or, where vacancies are filled, holds a seat; `register.not-listed`,
    /// `register.not-eligible` for one who may not; `roster.no-vacancy` where there is no seat to fill.
    pub fn nominate(&mut self, handle: &Id, by: Nominator, candidates: &Base, today: Date) -> Result<(), Error> {
        let filling = self.round == Round::Vacant && self.state == RosterState::Verifying;
        let open = self.state == RosterState::Nominating && self.until.is_none_or(|until| today <= until);
        if !(open || filling && self.is_undecided()) {
            return Err(self.refuse(Code::RosterNominationsClosed));
        }
        let seated = filling && self.pool.as_ref().is_some_and(|pool| pool.has(handle));
        if seated || self.standing.contains_key(handle) {
            return Err(self.refuse(Code::RosterStands).with("handle", handle));
        }
        let strata = &candidates.voter(handle)?.strata;
        let stratum = Stratum::of(strata, self.notice.rule.by.as_ref(), handle)?;
        if self.open.get(&stratum).copied().unwrap_or(0) == 0 {
            return Err(self.refuse(Code::RosterNoVacancy).with("stratum", &stratum));
        }
        self.standing.insert(handle.clone(), Standing { by, strata: strata.clone(), stratum });
        Ok(())
    }

    /// Those who stand, as candidates of a draw.
    pub fn candidates(&self) -> Result<Candidates, Error> {
        Candidates::new(self.standing.iter().map(|(handle, standing)| (handle.clone(), standing.strata.clone())))
    }

    /// The seats of each stratum that a draw of this round fills: those open, and no more than there
    /// are candidates.
    pub fn seats_to_draw(&self) -> Map<Stratum, u64> {
        let count =
            |stratum: &Stratum| self.standing.values().filter(|standing| standing.stratum == *stratum).count() as u64;
        self.open.iter().map(|(stratum, seats)| (stratum.clone(), count(stratum).min(*seats))).collect()
    }

    /// Whether a draw is needed: somewhere more stand than there are seats.
    pub fn needs_draw(&self) -> bool {
        self.seats_to_draw().values().sum::<u64>() < self.standing.len() as u64
    }

    /// Takes note that a draw among those who stand was announced. `roster.not-verifying` unless
    /// nominations are closed and nothing was listed yet, `draw.repeated` when this round has a draw that
    /// has not failed, `roster.seats-wrong` when its strata or seats are not [`Roster::seats_to_draw`].
    pub(crate) fn announce(&mut self, draw: &Draw, failed: bool) -> Result<(), Error> {
        if self.state != RosterState::Verifying || self.list.is_some() {
            return Err(self.refuse(Code::RosterNotVerifying));
        }
        if let Some(before) = self.draw.as_ref().filter(|_| !failed) {
            return Err(Error::new(Code::DrawRepeated).with("draw", before));
        }
        let seats = self.seats_to_draw();
        if draw.seats != seats || draw.by != self.notice.rule.by {
            let sum = |seats: &Map<Stratum, u64>| seats.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
            return Err(self
                .refuse(Code::RosterSeatsWrong)
                .with("announced", sum(&draw.seats))
                .with("found", sum(&seats)));
        }
        self.draw = Some(draw.id.clone());
        Ok(())
    }

    /// The draw of this round is drawn.
    pub(crate) fn drawn(&mut self, drawn: &Drawn) {
        if self.draw.as_ref() == Some(&drawn.draw) {
            self.list = Some(Pool::of(drawn));
        }
    }

    /// Takes a step. `machine.step`, `machine.role`; `roster.until` when there is a last day where
    /// nominations do not open, or none or a past one where they do; `roster.nominations-open` when they are
    /// to close before that day is past; `reason.short`; `draw.open` and `roster.draw-needed` when the list
    /// is not decided, `roster.nobody` when it is empty; `roster.not-public`; `roster.no-vacancy`.
    pub fn step(&mut self, step: &RosterStep, by: &Actor) -> Result<(), Error> {
        let next = by.step(self.state, step.event)?;
        let opens = next == RosterState::Nominating;
        if step.until.is_some() != opens || step.until.is_some_and(|until| until < step.today) {
            return Err(self.refuse(Code::RosterUntil));
        }
        let needs_reason = matches!(step.event, RosterEvent::FillVacancy | RosterEvent::Dissolve);
        if needs_reason || step.reason.is_some() {
            check_reason(step.reason.unwrap_or_default())?;
        }
        match step.event {
            RosterEvent::DeclareBase | RosterEvent::Object | RosterEvent::ResolveObjection => {}
            RosterEvent::OpenNomination => self.until = step.until,
            RosterEvent::Rotate => {
                self.begin(Round::All, self.notice.seats.strata.clone());
                self.standing.clear();
                self.until = step.until;
            }
            RosterEvent::CloseNomination => {
                if let Some(until) = self.until.filter(|until| step.today <= *until) {
                    return Err(self.refuse(Code::RosterNominationsOpen).with("until", until));
                }
            }
            RosterEvent::PublishList => self.list = Some(self.decided()?),
            RosterEvent::Appoint => self.appoint(step.public)?,
            RosterEvent::FillVacancy => self.fill_vacancies()?,
            RosterEvent::Dissolve => self.pool = None,
        }
        self.state = next;
        Ok(())
    }

    /// An objection to the list came in or all were answered, as the publicity says.
    pub(crate) fn follow(&mut self, event: RosterEvent) -> Result<(), Error> {
        if self.state == RosterState::Objection && event == RosterEvent::Object {
            return Ok(());
        }
        let role = self.state.roles(event).first().copied().unwrap_or(crate::role::Role::Host);
        self.state = self.state.step(event, role)?;
        Ok(())
    }

    /// Somebody does not stand after all, does not take the seat, or gives it up: the next alternate
    /// takes it. `pool.not-member` for anyone else, `draw.open` between the announcement of a draw and its
    /// result: they stay among the candidates and decline when drawn (RFC 3797 section 5.1).
    pub fn decline(&mut self, handle: &Id) -> Result<(), Error> {
        let list = self.list.as_mut().filter(|list| list.has(handle));
        if let Some(seats) = list.or_else(|| self.pool.as_mut().filter(|pool| pool.has(handle))) {
            seats.decline(handle)?;
        } else if !self.standing.contains_key(handle) || self.list.is_some() {
            return Err(Error::new(Code::PoolNotMember).with("handle", handle));
        } else if let Some(draw) = &self.draw {
            return Err(Error::new(Code::DrawOpen).with("draw", draw));
        }
        self.standing.remove(handle);
        Ok(())
    }

    /// Nothing is drawn or listed in this round.
    fn is_undecided(&self) -> bool {
        self.draw.is_none() && self.list.is_none()
    }

    /// Who is to be appointed: those drawn, or all who stand where they are no more than the seats.
    fn decided(&self) -> Result<Pool, Error> {
        let list = match (&self.list, &self.draw) {
            (Some(list), _) => list.clone(),
            (None, Some(draw)) => return Err(Error::new(Code::DrawOpen).with("draw", draw)),
            (None, None) if self.needs_draw() => return Err(self.refuse(Code::RosterDrawNeeded)),
            (None, None) => {
                let seat = |(handle, standing): (&Id, &Standing)| (handle.clone(), standing.stratum.clone());
                Pool::of_all(self.notice.id.clone(), self.standing.iter().map(seat).collect())
            }
        };
        if list.members().is_empty() { Err(self.refuse(Code::RosterNobody)) } else { Ok(list) }
    }

    fn appoint(&mut self, public: bool) -> Result<(), Error> {
        let Some(list) = self.list.as_ref().filter(|_| public) else {
            return Err(self.refuse(Code::RosterNotPublic));
        };
        match self.pool.as_mut().filter(|_| self.round == Round::Vacant) {
            Some(pool) => pool.join(list),
            None => self.pool = Some(list.clone()),
        }
        self.list = None;
        self.draw = None;
        self.open = Map::new();
        Ok(())
    }

    fn fill_vacancies(&mut self) -> Result<(), Error> {
        let pool = self.pool()?;
        let taken = |stratum: &Stratum| pool.members().values().filter(|seat| *seat == stratum).count() as u64;
        let seats = self.notice.seats.strata.iter();
        let open: Map<_, _> =
            seats.map(|(stratum, seats)| (stratum.clone(), seats.saturating_sub(taken(stratum)))).collect();
        if open.values().all(|seats| *seats == 0) {
            return Err(self.refuse(Code::RosterNoVacancy).with("stratum", "*"));
        }
        let pool = pool.clone();
        self.begin(Round::Vacant, open);
        let open = &self.open;
        self.standing.retain(|handle, standing| {
            open.get(&standing.stratum).is_some_and(|seats| *seats > 0) && !pool.has(handle)
        });
        Ok(())
    }

    fn begin(&mut self, round: Round, open: Map<Stratum, u64>) {
        self.round = round;
        self.open = open;
        self.until = None;
        self.draw = None;
        self.list = None;
    }

    fn refuse(&self, code: Code) -> Error {
        Error::new(code).with("roster", &self.notice.id)
    }
}
