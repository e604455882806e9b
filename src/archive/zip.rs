//! ZIP: the entries that its directory lists, in that order. Nothing is written anywhere, so where a name points is of no
//! consequence.

use std::borrow::Cow;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use encoding_rs::SHIFT_JIS;
use zip::ZipArchive;
use zip::result::ZipError;

use super::budget::Side;
use super::{Error, Label, MAX_ENTRIES, SeekableRead, Source, Unpacker, inner, is_article};

/// An entry that every office document has, by who makes them.
const OFFICE: [&str; 2] = ["[Content_Types].xml", "META-INF/manifest.xml"];

/// Hands on the articles among the entries.
pub(super) fn read(
    unpacker: &mut Unpacker,
    label: &Label,
    mut file: Box<dyn SeekableRead + '_>,
    depth: usize,
) -> Result<ControlFlow<()>, Error> {
    let entries = entries(&mut file)?;
    if entries > MAX_ENTRIES as u64 {
        return Err(Error::TooManyEntries(entries));
    }
    let before = unpacker.documents;
    let mut archive = ZipArchive::new(file).map_err(error)?;
    for index in 0..archive.len() {
        let flow = entry(unpacker, label, &mut archive, index, depth);
        if flow.is_break() || unpacker.budget.is_spent() {
            return Ok(flow);
        }
    }
    let is_office = || OFFICE.iter().any(|name| archive.index_for_name(name).is_some());
    if unpacker.documents == before && is_office() { Err(Error::OfficeDocument) } else { Ok(ControlFlow::Continue(())) }
}

/// How many entries the end of the archive declares: the directory itself is read only if they are not too many.
///
/// The last record has the number in 16 bits; for more, one before it, whose place a third one tells, has it in 64.
fn entries(file: &mut (impl Read + Seek)) -> io::Result<u64> {
    const END: &[u8] = b"PK\x05\x06";
    const PLACE: &[u8] = b"PK\x06\x07";
    const LONGEST: u64 = 22 + 0xffff + 20;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(LONGEST)))?;
    let mut tail = Vec::new();
    file.by_ref().take(LONGEST).read_to_end(&mut tail)?;
    let Some(end) = tail.windows(END.len()).rposition(|bytes| bytes == END) else { return Ok(0) };
    let short = tail.get(end + 10..end + 12).map_or(0, |count| u64::from(u16::from_le_bytes([count[0], count[1]])));
    let place = tail[..end].last_chunk::<20>().filter(|place| place.starts_with(PLACE));
    let offset = place.and_then(|place| place[8..].first_chunk()).map(|offset| u64::from_le_bytes(*offset));
    let mut count = [0; 8];
    if let Some(offset) = offset.and_then(|offset| offset.checked_add(32)).filter(|offset| offset.saturating_add(8) <= length) {
        file.seek(SeekFrom::Start(offset))?;
        file.read_exact(&mut count)?;
    }
    file.rewind()?;
    Ok(short.max(u64::from_le_bytes(count)))
}

/// Hands on the documents in an entry, if it may be an article.
fn entry(
    unpacker: &mut Unpacker,
    label: &Label,
    archive: &mut ZipArchive<Box<dyn SeekableRead + '_>>,
    index: usize,
    depth: usize,
) -> ControlFlow<()> {
    let known = match archive.by_index_data(index) {
        Ok(known) if known.is_dir() => return ControlFlow::Continue(()),
        Ok(known) => known,
        Err(problem) => return unpacker.fail(label.name.clone(), error(problem)),
    };
    let name = name(known.name_raw());
    if !is_article(&name) {
        return unpacker.pass_over();
    }
    let label = Label { name: inner(&label.name, &name), ..Label::default() };
    if known.encrypted() {
        return unpacker.fail(label.name, Error::Encrypted);
    }
    match archive.by_index(index) {
        Ok(packed) => {
            let stream = Box::new(unpacker.budget.meter(packed, Side::Unpacked));
            unpacker.open(label, Source::Stream(stream), depth + 1)
        }
        Err(problem) => unpacker.fail(label.name, error(problem)),
    }
}

/// The name of an entry: UTF-8, or what Japanese Windows writes.
fn name(raw: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(raw) {
        Ok(name) => name.into(),
        Err(_) => SHIFT_JIS.decode_without_bom_handling(raw).0,
    }
}

fn error(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) => error.into(),
        other => Error::Zip(other.to_string()),
    }
}
