//! What an analyst would record of a page: `NAME.json` beside `NAME.html`, in the form that `fixtures/README.md` describes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What files that hold an article end in.
const ARTICLES: [&str; 3] = ["html", "txt", "md"];

/// A page with what is expected of it.
pub struct Case {
    /// The file's name without its ending.
    pub name: String,
    /// The article.
    pub bytes: Vec<u8>,
    /// What should be read from it.
    pub expected: Expected,
}

/// The expectation of a page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The day of publication that the page states.
    pub published: Option<String>,
    /// What kind of text it is.
    pub genre: String,
    /// What it reports.
    pub incidents: Vec<ExpectedIncident>,
}

/// The expectation of an incident. In `…_ok` stands what is neither rewarded nor punished.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedIncident {
    /// Every right name; none where the page names nobody.
    pub victim: Vec<String>,
    /// Whether finding the incident is neither rewarded nor punished.
    #[serde(default)]
    pub optional: bool,
    /// Every type that the page asserts.
    pub attack_types: Vec<String>,
    #[serde(default)]
    pub attack_types_ok: Vec<String>,
    /// By role, the alternatives in EDTF.
    pub dates: BTreeMap<String, Vec<String>>,
    /// Roles with dates.
    #[serde(default)]
    pub dates_ok: Vec<(String, String)>,
    pub leaks: Vec<Figure>,
    #[serde(default)]
    pub leaks_ok: Vec<Figure>,
    #[serde(default)]
    pub losses: Vec<Sum>,
    #[serde(default)]
    pub losses_ok: Vec<Sum>,
    #[serde(default)]
    pub organizations: Vec<Party>,
    /// For each organisation its alternative names.
    #[serde(default)]
    pub organizations_ok: Vec<Vec<String>>,
}

/// How much leaked; also as a record gives it, with fields besides.
#[derive(Deserialize)]
pub struct Figure {
    pub count: u64,
    pub unit: String,
    /// Absent where the page leaves it open.
    pub certainty: Option<String>,
}

/// How much money; also as a record gives it, with fields besides.
#[derive(Deserialize)]
pub struct Sum {
    pub amount: u64,
    pub currency: String,
}

/// Another organisation, by its alternative names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    pub name: Vec<String>,
    pub role: String,
}

/// The articles in `folder`, in the order of their names.
pub fn articles(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder that can be listed").path()).collect();
    paths.retain(|path| {
        let is_article = path.extension().is_some_and(|extension| ARTICLES.iter().any(|article| extension == *article));
        is_article && path.file_stem().is_some_and(|stem| stem != "README")
    });
    paths.sort();
    paths
}

/// The articles in `folder` with their expectations, in the order of their names. Every article must have one.
pub fn cases(folder: &Path) -> Vec<Case> {
    articles(folder).iter().map(|path| case(path)).collect()
}

fn case(article: &Path) -> Case {
    let expectation = article.with_extension("json");
    let read = |path: &Path| fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Case {
        name: article.file_stem().expect("an article has a name").to_string_lossy().into_owned(),
        bytes: read(article),
        expected: serde_json::from_slice(&read(&expectation))
            .unwrap_or_else(|error| panic!("{}: {error}", expectation.display())),
    }
}
