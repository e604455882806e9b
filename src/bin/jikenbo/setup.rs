//! What the arguments ask for, built and ready.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use jikenbo::dict::{self, Tables};
use jikenbo::export;
use jikenbo::page::Sites;
use jikenbo::pipeline::Pipeline;

use crate::args;
use crate::inputs::Inputs;
use crate::output::Output;
use crate::reader::Reader;

/// Everything that `extract` needs.
pub struct Extract {
    /// What to read.
    pub inputs: Inputs,
    /// Reads it.
    pub reader: Arc<Reader>,
    /// How many inputs are read at a time.
    pub jobs: usize,
    /// Where the records go.
    pub output: Output,
    /// How they are written.
    pub format: export::Format,
    /// Whether only failures are told.
    pub quiet: bool,
}

impl Extract {
    /// What `args` ask for.
    ///
    /// # Errors
    ///
    /// If the tables or the output file cannot be used.
    pub fn new(args: &args::Extract) -> anyhow::Result<Self> {
        let processors = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let jobs = args.jobs.map_or_else(processors, NonZeroUsize::get);
        let pipeline = pipeline(args.dict.as_deref())?;
        let output = args.output.as_deref().map_or_else(|| Ok(Output::stdout()), Output::file)?;
        Ok(Self {
            inputs: Inputs::list(&args.inputs),
            reader: Arc::new(Reader::new(pipeline, args.published.map(Into::into), args.text, jobs)),
            jobs,
            output,
            format: match args.format {
                args::Format::Json => export::Format::Json,
                args::Format::Jsonl => export::Format::Jsonl,
                args::Format::Csv => export::Format::Csv,
            },
            quiet: args.quiet,
        })
    }
}

/// Every stage with the built-in tables, or with those of a folder in place of them.
pub fn pipeline(folder: Option<&Path>) -> anyhow::Result<Pipeline> {
    tables(folder).and_then(|tables| Pipeline::new(&tables)).context(UNUSABLE)
}

/// The profiles of sites, of the built-in table or of a folder's.
pub fn sites(folder: Option<&Path>) -> anyhow::Result<Sites> {
    tables(folder).and_then(|tables| Sites::new(&tables)).context(UNUSABLE)
}

/// What is said before the reason that tables are refused.
const UNUSABLE: &str = "the tables cannot be used";

fn tables(folder: Option<&Path>) -> Result<Tables, dict::Error> {
    folder.map_or_else(|| Ok(Tables::embedded()), Tables::with_folder)
}
