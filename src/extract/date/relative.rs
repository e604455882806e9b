//! Days that are named by their distance: 翌日, 3日前, 先週の月曜日.

use jiff::civil::Weekday;

use super::cursor::{Cursor, weekday_of};
use super::expression::{Base, Calendar, Day, Point, Reading, Time};
use super::words::{Word, Words};
use super::written::DAY;
use crate::extract::RuleId;
use crate::extract::rule::CodeRule;
use crate::text::{Norm, Span, Text};

pub(super) const DAYS_AGO: CodeRule = CodeRule {
    id: "date/days-away",
    says: "So many days or weeks before or after another day: before the day of publication, or the date that その points \
           at; after the date that was mentioned last.",
    hit: &[
        "《3日前》に届いた。",
        "私は《今から2週間後》に戻る。",
        "4月6日に届き、《その3日後》に発覚した。",
        "《今日から二日で》戻る。",
    ],
    miss: &["3日前後かかる。", "3時間前に気付いた。", "2回前の発表。", "3日以前の記録。"],
};

pub(super) const MONTHS_AGO: CodeRule = CodeRule {
    id: "date/months-away",
    says: "So many months or years before or after another day; the day itself is no more exact than the words.",
    hit: &[
        "《2か月前》に退職した。",
        "《約1か月後》に判明した。",
        "《ひと月前》に直撃した。",
        "《半年前》から続いていた。",
        "市では《三年前》にも起きた。",
    ],
    miss: &["2007年前にはなかった。", "小学2年前期の成績。", "1か月前後かかる。"],
};

pub(super) const VAGUE: CodeRule = CodeRule {
    id: "date/some-days-away",
    says: "数日前: taken for three days.",
    hit: &["《数日前》に届いた。"],
    miss: &["数日間続いた。"],
};

pub(super) const BUSINESS_DAYS: CodeRule = CodeRule {
    id: "date/business-days",
    says: "So many business days before or after another day; Saturdays and Sundays are not counted.",
    hit: &["《4営業日前》に連絡した。", "《4営業日で》設定する。"],
    miss: &["4営業日以内に返送する。"],
};

pub(super) const WEEKDAY: CodeRule = CodeRule {
    id: "date/weekday",
    says: "A day of the week alone: the last one before publication.",
    hit: &["《金曜日》に発覚した。", "《土曜》未明に起きた。", "《2週先の日曜日》は空いている。"],
    miss: &[
        "4月6日は土曜日だった。",
        "毎週金曜日に更新する。",
        "月曜日から金曜日まで受け付ける。",
        "土曜・日曜は休業。",
        "土曜日は休診。",
    ],
};

pub(super) const WEEKEND: CodeRule = CodeRule {
    id: "date/weekend",
    says: "The Saturday and Sunday of a week that is named.",
    hit: &["《先週末》に起きた。", "《今週末》に開く。"],
    miss: &["週末に起きやすい。"],
};

/// The date at `start`, if one is named there.
pub(super) fn read(words: &Words, text: &Text, start: Cursor) -> Option<Reading> {
    away(words, start).or_else(|| weekday(words, start)).or_else(|| day_word(words, text, start)).or_else(|| past_weekday(start))
}

/// What a distance counts from, where words say it: 今から, 今日から, 昨日の, その.
fn base(words: &Words, on: &mut Cursor) -> (Option<Base>, i32) {
    if on.take("今から") {
        return (Some(Base::Page), 0);
    }
    if on.take("その") {
        return (Some(Base::Text), 0);
    }
    let mut day = *on;
    if let Some((Word::Day(relative), len)) = words.at(day.after()) {
        day.skip(len);
        if day.take_one(&["から", "の"]).is_some() {
            *on = day;
            return (Some(relative.base), relative.shift);
        }
    }
    (None, 0)
}

/// A distance in calendar units.
#[derive(Debug, Default)]
struct Distance {
    years: i32,
    months: i32,
    days: i32,
    business_days: i32,
    is_vague: bool,
}

fn away(words: &Words, start: Cursor) -> Option<Reading> {
    let mut on = start;
    let (said, shift) = base(words, &mut on);
    let starts_with_number = on.at() == start.at();
    if starts_with_number && start.before().ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千.,第".contains(c))
    {
        return None;
    }
    on.take_one(&["約", "およそ", "ほぼ"]);
    let mut distance = Distance::default();
    while let Some(()) = part(&mut on, &mut distance) {
        on.take("と");
    }
    on.take_one(&["以上", "ほど", "程度", "余り", "あまり", "くらい", "ぐらい", "半"]);
    let counts_on = said.is_some() || distance.business_days != 0;
    let sign = match on.take_one(&["前", "後", "先", "で"])? {
        "前" => -1,
        "で" if !counts_on => return None,
        _ => 1,
    };
    if on.sees(&["後", "期", "半", "述", "売", "倒", "日", "任", "者"]) {
        return None;
    }
    let Distance { years, months, days, business_days, is_vague } = distance;
    let base = said.unwrap_or(if sign < 0 { Base::Page } else { Base::Text });
    if business_days != 0 {
        let point = Point::BusinessDays { base, days: sign * business_days };
        return Some(Reading::new(Time::Point(point), BUSINESS_DAYS.id.into(), on));
    }
    if (years, months, days) == (0, 0, 0) {
        return None;
    }
    // 2週先の日曜日
    let mut weekday = on;
    if days > 0
        && days % 7 == 0
        && sign > 0
        && weekday.take("の")
        && let Some(name) = weekday.weekday_name()
    {
        let point = Point::Coming { count: days / 7, weekday: weekday_of(name)? };
        return Some(Reading::new(Time::Point(point), WEEKDAY.id.into(), weekday));
    }
    let rule = match (is_vague, days) {
        (true, _) => VAGUE.id,
        (false, 0) => MONTHS_AGO.id,
        (false, _) => DAYS_AGO.id,
    };
    let point = Point::Moved { base, years: sign * years, months: sign * months, days: sign * days + shift };
    Some(Reading::new(Time::Point(point), rule.into(), on))
}

/// Takes one part of a distance: 3日, 2週間, 1か月.
fn part(on: &mut Cursor, distance: &mut Distance) -> Option<()> {
    let mut next = *on;
    if next.take_one(&["ひと月", "一月", "ひとつき"]).is_some() {
        distance.months += 1;
        *on = next;
        return Some(());
    }
    if next.take("半年") {
        distance.months += 6;
        *on = next;
        return Some(());
    }
    let count = if next.take("数") {
        distance.is_vague = true;
        3
    } else if let Some(digits) = next.digits(3) {
        digits.parse().ok()?
    } else {
        i32::try_from(next.kanji(4)?).ok()?
    };
    let field = match next.take_one(&[
        "営業日",
        "日",
        "週間",
        "週",
        "個",
        "か月",
        "ヶ月",
        "カ月",
        "ヵ月",
        "ケ月",
        "箇月",
        "ヵ月",
        "年",
    ])? {
        "営業日" => &mut distance.business_days,
        "日" => &mut distance.days,
        "週間" | "週" | "個" => {
            distance.days += 7 * count;
            *on = next;
            return Some(());
        }
        "年" => &mut distance.years,
        _ => &mut distance.months,
    };
    *field += count;
    next.take("間");
    *on = next;
    Some(())
}

/// 翌日, 昨日
fn day_word(words: &Words, text: &Text, start: Cursor) -> Option<Reading> {
    let (Word::Day(relative), len) = words.at(start.after())? else { return None };
    let mut on = start;
    on.skip(len);
    if !relative.may_precede(on.after()) || !is_word(text, Span::new(start.at(), on.at())) {
        return None;
    }
    // 本日現在 and 本日時点 are said of the day itself.
    on.take("現在");
    let point = Point::Moved { base: relative.base, years: 0, months: 0, days: relative.shift };
    Some(Reading::new(Time::Point(point), relative.rule.clone(), on))
}

/// Whether a word in hiragana is one in its place: the きのう of できのう and the きょう of ききょう屋 are none.
fn is_word(text: &Text, span: Span<Norm>) -> bool {
    let is_hiragana = |c: char| ('ぁ'..='ん').contains(&c);
    if !text.slice(span).starts_with(is_hiragana) {
        return true;
    }
    let words = &text.norm()[..span.start()];
    let before = words.chars().next_back().filter(|_| !["から", "より", "まで"].iter().any(|word| words.ends_with(word)));
    if before.is_some_and(|c| is_hiragana(c) && !"はがをにでとのもや".contains(c)) {
        return false;
    }
    let tokens = &text.tokens()[text.tokens_in(span)];
    let bounds = tokens.first().zip(tokens.last()).map(|(first, last)| (first.span.start(), last.span.end()));
    bounds == Some((span.start(), span.end()))
}

/// 先週の月曜日, 先週末
fn weekday(words: &Words, start: Cursor) -> Option<Reading> {
    let (Word::Week(relative), len) = words.at(start.after())? else { return None };
    let mut on = start;
    on.skip(len);
    let (base, weeks) = (relative.base, relative.shift);
    if on.take("末") {
        return Some(Reading::new(Time::Weekend { base, weeks }, WEEKEND.id.into(), on));
    }
    on.take("の");
    let weekday = weekday_of(on.weekday_name()?)?;
    Some(Reading::new(Time::Point(Point::InWeek { base, weeks, weekday }), relative.rule.clone(), on))
}

/// The day that is said behind its day of the week: 火曜の21日, 日曜(9日).
fn day_of_weekday(mut on: Cursor, weekday: Weekday) -> Option<Reading> {
    let opening = on.take_one(&["の", "("])?;
    let day = on.number().filter(|day| (1..=31).contains(day))?;
    let is_day = on.unit("日") && !on.sees(&["間", "目", "以", "後", "前", "ほど"]);
    let is_closed = opening != "(" || on.take(")");
    let calendar = Calendar { day: Day::Given(day), weekday: Some(weekday), ..Calendar::UNSAID };
    (is_day && is_closed).then(|| Reading::new(Time::Point(Point::Calendar(calendar)), DAY.id.into(), on))
}

fn past_weekday(start: Cursor) -> Option<Reading> {
    // 前日の日曜: the day is named already.
    let recurs = start.is_after(&["日の", "日は", "朝の", "毎", "毎週", "各", "第", "・", "から", "〜", "-", "と", "や"]);
    let is_word = !start.before().ends_with(|c: char| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c));
    let mut on = start;
    let weekday = weekday_of(on.weekday_name()?)?;
    if is_word
        && !recurs
        && let Some(found) = day_of_weekday(on, weekday)
    {
        return Some(found);
    }
    let is_day = on.sees(&["に", "の", "午", "朝", "夜", "夕", "未明", "深夜", "昼", "付", "だった", "となった", "、", "早朝"]);
    // 月曜から金曜まで is what is open all the time.
    let mut span = on;
    let begins = span.take("から") && !span.after().starts_with(|c: char| "月火水木金土日".contains(c));
    let is_schedule = on.sees(&["のみ", "の受付", "の営業", "の診療", "に休", "に更新", "に発行", "に配信", "に放送"]);
    let rule: RuleId = WEEKDAY.id.into();
    ((is_day || begins) && !is_schedule && !recurs && is_word).then(|| Reading::new(Time::Point(Point::Past(weekday)), rule, on))
}
