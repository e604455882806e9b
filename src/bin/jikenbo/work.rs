//! Documents read at the same time, and put down one after another in their order.

use std::collections::VecDeque;
use std::future::ready;
use std::pin::Pin;
use std::sync::Arc;

use jikenbo::archive::Document;
use tokio::runtime::Builder;
use tokio::signal::ctrl_c;

use crate::documents::{self, Found, Notice};
use crate::exit::{Exit, Failure};
use crate::inputs::Inputs;
use crate::progress::{Progress, Tally};
use crate::reader::{Outcome, Reader};

/// How many documents for each job are begun before the first of them is written: a slow one does not hold up the others,
/// and only so many finished ones wait for it.
const AHEAD: usize = 4;

/// How many bytes of documents may be begun before another one is, whatever their number.
const BYTES_AHEAD: usize = 64 * 1024 * 1024;

/// What takes the articles that were read, one by one.
pub trait Desk {
    /// Takes an article.
    fn take(&mut self, outcome: &Outcome) -> Result<(), Failure>;

    /// Makes sure that what was taken is where it belongs: at the end, also at one that came early.
    /// Gives what there is to say after the closing summary.
    fn close(self) -> Result<String, Failure>;
}

/// What there is to read, and how.
pub struct Reading {
    /// What to read.
    pub inputs: Inputs,
    /// Reads it.
    pub reader: Arc<Reader>,
    /// How many documents are read at a time.
    pub jobs: usize,
    /// Tells how far the work is.
    pub progress: Progress,
}

/// Reads everything and has `desk` take it, until it is done or Ctrl-C is pressed.
pub fn run(reading: Reading, desk: impl Desk) -> Result<Exit, Failure> {
    // One thread finds the documents that the others read.
    let threads = reading.jobs + 1;
    let runtime = Builder::new_multi_thread().worker_threads(1).max_blocking_threads(threads).enable_all().build()?;
    runtime.spawn(exit_at_second_ctrl_c());
    let end = runtime.block_on(work(reading, desk));
    // After Ctrl-C a read from a silent terminal or site may still be waiting; it must not hold up the end.
    runtime.shutdown_background();
    end
}

async fn work(reading: Reading, desk: impl Desk) -> Result<Exit, Failure> {
    let Reading { inputs, reader, jobs, progress } = reading;
    let mut work = Work { tally: Tally::new(inputs.skipped), progress, desk };
    let mut found = documents::find(inputs.found, jobs);
    let mut begun = Begun::default();
    let mut is_all_found = false;
    let interrupt = ctrl_c();
    tokio::pin!(interrupt);

    while !is_all_found || !begun.is_empty() {
        let has_room = begun.len() < jobs * AHEAD && begun.bytes < BYTES_AHEAD;
        tokio::select! {
            next = found.recv(), if has_room && !is_all_found => match next {
                Some(Found::Document(document)) => begun.read(document, reader.clone()),
                Some(Found::Notice(notice)) => begun.note(notice),
                None => is_all_found = true,
            },
            Some(done) = begun.first(), if !begun.is_empty() => work.note(done)?,
            _ = &mut interrupt => return work.interrupted(),
        }
    }
    work.finish()
}

/// What is begun, in the order in which it will be noted.
#[derive(Default)]
struct Begun {
    steps: VecDeque<(usize, Step)>,
    /// How many bytes the documents among them have.
    bytes: usize,
}

/// Something to wait for.
type Step = Pin<Box<dyn Future<Output = Done> + Send>>;

/// What there is to note.
enum Done {
    /// A document was read.
    Read(Outcome),
    /// Anything else.
    Notice(Notice),
}

impl Begun {
    fn len(&self) -> usize {
        self.steps.len()
    }

    fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Begins to read a document.
    fn read(&mut self, document: Document, reader: Arc<Reader>) {
        let (name, bytes) = (document.label.name.clone(), document.bytes.len());
        let reading = tokio::spawn(reader.read(document));
        let step = async move {
            match reading.await.unwrap_or_else(|error| Err(error.into())) {
                Ok(Some(outcome)) => Done::Read(outcome),
                Ok(None) => Done::Notice(Notice::PassedOver),
                Err(error) => Done::Notice(Notice::Failed { name, reason: format!("{error:#}") }),
            }
        };
        self.bytes += bytes;
        self.steps.push_back((bytes, Box::pin(step)));
    }

    fn note(&mut self, notice: Notice) {
        self.steps.push_back((0, Box::pin(ready(Done::Notice(notice)))));
    }

    /// The first step, once it is done; nothing is lost where the wait for it is given up. `None` if there is none.
    async fn first(&mut self) -> Option<Done> {
        let (bytes, step) = self.steps.front_mut()?;
        let done = step.await;
        self.bytes -= *bytes;
        self.steps.pop_front();
        Some(done)
    }
}

/// Where everything that is done is put down.
struct Work<D> {
    tally: Tally,
    progress: Progress,
    desk: D,
}

impl<D: Desk> Work<D> {
    /// Puts down a document, or tells what is doubtful or wrong.
    fn note(&mut self, done: Done) -> Result<(), Failure> {
        match done {
            Done::Read(outcome) => {
                outcome.warnings.iter().for_each(|warning| self.progress.warn(&outcome.document.label.name, warning));
                self.desk.take(&outcome)?;
                self.tally.read(outcome.records.len());
            }
            Done::Notice(Notice::PassedOver) => self.tally.skipped += 1,
            Done::Notice(Notice::Damaged { name, damage }) => self.progress.warn(name, damage),
            Done::Notice(Notice::Failed { name, reason }) => {
                self.progress.failed(name, reason);
                self.tally.failed += 1;
            }
            Done::Notice(Notice::End) => {
                self.tally.end_input();
                self.progress.input_done();
            }
        }
        self.progress.tell(&self.tally);
        Ok(())
    }

    /// The end when all is done.
    fn finish(self) -> Result<Exit, Failure> {
        let more = self.desk.close()?;
        self.progress.close(format!("{}{more}", self.tally));
        Ok(if self.tally.failed == 0 { Exit::Done } else { Exit::SomeFailed })
    }

    /// The end after Ctrl-C: what was finished has been put down, whole.
    fn interrupted(self) -> Result<Exit, Failure> {
        let more = self.desk.close()?;
        self.progress.close(format!("interrupted; so far {}{more}", self.tally));
        Ok(Exit::Interrupted)
    }
}

/// Ends the program at once if even the end after the first Ctrl-C hangs, as on a pipe that nobody reads.
async fn exit_at_second_ctrl_c() {
    if ctrl_c().await.is_ok() && ctrl_c().await.is_ok() {
        std::process::exit(Exit::Interrupted as i32);
    }
}
