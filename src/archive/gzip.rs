//! gzip (RFC 1952): any number of members, one after another, each packed by itself.

use std::io::{self, ErrorKind, Read};
use std::mem;

use flate2::bufread::GzDecoder;

use super::window::Window;

/// How a member begins: the mark of gzip, and deflate as the method.
const MAGIC: &[u8] = b"\x1f\x8b\x08";

/// The kind of error that a damaged member is. It is followed by the next member.
pub(super) const DAMAGE: ErrorKind = ErrorKind::InvalidData;

/// What the members of a gzip file unpack to.
///
/// A damaged member is an error of the kind [`DAMAGE`] in its place; reading on goes on with the next one.
pub(super) struct Unzipped<R> {
    state: State<R>,
}

enum State<R> {
    Between(Window<R>),
    /// In a member that begins at an offset.
    Member(Box<GzDecoder<Window<R>>>, u64),
    End,
}

impl<R: Read> Unzipped<R> {
    pub(super) fn new(input: R) -> Self {
        Self { state: State::Between(Window::new(input)) }
    }
}

impl<R: Read> Read for Unzipped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match mem::replace(&mut self.state, State::End) {
                State::End => return Ok(0),
                State::Between(mut window) => {
                    let is_there = find_member(&mut window)?;
                    if is_there {
                        let offset = window.offset();
                        self.state = State::Member(Box::new(GzDecoder::new(window)), offset);
                    }
                }
                State::Member(mut decoder, offset) => match fill(&mut decoder, buffer) {
                    Ok(0) => self.state = State::Between(decoder.into_inner()),
                    Ok(count) => {
                        self.state = State::Member(decoder, offset);
                        return Ok(count);
                    }
                    Err(error) if is_damage(&error) => {
                        let mut window = decoder.into_inner();
                        // A header that is refused is left where it stands.
                        window.advance(usize::from(window.offset() == offset));
                        self.state = State::Between(window);
                        let message = format!("the gzip data at byte {offset} is damaged: {error}");
                        return Err(io::Error::new(DAMAGE, message));
                    }
                    Err(error) => return Err(error),
                },
            }
        }
    }
}

/// Reads until the buffer is full or there is no more. What was read before a failure is not given: what the decoder made
/// of the bytes before damage shows may be wrong.
fn fill(decoder: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match decoder.read(&mut buffer[length..])? {
            0 => break,
            count => length += count,
        }
    }
    Ok(length)
}

/// Whether the decoder itself gave up, and not the stream under it.
fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::UnexpectedEof)
}

/// Takes what stands before the next member: nothing, the zeros with which tapes were filled up, or the rest of a damaged
/// one. Says whether there is a next one.
fn find_member<R: Read>(window: &mut Window<R>) -> io::Result<bool> {
    loop {
        let seen = window.peek(super::HEAD)?;
        if seen.len() < MAGIC.len() {
            return Ok(false);
        }
        if let Some(at) = seen.windows(MAGIC.len()).position(|bytes| bytes == MAGIC) {
            window.advance(at);
            return Ok(true);
        }
        // The last bytes may be the beginning of a mark.
        let count = seen.len() - (MAGIC.len() - 1);
        window.advance(count);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// What is read up to each failure, and up to the end.
    fn unpacked(bytes: &[u8]) -> Vec<String> {
        let mut reader = Unzipped::new(bytes);
        let mut parts = vec![];
        loop {
            let mut part = Vec::new();
            let end = reader.read_to_end(&mut part);
            parts.push(String::from_utf8_lossy(&part).into_owned());
            if end.is_ok() {
                return parts;
            }
        }
    }

    #[test]
    fn members_are_one_text() {
        assert_eq!(unpacked(&[member("一"), member(""), member("二"), vec![0; 20_000], member("三")].concat()), ["一二三"]);
    }

    #[test]
    fn a_damaged_member_is_told_and_the_next_is_read() {
        let text = (0..2000).map(|number| number.to_string()).collect::<Vec<_>>().join("件");
        let mut damaged = member(&text);
        let middle = damaged.len() / 2;
        damaged[middle..middle + 8].fill(0xff);
        let parts = unpacked(&[member("一"), damaged, member("三")].concat());
        assert_eq!((parts.len(), parts[1].as_str()), (2, "三"));
        assert!(parts[0].starts_with('一'));
    }

    #[test]
    fn a_wrong_checksum_and_a_cut_off_end_are_damage() {
        let mut wrong = member("二");
        let length = wrong.len();
        wrong[length - 8] ^= 1;
        assert_eq!(unpacked(&[member("一"), wrong, member("三")].concat()), ["一", "三"]);
        let cut = member("お知らせ");
        let parts = unpacked(&cut[..cut.len() - 9]);
        assert_eq!((parts.len(), parts[1].as_str()), (2, ""));
    }

    #[test]
    fn a_mark_that_begins_nothing_is_passed_over() {
        let reserved_flags = b"\x1f\x8b\x08\xff\0\0\0\0\0\0";
        let parts = unpacked(&[&reserved_flags[..], &member("一")].concat());
        assert_eq!(parts, ["", "一"]);
    }
}
