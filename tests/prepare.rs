//! What an event must say follows from the record: what was entered in the samples is prepared again, word for word.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]
#![allow(clippy::needless_pass_by_value, reason = "a test says what it asks in one line")]

mod common;

use guanjia::map::Map;
use std::sync::LazyLock;

use common::record::{day, founded, freeze, id, keyed, unit};
use common::sample::Sample;
use guanjia::event::{
    AnnounceDraw, DeclareRoster, DraftConvention, DrawFrom, FinishDraw, Freeze, MoveRoster, Notice, Post,
};
use guanjia::log::SignedEntry;
use guanjia::prepare::Ask;
use guanjia::roster::RosterEvent;
use guanjia::sample::{luoqisi, pengshui, tanggui};
use guanjia::{Event, Hall, Hash, Payload};
use serde::Serialize;
use serde_json::{Value, json};

/// Words that the samples post and take down; only their digests are on the record.
const WORDS: [&str; 14] = [
    "百姓管家名单公示(虚构)",
    "表决结果公告(虚构)",
    "签约结果公告(虚构)",
    "办理结果公示(虚构)",
    "积分公示(虚构)",
    "测评结果公告(虚构)",
    "高空抛物办理结果公示(虚构)",
    "T01 办理结果公示(虚构)",
    "T02 办理结果公示(虚构)",
    "锣旗寺社区百姓管家议事会会议记录(虚构)",
    "唐桂社区线上协商议事会议记录(虚构)",
    "3号楼业主共同决定会议记录(虚构)",
    "户代表会议记录 PS-1(虚构)",
    "户代表会议记录 PS-2(虚构)",
];

/// The words of a digest: of those above, or of a question, which an agenda is posted with.
fn words(digest: Hash, end: &Hall) -> Option<&str> {
    let questions = end.motions().into_iter().map(|motion| motion.question().text.zh.as_str());
    WORDS.into_iter().chain(questions).find(|words| Hash::of(words.as_bytes()) == digest)
}

static LUOQISI: LazyLock<Sample> = LazyLock::new(|| {
    let mut told = |_, _| ();
    Sample::tell(luoqisi(b"any seed", &mut told).unwrap())
});

fn members(value: &impl Serialize, names: &[&str]) -> Value {
    let value = serde_json::to_value(value).unwrap();
    let chosen = names.iter().filter_map(|name| Some(((*name).to_owned(), value.get(name)?.clone())));
    Value::Object(chosen.collect())
}

fn with(mut value: Value, more: Value) -> Value {
    let Value::Object(more) = more else { panic!("no object") };
    value.as_object_mut().unwrap().extend(more);
    value
}

/// What whoever entered an event had to say of it, as far as it is of a kind that is prepared. `end` is the record
/// as it came out, which has the questions and the secrets.
fn said(event: &Event, re: Option<Hash>, end: &Hall) -> Option<Value> {
    let asked = |name: &str| end.motion_named(&id(name)).unwrap().question();
    let said = match event {
        Event::Freeze(Freeze { base }) => json!({"base": base.id, "register": base.register, "scope": base.scope}),
        Event::DeclareRoster(DeclareRoster { roster }) => {
            with(members(roster, &["base", "candidates", "rule"]), json!({"roster": roster.id}))
        }
        Event::AnnounceDraw(AnnounceDraw { draw, from, session }) => {
            let names = ["by", "seats", "alternates", "general", "parties", "commit_by", "reveal_by", "sources"];
            with(members(draw, &names), json!({"draw": draw.id, "from": from, "session": session}))
        }
        Event::CommitDraw(commit) => {
            let record = end.draw(&commit.draw).unwrap();
            let (party, _) = record.commitments().iter().find(|(_, made)| **made == commit.commitment).unwrap();
            json!({"draw": commit.draw, "party": party, "secret": record.reveals()[party]})
        }
        Event::RevealDraw(reveal) => serde_json::to_value(reveal).unwrap(),
        Event::FinishDraw(FinishDraw { draw, value }) => {
            let sources = value.trim_end_matches('/').split('/').map(|shown| {
                let mut numbers: Vec<_> = shown.split('.').filter(|number| !number.is_empty()).collect();
                numbers.reverse(); // in whatever order the balls came
                numbers
            });
            json!({"draw": draw, "values": sources.collect::<Vec<_>>()})
        }
        Event::Notice(notice) => announced(notice, end),
        Event::Motion(motion) => match &motion.question.follows {
            Some(first) => return Some(json!({"kind": "round", "question": first})),
            None => json!({"session": motion.session, "question": asked(motion.question.id.as_str()),
                "convention": motion.convention.as_ref().map(|text| &text.convention)}),
        },
        Event::Close(close) => json!({"motion": re, "papers": close.papers}),
        Event::Announce(_) => json!({"motion": end.motion(re?).unwrap().question().id}),
        Event::TakeMinutes(minutes) => json!({"session": minutes.session, "text": words(minutes.digest, end).unwrap()}),
        Event::DraftConvention(DraftConvention { convention, reason, replies, .. }) => json!({
            "convention": convention.id(), "title": convention.title(), "articles": convention.articles(),
            "reason": reason, "replies": replies,
        }),
        Event::ReviewDraft(review) => members(review, &["convention", "findings", "outcome"]),
        Event::Post(post) => posted(post, end),
        _ => return None,
    };
    Some(with(said, json!({"kind": event.kind()})))
}

/// A notice with the questions that were put to the vote later, in its words.
fn announced(notice: &Notice, end: &Hall) -> Value {
    let mut value = serde_json::to_value(notice).unwrap();
    for item in value["agenda"]["items"].as_array_mut().unwrap() {
        let motions = item.get("motions").and_then(Value::as_array).cloned().unwrap_or_default();
        let question = |motion: &Value| end.motion_named(&id(motion["id"].as_str().unwrap())).unwrap().question();
        item["motions"] = motions.iter().map(|motion| json!(question(motion))).collect();
        item.as_object_mut().unwrap().remove("no");
    }
    value
}

fn posted(post: &Post, end: &Hall) -> Value {
    let by = post.table.as_ref().map(|_| "building");
    let said = members(post, &["post", "subject", "days", "evidence", "extended_to", "listed"]);
    with(said, json!({"text": words(post.text, end), "by": by}))
}

/// Prepares every event of a sample that can be, just before it was entered; gives how many of each kind there were.
fn prepared_again(sample: &Sample) -> Map<String, u64> {
    let mut hall = Hall::new();
    let mut counts = Map::new();
    for line in &sample.lines {
        let entry = SignedEntry::parse(line).unwrap();
        let payload = Payload::parse(entry.kind(), entry.payload()).unwrap();
        if let Some(said) = said(&payload.event, payload.re, &sample.hall) {
            let ask = Ask::from_json(&said.to_string()).unwrap_or_else(|error| panic!("{}: {said}", error.en()));
            let prepared = hall.prepare(ask).unwrap_or_else(|error| panic!("{}: {said}", error.en()));
            assert_eq!(prepared, (payload.event, payload.re), "{said}");
            *counts.entry(said["kind"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        hall.record(line);
    }
    counts
}

#[test]
fn what_was_entered_in_luoqisi_is_prepared_again() {
    let counts = prepared_again(&LUOQISI);
    // All kinds, each as often as the story has it.
    let kinds: Vec<&str> = counts.keys().map(String::as_str).collect();
    let mut all = Ask::KINDS.to_vec();
    all.sort_unstable();
    assert_eq!(kinds, all);
    assert_eq!((counts["convention"], counts["review"], counts["freeze"], counts["commit"]), (3, 5, 2, 3));
}

#[test]
fn what_was_entered_in_the_other_samples_is_prepared_again() {
    let mut told = |_, _| ();
    let counts = prepared_again(&Sample::tell(pengshui(b"any seed", &mut told).unwrap()));
    assert_eq!((counts["notice"], counts["motion"], counts["minutes"]), (2, 2, 2));
    let counts = prepared_again(&Sample::tell(tanggui(b"any seed", &mut told).unwrap()));
    assert_eq!((counts["notice"], counts["announce"], counts["post"]), (3, 3, 7));
}

fn refused(hall: &Hall, said: Value) -> (&'static str, String) {
    let error = Ask::from_json(&said.to_string()).and_then(|ask| hall.prepare(ask)).unwrap_err();
    (error.code(), error.field("reason").unwrap_or_default().to_owned())
}

/// The seats of a roster's draw follow from who stands.
#[test]
fn a_roster_says_how_many_are_drawn_and_from_whom() {
    let mut scribe = founded("prepare");
    for handle in ["R-1", "R-2", "R-3"] {
        let unit = unit(json!({"handle": handle, "amounts": {"households": 1}, "voter": true}));
        let enrol = keyed(&mut scribe, "residents", unit);
        scribe.enter("registrar", enrol).unwrap();
    }
    freeze(&mut scribe, "residents", "residents");
    let enter = |scribe: &mut guanjia::sample::Scribe, said: Value| {
        let (event, re) = scribe.hall().prepare(Ask::from_json(&said.to_string()).unwrap()).unwrap();
        assert_eq!(re, None);
        scribe.enter("committee", event).unwrap();
    };
    enter(
        &mut scribe,
        json!({"kind": "roster", "roster": "R-2026", "base": "residents", "candidates": "residents",
        "rule": {"ratio": [1, 3], "measure": "households", "rounding": "ceil"}}),
    );
    let step = |event, until: Option<&str>| MoveRoster {
        event,
        reason: None,
        roster: id("R-2026"),
        until: until.map(|day| day.parse().unwrap()),
    };
    scribe.enter("committee", step(RosterEvent::OpenNomination, Some("2026-03-02"))).unwrap();
    for handle in ["R-1", "R-2"] {
        let text = format!(r#"{{"kind": "nominate", "handle": "{handle}", "roster": "R-2026", "source": "own"}}"#);
        scribe.enter(handle, Event::from_json(&text).unwrap().0).unwrap();
    }
    day(&mut scribe, 1);
    scribe.enter("committee", step(RosterEvent::CloseNomination, None)).unwrap();
    let draw = json!({"kind": "draw", "draw": "FILL-2026", "from": {"candidates": "R-2026"}, "alternates": 1,
        "general": 0, "parties": ["supervisor"], "commit_by": "2026-03-03", "reveal_by": "2026-03-04",
        "sources": [{"text": "双色球第2026030期(虚构)", "date": "2026-03-05"}]});
    for (member, value) in [("seats", json!({"all": 1})), ("by", json!("building"))] {
        let said = refused(scribe.hall(), with(draw.clone(), json!({member: value})));
        assert_eq!(said, ("json.invalid", format!("{member}: follows from the record, so it is left out")));
    }
    enter(&mut scribe, draw.clone());
    let announced = scribe.hall().draw(&id("FILL-2026")).unwrap();
    assert_eq!(announced.announcement().seats.values().sum::<u64>(), 1);
    assert_eq!(announced.candidates().len(), 2);

    let panel = with(draw, json!({"from": DrawFrom::Base(id("residents"))}));
    assert_eq!(refused(scribe.hall(), panel), ("json.invalid", "seats: missing field".to_owned()));
}

#[test]
fn an_ask_is_read_strictly_and_what_is_wrong_is_located() {
    let hall = Hall::new();
    let reason = |said: Value| refused(&hall, said).1;
    assert_eq!(reason(json!([])), "an ask is an object");
    assert_eq!(reason(json!({"base": "2026"})), "kind: missing field");
    assert!(
        reason(json!({"kind": "ballot"})).starts_with("kind: unknown “ballot”, expected one of “freeze”, “roster”")
    );
    assert!(reason(json!({"kind": "announce", "motion": "Q1", "abstain": 0})).starts_with("unknown “abstain”"));
    let notice = json!({"kind": "notice", "session": "S-1", "agenda": {"items": [{"title": "养犬", "motions": [{}]}]}});
    assert_eq!(reason(notice), "agenda.items[0].motions[0].id: missing field");
    assert_eq!(refused(&hall, json!({"kind": "announce", "motion": "Q1"})).0, "motion.unknown");
    assert_eq!(refused(&hall, json!({"kind": "minutes", "session": "S-1", "text": ""})).0, "session.unknown");
    assert_eq!(refused(&hall, json!({"kind": "round", "question": "Q1"})).0, "motion.round-unfit");
    assert_eq!(
        refused(&hall, json!({"kind": "review", "convention": "dogs", "outcome": "clear"})).0,
        "convention.unknown"
    );
}

/// What is posted of a convention is its version and nothing else.
#[test]
fn a_post_says_what_the_record_has() {
    let sample = &*LUOQISI;
    let post = |subject: Value, more: Value| with(json!({"kind": "post", "post": "again", "subject": subject}), more);
    let prepare = |said: Value| match sample.hall.prepare(Ask::from_json(&said.to_string()).unwrap()).unwrap() {
        (Event::Post(post), None) => post,
        other => panic!("{other:?}"),
    };
    let dogs = sample.hall.convention(&id("dogs")).unwrap().promulgated().unwrap().text.digest();
    let filing = json!({"filing": "dogs"});
    assert_eq!(prepare(post(filing.clone(), json!({"days": 15}))).text, dogs);
    let said = refused(&sample.hall, post(filing.clone(), json!({"days": 15, "text": "公约"})));
    assert_eq!(said.1, "text: follows from the record, so it is left out");
    assert_eq!(refused(&sample.hall, post(filing.clone(), json!({}))).1, "days: missing field");
    assert_eq!(
        refused(&sample.hall, post(filing, json!({"days": 15, "by": "building"}))).1,
        "by: only a vote or a drive is counted"
    );
    let result = json!({"result": sample.hall.motion_named(&id("CONVENTION")).unwrap().leaf()});
    let prepared = prepare(post(result.clone(), json!({"text": "结果", "by": "dog"})));
    assert_eq!((prepared.days, prepared.text), (15, Hash::of("结果".as_bytes())));
    assert!(prepared.table.is_some_and(|table| !table.rows.is_empty()));
    assert_eq!(refused(&sample.hall, post(result, json!({}))).1, "text: missing field");
    let minutes =
        sample.hall.sessions().find_map(|session| session.minutes().map(|minutes| (session.id(), minutes.text)));
    let (session, text) = minutes.unwrap();
    assert_eq!(prepare(post(json!({"minutes": session}), json!({"days": 7}))).text, text);
}
