//! A page of links in place of a feed.

use std::collections::HashSet;

use url::Url;

use super::{Entry, Feed, title};
use crate::page::{Hints, links};

/// The articles that the HTML page in `bytes`, which came from `base` with the charset `hint` in its header, links to:
/// pages of the same host that `wanted` says are articles, each once, with the words of its first link that has any.
#[must_use]
pub fn page(bytes: &[u8], hint: Option<&str>, base: &Url, wanted: impl Fn(&Url) -> bool) -> Feed {
    let links = links(bytes, &Hints { charset: hint, url: Some(base.as_str()), ..Hints::default() });
    let is_article = |url: &Url| url.host() == base.host() && without_fragment(url) != without_fragment(base) && wanted(url);
    let mut entries: Vec<Entry> = Vec::new();
    let mut seen = HashSet::new();
    for link in links.into_iter().filter(|link| is_article(&link.url)) {
        let (url, title) = (without_fragment(&link.url), title(&link.text.replace('<', "&lt;")));
        if seen.insert(url.clone()) {
            entries.push(Entry { link: url, title, published: None, updated: None, content: None });
        } else if let Some(entry) = entries.iter_mut().find(|entry| entry.link == url && entry.title.is_none()) {
            entry.title = title;
        }
    }
    Feed { entries, ..Feed::default() }
}

fn without_fragment(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    url
}
