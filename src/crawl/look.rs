//! One look at a source: what it points at now, and how its server answers.

use std::collections::HashSet;

use url::Url;

use super::canonical::canonical;
use super::config;
use crate::clock::Clock;
use crate::feed::{self, Feed};
use crate::fetch::{self, Conditions, Header, Hosts, StatusCode};
use crate::store::{Entry, Source, SourceKind};

/// What came of a look.
#[derive(Debug)]
pub(super) enum Look {
    /// What the source points at.
    Read(Feed, Answered),
    /// Nothing is new.
    Unmodified(Answered),
    /// The server says that it is gone for good.
    Gone,
    /// It failed.
    Failed(String, Header),
}

/// What the server said beside.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) header: Header,
    /// Where the source has moved to for good.
    pub(super) moved: Option<Url>,
}

/// Looks at a source.
pub(super) async fn look<C: Clock>(hosts: &Hosts<C>, wanted: &config::Source, state: &Source) -> Look {
    let conditions = Conditions { etag: state.etag.clone(), last_modified: state.last_modified.clone() };
    let answer = match hosts.get(&location(wanted, state), &conditions).await {
        Ok(answer) => answer,
        Err(error) => return Look::Failed(error.to_string(), Header::default()),
    };
    let (header, moved) = (answer.header.clone(), answer.moved.clone());
    match answer.status {
        StatusCode::NOT_MODIFIED => Look::Unmodified(Answered { header, moved }),
        StatusCode::GONE => Look::Gone,
        _ => match answer.success() {
            Ok(answer) => match read(wanted.clone(), answer).await {
                Ok(feed) => Look::Read(feed, Answered { header, moved }),
                Err(reason) => Look::Failed(reason, header),
            },
            Err(error) => Look::Failed(error.to_string(), header),
        },
    }
}

/// Where a source is asked for: where it has moved to, with the user name and password that were given for its host.
pub(super) fn location(wanted: &config::Source, state: &Source) -> Url {
    let given = &wanted.url;
    match Url::parse(&state.location) {
        Ok(moved) if moved != fetch::bare(given) => {
            let mut moved = moved;
            if moved.origin() == given.origin() {
                // Addresses of the web can have both.
                let _ = moved.set_username(given.username());
                let _ = moved.set_password(given.password());
            }
            moved
        }
        _ => given.clone(),
    }
}

/// Reads what came, on a thread where that holds up nobody.
async fn read(wanted: config::Source, answer: fetch::Answer) -> Result<Feed, String> {
    let work = move || {
        let (charset, base) = (answer.header.charset(), &answer.url);
        let is_article = |url: &Url| is_article(&wanted, base, url);
        match wanted.kind {
            SourceKind::Page => Ok(feed::page(&answer.body, charset.as_deref(), base, is_article)),
            SourceKind::Feed | SourceKind::Sitemap => {
                let mut feed = feed::read(&answer.body, charset.as_deref(), base).map_err(|error| error.to_string())?;
                feed.entries.retain(|entry| wanted.articles.is_empty() || is_article(&entry.link));
                Ok(feed)
            }
        }
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(feed) => feed,
        Err(fault) => Err(format!("a fault of jikenbo itself; please report it with this source: {fault}")),
    }
}

/// Whether an address is that of an article: as the user says, or else whatever lies in the folder of the page.
fn is_article(wanted: &config::Source, page: &Url, url: &Url) -> bool {
    let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    if wanted.articles.is_empty() {
        let folder = page.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        return url.path().strip_prefix(folder).is_some_and(|rest| rest.len() > 1 && rest.starts_with('/'));
    }
    wanted.articles.iter().any(|pattern| fetch::is_like(pattern, &path))
}

/// The articles of a feed, each once.
pub(super) fn entries(feed: Feed) -> Vec<Entry> {
    let mut seen = HashSet::new();
    let entries = feed.entries.into_iter().map(|entry| {
        let mut address = fetch::bare(&entry.link);
        address.set_fragment(None);
        let updated = entry.updated.or(entry.published);
        Entry { url: canonical(&entry.link), address: address.into(), title: entry.title, content: entry.content, updated }
    });
    entries.filter(|entry| seen.insert(entry.url.clone())).collect()
}
