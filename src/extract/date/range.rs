//! Which two dates are the ends of one stretch of time.

use std::sync::LazyLock;

use crate::pattern::Pattern;

use crate::extract::rule::CodeRule;

pub(super) const RANGE: CodeRule = CodeRule {
    id: "date/range",
    says: "Two dates with 〜, - or から…まで between: a stretch of time, both ends included. Times of day and brackets may stand \
           between; the second date may leave out what the first said.",
    hit: &[
        "《2020年12月8日から翌年3月9日》までの注文。",
        "《4月2日(金)11時頃から同月16日(火)》17時頃まで閲覧できた。",
        "《2017年6月〜2019年11月》の利用者。",
        "《5月15日から6月6日》にかけて転送された。",
        "《10月10日から12日》にかけて送られた。",
        "《2021年8月2日より2022年1月25日》までの間に侵入された。",
        "対象は《5/8から8/22》の利用者。",
        "《11月6日の受付開始から10日》の停止までに起きた。",
        "試行は《6月25日と26日》の2日間に及んだ。",
    ],
    miss: &["4月6日から受け付け、5月1日に再開した。", "4月6日、5月1日に公表した。", "4月6日と8日の2回送った。"],
};

/// A time of day, brackets, and words that make a date less exact.
const ASIDE: &str = r"(?:(?:午前|午後|正午|早朝|朝|未明|昼|夕方|夕刻|夕|深夜|夜間|夜|昼間)の?|[0-9]{1,2}時(?:[0-9]{1,2}分|半)?(?:[0-9]{1,2}秒)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|ごろ|頃|過ぎ|すぎ|付け?|\([^()\n]{0,40}\)|[、 の])*";

/// What happened on the day that is one of the ends: 6日の受付開始から10日の停止まで.
const EVENT: &str = "(?:の?[^、。0-9がをにはもで]{2,12}|に[^、。0-9がをにはも]{1,8}る)?";

/// What stands between the ends, from the end of the first date to the start of the second. から may also begin something
/// that goes on, so that what follows the second date must close it.
static MARK: LazyLock<Pattern> = LazyLock::new(|| Pattern::from(format!("^{ASIDE}(?:〜|-|―|—|→|ー){ASIDE}$")));
static FROM: LazyLock<Pattern> = LazyLock::new(|| Pattern::from(format!("^{ASIDE}{EVENT}(?:から|より|以降)、?{ASIDE}$")));
static TO: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::from(format!("^{ASIDE}{EVENT}(?:まで|迄|にかけ|の|にわた|に至る|にいたる|[。)」\n]|$)")));

/// After the second of two dates with と between, that they are one stretch.
static BOTH: Pattern = Pattern::new("^(?:の)?(?:2日間|二日間|両日|2日にわた)");

/// The longest text between the ends of a stretch of time, in bytes.
const LONGEST_GAP: usize = 240;

/// How much text after the second date is looked at, in bytes.
const LONGEST_TAIL: usize = 120;

/// Whether `gap` between two dates and `tail` after the second make them the ends of one stretch. Two fiscal years need
/// no まで: 2012年度から14年度に担任した.
pub(super) fn joins(gap: &str, tail: &str, are_fiscal_years: bool) -> bool {
    if gap.len() > LONGEST_GAP {
        return false;
    }
    let end = (0..=LONGEST_TAIL.min(tail.len())).rev().find(|&end| tail.is_char_boundary(end)).unwrap_or(0);
    // 1/30→2/3→2/5 are three days, one after the other.
    let is_series = gap.contains('→') && tail.trim_start().starts_with('→');
    // 25日と26日の2日間.
    let is_both = gap == "と" && BOTH.is_match(&tail[..end]);
    is_both || MARK.is_match(gap) && !is_series || (FROM.is_match(gap) && (are_fiscal_years || TO.is_match(&tail[..end])))
}
