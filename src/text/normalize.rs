//! Folding the many ways of writing one character into one, with the way back.
//!
//! Each *cluster* of the raw text (a character with the marks that follow it) is folded by itself: NFKC (Unicode
//! Standard Annex 15) first, so that `㈱` becomes `(株)`, `ｶﾞ` becomes `ガ` and full-width digits become ASCII; then what
//! NFKC leaves apart though Japanese texts use it alike: the wave dashes become `〜`, the hyphens and minus signs `-`.
//! A circled number becomes `(1)`, not NFKC's `1`, which would run into a number that follows it. Characters without a
//! shape of their own (zero-width spaces, soft hyphens) vanish.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::span::{Norm, Raw, Span};

/// Where each stretch of the normalised text comes from.
#[derive(Debug, Default, Clone)]
pub(super) struct OffsetMap {
    /// In order, without gaps in the normalised text.
    pieces: Vec<Piece>,
}

/// A run of clusters that stayed as they were, or one cluster that changed.
#[derive(Debug, Clone, Copy)]
struct Piece {
    norm: u32,
    raw: u32,
    raw_end: u32,
    changed: bool,
}

impl OffsetMap {
    /// The raw characters that a span of the normalised text comes from: whole clusters, so the result can reach
    /// further than the span where one raw character became several.
    pub(super) fn raw(&self, span: Span<Norm>) -> Span<Raw> {
        if self.pieces.is_empty() {
            return Span::new(0, 0);
        }
        let start = self.piece_at(span.start());
        let first = if start.changed { start.raw as usize } else { start.raw as usize + (span.start() - start.norm as usize) };
        if span.is_empty() {
            return Span::new(first, first);
        }
        let end = self.piece_at(span.end() - 1);
        let last = if end.changed { end.raw_end as usize } else { end.raw as usize + (span.end() - end.norm as usize) };
        Span::new(first, last)
    }

    /// The normalised offset at which the raw text up to `raw_end`, an end between two clusters, is through; `length` is
    /// the normalised text's.
    pub(super) fn norm_end(&self, raw_end: usize, length: usize) -> usize {
        let after = self.pieces.partition_point(|piece| (piece.raw as usize) < raw_end);
        let next = self.pieces.get(after).map_or(length, |piece| piece.norm as usize);
        match after.checked_sub(1).map(|last| self.pieces[last]) {
            None => 0,
            Some(piece) if !piece.changed => next.min(piece.norm as usize + (raw_end - piece.raw as usize)),
            Some(_) => next,
        }
    }

    fn piece_at(&self, offset: usize) -> Piece {
        let after = self.pieces.partition_point(|piece| piece.norm as usize <= offset);
        self.pieces[after.saturating_sub(1)]
    }

    fn push(&mut self, norm: usize, raw: usize, raw_end: usize, changed: bool) {
        if let Some(last) = self.pieces.last_mut().filter(|last| !changed && !last.changed && last.raw_end as usize == raw) {
            last.raw_end = raw_end as u32;
        } else {
            self.pieces.push(Piece { norm: norm as u32, raw: raw as u32, raw_end: raw_end as u32, changed });
        }
    }
}

/// The normalised form of `raw` and the map from its offsets back.
pub(super) fn normalize(raw: &str) -> (String, OffsetMap) {
    let mut norm = String::with_capacity(raw.len());
    let mut map = OffsetMap::default();
    let mut start = 0;
    while start < raw.len() {
        let run = unchanged(&raw[start..]);
        let end = start + if run > 0 { run } else { cluster(&raw[start..]) };
        let (at, words) = (norm.len(), &raw[start..end]);
        if run > 0 {
            norm.push_str(words);
        } else {
            fold(words, &mut norm);
        }
        if norm.len() > at {
            map.push(at, start, end, &norm[at..] != words);
        }
        start = end;
    }
    (norm, map)
}

/// How many bytes of `raw` are clusters of one character each that no fold touches.
fn unchanged(raw: &str) -> usize {
    let run = raw.find(|c| !stays(c)).unwrap_or(raw.len());
    // A mark behind the run belongs to the last character of it.
    let is_joined = raw[run..].chars().next().is_some_and(joins_previous);
    if is_joined { raw[..run].char_indices().next_back().map_or(0, |(last, _)| last) } else { run }
}

/// How many bytes the first cluster of `raw` has.
fn cluster(raw: &str) -> usize {
    raw.char_indices().skip(1).find(|&(_, c)| !joins_previous(c)).map_or(raw.len(), |(end, _)| end)
}

/// Most of a Japanese text: characters that no fold touches.
fn stays(c: char) -> bool {
    matches!(c, '\0'..='}' | '、'..='】' | 'ぁ'..='ゖ' | 'ァ'..='ヾ' | '一'..='鿿')
}

/// Whether the character belongs to the one before it.
fn joins_previous(c: char) -> bool {
    !stays(c) && (is_combining_mark(c) || matches!(c, 'ﾞ' | 'ﾟ') || is_invisible(c))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

fn fold(cluster: &str, norm: &mut String) {
    if let Some(number) = cluster.chars().next().and_then(circled_number) {
        norm.push('(');
        norm.push_str(&number.to_string());
        norm.push(')');
        return;
    }
    for c in cluster.chars().filter(|&c| !is_invisible(c)).nfkc() {
        norm.push(match c {
            '~' | '∼' | '∿' => '〜',
            '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
            '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
            c => c,
        });
    }
}

fn circled_number(c: char) -> Option<u32> {
    let code = u32::from(c);
    match c {
        '①'..='⑳' => Some(code - 0x2460 + 1),
        '㉑'..='㉟' => Some(code - 0x3251 + 21),
        '㊱'..='㊿' => Some(code - 0x32b1 + 36),
        '❶'..='❿' => Some(code - 0x2776 + 1),
        '➀'..='➉' => Some(code - 0x2780 + 1),
        '➊'..='➓' => Some(code - 0x278a + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(raw: &str, expect: &str) {
        assert_eq!(normalize(raw).0, expect);
    }

    #[test]
    fn one_way_of_writing_for_each_character() {
        check("㈱ﾃｽﾄ", "(株)テスト");
        check("ｶﾞｷﾞ", "ガギ");
        check("か\u{3099}", "が");
        check("２０２１年４月～５月", "2021年4月〜5月");
        check("4/1~4/3", "4/1〜4/3");
        check("10−20", "10-20");
        check("㋿３年", "令和3年");
        check("①2023年", "(1)2023年");
        check("個人\u{200b}情報\u{feff}", "個人情報");
        check("\u{feff}", "");
    }

    #[test]
    fn a_changed_character_maps_back_whole() {
        let raw = "約㍿Aｶﾞ社";
        let (norm, map) = normalize(raw);
        assert_eq!(norm, "約株式会社Aガ社");
        let inside = norm.find("会").unwrap();
        assert_eq!(map.raw(Span::new(inside, inside + 3)).slice(raw), "㍿");
        let ga = norm.find('ガ').unwrap();
        assert_eq!(map.raw(Span::new(ga, ga + 6)).slice(raw), "ｶﾞ社");
    }

    fn awkward() -> impl Strategy<Value = String> {
        let characters = prop::sample::select(vec![
            "㈱",
            "㍿",
            "㋿",
            "㎏",
            "①",
            "ｶﾞ",
            "ﾊﾟ",
            "か\u{3099}",
            "\u{3099}",
            "é",
            "e\u{301}",
            "〜",
            "～",
            "−",
            "a",
            "1",
            "１",
            "漢",
            "。",
            "\n",
            "\u{200b}",
            "\u{feff}",
            "𠮷",
            "👩\u{200d}💻",
            "ﷺ",
            " ",
            "\u{3000}",
        ]);
        prop::collection::vec(prop_oneof![8 => characters.prop_map(str::to_owned), 1 => ".{1}"], 0..40)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn every_normalised_span_maps_to_whole_characters_in_order(raw in awkward()) {
            let (norm, map) = normalize(&raw);
            let cuts: Vec<usize> = norm.char_indices().map(|(at, _)| at).chain([norm.len()]).collect();
            let mut last = Span::new(0, 0);
            for pair in cuts.windows(2) {
                let span = map.raw(Span::new(pair[0], pair[1]));
                prop_assert!(raw.is_char_boundary(span.start()) && raw.is_char_boundary(span.end()));
                prop_assert!(!span.is_empty());
                prop_assert!(last.start() <= span.start() && last.end() <= span.end());
                // What maps back is what was folded: folding it again gives the same characters around the span.
                prop_assert!(normalize(span.slice(&raw)).0.contains(&norm[pair[0]..pair[1]]));
                last = span;
            }
            for (i, &start) in cuts.iter().enumerate() {
                for &end in &cuts[i..] {
                    let span = map.raw(Span::new(start, end));
                    prop_assert!(raw.get(span.start()..span.end()).is_some());
                }
            }
        }

        #[test]
        fn normalising_twice_changes_nothing(raw in awkward()) {
            let once = normalize(&raw).0;
            prop_assert_eq!(normalize(&once).0, once);
        }
    }
}
