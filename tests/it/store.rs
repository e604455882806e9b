//! The casebook: what is kept, for whom, and what survives.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::date;
use jikenbo::dict::Tables;
use jikenbo::export::Record;
use jikenbo::export::record::{AttackType, Origin};
use jikenbo::pipeline::{Known, Pipeline};
use jikenbo::store::{Article, Casebook, Check, Entry, Error, FetchedPage, Filter, HostState, Reading, SourceKind, Stored};
use tempfile::TempDir;

/// An article of some length about an organisation.
fn article(organization: &str, count: u32) -> String {
    format!(
        "{organization}、個人情報{count}人分が流出か\n\n2024年5月8日\n\n{organization}は2024年5月7日、同社のサーバーが不正アクセスを受け、\
         顧客{count}人分の個人情報が流出した可能性があると発表した。同社によると、4月30日に外部から指摘を受けて調べたところ、\
         サーバーに不審なファイルが置かれているのを見つけた。氏名、住所、電話番号が含まれる。同社は同日中にサーバーを止め、\
         警察に相談した。対象者には順次連絡し、再発の防止に努めるとしている。\n"
    )
}

/// A casebook in a folder of its own, with the stages that read its pages.
struct Desk {
    folder: TempDir,
    pipeline: Pipeline,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), pipeline: Pipeline::new(&Tables::embedded()).unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("cases.db")
    }

    fn open(&self) -> Casebook {
        Casebook::open(&self.path()).unwrap()
    }

    fn records(&self, url: &str, page: &str) -> (String, Vec<Record>) {
        let article = self.pipeline.article(page.as_bytes(), &Known::default()).unwrap();
        (article.text(), Record::of(&article, Origin::Url(url), page.as_bytes(), false))
    }

    /// Puts a page that somebody has into a casebook.
    fn put(&self, casebook: &mut Casebook, url: &str, page: &str, second: i64) -> Stored {
        let (text, records) = self.records(url, page);
        casebook.add(url, &fetched(url, page.as_bytes(), second), &reading(&text, &records)).unwrap()
    }
}

fn fetched<'a>(url: &'a str, body: &'a [u8], second: i64) -> FetchedPage<'a> {
    FetchedPage {
        at: at(second),
        origin: Origin::Url(url),
        headers: &[],
        charset: Some("utf-8"),
        published: None,
        announced: Some("2024-05-08".parse().unwrap()),
        body,
        is_entry_text: false,
    }
}

fn reading<'a>(text: &'a str, records: &'a [Record]) -> Reading<'a> {
    Reading { text, records, again: None }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_715_000_000 + second).unwrap()
}

fn found(casebook: &Casebook, filter: &Filter) -> Vec<String> {
    let mut names = Vec::new();
    let each = |record: Record| -> Result<(), Error> {
        names.push(record.victim.map(|victim| victim.name).unwrap_or_default());
        Ok(())
    };
    casebook.incidents(filter, each).unwrap();
    names
}

fn check(second: i64) -> Check {
    Check {
        at: at(second),
        is_error: false,
        result: "2 entries".to_owned(),
        location: "https://news.example/feed.xml".to_owned(),
        etag: Some("\"abc\"".to_owned()),
        last_modified: None,
        is_gone: false,
        next: Some(at(second + 1800)),
        why: "every 30 minutes".to_owned(),
        interval: Some(Duration::from_mins(30)),
    }
}

/// The articles that wait at a moment.
fn due(casebook: &Casebook, now: Timestamp) -> Vec<Article> {
    let waiting = casebook.waiting(now).unwrap();
    waiting.into_iter().map(|(id, _)| casebook.waiting_article(id).unwrap()).collect()
}

fn entry(name: &str, updated: Option<i64>) -> Entry {
    let url = format!("https://news.example/{name}.html");
    Entry { address: format!("{url}?utm_source=rss"), url, updated: updated.map(at), ..Entry::default() }
}

#[test]
fn what_is_put_in_comes_out_whole_also_after_closing() {
    let desk = Desk::new();
    let page = article("青葉商事", 1200);
    let url = "https://news.example/1.html";
    assert_eq!(desk.put(&mut desk.open(), url, &page, 0), Stored::New);
    let casebook = Casebook::read(&desk.path()).unwrap();
    let pages = casebook.pages(None, 10).unwrap();
    let [stored] = pages.as_slice() else { panic!("{} pages", pages.len()) };
    assert_eq!((stored.article.as_str(), stored.at, stored.body.as_slice()), (url, at(0), page.as_bytes()));
    assert_eq!((stored.origin(), stored.charset.as_deref()), (Origin::Url(url), Some("utf-8")));
    assert_eq!((stored.published, stored.announced), (None, Some("2024-05-08".parse().unwrap())));
    assert_eq!(stored.records, desk.records(url, &page).1);
    assert!(!stored.records.is_empty());
}

#[test]
fn an_article_that_changes_gets_a_version_and_only_the_newest_counts() {
    let desk = Desk::new();
    let mut casebook = desk.open();
    let url = "https://news.example/1.html";
    assert_eq!(desk.put(&mut casebook, url, &article("青葉商事", 1200), 0), Stored::New);
    assert_eq!(desk.put(&mut casebook, url, &format!("{}\n", article("青葉商事", 1200)), 1), Stored::Unchanged);
    let longer = article("青葉商事", 3400) + "5月20日追記。対象者が増えたと同社は発表した。システムは18日に復旧している。\n";
    assert_eq!(desk.put(&mut casebook, url, &longer, 2), Stored::Changed);
    assert_eq!(found(&casebook, &Filter::default()), ["青葉商事"]);
    let summary = casebook.summary().unwrap();
    assert_eq!((summary.articles, summary.versions, summary.incidents), (1, 2, 1));
}

#[test]
fn a_copy_at_another_address_is_seen_once_and_a_near_copy_is_linked() {
    let desk = Desk::new();
    let mut casebook = desk.open();
    let (first, second, third) = ("https://a.example/1", "https://b.example/2", "https://c.example/3");
    let text = article("青葉商事", 1200);
    desk.put(&mut casebook, first, &text, 0);
    assert_eq!(desk.put(&mut casebook, second, &text, 1), Stored::Same(first.to_owned()));
    let near = text.replace("としている。", "としている（共同）。");
    assert_eq!(desk.put(&mut casebook, third, &near, 2), Stored::Similar(first.to_owned()));
    assert_eq!(desk.put(&mut casebook, "https://d.example/4", &article("みなと銀行", 77), 3), Stored::New);
    assert_eq!(found(&casebook, &Filter::default()), ["青葉商事", "青葉商事", "みなと銀行"]);
    assert_eq!(found(&casebook, &Filter { without_copies: true, ..Filter::default() }), ["青葉商事", "みなと銀行"]);
}

#[test]
fn a_reader_asks_by_day_kind_organisation_and_words() {
    let desk = Desk::new();
    let mut casebook = desk.open();
    desk.put(&mut casebook, "https://news.example/1", &article("青葉商事", 1200), 0);
    let loss = "北浜市、USBメモリを紛失\n\n2024年6月2日\n\n北浜市は6月1日、職員が市民350人分の氏名と住所を記録したUSBメモリを紛失したと発表した。\n";
    desk.put(&mut casebook, "https://news.example/2", loss, 1);
    let ask = |filter: Filter| found(&casebook, &filter);
    assert_eq!(ask(Filter { since: Some(date(2024, 6, 1)), ..Filter::default() }), ["北浜市"]);
    assert_eq!(ask(Filter { until: Some(date(2024, 6, 1)), ..Filter::default() }), ["青葉商事"]);
    assert_eq!(ask(Filter { types: vec![AttackType::Loss, AttackType::Theft], ..Filter::default() }), ["北浜市"]);
    assert_eq!(ask(Filter { organization: Some("青葉".to_owned()), ..Filter::default() }), ["青葉商事"]);
    assert_eq!(ask(Filter { text: Some("ｕｓｂメモリ".to_owned()), ..Filter::default() }), ["北浜市"]);
    assert_eq!(ask(Filter { text: Some("どこにもない語".to_owned()), ..Filter::default() }), [""; 0]);
}

#[test]
fn a_version_from_before_is_kept_and_does_not_count() {
    let desk = Desk::new();
    let mut casebook = desk.open();
    let (url, old, new) = ("https://news.example/1", article("青葉商事", 1200), article("青葉商事", 1300));
    assert_eq!(desk.put(&mut casebook, url, &new, 100), Stored::New);
    assert_eq!(desk.put(&mut casebook, url, &old, 50), Stored::Older);
    assert_eq!(desk.put(&mut casebook, url, &old, 50), Stored::Unchanged);
    assert_eq!(casebook.summary().unwrap().versions, 2);
    let pages = casebook.pages(None, 10).unwrap();
    assert_eq!(pages.iter().map(|page| page.body.as_slice()).collect::<Vec<_>>(), [new.as_bytes()]);
}

#[test]
fn what_two_addresses_said_counts_as_long_as_one_of_them_says_it() {
    let desk = Desk::new();
    let mut casebook = desk.open();
    let (first, second) = ("https://a.example/latest", "https://b.example/1");
    desk.put(&mut casebook, first, &article("青葉商事", 1200), 0);
    assert_eq!(desk.put(&mut casebook, second, &article("青葉商事", 1200), 1), Stored::Same(first.to_owned()));
    // The first address has something else now, the second still the same.
    assert_eq!(desk.put(&mut casebook, first, &article("みなと銀行", 77), 2), Stored::Changed);
    let mut names = found(&casebook, &Filter::default());
    names.sort();
    assert_eq!(names, ["みなと銀行", "青葉商事"]);
    assert_eq!(casebook.pages(None, 10).unwrap().len(), 2);
    assert_eq!(desk.put(&mut casebook, second, &article("北浜市", 5), 3), Stored::Changed);
    assert_eq!(found(&casebook, &Filter::default()), ["みなと銀行", "北浜市"]);
}

#[test]
fn entries_wait_once_and_again_when_the_source_says_they_changed() {
    let desk = Desk::new();
    let mut casebook = desk.open();
    let source = casebook.source("https://news.example/feed.xml", SourceKind::Feed, Some("News"), &["press".to_owned()]).unwrap();
    let entries = [entry("a", Some(10)), entry("b", None)];
    assert_eq!(casebook.checked(source, &check(0), &entries).unwrap(), 2);
    assert_eq!(casebook.checked(source, &check(60), &entries).unwrap(), 0);
    let names =
        |casebook: &Casebook| -> Vec<String> { due(casebook, at(100_000)).into_iter().map(|article| article.url).collect() };
    assert_eq!(names(&casebook), ["https://news.example/a.html", "https://news.example/b.html"]);
    assert_eq!(due(&casebook, at(-1)), []);

    let (url, text) = ("https://news.example/a.html", article("青葉商事", 1200));
    let (a, b) = (due(&casebook, at(100_000))[0].id, due(&casebook, at(100_000))[1].id);
    let records = desk.records(url, &text).1;
    let headers = [("ETag".to_owned(), "W/\"1\"".to_owned())];
    let page = FetchedPage { headers: &headers, ..fetched(url, text.as_bytes(), 70) };
    let later = Reading { again: Some(at(400)), ..reading(&text, &records) };
    assert_eq!(casebook.put(a, &page, &later).unwrap(), Stored::New);
    assert_eq!(due(&casebook, at(400))[1].etag.as_deref(), Some("W/\"1\""));
    // A saved page of the article leaves its place in the queue as it is.
    assert_eq!(desk.put(&mut casebook, url, &article("青葉商事", 1300), 80), Stored::Changed);
    assert_eq!(due(&casebook, at(400))[1].etag.as_deref(), Some("W/\"1\""));
    casebook.unmodified(a, None).unwrap();
    casebook.failed(b, "the server answered 503", Some(at(500))).unwrap();
    assert_eq!(due(&casebook, at(499)), []);
    assert_eq!(casebook.next_due(at(0)).unwrap(), Some(at(500)));
    assert_eq!(due(&casebook, at(500))[0].tries, 1);
    casebook.failed(b, "given up after 5 tries", None).unwrap();
    assert_eq!(casebook.summary().unwrap().given_up, 1);

    assert_eq!(casebook.checked(source, &check(120), &[entry("a", Some(90))]).unwrap(), 1);
    assert_eq!(names(&casebook), ["https://news.example/a.html"]);
    let sources = casebook.sources().unwrap();
    assert_eq!((sources[0].articles, sources[0].incidents, sources[0].errors_in_a_row), (2, 1, 0));
    assert_eq!((sources[0].next, sources[0].etag.as_deref()), (Some(at(1920)), Some("\"abc\"")));
}

#[test]
fn errors_are_counted_in_a_row_and_hosts_are_remembered() {
    let desk = Desk::new();
    let mut casebook = desk.open();
    let source = casebook.source("https://news.example/feed.xml", SourceKind::Feed, None, &[]).unwrap();
    let failed = Check { is_error: true, ..check(0) };
    casebook.checked(source, &failed, &[]).unwrap();
    casebook.checked(source, &failed, &[]).unwrap();
    assert_eq!(casebook.sources().unwrap()[0].errors_in_a_row, 2);
    casebook.checked(source, &check(10), &[]).unwrap();
    assert_eq!(casebook.sources().unwrap()[0].errors_in_a_row, 0);

    assert_eq!(casebook.host("news.example").unwrap(), HostState::default());
    let state = HostState { robots: Some("User-agent: *".to_owned()), robots_checked: Some(at(1)), not_before: Some(at(9)) };
    casebook.remember_host("news.example", &state).unwrap();
    assert_eq!(casebook.host("news.example").unwrap(), state);
}

#[test]
fn what_is_read_again_takes_the_place_of_what_was_read() {
    let desk = Desk::new();
    let mut casebook = desk.open();
    desk.put(&mut casebook, "https://news.example/1", &article("青葉商事", 1200), 0);
    let page = casebook.pages(None, 10).unwrap().remove(0);
    let (id, records) = (page.id, page.records.clone());
    assert_eq!(casebook.pages(Some(id), 10).unwrap(), []);
    let mut other = records.clone();
    other[0].title = "別の見出し".to_owned();
    casebook.replace(id, &reading("別の本文", &other)).unwrap();
    let read_again = casebook.pages(None, 10).unwrap().remove(0);
    assert_eq!((read_again.id, read_again.body, read_again.records), (id, page.body, other));
    // What is known of the page is how it reads now.
    let url = "https://news.example/1";
    assert_eq!(casebook.add(url, &fetched(url, b"", 9), &reading("別の本文", &records)).unwrap(), Stored::Unchanged);
    casebook.replace(id, &reading("別の本文", &[])).unwrap();
    assert_eq!(found(&casebook, &Filter::default()), [""; 0]);
}

#[test]
fn a_second_writer_is_told_who_writes_and_a_reader_is_not_held_up() {
    let desk = Desk::new();
    let mut casebook = desk.open();
    desk.put(&mut casebook, "https://news.example/1", &article("青葉商事", 1200), 0);
    let message = Casebook::open(&desk.path()).unwrap_err().to_string();
    let expected =
        format!("is being written by another jikenbo (process {}); wait until it is done, or stop it", std::process::id());
    assert!(message.ends_with(&expected), "{message}");
    assert_eq!(found(&Casebook::read(&desk.path()).unwrap(), &Filter::default()), ["青葉商事"]);
    drop(casebook);
    Casebook::open(&desk.path()).unwrap();
}

#[test]
fn a_file_that_is_no_casebook_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let refusal = |path: &Path| (Casebook::open(path).unwrap_err().to_string(), Casebook::read(path).unwrap_err().to_string());

    let text = folder.path().join("text.db");
    std::fs::write(&text, "これは事件簿ではない".repeat(100)).unwrap();
    let (write, read) = refusal(&text);
    assert!(write.contains("is no casebook that this program reads") && read.contains("is no casebook"), "{write}; {read}");
    assert_eq!(std::fs::read_to_string(&text).unwrap(), "これは事件簿ではない".repeat(100));

    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE bookmarks (url TEXT)").unwrap();
    assert!(refusal(&other).0.contains("another program's database"));

    let later = folder.path().join("later.db");
    drop(Casebook::open(&later).unwrap());
    rusqlite::Connection::open(&later).unwrap().pragma_update(None, "user_version", 999).unwrap();
    assert!(refusal(&later).1.contains("made by a later version"));

    let missing = Casebook::read(&folder.path().join("none.db")).unwrap_err().to_string();
    assert!(missing.starts_with("there is no casebook at"), "{missing}");
    assert!(!folder.path().join("none.db").exists());
}

#[test]
fn a_casebook_grows_by_less_than_twice_its_compressed_pages() {
    let desk = Desk::new();
    drop(desk.open());
    let size = || std::fs::metadata(desk.path()).unwrap().len();
    let empty = size();
    let mut casebook = desk.open();
    let fixtures = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")).unwrap();
    let pages = fixtures.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|kind| kind == "html"));
    for (number, path) in pages.enumerate() {
        let bytes = std::fs::read(&path).unwrap();
        let article = desk.pipeline.article(&bytes, &Known::default()).unwrap();
        // Others with the same words in another order stand for the thousands that a casebook holds.
        for day in 1..=12 {
            let url = format!("https://news.example/2024/{day:02}/{}", path.file_name().unwrap().display());
            let records = Record::of(&article, Origin::Url(&url), &bytes, false);
            casebook.add(&url, &fetched(&url, &bytes, day), &reading(&format!("{number} {day}"), &records)).unwrap();
        }
    }
    let compressed = casebook.summary().unwrap().page_bytes;
    drop(casebook);
    let growth = size() - empty;
    assert!(growth < 2 * compressed, "{growth} bytes for {compressed} bytes of pages");
}
