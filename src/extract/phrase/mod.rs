//! Phrases: words with gaps between them, any number of which are found in one pass over a text.
//!
//! A phrase is written as its words. `{a|b|}` stands for any of its alternatives (the last one here is nothing), `…` for
//! up to 15 characters of the same sentence, `……` for up to 45, `+` for none. So `宛先…{誤|間違}` finds 宛先を誤り and
//! 宛先の入力を間違え, and `{別の|他の}+{人|客}の` finds 別の客の without a word for each pair.
//! Latin letters match in either case, and only as whole words: `APT` is not found in `ADAPTER`.
//!
//! Nearly every sentence has words of many phrases. So it is first looked at for the words of the two rarest steps of each;
//! only where there are some of both is it read for all words, and only the phrases of which every step has one are then put
//! together.

pub(super) mod compile;
mod search;

use crawdad::Trie;

use crate::text::{Norm, Span, Text};
use compile::Compiled;
use search::Search;

/// Phrases, ready to be found.
pub struct Phrases {
    /// The words of `compiled`.
    words: Trie,
    compiled: Compiled,
}

/// A phrase that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// From its first word to its last.
    pub span: Span<Norm>,
    /// Where its last word begins.
    pub last_word: usize,
    /// Which of the phrases, counted from 0 in the order they were given.
    pub phrase: usize,
}

impl Phrases {
    /// The compiled form of `phrases`, each with whether it is looked for by itself; the others are found only in sentences
    /// where one of those stands.
    ///
    /// # Errors
    ///
    /// The reason why a phrase is refused: a step without a word, a brace that is not closed, too many alternatives.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, bool)>) -> Result<Self, String> {
        compile::compiled(phrases).map(|(words, compiled)| Self { words, compiled })
    }

    /// The phrases that were compiled when the program was built.
    pub(super) fn compiled(words: Trie, compiled: Compiled) -> Self {
        Self { words, compiled }
    }

    /// Every phrase in `text`, in order of its place; of two that begin together the shorter first.
    #[must_use]
    pub fn find(&self, text: &Text) -> Vec<Found> {
        let norm = text.norm().to_ascii_lowercase();
        let mut search = Search::new(self);
        let mut found = Vec::new();
        for sentence in text.sentences() {
            let within = sentence.span.start()..sentence.span.end();
            if !search.may_be_in(&norm[within.clone()]) {
                continue;
            }
            search.read(&norm, within);
            let before = found.len();
            search.phrases(true, &norm, |phrase| found.push(phrase));
            if found.len() > before {
                search.phrases(false, &norm, |phrase| found.push(phrase));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether one of the phrases that are looked for may stand in a line of a normalised text of which nobody knows yet
    /// where its sentences end.
    #[must_use]
    pub fn may_be_in(&self, text: &str) -> bool {
        let norm = text.to_ascii_lowercase();
        let mut search = Search::new(self);
        let mut start = 0;
        norm.split_inclusive('\n').any(|line| {
            let within = start..start + line.len();
            start = within.end;
            let mut is_found = false;
            if search.may_be_in(line) {
                search.read(&norm, within);
                search.phrases(true, &norm, |_| is_found = true);
            }
            is_found
        })
    }
}

impl std::fmt::Debug for Phrases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Phrases").field("phrases", &self.compiled.phrases.len()).finish_non_exhaustive()
    }
}

/// Whether no Latin letter goes on before or after the letters of the word `start..end` of `norm`, and no digit beside
/// its digits.
pub(super) fn is_whole(norm: &str, start: usize, end: usize) -> bool {
    let bytes = norm.as_bytes();
    let goes_on = |left: usize| match (bytes.get(left), bytes.get(left + 1)) {
        (Some(left), Some(right)) => {
            left.is_ascii_alphabetic() && right.is_ascii_alphabetic() || left.is_ascii_digit() && right.is_ascii_digit()
        }
        _ => false,
    };
    let before = start.checked_sub(1).is_some_and(goes_on);
    let after = end > start && goes_on(end - 1);
    !before && !after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Tokenizer;

    #[track_caller]
    fn check(phrase: &str, text: &str, expect: &[&str]) {
        let text = Text::plain(&Tokenizer::new(), text);
        let found = Phrases::new([(phrase, true)]).unwrap().find(&text);
        let found: Vec<&str> = found.iter().map(|found| text.slice(found.span)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn braces_give_alternatives() {
        check("不正{な|}{侵入|アクセス}", "不正な侵入と不正アクセス", &["不正な侵入", "不正アクセス"]);
        check("設定{の|}ミス", "設定ミス、設定のミス", &["設定ミス", "設定のミス"]);
    }

    #[test]
    fn a_gap_stays_in_the_sentence_and_is_short() {
        check("宛先…誤", "宛先の入力を誤り", &["宛先の入力を誤"]);
        check("宛先…誤", "宛先を見た。誤りは別だ。", &[]);
        check("宛先…誤", "宛先について担当者が上司と二人で確かめることになったが誤", &[]);
        check(
            "宛先……誤",
            "宛先について担当者が上司と二人で確かめることになったが誤",
            &["宛先について担当者が上司と二人で確かめることになったが誤"],
        );
        check("宛先…誤", "宛先と宛先を誤", &["宛先を誤"]);
        check("{ホーム|}ページ…改ざん", "ホームページを改ざん", &["ホームページを改ざん"]);
    }

    #[test]
    fn joined_words_stand_right_behind_each_other() {
        check("{別の|他の}+{人|客}の", "別の客の、他の店の、他の人の", &["別の客の", "他の人の"]);
        check("{別の|他の}+{人|客}…票", "別の客の検査票。別の店の票", &["別の客の検査票"]);
    }

    #[test]
    fn latin_words_are_whole_and_of_either_case() {
        check("APT", "ADAPTERとaptとAPT攻撃とAPT10", &["apt", "APT", "APT"]);
        check("DoS攻撃", "DDoS攻撃とDoS攻撃", &["DoS攻撃"]);
    }

    #[test]
    fn a_phrase_without_sense_is_refused() {
        for phrase in ["", "…", "a…", "…a", "a………b", "{a|b", "a…{b|}", "a+", "+a"] {
            assert!(Phrases::new([(phrase, true)]).is_err(), "{phrase}");
        }
    }
}
