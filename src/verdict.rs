//! A rule applied to a count: what is decided, by how much, and what is missing (SPEC.md section 7).
//!
//! ```
//! use guanjia::measure::{Amounts, Measure};
//! use guanjia::rule::{Of, preset};
//! use guanjia::verdict::{Count, Outcome, judge, judge_composition};
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! // 91 owners of 9,000 m² (in units of 0.01 m²): 61 with 6,100 m² take part, and 46 of them with 3,000 m² agree.
//! let of = |heads, area| Amounts::default().with(Measure::Heads, heads).with(Measure::Area, area);
//! let bases = [(Of::Entitled, of(91, 900_000)), (Of::Participating, of(61, 610_000))];
//! let count = Count {
//!     participation: bases.clone().into(),
//!     approval: bases.into(),
//!     options: [(id("Y"), of(46, 300_000))].into(),
//!     ..Count::default()
//! };
//! let verdict = judge(preset("cn.owners.general.278").unwrap(), &count, &id("Y")).unwrap();
//! let met: Vec<_> = verdict.tests.iter().map(|test| (test.measure, test.need, test.have, test.met)).collect();
//! assert_eq!(met, [
//!     (Measure::Area, 600_000, 610_000, true),
//!     (Measure::Heads, 61, 61, true),
//!     (Measure::Area, 305_001, 300_000, false),
//!     (Measure::Heads, 31, 46, true),
//! ]);
//! assert_eq!((verdict.outcome, verdict.zh().as_str()), (Outcome::Failed, "未通过:还差 50.01 平方米"));
//!
//! // A panel of stewards convened about dogs: at least half of those present must be affected.
//! let present = |n| Count { participation: [(Of::Present, of(n, 0))].into(), ..Count::default() };
//! let panel = Count { groups: [(id("stakeholders"), present(8))].into(), ..present(16) };
//! let rule = preset("rule.consult.stakeholders.chongqing.2025").unwrap();
//! assert_eq!(judge_composition(rule, &panel).unwrap().outcome, Outcome::Passed);
//! ```

use crate::map::Map;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::fraction::Fraction;
use crate::id::Id;
use crate::measure::{Amounts, Measure};
use crate::rule::{Abstention, Condition, Kind, Of, Rule, Side, Silence, Test};

/// What was counted on one question.
///
/// The two sides of a rule may stand on different numbers: somebody who recused themselves was
/// convened and is present, but is nobody's vote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// The bases on which participation is judged.
    pub participation: Map<Of, Amounts>,
    /// The bases on which approval is judged: without those recused.
    pub approval: Map<Of, Amounts>,
    /// The support of each option.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub options: Map<Id, Amounts>,
    /// Abstentions, with the blank ballots where those are abstentions.
    #[serde(default, skip_serializing_if = "Amounts::is_empty")]
    pub abstain: Amounts,
    /// Blank ballots, which are counted among the abstentions or the invalid ones.
    #[serde(default, skip_serializing_if = "Amounts::is_empty")]
    pub blank: Amounts,
    /// Invalid ballots, with the blank ones where those are invalid.
    #[serde(default, skip_serializing_if = "Amounts::is_empty")]
    pub invalid: Amounts,
    /// By how much each base may still grow; nothing once the ballot is closed.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub outstanding: Map<Of, Amounts>,
    /// The same for groups of those entitled, where a rule speaks of them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub groups: Map<Id, Count>,
}

/// What is decided 表决结果.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// 通过.
    Passed,
    /// 未通过: enough took part, too few agreed.
    Failed,
    /// 参与不足: too few took part, whatever they said.
    Inquorate,
}

/// A rule applied to a count, with both sides of every test.
///
/// ```
/// use guanjia::measure::{Amounts, Measure};
/// use guanjia::rule::{Of, preset};
/// use guanjia::verdict::{Count, judge};
/// // 1,698 households, of whom 1,000 took part, and 499 agree.
/// let heads = |n| Amounts::default().with(Measure::Heads, n);
/// let bases = [(Of::Entitled, heads(1_698)), (Of::Present, heads(1_000)), (Of::Participating, heads(1_000))];
/// let (yes, rule) = ("Y".parse().unwrap(), preset("cn.urban.assembly.households.2026").unwrap());
/// let count = Count {
///     participation: bases.clone().into(),
///     approval: bases.into(),
///     options: [("Y".parse().unwrap(), heads(499))].into(),
///     ..Count::default()
/// };
/// let verdict = judge(rule, &count, &yes).unwrap();
/// assert_eq!(verdict.missing[0][0].amount, 2); // 501 are more than half
/// assert!(verdict.is_decided());
/// // While the ballot is open and the other 698 may still come, nothing is decided.
/// let outstanding = [Of::Present, Of::Participating, Of::Cast].map(|of| (of, heads(698))).into();
/// assert!(!judge(rule, &Count { outstanding, ..count }, &yes).unwrap().is_decided());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// The rule.
    pub rule: Id,
    /// The option that was put to it; none for a composition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<Id>,
    /// What is decided.
    pub outcome: Outcome,
    /// Every test of the rule, those on participation first.
    pub tests: Vec<Judged>,
    /// What would have been enough on the side that fell short, on the bases as they are: all of
    /// the amounts in one of the lists. Empty when it passed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Vec<Missing>>,
}

/// A test and both its sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Judged {
    /// The side of the rule.
    pub side: Side,
    /// What was counted.
    pub measure: Measure,
    /// The group it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Id>,
    /// A share of whom.
    pub of: Of,
    /// Which share.
    pub ratio: Fraction,
    /// Whether it must be more than the share.
    pub strict: bool,
    /// The base.
    pub base: u64,
    /// The smallest amount that passes.
    pub need: u64,
    /// The amount there is.
    pub have: u64,
    /// Whether it passes; on a base of zero nothing does.
    pub met: bool,
    /// `need − have` when it does not pass.
    pub shortfall: u64,
    /// Whether nothing that is still to come in could change it. Ballots that may yet be replaced
    /// under the rule on duplicates are not still to come in.
    pub decided: bool,
}

/// An amount that is missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// Of which measure.
    pub measure: Measure,
    /// Of which group, by its name in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_zh: Option<String>,
    /// Of which group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Id>,
    /// How much.
    pub amount: u64,
}

impl Outcome {
    /// The word in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Outcome::Passed => "通过",
            Outcome::Failed => "未通过",
            Outcome::Inquorate => "参与不足",
        }
    }

    /// The word in English.
    pub fn en(self) -> &'static str {
        match self {
            Outcome::Passed => "passed",
            Outcome::Failed => "failed",
            Outcome::Inquorate => "too few took part",
        }
    }
}

impl Verdict {
    /// Whether nothing that is still to come in could change any of its tests.
    pub fn is_decided(&self) -> bool {
        self.tests.iter().all(|test| test.decided)
    }

    /// In Chinese: `未通过:还差 17 人、1,204.33 平方米`.
    pub fn zh(&self) -> String {
        let list = |list: &Vec<Missing>| {
            let parts = list.iter().map(|missing| {
                let group = missing.group_zh.as_deref().unwrap_or_default();
                format!(
                    "{group}{}{}",
                    if group.is_empty() { "" } else { " " },
                    missing.measure.amount_zh(missing.amount)
                )
            });
            parts.collect::<Vec<_>>().join("、")
        };
        let missing: Vec<_> = self.missing.iter().map(list).collect();
        let word = self.outcome.zh();
        if missing.is_empty() { word.to_owned() } else { format!("{word}:还差 {}", missing.join(",或者 ")) }
    }

    /// In English: `failed: 17 heads and 1,204.33 m² more needed`.
    pub fn en(&self) -> String {
        let list = |list: &Vec<Missing>| {
            let parts = list.iter().map(|missing| {
                let group = missing.group.as_ref().map(|group| format!(" of {group}")).unwrap_or_default();
                format!("{}{group}", missing.measure.amount_en(missing.amount))
            });
            parts.collect::<Vec<_>>().join(" and ")
        };
        let missing: Vec<_> = self.missing.iter().map(list).collect();
        let word = self.outcome.en();
        if missing.is_empty() { word.to_owned() } else { format!("{word}: {} more needed", missing.join(", or ")) }
    }
}

/// Applies a rule of decision or initiative to the support of one option.
///
/// `rule.basis-missing` when a measure of the rule was not counted, `rule.base-missing` or
/// `rule.group-missing` when a base or group of the rule is not in the count, `rule.kind` for a rule
/// of composition. An option that nobody chose has no support.
///
/// ```
/// use guanjia::measure::{Amounts, Measure};
/// use guanjia::rule::{Of, preset};
/// use guanjia::verdict::{Count, Outcome, judge};
/// let heads = |n| Amounts::default().with(Measure::Heads, n);
/// let session = [(Of::Convened, heads(24)), (Of::Present, heads(16))];
/// let count = Count {
///     participation: session.clone().into(),
///     approval: session.into(),
///     options: [("Y".parse().unwrap(), heads(8))].into(),
///     ..Count::default()
/// };
/// let verdict = judge(preset("x.steward.session").unwrap(), &count, &"Y".parse().unwrap()).unwrap();
/// assert_eq!(verdict.outcome, Outcome::Failed);
/// assert_eq!(verdict.zh(), "未通过:还差 1 人");
/// assert_eq!(verdict.en(), "failed: 1 head more needed");
/// ```
pub fn judge(rule: &Rule, count: &Count, option: &Id) -> Result<Verdict, Error> {
    if rule.kind == Kind::Composition {
        return Err(Error::new(Code::RuleKind).with("rule", &rule.id));
    }
    Case { rule, count, option: Some(option) }.verdict()
}

/// Applies a rule of composition to those in its base, taken from the participation side of the
/// count, and the groups among them. Errors as [`judge`].
///
/// ```
/// use guanjia::measure::Measure;
/// use guanjia::rule::{Of, preset};
/// use guanjia::verdict::{Count, judge_composition};
/// // 居民代表会议 of 50, of whom 39 are residents' representatives: four fifths are 40.
/// let of = |n| Count {
///     participation: [(Of::Entitled, guanjia::measure::Amounts::default().with(Measure::Heads, n))].into(),
///     ..Count::default()
/// };
/// let assembly = Count { groups: [("representatives".parse().unwrap(), of(39))].into(), ..of(50) };
/// let verdict = judge_composition(preset("cn.urban.reps.composition.2026").unwrap(), &assembly).unwrap();
/// assert_eq!((verdict.tests[0].need, verdict.missing[0][0].amount), (40, 1));
/// ```
pub fn judge_composition(rule: &Rule, count: &Count) -> Result<Verdict, Error> {
    if rule.kind != Kind::Composition {
        return Err(Error::new(Code::RuleKind).with("rule", &rule.id));
    }
    Case { rule, count, option: None }.verdict()
}

/// A rule before a count.
struct Case<'a> {
    rule: &'a Rule,
    count: &'a Count,
    /// `None` for a composition.
    option: Option<&'a Id>,
}

impl Case<'_> {
    fn verdict(&self) -> Result<Verdict, Error> {
        let mut tests = Vec::new();
        let participation = self.side(Side::Participation, &self.rule.participation, &mut tests)?;
        let approval = self.side(Side::Approval, &self.rule.approval, &mut tests)?;
        let (outcome, missing) = if !participation.is_empty() {
            (Outcome::Inquorate, participation)
        } else if !approval.is_empty() {
            (Outcome::Failed, approval)
        } else {
            (Outcome::Passed, Vec::new())
        };
        Ok(Verdict { rule: self.rule.id.clone(), option: self.option.cloned(), outcome, tests, missing })
    }

    /// Judges a condition; what is missing is empty exactly when it holds.
    fn side(&self, side: Side, condition: &Condition, tests: &mut Vec<Judged>) -> Result<Vec<Vec<Missing>>, Error> {
        match condition {
            Condition::Test(test) => {
                let judged = self.test(side, test)?;
                let missing = (!judged.met).then(|| vec![self.missing(test, judged.shortfall)]);
                tests.push(judged);
                Ok(missing.into_iter().collect())
            }
            Condition::All(parts) => {
                let mut ways: Vec<Vec<Missing>> = Vec::new();
                for part in parts {
                    let more = self.side(side, part, tests)?;
                    ways = match (ways.is_empty(), more.is_empty()) {
                        (_, true) => ways,
                        (true, false) => more,
                        (false, false) => {
                            ways.iter().flat_map(|way| more.iter().map(|m| [way.clone(), m.clone()].concat())).collect()
                        }
                    };
                }
                Ok(ways)
            }
            Condition::Any(parts) => {
                let mut held = false;
                let mut ways = Vec::new();
                for part in parts {
                    let more = self.side(side, part, tests)?;
                    held |= more.is_empty();
                    ways.extend(more);
                }
                Ok(if held { Vec::new() } else { ways })
            }
        }
    }

    fn missing(&self, test: &Test, amount: u64) -> Missing {
        let group_zh = test.group.as_ref().and_then(|group| self.rule.groups.get(group)).cloned();
        Missing { measure: test.measure, group_zh, group: test.group.clone(), amount }
    }

    fn test(&self, side: Side, test: &Test) -> Result<Judged, Error> {
        let (base, have) = match self.option {
            Some(option) => self.sides(side, test, option)?,
            None => self.composition(test)?,
        };
        let need = test.need(base.now);
        let met = test.met(have.now, base.now);
        // More votes help most when all are for it, and harm most when none is: a share is at most 1.
        let most = base.now.saturating_add(base.more);
        let at_best = test.met(have.now.saturating_add(have.more), most);
        let at_worst = test.met(have.now, most);
        Ok(Judged {
            side,
            measure: test.measure,
            group: test.group.clone(),
            of: test.of,
            ratio: test.ratio,
            strict: test.strict,
            base: base.now,
            need,
            have: have.now,
            met,
            shortfall: if met { 0 } else { need.saturating_sub(have.now).max(1) },
            decided: if met { at_worst } else { !at_best },
        })
    }

    /// Both sides of a test: base and amount there is.
    fn sides(&self, side: Side, test: &Test, option: &Id) -> Result<(Amount, Amount), Error> {
        let count = self.group(test)?;
        let none = Amounts::default();
        let base = self.base(count, side, test.of, test.measure)?;
        if side == Side::Participation {
            return Ok((base, self.base(count, side, self.rule.attendance.into(), test.measure)?));
        }
        let votes = |amounts: &Amounts| self.amount(amounts, test.measure);
        let support = votes(count.options.get(option).unwrap_or(&none))?;
        let more = votes(count.outstanding.get(&Of::Cast).unwrap_or(&none))?;
        let leaves = self.rule.abstain == Some(Abstention::Excluded);
        let abstain = if leaves { votes(&count.abstain)? } else { 0 };
        let silent = self.silent(count, test.measure, option)?;
        let base = Amount { now: base.now.saturating_sub(abstain).saturating_add(silent), ..base };
        Ok((base, Amount { now: support.saturating_add(silent), more }))
    }

    /// Those who did not vote, where an owners' covenant counts them with the majority: with the
    /// option that leads on every measure of the rule, with none if there is no such option.
    fn silent(&self, count: &Count, measure: Measure, option: &Id) -> Result<u64, Error> {
        if self.rule.silence != Silence::CountsWithMajority {
            return Ok(0);
        }
        let support = |option: &Id, measure| count.options.get(option).map_or(0, |amounts| amounts.of(measure));
        let leads = self.rule.measures().into_iter().all(|measure| {
            let own = support(option, measure);
            count.options.keys().all(|other| other == option || own > support(other, measure))
        });
        let entitled = self.base(count, Side::Approval, Of::Entitled, measure)?.now;
        let participating = self.base(count, Side::Approval, Of::Participating, measure)?.now;
        Ok(if leads { entitled.saturating_sub(participating) } else { 0 })
    }

    /// Everyone in the base, and how much of them the group is.
    fn composition(&self, test: &Test) -> Result<(Amount, Amount), Error> {
        let whole = self.base(self.count, Side::Participation, test.of, test.measure)?;
        let part = self.base(self.group(test)?, Side::Participation, test.of, test.measure)?;
        Ok((whole, part))
    }

    fn group(&self, test: &Test) -> Result<&Count, Error> {
        let Some(group) = &test.group else { return Ok(self.count) };
        let missing = || self.refuse(Code::RuleGroupMissing).with("group", group);
        self.count.groups.get(group).ok_or_else(missing)
    }

    fn base(&self, count: &Count, side: Side, of: Of, measure: Measure) -> Result<Amount, Error> {
        let bases = match side {
            Side::Participation => &count.participation,
            Side::Approval => &count.approval,
        };
        let missing = || self.refuse(Code::RuleBaseMissing).with("of", of.name()).with("of_zh", of.zh());
        let now = self.amount(bases.get(&of).ok_or_else(missing)?, measure)?;
        let more = count.outstanding.get(&of).map_or(Ok(0), |amounts| self.amount(amounts, measure))?;
        Ok(Amount { now, more })
    }

    /// Where there are heads there must be the other measures too.
    fn amount(&self, amounts: &Amounts, measure: Measure) -> Result<u64, Error> {
        match amounts.get(measure) {
            Some(amount) => Ok(amount),
            None if amounts.is_empty() => Ok(0),
            None => Err(self
                .refuse(Code::RuleBasisMissing)
                .with("measure", measure.name())
                .with("measure_zh", measure.zh())),
        }
    }

    fn refuse(&self, code: Code) -> Error {
        Error::new(code).with("rule", &self.rule.id)
    }
}

/// An amount as it is, and by how much it may still grow.
#[derive(Clone, Copy)]
struct Amount {
    now: u64,
    more: u64,
}
