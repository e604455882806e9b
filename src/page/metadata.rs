//! What the `<head>` and JSON-LD of a page declare.

use serde_json::Value;

use super::dates;
use super::tree::{NodeId, Tree};
use crate::edtf::PartialDate;

/// What the `<head>` and JSON-LD of a page declare.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// The text of `<title>`.
    pub(super) title: Option<String>,
    /// The title of the article alone (`og:title`, `headline`).
    pub(super) headline: Option<String>,
    /// `og:site_name`.
    pub(super) site: Option<String>,
    /// The publisher's name in JSON-LD.
    pub(super) publisher: Option<String>,
    /// Who wrote the article.
    pub(super) author: Option<String>,
    /// When it was published.
    pub(super) published: Option<PartialDate>,
    /// When it was last changed.
    pub(super) modified: Option<PartialDate>,
    /// The canonical address.
    pub(super) url: Option<String>,
}

/// Reads what the page declares.
pub(super) fn declared(tree: &Tree) -> Declared {
    let mut declared = Declared::default();
    for node in tree.all() {
        match tree.name(node) {
            "title" if declared.title.is_none() => {
                let title = tree.children(node).filter_map(|child| tree.text(child)).collect::<String>();
                declared.title = clean(&title);
            }
            "meta" => declared.meta(tree, node),
            "link" if tree.attribute(node, "rel") == Some("canonical") => {
                declared.url = declared.url.take().or_else(|| clean(tree.attribute(node, "href")?));
            }
            "script" if tree.attribute(node, "type").is_some_and(|kind| kind.contains("ld+json")) => {
                let json = tree.children(node).filter_map(|child| tree.text(child)).collect::<String>();
                if let Ok(value) = serde_json::from_str::<Value>(json.trim()) {
                    declared.json_ld(&value);
                }
            }
            "time" => {
                let date = tree.attribute(node, "datetime").and_then(dates::attribute);
                match tree.attribute(node, "itemprop") {
                    Some("datePublished") => declared.published = declared.published.or(date),
                    Some("dateModified") => declared.modified = declared.modified.or(date),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    declared
}

impl Declared {
    fn meta(&mut self, tree: &Tree, node: NodeId) {
        let attribute = |name| tree.attribute(node, name);
        let Some(content) = attribute("content").and_then(clean) else { return };
        let Some(name) = ["property", "name", "itemprop"].into_iter().find_map(attribute) else { return };
        let slot = match name.to_ascii_lowercase().as_str() {
            "og:title" | "twitter:title" => &mut self.headline,
            "og:site_name" | "application-name" => &mut self.site,
            "author" | "article:author" | "dc.creator" if !content.starts_with("http") => &mut self.author,
            "og:url" => &mut self.url,
            "article:published_time" | "datepublished" | "pubdate" | "publishdate" | "date" | "dc.date" | "dcterms.issued" => {
                self.published = self.published.or_else(|| dates::attribute(&content));
                return;
            }
            "article:modified_time" | "datemodified" | "og:updated_time" | "last-modified" | "dcterms.modified" => {
                self.modified = self.modified.or_else(|| dates::attribute(&content));
                return;
            }
            _ => return,
        };
        slot.get_or_insert(content);
    }

    fn json_ld(&mut self, value: &Value) {
        let fields = match value {
            Value::Array(items) => return items.iter().for_each(|item| self.json_ld(item)),
            Value::Object(fields) => fields,
            _ => return,
        };
        if let Some(graph) = fields.get("@graph") {
            self.json_ld(graph);
        }
        let kind = fields.get("@type").map(Value::to_string).unwrap_or_default();
        if !["Article", "Posting", "Report", "Release", "WebPage"].iter().any(|name| kind.contains(name)) {
            return;
        }
        let text = |key: &str| fields.get(key).and_then(name_of);
        let date = |key: &str| fields.get(key).and_then(Value::as_str).and_then(dates::attribute);
        self.published = self.published.or_else(|| date("datePublished"));
        self.modified = self.modified.or_else(|| date("dateModified"));
        self.headline = self.headline.take().or_else(|| text("headline"));
        self.author = self.author.take().or_else(|| text("author"));
        self.publisher = self.publisher.take().or_else(|| text("publisher"));
    }
}

/// A name in JSON-LD: a string, an object with a name, or the first of a list.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => clean(text),
        Value::Array(items) => items.first().and_then(name_of),
        Value::Object(fields) => fields.get("name").and_then(name_of),
        _ => None,
    }
}

/// A text on one line without white space around it; `None` if nothing is left.
fn clean(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The parts of a `<title>`: the article's title, the section, the site.
pub(super) fn title_parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in ["|", "｜", "│", " - ", " – ", " — ", " ― ", " : ", " :: ", "«", "»", " / "] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A title for comparison: without white space.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
