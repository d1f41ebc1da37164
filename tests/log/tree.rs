//! The tree, against another implementation on every small size and others' good and bad proofs.

use std::path::Path;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use guanjia::Hash;
use guanjia::log::{Tree, leaf_hash, verify_consistency, verify_inclusion};
use serde_json::Value;
use sha2::Sha256;

use crate::common::shared;

fn leaves(size: u64) -> impl Iterator<Item = Vec<u8>> {
    (0..size).map(|i| format!("leaf {i}").into_bytes())
}

fn tree(size: u64) -> Tree {
    leaves(size).map(|leaf| leaf_hash(&leaf)).collect()
}

fn hashes(bytes: &[u8]) -> Vec<Hash> {
    bytes.chunks(32).map(|hash| Hash(hash.try_into().unwrap())).collect()
}

const SIZES: u64 = 130;

#[test]
fn agrees_with_ct_merkle_on_all_sizes_and_proofs() {
    let ours = tree(SIZES);
    let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    assert_eq!(Tree::new().root().0.as_slice(), theirs.root().as_bytes().as_slice());
    for (leaf, size) in leaves(SIZES).zip(1u64..) {
        theirs.push(leaf);
        let root = ours.root_at(size).unwrap();
        assert_eq!(root.0.as_slice(), theirs.root().as_bytes().as_slice(), "size {size}");
        assert_eq!(root, tree(size).root(), "an older size is as it was");
        for index in 0..size {
            let proof = ours.inclusion(index, size).unwrap();
            let expected = theirs.prove_inclusion(usize::try_from(index).unwrap());
            assert_eq!(proof, hashes(expected.as_bytes()), "leaf {index} of {size}");
            verify_inclusion(ours.leaf(index).unwrap(), index, size, &proof, root).unwrap();
        }
        for from in 1..size {
            let proof = ours.consistency(from, size).unwrap();
            let expected = theirs.prove_consistency(usize::try_from(size - from).unwrap());
            assert_eq!(proof, hashes(expected.as_bytes()), "{from} to {size}");
            verify_consistency(from, ours.root_at(from).unwrap(), size, root, &proof).unwrap();
        }
    }
}

#[test]
fn a_proof_proves_nothing_else() {
    let tree = tree(20);
    for size in 1..=20 {
        let root = tree.root_at(size).unwrap();
        for index in 0..size {
            let proof = tree.inclusion(index, size).unwrap();
            let leaf = tree.leaf(index).unwrap();
            let refused = |leaf, index, size, proof: &[Hash], root| {
                let error = verify_inclusion(leaf, index, size, proof, root).unwrap_err();
                assert_eq!(error.code(), "proof.inclusion");
            };
            for other in (0..24).filter(|other| *other != index) {
                refused(leaf, other, size, &proof, root);
            }
            refused(leaf_hash(b"another"), index, size, &proof, root);
            refused(leaf, index, size, &proof, leaf_hash(b"another"));
            refused(leaf, index, size, &[proof.as_slice(), &[root]].concat(), root);
            refused(leaf, index, 0, &proof, root);
            refused(leaf, u64::MAX, u64::MAX, &proof, root);
            for cut in 0..proof.len() {
                refused(leaf, index, size, &proof[..cut], root);
                let mut changed = proof.clone();
                changed[cut].0[7] ^= 1;
                refused(leaf, index, size, &changed, root);
            }
        }
        for from in 1..size {
            let old = tree.root_at(from).unwrap();
            let proof = tree.consistency(from, size).unwrap();
            let refused = |from, old, size, new, proof: &[Hash]| {
                let error = verify_consistency(from, old, size, new, proof).unwrap_err();
                assert_eq!(error.code(), "proof.consistency");
            };
            refused(from, leaf_hash(b"another"), size, root, &proof);
            refused(from, old, size, leaf_hash(b"another"), &proof);
            refused(from, old, size, root, &[proof.as_slice(), &[root]].concat());
            refused(size, root, from, old, &proof);
            refused(0, Tree::new().root(), size, root, &proof);
            refused(0, Tree::new().root(), size, root, &[]);
            refused(u64::MAX, old, u64::MAX, root, &proof);
            for cut in 0..proof.len() {
                refused(from, old, size, root, &proof[..cut]);
                let mut changed = proof.clone();
                changed[cut].0[7] ^= 1;
                refused(from, old, size, root, &changed);
            }
        }
    }
}

/// With a hash too many a proof would lead above the root, to whatever root the forger named.
#[test]
fn a_proof_does_not_lead_above_the_root() {
    let tree = tree(4);
    let [zero, one] = [0, 1].map(|index| tree.leaf(index).unwrap());
    assert!(verify_inclusion(one, 1, 2, &[zero], tree.root_at(2).unwrap()).is_ok());
    assert!(verify_inclusion(one, 0, 1, &[zero], tree.root_at(2).unwrap()).is_err());

    let above = |root: Hash| Hash::of(&[&[1][..], &zero.0, &root.0].concat());
    let proof = tree.consistency(3, 4).unwrap();
    let (old, new) = (tree.root_at(3).unwrap(), tree.root());
    assert!(verify_consistency(3, old, 4, new, &proof).is_ok());
    assert!(verify_consistency(3, above(old), 4, above(new), &[&proof[..], &[zero]].concat()).is_err());
}

#[test]
fn answers_only_for_sizes_it_had() {
    let tree = tree(5);
    assert_eq!(tree.root_at(0), Some(Hash::of(b"")));
    assert_eq!((tree.len(), tree.is_empty(), Tree::new().is_empty()), (5, false, true));
    for size in [6, 8, 9, u64::MAX] {
        assert_eq!(tree.root_at(size), None);
        assert_eq!(tree.inclusion(0, size), None);
        assert_eq!(tree.inclusion(size - 1, size), None);
        assert_eq!(tree.consistency(5, size), None);
    }
    for (index, size) in [(0, 0), (5, 5), (1, 1), (u64::MAX, 5)] {
        assert_eq!(tree.inclusion(index, size), None);
    }
    for (from, to) in [(0, 5), (0, 0), (3, 2)] {
        assert_eq!(tree.consistency(from, to), None);
    }
    assert_eq!(tree.consistency(5, 5), Some(vec![]));
    verify_consistency(5, tree.root(), 5, tree.root(), &[]).unwrap();
}

/// RFC 6962's own hashes: of nothing, and of the empty leaf.
#[test]
fn hashes_the_empty_as_the_rfc_does() {
    assert_eq!(Tree::new().root().to_string(), "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
    assert_eq!(leaf_hash(b"").to_string(), "bjQLnP-zepicpUTmu3gKLHiQHT-zNzh2hRGjBhevoB0");
}

#[test]
fn decides_as_others_vectors_do() {
    let Some(folder) = shared("vectors/rfc6962") else { return };
    let (mut files, mut skipped, mut good) = (0, 0, 0);
    visit(&folder, &mut |path, case| {
        files += 1;
        let number = |name: &str| case[name].as_u64().unwrap();
        let named = |name: &str| decode(case[name].as_str()?);
        let proof = case["proof"].as_array().map_or(&[][..], Vec::as_slice).iter();
        let hashes: Vec<_> =
            ["leafHash", "root", "root1", "root2"].iter().filter_map(|name| case[*name].as_str()).collect();
        let lengths = hashes.into_iter().chain(proof.clone().map(|hash| hash.as_str().unwrap())).map(str::len);
        if lengths.clone().any(|len| len != 0 && len != 44) {
            skipped += 1;
            return;
        }
        let proof: Option<Vec<_>> = proof.map(|hash| decode(hash.as_str().unwrap())).collect();
        let accepted = if path.iter().any(|part| part == "inclusion") {
            let all = named("leafHash").zip(named("root")).zip(proof);
            all.map(|((leaf, root), proof)| verify_inclusion(leaf, number("leafIdx"), number("treeSize"), &proof, root))
        } else {
            let all = named("root1").zip(named("root2")).zip(proof);
            all.map(|((old, new), proof)| verify_consistency(number("size1"), old, number("size2"), new, &proof))
        };
        // An empty hash cannot even be said.
        let accepted = accepted.is_some_and(|verdict| verdict.is_ok());
        assert_eq!(accepted, case["wantErr"] == false, "{}", path.display());
        good += u32::from(accepted);
    });
    assert_eq!((files, skipped, good), (196, 24, 11));
}

fn visit(folder: &Path, check: &mut impl FnMut(&Path, &Value)) {
    for path in std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
        if path.is_dir() {
            visit(&path, check);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            check(&path, &serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap());
        }
    }
}

fn decode(text: &str) -> Option<Hash> {
    use base64ct::{Base64, Encoding};
    Base64::decode_vec(text).unwrap().try_into().ok().map(Hash)
}
