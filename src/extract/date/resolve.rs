//! From what words say to a date of the calendar: read against the dates before them and the day of publication.

use std::collections::BTreeMap;

use jiff::civil::{self, Weekday};

use super::expression::{Base, Calendar, Day, Month, Point, Time, Year};
use super::{Date, YearFrom};
use crate::edtf::{Edtf, PartialDate};
use crate::page::BlockKind;
use crate::pattern::Pattern;
use crate::text::{Norm, Pos, Span, Text};

/// Reads the dates of a text, one after the other.
pub(super) struct Resolver<'t> {
    text: &'t Text,
    published: Option<PartialDate>,
    /// The days that the text writes out in full: they say what year its other dates are of where the day of publication
    /// is not known.
    written: Written,
    /// The last day that the text says it was changed on.
    updated: Option<PartialDate>,
    /// The day, month or year that the heading above gives, with the level of the heading: what stands below is told as in it.
    frame: Option<(u8, PartialDate)>,
    /// The day that heads the entry of a diary, from which its words count where the day of publication is not known.
    headed: Option<PartialDate>,
    /// The passage up to which headings have been looked at.
    passage: usize,
    seen: Seen,
    /// The sentence that was asked about last, and whether it speaks of what is not past.
    tense: Option<(usize, bool)>,
}

/// The days of a text that are written with their year.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The year of each month and day; `None` where the text gives it in two years.
    years: BTreeMap<(i8, i8), Option<i16>>,
    /// The years of the months that the first dates of the text are written with, without a day; `None` as above.
    months: BTreeMap<i8, Option<i16>>,
    /// The last of them.
    latest: Option<PartialDate>,
    /// The day of a line that holds nothing else, without a year: 6月12日 19時04分配信.
    dateline: Option<PartialDate>,
}

impl Written {
    /// Notes the day of `time` where it begins a line that goes on with nothing but an hour.
    pub(super) fn note_line(&mut self, time: &Time, rest: &str) {
        let is_bare = rest.chars().all(|c| c.is_ascii_digit() || " :時分()月火水木金土日配信更新公開掲載".contains(c));
        if let Time::Point(Point::Calendar(Calendar {
            year: Year::Unsaid, month: Month::Given(month), day: Day::Given(day), ..
        })) = *time
            && is_bare
            && self.dateline.is_none()
        {
            self.dateline = PartialDate::new(None, Some(month), Some(day));
        }
    }

    /// Notes the days that `time` writes with their year.
    ///
    /// A month that stands `in_lead` is the one that the text tells of: 2016年10月に紛失していたことが分かった。…10月17日、….
    /// One that `begins_stretch` may lie years before all that the text tells of: 2012年10月28日から今年2月3日までの注文.
    pub(super) fn note(&mut self, time: &Time, begins_stretch: bool, is_in_lead: bool) {
        let points = match time {
            Time::Point(point) => [Some(point), None],
            Time::Interval(first, last) => [Some(first), Some(last)],
            _ => [None, None],
        };
        if let Time::Point(Point::Calendar(Calendar {
            year: Year::Given(year),
            month: Month::Given(month),
            day: Day::Unsaid,
            ..
        })) = *time
            && is_in_lead
        {
            let of_month = self.months.entry(month).or_insert(Some(year));
            *of_month = of_month.filter(|&known| known == year);
        }
        for point in points.into_iter().flatten() {
            let Point::Calendar(Calendar { year, month: Month::Given(month), day: Day::Given(day), .. }) = *point else {
                continue;
            };
            let year = match year {
                Year::Given(year) => Some(year),
                Year::Era { first, year } => first.checked_add(year).and_then(|next| next.checked_sub(1)),
                _ => None,
            };
            let Some(date) = year.and_then(|year| PartialDate::new(Some(year), Some(month), Some(day))) else { continue };
            let of_day = self.years.entry((month, day)).or_insert(year);
            *of_day = of_day.filter(|&known| Some(known) == year);
            if !begins_stretch {
                self.latest = self.latest.max(Some(date));
            }
        }
    }
}

/// What has been mentioned so far.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// The date that was mentioned last.
    last: Option<Mentioned>,
    /// The last date that a passage began with: the entry of a chronicle before this one.
    entry: Option<Mentioned>,
    /// The last dates that have a day, the last of them first, and the passage of that one.
    days: [Option<PartialDate>; RECENT],
    day_passage: usize,
    /// The last date that has a month.
    month: Option<PartialDate>,
    year: Option<i16>,
    /// The last day on which the topic of a sentence did something: 県は6日、…
    topic: Option<(PartialDate, Place)>,
    /// The first year of the era that the text writes its years in.
    era: Option<i16>,
}

/// How many days 翌6日 may count from.
const RECENT: usize = 4;

impl Seen {
    /// The last date that has a day.
    fn day(&self) -> Option<PartialDate> {
        self.days[0]
    }
}

#[derive(Debug, Clone, Copy)]
struct Mentioned {
    date: PartialDate,
    place: Place,
    /// Whether its month was written out, so that a bare day after it is of that month.
    names_month: bool,
    /// Whether its year was written out, so that a month after it goes on from there; 昨年 is said to set a date apart.
    names_year: bool,
}

impl Mentioned {
    /// Whether it is a day whose month is that of publication.
    fn is_bare(&self) -> bool {
        self.date.day().is_some() && !self.names_month
    }
}

/// Where in the text a date stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    span: Span<Norm>,
    sentence: usize,
    passage: usize,
}

/// A date and where its year comes from.
type Resolved = (PartialDate, YearFrom);

/// How far after a date it is looked for words that put it into the future, in bytes.
const FUTURE_WINDOW: usize = 120;

/// Words by which an organisation speaks of itself: it tells its story in order, not as news of the month.
const WRITER: &[&str] = &["当社", "弊社", "当院", "当校", "当所", "当行", "当会", "当法人", "本学", "本校", "本会", "私"];

/// Words that put a date into the future.
const FUTURE: &[&str] = &["予定", "見込", "めど", "目途", "目指", "開催", "順次", "以降に再開", "更新", "追記"];

/// After a date, that the same had happened then.
static ALSO_THEN: Pattern = Pattern::new("^(?:の?(?:夜|朝|夕方|夕|未明|深夜|午前|午後)|ごろ|頃)*にも");

/// The most days after publication on which a day without a year is not of the year before.
const NEAR_AHEAD: i32 = 7;

/// How many days nearer a date must be that lies before the one that the text goes on from, than one behind it.
const BACK: i32 = 60;

/// The most days ahead for which a day of the week tells the year.
const SOON: i32 = 62;

/// Ends of a sentence that tells what is said or held to have happened.
const REPORTED: &[&str] =
    &["とみられる", "と見られる", "とみられます", "と見られます", "という", "といいます", "とされる", "とされます", "らしい"];

/// The most days before publication that a bare day after a topic is looked for in, against the month of the text.
const NEWS: i32 = 10;

/// Within how many passages another topic does something on the same day.
const NEXT_PASSAGES: usize = 2;

/// Within how many days before publication a day is one of the last weeks.
const WEEKS: i32 = 45;

/// More days than a year has, as [`days`] counts them.
const YEAR: i32 = 372;

/// The most days that a story goes on without naming the month again.
const STORY: i8 = 10;

impl<'t> Resolver<'t> {
    /// A reader of the dates of `text`, published on `published`.
    pub(super) fn new(text: &'t Text, published: Option<Edtf>, written: Written) -> Self {
        let published = published.map(Edtf::start);
        Self {
            text,
            published,
            written,
            updated: None,
            frame: None,
            headed: None,
            passage: 0,
            seen: Seen::default(),
            tense: None,
        }
    }

    /// The date that the words at `span` say, or `None` where there is no such day, or nothing to count from. Dates that
    /// are `an_anchor` are what later ones count from.
    pub(super) fn date(&mut self, time: &Time, span: Span<Norm>, an_anchor: bool) -> Option<Date> {
        self.enter(span);
        let before = self.seen;
        let date = self.read(time, span);
        if date.is_none() || !an_anchor {
            self.seen = before;
        }
        if let Some(date) = date {
            self.note_frame(time, date, span);
            self.note_heading(date, span);
            self.note_update(date, span);
        }
        date
    }

    /// Leaves the part of the text under the last heading with a month, if another heading of its rank has come.
    fn enter(&mut self, span: Span<Norm>) {
        while let Some(passage) = self.text.passages().get(self.passage).filter(|passage| passage.span.start() <= span.start()) {
            if let BlockKind::Heading(level) = passage.kind {
                self.frame = self.frame.filter(|(frame, _)| *frame < level);
            }
            self.passage += 1;
        }
    }

    /// Notes the day, month or year that a heading inside the text gives: 5月16日 名簿の紛失, 委託先の被害(7月), 事例2(2017年).
    fn note_frame(&mut self, time: &Time, date: Date, span: Span<Norm>) {
        let (Some(place), Edtf::Date(month)) = (self.place(span), date.edtf) else { return };
        let is_frame = matches!(
            time,
            Time::Point(Point::Calendar(
                Calendar { month: Month::Given(_), day: Day::Unsaid | Day::Given(_), .. }
                    | Calendar { year: Year::Given(_) | Year::Era { .. }, month: Month::Unsaid, day: Day::Unsaid, .. }
            ))
        );
        // 個人情報事故クリッピング 2008年9月後半: the title dates a page that nothing else does.
        let dates_page = matches!(self.text.passages()[place.passage].kind, BlockKind::Heading(1))
            && matches!(time, Time::Point(Point::Calendar(Calendar { year: Year::Given(_), month: Month::Given(_), .. })));
        if dates_page && self.published.is_none() {
            self.published = month.to_month();
        }
        if let BlockKind::Heading(level @ 2..) = self.text.passages()[place.passage].kind
            && is_frame
            && self.is_set_off(place)
        {
            self.frame = Some((level, month));
            // What stands below goes on from nothing above.
            self.seen.entry = None;
        }
    }

    /// Whether a date in a heading begins or ends it, or stands in brackets or behind a sign: 発端は3月、委託先だった tells of a
    /// month and puts nothing below in it.
    fn is_set_off(&self, place: Place) -> bool {
        let heading = self.text.passages()[place.passage].span;
        let (before, after) = (
            &self.text.norm()[heading.start()..place.span.start()],
            &self.text.norm()[place.span.end()..heading.end().max(place.span.end())],
        );
        let is_word = |words: &str| words.contains(char::is_alphanumeric);
        !is_word(before) || !is_word(after) || before.ends_with(['(', '[', '【', '〔', ' ', ':', '|', '・', '-', '―', '/'])
    }

    /// Notes the day that a short line begins with, or holds in brackets at its end: 12/14 大学の個人情報.
    fn note_heading(&mut self, date: Date, span: Span<Norm>) {
        let (Some(place), Edtf::Date(day)) = (self.place(span), date.edtf) else { return };
        let line = self.text.slice(self.text.passages()[place.passage].span);
        // 10日に発表された件(9月11日・木): the brackets hold the day of the entry.
        let line_end = self.text.passages()[place.passage].span.end().max(span.end());
        let rest = &self.text.norm()[span.end()..line_end];
        let closes = || {
            let is_last = rest.ends_with(')') && rest.chars().nth(5).is_none();
            is_last && self.text.norm()[..span.start()].ends_with('(')
        };
        let is_set_off = self.begins_passage(place) || closes();
        if day.day().is_some() && is_set_off && !line.contains('。') && line.chars().nth(40).is_none() {
            self.headed = Some(day);
        }
    }

    /// Notes the day of an update, so that what happened after publication is not taken for the year before.
    fn note_update(&mut self, date: Date, span: Span<Norm>) {
        let norm = self.text.norm();
        let before = norm[..span.start()].trim_end_matches([':', ' ', '日']);
        let is_time = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ':' | '時' | '分');
        let after = norm[span.end()..].trim_start_matches(is_time);
        let is_update = before.ends_with("更新") || after.starts_with("更新") || after.starts_with("追記");
        if let Edtf::Date(day) = date.edtf
            && is_update
            && day.civil().is_some()
        {
            self.updated = self.updated.max(Some(day));
        }
    }

    /// The day from which the text looks back: of publication, or in the month that the heading above gives.
    fn page(&self) -> Option<PartialDate> {
        self.frame.map(|(_, month)| month).or(self.published)
    }

    /// The day that stands in for the day of publication where its year is not known: the last that the text writes in full.
    fn stand_in(&self) -> Option<PartialDate> {
        self.written.latest.or(self.written.dateline).filter(|_| self.page().is_none_or(|page| page.year().is_none()))
    }

    /// Whether a date is later than anything that the text can tell of.
    fn is_ahead(&self, date: PartialDate) -> bool {
        match self.frame {
            Some((_, month)) if month.day().is_none() => is_after(date, month),
            _ => self.published.max(self.updated).is_some_and(|latest| is_after(date, latest)),
        }
    }

    fn read(&mut self, time: &Time, span: Span<Norm>) -> Option<Date> {
        let place = self.place(span)?;
        let (edtf, year_from) = match time {
            Time::Point(point) => {
                let (date, year_from) = self.point(point, place)?;
                self.note(date, point, place);
                (date.into(), year_from)
            }
            Time::Interval(first, last) => self.interval(first, last, place)?,
            Time::FiscalYear(year) => {
                let (year, year_from) = self.year(*year)?;
                let start = PartialDate::new(Some(year), Some(4), None)?;
                (Edtf::Interval(start, start.moved(0, 11, 0)?), year_from)
            }
            Time::TurnOfYear(year) => self.turn_of_year(*year)?,
            Time::Weekend { base, weeks } => {
                let mut day = |weekday| self.point(&Point::InWeek { base: *base, weeks: *weeks, weekday }, place);
                let ((saturday, year_from), (sunday, _)) = (day(Weekday::Saturday)?, day(Weekday::Sunday)?);
                (Edtf::Interval(saturday, sunday), year_from)
            }
        };
        Some(Date { edtf, year_from })
    }

    fn place(&self, span: Span<Norm>) -> Option<Place> {
        let sentence = self.text.sentence_at(span)?;
        Some(Place { span, sentence, passage: self.text.sentences()[sentence].passage })
    }

    fn note(&mut self, date: PartialDate, point: &Point, place: Place) {
        // 本日, 来月 and 2年前 point away from what is told.
        // 4月2日夜にも侵入があり: what is told goes on from before.
        let is_aside = !self.begins_passage(place) && ALSO_THEN.is_match(&self.text.norm()[place.span.end()..]);
        // 7月14日に開く相談会: what is planned is not told.
        let is_planned = super::is_planned(&self.text.norm()[place.span.end()..]);
        if (is_aside || is_planned) && self.seen.last.is_some() {
            return;
        }
        let is_away = matches!(point, Point::Moved { base: Base::Page, days: 0.., months: 0.., years: 0.. });
        if is_away || matches!(point, Point::Moved { base: Base::Page, years, months, .. } if (*years, *months) != (0, 0)) {
            return;
        }
        let goes_on = self.seen.last.filter(|last| last.place.passage == place.passage);
        let (names_month, names_year) = match point {
            Point::Calendar(Calendar { year, month, day, .. }) => {
                let of_month = match month {
                    // 今年3月 is set apart; a day after it is not of that March.
                    Month::Given(_) | Month::After(_) => !matches!(year, Year::Shifted(Base::Page, _)) || date.day().is_some(),
                    // 先月24日に公表した。23日に気付いた.
                    Month::Shifted(Base::Page, _) => date.day().is_some(),
                    Month::Shifted(Base::Text, _) => self.seen.last.is_some_and(|last| last.names_month),
                    // A bare day is of the month that the one before it named.
                    _ if matches!(day, Day::After(_)) => self.seen.last.is_some_and(|last| last.names_month),
                    _ => goes_on.is_some_and(|last| last.names_month && last.date.to_month() == date.to_month()),
                };
                let of_year = match year {
                    Year::Given(_) | Year::Era { .. } | Year::Short(_) => true,
                    Year::Shifted(Base::Page, _) => false,
                    _ => self.seen.last.is_some_and(|last| last.names_year),
                };
                (of_month, of_year)
            }
            _ => self.seen.last.map_or((false, false), |last| (last.names_month, last.names_year)),
        };
        match point {
            Point::Calendar(Calendar { year: Year::Era { first, .. }, .. }) => self.seen.era = Some(*first),
            Point::Calendar(Calendar { year: Year::Given(_), .. }) => self.seen.era = None,
            _ => {}
        }
        if date.day().is_some() && self.is_topic(place) {
            self.seen.topic = Some((date, place));
        }
        let mentioned = Mentioned { date, place, names_month, names_year };
        self.seen.last = Some(mentioned);
        // 平成26年4月以降に受診された方: a stretch of months that the data are of is no entry.
        let after = &self.text.norm()[place.span.end()..];
        let is_stretch = date.day().is_none()
            && ["以降", "以前", "から", "より", "まで", "時点", "現在", "に", "の間"].iter().any(|word| after.starts_with(word));
        if self.begins_passage(place) && !is_stretch {
            self.seen.entry = Some(mentioned);
        }
        if date.day().is_some() {
            self.seen.days.rotate_right(1);
            self.seen.days[0] = Some(date);
            self.seen.day_passage = place.passage;
        }
        // 5月12日に…、2024年11月から見えていた、同月23日に公表: what a stretch begins with is not the month that is told of.
        let names_month_of_year = matches!(
            point,
            Point::Calendar(Calendar { year: Year::Given(_) | Year::Era { .. } | Year::Shifted(..), day: Day::Unsaid, .. })
        ) && goes_on.is_some();
        let begins_stretch = names_month_of_year && self.text.norm()[place.span.end()..].starts_with("から");
        if self.seen.month.is_none() || !begins_stretch {
            self.seen.month = date.month().map(|_| date).or(self.seen.month);
        }
        self.seen.year = date.year().or(self.seen.year);
    }

    fn interval(&mut self, first: &Point, last: &Point, place: Place) -> Option<(Edtf, YearFrom)> {
        let told = self.seen.day();
        let (mut start, year_from) = self.point(first, place)?;
        self.note(start, first, place);
        let (mut end, _) = self.point(last, place)?;
        // 27日に気付き、調べると20日からこの日まで: the day that is told of, not the first of the stretch.
        if let Some(day) = told.filter(|day| self.text.slice(place.span).ends_with("この日") && days(*day) > days(start)) {
            end = day;
        }
        if said_year(first).is_none() && said_year(last).is_some() {
            // 12月8日から2021年3月9日: the year of the second is said of both.
            start = PartialDate::new(end.year(), start.month(), start.day())?;
        }
        if start.year().is_some() && days(start) > days(end) {
            if said_year(last).is_none() {
                let months = i32::from(!says_month(last));
                end = end.moved(1 - months, months, 0)?;
            } else if said_year(first).is_none() {
                start = start.moved(-1, 0, 0)?;
            }
        }
        if start.year().is_some() != end.year().is_some() || (start.year().is_some() && days(start) > days(end)) {
            return None;
        }
        self.note(end, last, place);
        // 27日6時〜同日13時 is one day.
        Some((if start == end { start.into() } else { Edtf::Interval(start, end) }, year_from))
    }

    fn turn_of_year(&self, year: Year) -> Option<(Edtf, YearFrom)> {
        let (year, year_from) = match year {
            Year::Unsaid => {
                let page = self.published?;
                (page.year()? - i16::from(page.month().is_none_or(|month| month <= 10)), YearFrom::Page)
            }
            year => self.year(year)?,
        };
        let december = PartialDate::new(Some(year), Some(12), None)?;
        Some((Edtf::Interval(december, december.moved(0, 1, 0)?), year_from))
    }

    fn point(&mut self, point: &Point, place: Place) -> Option<Resolved> {
        match *point {
            Point::Calendar(calendar) => self.calendar(calendar, place),
            // 県も同日、…: the day on which the topic before did the same.
            Point::Moved { base: Base::Text, years: 0, months: 0, days: 0 } if let Some(date) = self.same_as_topic(place) => {
                Some((date, YearFrom::Context))
            }
            // 4月に捜索を受け、翌日に公表: the day after one that is not told.
            Point::Moved { base: Base::Text, days: 1, .. } if self.follows_month(place) => None,
            // 宅配便の会員ページにも(6/14)|きのう発表された: before the day of the heading.
            Point::Moved { base: Base::Page, years: 0, months: 0, days: back @ ..0 } if self.headed_day().is_some() => {
                Some((self.headed_day()?.moved(0, 0, back)?, YearFrom::Context))
            }
            Point::Moved { base, years, months, days } => {
                let from_day = days != 0 || (years, months) == (0, 0);
                let (anchor, year_from) = self.anchor(base, from_day)?;
                let date = anchor.moved(years, months, days)?;
                // 発生から4日後に気付いた: past, and so after a day that is not told, not after publication.
                let is_after_nothing = base == Base::Text && days > 0 && year_from == YearFrom::Page && self.is_ahead(date);
                (!is_after_nothing || self.is_not_past(place)).then_some((date, year_from))
            }
            Point::BusinessDays { base, days } => {
                let (anchor, year_from) = self.anchor(base, true)?;
                Some((business_days(anchor.civil()?, days)?.into(), year_from))
            }
            Point::InWeek { base, weeks, weekday } => {
                let (anchor, year_from) = self.anchor(base, true)?;
                let day = anchor.civil()?;
                let from_monday = |weekday: Weekday| i32::from(weekday.to_monday_zero_offset());
                let days = weeks.checked_mul(7)? + from_monday(weekday) - from_monday(day.weekday());
                Some((anchor.moved(0, 0, days)?, year_from))
            }
            Point::Coming { count, weekday } => {
                let (anchor, year_from) = self.anchor(Base::Page, true)?;
                Some((anchor.civil()?.nth_weekday(count, weekday).ok()?.into(), year_from))
            }
            Point::Past(weekday) => {
                let (anchor, year_from) = self.anchor(Base::Page, true)?;
                let day = anchor.civil()?;
                let date = if day.weekday() == weekday { day } else { day.nth_weekday(-1, weekday).ok()? };
                Some((date.into(), year_from))
            }
        }
    }

    /// The day on which a topic acted just before, if the words at `place` say when another one did.
    fn same_as_topic(&self, place: Place) -> Option<PartialDate> {
        let (date, of_topic) = self.seen.topic.filter(|(_, of_topic)| place.passage <= of_topic.passage + NEXT_PASSAGES)?;
        // 被害が分かったのは同日: no topic that acts, but what happened.
        let is_cleft = self.text.norm()[..place.span.start()].ends_with("のは");
        let is_first = of_topic.span.start() == place.span.start();
        (!is_cleft && !is_first && self.is_topic(place)).then_some(date)
    }

    /// Whether the date mentioned last is a month of the same sentence.
    fn follows_month(&self, place: Place) -> bool {
        let last = self.seen.last.filter(|last| last.place.sentence == place.sentence);
        last.is_some_and(|last| {
            last.date.day().is_none() && last.date.month().is_some() && self.seen.day_passage != place.passage
        })
    }

    /// The day that the heading above gives for what was written below it.
    fn headed_day(&self) -> Option<PartialDate> {
        self.frame.map(|(_, headed)| headed).filter(|headed| headed.civil().is_some())
    }

    /// The date that a relative one counts from: the day of publication where the text has not mentioned any.
    fn anchor(&self, base: Base, day: bool) -> Option<Resolved> {
        let from_text = if day { self.seen.day() } else { self.seen.last.map(|last| last.date) };
        let of_text = from_text.filter(|_| base == Base::Text).map(|date| (date, YearFrom::Context));
        of_text.or_else(|| {
            let page = self.published.filter(|page| !day || page.day().is_some());
            page.or(self.headed).or(self.published).map(|page| (page, YearFrom::Page))
        })
    }

    /// The year that words say.
    fn year(&self, year: Year) -> Option<(i16, YearFrom)> {
        let page = self.published.and_then(PartialDate::year).or(self.stand_in().and_then(PartialDate::year));
        match year {
            Year::Given(year) => Some((year, YearFrom::Text)),
            Year::Era { first, year } => Some((first.checked_add(year)?.checked_sub(1)?, YearFrom::Text)),
            Year::Short(short) => {
                let latest = page.map_or(2030, |page| page + 1);
                let in_era = self.seen.era.map(|first| first + short - 1).filter(|&year| year <= latest);
                let century = if 2000 + short <= latest + 20 { 2000 } else { 1900 };
                Some((in_era.unwrap_or(century + short), YearFrom::Text))
            }
            Year::Shifted(base, by) => {
                let seen = self.seen.year.filter(|_| base == Base::Text);
                let year = seen.or(page)?.checked_add(i16::try_from(by).ok()?)?;
                Some((year, if seen.is_some() { YearFrom::Context } else { YearFrom::Page }))
            }
            Year::Unsaid => None,
        }
    }

    fn calendar(&mut self, calendar: Calendar, place: Place) -> Option<Resolved> {
        let Calendar { month, day, .. } = calendar;
        // 217年2月21日: a digit of the year is lost.
        let year = if matches!(calendar.year, Year::Given(..1000)) { Year::Unsaid } else { calendar.year };
        let said = match year {
            Year::Unsaid => None,
            // 今年2月 on a page of an unknown year.
            Year::Shifted(..) if matches!(month, Month::Given(_)) && self.year(year).is_none() => {
                let Month::Given(month) = month else { return None };
                let day = match day {
                    Day::Given(day) => Some(day),
                    _ => None,
                };
                return Some((PartialDate::new(None, Some(month), day)?, YearFrom::Text));
            }
            year => Some(self.year(year)?),
        };
        let (month, year_from) = match (month, day) {
            (Month::Given(month), _) => match said {
                Some((year, year_from)) => (PartialDate::new(Some(year), Some(month), None)?, year_from),
                None => return self.without_year(month, calendar, place),
            },
            (Month::Shifted(base, by), _) => {
                let seen = self.seen.month.filter(|_| base == Base::Text);
                let month = seen.or(self.page()).or(self.stand_in())?.to_month()?.moved(0, by, 0)?;
                let year_from = if seen.is_some() { YearFrom::Context } else { YearFrom::Page };
                match said {
                    Some((year, year_from)) => (PartialDate::new(Some(year), month.month(), None)?, year_from),
                    None => (month, year_from),
                }
            }
            (Month::After(month), _) => {
                // 4月7日に…、翌4月8日: the next day with its month written out.
                let day = match day {
                    Day::Given(day) | Day::After(day) => Some(day),
                    Day::Unsaid | Day::Last => None,
                };
                if let Some(date) = self.day_after(|date| date.month() == Some(month) && date.day() == day) {
                    return Some((date, YearFrom::Context));
                }
                let (anchor, year_from) =
                    self.seen.month.map_or_else(|| self.anchor(Base::Page, false), |date| Some((date, YearFrom::Context)))?;
                let this_year = PartialDate::new(anchor.year(), Some(month), None)?;
                let passed = anchor.month().is_some_and(|last| month <= last) && anchor.year().is_some();
                (this_year.moved(i32::from(passed), 0, 0)?, year_from)
            }
            (Month::Unsaid, Day::Unsaid) => {
                let (year, year_from) = said?;
                return Some((PartialDate::new(Some(year), None, None)?, year_from));
            }
            (Month::Unsaid, _) if said.is_some() => return None,
            (Month::Unsaid, Day::Given(day)) => return self.bare_day(day, calendar.weekday, place),
            (Month::Unsaid, Day::After(day)) => {
                // 5日に…、8日の…、翌6日: the day after one of those mentioned, if one of them is the day before.
                if let Some(date) = self.day_after(|date| date.day() == Some(day)) {
                    return Some((date, YearFrom::Context));
                }
                let (anchor, year_from) = self.anchor(Base::Text, true)?;
                // 翌21日 where no day is told before it.
                if year_from == YearFrom::Page {
                    return self.bare_day(day, calendar.weekday, place);
                }
                let passed = anchor.day().is_some_and(|last| day <= last);
                let month = anchor.to_month()?.moved(0, i32::from(passed), 0)?;
                return Some((PartialDate::new(month.year(), month.month(), Some(day))?, year_from));
            }
            (Month::Unsaid, Day::Last) => return None,
        };
        match day {
            Day::Unsaid => Some((month, year_from)),
            Day::Last => Some((month.last_of_month()?, year_from)),
            Day::Given(day) | Day::After(day) => match PartialDate::new(month.year(), month.month(), Some(day)) {
                Some(date) => Some((date, year_from)),
                // 今月の31日 in a month of 30 days: the words of the month are wrong, those of the day are not.
                None if matches!(calendar.month, Month::Shifted(..)) => self.bare_day(day, calendar.weekday, place),
                None => None,
            },
        }
    }

    /// The day after one of those mentioned last that `is_it`.
    fn day_after(&self, is_it: impl Fn(PartialDate) -> bool) -> Option<PartialDate> {
        self.seen.days.into_iter().flatten().filter_map(|date| date.moved(0, 0, 1)).find(|&date| is_it(date))
    }

    /// A month, or a day of it, whose year the words do not give: the year of the dates around it, or the last one in
    /// which the day was not after publication.
    fn without_year(&mut self, month: i8, calendar: Calendar, place: Place) -> Option<Resolved> {
        let day = match calendar.day {
            Day::Given(day) | Day::After(day) => Some(day),
            Day::Last | Day::Unsaid => None,
        };
        let in_year = |year: Option<i16>| PartialDate::new(year, Some(month), day);
        let finish = |date: PartialDate| if calendar.day == Day::Last { date.last_of_month() } else { Some(date) };
        // What is not past could be of any year: それは5月かもしれない.
        // A heading tells in the present what is past: 8月 県警からの電話で知る.
        let is_heading = matches!(self.text.passages()[place.passage].kind, BlockKind::Heading(_));
        let is_open = (day.is_none() || calendar.around) && !is_heading && self.is_not_past(place);
        let is_future = self.is_future(place);
        let page = self.page().filter(|page| page.year().is_some());
        let may_be = |date: &PartialDate| is_future || !self.is_ahead(*date);
        let nearest = |last: PartialDate| {
            let year = last.year()?;
            let years = if last.month().is_some() { year - 1..=year + 1 } else { year..=year };
            let dates = years.filter_map(|year| in_year(Some(year))).filter(may_be);
            // A story rather goes on than back.
            dates.min_by_key(|&date| (days(date) - days(last)).abs() + if days(date) < days(last) { BACK } else { 0 })
        };
        let again = self.stand_in().and_then(|_| in_year(*self.written.years.get(&(month, day?))?));
        let near = again
            .filter(|date| date.year().is_some())
            .or_else(|| {
                nearest(self.year_context(place)?.date)
                    .filter(|date| !self.is_of_late(*date, page.and_then(|page| in_year(page.year()))))
            })
            .or_else(|| nearest(self.stand_in()?))
            .or_else(|| day.and_then(|_| in_year(*self.written.months.get(&month)?)).filter(may_be));
        let by_page = || {
            let page = page?;
            let this_year = page.year()?;
            let updated = self.updated.and_then(PartialDate::year).filter(|_| self.frame.is_none());
            let date = [updated.unwrap_or(this_year), this_year, this_year - 1]
                .into_iter()
                .filter_map(|year| in_year(Some(year)))
                .find(|date| {
                    let is_near = || date.day().is_some() && (0..=NEAR_AHEAD).contains(&(days(*date) - days(page)));
                    may_be(date) || page.day().is_some() && is_near()
                });
            date.map(|date| (date, YearFrom::Page))
        };
        let found = near.map(|date| (date, YearFrom::Context)).or_else(by_page).filter(|_| !is_open);
        let Some((date, year_from)) = found else { return Some((finish(in_year(None)?)?, YearFrom::Text)) };
        let date = match calendar.weekday {
            Some(weekday) => [0, -1, 1]
                .into_iter()
                .filter_map(|years| date.moved(years, 0, 0))
                .filter(|date| page.is_none_or(|page| date.year() >= page.year().map(|year| year - 1)))
                .find(|date| {
                    let is_soon = || page.is_some_and(|page| (0..=SOON).contains(&(days(*date) - days(page))));
                    (may_be(date) || is_soon()) && date.civil().is_some_and(|day| day.weekday() == weekday)
                })
                .unwrap_or(date),
            None => date,
        };
        Some((finish(date)?, year_from))
    }

    /// Whether a day is one of the last weeks before publication, `of_late`, rather than the one of years before that it would
    /// be if the text went on from there: 2006年6月に仕込まれていた。3月21日に発覚 in a text of April 2008.
    fn is_of_late(&self, date: PartialDate, of_late: Option<PartialDate>) -> bool {
        let (Some(page), Some(of_late)) = (self.page().filter(|page| page.day().is_some()), of_late) else { return false };
        let since = |date: PartialDate| days(page) - days(date);
        of_late.day().is_some() && (0..=WEEKS).contains(&since(of_late)) && since(date) > YEAR
    }

    /// The date before this one whose year this one goes on from.
    fn year_context(&self, place: Place) -> Option<Mentioned> {
        let last = self.seen.last.filter(|last| last.date.year().is_some())?;
        if self.page().is_none_or(|page| page.year().is_none()) {
            // The year of something else says nothing of a day: 開園は1990年.
            let is_whole = self.text.sentences()[last.place.sentence].span == last.place.span;
            return Some(last).filter(|last| last.date.month().is_some() || is_whole);
        }
        if last.place.sentence == place.sentence && last.date.month().is_some() {
            return Some(last);
        }
        // 2018年の春、3月から5月にかけて.
        if last.date.month().is_none()
            && last.names_year
            && self.text.norm().get(last.place.span.end()..place.span.start()) == Some("、")
        {
            return Some(last);
        }
        // The entries of a chronicle go on from one another, whatever is told within them.
        let last = if self.begins_passage(place) {
            let entry = self.seen.entry.filter(|entry| self.may_follow(entry.place, place))?;
            // Cases told one after the other, each below its heading, go on from where the one before has come to.
            let is_later = last.names_year && last.date > entry.date && self.begins_section(entry.place, place);
            if is_later { last } else { entry }
        } else {
            last
        };
        let is_whole = last.date.month().is_some() || self.text.sentences()[last.place.sentence].span == last.place.span;
        let holds = last.names_year && is_whole && last.date.year().is_some();
        (holds && self.is_connected(last, place)).then_some(last)
    }

    /// A day without a month: of the month that the text speaks of, or the last such day before publication.
    fn bare_day(&mut self, day: i8, weekday: Option<Weekday>, place: Place) -> Option<Resolved> {
        let is_future = self.is_future(place);
        let may_be = |date: &PartialDate| is_future || !self.is_ahead(*date);
        let in_month = |month: PartialDate| PartialDate::new(month.year(), month.month(), Some(day));
        // 10月11日に止まり、部品は8月から…。13日に公表した: the story goes on from its last day, not from the month of an aside.
        let story = self.seen.day().filter(|last| {
            let goes_on = last.day().is_some_and(|last| (last + 1..=last + STORY).contains(&day));
            goes_on && place.passage <= self.seen.day_passage + 2 && self.seen.month.is_some_and(|month| month.day().is_none())
        });
        // 17日に発表した。4月には…。17日の発表では: the same day again, whatever an aside names.
        let again = self
            .seen
            .last
            .filter(|last| last.date.day().is_none())
            .and_then(|_| self.seen.days.into_iter().flatten().find(|seen| seen.day() == Some(day)));
        let in_context =
            again.or(story).or(self.seen.month).and_then(in_month).filter(may_be).map(|date| (date, YearFrom::Context));
        let by_page = self.page().or(self.stand_in()).and_then(PartialDate::to_month).and_then(|month| {
            let months = (0..3).filter_map(|months| month.moved(0, -months, 0));
            months.filter_map(in_month).find(may_be).map(|date| (date, YearFrom::Page))
        });
        let by_page = self.beside_heading(day).map(|date| (date, YearFrom::Context)).or(by_page);
        let by_page = by_page.filter(|found| !self.is_of_old(found.0, place) || in_context.is_none());
        let fits = |found: &Resolved| weekday.is_some() && found.0.civil().map(civil::Date::weekday) == weekday;
        if let Some(found) = in_context.filter(fits).or(by_page.filter(fits)) {
            return Some(found);
        }
        let of_row = self.seen.last.filter(|last| last.names_month && self.is_same_row(last.place, place));
        if let Some(row) = of_row {
            // 11/10 | 9日に送信: an entry tells of what was before its date.
            let month = row.date.to_month()?.moved(0, -i32::from(row.date.day() < Some(day)), 0)?;
            return Some((in_month(month)?, YearFrom::Context));
        }
        let is_new_item = self.begins_passage(place) && self.seen.entry.is_some_and(|entry| entry.is_bare());
        // 1月18日から20日まで。気付いたのは18日で、…: one of the days that were told.
        let is_told_before = in_context.as_ref().is_some_and(|found| self.seen.days.contains(&Some(found.0)));
        let goes_on = !is_new_item
            && self.seen.last.is_some_and(|last| {
                let is_news = self.is_topic(place) || self.is_announced(place) || self.is_apart(last, place);
                if last.place.sentence == place.sentence && last.date.day().is_none() && is_news {
                    // 5月に流出した事件で、県は24日、発表した: the topic acts in these days, if such a day was just before.
                    let page = self.page().map(days);
                    !by_page.as_ref().zip(page).is_some_and(|(found, page)| (0..=NEWS).contains(&(page - days(found.0))))
                } else if last.place.sentence == place.sentence {
                    // A sentence goes forward, unless it began with the day on which the rest was told; 17日(現地時間16日) is the
                    // same time twice.
                    let between = self.text.norm().get(last.place.span.end()..place.span.start()).unwrap_or_default();
                    let is_same = between.starts_with('(') && between.chars().nth(8).is_none();
                    is_same || last.date.day() <= Some(day) || self.is_topic(last.place)
                } else {
                    // The same day again, or another one of the paragraph before.
                    let is_again = last.date.day() == Some(day) || is_told_before;
                    let is_near = last.place.passage + 1 == place.passage && last.date.day() <= Some(day);
                    // 4月19日に…。同社は20日に公表し: what is told goes on; 同社は20日、公表した is news.
                    // So does what happened before 6月21日に公表した.
                    let is_told = last.place.passage == place.passage
                        && (last.date.day().is_some_and(|last| last <= day) || self.is_of_news(last.place))
                        && self.text.norm()[place.span.end()..].starts_with('に');
                    last.names_month
                        && (is_again || is_near || self.is_connected(last, place))
                        && (is_told || !self.is_topic(place))
                }
            });
        // 昨年12月25日に載せた。19日に気付いた: the story goes forward, into another month where it has to.
        let goes_back =
            |found: &Resolved| self.seen.last.is_some_and(|last| days(found.0) < days(last.date) && last.date.day().is_some());
        // 7月20日に公表した。18日に侵入された: what was announced happened before.
        let is_new = self.seen.last.is_some_and(|last| last.place.sentence != place.sentence && !self.is_of_news(last.place));
        let moves =
            is_new && in_context.as_ref().is_some_and(goes_back) && by_page.as_ref().is_some_and(|found| !goes_back(found));
        if goes_on && (!moves || is_told_before) { in_context.or(by_page) } else { by_page.or(in_context) }
    }

    /// Whether a day counted from publication comes long after the story, where the page tells of cases long past: their
    /// topics do nothing in these days.
    fn is_of_old(&self, found: PartialDate, place: Place) -> bool {
        let last = self.seen.last.filter(|last| last.names_year && last.place.passage == place.passage);
        let is_long_after = last.is_some_and(|last| days(found) - days(last.date) > SOON);
        is_long_after && self.seen.topic.is_none() && self.is_below_heading(place)
    }

    /// Whether a place stands below a heading inside the text.
    fn is_below_heading(&self, place: Place) -> bool {
        let above = &self.text.passages()[..place.passage];
        above.iter().any(|passage| matches!(passage.kind, BlockKind::Heading(2..)))
    }

    /// Whether a heading stands between two places, both in paragraphs.
    fn begins_section(&self, first: Place, place: Place) -> bool {
        let passages = &self.text.passages()[first.passage.min(place.passage)..=place.passage];
        let is_paragraph = |place: Place| self.text.passages()[place.passage].kind == BlockKind::Paragraph;
        is_paragraph(first) && is_paragraph(place) && passages.iter().any(|passage| matches!(passage.kind, BlockKind::Heading(_)))
    }

    /// Such a day nearest to the one that heads what is told.
    fn beside_heading(&self, day: i8) -> Option<PartialDate> {
        let (_, headed) = self.frame.filter(|(_, headed)| headed.day().is_some())?;
        let month = headed.to_month()?;
        let months = (-1..=1).filter_map(|months| month.moved(0, months, 0));
        let days_of = months.filter_map(|month| PartialDate::new(month.year(), month.month(), Some(day)));
        days_of.filter(|&date| !self.is_ahead(date)).min_by_key(|&date| (days(date) - days(headed)).abs())
    }

    /// Whether two dates stand in different cells of one row.
    fn is_same_row(&self, first: Place, place: Place) -> bool {
        let passages = self.text.passages();
        let (BlockKind::Cell(head), BlockKind::Cell(cell)) = (&passages[first.passage].kind, &passages[place.passage].kind)
        else {
            return false;
        };
        (head.table, head.row) == (cell.table, cell.row) && head.column < cell.column
    }

    /// Whether a date goes on from the one before it: in the same paragraph, or as another entry of a chronicle.
    fn is_connected(&self, last: Mentioned, place: Place) -> bool {
        let kind = &self.text.passages()[place.passage].kind;
        let in_list = match kind {
            // What the text of another row tells says nothing of this one's.
            BlockKind::Cell(_) => self.is_same_row(last.place, place),
            kind => matches!(kind, BlockKind::Item | BlockKind::Term | BlockKind::Definition),
        };
        last.place.passage == place.passage || in_list || self.begins_passage(place)
    }

    /// Whether two entries are of one chronicle: of one column, if they stand in a table.
    fn may_follow(&self, entry: Place, place: Place) -> bool {
        let column = |place: Place| match &self.text.passages()[place.passage].kind {
            BlockKind::Cell(cell) => Some((cell.table, cell.column)),
            _ => None,
        };
        column(entry) == column(place) || column(place).is_none()
    }

    fn begins_passage(&self, place: Place) -> bool {
        self.text.passages()[place.passage].span.start() == place.span.start()
    }

    /// Whether the words say when the topic of the sentence did something (同社は21日、…): news counts such days from the
    /// day of publication.
    fn is_topic(&self, place: Place) -> bool {
        let norm = self.text.norm();
        let after = &norm[place.span.end()..];
        let before = &norm[..place.span.start()];
        // 気付いたのは28日、公表は30日: what happened, and no one who acts.
        let is_topic = before.ends_with(['は', 'も'])
            && !before.ends_with("のは")
            && after.starts_with(['、', 'に', 'ま', '夕', '夜', '午', '朝']);
        let is_writer = before.strip_suffix(['は', 'も']).is_some_and(|topic| WRITER.iter().any(|word| topic.ends_with(word)));
        (is_topic && !is_writer) || (before.ends_with('が') && after.starts_with('、'))
    }

    /// Whether the words are the day on which what stands before them was announced: …と12日、明らかにした.
    fn is_announced(&self, place: Place) -> bool {
        // …していたと、市が19日に公表した.
        static TELLS: Pattern = Pattern::new("(?:と|を|、)、?[^、。]{1,10}(?:が|は)$");
        static ANNOUNCES: Pattern = Pattern::new(
            "^(?:、|に|付で|付けで|までに)?(?:[^、。]{0,12}(?:で|にて|を開き)、?)?(?:発表|公表|明らかに|公開|認め|説明|報告|開示|告知|報じ)",
        );
        static FOUND: Pattern = Pattern::new("^(?:、|に|までに)?[^、。]{0,24}(?:分か|わか|判明し|明らかにな)");
        let norm = self.text.norm();
        let sentence = &norm[self.text.sentences()[place.sentence].span.start()..place.span.start()];
        let is_told = sentence.ends_with(['と', 'を']) || TELLS.is_match(sentence);
        let after = &norm[place.span.end()..self.text.sentences()[place.sentence].span.end()];
        // 流出していたことが8日、分かった.
        let is_found = || sentence.ends_with("ことが") && FOUND.is_match(after);
        is_told && ANNOUNCES.is_match(after) || is_found()
    }

    /// Whether the day at `place` is said to be one of an announcement: 7月20日に公表した.
    fn is_of_news(&self, place: Place) -> bool {
        static NEWS: Pattern = Pattern::new("^[^。]{0,40}(?:公表|発表|明らかに)(?:した|しま|。|し(?:て|、))");
        NEWS.is_match(&self.text.norm()[place.span.end()..self.text.sentences()[place.sentence].span.end().max(place.span.end())])
    }

    /// Whether a day begins a clause of its own behind a month that its year sets apart: 今年3月に始まり、21日夜、….
    fn is_apart(&self, last: Mentioned, place: Place) -> bool {
        let between = self.text.norm().get(last.place.span.end()..place.span.start()).unwrap_or_default();
        !last.names_month && between.ends_with('、') && between.chars().nth(6).is_some()
    }

    fn is_future(&mut self, place: Place) -> bool {
        // 12月1日に開設される窓口: a clause of what is not past describes a noun.
        static TO_COME: Pattern = Pattern::new(
            "^(?:に|から|より)[^、。たてで]{1,10}(?:される|する|始まる|行われる|開かれる|開く|行う|催す)[一-龠ァ-ヴー「]",
        );
        let end = self.text.sentences()[place.sentence].span.end();
        let norm = self.text.norm();
        let mut to = (place.span.end() + FUTURE_WINDOW).min(end).max(place.span.end());
        while !norm.is_char_boundary(to) {
            to -= 1;
        }
        let after = &norm[place.span.end()..to];
        FUTURE.iter().any(|word| after.contains(word)) || TO_COME.is_match(after) || self.is_not_past(place)
    }

    /// Whether the sentence ends in a verb or adjective and nothing in it is past or goes on.
    fn is_not_past(&mut self, place: Place) -> bool {
        if let Some((sentence, is_open)) = self.tense
            && sentence == place.sentence
        {
            return is_open;
        }
        let sentence = &self.text.sentences()[place.sentence];
        let tokens = &self.text.tokens()[sentence.tokens.clone()];
        let surface = |index: usize| self.text.slice(tokens[index].span);
        let is_past = |index: usize| {
            let word = surface(index);
            let goes_on =
                matches!(word, "て" | "で") && index + 1 < tokens.len() && surface(index + 1).starts_with(['い', 'お', 'き']);
            let past = word == "た" || (word == "だ" && index > 0 && tokens[index - 1].pos == Pos::Verb);
            (past && tokens[index].pos == Pos::Auxiliary) || goes_on
        };
        let last = (0..tokens.len()).rfind(|&index| surface(index).contains(char::is_alphanumeric));
        let is_open = last.is_some_and(|last| {
            // とみられる and という report what is past.
            let words = self.text.slice(sentence.span).trim_end_matches(['。', '」', ')']);
            let ends_open = !REPORTED.iter().any(|end| words.ends_with(end))
                && match tokens[last].pos {
                    Pos::Verb | Pos::Auxiliary | Pos::Adjective => true,
                    Pos::Particle(_) => matches!(surface(last), "か" | "て" | "で" | "ね" | "よ"),
                    _ => false,
                };
            ends_open && !(0..tokens.len()).any(is_past)
        });
        self.tense = Some((place.sentence, is_open));
        is_open
    }
}

/// The year that the words of a point give, if they do.
fn said_year(point: &Point) -> Option<()> {
    match point {
        Point::Calendar(Calendar { year: Year::Unsaid, month: Month::Given(_) | Month::Unsaid, .. }) => None,
        _ => Some(()),
    }
}

/// Whether the words of a point give its month.
fn says_month(point: &Point) -> bool {
    !matches!(point, Point::Calendar(Calendar { month: Month::Unsaid, .. }))
}

/// A number for the order of dates and their rough distance in days; an unknown year counts as one and the same.
fn days(date: PartialDate) -> i32 {
    let part = |part: Option<i8>| i32::from(part.unwrap_or(1));
    i32::from(date.year().unwrap_or(0)) * 372 + part(date.month()) * 31 + part(date.day())
}

/// Whether `date` is after `other`, as far as both are known.
fn is_after(date: PartialDate, other: PartialDate) -> bool {
    if date.month().is_none() || other.month().is_none() {
        return date.year() > other.year();
    }
    let month = |date: PartialDate| (date.year(), date.month());
    match (date.day(), other.day()) {
        (Some(day), Some(last)) => (month(date), day) > (month(other), last),
        _ => month(date) > month(other),
    }
}

/// The day so many business days after another one.
fn business_days(mut date: civil::Date, days: i32) -> Option<civil::Date> {
    for _ in 0..days.unsigned_abs() {
        loop {
            date = if days < 0 { date.yesterday().ok()? } else { date.tomorrow().ok()? };
            if !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
                break;
            }
        }
    }
    Some(date)
}
