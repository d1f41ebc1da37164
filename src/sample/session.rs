//! 锣旗寺, the quarter's matters and the stewards' session (scenario 01).

use crate::map::{Map, Set};

use super::data;
use super::luoqisi::{ENTRIES, PANEL, Telling};
use super::story::{ask, id, option, stray, time};
use crate::ballot::Choice;
use crate::error::Error;
use crate::event::{CheckIn, MakeStatement, RaiseMatter, Recuse, Said, SessionBody, Stake, Stakeholders, Support};
use crate::fraction::Fraction;
use crate::hash::Hash;
use crate::id::Id;
use crate::matter::{Intake, MatterStep, Route, Submission};
use crate::motion::{Poll, Question, RuleRef, Tie};
use crate::prepare::{AgendaAsk, Ask, ItemAsk, NoticeAsk, RoundAsk};
use crate::session::{Presence, SessionStep, Stance, Venue, When};
use crate::words::Words;

/// The matter that becomes the convention.
pub(super) const MATTER: &str = "M-2604-07";
/// The three matters with most support: number, text, supporters, route, reason.
const TOP: [(&str, &str, usize, &str, &str); 3] = [
    (MATTER, "规范养犬", 126, "D1", "多数人受影响,社区能自己定"),
    ("M-2604-03", "凉亭漏雨维修", 61, "C2", "动用公共收益维修公共设施"),
    ("M-2604-11", "夜间烧烤油烟", 54, "major", "油烟扰民由执法部门处理"),
];

impl Telling<'_> {
    /// Thirty-eight matters are handed in, supported, and triaged by two people each.
    pub(super) fn matters(&mut self) -> Result<(), Error> {
        self.story.chapter("征集 38 件事项,双人三事分流", "38 matters are collected and triaged by two", ENTRIES);
        let others: Vec<(String, String, String)> = data::matters()?;
        let top = TOP.iter().map(|(number, text, _, route, reason)| (*number, *text, *route, *reason));
        let free = (1..).map(|n| format!("M-2604-{n:02}")).filter(|number| TOP.iter().all(|top| top.0 != number));
        let numbered: Vec<_> = free.zip(others).collect();
        let rest = numbered
            .iter()
            .map(|(number, (text, route, reason))| (number.as_str(), text.as_str(), route.as_str(), reason.as_str()));
        let all: Vec<_> = top.chain(rest).map(|(a, b, c, d)| [a, b, c, d].map(str::to_owned)).collect();
        self.story.at("2026-04-28", 9, 0)?;
        for (place, [number, text, ..]) in all.iter().enumerate() {
            let resident = self.households.get(place * 7).ok_or_else(stray)?.0.clone();
            let submission = Submission {
                id: id(number)?,
                intake: Intake::Own,
                part_of: None,
                resident: Some(id(&resident)?),
                safety: false,
                words: Words::Text(text.clone()),
            };
            self.story.enter(&resident, RaiseMatter { matter: submission })?;
        }
        for (number, _, supporters, ..) in TOP {
            for place in 0..supporters {
                // Who raised a matter is its first supporter.
                let handle = self.households.get(300 + place * 3).ok_or_else(stray)?.0.clone();
                self.story.enter(&handle, Support { handles: Set::new(), matter: id(number)? })?;
            }
        }
        for [number, _, route, reason] in all {
            let accept = MatterStep::Accept { compared: Set::new(), read_back: false };
            self.story.matter("clerk-a", &number, accept)?;
            let route = match route.as_str() {
                "major" => Route::Major,
                "private" => Route::Private,
                item => Route::Minor(id(item)?),
            };
            self.story.triage(&number, route, &reason)?;
        }
        self.story.matter("committee-1", MATTER, MatterStep::Shortlist)
    }

    /// The session: announced, checked in, heard, voted motion by motion, put on minutes.
    pub(super) fn session(&mut self) -> Result<(), Error> {
        self.story.chapter(
            "百姓管家议事:16 人到会,五项表决",
            "the stewards' session: 16 present, five motions",
            ENTRIES,
        );
        let questions = self.questions()?;
        self.announce_session(&questions)?;
        self.story.at("2026-05-16", 14, 0)?;
        let session = id(&self.data.session.id)?;
        self.step("clerk-a", SessionStep::OpenCheckin)?;
        for who in self.present() {
            let check_in = CheckIn { handle: id(&who)?, presence: Presence::Hall, session: session.clone() };
            self.story.enter("clerk-a", check_in)?;
        }
        self.story.at("2026-05-16", 14, 30)?;
        self.step("facilitator", SessionStep::Begin)?;
        self.step("facilitator", SessionStep::StartDebate { item: 1 })?;
        self.debate()?;
        for (motion, recused) in self.recusals() {
            let (who, reason) = recused;
            let handle = id(&who)?;
            self.story.enter(&who, Recuse { handle, motion: id(&motion)?, reason, session: session.clone() })?;
        }
        self.step("facilitator", SessionStep::CloseDebate)?;
        for question in questions {
            for (round, ballots) in (1..).zip(self.rounds_of(&question.id)?) {
                let motion = if round == 1 {
                    self.story.open(session.as_str(), question.clone(), None)?
                } else {
                    let next = RoundAsk { question: question.id.clone() };
                    self.story.prepare("facilitator", Ask::Round(next))?
                };
                self.vote(motion, &ballots)?;
            }
        }
        let text = "锣旗寺社区百姓管家议事会会议记录(虚构)";
        self.story.minutes(&self.data.session.id, text)
    }

    fn announce_session(&mut self, questions: &[Question]) -> Result<(), Error> {
        self.story.at("2026-05-05", 9, 0)?;
        let items = vec![
            ItemAsk {
                matter: Some(id(MATTER)?),
                motions: questions.to_vec(),
                no: None,
                title: "文明养犬公约(草案)".to_owned(),
            },
            ItemAsk {
                matter: None, motions: Vec::new(), no: None, title: "下季度议题征集(不表决)".to_owned()
            },
        ];
        let stake = self.data.session.panel.iter().filter(|panellist| panellist.group != "其他居民");
        let stake: Set<Id> = stake.filter_map(|panellist| id(self.panel.get(&panellist.id)?).ok()).collect();
        let guests = self.data.session.opinions.iter().map(|opinion| id(&opinion.resident));
        let notice = NoticeAsk {
            agenda: AgendaAsk { items },
            body: SessionBody::Draw(id(PANEL)?),
            guests: guests.collect::<Result<_, Error>>()?,
            place: Some(self.data.session.place.clone()),
            rule: RuleRef::Preset(id("x.steward.session")?),
            session: id(&self.data.session.id)?,
            special: None,
            stakeholders: Some(Stakeholders {
                share: Fraction::new(1, 2).ok_or_else(stray)?,
                who: Stake::Handles(stake),
            }),
            turns: Some(2),
            venue: Venue::Hall,
            when: When::Held(time("2026-05-16", 14, 30)?),
        };
        self.story.prepare("facilitator", Ask::Notice(notice)).map(drop)
    }

    fn step(&mut self, who: &str, step: SessionStep) -> Result<(), Error> {
        self.story.session(who, &self.data.session.id, step)
    }

    /// Those of the panel who come, by their handles.
    fn present(&self) -> Vec<String> {
        let coming = self.data.session.panel.iter().filter(|panellist| panellist.present);
        coming.filter_map(|panellist| self.panel.get(&panellist.id).cloned()).collect()
    }

    fn recusals(&self) -> Vec<(String, (String, String))> {
        let motions = self.data.session.motions.iter();
        let recused = motions.flat_map(|motion| motion.recused.iter().map(move |recused| (motion, recused)));
        recused
            .filter_map(|(motion, recused)| {
                Some((motion.id.clone(), (self.panel.get(&recused.id)?.clone(), recused.reason.clone())))
            })
            .collect()
    }

    /// The recorder takes down what is said; a side on which nobody speaks has been asked.
    fn debate(&mut self) -> Result<(), Error> {
        let session = id(&self.data.session.id)?;
        let mut heard: Map<String, Set<Stance>> = Map::new();
        let opinions: Vec<_> = self
            .data
            .session
            .opinions
            .iter()
            .map(|opinion| (opinion.resident.clone(), opinion.motion.clone(), opinion.stance(), opinion.text.clone()))
            .collect();
        for (resident, motion, stance, text) in opinions {
            heard.entry(motion.clone()).or_default().insert(stance);
            let statement = MakeStatement {
                handle: Some(id(&resident)?),
                motion: Some(id(&motion)?),
                said: Said::Text(text),
                session: session.clone(),
                stance,
            };
            self.story.enter("recorder", statement)?;
        }
        self.step("facilitator", SessionStep::CoolOff { minutes: 5 })?;
        for motion in self.data.session.motions.iter().map(|motion| motion.id.clone()).collect::<Vec<_>>() {
            for stance in [Stance::For, Stance::Against] {
                if !heard.get(&motion).is_some_and(|stances| stances.contains(&stance)) {
                    let (motion, session) = (Some(id(&motion)?), session.clone());
                    let asked = MakeStatement { handle: None, motion, said: Said::Declined, session, stance };
                    self.story.enter("facilitator", asked)?;
                }
            }
        }
        Ok(())
    }

    fn questions(&self) -> Result<Vec<Question>, Error> {
        self.data.session.motions.iter().map(question).collect()
    }

    /// The ballots of each round, by handle.
    fn rounds_of(&self, motion: &Id) -> Result<Vec<Map<String, Choice>>, Error> {
        let motion = self.data.session.motions.iter().find(|m| m.id == motion.as_str()).ok_or_else(stray)?;
        let round = |round: &data::Round| {
            round
                .ballots
                .iter()
                .map(|(part, choice)| {
                    let choice = if choice == "弃权" { Choice::Abstain } else { Choice::Option(id(choice)?) };
                    Ok((self.panel.get(part).ok_or_else(stray)?.clone(), choice))
                })
                .collect()
        };
        motion.rounds.iter().map(round).collect()
    }

    fn vote(&mut self, motion: Hash, ballots: &Map<String, Choice>) -> Result<(), Error> {
        for (who, choice) in ballots {
            self.story.vote(who, motion, choice.clone())?;
        }
        self.story.close(motion)?;
        self.story.announce(motion)
    }
}

fn question(motion: &data::Motion) -> Result<Question, Error> {
    let options = motion.options.iter().map(|(name, text)| option(name, text));
    let mut options = options.collect::<Result<Vec<_>, Error>>()?;
    let poll = if motion.preset == "x.steward.session" {
        // Yes stands before no.
        options.reverse();
        Poll::Choice { approves: id("Y")? }
    } else {
        Poll::TwoRound { tie: Tie::None }
    };
    Ok(Question { options, poll, ..ask(&motion.id, &motion.zh, &motion.zh, RuleRef::Preset(id(&motion.preset)?))? })
}
