//! Writes the record of a vote, for the audits to be timed: so many signed ballots by so many households, or by a household
//! each, every household with a key of its own and with a ballot on every question.
//!
//! ```sh
//! cargo run --release --features sample --example vote -- 10000 > target/10000.bundle
//! cargo run --release --features sample --example vote -- 1000000 100000 > target/district.bundle
//! ```
//!
//! It writes as it goes and keeps a register and a tree, not a hall: whether the record is right is for the audit to say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "it stops at the first surprise")]

#[path = "../../tests/common/mod.rs"]
mod common;

use std::io::{self, BufWriter, Write};

use common::brief::{OPENS, ask, founded, notice, vote};
use common::record::{START, id, paper, unit};
use guanjia::event::{Announce, Attest, Clock, Close, Confirmation, Enrol, Freeze, Motion, MoveSession};
use guanjia::log::{Checkpoint, Tree, leaf_hash};
use guanjia::motion::Question;
use guanjia::register::{Register, Scope};
use guanjia::session::SessionStep;
use guanjia::verdict::Outcome;
use guanjia::{Event, Hash, Payload, SecretKey, Time};
use serde_json::json;

/// A record on its way out.
struct Record<W> {
    out: W,
    tree: Tree,
    origin: String,
    now: Time,
}

/// A key and the `seq` of what it signed last.
struct Signer(SecretKey, u64);

impl<W: Write> Record<W> {
    fn line(&mut self, line: &str) -> Hash {
        let leaf = leaf_hash(line.as_bytes());
        self.tree.push(leaf);
        writeln!(self.out, "{line}").unwrap();
        leaf
    }

    fn enter(&mut self, by: &mut Signer, re: Option<Hash>, event: impl Into<Event>) -> Hash {
        by.1 += 1;
        let payload = Payload { aud: self.origin.clone(), iat: self.now, seq: by.1, re, event: event.into() };
        let entry = payload.sign(&by.0).unwrap();
        self.line(entry.as_str())
    }
}

fn main() {
    let mut counts = std::env::args().skip(1).map(|count| count.parse::<u32>().expect("a number"));
    let ballots = counts.next().expect("a number of ballots");
    let households = counts.next().unwrap_or(ballots);
    assert_eq!(ballots % households, 0, "every household answers every question");
    let questions: Vec<_> = (1..=ballots / households).map(|n| ask(&json!({"id": format!("Q-{n}")}))).collect();

    let scribe = founded("vote", 4);
    let signer = |who: &str, seq| Signer(scribe.seeds()[who].parse().unwrap(), seq);
    let (mut host, mut witnesses) = (signer("host", 1), ["witness", "witness-2"].map(|who| signer(who, 0)));
    let out = BufWriter::new(io::stdout().lock());
    let mut record = Record { out, tree: Tree::new(), origin: "example.org/hall".to_owned(), now: START };
    // The charter and all that follows: base, notice, time, session; a motion, its end, its result and two witnesses for each.
    let entries = 1 + u64::from(households) + 4 + questions.len() as u64 * 5 + u64::from(ballots);
    writeln!(record.out, "guanjia-bundle/v1\nentries {entries}").unwrap();
    for line in scribe.lines().iter() {
        record.line(line);
    }

    let mut register = Register::new(id("households"));
    for n in 1..=households {
        let unit = unit(json!({"handle": handle(n), "amounts": {"households": 1}, "voter": true}));
        register.enrol(unit.clone()).unwrap();
        let cnf = Some(Confirmation { jwk: key(n).public() });
        record.enter(&mut host, None, Enrol { cnf, ..paper("households", unit) });
    }
    let base = register.freeze(id("base"), &Scope::default()).unwrap();
    record.enter(&mut host, None, Freeze { base: base.notice().clone() });
    record.enter(&mut host, None, called(&questions));
    record.now = OPENS;
    record.enter(&mut host, None, Clock { at: OPENS });
    record.enter(&mut host, None, MoveSession { step: SessionStep::OpenCheckin, session: id("S") });
    let put = |question| Motion { convention: None, question, session: id("S") };
    let motions = questions.into_iter().map(|question| record.enter(&mut host, None, put(question)));
    let motions: Vec<_> = motions.collect();

    for n in 1..=households {
        let mut household = Signer(key(n), 0);
        for motion in &motions {
            record.enter(&mut household, Some(*motion), vote(if n % 3 == 0 { "N" } else { "Y" }));
        }
    }
    let (yes, no) = (u64::from(households - households / 3), u64::from(households / 3));
    for motion in motions {
        record.enter(&mut host, Some(motion), Close { papers: None });
        let announced = record.enter(&mut host, Some(motion), result(yes, no));
        for witness in &mut witnesses {
            record.enter(witness, Some(announced), Attest {});
        }
    }

    assert_eq!(record.tree.len(), entries);
    let head = Checkpoint { origin: record.origin, size: entries, root: record.tree.root() };
    write!(record.out, "\n{}", head.sign(&host.0).unwrap()).unwrap();
}

fn handle(n: u32) -> String {
    format!("H-{n}")
}

fn key(n: u32) -> SecretKey {
    SecretKey::from_seed(&Hash::tagged("guanjia/sample-key", &[b"vote", handle(n).as_bytes()]).0)
}

/// The notice of an assembly with all questions on its agenda.
fn called(questions: &[Question]) -> guanjia::event::Notice {
    let mut notices = questions.iter().map(notice);
    let mut called = notices.next().unwrap();
    for item in &mut called.agenda.items {
        item.motions.extend(notices.by_ref().flat_map(|notice| notice.agenda.items).flat_map(|item| item.motions));
    }
    called
}

fn result(yes: u64, no: u64) -> Announce {
    let options = [(id("N"), no), (id("Y"), yes)].into_iter().collect();
    Announce { abstain: 0, invalid: 0, options, outcome: Outcome::Passed, participating: yes + no }
}
