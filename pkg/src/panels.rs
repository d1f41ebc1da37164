//! Lotteries of panels: checked and drawn from. What finds them is a wasm of its own, in `lottery`.

use guanjia::Hash;
use guanjia::event::AnnounceDraw;
use guanjia::lottery::{PublicSource, PublicValue};
use guanjia::selection::parts_of;
use guanjia::sortition::{Lottery, LotteryFile, Pool};
use guanjia_plain::{Plain, plain, read, refuse, small};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::hall::RawHall;

fn file(pool: &str, seats: f64, lottery: &str) -> Result<LotteryFile, JsValue> {
    Ok(LotteryFile { pool: read(pool)?, seats: small(seats)?, lottery: read(lottery)? })
}

/// Checks a lottery.
#[wasm_bindgen(js_name = checkLottery)]
pub fn check_lottery(pool: &str, seats: f64, lottery: &str) -> Plain {
    plain(&file(pool, seats, lottery)?.check().map_err(refuse)?)
}

/// Draws a panel of a lottery by what public sources showed.
#[wasm_bindgen(js_name = drawPanel)]
pub fn draw_panel(pool: &str, seats: f64, lottery: &str, sources: &str, value: &str, reserve: f64) -> Plain {
    let file = file(pool, seats, lottery)?;
    let value = PublicValue::parse(&read::<Vec<PublicSource>>(sources)?, value).map_err(refuse)?;
    plain(&file.draw(&value, small(reserve)? as usize).map_err(refuse)?)
}

/// A lottery as a record carries it.
#[derive(Serialize)]
struct Parts {
    hashes: Vec<Hash>,
    data: Vec<String>,
}

/// The parts of a lottery, with their hashes.
#[wasm_bindgen(js_name = lotteryParts)]
pub fn lottery_parts(lottery: &str) -> Plain {
    let (hashes, data) = parts_of(&read::<Lottery>(lottery)?).map_err(refuse)?;
    plain(&Parts { hashes, data })
}

/// The problem that a draw poses.
#[derive(Serialize)]
struct Posed<'a> {
    pool: &'a Pool,
    seats: u32,
}

#[wasm_bindgen]
impl RawHall {
    /// The pool and the seats of a draw that is going to be announced.
    #[wasm_bindgen(js_name = lotteryProblem)]
    pub fn lottery_problem(&self, announcement: &str) -> Plain {
        let AnnounceDraw { draw, from, .. } = read(announcement)?;
        let problem = self.hall().lottery_problem(&draw, &from).map_err(refuse)?;
        plain(&Posed { pool: problem.pool(), seats: problem.seats() })
    }
}
