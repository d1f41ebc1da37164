//! Attacks on a vote, each tried on a whole record: refused where it is tried, kept as evidence where somebody puts
//! it on the record all the same, and without effect on the result.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::brief::{Assembly, CLOSES, OPENS, ask, custom, enrolled, founded, notice, question, vote};
use common::record::{id, refused, refused_about};
use guanjia::ballot::Choice;
use guanjia::event::{Announce, Attest, HandOut, Motion, MoveSession, ReadPaper, Vote};
use guanjia::measure::Measure;
use guanjia::motion::Question;
use guanjia::rule::Channel;
use guanjia::session::SessionStep;
use guanjia::verdict::Outcome;
use guanjia::{Error, Hash, Report, Time, audit};
use serde_json::{Value, json};

const HOUSEHOLDS: &str = "cn.urban.assembly.households.2026";

/// How many heads an option has by now.
fn heads(assembly: &Assembly, option: &str) -> u64 {
    let record = assembly.scribe.hall().motion(assembly.motion).unwrap();
    record.tally().unwrap().count.options[&id(option)].of(Measure::Heads)
}

/// How many ballots were refused with a code.
fn listed(assembly: &Assembly, code: &str) -> u64 {
    let tally = assembly.scribe.hall().motion(assembly.motion).unwrap().tally().unwrap();
    tally.refused.get(code).copied().unwrap_or_default()
}

fn read(household: u32, choice: &str) -> ReadPaper {
    ReadPaper { choice: Choice::Option(id(choice)), serial: id(&format!("P-{household}")) }
}

fn try_vote(assembly: &mut Assembly, who: &str, vote: Vote) -> &'static str {
    let motion = assembly.motion;
    refused_about(&mut assembly.scribe, who, motion, vote)
}

fn report(assembly: &mut Assembly) -> Report {
    audit(&assembly.scribe.bundle().unwrap().to_string(), None).unwrap()
}

fn codes(errors: &[Error]) -> Vec<&'static str> {
    errors.iter().map(Error::code).collect()
}

#[test]
fn ab01_a_second_ballot_counts_once_whichever_was_declared_to_count() {
    for (duplicates, yes, no) in [("first", 1, 0), ("last", 0, 1)] {
        let mut assembly = Assembly::of("ab01", 3, 3, &ask(&json!({"duplicates": duplicates})));
        assembly.vote(1, "Y");
        if duplicates == "first" {
            assert_eq!(try_vote(&mut assembly, "H-1", vote("N")), "ballot.duplicate");
            assert_eq!(assembly.kept("H-1", vote("N")), "ballot.duplicate");
        } else {
            assembly.vote(1, "N");
        }
        assert_eq!((heads(&assembly, "Y"), heads(&assembly, "N")), (yes, no), "{duplicates}");
        assert_eq!(listed(&assembly, "ballot.duplicate"), 1, "{duplicates}");
        assert!(report(&mut assembly).findings.is_empty(), "{duplicates}");
    }
}

#[test]
fn ab02_what_no_key_or_paper_was_given_out_for_does_not_count() {
    let mut assembly = Assembly::of("ab02", 3, 2, &question());
    assembly.vote(1, "Y");
    for robot in ["robot-1", "robot-2", "robot-3"] {
        assert_eq!(try_vote(&mut assembly, robot, vote("N")), "key.unknown");
        assert_eq!(assembly.kept(robot, vote("N")), "key.unknown");
    }
    let motion = assembly.motion;
    assert_eq!(refused_about(&mut assembly.scribe, "host", motion, read(3, "N")), "ballot.not-issued");
    let paper = assembly.scribe.sign("host", Some(motion), read(3, "N")).unwrap();
    assert_eq!(assembly.scribe.keep(&paper).unwrap().code(), "ballot.not-issued");
    assert_eq!((heads(&assembly, "Y"), heads(&assembly, "N")), (1, 0));
    assert_eq!((listed(&assembly, "key.unknown"), listed(&assembly, "ballot.not-issued")), (3, 1));
}

#[test]
fn ab04_what_is_signed_after_the_close_never_counts() {
    let mut assembly = Assembly::of("ab04", 5, 5, &question());
    for household in 1..=3 {
        assembly.vote(household, if household == 1 { "Y" } else { "N" });
    }
    assembly.hand_out(5);
    assembly.close(Some(0));
    assembly.announce();
    let result = assembly.result();
    assert_eq!(try_vote(&mut assembly, "H-4", vote("Y")), "ballot.late");
    assert_eq!(assembly.kept("H-4", vote("Y")), "ballot.late");
    let motion = assembly.motion;
    assert_eq!(refused_about(&mut assembly.scribe, "host", motion, read(5, "Y")), "ballot.late");
    let more =
        HandOut { channel: Channel::HomePaper, handle: id("H-4"), holder: None, mandate: None, serial: id("P-4") };
    assert_eq!(refused_about(&mut assembly.scribe, "host", motion, more), "ballot.late");
    assert_eq!((assembly.result(), listed(&assembly, "ballot.late")), (result, 1));
    let report = report(&mut assembly);
    assert!(report.is_clean(), "{:?}", report.findings);
    assert_eq!(codes(&report.listed), ["ballot.late"]);
}

/// The host may forget to close, or wait until the numbers suit it: the window that was announced ends the vote.
#[test]
fn ab04_a_ballot_after_the_window_is_late_though_nobody_closed_the_vote() {
    let mut assembly = Assembly::of("window", 6, 6, &question());
    assembly.vote(1, "Y");
    for household in [5, 6] {
        assembly.hand_out(household);
    }
    assembly.read("host", 6, "Y");
    let moment = |after: u64| Time(CLOSES.0 + after);
    assembly.scribe.clock(moment(0)).unwrap();
    assembly.vote(2, "Y");
    assembly.scribe.clock(moment(1)).unwrap();
    assert!(!assembly.scribe.hall().motion(assembly.motion).unwrap().is_closed());
    assert_eq!(try_vote(&mut assembly, "H-3", vote("Y")), "ballot.late");
    // A clock of the voter's own does not help.
    assembly.scribe.set_time(OPENS);
    assert_eq!(try_vote(&mut assembly, "H-3", vote("Y")), "ballot.late");
    let motion = assembly.motion;
    let more =
        HandOut { channel: Channel::HomePaper, handle: id("H-4"), holder: None, mandate: None, serial: id("P-4") };
    assert_eq!(refused_about(&mut assembly.scribe, "host", motion, more), "ballot.late");
    assert_eq!(refused_about(&mut assembly.scribe, "host", motion, read(5, "Y")), "ballot.late");
    // What was in the box in time is still read.
    assembly.read("clerk-2", 6, "Y");
    assert_eq!(assembly.kept("H-3", vote("Y")), "ballot.late");
    assembly.close(Some(1));
    assert_eq!((heads(&assembly, "Y"), listed(&assembly, "ballot.late")), (3, 1));
}

/// Who stood by one count stands by no other.
#[test]
fn ab05_a_witness_of_an_earlier_announcement_is_none_of_a_later_one() {
    let mut assembly = Assembly::of("witness", 3, 3, &question());
    for household in 1..=2 {
        assembly.vote(household, "Y");
    }
    assembly.close(None);
    let (motion, result) = (assembly.motion, assembly.result());
    let scribe = &mut assembly.scribe;
    let [first, second] = [(); 2].map(|()| scribe.enter_about("host", motion, result.clone()).unwrap());
    assert_eq!(refused_about(scribe, "witness", first, Attest {}), "attest.unasked");
    for witness in ["witness", "witness-2"] {
        assert_eq!(scribe.hall().motion(motion).unwrap().outcome(), None);
        scribe.enter_about(witness, second, Attest {}).unwrap();
    }
    assert_eq!(scribe.hall().motion(motion).unwrap().outcome(), Some(Outcome::Passed));
}

/// A rule stated by the community for itself: that of assemblies, with some members changed.
fn stated(changes: &Value) -> Value {
    let mut all = json!({
        "id": "example.stated", "status": "declared", "channels": ["home-paper", "online"], "secrecy": "named",
        "source": {"law": "示例社区自治章程", "article": "第九条"},
    });
    for (name, value) in changes.as_object().unwrap() {
        all[name] = value.clone();
    }
    serde_json::to_value(custom(HOUSEHOLDS, &all)).unwrap()
}

#[test]
fn ab06_two_thirds_are_enough_where_the_rule_says_at_least_and_not_where_it_says_more_than() {
    for (strict, outcome) in [(false, Outcome::Passed), (true, Outcome::Failed)] {
        let test = json!({"test": {"measure": "heads", "of": "present", "ratio": [2, 3], "strict": strict}});
        let mut assembly = Assembly::of("ab06", 6, 6, &ask(&json!({"rule": stated(&json!({"approval": test}))})));
        for household in 1..=6 {
            assembly.vote(household, if household <= 4 { "Y" } else { "N" });
        }
        assembly.close(None);
        assert_eq!(assembly.result().outcome, outcome);
        let other = if strict { Outcome::Passed } else { Outcome::Failed };
        let (motion, said) = (assembly.motion, Announce { outcome: other, ..assembly.result() });
        assert_eq!(refused_about(&mut assembly.scribe, "host", motion, said), "count.wrong");
        assembly.announce();
    }
}

#[test]
fn ab08_no_assembly_is_called_under_a_rule_by_which_silence_is_consent() {
    let mut scribe = founded("ab08", 0);
    enrolled(&mut scribe, 3, 0);
    let silent = ask(&json!({"rule": stated(&json!({"silence": "counts-with-majority"}))}));
    assert_eq!(refused(&mut scribe, "host", notice(&silent)), "rule.silent-as-majority");
    scribe.enter("host", notice(&ask(&json!({"rule": stated(&json!({}))})))).unwrap();
}

#[test]
fn ab09_ab12_only_what_was_announced_is_put_word_for_word() {
    let mut scribe = founded("ab09", 0);
    enrolled(&mut scribe, 3, 3);
    scribe.enter("host", notice(&question())).unwrap();
    scribe.clock(OPENS).unwrap();
    scribe.enter("host", MoveSession { step: SessionStep::OpenCheckin, session: id("S") }).unwrap();
    let put = |question: Question| Motion { convention: None, question, session: id("S") };
    assert_eq!(refused(&mut scribe, "host", put(ask(&json!({"id": "Q2"})))), "agenda.not-on-agenda");
    let comma = ask(&json!({"text": {"zh": "是否,同意公约"}}));
    assert_eq!(refused(&mut scribe, "host", put(comma)), "agenda.text-changed");
    scribe.enter("host", put(question())).unwrap();
    assert_eq!(refused(&mut scribe, "host", put(question())), "motion.taken");
}

#[test]
fn ab13_a_motion_that_bundles_contested_articles_is_flagged_for_everyone_to_see() {
    let mut assembly = Assembly::of("ab13", 3, 3, &ask(&json!({"contested": ["5", "8"]})));
    assert_eq!(codes(assembly.scribe.hall().flags()), ["motion.bundled"]);
    assert_eq!(assembly.scribe.hall().flags()[0].entry(), Some(assembly.scribe.hall().len() - 1));
    let report = report(&mut assembly);
    assert!(!report.is_clean());
    assert_eq!(codes(&report.findings), ["motion.bundled"]);

    let mut apart = Assembly::of("ab13", 3, 3, &ask(&json!({"contested": ["5"]})));
    assert!(self::report(&mut apart).is_clean());
}

#[test]
fn ab14_what_failed_is_put_again_only_when_it_has_changed() {
    let mut assembly = Assembly::of("ab14", 3, 3, &question());
    for household in 1..=3 {
        assembly.vote(household, "N");
    }
    assembly.close(None);
    assembly.announce();
    let scribe = &mut assembly.scribe;
    let again = ask(&json!({"id": "Q2", "title": {"zh": "公约(再议)"}}));
    let changed = ask(&json!({"id": "Q3", "text": {"zh": "是否同意公约,但删去第八条"}}));
    for (session, question, code) in [("S-2", again, Some("motion.same")), ("S-3", changed, None)] {
        let mut call = notice(&question);
        call.session = id(session);
        let later = |days: u64| Time(scribe.hall().now().0 + days * 86_400);
        let (opens, closes) = (later(11), later(12));
        call.when = guanjia::session::When::Window(guanjia::session::Window { closes, opens });
        scribe.enter("host", call).unwrap();
        scribe.clock(opens).unwrap();
        scribe.enter("host", MoveSession { step: SessionStep::OpenCheckin, session: id(session) }).unwrap();
        let motion = Motion { convention: None, question, session: id(session) };
        match code {
            Some(code) => assert_eq!(refused(scribe, "host", motion), code),
            None => drop(scribe.enter("host", motion).unwrap()),
        }
    }
}

/// A ballot that one household casts for another, with a written mandate or without.
fn for_another(principal: u32, mandate: Option<Hash>) -> Vote {
    Vote { principal: Some(id(&format!("H-{principal}"))), mandate, ..vote("Y") }
}

#[test]
fn ab19_nobody_carries_more_mandates_than_the_rule_allows() {
    let mandate = Some(Hash::of("书面委托".as_bytes()));
    let mut assembly = Assembly::of("ab19", 6, 6, &question());
    assert_eq!(try_vote(&mut assembly, "H-1", for_another(2, mandate)), "ballot.proxy-off");

    let proxy = json!({"allowed": {"cap": 3, "same_household": false, "written": true}});
    let allowed = ask(&json!({"rule": stated(&json!({"proxy": proxy}))}));
    let mut assembly = Assembly::of("ab19", 6, 6, &allowed);
    assert_eq!(try_vote(&mut assembly, "H-1", for_another(2, None)), "ballot.proxy-unwritten");
    for principal in 2..=4 {
        let (motion, vote) = (assembly.motion, for_another(principal, mandate));
        assembly.scribe.enter_about("H-1", motion, vote).unwrap();
    }
    assert_eq!(try_vote(&mut assembly, "H-1", for_another(5, mandate)), "ballot.proxy-cap");
    assert_eq!(assembly.kept("H-1", for_another(5, mandate)), "ballot.proxy-cap");
    assembly.vote(1, "Y");
    assert_eq!((heads(&assembly, "Y"), listed(&assembly, "ballot.proxy-cap")), (4, 1));

    let four = json!({"allowed": {"cap": 4, "same_household": false, "written": true}});
    let mut scribe = founded("ab19", 0);
    enrolled(&mut scribe, 3, 0);
    let four = ask(&json!({"rule": stated(&json!({"proxy": four}))}));
    assert_eq!(refused(&mut scribe, "host", notice(&four)), "rule.proxy-cap");
}

#[test]
fn ab20_a_paper_counts_as_two_clerks_read_it_or_as_it_was_settled_before_a_witness() {
    let mut assembly = Assembly::of("ab20", 3, 0, &question());
    let motion = assembly.motion;
    for household in 1..=3 {
        assembly.hand_out(household);
        assembly.read("host", household, "Y");
    }
    assert_eq!(refused_about(&mut assembly.scribe, "host", motion, read(1, "Y")), "ballot.same-clerk");
    assembly.read("clerk-2", 1, "Y");
    assembly.read("clerk-2", 2, "N");
    let close = |papers| guanjia::event::Close { papers: Some(papers) };
    assert_eq!(refused_about(&mut assembly.scribe, "host", motion, close(4)), "ballot.paper-count");
    assembly.close(Some(3));
    let said = Announce {
        abstain: 0,
        invalid: 0,
        options: [(id("Y"), 3), (id("N"), 0)].into(),
        outcome: Outcome::Passed,
        participating: 3,
    };
    let announce = |assembly: &mut Assembly| refused_about(&mut assembly.scribe, "host", motion, said.clone());
    assert_eq!(announce(&mut assembly), "ballot.entry-mismatch");
    // The third was read by one clerk only, and the second in two ways.
    assembly.read("clerk-2", 3, "Y");
    assert_eq!(announce(&mut assembly), "ballot.entry-mismatch");
    let settle = guanjia::event::Adjudicate {
        choice: Choice::Option(id("N")),
        reason: "监督员和见证人当众核对票面".to_owned(),
        serial: id("P-2"),
    };
    assert_eq!(refused_about(&mut assembly.scribe, "host", motion, settle.clone()), "office.missing");
    let settled = assembly.scribe.enter_about("supervisor", motion, settle).unwrap();
    assert_eq!(announce(&mut assembly), "ballot.entry-mismatch");
    assert_eq!(refused_about(&mut assembly.scribe, "supervisor", settled, Attest {}), "attest.same");
    assembly.scribe.enter_about("witness", settled, Attest {}).unwrap();
    assert_eq!(announce(&mut assembly), "count.wrong");
    assert_eq!((heads(&assembly, "Y"), heads(&assembly, "N")), (2, 1));
    assembly.announce();
    let report = report(&mut assembly);
    assert!(report.is_clean(), "{:?}", report.findings);
}

#[test]
fn ab21_who_votes_online_and_on_paper_counts_once_by_the_declared_rule() {
    // The rule, which of the two comes first, and what counts: online is Y, paper is N.
    let cases = [
        ("first", "online", "Y"),
        ("first", "paper", "N"),
        ("last", "online", "N"),
        ("last", "paper", "Y"),
        ("online", "online", "Y"),
        ("online", "paper", "Y"),
        ("paper", "online", "N"),
        ("paper", "paper", "N"),
    ];
    for (rule, first, counts) in cases {
        let mut assembly = Assembly::of("ab21", 3, 3, &ask(&json!({"duplicates": rule})));
        assembly.hand_out(1);
        let online = |assembly: &mut Assembly| {
            let ballot = assembly.scribe.sign("H-1", Some(assembly.motion), vote("Y")).unwrap();
            assembly.scribe.keep(&ballot).map(|error| error.code())
        };
        let paper = |assembly: &mut Assembly| ["host", "clerk-2"].map(|clerk| assembly.read(clerk, 1, "N"));
        let refused = if first == "online" {
            let refused = online(&mut assembly);
            paper(&mut assembly);
            refused
        } else {
            paper(&mut assembly);
            online(&mut assembly)
        };
        let about = format!("{rule} counts, {first} came first");
        let online_is_refused = first == "paper" && counts == "N";
        assert_eq!(refused, online_is_refused.then_some("ballot.duplicate-channel"), "{about}");
        assembly.close(Some(1));
        let other = if counts == "Y" { "N" } else { "Y" };
        assert_eq!((heads(&assembly, counts), heads(&assembly, other)), (1, 0), "{about}");
        assert_eq!(listed(&assembly, "ballot.duplicate-channel"), 1, "{about}");
        let report = report(&mut assembly);
        assert!(report.is_clean(), "{about}: {:?}", report.findings);
        assert_eq!(codes(&report.listed), ["ballot.duplicate-channel"], "{about}");
    }
}

#[test]
fn ab33_a_rule_of_two_measures_decides_nothing_where_only_one_is_known() {
    let mut scribe = founded("ab33", 0);
    enrolled(&mut scribe, 3, 0);
    let owners = ask(&json!({"rule": {"preset": "cn.owners.major.278"}}));
    assert_eq!(refused(&mut scribe, "host", notice(&owners)), "rule.basis-missing");
}
