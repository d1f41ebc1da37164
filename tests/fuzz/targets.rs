//! What every parser must keep to, whatever it is given: no panic, one spelling, a sentence for every
//! error. A target says whether it accepted its input.
//!
//! To add one: a function here and in [`TARGETS`], a file in `fuzz_targets/`, a `[[bin]]` in `Cargo.toml`,
//! and in `corpus/<name>/` at least one input whose name begins with `good` and one with `bad`.
#![allow(dead_code, reason = "a fuzz target uses one of the functions")]

use guanjia::map::Map;

use guanjia::ballot::{Ballot, BallotBox, Choice, Elector};
use guanjia::log::{Bundle, Note, Policy, Proof, Receipt, SignedCheckpoint, SignedEntry, VerifierKey};
use guanjia::measure::{Amounts, Measure};
use guanjia::motion::{Question, RuleRef};
use guanjia::rule::{Kind, Of, Rule, Terms};
use guanjia::sample::Scribe;
use guanjia::selection::DrawSpec;
use guanjia::verdict::{Count, Outcome};
use guanjia::{Error, Hall, Id, Payload, Report};

/// Whether the input was accepted.
type Target = fn(&[u8]) -> bool;

pub const TARGETS: &[(&str, Target)] = &[
    ("audit", audit),
    ("bundle", bundle),
    ("checkpoint", checkpoint),
    ("cosignature", cosignature),
    ("draw_spec", draw_spec),
    ("entry", entry),
    ("note", note),
    ("payload", payload),
    ("policy", policy),
    ("proof", proof),
    ("question", question),
    ("receipt", receipt),
    ("replay", replay),
    ("rule", rule),
    ("vkey", vkey),
];

/// A whole record: whatever is in it, there is a report, the same in slices and at once.
pub fn audit(data: &[u8]) -> bool {
    let Some(text) = text(data) else { return false };
    let Some(report) = accepted(guanjia::audit(text, None)) else { return false };
    complete(&report);
    let mut auditor = guanjia::Auditor::open(text).expect("it was opened before");
    while auditor.advance(1) {}
    assert_eq!(auditor.finish(None), report);
    report.is_clean()
}

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

/// A draw gives whom it says it gives, each once, and the same when it is done again.
pub fn draw_spec(data: &[u8]) -> bool {
    let Some(spec) = text(data).and_then(|text| accepted(DrawSpec::parse(text))) else { return false };
    let Some(report) = accepted(spec.run()) else { return false };
    let mut handles: Vec<&Id> = spec.candidates.iter().map(|candidate| &candidate.handle).collect();
    handles.sort();
    assert!(report.tickets.keys().eq(handles), "somebody has no lot");
    let mut drawn: Vec<&Id> = report.drawn.selected.values().flatten().collect();
    assert_eq!(drawn.len() as u64, report.announcement.seats.values().sum::<u64>());
    drawn.sort();
    assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]), "somebody is drawn twice");
    assert_eq!(spec.run().as_ref(), Ok(&report));
    true
}

pub fn entry(data: &[u8]) -> bool {
    one_spelling(data, |text| SignedEntry::parse(text).map(|entry| entry.as_str().to_owned()))
}

pub fn note(data: &[u8]) -> bool {
    one_spelling(data, Note::parse)
}

/// A line with the kind of entry, and what it says.
pub fn payload(data: &[u8]) -> bool {
    let Some((kind, said)) = text(data).and_then(|text| text.split_once('\n')) else { return false };
    let accepted = one_spelling(said.as_bytes(), |said| Payload::parse(kind, said)?.print());
    if let Some(payload) = accepted.then(|| Payload::parse(kind, said).ok()).flatten() {
        assert_eq!(payload.event.kind(), kind);
        assert_eq!(payload.re.is_some(), payload.event.is_about_an_entry());
    }
    accepted
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

/// A question that may be put can be voted on and counted, and a further round of it too.
pub fn question(data: &[u8]) -> bool {
    let Some(question) = text(data).and_then(|text| serde_json::from_str::<Question>(text).ok()) else { return false };
    if accepted(question.check()).is_none() {
        return false;
    }
    for doubt in question.lints() {
        sentences(&doubt);
    }
    assert_eq!(question.check_unchanged(question.digest().expect("a digest")), Ok(()));
    assert_eq!(question.check_differs(&question).map_err(|error| error.code()), Err("motion.same"));
    let terms = question.terms().expect("terms");
    for voters in [0, 1, 5] {
        let mut ballots = BallotBox::new(terms.clone(), electors(&terms, voters)).expect("a box");
        vote(&mut ballots, &question);
        guanjia::tally::tally(&ballots).expect("an open count");
        ballots.close(100).expect("a close");
        let tally = guanjia::tally::tally(&ballots).expect("a count");
        let Some(decision) = accepted(guanjia::tally::decide(&question, &tally)) else { continue };
        if let Some((one, other)) = &decision.runoff {
            let next = question.next_round(&[one.clone(), other.clone()].into(), 2).and_then(|next| next.check());
            accepted(next);
        }
    }
    true
}

/// Voters who stand for one of every measure, in every group that is asked about.
fn electors(terms: &Terms, voters: usize) -> Map<Id, Elector> {
    let handle = |n: usize| format!("H-{n}").parse().expect("a handle");
    let elector = Elector { amounts: each(1), household: None, groups: terms.groups.clone() };
    (0..voters).map(|n| (handle(n), elector.clone())).collect()
}

/// So much of every measure.
fn each(amount: u64) -> Amounts {
    Measure::ALL.into_iter().fold(Amounts::default(), |amounts, measure| amounts.with(measure, amount))
}

/// Everybody votes for an option, and the next for another.
fn vote(ballots: &mut BallotBox, question: &Question) {
    let voters: Vec<Id> = ballots.electors().keys().cloned().collect();
    for ((entry, elector), option) in (1..).zip(voters).zip(question.options.iter().cycle()) {
        let several = ballots.terms().marks.is_some();
        let option = option.id.clone();
        let choice = if several { Choice::Options([option].into()) } else { Choice::Option(option) };
        accepted(ballots.cast(Ballot { elector, choice, entry, by: None, mandate: None }));
    }
}

pub fn receipt(data: &[u8]) -> bool {
    one_spelling(data, str::parse::<Receipt>)
}

/// The origin of a record, then a line for each entry: who signs it (with a key made from the name), its kind, what it
/// says. What is refused leaves nothing behind and is void on replay for the same reason.
pub fn replay(data: &[u8]) -> bool {
    let Some((origin, script)) = text(data).and_then(|text| text.split_once('\n')) else { return false };
    let mut scribe = Scribe::new(origin, b"fuzz");
    let (mut hall, mut lines, mut refused) = (Hall::new(), Vec::new(), false);
    for line in script.lines().take(400) {
        let mut parts = line.splitn(3, ' ');
        let (Some(who), Some(kind), Some(said)) = (parts.next(), parts.next(), parts.next()) else { return false };
        let Ok(entry) = scribe.sign_text(who, kind, said) else { return false };
        let mut host = hall.clone();
        let admitted = host.admit(entry.as_str());
        if host == hall && admitted.is_ok() {
            continue;
        }
        let index = hall.record(entry.as_str());
        let void = usize::try_from(index).ok().and_then(|index| hall.lines().get(index)?.void.clone());
        assert_eq!(admitted.as_ref().err().map(Error::code), void.as_ref().map(Error::code));
        if let Some(void) = &void {
            sentences(void);
            refused = true;
        } else {
            assert!(host == hall, "another hall by admission");
        }
        lines.push(entry.as_str().to_owned());
    }
    assert!(hall == Hall::replay(lines.iter().map(String::as_str)), "another replay, another hall");
    for motion in hall.motions() {
        if let Some(tally) = accepted(motion.tally()) {
            accepted(guanjia::tally::decide(motion.question(), &tally));
        }
    }
    !refused && !lines.is_empty()
}

/// A rule that a community may state for itself: what it needs is no more than there is, and who has enough has
/// enough with more.
pub fn rule(data: &[u8]) -> bool {
    let Some(rule) = text(data).and_then(|text| serde_json::from_str::<Rule>(text).ok()) else { return false };
    if accepted(rule.check()).is_none() {
        return false;
    }
    let rule = RuleRef::Custom(Box::new(rule));
    let printed = serde_json::to_string(&rule).expect("JSON");
    assert_eq!(serde_json::from_str::<RuleRef>(&printed).ok().as_ref(), Some(&rule));
    let rule = rule.rule().expect("it was checked");
    for doubt in rule.lints() {
        sentences(&doubt);
    }
    for base in [0, 1, 3, 100, guanjia::MAX_INTEGER] {
        for need in rule.need(base) {
            assert!(need.need <= base.max(1) || need.test.strict, "{need:?}");
        }
    }
    if rule.kind == Kind::Decision {
        let judge = |have| guanjia::verdict::judge(rule, &counted(rule, 12, have), &yes()).expect("a verdict");
        let passed: Vec<bool> = (0..=12).map(|have| judge(have).outcome == Outcome::Passed).collect();
        assert!(passed.windows(2).all(|pair| pair[0] <= pair[1]), "more support, and it fails: {passed:?}");
    }
    true
}

const OF: [Of; 6] = [Of::Entitled, Of::Convened, Of::Present, Of::Participating, Of::Cast, Of::Valid];

fn yes() -> Id {
    "Y".parse().expect("an option")
}

/// So many took part, and so many of them agreed, on every base, measure and group of a rule.
fn counted(rule: &Rule, all: u64, have: u64) -> Count {
    let bases: Map<Of, Amounts> = OF.into_iter().map(|of| (of, each(all))).collect();
    let options = [(yes(), each(have))].into();
    let whole = Count { participation: bases.clone(), approval: bases, options, ..Count::default() };
    let groups = rule.groups.keys().map(|group| (group.clone(), whole.clone())).collect();
    Count { groups, ..whole }
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

/// What is refused says why.
fn accepted<T>(result: Result<T, Error>) -> Option<T> {
    result.inspect_err(sentences).ok()
}

/// An error has every field that its sentences mention.
fn sentences(error: &Error) {
    for sentence in [error.kind().zh(), error.kind().en()] {
        for name in sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
            assert!(error.field(name).is_some(), "{} lacks {name}", error.code());
        }
    }
}

/// Everything in a report can be read out.
fn complete(report: &Report) {
    for error in report.findings.iter().chain(&report.listed).chain(&report.overdue) {
        sentences(error);
    }
}
