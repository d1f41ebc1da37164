//! `guanjia keys` and `guanjia keygen`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use guanjia::{Auditor, Hash, SecretKey};

use crate::files;
use crate::words::{Done, Failure};

#[derive(clap::Args)]
pub struct Args {
    /// The bundle 记录包
    bundle: PathBuf,
}

pub fn run(args: &Args) -> Done {
    let mut auditor = files::parse(&args.bundle, Auditor::open)?;
    auditor.advance(usize::MAX);
    let keys: BTreeMap<String, _> = auditor.hall().keys().map(|key| (key.kid().to_string(), key)).collect();
    print_json(&keys)
}

pub fn generate() -> Done {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| {
        Failure::Other(format!("系统无法提供随机数:{error}"), format!("the system gives no randomness: {error}"))
    })?;
    let public = SecretKey::from_seed(&seed).public();
    let mut jwk = serde_json::to_value(&public).unwrap_or_default();
    if let Some(members) = jwk.as_object_mut() {
        members.insert("d".to_owned(), Hash(seed).to_string().into());
        members.insert("kid".to_owned(), public.kid().to_string().into());
    }
    print_json(&jwk)
}

/// Prints a value as JSON for people and programs to read.
pub fn print_json<T: serde::Serialize>(value: &T) -> Done {
    let text =
        serde_json::to_string_pretty(value).map_err(|error| Failure::Other(error.to_string(), error.to_string()))?;
    println!("{text}");
    Ok(ExitCode::SUCCESS)
}
