//! A payload has one spelling (RFC 8785, integers up to 2^53 − 1), whatever the features of `serde_json` are. Cargo
//! gives one build of it to everybody in a program, so that a dependency may turn one on.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::fs;

use guanjia::{Error, MAX_INTEGER, Payload};
use serde_json::{Value, json};

/// The code with which the payload of a `clock` entry is refused.
fn refused(text: &str) -> Option<&'static str> {
    Payload::parse("clock", text).err().map(|error| error.code())
}

fn clock(seq: impl std::fmt::Display) -> String {
    format!(r#"{{"at":1772416800,"aud":"example.org/hall","iat":1772416800,"seq":{seq}}}"#)
}

/// Neither `preserve_order` nor `arbitrary_precision` is on in this build.
#[test]
fn serde_json_keeps_neither_the_order_of_members_nor_the_digits_of_numbers() {
    let value: Value = serde_json::from_str(r#"{"b":1.50,"a":18446744073709551616}"#).unwrap();
    assert_eq!(value.to_string(), r#"{"a":1.8446744073709552e+19,"b":1.5}"#);
}

#[test]
fn members_stand_in_the_order_of_their_names() {
    assert_eq!(refused(&clock(7)), None);
    let members = [r#""at":1772416800"#, r#""aud":"example.org/hall""#, r#""iat":1772416800"#, r#""seq":7"#];
    for first in 0..members.len() {
        for second in (first + 1)..members.len() {
            let mut other = members;
            other.swap(first, second);
            assert_eq!(refused(&format!("{{{}}}", other.join(","))), Some("json.not-canonical"), "{other:?}");
        }
    }
}

/// The members of what is inside of members too; those of a type stand in another order in the source.
#[test]
fn members_within_members_stand_in_their_order() {
    let mut motion = json!({
        "aud": "example.org/hall", "iat": 1, "seq": 1, "session": "S", "question": {
            "id": "Q", "title": {"zh": "公约"}, "text": {"zh": "是否同意"}, "poll": {"choice": {"approves": "Y"}},
            "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
            "rule": {"preset": "x.steward.session"}, "duplicates": "first", "blank": "abstain",
            "channels": ["online"], "secrecy": "named", "effect": "opinion",
        },
    });
    motion.sort_all_objects();
    let text = motion.to_string();
    let payload = Payload::parse("motion", &text).unwrap();
    assert_eq!(payload.print().unwrap(), text);
    let swapped = text.replace(r#"{"id":"Y","text":{"zh":"同意"}}"#, r#"{"text":{"zh":"同意"},"id":"Y"}"#);
    assert_ne!(swapped, text);
    assert_eq!(Payload::parse("motion", &swapped).unwrap_err().code(), "json.not-canonical");
}

#[test]
fn numbers_are_integers_that_every_reader_keeps() {
    assert_eq!(refused(&clock(MAX_INTEGER)), None);
    for large in [MAX_INTEGER + 1, u64::MAX] {
        assert_eq!(refused(&clock(large)), Some("json.invalid"), "{large}");
    }
    for other in ["18446744073709551616", "1e400", "1000000000000000000000000", "-1", "7.0", "7e0", "0.7e1", "-0", "07"]
    {
        assert!(refused(&clock(other)).is_some(), "{other}");
    }
}

#[test]
fn strings_are_spelled_as_serde_json_spells_them() {
    for c in (0..0x3000).chain([0xD7FF, 0xFEFF, 0xFFFF, 0x1_F600]).filter_map(char::from_u32) {
        let text = format!("a{c}{c}b");
        assert_eq!(guanjia::to_json(&text).unwrap(), serde_json::to_string(&text).unwrap());
    }
}

#[test]
fn the_place_of_what_is_wrong_is_told() {
    for (text, zh, en) in [
        (r#"{"options":[]}"#, "id:缺少这一项", "id: missing field"),
        (
            r#"{"id":"Q1","text":{"zh":"问","en":7}}"#,
            "text.en:应为字符串,实为数",
            "text.en: expected a string, found a number",
        ),
        (
            r#"{"id":"Q1","text":{"zh":"问"},"options":[{"id":"A","text":{"en":"yes"}}]}"#,
            "options[0].text.zh:缺少这一项",
            "options[0].text.zh: missing field",
        ),
        (
            r#"{"id":"Q 1"}"#,
            "id:id.invalid: “Q 1”不能作编号:编号由 1 至 64 个字母、数字、点、横线或下划线组成",
            "id: id.invalid: “Q 1” is not an identifier: 1 to 64 letters, digits, dots, dashes or underscores",
        ),
        (
            r#"{"id":"Q1","id":"Q2"}"#,
            "第 1 行第 15 列有同名的项,或者有数不是 2^53 - 1 以内的整数",
            "“id” is there twice at line 1 column 15",
        ),
        (
            r#"{"id":9007199254740992}"#,
            "第 1 行第 22 列有同名的项,或者有数不是 2^53 - 1 以内的整数",
            "“9007199254740992” is not an integer within 2^53 - 1 at line 1 column 22",
        ),
        (r#"{"id":"Q1","text":"#, "到第 1 行第 18 列就断了,没有写完", "EOF while parsing a value at line 1 column 18"),
        (r#"{"id":"Q1",}"#, "第 1 行第 12 列不是 JSON 的写法", "trailing comma at line 1 column 12"),
    ] {
        let error = guanjia::from_json::<guanjia::motion::Question>(text).unwrap_err();
        assert_eq!((error.field("reason_zh"), error.field("reason")), (Some(zh), Some(en)), "{text}");
        assert_eq!(error.zh(), format!("内容不合格式:{zh}"));
        assert_eq!(error.en(), format!("the content does not have the expected form: {en}"));
        assert_eq!(format!("{error:#}"), format!("json.invalid: {}", error.zh()));
    }
}

/// What a payload is held to: read in any spelling, and printed again.
fn by_printing(kind: &str, value: &Value, text: &str) -> Result<Payload, Option<String>> {
    let mut members = value.clone();
    members["kind"] = json!(kind);
    let reason = |error: Error| error.field("reason").map(str::to_owned);
    let payload = Payload::from_json(&members.to_string()).map_err(reason)?;
    if payload.print().map_err(reason)? == text { Ok(payload) } else { Err(None) }
}

/// A value with something in the place of each value in it, one at a time.
fn with_each(value: &Value, put: &dyn Fn(&Value) -> Vec<Value>) -> Vec<Value> {
    let mut changed = put(value);
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                for other in with_each(item, put) {
                    let mut items = items.clone();
                    items[at] = other;
                    changed.push(items.into());
                }
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                for other in with_each(member, put) {
                    let mut members = members.clone();
                    members[name] = other;
                    changed.push(members.into());
                }
            }
        }
        _ => {}
    }
    changed
}

/// What somebody might write in place of a value.
fn others(value: &Value) -> Vec<Value> {
    let mut others: Vec<Value> = [
        "null",
        "false",
        "true",
        "0",
        "1",
        "-1",
        "9007199254740991",
        "[]",
        "{}",
        r#""""#,
        r#""Y""#,
        r#""a\nb""#,
        "[1,2]",
        "[2,4]",
        r#"["Y","N"]"#,
        r#"["Y","Y"]"#,
        r#"{"Y":1}"#,
    ]
    .map(|text| serde_json::from_str(text).unwrap())
    .into();
    others.push(json!([value]));
    match value {
        Value::String(text) => {
            others.extend([json!(text.to_uppercase()), json!(format!("{text}A")), json!({text: value})]);
        }
        Value::Array(items) => {
            others.push(items.iter().rev().cloned().collect());
            others.push(items.iter().chain(items).cloned().collect());
            others.push(items.iter().skip(1).cloned().collect());
        }
        Value::Object(members) => {
            for name in members.keys() {
                let mut fewer = members.clone();
                fewer.remove(name);
                others.push(fewer.into());
            }
            for (name, more) in [("en", json!("")), ("zz", json!(1)), ("\u{e000}", json!(1))] {
                let mut members = members.clone();
                members.insert(name.to_owned(), more);
                others.push(members.into());
            }
        }
        _ => {}
    }
    others
}

fn is_chinese(c: char) -> bool {
    ('一'..='鿿').contains(&c)
}

/// A payload of every kind, with every value in it replaced by many others: it is refused or read just as if it were printed
/// to be compared.
#[test]
fn what_is_read_is_what_would_be_printed() {
    let (mut read, mut refused) = (0, 0);
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/corpus/payload")).unwrap() {
        let said = fs::read_to_string(file.unwrap().path()).unwrap_or_default();
        let Some((kind, text)) = said.split_once('\n') else { continue };
        let Ok(payload) = Payload::parse(kind, text) else { continue };
        assert_eq!(payload.print().unwrap(), text);
        for value in with_each(&serde_json::from_str(text).unwrap(), &others) {
            let text = value.to_string();
            let ours = Payload::parse(kind, &text);
            if let Err(error) = &ours {
                assert!(error.field("reason_zh").is_none_or(|why| why.chars().any(is_chinese)), "{error:#}");
            }
            let ours = ours.map_err(|error| error.field("reason").map(str::to_owned));
            if value.is_object() {
                assert_eq!(ours, by_printing(kind, &value, &text), "{kind} {text}");
            }
            if ours.is_ok() { read += 1 } else { refused += 1 }
        }
    }
    assert!(read > 1_000 && refused > 10_000, "{read} read, {refused} refused");
}
