//! The extractors against sentences that other projects collected; skipped where `../shared/conformance` is absent.

use std::path::Path;

use jikenbo::dict::Tables;
use jikenbo::pipeline::Pipeline;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// An expectation that is itself wrong, with the reason.
#[derive(Deserialize)]
struct Exception {
    text: String,
    #[allow(dead_code, reason = "for the reader of the table")]
    reason: String,
}

/// The table of exceptions, by set.
#[derive(Deserialize)]
struct Exceptions {
    number: Vec<Exception>,
    date: Vec<Exception>,
}

fn exceptions() -> Exceptions {
    toml::from_str(include_str!("conformance_exceptions.toml")).expect("the table of exceptions is TOML")
}

/// The cases of a set, or `None` where the sets are not beside the repository.
fn cases<T: for<'a> Deserialize<'a>>(set: &str) -> Option<Vec<T>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance").join(set);
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return None;
    };
    Some(lines.lines().map(|line| serde_json::from_str(line).expect("a case a line")).collect())
}

fn pipeline() -> Pipeline {
    Pipeline::new(&Tables::embedded()).expect("the embedded tables are accepted")
}

/// Fails with the missed cases if fewer than `percent` of `all` hold.
#[track_caller]
fn demand(percent: usize, all: usize, missed: &[String]) {
    let held = all - missed.len();
    println!("{held} of {all}\n{}", missed.join("\n"));
    assert!(held * 100 >= percent * all, "{held} of {all} is less than {percent} %:\n{}", missed.join("\n"));
}

#[derive(Deserialize)]
struct NumberCase {
    text: String,
    value: i64,
}

#[test]
fn numbers() {
    let Some(cases) = cases::<NumberCase>("numbers.jsonl") else { return };
    let (pipeline, exceptions) = (pipeline(), exceptions().number);
    let cases: Vec<_> = cases.into_iter().filter(|case| exceptions.iter().all(|wrong| wrong.text != case.text)).collect();
    let mut missed = Vec::new();
    for case in &cases {
        let (_, mentions) = pipeline.mentions(&case.text, None);
        let values: Vec<i64> = mentions.numbers.iter().map(|number| number.value.value).collect();
        if !values.contains(&case.value) {
            missed.push(format!("{}: {} expected, {values:?} found", case.text, case.value));
        }
    }
    demand(98, cases.len(), &missed);
}

#[derive(Deserialize)]
struct DateCase {
    text: String,
    reference: Option<String>,
    expect: Vec<ExpectedDate>,
}

#[derive(Deserialize)]
struct ExpectedDate {
    quote: String,
    edtf: Vec<String>,
}

/// A text without the differences of width that the normalisation removes, and with the commas of the expectations.
fn folded(text: &str) -> String {
    text.nfkc().map(|c| if c == '、' { ',' } else { c }).collect()
}

#[test]
fn dates() {
    let Some(cases) = cases::<DateCase>("dates.jsonl") else { return };
    let (pipeline, exceptions) = (pipeline(), exceptions().date);
    let cases: Vec<_> = cases.into_iter().filter(|case| exceptions.iter().all(|wrong| wrong.text != case.text)).collect();
    let mut missed = Vec::new();
    for case in &cases {
        let published = case.reference.as_ref().map(|date| date.parse().expect("a reference is a date"));
        let (text, mentions) = pipeline.mentions(&case.text, published);
        let whole = folded(&case.text);
        let found: Vec<(usize, usize, String, String)> = mentions
            .dates
            .iter()
            .map(|date| {
                let quote = text.quote(date.span);
                (quote.start, quote.end, quote.text, date.value.edtf.to_string())
            })
            .collect();
        // The quotes stand in the order of the text.
        let mut from_byte = 0;
        for expected in &case.expect {
            let quote = folded(&expected.quote);
            let byte = from_byte + whole[from_byte..].find(&quote).expect("the quote stands in the text");
            from_byte = byte + quote.len();
            let start = whole[..byte].chars().count();
            let end = start + quote.chars().count();
            let is_found =
                |(from, to, _, edtf): &(usize, usize, String, String)| *from < end && start < *to && expected.edtf.contains(edtf);
            if !found.iter().any(is_found) {
                missed.push(format!(
                    "{} ({:?}): {} {:?} expected, {found:?}",
                    case.text, case.reference, expected.quote, expected.edtf
                ));
                break;
            }
        }
    }
    demand(97, cases.len(), &missed);
}
