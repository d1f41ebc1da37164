//! The rules that come with the library (SPEC.md section 7).
//!
//! ```
//! use guanjia::rule::{Status, presets};
//! // The rules of owners, and how well their sources were checked.
//! let owners = presets().iter().filter(|rule| rule.id.as_str().starts_with("cn.owners."));
//! for rule in owners {
//!     assert!(rule.source.law.is_some() && rule.status != Status::Design, "{}", rule.id);
//! }
//! // What the library made up itself says so.
//! assert!(presets().iter().all(|rule| rule.id.as_str().starts_with("x.") == (rule.status == Status::Design)));
//! ```

use std::sync::LazyLock;

use crate::json;
use crate::rule::Rule;

/// The rules that come with the library, in the order of `src/presets.json`.
///
/// A test reads the file and compares it with the reference it was made from, member by member.
static PRESETS: LazyLock<Vec<Rule>> =
    LazyLock::new(|| json::from_json(include_str!("../presets.json")).unwrap_or_default());

/// All presets: decisions, compositions and initiatives.
///
/// ```
/// use guanjia::rule::{Kind, presets};
/// let of = |kind| presets().iter().filter(|rule| rule.kind == kind).count();
/// assert_eq!(of(Kind::Decision) + of(Kind::Composition) + of(Kind::Initiative), presets().len());
/// ```
pub fn presets() -> &'static [Rule] {
    &PRESETS
}

/// The preset of that name.
///
/// ```
/// let stewards = guanjia::rule::preset("x.steward.session").unwrap();
/// assert_eq!(stewards.zh, "百姓管家会议(项目默认)");
/// assert!(guanjia::rule::preset("x.nothing").is_none());
/// ```
pub fn preset(id: &str) -> Option<&'static Rule> {
    PRESETS.iter().find(|rule| rule.id.as_str() == id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    #[test]
    fn the_file_reads_back_and_every_preset_makes_sense() {
        let rules: Vec<Rule> = serde_json::from_str(include_str!("../presets.json")).unwrap();
        assert_eq!(rules, presets());
        for rule in presets() {
            assert_eq!(rule.check_meaning(), Ok(()), "{}", rule.id);
            assert_eq!(presets().iter().filter(|other| other.id == rule.id).count(), 1, "{}", rule.id);
            let text = crate::json::print(rule).unwrap();
            assert_eq!(&crate::json::parse_canonical::<Rule>(&text).unwrap(), rule);
        }
    }
}
