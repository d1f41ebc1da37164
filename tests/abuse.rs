//! Every abuse case of the norms ends in an error of its own, shown by a test of its name, or says why not yet.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::path::Path;

use guanjia::Code;

/// The codes each case ends in.
const CASES: &[(&str, &[&str])] = &[
    ("AB01", &["ballot.duplicate"]),
    ("AB02", &["ballot.not-issued", "key.unknown"]),
    ("AB03", &["ballot.void"]),
    ("AB04", &["ballot.late"]),
    ("AB05", &["count.no-quorum", "session.no-quorum"]),
    ("AB06", &["count.wrong"]),
    ("AB07", &["base.changed"]),
    ("AB08", &["rule.silent-as-majority"]),
    ("AB09", &["agenda.not-on-agenda"]),
    ("AB10", &["notice.short"]),
    ("AB11", &["publicity.short", "publicity.no-evidence"]),
    ("AB12", &["agenda.text-changed", "motion.changed"]),
    ("AB13", &["motion.bundled"]),
    ("AB14", &["motion.same"]),
    ("AB15", &["tree.root"]),
    ("AB16", &["minutes.statement-missing"]),
    ("AB17", &["session.one-sided"]),
    ("AB18", &["ballot.recused"]),
    ("AB19", &["ballot.proxy-off", "ballot.proxy-cap"]),
    ("AB20", &["ballot.entry-mismatch"]),
    ("AB21", &["ballot.duplicate-channel"]),
    ("AB22", &["publicity.privacy"]),
    ("AB24", &["points.for-choice"]),
    ("AB25", &["convention.blocked"]),
    ("AB26", &["motion.not-competent"]),
    ("AB27", &["triage.safety"]),
    ("AB29", &["objection.unanswered"]),
    ("AB30", &["publicity.person-listed"]),
    ("AB31", &["panel.stakeholder-share"]),
    ("AB32", &["roster.base-unit"]),
    ("AB33", &["rule.basis-missing"]),
    ("AB34", &["register.person-counted", "register.unit-taken"]),
    ("AB35", &["time.backwards", "time.ahead"]),
    ("AB36", &["register.not-eligible", "ballot.not-eligible"]),
    ("AB37", &["charter.face-only"]),
];

/// What is left for later, and why.
const LATER: &[(&str, &str)] = &[
    ("AB23", "secret ballots are refused (motion.secret-unsupported) until there is a scheme for them"),
    ("AB28", "hearings on relief are not part of the core"),
    ("AB38", "equal buttons are the page's; the core always offers to abstain"),
];

fn sources(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "node_modules" && name != "target") {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_case_is_here_once() {
    let norms: serde_json::Value = serde_json::from_str(include_str!("norms/abuse_cases.json")).unwrap();
    let wanted: BTreeSet<&str> =
        norms["cases"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap()).collect();
    let held: Vec<&str> = CASES.iter().map(|case| case.0).chain(LATER.iter().map(|later| later.0)).collect();
    assert_eq!(held.len(), wanted.len());
    assert_eq!(held.into_iter().collect::<BTreeSet<_>>(), wanted);
}

#[test]
fn every_case_has_a_test_of_its_name_and_ends_in_a_code_there_is() {
    let mut text = String::new();
    for folder in ["src", "tests"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut text);
    }
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    for (case, ends_in) in CASES {
        assert!(text.contains(&format!("fn {}_", case.to_lowercase())), "no test is named for {case}");
        for code in *ends_in {
            assert!(codes.contains(code), "{case} ends in `{code}`, which is no code");
        }
    }
}
