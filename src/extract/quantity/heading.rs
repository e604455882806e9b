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
    // In the examples a line that begins with a bar is a row of a table; the first row has headings if no cell is a number.
    says: "A cell that is nothing but a number counts what the heading of its column or row says (人数, 件数, 台数), or else what \
           the figure that the table breaks down is counted in (記録媒体は300個で、内訳は次の通り).",
    hit: &[
        "| 区分 | 人数\n| 学生 | 《3,017》\n| 保護者 | 《2,980》",
        "| 種類 | 件数(件)\n| 申込書 | 《41》",
        "持ち出された記憶媒体は30個で、内訳は次の通り。\n| HDD | 《18》\n| SSD | 《12》",
        "| 機器 | 台数\n| ノートパソコン | 《2》",
        "| 対象 | 名簿(名)\n| 会員 | 《1,204》",
    ],
    miss: &[
        "| 年度 | 予算\n| 平成 | 2019",
        "会員は300人。\n| HDD | 18",
        "| 順位 | 点差\n| 1 | 3",
        "| 番号 | 内容\n| 1 | 紛失",
        "| 区分 | 人数\n| 学生 | 3,017人",
    ],
};

/// See [`Headings::topic`].
pub(super) const TOPIC: CodeRule = CodeRule {
    id: "quantity/topic",
    says: "A number without a counter that is what the sentence says of its topic counts what the topic names: \
           使われたアカウントは約200に上る, 件数は3,500でした.",
    hit: &[
        "使われたアカウントは《約200》に上る。",
        "漏えいした件数は《3,500》でした。",
        "失われたファイルの数にして《約3,400万》。",
        "対象となる人数は《1,204》です。",
        "閲覧されたアカウント数:《58》",
    ],
    miss: &[
        "アカウントは2段階で確認する。",
        "会員のIDは20145でした。",
        "申込者の人数は3倍になった。",
        "件数は2023年度から公表している。",
        "ファイルは5つに分けた。",
    ],
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

    /// What a number without a counter counts that is all its sentence says of its topic. `before` and `after` are the words
    /// beside the number and what bounds it.
    pub(super) fn topic(&self, before: &str, after: &str) -> Option<Unit> {
        let noun = ["は", "が", "で", ":", "にして", "として"].iter().find_map(|joint| before.trim_end().strip_suffix(joint))?;
        let noun = noun.strip_suffix("の数").map_or_else(|| noun.to_owned(), |noun| format!("{noun}数"));
        let is_all = after.is_empty() || PREDICATES.iter().any(|words| after.starts_with(words));
        let named = self.words.iter().find(|(word, _)| noun.ends_with(&**word) || noun.ends_with(item(word)));
        named.filter(|_| is_all).map(|(_, unit)| *unit)
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

/// What follows a number that is all its sentence says.
const PREDICATES: &[&str] =
    &["。", "、", "に上", "に及", "にのぼ", "に達", "でし", "です", "であ", "だっ", "とな", "と発表", "とい", "とみ"];

/// The thing that a heading such as アカウント数 counts, where it is a word of its own; the heading itself where it is not.
fn item(heading: &str) -> &str {
    let item = heading.strip_suffix('数').filter(|item| item.chars().count() > 3);
    item.filter(|item| item.chars().all(|c| matches!(c, 'ァ'..='ヾ'))).unwrap_or(heading)
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

    /// The blocks of a page whose lines are paragraphs and, after a bar, rows of a table.
    fn blocks(lines: &str) -> Vec<Block> {
        let (rows, paragraphs): (Vec<&str>, Vec<&str>) = lines.lines().partition(|line| line.starts_with('|'));
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row[1..].split('|').map(str::trim).collect()).collect();
        let is_number = |cell: &&str| cell.starts_with(|c: char| c.is_ascii_digit());
        let headings = rows.first().filter(|row| !row.iter().any(is_number)).cloned();
        let paragraphs = paragraphs.into_iter().map(|text| Block { kind: BlockKind::Paragraph, text: text.to_owned() });
        let cell = |row: usize, column: usize, text: &str| {
            let is_heading = row == 0 && headings.is_some();
            let column_heading = headings.as_ref().filter(|_| !is_heading).map(|headings| headings[column].to_owned());
            let (row, column) = (row as u32, column as u32);
            let cell = Cell { table: 0, row, column, is_heading, row_heading: None, column_heading };
            Block { kind: BlockKind::Cell(cell), text: text.to_owned() }
        };
        let cells = rows.iter().enumerate().flat_map(|(row, cells)| {
            cells.iter().enumerate().map(move |(column, text)| (row, column, *text)).collect::<Vec<_>>()
        });
        paragraphs.chain(cells.map(|(row, column, text)| cell(row, column, text))).collect()
    }

    /// The bare cells that are quantities.
    fn found(lines: &str) -> Vec<(String, Unit)> {
        static READER: LazyLock<(Tokenizer, Extractors)> =
            LazyLock::new(|| (Tokenizer::new(), Extractors::new(&Tables::embedded()).unwrap()));
        let text = Text::new(&READER.0, &blocks(lines));
        let found = READER.1.mentions(&text, &Context::default()).quantities;
        let bare = found.iter().filter(|quantity| quantity.rule.as_str() == RULE.id);
        bare.map(|quantity| (text.slice(quantity.span).to_owned(), quantity.value.unit)).collect()
    }

    #[test]
    fn the_rule_finds_what_its_tables_mark_and_nothing_else() {
        for lines in RULE.hit.iter().chain(RULE.miss) {
            let marked: Vec<&str> = lines.split('《').skip(1).filter_map(|part| part.split('》').next()).collect();
            let found: Vec<String> = found(&lines.replace(['《', '》'], "")).into_iter().map(|(words, _)| words).collect();
            assert_eq!(found, marked, "{lines}");
        }
    }

    #[test]
    fn the_topic_says_what_a_number_counts() {
        static READER: LazyLock<(Tokenizer, Extractors)> =
            LazyLock::new(|| (Tokenizer::new(), Extractors::new(&Tables::embedded()).unwrap()));
        for sentence in TOPIC.hit.iter().chain(TOPIC.miss) {
            let marked: Vec<&str> = sentence.split('《').skip(1).filter_map(|part| part.split('》').next()).collect();
            let text = Text::plain(&READER.0, &sentence.replace(['《', '》'], ""));
            let quantities = READER.1.mentions(&text, &Context::default()).quantities;
            let found = quantities.iter().filter(|quantity| quantity.rule.as_str() == TOPIC.id);
            let found: Vec<&str> = found.map(|quantity| text.slice(quantity.span)).collect();
            assert_eq!(found, marked, "{sentence}");
        }
    }

    #[test]
    fn the_heading_or_the_total_says_what_is_counted() {
        assert_eq!(found("| 区分 | 人数\n| 学生 | 3,017"), [("3,017".to_owned(), Unit::People)]);
        assert_eq!(found("記憶媒体は30個で、内訳は次の通り。\n| HDD | 18"), [("18".to_owned(), Unit::Devices)]);
    }
}
