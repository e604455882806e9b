//! How well the program reads articles whose content is known: printed as a table, and held to the floors of
//! `accuracy_floor.toml`.

pub mod expectation;
pub mod score;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jikenbo::dict::Tables;
use jikenbo::export::record::{Origin, Record};
use jikenbo::pipeline::{Known, Pipeline};

use expectation::Case;
use score::Score;

/// By set of pages, the least that each measure may be.
type Floors = BTreeMap<String, BTreeMap<String, f64>>;

fn beside(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// The score of what the program reads from the pages of a folder.
fn measure(folder: &Path) -> Score {
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the embedded tables are accepted");
    let mut score = Score::default();
    for case in expectation::cases(folder) {
        score.add(&records(&pipeline, &case), &case.expected);
    }
    score
}

/// The records of a page, by way of the JSON that a user gets.
fn records(pipeline: &Pipeline, case: &Case) -> Vec<score::Record> {
    let article = pipeline.article(&case.bytes, &Known::default()).unwrap_or_else(|error| panic!("{}: {error}", case.name));
    let records = Record::of(&article, Origin::File(&case.name), &case.bytes, false);
    let json = serde_json::to_value(records).expect("a record is JSON");
    serde_json::from_value(json).expect("a record has the fields that are scored")
}

/// Prints the score and fails where a measure is below its floor.
fn hold(set: &str, score: &Score) {
    println!("{set}\n{score}\n");
    let floors: Floors = toml::from_str(include_str!("accuracy_floor.toml")).expect("the table of floors is TOML");
    let (floors, measures) = (&floors[set], score.measures());
    let names: Vec<&str> = floors.keys().map(String::as_str).collect();
    assert_eq!(names, measures.keys().copied().collect::<Vec<_>>(), "{set}: every measure has a floor");
    let fallen = measures.iter().filter(|(name, measure)| **measure < floors[**name]);
    let fallen: Vec<String> = fallen.map(|(name, measure)| format!("{name} is {measure:.4}, below {}", floors[*name])).collect();
    assert!(fallen.is_empty(), "{set}: {}", fallen.join("; "));
}

/// Holds a set beside the repository to its floors, if it is there.
fn hold_if_present(set: &str, folder: &str) {
    let folder = beside(folder);
    if folder.is_dir() {
        hold(set, &measure(&folder));
    } else {
        println!("skipped: {} is absent", folder.display());
    }
}

#[test]
fn of_the_fixtures() {
    hold("fixtures", &measure(&beside("fixtures")));
}

#[test]
fn of_pages_written_by_others() {
    hold_if_present("dev", "../shared/eval/dev");
}

#[test]
fn of_real_articles() {
    hold_if_present("seeds", "../shared/seeds");
}

mod scoring {
    use super::expectation::Expected;
    use super::score::{Record, Score, Share, Tally, fold};

    fn score(records: &str, expected: &str) -> Score {
        let records: Vec<Record> = serde_json::from_str(records).expect("records");
        let expected: Expected = serde_json::from_str(expected).expect("an expectation");
        let mut score = Score::default();
        score.add(&records, &expected);
        score
    }

    const TALLY: fn(usize, usize, usize) -> Tally = |right, wrong, missing| Tally { right, wrong, missing };

    #[test]
    fn names_are_one_whatever_their_spelling() {
        for spelling in ["株式会社青葉・商事", "㈱青葉商事", "「青葉商事」", "青葉 商事(株)"] {
            assert_eq!(fold(spelling), "青葉商事");
        }
        assert_eq!(fold("Ａｏｂａ Trading Co., Ltd."), "aobatrading");
    }

    #[test]
    fn a_record_is_compared_with_the_incident_of_its_victim() {
        let expected = r#"{"published": null, "genre": "news", "incidents": [
            {"victim": ["みなと銀行"], "attack_types": ["loss"], "dates": {}, "leaks": []},
            {"victim": ["青葉商事"], "attack_types": ["malware"], "attack_types_ok": ["phishing"],
             "dates": {"occurred": ["2021-04-01", "2021-04"]}, "dates_ok": [["discovered", "2021-04-02"]],
             "leaks": [{"count": 10, "unit": "people", "certainty": "possible"}]}]}"#;
        let records = r#"[{"victim": {"name": "青葉商事株式会社", "aliases": []}, "organizations": [],
             "attack_types": [{"type": "malware"}, {"type": "phishing"}, {"type": "theft"}],
             "dates": [{"role": "occurred", "edtf": "2021-04"}, {"role": "discovered", "edtf": "2021-04-02"},
                       {"role": "disclosed", "edtf": "2021-04-03"}, {"role": "restored", "edtf": "2021-04-04"}],
             "leaks": [{"count": 10, "unit": "people", "certainty": "confirmed"}], "losses": []}]"#;
        let score = score(records, expected);
        assert_eq!(score.incident, TALLY(1, 0, 1));
        assert_eq!(score.victim, TALLY(1, 0, 1));
        assert_eq!(score.attack_type, TALLY(1, 1, 1));
        assert_eq!(score.date, TALLY(1, 1, 0));
        assert_eq!(score.leak, TALLY(1, 0, 0));
        assert_eq!(score.certainty, Share { held: 0, all: 1 });
        assert_eq!(score.exact, Share { held: 0, all: 2 });
        assert_eq!(score.page, TALLY(1, 0, 0));
    }

    #[test]
    fn what_is_optional_is_neither_rewarded_nor_punished() {
        let expected = r#"{"published": null, "genre": "background", "incidents": [
            {"victim": ["みなと銀行"], "optional": true, "attack_types": ["loss"], "dates": {}, "leaks": []}]}"#;
        let found = r#"[{"victim": {"name": "みなと銀行", "aliases": []}, "organizations": [],
            "attack_types": [{"type": "theft"}], "dates": [], "leaks": [], "losses": []}]"#;
        assert_eq!(score(found, expected), Score::default());
        assert_eq!(score("[]", expected), Score::default());
    }

    #[test]
    fn an_invented_incident_is_wrong_in_all_that_it_says() {
        let expected = r#"{"published": null, "genre": "background", "incidents": []}"#;
        let invented = r#"[{"victim": {"name": "青葉商事", "aliases": []}, "organizations": [],
            "attack_types": [{"type": "theft"}], "dates": [{"role": "occurred", "edtf": "2021"}],
            "leaks": [{"count": 1, "unit": "devices", "certainty": "confirmed"}], "losses": []}]"#;
        let score = score(invented, expected);
        for tally in [score.incident, score.victim, score.attack_type, score.occurred, score.date, score.leak, score.page] {
            assert_eq!(tally, TALLY(0, 1, 0));
        }
    }
}
