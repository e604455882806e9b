//! The stages beside what they cannot do without: lindera's tokens of the text, and one parse of the HTML.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use encoding_rs::Encoding;
use jikenbo::dict::Tables;
use jikenbo::export::record::{Origin, Record};
use jikenbo::export::{Format, Writer};
use jikenbo::pipeline::{Known, Pipeline};
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;

use crate::html::Tree;

mod embedded {
    #![allow(clippy::pedantic)]
    lindera_dictionary::embedded_dictionary!("/ipadic", Loader);
}

/// A page, in every form in which it is asked for.
struct Page {
    bytes: Vec<u8>,
    html: String,
    text: String,
}

/// Prints how long all stages take for the pages of a folder, and how long the tokens of their visible text and a parse of
/// their HTML. Every round goes over all pages for each; of each page, the best round counts.
pub fn run(folder: &Path, rounds: usize) -> anyhow::Result<()> {
    let pages = pages(folder)?;
    let pipeline = Pipeline::new(&Tables::embedded())?;
    let segmenter = Segmenter::new(Mode::Normal, embedded::load()?, None);
    let [mut whole, mut tokens, mut parse] = [(); 3].map(|()| vec![Duration::MAX; pages.len()]);
    for _ in 0..rounds {
        round(&pages, &mut whole, |page| records(&pipeline, &page.bytes))?;
        round(&pages, &mut tokens, |page| Ok(segmenter.segment(page.text.as_str().into())?))?;
        round(&pages, &mut parse, |page| Ok(Tree::parse(&page.html)))?;
    }
    let per_page = |times: &[Duration]| times.iter().sum::<Duration>().as_secs_f64() * 1e6 / times.len() as f64;
    let [whole, tokens, parse] = [&whole, &tokens, &parse].map(|times| per_page(times));
    let mean = |length: fn(&Page) -> usize| pages.iter().map(length).sum::<usize>() / pages.len();
    println!(
        "ratio: {} pages of {} bytes, {} of them visible text",
        pages.len(),
        mean(|page| page.bytes.len()),
        mean(|page| page.text.len())
    );
    println!("ratio: all stages {whole:.0} µs a page; lindera {tokens:.0} µs, html5ever {parse:.0} µs");
    println!("ratio: {:.2} times lindera and html5ever", whole / (tokens + parse));
    Ok(())
}

fn round<'a, T>(pages: &'a [Page], best: &mut [Duration], work: impl Fn(&'a Page) -> anyhow::Result<T>) -> anyhow::Result<()> {
    for (page, best) in pages.iter().zip(best) {
        let start = Instant::now();
        drop(black_box(work(page)?));
        *best = start.elapsed().min(*best);
    }
    Ok(())
}

/// The records of a page as the program writes them.
fn records(pipeline: &Pipeline, bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let article = pipeline.article(bytes, &Known::default())?;
    let mut writer = Writer::new(Vec::new(), Format::Jsonl)?;
    for record in Record::of(&article, Origin::File("-"), bytes, false) {
        writer.write(&record)?;
    }
    Ok(writer.finish()?)
}

fn pages(folder: &Path) -> anyhow::Result<Vec<Page>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    paths.sort();
    let page = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let html = decoded(&bytes);
        let text = Tree::parse(&html).visible_text();
        Ok(Page { bytes, html, text })
    };
    paths.iter().map(page).collect()
}

/// The characters of a page of the corpus, which declares its charset.
fn decoded(bytes: &[u8]) -> String {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    let label = start.split("charset=").nth(1).unwrap_or("utf-8").trim_start_matches('"');
    let label = label.split(|character: char| "\"' />;".contains(character)).next().unwrap_or("utf-8");
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8).decode(bytes).0.into_owned()
}
