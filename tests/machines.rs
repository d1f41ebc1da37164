//! Every table of the code against the model in `norms/`, and the runs of the scenarios replayed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::{Map, Set};

use guanjia::convention::{ConventionState, SignatureState};
use guanjia::machine::Machine;
use guanjia::matter::MatterState;
use guanjia::points::PointsState;
use guanjia::publicity::PublicityState;
use guanjia::role::Role;
use guanjia::roster::RosterState;
use guanjia::session::SessionState;
use serde_json::Value;

/// Every machine of the core; one line each.
macro_rules! with_machines {
    ($f:ident $(, $arg:expr)*) => {
        [
            $f::<MatterState>($($arg),*),
            $f::<RosterState>($($arg),*),
            $f::<SessionState>($($arg),*),
            $f::<ConventionState>($($arg),*),
            $f::<SignatureState>($($arg),*),
            $f::<PublicityState>($($arg),*),
            $f::<PointsState>($($arg),*),
        ]
    };
}

/// Where a table differs from the model on purpose: machine, event, the model's role, the code's, why.
const ROLES: &[(&str, &str, &str, &str, &str)] = &[
    ("*", "*", "clerk_a", "clerk", "two clerks hold one office; that they are two persons is checked on the entries"),
    ("*", "*", "clerk_b", "clerk", "as clerk_a"),
    ("*", "*", "system", "host", "nothing happens by itself: the host records that a day has come"),
];

/// Roles that the code adds on purpose: machine, event, role, why.
const ADDED: &[(&str, &str, &str, &str)] = &[(
    "publicity",
    "answer",
    "supervisor",
    "an objection to a result is answered by the supervisor, as in motion, roster and points; the committee \
     answers for its own draft only",
)];

type Row = (String, String, String, Set<String>);

fn model() -> Value {
    serde_json::from_str(include_str!("norms/models.json")).unwrap()
}

fn name<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn role_of_model(machine: &str, event: &str, role: &str) -> String {
    ROLES
        .iter()
        .find(|r| ["*", machine].contains(&r.0) && ["*", event].contains(&r.1) && r.2 == role)
        .map_or_else(|| role.replace('_', "-"), |r| r.3.to_owned())
}

fn strings(value: &Value) -> Set<String> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
}

fn same_as_model<M: Machine>(model: &Value) -> &'static str {
    let machine = model["machines"].as_array().unwrap().iter().find(|m| m["id"] == M::NAME).unwrap();
    assert_eq!(name(&M::INITIAL), machine["initial"], "{}", M::NAME);
    let states: Set<_> = M::ALL.iter().map(name).collect();
    assert_eq!(states, strings(&machine["states"]), "{}", M::NAME);
    let finals: Set<_> = M::ALL.iter().filter(|s| s.is_final()).map(name).collect();
    assert_eq!(finals, strings(&machine["final"]), "{}", M::NAME);

    let ours: Set<Row> = M::TRANSITIONS
        .iter()
        .map(|t| (name(&t.from), name(&t.event), name(&t.to), t.by.iter().map(Role::to_string).collect()))
        .collect();
    assert_eq!(ours.len(), M::TRANSITIONS.len(), "{}: a row twice", M::NAME);
    let theirs: Set<Row> = machine["transitions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| {
            let text = |key: &str| t[key].as_str().unwrap().to_owned();
            let roles = strings(&t["roles"]).into_iter().map(|r| role_of_model(M::NAME, &text("event"), &r));
            let added = ADDED.iter().filter(|a| a.0 == M::NAME && a.1 == text("event")).map(|a| a.2.to_owned());
            let roles = roles.chain(added).collect();
            (text("from"), text("event"), text("to"), roles)
        })
        .collect();
    assert_eq!(ours, theirs, "{}", M::NAME);
    M::NAME
}

fn replays<M: Machine>(runs: &Map<String, Vec<Value>>) -> (&'static str, usize) {
    let runs = runs.get(M::NAME).map_or(&[][..], Vec::as_slice);
    for run in runs {
        let mut state = M::INITIAL;
        for event in run["events"].as_array().unwrap() {
            let event: M::Event = serde_json::from_value(event.clone()).unwrap();
            let role = state.roles(event).first().copied();
            state = role.map_or_else(|| panic!("{run}: {event} in {state}"), |role| state.step(event, role).unwrap());
        }
        assert_eq!(name(&state), run["end"], "{run}");
    }
    (M::NAME, runs.len())
}

fn reachable<M: Machine>() -> &'static str {
    let mut seen = Set::from([M::INITIAL]);
    while let Some(row) = M::TRANSITIONS.iter().find(|row| seen.contains(&row.from) && !seen.contains(&row.to)) {
        seen.insert(row.to);
    }
    assert_eq!(seen.len(), M::ALL.len(), "{}: a state that is never reached", M::NAME);
    for row in M::TRANSITIONS {
        assert_eq!(row.from.on(row.event), Some(row.to), "{}: two rows for one event", M::NAME);
        for role in Role::ALL {
            assert_eq!(row.from.step(row.event, *role).is_ok(), row.by.contains(role));
        }
    }
    M::NAME
}

#[test]
fn tables_are_those_of_the_model() {
    let model = model();
    let names = with_machines!(same_as_model, &model);
    assert_eq!(Set::from(names).len(), names.len());
}

#[test]
fn every_state_is_reached_and_every_row_asks_for_its_roles() {
    let _ = with_machines!(reachable);
}

#[test]
fn runs_of_the_scenarios_end_where_they_say() {
    let mut runs: Map<String, Vec<Value>> = Map::new();
    for scenario in [
        include_str!("scenarios/01_luoqisi_dog_convention.json"),
        include_str!("scenarios/02_tanggui_falling_objects.json"),
        include_str!("scenarios/05_pengshui_triage_and_items.json"),
    ] {
        let scenario: Value = serde_json::from_str(scenario).unwrap();
        for run in scenario["fsm_runs"].as_array().unwrap() {
            runs.entry(run["fsm"].as_str().unwrap().to_owned()).or_default().push(run.clone());
        }
    }
    let replayed = with_machines!(replays, &runs);
    for (machine, count) in replayed {
        assert!(count > 0 || machine == "publicity", "no run of {machine}");
    }
}
