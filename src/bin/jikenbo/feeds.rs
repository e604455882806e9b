//! `jikenbo feeds`: the feeds of a configuration, to and from other readers.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;
use jikenbo::crawl::config;
use jikenbo::feed::opml::{self, Outline};
use jikenbo::fetch;
use jikenbo::store::SourceKind;

use crate::args::{Feeds, FeedsCommand};
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::setup;

/// Does what the arguments say.
pub fn run(args: &Feeds) -> Result<Exit, Failure> {
    match &args.command {
        FeedsCommand::Import { config, file } => import(config, file),
        FeedsCommand::Export { config } => export(config),
    }
}

/// Adds the feeds of an OPML file at the end of a configuration, whose every other line stays as it is.
fn import(path: &Path, file: &Path) -> Result<Exit, Failure> {
    let known = setup::config(path).map_err(Failure::Usage)?;
    let known: HashSet<_> = known.sources.iter().map(|source| fetch::bare(&source.url)).collect();
    let read = || anyhow::Ok(opml::read(&fs::read(file)?)?);
    let outlines = read().with_context(|| format!("{}", file.display())).map_err(Failure::Usage)?;
    let mut text = fs::read_to_string(path)?;
    let new: Vec<&Outline> = outlines.iter().filter(|outline| !known.contains(&fetch::bare(&outline.url))).collect();
    for Outline { url, name, tags } in &new {
        text.push('\n');
        text += &config::feed(url, name.as_deref(), tags);
    }
    let mut output = Output::file(path).map_err(Failure::Usage)?;
    output.write_all(text.as_bytes())?;
    output.finish()?;
    let (added, left) = (new.len(), outlines.len() - new.len());
    writeln!(io::stderr(), "{added} feed{} added, {left} already there", if added == 1 { "" } else { "s" })?;
    Ok(Exit::Done)
}

/// Prints the feeds of a configuration as OPML.
fn export(path: &Path) -> Result<Exit, Failure> {
    let config = setup::config(path).map_err(Failure::Usage)?;
    let feeds = config.sources.into_iter().filter(|source| source.kind == SourceKind::Feed);
    // Who gets the list has no use for the password, and no right to it.
    let outline = |source: config::Source| Outline { url: fetch::bare(&source.url), name: source.name, tags: source.tags };
    let outlines: Vec<Outline> = feeds.map(outline).collect();
    io::stdout().write_all(opml::write("jikenbo", &outlines).as_bytes())?;
    Ok(Exit::Done)
}
