//! The lines of a record, as one text.
//!
//! ```
//! use guanjia::log::Lines;
//! let mut lines: Lines = ["a", "bc"].into_iter().collect();
//! lines.push("");
//! assert_eq!((lines.len(), lines.get(1), lines.get(2), lines.get(3)), (3, Some("bc"), Some(""), None));
//! assert_eq!(lines.range(1..3).collect::<Vec<_>>(), ["bc", ""]);
//! assert_eq!(lines.to_string(), "a\nbc\n\n");
//! ```

use std::fmt;
use std::ops::Range;

/// The lines 各行 of a record in order. A long record has millions, and a text of its own for each would cost more than to read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Each with a line feed after it.
    text: String,
    /// Where each begins.
    starts: Vec<usize>,
}

impl Lines {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text of which it is known where its lines begin; each ends in a line feed.
    pub(super) fn of(text: &str, starts: Vec<usize>) -> Self {
        Self { text: text.to_owned(), starts }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line at an index.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        self.text.get(*self.starts.get(index)?..end.saturating_sub(1))
    }

    /// All in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator + Clone {
        self.range(0..self.len())
    }

    /// Those of some indices, as far as there are any.
    pub fn range(&self, indices: Range<usize>) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator + Clone {
        let within = indices.start.min(self.len())..indices.end.min(self.len());
        within.map(|index| self.get(index).unwrap_or_default())
    }

    /// A text of its own for each, for who would change them.
    pub fn to_vec(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }

    /// Adds a line at the end.
    pub fn push(&mut self, line: &str) {
        self.starts.push(self.text.len());
        self.text.push_str(line);
        self.text.push('\n');
    }
}

impl<S: AsRef<str>> FromIterator<S> for Lines {
    fn from_iter<I: IntoIterator<Item = S>>(lines: I) -> Self {
        let mut all = Self::new();
        lines.into_iter().for_each(|line| all.push(line.as_ref()));
        all
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
