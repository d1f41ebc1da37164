//! Pools out of tables, as spreadsheets and the tools of others write them (SPEC.md section 5.9; RFC 4180).
//!
//! ```
//! use guanjia::sortition::Pool;
//! let quotas = "feature,value,min,max\nage,18-59,1,2\nage,60+,1,2\n";
//! let people = "id,household,name,age\np1,h1,\"Li, Ping\",18-59\np2,h1,Zhao,60+\np3,,Qian,60+\n";
//! let pool = Pool::from_tables(quotas, people).unwrap();
//! assert_eq!((pool.people.len(), pool.people[1].values[0], pool.people[2].household.as_ref()), (3, 1, None));
//! // What is wrong is said with its line.
//! let error = Pool::from_tables(quotas, "id,age\np1,17\n").unwrap_err();
//! assert_eq!((error.code(), error.field("line"), error.field("column")), ("table.value", Some("2"), Some("age")));
//! ```

use crate::map::{Map, Set};

use super::problem::{Feature, Person, Pool, Quota};
use crate::error::{Code, Error};

/// A table of text, and what it is called in messages.
struct Table {
    name: Name,
    columns: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy)]
struct Name {
    en: &'static str,
    zh: &'static str,
}

/// A row with the line it begins in.
struct Row {
    line: usize,
    cells: Vec<String>,
}

const QUOTAS: Name = Name { en: "quotas", zh: "名额表" };
const PEOPLE: Name = Name { en: "people", zh: "候选名单" };

impl Pool {
    /// A pool out of two tables with a first line that names the columns, separated by commas and quoted as in RFC 4180.
    ///
    /// Quotas have the columns `feature` and `value` (or `category` and `feature`, as the Sortition Foundation's tools
    /// write them, or 特征 and 取值), `min` (下限) and `max` (上限). People have `id` (编号), one column for each feature, and perhaps
    /// `household` (户) and `must` (必须): `yes` (是) for whoever must sit, `no` (否) for whoever must not. Other columns are not
    /// looked at.
    ///
    /// Errors: `table.empty`, `table.quote`, `table.cells`, `table.column`, `table.column-twice`, `table.number`, `table.value`,
    /// `table.twice`, each with the line.
    pub fn from_tables(quotas: &str, people: &str) -> Result<Self, Error> {
        let features = features(&Table::read(QUOTAS, quotas)?)?;
        let people = Table::read(PEOPLE, people)?.people(&features)?;
        Ok(Self { features, people })
    }
}

fn features(table: &Table) -> Result<Vec<Feature>, Error> {
    let (feature, value) = match table.find(&["value", "取值"]) {
        Some(value) => (table.column(&["feature", "特征"])?, value),
        None => (table.column(&["category", "feature", "特征"])?, table.column(&["feature", "value"])?),
    };
    let (min, max) = (table.column(&["min", "下限"])?, table.column(&["max", "上限"])?);
    let mut features = Vec::<Feature>::new();
    for row in &table.rows {
        let quota =
            Quota { name: row.cell(value).to_owned(), min: table.number(row, min)?, max: table.number(row, max)? };
        let name = row.cell(feature);
        match features.iter_mut().find(|feature| feature.name == name) {
            Some(feature) if feature.values.iter().any(|before| before.name == quota.name) => {
                return Err(table.at(Code::TableTwice, row).with("value", format!("{name}: {}", quota.name)));
            }
            Some(feature) => feature.values.push(quota),
            None => features.push(Feature { name: name.to_owned(), values: vec![quota] }),
        }
    }
    Ok(features)
}

impl Table {
    fn read(name: Name, text: &str) -> Result<Self, Error> {
        let mut reader = Reader { name, rest: text.strip_prefix('\u{feff}').unwrap_or(text), line: 1 };
        let header = reader.row()?.ok_or_else(|| name.error(Code::TableEmpty))?;
        let mut seen = Set::new();
        if let Some(twice) = header.cells.iter().find(|column| !column.is_empty() && !seen.insert(*column)) {
            return Err(name.error(Code::TableColumnTwice).with("column", twice));
        }
        let mut rows = Vec::new();
        while let Some(row) = reader.row()? {
            if row.cells.len() != header.cells.len() {
                let error = name.error(Code::TableCells).with("line", row.line);
                return Err(error.with("found", row.cells.len()).with("expected", header.cells.len()));
            }
            rows.push(row);
        }
        Ok(Self { name, columns: header.cells, rows })
    }

    fn people(&self, features: &[Feature]) -> Result<Vec<Person>, Error> {
        let id = self.column(&["id", "编号"])?;
        let household = self.find(&["household", "户"]);
        let must = self.find(&["must", "必须"]);
        let mut columns = Vec::new();
        for feature in features {
            let places = feature.values.iter().zip(0..).map(|(quota, place)| (quota.name.as_str(), place));
            columns.push((self.column(&[&feature.name])?, places.collect::<Map<&str, u32>>()));
        }
        let mut ids = Set::new();
        let mut people = Vec::new();
        for row in &self.rows {
            let name = row.cell(id);
            if name.is_empty() {
                return Err(self.value(row, id));
            }
            if !ids.insert(name) {
                return Err(self.at(Code::TableTwice, row).with("value", name));
            }
            let value = |(column, places): &(usize, Map<&str, u32>)| {
                places.get(row.cell(*column)).copied().ok_or_else(|| self.value(row, *column))
            };
            let must = match must.map_or("", |must| row.cell(must)) {
                "" => None,
                "yes" | "是" => Some(true),
                "no" | "否" => Some(false),
                _ => return Err(self.value(row, must.unwrap_or_default())),
            };
            let household = household.map(|column| row.cell(column).to_owned()).filter(|name| !name.is_empty());
            let values = columns.iter().map(value).collect::<Result<_, _>>()?;
            people.push(Person { id: name.to_owned(), values, household, must });
        }
        Ok(people)
    }

    /// The first column of one of these names.
    fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.columns.iter().position(|column| column.eq_ignore_ascii_case(name)))
    }

    fn column(&self, names: &[&str]) -> Result<usize, Error> {
        let missing = || self.name.error(Code::TableColumn).with("column", names.first().copied().unwrap_or_default());
        self.find(names).ok_or_else(missing)
    }

    fn number(&self, row: &Row, column: usize) -> Result<u32, Error> {
        let cell = row.cell(column);
        let digits = !cell.is_empty() && cell.bytes().all(|digit| digit.is_ascii_digit());
        let number = digits.then(|| cell.parse().ok()).flatten();
        number.ok_or_else(|| self.located(Code::TableNumber, row, column))
    }

    fn value(&self, row: &Row, column: usize) -> Error {
        self.located(Code::TableValue, row, column)
    }

    fn located(&self, code: Code, row: &Row, column: usize) -> Error {
        let name = self.columns.get(column).map_or("", String::as_str);
        self.at(code, row).with("column", name).with("value", row.cell(column))
    }

    fn at(&self, code: Code, row: &Row) -> Error {
        self.name.error(code).with("line", row.line)
    }
}

impl Name {
    fn error(self, code: Code) -> Error {
        Error::new(code).with("table", self.en).with("table_zh", self.zh)
    }
}

impl Row {
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

struct Reader<'a> {
    name: Name,
    rest: &'a str,
    line: usize,
}

impl Reader<'_> {
    /// The next row that is not empty.
    fn row(&mut self) -> Result<Option<Row>, Error> {
        while !self.rest.is_empty() {
            let line = self.line;
            let mut cells = vec![self.cell(1)?];
            while self.take(',') {
                cells.push(self.cell(cells.len() + 1)?);
            }
            let ended = self.take('\r') | self.take('\n');
            if !ended && !self.rest.is_empty() {
                return Err(self.quote(line, cells.len()));
            }
            self.line += 1;
            if cells.iter().any(|cell| !cell.is_empty()) {
                return Ok(Some(Row { line, cells }));
            }
        }
        Ok(None)
    }

    /// What stands before the next comma or the end of the line; within quotes, both may stand in a cell.
    fn cell(&mut self, column: usize) -> Result<String, Error> {
        let line = self.line;
        if !self.take('"') {
            let end = self.rest.find([',', '\r', '\n']).unwrap_or(self.rest.len());
            let (cell, rest) = self.rest.split_at(end);
            self.rest = rest;
            return if cell.contains('"') { Err(self.quote(line, column)) } else { Ok(cell.trim().to_owned()) };
        }
        let mut cell = String::new();
        loop {
            let (before, rest) = self.rest.split_once('"').ok_or_else(|| self.quote(line, column))?;
            self.line += before.matches('\n').count();
            cell.push_str(before);
            self.rest = rest;
            if !self.take('"') {
                return Ok(cell.trim().to_owned());
            }
            cell.push('"');
        }
    }

    fn take(&mut self, mark: char) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn quote(&self, line: usize, column: usize) -> Error {
        self.name.error(Code::TableQuote).with("line", line).with("column", column)
    }
}
