//! Patterns: regular expressions that cost little until they are used much.
//!
//! The rules of the program are some hundred and fifty patterns, most of them long lists of words. The engine of the
//! [`regex`] crate takes about half a millisecond to build each, more than all else that reading one small page takes;
//! that of [`regex_lite`] takes a twentieth of it, but searches about ten times as slowly. A [`Pattern`] begins with the
//! second and goes over to the first when it has searched so much that this pays.
//!
//! Both engines find the same: they share their syntax and their rule of which match comes first. They differ only in
//! what the classes `\s`, `\d`, `\w`, `\b` and `\p{…}` mean and in letter case, so a pattern has none of these.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many bytes a pattern searches with the engine that is quick to build: as many as take it about as long as
/// building the other.
const PATIENCE: usize = 16 * 1024;

/// A regular expression of the program's own rules.
#[derive(Debug)]
pub struct Pattern {
    source: Cow<'static, str>,
    /// How many bytes it has searched so far.
    searched: AtomicUsize,
    quick_to_build: OnceLock<regex_lite::Regex>,
    quick_to_search: OnceLock<regex::Regex>,
}

impl Pattern {
    /// The pattern that `source` writes. Nothing is compiled before the first search, so that a pattern can be a plain
    /// `static`, which is then also checked when the program is built.
    ///
    /// # Panics
    ///
    /// If it has a class that the two engines do not read alike.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        check_classes(source);
        Self::unchecked(Cow::Borrowed(source))
    }

    const fn unchecked(source: Cow<'static, str>) -> Self {
        Self { source, searched: AtomicUsize::new(0), quick_to_build: OnceLock::new(), quick_to_search: OnceLock::new() }
    }

    /// Whether it is found anywhere in `text`.
    ///
    /// # Panics
    ///
    /// As every search: if the pattern is no regular expression.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match self.engine(text) {
            Engine::QuickToBuild(regex) => regex.is_match(text),
            Engine::QuickToSearch(regex) => regex.is_match(text),
        }
    }

    /// Where it is found first in `text`, in bytes.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        match self.engine(text) {
            Engine::QuickToBuild(regex) => regex.find(text).map(|found| found.range()),
            Engine::QuickToSearch(regex) => regex.find(text).map(|found| found.range()),
        }
    }

    /// Everywhere that it is found in `text`, in bytes, none inside another, in order.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        match self.engine(text) {
            Engine::QuickToBuild(regex) => regex.find_iter(text).map(|found| found.range()).collect(),
            Engine::QuickToSearch(regex) => regex.find_iter(text).map(|found| found.range()).collect(),
        }
    }

    /// Everywhere that it is found in `text`, in order: where the whole stands, then each of its groups, in bytes.
    #[must_use]
    pub fn groups(&self, text: &str) -> Vec<Vec<Option<Range<usize>>>> {
        match self.engine(text) {
            Engine::QuickToBuild(regex) => regex
                .captures_iter(text)
                .map(|found| found.iter().map(|group| group.map(|group| group.range())).collect())
                .collect(),
            Engine::QuickToSearch(regex) => regex
                .captures_iter(text)
                .map(|found| found.iter().map(|group| group.map(|group| group.range())).collect())
                .collect(),
        }
    }

    /// The engine to search `text` with.
    #[allow(clippy::expect_used)] // The patterns are fixed, and the tests of their rules search with each.
    fn engine(&self, text: &str) -> Engine<'_> {
        if let Some(regex) = self.quick_to_search.get() {
            return Engine::QuickToSearch(regex);
        }
        // Threads that lose count of one another only change engines a little later.
        let searched = self.searched.fetch_add(text.len(), Ordering::Relaxed);
        if searched.saturating_add(text.len()) > PATIENCE {
            let build = || regex::Regex::new(&self.source).expect("a pattern of the program is a regular expression");
            Engine::QuickToSearch(self.quick_to_search.get_or_init(build))
        } else {
            let build = || regex_lite::Regex::new(&self.source).expect("a pattern of the program is a regular expression");
            Engine::QuickToBuild(self.quick_to_build.get_or_init(build))
        }
    }
}

/// The pattern that is put together when the program runs, of the words of a list.
///
/// # Panics
///
/// As [`Pattern::new`].
impl From<String> for Pattern {
    fn from(source: String) -> Self {
        check_classes(&source);
        Self::unchecked(Cow::Owned(source))
    }
}

/// # Panics
///
/// If `source` has a class that the two engines do not read alike.
const fn check_classes(source: &str) {
    let letters = source.as_bytes();
    let mut at = 0;
    while at + 1 < letters.len() {
        if letters[at] == b'\\' {
            at += 1;
            let is_read_alike = !matches!(letters[at], b's' | b'S' | b'd' | b'D' | b'w' | b'W' | b'b' | b'B' | b'p' | b'P');
            assert!(is_read_alike, "a class that the engines do not read alike");
        }
        at += 1;
    }
}

/// One of the two engines.
enum Engine<'a> {
    QuickToBuild(&'a regex_lite::Regex),
    QuickToSearch(&'a regex::Regex),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PATTERNS: &[&str] = &[
        "流出|漏えい",
        "^(?:など)?から[^、。]{0,15}(?:委託|受託)|^(?:や[^、。]{1,5})?利用して",
        "(?:うち|内訳)[^。]{0,8}$",
        "[0-9]{1,3}?(?:人|件)分?",
        "(?:^|[、。])([^、。]{0,4})業者(は)?、",
    ];

    proptest! {
        #[test]
        fn both_engines_find_the_same(text in "[、。人件0-9a漏流出えいうち内訳などからや委託業者は利用して]{0,60}") {
            for source in PATTERNS {
                let (fresh, used) = (Pattern::new(source), Pattern::new(source));
                let _ = used.is_match(&"。".repeat(PATIENCE));
                prop_assert!(used.quick_to_search.get().is_some());
                prop_assert_eq!(fresh.find_all(&text), used.find_all(&text));
                prop_assert_eq!(fresh.groups(&text), used.groups(&text));
                prop_assert_eq!(fresh.find(&text), used.find(&text));
                prop_assert_eq!(fresh.is_match(&text), used.is_match(&text));
                prop_assert!(fresh.quick_to_search.get().is_none());
            }
        }
    }

    #[test]
    #[should_panic(expected = "do not read alike")]
    fn a_class_that_the_engines_read_differently_is_refused() {
        let _ = Pattern::new(r"[0-9]\s?人");
    }
}
