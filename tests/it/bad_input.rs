//! Whatever is fed to the program, it names the input, keeps within its memory, and ends as documented.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use jikenbo::page;

use crate::program::{Run, finish, jikenbo, run};

const ARTICLE: &str = "<html><body><article><h1>不正アクセスについて</h1><p>株式会社青葉商事は2021年4月13日、同社のサーバーが\
    不正アクセスを受け、顧客2,456人分の個人情報が流出したと発表した。</p></article></body></html>";

/// The memory that is enough for any page when one is read at a time, in bytes, as the README promises.
pub const MEMORY: usize = 1024 * 1024 * 1024;

/// Reads a file of these bytes.
#[track_caller]
fn read(name: &str, bytes: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let run = limited(&path);
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run
}

/// Reads a path with no more than [`MEMORY`].
#[track_caller]
fn limited(path: &Path) -> Run {
    within(MEMORY, path)
}

/// Reads a path with no more than `memory` bytes to write to, where the system can limit that.
#[track_caller]
fn within(memory: usize, path: &Path) -> Run {
    let program = jikenbo(["extract", "--text", "--jobs", "1"]);
    if cfg!(target_os = "linux") {
        let limit = format!("ulimit -d {}; exec \"$0\" \"$@\"", memory / 1024);
        let mut shell = Command::new("sh");
        finish(shell.arg("-c").arg(limit).arg(program.get_program()).args(program.get_args()).arg(path), b"")
    } else {
        run([Path::new("extract"), path])
    }
}

/// The input fails alone: exit code 1, its name and the reason on standard error.
#[track_caller]
fn fails(run: &Run, name: &str, reason: &str) {
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.err);
    let complaint = run.complaints().concat();
    assert!(complaint.starts_with("error: ") && complaint.contains(name) && complaint.contains(reason), "{complaint}");
    assert!(run.err.ends_with("0 articles of 0 files read, 0 incidents, 1 failed, 0 skipped\n"), "{}", run.err);
}

/// The input is read, with a warning that names it.
#[track_caller]
fn warns(run: &Run, name: &str, doubt: &str) {
    assert_eq!(run.code, Some(0), "{}", run.err);
    let complaint = run.complaints().concat();
    assert!(complaint.starts_with("warning: ") && complaint.contains(name) && complaint.contains(doubt), "{}", run.err);
    let record = &run.lines()[0];
    assert!(record["text"].as_str().unwrap().contains("青葉商事"));
    assert!(record["warnings"].as_array().unwrap().iter().any(|warning| warning.as_str().unwrap().contains(doubt)));
}

#[test]
fn a_missing_path() {
    fails(&run(["extract", "/nowhere/a.html"]), "/nowhere/a.html", "No such file");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret.html");
    fs::write(&path, ARTICLE).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&path).is_ok() {
        eprintln!("skipped: this user may read every file");
        return;
    }
    fails(&limited(&path), "secret.html", "Permission denied");
}

#[test]
fn an_empty_file() {
    fails(&read("empty.html", b""), "empty.html", "empty");
}

#[test]
fn a_picture_and_an_archive() {
    fails(&read("photo.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06"), "photo.html", "PNG");
    fails(&read("pages.html", b"PK\x03\x04\x14\0\0\0\x08\0aaaaaaaa"), "pages.html", "the archive is damaged");
}

#[test]
fn a_file_of_200_mb() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.html");
    File::create(&path).unwrap().set_len(200_000_000).unwrap();
    fails(&limited(&path), "huge.html", "more than 33554432 bytes");
}

#[cfg(unix)]
#[test]
fn a_stream_without_end() {
    fails(&limited(Path::new("/dev/zero")), "/dev/zero", "more than 33554432 bytes");
}

#[test]
fn a_page_cut_off_in_the_middle() {
    let cut = ARTICLE.find("</p>").unwrap();
    for bytes in [&ARTICLE[..cut], &ARTICLE[..cut + 2], &format!("{}<a href=\"x", &ARTICLE[..cut])] {
        let run = read("cut.html", bytes.as_bytes());
        assert_eq!((run.code, run.lines().len()), (Some(0), 1), "{}", run.err);
        assert!(run.lines()[0]["text"].as_str().unwrap().contains("青葉商事"));
    }
}

#[test]
fn a_page_cut_off_in_a_character() {
    let cut = ARTICLE.find("表した").unwrap() + 1;
    warns(&read("cut.html", &ARTICLE.as_bytes()[..cut]), "cut.html", "U+FFFD");
}

#[test]
fn a_page_nested_100000_deep() {
    let deep = |open: &str, close: &str| format!("{}{ARTICLE}{}", open.repeat(100_000), close.repeat(100_000));
    for page in [deep("<div>", "</div>"), deep("<b>", ""), deep("<table><tr><td>", ""), deep("<ul><li>", "</li></ul>")] {
        let run = read("deep.html", page.as_bytes());
        // What stands too deep may be left out, but not silently.
        let whole = run.code == Some(0) && run.out.contains("青葉商事は2021年4月13日");
        let said = run.complaints().concat();
        assert!(whole || said.contains("deep.html"), "{:?} {}", run.code, run.err);
    }
}

#[test]
fn invalid_bytes_in_the_declared_charset() {
    let page = ARTICLE.replace("<body>", "<head><meta charset=\"utf-8\"></head><body>").into_bytes();
    let at = page.windows(6).position(|bytes| bytes == "顧客".as_bytes()).unwrap();
    let broken = [&page[..at], b"\xff\xfe\x80", &page[at..]].concat();
    warns(&read("broken.html", &broken), "broken.html", "U+FFFD");
}

#[test]
fn a_wrong_declaration_of_the_charset() {
    let declared = ARTICLE.replace("<body>", "<head><meta charset=\"utf-8\"></head><body>");
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&declared);
    warns(&read("wrong.html", &bytes), "wrong.html", "declared as utf-8");
}

#[test]
fn a_file_of_nothing_but_nul() {
    let run = read("nul.html", &vec![0; 1_000_000]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.complaints().concat().contains("nul.html"), "{}", run.err);
}

#[test]
fn a_page_without_text() {
    fails(&read("blank.html", b"<html><body><script>x()</script><p> </p></body></html>"), "blank.html", "no text");
}

#[test]
fn a_folder_without_an_article() {
    let folder = tempfile::tempdir().unwrap();
    let run = limited(folder.path());
    fails(&run, folder.path().to_str().unwrap(), "no article");
    fs::write(folder.path().join("photo.jpg"), "").unwrap();
    assert!(limited(folder.path()).err.ends_with("1 failed, 1 skipped\n"));
}

#[test]
fn a_sentence_repeated_without_end() {
    let sentence = "株式会社青葉商事は2021年4月13日、サーバーが不正アクセスを受け、顧客2,456人分の情報が流出したと発表した。";
    let records = |times: usize| read("long.txt", sentence.repeat(times).as_bytes()).lines();
    let (once, often) = (records(1), records(1000));
    assert_eq!((once.len(), often.len()), (1, 1));
    for field in ["name", "kind"] {
        assert_eq!(often[0]["victim"][field], once[0]["victim"][field]);
    }
    assert_eq!(often[0]["leaks"].as_array().unwrap().len(), 1);
    assert_eq!(often[0]["leaks"][0]["count"], once[0]["leaks"][0]["count"]);
}

#[test]
fn a_page_as_large_as_any_keeps_within_the_memory() {
    let picture = "A".repeat(page::MAX_BYTES - 2 * ARTICLE.len());
    let run = read("large.html", ARTICLE.replace("</p>", &format!("<img src=\"data:{picture}\"></p>")).as_bytes());
    assert_eq!((run.code, run.lines().len()), (Some(0), 1), "{}", run.err);
}

#[test]
fn a_quarter_of_the_longest_text_keeps_within_a_quarter_of_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.txt");
    // One token for each byte: nothing takes more memory.
    fs::write(&path, "<b> ".repeat(page::MAX_TEXT / 4 / 4)).unwrap();
    let run = within(MEMORY / 4, &path);
    assert_eq!((run.code, run.complaints()), (Some(0), vec![]));
}

#[test]
fn a_text_without_end_is_read_in_part() {
    let article = "<p>株式会社青葉商事は2021年4月13日、サーバーが不正アクセスを受けたと発表した。</p>";
    let rest = format!("<p>{}</p>", " ".repeat(1024) + &"x".repeat(page::MAX_TEXT));
    let run = read("long.html", format!("<html><body><article>{article}{rest}</article></body></html>").as_bytes());
    assert_eq!((run.code, run.lines().len()), (Some(0), 1), "{}", run.err);
    assert!(run.err.contains("long.html: only a part was read"), "{}", run.err);
}
