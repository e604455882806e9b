//! Rules: what each is called, what it says of the language, and sentences that show it.

use std::fmt;
use std::sync::Arc;

/// The name of a rule, such as `date/relative-day` or `attack/ransomware/ransom-virus`: the room that it belongs to,
/// then what it reads. It stands in every piece of evidence, and `jikenbo explain` takes it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(Arc<str>);

impl RuleId {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for RuleId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A rule as its users see it.
///
/// In a sentence of `hit`, 《 and 》 stand around the words that the rule must find; they are taken out before it is run.
/// In a sentence of `miss` the rule must find nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub id: RuleId,
    /// What it says of the language or the genre, in one or more sentences.
    pub says: String,
    /// Sentences in which it must find the marked words.
    pub hit: Vec<String>,
    /// Sentences in which it must find nothing.
    pub miss: Vec<String>,
}

/// A rule that is code: the same as [`Rule`], as a constant beside it.
#[derive(Debug, Clone, Copy)]
pub struct CodeRule {
    /// See [`Rule::id`].
    pub id: &'static str,
    /// See [`Rule::says`].
    pub says: &'static str,
    /// See [`Rule::hit`].
    pub hit: &'static [&'static str],
    /// See [`Rule::miss`].
    pub miss: &'static [&'static str],
}

impl From<&CodeRule> for Rule {
    fn from(rule: &CodeRule) -> Self {
        let owned = |sentences: &[&str]| sentences.iter().map(ToString::to_string).collect();
        Self { id: rule.id.into(), says: rule.says.to_owned(), hit: owned(rule.hit), miss: owned(rule.miss) }
    }
}
