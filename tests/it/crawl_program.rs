//! `jikenbo crawl`, `init` and `feeds` as programs: what they print, and what a kill leaves behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use jikenbo::store::{Casebook, Filter};
use tempfile::TempDir;

use crate::crawl::article;
use crate::program::{Run, jikenbo, run};
use crate::web::{Reply, Seen, TestClock, Web};

/// A folder with a configuration for one feed.
fn folder(web: &Web) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let feed = web.url("127.0.0.1", "/feed.xml");
    let config = format!(
        "casebook = \"cases.db\"\n[crawl]\nuser_agent = \"jikenbo-test (+https://example.org/)\"\nallow_private = true\n\
         min_delay = \"0s\"\n[[feed]]\nurl = \"{feed}\"\nname = \"青葉\\u001b[2J\"\n"
    );
    fs::write(folder.path().join("jikenbo.toml"), config).unwrap();
    folder
}

fn crawl(folder: &Path, more: &[&str]) -> Run {
    let config = folder.join("jikenbo.toml");
    let args = ["crawl", "--config", config.to_str().unwrap()];
    run(args.iter().chain(more))
}

/// A web with a feed of so many articles.
fn web(articles: usize) -> Web {
    Web::start(&TestClock::at("2021-04-13T03:00:00Z"), move |seen: &Seen| match seen.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/feed.xml" => {
            let items: String = (0..articles).map(|n| format!("<item><title>{n}</title><link>/{n}</link></item>")).collect();
            Reply::html(format!("<rss><channel>{items}</channel></rss>")).tagged(seen, "\"1\"")
        }
        path => Reply::html(article("株式会社青葉商事", 1000 + path[1..].parse::<usize>().unwrap())),
    })
}

/// What a casebook holds, without the times and the numbers that depend on the order.
fn content(folder: &Path) -> Vec<String> {
    let mut content = Vec::new();
    let casebook = Casebook::read(&folder.join("cases.db")).unwrap();
    let each = |record| {
        content.push(serde_json::to_string(&record).unwrap());
        Ok::<_, jikenbo::store::Error>(())
    };
    casebook.incidents(&Filter::default(), each).unwrap();
    content.sort_unstable();
    content
}

/// Numbers that look like chance and are the same in each run of the test.
fn chance(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

#[test]
fn killed_fifty_times_it_loses_nothing_and_does_nothing_twice() {
    const ARTICLES: usize = 300;
    let web = web(ARTICLES);
    let undisturbed = folder(&web);
    assert_eq!(crawl(undisturbed.path(), &["--once"]).code, Some(0));
    let expect = content(undisturbed.path());
    assert_eq!(expect.len(), ARTICLES);

    web.forget();
    let folder = folder(&web);
    let config = folder.path().join("jikenbo.toml");
    let mut seed = 20_210_413;
    let (mut kills, mut done) = (0, 0);
    while kills < 50 {
        let mut program = jikenbo(["crawl", "--once", "--quiet", "--config"]);
        let mut child = program.arg(&config).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // After some more requests than the last time, or a moment, at any point of what the program does meanwhile.
        let goal = done + 1 + chance(&mut seed) as usize % 8;
        let begun = Instant::now();
        while web.log().len() < goal && begun.elapsed() < Duration::from_secs(20) && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_micros(chance(&mut seed) % 20_000));
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        done = web.log().len();
    }
    assert_eq!(crawl(folder.path(), &["--once"]).code, Some(0));
    assert_eq!(content(folder.path()), expect);

    // What was under way when it was killed is fetched again, and nothing else: one page a kill at the most, as all pages
    // are on one host.
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    web.paths()
        .into_iter()
        .filter(|path| path[1..].parse::<usize>().is_ok())
        .for_each(|path| *asked.entry(path).or_default() += 1);
    let twice = asked.values().sum::<usize>() - asked.len();
    assert!(asked.len() == ARTICLES && twice <= kills, "{twice} pages were fetched again after {kills} kills");
    let again = crawl(folder.path(), &["--now"]);
    assert!(again.err.contains("1 source looked at (1 unmodified, 0 failed), 0 new articles"), "{}", again.err);
}

#[test]
fn status_says_how_a_source_fares_and_cannot_steer_the_terminal() {
    let web = web(2);
    let folder = folder(&web);
    let missing = crawl(folder.path(), &["--status"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.err.contains("there is no casebook at"), "{}", missing.err);

    let log = crawl(folder.path(), &["--once"]);
    assert!(log.err.lines().last().unwrap().contains("2 new articles, 0 changed, 0 unchanged, 0 seen elsewhere"), "{}", log.err);
    let config = fs::read_to_string(folder.path().join("jikenbo.toml")).unwrap();
    fs::write(folder.path().join("jikenbo.toml"), format!("{config}[[page]]\nurl = \"http://new.example/\"\n")).unwrap();
    let status = crawl(folder.path(), &["--status"]);
    assert_eq!(status.code, Some(0));
    assert!(status.out.ends_with("http://new.example/\n  last look    not yet\n\n"), "{}", status.out);
    for words in [
        "青葉\u{fffd}[2J",
        "/feed.xml",
        ": 2 entries",
        "how often it publishes is not known",
        "articles     2",
        "incidents    2",
        "errors       0 in a row",
    ] {
        assert!(status.out.contains(words), "{words}: {}", status.out);
    }
    assert!(!status.out.contains('\u{1b}') && !log.err.contains('\u{1b}'));
}

#[test]
fn the_log_can_be_json() {
    let web = web(1);
    let run = crawl(folder(&web).path(), &["--once", "--log", "json"]);
    let lines: Vec<serde_json::Value> = run.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let article = lines.iter().find(|line| line["message"] == "read an article").unwrap();
    assert_eq!((article["incidents"].as_u64(), article["level"].as_str()), (Some(1), Some("INFO")));
}

#[test]
fn a_second_writer_is_told_who_the_first_is() {
    let web = web(1);
    let folder = folder(&web);
    let _first = Casebook::open(&folder.path().join("cases.db")).unwrap();
    let second = crawl(folder.path(), &["--once"]);
    assert_eq!(second.code, Some(2));
    assert!(second.err.contains("is being written by another jikenbo"), "{}", second.err);
}

#[test]
fn a_wrong_configuration_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("jikenbo.toml"), "casebook = \"a\"\n[crawl]\nuser_agnt = \"x\"\n").unwrap();
    let run = crawl(folder.path(), &["--once"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.ends_with("jikenbo.toml: line 3: there is no key `user_agnt` here; did you mean `user_agent`?\n"),
        "{}",
        run.err
    );
}

#[test]
fn feeds_come_from_other_readers_and_go_to_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert_eq!(run(["init", &path("jikenbo.toml")]).code, Some(0));
    let twice = run(["init", &path("jikenbo.toml")]);
    assert_eq!(twice.code, Some(2));
    let list = "<opml><body><outline text='報道'><outline text='青葉' xmlUrl='https://a.example/feed'/></outline>\
        <outline xmlUrl='https://example.org/feed.xml'/></body></opml>";
    fs::write(path("list.opml"), list).unwrap();
    let import = run(["feeds", "import", "--config", &path("jikenbo.toml"), &path("list.opml")]);
    assert_eq!((import.code, import.err.as_str()), (Some(0), "1 feed added, 1 already there\n"));
    let text = fs::read_to_string(path("jikenbo.toml")).unwrap();
    assert!(
        text.starts_with("# What jikenbo crawls.")
            && text.ends_with("\n[[feed]]\nurl = \"https://a.example/feed\"\nname = \"青葉\"\ntags = [\"報道\"]\n"),
        "{text}"
    );
    let export = run(["feeds", "export", "--config", &path("jikenbo.toml")]);
    assert!(
        export
            .out
            .contains("<outline type=\"rss\" text=\"青葉\" title=\"青葉\" xmlUrl=\"https://a.example/feed\" category=\"報道\"/>"),
        "{}",
        export.out
    );
}
