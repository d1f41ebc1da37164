//! What does not fit, and where it stands (SPEC.md section 2).

use std::fmt;

use super::tree::Tree;
use serde::{de, ser};

/// What is wrong in a value, and where: `options[2].text.zh: missing field`.
#[derive(Debug)]
pub(super) struct Misfit(Box<Finding>);

#[derive(Debug)]
struct Finding {
    place: String,
    reason: String,
}

impl Misfit {
    #[cold]
    #[inline(never)]
    pub(super) fn new(reason: String) -> Self {
        Self(Box::new(Finding { place: String::new(), reason }))
    }

    #[cold]
    #[inline(never)]
    pub(super) fn expected(what: &str, value: &Tree<'_>) -> Self {
        let found = match value {
            Tree::Null => "null",
            Tree::Bool(_) => "a boolean",
            Tree::Whole(_) | Tree::Negative(_) => "a number",
            Tree::Text(_) => "a string",
            Tree::Items(_) => "an array",
            Tree::Members(_) => "an object",
        };
        Self::new(format!("expected {what}, found {found}"))
    }

    #[cold]
    #[inline(never)]
    pub(super) fn unknown(name: &str, known: &[&str]) -> Self {
        Self::new(format!("unknown `{name}`, expected one of `{}`", known.join("`, `")))
    }

    #[cold]
    #[inline(never)]
    pub(super) fn within(mut self, member: &str) -> Self {
        let dot = if self.0.place.is_empty() || self.0.place.starts_with('[') { "" } else { "." };
        self.0.place = format!("{member}{dot}{}", self.0.place);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { place, reason } = &*self.0;
        if place.is_empty() { f.write_str(reason) } else { write!(f, "{place}: {reason}") }
    }
}

impl std::error::Error for Misfit {}

impl ser::Error for Misfit {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Self::new(reason.to_string())
    }
}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Self::new(reason.to_string())
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(format!("expected {expected}"))
    }

    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(format!("expected {expected}"))
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new("missing field".to_owned()).within(name)
    }
}
