//! The signing of a convention household by household 签约 (SPEC.md section 8).
//!
//! ```
//! use guanjia::convention::Drive;
//! use guanjia::Hash;
//! let day = |text: &str| text.parse().unwrap();
//! let mut drive = Drive::open(Hash::of(b"convention"), day("2026-07-16"), day("2026-08-15")).unwrap();
//! // 24 households of three buildings sign, of ten each.
//! let households = (1..=30).map(|n| (format!("H-{n:04}"), format!("B{:02}", (n + 9) / 10)));
//! let strata = households.map(|(handle, building)| (handle.parse().unwrap(), building.parse().unwrap())).collect();
//! for household in guanjia::map::Map::keys(&strata).take(24) {
//!     drive.sign(household, day("2026-07-20")).unwrap();
//! }
//! // Two counts could be subtracted from one another, so that there is one, at the end.
//! assert_eq!(drive.published(&strata).unwrap_err().code(), "drive.open");
//! assert_eq!(drive.close(day("2026-08-15")).unwrap_err().code(), "drive.window");
//! drive.close(day("2026-08-16")).unwrap();
//! let table = drive.published(&strata).unwrap();
//! assert!(table.is_merged());
//! assert_eq!(table.rows.iter().flat_map(|row| &row.counts).sum::<u64>(), 30);
//! ```

use crate::map::Map;

use crate::aggregate::{Aggregate, Counts, SMALL_CELL};
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::id::Id;
use crate::machine::machine;
use crate::stratum::Stratum;
use crate::time::Date;

machine! {
    /// The signing of a convention household by household 签约.
    SignatureState, SignatureEvent: "signature" "签约" from Open;
    events {
        SignOnline "线上签约", SignPaper "纸质签约", Withdraw "撤回签约", Close "截止", Verify "核对", Publish "公布",
    }
    Open "签约中" {
        SignOnline -> Open by [HouseholdRep];
        SignPaper -> Open by [Clerk];
        Withdraw -> Open by [HouseholdRep];
        Close -> Closed by [Clerk];
    }
    Closed "已截止" { Verify -> Verified by [Supervisor] }
    Verified "已核对" { Publish -> ClosedPublished by [Clerk] }
    ClosedPublished "已公布" {}
}

/// Who signed a convention. A household signs at most once at a time; it may withdraw, and sign
/// again, while the window is open. What is published are counts, once, after the close.
///
/// ```
/// use guanjia::convention::Drive;
/// use guanjia::Hash;
/// let day = |text: &str| text.parse().unwrap();
/// let mut drive = Drive::open(Hash::of(b"convention"), day("2026-07-16"), day("2026-08-15")).unwrap();
/// let household = "H-0007".parse().unwrap();
/// drive.sign(&household, day("2026-07-20")).unwrap();
/// assert_eq!(drive.sign(&household, day("2026-07-21")).unwrap_err().code(), "drive.duplicate");
/// drive.withdraw(&household, day("2026-07-22")).unwrap();
/// assert_eq!((drive.signed(), drive.withdrawn()), (0, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    convention: Hash,
    opens: Date,
    closes: Date,
    closed: bool,
    /// Every household that ever signed, and whether it still does.
    households: Map<Id, bool>,
    withdrawn: u64,
}

impl Drive {
    /// Opens the signing of a convention from one day to another, both included; `drive.window` when
    /// the last day is before the first.
    pub fn open(convention: Hash, opens: Date, closes: Date) -> Result<Self, Error> {
        if closes < opens {
            return Err(Error::new(Code::DriveWindow).with("day", closes).with("opens", opens).with("closes", closes));
        }
        Ok(Self { convention, opens, closes, closed: false, households: Map::new(), withdrawn: 0 })
    }

    /// The digest of the convention that is signed.
    pub fn convention(&self) -> Hash {
        self.convention
    }

    /// The first day on which it can be signed.
    pub fn opens(&self) -> Date {
        self.opens
    }

    /// The last day on which it can be signed.
    pub fn closes(&self) -> Date {
        self.closes
    }

    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// A household signs; whether it is on the register is for the caller to know.
    ///
    /// Errors: `drive.window`, `drive.closed`, `drive.duplicate`.
    pub fn sign(&mut self, household: &Id, today: Date) -> Result<(), Error> {
        self.may_sign(household, today)?;
        self.households.insert(household.clone(), true);
        Ok(())
    }

    /// Whether [`Drive::sign`] would take it, and otherwise why not.
    pub fn may_sign(&self, household: &Id, today: Date) -> Result<(), Error> {
        self.check_open(today)?;
        if self.has_signed(household) {
            return Err(Error::new(Code::DriveDuplicate).with("household", household));
        }
        Ok(())
    }

    /// A household takes its signature back.
    ///
    /// Errors: `drive.window`, `drive.closed`, `drive.not-signed`.
    pub fn withdraw(&mut self, household: &Id, today: Date) -> Result<(), Error> {
        self.may_withdraw(household, today)?;
        self.households.insert(household.clone(), false);
        self.withdrawn = self.withdrawn.saturating_add(1);
        Ok(())
    }

    /// Whether [`Drive::withdraw`] would take it, and otherwise why not.
    pub fn may_withdraw(&self, household: &Id, today: Date) -> Result<(), Error> {
        self.check_open(today)?;
        if !self.has_signed(household) {
            return Err(Error::new(Code::DriveNotSigned).with("household", household));
        }
        Ok(())
    }

    /// Closes the signing once its last day is over; `drive.window` before that, `drive.closed` when
    /// it is already closed.
    pub fn close(&mut self, today: Date) -> Result<(), Error> {
        if self.closed {
            return Err(Error::new(Code::DriveClosed));
        }
        if today <= self.closes {
            return Err(self.outside(today));
        }
        self.closed = true;
        Ok(())
    }

    /// Whether a household's signature stands.
    pub fn has_signed(&self, household: &Id) -> bool {
        self.households.get(household).copied().unwrap_or_default()
    }

    /// Whether a household withdrew its signature and has not signed again.
    pub fn has_withdrawn(&self, household: &Id) -> bool {
        self.households.get(household).is_some_and(|signed| !signed)
    }

    /// How many households' signatures stand.
    pub fn signed(&self) -> u64 {
        self.households.values().fold(0, |sum, signed| sum.saturating_add(u64::from(*signed)))
    }

    /// How many signatures were withdrawn.
    pub fn withdrawn(&self) -> u64 {
        self.withdrawn
    }

    /// How many signed and did not, stratum by stratum, with small cells merged; `strata` names every
    /// household on the register. `drive.open` before the close: two counts at different times
    /// could be subtracted and would tell who signed in between.
    pub fn published(&self, strata: &Map<Id, Stratum>) -> Result<Aggregate, Error> {
        if !self.closed {
            return Err(Error::new(Code::DriveOpen).with("closes", self.closes));
        }
        let mut counts = Counts::new();
        for (household, stratum) in strata {
            let column = if self.has_signed(household) { "signed" } else { "unsigned" };
            let cell = counts.entry(stratum.to_string()).or_default().entry(column.to_owned()).or_default();
            *cell = cell.saturating_add(1);
        }
        Ok(Aggregate::of(&counts, SMALL_CELL))
    }

    fn check_open(&self, today: Date) -> Result<(), Error> {
        if self.closed {
            Err(Error::new(Code::DriveClosed))
        } else if (self.opens..=self.closes).contains(&today) {
            Ok(())
        } else {
            Err(self.outside(today))
        }
    }

    fn outside(&self, today: Date) -> Error {
        Error::new(Code::DriveWindow).with("day", today).with("opens", self.opens).with("closes", self.closes)
    }
}
