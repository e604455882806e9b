//! Phrases as they are written → compiled, in flat lists that can be written to a file.
//!
//! Free of the rest of the program: `build.rs` compiles the built-in phrases with it.

mod syntax;

use std::collections::HashMap;

use crawdad::Trie;
use serde::{Deserialize, Serialize};

use crate::extract::beginnings::Beginnings;

/// How many characters `……` may stand for.
pub const LONG_GAP: u32 = 45;

/// The longest word of a phrase, in characters.
pub const LONGEST_WORD: usize = 40;

/// Phrases, compiled, beside the trie that finds their words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compiled {
    /// The words in small letters, by the numbers that the trie has for them.
    pub words: Vec<Word>,
    /// Numbers of lists.
    pub memberships: Vec<u32>,
    /// Those of the words that are in lists of [keys](Phrase::keys).
    pub beginnings: Beginnings,
    /// For each list of alternatives the phrases whose rarest step it is: a stretch of `rarest`.
    pub lists: Vec<Stretch>,
    /// Numbers of phrases.
    pub rarest: Vec<u32>,
    pub phrases: Vec<Phrase>,
    /// The steps of all phrases, phrase after phrase.
    pub steps: Vec<Step>,
}

/// A stretch of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    pub start: u32,
    pub end: u32,
}

/// A word of some phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// In bytes.
    pub length: u32,
    /// The lists of alternatives that it is in: a stretch of [`Compiled::memberships`].
    pub lists: Stretch,
    /// Those of them that are keys of a phrase: the beginning of that stretch.
    pub keys: Stretch,
}

/// A phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Its steps.
    pub steps: Stretch,
    /// Its rarest list and the second rarest, or the one that it has.
    pub keys: [u32; 2],
    /// Whether it is looked for by itself.
    pub is_looked_for: bool,
}

/// A step of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub phrase: u32,
    /// Its alternatives: the number of their list.
    pub list: u32,
    /// How many characters may stand before it.
    pub gap: u32,
    pub is_first: bool,
    pub is_last: bool,
}

impl Stretch {
    pub(super) fn of<T>(self, list: &[T]) -> &[T] {
        &list[self.start as usize..self.end as usize]
    }

    /// The stretch of what a list has from `start` on.
    fn from<T>(start: usize, list: &[T]) -> Self {
        Self { start: start as u32, end: list.len() as u32 }
    }
}

/// The compiled form of `phrases` and the trie that finds their words, each phrase with whether it is looked for by itself; the others are found only in sentences
/// where one of those stands.
///
/// # Errors
///
/// The reason why a phrase is refused: a step without a word, a brace that is not closed, too many alternatives.
pub fn compiled<'a>(phrases: impl IntoIterator<Item = (&'a str, bool)>) -> Result<(Trie, Compiled), String> {
    let mut lists = Lists::default();
    let mut all = Vec::new();
    let mut steps = Vec::new();
    for (written, is_looked_for) in phrases {
        let refused = |reason: &str| format!("{written}: {reason}");
        let phrase = all.len() as u32;
        let start = steps.len();
        let parts = syntax::steps(written).map_err(refused)?;
        for (index, &(gap, alternatives)) in parts.iter().enumerate() {
            let list = lists.add(alternatives).map_err(refused)?;
            steps.push(Step { phrase, list, gap, is_first: index == 0, is_last: index + 1 == parts.len() });
        }
        let keys = lists.add_keys(&steps[start..], is_looked_for);
        all.push(Phrase { steps: Stretch::from(start, &steps), keys, is_looked_for });
    }
    lists.compiled(all, steps)
}

/// The lists of alternatives of which phrases are made, each once: many phrases have the same.
#[derive(Default)]
struct Lists<'a> {
    all: Vec<List>,
    numbers: HashMap<&'a str, u32>,
    /// Each word of each list, with the list.
    words: Vec<(Box<str>, u32)>,
}

/// A list of alternatives.
struct List {
    /// How much of a text is one of its words, about.
    share: f64,
    /// The phrases whose rarest step it is.
    rarest: Vec<u32>,
    /// Whether it is a key of a phrase that is looked for.
    is_key: bool,
}

impl<'a> Lists<'a> {
    /// The number of the list of these alternatives.
    fn add(&mut self, written: &'a str) -> Result<u32, &'static str> {
        if let Some(&number) = self.numbers.get(written) {
            return Ok(number);
        }
        let list = self.all.len() as u32;
        let start = self.words.len();
        syntax::expand(written, |word| self.words.push((word.to_ascii_lowercase().into(), list)))?;
        let words = self.words[start..].iter().map(|(word, _)| word);
        if words.clone().any(|word| word.chars().count() > LONGEST_WORD) {
            return Err("a word is too long");
        }
        self.all.push(List { share: words.map(|word| share(word)).sum(), rarest: Vec::new(), is_key: false });
        self.numbers.insert(written, list);
        Ok(list)
    }

    /// Adds a phrase of these steps to the rarest of its lists; its keys.
    fn add_keys(&mut self, steps: &[Step], is_looked_for: bool) -> [u32; 2] {
        let mut lists: Vec<u32> = steps.iter().map(|step| step.list).collect();
        lists.sort_by(|&a, &b| self.all[a as usize].share.total_cmp(&self.all[b as usize].share));
        let keys = [lists[0], lists[lists.len().min(2) - 1]];
        self.all[keys[0] as usize].rarest.push(steps[0].phrase);
        if is_looked_for {
            keys.iter().for_each(|&key| self.all[key as usize].is_key = true);
        }
        keys
    }

    fn compiled(mut self, phrases: Vec<Phrase>, steps: Vec<Step>) -> Result<(Trie, Compiled), String> {
        self.words.sort_unstable();
        self.words.dedup();
        let (mut rows, mut words, mut memberships) = (Vec::new(), Vec::new(), Vec::new());
        let mut of_keys = Vec::new();
        for same in self.words.chunk_by(|(a, _), (b, _)| a == b) {
            let (word, start) = (&*same[0].0, memberships.len());
            let (in_keys, others): (Vec<u32>, Vec<u32>) =
                same.iter().map(|&(_, list)| list).partition(|&list| self.all[list as usize].is_key);
            memberships.extend(in_keys);
            let keys = Stretch::from(start, &memberships);
            memberships.extend(others);
            let lists = Stretch::from(start, &memberships);
            if keys.start < keys.end {
                of_keys.push(word);
            }
            rows.push((word, words.len() as u32));
            words.push(Word { length: word.len() as u32, lists, keys });
        }
        let trie = Trie::from_records(rows).map_err(|error| error.to_string())?;
        let beginnings = Beginnings::of(of_keys);
        let mut rarest = Vec::new();
        let mut lists = Vec::new();
        for list in self.all {
            let start = rarest.len();
            rarest.extend(list.rarest);
            lists.push(Stretch::from(start, &rarest));
        }
        Ok((trie, Compiled { words, memberships, beginnings, lists, rarest, phrases, steps }))
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
