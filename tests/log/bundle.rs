//! A record in one file: no bit of it can be changed unnoticed.

use guanjia::log::{Bundle, Receipt, SignedEntry};

use crate::record::{bundle, entries, key, policy, receipt};

/// Whether the whole record checks: its form, every entry's signature, the tree, the checkpoint.
fn accept(text: &str) -> bool {
    let Ok(bundle) = Bundle::parse(text) else { return false };
    let Ok(witnessed) = bundle.checkpoint().verify(&policy()) else { return false };
    let tree = bundle.tree();
    (tree.len(), tree.root()) == (witnessed.checkpoint.size, witnessed.checkpoint.root)
        && bundle.entries().iter().all(accept_entry)
}

fn accept_entry(text: &str) -> bool {
    let Ok(entry) = SignedEntry::parse(text) else { return false };
    let signer = (1..=3).map(|seed| key(seed).public()).find(|key| key.kid() == entry.kid());
    signer.is_some_and(|key| entry.verify(&key).is_ok())
}

fn accept_receipt(text: &str) -> bool {
    text.parse::<Receipt>().and_then(|receipt| receipt.verify(&policy())?.verify(&key(2).public())).is_ok()
}

/// Calls with every text that differs in one bit; what is not UTF-8 no longer reaches the library.
fn flip_every_bit(text: &str, mut check: impl FnMut(usize, &str)) {
    let mut bytes = text.as_bytes().to_vec();
    for bit in 0..bytes.len() * 8 {
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(flipped) = str::from_utf8(&bytes) {
            check(bit, flipped);
        }
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
}

#[test]
fn no_flipped_bit_of_a_bundle_is_accepted() {
    let text = bundle().to_string();
    assert!(accept(&text));
    flip_every_bit(&text, |bit, flipped| assert!(!accept(flipped), "bit {bit}"));
}

/// The tree would notice; so does the entry by itself.
#[test]
fn no_flipped_bit_of_an_entry_is_accepted() {
    for entry in entries() {
        assert!(accept_entry(entry.as_str()));
        flip_every_bit(entry.as_str(), |bit, flipped| assert!(!accept_entry(flipped), "bit {bit}"));
    }
}

#[test]
fn no_flipped_bit_of_a_receipt_is_accepted() {
    let text = receipt().to_string();
    assert!(accept_receipt(&text));
    flip_every_bit(&text, |bit, flipped| assert!(!accept_receipt(flipped), "bit {bit}"));
}

#[test]
fn no_shortened_or_lengthened_bundle_is_read() {
    let text = bundle().to_string();
    for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        // The last signature line is the witness's; without it the rest is a bundle that the policy refuses.
        assert!(!accept(&text[..cut]), "cut at {cut}");
    }
    for more in ["\n", " ", "\r\n", "\0", "x", "\n\n"] {
        assert!(Bundle::parse(&format!("{text}{more}")).is_err(), "{more:?}");
    }
}

#[test]
fn an_error_says_which_line() {
    let text = bundle().to_string();
    let long = "A".repeat(65_536);
    for (from, to, code, line, entry) in [
        ("guanjia-bundle/v1", "guanjia-bundle/v2", "bundle.header", "1", None),
        ("guanjia-bundle/v1\n", "\n", "bundle.header", "1", None),
        ("entries 4", "entries 04", "bundle.count", "2", None),
        ("entries 4", "entries +4", "bundle.count", "2", None),
        ("entries 4", "entries  4", "bundle.count", "2", None),
        ("entries 4", "entries 4 ", "bundle.count", "2", None),
        ("entries 4", "entries 9007199254740992", "bundle.count", "2", None),
        ("entries 4", "entries 5", "bundle.entry", "7", Some(4)),
        ("entries 4", "entries 9007199254740991", "bundle.entry", "7", Some(4)),
        ("entries 4", "entries 3", "bundle.count", "6", None),
        ("entries 4\n", "entries 4\n\n", "bundle.entry", "3", Some(0)),
        ("entries 4\n", "entries 4\n \n", "bundle.entry", "3", Some(0)),
        ("entries 4\n", "entries 4\r\n", "bundle.count", "2", None),
        ("\nexample.org/hall", "\n\nexample.org/hall", "checkpoint.malformed", "8", None),
        ("\nexample.org/hall", "\nexample.org hall", "checkpoint.malformed", "8", None),
        ("hall\n4\n", "hall\n04\n", "checkpoint.malformed", "9", None),
        ("\n\n— example", "\nmore\n\n— example", "checkpoint.malformed", "11", None),
        ("— example", "- example", "note.signature", "12", None),
        ("— witness", "—  witness", "note.signature", "13", None),
        ("— witness", "\n— witness", "checkpoint.malformed", "11", None),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let error = Bundle::parse(&changed).unwrap_err();
        assert_eq!((error.code(), error.field("line"), error.entry()), (code, Some(line), entry), "{from:?} to {to:?}");
    }
    let first = text.lines().nth(2).unwrap();
    for (line, code) in [(long.as_str(), "bundle.entry"), ("é", "bundle.entry"), ("a b", "bundle.entry")] {
        let error = Bundle::parse(&text.replacen(first, line, 1)).unwrap_err();
        assert_eq!((error.code(), error.entry()), (code, Some(0)));
    }
}

/// A host may have put anything on its log; the file still says so, and the audit reports it.
#[test]
fn a_line_that_is_no_entry_is_still_a_leaf() {
    let junk = Bundle::new(vec!["junk".to_owned()], crate::record::checkpoint()).unwrap();
    assert_eq!(Bundle::parse(&junk.to_string()).unwrap().tree().len(), 1);
}

#[test]
fn a_bundle_of_nothing_has_a_form_too() {
    let empty = Bundle::new([""; 0], crate::record::checkpoint()).unwrap();
    assert!(empty.to_string().starts_with("guanjia-bundle/v1\nentries 0\n\nexample.org/hall\n"));
    assert_eq!(Bundle::parse(&empty.to_string()).unwrap(), empty);
}
