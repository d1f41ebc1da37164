//! Decision rules 决议规则 as data with a source and dates (SPEC.md section 7).
//!
//! ```
//! use guanjia::rule::{Abstention, Binding, Rule, Side, preset, presets};
//! // What the laws of 2026 need of 1,698 households, and what they needed before.
//! let (new, old) = (preset("cn.urban.assembly.households.2026").unwrap(), preset("cn.urban.assembly.2018").unwrap());
//! assert_eq!(new.need(1698).iter().map(|need| need.need).collect::<Vec<_>>(), [850, 850]);
//! assert_eq!((new.notice_days, old.notice_days), (Some(10), None));
//! let day = "2026-06-14".parse().unwrap();
//! assert!(new.in_force(day).is_ok());
//! assert_eq!(old.in_force(day).unwrap_err().code(), "rule.not-in-force");
//! // Every rule says where it is written.
//! assert!(presets().iter().all(|rule| !rule.source.article.is_empty()));
//!
//! // A community may state a rule of its own, in full; it does not pass for one of the law's.
//! let mut own: Rule = preset("x.steward.session").unwrap().clone();
//! assert_eq!(own.check().unwrap_err().code(), "rule.id-taken");
//! own.id = "luoqisi.session".parse().unwrap();
//! own.abstain = None;
//! assert_eq!(own.check().unwrap_err().code(), "rule.incomplete");
//! own.abstain = Some(Abstention::InDenominator);
//! own.source.law = Some("《锣旗寺社区议事规则》(虚构)".to_owned());
//! own.source.article = "第五条".to_owned();
//! own.source.quote = Some("应到三分之二以上到会,到会过半数同意".to_owned());
//! assert_eq!((own.check(), own.binding), (Ok(()), Binding::Advisory));
//! assert_eq!(own.tests()[0].0, Side::Participation);
//! ```

mod condition;
mod preset;
mod terms;

use crate::map::{Map, Set};

use serde::{Deserialize, Serialize};

pub use self::condition::{Condition, Of, Test};
pub use self::preset::{preset, presets};
pub use self::terms::{Abstention, Blank, Channel, Duplicates, Mandate, Proxy, Secrecy, Silence, Terms};
use crate::error::{Code, Error};
use crate::fraction::Fraction;
use crate::id::Id;
use crate::measure::Measure;
use crate::time::Date;

/// What is needed for something to be decided, composed or put on the way, and where that is written.
///
/// A member that is absent is one on which the source is silent. A rule that a community states for
/// itself may be silent on nothing that bears on the result; see [`Rule::check`].
///
/// ```
/// use guanjia::rule::{Side, preset};
/// let assembly = preset("cn.urban.assembly.households.2026").unwrap();
/// let needs = assembly.need(1_698);
/// assert_eq!((needs[0].side, needs[0].need), (Side::Participation, 850));
/// assert_eq!(assembly.source.article, "第27条");
/// assert!(assembly.in_force("2025-12-31".parse().unwrap()).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name, which never changes: `cn.owners.general.278`.
    pub id: Id,
    /// Its title in Chinese.
    pub zh: String,
    /// Its title in English.
    pub en: String,
    /// What it is about.
    pub kind: Kind,
    /// Whose decisions it governs.
    pub body: Body,
    /// Who is entitled, in words 基数.
    pub electorate: String,
    /// Who counts as having taken part when participation is judged.
    pub attendance: Attendance,
    /// What participation it needs 参与条件.
    pub participation: Condition,
    /// What support it needs 通过条件.
    pub approval: Condition,
    /// The groups its tests speak of, with their names in Chinese.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub groups: Map<Id, String>,
    /// What an abstention does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abstain: Option<Abstention>,
    /// What a blank ballot is, where the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<Blank>,
    /// Which of several ballots counts, where the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicates: Option<Duplicates>,
    /// What not voting does.
    pub silence: Silence,
    /// The clause of the owners' covenant 管理规约 that lets silence count, if any does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covenant: Option<String>,
    /// Whether one may vote for another.
    pub proxy: Proxy,
    /// The channels the source allows by itself; any other needs a basis in the question.
    pub channels: Set<Channel>,
    /// Whether it can be known how somebody voted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<Secrecy>,
    /// Days from notice to session 通知期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_days: Option<u32>,
    /// Days for which the result is public 公示期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publicity_days: Option<u32>,
    /// Whether notice may be shorter in recorded special circumstances 特殊情况.
    pub special_notice: bool,
    /// The first day it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<Date>,
    /// The last day it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_to: Option<Date>,
    /// Where it is written.
    pub source: Source,
    /// How well the source was checked.
    pub status: Status,
    /// What it binds.
    pub binding: Binding,
    /// Within which limits it binds, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Anything else a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Whether a motion is carried 表决.
    Decision,
    /// Whether a body is made up as it should be 组成.
    Composition,
    /// Whether enough people ask for a meeting 提议.
    Initiative,
}

/// Whose decisions a rule governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// 居民: the residents of a community, or their representatives.
    Residents,
    /// 村民: the villagers, or their representatives.
    Villagers,
    /// 农村集体经济组织成员: the members of a rural collective.
    Collective,
    /// 业主: the owners in a building or estate, or their committee.
    Owners,
    /// 党员: the members of a Party branch.
    Party,
    /// 百姓管家: a panel of stewards, whose vote is an opinion.
    Stewards,
}

/// Who counts as having taken part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Attendance {
    /// 到会: who checked in; without a session, who took part in the vote.
    Present,
    /// 参与表决: who took part in the vote.
    Participating,
}

impl From<Attendance> for Of {
    fn from(attendance: Attendance) -> Of {
        match attendance {
            Attendance::Present => Of::Present,
            Attendance::Participating => Of::Participating,
        }
    }
}

/// Where a rule is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The law, ordinance or charter, with the date of its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// The article, or where else it stands.
    pub article: String,
    /// Its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// How well the source of a rule was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The quotation stands in the full text of the law.
    VerifiedFulltext,
    /// Quoted from an account of it.
    Secondary,
    /// Designed for this library.
    Design,
    /// Stated by the community itself 自定.
    Declared,
}

/// What a rule binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Binding {
    /// By national law.
    Statutory,
    /// By a local ordinance.
    Local,
    /// By an administrative policy.
    Policy,
    /// By Party procedure.
    Party,
    /// By a charter, covenant or contract of those concerned.
    Contract,
    /// Not at all: the result is an opinion.
    Advisory,
    /// No longer: another law took its place, and nothing may be decided by it.
    Superseded,
}

/// The side of a rule on which a test stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Whether enough took part.
    Participation,
    /// Whether enough agreed.
    Approval,
}

/// What a test needs at some base.
///
/// ```
/// use guanjia::measure::Measure;
/// use guanjia::rule::{Need, Side, preset};
/// // 专有部分面积占比三分之二以上 of 9,000 m², in units of 0.01 m².
/// let needs = preset("cn.owners.general.278").unwrap().need(900_000);
/// let Need { side, test, need, .. } = &needs[0];
/// assert_eq!((*side, test.measure, *need), (Side::Participation, Measure::Area, 600_000));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// The side of the rule.
    pub side: Side,
    /// The test.
    pub test: Test,
    /// The base it was asked for.
    pub base: u64,
    /// The smallest amount that passes.
    pub need: u64,
}

impl Rule {
    /// What each test needs when its base is `base`.
    ///
    /// ```
    /// let owners = guanjia::rule::preset("cn.owners.repurpose.279").unwrap();
    /// // 有利害关系的业主一致同意: of 12, all.
    /// assert_eq!(owners.need(12).iter().map(|need| need.need).collect::<Vec<_>>(), [12]);
    /// ```
    pub fn need(&self, base: u64) -> Vec<Need> {
        self.tests()
            .into_iter()
            .map(|(side, test)| Need { side, test: test.clone(), base, need: test.need(base) })
            .collect()
    }

    /// Its tests, those on participation first.
    pub fn tests(&self) -> Vec<(Side, &Test)> {
        let participation = self.participation.tests().into_iter().map(|test| (Side::Participation, test));
        participation.chain(self.approval.tests().into_iter().map(|test| (Side::Approval, test))).collect()
    }

    /// The groups that its tests speak of.
    pub fn tested_groups(&self) -> Set<Id> {
        self.tests().into_iter().filter_map(|(_, test)| test.group.clone()).collect()
    }

    /// The measures that everyone entitled must have.
    pub fn measures(&self) -> Set<Measure> {
        self.tests().into_iter().map(|(_, test)| test.measure).collect()
    }

    /// `rule.superseded` or `rule.not-in-force` when nothing may be decided by it on a day.
    ///
    /// ```
    /// use guanjia::rule::preset;
    /// let code = |name, day: &str| preset(name).unwrap().in_force(day.parse().unwrap()).map_err(|error| error.code());
    /// assert_eq!(code("cn.urban.assembly.2018", "2025-12-31"), Ok(()));
    /// assert_eq!(code("cn.urban.assembly.2018", "2026-01-01"), Err("rule.not-in-force"));
    /// assert_eq!(code("cn.urban.assembly.households.2026", "2026-01-01"), Ok(()));
    /// ```
    pub fn in_force(&self, on: Date) -> Result<(), Error> {
        if self.binding == Binding::Superseded {
            return Err(self.refuse(Code::RuleSuperseded).with("scope", self.scope.as_deref().unwrap_or_default()));
        }
        let early = self.effective_from.is_some_and(|from| on < from);
        let late = self.effective_to.is_some_and(|to| on > to);
        if early || late {
            let day = |date: Option<Date>| date.map_or_else(|| "…".to_owned(), |date| date.to_string());
            return Err(self
                .refuse(Code::RuleNotInForce)
                .with("date", on)
                .with("from", day(self.effective_from))
                .with("to", day(self.effective_to)));
        }
        Ok(())
    }

    /// Whether a rule stated by a community itself can be decided by: it must be complete
    /// (`rule.incomplete`), make sense (`rule.condition-invalid`, `rule.ratio-invalid`,
    /// `rule.abstain-contradicts`, `rule.special-notice`, `rule.proxy-cap`), not pass for a preset
    /// (`rule.id-taken`), and not turn silence into consent (`rule.silent-as-majority`).
    pub fn check(&self) -> Result<(), Error> {
        if preset(self.id.as_str()).is_some() {
            return Err(self.refuse(Code::RuleIdTaken));
        }
        self.check_complete()?;
        self.check_meaning()
    }

    /// Nothing that bears on the result is left to a default.
    fn check_complete(&self) -> Result<(), Error> {
        let decision = self.kind == Kind::Decision;
        let missing = [
            ("zh", self.zh.trim().is_empty()),
            ("en", self.en.trim().is_empty()),
            ("electorate", self.electorate.trim().is_empty()),
            ("approval", self.approval == Condition::NONE),
            (
                "groups",
                self.tests().iter().any(|(_, t)| t.group.as_ref().is_some_and(|g| !self.groups.contains_key(g))),
            ),
            ("abstain", decision && self.abstain.is_none()),
            ("secrecy", decision && self.secrecy.is_none()),
            ("channels", decision && self.channels.is_empty()),
            ("notice_days", decision && self.notice_days.is_none()),
            ("publicity_days", decision && self.publicity_days.is_none()),
            ("proxy.cap", matches!(self.proxy, Proxy::Allowed(Mandate { cap: None, .. }))),
            ("source.law", self.source.law.as_deref().unwrap_or_default().trim().is_empty()),
            ("source.article", self.source.article.trim().is_empty()),
        ];
        match missing.iter().find(|(_, missing)| *missing) {
            Some((member, _)) => Err(self.refuse(Code::RuleIncomplete).with("member", member)),
            None => Ok(()),
        }
    }

    /// What every rule must fulfil, the presets too.
    fn check_meaning(&self) -> Result<(), Error> {
        self.participation.check()?;
        self.approval.check()?;
        let approval = self.approval.tests();
        let all_of = |bases: &[Of]| approval.iter().all(|test| bases.contains(&test.of));
        let abstain_fits = match self.abstain {
            None | Some(Abstention::InDenominator) => true,
            Some(Abstention::CountsAgainst) => all_of(&[Of::Entitled, Of::Convened]),
            Some(Abstention::Blocks) => approval.iter().all(|test| test.ratio.num() == test.ratio.den()),
            Some(Abstention::Excluded) => all_of(&[Of::Present, Of::Participating, Of::Cast, Of::Valid]),
        };
        if !abstain_fits {
            return Err(self.refuse(Code::RuleAbstainContradicts));
        }
        let misplaced = match self.kind {
            Kind::Decision => false,
            Kind::Composition => self.participation != Condition::NONE || approval.iter().any(|t| t.group.is_none()),
            Kind::Initiative => self.participation != Condition::NONE,
        };
        if misplaced {
            return Err(Error::new(Code::RuleConditionInvalid));
        }
        if self.special_notice && !matches!(self.body, Body::Residents | Body::Villagers) {
            return Err(self.refuse(Code::RuleSpecialNotice));
        }
        if let Proxy::Allowed(Mandate { cap: Some(cap), .. }) = self.proxy
            && !(1..=MOST_MANDATES).contains(&cap)
        {
            return Err(self.refuse(Code::RuleProxyCap).with("cap", cap));
        }
        let covenant = self.body == Body::Owners && self.covenant.as_deref().is_some_and(|c| !c.trim().is_empty());
        if self.silence == Silence::CountsWithMajority && !covenant {
            return Err(self.refuse(Code::RuleSilentAsMajority));
        }
        Ok(())
    }

    /// What is doubtful about it: `rule.silence-by-covenant`.
    pub fn lints(&self) -> Vec<Error> {
        let by_covenant = self.silence == Silence::CountsWithMajority;
        let covenant = self.covenant.as_deref().unwrap_or_default();
        by_covenant.then(|| self.refuse(Code::RuleSilenceByCovenant).with("covenant", covenant)).into_iter().collect()
    }

    fn refuse(&self, code: Code) -> Error {
        Error::new(code).with("rule", &self.id)
    }
}

/// The most mandates a person may hold in an election of a residents' or villagers' committee;
/// no decision allows more (城市居民委员会组织法、村民委员会组织法).
const MOST_MANDATES: u32 = 3;

impl Test {
    /// A test on heads without a group.
    pub fn heads(of: Of, ratio: Fraction, strict: bool) -> Self {
        Self { measure: Measure::Heads, group: None, of, ratio, strict }
    }
}
