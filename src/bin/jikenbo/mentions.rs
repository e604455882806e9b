//! `jikenbo mentions`: what the extractors see in a text.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context as _, bail};
use jikenbo::edtf::Edtf;
use jikenbo::export::{jsonl, mentions::Line};
use jikenbo::page;
use jikenbo::pipeline::Pipeline;

use crate::args;
use crate::exit::{Exit, Failure};
use crate::{complain, setup};

/// Prints the mentions of the text that the arguments name, or of each of its lines.
pub fn run(args: &args::Mentions) -> Result<Exit, Failure> {
    let pipeline = setup::pipeline(args.rules.dict.as_deref()).map_err(Failure::Usage)?;
    let mut printer = Printer { pipeline, published: args.published.map(Into::into), out: BufWriter::new(io::stdout().lock()) };
    let outcome = match open(&args.file) {
        Ok(input) if args.lines => printer.lines(BufReader::new(input)),
        Ok(input) => printer.whole(input),
        Err(error) => Err(Stop::Input(error.into())),
    };
    let end = match outcome {
        Ok(()) => Exit::Done,
        Err(Stop::Input(error)) => {
            complain(&format!("{}: {error:#}", args.file.display()));
            Exit::SomeFailed
        }
        Err(Stop::Output(error)) => return Err(error.into()),
    };
    printer.out.flush()?;
    Ok(end)
}

fn open(file: &Path) -> io::Result<Box<dyn Read>> {
    Ok(if file == Path::new("-") { Box::new(io::stdin().lock()) } else { Box::new(File::open(file)?) })
}

/// Why printing stopped early.
enum Stop {
    Input(anyhow::Error),
    Output(io::Error),
}

struct Printer<W> {
    pipeline: Pipeline,
    published: Option<Edtf>,
    out: W,
}

impl<W: Write> Printer<W> {
    /// Each line is a text of its own.
    fn lines(&mut self, input: impl BufRead) -> Result<(), Stop> {
        for (index, line) in input.lines().enumerate() {
            let number = index + 1;
            let line = line.with_context(|| format!("line {number}")).map_err(Stop::Input)?;
            self.print(Some(number), &line)?;
        }
        Ok(())
    }

    /// All of the input is one text.
    fn whole(&mut self, input: impl Read) -> Result<(), Stop> {
        let bytes = at_most(input).map_err(Stop::Input)?;
        let text = String::from_utf8(bytes).context("not UTF-8").map_err(Stop::Input)?;
        self.print(None, &text)
    }

    fn print(&mut self, line: Option<usize>, text: &str) -> Result<(), Stop> {
        let (text, found) = self.pipeline.mentions(text, self.published);
        jsonl::write(&mut self.out, &Line::of(line, &text, &found)).map_err(Stop::Output)
    }
}

/// All that a stream gives, unless it is more than any page has.
fn at_most(stream: impl Read) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(page::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > page::MAX_BYTES {
        bail!("more than {} bytes; that is the most that is read", page::MAX_BYTES);
    }
    Ok(bytes)
}
