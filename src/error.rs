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
        "公示内容会暴露个人:{what};姓名、门牌、编号、电话不得公示,少于5的数要合并" "what is published would give someone away: {what}; no names, doors, handles or telephone numbers, and counts below 5 are merged";
    PublicityShort "publicity.short" Fault
        "公示期未满:{posted}张贴,须公示{days}天,到{last}当天结束才算期满,现在({today})不能办理" "posted on {posted} for {days} days, it must be up until {last} is over; {today} is too early";
    PublicityNoEvidence "publicity.no-evidence" Fault
        "{posted}张贴的公示没有附照片或网页存证,请补齐再办" "the publicity posted on {posted} has no photograph or other evidence with it";
    PublicityPersonListed "publicity.person-listed" Fault
        "红黑榜不得点名自然人:请撤下“{who}”" "a red or black list may not name a natural person: take `{who}` off";
    PublicityRepeated "publicity.repeated" Fault
        "公示编号“{post}”已用过,请用新编号" "there is a post `{post}` already; take another name";
    PublicityUnknown "publicity.unknown" Fault
        "没有公示“{post}”" "there is no post `{post}`";
    PublicityMissing "publicity.missing" Fault
        "{subject_zh}没有公示({subject})" "`{subject}` is not posted";
    PublicityOver "publicity.over" Fault
        "公示“{post}”已经期满,或已由新的公示代替" "the post `{post}` has ended, or another took its place";
    PublicityNotEnded "publicity.not-ended" Fault
        "公示“{post}”还没有登记期满" "no entry says yet that the post `{post}` has run its time";
    PublicityOutdated "publicity.outdated" Fault
        "公示“{post}”之后结果已更正,与公示的不同,须重新公示" "the result is another than when `{post}` was posted; post it anew";
    PublicityDays "publicity.days" Fault
        "{subject_zh}按规则至少公示{need}天,不能只写{days}天" "the rule wants `{subject}` up for {need} days, not {days}";
    PublicityUnready "publicity.unready" Fault
        "{subject_zh}现在是“{state_zh}”,不能公示" "`{subject}` is `{state}` and cannot be posted";
    PublicityList "publicity.list" Fault
        "红黑榜须列明单位,其他公示不列" "a red or black list names organisations, and no other post does";
    PublicityTableWrong "publicity.table-wrong" Fault
        "{subject_zh}公示的数字与记录算出的不一致" "the counts posted of `{subject}` are not those that the record gives";
    PublicityTableAgain "publicity.table-again" Warning
        "{subject_zh}的分类数字已公布过一次,两次相减可能看出个人" "counts of `{subject}` were posted before; the difference of the two may give somebody away";

    // Objections
    ObjectionWindow "objection.window" Listed
        "异议要在公示期内提出({posted}至{last}),{day}不在期内" "objections are taken from {posted} to {last}; {day} is outside";
    ObjectionUnanswered "objection.unanswered" Fault
        "异议“{objection}”还没有书面答复(期限{due},已超期{overdue}天),答复前不能办结" "the objection `{objection}` waits for a written answer (due {due}, {overdue} days overdue); nothing is final before that";
    ObjectionAnswered "objection.answered" Fault
        "异议“{objection}”已经答复,不能再改;有新情况请另提" "the objection `{objection}` is answered already and the answer stands";
    ObjectionOwnCase "objection.own-case" Fault
        "“{by}”是异议“{objection}”的当事人,不能自己答复,请换人办理" "`{by}` is a party to the objection `{objection}` and may not answer it";
    ObjectionRole "objection.role" Fault
        "异议“{objection}”不由{role_zh}答复:由监督员答复,对草案的异议可由居委会答复,超期的由街道答复" "the objection `{objection}` is not for the role `{role}` to answer";
    ObjectionDismissedVoids "objection.dismissed-voids" Fault
        "异议“{objection}”既然不成立,就不能据此作废选票或更正结果" "the objection `{objection}` is dismissed, so it cannot void ballots or correct anything";
    ObjectionAboutNothing "objection.about-nothing" Fault
        "条目“{re}”不是公示或公示的内容,不能对它提异议或定案" "the entry `{re}` is neither posted nor a post, so it can neither be objected to nor finalised";
    ObjectionUnknown "objection.unknown" Fault
        "没有异议“{re}”" "there is no objection `{re}`";
    ObjectionOverdue "objection.overdue" Fault
        "异议“{objection}”应在{due}前答复,已超期{overdue}天,街道可以直接答复" "the objection `{objection}` was to be answered by {due} and is {overdue} days overdue; the street may answer it";
    ObjectionVoidsNothing "objection.voids-nothing" Fault
        "“{ballot}”不是所异议的表决中的选票" "`{ballot}` is not a ballot of the vote that was objected to";
    FinaliseRepeated "finalise.repeated" Fault
        "{subject_zh}已经定案({subject})" "`{subject}` is final already";
    FinaliseNotAnnounced "finalise.not-announced" Fault
        "“{motion}”的结果还没有按现在的计票宣布并见证" "the result of `{motion}` as it is now was not announced and witnessed";

    // Conventions
    ConventionEmpty "convention.empty" Fault
        "公约“{title}”缺内容(条目:{article}):要有标题和条款,每条要有正文和性质" "the convention `{title}` lacks content (article `{article}`): a title and articles, each with a text and a kind";
    ConventionArticleTwice "convention.article-twice" Fault
        "条号“{article}”重复" "two articles have the number `{article}`";
    ConventionArticleUnknown "convention.article-unknown" Fault
        "公约“{title}”没有条号“{article}”" "the convention `{title}` has no article `{article}`";
    ConventionUnchanged "convention.unchanged" Fault
        "公约“{title}”没有任何改动,不必出新版本" "nothing in the convention `{title}` is different";
    ConventionUnreviewed "convention.unreviewed" Fault
        "第“{article}”条“{title}”现在的文字还没有{reviewer_zh}意见" "article `{article}`, `{title}`, as it stands was not reviewed by the {reviewer}";
    ConventionBlocked "convention.blocked" Fault
        "第“{article}”条“{title}”不得提交表决:{basis};请修改条文后重新送审" "article `{article}`, `{title}`, may not be put to a vote: {basis}";
    ConventionUnanswered "convention.unanswered" Fault
        "对第“{article}”条“{title}”的提示还没有回应:{basis};请修改条文或写明为什么保留" "the warning about article `{article}`, `{title}`, waits for a reply: {basis}";
    ConventionCommentUnanswered "convention.comment-unanswered" Fault
        "意见“{comment}”没有列入采纳情况:每条意见都要写明采纳或不采纳的理由" "the comment `{comment}` is left out: every comment is adopted or not, with a reason";
    ConventionCommentUnknown "convention.comment-unknown" Fault
        "没有收到过意见“{comment}”" "no comment `{comment}` was received";
    ConventionOtherText "convention.other-text" Fault
        "这不是公约“{title}”第{version}版的文字:公示、表决、签约的必须是同一文字,差一个标点也不行" "this is not the text of version {version} of `{title}`: what is published, voted on and signed is one text to the letter";
    ConventionNoPartyGate "convention.no-party-gate" Fault
        "“{title}”提交表决前,要有党组织研究的记录和日期" "`{title}` needs a dated record of the Party organisation's study before the vote";
    ConventionNotPassed "convention.not-passed" Fault
        "“{title}”没有在“{motion}”的表决中通过,不能成为公约" "`{title}` was not passed by the motion `{motion}`";
    ConventionDates "convention.dates" Fault
        "日期不合:公布({promulgated})不晚于施行({in_force}),评估({review})在施行之后" "the dates do not follow: promulgated {promulgated}, in force {in_force}, review {review}";
    ConventionUnknown "convention.unknown" Fault
        "没有公约“{convention}”" "there is no convention `{convention}`";
    ConventionVersion "convention.version" Fault
        "公约“{title}”的下一稿应是第{expected}版并写明上一版的摘要,不是第{version}版" "the next draft of `{title}` is version {expected} and names the digest of the one before; this is version {version}";
    ConventionLint "convention.lint" Warning
        "第“{article}”条的“{words}”可能违法:{basis};建议:{suggestion}" "article `{article}` may be unlawful in `{words}`: {basis}; instead: {suggestion}";
    ConventionNoBasis "convention.no-basis" Fault
        "对公约“{title}”的审查意见不是“无意见”的,要写明法律依据" "a finding against the convention `{title}` names the law it rests on";
    ConventionPassed "convention.passed" Fault
        "公约“{title}”已由“{motion}”表决通过,不能记为未通过" "the convention `{title}` was passed by `{motion}`, so it has not failed";
    ConventionNotFiled "convention.not-filed" Fault
        "公约“{title}”备案要附回执等证据" "the filing of `{title}` needs evidence, such as the receipt";
    ConventionNotYet "convention.not-yet" Fault
        "公约“{title}”自{in_force}起施行,今天({today})还不能办理" "the convention `{title}` holds from {in_force}; {today} is too early";
    ConventionReviewDue "convention.review-due" Warning
        "公约“{convention}”应在{review}前评估" "the convention `{convention}` was to be looked at again by {review}";
    DriveWindow "drive.window" Listed
        "签约自{opens}起至{closes}止,{day}不能办理" "signing is open from {opens} to {closes}, not on {day}";
    DriveClosed "drive.closed" Listed
        "签约已经截止" "signing is closed";
    DriveOpen "drive.open" Fault
        "签约到{closes}截止,截止后一次公布;中途公布会让人看出谁刚签" "signing is open until {closes}; counts are published once, after that";
    DriveDuplicate "drive.duplicate" Listed
        "“{household}”户已经签过,一户签一次" "the household `{household}` has signed already";
    DriveNotSigned "drive.not-signed" Listed
        "“{household}”户没有签约,无可撤回" "the household `{household}` has not signed";
    DriveUnknown "drive.unknown" Fault
        "没有签约活动“{drive}”" "there is no signature drive `{drive}`";
    DriveRepeated "drive.repeated" Fault
        "签约活动编号“{drive}”已用过" "there is a signature drive `{drive}` already";
    DriveNotPromulgated "drive.not-promulgated" Fault
        "公约“{convention}”还没有公布,不能签约" "the convention `{convention}` is not made public yet, so nobody signs it";

    // Tasks
    TaskNoOwner "task.no-owner" Fault
        "任务“{task}”没有写明谁负责、由谁承办" "the task `{task}` has no owner or nobody to do it";
    TaskNoDue "task.no-due" Fault
        "任务“{task}”没有期限:写明日期,或者写明长期" "the task `{task}` has no due date: give a day, or say that it is standing";
    TaskNoAcceptance "task.no-acceptance" Fault
        "任务“{task}”没有验收标准:写明怎样才算办好" "the task `{task}` has no acceptance test: say how one will know that it is done";
    TaskNoEvidence "task.no-evidence" Fault
        "任务“{task}”报办结要附照片或其他证据" "the task `{task}` is reported done without evidence";
    TaskNotDoer "task.not-doer" Fault
        "“{by}”不是任务“{task}”的承办人" "`{by}` is not a doer of the task `{task}`";
    TaskSamePerson "task.same-person" Fault
        "任务“{task}”由“{by}”承办,要由另一人验收销号" "`{by}` does the task `{task}`, so somebody else checks it";
    TaskState "task.state" Fault
        "任务“{task}”现在是“{state}”,不能这样办理" "the task `{task}` is in the state `{state}`, which does not allow this";
    TaskUnknown "task.unknown" Fault
        "没有任务“{task}”" "there is no task `{task}`";
    TaskRepeated "task.repeated" Fault
        "任务编号“{task}”已用过,请用新编号" "there is a task `{task}` already; take another number";
    TaskDoerUnknown "task.doer-unknown" Fault
        "任务“{task}”的承办人“{doer}”没有密钥,无法报办结" "the doer `{doer}` of the task `{task}` has no key to report with";
    TaskDuePast "task.due-past" Fault
        "任务“{task}”的期限{due}已过" "the task `{task}` would be due on {due}, which is past";
    TaskOverdue "task.overdue" Warning
        "任务“{task}”应在{due}前办结,已超期{overdue}天,请{owner}说明" "the task `{task}` of `{owner}` was due on {due} and is {overdue} days overdue";

    // Points
    PointsRule "points.rule" Fault
        "积分规则“{rule}”不完整:要写明事由、分值和次数上限" "the points rule `{rule}` needs a text, a number of points and a limit";
    PointsRuleTwice "points.rule-twice" Fault
        "积分规则编号“{rule}”已用过,请用新编号" "the points rule `{rule}` exists already";
    PointsForChoice "points.for-choice" Fault
        "积分规则“{rule}”不得采用:不得因投什么票、投诉或发表意见加分扣分(“{words}”)" "the points rule `{rule}` is refused: no points for or against a choice, a complaint or an opinion (`{words}`)";
    PointsForRights "points.for-rights" Fault
        "积分规则“{rule}”不得采用:积分不得与低保、入学等权益挂钩(“{words}”)" "the points rule `{rule}` is refused: points may not touch welfare, schooling or other rights (`{words}`)";
    PointsClaimTwice "points.claim-twice" Listed
        "积分申报“{claim}”已有" "the claim `{claim}` exists already";
    PointsUnknown "points.unknown" Fault
        "没有编号为“{id}”的积分规则或申报" "there is no points rule or claim `{id}`";
    PointsItem "points.item" Fault
        "积分规则“{rule}”按件计的要写明是哪一件(如哪只犬),其他的不写" "the points rule `{rule}` counts per item or not; name the item only where it does";
    PointsLimit "points.limit" Listed
        "“{household}”户按规则“{rule}”的积分已满{times}次" "the household `{household}` has had the {times} times that the rule `{rule}` allows";
    PointsSamePerson "points.same-person" Fault
        "积分申报“{claim}”要由申报人以外的人核实,“{by}”不行" "the claim `{claim}` is verified by somebody other than `{by}`";
    PointsNoEvidence "points.no-evidence" Fault
        "核实积分申报“{claim}”要附证据" "the claim `{claim}` is verified without evidence";
    PointsFuture "points.future" Fault
        "积分申报“{claim}”的日期{on}还没有到" "the claim `{claim}` is about {on}, which is yet to come";

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
    AttestSamePerson "attest.same-person" Fault
        "“{person}”已经签过,须由另一人会签" "`{person}` has signed this already; the further signature must be another person's";
    MemberOther "member.other" Fault
        "这件事须由“{handle}”本人办理" "this is for `{handle}` alone to do";
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
    // Register and base
    StratumInvalid "stratum.invalid" Fault
        "“{value}”不能作分层名称:须为 1 至 64 个字,不含空格" "`{value}` cannot name a stratum: 1 to 64 characters without blanks";
    StratumMissing "stratum.missing" Fault
        "“{handle}”没有登记“{key}”,无法按它分层" "`{handle}` has no `{key}` on the register and cannot be placed in a stratum";
    RegisterPersonCounted "register.person-counted" Fault
        "“{handle}”已在名册“{register}”上:一人名下有几套房也只算一人,请把房屋并入其名下" "`{handle}` stands on the register `{register}` already: several flats of one person make one person, so add the flat to the holdings";
    RegisterUnitTaken "register.unit-taken" Fault
        "房屋“{unit}”已登记在“{holder}”名下,不能再算到“{handle}”名下" "the flat `{unit}` stands under `{holder}` already and cannot also count for `{handle}`";
    RegisterHeadsGiven "register.heads-given" Fault
        "“{handle}”不用填写人数:在册一个即为一人" "leave out the heads of `{handle}`: whoever stands on the register is one";
    RegisterAreaTwice "register.area-twice" Fault
        "“{handle}”的面积已由名下房屋合计,不能另填面积" "the area of `{handle}` is that of the holdings; leave out the other figure";
    RegisterAreaMissing "register.area-missing" Fault
        "房屋“{unit}”没有填写专有部分面积" "the flat `{unit}` has no area";
    RegisterAdults "register.adults" Fault
        "“{handle}”的成年居民多于居民总数,请核对" "`{handle}` has more adults than residents";
    RegisterNotListed "register.not-listed" Listed
        "“{handle}”不在名册“{register}”上,如有疑问请联系社区更正" "`{handle}` is not on the register `{register}`";
    RegisterNotEligible "register.not-eligible" Listed
        "“{handle}”在名册上但没有表决权(如未满十八周岁):可以发表意见,不能投票" "`{handle}` is on the register without a vote, being under 18 for instance: they may speak but not vote";
    RegisterUnknown "register.unknown" Fault
        "没有名册“{register}”" "there is no register `{register}`";
    RegisterPersonal "register.personal" Fault
        "“{value}”像是个人信息:编号须随机,分层须粗略(至多 8 项、每项至多 32 个字、不含电话、证件号或生日)" "`{value}` looks like personal data: handles are random, strata coarse (at most 8, of at most 32 characters, without telephone, identity or birth numbers)";
    RegisterOfficeName "register.office-name" Fault
        "“{handle}”既是职务编号又作名册编号,会把两个人混为一人,请另取编号" "`{handle}` would name both an office and somebody on a register; choose another";
    RegisterHasKey "register.has-key" Fault
        "“{handle}”已有密钥;更换密钥请用“更换密钥”(rekey)" "`{handle}` has a key already; change it by a rekey";
    RegisterDigestAlg "register.digest-alg" Fault
        "“{handle}”的 _sd 与 _sd_alg 须同时填写或同时不填" "the enrolment of `{handle}` has one of _sd and _sd_alg without the other";
    RegisterDigestTaken "register.digest-taken" Fault
        "“{handle}”的加盐摘要“{digest}”已登记过,可能是同一人重复登记;请核对或换新的盐" "the salted digest `{digest}` of `{handle}` was enrolled before: the same person twice, or a salt used again";
    BaseUnknown "base.unknown" Fault
        "没有公告过基数“{base}”" "no base `{base}` was announced";
    BaseRepeated "base.repeated" Fault
        "基数“{base}”已经公告过,冻结后不得更改;新的基数请另取编号" "the base `{base}` was announced already and stays as it is; give a new one another identifier";
    BaseEmpty "base.empty" Fault
        "基数“{base}”一个人也没有:名册“{register}”中没有符合范围的" "the base `{base}` is empty: nobody on the register `{register}` is in its scope";
    BaseChanged "base.changed" Fault
        "基数“{base}”与公告的不一致:公告为 {announced},现为 {found};更改基数须重新公告" "the base `{base}` is not the one that was announced: announced {announced}, found {found}; a changed base needs a new notice";
    // Seats
    RosterBaseUnit "roster.base-unit" Fault
        "没有写明比例按什么计算(户数、居民数、成年居民数或面积),名额无法确定" "the seats are a share of nothing stated: say whether of households, residents or adults";
    RosterBaseUnitChanged "roster.base-unit-changed" Fault
        "名额的计算口径与公告的不一致:公告为 {announced},现为 {found}" "the seats were announced as a share of {announced} and are now a share of {found}";
    SeatsBaseZero "seats.base-zero" Fault
        "名册没有登记{measure_zh},不能按它计算名额" "the register knows no {measure}, so that seats cannot be a share of it";
    SeatsNone "seats.none" Fault
        "按 {base} 计算,一个名额也没有" "there is no seat at all out of {base}";
    SeatsTooFew "seats.too-few" Fault
        "名额只有 {seats} 个,不够 {strata} 个分层各得一个" "{seats} seats are too few for each of {strata} strata to have one";
    // Roster
    RosterUnknown "roster.unknown" Fault
        "没有公布过名册“{roster}”" "no roster `{roster}` was declared";
    RosterRepeated "roster.repeated" Fault
        "名册“{roster}”已经公布过,不能重新公布" "the roster `{roster}` was declared already";
    RosterSeatsWrong "roster.seats-wrong" Fault
        "名册“{roster}”的名额与规则算出的不符:公布 {announced} 个,应为 {found} 个,或各层名额、基数、分层口径不同" "the seats of the roster `{roster}` are not what its rule gives: {announced} announced, {found} reckoned, or other strata or another base";
    RosterMeasureSwitched "roster.measure-switched" Warning
        "名册“{roster}”按 {now} 计算名额,上一次按 {before}:请说明为何更换口径" "the roster `{roster}` reckons its seats by {now}, the one before by {before}: ask why";
    RosterUntil "roster.until" Fault
        "名册“{roster}”:开始推荐时须写明推荐截止日(不早于今天),其他时候不写" "a last day for nominations, today or later, is given when those of the roster `{roster}` open, and only then";
    RosterNominationsClosed "roster.nominations-closed" Fault
        "名册“{roster}”现在不接受推荐" "the roster `{roster}` takes no nominations now";
    RosterNominationsOpen "roster.nominations-open" Fault
        "名册“{roster}”的推荐到 {until} 才截止" "nominations for the roster `{roster}` are open until {until}";
    RosterStands "roster.stands" Fault
        "“{handle}”已是名册“{roster}”的候选人,或者已在任" "`{handle}` stands for the roster `{roster}` already, or holds a seat";
    RosterNoVacancy "roster.no-vacancy" Fault
        "名册“{roster}”在“{stratum}”没有要补的名额" "the roster `{roster}` has no seat to fill in `{stratum}`";
    RosterNotVerifying "roster.not-verifying" Fault
        "名册“{roster}”:推荐截止之后、名单公示之前才能抽签" "candidates of the roster `{roster}` are drawn after nominations close and before the list is public";
    RosterDrawNeeded "roster.draw-needed" Fault
        "名册“{roster}”的候选人多于名额,须先抽签" "more stand for the roster `{roster}` than there are seats: draw first";
    RosterNobody "roster.nobody" Fault
        "名册“{roster}”没有人可以聘任,或没有人在任" "nobody is to be appointed to the roster `{roster}`, or nobody holds a seat of it";
    RosterNotPublic "roster.not-public" Fault
        "名册“{roster}”的名单还没有公示期满、答复完异议,不能聘任" "the list of the roster `{roster}` was not public for its full days with every objection answered";
    RosterAllRecommended "roster.all-recommended" Warning
        "名册“{roster}”的名单中没有一人是自荐,请监督员了解推荐情况" "nobody on the list of the roster `{roster}` put themselves forward; a supervisor should ask how they were found";
    // Draw
    DrawCandidateTwice "draw.candidate-twice" Fault
        "“{handle}”在候选名单上出现了两次" "`{handle}` is among the candidates twice";
    DrawCandidatesChanged "draw.candidates-changed" Fault
        "候选名单与抽签公告的不一致:公告为 {announced},现为 {found}" "the candidates are not those of the announcement: announced {announced}, found {found}";
    DrawCandidatesFew "draw.candidates-few" Fault
        "“{stratum}”有 {seats} 个名额,候选人只有 {candidates} 个:请延长报名或重新公告名额" "`{stratum}` has {seats} seats and only {candidates} candidates: nominate more or announce other seats";
    DrawStratumUnknown "draw.stratum-unknown" Fault
        "候选人“{handle}”属于“{stratum}”,公告没有写明它的名额(没有名额的写 0)" "the candidate `{handle}` belongs to `{stratum}`, for which no number of seats is announced; announce 0 if it has none";
    DrawSeatsGiven "draw.seats-given" Fault
        "抽签“{draw}”须写明各层名额,或者写明名额规则和各层基数,两者选一" "the draw `{draw}` needs either seats, or a rule of the same strata with weights";
    DrawPartyTwice "draw.party-twice" Fault
        "“{party}”在抽签公告中出现了两次" "the party `{party}` is announced twice";
    DrawPartyUnknown "draw.party-unknown" Fault
        "“{party}”不是公告的抽签参与方" "`{party}` is not a party to the draw";
    DrawSourceMissing "draw.source-missing" Fault
        "抽签“{draw}”没有写明公开随机源,例如某日某期的福利彩票" "the draw `{draw}` names no public source, such as a lottery of a certain day";
    DrawDates "draw.dates" Fault
        "抽签日期次序不对:公告({today})不晚于承诺截止({commit_by}),不晚于揭示截止({reveal_by}),揭示截止须早于公开随机源产生之日({source})" "the dates of the draw are out of order: announced {today}, commitments by {commit_by}, reveals by {reveal_by}, all before the public source of {source}";
    DrawCommitLate "draw.commit-late" Fault
        "“{party}”的承诺晚于截止日 {commit_by} 或揭示已经开始" "the commitment of `{party}` came after {commit_by} or after reveals had begun";
    DrawCommitTwice "draw.commit-twice" Fault
        "“{party}”已经作过承诺,不能更改" "`{party}` has committed already and cannot change it";
    DrawCommitsOpen "draw.commits-open" Fault
        "承诺还没有全部收齐,{commit_by} 之前不能揭示或抽签" "commitments are still being taken until {commit_by}; nothing may be revealed yet";
    DrawNotCommitted "draw.not-committed" Fault
        "“{party}”没有按时承诺,不能揭示" "`{party}` made no commitment and has nothing to reveal";
    DrawRevealWrong "draw.reveal-wrong" Fault
        "“{party}”揭示的内容与其承诺不符" "what `{party}` revealed is not what it committed to";
    DrawRevealTwice "draw.reveal-twice" Fault
        "“{party}”已经揭示过" "`{party}` has revealed already";
    DrawRevealLate "draw.reveal-late" Fault
        "“{party}”的揭示晚于截止日 {reveal_by},不计入" "the reveal of `{party}` came after {reveal_by} and does not count";
    DrawRevealsOpen "draw.reveals-open" Fault
        "揭示还没有全部收齐,{reveal_by} 之前不能抽签" "reveals are still being taken until {reveal_by}; nothing may be drawn yet";
    DrawRevealMissing "draw.reveal-missing" Fault
        "抽签“{draw}”没有任何一方按时揭示,本次不能抽签,须重新公告" "no party of the draw `{draw}` revealed in time; it cannot be drawn and must be announced again";
    DrawValueInvalid "draw.value-invalid" Fault
        "“{value}”不是规范的公开随机值:每个源一段,数值后加点、段后加斜线,不计次序的从小到大,如 2.5.12./" "`{value}` is not a public value such as `2.5.12./`: a dot after each value, a slash after each source, sorted where the order does not count";
    DrawValueEarly "draw.value-early" Fault
        "公开随机源“{source}”要到 {date} 才产生" "the public source `{source}` has no value before {date}";
    DrawRepeated "draw.repeated" Fault
        "抽签“{draw}”已经公告过,不能重抽" "the draw `{draw}` was announced already; there is no second draw";
    DrawForRoster "draw.for-roster" Fault
        "抽签“{draw}”补的是名册“{roster}”的名额:不为某次会议抽,请在名册上查询和办理" "the draw `{draw}` fills the roster `{roster}`: it is for no session, and its seats are those of the roster";
    DrawSession "draw.session" Fault
        "抽签“{draw}”须写明为哪次会议召集" "the draw `{draw}` does not say which session it convenes";
    DrawForfeited "draw.forfeited" Warning
        "抽签“{draw}”:“{party}”没有承诺或没有揭示,未计入种子" "`{party}` brought nothing into the draw `{draw}`: it made no commitment or did not reveal it";
    DrawUnknown "draw.unknown" Fault
        "没有公告过抽签“{draw}”" "no draw `{draw}` was announced";
    DrawOpen "draw.open" Fault
        "抽签“{draw}”还没有抽" "the draw `{draw}` is not drawn yet";
    DrawOverdue "draw.overdue" Fault
        "抽签“{draw}”的公开随机值已经产生,却一直没有抽签结果" "the public value of the draw `{draw}` is known, but no result was ever put on record";
    // Pool and panel
    PoolNotMember "pool.not-member" Fault
        "“{handle}”既不在名册上,也不在备选之列" "`{handle}` neither holds a seat nor waits for one";
    PanelNotInPool "panel.not-in-pool" Fault
        "“{handle}”不是在任百姓管家,不能召集" "`{handle}` holds no seat in the pool and cannot be convened";
    PanelStakeholderShare "panel.stakeholder-share" Fault
        "到会 {present} 人中利益相关居民 {affected} 人,须达到 {need} 人,请补邀" "{affected} of {present} present are affected by the matter; {need} are needed";
    PanelStratumEmpty "panel.stratum-empty" Warning
        "“{stratum}”({key},基数 {base})没有一人入选" "nobody was selected from `{stratum}` ({key}, {base} in the base)";
    PanelOneStratum "panel.one-stratum" Warning
        "入选的人全部来自“{stratum}”({key})" "all those selected come from `{stratum}` ({key})";
    // Audit
    TreeRoot "tree.root" Fault
        "记录与签注对不上:签注写明 {size} 条、树根 {root};有条目被增删或改动" "the entries are not those of the checkpoint, which says {size} entries with the root {root}: something was added, removed or changed";
    CheckpointOrigin "checkpoint.origin" Fault
        "签注写的是“{named}”,而记录是“{origin}”" "the checkpoint is for `{named}`, but the record is `{origin}`";
    // Words
    WordsEmpty "words.empty" Fault
        "内容不能为空" "there is nothing written here";
    WordsPersonal "words.personal" Fault
        "文字里有“{what}”,能认出是谁:记录不能删改,请去掉电话、证件号和门牌,或者保密提交" "the words have `{what}` in them, which tells who it is: nothing is ever taken off the record, so leave out numbers and doors or keep the words off it";
    WordsSaltShort "words.salt-short" Fault
        "盐值只有 {bytes} 字节:不上链的文字须用至少 16 字节随机盐值保护,以免被猜出" "the salt has {bytes} bytes: a text kept off the record needs at least 16 random ones, or it could be guessed";
    WordsDiffer "words.differ" Fault
        "出示的文字与记录中的摘要对不上" "the text shown is not the one whose digest is on the record";
    // Catalogue
    CatalogueInvalid "catalogue.invalid" Fault
        "事项目录有误:编号“{code}”重复,或用词为空" "the catalogue is not in order: `{code}` stands in it twice or has an empty word";
    CatalogueItemUnknown "catalogue.item-unknown" Fault
        "协商事项目录里没有编号“{item}”" "the catalogue has no item `{item}`";
    // Matters and triage
    MatterNotOwn "matter.not-own" Fault
        "本人提交的事项须写明提交人“{who}”本人;代别人反映请由工作人员代记" "a matter handed in by oneself names `{who}` as the resident; for others let a clerk take it down";
    MatterTextExposed "matter.text-exposed" Fault
        "这件事触及人身安全或违法犯罪(“{word}”),内容不得写在公开记录上:请改为保密提交,并立即报告" "this touches personal safety or a crime (`{word}`): keep its words off the record under a salted digest, and report it at once";
    MatterSupported "matter.supported" Listed
        "“{who}”已经附议过“{matter}”,一人(户)一次" "`{who}` supports `{matter}` already; each may do so once";
    MatterSettled "matter.settled" Fault
        "“{matter}”已过这一步,不能再办" "it is too late for this on `{matter}`";
    MatterNotReadBack "matter.not-read-back" Fault
        "“{matter}”是代记的,须向居民复述并得到确认后才能受理" "`{matter}` was taken down for someone: read it back and have it confirmed first";
    MatterNotCompared "matter.not-compared" Fault
        "“{matter}”与“{other}”相似,请先核对是否重复" "`{matter}` is like `{other}`: compare them before taking it up";
    MatterIntoItself "matter.into-itself" Fault
        "“{matter}”不能并入或拆成它自己" "`{matter}` cannot go on in itself";
    MatterPartsMissing "matter.parts-missing" Fault
        "“{matter}”至少要拆成两个子事项" "split `{matter}` into two parts or more";
    MatterNegativeList "matter.negative-list" Fault
        "属于负面清单“{entry} {entry_zh}”(第 {at} 字后的“{word}”),不得协商或表决" "this is on the negative list, `{entry}` {entry_en} (`{word}` after {at} characters): it can neither be consulted on nor voted on";
    MatterDuePast "matter.due-past" Fault
        "期限 {due} 早于今天 {on}" "the day {due} it is due is before today, {on}";
    MatterTestMissing "matter.test-missing" Fault
        "交办“{matter}”须写明怎样算办好(验收标准)" "say how it will be known that `{matter}` is done";
    MatterNotStudied "matter.not-studied" Fault
        "“{matter}”提交上级会议前,须有党组织研究的日期和记录" "before `{matter}` goes to an assembly, the day and record of its study by the party organisation are needed";
    MatterSameMeasure "matter.same-measure" Fault
        "“{matter}”的方案与未通过的相同:须至少修改一项才能再议" "this was put before on `{matter}` and not agreed: change something first";
    MatterOwnWork "matter.own-work" Fault
        "“{who}”是承办人,不能自己销号,须由别人核验" "`{who}` did the work and cannot strike it off; someone else has to look";
    MatterNotPublicised "matter.not-publicised" Fault
        "“{matter}”的办理结果还没有公示,不能销号" "the result of `{matter}` was not made public, so it cannot be struck off";
    MatterUnknown "matter.unknown" Fault
        "没有事项“{matter}”" "there is no matter `{matter}`";
    MatterTaken "matter.taken" Fault
        "编号“{matter}”已有事项,请换一个编号" "there is a matter `{matter}` already; take another number";
    MatterElsewhere "matter.elsewhere" Fault
        "“{event_zh}”不在这里办理,由“{kind}”条目引起" "`{event}` is not done here: it follows from an entry `{kind}`";
    MatterNotPart "matter.not-part" Fault
        "“{part}”不是从“{matter}”拆分出来的" "`{part}` was not handed in as a part of `{matter}`";
    MatterSupportersMissing "matter.supporters-missing" Fault
        "工作人员录入附议须列明附议人,居民本人附议不列名单" "a clerk who enters support on paper lists who supports; a member supports without a list";
    MatterNotPassed "matter.not-passed" Fault
        "“{motion}”{outcome_zh},“{matter}”不能据此议定" "`{motion}`: {outcome}; it does not settle `{matter}`";
    MatterPassed "matter.passed" Fault
        "“{motion}”已经通过,“{matter}”不能记为未通过" "`{motion}` was passed, so `{matter}` is not rejected by it";
    MatterNotReserved "matter.not-reserved" Fault
        "“{matter}”不属于法律规定须由居民会议、业主等决定的事项" "no statute reserves `{matter}` to an assembly";
    TriageRuleMissing "triage.rule-missing" Fault
        "请写明依据的目录条目或规定" "name the rule or list this follows from";
    TriageUnproposed "triage.unproposed" Fault
        "“{matter}”没有待会签的分类" "no triage of `{matter}` waits to be attested";
    TriageDiffers "triage.differs" Fault
        "会签的分类与“{matter}”提出的分类不一致,请重新核对" "what is attested is not what was proposed for `{matter}`";
    TriageSamePerson "triage.same-person" Fault
        "“{who}”不能会签自己提出的分类,须由另一人(居委会成员)会签" "`{who}` proposed this triage and cannot attest it too; another person has to";
    TriageUnconfirmed "triage.unconfirmed" Fault
        "“{matter}”的分类还没有第二人会签,不生效" "the triage of `{matter}` is not attested by a second person, so it has no effect";
    TriageSafety "triage.safety" Fault
        "触及人身安全或违法犯罪,只能列为大事、立即报告并限制公开" "this touches personal safety or a crime: it may only be triaged major, is reported at once and is not shown in public";
    TriageUnreported "triage.unreported" Fault
        "“{matter}”触及人身安全,须先报告公安机关等主管部门并记录" "`{matter}` touches personal safety: report it to the police or the authority in charge first, and record that";
    TriageAppealLate "triage.appeal-late" Fault
        "分类于 {published} 公布,申诉期到 {last} 为止" "the triage was published on {published}; appeals were possible until {last}";
    // Agenda and notice
    AgendaEmpty "agenda.empty" Fault
        "议程至少要有一个议题" "an agenda has at least one item";
    AgendaNumbering "agenda.numbering" Fault
        "议题应依次编号:这里应为 {expected},写的是 {no}" "items are numbered 1, 2, 3 …: here {expected} is expected, not {no}";
    AgendaRepeated "agenda.repeated" Fault
        "“{id}”在议程上出现了两次" "`{id}` stands on the agenda twice";
    AgendaItemUnknown "agenda.item-unknown" Fault
        "议程上没有第 {no} 个议题" "the agenda has no item {no}";
    AgendaNotOnAgenda "agenda.not-on-agenda" Fault
        "“{id}”不在公示的议程上:今天可以讨论,不能表决,可列入下次会议" "`{id}` is not on the agenda that was posted: it can be talked about today and voted on at another session";
    AgendaTextChanged "agenda.text-changed" Fault
        "“{motion}”的题目与公示的不一致,不能表决" "the question of `{motion}` is not the one that was posted";
    NoticeShort "notice.short" Fault
        "公告 {posted} 张贴、{held} 开会,只有 {days} 天,须满 {need} 天:最早 {earliest} 开会" "posted on {posted} and held on {held} makes {days} days of the {need} needed: {earliest} is the earliest day";
    NoticeSpecial "notice.special" Fault
        "这类会议不能以特殊情况缩短公告期" "special circumstances do not shorten the notice of such a session";
    AgendaQuestionTaken "agenda.question-taken" Fault
        "“{motion}”已在会议“{session}”的议程上,请换一个编号" "`{motion}` stands on the agenda of the session `{session}`; take another number";
    AgendaDeferred "agenda.deferred" Fault
        "“{matter}”已推迟到以后的会议,这次不议不决" "`{matter}` was put off to another session and is neither talked about nor voted on in this one";
    NoticeShortened "notice.shortened" Warning
        "会议“{session}”以特殊情况“{reason}”缩短公告期(只有 {days} 天,应为 {need} 天),请监督员核实" "the notice of the session `{session}` was shortened to {days} of {need} days for `{reason}`; a supervisor should look at it";
    // Sessions
    SessionUnknown "session.unknown" Fault
        "没有会议“{session}”" "there is no session `{session}`";
    SessionTaken "session.taken" Fault
        "编号“{session}”已有会议,请换一个编号" "there is a session `{session}` already; take another number";
    SessionOtherPanel "session.other-panel" Fault
        "抽签“{draw}”是为会议“{announced}”抽的,不能用于“{session}”" "the draw `{draw}` was made for the session `{announced}`, not for `{session}`";
    SessionElsewhere "session.elsewhere" Fault
        "这一步不在这里办理,由“{kind}”条目引起" "this step is not taken here: it follows from an entry `{kind}`";
    SessionByVoting "session.by-voting" Fault
        "会议“{session}”以参加表决为到会,不另签到;是否达到人数在计票时判定" "in the session `{session}` to vote is to attend: nobody checks in, and whether there are enough is judged at the count";
    SessionNotVoting "session.not-voting" Fault
        "现在不能表决“{motion}”:会议“{session}”是“{state_zh}”,须先辩论结束或在公告的时段内" "`{motion}` cannot be voted on now: the session `{session}` is `{state}`; first the debate is closed, or its window opens";
    SessionVoteOpen "session.vote-open" Fault
        "“{motion}”的表决还没有结束" "the vote on `{motion}` is still open";
    SessionDeclineUnclear "session.decline-unclear" Fault
        "须写明哪个议题、赞成还是反对一方经询问无人发言" "say on which motion, and whether for or against, nobody wanted to speak";
    SessionOnlineBasis "session.online-basis" Warning
        "“{who}”线上签到,但章程没有写明线上参加算到会的依据" "`{who}` checked in online, but the charter states nothing that makes this attendance";
    SessionRecusedByOther "session.recused-by-other" Warning
        "“{who}”对“{motion}”的回避由“{by}”提出,不是本人,请监督员核实" "`{who}` was recused from `{motion}` by `{by}`, not by themselves; a supervisor should look at it";
    SessionNobodyConvened "session.nobody-convened" Fault
        "会议“{session}”没有召集任何人" "nobody is convened to the session `{session}`";
    SessionWindow "session.window" Fault
        "会议“{session}”的截止时间不晚于开始时间" "the session `{session}` closes before it opens";
    SessionRolesMixed "session.roles-mixed" Fault
        "“{who}”的身份有误:列席人员不能同时是召集对象,利益相关方须在召集对象中" "`{who}` cannot be a guest and convened at once, and who has a stake must be convened";
    SessionWrongDay "session.wrong-day" Fault
        "公告的开会日期是 {announced},今天是 {today},不能签到;改期须重新公告" "the session was announced for {announced} and today is {today}: another day needs another notice";
    SessionNotOpen "session.not-open" Fault
        "会议“{session}”现在不能签到" "one cannot check in to the session `{session}` now";
    SessionNotConvened "session.not-convened" Fault
        "“{who}”不在本次召集名单中" "`{who}` is not convened to this session";
    SessionCheckedIn "session.checked-in" Listed
        "“{who}”已经签到" "`{who}` has checked in already";
    SessionAttendance "session.attendance" Fault
        "会议“{session}”没有公告这种参加方式" "the session `{session}` was not announced to be attended in this way";
    SessionNoQuorum "session.no-quorum" Fault
        "未达法定人数:实到 {have},需要 {need},还差 {short};今天只商量、不表决" "there is no quorum: {have} are here, {need} are needed, {short} are missing; talk today, vote another day";
    SessionQuorate "session.quorate" Fault
        "已达法定人数(实到 {have},需要 {need}),不能以人数不足延期" "there is a quorum ({have} are here, {need} are needed), so the session is not put off for lack of one";
    SessionItemDone "session.item-done" Fault
        "第 {no} 个议题已经议过" "item {no} was dealt with already";
    SessionNotSpeaking "session.not-speaking" Fault
        "会议“{session}”现在不是发言时间" "this is not the time to speak in the session `{session}`";
    SessionNotPresent "session.not-present" Fault
        "“{who}”没有签到,也不是列席人员,不能发言" "`{who}` has not checked in and is not a guest, so cannot speak";
    SessionTurnsUsed "session.turns-used" Fault
        "“{who}”对“{motion}”已发言 {limit} 次,请把时间留给别人" "`{who}` has spoken {limit} times to `{motion}`; leave the time to others";
    SessionStatementUnknown "session.statement-unknown" Fault
        "第 {entry} 条不是本次会议的发言" "entry {entry} is not a statement of this session";
    SessionStatementOnRecord "session.statement-on-record" Fault
        "第 {entry} 条发言的文字已写入记录,不能撤回" "the words of entry {entry} are on the record and cannot be withdrawn";
    SessionNotSpeaker "session.not-speaker" Fault
        "只有发言人本人能撤回第 {entry} 条发言" "only who said it can withdraw the statement of entry {entry}";
    SessionOneSided "session.one-sided" Fault
        "“{motion}”的{stance_zh}方还没有发言,也没有表示放弃,辩论不能结束" "on `{motion}` the side `{stance}` has neither spoken nor declined, so the debate cannot close";
    SessionRecusalLate "session.recusal-late" Fault
        "“{who}”对“{motion}”的回避须在辩论结束前提出" "`{who}` can be recused from `{motion}` only before its debate is closed";
    SessionOutcomeMissing "session.outcome-missing" Fault
        "“{motion}”还没有计票结果,不能宣布" "`{motion}` is not counted yet, so nothing can be announced";
    SessionUnwitnessed "session.unwitnessed" Fault
        "计票须有至少 {need} 名见证人在场,现有 {have} 名" "a count needs {need} witnesses; there are {have}";
    SessionWitnessPartial "session.witness-partial" Fault
        "“{who}”是宣布人或利害关系人,不能作见证人" "`{who}` announces the count or is recused from it, and cannot witness it";
    SessionChallengeLate "session.challenge-late" Fault
        "结果于 {posted} 公示,申请复核到 {last} 为止" "the result was posted on {posted}; it could be challenged until {last}";
    // Minutes
    MinutesStatementMissing "minutes.statement-missing" Fault
        "会议记录缺少第 {entry} 条发言" "the minutes leave out the statement of entry {entry}";
    MinutesStatementUnknown "minutes.statement-unknown" Fault
        "会议记录列出的第 {entry} 条不是本次会议的发言" "the minutes list entry {entry}, which is not a statement of this session";
    MinutesMotionMissing "minutes.motion-missing" Fault
        "会议记录缺少“{motion}”的表决结果" "the minutes leave out the outcome of `{motion}`";
    MinutesOutcomeDiffers "minutes.outcome-differs" Fault
        "会议记录中“{motion}”的结果与宣布的不一致" "the minutes give another outcome of `{motion}` than was announced";
    MinutesDiffers "minutes.differs" Fault
        "签署的文本不是现在的会议记录稿" "what is signed is not the text of the minutes as drafted";
    MinutesSamePerson "minutes.same-person" Fault
        "“{who}”已经签署过:会议记录须由主持人、记录员、监督员三个不同的人签署" "`{who}` has signed already: facilitator, recorder and supervisor are three persons";
    MinutesSigned "minutes.signed" Fault
        "“{who}”的职务已有人签署" "someone has signed in the role of `{who}` already";
    MinutesNotPosted "minutes.not-posted" Fault
        "会议“{session}”的记录没有张贴公示,或张贴的不是签署的文本" "the minutes of the session `{session}` are not posted, or what is posted is not the text that was signed";
    MinutesUnsigned "minutes.unsigned" Fault
        "会议记录还缺{roles_zh}的签名,不生效" "the minutes are not signed by: {roles}";
    MotionNotCompetent "motion.not-competent" Fault
        "“{item} {item_zh}”依法由“{path_zh}”决定;按“{rule}”只能提出意见,不能决定" "item `{item}` is reserved by statute ({path}): under `{rule}` one can give an opinion, not decide";
    // Motions
    MotionTextMissing "motion.text-missing" Fault
        "议案“{motion}”的标题、正文或选项没有写" "the motion `{motion}` has no title, no text, or an option without words";
    MotionOptionsFew "motion.options-few" Fault
        "议案“{motion}”的选项太少:至少 {fewest} 项" "the motion `{motion}` has too few options: at least {fewest}";
    MotionOptionTwice "motion.option-twice" Fault
        "议案“{motion}”的选项“{option}”重复" "the motion `{motion}` has the option `{option}` twice";
    MotionApprovesUnknown "motion.approves-unknown" Fault
        "议案“{motion}”没有选项“{option}”,不能以它为同意" "the motion `{motion}` has no option `{option}` that could mean yes";
    MotionMarksInvalid "motion.marks-invalid" Fault
        "议案“{motion}”每人至多选 {max} 项不成立:应在一项与全部选项之间" "the motion `{motion}` cannot let a ballot name {max} options: from one to all of them";
    MotionPollUnsuited "motion.poll-unsuited" Fault
        "议案“{motion}”不能用两轮表决:规则“{rule}”须按人数过半数" "the motion `{motion}` cannot go in two rounds: the rule `{rule}` would have to ask for a majority of heads";
    MotionChannelsMissing "motion.channels-missing" Fault
        "议案“{motion}”没有开放任何投票渠道" "the motion `{motion}` opens no channel to vote by";
    MotionSecretUnsupported "motion.secret-unsupported" Fault
        "议案“{motion}”须记名:这里的选票都带投票人编号,不能用于无记名表决" "the motion `{motion}` must be by named ballot: ballots here bear a handle and are unfit for a secret vote";
    MotionRuleDiffers "motion.rule-differs" Fault
        "议案“{motion}”的“{member}”与规则“{rule}”的规定不同" "the motion `{motion}` sets `{member}` otherwise than the rule `{rule}` does";
    MotionProxyCap "motion.proxy-cap" Fault
        "议案“{motion}”规定的委托份数与规则“{rule}”不符:不许委托,或最多三份" "the motion `{motion}` allows more proxies than the rule `{rule}`: none, or three at most";
    MotionOpinionOnly "motion.opinion-only" Fault
        "议案“{motion}”只能形成意见:按规则“{rule}”表决不能作出决定,请提交有权决定的会议" "the motion `{motion}` can only give an opinion: the rule `{rule}` decides nothing, so refer it to those who may";
    MotionChanged "motion.changed" Fault
        "议案“{motion}”与开始表决时固定的内容不一致" "the motion `{motion}` is not what was fixed when it opened";
    MotionSame "motion.same" Fault
        "议案“{motion}”与未通过的“{failed}”内容相同:须有改动才能再次表决" "the motion `{motion}` says the same as `{failed}`, which failed: something must change before another vote";
    MotionBundled "motion.bundled" Warning
        "议案“{motion}”把有争议的条款({articles})合在一起表决:应当逐条表决" "the motion `{motion}` bundles contested articles ({articles}): each should have a vote of its own";
    MotionAbstainOption "motion.abstain-option" Warning
        "议案“{motion}”把弃权列为选项“{option}”:弃权总是可以选择,不必列出" "the motion `{motion}` lists abstention as the option `{option}`: to abstain is always possible besides";
    MotionChannelUnfounded "motion.channel-unfounded" Warning
        "议案“{motion}”开放“{channel}”渠道没有依据:规则“{rule}”没有提到,须写明章程或法规条文,否则只能作为意见征询" "the motion `{motion}` opens the channel `{channel}` without a basis: the rule `{rule}` does not mention it, so name the article or take the result as an opinion";
    MotionProxyUncapped "motion.proxy-uncapped" Warning
        "议案“{motion}”没有写明一人最多接受几份委托(规则“{rule}”留给地方规定)" "the motion `{motion}` does not say how many proxies a person may hold, which the rule `{rule}` leaves to local rules";
    MotionTied "motion.tied" Listed
        "议案“{motion}”平票({options}):按事先公布的办法处理,主持人不能决定" "the motion `{motion}` is tied ({options}): what was declared beforehand applies, and no facilitator decides";
    // Ballots
    BallotNotEligible "ballot.not-eligible" Listed
        "“{elector}”不在本次表决的名册上" "`{elector}` is not on the register of this vote";
    BallotRecused "ballot.recused" Listed
        "“{elector}”已回避,不参加本次表决" "`{elector}` has stepped aside from this vote";
    BallotMeasureMissing "ballot.measure-missing" Fault
        "名册上“{elector}”没有{measure_zh},而这次表决的规则要计算它" "the register gives no {measure} for `{elector}`, and the rule of this vote counts it";
    BallotNotPresent "ballot.not-present" Listed
        "“{elector}”没有签到,不能在会上表决" "`{elector}` has not checked in and cannot vote at the session";
    BallotLate "ballot.late" Listed
        "“{elector}”的选票在截止之后才到" "the ballot of `{elector}` came after the close";
    BallotChannelClosed "ballot.channel-closed" Listed
        "本次表决没有开放“{channel}”渠道" "the channel `{channel}` is not open for this vote";
    BallotChoiceUnknown "ballot.choice-unknown" Listed
        "选票上的“{choice}”不是本次表决的选项" "`{choice}` is not something one can choose in this vote";
    BallotTooMany "ballot.too-many" Listed
        "选票选了 {marks} 项,至多选 {max} 项" "the ballot names {marks} options, and {max} are the most";
    BallotDuplicate "ballot.duplicate" Listed
        "“{elector}”已经投过票(第 {counted} 条计入),这一张不计" "`{elector}` has another ballot, entry {counted}, which counts instead of this one";
    BallotDuplicateChannel "ballot.duplicate-channel" Listed
        "“{elector}”线上和纸质都投了票(第 {counted} 条计入),这一张不计" "`{elector}` voted both online and on paper; entry {counted} counts instead of this one";
    BallotProxyOff "ballot.proxy-off" Listed
        "本次表决不接受委托:“{holder}”不能代“{elector}”投票" "no proxies in this vote: `{holder}` cannot vote for `{elector}`";
    BallotProxyUnwritten "ballot.proxy-unwritten" Listed
        "“{holder}”代“{elector}”投票没有书面委托" "`{holder}` has no written mandate to vote for `{elector}`";
    BallotProxyHousehold "ballot.proxy-household" Listed
        "“{holder}”与“{elector}”不是同一户,不能代为投票" "`{holder}` and `{elector}` are not of one household";
    BallotProxyCap "ballot.proxy-cap" Listed
        "“{holder}”代人投票已满 {cap} 份,这一份无效" "`{holder}` already votes for {cap} others, which is the most";
    BallotNotIssued "ballot.not-issued" Listed
        "没有发出过票号“{serial}”" "no paper with the serial `{serial}` was handed out";
    BallotSerialTaken "ballot.serial-taken" Fault
        "票号“{serial}”已经发给别人" "the serial `{serial}` was already handed out";
    BallotSameClerk "ballot.same-clerk" Fault
        "票号“{serial}”须由不同的人录入和裁定,“{clerk}”已经录入过" "the paper `{serial}` must be entered and settled by different people, and `{clerk}` has entered it";
    BallotEntered "ballot.entered" Fault
        "票号“{serial}”已经录入完毕" "the paper `{serial}` was already entered";
    BallotNotDisputed "ballot.not-disputed" Fault
        "票号“{serial}”两次录入没有不一致,无须裁定" "the two entries of the paper `{serial}` do not differ, so there is nothing to settle";
    BallotEntryMismatch "ballot.entry-mismatch" Fault
        "纸质票还不能计票,须先录入两次并裁定不一致的:{serials}" "papers are not ready to be counted, each needs two entries that agree or are settled: {serials}";
    BallotPaperCount "ballot.paper-count" Fault
        "票箱里有 {counted} 张纸质票,录入的有 {entered} 张" "there were {counted} papers in the box, and {entered} were entered";
    BallotUnknown "ballot.unknown" Fault
        "第 {ballot} 条不是计入的选票,不能作废" "entry {ballot} is not a ballot that counts, so it cannot be voided";
    BallotVoid "ballot.void" Listed
        "“{elector}”的选票作废:{reason}" "the ballot of `{elector}` was declared void: {reason}";
    BallotClosed "ballot.closed" Fault
        "“{motion}”的表决已经截止" "the vote on `{motion}` is already closed";
    // Votes on the record
    MotionUnknown "motion.unknown" Fault
        "re 所指的“{motion}”不是已开始表决的议案" "`{motion}` in re is not a motion that was opened";
    MotionTaken "motion.taken" Fault
        "编号“{motion}”的议案已经表决过,请另编号" "there was a motion `{motion}` already, so give it another number";
    MotionRoundUnfit "motion.round-unfit" Fault
        "议案“{motion}”不是“{first}”上一轮结果所要求的下一轮:选项、规则须与事先公布的一致" "the motion `{motion}` is not the round that the count of `{first}` leaves open: options and rule must be those announced";
    CountOpen "count.open" Fault
        "议案“{motion}”尚未截止,不能宣布结果" "the vote on `{motion}` is not closed, so no result can be announced";
    CountWrong "count.wrong" Fault
        "议案“{motion}”宣布的结果与记录不符:{what} 宣布为 {said},按记录为 {counted}" "the result announced for `{motion}` is not that of the record: {what} was announced as {said}, the record gives {counted}";
    CountNoQuorum "count.no-quorum" Fault
        "议案“{motion}”参与不足,不得宣布通过。{zh}" "too few took part in `{motion}`, so it cannot be announced as passed. {en}";
    CountRepeated "count.repeated" Fault
        "议案“{motion}”的结果已经宣布并见证,没有更正不得再宣布" "the result of `{motion}` was announced and witnessed; without a correction it is not announced again";
    AttestSame "attest.same" Fault
        "“{who}”已经签过这一条,会签须由另一人办理" "`{who}` signed this already; a second signature is another person's";
}
