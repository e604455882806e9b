//! A stream in which one can look ahead.

use std::io::{self, BufRead, Read};

/// How many bytes are asked for at once.
const CHUNK: usize = 64 * 1024;

/// A stream with any number of bytes that were read of it but not taken.
///
/// A failure of the stream shows only where its place is reached: what was read before is given first. A stream that goes
/// on after a failure does so here as well.
#[derive(Debug)]
pub(super) struct Window<R> {
    input: R,
    ahead: Vec<u8>,
    /// How many bytes of `ahead` are taken.
    taken: usize,
    /// Where the first byte of `ahead` stands in the stream.
    start: u64,
    failure: Option<io::Error>,
    is_at_end: bool,
}

impl<R: Read> Window<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, ahead: Vec::new(), taken: 0, start: 0, failure: None, is_at_end: false }
    }

    /// How many bytes of the stream were taken.
    pub(super) fn offset(&self) -> u64 {
        self.start + self.taken as u64
    }

    /// The next `count` bytes, or fewer where the stream ends or fails.
    pub(super) fn glance(&mut self, count: usize) -> &[u8] {
        while self.ahead.len() - self.taken < count && self.failure.is_none() && !self.is_at_end {
            self.read_more();
        }
        let end = self.ahead.len().min(self.taken.saturating_add(count));
        &self.ahead[self.taken..end]
    }

    /// The next `count` bytes, or fewer where the stream ends.
    ///
    /// # Errors
    ///
    /// If the stream fails before it has given so many.
    pub(super) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        if self.glance(count).len() < count
            && let Some(failure) = self.failure.take()
        {
            return Err(failure);
        }
        Ok(self.glance_back(count))
    }

    /// Takes as many bytes as have been seen, up to `count`.
    pub(super) fn advance(&mut self, count: usize) {
        self.taken = self.ahead.len().min(self.taken.saturating_add(count));
        // What was taken is given up only when it is most of what is kept, so that no byte is moved often.
        if self.taken * 2 > self.ahead.len() {
            self.start += self.taken as u64;
            self.ahead.drain(..self.taken);
            self.taken = 0;
        }
    }

    /// Takes `count` bytes of the stream, seen or not; returns how many there were.
    ///
    /// # Errors
    ///
    /// If the stream fails before.
    pub(super) fn skip(&mut self, count: u64) -> io::Result<u64> {
        let mut left = count;
        while left > 0 {
            let seen = self.fill_buf()?.len();
            if seen == 0 {
                break;
            }
            let step = usize::try_from(left).map_or(seen, |left| left.min(seen));
            self.advance(step);
            left -= step as u64;
        }
        Ok(count - left)
    }

    fn glance_back(&self, count: usize) -> &[u8] {
        &self.ahead[self.taken..self.ahead.len().min(self.taken.saturating_add(count))]
    }

    fn read_more(&mut self) {
        let seen = self.ahead.len();
        self.ahead.resize(seen + CHUNK, 0);
        let read = self.input.read(&mut self.ahead[seen..]);
        self.ahead.truncate(seen + read.as_ref().map_or(0, |&count| count));
        match read {
            Ok(count) => self.is_at_end = count == 0,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => self.failure = Some(error),
        }
    }
}

impl<R: Read> Read for Window<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ahead = self.fill_buf()?;
        let count = ahead.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ahead[..count]);
        self.advance(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Window<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)?;
        Ok(&self.ahead[self.taken..])
    }

    fn consume(&mut self, count: usize) {
        self.advance(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives `abc`, fails once, and gives `def`.
    struct Failing(u8);

    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0 += 1;
            match self.0 {
                1 => (&b"abc"[..]).read(buffer),
                2 => Err(io::Error::other("broken")),
                3 => (&b"def"[..]).read(buffer),
                _ => Ok(0),
            }
        }
    }

    #[test]
    fn a_failure_shows_only_where_it_is() {
        let mut window = Window::new(Failing(0));
        assert_eq!(window.glance(5), b"abc");
        assert_eq!(window.peek(2).unwrap(), b"ab");
        window.advance(2);
        assert_eq!(window.peek(2).unwrap_err().to_string(), "broken");
        assert_eq!(window.peek(9).unwrap(), b"cdef");
        assert_eq!((window.skip(3).unwrap(), window.offset()), (3, 5));
        assert_eq!((window.skip(3).unwrap(), window.offset()), (1, 6));
    }

    #[test]
    fn a_window_is_a_stream() {
        let text: Vec<u8> = (0..200_000u32).map(|number| (number % 251) as u8).collect();
        let mut window = Window::new(text.as_slice());
        window.peek(150_000).unwrap();
        window.advance(7);
        let mut rest = Vec::new();
        window.read_to_end(&mut rest).unwrap();
        assert_eq!(rest, text[7..]);
    }
}
