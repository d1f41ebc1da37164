//! What waits for an office is what it may enter, really signed; and what was entered had waited.

use guanjia::map::{Map, Set};

use guanjia::event::{Adjudicate, Attest, MoveConvention, MoveMatter};
use guanjia::log::SignedEntry;
use guanjia::view::{DrawDuty, State, Waiting};
use guanjia::{Event, Hall, Hash, Id, Kid, Payload, SecretKey};

use crate::common::record::id;
use crate::{LINES, SEED};

/// The offices of the sample.
fn offices(hall: &Hall) -> Map<Id, Kid> {
    let held = hall.founding().offices().into_iter();
    held.filter_map(|held| Some((held.office, held.kid?))).collect()
}

/// A second signature as an office would give it, whom nothing is asked before.
fn attested(hall: &Hall, office: &Id, re: Hash) -> SignedEntry {
    let seed = Hash::tagged("guanjia/sample-key", &[SEED, office.as_str().as_bytes(), &[0; 8]]);
    let key = SecretKey::from_seed(&seed.0);
    hall.draft(Attest {}, Some(re), key.public().kid(), hall.now()).unwrap().sign(&key).unwrap()
}

fn asked(waiting: &Waiting) -> Set<Hash> {
    waiting.signatures.iter().map(|signature| signature.leaf).collect()
}

fn steps(state: &State) -> Set<&str> {
    state.next.iter().map(|step| step.event.as_str()).collect()
}

/// Whether an entry was to be expected of its signer; none for kinds that are nobody's in particular.
fn had_waited(waiting: &Waiting, event: &Event, re: Option<Hash>) -> Option<bool> {
    let drawn = |draw: &Id, duty| waiting.draws.iter().any(|waits| waits.draw == *draw && waits.duty == duty);
    let re = re.unwrap_or(Hash([0; 32]));
    Some(match event {
        Event::Attest(_) => waiting.signatures.iter().any(|signature| signature.leaf == re),
        Event::ObjectionAnswer(_) => waiting.objections.iter().any(|objection| objection.leaf == re),
        Event::Adjudicate(Adjudicate { serial, .. }) => {
            waiting.papers.iter().any(|paper| paper.serial == *serial && paper.motion == re && !paper.settled)
        }
        Event::CommitDraw(commit) => drawn(&commit.draw, DrawDuty::Commit),
        Event::RevealDraw(reveal) => drawn(&reveal.draw, DrawDuty::Reveal),
        Event::ReportTask(report) => waiting.tasks.iter().any(|task| task.id == report.task),
        Event::CheckTask(check) => waiting.tasks.iter().any(|task| task.id == check.task),
        Event::ReviewDraft(review) => waiting.conventions.iter().any(|waits| waits.id == review.convention),
        Event::MoveConvention(MoveConvention { convention, step }) => {
            let event = step.event().to_string();
            waiting
                .conventions
                .iter()
                .any(|waits| waits.id == *convention && steps(&waits.state).contains(event.as_str()))
        }
        Event::MoveMatter(MoveMatter { matter, step }) => {
            let event = step.event()?.to_string();
            waiting.matters.iter().any(|waits| waits.id == *matter && steps(&waits.state).contains(event.as_str()))
        }
        _ => return None,
    })
}

#[test]
fn what_was_entered_in_the_sample_had_waited_for_its_signer() {
    let mut hall = Hall::new();
    let mut counts = Map::<String, u64>::new();
    for line in LINES.iter() {
        let entry = SignedEntry::parse(line).unwrap();
        let kinds = ["attest", "answer", "adjudicate", "commit", "reveal", "task-done", "task-check", "review"];
        if kinds.contains(&entry.kind()) || entry.kind().ends_with("-move") {
            let Payload { event, re, .. } = Payload::parse(entry.kind(), entry.payload()).unwrap();
            let (office, _) = offices(&hall).into_iter().find(|(_, kid)| *kid == entry.kid()).unwrap();
            let waiting = hall.waiting(&office).unwrap();
            if let Some(had_waited) = had_waited(&waiting, &event, re) {
                assert!(had_waited, "{} by {office}: {event:?}", entry.kind());
                *counts.entry(entry.kind().to_owned()).or_default() += 1;
            }
        }
        hall.record(line);
    }
    for (kind, least) in [
        ("attest", 70),
        ("answer", 2),
        ("adjudicate", 3),
        ("commit", 3),
        ("reveal", 3),
        ("task-done", 2),
        ("review", 5),
    ] {
        assert!(counts[kind] >= least, "{kind}: {counts:?}");
    }
    // In the end, nothing is left but what goes on.
    let waiting = hall.waiting(&id("witness-1")).unwrap();
    assert!(waiting.signatures.is_empty() && waiting.papers.is_empty() && waiting.draws.is_empty());
}

/// Every office at each place: signs under what waits for it, and is refused under everything else.
#[test]
fn waiting_agrees_with_admission() {
    let mut hall = Hall::new();
    let (mut seen, mut admitted, mut refused) = (Map::<String, u64>::new(), 0, 0);
    for line in LINES.iter() {
        let entry = SignedEntry::parse(line).unwrap();
        hall.record(line);
        let kinds = ["triage", "announce", "minutes", "adjudicate", "drive-close", "points", "rekey"];
        let times = seen.entry(entry.kind().to_owned()).or_default();
        *times += 1;
        if !kinds.contains(&entry.kind()) || *times > 3 {
            continue;
        }
        for office in offices(&hall).keys() {
            let waiting = hall.waiting(office).unwrap();
            let attest = attested(&hall, office, entry.leaf());
            let mut trial = hall.clone();
            match trial.admit(attest.as_str()) {
                Ok(_) => {
                    let [signature] = &waiting.signatures[..] else { panic!("{office}: {:?}", waiting.signatures) };
                    assert_eq!((signature.leaf, signature.kind.as_str()), (entry.leaf(), entry.kind()));
                    assert_eq!(Some(signature.entry), hall.index_of(entry.leaf()));
                    let by = offices(&hall).into_iter().find(|(_, kid)| *kid == entry.kid()).map(|(office, _)| office);
                    assert_eq!(signature.by, by);
                    assert!(!signature.zh.is_empty() && !signature.en.is_empty());
                    assert!(!asked(&trial.waiting(office).unwrap()).contains(&entry.leaf()), "signed twice");
                    admitted += 1;
                }
                Err(error) => {
                    assert!(
                        !asked(&waiting).contains(&entry.leaf()),
                        "{office} under {}: {}",
                        entry.kind(),
                        error.en()
                    );
                    refused += 1;
                }
            }
        }
    }
    assert!(admitted >= 30 && refused >= 150, "{admitted} admitted, {refused} refused");
}

#[test]
fn a_paper_in_dispute_shows_its_readings_after_the_close() {
    let end = LINES.iter().position(|line| SignedEntry::parse(line).unwrap().kind() == "adjudicate").unwrap();
    let hall = Hall::replay(LINES[..end].iter().map(String::as_str));
    let waiting = hall.waiting(&id("supervisor-1")).unwrap();
    let serials: Vec<_> = waiting.papers.iter().map(|paper| paper.serial.as_str()).collect();
    assert_eq!(serials, ["P-0047", "P-0133", "P-0256"]);
    let readings = &waiting.papers[0].readings;
    assert_eq!((readings[0].clerk.as_str(), readings[1].clerk.as_str()), ("clerk-a", "clerk-b"));
    assert!(readings[0].choice.is_some() && readings[0].choice != readings[1].choice);
    // Who read them does not settle them, and neither does a witness.
    for office in ["clerk-a", "witness-1"] {
        assert!(hall.waiting(&id(office)).unwrap().papers.is_empty());
    }
    // Settled, it waits for a witness and not for whoever settled it.
    let hall = Hall::replay(LINES[..=end].iter().map(String::as_str));
    assert!(hall.waiting(&id("supervisor-1")).unwrap().papers[0].settled);
    let waits = |office: &str| hall.waiting(&id(office)).unwrap().signatures;
    assert!(waits("supervisor-1").is_empty());
    assert_eq!(waits("witness-2")[0].zh, "议案“CONVENTION”第 P-0047 号票裁定为:同意");

    // While the vote is open, nobody is shown what a paper says.
    let is_close = |place: &usize| SignedEntry::parse(&LINES[*place]).unwrap().kind() == "close";
    let close = (0..end).rev().find(is_close).unwrap();
    let hall = Hall::replay(LINES[..close].iter().map(String::as_str));
    let open = hall.waiting(&id("supervisor-1")).unwrap().papers;
    assert!(open.len() == 3 && open.iter().all(|paper| paper.readings.iter().all(|each| each.choice.is_none())));
}

#[test]
fn nobody_waits_for_a_stranger() {
    assert_eq!(crate::HALL.waiting(&id("nobody")).unwrap_err().code(), "register.not-listed");
    let household = crate::HALL.waiting(&id("H-0001")).unwrap();
    assert!(household.roles.is_empty() && household.signatures.is_empty() && household.matters.is_empty());
}
