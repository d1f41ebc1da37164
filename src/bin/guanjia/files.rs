//! Reading and writing files, `-` being standard input and output.

use std::io::Read;
use std::path::Path;

use crate::out::print;
use crate::words::Failure;

/// The text of a file.
pub fn read(path: &Path) -> Result<String, Failure> {
    let failed = |error| Failure::File(path.display().to_string(), error);
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(failed)?;
        return Ok(text);
    }
    std::fs::read_to_string(path).map_err(failed)
}

/// Reads and parses a file.
pub fn parse<T>(path: &Path, parse: impl FnOnce(&str) -> Result<T, guanjia::Error>) -> Result<T, Failure> {
    parse(&read(path)?).map_err(|error| Failure::Content(path.display().to_string(), error))
}

/// Writes a file.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if path == Path::new("-") {
        return print(text);
    }
    std::fs::write(path, text).map_err(|error| Failure::File(path.display().to_string(), error))
}
