//! The command line as it is typed. What it asks for is built in [`crate::setup`].

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use jikenbo::edtf::PartialDate;

/// Reads Japanese news articles, company notices and blog posts, and writes down the security and IT incidents that
/// they report, each value with the words that prove it.
#[derive(Debug, Parser)]
#[command(
    name = "jikenbo",
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  jikenbo extract articles/                          records of a folder, one JSON object a line
  jikenbo extract --format csv -o cases.csv a.html   a table for a spreadsheet
  jikenbo explain ransomware                         what the program takes for ransomware

Exit codes: 0 all done; 1 some inputs failed, each named with its reason; 2 wrong usage or configuration;
130 stopped by Ctrl-C."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Extract(Extract),
    Mentions(Mentions),
    Explain(Explain),
    /// Print the JSON Schema of a record
    Schema,
}

/// Write down the incidents that pages report
#[derive(Debug, clap::Args)]
pub struct Extract {
    /// How the records are written
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub format: Format,

    /// Put the text that the evidence points into into each record
    #[arg(long)]
    pub text: bool,

    /// The day on which the pages were published (YYYY-MM-DD, YYYY-MM or YYYY), in place of what they say themselves
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<PartialDate>,

    /// A folder with tables to use in place of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    pub dict: Option<PathBuf>,

    /// How many pages are read at the same time [default: one per processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Write the records into a file, which is replaced only when all are written
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// No progress, warnings or summary; inputs that failed are still named
    #[arg(short, long)]
    pub quiet: bool,

    /// Files, folders (read recursively: .html .htm .xhtml .txt .md), addresses, or - for standard input
    #[arg(value_name = "PATH|URL|-", required = true)]
    pub inputs: Vec<String>,
}

/// Show what the extractors see in a text, for the writers of rules
#[derive(Debug, clap::Args)]
pub struct Mentions {
    /// Take each line as a text of its own
    #[arg(long)]
    pub lines: bool,

    /// The day on which the text was published (YYYY-MM-DD, YYYY-MM or YYYY), from which 昨日 and 4月1日 are reckoned
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<PartialDate>,

    /// A folder with tables to use in place of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    pub dict: Option<PathBuf>,

    /// A text in UTF-8, or - for standard input
    #[arg(value_name = "FILE|-", default_value = "-")]
    pub file: PathBuf,
}

/// Explain a rule or a kind of attack, with sentences in which it is found and in which it is not
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// A folder with tables to use in place of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    pub dict: Option<PathBuf>,

    /// The id of a rule, as evidence has it, or a kind of attack, such as ransomware
    #[arg(value_name = "RULE|ATTACK_TYPE")]
    pub id: String,
}

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON array
    Json,
    /// JSON Lines: one record a line
    Jsonl,
    /// A table, one incident a line, that spreadsheets open
    Csv,
}

fn published(text: &str) -> Result<PartialDate, String> {
    let date: PartialDate = text.parse().map_err(|_| "expected YYYY-MM-DD, YYYY-MM or YYYY".to_owned())?;
    date.year().map(|_| date).ok_or_else(|| "the year is missing".to_owned())
}
