//! What a page says of itself: title, site, owner, author, dates, address.
//!
//! Machine-readable metadata (JSON-LD, Open Graph, `<meta>`, `<time>`) is read first, then what stands beside the
//! article's heading, then the address.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::dates::{self, Dated, Role};
use super::flow::Piece;
use super::tree::{NodeId, Tree};
use super::{BlockKind, chrome, posts};
use crate::edtf::PartialDate;

/// From how many characters on a paragraph is the beginning of an article rather than a line of the page's head.
const LEAD: usize = 10;

/// The longest heading that may be an article's title, in characters.
const LONGEST_TITLE: usize = 150;

/// What the `<head>` and JSON-LD of a page declare.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// The text of `<title>`.
    pub(super) title: Option<String>,
    /// The title of the article alone (`og:title`, `headline`).
    pub(super) headline: Option<String>,
    /// `og:site_name`.
    pub(super) site: Option<String>,
    /// The publisher's name in JSON-LD.
    pub(super) publisher: Option<String>,
    /// Who wrote the article.
    pub(super) author: Option<String>,
    /// When it was published.
    pub(super) published: Option<PartialDate>,
    /// When it was last changed.
    pub(super) modified: Option<PartialDate>,
    /// The canonical address.
    pub(super) url: Option<String>,
}

/// Reads what the page declares.
pub(super) fn declared(tree: &Tree) -> Declared {
    let mut declared = Declared::default();
    for node in tree.all() {
        match tree.name(node) {
            "title" if declared.title.is_none() => {
                let title = tree.children(node).filter_map(|child| tree.text(child)).collect::<String>();
                declared.title = clean(&title);
            }
            "meta" => declared.meta(tree, node),
            "link" if tree.attribute(node, "rel") == Some("canonical") => {
                declared.url = declared.url.take().or_else(|| clean(tree.attribute(node, "href")?));
            }
            "script" if tree.attribute(node, "type").is_some_and(|kind| kind.contains("ld+json")) => {
                let json = tree.children(node).filter_map(|child| tree.text(child)).collect::<String>();
                if let Ok(value) = serde_json::from_str::<Value>(json.trim()) {
                    declared.json_ld(&value);
                }
            }
            "time" => {
                let date = tree.attribute(node, "datetime").and_then(dates::attribute);
                match tree.attribute(node, "itemprop") {
                    Some("datePublished") => declared.published = declared.published.or(date),
                    Some("dateModified") => declared.modified = declared.modified.or(date),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    declared
}

impl Declared {
    fn meta(&mut self, tree: &Tree, node: NodeId) {
        let attribute = |name| tree.attribute(node, name);
        let Some(content) = attribute("content").and_then(clean) else { return };
        let Some(name) = ["property", "name", "itemprop"].into_iter().find_map(attribute) else { return };
        let slot = match name.to_ascii_lowercase().as_str() {
            "og:title" | "twitter:title" => &mut self.headline,
            "og:site_name" | "application-name" => &mut self.site,
            "author" | "article:author" | "dc.creator" if !content.starts_with("http") => &mut self.author,
            "og:url" => &mut self.url,
            "article:published_time" | "datepublished" | "pubdate" | "publishdate" | "date" | "dc.date" | "dcterms.issued" => {
                self.published = self.published.or_else(|| dates::attribute(&content));
                return;
            }
            "article:modified_time" | "datemodified" | "og:updated_time" | "last-modified" | "dcterms.modified" => {
                self.modified = self.modified.or_else(|| dates::attribute(&content));
                return;
            }
            _ => return,
        };
        slot.get_or_insert(content);
    }

    fn json_ld(&mut self, value: &Value) {
        let fields = match value {
            Value::Array(items) => return items.iter().for_each(|item| self.json_ld(item)),
            Value::Object(fields) => fields,
            _ => return,
        };
        if let Some(graph) = fields.get("@graph") {
            self.json_ld(graph);
        }
        let kind = fields.get("@type").map(Value::to_string).unwrap_or_default();
        if !["Article", "Posting", "Report", "Release", "WebPage"].iter().any(|name| kind.contains(name)) {
            return;
        }
        let text = |key: &str| fields.get(key).and_then(name_of);
        let date = |key: &str| fields.get(key).and_then(Value::as_str).and_then(dates::attribute);
        self.published = self.published.or_else(|| date("datePublished"));
        self.modified = self.modified.or_else(|| date("dateModified"));
        self.headline = self.headline.take().or_else(|| text("headline"));
        self.author = self.author.take().or_else(|| text("author"));
        self.publisher = self.publisher.take().or_else(|| text("publisher"));
    }
}

/// A name in JSON-LD: a string, an object with a name, or the first of a list.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => clean(text),
        Value::Array(items) => items.first().and_then(name_of),
        Value::Object(fields) => fields.get("name").and_then(name_of),
        _ => None,
    }
}

/// A text on one line without white space around it; `None` if nothing is left.
fn clean(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The parts of a `<title>`: the article's title, the section, the site.
fn title_parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in ["|", "｜", "│", " - ", " – ", " — ", " ― ", " : ", " :: ", "«", "»", " / "] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A title for comparison: without white space.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The piece that is the article's own heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heading {
    /// Its index.
    pub(super) index: usize,
    /// Whether the `<title>` has its words. Otherwise it is only the first heading on the page.
    pub(super) is_titled: bool,
}

/// Finds the article's own heading: the one whose words the `<title>` has, or most of whose words it has; where no piece
/// is like the title, the first heading of the highest level that is no link.
///
/// A piece for which `in_post` holds heads one post of several; one for which `in_frame` holds stands in the page's frame,
/// where only a heading that the `<title>` names is believed.
pub(super) fn heading(
    pieces: &[Piece],
    declared: &Declared,
    in_post: impl Fn(usize) -> bool,
    in_frame: impl Fn(usize) -> bool,
) -> Option<Heading> {
    let can_be = |piece: &Piece| {
        let stands_out =
            piece.is_heading() || (!piece.text.contains('\n') && (piece.strong == piece.letters || piece.is_set_off));
        stands_out && piece.letters <= LONGEST_TITLE && !piece.is_link() && chrome::topic(piece).is_none()
    };
    let titles = Titles::new(declared);
    let candidates = || pieces.iter().enumerate().filter(|&(index, piece)| can_be(piece) && !in_post(index));
    let likenesses = candidates().filter_map(|(index, piece)| Some((titles.likeness(&piece.text)?, index)));
    // The first of the most alike.
    let likest = likenesses.max_by_key(|&(likeness, index)| (likeness, Reverse(index)));
    let is_label = |piece: &Piece| {
        is_section(&piece.text) || is_bare_name(&piece.text) || titles.site.as_ref() == Some(&folded(&piece.text))
    };
    if let Some((_, index)) = likest.filter(|&(_, index)| !is_label(&pieces[index])) {
        return Some(Heading { index, is_titled: true });
    }
    let likest = likest.map(|(_, index)| index);
    let level = |piece: &Piece| match piece.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let is_title = |piece: &Piece| {
        let begins_with_date = dates::dates(&piece.text).first().is_some_and(|dated| dated.start <= '■'.len_utf8());
        let says = piece.text.contains('。') && level(piece) != Some(1);
        !begins_with_date && !says
    };
    // What stands below a paragraph heads a part of the article.
    let begin = likest.map_or(0, |label| label + 1);
    let is_paragraph = |index: usize| {
        let piece = &pieces[index];
        piece.is_prose() && !piece.is_heading() && piece.letters >= LEAD && !in_frame(index)
    };
    let end = (begin..pieces.len()).find(|&index| is_paragraph(index)).unwrap_or(pieces.len());
    let first = candidates()
        .filter(|&(index, piece)| (begin..end).contains(&index) && is_title(piece) && !is_label(piece) && !in_frame(index))
        .filter_map(|(index, piece)| Some((level(piece)?, index)))
        .min();
    let first = first.map(|(_, index)| Heading { index, is_titled: false });
    first.or(likest.map(|index| Heading { index, is_titled: true }))
}

/// Whether a heading is nothing but the name of a company.
fn is_bare_name(text: &str) -> bool {
    has_legal_form(text) && text.chars().count() <= 20 && !text.contains(['の', 'を', 'に', 'で', 'へ', 'が', 'は', '、'])
}

/// Whether a heading names only the section that the article is in.
fn is_section(text: &str) -> bool {
    const SECTIONS: &[&str] = &[
        "お知らせ",
        "重要なお知らせ",
        "お知らせ詳細",
        "ニュース",
        "ニュース詳細",
        "ニュースリリース",
        "ニュースルーム",
        "プレスリリース",
        "リリース",
        "トピックス",
        "インフォメーション",
        "新着情報",
        "最新情報",
        "報道発表",
        "報道発表資料",
        "記者発表",
        "発表資料",
        "IR情報",
        "IRニュース",
        "適時開示",
        "広報",
        "コラム",
        "ブログ",
        "特集",
        "記事",
        "NEWS",
        "News",
        "Information",
        "INFORMATION",
        "TOPICS",
        "PRESS RELEASE",
    ];
    SECTIONS.contains(&text.trim())
}

/// How alike a piece is to what the page declares as its title. Greater is more alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    /// Whether it is more than the name of the site.
    is_not_site: bool,
    /// Whether one holds the other, rather than sharing words.
    is_whole: bool,
    /// How many characters they share.
    shared: usize,
}

struct Titles {
    whole: Vec<String>,
    parts: Vec<String>,
    site: Option<String>,
}

impl Titles {
    fn new(declared: &Declared) -> Self {
        let whole = [&declared.headline, &declared.title].into_iter().flatten().map(|title| folded(title)).collect();
        let parts: Vec<String> = declared.title.iter().flat_map(|title| title_parts(title)).map(folded).collect();
        let site = declared.site.as_deref().map(folded).or_else(|| site_part(&parts).cloned());
        Self { whole, parts, site }
    }

    fn likeness(&self, text: &str) -> Option<Likeness> {
        let text = folded(text);
        let length = text.chars().count();
        let is_not_site = self.site.as_ref().is_none_or(|site| *site != text);
        let is_part = self.parts.contains(&text);
        if is_part || (length >= 4 && self.whole.iter().any(|title| title.contains(&text))) {
            return Some(Likeness { is_not_site, is_whole: true, shared: length });
        }
        // A heading that says more than the title, or says it in slightly other words.
        let candidates = self.whole.iter().chain(&self.parts).filter(|part| Some(*part) != self.site.as_ref());
        let shared = candidates.map(|part| {
            let shared = if text.contains(part.as_str()) { part.chars().count() } else { shared_pairs(part, &text) };
            let shorter = length.min(part.chars().count());
            if shared >= 6 && shared * 5 >= shorter * 3 && shared * 5 >= length * 2 { shared } else { 0 }
        });
        let shared = shared.max().filter(|&shared| shared > 0)?;
        Some(Likeness { is_not_site, is_whole: false, shared })
    }
}

/// The part of a title that names the site: the last, unless the first is much shorter (`ITの広場 - 観光協会のサイトが…`).
fn site_part(parts: &[String]) -> Option<&String> {
    let [first, .., last] = parts else { return None };
    let (first_length, last_length) = (first.chars().count(), last.chars().count());
    Some(if first_length <= 12 && last_length >= 15 && first_length * 2 <= last_length { first } else { last })
}

/// How many pairs of neighbouring characters of `title` are also in `text`.
fn shared_pairs(title: &str, text: &str) -> usize {
    let pairs = |text: &str| text.chars().zip(text.chars().skip(1)).collect::<BTreeSet<_>>();
    pairs(title).intersection(&pairs(text)).count()
}

/// The title of the article: its heading if the `<title>` has its words; otherwise what is declared, unless that is the
/// name of a file.
pub(super) fn title(heading: Option<(&Piece, bool)>, declared: &Declared) -> Option<String> {
    let first_part = |title: &String| title_parts(title).first().filter(|part| !is_file_name(part)).map(ToString::to_string);
    let parts = declared.title.as_deref().map(title_parts).unwrap_or_default();
    let from_title = || declared.headline.as_ref().and_then(first_part).or_else(|| declared.title.as_ref().and_then(first_part));
    match heading {
        Some((piece, true)) => Some(piece.text.clone()),
        Some((piece, false)) if parts.len() < 2 && matches!(piece.kind, BlockKind::Heading(1 | 2)) => Some(piece.text.clone()),
        Some((piece, false)) => from_title().or_else(|| Some(piece.text.clone())),
        None => from_title(),
    }
}

fn is_file_name(text: &str) -> bool {
    let extension = text.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| matches!(extension.as_str(), "pdf" | "html" | "htm" | "doc" | "docx" | "txt"))
}

/// The name of the site: as declared, or what the `<title>` has besides the article's heading.
pub(super) fn site(heading: Option<&str>, declared: &Declared) -> Option<String> {
    if declared.site.is_some() {
        return declared.site.clone();
    }
    let whole = declared.title.as_deref()?;
    let title = heading.unwrap_or_default();
    let is_name = |part: &&str| !is_file_name(part) && part.contains(|c: char| c.is_alphabetic() && !"年月日号".contains(c));
    let parts = title_parts(whole);
    if let [part] = parts[..] {
        // `青葉大学 個人情報の紛失について`: the site's name stands before or after the title.
        let rest = part.strip_suffix(title).or_else(|| part.strip_prefix(title)).unwrap_or(part);
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || ":：/／-–—|〜~・".contains(c));
        let (rest_folded, title) = (folded(rest), folded(title));
        let is_title = shared_pairs(&rest_folded, &title) * 3 > rest_folded.chars().count() * 2;
        return Some(rest).filter(is_name).filter(|_| !is_title).map(str::to_owned);
    }
    // The part that is most like the title is the title; of the others the last is the site.
    let title = folded(title);
    let own = parts.iter().enumerate().max_by_key(|&(index, part)| (shared_pairs(&folded(part), &title), Reverse(index)));
    let own = own.map(|(index, _)| index);
    let mut others = parts.iter().enumerate().filter(|&(index, part)| Some(index) != own && is_name(part));
    others.next_back().map(|(_, part)| (*part).to_owned())
}

/// The name at the head of the page: the first heading or link above the article's heading.
pub(super) fn masthead(pieces: &[Piece], heading: usize) -> Option<String> {
    const LONGEST: usize = 30;
    const FIRST: usize = 3;
    let is_name = |piece: &Piece| {
        let says_more = piece.text.contains(['|', '｜', '。', '\n']) || !dates::dates(&piece.text).is_empty();
        piece.letters <= LONGEST && !says_more && chrome::topic(piece).is_none()
    };
    let above = pieces[..heading].iter().enumerate();
    let mut names = above.filter(|&(index, piece)| is_name(piece) && (piece.is_heading() || piece.is_link() && index < FIRST));
    names.next().map(|(_, piece)| piece.text.clone())
}

/// When the page was published and last changed: as declared, or as the lines beside the heading say.
pub(super) fn page_dates(
    pieces: &[Piece],
    kept: &[bool],
    heading: Option<usize>,
    declared: &Declared,
) -> (Option<PartialDate>, Option<PartialDate>) {
    let near = beside_heading(pieces, heading);
    let far = || in_signature(pieces, kept, heading).into_iter().chain(in_frame(pieces, kept));
    let names = || heading.map(|heading| pieces[heading].text.as_str()).into_iter().chain(declared.title.as_deref());
    let issue = || names().find_map(dates::month_of_issue);

    // A page that only says when it was changed was published then, as far as it tells.
    let published = declared.published.or_else(|| stated(near.iter().copied())).or_else(|| changed(near.iter().copied()));
    let is_day = |date: &PartialDate| date.day().is_some();
    let dated = || stated(far()).filter(is_day).or_else(|| changed(far()).filter(is_day));
    let published = published.or_else(dated).or_else(issue).or_else(|| stated(far())).or_else(|| changed(far()));
    let modified = declared.modified.or_else(|| changed(near.iter().copied().chain(far())));
    let published = published.or(modified).or_else(|| of_last_report(pieces, kept)).or_else(|| {
        let dated = near.iter().find(|dated| matches!(dated.role, Role::Publication | Role::Unsaid))?;
        PartialDate::new(Some(year_of_page(pieces)?), dated.date.month(), dated.date.day())
    });
    (published.or_else(|| declared.url.as_deref().and_then(dates::in_url)), modified)
}

/// The date of publication among dates: one that is called so, otherwise the first that is called nothing else.
fn stated(dates: impl Iterator<Item = Dated>) -> Option<PartialDate> {
    let mut unsaid = None;
    for dated in dates.filter(|dated| dated.date.year().is_some()) {
        match dated.role {
            Role::Publication => return Some(dated.date),
            Role::Unsaid => unsaid = unsaid.or(Some(dated.date)),
            Role::Change | Role::Event => {}
        }
    }
    unsaid
}

/// The last of the dates of changes.
fn changed(dates: impl Iterator<Item = Dated>) -> Option<PartialDate> {
    let changes = dates.filter(|dated| dated.role == Role::Change).map(|dated| dated.date);
    changes.filter(|date| date.year().is_some()).max()
}

/// The date of the last of several reports on one page: `第2報(2023年4月6日)`.
fn of_last_report(pieces: &[Piece], kept: &[bool]) -> Option<PartialDate> {
    let is_report = |text: &str| ["報", "追記", "更新"].iter().any(|word| text.contains(word));
    let headings = pieces.iter().zip(kept).filter(|(piece, kept)| **kept && piece.is_heading() && is_report(&piece.text));
    let dates = headings.flat_map(|(piece, _)| dates_of(piece)).map(|dated| dated.date);
    dates.filter(|date| date.year().is_some() && date.day().is_some()).max()
}

/// The dates in the short lines around the article's heading: first those after it, up to the second paragraph, then
/// those before it, the nearest first.
fn beside_heading(pieces: &[Piece], heading: Option<usize>) -> Vec<Dated> {
    const AROUND: usize = 10;
    let at = heading.unwrap_or(0);
    let is_dated = |piece: &Piece| piece.time.is_some() || posts::is_date(&piece.text);
    let is_short = |piece: &&Piece| piece.letters <= LONGEST_BYLINE && (!piece.is_link() || is_dated(piece));
    let is_cell = |piece: &&Piece| matches!(&piece.kind, BlockKind::Cell(_)) && label_of(piece).is_none();
    let mut paragraphs = 0;
    let after = pieces.iter().skip(at + usize::from(heading.is_some())).take(AROUND).take_while(|piece| {
        paragraphs += usize::from(piece.is_prose());
        paragraphs < 2 && !(paragraphs == 1 && piece.is_heading())
    });
    let before = pieces[..at].iter().rev().filter(|piece| !is_cell(piece)).take(AROUND);
    let lines = after.filter(|piece| !is_cell(piece)).chain(before).filter(is_short);
    let is_list = |piece: &Piece| matches!(piece.kind, BlockKind::Item | BlockKind::Definition | BlockKind::Term);
    // In a list only a date that says what it is counts, in a sentence only one that the sentence begins with.
    let is_own = |piece: &Piece, dated: &Dated| {
        let is_said = matches!(dated.role, Role::Publication | Role::Change);
        is_said && (!piece.is_prose() || dated.start == 0) || !is_list(piece) && !piece.is_prose()
    };
    lines.flat_map(|piece| dates_of(piece).into_iter().filter(|dated| is_own(piece, dated)).collect::<Vec<_>>()).collect()
}

/// The most characters in the lines of a byline: rules of signs may be drawn around them.
const LONGEST_BYLINE: usize = 160;

/// What the row heading of a cell says that its date is the date of: `掲載日 | 令和5年5月12日`.
fn label_of(piece: &Piece) -> Option<Role> {
    const PUBLICATION: [&str; 5] = ["掲載日", "公開日", "発行日", "投稿日", "配信日"];
    const CHANGE: [&str; 3] = ["最終更新", "更新日", "最終更新日"];
    let BlockKind::Cell(cell) = &piece.kind else { return None };
    let heading = cell.row_heading.as_deref()?.trim();
    let publication = PUBLICATION.contains(&heading).then_some(Role::Publication);
    publication.or_else(|| CHANGE.contains(&heading).then_some(Role::Change))
}

/// The dates of a piece, that of its `<time>` in the place of the one it shows.
fn dates_of(piece: &Piece) -> Vec<Dated> {
    let mut dates = dates::dates(&piece.text);
    if let Some(role) = label_of(piece) {
        dates.iter_mut().for_each(|dated| dated.role = role);
    }
    if let Some(date) = piece.time {
        match dates.first_mut() {
            Some(first) => first.date = date,
            None => dates.push(Dated { date, start: 0, end: 0, role: Role::Unsaid }),
        }
    }
    dates
}

/// The dates in the signature that ends an article.
fn in_signature(pieces: &[Piece], kept: &[bool], heading: Option<usize>) -> Vec<Dated> {
    const LAST: usize = 6;
    let begin = heading.map_or(0, |heading| heading + 1);
    let article = (begin..pieces.len()).filter(|&index| kept[index]).map(|index| &pieces[index]);
    let last =
        article.rev().take(LAST).filter(|piece| piece.kind == BlockKind::Paragraph && !piece.is_prose() && !piece.is_link());
    let is_date = |dated: &Dated, line: &str| {
        let is_said = matches!(dated.role, Role::Publication | Role::Change);
        dated.date.day().is_some() && (is_said || line.len() - (dated.end - dated.start) <= '年'.len_utf8() * 12)
    };
    let lines = last.flat_map(|piece| piece.text.lines());
    lines.flat_map(|line| dates::dates(line).into_iter().filter(|dated| is_date(dated, line)).collect::<Vec<_>>()).collect()
}

/// The dates in the frame around the article that say what they are dates of.
fn in_frame(pieces: &[Piece], kept: &[bool]) -> Vec<Dated> {
    let frame = pieces.iter().zip(kept).filter(|(piece, kept)| !**kept && piece.letters <= 80 && !piece.is_link());
    let dates = frame.flat_map(|(piece, _)| dates_of(piece));
    dates.filter(|dated| matches!(dated.role, Role::Publication | Role::Change)).collect()
}

/// The year of the copyright line: that of the page, where its dateline gives none.
fn year_of_page(pieces: &[Piece]) -> Option<i16> {
    let line = pieces.iter().rev().find(|piece| copyright_sign(&piece.text).is_some())?;
    let years = line.text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    years.filter_map(|digits| digits.parse().ok()).filter(|year| (1990..2100).contains(year)).max()
}

/// Who speaks on the site.
///
/// In this order: a signature with a legal form, `会社名 …`; the site's name if it is one of an organisation; the publisher
/// in the metadata; another signature; who runs the site (`運営:…`); the copyright line; the site's name.
pub(super) fn owner(
    pieces: &[Piece],
    kept: &[bool],
    heading: Option<usize>,
    site: Option<&str>,
    declared: &Declared,
) -> Option<String> {
    let signatures = signatures(pieces, kept, heading);
    let site = site.map(without_site_words);
    let formal = signatures.iter().find(|name| has_legal_form(name)).cloned();
    let site_of_organization = site.filter(|site| is_organization(site)).map(str::to_owned);
    formal
        .or(site_of_organization)
        .or_else(|| declared.publisher.clone())
        .or_else(|| signatures.first().cloned())
        .or_else(|| pieces.iter().rev().find_map(operator))
        .or_else(|| pieces.iter().rev().find_map(|piece| copyright(&piece.text)))
        .or_else(|| site.map(str::to_owned))
}

/// The organisations in the short lines at the beginning and end of the article, those at the beginning first.
fn signatures(pieces: &[Piece], kept: &[bool], heading: Option<usize>) -> Vec<String> {
    const AFTER_HEADING: usize = 6;
    const LAST: usize = 4;
    let at = heading.unwrap_or(0);
    let is_line =
        |piece: &&Piece| piece.kind == BlockKind::Paragraph && !piece.is_prose() && piece.letters <= 80 && !piece.is_link();
    let before =
        (0..at).filter(|&index| kept[index] || signature(&pieces[index].text).is_some_and(|(_, is_labelled)| is_labelled));
    let after = (at..pieces.len()).filter(|&index| kept[index]).take(AFTER_HEADING);
    let last = (at..pieces.len()).rev().filter(|&index| kept[index]).take(LAST);
    let lines = before.chain(after).chain(last).map(|index| &pieces[index]);
    let mut names = Vec::new();
    let mut is_company_name = false;
    for piece in lines {
        // `会社名` in one cell of a table, the name in the next.
        if matches!(piece.kind, BlockKind::Cell(_)) {
            if is_company_name {
                names.push(joined_characters(&piece.text));
            }
            is_company_name = matches!(folded(&piece.text).as_str(), "会社名" | "社名" | "上場会社名");
        } else if is_line(&piece) {
            names.extend(piece.text.lines().filter_map(signature).map(|(name, _)| name));
        }
    }
    names
}

/// The organisation that a line consists of, and whether the line says `会社名` before it.
fn signature(line: &str) -> Option<(String, bool)> {
    let line = line.trim();
    let labels = ["会社名", "会 社 名", "上場会社名", "社名", "発行元", "発信者"];
    let labelled = labels.iter().find_map(|label| line.strip_prefix(label));
    let name = labelled.unwrap_or(line).trim_start_matches(|c: char| c.is_whitespace() || ":：".contains(c));
    let name = name.strip_suffix("からのお知らせ").unwrap_or(name);
    let name = without_titles(&joined_characters(name)).to_owned();
    let is_sign = |c: char| c.is_ascii_digit() || "、。:：・※[]【】〒=＝".contains(c);
    let says_more = name.starts_with(is_sign) || name.contains(|c: char| c != '・' && is_sign(c));
    let is_name = is_organization(&name) && name.chars().count() <= 40 && !says_more && !is_generic(&name);
    is_name.then_some((name, labelled.is_some()))
}

/// Whether a text is a signature: each of its lines, or one of them, an organisation.
pub(super) fn names_organization(text: &str) -> bool {
    text.lines().any(|line| signature(line).is_some())
}

/// A name that is set with a blank after every character (`青 葉 商 事`) without the blanks.
fn joined_characters(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_spaced = words.len() >= 3 && words.iter().all(|word| word.chars().count() == 1);
    if is_spaced { words.concat() } else { name.trim().to_owned() }
}

/// A name without the office or person behind it (`専務理事`, `学長 青葉太郎`) and without its reading in brackets.
fn without_titles(name: &str) -> &str {
    const OFFICES: &[&str] = &[
        "代表取締役",
        "取締役",
        "専務理事",
        "理事長",
        "学長",
        "院長",
        "会長",
        "社長",
        "校長",
        "市長",
        "町長",
        "知事",
        "頭取",
        "運営事務局",
    ];
    let mut name = name;
    for office in OFFICES {
        if let Some((before, _)) = name.split_once(office) {
            name = before.trim();
        }
    }
    let bracket =
        name.find(['(', '（']).filter(|&at| at > 0 && !name[at..].starts_with("(株)") && !name[at..].starts_with("（株）"));
    bracket.map_or(name, |at| name[..at].trim())
}

/// Names of departments that every organisation has.
fn is_generic(name: &str) -> bool {
    ["センター", "コールセンター", "相談センター", "お客様センター", "事務局", "広報部", "広報室", "当社", "弊社", "会社", "本社"]
        .contains(&name)
        || name.ends_with("お問い合わせセンター")
}

/// A site's name without the words that say that it is a site.
fn without_site_words(site: &str) -> &str {
    const WORDS: &[&str] = &[
        "公式ホームページ",
        "公式ウェブサイト",
        "公式Webサイト",
        "公式サイト",
        "オフィシャルサイト",
        "ホームページ",
        "ウェブサイト",
        "Webサイト",
        "のプレスリリース",
        "コーポレートサイト",
        "公式HP",
        "公式ＨＰ",
        "【公式】",
    ];
    let mut name = site.split(['(', '（']).next().unwrap_or(site).trim();
    for word in WORDS {
        name = name.strip_suffix(word).or_else(|| name.strip_prefix(word)).unwrap_or(name).trim();
    }
    if name.is_empty() { site } else { name }
}

/// Who runs the site: `運営:株式会社…`, `会社名:…`, `発行 …`.
fn operator(piece: &Piece) -> Option<String> {
    if piece.is_prose() || piece.letters > 120 {
        return None;
    }
    piece.text.split(['/', '／', '|', '｜', '\n']).find_map(|part| {
        let (label, name) = part.trim().split_once([':', '：'])?;
        let is_label =
            matches!(label.trim(), "運営" | "運営会社" | "運営者" | "会社名" | "社名" | "発行" | "発行元" | "編集・発行");
        let name = without_titles(name.split('©').next().unwrap_or(name).trim());
        (is_label && is_organization(name) && name.chars().count() <= 40).then(|| name.to_owned())
    })
}

/// Where what follows the copyright sign of a line begins, in bytes. `(C)` alone is also the third of `(A)`, `(B)`, `(C)`: it
/// counts before a year or a Latin name, or where it begins a line with no figure.
pub(super) fn copyright_sign(text: &str) -> Option<usize> {
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)(?:copyright|©)(?:[\s,]|copyright|©|\(c\)|（c）)*|(?:\(c\)|（c）)\s*(?:copyright\s*)?";
        Regex::new(pattern).unwrap_or_else(|error| unreachable!("the pattern is fixed: {error}"))
    });
    let found = SIGN.find(text)?;
    let rest = &text[found.end()..];
    let has_year = rest.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let has_figure = rest.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let is_sure = !found.as_str().starts_with(['(', '（']) || has_year || rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let begins_line = found.start() == 0 && !has_figure && rest.chars().count() <= 20 && is_organization(without_rights(rest));
    (is_sure || begins_line).then_some(found.end())
}

/// What stands before `All rights reserved` and its like.
fn without_rights(text: &str) -> &str {
    const ENDS: &[&str] =
        &["all rights", "無断", "掲載", "記事", "当サイト", "本サイト", "メール", "社員", "資本金", "従業員", "※", "|", "/"];
    let lower = text.to_ascii_lowercase();
    let end = ENDS.iter().filter_map(|end| lower.find(end)).min().unwrap_or(text.len());
    text[..end].trim().trim_end_matches(['.', ',']).trim()
}

/// The name in a copyright line, if it is Japanese.
fn copyright(text: &str) -> Option<String> {
    let rest = &text[copyright_sign(text)?..];
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || ",.-–—年".contains(c));
    let name = without_rights(rest);
    let is_japanese = name.chars().any(|c| c >= '\u{3040}');
    (is_japanese && name.chars().count() <= 40).then(|| name.to_owned())
}

fn has_legal_form(name: &str) -> bool {
    const FORMS: &[&str] =
        &["株式会社", "有限会社", "合同会社", "法人", "協同組合", "相互会社", "(株)", "㈱", "（株）", "(有)", "㈲"];
    FORMS.iter().any(|form| name.contains(form))
}

/// Whether a name is one of an organisation by its form: a legal form in it, or a kind at its end.
fn is_organization(name: &str) -> bool {
    const KINDS: &[&str] = &[
        "市",
        "町",
        "村",
        "県",
        "府",
        "都",
        "区",
        "大学",
        "学校",
        "学園",
        "学院",
        "高校",
        "病院",
        "銀行",
        "金庫",
        "組合",
        "協会",
        "連盟",
        "連合会",
        "センター",
        "機構",
        "財団",
        "委員会",
        "庁",
        "省",
        "局",
        "ホールディングス",
        "グループ",
        "生協",
        "クリニック",
        "研究所",
        "商会",
        "社",
        "市役所",
        "役場",
        "会議所",
        "協議会",
        "振興会",
        "商工会",
        "博物館",
        "図書館",
        "美術館",
        "支部",
    ];
    has_legal_form(name) || KINDS.iter().any(|kind| name.ends_with(kind) && name.chars().count() > kind.chars().count())
}
