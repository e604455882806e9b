//! The characters of a sheet → stretches of text, each on one line without a wide gap in it.

use std::ops::Range;

use super::content::{BULLET, Glyph};

/// From which part of the size on a gap between Latin letters is a blank.
const BLANK: f32 = 0.22;

/// From which part of the size on a gap parts two stretches.
const GAP: f32 = 1.6;

/// The greatest size of the readings beside characters, as a part of the characters' size.
const READING: f32 = 0.62;

/// A stretch of text on one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    pub(super) size: f32,
    /// Whether most of it is bold.
    pub(super) is_bold: bool,
}

impl Stretch {
    pub(super) fn top(&self) -> f32 {
        self.base - 0.88 * self.size
    }

    pub(super) fn bottom(&self) -> f32 {
        self.base + 0.12 * self.size
    }

    pub(super) fn letters(&self) -> usize {
        self.text.chars().filter(|c| !c.is_whitespace()).count()
    }

    /// This stretch and the next one on its line, apart by a wide blank.
    pub(super) fn and(mut self, next: &Self) -> Self {
        self.text.push('\u{3000}');
        self.text.push_str(&next.text);
        self.right = next.right;
        self.size = self.size.max(next.size);
        self.is_bold &= next.is_bold;
        self
    }
}

/// The stretches of some characters, from top to bottom and from left to right.
pub(super) fn stretches(glyphs: &[Glyph]) -> Vec<Stretch> {
    let mut glyphs: Vec<Glyph> = glyphs.to_vec();
    glyphs.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut stretches = Vec::new();
    for row in rows(&glyphs) {
        let mut row = glyphs[row].to_vec();
        row.sort_by(|one, other| one.left.total_cmp(&other.left).then(one.right.total_cmp(&other.right)));
        drop_doubles(&mut row);
        stretches.extend(parts(&row));
    }
    without_readings(stretches)
}

/// The ranges of characters with about the same baseline, among characters in the order of their baselines.
fn rows(glyphs: &[Glyph]) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for index in 1..=glyphs.len() {
        let goes_on = glyphs.get(index).is_some_and(|glyph| {
            let first = &glyphs[start];
            glyph.base - first.base <= 0.35 * glyph.size.min(first.size)
        });
        if !goes_on && start < index {
            rows.push(start..index);
            start = index;
        }
    }
    rows
}

/// Drops the characters that are set a second time over themselves, to look bold or to cast a shadow.
fn drop_doubles(row: &mut Vec<Glyph>) {
    row.dedup_by(|next, previous| {
        let is_over = (next.left - previous.left).abs() < 0.15 * previous.size;
        let is_double = next.c == previous.c && is_over && (next.base - previous.base).abs() < 0.15 * previous.size;
        previous.is_bold |= is_double;
        is_double
    });
}

/// The stretches of a row of characters from left to right.
fn parts(row: &[Glyph]) -> Vec<Stretch> {
    let mut parts: Vec<Stretch> = Vec::new();
    let mut bold = 0;
    let mut has_blank = false;
    let mut bullet: Option<&Glyph> = None;
    for glyph in row {
        if glyph.c == ' ' {
            has_blank = true;
            continue;
        }
        if glyph.c == BULLET {
            bullet = Some(glyph);
            continue;
        }
        let size = |part: &Stretch| part.size.max(glyph.size);
        match parts.last_mut().filter(|part| glyph.left - part.right <= GAP * size(part)) {
            Some(part) => {
                let gap = glyph.left - part.right;
                let is_parted = part.text.ends_with(is_latin) && is_latin(glyph.c) && gap > BLANK * glyph.size;
                if has_blank || is_parted {
                    part.text.push(' ');
                }
                part.text.push(glyph.c);
                part.right = part.right.max(glyph.right);
                bold += usize::from(glyph.is_bold);
                part.is_bold = bold * 2 > part.letters();
                part.size = part.size.max(glyph.size);
            }
            // White space at the beginning is an indent.
            None if glyph.c.is_whitespace() => {}
            None => {
                bold = usize::from(glyph.is_bold);
                let Glyph { c, left, right, base, size, is_bold } = *glyph;
                let has_bullet = bullet.is_some_and(|bullet| left - bullet.right <= GAP * size);
                let text = if has_bullet { format!("• {c}") } else { c.to_string() };
                parts.push(Stretch { text, left, right, base, size, is_bold });
            }
        }
        has_blank = false;
    }
    for part in &mut parts {
        let trimmed = part.text.trim_end().len();
        let wide = part.text[trimmed..].chars().filter(|c| *c == '\u{3000}').count();
        part.right -= wide as f32 * part.size;
        part.text.truncate(trimmed);
    }
    parts
}

fn is_latin(c: char) -> bool {
    c.is_ascii_graphic() || ('\u{c0}'..='\u{24f}').contains(&c)
}

/// Drops the readings that are set in small kana over characters.
fn without_readings(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let is_kana = |c: char| ('\u{3041}'..='\u{30ff}').contains(&c) || c.is_whitespace();
    let is_reading = |index: usize| {
        let reading: &Stretch = &stretches[index];
        let can_be = reading.text.chars().all(is_kana);
        let below = stretches[index + 1..].iter().take(40).take_while(|below| below.base - reading.base < 4.0 * reading.size);
        let mut below =
            below.filter(|below| below.left <= reading.left + reading.size && reading.right <= below.right + reading.size);
        can_be && below.any(|below| reading.size <= READING * below.size && below.base - reading.base <= 1.4 * below.size)
    };
    let kept: Vec<bool> = (0..stretches.len()).map(|index| !is_reading(index)).collect();
    stretches.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(stretch, _)| stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters of 10 points side by side from `left` on.
    fn set(text: &str, left: f32, base: f32) -> Vec<Glyph> {
        let mut right = left;
        text.chars()
            .map(|c| {
                let left = right;
                right += if c.is_ascii() { 5.0 } else { 10.0 };
                Glyph { c, left, right, base, size: 10.0, is_bold: false }
            })
            .collect()
    }

    #[track_caller]
    fn check(glyphs: &[Glyph], expected: &[&str]) {
        let found: Vec<String> = stretches(glyphs).into_iter().map(|stretch| stretch.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_are_read_whatever_the_order_they_were_drawn_in() {
        check(&[set("二行目", 50.0, 120.0), set("一行目", 50.0, 100.0)].concat(), &["一行目", "二行目"]);
    }

    #[test]
    fn gaps_part_words_and_columns() {
        check(&[set("Aoba", 50.0, 100.0), set("Trading", 73.0, 100.0)].concat(), &["Aoba Trading"]);
        check(&[set("青葉", 50.0, 100.0), set("商事", 73.0, 100.0)].concat(), &["青葉商事"]);
        check(&[set("各位", 50.0, 100.0), set("2023年4月6日", 300.0, 100.0)].concat(), &["各位", "2023年4月6日"]);
        check(&set("\u{3000}当社 サーバー\u{3000}", 50.0, 100.0), &["当社 サーバー"]);
    }

    #[test]
    fn a_bullet_that_is_drawn_begins_an_item() {
        let bullet = Glyph { c: BULLET, left: 40.0, right: 44.0, base: 101.0, size: 14.0, is_bold: false };
        check(&[set("氏名", 50.0, 100.0), vec![bullet]].concat(), &["• 氏名"]);
        check(&[set("氏名", 20.0, 100.0), vec![bullet]].concat(), &["氏名"]);
        check(&[bullet], &[]);
    }

    #[test]
    fn what_is_set_twice_is_read_once_and_bold() {
        let twice = [set("概要", 50.0, 100.0), set("概要", 50.4, 100.0)].concat();
        check(&twice, &["概要"]);
        assert!(stretches(&twice)[0].is_bold);
        check(&set("々々", 50.0, 100.0), &["々々"]);
    }

    #[test]
    fn readings_are_dropped() {
        let small = |glyphs: Vec<Glyph>| -> Vec<Glyph> {
            glyphs.into_iter().map(|glyph| Glyph { right: glyph.left + 5.0, size: 5.0, ..glyph }).collect()
        };
        let glyphs = [small(set("ろう", 70.0, 91.0)), set("情報漏洩", 50.0, 100.0)].concat();
        check(&glyphs, &["情報漏洩"]);
        check(&[set("ひらがな", 50.0, 88.0), set("情報漏洩", 50.0, 100.0)].concat(), &["ひらがな", "情報漏洩"]);
    }
}
