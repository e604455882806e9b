//! The casebook: one SQLite file with sources, articles in every version that was fetched, and the incidents that they
//! report.
//!
//! Each method that writes is one transaction, so that a kill or a power cut between two of them loses nothing and
//! doubles nothing. The room never asks the clock: whoever calls says when something happened.
//!
//! `schema` lays the tables out, `lock` keeps a second writer away, `sources` and `articles` are what a crawl does to a
//! casebook, `incidents` is what a reader asks of it, `codec` makes what is stored small, and `likeness` knows copies.

mod articles;
mod codec;
mod incidents;
mod likeness;
mod lock;
mod schema;
mod sources;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

pub use articles::{Article, ArticleId, FetchedPage, Reading, Stored};
pub use incidents::{Filter, StoredPage, Summary, VersionId};
pub use sources::{Check, Entry, HostState, Source, SourceId, SourceKind};

/// How long a reader waits for a writer to finish a transaction.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a casebook cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no casebook at the path.
    #[error("there is no casebook at {}", .0.display())]
    Missing(PathBuf),
    /// Another process writes into it.
    #[error("{} is being written by another jikenbo ({owner}); wait until it is done, or stop it", .path.display())]
    Busy {
        /// The casebook.
        path: PathBuf,
        /// Who holds it, as far as is known.
        owner: String,
    },
    /// The file is no casebook, or one of a later program.
    #[error("{} is no casebook that this program reads: {reason}", .path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The file or its folder cannot be used.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database cannot do what it is asked.
    #[error("the casebook: {0}")]
    Database(#[from] rusqlite::Error),
    /// What is stored cannot be read back.
    #[error("the casebook is damaged: {0}")]
    Damaged(String),
}

/// What the methods of this room give.
pub type Result<T> = std::result::Result<T, Error>;

/// A casebook, open.
pub struct Casebook {
    connection: Connection,
    codec: codec::Codec,
    /// What copies are known by, once a page has been put in.
    sketches: Option<likeness::Sketches>,
    /// Held as long as the casebook is open for writing.
    _lock: Option<lock::Lock>,
}

impl fmt::Debug for Casebook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Casebook").field("path", &self.connection.path()).finish_non_exhaustive()
    }
}

impl Casebook {
    /// Opens the casebook at `path` for writing, and makes it where there is none. One process at a time may do so.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if another process writes into it; [`Error::Foreign`] if the file is no casebook of this program.
    pub fn open(path: &Path) -> Result<Self> {
        let lock = lock::Lock::take(path)?;
        let connection = Connection::open(path).map_err(|error| foreign(path, &error))?;
        prepare(&connection).map_err(|error| foreign(path, &error))?;
        schema::migrate(&connection, path)?;
        Ok(Self { connection, codec: codec::Codec::new(), sketches: None, _lock: Some(lock) })
    }

    /// Opens the casebook at `path` for reading, also while another process writes into it.
    ///
    /// # Errors
    ///
    /// [`Error::Missing`] if there is none; [`Error::Foreign`] if the file is no casebook of this program.
    pub fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing(path.to_owned()));
        }
        // A reader of a write-ahead log needs to write beside the file, but never into the tables.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| foreign(path, &error))?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "query_only", true).map_err(|error| foreign(path, &error))?;
        schema::check(&connection, path)?;
        Ok(Self { connection, codec: codec::Codec::new(), sketches: None, _lock: None })
    }
}

/// What every connection that writes needs: a log beside the file, so that readers are not held up; and every commit on
/// the disk before it is taken for done.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    schema::prepare(connection)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)
}

fn foreign(path: &Path, error: &rusqlite::Error) -> Error {
    Error::Foreign { path: path.to_owned(), reason: error.to_string() }
}
