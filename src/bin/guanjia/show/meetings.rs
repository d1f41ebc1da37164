//! Matters and their triage, sessions and who came.

use std::collections::BTreeMap;

use guanjia::event::SessionBody;
use guanjia::{
    Date, FrozenAgenda, Hall, Intake, Matter, Measure, Quorum, Route, Session, Stance, TriageCount, Venue, When, Zone,
};
use serde::Serialize;

use super::State;
use crate::out::Page;
use crate::words::Lang;

/// What was brought up, and the meetings about it.
#[derive(Serialize)]
pub struct Meetings {
    triaged: TriageCount,
    /// How many matters are in each state; those that touch somebody's safety are counted in no state.
    states: BTreeMap<String, u64>,
    /// How many matters are not shown because they touch somebody's safety.
    withheld: u64,
    matters: Vec<MatterShown>,
    sessions: Vec<SessionShown>,
}

#[derive(Serialize)]
struct MatterShown {
    id: String,
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    route: Option<Route>,
    /// What it says, unless its words were kept off the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    intake: Intake,
    support: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<String>,
}

#[derive(Serialize)]
struct SessionShown {
    id: String,
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    venue: Venue,
    when: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    posted: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<SessionBody>,
    rule_zh: String,
    rule_en: String,
    convened: u64,
    guests: usize,
    /// Whether to vote is to attend, so that nobody checks in.
    by_voting: bool,
    present: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    quorum: Option<Quorum>,
    stakeholders: usize,
    stakeholders_present: u64,
    agenda: Vec<String>,
    statements: BTreeMap<&'static str, u64>,
    /// Those who signed the minutes, by role.
    signatures: BTreeMap<String, String>,
}

impl Meetings {
    pub fn of(hall: &Hall) -> Self {
        let (withheld, open): (Vec<_>, Vec<_>) = hall.matters().partition(|matter| matter.is_restricted());
        let mut states = BTreeMap::<String, u64>::new();
        for matter in &open {
            *states.entry(matter.state().to_string()).or_default() += 1;
        }
        let zone = hall.founding().charter().map_or(Zone(0), |charter| charter.zone);
        Self {
            triaged: hall.triaged(),
            states,
            withheld: withheld.len() as u64,
            matters: open.into_iter().map(|matter| matter_of(hall, matter)).collect(),
            sessions: hall.sessions().map(|session| session_of(hall, session, zone)).collect(),
        }
    }

    pub fn write(&self, page: &mut Page, lang: Lang) {
        if !self.matters.is_empty() {
            self.write_matters(page, lang);
        }
        for session in &self.sessions {
            session.write(page, lang);
        }
    }

    fn write_matters(&self, page: &mut Page, lang: Lang) {
        let TriageCount { major, minor, private } = self.triaged;
        page.heading(match lang {
            Lang::Zh => format!("事项 {} 件:大事 {major}、小事 {minor}、私事 {private}", self.matters.len()),
            Lang::En => format!(
                "{} matters: {major} for the government, {minor} for the community, {private} private",
                self.matters.len()
            ),
        });
        let minor = self.matters.iter().filter(|matter| matches!(matter.route, Some(Route::Minor(_))));
        let rows: Vec<[String; 5]> = minor
            .map(|matter| {
                [
                    matter.id.clone(),
                    matter.route.as_ref().and_then(Route::item).map_or_else(String::new, ToString::to_string),
                    matter.state.word(lang).to_owned(),
                    lang.count(matter.support, "人附议", "in support"),
                    matter.text.clone().unwrap_or_default(),
                ]
            })
            .collect();
        page.rows(2, &rows);
        if self.withheld > 0 {
            page.line(match lang {
                Lang::Zh => format!("  另有 {} 件涉及人身安全,不公开", self.withheld),
                Lang::En => format!("  {} more touch somebody's safety and are not shown", self.withheld),
            });
        }
    }
}

fn matter_of(hall: &Hall, matter: &Matter) -> MatterShown {
    MatterShown {
        id: matter.id().to_string(),
        state: State::of(matter.state()),
        route: matter.triage().map(|settled| settled.triage.route.clone()),
        text: matter.submission().words.text().map(str::to_owned),
        intake: matter.submission().intake,
        support: matter.support_count(),
        session: hall.matter_session(matter.id()).map(ToString::to_string),
    }
}

fn session_of(hall: &Hall, session: &Session, zone: Zone) -> SessionShown {
    let call = session.called();
    let rule = hall.session_rule(session.id()).ok();
    let mut statements = BTreeMap::new();
    for stance in [Stance::For, Stance::Against, Stance::Neither] {
        let said = session.statements().values().filter(|statement| statement.stance == stance);
        statements.insert(stance.name(), said.count() as u64);
    }
    SessionShown {
        id: session.id().to_string(),
        state: State::of(session.state()),
        place: call.place.clone(),
        venue: call.venue,
        when: match call.when {
            When::Held(at) => at.date(zone).to_string(),
            When::Window(window) => format!("{} – {}", window.opens.date(zone), window.closes.date(zone)),
        },
        posted: session.posted(),
        body: hall.session_body(session.id()).ok().cloned(),
        rule_zh: rule.map_or_else(String::new, |rule| rule.zh.clone()),
        rule_en: rule.map_or_else(String::new, |rule| rule.en.clone()),
        convened: call.convened.len() as u64,
        guests: call.guests.len(),
        by_voting: call.by_voting,
        present: session.present_count(),
        quorum: hall.session_quorum(session.id()).ok().filter(|_| !call.by_voting),
        stakeholders: call.stakeholders.len(),
        stakeholders_present: session.stakeholders_present(),
        agenda: session.agenda().into_iter().flat_map(FrozenAgenda::items).map(|item| item.title.clone()).collect(),
        statements,
        signatures: session.signatures().iter().map(|(role, who)| (role.to_string(), who.to_string())).collect(),
    }
}

impl SessionShown {
    fn write(&self, page: &mut Page, lang: Lang) {
        let state = self.state.word(lang);
        page.heading(match lang {
            Lang::Zh => format!("会议 {}({state})", self.id),
            Lang::En => format!("session {} ({state})", self.id),
        });
        let venue = match self.venue {
            Venue::Hall => lang.pick("线下", "in a hall"),
            Venue::Online => lang.pick("线上", "online"),
            Venue::Both => lang.pick("线下和线上", "in a hall and online"),
        };
        let place = self.place.as_deref().unwrap_or_default();
        page.line(format!("  {} · {venue} {place}", self.when));
        if let Some(posted) = self.posted {
            page.line(format!("  {} {posted}", lang.pick("公告日", "announced on")));
        }
        page.line(format!("  {} {}", lang.pick("规则", "rule:"), lang.pick(&self.rule_zh, &self.rule_en)));
        let heads = |heads| lang.amount(Measure::Heads, heads);
        let (convened, present) = (heads(self.convened), heads(self.present));
        let who = match (self.by_voting, &self.quorum, lang) {
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
        if self.stakeholders > 0 {
            let (all, here) = (self.stakeholders, self.stakeholders_present);
            page.line(match lang {
                Lang::Zh => format!("  利益相关方 {all} 人,到会 {here} 人"),
                Lang::En => format!("  {all} with a stake, {here} of them present"),
            });
        }
        for (title, number) in self.agenda.iter().zip(1..) {
            page.line(format!("  {number}. {title}"));
        }
        let said = |stance| self.statements.get(stance).copied().unwrap_or_default();
        let (yes, no, neither) = (said("for"), said("against"), said("neither"));
        if yes + no + neither > 0 {
            page.line(match lang {
                Lang::Zh => format!("  发言:赞成 {yes}、反对 {no}、不表态 {neither}"),
                Lang::En => format!("  statements: {yes} for, {no} against, {neither} neither"),
            });
        }
        if !self.signatures.is_empty() {
            let signed = lang.names(self.signatures.iter().map(|(role, who)| format!("{who} ({role})")));
            page.line(format!("  {} {signed}", lang.pick("会议记录签字", "minutes signed by")));
        }
    }
}

fn mark(quorum: Quorum) -> &'static str {
    if quorum.is_met() { " ✓" } else { " ✗" }
}
