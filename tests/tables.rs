//! Pools out of tables: what others write is read, and what is wrong is said with its line.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use guanjia::sortition::{Feature, Person, Pool, Quota};

const QUOTAS: &str = "category,feature,min,max\nage,18-59,1,2\nage,60+,1,2\n";

fn quota(name: &str, min: u32, max: u32) -> Quota {
    Quota { name: name.to_owned(), min, max }
}

fn person(id: &str, value: u32, household: Option<&str>, must: Option<bool>) -> Person {
    Person { id: id.to_owned(), values: vec![value], household: household.map(str::to_owned), must }
}

#[test]
fn every_spelling_of_a_table_is_read_alike() {
    let features = vec![Feature { name: "age".to_owned(), values: vec![quota("18-59", 1, 2), quota("60+", 1, 2)] }];
    let expected = vec![person("p1", 0, Some("h1"), None), person("p2", 1, None, Some(true))];
    let quotas = [
        QUOTAS,
        "feature,value,min,max\nage,18-59,1,2\nage,60+,1,2",
        "\u{feff}特征,取值,下限,上限\r\nage,18-59,1,2\r\nage,60+,1,2\r\n\r\n",
        "min,max,min_flex,\"category\",feature\n 1 ,2,0,age,18-59\n,,,,\n1,2,0,\"age\",60+\n",
    ];
    let people = [
        "id,household,must,age\np1,h1,,18-59\np2,,yes,60+\n",
        "编号,户,必须,age\rp1,h1,,18-59\rp2,,是,60+",
        "name,ID,note,age,household,MUST\n\"Li, \"\"Ping\"\"\",p1,\"two\nlines\",18-59,h1,\n,p2,,60+,,yes\n",
    ];
    for quotas in quotas {
        for people in people {
            let pool = Pool::from_tables(quotas, people).unwrap();
            assert_eq!(pool, Pool { features: features.clone(), people: expected.clone() }, "{quotas} {people}");
        }
    }
}

/// The table, the error and where: `line` and `column`.
#[test]
fn what_is_wrong_is_located() {
    let in_quotas = [
        ("", "table.empty", None, None),
        ("\n\n", "table.empty", None, None),
        ("category,feature,min\n", "table.column", None, Some("max")),
        ("category,feature,min,max,min\n", "table.column-twice", None, Some("min")),
        ("category,feature,min,max\nage,60+,1\n", "table.cells", Some("2"), None),
        ("category,feature,min,max\n\nage,60+,1,two\n", "table.number", Some("3"), Some("max")),
        ("category,feature,min,max\nage,60+,-1,2\n", "table.number", Some("2"), Some("min")),
        ("category,feature,min,max\nage,60+,1,99999999999\n", "table.number", Some("2"), Some("max")),
        ("category,feature,min,max\nage,60+,,2\n", "table.number", Some("2"), Some("min")),
        ("category,feature,min,max\nage,60+,1,2\nage,60+,1,2\n", "table.twice", Some("3"), None),
        ("category,feature,min,max\nage,\"60+,1,2\n", "table.quote", Some("2"), Some("2")),
        ("category,feature,min,max\nage,6\"0+,1,2\n", "table.quote", Some("2"), Some("2")),
        ("category,feature,min,max\nage,\"60\"+,1,2\n", "table.quote", Some("2"), Some("2")),
    ];
    let in_people = [
        ("id\np1\n", "table.column", None, Some("age")),
        ("age\n60+\n", "table.column", None, Some("id")),
        ("id,age\np1,60+\np1,60+\n", "table.twice", Some("3"), None),
        ("id,age\n,60+\n", "table.value", Some("2"), Some("id")),
        ("id,age\np1,\n", "table.value", Some("2"), Some("age")),
        ("id,note,age\np1,\"a\nb\n\",60+\np2,,61\n", "table.value", Some("5"), Some("age")),
        ("id,must,age\np1,maybe,60+\n", "table.value", Some("2"), Some("must")),
    ];
    let cases = in_quotas.map(|(text, ..)| (text, "id,age\n")).into_iter().zip(in_quotas);
    let cases = cases.chain(in_people.map(|(text, ..)| (QUOTAS, text)).into_iter().zip(in_people));
    for ((quotas, people), (text, code, line, column)) in cases {
        let error = Pool::from_tables(quotas, people).unwrap_err();
        assert_eq!((error.code(), error.field("line"), error.field("column")), (code, line, column), "{text:?}");
        let table = if text == people { ("people", "候选名单") } else { ("quotas", "名额表") };
        assert_eq!((error.field("table"), error.field("table_zh")), (Some(table.0), Some(table.1)), "{text:?}");
    }
}

/// A table without people is a pool of nobody, whom a problem of no seats can do without.
#[test]
fn nobody_is_a_pool() {
    assert!(Pool::from_tables(QUOTAS, "id,age\n").unwrap().people.is_empty());
}

/// Every table of the reference instances, by the numbers of rows that `wc` counts.
#[test]
fn the_tables_of_others_are_read() {
    let Some(folder) = common::shared("selection/instances") else { return };
    let mut read = 0;
    for instance in std::fs::read_dir(folder).unwrap() {
        let file = |name: &str| std::fs::read_to_string(instance.as_ref().unwrap().path().join(name)).unwrap();
        let (quotas, people) = (file("categories.csv"), file("respondents.csv"));
        let pool = Pool::from_tables(&quotas, &people).unwrap();
        assert_eq!(pool.people.len(), people.lines().count() - 1);
        assert_eq!(pool.features.iter().map(|f| f.values.len()).sum::<usize>(), quotas.lines().count() - 1);
        read += 1;
    }
    assert!(read > 0);
}
