//! Answers of web servers as crawlers keep them: header fields, and a body that was packed for the way (RFC 9110, 9112).

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use mailparse::parse_content_type;

use super::budget::{Budget, Side};
use super::{Error, collect, gzip};

/// How much of a decompressor's output it keeps for itself, in bytes.
const BROTLI_BUFFER: usize = 4096;

/// Header fields, as HTTP, WARC and MIME write them.
#[derive(Debug, Default, Clone)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields of the lines of a header. What is no field is left out; a line that begins with white space goes on with
    /// the one before.
    pub(super) fn parse(header: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in header.split(|&byte| byte == b'\n') {
            let line = String::from_utf8_lossy(line.trim_ascii_end());
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    *value = format!("{value} {}", line.trim_start());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    /// The value of the first field of a name, which may be in any case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The end of the header that `bytes` begin with: the length up to and with the empty line.
pub(super) fn header_end(bytes: &[u8]) -> Option<usize> {
    let mut lines = bytes.split_inclusive(|&byte| byte == b'\n');
    let mut length = 0;
    lines.find_map(|line| {
        length += line.len();
        matches!(line, b"\n" | b"\r\n").then_some(length)
    })
}

/// An answer.
#[derive(Debug)]
pub(super) struct Response<'a> {
    /// Its status, such as 200.
    pub(super) status: u16,
    /// Its header.
    pub(super) fields: Fields,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// The answer in `bytes`, or at their beginning.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (header, body) = bytes.split_at(header_end(bytes).unwrap_or(bytes.len()));
        let first = header.split(|&byte| byte == b'\n').next()?;
        let first = str::from_utf8(first).ok()?.strip_prefix("HTTP/")?;
        let status = first.split_ascii_whitespace().nth(1)?.parse().ok()?;
        Some(Self { status, fields: Fields::parse(header), body })
    }

    /// The body as it was before it was packed for the way. Crawlers unpack some bodies and leave the header as it was: a
    /// body that is not packed as the header says is taken as it is.
    pub(super) fn body(&self, budget: &Budget) -> Result<Vec<u8>, Error> {
        let is_chunked =
            self.fields.get("Transfer-Encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
        let joined = if is_chunked { joined(self.body) } else { None };
        let mut body = joined.unwrap_or_else(|| self.body.to_vec());
        // The last coding was applied last.
        for coding in self.fields.get("Content-Encoding").unwrap_or_default().rsplit(',') {
            let unpacked = match coding.trim().to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => unpacked(gzip::Unzipped::new(body.as_slice()), budget)?,
                "deflate" if is_zlib(&body) => unpacked(ZlibDecoder::new(body.as_slice()), budget)?,
                "deflate" if !is_markup(&body) => unpacked(DeflateDecoder::new(body.as_slice()), budget)?,
                "br" if !is_markup(&body) => {
                    unpacked(brotli_decompressor::Decompressor::new(body.as_slice(), BROTLI_BUFFER), budget)?
                }
                _ => continue,
            };
            body = unpacked;
        }
        Ok(body)
    }
}

fn unpacked(packed: impl Read, budget: &Budget) -> Result<Vec<u8>, Error> {
    collect(budget.meter(packed, Side::Unpacked))
}

/// Whether bytes begin with the header of zlib (RFC 1950); "deflate" without it is common too.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..] if method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]) % 31 == 0)
}

/// Whether bytes begin with a tag, behind at most a byte order mark and white space.
fn is_markup(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(b"<")
}

/// A body that was sent in chunks; `None` if it does not begin with one. What is cut off is read as far as it goes.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let Some((size, behind)) = chunk_size(rest) else {
            return (!joined.is_empty()).then_some(joined);
        };
        let size = size.min(behind.len());
        joined.extend_from_slice(&behind[..size]);
        if size == 0 {
            return Some(joined);
        }
        rest = &behind[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// The size on the first line, in hexadecimal before any `;`, and what stands after the line.
fn chunk_size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    const LONGEST: usize = 1024;
    let end = bytes.iter().take(LONGEST).position(|&byte| byte == b'\n')?;
    let size = bytes[..end].split(|&byte| byte == b';').next()?;
    let size = usize::from_str_radix(str::from_utf8(size).ok()?.trim(), 16).ok()?;
    Some((size, &bytes[end + 1..]))
}

/// The media type that a `Content-Type` names, in lower case, and its charset.
pub(super) fn media_type(content_type: &str) -> (String, Option<String>) {
    let mut parsed = parse_content_type(content_type);
    let charset = parsed.params.remove("charset").filter(|charset| !charset.is_empty());
    (parsed.mimetype, charset)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const BODY: &str = "<p>青葉商事</p>";

    #[track_caller]
    fn check(fields: &str, body: &[u8]) {
        let answer = [b"HTTP/1.1 200 OK\r\n", fields.as_bytes(), b"\r\n", body].concat();
        let response = Response::parse(&answer).unwrap();
        let body = response.body(&Budget::default()).unwrap();
        assert_eq!((response.status, String::from_utf8_lossy(&body).as_ref()), (200, BODY));
    }

    #[test]
    fn bodies_are_unpacked() {
        let packed = |mut encoder: GzEncoder<Vec<u8>>| {
            encoder.write_all(BODY.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let gzip = packed(GzEncoder::new(Vec::new(), Compression::default()));
        check("Content-Encoding: gzip\r\n", &gzip);
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(BODY.as_bytes()).unwrap();
        check("content-encoding: Deflate\r\n", &zlib.finish().unwrap());
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        raw.write_all(BODY.as_bytes()).unwrap();
        check("content-encoding: deflate\r\n", &raw.finish().unwrap());
        // One block that is not compressed.
        let brotli = [&b"\x20\x01\x10"[..], BODY.as_bytes(), b"\x03"].concat();
        check("content-encoding: br\r\n", &brotli);
        let (one, other) = gzip.split_at(10);
        let chunks = [b"a\r\n", one, format!("\r\n{:X};x=y\r\n", other.len()).as_bytes(), other, b"\r\n0\r\n\r\n"].concat();
        check("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", &chunks);
    }

    #[test]
    fn bodies_that_were_unpacked_before_are_left_alone() {
        for coding in ["gzip", "deflate", "br", "identity", "gzip, br"] {
            check(&format!("content-encoding: {coding}\r\ntransfer-encoding: chunked\r\n"), BODY.as_bytes());
        }
    }

    #[test]
    fn a_body_cut_off_in_a_chunk_is_read_so_far() {
        check("transfer-encoding: chunked\r\n", format!("ff\r\n{BODY}").as_bytes());
    }

    #[test]
    fn what_is_no_answer_is_none() {
        assert!(Response::parse(b"GET / HTTP/1.1\r\n\r\n").is_none());
        assert!(Response::parse(b"").is_none());
        let cut = Response::parse(b"HTTP/2 404").unwrap();
        assert_eq!((cut.status, cut.body.len()), (404, 0));
    }

    #[test]
    fn fields_go_on_and_names_are_in_any_case() {
        let fields = Fields::parse(b"HTTP/1.1 200 OK\r\nX-Long: one\r\n two\r\nnonsense\r\nLink:  a:b \r\n");
        assert_eq!((fields.get("x-long"), fields.get("LINK"), fields.get("none")), (Some("one two"), Some("a:b"), None));
        assert_eq!(media_type("Text/HTML; Charset=\"Shift_JIS\""), ("text/html".to_owned(), Some("Shift_JIS".to_owned())));
    }
}
