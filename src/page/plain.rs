//! Plain text and Markdown → a page.

use super::flow::Piece;
use super::headings::{self, Marker};
use super::tree::NodeId;
use super::{Block, BlockKind, Error, Page, Post, dates};

/// The longest line that may be a heading because it stands between empty lines, in characters.
const LONGEST_HEADING: usize = 60;

/// From how many characters on a line that ends in mid-sentence goes on in the next.
const WRAPPED: usize = 30;

/// The page that a text without tags holds. Its title is its first heading.
pub(super) fn read(text: &str) -> Result<Page, Error> {
    let is_markdown = text.lines().any(|line| line.starts_with("# ") || line.starts_with("## "));
    let mut pieces: Vec<Piece> = Vec::new();
    for paragraph in paragraphs(text) {
        add_paragraph(&mut pieces, &paragraph, is_markdown);
    }
    if pieces.is_empty() {
        return Err(Error::NoText);
    }
    headings::shape(&mut pieces);
    let heading = pieces.iter().position(Piece::is_heading);
    if let Some(heading) = heading {
        pieces[heading].kind = BlockKind::Heading(1);
    }
    let title = heading.map(|heading| pieces[heading].text.clone());
    let published = published(&pieces, heading.unwrap_or(0));
    let blocks = pieces.into_iter().map(|piece| Block { kind: piece.kind, text: piece.text }).collect();
    let post = Post { heading: title.clone(), blocks, ..Post::default() };
    Ok(Page { title, published: published.map(Into::into), posts: vec![post], ..Page::default() })
}

/// The lines between empty lines.
fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()).map(<[&str]>::to_vec).collect()
}

fn add_paragraph(pieces: &mut Vec<Piece>, lines: &[&str], is_markdown: bool) {
    let stands_alone = lines.len() == 1;
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        let (kind, text) = kind_of(line, stands_alone, is_markdown);
        let text = if is_markdown { text.replace("**", "") } else { text.to_owned() };
        if text.is_empty() {
            continue;
        }
        let plain = kind == BlockKind::Paragraph && headings::marker(&text).is_none();
        match pieces.last_mut().filter(|_| open && plain) {
            Some(piece) => {
                let is_wrapped = lines[index - 1].chars().count() >= WRAPPED
                    && !headings::is_sentence(lines[index - 1])
                    && !lines[index - 1].ends_with(['」', ')', '）', '!', '?', '！', '？']);
                if !is_wrapped {
                    piece.text.push('\n');
                }
                piece.letters += text.chars().count();
                piece.text.push_str(&text);
            }
            None => pieces.push(piece(kind, text)),
        }
        open = plain;
    }
}

fn piece(kind: BlockKind, text: String) -> Piece {
    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
    Piece { node: NodeId::ROOT, kind, text, letters, linked: 0, strong: 0, is_set_off: false, time: None }
}

fn kind_of<'a>(line: &'a str, stands_alone: bool, is_markdown: bool) -> (BlockKind, &'a str) {
    if is_markdown {
        let level = line.bytes().take_while(|&byte| byte == b'#').count();
        if (1..=6).contains(&level) && line[level..].starts_with(' ') {
            return (BlockKind::Heading(level as u8), line[level..].trim_matches([' ', '#']));
        }
        if let Some(quotation) = line.strip_prefix('>') {
            return (BlockKind::Quotation, quotation.trim());
        }
    }
    if let Some(item) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return (BlockKind::Item, item.trim());
    }
    let is_bullet = headings::marker(line) == Some(Marker::Bullet);
    let is_dateline = dates::dates(line).first().is_some_and(|dated| line.chars().count() < 25 && dated.start < 10);
    let says = headings::is_sentence(line) || line.ends_with(['」', '!', '?', '！', '？', '…']) && line.chars().count() > 40;
    let is_heading = stands_alone
        && line.chars().count() <= LONGEST_HEADING
        && !says
        && !is_bullet
        && !is_dateline
        && headings::marker(line).is_none()
        && !line.starts_with('※');
    (if is_heading { BlockKind::Heading(2) } else { BlockKind::Paragraph }, line)
}

/// The date in the short lines near the heading.
fn published(pieces: &[Piece], heading: usize) -> Option<crate::edtf::PartialDate> {
    let near = pieces.iter().take(heading + 6).filter(|piece| !piece.is_prose() && piece.letters <= 80);
    near.flat_map(|piece| dates::dates(&piece.text)).map(|dated| dated.date).find(|date| date.year().is_some())
}
