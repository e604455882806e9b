//! What the arguments ask for, built and ready.

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use jikenbo::crawl::Config;
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
        let jobs = jobs(args.jobs);
        let pipeline = pipeline(args.rules.dict.as_deref())?;
        let output = args.output.as_deref().map_or_else(|| Ok(Output::stdout()), Output::file)?;
        Ok(Self {
            inputs: Inputs::list(&args.inputs),
            reader: Arc::new(Reader::new(pipeline, args.published.map(Into::into), args.text).only_incidents()),
            jobs,
            output,
            format: args.format.into(),
            quiet: args.quiet,
        })
    }
}

impl From<args::Format> for export::Format {
    fn from(format: args::Format) -> Self {
        match format {
            args::Format::Json => Self::Json,
            args::Format::Jsonl => Self::Jsonl,
            args::Format::Csv => Self::Csv,
        }
    }
}

/// How many pages are read at the same time: as the user wants, or one for each processor.
pub fn jobs(wanted: Option<NonZeroUsize>) -> usize {
    let processors = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    wanted.map_or_else(processors, NonZeroUsize::get)
}

/// The casebook that is meant: the one that is named, or else that of the configuration in the current folder.
pub fn casebook(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    match named {
        Some(path) => Ok(path.to_owned()),
        None if Path::new(CONFIG).exists() => Ok(config(Path::new(CONFIG))?.casebook),
        None => anyhow::bail!("no casebook is named, and there is no {CONFIG} here that names one; give --casebook FILE"),
    }
}

/// The configuration in a file.
pub fn config(path: &Path) -> anyhow::Result<Config> {
    let text = fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    Config::parse(&text, folder).with_context(|| format!("{}", path.display()))
}

/// Every stage with the built-in tables, or with those of a folder in place of them.
pub fn pipeline(folder: Option<&Path>) -> anyhow::Result<Pipeline> {
    tables(folder).and_then(|tables| Pipeline::new(&tables)).context(UNUSABLE)
}

/// The profiles of sites, of the built-in table or of a folder's.
pub fn sites(folder: Option<&Path>) -> anyhow::Result<Sites> {
    tables(folder).and_then(|tables| Sites::new(&tables)).context(UNUSABLE)
}

/// What the configuration is called unless the user says otherwise.
pub const CONFIG: &str = "jikenbo.toml";

/// What is said before the reason that tables are refused.
const UNUSABLE: &str = "the tables cannot be used";

fn tables(folder: Option<&Path>) -> Result<Tables, dict::Error> {
    folder.map_or_else(|| Ok(Tables::embedded()), Tables::with_folder)
}
