//! Runs of nouns: where a name may stand, cut into words.

mod hiragana;

use std::ops::Range;

use super::OrganizationKind;
use super::cues::{Cues, Form, Usage};
use super::names::{NameTable, Row};
use crate::text::{Norm, Noun, Pos, Proper, Sentence, Span, Suffix, Symbol, Text, Token};

/// The longest run that is read as one, in words. No name is so long; a page without particles must not take long.
const LONGEST: usize = 40;

/// The longest word of a table, in tokens.
const LONGEST_WORD: usize = 20;

/// Unbroken nouns: 青葉商事株式会社みなと支店.
#[derive(Debug)]
pub(super) struct Run<'a> {
    pub words: Vec<Word<'a>>,
}

/// A word of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub span: Span<Norm>,
    pub sort: Sort<'a>,
    /// What the word does beside a name.
    pub usage: Usage,
    /// The table's row, if the word is a name of a table.
    pub row: Option<&'a Row>,
    /// Whether the tokenizer's dictionary has it as an organisation's name.
    pub is_organization: bool,
    /// Whether a blank stands before it.
    pub after_blank: bool,
}

/// What a word may be in a name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sort<'a> {
    /// A legal form: 株式会社.
    Form(&'a Form),
    /// A proper noun that is no place, or a word that the dictionary does not know.
    Name,
    /// The name of a place.
    Place,
    /// A person's name.
    Person,
    /// An attribute that every organisation of its kind may have: 県立, 総合.
    Attribute,
    /// A noun of action: 発表, 精査.
    Action,
    /// Any other noun.
    Plain,
    /// A number.
    Number,
    /// A sign inside a name: ・, &.
    Joint,
}

impl Sort<'_> {
    /// Whether a word of this sort alone makes a run look like a name.
    fn is_name(self) -> bool {
        matches!(self, Sort::Name | Sort::Place | Sort::Person)
    }
}

impl Word<'_> {
    /// Whether the word alone makes the run look like a name.
    pub(super) fn is_name(&self) -> bool {
        self.sort.is_name()
    }

    pub(super) fn is_form(&self) -> bool {
        matches!(self.sort, Sort::Form(_))
    }
}

/// The runs of `sentence`, in order.
pub(super) fn runs<'a>(cues: &'a Cues, names: &'a NameTable, text: &'a Text, sentence: &Sentence) -> Vec<Run<'a>> {
    let mut reader = Reader {
        cues,
        names,
        text,
        tokens: sentence.tokens.clone(),
        end: sentence.span.end(),
        at: sentence.span.start(),
        words: Vec::new(),
        runs: Vec::new(),
    };
    for index in sentence.tokens.clone() {
        reader.token(index);
    }
    reader.close();
    reader.runs
}

struct Reader<'a> {
    cues: &'a Cues,
    names: &'a NameTable,
    text: &'a Text,
    /// The tokens of the sentence.
    tokens: Range<usize>,
    /// The end of the sentence.
    end: usize,
    /// Up to where the text is read.
    at: usize,
    words: Vec<Word<'a>>,
    runs: Vec<Run<'a>>,
}

impl<'a> Reader<'a> {
    fn token(&mut self, index: usize) {
        let token = &self.text.tokens()[index];
        let start = token.span.start();
        if start < self.at {
            // A legal form in brackets reaches into this token; what is left of it is a sign: `(株)、`.
            if token.span.end() > self.at {
                self.close();
                self.at = token.span.end();
            }
            return;
        }
        self.at = token.span.end();
        // Signs are run together: `((株)青葉商事)`.
        let signs = self.text.slice(token.span).bytes().take_while(|&b| b == b'(').count().saturating_sub(1);
        if signs > 0 {
            self.close();
        }
        let start = start + signs;
        let rest = &self.text.norm()[start..self.end];
        if let Some((length, form)) = self.cues.form_at(rest) {
            self.push(Word { sort: Sort::Form(form), ..self.word(start, length) });
            self.at = token.span.end().max(start + length);
            if start + length < token.span.end() {
                self.close();
            }
            return;
        }
        if self.listed_behind_particle(index) {
            return;
        }
        if self.may_be_hiragana_name(index) && self.hiragana_name(start) || self.listed(index, rest) || self.hiragana_head(index)
        {
            return;
        }
        if self.katakana_name(index) || self.university(index) || self.kanji_head(index) {
            return;
        }
        let word = self.text.slice(token.span);
        if word == "の" && self.joined_by_no(index) {
            return;
        }
        if word == "の" && self.runs_on_over_no(index) {
            self.push(Word { sort: Sort::Joint, ..self.word(start, word.len()) });
            return;
        }
        match token.pos {
            Pos::Space if word == " " && self.may_go_on_after_blank(index) => {}
            _ if is_joint(word) && self.joins(index) => {
                self.push(Word { sort: Sort::Joint, ..self.word(start, word.len()) });
            }
            _ => match self.sort(index, word) {
                Some(Sort::Number) if self.counts(index) => self.close(),
                Some(sort) => {
                    let is_organization = token.known && token.pos == Pos::Noun(Noun::Proper(Proper::Organization));
                    self.push(Word { sort, is_organization, ..self.word(start, word.len()) });
                }
                None => self.close(),
            },
        }
    }

    /// Reads a name of a table or a word of the lists, which the tokenizer may have cut up, as one word.
    fn listed(&mut self, index: usize, rest: &'a str) -> bool {
        let start = self.text.tokens()[index].span.start();
        let tokens = &self.text.tokens()[index..self.tokens.end.min(index + LONGEST_WORD)];
        let whole = |length: usize| tokens.binary_search_by_key(&(start + length), |token| token.span.end()).is_ok();
        // 青葉|県知事: the dictionary's word goes on behind the name.
        let local = |length: usize| {
            let reached = tokens.iter().find(|token| token.span.end() > start + length);
            let word = reached.map_or("", |token| self.text.slice(token.span));
            let rest = word.strip_prefix(['県', '府', '都', '市', '町', '村', '区', '道']);
            let is_citizens_house = || {
                let next = reached.and_then(|token| tokens.iter().find(|next| next.span.start() >= token.span.end()));
                next.is_some_and(|next| self.cues.suffix_of(self.text.slice(next.span)).is_some())
            };
            rest.is_some_and(|rest| {
                (rest != "民" || !is_citizens_house())
                    && reached.is_some_and(|token| token.span.end() - rest.len() == start + length)
                    && matches!(rest, "知事" | "長" | "内" | "民" | "議" | "議会" | "道" | "政")
            })
        };
        let fits = |length: usize, row: &Row| {
            !row.ordinary && (whole(length) || row.kind == OrganizationKind::Municipality && local(length))
        };
        // アーク|ン: a name in katakana does not end a letter or two before the word does.
        let is_cut_off = |length: usize| {
            let is_letter = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
            let beyond = rest[length..].chars().take_while(|&c| is_letter(c)).count();
            let is_short = rest[..length].chars().count() <= 2 && beyond > 0;
            rest[..length].ends_with(is_letter) && ((1..=2).contains(&beyond) || is_short)
        };
        let named = self.names.beginning(rest).find(|&(length, row)| fits(length, row) && !is_cut_off(length));
        let listed = self.cues.word_at(rest, whole);
        let (length, word) = match (named, listed) {
            (Some((length, row)), listed) if listed.is_none_or(|(listed, _)| length > listed) => {
                let sort = if row.kind == OrganizationKind::Municipality { Sort::Place } else { Sort::Name };
                (length, Word { sort, row: Some(row), ..self.word(start, length) })
            }
            (_, Some((length, usage))) if tokens[0].pos.is_noun() || tokens[0].pos == Pos::Prefix => {
                let sort = if usage.attribute { Sort::Attribute } else { Sort::Plain };
                (length, Word { sort, usage, ..self.word(start, length) })
            }
            _ => return false,
        };
        self.push(word);
        self.at = start + length;
        true
    }

    /// Reads a name of a table in hiragana that the tokenizer has run together with the particle before it: は|ひまわり銀行.
    fn listed_behind_particle(&mut self, index: usize) -> bool {
        let span = self.text.tokens()[index].span;
        let start = span.start() + 'は'.len_utf8();
        let fused = self.text.slice(span).starts_with(['は', 'が', 'の', 'を', 'に', 'と', 'で', 'も', 'や', 'へ']);
        if !fused || start >= span.end() {
            return false;
        }
        let rest = &self.text.norm()[start..self.end];
        let tokens = &self.text.tokens()[index..self.tokens.end.min(index + LONGEST_WORD)];
        let whole = |length: usize| tokens.binary_search_by_key(&(start + length), |token| token.span.end()).is_ok();
        let long = |length: usize| rest[..length].chars().count() >= 4;
        let named = self.names.beginning(rest).find(|&(length, row)| !row.ordinary && long(length) && whole(length));
        let Some((length, row)) = named else { return false };
        self.close();
        self.push(Word { sort: Sort::Name, row: Some(row), ..self.word(start, length) });
        self.at = start + length;
        true
    }

    /// Reads katakana in which the tokenizer sees more than nouns (ワ|カバ, ヒカリ|ノ) as one word that it does not know.
    fn katakana_name(&mut self, index: usize) -> bool {
        let tokens = &self.text.tokens()[..self.tokens.end];
        let start = tokens[index].span.start();
        let rest = &self.text.norm()[start..self.end];
        let length = rest.find(|c| !matches!(c, 'ァ'..='ヺ' | 'ー')).unwrap_or(rest.len());
        if rest[..length].chars().count() < 3
            || self.words.last().is_some_and(|last| last.span.end() == start && is_katakana(last.text))
        {
            return false;
        }
        let Ok(last) = tokens[index..].binary_search_by_key(&(start + length), |token| token.span.end()) else { return false };
        let broken = tokens[index..=index + last].iter().any(|token| !token.pos.is_noun() && token.pos != Pos::Prefix);
        if broken {
            self.push(Word { sort: Sort::Name, ..self.word(start, length) });
            self.at = start + length;
        }
        broken
    }

    /// Reads a university's name that the dictionary has in its short form and the text in full (青葉大|学) as one word.
    fn university(&mut self, index: usize) -> bool {
        let [short, rest, ..] = &self.text.tokens()[index..self.tokens.end] else { return false };
        let cut_up = short.pos == Pos::Noun(Noun::Proper(Proper::Organization))
            && self.text.slice(short.span).ends_with('大')
            && self.text.slice(rest.span) == "学";
        if cut_up {
            let (start, end) = (short.span.start(), rest.span.end());
            self.push(Word { sort: Sort::Name, is_organization: true, ..self.word(start, end - start) });
            self.at = end;
        }
        cut_up
    }

    /// Reads two single characters that begin a run which ends in a kind (讃|光データサービス) as one word that the
    /// dictionary lacks; words are seldom put together so.
    fn kanji_head(&mut self, index: usize) -> bool {
        const NOT_FIRST: &str = "本当各同新旧全両某市県町村区国社校学大小高中再未無不非最約計他別元前現次毎今昨翌第数何每";
        const NOT_SECOND: &str =
            "内外側別的性化等用中上下前後先間者員系式型版製産発着行分目数量額率費料金部課係室局署館市町村区県";
        let [first, second, after @ ..] = &self.text.tokens()[index..self.tokens.end] else { return false };
        let (head, tail) = (self.text.slice(first.span), self.text.slice(second.span));
        let kanji = |word: &str| word.chars().count() == 1 && word.chars().all(|c| matches!(c, '一'..='鿿'));
        let noun = |token: &Token| matches!(token.pos, Pos::Noun(Noun::Common | Noun::Suffix(Suffix::Other)));
        let coined = self.words.is_empty()
            && kanji(head)
            && kanji(tail)
            && first.pos == Pos::Noun(Noun::Common)
            && noun(second)
            && !NOT_FIRST.contains(head)
            && !NOT_SECOND.contains(tail)
            && self.is_before_kind(after);
        if coined {
            let (start, end) = (first.span.start(), second.span.end());
            self.push(Word { sort: Sort::Name, ..self.word(start, end - start) });
            self.at = end;
        }
        coined
    }

    /// Whether の stands inside a name: of a word without a kind behind 県立 or 市立 (県立あすなろの郷).
    fn runs_on_over_no(&self, index: usize) -> bool {
        let [.., keeper, last] = self.words.as_slice() else { return false };
        let next = self.text.tokens().get(index + 1).filter(|next| next.span.start() < self.end);
        keeper.text.ends_with('立')
            && !self.cues.is_suffix(last.text)
            && last.usage.is_none()
            && next.is_some_and(|next| self.cues.suffix_of(self.text.slice(next.span)).is_some())
    }

    /// Reads the word before の, at `index`, and that behind it as one name: of a common word behind a legal form, which is
    /// no name by itself (NPO法人子どもの森).
    fn joined_by_no(&mut self, index: usize) -> bool {
        let next = self.text.tokens().get(index + 1).filter(|next| next.span.start() < self.end);
        let (Some(next), [form, last]) = (next, self.words.as_slice()) else { return false };
        let word = self.text.slice(next.span);
        let is_common = |word: &str| !self.cues.is_suffix(word);
        let joins = form.is_form()
            && matches!(last.sort, Sort::Plain | Sort::Attribute)
            && (last.usage.is_none() || last.usage.attribute)
            && is_common(last.text)
            && next.pos == Pos::Noun(Noun::Common)
            && self.cues.word_at(word, |length| length == word.len()).is_none()
            && is_common(word);
        if joins && last.span.end() == self.text.tokens()[index].span.start() {
            let (start, end) = (last.span.start(), next.span.end());
            self.words.pop();
            self.push(Word { sort: Sort::Name, ..self.word(start, end - start) });
            self.at = end;
        }
        joins
    }

    /// A word without anything special, `length` bytes from `start`.
    fn word(&self, start: usize, length: usize) -> Word<'a> {
        let span = Span::new(start, start + length);
        let after_blank = self.words.last().is_some_and(|last| last.span.end() < start);
        Word {
            text: self.text.slice(span),
            span,
            sort: Sort::Plain,
            usage: Usage::default(),
            row: None,
            is_organization: false,
            after_blank,
        }
    }

    fn push(&mut self, word: Word<'a>) {
        if self.words.len() == LONGEST {
            self.close();
        }
        self.words.push(word);
    }

    /// Whether the sign at `index` stands between two words of a name.
    fn joins(&self, index: usize) -> bool {
        let start = self.text.tokens()[index].span.start();
        self.words.last().is_some_and(|last| last.span.end() == start && !last.is_form()) && self.next_is_part(index)
    }

    fn close(&mut self) {
        while self.words.last().is_some_and(|word| matches!(word.sort, Sort::Joint)) {
            self.words.pop();
        }
        if !self.words.is_empty() {
            self.runs.push(Run { words: std::mem::take(&mut self.words) });
        }
    }

    /// What the token is in a name; `None` where it cannot stand in one.
    fn sort(&self, index: usize, word: &str) -> Option<Sort<'a>> {
        let token = &self.text.tokens()[index];
        let unknown = !token.known && is_coinage(word);
        let sort = match token.pos {
            Pos::Noun(Noun::Number) => Sort::Number,
            _ if unknown => Sort::Name,
            Pos::Noun(Noun::Proper(Proper::Place)) => Sort::Place,
            Pos::Noun(Noun::Proper(Proper::Person)) => Sort::Person,
            Pos::Noun(Noun::Proper(_)) if token.known && !self.cues.is_suffix(word) => Sort::Name,
            Pos::Noun(Noun::Suffix(Suffix::Counter))
                if self.words.last().is_none_or(|last| matches!(last.sort, Sort::Number)) =>
            {
                return None;
            }
            Pos::Noun(Noun::Suffix(Suffix::Person) | Noun::Pronoun | Noun::Dependent | Noun::Adverbial) => return None,
            // 全日本警備, 新日本計器
            Pos::Noun(_) if word.strip_suffix("日本").is_some_and(|all| all.chars().count() == 1) => Sort::Place,
            Pos::Noun(Noun::Verbal) => Sort::Action,
            // 健|診|財団: of a compound that it lacks the tokenizer takes a character for a verb.
            Pos::Verb | Pos::Adjective if self.is_amid_kanji(index, word) => Sort::Plain,
            Pos::Noun(_) | Pos::Prefix | Pos::Symbol(Symbol::Letter) => Sort::Plain,
            _ => return None,
        };
        word.chars().all(is_name_char).then_some(sort)
    }

    /// Whether a single character of kanji stands between others, those before it a noun's, with no kana around it.
    fn is_amid_kanji(&self, index: usize, word: &str) -> bool {
        let span = self.text.tokens()[index].span;
        let kanji = |c: Option<char>| c.is_some_and(|c| matches!(c, '一'..='鿿'));
        let next = self.text.tokens().get(index + 1).filter(|next| next.span.start() < self.end && next.pos.is_noun());
        word.chars().count() == 1
            && kanji(word.chars().next())
            && self.words.last().is_some_and(|last| last.span.end() == span.start() && kanji(last.text.chars().next_back()))
            && next.is_some_and(|next| kanji(self.text.slice(next.span).chars().next()))
    }

    /// Whether the number at `index` counts something (3社, 10月) and so is no part of a name (47プラザ).
    fn counts(&self, index: usize) -> bool {
        let mut next = self.text.tokens()[index + 1..].iter().take_while(|token| token.span.start() < self.end);
        let after = next.find(|token| token.pos != Pos::Noun(Noun::Number));
        let adjoining = after.filter(|token| {
            let word = self.text.slice(token.span);
            word.chars().all(is_name_char) && word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, 'ァ'..='ヺ' | 'ー'))
        });
        let joined = self.words.last().is_some_and(|last| last.span.end() == self.text.tokens()[index].span.start());
        let counted = after.is_some_and(|token| {
            matches!(token.pos, Pos::Noun(Noun::Suffix(_) | Noun::Adverbial)) || self.text.slice(token.span) == "月"
        });
        if joined { counted } else { adjoining.is_none() }
    }

    fn may_go_on_after_blank(&self, index: usize) -> bool {
        let (Some(last), Some(next)) = (self.words.last(), self.text.tokens().get(index + 1)) else { return false };
        if next.span.start() >= self.end {
            return false;
        }
        let next_word = self.text.slice(next.span);
        let latin = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric());
        let next_is_form = self.cues.form_at(&self.text.norm()[next.span.start()..self.end]).is_some();
        last.is_form()
            || next_is_form
            || self.words.iter().any(|word| matches!(word.sort, Sort::Form(form) if form.kind != OrganizationKind::Company))
            || (latin(last.text) && latin(next_word) && matches!(last.sort, Sort::Name | Sort::Plain))
    }

    fn next_is_part(&self, index: usize) -> bool {
        let next = self.text.tokens().get(index + 1).filter(|token| token.span.start() < self.end);
        next.is_some_and(|next| {
            let word = self.text.slice(next.span);
            self.sort(index + 1, word).is_some() || (next.pos == Pos::Noun(Noun::Number))
        })
    }
}

/// Whether `c` can stand inside a word of a name.
fn is_name_char(c: char) -> bool {
    // Most are Japanese letters, which the tables of Unicode have at their end.
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿')
        || c.is_alphanumeric()
        || matches!(c, 'ー' | '々' | 'ヶ' | 'ヵ' | '・' | '〆')
}

/// Whether `word` is a sign that joins words of a name.
fn is_joint(word: &str) -> bool {
    matches!(word, "・" | "&" | "." | "-" | "'" | "/" | "+" | "!" | "_" | "ノ" | "ヶ")
}

/// Whether a word that the dictionary lacks is long enough to be a name.
fn is_coinage(word: &str) -> bool {
    word.chars().count() >= if is_katakana(word) { 3 } else { 2 }
}

/// Whether a word is written in katakana alone.
pub(super) fn is_katakana(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー' | '・'))
}

/// Those of `words` before the first that follows a name without belonging to it: a tail, something owned or done, what
/// stands behind a blank. A word inside a katakana compound belongs to it, whatever it means alone.
pub(super) fn before_tail<'r, 'w>(words: &'r [Word<'w>]) -> &'r [Word<'w>] {
    let ends = |pair: &[Word]| {
        let (before, word) = (&pair[0], &pair[1]);
        let compound = is_katakana(before.text) && is_katakana(word.text) && !word.after_blank;
        (word.usage.tail || word.usage.business) && !compound || word.after_blank && !word.text.is_ascii()
    };
    let end = words.windows(2).position(ends).map_or(words.len(), |before| before + 1);
    &words[..end]
}
