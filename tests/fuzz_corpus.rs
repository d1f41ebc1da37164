//! The fuzz corpus in an ordinary test: inputs named `good…` are accepted, `bad…` refused, and what
//! the fuzzer found must only not panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::path::{Path, PathBuf};

#[path = "fuzz/targets.rs"]
mod targets;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)
}

fn names(folder: &Path) -> Vec<String> {
    let items = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<_> = items.map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_corpus_is_accepted_and_refused_as_it_is_named() {
    for (name, target) in targets::TARGETS {
        let corpus = folder("corpus").join(name);
        let inputs = names(&corpus);
        for kind in ["good", "bad"] {
            assert!(inputs.iter().any(|input| input.starts_with(kind)), "{name} has no {kind} input");
        }
        for input in inputs {
            let accepted = target(&std::fs::read(corpus.join(&input)).unwrap());
            assert!(accepted || !input.starts_with("good"), "{name}/{input} is refused");
            assert!(!accepted || !input.starts_with("bad"), "{name}/{input} is accepted");
        }
    }
}

/// Every cut and every flipped bit of every input, without a panic.
#[test]
fn nothing_near_the_corpus_panics() {
    for (name, target) in targets::TARGETS {
        let corpus = folder("corpus").join(name);
        for input in names(&corpus) {
            let mut data = std::fs::read(corpus.join(&input)).unwrap();
            data.truncate(2_000);
            for at in 0..data.len() {
                target(&data[..at]);
                data[at] ^= 1 << (at % 8);
                target(&data);
                data[at] ^= 1 << (at % 8);
            }
        }
    }
}

#[test]
fn every_target_can_be_fuzzed_and_has_a_corpus() {
    let expected: Vec<_> = targets::TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(&folder("corpus")), expected);
    assert_eq!(names(&folder("fuzz_targets")), expected.iter().map(|name| format!("{name}.rs")).collect::<Vec<_>>());
    let manifest = std::fs::read_to_string(folder("Cargo.toml")).unwrap();
    for name in expected {
        let bin = format!("[[bin]]\nname = \"{name}\"\npath = \"fuzz_targets/{name}.rs\"\n");
        assert!(manifest.contains(&bin), "{name} is not in tests/fuzz/Cargo.toml");
        let source = std::fs::read_to_string(folder("fuzz_targets").join(format!("{name}.rs"))).unwrap();
        assert!(source.contains(&format!("targets::{name}(data)")), "{name}.rs calls another target");
    }
}
