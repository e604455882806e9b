//! Lines that end where the paper ended: sentences cut by the width of a page, as in mail, old pages and pages made of PDF.

use super::dates;

/// From how many characters on a line may have been cut by the width of the page.
const LONG: usize = 25;

/// Whether most of the long lines end in the middle of a sentence, and those at about the same width: the lines are cut by
/// width, not by sense.
pub(super) fn is_cut_by_width<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> bool {
    let width = lines.clone().map(|line| line.chars().count()).max().unwrap_or(0);
    let (mut long, mut cut, mut narrow) = (0, 0, 0);
    for (line, next) in lines.clone().zip(lines.skip(1)) {
        let length = line.chars().count();
        let is_cut = goes_on(line, next);
        long += usize::from(length >= LONG);
        cut += usize::from(is_cut);
        narrow += usize::from(is_cut && length * 4 < width * 3);
    }
    cut >= 2 && cut * 2 >= long && narrow * 4 <= cut
}

/// Whether `next` is the rest of the sentence that `line` begins, in lines that are cut by width.
pub(super) fn goes_on(line: &str, next: &str) -> bool {
    line.chars().count() >= LONG
        && !ends_sentence(line)
        && !next.starts_with("http")
        && !next.starts_with(['・', '●', '○', '■', '※', '(', '（', '【', '-', '●'])
        && !begins_entry(next)
}

/// Whether a line begins with a day that a blank sets off: `02/13  北浜市  …`.
fn begins_entry(line: &str) -> bool {
    let first = if line.starts_with(|c: char| c.is_numeric()) { dates::dates(line).first().copied() } else { None };
    first.is_some_and(|dated| dated.start == 0 && line[dated.end..].starts_with(char::is_whitespace))
}

/// A line with the rest of its sentence; a blank parts only Latin words.
pub(super) fn push_rest(line: &mut String, rest: &str) {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || c == ',';
    if line.ends_with(is_latin) && rest.starts_with(is_latin) && !line.ends_with(|c: char| c.is_ascii_digit()) {
        line.push(' ');
    }
    line.push_str(rest);
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['。', '．', '.', '!', '?', '！', '？', '」', '』', ')', '）', ':', '：', '…'])
}

/// The lines of a text with those joined that are cut by width.
pub(super) fn unwrapped(text: &str) -> Option<String> {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    if breaks < 2 || !is_cut_by_width(text.lines()) {
        return None;
    }
    let mut whole = String::with_capacity(text.len());
    let mut previous: Option<&str> = None;
    for line in text.lines() {
        match previous {
            Some(previous) if goes_on(previous, line) => push_rest(&mut whole, line),
            Some(_) => {
                whole.push('\n');
                whole.push_str(line);
            }
            None => whole.push_str(line),
        }
        previous = Some(line);
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cut_by_width_are_told_from_lines_cut_by_sense() {
        let cut = [
            "当社のサーバーが第三者による不正アクセスを受け、お客様の個",
            "人情報が外部に流出した可能性があることが、外部の専門会社に",
            "よる調査で判明いたしました。",
        ];
        assert!(is_cut_by_width(cut.into_iter()));
        let whole = [
            "氏名、住所、電話番号のほか、ご注文の内容が含まれていました。",
            "クレジットカードの番号は含まれておらず、流出しておりません。",
            "対象のお客様 120名",
        ];
        assert!(!is_cut_by_width(whole.into_iter()));
    }

    #[test]
    fn a_sentence_is_joined_without_a_blank() {
        let mut line = "お客様の個".to_owned();
        push_rest(&mut line, "人情報");
        assert_eq!(line, "お客様の個人情報");
        let mut line = "managed by Aoba".to_owned();
        push_rest(&mut line, "Trading");
        assert_eq!(line, "managed by Aoba Trading");
    }

    #[test]
    fn items_and_notes_begin_anew() {
        let line = "お客様の個人情報が外部に流出した可能性があることが判明いたしましたので別紙の";
        assert!(goes_on(line, "とおりお知らせいたします。"));
        assert!(!goes_on(line, "※ 件数は延べ"));
        assert!(!goes_on(line, "02/13  北浜市  名簿を紛失"));
        assert!(goes_on(line, "2月13日に北浜市が"));
        assert!(!goes_on("短い行", "つづき"));
    }
}
