//! The command line as it is typed. What it asks for is built in [`crate::setup`].

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use jikenbo::edtf::PartialDate;
use jikenbo::extract::AttackType;

const AFTER_HELP: &str = "\
Examples:
  jikenbo extract articles/        one JSON record a line for each incident that the pages report
  jikenbo explain ransomware       what is taken for ransomware, and by which rules
  jikenbo help extract             all about extract

Exit codes:
  0    all done
  1    some inputs failed; each is named on standard error with the reason
  2    wrong usage or configuration; nothing was read
  130  stopped by Ctrl-C; what was finished has been written";

const AFTER_EXTRACT: &str = "\
Examples:
  jikenbo extract articles/ https://example.com/notice.html > records.jsonl
  jikenbo extract --format csv -o incidents.csv articles/     a table for a spreadsheet
  jikenbo extract --published 2021-04-14 - < notice.txt       a text that does not tell its day

Records come in the order of the inputs. Every value of a JSON record has the words of the page that
prove it, with the rule that read them: jikenbo explain RULE. jikenbo schema describes the format.
Progress, warnings and a closing summary go to standard error.";

const AFTER_MENTIONS: &str = "\
Examples:
  echo 2021年4月13日に1万2,345人分が流出した。 | jikenbo mentions
  jikenbo mentions --lines --published 2021-04-14 sentences.txt

Prints a JSON object for each text: its \"text\" and its \"mentions\", each with \"kind\", \"value\",
\"start\", \"end\", \"quote\" and \"rule\"; with --lines also the number of the \"line\". Offsets count
Unicode code points. The value of an organization is its name, of a date its EDTF, of an attack its
kind, of a quantity or a sum of money an object.";

const AFTER_PAGE: &str = "\
Examples:
  jikenbo page article.html                        title, dates, owner and the blocks of each post
  jikenbo page --format jsonl articles/            a JSON object a line for each page

What is missing here is in no record: menus, advertisements, lists of other articles and comments
are left out. \"(from url)\" says that only the address of the page has a date.";

const AFTER_CRAWL: &str = "\
Examples:
  jikenbo init                    writes jikenbo.toml; put your feeds into it
  jikenbo crawl                   crawls until it is stopped
  jikenbo crawl --once            does what is due and ends
  jikenbo crawl --status          when each source was looked at, when it will be next, and why then

It may be stopped or killed at any time; nothing is lost, and nothing counted twice.";

const AFTER_ADD: &str = "\
Examples:
  jikenbo add --casebook jikenbo.db articles/ crawl.warc.gz
  jikenbo add https://example.com/notice.html          into the casebook of jikenbo.toml

A page is known by its address, or by where its file lies: adding it again changes nothing, and
what it says now takes the place of what it said before. A text that another page has already is
not kept twice.";

const AFTER_EXPORT: &str = "\
Examples:
  jikenbo export > incidents.jsonl                       all incidents, one JSON record a line
  jikenbo export --format csv -o 2024.csv --since 2024 --until 2024
  jikenbo export --type ransomware --organization 病院   both at once

Incidents come by the day on which their articles were published. Only the newest version of each
article counts. A crawl may go on meanwhile.";

const AFTER_REEXTRACT: &str = "\
Examples:
  jikenbo reextract --dry-run              what today's rules would change
  jikenbo reextract --format jsonl > changes.jsonl

Each article whose incidents change is named, with those that are new (+), gone (-) or say something
else (~, with the fields). The pages themselves stay as they were fetched.";

const AFTER_EXPLAIN: &str = "\
Examples:
  jikenbo explain misdelivery               what it means, and the rules that read it
  jikenbo explain attack/misdelivery/word   a rule, by the name that evidence gives";

/// Reads Japanese news articles, company notices and blog posts, and writes down the security and IT incidents that
/// they report, each value with the words that prove it.
#[derive(Debug, Parser)]
#[command(name = "jikenbo", version, max_term_width = 100, after_help = AFTER_HELP)]
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
    Page(Page),
    Explain(Explain),
    Init(Init),
    Feeds(Feeds),
    Crawl(Crawl),
    Add(Add),
    Export(Export),
    Reextract(Reextract),
    /// Print the JSON Schema of a record
    Schema,
}

/// The rules to read by.
#[derive(Debug, clap::Args)]
pub struct Rules {
    /// A folder with tables to use in place of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    pub dict: Option<PathBuf>,
}

/// Write down the incidents that pages report
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_EXTRACT)]
pub struct Extract {
    /// How the records are written
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub format: Format,

    /// Give each record the text of its post, to which the offsets of the evidence refer
    #[arg(long)]
    pub text: bool,

    /// The day on which the pages were published (YYYY-MM-DD, YYYY-MM or YYYY), in place of what they say themselves
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<PartialDate>,

    /// The rules.
    #[command(flatten)]
    pub rules: Rules,

    /// How many pages are read at the same time [default: one per processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Write the records into a file, which is replaced only when all are written
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// No progress, warnings or summary; inputs that failed are still named
    #[arg(short, long)]
    pub quiet: bool,

    /// Files, folders (read recursively: .html .htm .xhtml .txt .md .pdf .mhtml .mht .eml .zip .warc, each also as .gz),
    /// addresses, or - for standard input
    #[arg(value_name = "PATH|URL|-", required = true)]
    pub inputs: Vec<String>,
}

/// Show what the extractors see in a text, for writers of rules
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_MENTIONS)]
pub struct Mentions {
    /// Take each line as a text of its own
    #[arg(long)]
    pub lines: bool,

    /// The day on which the text was published (YYYY-MM-DD, YYYY-MM or YYYY), from which 昨日 and 4月1日 are reckoned
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<PartialDate>,

    /// The rules.
    #[command(flatten)]
    pub rules: Rules,

    /// A text in UTF-8, or - for standard input
    #[arg(value_name = "FILE|-", default_value = "-")]
    pub file: PathBuf,
}

/// Show what is read of pages: title, dates, owner and the article alone
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_PAGE)]
pub struct Page {
    /// How the pages are written
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    pub format: PageFormat,

    /// The rules.
    #[command(flatten)]
    pub rules: Rules,

    /// Files, folders (read recursively), addresses, or - for standard input
    #[arg(value_name = "PATH|URL|-", required = true)]
    pub inputs: Vec<String>,
}

/// Explain a rule or a kind of attack
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_EXPLAIN)]
pub struct Explain {
    /// The rules.
    #[command(flatten)]
    pub rules: Rules,

    /// The id of a rule, as evidence has it, or a kind of attack, such as ransomware
    #[arg(value_name = "RULE|ATTACK_TYPE")]
    pub id: String,
}

/// Write a commented configuration for crawl to begin with
#[derive(Debug, clap::Args)]
pub struct Init {
    /// The file to write, which must not exist
    #[arg(value_name = "FILE", default_value = "jikenbo.toml")]
    pub file: PathBuf,
}

/// Take over the feeds of another reader, or hand them on
#[derive(Debug, clap::Args)]
pub struct Feeds {
    /// What to do.
    #[command(subcommand)]
    pub command: FeedsCommand,
}

/// What to do with feeds.
#[derive(Debug, Subcommand)]
pub enum FeedsCommand {
    /// Add the feeds of an OPML file to the configuration
    Import {
        /// The configuration
        #[arg(long, value_name = "FILE", default_value = "jikenbo.toml")]
        config: PathBuf,

        /// The list of feeds
        #[arg(value_name = "OPML")]
        file: PathBuf,
    },
    /// Print the feeds of the configuration as OPML
    Export {
        /// The configuration
        #[arg(long, value_name = "FILE", default_value = "jikenbo.toml")]
        config: PathBuf,
    },
}

/// Fetch what feeds point at, and keep the incidents in a casebook
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[command(after_help = AFTER_CRAWL)]
pub struct Crawl {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = "jikenbo.toml")]
    pub config: PathBuf,

    /// The casebook, in place of that of the configuration
    #[arg(long, value_name = "FILE")]
    pub casebook: Option<PathBuf>,

    /// Do what is due and end: for timers
    #[arg(long)]
    pub once: bool,

    /// As --once, but look at every source, whether it is due or not
    #[arg(long)]
    pub now: bool,

    /// Print how each source fares, and fetch nothing
    #[arg(long, conflicts_with_all = ["once", "now"])]
    pub status: bool,

    /// How the log on standard error is written
    #[arg(long, value_enum, default_value_t = Log::Human)]
    pub log: Log,

    /// Log only what went wrong
    #[arg(short, long)]
    pub quiet: bool,

    /// The rules.
    #[command(flatten)]
    pub rules: Rules,
}

/// Put saved pages into a casebook, beside what was crawled
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_ADD)]
pub struct Add {
    /// The casebook, made where there is none [default: that of jikenbo.toml]
    #[arg(long, value_name = "FILE")]
    pub casebook: Option<PathBuf>,

    /// The day on which the pages were published (YYYY-MM-DD, YYYY-MM or YYYY), in place of what they say themselves
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<PartialDate>,

    /// The rules.
    #[command(flatten)]
    pub rules: Rules,

    /// How many pages are read at the same time [default: one per processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// No progress, warnings or summary; inputs that failed are still named
    #[arg(short, long)]
    pub quiet: bool,

    /// Files, folders and archives as extract reads them, addresses, or - for standard input
    #[arg(value_name = "PATH|URL|-", required = true)]
    pub inputs: Vec<String>,
}

/// Write down the incidents of a casebook
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_EXPORT)]
pub struct Export {
    /// The casebook [default: that of jikenbo.toml]
    #[arg(long, value_name = "FILE")]
    pub casebook: Option<PathBuf>,

    /// How the records are written
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub format: Format,

    /// Only incidents of articles that were published on this day or later (YYYY-MM-DD, YYYY-MM or YYYY); where an article
    /// tells no day, the one on which it was fetched counts
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub since: Option<PartialDate>,

    /// Only incidents of articles that were published on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub until: Option<PartialDate>,

    /// Only incidents of this kind, such as ransomware; may be given several times
    #[arg(long = "type", value_name = "ATTACK_TYPE", value_parser = attack_type(), hide_possible_values = true)]
    pub types: Vec<AttackType>,

    /// Only incidents in which an organization has a part whose name has this in it, or whose securities code this is
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,

    /// Only incidents whose title, names or evidence have this in them
    #[arg(long, value_name = "TEXT")]
    pub contains: Option<String>,

    /// Leave out articles that are nearly the same as another, such as agency copy in several papers
    #[arg(long)]
    pub without_copies: bool,

    /// Write the records into a file, which is replaced only when all are written
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Read the pages of a casebook again with today's rules, and tell what that changes
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_REEXTRACT)]
pub struct Reextract {
    /// The casebook [default: that of jikenbo.toml]
    #[arg(long, value_name = "FILE")]
    pub casebook: Option<PathBuf>,

    /// Only tell what would change
    #[arg(long)]
    pub dry_run: bool,

    /// How changes are written
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    pub format: PageFormat,

    /// The rules.
    #[command(flatten)]
    pub rules: Rules,

    /// How many pages are read at the same time [default: one per processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// No progress or summary; pages that cannot be read are still named
    #[arg(short, long)]
    pub quiet: bool,
}

/// How a log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Log {
    /// Lines for people
    Human,
    /// One JSON object a line
    Json,
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

/// How pages, and what changes in their incidents, are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For people
    Text,
    /// JSON Lines: one page a line
    Jsonl,
}

/// The kinds of attack by their names.
fn attack_type() -> impl TypedValueParser<Value = AttackType> {
    PossibleValuesParser::new(AttackType::ALL.map(AttackType::as_str))
        .try_map(|id| AttackType::from_id(&id).ok_or("no kind of attack"))
}

fn published(text: &str) -> Result<PartialDate, String> {
    let date: PartialDate = text.parse().map_err(|_| "expected YYYY-MM-DD, YYYY-MM or YYYY".to_owned())?;
    date.year().map(|_| date).ok_or_else(|| "the year is missing".to_owned())
}
