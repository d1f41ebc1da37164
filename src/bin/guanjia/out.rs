//! What is printed: pages of lines and columns, and standard output, which may be a pipe somebody closes.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use unicode_width::UnicodeWidthStr;

use crate::words::{Done, Failure};

/// Text on its way to standard output.
#[derive(Default)]
pub struct Page(String);

impl Page {
    /// A line.
    pub fn line(&mut self, text: impl AsRef<str>) {
        self.0.push_str(text.as_ref().trim_end());
        self.0.push('\n');
    }

    /// A heading, with an empty line before it.
    pub fn heading(&mut self, text: impl AsRef<str>) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(text);
    }

    /// Rows whose columns stand under each other; Chinese is two columns wide.
    pub fn rows<const N: usize>(&mut self, indent: usize, rows: &[[String; N]]) {
        let width = |column: usize| rows.iter().filter_map(|row| Some(row.get(column)?.width())).max();
        let widths: Vec<usize> = (0..N).map(|column| width(column).unwrap_or(0)).collect();
        for row in rows {
            let mut line = " ".repeat(indent);
            for (cell, width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
                line.push_str(cell);
                line.push_str(&" ".repeat(width - cell.width() + 2));
            }
            self.line(line);
        }
    }

    /// Writes the page to standard output.
    pub fn print(&self) -> Result<(), Failure> {
        print(&self.0)
    }
}

/// Writes text to standard output. Who closes the pipe has read enough: that is no failure.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::File("-".to_owned(), error)),
        _ => Ok(()),
    }
}

/// Writes a line to standard error, if anybody listens.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Prints a value as JSON for people and programs to read.
pub fn print_json<T: serde::Serialize>(value: &T) -> Done {
    let text =
        serde_json::to_string_pretty(value).map_err(|error| Failure::Other(error.to_string(), error.to_string()))?;
    print(&format!("{text}\n"))?;
    Ok(ExitCode::SUCCESS)
}
