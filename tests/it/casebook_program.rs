//! `jikenbo add`, `export` and `reextract` as programs: what goes into a casebook comes out of it.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jikenbo::crawl::ENTRY_TEXT;
use jikenbo::export::record::Origin;
use jikenbo::store::{Casebook, FetchedPage, Reading};
use serde_json::Value;
use tempfile::TempDir;

use crate::program::{Run, finish, jikenbo, run};

/// A folder with articles and room for a casebook.
struct Desk(TempDir);

impl Desk {
    /// With three articles: of 2022 and 2024 about loss, of 2023 about ransomware.
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::create_dir(desk.path("articles")).unwrap();
        desk.write("articles/1.txt", &loss("北浜市", "2022年6月1日", 350));
        desk.write(
            "articles/2.txt",
            "青葉病院、ランサムウェア被害\n\n2023年2月3日\n\n青葉病院は2日、院内のサーバーがランサムウェアに感染し、電子カルテが\
             暗号化されたと発表した。患者の情報が流出したかどうかは調査中としている。\n",
        );
        desk.write("articles/3.txt", &loss("みなと銀行", "2024年5月8日", 1200));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Runs a command on the casebook.
    fn run(&self, command: &str, args: &[&str]) -> Run {
        let casebook = self.path("cases.db");
        run([command, "--casebook", casebook.to_str().unwrap()].iter().chain(args))
    }

    fn add(&self, name: &str) -> String {
        let added = self.run("add", &[self.path(name).to_str().unwrap()]);
        assert_eq!(added.code, Some(0), "{}", added.err);
        added.err.lines().last().unwrap().to_owned()
    }

    /// The victims of an export.
    fn victims(&self, args: &[&str]) -> Vec<String> {
        let export = self.run("export", args);
        assert_eq!((export.code, export.err.as_str()), (Some(0), ""));
        export.lines().iter().map(|record| record["victim"]["name"].as_str().unwrap().to_owned()).collect()
    }
}

fn loss(organization: &str, day: &str, count: u32) -> String {
    format!(
        "{organization}、USBメモリを紛失\n\n{day}\n\n{organization}は{day}、職員が個人情報{count}人分を記録したUSBメモリを紛失したと\
         発表した。氏名と住所が含まれる。情報が悪用されたという連絡は今のところないという。\n"
    )
}

fn without_path(mut record: Value) -> Value {
    record["source"]["path"].take();
    record
}

#[test]
fn what_is_added_is_exported_as_it_would_have_been_extracted() {
    let desk = Desk::new();
    let line = desk.add("articles");
    assert!(
        line.starts_with("3 articles of 3 files read, 3 incidents, 0 failed, 0 skipped; in the casebook 3 new, 0 changed"),
        "{line}"
    );
    let extracted = run([Path::new("extract"), &desk.path("articles")]);
    assert_eq!(desk.run("export", &[]).out, extracted.out);
    let table = run(["extract".as_ref(), "--format".as_ref(), "csv".as_ref(), desk.path("articles").as_os_str()]);
    assert_eq!(desk.run("export", &["--format", "csv"]).out, table.out);
}

#[test]
fn what_is_added_again_counts_once_and_a_file_that_changed_counts_as_it_is_now() {
    let desk = Desk::new();
    desk.add("articles");
    let line = desk.add("articles");
    assert!(line.ends_with("in the casebook 0 new, 0 changed, 0 older, 3 known, 0 seen elsewhere"), "{line}");

    fs::copy(desk.path("articles/1.txt"), desk.path("articles/copy.txt")).unwrap();
    desk.write("articles/3.txt", &loss("みなと銀行", "2024年5月8日", 1300));
    let line = desk.add("articles");
    assert!(line.ends_with("in the casebook 0 new, 1 changed, 0 older, 2 known, 1 seen elsewhere"), "{line}");
    let records = desk.run("export", &[]).lines();
    assert_eq!(records.len(), 3);
    assert_eq!(records[2]["leaks"][0]["count"], 1300);
}

#[test]
fn where_nothing_can_be_read_no_casebook_is_made() {
    let desk = Desk::new();
    let added = desk.run("add", &[desk.path("no-such-file.html").to_str().unwrap()]);
    assert_eq!(added.code, Some(1), "{}", added.err);
    assert!(!desk.path("cases.db").exists());
}

#[test]
fn what_comes_through_standard_input_is_known_by_its_bytes() {
    let desk = Desk::new();
    let add = |text: &str| {
        let mut program = jikenbo(["add".as_ref(), "--casebook".as_ref(), desk.path("cases.db").as_os_str(), "-".as_ref()]);
        finish(&mut program, text.as_bytes()).err
    };
    assert!(add(&loss("北浜市", "2022年6月1日", 350)).contains("1 new"));
    assert!(add(&loss("みなと銀行", "2024年5月8日", 1200)).contains("1 new"));
    assert!(add(&loss("北浜市", "2022年6月1日", 350)).contains("1 known"));
    assert_eq!(desk.victims(&[]), ["北浜市", "みなと銀行"]);
}

#[test]
fn pages_of_a_crawl_are_known_by_their_address_and_the_newest_counts() {
    let desk = Desk::new();
    let capture = |day: &str, count: u32| {
        let body = loss("北浜市", "2022年6月1日", count);
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://city.example/usb.html\r\nWARC-Date: {day}T00:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        )
    };
    desk.write("new.warc", &capture("2022-06-03", 360));
    desk.write("old.warc", &capture("2022-06-01", 350));
    assert!(desk.add("new.warc").contains("1 new"));
    assert!(desk.add("old.warc").contains("0 new, 0 changed, 1 older"));
    assert!(desk.add("old.warc").contains("1 known"));
    let records = desk.run("export", &[]).lines();
    let [record] = records.as_slice() else { panic!("{} records", records.len()) };
    assert_eq!(record["leaks"][0]["count"], 360);
    assert_eq!(record["source"]["captured"], "2022-06-03T00:00:00Z");
    // What is read again is what was added.
    let again = desk.run("reextract", &[]);
    assert!(again.err.ends_with("0 new, 0 gone, 0 changed\n") && again.out.is_empty(), "{} {}", again.err, again.out);
}

#[test]
fn an_export_can_be_narrowed_by_day_kind_name_and_words() {
    let desk = Desk::new();
    desk.add("articles");
    let victims = |args: &[&str]| desk.victims(args);
    assert_eq!(victims(&[]), ["北浜市", "青葉病院", "みなと銀行"]);
    assert_eq!(victims(&["--since", "2023"]), ["青葉病院", "みなと銀行"]);
    assert_eq!(victims(&["--until", "2023"]), ["北浜市", "青葉病院"]);
    assert_eq!(victims(&["--since", "2022-06-02", "--until", "2023-02"]), ["青葉病院"]);
    assert_eq!(victims(&["--type", "loss"]), ["北浜市", "みなと銀行"]);
    assert_eq!(victims(&["--type", "loss", "--type", "ransomware"]).len(), 3);
    assert_eq!(victims(&["--organization", "銀行"]), ["みなと銀行"]);
    assert_eq!(victims(&["--contains", "ｕｓｂメモリ", "--until", "2022"]), ["北浜市"]);
    assert_eq!(victims(&["--contains", "ありえない言葉"]), [""; 0]);
    let refused = desk.run("export", &["--type", "ransom"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("ransomware"), "{}", refused.err);
}

#[test]
fn copies_of_a_story_can_be_left_out() {
    let desk = Desk::new();
    let story = format!("{}市は対象者に手紙でわび、記録媒体の持ち出しを改めて禁じた。\n", loss("北浜市", "2022年6月1日", 350));
    desk.write("articles/1.txt", &story);
    desk.write("articles/4.txt", &story.replace("禁じた。", "禁じた。(共同)"));
    desk.add("articles");
    assert_eq!(desk.victims(&["--organization", "北浜市"]).len(), 2);
    assert_eq!(desk.victims(&["--organization", "北浜市", "--without-copies"]).len(), 1);
}

#[test]
fn a_casebook_that_is_not_there_is_not_made_and_one_in_use_is_named() {
    let desk = Desk::new();
    for command in ["export", "reextract"] {
        let refused = desk.run(command, &[]);
        assert_eq!(refused.code, Some(2));
        assert!(refused.err.starts_with("error: there is no casebook at"), "{}", refused.err);
        assert!(!desk.path("cases.db").exists());
    }
    let unnamed = finish(jikenbo(["export"]).current_dir(desk.0.path()), b"");
    assert_eq!(unnamed.code, Some(2));
    assert!(unnamed.err.contains("give --casebook FILE"), "{}", unnamed.err);

    let held = Casebook::open(&desk.path("cases.db")).unwrap();
    let refused = desk.run("add", &[desk.path("articles").to_str().unwrap()]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("is being written by another jikenbo (process"), "{}", refused.err);
    assert_eq!(desk.victims(&[]), [""; 0]);
    drop(held);
    desk.add("articles");
}

#[test]
fn the_casebook_of_the_configuration_is_meant_where_none_is_named() {
    let desk = Desk::new();
    desk.write(
        "jikenbo.toml",
        "casebook = \"cases.db\"\n[crawl]\nuser_agent = \"test (+https://example.org/)\"\n[[feed]]\nurl = \"https://example.org/feed\"\n",
    );
    let here = |args: &[&str]| finish(jikenbo(args).current_dir(desk.0.path()), b"");
    assert_eq!(here(&["add", "articles"]).code, Some(0));
    assert_eq!(here(&["export"]).lines().len(), 3);
    assert_eq!(desk.victims(&[]).len(), 3);
}

#[test]
fn an_export_into_a_file_replaces_it_whole() {
    let desk = Desk::new();
    desk.add("articles");
    desk.write("cases.json", "what was there");
    let file = desk.path("cases.json");
    let export = desk.run("export", &["--format", "json", "-o", file.to_str().unwrap()]);
    assert_eq!((export.code, export.out.as_str()), (Some(0), ""));
    let records: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert_eq!(records.as_array().unwrap().len(), 3);
}

#[test]
fn reading_again_tells_what_other_rules_change_and_a_dry_run_only_tells() {
    let desk = Desk::new();
    desk.add("articles");
    // Rules that do not know ransomware by its name.
    let table = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/dict/attacks.toml")).unwrap();
    fs::create_dir(desk.path("dict")).unwrap();
    let dict = desk.path("dict");
    fs::write(dict.join("attacks.toml"), without_ransomware(&table)).unwrap();
    let before = desk.run("export", &[]).out;

    let dry = desk.run("reextract", &["--dry-run", "--dict", dict.to_str().unwrap()]);
    assert_eq!(dry.code, Some(0), "{}", dry.err);
    assert!(dry.err.ends_with("; nothing was written\n"), "{}", dry.err);
    assert!(dry.out.starts_with("file:///") && dry.out.contains("articles/2.txt\n"), "{}", dry.out);
    assert_eq!(desk.run("export", &[]).out, before);

    let told = desk.run("reextract", &["--dict", dict.to_str().unwrap()]);
    assert_eq!(told.out, dry.out);
    assert_ne!(desk.run("export", &[]).out, before);

    let back = desk.run("reextract", &["--format", "jsonl"]);
    let [change] = back.lines().try_into().unwrap();
    assert!(change["article"].as_str().unwrap().ends_with("articles/2.txt"));
    let after: Vec<&Value> = change["gained"]
        .as_array()
        .unwrap()
        .iter()
        .chain(change["changed"].as_array().unwrap().iter().map(|one| &one["after"]))
        .collect();
    assert_eq!(after[0]["attack_types"][0]["type"], "ransomware");
    assert_eq!(desk.run("export", &[]).out, before);
}

/// The table of attacks without the rows that make something ransomware.
fn without_ransomware(table: &str) -> String {
    let mut rows = table.split("\n[[");
    let head = rows.next().unwrap().to_owned();
    rows.filter(|row| !row.contains("id = \"ransomware/")).fold(head, |table, row| format!("{table}\n[[{row}"))
}

#[test]
fn words_of_a_feed_are_read_again_as_such() {
    let desk = Desk::new();
    let text = loss("北浜市", "2022年6月1日", 350);
    let page = FetchedPage {
        at: Timestamp::from_second(1_700_000_000).unwrap(),
        origin: Origin::Url("https://news.example/1"),
        headers: &[],
        charset: Some("utf-8"),
        published: None,
        announced: None,
        body: text.as_bytes(),
        is_entry_text: true,
    };
    let mut casebook = Casebook::open(&desk.path("cases.db")).unwrap();
    casebook.add("https://news.example/1", &page, &Reading { text: &text, records: &[], again: None }).unwrap();
    drop(casebook);
    let told = desk.run("reextract", &[]);
    assert!(told.err.ends_with("1 new, 0 gone, 0 changed\n"), "{}", told.err);
    let record = without_path(desk.run("export", &[]).lines().remove(0));
    assert!(record["warnings"].as_array().unwrap().contains(&ENTRY_TEXT.into()), "{record}");
}

#[test]
fn a_page_that_can_no_longer_be_read_keeps_its_incidents() {
    let desk = Desk::new();
    let text = loss("北浜市", "2022年6月1日", 350);
    desk.add("articles");
    let page = FetchedPage {
        at: Timestamp::from_second(1_700_000_000).unwrap(),
        origin: Origin::Url("https://news.example/1"),
        headers: &[],
        charset: None,
        published: None,
        announced: None,
        body: &[0, 1, 2, 3],
        is_entry_text: false,
    };
    let records: Vec<_> = Casebook::read(&desk.path("cases.db")).unwrap().pages(None, 1).unwrap().remove(0).records;
    let mut casebook = Casebook::open(&desk.path("cases.db")).unwrap();
    casebook.add("https://news.example/1", &page, &Reading { text: &text[..30], records: &records, again: None }).unwrap();
    drop(casebook);
    let told = desk.run("reextract", &[]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("error: https://news.example/1: ") && told.err.contains("stay as they were"), "{}", told.err);
    assert_eq!(desk.victims(&[]).len(), 4);
}
