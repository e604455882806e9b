//! Whether a page, and a stretch of it, reports an incident at all.
//!
//! Statistics, advice, products, law, drills and the explanation of a technique are none, however many cue words stand
//! in them.

mod aside;

pub use aside::asides;

use super::{Reading, Scope};

/// Whether the page reports any incident.
#[must_use]
pub fn reports_incidents(readings: &[Reading]) -> bool {
    readings.iter().any(|reading| !reading.mentions.attacks.is_empty())
}

/// Whether the scope tells of something that happened to an organisation.
#[must_use]
pub fn is_incident(scope: &Scope) -> bool {
    scope.only(&scope.reading.mentions.attacks).next().is_some()
}
