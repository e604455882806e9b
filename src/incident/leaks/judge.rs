//! Whether a figure counts what leaked, and how certain that is.

use super::cues::{self, Fate};
use super::setting::{self, Setting};
use crate::extract::modality::{self, Modality};
use crate::extract::rule::CodeRule;
use crate::extract::{Bound, Mention, Quantity, RuleId, Unit};
use crate::incident::{LeakCertainty, Scope};
use crate::text::{Norm, Span};

/// The rules by which a figure is one of the leak.
pub const RULES: &[CodeRule] = &[STATED, HELD, CONCERNED, LISTED, PART];

const STATED: CodeRule = CodeRule {
    id: "leak/stated",
    says: "The sentence says that what the figure counts got out, was lost, sent to the wrong people or could be seen.",
    hit: &[],
    miss: &[],
};

const HELD: CodeRule = CodeRule {
    id: "leak/held",
    says: "The figure counts the data that the lost, stolen or exposed thing held.",
    hit: &[],
    miss: &[],
};

const CONCERNED: CodeRule = CodeRule {
    id: "leak/concerned",
    says: "The figure counts those whom the incident concerns (対象, 該当), or to whom the organisation apologised.",
    hit: &[],
    miss: &[],
};

const LISTED: CodeRule = CodeRule {
    id: "leak/listed",
    says: "The figure stands in a list or table whose heading, label or introduction says that it leaked.",
    hit: &[],
    miss: &[],
};

const PART: CodeRule =
    CodeRule { id: "leak/part", says: "The figure is a part (うち, 内訳) of one that leaked.", hit: &[], miss: &[] };

/// A figure of the leak, once for each mention.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// The figure.
    pub(super) value: Quantity,
    /// The words.
    pub(super) span: Span<Norm>,
    /// Why it is one of the leak.
    pub(super) rule: RuleId,
    /// How certain it is.
    pub(super) certainty: LeakCertainty,
    /// Whether its own sentence says how certain it is.
    pub(super) is_explicit: bool,
    /// Whether it is called a part of another.
    pub(super) is_part: bool,
    /// Its sentence, as an index into the scope's.
    pub(super) place: usize,
}

/// A place where the text says what became of data.
#[derive(Debug, Clone, Copy)]
struct Claim {
    span: Span<Norm>,
    fate: Fate,
    modality: Modality,
}

/// What a heading or label says of what stands under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stance {
    fate: Fate,
    certainty: Option<LeakCertainty>,
}

impl Stance {
    /// What the words of a heading or label say.
    fn of(words: &str) -> Option<Self> {
        let fates = cues::fates(words);
        let fate =
            fates.iter().map(|word| word.fate).find(|fate| *fate != Fate::Concerned).or(fates.first().map(|word| word.fate))?;
        let certainty = if cues::DENIED.is_match(words) {
            Some(LeakCertainty::Denied)
        } else if cues::POSSIBLE.is_match(words) {
            Some(LeakCertainty::Possible)
        } else if fate.is_certain() {
            Some(LeakCertainty::Confirmed)
        } else {
            None
        };
        Some(Self { fate, certainty })
    }
}

/// The figures of the leak, in the order of the text, one for each mention.
pub(super) fn figures(scope: &Scope) -> Vec<Figure> {
    let judge = Judge::new(scope);
    let mut figures: Vec<Figure> = Vec::new();
    for mention in &scope.reading.mentions.quantities {
        let place = scope.sentence_of(mention.span).and_then(|sentence| scope.sentences.binary_search(&sentence).ok());
        if let Some(figure) = place.and_then(|place| judge.figure(mention, place, &figures)) {
            figures.push(figure);
        }
    }
    figures
}

/// The scope with what its sentences say became of data.
struct Judge<'s> {
    scope: &'s Scope<'s>,
    settings: Vec<Setting<'s>>,
    /// The claims of each sentence of the scope.
    claims: Vec<Vec<Claim>>,
    /// How certain the leak is where nothing nearer says so.
    default: LeakCertainty,
    /// Whether something was lost, stolen, taken or sent to the wrong people.
    is_certain: bool,
}

/// A figure with the words around it.
struct Candidate<'s> {
    mention: &'s Mention<Quantity>,
    place: usize,
    before: &'s str,
    after: &'s str,
}

impl<'s> Judge<'s> {
    fn new(scope: &'s Scope<'s>) -> Self {
        let text = scope.text();
        let settings = setting::settings(scope);
        let claims: Vec<Vec<Claim>> = scope
            .sentences
            .iter()
            .map(|&sentence| {
                let span = text.sentences()[sentence].span;
                let words = cues::fates(text.slice(span)).into_iter();
                words
                    .map(|word| {
                        let span = Span::new(word.start, word.end).shift(span.start());
                        Claim { span, fate: word.fate, modality: modality::of(text, span) }
                    })
                    .collect()
            })
            .collect();
        let mut judge = Self { scope, settings, claims, default: LeakCertainty::Confirmed, is_certain: false };
        let running =
            || judge.claims.iter().zip(&judge.settings).filter(|(_, setting)| !setting.is_heading).flat_map(|(claims, _)| claims);
        let real = || running().filter(|claim| claim.fate != Fate::Concerned);
        judge.is_certain = real().any(|claim| claim.fate.is_certain() && claim.modality == Modality::Asserted);
        let possible = real().any(|claim| claim.modality == Modality::Suspected);
        judge.default = if possible { LeakCertainty::Possible } else { LeakCertainty::Confirmed };
        judge
    }

    /// The figure that a quantity in the sentence at `place` is, if it is one of the leak.
    fn figure(&self, mention: &'s Mention<Quantity>, place: usize, known: &[Figure]) -> Option<Figure> {
        let candidate = self.candidate(mention, place)?;
        if self.is_something_else(&candidate) {
            return None;
        }
        let rule = self.rule(&candidate, known)?;
        let (certainty, is_explicit) = self.certainty(&candidate);
        Some(Figure {
            value: mention.value,
            span: mention.span,
            rule: RuleId::from(rule.id),
            certainty,
            is_explicit,
            is_part: cues::PART.is_match(candidate.before),
            place,
        })
    }

    fn candidate(&self, mention: &'s Mention<Quantity>, place: usize) -> Option<Candidate<'s>> {
        let text = self.scope.text();
        let sentence = text.sentences()[*self.scope.sentences.get(place)?].span;
        let before = text.norm().get(sentence.start()..mention.span.start())?;
        let after = text.norm().get(mention.span.end()..sentence.end())?;
        Some(Candidate { mention, place, before, after })
    }

    /// Whether the words around say that the figure counts something else, or take it back.
    fn is_something_else(&self, candidate: &Candidate) -> bool {
        let setting = &self.settings[candidate.place];
        let owner = cues::OTHER_BEFORE.is_match(candidate.before) && !self.counts_data(candidate);
        owner
            || cues::OTHER_AFTER.is_match(candidate.after)
            || cues::SUPERSEDED_AFTER.is_match(candidate.after)
            || cues::WHOLE.is_match(candidate.after)
            || setting.labels.iter().any(|label| cues::SUPERSEDED_HEADING.is_match(label) || cues::OTHER_BEFORE.is_match(label))
    }

    /// Whether what is counted is data: 個人情報3件, 3人分の氏名.
    fn counts_data(&self, candidate: &Candidate) -> bool {
        let words = self.scope.text().slice(candidate.mention.span);
        words.contains('分') || cues::DATA_AFTER.is_match(candidate.after) || cues::DATA_BEFORE.is_match(candidate.before)
    }

    /// The rule by which the figure is one of the leak.
    fn rule(&self, candidate: &Candidate, known: &[Figure]) -> Option<&'static CodeRule> {
        let data = self.counts_data(candidate);
        let claims = &self.claims[candidate.place];
        let real = claims.iter().any(|claim| claim.fate != Fate::Concerned && is_real(claim.modality));
        let concerned = claims.iter().any(|claim| claim.fate == Fate::Concerned);
        let few = candidate.mention.value.unit == Unit::People && candidate.mention.value.count <= FEW;
        let part = self.is_part(candidate, known);
        match candidate.mention.value.unit {
            Unit::Devices => return (self.is_gone(candidate)).then_some(&STATED),
            Unit::Organizations if !data => return None,
            Unit::Bytes => return real.then_some(&STATED),
            _ => {}
        }
        if real && (data || !few) {
            Some(&STATED)
        } else if part {
            Some(&PART)
        } else if data && self.is_held(candidate) {
            Some(&HELD)
        } else if (concerned || cues::APOLOGY.is_match(candidate.after)) && self.has_claims() {
            Some(&CONCERNED)
        } else if self.is_listed(candidate) && (data || !few) {
            Some(&LISTED)
        } else {
            None
        }
    }

    fn is_gone(&self, candidate: &Candidate) -> bool {
        self.claims[candidate.place].iter().any(|claim| matches!(claim.fate, Fate::Gone | Fate::Taken) && is_real(claim.modality))
    }

    /// Whether anything in the scope says what became of data.
    fn has_claims(&self) -> bool {
        self.claims.iter().flatten().any(|claim| claim.fate != Fate::Concerned && is_real(claim.modality))
    }

    /// Whether the sentence says that the thing which was lost, taken or exposed held what is counted.
    fn is_held(&self, candidate: &Candidate) -> bool {
        self.is_certain && (cues::HELD.is_match(candidate.after) || cues::HELD.is_match(candidate.before))
    }

    /// Whether the figure is called a part of one that leaked.
    fn is_part(&self, candidate: &Candidate, known: &[Figure]) -> bool {
        cues::PART.is_match(candidate.before)
            && known
                .last()
                .is_some_and(|last| last.place + 1 >= candidate.place && last.value.count >= candidate.mention.value.count)
    }

    /// Whether the figure stands in a list or table of what leaked.
    fn is_listed(&self, candidate: &Candidate) -> bool {
        let setting = &self.settings[candidate.place];
        setting.is_entry && self.stance(candidate).is_some()
    }

    /// What the nearest label, introduction or heading says of the figure.
    fn stance(&self, candidate: &Candidate) -> Option<Stance> {
        let setting = &self.settings[candidate.place];
        let own = setting.labels.iter().find_map(|label| Stance::of(label));
        let lead = setting.lead.and_then(|lead| Stance::of(self.scope.text().slice(self.scope.text().sentences()[lead].span)));
        own.or(lead).or_else(|| setting.headings.iter().find_map(|heading| Stance::of(heading)))
    }

    /// How certain the figure is, and whether its own sentence says so.
    fn certainty(&self, candidate: &Candidate) -> (LeakCertainty, bool) {
        let text = self.scope.text();
        let claim = self.governing(candidate);
        let own = modality::of(text, candidate.mention.span);
        let at_most = candidate.mention.value.bound == Bound::AtMost;
        if claim.is_some_and(|claim| claim.modality == Modality::Denied) || claim.is_none() && own == Modality::Denied {
            return (LeakCertainty::Denied, true);
        }
        if claim.is_some_and(|claim| claim.fate.is_certain() && claim.modality == Modality::Asserted) {
            return (LeakCertainty::Confirmed, true);
        }
        if at_most || own == Modality::Suspected || claim.is_some_and(|claim| claim.modality == Modality::Suspected) {
            return (LeakCertainty::Possible, true);
        }
        if claim.is_some() {
            return (LeakCertainty::Confirmed, true);
        }
        if let Some(certainty) = self.stance(candidate).and_then(|stance| stance.certainty) {
            return (certainty, false);
        }
        let default = if self.is_certain { LeakCertainty::Confirmed } else { self.default };
        (default, false)
    }

    /// The claim that governs the figure: the next after it in its sentence, or the last before it where the figure is what
    /// the sentence says of it.
    fn governing(&self, candidate: &Candidate) -> Option<Claim> {
        let span = candidate.mention.span;
        let claims = self.claims[candidate.place].iter().filter(|claim| claim.fate != Fate::Concerned && is_real(claim.modality));
        let after = claims.clone().find(|claim| claim.span.start() >= span.end());
        let before = claims.rev().find(|claim| claim.span.end() <= span.start());
        if cues::PREDICATE.is_match(candidate.after) { before.or(after) } else { after.or(before) }.copied()
    }
}

/// The largest number of people that may as well be those who did it, found it or were asked.
const FEW: u64 = 5;

/// Whether a text stands behind what it says at all.
fn is_real(modality: Modality) -> bool {
    matches!(modality, Modality::Asserted | Modality::Suspected | Modality::Denied)
}
