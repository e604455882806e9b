//! What the `<head>`, JSON-LD and microdata of a page declare.

use super::dates;
use super::linked_data;
use super::tree::{NodeId, Tree, is_unseen};
use crate::edtf::PartialDate;

/// What a page declares of itself.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// The text of `<title>`.
    pub(super) title: Option<String>,
    /// The title of the article alone (`og:title`, `headline`).
    pub(super) headline: Option<String>,
    /// `og:site_name`.
    pub(super) site: Option<String>,
    /// The publisher's name.
    pub(super) publisher: Option<String>,
    /// Who wrote the article.
    pub(super) author: Option<String>,
    /// When it was published: the day in Japan.
    pub(super) published: Option<PartialDate>,
    /// The day of publication as it is written, where the moment is given in another zone and was another day there.
    pub(super) published_elsewhere: Option<PartialDate>,
    /// When it was last changed.
    pub(super) modified: Option<PartialDate>,
    /// The canonical address.
    pub(super) url: Option<String>,
    /// The article's text, which JSON-LD may have where the page itself shows none.
    pub(super) body: Option<String>,
}

/// How directly something is said of the article. The most direct is believed, the first of equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Directness {
    /// By linked data that describes an article.
    Article,
    /// By `<meta>` for readers of articles (Open Graph).
    Meta,
    /// By microdata in the text.
    Item,
    /// By any other `<meta>`, or by linked data that describes the page.
    Page,
}

/// What was said most directly so far.
#[derive(Debug)]
struct Slot<T>(Option<(Directness, T)>);

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Slot<T> {
    fn offer(&mut self, directness: Directness, value: Option<T>) {
        if let Some(value) = value
            && self.0.as_ref().is_none_or(|(held, _)| directness < *held)
        {
            self.0 = Some((directness, value));
        }
    }

    fn taken(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

/// Reads what the page declares.
pub(super) fn declared(tree: &Tree) -> Declared {
    let mut reader = Reader::default();
    for node in tree.all() {
        match tree.name(node) {
            "" => {}
            "title" => reader.title.offer(Directness::Page, clean(&text_in(tree, node))),
            "meta" => reader.meta(tree, node),
            "link" if tree.attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                reader.url.offer(Directness::Article, tree.attribute(node, "href").and_then(clean));
            }
            "script" if tree.attribute(node, "type").is_some_and(|kind| kind.contains("ld+json")) => {
                reader.linked_data(&text_in(tree, node));
            }
            _ => reader.microdata(tree, node),
        }
    }
    let published = reader.published.taken();
    Declared {
        title: reader.title.taken(),
        headline: reader.headline.taken(),
        site: reader.site.taken(),
        publisher: reader.publisher.taken(),
        author: reader.author.taken(),
        published: published.as_deref().and_then(dates::attribute),
        published_elsewhere: published.as_deref().and_then(dates::as_written),
        modified: reader.modified.taken(),
        url: reader.url.taken(),
        body: reader.body.taken(),
    }
}

/// What was found so far.
#[derive(Debug, Default)]
struct Reader {
    title: Slot<String>,
    headline: Slot<String>,
    site: Slot<String>,
    publisher: Slot<String>,
    author: Slot<String>,
    /// As it is written; it was a date.
    published: Slot<String>,
    modified: Slot<PartialDate>,
    url: Slot<String>,
    body: Slot<String>,
}

/// Only what can be read as a date is one.
fn date(text: String) -> Option<String> {
    dates::attribute(&text).map(|_| text)
}

impl Reader {
    fn meta(&mut self, tree: &Tree, node: NodeId) {
        use Directness::{Item, Meta, Page};
        let attribute = |name| tree.attribute(node, name);
        // Some sites write `value`, which no browser shows to be wrong.
        let Some(content) = attribute("content").or_else(|| attribute("value")).and_then(clean) else { return };
        let is_name = !content.contains("://");
        for name in ["property", "name", "itemprop"].into_iter().filter_map(attribute) {
            let name = name.trim().to_ascii_lowercase();
            match name.as_str() {
                "og:title" => self.headline.offer(Meta, Some(content.clone())),
                "twitter:title" | "dc.title" | "dcterms.title" | "headline" | "parsely-title" | "sailthru.title" => {
                    self.headline.offer(Page, Some(content.clone()));
                }
                "og:site_name" => self.site.offer(Meta, Some(content.clone())),
                "application-name" => self.site.offer(Item, Some(content.clone())),
                "publisher" | "dc.publisher" | "dcterms.publisher" if is_name => {
                    self.publisher.offer(Page, Some(content.clone()));
                }
                "author" | "article:author" | "dc.creator" | "dcterms.creator" | "parsely-author" | "sailthru.author"
                    if is_name =>
                {
                    self.author.offer(Meta, Some(content.clone()));
                }
                "og:url" => self.url.offer(Meta, Some(content.clone())),
                "article:published_time" | "og:published_time" | "datepublished" => {
                    self.published.offer(Meta, date(content.clone()));
                }
                "pubdate"
                | "publishdate"
                | "publish_date"
                | "publish-date"
                | "publication_date"
                | "publicationdate"
                | "published"
                | "published_time"
                | "release_date"
                | "releasedate"
                | "date"
                | "dc.date"
                | "dc.date.issued"
                | "dc.date.created"
                | "dcterms.date"
                | "dcterms.issued"
                | "dcterms.created"
                | "article_date_original"
                | "citation_publication_date"
                | "parsely-pub-date"
                | "sailthru.date"
                | "cxenseparse:recs:publishtime" => {
                    self.published.offer(Page, date(content.clone()));
                }
                "article:modified_time" | "datemodified" | "og:updated_time" => {
                    self.modified.offer(Meta, dates::attribute(&content));
                }
                "last-modified" | "lastmod" | "dcterms.modified" | "dc.date.modified" | "updated_time" => {
                    self.modified.offer(Page, dates::attribute(&content));
                }
                _ => continue,
            }
            return;
        }
    }

    fn linked_data(&mut self, script: &str) {
        let found = linked_data::read(script);
        self.site.offer(Directness::Page, found.site);
        for article in found.articles {
            let directness = if article.is_article { Directness::Article } else { Directness::Page };
            self.published.offer(directness, article.published.and_then(date));
            self.modified.offer(directness, article.modified.as_deref().and_then(dates::attribute));
            self.headline.offer(directness, article.headline);
            self.author.offer(directness, article.author);
            self.publisher.offer(directness, article.publisher);
            self.body.offer(directness, article.body);
        }
    }

    /// `<time itemprop="datePublished">`, `<span itemprop="author"><span itemprop="name">…`.
    fn microdata(&mut self, tree: &Tree, node: NodeId) {
        const LONGEST: usize = 200;
        let is_dated = || tree.name(node) == "time" && tree.attribute(node, "pubdate").is_some();
        let Some(property) = tree.attribute(node, "itemprop").or_else(|| is_dated().then_some("datePublished")) else { return };
        if is_said_of_something_else(tree, node) {
            return;
        }
        let value = || {
            let attribute = ["content", "datetime"].into_iter().find_map(|name| tree.attribute(node, name));
            attribute.map_or_else(|| seen_in(tree, node), str::to_owned)
        };
        let short = || clean(&value()).filter(|text| text.len() <= LONGEST);
        for property in property.split_whitespace() {
            match property {
                "datePublished" => self.published.offer(Directness::Item, short().and_then(date)),
                "dateModified" => self.modified.offer(Directness::Item, short().as_deref().and_then(dates::attribute)),
                "author" => self.author.offer(Directness::Item, short().filter(|name| !name.contains("://"))),
                _ => {}
            }
        }
    }
}

/// Whether microdata describes something that only stands beside the article.
fn is_said_of_something_else(tree: &Tree, node: NodeId) -> bool {
    let kind = tree.ancestors(node).skip(1).find_map(|outer| tree.attribute(outer, "itemtype"));
    kind.is_some_and(|kind| {
        ["Comment", "Review", "Event", "Product", "Offer", "Video", "Image"].iter().any(|other| kind.contains(other))
    })
}

/// The text that an element holds directly.
fn text_in(tree: &Tree, node: NodeId) -> String {
    tree.children(node).filter_map(|child| tree.text(child)).collect()
}

/// The text that is seen of a small element: of its first few nodes.
fn seen_in(tree: &Tree, node: NodeId) -> String {
    const FIRST: usize = 16;
    let is_seen = |&inner: &NodeId| !is_unseen(tree.name(tree.parent(inner)));
    tree.within(node).take(FIRST).filter(is_seen).filter_map(|inner| tree.text(inner)).collect()
}

/// A text on one line without white space around it; `None` if nothing is left.
fn clean(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The parts of a `<title>`: the article's title, the section, the site.
pub(super) fn title_parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in ["|", "｜", "│", " - ", " – ", " — ", " ― ", " － ", " : ", " :: ", "«", "»", " / "] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A title for comparison: without white space.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
