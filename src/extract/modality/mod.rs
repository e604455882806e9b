//! What a clause does with what it says: asserts, suspects, denies it, supposes it, or speaks in general.

use crate::text::{Norm, Span, Text};

/// How far a text stands behind something that it mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modality {
    /// It happened.
    Asserted,
    /// It may have happened: 可能性, おそれ, とみられる
    Suspected,
    /// It did not happen, or was not found: 確認されていない, 事実はない
    Denied,
    /// It might happen, or is guarded against: した場合, 防ぐため, 対策
    Hypothetical,
    /// It is explained, counted in statistics, or named in passing: とは, などの手口
    General,
}

/// The modality of the clause that governs the words at `span`.
#[must_use]
pub fn of(_text: &Text, _span: Span<Norm>) -> Modality {
    Modality::Asserted
}
