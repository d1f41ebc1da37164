//! How values cross from and to JavaScript: JSON text in, plain objects out, refusals as plain objects that are thrown.

use std::str::FromStr;

use guanjia::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &str) -> JsValue;

    #[wasm_bindgen(js_namespace = JSON, js_name = stringify)]
    fn print_json(value: &JsValue) -> String;
}

/// A panic becomes an exception with its message, since a bare trap would say nothing.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
}

/// A plain object, or the refusal to throw.
pub type Plain = Result<JsValue, JsValue>;

/// A value as a plain object: as its JSON says.
pub fn plain<T: Serialize + ?Sized>(value: &T) -> Plain {
    parsed(guanjia::to_json(value))
}

/// A plain object, as a text that is JSON already says.
pub fn parsed(json: Result<String, Error>) -> Plain {
    json.map(|text| parse_json(&text)).map_err(refuse)
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
    read(&print_json(&number.into()))
}

/// The same where the core takes 32 bits; whatever is more is too much for it in any case.
pub fn small(number: f64) -> Result<u32, JsValue> {
    whole(number).map(|number| u32::try_from(number).unwrap_or(u32::MAX))
}

/// An identifier, a hash or whatever else has one spelling.
pub fn parse<T: FromStr<Err = Error>>(text: &str) -> Result<T, JsValue> {
    text.parse().map_err(refuse)
}
