//! Where records go: standard output, or a file that is replaced in one step.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tempfile::NamedTempFile;

/// Where records go.
pub enum Output {
    /// Standard output.
    Stdout(BufWriter<Stdout>),
    /// Something that is named like a file and is none on a disk: `/dev/null`, a named pipe.
    Device(BufWriter<File>),
    /// A file beside the one that it will replace.
    Replacing(BufWriter<NamedTempFile>, PathBuf),
}

impl Output {
    /// Standard output.
    pub fn stdout() -> Self {
        Self::Stdout(BufWriter::new(io::stdout()))
    }

    /// The file at `path`, which keeps what it holds until [`Output::finish`]. Fails if it, or a file beside it, cannot
    /// be written.
    pub fn file(path: &Path) -> anyhow::Result<Self> {
        Self::create(path).with_context(|| format!("cannot write {}", path.display()))
    }

    fn create(path: &Path) -> io::Result<Self> {
        let existing = match OpenOptions::new().write(true).open(path) {
            Ok(existing) if existing.metadata()?.is_file() => existing.metadata()?,
            Ok(device) => return Ok(Self::Device(BufWriter::new(device))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self::Replacing(temporary(path)?, path.to_owned()));
            }
            Err(error) => return Err(error),
        };
        // Behind a link stands the file that is to be replaced.
        let path = fs::canonicalize(path)?;
        let file = temporary(&path)?;
        file.get_ref().as_file().set_permissions(existing.permissions())?;
        Ok(Self::Replacing(file, path))
    }

    /// Whether the records appear on the screen.
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Stdout(_)) && io::stdout().is_terminal()
    }

    /// The file that holds the records until [`Output::finish`] puts it in its place.
    pub fn unfinished(&self) -> Option<&Path> {
        match self {
            Self::Stdout(_) | Self::Device(_) => None,
            Self::Replacing(file, _) => Some(file.get_ref().path()),
        }
    }

    /// Hands on the last records. A file is in its place afterwards.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut stdout) => stdout.flush(),
            Self::Device(mut device) => device.flush(),
            Self::Replacing(file, path) => {
                let file = file.into_inner()?;
                file.as_file().sync_all()?;
                file.persist(path)?;
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::Device(device) => device.write(bytes),
            Self::Replacing(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::Device(device) => device.flush(),
            Self::Replacing(file, _) => file.flush(),
        }
    }
}

/// A new file beside `path` that is deleted unless it is persisted, with the permissions of any new file.
fn temporary(path: &Path) -> io::Result<BufWriter<NamedTempFile>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    Ok(BufWriter::new(builder.prefix(".jikenbo-").tempfile_in(folder)?))
}
