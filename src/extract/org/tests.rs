//! The rules' own examples, and names whole.

use super::*;
use crate::text::Tokenizer;

/// The names in `text`, stand-ins included, as the text writes them.
fn found(text: &str) -> Vec<String> {
    static ORGANIZATIONS: std::sync::LazyLock<(Tokenizer, Organizations)> =
        std::sync::LazyLock::new(|| (Tokenizer::new(), Organizations::new(&Tables::embedded()).unwrap()));
    let (tokenizer, organizations) = &*ORGANIZATIONS;
    let text = Text::plain(tokenizer, text);
    organizations.find(&text).iter().map(|mention| text.slice(mention.span).to_owned()).collect()
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(found(text), expect, "{text}");
}

#[test]
fn every_rule_hits_and_misses_as_its_examples_say() {
    let organizations = Organizations::new(&Tables::embedded()).unwrap();
    let mut failures = Vec::new();
    for rule in organizations.rules() {
        for hit in &rule.hit {
            let plain = hit.replace(['《', '》'], "");
            let found = found(&plain);
            for marked in hit.split('《').skip(1).filter_map(|rest| rest.split('》').next()) {
                if !found.iter().any(|found| found == marked) {
                    failures.push(format!("{}: {marked:?} is not in {found:?}: {plain}", rule.id));
                }
            }
        }
        for miss in &rule.miss {
            let found = found(miss);
            if !found.is_empty() {
                failures.push(format!("{}: {found:?} in: {miss}", rule.id));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_name_is_taken_whole() {
    check("北浜市立大学附属病院で障害。", &["北浜市立大学附属病院"]);
    check("みなと銀行グループが発表した。", &["みなと銀行グループ"]);
    check("委託先の青葉商事株式会社みなと支店。", &["青葉商事株式会社"]);
    check("親会社青葉電力の社員。", &["青葉電力"]);
}
