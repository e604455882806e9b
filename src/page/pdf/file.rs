//! The bytes of a PDF file → its objects, and the streams in it unpacked, with bounds on memory.
//!
//! The parser unpacks the streams that hold objects while it opens a file, without a bound of its own. So before it sees
//! the file, everything in it that is packed is unpacked once and thrown away, to know what it would come to.

use std::cell::Cell;

use aho_corasick::AhoCorasick;
use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::object::dict::keys::{DECODE_PARMS, DP, PREDICTOR};
use hayro_syntax::object::{Array, Dict, Stream};
use hayro_syntax::{DecryptionError, Filter, LoadPdfError, Pdf};

use crate::page::Error;

/// How many bytes the streams of a file may unpack to, all together. A report of a hundred pages has a tenth of it.
const MAX_UNPACKED: usize = 256 * 1024 * 1024;

/// How many packed bytes the streams of objects in an encrypted file may have: what they unpack to cannot be known
/// beforehand, but deflate packs a thousand to one at the most.
const MAX_ENCRYPTED_OBJECTS: usize = 256 * 1024;

/// How many bytes of the streams that are read for their text are unpacked at the most, all together.
const MAX_READ: usize = 192 * 1024 * 1024;

/// Opens a file, with the empty password if it is encrypted.
///
/// # Errors
///
/// If it is damaged beyond repair, asks for a password, or unpacks to more than is safe.
pub(super) fn open(bytes: &[u8]) -> Result<Pdf, Error> {
    weigh(bytes)?;
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::Locked,
        LoadPdfError::Decryption(_) => Error::Damaged { reason: "it is encrypted in an unknown way" },
        LoadPdfError::Invalid => Error::Damaged { reason: "it has no pages that can be found" },
    })
}

/// Refuses a file that would unpack to more than [`MAX_UNPACKED`] bytes.
fn weigh(bytes: &[u8]) -> Result<(), Error> {
    const TOO_MUCH: Error = Error::Damaged { reason: "it unpacks to more than 256 MiB" };
    let Ok(finder) = AhoCorasick::new([&b"stream"[..], b"/Encrypt"]) else { return Ok(()) };
    let (mut unpacked, mut objects, mut is_encrypted) = (0, 0, false);
    // Where the dictionary may begin of the next stream, and where the data of the last stream of objects begin.
    let (mut head, mut holder) = (0, None);
    for found in finder.find_iter(bytes) {
        if found.pattern().as_u32() == 1 {
            is_encrypted = true;
        } else if bytes[..found.start()].ends_with(b"end") {
            objects += holder.take().map_or(0, |begin| found.start() - begin);
            head = found.end();
        } else {
            let dictionary = &bytes[head.max(found.start().saturating_sub(MAX_HEAD))..found.start()];
            let count = |word: &[u8]| dictionary.windows(word.len()).filter(|window| *window == word).count();
            if count(b"/ObjStm") + count(b"/XRef") > 0 {
                holder = Some(found.end());
                if count(b"FlateDecode") > 1 || count(b"LZWDecode") + count(b"RunLengthDecode") > 0 {
                    return Err(Error::Damaged { reason: "its objects are packed more than once" });
                }
            }
            unpacked += inflate(after_line_break(&bytes[found.end()..]), MAX_UNPACKED.saturating_sub(unpacked), |_| ());
            if unpacked >= MAX_UNPACKED {
                return Err(TOO_MUCH);
            }
        }
    }
    if is_encrypted && objects > MAX_ENCRYPTED_OBJECTS { Err(TOO_MUCH) } else { Ok(()) }
}

/// The longest dictionary of a stream that is looked at for its filters, in bytes.
const MAX_HEAD: usize = 4096;

fn after_line_break(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).or_else(|| bytes.strip_prefix(b"\r")).unwrap_or(bytes)
}

/// Unpacks deflated bytes piece by piece, as far as they are sound, up to `limit` bytes or a piece more. Gives how many
/// there were.
fn inflate(packed: &[u8], limit: usize, mut take: impl FnMut(&[u8])) -> usize {
    const PIECE: usize = 32 * 1024;
    let has_header =
        packed.len() >= 2 && packed[0] & 0x0f == 8 && (u16::from(packed[0]) << 8 | u16::from(packed[1])).is_multiple_of(31);
    // The check sum is not asked for: a file cut off in the middle is read as far as it goes.
    let mut rest = if has_header { &packed[2..] } else { packed };
    let mut unpacker = Decompress::new(false);
    let mut piece = vec![0; PIECE];
    let mut total = 0;
    while total < limit {
        let (read, written) = (unpacker.total_in(), unpacker.total_out());
        let status = unpacker.decompress(rest, &mut piece, FlushDecompress::None);
        let written = (unpacker.total_out() - written) as usize;
        rest = &rest[(unpacker.total_in() - read) as usize..];
        take(&piece[..written]);
        total += written;
        if !matches!(status, Ok(Status::Ok)) || written == 0 {
            break;
        }
    }
    total
}

/// Unpacks streams, all together up to [`MAX_READ`] bytes.
#[derive(Debug)]
pub(super) struct Unpacker {
    left: Cell<usize>,
    is_cut: Cell<bool>,
}

impl Unpacker {
    pub(super) fn new() -> Self {
        Self { left: Cell::new(MAX_READ), is_cut: Cell::new(false) }
    }

    /// Whether something was left out because there was too much.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut.get()
    }

    /// What a stream holds, cut off where the bound is reached.
    pub(super) fn unpack(&self, stream: &Stream) -> Option<Vec<u8>> {
        let bytes = self.unpack_within(stream, self.left.get())?;
        self.left.set(self.left.get().saturating_sub(bytes.len()));
        self.is_cut.set(self.is_cut.get() || self.left.get() == 0);
        Some(bytes)
    }

    fn unpack_within(&self, stream: &Stream, limit: usize) -> Option<Vec<u8>> {
        let filters = stream.filters();
        let packed = stream.raw_data();
        let is_deflated = |filter: &Filter| *filter == Filter::FlateDecode;
        if filters.iter().filter(|filter| **filter != Filter::Crypt).all(is_deflated) && !is_predicted(stream.dict()) {
            let mut bytes = packed.into_owned();
            for _ in filters.iter().filter(|filter| is_deflated(filter)) {
                let mut unpacked = Vec::new();
                inflate(&bytes, limit, |piece| unpacked.extend_from_slice(piece));
                bytes = unpacked;
            }
            bytes.truncate(limit);
            return Some(bytes);
        }
        // The most that the other filters make of a byte.
        let mut most = packed.len();
        for (index, filter) in filters.iter().enumerate() {
            most = match filter {
                Filter::FlateDecode if index == 0 => inflate(&packed, limit, |_| ()),
                Filter::FlateDecode => most.saturating_mul(1032),
                Filter::LzwDecode => most.saturating_mul(2700),
                Filter::RunLengthDecode => most.saturating_mul(64),
                Filter::Ascii85Decode => most.saturating_mul(4),
                _ => most,
            };
        }
        if most > limit {
            self.is_cut.set(true);
            return None;
        }
        stream.decoded_data().ok().map(std::borrow::Cow::into_owned)
    }
}

/// Whether the bytes of a stream are predicted from their neighbours, as those of pictures are.
fn is_predicted(dict: &Dict) -> bool {
    let says = |dict: Dict| dict.get::<u8>(PREDICTOR).is_some_and(|predictor| predictor > 1);
    [DECODE_PARMS, DP].iter().any(|key| {
        let several = || dict.get::<Array>(*key).is_some_and(|array| array.iter::<Dict>().any(says));
        dict.get::<Dict>(*key).is_some_and(says) || several()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
    }

    #[test]
    fn what_is_packed_is_unpacked_as_far_as_it_is_sound() {
        let packed = deflated("青葉商事".repeat(1000).as_bytes());
        let read = |packed: &[u8]| {
            let mut bytes = Vec::new();
            inflate(packed, usize::MAX, |piece| bytes.extend_from_slice(piece));
            bytes
        };
        assert_eq!(read(&packed), "青葉商事".repeat(1000).as_bytes());
        assert!(!read(&packed[..packed.len() - 8]).is_empty());
        assert!(read(b"no such thing").len() < 100);
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let bomb = deflated(&vec![0; MAX_UNPACKED / 4]);
        let file = |bombs: usize| {
            let one = [b"1 0 obj <</Filter /FlateDecode>> stream\r\n", &bomb[..], b"\nendstream endobj\n"].concat();
            one.repeat(bombs)
        };
        assert_eq!(weigh(&file(3)), Ok(()));
        assert!(matches!(weigh(&file(4)), Err(Error::Damaged { .. })));
        let twice = b"1 0 obj <</Type /ObjStm /Filter [/FlateDecode /FlateDecode]>> stream\nx\nendstream";
        assert!(matches!(weigh(twice), Err(Error::Damaged { .. })));
    }
}
