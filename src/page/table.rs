//! Tables: which hold data and which only lay out the page, and what the headings of a cell are.

use super::flow::Piece;
use super::tree::{NodeId, Tree, heading_level};
use super::{BlockKind, Cell};

/// The largest number of rows or columns that a cell is believed to span.
const MAX_SPAN: usize = 60;

/// The largest number of columns that are told apart.
const MAX_COLUMNS: usize = 200;

/// The longest cell, in characters, in the first column or row that is taken for a heading without being marked as one.
const LONGEST_HEADING: usize = 40;

/// How many paragraphs and line breaks a cell of data may have.
const LONG_CELL: usize = 4;

/// A cell or caption of a data table.
#[derive(Debug)]
pub(super) struct Place {
    /// The element.
    pub(super) node: NodeId,
    /// Its place; `None` for the caption. The headings are not filled in yet.
    pub(super) cell: Option<Cell>,
}

/// Whether a table only lays out the page: its cells are no data but parts of the page.
pub(super) fn is_layout(tree: &Tree, table: NodeId) -> bool {
    if matches!(tree.attribute(table, "role"), Some("presentation" | "none")) {
        return true;
    }
    let (mut rows, mut cells, mut has_heading_cell, mut long, mut has_section) = (0, 0, false, false, false);
    let mut row_cells = 0;
    let mut widest = 0;
    for node in tree.within(table).skip(1) {
        match tree.name(node) {
            "table" | "nav" | "article" | "main" => return true,
            "tr" => {
                rows += 1;
                row_cells = 0;
            }
            "th" | "caption" | "thead" => has_heading_cell = true,
            "td" => {
                cells += 1;
                row_cells += 1;
                widest = widest.max(row_cells);
                let is_part = |&child: &NodeId| matches!(tree.name(child), "p" | "div" | "ul" | "br");
                long |= tree.within(node).filter(is_part).take(LONG_CELL + 1).count() > LONG_CELL;
            }
            name => has_section |= heading_level(name).is_some(),
        }
    }
    if has_heading_cell {
        return false;
    }
    let has_border = tree.attribute(table, "border").is_some_and(|border| !matches!(border.trim(), "" | "0"));
    cells == 0 || widest < 2 || rows < 2 && !has_border || has_section || long && !has_border
}

/// The captions and cells of a data table in reading order, with their places. `number` is the table's number in the post.
pub(super) fn cells(tree: &Tree, table: NodeId, number: u32) -> Vec<Place> {
    let mut places = Vec::new();
    // For each column, how many rows below still belong to a cell above.
    let mut taken: Vec<usize> = Vec::new();
    let mut row = 0;
    let mut skip_to = 0;
    for node in tree.within(table).skip(1) {
        if node.index() < skip_to {
            continue;
        }
        match tree.name(node) {
            "caption" => {
                places.push(Place { node, cell: None });
                skip_to = tree.end(node);
            }
            "tr" => {
                let in_head = tree.name(tree.parent(node)) == "thead";
                let mut column = 0;
                let mut spans = Vec::new();
                for cell in tree.children(node).filter(|&cell| matches!(tree.name(cell), "td" | "th")) {
                    while taken.get(column).is_some_and(|&rows| rows > 0) {
                        column += 1;
                    }
                    let is_heading = tree.name(cell) == "th" || in_head;
                    let place =
                        Cell { table: number, row, column: column as u32, is_heading, row_heading: None, column_heading: None };
                    places.push(Place { node: cell, cell: Some(place) });
                    let width = span(tree, cell, "colspan");
                    spans.push((column, width, span(tree, cell, "rowspan")));
                    column = (column + width).min(MAX_COLUMNS);
                }
                for rows in &mut taken {
                    *rows = rows.saturating_sub(1);
                }
                for (column, width, height) in spans {
                    if height > 1 {
                        taken.resize(taken.len().max((column + width).min(MAX_COLUMNS)), 0);
                        let end = taken.len().min(column + width);
                        taken[column.min(end)..end].fill(height - 1);
                    }
                }
                row += 1;
                skip_to = tree.end(node);
            }
            _ => {}
        }
    }
    places
}

fn span(tree: &Tree, cell: NodeId, attribute: &str) -> usize {
    let span = tree.attribute(cell, attribute).and_then(|span| span.trim().parse().ok());
    span.unwrap_or(1).clamp(1, MAX_SPAN)
}

/// Fills in the headings of the cells of one table.
///
/// Marked headings count. Where none are marked, the first row is taken for headings if none of its cells has a figure
/// and there are more than two columns; the first column always heads its row.
pub(super) fn add_headings(pieces: &mut [Piece]) {
    mark_first_row(pieces);
    let heading_rows = leading_heading_rows(pieces);
    let mut columns: Vec<Option<String>> = Vec::new();
    // The headings at the left of the current row, with their columns.
    let mut left: Vec<(u32, String)> = Vec::new();
    let mut current_row = None;
    for piece in pieces {
        let text = piece.text.replace('\n', " ");
        let BlockKind::Cell(cell) = &mut piece.kind else { continue };
        let column = cell.column as usize;
        if cell.row < heading_rows {
            columns.resize(columns.len().max(column + 1), None);
            columns[column] = Some(match columns[column].take() {
                Some(above) => format!("{above} {text}"),
                None => text,
            });
            cell.is_heading = true;
            continue;
        }
        if current_row != Some(cell.row) {
            current_row = Some(cell.row);
            // A row whose first cells are empty or reach down from above has the headings of the row above.
            left.retain(|&(heading, _)| heading < cell.column);
        }
        // A heading that spans several columns stands in the first of them.
        cell.column_heading = columns.iter().take(column + 1).rev().flatten().next().cloned();
        if !left.is_empty() {
            cell.row_heading = Some(left.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "));
        }
        if cell.is_heading || (left.is_empty() && piece.letters <= LONGEST_HEADING) {
            left.push((cell.column, text));
        }
    }
}

/// How many rows at the top consist of heading cells only.
fn leading_heading_rows(pieces: &[Piece]) -> u32 {
    let cells = pieces.iter().filter_map(|piece| match &piece.kind {
        BlockKind::Cell(cell) => Some(cell),
        _ => None,
    });
    let mut first_body_row = u32::MAX;
    let mut last_row = 0;
    for cell in cells {
        last_row = cell.row;
        if !cell.is_heading {
            first_body_row = first_body_row.min(cell.row);
        }
    }
    // A table of nothing but heading cells has no headings.
    if first_body_row == u32::MAX || first_body_row > last_row { 0 } else { first_body_row }
}

fn mark_first_row(pieces: &mut [Piece]) {
    let mut is_marked = false;
    let mut widest = 0;
    let mut rows = 0;
    for piece in pieces.iter() {
        if let BlockKind::Cell(cell) = &piece.kind {
            is_marked |= cell.is_heading;
            widest = widest.max(cell.column + 1);
            rows = rows.max(cell.row + 1);
        }
    }
    if is_marked || rows < 2 {
        return;
    }
    let first_row = || pieces.iter().filter(|piece| matches!(&piece.kind, BlockKind::Cell(cell) if cell.row == 0));
    let is_short = first_row().all(|piece| piece.letters <= LONGEST_HEADING && !is_figure(&piece.text));
    let is_strong = first_row().all(|piece| piece.strong == piece.letters);
    if !(is_short && (widest > 2 || is_strong)) {
        return;
    }
    for piece in pieces {
        if let BlockKind::Cell(cell) = &mut piece.kind {
            cell.is_heading |= cell.row == 0;
        }
    }
}

fn is_figure(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}
