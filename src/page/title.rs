//! The article's own heading, its title, and the name of the site, which stand in one line of `<title>`.

use std::cmp::Reverse;

use super::flow::Piece;
use super::metadata::{Declared, folded, title_parts};
use super::owner::has_legal_form;
use super::{BlockKind, chrome};

/// From how many characters on a paragraph is the beginning of an article rather than a line of the page's head.
const LEAD: usize = 10;

/// The longest heading that may be an article's title, in characters.
const LONGEST_TITLE: usize = 150;

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
    let titles = Titles::new(declared);
    // A heading may link to the article's own page.
    let is_other_page = |piece: &Piece| piece.is_link() && !(piece.is_heading() && titles.are_said_by(&piece.text));
    let can_be = |piece: &Piece| {
        let stands_out =
            piece.is_heading() || (!piece.text.contains('\n') && (piece.strong == piece.letters || piece.is_set_off));
        stands_out && piece.letters <= LONGEST_TITLE && !is_other_page(piece) && chrome::topic(piece).is_none()
    };
    let candidates = || pieces.iter().enumerate().filter(|&(index, piece)| can_be(piece) && !in_post(index));
    let likenesses = candidates().filter_map(|(index, piece)| Some((titles.likeness(&piece.text)?, index)));
    // The first of the most alike.
    let likest = likenesses.max_by_key(|&(likeness, index)| (likeness, Reverse(index)));
    let is_label = |piece: &Piece| is_section(&piece.text) || is_bare_name(&piece.text) || titles.is_site(&piece.text);
    if let Some((_, index)) = likest.filter(|&(_, index)| !is_label(&pieces[index])) {
        return Some(Heading { index, is_titled: true });
    }
    let likest = likest.map(|(_, index)| index);
    let level = |piece: &Piece| match piece.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let is_title = |piece: &Piece| {
        let begins_with_date = piece.dates().first().is_some_and(|dated| dated.start <= '■'.len_utf8());
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
    // Where nothing but the name of the site stands above the article, the `<title>` alone has the article's.
    let label = likest.filter(|&index| !(titles.parts.len() > 1 && titles.is_site(&pieces[index].text)));
    first.or(label.map(|index| Heading { index, is_titled: true }))
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

    /// Whether a text is the title of the article, as it is declared alone or as a part of the `<title>`.
    fn are_said_by(&self, text: &str) -> bool {
        let text = folded(text);
        !self.is_site(&text) && self.parts.iter().chain(&self.whole).any(|title| *title == text)
    }

    /// Whether a text is the name of the site.
    fn is_site(&self, text: &str) -> bool {
        self.site.as_ref() == Some(&folded(text))
    }

    fn likeness(&self, text: &str) -> Option<Likeness> {
        let text = folded(text);
        let length = text.chars().count();
        let is_not_site = !self.is_site(&text);
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
    let pairs = |text: &str| {
        let mut pairs: Vec<(char, char)> = text.chars().zip(text.chars().skip(1)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    let of_text = pairs(text);
    pairs(title).iter().filter(|pair| of_text.binary_search(pair).is_ok()).count()
}

/// The title of the article: its heading if the `<title>` has its words; otherwise what is declared, unless that is the
/// name of a file.
pub(super) fn title(heading: Option<(&Piece, bool)>, declared: &Declared) -> Option<String> {
    let first_part = |title: &String| title_parts(title).first().filter(|part| !is_file_name(part)).map(ToString::to_string);
    let parts = declared.title.as_deref().map(title_parts).unwrap_or_default();
    let from_title = || declared.headline.as_ref().and_then(first_part).or_else(|| declared.title.as_ref().and_then(first_part));
    let title = match heading {
        Some((piece, true)) => Some(piece.text.clone()),
        Some((piece, false)) if parts.len() < 2 && matches!(piece.kind, BlockKind::Heading(1 | 2)) => Some(piece.text.clone()),
        Some((piece, false)) => from_title().or_else(|| Some(piece.text.clone())),
        None => from_title(),
    };
    title.map(|title| without_page_number(&title).to_owned())
}

/// A title without the number of the page that it is continued on: `（1/3 ページ）`. Without the word it may be a day.
fn without_page_number(title: &str) -> &str {
    let Some((whole, number)) = title.trim_end_matches([')', '）']).rsplit_once(['(', '（']) else { return title };
    let page = ["ページ", "頁", "page", "ページ目"].iter().find_map(|word| number.strip_suffix(word)).map(str::trim_end);
    let is_number = |digits: &str| (1..=3).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    let is_page = page.is_some_and(|page| page.split(['/', '／']).all(is_number));
    if is_page && title.ends_with([')', '）']) { whole.trim_end() } else { title }
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
        let rest = part.strip_suffix(title).or_else(|| part.strip_prefix(title)).filter(|_| !title.is_empty())?;
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
        let says_more = piece.text.contains(['|', '｜', '。', '\n']) || !piece.dates().is_empty();
        piece.letters <= LONGEST && !says_more && chrome::topic(piece).is_none()
    };
    let above = pieces[..heading].iter().enumerate();
    let mut names = above.filter(|&(index, piece)| is_name(piece) && (piece.is_heading() || piece.is_link() && index < FIRST));
    names.next().map(|(_, piece)| piece.text.clone())
}
