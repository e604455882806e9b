//! Numerals: Arabic, full-width and kanji digits, with and without 万 and 億.

use super::Mention;
use crate::dict::{self, Tables};
use crate::text::Text;

/// The value of a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The whole number that it says.
    pub value: i64,
}

/// Finds numerals.
#[derive(Debug)]
pub struct Numbers {}

impl Numbers {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(_tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self {})
    }

    /// Every numeral of `text`, in order.
    #[must_use]
    pub fn find(&self, _text: &Text) -> Vec<Mention<Number>> {
        Vec::new()
    }
}
