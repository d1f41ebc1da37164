//! Maps and sets compared with those of the standard library.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use proptest::prelude::*;

use super::{Map, Set, full};

#[derive(Clone, Debug)]
enum Step {
    Insert(u16, u8),
    Remove(u16),
    Entry(u16),
    Retain(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let key = 0..600_u16;
    let step = prop_oneof![
        8 => (key.clone(), any::<u8>()).prop_map(|(key, value)| Step::Insert(key, value)),
        3 => key.clone().prop_map(Step::Remove),
        2 => key.prop_map(Step::Entry),
        1 => (2..40_u8).prop_map(Step::Retain),
    ];
    prop::collection::vec(step, 0..700)
}

/// No list is empty or too long, and the length is right.
fn whole(map: &Map<u16, u8>) {
    assert!(map.lists.iter().all(|list| (1..=full(map.len())).contains(&list.len())));
    assert_eq!(map.len(), map.lists.iter().map(Vec::len).sum::<usize>());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn it_does_what_the_standard_map_does(steps in steps(), from in 0..600_u16, width in 0..300_u16, probe in 0..600_u16) {
        let mut map = Map::new();
        let mut other = BTreeMap::new();
        for step in steps {
            match step {
                Step::Insert(key, value) => prop_assert_eq!(map.insert(key, value), other.insert(key, value)),
                Step::Remove(key) => prop_assert_eq!(map.remove(&key), other.remove(&key)),
                Step::Entry(key) => {
                    map.entry(key).and_modify(|value| *value = value.wrapping_add(1)).or_insert(7);
                    other.entry(key).and_modify(|value| *value = value.wrapping_add(1)).or_insert(7);
                }
                Step::Retain(of) => {
                    map.retain(|key, value| !(*key + u16::from(*value)).is_multiple_of(of.into()));
                    other.retain(|key, value| !(*key + u16::from(*value)).is_multiple_of(of.into()));
                }
            }
            whole(&map);
        }
        prop_assert!(map.iter().eq(&other));
        prop_assert!(map.iter().rev().eq(other.iter().rev()));
        prop_assert_eq!(map.iter().len(), other.len());
        prop_assert_eq!(map.get(&probe), other.get(&probe));
        prop_assert_eq!(map.first_key_value(), other.first_key_value());
        prop_assert_eq!(map.last_key_value(), other.last_key_value());
        let to = from + width;
        prop_assert!(map.range(from..to).eq(other.range(from..to)));
        prop_assert!(map.range(from..=to).rev().eq(other.range(from..=to).rev()));
        let past = (Bound::Excluded(from), Bound::Unbounded);
        prop_assert!(map.range(past).eq(other.range(past)));
        let again: Map<u16, u8> = other.clone().into_iter().collect();
        prop_assert_eq!(&again, &map, "in whatever lists the pairs lie");
        prop_assert_eq!(again.cmp(&map), std::cmp::Ordering::Equal);
        prop_assert_eq!(format!("{map:?}"), format!("{other:?}"));
        prop_assert_eq!(serde_json::to_string(&map).unwrap(), serde_json::to_string(&other).unwrap());
        prop_assert!(map.into_iter().eq(other));
    }

    #[test]
    fn it_does_what_the_standard_set_does(a: BTreeSet<u8>, b: BTreeSet<u8>) {
        let (ours, theirs): (Set<u8>, Set<u8>) = (a.iter().copied().collect(), b.iter().copied().collect());
        prop_assert!(ours.difference(&theirs).eq(a.difference(&b)));
        prop_assert!(ours.intersection(&theirs).eq(a.intersection(&b)));
        prop_assert_eq!(ours.is_subset(&theirs), a.is_subset(&b));
        prop_assert_eq!(ours.is_disjoint(&theirs), a.is_disjoint(&b));
        prop_assert_eq!(ours.cmp(&theirs), a.cmp(&b));
        let text = serde_json::to_string(&ours).unwrap();
        prop_assert_eq!(&text, &serde_json::to_string(&a).unwrap());
        prop_assert_eq!(serde_json::from_str::<Set<u8>>(&text).unwrap(), ours);
    }
}

#[test]
fn keys_that_come_in_order_lie_densely() {
    let map: Map<usize, ()> = (0..10 * full(0)).map(|key| (key, ())).collect();
    assert_eq!(map.lists.len(), 10);
}

/// In a great map the lists are longer, so that there are not too many of them.
#[test]
fn a_great_map_has_no_more_than_some_thousand_lists() {
    let keys = || (0..300_000_u32).map(|n| n.wrapping_mul(2_654_435_761));
    let map: Map<u32, ()> = keys().map(|key| (key, ())).collect();
    let other: BTreeSet<u32> = keys().collect();
    assert!(map.keys().eq(&other));
    assert!(map.lists.len() < 2_500, "{}", map.lists.len());
    assert!(map.lists.iter().all(|list| list.len() <= full(map.len())));
}

/// As letters they come in order, but for a new beginning at every further digit: H-10 stands between H-1 and H-2.
#[test]
fn numbered_handles_lie_densely() {
    let handles: Map<String, ()> = (1..=12_600).map(|n| (format!("H-{n}"), ())).collect();
    let (lists, len, most) = (handles.lists.len(), handles.len(), full(handles.len()));
    assert!(lists * most < len * 3 / 2, "{lists} lists of {most} for {len}");
}
