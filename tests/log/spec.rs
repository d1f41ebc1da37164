//! The appendix of SPEC.md is what this code makes: every code block in it, in order.

use guanjia::log::{Tree, entry};
use guanjia::{Hash, SecretKey};

use crate::record::{ORIGIN, WITNESS, bundle, checkpoint, entries, key, log_vkey, receipt, tree, witness_vkey};

/// What the code blocks under "Appendix A" say.
fn written() -> Vec<String> {
    let spec = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/SPEC.md")).unwrap();
    let (_, appendix) = spec.split_once("\n## Appendix A").unwrap();
    let appendix = appendix.split("\n## ").next().unwrap();
    appendix.split("\n```").skip(1).step_by(2).map(|block| block.split_once('\n').unwrap().1.to_owned()).collect()
}

fn expected() -> Vec<String> {
    let keys = [("registrar", 1), ("voter-1", 2), ("voter-2", 3), (ORIGIN, 10), (WITNESS, 11)];
    let line = |(name, seed): (&str, u8)| {
        let public = key(seed).public();
        format!("{name} {seed:02x} {} {}", Hash(*public.as_bytes()), public.kid())
    };
    let first = &entries()[0];
    let header = format!(r#"{{"alg":"Ed25519","kid":"{}","typ":"guanjia-genesis+jwt"}}"#, first.kid());
    let hashes = |hashes: Vec<Hash>| lines(hashes.iter().map(ToString::to_string));
    vec![
        Hash::tagged("example", &[b"ab", b"", "管家".as_bytes()]).to_string(),
        lines(keys.map(line)),
        serde_json::to_string(&key(1).public()).unwrap(),
        format!("{}\n{}", log_vkey(), witness_vkey()),
        format!("{header}\n{}\n{}", first.payload(), first.as_str()),
        lines(entries()[1..].iter().map(|entry| format!("{}\n{}", entry.payload(), entry.as_str()))),
        hashes(entries().iter().map(entry::SignedEntry::leaf).collect()),
        hashes((0..=4).map(|size| tree().root_at(size).unwrap()).collect()),
        hashes(tree().inclusion(1, 3).unwrap()),
        hashes(tree().consistency(3, 4).unwrap()),
        checkpoint().to_string().trim_end().to_owned(),
        format!("log {}\nwitness W {}\nquorum W", log_vkey(), witness_vkey()),
        receipt().to_string().trim_end().to_owned(),
        bundle().to_string().trim_end().to_owned(),
    ]
}

fn lines(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().collect::<Vec<_>>().join("\n")
}

#[test]
fn the_appendix_of_the_specification_is_what_the_code_makes() {
    let (written, expected) = (written(), expected());
    for (number, (written, expected)) in written.iter().zip(&expected).enumerate() {
        assert!(written == expected, "code block {} of appendix A of SPEC.md should be:\n{expected}", number + 1);
    }
    assert_eq!(written.len(), expected.len());
}

/// The seeds of the appendix are one byte, 32 times.
#[test]
fn the_appendix_can_be_made_from_its_seeds() {
    let registrar = SecretKey::from_seed(&[1; 32]);
    let first = entry::sign("genesis", entries()[0].payload(), &registrar).unwrap();
    assert_eq!(first, entries()[0]);
    assert_eq!([first.leaf()].into_iter().collect::<Tree>().root(), tree().root_at(1).unwrap());
}
