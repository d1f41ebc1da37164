//! An assembly in which to vote is to attend: few offices, short entries, one motion.

use guanjia::map::Set;

use guanjia::agenda::{Agenda, AgendaItem, AgendaMotion};
use guanjia::ballot::Choice;
use guanjia::event::{
    Adjudicate, Announce, Attest, Auth, Charter, Close, Confirmation, Freeze, HandOut, Motion, MoveSession, Notice,
    Office, ReadPaper, SessionBody, Vote,
};
use guanjia::measure::Measure;
use guanjia::motion::{Question, RuleRef};
use guanjia::register::Scope;
use guanjia::role::Role;
use guanjia::rule::{Channel, Of};
use guanjia::sample::Scribe;
use guanjia::session::{SessionStep, Venue, When, Window};
use guanjia::{Hash, Time, Zone};
use serde_json::{Value, json};

use super::record::{self, START, id, keyed, paper, unit};

/// Offices besides the host, who does all the work that one office may do.
const OTHERS: [(&str, Role); 4] = [
    ("clerk-2", Role::Clerk),
    ("supervisor", Role::Supervisor),
    ("witness", Role::Witness),
    ("witness-2", Role::Witness),
];

const DAY: u64 = 86_400;
/// Eleven days after the founding, which leaves ten of notice.
pub const OPENS: Time = Time(START.0 + 11 * DAY);
/// A day later.
pub const CLOSES: Time = Time(OPENS.0 + DAY);

/// A record of households of which the first few have keys, with the vote on a question open.
pub struct Assembly {
    pub scribe: Scribe,
    pub motion: Hash,
}

/// The question whether something is agreed, under the rule for assemblies of households.
pub fn question() -> Question {
    ask(&json!({}))
}

/// The same with some members changed.
pub fn ask(changes: &Value) -> Question {
    let mut question = json!({
        "id": "Q", "title": {"zh": "公约"}, "text": {"zh": "是否同意公约"},
        "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
        "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": "cn.urban.assembly.households.2026"},
        "duplicates": "first", "blank": "abstain", "channels": ["online", "home-paper"],
        "channel_basis": "章程第九条", "secrecy": "named", "effect": "decision",
    });
    for (name, value) in changes.as_object().unwrap() {
        question[name] = value.clone();
    }
    serde_json::from_value(question).unwrap()
}

/// A record with its charter: the host, and the four others if asked for.
pub fn founded(seed: &str, others: usize) -> Scribe {
    let mut scribe = Scribe::new("example.org/hall", seed.as_bytes());
    scribe.set_time(START);
    let desk = [Role::Committee, Role::Host, Role::Registrar, Role::Clerk, Role::Facilitator];
    let mut offices = vec![office(&mut scribe, "host", &desk)];
    for (name, role) in OTHERS.iter().take(others) {
        offices.push(office(&mut scribe, name, &[*role]));
    }
    let charter = Charter {
        answer_days: 7,
        appeal_days: 7,
        auth: [Auth::Code].into(),
        cnf: Confirmation { jwk: scribe.key("host") },
        name: "示例社区".to_owned(),
        offices,
        online_basis: None,
        zone: Zone(480),
    };
    scribe.enter("host", charter).unwrap();
    scribe
}

/// An office with the key of the signer of its name.
pub fn office(scribe: &mut Scribe, name: &str, roles: &[Role]) -> Office {
    Office {
        cnf: Confirmation { jwk: scribe.key(name) },
        office: id(name),
        roles: roles.iter().copied().collect::<Set<_>>(),
    }
}

/// Enrols households `H-1` and so on, the first `keys` of them with a key, and freezes them as `base`.
pub fn enrolled(scribe: &mut Scribe, households: u32, keys: u32) {
    for n in 1..=households {
        let unit = unit(json!({"handle": format!("H-{n}"), "amounts": {"households": 1}, "voter": true}));
        let enrol = if n <= keys { keyed(scribe, "households", unit) } else { paper("households", unit) };
        scribe.enter("host", enrol).unwrap();
    }
    let base = record::notice(scribe, "base", "households", &Scope::default());
    scribe.enter("host", Freeze { base }).unwrap();
}

/// The notice of an assembly of everyone in the base, with one question on its agenda.
pub fn notice(question: &Question) -> Notice {
    let motions = vec![AgendaMotion { id: question.id.clone(), question: question.digest().unwrap() }];
    Notice {
        agenda: Agenda { items: vec![AgendaItem { matter: None, motions, no: 1, title: "公约".to_owned() }] },
        body: SessionBody::Base(id("base")),
        guests: Set::new(),
        place: None,
        rule: question.rule.clone(),
        session: id("S"),
        special: None,
        stakeholders: None,
        turns: None,
        venue: Venue::Both,
        when: When::Window(Window { closes: CLOSES, opens: OPENS }),
    }
}

impl Assembly {
    /// Announced, opened on the day, and the question put.
    pub fn open(mut scribe: Scribe, question: &Question) -> Self {
        scribe.enter("host", notice(question)).unwrap();
        scribe.clock(OPENS).unwrap();
        scribe.enter("host", MoveSession { step: SessionStep::OpenCheckin, session: id("S") }).unwrap();
        let motion = Motion { convention: None, question: question.clone(), session: id("S") };
        let motion = scribe.enter("host", motion).unwrap();
        Self { scribe, motion }
    }

    /// With all offices and so many households, some of which have keys.
    pub fn of(seed: &str, households: u32, keys: u32, question: &Question) -> Self {
        let mut scribe = founded(seed, OTHERS.len());
        enrolled(&mut scribe, households, keys);
        Self::open(scribe, question)
    }

    /// A household votes.
    pub fn vote(&mut self, household: u32, choice: &str) -> Hash {
        self.scribe.enter_about(&format!("H-{household}"), self.motion, vote(choice)).unwrap()
    }

    /// A household votes and is refused; the ballot is kept as evidence. Gives the code.
    pub fn kept(&mut self, who: &str, vote: Vote) -> &'static str {
        let ballot = self.scribe.sign(who, Some(self.motion), vote).unwrap();
        self.scribe.keep(&ballot).expect("it is not refused").code()
    }

    /// A paper with the serial `P-<household>` is handed out.
    pub fn hand_out(&mut self, household: u32) {
        let paper = HandOut {
            channel: Channel::HomePaper,
            handle: id(&format!("H-{household}")),
            holder: None,
            mandate: None,
            serial: serial(household),
        };
        self.scribe.enter_about("host", self.motion, paper).unwrap();
    }

    /// A clerk reads it.
    pub fn read(&mut self, clerk: &str, household: u32, choice: &str) {
        let read = ReadPaper { choice: Choice::Option(id(choice)), serial: serial(household) };
        self.scribe.enter_about(clerk, self.motion, read).unwrap();
    }

    /// What two clerks read differently is settled before a witness.
    pub fn settle(&mut self, household: u32, choice: &str) {
        let reason = "监督员和见证人当众核对票面".to_owned();
        let adjudicate = Adjudicate { choice: Choice::Option(id(choice)), reason, serial: serial(household) };
        let settled = self.scribe.enter_about("supervisor", self.motion, adjudicate).unwrap();
        self.scribe.enter_about("witness", settled, Attest {}).unwrap();
    }

    /// The vote ends, with so many papers in the box.
    pub fn close(&mut self, papers: Option<u64>) {
        self.scribe.enter_about("host", self.motion, Close { papers }).unwrap();
    }

    /// The result as the record has it.
    pub fn result(&self) -> Announce {
        let record = self.scribe.hall().motion(self.motion).unwrap();
        let (count, decision) = (record.tally().unwrap().count, record.decision().unwrap());
        Announce {
            abstain: count.abstain.of(Measure::Heads),
            invalid: count.invalid.of(Measure::Heads),
            options: count.options.iter().map(|(id, amounts)| (id.clone(), amounts.of(Measure::Heads))).collect(),
            outcome: decision.outcome,
            participating: count.participation[&Of::Participating].of(Measure::Heads),
        }
    }

    /// The result is announced and witnessed by two.
    pub fn announce(&mut self) {
        let announced = self.scribe.enter_about("host", self.motion, self.result()).unwrap();
        for witness in ["witness", "witness-2"] {
            self.scribe.enter_about(witness, announced, Attest {}).unwrap();
        }
    }
}

/// A ballot for an option.
pub fn vote(choice: &str) -> Vote {
    Vote { choice: Choice::Option(id(choice)), principal: None, mandate: None }
}

fn serial(household: u32) -> guanjia::Id {
    id(&format!("P-{household}"))
}

/// The rule a question goes by, in full, for a community that states its own.
pub fn custom(rule: &str, changes: &Value) -> RuleRef {
    let mut rule = serde_json::to_value(guanjia::rule::preset(rule).unwrap()).unwrap();
    for (name, value) in changes.as_object().unwrap() {
        rule[name] = value.clone();
    }
    RuleRef::Custom(Box::new(serde_json::from_value(rule).unwrap()))
}
