//! OPML, in which readers of feeds exchange their lists.

use std::fmt::Write as _;

use url::Url;

use super::xml::{self, Element, escaped};
use super::{link, title};

/// A feed of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Where the feed is.
    pub url: Url,
    /// What it is called.
    pub name: Option<String>,
    /// The folders that it lies in, from the outermost, and its categories.
    pub tags: Vec<String>,
}

/// The feeds of a list, in order, each address once.
///
/// # Errors
///
/// [`super::Error::Unknown`] if the bytes hold no OPML.
pub fn read(bytes: &[u8]) -> Result<Vec<Outline>, super::Error> {
    let text = crate::page::decoded(bytes, None);
    let root = xml::parse(&text).filter(|root| root.is("", "opml"));
    let root = root.ok_or_else(|| super::Error::Unknown("not OPML either".to_owned()))?;
    let mut outlines = Vec::new();
    root.all("", "body").for_each(|body| collect(body, &mut Vec::new(), &mut outlines));
    Ok(outlines)
}

fn collect(element: &Element, folders: &mut Vec<String>, outlines: &mut Vec<Outline>) {
    for outline in element.all("", "outline") {
        let words = |name| outline.attribute(name).and_then(|text| title(&escaped(text)));
        let name = words("title").or_else(|| words("text"));
        let Some(address) = outline.attribute("xmlUrl").and_then(|href| Url::parse(href).ok()) else {
            let depth = folders.len();
            folders.extend(name);
            collect(outline, folders, outlines);
            folders.truncate(depth);
            continue;
        };
        let is_new = outlines.iter().all(|known| known.url != address);
        if let Some(url) = link(address.as_str(), &address).filter(|_| is_new) {
            let categories = outline.attribute("category").into_iter().flat_map(|list| list.split([',', '/']));
            let mut tags = folders.clone();
            tags.extend(categories.map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()));
            outlines.push(Outline { url, name, tags });
        }
        collect(outline, folders, outlines);
    }
}

/// The list of some feeds, called `name`, as OPML 2.0.
#[must_use]
pub fn write(name: &str, outlines: &[Outline]) -> String {
    let mut opml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>{}</title>\n  </head>\n  <body>\n",
        escaped(name)
    );
    for Outline { url, name, tags } in outlines {
        let name = escaped(name.as_deref().unwrap_or(url.as_str()));
        // Writing into a string cannot fail.
        let _ = write!(opml, "    <outline type=\"rss\" text=\"{name}\" title=\"{name}\" xmlUrl=\"{}\"", escaped(url.as_str()));
        if !tags.is_empty() {
            let _ = write!(opml, " category=\"{}\"", escaped(&tags.join(",")));
        }
        opml += "/>\n";
    }
    opml + "  </body>\n</opml>\n"
}
