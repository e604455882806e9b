//! Reading a regular expression: the part of the syntax that the rules of the program are written in.

/// What a pattern is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node<'p> {
    /// These characters, one at least.
    Word(&'p str),
    /// One character of a set.
    Set(Set),
    /// One after the other.
    Concat(Vec<Self>),
    /// The first of these that leads to a match.
    Either(Vec<Self>),
    /// `node` at least `least` times and at most `most` times, rather many than few if `greedy`.
    Repeat { node: Box<Self>, least: u32, most: Option<u32>, greedy: bool },
    /// What stands in the group with this number.
    Group(usize, Box<Self>),
    /// The beginning of the text.
    Start,
    /// The end of the text.
    End,
}

/// A set of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Set {
    /// One character.
    One([(char, char); 1]),
    /// Those from the first to the last of stretches, sorted, none touching another.
    Of(Vec<(char, char)>),
    /// All but those.
    AllBut(Vec<(char, char)>),
}

impl Set {
    fn of(mut ranges: Vec<(char, char)>, negated: bool) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(char, char)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some(before) if u32::from(first) <= u32::from(before.1) + 1 => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        match merged[..] {
            [(first, last)] if first == last && !negated => Self::one(first),
            _ if negated => Self::AllBut(merged),
            _ => Self::Of(merged),
        }
    }

    /// The set of one character.
    pub(super) fn one(c: char) -> Self {
        Self::One([(c, c)])
    }

    /// The only character of the set, if there is one alone.
    pub(super) fn single(&self) -> Option<char> {
        match self {
            Self::One([(c, _)]) => Some(*c),
            _ => None,
        }
    }

    /// The stretches of characters that the set has, or has not.
    pub(super) fn ranges(&self) -> &[(char, char)] {
        match self {
            Self::One(one) => one,
            Self::Of(ranges) | Self::AllBut(ranges) => ranges,
        }
    }

    /// Whether the set has all but its [ranges](Self::ranges).
    pub(super) fn is_negated(&self) -> bool {
        matches!(self, Self::AllBut(_))
    }

    /// Whether the set has the character.
    #[inline]
    pub(super) fn contains(&self, c: char) -> bool {
        self.ranges().iter().any(|&(first, last)| first <= c && c <= last) != self.is_negated()
    }

    /// How many characters the set has.
    pub(super) fn len(&self) -> usize {
        const ALL: usize = 0x0011_0000;
        let listed = self.ranges().iter().map(|&(first, last)| (u32::from(last) - u32::from(first) + 1) as usize).sum();
        if self.is_negated() { ALL - listed } else { listed }
    }
}

/// What says how often the part before it stands.
const REPEATS: [char; 4] = ['*', '+', '?', '{'];

/// Whether the character that begins with a byte does not stand for itself in a pattern.
fn is_syntax(byte: u8) -> bool {
    matches!(byte, b'^' | b'$' | b'.' | b'[' | b'(' | b')' | b'|' | b'\\' | b'*' | b'+' | b'?' | b'{')
}

/// What `pattern` says, and how many groups it has, the whole counted; `None` if it is written in a way that this reader
/// does not know.
pub(super) fn read(pattern: &str) -> Option<(Node<'_>, usize)> {
    let mut reader = Reader { rest: pattern, groups: 1 };
    let node = reader.either()?;
    reader.rest.is_empty().then_some((node, reader.groups))
}

struct Reader<'p> {
    rest: &'p str,
    groups: usize,
}

impl<'p> Reader<'p> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn take(&mut self, words: &str) -> bool {
        let rest = self.rest.strip_prefix(words);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn either(&mut self) -> Option<Node<'p>> {
        let first = self.concat()?;
        if !self.rest.starts_with('|') {
            return Some(first);
        }
        let mut branches = vec![first];
        while self.take("|") {
            branches.push(self.concat()?);
        }
        Some(Node::Either(branches))
    }

    fn concat(&mut self) -> Option<Node<'p>> {
        let mut parts = Vec::new();
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            let part = self.one(c)?;
            let part = self.repeated(part)?;
            // Most branches of most patterns are a word.
            if parts.is_empty() && self.rest.starts_with(['|', ')']) {
                return Some(part);
            }
            parts.push(part);
        }
        Some(Node::Concat(parts))
    }

    fn one(&mut self, c: char) -> Option<Node<'p>> {
        if let Some(word) = self.word() {
            return Some(Node::Word(word));
        }
        self.next();
        Some(match c {
            '^' => Node::Start,
            '$' => Node::End,
            '.' => Node::Set(Set::of(vec![('\n', '\n')], true)),
            '[' => Node::Set(self.class()?),
            '(' => self.group()?,
            '\\' => Node::Set(Set::one(self.escaped()?)),
            _ => return None,
        })
    }

    /// The characters that stand for themselves here, without the last if that is repeated.
    fn word(&mut self) -> Option<&'p str> {
        let mut end = self.rest.bytes().position(is_syntax).unwrap_or(self.rest.len());
        if self.rest[end..].starts_with(REPEATS) {
            let last = self.rest[..end].char_indices().next_back().map_or(0, |(at, _)| at);
            end = if last == 0 { end } else { last };
        }
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }

    /// The character that stands behind a backslash; `None` for a class of characters or a word's edge.
    fn escaped(&mut self) -> Option<char> {
        match self.next()? {
            'n' => Some('\n'),
            't' => Some('\t'),
            c if c.is_ascii_alphanumeric() => None,
            c => Some(c),
        }
    }

    fn group(&mut self) -> Option<Node<'p>> {
        let number = if self.take("?:") {
            None
        } else if self.rest.starts_with('?') {
            return None;
        } else {
            self.groups += 1;
            Some(self.groups - 1)
        };
        let inside = self.either()?;
        self.take(")").then_some(match number {
            Some(number) => Node::Group(number, Box::new(inside)),
            None => inside,
        })
    }

    fn class(&mut self) -> Option<Set> {
        let negated = self.take("^");
        let mut ranges = Vec::new();
        loop {
            let first = match self.next()? {
                ']' if !ranges.is_empty() => return Some(Set::of(ranges, negated)),
                '[' | ']' | '&' | '~' => return None,
                '\\' => self.escaped()?,
                c => c,
            };
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            let last = if is_range && self.take("-") {
                match self.next()? {
                    '\\' => self.escaped()?,
                    '[' | '-' => return None,
                    c => c,
                }
            } else {
                first
            };
            if last < first {
                return None;
            }
            ranges.push((first, last));
        }
    }

    fn repeated(&mut self, node: Node<'p>) -> Option<Node<'p>> {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let (counts, _) = self.rest[1..].split_once('}')?;
                self.rest = &self.rest[1 + counts.len()..];
                match counts.split_once(',') {
                    Some((least, "")) => (least.parse().ok()?, None),
                    Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
                    None => (counts.parse().ok()?, Some(counts.parse().ok()?)),
                }
            }
            _ => return Some(node),
        };
        self.next();
        let greedy = !self.take("?");
        if most.is_some_and(|most| most < least) || self.rest.starts_with(REPEATS) {
            return None;
        }
        Some(Node::Repeat { node: Box::new(node), least, most, greedy })
    }
}
