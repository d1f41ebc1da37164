//! Whose signatures are enough.

use guanjia::log::{Checkpoint, Note, Policy, SignedCheckpoint, Signer, VerifierKey};
use guanjia::{Hash, Time};

use crate::record::{ORIGIN, WITNESS, checkpoint, key, log_vkey, policy, witness_vkey};

fn refused(policy: &str) -> (String, Option<String>) {
    let error = policy.parse::<Policy>().unwrap_err();
    (error.code().to_owned(), error.field("line").map(ToOwned::to_owned))
}

/// The signed note that the documentation of Go's `note` package shows, with its key.
#[test]
fn reads_and_verifies_a_note_made_by_go() {
    let text = "If you think cryptography is the answer to your problem,\n\
                then you don't know what your problem is.\n";
    let signed = format!(
        "{text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    );
    let note = Note::parse(&signed).unwrap();
    assert_eq!((note.text(), note.to_string()), (text, signed));
    let key: VerifierKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".parse().unwrap();
    let [signature] = note.signatures() else { panic!("one signature") };
    assert_eq!((signature.name(), signature.id()), (key.name(), key.id()));
    key.key().verify(text.as_bytes(), signature.bytes().try_into().unwrap()).unwrap();
}

/// Keys that other projects publish: the Go checksum database's, and a witness's.
#[test]
fn reads_published_verifier_keys() {
    for (text, signer) in [
        ("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", Signer::Log),
        ("test-witness+26349ef0+BIQDFTUlktisMqJzWn8qhteWrRr4dLcQ9R37T+8LQyQF", Signer::Witness),
    ] {
        let key: VerifierKey = text.parse().unwrap();
        assert_eq!((key.signer(), key.to_string().as_str()), (signer, text));
    }
}

/// The example of c2sp.org/tlog-cosignature.
#[test]
fn reads_the_specifications_example() {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    let signed: SignedCheckpoint = text.parse().unwrap();
    assert_eq!(signed.to_string(), text);
    assert_eq!(
        (signed.unverified().origin.as_str(), signed.unverified().size),
        ("example.com/behind-the-sofa", 20_852_163)
    );
    // The specification's time, 1679315147, then 64 bytes of signature.
    let bytes = signed.note().signatures()[1].bytes();
    assert_eq!((&bytes[..8], bytes.len()), (1_679_315_147_u64.to_be_bytes().as_slice(), 72));
}

#[test]
fn a_checkpoint_needs_the_log_and_the_quorum() {
    let signed = checkpoint();
    let witnessed = signed.verify(&policy()).unwrap();
    assert_eq!((witnessed.log, witnessed.witnesses["W"]), (log_vkey(), Time(1_778_913_000)));
    assert!(signed.verify(&Policy::log(log_vkey())).unwrap().witnesses.is_empty());

    let code = |signed: &SignedCheckpoint, policy: &Policy| signed.verify(policy).unwrap_err().code();
    let other_log = VerifierKey::log(ORIGIN, &key(12).public()).unwrap();
    let other_name = VerifierKey::log("example.org/other", &key(10).public()).unwrap();
    assert_eq!(code(&signed, &Policy::log(other_log)), "checkpoint.unsigned");
    assert_eq!(code(&signed, &Policy::log(other_name)), "checkpoint.unsigned");
    assert_eq!(code(&signed, &"quorum none\n".parse().unwrap()), "checkpoint.unsigned");
    let alone = signed.unverified().sign(&key(10)).unwrap();
    assert_eq!(code(&alone, &policy()), "policy.unmet");
}

/// A line that claims a known key must be good, even where another would do.
#[test]
fn a_bad_signature_by_a_known_key_spoils_the_note() {
    let text = checkpoint().to_string();
    let other = Checkpoint { origin: ORIGIN.to_owned(), size: 9, root: Hash::of(b"") };
    let mut other = other.sign(&key(10)).unwrap();
    other.cosign(WITNESS, &key(11), Time(5)).unwrap();
    let other = other.to_string();
    for stolen in other.lines().filter(|line| line.starts_with('—')) {
        let signed: SignedCheckpoint = format!("{text}{stolen}\n").parse().unwrap();
        assert_eq!(signed.verify(&policy()).unwrap_err().code(), "signature.invalid");
    }
    // Too short, and a time that no reader of JSON would keep.
    let cosignature = |bytes: &[u8]| {
        use base64ct::{Base64, Encoding};
        let line = [&witness_vkey().id().to_be_bytes(), bytes].concat();
        let signed = format!("{text}— {WITNESS} {}\n", Base64::encode_string(&line));
        signed.parse::<SignedCheckpoint>().unwrap().verify(&policy()).unwrap_err().code()
    };
    assert_eq!(cosignature(&[0; 7]), "signature.invalid");
    assert_eq!(cosignature(&[0; 71]), "signature.invalid");
    let late = 1u64 << 53;
    let message = format!("cosignature/v1\ntime {late}\n{}", checkpoint().unverified().text());
    assert_eq!(
        cosignature(&[&late.to_be_bytes()[..], &key(11).sign(message.as_bytes())].concat()),
        "signature.invalid"
    );
}

#[test]
fn signatures_by_unknown_keys_are_ignored() {
    let mut signed = checkpoint();
    signed.cosign("stranger.example", &key(20), Time(1)).unwrap();
    signed.cosign(WITNESS, &key(21), Time(2)).unwrap();
    let same: SignedCheckpoint = signed.to_string().parse().unwrap();
    assert_eq!(same.verify(&policy()).unwrap().witnesses.len(), 1);
    // The same witness once more: what it proves is the earlier time.
    for time in [7, 9] {
        signed.cosign(WITNESS, &key(11), Time(time)).unwrap();
        assert_eq!(signed.verify(&policy()).unwrap().witnesses["W"], Time(7));
    }
}

/// A log speaks for its own origin only, whatever it puts its name to.
#[test]
fn a_log_cannot_sign_for_another_origin() {
    use base64ct::{Base64, Encoding};
    for (origin, expected) in [(ORIGIN, None), ("example.org/other", Some("checkpoint.unsigned"))] {
        let text = Checkpoint { origin: origin.to_owned(), size: 0, root: Hash::of(b"") }.text();
        let bytes = [&log_vkey().id().to_be_bytes()[..], &key(10).sign(text.as_bytes())].concat();
        let signed = format!("{text}\n— {ORIGIN} {}\n", Base64::encode_string(&bytes));
        let verdict = signed.parse::<SignedCheckpoint>().unwrap().verify(&Policy::log(log_vkey()));
        assert_eq!(verdict.err().map(|error| error.code()), expected);
    }
}

/// The cosignature is of a time and a whole text; as a log's own signature it is nothing.
#[test]
fn a_cosignature_is_not_a_signature_of_the_log() {
    let mut signed = checkpoint();
    signed.cosign(ORIGIN, &key(10), Time(7)).unwrap();
    let lines: Vec<_> = signed.note().signatures().iter().map(ToString::to_string).collect();
    let only_cosigned: SignedCheckpoint = format!("{}\n{}\n", signed.unverified().text(), lines[2]).parse().unwrap();
    assert_eq!(only_cosigned.verify(&Policy::log(log_vkey())).unwrap_err().code(), "checkpoint.unsigned");
}

/// The example of c2sp.org/tlog-policy: two of three, and one of three others.
#[test]
fn quorums_of_groups_count_as_the_specification_says() {
    let witness = |seed: u8| VerifierKey::witness(&format!("w{seed}.example"), &key(seed).public()).unwrap();
    let text = format!(
        "log {}\n\nwitness X1 {}\nwitness X2 {}\nwitness X3 {}\ngroup X-witnesses 2 X1 X2 X3\n\n\
         witness Y1 {}\nwitness Y2 {}\nwitness Y3 {}\ngroup Y-witnesses any Y1 Y2 Y3\n\n\
         group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n",
        log_vkey(),
        witness(21),
        witness(22),
        witness(23),
        witness(24),
        witness(25),
        witness(26),
    );
    let policy: Policy = text.parse().unwrap();
    for subset in 0u8..64 {
        let mut signed = checkpoint();
        let members = (0..6).filter(|i| subset & (1 << i) != 0);
        members.for_each(|i| signed.cosign(&format!("w{}.example", 21 + i), &key(21 + i), Time(9)).unwrap());
        let expected = (subset & 0b111).count_ones() >= 2 && subset & 0b11_1000 != 0;
        assert_eq!(signed.verify(&policy).is_ok(), expected, "{subset:06b}");
    }
}

#[test]
fn a_policy_has_the_lines_of_the_specification() {
    let (log, w1) = (log_vkey().to_string(), witness_vkey().to_string());
    let w2 = VerifierKey::witness("two.example", &key(12).public()).unwrap().to_string();
    let same_key = VerifierKey::witness("three.example", &key(11).public()).unwrap().to_string();
    let same_log = VerifierKey::log("example.org/again", &key(10).public()).unwrap().to_string();
    let two = format!("witness A {w1}\nwitness B {w2}\n");
    let at = |code: &str, line: &str| (code.to_owned(), Some(line.to_owned()));

    for good in [
        "quorum none\n".to_owned(),
        format!("# ours\n\n \t \nlog {log} https://example.org/log\n\tquorum\t none \t\n  # end\n"),
        format!("{two}group G all A B\nquorum G\nlog {log}\n"),
        format!("{two}group G 2 A B\nquorum G\n"),
        format!("{two}group G any A\ngroup H any B G\nquorum H\n"),
        format!("witness 丙 {w1} https://例.example/\nquorum 丙\n"),
        format!("{two}quorum A\nwitness none-such {}\n", VerifierKey::witness("x", &key(13).public()).unwrap()),
    ] {
        let policy: Policy = good.parse().unwrap();
        let printed = policy.to_string();
        assert_eq!(printed.parse::<Policy>().unwrap(), policy, "{good}");
        assert_eq!(printed.parse::<Policy>().unwrap().to_string(), printed);
    }
    for (bad, expected) in [
        (String::new(), ("policy.no-quorum".to_owned(), None)),
        (two.clone(), ("policy.no-quorum".to_owned(), None)),
        ("quorum none".to_owned(), at("policy.malformed", "1")),
        ("quorum none\n\nquorum none\n".to_owned(), at("policy.malformed", "3")),
        ("quorum\n".to_owned(), at("policy.malformed", "1")),
        ("quorum none none\n".to_owned(), at("policy.malformed", "1")),
        ("Quorum none\n".to_owned(), at("policy.malformed", "1")),
        ("quorum none\r\n".to_owned(), at("policy.malformed", "1")),
        ("quorum none # so\n".to_owned(), at("policy.malformed", "1")),
        ("quorum none\n# \u{7f}\n".to_owned(), at("policy.malformed", "2")),
        ("quorum A\n".to_owned(), at("policy.name-unknown", "1")),
        (format!("quorum A\n{two}"), at("policy.name-unknown", "1")),
        (format!("log {log} a b\nquorum none\n"), at("policy.malformed", "1")),
        (format!("log {log}\nlog {same_log}\nquorum none\n"), at("policy.key-twice", "2")),
        (format!("{two}witness C {same_key}\nquorum none\n"), at("policy.key-twice", "3")),
        (format!("{two}witness A {same_key}\nquorum none\n"), at("policy.name-taken", "3")),
        (format!("witness none {w1}\nquorum none\n"), at("policy.name-taken", "1")),
        (format!("{two}group A any B\nquorum none\n"), at("policy.name-taken", "3")),
        (format!("{two}group none any B\nquorum none\n"), at("policy.name-taken", "3")),
        (format!("{two}group G any\nquorum none\n"), at("policy.malformed", "3")),
        (format!("{two}group G all\nquorum none\n"), at("policy.malformed", "3")),
        (format!("{two}group G 0 A B\nquorum none\n"), at("policy.malformed", "3")),
        (format!("{two}group G 3 A B\nquorum none\n"), at("policy.malformed", "3")),
        (format!("{two}group G 01 A B\nquorum none\n"), at("policy.malformed", "3")),
        (format!("{two}group G +1 A B\nquorum none\n"), at("policy.malformed", "3")),
        (format!("{two}group G any A none\nquorum none\n"), at("policy.name-unknown", "3")),
        (format!("{two}group G any A G\nquorum none\n"), at("policy.name-unknown", "3")),
        (format!("{two}group G any A A\nquorum none\n"), at("policy.member-twice", "3")),
        (format!("{two}group G any A\ngroup H any A B\nquorum none\n"), at("policy.member-twice", "4")),
        (format!("log {w1}\nquorum none\n"), ("vkey.type".to_owned(), None)),
        (format!("witness W {log}\nquorum none\n"), ("vkey.type".to_owned(), None)),
    ] {
        assert_eq!(refused(&bad), expected, "{bad}");
    }
}
