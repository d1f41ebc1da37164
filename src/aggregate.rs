//! Breakdowns that give nobody away: small cells are merged before publishing (SPEC.md section 8).
//!
//! ```
//! use guanjia::aggregate::{Aggregate, AggregateRow, Counts, SMALL_CELL};
//! let counts: Counts = guanjia::from_json(r#"{
//!     "B01": {"signed": 102, "unsigned": 30},
//!     "B02": {"signed": 100, "unsigned": 28},
//!     "B03": {"signed": 24, "unsigned": 2}
//! }"#).unwrap();
//!
//! // As it is, it would tell that two households of building 3 did not sign.
//! let row = |(group, row): (&String, &guanjia::map::Map<String, u64>)| AggregateRow {
//!     groups: vec![group.clone()],
//!     counts: row.values().copied().collect(),
//! };
//! let columns = vec![vec!["signed".to_owned()], vec!["unsigned".to_owned()]];
//! let exact = Aggregate { columns, rows: counts.iter().map(row).collect() };
//! assert_eq!(exact.check(SMALL_CELL).unwrap_err().code(), "publicity.privacy");
//!
//! let published = Aggregate::of(&counts, SMALL_CELL);
//! assert!(published.is_merged() && published.check(SMALL_CELL).is_ok());
//! assert_eq!(published.rows[1], AggregateRow { groups: vec!["B02".into(), "B03".into()], counts: vec![124, 30] });
//! ```

use crate::map::{Map, Order};

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::json::Misfit;

/// The smallest count that is published for a part of the community 少于5的并入其他.
pub const SMALL_CELL: u64 = 5;

/// How many of each kind (column) there are in each group (row); what is not mentioned is zero.
/// Where a group's size is known (households of a building), the rest of it must be a column too,
/// since whoever knows 14 households and reads 13 knows that one is missing.
pub type Counts = Map<String, Map<String, u64>>;

/// A breakdown that may be published: groups and columns merged until no cell is small.
///
/// Every cell, zero included, is at least the threshold; rows and columns each are a partition, so
/// that sums and differences of cells, also with the totals of the single columns beside them, give
/// no smaller part. Of all ways to merge columns (the rarest first) the one is taken that tells
/// the most beyond the totals. A column that is zero throughout is left out. A community of fewer than the threshold
/// has no rows.
///
/// Two breakdowns of the same counts at different times can be subtracted: publish one, at the end.
///
/// ```
/// use guanjia::aggregate::{Aggregate, Counts, SMALL_CELL};
/// let counts: Counts = serde_json::from_str(
///     r#"{"B01":{"yes":60,"no":9},"B02":{"yes":55,"no":2},"B03":{"yes":48,"no":7}}"#,
/// ).unwrap();
/// let published = Aggregate::of(&counts, SMALL_CELL);
/// assert_eq!(
///     serde_json::to_string(&published).unwrap(),
///     r#"{"columns":[["no"],["yes"]],"rows":[{"groups":["B01"],"counts":[9,60]},{"groups":["B02","B03"],"counts":[9,103]}]}"#,
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Aggregate {
    /// The columns, each a list of the kinds that were merged into it.
    pub columns: Vec<Vec<String>>,
    /// The rows, each of neighbouring groups, in the order of the groups.
    pub rows: Vec<AggregateRow>,
}

/// A row of a published breakdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AggregateRow {
    /// The groups that were merged into it.
    pub groups: Vec<String>,
    /// One count for each column.
    pub counts: Vec<u64>,
}

impl Aggregate {
    /// Merges what is smaller than `threshold`.
    pub fn of(counts: &Counts, threshold: u64) -> Self {
        let mut totals: Map<&str, u64> = Map::new();
        for (column, count) in counts.values().flatten() {
            let total = totals.entry(column).or_default();
            *total = total.saturating_add(*count);
        }
        totals.retain(|_, total| *total > 0);
        let mut rarest: Vec<&str> = totals.keys().copied().collect();
        rarest.order_by_key(|column| totals.get(column));

        let mut best = Self::default();
        for merged in 1..=rarest.len() {
            let (rare, kept) = rarest.split_at(merged);
            let columns = totals.keys().filter(|column| kept.contains(column)).map(|column| vec![*column]);
            let mut columns: Vec<Vec<&str>> = columns.chain([sorted(rare)]).collect();
            columns.order();
            let candidate = Self::with_columns(counts, &columns, threshold);
            if candidate.worth() > best.worth() {
                best = candidate;
            }
        }
        best
    }

    /// Refuses a breakdown with a small cell (`publicity.privacy`) or an uneven row (`json.invalid`).
    pub fn check(&self, threshold: u64) -> Result<(), Error> {
        for row in &self.rows {
            if row.counts.len() != self.columns.len() {
                return Err(Misfit::new("每一行都要有每一列的数", "a row needs one count for each column").error());
            }
            if let Some((count, column)) = row.counts.iter().zip(&self.columns).find(|(count, _)| **count < threshold) {
                return Err(Error::new(Code::PublicityPrivacy)
                    .with("what", format!("{} / {} = {count}", row.groups.join("+"), column.join("+"))));
            }
        }
        Ok(())
    }

    /// Whether any groups or columns had to be merged.
    pub fn is_merged(&self) -> bool {
        self.columns.iter().any(|c| c.len() > 1) || self.rows.iter().any(|r| r.groups.len() > 1)
    }

    /// How many numbers it gives beyond the totals of its rows and columns, then how many it has.
    fn worth(&self) -> (usize, usize) {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        (rows.saturating_sub(1).saturating_mul(columns.saturating_sub(1)), rows.saturating_mul(columns))
    }

    /// Groups are gathered in their order until every cell is large enough; what is left over joins
    /// the last row. A group that is large enough is not set apart from a small one before it: if it
    /// were, two small groups alone in a row of 8 would both be known to have 4.
    fn with_columns(counts: &Counts, columns: &[Vec<&str>], threshold: u64) -> Self {
        let safe = |row: &AggregateRow| row.counts.iter().all(|count| *count >= threshold);
        let mut rows = Vec::new();
        let mut open: Option<AggregateRow> = None;
        for (group, cells) in counts {
            let of = |kinds: &Vec<&str>| kinds.iter().filter_map(|kind| cells.get(*kind)).fold(0, add);
            let row = AggregateRow { groups: vec![group.clone()], counts: columns.iter().map(of).collect() };
            let row = open.take().map_or_else(|| row.clone(), |open| open.join(&row));
            if safe(&row) { rows.push(row) } else { open = Some(row) }
        }
        if let Some(rest) = open
            && let Some(last) = rows.pop()
        {
            rows.push(last.join(&rest));
        }
        let columns = columns.iter().map(|kinds| kinds.iter().map(|kind| (*kind).to_owned()).collect()).collect();
        Self { columns, rows }
    }
}

impl AggregateRow {
    fn join(mut self, other: &Self) -> Self {
        self.groups.extend_from_slice(&other.groups);
        self.counts = self.counts.iter().zip(&other.counts).map(|(a, b)| add(*a, b)).collect();
        self
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape that folds over slices and maps ask for")]
fn add(sum: u64, count: &u64) -> u64 {
    sum.saturating_add(*count)
}

fn sorted<'a>(columns: &[&'a str]) -> Vec<&'a str> {
    let mut columns = columns.to_vec();
    columns.order();
    columns
}
