//! WARC (ISO 28500), the format of crawlers: records one after another, each with the length of its block.
//!
//! A page is a record of the type `response` (an answer of a web server), `resource` or `conversion` (a file). The end of
//! a record is where its header says, but only if a record or the end of the file follows; otherwise it is damaged, and the
//! next line that begins like a record is looked for from its own beginning on.

use std::io::{self, Read};
use std::ops::ControlFlow;

use super::http::{Fields, Response, header_end, media_type};
use super::window::Window;
use super::{Error, Label, MAX_DOCUMENT, Origin, Source, Unpacker, gzip, inner, safe};

/// How a record begins.
pub(super) const SIGNATURE: &[u8] = b"WARC/";

/// The longest header of a record, or of an answer in it, in bytes.
const MAX_HEADER: usize = 64 * 1024;

/// The media types of articles.
const ARTICLES: [&str; 8] = [
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/pdf",
    "message/rfc822",
    "multipart/related",
    "application/x-mimearchive",
];

/// Hands on the pages of a crawl.
pub(super) fn read(unpacker: &mut Unpacker, label: &Label, stream: impl Read, depth: usize) -> Result<ControlFlow<()>, Error> {
    let mut window = Window::new(stream);
    while let Some(Begun { offset, state }) = begin(&mut window)? {
        let mut fields = Fields::default();
        let flow = match state.and_then(|()| record(&mut window, &mut fields)) {
            Ok(Size::Whole { header, length }) => {
                let block = &window.glance(header + length)[header..];
                let flow = page(unpacker, label, &fields, block, depth);
                window.advance(header + length);
                flow
            }
            Ok(Size::TooLarge { header, length }) => {
                let block = &window.glance(header + MAX_HEADER)[header..];
                let flow = too_large(unpacker, label, &fields, block);
                window.advance(header);
                skip(&mut window, length)?;
                flow
            }
            Err(damage) => {
                let flow = unpacker.damaged(&label.name, damaged(offset, &fields, &damage));
                match damage {
                    // All that was read belongs to the damaged record; the next one begins at once.
                    Damage::Stream(error) if error.kind() == gzip::DAMAGE => window.advance(usize::MAX),
                    Damage::Stream(error) => return Err(error.into()),
                    _ => recover(&mut window)?,
                }
                flow
            }
        };
        if flow.is_break() {
            return Ok(flow);
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// How large a record is, in bytes.
enum Size {
    /// All of it is within the window.
    Whole { header: usize, length: usize },
    /// Its block is larger than any page with its HTTP header.
    TooLarge { header: usize, length: u64 },
}

/// Why a record cannot be read.
#[derive(Debug, thiserror::Error)]
enum Damage {
    #[error("no record begins there")]
    Signature,
    #[error("its header does not end")]
    Header,
    #[error("its header gives no length")]
    Length,
    #[error("the file ends in the middle of it")]
    Cut,
    #[error("it does not end where its length says")]
    End,
    #[error(transparent)]
    Stream(#[from] io::Error),
}

/// Names a record and what is wrong with it.
fn damaged(offset: u64, fields: &Fields, damage: &Damage) -> String {
    let uri = uri(fields).map(|uri| format!(" ({})", safe(uri))).unwrap_or_default();
    format!("skipped the record at byte {offset}{uri}: {damage}")
}

/// Where a record begins, and whether it can be read so far.
struct Begun {
    offset: u64,
    state: Result<(), Damage>,
}

/// Goes to the next record, past the empty lines before it; gives nothing at the end of the file.
fn begin<R: Read>(window: &mut Window<R>) -> Result<Option<Begun>, Error> {
    loop {
        let seen = window.glance(MAX_HEADER);
        let blank = seen.iter().take_while(|&&byte| matches!(byte, b'\r' | b'\n')).count();
        if blank < seen.len() {
            window.advance(blank);
            return Ok(Some(Begun { offset: window.offset(), state: Ok(()) }));
        }
        window.advance(blank);
        match window.peek(1) {
            Ok([]) => return Ok(None),
            Ok(_) => {}
            // A packed record that is damaged in its very beginning.
            Err(error) if error.kind() == gzip::DAMAGE => {
                return Ok(Some(Begun { offset: window.offset(), state: Err(error.into()) }));
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Reads the header of the record that begins here into `fields`, and looks whether the record ends where it says.
fn record<R: Read>(window: &mut Window<R>, fields: &mut Fields) -> Result<Size, Damage> {
    if window.peek(SIGNATURE.len())? != SIGNATURE {
        return Err(Damage::Signature);
    }
    let mut seen = 1024;
    let header = loop {
        if let Some(end) = header_end(window.glance(seen)) {
            break end;
        }
        if seen >= MAX_HEADER || window.peek(seen)?.len() < seen {
            return Err(Damage::Header);
        }
        seen *= 2;
    };
    *fields = Fields::parse(window.glance(header));
    let length: u64 = fields.get("Content-Length").and_then(|length| length.parse().ok()).ok_or(Damage::Length)?;
    let length = match usize::try_from(length) {
        Ok(length) if length <= MAX_DOCUMENT + MAX_HEADER => length,
        _ => return Ok(Size::TooLarge { header, length }),
    };
    let whole = header + length;
    let seen = window.glance(whole + b"\r\n\r\n".len() + SIGNATURE.len());
    let Some(behind) = seen.get(whole..) else {
        window.peek(whole)?;
        return Err(Damage::Cut);
    };
    if ends(behind) { Ok(Size::Whole { header, length }) } else { Err(Damage::End) }
}

/// Whether a record may end before these bytes: the empty lines of its end follow, or the next record, or nothing.
fn ends(behind: &[u8]) -> bool {
    let next = behind.trim_ascii_start();
    behind.starts_with(b"\r\n\r\n") || SIGNATURE.starts_with(&next[..next.len().min(SIGNATURE.len())])
}

/// Passes over a block that is not looked into.
fn skip<R: Read>(window: &mut Window<R>, length: u64) -> Result<(), Error> {
    match window.skip(length) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == gzip::DAMAGE => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Goes from a damaged record to the next line that begins like one.
fn recover<R: Read>(window: &mut Window<R>) -> Result<(), Error> {
    window.advance(1);
    loop {
        let seen = window.glance(MAX_HEADER);
        if let Some(at) = seen.windows(1 + SIGNATURE.len()).position(|bytes| bytes[0] == b'\n' && &bytes[1..] == SIGNATURE) {
            window.advance(at + 1);
            return Ok(());
        }
        let count = seen.len().saturating_sub(SIGNATURE.len());
        if count > 0 {
            window.advance(count);
            continue;
        }
        let end = window.peek(1 + SIGNATURE.len()).err();
        window.advance(usize::MAX);
        return match end {
            Some(error) if error.kind() != gzip::DAMAGE => Err(error.into()),
            _ => Ok(()),
        };
    }
}

fn uri(fields: &Fields) -> Option<&str> {
    // Version 1.0 was read by many as demanding angle brackets.
    fields.get("WARC-Target-URI").map(|uri| uri.trim_start_matches('<').trim_end_matches('>'))
}

/// Whether a record holds a file, and an answer around it.
fn holds(fields: &Fields) -> Option<bool> {
    match fields.get("WARC-Type")?.to_ascii_lowercase().as_str() {
        "response" => Some(true),
        "resource" | "conversion" => Some(false),
        _ => None,
    }
}

/// Hands on the page that a record holds, if it does.
fn page(unpacker: &mut Unpacker, label: &Label, fields: &Fields, block: &[u8], depth: usize) -> ControlFlow<()> {
    let Some(is_answer) = holds(fields) else { return ControlFlow::Continue(()) };
    let response = if is_answer { Response::parse(block) } else { None };
    let Some(content_type) = article_type(fields, response.as_ref()) else { return unpacker.pass_over() };
    let label = Label {
        name: inner(&label.name, uri(fields).unwrap_or_default()),
        charset: media_type(content_type).1,
        origin: Origin::Crawl {
            url: uri(fields).unwrap_or_default().to_owned(),
            captured: fields.get("WARC-Date").and_then(|date| date.parse().ok()),
        },
    };
    match response.map(|response| response.body(unpacker.budget)) {
        None => unpacker.open(label, Source::bytes(block), depth + 1),
        Some(Ok(body)) => unpacker.open(label, Source::bytes(&body), depth + 1),
        Some(Err(error)) => unpacker.fail(label.name, error),
    }
}

/// Tells of a record that is too large, if it holds a page.
fn too_large(unpacker: &mut Unpacker, label: &Label, fields: &Fields, block: &[u8]) -> ControlFlow<()> {
    let Some(is_answer) = holds(fields) else { return ControlFlow::Continue(()) };
    let response = if is_answer { Response::parse(block) } else { None };
    match article_type(fields, response.as_ref()) {
        Some(_) => unpacker.fail(inner(&label.name, uri(fields).unwrap_or_default()), Error::TooLarge),
        None => unpacker.pass_over(),
    }
}

/// The content type of what a record holds, if that may be an article that the server did give; empty where none is named.
fn article_type<'a>(fields: &'a Fields, response: Option<&'a Response>) -> Option<&'a str> {
    let holder = match (holds(fields)?, response) {
        (true, Some(response)) if response.status == 200 => &response.fields,
        (true, _) => return None,
        (false, _) => fields,
    };
    let content_type = holder.get("Content-Type").unwrap_or_default();
    let (media_type, _) = media_type(content_type);
    (content_type.is_empty() || ARTICLES.contains(&media_type.as_str())).then_some(content_type)
}
