//! A post as text: raw and normalised, with the way from one to the other, cut into passages, sentences and tokens.
//!
//! Every rule works on the normalised text ([`Text::norm`]); evidence is quoted from the raw one ([`Text::quote`]).

mod normalize;
mod pos;
mod sentence;
mod span;
mod tokenize;

pub use pos::{Noun, Particle, Pos, Proper, Suffix, Symbol};
pub use span::{Norm, Raw, Span};
pub use tokenize::{Token, Tokenizer};

use std::ops::Range;

use crate::page::{Block, BlockKind};
use normalize::OffsetMap;

/// The blocks of a post joined by line breaks, with everything that rules ask about them.
#[derive(Debug, Clone)]
pub struct Text {
    raw: String,
    norm: String,
    map: OffsetMap,
    passages: Vec<Passage>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    code_points: CodePoints,
}

/// A block of the post in the normalised text.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What the block is: a heading, a paragraph, a table's cell …
    pub kind: BlockKind,
    /// Where it stands, without the line break after it.
    pub span: Span<Norm>,
    /// Its sentences, as indices into [`Text::sentences`].
    pub sentences: Range<usize>,
}

/// A sentence: it never reaches over the end of a passage.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Where it stands, without white space around it.
    pub span: Span<Norm>,
    /// The passage that it belongs to, as an index into [`Text::passages`].
    pub passage: usize,
    /// Its tokens, as indices into [`Text::tokens`].
    pub tokens: Range<usize>,
}

/// A stretch of the raw text as evidence shows it: offsets in Unicode code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The number of code points before it.
    pub start: usize,
    /// The number of code points up to its end.
    pub end: usize,
    /// The characters between.
    pub text: String,
}

/// The normalised form of characters that are no post: see [`Text::norm`].
#[must_use]
pub fn normalized(raw: &str) -> String {
    normalize::normalize(raw).0
}

impl Text {
    /// The text of a post's blocks, in their order, a line break between two.
    #[must_use]
    pub fn new(tokenizer: &Tokenizer, blocks: &[Block]) -> Self {
        let mut text = Self::without_tokens(blocks);
        text.tokenize(tokenizer);
        text
    }

    /// The text of a post's blocks with no tokens in its sentences, until they are [asked for](Self::tokenize).
    #[must_use]
    pub fn without_tokens(blocks: &[Block]) -> Self {
        let mut raw = String::with_capacity(blocks.iter().map(|block| block.text.len() + 1).sum());
        let mut ends = Vec::with_capacity(blocks.len());
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                raw.push('\n');
            }
            raw.push_str(&block.text);
            ends.push(raw.len());
        }
        let (norm, map) = normalize::normalize(&raw);

        let mut passages = Vec::with_capacity(blocks.len());
        let mut sentences = Vec::new();
        let mut start = 0;
        for (block, raw_end) in blocks.iter().zip(ends) {
            let end = map.norm_end(raw_end, norm.len()).max(start);
            let span = Span::new(start, end);
            let first_sentence = sentences.len();
            for sentence in sentence::split(&norm, span) {
                sentences.push(Sentence { span: sentence, passage: passages.len(), tokens: 0..0 });
            }
            start = norm.len().min(end + usize::from(norm[end..].starts_with('\n')));
            passages.push(Passage { kind: block.kind.clone(), span, sentences: first_sentence..sentences.len() });
        }
        let code_points = CodePoints::new(&raw);
        Self { raw, norm, map, passages, sentences, tokens: Vec::new(), code_points }
    }

    /// Cuts the sentences into tokens.
    pub fn tokenize(&mut self, tokenizer: &Tokenizer) {
        self.tokenize_only(tokenizer, |_| true);
    }

    /// Cuts those of the sentences into tokens that are `wanted`, by their index. The others keep the tokens that they have;
    /// one without any counts as white space.
    pub fn tokenize_only(&mut self, tokenizer: &Tokenizer, wanted: impl Fn(usize) -> bool) {
        let mut known = std::mem::take(&mut self.tokens).into_iter();
        let mut passed = 0;
        let mut tokens = Vec::with_capacity(self.norm.len() / 5);
        let blank = |start: usize, end: usize| Token { span: Span::new(start, end), pos: Pos::Space, base: None, known: false };
        let mut at = 0;
        for passage in &self.passages {
            for index in passage.sentences.clone() {
                let sentence = &mut self.sentences[index];
                let has_tokens = !sentence.tokens.is_empty();
                if !has_tokens && !wanted(index) {
                    continue;
                }
                if sentence.span.start() > at {
                    tokens.push(blank(at, sentence.span.start()));
                }
                let first = tokens.len();
                if has_tokens {
                    tokens.extend(known.by_ref().skip(sentence.tokens.start - passed).take(sentence.tokens.len()));
                    passed = sentence.tokens.end;
                } else {
                    tokenizer.tokenize(&self.norm, sentence.span, &mut tokens);
                }
                sentence.tokens = first..tokens.len();
                at = sentence.span.end();
            }
            // The line break that joins the next block is a token of its own, so that the tokens tile the text.
            let end = passage.span.end();
            let next = self.norm.len().min(end + usize::from(self.norm[end..].starts_with('\n')));
            if next > at {
                tokens.push(blank(at, next));
                at = next;
            }
        }
        self.tokens = tokens;
    }

    /// A text of one paragraph.
    #[must_use]
    pub fn plain(tokenizer: &Tokenizer, text: &str) -> Self {
        Self::new(tokenizer, &[Block { kind: BlockKind::Paragraph, text: text.to_owned() }])
    }

    /// The text as the page has it.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The normalised text.
    #[must_use]
    pub fn norm(&self) -> &str {
        &self.norm
    }

    /// The passages, in order.
    #[must_use]
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// The sentences, in order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The tokens, in order; their spans tile the normalised text.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The normalised characters of a span.
    #[must_use]
    pub fn slice(&self, span: Span<Norm>) -> &str {
        span.slice(&self.norm)
    }

    /// The sentence in which a span begins, as an index into [`Text::sentences`]; the one before it if it begins in the
    /// white space between two; `None` in a text without sentences.
    #[must_use]
    pub fn sentence_at(&self, span: Span<Norm>) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start() <= span.start());
        if self.sentences.is_empty() { None } else { Some(after.saturating_sub(1)) }
    }

    /// The words of its sentence before and after a span, at most about `limit` bytes of each: a sentence without an end
    /// must not cost more for every mention in it.
    #[must_use]
    pub fn beside(&self, span: Span<Norm>, limit: usize) -> (&str, &str) {
        let sentence = self.sentence_at(span).map_or(span, |sentence| self.sentences[sentence].span.cover(span));
        let mut start = sentence.start().max(span.start().saturating_sub(limit));
        while !self.norm.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = sentence.end().min(span.end().saturating_add(limit));
        while !self.norm.is_char_boundary(end) {
            end += 1;
        }
        (&self.norm[start..span.start()], &self.norm[span.end()..end])
    }

    /// The tokens that overlap a span, as indices into [`Text::tokens`].
    #[must_use]
    pub fn tokens_in(&self, span: Span<Norm>) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end() <= span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }

    /// The raw characters that a normalised span comes from, snapped outward to whole characters.
    #[must_use]
    pub fn raw_span(&self, span: Span<Norm>) -> Span<Raw> {
        self.map.raw(span)
    }

    /// The raw words of a normalised span with their place in code points.
    #[must_use]
    pub fn quote(&self, span: Span<Norm>) -> Quote {
        let raw = self.raw_span(span);
        let text = raw.slice(&self.raw).to_owned();
        let start = self.code_points.before(&self.raw, raw.start());
        Quote { start, end: start + text.chars().count(), text }
    }
}

/// How many code points stand before a byte, with a note every so often so that a long text is not counted again and
/// again.
#[derive(Debug, Clone)]
struct CodePoints {
    notes: Vec<u32>,
}

impl CodePoints {
    const EVERY: usize = 1024;

    fn new(text: &str) -> Self {
        let mut notes = Vec::with_capacity(text.len() / Self::EVERY + 1);
        for (count, (at, _)) in text.char_indices().enumerate() {
            // The note for byte n × EVERY is the count before the first character that begins there or later.
            while notes.len() * Self::EVERY <= at {
                notes.push(count as u32);
            }
        }
        Self { notes }
    }

    fn before(&self, text: &str, byte: usize) -> usize {
        let Some(note) = self.notes.len().checked_sub(1).map(|last| last.min(byte / Self::EVERY)) else { return 0 };
        let is_start = |b: &u8| b & 0b1100_0000 != 0b1000_0000;
        let from = note * Self::EVERY;
        // Bytes of a character that began before `from` are not starts, and were counted by the note.
        self.notes[note] as usize + text.as_bytes()[from..byte].iter().filter(|&b| is_start(b)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokenizer() -> &'static Tokenizer {
        static TOKENIZER: std::sync::OnceLock<Tokenizer> = std::sync::OnceLock::new();
        TOKENIZER.get_or_init(Tokenizer::new)
    }

    fn blocks(texts: &[&str]) -> Vec<Block> {
        texts.iter().map(|text| Block { kind: BlockKind::Paragraph, text: (*text).to_owned() }).collect()
    }

    #[test]
    fn a_quote_counts_code_points_of_the_raw_text() {
        let text = Text::new(tokenizer(), &blocks(&["𠮷野㈱は", "２０２１年に公表した。"]));
        let at = text.norm().find("2021年").unwrap();
        let quote = text.quote(Span::new(at, at + "2021年".len()));
        assert_eq!((quote.start, quote.end, quote.text.as_str()), (5, 10, "２０２１年"));
    }

    #[test]
    fn the_words_beside_a_span_are_those_of_its_sentence() {
        let text = Text::new(tokenizer(), &blocks(&["前の文。会員300人の氏名が漏れた。次の文。"]));
        let at = text.norm().find("300").unwrap();
        let span = Span::new(at, at + "300人".len());
        assert_eq!(text.beside(span, 900), ("会員", "の氏名が漏れた。"));
        assert_eq!(text.beside(span, 4), ("会員", "の氏"));
    }

    #[test]
    fn passages_follow_the_blocks() {
        let text = Text::new(tokenizer(), &blocks(&["", "一。二。", "\u{feff}", "三"]));
        let slices: Vec<&str> = text.passages().iter().map(|passage| text.slice(passage.span)).collect();
        assert_eq!(slices, ["", "一。二。", "", "三"]);
        assert_eq!(text.passages()[1].sentences, 0..2);
        assert_eq!(text.passages()[3].sentences, 2..3);
    }

    #[test]
    fn parts_of_speech_are_typed() {
        let text = Text::plain(tokenizer(), "東京都は個人情報が流出したと発表した。");
        let of = |word: &str| text.tokens().iter().find(|token| text.slice(token.span) == word).map(|token| token.pos);
        assert_eq!(of("東京"), Some(Pos::Noun(Noun::Proper(Proper::Place))));
        assert_eq!(of("流出"), Some(Pos::Noun(Noun::Verbal)));
        assert_eq!(of("は"), Some(Pos::Particle(Particle::Topic)));
        let base: Vec<_> = text.tokens().iter().filter_map(|token| token.base.as_deref()).collect();
        assert!(base.contains(&"する"), "{base:?}");
    }

    fn pieces() -> impl Strategy<Value = Vec<String>> {
        let piece = prop::sample::select(vec![
            "㈱",
            "㍿",
            "㋿",
            "㎏",
            "①",
            "ｶﾞ",
            "か\u{3099}",
            "\u{301}",
            "流出した",
            "2021年4月",
            "。",
            "「",
            "」",
            "!",
            "\n",
            " ",
            "\u{3000}",
            "\u{feff}",
            "Yahoo!",
            "𠮷",
        ]);
        let block = prop::collection::vec(prop_oneof![9 => piece.prop_map(str::to_owned), 1 => ".{1}"], 0..15)
            .prop_map(|parts| parts.concat());
        prop::collection::vec(block, 0..5)
    }

    proptest! {
        #[test]
        fn token_spans_tile_the_normalised_text(pieces in pieces()) {
            let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
            let text = Text::new(tokenizer(), &blocks(&pieces));
            let mut at = 0;
            for token in text.tokens() {
                prop_assert_eq!(token.span.start(), at);
                prop_assert!(!token.span.is_empty());
                at = token.span.end();
            }
            prop_assert_eq!(at, text.norm().len());
        }

        #[test]
        fn sentences_lie_in_their_passages_and_cover_every_visible_character(pieces in pieces()) {
            let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
            let text = Text::new(tokenizer(), &blocks(&pieces));
            prop_assert_eq!(text.passages().len(), pieces.len());
            let mut at = 0;
            for sentence in text.sentences() {
                prop_assert!(text.norm()[at..sentence.span.start()].trim().is_empty());
                prop_assert!(text.passages()[sentence.passage].span.contains(sentence.span));
                at = sentence.span.end();
            }
            prop_assert!(text.norm()[at..].trim().is_empty());
        }

        #[test]
        fn every_quote_slices_the_raw_text(pieces in pieces()) {
            let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
            let text = Text::new(tokenizer(), &blocks(&pieces));
            let raw: Vec<char> = text.raw().chars().collect();
            for token in text.tokens() {
                let quote = text.quote(token.span);
                prop_assert_eq!(raw[quote.start..quote.end].iter().collect::<String>(), quote.text);
            }
        }
    }
}
