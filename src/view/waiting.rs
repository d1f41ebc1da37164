//! What waits for somebody's hand: signatures, answers, papers, secrets (SPEC.md sections 4 to 8).
//!
//! Each is decided by the check by which the hall would admit the entry.
//!
//! ```
//! use guanjia::{Hall, Hash};
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let mut hall = Hall::replay(bundle.entries().iter());
//! # // Everyone in this record is made up, with a key that follows from their name.
//! # fn enter(hall: &mut Hall, who: &str, event: &str) -> Result<Hash, guanjia::Error> {
//! #     let seed = Hash::tagged("guanjia/sample-key", &[b"readme", who.as_bytes(), &[0; 8]]);
//! #     let key = guanjia::SecretKey::from_seed(&seed.0);
//! #     let (event, re) = guanjia::Event::from_json(event)?;
//! #     let entry = hall.draft(event, re, key.public().kid(), hall.now())?.sign(&key)?;
//! #     hall.admit(entry.as_str()).map(|_| entry.leaf())
//! # }
//! let rekey = enter(&mut hall, "registrar", r#"{"kind": "rekey", "handle": "H-1", "reason": "手机遗失,换新钥匙",
//!     "cnf": {"jwk": {"crv": "Ed25519", "kty": "OKP", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}}"#).unwrap();
//! let waits = |hall: &Hall, who: &str| hall.waiting(&who.parse().unwrap()).unwrap().signatures;
//! let [asked] = &waits(&hall, "clerk")[..] else { panic!("one signature") };
//! assert_eq!((asked.leaf, asked.kind.as_str(), asked.by.as_ref().unwrap().as_str()), (rekey, "rekey", "registrar"));
//! assert_eq!((asked.zh.as_str(), asked.en.as_str()), ("“H-1”换用新密钥", "a new key for “H-1”"));
//! assert!(waits(&hall, "registrar").is_empty() && waits(&hall, "supervisor").is_empty());
//! enter(&mut hall, "clerk", &format!(r#"{{"kind": "attest", "re": "{rekey}"}}"#)).unwrap();
//! assert!(waits(&hall, "clerk-2").is_empty());
//! ```

use crate::map::{Order, Set};

use serde::Serialize;

use super::{Brief, ObjectionView, Sentence, State, TaskView};
use crate::ballot::{Choice, Paper, PaperState, Reading};
use crate::error::Error;
use crate::hall::{DrawRecord, Hall, Holder, MotionRecord, Pending};
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::Machine;
use crate::matter::{Matter, Route};
use crate::motion::Text;
use crate::role::Role;
use crate::selection::DrawStage;
use crate::time::Date;

/// What waits for an office, or for a member who is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Waiting {
    /// Who.
    pub handle: Id,
    /// The roles of the office; none of a member, or of an office that ended.
    pub roles: Set<Role>,
    /// The entries that an `attest` by them would stand under, in the order they were made.
    pub signatures: Vec<SignatureWaiting>,
    /// The objections that they may answer.
    pub objections: Vec<ObjectionView>,
    /// The papers in dispute that they may settle.
    pub papers: Vec<PaperWaiting>,
    /// The draws in which they are to commit or to reveal, or whose lottery they are to put on the record.
    pub draws: Vec<DrawWaiting>,
    /// The matters on which a role of theirs has the next step, with just those steps.
    pub matters: Vec<Brief>,
    /// The conventions on which a role of theirs has the next step, with just those steps.
    pub conventions: Vec<Brief>,
    /// The tasks that they are to report or to check.
    pub tasks: Vec<TaskView>,
}

/// An entry that waits for a second signature 会签.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SignatureWaiting {
    /// Its index.
    pub entry: u64,
    /// Its leaf hash: the `re` of the `attest`.
    pub leaf: Hash,
    /// What kind of entry it is, such as `triage`.
    pub kind: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// What it is about: a handle, a drive, a claim, a motion, a matter or a session.
    pub about: Id,
    /// What it says, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A paper that two clerks read differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PaperWaiting {
    /// The leaf hash of the entry that opened the motion: the `re` of the `adjudicate`.
    pub motion: Hash,
    /// The motion's name.
    pub question: Id,
    /// Its title.
    pub title: Text,
    /// The number on the paper.
    pub serial: Id,
    /// Both readings.
    pub readings: Vec<ReadingView>,
    /// Whether somebody has settled it already, which waits for a witness.
    pub settled: bool,
}

/// What a clerk read on a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReadingView {
    /// The clerk.
    pub clerk: Id,
    /// The entry.
    pub entry: u64,
    /// What they read, once the motion is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choice>,
}

/// A draw that waits for a party's secret, or for its lottery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DrawWaiting {
    /// The draw.
    pub draw: Id,
    /// What is to be entered.
    pub duty: DrawDuty,
    /// The last day for it.
    pub until: Date,
}

/// What a party of a draw, or the committee, is to enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum DrawDuty {
    /// Its commitment 承诺.
    Commit,
    /// What it committed to 揭示.
    Reveal,
    /// The parts of its lottery that are not on the record yet 方案.
    Panels,
}

impl Hall {
    /// What waits for an office, or for a member who is named; `register.not-listed` for who is nobody here.
    pub fn waiting(&self, who: &Id) -> Result<Waiting, Error> {
        self.check_known(who)?;
        let roles = match self.founding().holder(who) {
            Some(Holder::Office { roles, .. }) => roles,
            _ => Set::new(),
        };
        let mut signatures: Vec<_> = self.pending().filter_map(|pending| signature(self, pending, who)).collect();
        signatures.order_by_key(|signature| signature.entry);
        let mut objections = ObjectionView::all(self);
        objections.retain(|objection| objection.open && self.may_answer(objection.leaf, who).is_ok());
        let (matters, conventions) = (matters(self, &roles), conventions(self, &roles));
        Ok(Waiting {
            handle: who.clone(),
            signatures,
            objections,
            papers: papers(self, who),
            draws: self.draws().filter_map(|draw| duty(self, draw, who, &roles)).collect(),
            matters,
            conventions,
            tasks: tasks(self, who, &roles),
            roles,
        })
    }
}

fn signature(hall: &Hall, (leaf, pending): (Hash, &Pending), who: &Id) -> Option<SignatureWaiting> {
    hall.may_attest(leaf, who).ok()?;
    let entry = hall.index_of(leaf)?;
    let line = usize::try_from(entry).ok().and_then(|at| hall.lines().get(at))?;
    let (about, Sentence { zh, en }) = said(hall, pending)?;
    Some(SignatureWaiting { entry, leaf, kind: line.kind.as_deref()?.to_owned(), by: pending.by(hall), about, zh, en })
}

/// What a pending entry is about and says; none where the signature is not needed any more.
fn said(hall: &Hall, pending: &Pending) -> Option<(Id, Sentence)> {
    let of = |about: &Id, zh: String, en: String| Some((about.clone(), Sentence { zh, en }));
    match pending {
        Pending::Rekey(new) => {
            let handle = &new.handle;
            of(handle, format!("“{handle}”换用新密钥"), format!("a new key for “{handle}”"))
        }
        Pending::Signature(paper) => {
            let (drive, who) = (&paper.drive, &paper.household);
            if paper.withdraws {
                let en = format!("“{who}” takes back its signature in “{drive}” on paper");
                return of(drive, format!("“{who}”用纸质材料撤回“{drive}”的签约"), en);
            }
            of(drive, format!("“{who}”用纸质材料签约“{drive}”"), format!("“{who}” signs in “{drive}” on paper"))
        }
        Pending::DriveClosed { drive, .. } => {
            let count = hall.drive(drive)?.drive().signed();
            let en = format!("the drive “{drive}” has ended with {count} signatures");
            of(drive, format!("签约“{drive}”已截止,{count} 户签约"), en)
        }
        Pending::Points { claim, .. } => {
            let found = hall.points().claims().get(claim)?;
            let (household, rule) = (&found.household, &found.rule);
            let en = format!("“{household}” claims points under “{rule}”");
            of(claim, format!("“{household}”按“{rule}”申报积分"), en)
        }
        Pending::Adjudication { motion, serial, reading } => {
            let motion = hall.motion(*motion).ok()?;
            let about = &motion.question().id;
            let (zh, en) = choice(motion, &reading.choice);
            let en = format!("paper {serial} on “{about}” is held to say: {en}");
            of(about, format!("议案“{about}”第 {serial} 号票裁定为:{zh}"), en)
        }
        Pending::Announcement { motion, .. } => {
            let motion = hall.motion(*motion).ok().filter(|motion| motion.wants_witnesses())?;
            let (about, outcome) = (&motion.question().id, motion.announcements().last()?.figures.outcome);
            let en = format!("the result announced for “{about}”: {}", outcome.en());
            of(about, format!("议案“{about}”宣布的结果:{}", outcome.zh()), en)
        }
        Pending::Triage { matter, triage, .. } => {
            let (zh, en) = match &triage.route {
                Route::Major => ("大事".to_owned(), "major".to_owned()),
                Route::Minor(item) => (format!("小事({item})"), format!("minor ({item})")),
                Route::Private => ("私事".to_owned(), "private".to_owned()),
            };
            of(matter, format!("事项“{matter}”列为{zh}"), format!("the matter “{matter}” is held to be {en}"))
        }
        Pending::Minutes { session, .. } => {
            of(session, format!("会议“{session}”的会议记录"), format!("the minutes of the session “{session}”"))
        }
    }
}

/// What is marked, in the words of the ballot.
fn choice(motion: &MotionRecord, choice: &Choice) -> (String, String) {
    let words = |id: &Id| {
        let option = motion.question().options.iter().find(|option| option.id == *id);
        let zh = option.map_or_else(|| id.to_string(), |option| option.text.zh.clone());
        (zh.clone(), option.and_then(|option| option.text.en.clone()).unwrap_or(zh))
    };
    match choice {
        Choice::Option(id) => words(id),
        Choice::Options(ids) => {
            let (zh, en): (Vec<_>, Vec<_>) = ids.iter().map(words).unzip();
            (zh.join("、"), en.join(", "))
        }
        Choice::Abstain => ("弃权".to_owned(), "abstains".to_owned()),
        Choice::Blank => ("空白".to_owned(), "blank".to_owned()),
        Choice::Invalid(_) => ("废票".to_owned(), "invalid".to_owned()),
    }
}

fn papers(hall: &Hall, who: &Id) -> Vec<PaperWaiting> {
    let disputed = |motion: &'_ MotionRecord| {
        let papers = motion.ballots().papers().iter();
        let disputed = papers.filter(|(serial, paper)| {
            paper.state() == PaperState::Disputed && hall.may_adjudicate(motion.leaf(), serial, who).is_ok()
        });
        disputed.map(|(serial, paper)| waiting_paper(hall, motion, serial, paper)).collect::<Vec<_>>()
    };
    hall.motions().into_iter().flat_map(disputed).collect()
}

fn waiting_paper(hall: &Hall, motion: &MotionRecord, serial: &Id, paper: &Paper) -> PaperWaiting {
    let reading = |reading: &Reading| ReadingView {
        clerk: reading.clerk.clone(),
        entry: reading.entry,
        choice: motion.is_closed().then(|| reading.choice.clone()),
    };
    let settles = |pending: &Pending| match pending {
        Pending::Adjudication { motion: of, serial: number, .. } => *of == motion.leaf() && number == serial,
        _ => false,
    };
    PaperWaiting {
        motion: motion.leaf(),
        question: motion.question().id.clone(),
        title: motion.question().title.clone(),
        serial: serial.clone(),
        readings: [&paper.first, &paper.second].into_iter().flatten().map(reading).collect(),
        settled: hall.pending().any(|(_, pending)| settles(pending)),
    }
}

fn duty(hall: &Hall, draw: &DrawRecord, who: &Id, roles: &Set<Role>) -> Option<DrawWaiting> {
    let (announced, today) = (draw.announcement(), hall.today());
    let may_reveal = match hall.draw_stage(&announced.id).ok()? {
        DrawStage::Announced(stage) if stage.wants_lottery(today) => {
            let (draw, until) = (announced.id.clone(), announced.commit_by);
            let puts = roles.contains(&Role::Committee);
            return puts.then_some(DrawWaiting { draw, duty: DrawDuty::Panels, until });
        }
        DrawStage::Announced(stage) if stage.may_commit(who, today).is_ok() => {
            let (draw, until) = (announced.id.clone(), announced.commit_by);
            return Some(DrawWaiting { draw, duty: DrawDuty::Commit, until });
        }
        DrawStage::Announced(stage) => stage.close(today).is_ok_and(|stage| stage.may_reveal(who, today).is_ok()),
        DrawStage::Committed(stage) => stage.may_reveal(who, today).is_ok(),
        DrawStage::Drawn(_) => false,
    };
    let (draw, until) = (announced.id.clone(), announced.reveal_by);
    may_reveal.then_some(DrawWaiting { draw, duty: DrawDuty::Reveal, until })
}

/// Something in a state, if one of these roles has the next step.
fn step(id: &Id, title: Option<String>, state: impl Machine, roles: &Set<Role>) -> Option<Brief> {
    let mut state = State::of(state);
    state.next.retain(|step| step.roles.iter().any(|role| roles.contains(role)));
    (!state.next.is_empty()).then(|| Brief { id: id.clone(), title, state })
}

fn matters(hall: &Hall, roles: &Set<Role>) -> Vec<Brief> {
    let shown = hall.matters().filter(|matter| !Matter::is_restricted(matter));
    let brief = |matter: &Matter| {
        let title = matter.submission().words.text().map(str::to_owned);
        step(matter.id(), title, matter.state(), roles)
    };
    shown.filter_map(brief).collect()
}

fn conventions(hall: &Hall, roles: &Set<Role>) -> Vec<Brief> {
    let found = hall.conventions().filter_map(|(id, record)| {
        step(id, record.current().map(|text| text.title().to_owned()), record.state(), roles)
    });
    found.collect()
}

fn tasks(hall: &Hall, who: &Id, roles: &Set<Role>) -> Vec<TaskView> {
    let checks = [Role::Supervisor, Role::Committee].iter().any(|role| roles.contains(role));
    let waits = hall.tasks().filter(|record| {
        let task = record.task();
        hall.may_report(&task.plan().id, who).is_ok() || checks && task.may_check(who).is_ok()
    });
    waits.map(|record| TaskView::of(hall, record)).collect()
}
