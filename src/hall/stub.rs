//! Temporary: each function here is removed by the vertical (sessions, conventions) that writes the real one.
use super::*;
use crate::id::Id;
use std::collections::BTreeSet;
impl Hall {
    pub(super) fn agenda_allows(&self, _s: &Id, _m: &Id, _d: Hash) -> Result<(), Error> {
        Ok(())
    }
    pub(super) fn session_ready_to_vote(&self, _s: &Id, _m: &Id) -> Result<(), Error> {
        Ok(())
    }
    pub(super) fn session_members(
        &self,
        _s: &Id,
    ) -> Result<BTreeMap<Id, (crate::measure::Amounts, crate::stratum::Strata)>, Error> {
        Ok(BTreeMap::new())
    }
    pub(super) fn present_at(&self, _s: &Id) -> Option<BTreeSet<Id>> {
        None
    }
    pub(super) fn recused_from(&self, _s: &Id, _m: &Id) -> BTreeSet<Id> {
        BTreeSet::new()
    }
    pub(super) fn check_competence(&self, _s: &Id, _m: &Id, _r: &crate::rule::Rule) -> Result<(), Error> {
        Ok(())
    }
    pub(super) fn convention_may_be_voted(&self, _c: &Id, _d: Hash) -> Result<(), Error> {
        Ok(())
    }
}
