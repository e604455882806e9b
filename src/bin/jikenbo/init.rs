//! `jikenbo init`: an example of a configuration to begin with.

use std::fs::OpenOptions;
use std::io::Write as _;

use anyhow::Context as _;
use jikenbo::crawl::config::EXAMPLE;

use crate::args;
use crate::exit::{Exit, Failure};

/// Writes the example into the file that the arguments name. One that exists is left as it is.
pub fn run(args: &args::Init) -> Result<Exit, Failure> {
    let path = &args.file;
    let written =
        OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| file.write_all(EXAMPLE.as_bytes()));
    written.with_context(|| format!("cannot write {}", path.display())).map_err(Failure::Usage)?;
    Ok(Exit::Done)
}
