//! A table for spreadsheets.
use super::Record;
use std::io::{self, Write};
pub(super) fn begin(_out: &mut impl Write) -> io::Result<()> {
    Ok(())
}
pub(super) fn write(_out: &mut impl Write, _record: &Record) -> io::Result<()> {
    Ok(())
}
