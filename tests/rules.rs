//! The decision rules against the reference they were made from, and thresholds against counting.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::Set;

use guanjia::fraction::Fraction;
use guanjia::measure::Measure;
use guanjia::motion::Question;
use guanjia::rule::{
    Abstention, Binding, Condition, Kind, Mandate, Of, Proxy, Rule, Secrecy, Side, Silence, Status, preset, presets,
};
use serde_json::{Value, json};

fn norms() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("norms/presets.json")).unwrap();
    let about = |preset: &&Value| ["decision", "composition", "initiative"].contains(&preset["kind"].as_str().unwrap());
    file["presets"].as_array().unwrap().iter().filter(about).cloned().collect()
}

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

/// The tests of one side as the reference writes them.
fn as_in_norms(rule: &Rule, condition: &Condition) -> Vec<Value> {
    let test = |test: &&guanjia::rule::Test| {
        let basis = match test.measure {
            Measure::Heads => "count",
            Measure::Households => "households_represented",
            Measure::Area => "area",
            other => panic!("{other} is in no reference rule"),
        };
        let group = test.group.as_ref().map(|group| format!(":{}", rule.groups[group])).unwrap_or_default();
        let of = match test.of {
            Of::Entitled | Of::Convened => "base",
            Of::Present => "present",
            Of::Participating => "participating",
            Of::Cast => "cast",
            Of::Valid => panic!("no reference rule has valid ballots for a base"),
        };
        json!({
            "basis": format!("{basis}{group}"), "of": of, "num": test.ratio.num(), "den": test.ratio.den(),
            "strict": test.strict, "sign": if test.strict { ">" } else { "≥" },
        })
    };
    condition.tests().iter().map(test).collect()
}

#[test]
fn presets_are_the_reference_member_by_member() {
    let norms = norms();
    let ids: Vec<_> = presets().iter().map(|rule| rule.id.to_string()).collect();
    assert_eq!(ids, norms.iter().map(|norm| norm["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>());
    for (rule, norm) in presets().iter().zip(&norms) {
        let id = &rule.id;
        assert_eq!(Some(rule.zh.as_str()), text(&norm["zh"]), "{id}");
        assert_eq!(serde_json::to_value(rule.kind).unwrap(), norm["kind"], "{id}");
        assert_eq!(Some(rule.electorate.as_str()), text(&norm["base"]), "{id}");
        for (side, condition) in [("participation", &rule.participation), ("approval", &rule.approval)] {
            let mut expected = norm[side].as_array().unwrap().clone();
            for test in &mut expected {
                // "base(应到会党员)": the words in brackets say no more than "base" does.
                let of = test["of"].as_str().unwrap().split('(').next().unwrap().to_owned();
                test["of"] = of.into();
            }
            assert_eq!(as_in_norms(rule, condition), expected, "{id} {side}");
            let any = norm["any_of"] == true && expected.len() > 1;
            assert_eq!(matches!(condition, Condition::Any(_)), any, "{id} {side}");
        }
        let abstain = match norm["abstain"].as_str().unwrap().split(" (").next().unwrap() {
            "in_denominator" => Some(Abstention::InDenominator),
            "counts against" => Some(Abstention::CountsAgainst),
            "blocks" => Some(Abstention::Blocks),
            "n/a" => None,
            other => panic!("{other}"),
        };
        assert_eq!(rule.abstain, abstain, "{id}");
        let secrecy = match norm["secrecy"].as_str().unwrap() {
            "named" => Some(Secrecy::Named),
            "secret" => Some(Secrecy::Secret),
            "either" => Some(Secrecy::Either),
            "n/a" => None,
            other => panic!("{other}"),
        };
        assert_eq!(rule.secrecy, secrecy, "{id}");
        let written = norm["proxy"].as_str().unwrap();
        let proxy = match written {
            _ if written.starts_with("written") => {
                let same_household = written.contains("same household");
                Proxy::Allowed(Mandate { cap: None, same_household, written: true })
            }
            "allowed" => Proxy::Allowed(Mandate { cap: None, same_household: false, written: false }),
            // 一事一议: the representative collects signatures; nobody votes for another.
            "off" | "n/a" | "household sign-off collected by the representative" => Proxy::Off,
            _ if written.starts_with("law silent → off") => Proxy::Off,
            other => panic!("{other}"),
        };
        assert_eq!(rule.proxy, proxy, "{id}");
        assert_eq!(rule.notice_days.map(u64::from), norm["notice_days"].as_u64(), "{id}");
        let from = rule.effective_from.map(|date| date.to_string());
        match text(&norm["eff"]) {
            // The reference knows the month only.
            Some(month) if month.len() == 7 => assert_eq!(from, Some(format!("{month}-01")), "{id}"),
            eff => assert_eq!(from.as_deref(), eff, "{id}"),
        }
        assert_eq!(rule.effective_to.map(|date| date.to_string()).as_deref(), text(&norm["to"]), "{id}");
        let status = match norm["status"].as_str().unwrap() {
            "VERIFIED_FULLTEXT" => Status::VerifiedFulltext,
            "SECONDARY" => Status::Secondary,
            "DESIGN" => Status::Design,
            other => panic!("{other}"),
        };
        assert_eq!(rule.status, status, "{id}");
        let law = text(&norm["src"]).map(|path| {
            let path = path.strip_suffix(".md").unwrap();
            if path.starts_with("民法典/") {
                path.replace('/', "")
            } else {
                path.rsplit('/').next().unwrap().to_owned()
            }
        });
        assert_eq!(rule.source.law, law, "{id}");
        assert_eq!(Some(rule.source.article.as_str()), text(&norm["art"]), "{id}");
        assert_eq!(rule.source.quote.as_deref(), text(&norm["quote"]), "{id}");
        assert_eq!(rule.source.url.as_deref(), text(&norm["url"]), "{id}");
        assert_eq!(rule.note.as_deref(), text(&norm["note"]).filter(|note| !note.is_empty()), "{id}");
        let (word, scope) = match norm["binding"].as_str().unwrap() {
            superseded if superseded.starts_with("superseded ") => superseded.split_once(' ').unwrap(),
            other => other.split_once(" (").map_or((other, ""), |(word, rest)| (word, rest.trim_end_matches(')'))),
        };
        let binding = match word {
            "statutory" => Binding::Statutory,
            "local statutory" => Binding::Local,
            "policy" => Binding::Policy,
            "party procedure" => Binding::Party,
            "advisory" => Binding::Advisory,
            "superseded" => Binding::Superseded,
            other => panic!("{other}"),
        };
        assert_eq!((rule.binding, rule.scope.as_deref().unwrap_or_default()), (binding, scope), "{id}");
        // What the reference does not say of any rule it lists, the data may not say either.
        assert_eq!((rule.blank, rule.duplicates, rule.silence), (None, None, Silence::NotParticipating), "{id}");
        assert!(!rule.en.is_empty() && rule.en.is_ascii(), "{id}");
    }
}

#[test]
fn only_the_assemblies_of_residents_and_villagers_may_shorten_notice() {
    let may: Set<_> = presets().iter().filter(|rule| rule.special_notice).map(|rule| rule.id.as_str()).collect();
    let assemblies = [
        "cn.urban.assembly.adults.2026",
        "cn.urban.assembly.households.2026",
        "cn.village.assembly.adults.2026",
        "cn.village.assembly.households.2026",
    ];
    assert_eq!(may, Set::from(assemblies));
}

#[test]
fn thresholds_are_the_reference_vectors() {
    let file: Value = serde_json::from_str(include_str!("norms/threshold_vectors.json")).unwrap();
    let rows: Vec<[u64; 5]> = serde_json::from_value(file["rows"].clone()).unwrap();
    assert!(rows.len() > 100);
    for [n, num, den, strict, need] in rows {
        assert_eq!(Fraction::new(num, den).unwrap().need(n, strict == 1), need, "{num}/{den} of {n}, strict {strict}");
    }
}

/// The law's words, counted out: the first k for which k is (more than) that share of n.
#[test]
fn ab06_inclusive_and_strict_thresholds_are_the_smallest_that_pass_up_to_2000() {
    let ratios: Set<_> =
        presets().iter().flat_map(|rule| rule.tests()).map(|(_, test)| (test.ratio.num(), test.ratio.den())).collect();
    assert!(ratios.len() >= 8, "{ratios:?}");
    for (num, den) in ratios {
        let ratio = Fraction::new(num, den).unwrap();
        for strict in [false, true] {
            let mut k = 0;
            for n in 0..=2_000 {
                // The smallest k never falls as n grows, so counting up goes on from the last one.
                while if strict { k * den <= n * num } else { k * den < n * num } {
                    k += 1;
                }
                assert_eq!(ratio.need(n, strict), k, "{num}/{den} of {n}, strict {strict}");
            }
        }
    }
}

#[test]
fn what_is_needed_at_a_base() {
    // Rule, base, [side, need] of each test.
    type Row<'a> = (&'a str, u64, &'a [(Side, u64)]);
    let rows: &[Row] = &[
        ("cn.urban.assembly.households.2026", 1_698, &[(Side::Participation, 850), (Side::Approval, 850)]),
        ("x.steward.session", 24, &[(Side::Participation, 16), (Side::Approval, 13)]),
        ("cn.village.assembly.households.2026", 1_700, &[(Side::Participation, 1_134), (Side::Approval, 851)]),
        ("cn.owners.repurpose.279", 91, &[(Side::Approval, 91)]),
        (
            "cn.urban.initiative.assembly.2026",
            1_700,
            &[(Side::Approval, 170), (Side::Approval, 170), (Side::Approval, 567)],
        ),
    ];
    for (id, base, expected) in rows {
        let needs: Vec<_> = preset(id).unwrap().need(*base).iter().map(|need| (need.side, need.need)).collect();
        assert_eq!(&needs, expected, "{id}");
    }
}

#[test]
fn a_rule_is_refused_outside_its_days_and_when_superseded() {
    // Rule, day, code.
    let rows = [
        ("cn.urban.assembly.2018", "1989-12-31", Some("rule.not-in-force")),
        ("cn.urban.assembly.2018", "1990-01-01", None),
        ("cn.urban.assembly.2018", "2025-12-31", None),
        ("cn.urban.assembly.2018", "2026-01-01", Some("rule.not-in-force")),
        ("cn.urban.assembly.adults.2026", "2025-12-31", Some("rule.not-in-force")),
        ("cn.urban.assembly.adults.2026", "2026-01-01", None),
        ("x.steward.session", "1970-01-01", None),
        ("cn.owners.state_council.2018", "2010-01-01", Some("rule.superseded")),
    ];
    for (id, day, code) in rows {
        let result = preset(id).unwrap().in_force(day.parse().unwrap());
        assert_eq!(result.as_ref().err().map(guanjia::Error::code), code, "{id} {day}");
    }
    let error = preset("cn.urban.assembly.2018").unwrap().in_force("2026-01-01".parse().unwrap()).unwrap_err();
    assert_eq!(
        error.en(),
        "the rule “cn.urban.assembly.2018” does not apply on 2026-01-01: it applies from 1990-01-01 to 2025-12-31"
    );
}

/// A rule that a community states for itself, complete.
fn own() -> Value {
    json!({
        "id": "own.poll", "zh": "多选测评", "en": "Approval poll", "kind": "decision", "body": "residents",
        "electorate": "实名核验账号", "attendance": "participating", "participation": {"all": []},
        "approval": {"test": {"measure": "heads", "of": "participating", "ratio": [1, 2], "strict": true}},
        "abstain": "in-denominator", "silence": "not-participating", "proxy": "off",
        "channels": ["online"], "secrecy": "named", "notice_days": 0, "publicity_days": 0, "special_notice": false,
        "source": {"law": "唐桂社区议事规则", "article": "第三条"}, "status": "declared", "binding": "advisory",
    })
}

fn check(rule: &Value) -> Result<(), String> {
    match serde_json::from_value::<Rule>(rule.clone()) {
        Ok(rule) => rule.check().map_err(|error| error.code().to_owned()),
        Err(error) => Err(format!("unreadable: {error}")),
    }
}

#[test]
fn a_custom_rule_states_everything() {
    assert_eq!(check(&own()), Ok(()));
    let members = own().as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for member in members {
        let mut rule = own();
        rule.as_object_mut().unwrap().remove(&member);
        let refused = check(&rule).unwrap_err();
        assert!(
            refused == "rule.incomplete" || refused.starts_with("unreadable: missing field"),
            "{member}: {refused}"
        );
    }
}

#[test]
fn a_custom_rule_makes_sense() {
    let test = |num: u64, den: u64| json!({"test": {"measure": "heads", "of": "present", "ratio": [num, den], "strict": true}});
    let deep = |n| (0..n).fold(test(1, 2), |inner, _| json!({"all": [inner, test(1, 2)]}));
    // Member, value, what it must end in.
    let rows = [
        ("id", json!("cn.owners.general.278"), "rule.id-taken"),
        ("zh", json!(" "), "rule.incomplete"),
        ("channels", json!([]), "rule.incomplete"),
        ("approval", json!({"all": []}), "rule.incomplete"),
        ("approval", json!({"any": []}), "rule.condition-invalid"),
        ("approval", json!({"all": [test(1, 2)]}), "rule.condition-invalid"),
        ("participation", json!({"any": [test(1, 2), {"all": []}]}), "rule.condition-invalid"),
        ("approval", deep(16), "rule.condition-invalid"),
        ("approval", test(0, 2), "rule.ratio-invalid"),
        ("approval", test(3, 2), "rule.ratio-invalid"),
        ("abstain", json!("counts-against"), "rule.abstain-contradicts"),
        ("abstain", json!("blocks"), "rule.abstain-contradicts"),
        ("proxy", json!({"allowed": {"same_household": true, "written": true}}), "rule.incomplete"),
        ("proxy", json!({"allowed": {"cap": 0, "same_household": true, "written": true}}), "rule.proxy-cap"),
        ("proxy", json!({"allowed": {"cap": 4, "same_household": true, "written": true}}), "rule.proxy-cap"),
        ("kind", json!("composition"), "rule.condition-invalid"),
        ("source", json!({"article": "第三条"}), "rule.incomplete"),
    ];
    for (member, value, code) in rows {
        let mut rule = own();
        rule[member] = value.clone();
        assert_eq!(check(&rule), Err(code.to_owned()), "{member} = {value}");
    }
    for (member, value) in [
        ("approval", deep(15)),
        ("abstain", json!("excluded")),
        ("proxy", json!({"allowed": {"cap": 3, "same_household": false, "written": true}})),
    ] {
        let mut rule = own();
        rule[member] = value.clone();
        assert_eq!(check(&rule), Ok(()), "{member} = {value}");
    }
    let mut stewards = own();
    stewards["special_notice"] = json!(true);
    assert_eq!(check(&stewards), Ok(()));
    stewards["body"] = json!("stewards");
    assert_eq!(check(&stewards), Err("rule.special-notice".to_owned()));
    for (member, value) in [("silence", json!("yes")), ("ratio", json!(1)), ("approval", json!({"none": []}))] {
        let mut rule = own();
        rule[member] = value;
        assert!(check(&rule).unwrap_err().starts_with("unreadable"), "{member}");
    }
}

#[test]
fn ab08_silence_is_never_consent_but_by_an_owners_covenant_and_then_with_a_warning() {
    let mut rule = own();
    rule["silence"] = json!("counts-with-majority");
    rule["covenant"] = json!("管理规约第十二条");
    for body in ["residents", "villagers", "collective", "party", "stewards"] {
        rule["body"] = json!(body);
        assert_eq!(check(&rule), Err("rule.silent-as-majority".to_owned()), "{body}");
    }
    rule["body"] = json!("owners");
    let owners: Rule = serde_json::from_value(rule.clone()).unwrap();
    assert_eq!(owners.check(), Ok(()));
    let lint = &owners.lints()[0];
    assert_eq!((lint.code(), lint.severity()), ("rule.silence-by-covenant", guanjia::Severity::Warning));
    for nothing in [json!(null), json!("  ")] {
        rule["covenant"] = nothing;
        assert_eq!(check(&rule), Err("rule.silent-as-majority".to_owned()));
    }
    assert!(presets().iter().all(|rule| rule.lints().is_empty()));
}

#[test]
fn every_kind_is_among_the_presets() {
    for (kind, number) in [(Kind::Decision, 21), (Kind::Composition, 3), (Kind::Initiative, 4)] {
        assert_eq!(presets().iter().filter(|rule| rule.kind == kind).count(), number, "{kind:?}");
    }
}

#[test]
fn a_question_with_a_custom_rule_is_refused_with_the_rule() {
    let mut question = json!({
        "id": "P1", "title": {"zh": "测评"}, "text": {"zh": "可多选"}, "options": [{"id": "A", "text": {"zh": "甲"}}],
        "poll": {"approval": {}}, "rule": {"custom": own()}, "duplicates": "first", "blank": "abstain",
        "channels": ["online"], "secrecy": "named", "effect": "opinion",
    });
    let read = |question: &Value| serde_json::from_value::<Question>(question.clone()).unwrap();
    assert_eq!(read(&question).check(), Ok(()));
    question["rule"]["custom"]["approval"]["test"]["ratio"] = json!([0, 2]);
    assert_eq!(read(&question).check().unwrap_err().code(), "rule.ratio-invalid");
    question["rule"] = json!({"preset": "cn.nothing"});
    assert_eq!(read(&question).check().unwrap_err().code(), "rule.unknown");
    question["rule"] = json!({"preset": "cn.urban.reps.composition.2026"});
    assert_eq!(read(&question).check().unwrap_err().code(), "rule.kind");
}

/// A condition as SPEC.md writes it.
fn in_words(condition: &Condition) -> String {
    let list = |parts: &[Condition], joint: &str| parts.iter().map(in_words).collect::<Vec<_>>().join(joint);
    match condition {
        Condition::All(parts) if parts.is_empty() => "—".to_owned(),
        Condition::All(parts) => list(parts, "; "),
        Condition::Any(parts) => list(parts, "; or "),
        Condition::Test(test) => {
            let group = test.group.as_ref().map(|group| format!(" `{group}`")).unwrap_or_default();
            let (sign, ratio) = (if test.strict { ">" } else { "≥" }, test.ratio);
            format!("{sign} {}/{} {}{group} of {}", ratio.num(), ratio.den(), test.measure, test.of.name())
        }
    }
}

#[test]
fn the_specification_lists_every_preset() {
    let specification = include_str!("../SPEC.md");
    let listed: Vec<_> = specification
        .lines()
        .skip_while(|line| *line != "### 7.7 Presets")
        .skip(1)
        .take_while(|line| !line.starts_with('#'))
        .filter(|line| line.starts_with("| `"))
        .collect();
    let row = |rule: &Rule| {
        let sides = [&rule.participation, &rule.approval].map(in_words);
        format!("| `{}` | {} | {} | {} |", rule.id, rule.zh, sides[0], sides[1])
    };
    assert_eq!(listed, presets().iter().map(row).collect::<Vec<_>>());
}
