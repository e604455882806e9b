//! Bare numbers in tables: what they count stands in the heading of their row or column, or in the total above.

use serde::Deserialize;

use super::{Bound, Quantity, Unit};
use crate::dict::{self, Tables};
use crate::extract::rule::{CodeRule, RuleId};
use crate::extract::{Mention, Number};
use crate::page::{BlockKind, Cell};
use crate::text::{Span, Text};

/// See [`Headings::find`].
pub(super) const RULE: CodeRule = CodeRule {
    id: "quantity/table-cell",
    says: "A cell that is nothing but a number counts what the heading of its column or row says (人数, 件数, 台数), or else what \
           the figure that the table breaks down is counted in (記録媒体は300個で、内訳は次の通り).",
    hit: &[],
    miss: &[],
};

/// The headings that say what bare numbers count.
#[derive(Debug)]
pub(super) struct Headings {
    words: Vec<(String, Unit)>,
}

/// A row of the table `units.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    unit: Unit,
    words: Vec<String>,
}

/// The part of the table `units.toml` that this file reads.
#[derive(Debug, Deserialize)]
struct Table {
    heading: Vec<Row>,
}

impl Headings {
    /// The headings of the table `units.toml`.
    pub(super) fn new(tables: &Tables) -> Result<Self, dict::Error> {
        let Table { heading: rows } = tables.toml("units.toml")?;
        let words = rows.into_iter().flat_map(|row| row.words.into_iter().map(move |word| (word, row.unit))).collect();
        Ok(Self { words })
    }

    /// The cells of `text` that are bare numbers, as quantities. `quantities` are those that have a counter, in order.
    pub(super) fn find(
        &self,
        text: &Text,
        numbers: &[Mention<Number>],
        quantities: &[Mention<Quantity>],
    ) -> Vec<Mention<Quantity>> {
        let mut numbers = numbers.iter().peekable();
        let mut quantities = quantities.iter().peekable();
        let mut found = Vec::new();
        // The unit of the last figure before the table, while its cells are walked.
        let mut total: Option<Unit> = None;
        let mut last: Option<Unit> = None;
        for passage in text.passages() {
            let BlockKind::Cell(cell) = &passage.kind else {
                while let Some(quantity) = quantities.next_if(|quantity| quantity.span.start() < passage.span.end()) {
                    last = Some(quantity.value.unit);
                }
                total = if breaks_down(text.slice(passage.span)) { last } else { None };
                continue;
            };
            while quantities.next_if(|quantity| quantity.span.start() < passage.span.end()).is_some() {}
            while numbers.next_if(|number| number.span.end() <= passage.span.start()).is_some() {}
            let Some(number) = numbers.peek().filter(|number| text.slice(passage.span).trim() == text.slice(number.span)) else {
                continue;
            };
            let unit = self.of(cell).or(total.filter(|_| !cell.is_heading));
            let count = u64::try_from(number.value.value).ok();
            if let Some((unit, count)) = unit.zip(count) {
                let value = Quantity { count, unit, bound: bound(cell) };
                found.push(Mention {
                    value,
                    span: Span::new(number.span.start(), number.span.end()),
                    rule: RuleId::from(RULE.id),
                });
            }
        }
        found
    }

    /// What the headings of a cell say that it counts.
    fn of(&self, cell: &Cell) -> Option<Unit> {
        if cell.is_heading {
            return None;
        }
        let headings = [&cell.column_heading, &cell.row_heading];
        headings.into_iter().flatten().find_map(|heading| {
            let heading = heading.replace('（', "(").replace('）', ")");
            self.words.iter().find_map(|(word, unit)| heading.contains(&**word).then_some(*unit))
        })
    }
}

/// Whether the words before a table announce that it breaks a figure down.
fn breaks_down(words: &str) -> bool {
    let end = words.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    ["内訳", "以下", "次の", "下記", "下表"].iter().any(|cue| words[end..].contains(cue))
}

/// How exact the numbers under a heading are.
fn bound(cell: &Cell) -> Bound {
    let says = |word: &str| [&cell.column_heading, &cell.row_heading].into_iter().flatten().any(|heading| heading.contains(word));
    if says("最大") {
        Bound::AtMost
    } else if says("約") && !says("約者") && !says("契約") && !says("予約") {
        Bound::About
    } else {
        Bound::Exact
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::extract::{Context, Extractors};
    use crate::page::Block;
    use crate::text::Tokenizer;

    fn cell(row: u32, column: u32, heading: Option<&str>, text: &str) -> Block {
        let cell =
            Cell { table: 0, row, column, is_heading: false, row_heading: None, column_heading: heading.map(str::to_owned) };
        Block { kind: BlockKind::Cell(cell), text: text.to_owned() }
    }

    fn paragraph(text: &str) -> Block {
        Block { kind: BlockKind::Paragraph, text: text.to_owned() }
    }

    #[track_caller]
    fn check(blocks: &[Block], expect: &[(u64, Unit)]) {
        static READER: LazyLock<(Tokenizer, Extractors)> =
            LazyLock::new(|| (Tokenizer::new(), Extractors::new(&Tables::embedded()).unwrap()));
        let text = Text::new(&READER.0, blocks);
        let found = READER.1.mentions(&text, &Context::default()).quantities;
        let found: Vec<(u64, Unit)> = found
            .iter()
            .filter(|quantity| quantity.rule.as_str() == RULE.id)
            .map(|quantity| (quantity.value.count, quantity.value.unit))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn the_heading_of_the_column_says_what_is_counted() {
        check(
            &[
                cell(1, 0, Some("区分"), "学生"),
                cell(1, 1, Some("人数"), "3,017"),
                cell(2, 0, Some("区分"), "保護者"),
                cell(2, 1, Some("人数"), "2,980"),
            ],
            &[(3017, Unit::People), (2980, Unit::People)],
        );
    }

    #[test]
    fn the_total_above_says_what_is_counted() {
        let lead = paragraph("持ち出された記憶媒体は30個で、内訳は次の通り。");
        check(&[lead, cell(0, 0, None, "HDD"), cell(0, 1, None, "18")], &[(18, Unit::Devices)]);
    }

    #[test]
    fn a_number_of_which_nothing_is_said_counts_nothing() {
        check(&[paragraph("会員は300人。"), cell(0, 0, None, "2019"), cell(0, 1, None, "18")], &[]);
    }
}
