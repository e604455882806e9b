//! Clefts and their like: the words before a date that name it as the day of what they say.

use super::{Event, View, without_quotations};
use crate::edtf::Edtf;
use crate::extract::{Date, Mention};
use crate::incident::DateRole;
use crate::incident::dates::clauses::{STRONG, WEAK};
use crate::incident::dates::cues::{self, Strength};
use crate::incident::dates::patterns;
use crate::text::{Norm, Span};

/// Where the last topic in `words` ends that may name a date behind it.
fn end_of_topic(words: &str) -> Option<usize> {
    let ends = ["のは", "のが", "のも", "公表は", "発表は", "発覚は", "判明は", "検知は"];
    ends.iter().filter_map(|topic| Some(words.rfind(topic)? + topic.len())).max()
}

/// Whether `words` name the date behind them: 気付いたのは, 気付いたのは週明けの.
pub(super) fn names_next(words: &str) -> bool {
    let is_description = |end: usize| patterns::OF_THE_DAY.is_match(&words[end..]);
    patterns::CLEFT.is_match(words) || end_of_topic(words).is_some_and(is_description)
}

impl<'s> View<'s, '_> {
    /// The words before the date that name it as the day of what they say.
    pub(super) fn cleft(&self) -> Option<(DateRole, Span<Norm>)> {
        let (from, before) = self.topic();
        if let Some(found) = patterns::SUBJECT.find(before).filter(|_| !self.ends_trouble() && !self.is_found_out()) {
            return Some((DateRole::Occurred, Span::new(from + found.start, from + found.end)));
        }
        let rest = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let rest = &rest[patterns::ASIDE.find(rest).map_or(0, |found| found.end)..];
        if let Some(found) = patterns::DOCUMENT_BEFORE.find(before).filter(|_| patterns::MADE_PUBLIC.is_match(rest)) {
            return Some((DateRole::Disclosed, Span::new(from + found.start, from + found.end)));
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
            && (said[cue.end..].chars().count() <= 4 || patterns::HEARSAY.is_match(&said[cue.end..]))
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
        // 怪しい命令が動いたのは6日: whatever it was, it is what the text tells of.
        let clause = &before[before.trim_end_matches('、').rfind('、').map_or(0, |comma| comma + "、".len())..];
        if patterns::OMINOUS.is_match(clause) && cues::find(clause).is_empty() && !patterns::AFTERMATH.is_match(clause) {
            let end = before.trim_end_matches('、').len();
            return Some((DateRole::Occurred, Span::new(from + end - "のは".len(), from + end)));
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
        let mut cues = cues::find(&words);
        // 書き換えが見つかってサイトが止められたのは: it was found on the day on which it was stopped.
        if let [.., found, stopped] = &cues[..]
            && (found.role, stopped.role) == (DateRole::Discovered, DateRole::Contained)
            && (!words[found.end..stopped.start].contains('、') || patterns::PERCEIVED.is_match(&words[found.start..]))
        {
            cues.pop();
        }
        // つながりにくくなり、回復が確認できたのは5日: what came last was that it was over.
        let is_over = |cue: &cues::Cue| patterns::IS_OVER.is_match(&words[cue.end..]);
        let cue = cues.into_iter().next_back().filter(|cue| cue.role != DateRole::Contained && !is_over(cue));
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

    /// The words before the date, without what only describes the day behind a topic: 気付いたのは|夏休み直前の|26日.
    fn topic(&self) -> (usize, &'s str) {
        let (from, before) = self.before();
        let Some(end) = end_of_topic(before) else { return (from, before) };
        let is_other = |date: &Mention<Date>| date.span.end() > from + end && date.value.edtf.start().day().is_some();
        let last = self.dates[..self.index].iter().rfind(|date| date.span.end() <= from + before.len());
        // 4月6日になってから: what stands behind the day is taken for a time of day.
        let hours = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let after = &hours[patterns::ASIDE.find(hours).map_or(0, |found| found.end)..];
        let is_description = patterns::OF_THE_DAY.is_match(&before[end..])
            && (patterns::IS_THE_DAY.is_match(after) || after.starts_with("から") && after.len() < hours.len())
            && last.is_none_or(|last| !is_other(last))
            // 消したのは、監視の仕組みが見つけた24日: what describes the day tells more than the topic.
            && (cues::find(&before[end..]).is_empty() || !cues::find(&before[..end]).is_empty());
        (from, if is_description { &before[..end] } else { before })
    }

    /// Adds what the words before the date name it as the day of.
    pub(super) fn read_cleft(&self, role: DateRole, cue: Span<Norm>, events: &mut Vec<Event<'s>>) {
        let said = self.text.slice(cue);
        let is_weak = cues::find(said).iter().all(|said| said.strength == Strength::Weak);
        let weight = if patterns::LAST_SEEN.is_match(said) {
            // When it was seen last it was still there.
            WEAK
        } else if matches!(said, "のは" | "のが") {
            WEAK
        } else if is_weak && !self.takes_place() {
            STRONG - 1
        } else if role == DateRole::Discovered {
            // 会社に報告があったのは7日: it may have been noticed before, on a day that is told in another way.
            STRONG
        } else {
            STRONG + 1
        };
        // 侵入は15日と17日の2度: it began on the first.
        let is_second = self.dates[..self.index]
            .last()
            .is_some_and(|first| self.norm().get(first.span.end()..self.date().span.start()) == Some("と"));
        events.push(self.event(role, weight - i32::from(is_second), Some(cue)));
        if role == DateRole::Occurred && patterns::SEEN.is_match(said) {
            events.push(self.event(DateRole::Discovered, STRONG, Some(cue)));
        }
    }

    /// Whether the sentence ends by saying that what its topic names took place on the date: トラブルは10日、…起きた.
    pub(super) fn takes_place(&self) -> bool {
        patterns::TAKES_PLACE.is_match(&self.norm()[self.date().span.end()..self.sentence_span().end()])
    }

    /// Whether the clause of the date says that the trouble was over: 障害は、7日に復旧した.
    pub(super) fn ends_trouble(&self) -> bool {
        patterns::OVER.is_match(&self.norm()[self.date().span.end()..self.sentence_span().end()])
    }

    /// Whether the clause of the date says that it was found out then: 流出は6日、…の指摘で発覚した.
    pub(super) fn is_found_out(&self) -> bool {
        patterns::FOUND_OUT.is_match(&self.norm()[self.date().span.end()..self.sentence_span().end()])
    }

    /// Whether the clause ends with the date and its time of day: 検知は4月6日の朝で、….
    pub(super) fn ends_clause(&self) -> bool {
        let after = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let after = &after[patterns::ASIDE.find(after).map_or(0, |found| found.end)..];
        after.is_empty()
            || after.starts_with(['、', '。', ')', '」', ','])
            || ["だ", "で", "の", "に", "と", "なの"].iter().any(|word| after.starts_with(word))
    }
}
