//! The instances of others' selections, read in place.

use std::collections::BTreeMap;
use std::path::Path;

use guanjia::sortition::{Feature, Person, Pool, Problem, Quota};

/// An instance, with its households or as if everybody lived alone.
pub fn read(folder: &Path, households: bool) -> Problem {
    let text = |name| std::fs::read_to_string(folder.join(name)).unwrap();
    let seats = folder.file_name().unwrap().to_str().unwrap().rsplit_once('_').unwrap().1.parse().unwrap();
    let mut features = Vec::<Feature>::new();
    for line in text("categories.csv").lines().skip(1) {
        let [feature, name, min, max] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        if features.last().is_none_or(|last| last.name != feature) {
            features.push(Feature { name: feature.to_owned(), values: Vec::new() });
        }
        let quota = Quota { name: name.to_owned(), min: min.parse().unwrap(), max: max.parse().unwrap() };
        features.last_mut().unwrap().values.push(quota);
    }
    let respondents = text("respondents.csv");
    let mut lines = respondents.lines();
    let columns: Vec<_> = lines.next().unwrap().split(',').collect();
    let person = |line: &str| {
        let cells: BTreeMap<_, _> = columns.iter().copied().zip(line.split(',')).collect();
        let value = |feature: &Feature| {
            let cell = cells[feature.name.as_str()];
            u32::try_from(feature.values.iter().position(|quota| quota.name == cell).unwrap()).unwrap()
        };
        Person {
            id: cells["id"].to_owned(),
            values: features.iter().map(value).collect(),
            household: Some(cells["household"].to_owned()).filter(|name| households && !name.is_empty()),
            must: None,
        }
    };
    let people = lines.map(person).collect();
    Problem::new(Pool { people, features }, seats).unwrap()
}
