//! How fast each stage is, and the whole: `cargo bench`. Bytes are those that the stage is given: of the page for
//! `page` and `pipeline`, of the text for every other.
//!
//! The short page is one notice; the long one holds the articles of all fixtures one after the other.

#![allow(clippy::unwrap_used, reason = "a benchmark stops by it")]

use std::fmt::{self, Write as _};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use jikenbo::dict::Tables;
use jikenbo::export::record::{Origin, Record};
use jikenbo::export::{Format, Writer};
use jikenbo::extract::Context;
use jikenbo::extract::attack::Attacks;
use jikenbo::extract::data::DataKinds;
use jikenbo::extract::date::Dates;
use jikenbo::extract::malware::MalwareNames;
use jikenbo::extract::money::Amounts;
use jikenbo::extract::number::Numbers;
use jikenbo::extract::org::Organizations;
use jikenbo::extract::quantity::Quantities;
use jikenbo::extract::vulnerability::CveNumbers;
use jikenbo::incident::relevance::Manners;
use jikenbo::incident::{self, Reading};
use jikenbo::page::{self, BlockKind, Hints};
use jikenbo::pipeline::{Article, Known, Pipeline};
use jikenbo::text::{Text, Tokenizer};

fn main() {
    divan::main();
}

#[derive(Clone, Copy)]
enum Size {
    Short,
    Long,
}

const SIZES: [Size; 2] = [Size::Short, Size::Long];

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Short => "short",
            Self::Long => "long",
        })
    }
}

/// A page with all that the stages make of it.
struct Sample {
    bytes: Vec<u8>,
    article: Article,
}

impl Sample {
    fn new(bytes: Vec<u8>) -> Self {
        let article = PIPELINE.article(&bytes, &Known::default()).unwrap();
        Self { bytes, article }
    }

    fn of(size: Size) -> &'static Self {
        static SHORT: LazyLock<Sample> =
            LazyLock::new(|| Sample::new(fs::read(fixtures().join("notice-bcc-city.html")).unwrap()));
        static LONG: LazyLock<Sample> = LazyLock::new(|| Sample::new(all_fixtures().into_bytes()));
        match size {
            Size::Short => &SHORT,
            Size::Long => &LONG,
        }
    }

    /// The longest of its texts.
    fn text(&self) -> &Text {
        self.article.texts.iter().max_by_key(|text| text.raw().len()).unwrap()
    }

    fn text_bytes(&self) -> BytesCount {
        BytesCount::new(self.article.texts.iter().map(|text| text.raw().len()).sum::<usize>())
    }
}

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(&Tables::embedded()).unwrap());

fn fixtures() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"))
}

/// A page with the articles of all fixtures, in the order of their names.
fn all_fixtures() -> String {
    let mut paths: Vec<_> = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut html = "<!doctype html><html lang=\"ja\"><body><article>".to_owned();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "html")) {
        let (page, _) = page::read(&fs::read(path).unwrap(), &Hints::default()).unwrap();
        for block in page.posts.iter().flat_map(|post| &post.blocks) {
            let element = if matches!(block.kind, BlockKind::Heading(_)) { "h2" } else { "p" };
            let text = block.text.replace('&', "&amp;").replace('<', "&lt;");
            write!(html, "<{element}>{text}</{element}>").unwrap();
        }
    }
    html + "</article></body></html>"
}

#[divan::bench]
fn start() -> Pipeline {
    Pipeline::new(&Tables::embedded()).unwrap()
}

#[divan::bench(args = SIZES)]
fn page(bencher: Bencher, size: Size) {
    let bytes = &Sample::of(size).bytes;
    bencher.counter(BytesCount::of_slice(bytes)).bench(|| page::read(bytes, &Hints::default()));
}

#[divan::bench(args = SIZES)]
fn text(bencher: Bencher, size: Size) {
    let (tokenizer, sample) = (Tokenizer::new(), Sample::of(size));
    let posts = &sample.article.page.posts;
    bencher
        .counter(sample.text_bytes())
        .bench(|| posts.iter().map(|post| Text::new(&tokenizer, &post.blocks)).collect::<Vec<_>>());
}

/// Runs one extractor over the longest text of a sample.
fn extractor<T>(bencher: Bencher, size: Size, find: impl Fn(&Text) -> T + Sync) {
    let text = Sample::of(size).text();
    bencher.counter(BytesCount::of_str(text.raw())).bench(|| find(text));
}

#[divan::bench(args = SIZES)]
fn extract_attacks(bencher: Bencher, size: Size) {
    let attacks = Attacks::new(&Tables::embedded()).unwrap();
    extractor(bencher, size, |text| attacks.find(text));
}

#[divan::bench(args = SIZES)]
fn extract_data(bencher: Bencher, size: Size) {
    let data = DataKinds::new(&Tables::embedded()).unwrap();
    extractor(bencher, size, |text| data.find(text));
}

#[divan::bench(args = SIZES)]
fn extract_dates(bencher: Bencher, size: Size) {
    let tables = Tables::embedded();
    let dates = Dates::new(&tables).unwrap();
    extractor(bencher, size, |text| dates.find(text, &Context::default()));
}

#[divan::bench(args = SIZES)]
fn extract_malware(bencher: Bencher, size: Size) {
    let malware = MalwareNames::new(&Tables::embedded()).unwrap();
    extractor(bencher, size, |text| malware.find(text));
}

#[divan::bench(args = SIZES)]
fn extract_money(bencher: Bencher, size: Size) {
    let tables = Tables::embedded();
    let (numbers, amounts) = (Numbers::new(&tables).unwrap(), Amounts::new(&tables).unwrap());
    let numerals = numbers.find(Sample::of(size).text());
    extractor(bencher, size, |text| amounts.find(text, &numerals));
}

#[divan::bench(args = SIZES)]
fn extract_numbers(bencher: Bencher, size: Size) {
    let numbers = Numbers::new(&Tables::embedded()).unwrap();
    extractor(bencher, size, |text| numbers.find(text));
}

#[divan::bench(args = SIZES)]
fn extract_organizations(bencher: Bencher, size: Size) {
    let organizations = Organizations::new(&Tables::embedded()).unwrap();
    extractor(bencher, size, |text| organizations.find(text));
}

#[divan::bench(args = SIZES)]
fn extract_quantities(bencher: Bencher, size: Size) {
    let tables = Tables::embedded();
    let (numbers, dates, quantities) =
        (Numbers::new(&tables).unwrap(), Dates::new(&tables).unwrap(), Quantities::new(&tables).unwrap());
    let text = Sample::of(size).text();
    let numerals = numbers.find(text);
    let days = dates.find(text, &Context::default());
    extractor(bencher, size, |text| quantities.find(text, &numerals, &days));
}

#[divan::bench(args = SIZES)]
fn extract_vulnerabilities(bencher: Bencher, size: Size) {
    let numbers = CveNumbers::new(&Tables::embedded()).unwrap();
    extractor(bencher, size, |text| numbers.find(text));
}

#[divan::bench(args = SIZES)]
fn incidents(bencher: Bencher, size: Size) {
    let sample = Sample::of(size);
    let Article { page, texts, mentions, .. } = &sample.article;
    bencher.counter(sample.text_bytes()).bench_local(|| {
        let manners: Vec<Manners> = texts.iter().map(Manners::new).collect();
        let posts = texts.iter().zip(mentions.iter().zip(&manners)).enumerate();
        let readings: Vec<Reading> =
            posts.map(|(post, (text, (mentions, manners)))| Reading { page, post, text, mentions, manners }).collect();
        incident::incidents(&readings)
    });
}

#[divan::bench(args = SIZES)]
fn export(bencher: Bencher, size: Size) {
    let sample = Sample::of(size);
    bencher.counter(sample.text_bytes()).bench(|| {
        let mut writer = Writer::new(Vec::new(), Format::Jsonl).unwrap();
        for record in Record::of(&sample.article, Origin::File("-"), &sample.bytes, false) {
            writer.write(&record).unwrap();
        }
        writer.finish().unwrap()
    });
}

#[divan::bench(args = SIZES)]
fn pipeline(bencher: Bencher, size: Size) {
    let sample = Sample::of(size);
    bencher.counter(BytesCount::of_slice(&sample.bytes)).bench(|| PIPELINE.article(&sample.bytes, &Known::default()));
}

/// How often [`repeated`] repeats every sentence.
const TIMES: [usize; 3] = [10, 100, 1000];

/// A page in which every sentence is repeated many times: bytes per second stay the same however often, since no stage
/// takes more than time in proportion.
#[divan::bench(args = TIMES, sample_count = 3)]
fn repeated(bencher: Bencher, times: usize) {
    let sentences = [
        "株式会社青葉商事は2021年4月13日、サーバーが不正アクセスを受け、顧客2,456人分の情報が流出したと発表した。",
        "同社は4月6日に取引先からの指摘で気付き、ネットワークを遮断した。",
        "被害額は約500万円に上るという。",
    ];
    let page: String = sentences.iter().map(|sentence| sentence.repeat(times) + "\n").collect();
    bencher.counter(BytesCount::of_str(&page)).bench(|| PIPELINE.article(page.as_bytes(), &Known::default()));
}
