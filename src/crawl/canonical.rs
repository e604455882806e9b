//! One address for one article: what distinguishes only where its reader came from, or how it is laid out, is left out.

use std::fmt::Write as _;

use url::Url;

/// Parameters that tell who referred the reader.
const TRACKING: &[&str] = &[
    "_ga",
    "_gl",
    "cmpid",
    "dclid",
    "fbclid",
    "fb_action_ids",
    "gbraid",
    "gclid",
    "gclsrc",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ref_src",
    "ref_url",
    "s_cid",
    "srsltid",
    "trk",
    "ttclid",
    "twclid",
    "wbraid",
    "yclid",
];

/// Beginnings of the names of such parameters.
const TRACKING_FAMILIES: &[&str] = &["utm_", "pk_", "mtm_", "hsa_", "vero_"];

/// Parameters that ask for another layout of the same article, with the values that do.
const LAYOUTS: &[(&str, &[&str])] = &[
    ("amp", &["", "1", "true", "amp"]),
    ("print", &["", "1", "true", "yes", "print"]),
    ("printable", &["", "1", "true", "yes"]),
    ("outputtype", &["amp", "print"]),
    ("output", &["amp", "print"]),
    ("view", &["amp", "print"]),
    ("mode", &["amp", "print"]),
    ("layout", &["amp", "print"]),
];

/// Pages that a folder stands for.
const INDEXES: &[&str] = &["index.html", "index.htm", "index.php", "index.shtml"];

/// The address by which an article is known, of any address that leads to it: without user name and password, fragment,
/// tracking parameters, a trailing slash, and what turns it into its variant for AMP or for printing; with percent signs
/// only where they are needed. The address of an article in this form is itself.
#[must_use]
pub fn canonical(url: &Url) -> String {
    let mut url = crate::fetch::bare(url);
    url.set_fragment(None);
    let kept: Vec<&str> = url.query().unwrap_or_default().split('&').filter(|pair| is_kept(pair)).collect();
    let query = (!kept.is_empty()).then(|| spelled(&kept.join("&")));
    url.set_query(query.as_deref());
    let mut path = spelled(url.path());
    while let Some(shorter) = shorter(&path) {
        path = shorter;
    }
    url.set_path(&path);
    url.into()
}

fn is_kept(pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let (name, value) = (name.to_ascii_lowercase(), value.to_ascii_lowercase());
    let is_tracking = TRACKING.contains(&name.as_str()) || TRACKING_FAMILIES.iter().any(|family| name.starts_with(family));
    let is_layout = LAYOUTS.iter().any(|(layout, values)| *layout == name && values.contains(&value.as_str()));
    !(pair.is_empty() || is_tracking || is_layout)
}

/// A path with one thing less that says nothing of the article.
fn shorter(path: &str) -> Option<String> {
    let (folder, page) = path.rsplit_once('/')?;
    if folder.is_empty() && page.is_empty() {
        return None;
    }
    if page.is_empty() || INDEXES.contains(&page) {
        return Some(if folder.is_empty() { "/".to_owned() } else { folder.to_owned() });
    }
    if matches!(page, "amp" | "print") && !folder.is_empty() {
        return Some(folder.to_owned());
    }
    if let Some(stem) = page.strip_suffix(".html").and_then(|stem| stem.strip_suffix(".amp").or(stem.strip_suffix(".print"))) {
        return Some(format!("{folder}/{stem}.html"));
    }
    path.strip_prefix("/amp/").filter(|rest| !rest.is_empty()).map(|rest| format!("/{rest}"))
}

/// One spelling of percent signs: none for letters, digits and `-._~`; large letters in all others (RFC 3986, section 6.2.2).
fn spelled(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        spelled += before;
        let byte = after.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        rest = match byte.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                spelled.push(char::from(byte));
                &after[2..]
            }
            Some(byte) => {
                // Writing into a string cannot fail.
                let _ = write!(spelled, "%{byte:02X}");
                &after[2..]
            }
            None => {
                spelled.push('%');
                after
            }
        };
    }
    spelled + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(url: &str, expect: &str) {
        assert_eq!(canonical(&Url::parse(url).unwrap()), expect);
    }

    #[test]
    fn what_says_nothing_of_the_article_is_left_out() {
        for url in [
            "https://example.org/news/1",
            "HTTPS://Example.ORG:443/news/1/",
            "https://user:secret@example.org/news/1#comments",
            "https://example.org/news/1?utm_source=rss&UTM_Medium=feed&fbclid=x",
            "https://example.org/news/1?",
            "https://example.org/news/1/amp/",
            "https://example.org/amp/news/1",
            "https://example.org/news/1?amp=1",
            "https://example.org/news/1/print?print=true",
            "https://example.org/news/1/index.html",
            "https://example.org/n%65ws/1",
        ] {
            check(url, "https://example.org/news/1");
        }
        check("https://example.org/news/1.amp.html", "https://example.org/news/1.html");
    }

    #[test]
    fn what_may_distinguish_articles_stays() {
        for url in [
            "https://example.org/",
            "https://example.org/amp",
            "https://example.org/news/1?id=5&page=2",
            "https://example.org/news/1?id=%E4%BA%8B&print=2",
            "http://example.org/news/1",
            "https://example.org:8443/news/1",
            "https://example.org/a%2Fb?x=%26",
        ] {
            check(url, url);
        }
        check("https://example.org/index.html", "https://example.org/");
        check("https://example.org/%e4%ba%8b", "https://example.org/%E4%BA%8B");
    }

    proptest! {
        #[test]
        fn the_form_is_its_own(path in "(/(amp|print|index\\.html|[a-z%.0-9]{0,4}|事)){0,6}", query in "((amp|utm_x|id|print)=?[a-z1%&]{0,3}){0,3}") {
            let once = canonical(&Url::parse(&format!("https://example.org/{path}?{query}")).unwrap());
            prop_assert_eq!(canonical(&Url::parse(&once).unwrap()), once);
        }
    }
}
