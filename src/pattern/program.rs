//! A pattern as steps that a search can take, and what a text must have for it to be found at all.

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
    /// What it begins with anywhere but at the beginning of a text.
    pub(super) elsewhere: Beginnings,
    /// Characters of which one is in every match, where they are rarer than those that it begins with.
    pub(super) needs: Option<Characters>,
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
    /// The places of branches, list after list, each in the order of the pattern.
    branches: Vec<u32>,
}

impl Fork {
    /// The branches that may begin with a character; those that may begin with any for the end of the text.
    #[inline]
    pub(super) fn branches(&self, next: Option<char>) -> &[u32] {
        let found = next.and_then(|next| self.by_character.binary_search_by_key(&next, |&(c, ..)| c).ok());
        let (start, end) = found.map_or(self.other, |found| (self.by_character[found].1, self.by_character[found].2));
        &self.branches[start as usize..end as usize]
    }
}

/// Where a match may begin, by the character there.
#[derive(Debug)]
pub(super) enum Beginnings {
    /// Nowhere.
    Nowhere,
    /// At one of these.
    At(Box<Pairs>),
    /// Anywhere.
    Anywhere,
}

/// A set of characters that answers quickly, and sometimes yes where it should be no.
#[derive(Debug, Clone)]
pub(super) struct Characters {
    ascii: [u64; 2],
    /// Characters of three bytes, by the lower twelve bits.
    wide: [u64; 64],
    /// Whether it has any other.
    others: bool,
}

impl Characters {
    const NONE: Self = Self { ascii: [0; 2], wide: [0; 64], others: false };

    fn add(&mut self, set: &Set) {
        if set.is_negated() {
            *self = Self { ascii: [u64::MAX; 2], wide: [u64::MAX; 64], others: true };
            return;
        }
        for &(first, last) in set.ranges() {
            for c in first..=last {
                match u32::from(c) {
                    code @ 0..0x80 => self.ascii[code as usize >> 6] |= 1 << (code & 63),
                    code @ 0x800..0x10000 => self.wide[(code >> 6) as usize & 63] |= 1 << (code & 63),
                    _ => self.others = true,
                }
            }
        }
    }

    /// The first place in `bytes`, which are UTF-8, from `at` on where one of the characters may stand.
    #[inline]
    pub(super) fn next(&self, bytes: &[u8], mut at: usize) -> Option<usize> {
        loop {
            let &byte = bytes.get(at)?;
            match byte {
                0..0x80 => {
                    if self.ascii[byte as usize >> 6] >> (byte & 63) & 1 == 1 {
                        return Some(at);
                    }
                    at += 1;
                }
                0xe0..0xf0 => {
                    let &[_, second, third] = bytes.get(at..at + 3)?.first_chunk()?;
                    if self.wide[second as usize & 63] >> (third & 63) & 1 == 1 {
                        return Some(at);
                    }
                    at += 3;
                }
                _ => {
                    if self.others {
                        return Some(at);
                    }
                    at += if byte < 0xe0 { 2 } else { 4 };
                }
            }
        }
    }
}

/// The pairs of characters that a match may begin with; sometimes more.
#[derive(Debug)]
pub(super) struct Pairs {
    /// The first characters.
    first: Characters,
    /// Those after which anything may follow.
    free: Characters,
    /// The pairs with the others, by their hashes.
    hashes: [u64; 128],
}

impl Pairs {
    /// The first place in `bytes`, which are UTF-8, from `at` on where one of the pairs may stand.
    #[inline]
    pub(super) fn next(&self, bytes: &[u8], mut at: usize) -> Option<usize> {
        loop {
            at = self.first.next(bytes, at)?;
            if self.free.next(bytes.get(at..at + length(bytes[at]))?, 0).is_some() || self.has(bytes, at) {
                return Some(at);
            }
            at += length(bytes[at]);
        }
    }

    fn has(&self, bytes: &[u8], at: usize) -> bool {
        let (Some(first), Some(second)) = (code(bytes, at), code(bytes, at + length(bytes[at]))) else { return true };
        let hash = hash(first, second);
        second != END && self.hashes[hash >> 6] >> (hash & 63) & 1 == 1
    }

    /// Notes what a match may begin with anywhere but at the beginning of a text.
    fn of(node: &Node) -> Self {
        let mut all = Self { first: Characters::NONE, free: Characters::NONE, hashes: [0; 128] };
        let mut left = MOST_PAIRS;
        visit(node, &Rest::End, &mut |set, rest| {
            all.first.add(set);
            let mut seconds = Vec::new();
            let mut count = 0;
            let ends = visit_rest(rest, &mut |second, _| {
                count += second.len();
                seconds.push(second);
            });
            let pairs = count.saturating_mul(set.len());
            if ends || pairs > left {
                all.free.add(set);
                return;
            }
            left -= pairs;
            for first in set.ranges().iter().flat_map(|&(a, z)| a..=z) {
                for second in seconds.iter().flat_map(|second| second.ranges()).flat_map(|&(a, z)| a..=z) {
                    let hash = hash(first.into(), second.into());
                    all.hashes[hash >> 6] |= 1 << (hash & 63);
                }
            }
        });
        all
    }
}

/// How many pairs are noted of a pattern: more would fill the table.
const MOST_PAIRS: usize = 3000;

/// What stands at the end in place of a character's number.
const END: u32 = u32::MAX;

/// The number of the character at a place of UTF-8; `None` if it has two or four bytes.
#[inline]
fn code(bytes: &[u8], at: usize) -> Option<u32> {
    match bytes.get(at) {
        None => Some(END),
        Some(&byte) if byte < 0x80 => Some(byte.into()),
        Some(&byte) if (0xe0..0xf0).contains(&byte) => {
            let &[_, second, third] = bytes.get(at..at + 3)?.first_chunk()?;
            Some(u32::from(byte & 15) << 12 | u32::from(second & 63) << 6 | u32::from(third & 63))
        }
        Some(_) => None,
    }
}

#[inline]
fn hash(first: u32, second: u32) -> usize {
    (first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca6b)) as usize >> 19 & 8191
}

/// How many bytes the character has that begins with a byte.
#[inline]
pub(super) fn length(byte: u8) -> usize {
    match byte {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// What follows a part of a pattern.
enum Rest<'r, 'n> {
    /// Nothing.
    End,
    /// These parts, and what follows them.
    Parts(&'n [Node], &'r Rest<'r, 'n>),
    /// The part again, or if that may be what follows it.
    Again(&'n Node, bool, &'r Rest<'r, 'n>),
}

/// Hands every set of which a character may stand first in `node` and then `rest`, not at the beginning of a text, to
/// `take`, with what follows it. Whether the end may come without a character.
fn visit<'n>(node: &'n Node, rest: &Rest<'_, 'n>, take: &mut dyn FnMut(&'n Set, &Rest<'_, 'n>)) -> bool {
    match node {
        Node::Set(set) => {
            take(set, rest);
            false
        }
        Node::Concat(parts) => visit_rest(&Rest::Parts(parts, rest), take),
        Node::Either(branches) => {
            let mut ends = false;
            for branch in branches {
                ends |= visit(branch, rest, take);
            }
            ends
        }
        Node::Repeat { node, least, most, .. } => {
            let ends = match most {
                Some(0) => false,
                Some(1) => visit(node, rest, take),
                _ => visit(node, &Rest::Again(node, *least <= 1, rest), take),
            };
            ends | (*least == 0 && visit_rest(rest, take))
        }
        Node::Group(_, inside) => visit(inside, rest, take),
        Node::Start => false,
        Node::End => true,
    }
}

/// The same for what follows a part.
fn visit_rest<'n>(rest: &Rest<'_, 'n>, take: &mut dyn FnMut(&'n Set, &Rest<'_, 'n>)) -> bool {
    match rest {
        Rest::End => true,
        Rest::Parts([], rest) => visit_rest(rest, take),
        Rest::Parts([first, others @ ..], rest) => visit(first, &Rest::Parts(others, rest), take),
        Rest::Again(node, may_stop, after) => {
            let ends = visit(node, &Rest::Again(node, true, after), take);
            ends | (*may_stop && visit_rest(after, take))
        }
    }
}

/// The most characters that one branch of a fork is listed under.
const MOST_LISTED: usize = 40;

impl Program {
    /// The program of a pattern with so many groups; `None` for one that repeats something that may be empty.
    pub(super) fn new(node: &Node, groups: usize) -> Option<Self> {
        let mut program = Self {
            steps: Vec::new(),
            sets: Vec::new(),
            words: String::new(),
            forks: Vec::new(),
            groups,
            elsewhere: Beginnings::Anywhere,
            needs: None,
        };
        // That of a pattern which repeats something empty has no end.
        program.compile(node)?;
        program.steps.push(Step::Found);
        let begins = First::of(node, false);
        program.elsewhere = beginnings(node, &begins);
        let often = if begins.nullable { usize::MAX } else { begins.sets.iter().map(|set| weight(set)).sum() };
        program.needs = Needed::of(node).filter(|needed| needed.weight.saturating_mul(2) < often).map(|needed| {
            let mut characters = Characters::NONE;
            needed.sets.iter().for_each(|set| characters.add(set));
            characters
        });
        Some(program)
    }

    fn place(&self) -> u32 {
        self.steps.len() as u32
    }

    fn compile(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Set(set) => {
                if let Some(c) = set.single() {
                    self.word(c);
                } else {
                    let set = self.set(set);
                    self.steps.push(Step::One(set));
                }
            }
            Node::Concat(parts) => {
                let mut in_word = false;
                for part in parts {
                    match single(part) {
                        Some(c) if in_word => self.longer_word(c),
                        Some(c) => self.word(c),
                        None => self.compile(part)?,
                    }
                    in_word = single(part).is_some();
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

    fn word(&mut self, c: char) {
        let start = self.words.len() as u32;
        self.words.push(c);
        self.steps.push(Step::Word { start, end: self.words.len() as u32 });
    }

    /// Adds a character to the word that is the last step.
    fn longer_word(&mut self, c: char) {
        self.words.push(c);
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
        if let Node::Set(set) = node {
            let set = self.set(set);
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
        let mut listed: Vec<(char, u32)> = Vec::new();
        let mut anywhere: Vec<u32> = Vec::new();
        for (branch, &place) in branches.iter().zip(places) {
            let first = First::of(branch, true);
            let count: usize = first.sets.iter().map(|set| set.len()).sum();
            if first.nullable || count > MOST_LISTED {
                anywhere.push(place);
            } else {
                listed.extend(first.sets.iter().flat_map(|set| set.ranges()).flat_map(|&(a, z)| a..=z).map(|c| (c, place)));
            }
        }
        listed.sort_unstable();
        listed.dedup();
        let mut fork = Self { other: (0, anywhere.len() as u32), branches: anywhere.clone(), by_character: Vec::new() };
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

/// The one character that a part is.
fn single(node: &Node) -> Option<char> {
    match node {
        Node::Set(set) => set.single(),
        _ => None,
    }
}

/// Whether a part may be found without taking a character.
fn is_nullable(node: &Node) -> bool {
    match node {
        Node::Set(_) => false,
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
    sets: Vec<&'n Set>,
    /// Whether it may also be found without taking any.
    nullable: bool,
}

impl<'n> First<'n> {
    /// What a part may begin with at the beginning of a text, or elsewhere.
    fn of(node: &'n Node, at_start: bool) -> Self {
        let mut first = Self::default();
        first.nullable = first.add(node, at_start);
        first
    }

    /// Adds the sets that a part may begin with; whether it may be found without taking a character of any.
    fn add(&mut self, node: &'n Node, at_start: bool) -> bool {
        match node {
            Node::Set(set) => {
                self.sets.push(set);
                false
            }
            Node::Concat(parts) => {
                let before = self.sets.len();
                for part in parts {
                    let so_far = self.sets.len();
                    if !self.add(part, at_start) {
                        if self.sets.len() == so_far {
                            // It cannot be found here at all.
                            self.sets.truncate(before);
                        }
                        return false;
                    }
                }
                true
            }
            Node::Either(branches) => {
                let mut nullable = false;
                for branch in branches {
                    nullable |= self.add(branch, at_start);
                }
                nullable
            }
            Node::Repeat { node, least, .. } => self.add(node, at_start) || *least == 0,
            Node::Group(_, inside) => self.add(inside, at_start),
            Node::Start => at_start,
            Node::End => true,
        }
    }
}

fn beginnings(node: &Node, first: &First) -> Beginnings {
    if first.nullable {
        Beginnings::Anywhere
    } else if first.sets.is_empty() {
        Beginnings::Nowhere
    } else {
        Beginnings::At(Box::new(Pairs::of(node)))
    }
}

/// Sets of which one has a character that is in every match, the rarest there are.
struct Needed<'n> {
    sets: Vec<&'n Set>,
    weight: usize,
}

impl<'n> Needed<'n> {
    /// What a part needs; `None` if it may be found without any character.
    fn of(node: &'n Node) -> Option<Self> {
        match node {
            Node::Set(set) => Some(Self { sets: vec![set], weight: weight(set) }),
            Node::Concat(parts) => parts.iter().filter_map(Self::of).min_by_key(|needed| needed.weight),
            Node::Either(branches) => {
                let mut all = Self { sets: Vec::new(), weight: 0 };
                for branch in branches {
                    let needed = Self::of(branch)?;
                    all.sets.extend(needed.sets);
                    all.weight += needed.weight;
                }
                Some(all)
            }
            Node::Repeat { node, least, .. } if *least > 0 => Self::of(node),
            Node::Group(_, inside) => Self::of(inside),
            Node::Repeat { .. } | Node::Start | Node::End => None,
        }
    }
}

/// How often a Japanese text has the characters of a set, about: kana are frequent, of kanji there are many.
fn weight(set: &Set) -> usize {
    if set.is_negated() {
        return 100_000;
    }
    let of_range = |&(first, last): &(char, char)| {
        let count = (u32::from(last) - u32::from(first) + 1) as usize;
        let each = match first {
            'ぁ'..='ん' | '、' | '。' => 20,
            'ァ'..='ー' => 6,
            '0'..='9' => 10,
            _ => 1,
        };
        count * each
    };
    set.ranges().iter().map(of_range).sum()
}
