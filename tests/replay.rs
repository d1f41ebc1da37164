//! What holds for every record: replay is deterministic, admission refuses exactly what replay voids
//! and changes nothing by it, the order of ballots changes no count, an audit may be done in slices.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod common;

use guanjia::map::{Map, Set};
use std::sync::OnceLock;

use common::brief::{Assembly, ask, vote};
use common::record::id;
use guanjia::log::{SignedEntry, leaf_hash};
use guanjia::sample::Scribe;
use guanjia::{Auditor, Hall, Kid, audit};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A record with what is needed to sign in everybody's name.
struct Record {
    origin: &'static str,
    seed: &'static str,
    lines: Vec<String>,
    bundle: String,
    signers: Map<Kid, String>,
}

impl Record {
    fn new(origin: &'static str, seed: &'static str, scribe: &mut Scribe) -> Self {
        let hall = scribe.hall();
        let offices = hall.founding().charter().unwrap().offices.iter().map(|office| office.office.to_string());
        let members = hall.registers().flat_map(|register| register.units().map(|unit| unit.handle.to_string()));
        let names: Vec<String> = offices.chain(members).collect();
        let mut fresh = Scribe::new(origin, seed.as_bytes());
        let signers = names.into_iter().map(|name| (fresh.key(&name).kid(), name)).collect();
        Self { origin, seed, lines: scribe.lines().to_vec(), bundle: scribe.bundle().unwrap().to_string(), signers }
    }

    fn replay(&self, entries: usize) -> Hall {
        Hall::replay(self.lines[..entries].iter().map(String::as_str))
    }

    fn kind(&self, index: usize) -> String {
        SignedEntry::parse(&self.lines[index]).unwrap().kind().to_owned()
    }
}

fn luoqisi() -> &'static Record {
    static RECORD: OnceLock<Record> = OnceLock::new();
    RECORD.get_or_init(|| {
        let mut quiet = |_, _| {};
        let mut story = guanjia::sample::luoqisi(b"luoqisi", &mut quiet).unwrap();
        Record::new("guanjia.example/luoqisi", "luoqisi", story.scribe())
    })
}

/// Twelve households: eight vote online, two of them twice; two vote on paper, one paper is read in two ways.
fn small() -> &'static Record {
    static RECORD: OnceLock<Record> = OnceLock::new();
    RECORD.get_or_init(|| {
        let mut assembly = Assembly::of("replay", 12, 8, &ask(&json!({"duplicates": "last"})));
        for household in 1..=8 {
            assembly.vote(household, if household % 3 == 0 { "N" } else { "Y" });
        }
        assembly.vote(3, "Y");
        assembly.vote(4, "N");
        assembly.hand_out(9);
        assembly.hand_out(10);
        for (clerk, second) in [("host", "Y"), ("clerk-2", "N")] {
            assembly.read(clerk, 9, "Y");
            assembly.read(clerk, 10, second);
        }
        assembly.close(Some(2));
        assert_eq!(assembly.kept("H-1", vote("N")), "ballot.late");
        assembly.settle(10, "Y");
        assembly.announce();
        Record::new("example.org/hall", "replay", &mut assembly.scribe)
    })
}

#[test]
fn every_prefix_of_a_small_record_replays_alike() {
    let record = small();
    let whole = record.replay(record.lines.len());
    let mut grown = Hall::new();
    for cut in 0..=record.lines.len() {
        let replayed = record.replay(cut);
        assert_eq!(replayed, grown, "the first {cut} entries");
        let mut rest = replayed;
        record.lines[cut..].iter().for_each(|line| {
            rest.record(line);
        });
        assert_eq!(rest, whole, "the first {cut} entries and the rest");
        if let Some(next) = record.lines.get(cut) {
            grown.record(next);
        }
    }
}

#[test]
fn prefixes_of_the_sample_replay_alike() {
    let record = luoqisi();
    let whole = record.replay(record.lines.len());
    let mut grown = Hall::new();
    // The founding, the draw, the session, the midst of the ballots, the objection, the end.
    for cut in [1, 1_930, 2_450, 3_001, 4_215, record.lines.len()] {
        let from = usize::try_from(grown.len()).unwrap();
        record.lines[from..cut].iter().for_each(|line| {
            grown.record(line);
        });
        if cut < 3_000 {
            assert!(grown == record.replay(cut), "the first {cut} entries");
        }
    }
    assert!(grown == whole, "prefix by prefix and at once");
    assert!(whole.tree().root_at(1_930) == Some(record.replay(1_930).tree().root()));
}

/// Something that goes wrong with an entry of a stream.
#[derive(Clone, Debug)]
enum Change {
    Drop,
    Twice,
    Swap,
    /// Signed by another's key.
    Signer(prop::sample::Index),
    /// Another number in the order of the signer's entries.
    Seq(u64),
    /// For another record.
    Aud,
    /// Some member of the payload is something else, and the signature is good.
    Edit(prop::sample::Index, u8),
    /// The kind of another entry.
    Kind(prop::sample::Index),
    /// A character of the entry is another one.
    Spell(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        1 => Just(Change::Drop),
        1 => Just(Change::Twice),
        1 => Just(Change::Swap),
        2 => index().prop_map(Change::Signer),
        1 => (0..9u64).prop_map(Change::Seq),
        1 => Just(Change::Aud),
        12 => (index(), any::<u8>()).prop_map(|(at, how)| Change::Edit(at, how)),
        1 => index().prop_map(Change::Kind),
        1 => index().prop_map(Change::Spell),
    ]
}

impl Record {
    /// A part of the record in which things go wrong at some places.
    fn perturbed(&self, part: &[String], changes: &[(prop::sample::Index, Change)]) -> Vec<String> {
        let mut scribe = Scribe::new(self.origin, self.seed.as_bytes());
        let mut stream = part.to_vec();
        for (at, change) in changes {
            if stream.is_empty() {
                break;
            }
            let at = at.index(stream.len());
            match change {
                Change::Drop => drop(stream.remove(at)),
                Change::Twice => stream.insert(at, stream[at].clone()),
                Change::Swap => {
                    let next = (at + 1).min(stream.len() - 1);
                    stream.swap(at, next);
                }
                other => {
                    if let Some(changed) = self.changed(&mut scribe, &stream[at], other) {
                        stream[at] = changed;
                    }
                }
            }
        }
        stream
    }

    fn changed(&self, scribe: &mut Scribe, jws: &str, change: &Change) -> Option<String> {
        let entry = SignedEntry::parse(jws).ok()?;
        let (mut kind, mut signer) = (entry.kind().to_owned(), self.signers.get(&entry.kid())?.clone());
        let mut payload: Value = serde_json::from_str(entry.payload()).ok()?;
        match change {
            Change::Signer(other) => signer.clone_from(other.get(&self.signers.values().cloned().collect::<Vec<_>>())),
            Change::Seq(seq) => payload["seq"] = json!(seq),
            Change::Aud => payload["aud"] = json!("example.org/other"),
            Change::Edit(at, how) => edit(&mut payload, *at, *how),
            Change::Kind(other) => (*other.get(guanjia::Event::KINDS)).clone_into(&mut kind),
            Change::Spell(at) => {
                let mut bytes = jws.as_bytes().to_vec();
                let at = at.index(bytes.len());
                bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
                return String::from_utf8(bytes).ok();
            }
            Change::Drop | Change::Twice | Change::Swap => {}
        }
        // The map is sorted, so this is the canonical form.
        Some(scribe.sign_text(&signer, &kind, &payload.to_string()).ok()?.as_str().to_owned())
    }
}

/// Changes one member of a payload into something of the same sort, or takes it away.
fn edit(payload: &mut Value, at: prop::sample::Index, how: u8) {
    fn places(value: &Value, path: String, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => members.iter().for_each(|(k, v)| places(v, format!("{path}/{k}"), found)),
            Value::Array(items) => items.iter().enumerate().for_each(|(i, v)| places(v, format!("{path}/{i}"), found)),
            _ => {}
        }
        found.push(path);
    }
    let mut found = Vec::new();
    places(payload, String::new(), &mut found);
    let strings: Vec<Value> =
        found.iter().filter_map(|path| payload.pointer(path)).filter(|v| v.is_string()).cloned().collect();
    let path = at.get(&found);
    let value = payload.pointer_mut(path).unwrap();
    match value {
        Value::String(text) => match how % 5 {
            0 => text.push('x'),
            1 => text.clear(),
            2 => "H-2".clone_into(text),
            3 => "host".clone_into(text),
            _ => *value = strings[usize::from(how / 5) % strings.len()].clone(),
        },
        Value::Number(number) => {
            let number = number.as_u64().unwrap_or_default();
            *value =
                json!([number + 1, number.saturating_sub(1), 0, (1_u64 << 53) - 1, 1_u64 << 53][usize::from(how) % 5]);
        }
        Value::Bool(truth) => *truth = !*truth,
        Value::Array(items) => match items.last().cloned().filter(|_| how.is_multiple_of(2)) {
            Some(last) => items.push(last),
            None => drop(items.pop()),
        },
        Value::Object(members) => {
            let name = members.keys().nth(usize::from(how) % (members.len() + 1)).cloned();
            match name {
                Some(name) => drop(members.remove(&name)),
                None => drop(members.insert("zzz".to_owned(), json!(1))),
            }
        }
        Value::Null => {}
    }
}

/// Admits and records every entry of a stream side by side; gives the codes of what was refused.
fn admit_and_record(mut hall: Hall, stream: &[String]) -> Vec<&'static str> {
    let mut refused = Vec::new();
    for jws in stream {
        let live = || {
            let leaf = leaf_hash(jws.as_bytes());
            let index = (0..hall.len()).find(|index| hall.tree().leaf(*index) == Some(leaf))?;
            hall.lines()[usize::try_from(index).unwrap()].void.is_none().then_some(index)
        };
        let (live, flags) = (live(), hall.flags().to_vec());
        let mut admitted = hall.clone();
        let answer = admitted.admit(jws);
        let unchanged = admitted == hall;
        let index = hall.record(jws);
        let last = hall.lines().last().unwrap();
        assert_eq!(index + 1, hall.len());
        match (answer, &last.void) {
            // Handing in again is answered with where it stands; a second copy on the record is void.
            (Ok(index), Some(void)) => {
                assert_eq!((Some(index), void.code()), (live, "entry.repeated"));
                assert!(unchanged, "the second time left something behind");
            }
            (Ok(_), None) => assert!(admitted == hall, "admitted and recorded, {:?} is not the same", last.kind),
            (Err(refusal), Some(void)) => {
                assert_eq!(refusal.code(), void.code());
                assert_eq!(void.entry(), Some(index));
                assert!(unchanged, "{} left something behind", refusal.code());
                assert_eq!(hall.flags(), flags, "what is void is flagged besides");
                refused.push(refusal.code());
            }
            (Err(refusal), None) => panic!("{refusal} and yet on the record"),
        }
    }
    refused
}

/// The sample where much happens in few entries, and its hall before each of these places.
fn places() -> &'static [(usize, Hall)] {
    static PLACES: OnceLock<Vec<(usize, Hall)>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let record = luoqisi();
        let bulk = ["enrol", "nominate", "ballot", "hand-out", "read-paper", "sign", "comment", "support"];
        let mut since = 0;
        let mut cuts = Vec::new();
        for index in 0..record.lines.len() {
            let is_bulk = bulk.contains(&record.kind(index).as_str());
            since += if is_bulk { 1 } else { 20 };
            if since >= 300 {
                cuts.push(index);
                since = 0;
            }
        }
        let mut hall = Hall::new();
        let mut halls = Vec::new();
        for cut in cuts {
            let from = usize::try_from(hall.len()).unwrap();
            record.lines[from..cut].iter().for_each(|line| {
                hall.record(line);
            });
            halls.push((cut, hall.clone()));
        }
        halls
    })
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, Change)>> {
    prop::collection::vec((any::<prop::sample::Index>(), change()), 1..6)
}

/// As many cases as `PROPTEST_CASES` says, or fewer than the usual since each is a replay.
fn cases(usual: u32) -> ProptestConfig {
    let asked = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if asked.cases == 256 { ProptestConfig { cases: usual, ..asked } } else { asked }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn admission_refuses_what_replay_voids_in_a_small_record(changes in changes(), from in any::<prop::sample::Index>()) {
        let record = small();
        let from = from.index(record.lines.len());
        admit_and_record(record.replay(from), &record.perturbed(&record.lines[from..], &changes));
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn admission_refuses_what_replay_voids_in_the_sample(
        place in any::<prop::sample::Index>(),
        changes in changes(),
    ) {
        let (from, hall) = place.get(places());
        let lines = &luoqisi().lines;
        let part = &lines[*from..(*from + 10).min(lines.len())];
        admit_and_record(hall.clone(), &luoqisi().perturbed(part, &changes));
    }
}

#[test]
fn what_goes_wrong_is_refused_by_its_own_code() {
    let record = small();
    let mut scribe = Scribe::new(record.origin, record.seed.as_bytes());
    let ballot = (0..record.lines.len()).find(|index| record.kind(*index) == "ballot").unwrap();
    let line = &record.lines[ballot];
    let mut changed = |change| record.changed(&mut scribe, line, &change).unwrap();
    let mut refused = Set::new();
    for wrong in
        [changed(Change::Aud), changed(Change::Seq(0)), format!("{line}A"), line.replace('.', ","), line.clone()]
    {
        refused.extend(admit_and_record(record.replay(ballot), &[wrong.clone(), wrong, line.clone()]));
    }
    let expected = ["entry.foreign", "entry.malformed", "entry.repeated", "entry.sequence"];
    assert_eq!(refused, expected.into());
}

/// Shuffles some entries of a record, each key's own staying in their order.
fn shuffled(record: &Record, places: &[usize], order: &[usize]) -> Vec<String> {
    let kid = |place: usize| SignedEntry::parse(&record.lines[place]).unwrap().kid();
    let mut own: Map<Kid, Vec<usize>> = Map::new();
    for place in places.iter().rev() {
        own.entry(kid(*place)).or_default().push(*place);
    }
    let mut lines = record.lines.clone();
    for (to, from) in places.iter().zip(order) {
        let next = own.get_mut(&kid(*from)).unwrap().pop().unwrap();
        lines[*to].clone_from(&record.lines[next]);
    }
    lines
}

fn assert_same_count(record: &Record, from: &Hall, lines: &[String], motion: &str) {
    let mut hall = from.clone();
    let start = usize::try_from(hall.len()).unwrap();
    let counted = lines.iter().skip(start).position(|line| SignedEntry::parse(line).unwrap().kind() == "announce");
    let end = start + counted.unwrap() + 1;
    lines[start..end].iter().for_each(|line| {
        hall.record(line);
    });
    let mut plain = from.clone();
    record.lines[start..end].iter().for_each(|line| {
        plain.record(line);
    });
    let of = |hall: &Hall| {
        let motion = hall.motion_named(&id(motion)).unwrap();
        (motion.tally().unwrap(), motion.decision().unwrap())
    };
    assert_eq!(of(&hall), of(&plain));
    // The announcement is not void, so it agrees with the count.
    assert_eq!(hall.lines()[end - 1].void, None);
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn the_order_of_ballots_changes_no_count(
        order in Just((0..small().lines.len()).filter(|index| small().kind(*index) == "ballot").collect::<Vec<_>>())
            .prop_map(|mut ballots| { ballots.pop(); ballots })
            .prop_shuffle()
    ) {
        let mut places = order.clone();
        places.sort_unstable();
        prop_assert_eq!(places.len(), 10);
        assert_same_count(small(), &small().replay(places[0]), &shuffled(small(), &places, &order), "Q");
    }
}

#[test]
fn the_order_of_1033_ballots_changes_no_count() {
    let record = luoqisi();
    let opened = record.replay(record.lines.len()).motion_named(&id("CONVENTION")).unwrap().opened();
    let opened = usize::try_from(opened).unwrap();
    let from = record.replay(opened + 1);
    // Papers come after, some of them from households that voted online before.
    let papers = (opened..record.lines.len()).find(|index| record.kind(*index) == "hand-out").unwrap();
    let places: Vec<usize> = (opened..papers).filter(|index| record.kind(*index) == "ballot").collect();
    assert!(places.len() > 600);
    let backwards: Vec<usize> = places.iter().rev().copied().collect();
    let (late, early) = places.split_at(places.len() / 3);
    let turned = [early, late].concat();
    for order in [backwards, turned] {
        assert_same_count(record, &from, &shuffled(record, &places, &order), "CONVENTION");
    }
}

#[test]
fn an_audit_in_slices_says_the_same() {
    let record = small();
    let whole = audit(&record.bundle, None).unwrap();
    assert!(whole.is_clean(), "{:?}", whole.findings);
    for slice in 1..=record.lines.len() + 1 {
        let mut auditor = Auditor::open(&record.bundle).unwrap();
        let mut steps = 1;
        while auditor.advance(slice) {
            steps += 1;
        }
        assert_eq!(steps, record.lines.len().div_ceil(slice));
        assert_eq!(auditor.finish(None), whole);
    }
    // One who stops early and asks all the same gets the whole report.
    let mut auditor = Auditor::open(&record.bundle).unwrap();
    auditor.advance(3);
    assert_eq!(auditor.finish(None), whole);
    assert_eq!(auditor.finish(None), whole);
}

#[test]
fn the_sample_in_slices_says_the_same() {
    let record = luoqisi();
    let whole = audit(&record.bundle, None).unwrap();
    assert!(whole.is_clean(), "{:?}", whole.findings);
    let mut auditor = Auditor::open(&record.bundle).unwrap();
    let mut done = 0;
    while auditor.advance(997) {
        assert!((done..auditor.size()).contains(&auditor.done()), "it goes on, and is not done before its end");
        done = auditor.done();
    }
    assert_eq!(auditor.done(), auditor.size());
    assert_eq!(auditor.finish(None), whole);
}
