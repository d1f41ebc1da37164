//! Conventions, their signing, what was posted and objected to.

use guanjia::event::Subject;
use guanjia::{
    Adoption, Aggregate, Article, Convention, ConventionDiff, ConventionRecord, Date, Finding, Hall, Hash, Level,
    Objection, PostRecord, Promulgation, Reviewer, Ruling, SignatureState,
};
use serde::Serialize;

use super::State;
use crate::out::Page;
use crate::words::Lang;

/// What was agreed, and made public.
#[derive(Serialize)]
pub struct Agreements {
    conventions: Vec<ConventionShown>,
    drives: Vec<DriveShown>,
    posts: Vec<PostShown>,
    objections: Vec<ObjectionShown>,
}

#[derive(Serialize)]
struct ConventionShown {
    id: String,
    state: State,
    versions: Vec<Version>,
    /// What changed from each version to the next.
    diffs: Vec<ConventionDiff>,
    findings: Vec<Finding>,
    /// How many comments came in, and how many of them changed the draft.
    comments: (usize, usize),
    #[serde(skip_serializing_if = "Option::is_none")]
    adoption: Option<Adoption>,
    /// The motion that adopted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    motion: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    promulgation: Option<Promulgation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<Convention>,
}

#[derive(Serialize)]
struct Version {
    number: u32,
    title: String,
    entry: u64,
    digest: Hash,
}

#[derive(Serialize)]
struct DriveShown {
    id: String,
    convention: String,
    state: State,
    /// How many signed, and how many withdrew; once it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<(u64, u64)>,
    /// What was published of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<Aggregate>,
}

#[derive(Serialize)]
struct PostShown {
    id: String,
    entry: u64,
    subject: Subject,
    posted: Date,
    last_day: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<State>,
    evidence: usize,
}

#[derive(Serialize)]
struct ObjectionShown {
    entry: u64,
    subject: Subject,
    objection: Objection,
}

impl Agreements {
    pub fn of(hall: &Hall) -> Self {
        let mut posts: Vec<_> = hall.posts().map(|post| post_of(hall, post)).collect();
        posts.sort_by_key(|post| post.entry);
        let mut objections: Vec<_> = hall
            .objections()
            .map(|(_, record)| ObjectionShown {
                entry: record.entry,
                subject: record.subject.clone(),
                objection: record.objection.clone(),
            })
            .collect();
        objections.sort_by_key(|objection| objection.entry);
        Self {
            conventions: hall.conventions().map(|(id, record)| convention_of(hall, id.to_string(), record)).collect(),
            drives: hall
                .drives()
                .map(|(id, record)| {
                    let drive = record.drive();
                    let table = hall.post_about(&Subject::Drive(id.clone())).and_then(|post| post.table.clone());
                    DriveShown {
                        id: id.to_string(),
                        convention: record.convention().to_string(),
                        state: State::of(record.state()),
                        signed: (record.state() != SignatureState::Open).then(|| (drive.signed(), drive.withdrawn())),
                        table,
                    }
                })
                .collect(),
            posts,
            objections,
        }
    }

    pub fn write(&self, page: &mut Page, lang: Lang) {
        for convention in &self.conventions {
            convention.write(page, lang);
        }
        for drive in &self.drives {
            drive.write(page, lang);
        }
        if !self.posts.is_empty() {
            page.heading(lang.pick("公示", "made public"));
            let rows: Vec<[String; 4]> = self.posts.iter().map(|post| post.row(lang)).collect();
            page.rows(2, &rows);
        }
        if !self.objections.is_empty() {
            page.heading(lang.pick("异议与更正", "objections and corrections"));
            self.objections.iter().for_each(|objection| objection.write(page, lang));
        }
    }
}

fn convention_of(hall: &Hall, id: String, record: &ConventionRecord) -> ConventionShown {
    let numbers: Vec<u32> = record.versions().iter().map(|version| version.text.version()).collect();
    let diffs = numbers.windows(2).filter_map(|pair| match pair {
        [old, new] => record.diff(*old, *new),
        _ => None,
    });
    let adopted = record.comments().values().filter(|comment| comment.reply.as_ref().is_some_and(|r| r.adopted));
    let adoption = record.adoption().cloned();
    let motion = adoption.as_ref().and_then(|adoption| hall.motion(adoption.motion).ok());
    ConventionShown {
        id,
        state: State::of(record.state()),
        versions: record
            .versions()
            .iter()
            .map(|version| Version {
                number: version.text.version(),
                title: version.text.title().to_owned(),
                entry: version.entry,
                digest: version.text.digest(),
            })
            .collect(),
        diffs: diffs.collect(),
        findings: record.findings().to_vec(),
        comments: (record.comments().len(), adopted.count()),
        motion: motion.map(|motion| motion.question().id.to_string()),
        adoption,
        promulgation: record.promulgated().map(|promulgated| promulgated.promulgation.clone()),
        current: record.promulgated().map(|promulgated| &promulgated.text).or_else(|| record.current()).cloned(),
    }
}

fn post_of(hall: &Hall, post: &PostRecord) -> PostShown {
    PostShown {
        id: post.id.to_string(),
        entry: post.entry,
        subject: post.subject.clone(),
        posted: post.publicity.posted,
        last_day: post.publicity.last_day(),
        state: hall.publicity_state(&post.id).map(State::of),
        evidence: post.publicity.evidence.len(),
    }
}

impl ConventionShown {
    fn write(&self, page: &mut Page, lang: Lang) {
        let title = self.versions.last().map_or("", |version| &version.title);
        page.heading(match lang {
            Lang::Zh => format!("公约 {} {title}({})", self.id, self.state.word(lang)),
            Lang::En => format!("convention {} {title} ({})", self.id, self.state.word(lang)),
        });
        for version in &self.versions {
            let Version { number, entry, digest, .. } = version;
            page.line(match lang {
                Lang::Zh => format!("  第 {number} 版:第 {entry} 条,摘要 {digest}"),
                Lang::En => format!("  version {number}: entry {entry}, digest {digest}"),
            });
        }
        for (diff, version) in self.diffs.iter().zip(2..) {
            let changed: Vec<&str> = diff.articles.iter().map(|article| article.no.as_str()).collect();
            page.line(match lang {
                Lang::Zh => format!("  第 {version} 版改动的条款:{}", changed.join("、")),
                Lang::En => format!("  articles changed in version {version}: {}", changed.join(", ")),
            });
        }
        for (reviewer, zh, en) in
            [(Reviewer::Legal, "法律审查", "legal review"), (Reviewer::Street, "街道审核", "street review")]
        {
            let count = |level| {
                self.findings.iter().filter(|finding| finding.reviewer == reviewer && finding.level == level).count()
            };
            let (ok, warn, block) = (count(Level::Ok), count(Level::Warn), count(Level::Block));
            if ok + warn + block > 0 {
                page.line(match lang {
                    Lang::Zh => format!("  {zh}:无意见 {ok} 条,提示 {warn} 条,不得提交表决 {block} 条"),
                    Lang::En => format!("  {en}: {ok} findings without objection, {warn} warnings, {block} blocks"),
                });
            }
        }
        let (comments, adopted) = self.comments;
        if comments > 0 {
            page.line(match lang {
                Lang::Zh => format!("  意见 {comments} 条,采纳 {adopted} 条"),
                Lang::En => format!("  {comments} comments, {adopted} of them taken up"),
            });
        }
        if let Some(motion) = &self.motion {
            page.line(format!("  {} {motion}", lang.pick("表决通过", "adopted by motion")));
        }
        if let Some(Promulgation { promulgated, in_force, review }) = &self.promulgation {
            page.line(match lang {
                Lang::Zh => format!("  {promulgated} 公布,{in_force} 施行,{review} 前评估"),
                Lang::En => {
                    format!("  made public on {promulgated}, in force from {in_force}, to be reviewed by {review}")
                }
            });
        }
        for Article { no, title, kind, text, .. } in self.current.iter().flat_map(Convention::articles) {
            let kinds = lang.names(kind.iter().map(|kind| lang.pick(kind.zh(), kind.name())));
            page.line(match lang {
                Lang::Zh => format!("  第{no}条 {title}〔{kinds}〕{text}"),
                Lang::En => format!("  {no} {title} [{kinds}] {text}"),
            });
        }
    }
}

impl DriveShown {
    fn write(&self, page: &mut Page, lang: Lang) {
        let (state, convention) = (self.state.word(lang), &self.convention);
        page.heading(match lang {
            Lang::Zh => format!("签约 {}({state}):公约 {convention}", self.id),
            Lang::En => format!("signing {} ({state}) of convention {convention}", self.id),
        });
        if let Some((signed, withdrawn)) = self.signed {
            page.line(match lang {
                Lang::Zh => format!("  签约 {signed} 户,撤回 {withdrawn} 次"),
                Lang::En => format!("  {signed} households signed, {withdrawn} times one withdrew"),
            });
        }
        let Some(table) = &self.table else { return };
        let columns: Vec<String> = table.columns.iter().map(|kinds| kinds.join("+")).collect();
        let rows = table.rows.iter().map(|row| {
            let counts: Vec<String> =
                columns.iter().zip(&row.counts).map(|(kind, count)| format!("{kind} {count}")).collect();
            [row.groups.join("+"), counts.join("  ")]
        });
        page.rows(4, &rows.collect::<Vec<_>>());
    }
}

impl PostShown {
    fn row(&self, lang: Lang) -> [String; 4] {
        let subject = match lang {
            Lang::Zh => self.subject.zh().to_owned(),
            Lang::En => self.subject.to_string().split(' ').next().unwrap_or_default().to_owned(),
        };
        let state = self.state.as_ref().map_or("", |state| state.word(lang));
        [self.id.clone(), subject, format!("{} – {}", self.posted, self.last_day), state.to_owned()]
    }
}

impl ObjectionShown {
    fn write(&self, page: &mut Page, lang: Lang) {
        let objection = &self.objection;
        page.line(match lang {
            Lang::Zh => format!("  第 {} 条,对{}:{}", self.entry, self.subject.zh(), objection.reason),
            Lang::En => format!("  entry {}, to {}: {}", self.entry, self.subject, objection.reason),
        });
        let Some(answer) = &objection.answer else {
            page.line(match lang {
                Lang::Zh => format!("    {} 前答复", objection.due),
                Lang::En => format!("    to be answered by {}", objection.due),
            });
            return;
        };
        let ruling = match answer.ruling {
            Ruling::Upheld => lang.pick("成立", "upheld"),
            Ruling::Dismissed => lang.pick("不成立", "dismissed"),
        };
        page.line(format!("    {ruling}:{}", answer.reason));
        for correction in &answer.corrections {
            let (what, was, is) = (&correction.what, &correction.was, &correction.is);
            page.line(format!("    {} {what} {was} → {is}", lang.pick("更正", "corrected:")));
        }
    }
}
