//! One spelling each: what parses prints to itself, and nothing near it parses.

use guanjia::log::{Bundle, Checkpoint, Note, Proof, Receipt, SignedCheckpoint, SignedEntry, VerifierKey, entry};
use guanjia::{Hash, Time};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::record::{bundle, checkpoint, entries, key, log_vkey, policy, receipt};

/// What each form prints after reading, or the code of the error.
type Read = fn(&str) -> Result<String, String>;

const FORMS: &[(&str, Read)] = &[
    ("entry", |text| read(SignedEntry::parse(text).map(|entry| entry.as_str().to_owned()))),
    ("note", |text| read(Note::parse(text))),
    ("vkey", |text| read(text.parse::<VerifierKey>())),
    ("checkpoint", |text| read(text.parse::<SignedCheckpoint>())),
    ("proof", |text| read(text.parse::<Proof>())),
    ("receipt", |text| read(text.parse::<Receipt>())),
    ("bundle", |text| read(Bundle::parse(text))),
];

fn read<T: ToString>(parsed: Result<T, guanjia::Error>) -> Result<String, String> {
    parsed.map(|value| value.to_string()).map_err(|error| error.code().to_owned())
}

fn samples() -> Vec<(&'static str, Read, String)> {
    let sample = |name: &str| match name {
        "entry" => entries()[1].as_str().to_owned(),
        "vkey" => log_vkey().to_string(),
        "note" | "checkpoint" => checkpoint().to_string(),
        "proof" => receipt().proof().clone().with_extra(b"").to_string(),
        "receipt" => receipt().to_string(),
        "bundle" => bundle().to_string(),
        other => panic!("no sample of {other}"),
    };
    FORMS.iter().map(|(name, read)| (*name, *read, sample(name))).collect()
}

#[test]
fn every_form_prints_what_it_read() {
    for (name, read, text) in samples() {
        assert_eq!(read(&text).as_ref(), Ok(&text), "{name}");
    }
}

/// Every way to cut, insert, double or change one character of every form.
#[test]
fn nothing_near_a_form_reads_as_the_form() {
    for (name, read, text) in samples() {
        let check = |changed: String| {
            if let Ok(printed) = read(&changed) {
                assert_eq!(printed, changed, "{name}: a second spelling");
            }
        };
        let boundaries = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
        for (at, strange) in
            boundaries.flat_map(|at| ["", "\n", "\r", " ", "=", "A", "0", "\0", "é", "\u{feff}"].map(|s| (at, s)))
        {
            let (before, after) = text.split_at(at);
            check(format!("{before}{strange}{after}"));
            let mut rest = after.chars();
            rest.next();
            check(format!("{before}{strange}{}", rest.as_str()));
            check(format!("{before}{strange}"));
            check(format!("{strange}{after}"));
        }
    }
}

#[test]
fn line_ends_and_blanks_are_not_forgiven() {
    // The text of a note may begin with anything; the text of a checkpoint may not.
    for (name, read, text) in samples().into_iter().filter(|(name, ..)| *name != "note") {
        for changed in [
            text.replace('\n', "\r\n"),
            text.replace('\n', " \n"),
            text.replace('\n', "\r"),
            format!("{text}\r\n"),
            format!("{text} "),
            format!("{text}\n"),
            format!(" {text}"),
            text.trim_end_matches('\n').to_owned(),
            String::new(),
            "\n".to_owned(),
        ] {
            assert!(changed == text || read(&changed).is_err(), "{name}: {changed:?}");
        }
    }
}

/// Some readers of base64 ignore the last character's spare bits and so take 16 spellings of one signature.
#[test]
fn a_signature_has_one_of_its_sixteen_spellings() {
    let entry = entries()[0].as_str().to_owned();
    let (rest, last) = entry.split_at(entry.len() - 1);
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let value = alphabet.find(last).unwrap();
    assert_eq!(value % 16, 0);
    let spellings: Vec<_> = alphabet[value..value + 16].chars().map(|last| format!("{rest}{last}")).collect();
    let codes: Vec<_> = spellings.iter().map(|text| SignedEntry::parse(text).map_err(|error| error.code())).collect();
    assert!(codes[0].is_ok());
    assert!(codes[1..].iter().all(|code| *code == Err("entry.malformed")));
    // The other characters are other signatures, and wrong.
    for first in (0..64).step_by(16).filter(|first| *first != value) {
        let other = SignedEntry::parse(&format!("{rest}{}", &alphabet[first..=first])).unwrap();
        assert_eq!(other.verify(&key(1).public()).unwrap_err().code(), "signature.invalid");
    }
}

#[test]
fn an_entry_has_one_header() {
    let kid = key(1).public().kid();
    let with = |header: &str| {
        use base64ct::{Base64UrlUnpadded as B, Encoding};
        let input = format!("{}.{}", B::encode_string(header.as_bytes()), B::encode_string(b"{}"));
        format!("{input}.{}", B::encode_string(&key(1).sign(input.as_bytes())))
    };
    let code =
        |header: &str| SignedEntry::parse(&with(header)).map(|entry| entry.kind().to_owned()).map_err(|e| e.code());
    let good = format!(r#"{{"alg":"Ed25519","kid":"{kid}","typ":"guanjia-ballot+jwt"}}"#);
    assert_eq!(code(&good), Ok("ballot".to_owned()));
    assert_eq!(code(&good.replace("ballot", "session-close")), Ok("session-close".to_owned()));
    for (from, to) in [
        (r#"{"alg":"Ed25519","#, r#"{"alg":"Ed25519", "#),
        (r#"{"alg":"Ed25519","#, r#"{"alg":"EdDSA","#),
        (r#"{"alg":"Ed25519","#, r#"{"alg":"none","#),
        (r#"{"alg":"Ed25519","#, r#"{"alg":"ed25519","#),
        (r#"{"alg":"Ed25519","#, "{"),
        (r#"{"alg":"Ed25519","#, r#"{"alg":"Ed25519","alg":"Ed25519","#),
        (r#"{"alg":"Ed25519","#, r#"{"alg":"Ed25519","crit":["b64"],"b64":false,"#),
        (r#""}"#, r#"","jwk":{}}"#),
        (r#""}"#, r#""} "#),
        (r#""}"#, r#""}}"#),
        ("+jwt", "+JWT"),
        ("+jwt", ""),
        ("guanjia-ballot", "guanjia-"),
        ("guanjia-ballot", "guanjia-Ballot"),
        ("guanjia-ballot", "guanjia-ballot-"),
        ("guanjia-ballot", "guanjia--ballot"),
        ("guanjia-ballot", "guanjia-ballot2"),
        ("guanjia-ballot", "guanjia-bal+lot"),
        ("guanjia-ballot", "guanjia-选票"),
        ("guanjia-ballot", "guanjia-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        ("ballot", r"ball\u006ft"),
        (&kid.to_string()[..], "AAAAAAAAAAB"),
        (&kid.to_string()[..], "AAAAAAAAAA"),
        (&kid.to_string()[..], "选票选票选票"),
    ] {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good);
        assert_eq!(code(&changed), Err("entry.header"), "{changed}");
    }
}

#[test]
fn an_entry_is_three_parts_and_no_more() {
    let entry = entries()[0].as_str().to_owned();
    let parts: Vec<_> = entry.split('.').collect();
    let [header, payload, signature] = parts.as_slice() else { panic!("three parts") };
    for (text, code) in [
        (String::new(), "entry.malformed"),
        ("..".to_owned(), "entry.malformed"),
        (format!("{header}.{payload}"), "entry.malformed"),
        (format!("{entry}."), "entry.malformed"),
        (format!("{entry}.AAAA"), "entry.malformed"),
        (format!(".{entry}"), "entry.malformed"),
        (format!("{header}.{payload}."), "entry.malformed"),
        (format!("{header}.{payload}.{}", &signature[4..]), "entry.malformed"),
        (format!("{header}.{payload}.{signature}AAAA"), "entry.malformed"),
        (format!("{header}.{payload}.{signature}=="), "entry.malformed"),
        (format!("{header}.{payload}.{}", signature.replace(['-', '_'], "+")), "entry.malformed"),
        (format!(".{payload}.{signature}"), "entry.header"),
        (format!("{payload}.{payload}.{signature}"), "entry.header"),
        (format!("{header}._w.{signature}"), "entry.not-text"),
    ] {
        assert_eq!(SignedEntry::parse(&text).unwrap_err().code(), code, "{text}");
    }
    // The payload may be any text, none included; what it means is for others.
    assert_eq!(SignedEntry::parse(&format!("{header}..{signature}")).unwrap().payload(), "");
}

#[test]
fn an_entry_has_a_greatest_length() {
    let fits = |len: usize| entry::sign("note", &"a".repeat(len), &key(1));
    let overhead = fits(0).unwrap().as_str().len();
    let most = (65_535 - overhead) / 4 * 3 + [0, 0, 1, 2][(65_535 - overhead) % 4];
    let longest = fits(most).unwrap();
    assert!(longest.as_str().len() <= 65_535 && longest.as_str().len() > 65_532);
    SignedEntry::parse(longest.as_str()).unwrap().verify(&key(1).public()).unwrap();
    assert_eq!(fits(most + 1).unwrap_err().code(), "entry.too-long");
    let error = SignedEntry::parse(&"A".repeat(65_536)).unwrap_err();
    assert_eq!((error.code(), error.field("len")), ("entry.too-long", Some("65536")));
    for kind in ["", "-", "a-", "A", "a1", "a b", "a.b", "选票", &"a".repeat(33)] {
        assert_eq!(entry::sign(kind, "{}", &key(1)).unwrap_err().code(), "entry.kind");
    }
}

#[test]
fn an_entry_is_verified_by_its_own_key_only() {
    let entry = entries().remove(0);
    assert_eq!(entry.clone().verify(&key(2).public()).unwrap_err().code(), "entry.other-key");
    let verified = entry.clone().verify(&key(1).public()).unwrap();
    assert_eq!((verified.key(), verified.as_str()), (&key(1).public(), entry.as_str()));
    // The same bytes under another kind are another statement.
    let (_, rest) = entry.as_str().split_once('.').unwrap();
    let header = entry::sign("motion", "", &key(1)).unwrap();
    let moved = format!("{}.{rest}", header.as_str().split('.').next().unwrap());
    let moved = SignedEntry::parse(&moved).unwrap();
    assert_eq!(moved.kind(), "motion");
    assert_eq!(moved.verify(&key(1).public()).unwrap_err().code(), "signature.invalid");
}

#[test]
fn a_note_is_read_as_the_specification_says() {
    let line = "— a AAAAAAA=\n";
    let code = |text: &str| Note::parse(text).map(|note| note.text().to_owned()).map_err(|error| error.code());
    assert_eq!(
        code(&format!("text\n\nmore\n\n{line}")),
        Ok("text\n\nmore\n".to_owned()),
        "the last empty line divides"
    );
    assert_eq!(code(&format!("text\n\n\n{line}")), Ok("text\n\n".to_owned()));
    assert_eq!(code(&format!("text\n\n{}", line.repeat(64))), Ok("text\n".to_owned()));
    for (text, expected) in [
        (format!("text\n\n{}", line.repeat(65)), "note.too-many"),
        (format!("text\n{line}"), "note.signature"),
        ("text\n\n".to_owned(), "note.signature"),
        (format!("text\n\n{}", line.trim_end()), "note.signature"),
        (format!("te\txt\n\n{line}"), "note.control"),
        (format!("te\0xt\n\n{line}"), "note.control"),
        ("text\n\n— a AAAAAA==\n".to_owned(), "note.signature"),
        ("text\n\n— a AAAAAAB=\n".to_owned(), "note.signature"),
        ("text\n\n— a AAAAAAA\n".to_owned(), "note.signature"),
        ("text\n\n— a AAAA_AA=\n".to_owned(), "note.signature"),
        ("text\n\n— a b AAAAAAA=\n".to_owned(), "note.signature"),
        ("text\n\n—  AAAAAAA=\n".to_owned(), "note.signature"),
        ("text\n\n— a+b AAAAAAA=\n".to_owned(), "note.signature"),
        ("text\n\n— a\u{a0}b AAAAAAA=\n".to_owned(), "note.signature"),
        ("text\n\n— a\u{3000}b AAAAAAA=\n".to_owned(), "note.signature"),
        ("text\n\n-- a AAAAAAA=\n".to_owned(), "note.signature"),
    ] {
        assert_eq!(code(&text), Err(expected), "{text:?}");
    }
}

#[test]
fn a_verifier_key_has_one_spelling() {
    let good = log_vkey().to_string();
    for (text, code) in [
        (String::new(), "vkey.invalid"),
        (good.replacen("example.org/hall", "", 1), "vkey.invalid"),
        (good.replacen("example.org/hall", "example.org hall", 1), "vkey.invalid"),
        (good.replacen("example.org/hall", "example.org/other", 1), "vkey.invalid"),
        (good.to_uppercase().replacen("EXAMPLE.ORG/HALL", "example.org/hall", 1), "vkey.invalid"),
        (good.replacen("+AU", "+Ak", 1), "vkey.type"),
        (format!("{good}="), "vkey.invalid"),
        (format!("{good}AAAA"), "vkey.invalid"),
        ("a+00000000+AQ==".to_owned(), "vkey.invalid"),
        ("a+00000000+".to_owned(), "vkey.type"),
        (format!("a+00000000+AQ{}", "A".repeat(42)), "key.weak"),
    ] {
        assert_eq!(text.parse::<VerifierKey>().unwrap_err().code(), code, "{text}");
    }
}

#[test]
fn a_receipt_stands_alone() {
    let receipt = receipt();
    let entry = receipt.verify(&policy()).unwrap();
    assert_eq!((entry.kind(), entry.kid()), ("ballot", key(2).public().kid()));
    let text = receipt.to_string();
    let proof: Proof = text.parse().unwrap();
    assert_eq!(proof.extra(), Some(entry.as_str().as_bytes()), "any reader of the standard form finds the entry");
    proof.verify(entry.leaf(), &policy()).unwrap();

    let refused =
        |text: String| text.parse::<Receipt>().and_then(|receipt| receipt.verify(&policy())).unwrap_err().code();
    assert_eq!(refused(text.replacen("index 1", "index 2", 1)), "proof.inclusion");
    assert_eq!(refused(text.replacen("index 1", "index 01", 1)), "proof.malformed");
    assert_eq!(refused(text.replacen("index 1", "index 4", 1)), "proof.inclusion");
    assert_eq!(refused(proof.clone().with_extra(b"").to_string()), "receipt.no-entry");
    assert_eq!(refused(proof.clone().with_extra(b"\xff").to_string()), "receipt.no-entry");
    assert_eq!(refused(proof.clone().with_extra(b"junk").to_string()), "entry.malformed");
    assert_eq!(refused(proof.clone().with_extra(entries()[2].as_str().as_bytes()).to_string()), "proof.inclusion");
    assert_eq!(refused(text.replacen("extra ", "extra  ", 1)), "proof.malformed");
    assert_eq!(refused(text.replacen("@v1\n", "@v1\nextra \n", 1)), "proof.malformed");
    assert_eq!(refused(text.replacen("tlog-proof@v1", "tlog-proof@v2", 1)), "proof.malformed");
}

fn name() -> impl Strategy<Value = String> {
    "[^\\s+\\x00-\\x1f]{1,20}".prop_filter("a name", |name| !name.chars().any(char::is_whitespace))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn entries_come_back(kind in "[a-z]{1,8}(-[a-z]{1,8}){0,2}", payload in ".*", seed: [u8; 32]) {
        let key = guanjia::SecretKey::from_seed(&seed);
        let signed = entry::sign(&kind, &payload, &key).unwrap();
        let read = SignedEntry::parse(signed.as_str()).unwrap();
        prop_assert_eq!(&read, &signed);
        let entry = read.verify(&key.public()).unwrap();
        prop_assert_eq!((entry.kind(), entry.payload(), entry.kid()), (kind.as_str(), payload.as_str(), key.public().kid()));
    }

    #[test]
    fn checkpoints_come_back(origin in name(), size in 0..=guanjia::MAX_INTEGER, root: [u8; 32], witness in name(), time in 0..=guanjia::MAX_INTEGER) {
        let checkpoint = Checkpoint { origin, size, root: Hash(root) };
        let mut signed = checkpoint.sign(&key(1)).unwrap();
        signed.cosign(&witness, &key(2), Time(time)).unwrap();
        let read: SignedCheckpoint = signed.to_string().parse().unwrap();
        prop_assert_eq!(read.unverified(), &checkpoint);
        prop_assert_eq!(read, signed);
    }

    #[test]
    fn proofs_come_back(extra in vec(any::<u8>(), 0..50), index in 0..=guanjia::MAX_INTEGER, hashes in vec(any::<[u8; 32]>(), 0..5)) {
        let proof = Proof::new(index, hashes.into_iter().map(Hash).collect(), checkpoint()).with_extra(&extra);
        prop_assert_eq!(proof.to_string().parse::<Proof>().unwrap(), proof);
    }

    #[test]
    fn bundles_come_back(entries in vec("[!-~]{1,40}", 0..6)) {
        let bundle = Bundle::new(entries, checkpoint()).unwrap();
        prop_assert_eq!(Bundle::parse(&bundle.to_string()).unwrap(), bundle);
    }

    #[test]
    fn vkeys_come_back(name in name(), seed: [u8; 32]) {
        let key = VerifierKey::witness(&name, &guanjia::SecretKey::from_seed(&seed).public()).unwrap();
        prop_assert_eq!(key.to_string().parse::<VerifierKey>().unwrap(), key);
    }

    #[test]
    fn any_text_is_refused_or_printed_back(text in ".*") {
        for (name, read) in FORMS {
            if let Ok(printed) = read(&text) {
                prop_assert_eq!(&printed, &text, "{}", name);
            }
        }
    }
}
