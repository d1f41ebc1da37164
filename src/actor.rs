//! Someone doing something, in the capacities they have (SPEC.md section 6).
//!
//! Who acts is always given, and what they may do follows from what they are there:
//!
//! ```
//! use guanjia::actor::Actor;
//! use guanjia::catalogue::Catalogue;
//! use guanjia::matter::{Matter, Submission};
//! use guanjia::role::Role;
//! let matter: Submission = guanjia::from_json(
//!     r#"{"id": "M-2604-07", "intake": "own", "resident": "H-0001", "words": {"text": "规范养犬"}}"#,
//! ).unwrap();
//! let submit = |who: &str| {
//!     let by = Actor::new(who.parse().unwrap(), [Role::Resident]);
//!     Matter::submit(matter.clone(), &by, "2026-04-07".parse().unwrap(), &Catalogue::bundled())
//! };
//! assert!(submit("H-0001").is_ok());
//! assert_eq!(submit("H-0002").unwrap_err().code(), "matter.not-own");
//! ```

use crate::map::Set;

use crate::error::{Code, Error};
use crate::id::Id;
use crate::machine::Machine;
use crate::role::Role;

/// A person or office and every role they hold where they act.
///
/// ```
/// use guanjia::actor::Actor;
/// use guanjia::role::Role;
/// let clerk = Actor::new("OFFICE-1".parse().unwrap(), [Role::Clerk]);
/// assert!(clerk.has(Role::Clerk) && !clerk.has(Role::Committee));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    who: Id,
    roles: Set<Role>,
}

impl Actor {
    /// An office or a handle with its roles.
    pub fn new(who: Id, roles: impl IntoIterator<Item = Role>) -> Self {
        Self { who, roles: roles.into_iter().collect() }
    }

    /// The office or handle.
    pub fn who(&self) -> &Id {
        &self.who
    }

    /// Whether it holds a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Holding one role more, that follows from the matter itself.
    pub(crate) fn also(&self, role: Role) -> Self {
        let mut more = self.clone();
        more.roles.insert(role);
        more
    }

    /// The state after an event, if one of the actor's roles may cause it: `machine.step`, `machine.role`.
    pub(crate) fn step<M: Machine>(&self, state: M, event: M::Event) -> Result<M, Error> {
        let allowed = state.roles(event).iter().find(|role| self.has(**role));
        let held = self.roles.first().copied().unwrap_or(Role::Resident);
        state.step(event, allowed.copied().unwrap_or(held))
    }

    /// Refuses an actor who holds none of these offices, with `office.missing`.
    pub(crate) fn require(&self, roles: &[Role]) -> Result<(), Error> {
        if roles.iter().any(|role| self.has(*role)) {
            return Ok(());
        }
        Err(Error::new(Code::OfficeMissing)
            .with("zh", roles.iter().map(|role| role.zh()).collect::<Vec<_>>().join("、"))
            .with("roles", roles.iter().map(Role::to_string).collect::<Vec<_>>().join(", ")))
    }
}
