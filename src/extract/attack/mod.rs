//! Attacks and mishaps by kind, and what the clause does with them.
//!
//! The table `attacks.toml` has a rule a row: phrases (see [`super::phrase`]) that name a kind of attack or describe how
//! it works. All rows are one automaton.

mod kind;
mod table;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use crawdad::Trie;

use super::phrase::{Found, Phrases};
use super::rule::{Rule, RuleId};
use super::{Mention, Modality};
use super::{malware, modality};
use crate::dict::{self, Tables};
use crate::text::Text;

pub use kind::AttackType;
use table::{Compiled, Part, Row, Table, Use};

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

/// The built-in table as `build.rs` has compiled it: a trie in its own form, then a [`Compiled`] in the form of postcard.
static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/attacks"));

/// Finds attacks and mishaps.
#[derive(Debug)]
pub struct Attacks {
    phrases: Phrases,
    /// What each phrase is for.
    uses: Vec<Use>,
    needs: Vec<Needs>,
    /// The rules in words, once somebody asks for them.
    rules: OnceLock<Vec<Rule>>,
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

/// What a mention needs of its rule.
#[derive(Debug)]
struct Needs {
    id: RuleId,
    kind: AttackType,
    in_company: bool,
}

impl Attacks {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its table is refused: an unknown kind, a phrase that cannot be compiled.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        if tables.are_built_in(&[TABLE, malware::TABLE]) {
            let (words, compiled) = Trie::deserialize_from_slice(BUILT_IN);
            let compiled = postcard::from_bytes(compiled).map_err(refused)?;
            return Self::compiled(words, compiled);
        }
        Self::of(tables.toml(TABLE)?, &malware::well_known(tables)?)
    }

    /// The extractor with the rules of one table; `names` are those of malware, each after its kind.
    fn of(table: Table, names: &[(String, String)]) -> Result<Self, dict::Error> {
        let (words, compiled) = Compiled::of(&table, names).map_err(refused)?;
        let attacks = Self::compiled(words, compiled)?;
        Ok(Self { rules: OnceLock::from(in_words(table)), ..attacks })
    }

    fn compiled(words: Trie, Compiled { rules, uses, phrases }: Compiled) -> Result<Self, dict::Error> {
        let needs = |(id, in_company): (String, bool)| Ok(Needs { id: rule_id(&id), kind: kind_of(&id)?, in_company });
        let needs = rules.into_iter().map(needs).collect::<Result<_, dict::Error>>()?;
        Ok(Self { phrases: Phrases::compiled(words, phrases), uses, needs, rules: OnceLock::new() })
    }

    /// The rules of the table, in its order.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        let built_in = || Tables::embedded().toml(TABLE).map(in_words).unwrap_or_default();
        self.rules.get_or_init(built_in)
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
            (!self.needs[rule].in_company || company.contains(&(sentence, rule)))
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
            let reach = &mut reach[self.needs[rule].kind as usize];
            let is_free = *reach <= span.start();
            if is_free {
                *reach = span.end();
            }
            is_free
        });
        candidates.sort_by_key(|&(found, rule, _)| (found.span, rule));
        let mention = |(Found { span, .. }, rule, _): (Found, usize, Option<usize>)| {
            let Needs { id, kind, .. } = &self.needs[rule];
            Mention { value: Attack { kind: *kind, modality: modality::of(text, span) }, span, rule: id.clone() }
        };
        candidates.into_iter().map(mention).collect()
    }
}

/// Whether one of `longer` (rule, start, end; sorted) of the same rule covers the byte `start`.
fn begins_inside(longer: &[(usize, usize, usize)], rule: usize, start: usize) -> bool {
    let after = longer.partition_point(|&(other, from, _)| (other, from) <= (rule, start));
    // Longer phrases of one rule hardly ever nest, so that the last few that begin before are enough.
    longer[..after].iter().rev().take(4).any(|&(other, _, to)| other == rule && start < to)
}

/// The rules of a table in words.
fn in_words(table: Table) -> Vec<Rule> {
    let rule = |Row { id, says, hit, miss, .. }: Row| Rule { id: rule_id(&id), says, hit, miss };
    table.rule.into_iter().map(rule).collect()
}

/// The name by which others know the rule that the table calls `id`.
fn rule_id(id: &str) -> RuleId {
    format!("attack/{id}").as_str().into()
}

/// The kind that a rule's name begins with.
fn kind_of(id: &str) -> Result<AttackType, dict::Error> {
    let name = table::kind(id);
    AttackType::from_id(name).ok_or_else(|| refused(format!("{id}: {name} is no kind of attack")))
}

fn refused(reason: impl ToString) -> dict::Error {
    dict::Error::refused(TABLE, reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Tokenizer;

    #[test]
    fn the_built_in_table_is_compiled_as_one_of_the_user_is() {
        let tables = Tables::embedded();
        let (words, compiled) = Compiled::of(&tables.toml(TABLE).unwrap(), &malware::well_known(&tables).unwrap()).unwrap();
        assert!(words.serialize_to_vec() == BUILT_IN[..words.io_bytes()]);
        assert!(postcard::to_allocvec(&compiled).unwrap() == BUILT_IN[words.io_bytes()..]);
    }

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
