//! The published JSON Schema is the one of the types, and every record satisfies it.

use jikenbo::export::record::{SCHEMA_VERSION, schema};

use crate::program::{fixtures, records};

const PUBLISHED: &str = include_str!("../../src/export/record.schema.json");

#[test]
fn the_published_schema_is_that_of_the_types() {
    let generated = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    assert!(
        generated == PUBLISHED,
        "The wire format has changed. If a reader of version {SCHEMA_VERSION} would notice (a field renamed, removed, or with \
         another meaning), raise SCHEMA_VERSION; then: jikenbo schema > src/export/record.schema.json"
    );
}

#[test]
fn every_record_of_the_fixtures_satisfies_the_schema() {
    let validator = jsonschema::validator_for(&serde_json::from_str(PUBLISHED).unwrap()).unwrap();
    for record in records(&["--text"], &[fixtures()]) {
        let errors: Vec<String> =
            validator.iter_errors(&record).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", record["source"]["path"]);
    }
}

#[test]
fn every_piece_of_evidence_quotes_the_text_that_the_record_carries() {
    for record in records(&["--text"], &[fixtures()]) {
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        let mut checked = 0;
        check_evidence(&record, &text, &mut checked);
        assert!(checked > 0, "{}: no evidence at all", record["source"]["path"]);
    }
}

fn check_evidence(value: &serde_json::Value, text: &[char], checked: &mut usize) {
    match value {
        serde_json::Value::Array(values) => values.iter().for_each(|value| check_evidence(value, text, checked)),
        serde_json::Value::Object(fields) => {
            if let (Some(start), Some(end), Some(quote)) = (fields.get("start"), fields.get("end"), fields.get("quote")) {
                let offset = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
                assert_eq!(text[offset(start)..offset(end)].iter().collect::<String>(), quote.as_str().unwrap());
                *checked += 1;
            }
            fields.values().for_each(|value| check_evidence(value, text, checked));
        }
        _ => {}
    }
}
