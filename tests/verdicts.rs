//! Rules applied to counts: outcomes, both sides of every test, what is missing, what is still open.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::Map;

use guanjia::Id;
use guanjia::fraction::Fraction;
use guanjia::measure::{Amounts, Measure};
use guanjia::rule::{Abstention, Condition, Kind, Of, Rule, Silence, Test, preset, presets};
use guanjia::verdict::{Count, Outcome, Verdict, judge, judge_composition};
use proptest::prelude::*;

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn heads(n: u64) -> Amounts {
    Amounts::default().with(Measure::Heads, n)
}

fn both(heads: u64, area: u64) -> Amounts {
    Amounts::default().with(Measure::Heads, heads).with(Measure::Area, area)
}

/// A count in which the two sides stand on the same bases.
fn count(bases: &[(Of, Amounts)], yes: Amounts) -> Count {
    let bases: Map<Of, Amounts> = bases.iter().cloned().collect();
    Count { participation: bases.clone(), approval: bases, options: Map::from([(id("Y"), yes)]), ..Count::default() }
}

/// A vote of owners in which everyone who voted has a valid ballot.
fn owners(entitled: Amounts, participating: Amounts, yes: Amounts) -> Count {
    count(&[(Of::Entitled, entitled), (Of::Participating, participating)], yes)
}

fn verdict(rule: &str, count: &Count) -> Verdict {
    judge(preset(rule).unwrap(), count, &id("Y")).unwrap()
}

fn custom(change: impl FnOnce(&mut Rule)) -> Rule {
    let mut rule = preset("x.steward.session").unwrap().clone();
    rule.id = id("own.rule");
    change(&mut rule);
    rule
}

fn test(of: Of, ratio: (u64, u64), strict: bool) -> Condition {
    Condition::Test(Test::heads(of, Fraction::new(ratio.0, ratio.1).unwrap(), strict))
}

#[test]
fn ab05_quorum_is_judged_by_rule() {
    let rule = "cn.urban.assembly.households.2026";
    for (present, outcome) in [(0, Outcome::Inquorate), (849, Outcome::Inquorate), (850, Outcome::Passed)] {
        let verdict =
            verdict(rule, &count(&[(Of::Entitled, heads(1_698)), (Of::Present, heads(present))], heads(present)));
        assert_eq!(verdict.outcome, outcome, "{present}");
        assert_eq!((verdict.tests[0].base, verdict.tests[0].need, verdict.tests[0].have), (1_698, 850, present));
        if outcome == Outcome::Inquorate {
            assert_eq!(verdict.zh(), format!("参与不足:还差 {} 人", 850 - present));
        }
    }
}

#[test]
fn ab06_exactly_two_thirds_passes_inclusive_and_fails_strict() {
    let session = count(&[(Of::Convened, heads(24)), (Of::Present, heads(16))], heads(9));
    assert_eq!(verdict("x.steward.session", &session).outcome, Outcome::Passed);
    let strict = custom(|rule| rule.participation = test(Of::Convened, (2, 3), true));
    let verdict = judge(&strict, &session, &id("Y")).unwrap();
    assert_eq!((verdict.outcome, verdict.tests[0].need), (Outcome::Inquorate, 17));
    assert_eq!(verdict.en(), "too few took part: 1 head more needed");
}

#[test]
fn ab18_recusal_shrinks_the_base_of_approval_and_not_the_quorum() {
    let mut session = count(&[(Of::Convened, heads(24)), (Of::Present, heads(16))], heads(8));
    let outcome = |session: &Count| {
        let verdict = verdict("x.steward.session", session);
        (verdict.outcome, verdict.tests[0].base, verdict.tests[1].base, verdict.tests[1].need)
    };
    assert_eq!(outcome(&session), (Outcome::Failed, 24, 16, 9));
    session.approval = Map::from([(Of::Convened, heads(23)), (Of::Present, heads(15))]);
    assert_eq!(outcome(&session), (Outcome::Passed, 24, 15, 8));
}

#[test]
fn ab33_both_measures_must_be_counted() {
    let rule = preset("cn.owners.general.278").unwrap();
    let whole = owners(both(91, 829_848), both(91, 829_848), both(91, 829_848));
    assert_eq!(judge(rule, &whole, &id("Y")).unwrap().outcome, Outcome::Passed);
    let entitled = owners(heads(91), heads(91), heads(91));
    let support = owners(both(91, 829_848), both(91, 829_848), heads(91));
    let participating = owners(both(91, 829_848), heads(91), both(91, 829_848));
    for (name, count) in [("entitled", entitled), ("support", support), ("participating", participating)] {
        let error = judge(rule, &count, &id("Y")).unwrap_err();
        assert_eq!((error.code(), error.field("measure")), ("rule.basis-missing", Some("area")), "{name}");
    }
    // All of the area and half of the heads is not enough, nor the other way round.
    let by_area = owners(both(91, 829_848), both(91, 829_848), both(45, 829_847));
    let by_heads = owners(both(91, 829_848), both(91, 829_848), both(90, 414_924));
    assert_eq!(judge(rule, &by_area, &id("Y")).unwrap().zh(), "未通过:还差 1 人");
    assert_eq!(judge(rule, &by_heads, &id("Y")).unwrap().en(), "failed: 0.01 m² more needed");
}

#[test]
fn a_shortfall_is_said_in_every_measure_that_falls_short() {
    // 829,848 / 2 = 414,924 so 414,925 is needed, and 46 heads; 120,433 and 17 less.
    let count = owners(both(91, 829_848), both(91, 829_848), both(46 - 17, 414_925 - 120_433));
    let verdict = verdict("cn.owners.general.278", &count);
    assert_eq!(verdict.zh(), "未通过:还差 1,204.33 平方米、17 人");
    assert_eq!(verdict.en(), "failed: 1,204.33 m² and 17 heads more needed");
    let shortfalls: Vec<_> = verdict.tests.iter().map(|test| (test.measure, test.met, test.shortfall)).collect();
    assert_eq!(
        shortfalls,
        [
            (Measure::Area, true, 0),
            (Measure::Heads, true, 0),
            (Measure::Area, false, 120_433),
            (Measure::Heads, false, 17)
        ]
    );
}

#[test]
fn what_a_rule_needs_and_the_count_has_not_is_an_error() {
    let rule = preset("x.steward.session").unwrap();
    let no_base = count(&[(Of::Convened, heads(24))], heads(9));
    assert_eq!(judge(rule, &no_base, &id("Y")).unwrap_err().code(), "rule.base-missing");
    let group = preset("cn.village.group.2026").unwrap();
    let no_group = count(&[(Of::Entitled, heads(24)), (Of::Present, heads(16))], heads(9));
    assert_eq!(judge(group, &no_group, &id("Y")).unwrap_err().code(), "rule.group-missing");
    let composition = preset("cn.urban.reps.composition.2026").unwrap();
    assert_eq!(judge(composition, &no_group, &id("Y")).unwrap_err().code(), "rule.kind");
    assert_eq!(judge_composition(rule, &no_group).unwrap_err().code(), "rule.kind");
    // An option that nobody chose has no support; that is no error.
    let unknown = count(&[(Of::Convened, heads(24)), (Of::Present, heads(16))], heads(16));
    assert_eq!(judge(rule, &unknown, &id("Z")).unwrap().outcome, Outcome::Failed);
}

#[test]
fn a_base_of_zero_passes_nothing() {
    let bases = [Of::Entitled, Of::Convened, Of::Present, Of::Participating, Of::Cast, Of::Valid];
    let empty = || count(&bases.map(|of| (of, Amounts::default())), Amounts::default());
    for rule in presets() {
        let mut count = empty();
        count.groups = rule.groups.keys().map(|group| (group.clone(), empty())).collect();
        let verdict = match rule.kind {
            Kind::Composition => judge_composition(rule, &count),
            Kind::Decision | Kind::Initiative => judge(rule, &count, &id("Y")),
        };
        let verdict = verdict.unwrap();
        assert_ne!(verdict.outcome, Outcome::Passed, "{}", rule.id);
        assert!(verdict.tests.iter().all(|test| !test.met && test.shortfall > 0), "{}", rule.id);
    }
}

#[test]
fn one_of_two_groups_is_enough_for_a_village_group_meeting() {
    let rule = "cn.village.group.2026";
    let group = |entitled, present| count(&[(Of::Entitled, heads(entitled)), (Of::Present, heads(present))], heads(0));
    let meeting = |adults, households, yes| Count {
        groups: Map::from([
            (id("adults"), group(60, adults)),
            (id("household-representatives"), group(24, households)),
        ]),
        ..count(&[(Of::Entitled, heads(60)), (Of::Present, heads(adults))], heads(yes))
    };
    // Adults present of 60 (40 needed), households of 24 (16 needed), yes of those present.
    for (adults, households, yes, outcome) in [
        (40, 0, 21, Outcome::Passed),
        (39, 16, 20, Outcome::Passed),
        (39, 16, 19, Outcome::Failed),
        (39, 15, 39, Outcome::Inquorate),
    ] {
        assert_eq!(verdict(rule, &meeting(adults, households, yes)).outcome, outcome, "{adults} {households} {yes}");
    }
    let short = verdict(rule, &meeting(38, 15, 38));
    assert_eq!(short.zh(), "参与不足:还差 成年村民 2 人,或者 户代表 1 人");
    assert_eq!(short.en(), "too few took part: 2 heads of adults, or 1 head of household-representatives more needed");
}

#[test]
fn compositions_are_shares_of_the_whole() {
    // Rule, base, whole, [(group, part)], outcome.
    type Row<'a> = (&'a str, Of, u64, &'a [(&'a str, u64)], Outcome);
    let rows: &[Row] = &[
        ("cn.urban.reps.composition.2026", Of::Entitled, 50, &[("representatives", 40)], Outcome::Passed),
        ("cn.urban.reps.composition.2026", Of::Entitled, 50, &[("representatives", 39)], Outcome::Failed),
        (
            "cn.village.reps.composition.2026",
            Of::Entitled,
            30,
            &[("representatives", 24), ("women-representatives", 10)],
            Outcome::Passed,
        ),
        (
            "cn.village.reps.composition.2026",
            Of::Entitled,
            30,
            &[("representatives", 30), ("women-representatives", 9)],
            Outcome::Failed,
        ),
        ("rule.consult.stakeholders.chongqing.2025", Of::Present, 16, &[("stakeholders", 8)], Outcome::Passed),
        ("rule.consult.stakeholders.chongqing.2025", Of::Present, 16, &[("stakeholders", 7)], Outcome::Failed),
    ];
    for (rule, of, whole, parts, outcome) in rows {
        let part = |n| count(&[(*of, heads(n))], heads(0));
        let groups = parts.iter().map(|(group, n)| (id(group), part(*n))).collect();
        let verdict = judge_composition(preset(rule).unwrap(), &Count { groups, ..part(*whole) }).unwrap();
        assert_eq!(verdict.outcome, *outcome, "{rule} {parts:?}");
        assert!(verdict.tests.iter().all(|test| test.base == *whole), "{rule}");
    }
}

#[test]
fn an_initiative_needs_the_share_of_one_group() {
    let rule = preset("cn.urban.initiative.assembly.2026").unwrap();
    let group = |entitled, signed| count(&[(Of::Entitled, heads(entitled))], heads(signed));
    let call = |residents, households, representatives| {
        let groups = [
            (id("residents"), group(3_912, residents)),
            (id("household-representatives"), group(1_698, households)),
            (id("representatives"), group(60, representatives)),
        ];
        let count = Count { groups: groups.into(), ..group(3_912, 0) };
        judge(rule, &count, &id("Y")).unwrap().outcome
    };
    assert_eq!(call(391, 169, 19), Outcome::Failed);
    assert_eq!(call(392, 0, 0), Outcome::Passed);
    assert_eq!(call(0, 170, 0), Outcome::Passed);
    assert_eq!(call(0, 0, 20), Outcome::Passed);
}

#[test]
fn silence_by_covenant_goes_to_the_option_that_leads_on_every_measure() {
    let mut rule = preset("cn.owners.general.278").unwrap().clone();
    rule.silence = Silence::CountsWithMajority;
    let vote = |yes: Amounts, no: Amounts| {
        let mut count = owners(both(90, 9_000), both(60, 6_000), yes);
        count.options.insert(id("N"), no);
        let verdict = judge(&rule, &count, &id("Y")).unwrap();
        (verdict.outcome, verdict.tests[2].have, verdict.tests[3].have, verdict.tests[3].base)
    };
    // 60 of 90 took part; 30 heads and 30 m² are silent. 46 of 90 would be needed.
    assert_eq!(vote(both(25, 2_500), both(20, 2_000)), (Outcome::Passed, 5_500, 55, 90));
    assert_eq!(vote(both(20, 2_000), both(25, 2_500)), (Outcome::Failed, 2_000, 20, 60));
    assert_eq!(vote(both(25, 2_000), both(20, 2_500)), (Outcome::Failed, 2_000, 25, 60), "heads lead, area does not");
    assert_eq!(vote(both(20, 2_000), both(20, 2_000)), (Outcome::Failed, 2_000, 20, 60), "nobody leads");
}

#[test]
fn abstentions_leave_the_base_only_where_a_rule_says_so() {
    let mut session = count(&[(Of::Convened, heads(24)), (Of::Present, heads(16))], heads(7));
    session.abstain = heads(3);
    let in_denominator = verdict("x.steward.session", &session);
    assert_eq!((in_denominator.outcome, in_denominator.tests[1].base), (Outcome::Failed, 16));
    let excluded = judge(&custom(|rule| rule.abstain = Some(Abstention::Excluded)), &session, &id("Y")).unwrap();
    assert_eq!((excluded.outcome, excluded.tests[1].base, excluded.tests[1].need), (Outcome::Passed, 13, 7));
}

#[test]
fn a_verdict_reads_back_from_its_json() {
    let verdict =
        verdict("x.steward.session", &count(&[(Of::Convened, heads(24)), (Of::Present, heads(15))], heads(9)));
    let text = serde_json::to_string(&verdict).unwrap();
    assert_eq!(serde_json::from_str::<Verdict>(&text).unwrap(), verdict);
    assert!(text.contains(r#""outcome":"inquorate""#), "{text}");
}

/// Every way in which the votes that are out may come in, tried one by one.
#[test]
fn decided_means_that_no_vote_still_out_can_change_it() {
    let mut seen = (0, 0);
    for (of, fixed) in [(Of::Entitled, true), (Of::Present, true), (Of::Participating, false), (Of::Cast, false)] {
        for (ratio, strict) in [((1, 2), true), ((1, 2), false), ((2, 3), false), ((3, 4), false), ((1, 1), false)] {
            let rule = custom(|rule| {
                rule.participation = Condition::NONE;
                rule.approval = test(of, ratio, strict);
            });
            for cast in 0..=6_u64 {
                for yes in 0..=cast {
                    for out in 0..=5_u64 {
                        let at = |cast: u64, yes: u64, more: u64| {
                            let base = if fixed { 11 } else { cast };
                            let mut count = count(&[(of, heads(base))], heads(yes));
                            count.outstanding.insert(Of::Cast, heads(more));
                            if !fixed {
                                count.outstanding.insert(of, heads(more));
                            }
                            judge(&rule, &count, &id("Y")).unwrap().tests.remove(0)
                        };
                        let now = at(cast, yes, out);
                        let ends = |met: bool| {
                            (0..=out).any(|more| (0..=more).any(|y| at(cast + more, yes + y, 0).met == met))
                        };
                        assert_eq!(now.decided, !ends(!now.met), "{of:?} {ratio:?} {strict} {yes}/{cast}+{out}");
                        if now.decided { seen.0 += 1 } else { seen.1 += 1 }
                    }
                }
            }
        }
    }
    assert!(seen.0 > 100 && seen.1 > 100, "{seen:?}");
}

proptest! {
    /// One more yes never does harm, and one that goes missing never helps.
    #[test]
    fn more_support_never_hurts(present in 1_u64..3_000, yes in 0_u64..3_000, rule in 0_usize..3) {
        let rule = ["x.steward.session", "cn.urban.reps.2026", "cn.dibao.review.panel.2014"][rule];
        let yes = yes.min(present - 1);
        let at = |yes| {
            let bases = [Of::Entitled, Of::Convened, Of::Present].map(|of| (of, heads(present)));
            verdict(rule, &count(&bases, heads(yes))).outcome
        };
        prop_assert!(at(yes) != Outcome::Passed || at(yes + 1) == Outcome::Passed);
    }

    /// What is said to be missing is exactly what is missing: with it the rule is met, with one less it is not.
    #[test]
    fn the_shortfall_is_exact(entitled in 1_u64..5_000, present in 0_u64..5_000, yes in 0_u64..5_000) {
        let present = present.min(entitled);
        let yes = yes.min(present);
        let at = |present, yes| {
            verdict("cn.urban.reps.2026", &count(&[(Of::Entitled, heads(entitled)), (Of::Present, heads(present))], heads(yes)))
        };
        let now = at(present, yes);
        match now.outcome {
            Outcome::Passed => prop_assert!(now.missing.is_empty()),
            Outcome::Inquorate => {
                let short = now.missing[0][0].amount;
                prop_assert_ne!(at(present + short, yes).outcome, Outcome::Inquorate);
                prop_assert_eq!(at(present + short - 1, yes).outcome, Outcome::Inquorate);
            }
            Outcome::Failed => {
                let short = now.missing[0][0].amount;
                prop_assert_eq!(at(present, yes + short).outcome, Outcome::Passed);
                prop_assert_eq!(at(present, yes + short - 1).outcome, Outcome::Failed);
            }
        }
    }
}
