//! Feeds of every kind, as they should be and as they are.

use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;

fn base() -> Url {
    Url::parse("https://example.org/feeds/all.xml").unwrap()
}

#[track_caller]
fn of(text: &str) -> Feed {
    read(text.as_bytes(), None, &base()).unwrap()
}

fn seen(feed: &Feed) -> Vec<(&str, &str, String)> {
    let entry = |entry: &'_ Entry| entry.published.map(|time| time.to_string()).unwrap_or_default();
    feed.entries.iter().map(|e| (e.link.as_str(), e.title.as_deref().unwrap_or_default(), entry(e))).collect()
}

const RSS_2: &str = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>青葉ニュース</title><link>https://example.org/</link><ttl>90</ttl>
<skipHours><hour>0</hour><hour>24</hour><hour>13</hour><hour>x</hour></skipHours><skipDays><day>Saturday</day><day>日曜</day></skipDays>
<item><title><![CDATA[不正アクセス <b>の</b> お知らせ]]></title><link> /news/1 </link><pubDate>Tue, 13 Apr 2021 10:00:00 +0900</pubDate>
<media:title>写真</media:title><description>要約</description><content:encoded><![CDATA[<p>全文</p>]]></content:encoded></item>
<item><title>A &amp; B</title><guid>https://example.org/news/2</guid></item>
<item><title>no link</title><guid isPermaLink="false">https://example.org/3</guid></item>
<item><title>script</title><link>javascript:alert(1)</link></item>
</channel></rss>"#;

#[test]
fn rss_2() {
    let feed = of(RSS_2);
    assert_eq!(feed.title.as_deref(), Some("青葉ニュース"));
    assert_eq!(feed.rhythm.ttl, Some(Duration::from_mins(90)));
    assert_eq!(
        (feed.rhythm.skip_hours.as_slice(), feed.rhythm.skip_days.as_slice()),
        (&[0, 0, 13][..], &[Weekday::Saturday][..])
    );
    assert_eq!(
        seen(&feed),
        [
            ("https://example.org/news/1", "不正アクセス の お知らせ", "2021-04-13T01:00:00Z".to_owned()),
            ("https://example.org/news/2", "A & B", String::new()),
        ]
    );
    assert_eq!(feed.entries[0].content.as_deref(), Some("<p>全文</p>"));
}

#[test]
fn rss_1_and_the_early_versions() {
    let rdf = r#"<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>t</title><link>https://example.org/</link></channel>
        <item rdf:about="https://example.org/1"><title>一</title><dc:date>2021-04-13T10:00:00+09:00</dc:date><description>d</description></item></rdf:RDF>"#;
    assert_eq!(seen(&of(rdf)), [("https://example.org/1", "一", "2021-04-13T01:00:00Z".to_owned())]);
    for version in ["0.90", "0.91", "0.92", "0.93", "", "2.00"] {
        let rss = format!(
            "<rss version='{version}'><channel><item><title>一</title><link>https://example.org/1</link></item></channel></rss>"
        );
        assert_eq!(seen(&of(&rss)), [("https://example.org/1", "一", String::new())], "{version}");
    }
}

#[test]
fn atom() {
    let feed = of(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/"><title type="html">&lt;b&gt;t&lt;/b&gt;</title>
        <link rel="self" href="feed"/><link href="top"/>
        <entry><title>a &lt; b &amp;amp; c</title><link rel="enclosure" href="x.pdf"/><link rel="alternate" type="application/json" href="1.json"/>
        <link rel="alternate" type="text/html" href="1"/><published>2021-04-13T01:00:00Z</published><updated>2021-04-14T01:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="x">全文</p></div></content></entry>
        <entry><id>https://example.org/2</id><title>二</title><summary type="text">a &lt; b</summary></entry>
        <entry><id>tag:example.org,2021:3</id><title>nowhere</title></entry></feed>"#,
    );
    assert_eq!((feed.title.as_deref(), feed.site.as_ref().map(Url::as_str)), (Some("t"), Some("https://b.example/top")));
    assert_eq!(
        seen(&feed),
        [("https://b.example/1", "a < b & c", "2021-04-13T01:00:00Z".to_owned()), ("https://example.org/2", "二", String::new()),]
    );
    assert_eq!(feed.entries[0].updated.unwrap().to_string(), "2021-04-14T01:00:00Z");
    let content = feed.entries[0].content.as_deref().unwrap();
    assert!(content.contains("<p class=\"x\">全文</p>"), "{content}");
    assert_eq!(feed.entries[1].content.as_deref(), Some("a &lt; b"));
}

#[test]
fn atom_whose_elements_have_a_prefix() {
    let feed = of("<a:feed><a:title>t</a:title><a:entry><a:title>一</a:title><a:link href='/1'/></a:entry></a:feed>");
    assert_eq!(seen(&feed), [("https://example.org/1", "一", String::new())]);
}

#[test]
fn json_feed() {
    let feed = of(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "t <1>", "home_page_url": "https://example.org/", "items": [
        {"id": "1", "url": "/1", "title": "一", "content_text": "a < b", "date_published": "2021-04-13T10:00:00+09:00"},
        {"id": "https://example.org/2", "content_html": "<p>二</p>"}, {"id": 3}]}"#,
    );
    assert_eq!(feed.title.as_deref(), Some("t <1>"));
    assert_eq!(
        seen(&feed),
        [("https://example.org/1", "一", "2021-04-13T01:00:00Z".to_owned()), ("https://example.org/2", "", String::new()),]
    );
    assert_eq!(feed.entries[0].content.as_deref(), Some("a &lt; b"));
}

#[test]
fn sitemaps() {
    let map = r#"<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/1</loc><lastmod>2021-04-14</lastmod>
        <news:news><news:title>一</news:title><news:publication_date>2021-04-13T10:00:00+09:00</news:publication_date></news:news></url>
        <url><loc>https://example.org/2</loc></url></urlset>"#;
    let expect =
        [("https://example.org/1", "一", "2021-04-13T01:00:00Z".to_owned()), ("https://example.org/2", "", String::new())];
    assert_eq!(seen(&of(map)), expect);
    let mut packed = Vec::new();
    std::io::copy(&mut map.as_bytes(), &mut GzEncoder::new(&mut packed, Compression::fast())).unwrap();
    assert_eq!(seen(&read(&packed, None, &base()).unwrap()), expect);
    let index = "<sitemapindex><sitemap><loc>https://example.org/s1.xml</loc></sitemap></sitemapindex>";
    let error = read(index.as_bytes(), None, &base()).unwrap_err();
    assert_eq!(error.to_string(), "an index of sitemaps; name those of them that list news, such as https://example.org/s1.xml");
}

#[test]
fn charsets_of_japan() {
    let rss = |charset: &str| {
        let words = "<title>不正アクセスによる情報漏えいのお知らせ</title><link>/1</link>";
        format!("<?xml version=\"1.0\" encoding=\"{charset}\"?><rss><channel><item>{words}</item></channel></rss>")
    };
    for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP] {
        let bytes = encoding.encode(&rss(encoding.name())).0.into_owned();
        let undeclared = encoding.encode(&rss("").replace(" encoding=\"\"", "")).0.into_owned();
        let wrongly = encoding.encode(&rss("UTF-8")).0.into_owned();
        for (bytes, hint) in [(&bytes, None), (&undeclared, Some(encoding.name())), (&wrongly, None)] {
            let feed = read(bytes, hint, &base()).unwrap();
            assert_eq!(feed.entries[0].title.as_deref(), Some("不正アクセスによる情報漏えいのお知らせ"), "{encoding:?} {hint:?}");
        }
    }
}

#[test]
fn feeds_that_are_not_well_formed() {
    let items = |feed: &str| of(feed).entries.len();
    // Cut off; a bare ampersand; an entity of HTML; an element that is never closed; a control character; text after the end.
    assert_eq!(items(&RSS_2[..RSS_2.find("no link").unwrap()]), 2);
    let broken = "\n\u{feff} <rss><channel><title>A&B&nbsp;\u{8}</title><item><title>一<br>二</title><link>/1?a=1&b=2</link></item></channel></rss> <!-- x -->junk";
    let feed = of(broken);
    assert_eq!(feed.title.as_deref(), Some("A&B"));
    assert_eq!(seen(&feed), [("https://example.org/1?a=1&b=2", "一二", String::new())]);
    // A name beside an address, in Japanese brackets.
    assert_eq!(
        items(
            "<rss><channel><managingEditor>編集部（a@example.jp）</managingEditor><item><link>/1</link></item></channel></rss>"
        ),
        1
    );
}

#[test]
fn what_is_no_feed() {
    for (text, expect) in [
        ("", "neither a feed nor a sitemap, but no markup"),
        ("<html><body>x</body></html>", "neither a feed nor a sitemap, but a page (a [[page]] takes its links)"),
        ("<!DOCTYPE html><HTML><p>x", "neither a feed nor a sitemap, but a page (a [[page]] takes its links)"),
        ("<svg/>", "neither a feed nor a sitemap, but <svg>"),
        ("{\"items\": 1}", "neither a feed nor a sitemap, but JSON without items"),
    ] {
        assert_eq!(read(text.as_bytes(), None, &base()).unwrap_err().to_string(), expect, "{text}");
    }
}

#[test]
fn titles_cannot_steer_a_terminal() {
    let feed = of("<rss><channel><item><title>a\u{1b}[31mb&#27;]0;x&#7;\u{9b}2J</title><link>/1</link></item></channel></rss>");
    let title = feed.entries[0].title.as_deref().unwrap();
    assert!(!title.chars().any(char::is_control), "{title:?}");
}

#[test]
fn links_of_a_page() {
    let html = "<a href='/'>top</a><a href='1.html'></a><a href='1.html#top'>一</a><a href='2.html'>二</a>\
        <a href='https://other.example/feeds/3.html'>三</a><a href='all.xml#x'>自分</a>";
    let feed = page(html.as_bytes(), None, &base(), |url| url.path().starts_with("/feeds/"));
    assert_eq!(
        seen(&feed),
        [("https://example.org/feeds/1.html", "一", String::new()), ("https://example.org/feeds/2.html", "二", String::new()),]
    );
}

#[test]
fn opml_there_and_back() {
    let list = "<opml version='1.0'><body><outline text='セキュリティ'><outline title='A &amp; B' text='x' xmlUrl='https://a.example/feed?x=1&amp;y=2'/>\
        <outline text='folder'><outline xmlUrl='https://b.example/' category='報道,官公庁'/></outline></outline>\
        <outline text='again' xmlUrl='https://a.example/feed?x=1&amp;y=2'/><outline text='no' xmlUrl='file:///etc/passwd'/></body></opml>";
    let outlines = opml::read(list.as_bytes()).unwrap();
    let found: Vec<_> = outlines.iter().map(|o| (o.url.as_str(), o.name.as_deref(), o.tags.join("/"))).collect();
    assert_eq!(
        found,
        [
            ("https://a.example/feed?x=1&y=2", Some("A & B"), "セキュリティ".to_owned()),
            ("https://b.example/", None, "セキュリティ/folder/報道/官公庁".to_owned()),
        ]
    );
    let written = opml::write("jikenbo", &outlines);
    let again = opml::read(written.as_bytes()).unwrap();
    assert_eq!(again[0], outlines[0]);
    assert_eq!(again[1].tags, outlines[1].tags);
    assert!(opml::read(b"<rss/>").is_err());
}

#[test]
fn a_large_feed_takes_no_time() {
    let item = "<item><title>一</title><link>/1</link><description>&lt;p&gt;x&lt;/p&gt;</description></item>";
    let feed = of(&format!("<rss><channel>{}</channel></rss>", item.repeat(5000)));
    assert_eq!(feed.entries.len(), 5000);
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0_usize..2000, cut in 0_usize..50, text in "[<>&;#x/a-c!\\[\\]?'\"= 青-]{0,20}") {
        let _ = read(&bytes, None, &base());
        let _ = opml::read(&bytes);
        let mut feed = RSS_2.as_bytes().to_vec();
        let at = at.min(feed.len());
        feed.splice(at..(at + cut).min(RSS_2.len()), text.bytes());
        let _ = read(&feed, None, &base());
        let _ = page(&feed, None, &base(), |_| true);
    }
}
