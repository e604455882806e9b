//! Who speaks on the site.

use memchr::memchr3_iter;

use super::BlockKind;
use super::flow::Piece;
use super::metadata::{Declared, folded};
use crate::kind;

/// Who speaks on the site.
///
/// In this order: a signature with a legal form, `会社名 …`; the site's name if it is one of an organisation, as whole as the
/// publisher or the copyright line has it; the publisher in the metadata; another signature; who runs the site (`運営:…`); the copyright line; the site's name.
pub(super) fn owner(
    pieces: &[Piece],
    kept: &[bool],
    heading: Option<usize>,
    site: Option<&str>,
    declared: &Declared,
) -> Option<String> {
    let signatures = signatures(pieces, kept, heading);
    let site = site.map(name_of_site).map(without_tagline);
    let formal = signatures.iter().find(|name| has_legal_form(name)).cloned();
    let copyright = || pieces.iter().rev().find_map(|piece| copyright(&piece.text));
    let site_of_organization = site.filter(|site| is_organization(site)).map(|site| {
        // A paper is called 青葉新報, who publishes it 青葉新報社.
        let publisher = declared.publisher.clone().into_iter().chain(copyright()).find(|name| name.starts_with(site));
        publisher.unwrap_or_else(|| site.to_owned())
    });
    formal
        .or(site_of_organization)
        .or_else(|| declared.publisher.clone())
        .or_else(|| signatures.first().cloned())
        .or_else(|| pieces.iter().rev().find_map(operator))
        .or_else(copyright)
        .or_else(|| site.map(str::to_owned))
}

/// The organisations in the short lines at the beginning and end of the article, those at the beginning first.
fn signatures(pieces: &[Piece], kept: &[bool], heading: Option<usize>) -> Vec<String> {
    const AFTER_HEADING: usize = 6;
    const LONGEST_LINE: usize = 40;
    const LAST: usize = 4;
    let at = heading.unwrap_or(0);
    let is_line = |piece: &&Piece| {
        let is_short = || piece.letters <= 80 || piece.text.lines().all(|line| line.chars().count() <= LONGEST_LINE);
        piece.kind == BlockKind::Paragraph && !piece.is_prose() && is_short() && !piece.is_link()
    };
    let before =
        (0..at).filter(|&index| kept[index] || signature(&pieces[index].text).is_some_and(|(_, is_labelled)| is_labelled));
    let after = (at..pieces.len()).filter(|&index| kept[index]).take(AFTER_HEADING);
    let last = (at..pieces.len()).rev().filter(|&index| kept[index]).take(LAST);
    let lines = before.chain(after).chain(last).map(|index| &pieces[index]);
    let mut names = Vec::new();
    let mut is_company_name = false;
    for piece in lines {
        // `会社名` in one cell of a table, the name in the next.
        if matches!(piece.kind, BlockKind::Cell(_)) {
            if is_company_name {
                names.push(joined_characters(&piece.text));
            }
            is_company_name = matches!(folded(&piece.text).as_str(), "会社名" | "社名" | "上場会社名");
        } else if is_line(&piece) {
            names.extend(piece.text.lines().filter_map(signature).map(|(name, _)| name));
        }
    }
    names
}

/// The organisation that a line consists of, and whether the line says `会社名` before it.
fn signature(line: &str) -> Option<(String, bool)> {
    let line = line.trim();
    let labels = ["会社名", "会 社 名", "上場会社名", "社名", "発行元", "発信者"];
    let labelled = labels.iter().find_map(|label| line.strip_prefix(label));
    let name = labelled.unwrap_or(line).trim_start_matches(|c: char| c.is_whitespace() || ":：".contains(c));
    let name = name.strip_suffix("からのお知らせ").unwrap_or(name);
    let name = whole_word(without_titles(&joined_characters(name))).to_owned();
    let is_sign = |c: char| c.is_ascii_digit() || "、。:：・※[]【】〒=＝".contains(c);
    let says_more = name.starts_with(is_sign) || name.contains(|c: char| c != '・' && is_sign(c));
    let is_name = is_organization(&name) && name.chars().count() <= 40 && !says_more && !is_generic(&name);
    is_name.then_some((name, labelled.is_some()))
}

/// Whether a text is a signature: each of its lines, or one of them, an organisation.
pub(super) fn names_organization(text: &str) -> bool {
    text.lines().any(|line| signature(line).is_some())
}

/// A name that is set with a blank after every character (`青 葉 商 事`) without the blanks.
fn joined_characters(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_spaced = words.len() >= 3 && words.iter().all(|word| word.chars().count() == 1);
    if is_spaced { words.concat() } else { name.trim().to_owned() }
}

/// The word of a line that is a company's name with its legal form by itself, where others stand beside it: a service before it, a
/// licence behind it.
fn whole_word(line: &str) -> &str {
    let is_whole = |word: &&str| ["株式会社", "有限会社", "合同会社"].iter().any(|form| word.contains(form) && word != form);
    let mut words = line.split_whitespace().filter(is_whole);
    match (words.next(), words.next()) {
        (Some(word), None) => word,
        _ => line,
    }
}

/// A name without the office or person behind it (`専務理事`, `学長 青葉太郎`) and without its reading in brackets.
fn without_titles(name: &str) -> &str {
    const OFFICES: &[&str] = &[
        "代表取締役",
        "取締役",
        "専務理事",
        "理事長",
        "学長",
        "院長",
        "会長",
        "社長",
        "校長",
        "市長",
        "町長",
        "知事",
        "頭取",
        "運営事務局",
    ];
    let mut name = name;
    let may_have_office = name.contains(['役', '事', '長', '頭', '局']);
    for office in OFFICES.iter().filter(|_| may_have_office) {
        if let Some((before, _)) = name.split_once(*office) {
            name = before.trim();
        }
    }
    let bracket =
        name.find(['(', '（']).filter(|&at| at > 0 && !name[at..].starts_with("(株)") && !name[at..].starts_with("（株）"));
    bracket.map_or(name, |at| name[..at].trim())
}

/// Names of departments that every organisation has.
fn is_generic(name: &str) -> bool {
    ["センター", "コールセンター", "相談センター", "お客様センター", "事務局", "広報部", "広報室", "当社", "弊社", "会社", "本社"]
        .contains(&name)
        || name.ends_with("お問い合わせセンター")
}

/// A site's name without the words that say that it is a site: 青葉商事 公式サイト.
pub(crate) fn without_site_words(site: &str) -> &str {
    const WORDS: &[&str] = &[
        "公式ホームページ",
        "公式ウェブサイト",
        "公式Webサイト",
        "公式サイト",
        "オフィシャルサイト",
        "ホームページ",
        "ウェブサイト",
        "Webサイト",
        "のプレスリリース",
        "プレスリリース",
        "ニュースリリース",
        "ニュースルーム",
        "からのお知らせ",
        "のお知らせ",
        "からのご案内",
        "コーポレートサイト",
        "公式HP",
        "公式ＨＰ",
        "【公式】",
        "インフォメーション",
        "サポート",
        "広報室",
        "公式",
    ];
    let mut name = site.trim();
    for word in WORDS {
        name = name.strip_suffix(word).or_else(|| name.strip_prefix(word)).unwrap_or(name).trim();
    }
    name
}

/// Whose site it is, by its name: 青葉連絡会 (会員向け).
fn name_of_site(site: &str) -> &str {
    let site = without_short_form(site);
    let name = without_site_words(site.split(['(', '（']).next().unwrap_or(site));
    // (青葉連絡会 会員向け)
    let name = if name.is_empty() { site } else { name };
    name.trim_matches(['(', ')', '（', '）', '【', '】', '[', ']'])
}

/// The legal forms that stand short in brackets beside a name, and say no more of it.
const SHORT_FORMS: [&str; 14] =
    ["公財", "一財", "財", "公社", "一社", "社福", "福", "医", "医社", "学", "独", "地独", "特非", "宗"];

/// A name without the legal form that stands short in brackets before or behind it: (公財)北浜県暴力追放センター.
pub(crate) fn without_short_form(name: &str) -> &str {
    let before = name.trim_start().strip_prefix(['(', '（']).and_then(|inside| inside.split_once([')', '）']));
    let behind = name.trim_end().strip_suffix([')', '）']).and_then(|inside| inside.rsplit_once(['(', '（']));
    let bare = [before, behind.map(|(bare, form)| (form, bare))].into_iter().flatten();
    let mut bare = bare.filter(|(form, _)| SHORT_FORMS.contains(form)).map(|(_, bare)| bare.trim());
    bare.find(|bare| !bare.is_empty()).unwrap_or(name)
}

/// Who runs the site: `運営:株式会社…`, `会社名:…`, `発行 …`.
fn operator(piece: &Piece) -> Option<String> {
    if piece.is_prose() || piece.letters > 120 {
        return None;
    }
    piece.text.split(['/', '／', '|', '｜', '\n']).find_map(|part| {
        let (label, name) = part.trim().split_once([':', '：'])?;
        let is_label =
            matches!(label.trim(), "運営" | "運営会社" | "運営者" | "会社名" | "社名" | "発行" | "発行元" | "編集・発行");
        let name = without_titles(name.split('©').next().unwrap_or(name).trim());
        (is_label && is_organization(name) && name.chars().count() <= 40).then(|| name.to_owned())
    })
}

/// Where what follows the copyright sign of a line begins, in bytes. `(C)` alone is also the third of `(A)`, `(B)`, `(C)`: it
/// counts before a year or a Latin name, or where it begins a line with no figure.
pub(super) fn copyright_sign(text: &str) -> Option<usize> {
    let sign = Sign::first(text)?;
    let rest = sign.rest();
    let has_year = rest.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    // (C)青葉テレビ 2023
    let year = rest.rsplit_once([' ', '\u{3000}']).map(|(_, year)| year);
    let ends_in_year = year.is_some_and(|year| year.len() == 4 && (year.starts_with("19") || year.starts_with("20")));
    let named = if ends_in_year { &rest[..rest.len() - 4] } else { rest };
    let has_figure = named.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let is_sure = sign.is_word || has_year || rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let begins_line = text.len() == sign.text.len()
        && !has_figure
        && named.chars().count() <= 20
        && (ends_in_year || is_organization(without_rights(named)));
    (is_sure || begins_line).then(|| text.len() - rest.len())
}

/// A copyright sign: `©`, `Copyright`, `(C)`, or several of them one after another.
struct Sign<'t> {
    /// The line from the sign on.
    text: &'t str,
    /// Whether it does not begin with `(C)`.
    is_word: bool,
}

impl<'t> Sign<'t> {
    /// The first sign of a line.
    fn first(line: &'t str) -> Option<Self> {
        memchr3_iter(b'c', b'C', "©".as_bytes()[0], line.as_bytes()).find_map(|at| {
            let begin = line[..at].strip_suffix(['(', '（']).map_or(at, str::len);
            let is_bracketed = without_bracketed(&line[begin..]).is_some();
            let text = &line[if is_bracketed { begin } else { at }..];
            (is_bracketed || without_word(text).is_some()).then_some(Self { text, is_word: !is_bracketed })
        })
    }

    /// What follows it.
    fn rest(&self) -> &'t str {
        if !self.is_word {
            let rest = without_bracketed(self.text).unwrap_or(self.text).trim_start();
            return without_letters(rest).map_or(rest, str::trim_start);
        }
        let blank = |rest: &'t str| rest.strip_prefix(|c: char| c.is_whitespace() || c == ',');
        let next = |rest: &&'t str| without_word(rest).or_else(|| without_bracketed(rest)).or_else(|| blank(rest));
        std::iter::successors(Some(self.text), next).last().unwrap_or(self.text)
    }
}

/// What follows `Copyright`, in any letters.
fn without_letters(text: &str) -> Option<&str> {
    const WORD: &str = "copyright";
    text.get(..WORD.len()).filter(|word| word.eq_ignore_ascii_case(WORD)).map(|word| &text[word.len()..])
}

/// What follows `©` or `Copyright`.
fn without_word(text: &str) -> Option<&str> {
    text.strip_prefix('©').or_else(|| without_letters(text))
}

/// What follows `(C)`.
fn without_bracketed(text: &str) -> Option<&str> {
    ["(c)", "(C)", "（c）", "（C）"].iter().find_map(|sign| text.strip_prefix(sign))
}

/// What stands before `All rights reserved` and its like.
fn without_rights(text: &str) -> &str {
    const ENDS: &[&str] =
        &["all rights", "無断", "掲載", "記事", "当サイト", "本サイト", "メール", "社員", "資本金", "従業員", "※", "|", "/"];
    let lower = text.to_ascii_lowercase();
    let end = ENDS.iter().filter_map(|end| lower.find(end)).min().unwrap_or(text.len());
    text[..end].trim().trim_end_matches(['.', ',']).trim()
}

/// The name in a copyright line, if it is Japanese.
fn copyright(text: &str) -> Option<String> {
    let rest = &text[copyright_sign(text)?..];
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || ",.-–—年".contains(c));
    let name = without_rights(rest);
    let is_japanese = name.chars().any(|c| c >= '\u{3040}');
    (is_japanese && name.chars().count() <= 40).then(|| without_slogan(name).to_owned())
}

/// A name in Latin letters without the sentence behind it: AOBA おかげさまで20周年.
fn without_slogan(name: &str) -> &str {
    let words =
        name.split_once([' ', '\u{3000}']).filter(|(own, rest)| own.is_ascii() && rest.starts_with(|c| matches!(c, 'ぁ'..='ゖ')));
    words.map_or(name, |(own, _)| own)
}

/// A name without what it is known for: 調査とマーケティングの北浜経済研究所.
fn without_tagline(name: &str) -> &str {
    const SHORTEST: usize = 5;
    let own = name.rsplit_once('の').filter(|(known_for, own)| {
        known_for.contains(['と', '・'])
            && known_for.chars().count() > SHORTEST
            && own.chars().count() >= SHORTEST
            && is_organization(own)
    });
    own.map_or(name, |(_, own)| own)
}

pub(super) fn has_legal_form(name: &str) -> bool {
    const FORMS: &[&str] =
        &["株式会社", "有限会社", "合同会社", "法人", "協同組合", "相互会社", "(株)", "㈱", "（株）", "(有)", "㈲"];
    FORMS.iter().any(|form| name.contains(form))
}

/// Whether a name is one of an organisation by its form: a legal form in it, or a kind at its end.
fn is_organization(name: &str) -> bool {
    has_legal_form(name) || name.ends_with('社') && name.chars().count() > 1 || kind::of_name(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_called_by_the_name_of_its_house() {
        assert_eq!(without_site_words("青葉商事 公式サイト"), "青葉商事");
        assert_eq!(without_site_words("公式サイト 青葉商事"), "青葉商事");
        assert_eq!(without_site_words("(公財)北浜県協会"), "(公財)北浜県協会");
        assert_eq!(without_short_form("（公財）北浜県協会"), "北浜県協会");
        assert_eq!(without_short_form("北浜県協会(公財)"), "北浜県協会");
        assert_eq!(without_short_form("(株)青葉商事"), "(株)青葉商事");
        assert_eq!(name_of_site("青葉連絡会 (会員向け)"), "青葉連絡会");
        assert_eq!(name_of_site("(青葉連絡会 会員向け)"), "青葉連絡会 会員向け");
    }
}
