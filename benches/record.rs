//! How fast the sample record is replayed, audited, counted and drawn, beside the work that cannot be
//! avoided and beside what others wrote. Every benchmark asserts its result.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs, reason = "a benchmark")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::sync::OnceLock;

use base64ct::Encoding;
use common::brief::{Assembly, question};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ed25519_dalek::{Signature, VerifyingKey};
use guanjia::fraction::{Fraction, Rounding};
use guanjia::log::{SignedEntry, Tree, leaf_hash, verify_inclusion};
use guanjia::lottery::{PublicSource, Reveal, commitment};
use guanjia::measure::Measure;
use guanjia::selection::{Candidates, Draw, SeatRule};
use guanjia::verdict::Outcome;
use guanjia::{Auditor, Hall, Hash, Id, PublicKey, audit, verify_batch};
use sha2::Sha256;

struct Sample {
    lines: Vec<String>,
    bundle: String,
    hall: Hall,
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let mut quiet = |_, _| {};
        let mut story = guanjia::sample::luoqisi(b"luoqisi", &mut quiet).unwrap();
        let scribe = story.scribe();
        let bundle = scribe.bundle().unwrap().to_string();
        Sample { lines: scribe.lines().to_vec(), bundle, hall: scribe.hall().clone() }
    })
}

/// A key, what it signed, and the signature, as every library takes them.
struct Signed {
    key: [u8; 32],
    message: Vec<u8>,
    signature: [u8; 64],
}

fn signatures(sample: &Sample) -> Vec<Signed> {
    let keys: guanjia::map::Map<_, _> = sample.hall.keys().map(|key| (key.kid(), key)).collect();
    let lines = sample.lines.iter().map(|line| {
        let (message, signature) = line.rsplit_once('.').unwrap();
        let signature = base64ct::Base64UrlUnpadded::decode_vec(signature).unwrap().try_into().unwrap();
        let kid = SignedEntry::parse(line).unwrap().kid();
        Signed { key: *keys[&kid].as_bytes(), message: message.as_bytes().to_vec(), signature }
    });
    lines.collect()
}

fn records(c: &mut Criterion) {
    let sample = sample();
    let entries = sample.lines.len() as u64;
    let mut group = c.benchmark_group("record");
    group.sample_size(10).throughput(Throughput::Elements(entries));
    group.bench_function("replay", |b| {
        b.iter(|| {
            let hall = Hall::replay(sample.lines.iter().map(String::as_str));
            assert_eq!((hall.len(), hall.tree().root()), (entries, sample.hall.tree().root()));
            hall
        });
    });
    group.bench_function("audit", |b| b.iter(|| assert!(audit(&sample.bundle, None).unwrap().is_clean())));
    let signed = signatures(sample);
    let keys: Vec<_> = signed.iter().map(|signed| VerifyingKey::from_bytes(&signed.key).unwrap()).collect();
    group.bench_function("signatures alone (ed25519-dalek, verify_strict, keys parsed)", |b| {
        b.iter(|| {
            for (signed, key) in signed.iter().zip(&keys) {
                assert!(key.verify_strict(&signed.message, &Signature::from_bytes(&signed.signature)).is_ok());
            }
        });
    });
    let public: Vec<_> = signed.iter().map(|signed| PublicKey::from_bytes(&signed.key).unwrap()).collect();
    let together: Vec<_> =
        signed.iter().zip(&public).map(|(signed, key)| (key, signed.message.as_slice(), signed.signature)).collect();
    group.bench_function("signatures together (verify_batch, keys parsed)", |b| {
        b.iter(|| assert!(verify_batch(&together).into_iter().all(|good| good)));
    });
    let bad: Vec<_> = together.iter().map(|(key, _, signature)| (*key, b"another".as_slice(), *signature)).collect();
    group.bench_function("signatures together, all of them bad", |b| {
        b.iter(|| assert!(verify_batch(&bad).into_iter().all(|good| !good)));
    });
    let mut one_bad = together.clone();
    one_bad[sample.lines.len() / 3].1 = b"another";
    group.bench_function("signatures together, one of them bad", |b| {
        b.iter(|| assert_eq!(verify_batch(&one_bad).into_iter().filter(|good| !good).count(), 1));
    });
    group.bench_function("signatures alone (ring)", |b| {
        b.iter(|| {
            for signed in &signed {
                let key = ring::signature::UnparsedPublicKey::new(&ring::signature::ED25519, signed.key);
                assert!(key.verify(&signed.message, &signed.signature).is_ok());
            }
        });
    });
    group.finish();
}

/// So many ballots cost so many times one, and a whole audit little more than its signatures.
fn sizes(c: &mut Criterion) {
    let mut group = c.benchmark_group("audit of an assembly");
    group.sample_size(10);
    for ballots in [100, 1_700, 10_000] {
        let mut assembly = Assembly::of("sizes", ballots, ballots, &question());
        for household in 1..=ballots {
            assembly.vote(household, if household % 3 == 0 { "N" } else { "Y" });
        }
        let bundle = assembly.scribe.bundle().unwrap().to_string();
        let (motion, entries) = (assembly.motion, assembly.scribe.lines().len());
        group.throughput(Throughput::Elements(u64::from(ballots)));
        group.bench_with_input(BenchmarkId::new("signatures", ballots), &bundle, |b, bundle| {
            b.iter(|| {
                let mut auditor = Auditor::open(bundle).unwrap();
                auditor.read_signatures(0..entries);
                assert_eq!(auditor.check_signatures().len(), entries);
            });
        });
        group.bench_with_input(BenchmarkId::new("audit", ballots), &bundle, |b, bundle| {
            b.iter(|| {
                let mut auditor = Auditor::open(bundle).unwrap();
                assert!(auditor.finish(None).is_clean());
                let counted = auditor.hall().motion(motion).unwrap().ballots().counted().count();
                assert_eq!(counted as u64, u64::from(ballots));
            });
        });
    }
    group.finish();
}

fn trees(c: &mut Criterion) {
    const LEAVES: u64 = 10_000;
    let leaves: Vec<Vec<u8>> = (0..LEAVES).map(|n| format!("leaf {n}").into_bytes()).collect();
    let tree: Tree = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
    let built = || {
        let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        for leaf in &leaves {
            theirs.push(leaf.clone());
        }
        theirs
    };
    let (theirs, root) = (built(), tree.root());
    assert_eq!(root.0.as_slice(), theirs.root().as_bytes().as_slice());
    let expected: usize = (0..leaves.len()).map(|leaf| theirs.prove_inclusion(leaf).as_bytes().len() / 32).sum();
    let mut group = c.benchmark_group("tree of 10,000");
    group.throughput(Throughput::Elements(LEAVES));
    group.bench_function("build", |b| {
        b.iter(|| {
            let tree: Tree = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
            assert_eq!(tree.root(), root);
        });
    });
    group.bench_function("build (ct-merkle)", |b| {
        b.iter(|| assert_eq!(built().root().as_bytes().as_slice(), root.0.as_slice()));
    });
    group.bench_function("prove every leaf", |b| {
        b.iter(|| {
            let hashes: usize = (0..LEAVES).map(|leaf| tree.inclusion(leaf, LEAVES).unwrap().len()).sum();
            assert_eq!(hashes, expected);
        });
    });
    group.bench_function("prove every leaf (ct-merkle)", |b| {
        b.iter(|| {
            let bytes: usize = (0..leaves.len()).map(|leaf| theirs.prove_inclusion(leaf).as_bytes().len()).sum();
            assert_eq!(bytes, 32 * expected);
        });
    });
    let proofs: Vec<_> = (0..LEAVES).map(|leaf| tree.inclusion(leaf, LEAVES).unwrap()).collect();
    group.bench_function("verify every proof", |b| {
        b.iter(|| {
            for (index, proof) in (0..).zip(&proofs) {
                assert!(verify_inclusion(tree.leaf(index).unwrap(), index, LEAVES, proof, root).is_ok());
            }
        });
    });
    group.finish();
}

fn votes(c: &mut Criterion) {
    let id = |text: &str| text.parse::<Id>().unwrap();
    let motion = sample().hall.motion_named(&id("CONVENTION")).unwrap();
    assert_eq!(motion.ballots().electors().len(), 1_698);
    c.bench_function("tally of 1,698 households", |b| {
        b.iter(|| {
            let decision = motion.decision().unwrap();
            assert_eq!(decision.outcome, Outcome::Passed);
            let count = motion.tally().unwrap().count;
            assert_eq!(count.options[&id("Y")].of(Measure::Heads), 845);
        });
    });
}

fn draws(c: &mut Criterion) {
    let id = |text: &str| text.parse::<Id>().unwrap();
    let date = |text: &str| text.parse().unwrap();
    let base = sample().hall.base(&id("households-2026")).unwrap();
    let candidates = Candidates::of_base(base, base.members().keys()).unwrap();
    let rule = SeatRule {
        ratio: Fraction::new(6, 100).unwrap(),
        measure: Some(Measure::Households),
        rounding: Rounding::Ceil,
        by: Some(id("building")),
        floor_one: true,
    };
    let seats = rule.seats(base).unwrap();
    let draw = Draw {
        id: id("stewards"),
        candidates: candidates.digest(),
        by: rule.by.clone(),
        seats: seats.strata.clone(),
        alternates: 1,
        general: 5,
        parties: vec![id("committee"), id("supervisor")],
        commit_by: date("2026-04-08"),
        reveal_by: date("2026-04-10"),
        sources: vec![PublicSource { text: "双色球第2026040期".into(), date: date("2026-04-12"), ordered: false }],
        lottery: None,
    };
    let parties = draw.parties.clone();
    let mut announced = draw.announce(&candidates, date("2026-04-01")).unwrap();
    let announcement = announced.announcement();
    let secret = |party: &Id| Reveal(Hash::of(party.as_str().as_bytes()).0);
    for party in &parties {
        let commitment = commitment(&announcement, party, &secret(party));
        announced.commit(party, commitment, date("2026-04-02")).unwrap();
    }
    let mut committed = announced.close(date("2026-04-02")).unwrap();
    for party in &parties {
        committed.reveal(party, secret(party), date("2026-04-10")).unwrap();
    }
    let revealed = committed.close(date("2026-04-11")).unwrap();
    let drawn = revealed.draw(&candidates, "3.9.14./", date("2026-04-12")).unwrap();
    c.bench_function("draw of 102 from 1,698", |b| {
        b.iter(|| {
            let again = revealed.draw(&candidates, "3.9.14./", date("2026-04-12")).unwrap();
            assert_eq!(again.selected.values().map(Vec::len).sum::<usize>(), 102);
            assert_eq!(again, drawn);
        });
    });
}

criterion_group!(benches, records, sizes, trees, votes, draws);
criterion_main!(benches);
