//! The words around a name. Rules look at no more than a clause or two, so that a text without full stops takes no longer
//! than one with them.

use crate::text::{Norm, Span, Text};

/// How many characters on either side are looked at.
const NEAR: usize = 250;

/// What stands in `within` before the byte `at` of the normalised text, as far as it is near.
pub(crate) fn before(text: &Text, within: Span<Norm>, at: usize) -> &str {
    let before = &text.norm()[within.start().min(at)..at];
    if is_near(before) {
        return before;
    }
    let from = before.char_indices().rev().nth(NEAR).map_or(0, |(from, _)| from);
    &before[from..]
}

/// What stands in `within` from the byte `at` of the normalised text on, as far as it is near.
pub(crate) fn after(text: &Text, within: Span<Norm>, at: usize) -> &str {
    let after = &text.norm()[at..within.end().max(at)];
    if is_near(after) {
        return after;
    }
    let end = after.char_indices().nth(NEAR).map_or(after.len(), |(end, _)| end);
    &after[..end]
}

/// Whether all of the words are near: counting is quicker than going from one character to the next.
fn is_near(words: &str) -> bool {
    words.len() <= NEAR || words.len() <= NEAR * 4 && words.chars().count() <= NEAR
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Tokenizer;

    #[test]
    fn no_more_than_is_near() {
        let words = "あ".repeat(1000);
        let text = Text::plain(&Tokenizer::new(), &words);
        let whole = Span::new(0, words.len());
        assert_eq!(before(&text, whole, 1500).chars().count(), NEAR + 1);
        assert_eq!(after(&text, whole, 1500).chars().count(), NEAR);
        assert_eq!((before(&text, whole, 0), after(&text, whole, words.len())), ("", ""));
    }
}
