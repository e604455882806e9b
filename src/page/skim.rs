//! The characters of an HTML page without its tree: all that a post of the page could hold, and more.
//!
//! Most pages of an archive have none of the words that an incident is told with. To see that takes neither the page's
//! structure nor its article, so that they are left before they are parsed. What is skimmed may have too much (menus, words
//! that stand in two blocks, no blanks at all) but lacks nothing that [`super::read`] would give: where that is in doubt,
//! the page is not skimmed. Nor is one of which the reader should be told that it is cut off, has no text, or shows its
//! article only by a program.

use super::flow::is_block;
use super::markup::MAX_TAG;
use super::script::SHELL;
use super::tree::{MAX_DEPTH, is_unseen, is_void};

/// The characters of a page without white space; `None` if the page must be parsed to know them.
pub(super) fn skim(html: &str) -> Option<String> {
    let is_whole = ends_with_html(html.trim_end());
    if !is_whole || html.contains('\0') {
        return None;
    }
    let mut skimmer = Skimmer { html, at: 0, ..Skimmer::default() };
    while skimmer.at < html.len() {
        skimmer.text()?;
        skimmer.tag()?;
    }
    skimmer.end_block();
    if skimmer.shown <= SHELL {
        return None;
    }
    // Where a page is not nested as it should be, what seems unseen may be seen.
    skimmer.seen.push('\n');
    skimmer.seen.push_str(&skimmer.unseen);
    Some(skimmer.seen)
}

/// Whether a page ends as a whole one does.
fn ends_with_html(page: &str) -> bool {
    const END: &[u8] = b"</html>";
    page.len().checked_sub(END.len()).is_some_and(|start| page.as_bytes()[start..].eq_ignore_ascii_case(END))
}

/// A page up to where it is skimmed.
#[derive(Default)]
struct Skimmer<'h> {
    html: &'h str,
    at: usize,
    seen: String,
    unseen: String,
    /// The element that is not shown in which the place is, and how many of its name are open.
    hidden: Option<(String, usize)>,
    /// How many elements seem to be open.
    depth: usize,
    /// How many tables are open.
    tables: usize,
    in_link: bool,
    /// Whether the block has a link.
    has_link: bool,
    /// How many characters of sentences the block has.
    in_block: usize,
    /// How many characters of sentences the page shows at least.
    shown: usize,
}

/// What a tag says.
struct Tag {
    name: String,
    is_end: bool,
    is_hiding: bool,
    end: usize,
}

impl Skimmer<'_> {
    /// Reads up to the next tag.
    fn text(&mut self) -> Option<()> {
        let rest = &self.html[self.at..];
        let length = rest.find('<').unwrap_or(rest.len());
        let text = &rest[..length];
        self.at += length;
        let out = if self.hidden.is_some() { &mut self.unseen } else { &mut self.seen };
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('&') {
            push(out, before);
            rest = entity(after, out)?;
        }
        push(out, rest);
        let counts = self.shown <= SHELL && !self.has_link && self.tables == 0 && self.hidden.is_none();
        if counts && text.contains(['。', '．']) {
            self.in_block += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        Some(())
    }

    /// Reads a tag or comment.
    fn tag(&mut self) -> Option<()> {
        let rest = &self.html[self.at..];
        if rest.is_empty() {
            return Some(());
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->")?;
            if comment.starts_with(['>', '-']) || comment[..end].contains("--!>") {
                return None;
            }
            self.at += "<!--".len() + end + "-->".len();
            return Some(());
        }
        match rest.as_bytes().get(1) {
            Some(b'!' | b'?') => self.at += rest.find('>')? + 1,
            Some(b'/') if !rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) => return None,
            Some(b'/' | b'a'..=b'z' | b'A'..=b'Z') => {
                let tag = Tag::read(rest)?;
                self.at += tag.end;
                self.element(&tag)?;
            }
            _ => {
                self.at += 1;
                push(if self.hidden.is_some() { &mut self.unseen } else { &mut self.seen }, "<");
            }
        }
        Some(())
    }

    fn element(&mut self, tag: &Tag) -> Option<()> {
        let name = tag.name.as_str();
        let is_void = is_void(name);
        if matches!(name, "xmp" | "noembed" | "plaintext") {
            return None;
        }
        if is_block(name) || name == "br" {
            self.end_block();
        }
        if tag.is_end {
            self.depth = self.depth.saturating_sub(usize::from(!is_void));
        } else {
            self.depth += usize::from(!is_void);
        }
        if self.depth >= MAX_DEPTH {
            return None;
        }
        match name {
            "a" => {
                self.in_link = !tag.is_end;
                self.has_link = true;
            }
            "table" if tag.is_end => self.tables = self.tables.saturating_sub(1),
            "table" => self.tables += 1,
            "script" | "style" | "title" | "textarea" | "iframe" | "noframes" if !tag.is_end => return self.raw(tag),
            _ => {}
        }
        match &mut self.hidden {
            Some((hidden, open)) => {
                // A reading ends where the next begins.
                let ends = matches!(&**hidden, "rt" | "rp" | "rtc") && matches!(name, "rt" | "rp" | "rb" | "rtc" | "ruby");
                if ends && (tag.is_end || name == "rb") || *hidden == name && tag.is_end && *open == 1 {
                    self.hidden = None;
                } else if *hidden == name && !ends {
                    *open = if tag.is_end { *open - 1 } else { *open + 1 };
                }
            }
            None if !tag.is_end && !is_void && (is_unseen(name) || tag.is_hiding) => self.hidden = Some((name.to_owned(), 1)),
            None => {}
        }
        Some(())
    }

    /// Passes over an element in which nothing is a tag but its own end.
    fn raw(&mut self, tag: &Tag) -> Option<()> {
        let mut end = self.at;
        loop {
            end += self.html[end..].find("</")?;
            let name = self.html.as_bytes().get(end + 2..end + 2 + tag.name.len())?;
            let after = self.html.as_bytes().get(end + 2 + tag.name.len())?;
            if name.eq_ignore_ascii_case(tag.name.as_bytes())
                && matches!(after, b'>' | b'/' | b'\t' | b'\n' | b'\r' | b'\x0c' | b' ')
            {
                break;
            }
            end += 2;
        }
        if tag.name == "script" && self.html[self.at..end].contains("<!--") {
            return None;
        }
        self.at = end + Tag::read(&self.html[end..])?.end;
        self.depth -= 1;
        Some(())
    }

    fn end_block(&mut self) {
        if !self.has_link {
            self.shown += self.in_block;
        }
        self.in_block = 0;
        self.has_link = self.in_link;
    }
}

impl Tag {
    /// The tag at the beginning of `html`; `None` if nothing ends it, or it is longer than one that is read.
    fn read(html: &str) -> Option<Self> {
        let bytes = html.as_bytes();
        let is_end = bytes[1] == b'/';
        let begin = 1 + usize::from(is_end);
        let is_blank = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c' | b' ');
        let ends_name = |byte: &u8| is_blank(*byte) || matches!(byte, b'/' | b'>');
        let mut at = begin + bytes[begin..].iter().position(&ends_name)?;
        let mut tag = Self { name: html[begin..at].to_ascii_lowercase(), is_end, is_hiding: false, end: 0 };
        let mut bare = 0;
        loop {
            while is_blank(*bytes.get(at)?) || bytes[at] == b'/' {
                at += 1;
            }
            if bytes[at] == b'>' {
                tag.end = at + 1;
                return (bare <= MAX_TAG / 2).then_some(tag);
            }
            let name = at;
            at += 1 + bytes[at + 1..].iter().position(|byte| ends_name(byte) || *byte == b'=')?;
            let name = name..at;
            bare += name.len() + 1;
            while is_blank(*bytes.get(at)?) {
                at += 1;
            }
            let mut value = at..at;
            if bytes[at] == b'=' {
                at += 1;
                while is_blank(*bytes.get(at)?) {
                    at += 1;
                }
                if let quote @ (b'"' | b'\'') = bytes[at] {
                    let length = bytes[at + 1..].iter().position(|&byte| byte == quote)?;
                    value = at + 1..at + 1 + length;
                    at = value.end + 1;
                } else {
                    let length = bytes[at..].iter().position(|&byte| is_blank(byte) || byte == b'>')?;
                    value = at..at + length;
                    bare += length;
                    at = value.end;
                }
            }
            tag.is_hiding |= hides(&bytes[name], &bytes[value])?;
        }
    }
}

/// Whether an attribute hides the element; `None` if that is not plain.
fn hides(name: &[u8], value: &[u8]) -> Option<bool> {
    if name.eq_ignore_ascii_case(b"hidden") {
        return Some(true);
    }
    if !name.eq_ignore_ascii_case(b"style") || value.is_empty() {
        return Some(false);
    }
    let value: Vec<u8> = value.iter().copied().filter(|&byte| byte != b' ').collect();
    if value.contains(&b'&') {
        return None;
    }
    Some(value.windows(b"display:none".len()).any(|part| part == b"display:none"))
}

/// Adds the characters of a text that have a shape.
fn push(out: &mut String, text: &str) {
    let is_shapeless = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}');
    text.split(is_shapeless).for_each(|part| out.push_str(part));
}

/// Adds the character that a reference behind `&` stands for, and gives what follows it; `None` for one that is not known
/// here.
fn entity<'t>(after: &'t str, out: &mut String) -> Option<&'t str> {
    if let Some(number) = after.strip_prefix('#') {
        let (radix, digits) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (16, digits),
            None => (10, number),
        };
        let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let code = u32::from_str_radix(&digits[..length], radix).ok().filter(|code| !(0x80..0xa0).contains(code))?;
        push(out, char::from_u32(code)?.encode_utf8(&mut [0; 4]));
        return Some(digits[length..].strip_prefix(';').unwrap_or(&digits[length..]));
    }
    let length = after.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if length == 0 {
        out.push('&');
        return Some(after);
    }
    let character = match (&after[..length], after[length..].starts_with(';')) {
        ("amp", true) => "&",
        ("lt", true) => "<",
        ("gt", true) => ">",
        ("quot", true) => "\"",
        ("apos", true) => "'",
        ("nbsp" | "ensp" | "emsp" | "thinsp" | "shy", true) => "",
        ("copy", true) => "©",
        ("reg", true) => "®",
        ("raquo", true) => "»",
        ("laquo", true) => "«",
        ("rsaquo", true) => "›",
        ("lsaquo", true) => "‹",
        ("middot", true) => "·",
        ("hellip", true) => "…",
        ("mdash", true) => "—",
        ("ndash", true) => "–",
        ("times", true) => "×",
        ("yen", true) => "¥",
        ("rarr", true) => "→",
        _ => return None,
    };
    out.push_str(character);
    Some(&after[length + 1..])
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::page::{Hints, decoded, html};

    /// A paragraph that is long enough for a page that is not empty.
    const STORY: &str = "市は公園の花壇に新しい花を植え、来月から見頃を迎えると知らせた。";

    fn page(body: &str) -> String {
        format!("<!DOCTYPE html><html><head><title>花</title></head><body>{body}<p>{}</p></body></html>", STORY.repeat(5))
    }

    /// What a reader sees of a page, without white space, block by block.
    fn blocks(page: &str) -> Vec<String> {
        let (page, _) = html::read(page, &Hints::default()).unwrap();
        let blocks = page.posts.iter().flat_map(|post| &post.blocks);
        blocks.map(|block| block.text.split_whitespace().collect()).collect()
    }

    #[track_caller]
    fn check(body: &str) {
        let page = page(body);
        let skimmed = skim(&page).unwrap_or_else(|| panic!("{body} is not skimmed"));
        for block in blocks(&page) {
            assert!(skimmed.contains(&block), "{block} of {body} is not in {skimmed}");
        }
    }

    #[test]
    fn words_are_whole_whatever_stands_in_them() {
        for body in [
            "<p>個人<b>情</b>報の\n流<span class=a>出</span></p>",
            "<p>情報の漏<ruby>洩<rt>えい</ruby>がある</p><p>漏<ruby>洩<rp>(</rp><rt>えい</rt><rp>)</rp></ruby>した</p>",
            "<p>流<!-- 注 -->出<script>if (a < b) { document.write('<p>') }</script>した</p>",
            "<p>流<span style='display: none'>れ<span>て</span></span>出<button>押す</button>した&amp;&#28431;&#x3048;&nbsp;い</p>",
            "<div hidden>隠<div>す</div></div><p>流<wbr>出&shy;した</p><pre>流\n出</pre><p title='a > b'>流出 < 漏出</p>",
            "<ul><li>一<li>二</ul><table><tr><td>流出<td>漏出</table><select><option>流<option>出</select><p>紛失</p>",
        ] {
            check(body);
        }
    }

    #[test]
    fn what_is_in_doubt_is_not_skimmed() {
        for body in ["<p>&eacute;</p>", "<xmp>流出</xmp>", "<!-- 流出", "<p title='流出>", "<script>流出", "<!--> 流出 -->"]
        {
            assert_eq!(skim(&page(body)), None, "{body}");
        }
        assert_eq!(skim(page("").trim_end_matches("</html>")), None);
        assert_eq!(skim("<html><body><p>短い。</p></body></html>"), None);
    }

    #[test]
    fn the_fixtures_lack_nothing() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let mut count = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "html") {
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let page = decoded(&bytes, None);
            let Some(skimmed) = skim(&page) else { continue };
            for block in blocks(&page) {
                assert!(skimmed.contains(&block), "{block} of {} is not skimmed", path.display());
            }
            count += 1;
        }
        assert!(count > 50, "only {count} pages are skimmed");
    }
}
