//! Names that begin in hiragana, where the tokenizer sees particles, verbs and other words.

use super::super::OrganizationKind;
use super::super::cues::Needs;
use super::{Reader, Sort, Word, is_name_char};
use crate::text::{Noun, Particle, Pos, Span, Symbol, Token};

/// Words that point to something or join two things, with which no name begins.
const DEMONSTRATIVES: [&str; 16] = [
    "この",
    "その",
    "あの",
    "どの",
    "これ",
    "それ",
    "こう",
    "そう",
    "ここ",
    "そこ",
    "および",
    "または",
    "ならびに",
    "もしくは",
    "あるいは",
    "など",
];

/// Words of hiragana that are whole before a noun.
const WHOLE: [&str; 3] = ["ため", "こと", "うち"];

/// Within how many words behind the hiragana of a name its kind is said.
const LONGEST_TAIL: usize = 5;

impl Reader<'_> {
    /// Whether a name in hiragana may begin with the token: behind a legal form, or behind a word that follows one
    /// (生活協同組合コープみどりの) unless the tokenizer sees a particle.
    pub(super) fn may_be_hiragana_name(&self, index: usize) -> bool {
        // A form that ends a name (青葉商事株式会社および) begins none.
        let after_form = |nth: usize| {
            let mut before = self.words.iter().rev().skip(nth);
            before.next().is_some_and(Word::is_form) && before.next().is_none_or(|word| word.usage.lead || word.after_blank)
        };
        // JAみなと
        let token = &self.text.tokens()[index];
        if self.words.last().is_some_and(|last| last.text == "JA" && last.span.end() == token.span.start()) {
            return self.text.slice(token.span).starts_with(|c| matches!(c, 'ぁ'..='ゖ'));
        }
        let pos = self.text.tokens()[index].pos;
        let grammatical = matches!(pos, Pos::Particle(_) | Pos::Auxiliary | Pos::Verb | Pos::Conjunction | Pos::Prefix);
        after_form(0) && pos != Pos::Conjunction
            || after_form(1) && !grammatical && self.text.slice(self.text.tokens()[index].span) != "など"
    }

    /// Reads a name in hiragana after a legal form (株式会社みなとや), where the tokenizer sees particles and verbs.
    pub(super) fn hiragana_name(&mut self, start: usize) -> bool {
        let is_hiragana = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ー');
        let rest = &self.text.norm()[start..self.end];
        let length = rest.find(|c| !is_hiragana(c)).unwrap_or(rest.len());
        let stretch = &rest[..length];
        if goes_on_in_grammar(stretch) {
            return false;
        }
        let name = if self.runs_on_to_kind(stretch, start + length) {
            stretch
        } else if rest[length..].starts_with(|c: char| matches!(c, 'ァ'..='ヺ') || c.is_ascii_alphanumeric()) {
            // はまバス: the name goes on in another script, unless a particle ends it (みなとのバス).
            if stretch.chars().count() > 2 { without_particle(stretch) } else { stretch }
        } else {
            without_particle(stretch)
        };
        let end = start + stretch.len();
        let name = if stretch == format!("{name}の") && self.is_common_word_at(end) { stretch } else { name };
        // 株式会社みなと印刷: two letters and と are more likely a name than a name of two and another.
        let is_short = stretch == format!("{name}と") && name.chars().count() == 2;
        let in_katakana = rest[length..].starts_with(|c| matches!(c, 'ァ'..='ヺ'));
        let name = if is_short && (in_katakana || self.is_before_kind(self.tokens_from(end))) { stretch } else { name };
        if name.chars().count() < 2 {
            return false;
        }
        // ゆずり|葉: the tokenizer has the hiragana and what follows as one word.
        let end = self.end_of_token(start + name.len());
        self.push(Word { sort: Sort::Name, ..self.word(start, end - start) });
        self.at = end;
        true
    }

    /// The tokens of the stretch that is read, from the byte `at` on.
    fn tokens_from(&self, at: usize) -> &[Token] {
        let tokens = &self.text.tokens()[..self.tokens.end];
        &tokens[tokens.partition_point(|token| token.span.start() < at)..]
    }

    /// The end of the word in whose middle `at` lies, if kanji follow there, or `at`.
    fn end_of_token(&self, at: usize) -> usize {
        let index = self.text.tokens().partition_point(|token| token.span.end() <= at);
        let inside = self.text.tokens().get(index).filter(|token| token.span.start() < at && token.pos.is_noun());
        let kanji = self.text.norm()[at..].starts_with(|c| matches!(c, '一'..='鿿'));
        inside.filter(|_| kanji).map_or(at, |token| token.span.end())
    }

    /// Whether a name in hiragana goes on over its の to a word for a kind of business (株式会社みずほの里フーズ): the run
    /// of nouns from `at` on ends in one that is no department of the name's owner (株式会社みなとの子会社).
    fn runs_on_to_kind(&self, stretch: &str, at: usize) -> bool {
        if !stretch.ends_with('の') {
            return false;
        }
        let from = self.text.tokens().partition_point(|token| token.span.start() < at);
        let tokens = self.text.tokens()[from..self.tokens.end].iter().take(LONGEST_TAIL);
        let Some(last) = tokens.take_while(|token| token.pos.is_noun()).last() else { return false };
        let whole = self.text.slice(Span::new(at, last.span.end()));
        let kind = self.cues.suffix_of(whole);
        kind.is_some_and(|suffix| suffix.kind == OrganizationKind::Company && *suffix.word != *"会社")
            && !self.cues.is_no_name(whole)
    }

    /// Reads the hiragana with which a name begins (みなと中央銀行), where the tokenizer sees other words: where a name may
    /// begin, before a word that ends in a kind or for a home (こもれびの家), unless the hiragana makes sense by itself (なお
    /// 北浜市は).
    pub(super) fn hiragana_head(&mut self, index: usize) -> bool {
        let tokens = &self.text.tokens()[..self.tokens.end];
        let begins = tokens[index].span.start();
        let rest = &self.text.norm()[begins..self.end];
        let end = begins + rest.find(|c| !matches!(c, 'ぁ'..='ゖ' | 'ー')).unwrap_or(rest.len());
        // の|こまどり, する|ことり: the tokenizer may have run the grammar together with the name.
        let grammar = self.grammar_behind_noun(index, &self.text.norm()[begins..end]);
        let grammar = grammar + self.topic_behind_particle(index, &self.text.norm()[begins..end], grammar);
        let start = begins + grammar;
        let stretch = &self.text.norm()[start..end];
        let fits = (2..=7).contains(&stretch.chars().count()) && !self.lists_two(stretch, end);
        if !fits
            || grammar == 0 && !self.may_begin_name(index)
            || WHOLE.contains(&stretch)
            || DEMONSTRATIVES.iter().any(|word| stretch.starts_with(word))
        {
            return false;
        }
        let from = index + tokens[index..].partition_point(|token| token.span.start() < start);
        let Ok(last) = tokens[index..].binary_search_by_key(&end, |token| token.span.end()) else { return false };
        let after = &tokens[index + last + 1..];
        let head = tokens.get(from..=index + last).unwrap_or_default();
        let whole = head.first().is_some_and(|first| first.span.start() == start);
        let length = if let Some(home) = self.home(head, after).filter(|_| whole) {
            end + home - start
        } else if (self.is_glued_to_place(start) || !whole || self.dangles(head, index) || !self.makes_sense(head))
            && self.is_before_kind(after)
        {
            end - start
        } else {
            return false;
        };
        let is_place = after.first().is_some_and(|next| matches!(self.text.slice(next.span), "市" | "町" | "村" | "区" | "県"));
        if grammar > 0 {
            self.close();
        }
        self.push(Word { sort: if is_place { Sort::Place } else { Sort::Name }, ..self.word(start, length) });
        self.at = start + length;
        true
    }

    /// The bytes of a particle, or of する, with which `stretch` begins right behind a noun or a bracket that closes.
    fn grammar_behind_noun(&self, index: usize, stretch: &str) -> usize {
        let start = self.text.tokens()[index].span.start();
        let noun = self.words.last().filter(|last| last.span.end() == start && !last.is_form());
        if noun.is_none() && !self.text.norm()[..start].ends_with([')', '」', '』']) {
            return self.cleft_behind_verb(index, stretch);
        }
        let verb = noun.is_some_and(|noun| matches!(noun.sort, Sort::Action | Sort::Plain));
        let verbs = ["している", "しています", "していた", "する", "した"].into_iter().filter(|_| verb);
        let mut particles = ["の", "は", "が", "を", "に", "で", "と", "も", "や"].into_iter();
        let found = verbs.into_iter().chain(particles.by_ref()).find(|word| stretch.starts_with(word));
        // A word that goes on behind the particle is no particle (とちぎ, により), unless it makes no sense here.
        let token = &self.text.tokens()[index];
        let word = self.text.slice(token.span);
        let next = self.text.tokens().get(index + 1).map(|next| next.pos);
        let inflects = matches!(next, Some(Pos::Auxiliary | Pos::Particle(Particle::Conjunctive)));
        let odd = match token.pos {
            Pos::Interjection | Pos::Noun(Noun::Dependent | Noun::Adverbial) => true,
            Pos::Verb => !word.starts_with("でき") && !inflects,
            Pos::Particle(_) => word == "のみ" && stretch.len() > word.len(),
            _ => false,
        };
        let is_particle = |length: usize| token.span.len() <= length && token.pos != Pos::Auxiliary;
        found.map(str::len).filter(|&length| is_particle(length) || odd).unwrap_or_default()
    }

    /// Whether the name of a place ends where hiragana begins, with nothing between: 北浜|ゆめ|保育園.
    fn is_glued_to_place(&self, start: usize) -> bool {
        self.words.last().is_some_and(|last| last.span.end() == start && matches!(last.sort, Sort::Place))
    }

    /// Whether hiragana is a name and や before another name, which begins at `end`: ひまわりや|北浜商事.
    fn lists_two(&self, stretch: &str, end: usize) -> bool {
        let next = self.text.tokens().get(self.text.tokens().partition_point(|token| token.span.start() < end));
        let named = next.is_some_and(|next| next.span.start() == end && matches!(next.pos, Pos::Noun(Noun::Proper(_))));
        named && stretch.ends_with('や') && stretch.chars().count() > 3
    }

    /// The bytes of のは with which `stretch` goes on behind a verb: 狙われた|のは|ひまわり銀行だった.
    fn cleft_behind_verb(&self, index: usize, stretch: &str) -> usize {
        let before =
            index.checked_sub(1).filter(|&before| before >= self.tokens.start).map(|before| self.text.tokens()[before].pos);
        let behind_verb = matches!(before, Some(Pos::Verb | Pos::Auxiliary));
        let cleft = ["のは", "のが", "のも"].iter().find(|cleft| stretch.starts_with(**cleft));
        cleft.filter(|_| behind_verb).map_or(0, |cleft| cleft.len())
    }

    /// The bytes of は or も with which `stretch` goes on behind its particle of `grammar` bytes, or behind the token before, where
    /// the tokenizer may take them for the beginning of a word: 翌日|に|はみ|なと信用金庫.
    fn topic_behind_particle(&self, index: usize, stretch: &str, grammar: usize) -> usize {
        let before = index.checked_sub(1).map(|before| &self.text.tokens()[before]);
        let (own, rest) = stretch.split_at(grammar);
        let particle = match before {
            Some(token) if grammar == 0 && matches!(token.pos, Pos::Particle(_)) => self.text.slice(token.span),
            _ => own,
        };
        let topic = ["は", "も"].iter().find(|topic| rest.starts_with(**topic) && rest.chars().count() > 3);
        topic.filter(|_| matches!(particle, "に" | "で" | "と")).map_or(0, |topic| topic.len())
    }

    /// Whether a name may begin with the token: at the head of the sentence, behind a sign, a particle or a verb, behind
    /// another part of a name.
    fn may_begin_name(&self, index: usize) -> bool {
        if let Some(last) = self.words.last() {
            return last.is_name() || last.usage.lead;
        }
        let Some(last) = self.text.tokens()[self.tokens.start..index].last() else { return true };
        let word = self.text.slice(last.span);
        match last.pos {
            Pos::Symbol(_) | Pos::Space => true,
            Pos::Particle(particle) => particle != Particle::Conjunctive,
            Pos::Verb | Pos::Auxiliary => word.ends_with(['る', 'た']),
            _ => !word.contains(is_name_char),
        }
    }

    /// Whether tokens in hiragana are words of a sentence, before a noun: an adverb, a verb, a noun with its particle.
    fn makes_sense(&self, head: &[Token]) -> bool {
        let (Some(first), Some(last)) = (head.first(), head.last()) else { return true };
        let word = self.text.slice(first.span);
        let alone = head.len() == 1;
        let half = word.len() / 2;
        let is_doubled = word.chars().count() == 4 && word.is_char_boundary(half) && word[..half] == word[half..];
        let opens = match first.pos {
            Pos::Conjunction | Pos::Adnominal => true,
            Pos::Adverb => !is_doubled,
            Pos::Interjection => alone,
            Pos::Particle(_) => word.chars().count() > 1,
            Pos::Noun(noun) => alone && matches!(noun, Noun::Pronoun | Noun::Adverbial | Noun::Dependent | Noun::Number),
            _ => false,
        };
        let before = head.len().checked_sub(2).map(|index| head[index].pos);
        let inflected = matches!(before, Some(Pos::Verb | Pos::Adjective | Pos::Auxiliary));
        let ends = self.text.slice(last.span);
        let closes = match last.pos {
            Pos::Particle(Particle::Conjunctive) => inflected,
            Pos::Particle(_) => ends.chars().count() > 1 || matches!(ends, "は" | "が" | "を" | "に" | "で" | "も" | "の" | "へ"),
            // Before a noun だ would be な, and き is old.
            Pos::Auxiliary => {
                matches!(ends, "な" | "ない" | "た" | "たい" | "う" | "ん" | "ある") || inflected && !matches!(ends, "だ" | "き")
            }
            Pos::Verb => ends.ends_with(is_attributive_end),
            Pos::Adjective => ends.ends_with(['い', 'く']),
            _ => false,
        };
        opens || closes
    }

    /// Whether hiragana at the head of a sentence begins with a noun that cannot stand there (こと|の|は出版).
    fn dangles(&self, head: &[Token], index: usize) -> bool {
        // Nor can a particle stand there, or behind a sign that closes nothing: は|なまる薬局.
        let opens = index == self.tokens.start
            || matches!(self.text.tokens()[index - 1].pos, Pos::Symbol(symbol) if symbol != Symbol::Letter);
        let dangling = |first: &Token| match first.pos {
            Pos::Noun(Noun::Dependent) => index == self.tokens.start,
            Pos::Particle(_) => opens && self.text.slice(first.span).chars().count() == 1,
            _ => false,
        };
        head.len() > 1 && head.first().is_some_and(dangling)
    }

    /// Whether the nouns that begin `after` have a word for a kind of organisation among them.
    pub(super) fn is_before_kind(&self, after: &[Token]) -> bool {
        let nouns = after.iter().take(LONGEST_TAIL).take_while(|token| token.pos.is_noun() || token.pos == Pos::Prefix);
        let mut start = None;
        nouns.into_iter().any(|noun| {
            let start = *start.get_or_insert(noun.span.start());
            let kind = self.cues.suffix_of(self.text.slice(Span::new(start, noun.span.end())));
            kind.is_some_and(|kind| {
                let shop = kind.kind == OrganizationKind::Company && kind.extends;
                kind.word.chars().count() > 1 || shop || matches!(kind.needs, Needs::Any | Needs::Place)
            })
        })
    }

    /// The bytes behind `head`, hiragana that ends in の, that make it the name of a home: こもれびの|家.
    fn home(&self, head: &[Token], after: &[Token]) -> Option<usize> {
        const HOMES: [&str; 19] =
            ["家", "里", "郷", "園", "丘", "杜", "森", "泉", "輪", "苑", "庭", "樹", "灯", "舎", "会", "宿", "湯", "館", "虹"];
        let (last, own) = head.split_last()?;
        let noun = after.first().filter(|noun| {
            let word = self.text.slice(noun.span);
            HOMES.contains(&word) || is_scenery(word) && self.is_before_kind(&after[1..])
        })?;
        let letters = (last.span.start() - own.first()?.span.start()) / 'の'.len_utf8();
        let whole = after.get(1).is_none_or(|next| !next.pos.is_noun() || !self.text.slice(next.span).contains(is_name_char))
            || self.is_before_kind(&after[1..]);
        // るりの丘クリニック says by its kind that it is a name.
        let named = (letters >= 3 || letters == 2 && self.is_before_kind(&after[1..]))
            && !matches!(own[0].pos, Pos::Noun(Noun::Pronoun | Noun::Adverbial) | Pos::Adverb | Pos::Conjunction);
        let is_known_word =
            own.len() == 1 && matches!(own[0].pos, Pos::Noun(Noun::Common)) && letters < 4 && !self.is_before_kind(&after[1..]);
        (self.text.slice(last.span) == "の" && whole && named && !is_known_word).then(|| noun.span.len())
    }

    /// Whether a common noun stands at a place of the text that no list has, as in 株式会社ひまわりの家.
    fn is_common_word_at(&self, at: usize) -> bool {
        let index = self.text.tokens().partition_point(|token| token.span.start() < at);
        let noun = self.text.tokens().get(index).filter(|token| token.span.start() == at && token.span.end() <= self.end);
        noun.is_some_and(|token| {
            let listed = self.cues.word_at(self.text.slice(token.span), |_| true);
            token.pos == Pos::Noun(Noun::Common) && listed.is_none()
        })
    }
}

/// Whether a word names something under the sky that names are made of, before the word for a kind: みどりの|風|法律事務所.
fn is_scenery(word: &str) -> bool {
    matches!(
        word,
        "風" | "海" | "空" | "星" | "月" | "花" | "道" | "木" | "川" | "山" | "鐘" | "音" | "色" | "光" | "窓" | "種" | "葉"
    )
}

/// Whether hiragana behind a legal form (学校法人です, 株式会社における) is the sentence going on.
fn goes_on_in_grammar(stretch: &str) -> bool {
    const GRAMMAR: [&str; 18] = [
        "です",
        "でした",
        "であ",
        "でも",
        "では",
        "だった",
        "による",
        "により",
        "によれ",
        "における",
        "において",
        "について",
        "として",
        "とともに",
        "といった",
        "という",
        "など",
        "および",
    ];
    GRAMMAR.iter().any(|word| stretch.starts_with(word))
}

/// `stretch` without the particle that ends it.
fn without_particle(stretch: &str) -> &str {
    const PARTICLES: [&str; 22] = [
        "においては",
        "において",
        "について",
        "によると",
        "によりますと",
        "では",
        "には",
        "とは",
        "からの",
        "から",
        "より",
        "への",
        "での",
        "との",
        "は",
        "が",
        "の",
        "を",
        "に",
        "で",
        "と",
        "も",
    ];
    let particle = PARTICLES.iter().find(|&&particle| stretch.ends_with(particle) && stretch.len() > particle.len());
    particle.map_or(stretch, |particle| &stretch[..stretch.len() - particle.len()])
}

/// Whether a verb that ends in `c` may stand before a noun: 起きる, 起きた.
fn is_attributive_end(c: char) -> bool {
    matches!(c, 'う' | 'く' | 'ぐ' | 'す' | 'つ' | 'ぬ' | 'ぶ' | 'む' | 'る' | 'た' | 'だ')
}
