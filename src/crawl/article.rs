//! One article: fetched, read, and if it cannot be had, the source's own words read in its place.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use url::Url;

use crate::clock::Clock;
use crate::edtf::{Edtf, PartialDate};
use crate::export::Record;
use crate::export::record::Origin;
use crate::fetch::{self, Conditions, Header, Hosts, backoff};
use crate::page::Hints;
use crate::pipeline::{Known, Pipeline};
use crate::store::Article;

/// How often an article is tried before it is given up.
pub const MAX_TRIES: u32 = 5;

/// How long to wait after the first failure.
pub const FIRST_WAIT: Duration = Duration::from_mins(5);

/// How long to wait after many.
pub const LONGEST_WAIT: Duration = Duration::from_hours(12);

/// What a record says whose words are the source's, not the page's.
pub const ENTRY_TEXT: &str = "read from the words of the feed, because the page cannot be had";

/// The time of day where the articles are written.
const JAPAN: Offset = Offset::constant(9);

/// What came of the attempt to have an article.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was read.
    Read(Box<Page>),
    /// It is as it was; the source says that it was changed last at this time.
    Unmodified(Option<Timestamp>),
    /// It cannot be had now; it may go better at this time, if at all.
    Failed(String, Option<Timestamp>),
}

/// An article that was read.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) url: Url,
    pub(super) header: Header,
    pub(super) charset: Option<String>,
    pub(super) body: Vec<u8>,
    pub(super) text: String,
    pub(super) records: Vec<Record>,
    pub(super) published: Option<Timestamp>,
    /// The day that the source gives.
    pub(super) announced: Option<Edtf>,
    /// Why the words are the source's and not the page's.
    pub(super) in_place: Option<String>,
}

/// Fetches an article and reads it.
pub(super) async fn have<C: Clock>(hosts: &Hosts<C>, clock: &C, pipeline: Arc<Pipeline>, article: Article) -> Outcome {
    let conditions = Conditions { etag: article.etag.clone(), last_modified: article.last_modified.clone() };
    let url = match Url::parse(&article.address) {
        Ok(url) => url,
        Err(error) => return Outcome::Failed(error.to_string(), None),
    };
    let day = article.updated.map(day);
    let answer = match hosts.get(&url, &conditions).await {
        Ok(answer) if answer.status == 304 && conditions != Conditions::default() => return Outcome::Unmodified(article.updated),
        answer => answer.and_then(fetch::Answer::success),
    };
    let (reason, again) = match answer {
        Ok(answer) => {
            let charset = answer.header.charset();
            let page = Bytes { url: answer.url, header: answer.header, charset, body: answer.body };
            match read(Arc::clone(&pipeline), page, day).await {
                Ok(page) => return Outcome::Read(Box::new(page)),
                Err(reason) => (reason, None),
            }
        }
        Err(error) => (error.to_string(), again(&error, &article, clock.now())),
    };
    match article.content {
        Some(content) if again.is_none() => {
            let header = Header { content_type: Some("text/html; charset=utf-8".to_owned()), ..Header::default() };
            let body = entry_page(article.title.as_deref().unwrap_or_default(), &content).into_bytes();
            let page = Bytes { url, header, charset: Some("utf-8".to_owned()), body };
            match read(pipeline, page, day).await {
                Ok(page) => Outcome::Read(Box::new(in_place(page, reason))),
                Err(_) => Outcome::Failed(reason, None),
            }
        }
        _ => Outcome::Failed(reason, again),
    }
}

/// When an article is tried again that could not be had.
fn again(error: &fetch::Error, article: &Article, now: Timestamp) -> Option<Timestamp> {
    match error {
        // That says nothing of the article.
        fetch::Error::Resting { until, .. } => Some(*until),
        error if error.is_passing() && article.tries + 1 < MAX_TRIES => {
            Some(now + backoff::after(article.tries + 1, FIRST_WAIT, LONGEST_WAIT, &article.url))
        }
        _ => None,
    }
}

/// What there is to read.
struct Bytes {
    url: Url,
    header: Header,
    charset: Option<String>,
    body: Vec<u8>,
}

/// Reads a page on a thread where that holds up nobody, and where a panic is an error like any other. `day` is that of
/// the source, for a page that tells none.
async fn read(pipeline: Arc<Pipeline>, page: Bytes, day: Option<Edtf>) -> Result<Page, String> {
    let work = move || {
        let Bytes { url, header, charset, body } = page;
        let hints = Hints { charset: charset.as_deref(), url: Some(url.as_str()), ..Hints::default() };
        let article = pipeline.article(&body, &Known { hints, published: None, announced: day })?;
        let records = Record::of(&article, Origin::Url(url.as_str()), &body, false);
        let published = article.page.published.and_then(|published| moment(published.start()));
        Ok(Page { text: article.text(), records, published, announced: day, url, header, charset, body, in_place: None })
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(read) => read.map_err(|error: crate::page::Error| error.to_string()),
        Err(fault) => Err(format!("a fault of jikenbo itself; please report it with this page: {fault}")),
    }
}

/// Says in each record whose words it was read from.
fn in_place(mut page: Page, reason: String) -> Page {
    page.records.iter_mut().for_each(|record| record.warnings.push(ENTRY_TEXT.to_owned()));
    page.in_place = Some(reason);
    page
}

/// A page that says what an entry says.
fn entry_page(title: &str, content: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{title}</title></head><body><article><h1>{title}</h1>\n{content}\n</article></body></html>"
    )
}

/// The day on which a moment lies.
fn day(time: Timestamp) -> Edtf {
    let date = time.to_zoned(TimeZone::fixed(JAPAN)).date();
    PartialDate::from(date).into()
}

/// The beginning of a day.
fn moment(date: PartialDate) -> Option<Timestamp> {
    date.civil()?.to_zoned(TimeZone::fixed(JAPAN)).ok().map(|zoned| zoned.timestamp())
}
