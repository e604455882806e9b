//! HTML → tags and texts, as section 13.2.5 of the HTML standard cuts them.
//!
//! What stands in the page as it is read is a slice of it. Comments, declarations and the attributes of end tags are
//! passed over. Takes time in proportion to the page.

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::{memchr, memchr_iter, memchr2, memchr2_iter, memchr3};

/// The longest tag, in bytes outside quotation marks, that is read: a tag with a thousand attributes is no tag.
const MAX_TAG: usize = 2048;

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'h> {
    /// The beginning of an element.
    Start(Tag<'h>),
    /// The end of an element, with its name in small letters.
    End(Cow<'h, str>),
    /// Characters.
    Text(Cow<'h, str>),
}

/// A tag that begins an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    /// The element's name, in small letters.
    pub(super) name: Cow<'h, str>,
    /// Its attributes, each name once and in small letters, with their values.
    pub(super) attributes: Vec<(Cow<'h, str>, Cow<'h, str>)>,
}

/// The tags and texts of a page, one after another. Two texts may stand side by side.
#[derive(Debug)]
pub(super) struct Tokens<'h> {
    html: &'h str,
    /// Up to where it is read.
    at: usize,
    /// What the element that has just begun holds, if no tag but its own end is one in it.
    raw: Option<(Raw, Cow<'h, str>)>,
    is_cut: bool,
}

/// What an element holds in which no tag but its own end is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    /// Characters and references to characters.
    Text,
    /// Characters alone.
    Characters,
    /// Characters alone, in which an end tag may be commented out.
    Script,
}

/// Where characters stand, which decides what some of them mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Value,
    Raw(Raw),
}

impl<'h> Tokens<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self { html: html.strip_prefix('\u{feff}').unwrap_or(html), at: 0, raw: None, is_cut: false }
    }

    /// Whether the page, read to its end, ended in the middle of a tag or comment.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut
    }

    fn rest(&self) -> &'h str {
        &self.html[self.at..]
    }

    /// Passes over the characters that `is_passed`.
    fn pass(&mut self, is_passed: impl Fn(u8) -> bool) {
        self.at += self.rest().bytes().take_while(|&byte| is_passed(byte)).count();
    }

    /// Passes over `length` bytes, or where there is no such length over the rest; says whether there is.
    fn pass_to(&mut self, length: Option<usize>) -> bool {
        self.at = length.map_or(self.html.len(), |length| self.at + length);
        length.is_some()
    }

    /// The characters up to the next markup; `None` if it stands here.
    fn text(&mut self) -> Option<Token<'h>> {
        let rest = self.rest();
        let begins_markup = |&at: &usize| match rest.as_bytes()[at + 1..] {
            [b'/', _, ..] | [b'!' | b'?', ..] => true,
            [next, ..] => next.is_ascii_alphabetic(),
            [] => false,
        };
        let markup = memchr_iter(b'<', rest.as_bytes()).find(begins_markup);
        self.is_cut |= markup.is_none() && (rest.ends_with('<') || rest.ends_with("</"));
        let text = &rest[..markup.unwrap_or(rest.len())];
        self.at += text.len();
        (!text.is_empty()).then(|| Token::Text(characters(text, Place::Text)))
    }

    /// The tag that begins here; `None` if another kind of markup does.
    fn markup(&mut self) -> Option<Token<'h>> {
        let rest = self.rest();
        let open = if rest.starts_with("</") { 2 } else { 1 };
        if rest.as_bytes().get(open).is_some_and(u8::is_ascii_alphabetic) {
            self.at += open;
            return self.tag(open == 2);
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.is_cut |= !self.pass_to(comment_end(comment).map(|end| "<!--".len() + end));
        } else {
            let is_doctype = rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case("doctype"));
            let is_ended = self.pass_to(memchr(b'>', rest.as_bytes()).map(|end| end + 1));
            self.is_cut |= is_doctype && !is_ended;
        }
        None
    }

    /// The tag whose name begins here; `None` if it does not end, or is too long.
    fn tag(&mut self, is_end: bool) -> Option<Token<'h>> {
        let name = self.name(|byte| matches!(byte, b'/' | b'>'));
        let mut attributes: Vec<(Cow<str>, Cow<str>)> = Vec::new();
        let mut bare = name.len();
        loop {
            self.pass(|byte| is_blank(byte) || byte == b'/');
            match self.rest().bytes().next() {
                None => {
                    self.is_cut = true;
                    return None;
                }
                Some(b'>') => break,
                Some(_) => {}
            }
            let name = self.name(|byte| matches!(byte, b'/' | b'>' | b'='));
            let (value, is_quoted) = self.value();
            bare += 1 + name.len() + if is_quoted { 0 } else { value.len() };
            if bare > MAX_TAG {
                self.pass_to(memchr2(b'<', b'>', self.rest().as_bytes()));
                self.pass(|byte| byte == b'>');
                return None;
            }
            if !is_end && attributes.iter().all(|(known, _)| *known != name) {
                attributes.push((name, characters(value, Place::Value)));
            }
        }
        self.at += 1;
        if is_end {
            return Some(Token::End(name));
        }
        self.raw = raw(&name).map(|raw| (raw, name.clone()));
        Some(Token::Start(Tag { name, attributes }))
    }

    /// The name of an element or attribute: one character, and all up to white space or another that ends it.
    fn name(&mut self, ends: impl Fn(u8) -> bool) -> Cow<'h, str> {
        let rest = self.rest();
        let end = rest.bytes().skip(1).position(|byte| is_blank(byte) || ends(byte)).map_or(rest.len(), |length| 1 + length);
        self.at += end;
        let name = &rest[..end];
        let is_plain = !name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == 0);
        if is_plain { name.into() } else { name.to_ascii_lowercase().replace('\0', "\u{fffd}").into() }
    }

    /// The value of the attribute whose name is read, as it is written, and whether it stands in quotation marks; one that
    /// has none has the empty one.
    fn value(&mut self) -> (&'h str, bool) {
        self.pass(is_blank);
        if !self.rest().starts_with('=') {
            return ("", false);
        }
        self.at += 1;
        self.pass(is_blank);
        let rest = self.rest();
        if let Some(quote @ (b'"' | b'\'')) = rest.bytes().next() {
            let end = memchr(quote, &rest.as_bytes()[1..]).map(|length| 1 + length);
            self.pass_to(end.map(|end| end + 1));
            return (&rest[1..end.unwrap_or(rest.len())], true);
        }
        let end = rest.bytes().position(|byte| is_blank(byte) || byte == b'>').unwrap_or(rest.len());
        self.at += end;
        (&rest[..end], false)
    }

    /// What an element called `name` holds in which no tag but its own end is one; `None` if it is empty.
    fn raw_text(&mut self, raw: Raw, name: &str) -> Option<Token<'h>> {
        let rest = self.rest();
        let (end, is_cut) = match raw {
            Raw::Script => script_end(rest.as_bytes()),
            _ => (memchr_iter(b'<', rest.as_bytes()).find(|&at| is_tag(&rest.as_bytes()[at..], b"</", name)), false),
        };
        self.is_cut |= is_cut;
        let text = &rest[..end.unwrap_or(rest.len())];
        self.at += text.len();
        (!text.is_empty()).then(|| Token::Text(characters(text, Place::Raw(raw))))
    }
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        if let Some((raw, name)) = self.raw.take()
            && let Some(text) = self.raw_text(raw, &name)
        {
            return Some(text);
        }
        while self.at < self.html.len() {
            let token = self.text().or_else(|| self.markup());
            if token.is_some() {
                return token;
            }
        }
        None
    }
}

/// What an element holds, if no tag but its own end is one in it.
fn raw(name: &str) -> Option<Raw> {
    match name {
        "title" | "textarea" => Some(Raw::Text),
        "script" => Some(Raw::Script),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(Raw::Characters),
        _ => None,
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// Whether bytes begin with `open` and a whole name in any letters.
fn is_tag(bytes: &[u8], open: &[u8], name: &str) -> bool {
    bytes.strip_prefix(open).and_then(|rest| rest.split_at_checked(name.len())).is_some_and(|(found, rest)| {
        found.eq_ignore_ascii_case(name.as_bytes())
            && rest.first().is_some_and(|&byte| is_blank(byte) || matches!(byte, b'/' | b'>'))
    })
}

/// Where a comment ends, from behind its `<!--`.
fn comment_end(comment: &str) -> Option<usize> {
    let is_end =
        |&at: &usize| matches!(&comment[..at], "" | "-") || comment[..at].ends_with("--") || comment[..at].ends_with("--!");
    memchr_iter(b'>', comment.as_bytes()).find(is_end).map(|at| at + 1)
}

/// Where a script ends, if it does: at its end tag, unless that ends a script that is commented out in it. And whether the
/// page ends in a comment of the script.
fn script_end(script: &[u8]) -> (Option<usize>, bool) {
    #[derive(PartialEq)]
    enum In {
        Script,
        Comment,
        ScriptInComment,
    }
    let mut place = In::Script;
    for at in memchr2_iter(b'<', b'>', script) {
        let rest = &script[at..];
        let ends = is_tag(rest, b"</", "script");
        place = match place {
            In::Script | In::Comment if ends => return (Some(at), false),
            _ if rest[0] == b'>' && script[..at].ends_with(b"--") => In::Script,
            In::Script if rest.starts_with(b"<!--") => In::Comment,
            In::Comment if is_tag(rest, b"<", "script") => In::ScriptInComment,
            In::ScriptInComment if ends => In::Comment,
            same => same,
        };
    }
    (None, place != In::Script)
}

/// The characters that are written as `text`.
fn characters(text: &str, place: Place) -> Cow<'_, str> {
    let has_references = !matches!(place, Place::Raw(Raw::Characters | Raw::Script));
    let next = |rest: &str| {
        let bytes = rest.as_bytes();
        if has_references { memchr3(b'&', b'\r', 0, bytes) } else { memchr2(b'\r', 0, bytes) }
    };
    let Some(mut at) = next(text) else { return text.into() };
    let mut characters = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        characters.push_str(&rest[..at]);
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match sign {
            b'&' => rest = reference(rest, place, &mut characters),
            b'\r' => {
                characters.push('\n');
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
            _ if place == Place::Text => {}
            _ => characters.push('\u{fffd}'),
        }
        let Some(following) = next(rest) else { break };
        at = following;
    }
    characters.push_str(rest);
    characters.into()
}

/// Adds the character that a reference stands for whose `&` stands before `rest`, or just that `&` if there is none. Gives
/// what stands behind it.
fn reference<'t>(rest: &'t str, place: Place, characters: &mut String) -> &'t str {
    let found = if let Some(number) = rest.strip_prefix('#') { numeric(number) } else { named(rest, place) };
    let (found, rest) = found.unwrap_or((['&', '\0'], rest));
    characters.extend(found.into_iter().filter(|&c| c != '\0'));
    rest
}

/// The character that a number behind `&#` stands for, and what stands behind it.
fn numeric(number: &str) -> Option<([char; 2], &str)> {
    let (radix, digits) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, number),
    };
    let rest = digits.trim_start_matches(|c: char| c.is_digit(radix));
    let digits = digits[..digits.len() - rest.len()].chars();
    let code = digits
        .map(|c| c.to_digit(radix).unwrap_or_default())
        .reduce(|code, digit| code.saturating_mul(radix).saturating_add(digit))?;
    let in_windows = code.checked_sub(0x80).and_then(|index| C1_REPLACEMENTS.get(index as usize)).copied().flatten();
    let character = in_windows.or_else(|| char::from_u32(code).filter(|&c| c != '\0')).unwrap_or('\u{fffd}');
    Some(([character, '\0'], rest.strip_prefix(';').unwrap_or(rest)))
}

/// The characters that the longest name behind `&` stands for, and what stands behind it.
fn named(rest: &str, place: Place) -> Option<([char; 2], &str)> {
    let lengths = (1..=rest.len()).take_while(|&length| rest.is_char_boundary(length));
    // The names are in the table with all their beginnings, which stand for nothing.
    let names = lengths.map_while(|length| Some((length, NAMED_ENTITIES.get(&rest[..length])?)));
    let (length, &(first, second)) = names.filter(|(_, codes)| codes.0 != 0).last()?;
    let (name, rest) = rest.split_at(length);
    // Addresses have names of parameters behind `&`.
    let goes_on = rest.starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric());
    if place == Place::Value && goes_on && !name.ends_with(';') {
        return None;
    }
    Some(([char::from_u32(first)?, char::from_u32(second)?], rest))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::fs;
    use std::path::Path;

    use html5ever::tendril::StrTendril;
    use html5ever::tokenizer::states::RawKind;
    use html5ever::tokenizer::{self, BufferQueue, TagKind, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
    use proptest::prelude::*;

    use super::*;

    /// What html5ever's tokenizer gives, two texts that stand side by side as one, and whether it says that the page is cut.
    #[derive(Default)]
    struct Standard {
        tokens: RefCell<Vec<Token<'static>>>,
        is_cut: RefCell<bool>,
    }

    impl TokenSink for Standard {
        type Handle = ();

        fn process_token(&self, token: tokenizer::Token, _line: u64) -> TokenSinkResult<()> {
            match token {
                tokenizer::Token::TagToken(tag) => {
                    let name: Cow<str> = tag.name.to_string().into();
                    let is_end = tag.kind == TagKind::EndTag;
                    let attributes = tag.attrs.into_iter();
                    let attributes =
                        attributes.map(|it| (it.name.local.to_string().into(), it.value.to_string().into())).collect();
                    let kind = match raw(&name).filter(|_| !is_end) {
                        Some(Raw::Text) => Some(RawKind::Rcdata),
                        Some(Raw::Script) => Some(RawKind::ScriptData),
                        Some(Raw::Characters) => Some(RawKind::Rawtext),
                        None => None,
                    };
                    let token = if is_end { Token::End(name) } else { Token::Start(Tag { name, attributes }) };
                    self.tokens.borrow_mut().push(token);
                    return kind.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
                }
                tokenizer::Token::CharacterTokens(text) => self.tokens.borrow_mut().push(Token::Text(text.to_string().into())),
                tokenizer::Token::ParseError(error) if error.contains("Saw EOF") => *self.is_cut.borrow_mut() = true,
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }

    fn joined<'h>(tokens: impl IntoIterator<Item = Token<'h>>) -> Vec<Token<'h>> {
        let mut joined: Vec<Token> = Vec::new();
        for token in tokens {
            match (joined.last_mut(), token) {
                (Some(Token::Text(before)), Token::Text(text)) => before.to_mut().push_str(&text),
                (_, Token::Text(text)) if text.is_empty() => {}
                (_, token) => joined.push(token),
            }
        }
        joined
    }

    #[track_caller]
    fn check(html: &str) {
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(html));
        let tokenizer = Tokenizer::new(Standard::default(), TokenizerOpts::default());
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        let mut tokens = Tokens::new(html);
        let read: Vec<Token> = tokens.by_ref().collect();
        let Standard { tokens: standard, is_cut } = tokenizer.sink;
        assert_eq!((joined(read), tokens.is_cut()), (joined(standard.into_inner()), is_cut.into_inner()), "{html:?}");
    }

    /// What tags, comments and references are made of.
    const PARTS: &[&str] = &[
        "<",
        ">",
        "/",
        "=",
        "\"",
        "'",
        "&",
        ";",
        "#",
        "-",
        "--",
        "!",
        "?",
        " ",
        "\n",
        "\r",
        "\r\n",
        "\0",
        "\t",
        "a",
        "B",
        "x",
        "日本",
        "10",
        "<p>",
        "</p>",
        "<a href=",
        "<A HREF=\"",
        "<br/>",
        "</",
        "<!--",
        "-->",
        "--!>",
        "<!",
        "<!DOCTYPE html>",
        "<![CDATA[",
        "]]>",
        "<script>",
        "</script>",
        "<SCRIPT ",
        "<title>",
        "</title>",
        "<style>",
        "</style ",
        "<textarea>",
        "</textarea/",
        "&amp;",
        "&amp",
        "&lt",
        "&nbsp;",
        "&copy",
        "&notit;",
        "&not",
        "&in;",
        "&#12354;",
        "&#x3042",
        "&#x80;",
        "&#0;",
        "&#xD800;",
        "&#99999999999;",
        "&#",
        "&yen=",
        "&bne;",
        "class='a' ",
        "id=1 ",
    ];

    proptest! {
        #[test]
        fn tokens_are_those_of_the_standard(parts in prop::collection::vec(prop::sample::select(PARTS), 0..24)) {
            let html = parts.concat();
            // At the end of a page, html5ever does not tell the kinds of markup that are not begun apart.
            check(&format!("{html} "));
        }
    }

    #[test]
    fn tokens_of_the_fixtures_are_those_of_the_standard() {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")).unwrap() {
            let page = String::from_utf8_lossy(&fs::read(entry.unwrap().path()).unwrap()).into_owned();
            check(&page);
            check(&page.replace('\n', "\r\n"));
        }
    }

    #[test]
    fn a_tag_that_is_too_long_is_none() {
        let attributes = (0..2000).map(|number| format!(" a{number}=1")).collect::<Vec<_>>().concat();
        let tokens = |html: &str| -> Vec<String> { Tokens::new(html).map(|token| format!("{token:?}")).collect() };
        assert_eq!(tokens(&format!("一<p{attributes}>二")), ["Text(\"一\")", "Text(\"二\")"]);
        assert_eq!(tokens(&format!("一<p{attributes}<b>二")).len(), 3);
        assert_eq!(tokens(&format!("<p title='{}'>一", "長".repeat(5000))).len(), 2);
    }
}
