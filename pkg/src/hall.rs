//! A record with its hall, as one object that has to be freed.

use guanjia::log::{Bundle, SignedCheckpoint};
use guanjia::prepare::Ask;
use guanjia::{Error, Event, Hall, Record, SecretKey, Time};
use guanjia_plain::{Plain, parse, parsed, plain, refuse, whole};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{EntryObject, count};

/// A record.
#[wasm_bindgen]
#[derive(Default)]
pub struct RawHall(pub(crate) Record);

impl RawHall {
    /// What is true after the entries.
    pub fn hall(&self) -> &Hall {
        self.0.hall()
    }
}

/// What became of an entry that was recorded whatever it says.
#[derive(Serialize)]
struct Recorded<'a> {
    index: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    void: Option<&'a Error>,
}

#[wasm_bindgen]
impl RawHall {
    /// An empty record, or that of a bundle.
    #[wasm_bindgen(constructor)]
    pub fn open(bundle: Option<String>) -> Result<RawHall, JsValue> {
        let Some(bundle) = bundle else { return Ok(Self::default()) };
        let bundle = Bundle::parse(&bundle).map_err(refuse)?;
        Ok(Self(Record::replay(bundle.into_entries())))
    }

    /// The number of entries.
    pub fn size(&self) -> f64 {
        count(self.hall().len())
    }

    /// Takes an entry or refuses it.
    pub fn admit(&mut self, jws: &str) -> Result<f64, JsValue> {
        self.0.admit(jws).map(count).map_err(refuse)
    }

    /// Records an entry whatever it says.
    pub fn record(&mut self, jws: &str) -> Plain {
        let index = self.0.record(jws);
        let line = usize::try_from(index).ok().and_then(|index| self.hall().lines().get(index));
        plain(&Recorded { index, void: line.and_then(|line| line.void.as_ref()) })
    }

    /// The entry at an index.
    pub fn entry(&self, at: f64) -> Plain {
        plain(&EntryObject::from(&self.0.entry(whole(at)?).map_err(refuse)?))
    }

    /// An event with all that follows from the record.
    pub fn prepare(&self, ask: &str) -> Plain {
        let (event, re) = Ask::from_json(ask).and_then(|ask| self.hall().prepare(ask)).map_err(refuse)?;
        parsed(event.to_json(re))
    }

    /// Signs an event as the key's next entry.
    pub fn sign(&self, event: &str, key: &str, now: f64) -> Plain {
        let key: SecretKey = parse(key)?;
        let (event, re) = Event::from_json(event).map_err(refuse)?;
        let payload = self.hall().draft(event, re, key.public().kid(), Time(whole(now)?)).map_err(refuse)?;
        let entry = payload.sign(&key).map_err(refuse)?;
        plain(&EntryObject::from(&entry))
    }

    /// The checkpoint of now, signed by the host.
    pub fn checkpoint(&self, key: &str) -> Result<String, JsValue> {
        Ok(self.0.checkpoint().sign(&parse(key)?).map_err(refuse)?.to_string())
    }

    /// The record as one file.
    pub fn bundle(&self, checkpoint: &str) -> Result<String, JsValue> {
        let checkpoint: SignedCheckpoint = parse(checkpoint)?;
        Ok(self.0.bundle(checkpoint).map_err(refuse)?.to_string())
    }

    /// The text of the policy that relies on the host of this record.
    pub fn policy(&self) -> Result<String, JsValue> {
        Ok(self.hall().policy(self.hall().founding().origin()).map_err(refuse)?.to_string())
    }

    /// The receipt of an entry.
    pub fn receipt(&self, index: f64, checkpoint: &str) -> Result<String, JsValue> {
        let checkpoint: SignedCheckpoint = parse(checkpoint)?;
        Ok(self.0.receipt(whole(index)?, checkpoint).map_err(refuse)?.to_string())
    }
}
