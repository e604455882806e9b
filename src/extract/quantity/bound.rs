//! How exact a figure is, by the words around it: 最大, 約, 以上, 余り …

use serde::Deserialize;

use super::Bound;
use crate::dict::{self, Tables};
use crate::extract::rule::{Rule, RuleId};

/// The words that bound a figure.
#[derive(Debug)]
pub struct Bounds {
    before: Vec<(String, Bound)>,
    between: Vec<(String, Bound)>,
    after: Vec<(String, Bound)>,
    rules: Vec<Rule>,
}

/// A row of the table `units.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    bound: Bound,
    says: String,
    before: Vec<String>,
    between: Vec<String>,
    after: Vec<String>,
    #[serde(default)]
    hit: Vec<String>,
    #[serde(default)]
    miss: Vec<String>,
}

/// The part of the table `units.toml` that this file reads.
#[derive(Debug, Deserialize)]
struct Table {
    bound: Vec<Row>,
}

impl Bounds {
    /// The words of the table `units.toml`.
    ///
    /// # Errors
    ///
    /// If a row is not of the form of the table.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        let Table { bound: rows } = tables.toml("units.toml")?;
        // The longest word first, so that 以上 is not taken for the end of another.
        let words = |of: fn(&Row) -> &Vec<String>| {
            let mut words: Vec<(String, Bound)> =
                rows.iter().flat_map(|row| of(row).iter().map(|word| (word.clone(), row.bound))).collect();
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
            words
        };
        let (before, between, after) = (words(|row| &row.before), words(|row| &row.between), words(|row| &row.after));
        let rules = rows
            .into_iter()
            .map(|row| Rule { id: RuleId::from(&*row.id), says: row.says, hit: row.hit, miss: row.miss })
            .collect();
        Ok(Self { before, between, after, rules })
    }

    /// The bounding words at the end of `words`, which stand before a number: how many bytes they take, and what they
    /// say together.
    #[must_use]
    pub fn before(&self, words: &str) -> (usize, Bound) {
        let mut rest = words;
        let mut taken = words.len();
        let mut bound = Bound::Exact;
        loop {
            rest = rest.trim_end_matches(' ');
            let joined = rest.strip_suffix('で').or_else(|| rest.strip_suffix("では")).unwrap_or(rest);
            let found = [rest, joined]
                .into_iter()
                .find_map(|rest| self.before.iter().find_map(|(word, bound)| Some((rest.strip_suffix(&**word)?, *bound))));
            let Some((shorter, also)) = found else { return (words.len() - taken, bound) };
            rest = shorter;
            taken = shorter.len();
            bound = bound.and(also);
        }
    }

    /// The bounding words at the start of `words`, which stand between a number and its counter.
    #[must_use]
    pub fn between(&self, words: &str) -> (usize, Bound) {
        Self::at_start(&self.between, words)
    }

    /// The bounding words at the start of `words`, which stand after a counter.
    #[must_use]
    pub fn after(&self, words: &str) -> (usize, Bound) {
        Self::at_start(&self.after, words)
    }

    fn at_start(list: &[(String, Bound)], words: &str) -> (usize, Bound) {
        let found = list.iter().find(|(word, _)| words.starts_with(&**word));
        found.map_or((0, Bound::Exact), |(word, bound)| (word.len(), *bound))
    }

    /// The rules that these words are, for those who ask what a rule says.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, taken: &str, bound: Bound) {
        let bounds = Bounds::new(&Tables::embedded()).unwrap();
        let (length, found) = bounds.before(before);
        assert_eq!((&before[before.len() - length..], found), (taken, bound));
    }

    #[test]
    fn several_words_before_a_number_say_the_strongest() {
        check("流出は最大で約", "最大で約", Bound::AtMost);
        check("昨年から延べ約", "延べ約", Bound::About);
        check("児童、あわせて", "あわせて", Bound::Exact);
        check("被害は少なくとも", "少なくとも", Bound::AtLeast);
        check("児童", "", Bound::Exact);
    }
}
