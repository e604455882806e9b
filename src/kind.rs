//! The kinds of organisation, and the kind that a name by itself says its bearer is of.
//!
//! Rooms that read names outside of sentences (a signature, a site's name, a copyright line) ask here; the extractor knows
//! more, as it sees the words around a name.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::dict::Tables;

/// The kinds of organisation that records know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationKind {
    /// A company or other business.
    Company,
    /// A body of the state: a ministry, an agency.
    Government,
    /// A prefecture, city, town, village, or a body of one.
    Municipality,
    /// A school, university, or board of education.
    School,
    /// A hospital or clinic.
    Hospital,
    /// An association, foundation, cooperative, party …
    Association,
    /// None of these, or not to be told.
    Other,
}

impl OrganizationKind {
    /// The identifier in records: `company`, `government` …
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Government => "government",
            Self::Municipality => "municipality",
            Self::School => "school",
            Self::Hospital => "hospital",
            Self::Association => "association",
            Self::Other => "other",
        }
    }
}

/// Words, each with its kind, by their last character.
type Ends = HashMap<char, Vec<(Box<str>, OrganizationKind)>>;

/// The last words of names of which each says by itself what kind of organisation it is, by their last character, the
/// longest first: those of `org_suffixes.toml` that ask for no proper name before them, and words of more than a
/// character for what is no company (センター).
static ENDS: LazyLock<Ends> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct Table {
        suffix: Vec<Row>,
    }
    #[derive(serde::Deserialize)]
    struct Row {
        kind: OrganizationKind,
        needs: Box<str>,
        words: Vec<Box<str>>,
    }
    let table: Option<Table> = Tables::embedded().toml("org_suffixes.toml").ok();
    let mut ends = Ends::new();
    for row in table.into_iter().flat_map(|table| table.suffix) {
        let speaks = |word: &str| *row.needs != *"name" || row.kind != OrganizationKind::Company && word.chars().count() > 1;
        for word in row.words.into_iter().filter(|word| speaks(word)) {
            if let Some(last) = word.chars().next_back() {
                ends.entry(last).or_default().push((word, row.kind));
            }
        }
    }
    for words in ends.values_mut() {
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    ends
});

/// The kind that the end of `name` says; `None` where it says none, or where there is nothing before it.
#[must_use]
pub(crate) fn of_name(name: &str) -> Option<OrganizationKind> {
    let ends = ENDS.get(&name.chars().next_back()?)?;
    let (_, kind) = ends.iter().find(|(word, _)| name.len() > word.len() && name.ends_with(&**word))?;
    Some(*kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_its_kind_by_its_end() {
        let expect = [
            ("青葉銀行", Some(OrganizationKind::Company)),
            ("北浜市", Some(OrganizationKind::Municipality)),
            ("北浜市立大学附属病院", Some(OrganizationKind::Hospital)),
            ("青葉県国際交流協会", Some(OrganizationKind::Association)),
            ("青葉工業高校", Some(OrganizationKind::School)),
            ("病院", None),
            ("日々の記録", None),
        ];
        for (name, kind) in expect {
            assert_eq!(of_name(name), kind, "{name}");
        }
    }
}
