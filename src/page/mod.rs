//! Bytes of a saved page in, the article that a reader sees out.
//!
//! `sniff` and `decode` make characters of bytes; `html`, `plain`, `mail` and `pdf` read the kinds of input. For HTML,
//! `markup` cuts the page into tags and texts, `tree` makes a tree of them, `flow` makes pieces of text of the tree (`table`
//! those of tables, `wrapped` joins lines that were cut by width, `headings` finds headings that are set as ordinary lines).
//! `metadata` reads what the page declares of itself, with `linked_data` for JSON-LD; `script` finds the article of a page
//! that only its own program would show. `title`, `published` and `owner` settle with all that what the page is called, when
//! it was published and who speaks; `dates` reads datelines. `boilerplate` leaves out what is not the article by its place,
//! `chrome` knows it by its words, and `posts` parts what is left. `sites` has profiles for the odd site that all these
//! rules cannot read. `links` says where a page leads.

mod boilerplate;
mod chrome;
mod dates;
mod decode;
mod flow;
mod headings;
mod html;
mod linked_data;
mod links;
mod mail;
mod markup;
mod metadata;
mod owner;
mod pdf;
mod plain;
mod posts;
mod published;
mod script;
mod sites;
mod sniff;
mod table;
mod title;
mod tree;
mod wrapped;

use std::borrow::Cow;

pub use links::{Link, links};
pub(crate) use owner::{without_short_form, without_site_words};
pub use sites::Sites;

use crate::archive::mail::is_message;
use crate::edtf::Edtf;

/// How many of the first bytes show whether a file is a message.
const HEAD: usize = 8 * 1024;

/// What a page says, without its menus, advertisements and comments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// The article's title, without the site's name.
    pub title: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// Who owns the site and speaks in the first person on it, as the copyright line, the signature or the metadata say.
    pub owner: Option<String>,
    /// Who wrote the article.
    pub author: Option<String>,
    /// When the article was published.
    pub published: Option<Edtf>,
    /// Where that was read, as far as it is known.
    pub published_from: Option<PublishedFrom>,
    /// When it was last changed.
    pub modified: Option<Edtf>,
    /// The page's own address (canonical link), as the page states it.
    pub url: Option<String>,
    /// The posts of the page in reading order: one for an article, several for a blog's archive. Never empty.
    pub posts: Vec<Post>,
}

impl Page {
    /// Gives the dates of posts that name no year the last one in which they are no later than the day of publication.
    pub fn date_posts(&mut self) {
        let Some(last) = self.published.map(Edtf::end) else { return };
        for date in self.posts.iter_mut().filter_map(|post| post.date.as_mut()) {
            if let Edtf::Date(day) = *date {
                *date = Edtf::Date(day.until(last));
            }
        }
    }
}

/// Where a page's day of publication was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedFrom {
    /// In what the page declares of itself for programs: `<meta>`, JSON-LD, microdata.
    Metadata,
    /// In what a reader of the page sees.
    Text,
    /// In its address, because the page says nothing of it.
    Url,
}

/// One article of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Post {
    /// Its heading, which is also the text of a heading block.
    pub heading: Option<String>,
    /// Where its own page is.
    pub link: Option<String>,
    /// Its own date, where the page gives one beside it.
    pub date: Option<Edtf>,
    /// What it says, in reading order.
    pub blocks: Vec<Block>,
}

/// A stretch of an article that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, without white space around it; a line break inside is a `<br>` of the page.
    pub text: String,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 (the article's own) to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// The term of a definition list.
    Term,
    /// What a definition list says of the term before it.
    Definition,
    /// A cell of a table.
    Cell(Cell),
    /// Words of somebody else.
    Quotation,
    /// The caption of a picture or table.
    Caption,
}

/// Where a table's cell stands, and what its headings say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The table's number in the post, from 0.
    pub table: u32,
    /// The row's number in the table, from 0.
    pub row: u32,
    /// The column's number in the table, from 0.
    pub column: u32,
    /// Whether the cell is itself a heading of its row or column.
    pub is_heading: bool,
    /// The heading of its row.
    pub row_heading: Option<String>,
    /// The heading of its column.
    pub column_heading: Option<String>,
}

/// The largest input that is read, in bytes. A saved article is far below it; what is larger is a mistake or an attack.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// How much text of a page is kept, in bytes: a long novel has a fifth of it.
pub const MAX_TEXT: usize = 4 * 1024 * 1024;

/// What is known of a page beside its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The charset that the HTTP header declares, as a label such as `shift_jis`.
    pub charset: Option<&'a str>,
    /// Where the page was fetched from.
    pub url: Option<&'a str>,
    /// How the pages of odd sites are read.
    pub sites: Option<&'a Sites>,
}

/// Why no page can be read from bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There are no bytes.
    #[error("the file is empty")]
    Empty,
    /// There are more bytes than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes; at most {MAX_BYTES} are read")]
    TooLarge {
        /// How many there are.
        bytes: u64,
    },
    /// The bytes are of a kind of file that holds no article.
    #[error("not a text: {kind}")]
    Binary {
        /// The kind, such as `a PNG image`.
        kind: &'static str,
    },
    /// The structure of a message is broken.
    #[error("the message cannot be read: {reason}")]
    Message {
        /// What is wrong.
        reason: String,
    },
    /// The document asks for a password.
    #[error("the document asks for a password")]
    Locked,
    /// The document is a scan: its pages are pictures.
    #[error("the document has pictures of its pages and no text")]
    OnlyPictures,
    /// The document cannot be read.
    #[error("the document cannot be read: {reason}")]
    Damaged {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Nothing is left that a reader would see.
    #[error("the page has no text")]
    NoText,
}

/// What a reader of the records should know about how a page was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The declared charset does not fit the bytes; another was used.
    CharsetMismatch {
        /// What the page or the server declares.
        declared: String,
        /// What was used.
        used: String,
    },
    /// Bytes that are no character of the charset were replaced by U+FFFD.
    InvalidBytes {
        /// The charset.
        charset: String,
    },
    /// The page does not say when it was published; its address has a date.
    PublishedFromUrl {
        /// The date.
        date: Edtf,
    },
    /// The fonts of a document do not say which characters some of it are; they were replaced by U+FFFD.
    UnknownCharacters {
        /// How many.
        count: usize,
    },
    /// The profile of the page's site finds no article on it; it was read by the general rules.
    NothingSelected {
        /// The host that the profile is for.
        host: String,
    },
    /// The page is cut off or nested so deeply that only a part was read.
    Truncated {
        /// What was left out, and the limit.
        reason: String,
    },
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::CharsetMismatch { declared, used } => write!(f, "declared as {declared}, but the bytes are {used}"),
            Self::InvalidBytes { charset } => write!(f, "some bytes are no {charset} characters and were replaced by U+FFFD"),
            Self::PublishedFromUrl { date } => {
                write!(f, "the page does not say when it was published; {date} stands in its address")
            }
            Self::UnknownCharacters { count } => {
                write!(f, "{count} characters are not named by their fonts and were replaced by U+FFFD")
            }
            Self::NothingSelected { host } => {
                write!(f, "the profile of {host} finds no article on the page; it was read by the general rules")
            }
            Self::Truncated { reason } => write!(f, "only a part was read: {reason}"),
        }
    }
}

/// The characters of `bytes`, of which the HTTP header declares the charset `hint`; see [`read`] for what is made of them.
#[must_use]
pub fn decoded<'a>(bytes: &'a [u8], hint: Option<&str>) -> Cow<'a, str> {
    decode::decode(bytes, hint).0
}

/// The page that `bytes` hold.
///
/// # Errors
///
/// If there are no bytes or too many, they are no text, the page has none that a reader would see, or a document is locked,
/// damaged or a scan.
pub fn read(bytes: &[u8], hints: &Hints) -> Result<(Page, Vec<Warning>), Error> {
    Input::open(bytes, hints.charset)?.read(hints)
}

/// Whether a page matters, by its words.
pub type Matters<'a> = &'a dyn Fn(&str) -> bool;

/// Bytes of which it is known what they are, and the characters of those that are text.
#[derive(Debug)]
pub struct Input<'a> {
    kind: Kind<'a>,
    /// What is doubtful about the characters.
    warnings: Vec<Warning>,
}

/// The kinds of input.
#[derive(Debug)]
enum Kind<'a> {
    Pdf(&'a [u8]),
    Message(&'a [u8]),
    Html(Cow<'a, str>),
    Plain(Cow<'a, str>),
}

impl<'a> Input<'a> {
    /// What `bytes` are, of which the HTTP header declares the charset `hint`.
    ///
    /// # Errors
    ///
    /// If there are no bytes or too many, or they are no text.
    pub fn open(bytes: &'a [u8], hint: Option<&str>) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Err(Error::Empty);
        }
        if bytes.len() > MAX_BYTES {
            return Err(Error::TooLarge { bytes: bytes.len() as u64 });
        }
        if pdf::is_pdf(bytes) {
            return Ok(Self { kind: Kind::Pdf(bytes), warnings: Vec::new() });
        }
        if !decode::is_utf_16(bytes)
            && let Some(kind) = sniff::binary(bytes)
        {
            return Err(Error::Binary { kind });
        }
        if is_message(&bytes[..bytes.len().min(HEAD)]) {
            return Ok(Self { kind: Kind::Message(bytes), warnings: Vec::new() });
        }
        let (text, warnings) = decode::decode(bytes, hint);
        let kind = if html::is_html(&text) { Kind::Html(text) } else { Kind::Plain(text) };
        Ok(Self { kind, warnings })
    }

    /// The page that the input holds, and what the reader should know.
    ///
    /// # Errors
    ///
    /// If the page has no text that a reader would see, or a document is locked, damaged or a scan.
    pub fn read(self, hints: &Hints) -> Result<(Page, Vec<Warning>), Error> {
        let (page, warnings) = self.read_if(hints, None)?;
        Ok((page.unwrap_or_default(), warnings))
    }

    /// The same, but where that is asked only if it `matters` by its words: all that its posts can hold, and more, a line break where a block
    /// ends. Of any input but an HTML page they are not asked. What is doubtful about a page that is not read to its end is
    /// told as far as it is known.
    ///
    /// # Errors
    ///
    /// As of [`Input::read`].
    pub fn read_if(self, hints: &Hints, matters: Option<Matters>) -> Result<(Option<Page>, Vec<Warning>), Error> {
        let (mut page, more) = match &self.kind {
            Kind::Pdf(bytes) => pdf::read(bytes, hints).map(some)?,
            Kind::Message(bytes) => mail::read(bytes, hints).map(some)?,
            Kind::Html(html) => html::read_if(html, hints, matters)?,
            Kind::Plain(text) => (Some(plain::read(text)?), Vec::new()),
        };
        let mut warnings = self.warnings;
        warnings.extend(more);
        warnings.extend(page.as_mut().and_then(shorten));
        Ok((page, warnings))
    }
}

fn some<T>((page, warnings): (Page, T)) -> (Option<Page>, T) {
    (Some(page), warnings)
}

/// Leaves out the blocks after the first [`MAX_TEXT`] bytes.
fn shorten(page: &mut Page) -> Option<Warning> {
    let mut length = 0;
    let mut is_whole = true;
    for post in &mut page.posts {
        post.blocks.retain(|block| {
            length += block.text.len();
            is_whole &= length <= MAX_TEXT;
            is_whole
        });
    }
    let reason = || format!("the page has more than {} MiB of text; the rest was left out", MAX_TEXT / 1024 / 1024);
    (!is_whole).then(|| Warning::Truncated { reason: reason() })
}
