//! The incidents of a casebook: asked for by a reader, and read again with today's rules.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, Row, Transaction, named_params, params};

use super::articles::Reading;
use super::codec::Codec;
use super::likeness;
use super::sources::time;
use super::{Casebook, Error, Result};
use crate::edtf::Edtf;
use crate::export::Record;
use crate::export::record::{AttackType, Origin};

/// Names a version of an article within its casebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VersionId(pub(super) i64);

/// Which incidents are asked for: those that meet every condition. Only the newest version of each article counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Filed on this day or later. An incident is filed on the first day that the publication of its article leaves
    /// possible; where that is unknown, on the day on which the article was fetched (UTC).
    pub since: Option<Date>,
    /// Filed on this day or earlier.
    pub until: Option<Date>,
    /// Of one of these kinds; of any, if there are none.
    pub types: Vec<AttackType>,
    /// The victim or another organisation has this in its name, an alias of it, or its securities code. Full-width
    /// letters and capitals count as what they stand for.
    pub organization: Option<String>,
    /// The title, a name or the words of some evidence have this.
    pub text: Option<String>,
    /// Leave out articles that are nearly the same as one that came before.
    pub without_copies: bool,
}

/// A page of the casebook, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPage {
    /// The version that it is.
    pub id: VersionId,
    /// The address of its article in its one form.
    pub article: String,
    /// See [`super::FetchedPage::at`].
    pub at: Timestamp,
    /// See [`super::FetchedPage::headers`].
    pub headers: Vec<(String, String)>,
    /// See [`super::FetchedPage::charset`].
    pub charset: Option<String>,
    /// See [`super::FetchedPage::published`].
    pub published: Option<Edtf>,
    /// See [`super::FetchedPage::announced`].
    pub announced: Option<Edtf>,
    /// See [`super::FetchedPage::body`].
    pub body: Vec<u8>,
    /// See [`super::FetchedPage::is_entry_text`].
    pub is_entry_text: bool,
    /// Its incidents as they were read last.
    pub records: Vec<Record>,
    url: Option<String>,
    path: Option<String>,
    captured: Option<Timestamp>,
}

impl StoredPage {
    /// See [`super::FetchedPage::origin`].
    #[must_use]
    pub fn origin(&self) -> Origin<'_> {
        match (&self.path, &self.url) {
            (Some(path), Some(url)) => Origin::Crawl { path, url, captured: self.captured },
            (Some(path), None) => Origin::File(path),
            (None, url) => Origin::Url(url.as_deref().unwrap_or(&self.article)),
        }
    }
}

/// How much a casebook holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles that were read.
    pub articles: u64,
    /// Versions of them that are kept.
    pub versions: u64,
    /// Pages whose incidents count.
    pub pages: u64,
    /// Incidents that the newest versions report.
    pub incidents: u64,
    /// Articles that wait to be fetched.
    pub waiting: u64,
    /// Articles that were given up.
    pub given_up: u64,
    /// The bytes of all pages, compressed.
    pub page_bytes: u64,
}

impl Casebook {
    /// Gives each incident that a reader asks for to `each`, one at a time: by the day on which they are filed, those of a
    /// day in the order in which they came in. An error of `each` ends it.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be read, or `each` fails.
    pub fn incidents<E: From<Error>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(Record) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self
            .connection
            .prepare(
                "SELECT incident.types, incident.organizations, incident.record
             FROM incident INDEXED BY incident_day JOIN standing AS version ON version.id = incident.version
             WHERE (:since IS NULL OR incident.day >= :since) AND (:until IS NULL OR incident.day <= :until)
               AND NOT (:without_copies AND coalesce(version.similar_to IN (SELECT id FROM standing), FALSE))
             ORDER BY incident.day, incident.version, incident.position",
            )
            .map_err(Error::from)?;
        let mut rows = statement
            .query(named_params! {
                ":since": filter.since.map(|day| day.to_string()), ":until": filter.until.map(|day| day.to_string()),
                ":without_copies": filter.without_copies,
            })
            .map_err(Error::from)?;
        let wanted = Wanted::new(filter);
        while let Some(row) = rows.next().map_err(Error::from)? {
            if let Some(record) = wanted.record(row, &self.codec)? {
                each(record)?;
            }
        }
        Ok(())
    }

    /// The pages whose incidents count, in the order in which they came in: at most `limit` of those that come after one.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be read.
    pub fn pages(&self, after: Option<VersionId>, limit: usize) -> Result<Vec<StoredPage>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT version.*, article.url AS article_url FROM standing AS version JOIN article ON article.id = version.article
             WHERE version.id > ? AND version.body IS NOT NULL ORDER BY version.id LIMIT ?",
        )?;
        let after = after.map_or(0, |version| version.0);
        let mut rows = statement.query(params![after, i64::try_from(limit).unwrap_or(i64::MAX)])?;
        let mut pages = Vec::new();
        while let Some(row) = rows.next()? {
            pages.push(page(row, &self.connection, &self.codec)?);
        }
        Ok(pages)
    }

    /// Puts what today's rules read of a page in the place of what was read before.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be written.
    pub fn replace(&mut self, version: VersionId, reading: &Reading) -> Result<()> {
        let likeness = likeness::of(reading.text);
        let transaction = self.connection.transaction()?;
        let at: i64 = transaction.query_row(
            "UPDATE version SET text_hash = ?2, likeness = ?3 WHERE id = ?1 RETURNING fetched",
            params![version.0, likeness.hash, likeness.sketch.cast_signed()],
            |row| row.get(0),
        )?;
        transaction.execute("DELETE FROM incident WHERE version = ?", [version.0])?;
        write(&transaction, &self.codec, version.0, time(at)?, reading.records)?;
        self.sketches = None;
        Ok(transaction.commit()?)
    }

    /// How much the casebook holds.
    ///
    /// # Errors
    ///
    /// If the casebook cannot be read.
    pub fn summary(&self) -> Result<Summary> {
        let count =
            |query: &str| -> Result<u64> { Ok(self.connection.query_row(query, [], |row| row.get::<_, i64>(0))?.unsigned_abs()) };
        Ok(Summary {
            articles: count("SELECT count(*) FROM version WHERE is_current")?,
            versions: count("SELECT count(*) FROM version")?,
            pages: count("SELECT count(*) FROM standing WHERE body IS NOT NULL")?,
            incidents: count("SELECT count(*) FROM incident JOIN standing ON standing.id = incident.version")?,
            waiting: count("SELECT count(*) FROM article WHERE due IS NOT NULL AND id NOT IN (SELECT article FROM version)")?,
            given_up: count("SELECT count(*) FROM article WHERE due IS NULL AND failure IS NOT NULL")?,
            page_bytes: count("SELECT coalesce(sum(length(body)), 0) FROM version")?,
        })
    }
}

/// Writes the incidents of a version.
pub(super) fn write(transaction: &Transaction, codec: &Codec, version: i64, at: Timestamp, records: &[Record]) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO incident (version, position, day, types, organizations, record) VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    for (position, record) in records.iter().enumerate() {
        let types: Vec<String> = record.attack_types.iter().map(|attack| attack.kind.to_string()).collect();
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        statement.execute(params![
            version,
            position,
            day(record, at).to_string(),
            types.join(" "),
            folded(&names(record).join("\n")),
            codec.pack(record)?,
        ])?;
    }
    Ok(())
}

/// The day on which a record is filed: see [`Filter::since`].
fn day(record: &Record, fetched: Timestamp) -> Date {
    let published = record.source.published.as_deref().and_then(|published| published.parse().ok());
    published.and_then(|published: Edtf| published.start().first_day()).unwrap_or_else(|| fetched.to_zoned(TimeZone::UTC).date())
}

/// The names of all organisations of a record, and the victim's code.
fn names(record: &Record) -> Vec<&str> {
    let victim = record.victim.iter().flat_map(|victim| {
        let others = victim.aliases.iter().chain(&victim.securities_code).map(String::as_str);
        std::iter::once(victim.name.as_str()).chain(others)
    });
    victim.chain(record.organizations.iter().map(|party| party.name.as_str())).collect()
}

/// All words of a record in which a reader may look for something.
fn words(record: &Record) -> String {
    let title = record.source.title.iter().map(String::as_str).chain([record.title.as_str()]);
    let evidence = evidence(record).into_iter().map(|evidence| evidence.quote.as_str());
    title.chain(names(record)).chain(evidence).collect::<Vec<_>>().join("\n")
}

fn evidence(record: &Record) -> Vec<&crate::export::record::Evidence> {
    let lists = record.victim.iter().map(|victim| &victim.evidence);
    let lists = lists.chain(record.organizations.iter().map(|party| &party.evidence));
    let lists = lists.chain(record.attack_types.iter().map(|attack| &attack.evidence));
    let lists = lists.chain(record.malware.iter().map(|malware| &malware.evidence));
    let lists = lists.chain(record.vulnerabilities.iter().map(|vulnerability| &vulnerability.evidence));
    let lists = lists.chain(record.dates.iter().map(|date| &date.evidence));
    let lists = lists.chain(record.leaks.iter().map(|leak| &leak.evidence));
    lists.chain(record.losses.iter().map(|loss| &loss.evidence)).flatten().collect()
}

/// A text as it is compared: NFKC, in lower case.
fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfkc().collect::<String>().to_lowercase()
}

/// The conditions that are looked at row by row.
struct Wanted {
    types: Vec<String>,
    organization: Option<String>,
    text: Option<String>,
}

impl Wanted {
    fn new(filter: &Filter) -> Self {
        Self {
            types: filter.types.iter().map(ToString::to_string).collect(),
            organization: filter.organization.as_deref().map(folded),
            text: filter.text.as_deref().map(folded),
        }
    }

    /// The record of a row, if it is wanted.
    fn record(&self, row: &Row, codec: &Codec) -> Result<Option<Record>> {
        let text = |column: usize| row.get_ref(column)?.as_str().map_err(|error| Error::Damaged(error.to_string()));
        let types = text(0)?;
        let is_of_type = self.types.is_empty() || types.split(' ').any(|kind| self.types.iter().any(|wanted| wanted == kind));
        let names = text(1)?;
        if !is_of_type || self.organization.as_ref().is_some_and(|wanted| !names.contains(wanted.as_str())) {
            return Ok(None);
        }
        let packed = row.get_ref(2)?.as_blob().map_err(|error| Error::Damaged(error.to_string()))?;
        let record = codec.unpack(packed)?;
        let has_text = self.text.as_ref().is_none_or(|wanted| folded(&words(&record)).contains(wanted.as_str()));
        Ok(has_text.then_some(record))
    }
}

fn page(row: &Row, connection: &Connection, codec: &Codec) -> Result<StoredPage> {
    let id = VersionId(row.get("id")?);
    let headers: String = row.get("headers")?;
    let body: Vec<u8> = row.get("body")?;
    let day = |column: &str| -> Result<Option<Edtf>> {
        let day: Option<String> = row.get(column)?;
        day.map(|day| day.parse().map_err(|_| Error::Damaged(format!("a page has the day {day:?}")))).transpose()
    };
    Ok(StoredPage {
        id,
        article: row.get("article_url")?,
        at: time(row.get("fetched")?)?,
        headers: serde_json::from_str(&headers).map_err(|error| Error::Damaged(error.to_string()))?,
        charset: row.get("charset")?,
        published: day("published")?,
        announced: day("announced")?,
        body: Codec::unpack_page(&body)?,
        is_entry_text: row.get("is_entry_text")?,
        url: row.get("url")?,
        path: row.get("path")?,
        captured: row.get::<_, Option<i64>>("captured")?.map(time).transpose()?,
        records: records_of(connection, codec, id)?,
    })
}

/// The records of a version, in order.
fn records_of(connection: &Connection, codec: &Codec, version: VersionId) -> Result<Vec<Record>> {
    let mut statement = connection.prepare_cached("SELECT record FROM incident WHERE version = ? ORDER BY position")?;
    let mut rows = statement.query([version.0])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let packed = row.get_ref(0)?.as_blob().map_err(|error| Error::Damaged(error.to_string()))?;
        records.push(codec.unpack(packed)?);
    }
    Ok(records)
}
