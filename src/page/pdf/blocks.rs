//! The lines of a document → its pieces: paragraphs with the lines joined that the width of the paper cut, headings, items
//! and the cells of tables.

use std::collections::BTreeMap;

use super::lines::Stretch;
use super::order::{CellText, Part, Table};
use crate::page::flow::{Asked, Piece};
use crate::page::headings;
use crate::page::tree::NodeId;
use crate::page::{BlockKind, Cell, owner, posts, table, wrapped};

/// From which part of the size of the text on a line is a heading.
const LARGE: f32 = 1.14;

/// The longest heading that is one by its size alone, in characters.
const LONGEST_HEADING: usize = 150;

/// The fewest letters of a line in the middle of the page that is a heading: `記` is none.
const SHORTEST_CENTERED: usize = 8;

/// The sizes in which a document is set.
#[derive(Debug)]
struct Sizes {
    /// That of most of the text.
    text: f32,
    /// Those of headings, the greatest first.
    headings: Vec<f32>,
    /// How far apart the lines of a paragraph are, as a part of their size.
    leading: f32,
    /// Whether a blank parts paragraphs: then a line that begins without one is part of the paragraph.
    is_spaced: bool,
}

/// The pieces of a document, given as columns in reading order.
pub(super) fn pieces(columns: &[Vec<Part>]) -> Vec<Piece> {
    let sizes = Sizes::of(columns);
    let mut setter = Setter { sizes, pieces: Vec::new(), open: None, tables: 0, has_text: false };
    for column in columns {
        let column_width = Width::of(column);
        for part in column {
            match part {
                Part::Line(line) => setter.line(line, column_width),
                Part::Table(table) => setter.table(table),
            }
        }
    }
    setter.pieces
}

/// Where the lines of a column begin and end.
#[derive(Debug, Clone, Copy)]
struct Width {
    left: f32,
    right: f32,
    /// Where the longest of its long lines ends: signatures may stand out at the right.
    full: f32,
}

impl Width {
    fn of(column: &[Part]) -> Self {
        const LONG: usize = 20;
        let lines = || column.iter().filter_map(|part| if let Part::Line(line) = part { Some(line) } else { None });
        let left = lines().map(|line| line.left).fold(f32::MAX, f32::min);
        let right = lines().map(|line| line.right).fold(f32::MIN, f32::max);
        let full = lines().filter(|line| line.letters() >= LONG).map(|line| line.right).fold(f32::MIN, f32::max);
        Self { left, right, full: if full > f32::MIN { full } else { right } }
    }

    /// How a line stands in it.
    fn place(self, line: &Stretch) -> Align {
        let (before, after) = (line.left - self.left, self.right - line.right);
        if before > 4.0 * line.size && after < 1.5 * line.size {
            Align::Right
        } else if before > 1.5 * line.size && (before - after).abs() < 2.0 * line.size {
            Align::Middle
        } else {
            Align::Left
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Align {
    Left,
    Middle,
    Right,
}

impl Sizes {
    fn of(columns: &[Vec<Part>]) -> Self {
        let lines = || {
            columns.iter().flatten().flat_map(|part| match part {
                Part::Line(line) => std::slice::from_ref(line).iter().collect::<Vec<_>>(),
                Part::Table(table) => table.cells.iter().flat_map(|cell| &cell.lines).collect(),
            })
        };
        // Tenths of a point are told apart.
        let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
        for line in lines() {
            *letters.entry((line.size * 10.0).round() as i32).or_default() += line.letters();
        }
        let points = |size: &i32| *size as f32 / 10.0;
        let text = letters.iter().max_by_key(|&(size, count)| (*count, *size)).map_or(10.0, |(size, _)| points(size));
        let headings = letters.keys().rev().map(points).filter(|size| *size >= LARGE * text).collect();
        let leading = leading(columns);
        Self { text, headings, leading, is_spaced: is_spaced(columns, leading) }
    }

    /// Whether the lines of a paragraph are as far apart as two lines with the given leading, or nearer.
    fn is_near(&self, leading: f32) -> bool {
        is_near(leading, self.leading)
    }

    /// The level of a heading by its size.
    fn level(&self, line: &Stretch) -> Option<u8> {
        const LOWEST: usize = 4;
        if line.size < LARGE * self.text {
            return None;
        }
        let rank = self.headings.iter().position(|size| *size <= line.size + 0.06).unwrap_or(self.headings.len());
        Some((1 + rank).min(LOWEST) as u8)
    }
}

/// How far apart the lines of paragraphs are: a quarter of the lines that follow each other are nearer.
fn leading(columns: &[Vec<Part>]) -> f32 {
    let mut leadings = Vec::new();
    for column in columns {
        for pair in column.windows(2) {
            if let [Part::Line(one), Part::Line(other)] = pair {
                let leading = (other.base - one.base) / one.size.max(1.0);
                let is_long = one.letters() >= 15;
                leadings.extend(Some(leading).filter(|leading| (0.9..3.5).contains(leading) && is_long));
            }
        }
    }
    leadings.sort_by(f32::total_cmp);
    leadings.get(leadings.len() / 4).copied().unwrap_or(1.7)
}

fn is_near(leading: f32, usual: f32) -> bool {
    leading <= 1.3 * usual.max(1.2) + 0.1
}

/// Whether most lines that end a sentence in the middle of the column are followed by a blank.
fn is_spaced(columns: &[Vec<Part>], usual: f32) -> bool {
    let (mut near, mut far) = (0, 0);
    for column in columns {
        let width = Width::of(column);
        for pair in column.windows(2) {
            let [Part::Line(one), Part::Line(other)] = pair else { continue };
            let leading = (other.base - one.base) / one.size.max(1.0);
            if leading > 0.5 && ends_sentence(&one.text) && width.full - one.right > 3.0 * one.size {
                let count = if is_near(leading, usual) { &mut near } else { &mut far };
                *count += 1;
            }
        }
    }
    far > near
}

/// The last line of the piece that is being set.
#[derive(Debug)]
struct Open {
    line: Stretch,
    width: Width,
    align: Align,
    /// Where its first line begins.
    left: f32,
}

/// How a line follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// As the rest of its sentence.
    Rest,
    /// On a line of its own in the same piece.
    Line,
    /// As the beginning of another piece.
    Apart,
}

struct Setter {
    sizes: Sizes,
    pieces: Vec<Piece>,
    open: Option<Open>,
    tables: u32,
    /// Whether there were sentences yet.
    has_text: bool,
}

impl Setter {
    fn line(&mut self, line: &Stretch, width: Width) {
        let text = without_bullet(&line.text);
        let is_bulleted = text.len() < line.text.len();
        if text.is_empty() {
            return;
        }
        let align = width.place(line);
        let follows = self
            .open
            .as_ref()
            .map_or(Follows::Apart, |open| if is_bulleted { Follows::Apart } else { self.follows(open, line, align) });
        match (follows, self.pieces.last_mut()) {
            (Follows::Rest, Some(piece)) => wrapped::push_rest(&mut piece.text, text),
            (Follows::Line, Some(piece)) => {
                piece.text.push('\n');
                piece.text.push_str(text);
            }
            _ => {
                let kind = if is_bulleted { BlockKind::Item } else { self.kind(line, align) };
                self.has_text |= text.contains('。');
                let is_set_off = align != Align::Left;
                self.pieces.push(piece(kind, text.to_owned(), line.is_bold, is_set_off));
                self.open = Some(Open { line: line.clone(), width, align, left: line.left });
                return;
            }
        }
        if let Some(piece) = self.pieces.last_mut() {
            let letters = line.letters();
            piece.letters += letters;
            piece.strong += if line.is_bold { letters } else { 0 };
        }
        self.has_text |= text.contains('。');
        if let Some(open) = &mut self.open {
            open.line = line.clone();
            open.width = width;
        }
    }

    /// What a line is that begins a piece.
    fn kind(&self, line: &Stretch, align: Align) -> BlockKind {
        let says = headings::is_sentence(&line.text) || line.text.chars().count() > LONGEST_HEADING;
        let is_other = posts::is_date(&line.text) || is_signature(&line.text);
        let is_title = align == Align::Middle && !self.has_text && line.letters() >= SHORTEST_CENTERED;
        match self.sizes.level(line) {
            _ if says => BlockKind::Paragraph,
            Some(level) if !is_other => BlockKind::Heading(level),
            None if is_title && !is_other => BlockKind::Heading(4),
            _ => BlockKind::Paragraph,
        }
    }

    fn follows(&self, open: &Open, line: &Stretch, align: Align) -> Follows {
        let last = &open.line;
        let Some(piece) = self.pieces.last() else { return Follows::Apart };
        let is_alike = (line.size - last.size).abs() <= 0.08 * last.size && line.is_bold == last.is_bold;
        let is_heading = piece.is_heading();
        // On the next column or page it stands higher.
        let leading = (line.base - last.base) / last.size;
        let is_near = self.sizes.is_near(leading);
        let is_next_page = leading < 0.5;
        if !is_alike || !(is_near || is_next_page) || headings::marker(&line.text).is_some() || line.text.starts_with('※') {
            return Follows::Apart;
        }
        if is_heading {
            let is_one = is_near && !is_next_page && align == open.align && headings::marker(&piece.text).is_none();
            let can_be = self.sizes.level(line).is_some() || align == Align::Middle;
            return if is_one && can_be && !headings::is_sentence(&line.text) { Follows::Rest } else { Follows::Apart };
        }
        let room = open.width.full - last.right;
        let is_full = room <= 2.0 * last.size + first_word(&line.text) as f32 * 0.6 * last.size;
        let is_marked = headings::marker(&piece.text).is_some() || piece.text.starts_with('※') || piece.kind == BlockKind::Item;
        let indent = line.left - line_start(open, is_next_page, line);
        let is_indented = indent > 0.7 * line.size;
        let goes_on = is_full && open.align != Align::Right && (!is_indented || is_marked);
        match () {
            () if goes_on && is_next_page && ends_sentence(&last.text) => Follows::Apart,
            () if goes_on
                && ends_sentence(&last.text)
                && is_marked
                && !is_indented
                && line.left < last.left - 0.5 * line.size =>
            {
                Follows::Apart
            }
            () if goes_on => Follows::Rest,
            () if is_next_page || is_indented || is_marked => Follows::Apart,
            () if ends_sentence(&last.text) && !self.sizes.is_spaced => Follows::Apart,
            () if align == open.align => Follows::Line,
            () => Follows::Apart,
        }
    }

    fn table(&mut self, table: &Table) {
        self.open = None;
        let first = self.pieces.len();
        let filled: Vec<&CellText> = table.cells.iter().filter(|cell| !cell.lines.is_empty()).collect();
        for cell in filled {
            let place = Cell {
                table: self.tables,
                row: cell.row,
                column: cell.column,
                is_heading: false,
                row_heading: None,
                column_heading: None,
            };
            let is_bold = cell.lines.iter().all(|line| line.is_bold);
            self.pieces.push(piece(BlockKind::Cell(place), cell_text(&cell.lines), is_bold, false));
        }
        table::add_headings(&mut self.pieces[first..]);
        self.tables += 1;
    }
}

/// Whether a line is no more than the name of an organisation: a heading may end with one.
fn is_signature(text: &str) -> bool {
    const LONGEST: usize = 24;
    let says = text.contains(['の', 'を', 'に', 'が', 'は', '、']);
    !says && text.chars().count() <= LONGEST && owner::names_organization(text)
}

/// Where the line before begins; on the next page the column may stand elsewhere.
fn line_start(open: &Open, is_next_page: bool, line: &Stretch) -> f32 {
    if is_next_page { line.left } else { open.line.left.min(open.left.max(open.width.left)) }
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '．', '!', '?', '！', '？', ':', '：'])
}

/// How many characters the word has that a line begins with: Japanese is cut anywhere, a Latin word nowhere.
fn first_word(text: &str) -> usize {
    text.chars().take_while(char::is_ascii_graphic).count().min(30)
}

/// A line without the sign of a list that is drawn before its items.
fn without_bullet(text: &str) -> &str {
    let rest = text.strip_prefix(['•', '◦', '▪', '‣', '–', '\u{2043}']);
    rest.filter(|rest| rest.starts_with([' ', '\u{3000}']) || !text.starts_with('–')).map_or(text, str::trim_start)
}

/// The lines of a cell, those joined that its width has cut.
fn cell_text(lines: &[Stretch]) -> String {
    let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let is_cut = |last: &Stretch, line: &Stretch| {
        let is_full = right - last.right <= 1.6 * last.size + first_word(&line.text) as f32 * 0.6 * last.size;
        is_full && headings::marker(&line.text).is_none() && !ends_sentence(&last.text)
    };
    let mut text = String::new();
    let mut last: Option<&Stretch> = None;
    for line in lines {
        match last {
            Some(last) if (line.base - last.base).abs() < 0.5 * last.size => text.extend([" ", &line.text]),
            Some(last) if is_cut(last, line) => wrapped::push_rest(&mut text, &line.text),
            Some(_) => text.extend(["\n", &line.text]),
            None => text.push_str(&line.text),
        }
        last = Some(line);
    }
    text
}

/// A piece without links.
pub(super) fn piece(kind: BlockKind, text: String, is_bold: bool, is_set_off: bool) -> Piece {
    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
    let strong = if is_bold { letters } else { 0 };
    Piece { node: NodeId::ROOT, kind, text, letters, linked: 0, strong, is_set_off, time: None, asked: Asked::default() }
}
