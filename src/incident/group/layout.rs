//! What the layout of a post alone says of its cases: units of one kind, each with a heading of its own, that each tell
//! that something happened are a case each, even where nobody recognises the organisations.

use super::division::Division;
use super::identity::Identity;
use super::{Part, cues, distinct};
use crate::extract::org::Part as OrganizationPart;
use crate::extract::{Mention, Organization, OrganizationKind};
use crate::incident::{Scope, Victim, relevance, types, victim};
use crate::page::BlockKind;
use crate::text::{Norm, Span, Text, normalized};

/// How many characters a caption has at most.
const LONGEST_CAPTION: usize = 60;

/// Whether a passage does the work of a heading: a term, or a short line without a full stop that begins with a mark, a
/// number or a date.
pub(super) fn is_caption(kind: &BlockKind, words: &str) -> bool {
    match kind {
        BlockKind::Term => true,
        BlockKind::Paragraph | BlockKind::Item => {
            let is_line = words.chars().nth(LONGEST_CAPTION).is_none() && !words.trim_end().ends_with('。');
            is_line && is_numbered(words) && !is_byline(words)
        }
        _ => false,
    }
}

/// Whether a heading begins with what sets the units of a series apart, a mark, a number, a date; or ends in its day.
pub(super) fn is_numbered(title: &str) -> bool {
    let title = normalized(title);
    cues::NUMBER.is_match(&title) || cues::DATED.is_match(&title)
}

/// Whether a heading is a day and nothing else.
fn is_day(title: &str) -> bool {
    title.contains(|c: char| c.is_ascii_digit())
        && !title.contains(|c: char| c.is_alphabetic() && !"年月火水木金土日祝曜頃時分午前後".contains(c))
}

/// Whether a line says when the page was published, not what is told under it.
fn is_byline(words: &str) -> bool {
    words.chars().nth(LONGEST_BYLINE).is_none() && cues::BYLINE.is_match(words)
}

/// How many characters a byline has at most; a longer line that begins with a day tells what happened (公開を取りやめ).
const LONGEST_BYLINE: usize = 30;

/// Whether a heading only names a side of the incident before it: 経緯, 原因.
pub(super) fn is_side(title: &str) -> bool {
    cues::SIDE.is_match(title)
}

/// Which of the parts of `scope` are cases of their own by their layout.
///
/// None are where the stretch before the first unit already tells what happened and the title does not announce several:
/// that is one incident, told under headings.
pub(super) fn cases(scope: &Scope, parts: &[Part], victims: &[Option<Identity>], division: Division) -> Vec<bool> {
    let is_layout = matches!(division, Division::Headings(_) | Division::Captions | Division::Names);
    // The entries of a diary on one page: each heading stands above its day.
    let is_diary = parts.iter().filter(|part| part.is_unit && has_day_line(part)).count() >= 2;
    let may_introduce = division != Division::Captions && (is_diary || is_of_several(scope));
    if !is_layout || !may_introduce && parts.first().is_some_and(tells_before_units) {
        return vec![false; parts.len()];
    }
    // Days alone are the course of one incident, unless the title announces several.
    let begins = |title: &str| is_numbered(title) && (may_introduce || !is_day(title));
    let opens = |part: &Part, victim: &Option<Identity>| {
        victim.is_some() || begins(&part.scope.title) || names_somebody(part) || is_diary && has_day_line(part)
    };
    let cases: Vec<bool> = parts.iter().map(is_case).collect();
    let opened = |(is_case, (part, victim)): (&bool, (&Part, &Option<Identity>))| *is_case && opens(part, victim);
    if cases.iter().zip(parts.iter().zip(victims)).filter(|&it| opened(it)).count() < 2 {
        return vec![false; parts.len()];
    }
    cases.into_iter().zip(parts).map(|(is_case, part)| is_case && !refers_back(part)).collect()
}

/// Whether a line with nothing but a day stands right below the heading of a unit.
fn has_day_line(part: &Part) -> bool {
    let text = part.scope.text();
    let below = part.scope.sentences.get(1).map(|&second| &text.sentences()[second]);
    part.has_own_title()
        && below.is_some_and(|line| {
            let words = text.slice(line.span);
            text.passages()[line.passage].kind == BlockKind::Paragraph && words.len() < 60 && is_day(words)
        })
}

/// Takes the units for cases that stand beside those of two or more other organisations, and name an organisation and a
/// day as those do, though nobody recognises what they say happened: the rows of one table are of one kind.
pub(super) fn admit_listed(parts: &mut [Part], victims: &mut [Option<Identity>]) {
    let of_units = parts.iter().zip(victims.iter()).filter(|(part, _)| part.is_unit).map(|(_, victim)| victim.as_ref());
    if distinct(of_units) < 2 {
        return;
    }
    // Where the cases have titles of their own, what stands under that of the page is none.
    let mut known = parts.iter().zip(victims.iter()).filter(|(part, victim)| part.is_unit && victim.is_some());
    let are_titled = known.all(|(part, _)| part.has_own_title());
    for (part, victim) in parts.iter_mut().zip(victims).filter(|(part, victim)| part.is_unit && victim.is_none()) {
        if are_titled && !part.has_own_title() {
            continue;
        }
        let is_aside = part.has_own_title() && (is_side(&part.scope.title) || cues::GENERAL_HEADING.is_match(&part.scope.title));
        let is_dated = part.scope.only(&part.scope.reading.mentions.dates).next().is_some();
        if is_aside || !is_dated || lists_cases(&part.scope) {
            continue;
        }
        // Who publishes the list stands at its end with the day of the next issue.
        let owner = part.scope.reading.page.owner.as_deref();
        let is_owner = |name: &str| owner.is_some_and(|owner| owner.contains(name) || name.contains(owner));
        // A ministry that is named beside the cases warns or counts.
        let is_case = |victim: &Victim| !is_owner(&victim.name) && victim.kind != OrganizationKind::Government;
        if let Some(named) = victim::of(&part.scope).filter(is_case) {
            part.scope.is_listed = true;
            *victim = Some(Identity::new(&named, &types::of(&part.scope)));
        }
    }
}

/// Takes the units for cases whose heading is a name and nothing more, beside one that is so headed and tells an incident:
/// 事例2 みなと保険. What they tell must have a figure of people or records, or a day.
pub(super) fn admit_named(parts: &mut [Part], victims: &mut [Option<Identity>]) {
    let is_headed = |part: &Part| part.is_unit && part.has_own_title() && is_name_alone(part);
    let is_known = |(part, victim): (&Part, &Option<Identity>)| victim.is_some() && is_headed(part);
    if !parts.iter().zip(victims.iter()).any(is_known) {
        return;
    }
    for (part, victim) in parts.iter_mut().zip(victims).filter(|(_, victim)| victim.is_none()) {
        let mentions = &part.scope.reading.mentions;
        let tells = part.scope.only(&mentions.quantities).next().is_some() || part.scope.only(&mentions.dates).next().is_some();
        if !is_headed(part) || !tells || lists_cases(&part.scope) {
            continue;
        }
        if let Some(named) = victim::of(&part.scope).filter(|named| is_named_in(&part.scope.title, named)) {
            part.scope.is_listed = true;
            *victim = Some(Identity::new(&named, &types::of(&part.scope)));
        }
    }
}

/// A line that is the name of an organisation and nothing more, and the passage that begins with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamedLine {
    /// The passage of the name, or that of the day which stands alone above it.
    pub(super) begins: usize,
    /// The name.
    pub(super) name: Span<Norm>,
}

/// The passages that begin with a name which stands alone, as an author sets it above what befell each of several: as a
/// paragraph or its first line, as an item above other items, as the first row of a table about it.
pub(super) fn named_lines(scope: &Scope) -> Vec<NamedLine> {
    let text = scope.text();
    let line = |sentence: usize| text.sentences()[sentence].span;
    let passage = |sentence: usize| text.sentences()[sentence].passage;
    let may_head = |kind: &BlockKind| match kind {
        BlockKind::Paragraph | BlockKind::Item => true,
        BlockKind::Cell(cell) => !cell.is_heading && cell.row == 0 && cell.row_heading.is_some() && cell.column_heading.is_none(),
        _ => false,
    };
    let mut lines: Vec<NamedLine> = Vec::new();
    for (at, &sentence) in scope.sentences.iter().enumerate() {
        let own = passage(sentence);
        let is_first = at == 0 || passage(scope.sentences[at - 1]) != own;
        if !is_first || !may_head(&text.passages()[own].kind) {
            continue;
        }
        let Some(name) = name_alone(scope, line(sentence)) else { continue };
        let is_dated = at > 0 && {
            let before = scope.sentences[at - 1];
            let is_line = matches!(text.passages()[passage(before)].kind, BlockKind::Paragraph | BlockKind::Item);
            is_line && text.passages()[passage(before)].span == line(before) && is_day(text.slice(line(before)))
        };
        let begins = if is_dated { passage(scope.sentences[at - 1]) } else { own };
        lines.push(NamedLine { begins, name });
    }
    lines
}

/// The name that is all of a line: a number before it, a bracket behind it.
fn name_alone(scope: &Scope, line: Span<Norm>) -> Option<Span<Norm>> {
    let norm = scope.text().norm();
    let mentions = &scope.reading.mentions.organizations;
    let first = mentions.partition_point(|mention| mention.span.start() < line.start());
    let name = mentions.get(first).filter(|name| name.span.end() <= line.end())?;
    let may_be_hit = !name.value.stand_in && name.value.part == OrganizationPart::Any;
    let (before, after) = (&norm[line.start()..name.span.start()], norm[name.span.end()..line.end()].trim_end());
    (may_be_hit && cues::LABEL.is_match(before) && cues::NO_MORE.is_match(after)).then_some(name.span)
}

/// Whether a title has one of the names of an organisation.
fn is_named_in(title: &str, named: &Victim) -> bool {
    let title = normalized(title);
    std::iter::once(&named.name).chain(&named.aliases).any(|name| title.contains(name.as_str()))
}

/// Whether the heading of a unit is a name and nothing more: a number before it, a bracket, の件 behind it.
fn is_name_alone(part: &Part) -> bool {
    let text = part.scope.text();
    let Some(&first) = part.scope.sentences.first() else { return false };
    let heading = text.sentences()[first].span;
    let mut named =
        part.scope.only(&part.scope.reading.mentions.organizations).take_while(|mention| mention.span.end() <= heading.end());
    let Some(name) = named.next().filter(|name| !name.value.stand_in) else { return false };
    let (before, after) = (&text.norm()[heading.start()..name.span.start()], &text.norm()[name.span.end()..heading.end()]);
    // 3. 総務省: what a ministry did is none of the cases, but 3月3日 防衛省 is one.
    let may_be_case = name.value.kind != OrganizationKind::Government || cues::DAY.is_match(before);
    may_be_case && cues::LABEL.is_match(before) && cues::NO_MORE.is_match(after)
}

/// Whether a title announces several cases: 一覧, まとめ, 今週の, 5選.
pub(super) fn announces_several(title: &str) -> bool {
    cues::SEVERAL.is_match(title)
}

/// Whether the title of a scope announces several cases, or lists three organisations or more: 流出~青葉商事、みなと銀行、北浜市.
pub(super) fn is_of_several(scope: &Scope) -> bool {
    announces_several(&scope.title) || lists_names(scope)
}

/// How many organisations a title lists that announces a case of each.
const LISTED_NAMES: usize = 3;

/// How many bytes stand between two names of a list at most: a comma, など.
const LIST_SIGN: usize = 9;

fn lists_names(scope: &Scope) -> bool {
    let text = scope.text();
    let Some(title) = relevance::title(text) else { return false };
    let mentions = &scope.reading.mentions.organizations;
    let from = mentions.partition_point(|mention| mention.span.start() < title.span.start());
    let named: Vec<_> = mentions[from..].iter().take_while(|mention| mention.span.end() <= title.span.end()).collect();
    let beside = |pair: &&[&Mention<Organization>]| {
        let between = &text.norm()[pair[0].span.end()..pair[1].span.start()];
        between.len() <= LIST_SIGN && between.starts_with(['、', '・', ',', '/', ' ']) && pair[0].value.name != pair[1].value.name
    };
    let is_own = text.slice(title.span).contains(normalized(&scope.title).trim());
    is_own && named.windows(2).filter(beside).count() + 1 >= LISTED_NAMES
}

/// Whether a paragraph is a list by its lines: two or more begin with a mark, a number or a date.
pub(super) fn lists_lines(text: &Text, passage: usize) -> bool {
    let words = text.slice(text.passages()[passage].span);
    words.contains('\n') && words.lines().filter(|line| is_numbered(line.trim_start())).take(2).count() == 2
}

/// Whether a sentence begins a line of such a list.
pub(super) fn begins_line(text: &Text, sentence: usize) -> bool {
    let span = text.sentences()[sentence].span;
    let before = text.norm()[..span.start()].trim_end_matches(' ');
    (before.is_empty() || before.ends_with('\n')) && is_numbered(text.slice(span))
}

/// The scopes of a notice that says that it reports several mishaps (2件), each of another kind and under a numbered
/// heading: `1 メールの誤送信`, `2 名簿の掲載`. What stands before them and names none of them is said of each. `None` where
/// it reports one.
pub(super) fn mishaps<'a>(scope: &Scope<'a>) -> Option<Vec<Scope<'a>>> {
    (1..=6).find_map(|level| mishaps_under(scope, Division::Headings(level)))
}

/// The same for one division.
fn mishaps_under<'a>(scope: &Scope<'a>, division: Division) -> Option<Vec<Scope<'a>>> {
    let parts = super::parts(scope, division);
    let first = parts.iter().position(|part| part.is_unit && is_numbered(&part.scope.title))?;
    let lead: Vec<usize> = parts[..first].iter().flat_map(|part| part.scope.sentences.iter().copied()).collect();
    let text = scope.text();
    if !lead.iter().any(|&sentence| cues::COUNTED.is_match(text.slice(text.sentences()[sentence].span))) {
        return None;
    }
    let kinds = |scope: &Scope| -> Vec<_> { types::of(scope).into_iter().map(|attack| attack.kind).collect() };
    let by_heading =
        |part: &Part| kinds(&Scope { sentences: part.scope.sentences.iter().take(1).copied().collect(), ..part.scope.clone() });
    let of_series: Vec<&Part> = parts.iter().filter(|part| is_numbered(&part.scope.title) && is_case(part)).collect();
    let headings: Vec<Vec<_>> = of_series.iter().map(|part| by_heading(part)).collect();
    let told = headings.iter().zip(&of_series);
    let mut named: Vec<Vec<_>> =
        told.map(|(heading, part)| if heading.is_empty() { kinds(&part.scope) } else { heading.clone() }).collect();
    named.sort();
    named.dedup();
    let is_one = of_series.len() < 2 || named.len() < of_series.len() || named.iter().any(Vec::is_empty);
    if is_one || headings.iter().all(Vec::is_empty) {
        return None;
    }
    let names_none = |sentence: &usize| types::mentions_in(scope, *sentence).next().is_none();
    let lead: Vec<usize> = lead.into_iter().filter(names_none).collect();
    let mut scopes = Vec::with_capacity(of_series.len());
    for part in of_series {
        let sentences = lead.iter().chain(&part.scope.sentences).copied().collect();
        scopes.push(Scope { sentences, ..part.scope.clone() });
    }
    Some(scopes)
}

/// How many characters the label of a group of units has at most.
const LONGEST_LABEL: usize = 12;

/// Whether the stretch before the first unit tells an incident below its title.
fn tells_before_units(part: &Part) -> bool {
    let text = part.scope.text();
    let is_heading =
        |sentence: &usize| matches!(text.passages()[text.sentences()[*sentence].passage].kind, BlockKind::Heading(_));
    // 盗難 書類: a label says of what sort the units below it are.
    let is_label = |sentence: &usize| {
        let words = text.slice(text.sentences()[*sentence].span).trim_end();
        !words.ends_with('。') && words.chars().nth(LONGEST_LABEL).is_none()
    };
    let tells = |sentence: &usize| !is_heading(sentence) && !is_label(sentence);
    let sentences: Vec<usize> = part.scope.sentences.iter().copied().filter(tells).collect();
    !part.is_unit && !sentences.is_empty() && relevance::is_incident(&Scope { sentences, ..part.scope.clone() })
}

/// Whether a unit tells that something happened, under a heading that is no side of another incident.
fn is_case(part: &Part) -> bool {
    let title = &part.scope.title;
    part.is_unit
        && !is_side(title)
        && !cues::GENERAL_HEADING.is_match(title)
        && relevance::is_incident(&part.scope)
        && !lists_cases(&part.scope)
}

/// Whether a unit is itself a list of cases: two of its items each tell that something happened.
fn lists_cases(scope: &Scope) -> bool {
    let text = scope.text();
    let item = |sentence: &usize| {
        let passage = text.sentences()[*sentence].passage;
        match &text.passages()[passage].kind {
            BlockKind::Item => Some((0, passage)),
            BlockKind::Cell(cell) => Some((1 + cell.table as usize, cell.row as usize)),
            _ => None,
        }
    };
    let items = scope.sentences.chunk_by(|a, b| item(a) == item(b)).filter(|run| item(&run[0]).is_some());
    let tells = |run: &&[usize]| relevance::is_incident(&Scope { sentences: run.to_vec(), ..scope.clone() });
    items.filter(tells).take(2).count() == 2
}

/// How many sentences of a unit introduce whom it is about, its heading included.
const INTRODUCTION: usize = 3;

/// Whether a unit that is no case begins something new all the same: its heading is one of a series, or names an
/// organisation.
pub(super) fn is_section(part: &Part) -> bool {
    let text = part.scope.text();
    let heading = part.scope.sentences.first().map_or(0, |&first| text.sentences()[first].span.end());
    let mut named = part.scope.only(&part.scope.reading.mentions.organizations);
    let names_somebody = named.next().is_some_and(|mention| {
        mention.span.end() <= heading && !mention.value.stand_in && mention.value.part == OrganizationPart::Any
    });
    !is_side(&part.scope.title) && (is_numbered(&part.scope.title) || names_somebody)
}

/// Whether the beginning of a unit names an organisation.
fn names_somebody(part: &Part) -> bool {
    introduced(part).any(|organization| !organization.stand_in && organization.part == OrganizationPart::Any)
}

/// Whether the first organisation of a unit is one that was named before it: 同社, 同市.
fn refers_back(part: &Part) -> bool {
    !is_numbered(&part.scope.title) && introduced(part).next().is_some_and(|organization| organization.stand_in)
}

/// The organisations at the beginning of a unit.
fn introduced<'p>(part: &'p Part) -> impl Iterator<Item = &'p Organization> {
    let last = part.scope.sentences.iter().take(INTRODUCTION).next_back();
    let end = last.map_or(0, |&last| part.scope.text().sentences()[last].span.end());
    let mentions = part.scope.only(&part.scope.reading.mentions.organizations);
    mentions.take_while(move |mention| mention.span.end() <= end).map(|mention| &mention.value)
}
