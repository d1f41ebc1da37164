//! Reasons 理由: a decision that needs one says why in at least five characters (SPEC.md section 6).
//!
//! Wherever a reason is asked for, blanks and two words will not do:
//!
//! ```
//! use guanjia::task::Task;
//! use guanjia::Hash;
//! let mut task = Task::assign(guanjia::from_json(r#"{
//!     "id": "T1", "text": "安装6处犬便箱", "owner": "物业", "doers": ["wy-01"], "due": "2026-07-31", "acceptance": "现场核对"
//! }"#).unwrap()).unwrap();
//! task.report(&"wy-01".parse().unwrap(), vec![Hash::of(b"photograph")]).unwrap();
//! let supervisor = "supervisor-1".parse().unwrap();
//! for reason in ["", "不 行", "不合格。 "] {
//!     assert_eq!(task.send_back(&supervisor, reason.to_owned()).unwrap_err().code(), "reason.short");
//! }
//! task.send_back(&supervisor, "只装了4处,少2处".to_owned()).unwrap();
//! ```

use crate::error::{Code, Error};

/// Fewest characters of a reason that are not blanks (models.json `G_reason`).
const FEWEST: usize = 5;

/// Refuses a reason of fewer than five characters, blanks not counted, with `reason.short`.
pub(crate) fn check_reason(reason: &str) -> Result<(), Error> {
    let written = reason.chars().filter(|c| !c.is_whitespace()).count();
    if written >= FEWEST { Ok(()) } else { Err(Error::new(Code::ReasonShort).with("reason", reason)) }
}

#[cfg(test)]
mod tests {
    use super::check_reason;

    #[test]
    fn five_characters_that_are_not_blanks() {
        for (reason, long_enough) in [
            ("相邻权纠纷", true),
            ("市场选择", false),
            ("市 场 选 择", false),
            ("", false),
            ("\u{3000}a b c d e", true),
        ] {
            assert_eq!(check_reason(reason).is_ok(), long_enough, "{reason}");
            assert!(long_enough || check_reason(reason).is_err_and(|error| error.code() == "reason.short"));
        }
    }
}
