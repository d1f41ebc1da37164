//! The fuzz corpus in an ordinary test: inputs named `good…` are accepted, `bad…` refused, and what
//! the fuzzer found must only not panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

use guanjia::map::Map;
use std::path::{Path, PathBuf};

use common::brief::{Assembly, question};
use common::keep;
use guanjia::Payload;
use guanjia::event::{Confirmation, Event};
use guanjia::log::SignedEntry;

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
    let mut other = Vec::new();
    for (name, target) in targets::TARGETS {
        let corpus = folder("corpus").join(name);
        let inputs = names(&corpus);
        for kind in ["good", "bad"] {
            assert!(inputs.iter().any(|input| input.starts_with(kind)), "{name} has no {kind} input");
        }
        for input in inputs {
            let accepted = target(&std::fs::read(corpus.join(&input)).unwrap());
            let named = if accepted { "good" } else { "bad" };
            if ["good", "bad"].iter().any(|kind| *kind != named && input.starts_with(kind)) {
                other.push(format!("{name}/{input} is {named}"));
            }
        }
    }
    assert!(other.is_empty(), "{other:#?}");
}

/// Targets that verify signatures, of which every sixteenth cut and flip must do.
const SLOW: [&str; 2] = ["audit", "replay"];

/// Every cut and a flipped bit in every byte of every input, without a panic.
#[test]
fn nothing_near_the_corpus_panics() {
    for (name, target) in targets::TARGETS {
        let step = if SLOW.contains(name) { 16 } else { 1 };
        let corpus = folder("corpus").join(name);
        for input in names(&corpus) {
            let mut data = std::fs::read(corpus.join(&input)).unwrap();
            data.truncate(2_000);
            for at in (0..data.len()).step_by(step) {
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

fn luoqisi() -> Vec<String> {
    guanjia::sample::luoqisi(b"fuzz", &mut |_, _| ()).unwrap().scribe().lines().to_vec()
}

fn pengshui() -> Vec<String> {
    guanjia::sample::pengshui(b"fuzz", &mut |_, _| ()).unwrap().scribe().lines().to_vec()
}

/// The shortest entry of each kind in the samples; the few kinds that happen in neither are written by hand.
#[test]
fn every_kind_of_entry_is_in_the_corpus() {
    let mut shortest = Map::<String, String>::new();
    for line in luoqisi().into_iter().chain(pengshui()) {
        let entry = SignedEntry::parse(&line).unwrap();
        let said = entry.payload();
        let kept = shortest.entry(entry.kind().to_owned()).or_insert_with(|| said.to_owned());
        if said.len() < kept.len() {
            said.clone_into(kept);
        }
    }
    for kind in Event::KINDS {
        let path = format!("tests/fuzz/corpus/payload/good-{kind}");
        match shortest.get(*kind) {
            Some(said) => keep(&path, |_| format!("{kind}\n{said}")),
            None => assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path).exists(), "no {path}"),
        }
    }
}

/// A record as the target `replay` reads it.
fn script(lines: &[String]) -> String {
    let lines: Vec<_> = lines.iter().map(|line| SignedEntry::parse(line).unwrap()).collect();
    let origin = Payload::parse(lines[0].kind(), lines[0].payload()).unwrap().aud;
    let mut names = Map::new();
    for entry in &lines {
        let mut know = |name: &str, cnf: &Confirmation| names.insert(cnf.jwk.kid(), name.to_owned());
        match Payload::parse(entry.kind(), entry.payload()).unwrap().event {
            Event::Charter(charter) => {
                for office in &charter.offices {
                    know(office.office.as_str(), &office.cnf);
                }
            }
            Event::Office(office) => drop(know(office.office.as_str(), &office.cnf)),
            Event::Enrol(enrol) => drop(enrol.cnf.as_ref().map(|cnf| know(enrol.unit.handle.as_str(), cnf))),
            _ => {}
        }
    }
    let line = |entry: &SignedEntry| format!("{} {} {}\n", names[&entry.kid()], entry.kind(), entry.payload());
    format!("{origin}\n{}", lines.iter().map(line).collect::<String>())
}

#[test]
fn whole_records_are_in_the_corpus() {
    let mut assembly = Assembly::of("fuzz", 3, 2, &question());
    assembly.vote(1, "Y");
    assembly.vote(2, "N");
    assembly.hand_out(3);
    assembly.read("host", 3, "Y");
    assembly.read("clerk-2", 3, "N");
    assembly.close(Some(1));
    assembly.settle(3, "Y");
    assembly.announce();
    for (name, lines) in [("assembly", assembly.scribe.lines().to_vec()), ("matters", pengshui())] {
        keep(&format!("tests/fuzz/corpus/replay/good-{name}"), |_| script(&lines));
    }
}
