//! Atom (RFC 4287), and its draft 0.3.

use url::Url;

use super::xml::Element;
use super::{Entry, Feed, Rhythm, link, time, title};

/// The feed whose outermost element is `root`.
pub(super) fn read(root: &Element, base: &Url) -> Feed {
    let own = root.prefix.as_str();
    let base = &based(root, base);
    let entries = root.all(own, "entry").filter_map(|element| entry(element, own, base));
    Feed {
        title: root.first(own, "title").and_then(text),
        site: href(root, own).and_then(|href| link(href, base)),
        rhythm: Rhythm::default(),
        entries: entries.collect(),
    }
}

fn entry(entry: &Element, own: &str, base: &Url) -> Option<Entry> {
    let base = &based(entry, base);
    let day = |name| entry.text_of(own, name).and_then(|text| time::read(&text));
    let id = || entry.text_of(own, "id").filter(|id| id.contains("://"));
    Some(Entry {
        link: link(&href(entry, own).map(str::to_owned).or_else(id)?, base)?,
        title: entry.first(own, "title").and_then(text),
        published: day("published").or_else(|| day("issued")),
        updated: day("updated").or_else(|| day("modified")),
        content: entry.first(own, "content").and_then(content).or_else(|| entry.first(own, "summary").and_then(content)),
    })
}

/// Where an element leads: its alternate, and its first link to anything that is no part of itself otherwise.
fn href<'a>(element: &'a Element, own: &'a str) -> Option<&'a str> {
    let links = || element.all(own, "link").filter_map(|link| Some((link.attribute("rel"), link.attribute("href")?, link)));
    let is_page = |link: &Element| link.attribute("type").is_none_or(|kind| kind.contains("html"));
    let alternate = |rel: Option<&str>| rel.is_none_or(|rel| rel.eq_ignore_ascii_case("alternate"));
    let page = links().find(|(rel, _, link)| alternate(*rel) && is_page(link));
    page.or_else(|| links().find(|(rel, ..)| alternate(*rel))).map(|(_, href, _)| href)
}

/// What relative links in an element are relative to.
fn based(element: &Element, base: &Url) -> Url {
    element.attribute("xml:base").and_then(|own| base.join(own).ok()).unwrap_or_else(|| base.clone())
}

fn text(element: &Element) -> Option<String> {
    let is_text = element.attribute("type").is_none_or(|kind| kind == "text");
    // Text has no markup; yet many write entities in it.
    let text = element.text();
    title(&if is_text { text.replace('<', "&lt;") } else { text })
}

fn content(element: &Element) -> Option<String> {
    let content = match element.attribute("type") {
        Some(kind) if kind == "text" || kind == "text/plain" => super::xml::escaped(&element.text()),
        Some(kind) if kind.contains('/') && !kind.contains("html") && !kind.contains("xml") => return None,
        _ if element.elements().next().is_some() => element.markup(),
        _ => element.text(),
    };
    (!content.trim().is_empty()).then_some(content)
}
