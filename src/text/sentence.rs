//! Where one sentence ends and the next begins.

use super::span::{Norm, Span};

/// The longest quotation, in bytes, whose inner full stops are passed over: about 300 characters. A bracket that is
/// opened and never closed must not swallow the rest of a page.
const LONGEST_QUOTATION: usize = 900;

/// The sentences of `block`, which is a stretch of `norm`, in order, without the white space around them.
///
/// A sentence ends after `。`, after `!` or `?` unless a name goes on (`Yahoo!ニュース`), and at a line break. Inside
/// brackets that close again soon no sentence ends.
pub(super) fn split(norm: &str, block: Span<Norm>) -> Vec<Span<Norm>> {
    let text = block.slice(norm);
    let mut sentences = Vec::new();
    let mut push = |start: usize, end: usize| {
        let sentence = &text[start..end];
        let lead = sentence.len() - sentence.trim_start().len();
        let trimmed = sentence.trim();
        if !trimmed.is_empty() {
            sentences.push(Span::new(start + lead, start + lead + trimmed.len()).shift(block.start()));
        }
    };
    let mut start = 0;
    let mut quotation_end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = at + c.len_utf8();
        if let Some(close) = closing(c).filter(|_| at >= quotation_end) {
            quotation_end = end_of_quotation(&text[at..], c, close).map_or(quotation_end, |length| at + length);
        }
        let ends = match c {
            '\n' => true,
            _ if next < quotation_end => false,
            '。' | '!' | '?' => {
                let following = characters.peek().map(|&(_, c)| c);
                c == '。'
                    || !following.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, 'ァ'..='ヾ' | '!' | '?' | '」' | '』'))
            }
            _ => false,
        };
        if ends {
            // A closing bracket belongs to the sentence that it closes.
            let mut end = next;
            while let Some((at, c)) = characters.next_if(|&(_, c)| matches!(c, '」' | '』' | ')' | '】' | '。')) {
                end = at + c.len_utf8();
            }
            push(start, end);
            start = end;
        }
    }
    push(start, text.len());
    sentences
}

fn closing(c: char) -> Option<char> {
    Some(match c {
        '「' => '」',
        '『' => '』',
        '(' => ')',
        '【' => '】',
        _ => return None,
    })
}

/// The length of the quotation at the start of `text`, if it is closed on the same line and not far away.
fn end_of_quotation(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().take_while(|&(at, c)| at < LONGEST_QUOTATION && c != '\n') {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + c.len_utf8());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let sentences: Vec<&str> = split(text, Span::new(0, text.len())).into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(sentences, expect);
    }

    #[test]
    fn full_stops_and_line_breaks_end_a_sentence() {
        check("一つ目。 二つ目。\n三つ目", &["一つ目。", "二つ目。", "三つ目"]);
        check("本当?そうです!", &["本当?", "そうです!"]);
        check("", &[]);
        check("\n \n", &[]);
    }

    #[test]
    fn a_quotation_stays_in_its_sentence() {
        check("「申し訳ない。深くおわびする。」と述べた。次。", &["「申し訳ない。深くおわびする。」と述べた。", "次。"]);
        check("(詳細は後日。)発表する。", &["(詳細は後日。)発表する。"]);
        check("彼は言った。「はい。」", &["彼は言った。", "「はい。」"]);
    }

    #[test]
    fn an_unclosed_bracket_does_not_swallow_the_rest() {
        check("「開いたまま。次の文。", &["「開いたまま。", "次の文。"]);
    }

    #[test]
    fn a_mark_inside_a_name_is_no_end() {
        check("Yahoo!ニュースで知った。", &["Yahoo!ニュースで知った。"]);
    }
}
