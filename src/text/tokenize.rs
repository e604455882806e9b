//! The tokenizer: lindera with the IPADIC dictionary that `build.rs` made. No other file names lindera.

use lindera::dictionary::Dictionary;
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;

use super::pos::Pos;
use super::span::{Norm, Span};

/// lindera's macro writes public items without documentation; they stay inside this module.
mod embedded {
    #![allow(missing_docs, clippy::pedantic)]
    lindera_dictionary::embedded_dictionary!("/ipadic", Loader);
}

/// A morpheme of the normalised text, or white space between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span<Norm>,
    /// Its part of speech in this place.
    pub pos: Pos,
    /// The dictionary form of an inflected word (`流出し` → `する`), where it differs from the surface.
    pub base: Option<Box<str>>,
    /// Whether the dictionary has the word; a name or a coinage that it lacks is cut out by its script alone.
    pub known: bool,
}

/// Cuts text into tokens with typed parts of speech.
///
/// Cheap to clone: the dictionary is shared.
#[derive(Clone)]
pub struct Tokenizer {
    segmenter: Segmenter,
}

impl std::fmt::Debug for Tokenizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokenizer").finish_non_exhaustive()
    }
}

impl Tokenizer {
    /// The tokenizer with the dictionary that is embedded in the program.
    ///
    /// # Panics
    ///
    /// Never in a program that was built: the dictionary's form is checked when it is embedded.
    #[must_use]
    #[allow(clippy::expect_used)]
    pub fn new() -> Self {
        let dictionary: Dictionary = embedded::load().expect("the embedded dictionary is whole");
        Self { segmenter: Segmenter::new(Mode::Normal, dictionary, None) }
    }

    /// The tokens of the stretch `span` of `norm`. Their spans tile it: no gap, no overlap.
    #[must_use]
    pub fn tokenize(&self, norm: &str, span: Span<Norm>) -> Vec<Token> {
        let text = span.slice(norm);
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut at = 0;
        // An error would mean a damaged dictionary; the text is then one unknown token, and nothing is lost.
        for mut token in self.segmenter.segment(text.into()).unwrap_or_default() {
            let (start, end) = (token.byte_start, token.byte_end);
            if start > at {
                tokens.push(Token { span: Span::new(at, start).shift(span.start()), pos: Pos::Space, base: None, known: false });
            }
            let surface = &text[start..end];
            let known = !token.word_id.is_unknown();
            let mut details = token.details_iter();
            let mut detail = || details.next().unwrap_or("*");
            let pos = Pos::from_ipadic([detail(), detail(), detail()]);
            let base = details.nth(3).filter(|&base| base != "*" && base != surface).map(Into::into);
            tokens.push(Token { span: Span::new(start, end).shift(span.start()), pos, base, known });
            at = end;
        }
        if at < text.len() {
            let pos = if text[at..].trim().is_empty() { Pos::Space } else { Pos::Other };
            tokens.push(Token { span: Span::new(at, text.len()).shift(span.start()), pos, base: None, known: false });
        }
        tokens
    }
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self::new()
    }
}
