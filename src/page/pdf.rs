//! PDF → a page.
//!
//! `file` opens the bytes and unpacks what is in them; `font` (with `encoding`) says which characters the codes of a text
//! are; `content` finds the characters and drawn lines of each page in their places. From there on the file is forgotten:
//! `lines` makes lines of characters, `grid` tables of drawn lines, `order` puts them in the order of reading, and
//! `blocks` makes pieces of them, which are then read as those of any other text.
//!
//! What a file declares of itself is believed little: its title counts where the page bears it out, its author where he is
//! Japanese; the day on which it was made is often that on which an old page was printed, and is not asked for.

#![allow(clippy::cast_precision_loss, reason = "places on paper need no more")]

mod blocks;
mod content;
mod encoding;
mod file;
mod font;
mod grid;
mod lines;
mod order;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::metadata::Metadata;

use self::content::{Drawn, Reader, Sheet};
use self::encoding::text_string;
use self::file::Unpacker;
use self::lines::Stretch;
use self::order::{CellText, Part, Table};
use super::flow::Piece;
use super::metadata::Declared;
use super::{Block, BlockKind, Error, Hints, Page, Post, PublishedFrom, Warning, headings, owner, posts, published, title};

/// The most pages of a file that are read.
const MAX_PAGES: usize = 2000;

/// From which part of the characters on a file is not read whose fonts do not say what they are.
const UNREADABLE: f32 = 0.5;

/// Whether bytes are a PDF file: its mark stands at the beginning, or in the first kilobyte of what has objects.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"%PDF-";
    let has = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    bytes.starts_with(MARK) || has(&bytes[..bytes.len().min(1024)], MARK) && has(bytes, b"endobj")
}

/// The page that a PDF file holds.
pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<(Page, Vec<Warning>), Error> {
    // The parser adds and subtracts what a file says of its own offsets; with a damaged file that may overflow, which
    // panics in some builds. Nothing of it is used after a panic.
    let read = catch_unwind(AssertUnwindSafe(|| document(bytes)));
    let document = read.unwrap_or(Err(Error::Damaged { reason: "its structure makes no sense" }))?;
    let count = |of: fn(&Drawn) -> usize| document.pages.iter().map(of).sum::<usize>();
    let (characters, unknown) = (count(|page| page.characters), count(|page| page.unknown));
    if characters == 0 {
        let has_picture = document.pages.iter().any(|page| page.has_picture);
        return Err(if has_picture { Error::OnlyPictures } else { Error::NoText });
    }
    if unknown as f32 > UNREADABLE * characters as f32 {
        return Err(Error::Damaged { reason: "its fonts do not say which characters it has" });
    }
    let mut warnings = Vec::new();
    if let Some(reason) = document.cut {
        warnings.push(Warning::Truncated { reason: reason.to_owned() });
    }
    if unknown > 0 {
        warnings.push(Warning::UnknownCharacters { count: unknown });
    }
    let mut pieces = blocks::pieces(&columns(&document.pages));
    if pieces.is_empty() {
        return Err(Error::NoText);
    }
    headings::shape(&mut pieces);
    let declared = declared(&document.metadata, hints);
    respell(&mut pieces, declared.title.as_deref());
    let page = page(&pieces, &declared);
    if let (Some(date), Some(PublishedFrom::Url)) = (page.published, page.published_from) {
        warnings.push(Warning::PublishedFromUrl { date });
    }
    Ok((page, warnings))
}

/// What is drawn on the pages of a file, and what it declares of itself.
struct Document {
    pages: Vec<Drawn>,
    metadata: Metadata,
    /// Why a part was left out.
    cut: Option<&'static str>,
}

fn document(bytes: &[u8]) -> Result<Document, Error> {
    let file = file::open(bytes)?;
    let unpacker = Unpacker::new();
    let mut reader = Reader::new(&unpacker);
    let mut pages = Vec::new();
    for page in file.pages().iter().take(MAX_PAGES) {
        pages.push(reader.page(page));
        if reader.is_cut() {
            break;
        }
    }
    let is_long = file.pages().len() > MAX_PAGES;
    let cut = reader
        .is_cut()
        .then_some("the document draws more than is read")
        .or(is_long.then_some("the document has more than 2000 pages"));
    Ok(Document { pages, metadata: file.metadata().clone(), cut })
}

/// What a file declares of itself.
fn declared(metadata: &Metadata, hints: &Hints) -> Declared {
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text_string).filter(|text| !text.is_empty());
    let is_japanese = |text: &String| text.chars().any(|c| c >= '\u{3040}');
    let author = text(&metadata.author).filter(is_japanese);
    // A program's name may stand before the title.
    let title = text(&metadata.title).map(|title| title.trim_start_matches("Microsoft Word - ").to_owned());
    Declared {
        title,
        publisher: author.clone().filter(|author| owner::has_legal_form(author)),
        author,
        url: hints.url.map(str::to_owned),
        ..Declared::default()
    }
}

/// Gives the heading that the declared title has in it the blanks of the title: those that stood where the width of the page
/// cut the heading are lost on the page.
fn respell(pieces: &mut [Piece], title: Option<&str>) {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let Some(title) = title else { return };
    let of_title = letters(title);
    for piece in pieces.iter_mut().filter(|piece| piece.is_heading()) {
        let own = letters(&piece.text);
        if own.chars().count() < 4 || own == piece.text && own == title {
            continue;
        }
        let Some(before) = of_title.find(&own) else { continue };
        let skipped = of_title[..before].chars().count();
        let mut places = title.char_indices().filter(|(_, c)| !c.is_whitespace()).skip(skipped);
        let Some((start, _)) = places.next() else { continue };
        let end = places.nth(own.chars().count() - 2).map_or(title.len(), |(at, c)| at + c.len_utf8());
        title[start..end].clone_into(&mut piece.text);
    }
}

/// The page that pieces make.
fn page(pieces: &[Piece], declared: &Declared) -> Page {
    // The copyright line says who speaks, and is no part of what he says.
    let is_article = |piece: &Piece| piece.letters > 80 || piece.is_prose() || owner::copyright_sign(&piece.text).is_none();
    let kept: Vec<bool> = pieces.iter().map(is_article).collect();
    let article: Vec<Piece> = pieces.iter().filter(|piece| is_article(piece)).cloned().collect();
    let own = title::heading(pieces, declared, |_| false, |_| false);
    let heading = own.map(|own| own.index);
    let mut dates = published::dates(pieces, &kept, heading, declared);
    let own_heading = heading.map(|heading| kept[..heading].iter().filter(|kept| **kept).count());
    let archive = posts::of_lines(&article, own_heading);
    if let Some(archive) = &archive {
        dates.published = archive.newest.map(|date| (date, PublishedFrom::Text));
    }
    let title = title::title(own.map(|own| (&pieces[own.index], own.is_titled)), declared);
    let owner = owner::owner(pieces, &kept, heading, None, declared);
    Page {
        title,
        site: None,
        owner,
        author: declared.author.clone(),
        published: dates.published.map(|(date, _)| date.into()),
        published_from: dates.published.map(|(_, from)| from),
        modified: dates.modified.map(Into::into),
        url: declared.url.clone(),
        posts: archive.map_or_else(|| vec![post(&article, own_heading)], |archive| archive.posts),
    }
}

/// A single post: its heading is the only one of level 1.
fn post(pieces: &[Piece], heading: Option<usize>) -> Post {
    let kind = |index: usize| match &pieces[index].kind {
        _ if heading == Some(index) => BlockKind::Heading(1),
        BlockKind::Heading(1) => BlockKind::Heading(2),
        kind => kind.clone(),
    };
    let blocks = (0..pieces.len()).map(|index| Block { kind: kind(index), text: pieces[index].text.clone() }).collect();
    Post { heading: heading.map(|heading| pieces[heading].text.clone()), blocks, ..Post::default() }
}

/// The text of the pages as columns in reading order, without what is repeated at the edges of the pages.
fn columns(pages: &[Drawn]) -> Vec<Vec<Part>> {
    let mut sheets: Vec<(&Sheet, Vec<Table>, Vec<Stretch>)> = Vec::new();
    for sheet in pages.iter().flat_map(|page| &page.sheets) {
        let (tables, rest) = tables(sheet);
        sheets.push((sheet, tables, rest));
    }
    let repeated = repeated(&sheets.iter().map(|(sheet, _, lines)| (*sheet, lines.as_slice())).collect::<Vec<_>>());
    let mut columns = Vec::new();
    for (sheet, tables, lines) in sheets {
        let is_own =
            |line: &Stretch| edge_of(line, sheet).is_none_or(|edge| !repeated.contains_key(&edge) && !is_page_number(&line.text));
        let lines = lines.into_iter().filter(is_own).map(Part::Line);
        columns.extend(order::columns(tables.into_iter().map(Part::Table).chain(lines).collect()));
    }
    columns
}

/// The tables that are drawn on a sheet, and the lines outside of them.
fn tables(sheet: &Sheet) -> (Vec<Table>, Vec<Stretch>) {
    let mut rest = sheet.glyphs.clone();
    let mut tables = Vec::new();
    for grid in grid::grids(&sheet.rules) {
        let middle = |glyph: &content::Glyph| (f32::midpoint(glyph.left, glyph.right), glyph.base - 0.35 * glyph.size);
        let (inside, outside): (Vec<_>, Vec<_>) = rest.iter().copied().partition(|glyph| {
            let (x, y) = middle(glyph);
            grid.holds(x, y)
        });
        let mut of_cells: Vec<Vec<content::Glyph>> = vec![Vec::new(); grid.cells.len()];
        for glyph in inside {
            let (x, y) = middle(&glyph);
            if let Some(index) = grid.cells.iter().position(|place| place.holds(x, y)) {
                of_cells[index].push(glyph);
            }
        }
        let cells: Vec<CellText> = grid
            .cells
            .iter()
            .zip(&of_cells)
            .map(|(place, glyphs)| CellText { row: place.row, column: place.column, lines: lines::stretches(glyphs) })
            .collect();
        // A drawing, or a frame around a single text.
        if cells.iter().filter(|cell| !cell.lines.is_empty()).count() < 2 {
            continue;
        }
        rest = outside;
        let edge = grid.edge;
        tables.push(Table { left: edge.left, right: edge.right, top: edge.top, bottom: edge.bottom, cells });
    }
    (tables, lines::stretches(&rest))
}

/// A line at the edge of a page: what it says, figures aside, and how high it stands.
type Edge = (String, i32);

/// The line as one at the upper or lower edge of its page.
fn edge_of(line: &Stretch, sheet: &Sheet) -> Option<Edge> {
    const PART: f32 = 0.1;
    let height = line.base / sheet.height.max(1.0);
    let text = line.text.chars().map(|c| if c.is_numeric() { '0' } else { c }).filter(|c| !c.is_whitespace());
    (!(PART..=1.0 - PART).contains(&height)).then(|| (text.collect(), (height * 200.0).round() as i32))
}

/// The lines that stand at the edges of most pages, or of every second one.
fn repeated(sheets: &[(&Sheet, &[Stretch])]) -> HashMap<Edge, usize> {
    let mut counts: HashMap<Edge, usize> = HashMap::new();
    for (sheet, lines) in sheets {
        for edge in lines.iter().filter_map(|line| edge_of(line, sheet)) {
            *counts.entry(edge).or_default() += 1;
        }
    }
    let least = if sheets.len() < 4 { 2 } else { sheets.len() * 2 / 5 };
    counts.retain(|_, count| *count >= least);
    counts
}

/// Whether a line at the edge of a page only numbers it: `3`, `- 3 -`, `3 / 10`, `3ページ`.
fn is_page_number(line: &str) -> bool {
    let is_frame = |c: char| c.is_whitespace() || "-–—―−‐()（）〈〉<>.・".contains(c);
    let text = line.trim_matches(is_frame).to_ascii_lowercase();
    let text = text.trim_start_matches("page").trim_start_matches("p.").trim_end_matches("ページ").trim_end_matches('頁');
    let parts: Vec<&str> = text.split(['/', '／']).map(|part| part.trim_matches(is_frame)).collect();
    let is_number = |part: &&str| !part.is_empty() && part.chars().count() <= 4 && part.chars().all(char::is_numeric);
    parts.len() <= 2 && parts.iter().all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_gets_back_the_blanks_of_the_title() {
        let check = |heading: &str, title: &str, expected: &str| {
            let mut pieces = [blocks::piece(BlockKind::Heading(1), heading.to_owned(), false, false)];
            respell(&mut pieces, Some(title));
            assert_eq!(pieces[0].text, expected);
        };
        check("紛失しました北浜市", "紛失しました 北浜市", "紛失しました 北浜市");
        check("紛失しました北浜市", "お知らせ | 紛失しました 北浜市 - 青葉新報", "紛失しました 北浜市");
        check("紛失について", "無題", "紛失について");
    }

    #[test]
    fn page_numbers_are_known() {
        for line in ["3", "- 3 -", "3 / 10", "３", "P.3", "Page 3", "3ページ", "(3)"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["2023年4月6日", "3件", "1. 概要", "A-3", "", "1/2/3"] {
            assert!(!is_page_number(line), "{line}");
        }
    }
}
