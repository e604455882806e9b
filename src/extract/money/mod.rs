//! Sums of money.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::quantity::{Bounds, Figure};
use super::rule::{Rule, RuleId};
use super::{Bound, Mention, Number};
use crate::dict::{self, Tables};
use crate::text::{Span, Text};

/// A sum of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// How much, in whole units of the currency.
    pub amount: u64,
    /// In which currency.
    pub currency: Currency,
    /// How exact the figure is.
    pub bound: Bound,
}

/// A currency, by its ISO 4217 code; virtual currencies by the code that exchanges use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// 円
    Jpy,
    /// ドル
    Usd,
    /// ユーロ
    Eur,
    /// ポンド
    Gbp,
    /// 人民元
    Cny,
    /// ウォン
    Krw,
    /// 豪ドル
    Aud,
    /// 香港ドル
    Hkd,
    /// シンガポールドル
    Sgd,
    /// 台湾ドル
    Twd,
    /// バーツ
    Thb,
    /// ルピー
    Inr,
    /// ドン
    Vnd,
    /// ビットコイン
    Btc,
    /// イーサ
    Eth,
}

impl Currency {
    /// The code: `JPY`, `USD` …
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpy => "JPY",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Cny => "CNY",
            Self::Krw => "KRW",
            Self::Aud => "AUD",
            Self::Hkd => "HKD",
            Self::Sgd => "SGD",
            Self::Twd => "TWD",
            Self::Thb => "THB",
            Self::Inr => "INR",
            Self::Vnd => "VND",
            Self::Btc => "BTC",
            Self::Eth => "ETH",
        }
    }
}

/// Finds sums of money.
#[derive(Debug)]
pub struct Amounts {
    rows: Vec<Row>,
    /// Every word after a number, the longest first: the word, its row, and how many units one is.
    after: Vec<(String, usize, u64)>,
    /// Every word before a number, the longest first.
    before: Vec<(String, usize)>,
    bounds: Bounds,
}

/// A row of the table `currencies.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    currency: Currency,
    says: String,
    before: Vec<String>,
    after: BTreeMap<String, u64>,
    unless: Vec<String>,
    hit: Vec<String>,
    miss: Vec<String>,
}

/// The table `currencies.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    currency: Vec<Row>,
}

impl Amounts {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        let Table { currency: rows } = tables.toml("currencies.toml")?;
        let mut after = Vec::new();
        let mut before = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            after.extend(row.after.iter().map(|(word, units)| (word.clone(), index, *units)));
            before.extend(row.before.iter().map(|word| (word.clone(), index)));
        }
        after.sort_by_key(|(word, ..)| Reverse(word.len()));
        before.sort_by_key(|(word, _)| Reverse(word.len()));
        Ok(Self { rows, after, before, bounds: Bounds::new(tables)? })
    }

    /// Every sum of money of `text`, in order.
    #[must_use]
    pub fn find(&self, text: &Text, numbers: &[Mention<Number>]) -> Vec<Mention<Money>> {
        numbers.iter().filter_map(|number| self.sum(text, number)).collect()
    }

    /// The sum that a numeral with a currency beside it is.
    fn sum(&self, text: &Text, number: &Mention<Number>) -> Option<Mention<Money>> {
        let sentence = text.sentences()[text.sentence_at(number.span)?].span;
        let before = &text.norm()[sentence.start().min(number.span.start())..number.span.start()];
        let after = &text.norm()[number.span.end()..sentence.end().max(number.span.end())];
        let (between, bound_between) = self.bounds.between(after);
        let rest = after[between..].trim_start_matches(' ');
        let (row, units, prefix, suffix) = self.currency(before, rest)?;
        let (taken, bound_before) = self.bounds.before(&before[..before.len() - prefix]);
        let figure = Figure::read(text, number, units)?;
        let (more, bound_after) = self.bounds.after(&rest[suffix..]);
        let bound = bound_before.and(bound_between).and(bound_after).and(figure.bound);
        let end = number.span.end() + (after.len() - rest.len()) + suffix + more;
        let span = Span::new(number.span.start() - prefix - taken, end);
        let value = Money { amount: figure.count, currency: row.currency, bound };
        Some(Mention { value, span, rule: RuleId::from(&*row.id) })
    }

    /// The currency beside a number: its row, how many units one is, and the length of the words before and after the
    /// number that say so.
    fn currency(&self, before: &str, after: &str) -> Option<(&Row, u64, usize, usize)> {
        let behind = self.after.iter().find_map(|(word, row, units)| {
            let row = &self.rows[*row];
            let rest = after.strip_prefix(&**word)?;
            let denied = row.unless.iter().any(|next| rest.starts_with(&**next));
            (!denied).then_some((row, *units, 0, word.len()))
        });
        behind.or_else(|| {
            self.before.iter().find_map(|(word, row)| before.ends_with(&**word).then_some((&self.rows[*row], 1, word.len(), 0)))
        })
    }

    /// The rules that this extractor follows, in the order of its table.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let rule =
            |row: &Row| Rule { id: RuleId::from(&*row.id), says: row.says.clone(), hit: row.hit.clone(), miss: row.miss.clone() };
        self.rows.iter().map(rule).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::extract::{Context, Extractors};
    use crate::text::Tokenizer;

    fn found(sentence: &str) -> (Text, Vec<Mention<Money>>) {
        static READER: LazyLock<(Tokenizer, Extractors)> =
            LazyLock::new(|| (Tokenizer::new(), Extractors::new(&Tables::embedded()).unwrap()));
        let text = Text::plain(&READER.0, sentence);
        let money = READER.1.mentions(&text, &Context::default()).money;
        (text, money)
    }

    #[test]
    fn the_rows_find_what_their_sentences_mark_and_nothing_else() {
        let amounts = Amounts::new(&Tables::embedded()).unwrap();
        let mut wrong = Vec::new();
        for rule in amounts.rules() {
            for sentence in rule.hit.iter().chain(&rule.miss) {
                let (text, found) = found(&sentence.replace(['《', '》'], ""));
                let marked: Vec<&str> = sentence.split('《').skip(1).filter_map(|part| part.split('》').next()).collect();
                let of_rule = found.iter().filter(|sum| sum.rule == rule.id);
                let quotes: Vec<&str> = of_rule.map(|sum| text.slice(sum.span)).collect();
                if quotes != marked {
                    wrong.push(format!("{}: {sentence}: {quotes:?}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[track_caller]
    fn check(words: &str, expect: &[(u64, Currency, Bound)]) {
        let (_, found) = found(words);
        let found: Vec<_> = found.iter().map(|sum| (sum.value.amount, sum.value.currency, sum.value.bound)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn sums_are_read_with_their_bounds() {
        check(
            "約380万ドル(約5億円)を送金した。",
            &[(3_800_000, Currency::Usd, Bound::About), (500_000_000, Currency::Jpy, Bound::About)],
        );
        check("1億94百万円を計上する。", &[(194_000_000, Currency::Jpy, Bound::Exact)]);
        check("被害額は3億円を超えた。", &[(300_000_000, Currency::Jpy, Bound::MoreThan)]);
        check("最大1千万円程度の損失。", &[(10_000_000, Currency::Jpy, Bound::AtMost)]);
    }
}
