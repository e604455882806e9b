//! What a crawl looks at: feeds, pages of links, sitemaps; and what is remembered of the hosts that serve them.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, named_params};

use super::{Casebook, Error, Result};

/// Names a source within its casebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub(super) i64);

/// The kinds of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A page that links to articles.
    Page,
    /// A news sitemap.
    Sitemap,
}

impl SourceKind {
    fn word(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Page => "page",
            Self::Sitemap => "sitemap",
        }
    }

    fn from_word(word: &str) -> Result<Self> {
        [Self::Feed, Self::Page, Self::Sitemap]
            .into_iter()
            .find(|kind| kind.word() == word)
            .ok_or_else(|| Error::Damaged(format!("a source has the kind {word:?}")))
    }
}

/// A source, and how it has fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name within the casebook.
    pub id: SourceId,
    /// Its address as the user gave it.
    pub url: String,
    /// Its kind.
    pub kind: SourceKind,
    /// What the user calls it.
    pub name: Option<String>,
    /// The user's tags.
    pub tags: Vec<String>,
    /// Where it is now, after permanent redirects.
    pub location: String,
    /// The ETag of the last answer, verbatim.
    pub etag: Option<String>,
    /// The Last-Modified of the last answer, verbatim.
    pub last_modified: Option<String>,
    /// Whether the server said that it is gone for good.
    pub is_gone: bool,
    /// When it was looked at last.
    pub checked: Option<Timestamp>,
    /// When it is looked at next.
    pub next: Option<Timestamp>,
    /// Why then, in words.
    pub why: String,
    /// What came of the last look, in words.
    pub result: String,
    /// How long the schedule waits between two looks.
    pub interval: Option<Duration>,
    /// How many looks in a row have failed.
    pub errors_in_a_row: u32,
    /// How many articles it has brought.
    pub articles: u64,
    /// How many incidents they report.
    pub incidents: u64,
}

/// One look at a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// When it was.
    pub at: Timestamp,
    /// Whether it failed.
    pub is_error: bool,
    /// What came of it, in words.
    pub result: String,
    /// Where the source is now.
    pub location: String,
    /// See [`Source::etag`].
    pub etag: Option<String>,
    /// See [`Source::last_modified`].
    pub last_modified: Option<String>,
    /// See [`Source::is_gone`].
    pub is_gone: bool,
    /// When to look again; never, where the source is gone.
    pub next: Option<Timestamp>,
    /// Why then.
    pub why: String,
    /// See [`Source::interval`].
    pub interval: Option<Duration>,
}

/// An article that a source points at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its address in the one form that all its variants share.
    pub url: String,
    /// Its address as the source gives it.
    pub address: String,
    /// Its title.
    pub title: Option<String>,
    /// What the source itself says of it, as HTML: read in place of the page where that cannot be had.
    pub content: Option<String>,
    /// When the source says that it was changed last.
    pub updated: Option<Timestamp>,
}

/// What is remembered of a host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostState {
    /// Its robots.txt, empty where it has none.
    pub robots: Option<String>,
    /// When that was fetched.
    pub robots_checked: Option<Timestamp>,
    /// Before when it must not be asked anything.
    pub not_before: Option<Timestamp>,
}

impl Casebook {
    /// Puts a source into the casebook, or brings what the user says of it up to date.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be written.
    pub fn source(&mut self, url: &str, kind: SourceKind, name: Option<&str>, tags: &[String]) -> Result<SourceId> {
        let tags = serde_json::to_string(tags).map_err(|error| Error::Damaged(error.to_string()))?;
        let id = self.connection.query_row(
            "INSERT INTO source (url, kind, name, tags, location) VALUES (:url, :kind, :name, :tags, :url)
             ON CONFLICT (url) DO UPDATE SET kind = :kind, name = :name, tags = :tags
             RETURNING id",
            named_params! {":url": url, ":kind": kind.word(), ":name": name, ":tags": tags},
            |row| row.get(0),
        )?;
        Ok(SourceId(id))
    }

    /// Every source, in the order in which they came in.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be read.
    pub fn sources(&self) -> Result<Vec<Source>> {
        let mut statement = self.connection.prepare(
            "SELECT source.*,
                    (SELECT count(*) FROM article WHERE article.source = source.id) AS articles,
                    (SELECT count(*) FROM article
                     JOIN version ON version.article = article.id AND version.is_current
                     JOIN incident ON incident.version = version.id
                     WHERE article.source = source.id) AS incidents
             FROM source ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut sources = Vec::new();
        while let Some(row) = rows.next()? {
            sources.push(read(row)?);
        }
        Ok(sources)
    }

    /// Writes down a look at a source together with the entries that it showed, and gives how many of them are to be
    /// fetched: those that are new, and those that the source says were changed since.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be written.
    pub fn checked(&mut self, id: SourceId, check: &Check, entries: &[Entry]) -> Result<usize> {
        let transaction = self.connection.transaction()?;
        transaction.execute(
            "UPDATE source SET location = :location, etag = :etag, last_modified = :last_modified, is_gone = :is_gone,
                 checked = :at, next = :next, why = :why, result = :result, interval = :interval,
                 errors_in_a_row = CASE WHEN :is_error THEN errors_in_a_row + 1 ELSE 0 END
             WHERE id = :id",
            named_params! {
                ":id": id.0, ":location": check.location, ":etag": check.etag, ":last_modified": check.last_modified,
                ":is_gone": check.is_gone, ":at": check.at.as_second(), ":next": check.next.map(Timestamp::as_second),
                ":why": check.why, ":result": check.result, ":is_error": check.is_error,
                ":interval": check.interval.map(|interval| interval.as_secs().cast_signed()),
            },
        )?;
        let mut queued = 0;
        {
            let mut statement = transaction.prepare(
                "INSERT INTO article (url, address, source, title, content, updated, due)
                 VALUES (:url, :address, :source, :title, :content, :updated, :at)
                 ON CONFLICT (url) DO UPDATE SET title = :title, content = :content, updated = :updated, due = :at, tries = 0
                 WHERE :updated > article.updated",
            )?;
            for entry in entries {
                queued += statement.execute(named_params! {
                    ":url": entry.url, ":address": (entry.address != entry.url).then_some(&entry.address), ":source": id.0, ":title": entry.title,
                    ":content": entry.content, ":updated": entry.updated.map(Timestamp::as_second),
                    ":at": check.at.as_second(),
                })?;
            }
        }
        transaction.commit()?;
        Ok(queued)
    }

    /// What is remembered of a host.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be read.
    pub fn host(&self, name: &str) -> Result<HostState> {
        let state =
            self.connection.query_row("SELECT robots, robots_checked, not_before FROM host WHERE name = ?", [name], |row| {
                Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, Option<i64>>(2)?))
            });
        let Some((robots, robots_checked, not_before)) = state.optional()? else { return Ok(HostState::default()) };
        let time = |second: Option<i64>| second.map(super::sources::time).transpose();
        Ok(HostState { robots, robots_checked: time(robots_checked)?, not_before: time(not_before)? })
    }

    /// Every host of which something is remembered, by name.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be read.
    pub fn hosts(&self) -> Result<Vec<(String, HostState)>> {
        let mut statement = self.connection.prepare("SELECT name FROM host ORDER BY name")?;
        let names = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        names.into_iter().map(|name| self.host(&name).map(|state| (name, state))).collect()
    }

    /// Remembers something of a host.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be written.
    pub fn remember_host(&mut self, name: &str, state: &HostState) -> Result<()> {
        self.connection.execute(
            "INSERT OR REPLACE INTO host (name, robots, robots_checked, not_before)
             VALUES (:name, :robots, :robots_checked, :not_before)",
            named_params! {
                ":name": name, ":robots": state.robots, ":robots_checked": state.robots_checked.map(Timestamp::as_second),
                ":not_before": state.not_before.map(Timestamp::as_second),
            },
        )?;
        Ok(())
    }
}

/// The moment that is so many seconds after the beginning of 1970.
pub(super) fn time(second: i64) -> Result<Timestamp> {
    Timestamp::from_second(second).map_err(|error| Error::Damaged(error.to_string()))
}

fn read(row: &Row) -> Result<Source> {
    let second = |column: &str| row.get::<_, Option<i64>>(column)?.map(time).transpose();
    let (kind, tags): (String, String) = (row.get("kind")?, row.get("tags")?);
    let interval: Option<i64> = row.get("interval")?;
    Ok(Source {
        id: SourceId(row.get("id")?),
        url: row.get("url")?,
        kind: SourceKind::from_word(&kind)?,
        name: row.get("name")?,
        tags: serde_json::from_str(&tags).map_err(|error| Error::Damaged(error.to_string()))?,
        location: row.get("location")?,
        etag: row.get("etag")?,
        last_modified: row.get("last_modified")?,
        is_gone: row.get("is_gone")?,
        checked: second("checked")?,
        next: second("next")?,
        why: row.get("why")?,
        result: row.get("result")?,
        interval: interval.map(|seconds| Duration::from_secs(seconds.unsigned_abs())),
        errors_in_a_row: row.get("errors_in_a_row")?,
        articles: row.get::<_, i64>("articles")?.unsigned_abs(),
        incidents: row.get::<_, i64>("incidents")?.unsigned_abs(),
    })
}
