//! Keys, the record and its files, against others' vectors, other implementations, and the hostile.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../common/mod.rs"]
mod common;

mod batch;
mod bundle;
mod forms;
mod keys;
mod policy;
mod record;
mod spec;
mod tree;
