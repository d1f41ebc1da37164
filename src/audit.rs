//! The audit 审计: a bundle in, a report out — every check by name, every finding located
//! (SPEC.md section 10).
//!
//! ```
//! use guanjia::audit::CheckOutcome;
//! use guanjia::audit;
//! let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! let report = audit(&bundle, None).unwrap();
//! let outcomes: Vec<_> = report.checks.iter().map(|check| (check.name, check.outcome)).collect();
//! assert_eq!(outcomes[..3], [
//!     ("tree", CheckOutcome::Passed),
//!     ("checkpoint", CheckOutcome::Passed),
//!     ("witnesses", CheckOutcome::Skipped), // no policy asks for any
//! ]);
//! assert!(report.is_clean());
//!
//! // Two entries change places.
//! let mut lines: Vec<_> = bundle.lines().collect();
//! lines.swap(3, 4);
//! let report = audit(&(lines.join("\n") + "\n"), None).unwrap();
//! assert!(!report.is_clean());
//! assert_eq!(report.checks[0].outcome, CheckOutcome::Failed);
//! assert!(report.findings.iter().any(|finding| finding.code() == "tree.root"));
//! ```

use crate::map::Order;
use std::ops::Range;

use serde::Serialize;

use crate::error::{Code, Error, Severity};
use crate::event::{ReadLine, Signatures};
use crate::hall::{Ahead, Hall, ahead};
use crate::hash::Hash;
use crate::log::{Bundle, Policy};
use crate::record::Record;

/// Replays a bundle in slices, so that a page can show progress, stay responsive, and stop.
///
/// ```
/// use guanjia::Auditor;
/// let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// let mut auditor = Auditor::open(&bundle).unwrap();
/// let mut shown = Vec::new();
/// while auditor.advance(5) {
///     shown.push(auditor.done() * 100 / auditor.size());
/// }
/// assert_eq!(shown, [38, 76]);
/// assert_eq!(auditor.hall().motions().len(), 1);
/// assert!(auditor.finish(None).is_clean());
/// ```
#[derive(Clone, Debug)]
pub struct Auditor {
    bundle: Bundle,
    hall: Hall,
    ahead: Ahead,
    /// Where the stretch that is read ahead begins.
    begun: usize,
    signatures: Option<Signatures>,
    /// For each entry, whether its signature was found good elsewhere; empty until it is told.
    good: Vec<bool>,
}

/// What was checked, what holds, and what does not and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Report {
    /// The record's origin, as its checkpoint says.
    pub origin: String,
    /// The number of entries.
    pub size: u64,
    /// The root of the tree over the entries as they stand in the bundle.
    pub root: Hash,
    /// The leaf hash of the charter, to be compared with one that was handed on some other way: without a
    /// policy, everything rests on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charter: Option<Hash>,
    /// Every check in a fixed order.
    pub checks: Vec<Check>,
    /// What breaks a rule or should be looked at, in the order of the record.
    pub findings: Vec<Error>,
    /// What was refused in the ordinary course (a ballot too late, say), kept as evidence.
    pub listed: Vec<Error>,
    /// What was promised and is not done in time 逾期: the record is true about it, and the community can see it.
    pub overdue: Vec<Error>,
}

/// One check by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Check {
    /// The name that never changes.
    pub name: &'static str,
    /// The name in Chinese.
    pub zh: &'static str,
    /// The name in English.
    pub en: &'static str,
    /// What came of it.
    pub outcome: CheckOutcome,
    /// How many things were checked.
    pub checked: u64,
}

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum CheckOutcome {
    /// It holds.
    Passed,
    /// It does not, or something should be looked at: see the findings.
    Failed,
    /// It was not asked for.
    Skipped,
}

/// The checks, with the first parts of the codes that belong to each; the last takes what is left.
const CHECKS: [(&str, &str, &str, &[&str]); 7] = [
    (
        "tree",
        "记录完整,没有增删改动",
        "the entries are those the checkpoint commits to",
        &["tree", "checkpoint", "note"],
    ),
    ("checkpoint", "记录方签注有效", "the checkpoint is signed by the record's log", &[]),
    ("witnesses", "见证方签注足够", "enough witnesses cosigned the checkpoint", &["policy"]),
    (
        "form",
        "每条书写规范,只有一种写法",
        "every entry is written in its one form",
        &["entry", "json", "id", "date", "base64", "event", "kid"],
    ),
    ("signatures", "每条签名有效,签名人在册", "every entry is signed by a key in force", &["signature", "key"]),
    ("time", "时间先后合理", "time runs forward", &["time"]),
    ("rules", "每条符合规则,结果可重算", "every entry keeps the rules, every result recomputes", &[]),
];

impl Auditor {
    /// Opens a bundle; nothing is checked yet but its form.
    ///
    /// Errors: those of [`Bundle::parse`].
    pub fn open(bundle: &str) -> Result<Self, Error> {
        Ok(Self {
            bundle: Bundle::parse(bundle)?,
            hall: Hall::new(),
            ahead: Ahead::default(),
            begun: 0,
            signatures: None,
            good: Vec::new(),
        })
    }

    /// Does about as much work as so many entries make; whether any is left. A long record is read and its signatures
    /// are checked some thousands of entries ahead of the replay, since together they cost a third; with the feature
    /// `parallel` on all cores at once, unless it is asked for less than 256.
    pub fn advance(&mut self, entries: usize) -> bool {
        let mut left = entries;
        while left > 0 && self.hall.len() < self.size() {
            left = left.saturating_sub(self.work(left, entries));
        }
        self.hall.len() < self.size()
    }

    /// Does one thing, and says how much work it was; `slice` is what was asked for in the first place.
    #[cfg_attr(not(feature = "parallel"), expect(unused_variables, reason = "one core does one thing at a time"))]
    fn work(&mut self, budget: usize, slice: usize) -> usize {
        if let Some(line) = self.ahead.next() {
            self.hall.record_read(line);
            return 1;
        }
        if let Some(read) = self.ahead.reading() {
            if let Some(line) = self.line(self.begun + read) {
                self.ahead.read(line, &self.hall);
            }
            return 1;
        }
        if let Some(work) = self.ahead.check(budget) {
            return work;
        }
        let replayed = self.replayed();
        let left = self.bundle.entries().len().saturating_sub(replayed);
        // Where there is nothing to be checked together, nothing is kept until it is.
        let is_relied_on = self.good.get(replayed) == Some(&true);
        if left >= ahead::LEAST && !is_relied_on {
            self.begun = replayed;
            self.ahead.begin(left.min(ahead::most()));
            #[cfg(feature = "parallel")]
            if slice >= ahead::LEAST {
                return self.read_ahead();
            }
        } else if let Some(line) = self.line(replayed) {
            self.hall.record_read(line);
        }
        1
    }

    /// Reads a whole stretch on all cores.
    #[cfg(feature = "parallel")]
    fn read_ahead(&mut self) -> usize {
        use rayon::prelude::*;
        let size = (self.bundle.entries().len() - self.begun).min(ahead::most());
        let read = |index| {
            let mut line = self.line(index)?;
            let _ = line.payload();
            Some(line)
        };
        let lines = (self.begun..self.begun + size).into_par_iter().filter_map(read).collect();
        self.ahead.read_all(lines, &self.hall);
        size
    }

    fn line(&self, index: usize) -> Option<ReadLine> {
        let mut line = ReadLine::of(self.bundle.entries().get(index)?);
        if self.good.get(index) == Some(&true) {
            line.rely_on_the_only();
        }
        Some(line)
    }

    fn replayed(&self) -> usize {
        usize::try_from(self.hall.len()).unwrap_or(usize::MAX)
    }

    /// Reads the signatures of these entries, which [`Auditor::check_signatures`] then checks together: several cores can do a
    /// part each, and tell one of them by [`Auditor::rely_on`].
    pub fn read_signatures(&mut self, indices: Range<usize>) {
        let entries = self.bundle.entries();
        let signatures = self.signatures.get_or_insert_with(|| Signatures::of(entries.iter()));
        for (index, line) in (indices.start..).zip(entries.range(indices)) {
            signatures.read(index, line, |kid| self.hall.key(kid));
        }
    }

    /// The indices of the entries read by [`Auditor::read_signatures`] since the last time that have a good signature by the only
    /// key with their kid that the record names, whatever else may be wrong with them. It depends on nothing but the bundle.
    ///
    /// ```
    /// use guanjia::Auditor;
    /// let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
    /// let mut elsewhere = Auditor::open(&bundle).unwrap();
    /// elsewhere.read_signatures(0..4);
    /// elsewhere.read_signatures(4..6);
    /// let good = elsewhere.check_signatures();
    /// assert_eq!(good, [0, 1, 2, 3, 4, 5]);
    /// let mut auditor = Auditor::open(&bundle).unwrap();
    /// auditor.rely_on(good);
    /// assert_eq!(auditor.finish(None), guanjia::audit(&bundle, None).unwrap());
    /// ```
    pub fn check_signatures(&mut self) -> Vec<usize> {
        let entries = self.bundle.entries();
        self.signatures.as_mut().map_or_else(Vec::new, |signatures| signatures.check(|index| entries.get(index)))
    }

    /// Relies on signatures that [`Auditor::check_signatures`] found good in the same bundle; all others are checked in
    /// their turn, so that the report is the same whatever was checked ahead.
    pub fn rely_on(&mut self, good: impl IntoIterator<Item = usize>) {
        self.good.resize(self.bundle.entries().len(), false);
        for index in good {
            if let Some(is_good) = self.good.get_mut(index) {
                *is_good = true;
            }
        }
    }

    /// How far the work has come, in entries: all of them when the last is replayed.
    pub fn done(&self) -> u64 {
        self.begun.saturating_add(self.ahead.done(self.replayed().saturating_sub(self.begun))) as u64
    }

    /// How many entries there are.
    pub fn size(&self) -> u64 {
        self.bundle.entries().len() as u64
    }

    /// The bundle.
    pub fn bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// The hall after the entries replayed so far.
    pub fn hall(&self) -> &Hall {
        &self.hall
    }

    /// Replays what is left, and gives the record as [`Record::replay`] would.
    ///
    /// ```
    /// use guanjia::{Auditor, Record};
    /// let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
    /// let mut auditor = Auditor::open(&bundle).unwrap();
    /// while auditor.advance(5) {}
    /// let lines = auditor.bundle().entries().clone();
    /// assert_eq!(auditor.into_record(), Record::replay(lines));
    /// ```
    pub fn into_record(mut self) -> Record {
        self.advance(usize::MAX);
        Record::replayed(self.hall, self.bundle.into_entries())
    }

    /// Replays what is left and reports. Without a policy the record's own host is relied on for the
    /// checkpoint, and no witness is asked for.
    ///
    /// ```
    /// use guanjia::log::{Policy, VerifierKey};
    /// use guanjia::{Auditor, SecretKey};
    /// let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
    /// let host: SecretKey = "E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE".parse().unwrap();
    /// let trust = |key: &SecretKey| Policy::log(VerifierKey::log("example.org/hall", &key.public()).unwrap());
    /// let audit = |policy: &Policy| Auditor::open(&bundle).unwrap().finish(Some(policy));
    /// assert!(audit(&trust(&host)).is_clean());
    /// // A record signed by whoever is no record to rely on.
    /// let report = audit(&trust(&SecretKey::from_seed(&[7; 32])));
    /// assert_eq!(report.findings[0].code(), "checkpoint.unsigned");
    /// ```
    pub fn finish(&mut self, policy: Option<&Policy>) -> Report {
        self.advance(usize::MAX);
        let checkpoint = self.bundle.checkpoint().unverified();
        let mut findings = Vec::new();
        if (checkpoint.size, checkpoint.root) != (self.hall.len(), self.hall.tree().root()) {
            findings.push(Error::new(Code::TreeRoot).with("size", checkpoint.size).with("root", checkpoint.root));
        }
        let origin = self.hall.founding().origin();
        if origin != checkpoint.origin {
            findings.push(Error::new(Code::CheckpointOrigin).with("origin", origin).with("named", &checkpoint.origin));
        }
        let signed = match policy {
            Some(policy) => self.bundle.checkpoint().verify(policy).map(drop),
            None => self
                .hall
                .policy(&checkpoint.origin)
                .and_then(|policy| self.bundle.checkpoint().verify(&policy))
                .map(drop),
        };
        findings.extend(signed.err());
        let (mut listed, broken): (Vec<_>, Vec<_>) = self
            .hall
            .lines()
            .iter()
            .filter_map(|line| line.void.as_ref())
            .chain(self.hall.flags())
            .cloned()
            .partition(|error| error.severity() == Severity::Listed);
        findings.extend(broken);
        let (broken, overdue): (Vec<_>, Vec<_>) =
            self.hall.overdue().into_iter().partition(|error| error.severity() == Severity::Fault);
        findings.extend(broken);
        findings.order_by_key(Error::entry);
        listed.order_by_key(Error::entry);
        let checks = CHECKS.map(|(name, zh, en, _)| Check {
            name,
            zh,
            en,
            outcome: outcome(name, policy.is_some(), &findings),
            checked: if matches!(name, "checkpoint" | "witnesses") { 1 } else { self.hall.len() },
        });
        Report {
            origin: checkpoint.origin.clone(),
            size: self.hall.len(),
            root: self.hall.tree().root(),
            charter: self.hall.tree().leaf(0),
            checks: checks.into(),
            findings,
            listed,
            overdue,
        }
    }
}

fn outcome(name: &str, has_policy: bool, findings: &[Error]) -> CheckOutcome {
    if name == "witnesses" && !has_policy {
        return CheckOutcome::Skipped;
    }
    if findings.iter().any(|finding| check_of(finding) == name) { CheckOutcome::Failed } else { CheckOutcome::Passed }
}

/// The check a finding belongs to. A note's signature that fails has no entry, and is the checkpoint's.
fn check_of(finding: &Error) -> &'static str {
    if finding.entry().is_none() && matches!(finding.kind(), Code::CheckpointUnsigned | Code::SignatureInvalid) {
        return "checkpoint";
    }
    let subject = finding.code().split('.').next().unwrap_or_default();
    CHECKS.iter().find(|(_, _, _, subjects)| subjects.contains(&subject)).map_or("rules", |(name, ..)| name)
}

impl Report {
    /// Whether there is no finding; what is merely listed or overdue does not count.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Audits a bundle in one go.
///
/// Errors: those of [`Bundle::parse`], when the file cannot be read as a bundle at all.
pub fn audit(bundle: &str, policy: Option<&Policy>) -> Result<Report, Error> {
    Ok(Auditor::open(bundle)?.finish(policy))
}
