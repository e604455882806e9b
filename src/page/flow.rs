//! The tree of a page → the pieces of text that a reader sees one below the other.
//!
//! A piece knows how much of it is link and how much is set in bold or large type, which is what the other rooms need
//! to tell an article from a menu and a heading from a sentence.

use std::cell::OnceCell;

use super::dates::Dated;
use super::headings::{Marker, marker};
use super::tree::{NodeId, Tree, heading_level, is_unseen};
use super::{BlockKind, dates, table, wrapped};
use crate::edtf::PartialDate;

/// A block with what is known of its place on the page.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The text node that it begins in.
    pub(super) node: NodeId,
    /// What it is.
    pub(super) kind: BlockKind,
    /// Its text.
    pub(super) text: String,
    /// How many characters it has, white space not counted.
    pub(super) letters: usize,
    /// How many of them are in links.
    pub(super) linked: usize,
    /// How many of them are in bold or large type.
    pub(super) strong: usize,
    /// Whether it stands in the middle or at the right of the page.
    pub(super) is_set_off: bool,
    /// The date that it shows, as `<time datetime>` around a part of it gives it.
    pub(super) time: Option<PartialDate>,
    /// What was asked of its text.
    pub(super) asked: Asked,
}

/// What is asked of the text of a piece again and again, once the text is whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    dates: OnceCell<Vec<Dated>>,
    ends_sentence: OnceCell<bool>,
}

impl Piece {
    /// The dates that its text gives, in order.
    pub(super) fn dates(&self) -> &[Dated] {
        self.asked.dates.get_or_init(|| dates::dates(&self.text))
    }

    /// Whether most of it is link.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 2 > self.letters
    }

    /// Whether it is a heading of any level.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading(_))
    }

    /// Adds the text of another piece, `between` before it.
    fn append(&mut self, other: &Self, between: &str) {
        if between.is_empty() {
            wrapped::push_rest(&mut self.text, &other.text);
        } else {
            self.text.push_str(between);
            self.text.push_str(&other.text);
        }
        self.letters += other.letters;
        self.linked += other.linked;
        self.strong += other.strong;
        self.asked = Asked::default();
    }

    /// Whether it has sentences.
    pub(super) fn is_prose(&self) -> bool {
        !self.is_link() && *self.asked.ends_sentence.get_or_init(|| self.text.contains("。") || self.text.contains("．"))
    }
}

/// The pieces of everything on the page that can be seen, in the order of the page.
pub(super) fn pieces(tree: &Tree) -> Vec<Piece> {
    let mut flow =
        Flow { tree, pieces: Vec::new(), lines: Vec::new(), kind: BlockKind::Paragraph, is_preformatted: false, tables: 0 };
    flow.children(NodeId::ROOT, &Style::default());
    flow.flush();
    unwrapped(tree, flow.pieces)
}

/// The pieces with the lines joined that the width of a page has cut, whether `<br>` or an element of its own ends each.
fn unwrapped(tree: &Tree, pieces: Vec<Piece>) -> Vec<Piece> {
    let container = |piece: &Piece| {
        let is_line = piece.kind == BlockKind::Paragraph && !piece.text.contains('\n');
        let block = is_line.then(|| tree.ancestors(piece.node).find(|&node| is_block(tree.name(node))));
        block.map(|block| tree.parent(block.unwrap_or(NodeId::ROOT)))
    };
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let containers: Vec<Option<NodeId>> = pieces.iter().map(container).collect();
    let lengths = containers.chunk_by(|left, right| left.is_some() && left == right).map(<[_]>::len);
    let mut rest = pieces.into_iter();
    for length in lengths {
        let run = &rest.as_slice()[..length];
        let is_cut = length > 2 && wrapped::is_cut_by_width(run.iter().map(|piece| piece.text.as_str()));
        for (place, mut piece) in rest.by_ref().take(length).enumerate() {
            let previous = joined.last_mut().filter(|_| is_cut && place > 0);
            let is_plain = |piece: &Piece| piece.strong < piece.letters && !piece.is_set_off && !piece.is_link();
            match previous.filter(|previous| is_plain(previous) && is_plain(&piece)) {
                Some(previous) if wrapped::goes_on(&previous.text, &piece.text) => previous.append(&piece, ""),
                _ => {
                    if let Some(text) = wrapped::unwrapped(&piece.text) {
                        piece.text = text;
                    }
                    joined.push(piece);
                }
            }
        }
    }
    joined
}

/// How the text at some place looks.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    is_link: bool,
    is_strong: bool,
    is_set_off: bool,
    time: Option<PartialDate>,
}

/// A line of the block that is being read.
#[derive(Debug, Default)]
struct Line {
    node: Option<NodeId>,
    text: String,
    gap: Option<Gap>,
    letters: usize,
    linked: usize,
    strong: usize,
    is_set_off: bool,
    time: Option<PartialDate>,
}

/// Walks over the tree and collects pieces.
struct Flow<'a> {
    tree: &'a Tree<'a>,
    pieces: Vec<Piece>,
    lines: Vec<Line>,
    kind: BlockKind,
    is_preformatted: bool,
    tables: u32,
}

impl Flow<'_> {
    fn children(&mut self, node: NodeId, style: &Style) {
        let tree = self.tree;
        for child in tree.children(node) {
            self.node(child, style);
        }
    }

    fn node(&mut self, node: NodeId, style: &Style) {
        if let Some(text) = self.tree.text(node) {
            self.text(node, text, style);
            return;
        }
        let name = self.tree.name(node);
        if is_unseen(name) || is_hidden(self.tree, node) {
            // What is left out still parts what stands before it from what follows.
            if is_block(name) {
                self.flush();
            }
            return;
        }
        match name {
            "br" => self.lines.push(Line::default()),
            "table" => self.table(node, style),
            _ if is_block(name) => self.block(node, name, style),
            _ => {
                let style = self.style_in(node, style);
                self.children(node, &style);
            }
        }
    }

    fn block(&mut self, node: NodeId, name: &str, style: &Style) {
        self.flush();
        let declared = self.declared_level(node).map(BlockKind::Heading);
        let kind = match name {
            _ if declared.is_some() => declared,
            "li" => Some(BlockKind::Item),
            "dt" => Some(BlockKind::Term),
            "dd" => Some(BlockKind::Definition),
            "blockquote" => Some(BlockKind::Quotation),
            "figcaption" | "caption" => Some(BlockKind::Caption),
            // A paragraph in a quotation is a quotation; an item's first paragraph is the item.
            "p" | "div" if self.kind != BlockKind::Item || self.has_begun(node) => match self.kind {
                BlockKind::Quotation | BlockKind::Definition | BlockKind::Caption | BlockKind::Heading(_) => None,
                _ => Some(BlockKind::Paragraph),
            },
            _ => heading_level(name).map(BlockKind::Heading),
        };
        let outer = self.kind.clone();
        if let Some(kind) = kind {
            self.kind = kind;
        }
        let style = self.style_in(node, style);
        let was_preformatted = self.is_preformatted;
        self.is_preformatted |= name == "pre";
        let begin = self.pieces.len();
        self.children(node, &style);
        self.flush();
        if name == "li" {
            part_head(&mut self.pieces[begin..]);
        }
        self.is_preformatted = was_preformatted;
        self.kind = outer;
    }

    /// The level that `<div role="heading" aria-level="3">` declares.
    fn declared_level(&self, node: NodeId) -> Option<u8> {
        const DEFAULT: u8 = 2;
        self.tree.attribute(node, "role").filter(|role| *role == "heading")?;
        let level = self.tree.attribute(node, "aria-level").and_then(|level| level.trim().parse().ok());
        Some(level.unwrap_or(DEFAULT).clamp(1, 6))
    }

    /// Whether the element around `node` already gave a piece.
    fn has_begun(&self, node: NodeId) -> bool {
        let parent = self.tree.parent(node);
        self.pieces.last().is_some_and(|piece| self.tree.contains(parent, piece.node))
    }

    fn table(&mut self, node: NodeId, style: &Style) {
        self.flush();
        if table::is_layout(self.tree, node) {
            self.children(node, style);
            self.flush();
            return;
        }
        let number = self.tables;
        self.tables += 1;
        let outer = std::mem::replace(&mut self.kind, BlockKind::Paragraph);
        let first = self.pieces.len();
        for cell in table::cells(self.tree, node, number) {
            let style = self.style_in(cell.node, style);
            let begin = self.pieces.len();
            self.children(cell.node, &style);
            self.flush();
            let parts = self.pieces.split_off(begin);
            if let Some(piece) = joined(parts, cell.cell.map_or(BlockKind::Caption, BlockKind::Cell)) {
                self.pieces.push(piece);
            }
        }
        table::add_headings(&mut self.pieces[first..]);
        self.kind = outer;
    }

    fn style_in(&self, node: NodeId, style: &Style) -> Style {
        let attribute = |name| self.tree.attribute(node, name);
        let css = attribute("style").unwrap_or_default();
        let mut style = *style;
        match self.tree.name(node) {
            "a" => style.is_link |= attribute("href").is_some(),
            "b" | "strong" | "big" | "th" => style.is_strong = true,
            "font" => {
                let size = attribute("size").unwrap_or_default().trim();
                style.is_strong |= matches!(size, "4" | "5" | "6" | "7" | "+1" | "+2" | "+3" | "+4");
            }
            "center" => style.is_set_off = true,
            "time" => style.time = attribute("datetime").and_then(dates::attribute),
            // `<abbr class="published" title="2023-04-06T10:00:00+09:00">`
            "abbr" => style.time = attribute("title").and_then(dates::attribute),
            _ => {}
        }
        style.is_strong |= css.contains("bold") || css.contains("font-weight:7");
        let aligned = attribute("align").is_some_and(|align| matches!(align, "right" | "center" | "RIGHT" | "CENTER"));
        let css_aligned = css.contains("text-align") && (css.contains("right") || css.contains("center"));
        style.is_set_off |= (aligned && self.tree.name(node) != "table") || css_aligned;
        style
    }

    fn text(&mut self, node: NodeId, text: &str, style: &Style) {
        if self.lines.is_empty() {
            if text.trim().is_empty() {
                return;
            }
            self.lines.push(Line::default());
        }
        let mut rest = text;
        while let Some(line) = self.lines.last_mut() {
            let end = rest.find(|c: char| c.is_whitespace() || is_shapeless(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if !word.is_empty() {
                line.word(word);
                line.count(node, word.chars().count(), style);
            }
            let mut after = after.chars();
            match after.next() {
                None => break,
                Some('\n') if self.is_preformatted => self.lines.push(Line { gap: Some(Gap::Break), ..Line::default() }),
                Some('\u{3000}') => line.word("\u{3000}"),
                Some(c) if c.is_whitespace() => line.blank(c),
                Some(_) => line.count(node, 1, style),
            }
            rest = after.as_str();
        }
    }

    /// Makes pieces of the lines read so far.
    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let is_one_line = match self.kind {
            BlockKind::Heading(_) | BlockKind::Term | BlockKind::Caption => Some(" "),
            _ => None,
        };
        let mut open = false;
        for line in lines {
            let text = line.text.trim();
            let Some(node) = line.node.filter(|_| !text.is_empty()) else {
                // An empty line ends a paragraph.
                open &= is_one_line.is_some();
                continue;
            };
            let kind = self.kind.clone();
            match self.pieces.last_mut().filter(|_| open) {
                Some(piece) if is_one_line.is_some() || !stands_alone(text, &line, piece) => {
                    piece.text.push_str(is_one_line.unwrap_or("\n"));
                    piece.text.push_str(text);
                    piece.letters += line.letters;
                    piece.linked += line.linked;
                    piece.strong += line.strong;
                }
                _ => {
                    let Line { letters, linked, strong, is_set_off, time, .. } = line;
                    let text = text.to_owned();
                    let asked = Asked::default();
                    self.pieces.push(Piece { node, kind, text, letters, linked, strong, is_set_off, time, asked });
                }
            }
            open = true;
        }
    }
}

/// The longest head of an item, in characters.
const LONGEST_HEAD: usize = 80;

/// An item of a list that begins with a link or a line in bold type and says more below is a term with its definition:
/// `<li><a>…</a><ul><li>…`, `<li><b>…</b><br>…`.
fn part_head(item: &mut [Piece]) {
    let Some((head, body)) = item.split_first_mut() else { return };
    let is_short = head.letters <= LONGEST_HEAD && !head.text.contains('。') && head.kind == BlockKind::Item;
    let links = body.iter().filter(|piece| piece.is_link()).count();
    let is_commented = head.is_link() && links == 0;
    let is_titled = head.strong == head.letters && body.iter().all(|piece| piece.kind != BlockKind::Term) && {
        let mut items = body.iter().filter(|piece| matches!(piece.kind, BlockKind::Item | BlockKind::Paragraph));
        items.next().is_some_and(|first| first.text.contains('。') && first.strong < first.letters) && items.count() < 3
    };
    if is_short && !body.is_empty() && (is_commented || is_titled) {
        head.kind = BlockKind::Term;
        for piece in body.iter_mut().filter(|piece| matches!(piece.kind, BlockKind::Item | BlockKind::Paragraph)) {
            piece.kind = BlockKind::Definition;
        }
    }
}

/// Whether a line is a piece of its own, apart from the lines before it, which are `piece`.
fn stands_alone(text: &str, line: &Line, piece: &Piece) -> bool {
    let is_strong = line.strong == line.letters;
    let was_strong = piece.strong == piece.letters;
    let was_marked = marker(piece.text.lines().next_back().unwrap_or_default());
    is_strong != was_strong || marker(text).is_some() || was_marked.is_some_and(|marker| marker != Marker::Bullet)
}

/// One piece of several, a line break between two.
fn joined(parts: Vec<Piece>, kind: BlockKind) -> Option<Piece> {
    let mut parts = parts.into_iter();
    let mut whole = parts.next()?;
    whole.kind = kind;
    for part in parts {
        whole.append(&part, "\n");
    }
    Some(whole)
}

/// White space that was read and not yet written: whether it had a line break of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Blank,
    Break,
}

impl Line {
    /// Adds a blank. White space shrinks to one; a line break of the source between two Japanese characters is nothing at
    /// all. An ideographic space is set on purpose and stays.
    fn blank(&mut self, c: char) {
        let breaks = c == '\n' || self.gap == Some(Gap::Break);
        self.gap = Some(if breaks { Gap::Break } else { Gap::Blank });
    }

    /// Adds characters without white space among them.
    fn word(&mut self, word: &str) {
        let joins = self.gap == Some(Gap::Break) && word.starts_with(is_wide) && self.text.ends_with(is_wide);
        if self.gap.take().is_some() && !joins && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
    }

    /// Counts letters that begin in a text node and look as `style` says.
    fn count(&mut self, node: NodeId, letters: usize, style: &Style) {
        self.node.get_or_insert(node);
        self.letters += letters;
        self.linked += if style.is_link { letters } else { 0 };
        self.strong += if style.is_strong { letters } else { 0 };
        self.is_set_off |= style.is_set_off;
        self.time = self.time.or(style.time);
    }
}

/// Whether a character has no shape and no width: it only says where a line may be broken.
fn is_shapeless(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')
}

/// Whether a character is set in a square, as Japanese is: no blank stands between two such.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether the page hides an element.
fn is_hidden(tree: &Tree, node: NodeId) -> bool {
    let hides = |css: &str| css.contains("display") && css.replace(' ', "").contains("display:none");
    tree.attribute(node, "hidden").is_some() || tree.attribute(node, "style").is_some_and(hides)
}

/// Whether an element begins and ends a line.
pub(super) fn is_block(name: &str) -> bool {
    heading_level(name).is_some()
        || name.starts_with("amp-")
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "html"
                | "legend"
                | "li"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "ul"
        )
}
