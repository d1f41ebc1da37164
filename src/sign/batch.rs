//! Many signatures checked at once, with the verdict that each has alone (SPEC.md section 2.9).
//!
//! ```
//! use guanjia::{SecretKey, verify_batch};
//! let key = SecretKey::from_seed(&[7; 32]);
//! let public = key.public();
//! let messages: Vec<_> = (0..1000_u32).map(u32::to_be_bytes).collect();
//! let mut signed: Vec<_> = messages.iter().map(|m| (&public, m.as_slice(), key.sign(m))).collect();
//! signed[321].2 = key.sign(b"something else");
//! let verdicts = verify_batch(&signed);
//! assert_eq!(verdicts.iter().position(|good| !good), Some(321));
//! assert_eq!(verdicts.iter().filter(|good| **good).count(), 999);
//! ```

use crate::map::Map;
use std::ops::Range;

use curve25519_dalek::edwards::CompressedEdwardsY;
use curve25519_dalek::traits::{Identity, VartimeMultiscalarMul};
use curve25519_dalek::{EdwardsPoint, Scalar};
use sha2::{Digest, Sha512};

use super::PublicKey;
use crate::hash::Hash;

/// Fewer signatures than these are checked faster one by one.
const LEAST: usize = 256;

/// With fewer keys at a time their sum costs more; in a slow engine this many take a tenth of a second.
const FEWEST_KEYS: usize = 512;

const TAG: &[u8] = b"guanjia/signature-batch";

/// The bytes of a coefficient; each of its bits is also a test of the points' order.
const BYTES: usize = 16;

/// For each signature by a key of a message, whether it is good by [`PublicKey::verify`].
pub fn verify_batch(signed: &[(&PublicKey, &[u8], [u8; 64])]) -> Vec<bool> {
    let mut batch = SignatureBatch::new();
    for (key, message, signature) in signed {
        batch.push(key, message, signature);
    }
    let alone = |((key, message, signature), good): (&(&PublicKey, &[u8], [u8; 64]), bool)| {
        good || key.verify(message, signature).is_ok()
    };
    signed.iter().zip(batch.finish()).map(alone).collect()
}

/// Signatures that are checked together, in slices of work.
///
/// A signature that it finds good is good by [`PublicKey::verify`]. Of the others it says nothing: they are malformed, or
/// bad, or stand among few others with one that is, and are to be verified alone.
///
/// ```
/// use guanjia::{SecretKey, SignatureBatch};
/// let key = SecretKey::from_seed(&[7; 32]);
/// let mut batch = SignatureBatch::new();
/// (0..256_u32).for_each(|n| batch.push(&key.public(), &n.to_be_bytes(), &key.sign(&n.to_be_bytes())));
/// let mut slices = 1;
/// while batch.advance(50) {
///     slices += 1;
/// }
/// assert!(slices > 5 && batch.finish().iter().all(|good| *good));
/// ```
#[derive(Clone, Debug)]
pub struct SignatureBatch {
    /// Fewer than these are not tested together.
    least: usize,
    claims: Vec<Claim>,
    /// The keys, each once, and where they are found.
    keys: Vec<EdwardsPoint>,
    places: Map<Hash, usize>,
    good: Vec<bool>,
    /// What the coefficients come from.
    transcript: Sha512,
    /// How many claims have their coefficients.
    weighed: usize,
    /// Parts to be tested, the next one last.
    parts: Vec<Part>,
    test: Option<Test>,
    begun: bool,
    worked: usize,
}

/// That `R + [k]A = [S]B`, for a signature in which all three are of the right form.
#[derive(Clone, Debug)]
struct Claim {
    /// Where it was pushed.
    place: usize,
    /// `R + [k mod 8]A`
    point: EdwardsPoint,
    key: usize,
    /// `k − (k mod 8)`; weighed, times the coefficient.
    challenge: Scalar,
    /// `S`; weighed, times the coefficient.
    response: Scalar,
    coefficient: [u8; BYTES],
}

/// A range of claims.
#[derive(Clone, Debug)]
struct Part {
    range: Range<usize>,
    /// The first half of a part that failed; if it passes, the other half must fail.
    is_first: bool,
    must_fail: bool,
}

/// How far the test of a part has come.
#[derive(Clone, Debug)]
struct Test {
    part: Part,
    /// For each bit of the coefficients, the sum of the points of the claims that have it set, the highest first.
    sums: Vec<EdwardsPoint>,
    /// The weights of the keys, the sum of the responses, and the sum of so many keys times their weights.
    weights: Vec<Scalar>,
    response: Scalar,
    weighed: EdwardsPoint,
    keys: usize,
    /// Whether the equation holds, once that is known.
    holds: bool,
    /// How many sums are known to have no part of low order.
    proper: usize,
}

impl SignatureBatch {
    /// An empty batch, of which parts of less than 256 are left to be verified alone: that is faster.
    pub fn new() -> Self {
        Self::down_to(LEAST)
    }

    /// An empty batch, of which parts of less than this are left to be verified alone.
    pub fn down_to(least: usize) -> Self {
        Self {
            least: least.max(1),
            claims: Vec::new(),
            keys: Vec::new(),
            places: Map::new(),
            good: Vec::new(),
            transcript: Sha512::new(),
            weighed: 0,
            parts: Vec::new(),
            test: None,
            begun: false,
            worked: 0,
        }
    }

    /// Adds a signature; those added later stand behind it in the answer of [`SignatureBatch::finish`]. One that is added
    /// after the work has begun is not found good.
    pub fn push(&mut self, key: &PublicKey, message: &[u8], signature: &[u8; 64]) {
        let place = self.good.len();
        self.good.push(false);
        if self.begun {
            return;
        }
        let (nonce, response) = signature.split_at(32);
        let (Ok(nonce), Ok(response)) = (<[u8; 32]>::try_from(nonce), <[u8; 32]>::try_from(response)) else { return };
        let Some(response) = Option::<Scalar>::from(Scalar::from_canonical_bytes(response)) else { return };
        let Some(point) = decode(&nonce) else { return };
        let challenge = Sha512::new_with_prefix(nonce).chain_update(key.as_bytes()).chain_update(message).finalize();
        let challenge = Scalar::from_bytes_mod_order_wide(&challenge.into());
        self.transcript.update(challenge.as_bytes());
        self.transcript.update(response.as_bytes());
        let rest = challenge.as_bytes().first().map_or(0, |byte| byte & 7);
        let next = self.keys.len();
        let found = *self.places.entry(Hash(*key.as_bytes())).or_insert(next);
        let public = key.point.to_edwards();
        if found == next {
            self.keys.push(public);
        }
        self.claims.push(Claim {
            place,
            point: small_multiple(rest, &public).map_or(point, |multiple| point + multiple),
            key: found,
            challenge: challenge - Scalar::from(rest),
            response,
            coefficient: [0; BYTES],
        });
    }

    /// The number of signatures.
    pub fn len(&self) -> usize {
        self.good.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.good.is_empty()
    }

    /// Does so much work, in units of about what it takes to add a signature; whether any is left.
    pub fn advance(&mut self, work: usize) -> bool {
        let mut left = work;
        while left > 0 {
            let Some(done) = self.step(left) else { return false };
            self.worked = self.worked.saturating_add(done);
            left = left.saturating_sub(done.max(1));
        }
        true
    }

    /// How much work was done, and about how much it is if all is good.
    pub fn progress(&self) -> (usize, usize) {
        (self.worked, self.claims.len() + 4 * 8 * BYTES)
    }

    /// For each signature, in the order in which they were added, whether it was found good.
    pub fn finish(mut self) -> Vec<bool> {
        self.advance(usize::MAX);
        self.good
    }

    /// Does one thing and says how much work it was; nothing when all is done.
    fn step(&mut self, budget: usize) -> Option<usize> {
        if !self.begun {
            self.begun = true;
            self.parts.push(Part { range: 0..self.claims.len(), is_first: false, must_fail: false });
        }
        if self.claims.len() < self.least {
            return None;
        }
        if self.weighed < self.claims.len() {
            return Some(self.weigh());
        }
        let Some(mut test) = self.test.take() else { return self.next_part() };
        let (verdict, done) = test.step(&self.claims, &self.keys, budget);
        match verdict {
            None => self.test = Some(test),
            Some(true) => self.passed(&test.part),
            Some(false) => self.halve(&test.part.range),
        }
        Some(done)
    }

    /// Gives four claims their coefficients: 64 bytes of a hash over the whole batch and the number of the four.
    fn weigh(&mut self) -> usize {
        let number = (self.weighed as u64 / 4).to_le_bytes();
        let seed = self.transcript.clone().chain_update(TAG).chain_update((self.claims.len() as u64).to_le_bytes());
        let bytes = seed.chain_update(number).finalize();
        for (claim, bytes) in self.claims.iter_mut().skip(self.weighed).zip(bytes.chunks_exact(BYTES)) {
            claim.coefficient.copy_from_slice(bytes);
            let mut coefficient = [0; 32];
            coefficient.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            let coefficient = Scalar::from_bytes_mod_order(coefficient);
            claim.challenge *= coefficient;
            claim.response *= coefficient;
        }
        self.weighed += 4;
        1
    }

    fn next_part(&mut self) -> Option<usize> {
        let part = self.parts.pop()?;
        if part.range.len() < self.least {
            // These are verified alone.
        } else if part.must_fail {
            self.halve(&part.range);
        } else {
            self.test = Some(Test::of(part));
        }
        Some(1)
    }

    fn passed(&mut self, part: &Part) {
        for claim in self.claims.iter().take(part.range.end).skip(part.range.start) {
            if let Some(good) = self.good.get_mut(claim.place) {
                *good = true;
            }
        }
        if let Some(other) = self.parts.last_mut().filter(|_| part.is_first) {
            other.must_fail = true;
        }
    }

    fn halve(&mut self, range: &Range<usize>) {
        if range.len() == 1 {
            return;
        }
        let middle = range.start.midpoint(range.end);
        self.parts.push(Part { range: middle..range.end, is_first: false, must_fail: false });
        self.parts.push(Part { range: range.start..middle, is_first: true, must_fail: false });
    }
}

impl Default for SignatureBatch {
    fn default() -> Self {
        Self::new()
    }
}

impl Test {
    fn of(part: Part) -> Self {
        let (sums, weights, weighed) = (Vec::new(), Vec::new(), EdwardsPoint::identity());
        Self { part, sums, weights, response: Scalar::ZERO, weighed, keys: 0, holds: false, proper: 0 }
    }

    /// Does one thing: the verdict, once there is one, and how much work it was.
    fn step(&mut self, claims: &[Claim], keys: &[EdwardsPoint], budget: usize) -> (Option<bool>, usize) {
        let range = &self.part.range;
        let claims = claims.get(range.clone()).unwrap_or_default();
        if let Some(column) = BYTES.checked_sub(1 + self.sums.len() / 8) {
            self.sums.extend(sums(claims, column));
            return (None, claims.len() / 64);
        }
        if self.weights.is_empty() {
            self.weigh(claims, keys.len());
            return (None, 1);
        }
        if self.keys < keys.len() {
            return (None, self.add_keys(keys, budget));
        }
        if !self.holds {
            self.holds = self.equation();
            return ((!self.holds).then_some(false), 1);
        }
        let Some(next) = self.sums.get(self.proper..).filter(|next| !next.is_empty()) else { return (Some(true), 1) };
        let now = budget.div_ceil(4).min(next.len());
        self.proper += now;
        (next.iter().take(now).any(|sum| !is_proper(sum)).then_some(false), now * 4)
    }

    fn weigh(&mut self, claims: &[Claim], keys: usize) {
        self.weights = vec![Scalar::ZERO; keys];
        for claim in claims {
            if let Some(weight) = self.weights.get_mut(claim.key) {
                *weight += claim.challenge;
            }
            self.response += claim.response;
        }
    }

    /// Adds some keys times their weights; says how much work it was.
    fn add_keys(&mut self, keys: &[EdwardsPoint], budget: usize) -> usize {
        // More than the budget, which is kept in all: so a key costs a third less.
        let most = budget.saturating_mul(8).max(FEWEST_KEYS);
        let next = self.weights.iter().zip(keys).skip(self.keys).take(most);
        self.keys = self.keys.saturating_add(most);
        let used = next.filter(|(weight, _)| **weight != Scalar::ZERO);
        let (scalars, points): (Vec<&Scalar>, Vec<&EdwardsPoint>) = used.unzip();
        let work = points.len() / 2;
        self.weighed += EdwardsPoint::vartime_multiscalar_mul(scalars, points);
        work
    }

    /// Whether the weighed sum of all claims is of low order.
    fn equation(&self) -> bool {
        let nonces = self.sums.iter().fold(EdwardsPoint::identity(), |sum, next| sum + sum + next);
        (nonces + self.weighed - EdwardsPoint::mul_base(&self.response)).is_small_order()
    }
}

/// The points of the claims, sorted by a byte of their coefficients, and summed up by each bit of it, the highest first.
fn sums(claims: &[Claim], column: usize) -> Vec<EdwardsPoint> {
    let mut buckets = vec![EdwardsPoint::identity(); 256];
    for claim in claims {
        let byte = claim.coefficient.get(column).copied().unwrap_or_default();
        if let Some(bucket) = buckets.get_mut(usize::from(byte)) {
            *bucket += claim.point;
        }
    }
    let mut sums = Vec::with_capacity(8);
    for bit in (0..8).rev() {
        let set = buckets.split_off(1 << bit);
        sums.push(set.iter().sum());
        buckets.iter_mut().zip(&set).for_each(|(unset, set)| *unset += set);
    }
    sums
}

/// Whether a point is in the subgroup of prime order L: [L − 1]P = −P.
fn is_proper(point: &EdwardsPoint) -> bool {
    EdwardsPoint::vartime_double_scalar_mul_basepoint(&-Scalar::ONE, point, &Scalar::ZERO) == -point
}

/// A point in its one encoding that is not of low order.
fn decode(bytes: &[u8; 32]) -> Option<EdwardsPoint> {
    (is_below_p(bytes) && !is_of_low_order(bytes)).then(|| CompressedEdwardsY(*bytes).decompress())?
}

/// The two y of the points of order 8.
const OF_ORDER_8: [[u8; 32]; 2] = [
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf,
        0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20,
        0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
];

/// Whether a point of low order is encoded by the bytes, of which [`is_below_p`] holds. All with one y are, so that nothing has to be
/// multiplied: y is 1 or −1 for those of order 1 and 2, 0 for order 4, and one of two for order 8.
pub(super) fn is_of_low_order(bytes: &[u8; 32]) -> bool {
    let mut y = *bytes;
    let [first, middle @ .., last] = &mut y;
    *last &= 0x7f;
    let is_small = *last == 0 && *first <= 1 && middle.iter().all(|byte| *byte == 0);
    let is_minus_one = *last == 0x7f && *first == 0xec && middle.iter().all(|byte| *byte == 0xff);
    is_small || is_minus_one || OF_ORDER_8.contains(&y)
}

/// Whether the bytes without the highest bit, little-endian, are below 2^255 − 19. Only points of low order have x = 0,
/// so that for all others this is what makes an encoding the only one.
pub(super) fn is_below_p(bytes: &[u8; 32]) -> bool {
    let [first, middle @ .., last] = bytes;
    *first < 0xed || last & 0x7f < 0x7f || middle.iter().any(|byte| *byte < 0xff)
}

fn small_multiple(factor: u8, point: &EdwardsPoint) -> Option<EdwardsPoint> {
    let mut multiple = None;
    for bit in (0..3).rev() {
        multiple = multiple.map(|multiple: EdwardsPoint| multiple + multiple);
        if factor >> bit & 1 == 1 {
            multiple = Some(multiple.map_or(*point, |multiple| multiple + point));
        }
    }
    multiple
}
