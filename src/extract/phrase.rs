//! Phrases: words with gaps between them, any number of which are found in one pass over a text.
//!
//! A phrase is written as its words. `{a|b|}` stands for any of its alternatives (the last one here is nothing), `…` for
//! up to 15 characters of the same sentence, `……` for up to 45, `+` for none. So `宛先…{誤|間違}` finds 宛先を誤り and
//! 宛先の入力を間違え, and `{別の|他の}+{人|客}の` finds 別の客の without a word for each pair.
//! Latin letters match in either case, and only as whole words: `APT` is not found in `ADAPTER`.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::prefixes::Prefixes;
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
    /// The characters that words begin with.
    beginnings: HashSet<char>,
    /// For each phrase, how many characters may stand before each of its steps.
    gaps: Vec<Vec<usize>>,
}

/// A step of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    phrase: usize,
    step: usize,
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
    sentence: Option<usize>,
}

impl Phrases {
    /// The compiled form of `phrases`.
    ///
    /// # Errors
    ///
    /// The reason why a phrase is refused: a step without a word, a brace that is not closed, too many alternatives.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let mut places: Vec<(String, Place)> = Vec::new();
        let mut gaps = Vec::new();
        for (phrase, written) in phrases.into_iter().enumerate() {
            let steps = steps(written).map_err(|reason| format!("{written}: {reason}"))?;
            gaps.push(steps.iter().map(|(gap, _)| *gap).collect());
            for (step, (_, alternatives)) in steps.into_iter().enumerate() {
                for mut word in alternatives {
                    word.make_ascii_lowercase();
                    places.push((word, Place { phrase, step }));
                }
            }
        }
        places.sort_unstable();
        let beginnings = places.iter().filter_map(|(word, _)| word.chars().next()).collect();
        let rows = places.chunk_by(|(left, _), (right, _)| left == right);
        let words =
            Prefixes::new(rows.map(|row| (row[0].0.as_str().into(), row.iter().map(|&(_, place)| place).collect())).collect());
        Ok(Self { words, beginnings, gaps })
    }

    /// Every phrase in `text`, in order of its place; of two that begin together the shorter first.
    #[must_use]
    pub fn find(&self, text: &Text) -> Vec<Found> {
        let norm = text.norm().to_ascii_lowercase();
        let mut begun: Vec<Vec<Vec<Begun>>> = self.gaps.iter().map(|steps| vec![Vec::new(); steps.len()]).collect();
        let mut found = Vec::new();
        for (at, _) in norm.char_indices().filter(|(_, c)| self.beginnings.contains(c)) {
            for (length, places) in self.words.beginning(&norm[at..]) {
                let end = at + length;
                if !is_whole(&norm, at, end) {
                    continue;
                }
                let sentence = text.sentence_at(Span::new(at, end));
                for &Place { phrase, step } in places {
                    let gap = self.gaps[phrase][step];
                    let start = match step.checked_sub(1) {
                        None => Some(at),
                        Some(before) => nearest(&mut begun[phrase][before], &norm, at, sentence, gap),
                    };
                    let Some(start) = start else { continue };
                    if step + 1 == self.gaps[phrase].len() {
                        found.push(Found { span: Span::new(start, end), last_word: at, phrase });
                    } else {
                        begun[phrase][step].push(Begun { start, end, sentence });
                    }
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Where the nearest of `begun` starts that ends before `at` in the same sentence with at most `gap` characters between.
/// Those that are too far away for this word and every later one are forgotten.
fn nearest(begun: &mut Vec<Begun>, norm: &str, at: usize, sentence: Option<usize>, gap: usize) -> Option<usize> {
    // A character has at most four bytes; later words end later, and none is longer than the gaps are.
    begun.retain(|begun| at.saturating_sub(begun.end) <= 4 * LONG_GAP);
    let near = |begun: &&Begun| begun.end <= at && begun.sentence == sentence && norm[begun.end..at].chars().nth(gap).is_none();
    begun.iter().filter(near).max_by_key(|begun| (begun.end, Reverse(begun.start))).map(|begun| begun.start)
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

/// The steps of a phrase: how many characters may stand before each, and its words.
fn steps(written: &str) -> Result<Vec<(usize, Vec<String>)>, &'static str> {
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
            let words = expand(joined)?;
            if words.iter().any(String::is_empty) {
                return Err("an alternative is the empty word");
            }
            steps.push((gap, words));
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
