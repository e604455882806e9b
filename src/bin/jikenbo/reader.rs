//! From an input to its records. What goes wrong with one input stays with it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use jikenbo::edtf::Edtf;
use jikenbo::export::record::{Origin, Record};
use jikenbo::fetch::{Fetched, Fetcher};
use jikenbo::page::{self, Hints};
use jikenbo::pipeline::{Known, Pipeline};
use tokio::sync::{OnceCell, Semaphore};

use crate::inputs::Input;

/// Reads inputs, a limited number at a time.
pub struct Reader {
    pipeline: Arc<Pipeline>,
    published: Option<Edtf>,
    with_text: bool,
    fetcher: OnceCell<Fetcher>,
    turns: Semaphore,
}

/// What a page gave.
pub struct Outcome {
    /// The incidents that it reports.
    pub records: Vec<Record>,
    /// What is doubtful about how it was read.
    pub warnings: Vec<page::Warning>,
}

impl Reader {
    /// A reader of at most `jobs` inputs at a time. `published` stands in for the day that a page states.
    pub fn new(pipeline: Pipeline, published: Option<Edtf>, with_text: bool, jobs: usize) -> Self {
        let (fetcher, turns) = (OnceCell::new(), Semaphore::new(jobs));
        Self { pipeline: Arc::new(pipeline), published, with_text, fetcher, turns }
    }

    /// The records of an input.
    ///
    /// # Errors
    ///
    /// If it cannot be opened or fetched, or holds no page; a panic while it is read is an error of this input too.
    pub async fn read(self: Arc<Self>, input: Input) -> anyhow::Result<Outcome> {
        let _turn = self.turns.acquire().await?;
        let fetched = match &input {
            Input::Url(url) => Some(self.fetcher.get_or_try_init(async || Fetcher::new()).await?.get(url).await?),
            Input::File(_) | Input::Stdin => None,
        };
        let reader = Arc::clone(&self);
        apart(move || match (&input, fetched) {
            (_, Some(fetched)) => reader.fetched(&fetched),
            (Input::File(path), None) => reader.page(&file(path)?, Origin::File(&input.to_string()), Hints::default()),
            (_, None) => reader.page(&at_most(io::stdin().lock())?, Origin::File("-"), Hints::default()),
        })
        .await
    }

    fn fetched(&self, fetched: &Fetched) -> anyhow::Result<Outcome> {
        let hints = Hints { charset: fetched.charset.as_deref(), url: Some(&fetched.url) };
        self.page(&fetched.bytes, Origin::Url(&fetched.url), hints)
    }

    fn page(&self, bytes: &[u8], origin: Origin, hints: Hints) -> anyhow::Result<Outcome> {
        let article = self.pipeline.article(bytes, &Known { hints, published: self.published })?;
        let records = Record::of(&article, origin, bytes, self.with_text);
        Ok(Outcome { records, warnings: article.warnings })
    }
}

/// Does work on a thread of its own, where a panic is an error like any other.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> anyhow::Result<T> {
    tokio::task::spawn_blocking(work).await.context("a fault of jikenbo itself; please report it with this input")?
}

/// The bytes of a file, unless it is larger than any page.
pub fn file(path: &Path) -> anyhow::Result<Vec<u8>> {
    let file = File::open(path)?;
    let bytes = file.metadata()?.len();
    if bytes > page::MAX_BYTES as u64 {
        return Err(page::Error::TooLarge { bytes }.into());
    }
    at_most(file)
}

/// All that a stream gives, unless it is more than any page has.
pub fn at_most(stream: impl Read) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(page::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > page::MAX_BYTES {
        bail!("more than {} bytes; that is the most that is read", page::MAX_BYTES);
    }
    Ok(bytes)
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
