//! What on a page is not the article: menus, breadcrumbs, side columns, lists of other articles, advertisements, share
//! buttons, comments, footers.
//!
//! Four signs are read, each of which a Japanese reader goes by: the element and its role (`<nav>`, `<footer>`), the
//! words of its class and id (`sidebar`, `kanren`, `pankuzu`), the heading that it stands under (関連記事, ランキング), and
//! how much of it is link. Whatever holds the article's own heading is never thrown away, nor is a text for being short.

use super::chrome::{self, Topic};
use super::flow::{self, Piece};
use super::tree::{NodeId, Tree};
use super::{BlockKind, owner};

/// The elements of a page whose name, role, class or id says that they are not the article, in the order of the page.
pub(super) struct Signs(Vec<(NodeId, Sign)>);

impl Signs {
    pub(super) fn of(tree: &Tree) -> Self {
        let elements = tree.all().filter(|&node| tree.text(node).is_none() && node != NodeId::ROOT);
        Self(elements.filter_map(|node| Some((node, sign(tree, node)?))).collect())
    }
}

/// For each piece, whether it stands in an element of the page's frame, as far as names tell.
pub(super) fn frame(tree: &Tree, pieces: &[Piece], signs: &Signs) -> Vec<bool> {
    let mut page = Page::new(tree, pieces, None);
    page.drop_elements(signs);
    page.kept.into_iter().map(|kept| !kept).collect()
}

/// The pieces that belong to the article. `heading` is the index of the article's own heading, where it was found.
pub(super) fn article(tree: &Tree, pieces: &[Piece], signs: &Signs, heading: Option<usize>) -> Vec<bool> {
    let mut page = Page::new(tree, pieces, heading);
    page.drop_elements(signs);
    page.drop_sections();
    page.drop_lines();
    page.drop_around_article();
    page.drop_empty_sections();
    page.kept
}

struct Page<'a> {
    tree: &'a Tree<'a>,
    pieces: &'a [Piece],
    heading: Option<usize>,
    /// For each piece, whether it is still part of the article.
    kept: Vec<bool>,
    /// For each piece, how many before it are links.
    links: Vec<usize>,
}

impl<'a> Page<'a> {
    fn new(tree: &'a Tree<'a>, pieces: &'a [Piece], heading: Option<usize>) -> Self {
        let mut links = vec![0; pieces.len() + 1];
        for (index, piece) in pieces.iter().enumerate() {
            links[index + 1] = links[index] + usize::from(piece.is_link());
        }
        Self { tree, pieces, heading, kept: vec![true; pieces.len()], links }
    }

    /// The pieces that begin in an element, as a range of indices.
    fn pieces_in(&self, node: NodeId) -> std::ops::Range<usize> {
        let end = self.tree.end(node);
        let start = self.pieces.partition_point(|piece| piece.node < node);
        start..self.pieces.partition_point(|piece| piece.node.index() < end)
    }

    /// The characters of sentences that are still kept, summed from the start, to answer for any range at once.
    fn prose_sums(&self) -> Vec<usize> {
        let mut sums = vec![0];
        let mut sum = 0;
        for (piece, &kept) in self.pieces.iter().zip(&self.kept) {
            sum += if kept && (piece.is_prose() || matches!(piece.kind, BlockKind::Cell(_))) { piece.letters } else { 0 };
            sums.push(sum);
        }
        sums
    }

    fn holds_heading(&self, node: NodeId) -> bool {
        self.heading.is_some_and(|heading| self.tree.contains(node, self.pieces[heading].node))
    }

    /// Leaves out elements by their name, role, class and id.
    fn drop_elements(&mut self, signs: &Signs) {
        let sums = self.prose_sums();
        let total = sums[self.pieces.len()];
        let mut skip_to = 0;
        for &(node, sign) in &signs.0 {
            if node.index() < skip_to {
                continue;
            }
            let range = self.pieces_in(node);
            if range.is_empty() || self.holds_heading(node) {
                continue;
            }
            let prose = sums[range.end] - sums[range.start];
            if sign == Sign::Likely && prose * 2 > total {
                continue;
            }
            self.kept[range].fill(false);
            skip_to = self.tree.end(node);
        }
    }

    /// Leaves out what stands under a heading such as 関連記事.
    fn drop_sections(&mut self) {
        let sums = self.prose_sums();
        let total = sums[self.pieces.len()];
        for index in 0..self.pieces.len() {
            let piece = &self.pieces[index];
            if !self.kept[index] || self.heading == Some(index) {
                continue;
            }
            let Some(topic) = chrome::topic(piece) else { continue };
            if topic == Topic::Label {
                self.kept[index] &= piece.dates().iter().any(|dated| dated.date.year().is_some());
                continue;
            }
            // The largest element that begins with the heading and is no large part of the article.
            let mut end = index + 1;
            for node in self.tree.ancestors(piece.node) {
                let range = self.pieces_in(node);
                let prose = sums[range.end] - sums[range.start];
                if range.start != index || self.holds_heading(node) || prose * 2 > total {
                    break;
                }
                end = range.end;
            }
            // The article goes on below an advertisement that stands among its paragraphs.
            if end == index + 1 && topic != Topic::Advertisement {
                end = self.end_of_section(index, topic);
            }
            self.kept[index..end].fill(false);
        }
    }

    /// Where the section ends whose heading stands among the article's paragraphs: at the next heading, at the end of the
    /// element around, and for a list at the next paragraph that is not the summary of a linked article.
    fn end_of_section(&self, heading: usize, topic: Topic) -> usize {
        let level = |piece: &Piece| match piece.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        };
        let own = level(&self.pieces[heading]).unwrap_or(6);
        let around = self.around(heading);
        let is_summary = |piece: &Piece| {
            let part = self.tree.ancestors(piece.node).find(|&node| self.tree.parent(node) == around);
            part.is_some_and(|part| self.links[self.pieces_in(part).end] > self.links[self.pieces_in(part).start])
        };
        let after = self.pieces[heading + 1..].iter().position(|piece| {
            let is_heading = level(piece).is_some_and(|level| level <= own && chrome::topic(piece).is_none());
            let is_paragraph = piece.is_prose() && piece.kind == BlockKind::Paragraph;
            is_heading || !self.tree.contains(around, piece.node) || (topic == Topic::Links && is_paragraph && !is_summary(piece))
        });
        after.map_or(self.pieces.len(), |after| heading + 1 + after)
    }

    /// The element that holds a heading and what it is the heading of.
    fn around(&self, heading: usize) -> NodeId {
        let block = self.tree.ancestors(self.pieces[heading].node).find(|&node| flow::is_block(self.tree.name(node)));
        let block = block.unwrap_or(NodeId::ROOT);
        // A line that only looks like a heading stands in one element with the lines below it.
        if self.pieces_in(block) == (heading..heading + 1) { self.tree.parent(block) } else { block }
    }

    /// Leaves out single lines: links, breadcrumbs, bars of sections, copyright, buttons.
    fn drop_lines(&mut self) {
        for (index, piece) in self.pieces.iter().enumerate() {
            let is_commented = piece.kind == BlockKind::Term
                && self.pieces.get(index + 1).is_some_and(|next| next.kind == BlockKind::Definition && !next.is_link());
            let is_heading = self.heading == Some(index) || piece.is_heading() || is_commented;
            let is_link = piece.is_link() && !is_heading && !matches!(piece.kind, BlockKind::Cell(_));
            if is_link && !self.is_source(index) || chrome::is_chrome(&piece.text) {
                self.kept[index] &= self.heading == Some(index);
            }
        }
    }

    /// Whether a line is an address that is written out below a paragraph.
    fn is_source(&self, index: usize) -> bool {
        let is_address = self.pieces[index].text.starts_with("http") && !self.pieces[index].text.contains(' ');
        is_address && index > 0 && self.kept[index - 1] && self.pieces[index - 1].is_prose()
    }

    /// Leaves out headings over nothing but links.
    fn drop_empty_sections(&mut self) {
        const LONGEST: usize = 25;
        const LINKS: usize = 2;
        let level = |piece: &Piece| match piece.kind {
            BlockKind::Heading(level) => level,
            _ => u8::MAX,
        };
        let mut next: Option<usize> = None;
        for index in (0..self.pieces.len()).rev().filter(|&index| self.kept[index]).collect::<Vec<_>>() {
            let piece = &self.pieces[index];
            let is_section = piece.is_heading() && self.heading != Some(index) && piece.letters <= LONGEST;
            let end = next.unwrap_or(self.pieces.len());
            let is_empty = next.is_none_or(|next| level(&self.pieces[next]) <= level(piece));
            if is_section && is_empty && self.links[end] - self.links[index + 1] >= LINKS {
                self.kept[index] = false;
            } else {
                next = Some(index);
            }
        }
    }

    /// Leaves out what stands before the article and after it.
    fn drop_around_article(&mut self) {
        let Some(heading) = self.heading else { return };
        let sums = self.prose_sums();
        let total = sums[self.pieces.len()];
        let mut range = 0..self.pieces.len();
        for node in self.tree.ancestors(self.pieces[heading].node) {
            let inside = self.pieces_in(node);
            if (sums[inside.end] - sums[inside.start]) * 20 >= total * 17 && total > 0 {
                range = inside;
                break;
            }
        }
        let is_opening = |&index: &usize| self.kept[index] && !self.pieces[index].is_heading() && is_opening(&self.pieces[index]);
        let begin = (range.start..heading).find(is_opening).unwrap_or(heading);
        for index in 0..self.pieces.len() {
            let is_label = index < heading && self.pieces[index].is_heading();
            self.kept[index] &= (begin..range.end).contains(&index) && !is_label;
        }
    }
}

/// Whether an article that has lines before its heading may begin with this one: a date, a sender, whom it is addressed
/// to, or a paragraph, but no label such as `お知らせ`.
fn is_opening(piece: &Piece) -> bool {
    let has_date = piece.dates().iter().any(|dated| dated.date.day().is_some());
    let is_address = piece.text.ends_with(['様', '位', '方', '殿']);
    piece.is_set_off || has_date || is_address || piece.is_prose() || owner::names_organization(&piece.text)
}

/// How sure a sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// The element is not the article, unless the article's heading stands in it.
    Sure,
    /// Nor unless most of the page's sentences stand in it.
    Likely,
}

/// What an element's name, role, class and id say.
fn sign(tree: &Tree, node: NodeId) -> Option<Sign> {
    let name = tree.name(node);
    match name {
        "nav"
        | "footer"
        | "amp-ad"
        | "amp-auto-ads"
        | "amp-consent"
        | "amp-embed"
        | "amp-next-page"
        | "amp-sidebar"
        | "amp-social-share"
        | "amp-sticky-ad"
        | "amp-user-notification" => return Some(Sign::Sure),
        "aside" | "dialog" | "menu" => return Some(Sign::Likely),
        "header" if !tree.ancestors(node).any(|outer| matches!(tree.name(outer), "article" | "section")) => {
            return Some(Sign::Likely);
        }
        _ => {}
    }
    if matches!(
        tree.attribute(node, "role"),
        Some("navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog")
    ) {
        return Some(Sign::Likely);
    }
    if matches!(name, "body" | "html") {
        return None;
    }
    let labels = [tree.attribute(node, "class"), tree.attribute(node, "id")];
    let mut words = labels.into_iter().flatten().flat_map(str::split_whitespace).flat_map(words);
    words.any(names_chrome).then_some(Sign::Likely)
}

/// Whether a word of a class or id, in any letters, names what is not the article.
fn names_chrome(word: &str) -> bool {
    const LONGEST: usize = 15;
    let mut small = [0; LONGEST];
    let Some(small) = small.get_mut(..word.len()) else { return false };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    CHROME.binary_search_by(|known| known.as_bytes().cmp(small)).is_ok()
}

/// Words of a class or id that name what is not the article, in the order of their bytes.
const CHROME: &[&str] = &[
    "ad",
    "adbox",
    "ads",
    "adsense",
    "adv",
    "advertisement",
    "author-box",
    "authorbox",
    "banner",
    "banners",
    "bnr",
    "bread",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "copyright",
    "crumb",
    "crumbs",
    "fnavi",
    "foot",
    "footer",
    "ft",
    "gdpr",
    "globalnav",
    "globalnavi",
    "gn",
    "gnav",
    "gnavi",
    "hnavi",
    "kanren",
    "lnavi",
    "localnav",
    "login",
    "mailmag",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navi",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "paging",
    "pan",
    "pankuzu",
    "pickup",
    "popular",
    "popup",
    "prevnext",
    "profile",
    "promo",
    "rank",
    "ranking",
    "recent",
    "recommend",
    "recommended",
    "rel",
    "relate",
    "related",
    "relatedarticles",
    "relatedcontent",
    "relatedlinks",
    "relatedposts",
    "relation",
    "rightcol",
    "share",
    "sharebox",
    "sharebtn",
    "sharebuttons",
    "side",
    "sidebar",
    "sidemenu",
    "sidenav",
    "skip",
    "sns",
    "snsarea",
    "snsbox",
    "social",
    "sponsor",
    "subnav",
    "subscribe",
    "tagcloud",
    "tieup",
    "toc",
    "topicpath",
    "widget",
];

/// A class or id, and the words in it: `colBoxRanking` has col, Box and Ranking.
fn words(token: &str) -> impl Iterator<Item = &str> {
    std::iter::once(token).chain(token.split(|c: char| !c.is_alphanumeric()).flat_map(humps))
}

/// The parts of a word that each begin with a capital letter behind another letter.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let mut last = None;
        let mut begins = |c: char| last.replace(c).is_some_and(char::is_alphabetic) && c.is_uppercase();
        let end = rest.find(&mut begins).unwrap_or(rest.len());
        let (hump, after) = rest.split_at(end);
        rest = after;
        (!hump.is_empty()).then_some(hump)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_classes_are_found() {
        assert!(CHROME.is_sorted());
        assert!(CHROME.iter().all(|word| names_chrome(word)));
        let found = |token: &str| words(token).any(names_chrome);
        assert!(["colBoxRanking", "l-Footer", "author-box", "Side_menu"].iter().all(|token| found(token)));
        assert!(["colBoxranking", "article", "", "一覧"].iter().all(|token| !found(token)));
    }
}
