//! `jikenbo extract`: inputs to records.

use std::collections::VecDeque;

use jikenbo::export::Writer;
use tokio::runtime::Builder;
use tokio::signal::ctrl_c;

use crate::args;
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::progress::{Progress, Tally};
use crate::reader::Outcome;
use crate::setup;

/// How many inputs for each job are begun before the first of them is written: a slow one does not hold up the others,
/// and only so many finished ones wait for it.
const AHEAD: usize = 4;

/// Reads what the arguments name and writes the records in their order.
pub fn run(args: &args::Extract) -> Result<Exit, Failure> {
    let setup = setup::Extract::new(args).map_err(Failure::Usage)?;
    let runtime = Builder::new_multi_thread().worker_threads(1).max_blocking_threads(setup.jobs).enable_all().build()?;
    runtime.spawn(exit_at_second_ctrl_c());
    let end = runtime.block_on(extract(setup));
    // After Ctrl-C a read from a silent terminal or site may still be waiting; it must not hold up the end.
    runtime.shutdown_background();
    end
}

async fn extract(setup: setup::Extract) -> Result<Exit, Failure> {
    let mut tally = Tally { skipped: setup.inputs.skipped, ..Tally::default() };
    let mut progress = Progress::new(setup.quiet, setup.inputs.found.len(), setup.output.is_terminal());
    let mut writer = Writer::new(setup.output, setup.format)?;
    let mut waiting = setup.inputs.found.into_iter();
    let mut begun = VecDeque::new();
    let interrupt = ctrl_c();
    tokio::pin!(interrupt);

    loop {
        while begun.len() < setup.jobs * AHEAD
            && let Some(input) = waiting.next()
        {
            begun.push_back(match input {
                Ok(input) => (input.to_string(), Ok(tokio::spawn(setup.reader.clone().read(input)))),
                Err((name, reason)) => (name, Err(anyhow::Error::msg(reason))),
            });
        }
        let Some((name, work)) = begun.pop_front() else { break };
        let outcome = match work {
            Err(error) => Err(error),
            Ok(work) => tokio::select! {
                outcome = work => outcome.unwrap_or_else(|error| Err(error.into())),
                _ = &mut interrupt => return interrupted(writer, &progress, &tally),
            },
        };
        note(&name, outcome, &mut writer, &progress, &mut tally)?;
        progress.step(&tally);
    }
    writer.finish()?.finish()?;
    progress.close(&tally);
    Ok(if tally.failed == 0 { Exit::Done } else { Exit::SomeFailed })
}

/// Writes the records of one input, and tells what is doubtful or wrong with it.
fn note(
    name: &str,
    outcome: anyhow::Result<Outcome>,
    writer: &mut Writer<Output>,
    progress: &Progress,
    tally: &mut Tally,
) -> Result<(), Failure> {
    match outcome {
        Ok(outcome) => {
            outcome.warnings.iter().for_each(|warning| progress.warn(name, warning));
            for record in &outcome.records {
                writer.write(record)?;
            }
            writer.flush()?;
            tally.read += 1;
            tally.incidents += outcome.records.len();
        }
        Err(error) => {
            progress.failed(name, format!("{error:#}"));
            tally.failed += 1;
        }
    }
    Ok(())
}

/// The end after Ctrl-C: what was finished has been written, whole.
fn interrupted(writer: Writer<Output>, progress: &Progress, tally: &Tally) -> Result<Exit, Failure> {
    writer.finish()?.finish()?;
    progress.close(format!("interrupted; so far {tally}"));
    Ok(Exit::Interrupted)
}

/// Ends the program at once if even the end after the first Ctrl-C hangs, as on a pipe that nobody reads.
async fn exit_at_second_ctrl_c() {
    if ctrl_c().await.is_ok() && ctrl_c().await.is_ok() {
        std::process::exit(Exit::Interrupted as i32);
    }
}
