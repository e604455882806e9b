//! `jikenbo crawl`: sources into a casebook.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::thread::available_parallelism;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};
use jikenbo::clock;
use jikenbo::crawl::{self, Config, Crawl, Mode};
use jikenbo::fetch::{self, resolve};
use jikenbo::store::{Casebook, Source};
use tokio::runtime::Builder;
use tokio::signal;
use tracing::level_filters::LevelFilter;

use crate::args::{self, Log};
use crate::exit::{Exit, Failure};
use crate::setup;

/// Crawls as the arguments and the configuration that they name want it, or says how the sources fare.
pub fn run(args: &args::Crawl) -> Result<Exit, Failure> {
    let mut config = setup::config(&args.config).map_err(Failure::Usage)?;
    if let Some(casebook) = &args.casebook {
        config.casebook.clone_from(casebook);
    }
    if args.status { status(&config) } else { crawl(args, config) }
}

fn crawl(args: &args::Crawl, config: Config) -> Result<Exit, Failure> {
    log(args);
    let mode = match (args.once, args.now) {
        (_, true) => Mode::OnceAll,
        (true, false) => Mode::Once,
        (false, false) => Mode::Forever,
    };
    let pipeline = setup::pipeline(args.rules.dict.as_deref()).map_err(Failure::Usage)?;
    let casebook = Casebook::open(&config.casebook).map_err(|error| Failure::Usage(error.into()))?;
    let resolver = Arc::new(resolve::System);
    let mut crawl =
        Crawl::new(config, casebook, pipeline, clock::System, resolver).map_err(|error| Failure::Usage(error.into()))?;
    // Names of hosts are resolved on these threads, too.
    let threads = available_parallelism().map_or(1, usize::from) + 2;
    let runtime = Builder::new_multi_thread().worker_threads(1).max_blocking_threads(threads).enable_all().build()?;
    let end = runtime.block_on(crawl.run(mode, stopped()));
    // A page that is being read must not hold up the end: it is read again the next time.
    runtime.shutdown_background();
    let tally = end.map_err(|error| match error {
        crawl::Error::Metrics(error) => Failure::Output(error),
        error => Failure::Work(error.into()),
    })?;
    if !args.quiet {
        tracing::info!("{tally}");
    }
    // That a long run was stopped is no failure, whatever became of its sources.
    Ok(if mode == Mode::Forever || tally.failed_looks == 0 { Exit::Done } else { Exit::SomeFailed })
}

/// Tells on standard error what happens.
fn log(args: &args::Crawl) {
    let level = if args.quiet { LevelFilter::WARN } else { LevelFilter::INFO };
    let builder = tracing_subscriber::fmt().with_max_level(level).with_writer(io::stderr).with_target(false);
    match args.log {
        Log::Human => builder.with_ansi(false).init(),
        Log::Json => builder.json().flatten_event(true).init(),
    }
}

/// Ready when the user or the system wants the program to end.
async fn stopped() {
    #[cfg(unix)]
    if let Ok(mut terminate) = signal::unix::signal(signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    // Where no signal can be heard, none ends the crawl.
    if signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn status(config: &Config) -> Result<Exit, Failure> {
    let casebook = Casebook::read(&config.casebook).map_err(|error| Failure::Usage(error.into()))?;
    let sources = casebook.sources().map_err(|error| Failure::Work(error.into()))?;
    let mut out = io::stdout().lock();
    let wanted: BTreeSet<String> = config.sources.iter().map(|source| fetch::bare(&source.url).into()).collect();
    for source in &sources {
        writeln!(out, "{}", described(source, wanted.contains(&source.url)))?;
    }
    for url in wanted.iter().filter(|url| sources.iter().all(|source| source.url != **url)) {
        writeln!(out, "{url}\n  last look    not yet\n")?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// What there is to know of a source.
fn described(source: &Source, is_wanted: bool) -> String {
    let name = source.name.as_deref().map(|name| format!("{}  ", shown(name))).unwrap_or_default();
    let looked = source.checked.map_or_else(|| "not yet".to_owned(), |at| format!("{}: {}", time(at), shown(&source.result)));
    let next = match source.next {
        _ if !is_wanted => "never: it is no longer in the configuration".to_owned(),
        _ if source.is_gone => "never: the server says that it is gone for good".to_owned(),
        None => "as soon as possible".to_owned(),
        Some(next) => format!("{}: {}", time(next), shown(&source.why)),
    };
    let moved =
        if source.location == source.url { String::new() } else { format!("  moved to     {}\n", shown(&source.location)) };
    format!(
        "{name}{}\n{moved}  last look    {looked}\n  next look    {next}\n  articles     {}\n  incidents    {}\n  errors       {} in a row\n",
        shown(&source.url),
        source.articles,
        source.incidents,
        source.errors_in_a_row
    )
}

/// A time as the user's clock shows it.
fn time(time: Timestamp) -> String {
    let zoned = time.round(Unit::Second).unwrap_or(time).to_zoned(TimeZone::system());
    zoned.strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}

/// A text that cannot steer the terminal.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_feed_calls_itself_cannot_steer_the_terminal() {
        assert_eq!(shown("a\u{1b}[2J\u{9b}b\n青"), "a\u{fffd}[2J\u{fffd}b\u{fffd}青");
    }
}
