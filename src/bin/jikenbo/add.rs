//! `jikenbo add`: inputs into a casebook.

use std::path::{self, PathBuf};

use anyhow::Context as _;
use jikenbo::archive::{Label, Origin};
use jikenbo::clock::{Clock as _, System};
use jikenbo::crawl::canonical::canonical;
use jikenbo::edtf::Edtf;
use jikenbo::export::record::sha256;
use jikenbo::store::{Casebook, FetchedPage, Reading, Stored};
use url::Url;

use crate::args;
use crate::exit::{Exit, Failure};
use crate::inputs::Inputs;
use crate::progress::Progress;
use crate::reader::{self, Outcome, Reader};
use crate::setup;
use crate::work::{self, Desk};

/// Reads what the arguments name and puts it into the casebook.
pub fn run(args: &args::Add) -> Result<Exit, Failure> {
    let path = setup::casebook(args.casebook.as_deref()).map_err(Failure::Usage)?;
    let pipeline = setup::pipeline(args.rules.dict.as_deref()).map_err(Failure::Usage)?;
    let casebook = path.exists().then(|| Casebook::open(&path)).transpose().map_err(|error| Failure::Usage(error.into()))?;
    let (inputs, jobs) = (Inputs::list(&args.inputs), setup::jobs(args.jobs));
    let published = args.published.map(Edtf::from);
    let progress = Progress::new(args.quiet, inputs.found.len(), false);
    let reader = Reader::new(pipeline, published, false).into();
    work::run(work::Reading { inputs, reader, jobs, progress }, Shelf { path, casebook, published, added: Added::default() })
}

/// The casebook, as pages are put into it.
struct Shelf {
    path: PathBuf,
    /// `None` until there is a page to put into one that is not there yet.
    casebook: Option<Casebook>,
    published: Option<Edtf>,
    added: Added,
}

/// What became of the pages.
#[derive(Default)]
struct Added {
    new: usize,
    changed: usize,
    older: usize,
    known: usize,
    same: usize,
}

impl Desk for Shelf {
    fn take(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        let Outcome { document, text, records, .. } = outcome;
        let captured = match document.label.origin {
            Origin::Crawl { captured, .. } => captured,
            Origin::File | Origin::Network(_) => None,
        };
        let page = FetchedPage {
            at: captured.unwrap_or_else(|| System.now()),
            origin: reader::origin(&document.label),
            headers: &[],
            charset: document.label.charset.as_deref(),
            published: self.published,
            announced: None,
            body: &document.bytes,
            is_entry_text: false,
        };
        let name = name(&document.label, &document.bytes).with_context(|| document.label.name.clone()).map_err(Failure::Work)?;
        let casebook = match &mut self.casebook {
            Some(casebook) => casebook,
            none => none.insert(Casebook::open(&self.path)?),
        };
        match casebook.add(&name, &page, &Reading { text, records, again: None })? {
            Stored::New | Stored::Similar(_) => self.added.new += 1,
            Stored::Changed => self.added.changed += 1,
            Stored::Older => self.added.older += 1,
            Stored::Unchanged => self.added.known += 1,
            Stored::Same(_) => self.added.same += 1,
        }
        Ok(())
    }

    /// Every page is in the casebook as soon as it was taken.
    fn close(self) -> Result<String, Failure> {
        let Added { new, changed, older, known, same } = self.added;
        Ok(format!("; in the casebook {new} new, {changed} changed, {older} older, {known} known, {same} seen elsewhere"))
    }
}

/// What the article of a document is known by: its address, or else where its file lies. What comes through standard input
/// has no place; it is known by its bytes.
fn name(label: &Label, bytes: &[u8]) -> anyhow::Result<String> {
    let address = label.url().and_then(|url| Url::parse(url).ok());
    Ok(match address {
        Some(url) => canonical(&url),
        None if label.name == "-" || label.name.starts_with("-!") => {
            format!("urn:sha256:{}", sha256(bytes))
        }
        None => {
            let path = path::absolute(&label.name)?;
            Url::from_file_path(&path).map_or_else(|()| path.display().to_string(), String::from)
        }
    })
}
