//! Which words of a sentence speak about words that stand before them.
//!
//! Japanese puts the predicate after what it speaks of, so the words that decide about a mention follow it, up to the
//! end of its clause. A noun that a relative clause describes, a cause (により) and an aspect (の原因) are spoken of
//! instead of the mention from there on.

use crate::text::{Norm, Noun, Particle, Pos, Span, Symbol, Text, Token};

/// How many tokens a clause is followed at most: a sentence without an end must not cost more than its length.
const LONGEST: usize = 60;

/// The words that follow a mention within its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clause<'t> {
    /// All of them: what the clause supposes, guards against or counts includes the mention wherever it stands.
    pub(super) words: &'t str,
    /// The first of them, as long as they speak about the mention itself: only there can it be denied or suspected.
    pub(super) claim: &'t str,
    /// The words of the clause before the mention.
    pub(super) before: &'t str,
}

/// The clause around `span`; empty where it stands in no sentence.
pub(super) fn around(text: &Text, span: Span<Norm>) -> Clause<'_> {
    let Some(sentence) = text.sentence_at(span).map(|index| &text.sentences()[index]) else {
        return Clause { words: "", claim: "", before: "" };
    };
    let norm = text.norm();
    let mention = text.tokens_in(span);
    let walk = Walk { text, end: sentence.tokens.end.min(mention.end.saturating_add(LONGEST)) };
    let from = span.end().min(sentence.span.end());
    // Words that end in a verb may end their clause with it: …かけ忘れ、
    let ends_in_verb = mention.end.checked_sub(1).filter(|&last| matches!(walk.pos(last), Some(Pos::Verb | Pos::Adjective)));
    let first = ends_in_verb.unwrap_or(mention.end);
    let words_end = walk.find(first, Walk::closes).unwrap_or(sentence.span.end()).max(from);
    let claim_end = walk.find(first, Walk::turns).unwrap_or(words_end).clamp(from, words_end);
    let earliest = mention.start.saturating_sub(LONGEST).max(sentence.tokens.start);
    let start = (earliest..mention.start).rev().find(|&at| walk.closes(at).is_some());
    let start = start.map_or_else(|| walk.token(earliest).map_or(from, |token| token.span.start()), |at| walk.end_of(at));
    Clause { words: &norm[from..words_end], claim: &norm[from..claim_end], before: &norm[start.min(span.start())..span.start()] }
}

/// The tokens after a mention, up to the end of its sentence.
struct Walk<'t> {
    text: &'t Text,
    end: usize,
}

/// Verbs that only lend an aspect to the verb before their て.
const AFTER_TE: &[&str] =
    &["いる", "おる", "しまう", "くる", "いく", "みる", "ある", "おく", "いただく", "くださる", "もらう", "は"];

/// Nouns after which a subordinate clause ends when a comma follows.
const CLAUSE_NOUNS: &[&str] = &["ため", "ところ", "結果", "一方", "後", "以降", "際", "中", "上", "もの"];

/// Verbs of saying: と before them ends what is said.
const SAYING: &[&str] = &["発表", "公表", "説明", "述べる", "明らか", "報告", "話す", "報じる", "伝える", "公開"];

/// Nouns through which a clause goes on speaking of the mention: it happened, it may have, it left a trace.
const TRANSPARENT: &[&str] = &[
    "事実",
    "形跡",
    "痕跡",
    "跡",
    "兆候",
    "可能",
    "可能性",
    "おそれ",
    "恐れ",
    "恐",
    "虞",
    "疑い",
    "疑",
    "模様",
    "懸念",
    "危険",
    "危険性",
    "公算",
    "際",
    "こと",
    "もの",
    "の",
    "ん",
    "よう",
    "はず",
    "わけ",
    "場合",
    "とき",
];

/// Nouns that name an aspect of a mention: after の they, not it, are spoken of.
const ASPECTS: &[&str] = &[
    "原因",
    "経緯",
    "経路",
    "詳細",
    "内容",
    "範囲",
    "影響",
    "規模",
    "対象",
    "犯人",
    "目的",
    "方法",
    "お知らせ",
    "お詫び",
    "発表",
    "報告",
    "調査",
    "時期",
    "日時",
    "期間",
    "背景",
    "概要",
];

/// What may stand between a mention and the particle that makes it a cause.
const CAUSES: &[&str] = &[
    "により",
    "によって",
    "による",
    "によりまして",
    "で",
    "から",
    "に伴い",
    "に伴う",
    "を受け、",
    "を受けて、",
    "に起因",
    "をめぐ",
    "に乗じ",
];

impl Walk<'_> {
    /// The end of the first place from `first` on for which `ends` gives one.
    fn find(&self, first: usize, ends: impl Fn(&Self, usize) -> Option<usize>) -> Option<usize> {
        (first..self.end).find_map(|at| ends(self, at))
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.text.tokens().get(at)
    }

    fn surface(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| self.text.slice(token.span))
    }

    fn base(&self, at: usize) -> &str {
        self.token(at).and_then(|token| token.base.as_deref()).unwrap_or_else(|| self.surface(at))
    }

    fn pos(&self, at: usize) -> Option<Pos> {
        self.token(at).map(|token| token.pos)
    }

    fn end_of(&self, at: usize) -> usize {
        self.token(at).map_or(self.text.norm().len(), |token| token.span.end())
    }

    fn is_comma(&self, at: usize) -> bool {
        self.pos(at) == Some(Pos::Symbol(Symbol::Comma)) || matches!(self.surface(at), "、" | "," | "，")
    }

    /// Where the clause ends, if it does with the token `at`.
    fn closes(&self, at: usize) -> Option<usize> {
        let end = self.end_of(at);
        match self.pos(at)? {
            Pos::Symbol(Symbol::Period) => Some(end),
            Pos::Particle(Particle::Conjunctive) => match self.surface(at) {
                "が" | "けれど" | "けれども" | "けど" | "ものの" | "ので" => Some(end),
                "て" | "で" => (!AFTER_TE.contains(&self.base(at + 1))).then_some(end),
                _ => self.is_comma(at + 1).then_some(end),
            },
            // What is said ends before the と, so that it is not taken for a condition.
            // The blank between the parts of a headline.
            Pos::Space => (!matches!(self.surface(at + 1), "なし" | "無し" | "ゼロ")).then_some(end),
            Pos::Particle(_) if self.surface(at) == "と" => {
                SAYING.contains(&self.base(at + 1)).then(|| self.token(at).map_or(end, |token| token.span.start()))
            }
            // A continuative form before a comma: 受け、 されており、 なく、
            Pos::Verb | Pos::Adjective | Pos::Auxiliary => {
                let inflected = self.token(at)?.base.is_some() && !self.is_past(at);
                (inflected && self.is_comma(at + 1)).then_some(end)
            }
            Pos::Noun(_) => (CLAUSE_NOUNS.contains(&self.surface(at)) && self.is_comma(at + 1)).then_some(end),
            _ => self.relative(at).filter(|_| self.is_past(at)),
        }
        .or_else(|| self.relative(at).filter(|_| self.is_past(at)))
    }

    /// Where the words stop speaking of the mention, if they do with the token `at`.
    fn turns(&self, at: usize) -> Option<usize> {
        self.closes(at).or_else(|| self.relative(at)).or_else(|| self.names_cause(at)).or_else(|| self.names_aspect(at))
    }

    fn is_past(&self, at: usize) -> bool {
        self.pos(at) == Some(Pos::Auxiliary) && matches!(self.surface(at), "た" | "だ")
    }

    /// The end of a verb that describes the noun after it, unless that noun only carries the clause on.
    fn relative(&self, at: usize) -> Option<usize> {
        let verb = matches!(self.pos(at)?, Pos::Verb | Pos::Auxiliary) && self.token(at)?.base.is_none();
        let noun = self.pos(at + 1).is_some_and(Pos::is_noun) && at + 1 < self.end;
        (verb && noun && !TRANSPARENT.contains(&self.surface(at + 1))).then(|| self.end_of(at))
    }

    /// The end of a particle that makes the mention the cause of what follows, unless もの stands for the mention.
    fn names_cause(&self, at: usize) -> Option<usize> {
        let particle = matches!(self.pos(at)?, Pos::Particle(_));
        let follows_noun = at.checked_sub(1).and_then(|before| self.pos(before)).is_some_and(Pos::is_noun);
        let rest = &self.text.norm()[self.token(at)?.span.start()..];
        let cause = particle && follows_noun && CAUSES.iter().any(|cause| rest.starts_with(cause));
        let carried_on =
            ["によるもの", "によること", "では", "でも", "からの", "であ"].iter().any(|words| rest.starts_with(words));
        (cause && !carried_on).then(|| self.end_of(at))
    }

    fn names_aspect(&self, at: usize) -> Option<usize> {
        let genitive = self.surface(at) == "の" && self.pos(at) == Some(Pos::Particle(Particle::Adnominal));
        let noun = self.pos(at + 1).is_some_and(|pos| matches!(pos, Pos::Noun(kind) if kind != Noun::Number));
        (genitive && noun && ASPECTS.contains(&self.surface(at + 1))).then(|| self.end_of(at))
    }
}
