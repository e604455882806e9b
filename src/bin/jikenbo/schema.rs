//! `jikenbo schema`: the JSON Schema of a record.

use std::io::{self, Write as _};

use jikenbo::export::record;

use crate::exit::{Exit, Failure};

/// Prints the schema.
pub fn run() -> Result<Exit, Failure> {
    let mut text = serde_json::to_vec_pretty(&record::schema()).map_err(io::Error::from)?;
    text.push(b'\n');
    io::stdout().write_all(&text)?;
    Ok(Exit::Done)
}
