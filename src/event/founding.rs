//! Founding a record, its offices and its time (SPEC.md section 4).
//!
//! Each payload in its one spelling; in an entry `aud`, `iat` and `seq` stand beside, and `kind` in the header.
//!
//! ```
//! use guanjia::{Event, Payload, Time, from_json};
//! use serde_json::Value;
//! for text in [
//!     r#"{"kind": "charter", "answer_days": 7, "appeal_days": 7, "auth": ["sms", "code", "in-person"],
//!         "cnf": {"jwk": {"crv": "Ed25519", "kty": "OKP", "x": "MBwyb6JgOxYpYNjgW3_nTl1q3kzc9Wx4oa3Dz_IYU80"}},
//!         "name": "锣旗寺社区", "online_basis": "《居民自治章程》第七条(虚构)",
//!         "offices": [
//!             {"cnf": {"jwk": {"crv": "Ed25519", "kty": "OKP", "x": "MBwyb6JgOxYpYNjgW3_nTl1q3kzc9Wx4oa3Dz_IYU80"}},
//!              "office": "committee-1", "roles": ["committee"]},
//!             {"cnf": {"jwk": {"crv": "Ed25519", "kty": "OKP", "x": "kMWsusBCqIzGD9LmhZ4XPiprcScyko4oaOxKrPnD0f8"}},
//!              "office": "host", "roles": ["host"]}
//!         ], "zone": 480}"#,
//!     r#"{"kind": "clock", "at": 1772499600}"#,
//!     r#"{"kind": "office", "office": "clerk-2", "roles": ["clerk"],
//!         "cnf": {"jwk": {"crv": "Ed25519", "kty": "OKP", "x": "rqnmkWKJyPrOcISN-vVsdBMA_2rLxs8pyAg9aV3srdM"}}}"#,
//!     r#"{"kind": "office-end", "office": "clerk-2", "reason": "调离社区工作"}"#,
//!     r#"{"kind": "attest", "re": "6nynjF-FGORBXL5BnlHahM46Ki9n3fSx7iKUiNUVqJc"}"#,
//! ] {
//!     let (event, re) = Event::from_json(text).unwrap();
//!     let payload = Payload { aud: "example.org/hall".to_owned(), iat: Time(1_772_499_600), seq: 1, re, event };
//!     let printed: Value = from_json(&payload.print().unwrap()).unwrap();
//!     let given: Value = from_json(text).unwrap();
//!     assert!(given.as_object().unwrap().iter().all(|(name, value)| name == "kind" || printed[name] == *value));
//! }
//! ```

use crate::map::Set;

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::role::Role;
use crate::sign::PublicKey;
use crate::time::{Time, Zone};

/// The first entry 章程: what this record is and who holds which office. Signed by the key in `cnf`.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// let charter = hall.founding().charter().unwrap();
/// // The founder holds the first office, and a face is not the only way to prove who one is.
/// assert_eq!(charter.offices[0].cnf, charter.cnf);
/// assert!(charter.auth.contains(&guanjia::event::Auth::InPerson));
/// assert_eq!((charter.answer_days, charter.zone), (7, guanjia::Zone(480)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Charter {
    /// How a resident proves who they are; a face is never the only way (AB37).
    pub auth: Set<Auth>,
    /// The key of the founder, who holds the offices of `offices[0]`.
    pub cnf: Confirmation,
    /// The community's name, in its own language.
    pub name: String,
    /// Who holds which office at the start; the first is the founder.
    pub offices: Vec<Office>,
    /// What lets online attendance count as attendance 到会 (an article of the residents' own charter); none if nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online_basis: Option<String>,
    /// Within how many days of an objection its answer is due.
    pub answer_days: u32,
    /// Within how many days of a triage it can be appealed.
    pub appeal_days: u32,
    /// Minutes east of UTC.
    pub zone: Zone,
}

/// A key, as proof of possession names it (RFC 7800 section 3.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// The public key.
    pub jwk: PublicKey,
}

/// A way for a resident to prove who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Auth {
    /// A code by text message 短信验证码.
    Sms,
    /// A code handed out by the community 社区码.
    Code,
    /// In person before a worker 现场核验.
    InPerson,
    /// By face 刷脸.
    Face,
}

/// What the host's clock says 时刻; signed by an office with the role `host`.
///
/// ```
/// use guanjia::Time;
/// use guanjia::event::Clock;
/// // 3 March 2026, 9:00 in China.
/// assert_eq!(guanjia::from_json(r#"{"at": 1772499600}"#), Ok(Clock { at: Time(1_772_499_600) }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// The time at the host.
    pub at: Time,
}

/// An office 职务 is given, changed or given a new key; signed by the committee.
///
/// ```
/// use guanjia::SecretKey;
/// use guanjia::event::{Confirmation, Office};
/// use guanjia::role::Role;
/// let key = SecretKey::from_seed(&[7; 32]).public();
/// let office = Office {
///     cnf: Confirmation { jwk: key }, office: "clerk-2".parse().unwrap(), roles: [Role::Clerk, Role::Witness].into(),
/// };
/// let json = serde_json::to_value(&office).unwrap();
/// assert_eq!((json["office"].as_str(), json["roles"][1].as_str()), (Some("clerk-2"), Some("witness")));
/// assert_eq!(json["cnf"]["jwk"]["kty"], "OKP");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The holder's key.
    pub cnf: Confirmation,
    /// The office: one person, whatever keys they had.
    pub office: Id,
    /// What it may do.
    pub roles: Set<Role>,
}

/// An office ends; its key signs nothing after this entry. Signed by the committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct OfficeEnd {
    /// The office.
    pub office: Id,
    /// Why.
    pub reason: String,
}

/// A second signature 会签 under the entry that `re` names: a triage, minutes, a count, a new key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Attest {}
