//! Whether those selected look like the community (SPEC.md section 5).
//!
//! ```
//! use guanjia::measure::Measure;
//! use guanjia::register::Register;
//! use guanjia::selection::Composition;
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let mut register = Register::new(id("households"));
//! for n in 1..=30 {
//!     let building = ["B01", "B02", "B03"][(n - 1) / 10];
//!     register.enrol(guanjia::from_json(&format!(r#"{{
//!         "handle": "H-{n:02}", "amounts": {{"households": 1}}, "strata": {{"building": "{building}"}}, "voter": true
//!     }}"#)).unwrap()).unwrap();
//! }
//! let base = register.freeze(id("households-2026"), &Default::default()).unwrap();
//! let selected = [id("H-01"), id("H-02"), id("H-11")];
//! let composition = Composition::of(&base, &id("building"), Measure::Households, &selected).unwrap();
//! let rows: Vec<_> = composition.rows.iter().map(|row| (row.stratum.as_str(), row.base, row.selected)).collect();
//! assert_eq!(rows, [("B01", 10, 2), ("B02", 10, 1), ("B03", 10, 0)]);
//! let findings = composition.findings();
//! assert_eq!((findings[0].code(), findings[0].field("stratum")), ("panel.stratum-empty", Some("B03")));
//! ```

use crate::map::Map;

use serde::Serialize;

use crate::error::{Code, Error};
use crate::fraction::Fraction;
use crate::id::Id;
use crate::measure::{Amounts, Measure};
use crate::register::Base;
use crate::stratum::Stratum;

/// How those selected compare with a base, stratum by stratum 构成.
///
/// The rows are exact and for those who check. What is published goes through
/// [`Aggregate`](crate::aggregate::Aggregate) first, since a small cell gives somebody away.
///
/// ```
/// use guanjia::measure::Measure;
/// use guanjia::register::Register;
/// use guanjia::selection::Composition;
/// # let mut register = Register::new("residents".parse().unwrap());
/// # for (handle, age) in [("S-1", "18-59"), ("S-2", "18-59"), ("S-3", "60+"), ("S-4", "60+")] {
/// #     let unit = format!(r#"{{"handle": "{handle}", "strata": {{"age": "{age}"}}, "voter": true}}"#);
/// #     register.enrol(guanjia::from_json(&unit).unwrap()).unwrap();
/// # }
/// let base = register.freeze("residents-2026".parse().unwrap(), &Default::default()).unwrap();
/// // Half of these residents are 60 or older, and nobody of them was selected.
/// let selected = ["S-1".parse().unwrap(), "S-2".parse().unwrap()];
/// let ages = Composition::of(&base, &"age".parse().unwrap(), Measure::Heads, &selected).unwrap();
/// assert_eq!((ages.rows[1].stratum.as_str(), ages.rows[1].base, ages.rows[1].selected), ("60+", 2, 0));
/// assert!(ages.findings().iter().any(|finding| finding.code() == "panel.one-stratum"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Composition {
    /// The key of the strata.
    pub by: Id,
    /// What the base is counted in.
    pub measure: Measure,
    /// The whole base.
    pub base: u64,
    /// All those selected.
    pub selected: u64,
    /// The strata in the order of their names.
    pub rows: Vec<CompositionRow>,
}

/// One stratum of a [`Composition`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CompositionRow {
    /// The stratum.
    pub stratum: Stratum,
    /// Its part of the base.
    pub base: u64,
    /// How many of it were selected.
    pub selected: u64,
}

impl Composition {
    /// Compares members of a base with all of it. `register.not-listed` for one who is not a member,
    /// `stratum.missing` for a member without a stratum.
    pub fn of<'a>(
        base: &Base,
        by: &Id,
        measure: Measure,
        selected: impl IntoIterator<Item = &'a Id>,
    ) -> Result<Self, Error> {
        let mut counts = Map::<Stratum, u64>::new();
        let mut total = 0;
        for handle in selected {
            let stratum = Stratum::of(&base.member(handle)?.strata, Some(by), handle)?;
            *counts.entry(stratum).or_default() += 1;
            total += 1;
        }
        let row = |(stratum, amounts): (Stratum, Amounts)| CompositionRow {
            base: amounts.of(measure),
            selected: counts.get(&stratum).copied().unwrap_or(0),
            stratum,
        };
        let rows = base.by_stratum(by)?.into_iter().map(row).collect();
        Ok(Self { by: by.clone(), measure, base: base.total(measure), selected: total, rows })
    }

    /// What a supervisor should look at: `panel.stratum-empty` for each stratum of which nobody was
    /// selected, `panel.one-stratum` when all those selected come from one of several strata.
    pub fn findings(&self) -> Vec<Error> {
        let located = |code, row: &CompositionRow| {
            Error::new(code).with("stratum", &row.stratum).with("key", &self.by).with("base", row.base)
        };
        let empty = self.rows.iter().filter(|row| row.selected == 0 && row.base > 0);
        let mut findings: Vec<Error> = empty.map(|row| located(Code::PanelStratumEmpty, row)).collect();
        if self.rows.len() > 1 && self.selected > 1 {
            let only = self.rows.iter().find(|row| row.selected == self.selected);
            findings.extend(only.map(|row| located(Code::PanelOneStratum, row)));
        }
        findings
    }
}

/// Checks that those affected are a large enough share of those present, at least half of them in
/// Chongqing (渝里乡商): `panel.stakeholder-share` otherwise, with how many are needed.
///
/// ```
/// use guanjia::fraction::Fraction;
/// use guanjia::selection::stakeholders;
/// let half = Fraction::new(1, 2).unwrap();
/// assert!(stakeholders(8, 16, half).is_ok());
/// assert_eq!(stakeholders(7, 16, half).unwrap_err().field("need"), Some("8"));
/// ```
pub fn stakeholders(affected: u64, present: u64, share: Fraction) -> Result<(), Error> {
    let need = share.need(present, false);
    if affected >= need {
        return Ok(());
    }
    Err(Error::new(Code::PanelStakeholderShare).with("affected", affected).with("present", present).with("need", need))
}
