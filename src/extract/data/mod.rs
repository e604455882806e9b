//! Kinds of data: names, addresses, card numbers …

use serde::Deserialize;

use super::Mention;
use super::prefixes::Prefixes;
use super::rule::{Rule, RuleId};
use crate::dict::{self, Tables};
use crate::text::{Span, Text};

/// A kind of data, by its identifier: `name`, `address`, `card_number` … The table `data.toml` has them all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DataKind(pub String);

/// Finds kinds of data.
#[derive(Debug)]
pub struct DataKinds {
    rows: Vec<Row>,
    /// The words, each with its row; `None` for those that mean something else.
    words: Prefixes<Option<usize>>,
}

/// A row of the table `data.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    kind: String,
    says: String,
    words: Vec<String>,
    except: Vec<String>,
    hit: Vec<String>,
    miss: Vec<String>,
}

/// The table `data.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    kind: Vec<Row>,
}

impl DataKinds {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        let Table { kind: rows } = tables.toml("data.toml")?;
        let words = rows.iter().enumerate().flat_map(|(index, row)| {
            let words = row.words.iter().map(move |word| (&**word, Some(index)));
            words.chain(row.except.iter().map(|word| (&**word, None)))
        });
        let words = Prefixes::new(words.map(|(word, row)| (word.into(), row)).collect());
        Ok(Self { rows, words })
    }

    /// Every kind of data named in `text`, in order.
    #[must_use]
    pub fn find(&self, text: &Text) -> Vec<Mention<DataKind>> {
        let found = self.words.find(text.norm()).filter_map(|(start, end, &row)| {
            let row = &self.rows[row?];
            Some(Mention { value: DataKind(row.kind.clone()), span: Span::new(start, end), rule: RuleId::from(&*row.id) })
        });
        found.collect()
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
    use super::*;
    use crate::text::Tokenizer;

    #[test]
    fn the_rows_find_what_their_sentences_mark_and_nothing_else() {
        let kinds = DataKinds::new(&Tables::embedded()).unwrap();
        let mut wrong = Vec::new();
        for rule in kinds.rules() {
            for sentence in rule.hit.iter().chain(&rule.miss) {
                let text = Text::plain(&Tokenizer::new(), &sentence.replace(['《', '》'], ""));
                let found = kinds.find(&text);
                let of_rule = found.iter().filter(|kind| kind.rule == rule.id);
                let quotes: Vec<&str> = of_rule.map(|kind| text.slice(kind.span)).collect();
                let marked: Vec<&str> = sentence.split('《').skip(1).filter_map(|part| part.split('》').next()).collect();
                if quotes != marked {
                    wrong.push(format!("{}: {sentence}: {quotes:?}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn no_word_stands_twice_in_the_table() {
        let kinds = DataKinds::new(&Tables::embedded()).unwrap();
        let mut words: Vec<&String> = kinds.rows.iter().flat_map(|row| row.words.iter().chain(&row.except)).collect();
        words.sort();
        let twice: Vec<&&String> = words.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
