//! `jikenbo explain`: what a rule or a kind of attack means, with the sentences that show it.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use anyhow::anyhow;
use jikenbo::extract::AttackType;
use jikenbo::extract::Rule;

use crate::args;
use crate::exit::{Exit, Failure};
use crate::setup;

/// How many names are suggested for one that does not exist.
const SUGGESTIONS: usize = 5;

/// How alike a suggestion must be to what was typed, from 0 to 1.
const ALIKE: f64 = 0.75;

/// Prints the explanation.
pub fn run(args: &args::Explain) -> Result<Exit, Failure> {
    let rules = setup::pipeline(args.rules.dict.as_deref()).map_err(Failure::Usage)?.rules();
    let id = args.id.as_str();
    let kind = AttackType::ALL.into_iter().find(|kind| id == kind.as_str() || id == kind.label());
    let text = if let Some(kind) = kind {
        explain_kind(kind, &rules)
    } else if let Some(rule) = rules.iter().find(|rule| rule.id.as_str() == id) {
        explain_rule(rule)
    } else {
        return Err(Failure::Usage(anyhow!("{id} is neither a rule nor a kind of attack; {}", suggestions(id, &rules))));
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

fn explain_rule(rule: &Rule) -> String {
    let mut text = format!("{}\n\n{}\n", rule.id, rule.says.trim());
    add_list(&mut text, "Found, in 《》:", rule.hit.iter().map(String::as_str));
    add_list(&mut text, "Not found:", rule.miss.iter().map(String::as_str));
    text
}

fn explain_kind(kind: AttackType, rules: &[Rule]) -> String {
    let mut text = format!("{}  {}\n\n{}\n", kind.as_str(), kind.label(), kind.meaning());
    let prefix = format!("attack/{}/", kind.as_str());
    let reading = rules.iter().filter(|rule| rule.id.as_str().starts_with(&prefix));
    let lines: Vec<String> = reading.map(|rule| format!("{}\n    {}", rule.id, rule.says.trim())).collect();
    add_list(&mut text, "Rules that read it:", lines.iter().map(String::as_str));
    text
}

fn add_list<'a>(text: &mut String, heading: &str, lines: impl Iterator<Item = &'a str>) {
    for (index, line) in lines.enumerate() {
        if index == 0 {
            let _ = writeln!(text, "\n{heading}");
        }
        // An example may be a list of several lines.
        let _ = writeln!(text, "  {}", line.replace('\n', "\n  "));
    }
}

/// The names that somebody who typed `id` may have meant, best first.
fn suggestions(id: &str, rules: &[Rule]) -> String {
    let kinds = AttackType::ALL.iter().map(|kind| kind.as_str());
    let mut names: Vec<(f64, &str)> = kinds
        .chain(rules.iter().map(|rule| rule.id.as_str()))
        .map(|name| (likeness(id, name), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    names.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    if names.is_empty() {
        let kinds: Vec<&str> = AttackType::ALL.iter().map(|kind| kind.as_str()).collect();
        return format!("the kinds of attack are {}", kinds.join(", "));
    }
    let names: Vec<&str> = names.iter().take(SUGGESTIONS).map(|(_, name)| *name).collect();
    format!("did you mean {}?", names.join(", "))
}

/// How alike two names are, from 0 to 1; one that holds the other whole is alike, and so is one that ends alike.
fn likeness(typed: &str, name: &str) -> f64 {
    if name.contains(typed) {
        return 1.0;
    }
    let last = |name: &'_ str| name.rsplit('/').next().unwrap_or(name).to_owned();
    strsim::jaro_winkler(typed, name).max(strsim::jaro_winkler(&last(typed), &last(name)))
}
