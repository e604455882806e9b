//! The crawl, on a web that is as hostile and as ordinary as the real one, with the time in the test's hand. What counts
//! is what the server saw and what the casebook holds.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use encoding_rs::{EUC_JP, SHIFT_JIS};
use jikenbo::clock::Clock as _;
use jikenbo::crawl::{Config, Crawl, ENTRY_TEXT, Mode, Tally};
use jikenbo::dict::Tables;
use jikenbo::export::Record;
use jikenbo::pipeline::Pipeline;
use jikenbo::store::{Casebook, Filter, Source};
use tempfile::TempDir;

use crate::web::{Loopback, Reply, Seen, TestClock, Web};

const NOW: &str = "2021-04-13T03:00:00Z";

/// An article that reports an incident of an organisation.
pub fn article(organization: &str, count: usize) -> String {
    format!(
        "<!DOCTYPE html><html lang=ja><head><meta charset=utf-8><title>{organization}で不正アクセス</title></head><body><article>\
         <h1>{organization}、不正アクセスで顧客情報{count}人分が流出</h1><p>2021年4月12日</p>\
         <p>{organization}は2021年4月12日、同社のサーバーが不正アクセスを受け、顧客{count}人分の個人情報が流出したと発表した。</p>\
         <p>整理番号は第{count}号で、{organization}が第{count}号の担当窓口を設けた。</p></article></body></html>"
    )
}

/// A feed of RSS 2.0 with some items.
fn rss(items: &[(&str, &str)]) -> String {
    let item = |(link, title): &(&str, &str)| {
        format!("<item><title>{title}</title><link>{link}</link><pubDate>Mon, 12 Apr 2021 10:00:00 +0900</pubDate></item>")
    };
    format!("<rss version=\"2.0\"><channel><title>t</title>{}</channel></rss>", items.iter().map(item).collect::<String>())
}

/// A casebook with a configuration, and the web that it crawls.
struct Desk {
    folder: TempDir,
    clock: TestClock,
    web: Web,
    config: String,
}

impl Desk {
    /// A desk whose web answers as `answer` says; robots are welcome unless it says otherwise.
    fn new(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let clock = TestClock::at(NOW);
        let web = Web::start(&clock, answer);
        let config = "casebook = \"cases.db\"\n[crawl]\nuser_agent = \"jikenbo-test (+https://example.org/)\"\n\
            allow_private = true\nmin_delay = \"2s\"\ntimeout = \"500ms\"\nmax_bytes = 1000000\n";
        Self { folder: tempfile::tempdir().unwrap(), clock, web, config: config.to_owned() }
    }

    /// With a source more.
    fn with(mut self, kind: &str, host: &str, path: &str, more: &str) -> Self {
        self.config += &format!("[[{kind}]]\nurl = \"{}\"\n{more}\n", self.web.url(host, path));
        self
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("cases.db")
    }

    fn crawl(&self, mode: Mode) -> Tally {
        self.crawl_until(mode, std::future::pending())
    }

    fn crawl_until(&self, mode: Mode, stop: impl Future<Output = ()>) -> Tally {
        let config = Config::parse(&self.config, self.folder.path()).unwrap();
        let casebook = Casebook::open(&config.casebook).unwrap();
        let pipeline = Pipeline::new(&Tables::embedded()).unwrap();
        let crawl = Crawl::new(config, casebook, pipeline, self.clock.clone(), Arc::new(Loopback::default()));
        self.clock.runtime().block_on(crawl.unwrap().run(mode, stop)).unwrap()
    }

    fn records(&self) -> Vec<Record> {
        records(&self.path())
    }

    fn victims(&self) -> BTreeSet<String> {
        self.records().into_iter().filter_map(|record| Some(record.victim?.name)).collect()
    }

    fn source(&self) -> Source {
        Casebook::read(&self.path()).unwrap().sources().unwrap().remove(0)
    }

    /// The paths that were asked for, without those of `robots.txt`.
    fn asked(&self) -> Vec<String> {
        self.web.paths().into_iter().filter(|path| path != "/robots.txt").collect()
    }
}

fn records(casebook: &Path) -> Vec<Record> {
    let mut records = Vec::new();
    let each = |record| {
        records.push(record);
        Ok::<_, jikenbo::store::Error>(())
    };
    Casebook::read(casebook).unwrap().incidents(&Filter::default(), each).unwrap();
    records
}

const FIRMS: [&str; 6] =
    ["株式会社青葉商事", "株式会社若草工業", "株式会社白樺物産", "株式会社紅葉食品", "株式会社水色運輸", "株式会社銀杏書房"];

#[test]
fn feeds_of_every_format_and_encoding_lead_to_incidents() {
    let answer = |seen: &Seen| {
        let page = |n: usize| Reply::html(article(FIRMS[n], 100 + n));
        match seen.path.as_str() {
            "/rss.xml" => Reply::of(200, "application/rss+xml", rss(&[("/0?utm_source=rss", "一")])),
            "/rdf.xml" => {
                let rdf = "<?xml version=\"1.0\" encoding=\"EUC-JP\"?><rdf:RDF><item rdf:about=\"/1\"><title>不正アクセスのお知らせ</title></item></rdf:RDF>";
                Reply::of(200, "text/xml", EUC_JP.encode(rdf).0.into_owned())
            }
            "/atom.xml" => Reply::of(200, "text/plain", "<feed><entry><title>三</title><link href=\"2\"/></entry></feed>"),
            "/feed.json" => Reply::of(200, "application/octet-stream", "{\"items\": [{\"url\": \"/3\"}]}"),
            "/sitemap.xml" => Reply::of(200, "text/html", "<urlset><url><loc>/4#top</loc></url></urlset>"),
            "/notice/" => {
                let html =
                    "<meta charset=Shift_JIS><a href=\"/\">会社案内</a><a href=\"5.html\">不正アクセスに関するお知らせ</a>";
                Reply::of(200, "text/html", SHIFT_JIS.encode(html).0.into_owned())
            }
            "/0?utm_source=rss" => page(0),
            "/1" => page(1),
            "/2" => page(2),
            "/3" => page(3),
            "/4" => page(4),
            "/notice/5.html" => page(5),
            _ => Reply::status(404),
        }
    };
    let desk = Desk::new(answer)
        .with("feed", "a.example", "/rss.xml", "")
        .with("feed", "b.example", "/rdf.xml", "")
        .with("feed", "c.example", "/atom.xml", "")
        .with("feed", "d.example", "/feed.json", "")
        .with("sitemap", "e.example", "/sitemap.xml", "")
        .with("page", "f.example", "/notice/", "");
    let tally = desk.crawl(Mode::Once);
    assert_eq!(desk.victims(), FIRMS.map(str::to_owned).into());
    assert_eq!((tally.looks, tally.new, tally.incidents, tally.given_up), (6, 6, 6, 0));
    let record = &desk.records()[0];
    assert!(record.source.url.as_ref().unwrap().starts_with("http://"));
    assert!(record.warnings.is_empty());
}

#[test]
fn the_same_crawl_twice_asks_only_whether_anything_is_new() {
    let desk = Desk::new(|seen| match seen.path.as_str() {
        "/robots.txt" => Reply::of(200, "text/plain", "User-agent: *\nAllow: /"),
        "/feed.xml" => {
            Reply::html(rss(&[("/1", "一"), ("/2", "二"), ("/1?fbclid=x", "一"), ("/2/amp", "二")])).tagged(seen, "\"feed 1\"")
        }
        "/1" => Reply::html(article(FIRMS[0], 1)).tagged(seen, "W/\"1\""),
        _ => Reply::html(article(FIRMS[1], 2)).with("last-modified", "yesterday"),
    })
    .with("feed", "a.example", "/feed.xml", "every = \"30m\"");
    desk.crawl(Mode::Once);
    assert_eq!(desk.asked(), ["/feed.xml", "/1", "/2"]);
    let before = desk.records();

    desk.web.forget();
    assert_eq!(desk.crawl(Mode::Once).looks, 0);
    assert!(desk.web.log().is_empty());
    let tally = desk.crawl(Mode::OnceAll);
    assert_eq!((tally.looks, tally.unmodified, tally.queued), (1, 1, 0));
    assert_eq!(desk.web.log().len(), 1);
    assert_eq!(desk.web.log()[0].header["if-none-match"], "\"feed 1\"");

    // A day later young articles are looked at again.
    desk.web.forget();
    desk.clock.advance(Duration::from_hours(25));
    let tally = desk.crawl(Mode::Once);
    let conditional = |seen: &Seen| ["if-none-match", "if-modified-since"].iter().any(|name| seen.header.contains_key(*name));
    assert!(desk.web.log().iter().filter(|seen| seen.path != "/robots.txt").all(conditional), "{:?}", desk.web.log());
    assert_eq!((tally.new, tally.changed, tally.unchanged), (0, 0, 2));
    assert_eq!(desk.records(), before);
}

#[test]
fn one_host_is_asked_one_thing_at_a_time_and_not_what_it_forbids() {
    let desk = Desk::new(|seen| match (seen.host.split(':').next().unwrap(), seen.path.as_str()) {
        ("slow.example", "/robots.txt") => {
            Reply::of(200, "text/plain", "User-agent: jikenbo-test\nCrawl-delay: 30\nDisallow: /*secret")
        }
        (_, "/robots.txt") => Reply::status(404),
        ("slow.example", "/feed.xml") => {
            let content = format!("<description><![CDATA[{}]]></description>", article(FIRMS[2], 7));
            let items = rss(&[("/1", "一"), ("/secret", "秘密"), ("/way", "道")]);
            Reply::html(items.replacen(
                "<pubDate>Mon, 12 Apr 2021 10:00:00 +0900</pubDate></item><item><title>道",
                &format!("{content}</item><item><title>道"),
                1,
            ))
        }
        (_, "/feed.xml") => Reply::html(rss(&[("/1", "一"), ("/2", "二"), ("/3", "三")])),
        ("slow.example", "/way") => Reply::redirect(301, "/the/secret/way"),
        (_, path) => Reply::html(article(FIRMS[0], path.len())),
    })
    .with("feed", "slow.example", "/feed.xml", "")
    .with("feed", "fast.example", "/feed.xml", "");
    desk.crawl(Mode::Once);
    assert_eq!(desk.web.most_at_once(), 1);
    let log = desk.web.log();
    assert!(log.iter().all(|seen| !seen.path.contains("secret")));
    let gaps = |host: &str| -> Vec<i64> {
        let times: Vec<_> = log.iter().filter(|seen| seen.host.starts_with(host)).map(|seen| seen.at).collect();
        times.windows(2).map(|pair| pair[1].duration_since(pair[0]).as_secs()).collect()
    };
    assert_eq!(gaps("slow.example"), [30, 30, 30]);
    assert_eq!(gaps("fast.example"), [2, 2, 2, 2]);
    // What robots must not see, the feed says itself.
    let records = desk.records();
    let in_place: Vec<_> = records.iter().filter(|record| record.warnings.iter().any(|warning| warning == ENTRY_TEXT)).collect();
    assert_eq!(in_place.iter().filter_map(|record| Some(record.victim.as_ref()?.name.as_str())).collect::<Vec<_>>(), [FIRMS[2]]);
}

#[test]
fn hosts_that_refuse_are_left_alone_and_asked_again() {
    let (first, second) = (AtomicBool::new(true), AtomicBool::new(true));
    let desk = Desk::new(move |seen| match seen.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/feed.xml" => Reply::html(rss(&[("/1", "一"), ("/2", "二")])),
        "/1" if first.swap(false, Ordering::SeqCst) => Reply::status(429).with("retry-after", "90"),
        "/2" if second.swap(false, Ordering::SeqCst) => Reply::status(503),
        path => Reply::html(article(FIRMS[0], path.len())),
    })
    .with("feed", "a.example", "/feed.xml", "");
    let tally = desk.crawl(Mode::Once);
    let log = desk.web.log();
    let seconds: Vec<_> = log.iter().map(|seen| seen.at.duration_since(log[0].at).as_secs()).collect();
    assert_eq!(log[2].path, "/1");
    assert!(seconds[3] - seconds[2] >= 90, "{seconds:?}");
    assert_eq!((log.len(), tally.put_off), (4, 2), "{log:?}");
    // The long run comes back for what was put off.
    let until = desk.clock.now() + Duration::from_hours(1);
    let clock = desk.clock.clone();
    desk.crawl_until(Mode::Forever, async move { clock.sleep_until(until).await });
    let all = desk.asked();
    assert_eq!(
        (all.iter().filter(|path| *path == "/1").count(), all.iter().filter(|path| *path == "/2").count()),
        (2, 2),
        "{all:?}"
    );
}

#[test]
fn a_hostile_web_costs_little_and_says_nothing() {
    let bomb = crate::fetch::gzip(&vec![b' '; 3_000_000]);
    let desk = Desk::new(move |seen| match seen.path.as_str() {
        "/robots.txt" | "/gone" => Reply::status(404),
        "/feed.xml" => {
            let paths =
                ["/drip", "/endless", "/bomb", "/loop", "/inside", "/pdf", "/cut", "/empty", "/png", "/good", "/gone", "/error"];
            Reply::html(rss(&paths.map(|path| (path, "題"))))
        }
        "/drip" => Reply::drip(),
        "/endless" => Reply::endless(),
        "/bomb" => Reply::html(bomb.clone()).with("content-encoding", "gzip"),
        "/loop" => Reply::redirect(302, "/loop"),
        "/inside" => Reply::redirect(302, "file:///etc/passwd"),
        "/pdf" => Reply::of(200, "text/html", "%PDF-1.4 x"),
        "/png" => Reply::of(200, "text/html", &b"\x89PNG\r\n\x1a\n\0\0\0"[..]),
        "/cut" => Reply::cut("half"),
        "/empty" => Reply::html(""),
        "/good" => Reply::of(200, "application/octet-stream", article(FIRMS[0], 5)),
        _ => Reply::status(500),
    })
    .with("feed", "a.example", "/feed.xml", "");
    let tally = desk.crawl(Mode::Once);
    assert_eq!(desk.victims(), [FIRMS[0].to_owned()].into());
    assert_eq!((tally.new, tally.given_up, tally.put_off), (1, 8, 3));
    // What may pass is tried again, but not for ever.
    let until = desk.clock.now() + Duration::from_hours(240);
    let clock = desk.clock.clone();
    desk.crawl_until(Mode::Forever, async move { clock.sleep_until(until).await });
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    desk.asked().into_iter().for_each(|path| *asked.entry(path).or_default() += 1);
    for (path, times) in [("/drip", 5), ("/cut", 5), ("/error", 5), ("/gone", 1), ("/endless", 1), ("/pdf", 1)] {
        assert_eq!(asked[path], times, "{path}");
    }
}

#[test]
fn private_hosts_are_not_crawled_unless_that_is_allowed() {
    let mut desk = Desk::new(|_| Reply::html(rss(&[("/1", "一")]))).with("feed", "127.0.0.1", "/feed.xml", "").with(
        "feed",
        "localhost",
        "/feed.xml",
        "",
    );
    desk.config = desk.config.replace("allow_private = true", "allow_private = false");
    let tally = desk.crawl(Mode::Once);
    assert_eq!((tally.looks, tally.failed_looks, desk.web.log().len()), (2, 2, 0));
    assert!(desk.source().result.contains("is on a private network"), "{}", desk.source().result);
}

#[test]
fn an_article_that_changes_is_read_again() {
    let is_changed = Arc::new(AtomicBool::new(false));
    let changed = Arc::clone(&is_changed);
    let desk = Desk::new(move |seen| {
        let is_changed = changed.load(Ordering::SeqCst);
        match seen.path.as_str() {
            "/robots.txt" => Reply::status(404),
            "/feed.xml" => {
                let day = if is_changed { 13 } else { 12 };
                Reply::html(format!("<feed><entry><link href=\"/1\"/><updated>2021-04-{day}T02:00:00Z</updated></entry></feed>"))
            }
            _ => Reply::html(article(FIRMS[0], if is_changed { 3000 } else { 200 })),
        }
    })
    .with("feed", "a.example", "/feed.xml", "");
    desk.crawl(Mode::Once);
    assert_eq!(desk.records()[0].leaks[0].count, 200);
    is_changed.store(true, Ordering::SeqCst);
    let tally = desk.crawl(Mode::OnceAll);
    assert_eq!((tally.new, tally.changed), (0, 1));
    assert_eq!(desk.records().iter().map(|record| record.leaks[0].count).collect::<Vec<_>>(), [3000]);
}

#[test]
fn feeds_move_and_end() {
    let is_gone = Arc::new(AtomicBool::new(false));
    let gone = Arc::clone(&is_gone);
    let desk = Desk::new(move |seen| match seen.path.as_str() {
        "/feed.xml" => Reply::redirect(301, "/new.xml"),
        "/new.xml" if gone.load(Ordering::SeqCst) => Reply::status(410),
        "/new.xml" => Reply::html(rss(&[])),
        _ => Reply::status(404),
    })
    .with("feed", "a.example", "/feed.xml", "");
    desk.crawl(Mode::Once);
    desk.crawl(Mode::OnceAll);
    is_gone.store(true, Ordering::SeqCst);
    desk.crawl(Mode::OnceAll);
    desk.crawl(Mode::OnceAll);
    assert_eq!(desk.asked(), ["/feed.xml", "/new.xml", "/new.xml", "/new.xml"]);
    let source = desk.source();
    assert!(source.is_gone && source.next.is_none() && source.location.ends_with("/new.xml"));
}

#[test]
fn passwords_stay_with_their_host() {
    let mut desk = Desk::new(|seen| match seen.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/feed.xml" => Reply::html(rss(&[("/1", "一")])),
        _ => Reply::html(article(FIRMS[0], 5)),
    })
    .with("feed", "a.example", "/feed.xml", "");
    desk.config = desk.config.replace("http://a.example", "http://user:hush-hush@a.example");
    desk.crawl(Mode::Once);
    let log = desk.web.log();
    assert!(log.iter().all(|seen| seen.header.contains_key("authorization") == (seen.path == "/feed.xml")), "{log:?}");
    for file in fs::read_dir(desk.folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(9).any(|bytes| bytes == b"hush-hush"));
    }
}

#[test]
fn a_feed_with_thousands_of_entries_does_not_hold_up_the_others() {
    let items: String = (0..5000).map(|n| format!("<item><link>/{n}</link></item>")).collect();
    let desk = Desk::new(move |seen| match (seen.host.split(':').next().unwrap(), seen.path.as_str()) {
        ("large.example", "/feed.xml") => Reply::html(format!("<rss><channel>{items}</channel></rss>")),
        (_, "/feed.xml") => Reply::html(rss(&[("/1", "一")])),
        ("large.example", _) | (_, "/robots.txt") => Reply::status(404),
        _ => Reply::html(article(FIRMS[0], 5)),
    })
    .with("feed", "large.example", "/feed.xml", "")
    .with("feed", "small.example", "/feed.xml", "");
    let until = desk.clock.now() + Duration::from_mins(1);
    let clock = desk.clock.clone();
    desk.crawl_until(Mode::Forever, async move { clock.sleep_until(until).await });
    assert_eq!(desk.victims(), [FIRMS[0].to_owned()].into());
    assert_eq!(desk.source().articles, 5000);
    let large = desk.web.log().iter().filter(|seen| seen.host.starts_with("large")).count();
    assert!((10..=31).contains(&large), "{large} requests in a minute");
}

#[test]
fn a_long_run_keeps_the_rhythm_of_each_feed() {
    let looks: Arc<Mutex<HashMap<String, Vec<i64>>>> = Arc::default();
    let desk = Desk::new(|seen| match seen.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/ttl.xml" => Reply::html(rss(&[]).replace("<title>t", "<ttl>240</ttl><title>t")),
        "/skip.xml" => {
            let hours: String = (0..24).filter(|hour| *hour != 12).map(|hour| format!("<hour>{hour}</hour>")).collect();
            Reply::html(rss(&[]).replace("<title>t", &format!("<skipHours>{hours}</skipHours><title>t")))
        }
        "/broken.xml" => Reply::html("<html>maintenance</html>"),
        _ => Reply::html(rss(&[])),
    })
    .with("feed", "a.example", "/every.xml", "every = \"1h\"")
    .with("feed", "b.example", "/ttl.xml", "every = \"1h\"")
    .with("feed", "c.example", "/skip.xml", "every = \"1h\"")
    .with("feed", "d.example", "/broken.xml", "every = \"1h\"");
    let until = desk.clock.now() + Duration::from_hours(24);
    let clock = desk.clock.clone();
    desk.crawl_until(Mode::Forever, async move { clock.sleep_until(until).await });
    for seen in desk.web.log() {
        let minute = seen.at.duration_since(NOW.parse().unwrap()).as_secs() / 60;
        looks.lock().unwrap().entry(seen.path).or_default().push(minute);
    }
    let looks = looks.lock().unwrap();
    let gaps = |path: &str| looks[path].windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>();
    assert!(
        gaps("/every.xml").iter().all(|gap| (60..=66).contains(gap)) && looks["/every.xml"].len() >= 22,
        "{:?}",
        gaps("/every.xml")
    );
    assert!(gaps("/ttl.xml").iter().all(|gap| (240..=264).contains(gap)), "{:?}", gaps("/ttl.xml"));
    // From noon to one o'clock there is one look, and one after it is scheduled for the next noon.
    assert!(looks["/skip.xml"].len() <= 3, "{:?}", looks["/skip.xml"]);
    assert!(looks["/broken.xml"].len() <= 6, "{:?}", looks["/broken.xml"]);
}

#[test]
fn the_counters_are_there_for_prometheus() {
    let mut desk = Desk::new(|seen| match seen.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/feed.xml" => Reply::html(rss(&[("/1", "一")])),
        _ => Reply::html(article(FIRMS[0], 5)),
    })
    .with("feed", "a.example", "/feed.xml", "");
    desk.config = desk.config.replace("[crawl]", "[crawl]\nmetrics = \"jikenbo.prom\"");
    desk.crawl(Mode::Once);
    let text = fs::read_to_string(desk.folder.path().join("jikenbo.prom")).unwrap();
    for line in
        ["jikenbo_looks_total 1", "jikenbo_articles_new_total 1", "jikenbo_incidents_total 1", "jikenbo_articles_waiting 0"]
    {
        assert!(text.lines().any(|found| found == line), "{line}: {text}");
    }
}
