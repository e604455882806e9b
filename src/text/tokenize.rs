//! The tokenizer: lindera with the IPADIC dictionary that `build.rs` made. No other file names lindera.

use std::cell::RefCell;

use lindera::dictionary::{Dictionary, WordId};
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera_dictionary::viterbi::Lattice;

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

    /// Adds the tokens of the stretch `span` of `norm`. Their spans tile it: no gap, no overlap.
    pub fn tokenize(&self, norm: &str, span: Span<Norm>, tokens: &mut Vec<Token>) {
        DESK.with_borrow_mut(|desk| self.tokenize_at(desk, norm, span, tokens));
    }

    fn tokenize_at(&self, desk: &mut Desk, norm: &str, span: Span<Norm>, tokens: &mut Vec<Token>) {
        let text = span.slice(norm);
        let mut at = 0;
        // An error would mean a damaged dictionary; the text is then one unknown token, and nothing is lost.
        for token in self.segmenter.segment_with_lattice(text.into(), &mut desk.lattice).unwrap_or_default() {
            let (start, end) = (token.byte_start, token.byte_end);
            if start > at {
                tokens.push(Token { span: Span::new(at, start).shift(span.start()), pos: Pos::Space, base: None, known: false });
            }
            let surface = &text[start..end];
            let known = !token.word_id.is_unknown();
            let (pos, base) = desk.entry(&self.segmenter.dictionary, token.word_id);
            let base = base.filter(|&base| base != surface).map(Into::into);
            tokens.push(Token { span: Span::new(start, end).shift(span.start()), pos, base, known });
            at = end;
        }
        if at < text.len() {
            let pos = if text[at..].trim().is_empty() { Pos::Space } else { Pos::Other };
            tokens.push(Token { span: Span::new(at, text.len()).shift(span.start()), pos, base: None, known: false });
        }
    }
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// How many entries of the dictionary are kept at hand: a text has a few hundred different words.
const AT_HAND: usize = 4096;

/// What tokenizing needs again and again, kept from text to text.
#[derive(Default)]
struct Desk {
    lattice: Lattice,
    /// Entries of the dictionary, each at the place that its number gives.
    entries: Vec<Option<Entry>>,
}

/// What the dictionary says of a word.
struct Entry {
    word: WordId,
    pos: Pos,
    /// Its dictionary form, if it has one.
    base: Option<Box<str>>,
}

impl Desk {
    /// The part of speech and the dictionary form of a word.
    fn entry(&mut self, dictionary: &Dictionary, word: WordId) -> (Pos, Option<&str>) {
        if self.entries.is_empty() {
            self.entries.resize_with(AT_HAND, || None);
        }
        let place = &mut self.entries[word.id() as usize % AT_HAND];
        if place.as_ref().is_none_or(|entry| entry.word != word) {
            *place = Some(Entry::read(dictionary, word));
        }
        place.as_ref().map_or((Pos::Other, None), |entry| (entry.pos, entry.base.as_deref()))
    }
}

impl Entry {
    fn read(dictionary: &Dictionary, word: WordId) -> Self {
        let id = word.id() as usize;
        let mut columns =
            if word.is_unknown() { dictionary.unknown_word_details_iter(id) } else { dictionary.word_details_iter(id) };
        let mut column = || columns.next().unwrap_or("*");
        let pos = Pos::from_ipadic([column(), column(), column()]);
        let base = columns.nth(3).filter(|&base| base != "*").map(Into::into);
        Self { word, pos, base }
    }
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self::new()
    }
}
