//! Who was hit.

use super::{Scope, Victim};

/// The organisation whose system, data or money was hit; `None` where the page names nobody. A wrong victim is worse
/// than none.
#[must_use]
pub fn of(_scope: &Scope) -> Option<Victim> {
    None
}
