//! What the table of attacks says: its rows → phrases.
//!
//! Free of the rest of the program: `build.rs` compiles the built-in table with it.

use std::collections::BTreeMap;

use crawdad::Trie;
use serde::{Deserialize, Serialize};

use crate::extract::phrase::compile;

/// The table as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Words of one sense by a name, as alternatives: `staff = "職員|社員"`. `{@staff|男}` in a phrase stands for `{職員|社員|男}`.
    #[serde(default)]
    pub classes: BTreeMap<String, String>,
    pub rule: Vec<Row>,
}

/// A rule of the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its name, which begins with the identifier of the kind.
    pub id: String,
    pub says: String,
    /// The phrases that it finds.
    pub find: Vec<String>,
    /// Whether it finds the names of well-known malware of its kind as well.
    #[serde(default)]
    pub malware_names: bool,
    /// Longer phrases in which they mean something else: what begins inside one is not found.
    #[serde(default)]
    pub inside: Vec<String>,
    /// Phrases of which one must stand in the same sentence.
    #[serde(default)]
    pub with: Vec<String>,
    /// Phrases of which none may stand in the same sentence.
    #[serde(default)]
    pub without: Vec<String>,
    pub hit: Vec<String>,
    pub miss: Vec<String>,
}

/// What a phrase is for: the rule, as an index, and its part there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    pub rule: usize,
    pub part: Part,
}

/// The part of a phrase in its rule: the columns of [`Row`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    Find,
    Inside,
    With,
    Without,
}

/// The table, compiled, beside the trie that finds the words of its phrases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compiled {
    /// The name of each rule, and whether it has phrases of which one must stand in the same sentence.
    pub rules: Vec<(String, bool)>,
    /// What each phrase is for.
    pub uses: Vec<Use>,
    pub phrases: compile::Compiled,
}

impl Compiled {
    /// The compiled form of a table; `names` are those of well-known malware, each after its kind.
    ///
    /// # Errors
    ///
    /// A phrase that cannot be compiled, or that names a class which is none.
    pub fn of(table: &Table, names: &[(String, String)]) -> Result<(Trie, Self), String> {
        let (mut uses, mut phrases) = (Vec::new(), Vec::new());
        for (rule, row) in table.rule.iter().enumerate() {
            let names = names.iter().filter(|(kind, _)| row.malware_names && kind == self::kind(&row.id)).map(|(_, name)| name);
            let others = [(Part::Inside, &row.inside), (Part::With, &row.with), (Part::Without, &row.without)];
            let others = others.into_iter().flat_map(|(part, phrases)| phrases.iter().map(move |phrase| (part, phrase)));
            for (part, phrase) in row.find.iter().chain(names).map(|phrase| (Part::Find, phrase)).chain(others) {
                uses.push(Use { rule, part });
                phrases.push((with_classes(phrase, &table.classes)?, part == Part::Find));
            }
        }
        let (words, phrases) = compile::compiled(phrases.iter().map(|(phrase, is_looked_for)| (&**phrase, *is_looked_for)))?;
        let rules = table.rule.iter().map(|row| (row.id.clone(), !row.with.is_empty())).collect();
        Ok((words, Self { rules, uses, phrases }))
    }
}

/// The kind that a rule's name begins with.
pub fn kind(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

/// How deep a class may stand in another.
const DEEPEST: usize = 3;

/// The phrase with the words of each class that it names in place of the name; classes may name others.
fn with_classes(phrase: &str, classes: &BTreeMap<String, String>) -> Result<String, String> {
    let mut written = phrase.to_owned();
    for _ in 0..DEEPEST {
        if !written.contains('@') {
            break;
        }
        written = with_named(&written, classes)?;
    }
    if written.contains('@') { Err(format!("{phrase}: its classes go round")) } else { Ok(written) }
}

/// The phrase with the alternatives of each class that it names itself.
fn with_named(phrase: &str, classes: &BTreeMap<String, String>) -> Result<String, String> {
    let mut whole = String::new();
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('@') {
        let end = after.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let words = classes.get(name).ok_or_else(|| format!("{phrase}: no class is named {name}"))?;
        whole.push_str(before);
        whole.push_str(words);
        rest = after;
    }
    whole.push_str(rest);
    Ok(whole)
}
