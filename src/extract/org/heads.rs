//! The rest of a name of which the tokenizer has cut off a piece: 蒲ノ|島市, 濃|尾県警, 県立四葉|商業高校, 霧原観光|局.

use super::cues::Cues;
use super::names::Part;
use super::shape::Found;
use super::whole::is_kanji;
use crate::extract::OrganizationKind;
use crate::text::{Span, Text};

/// The name with what belongs to it before and behind it, and without a word for its kind that only stands before it.
pub(super) fn with_rest(cues: &Cues, text: &Text, found: Found) -> Found {
    if found.name.is_some() {
        return found;
    }
    let (before, name) = (&text.norm()[..found.span.start()], text.slice(found.span));
    let head =
        joined_by_kana(before, name).or_else(|| lone_kanji(cues, before, name, &found)).or_else(|| of_generic(before, name));
    let start = found.span.start() - head.unwrap_or(0);
    let start = start + if head.is_none() { kind_before(name) } else { 0 };
    let after = &text.norm()[found.span.end()..];
    let end = found.span.end() + tail(name, after, &found) - system_at_end(name, after, &found);
    Found { span: Span::new(start, end), ..found }
}

/// How many bytes of kanji stand at the end of `words`, and how many characters they are.
fn kanji_at_end(words: &str) -> (usize, usize) {
    let kanji = words.chars().rev().take(MOST_KANJI + 1).take_while(|&c| is_kanji(c));
    kanji.fold((0, 0), |(bytes, count), c| (bytes + c.len_utf8(), count + 1))
}

/// How many characters of kanji are looked at before a name.
const MOST_KANJI: usize = 6;

/// 蒲ノ|島市, 岬ヶ|浦観光協会: kana that only joins stands between kanji. How many bytes stand before the name.
fn joined_by_kana(before: &str, name: &str) -> Option<usize> {
    let joint = before.chars().next_back().filter(|c| matches!(c, 'ノ' | 'ヶ' | 'ケ'))?;
    let (bytes, count) = kanji_at_end(&before[..before.len() - joint.len_utf8()]);
    ((1..=2).contains(&count) && name.starts_with(is_kanji)).then_some(bytes + joint.len_utf8())
}

/// 濃|尾県警, 鳴戸|崎市: one character or two before a name of one character and its kind, which is in no table.
fn lone_kanji(cues: &Cues, before: &str, name: &str, found: &Found) -> Option<usize> {
    let is_local = found.kind == OrganizationKind::Municipality || found.part == Part::Police;
    let (bytes, count) = kanji_at_end(before);
    let head = before.chars().next_back().filter(|_| is_local && (1..=2).contains(&count))?;
    let stem = ["県警", "府警", "市", "町", "村"].iter().find_map(|kind| name.strip_suffix(kind))?;
    let ends_word = count == 2 && "内社校院日時年月前後中外方".contains(head);
    let is_head = !cues.is_no_head(head) && !"両某他本当市県府道都区町村".contains(head) && !ends_word;
    let is_unknown = found.rule.as_str().starts_with("org/suffix");
    (is_head && (count == 1 || is_unknown) && stem.chars().count() == 1 && stem.starts_with(is_kanji)).then_some(bytes)
}

/// 県立四葉|商業高校: what was found is only a kind of which there are many.
fn of_generic(before: &str, name: &str) -> Option<usize> {
    const GENERIC: [&str; 9] = [
        "商業高校",
        "工業高校",
        "農業高校",
        "商業高等学校",
        "工業高等学校",
        "農業高等学校",
        "総合高校",
        "女子高校",
        "高等支援学校",
    ];
    let (bytes, count) = kanji_at_end(before);
    let head = &before[before.len() - bytes..];
    let is_told =
        ["市内", "県内", "公立", "私立", "都内", "府内", "道内", "町内"].contains(&head) || head.starts_with(['同', '各', '両']);
    (GENERIC.contains(&name) && (1..MOST_KANJI).contains(&count) && !is_told).then_some(bytes)
}

/// 決済処理会社|アオバシステムズ: how many bytes of a name are a word for its kind that stands before it.
fn kind_before(name: &str) -> usize {
    const FORMS: [&str; 7] = ["株式", "有限", "合同", "合資", "合名", "相互", "持株"];
    let Some(at) = name.find("会社").filter(|&at| at > 0) else { return 0 };
    let rest = &name[at + "会社".len()..];
    let is_name = rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, 'ァ'..='ヺ')) && rest.chars().count() > 3;
    let is_kind = name[..at].chars().all(is_kanji) && !FORMS.iter().any(|form| name[..at].ends_with(form));
    if is_name && is_kind { name.len() - rest.len() } else { 0 }
}

/// 全青葉|システム障害: how many bytes of a name are of what failed.
fn system_at_end(name: &str, after: &str, found: &Found) -> usize {
    const FAILS: [&str; 5] = ["障害", "トラブル", "ダウン", "停止", "故障"];
    let of_suffix = found.rule.as_str().starts_with("org/suffix") && name.ends_with("システム");
    let stem = name.chars().count().saturating_sub("システム".chars().count());
    if of_suffix && stem > 2 && FAILS.iter().any(|word| after.starts_with(word)) { "システム".len() } else { 0 }
}

/// 霧原観光|局, みどり温泉|ホテル, 公益財団法人あやめ|が丘文化財団: how many bytes behind a name are of it.
fn tail(name: &str, after: &str, found: &Found) -> usize {
    const TAILS: [(&str, &[&str]); 2] = [
        ("観光", &["局", "連盟", "公社", "コンベンション協会", "コンベンションビューロー"]),
        ("温泉", &["ホテル", "旅館", "病院", "観光協会", "旅館組合"]),
    ];
    let tails = TAILS.iter().filter(|(end, _)| name.ends_with(end)).flat_map(|(_, tails)| tails.iter());
    if let Some(tail) = tails.filter(|tail| after.starts_with(**tail)).max_by_key(|tail| tail.len()) {
        return tail.len();
    }
    let on_hill = found.rule.as_str().starts_with("org/form") && after.starts_with("が丘");
    if !on_hill {
        return 0;
    }
    let rest = &after["が".len()..];
    "が".len() + rest.chars().take_while(|&c| is_kanji(c) || matches!(c, 'ァ'..='ヺ' | 'ー')).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_joins_is_of_the_name() {
        assert_eq!(joined_by_kana("みなと県の霧ノ", "島市"), Some("霧ノ".len()));
        assert_eq!(joined_by_kana("岬ヶ", "浦観光協会"), Some("岬ヶ".len()));
        assert_eq!(joined_by_kana("パソコンノ", "島市"), None);
        assert_eq!(joined_by_kana("みなと県の", "島市"), None);
    }

    #[test]
    fn a_kind_of_school_takes_its_name() {
        assert_eq!(of_generic("4. 県立四葉", "商業高校"), Some("県立四葉".len()));
        assert_eq!(of_generic("同じ市内", "商業高校"), None);
        assert_eq!(of_generic("県内の", "商業高校"), None);
    }

    #[test]
    fn a_kind_before_the_name_is_none_of_it() {
        assert_eq!(kind_before("決済処理会社アオバシステムズ"), "決済処理会社".len());
        assert_eq!(kind_before("株式会社アオバシステムズ"), 0);
        assert_eq!(kind_before("青葉通信会社"), 0);
    }
}
