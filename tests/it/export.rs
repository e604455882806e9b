//! The formats other than JSON Lines: what a spreadsheet and a JSON reader get.

use jikenbo::export::record::{
    Attack, AttackCertainty, AttackType, Bound, Certainty, Date, DateRole, Leak, Loss, LossKind, Organization, OrganizationKind,
    Record, Role, SCHEMA_VERSION, Source, Unit, Victim, YearFrom,
};
use jikenbo::export::{Format, Writer, csv};

fn record() -> Record {
    Record {
        schema_version: SCHEMA_VERSION,
        id: "0123456789abcdef01234567".to_owned(),
        title: "「A」, \"B\"\nについて".to_owned(),
        victim: Some(Victim {
            name: "=青葉商事".to_owned(),
            kind: OrganizationKind::Company,
            aliases: vec!["青葉".to_owned(), "AOBA".to_owned()],
            securities_code: None,
            anonymous: false,
            evidence: Vec::new(),
        }),
        organizations: vec![Organization {
            name: "みどり情報".to_owned(), role: Role::ServiceProvider, evidence: Vec::new()
        }],
        attack_types: vec![
            Attack { kind: AttackType::UnauthorizedAccess, certainty: AttackCertainty::Confirmed, evidence: Vec::new() },
            Attack { kind: AttackType::Ransomware, certainty: AttackCertainty::Suspected, evidence: Vec::new() },
        ],
        malware: Vec::new(),
        vulnerabilities: Vec::new(),
        dates: vec![Date {
            role: DateRole::Occurred,
            edtf: "2021-04-09".to_owned(),
            year_from: YearFrom::Page,
            evidence: Vec::new(),
        }],
        leaks: vec![Leak {
            count: 1200,
            unit: Unit::People,
            bound: Bound::About,
            certainty: Certainty::Possible,
            data: vec!["name".to_owned()],
            part_of: None,
            evidence: Vec::new(),
        }],
        losses: vec![Loss {
            amount: 500,
            currency: "JPY".to_owned(),
            bound: Bound::Exact,
            kind: LossKind::Fraud,
            certainty: Certainty::Confirmed,
            evidence: Vec::new(),
        }],
        source: Source {
            path: Some("a.html".to_owned()),
            url: None,
            captured: None,
            site: None,
            title: None,
            author: None,
            published: None,
            modified: None,
            sha256: "0".repeat(64),
        },
        warnings: Vec::new(),
        text: None,
    }
}

fn written(format: Format, records: &[Record]) -> String {
    let mut writer = Writer::new(Vec::new(), format).unwrap();
    for record in records {
        writer.write(record).unwrap();
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

/// What stands in a column of the only row.
#[track_caller]
fn cell(table: &str, column: &str) -> String {
    let mut reader = ::csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let at = reader.headers().unwrap().iter().position(|name| name == column).unwrap();
    reader.records().next().unwrap().unwrap()[at].to_owned()
}

#[test]
fn a_table_opens_in_a_spreadsheet_with_japanese_intact() {
    let table = written(Format::Csv, &[record()]);
    assert!(table.starts_with("\u{feff}id,title,"));
    assert!(table.ends_with("\r\n"));
    assert_eq!(cell(&table, "title"), "「A」, \"B\"\nについて");
    assert_eq!(cell(&table, "victim_aliases"), "青葉; AOBA");
    assert_eq!(cell(&table, "attack_types"), "unauthorized_access; ransomware (suspected)");
    assert_eq!(cell(&table, "occurred"), "2021-04-09");
    assert_eq!(cell(&table, "discovered"), "");
    assert_eq!(cell(&table, "leaks"), "about 1200 people (possible)");
    assert_eq!(cell(&table, "leaked_data"), "name");
    assert_eq!(cell(&table, "losses"), "fraud 500 JPY");
    assert_eq!(cell(&table, "service_provider"), "みどり情報");
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let table = written(Format::Csv, &[record()]);
    assert_eq!(cell(&table, "victim"), "'=青葉商事");
    for start in ["+", "-", "@", "\t", "\r"] {
        let title = format!("{start}1");
        let table = written(Format::Csv, &[Record { title: title.clone(), ..record() }]);
        assert_eq!(cell(&table, "title"), format!("'{title}"));
    }
}

#[test]
fn a_table_has_a_column_for_every_role_of_a_date_and_of_an_organisation() {
    // The roles are those of the schema, so that a new one cannot be forgotten here.
    let schema = serde_json::to_value(jikenbo::export::record::schema()).unwrap();
    for vocabulary in ["DateRole", "Role"] {
        for role in schema["$defs"][vocabulary]["oneOf"].as_array().unwrap() {
            let role = role["const"].as_str().unwrap();
            assert!(csv::COLUMNS.iter().any(|(name, _)| *name == role), "{role}");
        }
    }
}

#[test]
fn an_array_holds_the_records_in_order() {
    let records = [record(), Record { id: "1".repeat(24), ..record() }];
    let array: serde_json::Value = serde_json::from_str(&written(Format::Json, &records)).unwrap();
    assert_eq!(array, serde_json::to_value(&records).unwrap());
    assert_eq!(written(Format::Json, &[]), "[]\n");
}

#[test]
fn a_line_holds_a_whole_record_whatever_its_text() {
    let lines = written(Format::Jsonl, &[record(), record()]);
    assert_eq!(lines.lines().count(), 2);
    assert!(lines.contains("\"type\":\"unauthorized_access\",\"certainty\":\"confirmed\""));
    assert!(!lines.contains("\"text\":"));
}
