//! The program `guanjia`: its exit codes, what it prints, and that others can read it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use guanjia::map::Map;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use guanjia::event::{Auth, Charter, Clock, Confirmation, Office};
use guanjia::log::{SignedEntry, VerifierKey};
use guanjia::role::Role;
use guanjia::sample::Scribe;
use guanjia::{Hash, PublicKey, SecretKey, Time, Zone};
use serde_json::Value;

const START: Time = Time(1_772_416_800);
const COMMANDS: [&str; 9] = ["demo", "audit", "show", "keys", "proof", "receipt", "draw", "rule", "keygen"];

fn guanjia(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_guanjia")).args(args).stdin(Stdio::null()).output().unwrap()
}

/// What it prints when all is well.
fn prints(args: &[&str]) -> String {
    let output = guanjia(args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&prints(args)).unwrap()
}

/// A file of this test's own.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A record of a charter and three strokes of the clock.
fn record() -> Scribe {
    let mut scribe = Scribe::new("example.org/hall", b"cli");
    scribe.set_time(START);
    let roles = [("committee", Role::Committee), ("host", Role::Host)];
    let offices = roles.map(|(name, role)| Office {
        cnf: Confirmation { jwk: scribe.key(name) },
        office: name.parse().unwrap(),
        roles: [role].into(),
    });
    let charter = Charter {
        answer_days: 7,
        appeal_days: 7,
        auth: [Auth::Code].into(),
        cnf: Confirmation { jwk: scribe.key("committee") },
        name: "示例社区".to_owned(),
        offices: offices.into(),
        online_basis: None,
        zone: Zone(480),
    };
    scribe.enter("committee", charter).unwrap();
    for hour in 1..=3 {
        scribe.clock(Time(START.0 + 3_600 * hour)).unwrap();
    }
    scribe
}

/// The text of a record's bundle, under a name of its own.
fn bundle(name: &str, scribe: &mut Scribe) -> String {
    file(name, &scribe.bundle().unwrap().to_string())
}

#[test]
fn a_clean_record_is_0_and_every_check_is_named() {
    let path = bundle("clean.bundle", &mut record());
    for lang in ["zh", "en"] {
        prints(&["audit", &path, "--lang", lang]);
    }
    let report = json(&["audit", &path, "--json"]);
    assert_eq!(report["size"], 4);
    assert_eq!(report["findings"].as_array().unwrap().len(), 0);
    let names: Vec<_> = report["checks"].as_array().unwrap().iter().map(|check| &check["name"]).collect();
    assert_eq!(names, ["tree", "checkpoint", "witnesses", "form", "signatures", "time", "rules"]);
}

#[test]
fn a_changed_record_is_1_and_the_finding_says_where() {
    let text = record().bundle().unwrap().to_string();
    let lines: Vec<&str> = text.lines().collect();
    let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    // The third entry with the signature of the fourth.
    let (head, _) = lines[4].rsplit_once('.').unwrap();
    let (_, signature) = lines[5].rsplit_once('.').unwrap();
    changed[4] = format!("{head}.{signature}");
    let path = file("changed.bundle", &(changed.join("\n") + "\n"));
    let output = guanjia(&["audit", &path, "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let found = |code: &str, entry: Option<u64>| {
        findings.iter().any(|finding| finding["code"] == code && finding["entry"].as_u64() == entry)
    };
    assert!(found("signature.invalid", Some(2)), "{findings:?}");
    assert!(found("tree.root", None), "{findings:?}");
    let output = guanjia(&["audit", &path, "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains("entry 2 [signature.invalid]"));
}

#[test]
fn what_cannot_be_read_is_2_and_says_why_on_standard_error() {
    let nonsense = file("nonsense.bundle", "this is no bundle\n");
    let unstated = file("unstated.json", "{}");
    let clean = bundle("unreadable.bundle", &mut record());
    for args in [
        vec!["audit", "no/such/file"],
        vec!["audit", &nonsense],
        vec!["audit", &clean, "--policy", &nonsense],
        vec!["show", &nonsense],
        vec!["keys", &nonsense],
        vec!["proof", &clean, "4"],
        vec!["receipt", &nonsense, "--policy", &nonsense],
        vec!["draw", &unstated],
        vec!["rule", "no.such.rule"],
        vec!["rule", "x.steward.session", "--base", "area=7"],
        vec!["rule", "x.steward.session", "--base", "-1"],
        vec!["audit"],
        vec!["dance"],
    ] {
        let output = guanjia(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn an_unknown_rule_is_answered_with_those_near_to_it() {
    for (name, near) in [
        ("x.steward.sesion", "x.steward.session"),
        ("cn.owners.general", "cn.owners.general.278"),
        ("业主委员会", "cn.owners.committee.sichuan.2021"),
        ("villagers' group", "cn.village.group.2026"),
    ] {
        let output = guanjia(&["rule", name]);
        assert!(String::from_utf8(output.stderr).unwrap().contains(near), "{name}");
    }
}

#[test]
fn keys_are_jwks_that_verify_every_entry() {
    let mut scribe = record();
    let path = bundle("keys.bundle", &mut scribe);
    let keys: Map<String, PublicKey> = serde_json::from_value(json(&["keys", &path])).unwrap();
    assert_eq!(keys.len(), 2);
    assert!(keys.iter().all(|(kid, key)| *kid == key.kid().to_string()));
    for line in scribe.lines().iter() {
        let entry = SignedEntry::parse(line).unwrap();
        let key = &keys[&entry.kid().to_string()];
        entry.verify(key).unwrap();
    }
}

#[test]
fn a_receipt_holds_by_itself_and_only_under_a_policy_that_knows_the_log() {
    let mut scribe = record();
    let path = bundle("proof.bundle", &mut scribe);
    let policy = |name: &str, key: &PublicKey| {
        let log = VerifierKey::log("example.org/hall", key).unwrap();
        file(name, &format!("log {log}\nquorum none\n"))
    };
    let known = policy("known.policy", &scribe.key("host"));
    let strange = policy("strange.policy", &SecretKey::from_seed(&[9; 32]).public());
    for index in 0..4 {
        let receipt = prints(&["proof", &path, &index.to_string()]);
        let receipt = file(&format!("{index}.tlog-proof"), &receipt);
        let said = prints(&["receipt", &receipt, "--policy", &known]);
        assert!(said.contains(SignedEntry::parse(scribe.lines().get(index).unwrap()).unwrap().payload()));
        assert_eq!(guanjia(&["receipt", &receipt, "--policy", &strange]).status.code(), Some(1));
    }
    assert_eq!(guanjia(&["audit", &path, "--policy", &strange]).status.code(), Some(1));
    prints(&["audit", &path, "--policy", &known]);
}

#[test]
fn a_bundle_can_come_from_standard_input() {
    let bundle = record().bundle().unwrap().to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_guanjia"))
        .args(["audit", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(bundle.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

/// Numbers of the laws and of scenarios 01 and 02.
#[test]
fn rules_say_how_many_are_needed() {
    for (rule, base, side, measure, need) in [
        ("cn.urban.assembly.households.2026", "1698", "participation", "heads", 850),
        ("cn.urban.assembly.households.2026", "entitled=1698,present=1033", "approval", "heads", 517),
        ("x.steward.session", "24", "participation", "heads", 16),
        ("x.steward.session", "convened=24,present=15", "approval", "heads", 8),
        ("cn.village.assembly.households.2026", "24", "participation", "heads", 16),
        ("cn.owners.general.278", "heads=91,area=829848", "participation", "heads", 61),
        ("cn.owners.general.278", "heads=91,area=829848", "participation", "area", 553_232),
        ("cn.owners.general.278", "91,area=829848,participating.area=560000", "approval", "area", 280_001),
    ] {
        let answer = json(&["rule", rule, "--base", base, "--json"]);
        let mut needs = answer["needs"].as_array().unwrap().iter();
        let found = needs.find(|need| need["side"] == side && need["measure"] == measure).unwrap();
        assert_eq!(found["need"], need, "{rule} {base} {side}");
    }
}

#[test]
fn a_rule_says_where_it_is_written_and_since_when() {
    let said = prints(&["rule", "cn.urban.assembly.households.2026", "--base", "1698"]);
    for part in ["第27条", "2026-01-01", "户的代表的过半数参加", "超过", "850 人", "已与法律全文核对"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = prints(&["rule", "cn.owners.general.278", "--base", "heads=91,area=829848", "--lang", "en"]);
    for part in ["61 heads", "5,532.32 m²", "at least", "more than", "from 2021-01-01"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn every_rule_is_listed_and_none_twice() {
    for args in [&["rule"][..], &["rule", "--list"], &["rule", "--lang", "en"]] {
        let list = prints(args);
        for rule in guanjia::rule::presets() {
            assert_eq!(list.split_whitespace().filter(|word| *word == rule.id.as_str()).count(), 1, "{}", rule.id);
        }
    }
    assert_eq!(json(&["rule", "--json"]).as_array().unwrap().len(), guanjia::rule::presets().len());
}

/// The reports were made by `tests/independent/draw.py`.
#[test]
fn draws_come_out_as_in_the_other_implementation() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/draw.json")).unwrap();
    for (place, vector) in vectors["draws"].as_array().unwrap().iter().enumerate() {
        let path = file(&format!("draw-{place}.json"), &vector["input"].to_string());
        assert_eq!(json(&["draw", &path, "--json"]), vector["report"], "{}", vector["name"]);
        let said = prints(&["draw", &path]);
        let drawn = &vector["report"]["drawn"];
        for part in [&drawn["seed"], &drawn["announcement"], &drawn["value"]] {
            assert!(said.contains(part.as_str().unwrap()), "{part}: {said}");
        }
    }
}

/// The result was made by `tests/independent/draw.py` too.
#[test]
fn the_example_of_a_draw_can_be_drawn() {
    let path = file("example.json", &prints(&["draw", "--example"]));
    let drawn = &json(&["draw", &path, "--json"])["drawn"];
    assert_eq!(drawn["seed"], "UBVDIh1B4tiane3ZXEKqpPSv-8xzuHKi-pkXa9ZUsew");
    assert_eq!(drawn["selected"], serde_json::json!({"B01": ["S-03", "S-04"], "B02": ["S-07"], "B03": ["S-10"]}));
    assert_eq!(drawn["general"], serde_json::json!(["S-02", "S-09"]));
}

#[test]
fn a_new_key_is_a_jwk_with_its_secret_and_never_the_same() {
    let key = json(&["keygen"]);
    let seed: Hash = serde_json::from_value(key["d"].clone()).unwrap();
    let public = SecretKey::from_seed(&seed.0).public();
    assert_eq!(key["x"], serde_json::to_value(&public).unwrap()["x"]);
    assert_eq!(key["kid"], public.kid().to_string());
    assert_ne!(key, json(&["keygen"]));
}

#[test]
fn show_says_what_the_record_holds() {
    let path = bundle("show.bundle", &mut record());
    assert!(prints(&["show", &path]).starts_with("示例社区\n"));
    assert_eq!(json(&["show", &path, "--json"])["summary"]["size"], 4);
}

#[test]
fn refused_entries_are_shown_with_why() {
    let mut scribe = record();
    let entry = scribe.sign("committee", None, Clock { at: START }).unwrap();
    assert_eq!(scribe.keep(&entry).unwrap().code(), "office.missing");
    let path = bundle("refused.bundle", &mut scribe);
    assert_eq!(json(&["show", &path, "--json"])["summary"]["refused"]["office.missing"]["first"]["entry"], 4);
    assert!(prints(&["show", &path, "--lang", "en"]).contains("entry 4"));
}

/// Its numbers are those of `tests/scenarios/01_luoqisi_dog_convention.json`.
#[test]
fn the_sample_is_built_shown_and_clean() {
    let path = file("sample.bundle", "");
    let keys = file("sample.keys.json", "");
    let said = prints(&["demo", "--out", &path, "--keys", &keys]);
    for part in [
        "▸ 立章程",
        "名额 102",
        "居民数 265",
        "召集 24 人,到会 16 人,需 16 人 ✓",
        "需 850 人",
        "需 517 人",
        "845 人",
        "更正 同意 846 → 845",
        "签约 1324 户",
        "T3  办理中(逾期)",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = prints(&["show", &path, "--lang", "en"]);
    let parts = ["102 seats", "24 heads convened, 16 heads present, 16 needed ✓", "need 850 heads", "846 → 845"];
    for part in parts.into_iter().chain(["Y 846 · N 117", "Y 845 · N 117"]) {
        assert!(said.contains(part), "{part}: {said}");
    }
    let shown = json(&["show", &path, "--json"]);
    assert_eq!(shown["summary"]["triaged"], serde_json::json!({"major": 9, "minor": 22, "private": 7}));
    assert_eq!(shown["motions"].as_array().unwrap().len(), 7);
    prints(&["audit", &path]);
    let keys: guanjia::map::Map<String, guanjia::SecretKey> =
        serde_json::from_str::<guanjia::map::Map<String, String>>(&std::fs::read_to_string(&keys).unwrap())
            .unwrap()
            .into_iter()
            .map(|(who, seed)| (who, seed.parse().unwrap()))
            .collect();
    for office in shown["summary"]["offices"].as_array().unwrap() {
        let key = &keys[office["office"].as_str().unwrap()];
        assert_eq!(key.public().kid().to_string(), office["kid"]);
    }
    // Who got another key on the way has both, and so everybody of the 1,700 can act at every stage.
    assert!(keys["H-0005"].public() != keys["H-0005/2"].public());
    assert_eq!(keys.len(), 1_698 + 102 + 2 + 14 + 1);
    assert_eq!(prints(&["demo", "--out", "-"]), std::fs::read_to_string(&path).unwrap());
}

/// Nobody reads off a vote that goes on how it will end.
#[test]
fn an_open_vote_shows_no_figures() {
    let text = prints(&["demo", "--out", "-"]);
    let bundle = guanjia::log::Bundle::parse(&text).unwrap();
    let mut hall = guanjia::Hall::new();
    let mut kept = Vec::new();
    for line in bundle.entries().iter() {
        if SignedEntry::parse(line).unwrap().kind() == "close" {
            break;
        }
        hall.record(line);
        kept.push(line);
    }
    assert!(hall.motions().iter().any(|motion| !motion.is_closed()));
    let checkpoint =
        guanjia::log::Checkpoint { origin: "example.org/hall".to_owned(), size: hall.len(), root: hall.tree().root() };
    let signed = checkpoint.sign(&SecretKey::from_seed(&[9; 32])).unwrap();
    let path = file("open.bundle", &guanjia::log::Bundle::new(kept, signed).unwrap().to_string());
    let shown = json(&["show", &path, "--json"]);
    let motion = shown["motions"].as_array().unwrap().last().unwrap();
    assert_eq!(motion["state"]["name"], "open");
    assert!(motion["participating"].as_u64() > Some(0));
    assert!(motion["tally"].is_null() && motion["decision"].is_null());
    assert!(prints(&["show", &path]).contains("截止后才公布票数"));
}

#[test]
fn every_command_explains_itself_in_both_languages_with_an_example() {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for command in COMMANDS {
        let help = prints(&[command, "--help"]);
        assert!(help.lines().next().unwrap().starts_with(is_chinese), "{command} begins in Chinese: {help}");
        assert!(help.lines().next().unwrap().split_whitespace().count() > 3, "{command} goes on in English: {help}");
        assert!(help.contains("Example") && help.contains(&format!("  guanjia {command}")), "{command}: {help}");
    }
    let help = prints(&["--help"]);
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
    }
    assert!(help.contains("退出码") && help.contains("Exit status"));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let path = bundle("pipe.bundle", &mut record());
    for args in [&["rule"][..], &["draw", "--example"], &["audit", &path], &["show", &path, "--json"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_guanjia"))
            .args(args)
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(output.stderr.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn what_goes_into_a_file_has_no_colours() {
    let path = bundle("plain.bundle", &mut record());
    for args in [&["rule"][..], &["--help"], &["audit", &path], &["demo"]] {
        assert!(!prints(args).contains('\u{1b}'), "{args:?}");
    }
}
