//! Signatures checked ahead of the replay, by whoever and in whatever parts, leave the report as it is.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use guanjia::log::{Bundle, Checkpoint, Tree, leaf_hash};
use guanjia::{Auditor, SecretKey, audit};

fn small() -> Bundle {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/open_vote.bundle")).unwrap();
    Bundle::parse(&text).unwrap()
}

fn host() -> SecretKey {
    "E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE".parse().unwrap()
}

/// A bundle of some lines, with a checkpoint of just them.
fn bundle_of(lines: Vec<String>) -> String {
    let tree: Tree = lines.iter().map(|line| leaf_hash(line.as_bytes())).collect();
    let origin = small().checkpoint().unverified().origin.clone();
    let head = Checkpoint { origin, size: tree.len(), root: tree.root() };
    Bundle::new(lines, head.sign(&host()).unwrap()).unwrap().to_string()
}

/// The report when parts of some size are checked by auditors of their own.
fn by_parts(bundle: &str, part: usize) -> guanjia::Report {
    let mut auditor = Auditor::open(bundle).unwrap();
    let size = usize::try_from(auditor.size()).unwrap();
    for from in (0..size).step_by(part) {
        auditor.rely_on(Auditor::open(bundle).unwrap().check_signatures(from..from + part));
    }
    auditor.finish(None)
}

#[test]
fn the_report_is_the_same_for_every_division() {
    let bundle = small().to_string();
    let alone = audit(&bundle, None).unwrap();
    assert!(alone.is_clean());
    (1..=small().entries().len() + 1).for_each(|part| assert_eq!(by_parts(&bundle, part), alone));
}

#[test]
fn every_good_signature_is_found_and_no_other() {
    let mut lines = small().entries().to_vec();
    let all: Vec<usize> = (0..lines.len()).collect();
    assert_eq!(Auditor::open(&bundle_of(lines.clone())).unwrap().check_signatures(0..usize::MAX), all);

    // The last letter but one of a signature changes it, whatever the last one may be.
    for spoilt in 0..lines.len() {
        let whole = lines[spoilt].clone();
        let at = whole.len() - 2;
        let letter = if &whole[at..=at] == "A" { "B" } else { "A" };
        lines[spoilt].replace_range(at..=at, letter);
        let bundle = bundle_of(lines.clone());
        let good = Auditor::open(&bundle).unwrap().check_signatures(0..usize::MAX);
        assert!(!good.contains(&spoilt), "entry {spoilt}");
        let alone = audit(&bundle, None).unwrap();
        assert_eq!(by_parts(&bundle, 2), alone);
        assert!(!alone.is_clean());
        lines[spoilt] = whole;
    }
}

/// A good signature does not make an entry good: the key has to be in force, and the rules are kept by the replay.
#[test]
fn a_good_signature_by_a_key_that_is_not_in_force_yet_counts_for_nothing() {
    let mut lines = small().entries().to_vec();
    lines.swap(0, 1);
    let bundle = bundle_of(lines);
    let good = Auditor::open(&bundle).unwrap().check_signatures(0..2);
    assert_eq!(good, [0, 1], "both signatures are good");
    let alone = audit(&bundle, None).unwrap();
    assert_eq!(by_parts(&bundle, 1), alone);
    assert!(alone.findings.iter().any(|finding| finding.code() == "charter.missing"), "{:?}", alone.findings);
}
