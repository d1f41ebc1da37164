//! What only organisers of a selection need, as a wasm of its own: finding lotteries of panels, and RFC 3797. `js/lottery/api.js` is the one
//! caller; nothing is decided here.

use guanjia::Error;
use guanjia::lottery::{PublicSource, PublicValue};
use guanjia::sortition::{Lottery, Method, Objective, Pinned, Pool, Problem, compare, find_by, pinned, relax};
use guanjia_plain::{Plain, plain, read, refuse, small, whole};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Who is told how far a search is, and answers whether to go on; it never throws.
    pub type Watcher;

    #[wasm_bindgen(method)]
    fn progress(this: &Watcher, done: u32, of: u32) -> bool;
}

fn problem(pool: &str, seats: f64) -> Result<Problem, JsValue> {
    Problem::new(read::<Pool>(pool)?, small(seats)?).map_err(refuse)
}

/// A pool out of two tables.
#[wasm_bindgen(js_name = poolFromTables)]
pub fn pool_from_tables(quotas: &str, people: &str) -> Plain {
    plain(&Pool::from_tables(quotas, people).map_err(refuse)?)
}

/// Finds a lottery.
#[wasm_bindgen(js_name = findLottery)]
pub fn find_lottery(pool: &str, seats: f64, panels: f64, objective: &str, watcher: &Watcher) -> Plain {
    let problem = problem(pool, seats)?;
    let objective: Objective = read(objective)?;
    let found = find_by(&problem, objective, small(panels)?, &mut |at| watcher.progress(at.done, at.of));
    plain(&found.map_err(|refusal| refuse(refusal.into_error(&problem)))?)
}

/// The smallest changes after which contradictory quotas do not contradict each other.
#[wasm_bindgen(js_name = relaxQuotas)]
pub fn relax_quotas(pool: &str, seats: f64, most: f64) -> Plain {
    plain(&relax(&problem(pool, seats)?, small(most)? as usize))
}

/// Somebody pinned, with the sentence.
#[derive(Serialize)]
struct Told {
    pinned: Pinned,
    why: Error,
}

/// Whom the quotas leave no chance, or no choice, and why.
#[wasm_bindgen(js_name = pinnedPeople)]
pub fn pinned_people(pool: &str, seats: f64) -> Plain {
    let problem = problem(pool, seats)?;
    let told = |pinned: Pinned| Told { why: pinned.sentence(&problem), pinned };
    plain(&pinned(&problem).into_iter().map(told).collect::<Vec<_>>())
}

/// A lottery under the method that made it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    method: Method,
    lottery: Lottery,
}

/// What each method does, side by side.
#[wasm_bindgen(js_name = compareMethods)]
pub fn compare_methods(pool: &str, seats: f64, by: f64, panels: f64, lotteries: &str) -> Plain {
    let named: Vec<Named> = read(lotteries)?;
    let lotteries: Vec<(Method, &Lottery)> = named.iter().map(|named| (named.method, &named.lottery)).collect();
    plain(&compare(&problem(pool, seats)?, small(by)?, small(panels)?, &lotteries).map_err(refuse)?)
}

/// RFC 3797 to the letter.
#[wasm_bindgen]
pub fn rfc3797(sources: &str, value: &str, pool: f64, select: f64) -> Plain {
    let value = PublicValue::parse(&read::<Vec<PublicSource>>(sources)?, value).map_err(refuse)?;
    plain(&guanjia::lottery::rfc3797(&value, whole(pool)?, whole(select)?).map_err(refuse)?)
}
