//! Temporary: each function here is removed by the vertical (conventions) that writes the real one.
use super::*;
use crate::id::Id;
impl Hall {
    pub(super) fn convention_may_be_voted(&self, _c: &Id, _d: Hash) -> Result<(), Error> {
        Ok(())
    }
}
