//! Conventions as a page shows them (SPEC.md section 8).
//!
//! ```
//! use guanjia::{Hall, Hash};
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let mut hall = Hall::replay(bundle.entries().iter());
//! # // Everyone in this record is made up, with a key that follows from their name.
//! # fn enter(hall: &mut Hall, who: &str, event: &str) -> Result<Hash, guanjia::Error> {
//! #     let seed = Hash::tagged("guanjia/sample-key", &[b"readme", who.as_bytes(), &[0; 8]]);
//! #     let key = guanjia::SecretKey::from_seed(&seed.0);
//! #     let (event, re) = guanjia::Event::from_json(event)?;
//! #     let entry = hall.draft(event, re, key.public().kid(), hall.now())?.sign(&key)?;
//! #     hall.admit(entry.as_str()).map(|_| entry.leaf())
//! # }
//! use guanjia::view::ConventionView;
//! let draft = r#"{"kind": "convention", "convention": {"id": "dogs", "version": 1, "title": "文明养犬公约", "articles": [
//!     {"no": "13", "title": "处理", "kind": ["agreement"], "text": "不牵绳的罚款一百元。"}]}}"#;
//! enter(&mut hall, "committee", draft).unwrap();
//! let view = ConventionView::of(&hall, &"dogs".parse().unwrap()).unwrap();
//! assert_eq!((view.state.zh.as_str(), view.versions.len(), view.diffs.len()), ("拟稿", 1, 0));
//! // Who reads the draft sees at once what it may not say, and where.
//! let hit = &view.lint[0];
//! assert_eq!((hit.article.as_str(), hit.hit.words.as_str(), hit.hit.start), ("13", "罚款", 4));
//! ```

use crate::map::Map;

use serde::Serialize;

use super::State;
use crate::convention::{Adoption, ArticleHit, ConventionDiff, Finding};
use crate::error::Error;
use crate::hall::{CommentRecord, ConventionRecord, DraftVersion, Hall, Promulgated};
use crate::hash::Hash;
use crate::id::Id;
use crate::matter::PartyStudy;

/// A convention 公约 with all its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ConventionView {
    /// Its name.
    pub id: Id,
    /// Where it stands.
    pub state: State,
    /// Every version in order.
    pub versions: Vec<VersionView>,
    /// What changed from each version to the next.
    pub diffs: Vec<ConventionDiff>,
    /// What the reviewers found, in order.
    pub findings: Vec<Finding>,
    /// Proposals and comments, by the leaf hashes of their entries.
    pub comments: Map<Hash, CommentRecord>,
    /// Where the lint met the current version.
    pub lint: Vec<ArticleHit>,
    /// The record of the Party organisation's study.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub study: Option<PartyStudy>,
    /// By which motion the last version that was put to the vote was adopted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adoption: Option<Adoption>,
    /// The name of that motion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motion: Option<Id>,
    /// What shows that it was filed.
    pub filed: Vec<Hash>,
    /// The version that was last made public as adopted, also before the day it holds from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promulgated: Option<Promulgated>,
    /// The version that holds, also while the next one is drafted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<Promulgated>,
}

/// A version of a convention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct VersionView {
    /// The digest that fixes it.
    pub digest: Hash,
    /// The text, its entry, and who drafted it.
    pub draft: DraftVersion,
}

impl ConventionView {
    /// A convention by its name; `convention.unknown`.
    pub fn of(hall: &Hall, id: &Id) -> Result<Self, Error> {
        let record = hall.known_convention(id)?;
        let version = |draft: &DraftVersion| VersionView { digest: draft.text.digest(), draft: draft.clone() };
        let adopted = record.adoption().and_then(|adoption| hall.motion(adoption.motion).ok());
        Ok(Self {
            id: id.clone(),
            state: State::of(record.state()),
            versions: record.versions().iter().map(version).collect(),
            diffs: diffs(record),
            findings: record.findings().to_vec(),
            comments: record.comments().clone(),
            lint: record.lint(),
            study: record.study().cloned(),
            adoption: record.adoption().cloned(),
            motion: adopted.map(|motion| motion.question().id.clone()),
            filed: record.filed().to_vec(),
            promulgated: record.promulgated().cloned(),
            in_force: record.in_force().cloned(),
        })
    }

    /// Every convention, in the order of their names.
    pub fn all(hall: &Hall) -> Vec<Self> {
        hall.conventions().filter_map(|(id, _)| Self::of(hall, id).ok()).collect()
    }
}

fn diffs(record: &ConventionRecord) -> Vec<ConventionDiff> {
    let texts = record.versions().iter().map(|draft| &draft.text);
    texts.clone().zip(texts.skip(1)).map(|(old, new)| ConventionDiff::between(old, new)).collect()
}
