//! Whether a figure counts what leaked, and how certain that is.

mod candidate;
mod claims;
mod nature;
mod rules;
mod sums;

use std::collections::HashSet;

use super::cues::{self, Fate};
use super::setting::Setting;
use crate::extract::modality::{self, Modality};
use crate::extract::rule::CodeRule;
use crate::extract::{AttackType, Bound, Mention, Quantity, RuleId, Unit};
use crate::incident::{LeakCertainty, Scope, elsewhere, losses, types};
use crate::page::BlockKind;
use crate::text::{Norm, Span};
use candidate::{Candidate, FEW, MANY};
use claims::{Claim, Stance, claims, is_doubted, is_real};
use nature::{Nature, default_certainty, is_intrusion, touches_data};
pub use rules::RULES;
use rules::{ADDED, CONCERNED, CONTINUED, HELD, LISTED, ONLY, PART, STATED};
use sums::{Added, Term};

/// A figure of the leak, once for each mention.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// The figure.
    pub(super) value: Quantity,
    /// The words.
    pub(super) span: Span<Norm>,
    /// Why it is one of the leak.
    pub(super) rule: RuleId,
    /// How certain it is.
    pub(super) certainty: LeakCertainty,
    /// Whether its own sentence says how certain it is.
    pub(super) is_explicit: bool,
    /// Whether it is called a part of another.
    pub(super) part: Part,
    /// Whether it stands in a heading.
    pub(super) is_heading: bool,
    /// Its sentence, as an index into the scope's.
    pub(super) place: usize,
}

/// How a figure is a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// It is none.
    None,
    /// Of the figure before it: うち300件.
    First,
    /// Of what the figure before it is a part of: 内訳はA社が300件、B社が200件.
    Further,
    /// Of the figure that a list breaks down.
    Listed {
        /// The sentence that introduces the list, as an index into the scope's.
        lead: usize,
    },
}

/// The figures of the leak, in the order of the text, one for each mention.
pub(super) fn figures(scope: &Scope, settings: &[Setting]) -> Vec<Figure> {
    let mut judge = Judge::new(scope, settings);
    let (mut figures, repeated) = judge.figures();
    if !repeated.is_empty() {
        judge.repeated = repeated;
        figures = judge.figures().0;
    }
    // Where money was lost, the numbers tell of that.
    if !figures.is_empty() || judge.sought == Sought::Never || !losses::of(scope).is_empty() {
        return figures;
    }
    judge.sought = Sought::Now;
    judge.figures().0
}

/// Whether the only figure of a text is sought, which no words call one of the leak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sought {
    /// The text does not say that something became of data.
    Never,
    /// Only if the words of no other figure say so.
    IfNone,
    Now,
}

/// What a quantity is.
enum Verdict<'s> {
    /// It counts something else.
    Other,
    /// Nothing says that it is one of the leak.
    Unsaid(Candidate<'s>),
    Leak(Figure),
}

/// The scope with what its sentences say became of data.
struct Judge<'s> {
    scope: &'s Scope<'s>,
    settings: &'s [Setting<'s>],
    /// For each sentence the last one up to it that is running text: a list or table is as near as the text before it.
    anchors: Vec<usize>,
    /// For each sentence the last one before it that says what became of data.
    said: Vec<Option<usize>>,
    /// For each sentence the last one before it that speaks of an attack or mishap.
    attacked: Vec<Option<usize>>,
    /// Whether anything in the scope says what became of data.
    has_claims: bool,
    /// The figures that are known from other sentences.
    repeated: HashSet<(u64, Unit)>,
    sought: Sought,
    /// Which sentences speak of another case.
    others: Vec<bool>,
    /// The claims of each sentence of the scope.
    claims: Vec<Vec<Claim>>,
    nature: Nature,
    /// Whether a thing was lost or stolen, be it among other mishaps.
    has_gone: bool,
    /// See [`is_doubted`].
    is_doubted: bool,
    /// How certain the leak is where nothing nearer says so.
    default: LeakCertainty,
}

/// Within how many sentences of its beginning a case says whose data it is about.
const NEAR: usize = 6;

/// How many sentences a text that gives one figure may tell what became of data before it.
const FAR: usize = 15;

/// How many bytes of its sentence before and after a figure speak of it.
const LONGEST: usize = 900;

/// How many sentences a text goes on to speak of the leak without naming it again.
const REACH: usize = 3;

impl<'s> Judge<'s> {
    fn new(scope: &'s Scope<'s>, settings: &'s [Setting<'s>]) -> Self {
        let text = scope.text();
        let anchors = anchors(settings);
        let words = |sentence: usize| text.slice(text.sentences()[sentence].span);
        let year = scope.reading.page.published.and_then(|published| published.end().year());
        // What opens a scope within a post is no other case than its own, however it is told.
        let is_other = |(place, &sentence): (usize, &usize)| {
            let opens = place == 0 && sentence > 0;
            !opens && (elsewhere::is_other_case(words(sentence)) || elsewhere::is_reckoned(words(sentence)))
                || place > 0 && year.is_some_and(|year| elsewhere::is_of_years_before(words(sentence), year))
        };
        let is_beside = |setting: &Setting| setting.headings.first().is_some_and(|heading| cues::BESIDE.is_match(heading));
        let mut others: Vec<bool> = scope
            .sentences
            .iter()
            .enumerate()
            .zip(settings)
            .map(|(sentence, setting)| is_other(sentence) || is_beside(setting))
            .collect();
        for place in 1..others.len() {
            let (last, next) = (scope.sentences[place - 1], scope.sentences[place]);
            let is_near = text.sentences()[last].passage == text.sentences()[next].passage;
            others[place] |= others[place - 1] && is_near && elsewhere::goes_on(words(next));
        }
        let claims: Vec<Vec<Claim>> = scope.sentences.iter().map(|&sentence| claims(scope, sentence)).collect();
        let running = claims.iter().zip(settings).zip(&others).filter(|((_, setting), other)| !setting.is_heading && !**other);
        let said = running.flat_map(|((claims, _), _)| claims).filter(|claim| claim.is_said());
        let kinds: Vec<AttackType> = types::of(scope).iter().map(|attack| attack.kind).collect();
        let nature = Nature::of(&kinds);
        let said: Vec<&Claim> = said.collect();
        // A title that only fears it (漏えいのおそれについて) speaks for all that no sentence establishes.
        let is_feared = |(claims, setting): (&Vec<Claim>, &Setting)| {
            let feared = |claim: &Claim| claim.fate == Fate::Escaped && claim.modality == Modality::Suspected;
            setting.is_heading && claims.iter().any(feared)
        };
        // What stood open was seen by nobody that the page knows of, or only a part of it.
        let is_unseen = |(sentence, other): (&usize, &bool)| !other && cues::UNSEEN.is_match(words(*sentence));
        let is_doubted = is_doubted(&said)
            || claims.iter().zip(settings).any(is_feared)
            || nature == Nature::Open && scope.sentences.iter().zip(&others).any(is_unseen);
        let is_intrusion = nature == Nature::Other && kinds.iter().copied().any(is_intrusion);
        let is_logged_into = kinds.contains(&AttackType::CredentialStuffing);
        let default =
            if is_logged_into { LeakCertainty::Confirmed } else { default_certainty(is_doubted, &said, nature, is_intrusion) };
        let has_fate = said.iter().any(|claim| claim.modality != Modality::Denied)
            && (kinds.is_empty() || kinds.iter().copied().any(touches_data))
            && !kinds.contains(&AttackType::BusinessEmailCompromise);
        let attacked = last_before(&attacked(scope));
        let said: Vec<bool> =
            claims.iter().zip(&others).map(|(claims, other)| !other && claims.iter().any(Claim::is_said)).collect();
        let has_gone = kinds.iter().any(|kind| matches!(kind, AttackType::Loss | AttackType::Theft));
        let is_open = |claim: &Claim| match claim.modality {
            Modality::Asserted => claim.fate != Fate::Concerned,
            modality => modality == Modality::Suspected,
        };
        let has_claims = claims.iter().flatten().any(is_open) || kinds.iter().copied().any(touches_data);
        let said = last_before(&said);
        Self {
            scope,
            settings,
            anchors,
            said,
            attacked,
            has_claims,
            repeated: HashSet::new(),
            sought: if has_fate { Sought::IfNone } else { Sought::Never },
            others,
            claims,
            nature,
            has_gone,
            is_doubted,
            default,
        }
    }

    /// The figures of the leak, in the order of the text, one for each mention; and those of them that are mentioned again
    /// where nothing says that they are.
    fn figures(&self) -> (Vec<Figure>, HashSet<(u64, Unit)>) {
        let mut figures: Vec<Figure> = Vec::new();
        let text = self.scope.text();
        let bound = |sentence: Option<&usize>| sentence.map(|&sentence| text.sentences()[sentence].span);
        let start = bound(self.scope.sentences.first()).map_or(0, Span::start);
        let end = bound(self.scope.sentences.last()).map_or(0, Span::end);
        let quantities = &self.scope.reading.mentions.quantities;
        let from = quantities.partition_point(|mention| mention.span.end() <= start);
        let within = quantities[from..].iter().take_while(|mention| mention.span.start() < end);
        let mut before = None;
        let mut terms: Vec<Term> = Vec::new();
        // Where a term stands among the figures, or what it is while it is none.
        let mut unsaid: Vec<Result<usize, Candidate>> = Vec::new();
        for mention in within {
            let sentence = self.scope.sentence_of(mention.span);
            let place = sentence.and_then(|sentence| self.scope.sentences.binary_search(&sentence).ok());
            let term = |place, is_known| Term { count: mention.value.count, unit: mention.value.unit, place, is_known };
            match place.map(|place| (place, self.verdict(mention, before, place, &figures))) {
                Some((place, Verdict::Leak(figure))) => {
                    terms.push(term(place, true));
                    unsaid.push(Ok(figures.len()));
                    figures.push(figure);
                }
                Some((place, Verdict::Unsaid(candidate))) if !candidate.after.starts_with("を除") => {
                    terms.push(term(place, false));
                    unsaid.push(Err(candidate));
                }
                _ => {}
            }
            before = Some(mention);
        }
        let figures = self.add_up(&terms, &mut unsaid, figures);
        let known: HashSet<(u64, Unit)> = figures.iter().filter_map(|figure| precise(figure.value)).collect();
        let again = unsaid.iter().filter_map(|found| precise(found.as_ref().err()?.mention.value));
        let repeated = again.filter(|figure| known.contains(figure)).collect();
        (figures, repeated)
    }

    /// The `figures` with those that are one of the leak because they add up with others; `found` says what each of the
    /// `terms` is.
    fn add_up(&self, terms: &[Term], found: &mut [Result<usize, Candidate>], mut figures: Vec<Figure>) -> Vec<Figure> {
        let known = figures.len();
        for added in sums::added(terms) {
            let (Added::Part(term, other) | Added::Total(term, other)) = added;
            let (Err(candidate), &Ok(of)) = (&found[term], &found[other]) else { continue };
            let part = if matches!(added, Added::Part(..)) && term > other { Part::First } else { Part::None };
            let figure = Figure {
                value: candidate.mention.value,
                span: candidate.mention.span,
                rule: RuleId::from(ADDED.id),
                certainty: figures[of].certainty,
                is_explicit: false,
                part,
                is_heading: self.settings[candidate.place].is_heading,
                place: candidate.place,
            };
            found[term] = Ok(figures.len());
            figures.push(figure);
        }
        if figures.len() > known {
            figures.sort_by_key(|figure| figure.span);
        }
        figures
    }

    /// What a quantity in the sentence at `place` is. `before` is the quantity before it.
    fn verdict(
        &self,
        mention: &'s Mention<Quantity>,
        before: Option<&Mention<Quantity>>,
        place: usize,
        known: &[Figure],
    ) -> Verdict<'s> {
        let Some(candidate) = self.candidate(mention, place, known) else { return Verdict::Other };
        let labels = &self.settings[place].labels;
        // Of what leaked, those who registered are counted.
        let is_of_leak = || labels.iter().any(|label| cues::REGISTERED.is_match(label)) && self.stance(&candidate).is_some();
        let other_label =
            |label: &&str| cues::SUPERSEDED_HEADING.is_match(label) || cues::OTHER_LABEL.is_match(label) && !is_of_leak();
        let is_entry = self.is_listed(&candidate) && !self.sentence(place).ends_with('。');
        let staff = candidate.is_staff() && !is_entry;
        let begs_pardon = || ["詫", "わび"].iter().any(|word| candidate.after.contains(word));
        let is_posted = || cues::POSTED.is_match(candidate.after) && !self.is_misdirected(&candidate) && !begs_pardon();
        if self.others[place] || is_posted() || candidate.is_something_else() || staff || labels.iter().any(other_label) {
            return Verdict::Other;
        }
        let Some(rule) = self.rule(&candidate, before, known) else { return Verdict::Unsaid(candidate) };
        let (certainty, is_explicit) = self.certainty(&candidate, known);
        // A row that gives no more than the figure leaves open whether the data were taken.
        let is_open = !is_explicit && !self.nature.is_certain() && self.fills_cell(&candidate);
        let certainty = if is_open { LeakCertainty::Possible } else { certainty };
        let part = self.part(&candidate, known);
        Verdict::Leak(Figure {
            value: Quantity { unit: candidate.unit_of_part(part, before), ..mention.value },
            span: mention.span,
            rule: RuleId::from(rule.id),
            certainty,
            is_explicit,
            part,
            is_heading: self.settings[place].is_heading,
            place,
        })
    }

    /// How the figure is a part of another.
    fn part(&self, candidate: &Candidate, known: &[Figure]) -> Part {
        let last = known.last().filter(|last| last.place == candidate.place);
        let since = Self::since(candidate.mention.span, candidate.before, last).unwrap_or(candidate.before);
        let opens = cues::PART.is_match(since) || candidate.is_part() && candidate.before.is_empty();
        let lead = self.settings[candidate.place].lead.and_then(|lead| self.scope.sentences.binary_search(&lead).ok());
        let breaks_down = |&lead: &usize| {
            let has_figure = known.binary_search_by_key(&lead, |figure| figure.place).is_ok();
            has_figure || cues::BREAKS_DOWN.is_match(self.sentence(lead))
        };
        match lead.filter(breaks_down) {
            _ if opens => Part::First,
            _ if candidate.is_part() => Part::Further,
            Some(lead) => Part::Listed { lead },
            None => Part::None,
        }
    }

    /// The words between the figure before, if there is one, and the one at `span`, before which `before` stands.
    fn since<'t>(span: Span<Norm>, before: &'t str, last: Option<&Figure>) -> Option<&'t str> {
        let start = span.start() - before.len();
        last.and_then(|last| before.get(last.span.end().checked_sub(start)?..))
    }

    /// The words of the sentence at `place`.
    fn sentence(&self, place: usize) -> &'s str {
        let text = self.scope.text();
        text.slice(text.sentences()[self.scope.sentences[place]].span)
    }

    fn candidate(&self, mention: &'s Mention<Quantity>, place: usize, known: &[Figure]) -> Option<Candidate<'s>> {
        let text = self.scope.text();
        let sentence = text.sentences()[*self.scope.sentences.get(place)?].span;
        let (before, after) = text.beside(mention.span, LONGEST);
        let opens = sentence.start() + before.len() == mention.span.start();
        let words = text.slice(mention.span);
        let is_data = words.contains('分') || cues::DATA_AFTER.is_match(after) || cues::DATA_BEFORE.is_match(before);
        let is_bare = opens && cues::BARE_BEFORE.is_match(before) && cues::BARE_AFTER.is_match(after);
        let since = Self::since(mention.span, before, known.last().filter(|last| last.place == place));
        let is_coordinated = since.is_some_and(|words| cues::COORDINATED.is_match(words));
        let labels = &self.settings[place].labels;
        Some(Candidate { mention, words, place, before, after, is_data, is_bare, is_coordinated, labels })
    }

    /// The rule by which the figure is one of the leak.
    fn rule(&self, candidate: &Candidate, before: Option<&Mention<Quantity>>, known: &[Figure]) -> Option<&'static CodeRule> {
        let stated = self.claims[candidate.place].iter().any(Claim::is_said);
        match candidate.unit() {
            Unit::Devices => return self.counts_lost_things(candidate, known),
            Unit::Bytes => {
                let goes_on = self.has_claims && self.goes_on(candidate, known);
                return (stated || self.measures_data(candidate) || goes_on).then_some(&STATED);
            }
            Unit::Organizations if !candidate.counts_organizations() && !self.is_whole_cell(candidate) => return None,
            Unit::Messages if candidate.is_sent() && !self.is_misdirected(candidate) => return None,
            Unit::People if candidate.is_few() => {
                let concerned = self.has_claims && cues::SUBJECT.is_match(candidate.before);
                let continues = candidate.is_bare && self.goes_on(candidate, known);
                return concerned.then_some(&CONCERNED).or(continues.then_some(&CONTINUED));
            }
            _ => {}
        }
        // What is a part of something else (アクセスは130件。うち100件) is none of the leak either.
        let of_other = candidate.is_part() && before.is_some_and(|whole| self.is_other_whole(candidate, whole, known));
        let continues = !candidate.is_few() && !of_other && self.continues(candidate, known);
        if stated {
            Some(&STATED)
        } else if continues && candidate.is_part() {
            Some(&PART)
        } else if candidate.is_data && self.is_held(candidate) {
            Some(&HELD)
        } else if self.is_listed(candidate) {
            Some(&LISTED)
        } else if continues {
            Some(&CONTINUED)
        } else if self.fills_cell(candidate) {
            Some(&LISTED)
        } else if self.is_concerned(candidate) || self.counts_persons(candidate) {
            Some(&CONCERNED)
        } else if self.is_repeated(candidate) {
            Some(&CONTINUED)
        } else if self.sought == Sought::Now && self.is_only(candidate) {
            Some(&ONLY)
        } else {
            None
        }
    }

    /// Whether `whole`, the quantity before a part, is none of the leak, though it stands right before.
    fn is_other_whole(&self, candidate: &Candidate, whole: &Mention<Quantity>, known: &[Figure]) -> bool {
        let since = self.scope.text().norm().get(whole.span.end()..candidate.mention.span.start());
        if since.is_some_and(|words| cues::WHOLE.is_match(words)) {
            return false;
        }
        let sentence = self.scope.sentence_of(whole.span).and_then(|of| self.scope.sentences.binary_search(&of).ok());
        let is_near = sentence.is_some_and(|sentence| sentence + 1 >= candidate.place);
        is_near && whole.value.count > candidate.mention.value.count && known.last().is_none_or(|last| last.span != whole.span)
    }

    /// The rule by which a number of devices is one of the leak: they themselves are gone.
    fn counts_lost_things(&self, candidate: &Candidate, known: &[Figure]) -> Option<&'static CodeRule> {
        let gone = |claim: &Claim| matches!(claim.fate, Fate::Gone | Fate::Taken) && is_real(claim.modality);
        // Of 5台からデータが持ち出された the machines are still there; of 箱46個 nobody knows what each held.
        if candidate.after.starts_with("から") || cues::BOXES.is_match(candidate.before) {
            return None;
        }
        if self.claims[candidate.place].iter().any(gone) {
            return Some(&STATED);
        }
        let from = candidate.place.saturating_sub(REACH);
        let near = self.nature.is_certain() && self.claims[from..candidate.place].iter().flatten().any(gone);
        let of_kind = known.last().is_some_and(|last| last.value.unit == Unit::Devices && last.place >= from);
        (near || of_kind && (self.settings[candidate.place].is_entry || candidate.is_part())).then_some(&CONTINUED)
    }

    /// Whether the figure is all that a cell of a table says.
    fn is_whole_cell(&self, candidate: &Candidate) -> bool {
        candidate.is_bare && candidate.before.is_empty() && !self.settings[candidate.place].labels.is_empty()
    }

    /// Whether the figure opens a cell in the row of a digest, under a heading that says that such figures stand there:
    /// 件数, 人数, カード情報.
    fn fills_cell(&self, candidate: &Candidate) -> bool {
        let text = self.scope.text();
        let kind = |sentence: usize| &text.passages()[text.sentences()[sentence].passage].kind;
        let is_cell = |&sentence: &usize| matches!(kind(sentence), BlockKind::Cell(_));
        let is_row = self.scope.sentences.len() < text.sentences().len() && self.scope.sentences.iter().all(is_cell);
        let BlockKind::Cell(cell) = kind(self.scope.sentences[candidate.place]) else { return false };
        let counts = cell.column_heading.as_deref().is_some_and(|heading| cues::FIGURES_HEADING.is_match(heading));
        is_row && counts && self.has_claims && candidate.before.is_empty() && !candidate.is_few()
    }

    /// Whether an amount of bytes is that of data which the text says got out.
    fn measures_data(&self, candidate: &Candidate) -> bool {
        let data = |words: &str| ["データ", "情報", "ファイル"].iter().any(|data| words.contains(data));
        self.has_claims && (data(candidate.before) || data(candidate.after))
    }

    fn is_misdirected(&self, candidate: &Candidate) -> bool {
        self.claims[candidate.place].iter().any(|claim| claim.fate == Fate::Misdirected)
    }

    /// Whether the sentence says that the thing which was lost, taken or exposed held what is counted.
    fn is_held(&self, candidate: &Candidate) -> bool {
        let held = cues::HELD.is_match(candidate.after) || cues::HELD.is_match(candidate.before);
        let container = cues::CONTAINER.is_match(candidate.before) || cues::CONTAINER.is_match(candidate.after);
        let contents = || cues::CONTENTS.is_match(candidate.before) && cues::DATA_AFTER.is_match(candidate.after);
        held && (self.nature.is_certain() || container) || self.has_claims && contents()
    }

    /// Whether the figure counts those whom the incident concerns, or the organisation makes it known as that of its data.
    fn is_concerned(&self, candidate: &Candidate) -> bool {
        let concerned = self.claims[candidate.place].iter().any(|claim| claim.fate == Fate::Concerned);
        (concerned || cues::APOLOGY.is_match(candidate.after) || Self::names_owners(candidate)) && self.has_claims
            || candidate.is_data && cues::ANNOUNCED.is_match(candidate.after)
    }

    /// Whether a figure closes the sentence near the beginning that says whose data it is: こちらは過去と今の契約者で、最大3,000人。
    fn names_owners(candidate: &Candidate) -> bool {
        let is_near = candidate.place < NEAR && candidate.mention.value.count >= MANY;
        is_near && cues::BARE_AFTER.is_match(candidate.after) && cues::OWNERS_BEFORE.is_match(candidate.before)
    }

    /// Whether the figure counts persons by their data, on a page that says what became of data: 300名の氏名, 300人分; or is
    /// said to be the number of the data: 個人情報の件数は300件です.
    fn counts_persons(&self, candidate: &Candidate) -> bool {
        let is_number = || cues::TOTAL_BEFORE.is_match(candidate.before) && cues::PREDICATE.is_match(candidate.after);
        self.has_claims && candidate.is_data && (candidate.unit() == Unit::People || is_number())
    }

    /// Whether it is a figure that other sentences say is one of the leak.
    fn is_repeated(&self, candidate: &Candidate) -> bool {
        !self.settings[candidate.place].is_heading
            && precise(candidate.mention.value).is_some_and(|figure| self.repeated.contains(&figure))
    }

    /// Whether a figure of a text that gives no other is what its sentence says of its topic, or counts data by its words.
    fn is_only(&self, candidate: &Candidate) -> bool {
        let counts = !matches!(candidate.unit(), Unit::Organizations | Unit::Devices) && candidate.mention.value.count > FEW;
        let closes = cues::PREDICATE.is_match(candidate.after) || cues::THERE_WERE.is_match(candidate.after);
        let says = candidate.is_data || candidate.is_bare || closes;
        let is_aside = self.settings[candidate.place].is_heading || cues::ASIDE.is_match(self.sentence(candidate.place));
        let around = candidate.place.saturating_sub(FAR)..self.claims.len().min(candidate.place + NEAR);
        let is_near = || around.into_iter().any(|place| !self.others[place] && self.claims[place].iter().any(Claim::is_said));
        counts && says && !is_aside && is_near()
    }

    /// Whether the text goes on to speak of the leak: a figure of it stands close before, or what became of data, and this
    /// figure says more of the same.
    fn continues(&self, candidate: &Candidate, known: &[Figure]) -> bool {
        let adds = candidate.is_part()
            || cues::ADDS.is_match(candidate.before)
            || cues::TOTAL_BEFORE.is_match(candidate.before)
            || cues::TOTAL.is_match(candidate.words)
            || cues::CORRECTED.is_match(candidate.after)
            || cues::INCLUDES.is_match(candidate.after);
        let last = known.last();
        let beside = last.is_some_and(|last| last.place == candidate.place && last.value.unit == candidate.unit());
        // People are counted for many reasons; a number of 件 after one of the leak is of the same.
        let said_so = candidate.unit() != Unit::People && cues::PREDICATE.is_match(candidate.after);
        let listed = self.settings[candidate.place].is_entry || said_so;
        let same = beside || listed && last.is_some_and(|last| last.value.unit == candidate.unit());
        let counts_all = cues::POPULATION.is_match(candidate.before);
        // カードを登録した約35万件。: a line that ends in its figure.
        let closes = !candidate.is_few() && candidate.unit() != Unit::Organizations && candidate.is_entry();
        !counts_all && (candidate.is_data || candidate.is_bare || adds || same || closes) && self.goes_on(candidate, known)
    }

    /// Whether a figure of the leak, or what became of data, stands close before, under the same heading.
    fn goes_on(&self, candidate: &Candidate, known: &[Figure]) -> bool {
        let place = candidate.place;
        let headings = &self.settings[place].headings;
        let from = self.anchors[place].saturating_sub(REACH);
        let near = |place: usize| &self.settings[place].headings == headings || self.settings[place].is_heading;
        let figure = known.last().is_some_and(|last| last.place >= from && near(last.place));
        let said = |last: &[Option<usize>]| last[place].is_some_and(|last| last >= from && near(last));
        figure || said(&self.said) || candidate.is_bare && said(&self.attacked)
    }

    /// Whether the figure stands in a list or table of what leaked.
    fn is_listed(&self, candidate: &Candidate) -> bool {
        (self.settings[candidate.place].is_entry || candidate.is_data || candidate.is_alone() || candidate.is_entry())
            && self.stance(candidate).is_some()
    }

    /// What the nearest label, introduction or heading says of the figure.
    fn stance(&self, candidate: &Candidate) -> Option<Stance> {
        let setting = &self.settings[candidate.place];
        let text = self.scope.text();
        let stance = |words: &str| {
            let Stance(certainty, fate) = Stance::of(words)?;
            // A headline doubts who did it (持ち出しか); what was done is certain.
            let is_guess =
                self.nature.is_certain() && certainty == Some(LeakCertainty::Possible) && !cues::DOUBTED.is_match(words);
            Some(Stance(certainty.filter(|_| !is_guess), fate))
        };
        let own = setting.labels.iter().find_map(|label| stance(label));
        let lead = setting.lead.and_then(|lead| stance(text.slice(text.sentences()[lead].span)));
        own.or(lead).or_else(|| setting.headings.iter().find_map(|heading| stance(heading)))
    }

    /// How certain the figure is, and whether its own sentence says so.
    fn certainty(&self, candidate: &Candidate, known: &[Figure]) -> (LeakCertainty, bool) {
        let claim = self.governing(candidate);
        let own = modality::of(self.scope.text(), candidate.mention.span);
        // The most that a medium holds is no doubt of the loss.
        let at_most = candidate.mention.value.bound == Bound::AtMost && !candidate.before.contains("容量");
        let doubted = self.nature != Nature::Mistaken
            || cues::DOUBTED.is_match(candidate.after)
            || cues::DOUBTED.is_match(candidate.before);
        // Of 流出が確認されたのは2件、最大では5件の可能性 the first is certain.
        if !at_most && claim.is_some_and(|claim| claim.is_found && claim.span.end() <= candidate.mention.span.start()) {
            return (LeakCertainty::Confirmed, true);
        }
        let since =
            Self::since(candidate.mention.span, candidate.before, known.last().filter(|last| last.place == candidate.place));
        if !at_most && cues::ACTUAL.is_match(since.unwrap_or(candidate.before)) && cues::PREDICATE.is_match(candidate.after) {
            return (LeakCertainty::Confirmed, true);
        }
        if !at_most && cues::ACTUAL_AFTER.is_match(candidate.after) {
            return (LeakCertainty::Confirmed, true);
        }
        let says = |modality| claim.is_some_and(|claim| claim.modality == modality);
        let denied = || own == Modality::Denied && cues::NEGATION.is_match(candidate.after);
        if says(Modality::Denied) || claim.is_none() && denied() {
            return (LeakCertainty::Denied, true);
        }
        if self.nature == Nature::Gone {
            return (LeakCertainty::Confirmed, true);
        }
        if says(Modality::Asserted)
            && claim.is_some_and(|claim| claim.fate.is_certain() && !at_most)
            && self.nature != Nature::Other
            || says(Modality::Asserted)
                && claim.is_some_and(|claim| claim.fate == Fate::Gone && self.has_gone || claim.fate == Fate::Entered)
        {
            return (LeakCertainty::Confirmed, true);
        }
        // What others say (だとか) is no doubt of the figure.
        let is_told = cues::PASSED_ON.is_match(candidate.after) && !cues::POSSIBLE.is_match(self.sentence(candidate.place));
        if at_most || doubted && (own == Modality::Suspected && !is_told || says(Modality::Suspected)) {
            return (LeakCertainty::Possible, true);
        }
        let sentence = self.sentence(candidate.place);
        if cues::OUT_WITH.is_match(sentence) && own == Modality::Asserted && !cues::POSSIBLE.is_match(sentence) {
            return (LeakCertainty::Confirmed, true);
        }
        if cues::CLAIM_SITE.is_match(sentence) && !claim.is_some_and(|claim| claim.is_established) {
            return (LeakCertainty::Possible, true);
        }
        if claim.is_some_and(|claim| self.nature != Nature::Open || claim.fate != Fate::Open || !self.is_doubted) {
            let certainty = if claim.is_some_and(|claim| claim.fate == Fate::Taken) && self.nature == Nature::Other {
                self.default
            } else {
                LeakCertainty::Confirmed
            };
            return (certainty, true);
        }
        if let Some(certainty) = self.said_of_all(candidate) {
            return (certainty, true);
        }
        let stance = self.stance(candidate);
        if let Some(certainty) = stance.and_then(|stance| stance.0) {
            let is_labelled = candidate.labels.iter().any(|label| cues::CONFIRMED.is_match(label));
            return (certainty, is_labelled && certainty == LeakCertainty::Confirmed);
        }
        let labels = candidate.labels.iter().copied();
        if labels.chain([self.sentence(candidate.place)]).any(|words| cues::HIT.is_match(words)) {
            return (LeakCertainty::Confirmed, true);
        }
        if let Some(Stance(_, fate @ (Fate::Open | Fate::Escaped))) = stance.filter(|_| self.nature == Nature::Open) {
            return (if fate == Fate::Open { LeakCertainty::Possible } else { LeakCertainty::Confirmed }, false);
        }
        if self.nature == Nature::Open
            && self.settings[candidate.place].headings.iter().any(|words| cues::ASSERTED.is_match(words))
        {
            return (LeakCertainty::Confirmed, false);
        }
        // What goes on is as certain as what it goes on from.
        let from = self.anchors[candidate.place].saturating_sub(REACH);
        let last = known.last().filter(|last| last.place >= from && last.certainty != LeakCertainty::Denied);
        let default = if self.nature.is_certain() {
            LeakCertainty::Confirmed
        } else if self.is_feared_before(candidate.place, from) {
            LeakCertainty::Possible
        } else {
            self.default
        };
        (last.map_or(default, |last| last.certainty), false)
    }

    /// Whether the last that is said of data, in the sentences from `from` up to that at `place`, is that it may have got out.
    fn is_feared_before(&self, place: usize, from: usize) -> bool {
        let last = self.said[place].filter(|&last| last >= from);
        let claim = last.and_then(|last| self.claims[last].iter().rev().find(|claim| claim.is_said()));
        claim.is_some_and(|claim| claim.modality == Modality::Suspected)
    }

    /// What a sentence right after the figure says of all that stands before it: いずれも流出した可能性がある.
    fn said_of_all(&self, candidate: &Candidate) -> Option<LeakCertainty> {
        let place = candidate.place;
        let headings = &self.settings[place].headings;
        let after =
            (place + 1..self.claims.len().min(place + 1 + REACH)).filter(|&after| &self.settings[after].headings == headings);
        let all = after.into_iter().find(|&after| cues::ALL.is_match(self.sentence(after)))?;
        let claim = self.claims[all].iter().rev().find(|claim| claim.is_said())?;
        match claim.modality {
            Modality::Suspected => Some(LeakCertainty::Possible),
            Modality::Asserted if claim.is_established || self.nature == Nature::Other => Some(LeakCertainty::Confirmed),
            _ => None,
        }
    }

    /// The claim that governs the figure: the next after it in its sentence, or the last before it where the figure is what
    /// the sentence says of it.
    fn governing(&self, candidate: &Candidate) -> Option<Claim> {
        let span = candidate.mention.span;
        let claims = &self.claims[candidate.place];
        let (before, after) = claims.split_at(claims.partition_point(|claim| claim.span.start() < span.end()));
        // What begins before the figure may end after it: 記録3件は元に戻せない.
        let around = before.iter().rev().find(|claim| claim.is_said() && claim.span.end() > span.end());
        let after = around.or(after.iter().find(|claim| claim.is_said()));
        let before = before.iter().rev().find(|claim| claim.is_said() && claim.span.end() <= span.start());
        if cues::PREDICATE.is_match(candidate.after) { before.or(after) } else { after.or(before) }.copied()
    }
}

/// A figure that no two things have by chance: neither small nor round.
fn precise(value: Quantity) -> Option<(u64, Unit)> {
    (value.count > MANY && !value.count.is_multiple_of(100)).then_some((value.count, value.unit))
}

/// See [`Judge::anchors`].
fn anchors(settings: &[Setting]) -> Vec<usize> {
    let mut last = 0;
    let anchor = |(place, setting): (usize, &Setting)| {
        if !setting.is_entry {
            last = place;
        }
        last
    };
    settings.iter().enumerate().map(anchor).collect()
}

/// For each place the last one before it that is marked.
fn last_before(marked: &[bool]) -> Vec<Option<usize>> {
    let mut last = None;
    let before = |(place, &marked): (usize, &bool)| {
        let before = last;
        last = if marked { Some(place) } else { last };
        before
    };
    marked.iter().enumerate().map(before).collect()
}

/// See [`Judge::attacked`].
fn attacked(scope: &Scope) -> Vec<bool> {
    let mut attacked = vec![false; scope.sentences.len()];
    for mention in scope.only(&scope.reading.mentions.attacks).filter(|mention| is_real(mention.value.modality)) {
        let place = scope.sentence_of(mention.span).and_then(|sentence| scope.sentences.binary_search(&sentence).ok());
        if let Some(place) = place {
            attacked[place] = true;
        }
    }
    attacked
}
