//! Searching a text for a pattern: every way that the pattern may go is tried in its order, until one leads to its end.

use std::cell::RefCell;
use std::ops::Range;

use super::prefilter::{Prefilter, code, length};
use super::program::{Program, Step};

/// How many steps a search may take for each byte of the text, and once; a pattern of the program takes far fewer, and
/// what takes more is left to an engine that takes the same time whatever it reads.
const STEPS_FOR_BYTE: usize = 64;
const STEPS: usize = 4096;

/// A search took too many steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLong;

/// A way that was not taken yet, or what was noted before.
#[derive(Debug, Clone, Copy)]
enum Other {
    /// Goes on at a step and a place of the text.
    At { step: u32, at: usize },
    /// Takes a character less, down to `least`, and goes on.
    Less { step: u32, at: usize, least: usize },
    /// Takes a character more of the set, `most` more at most, and goes on.
    More { step: u32, at: usize, set: u32, most: u32 },
    /// The note had another value.
    Note { slot: usize, before: Option<usize> },
}

thread_local! {
    static OTHERS: RefCell<Vec<Other>> = const { RefCell::new(Vec::new()) };
}

/// A search in one text.
pub(super) struct Search<'p, 't> {
    program: &'p Program,
    prefilter: Option<&'p Prefilter>,
    text: &'t str,
    left: usize,
    /// Where something stands that every match has.
    needed: Option<usize>,
    /// Where groups begin and end, if that is asked for.
    notes: Vec<Option<usize>>,
    with_notes: bool,
}

impl<'p, 't> Search<'p, 't> {
    /// A search; `with_groups` if the groups of the pattern are asked for.
    pub(super) fn new(program: &'p Program, prefilter: Option<&'p Prefilter>, text: &'t str, with_groups: bool) -> Self {
        Self {
            program,
            prefilter,
            text,
            left: STEPS + text.len() * STEPS_FOR_BYTE,
            needed: None,
            notes: if with_groups { vec![None; program.groups * 2] } else { Vec::new() },
            with_notes: with_groups,
        }
    }

    /// Where the pattern is found first from `from` on.
    pub(super) fn next(&mut self, from: usize) -> Result<Option<Range<usize>>, TooLong> {
        let mut at = from;
        while let Some(start) = self.start(at) {
            if let Some(end) = self.match_at(start)? {
                return Ok(Some(start..end));
            }
            at = start + self.text.as_bytes().get(start).map_or(1, |&byte| length(byte));
        }
        Ok(None)
    }

    /// The first place from `at` on where a match may begin.
    #[inline]
    fn start(&mut self, at: usize) -> Option<usize> {
        match self.prefilter {
            Some(prefilter) => prefilter.next(self.text.as_bytes(), at, &mut self.needed),
            None => (at <= self.text.len()).then_some(at),
        }
    }

    /// Where the groups stand of what was found last, the whole first.
    pub(super) fn groups(&self, whole: Range<usize>) -> Vec<Option<Range<usize>>> {
        let inner = self.notes[2..].chunks_exact(2).map(|note| Some(note[0]?..note[1]?));
        std::iter::once(Some(whole)).chain(inner).collect()
    }

    /// Where what begins at `start` ends.
    fn match_at(&mut self, start: usize) -> Result<Option<usize>, TooLong> {
        OTHERS.with_borrow_mut(|others| {
            others.clear();
            self.run(start, others)
        })
    }

    fn run(&mut self, start: usize, others: &mut Vec<Other>) -> Result<Option<usize>, TooLong> {
        let program = self.program;
        let text = self.text;
        let bytes = text.as_bytes();
        self.notes.fill(None);
        let mut step = 0_u32;
        let mut at = start;
        loop {
            self.left -= 1;
            if self.left == 0 {
                // One is kept, so that a search that was given up is not one that is at its end.
                self.left = 1;
                return Err(TooLong);
            }
            let goes_on = match program.steps[step as usize] {
                Step::Word { start, end } => {
                    let word = &program.words.as_bytes()[start as usize..end as usize];
                    let goes_on = bytes[at..].starts_with(word);
                    at += word.len();
                    step += 1;
                    goes_on
                }
                Step::One(set) => {
                    let next = text[at..].chars().next().filter(|&c| program.sets[set as usize].contains(c));
                    at += next.map_or(0, char::len_utf8);
                    step += 1;
                    next.is_some()
                }
                Step::Many { set, least, most, greedy } => {
                    step += 1;
                    let characters = &program.sets[set as usize];
                    let enough = if greedy { most } else { least };
                    let mut taken = 0;
                    let mut shortest = at;
                    for c in text[at..].chars() {
                        if taken == enough || !characters.contains(c) {
                            break;
                        }
                        at += c.len_utf8();
                        taken += 1;
                        if taken == least {
                            shortest = at;
                        }
                    }
                    if taken > least && greedy {
                        others.push(Other::Less { step, at, least: shortest });
                    } else if !greedy && taken == least && most > least {
                        others.push(Other::More { step, at, set, most: most - least });
                    }
                    taken >= least
                }
                Step::Fork(_) if !self.may_go_on(step, at) => false,
                Step::Fork(fork) => {
                    let branches = program.forks[fork as usize].branches(text[at..].chars().next());
                    if let Some((&first, rest)) = branches.split_first() {
                        others.extend(rest.iter().rev().map(|&step| Other::At { step, at }));
                        step = first;
                    }
                    !branches.is_empty()
                }
                Step::Try(first, second) => {
                    others.push(Other::At { step: second, at });
                    step = first;
                    true
                }
                Step::Go(next) => {
                    step = next;
                    true
                }
                Step::Note(slot) => {
                    if self.with_notes {
                        let before = self.notes[slot as usize].replace(at);
                        others.push(Other::Note { slot: slot as usize, before });
                    }
                    step += 1;
                    true
                }
                Step::Start => {
                    step += 1;
                    at == 0
                }
                Step::End => {
                    step += 1;
                    at == bytes.len()
                }
                Step::Found => return Ok(Some(at)),
            };
            if !goes_on {
                match self.turn_back(others) {
                    Some(next) => (step, at) = next,
                    None => return Ok(None),
                }
            }
        }
    }

    /// The last way that was not taken yet.
    fn turn_back(&mut self, others: &mut Vec<Other>) -> Option<(u32, usize)> {
        loop {
            match others.pop()? {
                Other::At { step, at } => return Some((step, at)),
                Other::Less { step, mut at, least } => {
                    while at > least {
                        at = self.before(at);
                        if self.may_go_on(step, at) {
                            if at > least {
                                others.push(Other::Less { step, at, least });
                            }
                            return Some((step, at));
                        }
                    }
                }
                Other::More { step, at, set, most } => {
                    let next = self.text[at..].chars().next().filter(|&c| self.program.sets[set as usize].contains(c));
                    let Some(next) = next else { continue };
                    let at = at + next.len_utf8();
                    if most > 1 {
                        others.push(Other::More { step, at, set, most: most - 1 });
                    }
                    return Some((step, at));
                }
                Other::Note { slot, before } => self.notes[slot] = before,
            }
        }
    }

    /// The place of the character before a place.
    #[inline]
    fn before(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let is_start = |byte: u8| byte & 0b1100_0000 != 0b1000_0000;
        (at.saturating_sub(4)..at).rev().find(|&at| is_start(bytes[at])).unwrap_or(0)
    }

    /// Whether a step may go on at a place; what cannot be told with one look may.
    #[inline]
    fn may_go_on(&self, step: u32, at: usize) -> bool {
        match self.program.steps[step as usize] {
            Step::Word { start, .. } => {
                self.text.as_bytes().get(at) == Some(&self.program.words.as_bytes()[start as usize]) && {
                    let word = &self.program.words.as_bytes()[start as usize..];
                    let length = length(word[0]);
                    self.text.as_bytes()[at..].starts_with(&word[..length])
                }
            }
            Step::Fork(fork) => {
                let character = code(self.text.as_bytes(), at);
                character.is_none_or(|character| self.program.forks[fork as usize].may_go_on(character))
            }
            Step::End => at == self.text.len(),
            _ => true,
        }
    }
}
