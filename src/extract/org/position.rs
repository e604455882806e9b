//! Names that nothing but their place in the sentence gives away.

use super::OrganizationKind;
use super::cues::Cues;
use super::names::{NameTable, Part};
use super::run::{Run, Sort, Word};
use super::shape::Found;
use crate::extract::rule::CodeRule;
use crate::text::{Sentence, Span, Text};

const SUBJECT: CodeRule = CodeRule {
    id: "org/subject",
    says: "Who announces something is an organisation, whatever its name looks like: the run of nouns before は or が in \
           a sentence that goes on with 発表, 公表, 明らかに.",
    hit: &["《ゾルテック》は10日、顧客の情報が流出したと発表した。", "《ネムリコ》が12日に公表した。"],
    miss: &["原因は10日に公表した。", "ランサムウェアが原因だと発表した。"],
};

/// The rules of this module.
pub(super) const RULES: &[CodeRule] = &[SUBJECT];

/// Reads names by their place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Positions<'a> {
    pub cues: &'a Cues,
    pub names: &'a NameTable,
}

impl Positions<'_> {
    /// The names in the `runs` of `sentence` that only their place gives away; `known` are those found by shape.
    pub(super) fn names(self, text: &Text, sentence: &Sentence, runs: &[Run], known: &[Found]) -> Vec<Found> {
        let mut found = Vec::new();
        if !self.cues.speaks(text.slice(sentence.span)) {
            return found;
        }
        for run in runs {
            let Some(span) = self.name_like(run) else { continue };
            if known.iter().any(|known| known.span.overlaps(span)) {
                continue;
            }
            let after = &text.norm()[span.end()..sentence.span.end()];
            if after.starts_with('は') || after.starts_with('が') {
                let kind = OrganizationKind::Company;
                found.push(Found { span, kind, part: Part::Any, rule: SUBJECT.id.into() });
            }
        }
        found
    }

    /// The words of `run` that may be a name by themselves: they end the run, and at least one is no common word.
    fn name_like(self, run: &Run) -> Option<Span<crate::text::Norm>> {
        let from = run.words.iter().rposition(|word| word.usage.lead).map_or(0, |lead| lead + 1);
        let words = &run.words[from..];
        let (first, last) = (words.first()?, words.last()?);
        let whole: String = words.iter().map(|word| word.text).collect();
        let tabled = self.names.get(&whole).is_some();
        let looks = words.iter().any(|word| matches!(word.sort, Sort::Name)) && !words.iter().any(|word: &Word| word.usage.tail);
        (tabled || looks && !self.cues.is_no_name(&whole)).then(|| first.span.cover(last.span))
    }
}
