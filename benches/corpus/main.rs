//! Writes the pages of the benchmarks: `cargo run --release --example corpus`.

#![allow(clippy::print_stderr, reason = "a program tells how far it is")]

mod generator;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Parser;
use flate2::Compression;
use flate2::write::GzEncoder;
use generator::{Corpus, Made};

/// Writes the pages of the benchmarks, the same for the same seed: DIR/pages (9 in 10 without an incident), the same pages
/// as DIR/pages.warc.gz, and DIR/incidents (all with one)
#[derive(Parser)]
#[command(name = "corpus", max_term_width = 100)]
struct Args {
    /// The folder that is made; pages of an earlier run in it are replaced
    #[arg(default_value = "target/corpus")]
    dir: PathBuf,

    /// How many pages `pages` and `pages.warc.gz` have
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    pages: u64,

    /// How many pages `incidents` has
    #[arg(long, default_value_t = 200, value_name = "N")]
    incidents: u64,

    /// Another number gives other pages
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let corpus = Corpus::load(Path::new(env!("CARGO_MANIFEST_DIR")), args.seed).context("the templates and fixtures")?;
    write(&corpus, &args).with_context(|| format!("cannot write {}", args.dir.display()))?;
    eprintln!("wrote {} and {} pages to {}", args.pages, args.incidents, args.dir.display());
    Ok(())
}

fn write(corpus: &Corpus, args: &Args) -> io::Result<()> {
    let [pages, incidents] = ["pages", "incidents"].map(|name| args.dir.join(name));
    for folder in [&pages, &incidents] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    for number in 0..args.incidents {
        fs::write(file(&incidents, number), corpus.incident(number).html)?;
    }
    let mut warc = BufWriter::new(File::create(args.dir.join("pages.warc.gz"))?);
    member(&mut warc, &warcinfo())?;
    for number in 0..args.pages {
        let made = corpus.page(number);
        fs::write(file(&pages, number), &made.html)?;
        for record in exchange(&made, number) {
            member(&mut warc, &record)?;
        }
        if (number + 1).is_multiple_of(1000) {
            eprintln!("{} of {} pages", number + 1, args.pages);
        }
    }
    warc.flush()
}

fn file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:06}.html"))
}

/// Writes a record as a gzip member of its own, as crawlers do.
fn member(warc: &mut impl Write, record: &[u8]) -> io::Result<()> {
    let mut member = GzEncoder::new(warc, Compression::default());
    member.write_all(record)?;
    member.finish()?;
    Ok(())
}

fn warcinfo() -> Vec<u8> {
    let block = b"software: jikenbo corpus\r\nformat: WARC File Format 1.1\r\n";
    record("warcinfo", "Content-Type: application/warc-fields\r\n", u64::MAX, block)
}

/// What a crawler asked and was answered.
fn exchange(Made { url, html }: &Made, number: u64) -> [Vec<u8>; 2] {
    let (host, path) = url.trim_start_matches("https://").split_once('/').unwrap_or((url, ""));
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: corpus\r\nAccept: text/html\r\n\r\n");
    let mut response = format!(
        "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html\r\nContent-Length: {}\r\nVary: Accept-Encoding\r\n\
         Cache-Control: max-age=60\r\nConnection: close\r\n\r\n",
        html.len()
    )
    .into_bytes();
    response.extend(html);
    let fields = |message: &str| format!("WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype={message}\r\n");
    [
        record("response", &fields("response"), 2 * number, &response),
        record("request", &fields("request"), 2 * number + 1, request.as_bytes()),
    ]
}

fn record(kind: &str, fields: &str, id: u64, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{:012x}>\r\n\
         WARC-Date: 2026-01-01T00:00:00Z\r\n{fields}Content-Length: {}\r\n\r\n",
        id & 0xFFFF_FFFF_FFFF,
        block.len()
    )
    .into_bytes();
    record.extend(block);
    record.extend(b"\r\n\r\n");
    record
}
