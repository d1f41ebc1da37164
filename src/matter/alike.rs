//! Finding possible duplicates 查重 (SPEC.md section 6).
//!
//! ```
//! use guanjia::matter::alike;
//! // Pairs of the first: 村口 口路 路灯 灯不 不亮; the second has 路灯 灯不 不亮 and four others: 2·3 of 12.
//! assert!(alike("村口路灯不亮", "三栋旁路灯不亮了"));
//! // Punctuation and blanks are no difference.
//! assert!(alike("路灯 不亮!", "路灯不亮"));
//! assert!(!alike("路灯不亮", "路面不平"));
//! ```

use crate::map::Set;

/// Whether two texts may be about the same thing: they share at least half of their pairs of
/// neighbouring letters, digits or Chinese characters (Dice's coefficient ≥ 1/2, no rounding).
/// Texts of a single character are alike when they are equal.
///
/// ```
/// use guanjia::matter::alike;
/// assert!(alike("村口县道路灯不亮", "县道一整段路灯不亮"));
/// assert!(!alike("村口县道路灯不亮", "小区凉亭漏雨,用公共收益修"));
/// ```
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a), letters(b));
    let (pairs_a, pairs_b) = (pairs(&a), pairs(&b));
    if pairs_a.is_empty() || pairs_b.is_empty() {
        return a == b;
    }
    let shared = pairs_a.intersection(&pairs_b).count();
    4 * shared >= pairs_a.len() + pairs_b.len()
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn pairs(letters: &[char]) -> Set<(char, char)> {
    letters.iter().copied().zip(letters.iter().copied().skip(1)).collect()
}
