//! Trees of integer inequalities over measures and bases (SPEC.md section 7).
//!
//! ```
//! use guanjia::fraction::Fraction;
//! use guanjia::measure::Measure;
//! use guanjia::rule::{Condition, Of, Test, preset};
//! // 民法典第278条第2款: two thirds of the area and of the heads take part.
//! let condition = &preset("cn.owners.general.278").unwrap().participation;
//! let Condition::All(tests) = condition else { panic!("two tests joined by and") };
//! assert_eq!(tests.len(), 2);
//! assert_eq!(condition.measures(), [Measure::Heads, Measure::Area].into());
//! assert_eq!(condition.tests()[0].need(900_000), 600_000);
//!
//! // 过半数 is more than half, 半数以上 at least half (民法典第1259条).
//! let half = Fraction::new(1, 2).unwrap();
//! let (more, at_least) = (Test::heads(Of::Present, half, true), Test::heads(Of::Present, half, false));
//! assert!(!more.met(8, 16) && at_least.met(8, 16));
//! assert_eq!(more.need(16), 9);
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::fraction::Fraction;
use crate::id::Id;
use crate::measure::Measure;

/// The base of a test: a share of whom 基数.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// 应到/名册: all who are on the frozen register of the question.
    Entitled,
    /// 召集: all who were convened to this session.
    Convened,
    /// 到会: all who checked in; without a session, all who took part.
    Present,
    /// 参与表决: all who took part in the vote, invalid ballots included.
    Participating,
    /// 投票: all whose ballot is in the box, invalid ballots included.
    Cast,
    /// 有效票: all whose ballot is in the box and valid, abstentions included.
    Valid,
}

impl Of {
    /// The name in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Of::Entitled => "应到",
            Of::Convened => "召集",
            Of::Present => "到会",
            Of::Participating => "参与表决",
            Of::Cast => "投票",
            Of::Valid => "有效票",
        }
    }

    /// The name in English and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Of::Entitled => "entitled",
            Of::Convened => "convened",
            Of::Present => "present",
            Of::Participating => "participating",
            Of::Cast => "cast",
            Of::Valid => "valid",
        }
    }
}

/// One inequality: `have · den ≥ base · num`, or `>` where strict.
///
/// In a rule of composition `group` is the part that must have this share of everyone in `of`; in
/// the other kinds it narrows both sides to that group (the signatures of a tenth of the residents).
///
/// ```
/// use guanjia::rule::Test;
/// // 专有部分面积占比四分之三以上: of 5,000.02 m² that took part, in units of 0.01 m².
/// let test: Test = guanjia::from_json(
///     r#"{"measure": "area", "of": "participating", "ratio": [3, 4], "strict": false}"#,
/// ).unwrap();
/// assert_eq!(test.need(500_002), 375_002);
/// assert!(test.met(375_002, 500_002) && !test.met(375_001, 500_002));
/// assert!(!test.met(0, 0)); // of nobody nothing passes
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// What is counted.
    pub measure: Measure,
    /// A group of those entitled, such as `representatives` 居民代表.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Id>,
    /// A share of whom.
    pub of: Of,
    /// Which share.
    pub ratio: Fraction,
    /// 超过、过半数 (`true`, more than the share) or 以上 (`false`, at least the share).
    pub strict: bool,
}

impl Test {
    /// The smallest amount that passes.
    pub fn need(&self, base: u64) -> u64 {
        self.ratio.need(base, self.strict)
    }

    /// Whether an amount passes; a base of zero never does.
    pub fn met(&self, have: u64, base: u64) -> bool {
        base > 0 && have >= self.need(base)
    }
}

/// A test, or several joined by "and" or "or".
///
/// One spelling: a single test is `{"test": …}`, no condition at all is `{"all": []}`, and every
/// other list has two members or more.
///
/// ```
/// use guanjia::rule::{Condition, preset};
/// let initiative = &preset("cn.village.initiative.2026").unwrap().approval;
/// // 十分之一以上的村民 or 三分之一以上的村民代表, either is enough.
/// let Condition::Any(ways) = initiative else { panic!("one of several") };
/// assert_eq!((ways.len(), initiative.tests()[0].ratio.den()), (2, 10));
/// assert_eq!(initiative.tests()[1].group.as_ref().unwrap().as_str(), "representatives");
/// assert!(Condition::NONE.tests().is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Condition {
    /// Every one must hold.
    All(Vec<Condition>),
    /// One is enough 任一.
    Any(Vec<Condition>),
    /// One inequality.
    Test(Test),
}

impl Condition {
    /// The condition that asks for nothing.
    pub const NONE: Condition = Condition::All(Vec::new());

    /// Its tests, from left to right.
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(Condition::tests).collect(),
            Condition::Test(test) => vec![test],
        }
    }

    /// The measures its tests count.
    pub fn measures(&self) -> Set<Measure> {
        self.tests().into_iter().map(|test| test.measure).collect()
    }

    /// `rule.condition-invalid` or `rule.ratio-invalid` when it is not in the one spelling, has more
    /// than 16 tests, or asks for a share that is nothing or more than everything.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let tests = self.tests();
        if tests.len() > MAX_TESTS {
            return Err(Error::new(Code::RuleConditionInvalid));
        }
        for test in tests {
            if test.ratio.num() == 0 || test.ratio.num() > test.ratio.den() {
                let ratio = format!("{}/{}", test.ratio.num(), test.ratio.den());
                return Err(Error::new(Code::RuleRatioInvalid).with("ratio", ratio));
            }
        }
        if *self == Condition::NONE { Ok(()) } else { self.check_shape() }
    }

    fn check_shape(&self) -> Result<(), Error> {
        match self {
            Condition::Test(_) => Ok(()),
            Condition::All(parts) | Condition::Any(parts) if parts.len() >= 2 => {
                parts.iter().try_for_each(Condition::check_shape)
            }
            Condition::All(_) | Condition::Any(_) => Err(Error::new(Code::RuleConditionInvalid)),
        }
    }
}

/// More tests than any law has, few enough that no tree of them is slow to judge.
const MAX_TESTS: usize = 16;
