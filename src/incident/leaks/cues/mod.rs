//! The words by which a text says that data got out, and those by which it says that a figure is something else.
//!
//! They are set phrases and grammar, not terms of a field, so they stand here and in no table.

mod data;
mod fate;
mod other;

pub(super) use data::*;
pub(super) use fate::*;
pub(super) use other::*;

use crate::pattern::Pattern;

/// The pattern of any of the `cues`.
fn one_of(cues: &[&str]) -> String {
    format!("(?:{})", cues.join("|"))
}

fn any(cues: &[&str]) -> Pattern {
    Pattern::from(one_of(cues))
}
