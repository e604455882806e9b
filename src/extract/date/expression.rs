//! What the words of a date say by themselves, before they are read against the text and the day of publication.

use jiff::civil::Weekday;

use super::cursor::Cursor;
use crate::extract::RuleId;

/// What a relative date counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of publication.
    Page,
    /// The date that the text mentioned last.
    Text,
}

/// What words say of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// 2021年
    Given(i16),
    /// 令和3年: the third year of the era that began in 2019.
    Era { first: i16, year: i16 },
    /// 13年: in the century, or the era, that the text writes its years in.
    Short(i16),
    /// 昨年, 同年
    Shifted(Base, i32),
    /// Nothing.
    Unsaid,
}

/// What words say of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Month {
    /// 4月
    Given(i8),
    /// 翌2月: the first February after the date mentioned last.
    After(i8),
    /// 先月, 同月
    Shifted(Base, i32),
    /// Nothing.
    Unsaid,
}

/// What words say of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// 6日
    Given(i8),
    /// 翌6日: the first 6th after the date mentioned last.
    After(i8),
    /// 末日
    Last,
    /// Nothing.
    Unsaid,
}

/// A year, month or day of the calendar as far as words give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Calendar {
    pub(super) year: Year,
    pub(super) month: Month,
    pub(super) day: Day,
    pub(super) weekday: Option<Weekday>,
    /// Whether it stands for the week or month around it (9月16日の週).
    pub(super) around: bool,
}

/// A point in time as words say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    /// 2021年4月6日, 先月6日, 27日
    Calendar(Calendar),
    /// 翌日, 昨日, 2か月前
    Moved { base: Base, years: i32, months: i32, days: i32 },
    /// 4営業日前: Saturdays and Sundays are not counted.
    BusinessDays { base: Base, days: i32 },
    /// 先週の月曜日
    InWeek { base: Base, weeks: i32, weekday: Weekday },
    /// 2週先の日曜日: the second Sunday from now.
    Coming { count: i32, weekday: Weekday },
    /// 月曜日: the last one.
    Past(Weekday),
}

/// A time as words say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// One day, month or year.
    Point(Point),
    /// From the first to the last.
    Interval(Point, Point),
    /// 2021年度: from April to the March that follows.
    FiscalYear(Year),
    /// 年末年始: December and the January that follows.
    TurnOfYear(Year),
    /// 先週末: Saturday and Sunday.
    Weekend { base: Base, weeks: i32 },
}

/// What was read at a place of the text.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// Where the words end.
    pub(super) end: usize,
    /// What they say.
    pub(super) time: Time,
    /// The rule that read them.
    pub(super) rule: RuleId,
}

impl Reading {
    /// What the words before `end` say.
    pub(super) fn new(time: Time, rule: RuleId, end: Cursor) -> Self {
        Self { end: end.at(), time, rule }
    }
}

impl Calendar {
    /// A calendar date of which nothing is said.
    pub(super) const UNSAID: Self =
        Self { year: Year::Unsaid, month: Month::Unsaid, day: Day::Unsaid, weekday: None, around: false };
}
