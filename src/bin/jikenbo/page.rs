//! `jikenbo page`: what is read of pages before anything is extracted from them.

use std::io::{self, BufWriter, Write};

use jikenbo::archive::Document;
use jikenbo::export::jsonl;
use jikenbo::export::page::View;
use jikenbo::page::{self, Hints, Sites};
use tokio::runtime::Builder;
use tokio::signal::ctrl_c;

use crate::args::{self, PageFormat};
use crate::complain;
use crate::documents::{self, Found, Notice};
use crate::exit::{Exit, Failure};
use crate::inputs::Inputs;
use crate::setup;

/// Prints the pages that the arguments name, in their order.
pub fn run(args: &args::Page) -> Result<Exit, Failure> {
    let sites = setup::sites(args.rules.dict.as_deref()).map_err(Failure::Usage)?;
    let out = BufWriter::new(io::stdout().lock());
    let mut printer = Printer { out, sites, format: args.format, end: Exit::Done, printed: 0 };
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(async {
        let mut found = documents::find(Inputs::list(&args.inputs).found, 1);
        let interrupt = ctrl_c();
        tokio::pin!(interrupt);
        loop {
            let found = tokio::select! {
                found = found.recv() => found,
                _ = &mut interrupt => {
                    printer.end = Exit::Interrupted;
                    None
                }
            };
            match found {
                Some(Found::Document(document, _)) => printer.document(&document)?,
                Some(Found::Notice(Notice::Failed { name, reason })) => printer.failed(&name, &reason),
                Some(Found::Notice(Notice::Damaged { name, damage })) => complain(&format!("{name}: {damage}")),
                Some(Found::Notice(Notice::PassedOver | Notice::End)) => {}
                None => return io::Result::Ok(()),
            }
        }
    })?;
    // After Ctrl-C a read from a silent terminal or site may still be waiting; it must not hold up the end.
    runtime.shutdown_background();
    printer.out.flush()?;
    Ok(printer.end)
}

struct Printer<W> {
    out: W,
    sites: Sites,
    format: PageFormat,
    end: Exit,
    printed: usize,
}

impl<W: Write> Printer<W> {
    fn document(&mut self, Document { label, bytes }: &Document) -> io::Result<()> {
        let hints = Hints { charset: label.charset.as_deref(), url: label.url(), sites: Some(&self.sites) };
        let (page, warnings) = match page::read(bytes, &hints) {
            Ok(read) => read,
            Err(error) => {
                self.failed(&label.name, &error.to_string());
                return Ok(());
            }
        };
        let view = View::of(&label.name, &page, &warnings);
        match self.format {
            PageFormat::Text => write!(self.out, "{}{view}", if self.printed > 0 { "\n\n" } else { "" })?,
            PageFormat::Jsonl => jsonl::write(&mut self.out, &view)?,
        }
        self.printed += 1;
        Ok(())
    }

    fn failed(&mut self, name: &str, reason: &str) {
        complain(&format!("{name}: {reason}"));
        self.end = Exit::SomeFailed;
    }
}
