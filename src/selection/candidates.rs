//! Who may be drawn (SPEC.md section 5).
//!
//! ```
//! use guanjia::register::Register;
//! use guanjia::selection::Candidates;
//! # let id = |text: &str| text.parse::<guanjia::Id>().unwrap();
//! let mut residents = Register::new(id("residents"));
//! for (handle, voter) in [("S-001", true), ("S-002", true), ("S-003", false)] {
//!     let unit = format!(r#"{{"handle": "{handle}", "voter": {voter}}}"#);
//!     residents.enrol(guanjia::from_json(&unit).unwrap()).unwrap();
//! }
//! let base = residents.freeze(id("residents-2026"), &Default::default()).unwrap();
//! let of = |handles: &[&str]| {
//!     let handles: Vec<_> = handles.iter().map(|handle| id(handle)).collect();
//!     Candidates::of_base(&base, &handles)
//! };
//! let announced = of(&["S-002", "S-001"]).unwrap();
//! // In whatever order they are named, it is the same list; nobody is left out or added after.
//! assert!(of(&["S-001", "S-002"]).unwrap().check(announced.digest()).is_ok());
//! assert_eq!(of(&["S-001"]).unwrap().check(announced.digest()).unwrap_err().code(), "draw.candidates-changed");
//! assert_eq!(of(&["S-001", "S-001"]).unwrap_err().code(), "draw.candidate-twice");
//! assert_eq!(of(&["S-003"]).unwrap_err().code(), "register.not-listed"); // too young to stand in this base
//! ```

use crate::map::Map;

use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::json;
use crate::register::Base;
use crate::stratum::{Strata, Stratum};

const CANDIDATES: &str = "guanjia/candidates/v1";

/// Who may be drawn 候选名单: fixed before the draw is announced and never changed after. Whoever
/// turns out to be ineligible stays on it and is passed over when drawn (RFC 3797 section 5.1).
///
/// ```
/// use guanjia::selection::Candidates;
/// use guanjia::stratum::Strata;
/// let named = ["S-002", "S-001", "S-003"].map(|handle| (handle.parse().unwrap(), Strata::new()));
/// let candidates = Candidates::new(named).unwrap();
/// let handles: Vec<_> = candidates.iter().map(|(handle, _)| handle.as_str()).collect();
/// assert_eq!(handles, ["S-001", "S-002", "S-003"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidates {
    by_handle: Map<Id, Strata>,
    digest: Hash,
}

impl Candidates {
    /// The candidates with the strata they belong to; `draw.candidate-twice` when one is named twice.
    pub fn new(candidates: impl IntoIterator<Item = (Id, Strata)>) -> Result<Self, Error> {
        let mut by_handle = Map::new();
        for (handle, strata) in candidates {
            if by_handle.contains_key(&handle) {
                return Err(Error::new(Code::DrawCandidateTwice).with("handle", handle));
            }
            by_handle.insert(handle, strata);
        }
        let mut parts = Vec::new();
        for (handle, strata) in &by_handle {
            parts.push(handle.as_str().to_owned());
            parts.push(json::print(strata)?);
        }
        let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
        let digest = Hash::tagged(CANDIDATES, &parts);
        Ok(Self { by_handle, digest })
    }

    /// Members of a base who stand as candidates, with their strata there. `register.not-listed` or
    /// `register.not-eligible` for one who may not, `draw.candidate-twice` for one named twice.
    pub fn of_base<'a>(base: &Base, handles: impl IntoIterator<Item = &'a Id>) -> Result<Self, Error> {
        let candidate = |handle: &Id| Ok((handle.clone(), base.voter(handle)?.strata.clone()));
        Self::new(handles.into_iter().map(candidate).collect::<Result<Vec<_>, Error>>()?)
    }

    /// The digest of handles and strata in the order of the handles: the tagged SHA-256 of each
    /// handle and the canonical JSON of its strata.
    pub fn digest(&self) -> Hash {
        self.digest
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_handle.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_handle.is_empty()
    }

    /// Whether somebody is a candidate.
    pub fn has(&self, handle: &Id) -> bool {
        self.by_handle.contains_key(handle)
    }

    /// The candidates and their strata in the order of their handles.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Strata)> {
        self.by_handle.iter()
    }

    /// Checks that these are the candidates that were announced (`draw.candidates-changed`).
    pub fn check(&self, announced: Hash) -> Result<(), Error> {
        if self.digest == announced {
            return Ok(());
        }
        Err(Error::new(Code::DrawCandidatesChanged).with("announced", announced).with("found", self.digest))
    }

    /// The candidates of each stratum that has a number of seats, in the order of their handles.
    pub(super) fn by_stratum<'a>(
        &'a self,
        seats: &'a Map<Stratum, u64>,
        by: Option<&Id>,
    ) -> Result<Map<&'a Stratum, Vec<&'a Id>>, Error> {
        let mut groups: Map<&Stratum, Vec<&Id>> = seats.keys().map(|stratum| (stratum, Vec::new())).collect();
        for (handle, strata) in &self.by_handle {
            let stratum = Stratum::of(strata, by, handle)?;
            let unknown = || Error::new(Code::DrawStratumUnknown).with("handle", handle).with("stratum", &stratum);
            groups.get_mut(&stratum).ok_or_else(unknown)?.push(handle);
        }
        Ok(groups)
    }
}
