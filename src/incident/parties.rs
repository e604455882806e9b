//! Which other organisations have a part in the incident.

use super::{Party, Scope, Victim};

/// The other organisations with their part, in the order of the text; the victim itself is none of them.
#[must_use]
pub fn of(_scope: &Scope, _victim: Option<&Victim>) -> Vec<Party> {
    Vec::new()
}
