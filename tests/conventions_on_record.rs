//! Conventions on the record: the run of scenario 01 from draft to the first look back, what every step
//! of it refuses, and the signing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::assembly::{call, close, community, date, motion, on, question, vote};
use common::record::{id, refused, refused_about};
use guanjia::Hash;
use guanjia::convention::{
    Article, ArticleKind, CommentReply, Convention, ConventionEvent, ConventionState, Level, SignatureState,
};
use guanjia::event::{
    Attest, CloseDrive, Comment, Confirmation, ConventionStep, DraftConvention, EndPost, Finalise, MoveConvention,
    Office, OpenDrive, PartyGate, Post, ReviewDraft, ReviewFinding, ReviewOutcome, Reviewed, Sign, Subject, Unsign,
};
use guanjia::machine::Machine;
use guanjia::matter::PartyStudy;
use guanjia::motion::Effect;
use guanjia::role::Role;
use guanjia::sample::Scribe;
use guanjia::words::Words;
use serde_json::Value;

const DOGS: &str = "dogs";
const FINE: &str = "不牵绳一次罚款100元,充作社区经费。";
const LEASH: &str = "犬只出户全程系绳。";

fn article(no: &str, text: &str) -> Article {
    let kind = [ArticleKind::Agreement].into();
    Article { no: id(no), title: format!("第{no}条"), kind, text: text.to_owned(), basis: Vec::new() }
}

fn version(number: u32, texts: &[&str]) -> Convention {
    let articles = (1..).zip(texts).map(|(no, text): (u32, _)| article(&no.to_string(), text)).collect();
    Convention::new(id(DOGS), number, "文明养犬公约".to_owned(), articles).unwrap()
}

fn draft(convention: &Convention, previous: Option<&Convention>) -> DraftConvention {
    let previous = previous.map(Convention::digest);
    DraftConvention { convention: convention.clone(), previous, reason: None, replies: Vec::new() }
}

fn step(step: ConventionStep) -> MoveConvention {
    MoveConvention { convention: id(DOGS), step }
}

fn finding(no: &str, level: Level, basis: &str) -> ReviewFinding {
    let about = Reviewed::Article(id(no));
    ReviewFinding { about, basis: basis.to_owned(), dismissed: [].into(), level, reply: String::new() }
}

fn clear(text: &Convention) -> ReviewDraft {
    let findings = text.articles().iter().map(|article| finding(article.no.as_str(), Level::Ok, "")).collect();
    ReviewDraft { convention: id(DOGS), digest: text.digest(), findings, outcome: ReviewOutcome::Clear }
}

fn send_back(text: &Convention, reason: &str, findings: Vec<ReviewFinding>) -> ReviewDraft {
    let outcome = ReviewOutcome::SendBack { reason: reason.to_owned() };
    ReviewDraft { convention: id(DOGS), digest: text.digest(), findings, outcome }
}

fn comment(text: &str) -> Comment {
    Comment { article: None, convention: id(DOGS), handle: None, words: Words::Text(text.to_owned()) }
}

fn reply(comment: Hash) -> CommentReply {
    CommentReply { comment, adopted: true, reason: "采纳并写入修改稿".to_owned() }
}

fn post(name: &str, subject: Subject, days: u32, text: Hash) -> Post {
    let evidence = vec![Hash::of(b"photo")];
    Post { days, evidence, extended_to: None, listed: Vec::new(), post: id(name), subject, table: None, text }
}

fn post_draft(name: &str, text: &Convention) -> Post {
    post(name, Subject::Draft(id(DOGS)), 15, text.digest())
}

fn end(name: &str) -> EndPost {
    EndPost { evidence: Vec::new(), post: id(name) }
}

fn gate(day: &str) -> PartyGate {
    PartyGate {
        convention: id(DOGS), study: PartyStudy { on: date(day), record: "党委会2026年第6次记录".to_owned() }
    }
}

fn to_vote() -> MoveConvention {
    step(ConventionStep::ToVote { replies: Vec::new() })
}

fn state(scribe: &Scribe) -> ConventionState {
    scribe.hall().convention(&id(DOGS)).unwrap().state()
}

/// Drafted, reviewed by both, and public from 18 May to 2 June.
fn public(scribe: &mut Scribe, text: &Convention) {
    scribe.enter("committee", draft(text, None)).unwrap();
    scribe.enter("committee", step(ConventionStep::SendReview {})).unwrap();
    scribe.enter("legal-advisor", clear(text)).unwrap();
    scribe.enter("street", ReviewDraft { findings: Vec::new(), ..clear(text) }).unwrap();
    on(scribe, "2026-05-18");
    scribe.enter("clerk", post_draft("draft", text)).unwrap();
}

/// The same, and put to the vote on 3 June.
fn voting(scribe: &mut Scribe, text: &Convention) {
    public(scribe, text);
    on(scribe, "2026-06-03");
    scribe.enter("clerk", end("draft")).unwrap();
    scribe.enter("committee", gate("2026-06-02")).unwrap();
    scribe.enter("committee", to_vote()).unwrap();
}

/// The assembly votes on the text; gives the motion.
fn decided(scribe: &mut Scribe, name: &str, text: &Convention, opens: &str, yes: u64, no: u64) -> Hash {
    let asked = question(name, &format!("是否通过养犬公约{name}"));
    call(scribe, name, &asked, opens, opens);
    on(scribe, opens);
    let opened = motion(scribe, name, &asked, Some((DOGS, text.digest())));
    let opened = scribe.enter("facilitator", opened).unwrap();
    vote(scribe, opened, yes, no);
    close(scribe, opened);
    opened
}

/// Passed, public, filed and promulgated on 1 July, in force from 16 July.
fn promulgated(scribe: &mut Scribe, text: &Convention) -> Hash {
    voting(scribe, text);
    let opened = decided(scribe, "A1", text, "2026-06-14", 10, 2);
    scribe.enter("committee", step(ConventionStep::Pass { motion: opened })).unwrap();
    on(scribe, "2026-06-15");
    scribe.enter("clerk", post("result", Subject::Result(opened), 15, Hash::of(b"result"))).unwrap();
    on(scribe, "2026-07-01");
    scribe.enter("clerk", end("result")).unwrap();
    scribe.enter("committee", step(ConventionStep::File { evidence: vec![Hash::of(b"receipt")] })).unwrap();
    let (in_force, review) = (date("2026-07-16"), date("2027-01-16"));
    scribe.enter("committee", step(ConventionStep::Promulgate { in_force, review })).unwrap();
    opened
}

/// The events of the scenario's run, held against the hall one by one.
struct Run {
    events: std::vec::IntoIter<ConventionEvent>,
    state: ConventionState,
}

impl Run {
    fn of_scenario() -> Self {
        let scenario: Value = serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap();
        let runs = scenario["fsm_runs"].as_array().unwrap();
        let run = runs.iter().find(|run| run["fsm"] == "convention").unwrap();
        let events: Vec<ConventionEvent> = serde_json::from_value(run["events"].clone()).unwrap();
        Self { events: events.into_iter(), state: ConventionState::INITIAL }
    }

    /// The next event of the run has happened.
    fn took(&mut self, scribe: &Scribe, event: ConventionEvent) {
        assert_eq!(self.events.next(), Some(event));
        self.state = self.state.on(event).unwrap();
        assert_eq!(state(scribe), self.state, "after {event}");
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "it is one story")]
fn the_run_of_scenario_01() {
    use ConventionEvent as E;
    let mut scribe = community("run", 14);
    let s = &mut scribe;
    let mut run = Run::of_scenario();
    let (first, second) = (version(1, &[LEASH, FINE]), version(2, &[LEASH, "多次提醒无效的,报告公安机关。"]));

    on(s, "2026-04-29");
    assert_eq!(refused(s, "clerk", draft(&first, None)), "office.missing");
    assert_eq!(refused(s, "committee", draft(&second, None)), "convention.version");
    assert_eq!(refused(s, "committee", step(ConventionStep::SendReview {})), "convention.unknown");
    let drafted = s.hall().len();
    s.enter("committee", draft(&first, None)).unwrap();
    run.took(s, E::Draft);
    // The lint speaks at the draft's entry.
    let flags: Vec<_> =
        s.hall().flags().iter().map(|flag| (flag.code(), flag.entry(), flag.field("article"))).collect();
    assert_eq!(flags, [("convention.lint", Some(drafted), Some("2"))]);

    let proposal = s.enter("H-3", comment("把牵绳写进公约")).unwrap();
    assert_eq!(refused(s, "clerk", comment("没有自己的密钥")), "member.missing");
    assert_eq!(refused(s, "H-4", comment("3号楼501室的狗咬人")), "words.personal");
    assert_eq!(
        refused(s, "H-4", Comment { article: Some(id("9")), ..comment("第九条") }),
        "convention.article-unknown"
    );
    let taken_down = Comment { handle: Some(id("H-5")), ..comment("请把罚款改成提醒") };
    s.enter("clerk", taken_down).unwrap();

    s.enter("committee", step(ConventionStep::SendReview {})).unwrap();
    run.took(s, E::SendReview);
    assert_eq!(refused(s, "H-4", comment("现在不收意见")), "machine.step");
    // AB25: the legal adviser cannot clear a fine, not even by saying nothing of it.
    assert_eq!(refused(s, "legal-advisor", clear(&first)), "convention.blocked");
    assert_eq!(
        refused(s, "legal-advisor", ReviewDraft { findings: Vec::new(), ..clear(&first) }),
        "convention.unreviewed"
    );
    assert_eq!(refused(s, "street", clear(&first)), "machine.role");
    let block = finding("2", Level::Block, "行政处罚法第16、17条");
    assert_eq!(refused(s, "legal-advisor", send_back(&first, "不行", vec![block.clone()])), "reason.short");
    let unfounded = ReviewFinding { basis: String::new(), ..block.clone() };
    assert_eq!(refused(s, "legal-advisor", send_back(&first, "第二条违法", vec![unfounded])), "convention.no-basis");
    assert_eq!(refused(s, "legal-advisor", send_back(&second, "第二条违法", Vec::new())), "convention.other-text");
    let answered = ReviewFinding {
        about: Reviewed::Proposal(proposal),
        reply: "已写入第一条".to_owned(),
        ..finding("1", Level::Ok, "")
    };
    s.enter("legal-advisor", send_back(&first, "第二条违法,请改写", vec![block, answered])).unwrap();
    run.took(s, E::SendBack);

    assert_eq!(refused(s, "committee", draft(&version(2, &[LEASH, FINE]), Some(&first))), "convention.unchanged");
    assert_eq!(refused(s, "committee", draft(&second, None)), "convention.version");
    s.enter("committee", draft(&second, Some(&first))).unwrap();
    s.enter("committee", step(ConventionStep::SendReview {})).unwrap();
    run.took(s, E::SendReview);
    s.enter("legal-advisor", clear(&second)).unwrap();
    run.took(s, E::Clear);
    assert_eq!(refused(s, "clerk", post_draft("draft", &second)), "publicity.unready");
    s.enter("street", ReviewDraft { findings: Vec::new(), ..clear(&second) }).unwrap();
    run.took(s, E::StreetOk);

    assert_eq!(refused(s, "H-7", comment("还没有张贴")), "publicity.missing");
    assert_eq!(refused(s, "clerk", post_draft("draft", &first)), "convention.other-text");
    s.enter("clerk", post_draft("draft", &second)).unwrap();
    on(s, "2026-05-10");
    let heard = s.enter("H-7", comment("导盲犬要留个口子")).unwrap();
    run.took(s, E::Comment);
    on(s, "2026-05-17");
    assert_eq!(refused(s, "H-8", comment("公示期已过")), "objection.window");

    // The third version answers every comment that nobody answered yet, and only those.
    let third = version(3, &[LEASH, "多次提醒无效的,报告公安机关。", "导盲犬不受限制。"]);
    let oral = *s.hall().convention(&id(DOGS)).unwrap().comments().iter().find(|(_, c)| c.by == id("H-5")).unwrap().0;
    let why = Some("采纳居民意见".to_owned());
    let revised = |replies| DraftConvention { reason: why.clone(), replies, ..draft(&third, Some(&second)) };
    assert_eq!(refused(s, "committee", revised(vec![reply(heard)])), "convention.comment-unanswered");
    assert_eq!(
        refused(s, "committee", revised(vec![reply(heard), reply(oral), reply(proposal)])),
        "convention.comment-unknown"
    );
    let unexplained = DraftConvention { reason: None, ..revised(vec![reply(heard), reply(oral)]) };
    assert_eq!(refused(s, "committee", unexplained), "reason.short");
    s.enter("committee", revised(vec![reply(heard), reply(oral)])).unwrap();
    run.took(s, E::Revise);
    // What did not change was read already.
    let rest = ReviewDraft { findings: vec![finding("3", Level::Ok, "")], ..clear(&third) };
    s.enter("legal-advisor", rest).unwrap();
    run.took(s, E::Clear);
    s.enter("street", ReviewDraft { findings: Vec::new(), ..clear(&third) }).unwrap();
    run.took(s, E::StreetOk);

    on(s, "2026-05-18");
    assert_eq!(refused(s, "committee", to_vote()), "publicity.missing");
    s.enter("clerk", post_draft("draft-3", &third)).unwrap();
    on(s, "2026-06-02");
    assert_eq!(refused(s, "committee", to_vote()), "publicity.short");
    on(s, "2026-06-03");
    assert_eq!(refused(s, "committee", to_vote()), "convention.no-party-gate");
    assert_eq!(refused(s, "committee", gate("2026-06-04")), "convention.no-party-gate");
    s.enter("committee", gate("2026-06-02")).unwrap();
    assert_eq!(refused(s, "committee", to_vote()), "publicity.not-ended");
    s.enter("clerk", end("draft-3")).unwrap();
    s.enter("committee", to_vote()).unwrap();
    run.took(s, E::ToVote);

    let asked = question("A1", "是否通过养犬公约");
    call(s, "A1", &asked, "2026-06-14", "2026-06-14");
    on(s, "2026-06-14");
    let other = motion(s, "A1", &asked, Some((DOGS, second.digest())));
    assert_eq!(refused(s, "facilitator", other), "convention.other-text");
    let opened = motion(s, "A1", &asked, Some((DOGS, third.digest())));
    let opened = s.enter("facilitator", opened).unwrap();
    vote(s, opened, 10, 2);
    let pass = || step(ConventionStep::Pass { motion: opened });
    assert_eq!(refused(s, "committee", pass()), "convention.not-passed");
    close(s, opened);
    assert_eq!(refused(s, "committee", step(ConventionStep::Pass { motion: Hash::of(b"") })), "motion.unknown");
    let failed = ConventionStep::Fail { motion: opened, reason: "并没有失败".to_owned() };
    assert_eq!(refused(s, "committee", step(failed)), "convention.passed");
    s.enter("committee", pass()).unwrap();
    run.took(s, E::Pass);

    assert_eq!(refused(s, "committee", step(ConventionStep::File { evidence: Vec::new() })), "convention.not-filed");
    s.enter("committee", step(ConventionStep::File { evidence: vec![Hash::of(b"receipt")] })).unwrap();
    run.took(s, E::File);
    let promulgate = |in_force: &str, review: &str| {
        step(ConventionStep::Promulgate { in_force: date(in_force), review: date(review) })
    };
    assert_eq!(refused(s, "committee", promulgate("2026-07-16", "2027-01-16")), "publicity.missing");
    on(s, "2026-06-15");
    let result = |days| post("result", Subject::Result(opened), days, Hash::of(b"result"));
    assert_eq!(refused(s, "clerk", result(14)), "publicity.days");
    s.enter("clerk", result(15)).unwrap();
    on(s, "2026-06-30");
    assert_eq!(refused(s, "committee", promulgate("2026-07-16", "2027-01-16")), "publicity.short");
    on(s, "2026-07-01");
    s.enter("clerk", end("result")).unwrap();
    assert_eq!(refused(s, "committee", promulgate("2026-06-30", "2027-01-16")), "convention.dates");
    assert_eq!(refused(s, "committee", promulgate("2026-07-16", "2026-07-16")), "convention.dates");
    assert_eq!(refused(s, "clerk", post("filing", Subject::Filing(id(DOGS)), 15, third.digest())), "publicity.unready");
    s.enter("committee", promulgate("2026-07-16", "2027-01-16")).unwrap();
    run.took(s, E::Promulgate);
    // What was promulgated is final, whoever posts it anew.
    assert!(s.hall().is_final(&Subject::Result(opened)));
    assert_eq!(refused(s, "clerk", Post { post: id("anew"), ..result(15) }), "finalise.repeated");
    s.enter("clerk", post("filing", Subject::Filing(id(DOGS)), 15, third.digest())).unwrap();

    on(s, "2026-07-15");
    assert_eq!(refused(s, "host", step(ConventionStep::EnterForce {})), "convention.not-yet");
    on(s, "2026-07-16");
    assert_eq!(refused(s, "committee", step(ConventionStep::EnterForce {})), "machine.role");
    assert!(s.hall().convention(&id(DOGS)).unwrap().in_force().is_none());
    s.enter("host", step(ConventionStep::EnterForce {})).unwrap();
    run.took(s, E::EnterForce);
    let record = s.hall().convention(&id(DOGS)).unwrap();
    assert_eq!(record.in_force().unwrap().text, third);
    assert_eq!(record.in_force().unwrap().adoption.motion, opened);

    on(s, "2027-01-15");
    assert!(s.hall().overdue().is_empty());
    on(s, "2027-01-16");
    assert_eq!(s.hall().overdue().iter().map(guanjia::Error::code).collect::<Vec<_>>(), ["convention.review-due"]);
    let review = || step(ConventionStep::StartReview { reason: "施行半年评估".to_owned() });
    assert_eq!(refused(s, "H-1", review()), "machine.role");
    s.enter("committee", review()).unwrap();
    run.took(s, E::StartReview);
    let keep = |day: &str| step(ConventionStep::Keep { reason: "投诉数下降".to_owned(), review: date(day) });
    assert_eq!(refused(s, "committee", keep("2027-01-16")), "convention.dates");
    s.enter("committee", keep("2027-07-16")).unwrap();
    run.took(s, E::Keep);
    assert_eq!(run.events.next(), None);
    assert!(s.hall().overdue().is_empty());

    let record = s.hall().convention(&id(DOGS)).unwrap();
    assert_eq!(record.versions().len(), 3);
    assert_eq!(record.diff(2, 3).unwrap().articles.iter().map(|a| a.no.as_str()).collect::<Vec<_>>(), ["3"]);
    assert!(record.diff(3, 4).is_none());
    assert!(record.comments().values().all(|comment| !comment.is_open()));
}

#[test]
fn an_opinion_or_an_earlier_vote_adopts_nothing() {
    let text = version(1, &[LEASH]);
    for effect in [Effect::Opinion, Effect::Decision] {
        let mut scribe = community("opinion", 14);
        let s = &mut scribe;
        voting(s, &text);
        let mut asked = question("A1", "是否通过养犬公约");
        asked.effect = effect;
        call(s, "A1", &asked, "2026-06-14", "2026-06-14");
        on(s, "2026-06-14");
        let opened = motion(s, "A1", &asked, Some((DOGS, text.digest())));
        let opened = s.enter("facilitator", opened).unwrap();
        vote(s, opened, 10, 0);
        close(s, opened);
        let passed = s.enter("committee", step(ConventionStep::Pass { motion: opened }));
        assert_eq!(
            passed.map_err(|error| error.code()).err(),
            (effect == Effect::Opinion).then_some("convention.not-passed")
        );
    }
}

#[test]
fn a_motion_about_nothing_adopts_nothing() {
    let mut scribe = community("about", 14);
    let s = &mut scribe;
    let text = version(1, &[LEASH]);
    let asked = question("A0", "先问一声");
    call(s, "A0", &asked, "2026-04-14", "2026-04-14");
    on(s, "2026-04-14");
    let early = motion(s, "A0", &asked, Some((DOGS, text.digest())));
    assert_eq!(refused(s, "facilitator", early), "convention.unknown");
    s.enter("committee", draft(&text, None)).unwrap();
    let early = motion(s, "A0", &asked, Some((DOGS, text.digest())));
    assert_eq!(refused(s, "facilitator", early), "machine.step");
    let opened = motion(s, "A0", &asked, None);
    let opened = s.enter("facilitator", opened).unwrap();
    vote(s, opened, 10, 0);
    close(s, opened);
    s.enter("committee", step(ConventionStep::SendReview {})).unwrap();
    s.enter("legal-advisor", clear(&text)).unwrap();
    s.enter("street", clear(&text)).unwrap();
    on(s, "2026-05-18");
    s.enter("clerk", post_draft("draft", &text)).unwrap();
    on(s, "2026-06-03");
    s.enter("clerk", end("draft")).unwrap();
    s.enter("committee", gate("2026-06-02")).unwrap();
    s.enter("committee", to_vote()).unwrap();
    assert_eq!(refused(s, "committee", step(ConventionStep::Pass { motion: opened })), "convention.other-text");
}

#[test]
fn a_vote_that_fails_sends_the_draft_back() {
    let mut scribe = community("fails", 14);
    let s = &mut scribe;
    let text = version(1, &[LEASH]);
    voting(s, &text);
    let opened = decided(s, "A1", &text, "2026-06-14", 3, 9);
    assert_eq!(refused(s, "committee", step(ConventionStep::Pass { motion: opened })), "convention.not-passed");
    let fail = |reason: &str| step(ConventionStep::Fail { motion: opened, reason: reason.to_owned() });
    assert_eq!(refused(s, "committee", fail("未过")), "reason.short");
    s.enter("committee", fail("多数不赞成,改后再议")).unwrap();
    assert_eq!(state(s), ConventionState::Drafting);
    s.enter("committee", draft(&version(2, &["犬只出户系绳。"]), Some(&text))).unwrap();
}

#[test]
fn ab25_a_warning_waits_for_a_reply_and_a_dismissed_hit_does_not_block() {
    let mut scribe = community("lint", 14);
    let s = &mut scribe;
    // The lint meets 罚款 where the text only tells what the law does.
    let text = version(1, &["发现流浪犬的,视作野狗处理。", "22点后一律不准遛犬。"]);
    s.enter("committee", draft(&text, None)).unwrap();
    let record = s.hall().convention(&id(DOGS)).unwrap();
    let hits: Vec<_> = record.lint().iter().map(|hit| (hit.article.to_string(), hit.hit.rule)).collect();
    assert_eq!(hits, [("1".to_owned(), "killing"), ("2".to_owned(), "absolute")]);
    s.enter("committee", step(ConventionStep::SendReview {})).unwrap();
    let review = |findings| ReviewDraft { findings, ..clear(&text) };
    let dismissed = ReviewFinding { dismissed: ["killing".to_owned()].into(), ..finding("1", Level::Ok, "") };
    let warned = finding("2", Level::Warn, "绝对禁止缺少依据");
    let answered = ReviewFinding { reply: "改为倡导时段".to_owned(), ..warned.clone() };
    let ok = finding("1", Level::Ok, "");
    assert_eq!(refused(s, "legal-advisor", review(vec![ok, answered.clone()])), "convention.blocked");
    assert_eq!(refused(s, "legal-advisor", review(vec![dismissed.clone(), warned])), "convention.unanswered");
    s.enter("legal-advisor", review(vec![dismissed, answered])).unwrap();
    assert_eq!(state(s), ConventionState::StreetReview);
    // The street may still send it back.
    let back = send_back(&text, "第一条依据不足", vec![finding("1", Level::Block, "动物防疫法第30条")]);
    s.enter("street", back).unwrap();
    assert_eq!(state(s), ConventionState::Drafting);
}

#[test]
fn nobody_reviews_their_own_draft() {
    let mut scribe = community("own", 4);
    let s = &mut scribe;
    let text = version(1, &[LEASH]);
    let cnf = Confirmation { jwk: s.key("legal-advisor") };
    let roles = [Role::Committee, Role::LegalAdvisor].into();
    s.enter("committee", Office { cnf, office: id("legal-advisor"), roles }).unwrap();
    s.enter("legal-advisor", draft(&text, None)).unwrap();
    s.enter("legal-advisor", step(ConventionStep::SendReview {})).unwrap();
    assert_eq!(refused(s, "legal-advisor", clear(&text)), "attest.same-person");
}

#[test]
fn what_is_changed_holds_until_the_change_does_and_a_repeal_needs_a_vote() {
    let mut scribe = community("repeal", 14);
    let s = &mut scribe;
    let text = version(1, &[LEASH]);
    let adopted = promulgated(s, &text);
    on(s, "2026-07-16");
    s.enter("host", step(ConventionStep::EnterForce {})).unwrap();
    s.enter("committee", step(ConventionStep::StartReview { reason: "居民提议修订".to_owned() })).unwrap();
    let repeal = |motion| step(ConventionStep::Repeal { motion, reason: "上位法已有规定".to_owned() });
    assert_eq!(refused(s, "committee", repeal(adopted)), "convention.not-passed");

    let mut amended = s.hall().clone();
    let asked = decided(s, "A2", &text, "2026-08-01", 11, 1);
    s.enter("committee", repeal(asked)).unwrap();
    assert_eq!(state(s), ConventionState::Repealed);
    assert!(s.hall().convention(&id(DOGS)).unwrap().in_force().is_none());
    assert_eq!(refused(s, "committee", draft(&version(2, &["不遛犬"]), Some(&text))), "machine.step");

    // The other way from the review.
    let amend = s.sign("committee", None, step(ConventionStep::Amend { reason: "增加电梯一条".to_owned() })).unwrap();
    amended.admit(amend.as_str()).unwrap();
    let record = amended.convention(&id(DOGS)).unwrap();
    assert_eq!(record.state(), ConventionState::Drafting);
    assert_eq!(record.in_force().unwrap().text, text);
}

#[test]
fn an_objection_that_turns_the_result_stops_the_convention() {
    use guanjia::event::{Object, ObjectionAnswer};
    let mut scribe = community("turned", 14);
    let s = &mut scribe;
    let text = version(1, &[LEASH]);
    voting(s, &text);
    let asked = question("A1", "是否通过养犬公约");
    call(s, "A1", &asked, "2026-06-14", "2026-06-14");
    on(s, "2026-06-14");
    let opened = motion(s, "A1", &asked, Some((DOGS, text.digest())));
    let opened = s.enter("facilitator", opened).unwrap();
    let ballots = vote(s, opened, 6, 5);
    close(s, opened);
    s.enter("committee", step(ConventionStep::Pass { motion: opened })).unwrap();
    s.enter("committee", step(ConventionStep::File { evidence: vec![Hash::of(b"receipt")] })).unwrap();
    on(s, "2026-06-15");
    s.enter("clerk", post("result", Subject::Result(opened), 15, Hash::of(b"result"))).unwrap();
    let claim = "本户没有投票却显示已参与".to_owned();
    let objection = s.enter_about("H-1", opened, Object { claim, handle: None }).unwrap();
    let answer = ObjectionAnswer {
        ruling: guanjia::objection::Ruling::Upheld,
        reason: "核对领票登记,本票作废".to_owned(),
        voids: vec![ballots[0]],
        corrections: Vec::new(),
    };
    s.enter_about("supervisor", objection, answer).unwrap();
    common::assembly::announce(s, opened);
    on(s, "2026-07-01");
    s.enter("clerk", end("result")).unwrap();
    let promulgate = ConventionStep::Promulgate { in_force: date("2026-07-16"), review: date("2027-01-16") };
    // 5 of 10 are not more than half.
    assert_eq!(refused(s, "committee", step(promulgate)), "convention.not-passed");
    assert_eq!(refused_about(s, "clerk", opened, Finalise {}), "publicity.outdated");
    s.enter("street", step(ConventionStep::OrderCorrect { reason: "表决结果已更正为未通过".to_owned() })).unwrap();
    assert_eq!(state(s), ConventionState::Drafting);
}

#[test]
fn households_sign_withdraw_and_are_counted_once_it_is_closed() {
    let mut scribe = community("drive", 24);
    let s = &mut scribe;
    let text = version(1, &[LEASH]);
    let open = |until: &str| OpenDrive {
        base: id("households"),
        convention: id(DOGS),
        drive: id("signing"),
        until: date(until),
    };
    voting_only_promulgated(s, &text);
    assert_eq!(refused(s, "clerk", open("2026-06-30")), "drive.window");
    assert_eq!(refused(s, "H-1", open("2026-08-15")), "office.missing");
    let drive = s.enter("clerk", open("2026-08-15")).unwrap();
    assert_eq!(refused(s, "clerk", open("2026-08-15")), "drive.repeated");
    let alone = || Sign { handle: None };
    let paper = |handle: &str| Sign { handle: Some(id(handle)) };

    for n in [1, 2, 3, 4, 5, 6, 13, 14, 15, 16, 17, 18, 19] {
        s.enter_about(&format!("H-{n}"), drive, alone()).unwrap();
    }
    assert_eq!(refused_about(s, "H-1", drive, alone()), "drive.duplicate");
    assert_eq!(refused_about(s, "clerk", drive, alone()), "member.missing");
    assert_eq!(refused_about(s, "clerk", drive, paper("H-99")), "register.not-listed");
    assert_eq!(refused_about(s, "clerk", drive, paper("H-1")), "drive.duplicate");
    assert_eq!(refused_about(s, "H-1", Hash::of(b"no drive"), alone()), "drive.unknown");

    // On paper two clerks stand for it.
    let taken = s.enter_about("clerk", drive, paper("H-7")).unwrap();
    assert!(!signed(s, "H-7"));
    assert_eq!(refused_about(s, "clerk", taken, Attest {}), "attest.same-person");
    assert_eq!(refused_about(s, "supervisor", taken, Attest {}), "office.missing");
    s.enter_about("clerk-2", taken, Attest {}).unwrap();
    assert!(signed(s, "H-7"));
    assert_eq!(refused_about(s, "clerk-2", taken, Attest {}), "attest.unasked");

    s.enter_about("H-19", drive, Unsign { handle: None }).unwrap();
    assert_eq!(refused_about(s, "H-19", drive, Unsign { handle: None }), "drive.not-signed");
    let gone = s.enter_about("clerk", drive, Unsign { handle: Some(id("H-18")) }).unwrap();
    s.enter_about("clerk-2", gone, Attest {}).unwrap();
    assert!(!signed(s, "H-18"));
    s.enter_about("H-18", drive, alone()).unwrap();

    let building = id("building");
    assert_eq!(s.hall().drive_table(&id("signing"), &building).unwrap_err().code(), "drive.open");
    on(s, "2026-08-15");
    assert_eq!(refused_about(s, "clerk", drive, CloseDrive {}), "drive.window");
    let last = s.enter_about("clerk", drive, paper("H-20")).unwrap();
    on(s, "2026-08-16");
    assert_eq!(refused_about(s, "H-21", drive, alone()), "drive.window");
    // What the first clerk took in time may be seconded until the close.
    s.enter_about("clerk-2", last, Attest {}).unwrap();
    let closed = s.enter_about("clerk", drive, CloseDrive {}).unwrap();
    for (who, event) in [("H-21", alone()), ("clerk", paper("H-21"))] {
        assert_eq!(refused_about(s, who, drive, event), "drive.closed");
    }
    assert_eq!(refused_about(s, "H-1", drive, Unsign { handle: None }), "drive.closed");

    let record = s.hall().drive(&id("signing")).unwrap();
    assert_eq!((record.drive().signed(), record.drive().withdrawn()), (14, 2));
    let table = s.hall().drive_table(&id("signing"), &building).unwrap();
    assert_eq!(
        serde_json::to_string(&table).unwrap(),
        r#"{"columns":[["signed"],["unsigned"]],"rows":[{"groups":["B01"],"counts":[7,5]},{"groups":["B02"],"counts":[7,5]}]}"#,
    );

    let posted =
        |table| Post { table: Some(table), ..post("signed", Subject::Drive(id("signing")), 7, Hash::of(b"table")) };
    assert_eq!(refused(s, "clerk", posted(table.clone())), "publicity.unready");
    s.enter_about("supervisor", closed, Attest {}).unwrap();
    let mut better = table.clone();
    better.rows[0].counts[0] += 1;
    assert_eq!(refused(s, "clerk", posted(better)), "publicity.table-wrong");
    s.enter("clerk", posted(table.clone())).unwrap();
    assert_eq!(s.hall().drive(&id("signing")).unwrap().state(), SignatureState::ClosedPublished);
    // A second breakdown could be subtracted from the first.
    assert_eq!(refused(s, "clerk", Post { post: id("again"), ..posted(table) }), "publicity.unready");
}

fn signed(scribe: &Scribe, handle: &str) -> bool {
    scribe.hall().drive(&id("signing")).unwrap().drive().has_signed(&id(handle))
}

/// Promulgated by an assembly of 24.
fn voting_only_promulgated(scribe: &mut Scribe, text: &Convention) {
    let before =
        OpenDrive { base: id("households"), convention: id(DOGS), drive: id("signing"), until: date("2026-08-15") };
    assert_eq!(refused(scribe, "clerk", before.clone()), "convention.unknown");
    public(scribe, text);
    assert_eq!(refused(scribe, "clerk", before), "drive.not-promulgated");
    on(scribe, "2026-06-03");
    scribe.enter("clerk", end("draft")).unwrap();
    scribe.enter("committee", gate("2026-06-02")).unwrap();
    scribe.enter("committee", to_vote()).unwrap();
    let opened = decided(scribe, "A1", text, "2026-06-14", 15, 2);
    scribe.enter("committee", step(ConventionStep::Pass { motion: opened })).unwrap();
    on(scribe, "2026-06-15");
    scribe.enter("clerk", post("result", Subject::Result(opened), 15, Hash::of(b"result"))).unwrap();
    on(scribe, "2026-07-01");
    scribe.enter("clerk", end("result")).unwrap();
    scribe.enter("committee", step(ConventionStep::File { evidence: vec![Hash::of(b"receipt")] })).unwrap();
    let (in_force, review) = (date("2026-07-16"), date("2027-01-16"));
    scribe.enter("committee", step(ConventionStep::Promulgate { in_force, review })).unwrap();
}
