//! The two steps of the package's build that are Rust's: binding, with the very `wasm-bindgen` that `Cargo.lock` fixes for
//! the library, and the gate that no build passes which some host could not run.
//!
//! ```text
//! guanjia-build bind <in.wasm> <folder>    writes <folder>/glue_bg.wasm and glue_bg.js
//! guanjia-build gate <file.wasm>           fails on anything after the first release of WebAssembly
//! ```

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::Bindgen;

mod features;
mod gate;

/// Features that rustc's own standard library is built with. While the module says it has them, wasm-bindgen
/// makes a second table and returns several values, which `WeChat` on iOS refuses.
const UNWANTED: [&str; 2] = ["reference-types", "multivalue"];

/// Globals that wasm-bindgen exports for hosts with exceptions in wasm, and that its own glue does not touch.
const UNUSED: [&str; 2] = ["__abort_handler", "__instance_terminated"];

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["bind", input, folder] => bind(Path::new(input), Path::new(folder)),
        ["gate", file] => gate::check(&std::fs::read(file).with_context(|| format!("reading {file}"))?),
        _ => bail!("usage: guanjia-build bind <in.wasm> <folder> | gate <file.wasm>"),
    }
}

fn bind(input: &Path, folder: &Path) -> Result<()> {
    let wasm = std::fs::read(input).with_context(|| format!("reading {}", input.display()))?;
    let mut bindgen = Bindgen::new();
    let mut output = bindgen
        .bundler(true)?
        .input_bytes("glue", features::without(&wasm, &UNWANTED)?)
        .remove_name_section(true)
        .remove_producers_section(true)
        .typescript(false)
        .generate_output()?;
    for global in UNUSED {
        ensure!(!output.js().contains(global), "{global} is used after all");
        output.wasm_mut().exports.remove(global)?;
    }
    output.emit(folder)
}
