//! Dates that stand over, or close, what is told of them: entries of chronicles, items of digests, rows.

use super::{Event, LONGEST_REACH, NEIGHBOURS, View, clip, without_quotations};
use crate::edtf::Edtf;
use crate::extract::{Date, Mention, Organization};
use crate::incident::DateRole;
use crate::incident::dates::clauses::{WEAK, loose, weight};
use crate::incident::dates::{cues, patterns};
use crate::page::BlockKind;
use crate::text::{Norm, Span};

/// How many sentences an entry of a chronicle has.
const LONGEST_ENTRY: usize = 5;

/// The longest name behind a place, in bytes.
const LONGEST_NAME: usize = 45;

impl<'s> View<'s, '_> {
    /// Whether the date closes an item of a digest: 〇〇市 教諭がUSBメモリを紛失 2021年4月6日.
    pub(super) fn ends_item(&self, words: &str) -> bool {
        let (_, before) = self.before();
        let is_line = !words.contains(char::is_alphanumeric) && !words.contains('。');
        self.is_in_digest() && is_line && before.chars().nth(8).is_some() && !self.is_in_diary()
    }

    /// Whether the date stands in a heading over a page of a diary, whose days are told from it: きのう発表された….
    fn is_in_diary(&self) -> bool {
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let is_heading = || matches!(passage.kind, BlockKind::Heading(_) | BlockKind::Term);
        let counts_from_it = |date: &&Mention<Date>| {
            ["きのう", "昨日", "きょう", "今日", "けさ", "今朝", "一昨日", "おととい"].contains(&self.text.slice(date.span))
        };
        is_heading() && self.dates[self.index + 1..].iter().take(NEIGHBOURS).any(counts_from_it)
    }

    /// Whether the date stands alone in brackets behind the last full stop of an item of a digest: …を紛失した。(9月17日)
    pub(super) fn closes_item(&self, words: &str) -> bool {
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
    pub(super) fn heads_row(&self) -> bool {
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let is_first = matches!(&passage.kind, BlockKind::Cell(cell) if cell.column == 0);
        is_first && self.has_day() && self.is_in_digest() && !self.is_interval()
    }

    /// Whether the date begins a heading: what stands below is told of that day.
    pub(super) fn heads_entry(&self) -> bool {
        let (_, before) = self.before();
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let is_heading = matches!(passage.kind, BlockKind::Heading(2..) | BlockKind::Term);
        is_heading && self.has_day() && !before.contains(char::is_alphanumeric)
    }

    /// Whether the date heads an entry of a diary, as the day on which it was written: 6/23 調べる側が抜かれる.
    pub(super) fn dates_entry(&self) -> bool {
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let is_heading = matches!(passage.kind, BlockKind::Heading(_) | BlockKind::Term);
        let words = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let is_set_off = words.starts_with([' ', ':', '|', '】', ')', ']', '〕', '-', '・']) && !self.has_hour();
        is_heading && is_set_off && self.has_day() && self.is_publication() && !self.before().1.contains(char::is_alphanumeric)
    }

    /// Whether a month begins a heading, as the month of what was reported: 6月 青葉市|職員が….
    pub(super) fn is_month_of_heading(&self) -> bool {
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let after = &self.norm()[self.date().span.end()..self.sentence_span().end().max(self.date().span.end())];
        matches!(passage.kind, BlockKind::Heading(2..))
            && !self.has_day()
            && self.before().1.trim().is_empty()
            && after.starts_with([' ', ':', '|', '/', '・'])
            && self.is_in_digest()
    }

    /// Whether the date heads an item of a digest, before the one that it is about: 6月3日 北浜市立病院 書類の紛失.
    pub(super) fn heads_item(&self) -> bool {
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

    /// Whether the date stands in brackets behind the name that begins an item of a digest: 青葉商事(4日) 社員用の….
    pub(super) fn is_behind_name(&self) -> bool {
        let (from, before) = self.before();
        let Some(name) = before.strip_suffix('(') else { return false };
        let passage = self.text.passages()[self.text.sentences()[self.sentence].passage].span;
        let words = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let is_set_off = words.starts_with(") ") || words.trim_end() == ")" || words.starts_with("):");
        let all = &self.scope.reading.mentions.organizations;
        let first = all.partition_point(|mention| mention.span.start() < from);
        let is_whole = |mention: &Mention<Organization>| mention.span == Span::new(from, from + name.trim_end().len());
        let is_name = || all[first..].iter().take_while(|mention| mention.span.start() == from).any(is_whole);
        self.has_day() && self.is_in_digest() && from == passage.start() && is_set_off && is_name()
    }

    /// Whether the item that the date heads says at what time of the day it happened.
    pub(super) fn tells_hour(&self, words: &str) -> bool {
        let place = self.scope.sentences.partition_point(|&sentence| sentence <= self.sentence);
        let next = self.scope.sentences.get(place).map(|&next| self.text.slice(self.text.sentences()[next].span));
        let announces = |words: &str| cues::find(words).iter().any(|cue| cue.role == DateRole::Disclosed);
        let is_told = |words: &str| patterns::CLOCK.is_match(words) && !announces(words);
        is_told(words) || next.is_some_and(is_told) && !announces(words)
    }

    /// A date that is an entry of a chronicle: what happened stands in the passages after it.
    pub(super) fn read_entry(&self, add: &mut impl FnMut(DateRole, i32, Option<Span<Norm>>)) {
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

    /// Adds what the sentence before says, if the date is a sentence of its own behind it: 全員に見える形で送信。10/4。
    pub(super) fn dates_sentence_before(&self, events: &mut Vec<Event<'s>>) -> bool {
        let Some(before) = self.sentence.checked_sub(1) else { return false };
        let told = self.text.sentences()[before].span;
        let is_same = self.text.sentences()[before].passage == self.text.sentences()[self.sentence].passage;
        let is_dated = self.dates[..self.index].last().is_some_and(|date| date.span.end() > told.start());
        let ends_sentence = is_same && self.text.slice(told).ends_with('。');
        if is_dated || !self.has_day() || !(ends_sentence || self.closes_row(before)) {
            return false;
        }
        let mut cues = cues::find(&without_quotations(self.text.slice(told))).into_iter();
        let is_told = |cue: &cues::Cue| matches!(cue.role, DateRole::Occurred | DateRole::Discovered | DateRole::Disclosed);
        let last = if ends_sentence { cues.next_back().filter(is_told) } else { cues.rfind(is_told) };
        let Some(last) = last else { return false };
        events.push(self.event(
            last.role,
            weight(&last).max(WEAK) + 1,
            Some(Span::new(last.start, last.end).shift(told.start())),
        ));
        true
    }

    /// Whether the date stands in the last cell of a row, behind the cell of the sentence `before` that tells what happened.
    fn closes_row(&self, before: usize) -> bool {
        let cell = |sentence: usize| match &self.text.passages()[self.text.sentences()[sentence].passage].kind {
            BlockKind::Cell(cell) if !cell.is_heading => Some((cell.table, cell.row)),
            _ => None,
        };
        let row = cell(self.sentence);
        let goes_on = self.sentence + 1 < self.text.sentences().len() && cell(self.sentence + 1) == row;
        row.is_some() && row == cell(before) && !goes_on
    }

    /// Whether a sentence stands outside what a date heads: in another row, below another heading.
    pub(super) fn leaves_entry(&self, sentence: usize) -> bool {
        let passages = self.text.passages();
        let kind = |sentence: usize| &passages[self.text.sentences()[sentence].passage].kind;
        match (kind(self.sentence), kind(sentence)) {
            (BlockKind::Cell(head), BlockKind::Cell(cell)) => (head.table, head.row) != (cell.table, cell.row),
            (BlockKind::Heading(head), BlockKind::Heading(other)) => other <= head,
            (BlockKind::Cell(_), _) | (_, BlockKind::Heading(_)) => true,
            _ => false,
        }
    }

    /// Whether nothing but the date stands in its passage up to `words`, the rest of its sentence.
    pub(super) fn stands_alone(&self, words: &str) -> bool {
        let (_, before) = self.before();
        let is_bare = |words: &str| !words.contains(|c: char| c.is_alphanumeric());
        is_bare(words) && is_bare(before)
    }

    /// Whether the scope is one of several items of its post.
    pub(super) fn is_in_digest(&self) -> bool {
        self.scope.sentences.len() < self.text.sentences().len()
    }
}
