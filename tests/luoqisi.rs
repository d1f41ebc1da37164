//! Scenario 01 comes out of the library number by number; the numbers are those of the scenario's files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]
#![allow(clippy::indexing_slicing, reason = "the scenario has what the tests ask for")]

mod common;

use guanjia::map::Map;
use std::sync::LazyLock;

use common::record::id;
use guanjia::convention::ConventionState;
use guanjia::fraction::Rounding;
use guanjia::hall::MotionRecord;
use guanjia::machine::Machine;
use guanjia::matter::MatterState;
use guanjia::measure::Measure;
use guanjia::points::PointsState;
use guanjia::rule::{Channel, Of, Side};
use guanjia::sample::{Chapter, luoqisi};
use guanjia::selection::SeatRule;
use guanjia::task::TaskState;
use guanjia::verdict::Outcome;
use guanjia::{Hall, Id, audit};
use serde_json::Value;

static SCENARIO: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap());
static BUNDLE: LazyLock<String> = LazyLock::new(|| {
    let mut quiet = |_: Chapter, _| ();
    luoqisi(b"luoqisi", &mut quiet).unwrap().scribe().bundle().unwrap().to_string()
});
static LINES: LazyLock<Vec<String>> =
    LazyLock::new(|| guanjia::log::Bundle::parse(&BUNDLE).unwrap().entries().to_vec());
static HALL: LazyLock<Hall> = LazyLock::new(|| Hall::replay(LINES.iter().map(String::as_str)));

/// The record up to the last entry of a kind, that entry not included.
fn before(kind: &str) -> Hall {
    let end = HALL.lines().iter().rposition(|line| line.kind.as_deref() == Some(kind)).unwrap();
    Hall::replay(LINES[..end].iter().map(String::as_str))
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("`{value}` is not a number"))
}

fn household_vote(hall: &Hall) -> &MotionRecord {
    hall.motion_named(&id("CONVENTION")).unwrap()
}

/// Heads by option, abstentions and invalid ballots, in the scenario's words.
fn figures(motion: &MotionRecord) -> Map<String, u64> {
    let tally = motion.tally().unwrap();
    let option = |name: &str| tally.count.options.get(&id(name)).map_or(0, |amounts| amounts.of(Measure::Heads));
    [
        ("同意", option("Y")),
        ("不同意", option("N")),
        ("弃权", tally.count.abstain.of(Measure::Heads)),
        ("无效", tally.count.invalid.of(Measure::Heads)),
    ]
    .map(|(word, heads)| (word.to_owned(), heads))
    .into()
}

fn expected(value: &Value) -> Map<String, u64> {
    ["同意", "不同意", "弃权", "无效"].map(|word| (word.to_owned(), number(&value[word]))).into()
}

/// What a side of the rule needs, in heads.
fn need(motion: &MotionRecord, side: Side) -> u64 {
    let decision = motion.decision().unwrap();
    let verdict = decision.verdicts.values().next().unwrap();
    verdict.tests.iter().find(|test| test.side == side && test.measure == Measure::Heads).unwrap().need
}

fn participating(motion: &MotionRecord) -> u64 {
    motion.tally().unwrap().count.participation[&Of::Participating].of(Measure::Heads)
}

#[test]
fn the_audit_is_clean_and_lists_what_was_not_counted() {
    let report = audit(&BUNDLE, None).unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    let overdue: Vec<_> = report.overdue.iter().map(|overdue| (overdue.code(), overdue.field("task"))).collect();
    assert_eq!(overdue, [("task.overdue", Some("T3"))]);
    let codes = |code: &str| report.listed.iter().filter(|listed| listed.code() == code).count() as u64;
    let rejected = SCENARIO["household_vote"]["rejected"].as_array().unwrap();
    assert_eq!(codes("ballot.not-eligible"), number(&rejected[0]["n"]));
    assert_eq!(codes("ballot.late"), number(&rejected[1]["n"]));
    let twice = SCENARIO["household_vote"]["duplicates"].as_array().unwrap();
    assert_eq!(codes("ballot.duplicate-channel"), twice.len() as u64);
    assert_eq!(report.listed.len(), rejected.len() + 1 + twice.len());
    for duplicate in twice {
        let handle = duplicate["household"].as_str().unwrap();
        assert!(report.listed.iter().any(|listed| listed.field("elector") == Some(handle)), "{handle}");
    }
}

#[test]
fn the_base_has_every_number_under_its_measure() {
    let base = HALL.base(&id("households-2026")).unwrap();
    let community = &SCENARIO["community"];
    assert_eq!(base.total(Measure::Households), number(&community["households"]));
    assert_eq!(base.total(Measure::Residents), number(&community["residents"]));
    assert_eq!(base.total(Measure::Adults), number(&community["adults"]));
    let dog = base.by_stratum(&id("dog")).unwrap();
    assert_eq!(dog[&"养犬".parse().unwrap()].of(Measure::Households), number(&SCENARIO["signature"]["dog_total"]));
}

#[test]
fn the_seats_are_those_of_the_scenario_by_building_and_by_either_base() {
    let notice = HALL.roster(&id("R-2026")).unwrap().notice();
    let base = HALL.base(&notice.base).unwrap();
    assert_eq!(notice.seats.total, number(&SCENARIO["roster"]["seats"]));
    for building in SCENARIO["community"]["buildings"].as_array().unwrap() {
        let stratum = building["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(notice.seats.strata[&stratum], number(&building["steward_seats"]), "{stratum}");
    }
    let alternatives = SCENARIO["roster"]["alternatives"].as_array().unwrap();
    let residents = SeatRule { measure: Some(Measure::Residents), ..notice.rule.clone() };
    assert_eq!(residents.seats(base).unwrap().total, number(&alternatives[0]["seats"]));
    let floor = SeatRule { rounding: Rounding::Floor, ..notice.rule.clone() };
    assert_eq!(floor.seats(base).unwrap().total, number(&alternatives[1]["seats"]));
    assert_eq!(HALL.pool(&id("R-2026")).unwrap().members().len() as u64, number(&SCENARIO["roster"]["seats"]));
}

#[test]
fn twenty_four_are_drawn_eight_of_each_group_and_one_is_replaced() {
    let panel = HALL.panel(&id("PANEL-2026Q2")).unwrap();
    assert_eq!(panel.members().len() as u64, number(&SCENARIO["session"]["convened"]));
    let mut groups = Map::new();
    for stratum in panel.members().values() {
        *groups.entry(stratum.as_str()).or_insert(0) += 1;
    }
    assert!(groups.values().all(|count| *count == 8), "{groups:?}");
    assert_eq!(panel.replacements().len(), 1);
    assert!(panel.replacements()[0].successor.is_some());
}

#[test]
fn sixteen_of_twenty_four_are_exactly_two_thirds() {
    let session = HALL.session(&id(SCENARIO["session"]["id"].as_str().unwrap())).unwrap();
    assert_eq!(session.present_count(), number(&SCENARIO["session"]["present"]));
    let quorum = HALL.session_quorum(session.id()).unwrap();
    assert_eq!((quorum.need, quorum.have), (16, 16));
    assert!(quorum.is_met());
    let rule = HALL.session_rule(session.id()).unwrap();
    let ratio = rule.participation.tests()[0].ratio;
    assert_eq!(ratio.need(24, false), number(&SCENARIO["session"]["quorum"]["need"]));
    assert_eq!(ratio.need(24, true), number(&SCENARIO["session"]["quorum"]["strict_variant_need"]));
    assert_eq!(session.stakeholders_present(), number(&SCENARIO["session"]["stakeholders"]["present"]));
    assert_eq!(session.statements().len(), SCENARIO["session"]["opinions"].as_array().unwrap().len());
    assert_eq!(session.signatures().len(), 3);
}

#[test]
fn every_motion_of_the_session_has_the_scenarios_tally_need_and_outcome() {
    for motion in SCENARIO["session"]["motions"].as_array().unwrap() {
        let question = id(motion["id"].as_str().unwrap());
        let rounds = HALL.rounds(&question);
        let wanted = motion["rounds"].as_array().unwrap();
        assert_eq!(rounds.len(), wanted.len(), "{question}");
        for (record, wanted) in rounds.iter().zip(wanted) {
            let tally = record.tally().unwrap();
            let mut counted: Map<String, u64> =
                tally.count.options.iter().map(|(o, amounts)| (o.to_string(), amounts.of(Measure::Heads))).collect();
            counted.insert("弃权".to_owned(), tally.count.abstain.of(Measure::Heads));
            counted.retain(|_, heads| *heads > 0);
            let wanted_tally: Map<String, u64> = serde_json::from_value(wanted["tally"].clone()).unwrap();
            assert_eq!(counted, wanted_tally, "{question}");
            assert_eq!(need(record, Side::Approval), number(&wanted["need"]), "{question}");
            let passed = wanted["result"].as_str().unwrap().contains("通过");
            assert_eq!(record.outcome() == Some(Outcome::Passed), passed, "{question}");
        }
        let recused = motion["recused"].as_array().unwrap();
        assert_eq!(rounds[0].ballots().recused().len(), recused.len(), "{question}");
    }
}

#[test]
fn the_households_vote_is_the_scenarios_before_and_after_the_objection() {
    let vote = &SCENARIO["household_vote"];
    let before = before("answer");
    let motion = household_vote(&before);
    assert_eq!(figures(motion), expected(&vote["tally"]));
    assert_eq!(participating(motion), number(&vote["attend"]));
    assert_eq!(need(motion, Side::Participation), number(&vote["participation_need"]));
    assert_eq!(need(motion, Side::Approval), number(&vote["approval_need"]));
    assert_eq!(motion.outcome(), Some(Outcome::Passed));
    let tally = motion.tally().unwrap();
    for (channel, name) in
        [(Channel::Online, "online"), (Channel::OnsitePaper, "onsite_paper"), (Channel::HomePaper, "home_paper")]
    {
        let heads = tally.channels[&channel].of(Measure::Heads);
        assert_eq!(heads, number(&vote["by_channel"][name]), "{name}");
    }
    let after = &SCENARIO["objection"]["after"];
    let motion = household_vote(&HALL);
    assert_eq!(figures(motion), expected(after));
    assert_eq!(participating(motion), number(&after["attend"]));
    assert_eq!(need(motion, Side::Approval), number(&after["approval_need"]));
    assert_eq!(motion.outcome(), Some(Outcome::Passed));
    assert_eq!(HALL.counted_ballot(motion.leaf(), &id("H-0005")), None);
}

#[test]
fn every_household_that_took_part_is_counted_as_the_file_says() {
    let before = before("answer");
    let motion = household_vote(&before);
    let rows: Value = serde_json::from_str(include_str!("scenarios/01b_luoqisi_household_ballots.json")).unwrap();
    let rows: Vec<(String, String, String, String)> = serde_json::from_value(rows["rows"].clone()).unwrap();
    assert_eq!(rows.len(), 1_698);
    let counted: Map<&Id, Channel> = motion.ballots().counted().map(|(who, s, _)| (who, s.channel)).collect();
    for (handle, _, channel, _) in &rows {
        let found = counted.get(&id(handle)).map_or(String::new(), |channel| channel.name().replace('-', "_"));
        assert_eq!(found, *channel, "{handle}");
    }
}

#[test]
fn papers_are_read_twice_and_three_are_settled_in_front_of_a_witness() {
    let wanted = &SCENARIO["household_vote"]["paper_double_entry"];
    let motion = household_vote(&HALL);
    let papers = motion.tally().unwrap().papers;
    // The five that came second are read too, though they do not count.
    assert_eq!(papers.arrived, number(&wanted["total"]) + 5);
    assert_eq!(papers.equal, number(&wanted["equal"]) + 5);
    assert_eq!(papers.adjudicated, number(&wanted["mismatch"]));
    for settled in wanted["adjudicated"].as_array().unwrap() {
        let paper = &motion.ballots().papers()[&id(settled["serial"].as_str().unwrap())];
        assert!(paper.settled.is_some());
    }
}

#[test]
fn the_matters_are_triaged_and_the_first_of_them_is_struck_off() {
    let top = SCENARIO["cycle"]["top"].as_array().unwrap();
    assert_eq!(HALL.matters().count() as u64, number(&SCENARIO["cycle"]["submissions"]));
    for matter in top {
        let record = HALL.matter(&id(matter["matter"].as_str().unwrap())).unwrap();
        assert_eq!(record.support_count(), number(&matter["supporters"]));
    }
    let dogs = HALL.matter(&id("M-2604-07")).unwrap();
    assert_eq!(dogs.state(), MatterState::StruckOff, "{}", dogs.state().zh());
}

#[test]
fn the_convention_is_in_force_in_its_third_version() {
    let record = HALL.convention(&id("dogs")).unwrap();
    assert_eq!(record.state(), ConventionState::InForce);
    let text = &record.in_force().unwrap().text;
    assert_eq!(text.version(), 3);
    let articles = SCENARIO["convention"]["articles"].as_array().unwrap();
    assert_eq!(text.articles().len(), articles.len());
    for (article, wanted) in text.articles().iter().zip(articles) {
        assert_eq!(article.text, wanted["text"].as_str().unwrap());
    }
    let changed = record.diff(2, 3).unwrap();
    assert!(!changed.is_empty());
    assert_eq!(record.comments().len(), 27 + 8);
    let adopted = record.comments().values().filter(|comment| comment.reply.as_ref().is_some_and(|r| r.adopted));
    assert_eq!(adopted.count() as u64, number(&SCENARIO["publicity"][0]["adopted"]));
}

#[test]
fn the_signatures_are_the_scenarios_and_are_published_as_aggregates() {
    let signature = &SCENARIO["signature"];
    let drive = HALL.drive(&id("SIGN-2026")).unwrap();
    assert_eq!(drive.drive().signed(), number(&signature["total"]));
    assert_eq!(drive.drive().withdrawn(), number(&signature["withdrawn"]));
    let base = HALL.base(drive.base()).unwrap();
    let signed_in = |key: &str, value: &str| {
        let members = base
            .members()
            .iter()
            .filter(|(_, member)| member.strata.get(&id(key)).is_some_and(|stratum| stratum.as_str() == value));
        members.filter(|(handle, _)| drive.drive().has_signed(handle)).count() as u64
    };
    assert_eq!(signed_in("dog", "养犬"), number(&signature["dog_signed"]));
    for building in signature["by_building"].as_array().unwrap() {
        let wanted = number(&building["signed_dog"]) + number(&building["signed_other"]);
        assert_eq!(signed_in("building", building["building"].as_str().unwrap()), wanted);
    }
    let published = HALL.post(&id("signatures")).unwrap().table.as_ref().unwrap();
    assert!(published.rows.iter().flat_map(|row| &row.counts).all(|count| *count == 0 || *count >= 5));
}

#[test]
fn the_tasks_stand_as_in_the_scenario() {
    for task in SCENARIO["tasks"].as_array().unwrap() {
        let record = HALL.task(&id(task["id"].as_str().unwrap())).unwrap();
        let struck_off = task["state"].as_str().unwrap() == "struck_off";
        let wanted = if struck_off { TaskState::StruckOff } else { TaskState::Implementing };
        assert_eq!(record.task().state(), wanted);
    }
}

#[test]
fn the_points_add_up() {
    let balances: Map<String, i64> = serde_json::from_value(SCENARIO["points"]["balances"].clone()).unwrap();
    let mut counted: Map<String, i64> =
        HALL.balances().into_iter().map(|(household, points)| (household.to_string(), points)).collect();
    counted.retain(|_, points| *points != 0);
    assert_eq!(counted, balances);
    assert!(HALL.points().claims().values().all(|claim| claim.state == PointsState::Credited));
}

#[test]
fn another_seed_gives_another_record_with_the_same_numbers() {
    let mut quiet = |_: Chapter, _| ();
    let mut story = luoqisi(b"another seed", &mut quiet).unwrap();
    let other = story.scribe().hall();
    assert_ne!(other.tree().root(), HALL.tree().root());
    assert_eq!(figures(household_vote(other)), figures(household_vote(&HALL)));
}
