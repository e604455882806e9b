//! JSON Lines: each record is one line of UTF-8 JSON.

use std::io::{self, Write};

use serde::Serialize;

/// Writes a value as one line, in one piece.
///
/// # Errors
///
/// If `out` fails.
pub fn write(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    out.write_all(&line)
}
