//! RFC 3797 to the letter: the worked example of its section 6, with every hash it prints.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use guanjia::map::Set;

use guanjia::lottery::{PublicSource, PublicValue, rfc3797};

/// The hash and the selected volunteer, of 25, in the order of selection.
const SECTION_6: [(&str, u64); 16] = [
    ("990DD0A5692A029A98B5E01AA28F3459", 17),
    ("3691E55CB63FCC37914430B2F70B5EC6", 7),
    ("FE814EDF564C190AC1D25753979990FA", 2),
    ("1863CCACEB568C31D7DDBDF1D4E91387", 16),
    ("F4AB33DF4889F0AF29C513905BE1D758", 25),
    ("13EAEB529F61ACFB9A29D0BA3A60DE4A", 23),
    ("992DB77C382CA2BDB9727001F3CDCCD9", 8),
    ("63AB4258ECA922976811C7F55C383CE7", 24),
    ("DFBC5AC97CED01B3A6E348E3CC63F40D", 19),
    ("31CB111C4A4EBE9287CEAE16FE51B909", 13),
    ("07FA46C122F164C215BBC72793B189A3", 22),
    ("AC52F8D75CCBE2E61AFEB3387637D501", 5),
    ("53306F73E14FC0B2FBF434218D25948E", 18),
    ("B5D1403501A81F9A47318BE7893B347C", 9),
    ("85B10B356AA06663EF1B1B407765100A", 1),
    ("3269E6CE559ABD57E2BA6AAB495EB9BD", 4),
];

fn value() -> PublicValue {
    let source = |text: &str| PublicSource { text: text.into(), date: "2004-06-01".parse().unwrap(), ordered: false };
    // As they came out; the RFC sorts them within each source.
    let shown = [vec!["9319"], vec!["2", "5", "12", "8", "10"], vec!["9", "18", "26", "34", "41", "45"]];
    let shown = shown.map(|values| values.into_iter().map(str::to_owned).collect());
    PublicValue::of(&["sum", "lottery", "powerball"].map(source), &shown).unwrap()
}

#[test]
fn the_worked_example_comes_out() {
    let value = value();
    assert_eq!(value.as_str(), "9319./2.5.8.10.12./9.18.26.34.41.45./");
    let picks = rfc3797(&value, 25, 16).unwrap();
    let found: Vec<_> = picks.iter().map(|pick| (pick.digest.as_str(), pick.place)).collect();
    assert_eq!(found, SECTION_6);
}

#[test]
fn everybody_is_selected_once_when_all_are() {
    for pool in [1, 2, 25, 300] {
        let places: Set<u64> = rfc3797(&value(), pool, pool).unwrap().iter().map(|pick| pick.place).collect();
        assert_eq!(places, (1..=pool).collect());
    }
    assert_eq!(rfc3797(&value(), 0, 0), Ok(vec![]));
}

#[test]
fn nobody_is_selected_twice_or_beyond_the_index() {
    assert_eq!(rfc3797(&value(), 3, 4).unwrap_err().code(), "draw.candidates-few");
    assert_eq!(rfc3797(&value(), 100_000, 65_537).unwrap_err().code(), "draw.candidates-few");
}
