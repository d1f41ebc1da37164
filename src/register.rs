//! Who takes part and for how much: registers, and bases frozen from them (SPEC.md section 4).
//!
//! ```
//! use guanjia::measure::Measure;
//! use guanjia::register::{Register, Scope};
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! // Owners: who holds a flat and a shop is one head with the area of both.
//! let mut owners = Register::new(id("owners"));
//! let units = [
//!     r#"{"handle": "O-1", "voter": true, "strata": {"building": "B01"},
//!         "holdings": [{"unit": "U-11", "area": 8950}, {"unit": "U-12", "area": 12000}]}"#,
//!     r#"{"handle": "O-2", "voter": true, "strata": {"building": "B02"},
//!         "holdings": [{"unit": "U-21", "area": 9020}]}"#,
//! ];
//! for unit in units {
//!     owners.enrol(guanjia::from_json(unit).unwrap()).unwrap();
//! }
//! let base = owners.freeze(id("owners-2026"), &Scope::default()).unwrap();
//! assert_eq!((base.total(Measure::Heads), base.total(Measure::Area)), (2, 29_970));
//! assert_eq!(base.by_stratum(&id("building")).unwrap()[&"B01".parse().unwrap()].of(Measure::Area), 20_950);
//!
//! // Who moves away later is still in the base, and whoever reckons it again sees what was announced.
//! let announced = base.notice().clone();
//! owners.withdraw(&id("O-2")).unwrap();
//! assert!(base.voter(&id("O-2")).is_ok() && base.check(&announced).is_ok());
//! let now = owners.freeze(id("owners-2026"), &Scope::default()).unwrap();
//! assert_eq!(now.check(&announced).unwrap_err().code(), "base.changed");
//! ```

use crate::map::Map;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::hash::{Hash, Tagged};
use crate::id::Id;
use crate::json;
use crate::measure::{Amounts, Measure};
use crate::stratum::{Strata, Stratum};

const BASE: &str = "guanjia/base/v1";

/// No unit belongs to more strata than this: many coarse facts together are a fine one.
const MOST_STRATA: usize = 8;
/// No stratum of a unit has a longer name than this, in characters: it is no place for an address.
const LONGEST_STRATUM: usize = 32;
/// A telephone number has 11 digits, an identity number 15 or 18.
const DIGITS_OF_A_PERSON: usize = 11;
/// A date of birth or a landline has 8 digits or 7; nothing coarse needs so many.
const DIGITS_OF_A_STRATUM: usize = 7;

/// One entry of a register 名册: a household, a resident or an owner, under a random handle.
/// Names and doors never appear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// A random handle that says nothing about the person.
    pub handle: Id,
    /// What the unit counts for besides one head, which is understood and never written. Area is
    /// written here only where there are no holdings.
    #[serde(default, skip_serializing_if = "Amounts::is_empty")]
    pub amounts: Amounts,
    /// Where the unit belongs, coarsely.
    #[serde(default, skip_serializing_if = "Strata::is_empty")]
    pub strata: Strata,
    /// The exclusive parts 专有部分 an owner holds. However many they are, the owner is one head,
    /// and so is the developer with all that is unsold (最高法建筑物区分所有权司法解释第9条).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holdings: Vec<Holding>,
    /// Whether the unit may vote. Those under 18 stand on the register and may speak, but have no
    /// vote (居委会组织法第22条).
    pub voter: bool,
}

/// An exclusive part: a flat, a shop, a parking place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// Which one, under an identifier that says nothing about the door.
    pub unit: Id,
    /// Its area in units of 0.01 m², at least 1 (司法解释第8条).
    pub area: u64,
}

/// Who stands on a register now. It changes as people move; a [`Base`] frozen from it never does.
///
/// ```
/// use guanjia::measure::Measure;
/// use guanjia::register::{Register, Scope, Unit};
/// let mut register = Register::new("households".parse().unwrap());
/// let unit: Unit = serde_json::from_str(
///     r#"{"handle":"H-1","amounts":{"households":1,"residents":3},"strata":{"building":"B01"},"voter":true}"#,
/// ).unwrap();
/// register.enrol(unit.clone()).unwrap();
/// assert_eq!(register.enrol(unit).unwrap_err().code(), "register.person-counted");
/// let base = register.freeze("2026".parse().unwrap(), &Scope::default()).unwrap();
/// assert_eq!(base.total(Measure::Households), 1);
/// assert_eq!(base.total(Measure::Residents), 3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    name: Id,
    units: Map<Id, Unit>,
    /// The owner of each exclusive part.
    holders: Map<Id, Id>,
}

/// Which units of a register a base takes in; by default all that may vote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Only those who belong to each of these strata, such as one building.
    #[serde(default, skip_serializing_if = "Strata::is_empty")]
    pub strata: Strata,
    /// Also those who may not vote. Seats may be reckoned on everyone; a vote never is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub everyone: bool,
}

/// A base 基数: who counted, and for how much, on the day it was frozen. Whatever happens on the
/// register afterwards, it stays as it is, and [`Base::digest`] tells it from any other.
///
/// ```
/// use guanjia::register::{Base, Register, Scope};
/// let mut residents = Register::new("residents".parse().unwrap());
/// for (handle, building, voter) in [("R-1", "B01", true), ("R-2", "B01", false), ("R-3", "B02", true)] {
///     let unit = format!(r#"{{"handle": "{handle}", "strata": {{"building": "{building}"}}, "voter": {voter}}}"#);
///     residents.enrol(guanjia::from_json(&unit).unwrap()).unwrap();
/// }
/// let freeze = |scope: &str| -> Base {
///     residents.freeze("2026".parse().unwrap(), &guanjia::from_json::<Scope>(scope).unwrap()).unwrap()
/// };
/// // Those who may vote, everyone, and those of one building.
/// assert_eq!(freeze("{}").members().len(), 2);
/// assert_eq!(freeze(r#"{"everyone": true}"#).members().len(), 3);
/// let base = freeze(r#"{"strata": {"building": "B01"}, "everyone": true}"#);
/// assert_eq!(base.voter(&"R-2".parse().unwrap()).unwrap_err().code(), "register.not-eligible");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    notice: BaseNotice,
    members: Map<Id, Member>,
}

/// What is announced of a base: every total, each under its measure, and the digest of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct BaseNotice {
    /// The identifier that motions and draws refer to.
    pub id: Id,
    /// The register it was frozen from.
    pub register: Id,
    /// Which part of the register.
    pub scope: Scope,
    /// The totals by measure: households and residents both, where the register knows both.
    pub totals: Amounts,
    /// The digest of register, scope and members, see [`Base::digest`].
    pub digest: Hash,
}

/// One who counts in a base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Member {
    /// One head, and the other measures.
    pub amounts: Amounts,
    /// Where the member belongs.
    pub strata: Strata,
    /// Whether the member may vote.
    pub voter: bool,
}

impl Unit {
    /// What the unit counts for: one head, its measures, and the area of its holdings. An area
    /// above 2^53 − 1 is `measure.too-large`.
    pub fn counted(&self) -> Result<Amounts, Error> {
        let mut amounts = self.amounts.clone();
        amounts.insert(Measure::Heads, 1)?;
        self.holdings.iter().try_for_each(|holding| amounts.add(Measure::Area, holding.area))?;
        Ok(amounts)
    }

    /// Refuses what looks like personal data (`register.personal`): more than 8 strata, one of more than
    /// 32 characters or with 7 digits in a row, a handle or flat with 11.
    pub(crate) fn check_private(&self) -> Result<(), Error> {
        let refuse = |value: &str| Err(Error::new(Code::RegisterPersonal).with("value", value));
        let names = std::iter::once(&self.handle).chain(self.holdings.iter().map(|holding| &holding.unit));
        if let Some(name) = names.map(Id::as_str).find(|name| digits_in_a_row(name) >= DIGITS_OF_A_PERSON) {
            return refuse(name);
        }
        let personal =
            |text: &str| text.chars().count() > LONGEST_STRATUM || digits_in_a_row(text) >= DIGITS_OF_A_STRATUM;
        let strata = self.strata.iter().flat_map(|(key, stratum)| [key.as_str(), stratum.as_str()]);
        match strata.clone().find(|text| personal(text)) {
            Some(text) => refuse(text),
            None if self.strata.len() > MOST_STRATA => refuse(&strata.collect::<Vec<_>>().join(" ")),
            None => Ok(()),
        }
    }

    fn check(&self) -> Result<(), Error> {
        let refuse = |code| Err(Error::new(code).with("handle", &self.handle));
        if self.amounts.of(Measure::Heads) > 0 {
            return refuse(Code::RegisterHeadsGiven);
        }
        if self.amounts.of(Measure::Area) > 0 && !self.holdings.is_empty() {
            return refuse(Code::RegisterAreaTwice);
        }
        let residents = self.amounts.get(Measure::Residents).unwrap_or(u64::MAX);
        if self.amounts.of(Measure::Adults) > residents {
            return refuse(Code::RegisterAdults);
        }
        match self.holdings.iter().find(|holding| holding.area == 0) {
            Some(holding) => Err(Error::new(Code::RegisterAreaMissing).with("unit", &holding.unit)),
            None => self.counted().map(|_| ()),
        }
    }
}

impl Register {
    /// An empty register under a name such as `households`, `residents` or `owners`.
    pub fn new(name: Id) -> Self {
        Self { name, units: Map::new(), holders: Map::new() }
    }

    /// The name of the register.
    pub fn name(&self) -> &Id {
        &self.name
    }

    /// Who stands on the register under a handle.
    pub fn unit(&self, handle: &Id) -> Option<&Unit> {
        self.units.get(handle)
    }

    /// Everyone on the register, in the order of their handles.
    pub fn units(&self) -> impl ExactSizeIterator<Item = &Unit> {
        self.units.values()
    }

    /// Puts a unit on the register 登记.
    ///
    /// `register.person-counted` when the handle stands on it already: a further flat belongs among
    /// the holdings of its owner and makes no second person. `register.unit-taken` when one of the
    /// flats stands under somebody else, or twice. `register.heads-given`, `register.area-twice`,
    /// `register.area-missing`, `register.adults` and `measure.too-large` for amounts that cannot be.
    pub fn enrol(&mut self, unit: Unit) -> Result<(), Error> {
        unit.check()?;
        if self.units.contains_key(&unit.handle) {
            return Err(Error::new(Code::RegisterPersonCounted)
                .with("handle", &unit.handle)
                .with("register", &self.name));
        }
        let mut flats = Map::new();
        for holding in &unit.holdings {
            let twice = flats.insert(holding.unit.clone(), unit.handle.clone());
            if let Some(holder) = twice.as_ref().or_else(|| self.holders.get(&holding.unit)) {
                return Err(Error::new(Code::RegisterUnitTaken)
                    .with("unit", &holding.unit)
                    .with("holder", holder)
                    .with("handle", &unit.handle));
            }
        }
        self.holders.extend(flats);
        self.units.insert(unit.handle.clone(), unit);
        Ok(())
    }

    /// Takes a unit off the register 注销; `register.not-listed` when it is not on it. Bases that
    /// were frozen before keep it.
    pub fn withdraw(&mut self, handle: &Id) -> Result<Unit, Error> {
        let unit = self.units.remove(handle).ok_or_else(|| not_listed(handle, &self.name))?;
        for holding in &unit.holdings {
            self.holders.remove(&holding.unit);
        }
        Ok(unit)
    }

    /// Freezes those in scope as a base under an identifier. `base.empty` when nobody is in scope,
    /// `measure.too-large` when a total cannot be kept exactly.
    pub fn freeze(&self, id: Id, scope: &Scope) -> Result<Base, Error> {
        let mut members = Map::new();
        for unit in self.units.values().filter(|unit| scope.takes(unit)) {
            let member = Member { amounts: unit.counted()?, strata: unit.strata.clone(), voter: unit.voter };
            members.push(unit.handle.clone(), member);
        }
        if members.is_empty() {
            return Err(Error::new(Code::BaseEmpty).with("base", &id).with("register", &self.name));
        }
        let totals = Amounts::sum(members.values().map(|member| &member.amounts))?;
        let digest = digest(&self.name, scope, &members)?;
        let notice = BaseNotice { id, register: self.name.clone(), scope: scope.clone(), totals, digest };
        Ok(Base { notice, members })
    }
}

impl Scope {
    fn takes(&self, unit: &Unit) -> bool {
        (unit.voter || self.everyone) && self.strata.iter().all(|(key, stratum)| unit.strata.get(key) == Some(stratum))
    }
}

impl Base {
    /// The identifier that motions and draws refer to.
    pub fn id(&self) -> &Id {
        &self.notice.id
    }

    /// What is announced of the base.
    pub fn notice(&self) -> &BaseNotice {
        &self.notice
    }

    /// How much of a measure there is in the whole base; zero when the register does not know it.
    pub fn total(&self, measure: Measure) -> u64 {
        self.notice.totals.of(measure)
    }

    /// Every total.
    pub fn totals(&self) -> &Amounts {
        &self.notice.totals
    }

    /// The members in the order of their handles.
    pub fn members(&self) -> &Map<Id, Member> {
        &self.members
    }

    /// The digest of the register's name, the scope and every member: the tagged SHA-256 of the
    /// canonical JSON of each. The base's own identifier is not in it, so that the same people
    /// frozen again give the same digest.
    pub fn digest(&self) -> Hash {
        self.notice.digest
    }

    /// A member; `register.not-listed` for anybody else.
    pub fn member(&self, handle: &Id) -> Result<&Member, Error> {
        self.members.get(handle).ok_or_else(|| not_listed(handle, &self.notice.register))
    }

    /// A member who may vote; `register.not-listed` or, for one who may only speak,
    /// `register.not-eligible`.
    pub fn voter(&self, handle: &Id) -> Result<&Member, Error> {
        let member = self.member(handle)?;
        if member.voter { Ok(member) } else { Err(Error::new(Code::RegisterNotEligible).with("handle", handle)) }
    }

    /// The totals of each stratum under a key; `stratum.missing` when a member has none.
    pub fn by_stratum(&self, key: &Id) -> Result<Map<Stratum, Amounts>, Error> {
        let mut totals = Map::<Stratum, Amounts>::new();
        for (handle, member) in &self.members {
            let stratum = Stratum::of(&member.strata, Some(key), handle)?;
            totals.entry(stratum).or_default().add_all(&member.amounts)?;
        }
        Ok(totals)
    }

    /// Checks that this base is the one that was announced (`base.changed`): same register, scope,
    /// totals and list.
    pub fn check(&self, announced: &BaseNotice) -> Result<(), Error> {
        if self.notice == *announced {
            return Ok(());
        }
        Err(Error::new(Code::BaseChanged)
            .with("base", &announced.id)
            .with("announced", describe(announced)?)
            .with("found", describe(&self.notice)?))
    }
}

fn digits_in_a_row(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0)
}

fn describe(notice: &BaseNotice) -> Result<String, Error> {
    Ok(format!("{} {}", json::print(&notice.totals)?, notice.digest))
}

fn digest(register: &Id, scope: &Scope, members: &Map<Id, Member>) -> Result<Hash, Error> {
    let mut digest = Tagged::new(BASE);
    digest.push(register.as_str().as_bytes());
    digest.push(json::print(scope)?.as_bytes());
    for (handle, member) in members {
        digest.push(handle.as_str().as_bytes());
        digest.push(json::print(member)?.as_bytes());
    }
    Ok(digest.hash())
}

fn not_listed(handle: &Id, register: &Id) -> Error {
    Error::new(Code::RegisterNotListed).with("handle", handle).with("register", register)
}
