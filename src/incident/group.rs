//! Which stretches of a page tell of which incident.
//!
//! A post is cut where its own layout cuts it: at the headings of one level, the rows of a table, the items of a list,
//! the paragraphs and sentences. The first of these divisions whose parts report incidents of two or more different
//! organisations, or two or more cases by their layout alone ([`layout`]), is the one that the author made for them;
//! where there is none, the post tells of one incident. Each part is then looked at in the same way with the finer
//! divisions.

mod counted;
mod cues;
mod division;
mod identity;
mod layout;
mod rows;

use std::collections::BTreeSet;

use division::{Division, FARTHEST_TOPIC, TOPIC_ENDS, Turn};
use identity::Identity;
pub(super) use identity::fold;

pub(super) use cues::RULES;

use super::{DateRole, Incident, Reading, Scope, relevance, victim};
use crate::extract::date::YearFrom;
use crate::extract::{Mention, Organization, OrganizationKind};
use crate::page::BlockKind;
use crate::pattern::Pattern;
use crate::text::{Text, normalized};

/// The scopes of a page, in the order of the text: one for each incident that it may report.
#[must_use]
pub fn scopes<'a>(readings: &'a [Reading<'a>]) -> Vec<Scope<'a>> {
    readings.iter().flat_map(of_post).collect()
}

/// The scopes that a post holds. A notice in which the organisation itself speaks tells of one incident, whatever other
/// organisations it names, unless it says itself that there were several.
fn of_post<'a>(reading: &'a Reading<'a>) -> Vec<Scope<'a>> {
    let scope = Scope::of_post(reading);
    let scopes = if let Some(scopes) = counted::cases(&scope) {
        scopes
    } else if is_chronicle(&scope) {
        vec![scope]
    } else if is_notice(&scope) {
        layout::mishaps(&scope).unwrap_or_else(|| vec![scope])
    } else {
        split(scope, &Division::FROM_COARSE_TO_FINE)
    };
    match scopes.as_slice() {
        [only] => rows::cases(only).unwrap_or(scopes),
        _ => scopes,
    }
}

/// Whether the title announces the course of one organisation's case: 青葉コイン流出事件の全経緯(時系列まとめ).
fn is_chronicle(scope: &Scope) -> bool {
    if !cues::COURSE.is_match(&scope.title) {
        return false;
    }
    let Some(title) = relevance::title(scope.text()) else { return false };
    let mentions = &scope.reading.mentions.organizations;
    let from = mentions.partition_point(|mention| mention.span.start() < title.span.start());
    let mut named = mentions[from..].iter().take_while(|mention| mention.span.end() <= title.span.end());
    named.next().is_some_and(|mention| !mention.value.stand_in) && named.next().is_none()
}

/// Whether the post is titled as a notice and soon speaks in the first person, or apologises.
pub(super) fn is_notice(scope: &Scope) -> bool {
    static TITLE: Pattern =
        Pattern::new("お知らせ|お詫び|おわび|ご?報告|について|に関する|に係る|[ごお]連絡|原因|状況|経緯|経過");
    static APOLOGY_TITLE: Pattern = Pattern::new("(?:お詫び|おわび|お知らせ|ご報告|について)[)」】]?$");
    let text = scope.text();
    let Some(beginning) = text.sentences().get(..BEGINNING.min(text.sentences().len())).and_then(<[_]>::last) else {
        return false;
    };
    let speaks = |mention: &Mention<Organization>| {
        let is_own = mention.value.stand_in && mention.value.name.is_none();
        is_own
            && text.sentence_at(mention.span).is_some_and(|sentence| {
                let before = &text.norm()[text.sentences()[sentence].span.start()..mention.span.start()];
                before.rfind('「') <= before.rfind('」')
            })
    };
    let mut early = scope.reading.mentions.organizations.iter().take_while(|mention| mention.span.end() <= beginning.span.end());
    // The title of the page may be the name of who publishes it, and that of the notice stand below.
    let is_heading = |index: &usize| matches!(text.passages()[text.sentences()[*index].passage].kind, BlockKind::Heading(_));
    let mut headings = (0..text.sentences().len()).take(BEGINNING).filter(is_heading);
    let mut is_titled = || headings.any(|index| APOLOGY_TITLE.is_match(text.slice(text.sentences()[index].span)));
    (TITLE.is_match(&scope.title) || is_titled()) && (early.any(speaks) || apologises(text))
}

/// Whether the writer apologises in his own words.
pub(super) fn apologises(text: &Text) -> bool {
    static APOLOGY: Pattern = Pattern::new(
        "(?:お詫び|おわび|陳謝)(?:を)?(?:いた|申し?上げ|申しあげ)|(?:お詫び|おわび)の(?:言葉も|しようも)|お詫びしな(?:ければ|くては)|ご(?:迷惑|心配|不便|不安|面倒)(?:と|や|、)?[^。]{0,10}(?:を|お)[^。]{0,6}おか?け|申し訳(?:なく|ござい|あり)",
    );
    text.sentences().iter().any(|sentence| {
        let words = text.slice(sentence.span);
        APOLOGY
            .find(words)
            .is_some_and(|found| words[..found.start].matches('「').count() <= words[..found.start].matches('」').count())
    })
}

/// Within how many sentences a notice speaks of itself.
const BEGINNING: usize = 12;

/// The scopes that `scope` holds: itself, or those of its parts where they tell of different organisations.
fn split<'a>(scope: Scope<'a>, divisions: &[Division]) -> Vec<Scope<'a>> {
    for (index, &division) in divisions.iter().enumerate() {
        let mut parts = parts(&scope, division);
        if parts.len() < 2 {
            continue;
        }
        let mut victims: Vec<Option<Identity>> = parts
            .iter()
            .enumerate()
            .map(|(at, part)| match division.turn(&part.scope) {
                Some(Turn::Named) if division == Division::Sentences => Identity::of_named(&with_next(&parts, at)),
                Some(Turn::Named) => Identity::of_named(&part.scope),
                Some(Turn::Also) => Identity::of(&part.scope).or_else(|| Identity::of_same(&part.scope)),
                Some(Turn::Plain) if division.runs_on() => Identity::of(&part.scope).or_else(|| Identity::of_dated(&part.scope)),
                None if at > 0 => None,
                _ => Identity::of(&part.scope),
            })
            .collect();
        if division.runs_on() {
            join_operator(&parts, &mut victims);
            for (part, victim) in parts.iter_mut().zip(&victims).skip(1) {
                part.scope.is_listed |= victim.is_some() && !relevance::is_incident(&part.scope);
            }
        }
        if division.runs_on() && victims[0].is_none() {
            victims[0] = of_beginning(&parts, &victims);
        }
        name_in_full(&scope, &mut victims);
        keep_what_came_through(&scope, &parts, &mut victims);
        if division.runs_on() {
            keep_unrelated(&mut victims);
            keep_offices(&scope, &mut victims);
        } else {
            keep_with_the_lead(&scope, &parts, &mut victims);
        }
        keep_pair_of_title(&scope, &parts, &mut victims, division);
        if !division.runs_on() {
            layout::admit_listed(&mut parts, &mut victims);
            layout::admit_named(&mut parts, &mut victims);
        }
        let cases = layout::cases(&scope, &parts, &victims, division);
        let by_layout = cases.iter().filter(|&&case| case).count() >= 2;
        // Lines that only look like headings cut nothing by themselves.
        let by_victims = division != Division::Captions && distinct(victims.iter().map(Option::as_ref)) >= 2;
        if by_layout || by_victims {
            // A title that names the organisation of its first part speaks of that part.
            let is_of_lead = victims[0].as_ref().is_some_and(|lead| lead.is_named_in(&scope.title));
            if !division.runs_on() && !is_of_lead {
                read_under_headings(&mut parts, &mut victims, division);
            }
            let scopes = assign(&scope, parts, victims, &cases, division);
            return scopes.into_iter().flat_map(|scope| split(scope, &divisions[index + 1..])).collect();
        }
    }
    vec![scope]
}

/// Gives the lead the names of an organisation that is said to run it: 青葉商事は、運営する通販サイト「あおば」で….
fn join_operator(parts: &[Part], victims: &mut [Option<Identity>]) {
    let Some((Some(lead), rest)) = victims.split_first_mut() else { return };
    for (part, victim) in parts[1..].iter().zip(rest) {
        let Some(operator) = victim.as_ref().filter(|operator| !operator.is(lead)) else { continue };
        if part.runs(operator, lead) {
            lead.names.extend(operator.names.iter().cloned());
        }
    }
}

/// Within how many names behind that of a company stands what it runs.
const NEIGHBOURS: usize = 3;

/// A sentence that does no more than name an organisation, with the ones after it in its paragraph.
fn with_next<'a>(parts: &[Part<'a>], at: usize) -> Scope<'a> {
    let scope = &parts[at].scope;
    let passage = |part: &Part| part.scope.sentences.first().map(|&first| scope.text().sentences()[first].passage);
    let follows = parts[at..].iter().take(FOLLOWING).take_while(|part| passage(part) == passage(&parts[at]));
    Scope { sentences: follows.flat_map(|part| part.scope.sentences.iter().copied()).collect(), ..scope.clone() }
}

/// How many sentences tell what happened to the one that is named, the naming one included.
const FOLLOWING: usize = 3;

/// Whom the text is about up to the part that turns to another organisation.
fn of_beginning(parts: &[Part], victims: &[Option<Identity>]) -> Option<Identity> {
    let turned = victims.iter().position(Option::is_some)?;
    let sentences = parts[..turned].iter().flat_map(|part| part.scope.sentences.iter().copied()).collect();
    Identity::of_dated(&Scope { sentences, ..parts[0].scope.clone() })
}

/// Gives those who are the organisation that the whole is about all its names: a part uses only some of them.
fn name_in_full(scope: &Scope, victims: &mut [Option<Identity>]) {
    if distinct(victims.iter().map(Option::as_ref)) < 2 {
        return;
    }
    let Some(whole) = victim::of(scope).map(|whole| Identity::new(&whole, &[])) else { return };
    for victim in victims.iter_mut().flatten().filter(|victim| victim.is(&whole)) {
        let more = whole.names.iter().filter(|name| !victim.names.contains(name)).cloned().collect::<Vec<_>>();
        victim.names.extend(more);
    }
}

/// A part is of the lead's incident where it tells whom else it reached through the lead's own system (同ツール,
/// 青葉システムに委託していた), if the title names the lead's organisation, or by whom that was hit that does its work
/// (青葉商事が管理を委ねていた北浜システム), or who tells of a leak without a cause below a lead about a contractor.
fn keep_what_came_through(scope: &Scope, parts: &[Part], victims: &mut [Option<Identity>]) {
    let Some(lead) = victims.first().cloned().flatten() else { return };
    let is_titled = lead.is_named_by(scope);
    let text = scope.text();
    let says_hired = |part: &Part| {
        part.scope.sentences.iter().any(|&sentence| cues::HIRED.is_match(text.slice(text.sentences()[sentence].span)))
    };
    let hired: BTreeSet<String> = parts.iter().flat_map(|part| part.joined_to(&lead, &cues::HIRES)).collect();
    let is_hired = |victim: &Identity| hired.iter().any(|name| victim.goes_by(name));
    // みなと市も同日、住民850人の情報が流出したと発表した, where the lead tells of a contractor: who names no cause is its client.
    let is_contractor = parts.first().is_some_and(says_hired);
    for (part, victim) in parts.iter().zip(victims.iter_mut()).skip(1) {
        let is_other = |victim: &&Identity| !victim.is(&lead);
        let names_no_cause = |victim: &Identity| is_contractor && !part.has_own_title() && victim.types.is_empty();
        let is_of_lead = |victim: &Identity| is_titled && part.came_through(&lead) || is_hired(victim) || names_no_cause(victim);
        if victim.as_ref().filter(is_other).is_some_and(is_of_lead) {
            *victim = None;
        }
    }
}

/// In running text an organisation that is named after the first one, or speaks for it, belongs to its incident.
fn keep_unrelated(victims: &mut [Option<Identity>]) {
    let Some(at) = victims.iter().position(Option::is_some) else { return };
    let (upto, rest) = victims.split_at_mut(at + 1);
    let Some(first) = &upto[at] else { return };
    rest.iter_mut()
        .filter(|victim| victim.as_ref().is_some_and(|victim| victim.belongs_to(first)))
        .for_each(|victim| *victim = None);
}

/// An office of the city or prefecture that the title names is the place where its incident happened: 青葉県は…。11月17日、
/// 海北農業事務所の保管庫に….
fn keep_offices(scope: &Scope, victims: &mut [Option<Identity>]) {
    let Some(Some(first)) = victims.first().cloned() else { return };
    if first.kind != OrganizationKind::Municipality || !first.is_named_in(&scope.title) {
        return;
    }
    for victim in &mut victims[1..] {
        if victim.as_ref().is_some_and(|victim| victim.is_office() && victim.has_kind_of(&first)) {
            *victim = None;
        }
    }
}

/// Under headings, a unit is of the incident before it where its heading only names a side of it (経緯, 原因), whoever acts
/// there.
fn keep_with_the_lead(scope: &Scope, parts: &[Part], victims: &mut [Option<Identity>]) {
    let is_of_one = victims.first().and_then(Option::as_ref).is_some_and(|lead| lead.is_named_by(scope));
    let mut follows = false;
    for (part, victim) in parts.iter().zip(victims.iter_mut()) {
        let is_side =
            if part.scope.title == scope.title { part.is_under_side(scope) } else { layout::is_side(&part.scope.title) };
        let is_named = victim.as_ref().is_some_and(|victim| victim.is_named_in(&part.scope.title));
        // 「土曜未明に起きたこと」: a heading that names nobody goes on with the one that the title is about.
        let is_told_on = is_of_one && part.has_own_title() && !layout::is_numbered(&part.scope.title);
        if part.is_unit && follows && (is_side || is_told_on) && !is_named {
            *victim = None;
        }
        follows |= victim.is_some();
    }
}

/// A title that names the lead's organisation and one other beside it announces one incident, in which both have a part.
///
/// Not where the other is told to have announced the like, with a figure of its own: みなと商事も同日、…850人の情報が流出したと発表した.
fn keep_pair_of_title(scope: &Scope, parts: &[Part], victims: &mut [Option<Identity>], division: Division) {
    if layout::is_of_several(scope) {
        return;
    }
    let Some(lead) = victims.first().cloned().flatten().filter(|lead| lead.is_named_by(scope)) else { return };
    let others = || victims.iter().flatten().filter(|victim| !victim.is(&lead));
    let Some(other) = others().next().cloned().filter(|other| other.is_named_in(&scope.title)) else { return };
    let of_other = parts.iter().zip(victims.iter()).filter(|(_, victim)| victim.as_ref().is_some_and(|victim| victim.is(&other)));
    if others().all(|victim| victim.is(&other)) && !of_other.into_iter().any(|(part, _)| tells_the_like(part, division)) {
        victims
            .iter_mut()
            .filter(|victim| victim.as_ref().is_some_and(|victim| victim.is(&other)))
            .for_each(|victim| *victim = None);
    }
}

/// Whether a part says that its organisation announced the like, and how much it was, where nothing on the page says that one
/// belongs to the other or that both came to it through a third.
fn tells_the_like(part: &Part, division: Division) -> bool {
    let text = part.scope.text();
    let is_related = || text.sentences().iter().any(|sentence| cues::OF_GROUP.is_match(text.slice(sentence.span)));
    division.turn(&part.scope) == Some(Turn::Also)
        && part.scope.only(&part.scope.reading.mentions.quantities).next().is_some()
        && !is_related()
}

/// Reads the units that do not say themselves what happened under the headings above them and the lead of the whole: in
/// a list of those hit by one kind of attack, an item need only name its organisation.
fn read_under_headings(parts: &mut [Part], victims: &mut [Option<Identity>], division: Division) {
    let lead = parts.first().filter(|part| !part.is_unit).map(Part::told_in_paragraphs).unwrap_or_default();
    let says_nothing = |victim: &Option<Identity>| victim.as_ref().is_none_or(|victim| victim.types.is_empty());
    for (part, victim) in parts.iter_mut().zip(victims).filter(|(part, victim)| says_nothing(victim) && part.is_unit) {
        if division == Division::Items || part.goes_on(division) {
            part.scope.context.extend(&lead);
            part.scope.context.append(&mut part.above);
            *victim = Identity::of(&part.scope);
        }
    }
}

/// How many different organisations there are.
fn distinct<'i>(victims: impl Iterator<Item = Option<&'i Identity>>) -> usize {
    let mut seen: Vec<&Identity> = Vec::new();
    for victim in victims.flatten() {
        // Two are enough to cut, so the list never grows.
        if seen.len() < 2 && !seen.iter().any(|known| known.is(victim)) {
            seen.push(victim);
        }
    }
    seen.len()
}

/// A stretch between two cuts.
struct Part<'a> {
    scope: Scope<'a>,
    /// Whether it is one of those that the division is made of: under a heading, a row, an item. What stands before the
    /// first of them or between them is none.
    is_unit: bool,
    /// The sentences of the title of the whole and of the heading under which it stands.
    above: Vec<usize>,
}

/// What a passage does to the part that is open.
enum Cut {
    /// It begins a part, which is named: two passages with the same name are one part.
    Begin((usize, usize)),
    /// It goes on with the part.
    Continue,
    /// It ends the part, if that is a unit, and belongs to none.
    End,
}

impl Cut {
    fn of(kind: &BlockKind, passage: usize, sentence: usize, division: Division, is_caption: bool) -> Self {
        match (division, kind) {
            (Division::Captions | Division::Names, _) if is_caption => Self::Begin((passage, 0)),
            (Division::Sentences, BlockKind::Paragraph) => Self::Begin((passage, sentence)),
            (Division::Headings(level), BlockKind::Heading(own)) if *own <= level => Self::Begin((passage, 0)),
            (Division::Items, BlockKind::Cell(cell)) => Self::Begin((usize::MAX - cell.table as usize, cell.row as usize)),
            (Division::Items, BlockKind::Item | BlockKind::Term) | (Division::Paragraphs, BlockKind::Paragraph) => {
                Self::Begin((passage, 0))
            }
            (Division::Captions | Division::Names, BlockKind::Heading(_))
            | (Division::Items, BlockKind::Paragraph | BlockKind::Heading(_)) => Self::End,
            _ => Self::Continue,
        }
    }
}

/// The parts of a scope under one division, in the order of the text.
fn parts<'a>(scope: &Scope<'a>, division: Division) -> Vec<Part<'a>> {
    let text = scope.text();
    let new = |title: String, is_unit, above| {
        let (reading, context) = (scope.reading, scope.context.clone());
        let part = Scope { reading, sentences: Vec::new(), context, title, is_listed: false, is_own_case: false };
        Part { scope: part, is_unit, above }
    };
    // The title of the stretch is the beginning of its lead, not a part.
    let mut parts = vec![new(scope.title.clone(), false, Vec::new())];
    let mut open = None;
    let title_passage = scope.sentences.first().map(|&first| text.sentences()[first].passage);
    let is_heading = |passage: usize| matches!(text.passages()[passage].kind, BlockKind::Heading(_));
    let named = if division == Division::Names { layout::named_lines(scope) } else { Vec::new() };
    let mut above: Vec<usize> = Vec::new();
    let mut titles = 0;
    let mut in_list = false;
    let mut has_lead = false;
    for &sentence in &scope.sentences {
        let index = text.sentences()[sentence].passage;
        let passage = &text.passages()[index];
        let name = named.binary_search_by_key(&index, |line| line.begins).ok().map(|at| named[at].name);
        let is_caption =
            name.is_some() || division == Division::Captions && layout::is_caption(&passage.kind, text.slice(passage.span));
        // What stands below a list goes on with none of its items.
        let leaves_list = division == Division::Captions && in_list && passage.kind == BlockKind::Paragraph;
        if is_caption {
            in_list = passage.kind == BlockKind::Item;
        }
        let lines = division == Division::Items && passage.kind == BlockKind::Paragraph && layout::lists_lines(text, index);
        let cut = if leaves_list {
            Cut::End
        } else if lines {
            if layout::begins_line(text, sentence) { Cut::Begin((index, sentence)) } else { Cut::Continue }
        } else {
            Cut::of(&passage.kind, index, sentence, division, is_caption)
        };
        match cut {
            // In running text the first paragraph that says something is the lead's own: a line with the author or the day
            // stands before it.
            Cut::Begin(unit) if Some(unit) != open && division.runs_on() && parts.len() == 1 && !has_lead => {
                open = Some(unit);
            }
            Cut::Begin(unit) if Some(unit) != open && Some(index) != title_passage => {
                open = Some(unit);
                let names_itself = is_heading(index) || is_caption || passage.kind == BlockKind::Term;
                let heading = name.unwrap_or(passage.span);
                let title = if names_itself { text.quote(heading).text } else { scope.title.clone() };
                parts.push(new(title, true, above.clone()));
            }
            Cut::End if open.take().is_some() => parts.push(new(scope.title.clone(), false, Vec::new())),
            _ => {}
        }
        if Some(index) == title_passage && is_heading(index) {
            above.push(sentence);
            titles = above.len();
        } else if open.is_none() && is_heading(index) {
            above.truncate(titles);
            above.push(sentence);
        }
        has_lead |= !is_heading(index) && text.slice(text.sentences()[sentence].span).trim_end().ends_with('。');
        if let Some(part) = parts.last_mut() {
            part.scope.sentences.push(sentence);
        }
    }
    parts
}

/// The scopes that the parts of `scope` make: each part with an incident of its own is one, and takes in the parts that
/// go on with it.
fn assign<'a>(
    scope: &Scope<'a>,
    parts: Vec<Part<'a>>,
    victims: Vec<Option<Identity>>,
    cases: &[bool],
    division: Division,
) -> Vec<Scope<'a>> {
    let lead_victim = victims.first().and_then(Option::as_ref);
    let units = parts.iter().zip(&victims).filter(|(part, _)| part.is_unit).map(|(_, victim)| victim.as_ref());
    let others = units.map(|victim| victim.filter(|victim| !lead_victim.is_some_and(|lead| lead.is(victim))));
    let by_layout = cases.iter().filter(|&&case| case).count() >= 2;
    let is_digest = by_layout || distinct(others) >= 2;
    // What the title of a digest names is told in the unit of its own.
    let has_unit = lead_victim.is_some_and(|lead| {
        let mut units = parts.iter().zip(&victims).filter(|(part, _)| part.is_unit).filter_map(|(_, victim)| victim.as_ref());
        by_layout && units.any(|victim| victim.is(lead) && !victim.is_same_case(lead))
    });
    let mut found: Vec<(Option<Identity>, Scope)> = Vec::new();
    // What the lead tells before any scope is open.
    let mut lead: Vec<usize> = Vec::new();
    // The scope that a part without an organisation of its own goes on with: that of the lead in an article, the last in
    // a digest.
    let mut current: Option<usize> = None;
    let mut has_main = false;
    // The scope that the sentence before went on with because it named its organisation again, and its passage.
    let mut told: Option<(usize, usize)> = None;
    for ((part, victim), &is_case) in parts.into_iter().zip(victims).zip(cases) {
        let victim = victim.filter(|victim| part.is_unit || !is_digest || !has_unit && victim.is_named_in(&scope.title));
        let begins = current.is_none() && !division.runs_on() && part.tells(division);
        let stands_alone = victim.is_some() || is_digest && (is_case || part.is_unit && begins);
        let known = victim.as_ref().and_then(|victim| {
            let is_same = |(known, scope): &(Option<Identity>, Scope)| {
                known.as_ref().is_some_and(|known| known.is_same_case(victim)) && !part.is_another_time(scope)
            };
            found.iter().position(is_same)
        });
        if let Some(known) = known {
            found[known].1.sentences.extend(part.scope.sentences);
            current = if has_main && !is_digest { Some(0) } else { Some(known) };
        } else if stands_alone {
            has_main |= !part.is_unit;
            current = if has_main && !is_digest { Some(0) } else { Some(found.len()) };
            let mut sentences = std::mem::take(&mut lead);
            sentences.extend(part.scope.sentences);
            let passage = sentences.first().map(|&first| scope.text().sentences()[first].passage);
            told = passage.filter(|_| division == Division::Sentences).map(|passage| (found.len(), passage));
            found.push((victim, Scope { sentences, ..part.scope }));
        } else if by_layout && part.is_unit && layout::is_section(&part) {
            // Something else between the cases, an entry of a diary about the author's own life; or the heading of a case
            // that is told under the next ones.
            current = Some(found.len());
            found.push((None, part.scope));
        } else if let Some(of) = told_again(&part, &found, division).or_else(|| told_on(&part, told)) {
            // 青葉商事は…。みなと銀行の対象は…: who is named again goes on with its own.
            told = part.scope.sentences.first().map(|&first| (of, part.scope.text().sentences()[first].passage));
            found[of].1.sentences.extend(part.scope.sentences);
        } else if part.goes_on(division) && (part.is_unit || found.is_empty() || division != Division::Captions) {
            told = None;
            match current {
                Some(current) => found[current].1.sentences.extend(part.scope.sentences),
                None if division.runs_on() || !is_digest => lead.extend(part.scope.sentences),
                None => {}
            }
        }
    }
    found.into_iter().map(|(_, scope)| scope).collect()
}

/// Which of the scopes that were `found` a part of running text goes on with because it begins with the organisation of it.
fn told_again(part: &Part, found: &[(Option<Identity>, Scope)], division: Division) -> Option<usize> {
    if division != Division::Sentences || found.len() < 2 {
        return None;
    }
    let text = part.scope.text();
    let sentence = text.sentences()[*part.scope.sentences.first()?].span;
    let topic = part.scope.only(&part.scope.reading.mentions.organizations).next()?;
    let rest = &text.norm()[topic.span.end()..sentence.end().max(topic.span.end())];
    let is_topic = topic.span.start() <= sentence.start() + FARTHEST_TOPIC && rest.starts_with(TOPIC_ENDS);
    let name = fold(topic.value.name.as_deref().filter(|_| is_topic)?);
    let is_named = |names: &Identity| names.names.contains(&name);
    found.iter().position(|(known, _)| known.as_ref().is_some_and(is_named))
}

/// The scope that the sentence before went on with, if the part stands in the same passage and names nobody.
fn told_on(part: &Part, told: Option<(usize, usize)>) -> Option<usize> {
    let (of, passage) = told?;
    let first = *part.scope.sentences.first()?;
    let names_nobody = part.scope.only(&part.scope.reading.mentions.organizations).all(|mention| mention.value.stand_in);
    (part.scope.text().sentences()[first].passage == passage && names_nobody).then_some(of)
}

/// How many sentences at most of what stands before the units of a list say what all of them are about.
const LONGEST_LEAD: usize = 8;

impl Part<'_> {
    /// The sentences of the part that stand in paragraphs, not in headings; of a long part none, which is more than a
    /// lead.
    fn told_in_paragraphs(&self) -> Vec<usize> {
        let text = self.scope.text();
        let in_paragraph = |&sentence: &usize| text.passages()[text.sentences()[sentence].passage].kind == BlockKind::Paragraph;
        let told: Vec<usize> = self.scope.sentences.iter().copied().filter(in_paragraph).collect();
        if told.len() > LONGEST_LEAD { Vec::new() } else { told }
    }

    /// Whether the part is a row or an item below a heading that names a side of the incident of `scope`: a chronology.
    fn is_under_side(&self, scope: &Scope) -> bool {
        let text = scope.text();
        let heading = self.above.last().map_or("", |&sentence| text.slice(text.sentences()[sentence].span));
        scope.title.contains("お詫び") || !normalized(&scope.title).contains(heading) && layout::is_side(heading)
    }

    /// Whether the part says that `operator` runs what is named like `service`.
    fn runs(&self, operator: &Identity, service: &Identity) -> bool {
        self.joined_to(operator, &cues::RUNS).any(|name| service.goes_by(&name))
    }

    /// The names, folded, that stand behind one of `first` with `words` between them.
    fn joined_to<'s>(&'s self, first: &'s Identity, words: &'s Pattern) -> impl Iterator<Item = String> + 's {
        let text = self.scope.text();
        let mentions: Vec<_> = self.scope.only(&self.scope.reading.mentions.organizations).collect();
        let is_first =
            |mention: &Mention<Organization>| mention.value.name.as_deref().is_some_and(|name| first.goes_by(&fold(name)));
        let firsts: Vec<usize> = (0..mentions.len()).filter(|&at| is_first(mentions[at])).collect();
        firsts.into_iter().flat_map(move |at| {
            let next = mentions[at + 1..].iter().take(NEIGHBOURS).filter(|next| {
                let between = text.norm().get(mentions[at].span.end()..next.span.start());
                between.is_some_and(|between| words.is_match(between))
            });
            next.filter_map(|next| next.value.name.as_deref().map(fold)).collect::<Vec<_>>()
        })
    }

    /// Whether the part tells that what happened came through the system of `lead`: it speaks of it by 同 (同ツール), or says
    /// that its service was used or its work ordered.
    fn came_through(&self, lead: &Identity) -> bool {
        let text = self.scope.text();
        let is_leads = |mention: &&Mention<Organization>| {
            let name = mention.value.name.as_deref().map(fold);
            name.is_some_and(|name| lead.names.contains(&name))
        };
        let uses = |mention: &Mention<Organization>| {
            let sentence = text.sentence_at(mention.span).map_or(mention.span, |index| text.sentences()[index].span);
            cues::USED.is_match(&text.norm()[mention.span.end()..sentence.end()])
                || cues::ORDERED.is_match(&text.norm()[sentence.start()..mention.span.start()])
        };
        self.scope.only(&self.scope.reading.mentions.organizations).filter(is_leads).any(uses)
            || self.scope.sentences.iter().any(|&sentence| cues::SAME.is_match(text.slice(text.sentences()[sentence].span)))
    }

    /// Whether the part, a unit, begins with a year long after or before that of `scope`, or says that it happened again.
    fn is_another_time(&self, scope: &Scope) -> bool {
        let year = |scope: &Scope| -> Option<i16> {
            let first = scope.text().sentences()[*scope.sentences.first()?].span;
            let date = scope.only(&scope.reading.mentions.dates).next()?;
            let leads = date.span.start() <= first.start() + FARTHEST_TOPIC && date.value.year_from == YearFrom::Text;
            date.value.edtf.start().year().filter(|_| leads)
        };
        let is_far = || year(&self.scope).zip(year(scope)).is_some_and(|(own, other)| (own - other).abs() >= YEARS_APART);
        let is_again = || {
            let first = self.scope.sentences.first().map(|&first| scope.text().sentences()[first].span);
            first.is_some_and(|first| cues::AGAIN.is_match(scope.text().slice(first)))
        };
        self.is_unit && (is_again() || is_far())
    }

    /// Whether the part has a heading of its own.
    fn has_own_title(&self) -> bool {
        let text = self.scope.text();
        let first = self.scope.sentences.first().map(|&first| &text.passages()[text.sentences()[first].passage].kind);
        matches!(first, Some(BlockKind::Heading(_) | BlockKind::Term))
    }

    /// Whether the part, which names no organisation, tells of an incident of its own.
    fn tells(&self, division: Division) -> bool {
        self.goes_on(division) && relevance::is_incident(&self.scope)
    }

    /// Whether a part that names no organisation of its own tells more of the incident before it.
    fn goes_on(&self, division: Division) -> bool {
        match division {
            Division::Headings(_) | Division::Captions | Division::Names => {
                !self.is_unit || !cues::GENERAL_HEADING.is_match(&self.scope.title)
            }
            Division::Items => false,
            Division::Paragraphs | Division::Sentences => true,
        }
    }
}

/// The incidents with those that are the same case made one: a follow-up (第2報, その2) on the same page.
///
/// Within a post their values are joined. Across posts the fuller of the two stays, because evidence is quoted from one
/// post's text. With each stands whether the page tells it as a case of its own: that is the same as no other.
#[must_use]
pub fn merge(incidents: Vec<(Incident, bool)>) -> Vec<Incident> {
    let mut merged: Vec<(Identity, Incident)> = Vec::new();
    for (incident, is_own_case) in incidents {
        let identity = Identity::of_incident(&incident);
        let is_same = |known: &Identity, first: &Incident| {
            let goes_on =
                known.is(&identity) && (cues::FOLLOW_UP.is_match(&first.title) || cues::FOLLOW_UP.is_match(&incident.title));
            known.is_same_case(&identity) || goes_on
        };
        let is_one = |known: &Identity, first: &Incident| !is_own_case && is_same(known, first) && !are_apart(first, &incident);
        let known = merged.iter_mut().find(|(known, first)| is_one(known, first));
        match known {
            Some((_, first)) if first.post == incident.post => join(first, incident),
            Some((_, first)) if values(&incident) > values(first) => *first = incident,
            Some(_) => {}
            None => merged.push((identity, incident)),
        }
    }
    merged.into_iter().map(|(_, incident)| incident).collect()
}

/// How many years lie between two cases of one organisation at least.
const YEARS_APART: i16 = 2;

/// Whether two incidents of an organisation are years apart, or the heading of one says that it happened again. What was found
/// in 2016 may have been announced in 2020: where they say nothing of the same sort, the later one may be the announcement.
fn are_apart(first: &Incident, second: &Incident) -> bool {
    const ROLES: [DateRole; 3] = [DateRole::Occurred, DateRole::Discovered, DateRole::Disclosed];
    let year = |incident: &Incident, role| {
        incident.dates.iter().find(|date| date.role == role).and_then(|date| date.edtf.start().year())
    };
    let years = |role| year(first, role).zip(year(second, role));
    let is_far = |(one, other): (i16, i16)| (one - other).abs() >= YEARS_APART;
    let both: Vec<(i16, i16)> = ROLES.into_iter().filter_map(years).collect();
    let are_far = if both.is_empty() {
        let earliest = |incident: &Incident| ROLES.into_iter().filter_map(|role| year(incident, role)).min();
        let is_announced_by = |found: &Incident, news: &Incident| {
            let (found, news) =
                (earliest(found), year(news, DateRole::Disclosed).filter(|_| year(found, DateRole::Disclosed).is_none()));
            found.zip(news).is_some_and(|(found, news)| found <= news)
        };
        let may_be_one = is_announced_by(first, second) || is_announced_by(second, first);
        !may_be_one && earliest(first).zip(earliest(second)).is_some_and(is_far)
    } else {
        both.into_iter().any(is_far)
    };
    let is_again = |incident: &Incident| cues::AGAIN.is_match(&incident.title);
    are_far || first.title != second.title && (is_again(first) || is_again(second))
}

/// How much an incident's record says.
fn values(incident: &Incident) -> usize {
    incident.dates.len()
        + incident.leaks.len()
        + incident.attack_types.len()
        + incident.organizations.len()
        + incident.losses.len()
}

/// Adds what `more` says to `first`, where `first` does not say it yet.
fn join(first: &mut Incident, more: Incident) {
    fn add<T>(to: &mut Vec<T>, from: Vec<T>, same: impl Fn(&T, &T) -> bool) {
        for value in from {
            if !to.iter().any(|known| same(known, &value)) {
                to.push(value);
            }
        }
    }
    add(&mut first.organizations, more.organizations, |a, b| a.name == b.name);
    add(&mut first.attack_types, more.attack_types, |a, b| a.kind == b.kind);
    add(&mut first.malware, more.malware, |a, b| a.0 == b.0);
    add(&mut first.vulnerabilities, more.vulnerabilities, |a, b| a.0 == b.0);
    add(&mut first.dates, more.dates, |a, b| a.role == b.role);
    add(&mut first.losses, more.losses, |a, b| (a.amount, a.currency) == (b.amount, b.currency));
    // Where each of the further leaks stands now: a part keeps its total.
    let mut places: Vec<usize> = Vec::new();
    for mut leak in more.leaks {
        let known = first.leaks.iter().position(|known| (known.count, known.unit) == (leak.count, leak.unit));
        places.push(known.unwrap_or(first.leaks.len()));
        if known.is_none() {
            leak.part_of = leak.part_of.and_then(|total| places.get(total).copied());
            first.leaks.push(leak);
        }
    }
}
