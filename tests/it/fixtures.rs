//! The fixtures are sound, and what is read from them obeys the laws of a record.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jikenbo::dict::Tables;
use jikenbo::edtf::Edtf;
use jikenbo::export::record::{Evidence, Origin, Record};
use jikenbo::extract::{AttackType, Currency, Unit};
use jikenbo::pipeline::{Known, Pipeline};
use serde::Deserialize;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error, StrDeserializer};

use crate::accuracy::expectation::{Case, ExpectedIncident, Figure, articles, cases};

const GENRES: [&str; 5] = ["notice", "news", "blog", "digest", "background"];
const DATE_ROLES: [&str; 3] = ["occurred", "discovered", "disclosed"];
const PARTY_ROLES: [&str; 5] = ["affected", "service_provider", "parent", "subsidiary", "attacker"];
const CERTAINTIES: [&str; 3] = ["confirmed", "possible", "denied"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn pipeline() -> Pipeline {
    Pipeline::new(&Tables::embedded()).expect("the embedded tables are accepted")
}

/// The records of a fixture, with the text of their posts.
fn records(pipeline: &Pipeline, case: &Case) -> Vec<Record> {
    let article = pipeline.article(&case.bytes, &Known::default()).unwrap_or_else(|error| panic!("{}: {error}", case.name));
    Record::of(&article, Origin::File(&case.name), &case.bytes, true)
}

#[test]
fn every_article_has_an_expectation_and_every_expectation_an_article() {
    let articles: BTreeSet<PathBuf> = articles(&folder()).iter().map(|path| path.with_extension("json")).collect();
    let entries = fs::read_dir(folder()).expect("the fixtures");
    let paths = entries.map(|entry| entry.expect("a fixture").path());
    let expectations: BTreeSet<PathBuf> = paths.filter(|path| path.extension().is_some_and(|json| json == "json")).collect();
    assert_eq!(articles, expectations);
    assert!(articles.len() >= 60, "{} fixtures are too few", articles.len());
}

#[test]
fn every_expectation_is_sound() {
    for Case { name, expected, .. } in cases(&folder()) {
        assert!(GENRES.contains(&&*expected.genre), "{name}: genre {}", expected.genre);
        expected.published.iter().for_each(|date| check_date(&name, date));
        expected.incidents.iter().for_each(|incident| check_incident(&name, incident));
        let none = expected.incidents.iter().all(|incident| incident.optional);
        assert_eq!(none, name.starts_with("none-") || name.starts_with("background-"), "{name} says by its name what it is");
    }
}

fn check_incident(name: &str, incident: &ExpectedIncident) {
    for kind in incident.attack_types.iter().chain(&incident.attack_types_ok) {
        assert!(AttackType::ALL.iter().any(|known| known.as_str() == kind), "{name}: attack type {kind}");
    }
    let tolerated = incident.attack_types_ok.iter().find(|kind| incident.attack_types.contains(kind));
    assert_eq!(tolerated, None, "{name}: an attack type is both wanted and tolerated");
    let dates = incident.dates.iter().flat_map(|(role, dates)| dates.iter().map(move |date| (role, date)));
    for (role, date) in dates.chain(incident.dates_ok.iter().map(|(role, date)| (role, date))) {
        assert!(DATE_ROLES.contains(&&**role), "{name}: role {role}");
        check_date(name, date);
    }
    for Figure { unit, certainty, .. } in incident.leaks.iter().chain(&incident.leaks_ok) {
        assert!(is_word_of::<Unit>(unit), "{name}: unit {unit}");
        assert!(certainty.iter().all(|certainty| CERTAINTIES.contains(&&**certainty)), "{name}: certainty {certainty:?}");
    }
    for sum in incident.losses.iter().chain(&incident.losses_ok) {
        assert!(is_word_of::<Currency>(&sum.currency), "{name}: currency {}", sum.currency);
    }
    for party in &incident.organizations {
        assert!(PARTY_ROLES.contains(&&*party.role), "{name}: role {}", party.role);
        assert!(!party.name.is_empty(), "{name}: an organisation without a name");
    }
}

fn check_date(name: &str, date: &str) {
    let edtf: Edtf = date.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(edtf.to_string(), date, "{name}");
    assert!(edtf.start() <= edtf.end() || edtf.start().year().is_none(), "{name}: {date} ends before it begins");
}

/// Whether `word` is an identifier of the vocabulary `T`.
fn is_word_of<'a, T: Deserialize<'a>>(word: &'a str) -> bool {
    let deserializer: StrDeserializer<Error> = word.into_deserializer();
    T::deserialize(deserializer).is_ok()
}

#[test]
fn every_attack_type_is_wanted_somewhere() {
    let cases = cases(&folder());
    let incidents = cases.iter().flat_map(|case| &case.expected.incidents).filter(|incident| !incident.optional);
    let wanted: BTreeSet<&str> = incidents.flat_map(|incident| &incident.attack_types).map(String::as_str).collect();
    let unwanted = AttackType::ALL.iter().find(|kind| !wanted.contains(kind.as_str()));
    assert_eq!(unwanted, None);
}

#[test]
fn no_page_is_garbled() {
    let pipeline = pipeline();
    for case in cases(&folder()) {
        let article = pipeline.article(&case.bytes, &Known::default()).expect("a page");
        assert!(article.texts.iter().all(|text| !text.raw().contains('\u{FFFD}')), "{}", case.name);
    }
}

#[test]
fn the_same_bytes_give_the_same_records() {
    let (one, other) = (pipeline(), pipeline());
    for case in cases(&folder()) {
        assert_eq!(records(&one, &case), records(&other, &case), "{}", case.name);
    }
}

#[test]
fn every_quote_is_what_stands_at_its_place() {
    let pipeline = pipeline();
    for case in cases(&folder()) {
        for record in records(&pipeline, &case) {
            let text: Vec<char> = record.text.as_deref().expect("the text was asked for").chars().collect();
            for evidence in evidence(&record) {
                let slice: String = text[evidence.start..evidence.end].iter().collect();
                assert_eq!(slice, evidence.quote, "{}: {}", case.name, evidence.rule);
            }
        }
    }
}

/// All evidence of a record.
fn evidence(record: &Record) -> impl Iterator<Item = &Evidence> {
    let victim = record.victim.iter().map(|value| &value.evidence);
    let organizations = record.organizations.iter().map(|value| &value.evidence);
    let attacks = record.attack_types.iter().map(|value| &value.evidence);
    let malware = record.malware.iter().map(|value| &value.evidence);
    let vulnerabilities = record.vulnerabilities.iter().map(|value| &value.evidence);
    let dates = record.dates.iter().map(|value| &value.evidence);
    let leaks = record.leaks.iter().map(|value| &value.evidence);
    let losses = record.losses.iter().map(|value| &value.evidence);
    let values = victim.chain(organizations).chain(attacks).chain(malware).chain(vulnerabilities);
    values.chain(dates).chain(leaks).chain(losses).flatten()
}
