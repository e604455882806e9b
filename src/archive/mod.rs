//! An input → the documents in it: a file may be one page, or hold many.
//!
//! What an input is shows in its first bytes, whatever it is called. `gzip` undoes compression, `zip` lists the entries of
//! an archive, `warc` the records of a crawl (`http` reads the answers in them), `mail` the attachments of a message. What
//! holds others may stand in one that does, to a small depth. `budget` stops what unpacks to far more than any text;
//! `window` looks ahead in a stream. An input is read as a stream: only one document at a time is in memory.

mod budget;
mod gzip;
mod http;
pub(crate) mod mail;
mod warc;
mod window;
mod zip;

use std::io::{self, Cursor, Read, Seek};
use std::ops::ControlFlow;

use jiff::Timestamp;

use budget::{Budget, Side};
use window::Window;

/// The largest document that is handed on, in bytes. A saved article is far below it.
pub const MAX_DOCUMENT: usize = 32 * 1024 * 1024;

/// How many archives may stand in one another: a `.warc.gz` in a `.zip` that is attached to a message makes four.
pub const MAX_DEPTH: usize = 4;

/// How many entries a ZIP archive may have.
pub const MAX_ENTRIES: usize = 50_000;

/// How many times its own size an input may unpack to. Pages that repeat one paragraph pack about 190 to 1.
pub const MAX_RATIO: u64 = 200;

/// The extensions, in lower case, of the files that are read from a folder or an archive; each may have `.gz` behind it.
pub const EXTENSIONS: [&str; 11] = ["html", "htm", "xhtml", "txt", "md", "pdf", "mhtml", "mht", "eml", "zip", "warc"];

/// How many of the first bytes show what an input is.
const HEAD: usize = 8 * 1024;

/// What is known of a document beside its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// What it is called: the name of the input, and where it stands in it, as in `pages.zip!notice.html`. Characters that
    /// a terminal would obey are replaced by U+FFFD.
    pub name: String,
    /// The charset that its HTTP or MIME header declares.
    pub charset: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a document comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    #[default]
    File,
    /// The network: the address that it was fetched from.
    Network(String),
    /// A crawler that captured it.
    Crawl {
        /// Its address.
        url: String,
        /// When it was captured.
        captured: Option<Timestamp>,
    },
}

impl Label {
    /// The address that the document was fetched from, or captured at.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        match &self.origin {
            Origin::File => None,
            Origin::Network(url) | Origin::Crawl { url, .. } => Some(url),
        }
    }
}

/// A file that may be a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What is known of it.
    pub label: Label,
    /// Its bytes, at most [`MAX_DOCUMENT`].
    pub bytes: Vec<u8>,
}

/// What an input gives, in the order in which it stands there.
#[derive(Debug)]
pub enum Item {
    /// A document.
    Document(Document),
    /// Something that is no article by what is said of it: a picture, a style sheet, an answer of 404.
    PassedOver,
    /// A part is damaged; what follows is read.
    Damaged {
        /// The input.
        name: String,
        /// Which part, and what is wrong with it.
        damage: String,
    },
    /// A document, or the rest of an archive, that cannot be read.
    Failed {
        /// What it is called.
        name: String,
        /// Why.
        error: Error,
    },
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It has more bytes than [`MAX_DOCUMENT`].
    #[error("more than {MAX_DOCUMENT} bytes; that is the most that is read")]
    TooLarge,
    /// It stands deeper than [`MAX_DEPTH`].
    #[error("an archive in more than {MAX_DEPTH} others is not read")]
    TooDeep,
    /// A ZIP archive has more entries than [`MAX_ENTRIES`].
    #[error("the archive has {0} entries; at most {MAX_ENTRIES} are read")]
    TooManyEntries(u64),
    /// An entry of a ZIP archive needs a password.
    #[error("encrypted; a password would be needed")]
    Encrypted,
    /// A ZIP archive is not what it seems.
    #[error("not a text: an office document")]
    OfficeDocument,
    /// Nothing in an archive may be an article.
    #[error("the archive holds no article")]
    NoArticle,
    /// The structure of a ZIP archive is broken.
    #[error("the archive is damaged: {0}")]
    Zip(String),
    /// Its bytes cannot be had, or not be unpacked.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Bytes in which one can go back.
pub trait SeekableRead: Read + Seek {}

impl<T: Read + Seek> SeekableRead for T {}

/// Where the bytes of an input come from.
pub enum Source<'a> {
    /// A stream that is read once, from its beginning to its end.
    Stream(Box<dyn Read + 'a>),
    /// A file, of which a ZIP archive is read here and there.
    File(Box<dyn SeekableRead + 'a>),
}

impl<'a> Source<'a> {
    fn bytes(bytes: &'a [u8]) -> Self {
        Self::File(Box::new(Cursor::new(bytes)))
    }

    /// The first [`HEAD`] bytes, which are still to be read afterwards.
    fn head(self) -> io::Result<(Vec<u8>, Self)> {
        let mut head = Vec::new();
        match self {
            Self::Stream(stream) => {
                let mut window = Window::new(stream);
                head.extend_from_slice(window.glance(HEAD));
                Ok((head, Self::Stream(Box::new(window))))
            }
            Self::File(mut file) => {
                file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
                file.rewind()?;
                Ok((head, Self::File(file)))
            }
        }
    }

    fn stream(self) -> Box<dyn Read + 'a> {
        match self {
            Self::Stream(stream) => stream,
            Self::File(file) => Box::new(file),
        }
    }
}

/// The kinds of file that hold others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Gzip,
    Zip,
    Warc,
    Message,
}

/// What the first bytes of a file say it is; `None` for a file that is one document.
fn kind(head: &[u8]) -> Option<Kind> {
    const SIGNATURES: [(&[u8], Kind); 4] =
        [(b"\x1f\x8b\x08", Kind::Gzip), (b"PK\x03\x04", Kind::Zip), (b"PK\x05\x06", Kind::Zip), (warc::SIGNATURE, Kind::Warc)];
    let known = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)).map(|&(_, kind)| kind);
    known.or_else(|| mail::is_message(head).then_some(Kind::Message))
}

/// Whether a file of a folder or an archive may be an article, by its extension.
#[must_use]
pub fn is_article(name: &str) -> bool {
    let unpacked = match name.rsplit_once('.') {
        Some((unpacked, gz)) if gz.eq_ignore_ascii_case("gz") => unpacked,
        _ => name,
    };
    let extension = unpacked.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Takes the items of an input one by one, and says whether more are wanted.
pub type Sink<'a> = dyn FnMut(Item) -> ControlFlow<()> + 'a;

/// Hands the documents of an input to `sink`, in order; one that holds no others is itself the only one, with its `label`.
///
/// Breaks off as soon as the sink does. What goes wrong is an item as well.
pub fn unpack(label: Label, source: Source, sink: &mut Sink) -> ControlFlow<()> {
    let budget = Budget::default();
    let mut unpacker = Unpacker { sink, budget: &budget, documents: 0 };
    let label = Label { name: safe(&label.name), ..label };
    let source = match source {
        Source::Stream(stream) => Source::Stream(Box::new(budget.meter(stream, Side::Packed))),
        Source::File(mut file) => match budget.admit(&mut file) {
            Ok(()) => Source::File(file),
            Err(error) => return unpacker.fail(label.name, error.into()),
        },
    };
    unpacker.open(label, source, 0)
}

/// The work on one input.
struct Unpacker<'a, 'b> {
    sink: &'a mut Sink<'b>,
    budget: &'a Budget,
    /// How many documents were handed on, or failed by themselves.
    documents: usize,
}

impl Unpacker<'_, '_> {
    /// Hands on the documents of something that stands in `depth` archives.
    fn open(&mut self, label: Label, source: Source, depth: usize) -> ControlFlow<()> {
        match self.try_open(&label, source, depth) {
            Ok(flow) => flow,
            Err(error) => self.fail(label.name, error),
        }
    }

    fn try_open(&mut self, label: &Label, source: Source, depth: usize) -> Result<ControlFlow<()>, Error> {
        let (head, source) = source.head()?;
        let kind = kind(&head);
        if kind.is_some() && depth == MAX_DEPTH {
            return Err(Error::TooDeep);
        }
        let before = self.documents;
        let flow = match kind {
            None => return Ok(self.document(label.clone(), collect(source.stream())?)),
            Some(Kind::Message) => return Ok(mail::read(self, label, collect(source.stream())?, depth)),
            Some(Kind::Gzip) => {
                let unpacked = self.budget.meter(gzip::Unzipped::new(source.stream()), Side::Unpacked);
                return Ok(self.open(label.clone(), Source::Stream(Box::new(unpacked)), depth + 1));
            }
            Some(Kind::Warc) => warc::read(self, label, source.stream(), depth)?,
            Some(Kind::Zip) => match source {
                Source::File(file) => zip::read(self, label, file, depth)?,
                Source::Stream(stream) => zip::read(self, label, Box::new(Cursor::new(collect(stream)?)), depth)?,
            },
        };
        if flow.is_continue() && self.documents == before { Err(Error::NoArticle) } else { Ok(flow) }
    }

    fn document(&mut self, label: Label, bytes: Vec<u8>) -> ControlFlow<()> {
        self.documents += 1;
        (self.sink)(Item::Document(Document { label, bytes }))
    }

    fn fail(&mut self, name: String, error: Error) -> ControlFlow<()> {
        self.documents += 1;
        (self.sink)(Item::Failed { name, error })
    }

    fn pass_over(&mut self) -> ControlFlow<()> {
        (self.sink)(Item::PassedOver)
    }

    fn damaged(&mut self, name: &str, damage: String) -> ControlFlow<()> {
        (self.sink)(Item::Damaged { name: name.to_owned(), damage })
    }
}

/// All that a stream gives, unless it is more than a document may have.
fn collect(stream: impl Read) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    stream.take(MAX_DOCUMENT as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_DOCUMENT { Err(Error::TooLarge) } else { Ok(bytes) }
}

/// The name of what stands in an archive.
fn inner(archive: &str, name: &str) -> String {
    format!("{archive}!{}", safe(name))
}

/// A name without characters that a terminal would obey or that turn the direction of writing.
fn safe(name: &str) -> String {
    let obeyed =
        |c: char| c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    name.chars().map(|c| if obeyed(c) { '\u{fffd}' } else { c }).collect()
}
