//! Numerals: Arabic, full-width and kanji digits, with and without 万 and 億.

mod numeral;

pub(super) use numeral::whole;

use super::{Mention, RuleId};
use crate::dict::{self, Tables};
use crate::extract::rule::CodeRule;
use crate::text::{Noun, Pos, Span, Text, Token};

/// The value of a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The whole number that it says; of `1.5` it is 1 (see [`Number::times`]), of `1.5万` 15000.
    pub value: i64,
    /// What stands after the decimal point, in billionths.
    billionths: u32,
    /// Whether it gives no more than an order of magnitude: 数百 (100), 十数 (10), 10余万 (100000).
    pub vague: bool,
}

impl Number {
    /// The number with its decimals, times `factor`, rounded down: how many bytes 1.5 GB are. `None` where the product
    /// is too large for the type.
    #[must_use]
    pub fn times(self, factor: u64) -> Option<i64> {
        let billion = 1_000_000_000;
        let exact = i128::from(self.value) * billion + i128::from(self.billionths);
        i64::try_from(exact.checked_mul(i128::from(factor))? / billion).ok()
    }
}

/// The rules of the extractor.
pub const RULES: &[CodeRule] = &[CodeRule {
    id: "number/numeral",
    says: "A numeral in Arabic or kanji digits, with thousands separators, decimals, 十百千 and 万億兆. Digits inside a \
           Latin name (Windows10, CVE numbers) or a version (2.0.1), and kanji digits inside a word (一部, 第三者), are none.",
    hit: &[
        "会員《1万2,345》人の情報が流出した。",
        "《１２，３４５》件を誤って送信した。",
        "顧客《三千二百》人分の名簿を紛失した。",
        "およそ《5億1万4千》円の被害が出た。",
        "生徒《十数》人の答案が見つかっていない。",
        "封筒を《二》通なくした。",
        "書類《一》件を誤って渡した。",
        "容量は《1.5》GBだった。",
        "《二〇二三》年度の名簿を載せた。",
    ],
    miss: &[
        "第三者による不正アクセスを受けた。",
        "情報の一部が閲覧できる状態だった。",
        "三浦市の一般職員が持ち出した。",
        "Windows10の更新プログラムを適用した。",
        "CVE-2021-99999が悪用された。",
        "製品のバージョンは2.0.1である。",
        "〇〇市の学校で起きた。",
        "千葉県内の八百屋に一時保管した。",
        "数日後に万一に備えて一斉に確認した。",
    ],
}];

/// Finds numerals.
#[derive(Debug)]
pub struct Numbers {
    rule: RuleId,
}

impl Numbers {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(_tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self { rule: RULES[0].id.into() })
    }

    /// Every numeral of `text`, in order.
    #[must_use]
    pub fn find(&self, text: &Text) -> Vec<Mention<Number>> {
        let norm = text.norm();
        let mut mentions = Vec::new();
        let mut at = 0;
        while let Some(c) = norm[at..].chars().next() {
            if c.is_ascii_alphabetic() {
                at += counted_word(&norm[at..]).unwrap_or_else(|| latin_word(&norm[at..]));
                continue;
            }
            if c.is_ascii_digit()
                && let Some(version) = version(&norm[at..])
            {
                at += version;
                continue;
            }
            if !may_begin(c) {
                at += c.len_utf8();
                continue;
            }
            // 〇〇 alone stands for a name that is left out.
            if c == '〇' && norm[at + c.len_utf8()..].starts_with(c) {
                at += norm[at..].len() - norm[at..].trim_start_matches(c).len();
                continue;
            }
            if let Some(numeral) = numeral::read(&norm[at..], |offset| is_digit(text, at + offset)) {
                let span = Span::new(at, at + numeral.len);
                mentions.push(Mention { value: numeral.number, span, rule: self.rule.clone() });
                at += numeral.len;
            } else {
                at += digits(&norm[at..]).max(c.len_utf8());
            }
        }
        mentions
    }
}

fn may_begin(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '数' | '何') || numeral::kanji_digit(c).is_some() || numeral::unit(c).is_some()
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The length of the Latin word at the start of `text`, with the digits that belong to it: `COVID-19`, `Windows10`.
fn latin_word(text: &str) -> usize {
    let alphanumeric = |text: &str| text.bytes().take_while(|&b| b.is_ascii_alphanumeric() || b == b'_').count();
    let mut len = alphanumeric(text);
    while text[len..].starts_with('-') {
        match alphanumeric(&text[len + 1..]) {
            0 => break,
            more => len += 1 + more,
        }
    }
    len
}

/// The length of the letters at the start of `text` if a numeral with a counter follows them: the `PC` of `PC2台` is no
/// name with a digit in it.
fn counted_word(text: &str) -> Option<usize> {
    let letters = text.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'-').count();
    let rest = &text[letters..];
    let counter = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '万' | '億' | '千' | '百' | '十'));
    let counts = ["人", "件", "個", "枚", "点", "通", "台", "名", "社", "校", "本"].iter().any(|word| counter.starts_with(word));
    (counts && rest.starts_with(|c: char| c.is_ascii_digit())).then_some(letters)
}

/// The length of the version number or network address at the start of `text`: three or more groups of digits with
/// points between.
fn version(text: &str) -> Option<usize> {
    let mut len = digits(text);
    let mut points = 0;
    while text[len..].starts_with('.') && digits(&text[len + 1..]) > 0 {
        len += 1 + digits(&text[len + 1..]);
        points += 1;
    }
    (points >= 2).then_some(len)
}

/// Whether the kanji at `at` stands there as a digit, not as a part of a word: its token is made of digits alone, or of
/// digits and a counter.
fn is_digit(text: &Text, at: usize) -> bool {
    let tokens = text.tokens();
    let index = text.tokens_in(Span::new(at, at + 1)).start;
    let Some(token) = tokens.get(index) else { return false };
    let word = text.slice(token.span);
    let numeral: &str = word.trim_end_matches(|c| !is_numeral(c));
    if numeral.is_empty() || !numeral.chars().all(is_numeral) {
        return false;
    }
    let counter = &word[numeral.len()..];
    if counter.is_empty() { is_numeric(token, word) } else { COUNTERS.contains(&counter) }
}

/// What IPADIC joins with a numeral to one word that still says how many.
const COUNTERS: &[&str] = &["つ", "人", "件", "個", "日", "月", "円", "回", "枚", "点", "通", "台", "名", "社", "校"];

/// Whether a token that has only numeral characters is a numeral: several may be an adverb (万一, 一一), one a name.
fn is_numeric(token: &Token, word: &str) -> bool {
    let several = word.chars().nth(1).is_some();
    matches!(token.pos, Pos::Noun(Noun::Number) | Pos::Prefix) || (several && token.pos.is_noun())
}

fn is_numeral(c: char) -> bool {
    matches!(c, '数' | '何' | '○')
        || numeral::kanji_digit(c).is_some()
        || numeral::unit(c).is_some()
        || numeral::myriad(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Tokenizer;

    fn found(sentence: &str) -> Vec<(String, i64)> {
        static TOKENIZER: std::sync::OnceLock<Tokenizer> = std::sync::OnceLock::new();
        let text = Text::plain(TOKENIZER.get_or_init(Tokenizer::new), sentence);
        let numbers = Numbers::new(&Tables::embedded()).unwrap().find(&text);
        numbers.iter().map(|number| (text.quote(number.span).text, number.value.value)).collect()
    }

    #[test]
    fn every_rule_finds_what_its_examples_mark() {
        for rule in RULES {
            for sentence in rule.hit {
                let marked = sentence.split_once('《').and_then(|(_, rest)| rest.split_once('》')).unwrap().0;
                let found = found(&sentence.replace(['《', '》'], ""));
                assert!(found.iter().any(|(quote, _)| quote == marked), "{sentence}: {found:?}");
            }
            for sentence in rule.miss {
                assert_eq!(found(sentence), [], "{sentence}");
            }
        }
    }

    #[track_caller]
    fn check(sentence: &str, expect: &[i64]) {
        let values: Vec<i64> = found(sentence).into_iter().map(|(_, value)| value).collect();
        assert_eq!(values, expect, "{sentence}");
    }

    #[test]
    fn kanji_digits_count_where_they_are_digits() {
        check("三人の職員が一人ずつ確認した。", &[3, 1]);
        check("二つのファイルを第二報で訂正した。", &[2, 2]);
        check("二十七日に五十六社へ送った。", &[27, 56]);
        check("合計百二十万件", &[1_200_000]);
        check("大手3百貨店", &[3]);
        check("四国電機が十分な対策を一層進める。", &[]);
    }

    #[test]
    fn arabic_digits_count_outside_of_names() {
        check("A4用紙3枚、iOS15、3GB、(1)2023年", &[3, 3, 1, 2023]);
        check("27、28日に192.168.1.1から", &[27, 28]);
        check("10万 2千人", &[102_000]);
        check("PC2台とCD3枚、会員ID12,345件を渡した。", &[2, 3, 12345]);
    }
}
