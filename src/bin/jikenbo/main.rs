//! The command line: arguments ([`args`]), what they ask for ([`setup`]), one module per subcommand, and the end
//! ([`exit`]).

mod add;
mod args;
mod crawl;
mod documents;
mod exit;
mod explain;
mod export;
mod extract;
mod feeds;
mod init;
mod inputs;
mod interrupt;
mod mentions;
mod output;
mod page;
mod progress;
mod reader;
mod reextract;
mod schema;
mod setup;
mod work;

use std::io::{self, Write as _};

use clap::Parser as _;

use args::{Args, Command};
use exit::Exit;

fn main() -> Exit {
    let end = match Args::parse().command {
        Command::Extract(args) => extract::run(&args),
        Command::Mentions(args) => mentions::run(&args),
        Command::Page(args) => page::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Feeds(args) => feeds::run(&args),
        Command::Crawl(args) => crawl::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Reextract(args) => reextract::run(&args),
        Command::Schema => schema::run(),
    };
    end.unwrap_or_else(|failure| {
        let (exit, message) = failure.into_exit();
        if let Some(message) = message {
            complain(&message);
        }
        exit
    })
}

/// Says on standard error what went wrong.
fn complain(message: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "error: {message}");
}
