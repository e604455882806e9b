//! Headings that are set as ordinary lines: `■経緯`, `【お問い合わせ先】`, `1.概要`, a line in bold type.
//!
//! Japanese notices and old pages mark their sections so. A marked line becomes a heading when it stands alone, is short
//! and says no sentence; numbered lines that follow each other are items of a list.

use super::BlockKind;
use super::flow::Piece;

/// The longest heading in characters. Titles of news run to about 60.
const LONGEST: usize = 60;

/// The longest numbered line that is taken for a heading. Longer ones are items.
const LONGEST_NUMBERED: usize = 30;

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// `■`, `◆`, `【…】` around the whole line: the sign of a heading.
    Heading,
    /// `1.`, `第1`: the sign of a section or an item.
    Section,
    /// `(1)`: the sign of a section inside one, or an item.
    Subsection,
    /// `・`, `●`: the sign of an item.
    Bullet,
}

/// The marker that a line begins with.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let mut characters = line.chars();
    let first = characters.next()?;
    match first {
        '■' | '□' | '◆' | '◇' | '▼' | '▽' | '▲' | '△' | '★' | '☆' | '❖' => Some(Marker::Heading),
        '【' | '〔' | '≪' | '《' | '〈' | '<' | '＜' => {
            let close = line.char_indices().find(|&(_, c)| matches!(c, '】' | '〕' | '≫' | '》' | '〉' | '>' | '＞'));
            let is_whole = close.is_some_and(|(at, c)| at + c.len_utf8() == line.len());
            is_whole.then_some(Marker::Heading)
        }
        '・' | '●' | '○' | '◎' | '•' | '‣' | '⚫' | '･' => Some(Marker::Bullet),
        '①'..='⑳' => Some(Marker::Subsection),
        '(' | '（' => {
            let number: String = characters.by_ref().take_while(|c| !matches!(c, ')' | '）')).collect();
            let is_number = !number.is_empty() && number.chars().count() <= 2 && number.chars().all(is_numeral);
            is_number.then_some(Marker::Subsection)
        }
        '第' => {
            let rest = characters.as_str().trim_start_matches(is_numeral);
            let has_number = rest.len() < characters.as_str().len();
            (has_number && rest.starts_with([' ', '　', '.', '．', '、'])).then_some(Marker::Section)
        }
        _ if is_numeral(first) => {
            let rest = line.trim_start_matches(is_numeral);
            let digits = line[..line.len() - rest.len()].chars().count();
            let mut after = rest.chars();
            let parts = matches!(after.next(), Some('.' | '．' | '、' | '）' | ')' | ' ' | '　' | '■' | '●' | '◆'));
            // `1.5億円` and `2023.4.6` are figures, `10 月` a date.
            let goes_on = after.as_str().trim_start().starts_with(|c: char| c.is_ascii_digit() || "年月日時件人名".contains(c));
            (digits <= 2 && parts && !goes_on && !after.as_str().trim().is_empty()).then_some(Marker::Section)
        }
        _ => None,
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c)
}

/// Whether a line says something: headings do not.
pub(super) fn is_sentence(line: &str) -> bool {
    line.contains('。') || line.ends_with(['、', ',', '，', '.', '．', ':', '：'])
}

/// Makes headings and items of the pieces that only look like them.
pub(super) fn shape(pieces: &mut [Piece]) {
    for index in 0..pieces.len() {
        let piece = &pieces[index];
        if !matches!(piece.kind, BlockKind::Paragraph) || piece.text.contains('\n') {
            continue;
        }
        let marker = marker(&piece.text);
        let is_strong = piece.strong == piece.letters;
        let can_be_heading = piece.letters <= LONGEST && !is_sentence(&piece.text) && !piece.is_link();
        let kind = match marker {
            Some(Marker::Bullet) => Some(BlockKind::Item),
            Some(Marker::Heading) if can_be_heading => Some(BlockKind::Heading(4)),
            _ if is_strong && can_be_heading && !is_figure(&piece.text) => {
                Some(BlockKind::Heading(if marker == Some(Marker::Subsection) { 5 } else { 4 }))
            }
            Some(marker @ (Marker::Section | Marker::Subsection)) => {
                let is_heading = can_be_heading && piece.letters <= LONGEST_NUMBERED && has_body(pieces, index, marker);
                let level = if marker == Marker::Section { 4 } else { 5 };
                Some(if is_heading { BlockKind::Heading(level) } else { BlockKind::Item })
            }
            _ => None,
        };
        if let Some(kind) = kind {
            pieces[index].kind = kind;
        }
    }
}

/// Whether a numbered line is followed by something that it can be the heading of.
fn has_body(pieces: &[Piece], index: usize, own: Marker) -> bool {
    let Some(next) = pieces.get(index + 1) else { return false };
    let next_marker = marker(&next.text);
    let ends_in_figure = is_figure(&pieces[index].text);
    !ends_in_figure && next_marker != Some(own) && !(own == Marker::Subsection && next_marker == Some(Marker::Section))
}

/// Whether a line ends in a figure (`86名分`, `3,000件)`): it says how many, and is no heading.
fn is_figure(line: &str) -> bool {
    let line = line.trim_end_matches([')', '）', '分']);
    let Some(counter) = line.chars().next_back() else { return false };
    let before = &line[..line.len() - counter.len_utf8()];
    "名人件社枚台点通校".contains(counter) && before.ends_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::flow::Asked;
    use crate::page::tree::NodeId;

    /// The kinds that lines get, those in `**` being in bold type.
    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let piece = |line: &&str| {
            let text = line.trim_matches('*').to_owned();
            let letters = text.chars().filter(|c| !c.is_whitespace()).count();
            let strong = if line.starts_with('*') { letters } else { 0 };
            let (node, kind) = (NodeId::ROOT, BlockKind::Paragraph);
            Piece { node, kind, text, letters, linked: 0, strong, is_set_off: false, time: None, asked: Asked::default() }
        };
        let mut pieces: Vec<Piece> = lines.iter().map(piece).collect();
        shape(&mut pieces);
        let kinds: Vec<String> = pieces
            .iter()
            .map(|piece| match piece.kind {
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::Item => "li".to_owned(),
                _ => "p".to_owned(),
            })
            .collect();
        assert_eq!(kinds, expected, "{lines:?}");
    }

    #[test]
    fn marked_and_bold_lines_that_stand_alone_are_headings() {
        check(&["■経緯", "6日に判明した。", "【今後の対応】", "調査を続ける。"], &["h4", "p", "h4", "p"]);
        check(&["**漏えいした情報**", "氏名など。"], &["h4", "p"]);
        check(&["1.発生した事象", "障害が起きた。", "2.原因", "故障であった。"], &["h4", "p", "h4", "p"]);
        check(&["(1)原因", "設定の誤り。", "(2)対象", "120名。"], &["h5", "p", "h5", "p"]);
        check(&["第1 概要", "障害が起きた。"], &["h4", "p"]);
    }

    #[test]
    fn sentences_figures_and_lists_are_none() {
        check(&["■本日15時に復旧しました。"], &["p"]);
        check(&["【窓口】 0120-000-000"], &["p"]);
        check(&["**120名**"], &["p"]);
        check(&["(1) 青葉支店のお客様 86名分", "氏名"], &["li", "p"]);
        check(&["1.氏名", "2.住所", "3.電話番号"], &["li", "li", "li"]);
        check(&["・氏名", "●青葉市 書類を紛失"], &["li", "li"]);
        check(&["2023.4.6 公開", "1.5億円の被害", "10 月に判明"], &["p", "p", "p"]);
    }
}
