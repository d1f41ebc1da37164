//! Points 积分: for what was done, never for what was chosen or said (SPEC.md section 8).
//!
//! ```
//! use guanjia::points::{PointsLedger, PointsState};
//! use guanjia::publicity::Publicity;
//! use guanjia::Hash;
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let day = |text: &str| text.parse().unwrap();
//! let mut ledger = PointsLedger::default();
//! ledger.adopt(guanjia::from_json(
//!     r#"{"code": "P3", "text": "按时免疫", "ground": "immunisation", "delta": 10,
//!         "limit": {"times": 1, "per": "year", "each_item": true}}"#,
//! ).unwrap()).unwrap();
//!
//! // Once a year for each dog; somebody else verifies it, and it is public for seven days.
//! let (claim, household, clerk) = (id("C-02"), id("H-0007"), id("clerk-a"));
//! let mut put_in = |claim: &str, on: &str| {
//!     ledger.claim(id(claim), household.clone(), &id("P3"), day(on), Some(id("dog-1")), clerk.clone())
//! };
//! put_in("C-02", "2026-08-10").unwrap();
//! assert_eq!(put_in("C-03", "2026-09-01").unwrap_err().code(), "points.limit");
//! let evidence = [Hash::of(b"certificate")];
//! assert_eq!(ledger.verify(&claim, &clerk, &evidence).unwrap_err().code(), "points.same-person");
//! ledger.verify(&claim, &id("clerk-b"), &evidence).unwrap();
//! ledger.publish(&claim).unwrap();
//! let posted = Publicity {
//!     text: Hash::of(b"list"), posted: day("2026-09-01"), days: 7, extended_to: None, pulled: None,
//!     evidence: vec![Hash::of(b"photograph")],
//! };
//! ledger.credit(&claim, &posted, day("2026-09-09")).unwrap();
//! assert_eq!(ledger.claims()[&claim].state, PointsState::Credited);
//! assert_eq!(ledger.balances()[&household], 10);
//! ```

use crate::map::Map;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::{Machine, machine};
use crate::publicity::Publicity;
use crate::reason::check_reason;
use crate::role::Role;
use crate::time::Date;
use crate::wording::{Negation, Wording};

machine! {
    /// The life of a claim to points 积分.
    PointsState, PointsEvent: "points" "积分" from Claimed;
    events {
        Verify "核实", Reject "不予认定", Publish "公示", Object "提出异议", Keep "维持", Reverse "撤销", Credit "入账",
    }
    Claimed "已申报" {
        Verify -> Verified by [Clerk];
        Reject -> Reversed by [Clerk];
    }
    Verified "已核实" { Publish -> Publicised by [Clerk] }
    Publicised "公示中" {
        Object -> Disputed by [Resident];
        Credit -> Credited by [Host];
    }
    Disputed "有异议" {
        Keep -> Publicised by [Supervisor];
        Reverse -> Reversed by [Supervisor];
    }
    Credited "已入账" {}
    Reversed "已撤销" {}
}

/// A rule that gives points 积分规则.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PointsRule {
    /// Its code.
    pub code: Id,
    /// What for, in Chinese.
    pub text: String,
    /// What was done; choices and opinions are not among the grounds.
    pub ground: Ground,
    /// How many points; below zero they are taken.
    pub delta: i32,
    /// How often at most.
    pub limit: Limit,
}

/// What points are given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// Signing a convention 签约.
    Signing,
    /// A round of patrol 巡查.
    Patrol,
    /// A proof of immunisation 免疫.
    Immunisation,
    /// A gift of things or money 认捐.
    Donation,
    /// Voluntary work 志愿服务.
    Volunteering,
    /// Keeping what was agreed 履约.
    Compliance,
}

/// How often points are given: so many times per period, for each household or, where the rule says
/// so, for each item of it such as a dog.
///
/// ```
/// use guanjia::points::PointsRule;
/// let rule = |times: u32| -> PointsRule {
///     guanjia::from_json(&format!(
///         r#"{{"code": "P2", "text": "参加晚间巡查一次", "ground": "patrol", "delta": 2,
///             "limit": {{"times": {times}, "per": "day"}}}}"#
///     )).unwrap()
/// };
/// assert!(rule(1).check().is_ok());
/// assert_eq!(rule(0).check().unwrap_err().code(), "points.rule");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many times, at least 1.
    pub times: u32,
    /// In which period.
    pub per: Period,
    /// Whether each item of the household counts for itself 每犬.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each_item: bool,
}

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// A day 每日.
    Day,
    /// A month 每月.
    Month,
    /// A year 每年.
    Year,
    /// All time 一次性.
    Ever,
}

/// A claim to points, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PointsClaim {
    /// The household.
    pub household: Id,
    /// The code of the rule.
    pub rule: Id,
    /// When it was done.
    pub on: Date,
    /// The item it was done for, such as a dog.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// Who put it in.
    pub by: Id,
    /// Where it stands.
    pub state: PointsState,
}

/// The rules and every claim: from claim to verification by another, to publicity, to credit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointsLedger {
    rules: Map<Id, PointsRule>,
    claims: Map<Id, PointsClaim>,
    /// The claims of each household, in the order they came.
    of: Map<Id, Vec<Id>>,
}

impl PointsRule {
    /// Refuses a rule that rewards or punishes a choice, a complaint or an opinion
    /// (`points.for-choice`), touches rights such as welfare or schooling (`points.for-rights`), or
    /// gives nothing or is without a limit (`points.rule`).
    ///
    /// ```
    /// use guanjia::points::PointsRule;
    /// let rule = |text: &str| -> PointsRule {
    ///     serde_json::from_str(&format!(
    ///         r#"{{"code":"P9","text":"{text}","ground":"volunteering","delta":5,"limit":{{"times":1,"per":"month"}}}}"#
    ///     )).unwrap()
    /// };
    /// assert!(rule("参加晚间巡查一次").check().is_ok());
    /// assert_eq!(rule("投赞成票加5分").check().unwrap_err().code(), "points.for-choice");
    /// ```
    pub fn check(&self) -> Result<(), Error> {
        let located = |code| Error::new(code).with("rule", &self.code);
        if self.delta == 0 || self.limit.times == 0 || self.text.trim().is_empty() {
            return Err(located(Code::PointsRule));
        }
        for (patterns, code) in [(FOR_CHOICE, Code::PointsForChoice), (FOR_RIGHTS, Code::PointsForRights)] {
            if let Some(words) = met(&self.text, patterns) {
                return Err(located(code).with("words", words));
            }
        }
        Ok(())
    }
}

/// Votes and choices, then complaints, opinions and the use of rights.
const FOR_CHOICE: &[&str] = &[
    "赞成|反对|同意|弃权|支持|拥护 .. 票|表决|方案|议案|议题|草案|提案|候选人|决议",
    "投|票|表决|选举|选择|举手|勾选 .. 赞成|反对|同意|弃权|支持|通过|方案",
    "投给|票选|选 方案|候选人|选项",
    "投诉|举报|信访|上访|起诉|报警|维权|申诉|复议|异议|批评|差评|控告|抗议|质疑",
    "发表|提出|提|反映|反馈|散布|发布 .. 意见|建议|言论|问题|看法",
    "意见|言论|发言|诉求|立场 .. 加|扣|减|奖|罚|分|+|-",
    "顶撞|不配合|不服从|负面|正能量",
    "vote|voting|voted yes|no|for|against",
];

const FOR_RIGHTS: &[&str] = &[
    "低保|救助|入学|入托|上学|升学|学位|医保|社保|养老金|抚恤|公租房|廉租|保障房|户口|落户|选民|选举资格|开证明|就业资格",
    "福利|权益|待遇|资格|补贴|补助 .. 挂钩|取消|限制|优先|暂停|影响",
    "挂钩|取消|限制|优先|暂停|影响 .. 福利|权益|待遇|资格|补贴|补助",
];

fn met(text: &str, patterns: &[&str]) -> Option<String> {
    let wording = Wording::new(text);
    let spans = patterns.iter().flat_map(|pattern| wording.find_all(pattern));
    let span = spans.into_iter().find(|span| wording.negation(*span, &[]) == Negation::None)?;
    let place = wording.original(span);
    Some(text.chars().skip(place.start).take(place.end.saturating_sub(place.start)).collect())
}

impl PointsLedger {
    /// Adopts a rule; rules do not change once they are in use, a new one gets a new code.
    ///
    /// Errors: those of [`PointsRule::check`], `points.rule-twice`.
    pub fn adopt(&mut self, rule: PointsRule) -> Result<(), Error> {
        rule.check()?;
        if self.rules.contains_key(&rule.code) {
            return Err(Error::new(Code::PointsRuleTwice).with("rule", &rule.code));
        }
        self.rules.insert(rule.code.clone(), rule);
        Ok(())
    }

    /// Puts in a claim.
    ///
    /// Errors: `points.claim-twice`, `points.unknown`, `points.item` when the rule asks for an item
    /// and none is named or the other way round, `points.limit`.
    pub fn claim(&mut self, id: Id, household: Id, rule: &Id, on: Date, item: Option<Id>, by: Id) -> Result<(), Error> {
        if self.claims.contains_key(&id) {
            return Err(Error::new(Code::PointsClaimTwice).with("claim", &id));
        }
        let Some(PointsRule { limit, .. }) = self.rules.get(rule) else {
            return Err(Error::new(Code::PointsUnknown).with("id", rule));
        };
        if limit.each_item != item.is_some() {
            return Err(Error::new(Code::PointsItem).with("rule", rule));
        }
        let period = limit.per.of(on);
        let same = |claim: &&PointsClaim| {
            claim.state != PointsState::Reversed
                && (&claim.rule, &claim.item) == (rule, &item)
                && limit.per.of(claim.on) == period
        };
        let own = self.of.get(&household).into_iter().flatten();
        let claimed = own.filter_map(|id| self.claims.get(id)).filter(same).count();
        if u32::try_from(claimed).unwrap_or(u32::MAX) >= limit.times {
            return Err(Error::new(Code::PointsLimit)
                .with("rule", rule)
                .with("household", &household)
                .with("times", limit.times)
                .with("period", period));
        }
        let state = PointsState::INITIAL;
        self.of.entry(household.clone()).or_default().push(id.clone());
        self.claims.insert(id, PointsClaim { household, rule: rule.clone(), on, item, by, state });
        Ok(())
    }

    /// Someone other than the claimant found it true.
    ///
    /// Errors: `points.unknown`, `machine.step`, `points.same-person`, `points.no-evidence`.
    pub fn verify(&mut self, claim: &Id, by: &Id, evidence: &[Hash]) -> Result<(), Error> {
        let state = self.may_verify(claim, by, evidence)?;
        self.find(claim)?.state = state;
        Ok(())
    }

    /// The state after [`PointsLedger::verify`], or why it would be refused.
    pub fn may_verify(&self, claim: &Id, by: &Id, evidence: &[Hash]) -> Result<PointsState, Error> {
        let unknown = || Error::new(Code::PointsUnknown).with("id", claim);
        let found = self.claims.get(claim).ok_or_else(unknown)?;
        let state = found.state.step(PointsEvent::Verify, Role::Clerk)?;
        if found.by == *by || found.household == *by {
            return Err(Error::new(Code::PointsSamePerson).with("claim", claim).with("by", by));
        }
        if evidence.is_empty() {
            return Err(Error::new(Code::PointsNoEvidence).with("claim", claim));
        }
        Ok(state)
    }

    /// It was not found true.
    ///
    /// Errors: `points.unknown`, `machine.step`, `reason.short`.
    pub fn reject(&mut self, claim: &Id, reason: &str) -> Result<(), Error> {
        check_reason(reason)?;
        self.step(claim, PointsEvent::Reject, Role::Clerk)
    }

    /// It is made public.
    ///
    /// Errors: `points.unknown`, `machine.step`.
    pub fn publish(&mut self, claim: &Id) -> Result<(), Error> {
        self.step(claim, PointsEvent::Publish, Role::Clerk)
    }

    /// Somebody objects while it is public.
    ///
    /// Errors: `points.unknown`, `machine.step`, `objection.window`, `reason.short`.
    pub fn object(&mut self, claim: &Id, publicity: &Publicity, today: Date, reason: &str) -> Result<(), Error> {
        if !publicity.takes_objections(today) {
            return Err(Error::new(Code::ObjectionWindow)
                .with("day", today)
                .with("posted", publicity.posted)
                .with("last", publicity.last_day()));
        }
        check_reason(reason)?;
        self.step(claim, PointsEvent::Object, Role::Resident)
    }

    /// The supervisor keeps it as it is, or reverses it.
    ///
    /// Errors: `points.unknown`, `machine.step`, `reason.short`.
    pub fn settle(&mut self, claim: &Id, keep: bool, reason: &str) -> Result<(), Error> {
        check_reason(reason)?;
        self.step(claim, if keep { PointsEvent::Keep } else { PointsEvent::Reverse }, Role::Supervisor)
    }

    /// Its publicity is over without an open objection, and the points count.
    ///
    /// Errors: `points.unknown`, `machine.step`, `publicity.short`, `publicity.no-evidence`.
    pub fn credit(&mut self, claim: &Id, publicity: &Publicity, today: Date) -> Result<(), Error> {
        publicity.complete(today)?;
        self.step(claim, PointsEvent::Credit, Role::Host)
    }

    /// Every rule, by its code.
    pub fn rules(&self) -> &Map<Id, PointsRule> {
        &self.rules
    }

    /// Every claim.
    pub fn claims(&self) -> &Map<Id, PointsClaim> {
        &self.claims
    }

    /// What every household has: the sum of what was credited.
    pub fn balances(&self) -> Map<Id, i64> {
        let mut balances: Map<Id, i64> = Map::new();
        for claim in self.claims.values().filter(|claim| claim.state == PointsState::Credited) {
            let delta = self.rules.get(&claim.rule).map_or(0, |rule| i64::from(rule.delta));
            let balance = balances.entry(claim.household.clone()).or_default();
            *balance = balance.saturating_add(delta);
        }
        balances
    }

    fn step(&mut self, claim: &Id, event: PointsEvent, role: Role) -> Result<(), Error> {
        let found = self.find(claim)?;
        found.state = found.state.step(event, role)?;
        Ok(())
    }

    fn find(&mut self, claim: &Id) -> Result<&mut PointsClaim, Error> {
        self.claims.get_mut(claim).ok_or_else(|| Error::new(Code::PointsUnknown).with("id", claim))
    }
}

impl Period {
    /// The part of a date such as `2026-05-16` that two days of one period share.
    fn of(self, day: Date) -> String {
        let shared = match self {
            Self::Day => 10,
            Self::Month => 7,
            Self::Year => 4,
            Self::Ever => 0,
        };
        day.to_string().get(..shared).unwrap_or_default().to_owned()
    }
}
