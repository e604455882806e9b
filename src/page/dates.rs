//! The dates with which pages say when they were published: `2023年04月06日 10時00分 公開`, `2012.06.01 UP`,
//! `令和5年4月6日`, `R5.4.6`.
//!
//! This is no reader of dates in sentences: it knows the forms that stand in bylines, datelines and attributes.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::edtf::PartialDate;

/// A date in a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    /// The date; month precision where the line gives no more, an unknown year where it gives none.
    pub(super) date: PartialDate,
    /// Where it begins in the line, in bytes.
    pub(super) start: usize,
    /// Where it ends in the line, in bytes.
    pub(super) end: usize,
    /// Whether the words around say that it is the date of a change.
    pub(super) is_change: bool,
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x)
        (?:(?P<era>令和|平成|昭和|[RHS])\s?)(?P<era_year>元|[0-9０-９]{1,2})\s?(?:年|[./．・])\s?
            (?P<era_month>[0-9０-９]{1,2})(?:\s?月|[./．・])(?:\s?(?P<era_day>[0-9０-９]{1,2})\s?日?)?
        | (?P<year>(?:19|20|１９|２０)[0-9０-９]{2})\s?(?:年|[-./．／・－])\s?(?P<month>[0-9０-９]{1,2})
            (?:\s?月|[-./．／・－]|\b)(?:\s?(?P<day>[0-9０-９]{1,2})\s?日?)?
        | (?P<short_year>[0-9]{2})/(?P<short_month>[0-9]{2})/(?P<short_day>[0-9]{2})
        | (?P<bare_month>[0-9０-９]{1,2})\s?(?:月|/|／)\s?(?P<bare_day>[0-9０-９]{1,2})";
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("the pattern is fixed: {error}"))
});

/// The dates of a line, in order.
pub(super) fn dates(line: &str) -> Vec<Dated> {
    let mut dates: Vec<Dated> = Vec::new();
    for captures in DATE.captures_iter(line) {
        let Some(whole) = captures.get(0) else { continue };
        // The middle of a longer number is no date.
        if line[..whole.start()].ends_with(|c: char| c.is_ascii_alphanumeric())
            || line[whole.end()..].starts_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        if let Some(date) = date(&captures) {
            let previous = dates.last().map_or(0, |dated| dated.end);
            let is_change = is_change(&line[previous..whole.start()], &line[whole.end()..]);
            dates.push(Dated { date, start: whole.start(), end: whole.end(), is_change });
        }
    }
    dates
}

fn date(captures: &Captures) -> Option<PartialDate> {
    let number = |name| captures.name(name).and_then(|text| number(text.as_str()));
    let month = |name| number(name).and_then(|month| i8::try_from(month).ok());
    if let Some(era) = captures.name("era") {
        let first = match era.as_str() {
            "令和" | "R" => 2018,
            "平成" | "H" => 1988,
            _ => 1925,
        };
        let year = if captures.name("era_year")?.as_str() == "元" { 1 } else { number("era_year")? };
        return PartialDate::new(Some(first + year), month("era_month"), month("era_day"));
    }
    if let Some(year) = number("year") {
        let with_day = PartialDate::new(Some(year), month("month"), month("day"));
        return with_day.or_else(|| PartialDate::new(Some(year), month("month"), None));
    }
    if let Some(year) = number("short_year") {
        return PartialDate::new(Some(2000 + year), month("short_month"), month("short_day"));
    }
    PartialDate::new(None, month("bare_month"), month("bare_day"))
}

fn number(text: &str) -> Option<i16> {
    let digits = text.chars().map(|c| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    });
    digits.collect::<String>().parse().ok()
}

/// Whether the words before a date (`最終更新`), or close behind it (`更新`), say that it is the date of a change.
fn is_change(before: &str, after: &str) -> bool {
    let mut before = before.trim_end_matches(|c: char| c.is_whitespace() || ":：|/／日時付( （[".contains(c)).chars();
    let label: String = before.by_ref().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
    let says = |text: &str| ["更新", "修正", "改訂", "変更", "追記", "pdate", "odified"].iter().any(|word| text.contains(word));
    let published = ["公開", "掲載", "配信", "投稿", "発表", "発行", "作成", "公表"];
    if says(&label) {
        return true;
    }
    if published.iter().any(|word| label.contains(word)) {
        return false;
    }
    // `2017年10月25日(水) AM 06:00 更新`: only the time stands between.
    let is_time = |c: char| c.is_ascii_digit() || c.is_whitespace() || ":：()（）月火水木金土日曜時分頃APMJST".contains(c);
    let rest = after.trim_start_matches(is_time);
    rest.starts_with("更新") || rest.starts_with("最終更新") && !rest.contains(|c: char| c.is_ascii_digit())
}

/// The first date of a text in ISO 8601, as attributes and metadata have it (`2023-04-06T10:00:00+09:00`), or in any
/// form of [`dates`].
pub(super) fn attribute(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    // `20230406`, with or without a time behind it.
    if let Some(digits) = text.get(..8)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        let part = |range: std::ops::Range<usize>| digits[range].parse().ok();
        return PartialDate::new(digits[..4].parse().ok(), part(4..6), part(6..8));
    }
    dates(text).first().map(|dated| dated.date).filter(|date| date.year().is_some())
}

/// The date in an address: `/2023/04/06/`, `/20230406-…`, `?d=2023-04-06`.
pub(super) fn in_url(url: &str) -> Option<PartialDate> {
    static URL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^0-9])(20[0-3][0-9])([-/_]?)(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12][0-9]|3[01])?(?:[^0-9]|$)")
            .unwrap_or_else(|error| unreachable!("the pattern is fixed: {error}"))
    });
    let captures = URL.captures(url)?;
    let part = |index| captures.get(index).and_then(|text| text.as_str().parse().ok());
    let year = captures.get(1).and_then(|text| text.as_str().parse().ok());
    // Six digits in a row may be any number.
    if captures.get(4).is_none() && captures.get(2).is_some_and(|separator| separator.is_empty()) {
        return None;
    }
    PartialDate::new(year, part(3), part(4))
}
