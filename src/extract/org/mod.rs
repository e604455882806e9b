//! Organisations: by legal form, by the suffix that names their kind, by tables, by their place in the sentence; and
//! the words that stand for one that was named before.

mod cues;
mod names;
mod position;
mod prefixes;
mod run;
mod shape;
mod stand_in;

pub use names::Part;

use super::Mention;
use super::rule::Rule;
use crate::dict::{self, Tables};
use crate::text::Text;
use cues::Cues;
use names::NameTable;
use position::Positions;
use shape::{Found, Shapes};

/// An organisation that a text mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its name as the text writes it, whole, without quotation marks; for a stand-in (同社) the name that it stands
    /// for, or `None` where it stands for the owner of the page (当社, 弊社, 本学).
    pub name: Option<String>,
    /// What kind of organisation it is.
    pub kind: OrganizationKind,
    /// Whether the words only stand for a name given elsewhere (同社, 当社, an abbreviation introduced before).
    pub stand_in: bool,
    /// What the organisation is on most pages, as the tables say: the police, an authority …
    pub part: Part,
    /// Whether the words expressly leave the name out (A社, 県内の高校).
    pub anonymous: bool,
    /// The code under which a stock exchange lists it, where the text gives it: four characters such as `6758`, `130A`.
    pub securities_code: Option<String>,
}

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

/// Finds organisations.
#[derive(Debug)]
pub struct Organizations {
    cues: Cues,
    names: NameTable,
}

impl Organizations {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self { cues: Cues::new(tables)?, names: names::read(tables)? })
    }

    /// The rules of this room, with their examples.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let code = [position::RULES, stand_in::RULES].concat();
        self.cues.rules().iter().cloned().chain(code.iter().map(Rule::from)).collect()
    }

    /// Every mention of an organisation in `text`, in order, none inside another.
    #[must_use]
    pub fn find(&self, text: &Text) -> Vec<Mention<Organization>> {
        let shapes = Shapes { cues: &self.cues };
        let positions = Positions { cues: &self.cues, names: &self.names };
        let mut found = Vec::new();
        for sentence in text.sentences() {
            let runs = run::runs(&self.cues, &self.names, text, sentence);
            let first = found.len();
            for run in &runs {
                found.extend(shapes.names(run));
            }
            let by_position = positions.names(text, sentence, &runs, &found[first..]);
            found.extend(by_position);
            found[first..].sort_by_key(|found| found.span);
        }
        stand_in::resolve(text, found.into_iter().map(|found| mention(text, found)).collect())
    }
}

/// The mention of a name.
fn mention(text: &Text, found: Found) -> Mention<Organization> {
    let name = text.slice(found.span).to_owned();
    let value = Organization {
        name: Some(name),
        kind: found.kind,
        stand_in: false,
        part: found.part,
        anonymous: false,
        securities_code: None,
    };
    Mention { value, span: found.span, rule: found.rule }
}

#[cfg(test)]
mod tests;
