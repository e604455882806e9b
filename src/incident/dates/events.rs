//! What the text says of each of its dates.

use super::cast::{Cast, Subject};
use super::clauses::{Bond, STRONG, WEAK, bond, describes, is_actor, is_noticed, loose, tight, weight};
use super::cues::{self, Cue, Strength};
use super::patterns;
use crate::edtf::Edtf;
use crate::extract::{Date, Mention, date};
use crate::incident::relevance::{InScope, Manner, manners};
use crate::incident::{DateRole, Scope};
use crate::page::BlockKind;
use crate::text::{Norm, Span, Text};

/// A date with something that happened on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'s> {
    pub(super) role: DateRole,
    pub(super) date: &'s Mention<Date>,
    /// How sure the words are of it; more is surer.
    pub(super) weight: i32,
    /// The words that say it.
    pub(super) cue: Option<Span<Norm>>,
    /// Whether nothing between the date and these words names somebody else who did it.
    pub(super) is_own: bool,
    /// How many sentences of the scope stand before the one of the date.
    pub(super) place: usize,
}

/// The most text that a date governs, in bytes.
const LONGEST_REACH: usize = 720;

/// How much of the end of a clause is looked at for its predicate, with its object, in bytes.
const PREDICATE: usize = 42;

/// How many sentences an entry of a chronicle has.
const LONGEST_ENTRY: usize = 5;

/// The longest name behind a place, in bytes.
const LONGEST_NAME: usize = 45;

/// The longest sentence that is the value of a label, in bytes.
const LONGEST_VALUE: usize = 120;

/// How many dates before or after one of a sentence are looked at.
const NEIGHBOURS: usize = 16;

/// The events of the scope, in the order of the text.
pub(super) fn events<'s>(scope: &'s Scope, cast: &Cast) -> Vec<Event<'s>> {
    let dates: Vec<&Mention<Date>> = scope.only(&scope.reading.mentions.dates).collect();
    let manners = manners(scope);
    let mut events = Vec::new();
    for index in 0..dates.len() {
        let Some(sentence) = scope.sentence_of(dates[index].span) else { continue };
        let place = scope.sentences.binary_search(&sentence).unwrap_or_default();
        let is_aside = manners.at(place) == Manner::OtherCase
            && scope.text().slice(scope.text().sentences()[sentence].span).starts_with("ちなみに");
        if (manners.at(place) != Manner::Report && !is_aside) || is_no_day(dates[index]) && !begins(scope.text(), dates[index]) {
            continue;
        }
        let view = View { scope, text: scope.text(), dates: &dates, index, sentence, place };
        let known = events.len();
        view.read(&mut events);
        // 金融相は6日の会見で…: a member of the government may speak of the cases of others.
        if patterns::MINISTER.is_match(view.before().1) {
            events[known..].iter_mut().for_each(|event| event.weight -= STRONG - 1);
        }
        match cast.subject(scope, view.sentence_span(), dates[index].span) {
            Subject::Own => {}
            Subject::Another => events.truncate(known),
            Subject::Speaker => {
                let told = events.split_off(known);
                events.extend(told.into_iter().filter(|event| event.role == DateRole::Disclosed));
            }
        }
    }
    carry(scope, &manners, &dates, &mut events);
    events
}

/// Adds what the sentences without a date say happened on the day that the sentence before them tells of.
fn carry<'s>(scope: &'s Scope, manners: &InScope, dates: &[&'s Mention<Date>], events: &mut Vec<Event<'s>>) {
    let text = scope.text();
    let mut known = events.clone().into_iter().peekable();
    let mut dates = dates.iter().peekable();
    let mut day: Option<(Event<'s>, usize)> = None;
    for (place, &index) in scope.sentences.iter().enumerate() {
        let sentence = &text.sentences()[index];
        let mut last_date = None;
        while let Some(date) = dates.next_if(|date| date.span.start() < sentence.span.end()) {
            last_date = Some(*date);
        }
        let is_day = |date: &Mention<Date>| matches!(date.value.edtf, Edtf::Date(day) if day.day().is_some());
        // What somebody did before it happened is the setting of what follows: 6日、車を止めた。戻ると….
        let is_setting = |date: &&Mention<Date>| {
            is_day(date)
                && manners.at(place) == Manner::Report
                && patterns::SETTING.is_match(&text.norm()[date.span.end()..sentence.span.end()])
        };
        let setting = last_date.filter(is_setting);
        let mut of_sentence =
            setting.map(|date| Event { role: DateRole::Occurred, date, weight: 0, cue: None, is_own: true, place });
        while let Some(event) = known.next_if(|event| event.date.span.start() < sentence.span.end()) {
            let tells = matches!(event.role, DateRole::Occurred | DateRole::Discovered | DateRole::Contained);
            of_sentence = Some(event).filter(|event| tells && is_day(event.date));
        }
        if last_date.is_some() {
            day = of_sentence.map(|event| (event, index));
            continue;
        }
        let near = day.filter(|(_, last)| {
            // 4月6日に送信しました。|5分ほどして気付き: the next paragraph goes on.
            let follows = index - last <= 2 && sentence.passage <= text.sentences()[*last].passage + 1;
            // A time of day needs a day, even if it stands some passages above.
            let has_hour = index - last <= 8 && patterns::HOUR.is_match(text.slice(sentence.span));
            (follows || has_hour) && manners.at(place) == Manner::Report
        });
        let words = text.slice(sentence.span);
        if let Some((event, _)) = near.filter(|_| patterns::SAME_DAY.is_match(words)) {
            // 戻ると窓が割られ、かばんがなくなっていた: that is how it was noticed.
            if patterns::COMES_BACK.is_match(words) {
                events.push(Event { role: DateRole::Discovered, weight: WEAK - 1, cue: None, ..event });
            }
            loose(words, &cues::find(&without_quotations(words)), true, &mut |cue, lower| {
                let is_at_once = cue.role == DateRole::Disclosed && patterns::AT_ONCE.is_match(words);
                if is_at_once || matches!(cue.role, DateRole::Occurred | DateRole::Discovered) {
                    let cue_span = Some(Span::new(cue.start, cue.end).shift(sentence.span.start()));
                    let weight = weight(cue) - lower - CARRIED;
                    events.push(Event { role: cue.role, weight, cue: cue_span, ..event });
                }
            });
        }
    }
}

/// How much less sure it is that a sentence without a date tells of the day mentioned before it.
const CARRIED: i32 = 3;

/// Whether a mention says no day on which something can have happened.
fn is_no_day(date: &Mention<Date>) -> bool {
    let is_year = matches!(date.value.edtf, Edtf::Date(day) if day.month().is_none());
    let coarse = ["date/fiscal-year", "date/turn-of-year", "date/months-away", "date/some-days-away"];
    is_year || coarse.contains(&date.rule.as_str())
}

/// Whether something went on from a year: 2015年ごろから持ち出していた.
fn begins(text: &Text, date: &Mention<Date>) -> bool {
    let after = &text.norm()[date.span.end()..];
    let is_vague = ["ごろから", "頃から"].iter().any(|begin| after.starts_with(begin));
    matches!(date.value.edtf, Edtf::Date(_)) && date.rule.as_str() == "date/year" && is_vague
}

/// What happened on a date, how sure that is, and the words that say it.
struct Told {
    role: DateRole,
    weight: i32,
    cue: Option<Span<Norm>>,
}

impl Told {
    fn surely(role: DateRole, cue: Span<Norm>) -> Self {
        Self { role, weight: STRONG, cue: Some(cue) }
    }
}

/// A date in its place.
#[derive(Clone, Copy)]
struct View<'s, 'd> {
    scope: &'s Scope<'s>,
    text: &'s Text,
    dates: &'d [&'s Mention<Date>],
    index: usize,
    sentence: usize,
    /// The place of the sentence in the scope.
    place: usize,
}

impl<'s> View<'s, '_> {
    fn date(&self) -> &'s Mention<Date> {
        self.dates[self.index]
    }

    fn norm(&self) -> &'s str {
        self.text.norm()
    }

    /// Whether a time of day stands behind the date.
    fn has_hour(&self) -> bool {
        let after = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        patterns::ASIDE.find(after).is_some_and(|aside| after[aside].contains(['時', ':']))
    }

    fn has_day(&self) -> bool {
        self.date().value.edtf.start().day().is_some()
    }

    fn sentence_span(&self) -> Span<Norm> {
        self.text.sentences()[self.sentence].span
    }

    fn event(&self, role: DateRole, weight: i32, cue: Option<Span<Norm>>) -> Event<'s> {
        let (start, end) = (self.sentence_span().start(), cue.map_or(self.sentence_span().end(), Span::end));
        let start = clip_up(self.norm(), start.max(end.saturating_sub(LONGEST_REACH)).min(end));
        let is_own = !patterns::OTHERS.is_match(&self.norm()[start.min(end)..end]);
        Event { role, date: self.date(), weight, cue, is_own, place: self.place }
    }

    /// Adds what the text says happened on the date.
    fn read(&self, events: &mut Vec<Event<'s>>) {
        let (start, words) = self.governed();
        if self.is_planned(self.date()) || self.dates_entry() && !self.heads_item() {
            return;
        }
        if let Some(told) = self.named() {
            events.push(self.told(told));
        } else if let Some((role, cue)) = self.cleft().filter(|_| !self.is_of_use(words)) {
            self.read_cleft(role, cue, events);
            // 流出に気付いた31日のうちに公表した: what describes the day and what was done on it.
            let is_put_out = |found: &Cue| found.role == DateRole::Disclosed && found.strength == Strength::Strong;
            if role != DateRole::Disclosed
                && self.is_dated(start, &["のうちに", "のうちに、"])
                && let Some(found) = cues::find(words).into_iter().find(is_put_out)
            {
                events.push(self.event(DateRole::Disclosed, STRONG, Some(Span::new(found.start, found.end).shift(start))));
            }
        } else if let Some(cue) = self.announcement().filter(|_| !self.is_interval()) {
            events.push(self.told(Told::surely(DateRole::Disclosed, cue)));
        } else if self.is_interval() && (patterns::USED.is_match(words) || self.is_of_data(words)) {
            self.read_use(start, words, events);
        } else if let Some(told) = self.published(start, words) {
            events.push(self.told(told));
        } else if !self.is_of_nothing(start, words) {
            self.read_clause(start, words, events);
        }
    }

    fn told(&self, Told { role, weight, cue }: Told) -> Event<'s> {
        self.event(role, weight, cue)
    }

    fn is_interval(&self) -> bool {
        matches!(self.date().value.edtf, Edtf::Interval(..))
    }

    /// The words that the date governs, behind a time of day and brackets, with where they start.
    fn governed(&self) -> (usize, &'s str) {
        let (from, to) = self.reach();
        let aside = patterns::ASIDE.find(&self.norm()[from..to]).map_or(0, |found| found.end);
        // The 朝 of 朝刊 is no time of day.
        let aside = if self.norm()[from + aside..to].starts_with('刊') { 0 } else { aside };
        (from + aside, &self.norm()[from + aside..to])
    }

    /// Whether 付で or で stands between the date and `start`, where the words that it governs begin.
    fn is_dated(&self, start: usize, ends: &[&str]) -> bool {
        let aside = &self.norm()[self.date().span.end().min(start)..start];
        ends.iter().any(|end| aside.ends_with(end))
    }

    /// What a label, or brackets behind the date, call it.
    fn named(&self) -> Option<Told> {
        let label = self.label().filter(|(role, _)| !self.is_interval() || *role != DateRole::Disclosed);
        if let Some((role, cue)) = label {
            // 公開:4月6日 of the page itself is no announcement of the victim's.
            let is_put_up = || cue.is_some_and(|cue| patterns::POSTED.is_match(self.text.slice(cue)));
            let is_dateline = self.is_publication() && (role == DateRole::Disclosed || is_put_up());
            let told = Told { role, weight: STRONG + 2, cue };
            return Some(if is_dateline { Told { role: DateRole::Disclosed, weight: STRONG - 2, cue } } else { told });
        }
        self.report().or_else(|| self.comes_out()).map(|cue| Told::surely(DateRole::Disclosed, cue))
    }

    /// Whether a stretch of time is that of the data: 対象は6日から8日までの取引, 流れたのは4月から6月までの手術の記録.
    fn is_of_data(&self, words: &str) -> bool {
        let (_, before) = self.before();
        let is_concerned = patterns::CONCERNED.is_match(before);
        patterns::DATA_OF_STRETCH.is_match(words) && (is_concerned || cues::find(words).is_empty())
    }

    /// Whether a stretch of time is that of the use: 見られたおそれがあるのは6日から8日に利用した客.
    fn is_of_use(&self, words: &str) -> bool {
        let is_topic = || self.before().1.trim_end_matches('、').ends_with("のは");
        self.is_interval() && (patterns::USED.is_match(words) && is_topic() || self.is_of_data(words))
    }

    /// Adds what the words before the date name it as the day of.
    fn read_cleft(&self, role: DateRole, cue: Span<Norm>, events: &mut Vec<Event<'s>>) {
        let said = self.text.slice(cue);
        let is_weak = cues::find(said).iter().all(|said| said.strength == Strength::Weak);
        let weight = if patterns::LAST_SEEN.is_match(said) {
            // When it was seen last it was still there.
            WEAK
        } else if is_weak && !self.takes_place() {
            STRONG - 1
        } else {
            STRONG + 1
        };
        events.push(self.event(role, weight, Some(cue)));
        if role == DateRole::Occurred && patterns::SEEN.is_match(said) {
            events.push(self.event(DateRole::Discovered, STRONG, Some(cue)));
        }
    }

    /// Adds a stretch of time in which people used what the incident is about.
    fn read_use(&self, start: usize, words: &str, events: &mut Vec<Event<'s>>) {
        events.push(self.event(DateRole::AffectedPeriod, STRONG, None));
        // What was entered in that time leaked: so long the attack went on.
        let cues = cues::find(words);
        // 6日から8日まで、申請者の氏名が掲載されていた: the stretch is of the sentence, not of the applicants.
        let is_apart = patterns::APART.is_match(words);
        if let Some(cue) = cues.iter().rfind(|cue| is_apart && cue.role == DateRole::Occurred && cue.strength == Strength::Strong)
        {
            let cue = Span::new(cue.start, cue.end).shift(start);
            events.push(self.event(DateRole::Occurred, STRONG - 1, Some(cue)));
            return;
        }
        let got_out = |cue: &&Cue| cue.role == DateRole::Occurred && patterns::LEAKED.is_match(&words[cue.start..cue.end]);
        if let Some(cue) = cues.iter().find(got_out) {
            let cue = Span::new(cue.start, cue.end).shift(start);
            events.push(self.event(DateRole::Occurred, WEAK - 1, Some(cue)));
        }
    }

    /// What was published on the date: 4月6日付で掲載, 4月6日の「…のお知らせ」を読んだ.
    fn published(&self, start: usize, words: &str) -> Option<Told> {
        let put_out = patterns::PUT_OUT.find(words).filter(|_| self.is_dated(start, &["付", "で"]));
        let of_day = || patterns::DOCUMENT_OF_DAY.find(words).filter(|_| self.is_dated(start, &["付の", "付けの"]));
        let found = put_out.or_else(|| patterns::DOCUMENT.find(words)).or_else(of_day)?;
        Some(Told::surely(DateRole::Disclosed, Span::new(found.start, found.end).shift(start)))
    }

    /// Whether the words after the date say that nothing of the incident happened on it.
    fn is_of_nothing(&self, start: usize, words: &str) -> bool {
        patterns::PORTION.is_match(words)
            || patterns::JUST_BEFORE.is_match(words)
            || self.is_of_arrest(start, words)
            || self.is_stretch_of_answer(words)
            || self.is_earlier_case(words)
            || patterns::PRECEDENT.is_match(words)
            || words.starts_with("以降") && self.text.slice(self.date().span).starts_with('翌')
            || self.bond(start, words) == Bond::Bound
    }

    /// Whether the date is the day of an arrest: 6日、警察は…侵入したとして男を逮捕した.
    fn is_of_arrest(&self, start: usize, words: &str) -> bool {
        let is_of_all = self.bond(start, words) == Bond::Loose && (self.before().1.is_empty() || self.before().1.ends_with('は'));
        is_of_all
            && patterns::ARREST.is_match(words)
            && (patterns::POLICE.is_match(words) || patterns::POLICE.is_match(self.before().1))
    }

    /// Whether a stretch of time is that of what was done afterwards: 6日から8日にかけて訪問し、誤って届いた通知を….
    fn is_stretch_of_answer(&self, words: &str) -> bool {
        let clause = words.split('、').next().unwrap_or(words);
        self.is_interval() && cues::find(clause).is_empty() && patterns::ANSWER.is_match(clause)
    }

    /// How the words of the date bind it to `words`.
    fn bond(&self, start: usize, words: &str) -> Bond {
        // 4月9日付けで発送した通知: the day is of the dispatch.
        if self.is_dated(start, &["付けで", "付で"]) { Bond::Tight } else { bond(words, self.is_interval()) }
    }

    /// Adds what the clause of the date says.
    fn read_clause(&self, start: usize, words: &str, events: &mut Vec<Event<'s>>) {
        let cues = self.cues(words);
        if let Some(told) = self.by_phrase(start, words, &cues) {
            events.push(self.told(told));
        } else if cues.is_empty() && (self.stands_alone(words) || self.heads_entry()) {
            if !self.is_publication() {
                let known = events.len();
                self.read_entry(&mut |role, weight, cue| events.push(self.event(role, weight, cue)));
                // A row of a digest begins with the day on which it became known.
                if self.heads_row() && events[known..].iter().all(|event| event.role != DateRole::Disclosed) {
                    events[known..].iter_mut().for_each(|event| event.weight -= WEAK);
                    events.push(self.event(DateRole::Disclosed, WEAK - 1, None));
                }
                if events.len() == known && self.is_interval() && self.is_in_digest() {
                    events.push(self.event(DateRole::Occurred, WEAK - 1, None));
                }
            }
        } else if cues.is_empty() {
            events.extend(self.by_default(words).map(|(role, weight)| self.event(role, weight, None)));
            // 6日、車を止めて戻ったところ、窓が割れていた.
            if self.has_day() && patterns::COMES_UPON.is_match(words) {
                events.push(self.event(DateRole::Discovered, WEAK - 1, None));
            }
        } else {
            self.read_predicates(start, words, &cues, events);
        }
    }

    /// The predicates in `words`, without what is done about the incident.
    fn cues(&self, words: &str) -> Vec<Cue> {
        let mut cues = cues::find(&without_quotations(words));
        cues.retain(|cue| cue.strength == Strength::Strong || !patterns::APOLOGY.is_match(&words[..cue.start]));
        // 持ち出しに気付いた: what was noticed is no event of its own.
        let found: Vec<usize> =
            (0..cues.len()).filter(|&at| cues[at].role == DateRole::Occurred && is_noticed(words, &cues[at], &cues)).collect();
        let mut at = 0;
        cues.retain(|_| {
            at += 1;
            !found.contains(&(at - 1))
        });
        // 県は6日、…9月に振り込んでいたと発表した: the announcement is of the day of the topic.
        if cues.iter().any(|cue| cue.role == DateRole::Disclosed)
            && let Some(taken) = self.taken()
        {
            let at = self.governed().0;
            cues.retain(|cue| cue.role != DateRole::Disclosed || cue.start + at != taken.start());
        }
        // 調査の結果、6日に侵入され、…したことが判明した: the day is not of the finding.
        if patterns::INQUIRED.is_match(self.before().1) && cues.iter().any(|cue| cue.role == DateRole::Occurred) {
            cues.retain(|cue| cue.role != DateRole::Discovered || !patterns::INSIDE.is_match(&words[..cue.start]));
        }
        // 対象の方には8日に文書を郵送した.
        if patterns::AFTERWARDS.is_match(self.before().1) {
            cues.retain(|cue| cue.strength == Strength::Strong || cue.role != DateRole::Occurred);
        }
        cues
    }

    /// The announcement at the end of the sentence that an earlier date of it has.
    fn taken(&self) -> Option<Span<Norm>> {
        let earlier = (self.index.saturating_sub(NEIGHBOURS)..self.index).rev();
        let mut views = earlier
            .take_while(|&index| self.dates[index].span.start() >= self.sentence_span().start())
            .map(|index| View { index, ..*self });
        views.find_map(|view| view.announcement())
    }

    /// What a phrase around the date says by itself, or the place of the date in an item of a digest.
    fn by_phrase(&self, start: usize, words: &str, cues: &[Cue]) -> Option<Told> {
        let (_, before) = self.before();
        let at = |found: std::ops::Range<usize>| Some(Span::new(found.start, found.end).shift(start));
        let is_cause = || patterns::CAUSE.is_match(before) && self.has_day() && !patterns::AFTERMATH.is_match(words);
        if patterns::THE_FIRST.is_match(words) || is_cause() {
            return Some(Told { role: DateRole::Occurred, weight: STRONG - 1, cue: None });
        }
        if patterns::OUTSIDER_BEFORE.is_match(before)
            && let Some(found) = patterns::TELLS.find(words)
        {
            return Some(Told { role: DateRole::Discovered, weight: STRONG, cue: at(found) });
        }
        let duration = patterns::DURATION.find(words).filter(|_| cues.is_empty());
        let mishap = patterns::ITS_MISHAP.find(words);
        let mishap = mishap.filter(|found| self.has_day() && cues.iter().all(|cue| cue.start >= found.end));
        if let Some(found) = duration.or(mishap) {
            return Some(Told { role: DateRole::Occurred, weight: STRONG - 1, cue: at(found) });
        }
        let is_of_item = self.heads_item() || cues.is_empty() && self.closes_item(words);
        is_of_item.then_some(Told { role: DateRole::Disclosed, weight: WEAK, cue: None })
    }

    /// What a date with no predicate after it is held to be the date of.
    fn by_default(&self, words: &str) -> impl Iterator<Item = (DateRole, i32)> {
        // 6日から7日にかけ、電話で削除をお願いし: what is done about it.
        let is_answer = || patterns::ANSWER.is_match(words) || patterns::TO_COME.is_match(words);
        let names_what = || ["のは", "のが"].iter().any(|end| self.before().1.trim_end_matches('、').ends_with(end));
        let is_told = || patterns::THE_STORY.is_match(words) && self.has_day() && !names_what();
        let goes_on_from = || self.has_hour() && patterns::FROM_HOUR.is_match(words);
        let of_stretch =
            (self.is_interval() && !is_answer() || is_told() || goes_on_from()).then_some((DateRole::Occurred, WEAK - 1));
        let closes = !self.is_interval() && self.has_day() && self.ends_item(words);
        let untold = self.untold(words, self.is_interval()).map(|weight| (DateRole::Occurred, weight));
        of_stretch.into_iter().chain(closes.then_some((DateRole::Disclosed, WEAK - 1))).chain(untold)
    }

    /// Adds what the predicates after the date say, as far as they are said of it.
    fn read_predicates(&self, start: usize, words: &str, cues: &[Cue], events: &mut Vec<Event<'s>>) {
        let words = &*without_quotations(words);
        let (_, before) = self.before();
        let bond = self.bond(start, words);
        let is_news = || patterns::NEWS.is_match(words) && cues.iter().filter(|cue| cue.role == DateRole::Discovered).count() < 2;
        if bond == Bond::Loose && self.is_in_digest() && before.trim().is_empty() && is_news() {
            events.push(self.event(DateRole::Disclosed, WEAK - 1, None));
            return;
        }
        let is_stretch = self.is_interval() || patterns::STRETCH.is_match(words);
        let mut add = |cue: &Cue, lower: i32| {
            let at = Some(Span::new(cue.start, cue.end).shift(start));
            if is_stretch && cue.role == DateRole::Discovered {
                // 6日から7日にかけて試行を検知した: what goes on for a time is what was found.
                events.push(self.event(DateRole::Occurred, WEAK - lower, at));
                return;
            }
            events.push(self.event(cue.role, weight(cue) - lower, at));
            if cue.role == DateRole::Occurred && patterns::SEEN.is_match(&words[cue.start..cue.end]) {
                events.push(self.event(DateRole::Discovered, weight(cue) - lower - 1, at));
            }
        };
        match bond {
            Bond::Tight if !is_actor(words, cues) => {
                let is_topical = self.has_day() && !self.is_interval() && before.trim_end_matches('、').ends_with('は');
                tight(words, cues, is_topical, add);
            }
            _ => loose(words, cues, self.has_day() && !is_stretch, &mut add),
        }
    }

    /// A date that is an entry of a chronicle: what happened stands in the passages after it.
    fn read_entry(&self, add: &mut impl FnMut(DateRole, i32, Option<Span<Norm>>)) {
        let next = self.dates.get(self.index + 1).map_or(self.norm().len(), |date| date.span.start());
        let place = self.scope.sentences.partition_point(|&sentence| sentence <= self.sentence);
        let mut left = LONGEST_ENTRY;
        for &sentence in &self.scope.sentences[place..] {
            let span = self.text.sentences()[sentence].span;
            if span.start() >= next || left == 0 || self.leaves_entry(sentence) {
                return;
            }
            left -= 1;
            let to = clip(self.norm(), span.start(), span.end().min(next).min(span.start() + LONGEST_REACH));
            let words = &self.norm()[span.start()..to];
            let is_interval = matches!(self.date().value.edtf, Edtf::Interval(..));
            loose(words, &cues::find(&without_quotations(words)), true, &mut |cue, lower| {
                // An entry of several days tells of much; nothing is found for days on end.
                let lower = lower + if is_interval { WEAK } else { 0 };
                if !(is_interval && cue.role == DateRole::Discovered) {
                    add(cue.role, weight(cue) - lower, Some(Span::new(cue.start, cue.end).shift(span.start())));
                }
            });
        }
    }

    /// Whether a sentence stands outside what a date heads: in another row, below another heading.
    fn leaves_entry(&self, sentence: usize) -> bool {
        let passages = self.text.passages();
        let kind = |sentence: usize| &passages[self.text.sentences()[sentence].passage].kind;
        match (kind(self.sentence), kind(sentence)) {
            (BlockKind::Cell(head), BlockKind::Cell(cell)) => (head.table, head.row) != (cell.table, cell.row),
            (BlockKind::Heading(head), BlockKind::Heading(other)) => other <= head,
            (BlockKind::Cell(_), _) | (_, BlockKind::Heading(_)) => true,
            _ => false,
        }
    }

    /// The text that the date governs: up to the next date of the sentence that does not share it.
    fn reach(&self) -> (usize, usize) {
        let end = self.sentence_span().end();
        let mut from = self.date().span.end();
        let mut to = end;
        for next in &self.dates[self.index + 1..] {
            if next.span.start() >= end {
                break;
            }
            if is_no_day(next) || self.is_planned(next) {
                continue;
            }
            if patterns::SHARED.is_match(&self.norm()[from..next.span.start()]) {
                from = next.span.end();
            } else {
                to = next.span.start();
                break;
            }
        }
        let to = clip(self.norm(), from, to.min(from + LONGEST_REACH));
        // 告げられたのが4月5日、公表したのは10日: what names the next date is not said of this one.
        let words = &self.norm()[from..to];
        let to = match words.rfind('、') {
            Some(comma) if to < end && patterns::CLEFT.is_match(words) => from + comma,
            // …が対象(公表5日).
            _ if to < end && patterns::CLEFT.is_match(words) => words.rfind('(').map_or(to, |bracket| from + bracket),
            _ => to,
        };
        (from, from + bracketed(&self.norm()[from..to]))
    }

    /// The brackets behind the date that call it the day of an announcement: 4月6日(第一報).
    fn report(&self) -> Option<Span<Norm>> {
        let end = self.date().span.end();
        let found = patterns::REPORT.find(&self.norm()[end..self.sentence_span().end().max(end)])?;
        Some(Span::new(end + '('.len_utf8(), end + found.end))
    }

    /// The words that say that the public learned of a fact on this day: 流出していたことが6日、分かった.
    fn comes_out(&self) -> Option<Span<Norm>> {
        let (end, last) = (self.date().span.end(), self.sentence_span().end());
        let words = &self.norm()[end..last.max(end)];
        let aside = patterns::ASIDE.find(words).map_or(0, |found| found.end);
        let is_fact = || patterns::FACT_BEFORE.is_match(self.before().1) || patterns::REPORTER.is_match(self.before().1);
        let is_own = |found: &std::ops::Range<usize>| patterns::SOURCE.is_match(&words[aside..][found.clone()]);
        let found = patterns::COMES_OUT.find(&words[aside..]).filter(|found| is_fact() && !is_own(found))?;
        Some(Span::new(end + aside + found.start, end + aside + found.end))
    }

    /// Whether another date follows in the sentence.
    fn has_later_date(&self) -> bool {
        self.dates.get(self.index + 1).is_some_and(|date| date.span.start() < self.sentence_span().end())
    }

    /// The words of the sentence before the date, as many as matter. Of 前日の20日 and 昨日(7日) the first date says the same.
    fn before(&self) -> (usize, &'s str) {
        let start = self.sentence_span().start();
        let mut to = self.date().span.start();
        for earlier in self.dates[..self.index].iter().rev() {
            if earlier.span.start() < start || !matches!(&self.norm()[earlier.span.end()..to], "の" | "(") {
                break;
            }
            to = earlier.span.start();
        }
        let from = clip_up(self.norm(), start.max(to.saturating_sub(240)));
        (from, &self.norm()[from..to])
    }

    /// The announcement at the end of the sentence, if the date says when its topic made it: 県は6日、…と発表した.
    fn announcement(&self) -> Option<Span<Norm>> {
        let (_, before) = self.before();
        let after = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let after = &after[patterns::ASIDE.find(after).map_or(0, |found| found.end)..];
        // 市は6日に侵入を確認し、…と発表した: the day is of the next predicate.
        let first = &after[..after.find('、').map_or(after.len(), |comma| comma + "、".len())];
        let is_tight = after.starts_with('に')
            && first.len() > "には".len()
            && first.len() < after.len()
            && patterns::GOES_ON_TO.is_match(first.trim_end_matches('、'))
            && cues::find(first).iter().any(|cue| matches!(cue.role, DateRole::Discovered | DateRole::Occurred));
        if is_tight {
            return None;
        }
        let is_topic = (before.ends_with(['は', 'も']) && after.starts_with(['、', 'に', 'ま']))
            || (before.ends_with('が') && after.starts_with(['、', 'に']))
            || ((before.is_empty() || before.ends_with('、')) && after.starts_with('、'))
            || (patterns::SPEAKER.is_match(after) && !self.has_later_date());
        if !is_topic || patterns::JUST_BEFORE.is_match(after) {
            return None;
        }
        let end = self.sentence_span().end();
        let from = clip_up(self.norm(), self.date().span.end().max(end.saturating_sub(90)));
        let cue = cues::find(&self.norm()[from..end]).into_iter().rfind(|cue| cue.role == DateRole::Disclosed)?;
        let at = from + cue.start;
        // 15日、…ことが分かり、公表に踏み切った: the day is first of the finding.
        let told = &self.norm()[self.date().span.end().min(at)..at];
        if !told.ends_with(['と', 'を', '旨']) && patterns::FOUND_THEN.is_match(told) {
            return None;
        }
        // A later date may have the announcement for itself: 6日、…し、8日に公表した.
        let claimed = self.dates[self.index + 1..].iter().take_while(|date| date.span.end() <= at).last().is_some_and(|date| {
            let between = without_quotations(&self.norm()[date.span.end()..at]);
            // 12日に感染していたと公表した: the later date is of what is announced.
            // 10日、3日に起きた障害の原因を発表した.
            let is_told =
                ["たと", "ると"].iter().any(|end| between.trim_end().ends_with(end)) || patterns::RELATIVE.is_match(&between);
            between.chars().filter(|c| !c.is_whitespace()).count() <= 12 && !between.contains('、') && !is_told
        });
        // So may one that a later topic has: 病院が昨年11月に攻撃を受けた問題で、同病院は30日、…と公表した.
        let later = self.dates[self.index + 1..].iter().take(NEIGHBOURS);
        let topic_later = later.take_while(|date| date.span.end() <= at).any(|date| {
            let (before, after) = (&self.norm()[..date.span.start()], &self.norm()[date.span.end()..]);
            before.ends_with(['は', 'も']) && after.starts_with(['、', 'に', 'ま', '夕', '夜', '午'])
        });
        // An earlier date of the sentence has it already.
        let taken = self.dates[..self.index]
            .iter()
            .rev()
            .take(NEIGHBOURS)
            .take_while(|date| date.span.start() >= self.sentence_span().start())
            .any(|date| self.norm()[self.sentence_span().start()..date.span.start()].ends_with(['は', 'も', 'が']));
        let ends = self.norm()[from + cue.end..end].chars().count() <= 24;
        (!claimed && !topic_later && !taken && ends).then(|| Span::new(cue.start, cue.end).shift(from))
    }

    /// The words before the date that name it as the day of what they say.
    fn cleft(&self) -> Option<(DateRole, Span<Norm>)> {
        let (from, before) = self.before();
        if let Some(found) = patterns::SUBJECT.find(before).filter(|_| !self.ends_trouble() && !self.is_found_out()) {
            return Some((DateRole::Occurred, Span::new(from + found.start, from + found.end)));
        }
        if let Some(found) = patterns::PUBLICATION.find(before) {
            return Some((DateRole::Disclosed, Span::new(from + found.start, from + found.end)));
        }
        let is_stretch = matches!(self.date().value.edtf, Edtf::Interval(..));
        if let Some(found) = patterns::USE_TOPIC.find(before).filter(|_| is_stretch) {
            return Some((DateRole::AffectedPeriod, Span::new(from + found.start, from + found.end)));
        }
        let begins = self.norm()[self.date().span.end()..].starts_with("から");
        let is_attack = patterns::PERIOD_OF_ATTACK.is_match(before);
        if patterns::PERIOD.is_match(before) && (begins || is_attack || matches!(self.date().value.edtf, Edtf::Interval(..))) {
            let is_use = before.contains("対象") || before.contains("利用") || before.contains("該当");
            let role = if is_use { DateRole::AffectedPeriod } else { DateRole::Occurred };
            let at = from + before.rfind("期間").unwrap_or_default();
            return Some((role, Span::new(at, at + "期間".len())));
        }
        let after = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let after = &after[patterns::HOURS.find(after).map_or(0, |found| found.end)..];
        if let Some(found) = patterns::MISHAP_IN_BRACKETS.find(before).filter(|_| after.starts_with(')')) {
            return Some((DateRole::Occurred, Span::new(from + found.start, from + found.end)));
        }
        if let Some(said) = before.strip_suffix('(')
            && after.starts_with(')')
            && let Some(cue) = cues::find(said).into_iter().next_back()
            && said[cue.end..].chars().count() <= 4
        {
            return Some((cue.role, Span::new(cue.start, cue.end).shift(from)));
        }
        if let Some(found) = patterns::DESCRIBED.find(before)
            && let Some(cue) = cues::find(before).into_iter().next_back()
            && cue.end > found.start
            && cue.end <= before.len()
            && matches!(cue.role, DateRole::Discovered | DateRole::Occurred)
            && cue.strength == Strength::Strong
        {
            return Some((cue.role, Span::new(cue.start, cue.end).shift(from)));
        }
        if let Some(found) = patterns::LAST_SEEN.find(before) {
            return Some((DateRole::Occurred, Span::new(from + found.start, from + found.end)));
        }
        let is_other = |end: usize| cues::is_other_news(before[..end].trim_end_matches(['(', ' ', 'は', 'が', 'の', '、']));
        let noun = patterns::NOUNS.iter().find_map(|(role, pattern)| Some((*role, pattern.find(before)?)));
        let is_of_finding = |role| role == DateRole::Occurred && self.is_found_out();
        if let Some((role, found)) =
            noun.filter(|(role, found)| self.ends_clause() && !is_other(found.end) && !is_of_finding(*role))
        {
            return Some((role, Span::new(from + found.start, from + found.end)));
        }
        if let Some(found) = patterns::SUFFERED.find(before)
            && cues::find(&before[found.clone()]).is_empty()
            && !patterns::AFTERMATH.is_match(&before[found.clone()])
        {
            return Some((DateRole::Occurred, Span::new(from + found.start, from + found.end)));
        }
        // 侵入されていたのが、6日に調査で分かった: the day is of the finding.
        let is_fact = before.trim_end_matches(['、', ' ']).ends_with("のが") && self.is_found_out();
        let found = patterns::CLEFT.find(before).filter(|found| !is_fact && !is_other(found.end))?;
        if patterns::DATA_OF.is_match(&self.norm()[self.date().span.end()..self.sentence_span().end()]) {
            return None;
        }
        // 発生8/26 names the day, 発表翌日の株価 another one.
        let is_label = before.ends_with(['表', '明', '覚', '生']);
        if is_label && !self.text.slice(self.date().span).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let own = self.dates[..self.index].iter().rev().find(|date| date.span.end() <= from + before.len());
        let own = own.map_or(from, |last| last.span.end().max(from));
        let words = without_quotations(&self.norm()[own..(from + found.end).max(own)]);
        let cue = cues::find(&words).into_iter().next_back().filter(|cue| cue.role != DateRole::Contained);
        // 判明していながら公表は10日: the noun names the day, not the verb before it.
        let is_noun = !before[found.clone()].trim_start_matches(['、', ' ']).starts_with(['の', '日', '時']);
        let cue = cue.filter(|cue| !is_noun || own + cue.end > from + found.start);
        let cue = cue.map(|cue| (cue.role, Span::new(cue.start, cue.end).shift(own)));
        cue.or_else(|| {
            let noun = ["発表", "公表", "判明", "発覚", "発生", "確認"]
                .into_iter()
                .find_map(|noun| before[found.clone()].find(noun).map(|at| (noun, at)));
            noun.map(|(noun, at)| {
                let role = match noun {
                    "発表" | "公表" => DateRole::Disclosed,
                    "発生" => DateRole::Occurred,
                    _ => DateRole::Discovered,
                };
                let start = from + found.start + at;
                (role, Span::new(start, start + noun.len()))
            })
        })
    }

    /// Whether the sentence ends by saying that what its topic names took place on the date: トラブルは10日、…起きた.
    fn takes_place(&self) -> bool {
        patterns::TAKES_PLACE.is_match(&self.norm()[self.date().span.end()..self.sentence_span().end()])
    }

    /// Whether the clause of the date says that the trouble was over: 障害は、7日に復旧した.
    fn ends_trouble(&self) -> bool {
        patterns::OVER.is_match(&self.norm()[self.date().span.end()..self.sentence_span().end()])
    }

    /// Whether the clause of the date says that it was found out then: 流出は6日、…の指摘で発覚した.
    fn is_found_out(&self) -> bool {
        patterns::FOUND_OUT.is_match(&self.norm()[self.date().span.end()..self.sentence_span().end()])
    }

    /// Whether the clause ends with the date and its time of day: 検知は4月6日の朝で、….
    fn ends_clause(&self) -> bool {
        let after = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let after = &after[patterns::ASIDE.find(after).map_or(0, |found| found.end)..];
        after.is_empty()
            || after.starts_with(['、', '。', ')', '」', ','])
            || ["だ", "で", "の", "に", "と"].iter().any(|word| after.starts_with(word))
    }

    /// The role that a label beside the date gives it: 発生日時:, the heading of its row or column, the term before it.
    fn label(&self) -> Option<(DateRole, Option<Span<Norm>>)> {
        let role = |label: &str| {
            let label = label
                .trim()
                .trim_end_matches([':', '=', ' ', '】', ')', '(', '〉', '>', '…', '―', '-', '」'])
                .trim_start_matches(|c: char| !c.is_alphabetic());
            if cues::is_other_news(label) {
                return None;
            }
            let named = patterns::LABELS.iter().find(|(_, pattern)| pattern.is_match(label)).map(|(role, _)| *role);
            named.or_else(|| {
                let says = patterns::SAYS_WHEN.is_match(label) && label.chars().nth(20).is_none();
                cues::find(label).last().filter(|_| says).map(|cue| cue.role)
            })
        };
        let (from, before) = self.before();
        let passage_index = self.text.sentences()[self.sentence].passage;
        let passage = &self.text.passages()[passage_index];
        if let BlockKind::Cell(cell) = &passage.kind {
            if let Some(role) = cell.column_heading.as_deref().and_then(|heading| self.of_series(heading, passage.span)) {
                return Some((role, None));
            }
            // 日時 over a column heads a chronicle.
            let column = cell.column_heading.as_deref().filter(|heading| heading.trim() != "日時");
            if let Some((heading, role)) =
                [cell.row_heading.as_deref(), column].into_iter().flatten().find_map(|heading| Some((heading, role(heading)?)))
                && before.chars().count() <= 4
            {
                // What was put up before the page itself is what should not have been.
                let is_earlier = |published: Edtf| self.date().value.edtf < published;
                let is_thing = patterns::PUT_UP.is_match(heading) && self.scope.reading.page.published.is_some_and(is_earlier);
                return Some((if is_thing { DateRole::Occurred } else { role }, None));
            }
        }
        let line = before.rsplit(['\n', '。', '、']).next().unwrap_or_default();
        let is_label = line.trim_end().ends_with([':', '=', '】', '〉', '>', '…', '('])
            || (line.chars().count() <= 16 && line.ends_with([' ', '日', '時', '間']));
        if is_label && line.chars().count() <= 24 {
            return role(line).map(|role| (role, Some(Span::new(from + before.len() - line.len(), from + before.len()))));
        }
        // A label in a block of its own: a term, a short heading.
        if before.trim().is_empty() && passage.span.start() + 12 >= self.date().span.start() {
            let above = self.text.passages().get(passage_index.checked_sub(1)?)?;
            let label = self.text.slice(above.span);
            let longest = if matches!(above.kind, BlockKind::Term | BlockKind::Heading(_)) { 20 } else { 10 };
            let is_label = label.chars().count() <= longest && !label.contains(['。', '、', 'を']);
            // 判明の経緯 stands over the whole story, which says on which of its days.
            let is_told = || {
                let rest = &self.norm()[self.date().span.end()..self.sentence_span().end()];
                cues::find(rest).iter().any(|cue| cue.role == DateRole::Discovered)
            };
            let is_story = patterns::STORY.is_match(label) && self.sentence_span().len() > LONGEST_VALUE && is_told();
            return role(label).filter(|_| is_label && !is_story).map(|role| (role, Some(above.span)));
        }
        None
    }

    /// The role of a date in a column whose heading names several, in the order of its dates: 発生→判明→発表.
    fn of_series(&self, heading: &str, cell: Span<Norm>) -> Option<DateRole> {
        let labels: Vec<&str> = heading.split(patterns::SERIES).collect();
        let words = self.text.slice(cell);
        if labels.len() < 2 || words.split(patterns::SERIES).count() != labels.len() {
            return None;
        }
        let before = &words[..self.date().span.start().checked_sub(cell.start())?];
        let label = labels.get(before.matches(patterns::SERIES).count())?.trim();
        let named = |words: &[&str]| words.iter().any(|word| label.contains(word));
        if named(&["公表", "発表", "報道", "公開"]) {
            Some(DateRole::Disclosed)
        } else if named(&["判明", "発覚", "検知", "認知", "発見", "把握"]) {
            Some(DateRole::Discovered)
        } else {
            named(&["発生", "紛失", "盗難", "送信", "発送", "攻撃"]).then_some(DateRole::Occurred)
        }
    }

    /// Whether the clause tells of what happened in the same place in another month: 市では5月、…が起きていた, 4月にも….
    fn is_earlier_case(&self, words: &str) -> bool {
        let (_, before) = self.before();
        let is_other = || before.ends_with("では") && patterns::GOING_ON.is_match(words);
        !self.has_day() && (words.starts_with("にも") || is_other())
    }

    /// How sure it is that something past of which `words`, after the date, say nothing else is the incident itself.
    fn untold(&self, words: &str, is_interval: bool) -> Option<i32> {
        let (_, before) = self.before();
        if patterns::BEGINNING.is_match(before) {
            return Some(STRONG);
        }
        let is_past = (patterns::PAST.is_match(words) || self.has_day() && patterns::NOMINAL.is_match(words))
            && !self.is_aftermath(words)
            && !describes(&patterns::OF_NOUN, words);
        // 合格発表(4月14日)への影響を避けた: the day is that of the noun before it.
        if before.ends_with('(') && words.starts_with(')') && !patterns::SAME_IN_BRACKETS.is_match(before) {
            return None;
        }
        let before = before.trim_end_matches(['、', ' ']);
        let is_cleft = ["のは", "のが"].iter().any(|end| before.ends_with(end));
        (is_past && !is_interval && !is_cleft).then_some(WEAK - 3)
    }

    /// Whether the predicate of the date, or that of the whole sentence, says what is done after an incident.
    fn is_aftermath(&self, words: &str) -> bool {
        let sentence = words.split('。').next().unwrap_or(words);
        let clause = match bond(words, self.is_interval()) {
            Bond::Tight if !words.starts_with('の') => sentence.split('、').next().unwrap_or(sentence),
            _ => sentence,
        };
        let is_done =
            |clause: &str| patterns::AFTERMATH.is_match(&clause[clip_up(clause, clause.len().saturating_sub(PREDICATE))..]);
        is_done(clause) || is_done(sentence)
    }

    /// Whether the scope is one of several items of its post.
    fn is_in_digest(&self) -> bool {
        self.scope.sentences.len() < self.text.sentences().len()
    }

    /// Whether the date closes an item of a digest: 〇〇市 教諭がUSBメモリを紛失 2021年4月6日.
    fn ends_item(&self, words: &str) -> bool {
        let (_, before) = self.before();
        self.is_in_digest() && !words.contains(char::is_alphanumeric) && before.chars().nth(8).is_some()
    }

    /// Whether the date stands alone in brackets behind the last full stop of an item of a digest: …を紛失した。(9月17日)
    fn closes_item(&self, words: &str) -> bool {
        let (_, before) = self.before();
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let closes = !words.contains(char::is_alphanumeric) && words.trim_start().starts_with(')');
        self.has_day()
            && self.is_in_digest()
            && before.trim() == "("
            && closes
            && passage.span.start() < self.sentence_span().start()
    }

    /// Whether the date stands in the first cell of a row of a digest.
    fn heads_row(&self) -> bool {
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let is_first = matches!(&passage.kind, BlockKind::Cell(cell) if cell.column == 0);
        is_first && self.has_day() && self.is_in_digest() && !self.is_interval()
    }

    /// Whether the date begins a heading: what stands below is told of that day.
    fn heads_entry(&self) -> bool {
        let (_, before) = self.before();
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let is_heading = matches!(passage.kind, BlockKind::Heading(2..) | BlockKind::Term);
        is_heading && self.has_day() && !before.contains(char::is_alphanumeric)
    }

    /// Whether the date says when something is to take place, which describes a noun: 7月14日に開く相談会.
    fn is_planned(&self, date: &Mention<Date>) -> bool {
        date::is_planned(&self.norm()[date.span.end()..])
    }

    /// Whether the date heads an entry of a diary, as the day on which it was written: 6/23 調べる側が抜かれる.
    fn dates_entry(&self) -> bool {
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let is_heading = matches!(passage.kind, BlockKind::Heading(_) | BlockKind::Term);
        let words = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let is_set_off = words.starts_with([' ', ':', '|', '】', ')', '-', '・']) && !self.has_hour();
        is_heading && is_set_off && self.has_day() && self.is_publication() && !self.before().1.contains(char::is_alphanumeric)
    }

    /// Whether the date heads an item of a digest, before the one that it is about: 6月3日 北浜市立病院 書類の紛失.
    fn heads_item(&self) -> bool {
        let (_, before) = self.before();
        let words = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let is_heading = || {
            let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
            matches!(passage.kind, BlockKind::Heading(_) | BlockKind::Term)
        };
        let first = || {
            let all = &self.scope.reading.mentions.organizations;
            let next = all.partition_point(|mention| mention.span.start() < self.date().span.end());
            all.get(next).filter(|mention| self.sentence_span().contains(mention.span))
        };
        // 7/6 北浜市立病院(北浜市) 6月30日、…: the one that it is about stands by itself.
        let names_one_alone = || {
            let Some(mention) = first() else { return false };
            let gap = &self.norm()[self.date().span.end()..mention.span.start().max(self.date().span.end())];
            let rest = &self.norm()[mention.span.end()..self.sentence_span().end()];
            // 7/22 青葉県の私立みなと高校 …が所在不明に。
            let place = patterns::PLACE.find(rest).map_or(0, |found| found.end);
            let name = rest[place..].find([' ', '(', ':', '/', '|', '】', '―', '-']).filter(|_| place > 0).unwrap_or(0);
            let rest = &rest[place + name..];
            !gap.contains(char::is_alphanumeric)
                && name <= LONGEST_NAME
                && (rest.is_empty() || rest.starts_with([' ', '(', ':', '/', '|', '】', '―', '-']))
        };
        let is_post = self.scope.reading.page.posts.len() > 1;
        // 【6/24】北浜市立病院の医師が…: the brackets set the day off from what is told.
        let is_set_off = || before.trim_start().ends_with(['【', '(', '[', '〔']) && !is_post && first().is_some();
        self.has_day()
            && (self.is_in_digest() || is_post)
            && !before.contains(char::is_alphanumeric)
            && words.starts_with([' ', ':', '/', '|', '】', ')', '-', '・'])
            && (is_heading() && !is_post && first().is_some() || is_set_off() || names_one_alone())
    }

    /// Whether the date is the one on which the post or page was published.
    fn is_publication(&self) -> bool {
        let page = self.scope.reading.page;
        let post = page.posts[self.scope.reading.post].date;
        [post, page.published, page.modified].contains(&Some(self.date().value.edtf))
    }

    /// Whether nothing but the date stands in its passage up to `words`, the rest of its sentence.
    fn stands_alone(&self, words: &str) -> bool {
        let (_, before) = self.before();
        let is_bare = |words: &str| !words.contains(|c: char| c.is_alphanumeric());
        is_bare(words) && is_bare(before)
    }
}

/// `words` with as many spaces for what stands in quotation marks: somebody's words, or a name.
fn without_quotations(words: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '」' | '』' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            out.push(c);
        } else {
            out.push_str(match c.len_utf8() {
                1 => " ",
                2 => "\u{a0}",
                3 => "\u{3000}",
                _ => "\u{3000} ",
            });
        }
        match c {
            '「' | '『' => depth += 1,
            _ => {}
        }
    }
    out
}

/// How far `words` go before they close a bracket that was opened before them: (4月6日発表)….
fn bracketed(words: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in words.char_indices() {
        match c {
            '(' => depth += 1,
            // 金曜(19日)に: the bracket holds the date alone.
            ')' if depth == 0 && at > 0 => return at + 1,
            ')' if depth == 0 => {}
            ')' => depth -= 1,
            _ => {}
        }
    }
    words.len()
}

/// The largest offset up to `to` that is a character boundary, at least `from`.
fn clip(text: &str, from: usize, to: usize) -> usize {
    (from..=to).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(from)
}

/// The smallest offset from `from` on that is a character boundary.
fn clip_up(text: &str, from: usize) -> usize {
    (from..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
