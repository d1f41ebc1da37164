//! Matters handed in, triaged and followed (SPEC.md section 6).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::matter::{MatterStep, Submission, Triage};

/// A matter is handed in 提交: by a member, or by a clerk who took it down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RaiseMatter {
    /// What is handed in, under a new number.
    pub matter: Submission,
}

/// A matter is supported 附议, each once: by a member, or by a clerk for those who signed on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Those who signed on paper; empty when a member supports it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub handles: BTreeSet<Id>,
    /// The matter.
    pub matter: Id,
}

/// A clerk proposes how a matter is triaged 三事分流; it has no effect before the `attest` of a
/// member of the committee, who is somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TriageMatter {
    /// The matter.
    pub matter: Id,
    /// Which way it goes, by which rule, and why.
    pub triage: Triage,
}

/// A member appeals 申诉 against a triage, within the charter's `appeal_days`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AppealTriage {
    /// The matter.
    pub matter: Id,
    /// Why, in at least five characters.
    pub reason: String,
}

/// Something else is done with a matter. Steps that follow from other entries are not taken here:
/// a triage, an appeal, a notice, a debate and tasks have entries of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MoveMatter {
    /// The matter.
    pub matter: Id,
    /// What is done.
    #[serde(rename = "move")]
    pub step: MatterStep,
}
