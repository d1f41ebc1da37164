//! What was made public for as long as it must be (SPEC.md section 8).

use std::collections::BTreeSet;

use super::Hall;
use crate::id::Id;

/// All publicity of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Publicity {
    /// Subjects whose publicity ran its full days with evidence, and objections to which were answered.
    pub(super) done: BTreeSet<Id>,
}

impl Hall {
    /// Whether a subject was public for as long as it must be, and every objection was answered (`G_publicity_done`).
    pub(super) fn publicity_done(&self, subject: &Id) -> bool {
        self.publicity.done.contains(subject)
    }

    /// A subject has changed, so that what was public before no longer counts.
    pub(super) fn publicity_lapse(&mut self, subject: &Id) {
        self.publicity.done.remove(subject);
    }
}
