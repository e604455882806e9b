//! How words begin: a look at two characters shows at most places of a text that no word of a list begins there.
//!
//! Free of the rest of the program, as `build.rs` compiles tables with it.

use serde::{Deserialize, Serialize};

/// How many hashes of beginnings there are.
const HASHES: usize = 1 << 16;

/// The first two characters of words, or the one that a word has, as hashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginnings(Vec<u64>);

/// The first character of a word, and the second if it has one.
pub type Beginning = (char, Option<char>);

impl Beginnings {
    /// Those of some words.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        words.into_iter().filter_map(beginning).collect()
    }

    /// Whether a word may begin so.
    #[inline]
    pub fn has(&self, beginning: Beginning) -> bool {
        let hash = hash(beginning) & (HASHES - 1);
        self.0[hash / 64] >> (hash % 64) & 1 == 1
    }

    /// Where in `text` words may begin, in bytes, in order: at most other places none does.
    pub fn places<'a, 't>(&'a self, text: &'t str) -> impl Iterator<Item = usize> + use<'a, 't> {
        let mut seconds = text.chars();
        seconds.next();
        let may_begin = move |(at, first)| {
            let second = seconds.next();
            let begins = self.has((first, None)) || second.is_some_and(|second| self.has((first, Some(second))));
            begins.then_some(at)
        };
        text.char_indices().filter_map(may_begin)
    }
}

impl FromIterator<Beginning> for Beginnings {
    fn from_iter<I: IntoIterator<Item = Beginning>>(beginnings: I) -> Self {
        let mut hashes = vec![0; HASHES / 64];
        for beginning in beginnings {
            let hash = hash(beginning) & (HASHES - 1);
            hashes[hash / 64] |= 1 << (hash % 64);
        }
        Self(hashes)
    }
}

/// The beginning of a word; `None` of the empty one.
pub fn beginning(word: &str) -> Option<Beginning> {
    let mut characters = word.chars();
    Some((characters.next()?, characters.next()))
}

/// A number for a beginning, of which the lower bits can be used.
#[inline]
pub fn hash((first, second): Beginning) -> usize {
    let mixed = u32::from(first).wrapping_mul(0x9e37_79b1) ^ second.map_or(0, u32::from).wrapping_mul(0x85eb_ca6b);
    (mixed >> 11) as usize
}
