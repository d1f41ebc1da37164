//! A villagers' group meeting 村民小组会议: two thirds of its adults or of its household representatives make it
//! quorate (村民委员会组织法第32条), and who is both counts on both sides.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use common::record::{day, founded, freeze, id, keyed, refused, unit};
use guanjia::agenda::{Agenda, AgendaItem, AgendaMotion};
use guanjia::ballot::Choice;
use guanjia::event::{
    Announce, Attest, CheckIn, Close, MakeStatement, Motion, MoveSession, Notice, Said, SessionBody, Vote,
};
use guanjia::motion::{Question, RuleRef};
use guanjia::quorum::Quorum;
use guanjia::sample::Scribe;
use guanjia::session::{Presence, SessionStep, Stance, Venue, When};
use guanjia::verdict::Outcome;
use guanjia::{Hash, Time};
use serde_json::json;

const RULE: &str = "cn.village.group.2026";
const ADULTS: u32 = 12;
/// V-1 to V-3.
const REPRESENTATIVES: u32 = 3;

fn question() -> Question {
    serde_json::from_value(json!({
        "id": "Q", "title": {"zh": "修渠"}, "text": {"zh": "今冬修东渠"},
        "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
        "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": RULE}, "duplicates": "first", "blank": "abstain",
        "channels": ["online"], "channel_basis": "村规民约第三条", "secrecy": "named", "effect": "decision",
    }))
    .unwrap()
}

/// Villagers with keys, of whom it is known who is an adult and who represents a household, or not.
fn villagers(known: bool) -> Scribe {
    let mut scribe = founded("village");
    for n in 1..=ADULTS {
        let mut strata = json!({"team": "三组"});
        if known {
            strata["of"] = json!("adults");
        }
        if known && n <= REPRESENTATIVES {
            strata["for"] = json!("household-representatives");
        }
        let unit = unit(json!({"handle": format!("V-{n}"), "strata": strata, "voter": true}));
        let enrol = keyed(&mut scribe, "villagers", unit);
        scribe.enter("registrar", enrol).unwrap();
    }
    freeze(&mut scribe, "group-3", "villagers");
    scribe
}

fn notice(scribe: &Scribe) -> Notice {
    let motions = vec![AgendaMotion { id: id("Q"), question: question().digest().unwrap() }];
    Notice {
        agenda: Agenda { items: vec![AgendaItem { matter: None, motions, no: 1, title: "修渠".to_owned() }] },
        body: SessionBody::Base(id("group-3")),
        guests: [].into(),
        place: None,
        rule: RuleRef::Preset(id(RULE)),
        session: id("G"),
        special: None,
        stakeholders: None,
        turns: None,
        venue: Venue::Hall,
        when: When::Held(Time(scribe.hall().now().0 + 5 * 86_400)),
    }
}

fn go(scribe: &mut Scribe, who: &str, step: SessionStep) {
    scribe.enter(who, MoveSession { session: id("G"), step }).unwrap();
}

/// A meeting to which some of the villagers came; it is not begun.
fn attended(come: &[u32]) -> Scribe {
    let mut scribe = villagers(true);
    let call = notice(&scribe);
    scribe.enter("facilitator", call).unwrap();
    day(&mut scribe, 5);
    go(&mut scribe, "clerk", SessionStep::OpenCheckin);
    for n in come {
        let handle = id(&format!("V-{n}"));
        scribe.enter("clerk", CheckIn { handle, presence: Presence::Hall, session: id("G") }).unwrap();
    }
    scribe
}

#[test]
fn either_group_makes_it_quorate() {
    // Who came; how many of the deciding group there are and are needed; whether that is enough.
    let cases: &[(&[u32], u64, u64, bool)] = &[
        (&[], 0, 2, false),
        // One representative and six others: one representative is missing, or one adult.
        (&[3, 4, 5, 6, 7, 8, 9], 7, 8, false),
        (&[4, 5, 6, 7, 8, 9, 10, 11], 8, 8, true),
        (&[1], 1, 2, false),
        (&[1, 3], 2, 2, true),
        (&[1, 2, 3, 4], 3, 2, true),
    ];
    for (come, have, need, enough) in cases {
        let mut scribe = attended(come);
        assert_eq!(scribe.hall().session_quorum(&id("G")).unwrap(), Quorum { have: *have, need: *need }, "{come:?}");
        let begin = MoveSession { session: id("G"), step: SessionStep::Begin };
        if *enough {
            scribe.enter("facilitator", begin).unwrap();
        } else {
            assert_eq!(refused(&mut scribe, "facilitator", begin), "session.no-quorum", "{come:?}");
        }
    }
}

#[test]
fn those_present_decide_whichever_group_made_it_quorate() {
    for (yes, no, outcome) in [(2, 1, Outcome::Passed), (1, 1, Outcome::Failed)] {
        let mut scribe = attended(&[1, 2, 4]);
        go(&mut scribe, "facilitator", SessionStep::Begin);
        go(&mut scribe, "facilitator", SessionStep::StartDebate { item: 1 });
        for (who, stance) in [("V-1", Stance::For), ("V-4", Stance::Against)] {
            let said = Said::Text("我说两句".to_owned());
            let said = MakeStatement { handle: None, motion: Some(id("Q")), said, session: id("G"), stance };
            scribe.enter(who, said).unwrap();
        }
        go(&mut scribe, "facilitator", SessionStep::CloseDebate);
        let motion = Motion { convention: None, question: question(), session: id("G") };
        let motion = scribe.enter("facilitator", motion).unwrap();
        for (who, choice) in
            [("V-1", "Y"), ("V-2", if yes == 2 { "Y" } else { "N" }), ("V-4", "N")].iter().take(yes + no)
        {
            let vote = Vote { choice: Choice::Option(id(choice)), principal: None, mandate: None };
            scribe.enter_about(who, motion, vote).unwrap();
        }
        scribe.enter_about("clerk", motion, Close { papers: None }).unwrap();
        let decision = scribe.hall().motion(motion).unwrap().decision().unwrap();
        let tests: Vec<_> = decision.verdicts[&id("Y")].tests.iter().map(|t| (t.base, t.need, t.have, t.met)).collect();
        let agree = u64::try_from(yes).unwrap();
        assert_eq!(tests, [(12, 8, 3, false), (3, 2, 2, true), (3, 2, agree, yes == 2)]);
        announce(&mut scribe, motion, yes as u64, no as u64, outcome);
        assert_eq!(scribe.hall().motion(motion).unwrap().outcome(), Some(outcome));
    }
}

fn announce(scribe: &mut Scribe, motion: Hash, yes: u64, no: u64, outcome: Outcome) {
    let options = [(id("Y"), yes), (id("N"), no)].into();
    let said = Announce { abstain: 0, invalid: 0, options, outcome, participating: yes + no };
    let announced = scribe.enter_about("facilitator", motion, said).unwrap();
    for witness in ["witness", "witness-2"] {
        scribe.enter_about(witness, announced, Attest {}).unwrap();
    }
}

/// Where nobody is in either group not even everyone would be a quorum, and the notice says so.
#[test]
fn a_meeting_that_could_never_be_quorate_is_not_called() {
    let mut scribe = villagers(false);
    let call = notice(&scribe);
    let error = scribe.sign("facilitator", None, call.clone()).and_then(|entry| {
        let mut hall = scribe.hall().clone();
        hall.admit(entry.as_str())
    });
    let error = error.unwrap_err();
    assert_eq!(
        (error.code(), error.field("rule"), error.field("group")),
        ("rule.group-missing", Some(RULE), Some("adults"))
    );
    assert_eq!(refused(&mut scribe, "facilitator", call), "rule.group-missing");
}
