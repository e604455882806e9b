//! Reading one numeral from its characters.

use super::Number;

/// Billionths in one: how values are counted while they are read, so that `1.5万` comes out exact.
const ONE: i128 = 1_000_000_000;

/// A numeral at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// What it says.
    pub(super) number: Number,
    /// The number of bytes that it takes.
    pub(super) len: usize,
}

/// The longest numeral at the start of `text`, which must not begin inside of one.
///
/// `is_digit` says of the byte offset of a kanji in `text` whether it stands there as a digit: the 三 of 三菱 does not.
pub(super) fn read(text: &str, is_digit: impl Fn(usize) -> bool) -> Option<Numeral> {
    let numeral = read_simple(text, &is_digit)?;
    let rest = &text[numeral.len..];
    if rest.starts_with(DOZEN) {
        return dozens(numeral.number, 0, numeral.len + DOZEN.len());
    }
    // 三百と二ダース
    let Some(rest) = rest.strip_prefix('と') else { return Some(numeral) };
    let at = text.len() - rest.len();
    let more = read_simple(rest, &|offset| is_digit(at + offset));
    match more.filter(|more| rest[more.len..].starts_with(DOZEN)) {
        Some(more) => dozens(more.number, numeral.number.value, at + more.len + DOZEN.len()),
        None => Some(numeral),
    }
}

/// The value of a text that is one numeral and nothing else, such as the 二十七 of a date.
pub(in crate::extract) fn whole(text: &str) -> Option<i64> {
    read_simple(text, &|_| true).filter(|numeral| numeral.len == text.len()).map(|numeral| numeral.number.value)
}

const DOZEN: &str = "ダース";

fn dozens(number: Number, more: i64, len: usize) -> Option<Numeral> {
    let value = number.times(12)?.checked_add(more)?;
    Some(Numeral { number: Number { value, billionths: 0, ..number }, len })
}

/// What numerals are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// Digits, in billionths.
    Digits(i128),
    /// 十, 百, 千
    Unit(i128),
    /// 万, 億, 兆, 京
    Myriad(i128),
    /// 数, 何: some number below ten
    Some,
    /// 余, あまり: and some more
    More,
}

/// What has been read of a numeral. All values are in billionths.
#[derive(Debug, Clone, Copy)]
struct Reading {
    /// What is complete up to the last 万, 億 …
    total: i128,
    /// What stands after it: 2300 of 1万2千3百.
    section: i128,
    /// Digits that a unit may follow.
    pending: Option<i128>,
    /// What the next unit of the section must be below.
    unit_below: i128,
    /// What the next 万, 億 … must differ from, and a section without one be below.
    last_myriad: Option<i128>,
    /// Whether a 数 or 何 waits for its unit.
    some: bool,
    vague: bool,
}

impl Reading {
    const START: Self =
        Self { total: 0, section: 0, pending: None, unit_below: i128::MAX, last_myriad: None, some: false, vague: false };

    /// The reading after one more piece, or `None` if the piece cannot follow.
    fn with(self, piece: Piece) -> Option<Self> {
        match piece {
            Piece::Digits(_) if self.pending.is_some() => None,
            Piece::Digits(value) => Some(Self { pending: Some(value), ..self }),
            Piece::Unit(unit) if unit >= self.unit_below => None,
            Piece::Unit(unit) => {
                // 十 is 1 × 10, and so is 零十 (零 only fills the place before it).
                let times = self.pending.filter(|&value| value > 0).unwrap_or(ONE);
                let section = self.section.checked_add(times.checked_mul(unit)?)?;
                Some(Self { section, pending: None, unit_below: unit, some: false, ..self })
            }
            Piece::Myriad(myriad) => {
                let some = if self.some && self.section == 0 { ONE } else { 0 };
                let section = self.section.checked_add(self.pending.unwrap_or(some))?;
                let total = match self.last_myriad {
                    _ if section == 0 => return None,
                    Some(last) if last == myriad => return None,
                    // 一万五千億 is 15,000 × 億.
                    Some(last) if last < myriad => self.total.checked_add(section)?.checked_mul(myriad)?,
                    _ => self.total.checked_add(section.checked_mul(myriad)?)?,
                };
                Some(Self { total, last_myriad: Some(myriad), vague: self.vague, ..Self::START })
            }
            // 20数人: the digits are complete.
            Piece::Some => {
                let section = self.section.checked_add(self.pending.unwrap_or(0))?;
                Some(Self { section, pending: None, some: true, vague: true, ..self })
            }
            Piece::More => Some(Self { vague: true, ..self }),
        }
    }

    /// The number, if a numeral may end here.
    fn number(self) -> Option<Number> {
        let pending = self.pending.unwrap_or(0);
        let limit = self.last_myriad.map_or(i128::MAX, |last| last.saturating_mul(ONE));
        let unit_limit = self.unit_below.saturating_mul(ONE);
        if pending >= unit_limit || self.section.checked_add(pending)? >= limit {
            return None;
        }
        let sum = self.total.checked_add(self.section)?.checked_add(pending)?;
        let value = i64::try_from(sum / ONE).ok()?;
        Some(Number { value, billionths: (sum % ONE) as u32, vague: self.vague })
    }
}

fn read_simple(text: &str, is_digit: &impl Fn(usize) -> bool) -> Option<Numeral> {
    let mut reading = Reading::START;
    let mut at = 0;
    // The longest numeral so far, and the longest that does not end with digits whose unit may yet come.
    let (mut longest, mut closed) = (None, None);
    while let Some((piece, end)) = next_piece(text, at, is_digit) {
        let Some(next) = reading.with(piece) else {
            // In 三千四千 the 四 belongs to what follows.
            let split = matches!(piece, Piece::Unit(_) | Piece::Myriad(_)) && reading.pending.is_some();
            return if split { closed.or(longest) } else { longest };
        };
        let number = match piece {
            Piece::Some if at == 0 => None,
            Piece::More => None,
            _ => next.number(),
        };
        if let Some(number) = number {
            longest = Some(Numeral { number, len: end });
            if next.pending.is_none() {
                closed = longest;
            }
        }
        (reading, at) = (next, end);
    }
    longest
}

/// The piece at `at` and where it ends. One space is passed over before a piece that can only go on with a numeral
/// (`7万 5千`, `九十六 万`).
fn next_piece(text: &str, at: usize, is_digit: &impl Fn(usize) -> bool) -> Option<(Piece, usize)> {
    let Some(rest) = text[at..].strip_prefix(' ').filter(|_| at > 0) else { return piece(text, at, is_digit) };
    let start = text.len() - rest.len();
    let (first, end) = piece(text, start, is_digit)?;
    let goes_on = match first {
        Piece::Unit(_) | Piece::Myriad(_) => true,
        Piece::Digits(_) => text[..at].ends_with(is_multiplier) && text[end..].starts_with(is_multiplier),
        Piece::Some | Piece::More => false,
    };
    goes_on.then_some((first, end))
}

fn piece(text: &str, at: usize, is_digit: &impl Fn(usize) -> bool) -> Option<(Piece, usize)> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if first.is_ascii_digit() {
        let (value, len) = arabic(rest)?;
        return Some((Piece::Digits(value), at + len));
    }
    if at > 0 {
        let more = ["余り", "余", "あまり"].into_iter().find(|more| rest.starts_with(more));
        // 10余万: elsewhere 余り says more about the thing that is counted.
        if let Some(more) = more.filter(|more| rest[more.len()..].starts_with(['万', '億', '兆'])) {
            return Some((Piece::More, at + more.len()));
        }
    }
    if !is_digit(at) {
        return None;
    }
    let end = at + first.len_utf8();
    if let Some(unit) = unit(first) {
        return Some((Piece::Unit(unit), end));
    }
    if let Some(myriad) = myriad(first) {
        return Some((Piece::Myriad(myriad), end));
    }
    if matches!(first, '数' | '何') {
        let follows = rest[first.len_utf8()..].starts_with(is_multiplier);
        let after_ten = text[..at].ends_with(['0', '十', '百', '千']);
        return (follows || (first == '数' && after_ten)).then_some((Piece::Some, end));
    }
    let (value, len) = kanji_digits(text, at, is_digit)?;
    Some((Piece::Digits(value), at + len))
}

/// Arabic digits with thousands separators, decimals or an exponent: the value in billionths and the length.
fn arabic(text: &str) -> Option<(i128, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = digits(text);
    if len <= 3 {
        while text[len..].starts_with(',') && digits(&text[len + 1..]) == 3 {
            len += 4;
        }
    }
    let whole: String = text[..len].chars().filter(|&c| c != ',').collect();
    let mut value = whole.parse::<i64>().ok().map(i128::from)? * ONE;
    let decimals = if text[len..].starts_with('.') { digits(&text[len + 1..]) } else { 0 };
    if decimals > 0 && !text[len + 1 + decimals..].starts_with('.') {
        let mut place = ONE;
        for digit in text[len + 1..len + 1 + decimals].bytes().take(9) {
            place /= 10;
            value += i128::from(digit - b'0') * place;
        }
        len += 1 + decimals;
    }
    if text[len..].starts_with(['e', 'E']) {
        let exponent = digits(&text[len + 1..]);
        let end = len + 1 + exponent;
        if (1..=2).contains(&exponent) && !text[end..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            let power = 10i128.checked_pow(text[len + 1..end].parse().ok()?)?;
            return Some((value.checked_mul(power)?, end));
        }
    }
    Some((value, len))
}

/// Kanji digits written one place after another (二〇二一): the value in billionths and the length.
fn kanji_digits(text: &str, at: usize, is_digit: &impl Fn(usize) -> bool) -> Option<(i128, usize)> {
    let (mut value, mut len) = (0i64, 0);
    for c in text[at..].chars() {
        // A circle stands for 〇 only among other digits.
        let Some(digit) = kanji_digit(c).or((c == '○' && len > 0).then_some(0)) else { break };
        if !is_digit(at + len) {
            break;
        }
        value = value.checked_mul(10)?.checked_add(digit)?;
        len += c.len_utf8();
    }
    (len > 0).then_some((i128::from(value) * ONE, len))
}

/// The value of a kanji that is a digit.
pub(super) fn kanji_digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壱' | '壹' => 1,
        '二' | '弐' | '貳' => 2,
        '三' | '参' | '參' => 3,
        '四' => 4,
        '五' | '伍' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of 十, 百 or 千.
pub(super) fn unit(c: char) -> Option<i128> {
    Some(match c {
        '十' | '拾' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// The value of 万, 億, 兆 or 京.
pub(super) fn myriad(c: char) -> Option<i128> {
    Some(match c {
        '万' | '萬' => 10_000,
        '億' => 100_000_000,
        '兆' => 1_000_000_000_000,
        '京' => 10_000_000_000_000_000,
        _ => return None,
    })
}

fn is_multiplier(c: char) -> bool {
    unit(c).is_some() || myriad(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, value: i64) {
        let numeral = read(text, |_| true);
        assert_eq!(numeral.map(|numeral| (numeral.number.value, numeral.len)), Some((value, text.len())), "{text}");
    }

    #[test]
    fn every_way_of_writing() {
        check("1,234", 1234);
        check("12345", 12_345);
        check("十二万三千", 123_000);
        check("1万2,345", 12_345);
        check("3万2千", 32_000);
        check("5億1万4千6百", 500_014_600);
        check("一百", 100);
        check("一万零二百", 10_200);
        check("壱万弐千参百", 12_300);
        check("二〇二一", 2021);
        check("二○二一", 2021);
        check("三〇〇万", 3_000_000);
        check("1.5万", 15_000);
        check("2.35億", 235_000_000);
        check("105千万", 1_050_000_000);
        check("一万五千億", 1_500_000_000_000);
        check("7万 5千 4百", 75_400);
        check("三千 八百 九十六 万 四千 九百 六十五", 38_964_965);
        check("2e5", 200_000);
        check("10ダース", 120);
        check("三百と二ダース", 324);
        check("零十三", 13);
    }

    #[test]
    fn decimals_are_kept_exactly() {
        let number = read("1.25", |_| true).unwrap().number;
        assert_eq!((number.value, number.times(1000)), (1, Some(1250)));
    }

    #[test]
    fn vague_numerals_say_so() {
        for (text, value) in [
            ("数百", 100),
            ("十数", 10),
            ("20数", 20),
            ("数万", 10_000),
            ("数十万", 100_000),
            ("10余万", 100_000),
            ("百二十数億", 12_000_000_000),
        ] {
            let numeral = read(text, |_| true).unwrap();
            assert_eq!((numeral.number.value, numeral.number.vague, numeral.len), (value, true, text.len()), "{text}");
        }
    }

    #[test]
    fn a_numeral_ends_where_the_next_begins() {
        let len = |text| read(text, |_| true).map(|numeral| &text[..numeral.len]);
        assert_eq!(len("三千四千"), Some("三千"));
        assert_eq!(len("27,28日"), Some("27"));
        assert_eq!(len("1万20000"), Some("1万"));
        assert_eq!(len("10 20"), Some("10"));
        assert_eq!(len("数日"), None);
        assert_eq!(len("万一"), None);
    }

    #[test]
    fn what_is_too_large_is_no_numeral() {
        assert!(read("9999999999999999999999", |_| true).is_none());
        assert!(read("9999京9999京", |_| true).is_none_or(|numeral| numeral.number.value > 0));
    }
}
