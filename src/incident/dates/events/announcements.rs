//! The announcement that a date is the day of, at the end of the sentence or in a document of that day.

use super::{NEIGHBOURS, Told, View, clip_up, without_quotations};
use crate::incident::DateRole;
use crate::incident::dates::{cues, patterns};
use crate::text::{Norm, Span};

impl View<'_, '_> {
    /// The announcement at the end of the sentence, if the date says when its topic made it: 県は6日、…と発表した.
    pub(super) fn announcement(&self) -> Option<Span<Norm>> {
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
        if !is_topic || patterns::JUST_BEFORE.is_match(after) || patterns::CONFESSED.is_match(before) {
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

    /// The announcement at the end of the sentence that an earlier date of it has.
    pub(super) fn taken(&self) -> Option<Span<Norm>> {
        let earlier = (self.index.saturating_sub(NEIGHBOURS)..self.index).rev();
        let mut views = earlier
            .take_while(|&index| self.dates[index].span.start() >= self.sentence_span().start())
            .map(|index| View { index, ..*self });
        views.find_map(|view| view.announcement())
    }

    /// What was published on the date: 4月6日付で掲載, 4月6日の「…のお知らせ」を読んだ.
    pub(super) fn published(&self, start: usize, words: &str) -> Option<Told> {
        let put_out = patterns::PUT_OUT.find(words).filter(|_| self.is_dated(start, &["付", "で"]));
        let of_day = || patterns::DOCUMENT_OF_DAY.find(words).filter(|_| self.is_dated(start, &["付の", "付けの"]));
        let found = put_out.or_else(|| patterns::DOCUMENT.find(words)).or_else(of_day)?;
        Some(Told::surely(DateRole::Disclosed, Span::new(found.start, found.end).shift(start)))
    }

    /// The words that say that the public learned of a fact on this day: 流出していたことが6日、分かった.
    pub(super) fn comes_out(&self) -> Option<Span<Norm>> {
        let (end, last) = (self.date().span.end(), self.sentence_span().end());
        let words = &self.norm()[end..last.max(end)];
        let aside = patterns::ASIDE.find(words).map_or(0, |found| found.end);
        let is_fact = || patterns::FACT_BEFORE.is_match(self.before().1) || patterns::REPORTER.is_match(self.before().1);
        let is_own = |found: &std::ops::Range<usize>| patterns::SOURCE.is_match(&words[aside..][found.clone()]);
        let found = patterns::COMES_OUT.find(&words[aside..]).filter(|found| is_fact() && !is_own(found))?;
        Some(Span::new(end + aside + found.start, end + aside + found.end))
    }
}
