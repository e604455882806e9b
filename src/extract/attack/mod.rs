//! Attacks and mishaps by kind, and what the clause does with them.
//!
//! The table `attacks.toml` has a rule a row: phrases (see [`super::phrase`]) that name a kind of attack or describe how
//! it works. All rows are one automaton.

mod kind;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::phrase::{Found, Phrases};
use super::rule::{Rule, RuleId};
use super::{Mention, Modality};
use super::{malware, modality};
use crate::dict::{self, Tables};
use crate::text::Text;

pub use kind::AttackType;

/// The table's name.
const TABLE: &str = "attacks.toml";

/// A mention of an attack or mishap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attack {
    /// What kind it is.
    pub kind: AttackType,
    /// Whether the text says that it happened.
    pub modality: Modality,
}

/// The table as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// Words of one sense by a name, as alternatives: `staff = "職員|社員"`. `{@staff|男}` in a phrase stands for `{職員|社員|男}`.
    #[serde(default)]
    classes: BTreeMap<String, String>,
    rule: Vec<Row>,
}

/// A rule of the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Its name, which begins with the identifier of the kind.
    id: String,
    says: String,
    /// The phrases that it finds.
    find: Vec<String>,
    /// Whether it finds the names of well-known malware of its kind as well.
    #[serde(default)]
    malware_names: bool,
    /// Longer phrases in which they mean something else: what begins inside one is not found.
    #[serde(default)]
    inside: Vec<String>,
    /// Phrases of which one must stand in the same sentence.
    #[serde(default)]
    with: Vec<String>,
    /// Phrases of which none may stand in the same sentence.
    #[serde(default)]
    without: Vec<String>,
    hit: Vec<String>,
    miss: Vec<String>,
}

/// Finds attacks and mishaps.
#[derive(Debug)]
pub struct Attacks {
    phrases: Phrases,
    /// What each phrase is for.
    uses: Vec<Use>,
    compiled: Vec<Compiled>,
    rules: Vec<Rule>,
}

/// What may be an attack or mishap: what was found, with its rule and its sentence as indices.
#[derive(Debug, Default)]
pub(super) struct Candidates(Vec<(Found, usize, Option<usize>)>);

impl Candidates {
    /// The sentences that have some.
    pub(super) fn sentences(&self) -> impl Iterator<Item = usize> {
        self.0.iter().filter_map(|&(_, _, sentence)| sentence)
    }
}

/// What a phrase is for: the rule, as an index, and its part there.
#[derive(Debug, Clone, Copy)]
struct Use {
    rule: usize,
    part: Part,
}

/// The part of a phrase in its rule: the columns of [`Row`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Find,
    Inside,
    With,
    Without,
}

/// What a mention needs of its rule.
#[derive(Debug)]
struct Compiled {
    id: RuleId,
    kind: AttackType,
    needs_company: bool,
}

impl Attacks {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its table is refused: an unknown kind, a phrase that cannot be compiled.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        Self::of(tables.toml(TABLE)?, &malware::well_known(tables)?)
    }

    /// The extractor with the rules of one table; `names` are those of malware, with its kind.
    fn of(mut table: Table, names: &[(AttackType, String)]) -> Result<Self, dict::Error> {
        for row in table.rule.iter_mut().filter(|row| row.malware_names) {
            let kind = kind_of(row)?;
            row.find.extend(names.iter().filter(|(of, _)| *of == kind).map(|(_, name)| name.clone()));
        }
        let mut compiled = Vec::with_capacity(table.rule.len());
        let mut uses: Vec<Use> = Vec::new();
        let mut phrases = Vec::new();
        for (rule, row) in table.rule.iter().enumerate() {
            for (part, list) in
                [(Part::Find, &row.find), (Part::Inside, &row.inside), (Part::With, &row.with), (Part::Without, &row.without)]
            {
                uses.extend(list.iter().map(|_| Use { rule, part }));
                for phrase in list {
                    phrases.push(with_classes(phrase, &table.classes)?);
                }
            }
            compiled.push(Compiled { id: id(row), kind: kind_of(row)?, needs_company: !row.with.is_empty() });
        }
        let phrases = phrases.iter().zip(&uses).map(|(phrase, of)| (phrase.as_str(), of.part == Part::Find));
        let phrases = Phrases::new(phrases).map_err(|reason| dict::Error::refused(TABLE, reason))?;
        let rule = |row: Row| Rule { id: id(&row), says: row.says, hit: row.hit, miss: row.miss };
        Ok(Self { phrases, uses, compiled, rules: table.rule.into_iter().map(rule).collect() })
    }

    /// The rules of the table, in its order.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether a line of a normalised text may mention any.
    #[must_use]
    pub fn may_be_in(&self, text: &str) -> bool {
        self.phrases.may_be_in(text)
    }

    /// What is found in `text` without a look at its tokens, before of those that overlap one is chosen.
    pub(super) fn candidates(&self, text: &Text) -> Candidates {
        let mut candidates = Vec::new();
        let mut longer: Vec<(usize, usize, usize)> = Vec::new();
        let mut company = BTreeSet::new();
        let mut enemies = BTreeSet::new();
        for found in self.phrases.find(text) {
            let Use { rule, part } = self.uses[found.phrase];
            let sentence = text.sentence_at(found.span);
            match part {
                Part::Find => candidates.push((found, rule, sentence)),
                Part::Inside => longer.push((rule, found.span.start(), found.span.end())),
                Part::With => drop(company.insert((sentence, rule))),
                Part::Without => drop(enemies.insert((sentence, rule))),
            }
        }
        longer.sort_unstable();
        candidates.retain(|&(found, rule, sentence)| {
            (!self.compiled[rule].needs_company || company.contains(&(sentence, rule)))
                && !enemies.contains(&(sentence, rule))
                && !begins_inside(&longer, rule, found.span.start())
        });
        Candidates(candidates)
    }

    /// Every mention of an attack or mishap in `text`, in order; no two of the same kind overlap.
    #[must_use]
    pub fn find(&self, text: &Text) -> Vec<Mention<Attack>> {
        self.among(text, self.candidates(text))
    }

    /// The same with the candidates of the text.
    pub(super) fn among(&self, text: &Text, Candidates(mut candidates): Candidates) -> Vec<Mention<Attack>> {
        // Of those of a kind that overlap: the one that is complete first, with its last word whole; then the rule that
        // stands first in the table.
        let order =
            |&(found, rule, _): &(Found, usize, _)| (found.last_word, Reverse(found.span.end()), rule, found.span.start());
        candidates.sort_by_key(order);
        let mut reach = [0; AttackType::ALL.len()];
        candidates.retain(|&(Found { span, .. }, rule, _)| {
            let reach = &mut reach[self.compiled[rule].kind as usize];
            let is_free = *reach <= span.start();
            if is_free {
                *reach = span.end();
            }
            is_free
        });
        candidates.sort_by_key(|&(found, rule, _)| (found.span, rule));
        let mention = |(Found { span, .. }, rule, _): (Found, usize, Option<usize>)| {
            let Compiled { id, kind, .. } = &self.compiled[rule];
            Mention { value: Attack { kind: *kind, modality: modality::of(text, span) }, span, rule: id.clone() }
        };
        candidates.into_iter().map(mention).collect()
    }
}

/// How deep a class may stand in another.
const DEEPEST: usize = 3;

/// The phrase with the words of each class that it names in place of the name; classes may name others.
fn with_classes(phrase: &str, classes: &BTreeMap<String, String>) -> Result<String, dict::Error> {
    let mut written = phrase.to_owned();
    for _ in 0..DEEPEST {
        if !written.contains('@') {
            break;
        }
        written = with_named(&written, classes)?;
    }
    if written.contains('@') { Err(dict::Error::refused(TABLE, format!("{phrase}: its classes go round"))) } else { Ok(written) }
}

/// The phrase with the alternatives of each class that it names itself.
fn with_named(phrase: &str, classes: &BTreeMap<String, String>) -> Result<String, dict::Error> {
    let mut whole = String::new();
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('@') {
        let end = after.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let words =
            classes.get(name).ok_or_else(|| dict::Error::refused(TABLE, format!("{phrase}: no class is named {name}")))?;
        whole.push_str(before);
        whole.push_str(words);
        rest = after;
    }
    whole.push_str(rest);
    Ok(whole)
}

/// Whether one of `longer` (rule, start, end; sorted) of the same rule covers the byte `start`.
fn begins_inside(longer: &[(usize, usize, usize)], rule: usize, start: usize) -> bool {
    let after = longer.partition_point(|&(other, from, _)| (other, from) <= (rule, start));
    // Longer phrases of one rule hardly ever nest, so that the last few that begin before are enough.
    longer[..after].iter().rev().take(4).any(|&(other, _, to)| other == rule && start < to)
}

fn id(row: &Row) -> RuleId {
    format!("attack/{}", row.id).as_str().into()
}

/// The kind that a row's name begins with.
fn kind_of(row: &Row) -> Result<AttackType, dict::Error> {
    let name = row.id.split('/').next().unwrap_or_default();
    AttackType::from_id(name).ok_or_else(|| dict::Error::refused(TABLE, format!("{}: {name} is no kind of attack", row.id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Tokenizer;

    #[test]
    fn every_rule_finds_its_hits_and_nothing_in_its_misses() {
        let (tables, tokenizer) = (Tables::embedded(), Tokenizer::new());
        let (table, names): (Table, _) = (tables.toml(TABLE).unwrap(), malware::well_known(&tables).unwrap());
        let mut wrong = Vec::new();
        for row in table.rule {
            // Each by itself: of two rules of a kind that find the same words only one reports them.
            let attacks = Attacks::of(Table { classes: table.classes.clone(), rule: vec![row] }, &names).unwrap();
            let rule = &attacks.rules()[0];
            let found = |sentence: &str| -> Vec<String> {
                let text = Text::plain(&tokenizer, &sentence.replace(['《', '》'], ""));
                let mentions = attacks.find(&text).into_iter().filter(|mention| mention.rule == rule.id);
                mentions.map(|mention| text.slice(mention.span).to_owned()).collect()
            };
            for sentence in &rule.hit {
                let marked = sentence.split(['《', '》']).nth(1).unwrap_or_default();
                let found = found(sentence);
                if !found.iter().any(|found| found == marked) {
                    wrong.push(format!("{}: {sentence} found {found:?}", rule.id));
                }
            }
            for sentence in &rule.miss {
                let found = found(sentence);
                if !found.is_empty() {
                    wrong.push(format!("{}: must miss {sentence} but found {found:?}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    /// Sentences as notices, news and blogs write them: the kind that each tells, or `-` where it tells none, a tab, the
    /// sentence.
    const TOLD: &str = include_str!("told.txt");

    #[test]
    fn sentences_of_every_kind_are_found_in_many_wordings() {
        let (attacks, tokenizer) = (Attacks::new(&Tables::embedded()).unwrap(), Tokenizer::new());
        let likely = |sentence: &str| -> Vec<&str> {
            let mentions = attacks.find(&Text::plain(&tokenizer, sentence)).into_iter();
            let likely = mentions.filter(|it| matches!(it.value.modality, Modality::Asserted | Modality::Suspected));
            likely.map(|mention| mention.value.kind.as_str()).collect()
        };
        let mut missed = Vec::new();
        let mut false_alarms = Vec::new();
        for (kind, sentence) in TOLD.lines().filter_map(|line| line.split_once('\t')) {
            let found = likely(sentence);
            if kind == "-" && !found.is_empty() {
                false_alarms.push(format!("{sentence} {found:?}"));
            } else if kind != "-" && !found.contains(&kind) {
                missed.push(format!("{kind}: {sentence} {found:?}"));
            }
        }
        assert!(missed.len() * 20 <= TOLD.lines().count(), "more than one in twenty missed:\n{}", missed.join("\n"));
        assert!(false_alarms.len() <= 2, "\n{}", false_alarms.join("\n"));
    }
}
