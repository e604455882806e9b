//! The tables under `dict/`: order, duplicates, normal form, and names that are ordinary words. Everything that is refused
//! is printed with the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jikenbo::text::{Noun, Pos, Proper, Text, Tokenizer};

/// What is wrong with the tables, one line each.
#[derive(Default)]
struct Refusals(Vec<String>);

impl Refusals {
    fn refuse(&mut self, table: &str, row: &str, reason: &str) {
        self.0.push(format!("{table}: {row}: {reason}"));
    }

    #[track_caller]
    fn assert_none(self) {
        assert!(self.0.is_empty(), "{} rows are refused\n{}", self.0.len(), self.0.join("\n"));
    }
}

fn text(table: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("dict").join(table)).unwrap()
}

fn toml(table: &str) -> toml::Table {
    text(table).parse().unwrap()
}

/// The rows of a CSV table without its heading.
fn csv(table: &str) -> Vec<Vec<String>> {
    text(table).lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn names_of(dict: &[&str]) -> Vec<String> {
    dict.iter().flat_map(|table| csv(table)).map(|row| row[0].clone()).collect()
}

/// The strings of a list of `table`.
fn words(table: &toml::Table, list: &str) -> Vec<String> {
    let words = table[list].as_array().unwrap();
    words.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

const NAME_TABLES: [&str; 3] = ["companies.csv", "municipalities.csv", "organizations.csv"];

#[test]
fn name_tables_are_sorted_and_have_each_name_once() {
    let mut refusals = Refusals::default();
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for table in NAME_TABLES {
        let rows = csv(table);
        for pair in rows.windows(2) {
            if pair[0][0] > pair[1][0] {
                refusals.refuse(table, &pair[1][0], &format!("stands behind {}, which sorts after it", pair[0][0]));
            }
        }
        for row in &rows {
            // Municipalities of different prefectures share their names.
            match seen.insert(row[0].clone(), table) {
                Some(other) if other != "municipalities.csv" || table != other => {
                    refusals.refuse(table, &row[0], &format!("stands in {other} already"));
                }
                _ => {}
            }
        }
    }
    refusals.assert_none();
}

#[test]
fn rows_of_the_name_tables_have_the_values_that_their_columns_know() {
    let mut refusals = Refusals::default();
    let is_code = |code: &str| {
        code.len() == 4
            && code.starts_with(|c: char| c.is_ascii_digit())
            && code.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
    };
    for row in csv("companies.csv") {
        match row.as_slice() {
            [_, code, usage] => {
                if !code.is_empty() && !is_code(code) {
                    refusals.refuse("companies.csv", &row[0], "the code is no securities code");
                }
                if !["", "ordinary"].contains(&usage.as_str()) {
                    refusals.refuse("companies.csv", &row[0], "the use is neither empty nor `ordinary`");
                }
            }
            _ => refusals.refuse("companies.csv", &row[0], "three columns are expected"),
        }
    }
    for row in csv("municipalities.csv") {
        let ends = row[0].ends_with(['都', '道', '府', '県', '市', '区', '町', '村']);
        if row.len() != 3 || !ends || !row[2].chars().all(|c| c.is_ascii_digit()) {
            refusals.refuse("municipalities.csv", &row[0], "no name of a municipality with its prefecture and number");
        }
    }
    refusals.assert_none();
}

#[test]
fn words_of_the_organisations_tables_are_normalised() {
    let tokenizer = Tokenizer::new();
    let mut refusals = Refusals::default();
    let mut check = |table: &str, word: &str| {
        if Text::plain(&tokenizer, word).norm() != word || word.trim() != word {
            refusals.refuse(table, word, "is not in normal form: the text never reads so");
        }
    };
    for table in NAME_TABLES {
        names_of(&[table]).iter().for_each(|name| check(table, name));
    }
    let cues = toml("org_cues.toml");
    for (list, value) in &cues {
        if value.as_array().is_some_and(|list| list.iter().all(toml::Value::is_str)) {
            words(&cues, list).iter().for_each(|word| check("org_cues.toml", word));
        }
    }
    for (table, rows, list) in [
        ("org_suffixes.toml", "suffix", "words"),
        ("org_legal_forms.toml", "form", "words"),
        ("ministries.toml", "body", "names"),
    ] {
        for row in toml(table)[rows].as_array().unwrap() {
            words(row.as_table().unwrap(), list).iter().for_each(|word| check(table, word));
        }
    }
    refusals.assert_none();
}

/// The lists of `org_cues.toml` whose words are nobody's name.
const COMMON: [&str; 6] = ["lead", "tail", "business", "attribute", "ordinary", "not_a_name"];

#[test]
fn no_name_shadows_an_ordinary_word() {
    let tokenizer = Tokenizer::new();
    let cues = toml("org_cues.toml");
    let common: BTreeSet<String> = COMMON.iter().flat_map(|list| words(&cues, list)).collect();
    let mut refusals = Refusals::default();
    for row in csv("companies.csv") {
        let (name, ordinary) = (&row[0], row[2] == "ordinary");
        if common.contains(name) {
            refusals.refuse("companies.csv", name, "is a word of org_cues.toml");
            continue;
        }
        let text = Text::plain(&tokenizer, name);
        let word = match text.tokens() {
            [token] if token.known => Some(token.pos),
            _ => None,
        };
        let is_organization = word == Some(Pos::Noun(Noun::Proper(Proper::Organization)));
        let reason = if word.is_some() && !is_organization {
            "is a word of the dictionary"
        } else if name.chars().count() <= 2 && !is_organization {
            "is too short"
        } else {
            continue;
        };
        if !ordinary {
            refusals.refuse("companies.csv", name, &format!("{reason}: its use must be `ordinary`"));
        }
    }
    refusals.assert_none();
}

#[test]
fn a_suffix_or_legal_form_stands_in_one_row() {
    let mut refusals = Refusals::default();
    for (table, rows) in [("org_suffixes.toml", "suffix"), ("org_legal_forms.toml", "form")] {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for row in toml(table)[rows].as_array().unwrap() {
            let row = row.as_table().unwrap();
            let id = row["id"].as_str().unwrap();
            for word in words(row, "words") {
                if let Some(other) = seen.insert(word.clone(), id.to_owned()) {
                    refusals.refuse(table, &word, &format!("stands in {other} and in {id}"));
                }
            }
        }
    }
    refusals.assert_none();
}

#[test]
fn every_rule_of_every_table_has_a_name_of_its_own_and_marked_examples() {
    let mut refusals = Refusals::default();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dict");
    let mut tables: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "toml"))
        .collect();
    tables.sort();
    for table in &tables {
        let toml = toml(table);
        let rows = toml.values().filter_map(toml::Value::as_array).flatten().filter_map(toml::Value::as_table);
        for row in rows {
            let Some(id) = row.get("id").and_then(toml::Value::as_str) else { continue };
            if let Some(other) = seen.insert(id.to_owned(), table.clone()) {
                refusals.refuse(table, id, &format!("a rule of this name stands in {other}"));
            }
            let sentences = |key: &str| -> Vec<&str> {
                let list = row.get(key).and_then(toml::Value::as_array);
                list.into_iter().flatten().filter_map(toml::Value::as_str).collect()
            };
            for hit in sentences("hit") {
                if hit.matches('《').count() == 0 || hit.matches('《').count() != hit.matches('》').count() {
                    refusals.refuse(table, id, &format!("nothing is marked with 《 and 》 in: {hit}"));
                }
            }
            for miss in sentences("miss").iter().filter(|miss| miss.contains(['《', '》'])) {
                refusals.refuse(table, id, &format!("a sentence in which nothing is found needs no mark: {miss}"));
            }
        }
    }
    refusals.assert_none();
}
