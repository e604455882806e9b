//! The tables of a casebook, and how those of an older one become today's.
//!
//! `user_version` counts the steps that a file has gone through; a step once published is never changed, only followed by
//! another. All times are seconds since 1970 in UTC.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{Error, Result, foreign};

/// Marks the file as a casebook: "jknb" as SQLite's `application_id`.
const APPLICATION: i32 = i32::from_be_bytes(*b"jknb");

/// The steps from an empty file to today's tables.
const STEPS: &[&str] = &["
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT,
    tags TEXT NOT NULL,
    location TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    is_gone INTEGER NOT NULL DEFAULT 0,
    checked INTEGER,
    next INTEGER,
    why TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL DEFAULT '',
    interval INTEGER,
    errors_in_a_row INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    address TEXT,
    source INTEGER REFERENCES source,
    title TEXT,
    content TEXT,
    updated INTEGER,
    etag TEXT,
    last_modified TEXT,
    due INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    failure TEXT
) STRICT;
CREATE INDEX article_due ON article (due) WHERE due IS NOT NULL;
CREATE INDEX article_source ON article (source);

CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    number INTEGER NOT NULL,
    is_current INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    url TEXT,
    path TEXT,
    captured INTEGER,
    headers TEXT NOT NULL,
    charset TEXT,
    published TEXT,
    announced TEXT,
    is_entry_text INTEGER NOT NULL,
    body BLOB,
    text_hash BLOB NOT NULL,
    likeness INTEGER NOT NULL,
    same_as INTEGER REFERENCES version,
    similar_to INTEGER REFERENCES version
) STRICT;
CREATE UNIQUE INDEX version_article ON version (article, number);
CREATE INDEX version_text ON version (text_hash);
CREATE INDEX version_same ON version (same_as) WHERE same_as IS NOT NULL;

CREATE TABLE incident (
    version INTEGER NOT NULL REFERENCES version,
    position INTEGER NOT NULL,
    day TEXT NOT NULL,
    types TEXT NOT NULL,
    organizations TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_day ON incident (day);

-- The versions whose incidents count: the newest of each article, and what is word for word the newest of another.
CREATE VIEW standing AS SELECT * FROM version
WHERE is_current OR id IN (SELECT same_as FROM version WHERE same_as IS NOT NULL AND is_current);

CREATE TABLE host (
    name TEXT PRIMARY KEY,
    robots TEXT,
    robots_checked INTEGER,
    not_before INTEGER
) STRICT, WITHOUT ROWID;
"];

/// How many bytes SQLite reads and writes at once: a few compressed pages fit into it, so that little of it stays empty.
const PAGE_SIZE: i64 = 16 * 1024;

/// What a new file is told before anything else.
pub(super) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "page_size", PAGE_SIZE)
}

/// Brings the tables up to today's.
pub(super) fn migrate(connection: &Connection, path: &Path) -> Result<()> {
    let transaction = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)
        .map_err(|error| foreign(path, &error))?;
    let done = steps_done(&transaction, path)?;
    for step in &STEPS[done..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", i64::try_from(STEPS.len()).unwrap_or(i64::MAX))?;
    Ok(transaction.commit()?)
}

/// Checks that the tables are today's.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<()> {
    let done = steps_done(connection, path)?;
    if done == STEPS.len() {
        return Ok(());
    }
    let reason = "it is empty or of an earlier program; a command that writes into it makes it ready".to_owned();
    Err(Error::Foreign { path: path.to_owned(), reason })
}

/// How many of the steps a file has gone through.
fn steps_done(connection: &Connection, path: &Path) -> Result<usize> {
    let number = |pragma: &str| -> Result<i64> {
        connection.pragma_query_value(None, pragma, |row| row.get(0)).map_err(|error| foreign(path, &error))
    };
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|error| foreign(path, &error))?;
    let refused = |reason: String| Err(Error::Foreign { path: path.to_owned(), reason });
    if application != i64::from(APPLICATION) && tables > 0 {
        return refused("it is another program's database".to_owned());
    }
    match usize::try_from(version) {
        Ok(done) if done <= STEPS.len() => Ok(done),
        _ => refused(format!(
            "it was made by a later version (its tables have number {version}, this program knows {})",
            STEPS.len()
        )),
    }
}
