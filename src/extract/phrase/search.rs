//! The search for phrases in one sentence after the other.

use std::cmp::Reverse;
use std::ops::Range;

use super::compile::{self, Compiled, LONG_GAP, LONGEST_WORD, Stretch};
use super::{Found, Phrases, is_whole};
use crate::text::Span;

/// The search for phrases in the sentences of a text.
///
/// A sentence is read once for words. Only phrases of which every step has a word in it are then put together: they are few,
/// while nearly every sentence begins many.
pub(super) struct Search<'p> {
    of: &'p Phrases,
    /// The words of the sentence, in the order of their beginnings.
    words: Vec<Word>,
    /// The lists that they are in.
    present: Vec<u32>,
    /// For each list the last sentence that has one of its words, counted from 1.
    seen: Vec<u32>,
    /// The sentence, counted from 1.
    sentence: u32,
    /// For each list the first of the steps in hand at which it stands, as an index.
    steps_of: Vec<Option<u32>>,
    /// The steps in hand, phrase after phrase.
    steps: Vec<InHand>,
    begun: Vec<Begun>,
}

/// A word where it stands.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    /// The lists that it is in, as a stretch of [`Compiled::memberships`].
    lists: Stretch,
}

/// A step of a phrase that is put together.
#[derive(Debug, Clone, Copy)]
struct InHand {
    /// Which of all steps it is.
    step: u32,
    /// The last that has come so far in the phrase, as an index into [`Search::begun`].
    latest: Option<u32>,
    /// Another step in hand at which the same list stands, as an index.
    next: Option<u32>,
}

/// The first steps of a phrase, found up to here.
#[derive(Debug, Clone, Copy)]
struct Begun {
    start: usize,
    end: usize,
    /// Where the last of its words begins.
    last_word: usize,
    /// The one before it that has come as far in the same phrase, as an index.
    earlier: Option<u32>,
}

impl<'p> Search<'p> {
    pub(super) fn new(of: &'p Phrases) -> Self {
        Self {
            of,
            words: Vec::new(),
            present: Vec::new(),
            seen: vec![0; of.compiled.lists.len()],
            sentence: 0,
            steps_of: vec![None; of.compiled.lists.len()],
            steps: Vec::new(),
            begun: Vec::new(),
        }
    }

    /// Whether a phrase that is looked for may stand in a sentence in small letters, by the keys of each.
    pub(super) fn may_be_in(&mut self, sentence: &str) -> bool {
        let Phrases { words: trie, compiled } = self.of;
        self.begin_sentence();
        for place in compiled.beginnings.places(sentence) {
            for (number, _) in trie.common_prefix_search(sentence[place..].chars()) {
                self.see(compiled.words[number as usize].keys);
            }
        }
        let candidates = self.present.iter().flat_map(|&list| compiled.lists[list as usize].of(&compiled.rarest));
        let has = |list: u32| self.seen[list as usize] == self.sentence;
        candidates.map(|&phrase| &compiled.phrases[phrase as usize]).any(|phrase| phrase.is_looked_for && has(phrase.keys[1]))
    }

    /// Reads the words of a sentence of `norm`, which is in small letters.
    pub(super) fn read(&mut self, norm: &str, within: Range<usize>) {
        let Phrases { words: trie, compiled } = self.of;
        self.begin_sentence();
        let sentence = &norm[within.clone()];
        for (place, _) in sentence.char_indices() {
            for (number, _) in trie.common_prefix_search(sentence[place..].chars()) {
                let compile::Word { length, lists, .. } = compiled.words[number as usize];
                let start = within.start + place;
                let end = start + length as usize;
                if is_whole(norm, start, end) {
                    self.words.push(Word { start, end, lists });
                    self.see(lists);
                }
            }
        }
    }

    fn begin_sentence(&mut self) {
        self.words.clear();
        self.present.clear();
        self.sentence += 1;
    }

    /// Notes that the sentence has a word of these lists.
    fn see(&mut self, lists: Stretch) {
        for &list in lists.of(&self.of.compiled.memberships) {
            let seen = &mut self.seen[list as usize];
            if *seen != self.sentence {
                *seen = self.sentence;
                self.present.push(list);
            }
        }
    }

    /// Hands the phrases of the sentence that was read, a sentence of `norm`, to `found`: those that are looked for, or the
    /// others.
    pub(super) fn phrases(&mut self, are_looked_for: bool, norm: &str, mut found: impl FnMut(Found)) {
        let Compiled { memberships, lists, rarest, phrases, steps, .. } = &self.of.compiled;
        self.begun.clear();
        let candidates = self.present.iter().flat_map(|&list| lists[list as usize].of(rarest));
        for phrase in candidates.map(|&phrase| phrases[phrase as usize]).filter(|it| it.is_looked_for == are_looked_for) {
            if phrase.steps.of(steps).iter().all(|step| self.seen[step.list as usize] == self.sentence) {
                for step in phrase.steps.start..phrase.steps.end {
                    let next = self.steps_of[steps[step as usize].list as usize].replace(self.steps.len() as u32);
                    self.steps.push(InHand { step, latest: None, next });
                }
            }
        }
        if !self.steps.is_empty() {
            for index in 0..self.words.len() {
                let word = self.words[index];
                for &list in word.lists.of(memberships) {
                    let mut next = self.steps_of[list as usize];
                    while let Some(step) = next {
                        self.add(word, step as usize, norm, &mut found);
                        next = self.steps[step as usize].next;
                    }
                }
            }
        }
        for InHand { step, .. } in self.steps.drain(..) {
            self.steps_of[steps[step as usize].list as usize] = None;
        }
    }

    /// Adds that a step in hand may stand where a word does.
    fn add(&mut self, word: Word, in_hand: usize, norm: &str, found: &mut impl FnMut(Found)) {
        let Word { start: at, end, .. } = word;
        let step = &self.of.compiled.steps[self.steps[in_hand].step as usize];
        let start = match in_hand.checked_sub(1).and_then(|before| self.steps[before].latest) {
            _ if step.is_first => Some(at),
            None => None,
            Some(latest) => self.nearest(latest, norm, at, step.gap),
        };
        let Some(start) = start else { return };
        if step.is_last {
            found(Found { span: Span::new(start, end), last_word: at, phrase: step.phrase as usize });
        } else {
            let number = self.begun.len() as u32;
            let earlier = self.steps[in_hand].latest.replace(number);
            self.begun.push(Begun { start, end, last_word: at, earlier });
        }
    }

    /// Where the nearest starts that has come as far as `latest` and ends before `at` with at most `gap` characters
    /// between.
    fn nearest(&self, latest: u32, norm: &str, at: usize, gap: u32) -> Option<usize> {
        // A character has at most four bytes.
        const FARTHEST: usize = 4 * (LONG_GAP as usize + LONGEST_WORD);
        let begun = |index: u32| &self.begun[index as usize];
        let begun = std::iter::successors(Some(begun(latest)), |before| before.earlier.map(begun));
        let begun = begun.take_while(|begun| at - begun.last_word <= FARTHEST);
        let near = |begun: &&Begun| begun.end <= at && norm[begun.end..at].chars().nth(gap as usize).is_none();
        begun.filter(near).max_by_key(|begun| (begun.end, Reverse(begun.start))).map(|begun| begun.start)
    }
}
