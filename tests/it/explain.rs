//! `jikenbo explain`: everything that a record names can be looked up.

use std::collections::BTreeSet;

use jikenbo::dict::Tables;
use jikenbo::extract::AttackType;
use jikenbo::pipeline::Pipeline;
use serde_json::Value;

use crate::program::{fixtures, records, run};

/// The rules that stand in evidence somewhere inside a value.
fn rules_in(value: &Value, rules: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| rules_in(value, rules)),
        Value::Object(fields) => {
            rules.extend(fields.get("rule").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| rules_in(value, rules));
        }
        _ => {}
    }
}

#[test]
fn every_rule_that_evidence_names_is_known() {
    let pipeline = Pipeline::new(&Tables::embedded()).unwrap();
    let known: BTreeSet<String> = pipeline.rules().iter().map(|rule| rule.id.to_string()).collect();
    let mut used = BTreeSet::new();
    records(&[], &[fixtures()]).iter().for_each(|record| rules_in(record, &mut used));
    assert!(!used.is_empty());
    let unknown: Vec<&String> = used.difference(&known).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn a_rule_is_explained_with_its_sentences() {
    let pipeline = Pipeline::new(&Tables::embedded()).unwrap();
    let rules = pipeline.rules();
    let rule = rules.iter().find(|rule| !rule.hit.is_empty() && !rule.miss.is_empty()).unwrap();
    let run = run(["explain", rule.id.as_str()]);
    assert_eq!(run.code, Some(0));
    for words in [rule.id.as_str(), rule.says.trim(), &rule.hit[0], &rule.miss[0]] {
        assert!(run.out.contains(words), "{words} is missing in {}", run.out);
    }
}

#[test]
fn an_example_of_several_lines_stands_together() {
    let rules = Pipeline::new(&Tables::embedded()).unwrap().rules();
    let (rule, example) = rules.iter().find_map(|rule| Some((rule, rule.hit.iter().find(|hit| hit.contains('\n'))?))).unwrap();
    let run = run(["explain", rule.id.as_str()]);
    for line in example.lines() {
        assert!(run.out.lines().any(|shown| shown.strip_prefix("  ") == Some(line)), "{line} is missing in {}", run.out);
    }
}

#[test]
fn every_kind_of_attack_is_explained_by_its_identifier_and_by_its_japanese_name() {
    for kind in AttackType::ALL {
        let (by_id, by_label) = (run(["explain", kind.as_str()]), run(["explain", kind.label()]));
        assert_eq!((by_id.code, &by_id.out), (Some(0), &by_label.out));
        assert!(by_id.out.starts_with(&format!("{}  {}\n\n{}\n", kind.as_str(), kind.label(), kind.meaning())));
        assert!(by_id.out.contains(&format!("\n  attack/{}/", kind.as_str())), "no rule reads {}", kind.as_str());
    }
}

#[test]
fn an_unknown_name_is_answered_with_near_ones() {
    for (typed, meant) in [("ransomwear", "ransomware"), ("mis-delivery", "misdelivery"), ("attack/theft/wrod", "attack/theft/")]
    {
        let run = run(["explain", typed]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
        assert!(run.err.contains(typed) && run.err.contains("did you mean") && run.err.contains(meant), "{}", run.err);
    }
    let run = run(["explain", "xxxxxx"]);
    assert!(run.code == Some(2) && run.err.contains("the kinds of attack are unauthorized_access, "), "{}", run.err);
}

#[test]
fn the_examples_of_the_help_work() {
    let help = run(["help", "explain"]).out;
    let examples = help.lines().filter_map(|line| line.strip_prefix("  jikenbo explain "));
    let ids: Vec<&str> = examples.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(!ids.is_empty());
    for id in ids {
        assert_eq!(run(["explain", id]).code, Some(0), "{id}");
    }
}
