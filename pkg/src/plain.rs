//! How values cross: JSON text in, plain objects out, refusals as plain objects that are thrown.

use std::str::FromStr;

use guanjia::not_json;
use guanjia::{Error, MAX_INTEGER};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// A plain object, or the refusal to throw.
pub type Plain = Result<JsValue, JsValue>;

/// A value as a plain object: maps as objects, nothing as `undefined`, numbers below 2^53.
pub fn plain<T: Serialize + ?Sized>(value: &T) -> Plain {
    value.serialize(&Serializer::json_compatible()).map_err(|error| refuse(not_json(error)))
}

/// A refusal as the object that `GuanjiaError` is made of.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub fn refuse(error: Error) -> JsValue {
    plain(&error).unwrap_or_else(|thrown| thrown)
}

/// Reads an object that came as JSON.
pub fn read<T: DeserializeOwned>(json: &str) -> Result<T, JsValue> {
    guanjia::from_json(json).map_err(refuse)
}

/// A whole number that came as JavaScript has them.
pub fn whole(number: f64) -> Result<u64, JsValue> {
    let whole: u64 = read(&number.to_string())?;
    if whole > MAX_INTEGER { Err(refuse(not_json(format!("`{number}` is above 2^53 - 1")))) } else { Ok(whole) }
}

/// An identifier, a hash or whatever else has one spelling.
pub fn parse<T: FromStr<Err = Error>>(text: &str) -> Result<T, JsValue> {
    text.parse().map_err(refuse)
}
