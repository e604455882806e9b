//! `jikenbo page`: what is read of pages before anything is extracted from them.

use std::io::{self, BufWriter, Write};

use jikenbo::export::jsonl;
use jikenbo::export::page::View;
use jikenbo::fetch::Fetcher;
use jikenbo::page::{self, Hints};
use tokio::runtime::Builder;

use crate::args::{self, PageFormat};
use crate::complain;
use crate::exit::{Exit, Failure};
use crate::inputs::{Input, Inputs};
use crate::reader::{at_most, file};

/// Prints the pages that the arguments name, in their order.
pub fn run(args: &args::Page) -> Result<Exit, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut end = Exit::Done;
    for (index, input) in Inputs::list(&args.inputs).found.into_iter().enumerate() {
        let (name, printed) = match input {
            Ok(input) => (input.to_string(), print(&input, args.format, index > 0, &mut out)?),
            Err((name, reason)) => (name, Err(anyhow::Error::msg(reason))),
        };
        if let Err(error) = printed {
            complain(&format!("{name}: {error:#}"));
            end = Exit::SomeFailed;
        }
    }
    out.flush()?;
    Ok(end)
}

/// Prints one page. The inner error is that of the input, the outer one that of the output.
fn print(input: &Input, format: PageFormat, is_next: bool, out: &mut impl Write) -> io::Result<anyhow::Result<()>> {
    let (page, warnings) = match read(input) {
        Ok(read) => read,
        Err(error) => return Ok(Err(error)),
    };
    let path = input.to_string();
    let view = View::of(&path, &page, &warnings);
    match format {
        PageFormat::Text => write!(out, "{}{view}", if is_next { "\n\n" } else { "" })?,
        PageFormat::Jsonl => jsonl::write(out, &view)?,
    }
    Ok(Ok(()))
}

fn read(input: &Input) -> anyhow::Result<(page::Page, Vec<page::Warning>)> {
    Ok(match input {
        Input::File(path) => page::read(&file(path)?, &Hints::default())?,
        Input::Stdin => page::read(&at_most(io::stdin().lock())?, &Hints::default())?,
        Input::Url(url) => {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let fetched = runtime.block_on(async { Fetcher::new()?.get(url).await })?;
            page::read(&fetched.bytes, &Hints { charset: fetched.charset.as_deref(), url: Some(&fetched.url) })?
        }
    })
}
