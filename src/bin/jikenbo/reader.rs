//! From a document to its records. What goes wrong with one document stays with it.

use std::sync::Arc;

use anyhow::Context as _;
use jikenbo::archive::{self, Document, Label};
use jikenbo::edtf::Edtf;
use jikenbo::export::record::{Origin, Record};
use jikenbo::page::{self, Error, Hints};
use jikenbo::pipeline::{Known, Pipeline};
use tokio::sync::Semaphore;

/// Reads documents, a limited number at a time.
pub struct Reader {
    pipeline: Pipeline,
    published: Option<Edtf>,
    with_text: bool,
    /// Whether nothing is asked for but incidents.
    only_incidents: bool,
    turns: Semaphore,
}

/// What an article gave.
pub struct Outcome {
    /// What was read.
    pub document: Document,
    /// The text of the article; nothing where only its incidents are asked for and it plainly reports none.
    pub text: String,
    /// The incidents that it reports.
    pub records: Vec<Record>,
    /// What is doubtful about how it was read.
    pub warnings: Vec<page::Warning>,
}

impl Reader {
    /// A reader of at most `jobs` documents at a time. `published` stands in for the day that a page states.
    pub fn new(pipeline: Pipeline, published: Option<Edtf>, with_text: bool, jobs: usize) -> Self {
        Self { pipeline, published, with_text, only_incidents: false, turns: Semaphore::new(jobs) }
    }

    /// The same reader for whom nothing but incidents counts: a page that plainly reports none is left as soon as that
    /// shows.
    pub fn only_incidents(self) -> Self {
        Self { only_incidents: true, ..self }
    }

    /// The records of a document; `None` for what a crawler took for a page and has no text.
    ///
    /// # Errors
    ///
    /// If it holds no page; a panic while it is read is an error of this document too.
    pub async fn read(self: Arc<Self>, document: Document) -> anyhow::Result<Option<Outcome>> {
        let _turn = self.turns.acquire().await?;
        let reader = Arc::clone(&self);
        apart(move || reader.page(document)).await
    }

    fn page(&self, document: Document) -> anyhow::Result<Option<Outcome>> {
        let Document { label, bytes } = &document;
        let hints = Hints { charset: label.charset.as_deref(), url: label.url(), ..Hints::default() };
        let origin = origin(label);
        if self.only_incidents && self.pipeline.reports_nothing(bytes, &hints) {
            return Ok(Some(Outcome { text: String::new(), records: Vec::new(), warnings: Vec::new(), document }));
        }
        let article = match self.pipeline.article(bytes, &Known { hints, published: self.published, announced: None }) {
            Err(Error::Empty | Error::NoText | Error::Binary { .. }) if matches!(origin, Origin::Crawl { .. }) => {
                return Ok(None);
            }
            article => article?,
        };
        let records = Record::of(&article, origin, bytes, self.with_text);
        Ok(Some(Outcome { text: article.text(), records, warnings: article.warnings, document }))
    }
}

/// Where a document comes from, as records have it.
pub fn origin(label: &Label) -> Origin<'_> {
    match &label.origin {
        archive::Origin::File => Origin::File(&label.name),
        archive::Origin::Network(url) => Origin::Url(url),
        archive::Origin::Crawl { url, captured } => Origin::Crawl { path: &label.name, url, captured: *captured },
    }
}

/// Does work on a thread of its own, where a panic is an error like any other.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> anyhow::Result<T> {
    tokio::task::spawn_blocking(work).await.context("a fault of jikenbo itself; please report it with this input")?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_error_of_its_input() {
        let error = apart(|| -> anyhow::Result<()> { panic!("no such span") }).await.unwrap_err();
        let message = format!("{error:#}");
        assert!(message.starts_with("a fault of jikenbo itself") && message.contains("no such span"), "{message}");
    }
}
