//! 锣旗寺, the convention: drafted, reviewed, public, voted on, objected to, corrected (scenario 01).

use crate::map::Set;

use super::luoqisi::{ENTRIES, Telling};
use super::session::MATTER;
use super::story::{ask, id, stray, time};
use crate::ballot::{Choice, Defect};
use crate::convention::{Article, ArticleKind, CommentReply, Level};
use crate::error::Error;
use crate::event::{
    Adjudicate, Attest, Close, Comment, Confirmation, ConventionStep, Finalise, HandOut, MoveConvention, Object,
    ObjectionAnswer, PartyGate, ReadPaper, Rekey, ReviewFinding, ReviewOutcome, Reviewed, SessionBody, Subject, Vote,
};
use crate::hash::Hash;
use crate::matter::{EscalationGround, MatterStep, PartyStudy};
use crate::motion::{Effect, Question, QuestionOption, RuleRef, Text};
use crate::objection::{Correction, Ruling};
use crate::prepare::{AgendaAsk, Ask, ConventionAsk, ItemAsk, NoticeAsk, ReviewAsk};
use crate::rule::Channel;
use crate::session::{SessionStep, Venue, When, Window};
use crate::words::Words;

pub(super) const CONVENTION: &str = "dogs";
const ASSEMBLY: &str = "ASM-2026-06";
const QUESTION: &str = "CONVENTION";
pub(super) const BASE: &str = "households-2026";
/// Papers that two clerks read differently: serial, first reading, second, settled.
const DISPUTED: [(usize, &str, &str, &str); 3] = [(47, "Y", "N", "Y"), (133, "A", "B", "A"), (256, "N", "X", "X")];
/// Households that hand in a paper after they voted online.
const TWICE: [&str; 5] = ["H-0016", "H-0149", "H-0287", "H-0401", "H-0528"];
/// Whose ballot turns out to be cast by somebody else.
const OBJECTOR: &str = "H-0005";

impl Telling<'_> {
    /// A first draft, eight proposals to it, and the legal adviser's answers.
    pub(super) fn first_draft(&mut self) -> Result<(), Error> {
        self.story.chapter("公约第一稿,八条建议送法审", "a first draft; eight proposals go to legal review", ENTRIES);
        self.story.at("2026-04-29", 9, 0)?;
        self.draft(1, None, Vec::new())?;
        let items: Vec<_> = self.data.convention.legal_review.items.clone();
        let mut findings = Vec::new();
        for (place, item) in items.into_iter().enumerate() {
            let who = self.households.get(40 + place * 50).ok_or_else(stray)?.0.clone();
            let proposal = self.story.enter(&who, comment(item.proposal.clone())?)?;
            findings.push(ReviewFinding {
                about: Reviewed::Proposal(proposal),
                basis: item.basis,
                dismissed: Set::new(),
                level: if item.finding == "block" { Level::Block } else { Level::Warn },
                reply: item.reply,
            });
        }
        self.convention_step("committee-1", ConventionStep::SendReview {})?;
        let outcome =
            ReviewOutcome::SendBack { reason: "所附建议多处违法,请按意见改写后再送".to_owned() };
        self.review("legal-advisor", findings, outcome)
    }

    /// The draft after the session: cleared twice, public for 15 days, 27 comments, three adopted, public again.
    pub(super) fn public_draft(&mut self) -> Result<(), Error> {
        self.story.chapter("修改稿公示 15 天,27 条意见", "the draft is public for 15 days; 27 comments", ENTRIES);
        self.story.at("2026-05-17", 9, 0)?;
        self.draft(2, None, Vec::new())?;
        self.convention_step("committee-1", ConventionStep::SendReview {})?;
        self.clear(2)?;
        self.story.at("2026-05-18", 9, 0)?;
        let draft = Subject::Draft(id(CONVENTION)?);
        self.story.post("draft-2", draft.clone(), 15, None)?;
        self.story.at("2026-05-22", 9, 0)?;
        let mut replies = Vec::new();
        for place in 0..27 {
            let who = self.households.get(5 + place * 61).ok_or_else(stray)?.0.clone();
            let text = match place {
                0 => "导盲犬要留个口子,写成单独一条".to_owned(),
                1 => "犬便箱写明几处".to_owned(),
                2 => "夜间安静写明几点到几点".to_owned(),
                _ => format!("意见第{}条:赞同草案,请把字印大些", place + 1),
            };
            let comment = self.story.enter(&who, comment(text)?)?;
            let reason = if place < 3 { "采纳,已写入修改稿" } else { "已收到,印制时放大字号" };
            replies.push(CommentReply { comment, adopted: place < 3, reason: reason.to_owned() });
        }
        self.story.at("2026-06-03", 9, 0)?;
        self.story.end_post("draft-2")?;
        let reason = "采纳居民意见三条,逐条修改".to_owned();
        self.draft(3, Some(reason), replies)?;
        self.clear(3)?;
        self.story.post("draft-3", draft, 7, None)
    }

    /// The assembly of households: announced, voted online and on paper, counted.
    pub(super) fn assembly(&mut self) -> Result<Hash, Error> {
        self.story.chapter(
            "居民会议:户代表线上和纸质表决",
            "the assembly: households vote online and on paper",
            ENTRIES,
        );
        let studied = PartyStudy {
            on: "2026-06-02".parse()?, record: "社区党组织会议记录2026-06-02(虚构)".to_owned()
        };
        let ground = EscalationGround::Contested;
        let escalate = MatterStep::Escalate { ground, studied: studied.clone() };
        self.story.matter("committee-1", MATTER, escalate)?;
        let question = assembly_question(&self.data.convention.title)?;
        self.announce_assembly(&question)?;
        self.story.at("2026-06-11", 9, 0)?;
        self.story.end_post("draft-3")?;
        self.story.enter("committee-1", PartyGate { convention: id(CONVENTION)?, study: studied })?;
        self.convention_step("committee-1", ConventionStep::ToVote { replies: Vec::new() })?;
        self.story.at("2026-06-13", 8, 0)?;
        self.story.session("clerk-a", ASSEMBLY, SessionStep::OpenCheckin)?;
        let motion = self.story.open(ASSEMBLY, question, Some(CONVENTION))?;
        self.online_ballots(motion)?;
        self.story.at("2026-06-14", 9, 0)?;
        let papers = self.paper_ballots(motion)?;
        for outsider in ["V-0001", "V-0002"] {
            let vote = Vote { choice: Choice::Option(id("Y")?), principal: None, mandate: None };
            self.story.keep(outsider, motion, vote)?;
        }
        self.story.at("2026-06-14", 20, 0)?;
        self.story.enter_about("clerk-a", motion, Close { papers: Some(papers) })?;
        let late = self.households.iter().rev().find(|household| household.3 == "-").ok_or_else(stray)?.0.clone();
        let vote = Vote { choice: Choice::Option(id("Y")?), principal: None, mandate: None };
        self.story.keep(&late, motion, vote)?;
        for (serial, _, _, settled) in DISPUTED {
            let adjudicate = Adjudicate {
                choice: choice(settled)?,
                reason: "监督员和见证人当众核对票面".to_owned(),
                serial: id(&format!("P-{serial:04}"))?,
            };
            let settled = self.story.enter_about("supervisor-1", motion, adjudicate)?;
            self.story.enter_about("witness-1", settled, Attest {})?;
        }
        self.story.announce(motion)?;
        Ok(motion)
    }

    fn announce_assembly(&mut self, question: &Question) -> Result<(), Error> {
        let (motions, title) = (vec![question.clone()], "表决《文明养犬公约》".to_owned());
        let notice = NoticeAsk {
            agenda: AgendaAsk { items: vec![ItemAsk { matter: Some(id(MATTER)?), motions, no: None, title }] },
            body: SessionBody::Base(id(BASE)?),
            guests: Set::new(),
            place: Some("社区会场、线上、上门".to_owned()),
            rule: question.rule.clone(),
            session: id(ASSEMBLY)?,
            special: None,
            stakeholders: None,
            turns: None,
            venue: Venue::Both,
            when: When::Window(Window { closes: time("2026-06-14", 20, 0)?, opens: time("2026-06-13", 8, 0)? }),
        };
        self.story.prepare("facilitator", Ask::Notice(notice)).map(drop)
    }

    fn online_ballots(&mut self, motion: Hash) -> Result<(), Error> {
        let online: Vec<_> = self.households.iter().filter(|row| row.2 == "online").cloned().collect();
        for (handle, _, _, mark) in online {
            self.story.vote(&handle, motion, choice(&mark)?)?;
        }
        Ok(())
    }

    /// Every paper is handed out by one clerk and read by two; gives how many papers there are.
    fn paper_ballots(&mut self, motion: Hash) -> Result<u64, Error> {
        let papers = self.papers()?;
        for (serial, paper) in (1..).zip(&papers) {
            let hand_out = HandOut {
                channel: paper.channel,
                handle: id(&paper.handle)?,
                holder: None,
                mandate: None,
                serial: id(&format!("P-{serial:04}"))?,
            };
            self.story.enter_about("clerk-a", motion, hand_out)?;
        }
        for (serial, paper) in (1..).zip(&papers) {
            let disputed = DISPUTED.iter().find(|disputed| disputed.0 == serial);
            let readings = disputed.map_or([paper.mark.as_str(); 2], |(_, first, second, _)| [first, second]);
            for (clerk, reading) in ["clerk-a", "clerk-b"].into_iter().zip(readings) {
                let read = ReadPaper { choice: choice(reading)?, serial: id(&format!("P-{serial:04}"))? };
                self.story.enter_about(clerk, motion, read)?;
            }
        }
        Ok(papers.len() as u64)
    }

    /// The papers in the order of their serials: those in dispute stand where the scenario has them, and
    /// those of households that voted online already come last.
    fn papers(&self) -> Result<Vec<Paper>, Error> {
        let rows = self.households.iter().filter(|row| row.2.ends_with("paper"));
        let mut papers: Vec<Paper> = rows
            .map(|(handle, _, channel, mark)| Paper {
                handle: handle.clone(),
                channel: if channel == "home_paper" { Channel::HomePaper } else { Channel::OnsitePaper },
                mark: mark.clone(),
            })
            .collect();
        for (serial, _, _, settled) in DISPUTED {
            let fits = |paper: &Paper| paper.mark == settled && paper.handle != OBJECTOR;
            let found = papers.iter().position(fits).ok_or_else(stray)?;
            papers.swap(serial - 1, found);
        }
        let again =
            |handle: &&str| Paper { handle: (*handle).to_owned(), channel: Channel::OnsitePaper, mark: "Y".to_owned() };
        papers.extend(TWICE.iter().map(again));
        Ok(papers)
    }

    /// The result is public; one household objects, is right, and 846 becomes 845.
    pub(super) fn objection(&mut self, motion: Hash) -> Result<(), Error> {
        self.story.chapter("结果公示,一件异议成立:846 改为 845", "an objection is upheld: 846 becomes 845", ENTRIES);
        self.story.at("2026-06-15", 9, 0)?;
        let text = Some("表决结果公告(虚构)");
        self.story.post_counted("result", Subject::Result(motion), 15, text, Some("building"))?;
        self.story.at("2026-06-17", 10, 0)?;
        let claim = "本户没有投票,公示却显示已参与".to_owned();
        let objection = self.story.enter_about(OBJECTOR, motion, Object { claim, handle: None })?;
        self.story.at("2026-06-19", 10, 0)?;
        let hall = self.story.scribe.hall();
        let (entry, _) = hall.counted_ballot(motion, &id(OBJECTOR)?).ok_or_else(stray)?;
        let ballot = hall.tree().leaf(entry).ok_or_else(stray)?;
        let answer = ObjectionAnswer {
            ruling: Ruling::Upheld,
            reason: "核对领票登记和存根:该户成年子女领票签字,户代表变更登记缺失,本票作废".to_owned(),
            voids: vec![ballot],
            corrections: vec![Correction { what: "同意".to_owned(), was: "846".to_owned(), is: "845".to_owned() }],
        };
        self.story.enter_about("supervisor-1", objection, answer)?;
        self.story.announce(motion)?;
        let cnf = Confirmation { jwk: self.story.scribe.next_key(OBJECTOR) };
        let rekey = Rekey { cnf, handle: id(OBJECTOR)?, reason: "更正登记,补办户代表变更".to_owned() };
        let rekey = self.story.enter("registrar-1", rekey)?;
        self.story.enter_about("registrar-2", rekey, Attest {})?;
        self.story.scribe.take_next_key(OBJECTOR);
        self.story.at("2026-07-01", 9, 0)?;
        self.story.end_post("result")?;
        self.story.enter_about("clerk-a", motion, Finalise {})?;
        self.convention_step("committee-1", ConventionStep::Pass { motion })?;
        let adopt = MatterStep::Adopt { motion: id(QUESTION)? };
        self.story.matter("committee-1", MATTER, adopt)
    }

    /// The scenario's convention is version 3; the drafts before it said less.
    fn articles(&self, version: u32) -> Result<Vec<Article>, Error> {
        let mut articles = Vec::new();
        for (no, article) in (1u32..).zip(&self.data.convention.articles) {
            let text = match (version, no) {
                (1, 5) => "携犬乘电梯先问一声,主动让行。".to_owned(),
                (1, 6) => "遛犬时段和地点由百姓管家会议商定。".to_owned(),
                (1 | 2, 7) => "出门带袋,随拉随清,投入犬便箱。".to_owned(),
                (1 | 2, 8) => "夜间防止犬吠扰邻。邻居有意见先沟通,沟通不成可以请百姓管家调解。".to_owned(),
                (1 | 2, 12) => continue,
                _ => article.text.clone(),
            };
            let kind = article.kind.split('+').map(kind).collect();
            let no = id(&no.to_string())?;
            articles.push(Article { no, title: article.title.clone(), kind, text, basis: article.basis.clone() });
        }
        Ok(articles)
    }

    fn draft(&mut self, version: u32, reason: Option<String>, replies: Vec<CommentReply>) -> Result<(), Error> {
        let (articles, title) = (self.articles(version)?, self.data.convention.title.clone());
        let draft = ConventionAsk { articles, convention: id(CONVENTION)?, reason, replies, title };
        self.story.prepare("committee-1", Ask::Convention(draft)).map(drop)
    }

    /// The legal adviser finds nothing against any article, and neither does the street.
    fn clear(&mut self, version: u32) -> Result<(), Error> {
        let finding = |article: Article| ReviewFinding {
            about: Reviewed::Article(article.no),
            basis: String::new(),
            dismissed: Set::new(),
            level: Level::Ok,
            reply: String::new(),
        };
        let findings = self.articles(version)?.into_iter().map(finding).collect();
        self.review("legal-advisor", findings, ReviewOutcome::Clear)?;
        self.review("street", Vec::new(), ReviewOutcome::Clear)
    }

    fn review(&mut self, who: &str, findings: Vec<ReviewFinding>, outcome: ReviewOutcome) -> Result<(), Error> {
        let review = ReviewAsk { convention: id(CONVENTION)?, findings, outcome };
        self.story.prepare(who, Ask::Review(review)).map(drop)
    }

    pub(super) fn convention_step(&mut self, who: &str, step: ConventionStep) -> Result<(), Error> {
        self.story.enter(who, MoveConvention { convention: id(CONVENTION)?, step }).map(drop)
    }
}

struct Paper {
    handle: String,
    channel: Channel,
    mark: String,
}

fn comment(text: String) -> Result<Comment, Error> {
    Ok(Comment { article: None, convention: id(CONVENTION)?, handle: None, words: Words::Text(text) })
}

fn kind(word: &str) -> ArticleKind {
    match word {
        "法定义务提示" => ArticleKind::Duty,
        "倡导" => ArticleKind::Encouragement,
        "程序" => ArticleKind::Procedure,
        _ => ArticleKind::Agreement,
    }
}

/// What the scenario's letters say.
fn choice(mark: &str) -> Result<Choice, Error> {
    Ok(match mark {
        "A" => Choice::Abstain,
        "B" => Choice::Blank,
        "X" => Choice::Invalid(Defect::Multiple),
        "U" => Choice::Invalid(Defect::Unreadable),
        option => Choice::Option(id(option)?),
    })
}

fn assembly_question(title: &str) -> Result<Question, Error> {
    let text = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: Some(en.to_owned()) };
    let option = |name: &str, zh: &str, en: &str| Ok(QuestionOption { id: id(name)?, text: text(zh, en) });
    let rule = RuleRef::Preset(id("cn.urban.assembly.households.2026")?);
    Ok(Question {
        text: text("是否同意《锣旗寺社区文明养犬公约》", "Do you agree to the dog-keeping convention of Luoqisi"),
        options: vec![option("Y", "同意", "agree")?, option("N", "不同意", "disagree")?],
        channels: [Channel::Online, Channel::OnsitePaper, Channel::HomePaper].into(),
        channel_basis: Some("《居民自治章程》第九条(虚构)".to_owned()),
        effect: Effect::Decision,
        ..ask(QUESTION, title, title, rule)?
    })
}
