//! A list of words, each with what is known of it, that finds those which begin a text.
//!
//! The list is sorted, and the words with the same first two characters are known by them: at most places of a text two
//! looks show that no word begins there. From there on each character narrows the stretch of the list. Nothing but a list
//! and an index of beginnings is built at start, however many words there are.

use std::str::CharIndices;

use super::beginnings::{Beginning, Beginnings, beginning, hash};

/// The longest word that is looked for, in characters.
const LONGEST: usize = 40;

/// Words and what is known of each.
#[derive(Debug)]
pub(in crate::extract) struct Prefixes<T> {
    /// In the order of the words, each word once.
    rows: Vec<(Box<str>, T)>,
    /// The beginnings of the words, each in the slot of its hash or the next free one, with the rows that have it.
    index: Vec<Option<(Beginning, u32, u32)>>,
    beginnings: Beginnings,
}

impl<T> Prefixes<T> {
    /// The list of `rows`; of rows with the same word the first is kept.
    pub(in crate::extract) fn new(mut rows: Vec<(Box<str>, T)>) -> Self {
        // A list that a program made is in order already.
        if !rows.is_sorted_by(|(a, _), (b, _)| a < b) {
            rows.sort_by(|(a, _), (b, _)| a.cmp(b));
            rows.dedup_by(|later, earlier| later.0 == earlier.0);
        }
        let mut index = vec![None; (rows.len() * 2).next_power_of_two()];
        let mut start = 0;
        for run in rows.chunk_by(|(a, _), (b, _)| beginning(a) == beginning(b)) {
            let end = start + run.len() as u32;
            if let Some(beginning) = beginning(&run[0].0) {
                let mut slot = slot(beginning, index.len());
                while index[slot].is_some() {
                    slot = (slot + 1) % index.len();
                }
                index[slot] = Some((beginning, start, end));
            }
            start = end;
        }
        let beginnings = Beginnings::of(rows.iter().map(|(word, _)| &**word));
        Self { rows, index, beginnings }
    }

    /// The rows whose words have a beginning.
    #[inline]
    fn begun_by(&self, beginning: Beginning) -> &[(Box<str>, T)] {
        if !self.beginnings.has(beginning) {
            return &[];
        }
        let mut slot = slot(beginning, self.index.len());
        while let Some((known, start, end)) = self.index[slot] {
            if known == beginning {
                return &self.rows[start as usize..end as usize];
            }
            slot = (slot + 1) & (self.index.len() - 1);
        }
        &[]
    }

    /// What is known of exactly this word.
    pub(in crate::extract) fn get(&self, word: &str) -> Option<&T> {
        let rows = self.begun_by(beginning(word)?);
        rows.binary_search_by(|(row, _)| (**row).cmp(word)).ok().map(|index| &rows[index].1)
    }

    /// Where in `text` words may begin, in bytes, in order: at most other places none does.
    pub(in crate::extract) fn places<'a, 't>(&'a self, text: &'t str) -> impl Iterator<Item = usize> + use<'a, 't, T> {
        self.beginnings.places(text)
    }

    /// Every word in `text`, from left to right, as where it starts, where it ends and what is known of it; of those that
    /// overlap the first, and of those that begin together the longest.
    pub(in crate::extract) fn find<'a, 't>(
        &'a self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, usize, &'a T)> + use<'a, 't, T> {
        let mut reach = 0;
        self.places(text).filter_map(move |at| {
            let (length, known) = (at >= reach).then(|| self.beginning(&text[at..]).next())??;
            reach = at + length;
            Some((at, reach, known))
        })
    }

    /// The words that begin `text`, by their length in bytes, the longest first.
    pub(in crate::extract) fn beginning<'a, 't>(
        &'a self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, &'a T)> + use<'a, 't, T> {
        let mut characters = text.char_indices();
        let first = characters.next().map(|(_, first)| first);
        let second = characters.next().map(|(_, second)| second);
        let mut found: Vec<_> = first.and_then(|first| self.begun_by((first, None)).first()).into_iter().collect();
        if let Some(beginning) = first.zip(second) {
            narrow(self.begun_by((beginning.0, Some(beginning.1))), characters, &mut found);
        }
        found.into_iter().rev().map(|(word, known)| (word.len(), known))
    }
}

/// Adds those of `rows` whose words begin a text, the shortest first. All begin with the text up to where `rest` goes on.
fn narrow<'a, T>(mut rows: &'a [(Box<str>, T)], mut rest: CharIndices, found: &mut Vec<&'a (Box<str>, T)>) {
    let mut characters = 2;
    while let Some(shortest) = rows.first() {
        // Of the words that begin with all characters so far, the one that has no more stands first.
        let at = rest.offset();
        if shortest.0.len() == at {
            found.push(shortest);
            rows = &rows[1..];
        }
        let Some((_, next)) = rest.next().filter(|_| characters < LONGEST) else { break };
        characters += 1;
        let character = |(word, _): &(Box<str>, T)| word[at..].chars().next();
        if rows.last().and_then(character) < Some(next) {
            break;
        }
        let start = rows.partition_point(|row| character(row) < Some(next));
        let length = rows[start..].partition_point(|row| character(row) == Some(next));
        rows = &rows[start..start + length];
    }
}

/// The first slot of `slots`, a power of two, in which a beginning is looked for.
#[inline]
fn slot(beginning: Beginning, slots: usize) -> usize {
    hash(beginning) & (slots - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[&str], text: &str, expect: &[&str]) {
        let words = Prefixes::new(words.iter().map(|&word| (word.into(), ())).collect());
        let found: Vec<&str> = words.beginning(text).map(|(length, ())| &text[..length]).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn every_word_that_begins_a_text_is_found_longest_first() {
        check(&["青葉", "青葉商事", "青葉電機", "青嶺"], "青葉商事は", &["青葉商事", "青葉"]);
        check(&["青葉商事"], "青葉は", &[]);
        check(&["あ", "い"], "", &[]);
        check(&["青", "青葉商事", "青葉銀行", "青葉電"], "青葉電機", &["青葉電", "青"]);
    }

    #[test]
    fn words_are_found_one_behind_the_other() {
        let words = Prefixes::new(["青葉", "青葉商事", "商事社"].map(|word| (word.into(), ())).into());
        let found: Vec<(usize, usize)> = words.find("青葉商事社と青葉").map(|(start, end, ())| (start, end)).collect();
        assert_eq!(found, [(0, 12), (18, 24)]);
    }

    #[test]
    fn of_a_word_given_twice_the_first_is_kept() {
        let words = Prefixes::new(vec![("青葉".into(), 1), ("青葉".into(), 2)]);
        assert_eq!(words.get("青葉"), Some(&1));
    }
}
