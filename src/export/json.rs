//! One JSON array of records, indented for readers; `[]` where there is none.

use std::io::{self, Write};

use super::Record;

pub(super) fn begin(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"[")
}

pub(super) fn write(out: &mut impl Write, record: &Record, first: bool) -> io::Result<()> {
    let mut text = if first { b"\n".to_vec() } else { b",\n".to_vec() };
    serde_json::to_writer_pretty(&mut text, record)?;
    out.write_all(&text)
}

pub(super) fn end(out: &mut impl Write, empty: bool) -> io::Result<()> {
    out.write_all(if empty { b"]\n" } else { b"\n]\n" })
}
