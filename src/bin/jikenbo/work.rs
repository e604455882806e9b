//! Documents read at the same time, and put down one after another in their order.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::runtime::Builder;
use tokio::signal::ctrl_c;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::documents::{self, Found, Notice};
use crate::exit::{Exit, Failure};
use crate::inputs::Inputs;
use crate::progress::{Progress, Tally};
use crate::reader::{Outcome, Reader};

/// How many documents are read one after another by whoever begins one of them, if so many are waiting: to hand on each by
/// itself takes longer than to leave most of them.
const AT_ONCE: usize = 4;

/// How many such stretches for each job are begun before the first of them is written: a slow one does not hold up the
/// others, and only so many finished ones wait for it.
const AHEAD: usize = 4;

/// What takes the articles that were read, one by one.
pub trait Desk {
    /// Takes an article.
    fn take(&mut self, outcome: &Outcome) -> Result<(), Failure>;

    /// Makes sure that what was taken is where it belongs: at the end, also at one that came early.
    /// Gives what there is to say after the closing summary.
    fn close(self) -> Result<String, Failure>;

    /// The file that is in the way if the program must end before [`Desk::close`].
    fn unfinished(&self) -> Option<PathBuf> {
        None
    }
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
    // The program ends when the work does: taking the tables apart before that, word by word, would only hold it up.
    std::mem::forget(Arc::clone(&reading.reader));
    // One thread finds the documents that the others read.
    let threads = reading.jobs + 1;
    let runtime = Builder::new_multi_thread().worker_threads(1).max_blocking_threads(threads).enable_all().build()?;
    runtime.spawn(exit_at_second_ctrl_c(desk.unfinished()));
    let end = runtime.block_on(work(reading, desk));
    // After Ctrl-C a read from a silent terminal or site may still be waiting; it must not hold up the end.
    runtime.shutdown_background();
    end
}

async fn work(reading: Reading, desk: impl Desk) -> Result<Exit, Failure> {
    let Reading { inputs, reader, jobs, progress } = reading;
    let mut work = Work { tally: Tally::new(inputs.skipped), progress, desk };
    let mut found = documents::find(inputs.found, jobs);
    let mut next = Vec::new();
    let mut begun = Begun { stretches: VecDeque::new(), reader, turns: Arc::new(Semaphore::new(jobs)) };
    let mut is_all_found = false;
    let interrupt = ctrl_c();
    tokio::pin!(interrupt);

    while !is_all_found || !begun.is_empty() {
        let has_room = begun.stretches.len() < jobs * AHEAD;
        tokio::select! {
            count = found.recv_many(&mut next, AT_ONCE), if has_room && !is_all_found => {
                is_all_found = count == 0;
                begun.read(std::mem::take(&mut next));
            }
            Some(done) = begun.first(), if !begun.is_empty() => {
                for done in done? {
                    work.note(done)?;
                }
            }
            _ = &mut interrupt => return work.interrupted(),
        }
    }
    work.finish()
}

/// What is begun, in the order in which it will be noted.
struct Begun {
    stretches: VecDeque<JoinHandle<anyhow::Result<Vec<Done>>>>,
    reader: Arc<Reader>,
    /// One for each job.
    turns: Arc<Semaphore>,
}

/// What there is to note.
enum Done {
    /// A document was read, which still has its room.
    Read(Outcome, OwnedSemaphorePermit),
    /// Anything else.
    Notice(Notice),
}

impl Begun {
    fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// Begins to read what was found.
    fn read(&mut self, found: Vec<Found>) {
        let (reader, turns) = (Arc::clone(&self.reader), Arc::clone(&self.turns));
        self.stretches.push_back(tokio::spawn(async move {
            let _turn = turns.acquire().await?;
            let read = move || found.into_iter().map(|found| read(&reader, found)).collect();
            Ok(spawn_blocking(read).await?)
        }));
    }

    /// What the first stretch gave, once it is done; nothing is lost where the wait for it is given up. `None` if there is
    /// none.
    async fn first(&mut self) -> Option<Result<Vec<Done>, Failure>> {
        let done = self.stretches.front_mut()?.await;
        self.stretches.pop_front();
        Some(done.unwrap_or_else(|error| Err(error.into())).map_err(Failure::Work))
    }
}

/// Reads what was found, if it is a document.
fn read(reader: &Reader, found: Found) -> Done {
    let (document, room) = match found {
        Found::Document(document, room) => (document, room),
        Found::Notice(notice) => return Done::Notice(notice),
    };
    let name = document.label.name.clone();
    match reader.read(document) {
        Ok(Some(outcome)) => Done::Read(outcome, room),
        Ok(None) => Done::Notice(Notice::PassedOver),
        Err(error) => Done::Notice(Notice::Failed { name, reason: format!("{error:#}") }),
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
            Done::Read(outcome, room) => {
                outcome.warnings.iter().for_each(|warning| self.progress.warn(&outcome.document.label.name, warning));
                self.desk.take(&outcome)?;
                self.tally.read(outcome.records.len());
                drop((outcome, room));
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

/// Ends the program at once if even the end after the first Ctrl-C hangs, as on a pipe that nobody reads. The file that is
/// `unfinished` goes with it.
async fn exit_at_second_ctrl_c(unfinished: Option<PathBuf>) {
    if ctrl_c().await.is_ok() && ctrl_c().await.is_ok() {
        if let Some(path) = unfinished {
            // The first end may have put it in its place meanwhile.
            let _ = std::fs::remove_file(path);
        }
        std::process::exit(Exit::Interrupted as i32);
    }
}
