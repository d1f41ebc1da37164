//! What changed between two versions of a convention, to be read on a phone (SPEC.md section 8).
//!
//! ```
//! use guanjia::convention::{Convention, ConventionDiff, PieceChange};
//! let version = |version: u32, text: &str| -> Convention {
//!     guanjia::from_json(&format!(r#"{{"id": "dogs", "version": {version}, "title": "文明养犬公约", "articles": [
//!         {{"no": "6", "title": "时段", "kind": ["encouragement"], "text": "{text}"}},
//!         {{"no": "7", "title": "犬便清理", "kind": ["agreement"], "text": "出门带袋,随拉随清。"}}
//!     ]}}"#)).unwrap()
//! };
//! let diff = ConventionDiff::between(&version(1, "22点后一律不准遛犬"), &version(2, "22点后倡导不遛犬"));
//! let [article] = diff.articles.as_slice() else { panic!("one article changed") };
//! let added: Vec<_> = article.text.iter().filter(|piece| piece.change == PieceChange::Added).collect();
//! assert_eq!((article.no.as_str(), added[0].text.as_str()), ("6", "倡导不"));
//! assert!(diff.title.is_empty() && !diff.reordered);
//! ```

use serde::{Deserialize, Serialize};

use crate::convention::{Article, Convention, DraftText};
use crate::id::Id;

/// How two versions differ.
///
/// ```
/// use guanjia::convention::{Convention, ConventionDiff};
/// let version = |numbers: [&str; 2]| -> Convention {
///     let article = |no: &str| {
///         format!(r#"{{"no": "{no}", "title": "第{no}条", "kind": ["agreement"], "text": "约定{no}。"}}"#)
///     };
///     guanjia::from_json(&format!(
///         r#"{{"id": "dogs", "version": 1, "title": "公约", "articles": [{}]}}"#, numbers.map(article).join(",")
///     )).unwrap()
/// };
/// // One article went, another came; what both have is not shown.
/// let diff = ConventionDiff::between(&version(["1", "2"]), &version(["1", "3"]));
/// let changed: Vec<_> = diff.articles.iter().map(|a| (a.no.as_str(), a.old.is_some(), a.new.is_some())).collect();
/// assert_eq!(changed, [("3", false, true), ("2", true, false)]);
/// assert!(ConventionDiff::between(&version(["1", "2"]), &version(["2", "1"])).reordered);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ConventionDiff {
    /// The title, in pieces; empty when it is the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title: Vec<Piece>,
    /// Articles that differ, in the order of the new version; removed ones come last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<ArticleDiff>,
    /// Whether articles that both have stand in another order.
    pub reordered: bool,
}

/// How an article differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ArticleDiff {
    /// The article.
    pub no: Id,
    /// In the old version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Article>,
    /// In the new version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Article>,
    /// Its text, in pieces.
    pub text: Vec<Piece>,
}

/// A piece of a text: kept, taken out or put in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// What became of it.
    pub change: PieceChange,
    /// The words.
    pub text: String,
}

/// What became of a piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum PieceChange {
    /// In both 保留.
    Kept,
    /// In the old one only 删去.
    Removed,
    /// In the new one only 增加.
    Added,
}

/// A table of more cells is not filled: texts so long and so different are shown as replaced.
const MOST_CELLS: usize = 4_000_000;

impl ConventionDiff {
    /// How `new` differs from `old`.
    pub fn between(old: &Convention, new: &Convention) -> Self {
        Self::of_parts((old.title(), old.articles()), (new.title(), new.articles()))
    }

    /// How a text differs from another while it is being written.
    pub fn of_texts(old: &DraftText, new: &DraftText) -> Self {
        Self::of_parts((&old.title, &old.articles), (&new.title, &new.articles))
    }

    fn of_parts((old_title, old): (&str, &[Article]), (new_title, new): (&str, &[Article])) -> Self {
        let find = |articles: &[Article], no: &Id| articles.iter().find(|article| article.no == *no).cloned();
        let mut articles: Vec<_> = new
            .iter()
            .filter_map(|article| {
                let before = find(old, &article.no);
                (before.as_ref() != Some(article)).then(|| ArticleDiff {
                    no: article.no.clone(),
                    text: text_diff(before.as_ref().map_or("", |before| &before.text), &article.text),
                    old: before,
                    new: Some(article.clone()),
                })
            })
            .collect();
        let gone = old.iter().filter(|article| find(new, &article.no).is_none());
        articles.extend(gone.map(|article| ArticleDiff {
            no: article.no.clone(),
            old: Some(article.clone()),
            new: None,
            text: text_diff(&article.text, ""),
        }));
        let common = |one: &[Article], other: &[Article]| -> Vec<Id> {
            one.iter().map(|article| article.no.clone()).filter(|no| find(other, no).is_some()).collect()
        };
        let title = if old_title == new_title { Vec::new() } else { text_diff(old_title, new_title) };
        Self { title, articles, reordered: common(old, new) != common(new, old) }
    }

    /// Whether the two versions say the same.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.articles.is_empty() && !self.reordered
    }
}

/// Two texts as pieces kept, removed and added, by the longest common subsequence of characters. The
/// kept and removed pieces make up `old`, the kept and added pieces `new`; a single character kept
/// between changes is shown as changed, since single characters in common make no sense to a reader.
///
/// ```
/// use guanjia::convention::{PieceChange, text_diff};
/// let pieces = text_diff("22点后一律不准遛犬", "22点后倡导不遛犬");
/// let shown: Vec<_> = pieces.iter().map(|piece| (piece.change, piece.text.as_str())).collect();
/// assert_eq!(shown, [
///     (PieceChange::Kept, "22点后"),
///     (PieceChange::Removed, "一律不准"),
///     (PieceChange::Added, "倡导不"),
///     (PieceChange::Kept, "遛犬"),
/// ]);
/// ```
pub fn text_diff(old: &str, new: &str) -> Vec<Piece> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (start, old) = old.split_at(head);
    let (_, new) = new.split_at(head);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, end) = old.split_at(old.len().saturating_sub(tail));
    let (new, _) = new.split_at(new.len().saturating_sub(tail));

    let mut edits: Vec<(PieceChange, char)> = start.iter().map(|c| (PieceChange::Kept, *c)).collect();
    edits.extend(common(old, new));
    edits.extend(end.iter().map(|c| (PieceChange::Kept, *c)));
    gather(edits)
}

/// The edits that lead from one text to the other with the most characters kept.
fn common(old: &[char], new: &[char]) -> Vec<(PieceChange, char)> {
    let width = new.len().saturating_add(1);
    let cells = old.len().saturating_add(1).saturating_mul(width);
    let replaced = || {
        let removed = old.iter().map(|c| (PieceChange::Removed, *c));
        removed.chain(new.iter().map(|c| (PieceChange::Added, *c))).collect()
    };
    if old.is_empty() || new.is_empty() || cells > MOST_CELLS {
        return replaced();
    }
    // kept[i][j]: most characters that old[i..] and new[j..] have in common.
    let mut kept = vec![0_u32; cells];
    let at = |kept: &[u32], i: usize, j: usize| kept.get(i * width + j).copied().unwrap_or_default();
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let most = if a == b { at(&kept, i + 1, j + 1) + 1 } else { at(&kept, i + 1, j).max(at(&kept, i, j + 1)) };
            if let Some(cell) = kept.get_mut(i * width + j) {
                *cell = most;
            }
        }
    }
    let (mut i, mut j, mut edits) = (0, 0, Vec::new());
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
                edits.push((PieceChange::Kept, *a));
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || at(&kept, i + 1, j) >= at(&kept, i, j + 1) => {
                edits.push((PieceChange::Removed, *a));
                i += 1;
            }
            (_, Some(b)) => {
                edits.push((PieceChange::Added, *b));
                j += 1;
            }
            _ => return edits,
        }
    }
}

/// Edits as pieces: between two kept pieces at most one removed and one added.
fn gather(edits: Vec<(PieceChange, char)>) -> Vec<Piece> {
    let mut runs: Vec<(PieceChange, String)> = Vec::new();
    for (change, c) in edits {
        match runs.last_mut() {
            Some((last, text)) if *last == change => text.push(c),
            _ => runs.push((change, c.to_string())),
        }
    }
    let last = runs.len().saturating_sub(1);
    let (mut pieces, mut removed, mut added) = (Vec::new(), String::new(), String::new());
    let flush = |pieces: &mut Vec<Piece>, removed: &mut String, added: &mut String| {
        for (change, text) in [(PieceChange::Removed, removed), (PieceChange::Added, added)] {
            if !text.is_empty() {
                pieces.push(Piece { change, text: std::mem::take(text) });
            }
        }
    };
    for (at, (change, text)) in runs.into_iter().enumerate() {
        match change {
            PieceChange::Removed => removed.push_str(&text),
            PieceChange::Added => added.push_str(&text),
            PieceChange::Kept if text.chars().count() == 1 && at != 0 && at != last => {
                removed.push_str(&text);
                added.push_str(&text);
            }
            PieceChange::Kept => {
                flush(&mut pieces, &mut removed, &mut added);
                pieces.push(Piece { change, text });
            }
        }
    }
    flush(&mut pieces, &mut removed, &mut added);
    pieces
}
