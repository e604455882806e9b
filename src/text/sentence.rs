//! Where one sentence ends and the next begins.

use super::span::{Norm, Span};

/// The longest quotation, in bytes, whose inner full stops are passed over: about 300 characters. A bracket that is
/// opened and never closed must not swallow the rest of a page.
const LONGEST_QUOTATION: usize = 900;

/// The longest sentence, in bytes: about 2,000 characters. What runs on without a full stop is no prose, and would cost
/// the tokenizer memory in proportion to its length.
const LONGEST_SENTENCE: usize = 6000;

/// The sentences of `block`, which is a stretch of `norm`, in order, without the white space around them; one that is
/// longer than [`LONGEST_SENTENCE`] in pieces.
pub(super) fn split(norm: &str, block: Span<Norm>) -> Vec<Span<Norm>> {
    let mut pieces = Vec::new();
    for sentence in whole(norm, block) {
        let mut rest = sentence;
        while let Some(length) = first_piece(rest.slice(norm)) {
            let piece = Span::new(rest.start(), rest.start() + length);
            pieces.extend(trimmed(norm, piece));
            rest = Span::new(piece.end(), rest.end());
        }
        pieces.extend(trimmed(norm, rest));
    }
    pieces
}

/// Where to cut a sentence that is too long: after a comma or a space if there is one.
fn first_piece(sentence: &str) -> Option<usize> {
    if sentence.len() <= LONGEST_SENTENCE {
        return None;
    }
    let limit = (0..=LONGEST_SENTENCE).rev().find(|&at| sentence.is_char_boundary(at))?;
    let pause = sentence[..limit].char_indices().rev().find(|(_, c)| matches!(c, '、' | ',' | ' '));
    Some(pause.map_or(limit, |(at, c)| at + c.len_utf8()))
}

/// The span without the white space at its ends; `None` if nothing is left.
fn trimmed(norm: &str, span: Span<Norm>) -> Option<Span<Norm>> {
    let text = span.slice(norm);
    let start = span.start() + text.len() - text.trim_start().len();
    let length = text.trim().len();
    (length > 0).then(|| Span::new(start, start + length))
}

/// The sentences of `block`, however long.
///
/// A sentence ends after `。`, after `!` or `?` unless a name goes on (`Yahoo!ニュース`), and at a line break. Inside
/// brackets that close again soon no sentence ends.
fn whole(norm: &str, block: Span<Norm>) -> Vec<Span<Norm>> {
    let text = block.slice(norm);
    let mut sentences = Vec::new();
    let mut push = |start: usize, end: usize| sentences.extend(trimmed(norm, Span::new(start, end).shift(block.start())));
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
                    || !goes_on(&text[..at], &text[next..])
                        && !following
                            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, 'ァ'..='ヾ' | '!' | '?' | '」' | '』'))
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

/// Whether a name goes on after the mark between `before` and `after`: Yahoo! JAPAN.
fn goes_on(before: &str, after: &str) -> bool {
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    is_latin(before.chars().next_back()) && after.strip_prefix(' ').is_some_and(|after| is_latin(after.chars().next()))
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
    fn what_never_ends_is_cut() {
        let lines = |text: &str| split(text, Span::new(0, text.len())).into_iter().map(Span::len).collect::<Vec<_>>();
        assert_eq!(lines(&"あ".repeat(2000)), [6000]);
        assert_eq!(lines(&"あ".repeat(2001)), [6000, 3]);
        assert_eq!(lines(&"、あああ".repeat(1001)), [5991, 6000, 21]);
        assert_eq!(lines(&" x".repeat(6001)), [5999, 5999, 1]);
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
