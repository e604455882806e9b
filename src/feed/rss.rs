//! RSS 0.9x, 1.0 (RDF) and 2.0.

use std::time::Duration;

use jiff::civil::Weekday;
use url::Url;

use super::xml::Element;
use super::{Entry, Feed, Rhythm, link, time, title};

/// The feed whose outermost element is `root`.
pub(super) fn read(root: &Element, base: &Url) -> Feed {
    // In RSS 1.0 the items stand beside the channel, in the others inside.
    let channel = root.first("", "channel").unwrap_or(root);
    let items = channel.all("", "item").chain(root.all("", "item").filter(|_| !std::ptr::eq(root, channel)));
    let site = channel.text_of("", "link").and_then(|href| link(&href, base));
    let own = site.as_ref().unwrap_or(base);
    Feed {
        title: channel.text_of("", "title").and_then(|text| title(&text)),
        rhythm: rhythm(channel),
        entries: items.filter_map(|item| entry(item, own)).collect(),
        site,
    }
}

fn entry(item: &Element, base: &Url) -> Option<Entry> {
    let day = |prefix, name| item.text_of(prefix, name).and_then(|text| time::read(&text));
    let permanent = |id: &&Element| id.attribute("isPermaLink").is_none_or(|is| !is.eq_ignore_ascii_case("false"));
    let id = || item.first("", "guid").filter(permanent).and_then(Element::words).filter(|id| id.contains("://"));
    let about = || item.attribute("rdf:about").map(str::to_owned);
    let inside = || item.all("atom", "link").find_map(|link| link.attribute("href").map(str::to_owned));
    let href = item.text_of("", "link").or_else(id).or_else(about).or_else(inside)?;
    Some(Entry {
        link: link(&href, base)?,
        title: item.text_of("", "title").and_then(|text| title(&text)),
        published: day("", "pubDate").or_else(|| day("dc", "date")).or_else(|| day("dcterms", "issued")),
        updated: day("atom", "updated").or_else(|| day("dcterms", "modified")),
        content: item.first("content", "encoded").or_else(|| item.first("", "description")).and_then(content),
    })
}

/// Escaped markup, or markup that somebody forgot to escape.
fn content(element: &Element) -> Option<String> {
    let has_markup = element.elements().next().is_some();
    let content = if has_markup { element.markup() } else { element.text() };
    (!content.trim().is_empty()).then_some(content)
}

fn rhythm(channel: &Element) -> Rhythm {
    let minutes = channel.text_of("", "ttl").and_then(|text| text.parse::<u32>().ok()).filter(|&minutes| minutes > 0);
    let inside = |list, item| channel.all("", list).flat_map(move |list| list.all("", item)).filter_map(Element::words);
    let hour = |text: String| text.parse().ok().filter(|hour| (0..=24).contains(hour)).map(|hour: i8| hour % 24);
    Rhythm {
        ttl: minutes.map(|minutes| Duration::from_secs(60 * u64::from(minutes))),
        skip_hours: inside("skipHours", "hour").filter_map(hour).collect(),
        skip_days: inside("skipDays", "day").filter_map(|name| weekday(&name)).collect(),
    }
}

fn weekday(name: &str) -> Option<Weekday> {
    let names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    let number = names.iter().position(|known| name.eq_ignore_ascii_case(known))?;
    Weekday::from_sunday_zero_offset(number as i8).ok()
}
