//! Names by the names beside them: what stands at the head of an item, a row or a heading where most of its list has an
//! organisation's name.

use super::cues::Cues;
use super::names::Part;
use super::{Organization, OrganizationKind};
use crate::extract::Mention;
use crate::extract::rule::CodeRule;
use crate::page::BlockKind;
use crate::pattern::Pattern;
use crate::text::{Norm, Noun, Pos, Span, Text};

const LISTED: CodeRule = CodeRule {
    id: "org/listed",
    says: "Where half of the items of a list, the cells of a column or the headings of a level begin with the name of an \
           organisation, behind a date or a mark and before a blank, comma or bracket, what stands there in the others is \
           one too; behind dates a shop may be called by what it sells.",
    hit: &[
        "・4/3 青葉商事 名簿を紛失。\n・4/9 《県民検診推進事業体》 予約の情報が流出。\n・4/12 みなと銀行 誤送信。",
        "・4/3 青葉商事公式通販 310件。\n・4/9 《糸と布のあかり》 82件。\n・4/12 みなと銀行 誤送信。",
    ],
    miss: &[
        "・4/3 青葉商事 名簿を紛失。\n・4/9 被害 なし。\n・4/12 みなと銀行 誤送信。",
        "・4/3 青葉商事 名簿を紛失。\n・4/9 メールの送信 みどり商事。\n・4/12 みなと銀行 誤送信。",
        "・原因 調査中\n・県民検診推進事業体 対応中\n・対策 なし",
    ],
};

/// The rules of this module.
pub(super) const RULES: &[CodeRule] = &[LISTED];

/// How many characters the head of an item has at most.
const LONGEST: usize = 18;

/// How many items must begin with a name.
const LEAST: usize = 2;

/// The list to which a passage belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// A run of items, by its number.
    Items(usize),
    /// A column of a table.
    Column(u32, u32),
    /// The headings of a level.
    Headings(u8),
    /// The terms of the post.
    Terms,
    /// The lines behind marks of a paragraph, by its place.
    Lines(usize),
}

/// The names at the heads of items whose neighbours begin with a name; `names` are those known, in order.
pub(super) fn names(cues: &Cues, text: &Text, names: &[Mention<Organization>]) -> Vec<Mention<Organization>> {
    let mut lists: Vec<(List, Vec<Span<Norm>>)> = Vec::new();
    let (mut run, mut in_run) = (0, false);
    for (place, passage) in text.passages().iter().enumerate() {
        let is_item = matches!(passage.kind, BlockKind::Item);
        run += usize::from(is_item && !in_run);
        in_run = is_item;
        let list = match &passage.kind {
            BlockKind::Item => List::Items(run),
            BlockKind::Cell(cell) if !cell.is_heading => List::Column(cell.table, cell.column),
            BlockKind::Heading(level) if *level > 1 => List::Headings(*level),
            BlockKind::Term => List::Terms,
            BlockKind::Paragraph => {
                let heads: Vec<Span<Norm>> = marked_lines(text, passage.span).filter_map(|line| head(text, line)).collect();
                if heads.len() > LEAST {
                    lists.push((List::Lines(place), heads));
                }
                continue;
            }
            _ => continue,
        };
        let Some(head) = head(text, passage.span) else { continue };
        // A list goes on where it was left, and seldom far back.
        match lists.iter_mut().rev().take(NEAR).find(|(known, _)| *known == list) {
            Some((_, heads)) => heads.push(head),
            None => lists.push((list, vec![head])),
        }
    }
    lists.iter().flat_map(|(_, heads)| of_list(cues, text, names, heads)).collect()
}

/// The lines of a paragraph that begin with a mark, as the items of a list do.
fn marked_lines(text: &Text, paragraph: Span<Norm>) -> impl Iterator<Item = Span<Norm>> {
    let lines = text.slice(paragraph).split('\n').scan(paragraph.start(), |start, line| {
        let span = Span::new(*start, *start + line.len());
        *start = span.end() + 1;
        Some((line, span))
    });
    lines.filter(|(line, _)| line.starts_with(['・', '●', '■', '○', '◆', '▼', '*'])).map(|(_, span)| span)
}

/// How many lists back one may go on.
const NEAR: usize = 12;

/// The names of a list with these heads that nothing else gives away.
fn of_list(cues: &Cues, text: &Text, names: &[Mention<Organization>], heads: &[Span<Norm>]) -> Vec<Mention<Organization>> {
    let at = |head: Span<Norm>| names.partition_point(|name| name.span.end() <= head.start());
    // 青葉商事公式通販, 紬と帯の青葉屋: a name at either end of the head makes it one.
    let is_known = |head: Span<Norm>| {
        names[at(head)..].iter().take_while(|name| name.span.end() <= head.end()).any(|name| {
            let at_end = name.span.start() == head.start() || name.span.end() == head.end();
            at_end && head.contains(name.span) && !name.value.stand_in
        })
    };
    let dated = heads.iter().filter(|head| stands_behind_day(text, **head)).count() * 2 > heads.len();
    let known = heads.iter().filter(|&&head| is_known(head)).count();
    if known < LEAST || known * 2 < heads.len() {
        return Vec::new();
    }
    let free = |head: Span<Norm>| names.get(at(head)).is_none_or(|name| !name.span.overlaps(head));
    let may_be = |head| may_be_name(cues, text, head) || is_public(cues, text, head) || dated && is_of_wares(cues, text, head);
    let new = heads.iter().filter(|&&head| !is_known(head) && free(head) && may_be(head));
    new.map(|&head| mention(cues, text, head)).collect()
}

fn mention(cues: &Cues, text: &Text, span: Span<Norm>) -> Mention<Organization> {
    let name = text.slice(span);
    let kind = cues.suffix_of(name).map_or(OrganizationKind::Company, |suffix| suffix.kind);
    let value = Organization {
        name: Some(name.to_owned()),
        kind,
        stand_in: false,
        part: Part::Any,
        anonymous: false,
        securities_code: None,
    };
    Mention { value, span, rule: LISTED.id.into() }
}

/// What a passage begins with, behind marks, numbers and a date, up to the first blank, comma or bracket.
fn head(text: &Text, span: Span<Norm>) -> Option<Span<Norm>> {
    let words = text.slice(span);
    let is_date = |c: char| {
        !c.is_alphabetic()
            || matches!(c, '年' | '月' | '日' | '第' | '号' | '位' | '件' | '目' | '火' | '水' | '木' | '金' | '土')
    };
    let mut start = 0;
    // A date ends in a sign or a number, not in a word.
    for (index, c) in words.char_indices() {
        if !is_date(c) {
            break;
        }
        if !c.is_alphabetic() || matches!(c, '日' | '月') && words[..index].ends_with(|c: char| c.is_ascii_digit()) {
            start = index + c.len_utf8();
        }
    }
    let rest = &words[start..];
    let end = rest.find([' ', '、', ':', '(', '「', '…', '―', '—', '|', '\n', '。', ',', '/', '-']).unwrap_or(rest.len());
    let length = rest[..end].chars().count();
    ((2..=LONGEST).contains(&length)).then(|| Span::new(span.start() + start, span.start() + start + end))
}

/// Whether a day stands right before the head of an item: 4/9, 【4月9日】.
fn stands_behind_day(text: &Text, head: Span<Norm>) -> bool {
    static DAY: Pattern = Pattern::new(r"[0-9]{1,2}(?:[/.][0-9]{1,2}|月[0-9]{1,2}日)(?:\([月火水木金土日]\))?[】)\] :]*$");
    let line = text.norm()[..head.start()].rsplit('\n').next().unwrap_or_default();
    line.len() < LONGEST_LABEL && DAY.is_match(line)
}

/// How many bytes stand before the head of an item at most.
const LONGEST_LABEL: usize = 60;

/// Whether words are the name of a public school or hospital, whatever the tokenizer makes of it: 北浜府立みなはや支援学校.
fn is_public(cues: &Cues, text: &Text, head: Span<Norm>) -> bool {
    let words = text.slice(head);
    let own = words.split_once('立').filter(|(keeper, _)| keeper.ends_with(['都', '道', '府', '県', '市', '町', '村', '区']));
    let is_kind = |kind| matches!(kind, OrganizationKind::School | OrganizationKind::Hospital);
    own.is_some_and(|(_, own)| cues.suffix_of(own).is_some_and(|suffix| is_kind(suffix.kind) && own.len() > suffix.word.len()))
        && words.chars().all(char::is_alphanumeric)
}

/// Whether words may be the name of a shop that says what it sells: nouns joined by の or と (糸と布のあかり), the last of which
/// may be in hiragana alone, or a word for a shop.
fn is_of_wares(cues: &Cues, text: &Text, head: Span<Norm>) -> bool {
    const SHOPS: [&str; 8] = ["オンライン", "ショップ", "ストア", "マルシェ", "マーケット", "通販", "本舗", "本店"];
    let words = text.slice(head);
    let Some(joint) = words.rfind(['の', 'と']).filter(|&at| at > 0) else { return false };
    let (own, joint) = (&words[joint + 'の'.len_utf8()..], head.start() + joint);
    let tokens = &text.tokens()[text.tokens_in(head)];
    let is_noun = |pos: Pos| pos == Pos::Prefix || pos.is_noun();
    let mut wares = tokens.iter().take_while(|token| token.span.start() < joint);
    let of_wares = wares.all(|token| is_noun(token.pos) || matches!(text.slice(token.span), "の" | "と"));
    let is_word = |word: &str| cues.word_at(word, |length| length == word.len()).is_some();
    let is_named = tokens.last().is_some_and(|last| {
        is_noun(last.pos) && last.pos != Pos::Noun(Noun::Verbal) && !is_word(text.slice(last.span)) && own.chars().count() > 1
    });
    let in_kana = own.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'))
        && own.chars().count() > 2
        && !own.ends_with(['る', 'た', 'い', 'す', 'て']);
    of_wares && (in_kana || is_named || SHOPS.iter().any(|shop| own.ends_with(shop)))
}

/// Whether words may be a name: nouns alone that are no common words of the lists.
fn may_be_name(cues: &Cues, text: &Text, span: Span<Norm>) -> bool {
    let words = text.slice(span);
    let tokens = &text.tokens()[text.tokens_in(span)];
    let is_word = |word: &str| cues.word_at(word, |length| length == word.len()).is_some();
    let is_noun = |pos: Pos| pos.is_noun() || pos == Pos::Prefix || matches!(pos, Pos::Symbol(_));
    let nouns = tokens.iter().all(|token| is_noun(token.pos) && token.span.end() <= span.end());
    let whole = words.chars().all(|c| c.is_alphanumeric() || matches!(c, 'ー' | '・' | '&' | '.' | '々' | 'ヶ'));
    let last = tokens.last().map_or("", |last| text.slice(last.span));
    let is_proper = |pos: Pos| matches!(pos, Pos::Noun(Noun::Proper(_)));
    let coined = tokens.len() > 1 || tokens.iter().any(|token| !token.known || is_proper(token.pos));
    coined && nouns && whole && words.contains(char::is_alphabetic) && !is_word(words) && !is_word(last) && !cues.is_suffix(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dict::Tables;
    use crate::extract::org::Organizations;
    use crate::page::Block;
    use crate::text::Tokenizer;

    /// The names that the rule finds at the heads of `items`.
    fn found(items: &[&str]) -> Vec<String> {
        let blocks: Vec<Block> = items.iter().map(|item| Block { kind: BlockKind::Item, text: (*item).to_owned() }).collect();
        let text = Text::new(&Tokenizer::new(), &blocks);
        let mentions = Organizations::new(&Tables::embedded()).unwrap().find(&text);
        let listed = mentions.iter().filter(|mention| mention.rule.as_str() == LISTED.id);
        listed.map(|mention| text.slice(mention.span).to_owned()).collect()
    }

    #[test]
    fn an_item_between_names_begins_with_a_name() {
        let items = ["4/3 青葉商事 名簿を紛失。", "4/9 県民検診推進事業体 予約の情報が流出。", "4/12 みなと銀行 誤送信。"];
        assert_eq!(found(&items), ["県民検診推進事業体"]);
        assert!(found(&["4/3 青葉商事 名簿を紛失。", "4/9 被害 なし。", "4/12 みなと銀行 誤送信。"]).is_empty());
        assert!(found(&["青葉商事 誤送信", "対応状況 削除を依頼", "みなと銀行 誤送信", "再発防止策 点検"]).is_empty());
        assert!(found(&["4/3 青葉商事 名簿を紛失。", "4/9 メールの送信 誤り。", "4/12 みなと銀行 誤送信。"]).is_empty());
        let shops = ["【4/3】青葉商事公式通販 310件。", "【4/9】糸と布のおうちや 82件。", "【4/12】みなと銀行(北浜市) 誤送信。"];
        assert_eq!(found(&shops), ["糸と布のおうちや"]);
        let public = ["青葉商事 名簿を紛失。", "北浜府立なみはや支援学校 計画を紛失。", "みなと銀行 誤送信。"];
        assert_eq!(found(&public), ["北浜府立なみはや支援学校"]);
        assert!(found(&["原因 調査中", "県民検診推進事業体 対応中", "対策 なし"]).is_empty());
    }
}
