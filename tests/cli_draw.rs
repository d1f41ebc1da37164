//! The program's `draw find`, `check`, `panel` and `rfc3797`: from tables to a panel by way of a file, and what is said of what is wrong.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const QUOTAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/lottery_quotas.csv");
const PEOPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/lottery_people.csv");
const VALUE: &str = "3.9.11.14.21.27.32./";

fn draw(args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_guanjia");
    Command::new(program).arg("draw").args(args).stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn file(name: &str) -> String {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name).to_str().unwrap().to_owned()
}

fn written(name: &str, text: &str) -> String {
    let path = file(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The lottery of 100 panels of twelve of the sixty volunteers, in a file of this name.
fn found(name: &str, more: &[&str]) -> (String, Output) {
    let path = file(name);
    let args = ["find", "--quotas", QUOTAS, "--people", PEOPLE, "--seats", "12", "--panels", "100", "--out", &path];
    let output = draw(&[&args, more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    (path, output)
}

#[test]
fn a_lottery_is_found_written_checked_and_drawn_from() {
    let (path, output) = found("volunteers.lottery.json", &["--compare", "--lang", "en"]);
    let digests: Value = serde_json::from_str(include_str!("vectors/lottery_digests.json")).unwrap();
    let digest = digests["leximin"].as_str().unwrap();
    let found = said(&output);
    for part in
        ["12 of 60 people: 100 panels", "more than 3/38 (7 panels at most)", digest, "Nash", "stratified", "Gini"]
    {
        assert!(found.contains(part), "{part}: {found}");
    }

    let checked = draw(&["check", &path]);
    assert_eq!(checked.status.code(), Some(0));
    assert!(said(&checked).contains("方案属实") && said(&checked).contains(digest));
    let proved: Value = serde_json::from_slice(&draw(&["check", &path, "--json"]).stdout).unwrap();
    assert_eq!(proved, serde_json::json!({"least": 7, "best": 7, "chance": [3, 38], "levels": 8, "off": 1}));

    let drawn: Value = serde_json::from_slice(&draw(&["panel", &path, "--value", VALUE, "--json"]).stdout).unwrap();
    let panel = usize::try_from(drawn["panel"].as_u64().unwrap()).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let lottery: Value = serde_json::from_str(&text).unwrap();
    let people = lottery["pool"]["people"].as_array().unwrap();
    let members = lottery["lottery"]["panels"][panel].as_array().unwrap();
    let id = |place: &Value| people[usize::try_from(place.as_u64().unwrap()).unwrap()]["id"].clone();
    assert_eq!(drawn["members"], members.iter().map(id).collect::<Value>());
    assert_eq!((drawn["digest"].as_str(), drawn["value"].as_str()), (Some(digest), Some(VALUE)));
    let page = said(&draw(&["panel", &path, "--value", VALUE, "--reserve", "3"]));
    assert!(page.contains(&format!("{panel} / 100")) && page.contains("递补次序"), "{page}");
    assert!(
        page.contains(drawn["reserve"][2].as_str().unwrap()) && !page.contains(drawn["reserve"][3].as_str().unwrap())
    );

    // The same tables and the same arguments, the same bytes.
    let (again, _) = self::found("volunteers-again.lottery.json", &[]);
    assert_eq!(std::fs::read_to_string(again).unwrap(), text);
}

#[test]
fn a_changed_file_is_refused_in_both_languages_and_nothing_drawn_from_it() {
    let (path, _) = found("honest.lottery.json", &[]);
    let mut lottery: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let count = lottery["lottery"]["counts"][7].as_u64().unwrap();
    lottery["lottery"]["counts"][7] = (count + 1).into();
    let forged = written("forged.lottery.json", &lottery.to_string());
    for (lang, words) in [("zh", "名单"), ("en", "panels")] {
        let checked = draw(&["check", &forged, "--lang", lang]);
        assert_eq!(checked.status.code(), Some(1));
        for part in ["[sortition.count]", "V-07", &count.to_string(), words] {
            assert!(said(&checked).contains(part), "{part}: {}", said(&checked));
        }
        let drawn = draw(&["panel", &forged, "--value", VALUE, "--lang", lang]);
        assert!(drawn.status.code() == Some(2) && drawn.stdout.is_empty());
        let why = String::from_utf8(drawn.stderr).unwrap();
        assert!(why.contains("[sortition.count]") && why.contains("V-07"), "{why}");
    }
}

#[test]
fn what_is_wrong_in_a_table_is_located_in_both_languages() {
    let quotas = std::fs::read_to_string(QUOTAS).unwrap();
    let inverted = written("inverted.csv", &quotas.replace("building,B03,3,4", "building,B03,4,3"));
    let wordy = written("wordy.csv", &quotas.replace("building,B03,3,4", "building,B03,three,4"));
    let unknown = written("unknown.csv", "id,building,age,dogs,tenure\nV-00,B09,60+,养犬,owner\n");
    for (quotas, people, parts) in [
        (inverted.as_str(), PEOPLE, ["inverted.csv: [sortition.quota-inverted]", "B03"]),
        (&wordy, PEOPLE, ["wordy.csv: [table.number]", "4"]),
        (QUOTAS, &unknown, ["unknown.csv: [table.value]", "B09"]),
    ] {
        let mut sentences = Vec::new();
        for lang in ["zh", "en"] {
            let output = draw(&["find", "--quotas", quotas, "--people", people, "--seats", "3", "--lang", lang]);
            assert!(output.status.code() == Some(2) && output.stdout.is_empty(), "{output:?}");
            let why = String::from_utf8(output.stderr).unwrap();
            assert!(parts.iter().all(|part| why.contains(part)), "{parts:?}: {why}");
            sentences.push(why);
        }
        assert_ne!(sentences[0], sentences[1]);
    }
}

#[test]
fn contradictory_quotas_are_answered_with_what_to_change() {
    let quotas = std::fs::read_to_string(QUOTAS).unwrap();
    // Six people live in building three, of whom seven cannot sit.
    let tight = written("tight.csv", &quotas.replace("building,B03,3,4", "building,B03,7,7"));
    let find = |quotas: &str, seats: &str, lang: &str| {
        let output = draw(&["find", "--quotas", quotas, "--people", PEOPLE, "--seats", seats, "--lang", lang]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        said(&output)
    };
    let (zh, en) = (find(&tight, "12", "zh"), find(&tight, "12", "en"));
    assert!(zh.contains("至少把“building:B03”的下限从 7 改为"), "{zh}");
    assert!(en.contains("lower the minimum of “building: B03” from 7 to"), "{en}");
    // The seats are far more than all maxima together.
    assert!(find(QUOTAS, "50", "en").contains("look at the number of seats"));
}

#[test]
fn rfc_3797_prints_the_hashes_of_its_own_example() {
    let args = ["rfc3797", "--value", "9319./2.5.8.10.12./9.18.26.34.41.45./", "--pool", "25", "--select", "16"];
    let output = draw(&args);
    let page = said(&output);
    let rows: Vec<Vec<&str>> = page.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows.len(), 16);
    assert_eq!(rows[0], ["1", "990DD0A5692A029A98B5E01AA28F3459", "17"]);
    assert_eq!(rows[15], ["16", "3269E6CE559ABD57E2BA6AAB495EB9BD", "4"]);
    // Not sorted within a source, which the RFC asks for.
    let unsorted = draw(&["rfc3797", "--value", "9319./2.5.12.8.10./", "--pool", "25", "--select", "3"]);
    assert!(unsorted.status.code() == Some(2) && !unsorted.stderr.is_empty());
}
