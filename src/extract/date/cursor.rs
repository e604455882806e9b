//! Reading on from a place in a text, word by word.

use jiff::civil::Weekday;

use crate::extract::number::whole;

/// A place in a text. Methods that `take` something move it behind what they took, or leave it where it was.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The offset of the place.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// The place at another offset of the same text.
    pub(super) fn moved_to(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// What stands before the place.
    pub(super) fn before(self) -> &'t str {
        &self.text[..self.at]
    }

    /// What stands after the place.
    pub(super) fn after(self) -> &'t str {
        &self.text[self.at..]
    }

    /// Moves behind so many bytes, which are whole characters.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Takes `word`.
    pub(super) fn take(&mut self, word: &str) -> bool {
        let found = self.after().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Takes `word` behind a number, from which a space may part it: 2024 年 9 月.
    pub(super) fn unit(&mut self, word: &str) -> bool {
        let mut on = *self;
        on.take(" ");
        let found = on.take(word);
        if found {
            *self = on;
        }
        found
    }

    /// Takes the first of `words` that stands here.
    pub(super) fn take_one<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        words.iter().find(|word| self.take(word)).copied()
    }

    /// Takes one character that `accept` accepts.
    pub(super) fn take_char(&mut self, accept: impl Fn(char) -> bool) -> Option<char> {
        let c = self.after().chars().next().filter(|&c| accept(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Whether one of `words` stands here.
    pub(super) fn sees(self, words: &[&str]) -> bool {
        words.iter().any(|word| self.after().starts_with(word))
    }

    /// Whether one of `words` stands just before.
    pub(super) fn is_after(self, words: &[&str]) -> bool {
        words.iter().any(|word| self.before().ends_with(word))
    }

    /// Takes Arabic digits, as many as there are, if they are one to `most`.
    pub(super) fn digits(&mut self, most: usize) -> Option<&'t str> {
        let len = self.after().bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=most).contains(&len) {
            return None;
        }
        let digits = &self.after()[..len];
        self.at += len;
        Some(digits)
    }

    /// Takes a number of one or two digits, Arabic or kanji (十二, 二十七).
    pub(super) fn number(&mut self) -> Option<i8> {
        if let Some(digits) = self.digits(2) {
            return digits.parse().ok();
        }
        self.kanji(3).and_then(|value| i8::try_from(value).ok())
    }

    /// Takes a month and a day with a slash between: 12/7.
    pub(super) fn month_and_day(&mut self) -> Option<(i8, i8)> {
        let mut on = *self;
        let month = on.digits(2)?.parse().ok()?;
        let day = on.take("/").then(|| on.digits(2)).flatten()?.parse().ok()?;
        let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
        let ends = !on.after().starts_with(|c: char| c.is_ascii_digit() || c == '/');
        (is_date && ends).then(|| {
            *self = on;
            (month, day)
        })
    }

    /// Takes a number in kanji, as many as there are, if they are one to `most`.
    pub(super) fn kanji(&mut self, most: usize) -> Option<i64> {
        let after = self.after();
        let len = after.len() - after.trim_start_matches(is_kanji_digit).len();
        // Each kanji takes three bytes.
        if !(1..=most * 3).contains(&len) {
            return None;
        }
        let value = whole(&after[..len])?;
        self.at += len;
        Some(value)
    }

    /// Takes the day of the week that may stand behind a date: (火), (火曜日・祝), 火曜日, の火曜.
    pub(super) fn weekday(&mut self) -> Option<Weekday> {
        let mut on = *self;
        on.take(" ");
        let weekday = if on.take("(") {
            let weekday = on.take_char(is_weekday)?;
            if !on.take("曜日") {
                on.take("曜");
            }
            on.take_one(&["・", "、", ",", "/", " "]);
            on.take_one(&["祝日", "祝", "休日", "休"]);
            on.take(")").then_some(weekday)?
        } else {
            on.take_one(&["、", ","]);
            on.take("の");
            on.weekday_name()?
        };
        *self = on;
        weekday_of(weekday)
    }

    /// Takes the name of a day of the week: 火曜日, 火曜.
    pub(super) fn weekday_name(&mut self) -> Option<char> {
        let mut on = *self;
        let weekday = on.take_char(is_weekday)?;
        if !on.take("曜日") && !on.take("曜") {
            return None;
        }
        *self = on;
        Some(weekday)
    }
}

/// Whether the character is a digit of a kanji numeral below a hundred or of a year.
pub(super) fn is_kanji_digit(c: char) -> bool {
    matches!(c, '〇' | '○' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千')
}

fn is_weekday(c: char) -> bool {
    weekday_of(c).is_some()
}

/// The day of the week that a kanji stands for.
pub(super) fn weekday_of(c: char) -> Option<Weekday> {
    Some(match c {
        '月' => Weekday::Monday,
        '火' => Weekday::Tuesday,
        '水' => Weekday::Wednesday,
        '木' => Weekday::Thursday,
        '金' => Weekday::Friday,
        '土' => Weekday::Saturday,
        '日' => Weekday::Sunday,
        _ => return None,
    })
}
