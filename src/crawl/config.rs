//! `jikenbo.toml`: what is crawled, and how.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::{Span, SpanRelativeTo};
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use toml::Spanned;
use url::Url;

use crate::fetch;
use crate::store::SourceKind;

/// The rest between two requests to one host where nothing else is said.
pub const MIN_DELAY: Duration = Duration::from_secs(2);

/// How many requests are under way at a time where nothing else is said.
pub const AT_ONCE: usize = 8;

/// The bounds of the wait between two looks at a source whose wait is not given.
pub const INTERVALS: (Duration, Duration) = (Duration::from_mins(15), Duration::from_hours(24));

/// The example that `jikenbo init` writes.
pub const EXAMPLE: &str = include_str!("example.toml");

/// How much alike a key must be to one that exists to be taken for it.
const ALIKE: f64 = 0.7;

/// What is wrong with a configuration, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct Error {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong there, and what may have been meant.
    pub message: String,
}

/// A configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The casebook, relative to the folder of the configuration.
    pub casebook: PathBuf,
    /// How it is crawled.
    pub crawl: Crawl,
    /// What is crawled, in order: feeds, then pages, then sitemaps.
    pub sources: Vec<Source>,
}

/// A source of articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its kind.
    pub kind: SourceKind,
    /// Where it is. It may have a user name and a password, which go nowhere but to its host.
    pub url: Url,
    /// What the user calls it.
    pub name: Option<String>,
    /// The user's tags.
    pub tags: Vec<String>,
    /// How often it is looked at.
    pub every: Option<Duration>,
    /// Of a page or sitemap, the paths of articles, with `*` for anything and `$` for the end.
    pub articles: Vec<String>,
}

/// How it is crawled.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Crawl {
    /// What the program calls itself; a way to reach its user belongs into it.
    pub user_agent: String,
    /// The rest between two requests to one host.
    #[serde(deserialize_with = "duration")]
    pub min_delay: Duration,
    /// Whether hosts on private networks are visited.
    pub allow_private: bool,
    /// How many requests are under way at a time.
    #[serde(deserialize_with = "count")]
    pub at_once: usize,
    /// How long a page may take.
    #[serde(deserialize_with = "duration")]
    pub timeout: Duration,
    /// How large a page may be, in bytes.
    #[serde(deserialize_with = "count")]
    pub max_bytes: usize,
    /// Through whom all requests go.
    #[serde(deserialize_with = "some_address")]
    pub proxy: Option<Url>,
    /// The shortest wait between two looks at a source whose wait is not given.
    #[serde(deserialize_with = "duration")]
    pub min_interval: Duration,
    /// The longest such wait.
    #[serde(deserialize_with = "duration")]
    pub max_interval: Duration,
    /// A file for the counters of a run, as Prometheus reads them, relative to the folder of the configuration.
    pub metrics: Option<PathBuf>,
}

impl Default for Crawl {
    fn default() -> Self {
        Self {
            user_agent: fetch::USER_AGENT.to_owned(),
            min_delay: MIN_DELAY,
            allow_private: false,
            at_once: AT_ONCE,
            timeout: fetch::TIMEOUT,
            max_bytes: fetch::MAX_BYTES,
            proxy: None,
            min_interval: INTERVALS.0,
            max_interval: INTERVALS.1,
            metrics: None,
        }
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    casebook: PathBuf,
    #[serde(default)]
    crawl: Crawl,
    #[serde(default)]
    feed: Vec<Feed>,
    #[serde(default)]
    page: Vec<List>,
    #[serde(default)]
    sitemap: Vec<List>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Feed {
    #[serde(deserialize_with = "address")]
    url: Spanned<Url>,
    name: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default, deserialize_with = "some_duration")]
    every: Option<Duration>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(deserialize_with = "address")]
    url: Spanned<Url>,
    name: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default, deserialize_with = "some_duration")]
    every: Option<Duration>,
    #[serde(default)]
    articles: Vec<String>,
}

impl Config {
    /// The configuration that `text` holds; relative paths in it start in `folder`.
    ///
    /// # Errors
    ///
    /// If a key is not known or missing, a value is not what the key takes, or a source is named twice.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, Error> {
        let file: File = toml::from_str(text).map_err(|error| refused(text, &error))?;
        let feeds = file.feed.into_iter().map(|feed| (SourceKind::Feed, feed.into()));
        let pages = file.page.into_iter().map(|list| (SourceKind::Page, list));
        let sitemaps = file.sitemap.into_iter().map(|list| (SourceKind::Sitemap, list));
        let mut lines = HashMap::new();
        let mut sources = Vec::new();
        for (kind, list) in feeds.chain(pages).chain(sitemaps) {
            let line = line(text, list.url.span());
            if let Some(first) = lines.insert(fetch::bare(list.url.as_ref()), line) {
                return Err(Error { line, message: format!("the address is already in line {first}") });
            }
            let List { url, name, tags, every, articles } = list;
            sources.push(Source { kind, url: url.into_inner(), name, tags, every, articles });
        }
        let mut crawl = file.crawl;
        crawl.metrics = crawl.metrics.map(|path| folder.join(path));
        if crawl.min_interval > crawl.max_interval {
            let message = "`min_interval` is longer than `max_interval`".to_owned();
            return Err(Error { line: text.lines().position(|line| line.contains("_interval")).unwrap_or(0) + 1, message });
        }
        Ok(Self { casebook: folder.join(file.casebook), crawl, sources })
    }
}

impl From<Feed> for List {
    fn from(Feed { url, name, tags, every }: Feed) -> Self {
        Self { url, name, tags, every, articles: Vec::new() }
    }
}

/// The lines that add a feed to a configuration.
#[must_use]
pub fn feed(url: &Url, name: Option<&str>, tags: &[String]) -> String {
    #[derive(Serialize)]
    struct Lines<'a> {
        url: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<&'a str>,
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        tags: &'a [String],
    }
    // Strings and lists of them are always TOML.
    let lines = toml::to_string(&Lines { url: url.as_str(), name, tags }).unwrap_or_default();
    format!("[[feed]]\n{lines}")
}

fn line(text: &str, span: Range<usize>) -> usize {
    text.get(..span.start).unwrap_or(text).matches('\n').count() + 1
}

fn refused(text: &str, error: &toml::de::Error) -> Error {
    let line = error.span().map_or(1, |span| line(text, span));
    let message = error.message().lines().collect::<Vec<_>>().join(" ");
    Error { line, message: unknown(&message).unwrap_or(message) }
}

/// A better message for an unknown key: which one was meant.
fn unknown(message: &str) -> Option<String> {
    let (key, known) = message.strip_prefix("unknown field ")?.split_once(", ")?;
    let key = key.trim_matches('`');
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    let nearest = known.iter().map(|known| (strsim::jaro_winkler(key, known), *known)).max_by(|a, b| a.0.total_cmp(&b.0));
    Some(match nearest.filter(|(likeness, _)| *likeness >= ALIKE) {
        Some((_, meant)) => format!("there is no key `{key}` here; did you mean `{meant}`?"),
        None => format!("there is no key `{key}` here; there are {}", known.join(", ")),
    })
}

fn duration<'de, D: Deserializer<'de>>(value: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(value)?;
    let wrong = || D::Error::custom(format!("{text:?} is no length of time, such as \"2s\", \"30m\", \"1h 30m\" or \"1d\""));
    let span: Span = text.parse().map_err(|_| wrong())?;
    let length = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| wrong())?;
    Duration::try_from(length).map_err(|_| wrong())
}

fn some_duration<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Duration>, D::Error> {
    let every = duration(value)?;
    let is_long = every >= Duration::from_secs(1);
    if is_long { Ok(Some(every)) } else { Err(D::Error::custom("a source is looked at once a second at the most")) }
}

fn count<'de, D: Deserializer<'de>>(value: D) -> Result<usize, D::Error> {
    let number = i64::deserialize(value)?;
    usize::try_from(number).ok().filter(|number| *number > 0).ok_or_else(|| D::Error::custom("at least 1 is needed here"))
}

fn web(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("{text:?} is no address: {error}"))?;
    let is_web = matches!(url.scheme(), "http" | "https");
    if is_web { Ok(url) } else { Err(format!("only http and https addresses are fetched, not {}", url.scheme())) }
}

fn some_address<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Url>, D::Error> {
    web(&String::deserialize(value)?).map(Some).map_err(D::Error::custom)
}

fn address<'de, D: Deserializer<'de>>(value: D) -> Result<Spanned<Url>, D::Error> {
    let text = Spanned::<String>::deserialize(value)?;
    let span = text.span();
    web(text.as_ref()).map(|url| Spanned::new(span, url)).map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALLEST: &str = r#"casebook = "jikenbo.db"

[crawl]
user_agent = "jikenbo (+https://example.org/contact)"
min_delay = "2s"          # between two requests to one host
allow_private = false     # true: loopback and private addresses may be fetched

[[feed]]
url = "https://example.org/feed.xml"
every = "30m"
"#;

    fn of(text: &str) -> Result<Config, Error> {
        Config::parse(text, Path::new("/folder"))
    }

    #[test]
    fn the_smallest() {
        let config = of(SMALLEST).unwrap();
        assert_eq!(config.casebook, Path::new("/folder/jikenbo.db"));
        assert_eq!(config.crawl.user_agent, "jikenbo (+https://example.org/contact)");
        assert_eq!((config.crawl.min_delay, config.crawl.allow_private), (Duration::from_secs(2), false));
        let source = &config.sources[0];
        assert_eq!((source.url.as_str(), source.every), ("https://example.org/feed.xml", Some(Duration::from_mins(30))));
    }

    #[test]
    fn the_example() {
        let config = of(EXAMPLE).unwrap();
        assert_eq!(config.sources.len(), 1);
        let defaults = Crawl { user_agent: config.crawl.user_agent.clone(), ..Crawl::default() };
        assert_eq!(config.crawl, defaults);
        // What is commented out works, too.
        let all: String = EXAMPLE.lines().map(|line| line.strip_prefix("#: ").unwrap_or(line).to_owned() + "\n").collect();
        let all = of(&all).unwrap();
        assert_eq!(
            all.sources.iter().map(|source| source.kind).collect::<Vec<_>>(),
            [SourceKind::Feed, SourceKind::Page, SourceKind::Sitemap]
        );
        assert!(all.crawl.proxy.is_some() && all.crawl.metrics.is_some());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_what_was_meant() {
        for (from, to, expect) in [
            ("min_delay", "min_dely", "line 5: there is no key `min_dely` here; did you mean `min_delay`?"),
            ("every = ", "interval = ", "line 10: there is no key `interval` here; there are url, name, tags, every"),
            ("[[feed]]", "[[feeds]]", "line 8: there is no key `feeds` here; did you mean `feed`?"),
            ("\"2s\"", "2", "line 5: invalid type: integer `2`, expected a string"),
            ("\"30m\"", "\"often\"", "line 10: \"often\" is no length of time, such as \"2s\", \"30m\", \"1h 30m\" or \"1d\""),
            ("\"30m\"", "\"-30m\"", "line 10: \"-30m\" is no length of time, such as \"2s\", \"30m\", \"1h 30m\" or \"1d\""),
            ("\"30m\"", "\"0s\"", "line 10: a source is looked at once a second at the most"),
            ("false", "\"no\"", "line 6: invalid type: string \"no\", expected a boolean"),
            (
                "https://example.org/feed.xml",
                "example.org/feed.xml",
                "line 9: \"example.org/feed.xml\" is no address: relative URL without a base",
            ),
            ("https://example.org/feed.xml", "file:///feed.xml", "line 9: only http and https addresses are fetched, not file"),
            ("casebook = \"jikenbo.db\"", "", "line 1: missing field `casebook`"),
        ] {
            assert!(SMALLEST.contains(from));
            assert_eq!(of(&SMALLEST.replace(from, to)).unwrap_err().to_string(), expect);
        }
        let twice = format!("{SMALLEST}\n[[page]]\nurl = \"https://user:pw@example.org/feed.xml\"\n");
        assert_eq!(of(&twice).unwrap_err().to_string(), "line 13: the address is already in line 9");
        let crossed = SMALLEST.replace("allow_private = false", "min_interval = \"2d\"\nat_once = 3");
        assert_eq!(of(&crossed).unwrap_err().to_string(), "line 6: `min_interval` is longer than `max_interval`");
        assert_eq!(
            of(&SMALLEST.replace("allow_private = false", "at_once = 0")).unwrap_err().to_string(),
            "line 6: at least 1 is needed here"
        );
    }

    #[test]
    fn feeds_are_added_as_they_are_read() {
        let url = Url::parse("https://example.org/a?b=1&c=2").unwrap();
        let lines = feed(&url, Some("青葉 \"news\""), &["報道".to_owned()]);
        let config = of(&format!("casebook = \"x\"\n\n{lines}")).unwrap();
        assert_eq!((&config.sources[0].url, config.sources[0].name.as_deref()), (&url, Some("青葉 \"news\"")));
        assert_eq!(config.sources[0].tags, ["報道"]);
    }
}
