//! Questions: what can be put to the vote, what is doubtful, what may not be put again.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::motion::Question;
use guanjia::{Error, Severity};
use serde_json::{Value, json};

fn bins() -> Value {
    json!({
        "id": "Q3", "title": {"zh": "犬便箱"}, "text": {"zh": "设6处犬便箱,并配取袋。"},
        "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
        "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": "x.steward.session"},
        "duplicates": "first", "blank": "abstain", "channels": ["online"], "secrecy": "named", "effect": "opinion",
    })
}

fn question(value: &Value) -> Question {
    serde_json::from_value(value.clone()).unwrap()
}

fn with(changes: Changes) -> Question {
    let mut value = bins();
    for (pointer, change) in changes {
        match value.pointer_mut(pointer) {
            Some(member) => *member = change.clone(),
            None => value[&pointer[1..]] = change.clone(),
        }
    }
    question(&value)
}

/// Changes to the sample question, by JSON pointer.
type Changes<'a> = &'a [(&'a str, Value)];

fn codes(errors: &[Error]) -> Vec<&str> {
    errors.iter().map(Error::code).collect()
}

#[test]
fn what_cannot_be_put_to_the_vote() {
    let three = json!([
        {"id": "A", "text": {"zh": "甲"}}, {"id": "B", "text": {"zh": "乙"}}, {"id": "C", "text": {"zh": "丙"}}
    ]);
    let two_round = json!({"two-round": {"tie": "none"}});
    let rows: &[(Changes, Option<&str>)] = &[
        (&[], None),
        (&[("/text/zh", json!(" "))], Some("motion.text-missing")),
        (&[("/options/1/text/zh", json!(""))], Some("motion.text-missing")),
        (&[("/options", json!([{"id": "Y", "text": {"zh": "同意"}}]))], Some("motion.options-few")),
        (&[("/options/1/id", json!("Y"))], Some("motion.option-twice")),
        (&[("/poll/choice/approves", json!("Z"))], Some("motion.approves-unknown")),
        (&[("/poll", json!({"approval": {}}))], None),
        (&[("/poll", json!({"approval": {"max": 2}}))], None),
        (&[("/poll", json!({"approval": {"max": 3}}))], Some("motion.marks-invalid")),
        (&[("/poll", json!({"approval": {"max": 0}}))], Some("motion.marks-invalid")),
        (&[("/poll", two_round.clone()), ("/options", three.clone())], None),
        (
            &[("/poll", two_round.clone()), ("/options", three.clone()), ("/rule/preset", json!("x.priority.pick_k"))],
            Some("motion.poll-unsuited"),
        ),
        (
            &[("/poll", two_round), ("/options", three), ("/rule/preset", json!("cn.owners.general.278"))],
            Some("motion.poll-unsuited"),
        ),
        (&[("/channels", json!([]))], Some("motion.channels-missing")),
        (&[("/secrecy", json!("secret"))], Some("motion.secret-unsupported")),
        (&[("/secrecy", json!("either"))], Some("motion.secret-unsupported")),
        (&[("/rule/preset", json!("cn.dibao.review.panel.2014"))], Some("motion.secret-unsupported")),
        (&[("/proxy_cap", json!(1))], Some("motion.proxy-cap")),
        (&[("/rule/preset", json!("cn.owners.general.278")), ("/proxy_cap", json!(3))], None),
        (&[("/rule/preset", json!("cn.owners.general.278")), ("/proxy_cap", json!(4))], Some("motion.proxy-cap")),
        (&[("/rule/preset", json!("cn.owners.general.278")), ("/proxy_cap", json!(0))], Some("motion.proxy-cap")),
    ];
    for (changes, code) in rows {
        let checked = with(changes).check();
        assert_eq!(checked.as_ref().err().map(Error::code), *code, "{changes:?}");
        assert!(checked.err().is_none_or(|error| error.severity() == Severity::Fault));
    }
}

#[test]
fn ab26_stewards_give_an_opinion_and_decide_nothing() {
    let error = with(&[("/effect", json!("decision"))]).check().unwrap_err();
    assert_eq!(error.code(), "motion.opinion-only");
    assert_eq!(with(&[("/effect", json!("decision")), ("/rule/preset", json!("cn.urban.reps.2026"))]).check(), Ok(()));
}

#[test]
fn ab12_one_comma_changes_the_digest() {
    let fixed = question(&bins()).digest().unwrap();
    assert_eq!(question(&bins()).check_unchanged(fixed), Ok(()));
    let changes = [
        ("/text/zh", json!("设6处犬便箱,并配取袋,。")),
        ("/title/zh", json!("犬便箱。")),
        ("/options/0/text/zh", json!("同意 ")),
        ("/options", json!([{"id": "N", "text": {"zh": "不同意"}}, {"id": "Y", "text": {"zh": "同意"}}])),
        ("/poll/choice/approves", json!("N")),
        ("/rule/preset", json!("cn.urban.reps.2026")),
        ("/duplicates", json!("last")),
        ("/blank", json!("invalid")),
        ("/channels", json!(["online", "onsite-paper"])),
        ("/text/en", json!("Six bins.")),
    ];
    for (pointer, change) in changes {
        let mut other = bins();
        match pointer {
            "/text/en" => other["text"]["en"] = change,
            _ => *other.pointer_mut(pointer).unwrap() = change,
        }
        assert_eq!(question(&other).check_unchanged(fixed).unwrap_err().code(), "motion.changed", "{pointer}");
    }
}

#[test]
fn ab13_two_contested_articles_in_one_motion_are_a_warning() {
    for (articles, bundled) in
        [(json!([]), false), (json!(["A5"]), false), (json!(["A5", "A5"]), false), (json!(["A5", "A6"]), true)]
    {
        let lints = with(&[("/contested", articles.clone())]).lints();
        assert_eq!(codes(&lints), if bundled { vec!["motion.bundled"] } else { vec![] }, "{articles}");
        assert!(lints.iter().all(|lint| lint.severity() == Severity::Warning));
    }
}

#[test]
fn ab14_the_same_motion_may_not_be_put_again_unchanged() {
    let failed = question(&bins());
    let same = [
        with(&[("/id", json!("Q9"))]),
        with(&[("/text/zh", json!("设 6 处犬便箱 并配取袋"))]),
        with(&[("/title/zh", json!("新标题"))]),
        with(&[("/options", json!([{"id": "a", "text": {"zh": "不同意"}}, {"id": "b", "text": {"zh": "同意!"}}]))]),
    ];
    for again in same {
        let error = again.check_differs(&failed).unwrap_err();
        assert_eq!((error.code(), error.field("failed")), ("motion.same", Some("Q3")));
    }
    assert_eq!(with(&[("/text/zh", json!("设4处犬便箱,并配取袋。"))]).check_differs(&failed), Ok(()));
    let more = json!([{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}, {"id": "L", "text": {"zh": "缓办"}}]);
    assert_eq!(with(&[("/options", more)]).check_differs(&failed), Ok(()));
}

#[test]
fn other_doubts_are_warnings() {
    let urban = ("/rule/preset", json!("cn.urban.assembly.households.2026"));
    let rows: &[(Changes, &[&str])] = &[
        (&[], &[]),
        (&[("/options/1/text/zh", json!("弃权"))], &["motion.abstain-option"]),
        // The law on residents' assemblies does not mention online attendance.
        (std::slice::from_ref(&urban), &["motion.channel-unfounded"]),
        (&[urban.clone(), ("/channel_basis", json!("《居民自治章程》第九条"))], &[]),
        (&[urban.clone(), ("/channel_basis", json!(" "))], &["motion.channel-unfounded"]),
        (&[urban.clone(), ("/channels", json!(["onsite-paper", "home-paper"]))], &[]),
        (
            &[("/rule/preset", json!("cn.owners.general.278")), ("/channels", json!(["home-paper"]))],
            &["motion.proxy-uncapped"],
        ),
    ];
    for (changes, expected) in rows {
        assert_eq!(codes(&with(changes).lints()), *expected, "{changes:?}");
    }
}

#[test]
fn a_rule_that_prescribes_how_to_count_binds_the_question() {
    let mut rule = serde_json::to_value(guanjia::rule::preset("x.steward.session").unwrap()).unwrap();
    for (member, value) in [
        ("id", json!("own.session")),
        ("publicity_days", json!(15)),
        ("source", json!({"law": "章程", "article": "第九条"})),
        ("duplicates", json!("online")),
        ("blank", json!("abstain")),
    ] {
        rule[member] = value;
    }
    let differs = with(&[("/rule", json!({"custom": rule.clone()}))]).check().unwrap_err();
    assert_eq!((differs.code(), differs.field("member")), ("motion.rule-differs", Some("duplicates")));
    assert_eq!(with(&[("/rule", json!({"custom": rule})), ("/duplicates", json!("online"))]).check(), Ok(()));
}

#[test]
fn a_question_has_one_spelling() {
    let text = serde_json::to_string(&question(&bins())).unwrap();
    assert_eq!(serde_json::from_str::<Question>(&text).unwrap(), question(&bins()));
    assert!(!text.contains("contested") && !text.contains("null"), "{text}");
    for (pointer, value) in
        [("/poll", json!({"choice": {}})), ("/poll", json!("choice")), ("/rule", json!("x.steward.session"))]
    {
        let mut other = bins();
        *other.pointer_mut(pointer).unwrap() = value;
        assert!(serde_json::from_value::<Question>(other).is_err(), "{pointer}");
    }
    for extra in ["prize", "Title"] {
        let mut other = bins();
        other[extra] = json!("x");
        assert!(serde_json::from_value::<Question>(other).is_err(), "{extra}");
    }
}
