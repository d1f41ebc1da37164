//! A sample's record beside the scenario it tells.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use guanjia::log::Bundle;
use guanjia::machine::Machine;
use guanjia::{Hall, audit};
use serde_json::Value;

/// The record of a sample.
pub struct Sample {
    pub bundle: String,
    pub lines: Vec<String>,
    pub hall: Hall,
}

impl Sample {
    /// Writes a sample's record and replays it; the replay must be the hall it was written in.
    pub fn tell(mut story: guanjia::sample::Story) -> Self {
        let scribe = story.scribe();
        let bundle = scribe.bundle().unwrap().to_string();
        let lines = Bundle::parse(&bundle).unwrap().entries().to_vec();
        let hall = Hall::replay(lines.iter().map(String::as_str));
        assert!(hall == *scribe.hall());
        Self { bundle, lines, hall }
    }

    /// What the audit lists though nothing is wrong, by code.
    pub fn audit(&self) -> Vec<&'static str> {
        let report = audit(&self.bundle, None).unwrap();
        assert!(report.is_clean(), "{:?}", report.findings);
        assert_eq!(report.size, self.hall.len());
        report.listed.iter().chain(&report.overdue).map(guanjia::Error::code).collect()
    }

    /// The states that something went through, each as often as it came to it.
    pub fn states<S: PartialEq>(&self, of: impl Fn(&Hall) -> Option<S>) -> Vec<S> {
        let mut hall = Hall::new();
        let mut states = Vec::new();
        for line in &self.lines {
            hall.record(line);
            states.extend(of(&hall).filter(|state| states.last() != Some(state)));
        }
        states
    }

    /// The record up to and without the first entry of a kind.
    pub fn before(&self, kind: &str) -> Hall {
        let of = |line: &guanjia::hall::Line| line.kind.as_deref() == Some(kind);
        let end = self.hall.lines().iter().position(of).unwrap();
        Hall::replay(self.lines.iter().take(end).map(String::as_str))
    }
}

/// The states of a scenario's run, from its events.
pub fn run<M: Machine>(scenario: &Value, subject: &str) -> Vec<M> {
    let runs = scenario["fsm_runs"].as_array().unwrap();
    let run = runs.iter().find(|run| run["fsm"] == M::NAME && run["subject"] == subject);
    let run = run.unwrap_or_else(|| panic!("no run of `{subject}`"));
    let mut states = vec![M::INITIAL];
    for event in run["events"].as_array().unwrap() {
        let event: M::Event = serde_json::from_value(event.clone()).unwrap();
        let last = *states.last().unwrap();
        states.push(last.on(event).unwrap_or_else(|| panic!("{event} in {last}")));
    }
    assert_eq!(serde_json::to_value(states.last().unwrap()).unwrap(), run["end"]);
    states
}

pub fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("`{value}` is not a number"))
}

pub fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("`{value}` is not a text"))
}
