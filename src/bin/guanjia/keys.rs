//! `guanjia keys` and `guanjia keygen`.

use guanjia::map::Map;
use std::path::PathBuf;

use guanjia::{Auditor, Hash, SecretKey};

use crate::files;
use crate::out::print_json;
use crate::words::{Done, Failure};

#[derive(clap::Args)]
#[command(after_help = "例 Example:
  guanjia keys luoqisi.bundle > keys.json

每条记录都是一个 JWS(RFC 7515,算法 Ed25519),其 kid 就是这里的键名:用 jose 等任何库都能逐条验签。
Every entry is a JWS (RFC 7515, alg Ed25519) whose kid is the name of a member here: any library, such as jose,
can verify each signature with it.")]
pub struct Args {
    /// 记录包 The bundle; `-` 为标准输入 is standard input
    bundle: PathBuf,
}

pub fn run(args: &Args) -> Done {
    let mut auditor = files::parse(&args.bundle, Auditor::open)?;
    auditor.advance(usize::MAX);
    let keys: Map<String, _> = auditor.hall().keys().map(|key| (key.kid().to_string(), key)).collect();
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
