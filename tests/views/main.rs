//! What a page is shown: the numbers of scenario 01, and only what admission would do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "../common/mod.rs"]
mod common;
mod standing;
mod waiting;

use guanjia::map::Map;
use std::sync::LazyLock;

use common::record::id;
use guanjia::Hall;
use guanjia::measure::Measure;
use guanjia::sample::{Chapter, luoqisi};
use guanjia::verdict::Outcome;
use guanjia::view::{
    BallotView, BaseView, ConventionView, DrawView, DriveView, EntryView, MatterView, MotionView, ObjectionView,
    PointsView, PostView, RegisterView, RosterView, SessionView, Summary, TaskView,
};
use serde::Serialize;
use serde_json::Value;

const SEED: &[u8] = b"luoqisi";
static SCENARIO: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../scenarios/01_luoqisi_dog_convention.json")).unwrap());
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut quiet = |_: Chapter, _| ();
    luoqisi(SEED, &mut quiet).unwrap().scribe().lines().to_vec()
});
static HALL: LazyLock<Hall> = LazyLock::new(|| Hall::replay(LINES.iter().map(String::as_str)));

/// Where the entries of a kind stand on the record.
fn places(kind: &str) -> Vec<usize> {
    let of_kind = |line: &(usize, &guanjia::hall::Line)| line.1.kind.as_deref() == Some(kind);
    HALL.lines().iter().enumerate().filter(of_kind).map(|(place, _)| place).collect()
}

/// Halls along the record: while matters are supported and a draft is public, before and during votes, in the
/// middle of the signing, and at the end.
static MOMENTS: LazyLock<Vec<Hall>> = LazyLock::new(|| {
    let motions = places("motion");
    let last_motion = *motions.last().unwrap();
    let ballots: Vec<usize> = places("ballot").into_iter().filter(|place| *place > last_motion).collect();
    let middle = |kind: &str| {
        let places = places(kind);
        places[places.len() / 2]
    };
    let ends = [
        middle("support"),
        middle("comment"),
        motions[0] + 5,
        motions[2] + 8,
        last_motion + 1,
        ballots[300],
        ballots.last().unwrap() + 1,
        *places("object").last().unwrap(),
        middle("sign"),
    ];
    let mut hall = Hall::new();
    let mut moments = Vec::new();
    for (place, line) in LINES.iter().enumerate() {
        if ends.contains(&place) {
            moments.push(hall.clone());
        }
        hall.record(line);
    }
    moments.push(hall);
    moments
});

/// The moment in the middle of the households' vote.
fn voting() -> &'static Hall {
    MOMENTS
        .iter()
        .find(|hall| {
            hall.motions().last().is_some_and(|motion| motion.ballots().counted().count() > 100 && !motion.is_closed())
        })
        .unwrap()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("`{value}` is not a number"))
}

fn json(view: &impl Serialize) -> Value {
    serde_json::from_str(&serde_json::to_string(view).unwrap()).unwrap()
}

#[test]
fn the_summary_counts_what_there_is() {
    let summary = Summary::of(&HALL);
    assert_eq!((summary.size, summary.root), (HALL.len(), HALL.tree().root()));
    assert_eq!(summary.charter.and_then(|leaf| HALL.index_of(leaf)), Some(0));
    assert_eq!(summary.registers[&id("households")], number(&SCENARIO["community"]["households"]));
    assert_eq!(summary.motions.len(), 7);
    assert!(summary.motions.iter().all(|motion| motion.state.name == "announced"));
    let shown: u64 = summary.matters.values().map(|matters| matters.len() as u64).sum();
    assert_eq!(shown + summary.withheld, number(&SCENARIO["cycle"]["submissions"]));
    assert_eq!(summary.offices.iter().filter(|office| office.in_force && office.kid.is_some()).count(), 14);
    assert_eq!(summary.overdue.len(), 1);
    assert_eq!(summary.tasks.len(), SCENARIO["tasks"].as_array().unwrap().len());
    let rejected = &SCENARIO["household_vote"]["rejected"];
    assert_eq!(summary.refused["ballot.not-eligible"].count, number(&rejected[0]["n"]));
    assert_eq!(json(&summary)["today"], HALL.today().to_string());
}

#[test]
fn an_empty_hall_has_a_summary_too() {
    let summary = Summary::of(&Hall::new());
    assert_eq!((summary.size, summary.name, summary.charter), (0, None, None));
}

#[test]
fn entries_are_listed_with_their_leaves_and_no_further_than_they_go() {
    let entries = EntryView::range(&HALL, 10, 13);
    assert_eq!(entries.iter().map(|entry| entry.index).collect::<Vec<_>>(), [10, 11, 12]);
    for (entry, line) in entries.iter().zip(&LINES[10..]) {
        assert_eq!(entry.leaf, guanjia::log::leaf_hash(line.as_bytes()));
        assert_eq!(HALL.index_of(entry.leaf), Some(entry.index));
    }
    let end = HALL.len();
    assert_eq!(EntryView::range(&HALL, end - 1, u64::MAX).len(), 1);
    assert!(EntryView::range(&HALL, end, end + 5).is_empty());
    assert!(EntryView::range(&HALL, 7, 3).is_empty());
    assert_eq!(HALL.leaf(end), None);
}

#[test]
fn the_households_vote_is_shown_with_the_scenarios_numbers() {
    let motion = MotionView::called(&HALL, "CONVENTION").unwrap();
    assert_eq!(MotionView::called(&HALL, &motion.leaf.to_string()).unwrap(), motion);
    let (vote, after) = (&SCENARIO["household_vote"], &SCENARIO["objection"]["after"]);
    assert_eq!(motion.entitled.of(Measure::Heads), number(&vote["base"]));
    assert_eq!(motion.participating, number(&after["attend"]));
    let support = |at: usize| motion.options[at].support.as_ref().unwrap().of(Measure::Heads);
    assert_eq!((support(0), support(1)), (number(&after["同意"]), number(&after["不同意"])));
    let count = &motion.tally.as_ref().unwrap().count;
    assert_eq!(count.abstain.of(Measure::Heads), number(&after["弃权"]));
    assert_eq!(count.invalid.of(Measure::Heads), number(&after["无效"]));
    assert_eq!(motion.participation[0].need, number(&vote["participation_need"]));
    let approval = &motion.decision.as_ref().unwrap().verdicts[&id("Y")].tests[1];
    assert_eq!(approval.need, number(&after["approval_need"]));
    assert_eq!((motion.outcome, motion.state.name.as_str()), (Some(Outcome::Passed), "announced"));
    assert_eq!((motion.announcements.len(), motion.corrections.len()), (2, 1));
    let figures = |at: usize| motion.announcements[at].figures.options[&id("Y")];
    assert_eq!((figures(0), figures(1)), (number(&vote["tally"]["同意"]), number(&after["同意"])));
    assert!(motion.announcements.iter().all(|announced| announced.witnesses.len() >= 2));
    assert!(motion.unsettled.is_empty());
    assert_eq!(json(&motion)["verdicts"]["Y"]["zh"], "通过");
    assert_eq!(MotionView::called(&HALL, "nothing").unwrap_err().code(), "motion.unknown");
}

#[test]
fn a_ballot_is_found_by_its_voter() {
    let motion = HALL.motion_named(&id("CONVENTION")).unwrap();
    let ballots = BallotView::all(&HALL, motion);
    assert_eq!(ballots.len() as u64, number(&SCENARIO["objection"]["after"]["attend"]));
    for ballot in ballots.iter().step_by(50) {
        let (entry, channel) = HALL.counted_ballot(motion.leaf(), &ballot.elector).unwrap();
        assert_eq!((ballot.entry, ballot.channel), (entry, channel));
        assert_eq!(HALL.index_of(ballot.leaf), Some(entry));
        assert!(ballot.counted && ballot.choice.is_some());
        assert_eq!(BallotView::of(&HALL, motion, &ballot.elector).as_ref(), Some(ballot));
    }
    assert_eq!(BallotView::of(&HALL, motion, &id("H-0005")), None);
}

#[test]
fn an_open_vote_shows_how_many_voted_and_nothing_of_what() {
    let hall = voting();
    let view = MotionView::called(hall, "CONVENTION").unwrap();
    assert_eq!(view.state.name, "open");
    assert!(view.participating > 0);
    assert_eq!(view.participation[0].have, view.participating);
    assert!(view.tally.is_none() && view.decision.is_none() && view.verdicts.is_empty());
    assert!(view.options.iter().all(|option| option.support.is_none()));
    let ballots = BallotView::all(hall, hall.motion_called("CONVENTION").unwrap());
    assert!(!ballots.is_empty() && ballots.iter().all(|ballot| ballot.choice.is_none()));
}

#[test]
fn papers_in_dispute_hold_up_the_count_and_are_named() {
    let settled = places("adjudicate");
    let hall = Hall::replay(LINES[..settled[0]].iter().map(String::as_str));
    let motion = MotionView::called(&hall, "CONVENTION").unwrap();
    let wanted = &SCENARIO["household_vote"]["paper_double_entry"]["adjudicated"];
    for paper in wanted.as_array().unwrap() {
        let serial = id(paper["serial"].as_str().unwrap());
        let shown = motion.unsettled.iter().find(|unsettled| unsettled.serial == serial).unwrap();
        assert_eq!(shown.state, guanjia::ballot::PaperState::Disputed);
    }
    assert_eq!(motion.unsettled.len(), wanted.as_array().unwrap().len());
    assert_eq!((motion.state.name.as_str(), motion.tally, motion.outcome), ("closed", None, None));
    assert_eq!(motion.uncounted.unwrap().code(), "ballot.entry-mismatch");
}

#[test]
fn the_session_is_shown_as_it_was() {
    let wanted = &SCENARIO["session"];
    let session = SessionView::of(&HALL, &id(wanted["id"].as_str().unwrap())).unwrap();
    let quorum = session.quorum.unwrap();
    assert_eq!((quorum.have, quorum.need), (number(&wanted["present"]), number(&wanted["quorum"]["need"])));
    assert_eq!(session.call.convened.len() as u64, number(&wanted["convened"]));
    assert_eq!(session.stakeholders_present, number(&wanted["stakeholders"]["present"]));
    let items = session.agenda.as_ref().unwrap();
    assert_eq!(items.items.len(), wanted["agenda"].as_array().unwrap().len());
    let questions: Vec<_> = items.items.iter().flat_map(|item| &item.motions).collect();
    for motion in wanted["motions"].as_array().unwrap() {
        let question = questions.iter().find(|question| question.id == id(motion["id"].as_str().unwrap())).unwrap();
        assert_eq!(question.recused.len(), motion["recused"].as_array().unwrap().len());
        assert!(question.stage.is_some() && question.refusal.is_none());
    }
    assert_eq!(session.statements.len(), wanted["opinions"].as_array().unwrap().len());
    assert_eq!(session.signatures.len(), 3);
    assert_eq!(SessionView::of(&HALL, &id("nothing")).unwrap_err().code(), "session.unknown");
    for moment in MOMENTS.iter() {
        for session in SessionView::all(moment) {
            assert!(json(&session)["state"]["zh"].is_string());
        }
    }
}

/// Whoever may vote by their standing has a really signed ballot admitted, and whoever may not has it
/// refused for the reason their standing gives.
/// The same for signing and withdrawing, objecting, commenting and supporting.
#[test]
fn registers_and_bases_have_every_unit_and_total() {
    let register = RegisterView::of(&HALL, &id("households")).unwrap();
    assert_eq!(register.units.len() as u64, number(&SCENARIO["community"]["households"]));
    assert!(register.units.iter().all(|unit| unit.kid.is_some() && unit.voter));
    let base = BaseView::of(&HALL, &id("households-2026")).unwrap();
    let dog = &base.strata[&id("dog")][&"养犬".parse().unwrap()];
    assert_eq!(dog.of(Measure::Households), number(&SCENARIO["signature"]["dog_total"]));
    for building in SCENARIO["community"]["buildings"].as_array().unwrap() {
        let stratum = building["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(base.strata[&id("building")][&stratum].of(Measure::Heads), number(&building["households"]));
    }
    assert_eq!(json(&base)["members"]["H-0001"]["amounts"]["heads"], 1);
    assert_eq!(RegisterView::of(&HALL, &id("nothing")).unwrap_err().code(), "register.unknown");
    assert_eq!(BaseView::of(&HALL, &id("nothing")).unwrap_err().code(), "base.unknown");
}

#[test]
fn rosters_and_draws_are_shown_and_a_draw_can_be_done_again() {
    let roster = RosterView::of(&HALL, &id("R-2026")).unwrap();
    let seats = &SCENARIO["roster"]["seats"];
    assert_eq!(roster.notice.seats.total, number(seats));
    assert_eq!(roster.pool.as_ref().unwrap().members().len() as u64, number(seats));
    let draw = DrawView::of(&HALL, &id("PANEL-2026Q2")).unwrap();
    assert_eq!((draw.state.name.as_str(), draw.candidates.len() as u64), ("drawn", number(seats)));
    assert!(draw.parties.len() == 3 && draw.parties.iter().all(|party| party.reveal.is_some()));
    let again = draw.spec().unwrap().run().unwrap();
    assert_eq!(Some(&again.drawn), draw.drawn.as_ref());
    let panel = draw.panel.as_ref().unwrap();
    assert_eq!(
        (panel.members().len() as u64, panel.replacements().len()),
        (number(&SCENARIO["session"]["convened"]), 1)
    );
    let leaver = panel.replacements()[0].leaver.as_str();
    let standing = HALL.standing(&id(leaver)).unwrap();
    assert!(standing.draws[0].candidate && standing.draws[0].seat.is_none());
    assert!(standing.rosters[0].seat.is_some());
    assert_eq!(DrawView::of(&HALL, &id("nothing")).unwrap_err().code(), "draw.unknown");
    assert_eq!(RosterView::of(&HALL, &id("nothing")).unwrap_err().code(), "roster.unknown");
}

#[test]
fn matters_are_shown_but_for_those_that_touch_somebodys_safety() {
    let matters = MatterView::all(&HALL);
    for matter in SCENARIO["cycle"]["top"].as_array().unwrap() {
        let shown = matters.iter().find(|shown| shown.id.as_str() == matter["matter"].as_str().unwrap()).unwrap();
        assert_eq!(shown.support, number(&matter["supporters"]));
    }
    let (withheld, open): (Vec<_>, Vec<_>) = HALL.matters().partition(|matter| matter.is_restricted());
    assert_eq!(matters.len(), open.len());
    for matter in withheld {
        assert_eq!(MatterView::of(&HALL, matter.id()).unwrap_err().code(), "matter.unknown");
    }
    let summary = json(&Summary::of(&HALL));
    assert_eq!(summary["triaged"], serde_json::json!({"major": 9, "minor": 22, "private": 7}));
}

#[test]
fn the_convention_is_shown_with_its_versions_and_what_changed() {
    let convention = ConventionView::of(&HALL, &id("dogs")).unwrap();
    assert_eq!((convention.versions.len(), convention.diffs.len()), (3, 2));
    assert_eq!(convention.diffs[1], HALL.convention(&id("dogs")).unwrap().diff(2, 3).unwrap());
    assert_eq!(convention.motion, Some(id("CONVENTION")));
    let adopted = convention.comments.values().filter(|comment| comment.reply.as_ref().is_some_and(|r| r.adopted));
    assert_eq!(adopted.count() as u64, number(&SCENARIO["publicity"][0]["adopted"]));
    let in_force = convention.in_force.as_ref().unwrap();
    assert_eq!(in_force.text.digest(), convention.versions[2].digest);
    assert_eq!(json(&convention)["state"]["name"], "in_force");
}

#[test]
fn a_drive_shows_its_numbers_once_it_is_closed() {
    let drive = DriveView::of(&HALL, &id("SIGN-2026")).unwrap();
    let wanted = &SCENARIO["signature"];
    assert_eq!((drive.signed, drive.withdrawn), (Some(number(&wanted["total"])), Some(number(&wanted["withdrawn"]))));
    assert!(drive.table.is_some());
    assert_eq!(
        [drive.opens.to_string(), drive.closes.to_string()].map(Value::from),
        [&wanted["window"][0], &wanted["window"][1]].map(Value::clone)
    );
    let open = MOMENTS.iter().find_map(|hall| DriveView::of(hall, &id("SIGN-2026")).ok()).unwrap();
    assert_eq!((open.state.name.as_str(), open.signed, open.withdrawn), ("open", None, None));
}

#[test]
fn posts_and_objections_say_what_counts_and_until_when() {
    let posts = PostView::all(&HALL);
    assert_eq!(posts.len(), HALL.posts().count());
    assert!(posts.windows(2).all(|pair| pair[0].entry < pair[1].entry));
    assert!(posts.iter().all(|post| post.last_day >= post.publicity.posted && !post.zh.is_empty()));
    let objections = ObjectionView::all(&HALL);
    assert!(!objections.is_empty() && objections.iter().all(|objection| !objection.open && !objection.overdue));
    let upheld = objections.iter().find(|objection| !objection.objection.voided().is_empty()).unwrap();
    assert_eq!(json(upheld)["objection"]["answer"]["corrections"][0]["was"], "846");
    let lodged = HALL.standing(&upheld.objection.by).unwrap();
    assert!(lodged.objections.contains(upheld));
}

#[test]
fn tasks_and_points_stand_as_in_the_scenario() {
    let tasks = TaskView::all(&HALL);
    let overdue: Vec<_> = tasks.iter().filter(|task| task.overdue).map(|task| task.id.as_str()).collect();
    assert_eq!(overdue, ["T3"]);
    let points = PointsView::of(&HALL);
    let balances: Map<String, i64> = serde_json::from_value(SCENARIO["points"]["balances"].clone()).unwrap();
    for (household, balance) in balances {
        assert_eq!(points.balances[&id(&household)], balance);
        let standing = HALL.standing(&id(&household)).unwrap();
        assert_eq!(standing.balance, balance);
        assert!(!standing.claims.is_empty());
    }
    let credited: i64 = points.rules.iter().map(|rule| rule.credited).sum();
    assert_eq!(credited, points.balances.values().sum::<i64>());
    let doer = &tasks.iter().find(|task| task.id.as_str() == "T3").unwrap().plan.doers;
    let standing = HALL.standing(doer.iter().next().unwrap()).unwrap();
    assert!(standing.tasks.iter().any(|task| task.task.id.as_str() == "T3" && task.may_report));
}

#[test]
fn every_view_is_json_at_every_moment() {
    for hall in MOMENTS.iter().chain([&Hall::new()]) {
        let views = [
            json(&Summary::of(hall)),
            json(&EntryView::range(hall, 0, 100)),
            json(&RegisterView::all(hall)),
            json(&BaseView::all(hall)),
            json(&RosterView::all(hall)),
            json(&DrawView::all(hall)),
            json(&MatterView::all(hall)),
            json(&SessionView::all(hall)),
            json(&MotionView::all(hall)),
            json(&ConventionView::all(hall)),
            json(&DriveView::all(hall)),
            json(&PostView::all(hall)),
            json(&ObjectionView::all(hall)),
            json(&TaskView::all(hall)),
            json(&PointsView::of(hall)),
        ];
        assert!(views.iter().all(|view| !view.is_null()));
    }
}
