//! What a run did, in figures.

use std::fmt::{self, Write as _};

use jiff::Timestamp;

/// The figures of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Looks at sources.
    pub looks: u64,
    /// Those at which nothing was new.
    pub unmodified: u64,
    /// Those that failed.
    pub failed_looks: u64,
    /// Articles that sources pointed at for the first time, or said to have changed.
    pub queued: u64,
    /// Articles that were fetched and read for the first time.
    pub new: u64,
    /// Articles that had changed.
    pub changed: u64,
    /// Articles that were as before.
    pub unchanged: u64,
    /// Articles whose text another address has already.
    pub same: u64,
    /// Articles of which only the source's own words could be had.
    pub in_place: u64,
    /// Attempts to have an article that failed and will be made again.
    pub put_off: u64,
    /// Articles that were given up.
    pub given_up: u64,
    /// Incidents that new and changed articles report.
    pub incidents: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: u64| if count == 1 { "" } else { "s" };
        let Self { looks, unmodified, failed_looks, new, changed, unchanged, same, put_off, given_up, incidents, .. } = *self;
        write!(f, "{looks} source{} looked at ({unmodified} unmodified, {failed_looks} failed), ", plural(looks))?;
        write!(f, "{new} new article{}, {changed} changed, {unchanged} unchanged, {same} seen elsewhere, ", plural(new))?;
        write!(f, "{put_off} put off, {given_up} given up, {incidents} incident{}", plural(incidents))
    }
}

impl Tally {
    /// The figures as Prometheus reads them, with the number of articles that wait and the time `now`.
    #[must_use]
    pub fn prometheus(&self, waiting: u64, now: Timestamp) -> String {
        let counters = [
            ("looks", "Looks at sources.", self.looks),
            ("looks_unmodified", "Looks at which nothing was new.", self.unmodified),
            ("looks_failed", "Looks that failed.", self.failed_looks),
            ("articles_queued", "Articles that sources pointed at for the first time or as changed.", self.queued),
            ("articles_new", "Articles read for the first time.", self.new),
            ("articles_changed", "Articles that had changed.", self.changed),
            ("articles_unchanged", "Articles that were as before.", self.unchanged),
            ("articles_same", "Articles whose text another address has already.", self.same),
            ("articles_in_place", "Articles of which only the words of the source could be had.", self.in_place),
            ("articles_put_off", "Failed attempts to have an article.", self.put_off),
            ("articles_given_up", "Articles that were given up.", self.given_up),
            ("incidents", "Incidents of new and changed articles.", self.incidents),
        ];
        let mut text = String::new();
        for (name, help, value) in counters {
            let name = format!("jikenbo_{name}_total");
            let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} counter\n{name} {value}\n");
        }
        for (name, help, value) in [
            ("jikenbo_articles_waiting", "Articles that wait to be fetched now.", waiting.cast_signed()),
            ("jikenbo_written_timestamp_seconds", "When this was written.", now.as_second()),
        ] {
            let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_words() {
        let tally = Tally { looks: 1, new: 2, incidents: 1, ..Tally::default() };
        let words = "1 source looked at (0 unmodified, 0 failed), 2 new articles, 0 changed, 0 unchanged, 0 seen elsewhere, \
            0 put off, 0 given up, 1 incident";
        assert_eq!(tally.to_string(), words);
    }

    #[test]
    fn for_prometheus() {
        let text = Tally { new: 2, ..Tally::default() }.prometheus(7, Timestamp::from_second(1).unwrap());
        assert!(text.contains("\n# TYPE jikenbo_articles_new_total counter\njikenbo_articles_new_total 2\n"));
        assert!(text.contains("\n# TYPE jikenbo_articles_waiting gauge\njikenbo_articles_waiting 7\n"));
        assert!(text.lines().all(|line| line.starts_with('#') || line.split(' ').count() == 2));
    }
}
