//! Matters and their triage, sessions and who came.

use guanjia::Zone;
use guanjia::hall::TriageCount;
use guanjia::matter::Route;
use guanjia::measure::Measure;
use guanjia::quorum::Quorum;
use guanjia::session::{Stance, Venue, When};
use guanjia::view::{MatterView, SessionView};

use super::{Shown, word};
use crate::out::Page;
use crate::words::Lang;

/// What was brought up, and the meetings about it.
pub fn write(shown: &Shown, page: &mut Page, lang: Lang) {
    if !shown.matters.is_empty() {
        write_matters(shown, page, lang);
    }
    for session in &shown.sessions {
        write_session(session, shown.summary.zone, page, lang);
    }
}

fn route(matter: &MatterView) -> Option<&Route> {
    matter.triage.as_ref().map(|settled| &settled.triage.route)
}

fn write_matters(shown: &Shown, page: &mut Page, lang: Lang) {
    let TriageCount { major, minor, private } = shown.summary.triaged;
    page.heading(match lang {
        Lang::Zh => format!("事项 {} 件:大事 {major}、小事 {minor}、私事 {private}", shown.matters.len()),
        Lang::En => format!(
            "{} matters: {major} for the government, {minor} for the community, {private} private",
            shown.matters.len()
        ),
    });
    let minor = shown.matters.iter().filter_map(|matter| Some((matter, route(matter)?.item()?)));
    let rows: Vec<[String; 5]> = minor
        .map(|(matter, item)| {
            [
                matter.id.to_string(),
                item.to_string(),
                word(&matter.state, lang).to_owned(),
                lang.count(matter.support, "人附议", "in support"),
                matter.words.text().unwrap_or_default().to_owned(),
            ]
        })
        .collect();
    page.rows(2, &rows);
    if shown.summary.withheld > 0 {
        page.line(match lang {
            Lang::Zh => format!("  另有 {} 件涉及人身安全,不公开", shown.summary.withheld),
            Lang::En => format!("  {} more touch somebody's safety and are not shown", shown.summary.withheld),
        });
    }
}

fn write_session(session: &SessionView, zone: Zone, page: &mut Page, lang: Lang) {
    let call = &session.call;
    let state = word(&session.state, lang);
    page.heading(match lang {
        Lang::Zh => format!("会议 {}({state})", session.id),
        Lang::En => format!("session {} ({state})", session.id),
    });
    let venue = match call.venue {
        Venue::Hall => lang.pick("线下", "in a hall"),
        Venue::Online => lang.pick("线上", "online"),
        Venue::Both => lang.pick("线下和线上", "in a hall and online"),
    };
    let place = call.place.as_deref().unwrap_or_default();
    let when = match call.when {
        When::Held(at) => at.date(zone).to_string(),
        When::Window(window) => format!("{} – {}", window.opens.date(zone), window.closes.date(zone)),
    };
    page.line(format!("  {when} · {venue} {place}"));
    if let Some(posted) = session.posted {
        page.line(format!("  {} {posted}", lang.pick("公告日", "announced on")));
    }
    page.line(format!("  {} {}", lang.pick("规则", "rule:"), lang.pick(&session.rule.zh, &session.rule.en)));
    let heads = |heads| lang.amount(Measure::Heads, heads);
    let (convened, present) = (heads(call.convened.len() as u64), heads(session.present.len() as u64));
    let who = match (call.by_voting, &session.quorum, lang) {
        (true, _, Lang::Zh) => format!("应到 {convened},参加表决即到会"),
        (true, _, Lang::En) => format!("{convened} convened; to vote is to attend"),
        (false, Some(quorum), Lang::Zh) => {
            format!("召集 {convened},到会 {present},需 {}{}", heads(quorum.need), mark(*quorum))
        }
        (false, Some(quorum), Lang::En) => {
            format!("{convened} convened, {present} present, {} needed{}", quorum.need, mark(*quorum))
        }
        (false, None, Lang::Zh) => format!("召集 {convened},到会 {present}"),
        (false, None, Lang::En) => format!("{convened} convened, {present} present"),
    };
    page.line(format!("  {who}"));
    if !call.stakeholders.is_empty() {
        let (all, here) = (call.stakeholders.len(), session.stakeholders_present);
        page.line(match lang {
            Lang::Zh => format!("  利益相关方 {all} 人,到会 {here} 人"),
            Lang::En => format!("  {all} with a stake, {here} of them present"),
        });
    }
    for item in session.agenda.iter().flat_map(|agenda| &agenda.items) {
        page.line(format!("  {}. {}", item.no, item.title));
    }
    let said = |stance| session.statements.iter().filter(|statement| statement.stance == stance).count();
    let (yes, no, neither) = (said(Stance::For), said(Stance::Against), said(Stance::Neither));
    if yes + no + neither > 0 {
        page.line(match lang {
            Lang::Zh => format!("  发言:赞成 {yes}、反对 {no}、不表态 {neither}"),
            Lang::En => format!("  statements: {yes} for, {no} against, {neither} neither"),
        });
    }
    if !session.signatures.is_empty() {
        let signed = lang.names(session.signatures.iter().map(|(role, who)| format!("{who} ({role})")));
        page.line(format!("  {} {signed}", lang.pick("会议记录签字", "minutes signed by")));
    }
}

fn mark(quorum: Quorum) -> &'static str {
    if quorum.is_met() { " ✓" } else { " ✗" }
}
