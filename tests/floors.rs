//! The floors of the architecture: a module uses only what stands below it.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every module by floor, from the ground up: it may use those of the floors below, and on its own floor
/// those to its left. ARCHITECTURE.md tells the same.
const FLOORS: [(&str, &[&str]); 11] = [
    ("base", &["map", "error", "json", "hash", "id", "fraction", "time", "sign"]),
    (
        "words",
        &["measure", "stratum", "reason", "words", "wording", "role", "machine", "actor", "lottery", "sortition"],
    ),
    ("grounds", &["log", "register", "rule", "aggregate", "publicity"]),
    ("parts", &["selection", "roster", "catalogue", "agenda", "motion", "ballot", "objection"]),
    ("proceedings", &["verdict", "quorum", "tally", "matter", "session", "convention", "task", "points"]),
    ("event", &["event"]),
    ("hall", &["hall", "record"]),
    ("prepare", &["prepare"]),
    ("view", &["view"]),
    ("audit", &["audit"]),
    ("samples", &["scribe", "sample"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// For each module, the modules that its files name with a path from the crate's root.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let src = root().join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut found = BTreeMap::<String, BTreeSet<String>>::new();
    for file in files {
        let within = file.strip_prefix(&src).unwrap();
        let module = within.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if ["lib", "bin"].contains(&module) {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        let used = found.entry(module.to_owned()).or_default();
        for path in code.split("crate::").skip(1) {
            assert!(!path.starts_with('{'), "{}: write one `use` for each module", file.display());
            let name: String = path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if name != module {
                used.insert(name);
            }
        }
    }
    found
}

#[test]
fn every_module_stands_on_one_floor() {
    let listed: Vec<&str> = FLOORS.iter().flat_map(|(_, modules)| modules.iter().copied()).collect();
    let unique: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(listed.len(), unique.len(), "a module is listed twice");
    let uses = uses();
    let there: BTreeSet<&str> = uses.keys().map(String::as_str).collect();
    assert_eq!(there, unique, "left: the modules of src; right: those of the list");
}

#[test]
fn a_module_uses_only_what_stands_below_it() {
    let listed: Vec<&str> = FLOORS.iter().flat_map(|(_, modules)| modules.iter().copied()).collect();
    let place = |name: &str| listed.iter().position(|listed| *listed == name);
    let mut above = Vec::new();
    for (module, used) in uses() {
        let stands_below = |used: &&String| place(used).is_some() && place(used) < place(&module);
        above.extend(used.iter().filter(|used| !stands_below(used)).map(|used| format!("`{module}` uses `{used}`")));
    }
    assert!(above.is_empty(), "no module below: {above:#?}");
}

/// What the standard library compiles anew for every type stays out of what a page loads (`src/map`).
#[test]
fn the_library_sorts_and_keeps_maps_by_one_body_of_code() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for file in files {
        let within = file.strip_prefix(root().join("src")).unwrap();
        if ["map", "sample", "bin"].iter().any(|apart| within.starts_with(apart)) {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        for word in ["BTreeMap", "BTreeSet", ".sort()", ".sort_by", ".sort_unstable"] {
            assert!(!text.contains(word), "{}: {word}", within.display());
        }
    }
}
