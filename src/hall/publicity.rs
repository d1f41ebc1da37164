//! What was made public for as long as it must be (SPEC.md section 8).

use std::collections::BTreeSet;

use super::Hall;
use crate::hash::Hash;
use crate::id::Id;
use crate::publicity::Publicity as Posted;

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

    /// The latest publicity of the text with a digest, such as that of minutes.
    #[allow(clippy::unused_self, reason = "nothing is posted yet")]
    pub(super) fn posted_text(&self, _text: Hash) -> Option<&Posted> {
        None
    }

    /// The latest publicity about a subject, such as the result of a matter.
    #[allow(clippy::unused_self, reason = "nothing is posted yet")]
    pub(super) fn posted_about(&self, _subject: &Id) -> Option<&Posted> {
        None
    }
}
