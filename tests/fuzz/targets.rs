//! What every parser must keep to, whatever it is given: no panic, one spelling, a sentence for every
//! error. A target says whether it accepted its input.
//!
//! To add one: a function here and in [`TARGETS`], a file in `fuzz_targets/`, a `[[bin]]` in `Cargo.toml`,
//! and in `corpus/<name>/` at least one input whose name begins with `good` and one with `bad`.
#![allow(dead_code, reason = "a fuzz target uses one of the functions")]

use guanjia::Error;
use guanjia::log::{Bundle, Note, Policy, Proof, Receipt, SignedCheckpoint, SignedEntry, VerifierKey};

/// Whether the input was accepted.
type Target = fn(&[u8]) -> bool;

pub const TARGETS: &[(&str, Target)] = &[
    ("bundle", bundle),
    ("checkpoint", checkpoint),
    ("cosignature", cosignature),
    ("entry", entry),
    ("note", note),
    ("policy", policy),
    ("proof", proof),
    ("receipt", receipt),
    ("vkey", vkey),
];

pub fn bundle(data: &[u8]) -> bool {
    let accepted = one_spelling(data, Bundle::parse);
    if let Some(bundle) = accepted.then(|| Bundle::parse(text(data)?).ok()).flatten() {
        assert_eq!(bundle.tree().len(), bundle.entries().len() as u64);
    }
    accepted
}

pub fn checkpoint(data: &[u8]) -> bool {
    one_spelling(data, str::parse::<SignedCheckpoint>)
}

/// The log's seed is 32 times 10, the witness's 32 times 11: only what they signed is accepted.
pub fn cosignature(data: &[u8]) -> bool {
    let policy = "log example.org/hall+d9c8ba37+AUOnLnFEAXYt9mtowm373yaCquyfJHTspGE+QkoPuv08\n\
                  witness W witness.example/w1+efcd800c+BGa+fjMsekUzMr2dCn99sFX1xe8aBq2mbZizn7aBDEc6\nquorum W\n";
    let policy: Policy = policy.parse().expect("a policy");
    let verify = |text: &str| text.parse::<SignedCheckpoint>().and_then(|signed| signed.verify(&policy));
    text(data).is_some_and(|text| accepted(verify(text)).is_some())
}

pub fn entry(data: &[u8]) -> bool {
    one_spelling(data, |text| SignedEntry::parse(text).map(|entry| entry.as_str().to_owned()))
}

pub fn note(data: &[u8]) -> bool {
    one_spelling(data, Note::parse)
}

/// People write policies, so there are many spellings, but one of what is printed.
pub fn policy(data: &[u8]) -> bool {
    let Some(policy) = text(data).and_then(|text| accepted(text.parse::<Policy>())) else { return false };
    let printed = policy.to_string();
    assert_eq!(printed.parse::<Policy>().as_ref(), Ok(&policy));
    one_spelling(printed.as_bytes(), str::parse::<Policy>)
}

pub fn proof(data: &[u8]) -> bool {
    one_spelling(data, str::parse::<Proof>)
}

pub fn receipt(data: &[u8]) -> bool {
    one_spelling(data, str::parse::<Receipt>)
}

pub fn vkey(data: &[u8]) -> bool {
    one_spelling(data, str::parse::<VerifierKey>)
}

fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// What is read prints as it was.
fn one_spelling<T: ToString>(data: &[u8], parse: impl Fn(&str) -> Result<T, Error>) -> bool {
    let Some(text) = text(data) else { return false };
    let value = accepted(parse(text));
    if let Some(value) = &value {
        assert_eq!(value.to_string(), text, "a second spelling");
    }
    value.is_some()
}

/// What is refused says why, with every field that its sentence mentions.
fn accepted<T>(result: Result<T, Error>) -> Option<T> {
    result
        .inspect_err(|error| {
            for sentence in [error.kind().zh(), error.kind().en()] {
                for name in sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                    assert!(error.field(name).is_some(), "{} lacks {name}", error.code());
                }
            }
        })
        .ok()
}
