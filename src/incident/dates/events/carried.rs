//! What the sentences without a date say happened on the day that a sentence before them tells of.

use super::{Event, without_quotations};
use crate::edtf::Edtf;
use crate::extract::{Date, Mention};
use crate::incident::dates::clauses::{STRONG, WEAK, loose, weight};
use crate::incident::dates::cues::{self, Strength};
use crate::incident::dates::patterns;
use crate::incident::relevance::{InScope, Manner};
use crate::incident::{DateRole, Scope};
use crate::text::{Norm, Sentence, Span, Text};

/// How much less sure it is that a sentence without a date tells of the day mentioned before it.
const CARRIED: i32 = 3;

/// How far below a label of the day the story may stand, in sentences.
const BELOW_LABEL: usize = 3;

/// How far below a day a sentence with a time of day may stand, in sentences.
const BELOW_DAY: usize = 8;

/// How a sentence with a date leads to what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// It tells of something itself: what follows needs words for the same day.
    Tells,
    /// 発端は3月6日。: it says no more than when.
    Opens,
    /// 6日、車を止めた。: somebody did something before it happened.
    Sets,
    /// 発生日時 3月6日: what stands below tells how.
    Labels,
}

/// The day that was mentioned last.
#[derive(Debug, Clone, Copy)]
struct Day<'s> {
    event: Event<'s>,
    lead: Lead,
    /// The sentence that mentions it.
    sentence: usize,
}

/// Adds what the sentences without a date say happened on the day that the sentence before them tells of.
pub(super) fn carry<'s>(scope: &'s Scope, manners: &InScope, dates: &[&'s Mention<Date>], events: &mut Vec<Event<'s>>) {
    let text = scope.text();
    let known = events.clone();
    let mut known = &known[..];
    let mut dates = dates.iter().peekable();
    let mut day: Option<Day<'s>> = None;
    // The last line that was told of the same day, if it goes on in the next.
    let mut unfinished: Option<usize> = None;
    for (place, &index) in scope.sentences.iter().enumerate() {
        let sentence = &text.sentences()[index];
        let mut last_date = None;
        while let Some(date) = dates.next_if(|date| date.span.start() < sentence.span.end()) {
            last_date = Some(*date);
        }
        let (own, rest) =
            known.split_at(known.iter().position(|event| event.date.span.start() >= sentence.span.end()).unwrap_or(known.len()));
        known = rest;
        let is_report = manners.at(place) == Manner::Report;
        if let Some(date) = last_date {
            day = led(text, sentence, date, own, is_report).map(|(event, lead)| Day {
                event: Event { place, ..event },
                lead,
                sentence: index,
            });
            continue;
        }
        let Some(day) = day.filter(|_| is_report) else { continue };
        let words = text.slice(sentence.span);
        let told = Told { words, start: sentence.span.start(), event: day.event };
        let is_line_of = |last: usize| last + 1 == index && text.sentences()[last].passage == sentence.passage;
        let goes_on = unfinished.take().is_some_and(is_line_of);
        let is_same_day = patterns::SAME_DAY.is_match(words) || goes_on;
        let is_next = index == day.sentence + 1 && sentence.passage <= text.sentences()[day.sentence].passage + 1;
        if day.lead == Lead::Labels && index - day.sentence <= BELOW_LABEL {
            told.found_below(events);
        }
        if is_next && day.lead == Lead::Opens && !is_same_day {
            told.scene(1, |_| true, events);
        } else if is_next && day.lead == Lead::Sets && !is_same_day {
            // Of a scene no more is told than what happened, or that something was gone.
            let is_same = sentence.passage == text.sentences()[day.sentence].passage;
            let is_gone = patterns::GONE.is_match(words);
            let is_plain =
                |cue: &cues::Cue| is_same && cue.strength == Strength::Strong && (cue.role == DateRole::Occurred || is_gone);
            told.scene(CARRIED, is_plain, events);
        } else if is_same_day {
            // 4月6日に送信しました。|5分ほどして気付き: the next paragraph goes on.
            let is_near = index - day.sentence <= 2 && sentence.passage <= text.sentences()[day.sentence].passage + 1;
            // A time of day needs a day, even if it stands some passages above.
            let has_hour = || index - day.sentence <= BELOW_DAY && patterns::HOUR.is_match(words);
            if is_near || goes_on || has_hour() {
                told.same_day(events);
                unfinished = (!words.trim_end().ends_with(['。', ')', '」'])).then_some(index);
            }
        }
    }
}

/// The day that a sentence leads on from, by its last date and its own events, and how it does.
fn led<'s>(
    text: &Text,
    sentence: &Sentence,
    date: &'s Mention<Date>,
    own: &[Event<'s>],
    is_report: bool,
) -> Option<(Event<'s>, Lead)> {
    let is_day = |date: &Mention<Date>| matches!(date.value.edtf, Edtf::Date(day) if day.day().is_some());
    let (before, after) = (
        &text.norm()[sentence.span.start().min(date.span.start())..date.span.start()],
        &text.norm()[date.span.end().min(sentence.span.end())..sentence.span.end()],
    );
    let of_date = || own.iter().filter(|event| event.date.span == date.span);
    let is_told_of = || !before.contains(|c: char| !c.is_ascii() && c.is_alphabetic()) && patterns::IS_TOLD_OF.is_match(after);
    let opens =
        is_day(date) && is_report && patterns::ONLY_WHEN.is_match(after) && (patterns::OPENS.is_match(before) || is_told_of());
    // What somebody did before it happened is the setting of what follows: 6日、車を止めた。戻ると….
    let sets = is_day(date) && is_report && patterns::SETTING.is_match(after);
    let is_bare = || of_date().all(|event| event.weight < 0 && event.role == DateRole::Occurred);
    let is_labelled = || of_date().any(|event| event.weight == STRONG + 2 && event.role == DateRole::Occurred);
    let lead = if opens {
        Lead::Opens
    } else if is_labelled() {
        Lead::Labels
    } else if sets && is_bare() {
        Lead::Sets
    } else {
        Lead::Tells
    };
    let setting = Event { role: DateRole::Occurred, date, weight: 0, cue: None, is_own: true, place: 0 };
    let tells = |event: &Event| {
        matches!(event.role, DateRole::Occurred | DateRole::Discovered | DateRole::Contained) && is_day(event.date)
    };
    let event = match own.last() {
        Some(last) => Some(*last).filter(tells).or(opens.then_some(setting)),
        None => (sets || opens).then_some(setting),
    };
    Some((event?, lead))
}

/// What a sentence without a date tells, on the day of an event before it.
struct Told<'s, 'w> {
    words: &'w str,
    /// Where the words stand.
    start: usize,
    event: Event<'s>,
}

impl<'s> Told<'s, '_> {
    fn at(&self, cue: &cues::Cue) -> Span<Norm> {
        Span::new(cue.start, cue.end).shift(self.start)
    }

    /// Adds what happened and was noticed on a day that the sentence before says no more of, less sure by `lower_by`.
    fn scene(&self, lower_by: i32, may_be: impl Fn(&cues::Cue) -> bool, events: &mut Vec<Event<'s>>) {
        loose(self.words, &cues::find(&without_quotations(self.words)), true, &mut |cue, lower| {
            if !may_be(cue) || !matches!(cue.role, DateRole::Occurred | DateRole::Discovered) {
                return;
            }
            let weight = weight(cue) - lower - lower_by;
            events.push(Event { role: cue.role, weight, cue: Some(self.at(cue)), ..self.event });
            let is_seen = || patterns::SEEN.is_match(&self.words[cue.start..cue.end]) || patterns::SIGHT.is_match(self.words);
            if cue.role == DateRole::Occurred && is_seen() {
                events.push(Event { role: DateRole::Discovered, weight: weight - 1, cue: Some(self.at(cue)), ..self.event });
            }
        });
    }

    /// Adds that what a label names the day of was noticed on it, if the story below the label says that it was.
    fn found_below(&self, events: &mut Vec<Event<'s>>) {
        let cues = cues::find(&without_quotations(self.words));
        let is_found = |cue: &&cues::Cue| cue.role == DateRole::Discovered && cue.strength == Strength::Strong;
        if let Some(found) = cues.iter().find(is_found) {
            events.push(Event { role: DateRole::Discovered, weight: WEAK - 1, cue: Some(self.at(found)), ..self.event });
        }
    }

    /// Adds what words for the same day say: その日の夜、….
    fn same_day(&self, events: &mut Vec<Event<'s>>) {
        // 戻ると窓が割られ、かばんがなくなっていた: that is how it was noticed.
        if patterns::COMES_BACK.is_match(self.words) {
            events.push(Event { role: DateRole::Discovered, weight: WEAK - 1, cue: None, ..self.event });
        }
        loose(self.words, &cues::find(&without_quotations(self.words)), true, &mut |cue, lower| {
            let is_at_once = cue.role == DateRole::Disclosed && patterns::AT_ONCE.is_match(self.words);
            if is_at_once || matches!(cue.role, DateRole::Occurred | DateRole::Discovered) {
                // 戻ると窓が割られ、鞄が無くなっているのに気付き: what was seen comes before that it was.
                let lower = if cue.role == DateRole::Discovered { lower.min(1) } else { lower };
                let weight = weight(cue) - lower - CARRIED;
                events.push(Event { role: cue.role, weight, cue: Some(self.at(cue)), ..self.event });
            }
        });
    }
}
