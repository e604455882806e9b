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
