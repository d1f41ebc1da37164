//! Seats: exact shares, rounded once, and apportioned by largest remainders.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::Map;

use guanjia::fraction::{Fraction, Rounding};
use guanjia::selection::{SeatRule, apportion};
use guanjia::stratum::Stratum;
use serde_json::json;

type Weights = Map<Stratum, u64>;

fn weights(values: &[u64]) -> Weights {
    values.iter().enumerate().map(|(i, weight)| (format!("s{i}").parse().unwrap(), *weight)).collect()
}

fn share(seats: u64, values: &[u64], floor_one: bool) -> Vec<u64> {
    apportion(seats, &weights(values), floor_one).unwrap().into_values().collect()
}

/// Every list of so many numbers from 0 to `most`.
fn lists(length: usize, most: u64) -> Vec<Vec<u64>> {
    (0..length).fold(vec![vec![]], |lists, _| {
        lists.into_iter().flat_map(|list| (0..=most).map(move |n| [&list[..], &[n]].concat())).collect()
    })
}

#[test]
fn shares_are_exact() {
    // 100 · 0.07 is 7.000000000000001 in floating point, and 8 when rounded up.
    assert_eq!(Fraction::new(7, 100).unwrap().of(100, Rounding::Ceil), 7);
    for percent in 1..=50 {
        let ratio = Fraction::new(percent, 100).unwrap();
        for n in 0..=10_000 {
            let (floor, near, ceil) =
                (ratio.of(n, Rounding::Floor), ratio.of(n, Rounding::HalfUp), ratio.of(n, Rounding::Ceil));
            let exact = n * percent;
            assert!(floor * 100 <= exact && exact < (floor + 1) * 100);
            assert!(ceil * 100 >= exact && (ceil == 0 || exact > (ceil - 1) * 100));
            assert_eq!(near, if exact % 100 >= 50 { ceil } else { floor });
        }
    }
}

#[test]
fn rounding_once_is_not_rounding_each() {
    let buildings = [132, 128, 126, 120, 124, 118, 130, 122, 116, 120, 114, 108, 124, 116];
    let six = Fraction::new(6, 100).unwrap();
    let each = |rounding| buildings.iter().map(|n| six.of(*n, rounding)).sum::<u64>();
    assert_eq!((each(Rounding::Floor), each(Rounding::HalfUp), each(Rounding::Ceil)), (94, 101, 108));
    for (rounding, total) in [("floor", 101), ("half-up", 102), ("ceil", 102)] {
        let rule = json!({"ratio": [6, 100], "measure": "households", "rounding": rounding, "by": "building"});
        let rule: SeatRule = serde_json::from_value(rule).unwrap();
        let seats = rule.share_out(&weights(&buildings)).unwrap();
        assert_eq!((seats.total, seats.strata.values().sum::<u64>()), (total, total));
    }
}

#[test]
fn known_apportionments() {
    // The Alabama paradox on the textbook's numbers: with one seat more, the smallest loses one.
    assert_eq!(share(10, &[6, 6, 2], false), [4, 4, 2]);
    assert_eq!(share(11, &[6, 6, 2], false), [5, 5, 1]);
    // The textbook's example of the method: 100,000 votes, 10 seats.
    assert_eq!(share(10, &[47_000, 16_000, 15_800, 12_000, 6_100, 3_100], false), [5, 2, 1, 1, 1, 0]);
    // Equal remainders: first come the first names.
    assert_eq!(share(2, &[1, 1, 1], false), [1, 1, 0]);
    assert_eq!(share(9, &[214, 180, 60, 3], false), [4, 4, 1, 0]);
    assert_eq!(share(9, &[214, 180, 60, 3], true), [4, 3, 1, 1]);
    assert_eq!(share(3, &[1000, 1, 1], true), [1, 1, 1]);
    assert_eq!(share(3, &[1000, 0, 1], true), [2, 0, 1], "nobody there, no seat");
    let large = 9_007_199_254_740_991;
    assert_eq!(share(large, &[large - 1, 1], false), [large - 1, 1]);
}

/// Among all ways to give out the seats, largest remainders come nearest to the exact shares.
#[test]
fn every_small_case_is_nearest_to_the_exact_shares() {
    for strata in 1..=4_usize {
        for seats in 0..=7 {
            let all: Vec<_> = lists(strata, seats).into_iter().filter(|n| n.iter().sum::<u64>() == seats).collect();
            for list in lists(strata, 5).into_iter().filter(|list| list.iter().sum::<u64>() > 0) {
                let whole = list.iter().sum::<u64>();
                let shared = share(seats, &list, false);
                assert_eq!(shared.iter().sum::<u64>(), seats, "{list:?}");
                let distance = |given: &[u64]| -> u64 {
                    given.iter().zip(&list).map(|(n, weight)| (n * whole).abs_diff(seats * weight)).sum()
                };
                let best = all.iter().map(|given| distance(given)).min();
                assert_eq!(Some(distance(&shared)), best, "{seats} seats over {list:?}: {shared:?}");
                for (n, weight) in shared.iter().zip(&list) {
                    assert!((seats * weight / whole..=(seats * weight).div_ceil(whole)).contains(n), "{list:?}");
                }
            }
        }
    }
}

#[test]
fn a_floor_of_one_takes_no_more_than_it_must() {
    for strata in 1..=4_usize {
        for list in lists(strata, 6).into_iter().filter(|list| list.iter().sum::<u64>() > 0) {
            let there = list.iter().filter(|weight| **weight > 0).count() as u64;
            for seats in 1..=9 {
                if seats < there {
                    assert_eq!(apportion(seats, &weights(&list), true).unwrap_err().code(), "seats.too-few");
                    continue;
                }
                let (plain, floored) = (share(seats, &list, false), share(seats, &list, true));
                assert_eq!(floored.iter().sum::<u64>(), seats, "{list:?}");
                for (i, weight) in list.iter().enumerate() {
                    assert_eq!(floored[i] > 0, *weight > 0, "{seats} over {list:?}: {floored:?}");
                    for (j, other) in list.iter().enumerate() {
                        assert!(weight <= other || floored[i] >= floored[j], "{seats} over {list:?}: {floored:?}");
                    }
                }
                if plain.iter().zip(&list).all(|(n, weight)| *n > 0 || *weight == 0) {
                    assert_eq!(plain, floored);
                }
            }
        }
    }
}

#[test]
fn what_cannot_be_shared_out_is_refused() {
    let rule = |ratio: [u64; 2]| -> SeatRule {
        serde_json::from_value(json!({"ratio": ratio, "measure": "households", "rounding": "floor"})).unwrap()
    };
    let large = 9_007_199_254_740_991;
    for (ratio, values, expected) in [
        ([6, 100], &[0, 0][..], "seats.base-zero"),
        ([6, 100], &[], "seats.base-zero"),
        ([6, 100], &[16], "seats.none"),
        ([1, 1], &[large, 1], "measure.too-large"),
        ([large, 1], &[large], "measure.too-large"),
    ] {
        assert_eq!(rule(ratio).share_out(&weights(values)).unwrap_err().code(), expected, "{ratio:?} {values:?}");
    }
    for bad in [
        json!({"ratio": [6, 0], "measure": "households", "rounding": "floor"}),
        json!({"ratio": [6, 100], "measure": "people", "rounding": "floor"}),
        json!({"ratio": [6, 100], "measure": "households", "rounding": "bankers"}),
        json!({"ratio": [6, 100], "measure": "households"}),
        json!({"ratio": 0.06, "measure": "households", "rounding": "floor"}),
    ] {
        assert!(serde_json::from_value::<SeatRule>(bad.clone()).is_err(), "{bad}");
    }
}
