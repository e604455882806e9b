//! How much data leaked.
//!
//! A figure is one of the leak where its own clause says so (1万件が流出した), where it counts what the lost or exposed
//! thing held (児童65人分の成績が入ったUSBメモリ), where it stands in a list or table whose heading says so, or where it
//! is a part of such a figure (うち300件). [`judge`] decides that and how certain it is; [`merge`] makes one of the
//! mentions of one figure, and [`contents`] tells what data it counts.

mod contents;
mod cues;
mod judge;
mod merge;
mod setting;

#[cfg(test)]
mod pages;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod tests;

use super::{Leak, Scope};

pub use judge::RULES;

/// The figures of the leak, in the order of the text, each figure once.
#[must_use]
pub fn of(scope: &Scope) -> Vec<Leak> {
    let settings = setting::settings(scope);
    let figures = judge::figures(scope, &settings);
    merge::merge(&figures, &contents::Contents::new(scope, &settings, &figures))
}
