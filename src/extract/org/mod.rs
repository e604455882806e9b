//! Organisations: by legal form, by the suffix that names their kind, by tables, by their place in the sentence; and
//! the words that stand for one that was named before.

use super::Mention;
use crate::dict::{self, Tables};
use crate::text::Text;

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
    /// The code under which a stock exchange lists it, where the text gives it: four characters such as `6758`, `130A`.
    pub securities_code: Option<String>,
}

/// The kinds of organisation that records know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
pub struct Organizations {}

impl Organizations {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(_tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self {})
    }

    /// Every mention of an organisation in `text`, in order, none inside another.
    #[must_use]
    pub fn find(&self, _text: &Text) -> Vec<Mention<Organization>> {
        Vec::new()
    }
}
