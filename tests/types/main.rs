//! The TypeScript types of the package: what the Rust types say, in one file.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

#[path = "../common/mod.rs"]
mod common;
mod print;
mod source;
mod values;

use guanjia::map::{Map, Set};
use std::path::Path;

use guanjia::machine::Machine;
use guanjia::role::Role;
use guanjia::view;
use ts_rs::{Config, TS, TypeVisitor};

const FILE: &str = "pkg/js/types.d.ts";

const HEADER: &str = "\
// The types of guanjia's values, made from its Rust types. Do not edit:
// GUANJIA_WRITE=1 cargo test --all-features --test types
";

/// A type as `ts-rs` prints it.
struct Printed {
    docs: String,
    decl: String,
}

/// All types that were reached, by name.
#[derive(Default)]
struct Types(Map<String, Printed>);

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let config = Config::new().with_large_int("number");
        if T::output_path().is_none() || self.0.contains_key(&T::ident(&config)) {
            return;
        }
        let printed = Printed { docs: T::docs().unwrap_or_default(), decl: T::decl(&config) };
        self.0.insert(T::ident(&config), printed);
        T::visit_dependencies(self);
    }
}

/// What goes in and out of the package; other types are there because one of these names them.
macro_rules! reachable {
    ($($root:ty),* $(,)?) => {{
        let mut types = Types::default();
        $(types.visit::<$root>();)*
        types.0
    }};
}

fn types() -> Map<String, Printed> {
    reachable![
        guanjia::Payload,
        guanjia::Event,
        guanjia::prepare::Ask,
        guanjia::convention::DraftText,
        guanjia::Error,
        guanjia::Code,
        guanjia::Severity,
        guanjia::PublicKey,
        guanjia::Kid,
        guanjia::Report,
        guanjia::rule::Rule,
        guanjia::rule::Need,
        guanjia::verdict::Count,
        guanjia::verdict::Verdict,
        guanjia::selection::DrawSpec,
        guanjia::selection::DrawReport,
        guanjia::lottery::Rfc3797Pick,
        guanjia::sortition::Pool,
        guanjia::sortition::Lottery,
        guanjia::sortition::Proved,
        guanjia::sortition::Progress,
        guanjia::sortition::Conflict,
        guanjia::sortition::Pinned,
        guanjia::sortition::Relaxation,
        guanjia::sortition::MethodOutcome,
        guanjia::sortition::LotteryFile,
        guanjia::sortition::DrawnPanel,
        view::Summary,
        view::EntryView,
        view::RegisterView,
        view::BaseView,
        view::RosterView,
        view::DrawView,
        view::MatterView,
        view::SessionView,
        view::MotionView,
        view::BallotView,
        view::ConventionView,
        view::DriveView,
        view::PostView,
        view::ObjectionView,
        view::TaskView,
        view::PointsView,
        view::Standing,
        view::Waiting,
    ]
}

/// What each member of an enumeration means, which `ts-rs` leaves out.
fn members() -> Map<String, Vec<String>> {
    let mut found = source::members();
    found.insert("Role".to_owned(), Role::ALL.iter().map(|role| format!("{}.", role.zh())).collect());
    machine::<guanjia::convention::ConventionState>(&mut found);
    machine::<guanjia::matter::MatterState>(&mut found);
    machine::<guanjia::points::PointsState>(&mut found);
    machine::<guanjia::publicity::PublicityState>(&mut found);
    machine::<guanjia::roster::RosterState>(&mut found);
    machine::<guanjia::session::SessionState>(&mut found);
    machine::<guanjia::convention::SignatureState>(&mut found);
    found
}

fn machine<S: Machine + TS>(found: &mut Map<String, Vec<String>>)
where
    S::Event: TS,
{
    let events: Set<_> = S::TRANSITIONS.iter().map(|row| row.event).collect();
    let events = events.into_iter().map(|event| format!("{}.", S::event_zh(event))).collect();
    found.insert(S::name(&Config::new()), S::ALL.iter().map(|state| format!("{}.", state.zh())).collect());
    found.insert(S::Event::name(&Config::new()), events);
}

/// The whole file.
fn file() -> String {
    let members = members();
    let none = Vec::new();
    types().iter().fold(HEADER.to_owned(), |file, (name, printed)| {
        file + "\n" + &print::declaration(&printed.docs, &printed.decl, members.get(name).unwrap_or(&none))
    })
}

#[test]
fn the_file_is_as_the_types_make_it() {
    common::keep(FILE, |_| file());
}

/// Whether they fit is for TypeScript to say: `types.test.mjs` reads what is written here.
#[test]
fn there_are_values_of_every_kind_and_view() {
    let file = file();
    let mut examples = values::Examples::new(&file);
    examples.gather();
    for kind in guanjia::Event::KINDS {
        assert!(examples.found.iter().any(|example| example.is_entry(kind)), "{kind}");
    }
    for view in types().keys().filter(|name| name.ends_with("View")) {
        assert!(file.matches(view).count() > 1 || examples.found.iter().any(|example| example.of == *view), "{view}");
    }
    let lines: Vec<_> = examples.found.iter().map(|example| serde_json::to_string(example).unwrap()).collect();
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("values.jsonl"), lines.join("\n")).unwrap();
}

/// A type that nothing reaches needs no TypeScript, or it is missing above.
#[test]
fn every_type_that_has_typescript_is_in_the_file() {
    let types = types();
    let left = source::derived().into_iter().filter(|name| name != "Error" && !types.contains_key(name));
    assert_eq!(left.collect::<Vec<_>>(), Vec::<String>::new(), "derive TS and neither go in nor out");
}

/// `ts-rs` takes a member for one that may be left out only if `default` stands beside `skip_serializing_if`.
#[test]
fn whatever_may_be_left_out_says_so_on_both_sides() {
    for (file, text) in source::files() {
        for line in text.lines().filter(|line| line.contains("skip_serializing_if")) {
            assert!(line.contains("default"), "{file}: {line}");
        }
    }
}
