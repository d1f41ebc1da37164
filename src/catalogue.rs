//! The catalogue of what may be consulted on 协商事项目录, the negative list 负面清单 and the words
//! that touch personal safety (SPEC.md section 6).
//!
//! ```
//! use guanjia::catalogue::Catalogue;
//! let catalogue = Catalogue::bundled();
//! assert_eq!((catalogue.categories.len(), catalogue.items().count()), (4, 16));
//! let reserved: Vec<_> = catalogue.items().filter(|item| item.statutory).map(|item| item.code.as_str()).collect();
//! assert_eq!(reserved, ["A1", "A2", "B6", "C1", "C2", "C3", "C4"]);
//!
//! // What is ruled out is not met; what touches somebody's safety is, even when it is denied.
//! let hits = catalogue.negative_hits("社区不设罚款;拒不改正的,罚款一百元");
//! assert_eq!(hits.iter().map(|hit| (hit.code.as_str(), hit.at)).collect::<Vec<_>>(), [("N3", 13)]);
//! assert_eq!(catalogue.safety_hits("不是家暴,只是吵架")[0].code.as_str(), "S1");
//! ```

use crate::map::{Order, Set};

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::id::Id;
use crate::json;
use crate::rule::{Binding, Body, Rule};
use crate::wording::{Negation, Span, Wording};

/// Categories 大项 with their items 小项, and the lists of words a text is held against.
///
/// ```
/// use guanjia::catalogue::Catalogue;
/// let catalogue = Catalogue::bundled();
/// assert!(catalogue.item("A2").unwrap().statutory);
/// assert!(catalogue.consultable("B2", "垃圾分类投放点放在哪里").is_ok());
/// let error = catalogue.consultable("D1", "养犬不牵绳的罚款一百元").unwrap_err();
/// assert_eq!((error.code(), error.field("word"), error.field("at")), ("matter.negative-list", Some("罚款"), Some("6")));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The categories in order.
    pub categories: Vec<Category>,
    /// What no community may decide on, whatever its majority.
    pub negative: Vec<WatchList>,
    /// Where the names come from.
    pub note: Bilingual,
    /// What may only be 大事 and must be reported at once.
    pub safety: Vec<WatchList>,
}

/// A phrase in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

/// A category 大项 of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its name.
    pub name: Bilingual,
    /// Its items in order.
    pub items: Vec<Item>,
}

/// An item 小项 of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its code, such as `B1`.
    pub code: Id,
    /// Its name.
    pub name: Bilingual,
    /// The way it is decided.
    pub path: Bilingual,
    /// Whether a statute reserves it to an assembly, the owners or a procedure of its own: then
    /// stewards may give an opinion and no more.
    pub statutory: bool,
}

/// An entry of a list with the words by which it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchList {
    /// Its code, such as `N3`.
    pub code: Id,
    /// Longer phrases in which the words mean something else, such as 人口爆炸.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// What it is about.
    pub name: Bilingual,
    /// The words, each a pattern as in the lint of conventions (SPEC.md section 8).
    pub words: Vec<String>,
}

/// A word of a list found in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hit {
    /// Where it begins: the number of characters before it.
    pub at: u64,
    /// The code of the list's entry.
    pub code: Id,
    /// The word.
    pub word: String,
}

impl Catalogue {
    /// The catalogue that comes with the library: four categories and sixteen items. A community
    /// with a catalogue of its own puts that on the record instead.
    pub fn bundled() -> Self {
        json::from_json(include_str!("catalogue.json")).unwrap_or_default()
    }

    /// Refuses a catalogue that has a code twice or a word that is empty, with `catalogue.invalid`.
    pub fn check(&self) -> Result<(), Error> {
        let lists = || self.negative.iter().chain(&self.safety);
        let mut codes = Set::new();
        let twice =
            self.items().map(|item| &item.code).chain(lists().map(|list| &list.code)).find(|c| !codes.insert(*c));
        let blank = lists().find(|list| list.words.iter().chain(&list.except).any(|word| word.trim().is_empty()));
        match twice.or(blank.map(|list| &list.code)) {
            Some(code) => Err(Error::new(Code::CatalogueInvalid).with("code", code)),
            None => Ok(()),
        }
    }

    /// Every item in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.categories.iter().flat_map(|category| &category.items)
    }

    /// The item with a code; `catalogue.item-unknown` when there is none.
    pub fn item(&self, code: &str) -> Result<&Item, Error> {
        self.items()
            .find(|item| item.code.as_str() == code)
            .ok_or_else(|| Error::new(Code::CatalogueItemUnknown).with("item", code))
    }

    /// The item with a code, if a matter of these words may be consulted on: `catalogue.item-unknown`,
    /// `matter.negative-list`, and `triage.safety` for words that touch personal safety.
    pub fn consultable(&self, item: &str, text: &str) -> Result<&Item, Error> {
        let item = self.item(item)?;
        if let Some(hit) = self.safety_hits(text).first() {
            return Err(safety(Some(hit)));
        }
        if let Some(hit) = self.negative_hits(text).first() {
            let name = self.negative.iter().find(|list| list.code == hit.code).map(|list| &list.name);
            return Err(Error::new(Code::MatterNegativeList)
                .with("entry", &hit.code)
                .with("entry_zh", name.map_or("", |name| &name.zh))
                .with("entry_en", name.map_or("", |name| &name.en))
                .with("word", &hit.word)
                .with("at", hit.at));
        }
        Ok(item)
    }

    /// Refuses to let a rule decide an item that a statute reserves when the rule only advises, or
    /// is one of the stewards, with `motion.not-competent` (居民委员会组织法, 村民委员会组织法,
    /// 民法典第278条): an opinion is all they can give.
    ///
    /// ```
    /// use guanjia::catalogue::Catalogue;
    /// use guanjia::rule::preset;
    /// let catalogue = Catalogue::bundled();
    /// let stewards = preset("x.steward.session").unwrap();
    /// assert_eq!(catalogue.competent("A2", stewards).unwrap_err().code(), "motion.not-competent");
    /// assert!(catalogue.competent("B2", stewards).is_ok());
    /// ```
    pub fn competent(&self, item: &str, rule: &Rule) -> Result<(), Error> {
        let advises = rule.binding == Binding::Advisory || rule.body == Body::Stewards;
        if advises { self.unreserved(item, rule.id.as_str()) } else { self.item(item).map(|_| ()) }
    }

    /// Refuses an item that a statute reserves, with `motion.not-competent`.
    pub(crate) fn unreserved(&self, item: &str, rule: &str) -> Result<(), Error> {
        let item = self.item(item)?;
        if !item.statutory {
            return Ok(());
        }
        Err(Error::new(Code::MotionNotCompetent)
            .with("item", &item.code)
            .with("item_zh", &item.name.zh)
            .with("path", &item.path.en)
            .with("path_zh", &item.path.zh)
            .with("rule", rule))
    }

    /// Words of the negative list in a text that are not ruled out there (不设罚款), in order.
    pub fn negative_hits(&self, text: &str) -> Vec<Hit> {
        hits(&self.negative, text, true)
    }

    /// Words that touch personal safety or a crime in a text, also where they are denied, in order.
    pub fn safety_hits(&self, text: &str) -> Vec<Hit> {
        hits(&self.safety, text, false)
    }
}

/// `triage.safety`, with the word that shows it, if it was a word.
pub(crate) fn safety(hit: Option<&Hit>) -> Error {
    let error = Error::new(Code::TriageSafety);
    match hit {
        Some(hit) => error.with("word", &hit.word).with("at", hit.at),
        None => error,
    }
}

/// The words of lists in a text, but not inside a phrase in which they mean something else, nor,
/// where that makes a difference, where they are ruled out (不设罚款).
fn hits(lists: &[WatchList], text: &str, may_be_ruled_out: bool) -> Vec<Hit> {
    let text = Wording::new(text);
    let found = |words: &[String]| -> Vec<(String, Span)> {
        words.iter().flat_map(|word| text.find(word).into_iter().map(move |span| (word.clone(), span))).collect()
    };
    let mut hits = Vec::new();
    for list in lists {
        let excused = found(&list.except);
        let mut before: Vec<(Span, Negation)> = Vec::new();
        let mut words = found(&list.words);
        words.order_by_key(|(_, span)| *span);
        for (word, span) in words {
            let negation = text.negation(span, &before);
            before.push((span, negation));
            let meant = !excused.iter().any(|(_, phrase)| phrase.start <= span.start && span.end <= phrase.end);
            if meant && !(may_be_ruled_out && negation != Negation::None) {
                let at = u64::try_from(text.original(span).start).unwrap_or(u64::MAX);
                hits.push(Hit { at, code: list.code.clone(), word });
            }
        }
    }
    hits.order();
    hits
}
