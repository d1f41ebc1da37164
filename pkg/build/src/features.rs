//! The section of a module that says which features it was built with.
//!
//! <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#target-features-section>

use anyhow::Result;
use wasm_encoder::{CustomSection, Encode, Module, RawSection};
use wasmparser::{BinaryReader, Parser, Payload};

const NAME: &str = "target_features";

/// The module without some entries of its `target_features`, and otherwise as it was.
pub fn without(wasm: &[u8], unwanted: &[&str]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::CustomSection(section) if section.name() == NAME => {
                let data = kept(section.data(), unwanted)?;
                module.section(&CustomSection { name: NAME.into(), data: data.into() });
            }
            _ => {
                if let Some((id, range)) = payload.as_section() {
                    let data = wasm.get(range).unwrap_or_default();
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

/// A list of features, each a prefix and a name.
fn kept(data: &[u8], unwanted: &[&str]) -> Result<Vec<u8>> {
    let mut reader = BinaryReader::new(data, 0);
    let count = reader.read_var_u32()?;
    let features = (0..count).map(|_| Ok((reader.read_u8()?, reader.read_string()?)));
    let mut features = features.collect::<Result<Vec<_>>>()?;
    features.retain(|(_, name)| !unwanted.contains(name));
    let mut kept = Vec::new();
    features.len().encode(&mut kept);
    for (prefix, name) in features {
        kept.push(prefix);
        name.encode(&mut kept);
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn only_the_unwanted_features_go() {
        let list = |names: &[&str]| {
            let mut data = vec![u8::try_from(names.len()).unwrap_or_default()];
            for name in names {
                data.push(b'+');
                data.push(u8::try_from(name.len()).unwrap_or_default());
                data.extend_from_slice(name.as_bytes());
            }
            let mut module = wasm_encoder::Module::new();
            module.section(&wasm_encoder::CustomSection { name: "target_features".into(), data: data.into() });
            module.finish()
        };
        let before = list(&["bulk-memory", "multivalue", "reference-types", "sign-ext"]);
        assert_eq!(without(&before, &["reference-types", "multivalue"]).ok(), Some(list(&["bulk-memory", "sign-ext"])));
        assert!(without(b"not a module", &[]).is_err());
    }
}
