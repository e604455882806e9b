//! Fetching: what is fetched, what is refused, and how politely, asserted on what the server saw.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use jikenbo::clock::Clock as _;
use jikenbo::fetch::{
    Answer, Conditions, Error, Fetcher, Hosts, Limits, Manners, PrivateHosts, RobotsFile, Settings, retry_after,
};
use url::Url;

use crate::web::{Loopback, Reply, Seen, TestClock, Web, nowhere};

const NOW: &str = "2021-04-13T00:00:00Z";

const LIMITS: Limits = Limits { bytes: 100_000, time: Duration::from_millis(400), redirects: 3 };

fn web(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Web {
    Web::start(&TestClock::at(NOW), answer)
}

fn fetcher(private_hosts: PrivateHosts, resolver: Loopback) -> Fetcher {
    let user_agent = "jikenbo-test (+https://example.org/contact)".to_owned();
    Fetcher::new(Settings { user_agent, limits: LIMITS, private_hosts, proxy: None }, Arc::new(resolver)).unwrap()
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn get(url: &str) -> Result<Answer, Error> {
    wait(fetcher(PrivateHosts::Allowed, Loopback::default()).get(url, &Conditions::default()))
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_page_within_the_limits_is_fetched() {
    let web = web(|_| Reply::of(200, "text/html; charset=\"Shift_JIS\"", "x".repeat(100_000)));
    let answer = get(&web.url("a.example", "/page")).unwrap();
    assert_eq!((answer.body.len(), answer.header.charset().as_deref()), (100_000, Some("shift_jis")));
    assert_eq!(answer.url.as_str(), web.url("a.example", "/page"));
}

#[test]
fn it_says_who_asks_and_keeps_no_cookies() {
    let web = web(|_| Reply::html("x").with("set-cookie", "a=b; Path=/"));
    let fetcher = fetcher(PrivateHosts::Allowed, Loopback::default());
    wait(async {
        for _ in 0..2 {
            fetcher.get(&web.url("a.example", "/"), &Conditions::default()).await.unwrap();
        }
    });
    for seen in web.log() {
        assert_eq!(seen.header["user-agent"], "jikenbo-test (+https://example.org/contact)");
        assert_eq!((seen.header.get("cookie"), seen.header.get("referer")), (None, None));
        for encoding in ["gzip", "br", "zstd"] {
            assert!(seen.header["accept-encoding"].contains(encoding), "{encoding}");
        }
    }
}

#[test]
fn a_page_that_is_too_large_is_not() {
    let bomb = gzip(&vec![0; 10_000_000]);
    let web = web(move |seen| match seen.path.as_str() {
        "/endless" => Reply::endless(),
        "/bomb" => Reply::html(bomb.clone()).with("content-encoding", "gzip"),
        _ => Reply::html("x".repeat(100_001)),
    });
    for path in ["/large", "/endless", "/bomb"] {
        assert_eq!(get(&web.url("a.example", path)).unwrap_err(), Error::TooLarge(100_000), "{path}");
    }
}

#[test]
fn compressed_pages_are_read() {
    let zstd = b"\x28\xb5\x2f\xfd\x20\x05\x29\x00\x00hello";
    let brotli = b"\x0b\x02\x80hello\x03";
    let web = web(move |seen| match seen.path.as_str() {
        "/gzip" => Reply::html(gzip(b"hello")).with("content-encoding", "gzip"),
        "/zstd" => Reply::html(zstd).with("content-encoding", "zstd"),
        _ => Reply::html(brotli).with("content-encoding", "br"),
    });
    for path in ["/gzip", "/zstd", "/br"] {
        assert_eq!(get(&web.url("a.example", path)).unwrap().body, b"hello", "{path}");
    }
}

#[test]
fn a_server_that_takes_too_long_is_given_up() {
    let web = web(|seen| if seen.path == "/drip" { Reply::drip() } else { Reply::silence() });
    for path in ["/drip", "/silence"] {
        let error = get(&web.url("a.example", path)).unwrap_err();
        assert!(matches!(error, Error::Timeout(_)) && error.is_passing(), "{path}: {error}");
    }
}

#[test]
fn broken_answers_are_no_pages() {
    let web = web(|seen| match seen.path.as_str() {
        "/cut" => Reply::cut("half a page"),
        "/header" => Reply::html("").with("x-large", &"x".repeat(70_000)),
        _ => Reply::html("no gzip").with("content-encoding", "gzip"),
    });
    for path in ["/cut", "/gzip"] {
        let error = get(&web.url("a.example", path)).unwrap_err();
        assert!(matches!(error, Error::Broken(_)) && error.is_passing(), "{path}: {error:?}");
    }
    assert_eq!(get(&web.url("a.example", "/header")).unwrap_err(), Error::Header);
    let error = get(&format!("http://{}/", nowhere())).unwrap_err();
    assert!(matches!(error, Error::Connection(_)) && error.is_passing(), "{error:?}");
}

#[test]
fn redirects_are_followed_and_lasting_ones_told() {
    let web = web(|seen| match seen.path.as_str() {
        "/1" => Reply::redirect(301, "/2"),
        "/2" => Reply::redirect(308, "/3"),
        "/3" => Reply::redirect(302, "/4"),
        "/temporary" => Reply::redirect(307, "/moved"),
        "/moved" => Reply::redirect(301, "/4"),
        _ => Reply::html("end"),
    });
    let answer = get(&web.url("a.example", "/1")).unwrap();
    assert_eq!(answer.url.as_str(), web.url("a.example", "/4"));
    assert_eq!(answer.moved.unwrap().as_str(), web.url("a.example", "/3"));
    assert_eq!(get(&web.url("a.example", "/temporary")).unwrap().moved, None);
}

#[test]
fn redirects_without_end_or_to_elsewhere_are_not_followed() {
    let web = web(|seen| match seen.path.as_str() {
        "/file" => Reply::redirect(302, "file:///etc/passwd"),
        "/ftp" => Reply::redirect(302, "ftp://a.example/"),
        _ => Reply::redirect(302, "/loop"),
    });
    for (path, message) in [
        ("/loop", "more than 3 redirects"),
        ("/file", "only http and https addresses are fetched, not file"),
        ("/ftp", "only http and https addresses are fetched, not ftp"),
    ] {
        assert_eq!(get(&web.url("a.example", path)).unwrap_err(), Error::Redirect(message.to_owned()));
    }
}

#[test]
fn private_hosts_are_not_visited_by_any_way() {
    let web = web(|seen| Reply::redirect(302, &seen.path[1..]));
    let port = web.url("x", "").rsplit_once(':').unwrap().1.to_owned();
    let elsewhere = HashMap::from([
        ("intranet.example", vec!["10.1.2.3".parse().unwrap(), "fd00::1".parse().unwrap()]),
        ("metadata.example", vec!["169.254.169.254".parse().unwrap()]),
        ("mapped.example", vec!["::ffff:127.0.0.1".parse().unwrap()]),
    ]);
    let guarded = fetcher(PrivateHosts::Refused, Loopback { elsewhere: elsewhere.clone() });
    let addresses = [
        "a.example",
        "127.0.0.1",
        "[::1]",
        "[::ffff:7f00:1]",
        "2130706433",
        "0x7f.1",
        "0",
        "169.254.169.254",
        "intranet.example",
        "metadata.example",
        "mapped.example",
        "localhost",
    ];
    for host in addresses {
        let error = wait(guarded.get(&format!("http://{host}:{port}/"), &Conditions::default())).unwrap_err();
        assert!(matches!(error, Error::Private(_)) && !error.is_passing(), "{host}: {error:?}");
    }
    assert_eq!(web.log().len(), 0);

    // The host that a person typed may be private, but not the one to which it sends.
    let as_asked = fetcher(PrivateHosts::AsAsked, Loopback { elsewhere });
    for host in addresses {
        let url = web.url("start.example", &format!("/http://{host}:{port}/"));
        let error = wait(as_asked.get(&url, &Conditions::default())).unwrap_err();
        assert!(matches!(error, Error::Private(_)), "{host}: {error:?}");
    }
    assert_eq!(web.log().len(), addresses.len());
}

#[test]
fn the_same_page_is_not_sent_twice() {
    let tag = "W/\"a b%,é\"";
    let web = web(move |seen| Reply::html("x").with("last-modified", "yesterday, or so").tagged(seen, tag));
    let first = get(&web.url("a.example", "/")).unwrap().header;
    assert_eq!(first.etag.as_deref(), Some(tag));
    let conditions = Conditions { etag: first.etag, last_modified: first.last_modified };
    let second = wait(fetcher(PrivateHosts::Allowed, Loopback::default()).get(&web.url("a.example", "/"), &conditions)).unwrap();
    assert_eq!(second.status, 304);
    assert_eq!(web.log()[1].header["if-modified-since"], "yesterday, or so");
}

#[test]
fn user_name_and_password_go_to_their_host_only() {
    let web = web(|seen| match seen.path.as_str() {
        "/feed" => Reply::redirect(302, "/here"),
        "/here" => Reply::redirect(302, &format!("http://b.example:{}/there", seen.host.rsplit(':').next().unwrap())),
        _ => Reply::html("x"),
    });
    let url = web.url("a.example", "/feed").replace("http://", "http://us%40er:p+w@");
    let answer = get(&url).unwrap();
    let sent: Vec<_> = web.log().into_iter().map(|seen| seen.header.get("authorization").cloned()).collect();
    assert_eq!(sent, [Some("Basic dXNAZXI6cCt3".to_owned()), Some("Basic dXNAZXI6cCt3".to_owned()), None]);
    assert_eq!(answer.url.as_str(), web.url("b.example", "/there"));
}

#[test]
fn a_proxy_takes_all_requests_but_none_for_private_hosts() {
    let proxy = web(|_| Reply::html("x"));
    let elsewhere = HashMap::from([("intranet.example", vec!["10.1.2.3".parse().unwrap()])]);
    let settings =
        Settings { proxy: Some(Url::parse(&proxy.url("127.0.0.1", "/")).unwrap()), limits: LIMITS, ..Settings::default() };
    let fetcher = Fetcher::new(settings, Arc::new(Loopback { elsewhere })).unwrap();
    let get = |url: &'static str| wait(fetcher.get(url, &Conditions::default()));
    // A name that only the proxy can resolve.
    assert_eq!(get("http://far.invalid/x").unwrap().status, 200);
    for url in ["http://intranet.example/", "http://10.0.0.1/", "http://[::1]/"] {
        assert!(matches!(get(url), Err(Error::Private(_))), "{url}");
    }
    assert_eq!(proxy.paths(), ["http://far.invalid/x"]);
}

/// Politeness: one host after the other, with the time in the test's hand.
struct Crowd {
    clock: TestClock,
    web: Web,
    hosts: Hosts<TestClock>,
}

fn crowd(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Crowd {
    let clock = TestClock::at(NOW);
    clock.watch_thread();
    let web = Web::start(&clock, answer);
    let manners = Manners { robot: "jikenbo-test/1".to_owned(), min_delay: Duration::from_secs(2), at_once: 4 };
    let hosts = Hosts::new(fetcher(PrivateHosts::Allowed, Loopback::default()), Arc::new(clock.clone()), manners, []);
    Crowd { clock, web, hosts }
}

impl Crowd {
    async fn get(&self, host: &str, path: &str) -> Result<Answer, Error> {
        let url = Url::parse(&self.web.url(host, path)).unwrap();
        self.hosts.get(&url, &Conditions::default()).await
    }

    fn seconds(&self) -> Vec<i64> {
        let start: Timestamp = NOW.parse().unwrap();
        self.web.log().iter().map(|seen| seen.at.duration_since(start).as_secs()).collect()
    }
}

#[test]
fn a_host_rests_between_requests_and_others_need_not_wait_for_it() {
    let crowd = crowd(|seen| if seen.path == "/robots.txt" { Reply::status(404) } else { Reply::html("x") });
    wait(async {
        let (a, b, c, d) = tokio::join!(
            crowd.get("a.example", "/1"),
            crowd.get("a.example", "/2"),
            crowd.get("a.example", "/3"),
            crowd.get("b.example", "/1")
        );
        assert!(a.is_ok() && b.is_ok() && c.is_ok() && d.is_ok());
    });
    assert_eq!(crowd.web.most_at_once(), 1);
    let of = |host: &str| -> Vec<i64> {
        crowd.web.log().iter().zip(crowd.seconds()).filter(|(seen, _)| seen.host.starts_with(host)).map(|(_, at)| at).collect()
    };
    assert_eq!(of("a.example"), [0, 2, 4, 6]);
    assert_eq!(of("b.example"), [0, 2]);
}

#[test]
fn robots_txt_is_asked_once_a_day_and_obeyed() {
    let robots = "User-agent: jikenbo-test\nDisallow: /secret\nCrawl-delay: 10\n\nUser-agent: *\nDisallow: /";
    let crowd = crowd(move |seen| match seen.path.as_str() {
        "/robots.txt" => Reply::of(200, "text/plain", robots),
        "/way" => Reply::redirect(302, "/secret/page"),
        _ => Reply::html("x"),
    });
    wait(async {
        crowd.get("a.example", "/page").await.unwrap();
        assert_eq!(crowd.get("a.example", "/secret?x").await.unwrap_err(), Error::Forbidden);
        assert_eq!(crowd.get("a.example", "/way").await.unwrap_err(), Error::Forbidden);
        crowd.clock.advance(Duration::from_hours(24));
        crowd.get("a.example", "/page?day=2").await.unwrap();
    });
    assert_eq!(crowd.web.paths(), ["/robots.txt", "/page", "/way", "/robots.txt", "/page?day=2"]);
    assert_eq!(crowd.seconds()[..3], [0, 10, 20]);
    let (_, host) = crowd.hosts.changed().remove(0);
    assert_eq!(host.robots.unwrap().1, RobotsFile::Text(robots.to_owned()));
}

#[test]
fn a_host_that_cannot_say_what_it_allows_allows_nothing() {
    let crowd = crowd(|seen| if seen.path == "/robots.txt" { Reply::status(500) } else { Reply::html("x") });
    wait(async {
        for _ in 0..3 {
            let error = crowd.get("a.example", "/page").await.unwrap_err();
            assert_eq!(error.to_string(), "the host is left alone until 2021-04-13T01:00:00Z: its robots.txt cannot be had");
        }
    });
    assert_eq!(crowd.web.paths(), ["/robots.txt"]);
}

#[test]
fn a_host_that_refuses_is_left_alone_as_long_as_it_says() {
    let crowd = crowd(|seen| match seen.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/busy" => Reply::status(429).with("retry-after", "120"),
        "/down" => Reply::status(503),
        _ => Reply::html("x"),
    });
    wait(async {
        assert_eq!(crowd.get("a.example", "/busy").await.unwrap().status, 429);
        let error = crowd.get("a.example", "/page").await.unwrap_err();
        assert!(error.to_string().ends_with("it answered 429 Too Many Requests"), "{error}");
        crowd.clock.advance(Duration::from_mins(2));
        crowd.get("a.example", "/page").await.unwrap();
        for _ in 0..4 {
            assert_eq!(crowd.get("a.example", "/down").await.unwrap().status, 503);
            let url = Url::parse(&crowd.web.url("a.example", "/")).unwrap();
            crowd.clock.sleep_until(crowd.hosts.resting_until(&url).unwrap()).await;
        }
    });
    assert_eq!(crowd.web.paths(), ["/robots.txt", "/busy", "/page", "/down", "/down", "/down", "/down"]);
    let seconds = crowd.seconds();
    let rests: Vec<i64> = seconds[3..].windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(rests.iter().zip([60, 120, 240]).all(|(rest, about)| (rest - about).abs() <= about / 4), "{rests:?}");
}

#[test]
fn a_host_that_cannot_be_found_is_not_asked_for_each_page() {
    let crowd = crowd(|_| Reply::html("x"));
    wait(async {
        assert!(matches!(crowd.get("gone.invalid", "/1").await, Err(Error::Connection(_))));
        assert!(matches!(crowd.get("gone.invalid", "/2").await, Err(Error::Resting { .. })));
    });
}

#[test]
fn times_to_ask_again() {
    let now: Timestamp = NOW.parse().unwrap();
    let check =
        |value: &str, seconds: Option<u64>| assert_eq!(retry_after(value, now), seconds.map(Duration::from_secs), "{value}");
    check(" 120 ", Some(120));
    check("Tue, 13 Apr 2021 00:05:00 GMT", Some(300));
    check("Mon, 12 Apr 2021 00:05:00 GMT", Some(0));
    check("99999999999999999999999999", Some(24 * 60 * 60));
    check("Tue, 13 Apr 2100 00:05:00 GMT", Some(24 * 60 * 60));
    check("soon", None);
    check("", None);
}
