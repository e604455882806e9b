//! When what happened.
//!
//! Each date of a scope is bound to the predicates that its place in the sentence binds it to ([`events`]); for each role
//! the best of them is the record's.

mod cues;
mod events;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{DateRole, EventDate, Evidence, Scope};
use crate::extract::rule::CodeRule;
use crate::extract::{Date, Mention, YearFrom};
use crate::page::BlockKind;
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
    if !speaks_for_itself(scope) {
        return None;
    }
    let is_same = |date: &&Mention<Date>| date.value.edtf == published;
    let evidence = reading.mentions.dates.iter().find(is_same).map(Evidence::from).into_iter().collect();
    Some(EventDate { role: DateRole::Disclosed, edtf: published, year_from: YearFrom::Text, evidence })
}

/// Whether the post speaks in the first person.
fn speaks_for_itself(scope: &Scope) -> bool {
    let reading = scope.reading;
    let speaks = reading.mentions.organizations.iter().filter(|mention| mention.rule.as_str() == "org/stand-in/speaker").count();
    let title = reading.text.passages().iter().find(|passage| matches!(passage.kind, BlockKind::Heading(_)));
    let title = title.map_or("", |passage| reading.text.slice(passage.span));
    let announces = ["お詫び", "おわび", "お知らせ", "ご報告", "について"].iter().any(|word| title.contains(word));
    reading.page.posts.len() == 1 && (speaks >= 2 || (speaks >= 1 && announces) || title.contains("お詫び") && announces)
}
