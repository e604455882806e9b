//! The tables under `dict/`: embedded in the program, replaceable file by file with a folder of the user's.
//!
//! This room only hands out a table's text; what a table's rows mean is known to the room whose rules they are.

pub mod columns;

use std::borrow::Cow;
use std::path::Path;

use columns::columns;

/// Every table, in the order of their names: the file's name under `dict/` and its text; of those in TOML the same as JSON,
/// which `build.rs` has made of it, as that is read several times as fast.
macro_rules! tables {
    ($($name:literal as $form:ident),* $(,)?) => {
        &[$(Table {
            name: $name,
            text: Cow::Borrowed(include_str!(concat!("../../dict/", $name))),
            json: tables!(json $name $form),
        }),*]
    };
    (json $name:literal toml) => { Some(include_str!(concat!(env!("OUT_DIR"), "/", $name, ".json"))) };
    (json $name:literal csv) => { None };
}

/// The tables that the program is built with. One line per file.
const EMBEDDED: &[Table] = tables![
    "attacks.toml" as toml,
    "companies.csv" as csv,
    "currencies.toml" as toml,
    "data.toml" as toml,
    "dates.toml" as toml,
    "eras.csv" as csv,
    "malware.csv" as csv,
    "ministries.toml" as toml,
    "municipalities.csv" as csv,
    "org_cues.toml" as toml,
    "org_legal_forms.toml" as toml,
    "org_suffixes.toml" as toml,
    "organizations.csv" as csv,
    "sites.toml" as toml,
    "units.toml" as toml,
];

/// The tables that rules are compiled from.
#[derive(Debug, Clone)]
pub struct Tables(Vec<Table>);

/// A table.
#[derive(Debug, Clone)]
struct Table {
    /// The file's name.
    name: &'static str,
    /// The user's if it is owned.
    text: Cow<'static, str>,
    /// The same as JSON, where the built-in one is in TOML and stands.
    json: Option<&'static str>,
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
        Self(EMBEDDED.to_vec())
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
            let Some(table) = tables.0.iter_mut().find(|table| table.name == name) else {
                let known = EMBEDDED.iter().map(|table| table.name).collect::<Vec<_>>().join(", ");
                return Err(Error::Unknown { path: path.display().to_string(), known });
            };
            table.text = Cow::Owned(std::fs::read_to_string(&path).map_err(unreadable(&path))?);
            table.json = None;
        }
        Ok(tables)
    }

    /// Whether none of the tables of these names was replaced.
    #[must_use]
    pub fn are_built_in(&self, names: &[&str]) -> bool {
        let mut replaced = self.0.iter().filter(|table| matches!(table.text, Cow::Owned(_)));
        !replaced.any(|table| names.contains(&table.name))
    }

    /// The text of the table `name`, a file name such as `attacks.toml`.
    ///
    /// # Errors
    ///
    /// If no such table is built in.
    pub fn text(&self, name: &str) -> Result<&str, Error> {
        self.table(name).map(|table| &*table.text)
    }

    /// The rows of a TOML table.
    ///
    /// # Errors
    ///
    /// If no such table is built in, or its text is not TOML of the form `T`; the message has the line.
    pub fn toml<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        let table = self.table(name)?;
        match table.json {
            Some(json) => serde_json::from_str(json).map_err(|error| Error::refused(name, error)),
            None => toml::from_str(&table.text).map_err(|error| Error::refused(name, error)),
        }
    }

    /// The rows of a CSV table of `N` columns; no field has a comma.
    ///
    /// # Errors
    ///
    /// If no such table is built in; of a line, if it is no row of `N` columns with something in the first.
    pub fn columns<'t, const N: usize>(
        &'t self,
        name: &'t str,
    ) -> Result<impl Iterator<Item = Result<[&'t str; N], Error>>, Error> {
        let rows = columns(self.text(name)?);
        Ok(rows.map(move |row| row.map(|(_, row)| row).map_err(|bad| Error::refused(name, bad))))
    }

    fn table(&self, name: &str) -> Result<&Table, Error> {
        self.0.iter().find(|table| table.name == name).ok_or_else(|| Error::refused(name, "no such table"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_tables_say_the_same_in_both_forms() {
        for table in EMBEDDED {
            let is_toml = Path::new(table.name).extension().is_some_and(|extension| extension == "toml");
            assert_eq!(table.json.is_some(), is_toml, "{}", table.name);
            if let Some(json) = table.json {
                let rows: serde_json::Value = toml::from_str(&table.text).unwrap();
                assert_eq!(serde_json::from_str::<serde_json::Value>(json).unwrap(), rows, "{}", table.name);
            }
        }
    }
}
