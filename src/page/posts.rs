//! Pieces → posts: one for an article, several for a blog's archive or a diary.
//!
//! A page has several posts when several elements of one kind (`<article>`, `class="post"`, an item of a time line) each
//! hold a heading and sentences, or when headings of one level each carry a date and the page begins with them. An article
//! with sections, a digest of news under headings, and the chronology of a notice stay one post.

use super::dates;
use super::flow::Piece;
use super::tree::{NodeId, Tree};
use super::{Block, BlockKind, Post};
use crate::edtf::{Edtf, PartialDate};

/// The posts of a page. `pieces` are those of the article; `heading` is the index of the page's own heading.
pub(super) fn split(tree: &Tree, pieces: Vec<Piece>, heading: Option<usize>) -> Vec<Post> {
    let starts = of_elements(tree, &pieces).or_else(|| of_dated_headings(&pieces, heading));
    match starts {
        Some(ranges) => ranges.into_iter().map(|range| post(tree, &pieces[range])).collect(),
        None => vec![single(pieces, heading)],
    }
}

fn single(mut pieces: Vec<Piece>, heading: Option<usize>) -> Post {
    for (index, piece) in pieces.iter_mut().enumerate() {
        if heading == Some(index) {
            piece.kind = BlockKind::Heading(1);
        } else if piece.kind == BlockKind::Heading(1) {
            piece.kind = BlockKind::Heading(2);
        }
    }
    let heading = heading.map(|heading| pieces[heading].text.clone());
    Post { heading, blocks: blocks(pieces), ..Post::default() }
}

fn blocks(pieces: impl IntoIterator<Item = Piece>) -> Vec<Block> {
    pieces.into_iter().map(|piece| Block { kind: piece.kind, text: piece.text }).collect()
}

/// A post of several. Its heading is its first heading that is more than a date.
fn post(tree: &Tree, pieces: &[Piece]) -> Post {
    let is_dateline = |piece: &Piece| date_in(piece).is_some_and(|(_, rest)| rest < 4);
    let heading = pieces.iter().position(|piece| piece.is_heading() && !is_dateline(piece));
    let heading = heading.or_else(|| pieces.iter().position(|piece| !is_dateline(piece)));
    let near = heading.map_or(0, |heading| heading + 2).min(pieces.len());
    let date = pieces[..near].iter().find_map(|piece| date_in(piece).map(|(date, _)| date));
    let link = heading.and_then(|heading| {
        let node = pieces[heading].node;
        tree.ancestors(node).take(4).find(|&node| tree.name(node) == "a")
    });
    let link = link.and_then(|node| tree.attribute(node, "href")).filter(|href| !href.is_empty() && *href != "#");
    let mut pieces = pieces.to_vec();
    if let Some(heading) = heading {
        pieces[heading].kind = BlockKind::Heading(1);
    }
    Post {
        heading: heading.map(|heading| pieces[heading].text.clone()),
        link: link.map(str::to_owned),
        date: date.map(Edtf::from),
        blocks: blocks(pieces),
    }
}

/// The date of a short line, and how many characters stand beside it.
fn date_in(piece: &Piece) -> Option<(PartialDate, usize)> {
    if piece.letters > 80 || piece.is_prose() {
        return None;
    }
    let dated = *dates::dates(&piece.text).first()?;
    let letters = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric() && !c.is_ascii_digit() && !"月火水木金土日曜".contains(*c)).count()
    };
    Some((dated.date, letters(&piece.text[..dated.start]) + letters(&piece.text[dated.end..])))
}

/// The posts that are elements of their own.
fn of_elements(tree: &Tree, pieces: &[Piece]) -> Option<Vec<std::ops::Range<usize>>> {
    let pieces_in = |node: NodeId| {
        let end = tree.end(node);
        let start = pieces.partition_point(|piece| piece.node < node);
        start..pieces.partition_point(|piece| piece.node.index() < end)
    };
    let is_post = |node: NodeId| {
        let class = tree.attribute(node, "class").unwrap_or_default().to_lowercase();
        let is_named = class.split([' ', '_', '-']).any(|word| matches!(word, "post" | "entry" | "hentry" | "article" | "diary"));
        let is_item = tree.name(node) == "li";
        if !(tree.name(node) == "article" || (is_named && tree.name(node) != "body") || is_item) {
            return None;
        }
        let range = pieces_in(node);
        let inside = &pieces[range.clone()];
        let first = inside.first()?;
        let has_heading = inside.iter().take(3).any(Piece::is_heading) || (is_item && date_in(first).is_some());
        (has_heading && inside.len() > 1 && inside[1..].iter().any(Piece::is_prose)).then_some(range)
    };
    let mut skip_to = 0;
    let mut found: Vec<(NodeId, std::ops::Range<usize>)> = Vec::new();
    for node in tree.all() {
        if node.index() < skip_to || tree.text(node).is_some() {
            continue;
        }
        let Some(range) = is_post(node) else { continue };
        let parent = tree.parent(node);
        match found.last() {
            Some(&(outer, _)) if outer != parent => {
                // A first post alone is an article, which may hold others: look inside it and after it.
                if found.len() > 1 {
                    break;
                }
                found.clear();
            }
            _ => {}
        }
        found.push((parent, range));
        if found.len() > 1 {
            skip_to = tree.end(node);
        }
    }
    (found.len() > 1).then(|| found.into_iter().map(|(_, range)| range).collect())
}

/// The posts that begin with dated headings of one level.
fn of_dated_headings(pieces: &[Piece], heading: Option<usize>) -> Option<Vec<std::ops::Range<usize>>> {
    for level in 2..=6 {
        let headings: Vec<usize> = (0..pieces.len())
            .filter(|&index| pieces[index].kind == BlockKind::Heading(level) && heading != Some(index))
            .collect();
        let starts: Vec<usize> = headings.iter().filter_map(|&index| start_of_post(pieces, index)).collect();
        if starts.len() < 2 || starts.len() * 3 < headings.len() * 2 {
            continue;
        }
        // What begins with paragraphs of its own is an article with a chronology.
        let lead = heading.map_or(0, |heading| heading + 1).min(starts[0])..starts[0];
        if pieces[lead].iter().any(|piece| piece.is_prose() && piece.letters >= 60) {
            return None;
        }
        let ends = starts[1..].iter().copied().chain([pieces.len()]);
        return Some(starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect());
    }
    None
}

/// Where the post of a heading begins, if a date stands in the heading's first words or in the line before or after it.
fn start_of_post(pieces: &[Piece], heading: usize) -> Option<usize> {
    let has_date = dates::dates(&pieces[heading].text).first().is_some_and(|dated| dated.start <= '■'.len_utf8());
    let is_dateline = |index: usize| pieces.get(index).and_then(date_in).is_some_and(|(_, rest)| rest < 8);
    if heading > 0 && is_dateline(heading - 1) {
        Some(heading - 1)
    } else if has_date || is_dateline(heading + 1) {
        Some(heading)
    } else {
        None
    }
}
