//! What a page is shown: the numbers of scenario 01, and only what admission would do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::sync::LazyLock;

use common::record::id;
use guanjia::event::Vote;
use guanjia::view::{BallotView, EntryView, MotionView, SessionView, Standing, Summary};
use guanjia::{Chapter, Choice, Event, Hall, Hash, Measure, Outcome, Payload, SecretKey, luoqisi};
use serde::Serialize;
use serde_json::Value;

const SEED: &[u8] = b"luoqisi";
static SCENARIO: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap());
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut quiet = |_: Chapter, _| ();
    luoqisi(SEED, &mut quiet).unwrap().scribe().lines().to_vec()
});
static HALL: LazyLock<Hall> = LazyLock::new(|| Hall::replay(LINES.iter().map(String::as_str)));

/// Where the entries of a kind stand on the record.
fn places(kind: &str) -> Vec<usize> {
    let of_kind = |line: &(usize, &guanjia::Line)| line.1.kind.as_deref() == Some(kind);
    HALL.lines().iter().enumerate().filter(of_kind).map(|(place, _)| place).collect()
}

/// Halls from before the session to the end of the record, some of them in the middle of a vote.
static MOMENTS: LazyLock<Vec<Hall>> = LazyLock::new(|| {
    let motions = places("motion");
    let last_motion = *motions.last().unwrap();
    let mut ballots = places("ballot").into_iter().filter(|place| *place > last_motion);
    let in_between = ballots.clone().nth(300).unwrap();
    let ends =
        [motions[0], motions[0] + 5, motions[2] + 8, last_motion + 1, in_between, ballots.next_back().unwrap() + 1];
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

/// An event as someone would sign it now, whom nothing is asked before; none for who has no key.
fn signed(hall: &Hall, who: &str, re: Hash, event: impl Into<Event>) -> Option<String> {
    let kid = hall.founding().member_key(&id(who))?.kid();
    let derive = |generation: u64| {
        let parts: [&[u8]; 3] = [SEED, who.as_bytes(), &generation.to_be_bytes()];
        SecretKey::from_seed(&Hash::tagged("guanjia/sample-key", &parts).0)
    };
    let key = (0..3).map(derive).find(|key| key.public().kid() == kid).unwrap();
    let (aud, iat, seq) = (hall.founding().origin().to_owned(), hall.now(), hall.founding().next_seq(kid).unwrap());
    let payload = Payload { aud, iat, seq, re: Some(re), event: event.into() };
    Some(payload.sign(&key).unwrap().as_str().to_owned())
}

/// The code with which an entry is refused, and none when it is admitted.
fn refusal(hall: &Hall, jws: &str) -> Option<String> {
    let mut scratch = hall.clone();
    scratch.admit(jws).err().map(|error| error.code().to_owned())
}

/// Stewards, households that voted in every way or not at all, somebody without a vote, an office.
const PEOPLE: [&str; 12] = [
    "S-001", "S-006", "S-014", "S-050", "S-099", "H-0001", "H-0005", "H-0016", "H-0149", "H-0700", "V-0001", "clerk-a",
];

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
    let hall = &MOMENTS[4];
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
#[test]
fn standing_agrees_with_admission_on_every_motion() {
    let (mut taken, mut refused) = (0, 0);
    for hall in MOMENTS.iter() {
        for who in PEOPLE {
            let standing: Standing = hall.standing(&id(who)).unwrap();
            assert_eq!(json(&standing)["handle"], who);
            for motion in hall.motions() {
                let entitled = standing.motions.iter().find(|shown| shown.leaf == motion.leaf());
                let vote = Vote { choice: Choice::Abstain, principal: None, mandate: None };
                let Some(ballot) = signed(hall, who, motion.leaf(), vote) else {
                    assert!(entitled.is_none_or(|shown| !shown.may_vote));
                    continue;
                };
                let refusal = refusal(hall, &ballot);
                match entitled {
                    None => assert!(refusal.is_some(), "{who} {}", motion.question().id),
                    Some(shown) => {
                        let said = shown.refusal.as_ref().map(|error| error.code().to_owned());
                        assert_eq!(said, refusal, "{who} {}", motion.question().id);
                        assert_eq!(shown.may_vote, refusal.is_none());
                        let counted = hall.counted_ballot(motion.leaf(), &id(who)).map(|(entry, _)| entry);
                        assert_eq!(shown.ballot.as_ref().filter(|b| b.counted).map(|b| b.entry), counted);
                        taken += u32::from(shown.may_vote);
                        refused += u32::from(!shown.may_vote);
                    }
                }
            }
        }
    }
    assert!(taken > 5 && refused > 20, "{taken} taken, {refused} refused");
}

#[test]
fn a_standing_is_somebodys_on_the_record() {
    assert_eq!(HALL.standing(&id("nobody")).unwrap_err().code(), "register.not-listed");
    let standing = HALL.standing(&id("H-0016")).unwrap();
    assert_eq!(standing.registers[0].register, id("households"));
    assert_eq!(standing.kid, HALL.founding().member_key(&id("H-0016")).map(guanjia::PublicKey::kid));
    let vote = standing.motions.iter().find(|motion| motion.motion == id("CONVENTION")).unwrap();
    assert_eq!(vote.refused.len(), 1);
    assert!(vote.ballot.as_ref().unwrap().counted);
}
