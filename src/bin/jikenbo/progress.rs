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
    /// Articles that were read.
    articles: usize,
    /// Inputs that gave any of them.
    files: usize,
    /// How many articles there were when the last input ended.
    articles_before: usize,
    /// Incidents that they report.
    incidents: usize,
    /// Inputs and documents in them that failed.
    pub failed: usize,
    /// Files of folders, and parts of archives, that were passed over.
    pub skipped: usize,
}

impl Tally {
    /// Nothing but files that were passed over.
    pub fn new(skipped: usize) -> Self {
        Self { skipped, ..Self::default() }
    }

    /// An article was read that reports some incidents.
    pub fn read(&mut self, incidents: usize) {
        self.articles += 1;
        self.incidents += incidents;
    }

    /// An input was gone through.
    pub fn end_input(&mut self) {
        self.files += usize::from(self.articles > self.articles_before);
        self.articles_before = self.articles;
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { articles, incidents, failed, skipped, .. } = self;
        // An input that is not yet gone through counts if it gave something.
        let files = self.files + usize::from(self.articles > self.articles_before);
        let [s, of, cases] = [*articles, files, *incidents].map(|count| if count == 1 { "" } else { "s" });
        write!(
            f,
            "{articles} article{s} of {files} file{of} read, {incidents} incident{cases}, {failed} failed, {skipped} skipped"
        )
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
    pub fn input_done(&self) {
        self.bar.inc(1);
    }

    /// Something is done: tells how much it is so far. An input that is one article is told of when it ends.
    pub fn tell(&mut self, tally: &Tally) {
        let counts = format!("{} articles, {} incidents", tally.articles, tally.incidents);
        let (done, all) = (self.bar.position(), self.bar.length().unwrap_or_default());
        let is_one = tally.articles == tally.articles_before + 1;
        if self.bar.is_hidden() && !self.quiet && done < all && !is_one && self.last_line.elapsed() >= EVERY {
            self.last_line = Instant::now();
            self.line(&format!("{done} of {all} inputs done, {counts}"));
        }
        self.bar.set_message(counts);
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
