//! The writer's lock: a file beside the casebook that the system frees when its holder ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::{Error, Result};

/// The right to write into a casebook, given back when it is dropped.
pub(super) struct Lock {
    /// Open as long as the lock is held.
    _file: File,
}

impl Lock {
    /// Takes the lock of the casebook at `path`.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if another process holds it.
    pub(super) fn take(path: &Path) -> Result<Self> {
        let beside = beside(path);
        let io = |source| Error::Io { path: beside.clone(), source };
        let mut file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&beside).map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut owner = String::new();
                // The words are a courtesy; without them the message only names nobody.
                let _ = file.read_to_string(&mut owner);
                return Err(Error::Busy { path: path.to_owned(), owner: owner.trim().to_owned() });
            }
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(io)?;
        writeln!(file, "process {}", std::process::id()).map_err(io)?;
        Ok(Self { _file: file })
    }
}

/// Where the lock of the casebook at `path` is.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}
