//! Pieces → posts: one for an article, several for a blog's archive or a diary.
//!
//! A page has several posts when several elements of one kind (`<article>`, `class="post"`, an item of a time line) each
//! hold a heading and sentences, or when headings of one level each link to a page or carry a date and the page begins
//! with them. An article
//! with sections, a digest of news under headings, and the chronology of a notice stay one post.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::dates;
use super::flow::Piece;
use super::tree::{NodeId, Tree};
use super::{Block, BlockKind, Post};
use crate::edtf::{Edtf, PartialDate};

/// From how many characters on a paragraph before the first dated heading shows that the page is one article.
const LEAD: usize = 60;

/// The posts of a page.
#[derive(Debug)]
pub(super) struct Split {
    /// The posts, at least one.
    pub(super) posts: Vec<Post>,
    /// Whether the page is an archive.
    pub(super) is_several: bool,
    /// When an archive was last added to: the month in its title, or the date of its first post.
    pub(super) newest: Option<PartialDate>,
}

/// The posts of a page. `all` are its pieces, `pieces` those of them that are not its frame, `heading` is the index of the
/// page's own heading among the latter, and `title` the text of `<title>`.
pub(super) fn split(tree: &Tree, all: &[Piece], pieces: Vec<Piece>, heading: Option<usize>, title: Option<&str>) -> Split {
    let own = heading.map(|heading| pieces[heading].text.as_str());
    let month = month_of([title, own]);
    let ranges = of_elements(tree, &pieces)
        .or_else(|| of_signed_headings(&pieces, heading))
        .or_else(|| of_dated_headings(&pieces, heading, month));
    let Some(ranges) = ranges else {
        return Split { posts: vec![single(pieces, heading)], is_several: false, newest: None };
    };
    let posts = ranges.into_iter().map(|(node, range)| {
        let (mut post, date) = post(&pieces[range.clone()], &all[pieces_in(tree, all, node)], month);
        post.link = heading_of(&pieces[range.clone()]).and_then(|heading| link(tree, &pieces[range][heading]));
        (post, date)
    });
    dated(posts.unzip(), [title, own])
}

/// The posts of a text without tags that begin with headings that have a date beside them, if there are several.
pub(super) fn of_lines(pieces: &[Piece], heading: Option<usize>) -> Option<Split> {
    let own = heading.map(|heading| pieces[heading].text.as_str());
    let month = month_of([own, None]);
    let ranges = of_dated_headings(pieces, heading, month)?;
    let posts = ranges.into_iter().map(|(_, range)| post(&pieces[range.clone()], &pieces[range], month));
    Some(dated(posts.unzip(), [own, None]))
}

/// The month that one of the page's `titles` says it is of.
fn month_of(titles: [Option<&str>; 2]) -> Option<PartialDate> {
    titles.into_iter().flatten().find_map(dates::month_of_issue)
}

/// Posts with their dates, the years of which may stand in the page's `titles`.
fn dated((mut posts, dates): (Vec<Post>, Vec<Option<PartialDate>>), titles: [Option<&str>; 2]) -> Split {
    let names = || titles.into_iter().flatten();
    let issue = names().find_map(dates::month_of_issue).or_else(|| names().find_map(only_year));
    let newest = issue.filter(|issue| issue.month().is_some());
    let newest = newest.or(dates.first().copied().flatten().filter(|date| date.year().is_some()));
    for (post, date) in posts.iter_mut().zip(with_years(&dates, issue)) {
        post.date = date.map(Edtf::from);
    }
    Split { posts, is_several: true, newest }
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

/// The heading of a post among its pieces: its first heading that is more than a date.
fn heading_of(pieces: &[Piece]) -> Option<usize> {
    let heading = pieces.iter().position(|piece| piece.is_heading() && !is_dateline(piece));
    heading.or_else(|| pieces.iter().position(|piece| !is_dateline(piece)))
}

/// Where a post's heading links to.
fn link(tree: &Tree, heading: &Piece) -> Option<String> {
    let link = tree.ancestors(heading.node).take(4).find(|&node| tree.name(node) == "a");
    let href = link.and_then(|node| tree.attribute(node, "href"));
    href.filter(|href| !href.is_empty() && *href != "#").map(str::to_owned)
}

/// A post of several, and its date. `all` has its pieces with those of its frame, where a date may stand, too.
///
/// The day of a heading that gives no more is one of `month`.
fn post(pieces: &[Piece], all: &[Piece], month: Option<PartialDate>) -> (Post, Option<PartialDate>) {
    let heading = heading_of(pieces);
    let beside = heading.map_or(0, |heading| heading + 2).min(pieces.len());
    let of_month = |piece: &Piece| PartialDate::new(month?.year(), month?.month(), bare_day(&piece.text));
    let bare = pieces.first().filter(|first| bare_day(&first.text).is_some()).and_then(of_month);
    let date = bare.or_else(|| pieces[..beside].iter().find_map(date_of));
    // The line that signs the post is its own; beyond it stand those of its frame.
    let date = date.or_else(|| pieces.last().and_then(date_of).filter(|date| date.civil().is_some()));
    let date = date.or_else(|| all.iter().filter_map(date_of).find(|date| date.year().is_some()));
    let mut pieces = pieces.to_vec();
    if let Some(heading) = heading {
        pieces[heading].kind = BlockKind::Heading(1);
    }
    let heading = heading.map(|heading| pieces[heading].text.clone());
    (Post { heading, link: None, date: None, blocks: blocks(pieces) }, date)
}

/// Whether a piece is short enough to say a date and little else.
fn may_be_dateline(piece: &Piece) -> bool {
    piece.letters <= 80 && !piece.is_prose()
}

/// The date of a short line.
fn date_of(piece: &Piece) -> Option<PartialDate> {
    if !may_be_dateline(piece) {
        return None;
    }
    piece.time.or_else(|| piece.dates().first().map(|dated| dated.date))
}

/// Whether a piece says a date and little else.
fn is_dateline(piece: &Piece) -> bool {
    let dates = if may_be_dateline(piece) { piece.dates() } else { &[] };
    let Some(first) = dates.first() else { return piece.time.is_some() && piece.letters < 12 };
    // A line under a heading may name a section or an author beside the date; a heading that says more is a heading.
    let most = if piece.kind == BlockKind::Paragraph { 8 } else { 1 };
    beside(&piece.text, first) < most
}

/// The day of the month that a heading is and nothing else, but for the day of the week: `11日`, `11日(木)`.
fn bare_day(heading: &str) -> Option<i8> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*[■●◆]?\s*([0-9]{1,2})日\s*(?:[(（][月火水木金土日](?:曜日?)?[)）])?\s*$")
            .unwrap_or_else(|error| unreachable!("the pattern is fixed: {error}"))
    });
    DAY.captures(heading)?[1].parse().ok()
}

/// Whether a line gives the day of the week in brackets: `3月27日(土)`.
fn has_weekday(line: &str) -> bool {
    let is_day = |rest: &str| rest.chars().next().is_some_and(|c| "月火水木金土日祝".contains(c));
    line.match_indices(['(', '（']).any(|(at, open)| is_day(&line[at + open.len()..]))
}

/// Whether a line is a date and nothing else but the day of the week.
pub(super) fn is_date(line: &str) -> bool {
    beside_date(line) == Some(0)
}

/// How many letters stand beside the first date of a line, those of days of the week and times not counted; `None` where
/// there is no date.
fn beside_date(line: &str) -> Option<usize> {
    dates::dates(line).first().map(|dated| beside(line, dated))
}

/// How many letters stand beside a date of a line, as [`beside_date`] counts them.
fn beside(line: &str, dated: &dates::Dated) -> usize {
    let is_word = |c: &char| c.is_alphabetic() && !"年月火水木金土日祝曜時分".contains(*c);
    line[..dated.start].chars().chain(line[dated.end..].chars()).filter(is_word).count()
}

/// The dates with years where they have none: the posts of an archive stand in the order of time, from `first` on, which
/// gives the year of the first.
fn with_years(dates: &[Option<PartialDate>], first: Option<PartialDate>) -> Vec<Option<PartialDate>> {
    let months: Vec<i8> = dates.iter().flatten().filter_map(|date| date.month()).collect();
    let falls = months.windows(2).filter(|pair| pair[0] > pair[1]).count();
    let rises = months.windows(2).filter(|pair| pair[0] < pair[1]).count();
    let mut last = first;
    let with_year = |date: &Option<PartialDate>| {
        let date = (*date)?;
        let known = match (date.year(), last.and_then(PartialDate::year)) {
            (None, Some(year)) => {
                let change = match last.and_then(PartialDate::month).cmp(&date.month()) {
                    std::cmp::Ordering::Less if last.is_some_and(|last| last.month().is_some()) && falls > rises => -1,
                    std::cmp::Ordering::Greater if rises > falls => 1,
                    _ => 0,
                };
                PartialDate::new(Some(year + change), date.month(), date.day()).unwrap_or(date)
            }
            _ => date,
        };
        if known.year().is_some() {
            last = Some(known);
        }
        Some(known)
    };
    dates.iter().map(with_year).collect()
}

/// The year in a title that names only one.
fn only_year(title: &str) -> Option<PartialDate> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^0-9])(20[0-9]{2})(?:[^0-9]|$)").unwrap_or_else(|error| unreachable!("the pattern is fixed: {error}"))
    });
    let mut years = YEAR.captures_iter(title);
    let year = years.next()?[1].parse().ok();
    if years.next().is_some() { None } else { PartialDate::new(year, None, None) }
}

/// A post as its element, or the root where it has none, and its pieces.
type Found = (NodeId, Range<usize>);

/// The pieces that begin in an element, as a range of indices.
fn pieces_in(tree: &Tree, pieces: &[Piece], node: NodeId) -> Range<usize> {
    let end = tree.end(node);
    let start = pieces.partition_point(|piece| piece.node < node);
    start..pieces.partition_point(|piece| piece.node.index() < end)
}

/// The posts that are elements of their own, if there are several.
pub(super) fn of_elements(tree: &Tree, pieces: &[Piece]) -> Option<Vec<Found>> {
    let is_post = |node: NodeId| {
        const WORDS: [&str; 6] = ["post", "entry", "hentry", "article", "diary", "ently"];
        let class = tree.attribute(node, "class").unwrap_or_default();
        let is_word = |word: &str| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word));
        let is_item = tree.name(node) == "li";
        let is_named = tree.name(node) != "body" && class.split([' ', '_', '-']).any(is_word);
        let is_post = tree.name(node) == "article" || is_named || is_item;
        if !is_post && !matches!(tree.name(node), "div" | "section" | "dl") {
            return None;
        }
        let range = pieces_in(tree, pieces, node);
        let inside = &pieces[range.clone()];
        let first = inside.first()?;
        // What nothing names a post is one if its heading links to the post's own page or has a date above it.
        let is_dated = is_dateline(first) && inside.get(1).is_some_and(Piece::is_heading);
        let is_heading = |piece: &Piece| piece.is_heading() && (is_post || is_dated || piece.is_link());
        // The heading of a post may be no more than a line below its day.
        let is_headed = || is_dateline(first) && inside.get(1).is_some_and(|line| !line.is_prose() && !is_dateline(line));
        let has_heading =
            inside.iter().take(3).any(is_heading) || (is_item && date_of(first).is_some()) || (is_named && is_headed());
        let has_text = inside.len() > 1 && inside[1..].iter().any(|piece| piece.text.contains('。'));
        (has_heading && has_text).then_some(range)
    };
    // Of the elements that stand beside each other, those that hold most of the page.
    let mut groups: BTreeMap<NodeId, Vec<Found>> = BTreeMap::new();
    for node in tree.all().filter(|&node| tree.text(node).is_none()) {
        if let Some(range) = is_post(node) {
            groups.entry(tree.parent(node)).or_default().push((node, range));
        }
    }
    let held = |group: &Vec<Found>| group.iter().map(|(_, range)| range.len()).sum::<usize>();
    let several = groups.into_iter().filter(|(_, group)| group.len() > 1);
    several.max_by_key(|(parent, group)| (held(group), Reverse(*parent))).map(|(_, group)| group)
}

/// The posts that begin with dated or linked headings of one level.
///
/// On a page that is of one `month`, a heading may give the day alone.
fn of_dated_headings(pieces: &[Piece], heading: Option<usize>, month: Option<PartialDate>) -> Option<Vec<Found>> {
    for level in 2..=6 {
        // What was taken for the page's own heading may be that of the first of its posts, which has its day as they have.
        let is_day = |index: usize| month.is_some() && bare_day(&pieces[index].text).is_some();
        let has_day = |own: usize| has_dateline_below(pieces, own) || ends_in_day(&pieces[own]) || is_day(own);
        let is_first = |own: usize| pieces[own].kind == BlockKind::Heading(level) && has_day(own);
        let heading = heading.filter(|&own| !is_first(own));
        let headings: Vec<usize> = (0..pieces.len())
            .filter(|&index| pieces[index].kind == BlockKind::Heading(level) && heading != Some(index))
            .collect();
        let mut starts: Vec<usize> = headings
            .iter()
            .filter_map(|&index| start_of_post(pieces, index).or_else(|| is_day(index).then_some(index)))
            .collect();
        if starts.len() < 2 || starts.len() * 3 < headings.len() * 2 {
            continue;
        }
        // A page's own heading that stands below the headings of its days is that of the first day's post.
        let is_below = |&own: &usize| own < starts[0] && matches!(pieces[own].kind, BlockKind::Heading(own) if own > level);
        if let Some(first) = heading.filter(is_below) {
            starts.insert(0, first);
        }
        // What begins with paragraphs or a date of its own is an article with a chronology.
        let lead = &pieces[heading.map_or(0, |heading| heading + 1).min(starts[0])..starts[0]];
        let has_text = lead.iter().any(|piece| piece.is_prose() && piece.letters >= LEAD);
        let has_date = heading.is_some() && lead.iter().any(|piece| date_of(piece).is_some_and(|date| date.day().is_some()));
        // The newest first, each with its day of the week: a diary, whatever its writer says of himself above it.
        let written = |&start: &usize| pieces[start].dates().first().map(|dated| (dated.date.month(), dated.date.day()));
        let days: Vec<_> = starts.iter().map(written).collect();
        let is_diary = days.len() > 2
            && days.windows(2).all(|pair| pair[0].is_some() && pair[0] > pair[1])
            && starts.iter().all(|&start| has_weekday(&pieces[start].text));
        if (has_text || has_date || is_chronicle(pieces, &starts)) && !is_diary {
            return None;
        }
        let ends = starts[1..].iter().copied().chain([pieces.len()]);
        return Some(starts.iter().copied().zip(ends).map(|(start, end)| (NodeId::ROOT, start..end)).collect());
    }
    of_dated_terms(pieces, heading)
}

/// The posts below headings of one level that each end in the line with which a blog signs them: the day and the hour, or the
/// day and the number of comments (`2017年2月26日 21:10 | コメント(0)`).
fn of_signed_headings(pieces: &[Piece], heading: Option<usize>) -> Option<Vec<Found>> {
    let is_signature = |piece: &Piece| {
        let whole = date_of(piece).is_some_and(|date| date.civil().is_some());
        let is_clock = |line: &str| line.match_indices([':', '：']).any(|(at, _)| line[..at].ends_with(|c: char| c.is_numeric()));
        let words = ["コメント", "トラックバック", "投稿", "カテゴリ", "osted", "omment"];
        whole && (is_clock(&piece.text) || words.iter().any(|word| piece.text.contains(word)))
    };
    let level = |level| (0..pieces.len()).filter(move |&index| pieces[index].kind == BlockKind::Heading(level));
    let several = (2..=6).map(|of| level(of).filter(|&index| heading != Some(index)).collect::<Vec<_>>());
    let starts = several.into_iter().find(|starts| starts.len() > 1)?;
    let ends = || starts[1..].iter().copied().chain([pieces.len()]);
    let signed = starts.iter().zip(ends()).filter(|&(&start, end)| is_signature(&pieces[end - 1]) && end > start + 2).count();
    (signed == starts.len()).then(|| starts.iter().copied().zip(ends()).map(|(start, end)| (NodeId::ROOT, start..end)).collect())
}

/// Whether headings are days without years in the order of time, with nothing but text below them: the course of one event.
fn is_chronicle(pieces: &[Piece], starts: &[usize]) -> bool {
    let day = |&start: &usize| {
        let first = dates::dates(&pieces[start].text).first().map(|dated| dated.date)?;
        (is_dateline(&pieces[start]) && first.year().is_none()).then_some((first.month(), first.day()))
    };
    let days: Option<Vec<_>> = starts.iter().map(day).collect();
    let headings = pieces[starts[0]..].iter().filter(|piece| piece.is_heading()).count();
    days.is_some_and(|days| days.is_sorted()) && headings == starts.len()
}

/// The posts of a diary that is set as a list of terms, each a date with the heading of what was written on that day.
fn of_dated_terms(pieces: &[Piece], heading: Option<usize>) -> Option<Vec<Found>> {
    let terms: Vec<usize> = (0..pieces.len()).filter(|&index| pieces[index].kind == BlockKind::Term).collect();
    let is_entry = |&&index: &&usize| {
        let begins = pieces[index].dates().first().is_some_and(|dated| dated.start <= '■'.len_utf8() + 1);
        begins && beside_date(&pieces[index].text).is_some_and(|beside| beside > 0)
    };
    let first = *terms.first()?;
    let lead = &pieces[heading.map_or(0, |heading| heading + 1).min(first)..first];
    if terms.len() < 2 || !terms.iter().all(|index| is_entry(&index)) || lead.iter().any(|piece| piece.letters >= LEAD) {
        return None;
    }
    let ends = terms[1..].iter().copied().chain([pieces.len()]);
    Some(terms.iter().copied().zip(ends).map(|(start, end)| (NodeId::ROOT, start..end)).collect())
}

/// Whether a heading ends with the day on which its post was written, in brackets: `夏休みの宿題(2009年9月14日)`. The day of
/// a report (`第2報(2009年9月14日)`) is one of those on which a notice was added to.
fn ends_in_day(heading: &Piece) -> bool {
    let Some(last) = heading.dates().last() else { return false };
    let (before, after) = (&heading.text[..last.start], heading.text[last.end..].trim());
    let is_in_brackets = before.ends_with(['(', '（']) && matches!(after, ")" | "）");
    is_in_brackets && last.date.civil().is_some() && !before.trim_end_matches(['(', '（']).ends_with(['報', '表'])
}

/// Whether the line below a heading is a date.
fn has_dateline_below(pieces: &[Piece], heading: usize) -> bool {
    pieces.get(heading + 1).is_some_and(is_dateline)
}

/// Where the post of a heading begins, if the heading links to the post's own page, or a date stands in its first words or
/// in the line before or after it.
fn start_of_post(pieces: &[Piece], heading: usize) -> Option<usize> {
    // Additions to an article have dates, too.
    if ["追記", "更新", "訂正"].iter().any(|word| pieces[heading].text.contains(word)) {
        return None;
    }
    let has_date = pieces[heading].dates().first().is_some_and(|dated| dated.start <= '■'.len_utf8());
    let has_date = has_date || ends_in_day(&pieces[heading]);
    if heading > 0 && is_dateline(&pieces[heading - 1]) {
        Some(heading - 1)
    } else if has_date || pieces[heading].is_link() || has_dateline_below(pieces, heading) {
        Some(heading)
    } else {
        None
    }
}
