//! When a source is looked at next, and why then. Nothing here asks the clock.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::feed::Rhythm;
use crate::fetch::backoff;

/// How long a server's wish for peace is respected.
pub const MAX_WISH: Duration = Duration::from_hours(24);

/// How much later than planned a source may be looked at, as a part of the wait: sources that were looked at together
/// drift apart.
const JITTER: f64 = 0.1;

/// How many of the newest entries tell how often a source publishes.
const NEWEST: usize = 12;

/// What an hour has.
const HOUR: Duration = Duration::from_hours(1);

/// When and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// When.
    pub at: Timestamp,
    /// How long the wait is, without jitter and without hours that are passed over.
    pub interval: Duration,
    /// Why, in words.
    pub why: String,
}

/// How often the user wants sources to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// This often, if the user said so of the source.
    pub every: Option<Duration>,
    /// Not more often than this where nothing was said.
    pub least: Duration,
    /// Not more rarely than this where nothing was said.
    pub most: Duration,
}

/// What came of a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look<'a> {
    /// Entries, published at these times as far as is known, and what the feed says of its rhythm.
    Read(&'a [Timestamp], &'a Rhythm),
    /// Nothing new; the last time, the wait was this long.
    Unmodified(Option<Duration>),
    /// Nothing, for so many times in a row.
    Failed(u32),
}

/// What the server said of when to ask again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Server<'a> {
    /// `Cache-Control` as it came.
    pub cache_control: Option<&'a str>,
    /// `Retry-After` or the rest that its host takes, from now.
    pub rest: Option<Duration>,
}

/// When to look again after a look that ended `now`. `seed` is what the jitter depends on: the address of the source.
#[must_use]
pub fn next(now: Timestamp, wish: &Wish, look: &Look, server: &Server, seed: &str) -> Next {
    let (mut interval, mut why) = planned(now, wish, look, seed);
    let ttl = if let Look::Read(_, rhythm) = look { rhythm.ttl } else { None };
    let kept = server.cache_control.and_then(max_age);
    let others = [(ttl, "the feed asks for"), (kept, "the server lets it be kept for"), (server.rest, "the host rests for")];
    for (asked, words) in others {
        let asked = asked.unwrap_or_default().min(MAX_WISH);
        if asked > interval {
            (interval, why) = (asked, format!("{words} {}", spoken(asked)));
        }
    }
    let turn = (now.as_second() & 0xffff) as u32;
    let jitter = interval.mul_f64(JITTER * backoff::share(seed, turn));
    let mut at = whole(now + interval + jitter);
    if let Look::Read(_, rhythm) = look
        && let Some(later) = awake(at, rhythm)
    {
        at = later;
        why += "; then the first hour that the feed does not skip";
    }
    Next { at, interval, why }
}

/// The next whole second, with which a person can do more.
fn whole(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second() + 1).unwrap_or(time)
}

/// The wait that the user's wish and the look lead to.
fn planned(now: Timestamp, wish: &Wish, look: &Look, seed: &str) -> (Duration, String) {
    let bounded = |wait: Duration| wait.clamp(wish.least, wish.most.max(wish.least));
    match (*look, wish.every) {
        (Look::Failed(times), every) => {
            let first = every.unwrap_or(wish.least);
            let wait = backoff::after(times, first, wish.most.max(first), seed);
            (wait, format!("it failed {times} time{} in a row", if times == 1 { "" } else { "s" }))
        }
        (_, Some(every)) => (every, format!("it is to be looked at every {}", spoken(every))),
        (Look::Read(published, _), None) => match pace(now, published) {
            Some(pace) => (bounded(pace / 2), format!("it publishes about every {}", spoken(pace))),
            None => (bounded(HOUR), "how often it publishes is not known".to_owned()),
        },
        (Look::Unmodified(last), None) => {
            (bounded(last.unwrap_or(HOUR).mul_f64(1.25)), "nothing was new the last time".to_owned())
        }
    }
}

/// How often something new came, of late: the mean wait between the newest entries, or the silence since if that is longer.
fn pace(now: Timestamp, published: &[Timestamp]) -> Option<Duration> {
    let mut times: Vec<Timestamp> = published.iter().copied().filter(|time| *time <= now).collect();
    times.sort_unstable();
    times.dedup();
    let times = &times[times.len().saturating_sub(NEWEST)..];
    let (first, last) = (times.first()?, times.last()?);
    let gaps = u32::try_from(times.len() - 1).ok().filter(|gaps| *gaps > 0)?;
    let span = Duration::try_from(last.duration_since(*first)).ok()?;
    let silence = Duration::try_from(now.duration_since(*last)).ok()?;
    // A source that has been silent for many times its pace has another pace by now.
    Some((span / gaps).max(silence / 10))
}

/// The start of the first hour from `at` that the feed does not skip, if `at` is in one that it does.
fn awake(at: Timestamp, rhythm: &Rhythm) -> Option<Timestamp> {
    let is_skipped = |time: Timestamp| {
        let time = time.to_zoned(TimeZone::UTC);
        rhythm.skip_hours.contains(&time.hour()) || rhythm.skip_days.contains(&time.weekday())
    };
    if !is_skipped(at) {
        return None;
    }
    let hour = Timestamp::from_second(at.as_second() - at.as_second().rem_euclid(3600)).ok()?;
    // A feed that skips every hour of the week means none of it.
    (1..=7 * 24).map(|hours| hour + HOUR * hours).find(|time| !is_skipped(*time))
}

/// The `max-age` of a `Cache-Control` (RFC 9111, section 5.2.2), unless it also says that nothing is to be kept.
fn max_age(cache_control: &str) -> Option<Duration> {
    let directives = || cache_control.split(',').map(|directive| directive.trim().to_ascii_lowercase());
    if directives().any(|directive| directive.starts_with("no-cache") || directive == "no-store") {
        return None;
    }
    let seconds = directives().find_map(|directive| directive.strip_prefix("max-age=")?.trim_matches('"').parse().ok())?;
    Some(Duration::from_secs(seconds))
}

/// A wait as people say it: `90 minutes`, `3 hours`, `2 days`.
fn spoken(wait: Duration) -> String {
    let seconds = wait.as_secs();
    let (count, unit) = match seconds {
        0..120 => (seconds, "second"),
        120..7200 => (seconds / 60, "minute"),
        7200..172_800 => (seconds / 3600, "hour"),
        _ => (seconds / 86400, "day"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// When to fetch an article again that was published at some time and has been fetched `now`, to see whether it was
/// changed: after a day, some days, some weeks; never, if it is old or its day is not known.
#[must_use]
pub fn again(now: Timestamp, published: Option<Timestamp>) -> Option<Timestamp> {
    const DAY: Duration = Duration::from_hours(24);
    let age = Duration::try_from(now.duration_since(published?)).unwrap_or_default();
    let wait = match age.as_secs() / DAY.as_secs() {
        0..2 => DAY,
        2..10 => DAY * 5,
        10..30 => DAY * 20,
        _ => return None,
    };
    Some(now + wait)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;
    use proptest::prelude::*;

    use super::*;

    const WISH: Wish = Wish { every: None, least: Duration::from_mins(15), most: Duration::from_hours(24) };

    fn now() -> Timestamp {
        "2021-04-13T10:30:00Z".parse().unwrap()
    }

    /// Times that lie `step` apart, the last of them `step` ago.
    fn times(count: u32, step: Duration) -> Vec<Timestamp> {
        (1..=count).map(|n| now() - step * n).collect()
    }

    #[track_caller]
    fn check(wish: Wish, look: Look, server: Server, minutes: u64, why: &str) {
        let next = next(now(), &wish, &look, &server, "https://example.org/feed");
        assert_eq!((next.interval.as_secs() / 60, next.why.as_str()), (minutes, why));
        let waits = Duration::try_from(next.at.duration_since(now())).unwrap();
        assert!(waits >= next.interval && waits <= next.interval.mul_f64(1.1) + Duration::from_secs(1), "{waits:?}");
    }

    fn plain() -> Rhythm {
        Rhythm::default()
    }

    #[test]
    fn as_often_as_it_publishes_within_bounds() {
        let read = |step: u64| times(20, Duration::from_secs(step));
        check(WISH, Look::Read(&read(4 * 3600), &plain()), Server::default(), 120, "it publishes about every 4 hours");
        check(WISH, Look::Read(&read(60), &plain()), Server::default(), 15, "it publishes about every 60 seconds");
        check(WISH, Look::Read(&read(86400 * 30), &plain()), Server::default(), 1440, "it publishes about every 30 days");
        check(WISH, Look::Read(&[], &plain()), Server::default(), 60, "how often it publishes is not known");
    }

    #[test]
    fn a_source_that_fell_silent_is_looked_at_less_often() {
        let old: Vec<_> = times(5, Duration::from_hours(1)).into_iter().map(|time| time - Duration::from_hours(120)).collect();
        check(WISH, Look::Read(&old, &plain()), Server::default(), 363, "it publishes about every 12 hours");
        let last = Some(Duration::from_hours(1));
        check(WISH, Look::Unmodified(last), Server::default(), 75, "nothing was new the last time");
    }

    #[test]
    fn as_often_as_the_user_wants() {
        let wish = Wish { every: Some(Duration::from_mins(5)), ..WISH };
        check(wish, Look::Read(&[], &plain()), Server::default(), 5, "it is to be looked at every 5 minutes");
        check(wish, Look::Unmodified(None), Server::default(), 5, "it is to be looked at every 5 minutes");
    }

    #[test]
    fn as_rarely_as_the_server_wants() {
        let wish = Wish { every: Some(Duration::from_mins(5)), ..WISH };
        let ttl = |minutes: u64| Rhythm { ttl: Some(Duration::from_secs(60 * minutes)), ..plain() };
        check(wish, Look::Read(&[], &ttl(90)), Server::default(), 90, "the feed asks for 90 minutes");
        check(wish, Look::Read(&[], &ttl(100_000)), Server::default(), 1440, "the feed asks for 24 hours");
        check(wish, Look::Read(&[], &ttl(1)), Server::default(), 5, "it is to be looked at every 5 minutes");
        let server = |cache_control| Server { cache_control: Some(cache_control), rest: None };
        check(wish, Look::Unmodified(None), server("public, Max-Age=3600"), 60, "the server lets it be kept for 60 minutes");
        check(wish, Look::Unmodified(None), server("no-cache, max-age=3600"), 5, "it is to be looked at every 5 minutes");
        let rest = Server { cache_control: None, rest: Some(Duration::from_hours(2)) };
        check(wish, Look::Failed(1), rest, 120, "the host rests for 2 hours");
    }

    #[test]
    fn failures_make_it_wait() {
        let wish = Wish { every: Some(Duration::from_mins(10)), ..WISH };
        let wait = |times| next(now(), &wish, &Look::Failed(times), &Server::default(), "x");
        assert_eq!(wait(1).why, "it failed 1 time in a row");
        assert!(wait(4).interval > wait(1).interval * 4 && wait(40).interval <= WISH.most.mul_f64(1.2));
    }

    #[test]
    fn hours_and_days_that_are_skipped() {
        let wish = Wish { every: Some(Duration::from_mins(10)), ..WISH };
        let at = |rhythm: &Rhythm| next(now(), &wish, &Look::Read(&[], rhythm), &Server::default(), "x");
        let hours = at(&Rhythm { skip_hours: vec![10, 11, 12], ..plain() });
        assert_eq!(hours.at.to_string(), "2021-04-13T13:00:00Z");
        assert!(hours.why.ends_with("; then the first hour that the feed does not skip"));
        let days = at(&Rhythm { skip_days: vec![Weekday::Tuesday, Weekday::Wednesday], ..plain() });
        assert_eq!(days.at.to_string(), "2021-04-15T00:00:00Z");
        let always = at(&Rhythm { skip_hours: (0..24).collect(), ..plain() });
        assert!(always.at < now() + Duration::from_secs(700));
    }

    #[test]
    fn articles_are_looked_at_again_while_they_are_young() {
        let days = |age: i64| {
            let published = Timestamp::from_second(now().as_second() - age * 86400).unwrap();
            again(now(), Some(published)).map(|at| at.duration_since(now()).as_secs() / 86400)
        };
        assert_eq!(
            [days(-1), days(0), days(1), days(6), days(11), days(31)],
            [Some(1), Some(1), Some(1), Some(5), Some(20), None]
        );
        assert_eq!(again(now(), None), None);
    }

    proptest! {
        #[test]
        fn never_at_once_and_never_too_late(
            every in prop::option::of(1_u64..1_000_000), published in prop::collection::vec(-4_000_000_000_i64..4_000_000_000, 0..30),
            ttl in prop::option::of(0_u64..u64::MAX / 2), hours in prop::collection::vec(0_i8..24, 0..24), rest in prop::option::of(0_u64..u64::MAX / 2),
            failed in 0_u32..100, cache in "max-age=[0-9]{0,30}", seed in ".{0,5}",
        ) {
            let published: Vec<_> = published.into_iter().filter_map(|second| Timestamp::from_second(second).ok()).collect();
            let rhythm = Rhythm { ttl: ttl.map(Duration::from_secs), skip_hours: hours, skip_days: Vec::new() };
            let wish = Wish { every: every.map(Duration::from_secs), ..WISH };
            let look = if failed > 0 { Look::Failed(failed) } else { Look::Read(&published, &rhythm) };
            let server = Server { cache_control: Some(&cache), rest: rest.map(Duration::from_secs) };
            let next = next(now(), &wish, &look, &server, &seed);
            prop_assert!(next.at >= now() + Duration::from_millis(800));
            let most = wish.every.unwrap_or_default().max(WISH.most);
            prop_assert!(next.at <= now() + most.mul_f64(1.4) + HOUR * 24 * 7);
        }
    }
}
