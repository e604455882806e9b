//! Whether a figure counts what leaked, and how certain that is.

use super::cues::{self, Fate};
use super::setting::{self, Setting};
use crate::extract::modality::{self, Modality};
use crate::extract::rule::CodeRule;
use crate::extract::{AttackType, Bound, Mention, Quantity, RuleId, Unit};
use crate::incident::{LeakCertainty, Scope, types};
use crate::text::{Norm, Span};

/// The rules by which a figure is one of the leak.
pub const RULES: &[CodeRule] = &[STATED, CONTINUED, PART, HELD, CONCERNED, LISTED];

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

const CONTINUED: CodeRule = CodeRule {
    id: "leak/continued",
    says: "The text goes on to speak of the leak: this figure adds to one that stands close before it.",
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
    /// Whether the page says that it was found to be so.
    is_established: bool,
}

impl Claim {
    /// Whether it says that something became of data, not only whom it concerns.
    fn is_said(&self) -> bool {
        self.fate != Fate::Concerned && is_real(self.modality)
    }
}

/// What a heading or label says of what stands under it: how certain the leak is, as far as it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stance(Option<LeakCertainty>);

impl Stance {
    /// What the words of a heading or label say; `None` where they do not speak of a leak.
    fn of(words: &str) -> Option<Self> {
        if cues::CONFIRMED.is_match(words) {
            return Some(Self(Some(LeakCertainty::Confirmed)));
        }
        let fates = cues::fates(words);
        let fate =
            fates.iter().map(|word| word.fate).find(|fate| *fate != Fate::Concerned).or(fates.first().map(|word| word.fate))?;
        let certainty = if cues::DENIED.is_match(words) {
            Some(LeakCertainty::Denied)
        } else if cues::POSSIBLE.is_match(words) {
            Some(LeakCertainty::Possible)
        } else if matches!(fate, Fate::Gone | Fate::Entered) {
            Some(LeakCertainty::Confirmed)
        } else {
            None
        };
        Some(Self(certainty))
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
    /// For each sentence the last one up to it that is running text: a list or table is as near as the text before it.
    anchors: Vec<usize>,
    /// Which sentences speak of an attack or mishap.
    attacked: Vec<bool>,
    /// Which sentences speak of another case.
    others: Vec<bool>,
    /// The claims of each sentence of the scope.
    claims: Vec<Vec<Claim>>,
    nature: Nature,
    /// How certain the leak is where nothing nearer says so.
    default: LeakCertainty,
}

/// What kind of incident it is, as far as it decides how certain its figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// A thing was lost or stolen: its figures are certain.
    Gone,
    /// Somebody took data, sent it to the wrong people or put it on a page: its figures are certain, unless a sentence says
    /// otherwise.
    Mistaken,
    /// Something stood open that may have been seen.
    Open,
    /// Anything else.
    Other,
}

impl Nature {
    fn of(scope: &Scope) -> Self {
        use AttackType::{
            Insider, Loss, Misconfiguration, Misdelivery, PublishingError, SupplyChain, SystemFailure, Theft, UnauthorizedAccess,
        };
        let kinds: Vec<AttackType> = types::of(scope).iter().map(|attack| attack.kind).collect();
        let all =
            |known: &[AttackType]| !kinds.is_empty() && kinds.iter().all(|kind| known.contains(kind) || *kind == SupplyChain);
        if all(&[Loss, Theft]) {
            Self::Gone
        } else if all(&[Loss, Theft, Misdelivery, Insider, PublishingError]) {
            Self::Mistaken
        } else if all(&[Misconfiguration, SystemFailure, UnauthorizedAccess]) && !all(&[UnauthorizedAccess]) {
            Self::Open
        } else {
            Self::Other
        }
    }

    fn is_certain(self) -> bool {
        matches!(self, Self::Gone | Self::Mistaken)
    }
}

/// A figure with the words around it.
struct Candidate<'s> {
    mention: &'s Mention<Quantity>,
    /// Its own words.
    words: &'s str,
    /// Its sentence, as an index into the scope's.
    place: usize,
    /// The words of its sentence before it.
    before: &'s str,
    /// The words of its sentence after it.
    after: &'s str,
    /// Whether it counts data by its own words: 個人情報3件, 3人分の氏名.
    is_data: bool,
    /// Whether its sentence is nothing but the figure.
    is_bare: bool,
}

impl Candidate<'_> {
    fn unit(&self) -> Unit {
        self.mention.value.unit
    }

    /// Whether the figure is so small that it may as well count those who did it, found it or were asked.
    fn is_few(&self) -> bool {
        self.mention.value.count <= FEW && !self.is_data
    }

    /// Whether the words around say that the figure counts something else, or take it back.
    fn is_something_else(&self) -> bool {
        cues::OTHER_BEFORE.is_match(self.before)
            || cues::STAFF_BEFORE.is_match(self.before) && !self.is_data
            || cues::OTHER_AFTER.is_match(self.after)
            || cues::SUPERSEDED_AFTER.is_match(self.after)
            || cues::WHOLE.is_match(self.after)
    }
}

/// The largest number that may as well count those who did it, found it or were asked.
const FEW: u64 = 5;

/// How many sentences a text goes on to speak of the leak without naming it again.
const REACH: usize = 3;

impl<'s> Judge<'s> {
    fn new(scope: &'s Scope<'s>) -> Self {
        let text = scope.text();
        let settings = setting::settings(scope);
        let anchors = anchors(&settings);
        let words = |sentence: usize| text.slice(text.sentences()[sentence].span);
        let others: Vec<bool> = scope.sentences.iter().map(|&sentence| cues::OTHER_CASE.is_match(words(sentence))).collect();
        let claims: Vec<Vec<Claim>> = scope.sentences.iter().map(|&sentence| claims(scope, sentence)).collect();
        let running = claims.iter().zip(&settings).zip(&others).filter(|((_, setting), other)| !setting.is_heading && !**other);
        let said = running.flat_map(|((claims, _), _)| claims).filter(|claim| claim.is_said());
        let nature = Nature::of(scope);
        let established = said.clone().any(|claim| claim.is_established);
        let mut said = said;
        let doubted = nature == Nature::Open || said.any(|claim| claim.modality == Modality::Suspected);
        let default = if doubted && !established { LeakCertainty::Possible } else { LeakCertainty::Confirmed };
        let attacked = attacked(scope);
        Self { scope, settings, anchors, attacked, others, claims, nature, default }
    }

    /// The figure that a quantity in the sentence at `place` is, if it is one of the leak.
    fn figure(&self, mention: &'s Mention<Quantity>, place: usize, known: &[Figure]) -> Option<Figure> {
        let candidate = self.candidate(mention, place)?;
        let labels = &self.settings[place].labels;
        let other_label = |label: &&str| cues::SUPERSEDED_HEADING.is_match(label) || cues::OTHER_LABEL.is_match(label);
        if self.others[place] || candidate.is_something_else() || labels.iter().any(other_label) {
            return None;
        }
        let rule = self.rule(&candidate, known)?;
        let (certainty, is_explicit) = self.certainty(&candidate, known);
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
        let words = text.slice(mention.span);
        let is_data = words.contains('分') || cues::DATA_AFTER.is_match(after) || cues::DATA_BEFORE.is_match(before);
        let is_bare = cues::BARE_BEFORE.is_match(before) && cues::BARE_AFTER.is_match(after);
        Some(Candidate { mention, words, place, before, after, is_data, is_bare })
    }

    /// The rule by which the figure is one of the leak.
    fn rule(&self, candidate: &Candidate, known: &[Figure]) -> Option<&'static CodeRule> {
        let stated = self.claims[candidate.place].iter().any(Claim::is_said);
        match candidate.unit() {
            Unit::Devices => return self.counts_lost_things(candidate, known),
            Unit::Bytes => {
                return (stated || self.measures_data(candidate) || self.continues(candidate, known)).then_some(&STATED);
            }
            Unit::Organizations if !candidate.is_data && !cues::SUBJECT.is_match(candidate.before) => return None,
            Unit::Messages if cues::SENT.is_match(candidate.after) && !self.is_misdirected(candidate) => return None,
            Unit::People if candidate.is_few() => {
                return (candidate.is_bare && self.goes_on(candidate, known)).then_some(&CONTINUED);
            }
            _ => {}
        }
        if stated {
            Some(&STATED)
        } else if !candidate.is_few() && self.continues(candidate, known) {
            Some(if cues::PART.is_match(candidate.before) { &PART } else { &CONTINUED })
        } else if candidate.is_data && self.is_held(candidate) {
            Some(&HELD)
        } else if self.is_concerned(candidate) {
            Some(&CONCERNED)
        } else if self.is_listed(candidate) {
            Some(&LISTED)
        } else {
            None
        }
    }

    /// The rule by which a number of devices is one of the leak: they themselves are gone.
    fn counts_lost_things(&self, candidate: &Candidate, known: &[Figure]) -> Option<&'static CodeRule> {
        let gone = |claim: &Claim| matches!(claim.fate, Fate::Gone | Fate::Taken) && is_real(claim.modality);
        if self.claims[candidate.place].iter().any(gone) {
            return Some(&STATED);
        }
        let from = candidate.place.saturating_sub(REACH);
        let near = self.nature.is_certain() && self.claims[from..candidate.place].iter().flatten().any(gone);
        let of_kind = known.last().is_some_and(|last| last.value.unit == Unit::Devices && last.place >= from);
        (near || of_kind && (self.settings[candidate.place].is_entry || cues::PART.is_match(candidate.before)))
            .then_some(&CONTINUED)
    }

    /// Whether an amount of bytes is that of data which the text says got out.
    fn measures_data(&self, candidate: &Candidate) -> bool {
        let data = |words: &str| ["データ", "情報", "ファイル"].iter().any(|data| words.contains(data));
        self.has_claims() && (data(candidate.before) || data(candidate.after))
    }

    fn is_misdirected(&self, candidate: &Candidate) -> bool {
        self.claims[candidate.place].iter().any(|claim| claim.fate == Fate::Misdirected)
    }

    /// Whether anything in the scope says what became of data.
    fn has_claims(&self) -> bool {
        self.claims.iter().flatten().any(Claim::is_said)
    }

    /// Whether the sentence says that the thing which was lost, taken or exposed held what is counted.
    fn is_held(&self, candidate: &Candidate) -> bool {
        let held = cues::HELD.is_match(candidate.after) || cues::HELD.is_match(candidate.before);
        let container = cues::CONTAINER.is_match(candidate.before) || cues::CONTAINER.is_match(candidate.after);
        held && (self.nature.is_certain() || container)
    }

    /// Whether the figure counts those whom the incident concerns, or the organisation makes it known as that of its data.
    fn is_concerned(&self, candidate: &Candidate) -> bool {
        let concerned = self.claims[candidate.place].iter().any(|claim| claim.fate == Fate::Concerned);
        (concerned || cues::APOLOGY.is_match(candidate.after)) && self.has_claims()
            || candidate.is_data && cues::ANNOUNCED.is_match(candidate.after)
    }

    /// Whether the text goes on to speak of the leak: a figure of it stands close before, or what became of data, and this
    /// figure says more of the same.
    fn continues(&self, candidate: &Candidate, known: &[Figure]) -> bool {
        let adds = [&cues::PART, &cues::ADDS, &cues::TOTAL_BEFORE].iter().any(|cue| cue.is_match(candidate.before))
            || cues::TOTAL.is_match(candidate.words)
            || cues::CORRECTED.is_match(candidate.after);
        let last = known.last();
        let beside = last.is_some_and(|last| last.place == candidate.place && last.value.unit == candidate.unit());
        let listed = self.settings[candidate.place].is_entry || cues::PREDICATE.is_match(candidate.after);
        let same = beside || listed && last.is_some_and(|last| last.value.unit == candidate.unit());
        let size = candidate.unit() == Unit::Bytes && last.is_some_and(|last| last.place == candidate.place);
        (candidate.is_data || candidate.is_bare || adds || same || size) && self.goes_on(candidate, known)
    }

    /// Whether a figure of the leak, or what became of data, stands close before, under the same heading.
    fn goes_on(&self, candidate: &Candidate, known: &[Figure]) -> bool {
        let place = candidate.place;
        let headings = &self.settings[place].headings;
        let from = self.anchors[place].saturating_sub(REACH);
        let near = |place: usize| &self.settings[place].headings == headings || self.settings[place].is_heading;
        let figure = known.last().is_some_and(|last| last.place >= from && near(last.place));
        let said =
            || (from..place).any(|place| near(place) && !self.others[place] && self.claims[place].iter().any(Claim::is_said));
        let attacked = || candidate.is_bare && (from..place).any(|place| near(place) && self.attacked[place]);
        figure || said() || attacked()
    }

    /// Whether the figure stands in a list or table of what leaked.
    fn is_listed(&self, candidate: &Candidate) -> bool {
        (self.settings[candidate.place].is_entry || candidate.is_data) && self.stance(candidate).is_some()
    }

    /// What the nearest label, introduction or heading says of the figure.
    fn stance(&self, candidate: &Candidate) -> Option<Stance> {
        let setting = &self.settings[candidate.place];
        let text = self.scope.text();
        let own = setting.labels.iter().find_map(|label| Stance::of(label));
        let lead = setting.lead.and_then(|lead| Stance::of(text.slice(text.sentences()[lead].span)));
        own.or(lead).or_else(|| setting.headings.iter().find_map(|heading| Stance::of(heading)))
    }

    /// How certain the figure is, and whether its own sentence says so.
    fn certainty(&self, candidate: &Candidate, known: &[Figure]) -> (LeakCertainty, bool) {
        let claim = self.governing(candidate);
        let own = modality::of(self.scope.text(), candidate.mention.span);
        let at_most = candidate.mention.value.bound == Bound::AtMost;
        let doubted = self.nature != Nature::Mistaken
            || cues::DOUBTED.is_match(candidate.after)
            || cues::DOUBTED.is_match(candidate.before);
        let says = |modality| claim.is_some_and(|claim| claim.modality == modality);
        if says(Modality::Denied) || claim.is_none() && own == Modality::Denied {
            return (LeakCertainty::Denied, true);
        }
        if self.nature == Nature::Gone {
            return (LeakCertainty::Confirmed, true);
        }
        if says(Modality::Asserted)
            && claim.is_some_and(|claim| claim.fate.is_certain() && !at_most)
            && self.nature != Nature::Other
            || says(Modality::Asserted) && claim.is_some_and(|claim| claim.fate == Fate::Gone || claim.fate == Fate::Entered)
        {
            return (LeakCertainty::Confirmed, true);
        }
        if at_most || doubted && (own == Modality::Suspected || says(Modality::Suspected)) {
            return (LeakCertainty::Possible, true);
        }
        if claim.is_some_and(|claim| self.nature != Nature::Open || claim.fate != Fate::Open) {
            let certainty = if claim.is_some_and(|claim| claim.fate == Fate::Taken) && self.nature == Nature::Other {
                self.default
            } else {
                LeakCertainty::Confirmed
            };
            return (certainty, true);
        }
        if let Some(certainty) = self.stance(candidate).and_then(|stance| stance.0) {
            return (certainty, false);
        }
        if self.nature == Nature::Open
            && self.settings[candidate.place].headings.iter().any(|words| cues::ASSERTED.is_match(words))
        {
            return (LeakCertainty::Confirmed, false);
        }
        // What goes on is as certain as what it goes on from.
        let from = self.anchors[candidate.place].saturating_sub(REACH);
        let last = known.last().filter(|last| last.place >= from && last.certainty != LeakCertainty::Denied);
        let default = if self.nature.is_certain() { LeakCertainty::Confirmed } else { self.default };
        (last.map_or(default, |last| last.certainty), false)
    }

    /// The claim that governs the figure: the next after it in its sentence, or the last before it where the figure is what
    /// the sentence says of it.
    fn governing(&self, candidate: &Candidate) -> Option<Claim> {
        let span = candidate.mention.span;
        let claims = self.claims[candidate.place].iter().filter(|claim| claim.is_said());
        let after = claims.clone().find(|claim| claim.span.start() >= span.end());
        let before = claims.rev().find(|claim| claim.span.end() <= span.start());
        if cues::PREDICATE.is_match(candidate.after) { before.or(after) } else { after.or(before) }.copied()
    }
}

/// See [`Judge::anchors`].
fn anchors(settings: &[Setting]) -> Vec<usize> {
    let mut last = 0;
    let anchor = |(place, setting): (usize, &Setting)| {
        if !setting.is_entry {
            last = place;
        }
        last
    };
    settings.iter().enumerate().map(anchor).collect()
}

/// See [`Judge::attacked`].
fn attacked(scope: &Scope) -> Vec<bool> {
    let mut attacked = vec![false; scope.sentences.len()];
    for mention in scope.only(&scope.reading.mentions.attacks).filter(|mention| is_real(mention.value.modality)) {
        let place = scope.sentence_of(mention.span).and_then(|sentence| scope.sentences.binary_search(&sentence).ok());
        if let Some(place) = place {
            attacked[place] = true;
        }
    }
    attacked
}

/// What a sentence says became of data.
fn claims(scope: &Scope, sentence: usize) -> Vec<Claim> {
    let text = scope.text();
    let sentence = text.sentences()[sentence].span;
    let words = text.slice(sentence);
    let claim = |word: cues::Word| {
        let span = Span::new(word.start, word.end).shift(sentence.start());
        let after = &words[word.end..];
        let modality = match modality::of(text, span) {
            Modality::Suspected if cues::HEARSAY.is_match(after) && !cues::POSSIBLE.is_match(words) => Modality::Asserted,
            Modality::General if cues::COUNTED.is_match(after) => Modality::Asserted,
            Modality::Asserted if cues::CLAIMED.is_match(after) || cues::ABLE.is_match(text.slice(span)) => Modality::Suspected,
            modality => modality,
        };
        let is_established = word.fate == Fate::Escaped && modality == Modality::Asserted && cues::ESTABLISHED.is_match(after);
        Claim { span, fate: word.fate, modality, is_established }
    };
    cues::fates(words).into_iter().map(claim).collect()
}

/// Whether a text stands behind what it says at all.
fn is_real(modality: Modality) -> bool {
    matches!(modality, Modality::Asserted | Modality::Suspected | Modality::Denied)
}
