//! A bundle that was changed in any way is never accepted: every bit of a small one, and whole lines.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![allow(clippy::indexing_slicing, reason = "the record has what the tests ask for")]

mod common;

use common::record::{START, founded, freeze, id, keyed, unit};
use guanjia::event::Clock;
use guanjia::log::{Bundle, Policy, SignedCheckpoint, VerifierKey};
use guanjia::sample::Scribe;
use guanjia::{Report, SecretKey, Time, audit};

const WITNESS: &str = "witness.example";

/// A charter, a household with a key, and its base.
fn small() -> Scribe {
    let mut scribe = founded("tampering");
    let unit = unit(serde_json::json!({ "handle": "H-1", "voter": true }));
    let enrol = keyed(&mut scribe, "households", unit);
    scribe.enter("registrar", enrol).unwrap();
    freeze(&mut scribe, "base-2026", "households");
    scribe
}

/// The policy that relies on the record's host and asks for a witness.
fn policy(scribe: &mut Scribe, witness: &SecretKey) -> Policy {
    let log = VerifierKey::log("example.org/hall", &scribe.key("host")).unwrap();
    let witness = VerifierKey::witness(WITNESS, &witness.public()).unwrap();
    format!("log {log}\nwitness W {witness}\nquorum W\n").parse().unwrap()
}

fn witnessed(scribe: &mut Scribe, witness: &SecretKey) -> String {
    let bundle = scribe.bundle().unwrap();
    let mut head: SignedCheckpoint = bundle.checkpoint().clone();
    head.cosign(WITNESS, witness, START).unwrap();
    Bundle::new(bundle.entries().to_vec(), head).unwrap().to_string()
}

fn accepts(bundle: &[u8], policy: Option<&Policy>) -> Option<Report> {
    let report = audit(std::str::from_utf8(bundle).ok()?, policy).ok()?;
    report.is_clean().then_some(report)
}

/// Flips every bit of a part of a bundle, on two threads, and gives the first that was accepted.
fn accepted_flip(bundle: &str, from: usize, policy: Option<&Policy>) -> Option<usize> {
    let half = |parity: usize| {
        let mut bytes = bundle.as_bytes().to_vec();
        (from * 8..bytes.len() * 8).filter(|bit| bit % 2 == parity).find(|bit| {
            bytes[bit / 8] ^= 1 << (bit % 8);
            let accepted = accepts(&bytes, policy).is_some();
            bytes[bit / 8] ^= 1 << (bit % 8);
            accepted
        })
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| half(1));
        half(0).or(other.join().unwrap())
    })
}

#[test]
fn ab15_a_bundle_with_any_one_bit_flipped_is_never_accepted() {
    let bundle = small().bundle().unwrap().to_string();
    assert!(accepts(bundle.as_bytes(), None).is_some());
    assert_eq!(accepted_flip(&bundle, 0, None), None);
}

#[test]
fn no_bit_of_a_witnessed_checkpoint_can_be_flipped_under_a_policy() {
    let witness = SecretKey::from_seed(&[9; 32]);
    let mut scribe = small();
    let policy = policy(&mut scribe, &witness);
    let bundle = witnessed(&mut scribe, &witness);
    assert!(accepts(bundle.as_bytes(), Some(&policy)).is_some());
    let checkpoint = bundle.find("\n\n").unwrap();
    assert_eq!(accepted_flip(&bundle, checkpoint, Some(&policy)), None);
    let unwitnessed = scribe.bundle().unwrap().to_string();
    let report = audit(&unwitnessed, Some(&policy)).unwrap();
    assert_eq!(report.findings.iter().map(guanjia::Error::code).collect::<Vec<_>>(), ["policy.unmet"]);
}

#[test]
fn entries_cannot_be_swapped_dropped_doubled_or_cut() {
    let bundle = small().bundle().unwrap().to_string();
    let lines: Vec<&str> = bundle.lines().collect();
    let entries = 2..lines.iter().position(|line| line.is_empty()).unwrap();
    let text = |lines: &[&str]| lines.join("\n") + "\n";
    for at in entries.clone() {
        for other in entries.clone().filter(|other| *other != at) {
            let mut swapped = lines.clone();
            swapped.swap(at, other);
            assert_eq!(accepts(text(&swapped).as_bytes(), None), None, "{at} and {other} swapped");
        }
        for count in [entries.len() - 1, entries.len()] {
            let mut dropped = lines.clone();
            dropped.remove(at);
            let header = format!("entries {count}");
            dropped[1] = &header;
            assert_eq!(accepts(text(&dropped).as_bytes(), None), None, "{at} dropped");
        }
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        let header = format!("entries {}", entries.len() + 1);
        doubled[1] = &header;
        assert_eq!(accepts(text(&doubled).as_bytes(), None), None, "{at} doubled");
    }
    for end in 0..bundle.len() {
        assert_eq!(accepts(&bundle.as_bytes()[..end], None), None, "cut at {end}");
    }
}

#[test]
fn an_older_checkpoint_or_that_of_another_log_does_not_fit() {
    let mut scribe = small();
    let before = scribe.bundle().unwrap();
    scribe.clock(Time(START.0 + 120)).unwrap();
    let after = scribe.bundle().unwrap();
    let stale = Bundle::new(after.entries().to_vec(), before.checkpoint().clone()).unwrap().to_string();
    let codes =
        |bundle: &str| audit(bundle, None).unwrap().findings.iter().map(guanjia::Error::code).collect::<Vec<_>>();
    assert_eq!(codes(&stale), ["tree.root"]);
    let foreign = founded("another").bundle().unwrap();
    let mixed = Bundle::new(after.entries().to_vec(), foreign.checkpoint().clone()).unwrap().to_string();
    assert!(codes(&mixed).contains(&"tree.root"));
    assert!(codes(&mixed).contains(&"checkpoint.unsigned"));
}

#[test]
fn an_entry_of_another_record_is_void_where_it_does_not_belong() {
    let mut scribe = small();
    scribe.clock(Time(START.0 + 60)).unwrap();
    let mut other = founded("tampering");
    let stranger = other.sign("host", None, Clock { at: Time(START.0 + 5) }).unwrap();
    let refused = scribe.keep(&stranger).unwrap();
    assert_eq!(refused.code(), "entry.sequence");
    let report = audit(&scribe.bundle().unwrap().to_string(), None).unwrap();
    assert!(!report.is_clean());
    assert_eq!(report.findings[0].entry(), Some(scribe.hall().len() - 1));
    assert!(scribe.hall().register(&id("households")).is_some());
}
