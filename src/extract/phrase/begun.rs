//! The phrases of which a text has had the first words.

use std::cmp::Reverse;
use std::ops::Range;

use super::syntax::LONG_GAP;
use super::{Phrases, Stretch};
use crate::extract::prefixes;

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

/// The phrases that were begun in a sentence.
pub(super) struct Begins<'p> {
    phrases: &'p Phrases,
    all: Vec<Begun>,
    /// For each step of each phrase, how many of `all` there were when the last one had come so far, that one counted.
    latest: Vec<u32>,
    /// How many of `all` are forgotten.
    forgotten: u32,
}

impl<'p> Begins<'p> {
    pub(super) fn new(phrases: &'p Phrases) -> Self {
        Self { phrases, all: Vec::new(), latest: vec![0; phrases.steps.len()], forgotten: 0 }
    }

    /// Forgets all that was begun: another sentence follows.
    pub(super) fn forget(&mut self) {
        self.forgotten = self.all.len() as u32;
    }

    /// Adds a word of these alternatives that stands at `place`; where that ends a phrase, `found` takes the phrase and
    /// where it starts.
    pub(super) fn add(&mut self, alternatives: Stretch, norm: &str, place: Range<usize>, mut found: impl FnMut(usize, usize)) {
        let phrases = self.phrases;
        for &number in alternatives.of(&phrases.memberships) {
            for &index in phrases.alternatives[number as usize].of(&phrases.places) {
                let index = index as usize;
                let step = &phrases.steps[index];
                let start = match self.latest(index.wrapping_sub(1)) {
                    _ if step.is_first => Some(place.start),
                    None => None,
                    Some(latest) => self.nearest(latest, norm, place.start, step.gap),
                };
                let Some(start) = start else { continue };
                if step.is_last {
                    found(step.phrase as usize, start);
                } else {
                    self.push(index, Begun { start, end: place.end, last_word: place.start, earlier: None });
                }
            }
        }
    }

    /// The last that has come to a step, as an index.
    #[inline]
    fn latest(&self, step: usize) -> Option<u32> {
        self.latest.get(step).filter(|&&latest| latest > self.forgotten).map(|latest| latest - 1)
    }

    fn push(&mut self, step: usize, begun: Begun) {
        self.all.push(Begun { earlier: self.latest(step), ..begun });
        self.latest[step] = self.all.len() as u32;
    }

    /// Where the nearest starts that has come as far as `latest` and ends before `at` with at most `gap` characters
    /// between.
    fn nearest(&self, latest: u32, norm: &str, at: usize, gap: usize) -> Option<usize> {
        // A character has at most four bytes.
        const FARTHEST: usize = 4 * (LONG_GAP + prefixes::LONGEST);
        let begun = |index: u32| &self.all[index as usize];
        let begun = std::iter::successors(Some(begun(latest)), |before| before.earlier.map(begun));
        let begun = begun.take_while(|begun| at - begun.last_word <= FARTHEST);
        let near = |begun: &&Begun| begun.end <= at && norm[begun.end..at].chars().nth(gap).is_none();
        begun.filter(near).max_by_key(|begun| (begun.end, Reverse(begun.start))).map(|begun| begun.start)
    }
}
