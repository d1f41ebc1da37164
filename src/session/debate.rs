//! Statements 发言, both sides heard, recusal 回避 (SPEC.md section 6).
//!
//! ```
//! use guanjia::Id;
//! use guanjia::actor::Actor;
//! use guanjia::role::Role;
//! use guanjia::session::{Session, SessionContext};
//! # let id = |text: &str| text.parse::<Id>().unwrap();
//! # let votes = Default::default();
//! # let with = |entry| SessionContext {
//! #     at: guanjia::Time(1_778_913_000), zone: guanjia::Zone(480), entry,
//! #     notice: guanjia::agenda::NoticeRule { days: 0, special: false },
//! #     quorum: guanjia::quorum::Quorum { have: 2, need: 2 },
//! #     stakeholders: None, base: None, votes: &votes, publicity: None,
//! # };
//! # let mut session = Session::call(guanjia::from_json(
//! #     r#"{"id": "SES-1", "convened": ["S-001", "S-058"], "turns": 1,
//! #         "venue": "hall", "when": {"held": 1778913000}}"#,
//! # ).unwrap()).unwrap();
//! # let mut take = |entry, who: &str, role, step: &str| {
//! #     let (step, by) = (guanjia::from_json(step).unwrap(), Actor::new(id(who), [role]));
//! #     session.apply(&step, &by, &with(entry)).map_err(|error| error.code())
//! # };
//! # take(1, "facilitator", Role::Facilitator, r#"{"publish-agenda": {"agenda": {"items": [
//! #     {"no": 1, "title": "犬便箱",
//! #      "motions": [{"id": "Q3", "question": "VZU1loNmWPDR8LEm0-nKFR-RnrFFTMsvh3Th4CMb3EE"}]}]}}}"#).unwrap();
//! # take(2, "clerk-a", Role::Clerk, r#""open-checkin""#).unwrap();
//! # take(3, "S-001", Role::Steward, r#"{"check-in": {"presence": "hall", "who": "S-001"}}"#).unwrap();
//! # take(4, "S-058", Role::Steward, r#"{"check-in": {"presence": "hall", "who": "S-058"}}"#).unwrap();
//! # take(5, "facilitator", Role::Facilitator, r#""begin""#).unwrap();
//! // Two stewards are here to debate Q3; each may speak once, and the index of the entry is the receipt.
//! take(6, "facilitator", Role::Facilitator, r#"{"start-debate": {"item": 1}}"#).unwrap();
//! let speak = r#"{"speak": {"motion": "Q3", "speaker": "S-001", "stance": "for", "words": {"text": "六处够了"}}}"#;
//! take(7, "S-001", Role::Steward, speak).unwrap();
//! assert_eq!(take(8, "S-001", Role::Steward, speak), Err("session.turns-used"));
//!
//! // Who sells what is to be bought takes no part, and is not among those the vote is counted on.
//! let recuse = r#"{"recuse": {"motion": "Q3", "who": "S-058", "reason": "经营宠物用品店,有利害关系"}}"#;
//! assert_eq!(take(8, "S-001", Role::Steward, recuse), Err("office.missing")); // it is not for a neighbour to say
//! take(8, "S-058", Role::Steward, recuse).unwrap();
//! assert_eq!(session.statements()[&7].speaker, id("S-001"));
//! assert_eq!(session.recused("Q3").count(), 1);
//! assert_eq!(session.present_for("Q3").collect::<Vec<_>>(), [&id("S-001")]);
//! ```

use serde::{Deserialize, Serialize};

use super::{Session, SessionContext, SessionState};
use crate::actor::Actor;
use crate::error::{Code, Error};
use crate::id::Id;
use crate::reason::check_reason;
use crate::role::Role;
use crate::words::Words;

/// Which side a statement takes 先表明赞成或反对.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// For 赞成.
    For,
    /// Against 反对.
    Against,
    /// Neither 不表态.
    Neither,
}

/// What someone said in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Why it is not shown, when it was hidden 隐藏; it stays in the minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden: Option<String>,
    /// The motion it is about, if about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motion: Option<Id>,
    /// Who said it.
    pub speaker: Id,
    /// Which side it takes.
    pub stance: Stance,
    /// Whether its words, kept off the record, were withdrawn 撤回.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// What was said.
    pub words: Words,
}

/// Why someone takes no part in a motion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Recusal {
    /// Who put it on the record: the person, the facilitator or the supervisor.
    pub by: Id,
    /// Why.
    pub reason: String,
}

impl Stance {
    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Self::For => "赞成",
            Self::Against => "反对",
            Self::Neither => "不表态",
        }
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Neither => "neither",
        }
    }
}

impl Session {
    /// Puts a statement on the record under the index of its entry, which is the speaker's receipt.
    ///
    /// `session.not-speaking` outside of the meeting; `session.not-present`; `agenda.not-on-agenda`;
    /// `session.turns-used`; `words.empty`.
    pub(super) fn speak(&mut self, said: &Statement, by: &Actor, with: &SessionContext) -> Result<(), Error> {
        let heard = match self.state {
            SessionState::InSession | SessionState::Debating => true,
            SessionState::Checkin => self.call.by_voting,
            _ => false,
        };
        if !heard {
            return Err(Error::new(Code::SessionNotSpeaking).with("session", self.id()));
        }
        if said.speaker != *by.who() {
            by.require(&[Role::Recorder, Role::Clerk])?;
        }
        let attends = self.present.contains_key(&said.speaker)
            || (self.call.by_voting && self.call.convened.contains(&said.speaker));
        if !attends && !self.call.guests.contains(&said.speaker) {
            return Err(Error::new(Code::SessionNotPresent).with("who", &said.speaker));
        }
        said.words.check()?;
        if let Some(motion) = &said.motion {
            self.agenda.as_ref().map_or(Ok(()), |agenda| agenda.item_of(motion.as_str()).map(|_| ()))?;
            let turn = (said.speaker.clone(), motion.clone());
            let turns = self.spoken.get(&turn).copied().unwrap_or_default();
            if let Some(limit) = self.call.turns.filter(|limit| turns >= *limit) {
                return Err(Error::new(Code::SessionTurnsUsed)
                    .with("who", &said.speaker)
                    .with("motion", motion)
                    .with("limit", limit));
            }
            self.spoken.insert(turn, turns + 1);
        }
        self.statements.insert(with.entry, said.clone());
        Ok(())
    }

    /// The statement of an entry; `session.statement-unknown`.
    pub(super) fn statement(&mut self, entry: u64) -> Result<&mut Statement, Error> {
        self.statements.get_mut(&entry).ok_or_else(|| Error::new(Code::SessionStatementUnknown).with("entry", entry))
    }

    /// A speaker takes back words that were kept off the record; what stands on it stays
    /// (`session.statement-on-record`).
    pub(super) fn withdraw(&mut self, entry: u64, by: &Actor) -> Result<(), Error> {
        let statement = self.statement(entry)?;
        if statement.speaker != *by.who() {
            return Err(Error::new(Code::SessionNotSpeaker).with("entry", entry));
        }
        if statement.words.text().is_some() {
            return Err(Error::new(Code::SessionStatementOnRecord).with("entry", entry));
        }
        statement.withdrawn = true;
        Ok(())
    }

    /// Someone convened takes no part in a motion; said before its debate is closed
    /// (`session.recusal-late`), by themselves, or by the facilitator or supervisor.
    pub(super) fn recuse(&mut self, motion: &Id, who: &Id, reason: &str, by: &Actor) -> Result<(), Error> {
        check_reason(reason)?;
        if who != by.who() {
            by.require(&[Role::Facilitator, Role::Supervisor])?;
        }
        if !self.call.convened.contains(who) {
            return Err(Error::new(Code::SessionNotConvened).with("who", who));
        }
        let agenda = self.agenda.as_ref().ok_or_else(|| Error::new(Code::AgendaNotOnAgenda).with("id", motion))?;
        let item = agenda.item_of(motion.as_str())?.no;
        let open = matches!(
            self.state,
            SessionState::Noticed
                | SessionState::Checkin
                | SessionState::InSession
                | SessionState::Adjourned
                | SessionState::Debating
        );
        let voted = self.debated.contains(&item) && self.item != Some(item);
        if !open || voted {
            return Err(Error::new(Code::SessionRecusalLate).with("who", who).with("motion", motion));
        }
        let recusal = Recusal { by: by.who().clone(), reason: reason.to_owned() };
        self.recusals.entry(motion.clone()).or_default().insert(who.clone(), recusal);
        Ok(())
    }

    /// Records that nobody wanted to speak on a side after being asked 经询问无人发言.
    pub(super) fn decline(&mut self, motion: &Id, stance: Stance, by: &Actor) -> Result<(), Error> {
        by.require(&[Role::Facilitator])?;
        if self.state != SessionState::Debating {
            return Err(Error::new(Code::SessionNotSpeaking).with("session", self.id()));
        }
        self.agenda.as_ref().map_or(Ok(()), |agenda| agenda.item_of(motion.as_str()).map(|_| ()))?;
        self.declined.insert((motion.clone(), stance));
        Ok(())
    }

    /// Refuses to close the debate on a motion while a side has neither spoken nor declined, with
    /// `session.one-sided`.
    pub(super) fn check_two_sided(&self, motion: &Id) -> Result<(), Error> {
        let heard = |stance: Stance| {
            self.declined.contains(&(motion.clone(), stance))
                || self.statements.values().any(|s| s.stance == stance && s.motion.as_ref() == Some(motion))
        };
        match [Stance::For, Stance::Against].into_iter().find(|stance| !heard(*stance)) {
            Some(stance) => Err(Error::new(Code::SessionOneSided)
                .with("motion", motion)
                .with("stance", stance.name())
                .with("stance_zh", stance.zh())),
            None => Ok(()),
        }
    }
}
