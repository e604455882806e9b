//! Dates written with numbers alone: 2021/4/6, 2021.4.6, R3.4.6, 4/6.

use super::cursor::Cursor;
use super::expression::{Calendar, Day, Month, Point, Reading, Time, Year};
use super::words::{Word, Words};
use crate::extract::rule::CodeRule;

pub(super) const NUMERIC: CodeRule = CodeRule {
    id: "date/numeric",
    says: "A date of numbers with slashes, points or hyphens: 2021/4/6, 2021.4.6, R3.4.6, 21/4/6, 4/6(火). Versions, \
           telephone numbers, addresses and fractions are no dates.",
    hit: &[
        "《2021/4/6》に更新。",
        "《2021.04.06》公開",
        "(《2021-4-6》)",
        "《21/4/6》に確認した。",
        "《R3.4.6》付の文書。",
        "《令和3・7・18》受付",
        "《4/6(火)》に発生。",
        "《12/7》、加盟店の情報が流出した。",
        "《2021/7》の台帳。",
        "《3/12〜13》に攻撃を受けた。",
    ],
    miss: &[
        "バージョン2.0.1に更新した。",
        "電話は03-1234-5678です。",
        "〒100-0001 東町1-8-1",
        "全体の1/3が対象。",
        "192.168.1.10から接続した。",
        "対象は2/3以上。",
        "Ver 12.2.10を使う。",
        "9:30-17:30に受け付ける。",
    ],
};

pub(super) const BARE_YEAR: CodeRule = CodeRule {
    id: "date/bare-year",
    says: "A number that stands as the topic of a sentence and can be nothing but a year.",
    hit: &["《2018》は多難な一年だった。"],
    miss: &["会員2018人。", "製品2018は対象外。"],
};

/// The date at `start`, if one is written there.
pub(super) fn read(words: &Words, start: Cursor) -> Option<Reading> {
    if start.before().ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | ':' | '-' | '_' | '$' | '¥')) {
        return None;
    }
    let mut on = start;
    on.take("西暦");
    let (calendar, end) = with_era(words, on)
        .or_else(|| with_three(on))
        .or_else(|| year_and_month(on))
        .or_else(|| month_and_day(on))
        .map(|(calendar, mut on)| (Calendar { weekday: on.weekday(), ..calendar }, on))
        .or_else(|| bare_year(on))?;
    if let Some((last, end)) = last_day(calendar, end) {
        let time = Time::Interval(Point::Calendar(calendar), Point::Calendar(last));
        return Some(Reading::new(time, NUMERIC.id.into(), end));
    }
    let rule = if calendar.month == Month::Unsaid { BARE_YEAR.id } else { NUMERIC.id };
    Some(Reading::new(Time::Point(Point::Calendar(calendar)), rule.into(), end))
}

/// The last day of a stretch that names its month once: 3/12〜13.
fn last_day(first: Calendar, mut on: Cursor) -> Option<(Calendar, Cursor)> {
    let Day::Given(begin) = first.day else { return None };
    on.take_one(&["〜", "～"])?;
    let day: i8 = on.digits(2)?.parse().ok()?;
    let goes_on = on
        .after()
        .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | ':' | '-' | '時' | '月' | '日' | '%'));
    (!goes_on && begin < day && day <= 31).then_some((Calendar { day: Day::Given(day), weekday: None, ..first }, on))
}

/// Whether a date of numbers with the same mark, and a 〜, stand before: the 10.6 of R5.10.2〜10.6.
fn closes_stretch(start: Cursor, mark: &str) -> bool {
    let Some(before) = start.before().strip_suffix('〜') else { return false };
    let first = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '/');
    let marks = before[first.len()..].matches(mark).count();
    marks >= 2 || (marks == 1 && mark == "/")
}

/// Whether the numbers end at `on`.
fn ends(on: Cursor, mark: &str) -> bool {
    let goes_on = on.after().strip_prefix(mark).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !goes_on && !on.after().starts_with(|c: char| c.is_ascii_digit() || c == '%')
}

fn calendar(year: Year, month: i8, day: Option<i8>) -> Option<Calendar> {
    let is_date = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
    let day = day.map_or(Day::Unsaid, Day::Given);
    is_date.then_some(Calendar { year, month: Month::Given(month), day, ..Calendar::UNSAID })
}

/// R3.4.6, 令和3・7・18, 令和3.7
fn with_era<'t>(words: &Words, mut on: Cursor<'t>) -> Option<(Calendar, Cursor<'t>)> {
    let (Word::Era(first), len) = words.at(on.after())? else { return None };
    on.skip(len);
    let year = if on.take("元") { 1 } else { on.digits(2)?.parse().ok()? };
    let mark = on.take_one(&[".", "/", "・", "-"])?;
    let month = on.digits(2)?.parse().ok()?;
    let mut day = None;
    let mut more = on;
    if more.take(mark)
        && let Some(digits) = more.digits(2)
    {
        day = digits.parse().ok();
        on = more;
    }
    let calendar = calendar(Year::Era { first: *first, year }, month, day)?;
    ends(on, mark).then_some((calendar, on))
}

/// 2021/4/6, 21/4/6, 4/6/2021
fn with_three(mut on: Cursor) -> Option<(Calendar, Cursor)> {
    let start = on;
    let first = on.digits(4)?;
    let mark = on.take_one(&["/", ".", "-", ","])?;
    let second = on.digits(2)?;
    if !on.take(mark) {
        return None;
    }
    let third = on.digits(4)?;
    let number = |digits: &str| digits.parse::<i8>().ok();
    let given = |digits: &str| digits.parse().ok().filter(|year| (1000..=2200).contains(year)).map(Year::Given);
    let short = |digits: &str| digits.parse().ok().map(Year::Short);
    let date = match (first.len(), second.len(), third.len()) {
        (4, _, 1 | 2) => calendar(given(first)?, number(second)?, number(third)),
        // A comma separates numbers of a list too.
        _ if mark == "," => None,
        // The day first, as most of the world writes it; the month where that is no date.
        (1 | 2, _, 4) => {
            let year = given(third)?;
            calendar(year, number(second)?, number(first)).or_else(|| calendar(year, number(first)?, number(second)))
        }
        // A house number, a version: a date with hyphens or points stands by itself.
        _ if mark != "/" && !stands_alone(start) => None,
        (2, _, 1 | 2) => calendar(short(first)?, number(second)?, number(third))
            .or_else(|| calendar(short(third)?, number(first)?, number(second))),
        // A year is not written with one digit.
        (1, _, 2) => calendar(short(third)?, number(first)?, number(second)),
        _ => None,
    }?;
    ends(on, mark).then_some((date, on))
}

/// 2021/7, 2021.07, 2021-07
fn year_and_month(mut on: Cursor) -> Option<(Calendar, Cursor)> {
    let year = on.digits(4).filter(|digits| digits.len() == 4)?.parse().ok()?;
    let mark = on.take_one(&["/", ".", "-"])?;
    let month = on.digits(2).filter(|digits| mark == "/" || digits.len() == 2)?;
    let date = calendar(Year::Given(year), month.parse().ok()?, None).filter(|_| (1900..=2200).contains(&year))?;
    let counts = on.sees(&["万", "億", "円", "人", "件", "点", "倍", "ドル", "GB", "MB", "-", "名", "年"]);
    (ends(on, mark) && !counts).then_some((date, on))
}

/// 4/6; 4.22 and 4-22 only where に or から shows that a time is meant.
fn month_and_day(mut on: Cursor) -> Option<(Calendar, Cursor)> {
    let start = on;
    let first = on.digits(2)?;
    let mark = on.take_one(&["/", ".", "-"])?;
    let second = on.digits(2)?;
    let (first, second) = (first.parse().ok()?, second.parse().ok()?);
    let date = calendar(Year::Unsaid, first, Some(second)).or_else(|| calendar(Year::Unsaid, second, Some(first)))?;
    let is_time = if closes_stretch(start, mark) {
        true
    } else if mark == "/" {
        let can_be_fraction = first < second && second <= 10;
        let is_of_day = on.sees(&[
            "のプレス",
            "のニュース",
            "の発表",
            "の公表",
            "のお知らせ",
            "の会見",
            "の記事",
            "の夜",
            "の朝",
            "の深夜",
            "の午",
            "の未明",
        ]);
        let is_fraction = !is_of_day
            && (start.is_after(&["の", "を", "で"])
                || on.sees(&["の", "が", "以", "程", "弱", "強", "超", "を", "に減", "に縮", "に抑", "にな", "ほど", "ずつ"]));
        let is_count =
            start.is_after(&["約", "各", "およそ", "ほぼ"]) || on.sees(&["人", "件", "ページ", "回", "枚", "サイズ", "インチ"]);
        !(is_count || (can_be_fraction && is_fraction))
    } else {
        let is_number = on.sees(&["にな", "に上", "に低", "に下", "に増", "に減", "に達", "に改", "に変", "に更", "に対"]);
        stands_alone(start) && !is_number && on.sees(&["に", "から", "まで", "(月", "(火", "(水", "(木", "(金", "(土", "(日"])
    };
    (is_time && ends(on, mark)).then_some((date, on))
}

/// Whether nothing stands before the number that it could belong to: 東町1-8-1, バージョン2.0.1.
fn stands_alone(on: Cursor) -> bool {
    let before = on.before().trim_end_matches(' ').chars().next_back();
    before.is_none_or(|c| matches!(c, '、' | '。' | '(' | '「' | '\n' | '〜' | ':') || ('ぁ'..='ん').contains(&c))
}

/// A year without 年: the topic of a sentence.
fn bare_year(mut on: Cursor) -> Option<(Calendar, Cursor)> {
    let starts = on.before().is_empty() || on.is_after(&["\n", "。", "、"]);
    let year = on.digits(4).filter(|digits| digits.len() == 4)?.parse().ok()?;
    let is_year = starts && on.sees(&["は"]) && (1990..=2040).contains(&year);
    is_year.then_some((Calendar { year: Year::Given(year), ..Calendar::UNSAID }, on))
}
