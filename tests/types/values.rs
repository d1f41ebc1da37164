//! Values of every kind and shape that the sample records have, for TypeScript to check.

use std::collections::{BTreeMap, BTreeSet};

use guanjia::log::SignedEntry;
use guanjia::rule::presets;
use guanjia::sample::{Chapter, Story, luoqisi, pengshui, tanggui};
use guanjia::view::{
    BallotView, BaseView, ConventionView, DrawView, DriveView, EntryView, MatterView, MotionView, ObjectionView,
    PointsView, PostView, RegisterView, RosterView, SessionView, Summary, TaskView,
};
use guanjia::{Hall, Id, Payload, audit};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A value under the name of its type, with the members that it could do without.
#[derive(Serialize)]
pub struct Example {
    #[serde(rename = "type")]
    pub of: &'static str,
    value: Value,
    /// JSON pointers; none where Rust does not read the type.
    #[serde(skip_serializing_if = "Option::is_none")]
    optional: Option<BTreeSet<String>>,
}

impl Example {
    /// Whether it is the payload of an entry of a kind.
    pub fn is_entry(&self, kind: &str) -> bool {
        self.of == "Payload" && self.value["kind"] == kind
    }
}

/// Examples, one of each shape.
pub struct Examples<'a> {
    /// The words of the types: names of members, and texts that are literals there.
    words: BTreeSet<&'a str>,
    shapes: BTreeSet<(&'static str, String)>,
    pub found: Vec<Example>,
}

/// Kinds of entries that no sample has.
fn rare() -> [(&'static str, Value); 6] {
    let jwk = json!({"crv": "Ed25519", "kty": "OKP", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"});
    [
        ("office", json!({"cnf": {"jwk": jwk}, "office": "clerk-3", "roles": ["clerk"]})),
        ("office-end", json!({"office": "clerk-3", "reason": "离任"})),
        ("hand-in", json!({"re": "MUCgHHVaYeiVHAbbGpmIz_oZHQnpaIbQ6ZYsxwvRkbM", "serial": "P-0001"})),
        ("panels", json!({"data": "AgEAAHsibGV2ZWxzIjpbXX0", "draw": "PANEL-1", "part": 0})),
        ("unenrol", json!({"handle": "H-1", "reason": "迁出", "register": "households"})),
        ("appeal", json!({"matter": "M-1", "reason": "应由社区办理"})),
    ]
}

impl<'a> Examples<'a> {
    /// No examples yet, of the types in a file.
    pub fn new(types: &'a str) -> Self {
        let quoted = types.split('"').skip(1).step_by(2);
        let members = types.lines().filter_map(|line| line.trim_start().split_once(':'));
        let members = members.map(|(name, _)| name.trim_matches(['"', '?']));
        Self { words: quoted.chain(members).collect(), shapes: BTreeSet::new(), found: Vec::new() }
    }

    /// All that the samples have.
    pub fn gather(&mut self) {
        let mut quiet = |_: Chapter, _| ();
        self.story(luoqisi(b"luoqisi", &mut quiet).unwrap());
        self.story(tanggui(b"tanggui", &mut quiet).unwrap());
        self.story(pengshui(b"pengshui", &mut quiet).unwrap());
        for (kind, mut value) in rare() {
            let members = value.as_object_mut().unwrap();
            members.extend(["iat", "seq"].map(|name| (name.to_owned(), json!(1))));
            members.insert("aud".to_owned(), json!("example.org/hall"));
            self.payload(kind, members);
        }
        for rule in presets() {
            self.add("Rule", rule);
            self.each("Need", &rule.need(100));
        }
        let spec = std::fs::read_to_string("tests/vectors/draw_spec.json").unwrap();
        let spec = guanjia::selection::DrawSpec::parse(&spec).unwrap();
        self.add("DrawReport", &spec.run().unwrap());
        self.add("DrawSpec", &spec);
    }

    fn story(&mut self, mut story: Story) {
        let bundle = story.scribe().bundle().unwrap();
        for line in bundle.entries().iter() {
            let entry = SignedEntry::parse(line).unwrap();
            self.payload(entry.kind(), &serde_json::from_str(entry.payload()).unwrap());
        }
        self.add("Report", &audit(&bundle.to_string(), None).unwrap());
        let lines: Vec<_> = bundle.entries().iter().collect();
        let (mut hall, mut kinds) = (Hall::new(), BTreeSet::new());
        for (at, line) in lines.iter().enumerate() {
            hall.record(line);
            if kinds.insert(hall.lines()[at].kind.clone()) {
                self.hall(&hall);
            }
        }
        self.hall(&hall);
        self.each("EntryView", &EntryView::range(&hall, 0, hall.len()));
        self.each("RegisterView", &RegisterView::all(&hall));
        self.each("BaseView", &BaseView::all(&hall));
        self.each("RosterView", &RosterView::all(&hall));
        for motion in hall.motions() {
            self.each("BallotView", &BallotView::all(&hall, motion));
        }
    }

    /// What is shown of a hall, but for what hardly changes or is long.
    fn hall(&mut self, hall: &Hall) {
        self.add("Summary", &Summary::of(hall));
        self.each("SessionView", &SessionView::all(hall));
        self.each("MotionView", &MotionView::all(hall));
        self.each("DrawView", &DrawView::all(hall));
        self.each("MatterView", &MatterView::all(hall));
        self.each("ConventionView", &ConventionView::all(hall));
        self.each("DriveView", &DriveView::all(hall));
        self.each("PostView", &PostView::all(hall));
        self.each("ObjectionView", &ObjectionView::all(hall));
        self.each("TaskView", &TaskView::all(hall));
        self.add("PointsView", &PointsView::of(hall));
        let offices = hall.founding().offices().into_iter().map(|held| held.office);
        let handles = hall.registers().flat_map(|register| register.units().take(3).map(|unit| unit.handle.clone()));
        let waiting: Vec<_> = offices.clone().filter_map(|office| hall.waiting(&office).ok()).collect();
        self.each("Waiting", &waiting);
        for handle in handles.chain(offices).collect::<BTreeSet<Id>>() {
            self.each("Standing", &hall.standing(&handle).ok().into_iter().collect::<Vec<_>>());
        }
    }

    /// An entry's payload with its kind, as it is given to be signed.
    fn payload(&mut self, kind: &str, members: &Map<String, Value>) {
        let mut members = members.clone();
        members.insert("kind".to_owned(), json!(kind));
        let value = self.pruned(&Value::Object(members));
        assert!(is_payload(&value), "{value}");
        let needless = |pointer: &String| is_payload(&without(&value, pointer));
        if self.is_new("Payload", &value) {
            let optional = pointers(&value).into_iter().filter(needless).collect();
            self.found.push(Example { of: "Payload", value, optional: Some(optional) });
        }
    }

    fn add(&mut self, of: &'static str, value: &impl Serialize) {
        let value = self.pruned(&serde_json::to_value(value).unwrap());
        if self.is_new(of, &value) {
            self.found.push(Example { of, value, optional: None });
        }
    }

    fn each(&mut self, of: &'static str, values: &[impl Serialize]) {
        for value in values {
            self.add(of, value);
        }
    }

    fn is_new(&mut self, of: &'static str, value: &Value) -> bool {
        self.shapes.insert((of, self.shape(value).to_string()))
    }

    /// The value with texts, numbers and names that are not the type's made equal.
    fn shape(&self, value: &Value) -> Value {
        let known = |word: &str| self.words.contains(word);
        match value {
            Value::Number(_) => json!(0),
            Value::String(text) if !known(text) => json!("…"),
            Value::Array(items) => items.iter().map(|item| self.shape(item)).collect(),
            Value::Object(members) => {
                let name = |name: &str| if known(name) { name.to_owned() } else { "…".to_owned() };
                Value::Object(members.iter().map(|(key, value)| (name(key), self.shape(value))).collect())
            }
            value => value.clone(),
        }
    }

    /// The value with at most two of each shape in its lists and maps.
    fn pruned(&self, value: &Value) -> Value {
        let mut seen = BTreeMap::<String, usize>::new();
        let mut fresh = |shape: String| {
            let times = seen.entry(shape).or_default();
            *times += 1;
            *times <= 2
        };
        match value {
            Value::Array(items) => {
                items.iter().map(|item| self.pruned(item)).filter(|item| fresh(self.shape(item).to_string())).collect()
            }
            Value::Object(members) => {
                let members = members.iter().map(|(name, value)| (name.clone(), self.pruned(value)));
                Value::Object(
                    members
                        .filter(|(name, value)| {
                            self.words.contains(name.as_str()) || fresh(self.shape(value).to_string())
                        })
                        .collect(),
                )
            }
            value => value.clone(),
        }
    }
}

/// Whether it is the payload of an entry, but for the order of lists that were pruned.
fn is_payload(value: &Value) -> bool {
    let mut members = value.as_object().unwrap().clone();
    let Some(Value::String(kind)) = members.remove("kind") else { return false };
    Payload::parse(&kind, &Value::Object(members).to_string()).is_ok()
}

/// Where a value has members, at any depth.
fn pointers(value: &Value) -> Vec<String> {
    let below = |name: String, value: &Value| -> Vec<String> {
        pointers(value).into_iter().map(|rest| format!("/{name}{rest}")).collect()
    };
    match value {
        Value::Array(items) => items.iter().enumerate().flat_map(|(at, item)| below(at.to_string(), item)).collect(),
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| {
                let name = name.replace('~', "~0").replace('/', "~1");
                [vec![format!("/{name}")], below(name, value)].concat()
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The value without the member at a pointer.
fn without(value: &Value, pointer: &str) -> Value {
    let mut value = value.clone();
    let (place, name) = pointer.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/").replace("~0", "~");
    value.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(&name);
    value
}
