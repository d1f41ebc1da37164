//! The record that README.md casts a ballot in: three households, one open vote.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::assembly::{call, community, motion, on, question};
use common::keep;
use guanjia::Hash;

/// The secret of one of the scribe's made-up keys.
fn secret(who: &str) -> Hash {
    Hash::tagged("guanjia/sample-key", &[b"readme", who.as_bytes(), &0_u64.to_be_bytes()])
}

#[test]
fn the_record_is_as_the_code_makes_it() {
    let mut scribe = community("readme", 3);
    let question = question("BENCH", "在小游园添三张长椅");
    call(&mut scribe, "ASM-1", &question, "2026-03-16", "2026-03-17");
    on(&mut scribe, "2026-03-16");
    let motion = motion(&mut scribe, "ASM-1", &question, None);
    scribe.enter("facilitator", motion).unwrap();
    let made = scribe.bundle().unwrap().to_string();
    keep("tests/vectors/open_vote.bundle", |_| made.clone());
}

/// README.md gives the secrets of a household and of the host.
#[test]
fn the_readme_has_the_keys_of_the_record() {
    let readme = include_str!("../README.md");
    for who in ["H-1", "host"] {
        assert!(readme.contains(&secret(who).to_string()), "{who}: {}", secret(who));
    }
}
