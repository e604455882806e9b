//! The queue of articles, and what becomes of each: a version with its incidents, or a failure.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, Transaction, named_params, params};

use super::codec::Codec;
use super::incidents;
use super::likeness::{self, Likeness, Sketches};
use super::sources::time;
use super::{Casebook, Error, Result};
use crate::edtf::Edtf;
use crate::export::Record;
use crate::export::record::Origin;

/// Names an article within its casebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(pub(super) i64);

/// An article that is to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its name within the casebook.
    pub id: ArticleId,
    /// Its address in the one form that all its variants share.
    pub url: String,
    /// Its address as the source gave it.
    pub address: String,
    /// Its title, as the source gave it.
    pub title: Option<String>,
    /// What the source itself says of it, as HTML.
    pub content: Option<String>,
    /// When the source says that it was changed last.
    pub updated: Option<Timestamp>,
    /// The ETag of the last answer, verbatim.
    pub etag: Option<String>,
    /// The Last-Modified of the last answer, verbatim.
    pub last_modified: Option<String>,
    /// How often it was tried in vain since it was last had.
    pub tries: u32,
    /// When it became due.
    pub due: Timestamp,
}

/// A page as it came, with all that it takes to read it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedPage<'a> {
    /// When it came: was fetched, captured by another crawler, or read from a file.
    pub at: Timestamp,
    /// Where it comes from.
    pub origin: Origin<'a>,
    /// The headers that came with it and matter to whoever asks for it again, in the order in which they came.
    pub headers: &'a [(String, String)],
    /// The charset that its HTTP or MIME header declares.
    pub charset: Option<&'a str>,
    /// See [`Known::published`](crate::pipeline::Known::published).
    pub published: Option<Edtf>,
    /// See [`Known::announced`](crate::pipeline::Known::announced).
    pub announced: Option<Edtf>,
    /// Its bytes.
    pub body: &'a [u8],
    /// Whether this is the text of the source's entry, read in place of the page.
    pub is_entry_text: bool,
}

/// What was read of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The article's text, by which copies are known.
    pub text: &'a str,
    /// Its incidents.
    pub records: &'a [Record],
    /// When to fetch it again, if at all.
    pub again: Option<Timestamp>,
}

/// What became of a page that was put into the casebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// It is the first version of its article.
    New,
    /// It is another version of an article that has changed.
    Changed,
    /// It is a version from before the one that is known, and is kept without its incidents counting.
    Older,
    /// It says what the last version says.
    Unchanged,
    /// It is word for word what another address has, and is not kept twice.
    Same(String),
    /// It is nearly what another address has, and is kept with a link to it.
    Similar(String),
}

impl Casebook {
    /// The articles that are to be fetched at a moment, those first that have waited longest: what each is, and its
    /// address as the source gave it.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be read.
    pub fn waiting(&self, now: Timestamp) -> Result<Vec<(ArticleId, String)>> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, coalesce(address, url) FROM article WHERE due <= ? ORDER BY due, id")?;
        let rows = statement.query_map([now.as_second()], |row| Ok((ArticleId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One of the articles that wait.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be read, or the article does not wait.
    pub fn waiting_article(&self, id: ArticleId) -> Result<Article> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, url, coalesce(address, url) AS address, title, content, updated, etag, last_modified, tries, due FROM article
             WHERE id = ? AND due IS NOT NULL",
        )?;
        let mut rows = statement.query([id.0])?;
        read(rows.next()?.ok_or_else(|| Error::Damaged("an article that waits is gone".to_owned()))?)
    }

    /// When the next article is due after a moment, if any is.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be read.
    pub fn next_due(&self, after: Timestamp) -> Result<Option<Timestamp>> {
        let due: Option<i64> =
            self.connection.query_row("SELECT min(due) FROM article WHERE due > ?", [after.as_second()], |row| row.get(0))?;
        due.map(time).transpose()
    }

    /// Puts a page that was fetched and its incidents into the casebook, and closes its place in the queue.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be written.
    pub fn put(&mut self, article: ArticleId, page: &FetchedPage, reading: &Reading) -> Result<Stored> {
        let sketches = Sketches::load(&mut self.sketches, &self.connection)?;
        let transaction = self.connection.transaction()?;
        let header = |name: &str| page.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        transaction.execute(
            "UPDATE article SET etag = ?2, last_modified = ?3, due = ?4, tries = 0, failure = NULL, content = NULL WHERE id = ?1",
            params![article.0, header("etag"), header("last-modified"), reading.again.map(Timestamp::as_second)],
        )?;
        let stored = keep(&transaction, &self.codec, sketches, article, page, reading)?;
        transaction.commit()?;
        Ok(stored)
    }

    /// Puts a saved page and its incidents into the casebook, as a version of the article at `url`, which is an address in
    /// its one form or any other name that the page keeps. Whether the article waits to be fetched stays as it is.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be written.
    pub fn add(&mut self, url: &str, page: &FetchedPage, reading: &Reading) -> Result<Stored> {
        let sketches = Sketches::load(&mut self.sketches, &self.connection)?;
        let transaction = self.connection.transaction()?;
        let known = transaction.query_row("SELECT id FROM article WHERE url = ?", [url], |row| row.get(0)).optional()?;
        let insert =
            || transaction.query_row("INSERT INTO article (url, address) VALUES (?1, ?1) RETURNING id", [url], |row| row.get(0));
        let article = ArticleId(known.map_or_else(insert, Ok)?);
        let stored = keep(&transaction, &self.codec, sketches, article, page, reading)?;
        transaction.commit()?;
        Ok(stored)
    }

    /// Notes that an article is as it was.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be written.
    pub fn unmodified(&mut self, article: ArticleId, again: Option<Timestamp>) -> Result<()> {
        self.connection.execute(
            "UPDATE article SET due = ?2, tries = 0, failure = NULL WHERE id = ?1",
            params![article.0, again.map(Timestamp::as_second)],
        )?;
        Ok(())
    }

    /// Notes that an article could not be had, why, and when to try again: never, if it is given up.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be written.
    pub fn failed(&mut self, article: ArticleId, reason: &str, again: Option<Timestamp>) -> Result<()> {
        self.connection.execute(
            "UPDATE article SET due = ?2, tries = tries + 1, failure = ?3 WHERE id = ?1",
            params![article.0, again.map(Timestamp::as_second), reason],
        )?;
        Ok(())
    }
}

/// Keeps a page as a version of an article, unless it says what is known of it.
fn keep(
    transaction: &Transaction,
    codec: &Codec,
    sketches: &mut Sketches,
    article: ArticleId,
    page: &FetchedPage,
    reading: &Reading,
) -> Result<Stored> {
    let likeness = likeness::of(reading.text);
    let last: Option<(i64, [u8; 16])> = transaction
        .query_row("SELECT fetched, text_hash FROM version WHERE article = ? AND is_current", [article.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let is_older = last.is_some_and(|(fetched, _)| page.at.as_second() < fetched);
    let is_known = match last {
        Some(_) if is_older => transaction
            .prepare_cached("SELECT 1 FROM version WHERE article = ? AND text_hash = ?")?
            .exists(params![article.0, likeness.hash])?,
        Some((_, hash)) => hash == likeness.hash,
        None => false,
    };
    if is_known {
        return Ok(Stored::Unchanged);
    }
    let copied = copy(transaction, sketches, article, likeness)?;
    if !is_older {
        transaction.execute("UPDATE version SET is_current = 0 WHERE article = ? AND is_current", [article.0])?;
    }
    let version = version(transaction, codec, (article, !is_older), page, reading, likeness, copied.as_ref())?;
    if !copied.as_ref().is_some_and(|copied| copied.is_same) {
        sketches.push(version, article.0, likeness.sketch);
    }
    Ok(match copied {
        _ if is_older => Stored::Older,
        Some(copied) if copied.is_same => Stored::Same(copied.url),
        Some(copied) => Stored::Similar(copied.url),
        None if last.is_none() => Stored::New,
        None => Stored::Changed,
    })
}

/// A text that another address has already.
struct Copied {
    version: i64,
    url: String,
    is_same: bool,
}

/// The first version of another article that says the same, or nearly so.
fn copy(transaction: &Transaction, sketches: &Sketches, article: ArticleId, likeness: Likeness) -> Result<Option<Copied>> {
    let same = transaction
        .query_row(
            "SELECT version.id, article.url FROM version JOIN article ON article.id = version.article
             WHERE version.text_hash = ? AND version.article <> ? AND version.same_as IS NULL ORDER BY version.id LIMIT 1",
            params![likeness.hash, article.0],
            |row| Ok(Copied { version: row.get(0)?, url: row.get(1)?, is_same: true }),
        )
        .optional()?;
    let similar = || sketches.near(article.0, likeness.sketch);
    let Some(version) = same.is_none().then(similar).flatten() else { return Ok(same) };
    let url = transaction.query_row(
        "SELECT article.url FROM version JOIN article ON article.id = version.article WHERE version.id = ?",
        [version],
        |row| row.get(0),
    )?;
    Ok(Some(Copied { version, url, is_same: false }))
}

/// Writes a version, and its incidents unless another address has the same text. Gives its id.
fn version(
    transaction: &Transaction,
    codec: &Codec,
    (article, is_current): (ArticleId, bool),
    page: &FetchedPage,
    reading: &Reading,
    likeness: Likeness,
    copied: Option<&Copied>,
) -> Result<i64> {
    let (same, similar) = match copied {
        Some(copied) if copied.is_same => (Some(copied.version), None),
        Some(copied) => (None, Some(copied.version)),
        None => (None, None),
    };
    let (url, path, captured) = match page.origin {
        Origin::File(path) => (None, Some(path), None),
        Origin::Url(url) => (Some(url), None, None),
        Origin::Crawl { path, url, captured } => (Some(url), Some(path), captured),
    };
    let body = same.is_none().then(|| Codec::pack_page(page.body)).transpose()?;
    let headers = serde_json::to_string(page.headers).map_err(|error| Error::Damaged(error.to_string()))?;
    let id: i64 = transaction.query_row(
        "INSERT INTO version (article, number, is_current, fetched, url, path, captured, headers, charset, published, announced,
                              is_entry_text, body, text_hash, likeness, same_as, similar_to)
         VALUES (:article, (SELECT coalesce(max(number), 0) + 1 FROM version WHERE article = :article), :is_current, :at,
                 CASE WHEN :path IS NULL THEN nullif(:url, (SELECT url FROM article WHERE id = :article)) ELSE :url END,
                 :path, :captured, :headers, :charset, :published, :announced, :is_entry_text, :body, :hash, :sketch, :same,
                 :similar)
         RETURNING id",
        named_params! {
            ":article": article.0, ":is_current": is_current, ":at": page.at.as_second(), ":url": url, ":path": path,
            ":captured": captured.map(Timestamp::as_second), ":headers": headers, ":charset": page.charset,
            ":published": page.published.map(|day| day.to_string()), ":announced": page.announced.map(|day| day.to_string()),
            ":is_entry_text": page.is_entry_text, ":body": body, ":hash": likeness.hash,
            ":sketch": likeness.sketch.cast_signed(), ":same": same, ":similar": similar,
        },
        |row| row.get(0),
    )?;
    if same.is_none() {
        incidents::write(transaction, codec, id, page.at, reading.records)?;
    }
    Ok(id)
}

fn read(row: &Row) -> Result<Article> {
    Ok(Article {
        id: ArticleId(row.get("id")?),
        url: row.get("url")?,
        address: row.get("address")?,
        title: row.get("title")?,
        content: row.get("content")?,
        updated: row.get::<_, Option<i64>>("updated")?.map(time).transpose()?,
        etag: row.get("etag")?,
        last_modified: row.get("last_modified")?,
        tries: row.get("tries")?,
        due: time(row.get("due")?)?,
    })
}
