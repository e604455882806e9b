//! `jikenbo export`: the incidents of a casebook as records.

use jikenbo::edtf::PartialDate;
use jikenbo::export::{Record, Writer};
use jikenbo::store::{Casebook, Filter};

use crate::args;
use crate::exit::{Exit, Failure};
use crate::interrupt::Interrupt;
use crate::output::Output;
use crate::setup;

/// Writes the incidents that the arguments ask for.
pub fn run(args: &args::Export) -> Result<Exit, Failure> {
    let path = setup::casebook(args.casebook.as_deref()).map_err(Failure::Usage)?;
    let casebook = Casebook::read(&path).map_err(|error| Failure::Usage(error.into()))?;
    let output = args.output.as_deref().map_or_else(|| Ok(Output::stdout()), Output::file).map_err(Failure::Usage)?;
    let interrupt = Interrupt::watch()?;
    let mut writer = Writer::new(output, args.format.into())?;
    let end = casebook.incidents(&filter(args), |record: Record| {
        if interrupt.is_pressed() {
            return Err(Stop::Interrupted);
        }
        writer.write(&record).map_err(|error| Stop::Failed(error.into()))
    });
    match end {
        Ok(()) => {
            writer.finish()?.finish()?;
            Ok(Exit::Done)
        }
        // Half a list is no list: the file that was to be written stays as it was.
        Err(Stop::Interrupted) => Ok(Exit::Interrupted),
        Err(Stop::Failed(failure)) => Err(failure),
    }
}

/// Why the export ends before its time.
enum Stop {
    Interrupted,
    Failed(Failure),
}

impl From<jikenbo::store::Error> for Stop {
    fn from(error: jikenbo::store::Error) -> Self {
        Self::Failed(error.into())
    }
}

fn filter(args: &args::Export) -> Filter {
    Filter {
        since: args.since.and_then(PartialDate::first_day),
        until: args.until.and_then(PartialDate::last_day),
        types: args.types.iter().map(|kind| (*kind).into()).collect(),
        organization: args.organization.clone(),
        text: args.contains.clone(),
        without_copies: args.without_copies,
    }
}
