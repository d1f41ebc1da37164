//! What the source says that no macro carries over.

use guanjia::map::Map;
use std::path::Path;

/// Every file of the library with its path.
pub fn files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

fn read(folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("src/bin") && !path.ends_with("src/sample") {
                read(&path, into);
            }
        } else {
            into.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The names of all public types that derive `TS`, but for those a macro makes.
pub fn derived() -> Vec<String> {
    let mut found = Vec::new();
    for (_, text) in files() {
        for after in text.split("derive(ts_rs::TS)").skip(1) {
            let mut declared = after.lines().map(str::trim_start).filter(|line| !line.starts_with("///"));
            let (public, name) = declared.find_map(item).unwrap();
            let renamed = after.lines().next().and_then(|line| line.split_once("ts(rename = \"")?.1.split('"').next());
            let name = renamed.map_or(name, str::to_owned);
            found.extend((public && !name.starts_with('$')).then_some(name));
        }
    }
    found
}

/// Whether an item is public, and its name.
fn item(line: &str) -> Option<(bool, String)> {
    let (before, name) = line.split_once("struct ").or_else(|| line.split_once("enum "))?;
    let name = name.chars().take_while(|c| c.is_alphanumeric() || *c == '$').collect();
    Some((before == "pub ", name))
}

/// The doc comments of the variants of each enumeration, in their order.
pub fn members() -> Map<String, Vec<String>> {
    let mut found = Map::new();
    for (_, text) in files() {
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if let Some(name) = line.strip_prefix("pub enum ").and_then(|rest| rest.strip_suffix(" {")) {
                found.insert(name.to_owned(), variants(lines.by_ref().take_while(|line| *line != "}")));
            }
        }
    }
    found
}

/// Variants stand four blanks in, as `rustfmt` sets them.
fn variants<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let (mut found, mut docs) = (Vec::new(), Vec::new());
    for line in lines.filter_map(|line| line.strip_prefix("    ")) {
        if let Some(doc) = line.strip_prefix("///") {
            docs.push(doc.trim());
        } else if line.starts_with(char::is_uppercase) {
            found.push(docs.join("\n"));
            docs.clear();
        }
    }
    found
}
