//! How much money was lost or demanded.

use super::{Loss, Scope};

/// The sums of the incident, in the order of the text, each once.
#[must_use]
pub fn of(_scope: &Scope) -> Vec<Loss> {
    Vec::new()
}
