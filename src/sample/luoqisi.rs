//! 锣旗寺: a convention on keeping dogs, from the register to the signatures (scenario 01).

use crate::map::Map;

use super::data::{self, Household, Luoqisi, Steward};
use super::story::{Chapter, CharterWords, Story, id, spread, stray};
use crate::error::Error;
use crate::event::{Decline, DrawFrom, MoveRoster, Nominate, Object, ObjectionAnswer, RevealDraw, SeatOf, Subject};
use crate::fraction::{Fraction, Rounding};
use crate::hash::Hash;
use crate::id::Id;
use crate::lottery::{PublicSource, Reveal};
use crate::measure::{Amounts, Measure};
use crate::objection::Ruling;
use crate::prepare::{Ask, CommitAsk, DrawAsk, DrawnAsk, RosterAsk};
use crate::register::Unit;
use crate::roster::{Nominator, RosterEvent};
use crate::selection::SeatRule;
use crate::stratum::{Strata, Stratum};

const ORIGIN: &str = "guanjia.example/luoqisi";
/// About how many entries the record has in the end.
pub(super) const ENTRIES: u64 = 5_600;
const ROSTER: &str = "R-2026";
pub(super) const PANEL: &str = "PANEL-2026Q2";
const GROUPS: [&str; 3] = ["养犬户", "受影响居民", "其他居民"];

/// The whole deliberation of 锣旗寺, really signed and really checked; the record follows from the
/// seed. `told` hears of every chapter and, now and then, how many entries there are.
///
/// Errors: none, unless the scenario and the library no longer agree.
pub fn luoqisi<'a>(seed: &[u8], told: &'a mut dyn FnMut(Chapter, u64)) -> Result<Story<'a>, Error> {
    let mut telling = Telling {
        data: data::luoqisi()?,
        households: data::households()?,
        story: Story::new(ORIGIN, seed, told),
        panel: Map::new(),
    };
    telling.found()?;
    telling.register()?;
    telling.stewards()?;
    telling.panel()?;
    telling.matters()?;
    telling.first_draft()?;
    telling.session()?;
    telling.public_draft()?;
    let motion = telling.assembly()?;
    telling.objection(motion)?;
    telling.assign()?;
    telling.signing()?;
    telling.follow_up()?;
    Ok(telling.story)
}

pub(super) struct Telling<'a> {
    pub(super) data: Luoqisi,
    pub(super) households: Vec<Household>,
    pub(super) story: Story<'a>,
    /// Who of those drawn plays which panellist of the scenario, by the scenario's name.
    pub(super) panel: Map<String, String>,
}

impl Telling<'_> {
    fn found(&mut self) -> Result<(), Error> {
        self.story.chapter("立章程,定职务", "the charter and its offices", ENTRIES);
        let basis = "《居民自治章程》第九条:户代表经实名核验后可以线上参加居民会议(虚构)";
        let words = CharterWords { name: &self.data.community.name, online_basis: Some(basis) };
        self.story.found("2026-03-02", &words)?;
        self.story.at("2026-03-03", 9, 0)
    }

    fn register(&mut self) -> Result<(), Error> {
        self.story.chapter("登记 1698 户,冻结基数", "1,698 households are registered, the base is frozen", ENTRIES);
        let community = &self.data.community;
        let (residents, adults) =
            (community.residents - 2 * community.households, community.adults - 2 * community.households);
        let mut dogs = Map::new();
        for building in &community.buildings {
            dogs.insert(building.id.clone(), (building.households, building.dog_households, 0));
        }
        let mut units = Vec::new();
        let mut larger = 0;
        for (place, (handle, building, _, _)) in (0..).zip(&self.households) {
            let has_third = spread(place, residents, community.households);
            let is_adult = has_third && spread(larger, adults, residents);
            larger += u64::from(has_third);
            let mut amounts = Amounts::default();
            amounts.add(Measure::Households, 1)?;
            amounts.add(Measure::Residents, 2 + u64::from(has_third))?;
            amounts.add(Measure::Adults, 2 + u64::from(is_adult))?;
            let (count, share, at) = dogs.get_mut(building).ok_or_else(stray)?;
            let keeps_dog = spread(*at, *share, *count);
            *at += 1;
            let dog = if keeps_dog { "养犬" } else { "不养犬" };
            let strata = strata(&[("building", building), ("dog", dog)])?;
            units.push(Unit { handle: id(handle)?, amounts, strata, holdings: Vec::new(), voter: true });
        }
        self.story.enrol("households", units)?;
        let mut units = Vec::new();
        for (place, steward) in self.data.roster.stewards.iter().enumerate() {
            let strata = strata(&[
                ("building", &steward.building),
                ("age", &steward.age_band),
                ("sex", &steward.sex),
                ("group", self.group_of(place, steward)),
            ])?;
            let handle = id(&steward.id)?;
            units.push(Unit { handle, amounts: Amounts::default(), strata, holdings: Vec::new(), voter: true });
        }
        self.story.enrol("residents", units)?;
        let lodger = |handle: &str| {
            Ok(Unit {
                handle: id(handle)?,
                amounts: Amounts::default(),
                strata: Strata::new(),
                holdings: Vec::new(),
                voter: false,
            })
        };
        self.story.enrol("lodgers", vec![lodger("V-0001")?, lodger("V-0002")?])?;
        self.story.at("2026-03-10", 9, 0)?;
        self.story.freeze("households-2026", "households")?;
        self.story.freeze("residents-2026", "residents")
    }

    /// The group a steward speaks for: panellists as the scenario says, the others in turn.
    fn group_of(&self, place: usize, steward: &Steward) -> &'static str {
        let named = self.data.session.panel.iter().find(|panellist| panellist.id == steward.id);
        match named.and_then(|panellist| GROUPS.into_iter().find(|group| *group == panellist.group)) {
            Some(group) => group,
            None if steward.keeps_dog => "养犬户",
            None if place.is_multiple_of(2) => "受影响居民",
            None => "其他居民",
        }
    }

    fn stewards(&mut self) -> Result<(), Error> {
        self.story.chapter("按 6% 定名额,推荐 102 名百姓管家", "6 %: 102 stewards are put forward", ENTRIES);
        let rule = SeatRule {
            ratio: Fraction::new(6, 100).ok_or_else(stray)?,
            measure: Some(Measure::Households),
            rounding: Rounding::Ceil,
            by: Some(id("building")?),
            floor_one: true,
        };
        let (base, candidates) = (id("households-2026")?, id("residents-2026")?);
        self.story.prepare("committee-1", Ask::Roster(RosterAsk { base, candidates, roster: id(ROSTER)?, rule }))?;
        self.move_roster(RosterEvent::OpenNomination, Some("2026-03-20"))?;
        let nominations: Vec<(Id, Nominator)> = self
            .data
            .roster
            .stewards
            .iter()
            .map(|steward| Ok((id(&steward.id)?, nominator(&steward.source))))
            .collect::<Result<_, Error>>()?;
        for (handle, source) in nominations {
            let who = if source == Nominator::Own { handle.to_string() } else { "clerk-a".to_owned() };
            self.story.enter(&who, Nominate { handle, roster: id(ROSTER)?, source })?;
        }
        self.story.at("2026-03-21", 9, 0)?;
        self.move_roster(RosterEvent::CloseNomination, None)?;
        self.move_roster(RosterEvent::PublishList, None)?;
        self.story.post("roster", Subject::Roster(id(ROSTER)?), 7, Some("百姓管家名单公示(虚构)"))?;
        self.story.at("2026-03-24", 9, 0)?;
        let about = self.story.scribe.hall().post(&id("roster")?).ok_or_else(stray)?.leaf;
        let claim = "名单没有写明推荐方式,请补充".to_owned();
        let objection = self.story.enter_about("H-0100", about, Object { claim, handle: None })?;
        self.story.at("2026-03-25", 9, 0)?;
        let answer = ObjectionAnswer {
            ruling: Ruling::Dismissed,
            reason: "推荐方式已逐人登记在记录中,公示栏同时张贴汇总".to_owned(),
            voids: Vec::new(),
            corrections: Vec::new(),
        };
        self.story.enter_about("supervisor-1", objection, answer)?;
        self.story.at("2026-03-30", 9, 0)?;
        self.story.end_post("roster")?;
        self.move_roster(RosterEvent::Appoint, None)
    }

    fn move_roster(&mut self, event: RosterEvent, until: Option<&str>) -> Result<(), Error> {
        let until = until.map(str::parse).transpose()?;
        self.story.enter("committee-1", MoveRoster { event, reason: None, roster: id(ROSTER)?, until }).map(drop)
    }

    /// Twenty-four of the 102 are drawn in public, eight of each group; one declines.
    fn panel(&mut self) -> Result<(), Error> {
        self.story.chapter("公开抽签,召集 24 名百姓管家", "24 of them are drawn by lot, in public", ENTRIES);
        self.story.at("2026-04-20", 9, 0)?;
        let parties = ["supervisor-1", "street", "clerk-a"];
        let draw = DrawAsk {
            draw: id(PANEL)?,
            from: DrawFrom::Pool(id(ROSTER)?),
            session: Some(id(&self.data.session.id)?),
            by: Some(id("group")?),
            seats: Some(GROUPS.iter().map(|group| Ok((group.parse()?, 8))).collect::<Result<_, Error>>()?),
            alternates: 2,
            general: 2,
            parties: parties.iter().map(|party| id(party)).collect::<Result<_, Error>>()?,
            commit_by: "2026-04-22".parse()?,
            reveal_by: "2026-04-24".parse()?,
            sources: vec![PublicSource {
                text: "福利彩票双色球第2026046期(虚构)".to_owned(),
                date: "2026-04-26".parse()?,
                ordered: false,
            }],
            lottery: None,
        };
        self.story.prepare("committee-1", Ask::Draw(draw))?;
        self.story.at("2026-04-21", 9, 0)?;
        let secret = |party: &str| Reveal(Hash::tagged("guanjia/sample-secret", &[party.as_bytes()]).0);
        for party in parties {
            let commit = CommitAsk { draw: id(PANEL)?, party: id(party)?, secret: secret(party) };
            self.story.prepare(party, Ask::Commit(commit))?;
        }
        self.story.at("2026-04-23", 9, 0)?;
        for party in parties {
            self.story.enter(party, RevealDraw { draw: id(PANEL)?, secret: secret(party) })?;
        }
        self.story.at("2026-04-27", 9, 0)?;
        let balls = ["3", "9", "14", "21", "27", "32", "11"].map(str::to_owned).to_vec();
        self.story.prepare("committee-1", Ask::Drawn(DrawnAsk { draw: id(PANEL)?, values: vec![balls] }))?;
        let first = self.story.scribe.hall().panel(&id(PANEL)?)?.members().keys().next().cloned().ok_or_else(stray)?;
        let decline =
            Decline {
                from: SeatOf::Draw(id(PANEL)?), handle: first.clone(), reason: "外出务工,不能到会".to_owned()
            };
        self.story.enter(first.as_str(), decline)?;
        self.cast_panel()
    }

    /// Those drawn play the panellists of their group in the order of their handles.
    fn cast_panel(&mut self) -> Result<(), Error> {
        let panel = self.story.scribe.hall().panel(&id(PANEL)?)?;
        for group in GROUPS {
            let drawn = panel.members().iter().filter(|(_, stratum)| stratum.as_str() == group);
            let parts = self.data.session.panel.iter().filter(|panellist| panellist.group == group);
            self.panel.extend(parts.zip(drawn).map(|(part, (handle, _))| (part.id.clone(), handle.to_string())));
        }
        Ok(())
    }
}

fn nominator(source: &str) -> Nominator {
    match source {
        "楼栋推荐" => Nominator::Building,
        "居民联名推荐" => Nominator::Joint,
        _ => Nominator::Own,
    }
}

fn strata(pairs: &[(&str, &str)]) -> Result<Strata, Error> {
    pairs.iter().map(|(key, value)| Ok((id(key)?, value.parse::<Stratum>()?))).collect()
}
