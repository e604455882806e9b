//! Files that hold articles: whatever an article comes in, its records are those of the page itself.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use encoding_rs::{ISO_2022_JP, SHIFT_JIS};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use jikenbo::archive::{self, Item, Label, Source};
use jikenbo::page::{self, Hints};

use crate::program::{Run, finish, fixtures, jikenbo};

/// Articles of several kinds: of one incident and of several, in UTF-8, `Shift_JIS` and EUC-JP.
const ARTICLES: [&str; 4] =
    ["notice-emotet-hospital.html", "digest-headings-school.html", "news-skimming-shop.html", "blog-br-diary-2009.html"];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(fixtures().join(name)).unwrap()
}

/// A folder with one file.
fn saved(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// What becomes of a file.
#[track_caller]
fn extracted(name: &str, bytes: &[u8]) -> Run {
    let (_folder, path) = saved(name, bytes);
    let run = finish(jikenbo(["extract", "--text", "--jobs", "3"]).arg(path), b"");
    assert!(!run.err.contains("panicked") && !run.err.contains("a fault of jikenbo"), "{}", run.err);
    run
}

/// The records of a file that is read without any doubt.
#[track_caller]
fn records(name: &str, bytes: &[u8]) -> Vec<Value> {
    let run = extracted(name, bytes);
    assert_eq!((run.code, run.complaints()), (Some(0), vec![]), "{}", run.err);
    run.lines()
}

/// The records of the articles as they are.
fn plain() -> Vec<Value> {
    let files = ARTICLES.map(|name| fixtures().join(name));
    let run = finish(jikenbo(["extract", "--text", "--quiet"]).args(files), b"");
    assert_eq!(run.code, Some(0));
    run.lines()
}

/// Records without the fields that say where they come from.
fn without(fields: &[&str], mut records: Vec<Value>) -> Vec<Value> {
    for record in &mut records {
        for field in fields {
            match field.split_once('.') {
                Some((object, field)) => record[object].as_object_mut().unwrap().remove(field),
                None => record.as_object_mut().unwrap().remove(*field),
            };
        }
    }
    records
}

/// Where records come from: the last part of each path.
fn places(records: &[Value]) -> Vec<String> {
    let mut places: Vec<String> = records
        .iter()
        .map(|record| {
            record["source"]["path"].as_str().unwrap().rsplit('/').next().unwrap().rsplit('!').next().unwrap().to_owned()
        })
        .collect();
    places.dedup();
    places
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A ZIP archive of entries, by name.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A WARC record.
fn record(kind: &str, address: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-01T01:02:03Z\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [header.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// The record of a web server's answer.
fn answer(address: &str, status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {status}\r\n{fields}\r\n").as_bytes(), body].concat();
    record("response", address, "application/http; msgtype=response", &block)
}

/// A record for each of the articles.
fn crawl() -> Vec<Vec<u8>> {
    let page = |name| answer(&format!("https://example.com/{name}"), "200 OK", "Content-Type: text/html\r\n", &fixture(name));
    ARTICLES.map(page).to_vec()
}

/// Base64 in lines, as mails have it.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (index, chunk) in bytes.chunks(3).enumerate() {
        let bits = chunk.iter().chain([&0, &0]).take(3).fold(0, |bits, &byte| bits << 8 | usize::from(byte));
        for digit in 0..4 {
            text.push(if digit <= chunk.len() { char::from(DIGITS[bits >> (18 - 6 * digit) & 63]) } else { '=' });
        }
        if index % 19 == 18 {
            text.push_str("\r\n");
        }
    }
    text
}

/// A page as browsers save it into one file.
fn mhtml(address: &str, html: &[u8]) -> Vec<u8> {
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: saved\r\n\
         Date: Mon, 1 Jan 2029 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
         \ttype=\"text/html\";\r\n\tboundary=\"----b\"\r\n\r\n------b\r\nContent-Type: text/html\r\n\
         Content-Location: {address}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n------b\r\nContent-Type: text/html\r\n\
         Content-Location: https://ads.example.com/frame.html\r\n\r\n<p>広告です。</p>\r\n------b--\r\n",
        base64(html)
    )
    .into_bytes()
}

#[test]
fn a_zip_archive_has_the_records_of_its_pages() {
    let pages = ARTICLES.map(|name| (name, fixture(name)));
    let mut entries: Vec<(&str, &[u8])> = pages.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    entries.insert(1, ("style.css", b"p {}"));
    let run = extracted("pages.bin", &zip(&entries));
    assert_eq!(without(&["source.path"], run.lines()), without(&["source.path"], plain()));
    assert_eq!(places(&run.lines()), ARTICLES);
    assert!(run.err.ends_with("4 articles of 1 file read, 7 incidents, 0 failed, 1 skipped\n"), "{}", run.err);
}

#[test]
fn a_crawl_has_the_records_of_its_pages_with_their_addresses() {
    const CRAWL: [&str; 3] = ["source.path", "source.url", "source.captured"];
    let mut records = crawl();
    records.insert(0, record("warcinfo", "", "application/warc-fields", b"software: none\r\n"));
    records.insert(1, record("request", "https://example.com/", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"));
    records.insert(3, answer("https://example.com/logo.png", "200 OK", "Content-Type: image/png\r\n", b"\x89PNG\r\n\x1a\n"));
    records.insert(4, answer("https://example.com/none", "404 Not Found", "Content-Type: text/html\r\n", b"<p>None"));
    records.insert(5, answer("https://example.com/blank", "200 OK", "Content-Type: text/html\r\n", b"<p> </p>"));
    let packed: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    for (name, bytes) in [("crawl.warc", records.concat()), ("crawl.warc.gz", packed.concat()), ("x", gzip(&records.concat()))] {
        let run = extracted(name, &bytes);
        assert_eq!((run.code, run.complaints()), (Some(0), vec![]));
        assert!(run.err.ends_with("4 articles of 1 file read, 7 incidents, 0 failed, 3 skipped\n"), "{}", run.err);
        let records = run.lines();
        assert_eq!(without(&CRAWL, records.clone()), without(&CRAWL, plain()));
        assert_eq!(places(&records), ARTICLES);
        let source = &records[0]["source"];
        assert_eq!(
            (&source["url"], &source["captured"]),
            (&"https://example.com/notice-emotet-hospital.html".into(), &"2024-05-01T01:02:03Z".into())
        );
        assert!(source["path"].as_str().unwrap().ends_with(&format!("{name}!https://example.com/notice-emotet-hospital.html")));
    }
}

#[test]
fn files_in_a_crawl_are_pages_too() {
    let page = fixture(ARTICLES[0]);
    let text = "みなと銀行は2021年4月13日、サーバーが不正アクセスを受けたと発表した。".as_bytes();
    let crawl = [
        record("resource", "<file:///a.html>", "text/html", &page),
        record("conversion", "https://example.com/b", "text/plain", text),
    ];
    let records = records("crawl.warc", &crawl.concat());
    assert_eq!(records[0]["id"], plain()[0]["id"]);
    assert_eq!(records[0]["source"]["url"], "file:///a.html");
    assert_eq!(records[1]["victim"]["name"], "みなと銀行");
}

#[test]
fn answers_are_unpacked_and_their_charset_counts() {
    let text = "<p>みなと銀行は2021年4月13日、サーバーが不正アクセスを受けたと発表した。</p>";
    let body = gzip(&SHIFT_JIS.encode(text).0);
    let chunked = [format!("{:x}\r\n", body.len()).as_bytes(), &body, b"\r\n0\r\n\r\n"].concat();
    let fields = "Content-Type: text/html; charset=Shift_JIS\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n";
    let records = records("crawl.warc", &answer("https://example.com/", "200 OK", fields, &chunked));
    assert_eq!(records[0]["victim"]["name"], "みなと銀行");
}

#[test]
fn a_saved_page_in_one_file_has_the_records_of_the_page() {
    for name in ARTICLES {
        let address = format!("https://example.com/{name}");
        let records = records("page.mht", &mhtml(&address, &fixture(name)));
        let page: Vec<Value> =
            plain().into_iter().filter(|record| record["source"]["path"].as_str().unwrap().ends_with(name)).collect();
        let own = ["id", "source.path", "source.url", "source.sha256"];
        assert_eq!(without(&own, records.clone()), without(&own, page));
        assert!(
            records[0]["source"]["url"] == *address
                || plain().iter().any(|page| page["source"]["url"] == records[0]["source"]["url"])
        );
    }
}

#[test]
fn pages_that_browsers_save_completely_or_into_one_html_file_are_pages() {
    let page = String::from_utf8(fixture(ARTICLES[1])).unwrap();
    let picture = base64(&vec![0x89; 30_000]).replace("\r\n", "");
    let single = page
        .replacen(
            "<html",
            "<!--\n Page saved with SingleFile \n url: https://example.com/a.html \n saved date: Mon Jan 01 2029 \n--><html",
            1,
        )
        .replacen("</head>", &format!("<style>p{{background:url(data:image/png;base64,{picture})}}</style></head>"), 1);
    let complete = page.replacen("<html", "<!-- saved from url=(0026)https://example.com/a.html -->\r\n<html", 1).replacen(
        "</body>",
        "<iframe src=\"./notice_files/frame.html\"></iframe></body>",
        1,
    );
    let own = ["id", "source.path", "source.sha256"];
    let expected = without(&own, records("notice.html", page.as_bytes()));
    assert_eq!(without(&own, records("notice.html", single.as_bytes())), expected);

    let (folder, _) = saved("notice.html", complete.as_bytes());
    fs::create_dir(folder.path().join("notice_files")).unwrap();
    fs::write(folder.path().join("notice_files/frame.html"), "<p>みなと銀行は不正アクセスを受けたと発表した。</p>").unwrap();
    let run = finish(jikenbo(["extract", "--text"]).arg(folder.path()), b"");
    assert_eq!(without(&own, run.lines()), expected);
    assert!(run.err.ends_with("0 failed, 1 skipped\n"), "{}", run.err);
}

#[test]
fn an_e_mail_is_an_article_and_so_are_its_attachments() {
    let text = "=?ISO-2022-JP?B?GyRCSVRANSUiJS8lOyU5JEskRCQkJEYbKEI=?=";
    let body = "当社のサーバーが不正アクセスを受け、顧客2,456人分の個人情報が流出しました。\r\n\r\n青葉商事株式会社\r\n";
    let body = ISO_2022_JP.encode(body).0;
    let page = fixture(ARTICLES[0]);
    let mail = [
        format!(
            "Received: from a by b\r\nSubject: {text}\r\nFrom: =?UTF-8?B?6Z2S6JGJ5ZWG5LqL?= <info@example.com>\r\n\
             Date: Thu, 06 Apr 2023 00:30:00 +0900 (JST)\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\n\r\n"
        )
        .as_bytes(),
        &body,
        format!(
            "\r\n--b\r\nContent-Type: image/png; name=logo.png\r\n\r\nPNG\r\n--b\r\nContent-Type: application/octet-stream\r\n\
             Content-Disposition: attachment; filename*=UTF-8''%E5%A0%B1%E5%91%8A.html\r\nContent-Transfer-Encoding: base64\r\n\r\n\
             {}\r\n--b--\r\n",
            base64(&page)
        )
        .as_bytes(),
    ]
    .concat();
    let records = records("a.eml", &mail);
    let source = &records[0]["source"];
    assert_eq!((&records[0]["title"], &source["title"]), (&"不正アクセスについて".into(), &"不正アクセスについて".into()));
    assert_eq!((&source["author"], &source["published"]), (&"青葉商事".into(), &"2023-04-06".into()));
    assert_eq!(records[0]["leaks"][0]["count"], 2456);
    assert!(records[1]["source"]["path"].as_str().unwrap().ends_with("a.eml!報告.html"));
    assert_eq!(
        without(&["source.path"], records[1..].to_vec()),
        without(&["source.path"], plain()[..records.len() - 1].to_vec())
    );
}

#[test]
fn archives_stand_in_one_another_up_to_a_depth() {
    let crawl = gzip(&crawl().concat());
    let inner = zip(&[("crawl.warc.gz", &crawl)]);
    let outer = zip(&[("inner.zip", &inner), ("b.txt", "みなと銀行は13日、不正アクセスを受けたと発表した。".as_bytes())]);
    let records = records("outer.zip", &outer);
    assert_eq!(
        without(&["source.path", "source.url", "source.captured"], records)[..7],
        without(&["source.path", "source.url", "source.captured"], plain())[..]
    );
    let run = extracted("outer.zip", &zip(&[("a.zip", &outer)]));
    assert_eq!((run.code, run.lines().len()), (Some(1), 1));
    assert!(run.err.contains("a.zip!inner.zip!crawl.warc.gz: an archive in more than 4 others is not read"), "{}", run.err);
}

#[test]
fn names_in_the_charset_of_windows_are_read_and_shown_safely() {
    let page = fixture(ARTICLES[0]);
    let mut archive = zip(&[("12345678.html", &page), ("../../\u{1b}[31m/etc/a.html", &page)]);
    let name = SHIFT_JIS.encode("事件報告").0;
    for at in (0..archive.len() - 8).rev() {
        if &archive[at..at + 8] == b"12345678" {
            archive[at..at + 8].copy_from_slice(&name);
        }
    }
    let paths: Vec<String> =
        records("a.zip", &archive).iter().map(|record| record["source"]["path"].as_str().unwrap().to_owned()).collect();
    assert!(paths[0].ends_with("a.zip!事件報告.html"), "{paths:?}");
    assert!(paths.last().unwrap().ends_with("a.zip!../../\u{fffd}[31m/etc/a.html"), "{paths:?}");
}

#[test]
fn a_damaged_record_is_skipped_with_its_place_and_the_next_is_read() {
    let addresses = |run: &Run| places(&run.lines());
    // A record whose length is too great, one whose length is too small, and garbage.
    let records = crawl();
    let wrong = |record: &[u8], change: fn(usize) -> usize| {
        let text = String::from_utf8_lossy(record);
        let length = text.split("Content-Length: ").nth(1).unwrap().split('\r').next().unwrap();
        let changed = format!("Content-Length: {}\r", change(length.parse().unwrap()));
        let at = text[..text.find("Content-Length").unwrap()].len();
        [&record[..at], changed.as_bytes(), &record[at + "Content-Length: \r".len() + length.len()..]].concat()
    };
    for damaged in [wrong(&records[1], |length| length * 3), wrong(&records[1], |length| length / 2), b"garbage\r\n\r\n".to_vec()]
    {
        let run = extracted("crawl.warc", &[&records[0], &damaged, &records[2], &records[3]].map(Vec::as_slice).concat());
        assert_eq!(
            (run.code, addresses(&run)),
            (Some(0), vec![ARTICLES[0].into(), ARTICLES[2].into(), ARTICLES[3].into()]),
            "{}",
            run.err
        );
        let complaint = run.complaints().concat();
        assert!(
            complaint.starts_with("warning: ") && complaint.contains(&format!("skipped the record at byte {}", records[0].len())),
            "{complaint}"
        );
        assert!(
            damaged.starts_with(b"garbage") || complaint.contains(&format!("(https://example.com/{})", ARTICLES[1])),
            "{complaint}"
        );
    }
    // A packed record with a byte that was changed, and a file that is cut off.
    let mut packed: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    let middle = packed[1].len() / 2;
    packed[1][middle] ^= 0x55;
    packed[3].truncate(middle);
    let run = extracted("crawl.warc.gz", &packed.concat());
    assert_eq!((run.code, addresses(&run)), (Some(0), vec![ARTICLES[0].into(), ARTICLES[2].into()]), "{}", run.err);
    assert_eq!(run.complaints().len(), 2, "{}", run.err);
    assert!(run.err.contains("the gzip data at byte"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_in_an_archive_is_named_and_stops_nothing() {
    let page = fixture(ARTICLES[0]);
    let mut archive = zip(&[("secret.html", &page), ("photo.html", b"\x89PNG\r\n\x1a\n"), ("a.html", &page)]);
    // Bit 0 of the flags of the first entry says that it is encrypted.
    let central = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    archive[central + 8] |= 1;
    archive[6] |= 1;
    let run = extracted("a.zip", &archive);
    assert_eq!((run.code, places(&run.lines())), (Some(1), vec!["a.html".to_owned()]));
    assert!(
        run.err.contains("a.zip!secret.html: encrypted") && run.err.contains("a.zip!photo.html: not a text: a PNG image"),
        "{}",
        run.err
    );
    for (name, bytes, reason) in [
        ("a.zip", zip(&[("a.css", b"p {}")]), "the archive holds no article"),
        ("a.docx", zip(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]), "an office document"),
        ("a.warc", record("warcinfo", "", "application/warc-fields", b"x: y\r\n"), "the archive holds no article"),
        ("a.html.gz", gzip(&page)[..page.len() / 4].to_vec(), "the gzip data at byte 0 is damaged"),
    ] {
        let run = extracted(name, &bytes);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
        assert!(run.err.contains(name) && run.err.contains(reason), "{}", run.err);
    }
}

#[test]
fn bombs_are_told_and_not_read() {
    let spaces = |count: usize| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        (0..count).for_each(|_| encoder.write_all(&vec![b' '; 1024 * 1024]).unwrap());
        encoder.finish().unwrap()
    };
    let bomb = spaces(40);
    let crawl: Vec<Vec<u8>> = (0..4)
        .map(|_| answer("https://example.com/", "200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &spaces(40)))
        .collect();
    let long = [&b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 9999999999\r\n\r\n"[..], &vec![b' '; 100 << 20]].concat();
    for (name, bytes, reason) in [
        ("a.html.gz", bomb.clone(), "more than 33554432 bytes"),
        (
            "a.zip",
            zip(&[("a.html.gz", &bomb), ("b.html.gz", &bomb), ("c.html.gz", &bomb)]),
            "unpacks to more than 200 times its size",
        ),
        ("a.warc", crawl.concat(), "unpacks to more than 200 times its size"),
        ("a.warc.gz", gzip(&long), "unpacks to more than 200 times its size"),
    ] {
        let run = extracted(name, &bytes);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{name}: {}", run.err);
        assert!(run.err.contains(name) && run.err.contains(reason), "{name}: {}", run.err);
    }
}

#[test]
fn an_archive_of_100000_entries_is_refused_at_once() {
    let entry: (&str, &[u8]) = ("a.html", b"");
    let one = zip(&[entry]);
    let central = one.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    let end = one.windows(4).position(|bytes| bytes == b"PK\x05\x06").unwrap();
    let directory = one[central..end].repeat(100_000);
    // The count fills its 16 bits only in the record of 64 bits, which most programs write as well.
    let place = (central + directory.len()) as u64;
    let zip64 = [
        &b"PK\x06\x06"[..],
        &44u64.to_le_bytes(),
        &[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        &100_000u64.to_le_bytes(),
        &100_000u64.to_le_bytes(),
        &(directory.len() as u64).to_le_bytes(),
        &(central as u64).to_le_bytes(),
        b"PK\x06\x07\0\0\0\0",
        &place.to_le_bytes(),
        &1u32.to_le_bytes(),
    ]
    .concat();
    let mut last = one[end..].to_vec();
    last[8..20].fill(0xff);
    let run = extracted("a.zip", &[&one[..central], &directory, &zip64, &last].concat());
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("the archive has 100000 entries; at most 50000 are read"), "{}", run.err);
}

#[test]
fn messages_nested_1000_deep_end_with_a_reason() {
    let attached = "Content-Type: message/rfc822\r\nSubject: a\r\nFrom: a@example.com\r\n\r\n".repeat(1000);
    let part = |depth: usize| format!("Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n");
    let multipart = (0..1000).map(part).collect::<Vec<_>>().concat();
    for (bytes, reason) in [
        (format!("Subject: a\r\nFrom: a@example.com\r\n{attached}本文"), "an archive in more than 4 others is not read"),
        (format!("Subject: a\r\nFrom: a@example.com\r\n{multipart}本文"), "the message cannot be read: Recursion limit reached"),
    ] {
        let run = extracted("a.eml", bytes.as_bytes());
        assert_eq!(run.code, Some(1), "{}", run.err);
        assert!(run.err.contains("a.eml") && run.err.contains(reason), "{}", run.err);
    }
}

/// Every kind of file, made of small pages.
fn samples() -> Vec<Vec<u8>> {
    let page = "<title>青葉商事</title><p>青葉商事は6日、1,200件が流出したと発表した。</p>".as_bytes();
    let pages = [
        answer("https://example.com/a", "200 OK", "Content-Type: text/html\r\n", page),
        answer("https://example.com/b", "200 OK", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", &gzip(page)),
    ];
    let mail = mhtml("https://example.com/c", page);
    vec![
        page.to_vec(),
        gzip(page),
        zip(&[("a.html", page), ("b.eml", &mail)]),
        pages.concat(),
        pages.each_ref().map(|record| gzip(record)).concat(),
        mail.clone(),
        zip(&[("a.warc.gz", &gzip(&pages.concat()))]),
        [&b"Subject: a\r\nFrom: b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"[..], &mail, b"\r\n--b--"].concat(),
    ]
}

/// What is found in bytes, and read of it.
fn outcome(bytes: &[u8], is_stream: bool) -> Vec<String> {
    let mut found = Vec::new();
    let source = if is_stream { Source::Stream(Box::new(bytes)) } else { Source::File(Box::new(Cursor::new(bytes))) };
    let _ = archive::unpack(Label { name: "a".to_owned(), ..Label::default() }, source, &mut |item| {
        found.push(match item {
            Item::Document(document) => {
                let hints = Hints { charset: document.label.charset.as_deref(), url: document.label.url(), ..Hints::default() };
                format!("{}: {:?}", document.label.name, page::read(&document.bytes, &hints))
            }
            other => format!("{other:?}"),
        });
        std::ops::ControlFlow::Continue(())
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_files_of_every_kind_are_read_or_refused_alike_from_a_file_and_a_stream(
        sample in prop::sample::select(samples()),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        moved in prop::option::of((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..40usize)),
        end in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = sample;
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some((from, to, length)) = moved {
            let from = from.index(bytes.len());
            let piece = bytes[from..bytes.len().min(from + length)].to_vec();
            let to = to.index(bytes.len());
            bytes.splice(to..to, piece);
        }
        if let Some(end) = end {
            bytes.truncate(end.index(bytes.len()));
        }
        let found = outcome(&bytes, false);
        prop_assert!(!found.is_empty());
        prop_assert_eq!(found, outcome(&bytes, true));
    }
}
