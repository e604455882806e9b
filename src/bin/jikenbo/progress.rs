//! What standard error tells while pages are read: a bar on a terminal, plain lines elsewhere.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often a plain line says how far the work is.
const EVERY: Duration = Duration::from_secs(1);

/// What is counted, for the closing summary.
#[derive(Debug, Default)]
pub struct Tally {
    /// Pages that were read.
    pub read: usize,
    /// Incidents that they report.
    pub incidents: usize,
    /// Inputs that failed.
    pub failed: usize,
    /// Files of folders that were passed over.
    pub skipped: usize,
}

impl Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { read, incidents, failed, skipped } = self;
        let plural = |count: &usize| if *count == 1 { "" } else { "s" };
        let (files, cases) = (plural(read), plural(incidents));
        write!(f, "{read} file{files} read, {incidents} incident{cases}, {failed} failed, {skipped} skipped")
    }
}

/// Tells a person how far the work is.
pub struct Progress {
    quiet: bool,
    bar: ProgressBar,
    last_line: Instant,
}

impl Progress {
    /// Progress over `total` inputs; a `quiet` one says only what failed. Where the records themselves go to the terminal, a
    /// bar would stand between them.
    pub fn new(quiet: bool, total: usize, beside_records: bool) -> Self {
        let has_bar = io::stderr().is_terminal() && !beside_records && !quiet;
        let target = if has_bar { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(total as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Self { quiet, bar, last_line: Instant::now() }
    }

    /// An input is done.
    pub fn step(&mut self, tally: &Tally) {
        self.bar.set_message(format!("{} incidents", tally.incidents));
        self.bar.inc(1);
        let (done, all) = (self.bar.position(), self.bar.length().unwrap_or_default());
        if self.bar.is_hidden() && !self.quiet && done < all && self.last_line.elapsed() >= EVERY {
            self.last_line = Instant::now();
            self.line(&format!("{done} of {all} inputs done, {} incidents", tally.incidents));
        }
    }

    /// An input could not be read.
    pub fn failed(&self, input: impl Display, reason: impl Display) {
        self.line(&format!("error: {input}: {reason}"));
    }

    /// An input was read with a doubt.
    pub fn warn(&self, input: impl Display, warning: impl Display) {
        if !self.quiet {
            self.line(&format!("warning: {input}: {warning}"));
        }
    }

    /// The last words.
    pub fn close(&self, summary: impl Display) {
        self.bar.finish_and_clear();
        if !self.quiet {
            self.line(&summary.to_string());
        }
    }

    fn line(&self, text: &str) {
        // Where standard error is closed there is nobody to tell.
        let _ = self.bar.suspend(|| writeln!(io::stderr(), "{text}"));
    }
}
