//! The scenario files, as far as the samples read them.

use crate::map::Map;

use serde::Deserialize;
use serde_json::Value;

use crate::error::Error;
use crate::json::not_json;
use crate::rule::Rule;
use crate::session::Stance;

#[derive(Deserialize)]
pub(super) struct Luoqisi {
    pub community: Community,
    pub roster: Roster,
    pub session: Session,
    pub convention: Convention,
    pub signature: Signature,
    pub points: Points,
    pub tasks: Vec<Task>,
}

#[derive(Deserialize)]
pub(super) struct Community {
    pub name: String,
    pub households: u64,
    pub residents: u64,
    pub adults: u64,
    pub buildings: Vec<Building>,
}

#[derive(Deserialize)]
pub(super) struct Building {
    pub id: String,
    pub households: u64,
    pub dog_households: u64,
}

#[derive(Deserialize)]
pub(super) struct Roster {
    pub stewards: Vec<Steward>,
}

#[derive(Deserialize)]
pub(super) struct Steward {
    pub id: String,
    pub building: String,
    pub age_band: String,
    pub sex: String,
    pub keeps_dog: bool,
    pub source: String,
}

#[derive(Deserialize)]
pub(super) struct Session {
    pub id: String,
    pub place: String,
    pub panel: Vec<Panellist>,
    pub opinions: Vec<Opinion>,
    pub motions: Vec<Motion>,
}

#[derive(Deserialize)]
pub(super) struct Panellist {
    pub id: String,
    pub group: String,
    pub present: bool,
}

#[derive(Deserialize)]
pub(super) struct Opinion {
    pub resident: String,
    pub group: String,
    pub text: String,
    pub motion: String,
}

impl Opinion {
    /// The side an opinion is on, as the writer of the sample reads it.
    pub(super) fn stance(&self) -> Stance {
        match (self.motion.as_str(), self.group.as_str()) {
            ("Q1" | "Q2", "受影响居民") | ("Q3", _) | ("Q4", "其他居民" | "养犬户") => Stance::For,
            ("Q1" | "Q2", "养犬户") | ("Q4", "受影响居民") => Stance::Against,
            _ => Stance::Neither,
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Motion {
    pub id: String,
    pub zh: String,
    pub preset: String,
    pub options: Map<String, String>,
    pub rounds: Vec<Round>,
    pub recused: Vec<Recused>,
}

#[derive(Deserialize)]
pub(super) struct Round {
    pub ballots: Map<String, String>,
}

#[derive(Deserialize)]
pub(super) struct Recused {
    pub id: String,
    pub reason: String,
}

#[derive(Deserialize)]
pub(super) struct Convention {
    pub title: String,
    pub articles: Vec<Article>,
    pub legal_review: LegalReview,
}

#[derive(Deserialize)]
pub(super) struct Article {
    pub title: String,
    pub kind: String,
    pub text: String,
    pub basis: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct LegalReview {
    pub items: Vec<LegalItem>,
}

#[derive(Clone, Deserialize)]
pub(super) struct LegalItem {
    pub proposal: String,
    pub finding: String,
    pub basis: String,
    pub reply: String,
}

#[derive(Deserialize)]
pub(super) struct Signature {
    pub by_building: Vec<Signed>,
}

#[derive(Deserialize)]
pub(super) struct Signed {
    pub building: String,
    #[serde(rename = "signed_dog")]
    pub dog: u64,
    #[serde(rename = "signed_other")]
    pub other: u64,
}

#[derive(Deserialize)]
pub(super) struct Points {
    pub rules: Vec<PointsRule>,
    pub ledger: Vec<(String, String, i64)>,
}

#[derive(Deserialize)]
pub(super) struct PointsRule {
    pub code: String,
    pub zh: String,
    pub delta: i32,
}

#[derive(Deserialize)]
pub(super) struct Task {
    pub id: String,
    pub zh: String,
    pub owner: String,
    pub due: String,
    pub verify: String,
}

#[derive(Deserialize)]
pub(super) struct Tanggui {
    pub async_session: Online,
    pub owners_vote: OwnersVote,
}

#[derive(Deserialize)]
pub(super) struct Online {
    pub id: String,
    pub age_bands: Map<String, usize>,
    pub posts: Vec<Speech>,
    pub min_participants: Participants,
    pub poll: ApprovalPoll,
}

#[derive(Deserialize)]
pub(super) struct Speech {
    pub resident: String,
    pub age_band: String,
    pub text: String,
    pub kind: String,
    pub handling: String,
}

impl Speech {
    /// The side a post is on, as the writer of the sample reads it.
    pub(super) fn stance(&self) -> Stance {
        match self.kind.as_str() {
            "建议" | "资源" => Stance::For,
            "顾虑" => Stance::Against,
            _ => Stance::Neither,
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Participants {
    pub households: usize,
}

#[derive(Deserialize)]
pub(super) struct ApprovalPoll {
    pub options: Vec<String>,
    /// Bit 0 is the first option.
    pub ballots: Vec<u64>,
}

#[derive(Deserialize)]
pub(super) struct OwnersVote {
    pub preset: String,
    /// Area and owner of each flat.
    pub units: Map<String, (u64, String)>,
    pub round1: OwnersRound,
    pub objections: Vec<OwnersObjection>,
    pub round2: OwnersRound,
}

#[derive(Deserialize)]
pub(super) struct OwnersRound {
    pub votes: Map<String, String>,
}

#[derive(Clone, Deserialize)]
pub(super) struct OwnersObjection {
    pub ground: String,
    pub measure: String,
    pub status: String,
}

#[derive(Deserialize)]
pub(super) struct Pengshui {
    pub matters: Vec<Sorted>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Sorted {
    pub id: String,
    pub text: String,
    pub class: String,
    pub item: String,
    pub why: String,
    pub route: String,
}

/// A household of file 01b: handle, building, channel, choice.
pub(super) type Household = (String, String, String, String);

/// Scenario 01.
pub(super) fn luoqisi() -> Result<Luoqisi, Error> {
    read(include_str!("../../tests/scenarios/01_luoqisi_dog_convention.json"))
}

/// The households of scenario 01.
pub(super) fn households() -> Result<Vec<Household>, Error> {
    let file: Value = read(include_str!("../../tests/scenarios/01b_luoqisi_household_ballots.json"))?;
    serde_json::from_value(file.get("rows").cloned().unwrap_or_default()).map_err(not_json)
}

/// Scenario 02.
pub(super) fn tanggui() -> Result<Tanggui, Error> {
    read(include_str!("../../tests/scenarios/02_tanggui_falling_objects.json"))
}

/// The rule that the community of scenario 02 states for itself.
pub(super) fn tanggui_rule() -> Result<Rule, Error> {
    read(include_str!("tanggui-rule.json"))
}

/// Scenario 05.
pub(super) fn pengshui() -> Result<Pengshui, Error> {
    read(include_str!("../../tests/scenarios/05_pengshui_triage_and_items.json"))
}

/// The other matters of the quarter: text, route or item, reason.
pub(super) fn matters() -> Result<Vec<(String, String, String)>, Error> {
    read(include_str!("matters.json"))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(not_json)
}
