//! `jikenbo reextract`: the pages of a casebook, read again with today's rules.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use jikenbo::crawl::ENTRY_TEXT;
use jikenbo::export::{Record, jsonl};
use jikenbo::page::Hints;
use jikenbo::pipeline::{Known, Pipeline};
use jikenbo::store::{Casebook, Reading, StoredPage};
use serde::Serialize;
use serde_json::Value;

use crate::args::{self, PageFormat};
use crate::exit::{Exit, Failure};
use crate::interrupt::Interrupt;
use crate::progress::{Progress, Tally};
use crate::setup;

/// How many pages for each job are read before what they gave is written.
const AT_ONCE: usize = 4;

/// Reads every page again, puts what has changed into the casebook unless it is only to be told, and tells it.
pub fn run(args: &args::Reextract) -> Result<Exit, Failure> {
    let path = setup::casebook(args.casebook.as_deref()).map_err(Failure::Usage)?;
    let pipeline = setup::pipeline(args.rules.dict.as_deref()).map_err(Failure::Usage)?;
    let open = if args.dry_run {
        Casebook::read(&path)
    } else {
        // A casebook that is not there must not be made.
        Casebook::read(&path).and_then(|_| Casebook::open(&path))
    };
    let mut casebook = open.map_err(|error| Failure::Usage(error.into()))?;
    let pages = usize::try_from(casebook.summary()?.pages).unwrap_or(usize::MAX);
    let mut progress = Progress::new(args.quiet, pages, io::stdout().is_terminal());
    let (interrupt, jobs) = (Interrupt::watch()?, setup::jobs(args.jobs));
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut tally, mut total) = (Tally::new(0), Total::default());
    let mut last = None;
    loop {
        let pages = casebook.pages(last, jobs * AT_ONCE)?;
        let Some(newest) = pages.last() else { break };
        last = Some(newest.id);
        for (page, read) in pages.iter().zip(read_all(&pipeline, &pages, jobs)) {
            match read {
                Ok((text, records)) => {
                    let change = Change::between(&page.article, &page.records, &records);
                    if !args.dry_run {
                        casebook.replace(page.id, &Reading { text: &text, records: &records, again: None })?;
                    }
                    total.add(&change);
                    change.print(&mut out, args.format)?;
                    tally.read(records.len());
                }
                Err(reason) => {
                    progress.failed(&page.article, format!("{reason}; its incidents stay as they were"));
                    tally.failed += 1;
                }
            }
            tally.end_input();
            progress.input_done();
        }
        out.flush()?;
        progress.tell(&tally);
        if interrupt.is_pressed() {
            progress.close(format!("interrupted; so far {tally}; {total}"));
            return Ok(Exit::Interrupted);
        }
    }
    let note = if args.dry_run { "; nothing was written" } else { "" };
    progress.close(format!("{tally}; {total}{note}"));
    Ok(if tally.failed == 0 { Exit::Done } else { Exit::SomeFailed })
}

/// What a page gives: its text and its incidents, or why it cannot be read.
type Read = Result<(String, Vec<Record>), String>;

/// Reads pages on so many threads.
fn read_all(pipeline: &Pipeline, pages: &[StoredPage], jobs: usize) -> Vec<Read> {
    let fault = |_| Err("a fault of jikenbo itself; please report it with this page".to_owned());
    let read_safely = |page: &StoredPage| catch_unwind(AssertUnwindSafe(|| read(pipeline, page))).unwrap_or_else(fault);
    thread::scope(|scope| {
        let parts = pages.chunks(pages.len().div_ceil(jobs).max(1));
        let work: Vec<_> = parts.map(|part| scope.spawn(move || part.iter().map(read_safely).collect::<Vec<_>>())).collect();
        work.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

fn read(pipeline: &Pipeline, page: &StoredPage) -> Read {
    let origin = page.origin();
    let hints = Hints { charset: page.charset.as_deref(), url: origin.url(), ..Hints::default() };
    let known = Known { hints, published: page.published, announced: page.announced };
    let article = pipeline.article(&page.body, &known).map_err(|error| error.to_string())?;
    let mut records = Record::of(&article, origin, &page.body, false);
    if page.is_entry_text {
        records.iter_mut().for_each(|record| record.warnings.push(ENTRY_TEXT.to_owned()));
    }
    Ok((article.text(), records))
}

/// What reading a page again has changed.
#[derive(Serialize)]
struct Change<'a> {
    /// The address of the article, or what else it is known by.
    article: &'a str,
    /// Incidents that it reports and did not before.
    gained: Vec<&'a Record>,
    /// Incidents that it reported before.
    lost: Vec<&'a Record>,
    /// Incidents that say something else.
    changed: Vec<Changed<'a>>,
}

/// An incident that says something else than before.
#[derive(Serialize)]
struct Changed<'a> {
    /// The fields that differ.
    fields: Vec<String>,
    before: &'a Record,
    after: &'a Record,
}

impl<'a> Change<'a> {
    fn between(article: &'a str, before: &'a [Record], after: &'a [Record]) -> Self {
        let by_id: HashMap<&str, &Record> = before.iter().map(|record| (record.id.as_str(), record)).collect();
        let (mut gained, mut changed) = (Vec::new(), Vec::new());
        for record in after {
            match by_id.get(record.id.as_str()) {
                None => gained.push(record),
                Some(before) if *before == record => {}
                Some(before) => changed.push(Changed { fields: fields(before, record), before, after: record }),
            }
        }
        let lost = before.iter().filter(|before| after.iter().all(|record| record.id != before.id)).collect();
        Self { article, gained, lost, changed }
    }

    fn is_none(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty() && self.changed.is_empty()
    }

    fn print(&self, out: &mut impl Write, format: PageFormat) -> io::Result<()> {
        match format {
            _ if self.is_none() => Ok(()),
            PageFormat::Text => write!(out, "{self}"),
            PageFormat::Jsonl => jsonl::write(out, self),
        }
    }
}

impl fmt::Display for Change<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.article)?;
        self.gained.iter().try_for_each(|record| writeln!(f, "  + {}", name(record)))?;
        self.lost.iter().try_for_each(|record| writeln!(f, "  - {}", name(record)))?;
        self.changed
            .iter()
            .try_for_each(|Changed { fields, after, .. }| writeln!(f, "  ~ {}: {}", name(after), fields.join(", ")))
    }
}

/// What a person calls an incident.
fn name(record: &Record) -> String {
    let victim = record.victim.as_ref().map(|victim| format!("{}: ", victim.name)).unwrap_or_default();
    let kinds: Vec<String> = record.attack_types.iter().map(|attack| attack.kind.to_string()).collect();
    format!("{victim}{} ({})", record.title, kinds.join(", "))
}

/// The fields of two records that differ.
fn fields(before: &Record, after: &Record) -> Vec<String> {
    let [Ok(Value::Object(before)), Ok(Value::Object(after))] = [before, after].map(serde_json::to_value) else {
        return Vec::new();
    };
    after.into_iter().filter(|(field, value)| before.get(field) != Some(value)).map(|(field, _)| field).collect()
}

/// How much has changed in all.
#[derive(Default)]
struct Total {
    gained: usize,
    lost: usize,
    changed: usize,
}

impl Total {
    fn add(&mut self, change: &Change) {
        self.gained += change.gained.len();
        self.lost += change.lost.len();
        self.changed += change.changed.len();
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} new, {} gone, {} changed", self.gained, self.lost, self.changed)
    }
}
