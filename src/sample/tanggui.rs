//! 唐桂: things falling from windows — three weeks online, then two rounds of the owners (scenario 02).

use crate::map::{Map, Set};

use super::data::{self, Tanggui};
use super::story::{Chapter, CharterWords, Story, ask, id, option, stray, time, unit};
use crate::ballot::Choice;
use crate::error::Error;
use crate::event::{CheckIn, Finalise, MakeStatement, RaiseMatter, Said, SessionBody, Subject, Support};
use crate::hash::Hash;
use crate::id::Id;
use crate::matter::{EscalationGround, Intake, MatterStep, PartyStudy, Route, Submission};
use crate::measure::{Amounts, Measure};
use crate::motion::{Poll, Question, RuleRef};
use crate::prepare::{AgendaAsk, Ask, ItemAsk, NoticeAsk};
use crate::session::{Presence, SessionStep, Venue, When, Window};
use crate::stratum::Strata;
use crate::words::Words;

const ORIGIN: &str = "guanjia.example/tanggui";
/// About how many entries the record has in the end.
pub(super) const ENTRIES: u64 = 3_524;
pub(super) const MATTER: &str = "M-TG-01";
const POLL: &str = "MEASURES";

/// The whole deliberation of 唐桂, really signed and really checked; the record follows from the seed.
/// `told` hears of every chapter and, now and then, how many entries there are.
///
/// Errors: none, unless the scenario and the library no longer agree.
pub fn tanggui<'a>(seed: &[u8], told: &'a mut dyn FnMut(Chapter, u64)) -> Result<Story<'a>, Error> {
    let mut telling = Telling { data: data::tanggui()?, story: Story::new(ORIGIN, seed, told) };
    telling.found()?;
    telling.register()?;
    telling.matter()?;
    telling.speak()?;
    telling.poll()?;
    telling.owners()?;
    telling.follow_up()?;
    Ok(telling.story)
}

pub(super) struct Telling<'a> {
    pub(super) data: Tanggui,
    pub(super) story: Story<'a>,
}

impl Telling<'_> {
    fn found(&mut self) -> Result<(), Error> {
        self.story.chapter("立章程,定职务", "the charter and its offices", ENTRIES);
        let basis = "《居民自治章程》第七条:户代表经实名核验后可以线上参加协商(虚构)";
        self.story.found("2026-03-02", &CharterWords { name: "唐桂社区", online_basis: Some(basis) })?;
        self.story.at("2026-03-03", 9, 0)
    }

    /// 2,360 households, of which 412 have somebody online, and the 91 owners of 96 flats.
    fn register(&mut self) -> Result<(), Error> {
        self.story.chapter(
            "登记 2360 户(412 户线上核验)和 91 名业主",
            "2,360 households, 412 of them online, and 91 owners are registered",
            ENTRIES,
        );
        let household = |handle: &str, strata| unit(handle, Amounts::default().with(Measure::Households, 1), strata);
        let accounts = self.accounts()?;
        let others = self.data.async_session.min_participants.households.saturating_sub(accounts.len());
        let online = accounts.iter().map(|(handle, age)| household(handle, strata("age", age)?));
        self.story.enrol("households", online.collect::<Result<_, Error>>()?)?;
        let offline = (1..=others).map(|n| household(&format!("H-{n:04}"), Strata::new()));
        self.story.enrol_keyless("households", offline.collect::<Result<_, Error>>()?)?;
        let owners = self.owner_units()?;
        self.story.enrol("owners", owners)?;
        self.story.at("2026-03-10", 9, 0)?;
        self.story.freeze("households-2026", "households")?;
        self.story.freeze("owners-2026", "owners")
    }

    /// The accounts in the order of their ballots, each with the age of who speaks there.
    fn accounts(&self) -> Result<Vec<(String, String)>, Error> {
        let session = &self.data.async_session;
        let speakers: Map<&str, &str> =
            session.posts.iter().map(|post| (post.resident.as_str(), post.age_band.as_str())).collect();
        let mut left = session.age_bands.clone();
        for age in speakers.values() {
            *left.get_mut(*age).ok_or_else(stray)? -= 1;
        }
        let mut rest = left.iter().flat_map(|(age, count)| std::iter::repeat_n(age.as_str(), *count));
        let mut accounts = Vec::new();
        for n in 1..=session.poll.ballots.len() {
            let handle = format!("R-{}", 5_000 + n);
            let age = speakers.get(handle.as_str()).copied().or_else(|| rest.next()).ok_or_else(stray)?;
            accounts.push((handle, age.to_owned()));
        }
        Ok(accounts)
    }

    fn matter(&mut self) -> Result<(), Error> {
        self.story.chapter("高空抛物列为小事,进入议程", "falling objects become a matter to consult on", ENTRIES);
        self.story.at("2026-03-16", 9, 0)?;
        let speakers: Vec<String> = self.data.async_session.posts.iter().map(|post| post.resident.clone()).collect();
        let first = speakers.first().ok_or_else(stray)?;
        let matter = Submission {
            id: id(MATTER)?,
            intake: Intake::Own,
            part_of: None,
            resident: Some(id(first)?),
            safety: false,
            words: Words::Text("楼上经常往下扔东西,想请大家商量怎么管住高空抛物".to_owned()),
        };
        self.story.enter(first, RaiseMatter { matter })?;
        for supporter in speakers.iter().skip(1) {
            self.story.enter(supporter, Support { handles: Set::new(), matter: id(MATTER)? })?;
        }
        let accept = MatterStep::Accept { compared: Set::new(), read_back: false };
        self.story.matter("clerk-a", MATTER, accept)?;
        let reason = "公共安全与群防群治,多数人受影响,社区能自己定;追查个案由公安机关负责";
        self.story.triage(MATTER, Route::Minor(id("B3")?), reason)?;
        self.story.matter("committee-1", MATTER, MatterStep::Shortlist)
    }

    /// Two weeks in which those who checked in say what they saw, fear and propose.
    fn speak(&mut self) -> Result<(), Error> {
        self.story.chapter("线上议事:摆事实、提办法", "two weeks online: facts, worries, proposals", ENTRIES);
        self.story.at("2026-03-25", 9, 0)?;
        let question = self.poll_question()?;
        let window = Window { closes: time("2026-04-27", 21, 0)?, opens: time("2026-04-06", 8, 0)? };
        let rule = question.rule.clone();
        let session = self.data.async_session.id.clone();
        self.announce_session(&session, "households-2026", Venue::Online, &question, rule, window)?;
        self.story.at("2026-04-06", 8, 0)?;
        self.story.session("clerk-a", &session, SessionStep::OpenCheckin)?;
        for (handle, _) in self.accounts()? {
            let check_in = CheckIn { handle: id(&handle)?, presence: Presence::Online, session: id(&session)? };
            self.story.enter(&handle, check_in)?;
        }
        self.story.session("facilitator", &session, SessionStep::Begin)?;
        self.story.session("facilitator", &session, SessionStep::StartDebate { item: 1 })?;
        for post in std::mem::take(&mut self.data.async_session.posts) {
            // Facts came in the first week, the rest in the second.
            if post.kind == "顾虑" && self.story.scribe.hall().today() < "2026-04-13".parse()? {
                self.story.at("2026-04-13", 9, 0)?;
            }
            self.post_words(&session, &post)?;
        }
        self.story.at("2026-04-20", 8, 0)?;
        self.story.session("facilitator", &session, SessionStep::CloseDebate)
    }

    /// What somebody posts. Words that were found to accuse a household stay off the record: only their
    /// digest is on it, and nobody is shown the rest.
    fn post_words(&mut self, session: &str, post: &data::Speech) -> Result<(), Error> {
        let hidden = post.handling.strip_prefix("隐藏:");
        let salt = Hash::tagged("guanjia/sample-salt", &[post.resident.as_bytes()]);
        let said = match (hidden, Words::sealed(&post.text, &salt.0)?) {
            (Some(_), Words::Digest(digest)) => Said::Digest(digest),
            _ => Said::Text(post.text.clone()),
        };
        let (motion, stance) = (Some(id(POLL)?), post.stance());
        let statement = MakeStatement { handle: None, motion, said, session: id(session)?, stance };
        self.story.enter(&post.resident, statement)?;
        let Some(reason) = hidden else { return Ok(()) };
        let statement = self.story.scribe.hall().len().saturating_sub(1);
        let hide = SessionStep::Hide { reason: reason.to_owned(), statement };
        self.story.session("facilitator", session, hide)
    }

    /// All 412 mark what they would have; four of five measures have more than half of them.
    fn poll(&mut self) -> Result<(), Error> {
        self.story.chapter("412 人多选测评,四项办法成为协商意见", "412 say which of five measures they want", ENTRIES);
        let question = self.poll_question()?;
        let session = self.data.async_session.id.clone();
        let poll = self.story.open(&session, question.clone(), None)?;
        let accounts = self.accounts()?;
        for ((handle, _), marks) in accounts.iter().zip(self.data.async_session.poll.ballots.clone()) {
            let marked = (0..).zip(&question.options).filter(|(bit, _)| marks >> bit & 1 == 1);
            let marked: Set<Id> = marked.map(|(_, option)| option.id.clone()).collect();
            let choice = if marked.is_empty() { Choice::Blank } else { Choice::Options(marked) };
            self.story.vote(handle, poll, choice)?;
        }
        self.story.at("2026-04-24", 20, 0)?;
        self.story.close(poll)?;
        self.story.at("2026-04-27", 19, 0)?;
        self.story.announce(poll)?;
        let minutes = "唐桂社区线上协商议事会议记录(虚构)";
        self.story.minutes(&session, minutes)?;
        self.story.at("2026-04-28", 9, 0)?;
        self.story.post("minutes", Subject::Minutes(id(&session)?), 7, Some(minutes))?;
        self.story.session("clerk-a", &session, SessionStep::Publish)?;
        self.story.post("poll", Subject::Result(poll), 7, Some("测评结果公告(虚构)"))?;
        // An opinion on what is common to the owners: only they can decide it.
        let studied = PartyStudy {
            on: "2026-04-28".parse()?, record: "社区党组织会议记录2026-04-28(虚构)".to_owned()
        };
        let escalate = MatterStep::Escalate { ground: EscalationGround::Contested, studied };
        self.story.matter("committee-1", MATTER, escalate)?;
        self.story.at("2026-05-06", 9, 0)?;
        self.story.end_post("minutes")?;
        self.story.end_post("poll")?;
        self.story.session("clerk-a", &session, SessionStep::Finalise)?;
        self.story.enter_about("clerk-a", poll, Finalise {}).map(drop)
    }

    fn poll_question(&self) -> Result<Question, Error> {
        let options = self.data.async_session.poll.options.iter().map(|words| {
            let (name, text) = words.split_once(' ').ok_or_else(stray)?;
            option(name, text)
        });
        let rule = RuleRef::Custom(Box::new(data::tanggui_rule()?));
        Ok(Question {
            options: options.collect::<Result<_, Error>>()?,
            poll: Poll::Approval { max: None },
            ..ask(POLL, "高空抛物怎么办", "支持下列哪些办法(可多选)", rule)?
        })
    }

    /// A session over days of everyone in a base, with one question.
    pub(super) fn announce_session(
        &mut self,
        session: &str,
        base: &str,
        venue: Venue,
        question: &Question,
        rule: RuleRef,
        window: Window,
    ) -> Result<(), Error> {
        let (motions, title) = (vec![question.clone()], question.title.zh.clone());
        let notice = NoticeAsk {
            agenda: AgendaAsk { items: vec![ItemAsk { matter: Some(id(MATTER)?), motions, no: None, title }] },
            body: SessionBody::Base(id(base)?),
            guests: Set::new(),
            place: Some("线上协商议事平台".to_owned()),
            rule,
            session: id(session)?,
            special: None,
            stakeholders: None,
            turns: None,
            venue,
            when: When::Window(window),
        };
        self.story.prepare("facilitator", Ask::Notice(notice)).map(drop)
    }
}

fn strata(key: &str, value: &str) -> Result<Strata, Error> {
    Ok(Strata::from([(id(key)?, value.parse()?)]))
}
