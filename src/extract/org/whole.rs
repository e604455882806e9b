//! Names taken whole by their place in the clause, where the tokenizer makes no name out: hiragana that it cuts up
//! (まいまるけっと), a numeral at the head (三角プレシジョン), の inside (鶴の滝), common nouns put together (第三倉庫).

use super::announcer;
use super::cues::{Cues, Told};
use super::names::Part;
use super::near;
use super::position::{Positions, is_befallen};
use super::run::is_katakana;
use super::shape::Found;
use crate::extract::rule::CodeRule;
use crate::pattern::Pattern;
use crate::text::{Norm, Noun, Particle, Pos, Proper, Sentence, Span, Suffix, Text, Token};

const WHOLE: CodeRule = CodeRule {
    id: "org/whole",
    says: "What stands whole between the beginning of a clause and the words that only an organisation has behind it \
           (は10日、…と発表した; のサーバーが…) is one, though its words are no name by themselves or are cut up: \
           hiragana, a numeral at the head, の between nouns.",
    hit: &[
        "《まいまるけっと》は10日、顧客の情報が流出したと発表した。",
        "昨年3月、《りんこい線》のサーバーが暗号化された。",
        "《鶴の滝》は3日、会員の情報が流出したと発表した。",
        "《第三倉庫》は同日、不正アクセスを受けたと公表した。",
        "《ほっとカフェつばさ》は3日、個人情報が流出したと発表した。",
    ],
    miss: &[
        "原因は10日に公表した。",
        "市内の病院は3日、患者の情報が流出したと発表した。",
        "担当者は10日、謝罪した。",
        "このうち会員の情報が流出した。",
        "なりすましメールが原因で情報が流出した。",
        "被害に遭った会社は10日、流出したと発表した。",
        "三病院は10日、流出したと発表した。",
    ],
};

/// The rules of this module.
pub(super) const RULES: &[CodeRule] = &[WHOLE];

/// How many clauses of a sentence are looked at.
const CLAUSES: usize = 10;

/// How many characters a name has at most that is taken whole.
const LONGEST: usize = 22;

/// How plainly the words behind a name say that it is an organisation's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Nobody else announces, or has its seat there.
    Sure,
    /// Something befalls it.
    Likely,
}

/// The names in `sentence` that stand whole at the beginning of a clause.
pub(super) fn names(positions: Positions, text: &Text, sentence: &Sentence, told: &Told) -> Vec<Found> {
    let words = text.slice(sentence.span);
    let clauses = beginnings(words).take(CLAUSES).map(|at| sentence.span.start() + at);
    clauses.filter_map(|start| name_at(positions, text, sentence, told, start)).collect()
}

/// Puts `name` to those of a sentence, which begin at `first` of `found`, unless one of them is as long; shorter ones that it
/// covers are pieces of it.
pub(super) fn put(found: &mut Vec<Found>, first: usize, name: Found) {
    let overlaps = |known: &Found| known.span.overlaps(name.span);
    if found[first..].iter().any(|known| overlaps(known) && !name.span.contains(known.span)) {
        return;
    }
    if found[first..].iter().any(|known| overlaps(known) && known.span.len() == name.span.len()) {
        return;
    }
    let mut index = 0;
    found.retain(|known| {
        index += 1;
        index <= first || !overlaps(known)
    });
    found.push(name);
}

/// Where the clauses of a sentence begin: at its head behind marks and a date, behind commas, and behind の, which says what sort it is of.
fn beginnings(words: &str) -> impl Iterator<Item = usize> + '_ {
    let head = words.find(|c: char| c.is_alphabetic() && !is_of_date(c)).filter(|&at| !words[..at].contains('、'));
    // 3日には: grammar follows a date.
    let dated = |at: usize| {
        words[..at].ends_with(|c: char| is_of_date(c) || c.is_ascii_digit() || c == '…') && words[at..].starts_with(is_hiragana)
    };
    let goes_on = |at: usize, mark: &str| mark == "の" && words[at + mark.len()..].starts_with(is_hiragana);
    let marks = words.match_indices(['、', 'の']).filter(move |&(at, mark)| !goes_on(at, mark));
    let behind = marks.map(|(at, mark)| at + mark.len());
    head.filter(|&at| !dated(at)).into_iter().chain(behind.filter(move |&at| Some(at) != head))
}

/// Whether `c` is of a date that stands before a name.
fn is_of_date(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '頃')
}

/// The name that begins at `start`.
fn name_at(positions: Positions, text: &Text, sentence: &Sentence, told: &Told, start: usize) -> Option<Found> {
    let rest = &text.norm()[start..sentence.span.end()];
    for (at, c) in rest.char_indices().take(LONGEST + 1) {
        if is_sign(c) && c != '(' {
            return None;
        }
        if at < 2 * c.len_utf8() || !ends_word(text, start + at) {
            continue;
        }
        let Some(place) = place(positions, text, sentence, told, start + at) else { continue };
        let span = Span::new(start, start + at);
        if is_name(positions.cues, text, span, place) {
            let (kind, part) = (positions.kind(text.slice(span)), Part::Any);
            return Some(Found { span, name: None, kind, part, rule: WHOLE.id.into() });
        }
        if c == '(' {
            return None;
        }
    }
    None
}

/// Whether a word ends at `at`, or one that the tokenizer does not know goes on over it: ぐるな|びは.
fn ends_word(text: &Text, at: usize) -> bool {
    let index = text.tokens().partition_point(|token| token.span.end() < at);
    text.tokens().get(index).is_some_and(|token| token.span.end() == at || !token.known)
}

/// Whether no name goes on over `c`.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '、' | '。' | '「' | '」' | '『' | '』' | '【' | '】' | '(' | ')' | '[' | ']' | '!' | '?' | ':' | 'を' | '\n' | '"'
    )
}

/// What the words from `at` on say of what stands before them.
fn place(positions: Positions, text: &Text, sentence: &Sentence, told: &Told, at: usize) -> Option<Place> {
    static ANNOUNCES: Pattern = Pattern::new(concat!(
        "^(?:は|が|も)、?(?:",
        "(?:[0-9]{1,4}[年月日/]|同(?:日|月|年|[0-9])|今月|先月|昨年|今年|前年|翌|[一二三四五六七八九十]{1,3}[日月])",
        "[^。]{0,160}(?:発表|公表|明らかに|謝罪|陳謝|おわび|お詫び|開示)",
        "|[^。]{2,160}(?:と|旨を|ことを|について|事実を)(?:発表|公表|明らかに|開示|陳謝|注意を呼))",
    ));
    const SAYS: [&str; 3] = ["によると", "によりますと", "によれば"];
    let next = text.norm()[at..sentence.span.end()].chars().next()?;
    if !matches!(next, 'は' | 'が' | 'も' | 'で' | 'に' | 'へ' | 'か' | 'の' | '(') {
        return None;
    }
    let after = near::after(text, sentence.span, at);
    let is_sure = match next {
        'は' | 'が' | 'も' => ANNOUNCES.is_match(after),
        'に' => SAYS.iter().any(|says| after.starts_with(says)),
        '(' => return positions.is_located(after).then_some(Place::Sure),
        _ => false,
    };
    let is_likely = || is_befallen(after, told.tells_of_slip(Span::new(at, at + after.len())));
    if is_sure { Some(Place::Sure) } else { is_likely().then_some(Place::Likely) }
}

/// Whether the words of `span` are a name that the tokenizer does not make out, at such a place.
fn is_name(cues: &Cues, text: &Text, span: Span<Norm>, place: Place) -> bool {
    let words = text.slice(span);
    let tokens = &text.tokens()[text.tokens_in(span)];
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    if words.chars().count() < 2 || !words.chars().all(is_letter) || cues.is_no_name(words) || cues.is_suffix(words) {
        return false;
    }
    if text.slice(first.span) == "私立"
        || first.span.start() != span.start()
        || is_listed(cues, text, first)
        || is_listed(cues, text, last)
    {
        return false;
    }
    let own: Vec<Own> = tokens.iter().map(|token| Own { words: text.slice(token.span), token }).collect();
    if !joins_well(&own) {
        return false;
    }
    let phrase = own.iter().skip(1).any(|own| own.token.pos == Pos::Particle(Particle::Adnominal)) && !own[0].is_hiragana();
    if phrase {
        return place == Place::Sure && (is_of_no(cues, &own) || announcer::is_of_nature(cues, &own));
    }
    is_numbered(cues, &own, words)
        || is_odd(&own)
        || is_public(cues, &own, words)
        || is_fanciful(cues, words)
        || is_inflected(cues, &own, words)
        || place == Place::Sure && (is_compound(cues, &own, words) || announcer::is_name(cues, &own, words))
}

/// A token with its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own<'a> {
    pub words: &'a str,
    pub token: &'a Token,
}

impl Own<'_> {
    pub(super) fn is_hiragana(&self) -> bool {
        self.words.chars().all(is_hiragana)
    }

    pub(super) fn is_noun(&self) -> bool {
        self.token.pos.is_noun()
    }
}

/// Whether `c` may stand in a name.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, 'ー' | '々' | 'ヶ' | '・' | '&')
}

pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ー')
}

pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿' | '々')
}

/// Whether a token at an end of the words is of those that stand beside names, or that nobody's name is made of.
fn is_listed(cues: &Cues, text: &Text, token: &Token) -> bool {
    let words = text.slice(token.span);
    let usage = cues.word_at(words, |length| length == words.len()).map(|(_, usage)| usage).unwrap_or_default();
    usage.lead || usage.tail || usage.business || usage.ordinary || usage.no_name
}

/// Whether the words hang together as those of a name do: no particle but の behind a noun, nothing that inflects behind
/// kanji.
fn joins_well(own: &[Own]) -> bool {
    let behind_first = own[0].words.ends_with('立') || own.get(1).is_some_and(|hiragana| is_sign_of_name(&own[0], hiragana));
    own.windows(2).skip(usize::from(behind_first)).all(|pair| {
        let (before, word) = (&pair[0], &pair[1]);
        let behind_script = before.words.ends_with(|c: char| is_kanji(c) || is_katakana(c.encode_utf8(&mut [0; 4])));
        let opens = word.words.starts_with(is_hiragana);
        !behind_script || !opens || word.words == "の" || word.is_noun() && word.words.chars().count() > 1 && word.token.known
    })
}

/// Whether the name begins with a numeral that counts nothing: 三角プレシジョン, 八風醸造.
fn is_numbered(cues: &Cues, own: &[Own], words: &str) -> bool {
    if !matches!(own[0].token.pos, Pos::Noun(Noun::Number) | Pos::Prefix | Pos::Adverb) || own.len() < 2 {
        return false;
    }
    let digits = words.chars().take_while(|&c| "一二三四五六七八九十百千万".contains(c)).count();
    let Some(suffix) = cues.suffix_of(words).filter(|_| digits > 0) else {
        // 三角プレシジョン: katakana alone makes a coinage.
        return digits == 1 && own.len() > 2 && own.last().is_some_and(|last| is_katakana(last.words) && !last.token.known);
    };
    let stem = words.chars().count() - suffix.word.chars().count();
    let is_sort = |own: &Own| cues.word_at(own.words, |length| length == own.words.len()).is_some();
    let counted = own.iter().skip(1).take(own.len().saturating_sub(2)).all(is_sort);
    suffix.word.chars().count() > 1 && stem > 1 && (digits > 1 && stem == digits || stem > digits && !counted)
}

/// Whether a word of katakana that names are made of stands before a word for a kind: ハートフル薬局.
fn is_fanciful(cues: &Cues, words: &str) -> bool {
    let suffix = cues.suffix_of(words).filter(|suffix| suffix.extends);
    suffix.is_some_and(|suffix| cues.is_fanciful(&words[..words.len() - suffix.word.len()]))
}

/// Whether hiragana that the tokenizer takes for a verb stands between a character of kanji and a kind: 陽|だまり|介護サービス.
fn is_inflected(cues: &Cues, own: &[Own], words: &str) -> bool {
    let [first, hiragana, rest, ..] = own else { return false };
    is_sign_of_name(first, hiragana)
        && rest.is_noun()
        && !rest.words.starts_with(is_hiragana)
        && cues.suffix_of(words).is_some_and(|suffix| suffix.word.len() < words.len())
}

/// Whether a character of kanji and the hiragana behind it are no word and its inflection.
fn is_sign_of_name(first: &Own, hiragana: &Own) -> bool {
    let single = first.words.chars().count() == 1 && first.words.starts_with(is_kanji);
    let stretch = hiragana.is_hiragana() && (2..=4).contains(&hiragana.words.chars().count());
    let grammar = matches!(hiragana.token.pos, Pos::Particle(_) | Pos::Auxiliary)
        || hiragana.words.ends_with(['る', 'た', 'い', 'な', 'て', 'く', 'う', 'す']);
    single && first.token.pos == Pos::Noun(Noun::Common) && stretch && !grammar
}

/// Whether a public school or hospital is named, whose name the tokenizer takes for a number or a verb: 県立三浜中央病院,
/// 県立|みなせ|病院.
fn is_public(cues: &Cues, own: &[Own], words: &str) -> bool {
    let suffix = cues.suffix_of(words).filter(|_| own[0].words.ends_with('立') && own[0].words.chars().count() == 2);
    let counts = own.len() > 3 && own[1].token.pos == Pos::Noun(Noun::Number);
    let is_cut_up = own.len() > 2 && own[1].is_hiragana() && !own[1].is_noun() && own[1].words.chars().count() > 1;
    // 市立|東中|学校
    let is_split = matches!(own, [_, middle, last] if last.words == "学校" && middle.words.ends_with(['中', '小']));
    suffix.is_some_and(|suffix| (counts || is_cut_up || is_split) && suffix.word.chars().count() > 1)
}

/// Whether the tokenizer has had to cut the words up: what it sees is no phrase.
fn is_odd(own: &[Own]) -> bool {
    let first = &own[0];
    let opens = first.is_hiragana()
        && own.len() > 1
        && match first.token.pos {
            Pos::Particle(_) | Pos::Auxiliary => matches!(first.words, "な" | "の" | "は" | "が" | "なら"),
            Pos::Noun(Noun::Suffix(_)) => true,
            Pos::Interjection => own[1].is_noun(),
            _ => false,
        };
    let unknown = |word: &Own| !word.token.known && word.words.chars().filter(|&c| is_hiragana(c)).count() > 1;
    opens || own.iter().any(unknown) || own.windows(2).any(is_odd_pair) || is_broken(own)
}

/// Whether two words stand side by side that no phrase has so.
fn is_odd_pair(pair: &[Own]) -> bool {
    let (word, next) = (&pair[0], &pair[1]);
    let short = word.is_hiragana() && word.words.chars().count() <= 2;
    let attributive =
        word.words.ends_with(['る', 'た', 'う', 'く', 'す', 'つ', 'ぬ', 'む', 'ぶ', 'だ']) && word.words.chars().count() > 1;
    let common = |own: &Own| matches!(own.token.pos, Pos::Noun(Noun::Common | Noun::Verbal | Noun::Proper(_)));
    match word.token.pos {
        Pos::Verb => short && !attributive && (next.is_noun() || next.words == "の"),
        Pos::Adverb => next.is_noun() && !next.words.starts_with(is_kanji) && word.is_hiragana(),
        _ => common(word) && common(next) && word.is_hiragana() && next.is_hiragana(),
    }
}

/// Whether the words end in single characters of kanji that the tokenizer has not put together: 三鷹|光|器.
fn is_broken(own: &[Own]) -> bool {
    let [.., head, first, last] = own else { return false };
    let single = |own: &Own| own.words.chars().count() == 1 && own.words.chars().all(is_kanji);
    let named = matches!(head.token.pos, Pos::Noun(Noun::Proper(Proper::Place | Proper::Person)));
    let fragment = |own: &Own| !matches!(own.token.pos, Pos::Noun(Noun::Suffix(Suffix::Counter | Suffix::Person) | Noun::Number));
    named && own.len() == 3 && single(first) && single(last) && fragment(first) && fragment(last) && !is_office(last.words)
}

/// Whether a name that ends so is that of an office, a person or a spot.
fn is_office(word: &str) -> bool {
    "駅線街通岸場所内外前中側部課係室局班員者士師手長役人家民客徒生氏様県市区町村国立校".contains(word)
}

/// Whether nouns alone are put together to a name that ends in a kind: 第三倉庫, 教育情報ネットワークセンター.
fn is_compound(cues: &Cues, own: &[Own], words: &str) -> bool {
    let nouns = own.iter().all(|own| own.is_noun() || own.token.pos == Pos::Prefix);
    let Some(suffix) = cues.suffix_of(words) else { return false };
    let stem = words.chars().count().saturating_sub(suffix.word.chars().count());
    let is_sort = |own: &Own| cues.word_at(own.words, |length| length == own.words.len()).is_some();
    let telling = own.iter().take(own.len() - 1).filter(|own| !is_sort(own)).count();
    let address = own[0].words.ends_with(['都', '道', '府', '県', '市', '町', '村', '区']);
    let address = address || own[0].words.ends_with('立') || *suffix.word == *"会社";
    let pointing = address || own[0].words.starts_with(['同', '当', '本', '各', '両', '全', '某', '他', '被']);
    nouns
        && own.len() > 1
        && suffix.word.chars().count() > 1
        && stem > 1
        && telling > 0
        && !pointing
        && !own.iter().any(is_counter)
}

/// Whether the word counts.
fn is_counter(own: &Own) -> bool {
    matches!(own.token.pos, Pos::Noun(Noun::Suffix(Suffix::Counter)))
}

/// Whether two words are joined by の to a name: 鶴の滝, 森の学校.
fn is_of_no(cues: &Cues, own: &[Own]) -> bool {
    let [head, no, last] = own else { return false };
    let noun = |own: &Own| matches!(own.token.pos, Pos::Noun(Noun::Common | Noun::Proper(_) | Noun::Verbal));
    no.token.pos == Pos::Particle(Particle::Adnominal)
        && noun(head)
        && cues.is_place_of_no(last.words)
        && head.words.chars().count() <= 4
        && !head.words.ends_with(['市', '町', '村', '区', '県', '国', '内', '元', '社', '校'])
}
