//! 锣旗寺, the convention is kept: tasks, signatures, points, a first look back (scenario 01).

use crate::map::Set;

use super::convention::{BASE, CONVENTION};
use super::luoqisi::{ENTRIES, Telling};
use super::session::MATTER;
use super::story::{id, stray};
use crate::error::Error;
use crate::event::{
    AssignTask, Attest, CheckTask, ClaimPoints, CloseDrive, ConventionStep, MovePoints, OpenDrive, PointsRule,
    PointsStep, ReportTask, Sign, Subject, TaskOutcome, Unsign,
};
use crate::hash::Hash;
use crate::id::Id;
use crate::points::{Ground, Limit, Period};
use crate::stratum::Strata;
use crate::task::{Due, TaskPlan};

const DRIVE: &str = "SIGN-2026";

impl Telling<'_> {
    /// Four tasks follow from the convention, the first of them for the matter itself.
    pub(super) fn assign(&mut self) -> Result<(), Error> {
        for (place, task) in std::mem::take(&mut self.data.tasks).into_iter().enumerate() {
            let matter = if place == 0 { Some(id(MATTER)?) } else { None };
            let doers = Set::from([id(if place == 0 { "department" } else { "clerk-b" })?]);
            let due = if task.due == "长期" { Due::Standing } else { Due::On(task.due.parse()?) };
            let plan = TaskPlan {
                id: id(&task.id)?,
                text: task.zh,
                owner: task.owner,
                doers,
                due: Some(due),
                acceptance: task.verify,
            };
            self.story.enter("committee-1", AssignTask { matter, task: plan })?;
        }
        Ok(())
    }

    /// Filed, made public, signed by 1,324 households.
    pub(super) fn signing(&mut self) -> Result<(), Error> {
        self.story.chapter("备案、公布,1324 户签约", "filed and promulgated; 1,324 households sign", ENTRIES);
        let evidence = vec![Hash::of("备案回执(虚构)".as_bytes())];
        self.convention_step("committee-1", ConventionStep::File { evidence })?;
        let (in_force, review) = ("2026-07-16".parse()?, "2027-01-16".parse()?);
        self.convention_step("committee-1", ConventionStep::Promulgate { in_force, review })?;
        self.story.post("filing", Subject::Filing(id(CONVENTION)?), 15, None)?;
        self.story.at("2026-07-16", 9, 0)?;
        self.convention_step("host", ConventionStep::EnterForce {})?;
        let drive =
            OpenDrive { base: id(BASE)?, convention: id(CONVENTION)?, drive: id(DRIVE)?, until: "2026-08-15".parse()? };
        let drive = self.story.enter("clerk-a", drive)?;
        let (signing, leaving) = self.signers()?;
        for handle in &signing {
            self.story.enter_about(handle, drive, Sign { handle: None })?;
        }
        self.story.at("2026-07-20", 9, 0)?;
        self.story.end_post("filing")?;
        for handle in &leaving {
            self.story.enter_about(handle, drive, Sign { handle: None })?;
            self.story.enter_about(handle, drive, Unsign { handle: None })?;
        }
        self.story.at("2026-08-16", 9, 0)?;
        let closed = self.story.enter_about("clerk-a", drive, CloseDrive {})?;
        self.story.enter_about("supervisor-1", closed, Attest {})?;
        let text = Some("签约结果公告(虚构)");
        self.story.post_counted("signatures", Subject::Drive(id(DRIVE)?), 15, text, Some("building"))
    }

    /// The households that sign, and three that sign and take it back.
    fn signers(&self) -> Result<(Vec<String>, Vec<String>), Error> {
        let base = self.story.scribe.hall().base(&id(BASE)?).ok_or_else(stray)?;
        let (building, dog) = (id("building")?, id("dog")?);
        let (mut signing, mut leaving) = (Vec::new(), Vec::new());
        for signed in &self.data.signature.by_building {
            for (keeps, share) in [("养犬", signed.dog), ("不养犬", signed.other)] {
                let belongs = |key: &Id, value: &str, strata: &Strata| {
                    strata.get(key).is_some_and(|stratum| stratum.as_str() == value)
                };
                let households = base.members().iter().filter(|(_, member)| {
                    belongs(&building, &signed.building, &member.strata) && belongs(&dog, keeps, &member.strata)
                });
                let handles: Vec<String> = households.map(|(handle, _)| handle.to_string()).collect();
                let share = usize::try_from(share).unwrap_or(usize::MAX);
                signing.extend(handles.iter().take(share).cloned());
                if leaving.len() < 3 {
                    leaving.extend(handles.into_iter().nth(share));
                }
            }
        }
        Ok((signing, leaving))
    }

    /// Two tasks are struck off; points for what was done; the first look back.
    pub(super) fn follow_up(&mut self) -> Result<(), Error> {
        self.story.chapter("任务销号、积分、评估", "tasks struck off, points, a first look back", ENTRIES);
        self.story.at("2026-08-17", 9, 0)?;
        for (task, doer) in [("T1", "department"), ("T2", "clerk-b")] {
            let evidence = vec![Hash::of(format!("{task} 完成照片(虚构)").as_bytes())];
            self.story.enter(doer, ReportTask { evidence, task: id(task)? })?;
        }
        let matter = Subject::Matter(id(MATTER)?);
        self.story.post("matter", matter, 7, Some("办理结果公示(虚构)"))?;
        self.points()?;
        self.story.at("2026-09-01", 9, 0)?;
        for post in ["matter", "signatures", "points"] {
            self.story.end_post(post)?;
        }
        for task in ["T1", "T2"] {
            let check = CheckTask { evidence: Vec::new(), outcome: TaskOutcome::StruckOff, task: id(task)? };
            self.story.enter("supervisor-1", check)?;
        }
        for claim in self.claims() {
            self.story.enter("host", MovePoints { claim: id(&claim)?, step: PointsStep::Credit })?;
        }
        self.story.at("2026-09-30", 9, 0)?;
        let reason = "三个月投诉数下降,按约定评估".to_owned();
        self.convention_step("committee-1", ConventionStep::StartReview { reason })?;
        let keep = ConventionStep::Keep {
            reason: "继续施行,半年后再评估".to_owned(), review: "2027-03-31".parse()?
        };
        self.convention_step("committee-1", keep)
    }

    fn claims(&self) -> Vec<String> {
        (1..=self.data.points.ledger.len()).map(|n| format!("C-{n:02}")).collect()
    }

    fn points(&mut self) -> Result<(), Error> {
        for rule in &self.data.points.rules {
            let (ground, times, per, each_item) = match rule.code.as_str() {
                "P1" => (Ground::Signing, 1, Period::Ever, false),
                "P2" => (Ground::Patrol, 8, Period::Month, false),
                "P3" => (Ground::Immunisation, 1, Period::Year, true),
                _ => (Ground::Donation, 1, Period::Month, false),
            };
            let limit = Limit { times, per, each_item };
            let rule = PointsRule { code: id(&rule.code)?, text: rule.zh.clone(), ground, delta: rule.delta, limit };
            self.story.enter("committee-1", rule)?;
        }
        let mut claims = Set::new();
        for (claim, (household, rule, _)) in self.claims().into_iter().zip(self.data.points.ledger.clone()) {
            claims.insert(id(&claim)?);
            let item = if rule == "P3" { Some(id("dog-1")?) } else { None };
            let claim = ClaimPoints {
                claim: id(&claim)?,
                evidence: vec![Hash::of(format!("{household} {rule} 凭据(虚构)").as_bytes())],
                household: id(&household)?,
                item,
                on: "2026-08-10".parse()?,
                rule: id(&rule)?,
            };
            let claim = self.story.enter("clerk-a", claim)?;
            self.story.enter_about("clerk-b", claim, Attest {})?;
        }
        self.story.post("points", Subject::Points(claims), 7, Some("积分公示(虚构)"))
    }
}
