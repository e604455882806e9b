//! From a document to its records. What goes wrong with one document stays with it.

use std::panic::{self, AssertUnwindSafe};

use anyhow::anyhow;
use jikenbo::archive::{self, Document, Label};
use jikenbo::edtf::Edtf;
use jikenbo::export::record::{Origin, Record};
use jikenbo::page::{self, Error, Hints};
use jikenbo::pipeline::{Known, Pipeline};

/// Reads documents.
pub struct Reader {
    pipeline: Pipeline,
    published: Option<Edtf>,
    with_text: bool,
    /// Whether nothing is asked for but incidents.
    only_incidents: bool,
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
    /// A reader of documents. `published` stands in for the day that a page states.
    pub fn new(pipeline: Pipeline, published: Option<Edtf>, with_text: bool) -> Self {
        Self { pipeline, published, with_text, only_incidents: false }
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
    pub fn read(&self, document: Document) -> anyhow::Result<Option<Outcome>> {
        apart(|| self.page(document))
    }

    fn page(&self, document: Document) -> anyhow::Result<Option<Outcome>> {
        let Document { label, bytes } = &document;
        let hints = Hints { charset: label.charset.as_deref(), url: label.url(), ..Hints::default() };
        let known = Known { hints, published: self.published, announced: None };
        let read = if self.only_incidents { Pipeline::report } else { Pipeline::article };
        let origin = origin(label);
        let article = match read(&self.pipeline, bytes, &known) {
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

/// Does work on an input in which a panic is an error like any other.
pub fn apart<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    // What panicked is not used again, but for tables that nothing changes.
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        Err(anyhow!("{}", said.unwrap_or("a panic")).context("a fault of jikenbo itself; please report it with this input"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_its_input() {
        let error = apart(|| -> anyhow::Result<()> { panic!("no such span") }).unwrap_err();
        let message = format!("{error:#}");
        assert!(message.starts_with("a fault of jikenbo itself") && message.contains("no such span"), "{message}");
    }
}
