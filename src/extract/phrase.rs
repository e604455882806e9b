//! Phrases: words with gaps between them, any number of which are found in one pass over a text.
//!
//! A phrase is written as its words. `{a|b|}` stands for any of its alternatives (the last one here is nothing), `…` for
//! up to 15 characters of the same sentence, `……` for up to 45, `+` for none. So `宛先…{誤|間違}` finds 宛先を誤り and
//! 宛先の入力を間違え, and `{別の|他の}+{人|客}の` finds 別の客の without a word for each pair.
//! Latin letters match in either case, and only as whole words: `APT` is not found in `ADAPTER`.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::prefixes::{self, Prefixes};
use crate::text::{Norm, Span, Text};

/// How many characters `…` may stand for.
const GAP: usize = 15;

/// How many characters `……` may stand for.
const LONG_GAP: usize = 45;

/// How many words one phrase may stand for; more are a mistake of its writer.
const MOST_WORDS: usize = 500;

/// Phrases, compiled.
#[derive(Debug)]
pub struct Phrases {
    /// The words in small letters, each with the places in phrases where it stands.
    words: Prefixes<Vec<Place>>,
    /// For each phrase, the number of its first step among the steps of all.
    first_steps: Vec<u32>,
    /// For each step of each phrase, how many characters may stand before it.
    gaps: Vec<u32>,
    /// The words that have blanks, without them.
    without_blanks: Prefixes<Vec<Place>>,
}

/// A step of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    phrase: u32,
    step: u32,
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

/// The first steps of a phrase, found up to here.
#[derive(Debug, Clone, Copy)]
struct Begun {
    start: usize,
    end: usize,
    /// Where the last of its words begins.
    last_word: usize,
    sentence: Option<usize>,
    /// The one before it that has come as far in the same phrase, as an index.
    earlier: Option<u32>,
}

impl Phrases {
    /// The compiled form of `phrases`.
    ///
    /// # Errors
    ///
    /// The reason why a phrase is refused: a step without a word, a brace that is not closed, too many alternatives.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let mut words = Words::default();
        let mut first_steps = Vec::new();
        let mut gaps = Vec::new();
        for (phrase, written) in phrases.into_iter().enumerate() {
            let refused = |reason: &str| format!("{written}: {reason}");
            first_steps.push(gaps.len() as u32);
            for (step, (gap, alternatives)) in steps(written).map_err(refused)?.into_iter().enumerate() {
                gaps.push(gap as u32);
                words.add(alternatives, Place { phrase: phrase as u32, step: step as u32 }).map_err(refused)?;
            }
        }
        first_steps.push(gaps.len() as u32);
        let spaced = words.rows.iter().filter(|(word, _)| word.contains(char::is_whitespace));
        let without_blanks = Prefixes::new(spaced.map(|(word, places)| (without_blanks(word), places.clone())).collect());
        Ok(Self { words: Prefixes::new(words.rows), without_blanks, first_steps, gaps })
    }

    /// Every phrase in `text`, in order of its place; of two that begin together the shorter first.
    #[must_use]
    pub fn find(&self, text: &Text) -> Vec<Found> {
        let norm = text.norm().to_ascii_lowercase();
        let mut begun = Begins::new(self);
        let mut found = Vec::new();
        for (at, _) in norm.char_indices() {
            for (length, places) in self.words.beginning(&norm[at..]) {
                let end = at + length;
                if is_whole(&norm, at, end) {
                    let sentence = text.sentence_at(Span::new(at, end));
                    begun.add(places, &norm, at..end, sentence, |phrase, start| {
                        found.push(Found { span: Span::new(start, end), last_word: at, phrase });
                    });
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether one of the phrases that are `wanted` may stand in a text of which only the normalised characters without white
    /// space are known: not where its sentences end, nor which letters are a word.
    #[must_use]
    pub fn may_be_in(&self, characters: &str, wanted: impl Fn(usize) -> bool) -> bool {
        let characters = characters.to_ascii_lowercase();
        let mut begun = Begins::new(self);
        let mut is_found = false;
        for (at, _) in characters.char_indices() {
            let rest = &characters[at..];
            for (length, places) in self.words.beginning(rest).chain(self.without_blanks.beginning(rest)) {
                begun.add(places, &characters, at..at + length, None, |phrase, _| is_found |= wanted(phrase));
            }
            if is_found {
                break;
            }
        }
        is_found
    }
}

/// The words of phrases, each once, as they are collected.
#[derive(Default)]
struct Words {
    /// Each with its places, in order.
    rows: Vec<(Box<str>, Vec<Place>)>,
    numbers: HashMap<Box<str>, usize>,
    /// What the steps that were written so far stand for, as numbers of words: many phrases have the same.
    steps: HashMap<Box<str>, Vec<usize>>,
}

impl Words {
    /// Adds the words that a step stands for.
    fn add(&mut self, step: &str, place: Place) -> Result<(), &'static str> {
        if !self.steps.contains_key(step) {
            let mut words = Vec::new();
            for mut word in expand(step)? {
                if word.is_empty() {
                    return Err("an alternative is the empty word");
                }
                word.make_ascii_lowercase();
                let word: Box<str> = word.into();
                let number = *self.numbers.entry(word).or_insert_with_key(|word| {
                    self.rows.push((word.clone(), Vec::new()));
                    self.rows.len() - 1
                });
                words.push(number);
            }
            self.steps.insert(step.into(), words);
        }
        for &word in &self.steps[step] {
            self.rows[word].1.push(place);
        }
        Ok(())
    }
}

fn without_blanks(word: &str) -> Box<str> {
    word.split_whitespace().collect::<String>().into()
}

/// The phrases that were begun.
struct Begins<'p> {
    phrases: &'p Phrases,
    all: Vec<Begun>,
    /// For each step of each phrase, the last of `all` that has come so far.
    latest: Vec<Option<u32>>,
}

impl<'p> Begins<'p> {
    fn new(phrases: &'p Phrases) -> Self {
        Self { phrases, all: Vec::new(), latest: vec![None; phrases.gaps.len()] }
    }

    /// Adds a word of the steps at `places`; where that ends a phrase, `found` takes the phrase and where it starts.
    fn add(
        &mut self,
        places: &[Place],
        norm: &str,
        word: Range<usize>,
        sentence: Option<usize>,
        mut found: impl FnMut(usize, usize),
    ) {
        for &Place { phrase, step } in places {
            let index = (self.phrases.first_steps[phrase as usize] + step) as usize;
            let start = match step {
                0 => Some(word.start),
                _ => self.nearest(index - 1, norm, word.start, sentence, self.phrases.gaps[index] as usize),
            };
            let Some(start) = start else { continue };
            if index + 1 == self.phrases.first_steps[phrase as usize + 1] as usize {
                found(phrase as usize, start);
            } else {
                self.push(index, Begun { start, end: word.end, last_word: word.start, sentence, earlier: None });
            }
        }
    }

    fn push(&mut self, step: usize, begun: Begun) {
        let earlier = self.latest[step].replace(self.all.len() as u32);
        self.all.push(Begun { earlier, ..begun });
    }

    /// Where the nearest starts that has come to `step` and ends before `at` in the same sentence with at most `gap`
    /// characters between.
    fn nearest(&self, step: usize, norm: &str, at: usize, sentence: Option<usize>, gap: usize) -> Option<usize> {
        // A character has at most four bytes.
        const FARTHEST: usize = 4 * (LONG_GAP + prefixes::LONGEST);
        let begun = |index: &Option<u32>| index.map(|index| &self.all[index as usize]);
        let begun = std::iter::successors(begun(&self.latest[step]), |before| begun(&before.earlier));
        let begun = begun.take_while(|begun| at - begun.last_word <= FARTHEST);
        let near =
            |begun: &&Begun| begun.end <= at && begun.sentence == sentence && norm[begun.end..at].chars().nth(gap).is_none();
        begun.filter(near).max_by_key(|begun| (begun.end, Reverse(begun.start))).map(|begun| begun.start)
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

/// The steps of a phrase: how many characters may stand before each, and how it is written.
fn steps(written: &str) -> Result<Vec<(usize, &str)>, &'static str> {
    let mut steps = Vec::new();
    let mut gap = 0;
    for part in written.split('…') {
        if part.is_empty() {
            if gap != GAP {
                return Err("a gap stands between two words, of one … or two");
            }
            gap = LONG_GAP;
            continue;
        }
        for joined in part.split('+') {
            steps.push((gap, joined));
            gap = 0;
        }
        gap = GAP;
    }
    if steps.is_empty() || written.ends_with('…') { Err("it has no words") } else { Ok(steps) }
}

/// The words that a step with braces stands for.
fn expand(step: &str) -> Result<Vec<String>, &'static str> {
    let mut words = vec![String::new()];
    let mut rest = step;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map(|close| open + close).ok_or("a brace is not closed")?;
        let alternatives: Vec<&str> = rest[open + 1..close].split('|').collect();
        words = words
            .iter()
            .flat_map(|word| alternatives.iter().map(move |alternative| [word, &rest[..open], alternative].concat()))
            .collect();
        if words.len() > MOST_WORDS {
            return Err("it stands for too many words");
        }
        rest = &rest[close + 1..];
    }
    for word in &mut words {
        word.push_str(rest);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Tokenizer;

    #[track_caller]
    fn check(phrase: &str, text: &str, expect: &[&str]) {
        let text = Text::plain(&Tokenizer::new(), text);
        let found = Phrases::new([phrase]).unwrap().find(&text);
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
            assert!(Phrases::new([phrase]).is_err(), "{phrase}");
        }
    }
}
