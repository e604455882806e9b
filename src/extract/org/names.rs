//! Names from tables.

use super::OrganizationKind;
use crate::dict::{self, Tables};
use crate::extract::prefixes::Prefixes;

/// A name of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// What kind of organisation bears it.
    pub kind: OrganizationKind,
    /// Whether it is also an ordinary word, so that it is a name only where a name must stand.
    pub ordinary: bool,
    /// What the organisation is on most pages.
    pub part: Part,
}

/// What an organisation of the tables is on a page about an incident of somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Nothing in particular.
    #[default]
    Any,
    /// The police.
    Police,
    /// A body of the state that supervises.
    Authority,
    /// A body that advises and takes reports.
    Adviser,
    /// A news agency, newspaper or broadcaster.
    Press,
}

/// The names of companies, municipalities and public bodies.
pub(super) type NameTable = Prefixes<Row>;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    body: Vec<Body>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    kind: OrganizationKind,
    part: Part,
    names: Vec<Box<str>>,
}

/// The names of `companies.csv`, `municipalities.csv`, `organizations.csv` and `ministries.toml`.
pub(super) fn read(tables: &Tables) -> Result<NameTable, dict::Error> {
    let mut rows = Vec::with_capacity(10_000);
    let any = |kind, ordinary| Row { kind, ordinary, part: Part::Any };
    for row in tables.columns::<3>("municipalities.csv")? {
        let [name, ..] = row?;
        rows.push((name.into(), any(OrganizationKind::Municipality, false)));
    }
    for row in tables.columns("companies.csv")? {
        let [name, _code, usage] = row?;
        rows.push((name.into(), any(OrganizationKind::Company, usage == "ordinary")));
    }
    for row in tables.columns("organizations.csv")? {
        let [name, kind, part] = row?;
        let refused = |what: &str| dict::Error::refused("organizations.csv", format!("{name}: no such {what}"));
        let kind = word(kind).ok_or_else(|| refused("kind"))?;
        rows.push((name.into(), Row { kind, ordinary: false, part: word(part).ok_or_else(|| refused("part"))? }));
    }
    for body in tables.toml::<Bodies>("ministries.toml")?.body {
        let row = Row { kind: body.kind, ordinary: false, part: body.part };
        rows.extend(body.names.into_iter().map(|name| (name, row)));
    }
    // Cities issue bonds and stand among the companies, public bodies too: a name in two tables keeps the row that says
    // more, or the earlier one.
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.part));
    Ok(Prefixes::new(rows))
}

/// The value that a table's `word` is the identifier of.
fn word<T: serde::Deserialize<'static>>(word: &str) -> Option<T> {
    use serde::de::IntoDeserializer;
    let deserializer: serde::de::value::StrDeserializer<serde::de::value::Error> = word.into_deserializer();
    T::deserialize(deserializer).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_with_too_few_columns_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("companies.csv"), "name,code,use\n青葉商事\n").unwrap();
        let tables = Tables::with_folder(folder.path()).unwrap();
        assert!(read(&tables).unwrap_err().to_string().contains("line 2"));
    }
}
