//! Kinds of data: names, addresses, card numbers …

use super::Mention;
use crate::dict::{self, Tables};
use crate::text::Text;

/// A kind of data, by its identifier: `name`, `address`, `card_number` … The table `data.toml` has them all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DataKind(pub String);

/// Finds kinds of data.
#[derive(Debug)]
pub struct DataKinds {}

impl DataKinds {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(_tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self {})
    }

    /// Every kind of data named in `text`, in order.
    #[must_use]
    pub fn find(&self, _text: &Text) -> Vec<Mention<DataKind>> {
        Vec::new()
    }
}
