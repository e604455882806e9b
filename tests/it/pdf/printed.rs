//! Articles that programs print to PDF say the same as before.
//!
//! The programs are those that Debian packages as chromium, libreoffice-writer and weasyprint, with fonts-ipafont-gothic.
//! Where one is absent its test says so and passes, unless `JIKENBO_PRODUCERS` is set to `required`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jikenbo::dict::Tables;
use jikenbo::export::record::{Origin, Record};
use jikenbo::page::{self, Block, BlockKind, Error, Hints, Page};
use jikenbo::pipeline::{Known, Pipeline};
use serde_json::Value;
use tempfile::TempDir;

use crate::accuracy::expectation::cases;

/// Of the fixtures with one post, every how many-th is printed.
const EVERY: usize = 5;

/// How many in a hundred characters of the printed text may be missing, added or in another place when it is read.
const WRONG: usize = 1;

/// An article that is to be printed.
struct Article {
    name: String,
    html: String,
}

/// The articles that are printed: every few of the fixtures that are one article, set as plain documents.
fn articles() -> Vec<Article> {
    let cases = cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    let pages = cases.into_iter().map(|case| (case.name, read(&case.bytes).unwrap()));
    let single = pages.filter(|(_, page)| page.posts.len() == 1);
    single.step_by(EVERY).map(|(name, page)| Article { name, html: document(&page) }).collect()
}

fn read(bytes: &[u8]) -> Result<Page, Error> {
    page::read(bytes, &Hints::default()).map(|(page, _)| page)
}

/// A page as a plain document, with its date and whose it is.
fn document(page: &Page) -> String {
    let mut html = String::from(
        "<!DOCTYPE html><html lang=ja><head><meta charset=utf-8><style>body { font-family: IPAGothic, sans-serif }\
         .right { text-align: right } table { border-collapse: collapse } td, th { border: 1px solid; padding: 3px }</style>",
    );
    let blocks = &page.posts[0].blocks;
    let has_heading = blocks.iter().any(|block| block.kind == BlockKind::Heading(1));
    let title = escaped(page.title.as_deref().unwrap_or("お知らせ"));
    write!(html, "<title>{title}</title></head><body>").unwrap();
    let dateline = page.published.map(|date| {
        let date = date.to_string().replacen('-', "年", 1).replacen('-', "月", 1);
        format!("<p class=right align=right>公開日:{date}{}</p>", if date.contains('月') { "日" } else { "月" })
    });
    if !has_heading {
        write!(html, "<h1>{title}</h1>{}", dateline.as_deref().unwrap_or_default()).unwrap();
    }
    let mut open = "";
    let mut place = (0, 0);
    for block in blocks {
        let around = match &block.kind {
            BlockKind::Item => "ul",
            BlockKind::Term | BlockKind::Definition => "dl",
            BlockKind::Cell(_) => "table",
            _ => "",
        };
        let is_other_table = matches!(&block.kind, BlockKind::Cell(cell) if cell.table != place.0);
        if around != open || is_other_table {
            html += &[close(open), if around.is_empty() { String::new() } else { format!("<{around} border=1>") }].concat();
            open = around;
            place = (u32::MAX, u32::MAX);
        }
        if let BlockKind::Cell(cell) = &block.kind
            && place != (cell.table, cell.row)
        {
            html += "<tr>";
            place = (cell.table, cell.row);
        }
        let name = match &block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph | BlockKind::Caption => "p".to_owned(),
            BlockKind::Item => "li".to_owned(),
            BlockKind::Term => "dt".to_owned(),
            BlockKind::Definition => "dd".to_owned(),
            BlockKind::Cell(_) => "td".to_owned(),
            BlockKind::Quotation => "blockquote".to_owned(),
        };
        write!(html, "<{name}>{}</{name}>", escaped(&block.text)).unwrap();
        if block.kind == BlockKind::Heading(1) {
            html += dateline.as_deref().unwrap_or_default();
        }
    }
    html += &close(open);
    if let Some(owner) = &page.owner {
        write!(html, "<p>Copyright © {} All Rights Reserved.</p>", escaped(owner)).unwrap();
    }
    html + "</body></html>"
}

fn close(element: &str) -> String {
    if element.is_empty() { String::new() } else { format!("</{element}>") }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>")
}

/// A folder with the articles as `NAME.html`.
fn folder(articles: &[Article]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for article in articles {
        fs::write(folder.path().join(&article.name).with_extension("html"), &article.html).unwrap();
    }
    folder
}

/// Whether a program is there. Where it must be and is not, the test fails.
fn is_there(program: &str, is_there: bool) -> bool {
    if !is_there {
        let is_required = std::env::var("JIKENBO_PRODUCERS").is_ok_and(|value| value == "required");
        assert!(!is_required, "{program} is not installed");
        eprintln!("skipped: {program} is not installed");
    }
    is_there
}

fn run(command: &mut Command) -> std::io::Result<Output> {
    command.stdin(Stdio::null()).output()
}

fn succeeds(command: &mut Command) -> bool {
    run(command).is_ok_and(|output| output.status.success())
}

/// Checks that each `NAME.pdf` in a folder says what its article says.
#[track_caller]
fn check(articles: &[Article], folder: &Path) {
    let pipeline = Pipeline::new(&Tables::embedded()).unwrap();
    let mut wrong = Vec::new();
    for Article { name, html } in articles {
        let pdf = fs::read(folder.join(name).with_extension("pdf")).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (printed, found) = (letters(&read(html.as_bytes()).unwrap()), letters(&read(&pdf).unwrap()));
        let (differing, all) = (strsim::levenshtein(&printed, &found), printed.chars().count());
        if differing * 100 > all * WRONG {
            wrong.push(format!("{name}: {differing} of {all} characters"));
        }
        let (expected, records) = (records(&pipeline, html.as_bytes()), records(&pipeline, &pdf));
        if expected != records {
            wrong.push(format!("{name}:\n{}\ninstead of\n{}", lines(&records), lines(&expected)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn letters(page: &Page) -> String {
    let blocks = page.posts.iter().flat_map(|post| &post.blocks);
    blocks.flat_map(|block: &Block| block.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// The records of a page, without where it came from and where its words stand.
fn records(pipeline: &Pipeline, bytes: &[u8]) -> Vec<Value> {
    let article = pipeline.article(bytes, &Known::default()).unwrap();
    let records = Record::of(&article, Origin::File("article"), bytes, false);
    let values = records.iter().map(|record| serde_json::to_value(record).unwrap());
    values
        .map(|mut value| {
            strip(&mut value);
            value
        })
        .collect()
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !["evidence", "id", "source"].contains(&name.as_str()));
            fields.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

fn lines(records: &[Value]) -> String {
    records.iter().map(Value::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_chromium_prints() {
    let program =
        ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| succeeds(Command::new(name).arg("--version")));
    if !is_there("chromium", program.is_some()) {
        return;
    }
    let articles = articles();
    let folder = folder(&articles);
    // Half of them beside the other half: most of the time is that of starting.
    std::thread::scope(|scope| {
        for (index, half) in articles.chunks(articles.len().div_ceil(2)).enumerate() {
            let folder = folder.path();
            scope.spawn(move || {
                for Article { name, .. } in half {
                    let html = folder.join(name).with_extension("html");
                    let mut command = Command::new(program.unwrap());
                    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
                    command.arg(format!("--user-data-dir={}", folder.join(format!("profile{index}")).display()));
                    command.arg(format!("--print-to-pdf={}", html.with_extension("pdf").display()));
                    let output = run(command.arg(format!("file://{}", html.display()))).unwrap();
                    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                }
            });
        }
    });
    check(&articles, folder.path());
}

/// Runs `LibreOffice` on files in a folder.
fn office(folder: &Path, to: &str, files: &[PathBuf]) {
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()));
    command.args(["--headless", "--infilter=HTML (StarWriter)", "--convert-to", to, "--outdir"]);
    let output = run(command.arg(folder).args(files)).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn has_office() -> bool {
    is_there("LibreOffice", succeeds(Command::new("soffice").arg("--version")))
}

#[test]
fn what_libreoffice_exports() {
    if !has_office() {
        return;
    }
    let articles = articles();
    let folder = folder(&articles);
    let files: Vec<PathBuf> = articles.iter().map(|article| folder.path().join(&article.name).with_extension("html")).collect();
    office(folder.path(), "pdf:writer_pdf_Export", &files);
    check(&articles, folder.path());
}

#[test]
fn what_libreoffice_encrypts() {
    if !has_office() {
        return;
    }
    let article = "<html><head><meta charset=utf-8><title>名簿の紛失</title></head><body><h1>名簿の紛失について</h1>\
        <p>北浜市立病院は6日、患者86名の名簿を紛失したと発表した。</p></body></html>";
    for (name, value, is_locked) in [("DocumentOpenPassword", "青葉", true), ("PermissionPassword", "青葉", false)] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("article.html");
        fs::write(&file, article).unwrap();
        let switch = if is_locked { "EncryptFile" } else { "RestrictPermissions" };
        let options =
            format!(r#"{{"{switch}":{{"type":"boolean","value":"true"}},"{name}":{{"type":"string","value":"{value}"}}}}"#);
        office(folder.path(), &format!("pdf:writer_pdf_Export:{options}"), std::slice::from_ref(&file));
        let pdf = fs::read(file.with_extension("pdf")).unwrap();
        assert!(pdf.windows(8).any(|window| window == b"/Encrypt"), "the file is encrypted");
        match read(&pdf) {
            Err(error) => assert_eq!((error, is_locked), (Error::Locked, true)),
            Ok(page) => assert_eq!((letters(&page), is_locked), (letters(&read(article.as_bytes()).unwrap()), false)),
        }
    }
}

#[test]
fn what_weasyprint_prints() {
    const PRINT: &str =
        "import sys, weasyprint\nfor name in sys.argv[1:]:\n    weasyprint.HTML(name + '.html').write_pdf(name + '.pdf')";
    let python =
        ["/usr/bin/python3", "python3"].into_iter().find(|name| succeeds(Command::new(name).args(["-c", "import weasyprint"])));
    if !is_there("weasyprint", python.is_some()) {
        return;
    }
    let articles = articles();
    let folder = folder(&articles);
    let names = articles.iter().map(|article| folder.path().join(&article.name));
    let output = run(Command::new(python.unwrap()).args(["-c", PRINT]).args(names)).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    check(&articles, folder.path());
}
