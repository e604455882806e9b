//! How much an input may unpack to.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};

use super::MAX_RATIO;

/// What any input may unpack to, however small it is, in bytes.
const ALLOWED: u64 = 64 * 1024 * 1024;

/// Compares what an input has of bytes with what came out of all decompressors that work on it.
#[derive(Debug, Default)]
pub(super) struct Budget {
    packed: Cell<u64>,
    unpacked: Cell<u64>,
}

/// Which bytes are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Those of the input itself.
    Packed,
    /// Those that a decompressor makes of them.
    Unpacked,
}

impl Budget {
    /// Counts the bytes of a file that is read here and there.
    pub(super) fn admit(&self, file: &mut impl Seek) -> io::Result<()> {
        self.packed.set(file.seek(SeekFrom::End(0))?);
        file.rewind()
    }

    /// A reader whose bytes count. Those of [`Side::Unpacked`] end with an error where they are too many.
    pub(super) fn meter<R>(&self, inner: R, side: Side) -> Metered<'_, R> {
        Metered { inner, budget: self, side }
    }

    /// Whether nothing more may be unpacked.
    pub(super) fn is_spent(&self) -> bool {
        self.unpacked.get() > ALLOWED && self.unpacked.get() / MAX_RATIO > self.packed.get()
    }
}

/// See [`Budget::meter`].
pub(super) struct Metered<'b, R> {
    inner: R,
    budget: &'b Budget,
    side: Side,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.side == Side::Unpacked && self.budget.is_spent() {
            let reason = format!("it unpacks to more than {MAX_RATIO} times its size; the rest is not read");
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, reason));
        }
        let count = self.inner.read(buffer)?;
        let counted = match self.side {
            Side::Packed => &self.budget.packed,
            Side::Unpacked => &self.budget.unpacked,
        };
        counted.set(counted.get() + count as u64);
        Ok(count)
    }
}
