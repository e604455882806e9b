//! A pattern as steps that a search can take, and what a text must have for it to be found at all.

use std::borrow::Cow;

use super::syntax::{Node, Set};

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) sets: Vec<Set>,
    /// The words of the steps, one after the other.
    pub(super) words: String,
    pub(super) forks: Vec<Fork>,
    /// How many groups it has, the whole counted.
    pub(super) groups: usize,
}

/// What a search does next; places are indices of steps.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Takes a stretch of the [`Program::words`].
    Word { start: u32, end: u32 },
    /// Takes one character of a set.
    One(u32),
    /// Takes characters of a set, at least and at most so many.
    Many { set: u32, least: u32, most: u32, greedy: bool },
    /// Goes on with one of several branches, by the next character.
    Fork(u32),
    /// Goes on at the first place, and if that leads nowhere at the second.
    Try(u32, u32),
    /// Goes on elsewhere.
    Go(u32),
    /// Notes where a group begins or ends.
    Note(u32),
    /// Goes on only at the beginning of the text.
    Start,
    /// Goes on only at the end of the text.
    End,
    /// The pattern is found.
    Found,
}

/// Branches by the characters that they may begin with.
#[derive(Debug, Default)]
pub(super) struct Fork {
    /// Characters, sorted, each with the branches that may begin with it, as a stretch of `branches`.
    by_character: Vec<(char, u32, u32)>,
    /// The branches for any other character.
    other: (u32, u32),
    /// The characters by the lower bits of their numbers; all if there are branches for any.
    bits: u64,
    /// The places of branches, list after list, each in the order of the pattern.
    branches: Vec<u32>,
}

impl Fork {
    /// Whether branches may begin with the character of this number; sometimes yes where there are none.
    #[inline]
    pub(super) fn may_go_on(&self, character: u32) -> bool {
        self.bits >> (character & 63) & 1 == 1
    }

    /// The branches that may begin with a character; those that may begin with any for the end of the text.
    #[inline]
    pub(super) fn branches(&self, next: Option<char>) -> &[u32] {
        let found = next.and_then(|next| self.by_character.binary_search_by_key(&next, |&(c, ..)| c).ok());
        let (start, end) = found.map_or(self.other, |found| (self.by_character[found].1, self.by_character[found].2));
        &self.branches[start as usize..end as usize]
    }
}

/// The most characters that one branch of a fork is listed under.
const MOST_LISTED: usize = 40;

impl Program {
    /// The program of a pattern with so many groups; `None` for one that repeats something that may be empty.
    pub(super) fn new(node: &Node, groups: usize) -> Option<Self> {
        let mut program = Self { steps: Vec::new(), sets: Vec::new(), words: String::new(), forks: Vec::new(), groups };
        // That of a pattern which repeats something empty has no end.
        program.compile(node)?;
        program.steps.push(Step::Found);
        Some(program)
    }

    fn place(&self) -> u32 {
        self.steps.len() as u32
    }

    fn compile(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Word(word) => self.word(word),
            Node::Set(set) => {
                if let Some(c) = set.single() {
                    self.word(c.encode_utf8(&mut [0; 4]));
                } else {
                    let set = self.set(set);
                    self.steps.push(Step::One(set));
                }
            }
            Node::Concat(parts) => {
                let mut follows_word = false;
                for part in parts {
                    self.compile(part)?;
                    let is_word = is_word(part);
                    if follows_word && is_word {
                        self.join_words();
                    }
                    follows_word = is_word;
                }
            }
            Node::Either(branches) => self.either(branches)?,
            Node::Repeat { node, least, most, greedy } => self.repeat(node, *least, *most, *greedy)?,
            Node::Group(number, inside) => {
                self.steps.push(Step::Note(*number as u32 * 2));
                self.compile(inside)?;
                self.steps.push(Step::Note(*number as u32 * 2 + 1));
            }
            Node::Start => self.steps.push(Step::Start),
            Node::End => self.steps.push(Step::End),
        }
        Some(())
    }

    fn word(&mut self, word: &str) {
        let start = self.words.len() as u32;
        self.words.push_str(word);
        self.steps.push(Step::Word { start, end: self.words.len() as u32 });
    }

    /// Makes one word of the last step and the one before it, which are words.
    fn join_words(&mut self) {
        self.steps.pop();
        if let Some(Step::Word { end, .. }) = self.steps.last_mut() {
            *end = self.words.len() as u32;
        }
    }

    fn set(&mut self, set: &Set) -> u32 {
        let known = self.sets.iter().position(|known| known == set);
        known.unwrap_or_else(|| {
            self.sets.push(set.clone());
            self.sets.len() - 1
        }) as u32
    }

    fn either(&mut self, branches: &[Node]) -> Option<()> {
        let fork = self.forks.len();
        self.forks.push(Fork::default());
        self.steps.push(Step::Fork(fork as u32));
        let mut places = Vec::with_capacity(branches.len());
        let mut ends = Vec::with_capacity(branches.len());
        for branch in branches {
            places.push(self.place());
            self.compile(branch)?;
            ends.push(self.steps.len());
            self.steps.push(Step::Go(0));
        }
        let after = self.place();
        for end in ends {
            self.steps[end] = Step::Go(after);
        }
        self.forks[fork] = Fork::new(branches, &places);
        Some(())
    }

    fn repeat(&mut self, node: &Node, least: u32, most: Option<u32>, greedy: bool) -> Option<()> {
        const MOST_COPIES: u32 = 50;
        if let Some(set) = one_character(node) {
            let set = self.set(&set);
            self.steps.push(Step::Many { set, least, most: most.unwrap_or(u32::MAX), greedy });
            return Some(());
        }
        if is_nullable(node) && most != Some(1) || most.unwrap_or(least) > MOST_COPIES {
            return None;
        }
        for _ in 0..least {
            self.compile(node)?;
        }
        let in_order = |on: u32, out: u32| if greedy { Step::Try(on, out) } else { Step::Try(out, on) };
        let Some(most) = most else {
            let again = self.place();
            self.steps.push(Step::Go(0));
            self.compile(node)?;
            self.steps.push(Step::Go(again));
            self.steps[again as usize] = in_order(again + 1, self.place());
            return Some(());
        };
        let mut tries = Vec::new();
        for _ in least..most {
            tries.push(self.place());
            self.steps.push(Step::Go(0));
            self.compile(node)?;
        }
        let after = self.place();
        for again in tries {
            self.steps[again as usize] = in_order(again + 1, after);
        }
        Some(())
    }
}

impl Fork {
    /// The fork whose branches stand at `places`.
    fn new(branches: &[Node], places: &[u32]) -> Self {
        let mut listed: Vec<(char, u32)> = Vec::with_capacity(branches.len());
        let mut anywhere: Vec<u32> = Vec::new();
        let mut first = First::default();
        for (branch, &place) in branches.iter().zip(places) {
            if let Some(c) = first_character(branch) {
                listed.push((c, place));
                continue;
            }
            first.sets.clear();
            let is_nullable = first.add(branch);
            let count: usize = first.sets.iter().map(|set| set.len()).sum();
            if is_nullable || count > MOST_LISTED {
                anywhere.push(place);
            } else {
                listed.extend(first.sets.iter().flat_map(|set| set.ranges()).flat_map(|&(a, z)| a..=z).map(|c| (c, place)));
            }
        }
        listed.sort_unstable();
        listed.dedup();
        let bits = listed.iter().fold(0, |bits, &(c, _)| bits | 1 << (u32::from(c) & 63));
        let bits = if anywhere.is_empty() { bits } else { u64::MAX };
        let mut fork = Self { other: (0, anywhere.len() as u32), bits, branches: anywhere.clone(), by_character: Vec::new() };
        for list in listed.chunk_by(|a, b| a.0 == b.0) {
            let start = fork.branches.len();
            fork.branches.extend(list.iter().map(|&(_, place)| place));
            fork.branches.extend(&anywhere);
            fork.branches[start..].sort_unstable();
            fork.by_character.push((list[0].0, start as u32, fork.branches.len() as u32));
        }
        fork
    }
}

/// Whether a part is characters that stand for themselves.
fn is_word(node: &Node) -> bool {
    match node {
        Node::Word(_) => true,
        Node::Set(set) => set.single().is_some(),
        _ => false,
    }
}

/// The character that a part begins with, if it begins with a word.
fn first_character(node: &Node) -> Option<char> {
    match node {
        Node::Word(word) => word.chars().next(),
        Node::Concat(parts) => parts.first().and_then(first_character),
        Node::Group(_, inside) => first_character(inside),
        _ => None,
    }
}

/// The characters of which a part is always one.
fn one_character<'n>(node: &'n Node) -> Option<Cow<'n, Set>> {
    match node {
        Node::Set(set) => Some(Cow::Borrowed(set)),
        Node::Word(word) => {
            let mut characters = word.chars();
            characters.next().filter(|_| characters.next().is_none()).map(|c| Cow::Owned(Set::one(c)))
        }
        _ => None,
    }
}

/// Whether a part may be found without taking a character.
fn is_nullable(node: &Node) -> bool {
    match node {
        Node::Word(_) | Node::Set(_) => false,
        Node::Concat(parts) => parts.iter().all(is_nullable),
        Node::Either(branches) => branches.iter().any(is_nullable),
        Node::Repeat { node, least, .. } => *least == 0 || is_nullable(node),
        Node::Group(_, inside) => is_nullable(inside),
        Node::Start | Node::End => true,
    }
}

/// The characters that a part may begin with.
#[derive(Default)]
struct First<'n> {
    sets: Vec<Cow<'n, Set>>,
}

impl<'n> First<'n> {
    /// Adds the sets that a part may begin with; whether it may be found without taking a character of any.
    fn add(&mut self, node: &'n Node) -> bool {
        match node {
            Node::Word(word) => {
                self.sets.extend(word.chars().next().map(|c| Cow::Owned(Set::one(c))));
                false
            }
            Node::Set(set) => {
                self.sets.push(Cow::Borrowed(set));
                false
            }
            Node::Concat(parts) => parts.iter().all(|part| self.add(part)),
            Node::Either(branches) => branches.iter().filter(|branch| self.add(branch)).count() > 0,
            Node::Repeat { node, least, .. } => self.add(node) || *least == 0,
            Node::Group(_, inside) => self.add(inside),
            Node::Start | Node::End => true,
        }
    }
}
