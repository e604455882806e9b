//! Counted things: people, records, files, devices … with how exact the figure is.

mod bound;
mod counter;
mod figure;
mod heading;

use serde::Deserialize;

pub use bound::Bounds;
pub use figure::Figure;

use super::rule::{Rule, RuleId};
use super::{Date, Mention, Number};
use crate::dict::{self, Tables};
use crate::text::{Span, Text};
use counter::{Counter, Counters};
use heading::Headings;

/// A number of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// How many.
    pub count: u64,
    /// Of what.
    pub unit: Unit,
    /// How exact the figure is.
    pub bound: Bound,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 件, レコード
    Records,
    /// 人, 名, 人分
    People,
    /// アカウント, ID
    Accounts,
    /// 枚, as of payment cards
    Cards,
    /// 通, as of mails
    Messages,
    /// ファイル, 点
    Files,
    /// 社, 団体, 校
    Organizations,
    /// 台, 本
    Devices,
    /// GB, TB: in bytes (decimal)
    Bytes,
}

impl Unit {
    /// The identifier in records: `records`, `people` …
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::People => "people",
            Self::Accounts => "accounts",
            Self::Cards => "cards",
            Self::Messages => "messages",
            Self::Files => "files",
            Self::Organizations => "organizations",
            Self::Devices => "devices",
            Self::Bytes => "bytes",
        }
    }
}

/// How a figure bounds the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The figure itself.
    Exact,
    /// 約, およそ, 程度, ほど
    About,
    /// 最大, 以下, 以内
    AtMost,
    /// 少なくとも, 以上
    AtLeast,
    /// 超, 余り, を上回る
    MoreThan,
    /// 未満, 弱
    LessThan,
}

impl Bound {
    /// The identifier in records: `exact`, `about`, `at_most` …
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtMost => "at_most",
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
        }
    }

    /// What two words that bound one figure say together: a limit says more than that the figure is rounded (最大約), and
    /// of two limits the first counts.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Exact | Self::About, other) if other != Self::Exact => other,
            (first, _) => first,
        }
    }
}

/// Finds quantities.
#[derive(Debug)]
pub struct Quantities {
    counters: Counters,
    bounds: Bounds,
    headings: Headings,
}

impl Quantities {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self { counters: Counters::new(tables)?, bounds: Bounds::new(tables)?, headings: Headings::new(tables)? })
    }

    /// Every quantity of `text`, in order. Numbers that belong to a date are none.
    #[must_use]
    pub fn find(&self, text: &Text, numbers: &[Mention<Number>], dates: &[Mention<Date>]) -> Vec<Mention<Quantity>> {
        let mut dates = dates.iter().map(|date| date.span).peekable();
        let mut quantities: Vec<Mention<Quantity>> = Vec::new();
        for number in numbers {
            while dates.next_if(|date| date.end() <= number.span.start()).is_some() {}
            if dates.peek().is_some_and(|date| date.overlaps(number.span)) {
                continue;
            }
            quantities.extend(self.counted(text, number));
        }
        let mut cells = self.headings.find(text, numbers, &quantities);
        if !cells.is_empty() {
            quantities.append(&mut cells);
            quantities.sort_by_key(|quantity| quantity.span);
        }
        quantities
    }

    /// The quantity that a numeral with a counter after it is.
    fn counted(&self, text: &Text, number: &Mention<Number>) -> Option<Mention<Quantity>> {
        let sentence = text.sentences()[text.sentence_at(number.span)?].span;
        let before = &text.norm()[sentence.start().min(number.span.start())..number.span.start()];
        let (taken, bound_before) = self.bounds.before(before);
        let after = &text.norm()[number.span.end()..sentence.end().max(number.span.end())];
        let spaced = after.trim_start_matches(' ');
        let (between, bound_between) = self.bounds.between(spaced);
        let rest = spaced[between..].trim_start_matches(' ');
        let earlier = &before[..before.len() - taken];
        let counter = self.counters.at(earlier, rest).or_else(|| {
            let unit = self.headings.topic(earlier, rest)?;
            Some(Counter { unit, times: 1, length: 0, rule: RuleId::from(heading::TOPIC.id) })
        })?;
        // "2 会員の情報" at the start of a line numbers a heading.
        if before.is_empty() && after.starts_with(' ') && rest.len() > counter.length {
            return None;
        }
        let figure = Figure::read(text, number, counter.times)?;
        let (more, bound_after) = self.bounds.after(&rest[counter.length..]);
        let bound = bound_before.and(bound_between).and(bound_after).and(figure.bound);
        let end = number.span.end() + (after.len() - rest.len()) + counter.length + more;
        let span = Span::new(number.span.start() - taken, end);
        Some(Mention { value: Quantity { count: figure.count, unit: counter.unit, bound }, span, rule: counter.rule })
    }

    /// The rules that this extractor follows, in the order of its table.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let without_counter = [&heading::RULE, &heading::TOPIC].map(Rule::from);
        self.counters.rules().chain(self.bounds.rules().iter().cloned()).chain(without_counter).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::extract::{Context, Extractors};
    use crate::text::Tokenizer;

    fn found(sentence: &str) -> (Text, Vec<Mention<Quantity>>) {
        static READER: LazyLock<(Tokenizer, Extractors)> =
            LazyLock::new(|| (Tokenizer::new(), Extractors::new(&Tables::embedded()).unwrap()));
        let text = Text::plain(&READER.0, sentence);
        let quantities = READER.1.mentions(&text, &Context::default()).quantities;
        (text, quantities)
    }

    #[test]
    fn the_counters_find_what_their_sentences_mark_and_nothing_else() {
        let quantities = Quantities::new(&Tables::embedded()).unwrap();
        let mut wrong = Vec::new();
        for rule in quantities.counters.rules() {
            for sentence in rule.hit.iter().chain(&rule.miss) {
                let (text, found) = found(&sentence.replace(['《', '》'], ""));
                let marked: Vec<&str> = sentence.split('《').skip(1).filter_map(|part| part.split('》').next()).collect();
                let of_rule = found.iter().filter(|quantity| quantity.rule == rule.id);
                let quotes: Vec<&str> = of_rule.map(|quantity| text.slice(quantity.span)).collect();
                // A figure of another kind may stand in the sentence too.
                if !marked.iter().all(|words| quotes.contains(words)) || marked.is_empty() && !quotes.is_empty() {
                    wrong.push(format!("{}: {sentence}: {quotes:?}, all {found:?}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_bounding_words_say_what_their_rows_say() {
        let quantities = Quantities::new(&Tables::embedded()).unwrap();
        let mut wrong = Vec::new();
        for rule in quantities.bounds.rules() {
            let name = rule.id.as_str().trim_start_matches("quantity/bound/").replace('-', "_");
            for sentence in &rule.hit {
                let marked = sentence.split('《').nth(1).and_then(|part| part.split('》').next()).unwrap();
                let (text, found) = found(&sentence.replace(['《', '》'], ""));
                let first = found.first().map(|quantity| (text.slice(quantity.span), quantity.value.bound.as_str()));
                if first != Some((marked, &*name)) {
                    wrong.push(format!("{}: {sentence}: {first:?}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[track_caller]
    fn check(sentence: &str, expect: &[(u64, Unit, Bound)]) {
        let found: Vec<_> = found(sentence).1.iter().map(|q| (q.value.count, q.value.unit, q.value.bound)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn figures_are_read_with_their_bounds() {
        check("約3万2千件の個人情報。", &[(32_000, Unit::Records, Bound::About)]);
        check("最大で約1万2,345人分。", &[(12_345, Unit::People, Bound::AtMost)]);
        check("教員ら十数人の氏名。", &[(10, Unit::People, Bound::MoreThan)]);
        check("荷主は数百社ある。", &[]);
        check("204.9GBのデータ。", &[(204_900_000_000, Unit::Bytes, Bound::Exact)]);
        check("100件余りのメールアドレス。", &[(100, Unit::Records, Bound::MoreThan)]);
    }

    #[test]
    fn the_number_of_a_heading_counts_nothing() {
        check("2 会員の情報", &[]);
        check("3 件", &[(3, Unit::Records, Bound::Exact)]);
    }

    #[test]
    fn a_page_of_numbers_is_read_in_proportion() {
        let sentence = "会員1人と書類2件と端末3台を含む。";
        let (_, once) = found(sentence);
        let (_, often) = found(&sentence.repeat(1000));
        assert_eq!(often.len(), once.len() * 1000);
    }
}
