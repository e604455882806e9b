//! Names in common words, which only who announces something bears: 花月堂は、…と発表した.

use super::cues::Cues;
use super::run::is_katakana;
use super::whole::{Own, is_hiragana, is_kanji};
use crate::text::{Noun, Pos};

/// Whether words that announce something are a name. Others that announce are persons, and words for a kind of organisation:
/// neither ends so.
pub(super) fn is_name(cues: &Cues, own: &[Own], words: &str) -> bool {
    own.len() > 1
        && !points(words)
        && (is_of_shop(cues, own) || is_of_nature(cues, own) || is_mixed(cues, own) || is_headed(cues, own))
}

/// Whether the words point to something that was named before, or count.
fn points(words: &str) -> bool {
    words.starts_with(['同', '当', '本', '各', '両', '全', '某', '他', '被', '自', '前', '現', '新', '旧'])
}

/// Whether common nouns end in a word of one character for a shop: 花月|堂, 碧水|社.
fn is_of_shop(cues: &Cues, own: &[Own]) -> bool {
    let Some((last, stem)) = own.split_last() else { return false };
    let single = last.words.chars().count() == 1 && last.words.chars().all(|c| cues.ends_shop(c));
    let letters: usize = stem.iter().map(|own| own.words.chars().count()).sum();
    let noun = |own: &Own| {
        matches!(own.token.pos, Pos::Noun(Noun::Common | Noun::Proper(_)))
            || stem.len() > 2 && own.token.pos == Pos::Noun(Noun::Verbal)
    };
    // 役員会, 保護者会; 印刷業社.
    let of_persons = stem.last().is_some_and(|own| own.words.ends_with(|c| "者員士師生徒民業側局省庁教".contains(c)));
    single && (2..=6).contains(&letters) && stem.iter().all(|own| noun(own) && !is_sort(cues, own)) && !of_persons
}

/// Whether two nouns are joined by の to a name: みらい|の|種.
pub(super) fn is_of_nature(cues: &Cues, own: &[Own]) -> bool {
    let Some(no) = own.iter().rposition(|own| own.words == "の") else { return false };
    let (head, last) = (&own[..no], &own[no + 1..]);
    let last: String = last.iter().map(|own| own.words).collect();
    let letters: usize = head.iter().map(|own| own.words.chars().count()).sum();
    let place = head.iter().any(|own| own.words.ends_with(['市', '町', '村', '区', '県', '国', '内', '元', '社', '校']));
    let plain = head.iter().all(|own| own.is_noun() || own.token.pos == Pos::Prefix);
    cues.is_of_nature(&last) && (2..=6).contains(&letters) && plain && !place
}

/// Whether a word of katakana, or one of hiragana behind it, ends nouns of which none is of the lists: 湾岸|エクスプレス.
fn is_mixed(cues: &Cues, own: &[Own]) -> bool {
    let Some((last, stem)) = own.split_last() else { return false };
    let noun = |own: &Own| matches!(own.token.pos, Pos::Noun(Noun::Common | Noun::Proper(_)));
    let coined = is_katakana(last.words) && last.words.chars().count() > 1;
    let soft = last.words.chars().any(is_hiragana) && last.words.chars().count() > 2;
    (coined || soft) && noun(last) && stem.iter().all(|own| noun(own) && !is_sort(cues, own))
}

/// Whether hiragana that is no word stands before a kind: すま|いる|不動産, あ|おぞ|ら|福祉会.
fn is_headed(cues: &Cues, own: &[Own]) -> bool {
    let soft = own.iter().take_while(|own| own.is_hiragana()).count();
    let letters: usize = own[..soft].iter().map(|own| own.words.chars().count()).sum();
    let rest: String = own[soft..].iter().map(|own| own.words).collect();
    let kind = cues.suffix_of(&rest).is_some_and(|suffix| suffix.word.chars().count() > 1 || rest.chars().count() > 2);
    let grammar = own[..soft].last().is_some_and(|last| matches!(last.token.pos, Pos::Particle(_) | Pos::Auxiliary));
    soft > 1 && letters > 2 && rest.starts_with(is_kanji) && kind && !grammar && own[soft..].iter().all(Own::is_noun)
}

/// Whether the word is of those that stand beside names.
fn is_sort(cues: &Cues, own: &Own) -> bool {
    cues.word_at(own.words, |length| length == own.words.len()).is_some()
}
