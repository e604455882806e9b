//! How fast the whole program is: `cargo run --release --example corpus` once, then `cargo bench --bench whole`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that measures prints what it measured")]
#![allow(clippy::cast_precision_loss, reason = "what is counted here is far from 2^52")]

mod html;
mod program;
mod side_by_side;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::ensure;
use clap::{Parser, ValueEnum};
use program::Program;

/// Measures the whole program on the pages that `cargo run --release --example corpus` writes
#[derive(Parser)]
#[command(name = "whole", max_term_width = 100)]
struct Args {
    /// What is measured
    #[arg(value_enum, default_values_t = [What::Ratio, What::Fixtures, What::Folder, What::Warc, What::Small])]
    what: Vec<What>,

    /// The folder with the pages
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/corpus"), value_name = "DIR")]
    corpus: PathBuf,

    /// The program that is measured, if not the one that is built here
    #[arg(long, default_value = env!("CARGO_BIN_EXE_jikenbo"), value_name = "FILE")]
    jikenbo: PathBuf,

    /// How often each measurement is repeated: the best counts
    #[arg(long, default_value_t = NonZeroUsize::new(5).expect("five is not zero"), value_name = "N")]
    rounds: NonZeroUsize,

    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// The stages on pages with an incident, beside lindera and html5ever alone: one thread of one process
    Ratio,
    /// The program on the fixtures
    Fixtures,
    /// The program on the folder of pages, with one job and with one for each core; peak memory
    Folder,
    /// The program on the crawl, beside `gzip -dc`
    Warc,
    /// The program on one small page: time and peak memory
    Small,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    println!("{cores} cores, best of {} rounds", args.rounds);
    for &what in &args.what {
        measure(what, &args, cores)?;
    }
    Ok(())
}

fn measure(what: What, args: &Args, cores: usize) -> anyhow::Result<()> {
    let program = Program { path: &args.jikenbo, rounds: args.rounds.get() };
    match what {
        What::Ratio => side_by_side::run(&corpus(args, "incidents")?, args.rounds.get()),
        What::Fixtures => program.folder("fixtures", &root().join("fixtures"), &[1, cores]),
        What::Folder => {
            let pages = corpus(args, "pages")?;
            program.folder("folder", &pages, &[1, cores])?;
            program.memory("folder", &pages)
        }
        What::Warc => program.warc(&corpus(args, "pages.warc.gz")?),
        What::Small => program.small(&root().join("fixtures/brief-support-scam-council.html")),
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A part of the corpus.
fn corpus(args: &Args, part: &str) -> anyhow::Result<PathBuf> {
    let path = args.corpus.join(part);
    ensure!(path.exists(), "{} is not there: `cargo run --release --example corpus` writes it", path.display());
    Ok(path)
}
