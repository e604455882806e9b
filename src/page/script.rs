//! Articles that a page holds only as data for its own program: single-page applications whose HTML is an empty shell
//! (`__NEXT_DATA__`, `__NUXT_DATA__`, `window.__APOLLO_STATE__ = …`), and pages whose JSON-LD has an `articleBody`.
//!
//! The data of such pages have every form that their makers thought of. What is looked for is an object with a long text
//! under a name such as `body`, and beside it a title and a date.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt::Write as _;

use serde_json::{Deserializer, Map, Value};

use super::dates;
use super::flow::Piece;
use super::metadata::{Declared, folded};
use super::tree::Tree;

/// The longest script that is read, in bytes.
const LONGEST: usize = 8 * 1024 * 1024;

/// How much text is put together from the values of a script, in bytes.
const MAX_WORK: usize = 16 * 1024 * 1024;

/// What it costs to look at a value, in bytes of text.
const STEP: usize = 64;

/// How many characters in sentences an article has at least that is taken from a script.
const SHORTEST: usize = 40;

/// How many characters in sentences a page may show that is still an empty shell: a notice on cookies, say.
const SHELL: usize = 120;

/// How many times as long as what the page shows its data must be.
const TIMES: usize = 4;

/// Names of a text that is the article's, in lower case without `_` and `-`.
const BODIES: &[&str] = &[
    "articlebody",
    "body",
    "bodyhtml",
    "bodytext",
    "content",
    "contents",
    "contenthtml",
    "html",
    "maintext",
    "text",
    "detail",
    "articletext",
    "richtext",
    "message",
    "honbun",
    "blocks",
    "paragraphs",
    "sections",
];

/// Names of its title.
const TITLES: &[&str] = &["headline", "title", "articletitle", "subject", "name", "heading"];

/// Names of its day of publication.
const DATES: &[&str] = &[
    "datepublished",
    "publishedat",
    "publishdate",
    "publisheddate",
    "publishat",
    "published",
    "firstpublishedat",
    "releasedate",
    "releasedat",
    "opendate",
    "displaydate",
    "postdate",
    "postedat",
    "date",
    "pubdate",
    "createdat",
];

/// Names of what a text is made of where it is cut into pieces.
const PARTS: &[&str] =
    &["children", "content", "contents", "body", "blocks", "paragraphs", "sections", "nodes", "items", "root", "document"];

/// An article as a script has it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Held {
    title: Option<String>,
    published: Option<String>,
    /// HTML or plain text.
    body: String,
    /// How many of its characters are in sentences.
    prose: usize,
}

/// The page as it would be if its program had run: with the article that a script holds, where the page itself shows none.
/// `pieces` are what it shows.
pub(super) fn filled(html: &str, tree: &Tree, pieces: &[Piece], declared: &Declared) -> Option<String> {
    let shown: usize = pieces.iter().filter(|piece| piece.is_prose()).map(|piece| piece.letters).sum();
    if shown > SHELL {
        return None;
    }
    let held = held(tree, declared)?;
    if held.prose < shown * TIMES {
        return None;
    }
    let start = html.to_ascii_lowercase().find("<body").and_then(|body| html[body..].find('>').map(|end| body + end + 1));
    let (before, after) = html.split_at(start.unwrap_or_default());
    Some(format!("{before}{}{after}", held.to_html(declared)))
}

/// The article among the data of a page's scripts: the one whose title the page declares, then the longest.
fn held(tree: &Tree, declared: &Declared) -> Option<Held> {
    let mut search = Search { titles: [&declared.headline, &declared.title], found: None };
    if let Some(body) = &declared.body {
        search.offer(Held { title: declared.headline.clone(), published: None, body: body.clone(), prose: prose(body) });
    }
    for node in tree.all().filter(|&node| tree.name(node) == "script") {
        let script: String = tree.children(node).filter_map(|child| tree.text(child)).collect();
        if script.len() > LONGEST || tree.attribute(node, "type").is_some_and(|kind| kind.contains("ld+json")) {
            continue;
        }
        if let Some(root) = data(&script) {
            search.value(&root, &Data { root: &root, work: Cell::new(MAX_WORK) });
        }
    }
    search.found.filter(|held| held.prose >= SHORTEST)
}

/// The data in a script: all of it, or what it gives to a variable of the window.
fn data(script: &str) -> Option<Value> {
    let first = |text: &str| Deserializer::from_str(text).into_iter::<Value>().next()?.ok();
    let script = script.trim();
    if script.starts_with(['{', '[']) {
        return first(script);
    }
    let (_, given) = script.split_once("window").and_then(|(_, rest)| rest.split_once('='))?;
    let given = given.trim_start();
    match given.strip_prefix("JSON.parse(") {
        Some(quoted) => first(quoted)?.as_str().and_then(first),
        None => given.starts_with(['{', '[']).then(|| first(given))?,
    }
}

/// The data of one script.
struct Data<'a> {
    root: &'a Value,
    /// How much more text may be put together: a list may hold itself.
    work: Cell<usize>,
}

impl<'a> Data<'a> {
    /// What a field holds. Nuxt writes all values into one list and their numbers into the fields.
    fn resolved(&self, value: &'a Value) -> &'a Value {
        let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
        number.and_then(|number| self.root.as_array()?.get(number)).unwrap_or(value)
    }

    /// Whether so much more work may be done; once it may not, none may.
    fn afford(&self, cost: usize) -> bool {
        let left = self.work.get().checked_sub(cost);
        self.work.set(left.unwrap_or(0));
        left.is_some()
    }

    /// The text that a value is, or is made of.
    fn text_of(&self, value: &'a Value, depth: usize) -> Option<String> {
        const DEEPEST: usize = 12;
        const FIRST: usize = 8;
        if !self.afford(STEP) || depth > DEEPEST {
            return None;
        }
        match value {
            Value::String(text) => self.afford(text.len()).then(|| text.clone()),
            Value::Array(items) => {
                let is_inline = items.iter().take(FIRST).any(|item| item.get("type").and_then(Value::as_str) == Some("text"));
                let parts: Vec<String> = items
                    .iter()
                    .map_while(|item| (self.work.get() > 0).then(|| self.text_of(self.resolved(item), depth + 1)))
                    .flatten()
                    .collect();
                (!parts.is_empty()).then(|| parts.join(if is_inline { "" } else { "\n" }))
            }
            Value::Object(fields) => {
                let text =
                    ["rendered", "html", "text", "value"].iter().find_map(|name| self.resolved(fields.get(*name)?).as_str());
                let parts = || PARTS.iter().find_map(|name| self.text_of(self.resolved(fields.get(*name)?), depth + 1));
                match text {
                    Some(text) => self.afford(text.len()).then(|| text.to_owned()),
                    None => parts(),
                }
            }
            _ => None,
        }
    }

    /// The fields of an object that have one of `names`, in the order of the names.
    fn named(&self, fields: &'a Map<String, Value>, names: &[&str]) -> Vec<&'a Value> {
        let rank = |key: &String| {
            let key: String = key.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).take(20).collect();
            names.iter().position(|name| *name == key)
        };
        let mut found: Vec<_> = fields.iter().filter_map(|(key, value)| Some((rank(key)?, self.resolved(value)))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, value)| value).collect()
    }
}

/// Looks for the article in data.
struct Search<'a> {
    /// What the page declares to be called.
    titles: [&'a Option<String>; 2],
    found: Option<Held>,
}

impl Search<'_> {
    fn offer(&mut self, held: Held) {
        let rank = |held: &Held| (self.is_titled(held), held.prose);
        if self.found.as_ref().is_none_or(|found| rank(found) < rank(&held)) {
            self.found = Some(held);
        }
    }

    fn is_titled(&self, held: &Held) -> bool {
        let title = held.title.as_deref().map(folded).filter(|title| !title.is_empty());
        title.is_some_and(|title| self.titles.iter().any(|own| own.as_deref().is_some_and(|own| folded(own).contains(&title))))
    }

    /// Looks into `value`, a part of `data`. The reader of JSON has limited how deep it is.
    fn value<'a>(&mut self, value: &'a Value, data: &Data<'a>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.value(item, data)),
            Value::Object(fields) => {
                if let Some(held) = held_by(fields, data) {
                    self.offer(held);
                }
                fields.values().for_each(|field| self.value(field, data));
            }
            _ => {}
        }
    }
}

/// The article that an object is, if it has a title and a text of its own.
fn held_by<'a>(fields: &'a Map<String, Value>, data: &Data<'a>) -> Option<Held> {
    let texts = |names| data.named(fields, names).into_iter().filter_map(|value| data.text_of(value, 0));
    let title = texts(TITLES).find(|title| !title.trim().is_empty())?;
    let (prose, body) = texts(BODIES).map(|body| (prose(&body), body)).max_by_key(|(prose, _)| *prose)?;
    let published = data.named(fields, DATES).into_iter().find_map(moment);
    (prose > 0).then_some(Held { title: Some(title), published, body, prose })
}

/// A moment: a date in words or figures, or the seconds or milliseconds since 1970.
fn moment(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            let number = number.as_i64()?;
            let seconds = if number > 100_000_000_000 { number / 1000 } else { number };
            jiff::Timestamp::from_second(seconds).ok().filter(|_| seconds > 631_152_000)?.to_string()
        }
        _ => return None,
    };
    dates::attribute(&text).map(|_| text)
}

/// How many characters a text has in sentences, tags not counted.
fn prose(text: &str) -> usize {
    let mut in_tag = false;
    let mut count = 0;
    for c in text.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ => count += usize::from(!in_tag && !c.is_whitespace()),
        }
    }
    if text.contains(['。', '．']) { count } else { 0 }
}

impl Held {
    /// The article as HTML with its title and date. Its body may be HTML, HTML that was escaped once more, or text.
    fn to_html(&self, declared: &Declared) -> String {
        let mut html = String::from("<article>");
        // Nothing is lost if this fails; writing into a string does not.
        if let Some(title) = self.title.as_ref().or(declared.headline.as_ref()) {
            let _ = write!(html, "<h1>{}</h1>", escaped(title.trim()));
        }
        if let Some(date) = self.published.as_deref().and_then(dates::attribute) {
            let _ = write!(html, "<p><time pubdate datetime=\"{date}\">{date}</time></p>");
        }
        let body =
            if !self.body.contains('<') && self.body.contains("&lt;") { unescaped(&self.body) } else { Cow::from(&self.body) };
        if body.contains("</") || body.contains("<br") {
            html.push_str(&body);
        } else {
            for line in body.lines().filter(|line| !line.trim().is_empty()) {
                let _ = write!(html, "<p>{}</p>", escaped(line));
            }
        }
        html.push_str("</article>");
        html
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn unescaped(text: &str) -> Cow<'_, str> {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{flow, metadata};

    const STORY: &str = "青葉商事は6日、通販サイトから1,200人分の個人情報が流出したと発表した。原因は設定の誤りだった。";

    /// The page of a shell whose scripts are `scripts`.
    fn fill(shell: &str, scripts: &str) -> Option<String> {
        let html = format!("<head><title>青葉商事から流出 | 港新報</title></head><body>{shell}{scripts}</body>");
        let (tree, _) = Tree::parse(&html);
        filled(&html, &tree, &flow::pieces(&tree), &metadata::declared(&tree))
    }

    #[track_caller]
    fn check(scripts: &str, expected: &str) {
        let html = fill("<div id=root></div>", scripts).unwrap_or_else(|| panic!("nothing is found in {scripts}"));
        let start = html.find("<article>").unwrap_or_default();
        assert_eq!(
            &html[start..html.find("<script").unwrap_or_default()],
            format!("<article>{expected}</article><div id=root></div>")
        );
    }

    #[test]
    fn data_of_every_framework_are_searched() {
        let article =
            format!(r#"{{"title": "青葉商事から流出", "body": "<p>{STORY}</p>", "published_at": "2023-04-06T10:00:00+09:00"}}"#);
        let expected =
            format!("<h1>青葉商事から流出</h1><p><time pubdate datetime=\"2023-04-06\">2023-04-06</time></p><p>{STORY}</p>");
        for script in [
            format!(
                "<script id=__NEXT_DATA__ type=application/json>{{\"props\": {{\"pageProps\": {{\"post\": {article}}}}}}}</script>"
            ),
            format!("<script>window.__INITIAL_STATE__={{\"a\": [{article}]}};(function(){{}}())</script>"),
            format!("<script>window.__STATE__ = JSON.parse({});</script>", Value::from(article.clone())),
            format!(
                "<script>window[\"__APOLLO_STATE__\"] = {{\"Post:1\": {article}, \"Post:2\": {{\"title\": \"別の記事\", \"body\": \"{STORY}{STORY}\"}}}}</script>"
            ),
            format!(
                "<script id=__NUXT_DATA__ type=application/json>[{{\"post\": 1}}, {{\"title\": 2, \"content\": 3, \"date\": 4}}, \"青葉商事から流出\", \"<p>{STORY}</p>\", \"2023-04-06\"]</script>"
            ),
        ] {
            check(&script, &expected);
        }
    }

    #[test]
    fn texts_are_put_together_and_lines_made_paragraphs() {
        let parts = format!(
            r#"{{"title": {{"rendered": "見出し"}}, "content": {{"nodes": [{{"children": [{{"type": "text", "text": "{STORY}"}},
            {{"type": "text", "text": "<続き>"}}]}}, {{"text": "終わり。"}}]}}, "createdAt": 1680742800000}}"#
        );
        let expected = format!(
            "<h1>見出し</h1><p><time pubdate datetime=\"2023-04-06\">2023-04-06</time></p><p>{STORY}&lt;続き></p><p>終わり。</p>"
        );
        check(&format!("<script type=application/json>{parts}</script>"), &expected);
        let linked = format!(r#"{{"@type": "Article", "headline": "見出し", "articleBody": "{STORY}\n終わり。"}}"#);
        let expected = format!("<h1>見出し</h1><p>{STORY}</p><p>終わり。</p>");
        check(&format!("<script type=application/ld+json>{linked}</script>"), &expected);
        let escaped = format!(r#"{{"title": "見出し", "html": "&lt;p&gt;{STORY}&lt;/p&gt;"}}"#);
        check(&format!("<script type=application/json>{escaped}</script>"), &format!("<h1>見出し</h1><p>{STORY}</p>"));
    }

    #[test]
    fn a_page_that_shows_its_article_and_data_without_one_change_nothing() {
        let data = format!(r#"<script type=application/json>{{"title": "別の記事", "body": "{STORY}"}}</script>"#);
        assert_eq!(fill(&format!("<p>{STORY}{STORY}{STORY}</p>"), &data), None);
        // Lists that hold themselves, and a long text many times.
        let endless = format!("[{{\"title\": 1, \"body\": 2}}, \"見出し\", [{}]]", vec!["2"; 100_000].join(","));
        assert_eq!(fill("", &format!("<script type=application/json>{endless}</script>")), None);
        let text = "長".repeat(100_000);
        let endless = format!("[{{\"title\": 1, \"body\": 2}}, \"{text}\", [{}]]", vec!["1"; 100_000].join(","));
        assert_eq!(fill("", &format!("<script type=application/json>{endless}</script>")), None);
        for script in ["{\"title\": \"見出し\", \"body\": \"短い。\"}", "{\"body\": 1}", "[1, 2", "\"文字列\"", "{}"] {
            assert_eq!(fill("", &format!("<script type=application/json>{script}</script>")), None, "{script}");
        }
    }
}
