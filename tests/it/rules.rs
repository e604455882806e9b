//! Every rule's own sentences, run through all the extractors together: what a rule's room finds by itself must still be
//! found where the other rooms look as well.

use std::collections::BTreeSet;

use jikenbo::dict::Tables;
use jikenbo::edtf::Edtf;
use jikenbo::extract::{Mention, Mentions};
use jikenbo::pipeline::Pipeline;
use jikenbo::text::Text;

/// Beginnings of the names of rules that find mentions. The others change what a mention means, and their rooms test
/// their sentences.
const FIND: [&str; 9] =
    ["attack/", "data/", "date/", "malware/", "money/", "number/", "org/", "quantity/counter/", "vulnerability/"];

/// The words that rule `id` found.
fn found(text: &Text, mentions: &Mentions, id: &str) -> Vec<String> {
    fn of<T>(text: &Text, mentions: &[Mention<T>], id: &str) -> Vec<String> {
        let by_rule = mentions.iter().filter(|mention| mention.rule.as_str() == id);
        by_rule.map(|mention| text.quote(mention.span).text).collect()
    }
    [
        of(text, &mentions.attacks, id),
        of(text, &mentions.data, id),
        of(text, &mentions.dates, id),
        of(text, &mentions.malware, id),
        of(text, &mentions.money, id),
        of(text, &mentions.numbers, id),
        of(text, &mentions.organizations, id),
        of(text, &mentions.quantities, id),
        of(text, &mentions.vulnerabilities, id),
    ]
    .concat()
}

#[test]
fn every_rule_is_explained_once() {
    let rules = Pipeline::new(&Tables::embedded()).unwrap().rules();
    let mut seen = BTreeSet::new();
    for rule in &rules {
        assert!(seen.insert(rule.id.as_str()), "{} stands twice", rule.id);
        assert!(!rule.says.trim().is_empty(), "{} says nothing", rule.id);
    }
}

#[test]
fn every_sentence_of_a_rule_is_read_as_it_says() {
    let pipeline = Pipeline::new(&Tables::embedded()).unwrap();
    // Some rules need a day from which 昨日 is reckoned.
    let published: Option<Edtf> = Some("2021-04-14".parse().unwrap());
    let mut wrong = Vec::new();
    for rule in pipeline.rules() {
        let id = rule.id.as_str();
        if !FIND.iter().any(|beginning| id.starts_with(beginning)) {
            continue;
        }
        for sentence in &rule.hit {
            let (text, mentions) = pipeline.mentions(&sentence.replace(['《', '》'], ""), published);
            let found = found(&text, &mentions, id);
            let mut marked = sentence.split(['《', '》']).skip(1).step_by(2);
            // Other marked words lead up to those that the rule reads.
            // Of two rules of one kind of attack that find the same words one reports them; their room tests each by itself.
            let kind = id.strip_prefix("attack/").and_then(|name| name.split('/').next());
            let of_kind = kind.is_some_and(|kind| mentions.attacks.iter().any(|attack| attack.value.kind.as_str() == kind));
            if !of_kind && !marked.any(|words| found.iter().any(|found| found == words)) {
                wrong.push(format!("{id}: {sentence} found {found:?}"));
            }
        }
        for sentence in &rule.miss {
            let (text, mentions) = pipeline.mentions(sentence, published);
            let found = found(&text, &mentions, id);
            if !found.is_empty() {
                wrong.push(format!("{id}: {sentence} must be missed but found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
