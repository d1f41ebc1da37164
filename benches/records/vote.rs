//! Writes the record of a vote of so many households, all of whom cast a signed ballot, for the audits to be timed:
//!
//! ```sh
//! cargo run --release --features sample --example vote -- 10000 > target/10000.bundle
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "it stops at the first surprise")]

#[path = "../../tests/common/mod.rs"]
mod common;

use std::io::Write;

use common::brief::{Assembly, question};

fn main() {
    let households = std::env::args().nth(1).and_then(|count| count.parse().ok()).expect("a number of households");
    let mut assembly = Assembly::of("vote", households, households, &question());
    for household in 1..=households {
        assembly.vote(household, if household % 3 == 0 { "N" } else { "Y" });
    }
    let bundle = assembly.scribe.bundle().unwrap();
    std::io::stdout().write_all(bundle.to_string().as_bytes()).unwrap();
}
