//! The pages of the benchmarks are the same every time, and are what they are said to be.

#[path = "../../benches/corpus/generator.rs"]
mod generator;

use std::path::Path;

use generator::{Corpus, Made};
use jikenbo::dict::Tables;
use jikenbo::pipeline::{Known, Pipeline};

fn corpus(seed: u64) -> Corpus {
    Corpus::load(Path::new(env!("CARGO_MANIFEST_DIR")), seed).expect("the templates")
}

/// How many of some pages are said to report an incident.
fn reporting(pages: impl Iterator<Item = Made>) -> usize {
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the embedded tables are accepted");
    let incidents = |Made { url, html }: Made| {
        let article = pipeline.article(&html, &Known::default()).unwrap_or_else(|error| panic!("{url}: {error}"));
        article.incidents.len()
    };
    pages.map(incidents).filter(|&count| count > 0).count()
}

#[test]
fn the_same_seed_gives_the_same_pages_and_another_gives_others() {
    let [first, again, other] = [corpus(1), corpus(1), corpus(2)];
    for number in 0..20 {
        let [first, again, other] = [&first, &again, &other].map(|corpus| corpus.page(number));
        assert_eq!((&first.url, &first.html), (&again.url, &again.html));
        assert_ne!(first.html, other.html);
    }
}

#[test]
fn one_page_in_ten_reports_an_incident() {
    let corpus = corpus(1);
    let is_incident = |&number: &u64| corpus.page(number).html == corpus.incident(number).html;
    assert_eq!((0..100).filter(is_incident).count(), 10);
}

#[test]
fn pages_with_an_incident_are_read_so() {
    let corpus = corpus(1);
    assert_eq!(reporting((0..20).map(|number| corpus.incident(number))), 20);
}

/// A page that uses the words of incidents for something else may deceive, but few do.
#[test]
fn pages_without_an_incident_hardly_give_a_record() {
    let corpus = corpus(1);
    let deceived = reporting((0..60).map(|number| corpus.ordinary(number)));
    assert!(deceived <= 3, "{deceived} of 60 pages are said to report an incident");
}
