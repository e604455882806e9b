//! `jikenbo extract`: inputs to records.

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
    work::run(Reading { inputs, reader, jobs, progress }, Records(Writer::new(output, format)?))
}

/// The records, as they are written.
struct Records(Writer<Output>);

impl Desk for Records {
    fn take(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        for record in &outcome.records {
            self.0.write(record)?;
        }
        if outcome.records.is_empty() { Ok(()) } else { Ok(self.0.flush()?) }
    }

    fn close(self) -> Result<String, Failure> {
        self.0.finish()?.finish()?;
        Ok(String::new())
    }
}
