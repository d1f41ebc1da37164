//! What several test programs share.
#![allow(dead_code, reason = "not every test program uses all of it")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[cfg(feature = "sample")]
pub mod assembly;
#[cfg(feature = "sample")]
pub mod brief;
#[cfg(feature = "sample")]
pub mod record;
#[cfg(feature = "sample")]
pub mod sample;

use std::path::{Path, PathBuf};

/// A file or folder of others' reference data, read in place; says so when it is not there.
#[allow(clippy::disallowed_methods, reason = "a test may be told where the reference data is")]
pub fn shared(path: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("GUANJIA_SHARED").map_or_else(beside, PathBuf::from).join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: no reference data at {}", path.display());
    None
}

/// The JSON of a reference file, or nothing when it is not there.
pub fn shared_json(path: &str) -> Option<serde_json::Value> {
    shared(path).map(|path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
}

/// The text that a file of the project should have, which is what the code makes. With `GUANJIA_WRITE` set it is
/// written anew.
pub fn keep(path: &str, make: impl Fn(&str) -> String) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let fresh = make(&kept);
    if std::env::var_os("GUANJIA_WRITE").is_some() {
        std::fs::write(&file, &fresh).unwrap();
    } else {
        assert!(kept == fresh, "{path} is not as the code makes it: GUANJIA_WRITE=1 cargo test --all-features");
    }
}

pub fn hex(text: &str) -> Vec<u8> {
    let byte = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
    (0..text.len()).step_by(2).map(byte).collect()
}
