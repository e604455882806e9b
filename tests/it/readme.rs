//! The README tells the truth: its commands run, its output is real, its tables are complete, its numbers are measured.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Duration;

use jikenbo::crawl::{Config, MAX_TRIES};
use jikenbo::dict::Tables;
use jikenbo::export::{csv, record};
use jikenbo::extract::AttackType;
use jikenbo::pipeline::Pipeline;
use jikenbo::{archive, fetch, page};
use serde::Deserialize;
use serde_json::Value;

use crate::program::{fixtures, run};

const README: &str = include_str!("../../README.md");

/// The text of the README with every line break and run of blanks as one blank.
fn flowing() -> String {
    README.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between the heading `title` and the next of any level.
#[track_caller]
fn section(title: &str) -> &'static str {
    let (_, rest) = README.split_once(&format!("# {title}\n")).unwrap_or_else(|| panic!("no section {title}"));
    rest.split("\n#").next().unwrap()
}

/// The cells of the rows of the tables in a section, without the headings.
fn rows(section: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = section.lines().collect();
    let is_row = |line: &str| line.starts_with('|');
    let body = lines.iter().enumerate().filter(|(index, line)| {
        let is_heading = lines.get(index + 1).is_some_and(|next| next.starts_with("| ---"));
        is_row(line) && !line.starts_with("| ---") && !is_heading
    });
    body.map(|(_, line)| line.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

/// The words that stand in backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn its_examples_print_what_it_shows() {
    trycmd::TestCases::new().case("README.md").case("tests/cmd/*.trycmd");
}

#[test]
fn its_first_command_prints_records() {
    assert!(README.contains("\ncargo run --release -- extract fixtures\ncargo test\n"));
    let run = run(["extract".into(), fixtures()]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.lines().len() > 50);
}

#[test]
fn its_table_of_fields_is_that_of_the_schema() {
    let schema = serde_json::to_value(record::schema()).unwrap();
    let mut fields = BTreeSet::new();
    add_fields(&schema, &schema, "", &mut fields);
    let rows = rows(section("The record"));
    let documented: BTreeSet<String> = rows.iter().filter_map(|row| code(row[0]).next()).map(str::to_owned).collect();
    assert_eq!(documented, fields);
}

/// Adds the paths of the fields of an object of the schema; those of evidence, which is the same everywhere, once.
fn add_fields(schema: &Value, object: &Value, path: &str, fields: &mut BTreeSet<String>) {
    for (name, field) in object["properties"].as_object().unwrap() {
        let inner = [&field["items"], field, &field["anyOf"][0]].into_iter().find_map(|field| field["$ref"].as_str());
        let inner = inner.map(|reference| &schema["$defs"][reference.trim_start_matches("#/$defs/")]);
        let list = if field["type"] == "array" { "[]" } else { "" };
        if name == "evidence" {
            add_fields(schema, inner.unwrap(), "evidence[].", fields);
            continue;
        }
        fields.insert(format!("{path}{name}"));
        if let Some(inner) = inner.filter(|inner| inner["properties"].is_object()) {
            add_fields(schema, inner, &format!("{path}{name}{list}."), fields);
        }
    }
}

#[test]
fn it_names_every_word_of_the_vocabularies() {
    let schema = serde_json::to_value(record::schema()).unwrap();
    let named: BTreeSet<&str> = code(README).collect();
    for vocabulary in schema["$defs"].as_object().unwrap().values() {
        for word in vocabulary["oneOf"].as_array().into_iter().flatten() {
            let word = word["const"].as_str().unwrap();
            assert!(named.contains(word), "{word}");
        }
    }
}

#[test]
fn its_kinds_of_attack_are_those_of_the_program() {
    let documented: Vec<Vec<String>> =
        rows(section("Kinds of attack")).iter().map(|row| row.iter().map(|cell| cell.replace('`', "")).collect()).collect();
    let known: Vec<[&str; 3]> = AttackType::ALL.map(|kind| [kind.as_str(), kind.label(), kind.meaning()]).to_vec();
    assert_eq!(documented, known);
}

#[test]
fn its_kinds_of_data_are_those_of_the_table() {
    #[derive(Deserialize)]
    struct Table {
        kind: Vec<Row>,
    }
    #[derive(Deserialize)]
    struct Row {
        kind: String,
    }
    let table: Table = Tables::embedded().toml("data.toml").unwrap();
    let known: BTreeSet<&str> = table.kind.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(code(section("Kinds of data")).collect::<BTreeSet<_>>(), known);
}

#[test]
fn its_columns_are_those_of_the_table() {
    let text = section("The table");
    let (_, columns) = text.split_once("in the columns").unwrap();
    let documented: Vec<&str> = code(columns.split(". ").next().unwrap()).collect();
    assert_eq!(documented, csv::COLUMNS.map(|(name, _)| name));
}

#[test]
fn its_exit_codes_are_those_of_the_help() {
    let documented: Vec<&str> = rows(section("Exit codes")).iter().map(|row| row[0]).collect();
    let help = run(["--help"]).out;
    let (_, codes) = help.split_once("Exit codes:\n").unwrap();
    let known: Vec<&str> = codes.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(documented, known);
}

#[test]
fn its_limits_are_those_of_the_program() {
    assert_eq!(page::MAX_BYTES, fetch::MAX_BYTES);
    assert_eq!(page::MAX_BYTES, archive::MAX_DOCUMENT);
    let text = flowing();
    for limit in [
        format!("may have {} MiB", page::MAX_BYTES / 1024 / 1024),
        format!("may have {} entries", archive::MAX_ENTRIES),
        format!("{} archives may stand in one another", archive::MAX_DEPTH),
        format!("more than {} times its size", archive::MAX_RATIO),
        format!("{} MiB of text", page::MAX_TEXT / 1024 / 1024),
        format!("may take {} seconds", fetch::TIMEOUT.as_secs()),
        format!("follow {} redirects", fetch::MAX_REDIRECTS),
        format!("stays within {} GiB of memory", crate::bad_input::MEMORY / 1024 / 1024 / 1024),
    ] {
        assert!(text.contains(&limit), "{limit}");
    }
}

#[test]
fn its_configuration_works() {
    let (_, config) = section("Crawling").split_once("```toml\n").unwrap();
    let config = Config::parse(config.split("```").next().unwrap(), Path::new("")).unwrap();
    assert_eq!(config.sources[0].every, Some(Duration::from_mins(30)));
    assert!(flowing().contains(&format!("gives an article up after {MAX_TRIES} attempts")));
}

#[test]
fn its_dictionaries_are_all_there_are() {
    let rows = rows(section("The dictionaries"));
    let documented: BTreeSet<String> =
        rows.iter().flat_map(|row| code(row[0])).map(|name| name.trim_end_matches('/').to_owned()).collect();
    let entries = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/dict")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(documented, names.filter(|name| name != "NOTICE.md").collect());
}

#[test]
fn its_example_of_a_row_works() {
    let (_, row) = section("Adding a term").split_once("```toml\n").unwrap();
    let row = row.split("```").next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let table = format!("{}\n{row}", Tables::embedded().text("attacks.toml").unwrap());
    fs::write(folder.path().join("attacks.toml"), table).unwrap();

    let pipeline = Pipeline::new(&Tables::with_folder(folder.path()).unwrap()).unwrap();
    let rule = pipeline.rules().into_iter().find(|rule| row.contains(&rule.id.as_str().replace("attack/", ""))).unwrap();
    let found = |sentence: &str| -> Vec<String> {
        let (text, mentions) = pipeline.mentions(&sentence.replace(['《', '》'], ""), None);
        let mentions = mentions.attacks.iter().filter(|mention| mention.rule == rule.id);
        mentions.map(|mention| text.quote(mention.span).text).collect()
    };
    assert_eq!(found(&rule.hit[0]), ["社員証を紛失し"]);
    assert_eq!(found(&rule.miss[0]), [""; 0]);
}

#[test]
fn its_accuracy_is_what_the_tests_hold() {
    let floors: BTreeMap<String, BTreeMap<String, f64>> = toml::from_str(include_str!("accuracy_floor.toml")).unwrap();
    let held: BTreeMap<&str, String> =
        floors["fixtures"].iter().map(|(measure, floor)| (measure.as_str(), format!("{floor:.2}"))).collect();
    let rows = rows(section("Accuracy"));
    let claimed: BTreeMap<&str, String> = rows.iter().map(|row| (code(row[0]).next().unwrap(), row[2].to_owned())).collect();
    assert_eq!(claimed, held);
}
