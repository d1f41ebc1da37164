//! Every abuse case of the norms ends in an error of its own, shown by a test of its name and tried on a whole record,
//! or says why not yet.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

use guanjia::map::Set;
use std::path::Path;

use guanjia::Code;

/// An attack of the norms.
struct Case {
    id: &'static str,
    /// The codes it ends in.
    ends_in: &'static [&'static str],
    /// Tests in which it is tried on a whole record, by file and name; each meets one of the codes.
    on_record: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        id: "AB01",
        ends_in: &["ballot.duplicate"],
        on_record: &["abuse_on_record::ab01_a_second_ballot_counts_once_whichever_was_declared_to_count"],
    },
    Case {
        id: "AB02",
        ends_in: &["ballot.not-issued", "key.unknown"],
        on_record: &["abuse_on_record::ab02_what_no_key_or_paper_was_given_out_for_does_not_count"],
    },
    Case {
        id: "AB03",
        ends_in: &["ballot.void"],
        on_record: &[
            "publicity_on_record::ab03_a_ballot_that_was_somebody_else_s_is_voided_and_the_result_announced_anew",
        ],
    },
    Case {
        id: "AB04",
        ends_in: &["ballot.late"],
        on_record: &[
            "abuse_on_record::ab04_what_is_signed_after_the_close_never_counts",
            "abuse_on_record::ab04_a_ballot_after_the_window_is_late_though_nobody_closed_the_vote",
        ],
    },
    Case {
        id: "AB05",
        ends_in: &["count.no-quorum", "session.no-quorum"],
        on_record: &[
            "sessions_on_record::ab05_ab31_a_session_begins_by_its_rule_and_not_by_its_chair",
            "sessions_on_record::ab05_an_assembly_in_which_too_few_voted_is_announced_again",
        ],
    },
    Case {
        id: "AB06",
        ends_in: &["count.wrong"],
        on_record: &[
            "abuse_on_record::ab06_two_thirds_are_enough_where_the_rule_says_at_least_and_not_where_it_says_more_than",
        ],
    },
    Case { id: "AB07", ends_in: &["base.changed"], on_record: &["enrolment::ab07_a_base_is_what_the_register_gives"] },
    Case {
        id: "AB08",
        ends_in: &["rule.silent-as-majority"],
        on_record: &["abuse_on_record::ab08_no_assembly_is_called_under_a_rule_by_which_silence_is_consent"],
    },
    Case {
        id: "AB09",
        ends_in: &["agenda.not-on-agenda"],
        on_record: &["abuse_on_record::ab09_ab12_only_what_was_announced_is_put_word_for_word"],
    },
    Case {
        id: "AB10",
        ends_in: &["notice.short"],
        on_record: &["sessions_on_record::a_session_from_its_notice_to_its_minutes"],
    },
    Case {
        id: "AB11",
        ends_in: &["publicity.short", "publicity.no-evidence"],
        on_record: &["publicity_on_record::ab11_what_is_final_was_public_for_its_days_with_evidence"],
    },
    Case {
        id: "AB12",
        ends_in: &["agenda.text-changed", "motion.changed"],
        on_record: &["abuse_on_record::ab09_ab12_only_what_was_announced_is_put_word_for_word"],
    },
    Case {
        id: "AB13",
        ends_in: &["motion.bundled"],
        on_record: &["abuse_on_record::ab13_a_motion_that_bundles_contested_articles_is_flagged_for_everyone_to_see"],
    },
    Case {
        id: "AB14",
        ends_in: &["motion.same"],
        on_record: &[
            "abuse_on_record::ab14_what_failed_is_put_again_only_when_it_has_changed",
            "tanggui::ab14_the_question_that_failed_is_not_put_again_unchanged",
        ],
    },
    Case {
        id: "AB15",
        ends_in: &["tree.root"],
        on_record: &["tampering::an_older_checkpoint_or_that_of_another_log_does_not_fit"],
    },
    Case {
        id: "AB16",
        ends_in: &["minutes.statement-missing"],
        on_record: &["sessions_on_record::a_session_from_its_notice_to_its_minutes"],
    },
    Case {
        id: "AB17",
        ends_in: &["session.one-sided"],
        on_record: &["sessions_on_record::a_session_from_its_notice_to_its_minutes"],
    },
    Case {
        id: "AB18",
        ends_in: &["ballot.recused"],
        on_record: &["sessions_on_record::a_session_from_its_notice_to_its_minutes"],
    },
    Case {
        id: "AB19",
        ends_in: &["ballot.proxy-off", "ballot.proxy-cap"],
        on_record: &["abuse_on_record::ab19_nobody_carries_more_mandates_than_the_rule_allows"],
    },
    Case {
        id: "AB20",
        ends_in: &["ballot.entry-mismatch"],
        on_record: &[
            "abuse_on_record::ab20_a_paper_counts_as_two_clerks_read_it_or_as_it_was_settled_before_a_witness",
        ],
    },
    Case {
        id: "AB21",
        ends_in: &["ballot.duplicate-channel"],
        on_record: &["abuse_on_record::ab21_who_votes_online_and_on_paper_counts_once_by_the_declared_rule"],
    },
    Case {
        id: "AB22",
        ends_in: &["publicity.privacy"],
        on_record: &["publicity_on_record::ab22_no_table_gives_anyone_away_or_says_what_the_record_does_not"],
    },
    Case {
        id: "AB24",
        ends_in: &["points.for-choice"],
        on_record: &["tasks_on_record::ab24_no_rule_gives_points_for_a_choice_or_against_an_opinion"],
    },
    Case {
        id: "AB25",
        ends_in: &["convention.blocked"],
        on_record: &["conventions_on_record::ab25_a_warning_waits_for_a_reply_and_a_dismissed_hit_does_not_block"],
    },
    Case {
        id: "AB26",
        ends_in: &["motion.not-competent"],
        on_record: &["matters_on_record::ab26_what_a_statute_reserves_goes_to_those_who_decide_it"],
    },
    Case {
        id: "AB27",
        ends_in: &["triage.safety"],
        on_record: &["matters_on_record::the_24_matters_of_pengshui_are_counted_on_the_record"],
    },
    Case {
        id: "AB29",
        ends_in: &["objection.unanswered"],
        on_record: &["publicity_on_record::ab29_an_objection_that_nobody_answers_blocks_and_goes_to_the_street"],
    },
    Case {
        id: "AB30",
        ends_in: &["publicity.person-listed"],
        on_record: &["publicity_on_record::ab30_red_and_black_lists_name_organisations_only"],
    },
    Case {
        id: "AB31",
        ends_in: &["panel.stakeholder-share"],
        on_record: &["sessions_on_record::ab05_ab31_a_session_begins_by_its_rule_and_not_by_its_chair"],
    },
    Case {
        id: "AB32",
        ends_in: &["roster.base-unit"],
        on_record: &["stewards::ab32_six_per_cent_of_the_households_are_102_by_building"],
    },
    Case {
        id: "AB33",
        ends_in: &["rule.basis-missing"],
        on_record: &["abuse_on_record::ab33_a_rule_of_two_measures_decides_nothing_where_only_one_is_known"],
    },
    Case {
        id: "AB34",
        ends_in: &["register.person-counted", "register.unit-taken"],
        on_record: &["enrolment::ab34_several_flats_make_one_person"],
    },
    Case {
        id: "AB35",
        ends_in: &["time.backwards", "time.ahead"],
        on_record: &[
            "founding::ab35_time_goes_back_only_as_a_flag",
            "founding::ab35_a_clock_that_runs_ahead_is_flagged",
        ],
    },
    Case {
        id: "AB36",
        ends_in: &["register.not-eligible", "ballot.not-eligible"],
        on_record: &[
            "enrolment::ab36_a_child_stands_on_the_register_without_a_vote",
            "stewards::ab36_who_has_no_vote_does_not_stand",
        ],
    },
    Case { id: "AB37", ends_in: &["charter.face-only"], on_record: &["founding::ab37_a_face_is_never_the_only_way"] },
];

/// What is left for later, and why.
const LATER: &[(&str, &str)] = &[
    ("AB23", "secret ballots are refused (motion.secret-unsupported) until there is a scheme for them"),
    ("AB28", "hearings on relief are not part of the core"),
    ("AB38", "equal buttons are the page's; the core always offers to abstain"),
];

fn sources(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "node_modules" && name != "target") {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_case_is_here_once() {
    let norms: serde_json::Value = serde_json::from_str(include_str!("norms/abuse_cases.json")).unwrap();
    let wanted: Set<&str> =
        norms["cases"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap()).collect();
    let held: Vec<&str> = CASES.iter().map(|case| case.id).chain(LATER.iter().map(|later| later.0)).collect();
    assert_eq!(held.len(), wanted.len());
    assert_eq!(held.into_iter().collect::<Set<_>>(), wanted);
}

#[test]
fn every_case_has_a_test_of_its_name_and_ends_in_a_code_there_is() {
    let mut text = String::new();
    for folder in ["src", "tests"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut text);
    }
    let codes: Set<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    for Case { id, ends_in, .. } in CASES {
        assert!(text.contains(&format!("fn {}_", id.to_lowercase())), "no test is named for {id}");
        for code in *ends_in {
            assert!(codes.contains(code), "{id} ends in `{code}`, which is no code");
        }
    }
}

/// What a test does, from its attribute to the closing brace at the margin.
fn body<'a>(source: &'a str, test: &str) -> Option<&'a str> {
    let at = source.find(&format!("fn {test}()"))?;
    assert!(source[..at].rsplit("\n\n").next()?.contains("#[test]"), "{test} is no test");
    source[at..].split("\n}\n").next()
}

#[test]
fn every_case_is_tried_on_a_record_and_meets_its_code_there() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for Case { id, ends_in, on_record } in CASES {
        assert!(!on_record.is_empty(), "{id} is tried on no record");
        for test in *on_record {
            let (file, name) = test.split_once("::").unwrap();
            let text = std::fs::read_to_string(tests.join(file).with_extension("rs")).unwrap();
            assert!(text.contains("hall()") || text.contains("bundle()"), "{file} makes no record");
            let body = body(&text, name).unwrap_or_else(|| panic!("there is no test {test}"));
            let met = ends_in.iter().any(|code| body.contains(&format!("\"{code}\"")));
            assert!(met, "{test} meets none of {ends_in:?}");
        }
    }
}
