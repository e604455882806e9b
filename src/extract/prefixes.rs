//! A list of words, each with what is known of it, that finds those which begin a text.
//!
//! The list is searched in sorted order: nothing but a list is built at start, however many words there are.

/// The longest word that is looked for, in characters.
const LONGEST: usize = 40;

/// Words and what is known of each.
#[derive(Debug)]
pub(in crate::extract) struct Prefixes<T> {
    /// In the order of the words, each word once.
    rows: Vec<(Box<str>, T)>,
}

impl<T> Prefixes<T> {
    /// The list of `rows`; of rows with the same word the first is kept.
    pub(in crate::extract) fn new(mut rows: Vec<(Box<str>, T)>) -> Self {
        rows.sort_by(|(a, _), (b, _)| a.cmp(b));
        rows.dedup_by(|later, earlier| later.0 == earlier.0);
        Self { rows }
    }

    /// What is known of exactly this word.
    pub(in crate::extract) fn get(&self, word: &str) -> Option<&T> {
        self.rows.binary_search_by(|(row, _)| (**row).cmp(word)).ok().map(|index| &self.rows[index].1)
    }

    /// The words that begin `text`, by their length in bytes, the longest first.
    pub(in crate::extract) fn beginning<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'a T)> {
        let mut key = text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]);
        std::iter::from_fn(move || {
            loop {
                let after = self.rows.partition_point(|(word, _)| **word <= *key);
                let (word, known) = &self.rows[after.checked_sub(1)?];
                let shared = shared_prefix(key, word);
                if shared == 0 {
                    return None;
                }
                if shared == word.len() {
                    // The next shorter word begins this one.
                    key = word.char_indices().next_back().map_or("", |(last, _)| &key[..last]);
                    return Some((shared, known));
                }
                key = &key[..shared];
            }
        })
    }
}

/// How many bytes two texts begin with in common, whole characters only.
fn shared_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
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
    fn of_a_word_given_twice_the_first_is_kept() {
        let words = Prefixes::new(vec![("青葉".into(), 1), ("青葉".into(), 2)]);
        assert_eq!(words.get("青葉"), Some(&1));
    }
}
