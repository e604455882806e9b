//! The dates with which pages say when they were published: `2023年04月06日 10時00分 公開`, `2012.06.01 UP`,
//! `令和5年4月6日`, `R5.4.6`.
//!
//! This is no reader of dates in sentences: it knows the forms that stand in bylines, datelines and attributes.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use regex::Regex;

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

/// The dates of a line, in order.
pub(super) fn dates(line: &str) -> Vec<Dated> {
    let mut dates: Vec<Dated> = Vec::new();
    // Most lines are not searched: nothing in them parts a month from a day or year.
    if !line.contains(['月', '/', '.', '-', '／', '．', '－']) {
        return dates;
    }
    // Up to where the line is said of dates already: 2023/04/08 更新(2023/04/06 公開).
    let mut told = 0;
    let mut end = 0;
    while let Some(found) = line[end..].find(may_begin) {
        let start = end + found;
        let Some(written) = Written::at(Cursor(&line[start..])) else {
            end = start + line[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        end = line.len() - written.rest.0.len();
        let (before, after) = (&line[..start], &line[end..]);
        // The middle of a longer number or word is no date.
        let goes_on = line[..end].ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
        if goes_on || before.ends_with(|c: char| c.is_ascii_alphanumeric()) && !ends_in_rubric(before, &written) {
            continue;
        }
        if let Some(date) = written.date() {
            let role = role(&line[told..start], after);
            told = end + words_behind(after).map_or(0, |word| word.end);
            dates.push(Dated { date, start, end, role });
        }
    }
    dates
}

/// Whether the word right before a whole date is the rubric of its line, which only its style sets off: `NEWS2023.04.06`.
fn ends_in_rubric(before: &str, date: &Written) -> bool {
    const SHORTEST: usize = 4;
    let word = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let is_word = word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word && word.starts_with(|c: char| c.is_ascii_uppercase()) && date.year.is_some() && date.day.is_some()
}

/// Whether a date may begin with a character.
fn may_begin(c: char) -> bool {
    is_digit(c) || matches!(c, '令' | '平' | '昭' | 'R' | 'H' | 'S' | '一' | '二')
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_kanji(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// A date as it is written, its parts perhaps those of no day that there is.
struct Written<'t> {
    year: Option<i16>,
    month: &'t str,
    day: Option<&'t str>,
    /// What follows it.
    rest: Cursor<'t>,
}

impl<'t> Written<'t> {
    /// The date that a text begins with.
    fn at(text: Cursor<'t>) -> Option<Self> {
        Self::in_era(text)
            .or_else(|| Self::with_year(text))
            .or_else(|| Self::with_short_year(text))
            .or_else(|| Self::of_year(text))
    }

    fn date(&self) -> Option<PartialDate> {
        let small = |text| number(text).and_then(|number| i8::try_from(number).ok());
        PartialDate::new(self.year, small(self.month), self.day.and_then(small))
    }

    /// `令和5年4月6日`, `R5.4.6`
    fn in_era(text: Cursor<'t>) -> Option<Self> {
        let (era, rest) = text.word(&["令和", "平成", "昭和", "R", "H", "S"])?;
        let (year, rest) = rest.blank().word(&["元"]).or_else(|| rest.blank().number(3))?;
        let before_first = match era {
            "令和" | "R" => 2018,
            "平成" | "H" => 1988,
            _ => 1925,
        };
        let year = before_first + if year == "元" { 1 } else { number(year)? };
        let in_signs = || {
            let (month, rest) = rest.sign(&['.', '/', '．'])?.digits(1, 2, is_digit)?;
            let (day, rest) = rest.sign(&['.', '/', '．'])?.digits(1, 2, is_digit)?;
            Some(Self { year: None, month, day: Some(day), rest })
        };
        let found = Self::in_words(rest).or_else(in_signs)?;
        Some(Self { year: Some(year), ..found })
    }

    /// `2023年4月6日`, `2023/4/6`, `二〇二三年四月`
    fn with_year(text: Cursor<'t>) -> Option<Self> {
        let in_digits = || text.word(&["19", "20", "１９", "２０"])?.1.digits(2, 2, is_digit);
        let in_kanji = || text.word(&["一九", "二〇"])?.1.digits(2, 2, |c| "〇一二三四五六七八九".contains(c));
        let (_, rest) = in_digits().or_else(in_kanji)?;
        let year = number(&text.0[..text.0.len() - rest.0.len()]);
        let part = |rest: Cursor<'t>| rest.blank().sign(&['-', '.', '/', '．', '／', '－'])?.blank().digits(1, 2, is_digit);
        let in_signs = || {
            let (month, rest) = part(rest)?;
            let day = part(rest);
            Some(Self { year: None, month, day: day.map(|(day, _)| day), rest: day.map_or(rest, |(_, rest)| rest) })
        };
        let found = Self::in_words(rest).or_else(in_signs)?;
        Some(Self { year, ..found })
    }

    /// `23/04/06`, `23.4.6`
    fn with_short_year(text: Cursor<'t>) -> Option<Self> {
        let ascii = |c: char| c.is_ascii_digit();
        let (year, rest) = text.digits(2, 2, ascii)?;
        let parts = |sign: char, least: usize| {
            let (month, rest) = rest.sign(&[sign])?.digits(least, 2, ascii)?;
            let (day, rest) = rest.sign(&[sign])?.digits(least, 2, ascii)?;
            Some(Self { year: number(year).map(|year| 2000 + year), month, day: Some(day), rest })
        };
        parts('/', 2).or_else(|| parts('.', 1))
    }

    /// `4月6日`, `4/6`
    fn of_year(text: Cursor<'t>) -> Option<Self> {
        let (month, rest) = text.digits(1, 2, is_digit)?;
        let in_words = || {
            let (day, rest) = rest.blank().sign(&['月'])?.blank().digits(1, 2, is_digit)?;
            Some((day, rest.blank().sign(&['日'])?))
        };
        let (day, rest) = in_words().or_else(|| rest.sign(&['/', '／'])?.digits(1, 2, is_digit))?;
        Some(Self { year: None, month, day: Some(day), rest })
    }

    /// What stands behind a year: `年4月6日`, `年4月`
    fn in_words(rest: Cursor<'t>) -> Option<Self> {
        let (month, rest) = rest.blank().other_year().sign(&['年'])?.other_calendar().blank().number(2)?;
        let rest = rest.blank().sign(&['月'])?;
        let day = rest.blank().number(3).and_then(|(day, rest)| Some((day, rest.blank().sign(&['日'])?)));
        Some(Self { year: None, month, day: day.map(|(day, _)| day), rest: day.map_or(rest, |(_, rest)| rest) })
    }
}

/// What is still to be read of a date.
#[derive(Debug, Clone, Copy)]
struct Cursor<'t>(&'t str);

impl<'t> Cursor<'t> {
    /// One of `words`, and what stands behind it.
    fn word(self, words: &[&'static str]) -> Option<(&'t str, Self)> {
        let word = words.iter().find(|word| self.0.starts_with(**word))?;
        let (word, rest) = self.0.split_at(word.len());
        Some((word, Self(rest)))
    }

    /// What stands behind one of `signs`.
    fn sign(self, signs: &[char]) -> Option<Self> {
        self.0.strip_prefix(signs).map(Self)
    }

    /// What stands behind a blank, where there is one.
    fn blank(self) -> Self {
        Self(self.0.strip_prefix(char::is_whitespace).unwrap_or(self.0))
    }

    /// What stands behind the same year in the other calendar: `(平成24年)` after `2012年`.
    fn other_calendar(self) -> Self {
        const LONGEST: usize = 8;
        let Some(rest) = self.0.strip_prefix(['(', '（']) else { return self };
        let end = rest.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ')' | '）'));
        let behind = end.filter(|(at, _)| rest[..*at].ends_with('年')).map(|(at, c)| &rest[at + c.len_utf8()..]);
        behind.map_or(self, Self)
    }

    /// What stands behind the number of the same year in the other calendar: `(平成24)` in `2012(平成24)年`.
    fn other_year(self) -> Self {
        const LONGEST: usize = 6;
        let Some(rest) = self.0.strip_prefix(['(', '（']) else { return self };
        let end = rest.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ')' | '）'));
        let behind = end.map(|(at, c)| &rest[at + c.len_utf8()..]).filter(|behind| behind.starts_with('年'));
        behind.map_or(self, Self)
    }

    /// As many digits as there are up to `most`, if they are not less than `least`, and what stands behind them.
    fn digits(self, least: usize, most: usize, is_digit: fn(char) -> bool) -> Option<(&'t str, Self)> {
        let mut rest = self.0.chars();
        let count = (0..most).take_while(|_| rest.clone().next().is_some_and(|c| is_digit(c) && rest.next().is_some())).count();
        let digits = &self.0[..self.0.len() - rest.as_str().len()];
        (count >= least).then_some((digits, Self(rest.as_str())))
    }

    /// A number of one or two digits, or of up to `most` kanji.
    fn number(self, most: usize) -> Option<(&'t str, Self)> {
        self.digits(1, 2, is_digit).or_else(|| self.digits(1, most, is_kanji))
    }
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

/// The word behind a date that says what it is the date of.
fn words_behind(after: &str) -> Option<std::ops::Range<usize>> {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"(?x)^\s*(?:[(（\[][月火水木金土日祝・]+(?:曜日?)?[)）\]]|[月火水木金土日]曜日?|[A-Z][a-z]{2}\b)?
            \s*(?:AM|PM|午前|午後)?\s*(?:[(（\[]?[0-9０-９]{1,2}[:：時][0-9０-９]{0,2}[^\s0-9]?[)）\]]?)?\s*(?:JST|現在)?\s*[(（\[]?
            (?<word>最終更新|更新|改訂|改定|改正|修正|追記|作成|掲載|公開|配信|発行|投稿|配付|配布|現在|施行|制定|設立|から|より|まで|末|頃|ごろ|時点|[〜～~]|付け?(?:朝刊|夕刊|\s*第?[0-9０-９]{1,2}面)|付.)",
        )
    });
    let word = BEHIND.captures(after)?.name("word")?.range();
    // 更新日:2023/04/08 公開日:2023/04/06: the label of the next date.
    (!after[word.end..].starts_with(['日', ':', '：'])).then_some(word)
}

/// What the words before a date (`最終更新`), or close behind it (`更新`), say of it.
fn role(before: &str, after: &str) -> Role {
    const CHANGE: &[&str] = &["更新", "修正", "改訂", "改定", "改正", "変更", "追記", "pdate", "odified"];
    const PUBLICATION: &[&str] = &["公開", "掲載", "配信", "投稿", "発表", "発行", "作成", "公表", "発信", "送信", "配付"];
    const EVENT: &[&str] = &[
        "発生", "判明", "確認", "発見", "開催", "期間", "期日", "締切", "受付", "対象", "購入", "調査", "施行", "制定", "設立",
        "創業", "現在", "採用", "予定", "適用",
    ];
    let label: String = {
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || ":：|｜/／日時付は( （[【".contains(c));
        let start = before.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
        before[start..].to_owned()
    };
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let behind = words_behind(after).map(|word| (&after[..word.start], &after[word]));
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
            Some((_, "最終更新" | "更新" | "改訂" | "改定" | "改正" | "修正" | "追記")) => Role::Change,
            Some((_, "作成" | "掲載" | "公開" | "配信" | "発行" | "投稿" | "配付" | "配布")) => Role::Publication,
            // 付朝刊, 付 2面: of a newspaper.
            Some((_, paper)) if paper.ends_with(['刊', '面']) => Role::Publication,
            // A bulletin tells how things stand at an hour, a table how they stand on a day: 3月1日 19時現在.
            Some((hour, "現在")) if hour.contains(['時', ':', '：']) => Role::Publication,
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

/// The month that a heading names as what it is about: `情報セキュリティニュース(2019年1月)`, `日記 2014年9月`, `2023年5月号`,
/// `今週の動き(2019年1月7日〜13日)`.
pub(super) fn month_of_issue(heading: &str) -> Option<PartialDate> {
    static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"(?:^|[\s(（【『「:：])(20[0-9]{2})\s?年\s?([0-9]{1,2})\s?月(?:号|分|版|[前後]半|[上中下]旬|第?\s?[0-9]\s?週|\s?[0-9]{1,2}\s?日\s?[〜～~–—−-]\s?(?:[0-9]{1,2}\s?月\s?)?[0-9]{1,2}\s?日)?[)）】』」]?\s*$",
        )
    });
    /// Behind a month, what a heading calls a collection of it: 2023年4月の漏えい事故一覧.
    static COLLECTION: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"^(?:の|中の|分の?)[^。、に]{0,20}(?:一覧|まとめ|ダイジェスト|事例集|総括|振り返り|ふりかえり|動向|トピックス|ニュース|日記|日誌|日々|つぶやき|雑記|雑感|ログ|メモ)",
        )
    });
    /// Behind the month that ends a heading: 平成29年2月号.
    static OF_ISSUE: LazyLock<Regex> = LazyLock::new(|| fixed(r"^(?:号|分|版|[前後]半|[上中下]旬)?[)）】』」]?\s*$"));
    if let Some(captures) = ISSUE.captures(heading) {
        return PartialDate::new(captures[1].parse().ok(), captures[2].parse().ok(), None);
    }
    let month = *dates(heading).first()?;
    let is_month = month.date.year().is_some() && month.date.day().is_none();
    let (before, rest) = (&heading[..month.start], &heading[month.end..]);
    let is_set_off = before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "(（【『「:：".contains(c));
    (is_month && (COLLECTION.is_match(rest) || is_set_off && OF_ISSUE.is_match(rest))).then_some(month.date)
}

/// The year whose articles a title says that the page holds: `買い物の記録 | 2013年前半の記事`, `夜勤日誌 [2011年]`.
pub(super) fn year_of_archive(title: &str) -> Option<PartialDate> {
    static ARCHIVE: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"(?:^|[\s|｜:：\[［(（【〔\-–—―~～])(?:過去ログ|アーカイブ|バックナンバー)?\s?((?:19|20)[0-9]{2})\s?年(?:[前後上下]半期?)?(?:の(?:記事|日記|日誌|投稿|ログ|記録|一覧|まとめ))?[\])）】〕］]?\s*$",
        )
    });
    PartialDate::new(ARCHIVE.captures(title)?[1].parse().ok(), None, None)
}

/// The day that a heading begins or ends with: `サーバー障害のお知らせ 2023年4月6日`, `2023年4月6日 サーバーを入れ替えました`.
pub(super) fn day_of_heading(heading: &str) -> Option<PartialDate> {
    let all = dates(heading);
    let (first, last) = (*all.first()?, *all.last()?);
    let is_set_off = |rest: &str| rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '】' | ']'));
    let opens = heading[..first.start].chars().all(|c| matches!(c, '【' | '[' | '■' | '●' | '◆'));
    if opens && first.role == Role::Unsaid && first.date.civil().is_some() && is_set_off(&heading[first.end..]) {
        return Some(first.date);
    }
    let ends = heading[last.end..].chars().all(|c| c.is_whitespace() || matches!(c, ')' | '）' | ']' | '】'));
    let begins = heading[..last.start].ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | '[' | '【'));
    // …の発生について 2023年4月6日: the day is that of the notice, not that on which it happened.
    let of_notice = ["について", "関して", "お知らせ", "お詫び", "おわび", "ご報告", "報告"];
    let about = heading[..last.start].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | '[' | '【'));
    let is_own = last.role == Role::Unsaid || of_notice.iter().any(|word| about.ends_with(word));
    let is_day = last.date.civil().is_some() && is_own;
    (ends && begins && is_day).then_some(last.date)
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
        check("青葉新聞 2012年(平成24年)3月9日 金曜日", &[("2012-03-09", Unsaid)]);
        check("令和6年（2024年）4月6日", &[("2024-04-06", Unsaid)]);
        check("(2005年12月3日付朝刊)", &[("2005-12-03", Publication)]);
        check("2024年10月10日付 2面", &[("2024-10-10", Publication)]);
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
        check("2014(平成26)年2月28日 広報室", &[("2014-02-28", Unsaid)]);
        check("平成26（2014）年2月28日", &[("2014-02-28", Unsaid)]);
        check("NEWS2023.04.06 Thu", &[("2023-04-06", Unsaid)]);
        check("2024/06/18 更新（2023/11/02 公開）", &[("2024-06-18", Change), ("2023-11-02", Publication)]);
        check("2018年4月23日配付 / 履修者 168名", &[("2018-04-23", Publication)]);
        check("令和3年3月1日(月)午後7時現在", &[("2021-03-01", Publication)]);
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
        check("令和3年3月1日現在", &[("2021-03-01", Role::Event)]);
    }

    #[test]
    fn numbers_are_no_dates() {
        check("TEL 0120-20-2023", &[]);
        check("ver2023.04.06", &[]);
        check("MODEL2023.04", &[]);
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
        assert_eq!(text(month_of_issue("今週の事故(2019年1月7日〜13日)")).as_deref(), Some("2019-01"));
        assert_eq!(text(month_of_issue("2014年9月に発生した障害について")), None);
        assert_eq!(text(month_of_issue("事故のお知らせ 2014年9月8日")), None);
        assert_eq!(text(month_of_issue("漏えい事故の記録 平成31年1月号")).as_deref(), Some("2019-01"));
        assert_eq!(text(month_of_issue("創業は平成31年1月")), None);
        assert_eq!(text(month_of_issue("平成31年1月の漏えい・紛失一覧")).as_deref(), Some("2019-01"));
        assert_eq!(text(month_of_issue("2014年9月に起きた障害のまとめ")), None);
        assert_eq!(text(year_of_archive("読書日記 | 2013年前半の記事")).as_deref(), Some("2013"));
        assert_eq!(text(year_of_archive("夜勤日誌 [2011年]")).as_deref(), Some("2011"));
        assert_eq!(text(year_of_archive("創業は2011年")), None);
        assert_eq!(text(year_of_archive("2011年の振り返りと来年")), None);
        assert_eq!(text(day_of_heading("サーバー障害のお知らせ 2023年4月6日")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(day_of_heading("2023年04月06日 サーバーを入れ替えました")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(day_of_heading("障害の発生について 2023/4/6")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(day_of_heading("2023年4月6日に発生した障害について")), None);
        assert_eq!(text(day_of_heading("障害の発生 2023年4月6日")), None);
        assert_eq!(text(attribute("2023-04-06T10:00:00+09:00")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(attribute("2023-04-06 10:00")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(attribute("2023-04-05T23:00:00.000Z")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(attribute("2023-04-05T15:00:00+0000")).as_deref(), Some("2023-04-06"));
        assert_eq!(text(as_written("2023-04-05T23:00:00.000Z")).as_deref(), Some("2023-04-05"));
    }
}
