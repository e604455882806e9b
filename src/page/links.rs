//! Where a page leads.

use url::Url;

use super::tree::Tree;
use super::{Hints, decode};

/// A link of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub url: Url,
    /// What it says, with runs of white space as one blank.
    pub text: String,
}

/// The links of an HTML page to other pages of the web, in the order of the text, each as often as it stands there.
/// `hints.url` is what relative links are relative to, unless the page says otherwise (`<base>`).
#[must_use]
pub fn links(bytes: &[u8], hints: &Hints) -> Vec<Link> {
    let (html, _) = decode::decode(bytes, hints.charset);
    let (tree, _) = Tree::parse(&html);
    let own = hints.url.and_then(|url| Url::parse(url).ok());
    let resolve = |href: &str, base: Option<&Url>| base.map_or_else(|| Url::parse(href), |base| base.join(href)).ok();
    let stated = tree.all().filter(|&node| tree.name(node) == "base").find_map(|node| tree.attribute(node, "href"));
    let base = stated.and_then(|href| resolve(href, own.as_ref())).or(own);
    let anchors = tree.all().filter(|&node| tree.name(node) == "a");
    let link = |node| {
        let url = resolve(tree.attribute(node, "href")?.trim(), base.as_ref())?;
        let text: String = tree.within(node).filter_map(|node| tree.text(node)).collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        matches!(url.scheme(), "http" | "https").then_some(Link { url, text })
    };
    anchors.filter_map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expect: &[(&str, &str)]) {
        let found = links(
            html.as_bytes(),
            &Hints { charset: None, url: Some("https://example.org/news/index.html"), ..Hints::default() },
        );
        let found: Vec<_> = found.iter().map(|link| (link.url.as_str(), link.text.as_str())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn links_are_resolved() {
        check(
            "<a href='1.html'> 不正アクセス<br>の\nお知らせ</a><p><a href=' /top '><b>top</b></a><a href='//b.example/x?y#z'></a>",
            &[
                ("https://example.org/news/1.html", "不正アクセスの お知らせ"),
                ("https://example.org/top", "top"),
                ("https://b.example/x?y#z", ""),
            ],
        );
    }

    #[test]
    fn the_page_may_have_another_base() {
        check("<base href='/archive/'><a href='1'>1</a>", &[("https://example.org/archive/1", "1")]);
    }

    #[test]
    fn what_is_no_page_is_no_link() {
        check(
            "<a href='mailto:a@example.org'>a</a><a name='x'>x</a><a href='javascript:go()'>go</a><a href='http://['>b</a>",
            &[],
        );
    }
}
