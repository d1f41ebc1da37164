//! 彭水: twenty-four matters triaged, and four of them followed to their ends (scenario 05).

use crate::map::Set;

use super::data::{self, Sorted};
use super::story::{Chapter, CharterWords, Story, ask, id, time, unit};
use crate::ballot::Choice;
use crate::error::Error;
use crate::event::{
    AppealTriage, AssignTask, CheckIn, CheckTask, MakeStatement, RaiseMatter, ReportTask, Said, SessionBody, Subject,
    TaskOutcome,
};
use crate::hash::Hash;
use crate::matter::{Intake, Matter, MatterStep, Route, Submission};
use crate::measure::{Amounts, Measure};
use crate::motion::{Effect, Question, RuleRef};
use crate::prepare::{AgendaAsk, Ask, ItemAsk, NoticeAsk};
use crate::session::{Presence, SessionStep, Stance, Venue, When};
use crate::stratum::Strata;
use crate::task::{Due, TaskPlan};
use crate::words::Words;

const ORIGIN: &str = "guanjia.example/pengshui";
/// About how many entries the record has in the end.
const ENTRIES: u64 = 304;
/// How many households there are, and how many come to either assembly.
const HOUSEHOLDS: usize = 30;
const PRESENT: usize = 24;
const RULE: &str = "cn.village.assembly.households.2026";

/// The triage of 彭水, really signed and really checked; the record follows from the seed. `told`
/// hears of every chapter and, now and then, how many entries there are.
///
/// Errors: none, unless the scenario and the library no longer agree.
pub fn pengshui<'a>(seed: &[u8], told: &'a mut dyn FnMut(Chapter, u64)) -> Result<Story<'a>, Error> {
    let mut telling = Telling { matters: data::pengshui()?.matters, story: Story::new(ORIGIN, seed, told) };
    telling.found()?;
    telling.collect()?;
    telling.triage()?;
    telling.routes()?;
    telling.appeal()?;
    telling.gardens()?;
    telling.leak()?;
    telling.follow_up()?;
    Ok(telling.story)
}

struct Telling<'a> {
    matters: Vec<Sorted>,
    story: Story<'a>,
}

impl Telling<'_> {
    fn found(&mut self) -> Result<(), Error> {
        self.story.chapter("立章程,登记户代表", "the charter and the households", ENTRIES);
        self.story.found("2026-03-02", &CharterWords { name: "彭水某安置点", online_basis: None })?;
        self.story.at("2026-03-03", 9, 0)?;
        let amounts = Amounts::default().with(Measure::Households, 1);
        let units = (1..=HOUSEHOLDS).map(|n| unit(&household(n), amounts.clone(), Strata::new()));
        self.story.enrol("households", units.collect::<Result<_, Error>>()?)?;
        self.story.at("2026-03-05", 9, 0)?;
        self.story.freeze("households-2026", "households")
    }

    /// Each household brings one matter. What touches somebody's safety is told to a clerk, who keeps
    /// the words off the record and says nothing of who told it.
    fn collect(&mut self) -> Result<(), Error> {
        self.story.chapter("收集 24 件事项", "24 matters are handed in", ENTRIES);
        self.story.at("2026-03-09", 9, 0)?;
        for (n, matter) in (1..).zip(self.matters.clone()) {
            let safety = !self.story.scribe.hall().catalogue().safety_hits(&matter.text).is_empty();
            let resident = household(n);
            let salt = Hash::tagged("guanjia/sample-salt", &[matter.id.as_bytes()]);
            let submission = Submission {
                id: id(&matter.id)?,
                intake: if safety { Intake::Oral } else { Intake::Own },
                part_of: None,
                resident: if safety { None } else { Some(id(&resident)?) },
                safety,
                words: if safety { Words::sealed(&matter.text, &salt.0)? } else { Words::Text(matter.text) },
            };
            let who = if safety { "clerk-a" } else { resident.as_str() };
            self.story.enter(who, RaiseMatter { matter: submission })?;
        }
        Ok(())
    }

    /// Two people sort every matter; one that touches somebody's safety is reported before that.
    fn triage(&mut self) -> Result<(), Error> {
        self.story.chapter("三事分流:大事 8、小事 10、私事 6", "triage: 8 major, 10 minor, 6 private", ENTRIES);
        self.story.at("2026-03-10", 9, 0)?;
        for matter in self.matters.clone() {
            let restricted = self.story.scribe.hall().matter(&id(&matter.id)?).is_some_and(Matter::is_restricted);
            let accept = MatterStep::Accept { compared: Set::new(), read_back: restricted };
            self.story.matter("clerk-a", &matter.id, accept)?;
            if restricted {
                let report = MatterStep::Report { to: "公安机关、妇联".to_owned() };
                self.story.matter("clerk-a", &matter.id, report)?;
            }
            let route = match matter.class.as_str() {
                "大事" => Route::Major,
                "私事" => Route::Private,
                _ => Route::Minor(id(&matter.item)?),
            };
            // Of such a matter the record says no more than that.
            let why = if restricted { "触及人身安全,一律大事并立即报告" } else { &matter.why };
            self.story.triage(&matter.id, route, &format!("{}:{why}", matter.class))?;
        }
        Ok(())
    }

    /// Major matters go to departments, private ones to where help is.
    fn routes(&mut self) -> Result<(), Error> {
        self.story.chapter("大事转办,私事指路", "the major are referred, the private advised", ENTRIES);
        self.story.at("2026-03-11", 9, 0)?;
        for matter in self.matters.clone() {
            let due = "2026-05-31".parse()?;
            match matter.class.as_str() {
                "大事" => {
                    let refer = MatterStep::Refer { due, to: matter.route };
                    self.story.matter("committee-1", &matter.id, refer)?;
                }
                "私事" if matter.id != "T24" => {
                    self.story.matter("clerk-a", &matter.id, MatterStep::Advise { advice: matter.route })?;
                }
                _ => {}
            }
        }
        self.story.matter("clerk-a", "T07", MatterStep::Archive)
    }

    /// A private matter turns out to be one of many.
    fn appeal(&mut self) -> Result<(), Error> {
        self.story.chapter("申诉:漏水查明是公共管道,改列小事", "an appeal: the leak is in a common pipe", ENTRIES);
        self.story.at("2026-03-13", 9, 0)?;
        let reason = "物业查明是公共管道漏水,不只是我一家的事".to_owned();
        self.story.enter(&household(24), AppealTriage { matter: id("T24")?, reason })?;
        self.story.triage("T24", Route::Minor(id("B1")?), "查明为公共管道,属公共设施维修")?;
        for matter in ["T01", "T24"] {
            self.story.matter("committee-1", matter, MatterStep::Shortlist)?;
        }
        Ok(())
    }

    /// The assembly agrees on gardens; the leak is put off.
    fn gardens(&mut self) -> Result<(), Error> {
        self.story.chapter("户代表会议商定菜园地", "the assembly agrees on gardens", ENTRIES);
        self.story.at("2026-03-16", 9, 0)?;
        let text = "安置点公共空地按户平均分配,每户60平方米种菜,位置公开抽签";
        let question = question("GARDENS", "菜园地怎么分", text)?;
        self.announce("PS-1", "2026-03-28", &question, "T01", Some("T24"))?;
        self.story.at("2026-03-26", 9, 0)?;
        let reason = "管道走向图还没有拿到,下次再议".to_owned();
        self.story.matter("facilitator", "T24", MatterStep::Defer { reason })?;
        self.hold("PS-1", "2026-03-28", &question, 22)?;
        self.story.matter("facilitator", "T01", MatterStep::Resolve { motion: question.id })?;
        let task = TaskPlan {
            id: id("TASK-01")?,
            text: "划线编号,公开抽签,逐户交地".to_owned(),
            owner: "村(社区)两委".to_owned(),
            doers: Set::from([id("clerk-b")?]),
            due: Some(Due::On("2026-04-20".parse()?)),
            acceptance: "监督员丈量,每户60平方米".to_owned(),
        };
        self.story.enter("committee-1", AssignTask { matter: Some(id("T01")?), task }).map(drop)
    }

    /// Nothing comes of the leak.
    fn leak(&mut self) -> Result<(), Error> {
        self.story.chapter("漏水检修费用未能议定", "no agreement on who pays for the pipe", ENTRIES);
        self.story.at("2026-03-30", 9, 0)?;
        let question = question("PIPE", "公共管道检修", "公共管道检修费用由全体住户平均分摊")?;
        self.announce("PS-2", "2026-04-11", &question, "T24", None)?;
        self.hold("PS-2", "2026-04-11", &question, 9)?;
        let reason = "分摊办法未过半数,由物业先行调解".to_owned();
        let measure = question.digest()?;
        self.story.matter("facilitator", "T24", MatterStep::NoAgreement { measure, reason })?;
        self.story.matter("clerk-a", "T24", MatterStep::Archive)
    }

    /// What was agreed is done, what was referred is answered; both are public, then struck off.
    fn follow_up(&mut self) -> Result<(), Error> {
        self.story.chapter("办结公示,销号归档", "done, public, struck off", ENTRIES);
        self.story.at("2026-04-18", 9, 0)?;
        let evidence = vec![Hash::of("抽签记录和交地清单(虚构)".as_bytes())];
        self.story.enter("clerk-b", ReportTask { evidence, task: id("TASK-01")? })?;
        let evidence = Hash::of("路灯修复回告(虚构)".as_bytes());
        self.story.matter("department", "T02", MatterStep::ReportDone { evidence })?;
        for matter in ["T01", "T02"] {
            let text = format!("{matter} 办理结果公示(虚构)");
            self.story.post(matter, Subject::Matter(id(matter)?), 7, Some(&text))?;
        }
        self.story.at("2026-04-27", 9, 0)?;
        for matter in ["T01", "T02"] {
            self.story.end_post(matter)?;
        }
        let check = CheckTask { evidence: Vec::new(), outcome: TaskOutcome::StruckOff, task: id("TASK-01")? };
        self.story.enter("supervisor-1", check)?;
        self.story.matter("supervisor-1", "T02", MatterStep::StrikeOff)?;
        for matter in ["T01", "T02"] {
            self.story.matter("clerk-a", matter, MatterStep::Archive)?;
        }
        Ok(())
    }

    /// An assembly of households is called to decide a question about a matter, and perhaps to talk
    /// about another.
    fn announce(
        &mut self,
        session: &str,
        day: &str,
        question: &Question,
        matter: &str,
        other: Option<&str>,
    ) -> Result<(), Error> {
        let (motions, title) = (vec![question.clone()], question.title.zh.clone());
        let mut items = vec![ItemAsk { matter: Some(id(matter)?), motions, no: None, title }];
        if let Some(other) = other {
            let title = "只议不决".to_owned();
            items.push(ItemAsk { matter: Some(id(other)?), motions: Vec::new(), no: None, title });
        }
        let notice = NoticeAsk {
            agenda: AgendaAsk { items },
            body: SessionBody::Base(id("households-2026")?),
            guests: Set::new(),
            place: Some("安置点院坝".to_owned()),
            rule: question.rule.clone(),
            session: id(session)?,
            special: None,
            stakeholders: None,
            turns: None,
            venue: Venue::Hall,
            when: When::Held(time(day, 14, 0)?),
        };
        self.story.prepare("facilitator", Ask::Notice(notice)).map(drop)
    }

    /// Twenty-four of thirty come; one speaks for it, one against, and so many vote for it.
    fn hold(&mut self, session: &str, day: &str, question: &Question, yes: usize) -> Result<(), Error> {
        self.story.at(day, 13, 30)?;
        self.story.session("clerk-a", session, SessionStep::OpenCheckin)?;
        for n in 1..=PRESENT {
            let check_in = CheckIn { handle: id(&household(n))?, presence: Presence::Hall, session: id(session)? };
            self.story.enter("clerk-a", check_in)?;
        }
        self.story.at(day, 14, 0)?;
        self.story.session("facilitator", session, SessionStep::Begin)?;
        self.story.session("facilitator", session, SessionStep::StartDebate { item: 1 })?;
        for (who, stance, words) in [
            (1, Stance::For, "平均分最公道,大家都没有话说"),
            (PRESENT - 1, Stance::Against, "各家情况不一样,平均分不一定合适"),
        ] {
            let statement = MakeStatement {
                handle: Some(id(&household(who))?),
                motion: Some(question.id.clone()),
                said: Said::Text(words.to_owned()),
                session: id(session)?,
                stance,
            };
            self.story.enter("recorder", statement)?;
        }
        self.story.session("facilitator", session, SessionStep::CloseDebate)?;
        let motion = self.story.open(session, question.clone(), None)?;
        for n in 1..=PRESENT {
            let choice = id(if n <= yes { "Y" } else { "N" })?;
            self.story.vote(&household(n), motion, Choice::Option(choice))?;
        }
        self.story.close(motion)?;
        self.story.announce(motion)?;
        self.story.minutes(session, &format!("户代表会议记录 {session}(虚构)"))
    }
}

fn household(n: usize) -> String {
    format!("H-{n:02}")
}

fn question(name: &str, title: &str, text: &str) -> Result<Question, Error> {
    Ok(Question { effect: Effect::Decision, ..ask(name, title, text, RuleRef::Preset(id(RULE)?))? })
}
