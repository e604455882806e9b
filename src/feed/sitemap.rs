//! Sitemaps (sitemaps.org), with or without the extension for news.

use url::Url;

use super::xml::Element;
use super::{Entry, Feed, link, time, title};

/// The pages that the sitemap lists whose outermost element is `root`.
pub(super) fn read(root: &Element, base: &Url) -> Feed {
    Feed { entries: root.all("", "url").filter_map(|page| entry(page, base)).collect(), ..Feed::default() }
}

fn entry(page: &Element, base: &Url) -> Option<Entry> {
    let news = page.first("news", "news");
    let of_news = |name| news.and_then(|news| news.text_of("news", name));
    Some(Entry {
        link: link(&page.text_of("", "loc")?, base)?,
        title: of_news("title").and_then(|text| title(&text)),
        published: of_news("publication_date").and_then(|text| time::read(&text)),
        updated: page.text_of("", "lastmod").and_then(|text| time::read(&text)),
        content: None,
    })
}

/// The first sitemap that an index lists.
pub(super) fn first(index: &Element) -> Option<String> {
    index.first("", "sitemap")?.text_of("", "loc")
}
