//! How the ballots on a question are taken and read (SPEC.md section 7).
//!
//! ```
//! use guanjia::motion::Question;
//! use guanjia::rule::{Channel, Proxy, Silence};
//! let mut question: Question = guanjia::from_json(r#"{
//!     "id": "CONVENTION", "title": {"zh": "文明养犬公约"}, "text": {"zh": "是否同意《文明养犬公约》"},
//!     "options": [{"id": "Y", "text": {"zh": "同意"}}, {"id": "N", "text": {"zh": "不同意"}}],
//!     "poll": {"choice": {"approves": "Y"}}, "rule": {"preset": "cn.urban.assembly.households.2026"},
//!     "duplicates": "first", "blank": "abstain", "channels": ["online", "onsite-paper", "home-paper"],
//!     "channel_basis": "《居民自治章程》第九条(虚构)", "secrecy": "named", "effect": "decision"
//! }"#).unwrap();
//! let terms = question.terms().unwrap();
//! assert_eq!((terms.marks, terms.options.len()), (None, 2));
//! assert_eq!((terms.proxy, terms.silence), (Proxy::Off, Silence::NotParticipating));
//! assert_eq!(terms.channels.iter().filter(|channel| channel.is_paper()).count(), 2);
//! // The law says nothing of votes online, so that a basis is named for them.
//! question.channel_basis = None;
//! assert_eq!(question.lints()[0].code(), "motion.channel-unfounded");
//! assert!(terms.channels.contains(&Channel::Online));
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::measure::Measure;

/// The way a ballot comes in 渠道.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// 线上实名: signed by the voter's own key.
    Online,
    /// 会场纸质: on paper, at the meeting.
    OnsitePaper,
    /// 上门纸质: on paper, collected at the door.
    HomePaper,
}

impl Channel {
    /// Whether the ballot is a sheet of paper.
    pub fn is_paper(self) -> bool {
        self != Channel::Online
    }

    /// The name in English and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Channel::Online => "online",
            Channel::OnsitePaper => "onsite-paper",
            Channel::HomePaper => "home-paper",
        }
    }
}

/// Which of several ballots of one voter counts 重复票规则; declared before the ballot opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Duplicates {
    /// The first one 以第一张为准.
    First,
    /// The last one before the close 以最后一张为准.
    Last,
    /// An online one before a paper one; the first of each 以线上为准.
    Online,
    /// A paper one before an online one; the first of each 以纸质为准.
    Paper,
}

/// What a ballot without a mark is 空白票.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Blank {
    /// An abstention 计弃权.
    Abstain,
    /// An invalid ballot 计无效.
    Invalid,
}

/// Whether it can be known how somebody voted 记名/无记名.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Secrecy {
    /// 记名: each ballot bears its voter's handle.
    Named,
    /// 无记名: nobody may know.
    Secret,
    /// The law leaves it open.
    Either,
}

/// What an abstention does 弃权.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Abstention {
    /// It stays in the base 计入分母.
    InDenominator,
    /// It is as good as a no, since the base is everyone entitled 等同反对.
    CountsAgainst,
    /// One is enough to prevent the decision, since all must agree 阻却.
    Blocks,
    /// It leaves the base 不计入分母.
    Excluded,
}

/// What not voting does 沉默.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Silence {
    /// Who does not vote does not take part 不计入参与.
    NotParticipating,
    /// Who signed for a ballot takes part, and abstains if none comes back
    /// 签收视为参与,未表态视为弃权 (四川省物业管理条例第31条).
    ReceivedAbstains,
    /// Who does not vote counts with the majority 计入多数, where the owners' covenant says so.
    CountsWithMajority,
}

/// Whether one may vote for another 委托.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Proxy {
    /// No.
    Off,
    /// Yes, on these terms.
    Allowed(Mandate),
}

/// The terms on which one may vote for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    /// How many a person may vote for, 1 to 3; absent where the law leaves it to local rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<u32>,
    /// Only within one household 同户.
    pub same_household: bool,
    /// Only with a mandate in writing 书面委托.
    pub written: bool,
}

/// What a ballot box has to know of its question.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// let terms = hall.motions()[0].ballots().terms();
/// let options: Vec<_> = terms.options.iter().map(|option| option.as_str()).collect();
/// assert_eq!((terms.question.as_str(), options), ("BENCH", vec!["N", "Y"]));
/// assert_eq!(terms.channels, [guanjia::rule::Channel::Online].into());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The question.
    pub question: Id,
    /// The options there are.
    pub options: Set<Id>,
    /// How many options one ballot may name; `None` where it names exactly one.
    pub marks: Option<u32>,
    /// Which of several ballots counts.
    pub duplicates: Duplicates,
    /// What a ballot without a mark is.
    pub blank: Blank,
    /// The channels that are open.
    pub channels: Set<Channel>,
    /// Whether one may vote for another.
    pub proxy: Proxy,
    /// What not voting does.
    pub silence: Silence,
    /// The measures that the rule counts, which everyone entitled must have.
    pub measures: Set<Measure>,
    /// The groups the rule speaks of.
    pub groups: Set<Id>,
}
