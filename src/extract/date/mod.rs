//! Dates and stretches of time, resolved against the text and the day of its publication.

use super::{Context, Mention, Number};
use crate::dict::{self, Tables};
use crate::edtf::Edtf;
use crate::text::Text;

/// A date that a text mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The day, month, year or interval.
    pub edtf: Edtf,
    /// Where its year comes from.
    pub year_from: YearFrom,
}

/// Where the year of a date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearFrom {
    /// The words themselves give it.
    Text,
    /// The day of the page's publication.
    Page,
    /// Other dates of the text.
    Context,
}

/// Finds dates.
#[derive(Debug)]
pub struct Dates {}

impl Dates {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(_tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self {})
    }

    /// Every date of `text`, in order.
    #[must_use]
    pub fn find(&self, _text: &Text, _numbers: &[Mention<Number>], _context: &Context) -> Vec<Mention<Date>> {
        Vec::new()
    }
}
