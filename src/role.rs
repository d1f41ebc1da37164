//! The capacities in which people act (SPEC.md section 4).
//!
//! ```
//! use guanjia::machine::Machine;
//! use guanjia::matter::{MatterEvent, MatterState};
//! use guanjia::role::Role;
//! let offices: Vec<_> = Role::ALL.iter().filter(|role| role.is_office()).map(|role| role.to_string()).collect();
//! assert!(offices.contains(&"witness".to_owned()) && !offices.contains(&"steward".to_owned()));
//! // A triage is for a clerk and a member of the committee, an appeal against it for any resident.
//! assert_eq!(MatterState::Screening.roles(MatterEvent::TriageMajor), [Role::Clerk, Role::Committee]);
//! assert_eq!(MatterState::Major.roles(MatterEvent::AppealTriage), [Role::Resident]);
//! ```

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($variant:ident $office:literal $zh:literal $doc:literal;)*) => {
        /// A capacity in which someone acts: an office 职务 that is given and taken away on the
        /// record, or a relation 身份 that follows from the register or from the matter itself.
        ///
        /// ```
        /// use guanjia::role::Role;
        /// assert_eq!(Role::LegalAdvisor.to_string(), "legal-advisor");
        /// assert_eq!(Role::LegalAdvisor.zh(), "法律顾问");
        /// assert!(Role::LegalAdvisor.is_office() && !Role::Resident.is_office());
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Role {
            $(#[doc = concat!($doc, " ", $zh, ".")] $variant,)*
        }

        impl Role {
            /// Every role there is.
            pub const ALL: &[Role] = &[$(Role::$variant,)*];

            /// The Chinese name.
            pub fn zh(self) -> &'static str {
                match self { $(Role::$variant => $zh,)* }
            }

            /// Whether it is an office that must be given on the record; the others follow from
            /// the register (a resident) or from the matter (its proposer, the doer of a task).
            pub fn is_office(self) -> bool {
                match self { $(Role::$variant => $office,)* }
            }
        }
    };
}

roles! {
    Clerk true "工作人员" "Receives matters, enters paper, posts notices";
    Committee true "居委会" "A member of the residents' committee";
    Facilitator true "主持人" "Leads sessions";
    Recorder true "记录员" "Writes the minutes";
    Supervisor true "监督员" "A member of the committee of supervision 居务监督委员会";
    LegalAdvisor true "法律顾问" "Reviews drafts";
    Street true "街道办事处" "The sub-district office";
    Department true "职能部门" "A government department a matter is referred to";
    Registrar true "登记员" "Keeps the register and its keys";
    Witness true "见证人" "Witnesses a count";
    Host true "主机" "Sequences the record; what models call the system";
    Resident false "居民" "On the register";
    HouseholdRep false "户代表" "Acts for a household";
    Owner false "业主" "Owns a unit";
    Steward false "百姓管家" "Appointed from the pool";
    Voter false "投票人" "On the electoral list of a motion";
    Proposer false "提议人" "Proposed the motion";
    Doer false "承办人" "Owns a task";
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}
