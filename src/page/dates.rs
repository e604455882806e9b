//! The dates with which pages say when they were published: `2023年04月06日 10時00分 公開`, `2012.06.01 UP`,
//! `令和5年4月6日`, `R5.4.6`.
//!
//! This is no reader of dates in sentences: it knows the forms that stand in bylines, datelines and attributes.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
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
    /// What the words beside it say that it is the date of.
    pub(super) role: Role,
}

/// What a date beside an article is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing is said: of the article, most likely.
    Unsaid,
    /// The article was published then: `公開日`, `掲載`.
    Publication,
    /// It was changed: `最終更新`, `改定`.
    Change,
    /// Something else happened: `発生日時`, `施行`.
    Event,
}

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("the pattern is fixed: {error}"))
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?x)
        (?<era>令和|平成|昭和|[RHS])\s?(?<era_year>元|[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})
            (?: \s?年\s? (?<month1>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2}) \s?月
                  (?:\s? (?<day1>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}) \s?日)?
              | [./．] (?<month2>[0-9０-９]{1,2}) [./．] (?<day2>[0-9０-９]{1,2}) )
        | (?<year>(?:19|20|１９|２０)[0-9０-９]{2}|(?:一九|二〇)[〇一二三四五六七八九]{2})
            (?: \s?年\s? (?<month3>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2}) \s?月
                  (?:\s? (?<day3>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}) \s?日)?
              | \s?[-./．／－]\s? (?<month4>[0-9０-９]{1,2}) (?:\s?[-./．／－]\s? (?<day4>[0-9０-９]{1,2}))? )
        | (?<short_year>[0-9]{2}) (?: /(?<month5>[0-9]{2})/(?<day5>[0-9]{2}) | \.(?<month6>[0-9]{1,2})\.(?<day6>[0-9]{1,2}) )
        | (?<month7>[0-9０-９]{1,2}) (?: \s?月\s? (?<day7>[0-9０-９]{1,2}) \s?日 | [/／] (?<day8>[0-9０-９]{1,2}) )",
    )
});

/// The dates of a line, in order.
pub(super) fn dates(line: &str) -> Vec<Dated> {
    let mut dates: Vec<Dated> = Vec::new();
    // Most lines are not searched: nothing in them parts a month from a day or year, or there is no digit.
    let parts = |c: char| matches!(c, '月' | '/' | '.' | '-' | '／' | '．' | '－');
    let is_digit = |c: char| matches!(c, '0'..='9' | '０'..='９' | '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    if !line.contains(parts) || !line.contains(is_digit) {
        return dates;
    }
    for captures in DATE.captures_iter(line) {
        let Some(whole) = captures.get(0) else { continue };
        let (before, after) = (&line[..whole.start()], &line[whole.end()..]);
        // The middle of a longer number or word is no date.
        let goes_on = whole.as_str().ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
        if goes_on || before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        if let Some(date) = date(&captures) {
            let previous = dates.last().map_or(0, |dated| dated.end);
            let role = role(&line[previous..whole.start()], after);
            dates.push(Dated { date, start: whole.start(), end: whole.end(), role });
        }
    }
    dates
}

fn date(captures: &Captures) -> Option<PartialDate> {
    let part = |names: &[&str]| names.iter().find_map(|name| captures.name(name)).and_then(|text| number(text.as_str()));
    let small = |names: &[&str]| part(names).and_then(|number| i8::try_from(number).ok());
    let month = small(&["month1", "month2", "month3", "month4", "month5", "month6", "month7"]);
    let day = small(&["day1", "day2", "day3", "day4", "day5", "day6", "day7", "day8"]);
    let year = if let Some(era) = captures.name("era") {
        let before_first = match era.as_str() {
            "令和" | "R" => 2018,
            "平成" | "H" => 1988,
            _ => 1925,
        };
        let year = if captures.name("era_year")?.as_str() == "元" { 1 } else { part(&["era_year"])? };
        Some(before_first + year)
    } else {
        part(&["year"]).or_else(|| part(&["short_year"]).map(|year| 2000 + year))
    };
    PartialDate::new(year, month, day)
}

fn number(text: &str) -> Option<i16> {
    const KANJI: &str = "〇一二三四五六七八九";
    let mut number: i16 = 0;
    for c in text.chars() {
        let digit = c.to_digit(10).or_else(|| u32::from(c).checked_sub(u32::from('０')).filter(|&digit| digit < 10));
        let digit = digit.or_else(|| KANJI.chars().position(|kanji| kanji == c).map(|digit| digit as u32));
        number = match digit {
            Some(digit) => number.checked_mul(10)?.checked_add(i16::try_from(digit).ok()?)?,
            // 二十一: the ten stands between its factor and the ones, which the next digit adds.
            None if c == '十' => number.max(1),
            None => return None,
        };
    }
    // 十 and 二十 have no ones.
    if text.ends_with('十') { number.checked_mul(10) } else { Some(number) }
}

/// What the words before a date (`最終更新`), or close behind it (`更新`), say of it.
fn role(before: &str, after: &str) -> Role {
    const CHANGE: &[&str] = &["更新", "修正", "改訂", "改定", "改正", "変更", "追記", "pdate", "odified"];
    const PUBLICATION: &[&str] = &["公開", "掲載", "配信", "投稿", "発表", "発行", "作成", "公表", "発信", "送信"];
    const EVENT: &[&str] = &[
        "発生", "判明", "確認", "発見", "開催", "期間", "期日", "締切", "受付", "対象", "購入", "調査", "施行", "制定", "設立",
        "創業", "現在", "採用", "予定", "適用",
    ];
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"(?x)^\s*(?:[(（\[][月火水木金土日祝・]+(?:曜日?)?[)）\]]|[月火水木金土日]曜日?|[A-Z][a-z]{2}\b)?
            \s*(?:AM|PM|午前|午後)?\s*(?:[(（\[]?[0-9０-９]{1,2}[:：時][0-9０-９]{0,2}[^\s0-9]?[)）\]]?)?\s*(?:JST|現在)?\s*[(（\[]?
            (?<word>最終更新|更新|改訂|改定|改正|修正|追記|作成|掲載|公開|配信|発行|投稿|現在|施行|制定|設立|から|より|まで|末|頃|ごろ|時点|[〜～~]|付.)",
        )
    });
    let label: String = {
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || ":：|｜/／日時付は( （[【".contains(c));
        let start = before.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
        before[start..].to_owned()
    };
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let behind = BEHIND.captures(after).and_then(|captures| captures.name("word")).map(|word| word.as_str());
    if label.ends_with("期間") || label.ends_with("期限") {
        Role::Event
    } else if says(CHANGE) {
        Role::Change
    } else if says(PUBLICATION) {
        Role::Publication
    } else if says(EVENT) {
        Role::Event
    } else {
        match behind {
            Some("最終更新" | "更新" | "改訂" | "改定" | "改正" | "修正" | "追記") => Role::Change,
            Some("作成" | "掲載" | "公開" | "配信" | "発行" | "投稿") => Role::Publication,
            Some(_) => Role::Event,
            None => Role::Unsaid,
        }
    }
}

/// The date in an attribute: ISO 8601 as in metadata (`2023-04-06T10:00:00+09:00`, `20230406`), or any form of [`dates`]
/// with a year. A moment that is given in another zone (`2023-04-05T23:00:00Z`) is the day that it was in Japan.
pub(super) fn attribute(text: &str) -> Option<PartialDate> {
    let moment = text.trim().parse::<Timestamp>().ok();
    moment.map(|moment| moment.to_zoned(TimeZone::fixed(offset(9))).date().into()).or_else(|| as_written(text))
}

/// The date in an attribute, in whatever zone it is written.
pub(super) fn as_written(text: &str) -> Option<PartialDate> {
    let text = text.trim();
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
        fixed(r"(?:^|[^0-9])(20[0-3][0-9])([-/_]?)(0[1-9]|1[0-2])(?:[-/_]?(0[1-9]|[12][0-9]|3[01]))?(?:[^0-9]|$)")
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

/// The month that a heading names as what it is about: `情報セキュリティニュース(2019年1月)`, `日記 2014年9月`, `2023年5月号`.
pub(super) fn month_of_issue(heading: &str) -> Option<PartialDate> {
    static ISSUE: LazyLock<Regex> =
        LazyLock::new(|| fixed(r"(?:^|[\s(（【『「:：])(20[0-9]{2})\s?年\s?([0-9]{1,2})\s?月(?:号|分|版)?[)）】』」]?\s*$"));
    let captures = ISSUE.captures(heading)?;
    PartialDate::new(captures[1].parse().ok(), captures[2].parse().ok(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[(&str, Role)]) {
        let found: Vec<(String, Role)> = dates(line).iter().map(|dated| (dated.date.to_string(), dated.role)).collect();
        let expected: Vec<(String, Role)> = expected.iter().map(|&(date, role)| (date.to_owned(), role)).collect();
        assert_eq!(found, expected, "in {line:?}");
    }

    #[test]
    fn every_way_to_write_a_dateline_is_read() {
        use Role::{Change, Publication, Unsaid};
        check("2023年04月06日 10時00分 公開", &[("2023-04-06", Publication)]);
        check("2012.06.01 10:30 UP", &[("2012-06-01", Unsaid)]);
        check("2020/9/16 20:31", &[("2020-09-16", Unsaid)]);
        check("2020年09月16日20時31分", &[("2020-09-16", Unsaid)]);
        check("2024 年 9 月 27 日", &[("2024-09-27", Unsaid)]);
        check("令和5年4月6日", &[("2023-04-06", Unsaid)]);
        check("平成３１年４月１９日", &[("2019-04-19", Unsaid)]);
        check("令和元年5月1日", &[("2019-05-01", Unsaid)]);
        check("R5.4.6", &[("2023-04-06", Unsaid)]);
        check("15/06/08掲載", &[("2015-06-08", Publication)]);
        check("平成二十四年十一月八日", &[("2012-11-08", Unsaid)]);
        check("二〇二三年四月二十日付", &[("2023-04-20", Unsaid)]);
        check("令和6年4月15日作成。", &[("2024-04-15", Publication)]);
        check("2019年01月", &[("2019-01", Unsaid)]);
        check("9/28(日) 今日のできごと", &[("XXXX-09-28", Unsaid)]);
        check("公開日:2019/06/11", &[("2019-06-11", Publication)]);
        check("更新日:2019/06/12 公開日:2019/06/11", &[("2019-06-12", Change), ("2019-06-11", Publication)]);
        check("公開 2022年2月8日 / 最終更新 2022年2月28日", &[("2022-02-08", Publication), ("2022-02-28", Change)]);
        check("2017年10月25日(水) AM 06:00 更新", &[("2017-10-25", Change)]);
        check("2024年7月10日 20:11 (7月11日 5:00更新)", &[("2024-07-10", Unsaid), ("XXXX-07-11", Change)]);
    }

    #[test]
    fn dates_of_something_else_are_known_as_such() {
        check("発生日時:2023年4月6日", &[("2023-04-06", Role::Event)]);
        check("2005年4月1日制定", &[("2005-04-01", Role::Event)]);
        check("2023年4月6日から募集", &[("2023-04-06", Role::Event)]);
        check("掲載期間 2023年4月6日", &[("2023-04-06", Role::Event)]);
        check("2023年4月6日付「お知らせ」", &[("2023-04-06", Role::Event)]);
        check("人口 11,482人(令和7年6月末)", &[("2025-06", Role::Event)]);
    }

    #[test]
    fn numbers_are_no_dates() {
        check("TEL 0120-20-2023", &[]);
        check("12/100件", &[]);
        check("2023年13月40日", &[]);
        check("A5/6判", &[]);
    }

    #[test]
    fn addresses_and_issues_name_days_and_months() {
        let text = |date: Option<PartialDate>| date.map(|date| date.to_string());
        assert_eq!(text(in_url("https://example.jp/2023/04/06/news.html")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(in_url("https://example.jp/news/20230406-1.html")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(in_url("https://example.jp/2023/04/a")).as_deref(), Some("2023-04"));
        assert_eq!(text(in_url("https://example.jp/id/202304")), None);
        assert_eq!(text(month_of_issue("個人情報事故の記録(2019年1月)")).as_deref(), Some("2019-01"));
        assert_eq!(text(month_of_issue("2014年9月に発生した障害について")), None);
        assert_eq!(text(attribute("2023-04-06T10:00:00+09:00")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(attribute("2023-04-06 10:00")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(attribute("2023-04-05T23:00:00.000Z")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(attribute("2023-04-05T15:00:00+0000")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(as_written("2023-04-05T23:00:00.000Z")).as_deref(), Some("2023-04-05"));
    }
}
