//! The crawl: sources are looked at when they are due, the articles that they point at fetched and read, and everything
//! put into the casebook, each step in a transaction of its own, so that it may end at any moment.
//!
//! [`config`] reads what the user wants, [`schedule`] decides when a source is due, `queue` whose turn it is, `look` and
//! `article` each do one thing from request to outcome, [`canonical`] tells whether two addresses are one article, and
//! [`tally`] counts.

mod article;
pub mod canonical;
pub mod config;
mod look;
mod queue;
pub mod schedule;
pub mod tally;

use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

pub use article::{ENTRY_TEXT, MAX_TRIES};
pub use config::Config;
use jiff::Timestamp;
pub use tally::Tally;
use tokio::task::JoinSet;
use tracing::{info, warn};

use crate::clock::Clock;
use crate::export::record::Origin;
use crate::fetch::resolve::Resolver;
use crate::fetch::{self, Fetcher, Header, Host, Hosts, Limits, Manners, PrivateHosts, RobotsFile, Settings, retry_after};
use crate::pipeline::Pipeline;
use crate::store::{self, ArticleId, Casebook, Check, FetchedPage, HostState, Reading, Source, Stored};
use article::{Outcome, Page};
use look::{Answered, Look};
use queue::Queue;
use schedule::{Next, Server, Wish};

/// How long a single run waits for hosts that rest and for articles that are to be tried again.
pub const PATIENCE: Duration = Duration::from_mins(2);

/// How much before its time a single run looks at a source, as a part of the wait: a timer as regular as the wait would
/// come a moment too early each second time.
const EARLY: f64 = 0.2;

/// How often a long run writes its counters.
const METRICS_EVERY: Duration = Duration::from_mins(1);

/// Why a crawl cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing can be fetched.
    #[error("nothing can be fetched: {0}")]
    Fetch(#[from] fetch::Error),
    /// The casebook cannot be used.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The counters cannot be written.
    #[error("the counters cannot be written: {0}")]
    Metrics(#[from] io::Error),
}

/// How long a crawl goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Until nothing is due: for timers.
    Once,
    /// As [`Mode::Once`], but every source is due.
    OnceAll,
    /// Until it is stopped.
    Forever,
}

/// A crawl.
pub struct Crawl<C> {
    config: Config,
    clock: Arc<C>,
    hosts: Arc<Hosts<C>>,
    pipeline: Arc<Pipeline>,
    casebook: Casebook,
    watched: Vec<Watched>,
    queue: Queue,
    /// The hosts that something is under way with.
    busy: HashSet<String>,
    tally: Tally,
    metrics_written: Option<Timestamp>,
}

/// A source, as the user wants it and as it fares.
struct Watched {
    wanted: config::Source,
    state: Source,
    is_looked_at: bool,
}

/// Something that was under way and is done.
enum Done {
    Look(usize, Box<Look>),
    Article(ArticleId, String, Outcome),
}

impl<C: Clock> Crawl<C> {
    /// A crawl as `config` wants it, into `casebook`.
    ///
    /// # Errors
    ///
    /// If nothing can be fetched in the way that is wanted, or the casebook cannot be used.
    pub fn new(
        config: Config,
        mut casebook: Casebook,
        pipeline: Pipeline,
        clock: C,
        resolver: Arc<dyn Resolver>,
    ) -> Result<Self, Error> {
        let crawl = &config.crawl;
        let settings = Settings {
            user_agent: crawl.user_agent.clone(),
            limits: Limits { bytes: crawl.max_bytes, time: crawl.timeout, ..Limits::default() },
            private_hosts: if crawl.allow_private { PrivateHosts::Allowed } else { PrivateHosts::Refused },
            proxy: crawl.proxy.clone(),
        };
        let manners = Manners { robot: crawl.user_agent.clone(), min_delay: crawl.min_delay, at_once: crawl.at_once };
        let known = casebook.hosts()?.into_iter().map(|(name, state)| (name, host(state)));
        let clock = Arc::new(clock);
        let hosts = Arc::new(Hosts::new(Fetcher::new(settings, resolver)?, Arc::clone(&clock), manners, known));
        let watched = watched(&config, &mut casebook)?;
        Ok(Self {
            config,
            clock,
            hosts,
            pipeline: Arc::new(pipeline),
            casebook,
            watched,
            queue: Queue::default(),
            busy: HashSet::new(),
            tally: Tally::default(),
            metrics_written: None,
        })
    }

    /// Crawls until the end that `mode` has, or until `stop` is ready. What is under way then is dropped, and begun anew
    /// the next time.
    ///
    /// # Errors
    ///
    /// If the casebook or the counters cannot be written.
    pub async fn run(&mut self, mode: Mode, stop: impl Future<Output = ()>) -> Result<Tally, Error> {
        tokio::pin!(stop);
        let clock = Arc::clone(&self.clock);
        let mut under_way = JoinSet::new();
        loop {
            self.begin(mode, &mut under_way)?;
            let wake = self.wake(mode);
            if under_way.is_empty() && wake.is_none() {
                break;
            }
            let alarm = async {
                match wake {
                    Some(wake) => clock.sleep_until(wake).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                Some(done) = under_way.join_next() => match done {
                    Ok((host, done)) => self.end(&host, done)?,
                    Err(fault) => warn!(%fault, "a fault of jikenbo itself"),
                },
                () = alarm => {}
                () = &mut stop => break,
            }
            self.keep_metrics()?;
        }
        self.write_metrics()?;
        Ok(self.tally)
    }

    /// Begins whatever can be begun: one thing at each host.
    fn begin(&mut self, mode: Mode, under_way: &mut JoinSet<(String, Done)>) -> Result<(), Error> {
        let now = self.clock.now();
        for index in 0..self.watched.len() {
            let Some(host) = self.ready_source(index, mode, now) else { continue };
            self.busy.insert(host.clone());
            let watched = &mut self.watched[index];
            watched.is_looked_at = true;
            let (hosts, wanted, state) = (Arc::clone(&self.hosts), watched.wanted.clone(), watched.state.clone());
            under_way.spawn(async move { (host, Done::Look(index, Box::new(look::look(&hosts, &wanted, &state).await))) });
        }
        self.queue.update(&self.casebook, now)?;
        let free = |(host, url): (&String, _)| {
            let is_free = !self.busy.contains(host) && self.hosts.resting_until(url).is_none();
            is_free.then(|| host.clone())
        };
        let free: Vec<String> = self.queue.firsts().filter_map(free).collect();
        for host in free {
            let Some(id) = self.queue.take(&host) else { continue };
            let article = self.casebook.waiting_article(id)?;
            self.busy.insert(host.clone());
            let (hosts, clock, pipeline) = (Arc::clone(&self.hosts), Arc::clone(&self.clock), Arc::clone(&self.pipeline));
            under_way.spawn(async move {
                let url = article.url.clone();
                (host, Done::Article(id, url, article::have(&hosts, &clock, pipeline, article).await))
            });
        }
        Ok(())
    }

    /// The host of a source that can be looked at now.
    fn ready_source(&self, index: usize, mode: Mode, now: Timestamp) -> Option<String> {
        let watched = &self.watched[index];
        let url = look::location(&watched.wanted, &watched.state);
        let host = fetch::host_name(&url);
        let is_due = watched.due(mode).is_some_and(|due| due <= now);
        (is_due && !self.busy.contains(&host) && self.hosts.resting_until(&url).is_none()).then_some(host)
    }

    /// When something can be begun that cannot be begun now, if that is worth waiting for.
    fn wake(&self, mode: Mode) -> Option<Timestamp> {
        let now = self.clock.now();
        let sources = self.watched.iter().filter_map(|watched| {
            let url = look::location(&watched.wanted, &watched.state);
            let due = watched.due(mode).filter(|due| mode == Mode::Forever || *due <= now)?;
            let is_busy = self.busy.contains(&fetch::host_name(&url));
            (!is_busy).then(|| self.hosts.resting_until(&url).map_or(due, |until| until.max(due)))
        });
        let resting = self.queue.firsts().filter_map(|(_, url)| self.hosts.resting_until(url));
        let soonest = sources.chain(resting).chain(self.queue.next()).filter(|time| *time > now).min();
        soonest.filter(|time| mode == Mode::Forever || *time <= now + PATIENCE)
    }

    /// Writes down what is done.
    fn end(&mut self, host: &str, done: Done) -> Result<(), Error> {
        self.busy.remove(host);
        for (name, host) in self.hosts.changed() {
            self.casebook.remember_host(&name, &state(host))?;
        }
        match done {
            Done::Look(index, look) => self.end_look(index, *look),
            Done::Article(id, url, outcome) => {
                self.queue.done(id);
                self.end_article(id, &url, outcome)
            }
        }
    }

    fn end_look(&mut self, index: usize, look: Look) -> Result<(), Error> {
        let now = self.clock.now();
        let (check, entries) = self.check(index, look, now);
        let watched = &mut self.watched[index];
        let queued = self.casebook.checked(watched.state.id, &check, &entries)?;
        self.tally.looks += 1;
        self.tally.failed_looks += u64::from(check.is_error);
        self.tally.queued += queued as u64;
        let next = check.next.map(|next| next.to_string()).unwrap_or_default();
        if check.is_error {
            warn!(source = watched.state.url, error = check.result, next, why = check.why, "a source cannot be read");
        } else {
            info!(source = watched.state.url, result = check.result, queued, next, why = check.why, "looked at a source");
        }
        watched.note(check);
        self.queue.refresh();
        Ok(())
    }

    /// What is to be written down of a look.
    fn check(&mut self, index: usize, look: Look, now: Timestamp) -> (Check, Vec<store::Entry>) {
        let Watched { wanted, state, .. } = &self.watched[index];
        let crawl = &self.config.crawl;
        let wish = Wish { every: wanted.every, least: crawl.min_interval, most: crawl.max_interval };
        let resting = self.hosts.resting_until(&look::location(wanted, state));
        let plan = |look: &schedule::Look, header: &Header| {
            let asked = header.retry_after.as_deref().and_then(|value| retry_after(value, now));
            let rest = resting.and_then(|until| Duration::try_from(until.duration_since(now)).ok());
            let server = Server { cache_control: header.cache_control.as_deref(), rest: asked.max(rest) };
            schedule::next(now, &wish, look, &server, &state.url)
        };
        let check = |is_error, result: String, next: Next| Check {
            at: now,
            is_error,
            result,
            location: state.location.clone(),
            etag: state.etag.clone(),
            last_modified: state.last_modified.clone(),
            is_gone: false,
            next: Some(next.at),
            why: next.why,
            interval: Some(next.interval),
        };
        match look {
            Look::Read(feed, Answered { header, moved }) => {
                let published: Vec<Timestamp> =
                    feed.entries.iter().filter_map(|entry| entry.published.or(entry.updated)).collect();
                let next = plan(&schedule::Look::Read(&published, &feed.rhythm), &header);
                let entries = look::entries(feed);
                let result = format!("{} entr{}", entries.len(), if entries.len() == 1 { "y" } else { "ies" });
                let location = moved.map_or_else(|| state.location.clone(), Into::into);
                let Header { etag, last_modified, .. } = header;
                (Check { location, etag, last_modified, ..check(false, result, next) }, entries)
            }
            Look::Unmodified(Answered { header, moved }) => {
                self.tally.unmodified += 1;
                let next = plan(&schedule::Look::Unmodified(state.interval), &header);
                let location = moved.map_or_else(|| state.location.clone(), Into::into);
                (Check { location, ..check(false, "not modified".to_owned(), next) }, Vec::new())
            }
            Look::Gone => {
                let next = Next { at: now, interval: Duration::ZERO, why: "the server says that it is gone for good".to_owned() };
                (Check { is_gone: true, next: None, interval: None, ..check(true, "gone".to_owned(), next) }, Vec::new())
            }
            Look::Failed(reason, header) => {
                let next = plan(&schedule::Look::Failed(state.errors_in_a_row + 1), &header);
                (check(true, reason, next), Vec::new())
            }
        }
    }

    fn end_article(&mut self, id: ArticleId, url: &str, outcome: Outcome) -> Result<(), Error> {
        let now = self.clock.now();
        match outcome {
            Outcome::Read(page) => self.put(id, url, &page, now)?,
            Outcome::Unmodified(published) => {
                self.casebook.unmodified(id, schedule::again(now, published))?;
                self.tally.unchanged += 1;
            }
            Outcome::Failed(reason, again) => {
                self.casebook.failed(id, &reason, again)?;
                if let Some(again) = again {
                    self.tally.put_off += 1;
                    info!(article = url, reason, %again, "an article is put off");
                    self.queue.refresh();
                } else {
                    self.tally.given_up += 1;
                    warn!(article = url, reason, "an article is given up");
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, id: ArticleId, url: &str, page: &Page, now: Timestamp) -> Result<(), Error> {
        let Header { content_type, etag, last_modified, .. } = &page.header;
        let fields = [("content-type", content_type), ("etag", etag), ("last-modified", last_modified)];
        let headers: Vec<(String, String)> =
            fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))).collect();
        let fetched = FetchedPage {
            at: now,
            origin: Origin::Url(page.url.as_str()),
            headers: &headers,
            charset: page.charset.as_deref(),
            published: None,
            announced: page.announced,
            body: &page.body,
            is_entry_text: page.in_place.is_some(),
        };
        let again = schedule::again(now, page.published).filter(|_| page.in_place.is_none());
        let stored = self.casebook.put(id, &fetched, &Reading { text: &page.text, records: &page.records, again })?;
        let incidents = page.records.len();
        match &stored {
            Stored::New | Stored::Similar(_) => self.tally.new += 1,
            Stored::Changed => self.tally.changed += 1,
            Stored::Unchanged | Stored::Older => self.tally.unchanged += 1,
            Stored::Same(_) => self.tally.same += 1,
        }
        if !matches!(stored, Stored::Unchanged | Stored::Older | Stored::Same(_)) {
            self.tally.incidents += incidents as u64;
        }
        if let Some(reason) = &page.in_place {
            self.tally.in_place += 1;
            info!(article = url, reason, "the words of the feed are read in place of the page");
        }
        info!(article = url, ?stored, incidents, "read an article");
        Ok(())
    }

    fn keep_metrics(&mut self) -> Result<(), Error> {
        let is_old = self.metrics_written.is_none_or(|written| self.clock.now() >= written + METRICS_EVERY);
        if is_old { self.write_metrics() } else { Ok(()) }
    }

    fn write_metrics(&mut self) -> Result<(), Error> {
        let now = self.clock.now();
        self.metrics_written = Some(now);
        match &self.config.crawl.metrics {
            Some(path) => Ok(replace(path, &self.tally.prometheus(self.queue.len() as u64, now))?),
            None => Ok(()),
        }
    }
}

impl Watched {
    /// When it is to be looked at; never, if it is gone or was looked at in a single run.
    fn due(&self, mode: Mode) -> Option<Timestamp> {
        let next = self.state.next.unwrap_or(Timestamp::MIN);
        let early = self.state.interval.unwrap_or_default().mul_f64(EARLY);
        let due = match mode {
            Mode::Forever => next,
            Mode::Once if next > Timestamp::MIN => next - early,
            Mode::Once | Mode::OnceAll => Timestamp::MIN,
        };
        let is_over = self.state.is_gone || (mode != Mode::Forever && self.is_looked_at);
        (!is_over).then_some(due)
    }

    fn note(&mut self, check: Check) {
        let state = &mut self.state;
        state.errors_in_a_row = if check.is_error { state.errors_in_a_row + 1 } else { 0 };
        state.location = check.location;
        (state.etag, state.last_modified) = (check.etag, check.last_modified);
        (state.is_gone, state.next, state.interval) = (check.is_gone, check.next, check.interval);
    }
}

/// The sources that the user wants, with what the casebook knows of them.
fn watched(config: &Config, casebook: &mut Casebook) -> Result<Vec<Watched>, Error> {
    let mut ids = Vec::new();
    for source in &config.sources {
        let url = fetch::bare(&source.url);
        ids.push(casebook.source(url.as_str(), source.kind, source.name.as_deref(), &source.tags)?);
    }
    let states = casebook.sources()?;
    let state = |id| states.iter().find(|state| state.id == id).cloned();
    let known = config.sources.iter().zip(ids).filter_map(|(source, id)| Some((source.clone(), state(id)?)));
    Ok(known.map(|(wanted, state)| Watched { wanted, state, is_looked_at: false }).collect())
}

/// A host as the casebook remembers it.
fn state(host: Host) -> HostState {
    let (robots_checked, robots) = match host.robots {
        Some((at, RobotsFile::Text(text))) => (Some(at), Some(text)),
        Some((at, RobotsFile::Missing)) => (Some(at), Some(String::new())),
        Some((at, RobotsFile::Unreachable)) => (Some(at), None),
        None => (None, None),
    };
    HostState { robots, robots_checked, not_before: host.rest.map(|(until, _)| until) }
}

/// A host as the crawl knows it.
fn host(state: HostState) -> Host {
    let file = match state.robots {
        Some(text) if text.is_empty() => RobotsFile::Missing,
        Some(text) => RobotsFile::Text(text),
        None => RobotsFile::Unreachable,
    };
    Host {
        robots: state.robots_checked.map(|at| (at, file)),
        rest: state.not_before.map(|until| (until, "it was left alone before".to_owned())),
        refusals: 0,
    }
}

/// Puts a text into a file in one step.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".jikenbo-").tempfile_in(folder)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    #[cfg(unix)]
    file.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
}
