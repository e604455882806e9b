//! Files that are damaged, or made to harm: each ends soon, with a page or with a reason.

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use jikenbo::page::{self, Error, Hints, Page, Warning};
use proptest::prelude::*;

use super::file::{File, lines, utf_16};

const TEXT: &str = "青葉商事は6日、顧客1,200人分の情報が流出したと発表した。";

/// The time that is enough for any of them, also where others work beside and nothing is optimised.
const SOON: Duration = Duration::from_mins(1);

#[track_caller]
fn read(bytes: &[u8]) -> Result<(Page, Vec<Warning>), Error> {
    let start = Instant::now();
    let page = page::read(bytes, &Hints::default());
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    page
}

fn text(page: &Page) -> String {
    page.posts.iter().flat_map(|post| &post.blocks).map(|block| block.text.as_str()).collect()
}

/// A sound file of one page.
fn sound() -> File {
    let mut file = File::new();
    let font = file.japanese("UniJIS-UTF16-H");
    file.page(&format!("/F1 {font} 0 R"), &lines(&[(10, 60, 700, utf_16(TEXT))]));
    file
}

/// A file with a page whose content is a stream with these entries and data.
fn with_content(entries: &str, data: &[u8]) -> File {
    let mut file = sound();
    let content = file.stream(entries, data);
    file.page_of(&format!("/Contents {content} 0 R"));
    file
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// So many megabytes of blanks, deflated.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let blanks = vec![b' '; 1 << 20];
    (0..megabytes).for_each(|_| encoder.write_all(&blanks).unwrap());
    encoder.finish().unwrap()
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
}

#[test]
fn a_file_without_its_table_or_its_end_is_read() {
    let bytes = sound().bytes();
    let table = bytes.windows(5).rposition(|window| window == b"xref\n").unwrap();
    for damaged in [
        replaced(&bytes, "startxref\n", "startxref\n9"),
        replaced(&bytes, "0000000000 65535", "9999999999 65535"),
        [&bytes[..table], b"trailer << /Root 1 0 R >>"].concat(),
        [b"\n\n<!-- saved -->\n", &bytes[..]].concat(),
        [&bytes[..], &[0; 2000]].concat(),
    ] {
        let (page, _) = read(&damaged).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(text(&page), TEXT);
    }
}

#[test]
fn a_file_cut_off_anywhere_is_read_or_refused() {
    let bytes = sound().bytes();
    for end in (0..bytes.len()).step_by(7) {
        if let Ok((page, _)) = read(&bytes[..end.max(1)]) {
            assert!(text(&page).is_empty() || TEXT.contains(&text(&page)) || end < 9, "{end}: {}", text(&page));
        }
    }
}

#[test]
fn what_turns_in_circles_ends() {
    let bytes = sound().bytes();
    // The tree of pages, a form in itself, the table that follows itself, a length that is its own stream, and a font.
    let mut form = sound();
    let number = form.object("<< >>") + 1;
    let entries = format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {number} 0 R >> >>");
    assert_eq!(form.stream(&entries, b"/X Do /X Do /X Do /X Do"), number);
    let content = form.stream("", b"/X Do");
    form.page_of(&format!("/Resources << /XObject << /X {number} 0 R >> >> /Contents {content} 0 R"));
    let start = bytes.windows(5).rposition(|window| window == b"xref\n").unwrap();
    let mut font = File::new();
    font.page("/F1 5 0 R", &lines(&[(10, 60, 700, utf_16(TEXT))]));
    font.object("<< /Type /Font /Subtype /Type0 /Encoding 5 0 R /ToUnicode 5 0 R /DescendantFonts [5 0 R] >>");
    for circle in [
        replaced(&bytes, "/Kids [", "/Kids [2 0 R 1 0 R 2 0 R "),
        replaced(&bytes, "/Parent 2 0 R", "/Parent 6 0 R"),
        replaced(&bytes, "/Root 1 0 R", &format!("/Prev {start} /Root 1 0 R")),
        replaced(&bytes, "/DW 1000", "/DW 3 0 R"),
        form.bytes(),
        font.bytes(),
    ] {
        let _ = read(&circle);
    }
}

#[test]
fn deep_nesting_ends() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(200_000), close.repeat(200_000));
    for object in [deep("[", "]"), deep("<< /A ", " >>"), deep("(", ")"), "<".repeat(400_000), "[".repeat(400_000)] {
        let mut file = sound();
        file.object(&object);
        let _ = read(&file.bytes());
        let mut file = sound();
        let page = format!("/Contents {object}");
        file.page_of(&page);
        let _ = read(&file.bytes());
        let _ = read(&with_content("", object.as_bytes()).bytes());
    }
    let _ = read(&with_content("", "q ".repeat(2_000_000).as_bytes()).bytes());
    let _ = read(&with_content("", "/A BMC ".repeat(500_000).as_bytes()).bytes());
    let _ = read(&with_content("", "1 ".repeat(2_000_000).as_bytes()).bytes());
}

#[test]
fn what_unpacks_to_too_much_is_refused_or_cut() {
    let once = bomb(300);
    let is_refused = |file: File| assert!(matches!(read(&file.bytes()), Err(Error::Damaged { .. })));
    is_refused(with_content("/Filter /FlateDecode", &once));
    // Unpacked once it is small.
    let (page, warnings) = read(&with_content("/Filter [/FlateDecode /FlateDecode]", &deflated(&once)).bytes()).unwrap();
    assert_eq!(text(&page), TEXT);
    assert!(warnings.iter().any(|warning| matches!(warning, Warning::Truncated { .. })), "{warnings:?}");
    // The objects of the file, and the table of its objects.
    for kind in ["/Type /ObjStm /N 1 /First 4", "/Type /XRef /W [1 2 1] /Size 9"] {
        let mut file = sound();
        file.stream(&format!("{kind} /Filter /FlateDecode"), &once);
        is_refused(file);
        let mut file = sound();
        file.stream(&format!("{kind} /Filter [/FlateDecode /FlateDecode]"), &deflated(&once));
        is_refused(file);
    }
}

#[test]
fn forms_in_forms_without_end_are_cut() {
    let mut file = sound();
    let mut inner = file.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", &b"0 0 m 1 1 l S ".repeat(1000));
    for _ in 0..12 {
        let entries = format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {inner} 0 R >> >>");
        inner = file.stream(&entries, &b"/X Do ".repeat(20));
    }
    let content = file.stream("", b"/X Do");
    file.page_of(&format!("/Resources << /XObject << /X {inner} 0 R >> >> /Contents {content} 0 R"));
    let (page, warnings) = read(&file.bytes()).unwrap();
    assert_eq!(text(&page), TEXT);
    assert!(matches!(warnings[..], [Warning::Truncated { .. }]), "{warnings:?}");
}

#[test]
fn numbers_beyond_reason_are_no_harm() {
    let bytes = sound().bytes();
    for (from, to) in [
        ("/W [1 [500] 231 632 500]", "/W [0 4294967295 500 -1 99999999999 1]"),
        ("/MediaBox [0 0 595 842]", "/MediaBox [0 0 1e38 -1e38]"),
        ("/MediaBox [0 0 595 842]", "/MediaBox [0 0 0 0] /Rotate 2147483647"),
        ("/F1 10 Tf", "/F1 1e30 Tf"),
        ("60 700 Td", "1e38 1e38 Td"),
        ("60 700 Td", "0 0 0 0 0 0 Tm"),
        ("/Length", "/Length -"),
        ("/Count 1", "/Count 2147483647"),
        ("/Size ", "/Size 4294967295"),
    ] {
        let _ = read(&replaced(&bytes, from, to));
    }
}

/// The bytes that stand for something in a file.
const WORDS: [&str; 24] = [
    "obj",
    "endobj",
    "stream",
    "endstream",
    "xref",
    "trailer",
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "1 0 R",
    "5 0 R",
    "/Length ",
    "/Filter /FlateDecode ",
    "/Type /ObjStm ",
    "-1 ",
    "99999999999 ",
    "\0",
    "\u{ff}",
    "BT ",
    " Tj ",
    "\n",
];

/// A change of a file: what is done, where, and with which word or byte.
fn change() -> impl Strategy<Value = (usize, prop::sample::Index, prop::sample::Index, u8)> {
    (0..5usize, any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_changed_anyhow_is_read_or_refused(is_packed: bool, changes in prop::collection::vec(change(), 1..12)) {
        let mut bytes = if is_packed {
            let content = deflated(lines(&[(10, 60, 700, utf_16(TEXT))]).as_bytes());
            with_content("/Filter /FlateDecode", &content).bytes()
        } else {
            sound().bytes()
        };
        for (what, at, to, byte) in changes {
            let (at, to) = (at.index(bytes.len()), to.index(bytes.len()));
            let (start, end) = (at.min(to), at.max(to));
            let word = WORDS[usize::from(byte) % WORDS.len()].as_bytes();
            match what {
                0 => bytes[at] = byte,
                1 => bytes.truncate(end.max(20)),
                2 => drop(bytes.splice(at..at, word.iter().copied())),
                3 => drop(bytes.drain(start..end.min(start + usize::from(byte)))),
                _ => {
                    let copy = bytes[start..end.min(start + 400)].to_vec();
                    drop(bytes.splice(at..at, copy));
                }
            }
            bytes.resize(bytes.len().max(20), b' ');
        }
        let _ = read(&bytes);
    }
}
