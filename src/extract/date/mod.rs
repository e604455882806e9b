//! Dates and stretches of time, resolved against the text and the day of its publication.
//!
//! A date is read in two steps: what its words say ([`written`], [`numeric`], [`relative`]), and which day of the calendar
//! that is ([`resolve`]) after the dates before it and the day of publication.

mod cursor;
mod expression;
mod numeric;
mod range;
mod relative;
mod resolve;
mod words;
mod written;

use super::rule::{CodeRule, Rule};
use super::{Context, Mention};
use crate::dict::{self, Tables};
use crate::edtf::Edtf;
use crate::pattern::Pattern;
use crate::text::{Norm, Span, Text};
use cursor::Cursor;
use expression::{Reading, Time};
use resolve::{Resolver, Written};
use words::Words;

/// A date that a text mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The day, month, year or interval.
    pub edtf: Edtf,
    /// Where its year comes from.
    pub year_from: YearFrom,
}

/// Where the year of a date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearFrom {
    /// The words themselves give it, or it is not known.
    Text,
    /// The day of the page's publication.
    Page,
    /// Other dates of the text.
    Context,
}

/// The rules of the extractor that are code; those of its tables come in addition.
pub const RULES: &[CodeRule] = &[
    written::YEAR,
    written::SHORT_YEAR,
    written::MONTH,
    written::DAY,
    written::FISCAL_YEAR,
    written::TURN_OF_YEAR,
    numeric::NUMERIC,
    numeric::BARE_YEAR,
    relative::DAYS_AGO,
    relative::MONTHS_AGO,
    relative::VAGUE,
    relative::BUSINESS_DAYS,
    relative::WEEKDAY,
    relative::WEEKEND,
    range::RANGE,
];

/// Whether `words`, those after a date, say that something is to take place then, and describe a noun: 7月14日に開く相談会.
pub(crate) fn is_planned(words: &str) -> bool {
    static PLANNED: Pattern =
        Pattern::new("^に(?:開く|行う|催す|開催する|開かれる|行われる|実施する|開催予定の|予定(?:する|している))[^、。]");
    PLANNED.is_match(words)
}

/// Within how many sentences a text says what it tells of.
const LEAD: usize = 5;

/// Words before a date, or after it, that make it the date of something older than what the text tells of: later dates
/// do not count from it.
const ELSEWHERE_BEFORE: &[&str] = &["設立", "創業", "創立", "開業", "設立:", "生年月日", "誕生", "上場", "開校", "発足", "創刊"];
const ELSEWHERE_AFTER: &[&str] = &[
    "設立",
    "創業",
    "創立",
    "開業",
    "に設立",
    "に創業",
    "に創立",
    "生まれ",
    "現在)",
    "末現在",
    "施行",
    "制定",
    "改正",
    "発足",
    "に上場",
    "上場",
    "と比べ",
    "とくらべ",
    "に比べ",
    "に施行",
    "に発足",
    "開校",
];

/// Finds dates.
#[derive(Debug)]
pub struct Dates {
    words: Words,
}

impl Dates {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self { words: Words::new(tables)? })
    }

    /// The rules of its tables.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.words.rules
    }

    /// Every date of `text`, in order.
    #[must_use]
    pub fn find(&self, text: &Text, context: &Context) -> Vec<Mention<Date>> {
        let norm = text.norm();
        let expressions = self.expressions(text);
        let mut written = Written::default();
        for (start, reading) in &expressions {
            let span = Span::new(*start, reading.end);
            if is_anchor(norm, span) {
                let rest = &norm[reading.end..];
                let begins_stretch = rest.starts_with(['か', 'よ', '〜', '-']);
                // 10月に, 10月まで, 10月現在 say when, not what the text tells of.
                let is_bound = begins_stretch || rest.starts_with(['に', 'ま', '現', '時', '以']);
                let is_in_lead = !is_bound && text.sentence_at(span).is_some_and(|sentence| sentence < LEAD);
                written.note(&reading.time, begins_stretch, is_in_lead);
            }
            if let Some(sentence) = text.sentence_at(span)
                && let line = text.passages()[text.sentences()[sentence].passage].span
                && line.start() == *start
                && line.end() >= reading.end
            {
                written.note_line(&reading.time, &norm[reading.end..line.end()]);
            }
        }
        let mut resolver = Resolver::new(text, context.published, written);
        let mut mentions = Vec::new();
        let mut rest = expressions.iter().peekable();
        while let Some((start, reading)) = rest.next() {
            let mut span = Span::new(*start, reading.end);
            if let Some((next, end)) = rest.peek()
                && !norm[..*start].trim_end().ends_with('→')
                && !is_counted(end)
                && range::joins(&norm[reading.end..*next], &norm[end.end..], are_fiscal_years(reading, end))
                && let Some(value) = joined(&mut resolver, (span, &reading.time), (Span::new(*next, end.end), &end.time))
            {
                span = Span::new(*start, end.end);
                let rule = if are_fiscal_years(reading, end) { reading.rule.clone() } else { range::RANGE.id.into() };
                mentions.push(Mention { value, span, rule });
                rest.next();
                continue;
            }
            if let Some(value) = resolver.date(&reading.time, span, is_anchor(norm, span)) {
                mentions.push(Mention { value, span, rule: reading.rule.clone() });
            }
        }
        mentions
    }

    /// What reads like a date, with where it starts, in order and without overlaps.
    fn expressions(&self, text: &Text) -> Vec<(usize, Reading)> {
        let norm = text.norm();
        let mut expressions = Vec::new();
        let mut at = 0;
        while let Some(c) = norm[at..].chars().next() {
            let cursor = Cursor::new(norm, at);
            let begins = self.may_begin(c, cursor) && (c.is_ascii() || begins_token(text, at));
            let reading = if begins { self.read(text, cursor) } else { None };
            at = if let Some(reading) = reading {
                let end = reading.end;
                expressions.push((at, reading));
                end
            } else {
                at + c.len_utf8()
            };
        }
        expressions
    }

    fn may_begin(&self, c: char, cursor: Cursor) -> bool {
        c.is_ascii_digit() || cursor::is_kanji_digit(c) || BEGINNINGS.contains(&c) || self.words.at(cursor.after()).is_some()
    }

    /// The longest reading at a place.
    fn read(&self, text: &Text, cursor: Cursor) -> Option<Reading> {
        let readings =
            [written::read(&self.words, cursor), numeric::read(&self.words, cursor), relative::read(&self.words, text, cursor)];
        readings.into_iter().flatten().reduce(|best, next| if next.end > best.end { next } else { best })
    }
}

/// What a date may begin with beside digits and the words of the table.
const BEGINNINGS: [char; 24] = [
    '翌', '同', '西', '旧', '\'', '約', 'お', 'よ', 'そ', 'ほ', 'ぼ', '数', 'ひ', '半', '今', '月', '火', '水', '木', '金', '土',
    '日', '年', '正',
];

/// Whether a word begins at `at`: the 本年 of 日本年金 is none.
fn begins_token(text: &Text, at: usize) -> bool {
    let index = text.tokens_in(Span::new(at, at + 1)).start;
    text.tokens().get(index).is_some_and(|token| token.span.start() == at)
}

/// The stretch of time between two dates that stand as its ends.
fn joined(resolver: &mut Resolver, first: (Span<Norm>, &Time), last: (Span<Norm>, &Time)) -> Option<Date> {
    let span = first.0.cover(last.0);
    match (first.1, last.1) {
        (Time::Point(start), Time::Point(end)) => resolver.date(&Time::Interval(*start, *end), span, true),
        (Time::FiscalYear(_), Time::FiscalYear(_)) => {
            let start = resolver.date(first.1, first.0, true)?;
            let end = resolver.date(last.1, last.0, true)?;
            let edtf = Edtf::Interval(start.edtf.start(), end.edtf.end());
            Some(Date { edtf, year_from: start.year_from })
        }
        _ => None,
    }
}

/// Whether a date is counted from something that the words before it name: 開始から3日後.
fn is_counted(reading: &Reading) -> bool {
    [relative::DAYS_AGO.id, relative::MONTHS_AGO.id].contains(&reading.rule.as_str())
}

fn are_fiscal_years(first: &Reading, last: &Reading) -> bool {
    matches!((&first.time, &last.time), (Time::FiscalYear(_), Time::FiscalYear(_)))
}

/// Whether later dates may count from the one at `span`.
fn is_anchor(norm: &str, span: Span<Norm>) -> bool {
    let (before, after) = (&norm[..span.start()], &norm[span.end()..]);
    !ELSEWHERE_BEFORE.iter().any(|word| before.ends_with(word)) && !ELSEWHERE_AFTER.iter().any(|word| after.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Block, BlockKind};
    use crate::text::Tokenizer;

    /// The quotes and values of the dates of a sentence that was published on `published`, with the rules.
    fn found(sentence: &str, published: Option<&str>) -> Vec<(String, String, String)> {
        static TOKENIZER: std::sync::OnceLock<Tokenizer> = std::sync::OnceLock::new();
        static DATES: std::sync::OnceLock<Dates> = std::sync::OnceLock::new();
        let text = Text::plain(TOKENIZER.get_or_init(Tokenizer::new), sentence);
        let published = published.map(|date| date.parse().unwrap());
        let dates = DATES.get_or_init(|| Dates::new(&Tables::embedded()).unwrap()).find(&text, &Context { published });
        let quote = |date: &Mention<Date>| text.quote(date.span).text;
        dates.iter().map(|date| (quote(date), date.value.edtf.to_string(), date.rule.to_string())).collect()
    }

    #[test]
    fn every_rule_finds_what_its_examples_mark() {
        let tables = Dates::new(&Tables::embedded()).unwrap();
        let rules = RULES.iter().map(Rule::from).chain(tables.rules().iter().cloned());
        let mut wrong = Vec::new();
        for rule in rules {
            let of_rule = |sentence: &str| -> Vec<String> {
                let found = found(sentence, Some("2024-04-29"));
                found.into_iter().filter(|(_, _, id)| *id == rule.id.as_str()).map(|(quote, _, _)| quote).collect()
            };
            for sentence in &rule.hit {
                let marked = sentence.split_once('《').and_then(|(_, rest)| rest.split_once('》')).unwrap().0;
                let quotes = of_rule(&sentence.replace(['《', '》'], ""));
                if !quotes.iter().any(|quote| quote == marked) {
                    wrong.push(format!("{} misses {marked} in {sentence}: {quotes:?}", rule.id));
                }
            }
            for sentence in &rule.miss {
                let quotes = of_rule(sentence);
                if !quotes.is_empty() {
                    wrong.push(format!("{} finds {quotes:?} in {sentence}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// The values of the dates of a sentence that was published on `published`.
    #[track_caller]
    fn check(published: &str, sentence: &str, expect: &[&str]) {
        let published = Some(published).filter(|published| !published.is_empty());
        let values: Vec<String> = found(sentence, published).into_iter().map(|(_, value, _)| value).collect();
        assert_eq!(values, expect, "{sentence}");
    }

    #[test]
    fn a_day_without_a_month_is_of_the_month_in_question() {
        check("2024-12-17", "県は16日、発表した。先月6日に発覚し、8日に止めた。", &["2024-12-16", "2024-11-06", "2024-11-08"]);
        check("2021-11-04", "10月12日に気付き、13日に止め、18日に報告した。", &["2021-10-12", "2021-10-13", "2021-10-18"]);
        check("2024-03-02", "会社は28日、公表した。", &["2024-02-28"]);
        check("2024-03-02", "5月15日と23日に届き、28日に判明した。", &["2023-05-15", "2023-05-23", "2023-05-28"]);
        check("2024-06-05", "4月2日から同月16日まで見えていた。", &["2024-04-02/2024-04-16"]);
        check("2024-06-05", "5月31日に発覚し、翌1日に公表した。", &["2024-05-31", "2024-06-01"]);
        check("", "12日に届いた。", &[]);
        check("2024-12-25", "5月に流出した事件で、県は24日、発表した。", &["2024-05", "2024-12-24"]);
        check("2017-03-01", "名簿を紛失した(217年2月21日)。", &["2017-02-21"]);
        check("2024-12-25", "5月に流出した問題で、再び流出したことが24日、分かった。", &["2024-05", "2024-12-24"]);
        check("2025-12-13", "今年8月に侵入され情報が漏れた可能性があると12日、明らかにした。", &["2025-08", "2025-12-12"]);
        check("2025-12-13", "8月に侵入されたことを12日付で公表した。", &["2025-08", "2025-12-12"]);
        check("2025-12-13", "8月の配布と12日の回収。", &["2025-08", "2025-08-12"]);
        check("2024-05-23", "4月19日に乗っ取られた。同社は20日に公表した。", &["2024-04-19", "2024-04-20"]);
        check(
            "2023-08-01",
            "2020年10月11日に止まった。部品は8月から不調で、会社は13日に公表した。",
            &["2020-10-11", "2020-08", "2020-10-13"],
        );
        check("2023-05-31", "翌21日に公表した。", &["2023-05-21"]);
        check("2023-05-31", "発生から4日後に気付いた。", &[]);
        check("2018-06-29", "5月16日に応じた。気付いたのは28日、公表は30日。", &["2018-05-16", "2018-05-28", "2018-05-30"]);
        check("2019-08-05", "先月24日に公表した。23日に気付いた。", &["2019-07-24", "2019-07-23"]);
        check("2024-12-09", "5日に飲食した。8日に気付き、翌6日に届けた。", &["2024-12-05", "2024-12-08", "2024-12-06"]);
        check(
            "2024-06-19",
            "8日、止まった。\n5月に発覚した件で止めた。\n16日、端末が止まった。",
            &["2024-06-08", "2024-05", "2024-06-16"],
        );
    }

    /// As [`check`], of blocks: `#` begins a heading.
    #[track_caller]
    fn check_blocks(published: &str, blocks: &[&str], expect: &[&str]) {
        let tokenizer = Tokenizer::new();
        let block = |text: &&str| match text.strip_prefix('#') {
            Some(heading) => Block { kind: BlockKind::Heading(2), text: heading.to_owned() },
            None => Block { kind: BlockKind::Paragraph, text: (*text).to_owned() },
        };
        let text = Text::new(&tokenizer, &blocks.iter().map(block).collect::<Vec<_>>());
        let context = Context { published: Some(published.parse().unwrap()) };
        let dates = Dates::new(&Tables::embedded()).unwrap().find(&text, &context);
        let values: Vec<String> = dates.iter().map(|date| date.value.edtf.to_string()).collect();
        assert_eq!(values, expect, "{blocks:?}");
    }

    #[test]
    fn cases_below_their_headings_go_on_from_one_another() {
        check_blocks(
            "2023-01-20",
            &[
                "#青葉病院",
                "2021年10月31日、脅迫文が出た。",
                "#北浜医院",
                "2022年6月8日、鞄が盗まれた。医院は14日、おわびを載せた。",
                "#みなと病院",
                "職員が2022年8月に開いた。9月2日にばらまかれた。",
                "#港南病院",
                "10月31日に停止した。",
            ],
            &["2021-10-31", "2022-06-08", "2022-06-14", "2022-08", "2022-09-02", "2022-10-31"],
        );
        check_blocks("2023-01-20", &["#経緯", "2022年6月8日に盗まれた。"], &["2022-06-08"]);
        check_blocks(
            "2014-09",
            &["10日に発表された件(9月11日・木)", "きのうの発表を読んだ。"],
            &["2014-09-10", "2014-09-11", "2014-09-10"],
        );
    }

    #[test]
    fn a_missing_year_comes_from_the_dates_around_or_from_publication() {
        check("2022-03-04", "2021年12月14日に連絡を受け、1月25日に止めた。", &["2021-12-14", "2022-01-25"]);
        check("2022-03-04", "10月14日に始まった。", &["2021-10-14"]);
        check("2019-03-13", "県が2016年10月、書類を失っていた。\n係員は10月17日、店に寄った。", &["2016-10", "2016-10-17"]);
        check("2022-03-04", "2月28日に公表した。", &["2022-02-28"]);
        check("", "2月28日に公表した。", &["XXXX-02-28"]);
        check("", "2021年2月28日に公表し、3月1日に再開した。", &["2021-02-28", "2021-03-01"]);
        check("2019-03-13", "2018年の春、3月から5月にかけて送っていた。", &["2018", "2018-03/2018-05"]);
        check("2022-09-30", "1998年に入った。店側は21年、告訴。同年6月28日に捜索。", &["1998", "2021", "2021-06-28"]);
        check("2022-03-04", "3年前の5月に始まった。", &["2019-05"]);
        check("2022-03-04", "5月12、15の両日に起きた。", &["2021-05-12/2021-05-15"]);
        check("2008-04-19", "2006年6月に仕込まれていたらしい。3月21日に発覚。", &["2006-06", "2008-03-21"]);
        check("2022-03-04", "4月1日に再開する予定です。", &["2022-04-01"]);
        check("2022-03-04", "4月1日に開設される窓口の公告だった。", &["2022-04-01"]);
        check("2022-03-04", "4月1日に開設した窓口の公告だった。", &["2021-04-01"]);
        check("2025-06-02", "4月7日に止まり、翌4月8日に戻した。", &["2025-04-07", "2025-04-08"]);
        check("2025-06-02", "4月7日に止まり、翌5月に戻した。", &["2025-04-07", "2025-05"]);
        check("2023-01-20", "昨年12月12日に起き、18日に分かった。", &["2022-12-12", "2022-12-18"]);
        check("XXXX-10-12", "今月5日に起き、8日に公表した。昨日認めた。", &["XXXX-10-05", "XXXX-10-08", "XXXX-10-11"]);
    }

    #[test]
    fn the_ends_of_a_stretch_complete_each_other() {
        check("2021-04-01", "2020年12月8日から翌年3月9日までの注文。", &["2020-12-08/2021-03-09"]);
        check("2024-04-01", "12月8日〜3月9日の注文。", &["2023-12-08/2024-03-09"]);
        check("2021-04-29", "3月27、28両日に届いた。", &["2021-03-27/2021-03-28"]);
        check("2021-04-29", "3月16、23日に届いた。", &["2021-03-16", "2021-03-23"]);
        check("2022-10-01", "対象は2012年度から14年度の児童。", &["2012-04/2015-03"]);
        check("2024-07-01", "認めたのは6月6日、攻撃の開始から3日後の朝だった。", &["2024-06-06", "2024-06-09"]);
        check("2021-04-29", "昨年3〜5月ごろに持ち出した。", &["2020-03/2020-05"]);
        check("2024-07-01", "6月8日9:50頃〜6月9日 17時頃", &["2024-06-08/2024-06-09"]);
        check("2014-03-25", "3月19日夕から翌20日未明にかけて", &["2014-03-19/2014-03-20"]);
        check("2023-05-12", "13年11月6日から今年4月17日まで公開されていた。", &["2013-11-06/2023-04-17"]);
        check("2024-05-01", "28日から3日まで止まった。", &["2024-04-28/2024-05-03"]);
    }

    #[test]
    fn eras_count_from_their_first_year() {
        check("", "令和五年四月六日", &["2023-04-06"]);
        check("", "平成29年10月から30年2月まで", &["2017-10/2018-02"]);
        check("", "昭和64年1月7日、平成元年1月8日、㋿元年5月", &["1989-01-07", "1989-01-08", "2019-05"]);
        check("", "H30.4.6に受付、R元.5.1に完了", &["2018-04-06", "2019-05-01"]);
        check("", "延長2年の契約", &[]);
    }

    #[test]
    fn relative_words_count_from_the_text_or_from_publication() {
        check("2024-04-29", "4月6日に気付き、同日中に止め、翌日公表した。", &["2024-04-06", "2024-04-06", "2024-04-07"]);
        check("2024-04-29", "昨日届いた。先月末に止めた。", &["2024-04-28", "2024-03"]);
        check("2024-04-29", "一昨年10月9日、同年9月、おととし", &["2022-10-09", "2022-09", "2022"]);
        check("2024-04-29", "先週の金曜日に起き、先週末に止めた。", &["2024-04-26", "2024-04-27/2024-04-28"]);
        check(
            "2024-04-29",
            "県は16日、4月3日に届いたと発表した。市も同日、公表した。",
            &["2024-04-16", "2024-04-03", "2024-04-16"],
        );
        check("2021-04-29", "昨年12/7に公表した。", &["2020-12-07"]);
        check("2024-04-29", "先月(3月)25日に持ち帰った。", &["2024-03-25"]);
        check("2024-04-29", "4月6日に届いた。その3日後に開いた。", &["2024-04-06", "2024-04-09"]);
        check("2024-04-29", "4月6日に届いた。次の日に開き、その夜に消した。", &["2024-04-06", "2024-04-07", "2024-04-07"]);
        check("2024-04-29", "攻撃は金曜から。月曜から金曜まで営業する。", &["2024-04-26"]);
        check("2024-04-29", "1/30→2/3→2/5", &["2024-01-30", "2024-02-03", "2024-02-05"]);
        check("2023-11-30", "勤労感謝の日の前日、なくした。", &["2023-11-23", "2023-11-22"]);
    }

    #[test]
    fn a_year_of_something_else_is_no_context() {
        check("2024-04-29", "1998年設立の会社で、4月6日に発覚した。", &["1998", "2024-04-06"]);
        check("2016-06-14", "日本年金機構が公表した。", &[]);
        check("2024-04-29", "2023年6月に移した。5年前にも起きた。10月に公表した。", &["2023-06", "2019-04-29", "2023-10"]);
        check("2024-04-20", "4/27 15:00追記。24日以降も攻撃を受けた。", &["2024-04-27", "2024-04-24"]);
        check("2024-04-29", "会員は1万人(2021年3月末現在)で、4月6日に発覚した。", &["2021-03", "2024-04-06"]);
    }

    #[test]
    fn nothing_panics() {
        for text in
            ["翌", "同", "年", "2", "12/", "R", "その", "約", "99日", "13月45日", "令和", "令和99年", "0年", "9999年12月31日翌日"]
        {
            found(text, Some("9999-12-31"));
            found(text, Some("0001-01-01"));
            found(text, None);
        }
    }
}
