//! Patterns: regular expressions that cost little until they are used much, and little then.
//!
//! The rules of the program are some hundred and fifty patterns, most of them long lists of words, each asked of every
//! sentence of a page. A [`Pattern`] is compiled in a few microseconds (`syntax`, `program`), knows from the character at
//! a place whether it can begin there, and goes from there by the next character into the alternatives that begin with it
//! (`search`). For most sentences the answer is no after one look at each character.
//!
//! What is found is what the [`regex`] crate finds: the first place, and there the first alternative that leads to a
//! match. That crate also searches in place of a pattern that takes too many steps on some text, so that no text costs
//! more than in proportion to its length. A pattern has none of the classes `\s`, `\d`, `\w`, `\b` and `\p{…}` and no
//! flags.

mod prefilter;
mod program;
mod search;
mod syntax;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use prefilter::Prefilter;
use program::Program;
use search::{Search, TooLong};

/// A regular expression of the program's own rules.
#[derive(Debug)]
pub struct Pattern {
    source: Cow<'static, str>,
    /// `None` if it is written in a way that only `thorough` can read.
    program: OnceLock<Option<Program>>,
    prefilter: OnceLock<Prefilter>,
    thorough: OnceLock<regex::Regex>,
    /// How many bytes were searched without a prefilter.
    searched: AtomicUsize,
}

/// How many bytes are searched before a prefilter is worth the time that it takes to build.
const WORTH_A_PREFILTER: usize = 2048;

/// Where the groups of a pattern stand, the whole first.
type Groups = Vec<Option<Range<usize>>>;

impl Pattern {
    /// The pattern that `source` writes. Nothing is compiled before the first search, so that a pattern can be a plain
    /// `static`, which is then also checked when the program is built.
    ///
    /// # Panics
    ///
    /// If it has a class of characters that is not written out.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        check_classes(source);
        Self::unchecked(Cow::Borrowed(source))
    }

    const fn unchecked(source: Cow<'static, str>) -> Self {
        Self {
            source,
            program: OnceLock::new(),
            prefilter: OnceLock::new(),
            thorough: OnceLock::new(),
            searched: AtomicUsize::new(0),
        }
    }

    /// Whether it is found anywhere in `text`.
    ///
    /// # Panics
    ///
    /// As every search: if the pattern is no regular expression.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Where it is found first in `text`, in bytes.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let found = self.search(text, false).and_then(|mut search| search.next(0));
        found.unwrap_or_else(|TooLong| self.thorough().find(text).map(|found| found.range()))
    }

    /// Everywhere that it is found in `text`, in bytes, none inside another, in order.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let found = self.each(text, false, |_, whole| whole);
        found.unwrap_or_else(|TooLong| self.thorough().find_iter(text).map(|found| found.range()).collect())
    }

    /// Everywhere that it is found in `text`, in order: where the whole stands, then each of its groups, in bytes.
    #[must_use]
    #[allow(clippy::redundant_closure_for_method_calls, reason = "the method by itself has not every lifetime")]
    pub fn groups(&self, text: &str) -> Vec<Groups> {
        let groups = |found: regex::Captures| found.iter().map(|group| group.map(|group| group.range())).collect();
        let found = self.each(text, true, |search, whole| search.groups(whole));
        found.unwrap_or_else(|TooLong| self.thorough().captures_iter(text).map(groups).collect())
    }

    /// What `take` makes of everything that is found in `text`.
    fn each<T>(&self, text: &str, with_groups: bool, take: impl Fn(&Search, Range<usize>) -> T) -> Result<Vec<T>, TooLong> {
        let mut search = self.search(text, with_groups)?;
        let mut all = Vec::new();
        let mut last = None;
        let mut from = 0;
        while let Some(found) = search.next(from)? {
            from = found.end;
            // Nothing is not found a second time where a match has ended.
            if found.is_empty() {
                from += text[from..].chars().next().map_or(1, char::len_utf8);
            }
            if !found.is_empty() || last != Some(found.end) {
                last = Some(found.end);
                all.push(take(&search, found));
            }
            if from > text.len() {
                break;
            }
        }
        Ok(all)
    }

    /// A search in `text`. Most patterns of a rule are asked of a sentence or two of a page; those that are asked of more
    /// get a prefilter.
    fn search<'s>(&'s self, text: &'s str, with_groups: bool) -> Result<Search<'s, 's>, TooLong> {
        let program = self.program().ok_or(TooLong)?;
        let prefilter = self.prefilter.get().or_else(|| {
            let searched = self.searched.fetch_add(text.len(), Ordering::Relaxed);
            let read = || syntax::read(&self.source).map(|(node, _)| self.prefilter.get_or_init(|| Prefilter::of(&node)));
            if searched + text.len() < WORTH_A_PREFILTER { None } else { read() }
        });
        Ok(Search::new(program, prefilter, text, with_groups))
    }

    fn program(&self) -> Option<&Program> {
        let compile = || syntax::read(&self.source).and_then(|(node, groups)| Program::new(&node, groups));
        self.program.get_or_init(compile).as_ref()
    }

    #[allow(clippy::expect_used)] // The patterns are fixed, and the tests of their rules search with each.
    fn thorough(&self) -> &regex::Regex {
        let build = || regex::Regex::new(&self.source).expect("a pattern of the program is a regular expression");
        self.thorough.get_or_init(build)
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
/// If `source` has a class of characters that is not written out.
const fn check_classes(source: &str) {
    let letters = source.as_bytes();
    let mut at = 0;
    while at + 1 < letters.len() {
        if letters[at] == b'\\' {
            at += 1;
            let is_written_out = !matches!(letters[at], b's' | b'S' | b'd' | b'D' | b'w' | b'W' | b'b' | b'B' | b'p' | b'P');
            assert!(is_written_out, "a class of characters is not written out");
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests;
