//! Cases that the page counts itself: a lead that says that two mishaps happened, and two units that tell one each.

use super::division::Division;
use super::{Part, cues, layout, parts};
use crate::incident::{Scope, types};
use crate::page::BlockKind;
use crate::pattern::Pattern;

/// The scopes of a post whose lead counts its cases, where as many units follow that are numbered and have a day or a figure
/// of their own. What the lead says without telling one of them is said of each.
pub(super) fn cases<'a>(scope: &Scope<'a>) -> Option<Vec<Scope<'a>>> {
    let text = scope.text();
    let mut counts: Vec<usize> = Vec::new();
    for &sentence in scope.sentences.iter().take(LEAD) {
        counts.extend(counted(text.slice(text.sentences()[sentence].span)));
    }
    if counts.is_empty() {
        return None;
    }
    let layouts = (1..=6).map(Division::Headings).chain([Division::Captions, Division::Items, Division::Paragraphs]);
    let by_layout = layouts.into_iter().find_map(|division| cases_under(scope, division, &counts));
    by_layout.or_else(|| told_apart(scope).filter(|_| counts.contains(&2)))
}

/// The two cases of running text, the second of which a sentence begins: もう1件は. What stands before both is said of each.
fn told_apart<'a>(scope: &Scope<'a>) -> Option<Vec<Scope<'a>>> {
    static SECOND: Pattern = Pattern::new(
        "^(?:もう(?:一|1|ひと)(?:つ|件)(?:の[^、。は]{0,8})?(?:は|が|に)|(?:二つ|2つ|2件|二件)目(?:の[^、。は]{0,8})?は)",
    );
    let text = scope.text();
    let sentence = |index: usize| text.slice(text.sentences()[index].span);
    let counts = scope.sentences.iter().take(LEAD).position(|&index| counted(sentence(index)).is_some())?;
    let second = scope.sentences.iter().position(|&index| SECOND.is_match(sentence(index))).filter(|&at| at > counts + 1)?;
    let (lead, rest) = scope.sentences.split_at(counts + 1);
    let (first, second) = rest.split_at(second - counts - 1);
    let names_none = |sentence: &&usize| types::mentions_in(scope, **sentence).next().is_none();
    let shared: Vec<usize> = lead.iter().filter(names_none).copied().collect();
    let is_dated = |told: &[usize]| {
        let told = Scope { sentences: told.to_vec(), ..scope.clone() };
        told.only(&told.reading.mentions.dates).next().is_some()
    };
    let case = |told: &[usize]| Scope {
        sentences: shared.iter().chain(told).copied().collect(),
        context: lead.to_vec(),
        is_listed: true,
        is_own_case: true,
        ..scope.clone()
    };
    (is_dated(first) && is_dated(second)).then(|| vec![case(first), case(second)])
}

/// Within how many sentences a page counts its cases.
const LEAD: usize = 10;

/// How many mishaps a sentence says that there were.
fn counted(sentence: &str) -> Option<usize> {
    static MISHAPS: Pattern = Pattern::new(concat!(
        "(?:[2-9]|二|三|四|五|六)(?:件|つ)の?[^、。0-9]{0,10}(?:事案|事故|ミス|トラブル|事例|インシデント|不祥事|漏えい|漏洩|流出|紛失|誤)",
        "|(?:事案|事故|ミス|トラブル|インシデント|漏えい|漏洩|流出|紛失|誤送付|誤送信|誤交付|不祥事|不適切)[^、。0-9]{0,10}(?:[2-9]|二|三|四|五|六)(?:件|つ)",
        "|(?:[2-9]|二|三|四|五|六)件(?:あり|あっ|でし|です|であ|発生|起き|続け|判明|発覚|ございま|確認さ)",
    ));
    // 1,752件: the end of a larger number.
    let is_whole = |found: &std::ops::Range<usize>| !sentence[..found.start].ends_with(|c: char| c.is_ascii_digit() || c == ',');
    let found = &sentence[MISHAPS.find_all(sentence).into_iter().find(is_whole)?];
    let at = found.find(['件', 'つ'])?;
    let digit = found[..at].chars().next_back().or_else(|| found.chars().next())?;
    let value = "二三四五六".chars().position(|c| c == digit).map(|at| at + 2);
    value.or_else(|| digit.to_digit(10).map(|digit| digit as usize)).filter(|&count| count > 1)
}

fn cases_under<'a>(scope: &Scope<'a>, division: Division, counts: &[usize]) -> Option<Vec<Scope<'a>>> {
    let parts = parts(scope, division);
    let first = parts.iter().position(|part| part.is_unit)?;
    let units: Vec<&Part> = parts.iter().filter(|part| part.is_unit && is_case(part, division)).collect();
    if !counts.contains(&units.len()) {
        return None;
    }
    let lead: Vec<usize> = parts[..first].iter().flat_map(|part| part.scope.sentences.iter().copied()).collect();
    let names_none = |sentence: &&usize| types::mentions_in(scope, **sentence).next().is_none();
    let shared: Vec<usize> = lead.iter().filter(names_none).copied().collect();
    let scopes = units.into_iter().map(|part| Scope {
        sentences: shared.iter().chain(&part.scope.sentences).copied().collect(),
        context: lead.clone(),
        is_listed: true,
        is_own_case: true,
        ..part.scope.clone()
    });
    Some(scopes.collect())
}

/// Whether a unit is one of a series and has a day or a figure.
fn is_case(part: &Part, division: Division) -> bool {
    static ORDINAL: Pattern =
        Pattern::new("^(?:一つ目|1つ目|二つ目|2つ目|三つ目|3つ目|もう(?:一|1|ひと)(?:つ|件)|[1-9一二三]件目|まず|次に|こちらは)");
    let text = part.scope.text();
    let sentence = |index: &usize| text.slice(text.sentences()[*index].span);
    let kind = part.scope.sentences.first().map(|&first| &text.passages()[text.sentences()[first].passage].kind);
    let is_row = matches!(kind, Some(BlockKind::Cell(cell)) if !cell.is_heading);
    let is_one_of_series = if division == Division::Items {
        is_row
    } else {
        let is_headed = part.has_own_title();
        let told = part.scope.sentences.iter().skip(usize::from(is_headed)).take(2);
        is_headed && layout::is_numbered(&part.scope.title) || told.map(sentence).any(|told| ORDINAL.is_match(told))
    };
    let mentions = &part.scope.reading.mentions;
    let is_dated = part.scope.only(&mentions.dates).next().is_some();
    let has_figure = || part.scope.only(&mentions.quantities).next().is_some();
    let is_aside = layout::is_side(&part.scope.title) && !layout::is_numbered(&part.scope.title);
    is_one_of_series && !is_aside && !cues::GENERAL_HEADING.is_match(&part.scope.title) && (is_dated || has_figure() && !is_row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mishaps_are_counted() {
        for (sentence, count) in [
            ("浦浜市で郵便トラブル2件 封書は行方知れず", 2),
            ("個人情報の取扱いを誤った事案が2件ありましたので、お知らせします。", 2),
            ("情報管理をめぐる二つの事案を同時に公表した。", 2),
            ("令和6年度は4件でした(前年度7件)。", 4),
            ("立て続けに三つのミスがあった。", 3),
        ] {
            assert_eq!(counted(sentence), Some(count), "{sentence}");
        }
        for sentence in
            ["約2件の問い合わせがあった。", "1件の誤送信が判明した。", "顧客情報1,752件が流出した。", "12件の注文を受けた。"]
        {
            assert_eq!(counted(sentence), None, "{sentence}");
        }
    }
}
