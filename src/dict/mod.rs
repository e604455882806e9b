//! The tables under `dict/`: embedded in the program, replaceable file by file with a folder of the user's.
//!
//! This room only hands out a table's text; what a table's rows mean is known to the room whose rules they are.

use std::borrow::Cow;
use std::path::Path;

/// Every table, in the order of their names: the file's name under `dict/` and its text.
macro_rules! tables {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../dict/", $name)))),*]
    };
}

/// The tables that the program is built with. One line per file.
const EMBEDDED: &[(&str, &str)] = tables![
    "attacks.toml",
    "companies.csv",
    "currencies.toml",
    "data.toml",
    "dates.toml",
    "eras.csv",
    "malware.csv",
    "ministries.toml",
    "municipalities.csv",
    "org_cues.toml",
    "org_legal_forms.toml",
    "org_suffixes.toml",
    "organizations.csv",
    "sites.toml",
    "units.toml",
];

/// The tables that rules are compiled from.
#[derive(Debug, Clone)]
pub struct Tables {
    files: Vec<(&'static str, Cow<'static, str>)>,
}

/// Why tables cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder or a file in it cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The folder or file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file of the folder has the name of no table, so that it would silently do nothing.
    #[error("{path} replaces no table; the tables are {known}")]
    Unknown {
        /// The file.
        path: String,
        /// The names that exist.
        known: String,
    },
    /// A row of a table is refused.
    #[error("{table}: {reason}")]
    Refused {
        /// The table's name.
        table: String,
        /// Which row, and what is wrong with it.
        reason: String,
    },
}

impl Error {
    /// A refusal of something in `table`, because of `reason`.
    #[allow(clippy::needless_pass_by_value, reason = "an error or a text is given away with its last use")]
    pub fn refused(table: &str, reason: impl ToString) -> Self {
        Self::Refused { table: table.to_owned(), reason: reason.to_string() }
    }
}

impl Tables {
    /// The tables that are built in.
    #[must_use]
    pub fn embedded() -> Self {
        Self { files: EMBEDDED.iter().map(|&(name, text)| (name, Cow::Borrowed(text))).collect() }
    }

    /// The built-in tables with those of `folder` in place of the ones of the same name.
    ///
    /// # Errors
    ///
    /// If the folder or a file cannot be read, or a `.toml`, `.csv` or `.txt` file has the name of no table.
    pub fn with_folder(folder: &Path) -> Result<Self, Error> {
        let unreadable = |path: &Path| {
            let path = path.display().to_string();
            move |source| Error::Unreadable { path, source }
        };
        let mut tables = Self::embedded();
        for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
            let path = entry.map_err(unreadable(folder))?.path();
            let extension = path.extension().and_then(|extension| extension.to_str());
            if !matches!(extension, Some("toml" | "csv" | "txt")) {
                continue;
            }
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let Some(file) = tables.files.iter_mut().find(|(known, _)| *known == name) else {
                let known = EMBEDDED.iter().map(|&(name, _)| name).collect::<Vec<_>>().join(", ");
                return Err(Error::Unknown { path: path.display().to_string(), known });
            };
            file.1 = Cow::Owned(std::fs::read_to_string(&path).map_err(unreadable(&path))?);
        }
        Ok(tables)
    }

    /// Whether none of the tables of these names was replaced.
    #[must_use]
    pub fn are_built_in(&self, names: &[&str]) -> bool {
        let replaced = self.files.iter().filter(|(_, text)| matches!(text, Cow::Owned(_)));
        !replaced.into_iter().any(|(name, _)| names.contains(name))
    }

    /// The text of the table `name`, a file name such as `attacks.toml`.
    ///
    /// # Errors
    ///
    /// If no such table is built in.
    pub fn text(&self, name: &str) -> Result<&str, Error> {
        let file = self.files.iter().find(|(known, _)| *known == name);
        file.map(|(_, text)| &**text).ok_or_else(|| Error::refused(name, "no such table"))
    }

    /// The rows of a TOML table.
    ///
    /// # Errors
    ///
    /// If no such table is built in, or its text is not TOML of the form `T`; the message has the line.
    pub fn toml<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        toml::from_str(self.text(name)?).map_err(|error| Error::refused(name, error))
    }
}
