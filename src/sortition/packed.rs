//! A lottery in few bytes, and what it and its problem are known by (SPEC.md section 5.9).
//!
//! ```
//! use guanjia::sortition::{Certificate, Lottery};
//! let certificate = Certificate { levels: vec![] };
//! let lottery = Lottery { seats: 2, panels: vec![vec![0, 3], vec![1, 200]], counts: [1, 1, 0, 1].into(), certificate };
//! let mut lottery = Lottery { counts: { let mut counts = lottery.counts.clone(); counts.resize(201, 0); counts }, ..lottery };
//! lottery.counts[200] = 1;
//! let packed = lottery.pack().unwrap();
//! // Two panels of two; 0, then 2 between it and 3; 1, then 198 between it and 200, in two bytes; the certificate.
//! assert_eq!(packed, [&[2, 2, 0, 2, 1, 0xc6, 1][..], br#"{"levels":[]}"#].concat());
//! assert_eq!(Lottery::unpack(&packed, 201).unwrap(), lottery);
//! assert_eq!(Lottery::unpack(&packed, 200).unwrap_err().code(), "sortition.packed");
//! ```

use super::lottery::{Lottery, MAX_PANELS};
use super::problem::Problem;
use crate::error::{Code, Error};
use crate::hash::Hash;
use crate::json;

const PROBLEM: &str = "guanjia/sortition/v1";
const LOTTERY: &str = "guanjia/lottery/v1";

impl Problem {
    /// What the pool, its quotas and the seats are known by: the tagged SHA-256 of the pool's canonical JSON and the seats.
    pub fn digest(&self) -> Result<Hash, Error> {
        let pool = json::print(self.pool())?;
        Ok(Hash::tagged(PROBLEM, &[pool.as_bytes(), &self.seats().to_be_bytes()]))
    }
}

impl Lottery {
    /// What the lottery of a problem is known by: the tagged SHA-256 of the problem's digest and the packed bytes.
    pub fn digest(&self, problem: &Problem) -> Result<Hash, Error> {
        Ok(Hash::tagged(LOTTERY, &[&problem.digest()?.0, &self.pack()?]))
    }

    /// The lottery in few bytes: the number of panels and of seats, for each panel how many people stand between each member and
    /// the one before, all as LEB128, then the certificate as canonical JSON. The counts follow from the panels.
    ///
    /// Errors: those of canonical JSON, for a certificate with numbers above 2^53 − 1.
    pub fn pack(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        put(&mut bytes, u32::try_from(self.panels.len()).unwrap_or(u32::MAX));
        put(&mut bytes, self.seats);
        for panel in &self.panels {
            let mut next = 0;
            for member in panel {
                put(&mut bytes, member.wrapping_sub(next));
                next = member.wrapping_add(1);
            }
        }
        bytes.extend(json::print(&self.certificate)?.into_bytes());
        Ok(bytes)
    }

    /// Reads what [`Lottery::pack`] writes, and nothing else; `people` are in the pool.
    ///
    /// Errors: `sortition.packed` with the place of the byte, `json.invalid` for the certificate.
    pub fn unpack(bytes: &[u8], people: usize) -> Result<Self, Error> {
        let mut reader = Reader { bytes, at: 0 };
        let (count, seats) = (reader.number()?, reader.number()?);
        // Every member takes a byte.
        let members = u64::from(count) * u64::from(seats);
        if count > MAX_PANELS || members > bytes.len() as u64 {
            return Err(reader.wrong());
        }
        let mut counts = vec![0; people];
        let mut panels = Vec::new();
        for _ in 0..count {
            let mut panel = Vec::new();
            let mut next = 0_u32;
            for _ in 0..seats {
                let member = next.checked_add(reader.number()?).ok_or_else(|| reader.wrong())?;
                *counts.get_mut(member as usize).ok_or_else(|| reader.wrong())? += 1;
                panel.push(member);
                next = member.saturating_add(1);
            }
            panels.push(panel);
        }
        let rest = bytes.get(reader.at..).unwrap_or_default();
        let text = std::str::from_utf8(rest).map_err(|_| reader.wrong())?;
        let lottery = Self { seats, panels, counts, certificate: json::from_json(text)? };
        let same = json::print(&lottery.certificate)? == text;
        if same { Ok(lottery) } else { Err(reader.wrong()) }
    }
}

fn put(bytes: &mut Vec<u8>, mut number: u32) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        bytes.push(if number > 0 { low | 0x80 } else { low });
        if number == 0 {
            return;
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    /// A number in as few bytes as it takes.
    fn number(&mut self) -> Result<u32, Error> {
        let mut number = 0_u64;
        for place in 0..5 {
            let byte = *self.bytes.get(self.at).ok_or_else(|| self.wrong())?;
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte == 0 && place > 0 {
                break;
            }
            self.at += 1;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| self.wrong());
            }
        }
        Err(self.wrong())
    }

    fn wrong(&self) -> Error {
        Error::new(Code::SortitionPacked).with("at", self.at)
    }
}
