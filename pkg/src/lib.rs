//! The core for JavaScript. Objects come in as JSON text, results go out as plain objects, and nothing is decided here.
//!
//! `js/api.js` is the one caller; it turns every refusal into a `GuanjiaError`, and everything else that is thrown into
//! the end of this instance.

mod hall;
mod panels;
mod views;

use std::borrow::Cow;

use guanjia::convention::{ConventionDiff, DraftText};
use guanjia::log::{Policy, Receipt, SignedCheckpoint, SignedEntry, VerifierKey};
use guanjia::rule::{Rule, presets};
use guanjia::selection::DrawSpec;
use guanjia::verdict::{Count, judge};
use guanjia::words::Words;
use guanjia::{Auditor, Code, Hash, Id, Payload, PublicKey, SecretKey, Time};
use guanjia_plain::{Plain, parse, plain, read, refuse, whole};
use hall::RawHall;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A secret key with its public half.
#[derive(Serialize)]
struct Key<'a> {
    seed: &'a str,
    kid: String,
    jwk: PublicKey,
}

/// The key of a seed.
#[wasm_bindgen(js_name = keyFromSeed)]
pub fn key_from_seed(text: &str) -> Plain {
    let public = parse::<SecretKey>(text)?.public();
    plain(&Key { seed: text, kid: public.kid().to_string(), jwk: public })
}

/// A signed entry as an object.
#[derive(Serialize)]
struct EntryObject {
    jws: String,
    kind: String,
    kid: String,
    leaf: String,
    payload: String,
}

impl From<&SignedEntry> for EntryObject {
    fn from(entry: &SignedEntry) -> Self {
        Self {
            jws: entry.as_str().to_owned(),
            kind: entry.kind().to_owned(),
            kid: entry.kid().to_string(),
            leaf: entry.leaf().to_string(),
            payload: entry.payload().to_owned(),
        }
    }
}

/// Signs a payload.
#[wasm_bindgen]
pub fn sign(payload: &str, key: &str) -> Plain {
    let key = parse(key)?;
    let entry = Payload::from_json(payload).and_then(|payload| payload.sign(&key)).map_err(refuse)?;
    plain(&EntryObject::from(&entry))
}

/// Reads an entry; the signature is not checked.
#[wasm_bindgen(js_name = readEntry)]
pub fn read_entry(jws: &str) -> Plain {
    plain(&EntryObject::from(&SignedEntry::parse(jws).map_err(refuse)?))
}

/// The text of the policy that relies on one log.
#[wasm_bindgen]
pub fn policy(origin: &str, jwk: &str) -> Result<String, JsValue> {
    let key = VerifierKey::log(origin, &read::<PublicKey>(jwk)?).map_err(refuse)?;
    Ok(Policy::log(key).to_string())
}

/// Adds the cosignature of a witness to a checkpoint.
#[wasm_bindgen]
pub fn cosign(checkpoint: &str, name: &str, key: &str, now: f64) -> Result<String, JsValue> {
    let mut checkpoint: SignedCheckpoint = parse(checkpoint)?;
    checkpoint.cosign(name, &parse(key)?, Time(whole(now)?)).map_err(refuse)?;
    Ok(checkpoint.to_string())
}

/// What a receipt that holds shows.
#[derive(Serialize)]
struct Shown {
    index: u64,
    size: u64,
    origin: String,
    entry: EntryObject,
}

/// Checks a receipt by itself.
#[wasm_bindgen(js_name = verifyReceipt)]
pub fn verify_receipt(receipt: &str, policy: &str) -> Plain {
    let receipt: Receipt = parse(receipt)?;
    let entry = receipt.verify(&parse(policy)?).map_err(refuse)?;
    let head = receipt.proof().checkpoint().unverified();
    let (index, size, origin) = (receipt.proof().index(), head.size, head.origin.clone());
    plain(&Shown { index, size, origin, entry: EntryObject::from(&entry) })
}

/// Does a draw again.
#[wasm_bindgen(js_name = drawSpec)]
pub fn draw_spec(spec: &str) -> Plain {
    plain(&DrawSpec::parse(spec).and_then(|spec| spec.run()).map_err(refuse)?)
}

/// Every preset rule.
#[wasm_bindgen]
pub fn rules() -> Plain {
    plain(&presets())
}

/// What each test of a rule needs at a base.
#[wasm_bindgen]
pub fn need(rule: &str, base: f64) -> Plain {
    plain(&read::<Rule>(rule)?.need(whole(base)?))
}

/// Judges an option by a rule.
#[wasm_bindgen(js_name = judge)]
pub fn judge_count(rule: &str, count: &str, option: &str) -> Plain {
    plain(&judge(&read::<Rule>(rule)?, &read::<Count>(count)?, &parse::<Id>(option)?).map_err(refuse)?)
}

/// The SHA-256 of a text in UTF-8.
#[wasm_bindgen(js_name = hashText)]
pub fn hash_text(text: &str) -> String {
    Hash::of(text.as_bytes()).to_string()
}

/// The SHA-256 of bytes.
#[wasm_bindgen(js_name = hashBytes)]
pub fn hash_bytes(bytes: &[u8]) -> String {
    Hash::of(bytes).to_string()
}

/// Words to be kept off the record, as their digest under a salt.
#[wasm_bindgen(js_name = sealWords)]
pub fn seal_words(text: &str, salt: &[u8]) -> Plain {
    plain(&Words::sealed(text, salt).map_err(refuse)?)
}

/// Whether words on the record are those of a text.
#[wasm_bindgen(js_name = wordsSay)]
pub fn words_say(words: &str, text: &str, salt: &[u8]) -> Result<bool, JsValue> {
    Ok(read::<Words>(words)?.say(text, salt))
}

/// Looks for wording that a convention may not have.
#[wasm_bindgen(js_name = lint)]
pub fn lint_draft(draft: &str) -> Plain {
    plain(&read::<DraftText>(draft)?.lint())
}

/// How a text of a convention differs from another.
#[wasm_bindgen(js_name = compareConventions)]
pub fn compare_conventions(old: &str, new: &str) -> Plain {
    plain(&ConventionDiff::of_texts(&read(old)?, &read(new)?))
}

/// A code with its sentences.
#[derive(Serialize)]
struct CodeObject {
    code: &'static str,
    severity: guanjia::Severity,
    zh: &'static str,
    en: &'static str,
}

/// Every code there is.
#[wasm_bindgen]
pub fn codes() -> Plain {
    let object =
        |code: &Code| CodeObject { code: code.name(), severity: code.severity(), zh: code.zh(), en: code.en() };
    plain(&Code::ALL.iter().map(object).collect::<Vec<_>>())
}

/// An audit in slices.
#[wasm_bindgen(js_name = RawAuditor)]
pub struct RawAuditor(Auditor);

#[wasm_bindgen(js_class = RawAuditor)]
impl RawAuditor {
    /// Opens a bundle, which comes as bytes because the glue would take a long text letter by letter.
    #[wasm_bindgen(constructor)]
    pub fn open(bundle: &[u8]) -> Result<RawAuditor, JsValue> {
        // What is no text is refused with its line, where it can be seen; looking for that takes longer than finding none.
        let text = std::str::from_utf8(bundle).map_or_else(|_| String::from_utf8_lossy(bundle), Cow::Borrowed);
        Auditor::open(&text).map(Self).map_err(refuse)
    }

    /// Replays some more entries; whether any are left.
    pub fn advance(&mut self, entries: usize) -> bool {
        self.0.advance(entries)
    }

    /// How many were replayed.
    pub fn done(&self) -> f64 {
        count(self.0.done())
    }

    /// How many there are.
    pub fn size(&self) -> f64 {
        count(self.0.size())
    }

    /// The root of the tree over the entries, whatever the checkpoint says.
    pub fn root(&self) -> String {
        self.0.bundle().tree().root().to_string()
    }

    /// Reads the signatures from `from` to before `to`.
    #[wasm_bindgen(js_name = readSignatures)]
    pub fn read_signatures(&mut self, from: usize, to: usize) {
        self.0.read_signatures(from..to);
    }

    /// The indices of those read since the last time that are good.
    #[wasm_bindgen(js_name = checkSignatures)]
    pub fn check_signatures(&mut self) -> Vec<u32> {
        self.0.check_signatures().into_iter().filter_map(|index| u32::try_from(index).ok()).collect()
    }

    /// Relies on what another core found.
    #[wasm_bindgen(js_name = relyOn)]
    pub fn rely_on(&mut self, good: &[u32]) {
        self.0.rely_on(good.iter().filter_map(|index| usize::try_from(*index).ok()));
    }

    /// Replays what is left, and gives the record.
    pub fn hall(self) -> RawHall {
        RawHall(self.0.into_record())
    }

    /// Replays what is left and reports.
    pub fn finish(&mut self, policy: Option<String>) -> Plain {
        let policy = policy.map(|policy| parse::<Policy>(&policy)).transpose()?;
        plain(&self.0.finish(policy.as_ref()))
    }
}

/// A count as JavaScript has numbers; no record has 2^53 entries.
#[expect(clippy::cast_precision_loss, reason = "it counts what is in memory")]
fn count(n: u64) -> f64 {
    n as f64
}
