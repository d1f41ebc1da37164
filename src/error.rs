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
}
