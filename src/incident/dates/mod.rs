//! When what happened.
//!
//! Each date of a scope is bound to the predicates that its place in the sentence binds it to ([`events`]); for each role
//! the best of them is the record's.

mod cues;
mod events;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::{DateRole, EventDate, Evidence, Scope, group};
use crate::extract::rule::CodeRule;
use crate::extract::{Date, Mention, YearFrom};
use crate::text::Text;
use events::{Event, events};

/// The rules by which a date has a role.
pub const RULES: &[CodeRule] = cues::RULES;

/// The dates of the incident with their roles, in the order of the text, each pair of role and date once.
#[must_use]
pub fn of(scope: &Scope) -> Vec<EventDate> {
    let events = events(scope);
    let mut by_role: BTreeMap<DateRole, Vec<&Event>> = BTreeMap::new();
    for event in &events {
        by_role.entry(event.role).or_default().push(event);
    }
    let mut dates: Vec<EventDate> = Vec::new();
    for (role, events) in &by_role {
        match role {
            DateRole::Occurred | DateRole::Discovered => dates.extend(best(events)),
            DateRole::Disclosed => dates.extend(first(events)),
            _ => dates.extend(each(events)),
        }
    }
    if let Some(notice) = notice(scope) {
        dates.retain(|date| date.role != DateRole::Disclosed);
        dates.push(notice);
    }
    dates
}

/// The surest event, rather a day than a month; of equally sure ones the earliest.
fn best(events: &[&Event]) -> Option<EventDate> {
    let has_day = |event: &Event| i32::from(event.date.value.edtf.start().day().is_some());
    let best = events.iter().max_by_key(|event| (event.weight + has_day(event), Reverse(event.date.value.edtf)))?;
    Some(dated(best.role, best.date.value, events))
}

/// The earliest announcement, rather one of a day than one of a month.
fn first(events: &[&Event]) -> Option<EventDate> {
    let has_no_day = |event: &Event| event.date.value.edtf.start().day().is_none();
    let first = events.iter().min_by_key(|event| (has_no_day(event), event.date.value.edtf))?;
    Some(dated(first.role, first.date.value, events))
}

/// Every date once.
fn each(events: &[&Event]) -> Vec<EventDate> {
    let mut dates: Vec<EventDate> = Vec::new();
    for event in events {
        if dates.iter().all(|date| date.edtf != event.date.value.edtf) {
            dates.push(dated(event.role, event.date.value, events));
        }
    }
    dates
}

/// A date with the words of all `events` that fall on it.
fn dated(role: DateRole, date: Date, events: &[&Event]) -> EventDate {
    let mut evidence: Vec<Evidence> = Vec::new();
    for event in events.iter().filter(|event| event.date.value.edtf == date.edtf) {
        let cue = event.cue.map(|span| Evidence { span, rule: cues::rule(role).id.into() });
        for words in std::iter::once(Evidence::from(event.date)).chain(cue) {
            if !evidence.contains(&words) {
                evidence.push(words);
            }
        }
    }
    EventDate { role, edtf: date.edtf, year_from: date.year_from, evidence }
}

/// The day on which an announcement in the first person was published.
fn notice(scope: &Scope) -> Option<EventDate> {
    let reading = scope.reading;
    let post = &reading.page.posts[reading.post];
    let published = post.date.or(reading.page.published)?;
    if reading.page.posts.len() > 1 || !(group::is_notice(&Scope::of_post(reading)) || apologises(reading.text)) {
        return None;
    }
    let is_same = |date: &&Mention<Date>| date.value.edtf == published;
    let evidence = reading.mentions.dates.iter().find(is_same).map(Evidence::from).into_iter().collect();
    Some(EventDate { role: DateRole::Disclosed, edtf: published, year_from: YearFrom::Text, evidence })
}

/// Whether the writer apologises in his own words.
fn apologises(text: &Text) -> bool {
    static APOLOGY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new("(?:お詫び|おわび)(?:を)?(?:いた|申し?上げ|申しあげ)|ご(?:迷惑|心配)(?:と|や|、)?[^。]{0,10}(?:を|お)[^。]{0,6}おか?け|申し訳(?:なく|ござい|あり)").ok()
    });
    let Some(apology) = &*APOLOGY else { return false };
    text.sentences().iter().any(|sentence| {
        let words = text.slice(sentence.span);
        apology
            .find(words)
            .is_some_and(|found| words[..found.start()].matches('「').count() <= words[..found.start()].matches('」').count())
    })
}
