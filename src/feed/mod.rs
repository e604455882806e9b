//! What a source points at: bytes of a feed, a sitemap or a page of links in, entries out.
//!
//! `rss` reads RSS 0.9x, 1.0 and 2.0, `atom` Atom, `json` JSON Feed, `sitemap` sitemaps with or without their extension
//! for news; `page` takes the links of a page. All but the last two go through `xml`, which forgives what readers of feeds
//! forgive; `time` reads the days that they write. [`opml`] is how lists of feeds travel from one reader to another.

mod atom;
mod json;
pub mod opml;
mod page;
mod rss;
mod sitemap;
mod time;
mod xml;

use std::io::Read as _;
use std::time::Duration;

use flate2::read::GzDecoder;
use jiff::Timestamp;
use jiff::civil::Weekday;
pub use page::page;
use url::Url;

use crate::page::{MAX_BYTES, decoded};

/// What a source points at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// What it calls itself.
    pub title: Option<String>,
    /// The site that it belongs to.
    pub site: Option<Url>,
    /// When it wants to be asked.
    pub rhythm: Rhythm,
    /// Its entries, in its own order. Those that lead nowhere are left out.
    pub entries: Vec<Entry>,
}

/// When a feed wants to be asked, as far as it says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rhythm {
    /// How long what it says holds.
    pub ttl: Option<Duration>,
    /// The hours of the day (0 to 23, of Greenwich) in which nothing new comes.
    pub skip_hours: Vec<i8>,
    /// The days of the week (of Greenwich) on which nothing new comes.
    pub skip_days: Vec<Weekday>,
}

/// An article that a source points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it is.
    pub link: Url,
    /// What it is called.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// What the source itself says of it, or all of it, as HTML.
    pub content: Option<String>,
}

/// Why nothing can be read from a source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are something else.
    #[error("neither a feed nor a sitemap, but {0}")]
    Unknown(String),
    /// It points at sitemaps, not at articles.
    #[error("an index of sitemaps; name those of them that list news, such as {0}")]
    Index(String),
}

/// The feed or sitemap in `bytes`, which came from `base` with the charset `hint` in its header.
///
/// # Errors
///
/// If they hold nothing of the kind.
pub fn read(bytes: &[u8], hint: Option<&str>, base: &Url) -> Result<Feed, Error> {
    let unpacked = unpacked(bytes);
    let text = decoded(unpacked.as_deref().unwrap_or(bytes), hint);
    if text.trim_start().starts_with('{') {
        return json::read(&text, base);
    }
    let Some(root) = xml::parse(&text) else { return Err(Error::Unknown("no markup".to_owned())) };
    match root.name.to_ascii_lowercase().as_str() {
        "rss" | "rdf" | "channel" => Ok(rss::read(&root, base)),
        "feed" => Ok(atom::read(&root, base)),
        "urlset" => Ok(sitemap::read(&root, base)),
        "sitemapindex" => Err(Error::Index(sitemap::first(&root).unwrap_or_else(|| "none".to_owned()))),
        "html" => Err(Error::Unknown("a page (a [[page]] takes its links)".to_owned())),
        name => Err(Error::Unknown(format!("<{}>", name.chars().take(40).collect::<String>()))),
    }
}

/// The content of a file that was compressed on the server's disk, as large sitemaps are.
fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let is_packed = bytes.starts_with(&[0x1f, 0x8b]);
    // What can be had of a broken file is read.
    let _ = is_packed.then(|| GzDecoder::new(bytes).take(MAX_BYTES as u64).read_to_end(&mut unpacked))?;
    Some(unpacked)
}

/// A title without markup, line breaks and control characters; nothing if that leaves nothing.
fn title(text: &str) -> Option<String> {
    let text = if text.contains('<') || text.contains('&') {
        xml::parse(&format!("<t>{text}</t>")).map_or_else(|| text.to_owned(), |root| root.text())
    } else {
        text.to_owned()
    };
    let seen: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let title = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// Where an entry leads, if to a page of the web.
fn link(href: &str, base: &Url) -> Option<Url> {
    base.join(href.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

#[cfg(test)]
mod tests;
