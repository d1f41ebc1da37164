//! The votes of the scenarios, ballot by ballot.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::{Map, Set};

use guanjia::Id;
use guanjia::aggregate::{Aggregate, SMALL_CELL};
use guanjia::ballot::{Ballot, BallotBox, Choice, Defect, Elector, Issue, Reading};
use guanjia::measure::{Amounts, Measure};
use guanjia::motion::Question;
use guanjia::rule::{Channel, Of, preset};
use guanjia::tally::{Decision, Tally, breakdown, decide, tally};
use guanjia::verdict::{Outcome, judge_composition};
use serde_json::{Value, json};

fn luoqisi() -> Value {
    serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap()
}

fn tanggui() -> Value {
    serde_json::from_str(include_str!("scenarios/02_tanggui_falling_objects.json")).unwrap()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn heads(amounts: &Amounts) -> u64 {
    amounts.of(Measure::Heads)
}

/// A question with options, a way of polling and a rule.
fn question(id: &str, text: &str, options: &[(&str, &str)], poll: &Value, rule: &Value) -> Question {
    let options: Vec<Value> = options.iter().map(|(id, zh)| json!({"id": id, "text": {"zh": zh}})).collect();
    let mut question = json!({
        "id": id, "title": {"zh": text}, "text": {"zh": text}, "options": options, "poll": poll, "rule": rule,
        "duplicates": "first", "blank": "abstain", "channels": ["online", "onsite-paper", "home-paper"],
        "secrecy": "named", "effect": "opinion",
    });
    if rule["preset"].as_str().is_some_and(|preset| preset.starts_with("cn.")) {
        question["effect"] = json!("decision");
        question["channel_basis"] = json!("《居民自治章程》第九条(虚构)");
    }
    let question: Question = serde_json::from_value(question).unwrap();
    assert_eq!(question.check(), Ok(()));
    question
}

/// The ballots of one round of a session's motion, cast by those present.
fn session_round(session: &Value, motion: &Value, round: &Value, question: &Question) -> (Tally, Decision) {
    let panel = session["panel"].as_array().unwrap();
    let electors = panel.iter().map(|member| (id(string(&member["id"])), Elector::one_head())).collect();
    let present = panel.iter().filter(|member| member["present"] == true).map(|member| id(string(&member["id"])));
    let mut ballots = BallotBox::new(question.terms().unwrap(), electors).unwrap().at_session(present.collect());
    for recused in motion["recused"].as_array().unwrap() {
        ballots.recuse(&id(string(&recused["id"]))).unwrap();
    }
    for (entry, (steward, choice)) in (1..).zip(round["ballots"].as_object().unwrap()) {
        let choice = if choice == "弃权" { Choice::Abstain } else { Choice::Option(id(string(choice))) };
        ballots.cast(Ballot { elector: id(steward), choice, entry, by: None, mandate: None }).unwrap();
    }
    ballots.close(1_000).unwrap();
    let tally = tally(&ballots).unwrap();
    let decision = decide(question, &tally).unwrap();
    for (choice, expected) in round["tally"].as_object().unwrap() {
        let have =
            if choice == "弃权" { heads(&tally.count.abstain) } else { heads(&tally.count.options[&id(choice)]) };
        assert_eq!(Some(have), expected.as_u64(), "{} {choice}", motion["id"]);
    }
    for verdict in decision.verdicts.values() {
        let approval = verdict.tests.last().unwrap();
        assert_eq!(Some(approval.need), round["need"].as_u64(), "{}", motion["id"]);
    }
    (tally, decision)
}

#[test]
fn scenario_01_all_five_motions_of_the_session() {
    let scenario = luoqisi();
    let session = &scenario["session"];
    let motions = session["motions"].as_array().unwrap();
    assert_eq!(motions.len(), 5);
    let mut adopted = Map::new();
    for motion in motions {
        let options: Vec<_> =
            motion["options"].as_object().unwrap().iter().map(|(k, v)| (k.as_str(), string(v))).collect();
        let two_round = motion["preset"] == "x.poll.plurality_then_majority";
        let poll = if two_round { json!({"two-round": {"tie": "none"}}) } else { json!({"choice": {"approves": "Y"}}) };
        let name = string(&motion["id"]);
        let mut question = question(name, string(&motion["zh"]), &options, &poll, &json!({"preset": motion["preset"]}));
        let rounds = motion["rounds"].as_array().unwrap();
        for (at, round) in rounds.iter().enumerate() {
            let on: Set<Id> = round["on"].as_array().unwrap().iter().map(|id| string(id).parse().unwrap()).collect();
            assert_eq!(question.options.iter().map(|option| option.id.clone()).collect::<Set<_>>(), on);
            let (tally, decision) = session_round(session, motion, round, &question);
            assert_eq!(heads(&tally.count.participation[&Of::Convened]), session["convened"].as_u64().unwrap());
            assert_eq!(heads(&tally.count.participation[&Of::Present]), session["present"].as_u64().unwrap());
            if at + 1 < rounds.len() {
                let (first, second) = decision.runoff.unwrap();
                assert_eq!((decision.outcome, first.as_str(), second.as_str()), (Outcome::Failed, "A", "B"));
                question = question.next_round(&[first, second].into(), 2).unwrap();
            } else {
                assert_eq!(decision.outcome, Outcome::Passed, "{name}");
                adopted.insert(name.to_owned(), decision.adopted[0].to_string());
            }
        }
    }
    let expected = [("Q1", "A"), ("Q2", "A"), ("Q3", "Y"), ("Q4", "Y"), ("QF", "Y")];
    assert_eq!(adopted, expected.map(|(motion, option)| (motion.to_owned(), option.to_owned())).into());
}

#[test]
fn scenario_01_recusal_on_q3_leaves_the_quorum_and_shrinks_the_base() {
    let scenario = luoqisi();
    let motion = &scenario["session"]["motions"][2];
    let question = question(
        "Q3",
        "犬便箱",
        &[("Y", "同意"), ("N", "不同意")],
        &json!({"choice": {"approves": "Y"}}),
        &json!({"preset": "x.steward.session"}),
    );
    let (tally, decision) = session_round(&scenario["session"], motion, &motion["rounds"][0], &question);
    let verdict = &decision.verdicts[&id("Y")];
    let sides: Vec<_> = verdict.tests.iter().map(|test| (test.of, test.base, test.need, test.have)).collect();
    assert_eq!(sides, [(Of::Convened, 24, 16, 16), (Of::Present, 15, 8, 14)]);
    assert!(verdict.is_decided() && tally.refused.is_empty());
}

#[test]
fn ab31_scenario_01_stakeholders_among_those_present() {
    let scenario = luoqisi();
    let session = &scenario["session"];
    let rule = preset("rule.consult.stakeholders.chongqing.2025").unwrap();
    let count = |stakeholders: u64| {
        let of = |n| guanjia::verdict::Count {
            participation: [(Of::Present, Amounts::default().with(Measure::Heads, n))].into(),
            ..guanjia::verdict::Count::default()
        };
        let whole = of(session["present"].as_u64().unwrap());
        guanjia::verdict::Count { groups: [(id("stakeholders"), of(stakeholders))].into(), ..whole }
    };
    let present = session["stakeholders"]["present"].as_u64().unwrap();
    let verdict = judge_composition(rule, &count(present)).unwrap();
    assert_eq!(
        (verdict.outcome, verdict.tests[0].need),
        (Outcome::Passed, session["stakeholders"]["need"].as_u64().unwrap())
    );
    let short = judge_composition(rule, &count(7)).unwrap();
    assert_eq!(short.zh(), "未通过:还差 利益相关方 1 人");
}

/// The household vote of scenario 01: 1,033 ballots on three channels, with everything that went
/// wrong: five households that voted twice, two strangers, one latecomer, three papers read in two
/// ways.
struct HouseholdVote {
    question: Question,
    ballots: BallotBox,
    buildings: Map<Id, String>,
    /// By household, the entry with which its ballot came in.
    entries: Map<String, u64>,
}

fn household_vote() -> HouseholdVote {
    let scenario = luoqisi();
    let file: Value = serde_json::from_str(include_str!("scenarios/01b_luoqisi_household_ballots.json")).unwrap();
    let rows = file["rows"].as_array().unwrap();
    let rule = json!({"preset": scenario["household_vote"]["preset"]});
    let question =
        question("HV", "文明养犬公约", &[("Y", "同意"), ("N", "不同意")], &json!({"choice": {"approves": "Y"}}), &rule);
    let electors = rows.iter().map(|row| (id(string(&row[0])), Elector::one_head())).collect();
    let mut ballots = BallotBox::new(question.terms().unwrap(), electors).unwrap();

    let mut adjudicated: Map<&str, Vec<&Value>> = Map::new();
    for paper in scenario["household_vote"]["paper_double_entry"]["adjudicated"].as_array().unwrap() {
        adjudicated.entry(string(&paper["final"])).or_default().push(paper);
    }
    let (mut entry, mut entries) = (0, Map::new());
    let mut next = || {
        entry += 1;
        entry
    };
    for row in rows {
        let (household, channel, code) = (string(&row[0]), string(&row[2]), string(&row[3]));
        if code == "-" {
            continue;
        }
        entries.insert(household.to_owned(), {
            let at = next();
            if channel == "online" {
                let elector = id(household);
                ballots.cast(Ballot { elector, choice: choice(code), entry: at, by: None, mandate: None }).unwrap();
            } else {
                let disputed = adjudicated.get_mut(code).and_then(Vec::pop);
                let serial =
                    disputed.map_or_else(|| id(&format!("P-{household}")), |paper| id(string(&paper["serial"])));
                let channel = serde_json::from_value(json!(channel.replace('_', "-"))).unwrap();
                ballots
                    .issue(
                        Issue { serial: serial.clone(), elector: id(household), channel, by: None, mandate: None },
                        next(),
                    )
                    .unwrap();
                ballots.hand_in(&serial, at).unwrap();
                let readings = disputed.map_or([code, code], |paper| [string(&paper["a"]), string(&paper["b"])]);
                for (clerk, code) in ["clerk-a", "clerk-b"].into_iter().zip(readings) {
                    ballots.enter(&serial, Reading { choice: choice(code), clerk: id(clerk), entry: next() }).unwrap();
                }
                if let Some(paper) = disputed {
                    let settled =
                        Reading { choice: choice(string(&paper["final"])), clerk: id("supervisor"), entry: next() };
                    ballots.adjudicate(&serial, settled).unwrap();
                }
            }
            at
        });
    }
    for duplicate in scenario["household_vote"]["duplicates"].as_array().unwrap() {
        let household = string(&duplicate["household"]);
        let serial = id(&format!("D-{household}"));
        let elector = id(household);
        ballots
            .issue(
                Issue { serial: serial.clone(), elector, channel: Channel::OnsitePaper, by: None, mandate: None },
                next(),
            )
            .unwrap();
        ballots.hand_in(&serial, next()).unwrap();
    }
    let outside =
        |n: u32, entry| Ballot { elector: id(&format!("X-{n}")), choice: choice("Y"), entry, by: None, mandate: None };
    for n in [1, 2] {
        let refused = ballots.cast(outside(n, next())).unwrap_err();
        ballots.note(refused);
    }
    ballots.close(next()).unwrap();
    let late = rows.iter().find(|row| row[3] == "-").unwrap();
    let late = Ballot { elector: id(string(&late[0])), choice: choice("Y"), entry: next(), by: None, mandate: None };
    let refused = ballots.cast(late).unwrap_err();
    ballots.note(refused);
    let buildings = rows.iter().map(|row| (id(string(&row[0])), string(&row[1]).to_owned())).collect();
    HouseholdVote { question, ballots, buildings, entries }
}

fn choice(code: &str) -> Choice {
    match code {
        "A" => Choice::Abstain,
        "B" => Choice::Blank,
        "X" => Choice::Invalid(Defect::Multiple),
        "U" => Choice::Invalid(Defect::Unreadable),
        option => Choice::Option(id(option)),
    }
}

fn by_choice(tally: &Tally) -> [(&'static str, u64); 4] {
    let count = &tally.count;
    let option = |name| heads(&count.options[&id(name)]);
    [("同意", option("Y")), ("不同意", option("N")), ("弃权", heads(&count.abstain)), ("无效", heads(&count.invalid))]
}

#[test]
fn scenario_01b_the_household_vote() {
    let scenario = luoqisi();
    let expected = &scenario["household_vote"];
    let vote = household_vote();
    let tally = tally(&vote.ballots).unwrap();
    for (choice, have) in by_choice(&tally) {
        assert_eq!(Some(have), expected["tally"][choice].as_u64(), "{choice}");
    }
    for (channel, amounts) in &tally.channels {
        assert_eq!(Some(heads(amounts)), expected["by_channel"][channel.name().replace('-', "_")].as_u64());
    }
    let refused: Vec<_> = tally.refused.iter().map(|(code, n)| (code.as_str(), *n)).collect();
    assert_eq!(refused, [("ballot.duplicate-channel", 5), ("ballot.late", 1), ("ballot.not-eligible", 2)]);
    let papers = &expected["paper_double_entry"];
    assert_eq!(Some(tally.papers.equal), papers["equal"].as_u64());
    assert_eq!(Some(tally.papers.adjudicated), papers["mismatch"].as_u64());
    // The five second ballots are in the box as well.
    assert_eq!(vote.ballots.check_paper_count(papers["total"].as_u64().unwrap() + 5), Ok(()));

    let decision = decide(&vote.question, &tally).unwrap();
    let verdict = &decision.verdicts[&id("Y")];
    let sides: Vec<_> = verdict.tests.iter().map(|test| (test.base, test.need, test.have)).collect();
    assert_eq!(sides, [(1_698, 850, 1_033), (1_033, 517, 846)]);
    assert_eq!(decision.outcome, Outcome::Passed);
}

#[test]
fn ab03_scenario_01b_after_the_objection() {
    let scenario = luoqisi();
    let mut vote = household_vote();
    let objection = &scenario["objection"];
    let entry = vote.entries[string(&objection["by"])];
    vote.ballots.void(entry, string(&objection["finding"])).unwrap();
    let tally = tally(&vote.ballots).unwrap();
    for (choice, have) in by_choice(&tally) {
        assert_eq!(Some(have), objection["after"][choice].as_u64(), "{choice}");
    }
    let decision = decide(&vote.question, &tally).unwrap();
    let verdict = &decision.verdicts[&id("Y")];
    let sides: Vec<_> = verdict.tests.iter().map(|test| (test.base, test.need, test.have)).collect();
    assert_eq!(sides, [(1_698, 850, 1_032), (1_032, 517, 845)]);
    assert_eq!(decision.outcome.zh(), string(&objection["after"]["result"]));
}

#[test]
fn ab22_scenario_01b_is_published_by_building_without_small_cells() {
    let vote = household_vote();
    let counts = breakdown(&vote.ballots, &vote.buildings);
    let scenario = luoqisi();
    for building in scenario["community"]["buildings"].as_array().unwrap() {
        let row: u64 = counts[string(&building["id"])].values().sum();
        assert_eq!(Some(row), building["households"].as_u64(), "{}", building["id"]);
    }
    assert!(counts.values().flatten().any(|(_, n)| *n < SMALL_CELL), "there is something to merge");
    let published = Aggregate::of(&counts, SMALL_CELL);
    assert_eq!(published.check(SMALL_CELL), Ok(()));
    assert!(!published.rows.is_empty());
}

/// A poll in which everyone may name several options.
#[test]
fn scenario_02_the_approval_poll() {
    let scenario = tanggui();
    let poll = &scenario["async_session"]["poll"];
    let options: Vec<_> =
        poll["options"].as_array().unwrap().iter().map(|o| string(o).split_once(' ').unwrap()).collect();
    let mut rule = serde_json::to_value(preset("x.priority.pick_k").unwrap()).unwrap();
    for (member, value) in [
        ("id", json!("own.approval-poll")),
        ("attendance", json!("participating")),
        ("approval", json!({"test": {"measure": "heads", "of": "participating", "ratio": [1, 2], "strict": true}})),
        ("abstain", json!("in-denominator")),
        ("notice_days", json!(0)),
        ("publicity_days", json!(0)),
        ("source", json!({"law": "唐桂社区线上协商议事规则(虚构)", "article": "支持数>参与数1/2"})),
        ("status", json!("declared")),
    ] {
        rule[member] = value;
    }
    let question = question("PL", "高空抛物怎么办", &options, &json!({"approval": {}}), &json!({"custom": rule}));
    let masks: Vec<u64> = serde_json::from_value(poll["ballots"].clone()).unwrap();
    assert_eq!(masks.len() as u64, scenario["async_session"]["accounts_verified"].as_u64().unwrap());
    let voter = |n: usize| id(&format!("N-{n:03}"));
    let electors = (0..masks.len()).map(|n| (voter(n), Elector::one_head())).collect();
    let mut ballots = BallotBox::new(question.terms().unwrap(), electors).unwrap();
    for (n, mask) in masks.iter().enumerate() {
        let marked: Set<Id> =
            options.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, o)| id(o.0)).collect();
        let choice = if marked.is_empty() { Choice::Blank } else { Choice::Options(marked) };
        ballots.cast(Ballot { elector: voter(n), choice, entry: n as u64, by: None, mandate: None }).unwrap();
    }
    ballots.close(1_000).unwrap();
    let tally = tally(&ballots).unwrap();
    let decision = decide(&question, &tally).unwrap();
    for (option, expected) in poll["expected"].as_object().unwrap() {
        assert_eq!(Some(heads(&tally.count.options[&id(option)])), expected.as_u64(), "{option}");
        assert_eq!(Some(decision.verdicts[&id(option)].tests[0].need), poll["need"].as_u64());
    }
    let adopted: Set<_> = decision.adopted.iter().map(Id::as_str).collect();
    assert_eq!(adopted, poll["adopted"].as_array().unwrap().iter().map(string).collect());
    assert_eq!(decision.adopted[0].as_str(), "B", "by support");
}

/// Persons and their areas: whoever owns several units is one head (AB34).
fn owners(scenario: &Value) -> Map<Id, Elector> {
    let mut owners: Map<Id, Amounts> = Map::new();
    for unit in scenario["owners_vote"]["units"].as_object().unwrap().values() {
        let owner = owners.entry(id(string(&unit[1]))).or_insert_with(Amounts::one_head);
        owner.add(Measure::Area, unit[0].as_u64().unwrap()).unwrap();
    }
    owners.into_iter().map(|(handle, amounts)| (handle, Elector { amounts, ..Elector::one_head() })).collect()
}

#[test]
fn ab33_ab34_scenario_02_two_rounds_of_the_owners() {
    let scenario = tanggui();
    let vote = &scenario["owners_vote"];
    let owners = owners(&scenario);
    assert_eq!(vote["units"].as_object().unwrap().len(), 96);
    assert_eq!(Some(owners.len() as u64), vote["persons"].as_u64());
    let options = [("Y", "同意"), ("N", "不同意")];
    let rule = json!({"preset": vote["preset"]});
    let approves = json!({"choice": {"approves": "Y"}});
    let first = question("CAM-1", "3号楼安装仰角摄像头", &options, &approves, &rule);
    let second = question("CAM-2", "3号楼安装仰角摄像头,遮蔽住户,保存15日", &options, &approves, &rule);
    assert_eq!(second.check_differs(&first), Ok(()));
    for (question, round) in [(first, &vote["round1"]), (second, &vote["round2"])] {
        let mut ballots = BallotBox::new(question.terms().unwrap(), owners.clone()).unwrap();
        for (entry, (owner, said)) in (1..).zip(round["votes"].as_object().unwrap()) {
            let choice = match string(said) {
                "同意" => Choice::Option(id("Y")),
                "不同意" => Choice::Option(id("N")),
                _ => Choice::Abstain,
            };
            ballots.cast(Ballot { elector: id(owner), choice, entry, by: None, mandate: None }).unwrap();
        }
        ballots.close(1_000).unwrap();
        let tally = tally(&ballots).unwrap();
        let expected = &round["tally"];
        let same = |amounts: &Amounts, expected: &Value| {
            let area = (Some(amounts.of(Measure::Area)), Some(heads(amounts)));
            assert_eq!(area, (expected["area"].as_u64(), expected["count"].as_u64()));
        };
        let count = &tally.count;
        same(&count.approval[&Of::Participating], &expected["participating"]);
        same(&count.options[&id("Y")], &expected["by_choice"]["同意"]);
        same(&count.options[&id("N")], &expected["by_choice"]["不同意"]);
        same(&count.abstain, &expected["by_choice"]["弃权"]);
        assert_eq!(Some(count.approval[&Of::Entitled].of(Measure::Area)), expected["total_area"].as_u64());

        let judge = &round["judge"];
        let decision = decide(&question, &tally).unwrap();
        let verdict = &decision.verdicts[&id("Y")];
        let names = ["participation_area", "participation_count", "approval_area", "approval_count"];
        for (name, test) in names.into_iter().zip(&verdict.tests) {
            assert_eq!(
                (Some(test.need), Some(test.met)),
                (judge["need"][name].as_u64(), judge[name].as_bool()),
                "{name}"
            );
        }
        assert_eq!(decision.outcome.zh(), string(&judge["result"]));
        if decision.outcome == Outcome::Failed {
            assert_eq!(verdict.zh(), "未通过:还差 1 人");
        }
    }
}
