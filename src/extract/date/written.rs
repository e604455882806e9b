//! Dates written with 年, 月 and 日.

use super::cursor::{Cursor, is_kanji_digit};
use super::expression::{Base, Calendar, Day, Month, Point, Reading, Time, Year};
use super::words::{Word, Words};
use crate::extract::RuleId;
use crate::extract::rule::CodeRule;

pub(super) const YEAR: CodeRule = CodeRule {
    id: "date/year",
    says: "A date whose words give the year, in the western calendar or by era; 上旬, 下旬, 末 and the like are read as the \
           month. Spans of years (3年間, 5年以上) and products (2021年版) are no dates.",
    hit: &[
        "《2021年4月6日》に発生した。",
        "《令和五年四月六日》付で処分した。",
        "《平成31年1月》から公開していた。",
        "《2023年12月下旬》に送金した。",
        "《二〇二三年》に契約した。",
        "《2019年(令和元年)10月1日(火)》に受け付けた。",
        "《西暦2021年7月》の台帳。",
        "《2019(令和元)年10月1日》に受け付けた。",
        "《令和元(2019)年10月》に受け付けた。",
        "発端は《3年前の5月》にさかのぼる。",
        "《2018年の春》、3月から送っていた。",
    ],
    miss: &[
        "保存年限は5年間とする。",
        "入社20年以上の職員。",
        "2021年版の製品を使う。",
        "2021年3月期の決算。",
        "3年生の成績表。",
    ],
};

pub(super) const SHORT_YEAR: CodeRule = CodeRule {
    id: "date/short-year",
    says: "A year of two digits before a month or season, or after another year or a topic: of the era if the text writes its years by era, \
           otherwise of this century or the last.",
    hit: &[
        "《13年11月6日》から公開されていた。",
        "2020年から《21年》に担任した。",
        "告訴したのは《21年春》だった。",
        "店側は《21年》、持ち出しに気付いた。",
    ],
    miss: &["創業50年の老舗。", "勤続20年の職員。", "入社から21年、職員は記録を続けた。"],
};

pub(super) const MONTH: CodeRule = CodeRule {
    id: "date/month",
    says: "A month or a day of it without a year: the year is taken from the dates before it, or is the last one in which \
           the day was not after publication.",
    hit: &[
        "《4月6日(火)》午前10時ごろに気付いた。",
        "《7月中旬》に送金した。",
        "《3月の下旬》に届いた。",
        "《十二月三日》に紛失した。",
        "《10月の2日》に戻った。",
        "《3〜5月》ごろに持ち出した。",
    ],
    miss: &["4月号に掲載する。", "3か月分の記録。", "3月期決算を発表した。", "毎年4月に更新する。"],
};

pub(super) const DAY: CodeRule = CodeRule {
    id: "date/day",
    says: "A day without a month: of the month that the text speaks of, or the last such day before publication. \
           Durations (3日間, 10日以内) are no dates.",
    hit: &[
        "県は《21日》、発表した。",
        "4月6日に届き、《翌7日》に判明した。",
        "市は《27日》に公表した。",
        "教委は《二十七日》、明らかにした。",
        "4月15日に起き、《同16日》に停止した。",
        "4月15日に起き、《27、28日》に説明した。",
        "公表したのは《火曜の21日》だった。",
        "《日曜(9日)》に説明した。",
    ],
    miss: &[
        "24時間365日受け付ける。",
        "1日あたり500件。",
        "復旧に3日間を要した。",
        "10日以内に返送する。",
        "2日目に再開した。",
        "約10日で復旧した。",
        "毎月10日に更新する。",
        "四日市市が発表した。",
    ],
};

pub(super) const FISCAL_YEAR: CodeRule = CodeRule {
    id: "date/fiscal-year",
    says: "年度: from April to the March that follows.",
    hit: &["《2017年度》の全学部生の名簿。", "《令和5年度》の相談。", "《昨年度》に在籍した生徒。", "《14年度》に担任した。"],
    miss: &["初年度の人員。", "前年度比2割増。"],
};

pub(super) const TURN_OF_YEAR: CodeRule = CodeRule {
    id: "date/turn-of-year",
    says: "年末年始: December and the January that follows.",
    hit: &["《年末年始》に相次いだ。", "《昨年の年末年始》に起きた。"],
    miss: &["お盆に起きた。"],
};

/// The parts of a month, which leave its day open.
const PARTS_OF_MONTH: &[&str] = &[
    "上旬",
    "中旬",
    "下旬",
    "初旬",
    "初め",
    "はじめ",
    "始め",
    "頭",
    "末",
    "半ば",
    "なかば",
    "中頃",
    "中ごろ",
    "前半",
    "後半",
    "終わりごろ",
    "終わり",
];

/// The parts of a year, which leave its month open.
const PARTS_OF_YEAR: &[&str] = &["初め", "はじめ", "初頭", "末", "暮れ", "前半", "後半", "半ば", "春", "夏", "秋", "冬"];

/// The date at `start`, if one is written there.
pub(super) fn read(words: &Words, start: Cursor) -> Option<Reading> {
    if cuts_numeral(start) {
        return None;
    }
    with_year(words, start)
        .or_else(|| with_month(words, start))
        .or_else(|| day_alone(words, start))
        .or_else(|| turn_of_year(start))
}

/// Whether the numeral that begins at `start` goes on to the left.
fn cuts_numeral(start: Cursor) -> bool {
    let Some(first) = start.after().chars().next() else { return true };
    if !first.is_ascii_alphanumeric() && !is_kanji_digit(first) {
        return false;
    }
    let mut before = start.before().chars().rev();
    match before.next() {
        Some('.' | '/' | ':' | ',' | '-') => before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_ascii_alphanumeric() || is_kanji_digit(c) || matches!(c, '万' | '億' | '数' | '第' | '何'),
        None => false,
    }
}

/// A year as it is written, and the rule that reads it.
struct Said {
    year: Year,
    rule: RuleId,
    /// Whether a count of years looks the same.
    is_small: bool,
}

fn with_year(words: &Words, start: Cursor) -> Option<Reading> {
    let mut on = start;
    let said = year(words, &mut on)?;
    if on.take("度") {
        let quarter = on.sees(&["比", "第", "同", "並"]);
        return (!quarter).then(|| Reading::new(Time::FiscalYear(said.year), FISCAL_YEAR.id.into(), on));
    }
    other_calendar(words, &mut on);
    let calendar = Calendar { year: said.year, ..Calendar::UNSAID };
    let mut month = on;
    separator(&mut month);
    if let Some(found) = month_and_day(words, month, calendar) {
        // The words of the year name the rule; those of the month count where the year is only a frame (去年の今月).
        return Some(Reading { rule: said.rule, ..found });
    }
    // 昨年12/7
    let mut numbers = month;
    if let Some((of_month, of_day)) = numbers.month_and_day() {
        let calendar = Calendar { month: Month::Given(of_month), day: Day::Given(of_day), ..calendar };
        return Some(Reading::new(Time::Point(Point::Calendar(calendar)), said.rule, numbers));
    }
    // The month is there, but is no time: 2021年3月期.
    if month.number().is_some() && month.unit("月") {
        return None;
    }
    // 2021年/7
    if on.take("/")
        && let Some(month) = on.number()
    {
        let calendar = Calendar { month: Month::Given(month), ..calendar };
        return Some(Reading::new(Time::Point(Point::Calendar(calendar)), said.rule, on));
    }
    let mut turn = on;
    turn.take("の");
    if turn.take("年末年始") {
        return Some(Reading::new(Time::TurnOfYear(said.year), TURN_OF_YEAR.id.into(), turn));
    }
    // A year of two digits alone is one only after another year, before a season, or as the time of a topic: 店側は21年、….
    let is_second = start.is_after(&["年から", "年〜", "年-", "年、", "年・", "年や", "年と", "年度から", "年及び", "年および"]);
    let is_told = on.sees(&["春", "夏", "秋", "冬", "暮れ", "の春", "の夏", "の秋", "の冬", "の暮れ"])
        || start.is_after(&["は", "も"]) && on.sees(&["、"]);
    if matches!(said.year, Year::Short(_)) && !is_second && !is_told {
        return None;
    }
    let counts = said.is_small && words.guards.small_year.stops(if is_second { on } else { start }, on);
    if counts || words.guards.year.stops(start, on) {
        return None;
    }
    let mut part = on;
    part.take("の");
    let end = if part.take_one(PARTS_OF_YEAR).is_some() { part } else { on };
    Some(Reading::new(Time::Point(Point::Calendar(calendar)), said.rule, end))
}

/// Takes the years before publication, where a month follows: 3年前の5月.
fn years_ago(on: &mut Cursor) -> Option<Said> {
    let mut ago = *on;
    let years = ago.number()?;
    ago.take("年前").then_some(())?;
    let mut month = ago;
    let is_of_month = month.take("の") && month.number().is_some() && month.unit("月");
    is_of_month.then(|| {
        *on = ago;
        Said { year: Year::Shifted(Base::Page, -i32::from(years)), rule: YEAR.id.into(), is_small: false }
    })
}

fn year(words: &Words, on: &mut Cursor) -> Option<Said> {
    if let Some(said) = years_ago(on) {
        return Some(said);
    }
    let said = |year, is_small| Some(Said { year, rule: YEAR.id.into(), is_small });
    on.take_one(&["西暦", "旧暦の", "旧暦"]);
    on.take("'");
    let mut written = *on;
    let digits = written.digits(4).filter(|digits| digits.len() >= 2);
    other_number(words, &mut written);
    if let Some(digits) = digits.filter(|_| written.unit("年")) {
        let value: i16 = digits.parse().ok()?;
        *on = written;
        return match digits.len() {
            2 => Some(Said { year: Year::Short(value), rule: SHORT_YEAR.id.into(), is_small: true }),
            4 if !(1000..=2200).contains(&value) => None,
            length => said(Year::Given(value), length < 4),
        };
    }
    let mut written = *on;
    let kanji = written.kanji(6).filter(|value| (1000..=2200).contains(value));
    if let Some(value) = kanji.filter(|_| written.unit("年")) {
        *on = written;
        return said(Year::Given(value as i16), false);
    }
    let (word, len) = words.at(on.after())?;
    let mut written = *on;
    written.skip(len);
    match word {
        Word::Era(first) => {
            written.take(" ");
            let year = if written.take("元") { 1 } else { i16::from(written.number()?) };
            other_number(words, &mut written);
            let is_year = written.unit("年");
            *on = written;
            is_year.then_some(())?;
            said(Year::Era { first: *first, year }, false)
        }
        Word::Year(relative) if relative.may_precede(written.after()) && !written.sees(&["度比"]) => {
            *on = written;
            Some(Said { year: Year::Shifted(relative.base, relative.shift), rule: relative.rule.clone(), is_small: false })
        }
        _ => None,
    }
}

/// Takes the same year in the other calendar: 2019年(令和元年).
fn other_calendar(words: &Words, on: &mut Cursor) {
    let mut other = *on;
    if other.take("(") && year(words, &mut other).is_some() && other.take(")") {
        *on = other;
    }
}

/// Takes the number of the same year in the other calendar before their 年: 2019(令和元)年, 令和元(2019)年.
fn other_number(words: &Words, on: &mut Cursor) {
    let mut other = *on;
    if !other.take("(") {
        return;
    }
    if let Some((Word::Era(_), len)) = words.at(other.after()) {
        other.skip(len);
    }
    let is_number = other.take("元") || other.digits(4).is_some();
    if is_number && other.take(")") && other.sees(&["年"]) {
        *on = other;
    }
}

/// Takes what may stand between a year and its month, or a month and its day.
fn separator(on: &mut Cursor) {
    on.take_one(&["の", "/", " "]);
}

fn with_month(words: &Words, start: Cursor) -> Option<Reading> {
    let mut on = start;
    // 同9月: of the same year.
    let year = if on.take("同") && on.after().starts_with(|c: char| c.is_ascii_digit() || is_kanji_digit(c)) {
        Year::Shifted(Base::Text, 0)
    } else {
        on = start;
        Year::Unsaid
    };
    month_and_day(words, on, Calendar { year, ..Calendar::UNSAID })
}

/// The month at `on`, with its day where one follows.
fn month_and_day(words: &Words, mut on: Cursor, calendar: Calendar) -> Option<Reading> {
    let start = on;
    if let Some((Word::Named { month, day, rule }, len)) = words.at(on.after()) {
        on.skip(len);
        let calendar = Calendar { month: Month::Given(*month), day: Day::Given(*day), ..calendar };
        return Some(Reading::new(Time::Point(Point::Calendar(calendar)), rule.clone(), on));
    }
    if let Some(reading) = months(words, on, calendar) {
        return Some(reading);
    }
    let (month, rule) = month(words, &mut on)?;
    let calendar = Calendar { month, ..calendar };
    same_month(month, &mut on);
    let mut day = on;
    separator(&mut day);
    if let Some(found) = days(day, calendar) {
        return Some(Reading { rule, ..found });
    }
    let mut part = on;
    part.take("の");
    if let Some(word) = part.take_one(PARTS_OF_MONTH) {
        let day = if word == "末" && part.take("日") { Day::Last } else { Day::Unsaid };
        return Some(Reading::new(Time::Point(Point::Calendar(Calendar { day, ..calendar })), rule, part));
    }
    let is_span = matches!(month, Month::Given(_)) && words.guards.month.stops(start, on);
    (!is_span).then(|| Reading::new(Time::Point(Point::Calendar(calendar)), rule, on))
}

/// Takes the number of a month that a word names, where a day follows: 先月(9月)25日.
fn same_month(month: Month, on: &mut Cursor) {
    let mut number = *on;
    if matches!(month, Month::Shifted(..))
        && number.take("(")
        && number.number().is_some()
        && number.unit("月")
        && number.take(")")
        && number.after().starts_with(|c: char| c.is_ascii_digit())
    {
        *on = number;
    }
}

/// The month at `on` and the rule that reads it.
fn month(words: &Words, on: &mut Cursor) -> Option<(Month, RuleId)> {
    if let Some((Word::Month(relative), len)) = words.at(on.after()) {
        on.skip(len);
        let month = Month::Shifted(relative.base, relative.shift);
        return relative.may_precede(on.after()).then(|| (month, relative.rule.clone()));
    }
    if on.take("翌") {
        let month = on.number()?;
        return on.unit("月").then(|| (Month::After(month), MONTH.id.into()));
    }
    if let Some(month) = on.number() {
        return on.unit("月").then(|| (Month::Given(month), MONTH.id.into()));
    }
    on.take("お");
    on.take("正月").then(|| (Month::Given(1), MONTH.id.into()))
}

/// Several months at `on`: 3〜5月, 4、5月.
fn months(words: &Words, mut on: Cursor, calendar: Calendar) -> Option<Reading> {
    let start = on;
    let first = on.number()?;
    let mark = on.take_one(&["〜", "-", "、", "・", ","])?;
    let second = on.number()?;
    let is_stretch = matches!(mark, "〜" | "-") || second == first + 1;
    let is_months = on.unit("月") && is_stretch && second > first && !words.guards.month.stops(start, on);
    let point = |month| Point::Calendar(Calendar { month: Month::Given(month), ..calendar });
    is_months.then(|| Reading::new(Time::Interval(point(first), point(second)), MONTH.id.into(), on))
}

/// The day at `on`, or the days (27、28日; 10〜12日), with the day of the week.
fn days(mut on: Cursor, calendar: Calendar) -> Option<Reading> {
    let first = on.number()?;
    let point = |day| Point::Calendar(Calendar { day: Day::Given(day), ..calendar });
    let mut more = on;
    if let Some(mark) = more.take_one(&["〜", "-", "、", "・", ","])
        && let Some(second) = more.number()
        && let Some(unit) = more.take_one(&["両日", "の両日", "日"])
        && second > first
    {
        let is_stretch = matches!(mark, "〜" | "-") || second == first + 1 || unit.ends_with("両日");
        more.weekday();
        return Some(if is_stretch {
            Reading::new(Time::Interval(point(first), point(second)), DAY.id.into(), more)
        } else {
            // 16、23日: the second is read for itself.
            Reading::new(Time::Point(point(first)), DAY.id.into(), on)
        });
    }
    if !on.unit("日") {
        return None;
    }
    let mut calendar = Calendar { day: Day::Given(first), ..calendar };
    calendar.weekday = on.weekday();
    calendar.around = on.take_one(&["の週", "の月"]).is_some();
    Some(Reading::new(Time::Point(Point::Calendar(calendar)), DAY.id.into(), on))
}

fn day_alone(words: &Words, start: Cursor) -> Option<Reading> {
    let mut on = start;
    if on.take("翌") {
        let day = on.number()?;
        let is_day = on.unit("日") && !words.guards.day.stops(on, on);
        let calendar = Calendar { day: Day::After(day), weekday: on.weekday(), ..Calendar::UNSAID };
        return is_day.then(|| Reading::new(Time::Point(Point::Calendar(calendar)), DAY.id.into(), on));
    }
    let is_same_month = on.take("同");
    let month = if is_same_month { Month::Shifted(Base::Text, 0) } else { Month::Unsaid };
    let found = days(on, Calendar { month, ..Calendar::UNSAID })?;
    // A day of the week makes sure that it is a date: 21日の月曜日.
    if matches!(found.time, Time::Point(Point::Calendar(Calendar { weekday: Some(_), .. }))) {
        return Some(found);
    }
    let end = start.moved_to(found.end);
    let guards = &words.guards;
    let is_kanji = on.after().starts_with(is_kanji_digit);
    let is_first = on.number() == Some(1);
    // 一日 is a date only where a date's words go on.
    let is_vague = is_first && is_kanji && !end.sees(&["、", "に", "付", "夜", "朝", "午", "未明"]);
    // 10日で復旧した counts days; 発覚は10日で、… does not.
    let takes = end.sees(&["で"]) && !end.sees(&["で、"]);
    let counts = is_vague
        || takes
        || guards.day.stops(start, end)
        || (is_first && guards.first_day.stops(start, end))
        || (is_kanji && guards.kanji_day.stops(start, end));
    (is_same_month || !counts).then_some(found)
}

fn turn_of_year(start: Cursor) -> Option<Reading> {
    let mut on = start;
    on.take("年末年始").then(|| Reading::new(Time::TurnOfYear(Year::Unsaid), TURN_OF_YEAR.id.into(), on))
}
