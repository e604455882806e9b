//! What happened, by kind.

use super::{Scope, TypedAttack};

/// The kinds of attack or mishap that the page asserts or holds likely, each once, in the order of the text.
#[must_use]
pub fn of(_scope: &Scope) -> Vec<TypedAttack> {
    Vec::new()
}
