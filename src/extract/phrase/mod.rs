//! Phrases: words with gaps between them, any number of which are found in one pass over a text.
//!
//! A phrase is written as its words. `{a|b|}` stands for any of its alternatives (the last one here is nothing), `…` for
//! up to 15 characters of the same sentence, `……` for up to 45, `+` for none. So `宛先…{誤|間違}` finds 宛先を誤り and
//! 宛先の入力を間違え, and `{別の|他の}+{人|客}の` finds 別の客の without a word for each pair.
//! Latin letters match in either case, and only as whole words: `APT` is not found in `ADAPTER`.
//!
//! The words of most phrases are frequent. So a text is first searched for the words of the rarest step of each, and only
//! sentences that have one are searched for phrases.

mod search;
mod syntax;

use std::collections::HashMap;

use super::prefixes::Prefixes;
use crate::text::{Norm, Span, Text};
use search::Search;

/// Phrases, compiled.
#[derive(Debug)]
pub struct Phrases {
    /// The words in small letters, each with the lists of alternatives that it is in: a stretch of `memberships`.
    words: Prefixes<Stretch>,
    /// Numbers of lists.
    memberships: Vec<u32>,
    /// For each list the phrases whose rarest step it is: a stretch of `rarest`.
    lists: Vec<Stretch>,
    /// Numbers of phrases.
    rarest: Vec<u32>,
    phrases: Vec<Phrase>,
    /// The steps of all phrases, phrase after phrase.
    steps: Vec<Step>,
    /// The words of the rarest step of each phrase that is looked for.
    rare: Prefixes<()>,
}

/// A phrase.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    /// Its steps.
    steps: Stretch,
    /// Whether it is looked for by itself.
    is_looked_for: bool,
}

/// A stretch of a list.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: u32,
    end: u32,
}

impl Stretch {
    fn of<T>(self, list: &[T]) -> &[T] {
        &list[self.start as usize..self.end as usize]
    }
}

/// A step of a phrase.
#[derive(Debug, Clone, Copy)]
struct Step {
    phrase: u32,
    /// Its alternatives: the number of their list.
    list: u32,
    /// How many characters may stand before it.
    gap: usize,
    is_first: bool,
    is_last: bool,
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
    /// where one of those may stand.
    ///
    /// # Errors
    ///
    /// The reason why a phrase is refused: a step without a word, a brace that is not closed, too many alternatives.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, bool)>) -> Result<Self, String> {
        let mut lists = Lists::default();
        let (mut all, mut steps) = (Vec::new(), Vec::new());
        for (written, is_looked_for) in phrases {
            let refused = |reason: &str| format!("{written}: {reason}");
            let phrase = all.len() as u32;
            let start = steps.len();
            let parts = syntax::steps(written).map_err(refused)?;
            for (index, &(gap, alternatives)) in parts.iter().enumerate() {
                let list = lists.add(alternatives).map_err(refused)?;
                steps.push(Step { phrase, list, gap, is_first: index == 0, is_last: index + 1 == parts.len() });
            }
            lists.is_rarest(&steps[start..], is_looked_for);
            all.push(Phrase { steps: Stretch { start: start as u32, end: steps.len() as u32 }, is_looked_for });
        }
        Ok(lists.compiled(all, steps))
    }

    /// Every phrase in `text`, in order of its place; of two that begin together the shorter first.
    #[must_use]
    pub fn find(&self, text: &Text) -> Vec<Found> {
        let norm = text.norm().to_ascii_lowercase();
        let mut search = Search::new(self);
        let mut found = Vec::new();
        for sentence in text.sentences() {
            if search.read(&norm, sentence.span.start()..sentence.span.end()) {
                let before = found.len();
                search.phrases(true, &norm, |phrase| found.push(phrase));
                if found.len() > before {
                    search.phrases(false, &norm, |phrase| found.push(phrase));
                }
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
            if search.read(&norm, within) {
                search.phrases(true, &norm, |_| is_found = true);
            }
            is_found
        })
    }
}

/// A list of alternatives, as it is collected.
#[derive(Default)]
struct List {
    /// The phrases whose rarest step it is.
    rarest: Vec<u32>,
    /// Whether one of them is looked for.
    is_looked_for: bool,
    /// How much of a text is one of its words, about.
    share: f64,
}

/// The lists of alternatives of which phrases are made, each once: many phrases have the same.
#[derive(Default)]
struct Lists<'a> {
    all: Vec<List>,
    numbers: HashMap<&'a str, u32>,
    /// The words of all lists, one after the other.
    letters: String,
    words: Vec<Word>,
}

/// A word of a list.
#[derive(Clone, Copy)]
struct Word {
    start: u32,
    end: u32,
    list: u32,
}

impl<'a> Lists<'a> {
    /// The number of the list of these alternatives.
    fn add(&mut self, written: &'a str) -> Result<u32, &'static str> {
        if let Some(&number) = self.numbers.get(written) {
            return Ok(number);
        }
        let list = self.all.len() as u32;
        let mut total = 0.0;
        syntax::expand(written, |parts| {
            let start = self.letters.len();
            parts.for_each(|part| self.letters.push_str(part));
            let end = self.letters.len();
            total += share(&self.letters[start..]);
            self.words.push(Word { start: start as u32, end: end as u32, list });
        })?;
        self.all.push(List { share: total, ..List::default() });
        self.numbers.insert(written, list);
        Ok(list)
    }

    /// Adds a phrase of these steps to the rarest of its lists.
    fn is_rarest(&mut self, steps: &[Step], is_looked_for: bool) {
        let share = |step: &Step| self.all[step.list as usize].share;
        let Some(rarest) = steps.iter().min_by(|a, b| share(a).total_cmp(&share(b))) else { return };
        let list = &mut self.all[rarest.list as usize];
        list.rarest.push(rarest.phrase);
        list.is_looked_for |= is_looked_for;
    }

    fn compiled(mut self, phrases: Vec<Phrase>, steps: Vec<Step>) -> Phrases {
        self.letters.make_ascii_lowercase();
        let letters = self.letters;
        let of = |word: &Word| &letters[word.start as usize..word.end as usize];
        // The first letters of a word as a number: mostly that alone tells which of two comes first.
        let begins = |word: &Word| {
            let mut first = [0; 16];
            of(word).bytes().zip(&mut first).for_each(|(byte, place)| *place = byte);
            u128::from_be_bytes(first)
        };
        let mut sorted: Vec<(u128, Word)> = self.words.iter().map(|word| (begins(word), *word)).collect();
        sorted.sort_unstable_by(|(a, first), (b, second)| {
            a.cmp(b).then_with(|| of(first).cmp(of(second))).then_with(|| first.list.cmp(&second.list))
        });
        sorted.dedup_by(|(_, a), (_, b)| a.list == b.list && of(a) == of(b));
        let memberships: Vec<u32> = sorted.iter().map(|(_, word)| word.list).collect();
        let mut words: Vec<(Box<str>, Stretch)> = Vec::with_capacity(sorted.len());
        let mut rare: Vec<(Box<str>, ())> = Vec::new();
        let mut start = 0;
        for same in sorted.chunk_by(|(a, first), (b, second)| a == b && of(first) == of(second)) {
            let word = of(&same[0].1);
            let stretch = Stretch { start, end: start + same.len() as u32 };
            start = stretch.end;
            words.push((word.into(), stretch));
            let is_rare = same.iter().any(|(_, word)| self.all[word.list as usize].is_looked_for);
            rare.extend(is_rare.then(|| (word.into(), ())));
        }
        let mut rarest = Vec::with_capacity(phrases.len());
        let lists = self.all.iter().map(|list| {
            let start = rarest.len() as u32;
            rarest.extend(&list.rarest);
            Stretch { start, end: rarest.len() as u32 }
        });
        let lists = lists.collect();
        let (words, rare) = (Prefixes::new(words), Prefixes::new(rare));
        Phrases { words, memberships, lists, rarest, phrases, steps, rare }
    }
}

/// How much of a text begins with a word, about: hiragana are frequent, of kanji there are many.
fn share(word: &str) -> f64 {
    let of_character = |c: char| match c {
        'ぁ'..='ん' => 0.02,
        'ァ'..='ー' => 0.01,
        _ => 0.003,
    };
    word.chars().map(of_character).product()
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
