//! When a page was published and last changed: as it declares, or as the lines beside the article's heading say.

use super::dates::{self, Dated, Role};
use super::flow::Piece;
use super::metadata::Declared;
use super::owner::copyright_sign;
use super::{BlockKind, PublishedFrom, posts};
use crate::edtf::PartialDate;

/// When a page was published and last changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates {
    /// When it was published, and where that is said.
    pub(super) published: Option<(PartialDate, PublishedFrom)>,
    /// When it was last changed.
    pub(super) modified: Option<PartialDate>,
}

/// When the page was published and last changed: as declared, or as the lines beside the heading say.
pub(super) fn dates(pieces: &[Piece], kept: &[bool], heading: Option<usize>, declared: &Declared) -> Dates {
    let near = beside_heading(pieces, heading);
    let far = || in_signature(pieces, kept, heading).into_iter().chain(in_frame(pieces, kept));
    let names = || heading.map(|heading| pieces[heading].text.as_str()).into_iter().chain(declared.title.as_deref());
    let issue = || names().find_map(dates::month_of_issue);

    // A page that only says when it was changed was published then, as far as it tells.
    let is_day = |date: &PartialDate| date.day().is_some();
    let beside = stated(near.iter().copied());
    let published = beside.filter(is_day).or_else(|| changed(near.iter().copied())).or(beside);
    let dated = || stated(far()).filter(is_day).or_else(|| changed(far()).filter(is_day));
    let published = published.or_else(dated).or_else(issue).or_else(|| stated(far())).or_else(|| changed(far()));
    let modified = declared.modified.or_else(|| changed(near.iter().copied().chain(far())));
    let published = published.or(modified).or_else(|| of_last_report(pieces, kept)).or_else(|| {
        let is_own = |dated: &&Dated| matches!(dated.role, Role::Publication | Role::Unsaid);
        let is_changed = |dated: &&Dated| dated.role == Role::Change;
        let dated = near.iter().find(is_own).or_else(|| near.iter().find(is_changed))?;
        PartialDate::new(Some(year_of_page(pieces)?), dated.date.month(), dated.date.day())
    });
    // Nothing was published before the day that its own heading ends in.
    let of_heading = names().find_map(dates::day_of_heading);
    let is_too_early =
        |date: PartialDate| of_heading.and_then(PartialDate::civil).is_some_and(|day| date.civil().is_some_and(|own| own < day));
    let published = published.filter(|&date| !is_too_early(date)).or_else(|| of_letter(pieces)).or(of_heading);
    let published = published.or_else(|| declared.title.as_deref().and_then(dates::year_of_archive));
    let from = |from: PublishedFrom| move |date: PartialDate| (date, from);
    let declared_day = day_in_japan(declared, &near);
    let published = declared_day.map(from(PublishedFrom::Metadata)).or_else(|| published.map(from(PublishedFrom::Text)));
    let in_url = || declared.url.as_deref().and_then(dates::in_url).map(from(PublishedFrom::Url));
    Dates { published: published.or_else(in_url), modified }
}

/// The declared day of publication. Where the declared moment is another day elsewhere, the page may show which is meant:
/// some sites write the time of Japan as if it were that of Greenwich.
fn day_in_japan(declared: &Declared, near: &[Dated]) -> Option<PartialDate> {
    let elsewhere = declared.published_elsewhere;
    let is_shown = |day: Option<PartialDate>| near.iter().any(|dated| Some(dated.date) == day);
    if elsewhere != declared.published && is_shown(elsewhere) && !is_shown(declared.published) {
        elsewhere
    } else {
        declared.published
    }
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

/// The date of a letter: a line at the right of the page that is nothing else.
fn of_letter(pieces: &[Piece]) -> Option<PartialDate> {
    let lines = pieces.iter().filter(|piece| piece.is_set_off && posts::is_date(&piece.text));
    lines.flat_map(dates_of).map(|dated| dated.date).find(|date| date.civil().is_some())
}

/// The dates in the short lines around the article's heading: first those after it, up to the second paragraph, then
/// those before it, the nearest first.
fn beside_heading(pieces: &[Piece], heading: Option<usize>) -> Vec<Dated> {
    const AROUND: usize = 10;
    let at = heading.unwrap_or(0);
    let is_dated = |piece: &Piece| piece.time.is_some() || posts::is_date(&piece.text) || ends_in_date(piece);
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
    // In a list only a date that says what it is counts, or one that is an item by itself; in a sentence only one that the
    // sentence begins with.
    let is_own = |piece: &Piece, dated: &Dated| {
        let is_said = matches!(dated.role, Role::Publication | Role::Change);
        let is_alone = || posts::is_date(&piece.text) && dated.date.day().is_some();
        let opens = || piece.text[..dated.start].chars().count() <= LONGEST_LABEL;
        is_said && (!piece.is_prose() || opens()) || (!is_list(piece) || is_alone()) && !piece.is_prose()
    };
    lines.flat_map(|piece| dates_of(piece).into_iter().filter(|dated| is_own(piece, dated)).collect::<Vec<_>>()).collect()
}

/// Whether a date stands behind a link to the section: `トピックス 2023年4月6日 10:00`.
fn ends_in_date(piece: &Piece) -> bool {
    const DAY: usize = 8;
    piece.letters - piece.linked >= DAY && piece.dates().iter().any(|dated| dated.date.day().is_some())
}

/// The most characters of a label before a date: 最終更新日:
const LONGEST_LABEL: usize = 6;

/// The most characters in the lines of a byline: rules of signs may be drawn around them.
const LONGEST_BYLINE: usize = 160;

/// What the row heading of a cell says that its date is the date of: `掲載日 | 令和5年5月12日`.
fn label_of(piece: &Piece) -> Option<Role> {
    const PUBLICATION: [&str; 7] = ["掲載", "公開", "発行", "投稿", "配信", "発信", "記事公開"];
    const CHANGE: [&str; 2] = ["更新", "最終更新"];
    let BlockKind::Cell(cell) = &piece.kind else { return None };
    let heading = cell.row_heading.as_deref()?.trim();
    let event = ["年月日", "日時", "日付", "日"].iter().find_map(|day| heading.strip_suffix(day)).unwrap_or(heading);
    let publication = PUBLICATION.contains(&event).then_some(Role::Publication);
    publication.or_else(|| CHANGE.contains(&event).then_some(Role::Change))
}

/// The dates of a piece, that of its `<time>` in the place of the one it shows.
fn dates_of(piece: &Piece) -> Vec<Dated> {
    let mut dates = piece.dates().to_vec();
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
        // (事件速報 - 2023/04/06): the name of the site may be longer where brackets hold both.
        let is_in_brackets = line.starts_with(['(', '（']) && line.ends_with([')', '）']);
        let longest = '年'.len_utf8() * if is_in_brackets { 20 } else { 12 };
        dated.date.day().is_some() && (is_said || line.len() - (dated.end - dated.start) <= longest)
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
