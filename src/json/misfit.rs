//! What does not fit, and where it stands (SPEC.md section 2).

use std::fmt::{self, Display};

use super::tree::Tree;
use crate::error::{Code, Error};
use serde::{de, ser};
use serde_json::error::Category;

/// What is wrong in a value, in Chinese and English, and where: `options[2].text.zh: missing field`.
///
/// It is displayed in English, and with `{:#}` in Chinese, as an [`Error`] is.
#[derive(Debug)]
pub(crate) struct Misfit(Box<Finding>);

#[derive(Debug)]
struct Finding {
    place: String,
    zh: String,
    en: String,
}

/// What a value may be, in Chinese and English.
pub(super) type Named<'a> = (&'a str, &'a str);

pub(super) const OBJECT: Named<'_> = ("对象", "an object");
pub(super) const ARRAY: Named<'_> = ("数组", "an array");
pub(super) const STRING: Named<'_> = ("字符串", "a string");

impl Misfit {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Box::new(Finding { place: String::new(), zh: zh.into(), en: en.into() }))
    }

    /// For a member that is not there.
    pub(crate) fn missing(member: &str) -> Self {
        Self::new("缺少这一项", "missing field").within(member)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn expected((zh, en): Named<'_>, value: &Tree<'_>) -> Self {
        let found = match value {
            Tree::Null => ("空值", "null"),
            Tree::Bool(_) => ("布尔值", "a boolean"),
            Tree::Whole(_) | Tree::Negative(_) => ("数", "a number"),
            Tree::Text(_) => STRING,
            Tree::Items(_) => ARRAY,
            Tree::Members(_) => OBJECT,
        };
        Self::new(format!("应为{zh},实为{}", found.0), format!("expected {en}, found {}", found.1))
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn unknown(name: &str, known: &[&str]) -> Self {
        Self::new(
            format!("没有“{name}”这一项,只能是“{}”之一", known.join("”“")),
            format!("unknown “{name}”, expected one of “{}”", known.join("”, “")),
        )
    }

    /// The error `json.invalid`.
    pub(crate) fn error(self) -> Error {
        Error::new(Code::JsonInvalid).with("reason_zh", format_args!("{self:#}")).with("reason", self)
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn within(mut self, member: &str) -> Self {
        let dot = if self.0.place.is_empty() || self.0.place.starts_with('[') { "" } else { "." };
        self.0.place = format!("{member}{dot}{}", self.0.place);
        self
    }
}

impl Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { place, zh, en } = &*self.0;
        let (colon, reason) = if f.alternate() { (":", zh) } else { (": ", en) };
        if place.is_empty() { f.write_str(reason) } else { write!(f, "{place}{colon}{reason}") }
    }
}

impl std::error::Error for Misfit {}

/// The error `json.invalid` for what is not JSON at all; the line and column are in both sentences.
#[allow(clippy::needless_pass_by_value, reason = "the shape that `map_err` takes")]
pub(crate) fn not_json(error: serde_json::Error) -> Error {
    let place = format!("第 {} 行第 {} 列", error.line(), error.column());
    let zh = match error.classify() {
        Category::Eof => format!("到{place}就断了,没有写完"),
        Category::Data => format!("{place}有同名的项,或者有数不是 2^53 - 1 以内的整数"),
        Category::Syntax | Category::Io => format!("{place}不是 JSON 的写法"),
    };
    Misfit::new(zh, error.to_string()).error()
}

impl ser::Error for Misfit {
    fn custom<T: Display>(reason: T) -> Self {
        Self::new(format!("{reason:#}"), reason.to_string())
    }
}

impl de::Error for Misfit {
    fn custom<T: Display>(reason: T) -> Self {
        ser::Error::custom(reason)
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(format!("应为 {expected}"), format!("expected {expected}"))
    }

    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::missing(name)
    }
}
