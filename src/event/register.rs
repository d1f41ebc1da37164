//! Who stands on a register, with which key, and bases frozen from it (SPEC.md section 4).
//!
//! Each payload in its one spelling; in an entry `aud`, `iat` and `seq` stand beside, and `kind` in the header.
//!
//! ```
//! use guanjia::{Event, Payload, Time, from_json};
//! use serde_json::Value;
//! for text in [
//!     r#"{"kind": "enrol", "register": "households",
//!         "_sd": ["47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"], "_sd_alg": "sha-256",
//!         "cnf": {"jwk": {"crv": "Ed25519", "kty": "OKP", "x": "vgXSTCD6dvyGOdmb0OrSOUAG-n2g9QjvzDtPi-WhUFE"}},
//!         "unit": {"handle": "H-1", "amounts": {"households": 1, "residents": 3}, "strata": {"building": "B01"},
//!                  "voter": true}}"#,
//!     r#"{"kind": "enrol", "register": "owners",
//!         "unit": {"handle": "O-1", "holdings": [{"unit": "U-11", "area": 8950}], "voter": true}}"#,
//!     r#"{"kind": "rekey", "handle": "H-1", "reason": "手机遗失",
//!         "cnf": {"jwk": {"crv": "Ed25519", "kty": "OKP", "x": "SOWP7YcWXoy-xPJXuKR-kQjDpnpmuU2goriaN62ryAM"}}}"#,
//!     r#"{"kind": "unenrol", "handle": "H-1", "reason": "迁出", "register": "households"}"#,
//!     r#"{"kind": "freeze", "base": {
//!         "id": "residents-2026", "register": "residents", "scope": {}, "totals": {"heads": 102},
//!         "digest": "pMHIU7zL5mvWex7XO_HUQ9xw0ZJXwOVxdnHMnemslM8"}}"#,
//!     r#"{"kind": "freeze", "base": {
//!         "id": "B01-2026", "register": "residents", "scope": {"strata": {"building": "B01"}, "everyone": true},
//!         "totals": {"heads": 12}, "digest": "pMHIU7zL5mvWex7XO_HUQ9xw0ZJXwOVxdnHMnemslM8"}}"#,
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

use super::Confirmation;
use crate::hash::Hash;
use crate::id::Id;
use crate::register::{BaseNotice, Unit};

/// A unit is put on a register 登记, by a registrar or clerk.
///
/// The payload is shaped like that of an SD-JWT (RFC 9901): what could name the person stays with
/// them as disclosures, of which only the digests are here. Disclosures are never on the record.
///
/// ```
/// use guanjia::event::Enrol;
/// // A household that votes on paper has no key; what could name it is no member of the payload.
/// let enrol: Enrol = guanjia::from_json(r#"{"register": "households",
///     "unit": {"handle": "H-4", "amounts": {"households": 1}, "strata": {"building": "B01"},
///              "voter": true}}"#).unwrap();
/// assert!(enrol.cnf.is_none() && enrol.digests.is_empty());
/// let named = r#"{"register": "households", "unit": {"handle": "H-4", "name": "张三", "voter": true}}"#;
/// assert_eq!(guanjia::from_json::<Enrol>(named).unwrap_err().code(), "json.invalid");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Enrol {
    /// The digests of the unit's salted disclosures, in the order of their bytes (RFC 9901 section 4.2.4.1).
    #[serde(rename = "_sd", default, skip_serializing_if = "Set::is_empty")]
    pub digests: Set<Hash>,
    /// How they were made; there if and only if there are any (RFC 9901 section 4.1.1).
    #[serde(rename = "_sd_alg", default, skip_serializing_if = "Option::is_none")]
    pub digest_alg: Option<DigestAlg>,
    /// The member's own key, or the household's, which its representative 户代表 keeps. None for
    /// those who vote on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cnf: Option<Confirmation>,
    /// The register; its first unit opens it.
    pub register: Id,
    /// Who, under a random handle, and what they count for. One handle is one person, on whatever registers.
    pub unit: Unit,
}

/// How disclosures are hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum DigestAlg {
    /// SHA-256 over the ASCII of the disclosure.
    #[serde(rename = "sha-256")]
    Sha256,
}

/// A member gets a new key 更换密钥: by their own old key at once, or by a registrar when it is lost;
/// then it needs an `attest` by another registrar or clerk, and until then the old key stays good.
/// A household that changes its representative 户代表变更 does it in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Rekey {
    /// The new key.
    pub cnf: Confirmation,
    /// Whose.
    pub handle: Id,
    /// Why, such as 手机遗失 or 户代表变更.
    pub reason: String,
}

/// A unit leaves a register 注销, by a registrar; once it stands on none, its key ends. Bases that
/// were frozen before keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Unenrol {
    /// Who.
    pub handle: Id,
    /// Why, such as 迁出.
    pub reason: String,
    /// The register.
    pub register: Id,
}

/// A base is frozen and announced 基数公告, by the committee.
///
/// ```
/// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
/// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
/// # let hall = guanjia::Hall::replay(bundle.entries().iter());
/// use guanjia::event::Freeze;
/// // Everyone reckons it from the register, and the committee announces it.
/// let register = hall.register(&"households".parse().unwrap()).unwrap();
/// let base = register.freeze("households-2027".parse().unwrap(), &Default::default()).unwrap();
/// let freeze = Freeze { base: base.notice().clone() };
/// let before = hall.base(&"households".parse().unwrap()).unwrap();
/// assert_eq!(freeze.base.digest, before.digest()); // the same people, whatever the base is called
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// What is announced; it must be what the register gives.
    pub base: BaseNotice,
}
