//! Rosters and their nominations, draws on the record, and who declines (SPEC.md section 5).
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
//! let (draw, roster) = ("PANEL-1".parse().unwrap(), "R-2026".parse().unwrap());
//! // A third of the three households, one seat.
//! enter(&mut hall, "committee", r#"{"kind": "roster", "roster": {
//!     "base": "households", "candidates": "households", "id": "R-2026",
//!     "rule": {"ratio": [1, 3], "measure": "households", "rounding": "ceil"},
//!     "seats": {"measure": "households", "base": 3, "total": 1, "strata": {"all": 1}}}}"#).unwrap();
//! enter(&mut hall, "committee",
//!     r#"{"kind": "roster-move", "event": "open_nomination", "roster": "R-2026", "until": "2026-03-20"}"#).unwrap();
//! enter(&mut hall, "H-1", r#"{"kind": "nominate", "handle": "H-1", "roster": "R-2026", "source": "own"}"#).unwrap();
//! assert_eq!(hall.roster(&roster).unwrap().standing().len(), 1);
//!
//! // Two of the three are drawn for a session; the committee says what the lottery showed, and the rest follows.
//! let base = hall.base(&"households".parse().unwrap()).unwrap();
//! let candidates = guanjia::selection::Candidates::of_base(base, base.members().keys()).unwrap().digest();
//! enter(&mut hall, "committee", &format!(r#"{{"kind": "draw", "from": {{"base": "households"}}, "session": "SES-1",
//!     "draw": {{"id": "PANEL-1", "candidates": "{candidates}", "seats": {{"all": 2}}, "alternates": 1, "general": 0,
//!     "commit_by": "2026-03-16", "reveal_by": "2026-03-16",
//!     "sources": [{{"text": "双色球第2026030期(虚构)", "date": "2026-03-17"}}]}}}}"#)).unwrap();
//! enter(&mut hall, "host", r#"{"kind": "clock", "at": 1773799200}"#).unwrap();
//! enter(&mut hall, "committee", r#"{"kind": "drawn", "draw": "PANEL-1", "value": "3.9.11.14.21.27.32./"}"#).unwrap();
//! assert_eq!(hall.panel(&draw).unwrap().members().len(), 2);
//! assert_eq!(hall.draw_stage(&draw).unwrap().drawn().unwrap().general.len(), 0);
//! ```

use crate::map::Map;
use std::sync::Arc;

use super::{Act, Hall, Holder};
use crate::actor::Actor;
use crate::error::{Code, Error};
use crate::event::{
    AnnounceDraw, CommitDraw, DeclareRoster, Decline, DrawFrom, FinishDraw, MoveRoster, Nominate, PutPanels,
    RevealDraw, SeatOf,
};
use crate::hash::Hash;
use crate::id::Id;
use crate::lottery::Reveal;
use crate::measure::Measure;
use crate::reason::check_reason;
use crate::register::Base;
use crate::role::Role;
use crate::roster::{Nominator, Roster, RosterEvent, RosterStep};
use crate::selection::{
    Announced, Candidates, CheckedLottery, Composition, Draw, DrawStage, Drawn, Draws, Pool, SeatRule,
};
use crate::sortition::{Objective, Problem};

/// All rosters and draws of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    rosters: Map<Id, Roster>,
    /// The rule of the last roster that was declared.
    last_rule: Option<SeatRule>,
    stages: Draws,
    draws: Map<Id, DrawRecord>,
}

/// A draw on the record, besides where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawRecord {
    draw: Draw,
    from: DrawFrom,
    session: Option<Id>,
    candidates: Candidates,
    /// The leaf hash of the entry that announced it.
    leaf: Hash,
    lottery: Option<Arc<CheckedLottery>>,
    /// The parts of its lottery, as they came.
    parts: Map<u32, String>,
    commitments: Map<Id, Hash>,
    reveals: Map<Id, Reveal>,
    panel: Option<Pool>,
}

impl DrawRecord {
    /// The announcement.
    pub fn announcement(&self) -> &Draw {
        &self.draw
    }

    /// Among whom is drawn.
    pub fn from(&self) -> &DrawFrom {
        &self.from
    }

    /// The session those drawn are convened for.
    pub fn session(&self) -> Option<&Id> {
        self.session.as_ref()
    }

    /// The candidates and their strata.
    pub fn candidates(&self) -> &Candidates {
        &self.candidates
    }

    /// The leaf hash of the entry that announced it.
    pub fn leaf(&self) -> Hash {
        self.leaf
    }

    /// The lottery, once it is all on the record and was checked.
    pub fn lottery(&self) -> Option<&CheckedLottery> {
        self.lottery.as_deref()
    }

    /// The parts of its lottery that are on the record, in base64url.
    pub fn parts(&self) -> &Map<u32, String> {
        &self.parts
    }

    /// What each party committed to, as far as they did.
    pub fn commitments(&self) -> &Map<Id, Hash> {
        &self.commitments
    }

    /// What each party revealed, as far as they did.
    pub fn reveals(&self) -> &Map<Id, Reveal> {
        &self.reveals
    }
}

impl Hall {
    /// A roster; `roster.unknown` when none of this name was declared.
    pub fn roster(&self, id: &Id) -> Result<&Roster, Error> {
        self.selection.rosters.get(id).ok_or_else(|| Error::new(Code::RosterUnknown).with("roster", id))
    }

    /// Every roster, in the order of their identifiers.
    pub fn rosters(&self) -> impl Iterator<Item = &Roster> {
        self.selection.rosters.values()
    }

    /// Those who hold the seats of a roster now, with alternates and replacements. `roster.unknown`,
    /// `roster.nobody`.
    pub fn pool(&self, roster: &Id) -> Result<&Pool, Error> {
        self.roster(roster)?.pool()
    }

    /// The problem that the lottery of a draw has to solve, before it is announced; its notice need not have any parts yet.
    ///
    /// `draw.lottery-none`, errors of [`LotteryNotice::problem`](crate::selection::LotteryNotice::problem) and those about
    /// whom is drawn among.
    pub fn lottery_problem(&self, draw: &Draw, from: &DrawFrom) -> Result<Problem, Error> {
        let notice = draw.lottery.as_ref().ok_or_else(|| Error::new(Code::DrawLotteryNone).with("draw", &draw.id))?;
        notice.problem(draw, &self.candidates_of(from)?)
    }

    /// A draw as it was announced; `draw.unknown`.
    pub fn draw(&self, id: &Id) -> Result<&DrawRecord, Error> {
        self.selection.draws.get(id).ok_or_else(|| Error::new(Code::DrawUnknown).with("draw", id))
    }

    /// Where a draw stands; `draw.unknown`.
    pub fn draw_stage(&self, id: &Id) -> Result<&DrawStage, Error> {
        self.selection.stages.stage(id)
    }

    /// Every draw, in the order of their identifiers.
    pub fn draws(&self) -> impl Iterator<Item = &DrawRecord> {
        self.selection.draws.values()
    }

    /// Who was drawn for a panel, less those who declined and with those who moved up. `draw.unknown`,
    /// `draw.open`; `draw.for-roster` for a draw that fills a roster, whose seats change further.
    pub fn panel(&self, draw: &Id) -> Result<&Pool, Error> {
        let record = self.draw(draw)?;
        match (&record.panel, &record.from) {
            (_, DrawFrom::Candidates(roster)) => Err(for_roster(draw, roster)),
            (Some(panel), _) => Ok(panel),
            (None, _) => Err(Error::new(Code::DrawOpen).with("draw", draw)),
        }
    }

    /// The base that a panel's members stand on, with their strata and votes; errors of [`Hall::panel`].
    pub fn panel_base(&self, draw: &Id) -> Result<&Base, Error> {
        match &self.draw(draw)?.from {
            DrawFrom::Candidates(roster) | DrawFrom::Pool(roster) => {
                self.known_base(&self.roster(roster)?.notice().candidates)
            }
            DrawFrom::Base(base) => self.known_base(base),
        }
    }

    /// A finding `draw.overdue` for each draw whose public value exists and that nobody made.
    pub(super) fn overdue_draws(&self) -> Vec<Error> {
        let located = |record: &DrawRecord, finding: Error| match self.index_of(record.leaf) {
            Some(index) => finding.at(index),
            None => finding,
        };
        let overdue = |record| Some(located(record, self.draw_stage(&record.draw.id).ok()?.overdue(self.today())?));
        self.draws().filter_map(overdue).collect()
    }

    /// An objection to the list of a roster came in (`object`), or every one was answered
    /// (`resolve_objection`); `machine.step` when its list is not public.
    pub(super) fn roster_follows(&mut self, roster: &Id, event: RosterEvent) -> Result<(), Error> {
        let unknown = || Error::new(Code::RosterUnknown).with("roster", roster);
        self.selection.rosters.get_mut(roster).ok_or_else(unknown)?.follow(event)
    }

    pub(super) fn on_roster(&mut self, act: &Act, declare: &DeclareRoster) -> Result<(), Error> {
        let office = act.office(&[Role::Committee])?;
        let notice = &declare.roster;
        if self.roster(&notice.id).is_ok() {
            return Err(Error::new(Code::RosterRepeated).with("roster", &notice.id));
        }
        self.known_base(&notice.candidates)?;
        let by = Actor::new(office.clone(), [Role::Committee]);
        let roster = Roster::declare(notice.clone(), self.known_base(&notice.base)?, &by)?;
        let before = self.selection.last_rule.replace(notice.rule.clone());
        if let Some(before) = before.filter(|before| before.measure != notice.rule.measure) {
            let name = |rule: &SeatRule| rule.measure.map_or("?", Measure::name);
            let switched = Error::new(Code::RosterMeasureSwitched).with("roster", &notice.id);
            self.flag(act, switched.with("before", name(&before)).with("now", name(&notice.rule)));
        }
        self.selection.rosters.insert(notice.id.clone(), roster);
        Ok(())
    }

    pub(super) fn on_roster_move(&mut self, act: &Act, step: &MoveRoster) -> Result<(), Error> {
        let office = act.office(&[Role::Committee])?;
        let by = Actor::new(office.clone(), [Role::Committee]);
        let mut roster = self.roster(&step.roster)?.clone();
        roster.step(
            &RosterStep {
                event: step.event,
                reason: step.reason.as_deref(),
                until: step.until,
                today: self.today(),
                public: self.publicity_done(&step.roster),
            },
            &by,
        )?;
        if step.event == RosterEvent::PublishList {
            self.publicity_lapse(&step.roster);
            self.flag_list(act, &roster);
        }
        self.selection.rosters.insert(step.roster.clone(), roster);
        Ok(())
    }

    pub(super) fn on_nominate(&mut self, act: &Act, nominate: &Nominate) -> Result<(), Error> {
        match &act.by {
            Holder::Member { handle } if *handle != nominate.handle || nominate.source != Nominator::Own => {
                return Err(Error::new(Code::MemberOther).with("handle", &nominate.handle));
            }
            Holder::Member { .. } => {}
            Holder::Office { .. } => act.office(&[Role::Clerk, Role::Committee]).map(|_| ())?,
        }
        let today = self.today();
        match self.selection.rosters.get_mut(&nominate.roster) {
            Some(roster) => {
                let candidates = self.registers.base(&roster.notice().candidates)?;
                roster.nominate(&nominate.handle, nominate.source, candidates, today)
            }
            None => Err(Error::new(Code::RosterUnknown).with("roster", &nominate.roster)),
        }
    }

    pub(super) fn on_draw(&mut self, act: &Act, announce: &AnnounceDraw) -> Result<(), Error> {
        act.office(&[Role::Committee])?;
        let AnnounceDraw { draw, from, session } = announce;
        let candidates = self.candidates_of(from)?;
        if let Some(party) = draw.parties.iter().find(|party| !self.founding.can_sign(party)) {
            return Err(Error::new(Code::DrawPartyUnknown).with("party", party));
        }
        let mut roster = None;
        if let DrawFrom::Candidates(id) = from {
            let mut filled = self.roster(id)?.clone();
            filled.announce(draw, filled.draw().is_some_and(|before| self.has_failed(before)))?;
            roster = Some(filled);
            if session.is_some() {
                return Err(for_roster(&draw.id, id));
            }
        }
        if roster.is_none() && session.is_none() {
            return Err(Error::new(Code::DrawSession).with("draw", &draw.id));
        }
        self.check_session_free(draw, session.as_ref())?;
        let today = self.today();
        self.selection.stages.announce(draw.clone(), &candidates, today)?;
        if let Some(roster) = roster {
            self.selection.rosters.insert(roster.notice().id.clone(), roster);
        }
        let record = DrawRecord {
            draw: draw.clone(),
            from: from.clone(),
            session: session.clone(),
            candidates,
            leaf: act.leaf,
            lottery: None,
            parts: Map::new(),
            commitments: Map::new(),
            reveals: Map::new(),
            panel: None,
        };
        self.selection.draws.insert(draw.id.clone(), record);
        Ok(())
    }

    pub(super) fn on_panels(&mut self, act: &Act, part: &PutPanels) -> Result<(), Error> {
        act.office(&[Role::Committee])?;
        let today = self.today();
        let stage = self.selection.stages.stage_mut(&part.draw)?;
        stage.part(part.part, &part.data, today)?;
        let lottery = stage.announced().and_then(Announced::checked);
        let Some(record) = self.selection.draws.get_mut(&part.draw) else { return Ok(()) };
        record.parts.insert(part.part, part.data.clone());
        record.lottery.clone_from(&lottery);
        let aims = record.draw.lottery.as_ref().is_some_and(|notice| notice.objective == Objective::Leximin);
        if let Some(lottery) = lottery.filter(|lottery| aims && lottery.proved.least < lottery.proved.best) {
            let error = Error::new(Code::DrawLotteryOff).with("draw", &part.draw);
            self.flag(act, error.with("least", lottery.proved.least).with("best", lottery.proved.best));
        }
        Ok(())
    }

    pub(super) fn on_commit(&mut self, act: &Act, commit: &CommitDraw) -> Result<(), Error> {
        let today = self.today();
        self.selection.stages.stage_mut(&commit.draw)?.commit(act.person(), commit.commitment, today)?;
        if let Some(record) = self.selection.draws.get_mut(&commit.draw) {
            record.commitments.insert(act.person().clone(), commit.commitment);
        }
        Ok(())
    }

    pub(super) fn on_reveal(&mut self, act: &Act, reveal: &RevealDraw) -> Result<(), Error> {
        let today = self.today();
        self.selection.stages.stage_mut(&reveal.draw)?.reveal(act.person(), reveal.secret, today)?;
        if let Some(record) = self.selection.draws.get_mut(&reveal.draw) {
            record.reveals.insert(act.person().clone(), reveal.secret);
        }
        Ok(())
    }

    pub(super) fn on_drawn(&mut self, act: &Act, finish: &FinishDraw) -> Result<(), Error> {
        act.office(&[Role::Committee])?;
        let today = self.today();
        let candidates = self.draw(&finish.draw)?.candidates.clone();
        let drawn = self.selection.stages.stage_mut(&finish.draw)?.draw(&candidates, &finish.value, today)?.clone();
        for party in &drawn.forfeited {
            self.flag(act, Error::new(Code::DrawForfeited).with("draw", &drawn.draw).with("party", party));
        }
        self.seat(act, &drawn);
        Ok(())
    }

    pub(super) fn on_decline(&mut self, act: &Act, decline: &Decline) -> Result<(), Error> {
        match &act.by {
            Holder::Member { handle } if *handle == decline.handle => {}
            Holder::Member { .. } => return Err(Error::new(Code::MemberOther).with("handle", &decline.handle)),
            Holder::Office { .. } => act.office(&[Role::Clerk]).map(|_| ())?,
        }
        check_reason(&decline.reason)?;
        let seats = match &decline.from {
            SeatOf::Roster(id) => {
                let roster = self.selection.rosters.get_mut(id);
                roster.ok_or_else(|| Error::new(Code::RosterUnknown).with("roster", id))?.decline(&decline.handle)?;
                self.pool(id)
            }
            SeatOf::Draw(id) => {
                self.panel(id)?;
                let panel = self.selection.draws.get_mut(id).and_then(|record| record.panel.as_mut());
                panel.ok_or_else(|| Error::new(Code::DrawOpen).with("draw", id))?.decline(&decline.handle)?;
                self.panel(id)
            }
        };
        let last = seats.ok().and_then(|seats| seats.replacements().last());
        let last = last.filter(|replacement| replacement.leaver == decline.handle);
        if let Some(missed) = last.and_then(|replacement| replacement.missed) {
            let error = Error::new(Code::PanelQuotaMissed).with("leaver", &decline.handle);
            self.flag(act, error.with("missed", missed));
        }
        Ok(())
    }

    /// The candidates of a draw, as the record gives them.
    pub(crate) fn candidates_of(&self, from: &DrawFrom) -> Result<Candidates, Error> {
        match from {
            DrawFrom::Candidates(roster) => self.roster(roster)?.candidates(),
            DrawFrom::Pool(id) => {
                let roster = self.roster(id)?;
                Candidates::of_base(self.known_base(&roster.notice().candidates)?, roster.pool()?.members().keys())
            }
            DrawFrom::Base(id) => {
                let base = self.known_base(id)?;
                let voters = base.members().iter().filter(|(_, member)| member.voter);
                Candidates::of_base(base, voters.map(|(handle, _)| handle))
            }
        }
    }

    fn has_failed(&self, draw: &Id) -> bool {
        self.selection.stages.stage(draw).is_ok_and(|stage| stage.failed(self.today()))
    }

    /// A session whose panel was drawn, or is being drawn, is not drawn for again under another name.
    fn check_session_free(&self, draw: &Draw, session: Option<&Id>) -> Result<(), Error> {
        let same = |record: &&DrawRecord| session.is_some() && record.session.as_ref() == session;
        let before =
            self.draws().filter(same).find(|record| record.draw.id != draw.id && !self.has_failed(&record.draw.id));
        before.map_or(Ok(()), |before| Err(Error::new(Code::DrawRepeated).with("draw", &before.draw.id)))
    }

    /// Gives those drawn their seats, and flags what a supervisor should look at.
    fn seat(&mut self, act: &Act, drawn: &Drawn) {
        let Some(record) = self.selection.draws.get_mut(&drawn.draw) else { return };
        match record.from.clone() {
            DrawFrom::Candidates(roster) => {
                if let Some(roster) = self.selection.rosters.get_mut(&roster) {
                    roster.drawn(drawn);
                }
            }
            DrawFrom::Pool(_) | DrawFrom::Base(_) => {
                let panel = Pool::of(drawn);
                record.panel = Some(panel.clone());
                let by = record.draw.by.clone();
                if let (Some(by), Ok(base)) = (by, self.panel_base(&drawn.draw).cloned()) {
                    self.flag_composition(act, &base, &by, &panel);
                }
            }
        }
    }

    fn flag_list(&mut self, act: &Act, roster: &Roster) {
        if roster.is_all_recommended() {
            self.flag(act, Error::new(Code::RosterAllRecommended).with("roster", &roster.notice().id));
        }
        let base = self.base(&roster.notice().candidates).cloned();
        if let (Some(base), Some(by), Some(list)) = (base, &roster.notice().rule.by, roster.list()) {
            self.flag_composition(act, &base, by, list);
        }
    }

    fn flag_composition(&mut self, act: &Act, base: &Base, by: &Id, panel: &Pool) {
        let composition = Composition::of(base, by, Measure::Heads, panel.members().keys());
        for finding in composition.map(|composition| composition.findings()).unwrap_or_default() {
            self.flag(act, finding);
        }
    }
}

fn for_roster(draw: &Id, roster: &Id) -> Error {
    Error::new(Code::DrawForRoster).with("draw", draw).with("roster", roster)
}
