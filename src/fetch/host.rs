//! Good manners: each host is asked one thing at a time, with a rest between, and only for what its `robots.txt` allows.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::StatusCode;
use tokio::sync::{Mutex as Turns, Semaphore};
use url::Url;

use super::robots::{self, Robots};
use super::{Answer, Conditions, Error, Fetcher, Journey, Step, backoff};
use crate::clock::Clock;

/// How long a `robots.txt` is believed: RFC 9309, section 2.4.
pub const ROBOTS_AGE: Duration = Duration::from_hours(24);

/// How long a host whose `robots.txt` cannot be had is left alone before it is asked again.
pub const ROBOTS_RETRY: Duration = Duration::from_hours(1);

/// The longest `Crawl-delay` that is kept.
pub const MAX_CRAWL_DELAY: Duration = Duration::from_mins(5);

/// How long a host rests that refuses for the first time without saying for how long, or cannot be reached.
pub const FIRST_REST: Duration = Duration::from_mins(1);

/// How long a host rests that refuses again and again.
pub const LONGEST_REST: Duration = Duration::from_hours(6);

/// The longest `Retry-After` that is kept.
pub const MAX_RETRY_AFTER: Duration = Duration::from_hours(24);

/// How a crowd of hosts is treated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manners {
    /// What the robot is called in `robots.txt`; what follows the name is passed over.
    pub robot: String,
    /// The rest between the end of one request to a host and the start of the next.
    pub min_delay: Duration,
    /// How many requests are under way at a time, at least 1.
    pub at_once: usize,
}

/// What is remembered of a host from one run to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Host {
    /// Its `robots.txt`, and when it was asked for.
    pub robots: Option<(Timestamp, RobotsFile)>,
    /// Until when it is left alone, and why.
    pub rest: Option<(Timestamp, String)>,
    /// How many times in a row it refused or could not be reached.
    pub refusals: u32,
}

/// What a host answered to the question for its `robots.txt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RobotsFile {
    /// This.
    Text(String),
    /// That it has none: everything is allowed.
    Missing,
    /// Nothing of use: nothing is allowed.
    Unreachable,
}

/// Fetches pages of many hosts.
pub struct Hosts<C> {
    fetcher: Fetcher,
    clock: Arc<C>,
    manners: Manners,
    turns: Mutex<HashMap<String, Arc<Turns<Turn>>>>,
    known: Mutex<HashMap<String, Host>>,
    changed: Mutex<BTreeSet<String>>,
    under_way: Semaphore,
}

/// The right to ask a host; whoever holds it is the only one.
#[derive(Debug, Default)]
struct Turn {
    /// When the last request ended.
    last: Option<Timestamp>,
    /// The rules read from [`Host::robots`] of that time.
    robots: Option<(Timestamp, Robots)>,
}

impl<C: Clock> Hosts<C> {
    /// Hosts of which `known` is known already.
    pub fn new(fetcher: Fetcher, clock: Arc<C>, manners: Manners, known: impl IntoIterator<Item = (String, Host)>) -> Self {
        let under_way = Semaphore::new(manners.at_once.max(1));
        let known = Mutex::new(known.into_iter().collect());
        Self { fetcher, clock, manners, turns: Mutex::default(), known, changed: Mutex::default(), under_way }
    }

    /// The page at an address, when its host and every host to which it redirects are ready for it.
    ///
    /// # Errors
    ///
    /// See [`Error`]; at once if the host is left alone for a while.
    pub async fn get(&self, url: &Url, conditions: &Conditions) -> Result<Answer, Error> {
        let mut journey = Journey::new(url.clone());
        loop {
            let step = self.step(&journey, conditions).await?;
            if let Some(answer) = journey.take(step, self.fetcher.settings.limits.redirects)? {
                return Ok(answer);
            }
        }
    }

    /// Until when the host of an address is left alone.
    #[must_use]
    pub fn resting_until(&self, url: &Url) -> Option<Timestamp> {
        let until = lock(&self.known).get(&host_name(url))?.rest.as_ref()?.0;
        (until > self.clock.now()).then_some(until)
    }

    /// The hosts of which something new is known since this was last asked, by name.
    pub fn changed(&self) -> Vec<(String, Host)> {
        let names = std::mem::take(&mut *lock(&self.changed));
        let known = lock(&self.known);
        names.into_iter().filter_map(|name| Some((name.clone(), known.get(&name)?.clone()))).collect()
    }

    async fn step(&self, journey: &Journey, conditions: &Conditions) -> Result<Step, Error> {
        super::check_scheme(&journey.here)?;
        let host = host_name(&journey.here);
        let turn = Arc::clone(lock(&self.turns).entry(host.clone()).or_default());
        let mut turn = turn.lock().await;
        self.check_rest(&host)?;
        self.check_robots(&host, &journey.here, &mut turn).await?;
        self.in_turn(&host, &mut turn, self.fetcher.step(journey, conditions), |step| match step {
            Step::Answer(status, header, _) => Some((*status, header.retry_after.clone())),
            Step::Redirect { .. } => None,
        })
        .await
    }

    fn check_rest(&self, host: &str) -> Result<(), Error> {
        let rest = lock(&self.known).get(host).and_then(|host| host.rest.clone());
        match rest.filter(|(until, _)| *until > self.clock.now()) {
            Some((until, why)) => Err(Error::Resting { until, why }),
            None => Ok(()),
        }
    }

    /// Whether the host lets robots have an address; asks it, if that was not yet done today.
    async fn check_robots(&self, host: &str, url: &Url, turn: &mut Turn) -> Result<(), Error> {
        let known = lock(&self.known).get(host).and_then(|host| host.robots.clone());
        let (at, file) = match known.filter(|(at, file)| self.clock.now() < *at + age(file)) {
            Some(known) => known,
            None => self.ask_robots(host, url, turn).await?,
        };
        if file == RobotsFile::Unreachable {
            return Err(Error::Resting { until: at + ROBOTS_RETRY, why: "its robots.txt cannot be had".to_owned() });
        }
        if turn.robots.as_ref().is_none_or(|(read, _)| *read != at) {
            turn.robots = Some((at, rules(&file, &self.manners.robot)));
        }
        let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let is_allowed = turn.robots.as_ref().is_none_or(|(_, robots)| robots.allows(&path));
        if is_allowed { Ok(()) } else { Err(Error::Forbidden) }
    }

    async fn ask_robots(&self, host: &str, url: &Url, turn: &mut Turn) -> Result<(Timestamp, RobotsFile), Error> {
        let mut address = super::bare(url);
        address.set_path("/robots.txt");
        address.set_query(None);
        address.set_fragment(None);
        let conditions = Conditions::default();
        let request = self.fetcher.get(address.as_str(), &conditions);
        let answer = self.in_turn(host, turn, request, |answer| Some((answer.status, answer.header.retry_after.clone()))).await;
        let file = match answer {
            Ok(answer) if answer.status.is_success() => {
                let text = &answer.body[..answer.body.len().min(robots::MAX_BYTES)];
                RobotsFile::Text(String::from_utf8_lossy(text).into_owned())
            }
            Ok(answer) if answer.status.is_client_error() && answer.status != StatusCode::TOO_MANY_REQUESTS => {
                RobotsFile::Missing
            }
            Err(Error::Redirect(_)) => RobotsFile::Missing,
            // The address will not be visited either, and the reason is the better one.
            Err(error @ (Error::Private(_) | Error::Connection(_))) => return Err(error),
            Ok(_) | Err(_) => RobotsFile::Unreachable,
        };
        let known = (self.clock.now(), file);
        self.learn(host, |host| host.robots = Some(known.clone()));
        Ok(known)
    }

    /// Makes a request when the host is rested and the machine is free, and learns from what comes back.
    async fn in_turn<T>(
        &self,
        host: &str,
        turn: &mut Turn,
        request: impl Future<Output = Result<T, Error>>,
        answered: impl Fn(&T) -> Option<(StatusCode, Option<String>)>,
    ) -> Result<T, Error> {
        if let Some(last) = turn.last {
            self.clock.sleep_until(last + self.delay(turn)).await;
        }
        // The semaphore is never closed.
        let place = self.under_way.acquire().await.ok();
        let answer = request.await;
        drop(place);
        let now = self.clock.now();
        turn.last = Some(now);
        match &answer {
            Ok(answer) => match answered(answer) {
                Some((status @ (StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE), after)) => {
                    let asked = after.and_then(|after| retry_after(&after, now));
                    self.rest(host, now, asked, format!("it answered {status}"));
                }
                _ => self.relent(host),
            },
            Err(error @ Error::Connection(_)) => self.rest(host, now, None, error.to_string()),
            Err(_) => {}
        }
        answer
    }

    fn delay(&self, turn: &Turn) -> Duration {
        let wanted = turn.robots.as_ref().and_then(|(_, robots)| robots.delay()).unwrap_or_default();
        self.manners.min_delay.max(wanted.min(MAX_CRAWL_DELAY))
    }

    fn rest(&self, name: &str, now: Timestamp, asked: Option<Duration>, why: String) {
        self.learn(name, |host| {
            host.refusals += 1;
            let usual = || backoff::after(host.refusals, FIRST_REST, LONGEST_REST, name);
            host.rest = Some((now + asked.unwrap_or_else(usual), why));
        });
    }

    fn relent(&self, name: &str) {
        let is_calm = lock(&self.known).get(name).is_none_or(|host| host.refusals == 0 && host.rest.is_none());
        if !is_calm {
            self.learn(name, |host| (host.rest, host.refusals) = (None, 0));
        }
    }

    fn learn(&self, name: &str, change: impl FnOnce(&mut Host)) {
        change(lock(&self.known).entry(name.to_owned()).or_default());
        lock(&self.changed).insert(name.to_owned());
    }
}

/// A panic elsewhere leaves no half-made change behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The host of an address, with the port if it is not the usual one. One that answers http and https is one host.
#[must_use]
pub fn host_name(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn age(file: &RobotsFile) -> Duration {
    if *file == RobotsFile::Unreachable { ROBOTS_RETRY } else { ROBOTS_AGE }
}

fn rules(file: &RobotsFile, robot: &str) -> Robots {
    match file {
        RobotsFile::Text(text) => Robots::parse(text.as_bytes(), robot),
        RobotsFile::Missing => Robots::allow_all(),
        RobotsFile::Unreachable => Robots::forbid_all(),
    }
}

/// How long a `Retry-After` (seconds, or a day and time; RFC 9110, section 10.2.3) asks to wait, [`MAX_RETRY_AFTER`] at
/// the most.
#[must_use]
pub fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    let wait = match value.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => MAX_RETRY_AFTER,
        Err(_) => {
            let until = rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
            Duration::try_from(until.duration_since(now)).unwrap_or_default()
        }
    };
    Some(wait.min(MAX_RETRY_AFTER))
}
