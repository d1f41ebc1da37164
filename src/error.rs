//! One located error for everything from outside that is wrong, with a stable code and a
//! sentence in Chinese and English (SPEC.md section 9).

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeMap};

/// What is wrong, with what, and where.
///
/// ```
/// let error = "Q 1".parse::<guanjia::Id>().unwrap_err();
/// assert_eq!(error.code(), "id.invalid");
/// assert_eq!(error.field("value"), Some("Q 1"));
/// assert_eq!(error.en(), "`Q 1` is not an identifier: 1 to 64 letters, digits, dots, dashes or underscores");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    code: Code,
    fields: Vec<(&'static str, String)>,
    entry: Option<u64>,
}

/// How much an error says about a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Listed as evidence; it is in the nature of voting that some ballots come late 列明.
    Listed,
    /// Something a supervisor should look at; no result depends on it 提示.
    Warning,
    /// A rule was broken by an office-holder, or the record cannot be trusted 问题.
    Fault,
}

impl Error {
    /// An error without fields.
    pub(crate) fn new(code: Code) -> Self {
        Self { code, fields: Vec::new(), entry: None }
    }

    /// With a named field, shown in place of `{name}` in the sentence.
    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.fields.push((name, value.to_string()));
        self
    }

    /// Located at an entry of the record.
    pub(crate) fn at(mut self, entry: u64) -> Self {
        self.entry = Some(entry);
        self
    }

    /// The name that never changes, such as `ballot.late`.
    pub fn code(&self) -> &'static str {
        self.code.name()
    }

    /// The kind of error, to match on.
    pub fn kind(&self) -> Code {
        self.code
    }

    /// How much it says about the record.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// The index of the entry it is about.
    pub fn entry(&self) -> Option<u64> {
        self.entry
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        self.fill(self.code.zh())
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        self.fill(self.code.en())
    }

    fn fill(&self, sentence: &str) -> String {
        self.fields.iter().fold(sentence.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.en())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")?;
        self.entry.map_or(Ok(()), |entry| write!(f, " (entry {entry})"))
    }
}

impl std::error::Error for Error {}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields: std::collections::BTreeMap<_, _> = self.fields.iter().map(|(n, v)| (n, v)).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("severity", &self.severity())?;
        if let Some(entry) = self.entry {
            map.serialize_entry("entry", &entry)?;
        }
        map.serialize_entry("fields", &fields)?;
        map.serialize_entry("zh", &self.zh())?;
        map.serialize_entry("en", &self.en())?;
        map.end()
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $zh:literal $en:literal;)*) => {
        /// Every kind of error; [`Code::ALL`] lists them with their sentences.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $name, "` ", $zh, " ", $en, ".")] $variant,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The name that never changes.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How much it says about the record.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// The Chinese sentence, with `{field}` for each field.
            pub fn zh(self) -> &'static str {
                match self { $(Code::$variant => $zh,)* }
            }

            /// The English sentence, with `{field}` for each field.
            pub fn en(self) -> &'static str {
                match self { $(Code::$variant => $en,)* }
            }
        }
    };
}

codes! {
    // Base
    Base64Invalid "base64.invalid" Fault
        "“{value}”不是规范的 base64url 编码" "`{value}` is not strict base64url";
    IdInvalid "id.invalid" Fault
        "“{value}”不能作编号:编号由 1 至 64 个字母、数字、点、横线或下划线组成" "`{value}` is not an identifier: 1 to 64 letters, digits, dots, dashes or underscores";
    DateInvalid "date.invalid" Fault
        "“{value}”不是日期,应写成 2026-05-16 的样子" "`{value}` is not a date such as 2026-05-16";
    JsonInvalid "json.invalid" Fault
        "内容不合格式:{reason}" "the content does not have the expected form: {reason}";
    JsonNotCanonical "json.not-canonical" Fault
        "内容不是规范写法:成员须按名称排序、不得重复、不得有多余空白或默认值" "the content is not in canonical form: members sorted, none twice, no blanks, no defaults spelled out";
    // Measures
    MeasureTooLarge "measure.too-large" Fault
        "{measure}合计超出可精确记录的整数范围(2^53−1)" "the total of {measure} is above 2^53 - 1, the largest integer that is kept exactly";
    // Machines
    MachineStep "machine.step" Fault
        "{machine_zh}现在是“{state_zh}”,不能“{event_zh}”" "`{event}` cannot happen to a {machine} that is `{state}`";
    MachineRole "machine.role" Fault
        "{machine_zh}是“{state_zh}”时,“{event_zh}”不由{role_zh}办理" "`{event}` on a {machine} that is `{state}` is not for the role `{role}`";
    // Reasons
    ReasonShort "reason.short" Fault
        "理由“{reason}”太短:请用不少于五个字说明为什么" "the reason `{reason}` is too short: say why in at least five characters";
    // Publicity
    PublicityPrivacy "publicity.privacy" Fault
        "公示内容会暴露个人:{what};姓名、门牌、编号不得公示,少于5的数要合并" "what is published would give someone away: {what}; no names, doors or handles, and counts below 5 are merged";

    // Keys and signatures
    KeyInvalid "key.invalid" Fault
        "“{key}”不是有效的 Ed25519 公钥" "`{key}` is not a valid Ed25519 public key";
    KeyWeak "key.weak" Fault
        "公钥“{key}”不安全,任何人都能伪造它的签名,请重新生成" "the public key `{key}` is unsafe: anyone can forge its signatures, so make a new one";
    KidInvalid "kid.invalid" Fault
        "“{value}”不是密钥编号:应为 11 个 base64url 字符" "`{value}` is not a key identifier: 11 characters of base64url";
    SignatureInvalid "signature.invalid" Fault
        "签名不是密钥“{kid}”对这份内容所签" "the signature is not by the key `{kid}` over this content";

    // The record
    EntryKind "entry.kind" Fault
        "“{kind}”不能作条目种类:应为小写字母单词,以横线相连,至多 32 字节" "`{kind}` is not a kind of entry: small letters in words joined by dashes, at most 32 bytes";
    EntryTooLong "entry.too-long" Fault
        "条目长 {len} 字节,超过上限 {limit} 字节" "the entry has {len} bytes, more than the limit of {limit}";
    EntryMalformed "entry.malformed" Fault
        "条目不是规范的 JWS:应为三段无填充的 base64url,以点相连,签名 64 字节" "the entry is not a strict JWS: three parts of unpadded base64url joined by dots, with a signature of 64 bytes";
    EntryHeader "entry.header" Fault
        "条目的头部与规定的写法不符" "the header of the entry is not written as it must be";
    EntryNotText "entry.not-text" Fault
        "条目的内容不是 UTF-8 文本" "the payload of the entry is not UTF-8 text";
    EntryOtherKey "entry.other-key" Fault
        "条目写明由密钥“{kid}”签名,而不是“{expected}”" "the entry says that it was signed by the key `{kid}`, not by `{expected}`";
    KeyNameInvalid "key-name.invalid" Fault
        "“{value}”不能作记录或见证方的名称:不得为空,不得含空白、加号或控制字符" "`{value}` cannot name a record or a witness: it must not be empty or have blanks, plus signs or control characters";
    VkeyInvalid "vkey.invalid" Fault
        "“{value}”不是验证公钥,应写成“名称+编号+base64”的样子" "`{value}` is not a verifier key of the form name+id+base64";
    VkeyType "vkey.type" Fault
        "验证公钥“{value}”的类型不适用于此处" "the verifier key `{value}` is of a type that cannot be used here";
    NoteControl "note.control" Fault
        "第 {line} 行含有控制字符" "line {line} has a control character";
    NoteSignature "note.signature" Fault
        "第 {line} 行应为签名行,前有一个空行" "line {line} should be a signature line, after one empty line";
    NoteTooMany "note.too-many" Fault
        "第 {line} 行:签名超过 {limit} 个" "line {line}: there are more than {limit} signatures";
    CheckpointMalformed "checkpoint.malformed" Fault
        "第 {line} 行:检查点应为三行,依次是记录名称、条目数、树根" "line {line}: a checkpoint has three lines: origin, size and root";
    CheckpointUnsigned "checkpoint.unsigned" Fault
        "“{origin}”的检查点没有可信记录方的签名" "the checkpoint of `{origin}` is not signed by a log that is relied on";
    PolicyMalformed "policy.malformed" Fault
        "信任策略第 {line} 行不合格式" "line {line} of the policy is not a log, witness, group or quorum line";
    PolicyNameTaken "policy.name-taken" Fault
        "信任策略第 {line} 行:名称“{name}”已被使用" "line {line} of the policy: the name `{name}` is taken";
    PolicyNameUnknown "policy.name-unknown" Fault
        "信任策略第 {line} 行:名称“{name}”未在前面定义" "line {line} of the policy: the name `{name}` is not defined above";
    PolicyMemberTwice "policy.member-twice" Fault
        "信任策略第 {line} 行:“{name}”已是某一组的成员" "line {line} of the policy: `{name}` is a member of a group already";
    PolicyKeyTwice "policy.key-twice" Fault
        "信任策略第 {line} 行:公钥“{name}”重复" "line {line} of the policy: the key `{name}` is there already";
    PolicyNoQuorum "policy.no-quorum" Fault
        "信任策略没有写明见证要求(quorum 行)" "the policy has no quorum line";
    PolicyUnmet "policy.unmet" Fault
        "检查点的见证签名没有达到要求“{quorum}”" "the checkpoint has too few cosignatures for the quorum `{quorum}`";
    ProofMalformed "proof.malformed" Fault
        "收录证明第 {line} 行不合格式" "line {line} of the proof is not as it should be";
    ProofInclusion "proof.inclusion" Fault
        "不能证明该条目是 {size} 条记录中的第 {index} 条(从 0 起)" "the entry is not proven to be number {index} (from 0) of the {size} on the record";
    ProofConsistency "proof.consistency" Fault
        "不能证明 {to} 条的记录是由 {from} 条的记录续写而成" "the record of {to} entries is not proven to continue that of {from}";
    ReceiptNoEntry "receipt.no-entry" Fault
        "回执中没有条目" "the receipt has no entry in it";
    BundleHeader "bundle.header" Fault
        "第 {line} 行应为 guanjia-bundle/v1" "line {line} should be guanjia-bundle/v1";
    BundleCount "bundle.count" Fault
        "第 {line} 行:条目数与写明的不符,或没有写明" "line {line}: the entries are not as many as announced, or no number is announced";
    BundleEntry "bundle.entry" Fault
        "第 {line} 行不能是条目:为空、过长或含有可见 ASCII 以外的字符" "line {line} cannot be an entry: it is empty, too long, or has anything but visible ASCII";
    // Events
    EventUnknown "event.unknown" Fault
        "没有“{kind}”这种条目" "there is no kind of entry `{kind}`";
    EventReMissing "event.re-missing" Fault
        "“{kind}”须用 re 写明它针对哪一条记录" "an entry `{kind}` must name in re the entry it is about";
    EventReUnexpected "event.re-unexpected" Fault
        "“{kind}”不针对别的条目,不应有 re" "an entry `{kind}` is not about another one and has no re";
    // Record
    EntryRepeated "entry.repeated" Fault
        "同一条目已在记录中,不重复计入" "the same entry is on the record already";
    EntryForeign "entry.foreign" Fault
        "这条是写给“{aud}”的,不是写给本记录“{origin}”的" "this entry is meant for `{aud}`, not for this record `{origin}`";
    EntrySequence "entry.sequence" Fault
        "签名人的序号 {seq} 不大于上一条的 {last},可能是旧条目重放" "the signer's sequence number {seq} is not above {last}, that of the entry before; it may be replayed";
    CharterMissing "charter.missing" Fault
        "记录的第一条必须是章程(charter)" "the first entry of a record must be its charter";
    CharterRepeated "charter.repeated" Fault
        "章程只能是记录的第一条" "only the first entry of a record can be its charter";
    CharterFounder "charter.founder" Fault
        "章程须由其中第一个职务的密钥签署" "a charter is signed by the key of the first office in it";
    CharterFaceOnly "charter.face-only" Fault
        "不得把刷脸作为唯一的核验方式,请至少再提供一种(短信、社区码或现场)" "a face must not be the only way to prove who one is: offer text message, code or in person too";
    KeyUnknown "key.unknown" Fault
        "密钥“{kid}”不在名册和职务中,这条不予采信" "the key `{kid}` belongs to nobody on the register and to no office";
    KeyEnded "key.ended" Fault
        "密钥“{kid}”自第 {since} 条起已停用" "the key `{kid}` was ended by entry {since}";
    KeyTaken "key.taken" Fault
        "密钥“{kid}”已经登记过,请生成新的密钥" "the key `{kid}` is or was on the record already; make a new one";
    OfficeMissing "office.missing" Fault
        "这件事须由以下职务办理:{zh}" "this is for one of these offices to do: {roles}";
    OfficeUnknown "office.unknown" Fault
        "没有“{office}”这个职务" "there is no office `{office}`";
    MemberMissing "member.missing" Fault
        "这件事须由名册上的居民本人用自己的密钥办理" "this is for someone on the register to do with their own key";
    AttestUnasked "attest.unasked" Fault
        "会签所指的条目“{re}”不需要会签,或者不存在" "the entry `{re}` asks for no further signature, or is not there";
    TimeAhead "time.ahead" Warning
        "签名人的时钟比主机快十分钟以上;以主机时间和先后顺序为准" "the signer's clock is more than ten minutes ahead; the host's time and the order of the record count";
    TimeBackwards "time.backwards" Warning
        "主机时间从 {now} 倒退到 {at};沿用较晚的时间,请监督员查明" "the host's time went back from {now} to {at}; the later one is kept, and a supervisor should ask why";
    // Rules
    RuleUnknown "rule.unknown" Fault
        "没有名为“{rule}”的预设规则" "there is no preset rule `{rule}`";
    RuleIncomplete "rule.incomplete" Fault
        "规则“{rule}”没有写明“{member}”:自定规则须把每一项都写明" "the rule `{rule}` does not say `{member}`: a custom rule states everything";
    RuleConditionInvalid "rule.condition-invalid" Fault
        "条件写法不对:“且”“或”至少连接两项,最多十六项;组成规则须指明群体,组成和提议规则没有参与条件" "the condition is not well formed: lists of two to sixteen tests; a composition names its groups; only decisions have participation";
    RuleRatioInvalid "rule.ratio-invalid" Fault
        "比例“{ratio}”不成立:须大于零且不超过全部" "the ratio `{ratio}` is not a share: more than nothing and at most everything";
    RuleAbstainContradicts "rule.abstain-contradicts" Fault
        "规则“{rule}”对弃权的规定与它的基数不一致" "what the rule `{rule}` says of abstentions does not fit the base of its tests";
    RuleSpecialNotice "rule.special-notice" Fault
        "规则“{rule}”:只有居民会议、村民会议可因特殊情况缩短通知期" "the rule `{rule}` may not shorten notice: only residents' and villagers' assemblies may, in special circumstances";
    RuleProxyCap "rule.proxy-cap" Fault
        "规则“{rule}”让一人最多接受{cap}份委托:最多只能是三份" "the rule `{rule}` lets one person hold {cap} proxies: three are the most";
    RuleIdTaken "rule.id-taken" Fault
        "自定规则不能用预设规则的名称“{rule}”" "a custom rule may not bear the name of the preset `{rule}`";
    RuleSilentAsMajority "rule.silent-as-majority" Fault
        "规则“{rule}”把不投票算作多数:只有业主的管理规约可以这样规定,居民会议不可以" "the rule `{rule}` counts silence with the majority: only an owners' covenant may, no residents' meeting";
    RuleSilenceByCovenant "rule.silence-by-covenant" Warning
        "规则“{rule}”依管理规约“{covenant}”把不投票算作多数:是否合于民法典第278条“参与表决”存疑" "the rule `{rule}` counts silence with the majority by the covenant `{covenant}`: doubtful under article 278 of the Civil Code";
    RuleNotInForce "rule.not-in-force" Fault
        "规则“{rule}”在 {date} 不适用(适用期 {from} 至 {to})" "the rule `{rule}` does not apply on {date}: it applies from {from} to {to}";
    RuleSuperseded "rule.superseded" Fault
        "规则“{rule}”已被取代,不能据以决定:{scope}" "the rule `{rule}` was superseded and decides nothing: {scope}";
    RuleBasisMissing "rule.basis-missing" Fault
        "缺少“{measure_zh}”:规则“{rule}”要求的每个口径都须计算" "there is no {measure} to count: the rule `{rule}` needs every one of its measures";
    RuleBaseMissing "rule.base-missing" Fault
        "缺少基数“{of_zh}”,规则“{rule}”无法计算" "the base `{of}` is not known, without which the rule `{rule}` cannot be judged";
    RuleGroupMissing "rule.group-missing" Fault
        "缺少群体“{group}”的人数,规则“{rule}”无法计算" "nothing is known of the group `{group}`, without which the rule `{rule}` cannot be judged";
    RuleKind "rule.kind" Fault
        "规则“{rule}”不是用来作这种判断的" "the rule `{rule}` is not about this kind of question";
}
