//! The table of errors: every code has one name, both sentences, and somebody who says it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use guanjia::{Code, Severity};

/// The names in braces.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect()
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn names_are_a_subject_and_what_and_belong_to_one_code() {
    let mut seen = BTreeSet::new();
    for code in Code::ALL {
        let name = code.name();
        let parts: Vec<_> = name.split('.').collect();
        let word = |part: &&str| {
            let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            part.starts_with(|c: char| c.is_ascii_lowercase()) && !part.ends_with('-') && part.bytes().all(fits)
        };
        assert!(parts.len() == 2 && parts.iter().all(word), "{name}");
        assert!(seen.insert(name), "`{name}` belongs to two codes");
    }
}

#[test]
fn sentences_are_sentences_in_both_languages() {
    for code in Code::ALL {
        let (name, zh, en) = (code.name(), code.zh(), code.en());
        assert!(zh.chars().any(is_chinese), "{name}: {zh}");
        assert!(!en.chars().any(is_chinese), "{name}: {en}");
        assert!(en.split_whitespace().count() > 1, "{name}: {en}");
        assert!(!en.ends_with(['.', '!', ';']), "{name} ends like prose: {en}");
        assert!(en.trim() == en && zh.trim() == zh, "{name} has blanks around it");
        assert!(!en.contains("  "), "{name} has a double blank: {en}");
    }
}

/// What the one language says of a case the other says too; words that differ by language bear `zh` or
/// `_zh` in their name.
#[test]
fn both_sentences_say_the_same_fields() {
    let mut missing = Vec::new();
    for code in Code::ALL {
        let (zh, en) = (placeholders(code.zh()), placeholders(code.en()));
        let only_zh = zh.iter().filter(|field| !en.contains(*field) && **field != "zh" && !field.ends_with("_zh"));
        missing.extend(only_zh.map(|field| format!("{}: `{{{field}}}` is not in the English", code.name())));
        let translated =
            |field: &str| zh.contains("zh") || zh.contains(format!("{}_zh", field.trim_end_matches("_en")).as_str());
        let only_en = en.iter().filter(|field| !zh.contains(*field) && !translated(field));
        missing.extend(only_en.map(|field| format!("{}: `{{{field}}}` is not in the Chinese", code.name())));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// SPEC.md section 9 lists them all.
#[test]
fn the_specification_has_the_table() {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.name());
    let row = |code: &Code| {
        let severity = match code.severity() {
            Severity::Listed => "listed",
            Severity::Warning => "warning",
            Severity::Fault => "fault",
        };
        format!("| `{}` | {severity} | {} | {} |\n", code.name(), code.zh(), code.en().replace('|', "\\|"))
    };
    let rows: String = codes.iter().map(row).collect();
    let table = format!("| code | severity | 中文 | English |\n|---|---|---|---|\n{rows}");
    common::keep("SPEC.md", |spec| {
        let (before, rest) = spec.split_once("<!-- codes -->\n").unwrap();
        let (_, after) = rest.split_once("<!-- /codes -->").unwrap();
        format!("{before}<!-- codes -->\n{table}<!-- /codes -->{after}")
    });
}

/// A code that nothing says is dead, and one whose fields nobody fills prints its braces.
#[test]
fn every_code_is_said_somewhere_and_its_fields_are_filled() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let text: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let text = text.join("\n");
    let text: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let text = text.join("\n");
    let mut said = BTreeMap::<&str, u32>::new();
    for word in text.split("Code::").skip(1) {
        let name = word.split(|c: char| !c.is_alphanumeric()).next().unwrap();
        *said.entry(name).or_default() += 1;
    }
    let dead: Vec<_> = Code::ALL.iter().filter(|code| !said.contains_key(format!("{code:?}").as_str())).collect();
    assert!(dead.is_empty(), "nothing says {dead:?}");
    for code in Code::ALL {
        for field in placeholders(code.zh()).union(&placeholders(code.en())) {
            let filled = text.contains(&format!("with(\"{field}\""));
            assert!(filled, "{}: nothing fills `{{{field}}}`", code.name());
        }
    }
}
