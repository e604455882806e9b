//! What a page says of its article for search engines: JSON-LD with the words of schema.org, in the many shapes in which
//! sites write it, and with the faults that browsers never notice.

use serde_json::{Deserializer, Value};

/// What linked data says of an article or its page. Dates are as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Description {
    /// Whether it is said of the article rather than of the page that it stands on.
    pub(super) is_article: bool,
    /// Its title.
    pub(super) headline: Option<String>,
    /// Who wrote it, several joined by `、`.
    pub(super) author: Option<String>,
    /// Who publishes it.
    pub(super) publisher: Option<String>,
    /// When it was published.
    pub(super) published: Option<String>,
    /// When it was last changed.
    pub(super) modified: Option<String>,
    /// Its whole text.
    pub(super) body: Option<String>,
}

/// What one script says.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    /// The articles and pages that it speaks of, in its order.
    pub(super) articles: Vec<Description>,
    /// The name of the site.
    pub(super) site: Option<String>,
}

/// How deep objects are looked into. `serde_json` itself refuses to read deeper than 128.
const MAX_DEPTH: usize = 16;

/// Reads a script of the type `application/ld+json`. What is no JSON even after it was mended is left out.
pub(super) fn read(script: &str) -> LinkedData {
    let mut found = LinkedData::default();
    let script = without_wrapping(script);
    let values = |text: &str| -> (Vec<Value>, bool) {
        // Several objects may follow one another.
        let mut values = Vec::new();
        for value in Deserializer::from_str(text).into_iter::<Value>() {
            match value {
                Ok(value) => values.push(value),
                Err(_) => return (values, false),
            }
        }
        (values, true)
    };
    let (mut all, is_whole) = values(script);
    if !is_whole {
        all = values(&mended(script)).0;
    }
    all.iter().for_each(|value| found.add(value, 0));
    found
}

impl LinkedData {
    fn add(&mut self, value: &Value, depth: usize) {
        let fields = match value {
            Value::Array(items) if depth < MAX_DEPTH => return items.iter().for_each(|item| self.add(item, depth + 1)),
            Value::Object(fields) if depth < MAX_DEPTH => fields,
            _ => return,
        };
        let kind = fields.get("@type").map(Value::to_string).unwrap_or_default();
        let is = |names: &[&str]| names.iter().any(|name| kind.contains(name));
        let is_article = is(&["Article", "Posting", "Report", "Release"]);
        if is_article || is(&["WebPage", "ItemPage"]) {
            let text = |key: &str| fields.get(key).and_then(name_of);
            self.articles.push(Description {
                is_article,
                headline: text("headline").or_else(|| is_article.then(|| text("name"))?),
                author: fields.get("author").or_else(|| fields.get("creator")).and_then(names_of),
                publisher: text("publisher"),
                published: text("datePublished"),
                modified: text("dateModified"),
                body: fields.get("articleBody").or_else(|| fields.get("text")).and_then(text_of),
            });
        } else if is(&["WebSite"]) && self.site.is_none() {
            self.site = fields.get("name").and_then(name_of);
        }
        for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
            if let Some(inner) = fields.get(inner) {
                self.add(inner, depth + 1);
            }
        }
    }
}

/// A name or date: a string, an object that has one, or the first of a list.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => one_line(text),
        Value::Array(items) => items.iter().find_map(name_of),
        Value::Object(fields) => fields.get("name").or_else(|| fields.get("@value")).and_then(name_of),
        _ => None,
    }
}

/// The names of a list of people. An address is none.
fn names_of(value: &Value) -> Option<String> {
    let names = match value {
        Value::Array(items) => items.iter().filter_map(name_of).collect(),
        _ => Vec::from_iter(name_of(value)),
    };
    let names: Vec<String> = names.into_iter().filter(|name| !name.contains("://")).collect();
    (!names.is_empty()).then(|| names.join("、"))
}

/// A text with its line breaks, which a list has between its items.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => Some(items.iter().filter_map(text_of).collect::<Vec<_>>().join("\n")),
        _ => None,
    }
}

/// A text on one line without white space around it; `None` if nothing is left.
fn one_line(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// A script without what old browsers and XML wanted around it: `<!-- -->`, `//<![CDATA[ ]]>`, and a semicolon.
fn without_wrapping(script: &str) -> &str {
    const BEFORE: [&str; 5] = ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "\u{feff}"];
    const AFTER: [&str; 6] = ["-->", "//]]>", "/*]]>*/", "]]>", "//", ";"];
    let mut script = script.trim();
    while let Some(rest) = BEFORE.iter().find_map(|sign| script.strip_prefix(sign)) {
        script = rest.trim_start();
    }
    while let Some(rest) = AFTER.iter().find_map(|sign| script.strip_suffix(sign)) {
        script = rest.trim_end();
    }
    script
}

/// JSON without its usual faults: line breaks inside of strings, commas before a closing bracket, escapes that JSON does
/// not know, and a missing end.
fn mended(script: &str) -> String {
    let mut whole = String::with_capacity(script.len() + 16);
    let mut open: Vec<char> = Vec::new();
    let mut in_string = false;
    let mut characters = script.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' => in_string = !in_string,
            '\\' if in_string => {
                if let Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') = characters.peek() {
                    whole.push('\\');
                    whole.extend(characters.next());
                }
                continue;
            }
            '\n' | '\r' | '\t' if in_string => {
                whole.push_str(if c == '\t' { "\\t" } else { "\\n" });
                continue;
            }
            '\0'..='\u{1f}' if in_string => continue,
            '{' | '[' if !in_string => open.push(if c == '{' { '}' } else { ']' }),
            '}' | ']' if !in_string => {
                without_last_comma(&mut whole);
                open.pop();
            }
            _ => {}
        }
        whole.push(c);
    }
    if in_string {
        whole.push('"');
    }
    without_last_comma(&mut whole);
    whole.extend(open.into_iter().rev());
    whole
}

fn without_last_comma(json: &mut String) {
    let kept = json.trim_end().trim_end_matches(',').len();
    json.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn article(script: &str) -> Description {
        let mut found = read(script).articles;
        assert_eq!(found.len(), 1, "{script}: {found:?}");
        found.remove(0)
    }

    #[test]
    fn articles_are_found_alone_in_lists_in_graphs_and_as_the_main_entity() {
        let inner = r#"{"@type": "NewsArticle", "headline": "名簿を紛失", "datePublished": "2023-04-06"}"#;
        for script in [
            inner.to_owned(),
            format!("[{inner}]"),
            format!(r#"{{"@context": "https://schema.org", "@graph": [{{"@type": "BreadcrumbList"}}, {inner}]}}"#),
            format!(r#"{{"@type": "ItemList", "mainEntity": {inner}}}"#),
            format!("<!--\n{inner}\n-->"),
            format!("//<![CDATA[\n{inner};\n//]]>"),
            format!("{{\"@type\": \"Organization\"}}\n{inner}"),
            inner.replace("\"NewsArticle\"", "[\"Report\", \"Thing\"]"),
            inner.replace("\"名簿を紛失\"", "[\"名簿を紛失\"]").replace("\"2023-04-06\"", "{\"@value\": \"2023-04-06\"}"),
        ] {
            let found = article(&script);
            assert_eq!(
                (found.headline.as_deref(), found.published.as_deref()),
                (Some("名簿を紛失"), Some("2023-04-06")),
                "{script}"
            );
        }
    }

    #[test]
    fn names_are_read_in_every_shape() {
        for (author, expected) in [
            (r#""港太郎""#, Some("港太郎")),
            (r#"{"@type": "Person", "name": "港太郎"}"#, Some("港太郎")),
            (r#"[{"name": "港太郎"}, {"name": "青葉花子"}]"#, Some("港太郎、青葉花子")),
            (r#"["港太郎", "青葉花子"]"#, Some("港太郎、青葉花子")),
            (r#""https://example.jp/港太郎""#, None),
            ("null", None),
        ] {
            assert_eq!(
                article(&format!(r#"{{"@type": "BlogPosting", "author": {author}}}"#)).author.as_deref(),
                expected,
                "{author}"
            );
        }
        let publisher = r#"{"@type": "Article", "publisher": {"@type": "Organization", "name": "港新報社"}}"#;
        assert_eq!(article(publisher).publisher.as_deref(), Some("港新報社"));
    }

    #[test]
    fn faulty_json_is_mended() {
        for script in [
            "{\"@type\": \"Article\", \"headline\": \"名簿を紛失\",}",
            "[{\"@type\": \"Article\", \"headline\": \"名簿を紛失\",},]",
            "{\"@type\": \"Article\", \"description\": \"一行目\n\t二行目\", \"headline\": \"名簿を紛失\"}",
            "{\"@type\": \"Article\", \"description\": \"it\\'s\", \"headline\": \"名簿を紛失\"}",
            "{\"@type\": \"Article\", \"headline\": \"名簿を紛失\", \"image\": [\"a\"",
            "{\"@type\": \"Article\", \"headline\": \"名簿を紛失\", \"description\": \"途中",
        ] {
            assert_eq!(article(script).headline.as_deref(), Some("名簿を紛失"), "{script}");
        }
        assert_eq!(read("not JSON {").articles, []);
    }

    #[test]
    fn the_text_keeps_its_lines_and_the_site_its_name() {
        let script = r#"[{"@type": "Article", "articleBody": "一行目。\n二行目。"}, {"@type": "WebSite", "name": "港新報"}]"#;
        let found = read(script);
        assert_eq!(found.articles[0].body.as_deref(), Some("一行目。\n二行目。"));
        assert_eq!(found.site.as_deref(), Some("港新報"));
    }
}
