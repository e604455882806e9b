//! JSON Feed, versions 1 and 1.1.

use serde_json::Value;
use url::Url;

use super::xml::escaped;
use super::{Entry, Error, Feed, Rhythm, link, time, title};

/// The feed that `text` holds.
pub(super) fn read(text: &str, base: &Url) -> Result<Feed, Error> {
    let value: Value = serde_json::from_str(text.trim()).map_err(|error| Error::Unknown(format!("broken JSON ({error})")))?;
    let items = value["items"].as_array().ok_or_else(|| Error::Unknown("JSON without items".to_owned()))?;
    Ok(Feed {
        title: value["title"].as_str().and_then(plain),
        site: value["home_page_url"].as_str().and_then(|href| link(href, base)),
        rhythm: Rhythm::default(),
        entries: items.iter().filter_map(|item| entry(item, base)).collect(),
    })
}

fn entry(item: &Value, base: &Url) -> Option<Entry> {
    let text = |name: &str| item[name].as_str().filter(|text| !text.trim().is_empty());
    let day = |name| text(name).and_then(time::read);
    let id = || text("id").filter(|id| id.contains("://"));
    let written = || text("content_text").or_else(|| text("summary")).map(escaped);
    Some(Entry {
        link: link(text("url").or_else(|| text("external_url")).or_else(id)?, base)?,
        title: text("title").and_then(plain),
        published: day("date_published"),
        updated: day("date_modified"),
        content: text("content_html").map(str::to_owned).or_else(written),
    })
}

/// Titles of JSON Feed are plain text.
fn plain(text: &str) -> Option<String> {
    title(&escaped(text))
}
