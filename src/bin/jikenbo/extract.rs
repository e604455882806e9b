//! `jikenbo extract`: inputs to records.

use std::path::{Path, PathBuf};

use jikenbo::export::Writer;

use crate::args;
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::progress::Progress;
use crate::reader::Outcome;
use crate::setup;
use crate::work::{self, Desk, Reading};

/// Reads what the arguments name and writes the records in their order.
pub fn run(args: &args::Extract) -> Result<Exit, Failure> {
    let setup::Extract { inputs, reader, jobs, output, format, quiet } = setup::Extract::new(args).map_err(Failure::Usage)?;
    let progress = Progress::new(quiet, inputs.found.len(), output.is_terminal());
    let unfinished = output.unfinished().map(Path::to_owned);
    work::run(Reading { inputs, reader, jobs, progress }, Records { writer: Writer::new(output, format)?, unfinished })
}

/// The records, as they are written.
struct Records {
    writer: Writer<Output>,
    unfinished: Option<PathBuf>,
}

impl Desk for Records {
    fn take(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        for record in &outcome.records {
            self.writer.write(record)?;
        }
        if outcome.records.is_empty() { Ok(()) } else { Ok(self.writer.flush()?) }
    }

    fn close(self) -> Result<String, Failure> {
        self.writer.finish()?.finish()?;
        Ok(String::new())
    }

    fn unfinished(&self) -> Option<PathBuf> {
        self.unfinished.clone()
    }
}
