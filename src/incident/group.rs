//! Which stretches of a page tell of which incident.
//!
//! A post is cut where its own layout cuts it: at the headings of one level, the rows of a table, the items of a list,
//! the paragraphs and sentences. The first of these divisions whose parts report incidents of two or more different
//! organisations, or two or more cases by their layout alone ([`layout`]), is the one that the author made for them;
//! where there is none, the post tells of one incident. Each part is then looked at in the same way with the finer
//! divisions.

mod cues;
mod layout;

use crate::pattern::Pattern;

pub(super) use cues::RULES;

use super::{Incident, Reading, Scope, TypedAttack, Victim, relevance, types, victim};
use crate::extract::{AttackType, Mention, Organization, OrganizationKind};
use crate::page::BlockKind;
use crate::text::Text;

/// A way to cut a stretch of a post into parts, from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Division {
    /// At headings of this level and above.
    Headings(u8),
    /// At short lines that do the work of a heading: see [`layout::is_caption`].
    Captions,
    /// Each row of a table, each item of a list.
    Items,
    /// Each paragraph.
    Paragraphs,
    /// Each sentence.
    Sentences,
}

impl Division {
    const FROM_COARSE_TO_FINE: [Self; 10] = [
        Self::Headings(1),
        Self::Headings(2),
        Self::Headings(3),
        Self::Headings(4),
        Self::Headings(5),
        Self::Headings(6),
        Self::Captions,
        Self::Items,
        Self::Paragraphs,
        Self::Sentences,
    ];

    /// Whether the text runs on from part to part, so that only a turn of phrase begins a new incident.
    fn runs_on(self) -> bool {
        matches!(self, Self::Paragraphs | Self::Sentences)
    }

    /// Whether a part may turn to another organisation, and how plainly. Where the text runs on, one of its first
    /// sentences must begin with the organisation, or with a word of contrast before it; without such a word the part
    /// must say that something was announced or found.
    fn turn(self, part: &Scope) -> Option<Turn> {
        static NEWS: Pattern = Pattern::new("発表|公表|明らかに|発覚|判明|わかった|分かった|会見|謝罪|報告し|知らせ|認め");
        if !self.runs_on() {
            return Some(Turn::Plain);
        }
        let text = part.text();
        let first = *part.sentences.first()?;
        let opening = match self {
            Self::Paragraphs => first..(first + OPENING).min(part.sentences.last()? + 1),
            _ => first..first + 1,
        };
        let says_news = |index: usize| NEWS.is_match(text.slice(text.sentences()[index].span));
        opening.into_iter().find_map(|index| {
            let sentence = text.sentences()[index].span;
            let contrast = cues::CONTRAST.find(text.slice(sentence)).map_or(0, |found| found.len());
            let topic = part.only(&part.reading.mentions.organizations).find(|topic| topic.span.start() >= sentence.start())?;
            let before = topic.span.start().saturating_sub(sentence.start() + contrast);
            let rest = &text.norm()[topic.span.end()..sentence.end().max(topic.span.end())];
            // で、思い出したのが4月の青葉商事: after a word of contrast more may stand before the name, if it only describes it.
            let leads_to = || {
                let gap = &text.norm()[(sentence.start() + contrast).min(topic.span.start())..topic.span.start()];
                contrast > 0 && cues::LEADS_TO.is_match(gap) && !cues::RELATED.is_match(gap)
            };
            let is_near = before <= FARTHEST_TOPIC || leads_to();
            let is_topic = !topic.value.stand_in && is_near && rest.starts_with(TOPIC_ENDS);
            // 次はX。Xである。 The sentence does nothing but name the one of whom the following speak.
            let is_named = is_topic && rest.chars().count() <= NAMING;
            let goes_on = match self {
                Self::Paragraphs => part.sentences.iter().any(|&index| says_news(index)) || before == 0 && is_in_series(part),
                _ => rest.starts_with('も') && says_news(index),
            };
            let turn = match rest.starts_with('も') && says_news(index) {
                _ if is_named => Turn::Named,
                true => Turn::Also,
                false if contrast == 0 && cues::PLACE.is_match(rest) => Turn::Place,
                false => Turn::Plain,
            };
            (is_topic && (contrast > 0 || goes_on || is_named)).then_some(turn)
        })
    }
}

/// Whether a paragraph tells an incident by itself below a title that announces several: there each paragraph may begin
/// with another organisation, without saying who announced what.
fn is_in_series(part: &Scope) -> bool {
    layout::is_of_several(part) && relevance::is_incident(part)
}

/// How a part turns to another organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// The layout of the page begins it, or it begins with the organisation.
    Plain,
    /// Its first sentence says nothing but the name.
    Named,
    /// It begins with the organisation as the place of something, or as what something is of.
    Place,
    /// It says that the organisation announced the same: 青葉商事も…と発表した.
    Also,
}

/// How far from the beginning of a sentence its topic may stand, in bytes: a prefecture or a word may stand before it.
const FARTHEST_TOPIC: usize = 24;

/// What follows the topic of a sentence.
const TOPIC_ENDS: [char; 9] = ['は', 'が', 'で', 'も', '、', 'の', '(', '。', 'だ'];

/// Within how many sentences a paragraph comes to its topic.
const OPENING: usize = 2;

/// The most characters that follow a name in a sentence that says nothing else.
const NAMING: usize = 5;

/// The scopes of a page, in the order of the text: one for each incident that it may report.
#[must_use]
pub fn scopes<'a>(readings: &'a [Reading<'a>]) -> Vec<Scope<'a>> {
    readings.iter().flat_map(of_post).collect()
}

/// The scopes that a post holds. A notice in which the organisation itself speaks tells of one incident, whatever other
/// organisations it names, unless it says itself that there were several.
fn of_post<'a>(reading: &'a Reading<'a>) -> Vec<Scope<'a>> {
    let scope = Scope::of_post(reading);
    if is_notice(&scope) {
        layout::mishaps(&scope).unwrap_or_else(|| vec![scope])
    } else {
        split(scope, &Division::FROM_COARSE_TO_FINE)
    }
}

/// Whether the post is titled as a notice and soon speaks in the first person, or apologises.
pub(super) fn is_notice(scope: &Scope) -> bool {
    static TITLE: Pattern = Pattern::new("お知らせ|お詫び|おわび|ご?報告|について|に関する|に係る|[ごお]連絡");
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
        "(?:お詫び|おわび)(?:を)?(?:いた|申し?上げ|申しあげ)|ご(?:迷惑|心配)(?:と|や|、)?[^。]{0,10}(?:を|お)[^。]{0,6}おか?け|申し訳(?:なく|ござい|あり)",
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
        keep_pair_of_title(&scope, &mut victims);
        if !division.runs_on() {
            layout::admit_listed(&mut parts, &mut victims);
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
/// 青葉システムに委託していた), if the title names the lead's organisation.
fn keep_what_came_through(scope: &Scope, parts: &[Part], victims: &mut [Option<Identity>]) {
    let Some(lead) = victims.first().cloned().flatten().filter(|lead| lead.is_named_by(scope)) else { return };
    for (part, victim) in parts.iter().zip(victims.iter_mut()).skip(1) {
        if victim.as_ref().is_some_and(|victim| !victim.is(&lead)) && part.came_through(&lead) {
            *victim = None;
        }
    }
}

/// In running text an organisation that is named after the first one belongs to its incident.
fn keep_unrelated(victims: &mut [Option<Identity>]) {
    let Some((first, rest)) = victims.split_first_mut() else { return };
    if let Some(first) = first {
        rest.iter_mut()
            .filter(|victim| victim.as_ref().is_some_and(|victim| victim.is_related_to(first)))
            .for_each(|victim| *victim = None);
    }
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
fn keep_pair_of_title(scope: &Scope, victims: &mut [Option<Identity>]) {
    if layout::is_of_several(scope) {
        return;
    }
    let Some(lead) = victims.first().cloned().flatten().filter(|lead| lead.is_named_by(scope)) else { return };
    let others = || victims.iter().flatten().filter(|victim| !victim.is(&lead));
    let Some(other) = others().next().cloned().filter(|other| other.is_named_in(&scope.title)) else { return };
    if others().all(|victim| victim.is(&other)) {
        victims
            .iter_mut()
            .filter(|victim| victim.as_ref().is_some_and(|victim| victim.is(&other)))
            .for_each(|victim| *victim = None);
    }
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

/// Who a stretch of text says was hit, and by what, as far as it takes to tell two cases apart.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Identity {
    /// Every name of the organisation, folded; none where nobody is named.
    names: Vec<String>,
    kind: OrganizationKind,
    /// What happened.
    types: Vec<AttackType>,
}

impl Identity {
    /// The organisation that was hit in the incident of `scope`; `None` where it reports none or names nobody.
    fn of(scope: &Scope) -> Option<Self> {
        if !relevance::is_incident(scope) {
            return None;
        }
        Some(Self::new(&victim::plainly(scope)?, &types::of(scope)))
    }

    /// The same for a scope whose first sentence names the organisation of which it speaks.
    fn of_named(scope: &Scope) -> Option<Self> {
        let victim = relevance::is_incident(scope).then(|| victim::of(scope)).flatten()?;
        Some(Self::new(&victim, &types::of(scope)))
    }

    /// The same for a scope that tells of a day, and leaves the name of the organisation in.
    fn of_dated(scope: &Scope) -> Option<Self> {
        scope.only(&scope.reading.mentions.dates).next()?;
        let victim = relevance::is_incident(scope).then(|| victim::of(scope)).flatten()?;
        (!victim.anonymous).then(|| Self::new(&victim, &types::of(scope)))
    }

    /// The same for a scope that says that what was told before happened to another organisation, too.
    fn of_same(scope: &Scope) -> Option<Self> {
        scope.only(&scope.reading.mentions.quantities).next()?;
        let victim = victim::plainly(scope).filter(|victim| !victim.anonymous)?;
        Some(Self::new(&victim, &types::of(scope)))
    }

    fn of_incident(incident: &Incident) -> Self {
        match &incident.victim {
            Some(victim) => Self::new(victim, &incident.attack_types),
            None => Self { names: Vec::new(), kind: OrganizationKind::Other, types: Vec::new() },
        }
    }

    fn new(victim: &Victim, types: &[TypedAttack]) -> Self {
        let names = std::iter::once(&victim.name).chain(&victim.aliases).map(|name| fold(name)).collect();
        Self { names, kind: victim.kind, types: types.iter().map(|attack| attack.kind).collect() }
    }

    /// Whether both are the same organisation.
    fn is(&self, other: &Self) -> bool {
        self.names.iter().any(|name| other.names.contains(name))
    }

    /// Whether one is named after the other (北浜市, 北浜市立みどり小学校), so that one speaks for the other, or is short for
    /// it (北浜電力, 北電).
    fn is_related_to(&self, other: &Self) -> bool {
        let starts = |name: &String, with: &String| name.starts_with(with.as_str()) || with.starts_with(name.as_str());
        let is_one = |name: &String, with: &String| starts(name, with) || is_short_for(name, with) || is_short_for(with, name);
        self.names.iter().any(|name| other.names.iter().any(|with| is_one(name, with)))
    }

    /// Whether both are the same organisation, and nothing says that two different things happened to it.
    fn is_same_case(&self, other: &Self) -> bool {
        self.is(other) && self.has_kind_of(other)
    }

    /// Whether nothing says that two different kinds of things happened.
    fn has_kind_of(&self, other: &Self) -> bool {
        let any_type = self.types.is_empty() || other.types.is_empty();
        any_type || self.types.iter().any(|kind| other.types.contains(kind))
    }

    /// Whether it is an office such as every city and prefecture has.
    fn is_office(&self) -> bool {
        const OFFICES: [&str; 11] =
            ["事務所", "センター", "保健所", "支所", "出張所", "図書館", "公民館", "課", "室", "局", "庁舎"];
        let is_other = matches!(self.kind, OrganizationKind::Company | OrganizationKind::Hospital | OrganizationKind::School);
        !is_other && self.names.iter().any(|name| OFFICES.iter().any(|office| name.ends_with(office)))
    }

    /// Whether the title of the scope names it, by its own name or by that of the company after which it is named.
    fn is_named_by(&self, scope: &Scope) -> bool {
        let text = scope.text();
        let title = scope.sentences.first().map(|&first| text.sentences()[first].span);
        let in_title = |mention: &&Mention<Organization>| title.is_some_and(|title| title.contains(mention.span));
        let mut titled =
            scope.reading.mentions.organizations.iter().filter(in_title).filter_map(|mention| mention.value.name.as_deref());
        self.is_named_in(&scope.title)
            || titled.any(|titled| self.names.iter().any(|name| name.chars().count() > 3 && name.contains(&fold(titled))))
    }

    fn is_named_in(&self, title: &str) -> bool {
        let title = fold(title);
        self.names.iter().any(|name| title.contains(name.as_str()))
    }
}

/// A name without its legal form and spaces, and with the short forms of schools written out, so that 青葉大 and
/// 国立大学法人青葉大学 are one.
fn fold(name: &str) -> String {
    static LEGAL_FORM: Pattern = Pattern::new(
        r"^(?:株式会社|有限会社|合同会社|\(株\)|\(有\)|(?:一般|公益)?(?:社団|財団)法人|(?:国立|公立)大学法人|(?:地方)?独立行政法人|(?:学校|医療|社会福祉)法人)|(?:株式会社|有限会社|合同会社|\(株\)|\(有\))$|[ ・]",
    );
    let mut bare = String::with_capacity(name.len());
    let mut kept_to = 0;
    for form in LEGAL_FORM.find_all(name) {
        bare.push_str(&name[kept_to..form.start]);
        kept_to = form.end;
    }
    bare.push_str(&name[kept_to..]);
    let name = bare;
    match name.strip_suffix("大").or_else(|| name.strip_suffix("高")) {
        Some(_) if name.ends_with('大') => format!("{name}学"),
        Some(_) => format!("{name}校"),
        None => name.replace("高等学校", "高校").replace("教育委員会", "教委"),
    }
}

/// Whether a name is made of two or three characters of another one, from its first on: 北電 of 北浜電力.
fn is_short_for(short: &str, name: &str) -> bool {
    let mut rest = name.chars();
    (2..=3).contains(&short.chars().count())
        && name.chars().count() > short.chars().count()
        && short.chars().next() == name.chars().next()
        && short.chars().all(|c| rest.any(|of| of == c))
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
            (Division::Captions, _) if is_caption => Self::Begin((passage, 0)),
            (Division::Sentences, BlockKind::Paragraph) => Self::Begin((passage, sentence)),
            (Division::Headings(level), BlockKind::Heading(own)) if *own <= level => Self::Begin((passage, 0)),
            (Division::Items, BlockKind::Cell(cell)) => Self::Begin((usize::MAX - cell.table as usize, cell.row as usize)),
            (Division::Items, BlockKind::Item | BlockKind::Term) | (Division::Paragraphs, BlockKind::Paragraph) => {
                Self::Begin((passage, 0))
            }
            (Division::Captions, BlockKind::Heading(_)) | (Division::Items, BlockKind::Paragraph | BlockKind::Heading(_)) => {
                Self::End
            }
            _ => Self::Continue,
        }
    }
}

/// The parts of a scope under one division, in the order of the text.
fn parts<'a>(scope: &Scope<'a>, division: Division) -> Vec<Part<'a>> {
    let text = scope.text();
    let new = |title: String, is_unit, above| {
        let (reading, context) = (scope.reading, scope.context.clone());
        let part = Scope { reading, sentences: Vec::new(), context, title, is_listed: false };
        Part { scope: part, is_unit, above }
    };
    // The title of the stretch is the beginning of its lead, not a part.
    let mut parts = vec![new(scope.title.clone(), false, Vec::new())];
    let mut open = None;
    let title_passage = scope.sentences.first().map(|&first| text.sentences()[first].passage);
    let is_heading = |passage: usize| matches!(text.passages()[passage].kind, BlockKind::Heading(_));
    let mut above: Vec<usize> = Vec::new();
    let mut titles = 0;
    let mut in_list = false;
    let mut has_lead = false;
    for &sentence in &scope.sentences {
        let index = text.sentences()[sentence].passage;
        let passage = &text.passages()[index];
        let is_caption = division == Division::Captions && layout::is_caption(&passage.kind, text.slice(passage.span));
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
                let title = if names_itself { text.quote(passage.span).text } else { scope.title.clone() };
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
            found.iter().position(|(known, _)| known.as_ref().is_some_and(|known| known.is_same_case(victim)))
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
        } else if part.goes_on(division) {
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
        scope.title.contains("お詫び") || !scope.title.contains(heading) && layout::is_side(heading)
    }

    /// Whether the part says that `operator` runs what is named like `service`.
    fn runs(&self, operator: &Identity, service: &Identity) -> bool {
        let text = self.scope.text();
        let is_of = |mention: &Mention<Organization>, identity: &Identity| {
            let name = mention.value.name.as_deref().map(fold);
            name.is_some_and(|name| identity.names.iter().any(|known| name.starts_with(known.as_str())))
        };
        let mentions: Vec<_> = self.scope.only(&self.scope.reading.mentions.organizations).collect();
        let runs = |at: usize| {
            let next = mentions[at + 1..].iter().take(NEIGHBOURS).find(|mention| is_of(mention, service));
            let between = next.and_then(|next| text.norm().get(mentions[at].span.end()..next.span.start()));
            between.is_some_and(|words| cues::RUNS.is_match(words))
        };
        (0..mentions.len()).any(|at| is_of(mentions[at], operator) && runs(at))
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
            Division::Headings(_) | Division::Captions => !self.is_unit || !cues::GENERAL_HEADING.is_match(&self.scope.title),
            Division::Items => false,
            Division::Paragraphs | Division::Sentences => true,
        }
    }
}

/// The incidents with those that are the same case made one: a follow-up (第2報, その2) on the same page.
///
/// Within a post their values are joined. Across posts the fuller of the two stays, because evidence is quoted from one
/// post's text.
#[must_use]
pub fn merge(incidents: Vec<Incident>) -> Vec<Incident> {
    let mut merged: Vec<(Identity, Incident)> = Vec::new();
    for incident in incidents {
        let identity = Identity::of_incident(&incident);
        let known = merged.iter_mut().find(|(known, _)| known.is_same_case(&identity));
        match known {
            Some((_, first)) if first.post == incident.post => join(first, incident),
            Some((_, first)) if values(&incident) > values(first) => *first = incident,
            Some(_) => {}
            None => merged.push((identity, incident)),
        }
    }
    merged.into_iter().map(|(_, incident)| incident).collect()
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
