//! Conventions, their signing, what was posted and objected to.

use guanjia::convention::{Article, Convention, Level, Promulgation, Reviewer};
use guanjia::hall::{CommentRecord, Promulgated};
use guanjia::objection::Ruling;
use guanjia::view::{ConventionView, DriveView, ObjectionView, PostView, VersionView};

use super::{Shown, word};
use crate::out::Page;
use crate::words::Lang;

/// What was agreed, and made public.
pub fn write(shown: &Shown, page: &mut Page, lang: Lang) {
    shown.conventions.iter().for_each(|convention| write_convention(convention, page, lang));
    shown.drives.iter().for_each(|drive| write_drive(drive, page, lang));
    if !shown.posts.is_empty() {
        page.heading(lang.pick("公示", "made public"));
        let rows: Vec<[String; 4]> = shown.posts.iter().map(|post| post_row(post, lang)).collect();
        page.rows(2, &rows);
    }
    if !shown.objections.is_empty() {
        page.heading(lang.pick("异议与更正", "objections and corrections"));
        shown.objections.iter().for_each(|objection| write_objection(objection, page, lang));
    }
}

fn write_convention(convention: &ConventionView, page: &mut Page, lang: Lang) {
    let title = convention.versions.last().map_or("", |version| version.draft.text.title());
    page.heading(match lang {
        Lang::Zh => format!("公约 {} {title}({})", convention.id, word(&convention.state, lang)),
        Lang::En => format!("convention {} {title} ({})", convention.id, word(&convention.state, lang)),
    });
    for VersionView { digest, draft } in &convention.versions {
        let (number, entry) = (draft.text.version(), draft.entry);
        page.line(match lang {
            Lang::Zh => format!("  第 {number} 版:第 {entry} 条,摘要 {digest}"),
            Lang::En => format!("  version {number}: entry {entry}, digest {digest}"),
        });
    }
    for (diff, version) in convention.diffs.iter().zip(2..) {
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
            convention.findings.iter().filter(|finding| finding.reviewer == reviewer && finding.level == level).count()
        };
        let (ok, warn, block) = (count(Level::Ok), count(Level::Warn), count(Level::Block));
        if ok + warn + block > 0 {
            page.line(match lang {
                Lang::Zh => format!("  {zh}:无意见 {ok} 条,提示 {warn} 条,不得提交表决 {block} 条"),
                Lang::En => format!("  {en}: {ok} findings without objection, {warn} warnings, {block} blocks"),
            });
        }
    }
    let adopted = |comment: &&CommentRecord| comment.reply.as_ref().is_some_and(|reply| reply.adopted);
    let (comments, adopted) = (convention.comments.len(), convention.comments.values().filter(adopted).count());
    if comments > 0 {
        page.line(match lang {
            Lang::Zh => format!("  意见 {comments} 条,采纳 {adopted} 条"),
            Lang::En => format!("  {comments} comments, {adopted} of them taken up"),
        });
    }
    if let Some(motion) = &convention.motion {
        page.line(format!("  {} {motion}", lang.pick("表决通过", "adopted by motion")));
    }
    if let Some(Promulgated { promulgation: Promulgation { promulgated, in_force, review }, .. }) =
        &convention.promulgated
    {
        page.line(match lang {
            Lang::Zh => format!("  {promulgated} 公布,{in_force} 施行,{review} 前评估"),
            Lang::En => {
                format!("  made public on {promulgated}, in force from {in_force}, to be reviewed by {review}")
            }
        });
    }
    let current = convention.versions.last().map(|version| &version.draft.text);
    let current = convention.promulgated.as_ref().map(|promulgated| &promulgated.text).or(current);
    for Article { no, title, kind, text, .. } in current.into_iter().flat_map(Convention::articles) {
        let kinds = lang.names(kind.iter().map(|kind| lang.pick(kind.zh(), kind.name())));
        page.line(match lang {
            Lang::Zh => format!("  第{no}条 {title}〔{kinds}〕{text}"),
            Lang::En => format!("  {no} {title} [{kinds}] {text}"),
        });
    }
}

fn write_drive(drive: &DriveView, page: &mut Page, lang: Lang) {
    let (state, convention) = (word(&drive.state, lang), &drive.convention);
    page.heading(match lang {
        Lang::Zh => format!("签约 {}({state}):公约 {convention}", drive.id),
        Lang::En => format!("signing {} ({state}) of convention {convention}", drive.id),
    });
    if let (Some(signed), Some(withdrawn)) = (drive.signed, drive.withdrawn) {
        page.line(match lang {
            Lang::Zh => format!("  签约 {signed} 户,撤回 {withdrawn} 次"),
            Lang::En => format!("  {signed} households signed, {withdrawn} times one withdrew"),
        });
    }
    let Some(table) = &drive.table else { return };
    let columns: Vec<String> = table.columns.iter().map(|kinds| kinds.join("+")).collect();
    let rows = table.rows.iter().map(|row| {
        let counts: Vec<String> =
            columns.iter().zip(&row.counts).map(|(kind, count)| format!("{kind} {count}")).collect();
        [row.groups.join("+"), counts.join("  ")]
    });
    page.rows(4, &rows.collect::<Vec<_>>());
}

fn post_row(post: &PostView, lang: Lang) -> [String; 4] {
    let subject = match lang {
        Lang::Zh => post.zh.clone(),
        Lang::En => post.subject.to_string().split(' ').next().unwrap_or_default().to_owned(),
    };
    let state = post.state.as_ref().map_or("", |state| word(state, lang));
    [post.id.to_string(), subject, format!("{} – {}", post.publicity.posted, post.last_day), state.to_owned()]
}

fn write_objection(shown: &ObjectionView, page: &mut Page, lang: Lang) {
    let objection = &shown.objection;
    page.line(match lang {
        Lang::Zh => format!("  第 {} 条,对{}:{}", shown.entry, shown.subject.zh(), objection.reason),
        Lang::En => format!("  entry {}, to {}: {}", shown.entry, shown.subject, objection.reason),
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
