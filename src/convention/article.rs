//! A convention as text: articles, versions, amendments (SPEC.md section 8).
//!
//! ```
//! use guanjia::convention::{Amendment, Article, ArticleKind, Convention};
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let article = |no: &str, text: &str| Article {
//!     no: id(no),
//!     title: "电梯与楼道".to_owned(),
//!     kind: [ArticleKind::Agreement].into(),
//!     text: text.to_owned(),
//!     basis: Vec::new(),
//! };
//! let first = Convention::new(id("dogs"), 1, "文明养犬公约".to_owned(), vec![article("5", "携犬乘电梯先问一声。")]).unwrap();
//! let reason = "导盲犬要留个口子".to_owned();
//! let guide_dogs = article("12", "导盲犬、扶助犬不受第五条限制。");
//! let insert = Amendment::Insert { after: Some(id("5")), article: guide_dogs, reason: reason.clone() };
//! let second = first.amend(&[insert]).unwrap();
//! assert_eq!((second.version(), second.articles().len()), (2, 2));
//! // An article keeps its number and digest through the versions; the whole text has another digest.
//! assert_eq!(second.article("5").unwrap().digest(), first.article("5").unwrap().digest());
//! assert_ne!(second.digest(), first.digest());
//! let nothing = Amendment::Replace { article: article("5", "携犬乘电梯先问一声。"), reason };
//! assert_eq!(first.amend(&[nothing]).unwrap_err().code(), "convention.unchanged");
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::reason::check_reason;

/// A version of a convention 公约. Its articles have different numbers, and each has a text and at
/// least one kind.
///
/// ```
/// use guanjia::convention::Convention;
/// let convention: Convention = serde_json::from_str(r#"{
///     "id": "dogs", "version": 1, "title": "文明养犬公约",
///     "articles": [{"no": "7", "title": "犬便清理", "kind": ["agreement"], "text": "出门带袋,随拉随清。"}]
/// }"#).unwrap();
/// assert_eq!(convention.article("7").unwrap().title, "犬便清理");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(try_from = "Unchecked", into = "Unchecked")]
pub struct Convention {
    /// Its name.
    id: Id,
    /// Its version, from 1.
    version: u32,
    /// What it is called.
    title: String,
    /// What it says.
    articles: Vec<Article>,
}

/// An article 条款.
///
/// ```
/// use guanjia::convention::{Article, ArticleKind};
/// let article: Article = guanjia::from_json(r#"{
///     "no": "4", "title": "牵绳", "kind": ["duty", "agreement"], "text": "犬只出户全程系绳。", "basis": ["动物防疫法第30条"]
/// }"#).unwrap();
/// // A reminder of the law and an agreement of neighbours at once; to call it otherwise makes it another article.
/// let names: Vec<_> = article.kind.iter().map(|kind| kind.zh()).collect();
/// assert_eq!(names, ["法定义务提示", "约定"]);
/// let asked = Article { kind: [ArticleKind::Encouragement].into(), ..article.clone() };
/// assert_ne!(asked.digest(), article.digest());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its number, which it keeps through all versions.
    pub no: Id,
    /// Its title.
    pub title: String,
    /// What it is; an article may combine kinds.
    pub kind: Set<ArticleKind>,
    /// What it says.
    pub text: String,
    /// The articles of law it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<String>,
}

/// What an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ArticleKind {
    /// Reminds of what the law demands anyway 法定义务提示.
    Duty,
    /// What neighbours agree on 约定.
    Agreement,
    /// What is asked for but not demanded 倡导.
    Encouragement,
    /// How the convention itself is made and changed 程序.
    Procedure,
}

/// The words of a convention while they are being written, before they are on any record: articles may still be
/// empty, or have the same number.
///
/// ```
/// use guanjia::convention::{ConventionDiff, DraftText};
/// let draft = |text: &str| -> DraftText {
///     guanjia::from_json(&format!(r#"{{"title": "文明养犬公约", "articles": [
///         {{"no": "13", "title": "处理", "kind": [], "text": "{text}"}}]}}"#)).unwrap()
/// };
/// let (first, second) = (draft("不牵绳的罚款一百元。"), draft("不牵绳的先善意提醒。"));
/// assert_eq!((first.lint()[0].hit.rule, second.lint().len()), ("fine", 0));
/// assert_eq!(ConventionDiff::of_texts(&first, &second).articles.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DraftText {
    /// What it is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What it says.
    pub articles: Vec<Article>,
}

/// A change to one article, with its reason.
///
/// ```
/// use guanjia::convention::{Amendment, Convention};
/// let first: Convention = guanjia::from_json(r#"{"id": "dogs", "version": 1, "title": "文明养犬公约", "articles": [
///     {"no": "6", "title": "时段", "kind": ["encouragement"], "text": "22点后不遛犬。"},
///     {"no": "13", "title": "处理", "kind": ["agreement"], "text": "不牵绳的罚款一百元。"}
/// ]}"#).unwrap();
/// let remove: Amendment = guanjia::from_json(
///     r#"{"remove": {"no": "13", "reason": "公约不得设定行政处罚"}}"#,
/// ).unwrap();
/// let second = first.amend(&[remove.clone()]).unwrap();
/// assert_eq!((second.version(), second.article("13")), (2, None));
/// assert_eq!(second.amend(&[remove]).unwrap_err().code(), "convention.article-unknown");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Amendment {
    /// The article of this number becomes this 修改.
    Replace {
        /// The article as it shall be.
        article: Article,
        /// Why.
        reason: String,
    },
    /// A new article, first or after another 增加.
    Insert {
        /// The article before it; none when it comes first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Id>,
        /// The new article.
        article: Article,
        /// Why.
        reason: String,
    },
    /// The article is taken out 删除.
    Remove {
        /// Its number.
        no: Id,
        /// Why.
        reason: String,
    },
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    id: Id,
    version: u32,
    title: String,
    articles: Vec<Article>,
}

impl Convention {
    /// A version of a convention.
    ///
    /// Errors: `convention.empty` without an article, or for an article without text or kind;
    /// `convention.article-twice`.
    pub fn new(id: Id, version: u32, title: String, articles: Vec<Article>) -> Result<Self, Error> {
        let empty = |no: &str| Error::new(Code::ConventionEmpty).with("title", &title).with("article", no);
        if title.trim().is_empty() || articles.is_empty() {
            return Err(empty("-"));
        }
        let mut numbers = Set::new();
        for article in &articles {
            if article.text.trim().is_empty() || article.kind.is_empty() {
                return Err(empty(article.no.as_str()));
            }
            if !numbers.insert(&article.no) {
                return Err(Error::new(Code::ConventionArticleTwice).with("article", &article.no));
            }
        }
        Ok(Self { id, version, title, articles })
    }

    /// The convention, through all versions.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The version, from 1.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The articles in their order.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The article of a number.
    pub fn article(&self, no: &str) -> Option<&Article> {
        self.articles.iter().find(|article| article.no.as_str() == no)
    }

    /// What the text of a motion, a publicity and a signature refer to: the tagged hash
    /// `guanjia/convention/v1` of the id, the version in decimal, the title, and each article's digest.
    pub fn digest(&self) -> Hash {
        let version = self.version.to_string();
        let head = [self.id.as_str(), &version, &self.title].map(|part| part.as_bytes().to_vec());
        let parts: Vec<Vec<u8>> =
            head.into_iter().chain(self.articles.iter().map(|article| article.digest().0.to_vec())).collect();
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        Hash::tagged("guanjia/convention/v1", &parts)
    }

    /// The next version, with amendments applied one after the other.
    ///
    /// Errors: `reason.short`, `convention.article-unknown`, `convention.article-twice`,
    /// `convention.empty`, `convention.unchanged` when nothing is different in the end.
    pub fn amend(&self, amendments: &[Amendment]) -> Result<Self, Error> {
        let mut articles = self.articles.clone();
        let find = |articles: &[Article], no: &Id| {
            let at = articles.iter().position(|article| article.no == *no);
            at.ok_or_else(|| Error::new(Code::ConventionArticleUnknown).with("article", no).with("title", &self.title))
        };
        for amendment in amendments {
            check_reason(amendment.reason())?;
            match amendment {
                Amendment::Replace { article, .. } => {
                    let at = find(&articles, &article.no)?;
                    articles.splice(at..=at, [article.clone()]);
                }
                Amendment::Insert { after, article, .. } => {
                    let at = after.as_ref().map_or(Ok(0), |no| find(&articles, no).map(|at| at.saturating_add(1)))?;
                    articles.insert(at, article.clone());
                }
                Amendment::Remove { no, .. } => {
                    articles.remove(find(&articles, no)?);
                }
            }
        }
        if articles == self.articles {
            return Err(Error::new(Code::ConventionUnchanged).with("title", &self.title));
        }
        Self::new(self.id.clone(), self.version.saturating_add(1), self.title.clone(), articles)
    }
}

impl Article {
    /// What a finding or a motion about this article refers to: the tagged hash
    /// `guanjia/article/v1` of its number, title and text, its kinds, and what it rests on.
    pub fn digest(&self) -> Hash {
        let kinds: Vec<&str> = self.kind.iter().map(|kind| kind.name()).collect();
        let kinds = kinds.join("+");
        let head = [self.no.as_str(), &self.title, &self.text, &kinds];
        let parts: Vec<&[u8]> =
            head.into_iter().chain(self.basis.iter().map(String::as_str)).map(str::as_bytes).collect();
        Hash::tagged("guanjia/article/v1", &parts)
    }
}

impl ArticleKind {
    /// The name that never changes, as it is written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Duty => "duty",
            Self::Agreement => "agreement",
            Self::Encouragement => "encouragement",
            Self::Procedure => "procedure",
        }
    }

    /// The Chinese term.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Duty => "法定义务提示",
            Self::Agreement => "约定",
            Self::Encouragement => "倡导",
            Self::Procedure => "程序",
        }
    }
}

impl Amendment {
    /// Why the change is made.
    pub fn reason(&self) -> &str {
        let (Self::Replace { reason, .. } | Self::Insert { reason, .. } | Self::Remove { reason, .. }) = self;
        reason
    }
}

impl TryFrom<Unchecked> for Convention {
    type Error = Error;

    fn try_from(convention: Unchecked) -> Result<Self, Error> {
        Self::new(convention.id, convention.version, convention.title, convention.articles)
    }
}

impl From<Convention> for Unchecked {
    fn from(convention: Convention) -> Self {
        let Convention { id, version, title, articles } = convention;
        Self { id, version, title, articles }
    }
}
