//! The command line: what goes in, what comes out, in which order, and how it ends.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{Running, finish, fixtures, jikenbo, records, run};

const ARTICLE: &str = "株式会社青葉商事は2021年4月13日、同社のサーバーが不正アクセスを受け、\
    顧客2,456人分の個人情報が流出したと発表した。\n";

/// A folder with the files `names`, each an article of its own.
fn folder(names: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("{ARTICLE}{name}\n")).unwrap();
    }
    folder
}

/// The paths of records, in order, relative to `folder`.
fn paths(records: &[Value], folder: &Path) -> Vec<String> {
    let prefix = format!("{}/", folder.display());
    records.iter().map(|record| record["source"]["path"].as_str().unwrap().replace(&prefix, "")).collect()
}

#[test]
fn folders_are_read_recursively_in_the_order_of_names() {
    let folder = folder(&["b.txt", "a/2.HTML", "a/1.md", "c.htm", "d.docx", "e", "a/z/x.xhtml"]);
    let run = run([Path::new("extract"), folder.path()]);
    assert_eq!(paths(&run.lines(), folder.path()), ["a/1.md", "a/2.HTML", "a/z/x.xhtml", "b.txt", "c.htm"]);
    assert_eq!(run.err.lines().last(), Some("5 articles of 5 files read, 5 incidents, 0 failed, 2 skipped"));
    assert_eq!(run.code, Some(0));
}

#[test]
fn a_file_that_is_named_is_read_whatever_its_extension_and_however_often() {
    let folder = folder(&["article.pdf", "e"]);
    let files = ["article.pdf", "e", "article.pdf"].map(|name| folder.path().join(name));
    assert_eq!(paths(&records(&[], &files), folder.path()), ["article.pdf", "e", "article.pdf"]);
}

#[test]
fn records_keep_the_order_of_the_inputs_whatever_jobs_is() {
    let one = records(&["--jobs", "1"], &[fixtures()]);
    assert!(!one.is_empty());
    assert_eq!(one, records(&["--jobs", "7"], &[fixtures()]));
}

#[test]
fn the_same_page_has_the_same_ids_and_no_two_incidents_share_one() {
    let all = records(&[], &[fixtures()]);
    let mut ids: Vec<&str> = all.iter().map(|record| record["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all.len());
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_in_circles() {
    use std::os::unix::fs::symlink;
    let folder = folder(&["a/1.txt", "elsewhere.txt"]);
    symlink(folder.path(), folder.path().join("a/loop")).unwrap();
    symlink(folder.path().join("elsewhere.txt"), folder.path().join("a/link.txt")).unwrap();
    symlink("nowhere", folder.path().join("a/dangling.css")).unwrap();
    let run = run([Path::new("extract"), folder.path()]);
    assert_eq!(paths(&run.lines(), folder.path()), ["a/1.txt", "a/link.txt", "elsewhere.txt"]);
    assert_eq!((run.code, run.complaints()), (Some(0), vec![]));
}

#[test]
fn standard_input_is_a_page() {
    let run = finish(&mut jikenbo(["extract", "-"]), ARTICLE.as_bytes());
    assert_eq!(run.lines()[0]["source"]["path"], "-");
    assert_eq!(run.err, "1 article of 1 file read, 1 incident, 0 failed, 0 skipped\n");
}

#[test]
fn one_input_that_fails_does_not_stop_the_rest() {
    let folder = folder(&["a.txt", "c.txt"]);
    let files = ["a.txt", "missing.txt", "c.txt"].map(|name| folder.path().join(name));
    let run = finish(jikenbo(["extract", "--quiet"]).args(&files), b"");
    assert_eq!(paths(&run.lines(), folder.path()), ["a.txt", "c.txt"]);
    // Even a quiet run names what failed.
    assert_eq!(run.err.lines().count(), 1);
    assert!(run.err.contains("missing.txt: No such file"), "{}", run.err);
    assert_eq!(run.code, Some(1));
}

#[test]
fn formats_hold_the_same_records() {
    let folder = folder(&["a.txt", "b.txt"]);
    let lines = records(&[], &[folder.path().into()]);
    let array = run([Path::new("extract"), Path::new("--format=json"), folder.path()]);
    assert_eq!(serde_json::from_str::<Vec<Value>>(&array.out).unwrap(), lines);
    let table = run([Path::new("extract"), Path::new("--format=csv"), folder.path()]);
    assert_eq!(table.out.lines().count(), 1 + lines.len());
    for record in &lines {
        assert!(table.out.contains(record["id"].as_str().unwrap()));
    }
}

#[test]
fn without_an_incident_every_format_is_still_whole() {
    let page = b"<p>\xe6\x98\xa5\xe3\x81\xae\xe7\xa5\xad\xe3\x82\x8a</p>";
    let out = |format: &str| finish(&mut jikenbo(["extract", "--quiet", "--format", format, "-"]), page).out;
    assert_eq!(out("json"), "[]\n");
    assert_eq!(out("jsonl"), "");
    assert!(out("csv").starts_with("\u{feff}id,title,victim,"));
}

#[test]
fn the_day_that_the_user_gives_stands_for_that_of_the_page() {
    let page = "みなと銀行は13日、サーバーが不正アクセスを受けたと発表した。";
    let run = finish(&mut jikenbo(["extract", "--published", "2021-04-14", "-"]), page.as_bytes());
    assert_eq!(run.lines()[0]["source"]["published"], "2021-04-14");
    assert_eq!(run.lines()[0]["dates"][0]["edtf"], "2021-04-13");
}

#[test]
fn the_output_file_is_replaced_only_by_whole_records() {
    let folder = folder(&["a.txt"]);
    let (input, output) = (folder.path().join("a.txt"), folder.path().join("out.jsonl"));
    fs::write(&output, "before").unwrap();
    let extract = |dict: Option<&str>| {
        let dict = dict.map(|dict| format!("--dict={dict}"));
        finish(jikenbo(["extract", "--quiet"]).args(dict).arg(&input).arg("-o").arg(&output), b"")
    };

    assert_eq!(extract(Some("/nowhere")).code, Some(2));
    assert_eq!(fs::read_to_string(&output).unwrap(), "before");

    let run = extract(None);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    assert_eq!(fs::read_to_string(&output).unwrap().lines().count(), 1);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[cfg(unix)]
#[test]
fn the_output_file_keeps_its_permissions_and_its_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&["a.txt"]);
    let (real, link) = (folder.path().join("real.jsonl"), folder.path().join("link.jsonl"));
    fs::write(&real, "before").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &link).unwrap();
    run([Path::new("extract"), &folder.path().join("a.txt"), Path::new("-o"), &link]);
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap().lines().count(), 1);
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = folder(&["a.txt"]);
    let run = run([Path::new("extract"), folder.path(), Path::new("-o"), Path::new("/dev/null")]);
    assert_eq!(run.code, Some(0));
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_wrong() {
    for (args, message) in [
        (&["extract"][..], "PATH|URL|-"),
        (&["extract", "--jobs", "0", "a"], "--jobs"),
        (&["extract", "--published", "2021-02-30", "a"], "YYYY-MM-DD"),
        (&["extract", "--published", "XXXX-02-03", "a"], "year"),
        (&["extract", "--format", "xml", "a"], "jsonl"),
        (&["extract", "--dict", "/nowhere", "a"], "/nowhere"),
        (&["extract", "-o", "/nowhere/out.jsonl", "a"], "/nowhere/out.jsonl"),
        (&["extract", "-o", "/", "a"], "cannot write /"),
        (&["mentions", "--dict", "/nowhere"], "/nowhere"),
        (&["extrcat"], "extract"),
        (&[], "Usage"),
    ] {
        let run = run(args);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.err.contains(message), "{args:?}: {}", run.err);
    }
}

#[test]
fn a_table_of_no_name_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("atacks.toml"), "").unwrap();
    let run = run([Path::new("extract"), Path::new("--dict"), folder.path(), Path::new("a")]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("atacks.toml replaces no table"), "{}", run.err);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = jikenbo([Path::new("extract"), &fixtures()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = child.wait_with_output().unwrap();
    assert_eq!(run.status.code(), Some(0));
    let err = String::from_utf8(run.stderr).unwrap();
    assert!(!err.contains("error") && !err.contains("panic"), "{err}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_records_and_says_so() {
    let folder = folder(&["a.txt"]);
    // Standard input stays silent: the second input never ends.
    let inputs = [&folder.path().join("a.txt"), Path::new("-")];
    let mut running = Running::start(jikenbo(["extract"]).args(inputs));
    let record = running.first_line();
    let kill = Command::new("kill").args(["-INT", &running.child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let run = running.wait();
    assert_eq!((run.code, run.lines().len()), (Some(130), 1));
    assert_eq!(run.out.trim_end(), record);
    assert_eq!(run.err, "interrupted; so far 1 article of 1 file read, 1 incident, 0 failed, 0 skipped\n");
}

/// A server that gives each of `answers` to one connection, and its address.
fn server(answers: Vec<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/page", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let _ = stream.write_all(&answer);
        }
    });
    address
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

#[test]
fn an_address_is_fetched_with_the_charset_of_the_server() {
    let (body, _, _) = encoding_rs::SHIFT_JIS.encode(ARTICLE);
    let address = server(vec![answer("200 OK", "content-type: text/html; charset=Shift_JIS\r\n", &body)]);
    let run = run(["extract", "--text", &address]);
    let record = &run.lines()[0];
    assert_eq!((&record["source"]["url"], &record["source"]["path"]), (&Value::from(address), &Value::Null));
    assert_eq!((record["text"].as_str(), run.complaints()), (Some(ARTICLE.trim_end()), vec![]));
}

#[test]
fn an_address_that_gives_no_page_fails_with_the_reason() {
    let moved = |to: &str| answer("302 Found", &format!("location: {to}\r\n"), b"");
    for (answer, reason) in [
        (answer("404 Not Found", "", b""), "404 Not Found"),
        (answer("200 OK", "content-type: image/png\r\n", b"\x89PNG\r\n\x1a\n"), "PNG"),
        (moved("ftp://example.com/"), "ftp"),
        (b"nonsense".to_vec(), "the answer is broken"),
    ] {
        let address = server(vec![answer]);
        let run = run(["extract", &address]);
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains(&address) && run.err.contains(reason), "{}", run.err);
    }
    let run = run(["extract", "ftp://example.com/a.html", "http://"]);
    assert!(run.err.contains("ftp://example.com/a.html: only http and https addresses are fetched"), "{}", run.err);
    assert!(run.err.contains("http://: not an address"), "{}", run.err);
}

#[test]
fn mentions_of_lines_count_code_points_of_each_line() {
    let input = "𠮷野で2021年4月13日に\r\n\n1万2,345人分\n";
    let run = finish(&mut jikenbo(["mentions", "--lines"]), input.as_bytes());
    let lines = run.lines();
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[0]["line"], lines[0]["text"].as_str()), (&Value::from(1), Some("𠮷野で2021年4月13日に")));
    let date = lines[0]["mentions"].as_array().unwrap().iter().find(|mention| mention["kind"] == "date").unwrap();
    assert_eq!((&date["start"], &date["end"], &date["value"]), (&3.into(), &13.into(), &"2021-04-13".into()));
    assert_eq!(lines[1]["mentions"], serde_json::json!([]));
    let quantity = lines[2]["mentions"].as_array().unwrap().iter().find(|mention| mention["kind"] == "quantity").unwrap();
    assert_eq!(quantity["value"], serde_json::json!({"count": 12345, "unit": "people", "bound": "exact"}));
}

#[test]
fn mentions_without_lines_take_the_whole_input_as_one_text() {
    let run = finish(&mut jikenbo(["mentions", "--published", "2021-04-14", "-"]), "13日\n昨日\n".as_bytes());
    let text = &run.lines()[0];
    assert_eq!((text.get("line"), text["text"].as_str()), (None, Some("13日\n昨日\n")));
    let dates = text["mentions"].as_array().unwrap().iter().filter(|mention| mention["kind"] == "date");
    assert_eq!(dates.map(|date| date["value"].as_str().unwrap()).collect::<Vec<_>>(), ["2021-04-13", "2021-04-13"]);
}

#[test]
fn mentions_name_the_line_that_is_no_text() {
    let run = finish(&mut jikenbo(["mentions", "--lines"]), b"1\n\xff\n");
    assert_eq!((run.code, run.out.lines().count()), (Some(1), 1));
    assert!(run.err.contains("line 2"), "{}", run.err);
    let run = crate::program::run(["mentions", "/nowhere.txt"]);
    assert!(run.code == Some(1) && run.err.contains("/nowhere.txt: No such file"), "{}", run.err);
}

#[test]
fn a_running_program_needs_no_input_to_show_help() {
    for args in [&["--help"][..], &["help", "extract"], &["--version"], &["schema"]] {
        let running = Running::start(&mut jikenbo(args));
        assert_eq!(running.wait().code, Some(0), "{args:?}");
    }
}
