//! The word after a number that says what is counted.

use serde::Deserialize;

use super::Unit;
use crate::dict::{self, Tables};
use crate::extract::rule::{Rule, RuleId};

/// The counters.
#[derive(Debug)]
pub(super) struct Counters {
    rows: Vec<Row>,
    /// Every counter with its row, in the order in which they are tried: long before short, and of the same word the one
    /// that asks for a noun beside it first.
    words: Vec<(String, usize)>,
}

/// A row of the table `units.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    unit: Unit,
    #[serde(default = "one")]
    times: u64,
    says: String,
    words: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    unless: Vec<String>,
    hit: Vec<String>,
    miss: Vec<String>,
}

/// The part of the table `units.toml` that this file reads.
#[derive(Debug, Deserialize)]
struct Table {
    counter: Vec<Row>,
}

fn one() -> u64 {
    1
}

/// What a counter counts.
#[derive(Debug, Clone)]
pub(super) struct Counter {
    /// The unit of the record.
    pub(super) unit: Unit,
    /// How many of the unit one is.
    pub(super) times: u64,
    /// The length of the counter in bytes.
    pub(super) length: usize,
    /// The rule.
    pub(super) rule: RuleId,
}

impl Counters {
    /// The counters of the table `units.toml`.
    pub(super) fn new(tables: &Tables) -> Result<Self, dict::Error> {
        let Table { counter: rows } = tables.toml("units.toml")?;
        let mut words: Vec<(String, usize)> =
            rows.iter().enumerate().flat_map(|(row, of)| of.words.iter().map(move |word| (word.clone(), row))).collect();
        words.sort_by_key(|(word, row)| (std::cmp::Reverse(word.len()), rows[*row].beside.is_empty()));
        Ok(Self { rows, words })
    }

    /// The counter at the start of `after`, for a number before which `before` stands.
    pub(super) fn at(&self, before: &str, after: &str) -> Option<Counter> {
        self.words.iter().find_map(|(word, row)| {
            let row = &self.rows[*row];
            let rest = after_word(after, word)?;
            let denied = row.unless.iter().any(|next| rest.starts_with(&**next));
            let stands_beside = row.beside.iter().any(|noun| stands_before(before, noun) || follows(rest, noun));
            let counted = row.beside.is_empty() || stands_beside || row.before.iter().any(|words| before.contains(&**words));
            (!denied && counted).then(|| Counter {
                unit: row.unit,
                times: row.times,
                length: after.len() - rest.len(),
                rule: RuleId::from(&*row.id),
            })
        })
    }

    /// The rules that these counters are.
    pub(super) fn rules(&self) -> impl Iterator<Item = Rule> {
        self.rows.iter().map(|row| Rule {
            id: RuleId::from(&*row.id),
            says: row.says.clone(),
            hit: row.hit.clone(),
            miss: row.miss.clone(),
        })
    }
}

/// What follows the counter `word` at the start of `after`. A counter that is joined with の is the head of a compound: のアカウント
/// is found in の会員アカウント too.
fn after_word<'t>(after: &'t str, word: &str) -> Option<&'t str> {
    let plain = after.strip_prefix(word);
    plain.or_else(|| {
        let (head, compound) = (word.strip_prefix('の')?, after.strip_prefix('の')?);
        let start = compound.find(head)?;
        let is_compound = compound[..start].chars().all(|c| matches!(c, 'ァ'..='ヾ' | '一'..='鿿') || c.is_ascii_alphanumeric());
        (is_compound && compound[..start].chars().count() <= LONGEST_MODIFIER).then(|| &compound[start + head.len()..])
    })
}

/// The most characters that stand before a counter in a compound: 有料会員アカウント.
const LONGEST_MODIFIER: usize = 6;

/// Whether `noun` is what the words before a number name: メール3件, メールの数は3件, メール(3件.
fn stands_before(before: &str, noun: &str) -> bool {
    let mut rest = before;
    loop {
        if rest.ends_with(noun) {
            return true;
        }
        let shorter = ["件数", "総数", "数", "の", "は", "が", "を", "も", ":", "(", " ", "・", "…"]
            .iter()
            .find_map(|joint| rest.strip_suffix(joint));
        let Some(shorter) = shorter else { return false };
        rest = shorter;
    }
}

/// Whether `noun`, as a whole word, is what the words after a counter name: 3件のメール.
fn follows(after: &str, noun: &str) -> bool {
    let next = after.strip_prefix('の').and_then(|rest| rest.strip_prefix(noun));
    next.is_some_and(|rest| !rest.starts_with(|c: char| matches!(c, 'ァ'..='ヾ' | '一'..='鿿') || c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_joined_with_no_is_the_head_of_a_compound() {
        assert_eq!(after_word("の会員アカウントで", "のアカウント"), Some("で"));
        assert_eq!(after_word("の攻撃を受けたアカウント", "のアカウント"), None);
        assert_eq!(after_word("会員アカウント", "アカウント"), None);
    }

    #[test]
    fn a_noun_counts_only_where_it_is_what_is_counted() {
        assert!(stands_before("画像ファイルの数は", "ファイル"));
        assert!(stands_before("メール(", "メール"));
        assert!(!stands_before("メールから", "メール"));
        assert!(follows("のメールが転送された", "メール"));
        assert!(!follows("のメールアドレス", "メール"));
    }
}
