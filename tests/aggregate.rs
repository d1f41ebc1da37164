//! Small cells, against an attacker who tries every table that fits what was published.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, btree_map::Entry};

use guanjia::aggregate::{Aggregate, Counts, SMALL_CELL};

fn counts(table: &[(&str, &[(&str, u64)])]) -> Counts {
    let row = |cells: &[(&str, u64)]| cells.iter().map(|(column, n)| ((*column).to_owned(), *n)).collect();
    table.iter().map(|(group, cells)| ((*group).to_owned(), row(cells))).collect()
}

/// Every table of so many cells that add up to at most `most`: with the totals known, nothing that
/// fits what was published is left out.
fn tables(cells: usize, most: u64) -> Vec<Vec<u64>> {
    (0..cells).fold(vec![vec![]], |tables, _| {
        let longer = |table: Vec<u64>| {
            let left = most - table.iter().sum::<u64>();
            (0..=left).map(move |n| [&table[..], &[n]].concat())
        };
        tables.into_iter().flat_map(longer).collect()
    })
}

fn named(cells: &[u64], columns: usize) -> Counts {
    cells
        .chunks(columns)
        .enumerate()
        .map(|(g, row)| (format!("g{g}"), row.iter().enumerate().map(|(c, n)| (format!("c{c}"), *n)).collect()))
        .collect()
}

/// The sum over every set of cells of a table, at the set's bits.
fn sums(cells: &[u64]) -> Vec<u64> {
    (0..1_usize << cells.len())
        .map(|set| cells.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, n)| n).sum())
        .collect()
}

/// What is the same in all tables of each view.
fn recovered<V: Ord>(tables: &[Vec<u64>], view: impl Fn(&[u64]) -> V) -> BTreeMap<V, Vec<Option<u64>>> {
    let mut known: BTreeMap<V, Vec<Option<u64>>> = BTreeMap::new();
    for table in tables {
        let sums = sums(table);
        match known.entry(view(table)) {
            Entry::Vacant(entry) => {
                entry.insert(sums.into_iter().map(Some).collect());
            }
            Entry::Occupied(mut entry) => {
                for (known, sum) in entry.get_mut().iter_mut().zip(sums) {
                    *known = known.filter(|known| *known == sum);
                }
            }
        }
    }
    known
}

/// An attacker who knows how merging works and sees the breakdown and the total of each column sorts
/// all tables by that. A sum of cells that is the same in all tables that look alike is recovered;
/// it may not be below the threshold, save where the totals alone say so.
fn attack(groups: usize, columns: usize, most: u64, threshold: u64) {
    let tables = tables(groups * columns, most);
    let totals =
        |table: &[u64]| (0..columns).map(|c| table.chunks(columns).map(|row| row[c]).sum()).collect::<Vec<u64>>();
    let view = |table: &[u64]| {
        let published = Aggregate::of(&named(table, columns), threshold);
        published.check(threshold).unwrap();
        (totals(table), published.columns, published.rows.into_iter().map(|r| (r.groups, r.counts)).collect::<Vec<_>>())
    };
    let from_totals = recovered(&tables, totals);
    let mut broken_down = 0;
    for (view, sums) in recovered(&tables, view) {
        broken_down += usize::from(view.2.len() > 1);
        for (set, sum) in sums.iter().enumerate().skip(1) {
            let said = from_totals[&view.0][set].is_some();
            assert!(sum.is_none_or(|sum| sum >= threshold) || said, "cells {set:b} add up to {sum:?} in {view:?}");
        }
    }
    assert!(broken_down > 0, "nothing was broken down, so nothing was tried");
}

#[test]
fn ab22_no_small_count_is_recovered_by_subtraction() {
    attack(3, 2, 11, 2);
    attack(2, 2, 18, 3);
    attack(2, 2, 24, 5);
    attack(4, 1, 16, 3);
    attack(2, 3, 11, 2);
}

#[test]
fn ab22_building_with_two_no_votes_is_merged() {
    let table = counts(&[
        ("B01", &[("no", 12), ("yes", 60)]),
        ("B02", &[("no", 2), ("yes", 70)]),
        ("B03", &[("no", 9), ("yes", 58)]),
    ]);
    let published = Aggregate::of(&table, SMALL_CELL);
    let groups: Vec<_> = published.rows.iter().map(|row| row.groups.join(" ")).collect();
    assert_eq!(groups, ["B01", "B02 B03"]);
    assert!(published.is_merged());
    published.check(SMALL_CELL).unwrap();
    let honest = Aggregate::of(&table, 1);
    assert_eq!(honest.rows.len(), 3);
    let error = honest.check(SMALL_CELL).unwrap_err();
    assert_eq!(error.code(), "publicity.privacy");
    assert_eq!(error.field("what"), Some("B02 / no = 2"));
}

#[test]
fn a_rare_column_is_merged_rather_than_all_rows() {
    let rows: Vec<(String, u64)> = (1..=9).map(|b| (format!("B{b}"), u64::from(b == 4))).collect();
    let table: Counts = rows
        .iter()
        .map(|(b, invalid)| {
            (b.clone(), [("invalid", *invalid), ("no", 8), ("yes", 40)].map(|(c, n)| (c.into(), n)).into())
        })
        .collect();
    let published = Aggregate::of(&table, SMALL_CELL);
    assert_eq!(published.rows.len(), 9);
    assert_eq!(published.columns, [vec!["invalid", "no"], vec!["yes"]]);
}

#[test]
fn what_is_too_small_altogether_is_not_broken_down() {
    let tiny = counts(&[("B01", &[("yes", 2)]), ("B02", &[("yes", 2)])]);
    assert_eq!(Aggregate::of(&tiny, SMALL_CELL), Aggregate::default());
    assert_eq!(Aggregate::of(&Counts::new(), SMALL_CELL), Aggregate::default());
    let huge = counts(&[("B01", &[("yes", u64::MAX)]), ("B02", &[("yes", 3)])]);
    assert_eq!(Aggregate::of(&huge, SMALL_CELL).rows.len(), 1);
}

#[test]
fn merging_keeps_every_total() {
    for table in tables(6, 14).into_iter().step_by(7) {
        let published = Aggregate::of(&named(&table, 2), 5);
        let sum: u64 = published.rows.iter().flat_map(|row| &row.counts).sum();
        let all: u64 = table.iter().sum();
        assert!(published.rows.is_empty() && all < 5 || sum == all);
    }
}
