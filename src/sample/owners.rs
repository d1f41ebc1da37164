//! 唐桂, the owners of building 3: a camera refused, reworked, agreed and put up (scenario 02).

use crate::map::{Map, Set};

use super::data::OwnersObjection;
use super::story::{ask, id, stray, time, unit};
use super::tanggui::{ENTRIES, MATTER, Telling};
use crate::ballot::Choice;
use crate::error::Error;
use crate::event::{AssignTask, CheckTask, Finalise, Object, ObjectionAnswer, ReportTask, Subject, TaskOutcome};
use crate::hash::Hash;
use crate::matter::MatterStep;
use crate::measure::Amounts;
use crate::motion::{Effect, Question, RuleRef};
use crate::objection::{Correction, Ruling};
use crate::register::{Holding, Unit};
use crate::session::{SessionStep, Venue, Window};
use crate::task::{Due, TaskPlan};

/// One round of the owners.
struct Round {
    session: &'static str,
    question: &'static str,
    posted: &'static str,
    opens: &'static str,
    closes: &'static str,
}

const FIRST: Round =
    Round { session: "OWN-3-1", question: "CAMERA-1", posted: "2026-05-06", opens: "2026-05-22", closes: "2026-05-24" };
const SECOND: Round =
    Round { session: "OWN-3-2", question: "CAMERA-2", posted: "2026-05-27", opens: "2026-06-12", closes: "2026-06-14" };

impl Telling<'_> {
    /// Each owner is one person, however many flats they hold. Flats are numbered anew, so that no
    /// number is a door.
    pub(super) fn owner_units(&self) -> Result<Vec<Unit>, Error> {
        let mut owners: Map<&str, Unit> = Map::new();
        for (n, (area, owner)) in (1..).zip(self.data.owners_vote.units.values()) {
            let holding = Holding { unit: id(&format!("F-{n:02}"))?, area: *area };
            if !owners.contains_key(owner.as_str()) {
                owners.insert(owner, unit(owner, Amounts::default(), [].into())?);
            }
            owners.get_mut(owner.as_str()).ok_or_else(stray)?.holdings.push(holding);
        }
        Ok(owners.into_values().collect())
    }

    /// Fails for one head, is reworked by what was objected to it, and passes.
    pub(super) fn owners(&mut self) -> Result<(), Error> {
        self.story.chapter("3 号楼业主表决:面积过半,人数差一人", "the owners' vote fails by one head", ENTRIES);
        let plain = "3号楼安装仰角摄像头".to_owned();
        let mut objections = self.data.owners_vote.objections.clone();
        let measures: Vec<&str> = objections.iter().map(|objection| objection.measure.as_str()).collect();
        let reworked = format!("{plain}:{}", measures.join(";"));
        let votes = std::mem::take(&mut self.data.owners_vote.round1.votes);
        self.announce_round(&FIRST, &plain)?;
        self.objections(&FIRST, &objections, &votes)?;
        self.hold_round(&FIRST, &plain, &votes)?;

        self.story.chapter("改了方案再表决:通过", "reworked, it passes", ENTRIES);
        self.announce_round(&SECOND, &reworked)?;
        // Whoever was not satisfied says so again.
        objections.retain(|objection| objection.status == "stood");
        let votes = std::mem::take(&mut self.data.owners_vote.round2.votes);
        self.objections(&SECOND, &objections, &votes)?;
        let motion = self.hold_round(&SECOND, &reworked, &votes)?;
        self.story.at("2026-06-30", 9, 0)?;
        self.story.end_post(SECOND.question)?;
        self.story.enter_about("clerk-a", motion, Finalise {})?;
        self.story.matter("committee-1", MATTER, MatterStep::Adopt { motion: id(SECOND.question)? })
    }

    fn camera(&self, round: &Round, text: &str) -> Result<Question, Error> {
        let rule = RuleRef::Preset(id(&self.data.owners_vote.preset)?);
        Ok(Question {
            channel_basis: Some("《管理规约》第五条:业主可以用本人密钥线上表决(虚构)".to_owned()),
            proxy_cap: Some(1),
            effect: Effect::Decision,
            ..ask(round.question, "3号楼安装仰角摄像头", text, rule)?
        })
    }

    fn announce_round(&mut self, round: &Round, text: &str) -> Result<(), Error> {
        self.story.at(round.posted, 9, 0)?;
        let question = self.camera(round, text)?;
        let window = Window { closes: time(round.closes, 20, 0)?, opens: time(round.opens, 8, 0)? };
        let rule = question.rule.clone();
        self.announce_session(round.session, "owners-2026", Venue::Both, &question, rule, window)?;
        self.story.post(round.session, Subject::Agenda(id(round.session)?), 15, Some(text))
    }

    /// Owners who will vote against it object to what is posted. A question that was posted changes no
    /// more: what meets an objection is written into the next one.
    fn objections(
        &mut self,
        round: &Round,
        objections: &[OwnersObjection],
        votes: &Map<String, String>,
    ) -> Result<(), Error> {
        let about = self.story.scribe.hall().post(&id(round.session)?).ok_or_else(stray)?.leaf;
        let against = votes.iter().filter(|(_, vote)| *vote == "不同意").map(|(owner, _)| owner);
        let mut lodged = Vec::new();
        for (objection, owner) in objections.iter().zip(against) {
            let object = Object { claim: format!("业主的顾虑:{}", objection.ground), handle: None };
            lodged.push((self.story.enter_about(owner, about, object)?, objection));
        }
        for (leaf, objection) in lodged {
            let OwnersObjection { ground, measure, status } = objection;
            let met = status == "met";
            let correction = Correction { what: ground.clone(), was: "未写".to_owned(), is: measure.clone() };
            let answer = ObjectionAnswer {
                ruling: if met { Ruling::Upheld } else { Ruling::Dismissed },
                reason: measure.clone(),
                voids: Vec::new(),
                corrections: if met { vec![correction] } else { Vec::new() },
            };
            self.story.enter_about("supervisor-1", leaf, answer)?;
        }
        Ok(())
    }

    fn hold_round(&mut self, round: &Round, text: &str, votes: &Map<String, String>) -> Result<Hash, Error> {
        self.story.at(round.opens, 8, 0)?;
        self.story.end_post(round.session)?;
        self.story.session("clerk-a", round.session, SessionStep::OpenCheckin)?;
        let motion = self.story.open(round.session, self.camera(round, text)?, None)?;
        for (owner, vote) in votes {
            let choice = match vote.as_str() {
                "同意" => Choice::Option(id("Y")?),
                "不同意" => Choice::Option(id("N")?),
                _ => Choice::Abstain,
            };
            self.story.vote(owner, motion, choice)?;
        }
        self.story.at(round.closes, 20, 0)?;
        self.story.close(motion)?;
        self.story.announce(motion)?;
        self.story.minutes(round.session, "3号楼业主共同决定会议记录(虚构)")?;
        self.story.post(round.question, Subject::Result(motion), 15, Some("表决结果公告(虚构)"))?;
        Ok(motion)
    }

    /// The cameras are put up and checked window by window; how they do is to be seen.
    pub(super) fn follow_up(&mut self) -> Result<(), Error> {
        self.story.chapter("安装验收,任务和事项销号", "put up, checked, struck off", ENTRIES);
        let plan = |task: &str, text: &str, due: &str, acceptance: &str| {
            Ok::<_, Error>(TaskPlan {
                id: id(task)?,
                text: text.to_owned(),
                owner: "物业服务企业".to_owned(),
                doers: Set::from([id("clerk-b")?]),
                due: Some(Due::On(due.parse()?)),
                acceptance: acceptance.to_owned(),
            })
        };
        let install = plan("T-TG-1", "安装仰角摄像头", "2026-08-15", "监督员逐窗核对画面,不见住户室内")?;
        self.story.enter("committee-1", AssignTask { matter: Some(id(MATTER)?), task: install })?;
        let trial = plan("T-TG-2", "试运行3个月后评估去留", "2026-11-30", "评估结果公示")?;
        self.story.enter("committee-1", AssignTask { matter: None, task: trial })?;
        self.story.at("2026-08-10", 9, 0)?;
        let evidence = vec![Hash::of("安装照片和逐窗画面(虚构)".as_bytes())];
        self.story.enter("clerk-b", ReportTask { evidence, task: id("T-TG-1")? })?;
        self.story.post("matter", Subject::Matter(id(MATTER)?), 7, Some("高空抛物办理结果公示(虚构)"))?;
        self.story.at("2026-08-18", 9, 0)?;
        self.story.end_post("matter")?;
        let evidence = vec![Hash::of("逐窗核对记录(虚构)".as_bytes())];
        let check = CheckTask { evidence, outcome: TaskOutcome::StruckOff, task: id("T-TG-1")? };
        self.story.enter("supervisor-1", check).map(drop)
    }
}
