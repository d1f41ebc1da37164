//! Chinese or English, and what to say when something cannot be read.

use clap::ValueEnum;
use guanjia::measure::{Amounts, Measure};
use guanjia::motion::Text;

/// The language of what is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

impl Lang {
    /// The text in this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// An amount with its unit.
    pub fn amount(self, measure: Measure, amount: u64) -> String {
        match self {
            Self::Zh => measure.amount_zh(amount),
            Self::En => measure.amount_en(amount),
        }
    }

    /// Every amount with its unit.
    pub fn amounts(self, amounts: &Amounts) -> String {
        let amounts: Vec<String> = amounts.iter().map(|(measure, amount)| self.amount(measure, amount)).collect();
        if amounts.is_empty() { "0".to_owned() } else { amounts.join(self.pick("、", ", ")) }
    }

    /// A number of something: `16 名`, `16 seats`.
    pub fn count(self, count: impl std::fmt::Display, zh: &str, en: &str) -> String {
        format!("{count} {}", self.pick(zh, en))
    }

    /// What a community wrote, in this language if it wrote it in both.
    pub fn text(self, text: &Text) -> &str {
        text.en.as_deref().filter(|_| self == Self::En).unwrap_or(&text.zh)
    }

    /// Several names.
    pub fn names(self, names: impl IntoIterator<Item: ToString>) -> String {
        names.into_iter().map(|name| name.to_string()).collect::<Vec<_>>().join(self.pick("、", ", "))
    }

    /// The sentence of an error in this language, with where it is.
    pub fn error(self, error: &guanjia::Error) -> String {
        let place = error.entry().map_or_else(String::new, |entry| match self {
            Self::Zh => format!("第 {entry} 条 "),
            Self::En => format!("entry {entry} "),
        });
        format!("{place}[{}] {}", error.code(), self.pick(&error.zh(), &error.en()))
    }
}

/// Why a command could not do its work.
pub enum Failure {
    /// A file could not be read or written.
    File(String, std::io::Error),
    /// What was read is not what it should be.
    Content(String, guanjia::Error),
    /// Anything else, in both languages.
    Other(String, String),
}

impl Failure {
    /// What to print.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::File(path, error) => format!("{path}: {error}"),
            Self::Content(path, error) => format!("{path}: {}", lang.error(error)),
            Self::Other(zh, en) => lang.pick(zh, en).to_owned(),
        }
    }
}

/// What a command ends with.
pub type Done = Result<std::process::ExitCode, Failure>;
