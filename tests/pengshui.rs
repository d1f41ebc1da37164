//! Scenario 05 comes out of the library number by number; the numbers are those of the scenario's file.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use std::sync::LazyLock;

use common::record::id;
use common::sample::{Sample, number, run, string};
use guanjia::Hall;
use guanjia::hall::TriageCount;
use guanjia::matter::{MatterState, Route};
use guanjia::sample::{Chapter, pengshui};
use serde_json::Value;

static SCENARIO: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("scenarios/05_pengshui_triage_and_items.json")).unwrap());
static SAMPLE: LazyLock<Sample> =
    LazyLock::new(|| Sample::tell(pengshui(b"pengshui", &mut |_: Chapter, _| ()).unwrap()));

fn matters() -> &'static [Value] {
    SCENARIO["matters"].as_array().unwrap()
}

fn counted(hall: &Hall) -> [u64; 3] {
    let TriageCount { major, minor, private } = hall.triaged();
    [major, minor, private]
}

#[test]
fn the_audit_is_clean_and_has_nothing_to_list() {
    assert_eq!(SAMPLE.audit(), [""; 0]);
}

#[test]
fn twenty_four_matters_are_eight_ten_and_six() {
    let triaged = SAMPLE.before("appeal");
    assert_eq!(triaged.matters().count(), matters().len());
    assert_eq!(counted(&triaged), ["大事", "小事", "私事"].map(|class| number(&SCENARIO["counts"][class])));
    for wanted in matters() {
        let matter = triaged.matter(&id(string(&wanted["id"]))).unwrap();
        let settled = matter.triage().unwrap();
        let route = match string(&wanted["class"]) {
            "大事" => Route::Major,
            "私事" => Route::Private,
            _ => Route::Minor(id(string(&wanted["item"]))),
        };
        assert_eq!(settled.triage.route, route, "{}", wanted["id"]);
        assert_ne!(settled.proposed_by, settled.attested_by);
        if !matter.is_restricted() {
            assert_eq!(matter.submission().words.text(), wanted["text"].as_str());
            assert!(settled.triage.reason.ends_with(string(&wanted["why"])), "{}", wanted["id"]);
        }
    }
}

#[test]
fn the_catalogue_has_the_files_sixteen_items() {
    let catalogue = SAMPLE.hall.catalogue();
    let wanted = SCENARIO["consultable"].as_array().unwrap();
    assert_eq!(catalogue.categories.len(), wanted.len());
    for (category, wanted) in catalogue.categories.iter().zip(wanted) {
        assert_eq!(category.name.zh, string(&wanted["category"]));
        let items = wanted["items"].as_array().unwrap();
        assert_eq!(category.items.len(), items.len());
        for (item, wanted) in category.items.iter().zip(items) {
            assert_eq!((item.code.as_str(), item.name.zh.as_str()), (string(&wanted["code"]), string(&wanted["zh"])));
            assert_eq!(item.path.zh, string(&wanted["path"]));
            assert_eq!(Value::from(item.statutory), wanted["statutory"]);
        }
    }
    let negative = SCENARIO["negative_list_sample"].as_array().unwrap();
    let names: Vec<&str> = catalogue.negative.iter().map(|list| list.name.zh.as_str()).collect();
    assert_eq!(names, negative.iter().map(string).collect::<Vec<_>>());
}

/// Exactly one of the 24 touches somebody's safety: it is major, it was reported before it was sorted,
/// and the record does not say what it is.
#[test]
fn safety_overrides_and_is_kept_off_the_record() {
    let restricted: Vec<_> = SAMPLE.hall.matters().filter(|matter| matter.is_restricted()).collect();
    assert_eq!(restricted.iter().map(|matter| matter.id().as_str()).collect::<Vec<_>>(), ["T17"]);
    let matter = restricted[0];
    assert_eq!(matter.submission().words.text(), None);
    assert_eq!(matter.submission().resident, None);
    assert_eq!(matter.triage().unwrap().triage.route, Route::Major);
    assert_eq!(matter.reports().len(), 1);
    let text = string(&matters().iter().find(|matter| matter["id"] == "T17").unwrap()["text"]);
    assert!(!SAMPLE.hall.catalogue().safety_hits(text).is_empty());
    let payloads = SAMPLE.lines.iter().map(|line| guanjia::log::SignedEntry::parse(line).unwrap().payload().to_owned());
    assert!(payloads.into_iter().all(|payload| !payload.contains(text)));
}

#[test]
fn the_major_are_referred_and_the_private_advised_as_the_file_says() {
    for wanted in matters() {
        let matter = SAMPLE.hall.matter(&id(string(&wanted["id"]))).unwrap();
        if wanted["class"] == "大事" {
            assert_eq!(matter.handler().unwrap().who, string(&wanted["route"]));
        }
    }
    let state = |number: &str| SAMPLE.hall.matter(&id(number)).unwrap().state();
    for private in ["T04", "T10", "T13", "T21"] {
        assert_eq!(state(private), MatterState::Advised);
    }
}

#[test]
fn an_appeal_makes_a_private_matter_one_of_the_community() {
    let matter = SAMPLE.hall.matter(&id("T24")).unwrap();
    assert_eq!(matter.appeals().len(), 1);
    assert_eq!(matter.triage().unwrap().triage.route, Route::Minor(id("B1")));
    let [major, minor, private] = ["大事", "小事", "私事"].map(|class| number(&SCENARIO["counts"][class]));
    assert_eq!(counted(&SAMPLE.hall), [major, minor + 1, private - 1]);
}

#[test]
fn four_matters_go_their_way_to_the_archive() {
    for subject in ["T01", "T02", "T07", "T24"] {
        let states = SAMPLE.states(|hall| Some(hall.matter(&id(subject))?.state()));
        assert_eq!(states, run::<MatterState>(&SCENARIO, subject), "{subject}");
    }
    assert_eq!(SCENARIO["fsm_runs"].as_array().unwrap().len(), 4);
}

#[test]
fn each_household_has_its_sixty_square_metres() {
    let quote = SCENARIO["seed_facts"].as_array().unwrap().iter().map(|fact| string(&fact["quote"]));
    assert!(quote.into_iter().any(|quote| quote.contains("每家解决了60平方米的菜园")));
    let gardens = SAMPLE.hall.motion_named(&id("GARDENS")).unwrap();
    assert!(gardens.question().text.zh.contains("每户60平方米"));
    assert_eq!(gardens.outcome(), Some(guanjia::verdict::Outcome::Passed));
}
