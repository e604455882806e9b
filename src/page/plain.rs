//! Plain text and Markdown → a page.
//!
//! Empty lines part paragraphs; a text without them has a paragraph on every line. A short line that stands alone and says
//! no sentence is a heading.

use super::flow::{Asked, Piece};
use super::headings::{self, Marker};
use super::metadata::Declared;
use super::tree::NodeId;
use super::{Block, BlockKind, Cell, Error, Page, Post, PublishedFrom, dates, owner, posts, table, wrapped};
use crate::edtf::PartialDate;

/// The longest line that may be a heading because of where it stands, in characters.
const LONGEST_HEADING: usize = 60;

/// The longest line at the beginning of a text that may be its title, in characters.
const LONGEST_TITLE: usize = 100;

/// The longest heading, in characters, that is set on a line between paragraphs without empty lines.
const LONGEST_LABEL: usize = 40;

/// The page that a text without tags holds. Its title is its first heading, or the longest of those that it begins with.
pub(super) fn read(text: &str) -> Result<Page, Error> {
    let (front, text) = front_matter(text);
    let lines: Vec<&str> = text.lines().map(str::trim).map(|line| if is_rule(line) { "" } else { line }).collect();
    let mut pieces = pieces(&lines);
    if pieces.is_empty() {
        return Err(Error::NoText);
    }
    headings::shape(&mut pieces);
    let heading = title(&mut pieces);
    let archive = posts::of_lines(&pieces, heading);
    let starts = if archive.is_none() { rank(&mut pieces, heading) } else { Vec::new() };
    let owner = owner::owner(&pieces, &vec![true; pieces.len()], heading, None, &Declared::default());
    let title = heading.map(|heading| pieces[heading].text.clone());
    let newest = archive.as_ref().and_then(|archive| archive.newest);
    let posts = match archive {
        Some(archive) => archive.posts,
        None if starts.is_empty() => vec![post(&pieces, title.clone())],
        None => posts(&pieces, &starts),
    };
    let of_front = |key: &str| front.iter().find(|(name, _)| *name == key).map(|&(_, value)| value.trim_matches(['"', '\'']));
    let of_title = || title.as_deref().and_then(dates::day_of_heading);
    let published = of_front("date").and_then(dates::attribute).or_else(of_title).or_else(|| published(&lines)).or(newest);
    Ok(Page {
        title: title.or_else(|| of_front("title").map(str::to_owned)),
        owner,
        author: of_front("author").map(str::to_owned),
        published_from: published.map(|_| PublishedFrom::Text),
        published: published.map(Into::into),
        posts,
        ..Page::default()
    })
}

/// The keys and values between the `---` lines that a Markdown file may begin with, and the text after them.
fn front_matter(text: &str) -> (Vec<(&str, &str)>, &str) {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return (Vec::new(), text) };
    let Some(end) = rest.find("\n---") else { return (Vec::new(), text) };
    let pairs: Option<Vec<(&str, &str)>> = rest[..end]
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with([' ', '-']))
        .map(|line| line.split_once(':').map(|(key, value)| (key.trim(), value.trim())))
        .collect();
    match pairs {
        Some(pairs) => (pairs, rest[end + 4..].trim_start_matches(['-', '\r'])),
        None => (Vec::new(), text),
    }
}

/// Whether a line is only drawn across the text.
fn is_rule(line: &str) -> bool {
    line.chars().count() >= 3
        && line.chars().all(|c| {
            matches!(c, '-' | '=' | '*' | '_' | '~' | '+' | '━' | '─' | '―' | '═' | '＝' | '＊' | '☆' | '★' | '◇' | '◆' | ' ')
        })
}

fn post(pieces: &[Piece], heading: Option<String>) -> Post {
    let blocks = pieces.iter().map(|piece| Block { kind: piece.kind.clone(), text: piece.text.clone() }).collect();
    Post { heading, blocks, ..Post::default() }
}

/// The posts that begin at `starts`; what stands before the first belongs to it.
fn posts(pieces: &[Piece], starts: &[usize]) -> Vec<Post> {
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    let begins = std::iter::once(0).chain(starts.iter().skip(1).copied());
    let parts = starts.iter().zip(begins.zip(ends));
    parts.map(|(&start, (begin, end))| post(&pieces[begin..end], Some(pieces[start].text.clone()))).collect()
}

fn pieces(lines: &[&str]) -> Vec<Piece> {
    let is_markdown = lines.iter().any(|line| markdown_heading(line).is_some());
    let filled = lines.iter().filter(|line| !line.is_empty()).count();
    let has_empty_lines = (lines.len() - filled) * 6 >= filled;
    let is_wrapped = wrapped::is_cut_by_width(lines.iter().copied());
    let paragraphs = || lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    let is_diary = paragraphs().filter_map(entry).count() > 1;
    let mut pieces = Vec::new();
    for paragraph in paragraphs() {
        if let Some((date, heading)) = entry(paragraph).filter(|_| is_diary && !is_markdown) {
            pieces.push(piece(BlockKind::Paragraph, date.to_owned()));
            pieces.push(piece(BlockKind::Heading(2), heading.to_owned()));
        } else if is_markdown && paragraph.iter().all(|line| line.starts_with('|')) {
            add_table(&mut pieces, paragraph);
        } else if has_empty_lines || is_wrapped {
            add_paragraph(&mut pieces, paragraph, is_markdown);
        } else {
            for (index, line) in paragraph.iter().enumerate() {
                let next = paragraph.get(index + 1);
                let stands_alone = next.is_some_and(|next| next.contains('。')) && line.chars().count() <= LONGEST_LABEL;
                add_line(&mut pieces, line, stands_alone, is_markdown);
            }
        }
    }
    pieces
}

/// The date and the heading that an entry of a diary begins with, one below the other.
fn entry<'a>(paragraph: &[&'a str]) -> Option<(&'a str, &'a str)> {
    let &[date, heading] = paragraph else { return None };
    (posts::is_date(date) && can_be_heading(heading) && !owner::names_organization(heading)).then_some((date, heading))
}

/// Adds the lines between two empty lines.
fn add_paragraph(pieces: &mut Vec<Piece>, lines: &[&str], is_markdown: bool) {
    let is_cut = wrapped::is_cut_by_width(lines.iter().copied());
    let mut previous: Option<&str> = None;
    for line in lines {
        let is_plain = |line: &str| {
            let (kind, _) = kind_of(line, false, is_markdown);
            kind == BlockKind::Paragraph && headings::marker(line).is_none()
        };
        match (previous.filter(|previous| is_plain(previous) && is_plain(line)), pieces.last_mut()) {
            (Some(previous), Some(piece)) => {
                if is_cut && wrapped::goes_on(previous, line) {
                    wrapped::push_rest(&mut piece.text, line);
                } else {
                    piece.text.push('\n');
                    piece.text.push_str(line);
                }
                piece.letters += letters(line);
            }
            _ => add_line(pieces, line, lines.len() == 1, is_markdown),
        }
        previous = Some(line);
    }
}

fn add_line(pieces: &mut Vec<Piece>, line: &str, stands_alone: bool, is_markdown: bool) {
    let (kind, text) = kind_of(line, stands_alone, is_markdown);
    let text = if is_markdown { text.replace("**", "") } else { text.to_owned() };
    if !text.is_empty() {
        pieces.push(piece(kind, text));
    }
}

fn add_table(pieces: &mut Vec<Piece>, lines: &[&str]) {
    let number = pieces.iter().filter(|piece| matches!(&piece.kind, BlockKind::Cell(cell) if cell.row == 0 && cell.column == 0));
    let number = number.count() as u32;
    let first = pieces.len();
    let is_rule = |line: &&&str| line.chars().all(|c| "|-: ".contains(c));
    let has_rule = lines.iter().any(|line| is_rule(&line));
    for (row, line) in lines.iter().filter(|line| !is_rule(line)).enumerate() {
        for (column, text) in line.trim_matches('|').split('|').map(str::trim).enumerate() {
            let is_heading = has_rule && row == 0;
            let place = Cell {
                table: number,
                row: row as u32,
                column: column as u32,
                is_heading,
                row_heading: None,
                column_heading: None,
            };
            if !text.is_empty() {
                pieces.push(piece(BlockKind::Cell(place), text.replace("**", "")));
            }
        }
    }
    table::add_headings(&mut pieces[first..]);
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn piece(kind: BlockKind, text: String) -> Piece {
    let letters = letters(&text);
    Piece {
        node: NodeId::ROOT,
        kind,
        text,
        letters,
        linked: 0,
        strong: 0,
        is_set_off: false,
        time: None,
        asked: Asked::default(),
    }
}

/// The level and text of a heading of Markdown.
fn markdown_heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|&byte| byte == b'#').count();
    let text = line[level..].strip_prefix(' ')?.trim_matches([' ', '#']);
    ((1..=6).contains(&level) && !text.is_empty()).then_some((level as u8, text))
}

fn kind_of(line: &str, stands_alone: bool, is_markdown: bool) -> (BlockKind, &str) {
    if is_markdown {
        if let Some((level, text)) = markdown_heading(line) {
            return (BlockKind::Heading(level), text);
        }
        if let Some(quotation) = line.strip_prefix('>') {
            return (BlockKind::Quotation, quotation.trim());
        }
    }
    if let Some(item) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return (BlockKind::Item, item.trim());
    }
    let kind = if !is_markdown && stands_alone && can_be_heading(line) { BlockKind::Heading(2) } else { BlockKind::Paragraph };
    (kind, line)
}

/// Whether a line that stands alone is a heading.
fn can_be_heading(line: &str) -> bool {
    let length = line.chars().count();
    // 2023年4月6日 青葉商事株式会社 is a dateline, 2023/4/6 青葉商事 案内メールの誤配信 the headline of an entry.
    let beside = |dated: &dates::Dated| length - line[dated.start..dated.end].chars().count();
    let is_dateline = length < 25 && dates::dates(line).first().is_some_and(|dated| dated.start < 10 && beside(dated) <= 14);
    let says = headings::is_sentence(line) || length > LONGEST_LABEL && line.ends_with(['」', '!', '?', '！', '？', '…']);
    let is_reference = ["出典", "出展", "引用", "参考", "参照", "※", "http", "画像", "写真", "(", "（"]
        .iter()
        .any(|word| line.starts_with(word))
        || line.ends_with(['→', '↓'])
        || ["こちら", "コチラ", "以上", "敬具"].iter().any(|word| line.ends_with(word));
    length <= LONGEST_HEADING && !says && !is_dateline && !is_reference && headings::marker(line) != Some(Marker::Bullet)
}

/// Finds the title among the lines that a text begins with, and makes a heading of it.
fn title(pieces: &mut [Piece]) -> Option<usize> {
    // Markdown says which heading is the title.
    if let Some(title) = pieces.iter().position(|piece| piece.kind == BlockKind::Heading(1)) {
        return Some(title);
    }
    let begins = pieces.iter().take_while(|piece| !piece.text.contains('。') && piece.kind != BlockKind::Item).count().min(4);
    // A heading under a date, after another, is that of an entry.
    let entry = (2..begins).find(|&index| pieces[index].is_heading() && posts::is_date(&pieces[index - 1].text));
    let begins = entry.map_or(begins, |entry| entry - 1);
    let is_title = |piece: &Piece| {
        let length = piece.text.chars().count();
        let is_line = matches!(piece.kind, BlockKind::Heading(_) | BlockKind::Paragraph) && !piece.text.contains('\n');
        let begins_with_date = piece.dates().first().is_some_and(|dated| dated.start == 0);
        is_line && length <= LONGEST_TITLE && (piece.is_heading() || length >= 10) && !begins_with_date
    };
    // `時事速報` and a headline below: the longer is the title.
    let longest = (0..begins)
        .filter(|&index| is_title(&pieces[index]))
        .max_by_key(|&index| (pieces[index].letters, std::cmp::Reverse(index)));
    if let Some(title) = longest {
        for piece in &mut pieces[..title] {
            if piece.is_heading() {
                piece.kind = BlockKind::Paragraph;
            }
        }
        pieces[title].kind = BlockKind::Heading(1);
        return Some(title);
    }
    pieces.iter().position(Piece::is_heading)
}

/// Ranks the headings of a text that has headlines and, inside what they head, short headings: the text is a blog's
/// archive. Gives where its posts begin; nothing for an article, whose headings are all of a kind.
fn rank(pieces: &mut [Piece], title: Option<usize>) -> Vec<usize> {
    let is_headline = |piece: &Piece| {
        let has_blank = piece.text.contains([' ', '\u{3000}']);
        piece.letters >= 20 || piece.letters >= 14 && has_blank
    };
    let Some(title) = title.filter(|&title| is_headline(&pieces[title])) else { return Vec::new() };
    let headings = (title + 1..pieces.len()).filter(|&index| pieces[index].kind == BlockKind::Heading(2));
    let (headlines, labels): (Vec<usize>, Vec<usize>) = headings.partition(|&index| is_headline(&pieces[index]));
    if headlines.len() < 2 || labels.len() < headlines.len() {
        return Vec::new();
    }
    for &index in &headlines {
        pieces[index].kind = BlockKind::Heading(1);
    }
    std::iter::once(title).chain(headlines).collect()
}

/// The date in the short lines at the beginning of a text, or in the signature that ends it.
fn published(lines: &[&str]) -> Option<PartialDate> {
    const FIRST: usize = 8;
    const LAST: usize = 4;
    let filled: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty() && !line.contains('。')).collect();
    let begin = lines.iter().filter(|line| !line.is_empty()).take(FIRST).filter(|line| !line.contains('。')).copied();
    let end = filled.iter().rev().take(LAST).copied();
    let dated = |line: &str, rest: usize| -> Option<PartialDate> {
        let own = |dated: &dates::Dated| {
            let is_dateline = line.len() - (dated.end - dated.start) <= rest;
            dated.date.year().is_some() && dated.role != dates::Role::Event && is_dateline
        };
        dates::dates(line).into_iter().find(own).map(|dated| dated.date)
    };
    let limit = '年'.len_utf8();
    begin
        .into_iter()
        .find_map(|line| dated(line, 40 * limit))
        .or_else(|| end.into_iter().find_map(|line| dated(line, 14 * limit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, title: Option<&str>, expected: &[(&str, &str)]) {
        let page = read(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(page.title.as_deref(), title);
        let kind = |kind: &BlockKind| match kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Item => "li".to_owned(),
            BlockKind::Quotation => "q".to_owned(),
            BlockKind::Cell(cell) => {
                format!("{}|{}", cell.row_heading.as_deref().unwrap_or(""), cell.column_heading.as_deref().unwrap_or(""))
            }
            _ => "p".to_owned(),
        };
        let found: Vec<(String, String)> =
            page.posts[0].blocks.iter().map(|block| (kind(&block.kind), block.text.clone())).collect();
        let expected: Vec<(String, String)> = expected.iter().map(|&(kind, text)| (kind.to_owned(), text.to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_date_and_a_headline_are_more_than_a_dateline() {
        assert!(can_be_heading("2007/3/1 青葉金庫 案内メールの誤配信"));
        assert!(!can_be_heading("2007年3月1日 青葉商事株式会社"));
    }

    #[test]
    fn short_lines_alone_are_headings() {
        check(
            "青葉商事 不正アクセスで情報流出\n\n青葉商事は6日、流出を発表した。\n氏名などが含まれる。\n\n今後の対応\n\n調査を続ける。\n\n・対象者への連絡\n・監視の強化\n",
            Some("青葉商事 不正アクセスで情報流出"),
            &[
                ("h1", "青葉商事 不正アクセスで情報流出"),
                ("p", "青葉商事は6日、流出を発表した。\n氏名などが含まれる。"),
                ("h2", "今後の対応"),
                ("p", "調査を続ける。"),
                ("li", "・対象者への連絡"),
                ("li", "・監視の強化"),
            ],
        );
    }

    #[test]
    fn a_paragraph_on_every_line_has_headings_too() {
        check(
            "障害のお知らせ\n6日、障害が起きました。\n障害の原因\n機器の故障でした。\n復旧の見込み\n7日に復旧します。",
            Some("障害のお知らせ"),
            &[
                ("h1", "障害のお知らせ"),
                ("p", "6日、障害が起きました。"),
                ("h2", "障害の原因"),
                ("p", "機器の故障でした。"),
                ("h2", "復旧の見込み"),
                ("p", "7日に復旧します。"),
            ],
        );
    }

    #[test]
    fn headlines_over_shorter_headings_are_the_posts_of_an_archive() {
        let text = "みなと銀行 3万件の流出を公表\n\n本文です。\n\n原因\n\n本文です。\n\n北浜市立病院 電子カルテが停止(その2)\n\n\
                    本文です。\n\n経緯\n\n本文です。\n\n青葉商事 決算発表を延期する見込み\n\n本文です。\n\nまとめ\n\n本文です。";
        let page = read(text).unwrap_or_else(|error| panic!("{error}"));
        let headings: Vec<Option<&str>> = page.posts.iter().map(|post| post.heading.as_deref()).collect();
        assert_eq!(
            headings,
            [
                Some("みなと銀行 3万件の流出を公表"),
                Some("北浜市立病院 電子カルテが停止(その2)"),
                Some("青葉商事 決算発表を延期する見込み")
            ]
        );
        assert!(page.posts.iter().all(|post| post.blocks.len() == 4 && post.blocks[0].kind == BlockKind::Heading(1)));
    }

    #[test]
    fn markdown_is_read_as_such() {
        check(
            "# 漏えいのお知らせ\n\n2023年4月6日\n\n## 対象\n\n| 区分 | 件数 |\n|---|---|\n| 会員 | **120件** |\n\n> 監督官庁の談話\n\n- 電話で連絡\n",
            Some("漏えいのお知らせ"),
            &[
                ("h1", "漏えいのお知らせ"),
                ("p", "2023年4月6日"),
                ("h2", "対象"),
                ("|", "区分"),
                ("|", "件数"),
                ("|区分", "会員"),
                ("会員|件数", "120件"),
                ("q", "監督官庁の談話"),
                ("li", "電話で連絡"),
            ],
        );
    }

    #[test]
    fn lines_cut_by_width_are_joined() {
        check(
            "お客様各位\n\n当社のサーバーが第三者による不正アクセスを受け、お客様の個\n人情報が外部に流出した可能性があることが、外部の専門会社に\nよる調査で判明いたしました。",
            Some("お客様各位"),
            &[
                ("h1", "お客様各位"),
                (
                    "p",
                    "当社のサーバーが第三者による不正アクセスを受け、お客様の個人情報が外部に流出した可能性があることが、外部の専門会社による調査で判明いたしました。",
                ),
            ],
        );
    }

    #[test]
    fn the_signature_names_the_owner_and_rules_are_no_text() {
        let text = "障害のお知らせ\n----------\n\n障害が起きました。\n\n青葉商事株式会社\n2023年4月6日\n";
        let page = read(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(page.owner.as_deref(), Some("青葉商事株式会社"));
        assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2023-04-06"));
        assert!(page.posts[0].blocks.iter().all(|block| !block.text.contains("---")));
    }

    #[test]
    fn front_matter_says_title_and_date() {
        let text = "---\ntitle: 障害のお知らせ\ndate: 2023-04-06\ntags: [障害]\n---\n\n障害が起きました。詳細は調べています。\n";
        let page = read(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(page.title.as_deref(), Some("障害のお知らせ"));
        assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2023-04-06"));
        assert_eq!(page.posts[0].blocks.len(), 1);
    }

    #[test]
    fn the_date_near_the_title_is_that_of_the_page() {
        let page = read("障害のお知らせ\n\n令和5年4月6日\n\n障害が起きました。").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2023-04-06"));
    }
}
