//! Incidents as records: the wire format, and one file per way to write it down.

pub mod csv;
pub mod json;
pub mod jsonl;
pub mod mentions;
pub mod page;
pub mod record;
mod vocabulary;

use std::io::{self, Write};

pub use record::Record;

/// The ways in which records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON array: see [`json`].
    Json,
    /// JSON Lines, one record a line: see [`jsonl`].
    Jsonl,
    /// A table that a spreadsheet opens: see [`csv`].
    Csv,
}

/// Writes records one by one, in one format.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    format: Format,
    records: usize,
}

impl<W: Write> Writer<W> {
    /// A writer into `out`, with what stands before the first record already written.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn new(mut out: W, format: Format) -> io::Result<Self> {
        match format {
            Format::Json => json::begin(&mut out)?,
            Format::Jsonl => {}
            Format::Csv => csv::begin(&mut out)?,
        }
        Ok(Self { out, format, records: 0 })
    }

    /// Writes a record. It reaches `out` in one piece.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write(&mut self, record: &Record) -> io::Result<()> {
        match self.format {
            Format::Json => json::write(&mut self.out, record, self.records == 0)?,
            Format::Jsonl => jsonl::write(&mut self.out, record)?,
            Format::Csv => csv::write(&mut self.out, record)?,
        }
        self.records += 1;
        Ok(())
    }

    /// Hands on what a buffer still holds.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes what stands after the last record, and gives `out` back.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn finish(mut self) -> io::Result<W> {
        if self.format == Format::Json {
            json::end(&mut self.out, self.records == 0)?;
        }
        self.out.flush()?;
        Ok(self.out)
    }
}
