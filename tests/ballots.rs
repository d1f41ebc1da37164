//! Ballots on one question: what is let in, what counts, what is refused and why.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::{Map, Set};

use guanjia::aggregate::{Aggregate, SMALL_CELL};
use guanjia::ballot::{Ballot, BallotBox, Choice, Defect, Elector, Issue, PaperState, Reading};
use guanjia::measure::{Amounts, Measure};
use guanjia::motion::Question;
use guanjia::rule::{Blank, Channel, Duplicates, Mandate, Of, Proxy, Silence, Terms};
use guanjia::tally::{breakdown, decide, runoff, tally};
use guanjia::verdict::Outcome;
use guanjia::{Error, Hash, Id, Severity};
use proptest::prelude::*;
use serde_json::{Value, json};

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn voter(n: usize) -> Id {
    id(&format!("V{n:04}"))
}

fn terms() -> Terms {
    Terms {
        question: id("Q"),
        options: [id("Y"), id("N")].into(),
        marks: None,
        duplicates: Duplicates::First,
        blank: Blank::Abstain,
        channels: [Channel::Online, Channel::OnsitePaper, Channel::HomePaper].into(),
        proxy: Proxy::Off,
        silence: Silence::NotParticipating,
        measures: [Measure::Heads].into(),
        groups: Set::new(),
    }
}

fn electors(n: usize) -> Map<Id, Elector> {
    (1..=n).map(|n| (voter(n), Elector::one_head())).collect()
}

fn ballots(change: impl FnOnce(&mut Terms)) -> BallotBox {
    let mut terms = terms();
    change(&mut terms);
    BallotBox::new(terms, electors(20)).unwrap()
}

fn option(text: &str) -> Choice {
    Choice::Option(id(text))
}

fn online(elector: usize, choice: &str, entry: u64) -> Ballot {
    Ballot { elector: voter(elector), choice: option(choice), entry, by: None, mandate: None }
}

fn by_proxy(elector: usize, holder: usize, entry: u64) -> Ballot {
    Ballot { by: Some(voter(holder)), mandate: Some(Hash::of(b"mandate")), ..online(elector, "Y", entry) }
}

fn issue(serial: &str, elector: usize) -> Issue {
    Issue { serial: id(serial), elector: voter(elector), channel: Channel::OnsitePaper, by: None, mandate: None }
}

fn reading(choice: Choice, clerk: &str, entry: u64) -> Reading {
    Reading { choice, clerk: id(clerk), entry }
}

/// A paper of an elector, read alike by two clerks at an entry and the next.
fn paper(ballots: &mut BallotBox, serial: &str, elector: usize, choice: &str, entry: u64) {
    ballots.issue(issue(serial, elector), entry).unwrap();
    ballots.enter(&id(serial), reading(option(choice), "clerk-a", entry + 1)).unwrap();
    ballots.enter(&id(serial), reading(option(choice), "clerk-b", entry + 2)).unwrap();
}

fn heads(ballots: &BallotBox) -> Map<String, u64> {
    let tally = tally(ballots).unwrap();
    let options = tally.count.options.iter().map(|(id, amounts)| (id.to_string(), amounts.of(Measure::Heads)));
    let mut heads: Map<_, _> = options.collect();
    heads.insert("abstain".to_owned(), tally.count.abstain.of(Measure::Heads));
    heads.insert("invalid".to_owned(), tally.count.invalid.of(Measure::Heads));
    heads.retain(|_, n| *n > 0);
    heads
}

fn counts(rows: &[(&str, u64)]) -> Map<String, u64> {
    rows.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect()
}

/// What a host does with a refusal that stands on the record: it tells the box.
fn noted(ballots: &mut BallotBox, act: impl FnOnce(&mut BallotBox) -> Result<(), Error>) -> Error {
    let before = ballots.clone();
    let refused = act(ballots).unwrap_err();
    assert_eq!(*ballots, before, "a refusal leaves no trace");
    ballots.note(refused.clone());
    refused
}

fn refused(ballots: &BallotBox) -> Vec<(&str, u64)> {
    ballots.refused().iter().map(|error| (error.code(), error.entry().unwrap())).collect()
}

#[test]
fn ab01_a_second_ballot_is_kept_and_not_counted() {
    for (rule, expected, refusals) in [
        (Duplicates::First, ("Y", 1), [("ballot.duplicate", 8)]),
        (Duplicates::Last, ("N", 1), [("ballot.duplicate", 7)]),
        (Duplicates::Online, ("Y", 1), [("ballot.duplicate", 8)]),
        (Duplicates::Paper, ("Y", 1), [("ballot.duplicate", 8)]),
    ] {
        let mut ballots = ballots(|terms| terms.duplicates = rule);
        ballots.cast(online(1, "Y", 7)).unwrap();
        if rule == Duplicates::Last {
            ballots.cast(online(1, "N", 8)).unwrap();
        } else {
            noted(&mut ballots, |ballots| ballots.cast(online(1, "N", 8)));
        }
        assert_eq!(heads(&ballots), counts(&[expected]), "{rule:?}");
        assert_eq!(refused(&ballots), refusals, "{rule:?}");
        assert!(ballots.refused().iter().all(|error| error.severity() == Severity::Listed));
    }
}

#[test]
fn ab02_ab36_who_is_not_on_the_register_cannot_vote() {
    let mut ballots = ballots(|_| {});
    let stranger = noted(&mut ballots, |ballots| ballots.cast(online(21, "Y", 1)));
    assert_eq!(stranger.code(), "ballot.not-eligible");
    let stranger = noted(&mut ballots, |ballots| ballots.issue(issue("P-1", 21), 2));
    assert_eq!(stranger.code(), "ballot.not-eligible");
    let unissued = noted(&mut ballots, |ballots| ballots.enter(&id("P-9"), reading(option("Y"), "clerk-a", 3)));
    assert_eq!((unissued.code(), unissued.entry()), ("ballot.not-issued", Some(3)));
    assert_eq!(heads(&ballots), counts(&[]));
    assert_eq!(tally(&ballots).unwrap().refused, counts(&[("ballot.not-eligible", 2), ("ballot.not-issued", 1)]));
}

#[test]
fn ab03_a_ballot_signed_by_another_is_void_and_the_result_is_corrected() {
    let mut ballots = ballots(|_| {});
    ballots.cast(online(1, "Y", 1)).unwrap();
    paper(&mut ballots, "P-1", 2, "Y", 2);
    ballots.close(5).unwrap();
    assert_eq!(heads(&ballots), counts(&[("Y", 2)]));
    assert_eq!(ballots.void(4, "短").unwrap_err().code(), "reason.short");
    assert_eq!(ballots.void(99, "户代表变更未登记").unwrap_err().code(), "ballot.unknown");
    assert_eq!(ballots.void(4, "户代表变更未登记"), Ok(()));
    assert_eq!(heads(&ballots), counts(&[("Y", 1)]));
    assert_eq!(refused(&ballots), [("ballot.void", 4)]);
    assert_eq!(ballots.void(4, "户代表变更未登记").unwrap_err().code(), "ballot.unknown");
}

#[test]
fn ab04_what_comes_after_the_close_is_listed_and_never_counted() {
    let mut ballots = ballots(|_| {});
    ballots.cast(online(1, "Y", 1)).unwrap();
    ballots.issue(issue("P-1", 2), 2).unwrap();
    ballots.issue(issue("P-2", 3), 3).unwrap();
    ballots.hand_in(&id("P-1"), 4).unwrap();
    let before = heads(&ballots);
    ballots.close(5).unwrap();
    assert_eq!(ballots.cast(online(4, "N", 6)).unwrap_err().code(), "ballot.late");
    assert_eq!(ballots.hand_in(&id("P-2"), 7).unwrap_err().code(), "ballot.late");
    assert_eq!(ballots.enter(&id("P-2"), reading(option("N"), "clerk-a", 8)).unwrap_err().code(), "ballot.late");
    assert_eq!(ballots.issue(issue("P-3", 5), 9).unwrap_err().code(), "ballot.late");
    assert_eq!(ballots.close(10).unwrap_err().code(), "ballot.closed");
    // What was in the box in time may be read afterwards.
    ballots.enter(&id("P-1"), reading(option("N"), "clerk-a", 11)).unwrap();
    ballots.enter(&id("P-1"), reading(option("N"), "clerk-b", 12)).unwrap();
    assert_eq!(before, counts(&[("Y", 1)]));
    assert_eq!(heads(&ballots), counts(&[("N", 1), ("Y", 1)]));
}

#[test]
fn ab18_who_steps_aside_does_not_vote_and_is_not_asked() {
    let mut ballots = ballots(|_| {});
    ballots.cast(online(1, "Y", 1)).unwrap();
    ballots.recuse(&voter(1)).unwrap();
    ballots.recuse(&voter(2)).unwrap();
    noted(&mut ballots, |ballots| ballots.cast(online(2, "Y", 3)));
    assert_eq!(ballots.recuse(&voter(21)).unwrap_err().code(), "ballot.not-eligible");
    assert_eq!(refused(&ballots), [("ballot.recused", 1), ("ballot.recused", 3)]);
    let count = tally(&ballots).unwrap().count;
    assert_eq!(count.approval[&Of::Entitled].of(Measure::Heads), 18);
    assert_eq!(count.participation[&Of::Entitled].of(Measure::Heads), 18, "without a session they leave every base");
    let at_session = ballots.at_session((1..=16).map(voter).collect());
    let count = tally(&at_session).unwrap().count;
    let base = |bases: &Map<Of, Amounts>, of| bases[&of].of(Measure::Heads);
    assert_eq!((base(&count.participation, Of::Convened), base(&count.participation, Of::Present)), (20, 16));
    assert_eq!((base(&count.approval, Of::Convened), base(&count.approval, Of::Present)), (18, 14));
}

#[test]
fn ab19_proxies_are_off_or_few_written_and_of_the_household() {
    let allowed = |cap, same_household, written| Proxy::Allowed(Mandate { cap, same_household, written });
    let mut off = ballots(|_| {});
    assert_eq!(off.cast(by_proxy(1, 2, 1)).unwrap_err().code(), "ballot.proxy-off");
    assert_eq!(off.cast(Ballot { by: Some(voter(1)), ..online(1, "Y", 2) }), Ok(()), "one may vote for oneself");

    let mut capped = ballots(|terms| terms.proxy = allowed(Some(3), false, true));
    for elector in 2..=4 {
        assert_eq!(capped.cast(by_proxy(elector, 1, elector as u64)), Ok(()));
    }
    let fourth = capped.cast(by_proxy(5, 1, 5)).unwrap_err();
    assert_eq!((fourth.code(), fourth.entry(), fourth.field("holder")), ("ballot.proxy-cap", Some(5), Some("V0001")));
    assert_eq!(capped.cast(online(1, "Y", 6)), Ok(()), "their own vote is no proxy");
    let unwritten = Ballot { mandate: None, ..by_proxy(6, 7, 7) };
    assert_eq!(capped.cast(unwritten).unwrap_err().code(), "ballot.proxy-unwritten");
    assert_eq!(heads(&capped), counts(&[("Y", 4)]));
    // On paper the same holds.
    let on_paper = Issue { by: Some(voter(1)), mandate: Some(Hash::of(b"m")), ..issue("P-1", 8) };
    assert_eq!(capped.issue(on_paper, 8).unwrap_err().code(), "ballot.proxy-cap");
    // Once one is void the holder may vote for another.
    capped.void(2, "委托书系伪造").unwrap();
    assert_eq!(capped.cast(by_proxy(5, 1, 9)), Ok(()));

    let mut family = electors(4);
    for (n, household) in [(1, "H-1"), (2, "H-1"), (3, "H-2")] {
        family.get_mut(&voter(n)).unwrap().household = Some(id(household));
    }
    let mut household = BallotBox::new(Terms { proxy: allowed(None, true, true), ..terms() }, family).unwrap();
    assert_eq!(household.cast(by_proxy(2, 1, 1)), Ok(()));
    assert_eq!(household.cast(by_proxy(3, 1, 2)).unwrap_err().code(), "ballot.proxy-household");
    assert_eq!(household.cast(by_proxy(4, 1, 3)).unwrap_err().code(), "ballot.proxy-household");
}

#[test]
fn ab19_papers_handed_out_by_proxy_are_capped_in_the_order_they_come_back() {
    let cap = Proxy::Allowed(Mandate { cap: Some(1), same_household: false, written: false });
    let mut ballots = ballots(|terms| terms.proxy = cap);
    for (serial, elector) in [("P-1", 2), ("P-2", 3)] {
        ballots.issue(Issue { by: Some(voter(1)), ..issue(serial, elector) }, 1).unwrap();
    }
    ballots.hand_in(&id("P-2"), 2).unwrap();
    assert_eq!(ballots.hand_in(&id("P-1"), 3).unwrap_err().code(), "ballot.proxy-cap");
}

#[test]
fn ab20_two_clerks_read_every_paper_and_what_differs_is_settled_by_a_third_person() {
    let mut ballots = ballots(|_| {});
    let serial = id("P-1");
    let state = |ballots: &BallotBox| ballots.papers()[&id("P-1")].state();
    ballots.issue(issue("P-1", 1), 1).unwrap();
    assert_eq!(ballots.issue(issue("P-1", 2), 2).unwrap_err().code(), "ballot.serial-taken");
    assert_eq!(state(&ballots), PaperState::Out);
    ballots.hand_in(&serial, 3).unwrap();
    assert_eq!(state(&ballots), PaperState::In);
    let early = ballots.adjudicate(&serial, reading(option("Y"), "supervisor", 4)).unwrap_err();
    assert_eq!(early.code(), "ballot.not-disputed");
    ballots.enter(&serial, reading(option("Y"), "clerk-a", 5)).unwrap();
    assert_eq!(state(&ballots), PaperState::EnteredOnce);
    let alone = ballots.enter(&serial, reading(option("Y"), "clerk-a", 6)).unwrap_err();
    assert_eq!((alone.code(), alone.severity()), ("ballot.same-clerk", Severity::Fault));
    ballots.enter(&serial, reading(option("N"), "clerk-b", 7)).unwrap();
    assert_eq!(state(&ballots), PaperState::Disputed);
    assert_eq!(ballots.enter(&serial, reading(option("N"), "clerk-c", 8)).unwrap_err().code(), "ballot.entered");
    ballots.close(9).unwrap();
    let blocked = tally(&ballots).unwrap_err();
    assert_eq!((blocked.code(), blocked.field("serials")), ("ballot.entry-mismatch", Some("P-1")));
    for clerk in ["clerk-a", "clerk-b"] {
        assert_eq!(
            ballots.adjudicate(&serial, reading(option("Y"), clerk, 10)).unwrap_err().code(),
            "ballot.same-clerk"
        );
    }
    ballots.adjudicate(&serial, reading(option("Y"), "supervisor", 11)).unwrap();
    assert_eq!(state(&ballots), PaperState::Adjudicated);
    assert_eq!(heads(&ballots), counts(&[("Y", 1)]));
    assert_eq!(ballots.check_paper_count(1), Ok(()));
    let more = ballots.check_paper_count(2).unwrap_err();
    assert_eq!(
        (more.code(), more.field("counted"), more.field("entered")),
        ("ballot.paper-count", Some("2"), Some("1"))
    );
}

#[test]
fn ab20_a_paper_that_was_read_once_blocks_the_count() {
    let mut ballots = ballots(|_| {});
    ballots.issue(issue("P-1", 1), 1).unwrap();
    ballots.enter(&id("P-1"), reading(option("Y"), "clerk-a", 2)).unwrap();
    assert_eq!(heads(&ballots), counts(&[]), "an open box counts what is beyond doubt");
    ballots.close(3).unwrap();
    assert_eq!(tally(&ballots).unwrap_err().code(), "ballot.entry-mismatch");
    ballots.enter(&id("P-1"), reading(option("Y"), "clerk-b", 4)).unwrap();
    assert_eq!(heads(&ballots), counts(&[("Y", 1)]));
}

#[test]
fn ab21_paper_and_online_by_the_declared_rule() {
    // Rule, whether the paper came first, what counts, entry that does not.
    for (rule, paper_first, counted, loser) in [
        (Duplicates::First, true, "N", 10),
        (Duplicates::First, false, "Y", 22),
        (Duplicates::Last, true, "Y", 2),
        (Duplicates::Last, false, "N", 10),
        (Duplicates::Online, true, "Y", 2),
        (Duplicates::Online, false, "Y", 22),
        (Duplicates::Paper, true, "N", 10),
        (Duplicates::Paper, false, "N", 10),
    ] {
        let mut ballots = ballots(|terms| terms.duplicates = rule);
        if paper_first {
            paper(&mut ballots, "P-1", 1, "N", 1);
        }
        if let Err(refused) = ballots.cast(online(1, "Y", 10)) {
            ballots.note(refused);
        }
        if !paper_first {
            paper(&mut ballots, "P-1", 1, "N", 21);
        }
        ballots.close(30).unwrap();
        assert_eq!(heads(&ballots), counts(&[(counted, 1)]), "{rule:?} {paper_first}");
        assert_eq!(refused(&ballots), [("ballot.duplicate-channel", loser)], "{rule:?} {paper_first}");
    }
}

#[test]
fn ab21_a_paper_in_the_box_goes_before_a_later_online_ballot_before_anyone_has_read_it() {
    let mut ballots = ballots(|_| {});
    ballots.issue(issue("P-1", 1), 1).unwrap();
    ballots.hand_in(&id("P-1"), 2).unwrap();
    assert_eq!(ballots.cast(online(1, "Y", 3)).unwrap_err().code(), "ballot.duplicate-channel");
}

#[test]
fn ab22_a_breakdown_by_building_has_no_small_cell() {
    let mut ballots = BallotBox::new(terms(), electors(60)).unwrap();
    // B1: 18 yes, 2 no; B2: 12 yes, 8 no; B3: 10 yes, 10 no.
    for n in 1..=60 {
        let (building, place) = ((n - 1) / 20, (n - 1) % 20);
        let no = place < [2, 8, 10][building];
        ballots.cast(online(n, if no { "N" } else { "Y" }, n as u64)).unwrap();
    }
    let strata = (1..=60).map(|n| (voter(n), format!("B{}", (n - 1) / 20 + 1))).collect();
    let counts = breakdown(&ballots, &strata);
    assert_eq!((counts["B1"]["N"], counts["B2"]["N"], counts["B3"]["N"]), (2, 8, 10));
    let published = Aggregate::of(&counts, SMALL_CELL);
    assert_eq!(published.check(SMALL_CELL), Ok(()));
    assert!(published.is_merged());
    assert!(published.rows.iter().all(|row| row.groups != ["B1"]), "{published:?}");
    let several = BallotBox::new(Terms { marks: Some(2), ..terms() }, electors(60)).unwrap();
    assert!(breakdown(&several, &strata).is_empty(), "overlapping columns are not broken down");
}

#[test]
fn a_breakdown_covers_everyone_entitled_once() {
    let mut ballots = ballots(|_| {});
    ballots.recuse(&voter(20)).unwrap();
    ballots.cast(online(1, "Y", 1)).unwrap();
    ballots.cast(Ballot { choice: Choice::Blank, ..online(2, "Y", 2) }).unwrap();
    ballots.cast(Ballot { choice: Choice::Abstain, ..online(3, "Y", 3) }).unwrap();
    ballots.issue(issue("P-1", 4), 4).unwrap();
    for (clerk, entry) in [("clerk-a", 5), ("clerk-b", 6)] {
        ballots.enter(&id("P-1"), reading(Choice::Invalid(Defect::Multiple), clerk, entry)).unwrap();
    }
    let strata = (1..=10).map(|n| (voter(n), "B1".to_owned())).collect();
    let rows = breakdown(&ballots, &strata);
    assert_eq!(rows["B1"], counts(&[("(abstain)", 2), ("(invalid)", 1), ("(not-voted)", 6), ("Y", 1)]));
    assert_eq!(rows["other"], counts(&[("(not-voted)", 9)]));
}

#[test]
fn a_choice_must_be_one_that_there_is() {
    let options = |ids: &[&str]| Choice::Options(ids.iter().map(|text| id(text)).collect());
    // Marks allowed, choice, code.
    let rows = [
        (None, option("Y"), None),
        (None, option("Z"), Some("ballot.choice-unknown")),
        (None, options(&["Y"]), Some("ballot.choice-unknown")),
        (None, Choice::Abstain, None),
        (None, Choice::Blank, None),
        (None, Choice::Invalid(Defect::Multiple), Some("ballot.choice-unknown")),
        (Some(2), option("Y"), Some("ballot.choice-unknown")),
        (Some(2), options(&["Y", "N"]), None),
        (Some(1), options(&["Y", "N"]), Some("ballot.too-many")),
        (Some(2), options(&[]), Some("ballot.choice-unknown")),
        (Some(2), options(&["Y", "Z"]), Some("ballot.choice-unknown")),
    ];
    for (marks, choice, code) in rows {
        let mut ballots = ballots(|terms| terms.marks = marks);
        let before = ballots.clone();
        let ballot = Ballot { choice: choice.clone(), ..online(1, "Y", 1) };
        assert_eq!(ballots.check(&ballot).err().as_ref().map(Error::code), code, "{choice:?}");
        assert_eq!(ballots.cast(ballot).err().as_ref().map(Error::code), code, "{choice:?}");
        let unchanged = tally(&ballots).unwrap().count == tally(&before).unwrap().count;
        assert_eq!(unchanged, code.is_some(), "{choice:?}");
    }
}

#[test]
fn choices_have_one_spelling() {
    for (text, choice) in [
        (r#"{"option":"Y"}"#, option("Y")),
        (r#"{"options":["A","B"]}"#, Choice::Options([id("A"), id("B")].into())),
        (r#""abstain""#, Choice::Abstain),
        (r#""blank""#, Choice::Blank),
        (r#"{"invalid":"multiple"}"#, Choice::Invalid(Defect::Multiple)),
        (r#"{"invalid":"unreadable"}"#, Choice::Invalid(Defect::Unreadable)),
    ] {
        assert_eq!(serde_json::to_string(&choice).unwrap(), text);
        assert_eq!(serde_json::from_str::<Choice>(text).unwrap(), choice);
    }
    for text in [r#""Y""#, r#"{"option":"Y","abstain":null}"#, r#""invalid""#, r#"{"option":["Y"]}"#] {
        assert!(serde_json::from_str::<Choice>(text).is_err(), "{text}");
    }
}

#[test]
fn channels_sessions_and_the_register_are_held_to() {
    let mut paper_only = ballots(|terms| terms.channels = [Channel::HomePaper].into());
    assert_eq!(paper_only.cast(online(1, "Y", 1)).unwrap_err().code(), "ballot.channel-closed");
    assert_eq!(paper_only.issue(issue("P-1", 1), 2).unwrap_err().code(), "ballot.channel-closed");

    let mut session = ballots(|_| {}).at_session([voter(1)].into());
    assert_eq!(session.cast(online(2, "Y", 1)).unwrap_err().code(), "ballot.not-present");
    session.check_in(&voter(2));
    assert_eq!(session.cast(online(2, "Y", 2)), Ok(()));

    let error = BallotBox::new(Terms { measures: [Measure::Area].into(), ..terms() }, electors(1)).unwrap_err();
    assert_eq!((error.code(), error.field("measure")), ("ballot.measure-missing", Some("area")));
}

#[test]
fn a_blank_ballot_is_what_was_declared() {
    for (rule, column) in [(Blank::Abstain, "abstain"), (Blank::Invalid, "invalid")] {
        let mut ballots = ballots(|terms| terms.blank = rule);
        ballots.cast(Ballot { choice: Choice::Blank, ..online(1, "Y", 1) }).unwrap();
        assert_eq!(heads(&ballots), counts(&[(column, 1)]));
        let count = tally(&ballots).unwrap().count;
        assert_eq!(count.blank.of(Measure::Heads), 1);
        assert_eq!(count.approval[&Of::Valid].of(Measure::Heads), u64::from(rule == Blank::Abstain));
        assert_eq!(count.approval[&Of::Participating].of(Measure::Heads), 1);
    }
}

#[test]
fn who_signed_for_a_ballot_abstains_where_the_ordinance_says_so() {
    for (silence, taking_part, abstaining) in [(Silence::NotParticipating, 1, 0), (Silence::ReceivedAbstains, 3, 2)] {
        let mut ballots = ballots(|terms| terms.silence = silence);
        ballots.issue(issue("P-1", 1), 1).unwrap();
        ballots.receive(&voter(2), 2).unwrap();
        ballots.cast(online(3, "Y", 3)).unwrap();
        ballots.recuse(&voter(4)).unwrap();
        assert_eq!(ballots.receive(&voter(4), 4).unwrap_err().code(), "ballot.recused");
        assert_eq!(
            tally(&ballots).unwrap().count.abstain.of(Measure::Heads),
            0,
            "before the close they may still vote"
        );
        ballots.close(5).unwrap();
        let count = tally(&ballots).unwrap().count;
        let base = |of| count.approval[&of].of(Measure::Heads);
        assert_eq!((base(Of::Participating), base(Of::Cast), base(Of::Valid)), (taking_part, 1, 1));
        assert_eq!(count.abstain.of(Measure::Heads), abstaining);
    }
}

#[test]
fn what_is_still_out() {
    let mut ballots = ballots(|_| {});
    ballots.cast(online(1, "Y", 1)).unwrap();
    ballots.recuse(&voter(2)).unwrap();
    let out =
        |ballots: &BallotBox, of| tally(ballots).unwrap().count.outstanding.get(&of).map(|a| a.of(Measure::Heads));
    assert_eq!((out(&ballots, Of::Cast), out(&ballots, Of::Present)), (Some(18), Some(18)));
    let mut session = ballots.clone().at_session((1..=16).map(voter).collect());
    assert_eq!((out(&session, Of::Cast), out(&session, Of::Present)), (Some(14), None));
    session.close(2).unwrap();
    assert_eq!(out(&session, Of::Cast), None);
    assert!(!tally(&session).unwrap().open);
}

fn three(tie: &str) -> Question {
    let options: Vec<Value> = ["A", "B", "C"].map(|id| json!({"id": id, "text": {"zh": format!("方案{id}")}})).into();
    serde_json::from_value(json!({
        "id": "Q1", "title": {"zh": "遛犬时段"}, "text": {"zh": "遛犬时段"}, "options": options,
        "poll": {"two-round": {"tie": tie}}, "rule": {"preset": "x.poll.plurality_then_majority"},
        "duplicates": "first", "blank": "abstain", "channels": ["online"], "secrecy": "named", "effect": "opinion",
    }))
    .unwrap()
}

fn poll(question: &Question, votes: &[(&str, usize)]) -> guanjia::tally::Tally {
    let mut ballots = BallotBox::new(question.terms().unwrap(), electors(20)).unwrap();
    let mut next = 1;
    for (choice, times) in votes {
        for _ in 0..*times {
            ballots.cast(online(next, choice, next as u64)).unwrap();
            next += 1;
        }
    }
    ballots.close(99).unwrap();
    tally(&ballots).unwrap()
}

#[test]
fn two_rounds_and_ties() {
    // Votes, adopted, second round, equal.
    type Row<'a> = (&'a [(&'a str, usize)], &'a [&'a str], Option<(&'a str, &'a str)>, &'a [&'a str]);
    let question = three("third-round");
    let rows: &[Row] = &[
        (&[("A", 9), ("B", 5), ("C", 2)], &["A"], None, &[]),
        (&[("A", 7), ("B", 5), ("C", 3)], &[], Some(("A", "B")), &[]),
        (&[("C", 6), ("B", 6), ("A", 3)], &[], Some(("B", "C")), &[]),
        (&[("A", 7), ("B", 4), ("C", 4)], &[], None, &["B", "C"]),
        (&[("A", 5), ("B", 5), ("C", 5)], &[], None, &["A", "B", "C"]),
        (&[("A", 8), ("B", 8)], &[], Some(("A", "B")), &[]),
    ];
    for (votes, adopted, second, equal) in rows {
        let tally = poll(&question, votes);
        let decision = decide(&question, &tally).unwrap();
        assert_eq!(decision.adopted.iter().map(Id::as_str).collect::<Vec<_>>(), *adopted, "{votes:?}");
        assert_eq!(decision.runoff, second.map(|(a, b)| (id(a), id(b))), "{votes:?}");
        let tied = decision.tied.map(|tied| tied.equal).unwrap_or_default();
        assert_eq!(tied.iter().map(Id::as_str).collect::<Vec<_>>(), *equal, "{votes:?}");
        match runoff(&question, &tally) {
            Ok(pair) => assert_eq!((pair, equal.len()), (second.map(|(a, b)| (id(a), id(b))), 0)),
            Err(error) => assert_eq!((error.code(), equal.is_empty()), ("motion.tied", false)),
        }
    }
    let tied = decide(&question, &poll(&question, &[("A", 7), ("B", 4), ("C", 4)])).unwrap().tied.unwrap();
    assert_eq!((tied.ahead, tied.places), (Some(id("A")), 1));
    let tied = decide(&question, &poll(&question, &[("A", 5), ("B", 5), ("C", 5)])).unwrap().tied.unwrap();
    assert_eq!((tied.ahead, tied.places), (None, 2));
}

#[test]
fn a_later_round_is_the_same_question_between_fewer_options() {
    let first = three("lot");
    let second = first.next_round(&[id("A"), id("B")].into(), 2).unwrap();
    assert_eq!((second.id.as_str(), second.follows.as_ref()), ("Q1.2", Some(&id("Q1"))));
    assert_eq!(second.options, first.options[..2]);
    assert_eq!(second.check(), Ok(()));
    assert_eq!(second.check_differs(&first), Ok(()));
    let third = second.next_round(&[id("A"), id("B")].into(), 3).unwrap();
    assert_eq!((third.id.as_str(), third.follows.as_ref()), ("Q1.3", Some(&id("Q1"))));
    // Nobody goes on from the last two: one of them has a majority, or neither does.
    let even = decide(&second, &poll(&second, &[("A", 5), ("B", 5)])).unwrap();
    assert_eq!((even.outcome, even.runoff.clone()), (Outcome::Failed, None));
    let tied = even.tied.unwrap();
    assert_eq!((tied.equal, tied.places, tied.tie), (vec![id("A"), id("B")], 1, guanjia::motion::Tie::Lot));
}

/// Ballots of different voters, of every kind.
fn any_ballots() -> impl Strategy<Value = Vec<(usize, u8)>> {
    prop::collection::btree_map(1_usize..=20, 0_u8..5, 0..20).prop_map(|map| map.into_iter().collect())
}

fn any_choice(kind: u8) -> Choice {
    match kind {
        0 => option("Y"),
        1 => option("N"),
        2 => Choice::Abstain,
        3 => Choice::Blank,
        _ => Choice::Invalid(Defect::Unreadable),
    }
}

/// Online where that can be said online, on paper otherwise.
fn put(ballots: &mut BallotBox, voter: usize, kind: u8, entry: u64) {
    let choice = any_choice(kind);
    if let Choice::Invalid(_) = choice {
        let serial = format!("P-{voter}");
        ballots.issue(issue(&serial, voter), entry).unwrap();
        for (clerk, entry) in [("clerk-a", entry + 1), ("clerk-b", entry + 2)] {
            ballots.enter(&id(&serial), reading(choice.clone(), clerk, entry)).unwrap();
        }
    } else {
        ballots.cast(Ballot { choice, ..online(voter, "Y", entry) }).unwrap();
    }
}

proptest! {
    /// The order in which different people vote changes nothing.
    #[test]
    fn order_does_not_change_a_count(
        (votes, shuffled) in any_ballots().prop_flat_map(|votes| (Just(votes.clone()), Just(votes).prop_shuffle()))
    ) {
        let count = |votes: &[(usize, u8)]| {
            let mut ballots = ballots(|_| {});
            for (at, (voter, kind)) in votes.iter().enumerate() {
                put(&mut ballots, *voter, *kind, 10 * at as u64);
            }
            ballots.close(1_000).unwrap();
            tally(&ballots).unwrap()
        };
        prop_assert_eq!(count(&votes), count(&shuffled));
    }

    /// Everyone who takes part is in exactly one column, and the columns add up.
    #[test]
    fn columns_add_up(votes in any_ballots(), blank in prop::bool::ANY) {
        let mut ballots = ballots(|terms| terms.blank = if blank { Blank::Abstain } else { Blank::Invalid });
        for (at, (voter, kind)) in votes.iter().enumerate() {
            put(&mut ballots, *voter, *kind, 10 * at as u64);
        }
        let count = tally(&ballots).unwrap().count;
        let columns: u64 = heads(&ballots).values().sum();
        prop_assert_eq!(columns, votes.len() as u64);
        prop_assert_eq!(count.approval[&Of::Participating].of(Measure::Heads), columns);
        let valid = columns - count.invalid.of(Measure::Heads);
        prop_assert_eq!(count.approval[&Of::Valid].of(Measure::Heads), valid);
    }

    /// Whatever is refused leaves the box as it was.
    #[test]
    fn refusals_change_nothing(steps in prop::collection::vec((1_usize..25, 0_u8..5, prop::bool::ANY), 0..60)) {
        let mut ballots = ballots(|_| {}).at_session((1..=15).map(voter).collect());
        ballots.recuse(&voter(3)).unwrap();
        for (entry, (voter, kind, on_paper)) in (0_u64..).step_by(10).zip(steps) {
            if entry == 300 {
                ballots.close(entry).unwrap();
            }
            let before = ballots.clone();
            let serial = format!("P-{entry}");
            let result = if on_paper {
                ballots.issue(issue(&serial, voter), entry)
            } else {
                ballots.cast(Ballot { choice: any_choice(kind), ..online(voter, "Y", entry) })
            };
            if let Err(refused) = result {
                prop_assert_eq!(&ballots, &before);
                prop_assert_eq!(refused.entry(), Some(entry));
                ballots.note(refused);
            } else if !on_paper {
                prop_assert_eq!(ballots.counted().count(), before.counted().count() + 1);
            }
        }
    }
}
