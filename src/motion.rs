//! A question 议案 as it is put to the vote: its text, options and rule, fixed before it opens
//! (SPEC.md section 7).
//!
//! ```
//! use guanjia::motion::{Effect, Poll, Question, QuestionOption, RuleRef, Text, Tie};
//! use guanjia::rule::{Blank, Channel, Duplicates, Secrecy};
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let text = |zh: &str| Text { zh: zh.to_owned(), en: None };
//! let option = |name: &str, zh: &str| QuestionOption { id: id(name), text: text(zh) };
//! let question = Question {
//!     id: id("Q1"),
//!     title: text("遛犬时段"),
//!     text: text("倡导的遛犬时段"),
//!     options: vec![option("A", "6—8时、19—22时"), option("B", "5—7时、20—23时"), option("C", "不作倡导")],
//!     poll: Poll::TwoRound { tie: Tie::Lot },
//!     rule: RuleRef::Preset(id("x.poll.plurality_then_majority")),
//!     duplicates: Duplicates::First,
//!     blank: Blank::Abstain,
//!     channels: [Channel::Online].into(),
//!     channel_basis: Some("会场内用本人手机签名投票(虚构约定)".to_owned()),
//!     secrecy: Secrecy::Named,
//!     proxy_cap: None,
//!     effect: Effect::Opinion,
//!     contested: vec![id("6")],
//!     follows: None,
//! };
//! assert_eq!(question.check(), Ok(()));
//! assert_eq!(question.rule.rule().unwrap().source.article, "design");
//!
//! // Two of them go to a second round, which is a question of its own.
//! let second = question.next_round(&[id("A"), id("B")].into(), 2).unwrap();
//! assert_eq!((second.follows, second.options.len()), (Some(id("Q1")), 2));
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::json;
use crate::measure::Measure;
use crate::rule::{Binding, Blank, Channel, Duplicates, Kind, Mandate, Proxy, Rule, Secrecy, Terms, Test, preset};

/// Everything about a vote that is fixed when it opens.
///
/// ```
/// let question: guanjia::motion::Question = serde_json::from_str(r#"{
///     "id": "Q3", "title": {"zh": "犬便箱"}, "text": {"zh": "设6处犬便箱并配取袋"},
///     "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
///     "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": "x.steward.session"},
///     "duplicates": "first", "blank": "abstain", "channels": ["online"], "secrecy": "named", "effect": "opinion"
/// }"#).unwrap();
/// assert_eq!(question.check(), Ok(()));
/// let digest = question.digest().unwrap();
/// let mut changed = question.clone();
/// changed.text.zh.push('。');
/// assert_eq!(changed.check_unchanged(digest).unwrap_err().code(), "motion.changed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name on the record.
    pub id: Id,
    /// A short title.
    pub title: Text,
    /// The text that is decided on.
    pub text: Text,
    /// What one may choose, in the order of the ballot. To abstain is always possible besides.
    pub options: Vec<QuestionOption>,
    /// How choices become a result.
    pub poll: Poll,
    /// The rule it is decided by.
    pub rule: RuleRef,
    /// Which of several ballots of one voter counts.
    pub duplicates: Duplicates,
    /// What a ballot without a mark is.
    pub blank: Blank,
    /// The channels that are open.
    pub channels: Set<Channel>,
    /// The charter's or ordinance's words that open a channel of which the rule says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel_basis: Option<String>,
    /// Whether it can be known how somebody voted; only `named` is supported.
    pub secrecy: Secrecy,
    /// How many a person may vote for, where the rule leaves it to local rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy_cap: Option<u32>,
    /// What the result is.
    pub effect: Effect,
    /// The contested articles 有争议条款 that it covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contested: Vec<Id>,
    /// The question of which it is a later round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Id>,
}

/// Words in Chinese, and in English where there is a translation. The Chinese is what counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In Chinese.
    pub zh: String,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// Something one may choose 选项.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct QuestionOption {
    /// Its name on ballots.
    pub id: Id,
    /// Its words.
    pub text: Text,
}

/// How choices become a result 表决方式.
///
/// ```
/// use guanjia::motion::{Poll, Tie};
/// let approves = "Y".parse().unwrap();
/// assert_eq!(guanjia::from_json(r#"{"choice": {"approves": "Y"}}"#), Ok(Poll::Choice { approves }));
/// assert_eq!(guanjia::from_json(r#"{"approval": {"max": 3}}"#), Ok(Poll::Approval { max: Some(3) }));
/// assert_eq!(guanjia::from_json(r#"{"two-round": {"tie": "lot"}}"#), Ok(Poll::TwoRound { tie: Tie::Lot }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Poll {
    /// One option each; the rule is applied to the one that approves 同意/不同意.
    Choice {
        /// The option that means yes.
        approves: Id,
    },
    /// Any number of options each; the rule is applied to every option alone 多选测评.
    Approval {
        /// How many a ballot may name at most 每人至多选k项.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// One option each; the rule is applied to every option, and if none passes, the first two go
    /// to a second round 两轮表决.
    TwoRound {
        /// What happens when votes are equal; the facilitator never decides it.
        tie: Tie,
    },
}

/// What happens when votes are equal, declared before the vote opens 平票.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// Another round among those that are equal 再表决一轮.
    ThirdRound,
    /// A public lot 抽签.
    Lot,
    /// Nothing: no decision is made 不作决定.
    None,
}

/// What a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// 协商意见: an opinion, on which those who may decide can draw.
    Opinion,
    /// 决定: a decision.
    Decision,
}

/// A rule, by name or in full.
///
/// ```
/// use guanjia::motion::RuleRef;
/// let by = |name: &str| guanjia::from_json::<RuleRef>(&format!(r#"{{"preset": "{name}"}}"#)).unwrap();
/// assert_eq!(by("cn.owners.major.278").rule().unwrap().source.article, "民法典第278条第2款");
/// assert_eq!(by("cn.owners.unheard-of").rule().unwrap_err().code(), "rule.unknown");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum RuleRef {
    /// A rule that comes with the library.
    Preset(Id),
    /// A rule stated by the community, which states everything.
    Custom(Box<Rule>),
}

impl RuleRef {
    /// The rule: `rule.unknown` if there is no such preset, or what [`Rule::check`] refuses.
    pub fn rule(&self) -> Result<&Rule, Error> {
        match self {
            RuleRef::Preset(id) => preset(id.as_str()).ok_or_else(|| Error::new(Code::RuleUnknown).with("rule", id)),
            RuleRef::Custom(rule) => rule.check().map(|()| rule.as_ref()),
        }
    }
}

impl Question {
    /// The digest of its canonical JSON, so that not a comma can change once it is fixed.
    pub fn digest(&self) -> Result<Hash, Error> {
        json::print(self).map(|text| Hash::of(text.as_bytes()))
    }

    /// `motion.changed` when it is not what was fixed under this digest 选票内容与公示不一致.
    pub fn check_unchanged(&self, digest: Hash) -> Result<(), Error> {
        if self.digest()? == digest { Ok(()) } else { Err(self.refuse(Code::MotionChanged)) }
    }

    /// The digest of what is decided on, whatever it is called: the letters and digits of the
    /// Chinese text and of the options, in any order.
    pub fn substance(&self) -> Result<Hash, Error> {
        let letters = |text: &Text| text.zh.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let options: Set<String> = self.options.iter().map(|option| letters(&option.text)).collect();
        json::print(&(letters(&self.text), options)).map(|text| Hash::of(text.as_bytes()))
    }

    /// `motion.same` when it is no different from one that failed 同案不得原样重投.
    ///
    /// ```
    /// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
    /// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
    /// # let hall = guanjia::Hall::replay(bundle.entries().iter());
    /// let failed = hall.motions()[0].question();
    /// let mut again = failed.clone();
    /// again.id = "BENCH-2".parse().unwrap();
    /// again.text.zh.push('!');
    /// assert_eq!(again.check_differs(failed).unwrap_err().code(), "motion.same");
    /// again.text.zh = "在小游园添两张长椅".to_owned();
    /// assert_eq!(again.check_differs(failed), Ok(()));
    /// ```
    pub fn check_differs(&self, failed: &Question) -> Result<(), Error> {
        if self.substance()? == failed.substance()? {
            return Err(self.refuse(Code::MotionSame).with("failed", &failed.id));
        }
        Ok(())
    }

    /// Whether it can be put to the vote at all; a rule in force is another matter
    /// ([`Rule::in_force`]).
    pub fn check(&self) -> Result<(), Error> {
        let rule = self.rule.rule()?;
        if rule.kind != Kind::Decision {
            return Err(Error::new(Code::RuleKind).with("rule", &rule.id));
        }
        self.check_words()?;
        self.check_poll(rule)?;
        if self.secrecy != Secrecy::Named || rule.secrecy == Some(Secrecy::Secret) {
            return Err(self.refuse(Code::MotionSecretUnsupported));
        }
        if self.channels.is_empty() {
            return Err(self.refuse(Code::MotionChannelsMissing));
        }
        let differs = |said: bool, member: &str| said.then(|| member.to_owned());
        let differs = differs(rule.duplicates.is_some_and(|duplicates| duplicates != self.duplicates), "duplicates")
            .or(differs(rule.blank.is_some_and(|blank| blank != self.blank), "blank"));
        if let Some(member) = differs {
            return Err(self.refuse(Code::MotionRuleDiffers).with("rule", &rule.id).with("member", member));
        }
        let cap_fits = match (&rule.proxy, self.proxy_cap) {
            (_, None) => true,
            (Proxy::Off, Some(_)) => false,
            (Proxy::Allowed(mandate), Some(cap)) => (1..=mandate.cap.unwrap_or(3)).contains(&cap),
        };
        if !cap_fits {
            return Err(self.refuse(Code::MotionProxyCap).with("rule", &rule.id));
        }
        if self.effect == Effect::Decision && rule.binding == Binding::Advisory {
            return Err(self.refuse(Code::MotionOpinionOnly).with("rule", &rule.id));
        }
        Ok(())
    }

    fn check_words(&self) -> Result<(), Error> {
        let texts = [&self.title, &self.text].into_iter().chain(self.options.iter().map(|option| &option.text));
        if texts.into_iter().any(|text| text.zh.trim().is_empty()) {
            return Err(self.refuse(Code::MotionTextMissing));
        }
        let mut seen = Set::new();
        match self.options.iter().find(|option| !seen.insert(&option.id)) {
            Some(twice) => Err(self.refuse(Code::MotionOptionTwice).with("option", &twice.id)),
            None => Ok(()),
        }
    }

    fn check_poll(&self, rule: &Rule) -> Result<(), Error> {
        let fewest = if matches!(self.poll, Poll::Approval { .. }) { 1 } else { 2 };
        if self.options.len() < fewest {
            return Err(self.refuse(Code::MotionOptionsFew).with("fewest", fewest));
        }
        match &self.poll {
            Poll::Choice { approves } if !self.options.iter().any(|option| option.id == *approves) => {
                Err(self.refuse(Code::MotionApprovesUnknown).with("option", approves))
            }
            Poll::Approval { max: Some(max) }
                if !(1..=self.options.len()).contains(&usize::try_from(*max).unwrap_or(usize::MAX)) =>
            {
                Err(self.refuse(Code::MotionMarksInvalid).with("max", max))
            }
            Poll::TwoRound { .. } if !one_winner(rule) => {
                Err(self.refuse(Code::MotionPollUnsuited).with("rule", &rule.id))
            }
            _ => Ok(()),
        }
    }

    /// What is doubtful about it, as warnings: `motion.bundled`, `motion.abstain-option`,
    /// `motion.channel-unfounded`, `motion.proxy-uncapped`, and what [`Rule::lints`] says.
    pub fn lints(&self) -> Vec<Error> {
        let Ok(rule) = self.rule.rule() else { return Vec::new() };
        let contested: Set<&Id> = self.contested.iter().collect();
        let bundled = (contested.len() > 1).then(|| {
            let articles = contested.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("、");
            self.refuse(Code::MotionBundled).with("articles", articles)
        });
        let abstain = self.options.iter().find(|option| ["弃权", "弃权票"].contains(&option.text.zh.trim()));
        let abstain = abstain.map(|option| self.refuse(Code::MotionAbstainOption).with("option", &option.id));
        let basis = self.channel_basis.as_deref().is_some_and(|basis| !basis.trim().is_empty());
        let unfounded = self.channels.difference(&rule.channels).next().filter(|_| !basis);
        let unfounded = unfounded.map(|channel| {
            self.refuse(Code::MotionChannelUnfounded).with("channel", channel.name()).with("rule", &rule.id)
        });
        let uncapped = matches!(rule.proxy, Proxy::Allowed(Mandate { cap: None, .. })) && self.proxy_cap.is_none();
        let uncapped = uncapped.then(|| self.refuse(Code::MotionProxyUncapped).with("rule", &rule.id));
        let own = [bundled, abstain, unfounded, uncapped].into_iter().flatten();
        own.chain(rule.lints()).collect()
    }

    /// What a ballot box has to know of it.
    pub fn terms(&self) -> Result<Terms, Error> {
        let rule = self.rule.rule()?;
        let proxy = match rule.proxy {
            Proxy::Allowed(mandate) => Proxy::Allowed(Mandate { cap: self.proxy_cap.or(mandate.cap), ..mandate }),
            Proxy::Off => Proxy::Off,
        };
        let all = u32::try_from(self.options.len()).unwrap_or(u32::MAX);
        Ok(Terms {
            question: self.id.clone(),
            options: self.options.iter().map(|option| option.id.clone()).collect(),
            marks: match self.poll {
                Poll::Approval { max } => Some(max.unwrap_or(all)),
                Poll::Choice { .. } | Poll::TwoRound { .. } => None,
            },
            duplicates: self.duplicates,
            blank: self.blank,
            channels: self.channels.clone(),
            proxy,
            silence: rule.silence,
            measures: rule.measures(),
            groups: rule.tested_groups(),
        })
    }

    /// The next round between some of its options, called after it with the number of the round.
    pub fn next_round(&self, options: &Set<Id>, round: u8) -> Result<Question, Error> {
        let first = self.follows.as_ref().unwrap_or(&self.id);
        let mut next = self.clone();
        next.id = format!("{first}.{round}").parse()?;
        next.follows = Some(first.clone());
        next.options.retain(|option| options.contains(&option.id));
        Ok(next)
    }

    fn refuse(&self, code: Code) -> Error {
        Error::new(code).with("motion", &self.id)
    }
}

/// Whether at most one of several options can pass: on heads, by more than half.
fn one_winner(rule: &Rule) -> bool {
    let more_than_half = |test: &Test| {
        let (twice, whole) = (test.ratio.num().saturating_mul(2), test.ratio.den());
        test.measure == Measure::Heads && (twice > whole || (twice == whole && test.strict))
    };
    rule.approval.tests().into_iter().all(more_than_half)
}
