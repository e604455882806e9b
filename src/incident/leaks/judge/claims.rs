//! What the sentences, headings and labels say became of data.

use crate::extract::modality::{self, Modality};
use crate::incident::leaks::cues::{self, Fate};
use crate::incident::{LeakCertainty, Scope};
use crate::text::{Norm, Span};

/// A place where the text says what became of data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) span: Span<Norm>,
    pub(super) fate: Fate,
    pub(super) modality: Modality,
    /// Whether the page says that it was found to be so.
    pub(super) is_established: bool,
    /// Whether it says so in the next word: 流出が確認された.
    pub(super) is_found: bool,
}

impl Claim {
    /// Whether it says that something became of data, not only whom it concerns.
    pub(super) fn is_said(&self) -> bool {
        self.fate != Fate::Concerned && is_real(self.modality)
    }
}

/// What a heading or label says of what stands under it: how certain the leak is, as far as it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stance(pub(super) Option<LeakCertainty>, pub(super) Fate);

impl Stance {
    /// What the words of a heading or label say; `None` where they do not speak of a leak.
    pub(super) fn of(words: &str) -> Option<Self> {
        if cues::CONFIRMED.is_match(words) {
            return Some(Self(Some(LeakCertainty::Confirmed), Fate::Escaped));
        }
        let fates = cues::fates(words);
        // Of 見られる状態 the shorter word (見られる) begins where the longer does.
        let is_whole = |word: &&cues::Word| fates.iter().all(|other| other.start != word.start || other.end <= word.end);
        let said = fates.iter().filter(|word| word.fate != Fate::Concerned);
        let fate = said.clone().find(is_whole).or(said.clone().next()).or(fates.first()).map(|word| word.fate)?;
        let certainty = if cues::DENIED.is_match(words) {
            Some(LeakCertainty::Denied)
        } else if cues::POSSIBLE.is_match(words) {
            Some(LeakCertainty::Possible)
        } else if matches!(fate, Fate::Gone | Fate::Entered) {
            Some(LeakCertainty::Confirmed)
        } else {
            None
        };
        Some(Self(certainty, fate))
    }
}

/// What a sentence says became of data.
pub(super) fn claims(scope: &Scope, sentence: usize) -> Vec<Claim> {
    let text = scope.text();
    let sentence = text.sentences()[sentence].span;
    let words = text.slice(sentence);
    let claim = |word: cues::Word| {
        let span = Span::new(word.start, word.end).shift(sentence.start());
        let after = &words[word.end..];
        let modality = match modality::of(text, span) {
            Modality::Suspected if cues::HEARSAY.is_match(after) && !cues::POSSIBLE.is_match(words) => Modality::Asserted,
            Modality::General if cues::COUNTED.is_match(after) => Modality::Asserted,
            Modality::Asserted if cues::NO_TRACE.is_match(after) => Modality::Denied,
            Modality::Asserted
                if cues::TOLD.is_match(after) && cues::ATTACKER.is_match(words)
                    || [&cues::CLAIMED, &cues::JOINTLY_POSSIBLE].iter().any(|cue| cue.is_match(after))
                    || cues::ABLE.is_match(&words[word.start..]) =>
            {
                Modality::Suspected
            }
            // What cannot be found is gone.
            Modality::Denied if word.fate == Fate::Gone && cues::UNFOUND.is_match(&words[word.start..]) => Modality::Asserted,
            Modality::Suspected if cues::FOUND.is_match(after) => Modality::Asserted,
            Modality::Hypothetical if cues::LOOKED.is_match(after) => Modality::Asserted,
            modality => modality,
        };
        let is_established = matches!(word.fate, Fate::Escaped | Fate::Taken)
            && modality == Modality::Asserted
            && !cues::POSSIBLE.is_match(words)
            && cues::ESTABLISHED.is_match(after);
        let is_found = modality == Modality::Asserted && cues::FOUND.is_match(after);
        Claim { span, fate: word.fate, modality, is_established, is_found }
    };
    let is_thing = |word: &cues::Word| {
        let searched = word.fate == Fate::Gone && words[word.start..].starts_with("見");
        !(searched && cues::TRACE_BEFORE.is_match(&words[..word.start]))
    };
    cues::fates(words).into_iter().filter(is_thing).map(claim).collect()
}

/// Whether all that a page says became of data leaves open whether anything did.
pub(super) fn is_doubted(said: &[&Claim]) -> bool {
    let is_suspected = said.iter().any(|claim| claim.modality == Modality::Suspected);
    let has_happened = said.iter().any(|claim| claim.modality == Modality::Asserted && claim.fate != Fate::Open);
    let is_denied = said.iter().any(|claim| claim.modality == Modality::Denied && claim.fate != Fate::Open);
    is_suspected || is_denied && !has_happened
}

/// Whether a text stands behind what it says at all.
pub(super) fn is_real(modality: Modality) -> bool {
    matches!(modality, Modality::Asserted | Modality::Suspected | Modality::Denied)
}
