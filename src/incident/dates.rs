//! When what happened.

use super::{EventDate, Scope};

/// The dates of the incident with their roles, in the order of the text, each pair of role and date once.
#[must_use]
pub fn of(_scope: &Scope) -> Vec<EventDate> {
    Vec::new()
}
