//! Signatures checked ahead of the replay, by whoever and in whatever parts, leave the report as it is.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

#[path = "common/mod.rs"]
mod common;

use std::ops::Range;

use common::brief::{Assembly, question};
use guanjia::log::{Bundle, Checkpoint, Tree, leaf_hash};
use guanjia::{Auditor, Hall, SecretKey, audit};

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

/// What of a part is found good by an auditor of its own.
fn good(bundle: &str, part: Range<usize>) -> Vec<usize> {
    let mut auditor = Auditor::open(bundle).unwrap();
    auditor.read_signatures(part);
    let good = auditor.check_signatures();
    assert!(auditor.check_signatures().is_empty(), "each is told once");
    good
}

/// The report when parts of some size are checked by auditors of their own.
fn by_parts(bundle: &str, part: usize) -> guanjia::Report {
    let mut auditor = Auditor::open(bundle).unwrap();
    let size = usize::try_from(auditor.size()).unwrap();
    for from in (0..size).step_by(part) {
        auditor.rely_on(good(bundle, from..from + part));
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
    assert_eq!(good(&bundle_of(lines.clone()), 0..usize::MAX), all);

    // The last letter but one of a signature changes it, whatever the last one may be.
    for spoilt in 0..lines.len() {
        let whole = lines[spoilt].clone();
        let at = whole.len() - 2;
        let letter = if &whole[at..=at] == "A" { "B" } else { "A" };
        lines[spoilt].replace_range(at..=at, letter);
        let bundle = bundle_of(lines.clone());
        assert!(!good(&bundle, 0..usize::MAX).contains(&spoilt), "entry {spoilt}");
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
    assert_eq!(good(&bundle, 0..2), [0, 1], "both signatures are good");
    let alone = audit(&bundle, None).unwrap();
    assert_eq!(by_parts(&bundle, 1), alone);
    assert!(alone.findings.iter().any(|finding| finding.code() == "charter.missing"), "{:?}", alone.findings);
}

/// The lines of a vote of 400 households, all of whom vote.
fn vote() -> Vec<String> {
    let mut assembly = Assembly::of("ahead", 400, 400, &question());
    for household in 1..=400 {
        assembly.vote(household, if household % 3 == 0 { "N" } else { "Y" });
    }
    assembly.scribe.lines().to_vec()
}

/// What an audit in slices comes to, which never goes back, and ends with all that there is.
fn in_slices(bundle: &str, slice: usize) -> Hall {
    let mut auditor = Auditor::open(bundle).unwrap();
    let mut done = 0;
    while auditor.advance(slice) {
        assert!((done..auditor.size()).contains(&auditor.done()), "{done}, then {}", auditor.done());
        done = auditor.done();
    }
    assert_eq!(auditor.done(), auditor.size());
    auditor.hall().clone()
}

#[test]
fn signatures_checked_together_leave_the_hall_as_it_is() {
    let whole = vote();
    assert!(whole.len() > 800, "{}", whole.len());
    let letter = |line: &mut String, at: usize| {
        let other = if &line[at..=at] == "A" { "B" } else { "A" };
        line.replace_range(at..=at, other);
    };
    let mut cases = vec![whole.clone(), whole[..300].to_vec(), whole[..255].to_vec()];
    // Here and there a signature, a header, a payload, the same entry again, two in the wrong order, no entry at all.
    for spoilt in [1, 4, 50] {
        let mut lines = whole.clone();
        for n in 0..spoilt {
            let at = (n * 7_919 + spoilt) % (lines.len() - 1);
            let len = lines[at].len();
            match n % 6 {
                0 => letter(&mut lines[at], len - 2),
                1 => letter(&mut lines[at], len - 90),
                2 => letter(&mut lines[at], 20),
                3 => lines[at] = lines[at + 1].clone(),
                4 => lines.swap(at, at + 1),
                _ => lines[at] = "nothing".to_owned(),
            }
        }
        cases.push(lines);
    }
    // Nobody's signature is good.
    cases.push(
        whole
            .iter()
            .cloned()
            .map(|mut line| {
                let at = line.len() - 2;
                letter(&mut line, at);
                line
            })
            .collect(),
    );
    for lines in cases {
        let mut one_by_one = Hall::new();
        for line in &lines {
            one_by_one.record(line);
        }
        assert!(Hall::replay(lines.iter().map(String::as_str)) == one_by_one, "replayed");
        let bundle = bundle_of(lines);
        for slice in [3, 100, 2_000, usize::MAX] {
            assert!(in_slices(&bundle, slice) == one_by_one, "in slices of {slice}");
        }
        let mut relying = Auditor::open(&bundle).unwrap();
        for part in [100..400, 400..402, 402..700] {
            relying.read_signatures(part);
        }
        let found = relying.check_signatures();
        assert_eq!(found, good(&bundle, 100..700));
        // One who has replayed the record takes the keys from there, and finds the same.
        let mut replayed = Auditor::open(&bundle).unwrap();
        replayed.advance(usize::MAX);
        replayed.read_signatures(100..700);
        assert_eq!(replayed.check_signatures(), found);
        relying.rely_on(found);
        relying.advance(usize::MAX);
        assert!(*relying.hall() == one_by_one);
    }
}
