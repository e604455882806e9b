//! What a text must have for a pattern to be found: where a match may begin, and what must follow within reach.

use std::borrow::Cow;

use super::syntax::{Node, Set};

/// Where a match may begin, by the characters there.
#[derive(Debug)]
pub(super) enum Beginnings {
    /// Nowhere.
    Nowhere,
    /// At one of these.
    At(Box<Pairs>),
    /// Anywhere.
    Anywhere,
}

impl Beginnings {
    /// Where a part may be found at the beginning of a text, or anywhere else, and how often that is.
    fn of(node: &Node, at_start: bool) -> (Self, usize) {
        let mut pairs = Pairs::NONE;
        let mut often: usize = 0;
        let nullable = visit(node, &Rest::End, at_start, &mut |set, rest| {
            let mut seconds = Vec::new();
            let ends = visit_rest(rest, false, &mut |second, _| seconds.push(second));
            often = often.saturating_add(if ends { alone(&set) } else { together(&set, &seconds) });
            pairs.add(&set, (!ends).then_some(&seconds[..]));
        });
        if nullable {
            (Self::Anywhere, usize::MAX)
        } else if pairs.is_empty {
            (Self::Nowhere, 0)
        } else {
            (Self::At(Box::new(pairs)), often)
        }
    }
}

/// What the search for a pattern may rely on.
#[derive(Debug)]
pub(super) struct Prefilter {
    /// What the pattern begins with at the beginning of a text.
    at_start: Beginnings,
    /// What it begins with anywhere else.
    elsewhere: Beginnings,
    /// What every match has, where that is rarer than what it begins with.
    needs: Option<Box<Needs>>,
}

impl Prefilter {
    pub(super) fn of(node: &Node) -> Self {
        let (at_start, _) = Beginnings::of(node, true);
        let (elsewhere, often) = Beginnings::of(node, false);
        let needed = Needed::of(node).filter(|needed| needed.before != Some(0) && needed.cost().saturating_mul(2) < often);
        Self { at_start, elsewhere, needs: needed.map(|needed| Box::new(Needs::of(&needed))) }
    }

    /// The first place in `bytes`, which are UTF-8, from `at` on where a match may begin. `needed` is where what every match
    /// needs was found last.
    #[inline]
    pub(super) fn next(&self, bytes: &[u8], mut at: usize, needed: &mut Option<usize>) -> Option<usize> {
        if at == 0 {
            match &self.at_start {
                Beginnings::At(pairs) if bytes.is_empty() || !pairs.begin(bytes, 0) => {
                    at = bytes.first().map_or(1, |&byte| length(byte));
                }
                _ => {}
            }
        }
        while at <= bytes.len() {
            let start = match &self.elsewhere {
                _ if at == 0 => 0,
                Beginnings::Nowhere => return None,
                Beginnings::Anywhere => at,
                Beginnings::At(pairs) => pairs.next(bytes, at)?,
            };
            at = match &self.needs {
                Some(needs) => needs.reach(bytes, start, needed)?,
                None => start,
            };
            if at == start {
                return Some(start);
            }
        }
        None
    }
}

/// Pairs of characters of which every match has one.
#[derive(Debug)]
pub(super) struct Needs {
    pairs: Pairs,
    /// How many bytes of the match stand before the pair, at most; `None` if there is no such bound.
    before: Option<usize>,
}

impl Needs {
    fn of(needed: &Needed) -> Self {
        let mut pairs = Pairs::NONE;
        for (first, second) in &needed.places {
            pairs.add(first, second.as_ref().map(std::slice::from_ref));
        }
        Self { pairs, before: needed.before.map(|before| before * LONGEST_CHARACTER) }
    }

    /// The first place from `at` on where a match may begin. `next` is where the pair stands that was found last.
    #[inline]
    fn reach(&self, bytes: &[u8], at: usize, next: &mut Option<usize>) -> Option<usize> {
        let pair = match *next {
            Some(pair) if pair >= at => pair,
            _ => self.pairs.next(bytes, at)?,
        };
        *next = Some(pair);
        let mut from = self.before.map_or(at, |before| at.max(pair.saturating_sub(before)));
        while bytes.get(from).is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000) {
            from += 1;
        }
        Some(from)
    }
}

/// A set of characters that answers quickly, and sometimes yes where it should be no.
#[derive(Debug, Clone)]
struct Characters {
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

    /// Whether the character may be in it that stands in `bytes`, which are UTF-8, at a place; not so for the end.
    #[inline]
    fn has(&self, bytes: &[u8], at: usize) -> bool {
        match bytes.get(at) {
            None => false,
            Some(&byte) if byte < 0x80 => self.ascii[byte as usize >> 6] >> (byte & 63) & 1 == 1,
            Some(0xe0..0xf0) if at + 2 < bytes.len() => self.wide[bytes[at + 1] as usize & 63] >> (bytes[at + 2] & 63) & 1 == 1,
            Some(_) => self.others,
        }
    }
}

/// Pairs of characters next to each other; sometimes more.
#[derive(Debug)]
pub(super) struct Pairs {
    is_empty: bool,
    /// The first characters.
    first: Characters,
    /// Those after which anything may follow.
    free: Characters,
    /// Those of which there are too many to note each pair, and what may follow one of them.
    many: Characters,
    after_many: Characters,
    /// The pairs with the others, by their hashes.
    hashes: [u64; 128],
    /// How many more pairs may be noted.
    left: usize,
}

impl Pairs {
    /// No pair. Three thousand may be added one by one: more would fill the table.
    const NONE: Self = Self {
        is_empty: true,
        first: Characters::NONE,
        free: Characters::NONE,
        many: Characters::NONE,
        after_many: Characters::NONE,
        hashes: [0; 128],
        left: 3000,
    };

    /// Adds the pairs of a first character and one of `seconds`, or any or none for `None`.
    fn add(&mut self, set: &Set, seconds: Option<&[Cow<Set>]>) {
        self.is_empty = false;
        self.first.add(set);
        let Some(seconds) = seconds else { return self.free.add(set) };
        let count = seconds.iter().map(|second| second.len()).fold(0, usize::saturating_add);
        let pairs = count.saturating_mul(set.len());
        if pairs > self.left {
            self.many.add(set);
            seconds.iter().for_each(|second| self.after_many.add(second));
            return;
        }
        self.left -= pairs;
        for first in set.ranges().iter().flat_map(|&(a, z)| a..=z) {
            for second in seconds.iter().flat_map(|second| second.ranges()).flat_map(|&(a, z)| a..=z) {
                let hash = hash(first.into(), second.into());
                self.hashes[hash >> 6] |= 1 << (hash & 63);
            }
        }
    }

    /// The first place in `bytes`, which are UTF-8, from `at` on where one of the pairs may stand.
    #[inline]
    pub(super) fn next(&self, bytes: &[u8], mut at: usize) -> Option<usize> {
        while at < bytes.len() {
            if self.begin(bytes, at) {
                return Some(at);
            }
            at += length(bytes[at]);
        }
        None
    }

    /// Whether one of the pairs may stand at a place.
    #[inline]
    fn begin(&self, bytes: &[u8], at: usize) -> bool {
        self.first.has(bytes, at) && self.has(bytes, at)
    }

    fn has(&self, bytes: &[u8], at: usize) -> bool {
        let second = at + length(bytes[at]);
        self.free.has(bytes, at)
            || self.noted(bytes, at, second)
            || self.many.has(bytes, at) && self.after_many.has(bytes, second)
    }

    fn noted(&self, bytes: &[u8], first: usize, second: usize) -> bool {
        let (Some(first), Some(second)) = (code(bytes, first), code(bytes, second)) else { return true };
        let hash = hash(first, second);
        second != END && self.hashes[hash >> 6] >> (hash & 63) & 1 == 1
    }
}

/// The most bytes that a character has.
const LONGEST_CHARACTER: usize = 4;

/// What stands at the end in place of a character's number.
const END: u32 = u32::MAX;

/// The number of the character at a place of UTF-8; `None` if it has two or four bytes.
#[inline]
pub(super) fn code(bytes: &[u8], at: usize) -> Option<u32> {
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
    /// These characters, and what follows them.
    Word(&'n str, &'r Rest<'r, 'n>),
    /// These parts, and what follows them.
    Parts(&'n [Node<'n>], &'r Rest<'r, 'n>),
    /// The part again, or if that may be what follows it.
    Again(&'n Node<'n>, bool, &'r Rest<'r, 'n>),
}

/// What is done with a set and what follows it.
type Take<'t, 'n> = dyn FnMut(Cow<'n, Set>, &Rest<'_, 'n>) + 't;

/// Hands every set of which a character may stand first in `node` and then `rest`, at the beginning of a text or elsewhere,
/// to `take`, with what follows it. Whether the end may come without a character.
fn visit<'n>(node: &'n Node, rest: &Rest<'_, 'n>, at_start: bool, take: &mut Take<'_, 'n>) -> bool {
    match node {
        Node::Word(word) => visit_rest(&Rest::Word(word, rest), at_start, take),
        Node::Set(set) => {
            take(Cow::Borrowed(set), rest);
            false
        }
        Node::Concat(parts) => visit_rest(&Rest::Parts(parts, rest), at_start, take),
        Node::Either(branches) => {
            let mut ends = false;
            for branch in branches {
                ends |= visit(branch, rest, at_start, take);
            }
            ends
        }
        Node::Repeat { node, least, most, .. } => {
            let ends = match most {
                Some(0) => false,
                Some(1) => visit(node, rest, at_start, take),
                _ => visit(node, &Rest::Again(node, *least <= 1, rest), at_start, take),
            };
            ends | (*least == 0 && visit_rest(rest, at_start, take))
        }
        Node::Group(_, inside) => visit(inside, rest, at_start, take),
        Node::Start => at_start && visit_rest(rest, true, take),
        Node::End => true,
    }
}

/// The same for what follows a part.
fn visit_rest<'n>(rest: &Rest<'_, 'n>, at_start: bool, take: &mut Take<'_, 'n>) -> bool {
    match rest {
        Rest::End => true,
        Rest::Word(word, after) => {
            let mut others = word.chars();
            let Some(first) = others.next() else { return visit_rest(after, at_start, take) };
            take(Cow::Owned(Set::one(first)), &Rest::Word(others.as_str(), after));
            false
        }
        Rest::Parts([], rest) => visit_rest(rest, at_start, take),
        Rest::Parts([first, others @ ..], rest) => visit(first, &Rest::Parts(others, rest), at_start, take),
        Rest::Again(node, may_stop, after) => {
            let ends = visit(node, &Rest::Again(node, true, after), at_start, take);
            ends | (*may_stop && visit_rest(after, at_start, take))
        }
    }
}

/// Pairs of which one is in every match, the rarest there are.
struct Needed<'n> {
    /// The first character, and the second if it is one of a set.
    places: Vec<(Cow<'n, Set>, Option<Cow<'n, Set>>)>,
    /// How many characters of the match stand before the pair, at most.
    before: Option<usize>,
    often: usize,
}

impl<'n> Needed<'n> {
    /// What a part needs; `None` if it may be found without any character.
    fn of(node: &'n Node) -> Option<Self> {
        match node {
            Node::Word(_) => Self::of_all(std::slice::from_ref(node)),
            Node::Set(set) => Some(Self::character(Cow::Borrowed(set))),
            Node::Concat(parts) => Self::of_all(parts),
            Node::Either(branches) => {
                let mut all = Self { places: Vec::new(), before: Some(0), often: 0 };
                for branch in branches {
                    let needed = Self::of(branch)?;
                    all.places.extend(needed.places);
                    all.before = Option::zip(all.before, needed.before).map(|(a, b)| a.max(b));
                    all.often = all.often.saturating_add(needed.often);
                }
                Some(all)
            }
            Node::Repeat { node, least, .. } if *least > 0 => Self::of(node),
            Node::Group(_, inside) => Self::of(inside),
            Node::Repeat { .. } | Node::Start | Node::End => None,
        }
    }

    /// At how many of a million characters a match may begin for all that the pairs tell. Without a bound it may begin at
    /// every one before them: in the sentences, of [`SENTENCE`] characters, that have one.
    fn cost(&self) -> usize {
        self.often.saturating_mul(self.before.map_or(SENTENCE, |before| before + 1))
    }

    /// One character of a set.
    fn character(set: Cow<'n, Set>) -> Self {
        let often = alone(&set);
        Self { places: vec![(set, None)], before: Some(0), often }
    }

    /// One character of a set, and then one of another.
    fn pair(first: Cow<'n, Set>, second: Cow<'n, Set>) -> Self {
        let often = together(&first, std::slice::from_ref(&second));
        Self { places: vec![(first, Some(second))], before: Some(0), often }
    }

    /// What parts need that stand one after the other.
    fn of_all(parts: &'n [Node]) -> Option<Self> {
        let parts: Vec<Part> = parts.iter().flat_map(Part::of).collect();
        let mut best: Option<Self> = None;
        let mut before = Some(0);
        for (index, part) in parts.iter().enumerate() {
            let needed = match (part, parts.get(index + 1)) {
                (Part::Character(first), Some(Part::Character(second))) => Some(Self::pair(first.clone(), second.clone())),
                (Part::Character(set), _) => Some(Self::character(set.clone())),
                (Part::Other(node), _) => Self::of(node),
            };
            let needed = needed
                .map(|needed| Self { before: Option::zip(before, needed.before).map(|(a, b)| a + b), ..needed })
                .filter(|needed| best.as_ref().is_none_or(|best| needed.cost() < best.cost()));
            best = needed.or(best);
            before = Option::zip(before, part.longest()).map(|(a, b)| a + b);
        }
        best
    }
}

/// A part of a pattern, words taken apart.
enum Part<'n> {
    /// One character of a set.
    Character(Cow<'n, Set>),
    /// Anything else.
    Other(&'n Node<'n>),
}

impl<'n> Part<'n> {
    fn of(node: &'n Node) -> Vec<Self> {
        match node {
            Node::Word(word) => word.chars().map(|c| Self::Character(Cow::Owned(Set::one(c)))).collect(),
            Node::Set(set) => vec![Self::Character(Cow::Borrowed(set))],
            _ => vec![Self::Other(node)],
        }
    }

    /// How many characters it takes at most.
    fn longest(&self) -> Option<usize> {
        match self {
            Self::Character(_) => Some(1),
            Self::Other(node) => longest(node),
        }
    }
}

/// How many characters a part takes at most; `None` if there is no such bound.
fn longest(node: &Node) -> Option<usize> {
    match node {
        Node::Word(word) => Some(word.chars().count()),
        Node::Set(_) => Some(1),
        Node::Concat(parts) => parts.iter().map(longest).sum(),
        Node::Either(branches) => branches.iter().map(longest).try_fold(0, |all, one| Some(all.max(one?))),
        Node::Repeat { node, most, .. } => Some(longest(node)? * (*most)? as usize),
        Node::Group(_, inside) => longest(inside),
        Node::Start | Node::End => Some(0),
    }
}

/// Of how many characters of a Japanese text all are looked at, when it is asked how often something stands in it.
const SAMPLE: usize = 1000;

/// How many characters a sentence has, about.
const SENTENCE: usize = 50;

/// How often a Japanese text of a million characters has those of a set, about.
fn alone(set: &Set) -> usize {
    share(set) * SAMPLE
}

/// How often it has one of a set and then one of `seconds`, if they were independent.
fn together(set: &Set, seconds: &[Cow<Set>]) -> usize {
    share(set) * seconds.iter().map(|second| share(second)).sum::<usize>().min(SAMPLE)
}

/// How many of a thousand characters of a Japanese text are of a set, about: kana are frequent, of kanji there are many.
fn share(set: &Set) -> usize {
    if set.is_negated() {
        return SAMPLE;
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
    set.ranges().iter().map(of_range).sum::<usize>().min(SAMPLE)
}
