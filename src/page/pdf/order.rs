//! What stands on a sheet → the order in which it is read: column after column, and tables where lines or aligned
//! columns make them.

use std::collections::BTreeMap;

use super::lines::Stretch;

/// The least lines of a column of text beside another, and the least letters of the middle one of its lines. Labels with
/// their values are read line by line.
const COLUMN_LINES: usize = 3;
const COLUMN_LETTERS: usize = 10;

/// The least rows of a table that only its alignment makes, and the most letters of its cells.
const TABLE_ROWS: usize = 3;
const CELL_LETTERS: usize = 40;

/// How far apart stretches of a line may be, as parts of their size, to be read as one.
const ONE_LINE: f32 = 4.0;

/// A line of text, or a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    Line(Stretch),
    Table(Table),
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) cells: Vec<CellText>,
}

/// What a cell of a table says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CellText {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) lines: Vec<Stretch>,
}

impl Part {
    fn left(&self) -> f32 {
        match self {
            Self::Line(line) => line.left,
            Self::Table(table) => table.left,
        }
    }

    fn right(&self) -> f32 {
        match self {
            Self::Line(line) => line.right,
            Self::Table(table) => table.right,
        }
    }

    fn top(&self) -> f32 {
        match self {
            Self::Line(line) => line.top(),
            Self::Table(table) => table.top,
        }
    }

    fn bottom(&self) -> f32 {
        match self {
            Self::Line(line) => line.bottom(),
            Self::Table(table) => table.bottom,
        }
    }

    /// Whether it is beside another, the lines of which may stand between its own.
    fn is_near(&self, other: &Self) -> bool {
        let height = (self.bottom() - self.top()).min(other.bottom() - other.top());
        self.bottom().min(other.bottom()) - self.top().max(other.top()) > -height
    }

    fn is_beside(&self, other: &Self) -> bool {
        let shared = self.bottom().min(other.bottom()) - self.top().max(other.top());
        shared > 0.4 * (self.bottom() - self.top()).min(other.bottom() - other.top())
    }
}

/// The parts of a sheet as columns in reading order.
pub(super) fn columns(mut parts: Vec<Part>) -> Vec<Vec<Part>> {
    parts.sort_by(|one, other| one.top().total_cmp(&other.top()).then(one.left().total_cmp(&other.left())));
    let mut columns = Vec::new();
    add_columns(parts, 0, &mut columns);
    columns
}

fn add_columns(parts: Vec<Part>, depth: usize, columns: &mut Vec<Vec<Part>>) {
    const DEEPEST: usize = 6;
    if parts.is_empty() {
        return;
    }
    let Some(gutter) = gutter(&parts).filter(|_| depth < DEEPEST) else {
        columns.push(lines(parts));
        return;
    };
    let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (index, part) in parts.into_iter().enumerate() {
        let side = match () {
            () if index < gutter.start => &mut above,
            () if index >= gutter.end => &mut below,
            () if part.right() <= gutter.x + SLACK => &mut left,
            () => &mut right,
        };
        side.push(part);
    }
    for part in [above, left, right, below] {
        add_columns(part, depth + 1, columns);
    }
}

/// How far a part may reach over the middle of the blank between two columns, in points.
const SLACK: f32 = 2.0;

/// A blank from top to bottom between two columns of text.
#[derive(Debug)]
struct Gutter {
    x: f32,
    /// The first part beside it and the one after the last.
    start: usize,
    end: usize,
}

/// The blank that parts the most text in two columns.
fn gutter(parts: &[Part]) -> Option<Gutter> {
    const LOOKED_AT: usize = 40;
    const MOST: usize = 30;
    let mut places: BTreeMap<i32, usize> = BTreeMap::new();
    for (index, part) in parts.iter().enumerate() {
        for other in parts[index + 1..].iter().take(LOOKED_AT).filter(|other| part.is_near(other)) {
            let (left, right) = if part.left() < other.left() { (part, other) } else { (other, part) };
            if right.left() - left.right() > 6.0 {
                *places.entry((f32::midpoint(left.right(), right.left()) / 4.0) as i32).or_default() += 1;
            }
        }
    }
    let mut places: Vec<(i32, usize)> = places.into_iter().collect();
    places.sort_by_key(|&(place, count)| (std::cmp::Reverse(count), place));
    let candidates = places.iter().take(MOST).flat_map(|&(place, _)| runs(parts, place as f32 * 4.0 + 2.0));
    candidates.filter(|gutter| is_between_columns(parts, gutter)).max_by_key(|gutter| gutter.end - gutter.start)
}

/// The longest runs of parts that do not reach over `x`.
fn runs(parts: &[Part], x: f32) -> Vec<Gutter> {
    let crosses = |part: &Part| part.left() < x - SLACK && part.right() > x + SLACK;
    let mut runs = Vec::new();
    let mut start = 0;
    for end in 0..=parts.len() {
        if parts.get(end).is_none_or(crosses) {
            if end - start >= 2 * COLUMN_LINES {
                runs.push(Gutter { x, start, end });
            }
            start = end + 1;
        }
    }
    runs
}

fn is_between_columns(parts: &[Part], gutter: &Gutter) -> bool {
    let beside = &parts[gutter.start..gutter.end];
    let (left, right): (Vec<&Part>, Vec<&Part>) = beside.iter().partition(|part| part.right() <= gutter.x + SLACK);
    let is_text = |column: &[&Part]| {
        let mut letters: Vec<usize> =
            column.iter().filter_map(|part| if let Part::Line(line) = part { Some(line.letters()) } else { None }).collect();
        letters.sort_unstable();
        letters.len() >= COLUMN_LINES && letters[letters.len() / 2] >= COLUMN_LETTERS
    };
    let extent = |column: &[&Part]| {
        let top = column.iter().map(|part| part.top()).fold(f32::MAX, f32::min);
        (top, column.iter().map(|part| part.bottom()).fold(f32::MIN, f32::max))
    };
    let ((top, bottom), (other_top, other_bottom)) = (extent(&left), extent(&right));
    let shared = bottom.min(other_bottom) - top.max(other_top);
    is_text(&left) && is_text(&right) && shared > 0.5 * (bottom - top).min(other_bottom - other_top)
}

/// The lines of a column, those that stand side by side joined or made a table.
fn lines(parts: Vec<Part>) -> Vec<Part> {
    let mut rows: Vec<Vec<Part>> = Vec::new();
    for part in parts {
        match rows.last_mut() {
            Some(row) if row.iter().all(is_line) && is_line(&part) && row.iter().any(|other| other.is_beside(&part)) => {
                row.push(part);
            }
            _ => rows.push(vec![part]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.left().total_cmp(&other.left()));
    }
    let mut lines = Vec::new();
    let mut rest = rows.as_slice();
    while let Some((row, after)) = rest.split_first() {
        let length = aligned(rest);
        if length >= TABLE_ROWS {
            lines.push(Part::Table(table(&rest[..length])));
            rest = &rest[length..];
        } else {
            lines.extend(one_line(row));
            rest = after;
        }
    }
    lines
}

fn is_line(part: &Part) -> bool {
    matches!(part, Part::Line(_))
}

/// A row's stretches, those joined that are not far from each other.
fn one_line(row: &[Part]) -> Vec<Part> {
    let mut lines: Vec<Part> = Vec::new();
    for part in row {
        match (lines.last_mut(), part) {
            (Some(Part::Line(line)), Part::Line(next)) if next.left - line.right <= ONE_LINE * line.size => {
                *line = line.clone().and(next);
            }
            _ => lines.push(part.clone()),
        }
    }
    lines
}

/// How many rows from the first on have as many stretches, each under the one above.
fn aligned(rows: &[Vec<Part>]) -> usize {
    let stretches = |row: &[Part]| -> Option<Vec<Stretch>> {
        let stretches = row.iter().map(|part| match part {
            Part::Line(line) if line.letters() <= CELL_LETTERS => Some(line.clone()),
            _ => None,
        });
        stretches.collect()
    };
    let Some(first) = rows.first().and_then(|row| stretches(row)).filter(|row| row.len() > 1) else { return 0 };
    let mut above = first;
    let mut length = 1;
    for row in &rows[1..] {
        let Some(row) = stretches(row).filter(|row| row.len() == above.len()) else { break };
        let is_under = |(upper, lower): (&Stretch, &Stretch)| {
            let near = |one: f32, other: f32| (one - other).abs() <= 0.6 * upper.size;
            let middle = |stretch: &Stretch| f32::midpoint(stretch.left, stretch.right);
            near(upper.left, lower.left) || near(upper.right, lower.right) || near(middle(upper), middle(lower))
        };
        let is_close = row[0].base - above[0].base <= 3.2 * above[0].size;
        if !is_close || !above.iter().zip(&row).all(is_under) {
            break;
        }
        above = row;
        length += 1;
    }
    length
}

fn table(rows: &[Vec<Part>]) -> Table {
    let parts = || rows.iter().flatten();
    let cells = rows.iter().zip(0..).flat_map(|(row, number)| {
        row.iter().zip(0..).filter_map(move |(part, column)| match part {
            Part::Line(line) => Some(CellText { row: number, column, lines: vec![line.clone()] }),
            Part::Table(_) => None,
        })
    });
    Table {
        left: parts().map(Part::left).fold(f32::MAX, f32::min),
        right: parts().map(Part::right).fold(f32::MIN, f32::max),
        top: parts().map(Part::top).fold(f32::MAX, f32::min),
        bottom: parts().map(Part::bottom).fold(f32::MIN, f32::max),
        cells: cells.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of 10 points.
    fn line(text: &str, left: f32, base: f32) -> Part {
        let right = left + 10.0 * text.chars().count() as f32;
        Part::Line(Stretch { text: text.to_owned(), left, right, base, size: 10.0, is_bold: false })
    }

    fn text(part: &Part) -> String {
        match part {
            Part::Line(line) => line.text.clone(),
            Part::Table(table) => {
                let cells: Vec<&str> = table.cells.iter().flat_map(|cell| &cell.lines).map(|line| line.text.as_str()).collect();
                format!("[{}]", cells.join("|"))
            }
        }
    }

    #[track_caller]
    fn check(parts: Vec<Part>, expected: &[&str]) {
        assert_eq!(columns(parts).iter().flatten().map(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut parts = vec![line("不正アクセスによる情報流出に関するお知らせについて(第二報)", 50.0, 50.0)];
        for row in 0..3 {
            let base = 100.0 + 20.0 * row as f32;
            parts.push(line(&format!("左の段の本文の第{row}行です"), 50.0, base));
            parts.push(line(&format!("右の段の本文の第{row}行です"), 300.0, base + 7.0));
        }
        parts.push(line("このお知らせは両方の段の下に一段で組まれている文章です。", 50.0, 200.0));
        check(
            parts,
            &[
                "不正アクセスによる情報流出に関するお知らせについて(第二報)",
                "左の段の本文の第0行です",
                "左の段の本文の第1行です",
                "左の段の本文の第2行です",
                "右の段の本文の第0行です",
                "右の段の本文の第1行です",
                "右の段の本文の第2行です",
                "このお知らせは両方の段の下に一段で組まれている文章です。",
            ],
        );
    }

    #[test]
    fn aligned_columns_are_a_table() {
        let parts = vec![
            line("件数", 200.0, 100.0),
            line("区分", 50.0, 100.0),
            line("会員", 50.0, 120.0),
            line("120件", 200.0, 120.0),
            line("取引先", 50.0, 140.0),
            line("86件", 200.0, 140.0),
        ];
        check(parts, &["[区分|件数|会員|120件|取引先|86件]"]);
    }

    #[test]
    fn a_label_and_its_value_are_one_line() {
        check(vec![line("日時", 50.0, 100.0), line("4月6日", 95.0, 100.0)], &["日時\u{3000}4月6日"]);
        check(vec![line("各位", 50.0, 100.0), line("4月6日", 395.0, 100.0)], &["各位", "4月6日"]);
    }
}
