//! Registers and bases as a page shows them (SPEC.md section 4).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! use guanjia::view::{BaseView, RegisterView};
//! let register = RegisterView::of(&hall, &"households".parse().unwrap()).unwrap();
//! assert!(register.units.iter().all(|unit| unit.kid.is_some()));
//! let base = BaseView::of(&hall, &"households".parse().unwrap()).unwrap();
//! let building = &base.strata["building"];
//! assert_eq!(building[&"B02".parse().unwrap()].of(guanjia::measure::Measure::Households), 2);
//! assert_eq!(BaseView::of(&hall, &"2027".parse().unwrap()).unwrap_err().code(), "base.unknown");
//! ```

use crate::map::Map;

use serde::Serialize;

use crate::error::Error;
use crate::hall::Hall;
use crate::id::Id;
use crate::measure::Amounts;
use crate::register::{Base, BaseNotice, Holding, Member, Register, Unit};
use crate::sign::{Kid, PublicKey};
use crate::stratum::{Strata, Stratum};

/// A register 名册 as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RegisterView {
    /// Its name.
    pub name: Id,
    /// Everyone on it, in the order of their handles.
    pub units: Vec<UnitView>,
}

/// Somebody on a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct UnitView {
    /// A random handle that says nothing about the person.
    pub handle: Id,
    /// What they count for: one head, and the other measures.
    pub amounts: Amounts,
    /// Where they belong.
    pub strata: Strata,
    /// The exclusive parts they hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holdings: Vec<Holding>,
    /// Whether they may vote.
    pub voter: bool,
    /// The key they sign with now; without one everything is done on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<Kid>,
}

/// A base 基数, frozen from a register.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// let base = &guanjia::view::BaseView::all(&hall)[0];
/// assert_eq!(base.notice.totals.of(guanjia::measure::Measure::Households), 3);
/// assert!(base.members.values().all(|member| member.voter));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BaseView {
    /// What was announced of it, with every total.
    pub notice: BaseNotice,
    /// Its members by their handles.
    pub members: Map<Id, Member>,
    /// The totals of each stratum, for every key under which all members have one.
    pub strata: Map<Id, Map<Stratum, Amounts>>,
}

impl RegisterView {
    /// A register by its name; `register.unknown`.
    pub fn of(hall: &Hall, name: &Id) -> Result<Self, Error> {
        let register = hall.known_register(name)?;
        let unit = |unit: &Unit| UnitView {
            handle: unit.handle.clone(),
            amounts: unit.counted().unwrap_or_default(),
            strata: unit.strata.clone(),
            holdings: unit.holdings.clone(),
            voter: unit.voter,
            kid: hall.founding().member_key(&unit.handle).map(PublicKey::kid),
        };
        Ok(Self { name: name.clone(), units: register.units().map(unit).collect() })
    }

    /// Every register, in the order of their names.
    pub fn all(hall: &Hall) -> Vec<Self> {
        hall.registers().map(Register::name).filter_map(|name| Self::of(hall, name).ok()).collect()
    }
}

impl BaseView {
    /// A base by its identifier; `base.unknown`.
    pub fn of(hall: &Hall, id: &Id) -> Result<Self, Error> {
        let base = hall.known_base(id)?;
        let keys = base.members().values().next().map(|member| member.strata.keys()).into_iter().flatten();
        let strata = keys.filter_map(|key| Some((key.clone(), base.by_stratum(key).ok()?))).collect();
        Ok(Self { notice: base.notice().clone(), members: base.members().clone(), strata })
    }

    /// Every base, in the order of their identifiers.
    pub fn all(hall: &Hall) -> Vec<Self> {
        hall.bases().map(Base::id).filter_map(|id| Self::of(hall, id).ok()).collect()
    }
}
