//! The tables: eras, relative words, days that have a name.

use serde::Deserialize;

use super::cursor::Cursor;
use super::expression::Base;
use crate::dict::{Error, Tables};
use crate::extract::RuleId;
use crate::extract::prefixes::Prefixes;
use crate::extract::rule::Rule;

const ERAS: &str = "eras.csv";
const WORDS: &str = "dates.toml";

/// A row of relative words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordRow {
    id: String,
    says: String,
    unit: Unit,
    from: From,
    shift: i32,
    words: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    hit: Vec<String>,
    miss: Vec<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Unit {
    Year,
    Month,
    Week,
    Day,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum From {
    Page,
    Text,
}

/// A row of names of a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayRow {
    id: String,
    names: Vec<String>,
    month: i8,
    day: i8,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    guard: Guards,
    word: Vec<WordRow>,
    day: Vec<DayRow>,
}

/// What makes a number with a unit of time a span of time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guards {
    pub(super) year: Guard,
    pub(super) small_year: Guard,
    pub(super) month: Guard,
    pub(super) day: Guard,
    pub(super) first_day: Guard,
    pub(super) kanji_day: Guard,
}

/// Words before and after.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guard {
    before: Vec<String>,
    after: Vec<String>,
}

impl Guard {
    /// Whether one of its words stands just before `start` or just after `end`.
    pub(super) fn stops(&self, start: Cursor, end: Cursor) -> bool {
        self.before.iter().any(|word| start.before().ends_with(word.as_str()))
            || self.after.iter().any(|word| end.after().starts_with(word.as_str()))
    }
}

/// What a word of the tables means.
#[derive(Debug, Clone)]
pub(super) enum Word {
    /// 令和, R: with the western year of its first.
    Era(i16),
    /// 昨年
    Year(Relative),
    /// 先月
    Month(Relative),
    /// 先週
    Week(Relative),
    /// 翌日
    Day(Relative),
    /// 元旦
    Named { month: i8, day: i8, rule: RuleId },
}

/// The distance from another date that a word names.
#[derive(Debug, Clone)]
pub(super) struct Relative {
    pub(super) base: Base,
    pub(super) shift: i32,
    pub(super) rule: RuleId,
    /// What must not follow it.
    unless: Vec<String>,
}

impl Relative {
    /// Whether the word may be followed by `after`.
    pub(super) fn may_precede(&self, after: &str) -> bool {
        !self.unless.iter().any(|unless| after.starts_with(unless.as_str()))
    }
}

/// The words of the tables.
#[derive(Debug)]
pub(super) struct Words {
    spellings: Prefixes<Word>,
    pub(super) guards: Guards,
    /// The rows of relative words as rules.
    pub(super) rules: Vec<Rule>,
}

impl Words {
    /// The words of `tables`.
    pub(super) fn new(tables: &Tables) -> Result<Self, Error> {
        let mut words: Vec<(String, Word)> = Vec::new();
        let mut rules = Vec::new();
        for row in tables.columns(ERAS)? {
            let [name, letter, first] = row?;
            let first = first.parse().map_err(|reason| Error::refused(ERAS, format!("{name}: {first}: {reason}")))?;
            let names = [name, letter].into_iter().filter(|name| !name.is_empty());
            words.extend(names.map(|name| (name.to_owned(), Word::Era(first))));
        }
        let rows: Rows = tables.toml(WORDS)?;
        for row in rows.word {
            let base = match row.from {
                From::Page => Base::Page,
                From::Text => Base::Text,
            };
            let relative = Relative { base, shift: row.shift, rule: row.id.as_str().into(), unless: row.unless };
            let word = match row.unit {
                Unit::Year => Word::Year(relative),
                Unit::Month => Word::Month(relative),
                Unit::Week => Word::Week(relative),
                Unit::Day => Word::Day(relative),
            };
            words.extend(row.words.into_iter().map(|spelling| (spelling, word.clone())));
            rules.push(Rule { id: row.id.as_str().into(), says: row.says, hit: row.hit, miss: row.miss });
        }
        for row in rows.day {
            let word = Word::Named { month: row.month, day: row.day, rule: row.id.as_str().into() };
            words.extend(row.names.into_iter().map(|spelling| (spelling, word.clone())));
        }
        words.sort_by(|(a, _), (b, _)| a.cmp(b));
        if let Some(twice) = words.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(Error::refused(WORDS, format!("{} stands in two rows", twice[0].0)));
        }
        let words = words.into_iter().map(|(spelling, word)| (spelling.into(), word)).collect();
        Ok(Self { spellings: Prefixes::new(words), guards: rows.guard, rules })
    }

    /// The longest word at the start of `text`, and its length.
    pub(super) fn at<'a>(&'a self, text: &str) -> Option<(&'a Word, usize)> {
        self.spellings.beginning(text).next().map(|(length, word)| (word, length))
    }
}
